import { useState } from 'react';
import { formatDuration, formatTimeMs } from '../format.ts';
import styles from '../inspector.module.css';
import type { Entry, EventEntry } from '../recording.ts';
import { useText } from '../words/useText.ts';
import { hopsOf } from './hops.ts';

interface EventDetailsProps {
  readonly entry: Entry;
  readonly serverOffsetMs: number | null;
  readonly onClose: () => void;
}

/** What one line of the list carries: its way, hop by hop, and its payload. */
export function EventDetails({ entry, serverOffsetMs, onClose }: EventDetailsProps) {
  const text = useText();
  const json = JSON.stringify(carriedBy(entry), null, 2);
  return (
    <section className={styles.details} aria-label={text('detail.title')} data-testid="event-details">
      <div className={styles.detailsHead}>
        <h3>{'event' in entry ? <code>{entry.event.id}</code> : text('detail.title')}</h3>
        <CopyButton json={json} />
        <button type="button" className="vp-button" onClick={onClose}>
          {text('detail.close')}
        </button>
      </div>
      <div className={styles.detailsBody}>
        {'event' in entry && <Way entry={entry} serverOffsetMs={serverOffsetMs} />}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard [WCAG 2.1.1] */}
        <pre className={styles.json} tabIndex={0}>
          {json}
        </pre>
      </div>
    </section>
  );
}

function carriedBy(entry: Entry): unknown {
  if ('event' in entry) return entry.event.data;
  return 'resync' in entry ? { reason: entry.resync } : entry.invalid;
}

function Way({ entry, serverOffsetMs }: { readonly entry: EventEntry; readonly serverOffsetMs: number | null }) {
  const text = useText();
  const hops = hopsOf(entry, serverOffsetMs);
  const { happened } = hops;
  const clockWords = happened?.isServerClock === true ? text('hop.serverClock') : text('hop.corrected');
  return (
    <ol className={styles.way} aria-label={text('hop.title')}>
      <Hop
        name={text('hop.happened')}
        time={happened === null ? '–' : formatTimeMs(happened.at)}
        note={happened === null ? text('hop.noTime') : clockWords}
      />
      <Hop name={text('hop.received')} time={formatTimeMs(hops.receivedAt)} note={after(hops.travelMs)} />
      <Hop
        name={text('hop.dispatched')}
        time={formatTimeMs(hops.dispatchedAt)}
        note={after(hops.dispatchedAt - hops.receivedAt)}
      />
      {entry.runs.map(({ mfe, startedAt, durationMs }, index) => (
        <Hop
          key={`${mfe} ${startedAt}`}
          name={text('hop.handled', { mfe })}
          time={formatTimeMs(hops.runsAt[index] ?? hops.dispatchedAt)}
          note={text('hop.took', { duration: formatDuration(durationMs) })}
        />
      ))}
    </ol>
  );

  function after(ms: number | null): string {
    return ms === null ? '' : text('hop.after', { duration: formatDuration(Math.max(0, ms)) });
  }
}

function Hop({ name, time, note }: { readonly name: string; readonly time: string; readonly note: string }) {
  return (
    <li>
      <strong>{name}</strong>
      <span className={styles.time}>{time}</span>
      <span>{note}</span>
    </li>
  );
}

function CopyButton({ json }: { readonly json: string }) {
  const text = useText();
  const [outcome, tell] = useState<'copied' | 'copyFailed' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(json);
      tell('copied');
    } catch {
      // Forbidden, or plain http, where there is no clipboard.
      tell('copyFailed');
    }
  };
  return (
    <>
      <button type="button" className="vp-button" onClick={() => void copy()}>
        {text('detail.copy')}
      </button>
      <span role="status">{outcome !== null && text(`detail.${outcome}`)}</span>
    </>
  );
}
