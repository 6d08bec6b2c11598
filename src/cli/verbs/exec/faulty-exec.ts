/**
 * `etalon exec --fault NAME`: an executable on a faulty processor, for commands that calibrate others.
 */

import { type CpuFault, faults, faultyStepper } from "../../../calibrate/index.ts";
import type { ExecuteOptions, Execution } from "../../../engine/index.ts";
import { type Image, loadMachine, type SystemCalls } from "../../../machine/index.ts";
import type { OptionSpec } from "../../arguments.ts";
import { usageError } from "../../command-error.ts";
import { suggestion } from "../../view/suggestion.ts";

/** The option. */
export const faultOption: OptionSpec = {
  name: "fault",
  value: "NAME",
  excludes: ["engine"],
  help: "on a processor with this fault (`etalon calibrate --faults` lists them)",
};

/** The fault of that name. */
export function faultNamed(name: string): CpuFault {
  const found = faults.find((fault) => fault.name === name);
  if (found !== undefined) return found;
  const near = suggestion(
    name,
    faults.map((fault) => fault.name),
  );
  const hint = near === undefined ? "`etalon calibrate --faults` lists them" : `did you mean ${near}?`;
  throw usageError(`there is no fault ${JSON.stringify(name)}`, hint);
}

/** Run an image on a faulty processor: what `executeImage` gives for a sound one. */
export function executeFaulty(
  image: Image,
  calls: SystemCalls<number>,
  fault: CpuFault,
  options: Pick<ExecuteOptions, "sp" | "budget" | "progress">,
): Execution {
  const { sp, budget = Number.POSITIVE_INFINITY, progress = { retired: 0 } } = options;
  // The faults are of the processor that is certified for, which has no fence.i.
  const machine = loadMachine(image, calls, sp === undefined ? {} : { sp });
  const next = faultyStepper(machine, fault);
  for (let retired = 0; retired < budget; retired++) {
    progress.retired = retired;
    const outcome = next();
    if (outcome === undefined) continue;
    return { outcome, retired: outcome.kind === "faulted" ? retired : retired + 1, pc: machine.pc >>> 0, machine };
  }
  return { outcome: { kind: "running" }, retired: budget, pc: machine.pc >>> 0, machine };
}
