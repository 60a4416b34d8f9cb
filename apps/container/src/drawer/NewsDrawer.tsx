import { navigate } from '@vppos/core/bus';
import type { Clock } from '@vppos/core/time';
import { BellOff, CheckCheck, X } from 'lucide-react';
import { PanelFrame } from '../shell/PanelFrame.tsx';
import styles from './drawer.module.css';
import { NewsRow } from './NewsRow.tsx';
import type { NewsEntry } from './news.ts';
import { countUnread } from './newsList.ts';
import type { Drawer } from './useDrawer.ts';
import { useText } from './words/useText.ts';

interface NewsDrawerProps {
  readonly drawer: Drawer;
  readonly clock: Clock;
}

/** The news over whatever page is open. */
export function NewsDrawer({ drawer: { news, read, close, panel }, clock }: NewsDrawerProps) {
  const text = useText();
  const follow = ({ key, to }: NewsEntry): void => {
    read(key);
    close();
    if (to !== null) navigate(to);
  };
  return (
    <PanelFrame panel={panel} close={close} label={text('title')} className={styles.drawer} testId="news-drawer">
      <div className={styles.head}>
        <h2 className={styles.title}>{text('title')}</h2>
        <button
          type="button"
          className={`vp-button vp-button--quiet ${styles.close}`}
          title={text('close')}
          onClick={close}
        >
          <X aria-hidden="true" />
          <span className="vp-visually-hidden">{text('close')}</span>
        </button>
      </div>
      {news.length === 0 ? <Empty /> : <List news={news} now={clock.now()} onFollow={follow} />}
      {countUnread(news) > 0 && (
        <div className={styles.foot}>
          <button type="button" className="vp-button" onClick={() => read(null)}>
            <CheckCheck aria-hidden="true" size={20} />
            {text('readAll')}
          </button>
        </div>
      )}
    </PanelFrame>
  );
}

function Empty() {
  const text = useText();
  return (
    <div className={styles.empty}>
      <BellOff aria-hidden="true" size={40} />
      <p>
        <strong>{text('empty')}</strong>
      </p>
      <p>{text('emptyHint')}</p>
    </div>
  );
}

interface ListProps {
  readonly news: Drawer['news'];
  readonly now: number;
  readonly onFollow: (entry: NewsEntry) => void;
}

function List({ news, now, onFollow }: ListProps) {
  return (
    <ul className={styles.list}>
      {news.map((entry) => (
        <NewsRow key={entry.key} entry={entry} now={now} onFollow={onFollow} />
      ))}
    </ul>
  );
}
