/**
 * `etalon compile FILE`: a program to a static ELF executable.
 */

import { build, memoryOptions } from "../built.ts";
import { exitCodes } from "../exit-codes.ts";
import { instructionCount, sha256 } from "../facts.ts";
import { besides, writeBytes } from "../files.ts";
import { loadProgram } from "../load.ts";
import type { Verb } from "../verb.ts";

/** `etalon compile`. */
export const compileVerb: Verb = {
  name: "compile",
  summary: "compile a program to a RISC-V executable",
  operands: ["FILE"],
  options: [
    {
      name: "output",
      short: "o",
      value: "A.elf",
      help: "where to write it; beside FILE, ending in .elf, unless given",
    },
    ...memoryOptions,
  ],
  details: [
    "The result is a static ELF executable for 32-bit RISC-V (RV32IM) under Linux, so that `qemu-riscv32 A.elf` runs\n" +
      "it as well as `etalon exec A.elf`. The same program and options give the same bytes, always.",
  ],
  examples: ["etalon compile examples/sieve.ell -o sieve.elf && echo 100 | qemu-riscv32 sieve.elf"],
  run({ terminal, json, arguments: given }) {
    const path = given.operands[0]!;
    const loaded = loadProgram(path);
    const { file, image } = build(loaded, given);
    const output = given.text("output") ?? besides(path === "-" ? "program.ell" : path, ".elf");
    if (output === "-") {
      if (!json) terminal.out.bytes(file);
    } else {
      writeBytes(output, file, true);
      if (!json) terminal.out.line(`${output}: ${file.length} bytes, ${instructionCount(image)} instructions`);
    }
    const facts = { output, bytes: file.length, instructions: instructionCount(image), sha256: sha256(file) };
    return { exit: exitCodes.ok, document: facts };
  },
};
