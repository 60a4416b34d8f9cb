import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentCode } from './paymentCode.ts';
import { buildVietQr, sanitizeNote } from './vietQr.ts';

/** Reads one level of EMVCo TLV: two digits of tag, two of length. Written apart from the code that builds it. */
function readTlv(text: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (let at = 0; at < text.length; ) {
    const tag = text.slice(at, at + 2);
    const length = Number(text.slice(at + 2, at + 4));
    const value = text.slice(at + 4, at + 4 + length);
    if (!/^\d\d$/.test(tag) || value.length !== length) throw new Error(`Broken TLV at ${at} of ${text}`);
    fields[tag] = value;
    at += 4 + length;
  }
  return fields;
}

/** CRC-16/CCITT-FALSE: polynomial 1021, start FFFF, neither reflected nor inverted. */
function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    crc &= 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

const request = { bankBin: '970436', account: '0123456789', amount: 250_000, note: 'VP1001ZQ HD1001' };

describe('buildVietQr', () => {
  it('[PAY1] writes every field of a dynamic VietQR transfer, in whole đồng', () => {
    const fields = readTlv(buildVietQr(request));
    const account = readTlv(fields['38'] ?? '');

    expect(fields).toMatchObject({ '00': '01', '01': '12', '53': '704', '54': '250000', '58': 'VN' });
    expect(account).toMatchObject({ '00': 'A000000727', '02': 'QRIBFTTA' });
    expect(readTlv(account['01'] ?? '')).toEqual({ '00': '970436', '01': '0123456789' });
    expect(readTlv(fields['62'] ?? '')).toEqual({ '08': 'VP1001ZQ HD1001' });
    expect(Object.keys(fields).sort()).toEqual(['00', '01', '38', '53', '54', '58', '62', '63']);
  });

  it('[PAY1] ends in the checksum of all before it', () => {
    expect(crc16('123456789')).toBe('29B1');
    const qr = buildVietQr(request);

    expect(qr.slice(-8, -4)).toBe('6304');
    expect(qr.slice(-4)).toBe(crc16(qr.slice(0, -4)));
  });

  it('[PAY1] is a valid code for any amount and any note', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), fc.string({ unit: 'grapheme' }), (amount, note) => {
        const qr = buildVietQr({ ...request, amount, note: `${paymentCode(1001)} ${note}` });
        const fields = readTlv(qr);

        expect(fields['54']).toBe(String(amount));
        expect(readTlv(fields['62'] ?? '')['08']).toMatch(/^VP1001[A-Z]{2}( [A-Za-z0-9 ]*)?$/);
        expect(fields['63']).toBe(crc16(qr.slice(0, -4)));
      }),
    );
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses %d as an amount', (amount) => {
    expect(() => buildVietQr({ ...request, amount })).toThrow(RangeError);
  });
});

describe('sanitizeNote', () => {
  it.each([
    ['Đơn hàng số 5: phở bò', 'Don hang so 5 pho bo'],
    ['  a--b\n\tc  ', 'a b c'],
    ['VP1001ZQ bàn 5 khách đặt trước ngoài sân', 'VP1001ZQ ban 5 khach dat'],
    ['🍜', ''],
  ])('[PAY2] turns %j into %j', (note, clean) => {
    expect(sanitizeNote(note)).toBe(clean);
  });
});
