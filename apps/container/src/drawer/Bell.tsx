import { Bell as BellIcon } from 'lucide-react';
import styles from './drawer.module.css';
import { countUnread } from './newsList.ts';
import type { Drawer } from './useDrawer.ts';
import { useText } from './words/useText.ts';

interface BellProps {
  readonly drawer: Drawer;
  readonly className: string | undefined;
}

/** Opens the drawer, and says how much in it nobody has read. */
export function Bell({ drawer: { news, isOpen, toggle }, className }: BellProps) {
  const text = useText();
  const unread = countUnread(news);
  const words = unread === 0 ? text('open') : text('openUnread', { count: unread });
  return (
    <button
      type="button"
      className={className}
      title={words}
      aria-label={words}
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      data-testid="news-bell"
      data-unread={unread}
      onClick={toggle}
    >
      <BellIcon aria-hidden="true" />
      {unread > 0 && (
        <span className={styles.count} aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </button>
  );
}
