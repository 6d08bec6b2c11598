/**
 * How everything here is measured: some runs to warm up, then samples of at least a tenth of a second each, and of
 * those the median, the least and the greatest. Nothing is left out and nothing is compared with anybody.
 */

/** One line of the table. */
export interface Row {
  /** What was run, such as `Ell, small steps`. */
  readonly what: string;
  /** On what. */
  readonly workload: string;
  readonly unit: string;
  /** Units per second, one for each sample. */
  readonly samples: readonly number[];
}

/** A room's benchmarks. */
export interface Benchmark {
  readonly room: string;
  readonly rows: () => Iterable<Row>;
}

/** How long and how often. */
export interface Effort {
  readonly samples: number;
  /** Milliseconds of a sample, at least. */
  readonly time: number;
}

/** Measure an action that does `amount` units of work each time (or says how many it did). */
export function measure({ what, workload, unit }: Omit<Row, "samples">, effort: Effort, action: () => number): Row {
  action();
  const warm = performance.now();
  while (performance.now() - warm < effort.time) action();
  const samples = Array.from({ length: effort.samples }, () => {
    const begin = performance.now();
    let amount = 0;
    let elapsed = 0;
    do {
      amount += action();
      elapsed = performance.now() - begin;
    } while (elapsed < effort.time);
    return (1000 * amount) / elapsed;
  });
  return { what, workload, unit, samples };
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A number with three digits that mean something. */
export function threeDigits(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
