/**
 * Constants: what has the same value each time is computed here and not by the machine, and where a branch always goes
 * one way, the other way is gone (Wegman and Zadeck 1991: sparse conditional constant propagation).
 *
 * It begins with the hope that every value is constant and no block is reached, goes through the blocks that are
 * reached, and again to what reads a value of which a hope was lost; so it finds constants that need each other around a loop.
 *
 * Operations that change nothing go as well: x + 0, x · 1, x & −1 are x.
 */

import { int32 } from "../../../core/word.ts";
import { filled } from "../../filled.ts";
import { Chains } from "../../flow/chains.ts";
import { constantOperand, type FlowInstruction, type Label, type Operand, writtenBy } from "../../flow/syntax.ts";
import { sameOperand } from "../../ssa/idle-branches.ts";
import type { Ssa, SsaBlock, SsaFunction, SsaTerminator, Value } from "../../ssa/syntax.ts";
import { withBlocks } from "../../ssa/with-blocks.ts";
import { holds } from "../lang-to-flow/builder.ts";
import { computes, eachFunction, Replacements, withoutParameters } from "./rewriting.ts";

/** The pass. */
export function foldConstants(ssa: Ssa): Ssa {
  return eachFunction(ssa, computes, fold);
}

/** Nothing is known of a value yet, it may be anything, or it is this number. */
type Known = "unknown" | "anything" | number;

/** What reads a value in a block, so that a hope of another one may be lost with it. */
type Reader = { readonly block: Label } & (
  | { readonly kind: "operation"; readonly instruction: FlowInstruction }
  | { readonly kind: "branch" }
  | { readonly kind: "argument"; readonly parameter: Value; readonly argument: Operand }
);

/** What may be hoped of the values of a function. What a block reads is known when it is visited: something defined it before. */
class Hopes {
  readonly #f: SsaFunction;
  readonly #known: Known[];
  /** By label, whether control comes to a block as far as is known. */
  readonly #waits: boolean[];
  /** By label, whether that block was visited; in the end these are the same. */
  readonly reached: boolean[];
  /** By value, what reads it, by its number in `#all`. */
  readonly #readers: Chains;
  readonly #all: Reader[] = [];
  /** The blocks that were reached, and the values of which a hope was lost, of which the consequences are not yet drawn. */
  readonly #blocks: Label[] = [];
  readonly #values: Value[] = [];

  constructor(f: SsaFunction, order: readonly Label[]) {
    this.#f = f;
    this.#known = filled<Known>(f.values, "unknown");
    for (const parameter of f.parameters) this.#known[parameter] = "anything";
    this.#waits = filled<boolean>(f.blocks.length, false);
    this.reached = filled<boolean>(f.blocks.length, false);
    // Without a loop a block is visited after all from which control comes, and no hope is lost behind what reads it.
    const isStraight = f.graph.heads.length === 0;
    this.#readers = new Chains(isStraight ? 0 : f.values);
    this.#reach(0);
    if (isStraight) {
      for (const block of order) if (this.#waits[block] === true) this.#visit(block);
      return;
    }
    for (const block of order) this.#addReaders(block);
    for (;;) {
      const block = this.#blocks.pop();
      const value = block === undefined ? this.#values.pop() : undefined;
      if (block !== undefined) this.#visit(block);
      else if (value !== undefined) this.#lost(value);
      else break;
    }
  }

  #addReaders(block: Label): void {
    const { instructions, terminator } = this.#f.blocks[block]!;
    const read = (operand: Operand): void => {
      if (operand.kind === "register") this.#readers.add(operand.register, this.#all.length - 1);
    };
    for (const instruction of instructions) {
      if (instruction.op !== "operate") continue;
      this.#all.push({ kind: "operation", block, instruction });
      read(instruction.left);
      read(instruction.right);
    }
    if (terminator.op === "branch") {
      this.#all.push({ kind: "branch", block });
      read(terminator.left);
      read(terminator.right);
    } else if (terminator.op === "jump")
      for (let i = 0; i < terminator.arguments.length; i++) {
        const argument = terminator.arguments[i]!;
        this.#all.push({ kind: "argument", block, parameter: this.#parameter(terminator.target, i), argument });
        read(argument);
      }
  }

