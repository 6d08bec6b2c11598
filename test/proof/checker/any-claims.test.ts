/**
 * Whatever claims a certificate of the right form makes, the checker ends with a verdict; and what it certifies of the
 * honest image is no news. The edits are wild: any number the schema allows in any place, entries lost, doubled and moved.
 */

import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Claims } from "../../../src/proof/certificate/claims.ts";
import { certificateVersion, readCertificate, writeCertificate } from "../../../src/proof/certificate/document.ts";
import { semantics } from "../../../src/proof/certificate/semantics.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { Forgery, type Mutable } from "./forge.ts";

const victim = `
let total = 0;
let name = "etalon";
fn many(a: int, b: int[], c: bool, d: int, e: int, f: int, g: int, h: int, i: byte[], j: bool): int {
  let s = "ab";
  while a < len(b) && (c || j) {
    b[a] = many(a + 1, b, j, d, e, f, g, h, s, c) + i[a & 1];
    a = a + 1;
  }
  return a + d / (e + 1);
}
fn main(): int {
  total = read();
  write(many(0, new int[](3), total > 3, 1, 2, 3, 4, 5, name, true));
  return total;
}
`;

/** Claims as a certificate has them, open to changes. */
type Draft = Mutable<Claims>;
type Cut = Draft["functions"][number]["cuts"][number];
type Place = Cut["values"][number]["location"];

const word = fc.oneof(fc.nat(256), fc.constantFrom(0x1_0000, 0x1000_0000, 2 ** 31, 2 ** 32 - 4, 2 ** 32));
const natural = fc.oneof(
  fc.nat(64),
  fc.nat(64).map((n) => 4 * n),
  fc.constantFrom(2 ** 31 - 4, 2 ** 31),
);
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.integer({ min: 1, max: 31 }).map((register) => ({ kind: "register" as const, register })),
  natural.map((offset) => ({ kind: "slot" as const, offset })),
  fc
    .oneof(fc.nat(8), fc.constantFrom(-(2 ** 31), -1, 2 ** 31 - 1))
    .map((value) => ({ kind: "constant" as const, value })),
);
const value: fc.Arbitrary<Cut["values"][number]["value"]> = fc.oneof(
  natural.map((slot) => ({ kind: "local" as const, slot })),
  natural.map((index) => ({ kind: "pending" as const, index })),
  fc.constant({ kind: "result" as const }),
);
type Held = NonNullable<Cut["held"]>[number];
type AnyTerm = Held["term"];
const { term } = fc.letrec<{ term: AnyTerm }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    value,
    fc.nat(4).map((slot): AnyTerm => ({ kind: "local", slot })),
    fc.nat(9).map((value): AnyTerm => ({ kind: "constant", value })),
    fc.nat(3).map((index): AnyTerm => ({ kind: "global", index })),
    tie("term").map((array): AnyTerm => ({ kind: "length", array })),
    fc.tuple(tie("term"), tie("term")).map(([array, index]): AnyTerm => ({ kind: "element", array, index })),
    fc
      .tuple(fc.constantFrom("add", "sub", "mul", "sltu", "slt", "equal", "sll", "divu"), tie("term"), tie("term"))
      .map(([operation, left, right]): AnyTerm => ({ kind: "apply", operation, left, right })),
  ),
}));
const somewhere = place.filter((one): one is Held["location"] => one.kind !== "constant");
const delta = fc.constantFrom(-8, -4, 4, 8);

