export { QrCode } from './QrCode.tsx';
export { drawQr, type QrDrawing } from './qrPath.ts';
