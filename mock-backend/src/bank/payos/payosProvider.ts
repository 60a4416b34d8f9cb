import * as v from 'valibot';
import { parseJson } from '../bankFields.ts';
import type { Verdict, WebhookProvider } from '../provider.ts';
import { isPayosSignature, payosSignedText } from './payosSignature.ts';
import { readPayosTransfer } from './payosTransfer.ts';

const envelope = v.looseObject({ data: v.record(v.string(), v.unknown()), signature: v.string() });
const isFlat = (value: unknown): boolean => typeof value !== 'object' || value === null || Array.isArray(value);

/** payOS: a row is the signed `data` of its webhook; what stands around it proves nothing. */
export function payosProvider(checksumKey: string): WebhookProvider {
  return {
    name: 'payos',
    shape: '{data: {…}, signature}',
    identityOf: payosSignedText,
    readTransfer: readPayosTransfer,
    judge: ({ raw }) => judgePayos(raw, checksumKey),
  };
}

function judgePayos(raw: Buffer, checksumKey: string): Verdict {
  const parsed = v.safeParse(envelope, parseJson(raw));
  if (!parsed.success) return { kind: 'malformed' };
  // An object inside `data` would be signed as "[object Object]", whatever it holds.
  const { data, signature } = parsed.output;
  if (!Object.values(data).every(isFlat)) return { kind: 'malformed' };
  return isPayosSignature(data, signature, checksumKey)
    ? { kind: 'authentic', row: data, stale: false }
    : { kind: 'forged' };
}
