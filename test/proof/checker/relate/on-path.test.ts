/**
 * Effects and writes whose words are equal on the path only, and not one term: they are the same, and are not any more when one part is
 * another, as an image does that reads, writes or stores something else.
 */

import { describe, expect, it } from "vitest";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import type { EndObligation, Side } from "../../../../src/proof/checker/relate/obligations.ts";
import { onPath } from "../../../../src/proof/checker/relate/on-path.ts";
import type { Effect } from "../../../../src/proof/checker/segment/effect.ts";
import type { Heap } from "../../../../src/proof/checker/terms/term.ts";

const path = new Path();
const number = (value: number) => path.constant(value);
/** It is 1 on this path, and no constant. */
const one = path.sltu(path.symbol("a", "int"), path.symbol("b", "int"));
path.assume(one, true);
/** A term of its own for a number, which the path knows to be that number. */
const again = (value: number) => path.add(number(value - 1), one);

function isClosed(name: EndObligation["name"], source: Side, machine: Side): boolean {
  return onPath({ name, about: { kind: "nothing" }, closed: false, source, machine }, path).closed;
}

const words = { again: again(7), plain: number(7), other: number(8) };
const arrays = ["first", "second"].map((name) => path.symbol(name, "byte[]"));
const [first, second] = [arrays[0]!, arrays[1]!];

describe("effects on a path", () => {
  const allocations = [0, 1].map(() => ({ element: "int" as const, reference: first, length: words.plain }));
  const read: Effect = { kind: "read", number: 1, count: words.plain, ended: false };
  const write: Effect = { kind: "write", count: words.plain, byte: words.plain, lost: false };
  const allocate = { kind: "allocate", allocation: allocations[0]! } as unknown as Effect;
  const compared = (a: readonly Effect[], b: readonly Effect[]): boolean =>
    isClosed("events", { kind: "effects", effects: a }, { kind: "effects", effects: b });

  it.each<[string, Effect, Effect]>([
    ["a read", read, { ...read, count: words.again }],
    ["a write, its count", write, { ...write, count: words.again }],
    ["a write, its byte", write, { ...write, byte: words.again }],
    ["an allocation", allocate, { ...allocate }],
  ])("are the same: %s", (_, a, b) => {
    expect([compared([a], [b]), compared([b], [a]), compared([read, a], [read, b])]).toEqual([true, true, true]);
  });

  it.each<[string, Effect, Effect]>([
    ["a read of another place in the input", read, { ...read, number: 2 }],
    ["a read that ends", read, { ...read, ended: true }],
    ["a read of more", read, { ...read, count: words.other }],
    ["a write of more", write, { ...write, count: words.other }],
    ["a write of another byte", write, { ...write, byte: words.other }],
    ["a write that is lost", write, { ...write, lost: true }],
    ["a write of which it is not known", write, { ...write, lost: undefined }],
    ["another allocation", allocate, { kind: "allocate", allocation: allocations[1]! } as unknown as Effect],
    ["a read and a write", read, write],
    ["a read and a write with all that a read has", read, { ...read, ...write }],
    ["a write and a read with all that a write has", write, { ...write, ...read }],
    ["an allocation and a write with all that it has", allocate, { ...allocate, ...write }],
    ["an allocation and a read", allocate, read],
  ])("are not the same: %s", (_, a, b) => {
    expect([compared([a], [b]), compared([b], [a]), compared([read, a], [read, b])]).toEqual([false, false, false]);
  });

  it("are not the same when one is missing, and not looked at where only the first of them are to be made", () => {
    expect([compared([read], []), compared([], [read])]).toEqual([false, false]);
    const [a, b] = [read, { ...read, count: words.again }].map(
      (effect): Side => ({ kind: "effects", effects: [effect] }),
    );
    expect([isClosed("events", a!, b!), isClosed("prefix", a!, b!)]).toEqual([true, false]);
  });
});

describe("writes to arrays on a path", () => {
  const values = [1, 2];
  const { initialHeap } = path;
  type Making = (heap: Heap) => Heap;
  const store =
    (element: "int" | "byte", array = first, index = words.plain, value = words.plain): Making =>
    (heap) =>
      path.store(heap, element, array, index, value);
  const fill =
    (array = first, index = words.plain, count = words.plain, value = words.plain): Making =>
    (heap) =>
      path.fill(heap, array, index, count, value);
  const allocate =
    (element: "int" | "byte", array = first, length = words.plain): Making =>
    (heap) =>
      path.allocate(heap, element, array, length);
  const text =
    (element: "int" | "byte", array = first, laid = values): Making =>
    (heap) =>
      path.text(heap, element, array, laid);
  const compared = (a: Heap, b: Heap, complete = true): boolean =>
    isClosed("contents", { kind: "heap", heap: a, complete: true }, { kind: "heap", heap: b, complete });

  it.each<[string, Making, Making]>([
    ["a store, its index", store("byte"), store("byte", first, words.again)],
    ["a store, its value", store("byte"), store("byte", first, words.plain, words.again)],
    ["bytes that arrived, their index", fill(), fill(first, words.again)],
    ["bytes that arrived, their count", fill(), fill(first, words.plain, words.again)],
    ["bytes that arrived, their values", fill(), fill(first, words.plain, words.plain, words.again)],
    ["a new array", allocate("int"), allocate("int", first, words.again)],
  ])("are the same: %s", (_, a, b) => {
    const [left, right] = [a(initialHeap), b(initialHeap)];
    expect(left).not.toBe(right);
    expect([compared(left, right), compared(right, left), compared(b(left), a(right))]).toEqual([true, true, true]);
    expect(compared(left, right, false)).toBe(false);
  });

  it.each<[string, Making, Making]>([
    ["a store in another array", store("byte"), store("byte", second)],
    ["a store of another size", store("byte"), store("int")],
    ["a store at another index", store("byte"), store("byte", first, words.other)],
    ["a store of another value", store("byte"), store("byte", first, words.plain, words.other)],
    ["bytes that arrive in another array", fill(), fill(second)],
    ["bytes that arrive at another index", fill(), fill(first, words.other)],
    ["more bytes that arrive", fill(), fill(first, words.plain, words.other)],
    ["other bytes that arrive", fill(), fill(first, words.plain, words.plain, words.other)],
    ["a store and bytes that arrive", store("byte"), fill()],
    ["a new array elsewhere", allocate("int"), allocate("int", second)],
    ["a new array of other elements", allocate("int"), allocate("byte")],
    ["a longer new array", allocate("int"), allocate("int", first, words.other)],
    ["a new array and a text", allocate("byte"), text("byte")],
    ["another text", text("byte"), text("byte", first, [1, 3])],
    ["a text in another array", text("byte"), text("byte", second)],
    ["a text of other elements", text("byte"), text("int")],
  ])("are not the same: %s", (_, a, b) => {
    const [left, right] = [a(initialHeap), b(initialHeap)];
    expect([compared(left, right), compared(right, left), compared(b(left), a(right))]).toEqual([false, false, false]);
  });

  it("are not the same when one is missing, or where they are in another order", () => {
    const [a, b] = [store("byte"), store("byte", second)];
    const [left, right] = [a(b(initialHeap)), b(a(initialHeap))];
    expect([compared(left, right), compared(a(initialHeap), initialHeap)]).toEqual([false, false]);
    expect([compared(initialHeap, a(initialHeap)), compared(left, a(initialHeap))]).toEqual([false, false]);
  });
});
