import type { MessagePipe } from '../../auth/sessionChannel.ts';
import type { FakeProcess } from './fakeProcess.ts';

/**
 * The BroadcastChannels of one browser, for tabs under test: messages are cloned, arrive later and in order, and never at
 * the pipe that posted them. Extend it here when tabs ask more of their channel.
 */
export interface FakeChannels {
  openTab(process: FakeProcess): (name: string) => MessagePipe;
  /** Which messages are lost on the way to a tab. Default: none. */
  isLost: (message: unknown, to: FakeProcess) => boolean;
  /** Messages stay on the way until `deliver`. */
  hold(): void;
  deliver(): void;
  /** How many pipes of that name are open. */
  open(name: string): number;
  /** Everything ever posted, in order. */
  readonly posted: unknown[];
}

interface FakePipe extends MessagePipe {
  readonly name: string;
  readonly process: FakeProcess;
}

export function createFakeChannels(): FakeChannels {
  const pipes = new Set<FakePipe>();
  const onTheWay: (() => void)[] = [];
  let isHeld = false;

  const send = (from: FakePipe, message: unknown): void => {
    for (const to of pipes) {
      if (to === from || to.name !== from.name || channels.isLost(message, to.process)) continue;
      const data: unknown = structuredClone(message);
      const arrive = (): void => {
        // Closed meanwhile, it hears nothing more.
        if (pipes.has(to)) to.onmessage?.({ data } as MessageEvent);
      };
      if (isHeld) onTheWay.push(() => to.process.post(arrive));
      else to.process.post(arrive);
    }
  };

  const channels: FakeChannels = {
    posted: [],
    isLost: () => false,
    openTab: (process) => (name) => {
      // What was under way in a crashed tab ends nowhere.
      let hasCrashed = false;
      const pipe: FakePipe = {
        name,
        process,
        onmessage: null,
        postMessage: (message) => {
          if (hasCrashed) return;
          if (!pipes.has(pipe)) throw new DOMException('Channel is closed', 'InvalidStateError');
          channels.posted.push(structuredClone(message));
          send(pipe, message);
        },
        close: () => pipes.delete(pipe),
      };
      pipes.add(pipe);
      process.onCrash(() => {
        hasCrashed = true;
        pipes.delete(pipe);
      });
      return pipe;
    },
    hold: () => {
      isHeld = true;
    },
    deliver: () => {
      isHeld = false;
      for (const arrive of onTheWay.splice(0)) arrive();
    },
    open: (name) => [...pipes].filter((pipe) => pipe.name === name).length,
  };
  return channels;
}
