import { useMfeName } from '@vppos/core/hooks';
import { listenScans } from '@vppos/core/scanner';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Product } from '../../api/schemas.ts';
import { useSelling } from '../selling/SellingContext.tsx';
import type { ProductIndex } from './productIndex.ts';

/** For so long the last reading is said, in ms: later it would be taken for news. */
export const SCAN_SAID_MS = 15_000;

/** What the scanner read last. `nth` tells two readings of one code apart. */
export interface Scanned {
  readonly nth: number;
  readonly code: string;
  /** Null: the shop sells nothing with this code. */
  readonly product: Product | null;
}

/** Adds what the scanner reads, and gives the last reading. Nothing takes the focus. */
export function useScannedProduct(index: ProductIndex | null, add: (product: Product) => void): Scanned | null {
  const mfe = useMfeName();
  const { clock } = useSelling();
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const onScan = useEffectEvent((code: string) => {
    const product = index?.byBarcode.get(code) ?? null;
    if (product !== null) add(product);
    setScanned((before) => ({ nth: (before?.nth ?? 0) + 1, code, product }));
  });
  useEffect(() => listenScans((code) => onScan(code), mfe), [mfe]);
  useEffect(() => (scanned === null ? undefined : clock.after(SCAN_SAID_MS, () => setScanned(null))), [scanned, clock]);
  return scanned;
}
