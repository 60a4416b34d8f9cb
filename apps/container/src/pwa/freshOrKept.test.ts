// @vitest-environment node
import { fakeClock } from '@vppos/core/testing';
import { describe, expect, it } from 'vitest';
import { FRESH_PATIENCE_MS, freshOrKept, type Sources } from './freshOrKept.ts';

const REQUEST = new Request('http://mfe.example/mf-manifest.json');

/** Somewhere to have the entry from. `fetch`: what the network says; nothing kept and the till's own server up, unless said. */
function createSources(fetch: () => Promise<Response>, changed: Partial<Sources> = {}) {
  const clock = fakeClock();
  const kept: string[] = [];
  const sources: Sources = {
    fetch,
    kept: async () => undefined,
    keep: async (_request, response) => void kept.push(await response.text()),
    isShellUp: async () => true,
    clock,
    ...changed,
  };
  return { clock, kept, sources };
}
const copy = async () => new Response('kept');
const never = () => new Promise<Response>(() => undefined);
const lost = async () => Promise.reject(new TypeError('Failed to fetch'));

describe('freshOrKept', () => {
  it('[PWA4] answers with the newest, and keeps it', async () => {
    const { sources, kept, clock } = createSources(async () => new Response('new'), { kept: copy });

    expect(await (await freshOrKept(REQUEST, sources)).text()).toBe('new');
    expect([kept, clock.pending()]).toEqual([['new'], 0]);
  });

  it('[PWA4] answers with the newest also where it cannot be kept', async () => {
    const keep = async () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
    const { sources } = createSources(async () => new Response('new'), { keep });

    expect(await (await freshOrKept(REQUEST, sources)).text()).toBe('new');
  });

  it.each([
    ['lost', lost],
    ['refused', async () => new Response('gateway down', { status: 502 })],
  ])('[PWA4] answers with the kept copy where nothing of the till answers: %s', async (_name, fetch) => {
    const { sources, kept } = createSources(fetch, { kept: copy, isShellUp: async () => false });

    expect(await (await freshOrKept(REQUEST, sources)).text()).toBe('kept');
    expect(kept).toEqual([]);
  });

  it('[PWA4] does not wait long for a network that says nothing', async () => {
    const { sources, clock } = createSources(never, { kept: copy, isShellUp: async () => false });

    const answer = freshOrKept(REQUEST, sources);
    clock.advance(FRESH_PATIENCE_MS);

    expect(await (await answer).text()).toBe('kept');
  });

  it('[PWA4] lets a micro-frontend be gone while the till’s own server answers', async () => {
    const { sources } = createSources(lost, { kept: copy });

    await expect(freshOrKept(REQUEST, sources)).rejects.toThrow('Failed to fetch');
  });

  it('[PWA4] hands on what the network says where nothing is kept', async () => {
    const { sources } = createSources(lost, { isShellUp: async () => false });

    await expect(freshOrKept(REQUEST, sources)).rejects.toThrow('Failed to fetch');
  });
});
