export { ConnectionBar } from './ConnectionBar.tsx';
export { ConnectionDot, useDot } from './ConnectionDot.tsx';
