/**
 * Verdicts: what the checker found out, as plain data.
 *
 * `certified` is for all inputs. `refused` names the obligation that did not close; it does not say that the binary is
 * wrong, only that this certificate does not show that it is right. `undecided` is over budget.
 */

import type { ClosedBy, ObligationName } from "./relate/obligations.ts";

/** How much was looked at. */
export interface Statistics {
  readonly functions: number;
  /** Cut points reached, function entries included. */
  readonly cuts: number;
  /** Pairs of a source path and a machine path from one cut point to the next. */
  readonly paths: number;
  /** Things that had to hold, and were shown to. */
  readonly obligations: number;
  /** Obligations closed because both sides were the same term. */
  readonly bySyntax: number;
  /** Steps of Ell and instructions on these paths; what paths have in common is run once, and counts for each. */
  readonly sourceSteps: number;
  readonly machineSteps: number;
}

/** Something that has to hold at the end of a path. */
export interface Obligation {
  /** Name of the function. */
  readonly function: string;
  /** The cut point at which the path begins: statement or expression, and pc. */
  readonly from: { readonly phase: "before" | "after"; readonly node: number; readonly pc: number };
  /** Its name in the table of obligations, docs/certificates.md; and how one of that name closes. */
  readonly name: ObligationName;
  readonly by: ClosedBy;
  /** What has to hold, in words: `the claimed value of variable x in a0`, `the heap pointer`. */
  readonly what: string;
  /** The source node at which the path ends, where there is one. */
  readonly node: number | undefined;
  /** The pc at which the path ends, where it is known. */
  readonly pc: number | undefined;
  /** The two sides, as text: of one that did not close, and of all where the terms were asked for. */
  readonly source?: string;
  readonly machine?: string;
}

/** The checker's answer. */
export type Verdict =
  /** With every obligation that was closed, where the list was asked for. */
  | { readonly verdict: "certified"; readonly statistics: Statistics; readonly obligations: readonly Obligation[] }
  | {
      readonly verdict: "refused";
      readonly reason: string;
      readonly obligation: Obligation | undefined;
      readonly statistics: Statistics;
    }
  /** `overBudget` when more of the budget that `reason` names might decide. */
  | {
      readonly verdict: "undecided";
      readonly reason: string;
      readonly overBudget: boolean;
      readonly statistics: Statistics;
    };

/** Limits on the work of one check; beyond them the answer is `undecided`. */
export interface Budgets {
  /** Steps of either side in one path, and more for each node and variable of the function. */
  readonly steps: number;
  readonly stepsOfNode: number;
  /** Paths of either side from one cut point. */
  readonly paths: number;
  /** Terms made from one cut point. */
  readonly terms: number;
  /** Work (src/proof/checker/terms/work.ts) for a program of no nodes, and more for each node and variable it has. */
  readonly work: number;
  readonly workOfNode: number;
  /** Steps and terms for each byte of a text that is laid down on the path, and work for each byte of text in the program. */
  readonly stepsOfByte: number;
  readonly termsOfByte: number;
  readonly workOfByte: number;
}

/** How to check. */
export interface CheckOptions {
  readonly budgets?: Budgets;
  /** List every obligation, not only count them. */
  readonly list?: boolean;
  /** Give the two sides of each obligation in the list, which is longer then. */
  readonly terms?: boolean;
}

/** What honest compilers stay far below. */
export const defaultBudgets: Budgets = {
  steps: 20_000,
  stepsOfNode: 16,
  paths: 2_000,
  terms: 2_000_000,
  work: 2_000_000,
  workOfNode: 5_000,
  stepsOfByte: 4,
  termsOfByte: 4,
  workOfByte: 200,
};

/** Budgets so many times as large. */
export function timesBudgets(budgets: Budgets, factor: number): Budgets {
  const entries = Object.entries(budgets) as [keyof Budgets, number][];
  return Object.fromEntries(entries.map(([key, value]) => [key, value * factor])) as Record<keyof Budgets, number>;
}
