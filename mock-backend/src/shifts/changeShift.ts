import type { Clock } from '@vppos/core/time';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import * as v from 'valibot';
import type { User } from '../auth/users.ts';
import type { Database } from '../db/database.ts';
import { HttpProblem } from '../http/problem.ts';
import { cashAmount, tillId, words } from '../http/validate.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { cashOf } from './drawer.ts';
import { readOpenShift, readShift } from './readShifts.ts';
import type { OpenShift } from './shift.types.ts';

const NOTE_MAX_LENGTH = 500;

export const openShiftBody = v.object({ till_id: tillId, opening_cash: cashAmount });
export const closeShiftBody = v.object({ counted_cash: cashAmount, note: v.exactOptional(words(NOTE_MAX_LENGTH)) });

export interface ShiftDeps {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/** Opens a till's drawer with what is in it. A till has one open shift: a second one is a 409. */
export function openShift(deps: ShiftDeps, user: User, body: v.InferOutput<typeof openShiftBody>): OpenShift | null {
  const { db, clock } = deps;
  return db.transaction(() => {
    const opened = db.run(
      `INSERT INTO shifts (company_id, till_id, opened_by, opened_at, opening_cash) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (company_id, till_id) WHERE closed_at IS NULL DO NOTHING`,
      user.companyId,
      body.till_id,
      user.id,
      clock.now(),
      body.opening_cash,
    );
    if (opened.changes === 0) {
      throw new HttpProblem(409, 'shift-open', { detail: 'This till already has an open shift.' });
    }
    tellChanged(deps, user, { action: 'created', shiftId: opened.lastId });
    return readOpenShift(db, user.companyId, body.till_id);
  });
}

/** Writes down what was counted and, only now, what should have been there. A shift is closed once: then it is a 409. */
export function closeShift(
  deps: ShiftDeps,
  user: User,
  close: v.InferOutput<typeof closeShiftBody> & { shiftId: number },
): void {
  const { db, clock } = deps;
  const { shiftId, counted_cash, note = null } = close;
  db.transaction(() => {
    const shift = readShift(db, user.companyId, shiftId);
    if (shift === null) throw new HttpProblem(404, 'not-found', { detail: 'There is no such shift.' });
    const changed = db.run(
      `UPDATE shifts SET closed_by = ?, closed_at = ?, counted_cash = ?, expected_cash = ?, note = ?
       WHERE id = ? AND closed_at IS NULL`,
      user.id,
      clock.now(),
      counted_cash,
      cashOf(db, shift).expected,
      note,
      shiftId,
    );
    if (changed.changes === 0) {
      throw new HttpProblem(409, 'shift-closed', { detail: 'This shift has already been closed.' });
    }
    tellChanged(deps, user, { action: 'updated', shiftId });
  });
}

function tellChanged(
  { outbox }: ShiftDeps,
  { companyId }: User,
  { action, shiftId }: { action: 'created' | 'updated'; shiftId: number },
): void {
  outbox.addCompanyEvent(companyId, REALTIME_EVENT_TYPES.RESOURCE_UPDATED, {
    resource: 'shift',
    action,
    data: { id: shiftId },
    company_id: companyId,
  });
}
