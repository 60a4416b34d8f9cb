/** The process's environment, or a stand-in for it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** A variable whose value makes no sense. The message names both. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'BAD_CONFIG';
  readonly variable: string;

  constructor(variable: string, value: string, sentence: string) {
    super(`${variable}=${value} ${sentence}`);
    this.variable = variable;
  }
}

export interface EnvReader {
  text(name: string, fallback: string): string;
  textOrNull(name: string): string | null;
  /** A whole number in decimal digits. */
  count(name: string, fallback: number, range: { min: number; max?: number }): number;
  oneOf(name: string, fallback: string, choices: readonly string[]): string;
}

/** The longest a timer of the platform can wait; longer ones would fire at once. */
const MAX_TIMER_MS = 2_147_483_647;

/** Typed reading of variables. An empty one counts as absent. Every method throws `ConfigError` on nonsense. */
export function envReader(env: Env): EnvReader {
  const textOrNull = (name: string): string | null => {
    const raw = env[name]?.trim();
    return raw === undefined || raw === '' ? null : raw;
  };
  return {
    textOrNull,
    text: (name, fallback) => textOrNull(name) ?? fallback,
    count: (name, fallback, { min, max = MAX_TIMER_MS }) => {
      const raw = textOrNull(name);
      if (raw === null) return fallback;
      const value = /^[0-9]{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
      if (value >= min && value <= max) return value;
      throw new ConfigError(name, raw, `must be a whole number from ${min} to ${max}`);
    },
    oneOf: (name, fallback, choices) => {
      const raw = textOrNull(name);
      if (raw === null || choices.includes(raw)) return raw ?? fallback;
      throw new ConfigError(name, raw, `must be one of ${choices.join(', ')}`);
    },
  };
}
