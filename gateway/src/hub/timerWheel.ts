import type { Clock, Stop } from '@vppos/core/time';

interface Task {
  readonly tick: number;
  readonly callback: () => void;
}

/**
 * Many coarse timers on one clock timer: what is due within one tick runs together, late by at most one tick.
 * Nothing runs while nothing waits. Steps of the wall clock backwards delay nothing: a tick that fired has passed.
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #slots = new Map<number, Set<Task>>();
  #tick = 0;
  #tickAt = 0;
  #size = 0;
  #stopClock: Stop | null = null;

  constructor(clock: Clock, tickMs: number) {
    this.#clock = clock;
    this.#tickMs = tickMs;
  }

  /** How many timers wait. */
  get size(): number {
    return this.#size;
  }

  /** Calls once, not before `delayMs` have passed, unless stopped. */
  after(delayMs: number, callback: () => void): Stop {
    if (this.#size === 0) this.#tickAt = this.#clock.now();
    const sinceTick = Math.max(this.#clock.now() - this.#tickAt, 0);
    const task = { tick: this.#tick + Math.max(1, Math.ceil((delayMs + sinceTick) / this.#tickMs)), callback };
    const slot = this.#slots.get(task.tick);
    if (slot === undefined) this.#slots.set(task.tick, new Set([task]));
    else slot.add(task);
    this.#size += 1;
    this.#arm();
    return () => this.#remove(task);
  }

  /** Forgets every timer. */
  stop(): void {
    this.#slots.clear();
    this.#size = 0;
    this.#disarm();
  }

  #remove(task: Task): void {
    const slot = this.#slots.get(task.tick);
    if (slot === undefined || !slot.delete(task)) return;
    this.#size -= 1;
    if (slot.size === 0) this.#slots.delete(task.tick);
    if (this.#size === 0) this.#disarm();
  }

  #arm(): void {
    if (this.#stopClock !== null) return;
    const leftMs = this.#tickAt + this.#tickMs - this.#clock.now();
    this.#stopClock = this.#clock.after(Math.min(Math.max(leftMs, 0), this.#tickMs), () => this.#turn());
  }

  #disarm(): void {
    this.#stopClock?.();
    this.#stopClock = null;
  }

  #turn(): void {
    this.#stopClock = null;
    const now = this.#clock.now();
    const passed = Math.max(1, Math.floor((now - this.#tickAt) / this.#tickMs));
    // Where the tick should have been: what a timer was late by must not add up. Never later than now: the clock may step back.
    this.#tickAt = Math.min(this.#tickAt + passed * this.#tickMs, now);
    const from = this.#tick + 1;
    this.#tick += passed;
    for (const tick of this.#dueTicks(from)) this.#run(tick);
    if (this.#size > 0) this.#arm();
  }

  /** After a long sleep of the machine there are fewer slots than ticks. */
  #dueTicks(from: number): number[] {
    if (this.#tick === from) return [from];
    return [...this.#slots.keys()].filter((tick) => tick <= this.#tick).sort((a, b) => a - b);
  }

  #run(tick: number): void {
    const slot = this.#slots.get(tick);
    if (slot === undefined) return;
    // One by one off the live set: a callback may stop a timer that is due in the same tick.
    for (const task of slot) {
      if (!slot.delete(task)) continue;
      this.#size -= 1;
      task.callback();
    }
    if (slot.size === 0) this.#slots.delete(tick);
  }
}
