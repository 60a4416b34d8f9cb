import '@vppos/core/theme.css';
import { installSession } from '@vppos/core/http';
import { startScanner } from '@vppos/core/scanner';
import { realClock } from '@vppos/core/time';
import i18next from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { playRecording } from './standalone/playRecording.ts';
import { createRecordedShop } from './standalone/recordedShop.ts';
import { Standalone } from './standalone/Standalone.tsx';

await i18next.init({ lng: 'vi', fallbackLng: 'vi', resources: {} });

const shop = createRecordedShop(realClock.now);
installSession(shop);
playRecording(shop, realClock);
startScanner(window);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <Standalone />
  </StrictMode>,
);
