import { describe, expect, it } from 'vitest';
import { readShopTime, shopTime } from './bankFields.ts';

const AT = Date.parse('2026-02-04T18:25:00+07:00');

describe('readShopTime', () => {
  it.each([
    ['2026-02-04 18:25:00', AT],
    ['2026-02-04T18:25:00', AT],
    ['2026-02-04 18:25', AT],
    [' 2026-02-04 18:25:00.250 ', AT + 250],
    ['2026-02-04T11:25:00Z', AT],
    ['2026-02-04T18:25:00+07:00', AT],
    ['2026-02-04 13:25:00+02:00', AT],
    ['2026-02-05 00:00:00', Date.parse('2026-02-04T17:00:00Z')],
    ['2026-02-04 23:59:59', Date.parse('2026-02-04T16:59:59Z')],
  ])("[PAY6] reads %j on the shop's wall clock, wherever the server stands", (text, at) => {
    expect(readShopTime(text)).toBe(at);
  });

  it.each(['', '2026-02-04', '04/02/2026 18:25:00', 'Feb 4 2026 18:25', '2026-13-04 18:25:00', '0000-00-00 00:00:00'])(
    '[PAY6] takes no moment from %j: then the time it was told counts',
    (text) => {
      expect(readShopTime(text)).toBeNull();
    },
  );

  it('reads back what shopTime writes', () => {
    expect(readShopTime(shopTime(AT))).toBe(AT);
  });
});
