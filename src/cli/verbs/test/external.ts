/**
 * `etalon test --compiler COMMAND`: generated programs given to somebody else's compiler, and what it makes of them held against
 * Ell. The first program that it gets wrong is made small. A command that compiles nothing at all is not tested.
 */

import { success } from "../../../index.ts";
import { printModule } from "../../../lang/index.ts";
import {
  arbitraryInput,
  arbitraryProgram,
  type CheckedModule,
  conforming,
  ellSemantics,
  phase,
  testPhase,
} from "../../../testing/index.ts";
import type { Arguments } from "../../arguments.ts";
import { exitCodes } from "../../exit-codes.ts";
import { CompilerFailure, type ExternalCompiler, openCompiler } from "../../host/external-compiler.ts";
import { writeJunit } from "../../host/junit-file.ts";
import type { Context, Ended } from "../../verb.ts";
import { hintsOf } from "../check/infer-options.ts";
import { bothSystems } from "./both-systems.ts";
import {
  documentOf,
  printTested,
  printUnusable,
  type Report,
  type Tested,
  testedCases,
  unusableCases,
  unusableDocument,
} from "./external-report.ts";
import { shakeHands } from "./handshake.ts";
import { printShown, shownCases, shownDocument, showPrograms, type TestedProgram } from "./shown.ts";

/** Each smaller program is a process of its own. */
const shrinkLimit = 1000;

/** Test the compiler, and say what was found. */
export function testExternal({ terminal, details, json, arguments: given }: Context, command: string): Ended {
  const compiler = openCompiler(command);
  const writeCases = (cases: Parameters<typeof writeJunit>[2]): void => {
    const junit = given.text("junit");
    if (junit !== undefined) writeJunit(junit, `etalon test --compiler ${command}`, cases);
  };
  try {
    const unusable = shakeHands(compiler);
    if (unusable !== undefined) {
      if (!json) printUnusable(unusable, command, terminal.out, details);
      writeCases(unusableCases(unusable));
      return { exit: exitCodes.invalid, document: unusableDocument(unusable, command) };
    }
    const time = given.integer("time", 0, { min: 1, max: 10 ** 7 });
    const until = time === 0 ? Number.POSITIVE_INFINITY : performance.now() + 1000 * time;
    const goOn = (words: string): boolean => {
      terminal.progress(`testing the compiler: ${words}`);
      return performance.now() < until;
    };
    const infers = given.flag("infer");
    const programs: TestedProgram[] = [];
    const tested = campaign(compiler, given, goOn, (one) => {
      if (infers) programs.push(one);
    });
    const { verdict } = tested.report;
    // What is wrong is shown by its counterexample; nothing is looked for besides.
    const shown =
      infers && verdict !== "failed"
        ? showPrograms(compiler, programs, (words) => goOn(`certificates: ${words}`))
        : undefined;
    terminal.progress("");
    if (!json)
      printTested(tested, command, terminal.out, details, () => {
        if (shown !== undefined) printShown(shown, details, hintsOf(given));
      });
    writeCases([...testedCases(tested), ...(shown === undefined ? [] : shownCases(shown))]);
    const document = documentOf(tested, command);
    const exit = exits[verdict];
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

/** The exit code that a result of the test asks for. */
const exits = { passed: exitCodes.ok, failed: exitCodes.differs, weak: exitCodes.undecided } as const;

function campaign(
  compiler: ExternalCompiler,
  given: Arguments,
  goOn: (words: string) => boolean,
  onCompiled: (one: TestedProgram) => void,
): Tested {
  const failures = new Map<string, CompilerFailure>();
  const compile = (text: string): ReturnType<ExternalCompiler["compile"]> => {
    try {
      return compiler.compile(text);
    } catch (error) {
      if (error instanceof CompilerFailure) failures.set(text, error);
      throw error;
    }
  };
  const whole = phase({
    name: "the compiler",
    source: {
      ...ellSemantics,
      initial: ({ program }: CheckedModule, input: Uint8Array) => ellSemantics.initial(program, input),
    },
    target: bothSystems,
    compile({ module }: CheckedModule) {
      const image = compile(printModule(module));
      onCompiled({ module, image });
      return success(image);
    },
    relation: conforming,
    // Code of any quality: so many instructions for each step of the source.
    clock: { source: 5_000, target: (cost) => Math.min(100_000 + 2_000 * cost, 1_000_000) },
  });
  const report: Report = testPhase(whole, {
    programs: arbitraryProgram({ size: given.integer("size", 25, { min: 1, max: 2000 }), swarm: given.flag("swarm") }),
    inputs: arbitraryInput(),
    seed: given.integer("seed", 1, { min: 0, max: 2 ** 31 - 1 }),
    runs: given.integer("runs", 200, { min: 0, max: 1_000_000 }),
    shrinkLimit,
    onProgress: (at) =>
      goOn(at.stage === "testing" ? `program ${at.done + 1} of ${at.of}` : `made smaller: ${at.tried} tried`),
  });
  const found = report.counterexample;
  const failure = found?.verdict === "crashed" ? failures.get(printModule(found.program.module)) : undefined;
  return { report, said: failure?.said ?? [] };
}
