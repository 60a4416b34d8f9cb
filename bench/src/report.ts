import type { Faults } from './load/ledger.ts';
import type { Spread } from './statistics.ts';

/** A figure that has to be reached. */
export interface Gate {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly isReached: boolean;
}

/** Everything one run of the benchmark says: as a table while it runs, and as JSON in the end. */
export class Report {
  readonly #figures: Record<string, Spread> = {};
  readonly #gates: Gate[] = [];
  readonly #faults: Record<string, Faults> = {};

  /** Deliveries that went wrong make everything else worthless. */
  get hasFaults(): boolean {
    return Object.keys(this.#faults).length > 0;
  }

  title(text: string): void {
    process.stdout.write(`\n${text}\n`);
  }

  figure(name: string, spread: Spread, unit: string): void {
    this.#figures[`${name} (${unit})`] = spread;
    const { median, min, max, runs } = spread;
    const range = runs === 1 ? '' : `  ${rounded(min)} … ${rounded(max)}, ${runs} runs`;
    process.stdout.write(`  ${name.padEnd(52)} ${rounded(median).padStart(10)} ${unit}${range}\n`);
  }

  atLeast(what: string, value: number, limit: number): void {
    this.#gate({ what, value, limit, isReached: value >= limit }, 'at least');
  }

  atMost(what: string, value: number, limit: number): void {
    this.#gate({ what, value, limit, isReached: value <= limit }, 'at most');
  }

  /** `settled`: one run; its faults are kept under its name. */
  deliveries(name: string, settled: { readonly faults: Faults; readonly refused: number }): void {
    const { lost, doubled, reordered } = settled.faults;
    if (settled.refused > 0) process.stdout.write(`  ✗ ${name}: ${settled.refused} publishes were refused\n`);
    if (lost + doubled + reordered + settled.refused === 0) return;
    this.#faults[name] = settled.faults;
    process.stdout.write(`  ✗ ${name}: ${lost} lost, ${doubled} doubled, ${reordered} out of order\n`);
  }

  toJson(machine: unknown): string {
    const content = { machine, figures: this.#figures, gates: this.#gates, faults: this.#faults };
    return `${JSON.stringify(content, null, 2)}\n`;
  }

  #gate(gate: Gate, word: string): void {
    this.#gates.push(gate);
    const sign = gate.isReached ? '✓' : '✗';
    process.stdout.write(`  ${sign} ${gate.what}: ${rounded(gate.value)} (${word} ${rounded(gate.limit)})\n`);
  }
}

function rounded(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en');
  return Number(value.toPrecision(3)).toString();
}
