/**
 * The compiler as the list of its passes. Each is a plain function from one language to the next; `compile` takes them
 * as a record, so that one can be replaced (by an innocent variant, or by one with a planted bug).
 */

import { type Result, success } from "../core/result.ts";
import type { Source } from "../core/source.ts";
import type { Program } from "../lang/program/program.ts";
import type { Image } from "../machine/isa/image.ts";
import type { Assembly } from "./assembly/assembly.ts";
import type { ProgramCuts } from "./assembly/cuts.ts";
import type { CompileError } from "./compile-error.ts";
import type { Flow } from "./flow/syntax.ts";
import { type AllocatedFlow, flowToAllocated } from "./passes/allocate/flow-to-allocated.ts";
import { assignPlaces } from "./passes/allocate/linear-scan.ts";
import { livenessOf } from "./passes/allocate/liveness.ts";
import { sequentialise } from "./passes/allocate/sequentialise.ts";
import { link } from "./passes/assembly-to-image/link.ts";
import { originsNote } from "./passes/assembly-to-image/origins-note.ts";
import { type Layout, relax } from "./passes/assembly-to-image/relax.ts";
import { flowToMachine } from "./passes/flow-to-assembly/flow-to-assembly.ts";
import { langToFlow } from "./passes/lang-to-flow/lang-to-flow.ts";
import { type MemoryLayout, type MemoryOptions, memoryLayout } from "./target/memory-layout.ts";

/** How to compile. */
export interface CompileOptions extends MemoryOptions {
  /** The text that the program was parsed from. With it the image says where in the text each instruction came from. */
  readonly source?: Source;
}

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
  /** Within a flow function: where registers are live … */
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

/** A compiled program: the result of every pass. */
export interface Compilation {
  readonly program: Program;
  readonly memory: MemoryLayout;
  readonly flow: Flow;
  readonly allocated: AllocatedFlow;
  readonly assembly: Assembly;
  readonly layout: Layout;
  readonly image: Image;
  /** The node that each text word came from: `origins[(pc − memory.text) / 4]`. */
  readonly origins: Int32Array;
  /** The cut points of the certificate. */
  readonly cuts: ProgramCuts;
}

/**
 * Compile a checked program. It fails only where a limit is exceeded. The result depends on the arguments alone.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { runMachine } from "etalon/machine";
 * const program = parseProgram("fn main(): int { write('!'); return 6 * 7; }");
 * if (!program.ok) throw new Error("refused");
 * const compilation = compile(program.value, { heapBytes: 4096 });
 * if (!compilation.ok) throw new Error(compilation.error.message);
 * const run = runMachine(compilation.value.image);
 * run.outcome; // => { kind: "halted", code: 42 }
 * run.events; // => [{ write: 33 }]
 * ```
 */
export function compile(
  program: Program,
  options: CompileOptions = {},
  using: Passes = passes,
): Result<Compilation, CompileError> {
  const memory = memoryLayout(program.globals.length, options);
  if (!memory.ok) return memory;
  const flow = using.langToFlow(program);
  if (!flow.ok) return flow;
  const allocated = using.flowToAllocated(flow.value, using);
  const assembly = using.flowToMachine(allocated, memory.value, using.sequentialise);
  if (!assembly.ok) return assembly;
  const layout = using.relax(assembly.value, memory.value);
  if (!layout.ok) return layout;
  const linked = using.link(layout.value, memory.value);
  if (!linked.ok) return linked;
  const { origins, cuts } = linked.value;
  const note = options.source && originsNote(options.source, program, memory.value.text, linked.value);
  const image = note === undefined ? linked.value.image : { ...linked.value.image, notes: [note] };
  return success({
    program,
    memory: memory.value,
    flow: flow.value,
    allocated,
    assembly: assembly.value,
    layout: layout.value,
    image,
    origins,
    cuts,
  });
}
