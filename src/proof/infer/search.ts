/**
 * What the searches of all functions of one image share: the program and the text, which function is entered where, and the budget.
 */

import type { CallExpression, Program } from "../../lang/program/program.ts";
import type { Type } from "../../lang/syntax/tree.ts";
import type { Claims } from "../certificate/claims.ts";
import type { Path } from "../checker/paths/path.ts";
import type { SegmentLimits } from "../checker/segment/segment-run.ts";
import type { Fetch } from "./control-flow.ts";

/** In which function a call is, and of which functions it is doubted that they are what it calls. */
export interface Caller {
  readonly index: number;
  readonly isDoubted: (other: number) => boolean;
}

/** What is common to the searches. */
export interface Search {
  readonly program: Program;
  readonly fetch: Fetch;
  readonly path: Path;
  readonly nodes: {
    readonly typeOf: (node: number) => Type | "nothing";
    /** The calls of a function, by their numbers. */
    readonly callsOf: (index: number) => readonly number[];
    readonly callAt: (node: number) => CallExpression | undefined;
  };
  /** The layout, and nothing of the functions but that they are there. */
  readonly claims: Claims;
  readonly limits: SegmentLimits;
  /** What was run so far. */
  readonly counts: { segments: number; paths: number; sourceSteps: number; machineSteps: number };
  /** The function that is entered at a pc, and the other way round. */
  readonly owners: ReadonlyMap<number, number>;
  readonly entries: ReadonlyMap<number, number>;
  /**
   * May a function be entered at a pc, as far as the text there tells what it does? `all`: it does all that the function can, unless no other function is
   * left that the caller may call and that may be entered there.
   */
  readonly mayBe: (index: number, pc: number, all: boolean, caller: Caller) => boolean;
}
