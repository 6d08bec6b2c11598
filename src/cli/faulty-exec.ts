/**
 * `etalon exec --fault NAME`: an executable on a faulty processor, for commands that calibrate others.
 */

import type { Outcome } from "../index.ts";
import { type CpuFault, ellSystemCalls, faults, faultyStepper, type Image, loadMachine } from "../machine/index.ts";
import type { OptionSpec } from "./arguments.ts";
import { usageError } from "./command-error.ts";
import { nearest } from "./nearest.ts";
import type { StreamedEnvironment } from "./streams.ts";

/** The option. */
export const faultOption: OptionSpec = {
  name: "fault",
  value: "NAME",
  help: "on a processor with this fault (`etalon calibrate --faults` lists them)",
};

/** The fault of that name. */
export function faultNamed(name: string): CpuFault {
  const found = faults.find((fault) => fault.name === name);
  if (found !== undefined) return found;
  const near = nearest(
    name,
    faults.map((fault) => fault.name),
  );
  const hint = near === undefined ? "`etalon calibrate --faults` lists them" : `did you mean ${near}?`;
  throw usageError(`there is no fault ${JSON.stringify(name)}`, hint);
}

/** Run an image on a faulty processor. */
export function runWithFault(
  image: Image,
  fault: CpuFault,
  environment: StreamedEnvironment,
  limits: { readonly stack: number; readonly limit: number },
): { readonly outcome: Outcome; readonly steps: number; readonly pc: number } {
  const machine = loadMachine(image, ellSystemCalls(environment), { stack: limits.stack });
  const next = faultyStepper(machine, fault);
  for (let steps = 1; steps <= limits.limit; steps++) {
    const outcome = next();
    if (outcome !== undefined) return { outcome, steps, pc: machine.pc >>> 0 };
  }
  return { outcome: { kind: "running" }, steps: limits.limit, pc: machine.pc >>> 0 };
}
