/**
 * Assembly that was edited by hand: assembled, and held against the program by inference, since no compiler speaks for it. Loaded
 * when there is such a text: assembler and inference are much code.
 */

import { type Diagnostic, failure, type Position, type Result, success } from "etalon";
import type { FunctionAnswer, InferenceAnswer } from "etalon/infer";
import { certifyWithout, inferredCertificate } from "etalon/infer";
import type { Program } from "etalon/lang";
import { assemble, type Image, writeElf } from "etalon/machine";
import type { SourceFiles } from "etalon/proof";
import type { Inferred, InferredFunction } from "./analysis.ts";
import { assemblyRows, textWords } from "./listing.ts";
import type { Subject } from "./subject.ts";

export { assemblerText } from "etalon/machine";

/** What the compiler makes of the same program: what differs is shown, and of what is the same the compiler tells the line. */
export interface Compiled {
  readonly image: Image;
  readonly lineAt: (pc: number) => Position | undefined;
}

/** The image that a text is, and what claims were found for it; or what is wrong with the text. */
export function assembledSubject(
  text: string,
  { program, source }: { readonly program: Program; readonly source: SourceFiles },
  compiled: Compiled | undefined,
  place: (node: number) => Position,
): Result<Subject & { readonly inferred: Inferred }, readonly Diagnostic[]> {
  const assembled = assemble(text);
  if (!assembled.ok) return failure(assembled.error);
  const image = assembled.value;
  const file = writeElf(image);
  const answer = certifyWithout(program, image);
  const first = image.segments.find(({ permissions }) => permissions.execute)?.address ?? image.entry;
  const known = compiled === undefined ? () => undefined : placesKept(image, compiled);
  return success({
    image,
    file,
    certificate: inferredCertificate(answer, source, file),
    assembly: assemblyRows(image, first, compiled?.image, known),
    passes: () => undefined,
    inferred: inferredOf(answer, place),
  });
}

/** Where instructions come from that are the compiler's and where it put them; of those after one that was added nothing is known. */
function placesKept(image: Image, { image: theirs, lineAt }: Compiled): Compiled["lineAt"] {
  const [mine, before] = [textWords(image), new Map(textWords(theirs))];
  const inPlace = mine.length === before.size;
  const differs = mine.find(([pc, word]) => before.get(pc) !== word)?.[0] ?? Number.POSITIVE_INFINITY;
  const words = new Map(mine);
  return (pc) => (before.get(pc) === words.get(pc) && (inPlace || pc < differs) ? lineAt(pc) : undefined);
}

function inferredOf({ verdict, functions, level }: InferenceAnswer, place: (node: number) => Position): Inferred {
  return {
    certified: verdict.verdict === "certified",
    reason: verdict.verdict === "certified" ? undefined : verdict.reason,
    level,
    functions: functions.map((one) => shownFunction(one, place)),
  };
}

function shownFunction(
  { name, kind, apart, hints, reason }: FunctionAnswer,
  place: (node: number) => Position,
): InferredFunction {
  const nothing = { name, kind, reason: reason ?? undefined, apart: undefined };
  if (apart === null) return nothing;
  const { from, node, pc, what, source, machine } = apart;
  const next = node === undefined ? undefined : place(node).line;
  const { line } = place(from.node);
  return {
    ...nothing,
    apart: {
      ...{ line, pc: from.pc, nextLine: next, nextPc: pc, what, source, machine },
      hints: hints ?? undefined,
    },
  };
}
