/**
 * `etalon disassemble FILE`: the instructions of an executable, with the source lines that they came from.
 */

import { type Source, sourceAt } from "../../index.ts";
import { disassemble, hex, type Image } from "../../machine/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { build, compilingOptions, refuseCompilingOptions } from "../host/built.ts";
import { readBytes } from "../host/files.ts";
import { isElf, loadShownImage } from "../host/load.ts";
import type { Verb } from "../verb.ts";
import { type Origin, originsOf } from "../view/origin.ts";
import { printable } from "../view/printable.ts";
import type { Output } from "../view/terminal.ts";
import { denyWarnings, loadAndWarn, refuseDenyWarnings } from "../view/warnings.ts";

/** `etalon disassemble`. */
export const disassembleVerb: Verb = {
  name: "disassemble",
  summary: "show the instructions of an executable with their source lines",
  operands: ["FILE"],
  options: [denyWarnings, ...compilingOptions],
  details: ["FILE is an executable, or a program, which is then compiled. The notation is that of GNU objdump."],
  examples: ["etalon disassemble examples/hello.ell"],
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
    const image = loaded === undefined ? loadShownImage(path, bytes) : build(loaded, given).image;
    const lines = [...instructionsOf(image)];
    if (!json) print(lines, image, loaded?.source, terminal.out);
    return { exit: exitCodes.ok, document: { entry: image.entry, instructions: lines, warnings: loaded?.warnings } };
  },
};

interface Line {
  readonly pc: number;
  readonly word: string;
  readonly text: string;
  readonly origin: Origin | undefined;
}

function* instructionsOf(image: Image): Generator<Line> {
  const find = originsOf(image);
  for (const { address, bytes, permissions } of image.segments) {
    if (!permissions.execute) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 <= bytes.length; at += 4) {
      const pc = address + at;
      const word = view.getUint32(at, true);
      yield { pc, word: hex(word), text: disassemble(word, { pc }).replace("\t", " "), origin: find(pc) };
    }
  }
}

function print(lines: readonly Line[], image: Image, source: Source | undefined, out: Output): void {
  const names = new Map((image.symbols ?? []).map(({ name, address }) => [address, printable(name)]));
  const textOf = linesIn(source);
  let last: Origin | undefined;
  for (const { pc, word, text, origin } of lines) {
    const name = names.get(pc);
    if (name !== undefined) {
      out.line(`\n${out.paint("strong", `${name}:`)}`);
      last = undefined;
    }
    if (origin !== undefined && (origin.line !== last?.line || origin.file !== last.file))
      out.line(out.paint("quiet", sourceLine(origin, textOf(origin))));
    last = origin;
    const column = origin === undefined ? "" : `${origin.line}:${origin.column}`;
    out.line(`  ${pc.toString(16).padStart(8)}  ${word.slice(2)}  ${text.padEnd(28)} ${column}`.trimEnd());
  }
}

/** The line of the source that a place is in, where the source is at hand; each file is divided once. */
function linesIn(source: Source | undefined): (origin: Origin) => string | undefined {
  const known = new Map<string | undefined, readonly string[]>();
  return ({ file, imported, line }) => {
    if (source === undefined) return undefined;
    const path = imported === true ? file : undefined;
    const lines = known.get(path) ?? sourceAt(source, path).text.split("\n");
    known.set(path, lines);
    return lines[line - 1];
  };
}

function sourceLine({ file, imported, line }: Origin, text: string | undefined): string {
  const name = imported === true || text === undefined ? `${printable(file)}:` : "";
  return text === undefined ? `; ${name}${line}` : `; ${name}${line} | ${printable(text.replace("\r", "")).trimEnd()}`;
}
