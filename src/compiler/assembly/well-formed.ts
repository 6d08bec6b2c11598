/**
 * What is wrong with assembly, with a layout of it, or with the image made of that, if anything: the laws of docs/compiler.md
 * that the types do not say, and that a look at one program is enough for.
 */

import { decode } from "../../machine/isa/decode.ts";
import { encode } from "../../machine/isa/encode.ts";
import { hex } from "../../machine/isa/image.ts";
import type { Linked } from "../passes/assembly-to-image/link.ts";
import type { Layout } from "../passes/assembly-to-image/relax.ts";
import type { InMemory } from "../stage.ts";
import type { Assembly, AssemblyFunction } from "./assembly.ts";

/** Every jump and call has somewhere to go, every instruction is one, and a function begins with the cut point of its entry. */
export function assemblyError({ program }: Pick<InMemory<Assembly>, "program">): string | undefined {
  if (program.functions[program.start] === undefined) return `there is no function ${program.start} to start with`;
  for (const f of program.functions) {
    const wrong = functionError(f, program);
    if (wrong !== undefined) return `function ${f.name}: ${wrong}`;
  }
  return undefined;
}

function functionError(f: AssemblyFunction, { functions }: Assembly): string | undefined {
  if (f.frameBytes < 0 || f.frameBytes % 16 !== 0) return `its frame has ${f.frameBytes} bytes, no multiple of 16`;
  const [entry] = f.items;
  if (entry?.kind !== "cut" || entry.point.phase !== "before")
    return "it does not begin with the cut point of its entry";
  const placed = new Set<number>();
  for (const item of f.items) {
    if (item.kind !== "label") continue;
    if (placed.has(item.label)) return `label ${item.label} is in two places`;
    if (item.label < 0 || item.label >= f.labels) return `label ${item.label} is none of its ${f.labels}`;
    placed.add(item.label);
  }
  for (const item of f.items) {
    if ((item.kind === "branch" || item.kind === "jump") && !placed.has(item.target))
      return `a ${item.kind} goes to label ${item.target}, which is nowhere`;
    if ((item.kind === "call" || item.kind === "tail") && functions[item.callee] === undefined)
      return `there is no function ${item.callee}`;
    if (item.kind !== "instruction") continue;
    const word = encode(item.instruction);
    if (!word.ok) return word.error.message;
  }
  return undefined;
}

/** Functions follow each other without a hole, items are whole words in order, and all of it lies below the data. */
export function layoutError({ program, memory }: InMemory<Layout>): string | undefined {
  const wrong = assemblyError({ program: program.assembly });
  if (wrong !== undefined) return wrong;
  let address = memory.text;
  for (const [index, f] of program.functions.entries()) {
    const { name, items } = program.assembly.functions[index]!;
    if (f.address !== address) return `function ${name} is at ${hex(f.address)}, and should be at ${hex(address)}`;
    const size = f.offsets[items.length];
    if (f.offsets[0] !== 0 || size === undefined) return `function ${name}: it does not begin or end where it should`;
    if (f.offsets.some((offset, i) => offset % 4 !== 0 || offset < (f.offsets[i - 1] ?? 0)))
      return `function ${name}: its items are not words in order`;
    address += size;
  }
  if (program.end !== address) return `the text ends at ${hex(address)}, not at ${hex(program.end)}`;
  return address > memory.scratch ? "the text reaches into the data" : undefined;
}

/**
 * All text is instructions, each with a source node; the program is entered at a function; and cut points are in order: the
 * entry of each function first, no two at one address, and one at each return address.
 */
export function imageError({ image, origins, cuts }: Linked): string | undefined {
  const text = image.segments.find(({ permissions }) => permissions.execute);
  if (text === undefined) return "there is no text";
  if (origins().length * 4 !== text.bytes.length) return "not every word of the text has an origin";
  const certificates = cuts();
  if (!certificates.some(({ entry }) => entry === image.entry))
    return `no function begins at ${hex(image.entry)}, the entry`;
  const pcs = certificates.flatMap((f) => [f.entry, ...f.cuts.map(({ pc }) => pc)]);
  if (pcs.some((pc, i) => i > 0 && pc <= pcs[i - 1]!)) return "cut points are not in order, or two have one address";
  const isCut = new Set(pcs);
  const view = new DataView(text.bytes.buffer, text.bytes.byteOffset, text.bytes.length);
  for (let at = 0; at < text.bytes.length; at += 4) {
    const instruction = decode(view.getUint32(at, true));
    const pc = text.address + at;
    if (instruction === undefined) return `no instruction is at ${hex(pc)}`;
    const links = (instruction.mnemonic === "jal" || instruction.mnemonic === "jalr") && instruction.rd === 1;
    if (links && !isCut.has(pc + 4)) return `no cut point is at the return address ${hex(pc + 4)}`;
  }
  return undefined;
}
