/** `failures`: rounds in a row that left something unanswered. */
export type SenderState =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly failures: number; readonly isAskedAgain: boolean }
  | { readonly status: 'waiting'; readonly failures: number }
  | { readonly status: 'stopped' };

/**
 * `noticed`: something waits in the queue. `asked`: it may well go now (a new order, the network back, a person).
 * `ended`: a round over the queue is over. `due`: the wait is over.
 */
export type SenderSignal =
  | { readonly type: 'noticed' }
  | { readonly type: 'asked' }
  | { readonly type: 'ended'; readonly isDone: boolean }
  | { readonly type: 'due' }
  | { readonly type: 'stopped' };

export const IDLE: SenderState = { status: 'idle' };

/** Pure. `sendQueue` does what the new state asks for: a round in `sending`, a timer in `waiting`. */
export function nextSender(state: SenderState, signal: SenderSignal): SenderState {
  if (signal.type === 'stopped') return { status: 'stopped' };
  switch (state.status) {
    case 'idle':
      return signal.type === 'noticed' || signal.type === 'asked' ? sending(0) : state;
    case 'sending':
      return whileSending(state, signal);
    case 'waiting':
      return signal.type === 'asked' || signal.type === 'due' ? sending(state.failures) : state;
    case 'stopped':
      return state;
  }
}

function whileSending(state: Extract<SenderState, { status: 'sending' }>, signal: SenderSignal): SenderState {
  if (signal.type === 'asked') return { ...state, isAskedAgain: true };
  if (signal.type !== 'ended') return state;
  const failures = signal.isDone ? 0 : state.failures + 1;
  if (state.isAskedAgain) return sending(failures);
  return signal.isDone ? IDLE : { status: 'waiting', failures };
}

function sending(failures: number): SenderState {
  return { status: 'sending', failures, isAskedAgain: false };
}
