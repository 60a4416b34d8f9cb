import { navigate } from '@vppos/core/bus';
import { useAuthUser } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import type { MouseEvent } from 'react';
import { useText } from '../../i18n/useText.ts';
import type { TextKey } from '../../i18n/vi.ts';
import type { PaymentPath } from '../../paymentPath.ts';
import { useGetCountQuery } from '../../store/paymentApi.ts';
import { useFollow } from '../../store/useFollow.ts';
import { useGetCurrentShiftQuery } from '../shift/shiftApi.ts';
import styles from './PaymentNav.module.css';

type Page = PaymentPath['page'];

interface Place {
  readonly to: string;
  readonly label: TextKey;
  readonly pages: readonly Page[];
  /** What waits there. */
  readonly news?: 'unmatched' | 'refunds' | 'shift';
}

const PLACES: readonly Place[] = [
  { to: '/payment', label: 'nav.open', pages: ['open orders', 'payment'] },
  { to: '/payment/receipts', label: 'nav.receipts', pages: ['receipts'] },
  { to: '/payment/unmatched', label: 'nav.unmatched', pages: ['unmatched'], news: 'unmatched' },
  { to: '/payment/refunds', label: 'nav.refunds', pages: ['refunds'], news: 'refunds' },
  { to: '/payment/shift', label: 'nav.shift', pages: ['shift', 'shift report'], news: 'shift' },
];

const FOLLOWED = ['Transfers', 'Refunds'] as const;

/** The places of this app, with how much waits there for somebody. */
export function PaymentNav({ page, clock }: { readonly page: Page; readonly clock: Clock }) {
  const text = useText();
  useFollow(FOLLOWED, clock);
  return (
    <nav className={styles.nav} aria-label={text('nav.title')}>
      {PLACES.map(({ to, label, pages, news }) => (
        <a
          key={to}
          href={to}
          className={styles.place}
          aria-current={pages.includes(page) ? 'page' : undefined}
          onClick={(event) => go(event, to)}
        >
          {text(label)}
          {news === 'shift' && <NotOpen />}
          {(news === 'unmatched' || news === 'refunds') && <Count of={news} />}
        </a>
      ))}
    </nav>
  );
}

function Count({ of }: { readonly of: 'unmatched' | 'refunds' }) {
  const { data } = useGetCountQuery(of);
  if (typeof data !== 'number' || data === 0) return null;
  return <span className={`vp-badge vp-badge--warning ${styles.count}`}>{data}</span>;
}

/** What is paid while no shift is open is in nobody's report. */
function NotOpen() {
  const text = useText();
  const { currentData: shift } = useGetCurrentShiftQuery(useAuthUser()?.till_id ?? '');
  if (shift !== null) return null;
  return <span className={`vp-badge vp-badge--warning ${styles.count}`}>{text('nav.shiftNotOpen')}</span>;
}

/** Through the container's router; with a modifier the browser opens its own tab. */
function go(event: MouseEvent, to: string): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  navigate(to);
}
