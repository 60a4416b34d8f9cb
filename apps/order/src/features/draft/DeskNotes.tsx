import { useText } from '../../i18n/useText.ts';
import { type Draft, MAX_DRAFTS, MAX_LINES, MAX_QUANTITY, MAX_QUEUE } from '../desk/desk.types.ts';
import type { Limit } from '../desk/nextDesk.ts';
import { useDesk, useSelling } from '../selling/SellingContext.tsx';
import styles from './DraftPanel.module.css';
import { refusalWords } from './refusalWords.ts';

const MOST: Readonly<Record<Limit | 'gone', number>> = {
  lines: MAX_LINES,
  quantity: MAX_QUANTITY,
  drafts: MAX_DRAFTS,
  queue: MAX_QUEUE,
  gone: 0,
};

/** What the cashier must know of this desk: a limit, a refusal, and whether this machine keeps what is done here. */
export function DeskNotes({ draft }: { readonly draft: Draft }) {
  const text = useText();
  const { keeper } = useSelling();
  const { limit, isKept, desk } = useDesk();
  return (
    <div role="status" className={styles.notes}>
      {limit !== null && <p className={styles.warning}>{text(`limit.${limit}`, { most: MOST[limit] })}</p>}
      {draft.refusal !== null && <p className={styles.refusal}>{refusalWords(text, draft.refusal)}</p>}
      {!isKept && <p className={styles.warning}>{text('desk.notKept')}</p>}
      {desk.putAside > 0 && (
        <div className={styles.warning}>
          <p>{text('desk.putAside', { count: desk.putAside })}</p>
          <button type="button" className="vp-button" onClick={() => void keeper.edit({ type: 'asideSeen' })}>
            {text('desk.putAsideSeen')}
          </button>
        </div>
      )}
    </div>
  );
}
