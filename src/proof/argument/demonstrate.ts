/**
 * `demonstrate`: what breaks without an assumption, shown by running it. Nothing here is staged: a real program is
 * compiled to a real ELF file, one thing is changed, and both behaviours are what came out.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { compile } from "../../compiler/pipeline.ts";
import { type Behaviour, describeOutcome, written } from "../../core/behaviour.ts";
import { environmentOf, singly } from "../../core/environment.ts";
import { int32, type Words } from "../../core/word.ts";
import { parseProgram } from "../../lang/check/check.ts";
import type { Program } from "../../lang/program/program.ts";
import { assemble } from "../../machine/assembler/assemble.ts";
import { readElf } from "../../machine/elf/read.ts";
import { writeElf } from "../../machine/elf/write.ts";
import { hex, type Image } from "../../machine/isa/image.ts";
import { pageSize } from "../../machine/isa/layout.ts";
import { ellSystemCalls } from "../../machine/semantics/ell-environment.ts";
import { loadMachine } from "../../machine/semantics/load.ts";
import { step } from "../../machine/semantics/step.ts";
import { conforms, describeConformance } from "../evidence/conforms.ts";
import { observeMachine } from "../evidence/observe-machine.ts";
import { observeSource } from "../evidence/observe-source.ts";
import type { AssumptionId } from "./assumptions.ts";

/** Those that are shown here; the others are about signatures, and shown where those are (src/trust). */
export type Demonstrated = Exclude<AssumptionId, "keys" | "clock">;

/** One thing that was run, and what came out. */
export interface DemonstratedRun {
  /** What was run, such as `the machine, with a false sra`. */
  readonly what: string;
  /** The text it wrote. */
  readonly output: string;
  /** How it ended, in words. */
  readonly end: string;
}

/** What happened without an assumption. */
export interface Demonstration {
  readonly id: AssumptionId;
  /** The Ell program. */
  readonly program: string;
  /** What was run, in order: first as it should be. */
  readonly runs: readonly DemonstratedRun[];
  /** What a check of the first pair said. */
  readonly check: string;
  /** Did the wrong thing really happen? A test holds this true for each of them. */
  readonly breaks: boolean;
  /** What this shows. */
  readonly conclusion: string;
}

/**
 * Show by an executed example what breaks without an assumption.
 *
 * @example
 * ```ts
 * import { demonstrate } from "etalon/proof";
 * const { runs, breaks } = demonstrate("intent");
 * runs.map(({ output }) => output); // => ["-147483648\n", "-147483648\n"]
 * breaks; // => true
 * ```
 */
export function demonstrate(id: Demonstrated): Demonstration {
  return { id, ...demonstrations[id]() };
}

