/**
 * Questions at the border of the model: words to which a correct machine may give more meaning than the manual does. An
 * answer that differs from the model's is no deviation, but people who run images on that machine should know it.
 * docs/machine.md, "Where the model ends", says what the certificate checker does about each.
 */

import { registerNumbers } from "../machine/isa/register.ts";
import { stopCodes } from "../machine/semantics/step.ts";
import { code, type Item, setRegister } from "./assembler.ts";
import { exitWith, imageOf, survivedStatus } from "./experiment.ts";
import { agrees, type Observation, referenceBudget } from "./observation.ts";
import type { MeasuredMachine } from "./subject.ts";
import { watch } from "./watch.ts";

const { zero, a0, a1 } = registerNumbers;

/** A question: a program, and what it means when a machine does something else than the model. */
interface BorderQuestion {
  readonly name: string;
  readonly program: readonly Item[];
  /** What the machine does instead, in words. */
  readonly otherwise: string;
}

const questions: readonly BorderQuestion[] = [
  {
    name: "semihosting",
    // As a semihosting call it would ask for the time, number 17.
    program: [
      ...setRegister(a1, 0),
      ...setRegister(a0, stopCodes.heap),
      code({ mnemonic: "slli", rd: zero, rs1: zero, shamt: 31 }),
      code({ mnemonic: "ebreak" }),
      code({ mnemonic: "srai", rd: zero, rs1: zero, shamt: 7 }),
      ...exitWith(survivedStatus),
    ],
    otherwise:
      "an ebreak between slli zero,zero,31 and srai zero,zero,7 does not stop it; certified images have no such words",
  },
];

/** An answer at the border. */
export interface BorderAnswer {
  readonly name: string;
  /** Does the machine do the same as the model? Undefined when it did not answer. */
  readonly asModel: boolean | undefined;
  /** What it does instead, if it does something else. */
  readonly otherwise: string | undefined;
  readonly seen: Observation;
}

/** Put the questions to a machine. */
export async function askAtBorder(subject: MeasuredMachine): Promise<readonly BorderAnswer[]> {
  const answers: BorderAnswer[] = [];
  for (const { name, program, otherwise } of questions) {
    const image = imageOf(program);
    if (!image.ok) throw new Error(image.error);
    const { expectation } = watch(image.value, referenceBudget)!;
    const seen = await subject.observe(image.value);
    const answered = seen.kind === "ended" || seen.kind === "flooded";
    const asModel = answered ? agrees(expectation, seen) : undefined;
    answers.push({ name, asModel, otherwise: asModel === false ? otherwise : undefined, seen });
  }
  return answers;
}
