export { initI18n } from './initI18n.ts';
export { LANGUAGES, type Language } from './language.ts';
export { type Text, useFeatureText } from './useFeatureText.ts';
