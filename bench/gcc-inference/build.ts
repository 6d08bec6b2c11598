/**
 * A kernel compiled by riscv64-unknown-elf-gcc in Ell's layout, from its translation to C: with runtime.h in the place of the benchmark's, and with a
 * check of the stack in each function, which gcc does not make for this machine.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "etalon/lang";
import { type Image, readElf } from "etalon/machine";
import { tool } from "../quality/build.ts";
import { ellToC } from "../quality/ell-to-c.ts";

/** The C text: globals are words of one array, and texts are stored word by word. */
function layoutC(program: Program): string {
  const constants = new Map<string, readonly string[]>();
  return ellToC(program)
    .replace('#include "runtime.h"', `#define GLOBALS ${program.globals.length}\n#include "runtime.h"`)
    .replaceAll(/^static const unsigned (\w+)\[\] = \{ (.*) \};$/gm, (_, name: string, words: string) => {
      constants.set(name, words.split(", "));
      return "";
    })
    .replaceAll(/constant_array\((\w+), (\d+), (\d)\)/g, (_, name: string, length: string, bytes: string) => {
      const words = length === "0" ? [] : constants.get(name)!;
      const stores = words.map((word, i) => `w[${i + 1}] = ${word};`);
      return `({ unsigned *w = allocate(${length}, ${bytes}); ${stores.join(" ")} w; })`;
    })
    .replaceAll(/^static ([^(\n]*\S) ?(g_\w*_(\d+));$/gm, "#define $2 (*($1 *)&globals[$3])");
}

/**
 * The assembler text with a check of the stack where a function makes its frame. A loop that begins where a function is entered begins one
 * instruction later: a jump to an entry is a call in a certificate.
 */
function asCertificatesNeed(text: string): string {
  return text
    .replaceAll(/^(\taddi\tsp,sp,-\d+)$/gm, "$1\n\tla\tt0,stack_limit\n\tbltu\tsp,t0,no_stack")
    .replaceAll(/^(f_\w+:)\n(\.L\d+:)$/gm, "$1\n\tnop\n$2");
}

const words = [
  "-march=rv32im",
  "-mabi=ilp32",
  "-mno-relax",
  "-ffreestanding",
  "-fwrapv",
  "-fno-strict-aliasing",
  "-fno-tree-loop-distribute-patterns",
  "-fno-jump-tables",
  "-fno-toplevel-reorder",
  // No claim says that a function never returns, or gives the same again.
  "-fno-ipa-pure-const",
  "-w",
];

/** gcc's image of a program, with these options besides. */
export function layoutByGcc(program: Program, options: readonly string[]): Image {
  const work = mkdtempSync(join(tmpdir(), "etalon-gcc-"));
  const gnu = (name: string, given: readonly string[]): string => tool(`riscv64-unknown-elf-${name}`, given, work);
  try {
    writeFileSync(join(work, "program.c"), layoutC(program));
    gnu("gcc", [...words, ...options, `-I${import.meta.dirname}`, "-S", "program.c"]);
    const text = join(work, "program.s");
    writeFileSync(text, asCertificatesNeed(readFileSync(text, "utf8")));
    gnu("as", ["-march=rv32im", "-mabi=ilp32", "-mno-relax", "program.s", "-o", "program.o"]);
    const script = join(import.meta.dirname, "../../docs/machine-interface.ld");
    gnu("ld", ["-m", "elf32lriscv", "--no-relax", "-T", script, "program.o", "-o", "program.elf"]);
    const image = readElf(readFileSync(join(work, "program.elf")));
    if (!image.ok) throw new Error(image.error[0]?.message);
    return image.value;
  } finally {
    rmSync(work, { recursive: true });
  }
}
