/**
 * All runs of a segment: from one state the source along each of its paths, and for each of them the machine under the facts of that
 * path. What becomes of a pair of paths that have ended is the caller's affair: check.ts compares them, and whoever looks for claims
 * (proof/infer) finds out where they could be compared.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { Instruction } from "../../../machine/isa/instruction.ts";
import type { Fault } from "../../../machine/semantics/machine.ts";
import type { DataLayout } from "../../certificate/claims.ts";
import type { MemorySetting } from "../memory/machine-memory.ts";
import { SourceStore } from "../memory/source-store.ts";
import type { Path } from "../paths/path.ts";
import { allocationsOf, Notes, nothingYet } from "./effect.ts";
import { type Ending, type MachinePath, runMachinePath } from "./machine-run.ts";
import { runSource, type SourcePath, type SourcePlace, type Stops } from "./source-run.ts";
import type { State } from "./state.ts";

/** The limits of a segment. */
export interface SegmentLimits {
  /** Steps of either side on one path, and more of the machine for each byte of a text. */
  readonly steps: number;
  readonly stepsOfByte: number;
  /** Paths of either side. */
  readonly paths: number;
  /** Terms, and more for each byte of a text. */
  readonly terms: number;
  readonly termsOfByte: number;
}

/** What is run, and how far. */
export interface SegmentSetting {
  readonly program: Program;
  readonly layout: DataLayout;
  readonly path: Path;
  readonly fetch: (pc: number) => Instruction | Fault;
  readonly limits: SegmentLimits;
  /** The source's points to stop at, by their keys. */
  readonly stops: Stops;
  /** Where the machine ends, once the source has ended. */
  readonly endings: (source: SourcePath) => Ending;
  /** The steps taken so far, of all segments together. */
  readonly counts: { paths: number; sourceSteps: number; machineSteps: number };
}

/** Why the runs could not be finished. */
export interface Unfinished {
  readonly kind: "unfinished";
  readonly what: string;
  readonly overBudget: boolean;
}

/** Run all pairs of paths from a state, until `compare` has an answer of its own, which is returned. */
export function runSegment<R>(
  state: State,
  setting: SegmentSetting,
  compare: (source: SourcePath, machine: MachinePath) => R | undefined,
): R | Unfinished | undefined {
  const { program, path, limits, counts } = setting;
  const { heap, globals, top } = state.memory;
  const unfinished = (what: string, overBudget: boolean): Unfinished => ({ kind: "unfinished", what, overBudget });
  const notes = new Notes();
  const store = new SourceStore(path, notes, heap, globals, top);
  const start: SourcePlace = {
    site: state.site,
    configuration: { ...state.shape, store },
    steps: 0,
    happened: nothingYet,
    assigned: undefined,
    node: undefined,
  };
  const pair = (place: SourcePlace): R | Unfinished | undefined => {
    const source = runSource(program, setting.stops, path, place, notes, limits.steps);
    counts.sourceSteps += source.steps;
    if (source.end.kind === "over budget")
      return unfinished(`the source takes more than ${limits.steps} steps to its next cut point`, true);
    const expected = allocationsOf(source.effects);
    if (expected.length > 1) return unfinished("two allocations lie between cut points", false);
    const { layout, fetch } = setting;
    const memory: MemorySetting = { path, layout, frame: state.frame, state: state.memory, expected, fetch };
    // A text is laid down word by word.
    const bytes = expected[0]?.text?.length ?? 0;
    const machineSteps = limits.steps + limits.stepsOfByte * bytes;
    const terms = limits.terms + limits.termsOfByte * bytes;
    const ending = setting.endings(source);
    const compared = (): R | Unfinished | undefined => {
      const machine = runMachinePath(state, memory, ending, machineSteps);
      counts.machineSteps += machine.steps;
      counts.paths++;
      if (machine.end.kind === "over budget")
        return unfinished(`the machine takes more than ${machineSteps} steps to its next cut point`, true);
      if (path.size > terms) return unfinished(`more than ${terms} terms`, true);
      return compare(source, machine);
    };
    const found = path.explore(undefined, limits.paths, compared);
    return found === "over budget"
      ? unfinished(`the machine has more than ${limits.paths} paths to the next cut points`, true)
      : found;
  };
  try {
    const found = path.explore(start, limits.paths, pair);
    return found === "over budget"
      ? unfinished(`the source has more than ${limits.paths} paths to the next cut points`, true)
      : found;
  } catch (error) {
    // Some laws go down into terms by calls of functions, and how many of these there may be is the engine's decision.
    if (!(error instanceof RangeError)) throw error;
    return unfinished("terms are too deep for the engine's stack", false);
  }
}
