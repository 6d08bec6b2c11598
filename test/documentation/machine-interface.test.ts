/** The page of the machine interface: its numbers are those of the code, and its texts are assembled and do what it says. */

import { readFileSync } from "node:fs";
import { describeOutcome } from "etalon";
import { leastResources } from "etalon/certify";
import { compile } from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import {
  assemble,
  dataAddress,
  type Image,
  registerNumbers,
  runMachine,
  stopCodes,
  systemCallNumbers,
  textAddress,
} from "etalon/machine";
import { describe, expect, it } from "vitest";
import { calleeSavedRegisters, registerArguments } from "../../src/machine/isa/convention.ts";
import { abiNames } from "../../src/machine/isa/register.ts";

const page = readFileSync(new URL("../../docs/machine-interface.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/```asm\n([\s\S]*?)```/g)].map(([, text]) => text!);
const [whole = "", frame = "", array = ""] = blocks;

function imageOf(text: string): Image {
  const image = assemble(text);
  if (!image.ok) throw new Error(image.error.map(({ message }) => message).join("\n"));
  return image.value;
}

/** The cells of a row of a table that begins with this cell. */
function rowOf(first: string): string[] {
  const line = page.split("\n").find((one) => one.startsWith(`| ${first} |`));
  if (line === undefined) throw new Error(`no row ${first}`);
  return line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim());
}

describe("docs/machine-interface.md", () => {
  it("has the addresses and sizes of the code", () => {
    const hex = (address: number): string => `0x${address.toString(16).padStart(8, "0")}`;
    expect(rowOf("text")[1]).toContain(hex(textAddress));
    expect(rowOf("data")[1]).toContain(hex(dataAddress));
    expect(leastResources).toEqual({ stackBytes: 65536, heapBytes: 65536 });
    expect(page).toContain("less than 65536 bytes of stack or of heap");
  });

  it("has the codes of the stops, all of them", () => {
    for (const [reason, code] of Object.entries(stopCodes)) expect(rowOf(String(code))[1]).toMatch(reason);
    for (const code of [...Array(32).keys()].filter((c) => !Object.values<number>(stopCodes).includes(c))) {
      const { outcome } = runMachine(imageOf(`_start: li a0, ${code}\nebreak`));
      expect(outcome.kind).toBe("faulted");
    }
  });

  it("has the numbers of the calls", () => {
    for (const [name, number] of Object.entries(systemCallNumbers)) {
      const argument = { read: "", write: "b", exit: "c" }[name as keyof typeof systemCallNumbers];
      expect(rowOf(`\`${name}(${argument})\``)[1]).toBe(String(number));
    }
    expect(registerNumbers).toMatchObject({ a0: 10, a1: 11, a2: 12, a7: 17 });
  });

  it("has the calling convention", () => {
    expect(registerArguments).toBe(8);
    expect(calleeSavedRegisters.map((register) => abiNames[register])).toEqual(
      [...Array(12).keys()].map((i) => `s${i}`),
    );
    expect(rowOf("s0 … s11")[2]).toBe("yes");
  });

  it("has a whole program, which does what the source does", () => {
    const image = imageOf(whole);
    const source = /`(fn main[^`]*)`, written by hand/.exec(page)![1]!;
    const program = parseProgram(source);
    if (!program.ok) throw new Error("not a program");
    const ours = compile(program.value);
    if (!ours.ok) throw new Error("not compiled");
    for (const input of [[], [0], [65], [255]]) {
      const bytes = Uint8Array.from(input);
      const { events, outcome } = runMachine(image, { input: bytes });
      expect({ events, outcome }).toEqual(
        (({ events: seen, outcome: end }) => ({ events: seen, outcome: end }))(
          runMachine(ours.value.image, { input: bytes }),
        ),
      );
      expect(describeOutcome(outcome)).toContain(String((input[0] ?? -1) + 1));
    }
    expect(page).toContain("exit code 66");
  });

  it("has a check of the stack, which stops exactly where it must", () => {
    const stop = (room: number, bytes: number): string => {
      const text = `_start: la sp, top\n${frame.replaceAll("FRAME", String(bytes))}
        li a0, 0\nli a7, 93\necall\nno_stack: li a0, 16\nebreak
        .bss\nstack_limit: .zero ${room}\ntop:\n`;
      return runMachine(imageOf(text)).outcome.kind;
    };
    expect([stop(64, 64), stop(60, 64), stop(0, 16), stop(16, 16)]).toEqual([
      "halted",
      "exhausted",
      "exhausted",
      "halted",
    ]);
  });

  it("makes arrays as it says, and gives up exactly where there is no room", () => {
    const made = (length: number, room: number): string => {
      const text = `_start: la gp, heap\nli a0, ${length}\n${array}
        lw a1, 0(a0)\nsub a0, gp, a0\nslli a1, a1, 16\nor a0, a0, a1\nli a7, 93\necall
        trap_length: li a0, 3\nebreak\nno_heap: li a0, 17\nebreak
        .bss\nheap: .zero ${room}\nheap_end:\n`;
      const { outcome } = runMachine(imageOf(text));
      return outcome.kind === "halted" ? `${outcome.code >> 16} in ${outcome.code & 0xffff}` : outcome.kind;
    };
    expect(made(3, 64)).toBe("3 in 16");
    expect(made(0, 4)).toBe("0 in 4");
    expect(made(3, 16)).toBe("3 in 16");
    expect([made(4, 16), made(0, 0), made(2 ** 31 - 1, 64)]).toEqual(["exhausted", "exhausted", "exhausted"]);
    expect(made(-1, 64)).toBe("trapped");
  });

  it("has no text that is not tried", () => {
    expect(blocks).toHaveLength(3);
  });
});
