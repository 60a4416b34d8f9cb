import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { fakeClock } from '@vppos/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../i18n/testing/speakVietnamese.ts';
import { createPwaRegistration, LOOK_EVERY_MS } from './registration.ts';
import { FakeRegistration, FakeWorker } from './testing/fakeServiceWorkers.ts';
import { UpdateBar } from './UpdateBar.tsx';

/** A page that has been open since before `registration` changes. */
async function openPage(registration: FakeRegistration, register?: () => Promise<never>) {
  const clock = fakeClock();
  const reloads: number[] = [];
  const failures: unknown[] = [];
  const pwa = createPwaRegistration({
    // What is used of the browser's own.
    container: {
      register: register ?? (async () => registration),
      ready: Promise.resolve(registration),
    } as unknown as ServiceWorkerContainer,
    clock,
    reload: () => void reloads.push(clock.now()),
    onFailure: (error) => void failures.push(error),
  });
  const stop = pwa.start();
  await act(async () => undefined);
  render(<UpdateBar updates={pwa} />);
  return { pwa, clock, reloads, failures, stop };
}
const offer = () => screen.queryByRole('button', { name: /^Có bản mới/ });

describe('the new version', () => {
  speakVietnamese();
  afterEach(cleanup);

  it('[PWA2] is none when the first worker comes', async () => {
    const registration = new FakeRegistration();
    await openPage(registration);

    await act(async () => registration.find().become('installed'));

    expect(offer()).toBeNull();
  });

  it('[PWA2] is offered once it is whole, and nothing reloads before the press', async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeWorker();
    const { reloads } = await openPage(registration);

    const coming = registration.find();
    const whileComing = offer();
    await act(async () => coming.become('installed'));

    expect(whileComing).toBeNull();
    expect(offer()?.textContent).toBe('Có bản mới – bấm để cập nhật');
    expect([reloads, coming.heard]).toEqual([[], []]);
  });

  it('[PWA2] takes over at the press, and the page is loaded anew when it has', async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeWorker();
    const next = new FakeWorker();
    registration.waiting = next;
    const { reloads } = await openPage(registration);

    await act(async () => fireEvent.click(offer() ?? document.body));
    next.become('activating');
    const before = [...reloads];
    next.become('activated');

    expect(next.heard).toEqual([{ kind: 'takeOver' }]);
    expect([before.length, reloads.length]).toEqual([0, 1]);
  });

  it('[PWA2] is loaded at the press where another tab has let it take over', async () => {
    const registration = new FakeRegistration();
    registration.active = new FakeWorker();
    const { reloads } = await openPage(registration);
    const next = registration.find();
    await act(async () => next.become('installed'));

    await act(async () => fireEvent.click(offer() ?? document.body));

    expect(reloads).toHaveLength(1);
  });

  it('[PWA2] is looked for at the start and while the page stays open, until its end', async () => {
    const registration = new FakeRegistration();
    const { clock, stop } = await openPage(registration);

    clock.advance(2 * LOOK_EVERY_MS);
    stop();

    expect([registration.updates, clock.pending()]).toEqual([3, 0]);
  });

  it('[PWA1] leaves a till without a worker as it is, and says why to developers', async () => {
    const { failures } = await openPage(new FakeRegistration(), () => Promise.reject(new Error('insecure')));

    expect(failures).toEqual([new Error('insecure')]);
    expect(offer()).toBeNull();
  });

  it('[PWA5] asks the worker to have the micro-frontends at hand', async () => {
    const registration = new FakeRegistration();
    const active = new FakeWorker();
    registration.active = active;
    const { pwa } = await openPage(registration);

    pwa.keepRemotes(['http://127.0.0.1:3001/mf-manifest.json']);
    await act(async () => undefined);

    expect(active.heard).toEqual([{ kind: 'keepRemotes', manifests: ['http://127.0.0.1:3001/mf-manifest.json'] }]);
  });
});