const demonstrations: Record<Demonstrated, () => Omit<Demonstration, "id">> = {
  hardware() {
    const built = build(printing("half(-7)", "fn half(x: int): int {\n  return x >> 1;\n}\n\n"));
    const source = observeSource(built.program, nothing, budget);
    const right = observeMachine(built.image, nothing, budget);
    const wrong = observeMachine(built.image, nothing, {
      ...budget,
      words: { ...int32, sra: (a, b) => int32.srl(a, b) },
    });
    return {
      program: built.text,
      runs: [
        shown("the source", source),
        shown("the image, on the model of the hardware", right),
        shown("the image, on hardware whose sra shifts in zeros", wrong),
      ],
      check: describeConformance(conforms(right, source)),
      breaks: conforms(right, source).verdict === "conforms" && conforms(wrong, source).verdict === "differs",
      conclusion: "The same bytes, checked and correct, are wrong on hardware that deviates from its manual.",
    };
  },

  loading() {
    const built = build(printing("6 * 7"));
    const source = observeSource(built.program, nothing, budget);
    const right = observeMachine(built.image, nothing, budget);
    const flipped = firstSilentFlip(built.image, right);
    const other = assembled(storesBehind);
    const byByte = observeMachine(other, nothing, budget);
    const byPage = observeMachine(inWholePages(other), nothing, budget);
    return {
      program: built.text,
      runs: [
        shown("the source", source),
        shown("the image as it is in the file", right),
        shown(`the image with one bit of memory changed in loading (${flipped.where})`, flipped.run),
        shown("another file, which stores behind its last segment, loaded byte by byte", byByte),
        shown("the same file, loaded in whole pages, as Linux does", byPage),
      ],
      check: describeConformance(conforms(right, source)),
      breaks:
        conforms(right, source).verdict === "conforms" &&
        conforms(flipped.run, source).verdict === "differs" &&
        byByte.outcome.kind === "faulted" &&
        byPage.outcome.kind === "halted",
      conclusion:
        "What was loaded is not what was checked, and it does not even crash. And a file may mean as much as its loader rounds up.",
    };
  },

  kernel() {
    const built = build(printing("123456"));
    const source = observeSource(built.program, nothing, budget);
    const right = observeMachine(built.image, nothing, budget);
    const { run, where } = firstSilentInterrupt(built.image, right);
    return {
      program: built.text,
      runs: [
        shown("the source", source),
        shown("the image, left alone", right),
        shown(`the image, interrupted once, and given back without its saved registers (${where})`, run),
      ],
      check: describeConformance(conforms(right, source)),
      breaks: conforms(right, source).verdict === "conforms" && conforms(run, source).verdict === "differs",
      conclusion: "Between two instructions, something else was at work. The program cannot know.",
    };
  },

  "system-calls"() {
    const built = build(printing("123456"));
    const source = observeSource(built.program, nothing, budget);
    const right = observeMachine(built.image, nothing, budget);
    const lossy = runOnLossySystem(built.image);
    return {
      program: built.text,
      runs: [
        shown("the source", source),
        shown("the image, with a write that writes", right),
        shown("the image, with a write that loses every third byte and reports success", lossy),
      ],
      check: describeConformance(conforms(right, source)),
      breaks: conforms(right, source).verdict === "conforms" && conforms(lossy, source).verdict === "differs",
      conclusion: "The image asked for the right bytes to be written. Whether they were is up to the system.",
    };
  },

  file() {
    const built = build(printing("1"));
    const other = build(printing("2"));
    const folder = new Map([["program.elf", built.file]]);
    const checked = observeMachine(read(folder.get("program.elf")!), nothing, budget);
    const source = observeSource(built.program, nothing, budget);
    folder.set("program.elf", other.file); // between the check and the run
    const later = observeMachine(read(folder.get("program.elf")!), nothing, budget);
    return {
      program: built.text,
      runs: [
        shown("the source", source),
        shown("program.elf, when it was checked", checked),
        shown("program.elf, when it was run", later),
      ],
      check: describeConformance(conforms(checked, source)),
      breaks: conforms(checked, source).verdict === "conforms" && conforms(later, source).verdict === "differs",
      conclusion: "The verdict was right, about other bytes. Compare the SHA-256 in the report where the file is run.",
    };
  },

  hash() {
    const built = build(printing("1"));
    const other = build(printing("2"));
    const short = (digest: Uint8Array): string => bytesToHex(digest.subarray(0, 2));
    const name = short(sha256(built.file));
    const folder = new Map([[name, built.file]]);
    const source = observeSource(built.program, nothing, budget);
    const right = observeMachine(read(folder.get(name)!), nothing, budget);
    const second = sameName(other.file, (digest) => short(digest) === name);
    folder.set(name, second.file);
    const later = observeMachine(read(folder.get(name)!), nothing, budget);
    return {
      program: built.text,
      runs: [
        shown("the source", source),
        shown(`the file that was decided on, under the name ${name}`, right),
        shown(`another one with the same name, found after ${second.tried} hashes`, later),
      ],
      check: describeConformance(conforms(right, source)),
      breaks: conforms(right, source).verdict === "conforms" && conforms(later, source).verdict === "differs",
      conclusion: "A name by digest means one file only as long as nobody finds a second. With 256 bits nobody has.",
    };
  },

  checker() {
    const built = build(printing("square(65537 * 4097)", "fn square(x: int): int {\n  return x * x;\n}\n\n"));
    // The product of two int32 as a beginner writes it in JavaScript: exact only below 2⁵³.
    const careless: Words<number> = { ...int32, mul: (a, b) => (a * b) | 0 };
    const source = observeSource(built.program, nothing, { ...budget, words: careless });
    const machine = observeMachine(built.image, nothing, { ...budget, words: careless });
    const truth = observeMachine(built.image, nothing, budget);
    return {
      program: built.text,
      runs: [
        shown("the source, on a careless engine", source),
        shown("the image, on the same engine", machine),
        shown("the image, on an engine that multiplies exactly", truth),
      ],
      check: describeConformance(conforms(machine, source)),
      breaks: conforms(machine, source).verdict === "conforms" && conforms(truth, source).verdict === "differs",
      conclusion: "Both sides are wrong in the same way, so they agree. Only a witness from outside can tell.",
    };
  },

  intent() {
    const average = "fn average(a: int, b: int): int {\n  return (a + b) / 2;\n}\n\n";
    const built = build(printing("average(2000000000, 2000000000)", average));
    const source = observeSource(built.program, nothing, budget);
    const machine = observeMachine(built.image, nothing, budget);
    const wanted = "2000000000\n";
    return {
      program: built.text,
      runs: [shown("the source", source), shown("the image", machine)],
      check: describeConformance(conforms(machine, source)),
      breaks: conforms(machine, source).verdict === "conforms" && textOf(source) !== wanted,
      conclusion:
        "The author wanted 2000000000. An int wraps at 2^31, the binary says so faithfully, and both are unwanted.",
    };
  },
};

/**
 * A program that stores a byte behind the end of its last segment, in the same page, writes it to standard output, and ends well. The
 * hex1 of stage0-posix does so.
 */
const storesBehind = `_start:
  li t0, 0x10000000
  li t1, '!'
  sb t1, 100(t0)
  li a0, 1
  addi a1, t0, 100
  li a2, 1
  li a7, 64
  ecall
  li a0, 0
  li a7, 93
  ecall
.bss
  .zero 16
`;

