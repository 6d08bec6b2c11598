/**
 * Which calls of the source the machine does not make, so that they are taken to be inlined. The function under check is another with each of
 * them: it has an activation more, with points at which the source may stop.
 */

import type { InlinedCall } from "../certificate/claims.ts";
import { keyIn, type Site, siteKey } from "../checker/segment/sites.ts";
import type { FunctionUnderCheck } from "../checker/segment/state.ts";
import type { Activations } from "./activations.ts";
import type { Bindings } from "./bindings.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import type { Cut } from "./cuts.ts";
import type { Journal } from "./journal.ts";
import type { StopPoints } from "./stop-points.ts";
import type { Task } from "./task.ts";

/** A call of the source, and the activation in which it is. */
export interface CallAt {
  readonly site: Site;
  readonly node: number;
}

/** The calls that are inlined, and the function under check with them. */
export class Inlining {
  readonly #task: Task;
  readonly #journal: Journal;
  readonly #points: StopPoints;
  readonly #bindings: Bindings;
  readonly #activations: Activations;
  readonly #claimed: FunctionUnderCheck["claimed"];
  readonly #candidates = new Map<number, Candidates>();
  #subject: FunctionUnderCheck;

  /** `claimed` is what cut points claim from which runs begin, and `points` learns where the source may stop. */
  constructor(
    task: Task,
    journal: Journal,
    points: StopPoints,
    bindings: Bindings,
    activations: Activations,
    claimed: FunctionUnderCheck["claimed"],
  ) {
    this.#task = task;
    this.#journal = journal;
    this.#points = points;
    this.#bindings = bindings;
    this.#claimed = claimed;
    this.#activations = activations;
    this.#subject = this.#newSubject();
    points.add(this.#candidatesIn(task.index), (key) => keyIn(this.#subject.sites[0]!, key));
    this.#inlineWhatIsNotCalled(0);
  }

  /** The function under check with all that is inlined so far. */
  get subject(): FunctionUnderCheck {
    return this.#subject;
  }

  /** The calls that are inlined. */
  get calls(): readonly InlinedCall[] {
    return this.#activations.inlined;
  }

  /** May a call be inlined? */
  mayInline({ site, node }: CallAt): boolean {
    return this.#task.style.optimises && this.#activations.mayInline(site, node);
  }

  /** A call is inlined from now on, until the search is taken back to where that was not seen yet. */
  inline({ site, node }: CallAt): void {
    const before = this.#subject;
    const known = before.sites.length;
    this.#activations.inline(site, node);
    this.#subject = this.#newSubject();
    this.#addPointsOf(this.#subject.sites.at(-1)!);
    this.#inlineWhatIsNotCalled(known);
    this.#journal.note(() => {
      for (const { within, call } of this.#subject.sites.slice(known))
        this.#points.forgetJoin(siteKey(within!, { phase: "after", node: call!.id }));
      this.#points.forgetFrom(siteKey({ number: known }, { phase: "before", node: 0 }));
      this.#activations.takeBackTo(known - 1);
      this.#subject = before;
    });
  }

  /** Is it the point of a call's return? The machine may go over its pc on other ways. */
  isReturn({ site, point: { phase, node } }: Pick<Cut, "site" | "point">): boolean {
    const isCall = phase === "after" && this.#task.search.nodes.callAt(node) !== undefined;
    return isCall && !this.#subject.sites[site]!.inner.has(node);
  }

  #candidatesIn(index: number): Candidates {
    const { search, style } = this.#task;
    const known = this.#candidates.get(index) ?? candidatesOf(search.program.functions[index]!, style.decisions);
    this.#candidates.set(index, known);
    return known;
  }

  #newSubject(): FunctionUnderCheck {
    return this.#activations.subject(this.#task, this.#claimed, ({ index }) => {
      const { points, bodies } = this.#candidatesIn(index);
      return [...points.keys(), ...bodies.values()];
    });
  }

  /** The points of a call that is inlined are points of this function; and where it returns to, ways may join. */
  #addPointsOf(inner: Site): void {
    const { within, call, index } = inner;
    const candidates = this.#candidatesIn(index);
    this.#points.add(candidates, (key) => keyIn(inner, key));
    if (candidates.joinsAtEnd) this.#points.addJoin(siteKey(within!, { phase: "after", node: call!.id }));
  }

  /** The calls are inlined whose callee the machine's code here enters nowhere: that is known before a run comes to them. The first activations are `known`. */
  #inlineWhatIsNotCalled(known: number): void {
    const { nodes } = this.#task.search;
    for (let looked = known; looked < this.#subject.sites.length; ) {
      const sites = this.#subject.sites.slice(looked);
      looked += sites.length;
      for (const site of sites)
        for (const node of nodes.callsOf(site.index))
          if (this.mayInline({ site, node }) && !this.#mayEnter(nodes.callAt(node)!.callee))
            this.#activations.inline(site, node);
      if (this.#activations.inlined.length < looked) return;
      this.#subject = this.#newSubject();
      for (const inner of this.#subject.sites.slice(looked)) this.#addPointsOf(inner);
    }
  }

  /** May the code here enter a function, by a call or by a jump, as far as the text tells? */
  #mayEnter(callee: number): boolean {
    const { calls, jumps } = this.#task.flow;
    const entry = this.#bindings.entryOf(callee);
    const mayBeIt = (to: number): boolean =>
      entry === undefined ? this.#bindings.ownerOf(to) === undefined && this.#bindings.mayBe(callee, to) : to === entry;
    return [...calls.values(), ...jumps].some((to) => to === undefined || mayBeIt(to));
  }
}
