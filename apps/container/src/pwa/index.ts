export type { Updates } from './registration.ts';
export { NO_UPDATES, startPwa } from './startPwa.ts';
export { UpdateBar } from './UpdateBar.tsx';
