/**
 * Terms over what a place holds: `negative` of `read_int` is whether the byte was `-` that gcc keeps in s0 and the source has no more. What is said of
 * it is shown at every arrival; a place that a callee may change, or of which something else is said, is refused.
 */

import { describe, expect, test } from "vitest";
import { pinnedImage } from "../../../bench/gcc-inference/pinned.ts";
import { firstKernels, kernelProgram } from "../../../bench/quality/kernels.ts";
import type { Image } from "../../../src/machine/isa/image.ts";
import type { Claims, CutPoint, SourceTerm } from "../../../src/proof/certificate/claims.ts";
import { parts } from "../../../src/proof/certificate/document.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { certifyWithout } from "../../../src/proof/infer/answer.ts";
import { isPlace, leavesOf, withLeaves } from "../../../src/proof/infer/source-terms.ts";

const kernel = firstKernels.find(({ name }) => name === "collatz")!;
const program = kernelProgram(kernel);
const image = pinnedImage(kernel, "Og");
const { claims, verdict } = certifyWithout(program, image);

function speaksOfPlaces(term: SourceTerm): boolean {
  return leavesOf(term).some(isPlace);
}

/** The claims with every cut point changed that has a term over a place; and how many these are. */
function changed(change: (cut: CutPoint) => CutPoint): { readonly claims: Claims; readonly count: number } {
  let count = 0;
  const functions = claims.functions.map((one) => ({
    ...one,
    cuts: one.cuts.map((cut) => {
      if (!(cut.computed ?? []).some(({ term }) => speaksOfPlaces(term))) return cut;
      count++;
      return change(cut);
    }),
  }));
  return { claims: { ...claims, functions }, count };
}

/** The same with other leaves in the terms over places. */
function withOther(other: (leaf: SourceTerm) => SourceTerm): Claims {
  return changed((cut) => ({
    ...cut,
    computed: cut.computed!.map((one) =>
      speaksOfPlaces(one.term) ? { ...one, term: withLeaves(one.term, other)! } : one,
    ),
  })).claims;
}

/** The image with one instruction's word changed at each pc where it is. */
function patched(before: number, after: number): Image {
  let count = 0;
  const segments = image.segments.map((segment) => {
    const bytes = segment.bytes.slice();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 <= bytes.length; at += 4)
      if (view.getUint32(at, true) === before) {
        view.setUint32(at, after, true);
        count++;
      }
    return { ...segment, bytes };
  });
  expect(count).toBeGreaterThan(0);
  return { ...image, segments };
}

describe("a value that is computed from what a place holds", () => {
  test("is found, and certified", () => {
    expect(verdict.verdict).toBe("certified");
    expect(changed((cut) => cut).count).toBeGreaterThan(0);
  });

  test.each<[string, (leaf: SourceTerm) => SourceTerm]>([
    ["another register that is kept", (leaf) => (isPlace(leaf) ? { kind: "register", register: 18 } : leaf)],
    ["a register that a callee changes", (leaf) => (isPlace(leaf) ? { kind: "register", register: 15 } : leaf)],
    ["the register of another value", (leaf) => (isPlace(leaf) ? { kind: "register", register: 9 } : leaf)],
    ["a slot of the frame", (leaf) => (isPlace(leaf) ? { kind: "slot", offset: 0 } : leaf)],
    ["a slot that is none", (leaf) => (isPlace(leaf) ? { kind: "slot", offset: 4096 } : leaf)],
    ["sp", (leaf) => (isPlace(leaf) ? { kind: "register", register: 2 } : leaf)],
    ["the heap pointer", (leaf) => (isPlace(leaf) ? { kind: "register", register: 3 } : leaf)],
    ["x0", (leaf) => (isPlace(leaf) ? { kind: "register", register: 0 } : leaf)],
    ["another constant", (leaf) => (leaf.kind === "constant" && leaf.value === -45 ? { ...leaf, value: -46 } : leaf)],
  ])("is refused with %s", (_, other) => {
    expect(checkClaims(program, image, withOther(other)).verdict).toBe("refused");
  });

  test("is refused where the place is said to hold something else", () => {
    const value: SourceTerm = { kind: "constant", value: 45 };
    const { claims: both } = changed((cut) => ({
      ...cut,
      held: [
        ...(cut.held ?? []).filter(({ location }) => location.kind !== "register" || location.register !== 8),
        { location: { kind: "register", register: 8 }, term: value },
      ],
    }));
    expect(checkClaims(program, image, both).verdict).toBe("refused");
  });

  test("is in no fact of an entry", () => {
    const [first, ...others] = claims.functions;
    const condition: SourceTerm = { kind: "register", register: 10 };
    const functions = [{ ...first!, facts: [{ condition, holds: true }] }, ...others];
    expect(checkClaims(program, image, { ...claims, functions })).toMatchObject({
      verdict: "refused",
      reason: expect.stringContaining("not there") as string,
    });
  });

  test.each<[string, number, number]>([
    ["the byte is compared with another", 0x02d0_0793, 0x02e0_0793],
    ["the place is overwritten on one way", 0xfd05_0513, 0xfd05_0413],
  ])("is refused in an image in which %s", (_, before, after) => {
    const wrong = patched(before, after);
    expect(checkClaims(program, wrong, claims).verdict).toBe("refused");
    expect(certifyWithout(program, wrong).verdict.verdict).not.toBe("certified");
  });

  test("is written and read", () => {
    const term: SourceTerm = {
      kind: "apply",
      operation: "add",
      left: { kind: "register", register: 8 },
      right: { kind: "slot", offset: 12 },
    };
    expect(parts.term.write(term)).toStrictEqual({ add: [{ register: 8 }, { slot: 12 }] });
    expect(parts.term.inDocument(parts.term.write(term))).toStrictEqual(term);
    expect(parts.term.inMemory(term)).toStrictEqual(term);
  });
});
