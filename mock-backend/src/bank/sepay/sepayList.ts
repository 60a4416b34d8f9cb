import type { Clock } from '@vppos/core/time';
import * as v from 'valibot';
import { shopTime } from '../bankFields.ts';
import type { BankList } from '../bankList.ts';

/** SePay lists no more at once. */
const ROWS_MAX = 5000;
/** How long a list may take, in ms: a cashier waits for it. */
const TIMEOUT_MS = 8000;

export interface SepayListDeps {
  /** Where the API answers; null as long as it is not known. */
  readonly baseUrl: () => string | null;
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

const answer = v.looseObject({ transactions: v.array(v.record(v.string(), v.unknown())) });

/** The list of SePay's own API, `GET /userapi/transactions/list`, newest first there. */
export function sepayList(deps: SepayListDeps): BankList {
  return {
    read: async ({ account, since, signal }) => {
      const baseUrl = deps.baseUrl();
      if (baseUrl === null) throw new Error('not listening yet');
      const query = new URLSearchParams({
        account_number: account,
        transaction_date_min: shopTime(since),
        limit: String(ROWS_MAX),
      });
      const abort = new AbortController();
      const stop = deps.clock.after(TIMEOUT_MS, () => abort.abort(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      try {
        const response = await deps.fetch(`${baseUrl}/userapi/transactions/list?${query}`, {
          headers: { authorization: `Bearer ${deps.token}`, accept: 'application/json' },
          signal: AbortSignal.any([signal, abort.signal]),
        });
        if (!response.ok) throw new Error(`it answered ${response.status}`);
        return v
          .parse(answer, await response.json())
          .transactions.slice(0, ROWS_MAX)
          .reverse();
      } finally {
        stop();
      }
    },
  };
}
