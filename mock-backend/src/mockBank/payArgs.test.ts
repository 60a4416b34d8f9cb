import { describe, expect, it } from 'vitest';
import { parsePayArgs } from './payArgs.ts';
import { amountToSend } from './wish.ts';

const asked = {
  order_id: 1001,
  amount: { kind: 'asked' },
  provider: 'payos',
  duplicate: false,
  late: false,
  forge: false,
  unmatched: false,
  reorder: false,
  wrong_account: false,
};

describe('parsePayArgs', () => {
  it.each([
    [['1001'], asked],
    [['HD-1001'], asked],
    [['1001', '--amount', '150.000'], { ...asked, amount: { kind: 'exactly', amount: 150_000 } }],
    [['--short', '5000', '1001'], { ...asked, amount: { kind: 'short', by: 5000 } }],
    [
      ['1001', '--over', '1', '--duplicate', '--forge'],
      { ...asked, amount: { kind: 'over', by: 1 }, duplicate: true, forge: true },
    ],
    [
      ['1001', '--provider', 'both', '--late', '--reorder', '--wrong-account'],
      { ...asked, provider: 'both', late: true, reorder: true, wrong_account: true },
    ],
    [['--unmatched', '--account', '2'], { ...asked, order_id: null, unmatched: true, account: 2 }],
  ])('[BANK12] understands %j', (words, wish) => {
    expect(parsePayArgs(words)).toEqual({ ok: true, wish });
  });

  it.each([
    [[], 'Which order?'],
    [['x'], '"x" is no order id'],
    [['0'], '"0" is no order id'],
    [['1', '2'], 'One order at a time'],
    [['1', '--amount'], "'--amount <value>'"],
    [['1', '--amount', '-5'], "'--amount'"],
    [['1', '--short', '1', '--over', '1'], 'one amount'],
    [['1', '--what'], "'--what'"],
    [['1', '--provider', 'momo'], '--provider has no such value'],
    [['1', '--account', 'x'], '--account has no such value'],
  ])('[BANK12] answers %j with what is wrong and the usage', (words, fault) => {
    const parsed = parsePayArgs(words);

    const [first, ...usage] = parsed.ok ? [] : parsed.message.split('\n');
    expect(first).toContain(fault);
    expect(usage.join()).toContain('npm run pay');
  });
});

describe('amountToSend', () => {
  it('starts from what is asked for', () => {
    expect(amountToSend({ kind: 'asked' }, 100)).toBe(100);
    expect(amountToSend({ kind: 'exactly', amount: 7 }, 100)).toBe(7);
    expect(amountToSend({ kind: 'short', by: 1 }, 100)).toBe(99);
    expect(amountToSend({ kind: 'over', by: 1 }, 100)).toBe(101);
  });
});
