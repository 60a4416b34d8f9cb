export { ConnectionBar } from './ConnectionBar.tsx';
export { ConnectionDot } from './ConnectionDot.tsx';
