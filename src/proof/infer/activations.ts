/**
 * The activations that points of a function lie in: its own, and those of the calls that are taken to be inlined, which become more
 * as the search finds calls of the source that the machine does not make. What the checker has of them, and where the source may stop in each.
 */

import { end as noMore } from "../../lang/semantics/configuration.ts";
import type { InlinedCall } from "../certificate/claims.ts";
import { type Point, pointKey, pointsOf } from "../checker/segment/points.ts";
import { keyIn, type Site, siteKey, sitesOf } from "../checker/segment/sites.ts";
import { type FunctionUnderCheck, subjectOf } from "../checker/segment/state.ts";
import type { Search } from "./search.ts";

/** The most calls that are inlined in one function. */
const mostInlined = 400;

/** The activations of one function. */
export class Activations {
  readonly #search: Search;
  readonly #index: number;
  readonly #inlined: InlinedCall[] = [];
  /** The functions to which the calls lead that are not inlined, once that was asked. */
  #reached: ReadonlySet<number> | undefined;

  constructor(search: Search, index: number) {
    this.#search = search;
    this.#index = index;
  }

  /** The calls that are inlined, as a certificate lists them. */
  get inlined(): readonly InlinedCall[] {
    return this.#inlined;
  }

  /** May a call be inlined? Not where it would come back to itself, nor in start-up, nor too many. */
  mayInline(site: Site, node: number): boolean {
    const { program, nodes } = this.#search;
    const callee = nodes.callAt(node)?.callee;
    if (callee === undefined || this.#index === program.start || this.#inlined.length === mostInlined) return false;
    for (let at: Site | undefined = site; at !== undefined; at = at.within) if (at.index === callee) return false;
    return true;
  }

  /** Take a call for inlined. */
  inline(site: Site, node: number): void {
    this.#inlined.push({ call: node, within: site.number === 0 ? null : site.number - 1 });
    this.#reached = undefined;
  }

  /** No more calls than the first so many are inlined. */
  takeBackTo(count: number): void {
    this.#inlined.length = count;
    this.#reached = undefined;
  }

  /** Does a call that is not inlined lead to a function: itself, or by what its callee calls? */
  reaches(index: number): boolean {
    this.#reached ??= this.#reachedFrom();
    return this.#reached.has(index);
  }

  #reachedFrom(): ReadonlySet<number> {
    const { nodes } = this.#search;
    const calleeOf = (node: number): number => nodes.callAt(node)!.callee;
    const activations = [this.#index, ...this.#inlined.map(({ call }) => calleeOf(call))];
    const inlinedIn = activations.map(() => new Set<number>());
    for (const { call, within } of this.#inlined) inlinedIn[within === null ? 0 : within + 1]!.add(call);
    const left = activations.flatMap((index, i) => nodes.callsOf(index).filter((node) => !inlinedIn[i]!.has(node)));
    const reached = new Set<number>();
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      const callee = calleeOf(node);
      if (!reached.has(callee)) left.push(...nodes.callsOf(callee));
      reached.add(callee);
    }
    return reached;
  }

  /** The function under check with these activations; `possible` are the keys of the points of each activation at which a run may begin or end. */
  subject(
    { entry, frame }: { readonly entry: number; readonly frame: number },
    claimed: FunctionUnderCheck["claimed"],
    possible: (site: Site) => Iterable<number>,
  ): FunctionUnderCheck {
    const { program, path, nodes, claims } = this.#search;
    const sites = sitesOf(path, program, this.#index, this.#inlined, (node) => nodes.callAt(node)!);
    const points = new Map<number, Point>();
    for (const site of sites) {
      const { call, within } = site;
      const around = within === undefined ? undefined : points.get(siteKey(within, { phase: "after", node: call!.id }));
      if (within !== undefined && around === undefined) continue;
      const after =
        around === undefined ? noMore : ({ kind: "call", node: call!, frame: [], next: around.continuation } as const);
      const wanted = new Set(possible(site));
      for (const node of nodes.callsOf(site.index)) wanted.add(pointKey({ phase: "after", node }));
      for (const [key, point] of pointsOf(program.functions[site.index]!, after, wanted, path.work))
        points.set(keyIn(site, key), point);
    }
    const own = { entry, frame, saved: [], inlined: [...this.#inlined], cuts: [] };
    const functions = claims.functions.map((other, i) => (i === this.#index ? own : other));
    return subjectOf(path, {
      program,
      claims: { ...claims, functions },
      index: this.#index,
      nodeType: nodes.typeOf,
      claimed,
      sites,
      cutsAt: new Map(),
      points,
    });
  }
}
