import { expect, it } from 'vitest';
import { readTransferDetails } from './vietQr.ts';

const QR =
  '00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA530370454062500005802VN62100806VP10016304ABCD';

it('reads bank, account and note out of a VietQR', () => {
  expect(readTransferDetails(QR)).toEqual({ bank: 'Vietcombank', account: '0123456789', note: 'VP1001' });
});

it('names an unknown bank by its number', () => {
  expect(readTransferDetails(QR.replace('970436', '970499'))?.bank).toBe('970499');
});

it.each(['', 'hello', '0002', '000299', QR.slice(0, 40)])('takes %j for no VietQR', (text) => {
  expect(readTransferDetails(text)).toBeNull();
});
