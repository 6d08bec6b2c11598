/**
 * What became of mutants, and the scores: of files, and of a room with its interval.
 */

import { readFileSync } from "node:fs";
import type { Mutant, MutantResult, Position } from "@stryker-mutator/api/core";

/** What is kept of a mutant. */
export interface MutantOutcome {
  readonly file: string;
  /** The line in which it begins, and the line with the mutant in it. */
  readonly line: string;
  readonly mutated: string;
  readonly status: "killed" | "time" | "survived";
}

/** Undefined for a mutant that does not run at all. */
export function outcomeOf({
  fileName,
  location,
  mutatorName,
  replacement,
  status,
}: MutantResult): MutantOutcome | undefined {
  const verdict = {
    Killed: "killed",
    Timeout: "time",
    Survived: "survived",
    NoCoverage: "survived",
    CompileError: undefined,
    RuntimeError: undefined,
    Ignored: undefined,
    Pending: undefined,
  } as const satisfies Record<MutantResult["status"], MutantOutcome["status"] | undefined>;
  const outcome = verdict[status];
  if (outcome === undefined) return undefined;
  const file = fileName.slice(fileName.indexOf("src/"));
  // Lines and columns of results are counted from 1.
  const fromZero = (place: Position): Position => ({ line: place.line - 1, column: place.column - 1 });
  const place = { start: fromZero(location.start), end: fromZero(location.end) };
  const { line, mutated } = mutatedLine({
    fileName: file,
    location: place,
    mutatorName,
    replacement,
  });
  return { file, line: oneLine(line), mutated: oneLine(mutated), status: outcome };
}

/** The line in which a mutant begins, and the line with it; lines and columns are counted from 0. */
export function mutatedLine({
  fileName,
  location: { start, end },
  mutatorName,
  replacement,
}: Pick<Mutant, "fileName" | "location" | "mutatorName" | "replacement">): {
  readonly line: string;
  readonly mutated: string;
} {
  const lines = readFileSync(fileName, "utf8").split("\n");
  const line = lines[start.line]!;
  const rest = lines[end.line]!.slice(end.column);
  // What is put in the place of a part of a condition stays one part of it: `(a || b) && c`, where the part was `a && b`.
  const part = mutatorName === "LogicalOperator" ? `(${replacement})` : replacement;
  return { line, mutated: `${line.slice(0, start.column)}${part}${rest}` };
}

/** A text in one line. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ");
}

interface Tally {
  readonly killed: number;
  readonly all: number;
  readonly byTime: number;
}

function tally(outcomes: readonly MutantOutcome[]): Tally {
  const byTime = outcomes.filter(({ status }) => status === "time").length;
  const killed = byTime + outcomes.filter(({ status }) => status === "killed").length;
  return { killed, all: outcomes.length, byTime };
}

/** How many were killed, with the interval of 95% (Wilson's) if these are a sample, as if the mutants had been drawn one by one. */
export function sumOf(outcomes: readonly MutantOutcome[]): string {
  const { killed, all, byTime } = tally(outcomes);
  const [low, high] = interval(killed, all);
  return `${killed} of ${all} mutants killed, ${byTime} of them by time: ${percent(killed / all)} (95% interval ${percent(low)} to ${percent(high)})`;
}

/** A row for each file, those with the most survivors last. */
export function filesTable(outcomes: readonly MutantOutcome[]): string {
  const files = [...Map.groupBy(outcomes, ({ file }) => file)].map(([file, own]) => ({ file, ...tally(own) }));
  const rows = files
    .toSorted((a, b) => a.all - a.killed - (b.all - b.killed))
    .map(({ file, killed, all }) => `| ${file} | ${killed} | ${all} | ${percent(killed / all)} |`);
  return ["| file | killed | of | score |", "|---|---:|---:|---:|", ...rows].join("\n");
}

/** Wilson's interval for a share that was seen. */
function interval(part: number, all: number): readonly [number, number] {
  const z = 1.96;
  const p = part / all;
  const middle = p + z ** 2 / (2 * all);
  const reach = z * Math.sqrt((p * (1 - p)) / all + z ** 2 / (4 * all ** 2));
  const scale = 1 + z ** 2 / all;
  return [(middle - reach) / scale, (middle + reach) / scale];
}

function percent(share: number): string {
  return Number.isNaN(share) ? "-" : `${(100 * share).toFixed(1)}%`;
}
