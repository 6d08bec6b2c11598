/**
 * The catalogue of faulty processors, and each as a machine that can be measured.
 */

import { referenceBudget, statusOf } from "../observation.ts";
import type { MeasuredMachine } from "../subject.ts";
import { arithmeticFaults } from "./arithmetic-faults.ts";
import { controlFaults } from "./control-faults.ts";
import { type CpuFault, runFaulty } from "./fault.ts";
import { memoryFaults } from "./memory-faults.ts";
import { operandFaults } from "./operand-faults.ts";

/**
 * Every faulty processor of the catalogue.
 *
 * @example
 * ```ts
 * import { faults } from "etalon/calibrate";
 * faults.find(({ name }) => name === "sra-as-srl")?.sentence; // => "brings in zeros instead of the sign"
 * ```
 */
export const faults: readonly CpuFault[] = [...arithmeticFaults, ...controlFaults, ...memoryFaults, ...operandFaults];

/**
 * A faulty processor as a machine to calibrate, in this process.
 *
 * @example
 * ```ts
 * import { faultySubject, faults } from "etalon/calibrate";
 * const word = (text: string) => [...text.matchAll(/../g)].map(([byte]) => parseInt(byte, 16)).reverse();
 * // addi a0,zero,-8; srai a0,a0,31; addi a7,zero,93; ecall
 * const bytes = Uint8Array.from(["ff800513", "41f55513", "05d00893", "00000073"].flatMap(word));
 * const text = { address: 0x10000, bytes, size: 16, permissions: { read: true, write: false, execute: true } };
 * const subject = faultySubject(faults.find(({ name }) => name === "srai-as-srli")!);
 * const seen = await subject.observe({ entry: 0x10000, segments: [text] });
 * seen.kind === "ended" && seen.status; // => 1
 * ```
 */
export function faultySubject(fault: CpuFault, budget: number = referenceBudget): MeasuredMachine {
  return {
    observe: (image) => {
      const { outcome, output } = runFaulty(image, fault, budget);
      const status = statusOf(outcome);
      return Promise.resolve(status === undefined ? { kind: "timeout" } : { kind: "ended", status, output });
    },
  };
}
