import { cleanup, configure } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach } from 'vitest';
import { addTranslations } from '../i18n/addTranslations.ts';
import { closeApps } from './renderOrderApp.tsx';

// React warns about updates outside `act` only where this is set; the testing library reads it too.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

// A limit, not a wait: a busy machine is slow, and nothing here promises to be fast.
configure({ asyncUtilTimeout: 10_000 });

await i18next.init({ lng: 'vi', fallbackLng: 'vi', resources: {} });
addTranslations(i18next);

afterEach(() => {
  closeApps();
  cleanup();
});
