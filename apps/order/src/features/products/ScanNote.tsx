import { type Text, useText } from '../../i18n/useText.ts';
import styles from './ProductPicker.module.css';
import type { Scanned } from './useScannedProduct.ts';

/** Says what the scanner has read: what was added is for the ear, since the draft shows it; an unknown code is for the eye. */
export function ScanNote({ scanned }: { readonly scanned: Scanned | null }) {
  const text = useText();
  const isUnknown = scanned !== null && scanned.product === null;
  return (
    <div role="status" className={isUnknown ? styles.unknownScan : 'vp-visually-hidden'}>
      {/* A key of its own: the same words twice are said twice. */}
      {scanned !== null && <span key={scanned.nth}>{wordsOf(text, scanned)}</span>}
    </div>
  );
}

function wordsOf(text: Text, { product, code }: Scanned): string {
  return product === null ? text('scan.unknown', { code }) : text('scan.added', { name: product.name });
}
