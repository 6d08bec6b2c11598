/**
 * What `etalon check` prints: the argument, its three strengths of evidence apart, and for a difference where both
 * sides are. Colour only repeats what the words say.
 */

import { steps } from "../../../compiler/index.ts";
import { impossible } from "../../../index.ts";
import {
  type Assumption,
  type Engine,
  type EngineReport,
  onlyExhausted,
  type TestReport,
  type Verdict,
} from "../../../proof/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import { undecidedText } from "../../view/budget.ts";
import { instructionCount, plural, ranges, sha256 } from "../../view/facts.ts";
import { indented } from "../../view/layout.ts";
import { starvedText } from "../../view/statistics.ts";
import type { Output, Role } from "../../view/terminal.ts";
import { printCounterexample } from "./counterexample.ts";
import type { CheckReport, CheckSubject, WitnessReport } from "./document.ts";
import { printSaid, saidProblem } from "./said.ts";

const column = 12;

/** Print which source and image are compared. */
export function printSubject(subject: CheckSubject, out: Output): void {
  const { loaded, image, imageBytes, imagePath, path } = subject;
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  const lines = (text: string): string => plural(text.split("\n").length - (text.endsWith("\n") ? 1 : 0), "line");

  entry("source", `${path}, ${lines(loaded.source.text)}, sha256 ${sha256(loaded.bytes).slice(0, 16)}…`);
  for (const { path: imported, text } of loaded.files.slice(0, -1)) {
    const digest = sha256(loaded.bytesOf.get(imported)!).slice(0, 16);
    entry("", `${imported}, ${lines(text)}, sha256 ${digest}…`);
  }
  const size = `${plural(imageBytes.length, "byte")}, ${plural(instructionCount(image), "instruction")}`;
  entry("image", `${imagePath ?? "compiled from it"}, ${size}, sha256 ${sha256(imageBytes).slice(0, 16)}…`);
  out.line();
}

/** Print what was tested and what is assumed. */
export function printFindings(report: CheckReport, out: Output): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  printSaid(report.said, out);
  out.line();
  printTested(report.tested, report, out);
  out.line();

  const things = plural(report.assumed.length, "thing");
  out.line(`${out.paint("strong", "ASSUMED")}     ${things} that no check here can establish`);
  for (const { id, statement } of report.assumed) entry(`  ${id}`.padEnd(16), assumedLine(id, statement));
  out.line(
    " ".repeat(column) + out.paint("quiet", "`etalon assumptions --demonstrate ID` shows what breaks without one"),
  );
  out.line();

  for (const found of report.tested.counterexamples) printCounterexample(found, report, out);
}

/** The exit code of a verdict. */
export function exitOf(verdict: Verdict): number {
  switch (verdict) {
    case "certified":
    case "tested":
      return exitCodes.ok;
    case "differs":
    case "refused":
    case "unexpected":
      return exitCodes.differs;
    case "exhausted":
    case "undecided":
    case "starved":
      return exitCodes.undecided;
    default:
      return impossible(verdict);
  }
}

/** Print the verdict. */
export function printVerdict(report: CheckReport, out: Output): void {
  const [role, words] = verdictLine(report);
  const [first, ...more] = indented("VERDICT", words, column, out.width).slice(column).split("\n");
  out.line(out.paint("strong", "VERDICT".padEnd(column)) + out.paint(role, first!));
  for (const line of more) out.line(" ".repeat(column) + out.paint(role, line.trimStart()));
  const problem = saidProblem(report.said);
  if (problem !== undefined) out.line(out.paint("strong", "SAID BY".padEnd(column)) + out.paint("bad", problem));
}

function assumedLine(id: Assumption["id"], statement: string): string {
  return id.length > 9 ? ` ${statement}` : statement;
}

function engineName(engine: Engine): string {
  if (engine === "evaluate") return "Ell, the other semantics (big-step)";
  if (engine === "qemu") return "qemu-riscv32, a process";
  const title = steps.find(({ result }) => result === engine)?.title ?? engine;
  return engine === "machine" ? `${title}, on the file's bytes` : title;
}

