import type { Clock } from '@vppos/core/time';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IndicatorView } from './indicator.ts';

/** A change is read out once it has stood this long, in ms: flapping is not. */
export const SETTLED_AFTER_MS = 1000;

interface ConnectionAnnouncerProps {
  readonly view: IndicatorView;
  readonly isLive: boolean;
  readonly clock: Clock;
}

/** Reads settled changes of the connection to those who do not see the bar. A countdown's numbers are not read. */
export function ConnectionAnnouncer({ view, isLive, clock }: ConnectionAnnouncerProps) {
  const { t } = useTranslation('container');
  const words = useWords(view);
  const [said, say] = useState('');

  useEffect(() => {
    // The young loss that shows nothing says nothing either.
    if (words === '' && !isLive) return undefined;
    // Being back is news only to who heard of the loss.
    return clock.after(SETTLED_AFTER_MS, () => say((before) => words || (before === '' ? '' : t('connection.back'))));
  }, [words, isLive, clock, t]);

  return (
    <p className="vp-visually-hidden" aria-live="polite" data-testid="connection-announcer">
      {said}
    </p>
  );
}

function useWords(view: IndicatorView): string {
  const { t } = useTranslation('container');
  switch (view.kind) {
    case 'quiet':
      return '';
    case 'reconnecting':
      return t(view.isFirst ? 'connection.connecting' : 'connection.reconnecting');
    case 'polling':
      return t('connection.polling');
    case 'lost':
      return t('connection.lost');
    case 'stopped':
      return t(`connection.stopped.${view.words}`);
  }
}