  #parameter(block: Label, index: number): Value {
    return this.#f.blocks[block]!.parameters[index]!;
  }

  of(operand: Operand): Known {
    return operand.kind === "constant" ? operand.value : this.#known[operand.register]!;
  }

  #visit(block: Label): void {
    this.reached[block] = true;
    const { instructions, terminator } = this.#f.blocks[block]!;
    for (const instruction of instructions) this.#visitInstruction(instruction);
    this.#visitEnd(terminator);
  }

  /** Look again at what reads a value. */
  #lost(value: Value): void {
    for (let link = this.#readers.first(value); link !== -1; link = this.#readers.after(link)) {
      const reader = this.#all[this.#readers.value(link)]!;
      if (this.reached[reader.block] !== true) continue;
      if (reader.kind === "operation") this.#visitInstruction(reader.instruction);
      else if (reader.kind === "branch") this.#visitEnd(this.#f.blocks[reader.block]!.terminator);
      else this.#meet(reader.parameter, this.of(reader.argument));
    }
  }

  #visitInstruction(instruction: FlowInstruction): void {
    const rd = writtenBy(instruction);
    if (rd !== undefined) this.#meet(rd, instruction.op === "operate" ? this.#computed(instruction) : "anything");
  }

  #visitEnd(terminator: SsaTerminator): void {
    switch (terminator.op) {
      case "jump":
        this.#reach(terminator.target);
        for (let i = 0; i < terminator.arguments.length; i++)
          this.#meet(this.#parameter(terminator.target, i), this.of(terminator.arguments[i]!));
        return;
      case "branch": {
        const way = this.#way(terminator);
        if (way !== "else") this.#reach(terminator.then);
        if (way !== "then") this.#reach(terminator.else);
        return;
      }
      case "return":
      case "tail_call":
      case "exit":
      case "trap":
        return;
    }
  }

  /** The one way that a branch goes, if it is known. */
  #way({ comparison, left, right }: Extract<SsaTerminator, { op: "branch" }>): "then" | "else" | "both" {
    const [a, b] = [this.of(left), this.of(right)];
    if (typeof a === "number" && typeof b === "number") return holds(comparison, a, b) ? "then" : "else";
    if (sameOperand(left, right)) return holds(comparison, 0, 0) ? "then" : "else";
    return "both";
  }

  #computed({ operation, left, right }: Extract<FlowInstruction, { op: "operate" }>): Known {
    const [a, b] = [this.of(left), this.of(right)];
    if (typeof a === "number" && typeof b === "number") return int32[operation](a, b);
    if ((operation === "mul" || operation === "and") && (a === 0 || b === 0)) return 0;
    if (operation === "rem" && b === 1) return 0;
    if ((operation === "sub" || operation === "xor") && sameOperand(left, right)) return 0;
    if ((operation === "slt" || operation === "sltu") && sameOperand(left, right)) return 0;
    return "anything";
  }

  #meet(value: Value, other: Known): void {
    const before = this.#known[value]!;
    if (before === "anything" || before === other) return;
    this.#known[value] = before === "unknown" ? other : "anything";
    this.#values.push(value);
  }

  #reach(label: Label): void {
    if (this.#waits[label] === true) return;
    this.#waits[label] = true;
    this.#blocks.push(label);
  }
}

