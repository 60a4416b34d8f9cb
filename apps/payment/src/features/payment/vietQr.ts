/** What a customer types who cannot scan: the readable part of a VietQR string. */
export interface TransferDetails {
  /** The bank's name, or its six digits where this build does not know it. */
  readonly bank: string;
  readonly account: string;
  readonly note: string;
}

/** NAPAS's numbers of the banks shops use most. */
const BANKS: Readonly<Record<string, string>> = {
  '970405': 'Agribank',
  '970407': 'Techcombank',
  '970415': 'VietinBank',
  '970416': 'ACB',
  '970418': 'BIDV',
  '970422': 'MB Bank',
  '970423': 'TPBank',
  '970432': 'VPBank',
  '970436': 'Vietcombank',
  '970403': 'Sacombank',
};

/** Reads bank, account and note out of a VietQR string (EMVCo: two digits tag, two digits length, value); null if it is none. */
export function readTransferDetails(qr: string): TransferDetails | null {
  const fields = readFields(qr);
  const beneficiary = readFields(readFields(fields?.get('38') ?? '')?.get('01') ?? '');
  const bin = beneficiary?.get('00');
  const account = beneficiary?.get('01');
  if (bin === undefined || account === undefined) return null;
  return { bank: BANKS[bin] ?? bin, account, note: readFields(fields?.get('62') ?? '')?.get('08') ?? '' };
}

function readFields(text: string): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const [, tag, digits] = /^(\d\d)(\d\d)/.exec(text.slice(at, at + 4)) ?? [];
    const end = at + 4 + Number(digits);
    if (tag === undefined || end > text.length) return null;
    fields.set(tag, text.slice(at + 4, end));
    at = end;
  }
  return fields;
}
