/**
 * What one search is about: a function of the program, the code that is held against it, and what is taken for granted of the compiler.
 */

import type { ControlFlow } from "./control-flow.ts";
import type { Search } from "./search.ts";
import type { Style } from "./style.ts";

/** A function of the program, and the code that is held against it. */
export interface FunctionAt {
  readonly index: number;
  readonly entry: number;
  readonly flow: ControlFlow;
  readonly frame: number;
  /** The registers that may still be read, by pc. */
  readonly live: ReadonlyMap<number, number>;
}

/** One search. */
export interface Task extends FunctionAt {
  readonly search: Search;
  readonly style: Style;
}
