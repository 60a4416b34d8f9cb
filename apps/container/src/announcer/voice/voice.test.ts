import { fakeClock } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { settle } from '../../auth/testing/settle.ts';
import { CLIP_PLACES } from '../clips/places.ts';
import type { LoudspeakerSettings } from '../loudspeaker.types.ts';
import { createBrowserVoice, READ_DEADLINE_MS, type Synthesis } from './browserVoice.ts';
import { type AudioOutput, createClipPlayer } from './clipPlayer.ts';
import { createVoice } from './voice.ts';

const SETTINGS: LoudspeakerSettings = { volume: 0.5, isMuted: false, voice: 'clips' };

interface Started {
  readonly at: number;
  readonly offset: number;
  readonly duration: number;
}

/** An `AudioContext` that writes down what it is to play. */
function fakeOutput(first: string) {
  const listeners = new Set<() => void>();
  const fake = {
    state: first,
    started: [] as Started[],
    stopped: 0,
    volume: 0,
    isClosed: false,
    become: (state: string) => {
      fake.state = state;
      for (const listener of listeners) listener();
    },
    currentTime: 10,
    destination: {},
    resume: async () => fake.become('running'),
    close: async () => {
      fake.isClosed = true;
    },
    decodeAudioData: async () => ({}),
    createBufferSource: () => ({
      buffer: null,
      connect: () => undefined,
      start: (at: number, offset: number, duration: number) => void fake.started.push({ at, offset, duration }),
      stop: () => {
        fake.stopped += 1;
      },
    }),
    createGain: () => ({
      gain: {
        set value(volume: number) {
          fake.volume = volume;
        },
      },
      connect: () => undefined,
    }),
    addEventListener: (_type: 'statechange', listener: () => void) => void listeners.add(listener),
  };
  return fake;
}

function open(state = 'running', voices: { lang: string }[] = []) {
  const clock = fakeClock();
  const output = fakeOutput(state);
  const loads: PromiseWithResolvers<ArrayBuffer>[] = [];
  const utterances: { text: string; onend?: () => void; onerror?: () => void }[] = [];
  const player = createClipPlayer({
    clock,
    // What is used of it is there; a real one has far more.
    output: output as unknown as AudioOutput,
    loadClips: () => {
      const load = Promise.withResolvers<ArrayBuffer>();
      loads.push(load);
      return load.promise;
    },
  });
  const synthesis = {
    getVoices: () => voices,
    speak: (said: object) => void utterances.push(said as never),
    cancel: () => undefined,
  };
  const browserVoice = createBrowserVoice({
    clock,
    synthesis: synthesis as unknown as Synthesis,
    newUtterance: (text) => ({ text }) as unknown as SpeechSynthesisUtterance,
  });
  return { clock, output, loads, utterances, voice: createVoice(player, browserVoice) };
}

it('[ANN1] plays each clip from its place, one after the other, at the volume of the till', async () => {
  const { clock, output, loads, voice } = open();
  loads[0]?.resolve(new ArrayBuffer(1));
  let begun = 0;
  const result = voice.say({ kind: 'received', amount: 150_000 }, SETTINGS, () => {
    begun += 1;
  });
  await settle();
  clock.advance(10_000);

  expect([await result, begun, output.volume, loads.length]).toEqual(['played', 1, 0.5, 1]);
  const clips = ['chime', 'đã nhận', 'một trăm', 'năm mươi', 'nghìn đồng'] as const;
  expect(output.started.map(({ offset }) => offset)).toEqual(clips.map((clip) => CLIP_PLACES[clip][0]));
  const gaps = output.started
    .slice(1)
    .map(({ at }, n) => at - (output.started[n]?.at ?? 0) - CLIP_PLACES[clips[n] ?? 'chime'][1]);
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(0.039);
});

it('[ANN8] is blocked until the browser lets it sound, and tells when it does', async () => {
  const { output, loads, voice } = open('suspended');
  loads[0]?.resolve(new ArrayBuffer(1));
  const told: boolean[] = [];
  voice.subscribe(() => void told.push(voice.isBlocked()));
  const first = await voice.say({ kind: 'more' }, SETTINGS, () => expect.unreachable());
  voice.unlock();
  await settle();

  expect([first, voice.isBlocked(), told]).toEqual(['blocked', false, [false]]);
  output.become('interrupted');
  expect(voice.isBlocked()).toBe(true);
});

it('[ANN8] fails where the clips cannot be loaded, and loads them again the next time', async () => {
  const { clock, loads, voice } = open();
  loads[0]?.reject(new Error('offline'));
  await settle();
  const failed = voice.say({ kind: 'more' }, SETTINGS, () => undefined);
  loads[1]?.reject(new Error('offline'));
  const again = failed.then(() => voice.say({ kind: 'more' }, SETTINGS, () => undefined));
  await settle();
  loads[2]?.resolve(new ArrayBuffer(1));
  await settle();
  clock.advance(10_000);

  expect([await failed, await again]).toEqual(['failed', 'played']);
});

it('is silent after its stop', async () => {
  const { clock, output, loads, voice } = open();
  loads[0]?.resolve(new ArrayBuffer(1));
  const result = voice.say({ kind: 'more' }, SETTINGS, () => undefined);
  await settle();
  voice.stop();
  await result;

  expect([output.stopped, output.isClosed, clock.pending()]).toEqual([2, true, 0]);
});

it('[ANN13] offers the browser’s voice only where it has a Vietnamese one', () => {
  expect([open().voice.hasBrowserVoice(), open('running', [{ lang: 'en-US' }]).voice.hasBrowserVoice()]).toEqual([
    false,
    false,
  ]);
  expect(open('running', [{ lang: 'en-US' }, { lang: 'vi-VN' }]).voice.hasBrowserVoice()).toBe(true);
});

it.each([
  ['reads the sentence after the bell', (said: { onend?: () => void }) => said.onend?.(), ['chime']],
  ['lets the clips say what it cannot read', (said: { onerror?: () => void }) => said.onerror?.(), ['chime', 'chime']],
  ['lets the clips say what it never ends', null, ['chime', 'chime']],
] as const)('[ANN13] %s', async (_what, finish, bells) => {
  const { clock, output, loads, utterances, voice } = open('running', [{ lang: 'vi-VN' }]);
  loads[0]?.resolve(new ArrayBuffer(1));
  const result = voice.say({ kind: 'received', amount: 5000 }, { ...SETTINGS, voice: 'browser' }, () => undefined);
  await settle();
  clock.advance(2000);
  await settle();
  const said = utterances[0];
  if (said !== undefined) finish?.(said);
  clock.advance(finish === null ? READ_DEADLINE_MS : 0);
  await settle();
  clock.advance(10_000);

  expect([await result, said?.text]).toEqual(['played', 'Đã nhận năm nghìn đồng']);
  const rung = output.started.filter(({ offset }) => offset === CLIP_PLACES.chime[0]);
  expect(rung).toHaveLength(bells.length);
});
