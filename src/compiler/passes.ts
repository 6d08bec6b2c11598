/**
 * The functions that Etalon's stages call, as a record, so that one can be replaced: by an innocent variant, or by one
 * with a planted bug. In which order they are called is said by the list of stages (stages.ts).
 */

import { keepOverCalls } from "./passes/allocate/keep-over-calls.ts";
import { frameRegion } from "./passes/flow-to-assembly/frame-region.ts";
import { keepConstants } from "./passes/optimise/constants.ts";
import { removeDead } from "./passes/optimise/dead.ts";
import { eliminateChecks } from "./passes/optimise/eliminate.ts";
import { foldConstants } from "./passes/optimise/fold.ts";
import { hoistInvariants } from "./passes/optimise/hoist.ts";
import { inlineCalls } from "./passes/optimise/inline.ts";
import { numberValues } from "./passes/optimise/number-values.ts";
import { stepAddresses } from "./passes/optimise/step-addresses.ts";
import { makeTailCalls } from "./passes/optimise/tail-calls.ts";
import { dropUncalled } from "./passes/optimise/uncalled.ts";
import { flowToSsa } from "./passes/ssa/flow-to-ssa.ts";
import { ssaToFlow } from "./passes/ssa/ssa-to-flow.ts";
import { plainPasses } from "./plain-passes.ts";

/**
 * The passes, and the parts of two of them that are passes of their own kind: those that every compilation makes, and the
 * optimiser's, in order.
 *
 * A compiler with one of them replaced is `compile(program, options, { ...passes, relax: mine })`.
 *
 * @example
 * ```ts
 * import { compile, passes, runFlow } from "etalon/compiler";
 * import { environmentOf } from "etalon";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { return 1; }");
 * if (!program.ok) throw new Error("refused");
 * const flow = passes.langToFlow(program.value);
 * flow.ok && runFlow(flow.value, environmentOf(new Uint8Array())).outcome; // => { kind: "halted", code: 1 }
 * const forgetful = { ...passes, sequentialise: () => [] };
 * compile(program.value, {}, forgetful).ok; // => true
 * ```
 */
export const passes = {
  ...plainPasses,
  /** Flow → SSA. */
  flowToSsa,
  /** SSA → SSA: small functions in the place of their calls … */
  inlineCalls,
  /** … what is the same each time … */
  foldConstants,
  /** … what was computed before … */
  numberValues,
  /** … which way a branch goes that can only go one … */
  eliminateChecks,
  /** … what is the same in every round of a loop is computed before it … */
  hoistInvariants,
  /** … what nothing needs is not computed … */
  removeDead,
  /** … the addresses of elements step with a loop's counter … */
  stepAddresses,
  /** … and constants in loops are kept in registers. */
  keepConstants,
  /** SSA → Flow, with what is where at each mark. */
  ssaToFlow,
  /** Flow → Flow: functions that nothing calls have no code. */
  dropUncalled,
  /** Flow → Flow: a call that is the last thing done is a jump. */
  makeTailCalls,
  /** Within a flow function: what is kept over rare calls. */
  keepOverCalls,
  /** Within an allocated function: the blocks that run with its frame. */
  frameRegion,
} as const;

/** A compiler: one function for each pass. */
export type Passes = {
  readonly [P in keyof typeof passes]: (...input: Parameters<(typeof passes)[P]>) => ReturnType<(typeof passes)[P]>;
};

/** The passes that a compilation has at hand: all, or those of level 0 and perhaps some more. */
export type SomePasses = Pick<Passes, keyof typeof plainPasses> & Partial<Passes>;
