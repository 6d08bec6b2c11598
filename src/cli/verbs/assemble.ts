/**
 * `etalon assemble FILE.s`: an assembler text to a static ELF executable.
 */

import { dataAddress, hex, textAddress, writeElf } from "../../machine/index.ts";
import { quietOption } from "../arguments.ts";
import { exitCodes } from "../exit-codes.ts";
import { assembleFile } from "../host/assembled.ts";
import { besides, isStream, refuseToReplace, writeBytes } from "../host/files.ts";
import { refuseBesideDocument } from "../host/output-path.ts";
import type { Verb } from "../verb.ts";
import { instructionCount, sha256 } from "../view/facts.ts";

/** `etalon assemble`. */
export const assembleVerb: Verb = {
  name: "assemble",
  summary: "make an executable of an assembler text",
  operands: ["FILE.s"],
  options: [
    {
      name: "output",
      short: "o",
      value: "A.elf",
      help: "where to write it; beside FILE, ending in .elf, unless given",
    },
    { name: "text", value: "ADDRESS", help: "where .text lies, a multiple of 4 (default: 0x10000)" },
    { name: "data", value: "ADDRESS", help: "where .data lies, a multiple of 16 (default: 0x10000000)" },
    { name: "entry", value: "LABEL", help: "where the program begins (default: _start)" },
    { ...quietOption, help: "print nothing but errors" },
  ],
  details: [
    "FILE.s is in the language of the GNU assembler for RV32IM, as compilers write it. No other tool is needed: there is\n" +
      "one text and no linking. The result is a static ELF executable like those of `etalon compile`, for `etalon exec`,\n" +
      "`etalon check --image` and `qemu-riscv32`.",
  ],
  examples: ["etalon assemble program.s -o program.elf && etalon exec program.elf"],
  run({ terminal, details, json, arguments: given }) {
    const path = given.operands[0]!;
    const output = given.text("output") ?? besides(isStream(path) ? "program.s" : path, ".elf");
    refuseBesideDocument(output, json);
    refuseToReplace(path, output, "--output");
    const image = assembleFile(path, {
      text: given.integer("text", textAddress, { min: 0, max: 0xffff_fffc }),
      data: given.integer("data", dataAddress, { min: 0, max: 0xffff_fff0 }),
      entry: given.text("entry") ?? "_start",
    });
    const file = writeElf(image);
    if (output === "-") terminal.out.bytes(file);
    else writeBytes(output, file, true);
    const say = isStream(output) && !given.flag("quiet") ? terminal.error : details;
    if (!json && output !== "-")
      say.line(
        `${output}: ${file.length} bytes, ${instructionCount(image)} instructions, begins at ${hex(image.entry)}`,
      );
    const facts = {
      output,
      bytes: file.length,
      instructions: instructionCount(image),
      entry: image.entry,
      sha256: sha256(file),
    };
    return { exit: exitCodes.ok, document: facts };
  },
};