/** An edit of claims: it picks its places with the numbers it is given. */
type Edit = (claims: Draft, a: number, b: number) => void;
const at = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const cutOf = (claims: Draft, a: number, b: number): Cut | undefined => at(at(claims.functions, a)!.cuts, b);

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom("scratch", "globals", "heapStart", "heapEnd", "stackLimit", "stackTop"), word).map(
    ([key, n]): Edit =>
      (claims) => {
        claims.layout[key] = n;
      },
  ),
  fc.tuple(fc.constantFrom("scratch", "globals", "heapStart", "heapEnd", "stackLimit", "stackTop"), delta).map(
    ([key, n]): Edit =>
      (claims) => {
        claims.layout[key] += n;
      },
  ),
  natural.map(
    (frame): Edit =>
      (claims, a) => {
        at(claims.functions, a)!.frame = frame;
      },
  ),
  fc.tuple(natural, place).map(
    ([register, location]): Edit =>
      (claims, a) => {
        at(claims.functions, a)!.saved.unshift({ register: register % 32, location });
      },
  ),
  fc.oneof(word, delta).map(
    (n): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.pc = Math.abs(n) < 16 ? cut.pc + n : n;
      },
  ),
  natural.map(
    (node): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) Object.assign(cut, { node, phase: node % 3 === 0 ? "before" : "after" });
      },
  ),
  fc.tuple(value, place).map(
    ([value, location]): Edit =>
      (claims, a, b) =>
        cutOf(claims, a, b)?.values.unshift({ value, location }),
  ),
  value.map(
    (value): Edit =>
      (claims, a, b) =>
        cutOf(claims, a, b)?.dropped.push(value),
  ),
  fc.tuple(somewhere, term).map(
    ([location, term]): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.held = [...(cut.held ?? []), { location, term }];
      },
  ),
  fc.tuple(value, term).map(
    ([value, term]): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.computed = [...(cut.computed ?? []), { value, term }];
      },
  ),
  fc.tuple(term, fc.boolean()).map(
    ([condition, holds]): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.facts = [...(cut.facts ?? []), { condition, holds }];
      },
  ),
  fc.tuple(somewhere, term).map(
    ([location, condition]): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) Object.assign(cut, { released: [location], retracted: [{ condition, holds: true }] });
      },
  ),
  fc.tuple(fc.nat(200), fc.oneof(fc.constant(null), fc.nat(3)), fc.nat(3)).map(
    ([call, within, which]): Edit =>
      (claims, a, b) => {
        const of = at(claims.functions, a)!;
        of.inlined = [...(of.inlined ?? []), { call, within }];
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.inlined = which;
      },
  ),
  natural.map(
    (sp): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.sp = sp;
      },
  ),
  fc.tuple(natural, place).map(
    ([register, location]): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.saved = [{ register: register % 32, location }];
      },
  ),
  fc.tuple(term, fc.boolean()).map(
    ([condition, holds]): Edit =>
      (claims, a) => {
        const of = at(claims.functions, a)!;
        of.facts = [...(of.facts ?? []), { condition, holds }];
      },
  ),
  word.map(
    (base): Edit =>
      (claims) => {
        claims.layout.base = base;
      },
  ),
  fc.oneof(fc.constant(null), fc.nat(12)).map(
    (base): Edit =>
      (claims, a, b) => {
        const cut = cutOf(claims, a, b);
        if (cut !== undefined) cut.base = base;
      },
  ),
  place.map(
    (location): Edit =>
      (claims, a, b) => {
        const claim = at(cutOf(claims, a, b)?.values ?? [], a + b);
        if (claim !== undefined) claim.location = location;
      },
  ),
  fc.constantFrom<Edit>(
    (claims, a, b) => void at(claims.functions, a)!.cuts.splice(b % 20, 1),
    (claims, a, b) => void cutOf(claims, a, b)?.values.splice(a % 4, 1),
    (claims, a, b) => void cutOf(claims, a, b)?.dropped.splice(a % 4, 1),
    (claims, a) => void claims.functions.splice(a % 4, 1),
    (claims, a) => {
      claims.functions[a % claims.functions.length] = structuredClone(claims.functions[0]!);
    },
    (claims, a, b) => {
      const { cuts } = at(claims.functions, a)!;
      const cut = at(cuts, b);
      if (cut !== undefined) cuts.push({ ...structuredClone(cut), pc: cut.pc + 4, phase: "after" });
    },
  ),
);

const zeros = { sha256: "0".repeat(64), bytes: 0 };

test("any claims of the right form get a verdict", () => {
  const honest = new Forgery(victim);
  const before = JSON.stringify(honest.differences);
  let certified = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(edit, fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 4 }), (edits) => {
      const claims = JSON.parse(before) as Draft;
      for (const [change, a, b] of edits) if (claims.functions.length > 0) change(claims, a, b);
      const read = readCertificate(
        writeCertificate({
          format: "etalon-certificate",
          version: certificateVersion,
          semantics,
          source: { sha256: zeros.sha256, entry: "main.ell", files: [] },
          image: zeros,
          ...claims,
        }),
      );
      if (!read.ok) return;
      const { verdict } = checkClaims(honest.program, honest.image, read.value);
      expect(["certified", "refused", "undecided"]).toContain(verdict);
      if (verdict === "certified") certified++;
    }),
    { numRuns: 1500 },
  );
  // The edits are not all so wild that the first look refuses them.
  expect(certified).toBeGreaterThan(0);
});