/** The image as a loader makes it that maps whole pages. */
function inWholePages(image: Image): Image {
  const up = (size: number): number => Math.ceil(size / pageSize) * pageSize;
  const segments = image.segments.map((one) => (one.permissions.write ? { ...one, size: up(one.size) } : one));
  return { ...image, segments };
}

const nothing = new Uint8Array();
const budget = { clock: 100_000 };

/** A program that prints the decimal digits of an int expression. */
function printing(expression: string, before = ""): string {
  return `fn print(n: int) {
  if n <= -10 || n >= 10 {
    print(n / 10);
  } else if n < 0 {
    write('-');
  }
  let digit = n % 10;
  if digit < 0 {
    digit = -digit;
  }
  write('0' + digit);
}

${before}fn main(): int {
  print(${expression});
  write('\\n');
  return 0;
}
`;
}

interface Built {
  readonly text: string;
  readonly program: Program;
  /** The ELF file. */
  readonly file: Uint8Array;
  /** The image read back from the file. */
  readonly image: Image;
}

function build(text: string): Built {
  const program = parseProgram(text);
  // Without optimisation: what the compiler computes itself no other machine computes differently.
  const compiled = program.ok ? compile(program.value, { level: 0 }) : undefined;
  if (!program.ok || compiled?.ok !== true) throw new Error("a demonstration's program does not compile");
  const file = writeElf(compiled.value.image);
  return { text, program: program.value, file, image: read(file) };
}

/** The image of an assembler text, read back from a file, too. */
function assembled(text: string): Image {
  const image = assemble(text);
  if (!image.ok) throw new Error("a demonstration's text cannot be assembled");
  return read(writeElf(image.value));
}

function read(file: Uint8Array): Image {
  const image = readElf(file);
  if (!image.ok) throw new Error("a demonstration's file cannot be read");
  return image.value;
}

function textOf(behaviour: Behaviour): string {
  return new TextDecoder().decode(written(behaviour.events));
}

function shown(what: string, behaviour: Behaviour): DemonstratedRun {
  return { what, output: textOf(behaviour), end: describeOutcome(behaviour.outcome) };
}

/** The first bit of the text whose change gives another run that still ends normally. */
function firstSilentFlip(image: Image, right: Behaviour): { readonly run: Behaviour; readonly where: string } {
  const text = image.segments.find(({ permissions }) => permissions.execute)!;
  for (let bit = 0; bit < 8 * text.bytes.length; bit++) {
    const bytes = text.bytes.slice();
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    const segments = image.segments.map((segment) => (segment === text ? { ...segment, bytes } : segment));
    const run = observeMachine({ ...image, segments }, nothing, budget);
    if (run.outcome.kind !== "halted" || conforms(run, right).verdict !== "differs") continue;
    if (!/^\d+\n$/.test(textOf(run))) continue;
    return { run, where: `bit ${bit & 7} of the byte at ${hex(text.address + (bit >> 3))}` };
  }
  throw new Error("no single bit changes the output silently");
}

/** The first interrupt that zeroes the saved registers, such that the run still ends normally and writes other digits. */
function firstSilentInterrupt(image: Image, right: Behaviour): { readonly run: Behaviour; readonly where: string } {
  for (let when = 1; when < budget.clock; when++) {
    const environment = environmentOf(nothing);
    const machine = loadMachine(image, ellSystemCalls(environment));
    let outcome: Behaviour["outcome"] | undefined;
    let pc = 0;
    for (let steps = 0; steps < budget.clock && outcome === undefined; steps++) {
      if (steps === when) {
        pc = machine.pc;
        for (const saved of [8, 9, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27]) machine.registers[saved] = 0;
      }
      ({ outcome } = step(machine));
    }
    const run = { events: environment.events, outcome: outcome ?? { kind: "running" as const } };
    if (run.outcome.kind !== "halted" || conforms(run, right).verdict !== "differs") continue;
    if (/^\d+\n$/.test(textOf(run))) return { run, where: `after ${when} instructions, at ${hex(pc)}` };
  }
  throw new Error("no interrupt changes the output silently");
}

/** A file with bytes after its end that no loader looks at, so that its digest is what is wanted. */
function sameName(file: Uint8Array, wanted: (digest: Uint8Array) => boolean) {
  const begun = sha256.create().update(file);
  for (let tried = 1; tried < 2 ** 24; tried++) {
    const end = new Uint8Array(4);
    new DataView(end.buffer).setUint32(0, tried);
    if (wanted(begun.clone().update(end).digest())) return { file: Uint8Array.of(...file, ...end), tried };
  }
  throw new Error("no second file has that name");
}

/** The image where one byte in three never arrives. */
function runOnLossySystem(image: Image): Behaviour {
  const environment = environmentOf(nothing);
  let count = 0;
  const write = (byte: number): void => {
    count++;
    if (count % 3 !== 0) environment.write(byte);
  };
  const calls = ellSystemCalls(singly({ read: () => environment.read(), write }));
  const machine = loadMachine(image, calls);
  for (let steps = 0; steps < budget.clock; steps++) {
    const { outcome } = step(machine);
    if (outcome !== undefined) return { events: environment.events, outcome };
  }
  return { events: environment.events, outcome: { kind: "running" } };
}
