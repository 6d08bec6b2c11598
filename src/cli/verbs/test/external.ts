/**
 * `etalon test --compiler COMMAND`: generated programs given to somebody else's compiler, and what it makes of them held against
 * Ell. The first program that it gets wrong is made small.
 */

import { type Behaviour, describeOutcome, success } from "../../../index.ts";
import { printModule } from "../../../lang/index.ts";
import {
  arbitraryInput,
  arbitraryProgram,
  type CheckedModule,
  conforming,
  describeVerdict,
  ellSemantics,
  machineSemantics,
  nodeCount,
  type PhaseReport,
  phase,
  testPhase,
} from "../../../testing/index.ts";
import type { Arguments } from "../../arguments.ts";
import { exitCodes } from "../../exit-codes.ts";
import { type ExternalCompiler, openCompiler } from "../../host/external-compiler.ts";
import type { Context, Ended } from "../../verb.ts";
import { plural } from "../../view/facts.ts";
import { printable } from "../../view/printable.ts";
import { bytesDocument } from "../../view/program-end.ts";
import type { Output } from "../../view/terminal.ts";
import { hintsOf } from "../check/infer-options.ts";
import { printShown, shownDocument, showPrograms, type TestedProgram } from "./shown.ts";

type Report = PhaseReport<CheckedModule, Uint8Array, Behaviour>;

const column = 12;

/** Each smaller program is a process of its own. */
const shrinkLimit = 1000;

/** Test the compiler, and say what was found. */
export function testExternal({ terminal, details, json, arguments: given }: Context, command: string): Ended {
  const compiler = openCompiler(command);
  try {
    const time = given.integer("time", 0, { min: 1, max: 10 ** 7 });
    const until = time === 0 ? Number.POSITIVE_INFINITY : performance.now() + 1000 * time;
    const goOn = (words: string): boolean => {
      terminal.progress(`testing the compiler: ${words}`);
      return performance.now() < until;
    };
    const infers = given.flag("infer");
    const tested: TestedProgram[] = [];
    const report = campaign(compiler, given, goOn, (one) => {
      if (infers) tested.push(one);
    });
    // What is wrong is shown by its counterexample; nothing is looked for besides.
    const shown =
      infers && report.verdict !== "failed"
        ? showPrograms(compiler, tested, (words) => goOn(`certificates: ${words}`))
        : undefined;
    terminal.progress("");
    if (!json)
      print(report, command, terminal.out, details, () => {
        if (shown !== undefined) printShown(shown, details, hintsOf(given));
      });
    const document = documentOf(report, command);
    const { exit } = endings[report.verdict];
    if (shown === undefined) return { exit, document };
    const all = shown.certified === shown.runs;
    return {
      exit: exit || (all ? exitCodes.ok : exitCodes.undecided),
      document: { ...document, shown: shownDocument(shown) },
    };
  } finally {
    compiler.close();
  }
}

function campaign(
  compiler: ExternalCompiler,
  given: Arguments,
  goOn: (words: string) => boolean,
  onCompiled: (one: TestedProgram) => void,
): Report {
  const whole = phase({
    name: "the compiler",
    source: {
      ...ellSemantics,
      initial: ({ program }: CheckedModule, input: Uint8Array) => ellSemantics.initial(program, input),
    },
    target: machineSemantics,
    compile({ module }: CheckedModule) {
      const image = compiler.compile(printModule(module));
      onCompiled({ module, image });
      return success(image);
    },
    relation: conforming,
    // Code of any quality: so many instructions for each step of the source.
    clock: { source: 5_000, target: (cost) => Math.min(100_000 + 2_000 * cost, 1_000_000) },
  });
  return testPhase(whole, {
    programs: arbitraryProgram({ size: given.integer("size", 25, { min: 1, max: 2000 }), swarm: given.flag("swarm") }),
    inputs: arbitraryInput(),
    seed: given.integer("seed", 1, { min: 0, max: 2 ** 31 - 1 }),
    runs: given.integer("runs", 200, { min: 0, max: 1_000_000 }),
    shrinkLimit,
    onProgress: (at) =>
      goOn(at.stage === "testing" ? `program ${at.done + 1} of ${at.of}` : `made smaller: ${at.tried} tried`),
  });
}

/** What each result of the test is called, how it is shown, and the exit code that it asks for. */
const endings = {
  passed: { exit: exitCodes.ok, verdict: "tested", role: "good" },
  failed: { exit: exitCodes.differs, verdict: "differs", role: "bad" },
  weak: { exit: exitCodes.undecided, verdict: "weak", role: "doubt" },
} as const;

function print(report: Report, command: string, out: Output, details: Output, more: () => void): void {
  const entry = (title: string, text: string): void => details.line(`${title.padEnd(column)}${text}`);
  const { counterexample: found, runs, seed, unmet } = report;
  const counts = Object.entries(report.verdicts).filter(([, count]) => count > 0);
  entry("compiler", printable(command));
  entry("programs", `${runs} from seed ${seed}: ${counts.map(([name, count]) => `${count} ${name}`).join(", ")}`);
  for (const rate of unmet) entry("weak", rate);
  if (found !== undefined) {
    const { module } = found.program;
    details.line();
    details.line(`${details.paint("bad", "DIFFERENCE")}  ${printable(describeVerdict(found))}`);
    entry(
      "  input",
      found.input.length === 0 ? "none" : `${plural(found.input.length, "byte")}: ${[...found.input].join(" ")}`,
    );
    entry("  program", `${plural(nodeCount(module), "node")}, made smaller ${found.shrinking.taken} times`);
    for (const line of printModule(module).trimEnd().split("\n")) entry("", line);
    if (!found.reproducible) entry("  unstable", "made again, it does not fail in this way");
    details.line();
  }
  more();
  const words = {
    passed: `no difference in ${plural(runs, "program")}`,
    failed:
      found?.reproducible === false ? "the compiler failed, and not when it was asked again" : "the compiler is wrong",
    weak: "nothing differs, but the runs are not what was asked for",
  }[report.verdict];
  const { role } = endings[report.verdict];
  out.line(`${out.paint("strong", "VERDICT".padEnd(column))}${out.paint(role, words)}`);
}

function documentOf(report: Report, command: string): Record<string, unknown> {
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
    counterexample: found === undefined ? null : counterexampleOf(found),
  };
}

function counterexampleOf(found: NonNullable<Report["counterexample"]>): object {
  const text = printModule(found.program.module);
  const outcome = (behaviour: Behaviour): object => ({
    outcome: behaviour.outcome,
    text: describeOutcome(behaviour.outcome),
  });
  return {
    kind: found.verdict,
    detail: describeVerdict(found),
    program: text,
    nodes: nodeCount(found.program.module),
    input: bytesDocument(found.input),
    reproducible: found.reproducible,
    source: outcome(found.source),
    ...(found.verdict === "broken" ? { machine: outcome(found.target) } : {}),
  };
}
