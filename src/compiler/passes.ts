/**
 * The functions that Etalon's stages call, as a record, so that one can be replaced: by an innocent variant, or by one
 * with a planted bug. In which order they are called is said by the list of stages (stages.ts).
 */

import { arrangeBlocks } from "./passes/allocate/arrange-blocks.ts";
import { assignPlaces } from "./passes/allocate/assign-places.ts";
import { flowToAllocated } from "./passes/allocate/flow-to-allocated.ts";
import { livenessOf } from "./passes/allocate/liveness.ts";
import { sequentialise } from "./passes/allocate/sequentialise.ts";
import { link } from "./passes/assembly-to-image/link.ts";
import { relax } from "./passes/assembly-to-image/relax.ts";
import { flowToMachine } from "./passes/flow-to-assembly/flow-to-assembly.ts";
import { langToFlow } from "./passes/lang-to-flow/lang-to-flow.ts";
import { keepConstants } from "./passes/optimise/constants.ts";
import { removeDead } from "./passes/optimise/dead.ts";
import { eliminateChecks } from "./passes/optimise/eliminate.ts";
import { foldConstants } from "./passes/optimise/fold.ts";
import { hoistInvariants } from "./passes/optimise/hoist.ts";
import { numberValues } from "./passes/optimise/number-values.ts";
import { flowToSsa } from "./passes/ssa/flow-to-ssa.ts";
import { ssaToFlow } from "./passes/ssa/ssa-to-flow.ts";

/**
 * The passes, in order, and the parts of two of them that are passes of their own kind.
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
  /** Ell → Flow. */
  langToFlow,
  /** Flow → SSA. */
  flowToSsa,
  /** SSA → SSA: what is the same each time … */
  foldConstants,
  /** … what was computed before … */
  numberValues,
  /** … which way a branch goes that can only go one … */
  eliminateChecks,
  /** … what is the same in every round of a loop is computed before it … */
  hoistInvariants,
  /** … what nothing needs is not computed … */
  removeDead,
  /** … and constants in loops are kept in registers. */
  keepConstants,
  /** SSA → Flow, with what is where at each mark. */
  ssaToFlow,
  /** Within a flow function: the order of its blocks, */
  arrangeBlocks,
  /** where registers are live … */
  livenessOf,
  /** … and where they are kept. */
  assignPlaces,
  /** Flow → Flow on machine registers and frame slots. */
  flowToAllocated,
  /** Several moves at once → one by one. */
  sequentialise,
  /** Allocated flow → assembly. */
  flowToMachine,
  /** Assembly → addresses. */
  relax,
  /** Addresses → bytes. */
  link,
} as const;

/** A compiler: one function for each pass. */
export type Passes = {
  readonly [P in keyof typeof passes]: (...input: Parameters<(typeof passes)[P]>) => ReturnType<(typeof passes)[P]>;
};
