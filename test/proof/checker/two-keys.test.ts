/**
 * Forgeries that were once accepted: a place or a value that is two things at once. What looked at the one key held it
 * against the machine, and what looked at the other believed it. Now a tag says what it is; the checker looks at the tag and at
 * the field that belongs to it, and nowhere else. So these objects are one thing each, and that is not true of the machine.
 * Files cannot say such things (their schema is strict), but whoever imports the library can.
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
  claim!.location = { kind: "register", register: 10 };
  for (const pc of f.find((i) => i.mnemonic === "addi" && i.rd === 10 && i.rs1 === 8)) f.put(pc, nothing);
  return f;
}

/** One field of its own, and others from a prototype. */
const inherited = <T extends object>(own: object, from: T): T => Object.assign(Object.create(from) as T, own);

describe("a location with the fields of two kinds", () => {
  const both = { register: 28, offset: 0, value: 0 };
  it.each<readonly [string, Location]>([
    ["a register", { ...both, kind: "register" }],
    ["a slot", { ...both, kind: "slot" }],
    ["a constant", { ...both, kind: "constant" }],
    ["a constant, by its prototype", inherited({ register: 28 }, { kind: "constant", value: 0 })],
    ["a register, by its prototype", inherited({ value: 0 }, { kind: "register", register: 28 })],
  ])("is %s", (_, location) => {
    expect(stuck(location).check()).toMatchObject({ verdict: "refused" });
  });
});

describe("a value with the fields of two kinds", () => {
  const both = { slot: 0, index: 0, result: true };
  it.each<readonly [string, SourceValue]>([
    ["a variable", { ...both, kind: "local" }],
    ["a pending operand", { ...both, kind: "pending" }],
    ["a result", { ...both, kind: "result" }],
    ["a result, by its prototype", inherited({ slot: 0 }, { kind: "result" })],
  ])("is %s", (_, value) => {
    expect(confused(value).check().verdict).not.toBe("certified");
  });
});

describe("what is of no kind is refused before anything is run", () => {
  const refused = { verdict: "refused", obligation: undefined };
  const none = [{}, { register: 28 }, { kind: "place", register: 28 }, { kind: "register", value: 28 }];
  it.each(none)("%j as a location", (location) => {
    expect(stuck(location as Location).check()).toMatchObject(refused);
  });

  it.each(none)("%j as the location of a saved register", (location) => {
    const f = new Forgery(calling);
    f.claims.functions[f.index("main")]!.saved[0]!.location = location as Location;
    expect(f.check()).toMatchObject(refused);
  });

  it.each([{}, { local: 0 }, { kind: "variable", slot: 0 }, { kind: "local", index: 0 }])("%j as a value", (value) => {
    expect(confused(value as SourceValue).check()).toMatchObject(refused);
  });
});
