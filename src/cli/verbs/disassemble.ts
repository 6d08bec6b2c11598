/**
 * `etalon disassemble FILE`: the instructions of an executable, with the source lines that they came from.
 */

import type { Source } from "../../index.ts";
import type { Image } from "../../machine/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { bareOption, build, compilingOptions, refuseCompilingOptions } from "../host/built.ts";
import { readBytes } from "../host/files.ts";
import { isElf } from "../host/load-image.ts";
import { loadShownImage } from "../host/load-process.ts";
import type { Verb } from "../verb.ts";
import { hex0Lines } from "../view/hex0.ts";
import { instructionsOf, type Line, linesIn, sourceLine, symbolNames } from "../view/instruction-lines.ts";
import type { Origin } from "../view/origin.ts";
import type { Output } from "../view/terminal.ts";
import { denyWarnings, loadAndWarn, refuseDenyWarnings } from "../view/warnings.ts";

/** `etalon disassemble`. */
export const disassembleVerb: Verb = {
  name: "disassemble",
  summary: "show the instructions of an executable with their source lines",
  operands: ["FILE"],
  options: [
    { name: "hex0", excludes: ["json"], help: "all bytes of the file in hexadecimal, with what they are in comments" },
    { ...bareOption, help: "of a program: as `etalon compile --bare` compiles it" },
    denyWarnings,
    ...compilingOptions,
  ],
  details: [
    "FILE is an executable, or a program, which is then compiled. The notation is that of GNU objdump.",
    "With --hex0 it is a text that a person can read and any hex0 makes the file of, byte for byte: pairs of hexadecimal\n" +
      "digits, and comments (docs/bootstrap.md).",
  ],
  examples: ["etalon disassemble examples/hello.ell", "etalon disassemble --bare --hex0 examples/hex0.ell"],
  run(context) {
    const { terminal, json, arguments: given } = context;
    const path = given.operands[0]!;
    const bytes = readBytes(path);
    const elf = isElf(bytes) || path.endsWith(".elf");
    if (elf) {
      refuseCompilingOptions(given, `${path} is compiled already`);
      refuseDenyWarnings(given, `${path} is compiled already`);
    }
    const loaded = elf ? undefined : loadAndWarn(path, context, bytes);
    const built = loaded === undefined ? undefined : build(loaded, given);
    const image = built?.image ?? loadShownImage(path, bytes);
    if (given.flag("hex0")) {
      for (const line of hex0Lines(built?.file ?? bytes, image, loaded?.source)) terminal.out.line(line);
      return { exit: exitCodes.ok, document: {} };
    }
    const lines = [...instructionsOf(image)];
    if (!json) print(lines, image, loaded?.source, terminal.out);
    return { exit: exitCodes.ok, document: { entry: image.entry, instructions: lines, warnings: loaded?.warnings } };
  },
};

function print(lines: readonly Line[], image: Image, source: Source | undefined, out: Output): void {
  const names = symbolNames(image);
  const textOf = linesIn(source);
  let last: Origin | undefined;
  for (const { pc, word, text, origin } of lines) {
    const name = names.get(pc);
    if (name !== undefined) {
      out.line(`\n${out.paint("strong", `${name}:`)}`);
      last = undefined;
    }
    if (origin !== undefined && (origin.line !== last?.line || origin.file !== last.file))
      out.line(out.paint("quiet", `; ${sourceLine(origin, textOf(origin))}`));
    last = origin;
    const column = origin === undefined ? "" : `${origin.line}:${origin.column}`;
    out.line(`  ${pc.toString(16).padStart(8)}  ${word.slice(2)}  ${text.padEnd(28)} ${column}`.trimEnd());
  }
}
