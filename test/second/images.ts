/** Images for the tests of the second checker, and what it cannot show of them. */

import { compile, type Level } from "etalon/compiler";
import { type Program, parseProgram } from "etalon/lang";
import { type Image, runMachine, writeElf } from "etalon/machine";
import fc from "fast-check";
import { expect } from "vitest";
import { claimsOf } from "../../src/compiler/certificate/claims-of.ts";
import { examined, type Hints, imageIn, searchOf } from "../../src/second/examine.ts";

/** How long one test may take. */
export const minutes = 120_000;

/** A program. */
export function parsed(text: string): Program {
  const program = parseProgram(text);
  if (!program.ok) throw new Error("the program is not valid");
  return program.value;
}

/** Its image, and what its certificate says. */
export function compiled(program: Program, level: Level) {
  const made = compile(program, { level });
  if (!made.ok) throw new Error(made.error.message);
  return { image: made.value.image, hints: claimsOf(made.value) };
}

/** The names of what cannot be shown of an image. */
export function problemsWith(program: Program, image: Image, hints: Hints): string[] {
  return examined(program, imageIn(writeElf(image))!, searchOf(program, hints, 1)).problems.map(({ kind }) => kind);
}

/** The same of what the compiler makes of a program. */
export function problems(program: Program, level: Level = 0): string[] {
  const { image, hints } = compiled(program, level);
  return problemsWith(program, image, hints);
}

/** The names of what cannot be shown of the image of another program. */
export function problemsOfOther(program: string, other: string, level: Level = 0): string[] {
  const { image, hints } = compiled(parsed(other), level);
  return problemsWith(parsed(program), image, hints);
}

/** The segment that is executed. */
function textOf(image: Image) {
  return image.segments.find(({ permissions }) => permissions.execute)!;
}

/** The words of that segment, with where they are in it and in memory. */
export function textWords(image: Image) {
  const { bytes, address } = textOf(image);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: bytes.length / 4 }, (_, i) => 4 * i).map((at) => ({
    at,
    address: address + at,
    word: view.getUint32(at, true),
  }));
}

/** bgeu, which checks an index; those of the heap are in the start-up, behind main: they are decided, so to leave them out does no harm. */
export function checksOf(image: Image) {
  return textWords(image).filter(({ word, address }) => (word & 0x707f) === 0x7063 && address < image.entry);
}

/** The image with a change in that segment. */
export function withText(image: Image, change: (text: DataView) => void): Image {
  const text = textOf(image);
  const bytes = Uint8Array.from(text.bytes);
  change(new DataView(bytes.buffer));
  return { ...image, segments: image.segments.map((segment) => (segment === text ? { ...segment, bytes } : segment)) };
}

/** The image with another instruction in place of the first that is this one. */
export function withInstruction(image: Image, from: number, to: number): Image {
  const found = textWords(image).find(({ word }) => word === from);
  if (found === undefined) throw new Error("there is no such instruction");
  return withText(image, (text) => text.setUint32(found.at, to, true));
}

/** What an image does on an input, one that is changed does, too. Where the one ends, the other has to, but may take longer. */
export function holdsOnInput(image: Image, changed: Image, input: Uint8Array): void {
  const was = runMachine(image, { input, budget: 100_000 });
  if (was.outcome.kind === "running") return;
  const is = runMachine(changed, { input, budget: 1_000_000 });
  expect({ outcome: is.outcome, events: is.events }).toEqual({ outcome: was.outcome, events: was.events });
}

/** Changes a bit in the text of an image, some times: who is accepted then behaves as before. */
export function holdsAgainstBits(
  images: readonly { readonly program: Program; readonly image: Image; readonly hints: Hints }[],
): void {
  const bytes = fc.uint8Array({ maxLength: 4, max: 15 });
  fc.assert(
    fc.property(
      fc.constantFrom(...images),
      fc.nat(),
      fc.nat(31),
      bytes,
      ({ program, image, hints }, place, bit, input) => {
        const changed = withText(image, (text) => {
          const at = 4 * (place % (text.byteLength / 4));
          text.setUint32(at, text.getUint32(at, true) ^ (1 << bit), true);
        });
        if (problemsWith(program, changed, hints).length > 0) return;
        holdsOnInput(image, changed, input);
      },
    ),
    { numRuns: 25 },
  );
}
