/** Runs: budgets, counting, determinism, traces that tell the run, foreign code, and random bytes as text. */

import { readElf, runMachine, type Segment, traceMachine } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyInstruction, anyWord } from "./generators.ts";
import {
  assemble,
  dataAt,
  ebreak,
  ecall,
  imageOf,
  readWriteExecute,
  segmentOf,
  set,
  setWord,
  textAt,
} from "./programs.ts";
import { installed, qemu, runTool, withFiles } from "./tools.ts";

/** Random text, likelier to go somewhere than random bytes, in memory that may be read, written and executed. */
const anyProgram = fc
  .array(fc.oneof({ weight: 6, arbitrary: anyInstruction }, { weight: 1, arbitrary: anyWord }), { maxLength: 40 })
  .map((items) => {
    const start = [...setWord(5, textAt), ...setWord(6, dataAt), ...setWord(7, textAt + 40)];
    const image = imageOf([]);
    const text = segmentOf(textAt, assemble([...start, ...items]), readWriteExecute);
    return { ...image, segments: [text, ...image.segments.slice(1)] };
  });

describe("a run", () => {
  it("retires what it executes: the stopping call counts, a fault does not", () => {
    expect(runMachine(imageOf([set(17, 93), ecall]))).toMatchObject({ retired: 2, pc: textAt + 4 });
    expect(runMachine(imageOf([set(10, 1), ebreak]))).toMatchObject({ retired: 2, pc: textAt + 4 });
    expect(runMachine(imageOf([set(10, 1), 0]))).toMatchObject({ retired: 1, pc: textAt + 4 });
  });

  it("stops exactly at its budget, and more budget only goes on", () => {
    fc.assert(
      fc.property(anyProgram, fc.nat(60), fc.nat(60), (image, less, more) => {
        const short = runMachine(image, { budget: less });
        const long = runMachine(image, { budget: less + more });
        expect(short.retired).toBeLessThanOrEqual(less);
        if (short.outcome.kind === "running") expect(short.retired).toBe(less);
        else expect(long.outcome).toEqual(short.outcome);
        expect(long.events.slice(0, short.events.length)).toEqual(short.events);
      }),
    );
  });

  it("stops when it has made events enough", () => {
    const loop = imageOf([
      set(17, 63),
      set(12, 0),
      { mnemonic: "lui", rd: 11, imm: dataAt },
      set(12, 1),
      ecall,
      set(10, 0),
      { mnemonic: "jal", rd: 0, imm: -8 },
    ]);
    const run = runMachine(loop, { eventBudget: 100, budget: 10_000 });
    expect([run.outcome.kind, run.events.length]).toEqual(["running", 100]);
  });

  it("has nothing but the image's memory unless a stack is asked for", () => {
    const image = imageOf([{ mnemonic: "lw", rd: 10, rs1: 2, imm: 0 }, set(17, 93), ecall]);
    expect(runMachine(image).outcome.kind).toBe("faulted");
    expect(runMachine(image, { stack: 100 }).outcome).toEqual({ kind: "halted", code: 0 });
  });

  it("finds room for the stack below a segment that is in its place", () => {
    const high: Segment = { address: 0x7ffff000, bytes: new Uint8Array(), size: 0x2000, permissions: readWriteExecute };
    const image = imageOf([{ mnemonic: "sw", rs1: 2, rs2: 2, imm: -4 }, set(17, 93), ecall]);
    const run = runMachine({ ...image, segments: [...image.segments, high] }, { stack: 0x10000 });
    expect(run.outcome.kind).toBe("halted");
    expect(run.machine.registers[2]).toBeLessThan(0x7ffff000);
  });
});

