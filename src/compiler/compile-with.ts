/**
 * A program through all stages (stages.ts) with the passes that are given, and what each of them made. Nothing here imports the
 * passes themselves: pipeline.ts does.
 */

import { type Result, success } from "../core/result.ts";
import type { Source } from "../core/source.ts";
import type { Program } from "../lang/program/program.ts";
import type { Image } from "../machine/isa/image.ts";
import type { FunctionCertificate } from "../proof/certificate/claims.ts";
import type { Assembly } from "./assembly/assembly.ts";
import type { CompileError } from "./compile-error.ts";
import type { Flow } from "./flow/syntax.ts";
import { allocated } from "./languages/allocated.ts";
import { assembly } from "./languages/assembly.ts";
import { flow } from "./languages/flow.ts";
import { layout } from "./languages/layout.ts";
import { machine } from "./languages/machine.ts";
import { optimised } from "./languages/optimised.ts";
import { type OptimisationOptions, stageContext } from "./optimisations.ts";
import type { AllocatedFlow } from "./passes/allocate/flow-to-allocated.ts";
import { originsNote } from "./passes/assembly-to-image/origins-note.ts";
import type { Layout } from "./passes/assembly-to-image/relax.ts";
import type { SomePasses } from "./passes.ts";
import type { Language, Stage } from "./stage.ts";
import { stages } from "./stages.ts";
import { runStages } from "./steps.ts";
import { type MemoryLayout, type MemoryOptions, memoryLayout } from "./target/memory-layout.ts";

/** How to compile. */
export interface CompileOptions extends MemoryOptions, OptimisationOptions {
  /** The text that the program was parsed from. With it the image says where in the text each instruction came from. */
  readonly source?: Source;
}

/** A compiled program: the result of every pass. */
export interface Compilation {
  readonly program: Program;
  readonly memory: MemoryLayout;
  readonly flow: Flow;
  /** The flow graph after the optimiser; at level 0 the same. */
  readonly optimised: Flow;
  readonly allocated: AllocatedFlow;
  readonly assembly: Assembly;
  readonly layout: Layout;
  readonly image: Image;
  /** The node that each text word came from: `origins[(pc − memory.text) / 4]`. */
  readonly origins: Int32Array;
  /** What the certificate claims of each function, at the index that it has in the program: its cut points. */
  readonly cuts: readonly FunctionCertificate[];
  /** The optimisations that were chosen, by name, in the order of the stages that make them. */
  readonly optimisations: readonly string[];
  /** What each of the stages made, in their order. Of several programs in one language, the fields above are the last. */
  readonly results: readonly unknown[];
}

/**
 * `compile` with these passes, and no others: whoever calls it does not load the optimiser with it. At level 0
 * {@link plainPasses} are enough.
 */
export function compileWith(
  using: SomePasses,
  program: Program,
  options: CompileOptions = {},
): Result<Compilation, CompileError> {
  return resume([], program, options, using);
}

/** Compile a program of which the first stages have already made these results. */
export function resume(
  kept: readonly unknown[],
  program: Program,
  options: CompileOptions,
  using: SomePasses,
): Result<Compilation, CompileError> {
  const memory = memoryLayout(program.globals.length, options);
  if (!memory.ok) return memory;
  const list: readonly Stage[] = stages;
  const start = kept.length === 0 ? program : kept.at(-1);
  const context = stageContext(using, options);
  if (!context.ok) return context;
  const made = runStages(list.slice(kept.length), start, context.value);
  if (!made.ok) return made;
  const results = [...kept, ...made.value];
  const linked = last(machine, results);
  const { image } = linked;
  const origins = linked.origins();
  const note = options.source && originsNote(options.source, program, memory.value.text, { image, origins });
  return success({
    program,
    memory: memory.value,
    flow: last(flow, results),
    optimised: last(optimised, results),
    allocated: last(allocated, results),
    assembly: last(assembly, results).program,
    layout: last(layout, results).program,
    image: note === undefined ? image : { ...image, notes: [note] },
    origins,
    cuts: linked.cuts(),
    optimisations: [...context.value.chosen],
    results,
  });
}

/** The last program in a language: each stage makes a program of the language that it says. */
function last<LanguageProgram>(
  language: Language<string, LanguageProgram>,
  results: readonly unknown[],
): LanguageProgram {
  const list: readonly Stage[] = stages;
  return results[list.findLastIndex(({ to }) => to === language)] as LanguageProgram;
}
