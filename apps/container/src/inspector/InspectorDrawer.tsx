import { navigate } from '@vppos/core/bus';
import { type KeyboardEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './frame.module.css';
import { LazyInspector } from './LazyInspector.tsx';
import { INSPECTOR_PATH } from './path.ts';
import type { InspectorPanel } from './useInspectorPanel.ts';

/** The inspector over whatever page is open. The page beside it goes on working: nothing is locked. */
export function InspectorDrawer({ panel, close }: Pick<InspectorPanel, 'panel' | 'close'>) {
  const { t } = useTranslation('container');
  useEffect(() => panel.current?.focus(), [panel]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <aside
      ref={panel}
      className={styles.drawer}
      role="dialog"
      aria-label={t('inspector.title')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      data-testid="inspector-panel"
    >
      <div className={styles.head}>
        <button type="button" className="vp-button" onClick={close}>
          {t('inspector.close')}
        </button>
        <button type="button" className="vp-button" onClick={() => navigate(INSPECTOR_PATH)}>
          {t('inspector.fullPage')}
        </button>
      </div>
      <div className={styles.body}>
        <LazyInspector />
      </div>
    </aside>
  );
}
