/**
 * Challenging everybody at once: all images of one source, each judged by itself, then compared with each other.
 *
 * Whether builders agree says little: they may have the same wrong binary, and two different ones may both be right. So the
 * question here is not who agrees, but which image is right, and the answer never depends on how many have it.
 */

import { parseProgram } from "../../lang/check/check.ts";
import type { Program } from "../../lang/program/program.ts";
import { decodeSource } from "../../lang/syntax/decode.ts";
import { readElf } from "../../machine/elf/read.ts";
import type { Image } from "../../machine/isa/image.ts";
import { filesOfSource, type SourceBytes } from "../../proof/certificate/bundle.ts";
import { type Certificate, readCertificate } from "../../proof/certificate/document.ts";
import { hashOf } from "../../proof/certificate/hash.ts";
import { type CertificateAnswer, type CertifyOptions, certify } from "../../proof/checker/certify.ts";
import type { Counterexample } from "../../proof/evidence/evidence.ts";
import { holdAgainst } from "../../proof/evidence/hold.ts";
import { type CodeDifference, firstDifference } from "./first-difference.ts";
import { type CodeRange, soughtInputs } from "./sought-inputs.ts";

/** An image that somebody has. */
export interface Challenged {
  readonly image: Uint8Array;
  readonly certificate: Uint8Array | undefined;
  /** Who has it. */
  readonly from: readonly string[];
  /** Who signed something of it: that is their word alone. */
  readonly saidBy?: readonly string[];
}

/** What is known of one image. */
export interface Answered {
  readonly sha256: string;
  readonly from: readonly string[];
  readonly saidBy: readonly string[];
  /** `right`: certified. `wrong`: an input shows it. `unshown`: neither; what is refused is not wrong for that. */
  readonly state: "right" | "wrong" | "unshown";
  readonly answer: CertificateAnswer | { readonly verdict: "none" };
  /** How many inputs were tried, and one on which it is wrong. */
  readonly tried: number;
  readonly shown: Counterexample | undefined;
  readonly image: Image | undefined;
}

/** Where two of them differ, by their indices. */
export interface Differing extends CodeDifference {
  readonly a: number;
  readonly b: number;
}

/** What came out, in one word. */
export type ChallengeOutcome =
  | "same-certified"
  | "same-wrong"
  | "same-unshown"
  | "different-certified"
  | "different-some-wrong"
  | "different-unshown"
  | "none";

/** The answer to a challenge. */
export interface Challenge {
  readonly outcome: ChallengeOutcome;
  readonly program: Program | undefined;
  readonly images: readonly Answered[];
  /** The first image against each of the others. */
  readonly differences: readonly Differing[];
}

/** How hard to look. */
export interface ChallengeOptions extends CertifyOptions {
  /** Generated inputs for an image that is not certified; 300 unless given. */
  readonly runs?: number;
  /** Steps for each; 100,000 unless given. */
  readonly clock?: number;
  readonly seed?: number;
}

/** Challenge all who have an image of this source. */
export function challenge(
  source: SourceBytes,
  given: readonly Challenged[],
  options: ChallengeOptions = {},
): Challenge {
  const program = programOf(source);
  const byImage = new Map<string, Challenged[]>();
  for (const one of given) {
    const { sha256 } = hashOf(one.image);
    byImage.set(sha256, [...(byImage.get(sha256) ?? []), one]);
  }
  const sides = [...byImage].map(([sha256, same]) => sideOf(source, program, sha256, same, options));
  // What is right comes first: the others are held against it.
  const ordered = sides.toSorted((a, b) => rank[a.answered.state] - rank[b.answered.state]);
  const [first, ...others] = ordered;
  const differences = others.flatMap((other, i) => {
    const found =
      first?.answered.image === undefined || other.answered.image === undefined
        ? undefined
        : firstDifference(
            { image: first.answered.image, certificate: first.certificate },
            { image: other.answered.image, certificate: other.certificate },
          );
    return found === undefined ? [] : [{ a: 0, b: i + 1, ...found }];
  });
  const images = ordered.map(({ answered }) => answered);
  return { outcome: outcomeOf(images), program, images, differences };
}

const rank = { right: 0, unshown: 1, wrong: 2 } as const;

function outcomeOf(images: readonly Answered[]): ChallengeOutcome {
  const [only, second] = images;
  if (only === undefined) return "none";
  if (second === undefined)
    return only.state === "right" ? "same-certified" : only.state === "wrong" ? "same-wrong" : "same-unshown";
  if (images.every(({ state }) => state === "right")) return "different-certified";
  return images.some(({ state }) => state === "wrong") ? "different-some-wrong" : "different-unshown";
}

