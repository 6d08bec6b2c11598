/**
 * The measurements: executed instructions and size of text of one kernel by Etalon and by gcc, and the processor time of
 * both under qemu. A kernel whose executables do not all do the same is no measurement: that throws.
 */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeOutcome } from "etalon";
import type { CompileOptions } from "etalon/compiler";
import { runImage } from "etalon/engine";
import type { MachineRun } from "etalon/machine";
import { bashTime } from "../bash-time.ts";
import { byEtalon, byGcc, type Executable, type GccVariant, gccVariants, variantName } from "./build.ts";
import { prose } from "./inputs.ts";
import { type Kernel, kernelProgram } from "./kernels.ts";
import { etalonConventions, gccConventions, type Kind, profileOf } from "./profile.ts";

/** Instructions that a run executed, and bytes of text. */
export interface Cost {
  readonly retired: number;
  readonly text: number;
}

/** One kernel's figures. */
export interface Measured {
  readonly kernel: string;
  readonly etalon: Cost;
  /** By the names of gcc's variants. */
  readonly gcc: Readonly<Record<string, Cost>>;
}

/** The kernel by Etalon and by gcc, each run once: the number of instructions is the same each time. */
export function measureKernel(kernel: Kernel, options: CompileOptions): Measured {
  const program = kernelProgram(kernel);
  const input = inputOf(kernel);
  const ours = byEtalon(program, options);
  const expected = behaviour(ours, input);
  const gcc = gccVariants.map((variant): [string, Cost] => {
    const theirs = byGcc(program, variant);
    const run = behaviour(theirs, input);
    const difference = differenceOf(expected, run);
    if (difference !== undefined) throw new Error(`${kernel.name}, ${variantName(variant)}: ${difference}`);
    return [variantName(variant), { retired: run.retired, text: theirs.text }];
  });
  return {
    kernel: kernel.name,
    etalon: { retired: expected.retired, text: ours.text },
    gcc: Object.fromEntries(gcc),
  };
}

/** Executed instructions of each kind, by Etalon and by gcc. */
export interface Profile {
  readonly etalon: Readonly<Record<Kind, number>>;
  readonly gcc: Readonly<Record<Kind, number>>;
}

/** The kernel's profile beside that of gcc's executable. */
export function profileKernel(kernel: Kernel, options: CompileOptions, variant: GccVariant): Profile {
  const program = kernelProgram(kernel);
  const input = inputOf(kernel);
  return {
    etalon: profileOf(byEtalon(program, options).image, input, etalonConventions),
    gcc: profileOf(byGcc(program, variant).image, input, gccConventions),
  };
}

/** Bytes of the input that processes are timed on. */
export const timedBytes = 4 * 2 ** 20;

/** Seconds of processor time, user and system, of a process of qemu on 4 MB of text: ours and gcc's, in turn. */
export function timeKernel(kernel: Kernel, options: CompileOptions, variant: GccVariant, samples: number): number[][] {
  const program = kernelProgram(kernel);
  const work = mkdtempSync(join(tmpdir(), "etalon-quality-"));
  try {
    writeFileSync(join(work, "input"), prose(timedBytes).slice(0, timedBytes));
    const files = [byEtalon(program, options), byGcc(program, variant)].map(({ file }, i) => {
      const path = join(work, `${i}.elf`);
      writeFileSync(path, file, { mode: 0o755 });
      return path;
    });
    const runs = Array.from({ length: samples + 1 }, () =>
      files.map((file) => bashTime('time qemu-riscv32 "$0" <input', [file], work)),
    );
    if (new Set(runs.flat().map(({ output }) => output)).size !== 1)
      throw new Error(`${kernel.name}: the outputs differ`);
    // The first one warmed the disk's cache.
    return runs.slice(1).map((pair) => pair.map(({ seconds }) => seconds));
  } finally {
    rmSync(work, { recursive: true });
  }
}

function inputOf({ input }: Kernel): Uint8Array {
  const made = input();
  return typeof made === "string" ? new TextEncoder().encode(made) : made;
}

function behaviour({ image }: Executable, input: Uint8Array): MachineRun {
  return runImage(image, { input, engine: "wasm", eventBudget: 2 ** 26 });
}

function differenceOf(ours: MachineRun, theirs: MachineRun): string | undefined {
  const [expected, found] = [describeOutcome(ours.outcome), describeOutcome(theirs.outcome)];
  if (expected !== found) return `Etalon's ${expected}, gcc's ${found}`;
  const same = JSON.stringify(ours.events) === JSON.stringify(theirs.events);
  return same ? undefined : "the events differ";
}
