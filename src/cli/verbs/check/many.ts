/**
 * Many binaries held against one source, a class's submissions: a line for each as soon as it is known, and a verdict on all. One
 * that cannot be read or assembled is reported, and does not stop the others. Each has the same limits, in steps and inputs.
 */

import { describePosition, positionsIn, renderDiagnostics } from "../../../index.ts";
import { hex } from "../../../machine/index.ts";
import { type Counterexample, describeAct, semantics } from "../../../proof/index.ts";
import { CommandError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import { checkerAtHand } from "../../host/checker.ts";
import type { Context, Ended } from "../../verb.ts";
import { checkerDocument } from "../../view/checker.ts";
import { plural } from "../../view/facts.ts";
import type { JunitCase } from "../../view/junit.ts";
import { printable } from "../../view/printable.ts";
import { type Output, type Role, textOf } from "../../view/terminal.ts";
import type { WarnedProgram } from "../../view/warnings.ts";
import { printCounterexample, shown } from "./counterexample.ts";
import { type CheckReport, checkDocument, type Inferred, sourceDocument } from "./document.ts";
import { binaryAt, examine } from "./examine.ts";
import { inferredCases, inferredDocument, inferredExit, inferredLine, lineOf } from "./inferred.ts";
import { exitOf, verdictLine } from "./print.ts";

const column = 12;

/** The program that they are held against. */
export interface CheckedSource {
  readonly path: string;
  readonly loaded: WarnedProgram;
}

/** What became of one binary. */
export type ManyResult =
  | { readonly kind: "checked"; readonly path: string; readonly report: CheckReport }
  | { readonly kind: "invalid"; readonly path: string; readonly error: CommandError };

/** Check them all, in their order. */
export async function checkMany(
  context: Context,
  loaded: WarnedProgram,
  paths: readonly string[],
): Promise<ManyResult[]> {
  const { terminal, details, json } = context;
  const width = Math.max(...paths.map((path) => printable(path).length));
  const results: ManyResult[] = [];
  for (const path of paths) {
    const result = await checkOne(context, loaded, path);
    results.push(result);
    terminal.progress("");
    if (json) continue;
    const [role, words] = wordsOf(result);
    details.line(`${printable(path).padEnd(width)}  ${details.paint(role, words)}`);
    if (result.kind === "invalid") printMistakes(result, details);
    else {
      for (const found of result.report.tested.counterexamples) printShortly(found, details);
      const { inferred } = result.report;
      if (inferred !== undefined) printInferredShortly(inferred, loaded, details);
    }
  }
  if (!json) terminal.out.line(`${terminal.out.paint("strong", "VERDICT".padEnd(column))}${summaryOf(results)}`);
  return results;
}

async function checkOne(context: Context, loaded: WarnedProgram, path: string): Promise<ManyResult> {
  try {
    return { kind: "checked", path, report: await examine(context, loaded, binaryAt(path), () => {}) };
  } catch (error) {
    if (error instanceof CommandError && error.kind !== "usage" && error.kind !== "internal")
      return { kind: "invalid", path, error };
    throw error;
  }
}

/** Each mistake in a text in one line. */
function printMistakes({ error }: Extract<ManyResult, { kind: "invalid" }>, out: Output): void {
  if (error.diagnostics === undefined) return;
  const { source, list } = error.diagnostics;
  const find = positionsIn(source);
  for (const { span, message, hint } of list)
    out.line(
      `  ${describePosition(find(span))}: ${printable(message)}${hint === undefined ? "" : ` (${printable(hint)})`}`,
    );
}

/** A counterexample in one line; `check` of this binary alone shows it whole. */
function printShortly({ input, difference, engine, name }: Counterexample, out: Output): void {
  const given = input.length === 0 ? "without input" : `on ${shown(input)}`;
  const said =
    difference.kind === "behaviour"
      ? `the source ${describeAct(difference.at.source)}, the ${engine} ${describeAct(difference.at.machine)}`
      : "a process does something else than the machine";
  out.line(`  ${name}, ${given}: ${said}`);
}

/** What was found of a certificate, and of each function that is not level, in a line each. */
function printInferredShortly(inferred: Inferred, loaded: WarnedProgram, out: Output): void {
  out.line(`  ${inferredLine(inferred)}`);
  for (const { name, apart, missing, reason } of inferred.functions) {
    if (apart !== null) {
      const { node, pc } = apart.from;
      out.line(`  ${name}: level up to ${lineOf(loaded, node)} and pc ${hex(pc)}; missing: ${missing}`);
    } else if (reason !== null) out.line(`  ${name}: ${reason}`);
  }
}

/** The exit code and the document of all. */
export function manyEnded(results: readonly ManyResult[], { loaded, path }: CheckedSource): Ended {
  const images = results.map((result) => {
    if (result.kind === "invalid") {
      const { kind, message, hint, diagnostics } = result.error;
      return { file: result.path, verdict: "invalid", error: { kind, message, hint, diagnostics: diagnostics?.list } };
    }
    const { verdict, image, certified, tested } = checkDocument(result.report);
    const one = { file: result.path, verdict, image, certified, tested };
    const { inferred } = result.report;
    return inferred === undefined ? one : { ...one, inferred: inferredDocument(inferred, loaded) };
  });
  const source = sourceDocument(path, loaded);
  const checker = checkerDocument(checkerAtHand());
  return { exit: worstOf(results), document: { source, images, semantics, checker, warnings: loaded.warnings } };
}

/** 1 when one is wrong; else 3 when one is no binary; else 4 when one is undecided. */
function worstOf(results: readonly ManyResult[]): number {
  const exits = new Set(results.map(exitOfResult));
  const order = [exitCodes.differs, exitCodes.invalid, exitCodes.undecided];
  return order.find((exit) => exits.has(exit)) ?? exitCodes.ok;
}

function exitOfResult(result: ManyResult): number {
  if (result.kind === "invalid") return exitCodes.invalid;
  const { verdict, inferred } = result.report;
  return inferred === undefined ? exitOf(verdict) : inferredExit(inferred, exitOf(verdict));
}

/** What a line says of it, and in which colour. */
function wordsOf(result: ManyResult): readonly [Role, string] {
  return result.kind === "invalid" ? ["bad", printable(result.error.message)] : verdictLine(result.report);
}

function summaryOf(results: readonly ManyResult[]): string {
  const count = (exit: number): number => results.filter((result) => exitOfResult(result) === exit).length;
  const words: readonly (readonly [string, number])[] = [
    ["conforming, each as its line says", count(exitCodes.ok)],
    ["not conforming", count(exitCodes.differs)],
    ["undecided", count(exitCodes.undecided)],
    ["no executables", count(exitCodes.invalid)],
  ];
  const parts = words.filter(([, number]) => number > 0).map(([text, number]) => `${number} ${text}`);
  return `${plural(results.length, "binary", "binaries")}: ${parts.join("; ")}`;
}

/** The results for a build server: a suite for each binary; in it one case for conforming, and one for each example. */
export function manyCases(results: readonly ManyResult[], { path, loaded }: CheckedSource): JunitCase[] {
  return results.flatMap((result) => {
    if (result.kind === "invalid") return [invalidCase(result, path)];
    const { inferred } = result.report;
    const cases = casesOf(result, path);
    return inferred === undefined ? cases : [...cases, ...inferredCases(inferred, loaded, result.path)];
  });
}

function invalidCase({ path: suite, error }: Extract<ManyResult, { kind: "invalid" }>, path: string): JunitCase {
  const text = error.diagnostics && renderDiagnostics(error.diagnostics.source, error.diagnostics.list);
  const complaint = { kind: "error", message: error.message, text: text ?? error.hint ?? "" } as const;
  return { suite, name: `conforms to ${path}`, complaint };
}

function casesOf({ path: suite, report }: Extract<ManyResult, { kind: "checked" }>, path: string): JunitCase[] {
  const name = `conforms to ${path}`;
  const [, message] = verdictLine(report);
  const exit = exitOf(report.verdict);
  const text = textOf((out) => {
    for (const found of report.tested.counterexamples) printCounterexample(found, report, out);
  });
  const complaint = { kind: exit === exitCodes.differs ? "failure" : "error", message, text } as const;
  // That the program does not do what its author expects is said of its examples.
  const conforms = exit === exitCodes.ok || report.verdict === "unexpected";
  const expected = report.tested.expectations.filter(({ verdict }) => verdict !== "none");
  return [
    conforms ? { suite, name } : { suite, name, complaint },
    ...expected.map(({ name: example, verdict, detail = "" }): JunitCase => {
      const one = { suite, name: `example ${example}` };
      return verdict === "met" ? one : { ...one, complaint: { kind: "failure", message: detail } };
    }),
  ];
}
