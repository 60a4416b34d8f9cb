import type { Clock, Stop } from '@vppos/core/time';

/**
 * What a browser does to a tab: its tasks run one after another, wait while it is busy or frozen, are late while it is
 * hidden, and never come after a crash. Extend it here when a test needs more of a browser's ways with tabs.
 */
export interface FakeProcess {
  /** The time as this tab has it: its timers are its tasks, and throttled they fire once a minute. */
  readonly clock: Clock;
  /** Runs the task at once, or when the tab can again. Tasks keep their order. */
  run(task: () => void): void;
  /** As `run`, but never before the running code has ended. */
  post(task: () => void): void;
  /** Tasks wait until `wake`: a main thread that is blocked, or a frozen page. */
  sleep(): void;
  wake(): void;
  /** Nothing runs any more. */
  crash(): void;
  onCrash(listener: () => void): void;
  isThrottled: boolean;
}

const THROTTLED_TIMER_MS = 60_000;

export function createFakeProcess(clock: Clock): FakeProcess {
  const waiting: (() => void)[] = [];
  const timers = new Set<Stop>();
  const crashListeners: (() => void)[] = [];
  let state: 'awake' | 'asleep' | 'crashed' = 'awake';

  const drain = (): void => {
    while (state === 'awake' && waiting.length > 0) waiting.shift()?.();
  };
  const enqueue = (task: () => void): void => {
    if (state !== 'crashed') waiting.push(task);
  };
  const after = (delayMs: number, callback: () => void): Stop => {
    let isOver = false;
    let stop: Stop = () => undefined;
    const fire = (): void => {
      const lateMs = clock.now() % THROTTLED_TIMER_MS;
      if (process.isThrottled && lateMs > 0) stop = clock.after(THROTTLED_TIMER_MS - lateMs, fire);
      else
        process.run(() => {
          if (isOver) return;
          timers.delete(end);
          callback();
        });
    };
    stop = clock.after(delayMs, fire);
    const end = (): void => {
      isOver = true;
      stop();
      timers.delete(end);
    };
    timers.add(end);
    return end;
  };

  const process: FakeProcess = {
    clock: { now: () => clock.now(), after },
    isThrottled: false,
    run: (task) => {
      enqueue(task);
      drain();
    },
    post: (task) => {
      enqueue(task);
      queueMicrotask(drain);
    },
    sleep: () => {
      if (state === 'awake') state = 'asleep';
    },
    wake: () => {
      if (state === 'asleep') state = 'awake';
      drain();
    },
    crash: () => {
      state = 'crashed';
      waiting.length = 0;
      for (const stop of [...timers]) stop();
      for (const listener of crashListeners.splice(0)) listener();
    },
    onCrash: (listener) => void crashListeners.push(listener),
  };
  return process;
}
