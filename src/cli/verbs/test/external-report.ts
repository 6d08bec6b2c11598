/** What `etalon test --compiler` says of another compiler: as text, as a document, and as cases for a build server. */

import { type Behaviour, describeOutcome } from "../../../index.ts";
import { printModule } from "../../../lang/index.ts";
import { type CheckedModule, describeVerdict, nodeCount, type PhaseReport } from "../../../testing/index.ts";
import { plural } from "../../view/facts.ts";
import type { JunitCase } from "../../view/junit.ts";
import { printable } from "../../view/printable.ts";
import { bytesDocument } from "../../view/program-end.ts";
import { type Output, textOf } from "../../view/terminal.ts";
import { failingInWords, type SeenBehaviour } from "./both-systems.ts";
import type { Unusable } from "./handshake.ts";

/** What the test found. */
export type Report = PhaseReport<CheckedModule, Uint8Array, SeenBehaviour>;

/** The test of a compiler. */
export interface Tested {
  readonly report: Report;
  /** What the compiler wrote to standard error when it failed on the smallest program. */
  readonly said: readonly string[];
}

type Counterexample = NonNullable<Report["counterexample"]>;

const column = 12;

/** Lines with a title beside the first. */
function entry(out: Output, title: string, ...lines: readonly string[]): void {
  for (const [i, line] of lines.entries()) out.line(`${(i === 0 ? title : "").padEnd(column)}${line}`);
}

/** What was said, as far as the message does not have it already. */
function beyond(message: string, said: readonly string[]): readonly string[] {
  return said.every((line) => message.includes(line.trim())) ? [] : said.map(printable);
}

function printVerdict(out: Output, role: Parameters<Output["paint"]>[0], words: string): void {
  out.line(`${out.paint("strong", "VERDICT".padEnd(column))}${out.paint(role, words)}`);
}

function linesOf(program: string): readonly string[] {
  return program.trimEnd().split("\n");
}

/** Say why a compiler cannot be tested. */
export function printUnusable(
  { message, said, program }: Unusable,
  command: string,
  out: Output,
  details: Output,
): void {
  entry(details, "compiler", printable(command));
  entry(details, "given", ...linesOf(program));
  entry(details, "failed", printable(message));
  entry(details, "said", ...beyond(message, said));
  details.line();
  printVerdict(out, "bad", "the command compiles nothing; no program was tested");
}

/** Why a compiler cannot be tested, as a document. */
export function unusableDocument(unusable: Unusable, command: string): Record<string, unknown> {
  return { verdict: "unusable", compiler: command, unusable };
}

/** Why a compiler cannot be tested, for a build server. */
export function unusableCases({ message, said }: Unusable): readonly JunitCase[] {
  return [{ ...compiles, complaint: { kind: "error", message, text: said.join("\n") } }];
}

/** What each result of the test is called, and how it is shown. */
const endings = {
  passed: { verdict: "tested", role: "good" },
  failed: { verdict: "differs", role: "bad" },
  weak: { verdict: "weak", role: "doubt" },
} as const;

/** Say what was found; `more` writes what comes before the verdict. */
export function printTested(
  { report, said }: Tested,
  command: string,
  out: Output,
  details: Output,
  more: () => void,
): void {
  const { counterexample: found, runs, seed, unmet } = report;
  const counts = Object.entries(report.verdicts).filter(([, count]) => count > 0);
  entry(details, "compiler", printable(command));
  entry(
    details,
    "programs",
    `${runs} from seed ${seed}: ${counts.map(([name, count]) => `${count} ${name}`).join(", ")}`,
  );
  for (const rate of unmet) entry(details, "weak", rate);
  if (found !== undefined) {
    details.line();
    printCounterexample(found, said, details);
    details.line();
  }
  more();
  const words = {
    passed: `no difference in ${plural(runs, "program")}`,
    failed:
      found?.reproducible === false ? "the compiler failed, and not when it was asked again" : "the compiler is wrong",
    weak: "nothing differs, but the runs are not what was asked for",
  }[report.verdict];
  printVerdict(out, endings[report.verdict].role, words);
}

/** Does the binary do something else only on a system on which reads and writes fail? */
function onFailing(found: Counterexample): boolean {
  return found.verdict === "broken" && found.target.systemFails === true;
}

function printCounterexample(found: Counterexample, said: readonly string[], out: Output): void {
  const { module } = found.program;
  const { input } = found;
  out.line(`${out.paint("bad", "DIFFERENCE")}  ${printable(describeVerdict(found))}`);
  entry(out, "  said", ...beyond(describeVerdict(found), said));
  entry(out, "  input", input.length === 0 ? "none" : `${plural(input.length, "byte")}: ${[...input].join(" ")}`);
  if (onFailing(found)) entry(out, "  system", failingInWords);
  entry(out, "  program", `${plural(nodeCount(module), "node")}, made smaller ${found.shrinking.taken} times`);
  entry(out, "", ...linesOf(printModule(module)));
  if (!found.reproducible) entry(out, "  unstable", "made again, it does not fail in this way");
}

/** What was found, as a document. */
export function documentOf({ report, said }: Tested, command: string): Record<string, unknown> {
  const { counterexample: found, seed, runs, asked, unmet } = report;
  const counts = report.verdicts;
  return {
    verdict: endings[report.verdict].verdict,
    compiler: command,
    seed,
    runs,
    asked,
    counts,
    unmet,
    counterexample: found === undefined ? null : counterexampleOf(found, said),
  };
}

function counterexampleOf(found: Counterexample, said: readonly string[]): object {
  const outcome = (behaviour: Behaviour): object => ({
    outcome: behaviour.outcome,
    text: describeOutcome(behaviour.outcome),
  });
  return {
    kind: found.verdict,
    detail: describeVerdict(found),
    program: printModule(found.program.module),
    nodes: nodeCount(found.program.module),
    input: bytesDocument(found.input),
    reproducible: found.reproducible,
    systemFails: onFailing(found),
    source: outcome(found.source),
    ...(found.verdict === "broken" ? { machine: outcome(found.target) } : { said }),
  };
}

const suite = "compiler";
const compiles = { suite, name: "the command compiles the smallest programs" };

/** What was found, for a build server: a case for the compiler, and one for the programs. */
export function testedCases({ report, said }: Tested): readonly JunitCase[] {
  const { verdict, counterexample: found, asked, unmet } = report;
  const programs = { suite, name: `${plural(asked, "program")} from seed ${report.seed}: no difference` };
  if (found !== undefined) {
    const text = textOf((out) => printCounterexample(found, said, out));
    return [compiles, { ...programs, complaint: { kind: "failure", message: describeVerdict(found), text } }];
  }
  if (verdict !== "weak") return [compiles, programs];
  return [compiles, { ...programs, complaint: { kind: "error", message: unmet.join("; ") } }];
}
