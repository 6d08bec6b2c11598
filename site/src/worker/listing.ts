/**
 * The panes: the image as assembly and bytes, and the programs between the passes as lines, each with the line of the text
 * that the compiler says it came from.
 */

import type { Position } from "etalon";
import { type AllocatedFlow, type Compilation, type Flow, placeName, printFlow } from "etalon/compiler";
import { disassemble, type Image } from "etalon/machine";
import type { AssemblyRow, CutMark, FlowRow, FlowStage } from "./analysis.ts";

function words(image: Image, start: number): readonly (readonly [pc: number, word: number])[] {
  const text = image.segments.find(({ permissions }) => permissions.execute);
  if (text === undefined) return [];
  const view = new DataView(text.bytes.buffer, text.bytes.byteOffset, text.bytes.byteLength);
  const found: [number, number][] = [];
  for (let pc = Math.max(start, text.address); pc + 4 <= text.address + text.bytes.length; pc += 4)
    found.push([pc, view.getUint32(pc - text.address, true)]);
  return found;
}

/** The instructions of an image from `start`, each with the line that whoever made it says it came from; `ours` is our own image. */
export function assemblyRows(
  image: Image,
  start: number,
  ours: Image | undefined,
  place: (pc: number) => Position | undefined,
): readonly AssemblyRow[] {
  const names = new Map(image.symbols?.map(({ name, address }) => [address, name]));
  const listed = words(image, start);
  const before = ours === undefined ? [] : words(ours, start);
  // Where instructions were added or left out, addresses do not pair them.
  const own = new Map(before.length === listed.length ? before : []);
  return listed.map(([pc, word]): AssemblyRow => {
    const [mnemonic = "", operands = ""] = disassemble(word, { pc }).split("\t");
    const { line, column } = place(pc) ?? { line: 0, column: 0 };
    const bytes = [0, 8, 16, 24].map((shift) => ((word >>> shift) & 0xff).toString(16).padStart(2, "0")).join(" ");
    const changed = own.get(pc) === word ? undefined : own.get(pc);
    return {
      pc,
      mnemonic,
      operands,
      bytes,
      line,
      column,
      begins: names.get(pc),
      ours: changed === undefined ? undefined : disassemble(changed, { pc }).replace("\t", " "),
    };
  });
}

/** The programs between the passes. */
export function flowStages(
  { flow, allocated }: Compilation,
  cuts: readonly CutMark[],
  place: (node: number) => Position,
): readonly FlowStage[] {
  return [
    { name: "Ell to flow", rows: flowRows(flow, printFlow(flow), cuts, place) },
    { name: "registers allocated", rows: flowRows(allocated, printFlow(allocated, placeName), cuts, place) },
  ];
}

const cutNote = /\s*; cut (before|after) node (\d+).*$/;

/** The lines of a flow program's text, each with the node of the instruction that it shows: both are in one order. */
function flowRows(
  flow: Flow | AllocatedFlow,
  text: string,
  cuts: readonly CutMark[],
  place: (node: number) => Position,
): readonly FlowRow[] {
  const letters = new Map(cuts.map(({ phase, node, letter }) => [`${phase} ${node}`, letter]));
  const origins = flow.functions.flatMap(({ blocks }) =>
    blocks.flatMap(({ instructions, terminator }) => [...instructions, terminator].map(({ origin }) => origin)),
  );
  let next = 0;
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): FlowRow => {
      const depth = line.startsWith("    ") ? 2 : line.startsWith("  ") ? 1 : 0;
      if (depth < 2) return { text: line.trim(), depth, line: 0, letter: undefined };
      const [, phase, node] = cutNote.exec(line) ?? [];
      const letter = letters.get(`${phase} ${node}`);
      return { text: line.replace(cutNote, "").trim(), depth, line: place(origins[next++] ?? 0).line, letter };
    })
    .filter((row) => row.text !== "" || row.letter !== undefined);
}
