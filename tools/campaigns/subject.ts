/**
 * The programs that campaigns attack: an example compiled, with its certificate and inputs, and the comparison that
 * says whether an image still does what its source does.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { compile } from "../../src/compiler/pipeline.ts";
import type { Behaviour } from "../../src/core/behaviour.ts";
import { environmentOf } from "../../src/core/environment.ts";
import { parseProgram } from "../../src/lang/check.ts";
import type { Program } from "../../src/lang/program.ts";
import { runSteps } from "../../src/lang/run.ts";
import type { Image } from "../../src/machine/image.ts";
import { runMachine } from "../../src/machine/run.ts";
import { writeElf } from "../../src/machine/write-elf.ts";
import type { Claims } from "../../src/proof/certificate/certificate.ts";
import { claimsOf } from "../../src/proof/certificate/claims-of.ts";
import { conforms } from "../../src/proof/conformance/conforms.ts";
import { generateInput } from "../../src/proof/generate/arbitrary.ts";

/** A compiled example. */
export interface Subject {
  readonly name: string;
  readonly program: Program;
  readonly image: Image;
  readonly elf: Uint8Array;
  readonly claims: Claims;
  readonly inputs: readonly Uint8Array[];
}

const clock = 200_000;

/** An example by name, with `count` inputs: its own first, then generated ones. */
export function subjectOf(name: string, count: number): Subject {
  const program = parseProgram(readFileSync(`examples/${name}.ell`, "utf8"));
  if (!program.ok) throw new Error(`${name} is refused`);
  const compiled = compile(program.value);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const folder = `examples/${name}`;
  const own = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".in"))
        .map((file) => new Uint8Array(readFileSync(`${folder}/${file}`)))
    : [];
  const inputs: Uint8Array[] = [...own];
  for (let seed = 1; inputs.length < count; seed++) inputs.push(generateInput(seed, 64));
  const { image } = compiled.value;
  return { name, program: program.value, image, elf: writeElf(image), claims: claimsOf(compiled.value), inputs };
}

const behaviours = new WeakMap<Subject, { readonly source: Behaviour; readonly honest: Behaviour }[]>();

function observe(image: Image, input: Uint8Array): Behaviour {
  return runMachine(image, { input, budget: clock, outside: "fault" });
}

/**
 * The input on which the image does not do what the source and the honest image do; undefined when it does on all.
 * Exhaustion or going on where the honest image ends counts as a difference.
 */
export function difference(subject: Subject, image: Image): Uint8Array | undefined {
  let known = behaviours.get(subject);
  if (known === undefined) {
    known = subject.inputs.map((input) => ({
      source: runSteps(subject.program, environmentOf(input), { clock: 10 * clock }),
      honest: observe(subject.image, input),
    }));
    behaviours.set(subject, known);
  }
  return subject.inputs.find((input, i) => {
    const { source, honest } = known[i]!;
    const machine = observe(image, input);
    return conforms(machine, source).kind === "differs" || machine.outcome.kind !== honest.outcome.kind;
  });
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