function printTested(tested: TestReport, { loaded, witness }: CheckReport, out: Output): void {
  const total = tested.examples + tested.runs;
  const differing = tested.engines.some((engine) => engine.differing > 0);
  const found = differing ? "DIFFERENCES in" : "no difference in";
  const inputs = `${plural(tested.examples, "example")}, ${tested.runs} generated from seed ${tested.seed}`;
  out.line(`${out.paint("strong", "TESTED")}      ${found} ${plural(total, "run")} (${inputs})`);
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));

  const named = tested.engines.map((engine) => {
    const ran =
      engine.engine === "qemu" && witness.kind === "ran"
        ? `qemu-riscv32 ${witness.version}, against RV32IM`
        : engineName(engine.engine);
    return { engine, name: ran };
  });
  const width = Math.max(...named.map(({ name }) => name.length));
  for (const { engine, name } of named) out.line(`${" ".repeat(column)}${name.padEnd(width)} ${countsOf(engine, out)}`);
  entry("", witnessLine(witness, tested.processes));

  if (tested.distinguished < total) {
    const apart = `, of which the program can tell ${tested.distinguished} apart`;
    entry("  inputs", `${tested.distinct} different ones${tested.distinguished < tested.distinct ? apart : ""}`);
  }
  const expected = tested.expectations.filter(({ verdict }) => verdict !== "none");
  const missed = expected.filter(({ verdict }) => verdict === "missed");
  if (expected.length > 0)
    entry("  examples", `${expected.length - missed.length} of ${expected.length} ended and wrote as expected`);
  for (const { name, detail } of missed) entry("", `${out.paint("bad", "not met:")} ${name}: ${detail ?? ""}`);

  const { source, instructions } = tested.coverage;
  const share = ({ reached, of }: { reached: number; of: number }, what: string): string =>
    `${reached} of ${of} ${what}`;
  const shares = [
    share(source.statements, "statements"),
    share(source.branches, "branch directions"),
    share(instructions, "instructions"),
    share(source.rules, "rules of Ell"),
  ];
  entry("  reached", shares.join(", "));
  const lines = new Map<string | undefined, number[]>();
  for (const { file, line } of source.neverExecuted.map(loaded.position))
    lines.set(file, [...(lines.get(file) ?? []), line]);
  for (const [file, numbers] of lines) {
    const never = ranges(numbers);
    const where = file === undefined ? "" : `${file}, `;
    entry("", `never executed: ${where}line${/[,–]/.test(never) ? "s" : ""} ${shortened(never)}`);
  }
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

function witnessLine(witness: WitnessReport, processes: number): string {
  switch (witness.kind) {
    case "ran": {
      if (processes === 0) return "no process of qemu-riscv32 was started";
      const started = `${plural(processes, "process", "processes")} of qemu-riscv32`;
      if (witness.confinement === "none") return `${started}, without a sandbox: this system has none that we can use`;
      return `${started}, ${processes === 1 ? "" : "each "}in a sandbox: no files, no network, limited`;
    }
    case "missing":
      return "qemu-riscv32 is not installed, so there was no witness from outside (Debian: qemu-user)";
    case "unusable":
      return "qemu-riscv32 is installed but does not run here, so there was no witness from outside";
    case "off":
      return "qemu-riscv32 was left out, as asked";
    case "uncertified":
      return "qemu-riscv32 was not started: the image is not certified, and as a process it could do anything that you can; --qemu runs it in a sandbox";
    case "unconfined":
      return "qemu-riscv32 was not started: the image is not certified, and this system has no sandbox that we can use (it takes Linux with util-linux, and user namespaces)";
    default:
      return impossible(witness);
  }
}

/** The verdict in words; with what was found where no certificate was given. */
export function verdictLine({ verdict, certification, inferred, tested }: CheckReport): readonly [Role, string] {
  const certified = certification.verdict === "certified";
  switch (verdict) {
    case "certified":
      return ["good", "conforms: certified for every input, under the assumptions"];
    case "tested":
      if (inferred?.verdict.verdict === "starved") return ["doubt", starvedText];
      return inferred?.verdict.verdict === "certified"
        ? ["good", "conforms: certified for every input, by a certificate that was found, under the assumptions"]
        : ["good", "conforms as far as tested; not certified"];
    case "differs":
      return ["bad", "does not conform"];
    case "refused":
      return ["bad", `the certificate is refused; no counterexample is known${missedExamples(tested, "; also, ")}`];
    case "unexpected": {
      const binary = certified
        ? "the binary conforms (certified for every input, under the assumptions), but "
        : "the binary conforms as far as tested, but ";
      return ["bad", `${missedExamples(tested, binary)}${onlyExhausted(tested) ? `; and ${spent(tested)}` : ""}`];
    }
    case "exhausted": {
      const said = certified ? "it conforms, certified for every input, but " : "undecided: ";
      return ["doubt", `${said}${spent(tested)}; compile with a larger --stack or --heap`];
    }
    case "starved":
      return ["doubt", starvedText];
    case "undecided":
      return certification.verdict === "undecided"
        ? ["doubt", `${undecidedText(certification.overBudget)}; no difference in the runs`]
        : ["doubt", "undecided: no run came to its end within the clock; try a larger --clock"];
    default:
      return impossible(verdict);
  }
}

/** A sentence, after `before`, when the program does not meet its examples; else nothing. */
function missedExamples({ expectations }: TestReport, before: string): string {
  const missed = expectations.filter(({ verdict }) => verdict === "missed").length;
  const of = expectations.filter(({ verdict }) => verdict !== "none").length;
  if (missed === 0) return "";
  const which = of === 1 ? "its example expects" : `${missed} of its ${of} examples expect`;
  return `${before}the program does not do what ${which}`;
}

function spent({ engines }: TestReport): string {
  const runs = engines.find(({ engine }) => engine === "machine")?.exhausted ?? 0;
  return `the binary never does its work: it ran out of memory in ${runs === 1 ? "the only run" : `all ${runs} runs`} that ended`;
}
