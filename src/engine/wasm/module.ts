/**
 * Translated functions → WebAssembly modules (core, 5.5). Every module works on one memory and one table of functions:
 * entry i of the table is entered with the address of word i of the text.
 *
 *     function   (fuel, depth, pc) → (fuel, pc)  pc is odd when the code was left at an access
 *     run        (fuel, depth, pc, i) → ()       calls entry i and leaves its results in memory; for the host
 *     nowhere    (fuel, depth, pc) → (fuel, pc)  what the table holds where nothing is translated
 */

import { Bytes } from "./bytes.ts";
import { opcode } from "./opcodes.ts";

/** Where `run` leaves its results. */
export const resultsAt = { fuel: 256, pc: 260 } as const;

/** An entry of the table: the function (by its index in the module) that is entered for a word. */
export interface TableEntry {
  readonly word: number;
  readonly function: number;
}

const i32 = 0x7f;
const preamble = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const sectionId = { type: 1, import: 2, function: 3, export: 7, element: 9, code: 10 } as const;
/** (fuel, depth, pc) → (fuel, pc), as every translated function; what `run` is; and what is left with: () → (fuel, pc). */
const types = [
  [0x60, 3, i32, i32, i32, 2, i32, i32],
  [0x60, 4, i32, i32, i32, i32, 0],
  [0x60, 0, 2, i32, i32],
] as const;

/** The module of translated functions; their bodies in order of index. */
export function functionsModule(
  bodies: readonly Uint8Array[],
  entries: readonly TableEntry[],
  pages: number,
): Uint8Array {
  const module = begin();
  imports(module, pages);
  section(module, sectionId.function, (out) => {
    out.unsigned(bodies.length);
    for (const _ of bodies) out.unsigned(0);
  });
  section(module, sectionId.element, (out) => {
    out.unsigned(entries.length);
    for (const entry of entries) {
      out.unsigned(0);
      out.byte(opcode.i32Const);
      out.signed(entry.word);
      out.byte(opcode.end);
      out.unsigned(1);
      out.unsigned(entry.function);
    }
  });
  code(module, bodies);
  return module.done();
}

/** The module with `nowhere`, which must be there before the table is. */
export function nowhereModule(): Uint8Array {
  const module = begin();
  section(module, sectionId.function, (out) => out.all([1, 0]));
  exported(module, "nowhere");
  code(module, [Uint8Array.of(0, opcode.localGet, 0, opcode.localGet, 2, opcode.end)]);
  return module.done();
}

/** The module with `run`. */
export function runModule(pages: number): Uint8Array {
  const module = begin();
  imports(module, pages);
  section(module, sectionId.function, (out) => out.all([1, 1]));
  exported(module, "run");
  const body = new Bytes();
  body.byte(0);
  for (const parameter of [0, 1, 2, 3]) body.all([opcode.localGet, parameter]);
  body.all([opcode.callIndirect, 0, 0, opcode.localSet, 2, opcode.localSet, 0]);
  for (const [parameter, address] of [
    [0, resultsAt.fuel],
    [2, resultsAt.pc],
  ] as const) {
    body.all([opcode.i32Const, 0, opcode.localGet, parameter, opcode.i32Store, 2]);
    body.unsigned(address);
  }
  body.byte(opcode.end);
  code(module, [body.done()]);
  return module.done();
}

function begin(): Bytes {
  const module = new Bytes();
  module.all(preamble);
  section(module, sectionId.type, (out) => {
    out.unsigned(types.length);
    for (const type of types) out.all(type);
  });
  return module;
}

function imports(module: Bytes, pages: number): void {
  section(module, sectionId.import, (out) => {
    out.unsigned(2);
    out.name("machine");
    out.name("memory");
    out.all([2, 0]);
    out.unsigned(pages);
    out.name("machine");
    out.name("table");
    out.all([1, 0x70, 0, 0]);
  });
}

function exported(module: Bytes, name: string): void {
  section(module, sectionId.export, (out) => {
    out.unsigned(1);
    out.name(name);
    out.all([0, 0]);
  });
}

function code(module: Bytes, bodies: readonly Uint8Array[]): void {
  section(module, sectionId.code, (out) => {
    out.unsigned(bodies.length);
    for (const body of bodies) out.counted(body);
  });
}

function section(module: Bytes, id: number, write: (out: Bytes) => void): void {
  const out = new Bytes();
  write(out);
  module.byte(id);
  module.counted(out.done());
}
