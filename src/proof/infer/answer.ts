/**
 * A binary without a certificate held against its program: claims are looked for, and the checker judges them. The answer says of each
 * function whether the two sides were level throughout, or else where they were level last, and what is missing.
 */

import { impossible } from "../../core/impossible.ts";
import { knownArrayBytes } from "../../lang/program/known-arrays.ts";
import type { Program } from "../../lang/program/program.ts";
import type { Image } from "../../machine/isa/image.ts";
import type { SourceBytes } from "../certificate/bundle.ts";
import { certificateOf } from "../certificate/certificate-of.ts";
import type { Claims } from "../certificate/claims.ts";
import type { Certificate } from "../certificate/document.ts";
import { leastResources, type Resources, type Starved, starvedVerdict } from "../certificate/resources.ts";
import { checkClaims } from "../checker/check.ts";
import { type CheckOptions, defaultBudgets, timesBudgets, type Verdict } from "../checker/verdict.ts";
import { adviceOn, type Missing } from "./advice.ts";
import type { Apart } from "./blame.ts";
import { type InferOptions, type Inferred, infer, inferByGuesses } from "./infer.ts";

/** What was found out about one function of the program. */
export interface FunctionAnswer {
  readonly name: string;
  /** The pc at which it is entered; null where no function that was understood calls it. */
  readonly entry: number | null;
  /** Level throughout, so that there are claims for it; or not; or no run comes to it; or not looked at. */
  readonly kind: "level" | "apart" | "never called" | "no entry" | "over budget";
  /** Where the sides were level last, and what comes next on each. */
  readonly apart: Apart | null;
  readonly missing: Missing | null;
  readonly hint: string | null;
  /** Three hints, each telling more: a question, where to look, what is right. */
  readonly hints: readonly [question: string, look: string, rule: string] | null;
  /** In words, where it is over budget. */
  readonly reason: string | null;
}

/**
 * Is a function one of which something is missing: neither level with the source nor never called?
 *
 * @example
 * ```ts
 * import { isMissing } from "etalon/infer";
 * isMissing({ kind: "level" }); // => false
 * isMissing({ kind: "apart" }); // => true
 * ```
 */
export function isMissing({ kind }: Pick<FunctionAnswer, "kind">): boolean {
  return kind !== "level" && kind !== "never called";
}

/** How to look and to check. */
export interface CertifyWithoutOptions extends InferOptions, Omit<CheckOptions, "budgets"> {
  /** The least stack and heap; {@link leastResources} unless given. */
  readonly least?: Resources;
}

/** The answer. */
export interface InferenceAnswer {
  /** The checker's verdict on what was found: only `certified` says something of the binary. One with less stack or heap than asked for is never certified. */
  readonly verdict: Verdict | Starved;
  readonly claims: Claims;
  readonly functions: readonly FunctionAnswer[];
  /** How many of them are level. */
  readonly level: number;
  /** What the search ran. */
  readonly statistics: Inferred["statistics"];
}

/**
 * The certificate that was found, of the bytes of the program's files and of the image. It is worth what the checker says of it: of a
 * binary that is not shown it has the claims up to where the two sides come apart.
 */
export function inferredCertificate(
  { claims }: Pick<InferenceAnswer, "claims">,
  source: SourceBytes,
  image: Uint8Array,
): Certificate {
  return certificateOf(claims, source, image);
}

/**
 * Look for claims about an image of a program, and have the checker judge them. The image may come from any compiler that keeps Ell's
 * memory layout and calling convention (docs/machine-interface.md); nothing is asked of it but its bytes. Deterministic, and within
 * budgets.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { certifyWithout } from "etalon/infer";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { let n = 0; while n < 10 { n += 1; } return n; }");
 * if (!program.ok) throw new Error("refused");
 * const compiled = compile(program.value, { level: 0 });
 * if (!compiled.ok) throw new Error(compiled.error.message);
 * const answer = certifyWithout(program.value, compiled.value.image);
 * answer.verdict.verdict; // => "certified"
 * answer.functions.map(({ name, kind }) => `${name}: ${kind}`); // => ["main: level", "_start: level"]
 * ```
 */
export function certifyWithout(
  program: Program,
  image: Image,
  { least = leastResources, ...options }: CertifyWithoutOptions = {},
): InferenceAnswer {
  const { found, checked } = foundAndChecked(program, image, options);
  const { claims, findings, statistics } = found;
  const starved = checked.verdict === "certified" ? starvedVerdict(claims, least, knownArrayBytes(program)) : undefined;
  const functions = findings.map((finding, index): FunctionAnswer => {
    const { name } = program.functions[index]!;
    const nothing = { apart: null, missing: null, hint: null, hints: null, reason: null };
    switch (finding.kind) {
      case "found":
        return { name, entry: finding.entry, kind: "level", ...nothing };
      case "apart": {
        const { entry, apart } = finding;
        return { name, entry, kind: "apart", ...nothing, apart, ...adviceOn(apart) };
      }
      case "no entry":
      case "never called":
        return { name, entry: null, kind: finding.kind, ...nothing };
      case "over budget":
        return { name, entry: finding.entry, kind: "over budget", ...nothing, reason: finding.what };
      default:
        return impossible(finding);
    }
  });
  const level = functions.filter(({ kind }) => kind === "level").length;
  return { verdict: starved ?? checked, claims, functions, level, statistics };
}

/**
 * Look for claims, and check them: first with guesses, which cost little and fit most plain compilers. Where these do not lead to a certificate, everything
 * is searched, so that the answer says what is missing.
 */
function foundAndChecked(
  program: Program,
  image: Image,
  options: CertifyWithoutOptions,
): { readonly found: Inferred; readonly checked: Verdict } {
  // What is inferred says more than it needs to, and so it costs more to check than what a compiler says.
  const budgets = timesBudgets(options.budgets ?? defaultBudgets, 4);
  const check = ({ claims }: Inferred): Verdict => checkClaims(program, image, claims, { ...options, budgets });
  let checked: Verdict | undefined;
  const guessed = inferByGuesses(program, image, options, (found) => {
    checked = check(found);
    // The check ends with the first function that it refuses.
    return checked.verdict === "certified" ? undefined : checked.statistics.functions;
  });
  if (guessed !== undefined && checked !== undefined) return { found: guessed, checked };
  const found = infer(program, image, options);
  return { found, checked: check(found) };
}
