/**
 * Records what the playground shows as tables: the mutants' kill matrix, and what the calibration finds of each faulty
 * processor. Both take a minute or more, so they are made here and kept as data (site/src/tables); tests hold them to the
 * catalogues. Nothing in them depends on a clock.
 *
 *     npx node --conditions=etalon-source tools/tables.ts
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { faults, killMatrix } from "etalon/calibrate";
import { ruleNumber } from "etalon/machine";
import { hunt, type Kill, type Mutant, mutants } from "etalon/testing";
import type { FaultTable, MutantTable } from "../site/src/tables/table.ts";

/** The first program of the recorded hunt. */
export const seed = 1;

/** What is recorded of a killed mutant. */
export function mutantRow({ mutant, by, tests, small }: Kill): MutantTable["rows"][number] {
  const { name, class: group, wraps } = mutant;
  // The single optimisations do nothing at the level that is hunted at.
  const { flow, ssa, optimised, allocated, machine, certificate } = by;
  const fails = { flow, ssa, optimised, allocated, machine, certificate };
  return { name, class: group, pass: wraps, ...fails, tests, nodes: small.nodes };
}

/** The hunt of these mutants. */
export function mutantTable(chosen: readonly Mutant[]): MutantTable {
  const kills = [...hunt(chosen, { seed })].flatMap((progress) => progress.kills);
  const order = new Map(chosen.map(({ name }, index) => [name, index]));
  const rows = kills.map(mutantRow).sort((a, b) => order.get(a.name)! - order.get(b.name)!);
  return { seed, rows };
}

/** The suite against these faulty processors. */
export function faultTable(chosen: typeof faults): FaultTable {
  const { rows, programs, experiments } = killMatrix({}, chosen);
  return {
    programs,
    experiments,
    rows: rows.map(({ fault: { name, sentence, scope, rules }, found, hung, findings }) => ({
      name,
      sentence,
      scope,
      rules: rules.map((rule) => `${ruleNumber(rule)} ${rule}`),
      found,
      hung,
      classes: [...new Set(findings.flatMap(({ operandClass }) => operandClass ?? []))],
    })),
  };
}

/** One row a line, so that a change is seen where it is. */
function text({ rows, ...head }: MutantTable | FaultTable): string {
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(",\n");
  const fields = Object.entries(head).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`);
  return `{\n${fields.join("")}  "rows": [\n${lines}\n  ]\n}\n`;
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, "../site/src/tables");
  writeFileSync(join(folder, "mutants.json"), text(mutantTable(mutants)));
  writeFileSync(join(folder, "faults.json"), text(faultTable(faults)));
}
