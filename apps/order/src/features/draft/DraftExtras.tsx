import { formatVnd } from '@vppos/core/format';
import { MapPin, NotebookPen, Percent, Trash2 } from 'lucide-react';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import { type Discount, type Draft, MAX_NOTE_LENGTH, MAX_TABLE_LENGTH } from '../desk/desk.types.ts';
import { totalsOf } from '../desk/totals.ts';
import { Fold } from '../Fold.tsx';
import { useSelling } from '../selling/SellingContext.tsx';
import { Confirmation } from './Confirmation.tsx';
import { DiscountField } from './DiscountField.tsx';
import styles from './DraftPanel.module.css';
import { NoteField } from './NoteField.tsx';
import { useChangeDraft } from './useChangeDraft.ts';

type Extra = 'table' | 'note' | 'discount' | 'close';

/** What an order may have beside its lines; each opens in place, one at a time. */
export function DraftExtras({ draft }: { readonly draft: Draft }) {
  const text = useText();
  const [open, setOpen] = useState<Extra | null>(null);
  const close = (): void => setOpen(null);
  const { keeper, newId } = useSelling();
  const drop = (): void => void keeper.edit({ type: 'closed', id: draft.id, nextId: newId() });
  const toggle = (extra: Extra) => () => setOpen(open === extra ? null : extra);
  return (
    <div className={styles.extras}>
      {open !== null && (
        <Fold key={open} startsAt={open === 'close' ? 'button' : 'input'} onClose={close}>
          <OpenExtra extra={open} draft={draft} onClose={close} onDrop={drop} />
        </Fold>
      )}
      <div className={styles.extraButtons}>
        <ExtraButton icon={MapPin} isOpen={open === 'table'} label={text('draft.table')} onPress={toggle('table')}>
          {draft.table === '' ? text('draft.counter') : draft.table}
        </ExtraButton>
        <ExtraButton icon={NotebookPen} isOpen={open === 'note'} label={text('draft.note')} onPress={toggle('note')}>
          {draft.note === '' ? text('draft.note') : draft.note}
        </ExtraButton>
        <ExtraButton icon={Percent} isOpen={open === 'discount'} label={text('discount')} onPress={toggle('discount')}>
          {draft.discount === null ? text('discount') : `−${discountWords(draft.discount)}`}
        </ExtraButton>
        <ExtraButton
          icon={Trash2}
          isOpen={open === 'close'}
          label={text('draft.close')}
          onPress={draft.lines.length === 0 ? drop : toggle('close')}
        >
          {text('draft.close')}
        </ExtraButton>
      </div>
    </div>
  );
}

interface ExtraButtonProps {
  readonly icon: ComponentType<{ size: number; 'aria-hidden': 'true' }>;
  readonly label: string;
  readonly isOpen: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function ExtraButton({ icon: Icon, label, isOpen, onPress, children }: ExtraButtonProps) {
  return (
    <button type="button" className={styles.extra} title={label} aria-expanded={isOpen} onClick={onPress}>
      <Icon size={18} aria-hidden="true" />
      <span>{children}</span>
    </button>
  );
}

interface OpenExtraProps {
  readonly extra: Extra;
  readonly draft: Draft;
  readonly onClose: () => void;
  readonly onDrop: () => void;
}

function OpenExtra({ extra, draft, onClose, onDrop }: OpenExtraProps) {
  const text = useText();
  const change = useChangeDraft(draft.id);
  switch (extra) {
    case 'table':
      return (
        <NoteField
          label={text('draft.table')}
          placeholder={text('draft.tableHint')}
          value={draft.table}
          maxLength={MAX_TABLE_LENGTH}
          onType={(typed) => {
            // Who types "5" means table 5.
            change({ type: 'seated', table: /^\d+$/.test(typed) ? text('draft.tableOf', { number: typed }) : typed });
          }}
          onDone={onClose}
        />
      );
    case 'note':
      return (
        <NoteField
          label={text('draft.note')}
          placeholder={text('draft.noteHint')}
          value={draft.note}
          maxLength={MAX_NOTE_LENGTH}
          onType={(note) => change({ type: 'noted', note })}
          onDone={onClose}
        />
      );
    case 'discount':
      return (
        <DiscountField
          discount={draft.discount}
          subtotal={totalsOf(draft).subtotal}
          onType={(discount) => change({ type: 'discounted', discount })}
          onDone={onClose}
        />
      );
    case 'close':
      return <Confirmation question={text('draft.closeQuestion')} onKeep={onClose} onConfirm={onDrop} />;
  }
}

function discountWords({ kind, value }: Discount): string {
  return kind === 'percent' ? `${value}%` : formatVnd(value);
}
