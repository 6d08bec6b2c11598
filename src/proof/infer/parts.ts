/**
 * What the search of one function is made of: what it knows of the function so far, and who answers which question about it.
 */

import type { ClaimSet } from "../certificate/claim-set.ts";
import type { CutPoint } from "../certificate/claims.ts";
import { Activations } from "./activations.ts";
import { Bindings } from "./bindings.ts";
import { Blaming } from "./blame.ts";
import { Cuts } from "./cuts.ts";
import { Inlining } from "./inlining.ts";
import { Journal } from "./journal.ts";
import { Loops } from "./loops.ts";
import { Meeting } from "./meeting.ts";
import { Needed } from "./needed.ts";
import { SourceStops } from "./source-stops.ts";
import { StopPoints } from "./stop-points.ts";
import type { Task } from "./task.ts";

/** What the search of one function is made of. */
export interface Parts {
  readonly task: Task;
  readonly journal: Journal;
  /** Where the source may stop, and where it does. */
  readonly points: StopPoints;
  readonly stops: SourceStops;
  readonly cuts: Cuts;
  readonly loops: Loops;
  readonly bindings: Bindings;
  readonly inlining: Inlining;
  readonly needed: Needed;
  readonly meeting: Meeting;
  readonly blaming: Blaming;
  /** What the cut point claims from which a run begins. */
  readonly claimed: Map<CutPoint, ClaimSet>;
}

/** Those of a search that begins. */
export function partsOf(task: Task): Parts {
  const { search, style } = task;
  const journal = new Journal();
  const points = new StopPoints();
  const claimed = new Map<CutPoint, ClaimSet>();
  const activations = new Activations(search, task.index);
  const bindings = new Bindings(task, journal, activations);
  const inlining = new Inlining(task, journal, points, bindings, activations, claimed);
  const cuts = new Cuts(journal);
  const loops = new Loops(points, cuts, inlining);
  const needed = new Needed(search.program, style.keeps);
  return {
    task,
    journal,
    points,
    stops: new SourceStops(journal, points, cuts, loops, !style.optimises),
    cuts,
    loops,
    bindings,
    inlining,
    needed,
    meeting: new Meeting(task, needed),
    blaming: new Blaming(task, points, cuts, inlining),
    claimed,
  };
}
