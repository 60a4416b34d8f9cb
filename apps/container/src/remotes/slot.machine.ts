import type { RemoteProps } from '@vppos/core/types';
import type { ComponentType } from 'react';
import { RemoteError } from './remoteError.ts';

/** What a remote exposes as `./remote`. */
export interface RemoteModule {
  readonly Remote: ComponentType<RemoteProps>;
}

/**
 * One place on the page for one remote. `attempt` tells late answers apart; `failures`: how often it failed so far.
 * `code`: `fresh` is fetched anew instead of taken from memory. `onThrow`: what a throw leads to; after a retry the code in
 * memory, which keeps a half-done sale, gets its second chance first, and only then the code is fetched anew.
 */
export type SlotState =
  | ({ readonly status: 'loading'; readonly code: 'known' | 'fresh'; readonly onThrow: OnThrow } & Counted)
  | ({ readonly status: 'mounted'; readonly module: RemoteModule; readonly onThrow: OnThrow } & Counted)
  | ({ readonly status: 'failed'; readonly error: RemoteError } & Counted);

type OnThrow = 'fail' | 'fetchAnew';
interface Counted {
  readonly attempt: number;
  readonly failures: number;
}

export type SlotSignal =
  | { readonly type: 'loaded'; readonly attempt: number; readonly module: RemoteModule }
  | { readonly type: 'loadFailed'; readonly attempt: number; readonly error: RemoteError }
  | { readonly type: 'threw'; readonly attempt: number; readonly cause: unknown }
  | { readonly type: 'retry' };

export const FIRST_SLOT_STATE: SlotState = {
  status: 'loading',
  attempt: 1,
  failures: 0,
  code: 'known',
  onThrow: 'fail',
};

/** Pure. `RemoteSlot` performs what the new state asks for: a load in `loading`, a boundary in `mounted`. */
export function nextSlotState(state: SlotState, signal: SlotSignal): SlotState {
  // A late answer of an earlier attempt changes nothing.
  if ('attempt' in signal && signal.attempt !== state.attempt) return state;
  switch (state.status) {
    case 'loading':
      return afterLoading(state, signal);
    case 'mounted':
      return signal.type === 'threw' ? afterThrow(state, signal.cause) : state;
    case 'failed':
      return signal.type === 'retry' ? again(state) : state;
  }
}

function afterLoading(state: SlotState & { status: 'loading' }, signal: SlotSignal): SlotState {
  const { attempt, failures, onThrow } = state;
  if (signal.type === 'loaded') return { status: 'mounted', attempt, failures, onThrow, module: signal.module };
  return signal.type === 'loadFailed' ? failed(state, signal.error) : state;
}

function afterThrow(state: SlotState & { status: 'mounted' }, cause: unknown): SlotState {
  if (state.onThrow === 'fail') return failed(state, toRenderError(cause));
  return {
    status: 'loading',
    attempt: state.attempt + 1,
    failures: state.failures,
    code: 'fresh',
    onThrow: 'fail',
  };
}

function failed({ attempt, failures }: Counted, error: RemoteError): SlotState {
  return { status: 'failed', attempt, failures: failures + 1, error };
}

function again({ attempt, failures, error }: SlotState & { status: 'failed' }): SlotState {
  const onThrow = error.code === 'RENDER_THREW' ? 'fetchAnew' : 'fail';
  const code = error.code === 'NO_COMPONENT' ? 'fresh' : 'known';
  return { status: 'loading', attempt: attempt + 1, failures, code, onThrow };
}

function toRenderError(cause: unknown): RemoteError {
  if (cause instanceof RemoteError) return cause;
  return new RemoteError('RENDER_THREW', 'The remote threw while it was on the screen.', { cause });
}
