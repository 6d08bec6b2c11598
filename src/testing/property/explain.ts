/**
 * From a failing case to an explanation: shrunk in its class, printed as Ell, with the first act that differs, the first
 * pass that is to blame, where source and machine are at that point, and what does not matter.
 */

import type { Compilation } from "../../compiler/compile-with.ts";
import { chosenOptimisations, optimisations } from "../../compiler/optimisations.ts";
import { passes as ours } from "../../compiler/passes.ts";
import { compile } from "../../compiler/pipeline.ts";
import { lineStarts, locate } from "../../core/source.ts";
import { parseProgram } from "../../lang/check/check.ts";
import type { NodeId, Program } from "../../lang/program/program.ts";
import { printModule } from "../../lang/syntax/print.ts";
import { conforms, type Difference } from "../../proof/evidence/conforms.ts";
import { placeInMachine } from "../../proof/evidence/observe-machine.ts";
import { placeInSource } from "../../proof/evidence/observe-source.ts";
import { shrink } from "../generate/shrink.ts";
import { nodeCount } from "../generate/size.ts";
import { spreadOver, textOfFiles } from "../generate/spread.ts";
import { programOfCase, type TestCase } from "./cases.ts";
import { type Indifferent, indifferentParts } from "./indifferent.ts";
import { type Examination, type Failure, failureIn, judgeProgram } from "./judge.ts";
import { replayToken } from "./token.ts";

/** A case that was made small. */
export interface ShrunkCase extends TestCase {
  readonly failure: Failure;
  readonly nodes: number;
  /** Programs and inputs tried on the way. */
  readonly tried: number;
}

/** The smallest case found that fails in the same class; undefined when the case does not fail. */
export function shrinkCase(start: TestCase, examination: Examination = {}, limit = 5_000): ShrunkCase | undefined {
  const first = failureIn(start, examination);
  if (first === undefined) return undefined;
  const { memory } = start;
  const fails = (spread: number | undefined, { module, input }: Pick<TestCase, "module" | "input">) =>
    failureIn({ module, input, memory, ...spreadBy(spread) }, examination);
  // In one file, if it fails there too.
  const spread = fails(undefined, start)?.class === first.class ? undefined : start.spread;
  const small = shrink(start, (smaller) => fails(spread, smaller)?.class === first.class, limit);
  const { module, input, nodes, tried } = small;
  const failure = fails(spread, small) ?? first;
  return { module, input, memory, ...spreadBy(spread), failure, nodes, tried };
}

function spreadBy(spread: number | undefined): Pick<TestCase, "spread"> {
  return spread === undefined ? {} : { spread };
}

/** A position in a program's text; line and column begin at 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A counterexample, for a person. Everything here is data; the command prints it. */
export interface Explanation {
  readonly failure: Failure;
  /** Ell source; of a program of several files, each after a comment with its path. */
  readonly text: string;
  readonly input: Uint8Array;
  readonly memory: TestCase["memory"];
  readonly nodes: number;
  /** How the machine differs from the source; none when the two ends agree, or the compiler crashed. */
  readonly difference: Difference | undefined;
  /** Where the source is when they first differ. */
  readonly source: (TextPlace & { readonly rule: string; readonly step: number }) | undefined;
  /** The machine's instruction, and where in the text it came from. */
  readonly machine:
    | { readonly pc: number; readonly instruction: string | undefined; readonly origin: TextPlace | undefined }
    | undefined;
  readonly indifferent: readonly Indifferent[];
  /** The optimisations of which each is needed for the failure: without it, and what needs it, there is none. */
  readonly rightWithout: readonly string[];
  /** What `etalon replay` takes. */
  readonly token: string;
}

/**
 * Explain a failing case as it is; undefined when it does not fail. `shrinkCase` makes it small first.
 *
 * @example
 * ```ts
 * import { passes } from "etalon/compiler";
 * import { explainCase, generateCase, shrinkCase } from "etalon/testing";
 * // A compiler with a bug: the moves of arguments to where a call expects them are lost.
 * const using = { ...passes, sequentialise: () => [] };
 * const small = shrinkCase(generateCase(1, 93), { using, level: 0 });
 * const explanation = small && explainCase(small, { using, level: 0 });
 * explanation?.failure.pass; // => "allocated-to-machine"
 * ```
 */
export function explainCase(test: TestCase, examination: Examination = {}): Explanation | undefined {
  const { input, memory, spread } = test;
  const text = printModule(test.module);
  const program = spread === undefined ? parseProgram(text) : programOfCase(test);
  if (!program.ok) throw new Error(`a printed program was refused: ${program.error[0]?.message ?? ""}\n${text}`);
  const judged = judgeProgram(program.value, test, examination);
  const { failure } = judged;
  if (failure === undefined) return undefined;
  const answer = judged.verdict === "broken" ? conforms(judged.target, judged.source) : undefined;
  const difference = answer?.verdict === "differs" ? answer.difference : undefined;
  return {
    failure,
    text: spread === undefined ? text : textOfFiles(spreadOver(test.module, spread)),
    input,
    memory,
    nodes: nodeCount(test.module),
    difference,
    ...(spread === undefined
      ? {
          ...placesOf(text, program.value, test, difference, examination),
          indifferent: indifferentParts(text, test, failure.class, examination),
        }
      : { source: undefined, machine: undefined, indifferent: [] }),
    rightWithout: rightWithout(program.value, test, examination),
    token: replayToken({ kind: "program", text, input, memory, ...spreadBy(spread) }, examination),
  };
}

/** The optimisations without any one of which the case does not fail; not those that others of them need. */
function rightWithout(program: Program, test: TestCase, examination: Examination): string[] {
  const { level, passes = [] } = examination;
  const chosen = chosenOptimisations({ level, passes });
  if (!chosen.ok) return [];
  const names = [...chosen.value].filter(
    (name) => judgeProgram(program, test, { ...examination, passes: [...passes, `-${name}`] }).failure === undefined,
  );
  const needed = new Set(names.flatMap((name) => optimisations().get(name)?.needs ?? []));
  return names.filter((name) => !needed.has(name));
}

/** Budgets of the runs that only look for a position: an earlier run already found the difference. */
const steps = 5_000_000;

function placesOf(
  text: string,
  program: Program,
  { input, memory }: TestCase,
  difference: Difference | undefined,
  { using = ours, level, passes }: Examination,
): Pick<Explanation, "source" | "machine"> {
  if (difference === undefined) return { source: undefined, machine: undefined };
  const starts = lineStarts(text);
  const placeOf = (node: NodeId | undefined): TextPlace | undefined => {
    const span = node === undefined ? undefined : program.origins[node];
    // Start-up has no text of its own.
    return span === undefined || span.end === 0 ? undefined : locate(starts, span.start);
  };
  const seen = placeInSource(program, input, { clock: steps }, difference.index);
  const place = placeOf(seen?.node);
  const source = seen === undefined || place === undefined ? undefined : { ...place, rule: seen.rule, step: seen.step };
  const compiled = compile(program, { ...memory, level, passes }, using);
  if (!compiled.ok) return { source, machine: undefined };
  const stop = placeInMachine(compiled.value.image, input, { clock: steps }, difference.index);
  if (stop === undefined) return { source, machine: undefined };
  const { pc, instruction } = stop;
  return { source, machine: { pc, instruction, origin: placeOf(originOf(compiled.value, pc)) } };
}

function originOf({ memory, origins }: Compilation, pc: number): NodeId | undefined {
  return origins[(pc - memory.text) / 4];
}
