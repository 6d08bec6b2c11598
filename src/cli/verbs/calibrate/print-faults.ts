/**
 * What `etalon calibrate --faults` prints: the kill matrix, and what it says about the suite.
 */

import type { FaultRow, KillMatrix } from "../../../calibrate/index.ts";
import { ruleNumber } from "../../../machine/index.ts";
import { plural } from "../../view/facts.ts";
import type { Output } from "../../view/terminal.ts";

/** Print the kill matrix. */
export function printKillMatrix(out: Output, { rows, programs, experiments }: KillMatrix, seconds: number): void {
  const { paint } = out;
  out.line(`${plural(programs, "program")} with ${plural(experiments, "experiment")}, each on every faulty processor`);
  const name = Math.max(...rows.map(({ fault }) => fault.name.length));
  for (const scope of ["rule", "operand"] as const) {
    const members = rows.filter(({ fault }) => fault.scope === scope);
    if (members.length === 0) continue;
    out.line();
    out.line(paint("strong", scope === "rule" ? "wrong by a rule" : "wrong for few operands"));
    for (const row of members) {
      const count = row.found === 0 ? paint("bad", "   –") : String(row.found).padStart(4);
      out.line(`  ${row.fault.name.padEnd(name)} ${count}  ${row.found === 0 ? row.fault.sentence : finders(row)}`);
    }
  }
  out.line();
  for (const line of summary(rows, paint)) out.line(line);
  out.line(`${seconds.toFixed(1)} s`);
}

/** Which classes found it, those of its own instructions first. */
function finders({ fault, findings }: FaultRow): string {
  const own = findings.filter(({ mnemonic }) => fault.rules.some((rule) => rule === mnemonic));
  const list = own.length > 0 ? own : findings;
  const groups = Map.groupBy(list, ({ mnemonic }) => mnemonic ?? "random");
  const parts = [...groups].slice(0, 4).map(([mnemonic, members]) => {
    const classes = members.map(({ operandClass }) => operandClass ?? "all classes");
    return `${mnemonic}: ${classes.join(", ")}`;
  });
  const others = findings.length - [...groups.values()].slice(0, 4).flat().length;
  return `${parts.join("; ")}${others > 0 ? `; and ${others} more` : ""}`;
}

function summary(rows: readonly FaultRow[], paint: Output["paint"]): string[] {
  const lines: string[] = [];
  const byRule = rows.filter(({ fault }) => fault.scope === "rule");
  const found = byRule.filter((row) => row.found > 0);
  const role = found.length === byRule.length ? "good" : "bad";
  lines.push(paint(role, `wrong by a rule: found ${found.length} of ${byRule.length}`));
  const once = found.filter((row) => row.findings.length === 1);
  if (once.length > 0) lines.push(`  by one class only: ${once.map(({ fault }) => fault.name).join(", ")}`);
  const byOperand = rows.filter(({ fault }) => fault.scope === "operand");
  const lucky = byOperand.filter((row) => row.found > 0);
  lines.push(`wrong for few operands: found ${lucky.length} of ${byOperand.length}`);
  if (byOperand.length > lucky.length) {
    lines.push(
      "  a fault for one word of 2³² is found only when that word is tried; a suite of this size tries few of them",
    );
  }
  return lines;
}

/** The JSON document of the kill matrix. */
export function killMatrixDocument({ rows, programs, experiments }: KillMatrix): Record<string, unknown> {
  return {
    programs,
    experiments,
    faults: rows.map(({ fault: { name, sentence, scope, rules }, findings, found, hung }) => ({
      name,
      sentence,
      scope,
      rules: rules.map((rule) => ({ rule, number: ruleNumber(rule) })),
      found,
      hung,
      findings,
    })),
  };
}
