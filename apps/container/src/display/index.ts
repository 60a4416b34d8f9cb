export { DisplayPage } from './DisplayPage.tsx';
export { DisplayRelay } from './DisplayRelay.tsx';
export { OpenDisplayButton } from './OpenDisplayButton.tsx';
export { DISPLAY_PATH } from './path.ts';
