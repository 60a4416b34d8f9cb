import { useShellEnv } from '../../../shell/env.tsx';
import { useLookAgain } from '../../../shell/useLookAgain.ts';
import { formatDuration, formatTimeMs } from '../format.ts';
import styles from '../inspector.module.css';
import type { Transition } from '../recording.ts';
import { type Text, useText } from '../words/useText.ts';
import { type Span, spansOf } from './spans.ts';

/** Every change of the connection since the login, the newest first. */
export function TransitionHistory({ transitions }: { readonly transitions: readonly Transition[] }) {
  const text = useText();
  const { clock } = useShellEnv();
  useLookAgain(clock, transitions.length === 0 ? null : clock.now() + 1000);
  return (
    <details className={styles.history}>
      <summary>{text('history.title', { count: transitions.length })}</summary>
      {transitions.length === 0 ? (
        <p>{text('history.empty')}</p>
      ) : (
        <section
          className={styles.scroll}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard [WCAG 2.1.1]
          tabIndex={0}
          aria-label={text('history.title', { count: transitions.length })}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{text('history.at')}</th>
                <th scope="col">{text('status.state')}</th>
                <th scope="col">{text('history.lasted')}</th>
                <th scope="col">{text('history.cause')}</th>
              </tr>
            </thead>
            <tbody>
              {spansOf(transitions, clock.now()).map((span) => (
                <SpanRow key={span.n} span={span} text={text} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

function SpanRow({ span, text }: { readonly span: Span; readonly text: Text }) {
  const duration = formatDuration(span.durationMs);
  return (
    <tr>
      <td>{formatTimeMs(span.at)}</td>
      <td>{text(`state.${span.status.state}`)}</td>
      <td>{span.isLast ? text('history.now', { duration }) : duration}</td>
      <td>{causeOf(span, text)}</td>
    </tr>
  );
}

function causeOf({ status, isNewRole }: Span, text: Text): string {
  const { reason, attempt, degraded, role } = status;
  const parts = [
    reason,
    attempt === undefined ? undefined : text('history.attempt', { attempt }),
    degraded ? text('history.polling') : undefined,
    isNewRole ? text(`history.${role}`) : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}
