import { navigate, toastUtils } from '@vppos/core/bus';
import type { Clock } from '@vppos/core/time';
import { Inbox, Plus, Printer } from 'lucide-react';
import type { Invoice as InvoiceData } from '../../api/schemas.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { useText } from '../../i18n/useText.ts';
import { useGetInvoiceQuery } from '../../store/paymentApi.ts';
import { useFollow } from '../../store/useFollow.ts';
import { useCashDrawer } from '../cash-drawer/useCashDrawer.ts';
import { usePaper } from '../paper/usePaper.ts';
import styles from './Invoice.module.css';
import { InvoicePaper } from './InvoicePaper.tsx';

const FOLLOWED = ['Receipts'] as const;

/** The paid order on paper: what the customer gets. */
export function Invoice({ orderId, clock }: { readonly orderId: number; readonly clock: Clock }) {
  const text = useText();
  useFollow(FOLLOWED, clock);
  const { data, isError, isFetching, refetch } = useGetInvoiceQuery(orderId, { refetchOnMountOrArgChange: true });
  if (data !== undefined) return <Printable invoice={data} />;
  return (
    <div className={styles.pending}>
      <p role="status">{text(isError ? 'invoice.failed' : 'invoice.loading')}</p>
      {isError && (
        <button type="button" className="vp-button" disabled={isFetching} onClick={() => void refetch()}>
          {text('app.retry')}
        </button>
      )}
    </div>
  );
}

function Printable({ invoice }: { readonly invoice: InvoiceData }) {
  const text = useText();
  const openDrawer = useCashDrawer();
  const title = text('invoice.title', { number: invoice.invoice_number });
  const { paper, print, wasPrinted } = usePaper(title, () => toastUtils.warning(text('invoice.printFailed')));
  return (
    <div className={styles.holder}>
      <div className={styles.strip}>
        <InvoicePaper paper={paper} title={title} invoice={invoice} isCopy={wasPrinted} />
      </div>
      <div className={styles.actions}>
        <ActionButton icon={Printer} shortcut="F9" onPress={print}>
          {text(wasPrinted ? 'invoice.reprint' : 'invoice.print')}
        </ActionButton>
        <ActionButton icon={Inbox} shortcut="F8" onPress={() => openDrawer('by_hand')}>
          {text('drawer.open')}
        </ActionButton>
        <ActionButton
          className={styles.next}
          look="primary"
          icon={Plus}
          shortcut="F10"
          onPress={() => navigate('/order')}
        >
          {text('app.newOrder')}
        </ActionButton>
      </div>
    </div>
  );
}
