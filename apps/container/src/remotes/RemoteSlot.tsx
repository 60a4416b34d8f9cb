import { MfeNameProvider } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import { Suspense, useEffect, useReducer } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { MOUNT_DEADLINE_MS } from './deadlines.ts';
import { RemoteFailure } from './RemoteFailure.tsx';
import { RemoteSkeleton } from './RemoteSkeleton.tsx';
import type { RemoteEntry } from './registry.ts';
import { RemoteError } from './remoteError.ts';
import type { RemoteLoader } from './remoteLoader.ts';
import styles from './remotes.module.css';
import type { Report } from './reports.ts';
import { FIRST_SLOT_STATE, nextSlotState, type RemoteModule, type SlotSignal } from './slot.machine.ts';
import type { SlotBoard } from './slotBoard.ts';

interface RemoteSlotProps {
  readonly remote: RemoteEntry;
  /** The remote's name in the cashier's language. */
  readonly title: string;
  /** The path inside the remote. */
  readonly path: string;
  readonly loader: RemoteLoader;
  readonly clock: Clock;
  readonly report: Report;
  /** Hears how the slot stands. Default: nobody does. */
  readonly tell?: SlotBoard['tell'];
}

/** One remote on the page: loading, mounted or failed, and never more than its own place. */
export function RemoteSlot({ remote, title, path, loader, clock, report, tell }: RemoteSlotProps) {
  const [state, send] = useReducer(nextSlotState, FIRST_SLOT_STATE);
  const { status, attempt } = state;
  const isFresh = state.status === 'loading' && state.code === 'fresh';

  useEffect(() => {
    if (status !== 'loading') return undefined;
    return loadWithin({ clock, attempt, send, report, name: remote.name, loading: loader.load(remote, isFresh) });
  }, [status, attempt, isFresh, loader, remote, clock, report]);

  useEffect(() => tell?.(remote.name, status), [tell, remote, status]);

  const threw = (cause: unknown): void => {
    report({ mfe: remote.name, code: cause instanceof RemoteError ? cause.code : 'RENDER_THREW', error: cause });
    send({ type: 'threw', attempt, cause });
  };
  return (
    <section className={styles.slot} aria-label={title} data-testid={`slot-${remote.name}`} data-state={state.status}>
      {state.status === 'loading' && <RemoteSkeleton title={title} clock={clock} />}
      {state.status === 'failed' && (
        <RemoteFailure
          title={title}
          error={state.error}
          failures={state.failures}
          onRetry={() => send({ type: 'retry' })}
        />
      )}
      {state.status === 'mounted' && (
        <ErrorBoundary key={attempt} fallbackRender={() => null} onError={threw}>
          <Suspense
            fallback={<RemoteSkeleton title={title} clock={clock} onTooSlow={() => threw(tooSlow(remote.name))} />}
          >
            <Mounted module={state.module} name={remote.name} path={path} />
          </Suspense>
        </ErrorBoundary>
      )}
    </section>
  );
}

function Mounted({ module: { Remote }, name, path }: { module: RemoteModule; name: string; path: string }) {
  return (
    <MfeNameProvider value={name}>
      <Remote path={path} />
    </MfeNameProvider>
  );
}

interface Loading {
  readonly clock: Clock;
  readonly attempt: number;
  readonly send: (signal: SlotSignal) => void;
  readonly report: Report;
  readonly loading: Promise<RemoteModule>;
  readonly name: string;
}

/** Tells how one load ended, at the latest after the deadline. After its stop it tells nothing. */
function loadWithin({ clock, attempt, send, report, loading, name }: Loading): () => void {
  let isOver = false;
  const end = (signal: SlotSignal): void => {
    if (isOver) return;
    isOver = true;
    stopDeadline();
    if (signal.type === 'loadFailed') report({ mfe: name, code: signal.error.code, error: signal.error });
    send(signal);
  };
  const stopDeadline = clock.after(MOUNT_DEADLINE_MS, () => {
    end({ type: 'loadFailed', attempt, error: tooSlow(name) });
  });
  loading.then(
    (module) => end({ type: 'loaded', attempt, module }),
    (cause: unknown) => end({ type: 'loadFailed', attempt, error: toRemoteError(cause) }),
  );
  return () => {
    isOver = true;
    stopDeadline();
  };
}

function tooSlow(name: string): RemoteError {
  return new RemoteError('TOO_SLOW', `${name} was not on the screen within ${MOUNT_DEADLINE_MS} ms.`);
}

function toRemoteError(cause: unknown): RemoteError {
  if (cause instanceof RemoteError) return cause;
  return new RemoteError('LOAD_FAILED', 'The remote could not be loaded.', { cause });
}
