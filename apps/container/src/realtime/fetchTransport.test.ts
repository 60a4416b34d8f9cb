// @vitest-environment node
import { realClock } from '@vppos/core/time';
import { describe, expect, it } from 'vitest';
import { createTransport, FRAME_LIMIT_CHARS } from './fetchTransport.ts';
import type { SourceListener } from './source.ts';
import { createOpenSource } from './transport.ts';

type Failure = Parameters<SourceListener['onFailure']>[0];

describe('a frame without end', () => {
  it('[CONN36] is cut at a million characters', async () => {
    const blob = 'x'.repeat(65_536);
    let sent = 0;
    const endless = async (_url: string, init: RequestInit): Promise<Response> => {
      const body = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (init.signal?.aborted) return controller.close();
          sent += blob.length;
          controller.enqueue(new TextEncoder().encode(sent === blob.length ? `data: ${blob}` : blob));
        },
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
    const failures: Failure[] = [];
    const failed = Promise.withResolvers<void>();
    createOpenSource({ fetch: endless, clock: realClock })(
      { url: '/stream', headers: {} },
      {
        onAccepted: () => undefined,
        onFrame: () => undefined,
        onFailure: (failure) => {
          failures.push(failure);
          failed.resolve();
        },
      },
    );

    await failed.promise;

    expect(failures).toEqual([{ kind: 'tooLong' }]);
    expect(sent).toBeLessThan(FRAME_LIMIT_CHARS + 4 * blob.length);
  });

  it('[CONN36] counts anew at every blank line', async () => {
    const chunk = `data: ${'x'.repeat(600_000)}\n\n`;
    let left = 5;
    const ends: string[] = [];
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => (left-- > 0 ? controller.enqueue(new TextEncoder().encode(chunk)) : controller.close()),
    });
    const Transport = createTransport(
      async () => new Response(body),
      (end) => ends.push(end),
    );
    const done = Promise.withResolvers<void>();

    new Transport().open(
      null,
      () => undefined,
      () => undefined,
      () => done.resolve(),
      '/stream',
      false,
      {},
    );
    await done.promise;

    expect(ends).toEqual(['ended']);
  });
});
