import { realClock } from '@vppos/core/time';
import { lazy, Suspense } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { openBroadcast } from './openBroadcast.ts';
import { useText } from './words/useText.ts';

/** A chunk of its own: no till carries what only the second screen shows. */
const View = lazy(async () => {
  const { CustomerDisplay } = await import(/* webpackChunkName: "display" */ './view/index.ts');
  return { default: CustomerDisplay };
});

/** The whole page at `/display`: it has no session, no stream and no micro-frontend. */
export function DisplayPage() {
  const text = useText();
  return (
    <ErrorBoundary fallback={<p role="alert">{text('failed')}</p>}>
      <Suspense fallback={<p role="status">{text('loading')}</p>}>
        <View clock={realClock} openPipe={openBroadcast} search={window.location.search} />
      </Suspense>
    </ErrorBoundary>
  );
}
