/**
 * `etalon exec --fault NAME`: an executable on a faulty processor, for commands that calibrate others.
 */

import { type CpuFault, faults, faultyStepper } from "../../../calibrate/index.ts";
import type { ExecuteOptions, Execution } from "../../../engine/index.ts";
import { type Image, loadMachine, type SystemCalls } from "../../../machine/index.ts";
import { usageError } from "../../command-error.ts";
import { suggestion } from "../../view/suggestion.ts";

/** What runs an image on a processor with the fault of that name: it gives what `executeImage` gives for a sound one. */
export function onFaulty(name: string) {
  const fault = faultNamed(name);
  return (image: Image, calls: SystemCalls<number>, options: Parameters<typeof executeFaulty>[3]): Execution =>
    executeFaulty(image, calls, fault, options);
}

function faultNamed(name: string): CpuFault {
  const found = faults.find((fault) => fault.name === name);
  if (found !== undefined) return found;
  const near = suggestion(
    name,
    faults.map((fault) => fault.name),
  );
  const hint = near === undefined ? "`etalon calibrate --faults` lists them" : `did you mean ${near}?`;
  throw usageError(`there is no fault ${JSON.stringify(name)}`, hint);
}

function executeFaulty(
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
