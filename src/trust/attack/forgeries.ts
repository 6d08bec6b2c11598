/**
 * Forgeries: a good image with one bit of an instruction changed, and its certificate written anew for these bytes. Each is wrong, which is
 * not a checker's word but a run's: there is an input on which it does something else than the source. A checker has to refuse every one.
 *
 * They find a checker out that says yes to everything, or to much. One that knows them is not found out.
 */

import { parseProgram } from "../../lang/check/check.ts";
import { readElf } from "../../machine/elf/read.ts";
import { readCertificate } from "../../proof/certificate/document.ts";
import { hashOf } from "../../proof/certificate/hash.ts";
import { certify } from "../../proof/checker/certify.ts";
import { conforms } from "../../proof/evidence/conforms.ts";
import { observeMachine } from "../../proof/evidence/observe-machine.ts";
import { observeSource } from "../../proof/evidence/observe-source.ts";
import { login, type Made, madeBy, trojanPasses } from "./trojan.ts";

/** Something that says whether an image conforms. */
export type Checker = (source: Uint8Array, image: Uint8Array, certificate: Uint8Array) => boolean;

/** Our checker. */
export const ours: Checker = (source, image, certificate) => {
  const read = readCertificate(new TextDecoder().decode(certificate));
  return read.ok && certify(source, image, read.value).verdict === "certified";
};

/** A wrong image with a certificate for it. */
export interface Forgery {
  readonly image: Uint8Array;
  readonly certificate: Uint8Array;
  /** An input on which it is wrong. */
  readonly input: string;
  /** The instruction that was changed. */
  readonly pc: number;
}

/** What is typed at the program. */
const inputs = ["ok", "no", "kt", "o", "kk", ""];
const budget = { clock: 10_000 };

/** Bits of a word that belong to a constant, to a register that is read, to one that is written, and to the operation. */
const bits = [20, 15, 7, 12];

/** So many forgeries of a made program, from all over its text. */
export function forgeries({ source, image, certificate }: Made, count = 40): readonly Forgery[] {
  const program = parseProgram(new TextDecoder().decode(source));
  const elf = readElf(image);
  const text = elf.ok ? elf.value.segments.find(({ permissions }) => permissions.execute) : undefined;
  if (!program.ok || text === undefined) throw new Error("what is to be forged is not good");
  const bytes = inputs.map((input) => new TextEncoder().encode(input));
  const meant = bytes.map((input) => observeSource(program.value, input, budget));
  const at = text.bytes.byteOffset;
  const written = new TextDecoder().decode(certificate);
  const found: Forgery[] = [];
  for (const bit of bits)
    for (let offset = 0; offset < text.bytes.length && found.length < count; offset += 4) {
      const forged = image.slice();
      forged[at + offset + (bit >> 3)]! ^= 1 << (bit & 7);
      const changed = readElf(forged);
      if (!changed.ok) continue;
      const wrong = bytes.findIndex(
        (input, i) => conforms(observeMachine(changed.value, input, budget), meant[i]!).verdict === "differs",
      );
      if (wrong < 0) continue;
      const renewed = new TextEncoder().encode(written.replace(hashOf(image).sha256, hashOf(forged).sha256));
      found.push({ image: forged, certificate: renewed, input: inputs[wrong]!, pc: text.address + offset });
    }
  return found;
}

/** What a checker said of what it has to accept and to refuse. */
export interface SelfTest {
  /** It accepts the good image. */
  readonly accepts: boolean;
  /** It refuses the image of a trojan compiler, which is wrong on one password. */
  readonly refusesTrojan: boolean;
  readonly forgeries: number;
  /** Those that it believes. */
  readonly believed: readonly Forgery[];
}

/** Ask a checker, ours unless given, about a good image, forgeries of it, and a trojan's. */
export function selfTest(checker: Checker = ours): SelfTest {
  const [good, trojan] = [madeBy(login), madeBy(login, trojanPasses)];
  const forged = forgeries(good);
  return {
    accepts: checker(good.source, good.image, good.certificate),
    refusesTrojan: !checker(trojan.source, trojan.image, trojan.certificate),
    forgeries: forged.length,
    believed: forged.filter(({ image, certificate }) => checker(good.source, image, certificate)),
  };
}
