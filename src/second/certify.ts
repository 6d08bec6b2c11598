/**
 * The second checker's whole decision, from bytes: with the arguments of the first (src/proof/checker/certify.ts), and nothing of its
 * code but what reads the files of a program and compares hashes.
 */

import type { Diagnostic } from "../core/diagnostic.ts";
import { knownArrayBytes } from "../lang/program/known-arrays.ts";
import type { SourceBytes } from "../proof/certificate/bundle.ts";
import { type Certificate, ownCertificate } from "../proof/certificate/document.ts";
import {
  leastResources,
  type Resources,
  resourcesOf,
  type Starved,
  starvedVerdict,
} from "../proof/certificate/resources.ts";
import { forOthers, readSource } from "../proof/checker/source.ts";
import { beyondModel } from "./border.ts";
import { examined, imageIn, mayExhaustStack, type Search, searchOf } from "./examine.ts";
import { excessiveFrame } from "./frames.ts";
import type { NotTaken, Problem } from "./problems.ts";
import { theoremOf } from "./theorem.ts";
import { witnessOf } from "./witness.ts";

/** How to certify. */
export interface SecondOptions {
  /** So many times the steps of a path, the paths of the search and the bytes of the executable are allowed; 1 unless given. It costs time, never soundness. */
  readonly times?: number;
  /** What to call the program in a theorem for Coq that the executable conforms; none is written unless given. */
  readonly theorem?: string;
  /** The least stack and heap of an image whose program may need more than there is; {@link leastResources} unless given. */
  readonly least?: Resources;
}

/** The second checker's answer. */
export type SecondAnswer =
  /** The machine conforms to the program, in every environment. */
  | {
      readonly verdict: "certified";
      /**
       * Whether it may give up where the program's calls need more stack than there is, for functions call themselves, or its arrays more heap.
       * Otherwise it never does.
       */
      readonly mayExhaust: boolean;
      /** A file for Coq, where it was asked for: Coq's kernel proves by computing what this checker found. */
      readonly theorem: string | undefined;
    }
  /** Both sides differ, as `input` shows; or the certificate is for other files; or people's machines may do more with the image than the formal one. */
  | {
      readonly verdict: "refused";
      readonly reason: string;
      readonly problems: readonly Problem[];
      /** Bytes that a run reads in which the machine does what the program does not; undefined where no run need show it. */
      readonly input: Uint8Array | undefined;
    }
  | Starved
  /** The program has what it does not take yet; `notTaken` says what. */
  | {
      readonly verdict: "undecided";
      readonly notTaken: NotTaken;
      readonly reason: string;
      readonly problems: readonly Problem[];
    }
  | { readonly verdict: "invalid"; readonly part: "source"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly verdict: "invalid"; readonly part: "image" | "certificate"; readonly error: string };

/**
 * Does this image conform to this source for every input, as the checker finds that is proved in Coq?
 *
 * The arguments are those of `certify`. Of the certificate it takes the places to look at, what may be so there, and that it is for these files; what
 * is so it finds out by itself. It never throws for what it is given: files that are none are `invalid`, and what it does not
 * take yet is `undecided` ([the list](https://github.com/etalon-lang/etalon/blob/main/docs/coq.md#what-the-second-checker-leaves-out)).
 *
 * @example
 * ```ts
 * import { compile, issueCertificate } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { writeElf } from "etalon/machine";
 * import { certifySecond } from "etalon/second";
 * const made = (text: string) => {
 *   const source = new TextEncoder().encode(text);
 *   const program = parseProgram(text);
 *   const compiled = program.ok ? compile(program.value) : program;
 *   if (!compiled.ok) throw new Error("not compiled");
 *   const image = writeElf(compiled.value.image);
 *   return { source, image, certificate: issueCertificate(compiled.value, source, image) };
 * };
 * const one = made("fn main(): int { let c = read(); while c != -1 { write(c); c = read(); } return 0; }");
 * certifySecond(one.source, one.image, one.certificate).verdict; // => "certified"
 * const two = made("fn main(): int { return len(new int[](read() & 7)); }");
 * const answer = certifySecond(two.source, two.image, two.certificate);
 * answer.verdict === "certified" && answer.mayExhaust; // => true
 * ```
 */
