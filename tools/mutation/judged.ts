/**
 * The checker's mutants that survived, and what a person found of each. A mutant that *accepts more* makes the checker say yes where it says no: no
 * test would have noticed a mistake that could let a wrong binary pass, so it is a defect, and a test is missing. One that does
 * *only less* refuses or gives up more, or words or counts differently. The others are *equivalent*.
 */

import type { MutantOutcome } from "./scores.ts";
import { type Judged, type Judgement, survivors } from "./survivors.ts";

function judgedOf({ file, line, mutated }: MutantOutcome): Judged | undefined {
  return survivors.find((known) => known.file === file && known.line === line && known.mutants.includes(mutated));
}

const alive = (outcomes: readonly MutantOutcome[]): readonly MutantOutcome[] =>
  outcomes.filter(({ status }) => status === "survived");

/** The survivors that nobody looked at. */
export function unjudged(outcomes: readonly MutantOutcome[]): readonly MutantOutcome[] {
  return alive(outcomes).filter((outcome) => judgedOf(outcome) === undefined);
}

/** How many survivors there are of each kind, and those of each line for which one reason is given. */
export function judgedTable(outcomes: readonly MutantOutcome[]): string {
  const found = Map.groupBy(alive(outcomes), judgedOf);
  const unknown = found.get(undefined)?.length ?? 0;
  found.delete(undefined);
  const rows = [...(found as ReadonlyMap<Judged, readonly MutantOutcome[]>)];
  const kinds = ["accepts more", "only less", "equivalent"] as const satisfies readonly Judgement[];
  const counts = kinds.map((kind) =>
    rows.reduce((sum, [{ judgement }, mutants]) => sum + (judgement === kind ? mutants.length : 0), 0),
  );
  const verb = { "accepts more": "**accept more**", "only less": "do only less", equivalent: "are equivalent" };
  const cell = (text: string): string => `\`${text.replaceAll("|", "\\|").replaceAll("`", "'")}\``;
  return [
    "| survivors | accepts more | only less | equivalent | not looked at |",
    "|---:|---:|---:|---:|---:|",
    `| ${alive(outcomes).length} | ${counts.map((count, i) => (i === 0 ? `**${count}**` : count)).join(" | ")} | ${unknown} |`,
    "",
    "| file | line | mutants | they | why |",
    "|---|---|---:|---|---|",
    ...rows.map(
      ([{ file, line, judgement, why }, mutants]) =>
        `| ${file.replace("src/proof/", "")} | ${cell(line.slice(0, 110))} | ${mutants.length} | ${verb[judgement]} | ${why} |`,
    ),
  ].join("\n");
}
