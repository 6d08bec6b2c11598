/**
 * `etalon check --infer`: the search for a certificate. The only file of this verb that loads inference, and itself loaded only
 * when it is asked for: every other check starts without it.
 */

import {
  certifyWithout,
  type DataLayout,
  type InferenceAnswer,
  inferredCertificate,
  isMissing,
} from "../../../infer/index.ts";
import type { Image } from "../../../machine/index.ts";
import { defaultBudgets, timesBudgets, writeCertificate } from "../../../proof/index.ts";
import type { Arguments } from "../../arguments.ts";
import { usageError } from "../../command-error.ts";
import { type LoadedProgram, sourceOf } from "../../host/load.ts";
import { budgetOf } from "../../view/budget.ts";
import type { Inferred } from "./document.ts";

const borders = ["scratch", "globals", "heapStart", "heapEnd", "stackLimit", "stackTop", "base"] as const;

/** What is known of the layout: addresses by the names that certificates have for them. */
function layoutOf(given: Arguments): Partial<DataLayout> {
  const text = given.text("layout");
  if (text === undefined) return {};
  const known: { -readonly [K in keyof DataLayout]?: number } = {};
  for (const part of text.split(",")) {
    const [, name, address] = /^(\w+)=(0x[0-9a-fA-F]{1,8}|\d{1,10})$/.exec(part) ?? [];
    const border = borders.find((one) => one === name);
    const value = Number(address);
    if (border === undefined || value > 0xffff_ffff)
      throw usageError(
        `--layout takes ${borders.join(", ")}, each with an address, but got ${JSON.stringify(part)}`,
        "--layout heapEnd=0x14001000,stackLimit=0x14001000",
      );
    known[border] = value;
  }
  return known;
}

/** Look for a certificate. */
export function inferFor({ program }: LoadedProgram, image: Image, given: Arguments): Inferred {
  return withIncomplete(
    certifyWithout(program, image, {
      layout: layoutOf(given),
      budgets: timesBudgets(defaultBudgets, budgetOf(given)),
    }),
  );
}

/** The answer, and the functions of which something is missing. */
export function withIncomplete(answer: InferenceAnswer): Inferred {
  return { ...answer, incomplete: answer.functions.filter(isMissing) };
}

/** The certificate that was found, as a file. */
export function foundCertificate(found: Inferred, loaded: LoadedProgram, image: Uint8Array): Uint8Array {
  return new TextEncoder().encode(writeCertificate(inferredCertificate(found, sourceOf(loaded), image)));
}