function programOf(source: SourceBytes): Program | undefined {
  const { entry, files } = filesOfSource(source);
  const all = new Map(files);
  const main = decodeSource(all.get(entry) ?? new Uint8Array());
  if (!main.ok) return undefined;
  const load = (path: string) => {
    const bytes = all.get(path);
    const text = bytes && decodeSource(bytes);
    return text?.ok ? text : { ok: false as const, error: { message: "is not in the bundle" } };
  };
  const read = parseProgram(main.value, load, entry);
  return read.ok ? read.value : undefined;
}

interface Looked {
  readonly answered: Answered;
  readonly certificate: Certificate | undefined;
}

/** One image, with every certificate that anybody has for it: one that is accepted is enough. */
function sideOf(
  source: SourceBytes,
  program: Program | undefined,
  sha256: string,
  same: readonly Challenged[],
  options: ChallengeOptions,
): Looked {
  const from = [...new Set(same.flatMap((one) => one.from))];
  const saidBy = [...new Set(same.flatMap((one) => one.saidBy ?? []))];
  const bytes = same[0]!.image;
  let best: { answer: Answered["answer"]; certificate: Certificate | undefined } = {
    answer: { verdict: "none" },
    certificate: undefined,
  };
  for (const { certificate } of same) {
    if (certificate === undefined) continue;
    const read = readCertificate(new TextDecoder().decode(certificate));
    const answer: Answered["answer"] = read.ok
      ? certify(named(source, read.value), bytes, read.value, options)
      : { verdict: "invalid", part: "certificate", error: read.error };
    if (best.certificate === undefined || answer.verdict === "certified")
      best = { answer, certificate: read.ok ? read.value : undefined };
    if (answer.verdict === "certified") break;
  }
  const elf = readElf(bytes);
  const image = elf.ok ? elf.value : undefined;
  const common = { sha256, from, saidBy, answer: best.answer, image };
  const { certificate } = best;
  if (best.answer.verdict === "certified")
    return { answered: { ...common, state: "right", tried: 0, shown: undefined }, certificate };
  if (program === undefined || image === undefined)
    return { answered: { ...common, state: "unshown", tried: 0, shown: undefined }, certificate };
  const { shown, tried } = seek(program, image, rangesOf(best.answer, certificate, image), options);
  return { answered: { ...common, state: shown === undefined ? "unshown" : "wrong", tried, shown }, certificate };
}

/** A program of one file means the same under every name: it is given to the checker under the certificate's. */
function named(source: SourceBytes, { source: certified }: Certificate): SourceBytes {
  const [only, ...more] = [...filesOfSource(source).files];
  if (only === undefined || more.length > 0 || certified.files.length !== 1) return source;
  return { entry: certified.entry, files: [[certified.entry, only[1]]] };
}

/** Where to take constants from: the function that the checker stopped in; then everything. */
function rangesOf(
  answer: Answered["answer"],
  certificate: Certificate | undefined,
  { segments }: Image,
): readonly CodeRange[] {
  const text = segments.find(({ permissions }) => permissions.execute);
  const all = text === undefined ? [] : [{ from: text.address, to: text.address + text.bytes.length }];
  const at = answer.verdict === "refused" ? answer.obligation?.from.pc : undefined;
  if (at === undefined || certificate === undefined) return all;
  const entries = certificate.functions.map(({ entry }) => entry).sort((a, b) => a - b);
  const from = entries.findLast((entry) => entry <= at) ?? 0;
  const to = entries.find((entry) => entry > at) ?? all[0]?.to ?? from;
  return [{ from, to }, ...all];
}

/** Look for an input on which the image does not do what the source does. */
function seek(program: Program, image: Image, ranges: readonly CodeRange[], options: ChallengeOptions) {
  const { runs = 300, clock = 100_000, seed = 1 } = options;
  let tried = 0;
  const onMachine = (found: readonly Counterexample[]): Counterexample | undefined =>
    found.find(({ engine, against }) => engine === "machine" && against === "source");
  for (const range of ranges) {
    const inputs = soughtInputs(image, range);
    // An example gets a hundred times the clock of a generated input.
    const examples = inputs.map((input) => ({ name: "made of constants of the binary", input }));
    for (let at = 0; at < examples.length; at += 500) {
      const some = examples.slice(at, at + 500);
      tried += some.length;
      const held = holdAgainst({ program, image }, { seed, runs: 0, clock: Math.ceil(clock / 100), examples: some });
      const shown = onMachine(held.counterexamples);
      if (shown !== undefined) return { shown, tried };
    }
  }
  tried += runs;
  const held = holdAgainst({ program, image }, { seed, runs, clock });
  return { shown: onMachine(held.counterexamples), tried };
}
