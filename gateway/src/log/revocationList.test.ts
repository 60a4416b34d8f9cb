import { expect, it } from 'vitest';
import { REVOCATIONS_MAX, REVOCATIONS_MAX_OF_COMPANY } from './eventLog.ts';
import { RevocationList } from './revocationList.ts';

const UNTIL = 1000;

function revoke(list: RevocationList, companyId: number, n: number): void {
  list.add({ kind: 'revocation', sessionId: `s${n}`, companyId, until: UNTIL });
}

it('[LOG18] takes from the company that has most when all together have too many', () => {
  const list = new RevocationList();
  const companies = REVOCATIONS_MAX / REVOCATIONS_MAX_OF_COMPANY;
  revoke(list, 0, 0);
  for (let company = 1; company <= companies; company += 1) {
    for (let n = 0; n < REVOCATIONS_MAX_OF_COMPANY; n += 1) revoke(list, company, n);
  }

  expect(list.inForce(0)).toHaveLength(REVOCATIONS_MAX);
  expect(list.untilOf(0, 's0')).toBe(UNTIL);
});

it('[OPS4] keeps the later end of two words on one session, and counts it once', () => {
  const list = new RevocationList();
  for (const until of [5, 9, 7]) list.add({ kind: 'revocation', sessionId: 's', companyId: 1, until });

  expect(list.inForce(8)).toEqual([{ kind: 'revocation', sessionId: 's', companyId: 1, until: 9 }]);
  expect(list.inForce(9)).toEqual([]);
});
