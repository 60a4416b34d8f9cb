import { parseArgs } from 'node:util';

/** What the bank's customer is to do. Money in VND. */
export interface MockBankArgs {
  readonly orderId: number;
  readonly amount: AmountWish;
  /** Tell the same transfer twice. */
  readonly duplicate: boolean;
  /** Sign with a key that is not payOS's. */
  readonly forge: boolean;
}

export type AmountWish =
  | { readonly kind: 'asked' }
  | { readonly kind: 'exactly'; readonly amount: number }
  | { readonly kind: 'short' | 'over'; readonly by: number };

const USAGE = 'npm run pay -- <order id> [--amount N | --short N | --over N] [--duplicate] [--forge]   (N in đồng)';

export type ParsedArgs =
  | { readonly ok: true; readonly args: MockBankArgs }
  | { readonly ok: false; readonly message: string };

const OPTIONS = {
  amount: { type: 'string' },
  short: { type: 'string' },
  over: { type: 'string' },
  duplicate: { type: 'boolean' },
  forge: { type: 'boolean' },
} as const;

/** The command line of the mock bank. */
export function parseMockBankArgs(argv: readonly string[]): ParsedArgs {
  const parsed = parseWords(argv);
  if (parsed === null) return { ok: false, message: `This is not understood. ${USAGE}` };
  const orderId = parsed.positionals.length === 1 ? toNumber(parsed.positionals[0] ?? '') : null;
  if (orderId === null) return { ok: false, message: `Which order? ${USAGE}` };
  const amount = toWish(parsed.values);
  if (amount === null) return { ok: false, message: `One amount, a whole number of đồng. ${USAGE}` };
  const { duplicate = false, forge = false } = parsed.values;
  return { ok: true, args: { orderId, amount, duplicate, forge } };
}

/** The amount that is sent when `asked` is on the QR. */
export function amountToSend(wish: AmountWish, asked: number): number {
  switch (wish.kind) {
    case 'asked':
      return asked;
    case 'exactly':
      return wish.amount;
    case 'short':
      return asked - wish.by;
    case 'over':
      return asked + wish.by;
  }
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
  readonly amount?: string;
  readonly short?: string;
  readonly over?: string;
}

function toWish(words: AmountWords): AmountWish | null {
  const given = [words.amount, words.short, words.over].filter((word) => word !== undefined);
  if (given.length === 0) return { kind: 'asked' };
  const number = given.length === 1 ? toNumber(given[0] ?? '') : null;
  if (number === null) return null;
  if (words.amount !== undefined) return { kind: 'exactly', amount: number };
  return { kind: words.short === undefined ? 'over' : 'short', by: number };
}

/** `250000`, `250.000` or an invoice's `HD-1001`. */
function toNumber(word: string): number | null {
  const digits = word.replace(/^HD-/i, '').replace(/[._]/g, '');
  return /^[1-9][0-9]{0,14}$/.test(digits) ? Number(digits) : null;
}
