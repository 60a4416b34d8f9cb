export { LanguageSwitch } from './LanguageSwitch.tsx';
export { TopBar } from './TopBar.tsx';
