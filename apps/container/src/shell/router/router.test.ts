import { navigate } from '@vppos/core/bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchRoute, safePath } from './paths.ts';
import { createRouter, type Router } from './router.ts';

const ORIGIN = 'http://127.0.0.1:3000';
const order = { basePath: '/order' };
const payment = { basePath: '/payment' };

describe('safePath', () => {
  it.each([
    ['/payment/1001', '/payment/1001'],
    ['/', '/'],
    ['/order?tab=2#top', '/order?tab=2#top'],
    ['/a/../order', '/order'],
  ])('[SHELL4] takes %s', (to, path) => {
    expect(safePath(to, ORIGIN)).toBe(path);
  });

  it.each([
    ['//evil.example/x'],
    ['//127.0.0.1:3000/order'],
    ['/\\evil.example'],
    ['/\t/evil.example'],
    ['\\\\evil.example'],
    ['http://127.0.0.1:3000/order'],
    ['https://evil.example'],
    ['javascript:alert(1)'],
    ['order'],
    [''],
    [' /order'],
    [null],
    [undefined],
    [7],
    [{ toString: () => '/order' }],
  ])('[SHELL4] refuses %j', (to) => {
    expect(safePath(to, ORIGIN)).toBeNull();
  });
});

describe('matchRoute', () => {
  it('[SHELL5] leads / to the first micro-frontend', () => {
    expect(matchRoute('/', [order, payment])).toEqual({ kind: 'redirect', to: '/order' });
  });

  it.each([
    ['/order', order, '/'],
    ['/order/', order, '/'],
    ['/payment/1001', payment, '/1001'],
    ['/payment/1001/print', payment, '/1001/print'],
  ])('gives %s to its micro-frontend', (path, remote, inner) => {
    expect(matchRoute(path, [order, payment])).toEqual({ kind: 'remote', remote, path: inner });
  });

  it.each([['/orders'], ['/x'], ['/Order'], ['/x/order']])('[SHELL5] knows no page at %s', (path) => {
    expect(matchRoute(path, [order, payment])).toEqual({ kind: 'notFound', path });
  });

  it('[INSP1] keeps the path of the inspector for the shell, with or without micro-frontends', () => {
    expect([matchRoute('/realtime', []), matchRoute('/realtime', [{ basePath: '/realtime' }])]).toEqual([
      { kind: 'inspector' },
      { kind: 'inspector' },
    ]);
    expect(matchRoute('/realtime/x', [])).toMatchObject({ kind: 'notFound' });
  });

  it('[SHELL5] knows no page at all without micro-frontends', () => {
    expect(matchRoute('/', [])).toEqual({ kind: 'notFound', path: '/' });
  });
});

describe('createRouter', () => {
  let refused: unknown[];
  let router: Router;
  let stop: () => void;

  beforeEach(() => {
    window.history.replaceState(null, '', '/order');
    refused = [];
    router = createRouter(window, (to) => void refused.push(to));
    stop = router.start();
  });
  afterEach(() => stop());

  it('goes where the bus says, and tells its listeners', () => {
    let told = 0;
    router.subscribe(() => {
      told += 1;
    });

    navigate('/payment/1001');

    expect([router.path(), told]).toEqual(['/payment/1001', 1]);
  });

  it('[SHELL5] adds to the history, or takes the place of the current page', () => {
    const before = window.history.length;

    navigate('/payment/1001');
    navigate('/payment/1002', { replace: true });

    expect(window.history.length).toBe(before + 1);
  });

  it('[SHELL4] ignores a target outside and reports it', () => {
    navigate('//evil.example/order');

    expect(router.path()).toBe('/order');
    expect(refused).toEqual(['//evil.example/order']);
  });

  it('does not add the page it is on once more', () => {
    const before = window.history.length;

    expect(router.go('/order')).toBe(true);

    expect(window.history.length).toBe(before);
  });

  it('[SHELL5] tells its listeners of back and forward', () => {
    let told = 0;
    router.subscribe(() => {
      told += 1;
    });

    window.dispatchEvent(new Event('popstate'));

    expect(told).toBe(1);
  });

  it('hears nothing after its stop', () => {
    stop();

    navigate('/payment');

    expect(router.path()).toBe('/order');
  });
});
