/**
 * Random edits of image and certificate of six programs: each must be refused, or accepted and then equivalent.
 * `npm run campaign -- edits COUNT SEED [PROGRAM …]`
 */

import type { Level } from "../../src/compiler/level.ts";
import { readElf } from "../../src/machine/elf/read.ts";
import { decode } from "../../src/machine/isa/decode.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import type { Claims } from "../../src/proof/certificate/claims.ts";
import { asDifferences, wholeClaims } from "../../src/proof/certificate/whole.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import type { Json } from "../../src/trust/canonical.ts";
import { type BlockOfCases, CasesTally } from "./cases-tally.ts";
import { type CampaignSubject, difference, sameImage, subjectOf } from "./subject.ts";

const examples = ["cat", "gcd", "tac", "queens", "calculator", "blocks"];

/** The programs, or those of them that are chosen. */
export function subjectsOf(chosen: readonly string[], level?: Level): readonly CampaignSubject[] {
  return examples
    .filter((name) => chosen.length === 0 || chosen.includes(name))
    .map((name) => subjectOf(name, 1_000, level));
}

/** A small generator of numbers, so that a seed names a campaign (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) % below) | 0;
  };
}

/** The image with one to four edits of its text: a changed word, a copied one, or two exchanged. */
export function editImage(subject: Pick<CampaignSubject, "image">, random: (below: number) => number): Image {
  const [text, ...rest] = subject.image.segments;
  const bytes = text!.bytes.slice();
  const words = new DataView(bytes.buffer);
  const count = bytes.length / 4;
  for (let edits = 1 + random(4); edits > 0; edits--) {
    const [a, b] = [4 * random(count), 4 * random(count)];
    const [x, y] = [words.getInt32(a, true), words.getInt32(b, true)];
    switch (random(5)) {
      case 0:
        words.setInt32(a, x ^ (1 << random(32)) ^ (1 << random(32)), true);
        break;
      case 1:
        words.setInt32(a, y, true);
        break;
      case 2:
        words.setInt32(a, y, true);
        words.setInt32(b, x, true);
        break;
      case 3:
        words.setInt32(a, 0x13, true);
        break;
      default: {
        // Exchange two neighbours: the edit that most often keeps the meaning.
        const c = Math.min(a + 4, bytes.length - 4);
        words.setInt32(a, words.getInt32(c, true), true);
        words.setInt32(c, x, true);
      }
    }
  }
  return { ...subject.image, segments: [{ ...text!, bytes }, ...rest] };
}

/** The whole file with one to eight bytes changed. */
function editFile(subject: CampaignSubject, random: (below: number) => number): Image | undefined {
  const bytes = subject.elf.slice();
  for (let edits = 1 + random(8); edits > 0; edits--) bytes[random(bytes.length)] = random(256);
  const file = readElf(bytes);
  return file.ok ? file.value : undefined;
}

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

/** The kinds that places, values and terms have. An edit that gives another one leaves the fields as they are. */
const kinds = ["register", "slot", "constant", "local", "pending", "result", "global", "length", "element", "apply"];

/** The claims with one to four edits: numbers moved, kinds changed, entries dropped, doubled or exchanged. */
function edited<T>(claims: T, random: (below: number) => number): T {
  const copy = structuredClone(claims) as unknown as Record<string, unknown>;
  for (let edits = 1 + random(4); edits > 0; edits--) {
    let at: Record<string, unknown> | unknown[] = copy;
    for (let depth = 0; depth < 12; depth++) {
      const keys = Object.keys(at);
      if (keys.length === 0) break;
      const key = keys[random(keys.length)]!;
      const inner: unknown = at[key];
      if (isList(inner) && inner.length > 0 && random(6) === 0) {
        const [i, j] = [random(inner.length), random(inner.length)];
        if (random(3) === 0) inner.splice(i, 1);
        else if (random(2) === 0) inner.splice(i, 0, structuredClone(inner[j]));
        else [inner[i], inner[j]] = [inner[j], inner[i]];
        break;
      }
      if (typeof inner === "number") {
        at[key] = [inner + 4, inner - 4, inner + 1, random(32), 4 * random(64), inner ^ (1 << random(16))][random(6)];
        break;
      }
      if (typeof inner === "string") {
        at[key] = key === "kind" ? kinds[random(kinds.length)]! : inner === "before" ? "after" : "before";
        break;
      }
      if (typeof inner !== "object" || inner === null) break;
      at = inner as typeof at;
    }
  }
  return copy as unknown as T;
}

/** Claims edited as a certificate has them, or where each cut point says all that it claims. */
function editClaims(claims: Claims, random: (below: number) => number): Claims {
  return random(2) === 0 ? edited(claims, random) : asDifferences(edited(wholeClaims(claims), random));
}

/** `count` edits of a seed: how they ended, and those that are certified and wrong; `show` is told of each that is certified. */
export function editsOf(
  count: number,
  seed: number,
  subjects: readonly CampaignSubject[],
  show: (certified: Json) => void = () => {},
): BlockOfCases {
  const random = chance(seed);
  const tally = new CasesTally();
  for (let i = 0; i < count; i++) {
    const subject = subjects[i % subjects.length]!;
    const kind = ["text", "file", "claims", "both"][random(4)]!;
    const image =
      kind === "claims" ? subject.image : kind === "file" ? editFile(subject, random) : editImage(subject, random);
    const claims = kind === "claims" || kind === "both" ? editClaims(subject.claims, random) : subject.claims;
    if (image === undefined) {
      tally.count("refused by the ELF reader");
      continue;
    }
    const answer = checkClaims(subject.program, image, claims);
    if (answer.verdict !== "certified") {
      tally.count(`${kind}: ${answer.verdict}`);
      continue;
    }
    if (sameImage(image, subject.image)) {
      tally.count(`${kind}: certified, the image unchanged`);
      continue;
    }
    const wrong = difference(subject, image);
    tally.count(wrong === undefined ? `${kind}: certified, and equivalent on every input` : "CERTIFIED AND DIFFERENT");
    const changed = changes(subject.image, image);
    const certified = {
      example: subject.name,
      case: i,
      changed,
      ...(wrong === undefined ? {} : { unsound: [...wrong] }),
    };
    show(certified);
    if (wrong !== undefined) tally.found(certified);
  }
  return tally.finish();
}

/** Run the campaign; the last line is the counts. */
export function edits(count: number, seed: number, chosen: readonly string[]): void {
  const { counts } = editsOf(count, seed, subjectsOf(chosen), (certified) => console.log(JSON.stringify(certified)));
  console.log(JSON.stringify({ seed, count, ...counts }));
}

/** The instructions that differ, before and after. */
export function changes(a: Image, b: Image): string[] {
  const found: string[] = [];
  const [x, y] = [a.segments[0]!, b.segments[0]!];
  for (let at = 0; at + 4 <= Math.min(x.bytes.length, y.bytes.length); at += 4) {
    const [before, after] = [x, y].map(({ bytes }) => new DataView(bytes.buffer, bytes.byteOffset).getInt32(at, true));
    if (before !== after)
      found.push(
        `${(x.address + at).toString(16)}: ${JSON.stringify(decode(before!))} → ${JSON.stringify(decode(after!))}`,
      );
  }
  return found;
}
