/**
 * Regression: the bound of an array element holds only in heaps whose writes keep it.
 *
 * A machine may write 7 to a bool[] and read another element of it, which is 7 when the indices coincide. Had the second
 * read kept the bound 1 of its sort, a branch on it would have been decided and its other side never looked at.
 */

import { describe, expect, it } from "vitest";
import { Terms } from "../../../../src/proof/checker/terms/terms.ts";

describe("the bound of an element", () => {
  const terms = new Terms();
  const index = { i: terms.symbol("i", "int"), j: terms.symbol("j", "int") };

  it("is lost when something larger was written", () => {
    const flags = terms.symbol("flags", "bool[]");
    const heap = terms.store(terms.initialHeap, "bool", flags, index.i, terms.constant(7));
    const read = terms.select(heap, "bool", flags, index.j);
    expect(read.bound).toBe(0xffff_ffff);
    expect(terms.sltu(read, terms.constant(2)).kind).toBe("apply");
    const later = terms.allocate(heap, "bool", terms.symbol("new", "bool[]"), index.i);
    expect(terms.select(later, "bool", flags, index.i).bound).toBe(0xffff_ffff);
  });

  it("is kept by writes within it, and before the write", () => {
    const bytes = terms.symbol("bytes", "byte[]");
    const low = terms.and(index.i, terms.constant(255));
    const heap = terms.store(terms.initialHeap, "byte", bytes, index.i, low);
    expect(terms.select(heap, "byte", bytes, index.j).bound).toBe(255);
    // One more than the bound is too much.
    const large = terms.store(terms.initialHeap, "byte", bytes, index.i, terms.and(index.i, terms.constant(256)));
    expect(terms.select(large, "byte", bytes, index.j).bound).toBe(0xffff_ffff);
    expect(terms.select(terms.initialHeap, "bool", terms.symbol("flags", "bool[]"), index.j).bound).toBe(1);
  });

  it("belongs to the kind of element and of symbol", () => {
    const array = terms.symbol("array", "int[]");
    expect(terms.select(terms.initialHeap, "byte", array, index.i).bound).toBe(255);
    expect(terms.select(terms.initialHeap, "int", array, index.i).bound).toBe(0xffff_ffff);
    expect(terms.symbol("x", "bool").bound).toBe(1);
    expect(terms.symbol("x", "int").bound).toBe(0xffff_ffff);
  });
});
