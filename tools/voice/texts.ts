const DIGITS = ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

/**
 * Everything the loudspeaker can say: single words, and pairs where two words run into each other when a person says
 * them. A clip's key is its text.
 */
export const TEXTS: readonly string[] = [
  'đã nhận',
  'thử loa',
  'và nhiều giao dịch khác',
  'không',
  ...DIGITS,
  'mười',
  'mốt',
  'tư',
  'lăm',
  'lẻ',
  'nghìn',
  'triệu',
  'tỷ',
  'đồng',
  'nghìn đồng',
  'không trăm',
  ...DIGITS.map((digit) => `${digit} trăm`),
  ...DIGITS.slice(1).map((digit) => `${digit} mươi`),
];
