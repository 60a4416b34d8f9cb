import { memo } from 'react';
import { formatDuration, formatTimeMs } from '../format.ts';
import styles from '../inspector.module.css';
import type { Entry, EventEntry } from '../recording.ts';
import { useText } from '../words/useText.ts';
import { hopsOf, isTest } from './hops.ts';

interface EventRowProps {
  readonly entry: Entry;
  readonly isSelected: boolean;
  /** It is the test event that was sent from here. */
  readonly isMine: boolean;
  readonly serverOffsetMs: number | null;
  readonly onSelect: (n: number) => void;
}

/** One line of the list. Its button opens what it carries. */
export const EventRow = memo(function EventRow({ entry, isSelected, isMine, serverOffsetMs, onSelect }: EventRowProps) {
  const text = useText();
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-pressed={isSelected}
        data-mine={isMine}
        data-kind={kindOf(entry)}
        onClick={() => onSelect(entry.n)}
      >
        <span className={styles.time}>{formatTimeMs('event' in entry ? entry.event.receivedAt : entry.at)}</span>
        <span className={styles.what}>
          <Name entry={entry} />
          {isMine && <span className="vp-badge vp-badge--info">{text('events.mine')}</span>}
        </span>
        {'event' in entry && <RowHops entry={entry} serverOffsetMs={serverOffsetMs} />}
        {'resync' in entry && <span>{text('events.resyncWhy', { reason: entry.resync })}</span>}
        {'invalid' in entry && <span>{text('events.invalidWhy', { type: entry.invalid.type })}</span>}
      </button>
    </li>
  );
});

function Name({ entry }: { readonly entry: Entry }) {
  const text = useText();
  if ('resync' in entry) return <span className="vp-badge vp-badge--warning">{text('events.resync')}</span>;
  if ('invalid' in entry) return <span className="vp-badge vp-badge--danger">{text('events.invalid')}</span>;
  return (
    <>
      <strong>{entry.event.type}</strong>
      {isTest(entry.event.data) && <span className="vp-badge">{text('events.test')}</span>}
      {entry.event.origin !== 'live' && <span className="vp-badge vp-badge--warning">{text('way.replay')}</span>}
    </>
  );
}

/** The way in short: how long it took to come, by which way, and who took it. */
function RowHops({ entry, serverOffsetMs }: { readonly entry: EventEntry; readonly serverOffsetMs: number | null }) {
  const text = useText();
  const { travelMs } = hopsOf(entry, serverOffsetMs);
  const takers = entry.runs.map(({ mfe, durationMs }) => `${mfe} ${formatDuration(durationMs)}`);
  const travel = travelMs === null ? [] : [text('hop.after', { duration: formatDuration(Math.max(0, travelMs)) })];
  const parts = [...travel, text(`way.${entry.event.via}`), ...(takers.length > 0 ? takers : [text('events.nobody')])];
  return <span>{parts.join(' · ')}</span>;
}

function kindOf(entry: Entry): 'event' | 'resync' | 'invalid' {
  if ('event' in entry) return 'event';
  return 'resync' in entry ? 'resync' : 'invalid';
}
