import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { Authenticate } from '../auth/authenticate.ts';
import type { User } from '../auth/users.ts';
import { HttpProblem } from '../http/problem.ts';
import { idFromPath, numberInUrl, tillId, validate } from '../http/validate.ts';
import type { GatewayClient } from '../outbox/gatewayClient.ts';
import { closeShift, closeShiftBody, openShift, openShiftBody, type ShiftDeps } from './changeShift.ts';
import { listShifts, readOpenShift, readShift } from './readShifts.ts';
import { reportShift } from './report.ts';
import type { ShiftReport } from './shift.types.ts';

const currentQuery = v.object({ till_id: tillId });
const listQuery = v.object({ page: v.exactOptional(numberInUrl) });

export interface ShiftRouteDeps extends ShiftDeps {
  readonly authenticate: Authenticate;
  readonly gateway: GatewayClient;
}

/** Open, count and close a till's drawer, and read what its shifts have done. */
export function shiftRoutes(app: FastifyInstance, deps: ShiftRouteDeps): void {
  app.get('/shifts/current', async (request) => {
    const user = await deps.authenticate(request);
    const { till_id } = validate(currentQuery, request.query);
    const cursor = await deps.gateway.currentCursor();
    return { shift: readOpenShift(deps.db, user.companyId, till_id), cursor };
  });

  app.get('/shifts', async (request) => {
    const user = await deps.authenticate(request);
    const { page = 1 } = validate(listQuery, request.query);
    const cursor = await deps.gateway.currentCursor();
    return { ...listShifts(deps.db, user.companyId, page), cursor };
  });

  app.post('/shifts', async (request, reply) => {
    const user = await deps.authenticate(request);
    const shift = openShift(deps, user, validate(openShiftBody, request.body));
    return reply.code(201).send(shift);
  });

  app.post('/shifts/:id/close', async (request) => {
    const user = await deps.authenticate(request);
    const shiftId = idFromPath(request.params, 'id');
    closeShift(deps, user, { ...validate(closeShiftBody, request.body), shiftId });
    return report(deps, user, shiftId);
  });

  app.get('/shifts/:id/report', async (request) => {
    const user = await deps.authenticate(request);
    return report(deps, user, idFromPath(request.params, 'id'));
  });
}

/** The count is blind: as long as the drawer is open, whoever counts it may not see what should be in it. */
function report({ db }: ShiftDeps, user: User, shiftId: number): ShiftReport {
  const shift = readShift(db, user.companyId, shiftId);
  if (shift === null) throw new HttpProblem(404, 'not-found', { detail: 'There is no such shift.' });
  if (shift.closed_at === null && !user.roles.some((role) => role === 'manager' || role === 'admin')) {
    throw new HttpProblem(403, 'shift-open', { detail: 'Count and close the shift first.' });
  }
  return reportShift(db, user.companyId, shift);
}
