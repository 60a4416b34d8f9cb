import { useText } from '../../i18n/useText.ts';
import type { Draft } from '../desk/desk.types.ts';
import { useDesk } from '../selling/SellingContext.tsx';
import { Checkout } from './Checkout.tsx';
import { DeskNotes } from './DeskNotes.tsx';
import { DraftExtras } from './DraftExtras.tsx';
import { DraftLines } from './DraftLines.tsx';
import styles from './DraftPanel.module.css';
import { DraftTabs } from './DraftTabs.tsx';
import { QueueNote } from './QueueNote.tsx';

/** The order that is being put together, the others that are, and those on their way to the server. */
export function DraftPanel() {
  const text = useText();
  const { isLoaded, front } = useDesk();
  return (
    <section className={`vp-card ${styles.panel}`} aria-label={text('draft.title')}>
      {isLoaded && front !== null ? (
        <Front draft={front} />
      ) : (
        <p className={styles.empty} role="status">
          {text('draft.loading')}
        </p>
      )}
    </section>
  );
}

function Front({ draft }: { readonly draft: Draft }) {
  const text = useText();
  return (
    <>
      <DraftTabs front={draft} />
      <DeskNotes draft={draft} />
      <QueueNote />
      {draft.lines.length === 0 ? <p className={styles.empty}>{text('draft.empty')}</p> : <DraftLines draft={draft} />}
      {/* What was half typed for one draft is not for another. */}
      <DraftExtras key={draft.id} draft={draft} />
      <Checkout draft={draft} />
    </>
  );
}
