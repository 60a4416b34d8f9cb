/** What went wrong, whose it was: for developers, never for the cashier. */
export interface Fault {
  /** The micro-frontend, or `container`. */
  readonly mfe: string;
  readonly code: string;
  readonly error: unknown;
}

export type Report = (fault: Fault) => void;

/** The newest kept, per page; older ones are forgotten first. */
export const FAULTS_MAX = 50;

export interface FaultLog {
  readonly report: Report;
  /** The kept faults, oldest first. The same array until one is added. */
  faults(): readonly Fault[];
  subscribe(listener: () => void): () => void;
}

/** `write` hears the first fault of each code of each micro-frontend: a listener that throws on every event writes once. */
export function createFaultLog(write: Report): FaultLog {
  let kept: readonly Fault[] = [];
  const listeners = new Set<() => void>();
  // Micro-frontends times codes: both are few and named in code and registry.
  const written = new Set<string>();

  return {
    report: (fault) => {
      kept = [...kept.slice(1 - FAULTS_MAX), fault];
      const key = `${fault.mfe} ${fault.code}`;
      if (!written.has(key)) {
        written.add(key);
        write(fault);
      }
      for (const listener of [...listeners]) listener();
    },
    faults: () => kept,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
