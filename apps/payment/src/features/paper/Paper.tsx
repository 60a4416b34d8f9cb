import type { ReactNode, RefObject } from 'react';
import styles from './Paper.module.css';

interface PaperProps {
  readonly paper: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly children: ReactNode;
}

/** A strip of an 80 mm roll: black on white in every theme, on the screen as it is printed. */
export function Paper({ paper, label, children }: PaperProps) {
  return (
    <article ref={paper} className={styles.paper} aria-label={label}>
      {children}
    </article>
  );
}

/** One line: what it is, and how much. Nothing where there is nothing to say. */
export function PaperLine(props: {
  readonly label: string;
  readonly value: string | null;
  readonly isStrong?: boolean;
}) {
  if (props.value === null) return null;
  return (
    <div className={props.isStrong === true ? styles.strong : undefined}>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

export function PaperLines({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.lines}>{children}</dl>;
}
