/**
 * The passes that a compilation at level 0 makes: all but the optimiser's, which are much of the compiler's code. They are a
 * record of their own, so that a page can begin with them and load the others (passes.ts) when a level above 0 is chosen.
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

/**
 * The passes without the optimiser's, for {@link compileWith}: no optimisation can be made with them.
 *
 * @example
 * ```ts
 * import { compileWith, plainPasses } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { return 6 * 7; }");
 * if (!program.ok) throw new Error("refused");
 * compileWith(plainPasses, program.value, { level: 0 }).ok; // => true
 * const optimised = compileWith(plainPasses, program.value, { level: 1 });
 * optimised.ok ? "" : optimised.error.message; // => "the passes given have no `flowToSsa`; choose level 0, or give all `passes`"
 * ```
 */
export const plainPasses = {
  /** Ell → Flow. */
  langToFlow,
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
