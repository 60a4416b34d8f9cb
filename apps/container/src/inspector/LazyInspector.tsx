import i18next from 'i18next';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useTranslation } from 'react-i18next';
import styles from './frame.module.css';

type LoadView = () => Promise<{ default: ComponentType }>;

/** A chunk of its own: no till carries the inspector before somebody looks. */
const loadChunk: LoadView = async () => {
  const { InspectorView, addInspectorWords } = await import(/* webpackChunkName: "inspector" */ './view/index.ts');
  addInspectorWords(i18next);
  return { default: InspectorView };
};

/** The inspector, once its code is there; or why it is not, with a way to try again. */
export function LazyInspector({ loadView = loadChunk }: { readonly loadView?: LoadView }) {
  const { t } = useTranslation('container');
  // React remembers a failed load for ever: another try is another lazy component.
  const [View, setView] = useState(() => lazy(loadView));
  return (
    <ErrorBoundary
      resetKeys={[View]}
      fallbackRender={() => (
        <div className={styles.note} role="alert">
          <p>{t('inspector.failed')}</p>
          <button type="button" className="vp-button" onClick={() => setView(lazy(loadView))}>
            {t('inspector.retry')}
          </button>
        </div>
      )}
    >
      <Suspense
        fallback={
          <p className={styles.note} role="status">
            {t('inspector.loading')}
          </p>
        }
      >
        <View />
      </Suspense>
    </ErrorBoundary>
  );
}