function fold(f: SsaFunction): SsaFunction {
  const { order } = f.graph;
  const hopes = new Hopes(f, order);

  const replaced = new Replacements(f);
  const constant = (value: number): boolean => {
    const known = hopes.of({ kind: "register", register: value });
    if (typeof known === "string") return false;
    replaced.replace(value, constantOperand(known));
    return true;
  };
  // In the order, so that what an instruction reads has been replaced.
  const blocks: SsaBlock[] = [...f.blocks];
  const kept: (readonly boolean[] | undefined)[] = [];
  let changed = false;
  for (const label of order) {
    if (hopes.reached[label] !== true) continue;
    const { parameters, instructions, terminator } = f.blocks[label]!;
    const keeps = parameters.map((parameter) => !constant(parameter));
    if (keeps.includes(false)) kept[label] = keeps;
    const made: FlowInstruction[] = [];
    for (const instruction of instructions) {
      const now = replaced.instruction(instruction);
      if (now.op === "operate") {
        if (sameOperand(now.left, now.right)) replaced.identify(now.left);
        if (constant(now.rd)) continue;
        const same = unchanged(now);
        if (same !== undefined) {
          replaced.replace(now.rd, same);
          continue;
        }
      }
      const simple = simpler(now);
      changed ||= simple !== instruction;
      made.push(simple);
    }
    const exit = replaced.terminator(terminator);
    if (exit.op === "branch" && sameOperand(exit.left, exit.right)) replaced.identify(exit.left);
    const ends = straight(exit);
    changed ||= ends !== terminator;
    blocks[label] = { parameters, instructions: made, terminator: ends };
  }
  if (!changed && replaced.none) return f;
  const made = blocks.map((block, label) =>
    hopes.reached[label] === true ? withoutParameters(block, kept[label], kept, replaced) : unreachable(block),
  );
  return {
    ...withBlocks(f, made),
    meanings: replaced.meanings,
    identified: replaced.identified,
  };
}

/** The operand that an operation has as its result, if it changes nothing. */
function unchanged({ operation, left, right }: Extract<FlowInstruction, { op: "operate" }>): Operand | undefined {
  const isRight = (value: number): boolean => right.kind === "constant" && right.value === value;
  const isLeft = (value: number): boolean => left.kind === "constant" && left.value === value;
  switch (operation) {
    case "add":
    case "or":
    case "xor":
      if (isRight(0)) return left;
      if (isLeft(0)) return right;
      return operation === "or" && sameOperand(left, right) ? left : undefined;
    case "sub":
      return isRight(0) ? left : undefined;
    case "sll":
    case "srl":
    case "sra":
      return right.kind === "constant" && (right.value & 31) === 0 ? left : undefined;
    case "mul":
      if (isRight(1)) return left;
      return isLeft(1) ? right : undefined;
    case "div":
      return isRight(1) ? left : undefined;
    case "and":
      if (isRight(-1) || sameOperand(left, right)) return left;
      return isLeft(-1) ? right : undefined;
    case "rem":
    case "slt":
    case "sltu":
      return undefined;
  }
}

/** A product by a power of two is a shift. */
function simpler(instruction: FlowInstruction): FlowInstruction {
  if (instruction.op !== "operate" || instruction.operation !== "mul") return instruction;
  const { left, right, rd, origin } = instruction;
  const [factor, other] = right.kind === "constant" ? [right, left] : [left, right];
  if (factor.kind !== "constant") return instruction;
  const bits = 31 - Math.clz32(factor.value);
  if (bits < 1 || factor.value !== 2 ** bits) return instruction;
  return { op: "operate", operation: "sll", rd, left: other, right: constantOperand(bits), origin };
}

/** A branch that always goes one way is a jump. */
function straight(terminator: SsaTerminator): SsaTerminator {
  if (terminator.op !== "branch") return terminator;
  const { comparison, left, right, origin } = terminator;
  const known =
    left.kind === "constant" && right.kind === "constant"
      ? holds(comparison, left.value, right.value)
      : sameOperand(left, right)
        ? holds(comparison, 0, 0)
        : undefined;
  if (known === undefined) return terminator;
  return { op: "jump", target: known ? terminator.then : terminator.else, arguments: [], origin };
}

/** A block that nothing reaches keeps its number, and is nothing else. */
function unreachable({ terminator }: SsaBlock): SsaBlock {
  return { parameters: [], instructions: [], terminator: { op: "trap", trap: "assert", origin: terminator.origin } };
}
