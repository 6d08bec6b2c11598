/**
 * Forgeries that were once accepted: a place or a value that is two things at once. What looked at the one key held it
 * against the machine, and what looked at the other believed it. Files cannot say such things (their schema is strict), but
 * whoever imports the library can.
 */

import { describe, expect, it } from "vitest";
import type { Location, SourceValue } from "../../../src/proof/certificate/claims.ts";
import { Forgery } from "./forge.ts";

const counting = "fn main(): int { let n = 0; while n < 10 { n = n + 1; write('0' + n % 10); } return n; }";
const calling = "fn g(): int { return read(); } fn main(): int { let n = 5; g(); return n; }";
const nothing = { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 } as const;

/** The program that counts, with a machine that never gets beyond one. */
function stuck(location: Location): Forgery {
  const f = new Forgery(counting);
  f.claims.functions[f.index("main")]!.cuts[0]!.values[0]!.location = location;
  for (const pc of f.find((i) => i.mnemonic === "addi" && i.rd === 28 && i.rs1 === 28))
    f.put(pc, { mnemonic: "addi", rd: 28, rs1: 0, imm: 1 });
  return f;
}

/** The program that returns 5, with a machine that returns what g read. */
function confused(value: SourceValue): Forgery {
  const f = new Forgery(calling);
  const [claim] = f.claims.functions[f.index("main")]!.cuts[0]!.values;
  claim!.value = value;
  claim!.location = { register: 10 };
  for (const pc of f.find((i) => i.mnemonic === "addi" && i.rd === 10 && i.rs1 === 8)) f.put(pc, nothing);
  return f;
}

/** One key of its own, and one from a prototype. */
const inherited = <T extends object>(own: T, from: object): T => Object.assign(Object.create(from) as T, own);

describe("a location of two kinds", () => {
  const frame = { slot: 0, constant: 0 };
  const cases: readonly (readonly [string, Location])[] = [
    ["a register and a constant", { register: 28, constant: 0 }],
    ["a register and a constant, from a prototype", inherited({ register: 28 }, { constant: 0 })],
    ["a slot and a constant", frame],
    ["a register and a slot", { register: 28, slot: 0 }],
    ["nothing", {} as Location],
  ];
  it.each(cases)("%s", (_, location) => {
    expect(stuck(location).check()).toMatchObject({ verdict: "refused", obligation: undefined });
  });

  it.each(cases)("%s, for a saved register", (_, location) => {
    const f = new Forgery(calling);
    f.claims.functions[f.index("main")]!.saved[0]!.location = location;
    expect(f.check()).toMatchObject({ verdict: "refused", obligation: undefined });
  });
});

describe("a value of two kinds", () => {
  it.each<readonly [string, SourceValue]>([
    ["a variable and a result", { local: 0, result: true }],
    ["a variable and a result, from a prototype", inherited({ local: 0 }, { result: true })],
    ["a pending operand and a result", { pending: 0, result: true }],
    ["a variable and a pending operand", { local: 0, pending: 0 }],
    ["nothing", {} as SourceValue],
  ])("%s", (_, value) => {
    expect(confused(value).check()).toMatchObject({ verdict: "refused", obligation: undefined });
  });
});
