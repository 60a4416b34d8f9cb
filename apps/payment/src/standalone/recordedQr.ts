/** Looks like the real thing and pays nobody: its checksum is not one. */
export function recordedQr(amount: number, code: string): string {
  const field = (tag: string, value: string) => `${tag}${String(value.length).padStart(2, '0')}${value}`;
  const account = field('00', 'A000000727') + field('01', field('00', '970436') + field('01', '0123456789'));
  const head = `000201010212${field('38', account + field('02', 'QRIBFTTA'))}5303704`;
  return `${head}${field('54', String(amount))}5802VN${field('62', field('08', code))}6304FFFF`;
}
