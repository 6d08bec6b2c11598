/**
 * Coverage: how much of a program, and of its language, the tried inputs reached.
 *
 * "No difference in 100 runs" means little when the runs never left the first line. So a test report says which rules
 * of Ell fired, which lines were executed and which branches were taken both ways, and names the rest.
 */

import { nodesOf } from "../../lang/program/nodes.ts";
import type { NodeId, Program } from "../../lang/program/program.ts";
import type { Configuration } from "../../lang/semantics/configuration.ts";
import { type Rule, rules } from "../../lang/semantics/step.ts";

/** So many of so many. */
export interface Share {
  readonly reached: number;
  readonly of: number;
}

/** A branch that went one way only, or was never reached. */
export interface PartialBranch {
  readonly node: NodeId;
  /** The way it never went. */
  readonly never: "true" | "false" | "either";
}

/** What the runs reached. */
export interface SourceCoverage {
  /** Rules of the Ell semantics that fired. */
  readonly rules: Share;
  /** The names of those that fired, in the order of docs/ell-semantics.md. */
  readonly fired: readonly Rule[];
  /** Statements executed. */
  readonly statements: Share;
  /** Statements never executed. */
  readonly neverExecuted: readonly NodeId[];
  /** Ways taken: each condition of `if`, `while`, `&&`, `||` counts two. */
  readonly branches: Share;
  /** Conditions that were not seen both true and false. */
  readonly partialBranches: readonly PartialBranch[];
}

/** A place to count what runs reach; filled by {@link CoverageRecorder.step}. */
export class CoverageRecorder {
  readonly #program: Program;
  readonly #fired = new Set<Rule>();
  readonly #executed: Uint8Array;
  /** Bit 1: was true; bit 0: was false. */
  readonly #ways: Uint8Array;

  constructor(program: Program) {
    this.#program = program;
    this.#executed = new Uint8Array(program.origins.length);
    this.#ways = new Uint8Array(program.origins.length);
  }

  /** Count one step: the configuration before it, and the rule that fired. */
  step(before: Configuration<number>, rule: Rule): void {
    this.#fired.add(rule);
    const { control, continuation } = before;
    if (control.at === "execute") this.#executed[control.statement.id] = 1;
    else if (control.at === "value") {
      const { kind } = continuation;
      if (kind === "if" || kind === "while" || kind === "logic_left") {
        this.#ways[continuation.node.id]! |= control.value === 0 ? 1 : 2;
      }
    }
  }

  /** What was reached so far. */
  summary(): SourceCoverage {
    const neverExecuted: NodeId[] = [];
    const partialBranches: PartialBranch[] = [];
    let statements = 0;
    let branches = 0;
    let taken = 0;
    for (const { kind, id } of nodesOf(this.#program)) {
      if (kind === "if" || kind === "while" || kind === "and" || kind === "or") {
        const ways = this.#ways[id]!;
        branches += 2;
        taken += (ways & 1) + (ways >> 1);
        if (ways < 3) partialBranches.push({ node: id, never: (["either", "true", "false"] as const)[ways]! });
      }
      if (!statementKinds.has(kind)) continue;
      statements++;
      if (this.#executed[id] === 0) neverExecuted.push(id);
    }
    return {
      rules: { reached: this.#fired.size, of: rules.length },
      fired: rules.filter((rule) => this.#fired.has(rule)),
      statements: { reached: statements - neverExecuted.length, of: statements },
      neverExecuted,
      branches: { reached: taken, of: branches },
      partialBranches,
    };
  }
}

/** Statements that do something themselves; a block only holds others. */
const statementKinds: ReadonlySet<string> = new Set([
  "assign",
  "assign_global",
  "assign_element",
  "if",
  "while",
  "break",
  "continue",
  "return",
  "assert",
  "write",
  "exit",
  "discard",
]);
