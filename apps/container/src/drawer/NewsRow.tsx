import { formatClockTime, formatDateTime, formatVnd } from '@vppos/core/format';
import {
  Banknote,
  CircleHelp,
  CircleX,
  Info,
  type LucideIcon,
  MessageSquareText,
  Store,
  TriangleAlert,
  Undo2,
  Unplug,
} from 'lucide-react';
import styles from './drawer.module.css';
import type { NewsEntry, NewsKind } from './news.ts';
import { type Text, useText } from './words/useText.ts';

const ICONS: Readonly<Record<NewsKind, LucideIcon>> = {
  orderCancelled: CircleX,
  refundDue: Undo2,
  transferUnmatched: CircleHelp,
  payment: Banknote,
  shiftOpened: Store,
  shiftClosed: Store,
  notify: MessageSquareText,
  system: Info,
  gap: Unplug,
};

interface NewsRowProps {
  readonly entry: NewsEntry;
  /** ms since 1970. */
  readonly now: number;
  readonly onFollow: (entry: NewsEntry) => void;
}

/** One entry: what, when, and the way to where it is dealt with. */
export function NewsRow({ entry, now, onFollow }: NewsRowProps) {
  const text = useText();
  const { kind, at, to, isTest, isRead } = entry;
  const Icon = isTest ? TriangleAlert : ICONS[kind];
  return (
    <li className={styles.row} data-kind={kind} data-read={isRead} data-test={isTest}>
      <Icon className={styles.icon} aria-hidden="true" size={22} />
      <div className={styles.told}>
        <p className={styles.kind}>
          {isTest && <span className="vp-badge vp-badge--warning">{text('test')}</span>}
          <strong>{text(`kind.${kind}`)}</strong>
          {!isRead && <span className="vp-visually-hidden">({text('unread')})</span>}
          <time className={styles.time} dateTime={new Date(at).toISOString()}>
            {isSameDay(at, now) ? formatClockTime(at) : formatDateTime(at)}
          </time>
        </p>
        <p className={styles.message}>{sentence(entry, text)}</p>
        {to !== null && (
          <a
            className={styles.link}
            href={to}
            onClick={(event) => {
              event.preventDefault();
              onFollow(entry);
            }}
          >
            {text('show')}
            <span className="vp-visually-hidden">: {sentence(entry, text) || text(`kind.${kind}`)}</span>
          </a>
        )}
      </div>
    </li>
  );
}

function sentence({ kind, message, amount, till }: NewsEntry, text: Text): string {
  if (kind === 'gap') return text('gap');
  if (kind !== 'payment' || amount === null) return message;
  const words = { amount: formatVnd(amount), till: till ?? '' };
  return text(till === null ? 'paymentNoTill' : 'payment', words);
}

function isSameDay(at: number, now: number): boolean {
  const dayOf = (ms: number): string => formatDateTime(ms).replace(formatClockTime(ms), '');
  return dayOf(at) === dayOf(now);
}
