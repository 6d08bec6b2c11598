/**
 * The programs that campaigns attack: an example compiled, with its certificate and inputs, and the comparison that
 * says whether an image still does what its source does.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { claimsOf } from "../../src/compiler/certificate/claims-of.ts";
import type { Level } from "../../src/compiler/level.ts";
import { compile } from "../../src/compiler/pipeline.ts";
import type { Behaviour } from "../../src/core/behaviour.ts";
import { type Environment, environmentOf } from "../../src/core/environment.ts";
import { parseProgram } from "../../src/lang/check/check.ts";
import { standardLoader } from "../../src/lang/library/library.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { runSteps } from "../../src/lang/semantics/run.ts";
import { writeElf } from "../../src/machine/elf/write.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import { ellSystemCalls, type SystemAnswers } from "../../src/machine/semantics/ell-environment.ts";
import { runMachine } from "../../src/machine/semantics/run.ts";
import type { Claims } from "../../src/proof/certificate/claims.ts";
import type { Starved } from "../../src/proof/certificate/resources.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import type { Verdict } from "../../src/proof/checker/verdict.ts";
import { conforms } from "../../src/proof/evidence/conforms.ts";
import { checkGenerated, generateInput } from "../../src/testing/generate/arbitrary.ts";
import { arrivalOf } from "../../src/testing/generate/arrival.ts";
import { labelsOf } from "../../src/testing/generate/labels.ts";
import { generateModule } from "../../src/testing/generate/program.ts";
import { Chance } from "../../src/testing/generate/random.ts";

/** A compiled example. */
export interface CampaignSubject {
  readonly name: string;
  readonly program: Program;
  readonly image: Image;
  readonly elf: Uint8Array;
  readonly claims: Claims;
  readonly inputs: readonly Uint8Array[];
}

const clock = 200_000;
/** What is attacked is what claims most. */
const best: Level = 2;

/** The names of all examples. */
export function everyExample(): readonly string[] {
  return readdirSync("examples")
    .filter((file) => file.endsWith(".ell"))
    .map((file) => file.slice(0, -".ell".length));
}

/** A program of `programs`, or an example, by name, with `count` inputs: its own first, then generated and changed ones. */
export function subjectOf(name: string, count: number, level: Level = best): CampaignSubject {
  const here = join(import.meta.dirname, "programs", `${name}.ell`);
  const program = parseProgram(
    readFileSync(existsSync(here) ? here : `examples/${name}.ell`, "utf8"),
    standardLoader(),
  );
  if (!program.ok) throw new Error(`${name} is refused`);
  const folder = `examples/${name}`;
  const own = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".in"))
        .map((file) => new Uint8Array(readFileSync(`${folder}/${file}`)))
    : [];
  return subject(name, program.value, inputsLike(own, count), level);
}

/** The program that a seed names, with `count` generated inputs; with `blocks`, the first one from the seed on that has any. */
export function generatedSubject(
  seed: number,
  size: number,
  count: number,
  blocks: boolean,
  level: Level = best,
): CampaignSubject {
  let module = generateModule(seed, { size });
  for (let next = seed; blocks && !labelsOf(module).features.includes("blocks"); ) {
    next += 1_000_003;
    module = generateModule(next, { size });
  }
  const { program } = checkGenerated(module);
  return subject(`generated ${seed}`, program, inputsLike([], count), level);
}

/** A program compiled, with `count` generated inputs. */
export function subjectOfProgram(name: string, program: Program, count: number, level: Level): CampaignSubject {
  return subject(name, program, inputsLike([], count), level);
}

function subject(name: string, program: Program, inputs: readonly Uint8Array[], level: Level): CampaignSubject {
  const compiled = compile(program, { level });
  if (!compiled.ok) throw new Error(compiled.error.message);
  const { image } = compiled.value;
  return { name, program, image, elf: writeElf(image), claims: claimsOf(compiled.value), inputs };
}

/** Inputs of a program, its own first. A program that reads a format sees little of random bytes, so half are edits. */
function inputsLike(own: readonly Uint8Array[], count: number): Uint8Array[] {
  const inputs = [...own];
  for (let seed = 1; inputs.length < count; seed++) {
    const chance = new Chance(seed);
    const input = own.length > 0 && seed % 2 === 0 ? chance.pick(own).slice() : generateInput(seed, 64);
    if (seed % 2 === 0 && input.length > 0)
      for (let edits = 1 + chance.below(3); edits > 0; edits--) input[chance.below(input.length)] = chance.below(256);
    inputs.push(input);
  }
  return inputs;
}

const behaviours = new WeakMap<CampaignSubject, { readonly source: Behaviour; readonly honest: Behaviour }[]>();

