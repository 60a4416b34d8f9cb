import { useMfeName } from '@vppos/core/hooks';
import { listenScans } from '@vppos/core/scanner';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Product } from '../../api/schemas.ts';
import type { ProductIndex } from './productIndex.ts';

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
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const onScan = useEffectEvent((code: string) => {
    const product = index?.byBarcode.get(code) ?? null;
    if (product !== null) add(product);
    setScanned((before) => ({ nth: (before?.nth ?? 0) + 1, code, product }));
  });
  useEffect(() => listenScans((code) => onScan(code), mfe), [mfe]);
  return scanned;
}
