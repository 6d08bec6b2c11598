/**
 * The loops of the source that are cut: which variables each sets, and whether a run is in the first round of one. As long as no round has come
 * back, what is known of a variable that the loop sets is what it was at first.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Statement } from "../../lang/program/program.ts";
import type { Site } from "../checker/segment/sites.ts";
import type { Cut, Cuts } from "./cuts.ts";
import type { Begun } from "./found.ts";
import type { Inlining } from "./inlining.ts";
import type { StopPoints } from "./stop-points.ts";

type Loop = Extract<Statement, { readonly kind: "while" }>;

/** The loops of one function. */
export class Loops {
  readonly #points: StopPoints;
  readonly #cuts: Cuts;
  readonly #inlining: Inlining;
  /** The numbers of the nodes of each loop. */
  readonly #nodes = new Map<Loop, ReadonlySet<number>>();

  constructor(points: StopPoints, cuts: Cuts, inlining: Inlining) {
    this.#points = points;
    this.#cuts = cuts;
    this.#inlining = inlining;
  }

  /** Does a loop make calls, so that the source's paths in it end, whether it is cut or not? */
  makesCalls(key: number, site: Site): boolean {
    const loop = this.#loopAt(key);
    return loop !== undefined && nodesUnder(loop).some(({ kind, id }) => kind === "call" && !site.inner.has(id));
  }

  /** What the numbers were at first that a loop sets: before the others those that it steps in every round. */
  setFirst({ key, site, found: { begun } }: Cut): Begun {
    if (this.#loopAt(key) === undefined) return begun;
    const slots = new Set(this.#setBy(key, site));
    return new Map([...slots].flatMap((slot) => (begun.has(slot) ? [[slot, begun.get(slot)!]] : [])));
  }

  /**
   * Does a run begin in a loop to which no round has come back yet, and is a variable that the loop sets known to be some term? Then branches look decided
   * that are open later.
   */
  isFirstRound(from: Cut | undefined): boolean {
    if (from === undefined) return false;
    return [...this.#cuts.stops.values()].some(
      (head) =>
        this.#isIn(from, head) &&
        ![...head.arrivals].some((other) => other !== undefined && this.#isIn(other, head)) &&
        this.#knowsWhatIsSet(head),
    );
  }

  #knowsWhatIsSet({ key, site, found: { computed } }: Cut): boolean {
    const slots = new Set(this.#setBy(key, site));
    return [...computed.values()].some(({ value }) => value.kind === "local" && slots.has(value.slot));
  }

  /** Does a cut point lie in the loop of which another is the head? */
  #isIn({ position }: Cut, { key, position: head }: Cut): boolean {
    const loop = this.#points.kindOf(key) === "loop" ? this.#loopAt(key) : undefined;
    const outer = head.length - 1;
    const node = position[outer];
    return (
      loop !== undefined &&
      node !== undefined &&
      head.every((one, i) => i === outer || position[i] === one) &&
      this.#nodesIn(loop).has(node)
    );
  }

  #nodesIn(loop: Loop): ReadonlySet<number> {
    const nodes = this.#nodes.get(loop) ?? new Set(nodesUnder(loop).map(({ id }) => id));
    this.#nodes.set(loop, nodes);
    return nodes;
  }

  /** The variables that a loop sets, if one begins at a point: first those that it steps in every round. */
  #setBy(key: number, site: number): readonly number[] {
    const loop = this.#loopAt(key);
    if (loop === undefined) return [];
    const { first } = this.#inlining.subject.sites[site]!;
    return [...(loop.update === undefined ? [] : nodesUnder(loop.update)), ...nodesUnder(loop)].flatMap((part) =>
      part.kind === "assign" ? [part.slot + first] : [],
    );
  }

  /** The loop that begins at a point, or whose body does. */
  #loopAt(key: number): Loop | undefined {
    const { control, continuation } = this.#inlining.subject.points.get(key)!;
    if (control.at === "execute" && control.statement.kind === "while") return control.statement;
    return continuation.kind === "loop" ? continuation.node : undefined;
  }
}