/** What a system says whose streams fail: nothing of it is an event, so that a certified image does the same. */
const failing: SystemAnswers<number> = { ended: () => -5, written: (taken, count) => (taken === count ? -28 : taken) };

function observe(image: Image, input: Uint8Array, budget = clock, answers?: SystemAnswers<number>): Behaviour {
  const system = (environment: Environment<number>) => ellSystemCalls(environment, answers);
  return runMachine(image, { input, arrival: arrivalOf(input), budget, system });
}

/** How an image compares with its source and with the honest image, over all inputs. */
export type Comparison =
  | { readonly kind: "equal" }
  /** It does as its source until it exhausts or goes on where the honest image ends. */
  | { readonly kind: "exhausts"; readonly input: Uint8Array }
  | { readonly kind: "differs"; readonly input: Uint8Array };

/** Run an image on all inputs of a subject. */
export function compare(subject: CampaignSubject, image: Image): Comparison {
  let known = behaviours.get(subject);
  if (known === undefined) {
    known = subject.inputs.map((input) => ({
      source: runSteps(subject.program, environmentOf(input, arrivalOf(input)), { clock: 10 * clock }),
      honest: observe(subject.image, input),
    }));
    behaviours.set(subject, known);
  }
  let comparison: Comparison = { kind: "equal" };
  for (const [i, input] of subject.inputs.entries()) {
    const { source, honest } = known[i]!;
    let machine = observe(image, input);
    // Code that is only longer gets the time it needs.
    if (machine.outcome.kind === "running" && honest.outcome.kind !== "running")
      machine = observe(image, input, 20 * clock);
    if (conforms(machine, source).verdict === "differs") return { kind: "differs", input };
    if (conforms(observe(image, input, clock, failing), source).verdict === "differs")
      return { kind: "differs", input };
    if (machine.outcome.kind !== honest.outcome.kind && comparison.kind === "equal")
      comparison = { kind: "exhausts", input };
  }
  return comparison;
}

/**
 * The input on which the image does not do what the source and the honest image do; undefined when it does on all.
 * Exhaustion or going on where the honest image ends counts as a difference.
 */
export function difference(subject: CampaignSubject, image: Image): Uint8Array | undefined {
  const comparison = compare(subject, image);
  return comparison.kind === "equal" ? undefined : comparison.input;
}

/** Does an image do what its source does not, within so many steps on one of the inputs? */
export function differsWithin({ program, inputs }: CampaignSubject, image: Image, steps: number): boolean {
  return inputs.some((input) => {
    const source = runSteps(program, environmentOf(input, arrivalOf(input)), { clock: steps });
    return conforms(observe(image, input, steps), source).verdict === "differs";
  });
}

/** How a forgery may be said to conform, and be said once more when it is refused. */
export interface Forged {
  /** The claims as they are now. */
  readonly said: () => Claims;
  /** Change them after a verdict; false where nothing helps. */
  readonly repair: (verdict: Verdict) => boolean;
  readonly repairs: number;
}

/** How a forgery ended; where it was certified and is not equivalent, with an input that shows it. */
export interface End {
  readonly end: string;
  readonly input?: readonly number[];
}

/** Put a forged image to the checker, with claims that are repaired for as long as that helps. */
export function endOf(subject: CampaignSubject, image: Image, { said, repair, repairs }: Forged): End {
  let verdict = checkClaims(subject.program, image, said());
  for (let n = 0; n < repairs && repair(verdict); n++) verdict = checkClaims(subject.program, image, said());
  return endAs(verdict, subject, image);
}

/** How an image ended of which this is the verdict. */
export function endAs(verdict: Pick<Verdict | Starved, "verdict">, subject: CampaignSubject, image: Image): End {
  if (verdict.verdict !== "certified") return { end: verdict.verdict };
  if (sameImage(image, subject.image)) return { end: "certified, the image unchanged" };
  const wrong = difference(subject, image);
  return wrong === undefined
    ? { end: "certified, and equivalent on every input" }
    : { end: "CERTIFIED AND DIFFERENT", input: [...wrong] };
}

/** Are two images loaded alike? */
export function sameImage(a: Image, b: Image): boolean {
  if (a.entry !== b.entry || a.segments.length !== b.segments.length) return false;
  return a.segments.every((x, i) => {
    const y = b.segments[i]!;
    return (
      x.address === y.address &&
      x.size === y.size &&
      x.permissions.read === y.permissions.read &&
      x.permissions.write === y.permissions.write &&
      x.permissions.execute === y.permissions.execute &&
      Buffer.compare(x.bytes, y.bytes) === 0
    );
  });
}
