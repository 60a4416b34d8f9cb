import { describe, expect, it } from 'vitest';
import { RemoteError } from './remoteError.ts';
import { FIRST_SLOT_STATE, nextSlotState, type SlotSignal, type SlotState } from './slot.machine.ts';

const module = { Remote: () => null };
const down = new RemoteError('LOAD_FAILED', 'down');
const slotAfter = (...signals: SlotSignal[]): SlotState => signals.reduce(nextSlotState, FIRST_SLOT_STATE);

describe('nextSlotState', () => {
  it('mounts what loaded', () => {
    expect(slotAfter({ type: 'loaded', attempt: 1, module })).toMatchObject({ status: 'mounted', module });
  });

  it('[REMOTE7] loads again after a failure', () => {
    const state = slotAfter({ type: 'loadFailed', attempt: 1, error: down }, { type: 'retry' });

    expect(state).toEqual({ status: 'loading', attempt: 2, code: 'known', onThrow: 'fail', failures: 1 });
  });

  it('[REMOTE7] gives the code in memory a second chance after a throw, and fetches it anew when it throws again', () => {
    const cause = new Error('boom');
    const second = slotAfter(
      { type: 'loaded', attempt: 1, module },
      { type: 'threw', attempt: 1, cause },
      { type: 'retry' },
    );
    const third = [
      { type: 'loaded', attempt: 2, module } as const,
      { type: 'threw', attempt: 2, cause } as const,
    ].reduce(nextSlotState, second);

    expect(second).toMatchObject({ status: 'loading', attempt: 2, code: 'known' });
    expect(third).toMatchObject({ status: 'loading', attempt: 3, code: 'fresh' });
  });

  it('[REMOTE7] fails for good when fresh code throws too', () => {
    const fresh = { status: 'loading', attempt: 3, failures: 1, code: 'fresh', onThrow: 'fail' } as const;
    const cause = new Error('boom');

    const state = [
      { type: 'loaded', attempt: 3, module } as const,
      { type: 'threw', attempt: 3, cause } as const,
    ].reduce<SlotState>(nextSlotState, fresh);

    expect(state).toMatchObject({ status: 'failed', failures: 2, error: { code: 'RENDER_THREW' } });
  });

  it('fetches code anew that had no component', () => {
    const empty = new RemoteError('NO_COMPONENT', 'none');

    expect(slotAfter({ type: 'loadFailed', attempt: 1, error: empty }, { type: 'retry' })).toMatchObject({
      code: 'fresh',
    });
  });

  it('counts failures in a row', () => {
    const state = slotAfter(
      { type: 'loadFailed', attempt: 1, error: down },
      { type: 'retry' },
      { type: 'loadFailed', attempt: 2, error: down },
    );

    expect(state).toMatchObject({ status: 'failed', failures: 2, error: down });
  });

  it('keeps the cause of a throw', () => {
    const cause = new Error('boom');

    const state = slotAfter({ type: 'loaded', attempt: 1, module }, { type: 'threw', attempt: 1, cause });

    expect(state).toMatchObject({ status: 'failed', error: { code: 'RENDER_THREW', cause } });
  });

  it.each<[string, SlotSignal]>([
    ['a late module', { type: 'loaded', attempt: 1, module }],
    ['a late failure', { type: 'loadFailed', attempt: 1, error: down }],
    ['a late throw', { type: 'threw', attempt: 1, cause: new Error('boom') }],
  ])('[REMOTE8] ignores %s of an earlier attempt', (_, late) => {
    const second = slotAfter({ type: 'loadFailed', attempt: 1, error: down }, { type: 'retry' });

    expect(nextSlotState(second, late)).toBe(second);
  });

  it('[REMOTE8] ignores a module that comes after its deadline', () => {
    const failed = slotAfter({ type: 'loadFailed', attempt: 1, error: down });

    expect(nextSlotState(failed, { type: 'loaded', attempt: 1, module })).toBe(failed);
  });

  it('does not load again what is on the screen', () => {
    const mounted = slotAfter({ type: 'loaded', attempt: 1, module });

    expect(nextSlotState(mounted, { type: 'retry' })).toBe(mounted);
  });
});
