import { afterEach, describe, expect, it, vi } from 'vitest';
import { DRAWER_EVENT, DRAWER_URL_KEY, openCashDrawer } from './cashDrawer.ts';

const URL = 'http://127.0.0.1:9100/open';

afterEach(() => localStorage.removeItem(DRAWER_URL_KEY));

/** A drawer's server that answers so, with what it was sent. */
function drawer(answer: () => Response) {
  const sent: unknown[] = [];
  const send: typeof fetch = async (url, init) => {
    sent.push([url, init?.body]);
    return answer();
  };
  return { sent, send };
}

describe('[PAYMFE25] the cash drawer', () => {
  it('[PAYMFE25] is told to the page, and to nobody else by default', async () => {
    const heard: unknown[] = [];
    const listen = (event: Event): void => void heard.push((event as CustomEvent).detail);
    window.addEventListener(DRAWER_EVENT, listen);
    const { sent, send } = drawer(() => new Response());

    const result = await openCashDrawer('cash_payment', send);

    window.removeEventListener(DRAWER_EVENT, listen);
    expect(result).toBe('told');
    expect(heard).toEqual([{ v: 1, reason: 'cash_payment' }]);
    expect(sent).toEqual([]);
  });

  it('[PAYMFE25] is opened by the server whose address this browser keeps', async () => {
    localStorage.setItem(DRAWER_URL_KEY, URL);
    const { sent, send } = drawer(() => new Response());

    expect(await openCashDrawer('by_hand', send)).toBe('told');
    expect(sent).toEqual([[URL, '{"reason":"by_hand"}']]);
  });

  it('[PAYMFE25] that this browser may not keep has failed, and throws nothing', async () => {
    const forbidden = (): never => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: forbidden });

    const result = await openCashDrawer('refund', drawer(() => new Response()).send);

    vi.unstubAllGlobals();
    expect(result).toBe('failed');
  });

  it.each([
    ['refuses', () => new Response(null, { status: 500 })],
    [
      'is not there',
      () => {
        throw new TypeError('Failed to fetch');
      },
    ],
  ])('[PAYMFE25] that %s has failed, and throws nothing', async (_what, answer) => {
    localStorage.setItem(DRAWER_URL_KEY, URL);

    expect(await openCashDrawer('refund', drawer(answer).send)).toBe('failed');
  });
});
