/**
 * Every single-bit flip of the whole ELF file of six programs, given to the checker without hashes: it must be
 * refused, or accepted and then equivalent. `npm run campaign -- bit-flips [PROGRAM …]`
 */

import { readElf } from "../../src/machine/elf/read.ts";
import { decode } from "../../src/machine/isa/decode.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { type CampaignSubject, difference, sameImage, subjectOf } from "./subject.ts";

const examples = ["cat", "hello", "gcd", "tac", "base64-encode", "blocks"];

/** Where in the text two images differ first, in words: the instruction before and after. */
function change(honest: Image, flipped: Image): string {
  for (const [i, { address, bytes }] of honest.segments.entries()) {
    const other = flipped.segments[i]?.bytes;
    for (let at = 0; other !== undefined && at + 4 <= bytes.length; at += 4) {
      const [a, b] = [bytes, other].map((all) => new DataView(all.buffer, all.byteOffset).getInt32(at, true));
      if (a !== b)
        return `${JSON.stringify(decode(a!))} → ${JSON.stringify(decode(b!))} at ${(address + at).toString(16)}`;
    }
  }
  return "in a header";
}

function flips(subject: CampaignSubject): Record<string, number> {
  const counts: Record<string, number> = {};
  const count = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  for (let bit = 0; bit < subject.elf.length * 8; bit++) {
    const bytes = subject.elf.slice();
    bytes[bit >>> 3]! ^= 1 << (bit & 7);
    const file = readElf(bytes);
    if (!file.ok) {
      count("refused by the ELF reader");
      continue;
    }
    if (sameImage(file.value, subject.image)) {
      count("the same image: a flip in what is not loaded");
      continue;
    }
    const answer = checkClaims(subject.program, file.value, subject.claims);
    if (answer.verdict !== "certified") {
      count(`${answer.verdict} by the checker`);
      continue;
    }
    const wrong = difference(subject, file.value);
    const kind = change(subject.image, file.value);
    if (wrong === undefined) {
      count("certified, and equivalent on every input");
      console.log(JSON.stringify({ example: subject.name, bit, certified: kind }));
    } else {
      count("CERTIFIED AND DIFFERENT");
      console.log(JSON.stringify({ example: subject.name, bit, unsound: kind, input: [...wrong] }));
    }
  }
  return counts;
}

/** Run the campaign; the last lines are the counts. */
export function bitFlips(chosen: readonly string[]): void {
  for (const name of examples.filter((name) => chosen.length === 0 || chosen.includes(name))) {
    const subject = subjectOf(name, 1_000);
    console.log(JSON.stringify({ example: name, bits: subject.elf.length * 8, ...flips(subject) }));
  }
}
