/**
 * What `etalon check` prints: the argument, its three strengths of evidence apart, and for a difference where both
 * sides are. Colour only repeats what the words say.
 */

import { impossible } from "../index.ts";
import type { Assumption, Engine, EngineReport, TestReport, Verdict } from "../proof/index.ts";
import { printCertified } from "./certified-report.ts";
import type { CheckReport } from "./check-document.ts";
import { printCounterexample } from "./counterexample-report.ts";
import { instructionCount, plural, ranges, sha256 } from "./facts.ts";
import { indented } from "./layout.ts";
import type { Output, Role } from "./terminal.ts";

const column = 12;

/** Print the argument. */
export function printCheck(report: CheckReport, out: Output): void {
  const { loaded, tested } = report;
  const strong = (text: string): string => out.paint("strong", text);
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  const lines = loaded.source.text.split("\n").length - (loaded.source.text.endsWith("\n") ? 1 : 0);

  entry("source", `${report.path}, ${plural(lines, "line")}, sha256 ${sha256(loaded.bytes).slice(0, 16)}…`);
  const made = report.imagePath ?? "compiled from it";
  const size = `${plural(report.imageBytes.length, "byte")}, ${plural(instructionCount(report.image), "instruction")}`;
  entry("image", `${made}, ${size}, sha256 ${sha256(report.imageBytes).slice(0, 16)}…`);
  out.line();

  printCertified(report, out);
  out.line();

  printTested(tested, report, out);
  out.line();

  out.line(`${strong("ASSUMED")}     ${plural(report.assumed.length, "thing")} that no check here can establish`);
  for (const { id, statement } of report.assumed) entry(`  ${id}`.padEnd(16), assumedLine(id, statement));
  out.line(
    " ".repeat(column) + out.paint("quiet", "`etalon assumptions --demonstrate ID` shows what breaks without one"),
  );
  out.line();

  for (const found of tested.counterexamples) printCounterexample(found, report, out);
  const [role, words] = verdictLine(report.verdict);
  out.line(`${strong("VERDICT")}     ${out.paint(role, words)}`);
}

function assumedLine(id: Assumption["id"], statement: string): string {
  return id.length > 9 ? ` ${statement}` : statement;
}

const engineNames: Record<Engine, string> = {
  evaluate: "Ell, the other semantics (big-step)",
  flow: "the compiler's flow graph",
  allocated: "the flow graph with registers allocated",
  machine: "RV32IM semantics, on the file's bytes",
  qemu: "qemu-riscv32, against RV32IM",
};

function printTested(tested: TestReport, { loaded, qemu }: CheckReport, out: Output): void {
  const total = tested.examples + tested.runs;
  const same = tested.distinct === total ? "" : `; ${tested.distinct} different inputs`;
  const differing = tested.engines.some((engine) => engine.differing > 0);
  const found = differing ? "DIFFERENCES in" : "no difference in";
  const inputs = `${plural(tested.examples, "example")}, ${tested.runs} generated from seed ${tested.seed}${same}`;
  out.line(`${out.paint("strong", "TESTED")}      ${found} ${plural(total, "run")} (${inputs})`);
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));

  for (const engine of tested.engines) {
    const name = engine.engine === "qemu" ? `qemu-riscv32 ${qemu}, against RV32IM` : engineNames[engine.engine];
    out.line(`${" ".repeat(column)}${name.padEnd(40)} ${countsOf(engine, out)}`);
  }
  if (qemu === "missing")
    entry("", "qemu-riscv32 is not installed, so there was no witness from outside (Debian: qemu-user)");
  if (qemu === "off") entry("", "qemu-riscv32 was left out, as asked");

  const expected = tested.expectations.filter(({ result }) => result !== "none");
  const missed = expected.filter(({ result }) => result === "missed");
  if (expected.length > 0)
    entry("  examples", `${expected.length - missed.length} of ${expected.length} ended and wrote as expected`);
  for (const { name, detail } of missed) entry("", `${out.paint("bad", "not met:")} ${name}: ${detail ?? ""}`);

  const { source, instructions } = tested.coverage;
  const share = ({ reached, of }: { reached: number; of: number }, what: string): string =>
    `${reached} of ${of} ${what}`;
  const shares = [
    share(source.statements, "statements"),
    share(source.branches, "branch ways"),
    share(instructions, "instructions"),
    share(source.rules, "rules of Ell"),
  ];
  entry("  reached", shares.join(", "));
  const never = ranges(source.neverExecuted.map((node) => loaded.position(node).line));
  if (never !== "") entry("", `never executed: line${/[,–]/.test(never) ? "s" : ""} ${shortened(never)}`);
  entry("  ends", endsLine(tested));
}

function countsOf(
  { equal, exhausted, inconclusive, differing, skipped, skippedBecause }: EngineReport,
  out: Output,
): string {
  const parts = [out.paint(equal > 0 && differing === 0 ? "good" : "quiet", `${equal} equal`)];
  if (differing > 0) parts.push(out.paint("bad", `${differing} DIFFERENT`));
  if (exhausted > 0) parts.push(`${exhausted} ran out of memory after a prefix`);
  if (inconclusive > 0) parts.push(out.paint("doubt", `${inconclusive} inconclusive`));
  if (skipped > 0) parts.push(out.paint("doubt", `${skipped} skipped (${skippedBecause ?? "no reason given"})`));
  return parts.join(", ");
}

function endsLine({ outcomes, silent }: TestReport): string {
  const { halted, trapped, running } = outcomes;
  const parts = [`${halted} halted`, `${trapped} trapped`];
  if (running > 0) parts.push(`${running} still running at the end of the clock`);
  return `${parts.join(", ")}; ${silent} wrote nothing`;
}

function shortened(list: string): string {
  return list.length <= 60 ? list : `${list.slice(0, list.lastIndexOf(",", 60))}, …`;
}

function verdictLine(verdict: Verdict): readonly [Role, string] {
  switch (verdict) {
    case "certified":
      return ["good", "conforms: certified for every input, under the assumptions"];
    case "tested":
      return ["good", "conforms as far as tested; not certified"];
    case "differs":
      return ["bad", "does not conform"];
    case "refused":
      return ["bad", "the certificate is refused; no counterexample is known"];
    case "unexpected":
      return ["bad", "conforms as far as tested, but the program does not do what its examples expect"];
    case "starved":
      return ["doubt", "starved: the image gives itself too little stack or heap; compile it with more"];
    case "undecided":
      return ["doubt", "undecided: no run came to its end within the clock; try a larger --clock"];
    default:
      return impossible(verdict);
  }
}
