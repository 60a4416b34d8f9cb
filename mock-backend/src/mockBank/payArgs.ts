import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { type AmountWish, type WishInput, wishBody } from './wish.ts';

const USAGE = `
npm run pay -- <order id>            transfers what the order waits for
  --amount N, --short N, --over N    another amount, in đồng: this, too little by this, too much by this
  --provider payos|sepay|both|none   who tells of it; none: it stands in the bank's list only
  --duplicate, --late, --reorder     told twice; after the countdown; in two parts, the second first
  --forge, --wrong-account           not signed by the bank; to another company's account
npm run pay -- --unmatched           money without a code, for no order [--amount N] [--account 1|2]`;

export type ParsedArgs =
  | { readonly ok: true; readonly wish: WishInput }
  | { readonly ok: false; readonly message: string };

const OPTIONS = {
  amount: { type: 'string' },
  short: { type: 'string' },
  over: { type: 'string' },
  provider: { type: 'string' },
  account: { type: 'string' },
  duplicate: { type: 'boolean' },
  late: { type: 'boolean' },
  forge: { type: 'boolean' },
  reorder: { type: 'boolean' },
  unmatched: { type: 'boolean' },
  'wrong-account': { type: 'boolean' },
} as const;

const refuse = (why: string): ParsedArgs => ({ ok: false, message: `${why}\n${USAGE}` });

/** The command line of the mock bank. Only money of nobody (`--unmatched`) needs no order. */
export function parsePayArgs(argv: readonly string[]): ParsedArgs {
  const parsed = parseWords(argv);
  if ('fault' in parsed) return refuse(parsed.fault);
  if (parsed.positionals.length > 1) return refuse('One order at a time.');
  const { amount: exact, short, over, account, 'wrong-account': wrong_account, ...rest } = parsed.values;
  const [word] = parsed.positionals;
  const orderId = word === undefined ? null : toNumber(word);
  if (orderId === null && (word !== undefined || rest.unmatched !== true)) {
    return refuse(word === undefined ? 'Which order?' : `"${word}" is no order id, such as 1001 or HD-1001.`);
  }
  const amount = toWish({ exact, short, over });
  if (amount === null) return refuse('Say one amount, a whole number of đồng.');
  const wish = { ...rest, order_id: orderId, amount, wrong_account, account: account && Number(account) };
  const checked = v.safeParse(
    wishBody,
    Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)),
  );
  if (checked.success) return { ok: true, wish: checked.output };
  return refuse(`--${v.getDotPath(checked.issues[0]) ?? 'amount'} has no such value.`);
}

function parseWords(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // An unknown option, or one without its value. Node's first sentence says which; the others are for programmers.
    const [first = ''] = error instanceof Error ? error.message.split('. ') : [];
    return { fault: `${first}.` };
  }
}

interface AmountWords {
  readonly exact: string | undefined;
  readonly short: string | undefined;
  readonly over: string | undefined;
}

function toWish({ exact, short, over }: AmountWords): AmountWish | null {
  const given = [exact, short, over].filter((word) => word !== undefined);
  if (given.length === 0) return { kind: 'asked' };
  const number = given.length === 1 ? toNumber(given[0] ?? '') : null;
  if (number === null) return null;
  if (exact !== undefined) return { kind: 'exactly', amount: number };
  return { kind: short === undefined ? 'over' : 'short', by: number };
}

/** `250000`, `250.000` or an invoice's `HD-1001`. */
function toNumber(word: string): number | null {
  const digits = word.replace(/^HD-/i, '').replace(/[._]/g, '');
  return /^[1-9][0-9]{0,14}$/.test(digits) ? Number(digits) : null;
}
