/**
 * Generators for the machine's tests, derived from the instruction table: random instructions, words and images.
 */

import type { Field, Image, Instruction, InstructionRow, Segment } from "etalon/machine";
import { formats, instructionTable } from "etalon/machine";
import fc from "fast-check";

/** Values of a field: its limits often, the rest evenly. */
function fieldValue({ least, greatest, multiple }: Field): fc.Arbitrary<number> {
  const scaled = fc.integer({ min: least / multiple, max: greatest / multiple }).map((value) => value * multiple);
  return fc.oneof({ weight: 1, arbitrary: fc.constantFrom(least, 0, greatest) }, { weight: 4, arbitrary: scaled });
}

/** An instruction of the given row with random operands. */
export function instructionOf(row: InstructionRow): fc.Arbitrary<Instruction> {
  const fields = formats[row.format];
  return fc.tuple(...fields.map(fieldValue)).map((values) => {
    const operands = Object.fromEntries(fields.map((field, i) => [field.name, values[i]]));
    return { mnemonic: row.mnemonic, ...operands } as Instruction;
  });
}

/** Any instruction with any operands. */
export const anyInstruction: fc.Arbitrary<Instruction> = fc.constantFrom(...instructionTable).chain(instructionOf);

/** Any word, those near an instruction's encoding more often than chance would have it. */
export const anyWord: fc.Arbitrary<number> = fc.oneof(
  fc.nat(0xffffffff),
  fc.tuple(fc.nat(0x1ffffff), fc.constantFrom(...instructionTable)).map(([high, row]) => high * 128 + row.opcode),
);

/** Words that find mistakes, among random ones. */
export const cornerWord: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, -1, 2, -2, 31, 32, 33, 2047, 2048, -2048, 4096, 0x7fffffff, -0x80000000, -0x7fffffff),
  fc.integer({ min: -0x80000000, max: 0x7fffffff }),
);

const permissions = fc.record({ read: fc.boolean(), write: fc.boolean(), execute: fc.boolean() });

/** A segment within its own 64 KiB. */
const segment: fc.Arbitrary<Omit<Segment, "address"> & { readonly skew: number }> = fc
  .record({
    skew: fc.integer({ min: 0, max: 0x3fff }).map((n) => n * 4),
    bytes: fc.uint8Array({ maxLength: 40 }),
    zeros: fc.nat(0x2000),
    permissions,
  })
  .map(({ skew, bytes, zeros, permissions: allowed }) => {
    const size = bytes.length + (allowed.write ? zeros : 0);
    return { skew, bytes, size, permissions: allowed };
  })
  .filter(({ size }) => size > 0);

const name = fc.stringMatching(/^[a-z_.][a-z0-9_.]{0,8}$/);

/** A well-formed image whose entry is in text. */
export const anyImage: fc.Arbitrary<Image> = fc
  .record({
    text: fc.uint8Array({ minLength: 4, maxLength: 64 }),
    others: fc.array(segment, { maxLength: 4 }),
    symbols: fc.array(fc.record({ name, address: fc.nat(0xffffffff), size: fc.nat(100) }), { maxLength: 5 }),
    notes: fc.array(fc.record({ name: name.map((n) => `.note.${n}`), bytes: fc.uint8Array({ maxLength: 20 }) }), {
      maxLength: 2,
    }),
  })
  .map(({ text, others, symbols, notes }) => {
    const readExecute = { read: true, write: false, execute: true };
    const first: Segment = { address: 0x10000, bytes: text, size: text.length, permissions: readExecute };
    const rest = others.map(({ skew, ...s }, i) => ({ ...s, address: 0x40000 * (i + 1) + skew }));
    return { entry: 0x10000, segments: [first, ...rest], symbols, notes };
  });