describe("a trace", () => {
  it("tells the same as the run", () => {
    fc.assert(
      fc.property(anyProgram, (image) => {
        const run = runMachine(image, { budget: 200 });
        const steps = [...traceMachine(image, { budget: 200 })];
        expect(steps.flatMap((step) => step.events)).toEqual(run.events);
        expect(steps.at(-1)?.outcome ?? { kind: "running" }).toEqual(run.outcome);
        const registers = new Array<number>(32).fill(0);
        for (const { wrote } of steps) if (wrote !== undefined) registers[wrote.register] = wrote.value;
        expect(registers).toEqual(run.machine.registers);
      }),
    );
  });

  it.each([{ kind: "single" }, { kind: "shares", seed: 3 }] as const)(
    "tells the run in which blocks move: %j",
    (arrival) => {
      const call = [...setWord(17, 63), ...setWord(10, 0), ...setWord(11, dataAt), ...setWord(12, 20), ecall];
      const image = imageOf([...call, ...call, ...call, ebreak]);
      const options = { input: Uint8Array.from({ length: 30 }, (_, i) => i), arrival };
      const { events } = runMachine(image, options);
      expect([...traceMachine(image, options)].flatMap((step) => step.events)).toEqual(events);
      expect(events).not.toEqual(runMachine(image, { input: options.input }).events);
    },
  );

  it("shows rule, text, and what was read and written", () => {
    const image = imageOf([
      ...setWord(5, dataAt),
      set(6, -2),
      { mnemonic: "sh", rs1: 5, rs2: 6, imm: 2 },
      { mnemonic: "lb", rd: 7, rs1: 5, imm: 3 },
      ebreak,
    ]);
    const steps = [...traceMachine(image)];
    expect(steps.map((step) => step.number)).toEqual(["M2", "M22", "M22", "M19", "M12", "M46"]);
    expect(steps[3]).toMatchObject({ text: "sh\tt1,2(t0)", stored: { address: dataAt + 2, width: 2, value: 0xfffe } });
    expect(steps[4]).toMatchObject({
      wrote: { register: 7, name: "t2", value: -1 },
      loaded: { address: dataAt + 3, width: 1, value: 255 },
      stored: undefined,
    });
  });
});

describe("no image harms the host", () => {
  it("random text: a behaviour, the same each time", () => {
    fc.assert(
      fc.property(anyProgram, (image) => {
        const first = runMachine(image, { budget: 500, input: Uint8Array.of(1, 2, 3) });
        const second = runMachine(image, { budget: 500, input: Uint8Array.of(1, 2, 3) });
        expect([second.outcome, second.events, second.pc]).toEqual([first.outcome, first.events, first.pc]);
      }),
      { numRuns: 500 },
    );
  });

  it("random bytes as text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 400 }), (bytes) => {
        const text = segmentOf(textAt, bytes, readWriteExecute);
        expect(runMachine({ entry: textAt, segments: [text] }, { budget: 500 }).retired).toBeLessThanOrEqual(500);
      }),
      { numRuns: 500 },
    );
  });
});

describe("foreign programs", () => {
  it("code that rewrites itself runs what it wrote", () => {
    // The addi at +20 is overwritten with `addi a0, x0, 42` before it is reached.
    const replacement = new DataView(assemble([set(10, 42)]).buffer).getInt32(0, true);
    const text = assemble([
      ...setWord(5, textAt),
      ...setWord(6, replacement),
      { mnemonic: "sw", rs1: 5, rs2: 6, imm: 20 },
      set(10, 1),
      set(17, 93),
      ecall,
    ]);
    const run = runMachine({ entry: textAt, segments: [segmentOf(textAt, text, readWriteExecute)] }, { budget: 100 });
    expect(run.outcome).toEqual({ kind: "halted", code: 42 });
  });

  const compiler = "riscv64-unknown-elf-gcc";
  const source = `
    static int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
    __attribute__((naked)) void _start(void) { __asm__("call run\\nli a7, 93\\necall"); }
    int run(void) { volatile int n = 15; return fibonacci(n) % 251; }
  `;
  it.runIf(installed(compiler)).each([[["-O2"]], [["-O0", "-Wl,-N"]]])("gcc %s", (flags) => {
    withFiles({ "a.c": source }, (directory) => {
      const target = ["-march=rv32im", "-mabi=ilp32", "-nostdlib", "-static", "-ffreestanding"];
      const made = runTool(compiler, [...target, ...flags, "-o", `${directory}/a.elf`, `${directory}/a.c`]);
      expect(made.stderr).not.toContain("error");
      const file = runTool("cat", [`${directory}/a.elf`]).stdout;
      const image = readElf(Uint8Array.from(file));
      if (!image.ok) throw new Error(image.error.map((error) => error.message).join("\n"));
      expect(runMachine(image.value, { stack: 0x10000, budget: 1_000_000 }).outcome).toEqual({
        kind: "halted",
        code: 610 % 251,
      });
      if (installed(qemu)) expect(runTool(qemu, [`${directory}/a.elf`]).status).toBe(610 % 251);
    });
  });
});
