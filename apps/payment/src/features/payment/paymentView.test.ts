import { describe, expect, it } from 'vitest';
import type { OpenPayment } from '../../api/schemas.ts';
import { anOrder, aReceipt } from '../../testing/anOrder.ts';
import {
  isAwaiting,
  opensInvoice,
  type PaymentKnowledge,
  paymentView,
  paymentViewOf,
  receivedBetween,
} from './paymentView.ts';

const RECEIPT = aReceipt({ amount: 150_000 });

const PAYMENT: OpenPayment = { payment_id: 1001, amount: 250_000, qr: '0002', code: 'VP1001', expires_at: 9 };
const OFFLINE = { code: 'OFFLINE', message: '' } as const;
const know = (known: Partial<PaymentKnowledge>) =>
  paymentView({ order: null, failure: null, qr: { status: 'none' }, split: null, ...known });

describe('[PAYMFE1] the screen is a function of what the server has said', () => {
  it('[PAYMFE1] loads while nothing is known', () => {
    expect(know({})).toEqual({ kind: 'loading' });
  });

  it.each([
    ['unpaid', 0, 'waiting'],
    ['partially_paid', 150_000, 'waiting'],
    ['paid', 250_000, 'paid'],
    ['overpaid', 300_000, 'overpaid'],
    ['cancelled', 0, 'cancelled'],
  ] as const)('[PAYMFE1] an order that is %s with %i đồng shows as %s', (status, paid, kind) => {
    expect(know({ order: anOrder({ status, paid }) }).kind).toBe(kind);
  });

  it('[PAYMFE1] asks for what is missing after a part has come', () => {
    const view = know({ order: anOrder({ status: 'partially_paid', paid: 150_000 }) });

    expect(view).toMatchObject({ kind: 'waiting', due: 100_000 });
  });

  it('[PAYMFE1] names the excess and the last receipt', () => {
    const view = know({ order: anOrder({ status: 'overpaid', paid: 300_000, payments: [RECEIPT] }) });

    expect(view).toMatchObject({ kind: 'overpaid', excess: 50_000, receipt: RECEIPT });
  });

  it('[PAYMFE1] goes on waiting with what it knows after a failed read', () => {
    expect(know({ order: anOrder(), failure: OFFLINE })).toMatchObject({ kind: 'waiting', hasFailed: true });
  });

  it('[PAYMFE5] shows no QR that was asked for another amount, however little it is', () => {
    const qr = { status: 'open', asked: 250_000, payment: PAYMENT } as const;
    const kept = know({ order: anOrder(), qr });
    const shared = know({ order: anOrder(), qr, split: { byTransfer: 150_000 } });

    expect([kept, shared]).toMatchObject([
      { qr: { status: 'shown' }, transfer: 250_000 },
      { qr: { status: 'preparing' }, transfer: 150_000 },
    ]);
  });

  it('[PAYMFE1] shows nothing of another order', () => {
    const known = {
      order: anOrder({ status: 'paid' }),
      failure: null,
      qr: { status: 'none' },
      split: null,
      orderId: 1001,
    } as const;

    expect(paymentViewOf(1002, known)).toEqual({ kind: 'loading' });
    expect(paymentViewOf(1001, known).kind).toBe('paid');
  });

  it.each([
    [OFFLINE, 'offline', true],
    [{ code: 'BAD_ANSWER', message: '' }, 'badAnswer', true],
    [{ code: 'NOT_JSON', status: 200, message: '' }, 'badAnswer', true],
    [problem(404), 'notFound', false],
    [problem(403), 'refused', true],
    [problem(503), 'offline', true],
  ] as const)('says why nothing can be shown, and whether it goes on trying: %o', (failure, reason, awaits) => {
    const view = know({ failure });

    expect(view).toEqual({ kind: 'unreadable', reason });
    expect(isAwaiting(view)).toBe(awaits);
  });
});

describe('the QR', () => {
  it('is shown for exactly what is due', () => {
    expect(know({ order: anOrder(), qr: { status: 'open', asked: 250_000, payment: PAYMENT } })).toMatchObject({
      qr: { status: 'shown', payment: PAYMENT },
    });
  });

  it('[PAYMFE5] is not shown any more once another amount is due', () => {
    const order = anOrder({ status: 'partially_paid', paid: 150_000 });

    expect(know({ order, qr: { status: 'open', asked: 250_000, payment: PAYMENT } })).toMatchObject({
      qr: { status: 'preparing' },
    });
  });

  it('[PAYMFE7] belongs to the till that opened it', () => {
    const opened = (till_id: string | null) =>
      ({ status: 'open', asked: 250_000, payment: { ...PAYMENT, till_id } }) as const;

    const order = anOrder({ status: 'paid', payments: [aReceipt({ till_id: null })] });

    expect(opensInvoice(order, opened('quay-1'), 'quay-1')).toBe(true);
    expect(opensInvoice(order, opened('quay-2'), 'quay-1')).toBe(false);
    expect(opensInvoice(order, opened(null), 'quay-1')).toBe(true);
    expect(opensInvoice(order, { status: 'none' }, 'quay-1')).toBe(false);
  });

  it('[PAYMFE7] belongs to the till that took the last of the money, where the server names it', () => {
    const order = anOrder({ status: 'paid', payments: [aReceipt({ till_id: 'quay-1', method: 'cash' })] });

    expect(opensInvoice(order, { status: 'none' }, 'quay-1')).toBe(true);
    expect(opensInvoice(order, { status: 'none' }, 'quay-2')).toBe(false);
  });

  it('[PAYMFE11] asks for the part of a split that another screen has chosen', () => {
    const view = know({
      order: anOrder(),
      qr: { status: 'open', asked: 250_000, payment: { ...PAYMENT, amount: 150_000 } },
    });

    expect(view).toMatchObject({ due: 250_000, transfer: 150_000, cashPart: 100_000 });
  });

  it('[PAYMFE5] is not shown for more than what is due', () => {
    const order = anOrder({ status: 'partially_paid', paid: 150_000 });

    expect(know({ order, qr: { status: 'open', asked: 100_000, payment: PAYMENT } })).toMatchObject({
      qr: { status: 'preparing' },
    });
  });
});

describe('[PAYMFE4] news', () => {
  it('[PAYMFE4] is what has come since the read before', () => {
    expect(receivedBetween(anOrder({ paid: 150_000 }), anOrder({ paid: 250_000 }))).toBe(100_000);
  });

  it('[PAYMFE4] is nothing at the first read, and nothing when nothing came', () => {
    expect(receivedBetween(null, anOrder({ paid: 250_000 }))).toBe(0);
    expect(receivedBetween(anOrder({ paid: 250_000 }), anOrder({ paid: 250_000 }))).toBe(0);
  });
});

function problem(status: number) {
  return { code: 'PROBLEM', status, message: '', problem: { type: '', title: '', status } } as const;
}
