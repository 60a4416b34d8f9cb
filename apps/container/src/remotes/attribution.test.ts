import { ListenerError } from '@vppos/core/bus';
import { describe, expect, it } from 'vitest';
import { ownerOf, watchRemoteErrors } from './attribution.ts';
import { BUILT_IN_REMOTES } from './loadRegistry.ts';
import { createFaultLog, FAULTS_MAX, type Fault } from './reports.ts';

const PAGE = 'http://127.0.0.1:3000/order';
const owner = (error: unknown, filename = ''): string | null => ownerOf({ error, filename }, BUILT_IN_REMOTES, PAGE);

function withStack(stack: string): Error {
  return Object.assign(new Error('boom'), { stack });
}

describe('ownerOf', () => {
  it('[REMOTE9] knows a listener by its micro-frontend, whichever copy of core threw it', () => {
    expect(owner(new ListenerError('vppos:realtime:order_paid', 'payment', new Error('x')))).toBe('payment');
    expect(owner(Object.assign(new Error('x'), { code: 'LISTENER_THREW', mfe: 'order' }))).toBe('order');
  });

  it('[REMOTE9] leaves the container’s own listeners to the container', () => {
    expect(owner(new ListenerError('vppos:toast', 'container', new Error('x')))).toBeNull();
  });

  it('[REMOTE9] knows a script by the address it came from', () => {
    expect(owner(withStack('Error: boom\n at http://127.0.0.1:3002/static/remote.js:1:2'))).toBe('payment');
    expect(owner(null, 'http://127.0.0.1:3001/remote.js')).toBe('order');
    expect(owner(withStack('Error: boom\n at http://127.0.0.1:3000/main.js:1:2'))).toBeNull();
    expect(owner('a string')).toBeNull();
  });

  it('[REMOTE9] does not blame a remote that lives at the page’s own root', () => {
    const atRoot = BUILT_IN_REMOTES.map((remote) => ({ ...remote, entry: '/mf-manifest.json' }));

    expect(ownerOf({ error: null, filename: 'http://127.0.0.1:3000/main.js' }, atRoot, PAGE)).toBeNull();
  });
});

describe('watchRemoteErrors', () => {
  it('[REMOTE9] reports what is thrown later, until it is stopped', () => {
    const faults: Fault[] = [];
    const stop = watchRemoteErrors({
      page: window,
      remotes: BUILT_IN_REMOTES,
      report: (fault) => void faults.push(fault),
    });
    const error = new ListenerError('vppos:realtime:notify', 'order', new Error('x'));

    window.dispatchEvent(new ErrorEvent('error', { error }));
    stop();
    window.dispatchEvent(new ErrorEvent('error', { error }));

    expect(faults).toEqual([{ mfe: 'order', code: 'THREW_LATER', error }]);
  });
});

describe('createFaultLog', () => {
  it('[REMOTE9] writes once for each name and code', () => {
    const written: string[] = [];
    const log = createFaultLog(({ mfe, code }) => void written.push(`${mfe} ${code}`));

    for (const mfe of ['order', 'order', 'payment']) log.report({ mfe, code: 'THREW_LATER', error: null });
    log.report({ mfe: 'order', code: 'LOAD_FAILED', error: null });

    expect(written).toEqual(['order THREW_LATER', 'payment THREW_LATER', 'order LOAD_FAILED']);
  });

  it('keeps the newest within its bound', () => {
    const log = createFaultLog(() => undefined);

    for (let n = 0; n < FAULTS_MAX + 5; n += 1) log.report({ mfe: 'order', code: `C${n}`, error: null });

    expect(log.faults()).toHaveLength(FAULTS_MAX);
    expect(log.faults()[0]?.code).toBe('C5');
  });
});
