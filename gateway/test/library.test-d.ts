import { type Connection, type Gateway, notification, resourceUpdated, systemNotice } from '../src/index.ts';

const PAID = { company_id: 1, order_id: 1001, invoice_number: 'HD-1001', message: 'Đã thanh toán', total: 250_000 };

/** Checked by the compiler, never run: the call forms of the library, and what must not compile. */
export async function callForms(gateway: Gateway): Promise<void> {
  // Every target, and the outcome as a value.
  const outcome = await gateway.publish({ kind: 'company', companyId: 1 }, { type: 'order_paid', data: PAID });
  if (outcome.ok) [outcome.id, outcome.duplicate, outcome.streams] satisfies [string, boolean, number];
  else outcome.refusal satisfies { readonly status: number; readonly detail: string };
  await gateway.publish({ kind: 'all' }, notification('Ca đã mở', 1));
  await gateway.publish(
    { kind: 'user', companyId: 1, ids: ['7'] },
    { type: 'notify', data: { message: 'x', extra: 1 } },
    { idempotencyKey: 'k' },
  );
  await gateway.publish({ kind: 'client', companyId: 1, ids: ['a'] }, { unknownType: 'table_called', data: { n: 1 } });

  // @ts-expect-error an event name nobody has
  await gateway.publish({ kind: 'all' }, { type: 'order_payed', data: PAID });
  // @ts-expect-error a total is a number, not a text
  await gateway.publish({ kind: 'all' }, { type: 'order_paid', data: { ...PAID, total: '250000' } });
  // @ts-expect-error the payload belongs to another event
  await gateway.publish({ kind: 'all' }, { type: 'order_paid', data: { message: 'x' } });
  // @ts-expect-error an unknown type has to say so
  await gateway.publish({ kind: 'all' }, { type: 'table_called', data: {} });
  // @ts-expect-error users belong to a company
  await gateway.publish({ kind: 'user', ids: ['7'] }, notification('x', 1));
  // @ts-expect-error a company is named by its id, not by a list
  await gateway.publish({ kind: 'company', ids: ['1'] }, notification('x', 1));
  // @ts-expect-error nobody is called a team
  await gateway.publish({ kind: 'team', companyId: 1 }, notification('x', 1));
  // @ts-expect-error an unknown option
  await gateway.publish({ kind: 'all' }, notification('x', 1), { key: 'k' });
  // @ts-expect-error the receipt is there only when it was not refused
  outcome.id satisfies string;

  resourceUpdated({ resource: 'product', action: 'deleted', data: { id: 7 } }, 1);
  // @ts-expect-error nothing is renamed
  resourceUpdated({ resource: 'product', action: 'renamed', data: {} }, 1);
  // @ts-expect-error a system event has a level
  systemNotice({ message: 'x' }, 1);
  // @ts-expect-error an event of unknown age is never announced as new
  notification('x');

  // @ts-expect-error a user belongs to a company
  gateway.connections({ userId: '7' });
  // @ts-expect-error metadata is text
  gateway.setMetadata(1, 'till-1', { table: 5 });
  gateway.onConnected((connection) => void (connection satisfies Connection));
  const stop = gateway.onDisconnected(async (_connection, reason) => void (reason satisfies string));
  stop();
  // @ts-expect-error a reason nobody gives
  gateway.onDisconnected((_connection, reason) => reason === 'bored');
}
