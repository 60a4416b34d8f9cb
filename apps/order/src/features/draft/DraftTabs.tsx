import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/useText.ts';
import type { Draft } from '../desk/desk.types.ts';
import { useDesk, useSelling } from '../selling/SellingContext.tsx';
import { Shortcut } from '../selling/Shortcut.tsx';
import styles from './DraftPanel.module.css';
import { draftName } from './draftName.ts';

/** So many of the tabs have a key: Alt with a digit. */
export const DRAFT_KEYS_MAX = 9;

/** The orders being put together; leaving one is all it takes to park it. */
export function DraftTabs({ front }: { readonly front: Draft }) {
  const text = useText();
  const { keeper, newId } = useSelling();
  const { drafts } = useDesk().desk;
  return (
    <div className={styles.tabs}>
      <div className={styles.tabList}>
        {drafts.map((draft, index) => (
          <DraftTab
            key={draft.id}
            draft={draft}
            isFront={draft.id === front.id}
            keys={drafts.length > 1 && index < DRAFT_KEYS_MAX ? `Alt+${index + 1}` : null}
          />
        ))}
      </div>
      <button
        type="button"
        className={`vp-button ${styles.open}`}
        aria-label={text('draft.open')}
        title={text('draft.open')}
        aria-keyshortcuts="F4"
        onClick={() => void keeper.edit({ type: 'opened', id: newId() })}
      >
        <Plus size={20} aria-hidden="true" />
        <Shortcut keys="F4" />
      </button>
    </div>
  );
}

interface DraftTabProps {
  readonly draft: Draft;
  readonly isFront: boolean;
  readonly keys: string | null;
}

function DraftTab({ draft, isFront, keys }: DraftTabProps) {
  const text = useText();
  const { keeper } = useSelling();
  const tab = useRef<HTMLButtonElement>(null);
  const name = draftName(text, draft);
  const count = draft.lines.length;
  // Also when its name or its count makes it wider.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (isFront) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isFront, name, count]);
  return (
    <button
      ref={tab}
      type="button"
      className={styles.tab}
      title={name}
      aria-pressed={isFront}
      {...(keys !== null && { 'aria-keyshortcuts': keys })}
      onClick={() => keeper.show(draft.id)}
    >
      <span className={styles.tabName}>{name}</span>
      {count > 0 && (
        <span className={styles.count} role="img" aria-label={text('draft.count', { count })}>
          {count}
        </span>
      )}
      {keys !== null && !isFront && <Shortcut keys={keys} />}
    </button>
  );
}
