import type { Database } from '../db/database.ts';
import { PAGE_SIZE, type Page, toPage } from '../http/page.ts';
import type { OpenShift, Shift } from './shift.types.ts';

const SELECT_SHIFT = `
  SELECT s.id AS shift_id, s.till_id, s.opened_at, o.name AS opened_by_name, s.opening_cash, s.closed_at,
         c.name AS closed_by_name, s.counted_cash, s.expected_cash, s.counted_cash - s.expected_cash AS difference, s.note
  FROM shifts s JOIN users o ON o.id = s.opened_by LEFT JOIN users c ON c.id = s.closed_by`;

/** One shift of a company, or null when the company has no such shift. */
export function readShift(db: Database, companyId: number, shiftId: number): Shift | null {
  return db.get<Shift>(`${SELECT_SHIFT} WHERE s.id = ? AND s.company_id = ?`, shiftId, companyId) ?? null;
}

/** The open shift of a till, without anything its cashier could count by. */
export function readOpenShift(db: Database, companyId: number, tillId: string): OpenShift | null {
  const row = db.get<OpenShift>(
    `SELECT s.id AS shift_id, s.till_id, s.opened_at, u.name AS opened_by_name, s.opening_cash
     FROM shifts s JOIN users u ON u.id = s.opened_by WHERE s.company_id = ? AND s.till_id = ? AND s.closed_at IS NULL`,
    companyId,
    tillId,
  );
  return row ?? null;
}

/** One page of a company's shifts, newest first. */
export function listShifts(db: Database, companyId: number, page: number): Page<Shift> {
  const counted = db.get<{ n: number }>('SELECT count(*) AS n FROM shifts WHERE company_id = ?', companyId);
  const rows = db.all<Shift>(
    `${SELECT_SHIFT} WHERE s.company_id = ? ORDER BY s.id DESC LIMIT ? OFFSET ?`,
    companyId,
    PAGE_SIZE,
    (page - 1) * PAGE_SIZE,
  );
  return toPage(rows, { page, total: counted?.n ?? 0 });
}
