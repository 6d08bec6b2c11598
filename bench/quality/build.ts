/**
 * A kernel as executables: by Etalon, with a certificate that holds, and by riscv64-unknown-elf-gcc from its translation to
 * C, with Ell's checks and without.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CompileOptions, claimsOf, compile } from "etalon/compiler";
import type { Program } from "etalon/lang";
import { type Image, readElf, writeElf } from "etalon/machine";
import { checkClaims } from "etalon/proof";
import { ellToC } from "./ell-to-c.ts";

/** How gcc compiles. */
export interface GccVariant {
  readonly level: 1 | 2;
  readonly checked: boolean;
}

/** gcc's four ways, in the order of the table. */
export const gccVariants: readonly GccVariant[] = [
  { level: 1, checked: true },
  { level: 2, checked: true },
  { level: 1, checked: false },
  { level: 2, checked: false },
];

/** `gcc -O1, checks`. */
export function variantName({ level, checked }: GccVariant): string {
  return `gcc -O${level}${checked ? ", checks" : ""}`;
}

/** An executable. */
export interface Executable {
  readonly image: Image;
  readonly file: Uint8Array;
  /** Bytes of instructions, and of constants that are not in them. */
  readonly text: number;
}

/** Etalon's executable. It throws unless its certificate holds. */
export function byEtalon(program: Program, options: CompileOptions): Executable {
  const compiled = compile(program, options);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const { image } = compiled.value;
  const { verdict } = checkClaims(program, image, claimsOf(compiled.value));
  if (verdict !== "certified") throw new Error(`the compiled program is ${verdict}`);
  const text = image.segments.find(({ permissions }) => permissions.execute)!.size;
  return { image, file: writeElf(image), text };
}

const fixed = ["-march=rv32im", "-mabi=ilp32", "-nostdlib", "-static", "-ffreestanding", "-fwrapv", "-w"];
// No function that the runtime does not need, and no loop that becomes a call of memcpy or memset.
const plain = ["-ffunction-sections", "-Wl,--gc-sections", "-fno-tree-loop-distribute-patterns"];

/** gcc's executable of the same program. */
export function byGcc(program: Program, { level, checked }: GccVariant): Executable {
  const work = mkdtempSync(join(tmpdir(), "etalon-quality-"));
  try {
    writeFileSync(join(work, "program.c"), ellToC(program));
    const words = [`-O${level}`, `-DCHECKED=${checked ? 1 : 0}`, `-I${import.meta.dirname}`];
    tool("riscv64-unknown-elf-gcc", [...fixed, ...plain, ...words, "program.c", "-o", "program.elf"], work);
    const file = readFileSync(join(work, "program.elf"));
    const image = readElf(file);
    if (!image.ok) throw new Error(image.error[0]?.message);
    const sizes = tool("riscv64-unknown-elf-size", ["-A", "program.elf"], work);
    const text = [...sizes.matchAll(/^\.s?(?:text|rodata)\S*\s+(\d+)/gm)].reduce(
      (sum, [, size]) => sum + Number(size),
      0,
    );
    return { image: image.value, file, text };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** What a tool writes to its standard output. It throws where the tool fails. */
export function tool(name: string, words: readonly string[], folder: string): string {
  const done = spawnSync(name, words, { cwd: folder, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${name}: ${done.error?.message ?? done.stderr}`);
  return done.stdout;
}
