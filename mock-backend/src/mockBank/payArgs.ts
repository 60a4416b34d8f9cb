import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { type AmountWish, type WishInput, wishBody } from './wish.ts';

const USAGE = [
  'npm run pay -- <order id> [--amount N | --short N | --over N] [--provider payos|sepay|both|none]',
  '[--duplicate] [--late] [--forge] [--reorder] [--wrong-account] [--unmatched [--account 1|2]]   (N in đồng)',
].join(' ');

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

const refuse = (why: string): ParsedArgs => ({ ok: false, message: `${why} ${USAGE}` });

/** The command line of the mock bank. Only money of nobody (`--unmatched`) needs no order. */
export function parsePayArgs(argv: readonly string[]): ParsedArgs {
  const parsed = parseWords(argv);
  if (parsed === null || parsed.positionals.length > 1) return refuse('This is not understood.');
  const { amount: exact, short, over, account, 'wrong-account': wrong_account, ...rest } = parsed.values;
  const [word] = parsed.positionals;
  const orderId = word === undefined ? null : toNumber(word);
  if (orderId === null && (word !== undefined || rest.unmatched !== true)) return refuse('Which order?');
  const amount = toWish({ exact, short, over });
  if (amount === null) return refuse('One amount, a whole number of đồng.');
  const wish = { ...rest, order_id: orderId, amount, wrong_account, account: account && Number(account) };
  const checked = v.safeParse(
    wishBody,
    Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)),
  );
  return checked.success ? { ok: true, wish: checked.output } : refuse('This is not understood.');
}

function parseWords(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch {
    // An unknown option, or one without its value: the usage says which there are.
    return null;
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
