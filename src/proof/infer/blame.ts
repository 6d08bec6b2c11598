/**
 * Something does not fit behind a cut point: what it is, in words, and which cut points may have been chosen badly, the likeliest first.
 */

import { type FrameShape, stackSpent } from "../checker/memory/machine-memory.ts";
import { inWords } from "../checker/relate/describe.ts";
import type { EndObligation, ObligationName } from "../checker/relate/obligations.ts";
import type { Ends } from "../checker/relate/owed.ts";
import { relate } from "../checker/relate/relate.ts";
import type { MachineEnd, MachinePath } from "../checker/segment/machine-run.ts";
import type { SourcePath } from "../checker/segment/source-run.ts";
import type { Cut, Cuts } from "./cuts.ts";
import type { Inlining } from "./inlining.ts";
import type { Position } from "./position.ts";
import type { StopPoints } from "./stop-points.ts";
import type { Task } from "./task.ts";

/** How far the two sides were level, and what was missing. */
export interface Apart {
  /** What the two sides were level at last: a source point, and a pc. */
  readonly from: { readonly phase: "before" | "after"; readonly node: number; readonly pc: number };
  /** The last node of the source on the path, and the last pc of the machine. */
  readonly node: number | undefined;
  readonly pc: number | undefined;
  /** Which obligation is open; none where the search itself came to its end. */
  readonly obligation: ObligationName | undefined;
  /** Was it looked whether the stack has room for the frame? */
  readonly hasRoom: boolean;
  /** What is missing, in words. */
  readonly what: string;
  /** What each side does. */
  readonly source: string | undefined;
  readonly machine: string | undefined;
}

/** What tells how to go on where something does not fit. */
interface Reason {
  /** The keys of the cut points that may be to blame, the likeliest first. */
  readonly keys: readonly number[];
  /** The function that the machine enters, where it does. */
  readonly entered?: number | undefined;
  /** Does the source stop here, or the machine go where it must not, for want of a check, or a run take too long: so that a fact may be missing? */
  readonly isUnchecked?: boolean;
  /** Did the runs of a segment come to no end? */
  readonly isUnfinished?: boolean;
}

/** Something does not fit behind a position. */
export class Blame extends Error {
  readonly apart: Apart;
  readonly position: Position;
  readonly keys: readonly number[];
  readonly entered: number | undefined;
  readonly isUnchecked: boolean;
  readonly isUnfinished: boolean;

  constructor(apart: Apart, position: Position, { keys, entered, isUnchecked = false, isUnfinished = false }: Reason) {
    super(apart.what);
    this.apart = apart;
    this.position = position;
    this.keys = keys;
    this.entered = entered;
    this.isUnchecked = isUnchecked;
    this.isUnfinished = isUnfinished;
  }
}

/** Tells what does not fit on a run, and who may be to blame. */
export class Blaming {
  readonly #task: Task;
  readonly #points: StopPoints;
  readonly #cuts: Cuts;
  readonly #inlining: Inlining;
  /** The frame in the segment that is run. */
  #frame: FrameShape | undefined;

  constructor(task: Task, points: StopPoints, cuts: Cuts, inlining: Inlining) {
    this.#task = task;
    this.#points = points;
    this.#cuts = cuts;
    this.#inlining = inlining;
  }

  /** A run begins with this frame, if it is known. */
  begin(frame: FrameShape | undefined): void {
    this.#frame = frame;
  }

  /** Something does not fit on a run from a cut point. */
  blame(from: Cut | undefined, what: string, reason: Reason, about: Partial<Apart> = {}): Blame {
    const { search, index, entry } = this.#task;
    const point = from?.point ?? { phase: "before", node: search.program.functions[index]!.body.id };
    const { layout } = this.#inlining.subject;
    const apart: Apart = {
      from: { ...point, pc: from?.pc ?? entry },
      node: undefined,
      pc: undefined,
      obligation: undefined,
      hasRoom: this.#frame !== undefined && stackSpent(search.path, this.#frame, layout) === false,
      source: undefined,
      machine: undefined,
      ...about,
      what,
    };
    return new Blame(apart, from?.position, reason);
  }

  /** An obligation is open; where none is, sp is where no cut point can say. */
  open(
    from: Cut | undefined,
    source: SourcePath,
    { pc, end }: Pick<MachinePath, "pc"> & { readonly end?: MachineEnd },
    open: EndObligation | undefined,
    keys: readonly number[],
  ): Blame {
    const words =
      open === undefined
        ? { what: "sp is a whole number of words below its value at entry", source: undefined, machine: undefined }
        : inWords(open, true);
    const { what, source: here, machine: there } = words;
    const about = { node: source.node, pc, obligation: open?.name ?? ("sp" as const), source: here, machine: there };
    const traps = source.end.kind === "final" && source.end.final.kind === "trapped";
    const isUnchecked = traps || open?.name === "followed";
    return this.blame(from, what, { keys, entered: end?.kind === "call" ? end.callee : undefined, isUnchecked }, about);
  }

  /**
   * Obligations that the checker itself would have: the first that is open is to blame. Where the machine stops at a cut point and the
   * source does not, either may be to blame: first the one where ways only join.
   */
  settle(from: Cut | undefined, ends: Ends, keys?: readonly number[]): void {
    const { source, machine } = ends;
    const { open } = relate(ends);
    if (open !== undefined) throw this.open(from, source, machine, open, keys ?? this.stoppedFirst(machine, [from]));
  }

  /**
   * The keys of cut points, and of those from which a run came that took a needed value away from them: first those where a value is made on
   * several ways, which a machine often makes otherwise; those of loops last.
   */
  joinsFirst(cuts: readonly (Cut | undefined)[]): number[] {
    const rank = ({ key, point }: Cut): number => {
      const kind = this.#points.kindOf(key);
      return kind === "loop" ? 3 : point.phase === "before" ? 2 : kind === "made" ? 1 : 0;
    };
    const all = new Set(cuts.filter((one) => one !== undefined));
    for (const { takers } of all) for (const taker of takers) all.add(taker);
    return [0, 1, 2, 3].flatMap((wanted) => [...all].filter((one) => rank(one) === wanted).map(({ key }) => key));
  }

  /** The keys of these and the cut point at which the machine stops and the source does not: that one first, where ways only join. */
  stoppedFirst({ end }: MachinePath, cuts: readonly (Cut | undefined)[]): number[] {
    const stopped = end.kind === "cut" ? this.#cuts.atPc.get(end.pc) : undefined;
    const all = this.joinsFirst([stopped, ...cuts]);
    if (stopped === undefined || this.#points.kindOf(stopped.key) !== "join") return all;
    return [stopped.key, ...all.filter((key) => key !== stopped.key)];
  }
}
