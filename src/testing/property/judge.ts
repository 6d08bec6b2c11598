/**
 * Judging one case: compile it, run both ends, compare; with `certify`, check the certificate too. A failure has a class,
 * which shrinking keeps, so that one bug is not shrunk into another.
 */

import { claimsOf } from "../../compiler/certificate/claims-of.ts";
import type { OptimisationOptions } from "../../compiler/optimisations.ts";
import { passes as ours, type Passes } from "../../compiler/passes.ts";
import { compile } from "../../compiler/pipeline.ts";
import type { Behaviour } from "../../core/behaviour.ts";
import type { Program } from "../../lang/program/program.ts";
import { checkClaims } from "../../proof/checker/check.ts";
import { conforms } from "../../proof/evidence/conforms.ts";
import { programOfCase, type TestCase } from "./cases.ts";
import { compilerPhase } from "./etalon-phases.ts";
import { judgeCases, type PhaseVerdict } from "./phase.ts";

/** A compiler under test, how much it optimises, and how it is tested. */
export interface Examination extends OptimisationOptions {
  /** Its passes; ours unless given. */
  readonly using?: Passes;
  /** Check the certificate of each program as well. */
  readonly certify?: boolean;
}

/** The result of a case: the verdict of the compiler's phases, and more. */
export type Judgement = PhaseVerdict<Behaviour> & Findings;

/** What is known of a case beside its verdict. */
export interface Findings {
  /** What the checker said; none when it was not asked, or there was nothing to check. */
  readonly certificate: "certified" | "refused" | "undecided" | undefined;
  /** The case was correct because the machine was exhausted. */
  readonly exhausted: boolean;
  readonly failure: Failure | undefined;
}

/** What is wrong. */
export interface Failure {
  /** The kind of failure and the pass; shrinking keeps it. */
  readonly class: string;
  /** The first pass that is to blame. */
  readonly pass: string;
  /** In one sentence. */
  readonly detail: string;
}

/** Judge a program on an input. */
export function judgeProgram(
  program: Program,
  test: Pick<TestCase, "input" | "memory">,
  examination: Examination = {},
): Judgement {
  return judgePrograms([{ program, test }], examination)[0]!;
}

/** Judge programs, each on its input: all sources are run, then all compiled, then all targets run. It takes less time than one by one. */
export function judgePrograms(
  cases: readonly { readonly program: Program; readonly test: Pick<TestCase, "input" | "memory"> }[],
  examination: Examination = {},
): Judgement[] {
  const judged = judgeCases(
    cases.map(({ program, test: { input, memory } }) => ({ phase: phaseFor(examination, memory), program, input })),
  );
  return judged.map((verdict, i) => {
    const { certificate, exhausted, failure } = findingsOf(verdict, cases[i]!, examination);
    return { ...verdict, certificate, exhausted, failure };
  });
}

function findingsOf(
  judged: PhaseVerdict<Behaviour>,
  { program, test: { memory } }: { readonly program: Program; readonly test: Pick<TestCase, "memory"> },
  examination: Examination,
): Findings {
  const { certify = false } = examination;
  const failure = failureOf(judged);
  const exhausted =
    judged.verdict === "correct" &&
    judged.target.outcome.kind === "exhausted" &&
    conforms(judged.target, judged.source).verdict === "conforms";
  if (!certify || failure !== undefined || judged.verdict === "refused")
    return { certificate: undefined, exhausted, failure };
  return { exhausted, ...certificateOf(program, memory, examination) };
}

/** Judge a case. One whose module the checker refuses, or that the language's semantics cannot judge, is no failure. */
export function failureIn(test: TestCase, examination: Examination = {}): Failure | undefined {
  const program = programOfCase(test);
  return program.ok ? judgeProgram(program.value, test, examination).failure : undefined;
}

function failureOf(judged: PhaseVerdict<Behaviour>): Failure | undefined {
  if (judged.verdict === "crashed")
    return { class: `crash in ${judged.pass}`, pass: judged.pass, detail: judged.message };
  if (judged.verdict !== "broken") return undefined;
  // A program that ends must not be shrunk into one that does not.
  const endless = judged.source.outcome.kind === "running" ? ", while the source goes on" : "";
  return { class: `wrong result from ${judged.pass}${endless}`, pass: judged.pass, detail: judged.detail };
}

function certificateOf(
  program: Program,
  memory: TestCase["memory"],
  { using = ours, level, passes }: Examination,
): Pick<Findings, "certificate" | "failure"> {
  const compiled = compile(program, { ...memory, level, passes }, using);
  if (!compiled.ok) return { certificate: undefined, failure: undefined };
  const answer = checkClaims(program, compiled.value.image, claimsOf(compiled.value));
  if (answer.verdict === "certified") return { certificate: "certified", failure: undefined };
  const failure = { class: `certificate ${answer.verdict}`, pass: "certificate", detail: answer.reason };
  return { certificate: answer.verdict, failure };
}

/** The phases of compilers, made once, by what they optimise and how much memory programs get. */
const made = new WeakMap<Passes, Map<string, ReturnType<typeof compilerPhase>>>();

function phaseFor(
  { using = ours, level, passes }: Examination,
  memory: TestCase["memory"],
): ReturnType<typeof compilerPhase> {
  const known = made.get(using) ?? new Map<string, ReturnType<typeof compilerPhase>>();
  made.set(using, known);
  const choice = `${level ?? ""} ${passes?.join() ?? ""} ${memory.heapBytes ?? ""} ${memory.stackBytes ?? ""}`;
  const phase = known.get(choice) ?? compilerPhase(using, { ...memory, level, passes });
  known.set(choice, phase);
  return phase;
}
