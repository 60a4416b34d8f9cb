export { initI18n } from './initI18n.ts';
export { LANGUAGE_KEY, LANGUAGES, type Language, type TextStorage } from './language.ts';
