/** Why the drawer opens: money goes in or out, or somebody asks. */
export type DrawerReason = 'cash_payment' | 'refund' | 'by_hand';

/** `told`: whoever drives the drawer was told; nobody says whether it opened. */
export type DrawerResult = 'told' | 'failed';

/** The window event a driver on this page listens to; its detail is `{v, reason}`. */
export const DRAWER_EVENT = 'vppos:cash-drawer';

/** Where this browser keeps the address of the drawer's server. */
export const DRAWER_URL_KEY = 'vppos.cash-drawer';

/** A drawer that does not answer keeps nobody waiting for longer, in ms. */
const DEADLINE_MS = 3_000;

/**
 * Opens the cash drawer. By default it only tells the page (`DRAWER_EVENT`), for a driver that listens there. Where the till
 * has a small HTTP server beside it that opens the drawer, its address goes into this browser's `localStorage`, off by
 * default: `localStorage.setItem('vppos.cash-drawer', 'http://127.0.0.1:9100/open')`; it is sent `POST {"reason": …}` and
 * must allow this origin (CORS). Never throws: a drawer that jams must not keep a payment from being taken.
 */
export async function openCashDrawer(reason: DrawerReason, send: typeof fetch = fetch): Promise<DrawerResult> {
  window.dispatchEvent(new CustomEvent(DRAWER_EVENT, { detail: { v: 1, reason } }));
  try {
    const url = localStorage.getItem(DRAWER_URL_KEY);
    if (url === null) return 'told';
    const answer = await send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return answer.ok ? 'told' : 'failed';
  } catch {
    return 'failed';
  }
}
