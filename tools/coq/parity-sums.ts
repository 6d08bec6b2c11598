/**
 * How much of both semantics was compared: sums over runs, as the table of docs/coq.md has them. The table can be read back, so that a
 * later run goes on where an earlier one ended.
 */

import type { Parity } from "./parity.ts";

/** The columns that say how runs ended. */
const ends = ["halted", "trapped", "exhausted", "running"] as const;

/** What was compared on one side. */
export class Sums {
  runs = 0;
  steps = 0;
  readonly ends = new Map<string, number>();
  differences = 0;

  /** Adds a run, and returns what differs in it. */
  add({ steps, outcome, difference }: Parity): string | undefined {
    this.runs++;
    this.steps += steps;
    this.ends.set(outcome.kind, (this.ends.get(outcome.kind) ?? 0) + 1);
    if (difference !== undefined) this.differences++;
    return difference;
  }

  row(name: string): string {
    const cells = [this.runs, this.steps, ...ends.map((end) => this.ends.get(end) ?? 0), this.differences];
    return `| ${name} | ${cells.map((n) => n.toLocaleString("en")).join(" | ")} |`;
  }

  /** The sums of a row. */
  static of(row: string): Sums {
    const [runs, steps, halted, trapped, exhausted, running, differences] = row
      .split("|")
      .slice(2)
      .map((cell) => Number(cell.replaceAll(",", "")));
    const sums = new Sums();
    sums.runs = runs!;
    sums.steps = steps!;
    for (const [i, count] of [halted!, trapped!, exhausted!, running!].entries()) sums.ends.set(ends[i]!, count);
    sums.differences = differences!;
    return sums;
  }
}

/** The programs of a seed, from the first one on, and what was found of them. */
export interface Compared {
  readonly seed: number;
  readonly programs: number;
  readonly ell: Sums;
  readonly machine: Sums;
}

/** The table that says so. */
export function tableOf({ seed, programs, ell, machine }: Compared): string {
  return [
    `| seed ${seed}, ${programs.toLocaleString("en")} programs | runs | steps | halted | trapped | exhausted | clock spent | differences |`,
    "|---|---|---|---|---|---|---|---|",
    ell.row("Ell"),
    machine.row("the machine"),
  ].join("\n");
}

/** What a page with that table says was compared. */
export function comparedIn(text: string): Compared {
  const head = /^\| seed (\d+), ([\d,]+) programs \|/mu.exec(text);
  const row = (name: string): string | undefined => new RegExp(`^\\| ${name} \\| [\\d,]+ \\|.*$`, "mu").exec(text)?.[0];
  const [ell, machine] = [row("Ell"), row("the machine")];
  if (head === null || ell === undefined || machine === undefined) throw new Error("no comparison is recorded");
  const programs = Number(head[2]!.replaceAll(",", ""));
  return { seed: Number(head[1]), programs, ell: Sums.of(ell), machine: Sums.of(machine) };
}
