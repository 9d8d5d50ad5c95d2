/** What a benchmark reports, and how it is printed. Each module of bench/ that measures exports `run(): Promise<Measurement[]>`. */

export interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value should reach, in words; null where it is only reported. */
  readonly reach: string | null;
  /** null where nothing is to be reached. */
  readonly met: boolean | null;
}

/** Prints measurements as a table. */
export function printTable(measurements: readonly Measurement[]): void {
  const width = Math.max(...measurements.map(({ name }) => name.length));
  for (const { name, value, unit, reach, met } of measurements) {
    const verdict = met === null ? '' : met ? 'met' : 'NOT MET';
    console.log(`${name.padEnd(width)}  ${String(value).padStart(10)} ${unit.padEnd(6)} ${(reach ?? '').padEnd(10)} ${verdict}`.trimEnd());
  }
}

/** The least time of many runs, in milliseconds, after a warm-up. */
export function best(runs: number, work: () => void): number {
  for (let run = 0; run < runs; run++) work();
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}
