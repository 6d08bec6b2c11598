/**
 * gcc's images of the kernels as they are kept in test/proof/infer/gcc: gcc changes from version to version, and with it what is certified. They belong to
 * the kernels' sources as these are now: who changes a source makes them again.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Image, readElf, writeElf } from "etalon/machine";
import { firstKernels, type Kernel, kernelProgram } from "../quality/kernels.ts";
import { layoutByGcc } from "./build.ts";

/**
 * How gcc is called, by the name of the level. At -O1 some of its passes are left out, each for what no claim can say or no law shows; docs/benchmarks.md
 * says of each what it does. At -O1i only the first of them is.
 */
export const gccLevels = {
  O0: ["-O0"],
  Og: ["-Og"],
  O1: [
    "-O1",
    "-fno-ivopts",
    "-fno-tree-reassoc",
    "-fno-thread-jumps",
    "-fno-tree-ch",
    "-fno-tree-loop-ivcanon",
    "-fno-tree-slsr",
    "-fno-ipa-modref",
  ],
  O1i: ["-O1", "-fno-ivopts"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The name of a level. */
export type GccLevel = keyof typeof gccLevels;

/** The levels, from that at which gcc changes least. */
export const gccLevelNames: readonly GccLevel[] = ["O0", "Og", "O1", "O1i"];

const folder = join(import.meta.dirname, "../../test/proof/infer/gcc");

function pathOf({ name }: Pick<Kernel, "name">, level: GccLevel): string {
  return join(folder, `${name}.${level}.elf`);
}

/** The image of a kernel that is kept. */
export function pinnedImage(kernel: Pick<Kernel, "name">, level: GccLevel): Image {
  const image = readElf(readFileSync(pathOf(kernel, level)));
  if (!image.ok) throw new Error(`${kernel.name}.${level}: ${image.error[0]?.message}`);
  return image.value;
}

/** Call gcc, and keep its images of all kernels. */
export function pinImages(): void {
  mkdirSync(folder, { recursive: true });
  for (const kernel of firstKernels)
    for (const level of gccLevelNames)
      writeFileSync(pathOf(kernel, level), writeElf(layoutByGcc(kernelProgram(kernel), gccLevels[level])));
}
