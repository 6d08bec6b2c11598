/**
 * How everything here is measured: some runs to warm up, then samples of at least a fixed time each, and of those the
 * median, the least and the greatest. No sample is left out, and there is no comparison with other projects.
 *
 * Time is that of the processor spent in this thread, so that other work on the machine matters little.
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
  /** Lines of text after the table: figures that are not rates. */
  readonly figures?: () => Iterable<string>;
  /** The same for docs/benchmarks.md, where `--update` writes it between the marks with the room's name. */
  readonly page?: () => readonly string[];
  /** It takes long: measured only when its name is given. */
  readonly onlyByName?: boolean;
}

/** How long and how often. */
export interface Effort {
  readonly samples: number;
  /** Milliseconds of processor time of a sample, at least. */
  readonly time: number;
}

/** Milliseconds of processor time that this thread has used. Node 24 has it; the types for Node 22 do not. */
export function now(): number {
  const { threadCpuUsage } = process as unknown as { threadCpuUsage: () => { user: number; system: number } };
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}

/** Measure an action that does `amount` units of work each time (or says how many it did). */
export function measure({ what, workload, unit }: Omit<Row, "samples">, effort: Effort, action: () => number): Row {
  action();
  const warm = now();
  while (now() - warm < effort.time) action();
  const samples = Array.from({ length: effort.samples }, () => {
    const begin = now();
    let amount = 0;
    let elapsed = 0;
    do {
      amount += action();
      elapsed = now() - begin;
    } while (elapsed < effort.time);
    return (1000 * amount) / elapsed;
  });
  return { what, workload, unit, samples };
}

/** The time of an action in milliseconds, run for at least `time` milliseconds. */
export function timeOf(time: number, action: () => void): number {
  const begin = now();
  for (let count = 1; ; count++) {
    action();
    const elapsed = now() - begin;
    if (elapsed >= time) return elapsed / count;
  }
}

/**
 * The times of some actions in milliseconds, each measured once in each sample, one after the other, for at least `time`
 * milliseconds. One sample more is taken first, to warm up.
 */
export function inTurn(samples: number, time: number, actions: readonly (() => void)[]): number[][] {
  return Array.from({ length: samples + 1 }, () => actions.map((action) => timeOf(time, action))).slice(1);
}

/** The middle one of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A number with three significant digits. */
export function threeDigits(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
