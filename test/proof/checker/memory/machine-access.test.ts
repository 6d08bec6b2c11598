/**
 * What is loaded or stored is what was permitted just before, whatever the rules of a machine ask for: no rule reaches another place, or one
 * place twice.
 */

import { describe, expect, it } from "vitest";
import { MachineAccess } from "../../../../src/proof/checker/memory/machine-access.ts";
import type { MemorySetting } from "../../../../src/proof/checker/memory/machine-memory.ts";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import { Notes } from "../../../../src/proof/checker/segment/effect.ts";

const path = new Path();
const number = (value: number) => path.constant(value);
const [scratch, globals] = [number(256), number(512)];

/** Memory with a buffer and two globals, in which every other address is nothing that is known. */
function access(): MachineAccess {
  const base = path.symbol("sp", "int");
  return new MachineAccess(
    {
      path,
      layout: { scratch: 256, globals: 512, heapStart: 1024, heapEnd: 2048, stackLimit: 4096, stackTop: 8192 },
      frame: { base, size: 0, below: base, incoming: 0 },
      state: {
        heap: path.initialHeap,
        globals: { count: 2, at: (index) => path.symbol(`global ${index}`, "int") },
        top: path.symbol("top", "int"),
        cells: () => undefined,
      },
      expected: [],
      fetch: (pc) => `nothing at ${pc}`,
    } satisfies MemorySetting,
    new Notes(),
  );
}

describe("a word or a byte", () => {
  it("is loaded or stored once it was permitted", () => {
    const memory = access();
    expect(memory.permits(globals, 4, "write")).toBe(undefined);
    memory.store(globals, 4, number(7));
    expect(memory.permits(globals, 4, "read")).toBe(undefined);
    expect(memory.load(globals, 4)).toBe(number(7));
  });

  it("is what was permitted last: at this address, of this width, to be read or written, and once", () => {
    const load = "a load that was not permitted";
    const store = "a store that was not permitted";
    const other = number(516);
    const tries: readonly (readonly [string, (memory: MachineAccess) => void])[] = [
      [load, (memory) => memory.load(globals, 4)],
      [load, (memory) => memory.load(other, 4)],
      [load, (memory) => memory.load(globals, 1)],
      [store, (memory) => memory.store(globals, 4, number(7))],
      [store, (memory) => memory.store(other, 4, number(7))],
      [store, (memory) => memory.store(globals, 1, number(7))],
    ];
    for (const permitted of ["read", "write", "none"] as const)
      for (const [fault, attempt] of tries) {
        const isRight =
          fault === (permitted === "read" ? load : store) && attempt === tries[permitted === "read" ? 0 : 3]![1];
        const memory = access();
        if (permitted !== "none") memory.permits(globals, 4, permitted);
        const answer = expect(() => attempt(memory));
        if (isRight && permitted !== "none") answer.not.toThrow();
        else answer.toThrow(fault);
        expect(() => attempt(memory)).toThrow(fault);
      }
  });

  it("is not reached where it was refused", () => {
    const memory = access();
    memory.permits(globals, 4, "read");
    expect(memory.permits(number(520), 4, "read")).toMatch(/^cannot show that the read of 4 bytes/);
    expect(memory.lost).toMatch(/^cannot show/);
    expect(() => memory.load(number(520), 4)).toThrow("a load that was not permitted");
  });
});

describe("a block", () => {
  it("is what was permitted last: at this address, to be read or written, and once", () => {
    const fault = "a block that was not permitted";
    const stored = (memory: MachineAccess, at = scratch): void =>
      memory.storeBlock(at, { count: number(1), bytes: { at: () => number(7) } });
    const memory = access();
    expect(() => memory.loadBlock(scratch)).toThrow(fault);
    expect(() => stored(memory)).toThrow(fault);
    const permit = (access: "read" | "write"): unknown => memory.permitsBlock(scratch, number(1), access);
    expect(permit("write")).toBe(undefined);
    expect(() => memory.loadBlock(scratch)).toThrow(fault);
    permit("write");
    expect(() => stored(memory, number(257))).toThrow(fault);
    permit("write");
    stored(memory);
    expect(() => stored(memory)).toThrow(fault);
    permit("read");
    expect(() => stored(memory)).toThrow(fault);
    permit("read");
    expect(() => memory.loadBlock(number(257))).toThrow(fault);
    permit("read");
    expect(memory.loadBlock(scratch).at(number(0))).toBe(number(7));
    expect(() => memory.loadBlock(scratch)).toThrow(fault);
  });
});

it("an instruction is fetched from a pc that is known", () => {
  const memory = access();
  expect(memory.fetch(number(8))).toBe("nothing at 8");
  expect(memory.fetch(path.symbol("x", "int"))).toMatch(/^the target .* of a jump is not known$/);
});

it("a path runs once", () => {
  expect(() => access().fork()).toThrow("a path runs once");
});
