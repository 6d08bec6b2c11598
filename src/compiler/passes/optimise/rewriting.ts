/**
 * What the passes from SSA to SSA share: a program of which each function in SSA form is replaced, and the record of what
 * became of values whose definition is gone.
 */

import { exitWithOperands, withOperands } from "../../flow/renamed.ts";
import type { FlowInstruction, Operand } from "../../flow/syntax.ts";
import type { Meaning, PlainFunction, Ssa, SsaBlock, SsaFunction, SsaTerminator, Value } from "../../ssa/syntax.ts";

/**
 * A program with each function in SSA form replaced that a pass is for; the program itself when none differs. Most small functions
 * have nothing for most passes: each says what it must find in a function to do anything there, and looks at no other.
 */
export function eachFunction(
  ssa: Ssa,
  isFor: (f: SsaFunction) => boolean,
  change: (f: SsaFunction) => SsaFunction,
): Ssa {
  let functions: (SsaFunction | PlainFunction)[] | undefined;
  for (let i = 0; i < ssa.functions.length; i++) {
    const f = ssa.functions[i]!;
    const made = f.kind === "plain" || !isFor(f) ? f : change(f);
    if (made === f) continue;
    functions ??= [...ssa.functions];
    functions[i] = made;
  }
  return functions === undefined ? ssa : { ...ssa, functions };
}

/** Is anything computed, or are there several blocks, or is a global written? In functions that only pass on calls nothing is. */
export function computes({ blocks }: SsaFunction): boolean {
  if (blocks.length > 1) return true;
  const [{ instructions, terminator }] = blocks as readonly [SsaBlock];
  return (
    terminator.op === "jump" ||
    !instructions.every(({ op }) => op === "call" || op === "cut" || op === "read" || op === "write")
  );
}

/** Does control go one of two ways anywhere? */
export function hasBranches({ graph }: SsaFunction): boolean {
  return graph.forks;
}

/** Is there a loop? */
export function hasLoops({ graph }: SsaFunction): boolean {
  return graph.heads.length > 0;
}

/** What became of the values of one function: which are the same as another operand, and what others would be. */
export class Replacements {
  readonly #same: (Operand | undefined)[] = [];
  readonly #meanings: (Meaning | undefined)[];
  readonly #shared: (boolean | undefined)[];
  readonly #identified: (boolean | undefined)[];
  #any = false;

  constructor(f: SsaFunction) {
    this.#meanings = f.meanings.slice();
    this.#shared = f.shared.slice();
    this.#identified = f.identified.slice();
  }

  /** Nothing was replaced or dropped. */
  get none(): boolean {
    return !this.#any;
  }

  get meanings(): readonly (Meaning | undefined)[] {
    return this.#meanings;
  }

  get shared(): readonly (boolean | undefined)[] {
    return this.#shared;
  }

  get identified(): readonly (boolean | undefined)[] {
    return this.#identified;
  }

  /** What a value computes is no longer computed where it was: another value is the same, and takes its place. */
  share(value: Value, by: Operand): void {
    this.replace(value, by);
    const now = this.now(by);
    if (now.kind === "register") this.#shared[now.register] = true;
  }

  /** Something relies on it that two source values are the same, because this operand is both. */
  identify(operand: Operand): void {
    if (operand.kind === "register") this.#identified[operand.register] = true;
  }

  /** A value is the same as an operand, which replaces it. */
  replace(value: Value, operand: Operand): void {
    const by = this.now(operand);
    this.#same[value] = by;
    this.#meanings[value] = by;
    this.#any = true;
  }

  /** A value is no longer defined. It would be what this instruction computes, if that can be said. */
  drop(value: Value, instruction: FlowInstruction | undefined): void {
    this.#any = true;
    if (instruction?.op === "operate" || instruction?.op === "length") this.#meanings[value] = instruction;
  }

  /** What an operand is now. */
  readonly now = (operand: Operand): Operand => {
    let at = operand;
    while (at.kind === "register") {
      const by = this.#same[at.register];
      if (by === undefined) return at;
      at = by;
    }
    return at;
  };

  /** An instruction with the operands that there are now. */
  instruction(instruction: FlowInstruction): FlowInstruction {
    return withOperands(instruction, this.now);
  }

  terminator(terminator: SsaTerminator): SsaTerminator {
    if (terminator.op !== "jump") return exitWithOperands(terminator, this.now);
    if (terminator.arguments.length === 0) return terminator;
    const values = terminator.arguments.map(this.now);
    return values.every((operand, i) => operand === terminator.arguments[i])
      ? terminator
      : { ...terminator, arguments: values };
  }
}

/**
 * A block without the parameters that are not kept, here and where it jumps. A jump back brings what its arguments are now,
 * when all blocks have been gone through.
 */
export function withoutParameters(
  { parameters, instructions, terminator }: SsaBlock,
  keeps: readonly boolean[] | undefined,
  kept: readonly (readonly boolean[] | undefined)[],
  replaced: Replacements,
): SsaBlock {
  let ends = replaced.terminator(terminator);
  if (ends.op === "jump") {
    const there = kept[ends.target];
    if (there !== undefined) ends = { ...ends, arguments: ends.arguments.filter((_, i) => there[i] === true) };
  }
  return {
    parameters: keeps === undefined ? parameters : parameters.filter((_, i) => keeps[i] === true),
    instructions,
    terminator: ends,
  };
}
