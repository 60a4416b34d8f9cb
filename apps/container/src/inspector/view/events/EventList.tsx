import { useState } from 'react';
import { useShellEnv } from '../../../shell/env.tsx';
import styles from '../inspector.module.css';
import type { Entry } from '../recording.ts';
import { useText } from '../words/useText.ts';
import { EventDetails } from './EventDetails.tsx';
import { EventFilters } from './EventFilters.tsx';
import { EventRow } from './EventRow.tsx';
import { choicesOf, EVERYTHING, filterEntries } from './entryFilter.ts';
import { usePausable } from './usePausable.ts';

interface EventListProps {
  readonly entries: readonly Entry[];
  /** The id of the test event that was sent last. */
  readonly sentId: string | null;
}

/** Everything that came over the bus, the newest first, and what the chosen one carries. */
export function EventList({ entries, sentId }: EventListProps) {
  const text = useText();
  const { recorder } = useShellEnv();
  const { shown, isPaused, newCount, toggle, release } = usePausable(entries);
  const [filter, setFilter] = useState(EVERYTHING);
  const fitting = filterEntries(shown, filter);
  const clear = (): void => {
    recorder.clearEvents();
    release();
  };
  const pauseWords = newCount > 0 ? text('events.resumeNew', { count: newCount }) : text('events.resume');
  return (
    <section className={`vp-card ${styles.events}`} aria-labelledby="events-title">
      <div className={styles.head}>
        <h2 id="events-title">{text('events.title')}</h2>
        <span className={styles.hint}>{text('events.count', { shown: fitting.length, total: shown.length })}</span>
        <button type="button" className="vp-button" aria-pressed={isPaused} onClick={toggle}>
          {isPaused ? pauseWords : text('events.pause')}
        </button>
        <button type="button" className="vp-button" disabled={shown.length === 0} onClick={clear}>
          {text('events.clear')}
        </button>
      </div>
      <EventFilters filter={filter} choices={choicesOf(shown)} onChange={setFilter} />
      {fitting.length > 0 ? (
        <Rows entries={fitting} sentId={sentId} />
      ) : (
        <div className={styles.empty}>
          <p>{text(shown.length === 0 ? 'events.empty' : 'events.noMatch')}</p>
          {shown.length > 0 && (
            <button type="button" className="vp-button" onClick={() => setFilter(EVERYTHING)}>
              {text('events.filterReset')}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

function Rows({ entries, sentId }: EventListProps) {
  const text = useText();
  const { streamFaults } = useShellEnv();
  const [selectedN, select] = useState<number | null>(null);
  const selected = entries.find(({ n }) => n === selectedN);
  const serverOffsetMs = streamFaults.serverOffsetMs();
  return (
    <>
      <ol className={styles.rows} aria-label={text('events.list')} reversed>
        {entries.toReversed().map((entry) => (
          <EventRow
            key={entry.n}
            entry={entry}
            isSelected={entry.n === selectedN}
            isMine={'event' in entry && entry.event.id === sentId}
            serverOffsetMs={serverOffsetMs}
            onSelect={select}
          />
        ))}
      </ol>
      {selected === undefined ? (
        <p className={styles.hint}>{text('detail.none')}</p>
      ) : (
        <EventDetails entry={selected} serverOffsetMs={serverOffsetMs} onClose={() => select(null)} />
      )}
    </>
  );
}
