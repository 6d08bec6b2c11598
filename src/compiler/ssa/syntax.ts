/**
 * SSA: Flow in which every register is assigned once, and blocks have parameters. The optimiser's language.
 *
 * A register is called a value here. A jump carries arguments for the parameters of the block that it goes to, all of
 * them assigned at once; a branch carries none, so that a block with parameters is entered by jumps alone. There is no
 * `copy`: an operand is the value itself.
 *
 * Marks say in which value each source variable is. They are weak: they keep nothing alive, and no pass rewrites them.
 * Where a pass takes a definition away, it leaves a meaning instead: what the value would be. A mark reads through
 * meanings, as the frame states of a compiler that deoptimises do.
 */

import type { NodeId } from "../../lang/program/program.ts";
import type { InlinedCall } from "../../proof/certificate/claims.ts";
import type { Block, CutMark, FlowFunction, FlowInstruction, Label, Operand, Terminator } from "../flow/syntax.ts";

/** A value: what is assigned at one place of the function, each time that control comes there. */
export type Value = number;

/** How a block ends. */
export type SsaTerminator =
  | Exclude<Terminator, { readonly op: "jump" }>
  | {
      readonly op: "jump";
      readonly target: Label;
      /** What the parameters of the target get. */
      readonly arguments: readonly Operand[];
      readonly origin: NodeId;
    };

/** Parameters, instructions in order, one terminator. */
export interface SsaBlock {
  readonly parameters: readonly Value[];
  readonly instructions: readonly FlowInstruction[];
  readonly terminator: SsaTerminator;
}

/** How the blocks of a function are connected. */
export interface Graph {
  /** The blocks that control can reach, each after the blocks that dominate it: reverse postorder. */
  readonly order: readonly Label[];
  /** By label, its place in the order; −1 for a block that control cannot reach. */
  readonly position: readonly number[];
  /** By label, the reachable blocks from which control comes; twice where a branch goes there with both its sides. */
  readonly predecessors: readonly (readonly Label[])[];
  /** By label, the immediate dominator; −1 for the entry and what control cannot reach. */
  readonly dominator: readonly Label[];
  /** By label, the blocks that it immediately dominates, in the order. */
  readonly children: readonly (readonly Label[])[];
  /** The blocks to which control comes from themselves or later ones in the order: where loops begin. */
  readonly heads: readonly Label[];
  /** Does control go one of two ways anywhere? */
  readonly forks: boolean;
}

/** A source variable, and what it is. In an inlined call the numbers go on: first those of the function. */
export interface LocalValue {
  readonly slot: number;
  readonly at: Operand;
}

/** What a value without a definition would be: the same as an operand, or the result of an instruction without effects. */
export type Meaning =
  | Operand
  | (Extract<FlowInstruction, { readonly op: "operate" | "length" }> & { readonly kind?: undefined });

/** The order in which two numbers are compared. */
export type Order = "slt" | "sltu";

/** That the number of `lower` in an order, plus the gap, is at most that of `upper`; or that two words differ. */
export type SsaFact =
  | {
      readonly kind: "order";
      readonly order: Order;
      readonly lower: Operand;
      readonly upper: Operand;
      readonly gap: 0 | 1;
    }
  | { readonly kind: "apart"; readonly lower: Operand; readonly upper: Operand };

/** A function that is not optimised: it goes through as it came. */
export interface PlainFunction {
  readonly kind: "plain";
  readonly flow: FlowFunction;
}

/** A function in SSA form. It is entered at block 0, to which nothing jumps. */
export interface SsaFunction {
  readonly kind: "ssa";
  readonly name: string;
  readonly parameters: readonly Value[];
  /** Values are numbered below this. */
  readonly values: number;
  readonly blocks: readonly SsaBlock[];
  /** How the blocks are connected. Where control goes other ways, a pass takes it from `withBlocks` (graph.ts). */
  readonly graph: Graph;
  /** The calls whose code is part of this function's. Left out, there are none. */
  readonly inlined?: readonly InlinedCall[];
  /** Of each mark, the source variables that the source may still read, by slot. */
  readonly locals: ReadonlyMap<CutMark, readonly LocalValue[]>;
  /**
   * By value, whether something relies on what it was computed from where it is live, because another computation of the same
   * was taken away, or it was moved. Marks then say that of it, and not only in which variable it is.
   */
  readonly shared: readonly (boolean | undefined)[];
  /** By value, whether something relies on it that all source values that are this value are the same. Marks then say that, too. */
  readonly identified: readonly (boolean | undefined)[];
  /** Of some marks, what holds there and the code after it relies on. */
  readonly facts: ReadonlyMap<CutMark, readonly SsaFact[]>;
  /** By value, for those that no code defines any more. */
  readonly meanings: readonly (Meaning | undefined)[];
  /** By value, of a parameter of a block that is gone, what it got from the blocks before. Left out, none is gone. */
  readonly brought?: readonly (readonly Operand[] | undefined)[];
  /** The body, at which the function is entered. */
  readonly origin: NodeId;
  /** The function as it came, for when what was made of it cannot be explained. */
  readonly flow: FlowFunction;
}

/** The blocks of a function, in whatever form it is. */
export function blocksOf(f: SsaFunction | PlainFunction): readonly (SsaBlock | Block)[] {
  return f.kind === "plain" ? f.flow.blocks : f.blocks;
}

/** A program in SSA form. */
export interface Ssa {
  readonly functions: readonly (SsaFunction | PlainFunction)[];
  /** Index of the start-up function. */
  readonly start: number;
  /** How many globals there are. */
  readonly globals: number;
}
