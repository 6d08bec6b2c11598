/**
 * The calls of a function that its machine does not make, in a guess, and the points at which the source may stop: its own, and those of
 * these calls.
 */

import { nodesUnder } from "../../../lang/program/nodes.ts";
import type { FunctionDefinition } from "../../../lang/program/program.ts";
import type { InlinedCall } from "../../certificate/claims.ts";
import { keyIn, type Site, siteKey } from "../../checker/segment/sites.ts";
import { Activations } from "../activations.ts";
import { type CandidateKind, isChoice } from "../candidates.ts";
import type { Search } from "../search.ts";
import type { ProgramText } from "./program-text.ts";

/** The activations of a function. */
export class InlinedCalls {
  readonly #search: Search;
  readonly #text: ProgramText;
  readonly #decisions: boolean;
  readonly #activations: Activations;
  /** The functions of the activations. */
  readonly #entered = new Set<FunctionDefinition>();
  readonly #inner: Map<number, Site>[] = [];
  /** Where the source may stop. */
  readonly points = new Map<number, CandidateKind>();
  /** The function's own activation. */
  readonly outermost: Site;

  constructor(search: Search, text: ProgramText, index: number, decisions: boolean) {
    this.#search = search;
    this.#text = text;
    this.#decisions = decisions;
    this.#activations = new Activations(search, index);
    this.outermost = this.#enter(index, undefined, undefined);
  }

  /** Is there an `&&` or an `||` in an activation? */
  get decides(): boolean {
    return [...this.#entered].some(({ body }) => nodesUnder(body).some(isChoice));
  }

  /** The calls that are inlined, as a certificate lists them. */
  get inlined(): readonly InlinedCall[] {
    return this.#activations.inlined;
  }

  /** May a call be inlined? */
  mayInline(site: Site, node: number): boolean {
    return !site.inner.has(node) && this.#activations.mayInline(site, node);
  }

  /** A call is inlined, and all in it that have to be. */
  inline(site: Site, node: number, hasToBe: (callee: number) => boolean): void {
    this.#activations.inline(site, node);
    const { callee } = this.#search.nodes.callAt(node)!;
    this.inlineIn(this.#enter(callee, site, node), hasToBe);
  }

  /** The calls of an activation are inlined that have to be. */
  inlineIn(site: Site, hasToBe: (callee: number) => boolean): void {
    const { nodes } = this.#search;
    for (const node of nodes.callsOf(site.index))
      if (this.mayInline(site, node) && hasToBe(nodes.callAt(node)!.callee)) this.inline(site, node, hasToBe);
  }

  #enter(index: number, within: Site | undefined, node: number | undefined): Site {
    const definition = this.#search.program.functions[index]!;
    const inner = new Map<number, Site>();
    const site: Site = {
      number: this.#inner.length,
      index,
      call: node === undefined ? undefined : this.#search.nodes.callAt(node),
      within,
      first: within?.slots.length ?? 0,
      slots: within === undefined ? definition.slots : within.slots.concat(definition.slots),
      variables: [],
      inner,
    };
    this.#inner.push(inner);
    this.#entered.add(definition);
    const { points, joinsAtEnd } = this.#text.candidatesIn(definition, this.#decisions);
    for (const [key, kind] of points) this.points.set(keyIn(site, key), kind);
    if (within === undefined || node === undefined) return site;
    this.#inner[within.number]!.set(node, site);
    if (joinsAtEnd) this.points.set(siteKey(within, { phase: "after", node }), "join");
    return site;
  }
}
