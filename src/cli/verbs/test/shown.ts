/**
 * `etalon test --compiler COMMAND --infer`: what somebody else's compiler makes of generated programs is not only tested: a certificate is
 * looked for, which shows it for every input. The first program for which none is found is made small, and explained.
 */

import { positionsIn } from "../../../index.ts";
import { certifyWithout, type InferenceAnswer } from "../../../infer/index.ts";
import { type Module, type Program, parseProgram, printModule } from "../../../lang/index.ts";
import { generateModule, moduleCandidates, nodeCount } from "../../../testing/index.ts";
import type { ExternalCompiler } from "../../host/external-compiler.ts";
import { plural } from "../../view/facts.ts";
import type { Output } from "../../view/terminal.ts";
import { inferredDocument, printInferred } from "../check/inferred.ts";

/** Each smaller program is a process of its own. */
const shrinkLimit = 300;

/** A program for which no certificate was found. */
interface NotShown {
  readonly text: string;
  readonly nodes: number;
  /** How often it was made smaller. */
  readonly taken: number;
  readonly program: Program;
  readonly answer: InferenceAnswer;
}

/** What was found out about the programs. */
export interface ShownReport {
  readonly runs: number;
  readonly certified: number;
  /** The first that was not, made small. */
  readonly notShown: NotShown | undefined;
}

/** Which programs, and how long. */
interface Wanted {
  readonly seed: number;
  readonly runs: number;
  readonly size: number;
  readonly swarm: boolean;
  /** Says how far it is, and answers whether to go on. */
  readonly goOn: (words: string) => boolean;
}

/** Look for certificates. */
export function showPrograms(compiler: ExternalCompiler, { seed, runs, size, swarm, goOn }: Wanted): ShownReport {
  let [done, certified] = [0, 0];
  let first: { readonly module: Module; readonly found: NotShown } | undefined;
  for (; done < runs && goOn(`program ${done + 1} of ${runs}`); done++) {
    const module = generateModule((seed + done) | 0, { size, swarm });
    const found = answerOn(compiler, module);
    if (found.answer.verdict.verdict === "certified") certified++;
    else first ??= { module, found };
  }
  return { runs: done, certified, notShown: first && smaller(compiler, first, goOn) };
}

function answerOn(compiler: ExternalCompiler, module: Module): NotShown {
  const text = printModule(module);
  const program = parseProgram(text);
  if (!program.ok) throw new Error("a generated program is valid");
  const answer = certifyWithout(program.value, compiler.compile(text));
  return { text, nodes: nodeCount(module), taken: 0, program: program.value, answer };
}

/** What is missing at first. */
function missingIn({ functions }: InferenceAnswer): string {
  const first = functions.find(({ kind }) => kind !== "level");
  return first === undefined ? "" : `${first.kind} ${first.missing}`;
}

/** The program made smaller, as long as the same kind of thing is missing. */
function smaller(
  compiler: ExternalCompiler,
  { module: begin, found }: { readonly module: Module; readonly found: NotShown },
  goOn: (words: string) => boolean,
): NotShown {
  let [module, best, tried] = [begin, found, 0];
  const wanted = missingIn(found.answer);
  for (let again = true; again; ) {
    again = false;
    for (const candidate of moduleCandidates(module)) {
      if (tried === shrinkLimit || !goOn(`made smaller: ${tried} tried`)) return best;
      if (!parseProgram(printModule(candidate)).ok) continue;
      tried++;
      const other = answerOn(compiler, candidate);
      if (other.answer.verdict.verdict === "certified" || missingIn(other.answer) !== wanted) continue;
      [module, best, again] = [candidate, { ...other, taken: best.taken + 1 }, true];
      break;
    }
  }
  return best;
}

/** The lines and columns of a program's nodes. */
function placesIn({ text, program }: NotShown): Parameters<typeof printInferred>[1] {
  const find = positionsIn({ name: "the program", text });
  return { position: (node) => find(program.origins[node]) };
}

/** Print what was found. */
export function printShown({ runs, certified, notShown }: ShownReport, out: Output, hints: number): void {
  out.line(`certified   ${certified} of ${plural(runs, "program")}, for every input`);
  if (notShown === undefined) return;
  out.line();
  out.line(
    `${out.paint("doubt", "NOT SHOWN")}   ${plural(notShown.nodes, "node")}, made smaller ${notShown.taken} times`,
  );
  for (const line of notShown.text.trimEnd().split("\n")) out.line(`            ${line}`);
  printInferred(notShown.answer, placesIn(notShown), out, hints);
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
