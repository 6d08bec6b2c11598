/** System calls: Ell's three, Linux's errors, and nothing that is not an event. */

import { environmentOf } from "etalon";
import {
  ConcreteMemory,
  ellSystemCalls,
  errorResults,
  loadMachine,
  registerNumbers,
  systemCallNumbers,
  transferLimit,
} from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataAt, imageOf } from "./programs.ts";

const { a0, a1, a2, a7 } = registerNumbers;

/** Perform one call. */
function call(number: number, args: readonly [number, number, number], input = "", outside?: "refuse" | "fault") {
  const environment = environmentOf(new TextEncoder().encode(input));
  const system = ellSystemCalls(environment, outside === undefined ? {} : { outside });
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
  it("moves what there is, and meets the end again and again", () => {
    const whole = call(systemCallNumbers.read, [0, dataAt, 5], "xy");
    expect(whole.effect).toEqual(returned(2));
    expect(whole.events).toEqual([{ read: 120 }, { read: 121 }, { read: -1 }]);
    expect(whole.memory.load(dataAt, 4)).toBe(0x64637978);
    expect(call(systemCallNumbers.read, [0, dataAt, 1]).effect).toEqual(returned(0));
  });

  it("takes no byte that it cannot store", () => {
    const { effect, events } = call(systemCallNumbers.read, [0, 4, 1], "xy");
    expect([effect, events]).toEqual([returned(errorResults.badBuffer), []]);
    expect(call(systemCallNumbers.read, [0, dataAt + 0xfff, 2], "xy").events).toEqual([{ read: 120 }]);
  });
});

describe("write", () => {
  it("writes the bytes of the buffer that are there, and returns their number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0xfe0, max: 0x1010 }), fc.nat(0x40), (offset, count) => {
        const { effect, events } = call(systemCallNumbers.write, [1, dataAt + offset, count]);
        const moved = Math.min(count, Math.max(0x1000 - offset, 0));
        expect(effect).toEqual(returned(moved === 0 && count > 0 ? errorResults.badBuffer : moved));
        expect(events).toEqual(Array.from({ length: moved }, (_, i) => ({ write: 0x61 + ((offset + i) % 26) })));
      }),
    );
  });

  it("moves a limited number of bytes at once", () => {
    const environment = environmentOf(new Uint8Array());
    const size = 4 * transferLimit;
    const permissions = { read: true, write: false, execute: false };
    const memory = ConcreteMemory.of([{ address: 0, bytes: new Uint8Array(), size, permissions }]);
    const machine = loadMachine(imageOf([]), ellSystemCalls(environment));
    machine.registers[a7] = systemCallNumbers.write;
    machine.registers[a0] = 1;
    machine.registers[a2] = size;
    expect(machine.environment.call(machine.words, machine.registers, memory)).toEqual(returned(transferLimit));
    expect(environment.events.length).toBe(transferLimit);
  });
});

describe("errors", () => {
  const refused: readonly [string, number, [number, number, number], number][] = [
    ["read from descriptor 3", 63, [3, dataAt, 1], errorResults.badDescriptor],
    ["read from descriptor 1", 63, [1, dataAt, 1], errorResults.badDescriptor],
    ["write to descriptor 2", 64, [2, dataAt, 1], errorResults.badDescriptor],
    ["write to descriptor −1", 64, [-1, dataAt, 1], errorResults.badDescriptor],
    ["a negative count", 64, [1, dataAt, -1], errorResults.badArgument],
    ["write from nowhere", 64, [1, 0, 1], errorResults.badBuffer],
    ["openat", 56, [0, 0, 0], errorResults.noSuchCall],
    ["call −1", -1, [0, 0, 0], errorResults.noSuchCall],
  ];
  it.each(refused)("%s", (_, number, args, result) => {
    const { effect, events } = call(number, args, "x");
    expect([effect, events]).toEqual([returned(result), []]);
  });

  it("with `outside: fault`, calls that Ell never makes stop the machine", () => {
    for (const [, number, args, result] of refused) {
      const foreign = result === errorResults.badDescriptor || result === errorResults.noSuchCall;
      const { effect } = call(number, args, "x", "fault");
      expect(effect.kind).toBe(foreign ? "stopped" : "returned");
    }
  });

  it.each<readonly [number, number, string]>([
    [systemCallNumbers.read, 1, "read from a descriptor other than 0"],
    [systemCallNumbers.write, 2, "write to a descriptor other than 1"],
    [56, 0, "a system call other than read, write and exit"],
  ])("and say why: call %i on %i", (number, descriptor, reason) => {
    const { effect } = call(number, [descriptor, dataAt, 1], "x", "fault");
    expect(effect).toEqual({ kind: "stopped", outcome: { kind: "faulted", reason } });
  });
});

describe("exit", () => {
  it.each([systemCallNumbers.exit, systemCallNumbers.exitGroup])("%i halts with the whole word", (number) => {
    const outcome = { kind: "halted", code: -300 };
    expect(call(number, [-300, 0, 0]).effect).toEqual({ kind: "stopped", outcome });
  });
});
