import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import { HttpProblem } from '../http/problem.ts';
import { tillId, words } from '../http/validate.ts';
import type { RefundDeps } from './addRefund.ts';
import { REFUND_METHODS } from './refund.types.ts';

const NOTE_MAX_LENGTH = 500;

export const settleRefundBody = v.object({
  method: v.picklist(REFUND_METHODS),
  note: v.exactOptional(words(NOTE_MAX_LENGTH)),
  till_id: v.exactOptional(tillId),
});

type Settlement = v.InferOutput<typeof settleRefundBody> & { refundId: number };

/**
 * Writes down that money has gone back, by whom and how; at a till with an open shift it counts there. Done once: the same
 * person telling it again changes nothing, anybody else is a 409.
 */
export function settleRefund(deps: RefundDeps, user: User, settled: Settlement): void {
  const { db, outbox, clock } = deps;
  const { refundId, method, note = null, till_id = null } = settled;
  db.transaction(() => {
    const changed = db.run(
      `UPDATE refund_tasks SET done_at = ?, done_by = ?, done_method = ?, note = coalesce(?, note), till_id = ?,
         shift_id = (SELECT id FROM shifts s WHERE s.company_id = refund_tasks.company_id AND s.till_id = ? AND s.closed_at IS NULL)
       WHERE id = ? AND company_id = ? AND done_at IS NULL`,
      clock.now(),
      user.id,
      method,
      note,
      till_id,
      till_id,
      refundId,
      user.companyId,
    );
    if (changed.changes === 0) return refuseUnlessSame(deps, user, settled);
    outbox.addCompanyEvent(user.companyId, REALTIME_EVENT_TYPES.RESOURCE_UPDATED, {
      resource: 'refund',
      action: 'updated',
      data: { id: refundId },
      company_id: user.companyId,
    });
  });
}

function refuseUnlessSame({ db }: RefundDeps, user: User, { refundId, method }: Settlement): void {
  const row = db.get<{ done_by: number; done_method: string }>(
    'SELECT done_by, done_method FROM refund_tasks WHERE id = ? AND company_id = ?',
    refundId,
    user.companyId,
  );
  if (row === undefined) throw new HttpProblem(404, 'not-found', { detail: 'There is no such refund.' });
  if (row.done_by === user.id && row.done_method === method) return;
  throw new HttpProblem(409, 'refund-done', { detail: 'This money has already gone back.' });
}