export function certifySecond(
  source: SourceBytes,
  image: Uint8Array,
  certificate: Certificate,
  { times = 1, theorem: name, least = leastResources }: SecondOptions = {},
): SecondAnswer {
  const read = readSource(source);
  if (!read.ok)
    return typeof read.error === "string"
      ? refusedFor(`these are not the files of one program: ${read.error}`)
      : { verdict: "invalid", part: "source", diagnostics: read.error };
  const { program, bundle } = read.value;
  // A copy: what the caller has may be written by another thread.
  const file = new Uint8Array(image);
  if (file.length > mostBytes * times)
    return undecided("budget", `the executable has ${file.length} bytes, more than ${mostBytes * times}`, []);
  const loaded = imageIn(file);
  if (loaded === undefined)
    return { verdict: "invalid", part: "image", error: "the second checker's reader of executables does not take it" };
  const own = ownCertificate(certificate);
  if (!own.ok) return { verdict: "invalid", part: "certificate", error: own.error };
  const other = forOthers(own.value, bundle, file);
  if (other !== undefined) return refusedFor(other);
  const beyond = beyondModel(loaded);
  if (beyond !== undefined) return refusedFor(beyond);
  const arrayBytes = knownArrayBytes(program);
  const starvedIn = (search: Search): Starved | undefined =>
    starvedVerdict(
      own.value,
      {
        stackBytes: mayExhaustStack(search) ? least.stackBytes : 0,
        heapBytes: search.heapIsSpent ? least.heapBytes : 0,
      },
      arrayBytes,
    );
  let search = searchOf(program, own.value, times);
  const starved = starvedIn(search);
  if (starved !== undefined) return starved;
  const excess = mayExhaustStack(search) ? excessiveFrame(program, own.value.functions) : undefined;
  if (excess !== undefined) return { verdict: "starved", reason: excess, resources: resourcesOf(own.value) };
  let problems: readonly Problem[];
  let input: Uint8Array | undefined;
  try {
    ({ problems, search } = examined(program, loaded, search));
    if (problems.length > 0) input = witnessOf(program, loaded);
  } catch (error) {
    // Expressions, arrays and callers are gone through by calls of functions, and how many of these there may be is the engine's decision.
    if (!(error instanceof RangeError)) throw error;
    return undecided("budget", "the program is too large for the engine's stack", []);
  }
  if (problems.length === 0) {
    const spent = starvedIn(search);
    if (spent !== undefined) return spent;
    return {
      verdict: "certified",
      mayExhaust: mayExhaustStack(search) || search.heapIsSpent,
      theorem: name === undefined ? undefined : theoremOf(name, program, file, search),
    };
  }
  if (input !== undefined) {
    const difference = problems.find(({ notTaken }) => notTaken === undefined);
    return {
      verdict: "refused",
      reason: difference?.text ?? "the machine does what the program does not",
      problems,
      input,
    };
  }
  const first = problems.find(({ notTaken }) => notTaken !== undefined) ?? problems[0]!;
  return undecided(first.notTaken ?? "difference", first.text, problems);
}

/** For Coq each byte is an element of a list: the bytes of a much larger file would take all of the engine's memory, and it would end. */
const mostBytes = 2 ** 20;

function undecided(notTaken: NotTaken, reason: string, problems: readonly Problem[]): SecondAnswer {
  return { verdict: "undecided", notTaken, reason, problems };
}

function refusedFor(reason: string): SecondAnswer {
  return { verdict: "refused", reason, problems: [], input: undefined };
}
