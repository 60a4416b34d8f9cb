import { formatVnd } from '@vppos/core/format';
import { useState } from 'react';
import type { OpenPayment } from '../../api/schemas.ts';
import { useText } from '../../i18n/useText.ts';
import { readTransferDetails } from './vietQr.ts';
import styles from './Waiting.module.css';

/** The same transfer in words, for a customer who cannot scan. */
export function TransferTable({ payment }: { readonly payment: OpenPayment }) {
  const text = useText();
  const details = readTransferDetails(payment.qr);
  return (
    <dl className={styles.transfer}>
      {details !== null && (
        <>
          <Row label={text('bank.bank')} value={details.bank} />
          <Row label={text('bank.account')} value={details.account} copied={details.account} />
        </>
      )}
      <Row label={text('bank.amount')} value={formatVnd(payment.amount)} copied={String(payment.amount)} />
      <Row label={text('bank.note')} value={details?.note || payment.code} copied={details?.note || payment.code} />
    </dl>
  );
}

/** `copied`: what the button puts on the clipboard; no button without it. */
function Row({ label, value, copied }: { readonly label: string; readonly value: string; readonly copied?: string }) {
  return (
    <div className={styles.transferRow}>
      <dt>{label}</dt>
      <dd>
        <span>{value}</span>
        {copied !== undefined && <CopyButton label={label} value={copied} />}
      </dd>
    </div>
  );
}

function CopyButton({ label, value }: { readonly label: string; readonly value: string }) {
  const text = useText();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setIsCopied(true);
    } catch {
      // Refused, or not there (plain http): the value stays readable beside the button.
      setIsCopied(false);
    }
  };
  return (
    <button
      type="button"
      className={`vp-button ${styles.copy}`}
      aria-label={text('bank.copy', { what: label })}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{text(isCopied ? 'bank.copied' : 'bank.copyShort')}</span>
    </button>
  );
}
