/**
 * `etalon bootstrap`: from a file that a person can read to a compiler, each step with its bytes and its instructions: how much there
 * is to trust at the beginning, and how far it is from there. Our own seed comes first: it makes itself, and it is certified.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { issueCertificate } from "../../compiler/index.ts";
import { runImage } from "../../engine/index.ts";
import { describeOutcome, written } from "../../index.ts";
import { certify } from "../../proof/index.ts";
import type { Arguments } from "../arguments.ts";
import { exitCodes } from "../exit-codes.ts";
import { type ChainStep, chainIn } from "../host/bootstrap-chain.ts";
import { build } from "../host/built.ts";
import { readBytes } from "../host/files.ts";
import { loadProgram, sourceOf } from "../host/load.ts";
import type { Verb } from "../verb.ts";
import { instructionCount, sha256 } from "../view/facts.ts";
import { hex0Lines } from "../view/hex0.ts";
import { printable } from "../view/printable.ts";
import type { Output } from "../view/terminal.ts";

/** The hex0 of the package. */
const ownHex0 = fileURLToPath(new URL("../../../examples/hex0.ell", import.meta.url));

/** How long a seed may run, in instructions: it reads a few thousand bytes. */
const budget = 100_000_000;

/** `etalon bootstrap`. */
export const bootstrapVerb: Verb = {
  name: "bootstrap",
  summary: "from a seed that a person can read to a compiler, step by step",
  operands: ["[HEX0.ell]"],
  options: [
    { name: "stage0", value: "DIRECTORY", help: "a clone of stage0-posix: its chain is run, up to its compiler of C" },
    { name: "whole", needs: ["stage0"], help: "and on, to the end of its first two scripts, which takes long" },
  ],
  details: [
    "First our own seed: HEX0.ell, an assembler of hexadecimal digits (the package's examples/hex0.ell unless given), is compiled to\n" +
      "a bare file and certified, written as a text (`etalon disassemble --bare --hex0`), and assembles itself from that text.",
    "With --stage0 it then assembles the seed of stage0-posix from its text, and each program of its scripts for RISC-V is run\n" +
      "on the formal machine, with files in memory; nothing in the folder changes. docs/bootstrap.md says what that is for.",
    "Exits with 1 when the seed is not certified, or when what it assembles has other bytes.",
  ],
  examples: ["etalon bootstrap", "etalon bootstrap --stage0 stage0-posix"],
  run({ terminal, json, arguments: given }) {
    const folder = given.text("stage0");
    const out = json ? undefined : terminal.out;
    const seed = seedOf(given.operands[0] ?? ownHex0, given);
    if (out !== undefined) printSeed(seed, out);
    const other = folder === undefined ? undefined : stage0Seed(folder, seed);
    if (other !== undefined) out?.line(wordsOf("stage0's hex0-seed, of its text", other));
    const steps: ChainStep[] = [];
    if (folder !== undefined) {
      terminal.progress("running the chain");
      for (const one of chainIn(folder, given.flag("whole"))) {
        terminal.progress("");
        if (out !== undefined) printStep(one, out);
        steps.push(one);
        terminal.progress("running the chain");
      }
      terminal.progress("");
      out?.line(
        `${steps.length} programs, ${count(steps.reduce((sum, one) => sum + one.instructions, 0))} instructions`,
      );
    }
    const good = seed.verdict === "certified" && [seed.itself, ...(other === undefined ? [] : [other])].every(isSame);
    const { image: _, ...told } = seed;
    const document = { seed: told, stage0: other ?? null, steps };
    return { exit: good ? exitCodes.ok : exitCodes.differs, document };
  },
};

/** What a seed made of a text, beside what it should be. */
interface Assembled {
  /** Are the bytes what they should be? */
  readonly same: boolean;
  readonly bytes: number;
  readonly instructions: number;
  /** How it ended, where it did not end well. */
  readonly end: string | null;
}

interface Seed {
  readonly source: string;
  readonly bytes: number;
  readonly sha256: string;
  /** How many instructions are in it. */
  readonly text: number;
  /** What the checker says of it. */
  readonly verdict: string;
  readonly obligations: number | null;
  readonly itself: Assembled;
  readonly image: ReturnType<typeof build>["image"];
}

function isSame({ same, end }: Assembled): boolean {
  return same && end === null;
}

function seedOf(path: string, given: Arguments): Seed {
  const loaded = loadProgram(path);
  const { compilation, file, image } = build(loaded, given, true);
  const source = sourceOf(loaded);
  const answer = certify(source, file, issueCertificate(compilation, source, file));
  const text = [...hex0Lines(file, image, loaded.source)].map((line) => `${line}\n`).join("");
  return {
    source: path,
    bytes: file.length,
    sha256: sha256(file),
    text: instructionCount(image),
    verdict: answer.verdict,
    obligations: answer.verdict === "certified" ? answer.statistics.obligations : null,
    itself: assembled(image, new TextEncoder().encode(text), file),
    image,
  };
}

/** Have a seed assemble a text. */
function assembled(image: Seed["image"], text: Uint8Array, wanted: Uint8Array): Assembled {
  const { events, outcome, retired } = runImage(image, { input: text, budget });
  const bytes = written(events);
  const well = outcome.kind === "halted" && outcome.code === 0;
  const same = Buffer.compare(bytes, wanted) === 0;
  return { same, bytes: bytes.length, instructions: retired, end: well ? null : describeOutcome(outcome) };
}

/** The seed of stage0-posix, assembled by ours from its text. */
function stage0Seed(folder: string, { image }: Seed): Assembled | undefined {
  const [text, seed] = ["riscv32/hex0_riscv32.hex0", "bootstrap-seeds/POSIX/riscv32/hex0-seed"].map((path) =>
    join(folder, path),
  );
  if (!existsSync(text!) || !existsSync(seed!)) return undefined;
  return assembled(image, readBytes(text!), readBytes(seed!));
}

function printSeed({ source, bytes, text, verdict, obligations, itself, sha256: digest }: Seed, out: Output): void {
  out.line(`${printable(source)}: ${bytes} bytes, ${text} instructions, SHA-256 ${digest}`);
  const words = obligations === null ? out.paint("bad", `NOT CERTIFIED: ${verdict}`) : out.paint("good", "certified");
  out.line(`  ${words}${obligations === null ? "" : `: ${count(obligations)} obligations`}`);
  out.line(wordsOf("itself, of its own text", itself));
}

function wordsOf(what: string, { same, bytes, instructions, end }: Assembled): string {
  const result = same ? "the same bytes" : "OTHER bytes";
  const ended = end === null ? "" : `; it did not end well: ${printable(end)}`;
  return `  assembles ${what}: ${count(bytes)} bytes, ${result}, in ${count(instructions)} instructions${ended}`;
}

function printStep({ program, output, bytes, instructions }: ChainStep, out: Output): void {
  const columns = [printable(program).padEnd(40), printable(output).padEnd(36)];
  out.line(`${columns.join(" ")} ${count(bytes).padStart(11)} bytes ${count(instructions).padStart(15)} instructions`);
}

function count(value: number): string {
  return value.toLocaleString("en");
}
