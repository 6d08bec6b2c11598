/**
 * Edits of assembly, of memory layouts, and of the words of the finished text.
 */

import type { AssemblyFunction, AssemblyItem } from "../../compiler/assembly/assembly.ts";
import { type Passes, passes } from "../../compiler/passes.ts";
import type { MemoryLayout } from "../../compiler/target/memory-layout.ts";
import { decode } from "../../machine/isa/decode.ts";
import { encode } from "../../machine/isa/encode.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";

/** The compiler that edits the assembly of each function. */
export function misassemble(edit: (f: AssemblyFunction) => AssemblyFunction): Passes {
  return {
    ...passes,
    flowToMachine(flow, memory, ...others) {
      const assembly = passes.flowToMachine(flow, memory, ...others);
      if (!assembly.ok) return assembly;
      return { ok: true, value: { ...assembly.value, functions: assembly.value.functions.map(edit) } };
    },
  };
}

/** What replaces an instruction. `at(1)` is the next item that is an instruction, a branch, a jump or a call. */
export type CodeEdit = (
  instruction: Instruction,
  at: (distance: number) => AssemblyItem | undefined,
  f: AssemblyFunction,
) => Instruction | readonly Instruction[] | undefined;

/** The compiler that edits selected instructions. When the edit gives undefined, the instruction stays. */
export function misselect(edit: CodeEdit): Passes {
  return misassemble((f) => {
    const code = f.items.filter(({ kind }) => kind !== "label" && kind !== "cut");
    let position = -1;
    const items = f.items.flatMap((item): readonly AssemblyItem[] => {
      if (item.kind === "label" || item.kind === "cut") return [item];
      position++;
      if (item.kind !== "instruction") return [item];
      const here = position;
      const edited = edit(item.instruction, (distance) => code[here + distance], f);
      if (edited === undefined) return [item];
      const list: readonly Instruction[] = "mnemonic" in edited ? [edited] : edited;
      return list.map((instruction) => ({ ...item, instruction }));
    });
    return { ...f, items };
  });
}

/** The compiler that edits branches, jumps and calls of assembly. */
export function misjump(
  edit: (item: Exclude<AssemblyItem, { kind: "instruction" | "label" | "cut" }>) => AssemblyItem | undefined,
): Passes {
  return misassemble((f) => ({
    ...f,
    items: f.items.flatMap((item) => {
      if (item.kind === "instruction" || item.kind === "label" || item.kind === "cut") return [item];
      return edit(item) ?? [];
    }),
  }));
}

/** The compiler that selects instructions for a memory that is not the image's. */
export function mislay(edit: (memory: MemoryLayout) => MemoryLayout): Passes {
  return {
    ...passes,
    flowToMachine: (flow, memory, ...others) => passes.flowToMachine(flow, edit(memory), ...others),
  };
}

/** What replaces the instruction word at an index; the word 0 is no instruction. */
export type TextEdit = (
  instruction: Instruction,
  index: number,
  text: readonly (Instruction | undefined)[],
) => Instruction | number | undefined;

/** The compiler that edits the words of the text. When the edit gives undefined, the word stays. */
export function mislink(edit: TextEdit): Passes {
  return {
    ...passes,
    link(layout, memory) {
      const linked = passes.link(layout, memory);
      if (!linked.ok) return linked;
      const { image } = linked.value;
      const segments = image.segments.map((segment) =>
        segment.permissions.execute ? { ...segment, bytes: editText(segment.bytes, edit) } : segment,
      );
      return { ok: true, value: { ...linked.value, image: { ...image, segments } } };
    },
  };
}

function editText(bytes: Uint8Array, edit: TextEdit): Uint8Array {
  const edited = bytes.slice();
  const view = new DataView(edited.buffer);
  const text: (Instruction | undefined)[] = [];
  for (let at = 0; at < edited.length; at += 4) text.push(decode(view.getUint32(at, true)));
  for (const [index, instruction] of text.entries()) {
    if (instruction === undefined) continue;
    const answer = edit(instruction, index, text);
    if (answer === undefined) continue;
    const word = typeof answer === "number" ? answer : wordOf(answer);
    view.setUint32(4 * index, word, true);
  }
  return edited;
}

/** The word of an instruction; 0, which is no instruction, when it cannot be encoded. */
export function wordOf(instruction: Instruction): number {
  const word = encode(instruction);
  return word.ok ? word.value : 0;
}

/** The instruction that does nothing. */
export const nop: Instruction = { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 };

/** The low `bits` of a value, as a signed number: what remains of an immediate in a field that is too narrow. */
export function truncated(value: number, bits: number): number {
  return (value << (32 - bits)) >> (32 - bits);
}

/** The instruction type of a mnemonic. */
type ShapeOf<M, I = Instruction> = I extends { readonly mnemonic: infer N } ? (M extends N ? I : never) : never;

/** The instruction of an item, if it has one of these mnemonics. */
export function asInstruction<M extends Instruction["mnemonic"]>(
  item: AssemblyItem | undefined,
  ...mnemonics: readonly M[]
): ShapeOf<M> | undefined {
  if (item?.kind !== "instruction") return undefined;
  const { instruction } = item;
  return (mnemonics as readonly string[]).includes(instruction.mnemonic) ? (instruction as ShapeOf<M>) : undefined;
}
