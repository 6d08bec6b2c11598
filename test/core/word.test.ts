/**
 * The concrete word domain against a second definition: BigInt arithmetic as in the tables of the RISC-V manual.
 */

import { int32 } from "etalon";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const edges = [0, 1, -1, 2, -2, 31, 32, 33, 0x7fff_ffff, -0x8000_0000, 2047, -2048, 2048, 4096, 0x5555_5555];
const word = fc.oneof(fc.constantFrom(...edges), fc.integer());

const signed = (value: bigint) => Number(BigInt.asIntN(32, value));
const s = (value: number) => BigInt.asIntN(32, BigInt(value));
const u = (value: number) => BigInt.asUintN(32, BigInt(value));

const expected = {
  add: (a: number, b: number) => signed(s(a) + s(b)),
  sub: (a: number, b: number) => signed(s(a) - s(b)),
  mul: (a: number, b: number) => signed(s(a) * s(b)),
  mulh: (a: number, b: number) => signed((s(a) * s(b)) >> 32n),
  mulhsu: (a: number, b: number) => signed((s(a) * u(b)) >> 32n),
  mulhu: (a: number, b: number) => signed((u(a) * u(b)) >> 32n),
  div: (a: number, b: number) => (b === 0 ? -1 : signed(s(a) / s(b))),
  divu: (a: number, b: number) => (b === 0 ? -1 : signed(u(a) / u(b))),
  rem: (a: number, b: number) => (b === 0 ? a : signed(s(a) % s(b))),
  remu: (a: number, b: number) => (b === 0 ? a : signed(u(a) % u(b))),
  and: (a: number, b: number) => signed(s(a) & s(b)),
  or: (a: number, b: number) => signed(s(a) | s(b)),
  xor: (a: number, b: number) => signed(s(a) ^ s(b)),
  sll: (a: number, b: number) => signed(u(a) << (u(b) & 31n)),
  srl: (a: number, b: number) => signed(u(a) >> (u(b) & 31n)),
  sra: (a: number, b: number) => signed(s(a) >> (u(b) & 31n)),
  slt: (a: number, b: number) => (s(a) < s(b) ? 1 : 0),
  sltu: (a: number, b: number) => (u(a) < u(b) ? 1 : 0),
  equal: (a: number, b: number) => (s(a) === s(b) ? 1 : 0),
};

describe("int32", () => {
  for (const [name, oracle] of Object.entries(expected)) {
    it(`computes ${name} as the manual says`, () => {
      const operation = (a: number, b: number) => int32[name as keyof typeof expected](a, b);
      for (const a of edges) for (const b of edges) expect(operation(a, b), `${name}(${a}, ${b})`).toBe(oracle(a, b));
      fc.assert(fc.property(word, word, (a, b) => operation(a, b) === oracle(a, b)));
    });
  }

  it("takes constants modulo 2^32", () => {
    expect(int32.constant(0xffff_ffff)).toBe(-1);
    expect(int32.constant(2 ** 32)).toBe(0);
  });
});
