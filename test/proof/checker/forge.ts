/**
 * Forging: an honest compilation taken apart, to be changed by hand and put to the checker.
 */

import { claimsOf } from "../../../src/compiler/certificate/claims-of.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check/check.ts";
import type { Program } from "../../../src/lang/program/program.ts";
import { decode } from "../../../src/machine/isa/decode.ts";
import { encode } from "../../../src/machine/isa/encode.ts";
import type { Image, Segment } from "../../../src/machine/isa/image.ts";
import type { Instruction } from "../../../src/machine/isa/instruction.ts";
import { registerNumbers } from "../../../src/machine/isa/register.ts";
import type { Claims } from "../../../src/proof/certificate/claims.ts";
import { asDifferences, type WholeClaims, wholeClaims } from "../../../src/proof/certificate/whole.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import type { Verdict } from "../../../src/proof/checker/verdict.ts";

/** The same data, open to changes. */
export type Mutable<T> = T extends number | string
  ? T
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** Claims that a forger may write into: whole at each cut point, so that one can be changed without the others. */
export type Draft = Mutable<WholeClaims>;

/** An image and its claims, open to changes. */
export class Forgery {
  readonly text: string;
  readonly program: Program;
  claims: Draft;
  entry: number;
  segments: Segment[];

  constructor(text: string) {
    this.text = text;
    const program = parseProgram(text);
    if (!program.ok) throw new Error(program.error[0]?.message);
    const compiled = compile(program.value, { level: 0 });
    if (!compiled.ok) throw new Error(compiled.error.message);
    this.program = program.value;
    this.claims = structuredClone(wholeClaims(claimsOf(compiled.value))) as Draft;
    this.entry = compiled.value.image.entry;
    this.segments = compiled.value.image.segments.map((segment) => ({ ...segment, bytes: segment.bytes.slice() }));
  }

  get image(): Image {
    return { entry: this.entry, segments: this.segments };
  }

  /** The index of a function by name. */
  index(name: string): number {
    return this.program.functions.findIndex((f) => f.name === name);
  }

  /** The instruction at a pc. */
  at(pc: number): Instruction | undefined {
    const text = this.segments[0]!;
    return decode(new DataView(text.bytes.buffer).getInt32(pc - text.address, true));
  }

  /** The pcs of the instructions that match, in ascending order. */
  find(matches: (i: Instruction) => boolean): number[] {
    const text = this.segments[0]!;
    const found: number[] = [];
    for (let pc = text.address; pc < text.address + text.bytes.length; pc += 4) {
      const instruction = this.at(pc);
      if (instruction !== undefined && matches(instruction)) found.push(pc);
    }
    return found;
  }

  /** The pc of the first system call with this number. */
  callOf(number: number): number {
    return this.#askedFor("ecall", registerNumbers.a7, number);
  }

  /** The pc of the first ebreak with this code. */
  stopOf(code: number): number {
    return this.#askedFor("ebreak", registerNumbers.a0, code);
  }

  /** The pc of the first such instruction right after an `addi` that puts the value into the register. */
  #askedFor(mnemonic: "ecall" | "ebreak", register: number, value: number): number {
    const found = this.find((i) => i.mnemonic === mnemonic).find((pc) => {
      const before = this.at(pc - 4);
      return before?.mnemonic === "addi" && before.rd === register && before.imm === value;
    });
    if (found === undefined) throw new Error(`no ${mnemonic} ${value}`);
    return found;
  }

  /** Put an instruction at a pc. */
  put(pc: number, instruction: Instruction): void {
    const word = encode(instruction);
    if (!word.ok) throw new Error(word.error.message);
    this.word(pc, word.value);
  }

  /** Put a word at a pc. */
  word(pc: number, word: number): void {
    const text = this.segments[0]!;
    new DataView(text.bytes.buffer).setInt32(pc - text.address, word, true);
  }

  /** Put code after the text; returns its pc. */
  append(...instructions: Instruction[]): number {
    const text = this.segments[0]!;
    const pc = text.address + text.bytes.length;
    const bytes = new Uint8Array(text.bytes.length + 4 * instructions.length);
    bytes.set(text.bytes);
    this.segments[0] = { ...text, bytes, size: bytes.length };
    for (const [i, instruction] of instructions.entries()) this.put(pc + 4 * i, instruction);
    return pc;
  }

  /** The claims as a certificate has them. */
  get differences(): Claims {
    return asDifferences(this.claims);
  }

  /** What refuses other claims of this image, in words; the verdict where nothing does. */
  checkOf(claims: Claims): string {
    const verdict = checkClaims(this.program, this.image, claims);
    return verdict.verdict === "refused" ? (verdict.obligation?.what ?? verdict.reason) : verdict.verdict;
  }

  check(): Verdict {
    return checkClaims(this.program, this.image, this.differences);
  }
}

/** A forgery as data, with a program of its own. */
export interface NamedForgery {
  readonly name: string;
  readonly text: string;
  readonly forge: (f: Forgery) => void;
}
