import { useTranslation } from 'react-i18next';
import { INSPECTOR_SHORTCUT, type InspectorPanel } from '../../inspector/index.ts';
import { ConnectionDot, useDot } from '../connection/index.ts';
import { useShellEnv } from '../env.tsx';
import styles from './bar.module.css';

/** The dot of the connection, which opens the inspector: there for who looks for it, in nobody's way. */
export function InspectorEntry({ inspector }: { readonly inspector: InspectorPanel }) {
  const { t } = useTranslation('container');
  const { clock } = useShellEnv();
  const dot = useDot(clock);
  if (!inspector.isAvailable) return <ConnectionDot dot={dot} />;
  const words = t('inspector.entry', { state: t(dot.words), shortcut: INSPECTOR_SHORTCUT });
  return (
    <button
      type="button"
      className={styles.icon}
      title={words}
      aria-label={words}
      aria-haspopup="dialog"
      aria-expanded={inspector.isOpen}
      onClick={inspector.toggle}
    >
      <ConnectionDot dot={dot} />
    </button>
  );
}
