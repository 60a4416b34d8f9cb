import { expect, it, vi } from 'vitest';
import type { PageMoment } from '../realtime/pageLifecycle.ts';
import { openBroadcast } from './openBroadcast.ts';

it('hears nothing while its page is put away, and hears again when it is taken out', async () => {
  const moments = new Set<(moment: PageMoment) => void>();
  const happen = (moment: PageMoment): void => {
    for (const listener of moments) listener(moment);
  };
  const pipe = openBroadcast('put-away', (listener) => {
    moments.add(listener);
    return () => moments.delete(listener);
  });
  const heard: unknown[] = [];
  pipe.onmessage = ({ data }) => heard.push(data);
  const other = openBroadcast('put-away', () => () => undefined);

  happen('suspend');
  other.postMessage('missed');
  pipe.postMessage('to nobody');
  happen('resume');
  other.postMessage('heard');
  await vi.waitFor(() => expect(heard).toEqual(['heard']));
  pipe.close();
  other.close();

  expect(moments.size).toBe(0);
});
