import { realClock } from '@vppos/core/time';
import type { RemoteProps } from '@vppos/core/types';
import i18next from 'i18next';
import { addTranslations } from './i18n/addTranslations.ts';
import { PaymentApp } from './PaymentApp.tsx';

addTranslations(i18next);

/** What the container loads: getting paid. */
export function Remote({ path }: RemoteProps) {
  return <PaymentApp path={path} clock={realClock} />;
}
