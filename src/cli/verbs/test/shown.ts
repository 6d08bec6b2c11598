/**
 * `etalon test --compiler COMMAND --infer`: what somebody else's compiler makes of generated programs is not only tested: a certificate is
 * looked for, which shows it for every input. The first program for which none is found is made small, and explained.
 */

import { positionsIn } from "../../../index.ts";
import { certifyWithout } from "../../../infer/index.ts";
import { type Module, type Program, parseProgram, printModule } from "../../../lang/index.ts";
import type { Image } from "../../../machine/index.ts";
import { nodeCount, shrink } from "../../../testing/index.ts";
import { CompilerFailure, type ExternalCompiler } from "../../host/external-compiler.ts";
import { plural } from "../../view/facts.ts";
import type { JunitCase } from "../../view/junit.ts";
import { type Output, textOf } from "../../view/terminal.ts";
import type { Inferred } from "../check/document.ts";
import { withIncomplete } from "../check/infer.ts";
import { inferredDocument, printInferred } from "../check/inferred.ts";

/** Each smaller program is a process of its own. */
const shrinkLimit = 300;

/** A program that the compiler was tested on, and what it made of it. */
export interface TestedProgram {
  readonly module: Module;
  readonly image: Image;
}

/** What was found out about one program. */
interface Answered {
  readonly text: string;
  readonly nodes: number;
  readonly program: Program;
  readonly answer: Inferred;
}

/** A program for which no certificate was found. */
interface NotShown extends Answered {
  /** How often it was made smaller. */
  readonly taken: number;
}

/** What was found out about the programs. */
export interface ShownReport {
  readonly runs: number;
  readonly certified: number;
  /** The first that was not, made small. */
  readonly notShown: NotShown | undefined;
}

/** Says how far it is, and answers whether to go on. */
type GoOn = (words: string) => boolean;

/** Look for certificates of the programs that were tested. */
export function showPrograms(compiler: ExternalCompiler, tested: readonly TestedProgram[], goOn: GoOn): ShownReport {
  let [runs, certified] = [0, 0];
  let first: { readonly module: Module; readonly answered: Answered } | undefined;
  for (const { module, image } of tested) {
    if (!goOn(`program ${runs + 1} of ${tested.length}`)) break;
    runs++;
    const answered = answerOn(module, () => image);
    if (answered === undefined) throw new Error("a generated program is valid");
    if (isCertified(answered)) certified++;
    else first ??= { module, answered };
  }
  return { runs, certified, notShown: first && smaller(compiler, first, goOn) };
}

/** What is found out about a program; undefined where it is none, or has no image. */
function answerOn(module: Module, compile: (text: string) => Image | undefined): Answered | undefined {
  const text = printModule(module);
  const program = parseProgram(text);
  const image = program.ok ? compile(text) : undefined;
  if (!program.ok || image === undefined) return undefined;
  return {
    text,
    nodes: nodeCount(module),
    program: program.value,
    answer: withIncomplete(certifyWithout(program.value, image)),
  };
}

function isCertified({ answer }: Answered): boolean {
  return answer.verdict.verdict === "certified";
}

/** What is missing at first. */
function missingIn({ incomplete }: Inferred): string {
  const [first] = incomplete;
  return first === undefined ? "" : `${first.kind} ${first.missing}`;
}

/** The program made smaller, as long as the same kind of thing is missing. */
function smaller(
  compiler: ExternalCompiler,
  { module, answered }: { readonly module: Module; readonly answered: Answered },
  goOn: GoOn,
): NotShown {
  const wanted = missingIn(answered.answer);
  const alike = new Map([[answered.text, answered]]);
  let tried = 0;
  const isAlike = (candidate: Module): boolean => {
    if (!goOn(`made smaller: ${tried++} tried`)) return false;
    const other = answerOn(candidate, (text) => imageOf(compiler, text));
    if (other === undefined || isCertified(other) || missingIn(other.answer) !== wanted) return false;
    alike.set(other.text, other);
    return true;
  };
  const small = shrink({ module, input: new Uint8Array() }, (candidate) => isAlike(candidate.module), shrinkLimit);
  return { ...alike.get(printModule(small.module))!, taken: small.taken };
}

/** What the compiler makes of a smaller program; undefined where it fails, which is another mistake. */
function imageOf(compiler: ExternalCompiler, text: string): Image | undefined {
  try {
    return compiler.compile(text);
  } catch (error) {
    if (error instanceof CompilerFailure) return undefined;
    throw error;
  }
}

/** The lines and columns of a program's nodes. */
function placesIn({ text, program }: Answered): Parameters<typeof printInferred>[1] {
  const find = positionsIn({ name: "the program", text });
  return { position: (node) => find(program.origins[node]) };
}

/** Print what was found. */
export function printShown({ runs, certified, notShown }: ShownReport, out: Output, hints: number): void {
  out.line(`certified   ${certified} of ${plural(runs, "program")}, for every input`);
  if (notShown === undefined) return;
  out.line();
  printNotShown(notShown, out, hints);
}

/** Print the program for which no certificate was found. */
function printNotShown(notShown: NotShown, out: Output, hints: number): void {
  const { text, nodes, taken, answer } = notShown;
  out.line(`${out.paint("doubt", "NOT SHOWN")}   ${plural(nodes, "node")}, made smaller ${taken} times`);
  for (const line of text.trimEnd().split("\n")) out.line(`            ${line}`);
  out.line();
  printInferred(answer, placesIn(notShown), out, hints);
}

/** What was found, as a case for a build server. */
export function shownCases({ runs, certified, notShown }: ShownReport): readonly JunitCase[] {
  const place = { suite: "compiler", name: "what it makes of each program is certified for every input" };
  if (notShown === undefined) return [place];
  const text = textOf((out) => printNotShown(notShown, out, 3));
  const message = `${certified} of ${plural(runs, "program")} certified`;
  return [{ ...place, complaint: { kind: "error", message, text } }];
}

/** The part of the document. */
export function shownDocument({ runs, certified, notShown }: ShownReport): object {
  return {
    runs,
    certified,
    notShown:
      notShown === undefined
        ? null
        : {
            program: notShown.text,
            nodes: notShown.nodes,
            inferred: inferredDocument(notShown.answer, placesIn(notShown)),
          },
  };
}
