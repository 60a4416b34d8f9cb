import { navigate } from '@vppos/core/bus';
import { useTranslation } from 'react-i18next';
import { PanelFrame } from '../shell/PanelFrame.tsx';
import styles from './frame.module.css';
import { LazyInspector } from './LazyInspector.tsx';
import { INSPECTOR_PATH } from './path.ts';
import type { InspectorPanel } from './useInspectorPanel.ts';

/** The inspector over whatever page is open. */
export function InspectorDrawer({ panel, close }: Pick<InspectorPanel, 'panel' | 'close'>) {
  const { t } = useTranslation('container');
  return (
    <PanelFrame
      panel={panel}
      close={close}
      label={t('inspector.title')}
      className={styles.drawer}
      testId="inspector-panel"
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
    </PanelFrame>
  );
}
