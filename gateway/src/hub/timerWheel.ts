import type { Clock, Stop } from '@vppos/core/time';

/** What a wheel rings. It stands in the wheel at most once. */
export interface Alarm {
  /** When it is due, in ticks; 0 while it is not set. The wheel's to write. */
  dueTick: number;
  ring(): void;
}

/**
 * Many coarse timers on one clock timer: what is due within one tick runs together, late by at most one tick.
 * Nothing runs while nothing waits. A step of the wall clock backwards delays by at most one tick more.
 */
export class TimerWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #slots = new Map<number, Set<Alarm>>();
  #tick = 0;
  #tickAt = 0;
  #size = 0;
  #isTurning = false;
  #stopClock: Stop | null = null;

  constructor(clock: Clock, tickMs: number) {
    this.#clock = clock;
    this.#tickMs = tickMs;
  }

  /** How many alarms wait. */
  get size(): number {
    return this.#size;
  }

  /** The last tick that has passed. */
  get tick(): number {
    return this.#tick;
  }

  /** The first tick at which `delayMs` will have passed. */
  tickAfter(delayMs: number): number {
    // Not while the last alarm rings: it may be set anew, to what it had worked out by the old ticks.
    if (this.#size === 0 && !this.#isTurning) this.#tickAt = this.#clock.now();
    const sinceTick = Math.max(this.#clock.now() - this.#tickAt, 0);
    return this.#tick + Math.max(1, Math.ceil((delayMs + sinceTick) / this.#tickMs));
  }

  /** Rings once, at `tick`, unless it is set anew or cleared before. */
  set(alarm: Alarm, tick: number): void {
    if (alarm.dueTick === tick) return;
    this.clear(alarm);
    alarm.dueTick = tick;
    const slot = this.#slots.get(tick);
    if (slot === undefined) this.#slots.set(tick, new Set([alarm]));
    else slot.add(alarm);
    this.#size += 1;
    this.#arm();
  }

  /** Does not ring any more; clearing twice is harmless. */
  clear(alarm: Alarm): void {
    const slot = this.#slots.get(alarm.dueTick);
    if (slot?.delete(alarm) === true) {
      this.#size -= 1;
      if (slot.size === 0) this.#slots.delete(alarm.dueTick);
      if (this.#size === 0) this.#disarm();
    }
    alarm.dueTick = 0;
  }

  /** Calls once, not before `delayMs` have passed, unless stopped. */
  after(delayMs: number, callback: () => void): Stop {
    const alarm = { dueTick: 0, ring: callback };
    this.set(alarm, this.tickAfter(delayMs));
    return () => this.clear(alarm);
  }

  /** Forgets every alarm. */
  stop(): void {
    this.#slots.clear();
    this.#size = 0;
    this.#disarm();
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
    const sinceTick = now - this.#tickAt;
    // Timers of the machine fire up to 1 ms early, which must not add up either: the rest of the tick is waited for.
    if (sinceTick >= 0 && sinceTick < this.#tickMs) {
      this.#arm();
      return;
    }
    const passed = Math.max(1, Math.floor(sinceTick / this.#tickMs));
    // Where the tick should have been: what a timer was late by must not add up. Never later than now: the clock may step back.
    this.#tickAt = Math.min(this.#tickAt + passed * this.#tickMs, now);
    const from = this.#tick + 1;
    this.#tick += passed;
    this.#isTurning = true;
    for (const tick of this.#dueTicks(from)) this.#run(tick);
    this.#isTurning = false;
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
    // One by one off the live set: an alarm may clear one that is due in the same tick.
    for (const alarm of slot) {
      this.clear(alarm);
      alarm.ring();
    }
  }
}
