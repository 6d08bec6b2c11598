/**
 * The checker's mutants that survived, and what a person found of each. A mutant that *accepts more* makes the checker say yes where it says no: no
 * test would have noticed a mistake that could let a wrong binary pass, so it is a defect, and a test is missing. One that does
 * *only less* refuses or gives up more, or words or counts differently. The others are *equivalent*.
 */

import type { MutantOutcome } from "./scores.ts";
import { type Judged, type Judgement, survivors } from "./survivors.ts";

function judgedOf({ file, line, mutated }: MutantOutcome): Judged | undefined {
  return survivors.find((known) => known.file === file && known.line === line && known.mutated === mutated);
}

const alive = (outcomes: readonly MutantOutcome[]): readonly MutantOutcome[] =>
  outcomes.filter(({ status }) => status === "survived");

/** The survivors that nobody looked at. */
export function unjudged(outcomes: readonly MutantOutcome[]): readonly MutantOutcome[] {
  return alive(outcomes).filter((outcome) => judgedOf(outcome) === undefined);
}

/** How many survivors there are of each kind, and each of them. */
export function judgedTable(outcomes: readonly MutantOutcome[]): string {
  const found = alive(outcomes).flatMap((outcome) => judgedOf(outcome) ?? []);
  const kinds = ["accepts more", "only less", "equivalent"] as const satisfies readonly Judgement[];
  const counts = kinds.map((kind) => found.filter(({ judgement }) => judgement === kind).length);
  const cell = (text: string): string => `\`${text.replaceAll("|", "\\|").replaceAll("`", "'")}\``;
  return [
    "| survivors | accepts more | only less | equivalent | not looked at |",
    "|---:|---:|---:|---:|---:|",
    `| ${alive(outcomes).length} | ${counts.map((count, i) => (i === 0 ? `**${count}**` : count)).join(" | ")} | ${unjudged(outcomes).length} |`,
    "",
    "| file | mutant | it | why |",
    "|---|---|---|---|",
    ...found.map(
      ({ file, mutated, judgement, why }) =>
        `| ${file.replace("src/proof/", "")} | ${cell(mutated.slice(0, 110))} | ${judgement === "equivalent" ? "is equivalent" : judgement === "only less" ? "does only less" : judgement} | ${why} |`,
    ),
  ].join("\n");
}
