import type { ApiFailure } from '@vppos/core/http';
import { useState } from 'react';
import { useShellEnv } from '../../../shell/env.tsx';
import { sendTestEvent, type TestEvent, type TestReceipt } from '../gateway/gatewayApi.ts';
import { type PayloadReading, readPayload } from './readPayload.ts';

/** How the last send went. `sentAt`: ms of this page's clock. */
export type SendOutcome =
  | { readonly step: 'idle' | 'sending' }
  | { readonly step: 'unreadable'; readonly reading: PayloadReading & { ok: false } }
  | { readonly step: 'failed'; readonly error: ApiFailure }
  | { readonly step: 'sent'; readonly receipt: TestReceipt; readonly sentAt: number };

type Draft = Omit<TestEvent, 'data'> & { readonly payload: string };

/** Sends test events, one at a time. `onSent` hears the id the gateway has given. */
export function useSender(onSent: (id: string) => void) {
  const { clock, streamFaults } = useShellEnv();
  const [outcome, become] = useState<SendOutcome>({ step: 'idle' });
  const send = async ({ payload, ...draft }: Draft): Promise<void> => {
    const sentAt = clock.now();
    const reading = readPayload(payload, sentAt + (streamFaults.serverOffsetMs() ?? 0));
    if (!reading.ok) {
      become({ step: 'unreadable', reading });
      return;
    }
    become({ step: 'sending' });
    const sent = await sendTestEvent({ ...draft, data: reading.data }, clock);
    if ('error' in sent) {
      become({ step: 'failed', error: sent.error });
      return;
    }
    onSent(sent.data.id);
    become({ step: 'sent', receipt: sent.data, sentAt });
  };
  return { outcome, send };
}
