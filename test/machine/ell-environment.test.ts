/** The system calls of Ell: to read, to write and to exit, and whatever else a program asks for is a fault. */

import { type Arrival, environmentOf } from "etalon";
import { ellSystemCalls, loadMachine, registerNumbers, type SystemAnswers, systemCallNumbers } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataAt, imageOf } from "./programs.ts";

const { a0, a1, a2, a7 } = registerNumbers;
const { read, write, exit } = systemCallNumbers;

type Arguments = readonly [number, number, number];

/** Perform one call. */
function call(number: number, args: Arguments, input = "", answers?: SystemAnswers<number>, arrival?: Arrival) {
  const environment = environmentOf(new TextEncoder().encode(input), arrival);
  const system = ellSystemCalls(environment, answers);
  const machine = loadMachine(imageOf([]), system);
  for (let i = 0; i < 0x1000; i++) machine.memory.store(dataAt + i, 1, 0x61 + (i % 26));
  const registers = machine.registers;
  registers[a7] = number;
  [registers[a0], registers[a1], registers[a2]] = args;
  const effect = system.call(machine.words, registers, machine.memory);
  return { effect, events: environment.events, memory: machine.memory };
}

const returned = (result: number): object => ({ kind: "returned", result });

describe("read", () => {
  it("moves one byte", () => {
    const { effect, events, memory } = call(read, [0, dataAt + 1, 1], "xy");
    expect([effect, events]).toEqual([returned(1), [{ read: 120 }]]);
    expect(memory.load(dataAt, 4)).toBe(0x64637861);
  });

  it("meets the end, stores nothing, and returns what the system answers", () => {
    const { effect, events, memory } = call(read, [0, dataAt, 1]);
    expect([effect, events]).toEqual([returned(0), [{ read: -1 }]]);
    expect(memory.load(dataAt, 1)).toBe(0x61);
    const failing = { ended: () => -21, written: () => -28 };
    expect(call(read, [0, dataAt, 1], "", failing).effect).toEqual(returned(-21));
    expect(call(read, [0, dataAt, 1], "x", failing).effect).toEqual(returned(1));
  });
});

describe("a block", () => {
  const single: Arrival = { kind: "single" };

  it("is read as it arrives, and no byte beyond that is touched", () => {
    const { effect, events, memory } = call(read, [0, dataAt + 1, 6], "xyz");
    expect([effect, events]).toEqual([returned(3), [{ read: 120 }, { read: 121 }, { read: 122 }]]);
    expect([memory.load(dataAt, 4), memory.load(dataAt + 4, 1)]).toEqual([0x7a797861, 0x65]);
    expect(call(read, [0, dataAt, 6], "xyz", undefined, single).effect).toEqual(returned(1));
    expect(call(read, [0, dataAt, 6])).toMatchObject({ effect: returned(0), events: [{ read: -1 }] });
  });

  it("is written as it is taken; a stream that fails takes all of it, and answers nothing positive", () => {
    const three = [{ write: 0x63 }, { write: 0x64 }, { write: 0x65 }];
    expect(call(write, [1, dataAt + 2, 3])).toMatchObject({ effect: returned(3), events: three });
    expect(call(write, [1, dataAt + 2, 3], "", undefined, single)).toMatchObject({
      effect: returned(1),
      events: three.slice(0, 1),
    });
    const failing: SystemAnswers<number> = {
      ended: () => -21,
      written: (taken, count) => (taken === count ? -28 : taken),
    };
    expect(call(write, [1, dataAt + 2, 3], "", failing)).toMatchObject({ effect: returned(-28), events: three });
    expect(call(write, [1, dataAt + 2, 3], "", failing, single).effect).toEqual(returned(1));
  });
});

describe("write", () => {
  it("writes one byte, and returns what the system answers", () => {
    const { effect, events } = call(write, [1, dataAt + 2, 1]);
    expect([effect, events]).toEqual([returned(1), [{ write: 0x63 }]]);
    const failing = { ended: () => -21, written: () => -28 };
    expect(call(write, [1, dataAt, 1], "", failing)).toMatchObject({
      effect: returned(-28),
      events: [{ write: 0x61 }],
    });
  });
});

describe("anything else is a fault, and no event", () => {
  const foreign: readonly [string, number, Arguments][] = [
    ["read from descriptor 3", read, [3, dataAt, 1]],
    ["read from descriptor 1", read, [1, dataAt, 1]],
    ["write to descriptor 2", write, [2, dataAt, 1]],
    ["write to descriptor −1", write, [-1, dataAt, 1]],
    ["no byte to read", read, [0, dataAt, 0]],
    ["a block that ends beyond memory", read, [0, dataAt + 0xfff, 2]],
    ["a block that begins before memory", read, [0, dataAt - 1, 2]],
    ["a block of all addresses", read, [0, dataAt, -dataAt | 0]],
    ["a negative number of bytes to read", read, [0, dataAt, -1]],
    ["no byte to write, from nowhere", write, [1, 0xfffff000 | 0, 0]],
    ["more bytes to write than there are", write, [1, dataAt, 0x1001]],
    ["a negative number of bytes to write", write, [1, dataAt, -(2 ** 31)]],
    ["read to where nothing can be written", read, [0, 4, 1]],
    ["write from nowhere", write, [1, 0, 1]],
    ["openat", 56, [0, 0, 0]],
    ["exit_group", 94, [0, 0, 0]],
    ["call −1", -1, [0, 0, 0]],
  ];
  it.each(foreign)("%s", (_, number, args) => {
    const { effect, events } = call(number, args, "x");
    expect(effect).toMatchObject({ kind: "stopped", outcome: { kind: "faulted" } });
    expect(events).toEqual([]);
  });

  it("whatever the registers hold", () => {
    const word = fc.oneof(fc.constantFrom(0, 1, 2, -1, 63, 64, 93, dataAt), fc.integer());
    fc.assert(
      fc.property(word, word, word, word, (number, descriptor, buffer, count) => {
        const { effect } = call(number, [descriptor, buffer, count], "x");
        const inData = buffer >= dataAt && count > 0 && buffer + count <= dataAt + 0x1000;
        const isRead = number === read && descriptor === 0;
        const isWrite = number === write && descriptor === 1;
        const ellCall = number === exit || ((isRead || isWrite) && inData);
        // The text of the image can be read, but not written.
        if (isWrite && !inData) return;
        expect(effect.kind === "stopped" && effect.outcome.kind === "faulted").toBe(!ellCall);
      }),
    );
  });
});

describe("exit", () => {
  it("halts with the whole word", () => {
    const outcome = { kind: "halted", code: -300 };
    expect(call(exit, [-300, 0, 0]).effect).toEqual({ kind: "stopped", outcome });
  });
});
