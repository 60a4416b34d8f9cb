export { SCANNER_KEY_GAP_MS } from './burst.ts';
export { listenScans, startScanner } from './scanner.ts';
