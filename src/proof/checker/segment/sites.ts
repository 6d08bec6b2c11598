/**
 * Where the points of a function's code lie: in its own activation, or in that of a call that the certificate marks as inlined. The
 * source runs through such a call without the machine calling; it has a stack of frames then, and the machine one.
 *
 * Variables are numbered through: the function's own, then those of each inlined call from outermost in. So are pending operands.
 */

import type { CallExpression, Program, Slot } from "../../../lang/program/program.ts";
import { type Continuation, mapOperands } from "../../../lang/semantics/configuration.ts";
import type { InlinedCall, SourcePoint } from "../../certificate/claims.ts";
import type { Path } from "../paths/path.ts";
import type { Term } from "../terms/term.ts";
import { pointKey } from "./points.ts";

/** An activation that points lie in. */
export interface Site {
  /** 0 is the function's own, i + 1 that of the i-th inlined call. */
  readonly number: number;
  /** Whose body it runs. */
  readonly index: number;
  /** The call that is inlined, and the activation that makes it. */
  readonly call: CallExpression | undefined;
  readonly within: Site | undefined;
  /** How many variables there are around it. */
  readonly first: number;
  /** All variables, numbered through, with the symbol of each, where it is not known to be something else. */
  readonly slots: readonly Slot[];
  readonly variables: readonly Term[];
  /** The inlined calls that it makes, by the number of the call. */
  readonly inner: ReadonlyMap<number, Site>;
}

/** The sites of a function, given its inlined calls, of which claims-fault.ts found that they are there. */
export function sitesOf(
  path: Path,
  program: Program,
  index: number,
  inlined: readonly InlinedCall[],
  callOf: (node: number) => CallExpression,
): readonly Site[] {
  const inners: Map<number, Site>[] = [];
  const made = (number: number, index: number, call: CallExpression | undefined, within: Site | undefined): Site => {
    const { slots: own } = program.functions[index]!;
    const [around, symbols] = [within?.slots ?? [], within?.variables ?? []];
    path.work.spend(16 * (around.length + own.length));
    const inner = new Map<number, Site>();
    inners.push(inner);
    const site: Site = {
      number,
      index,
      call,
      within,
      first: around.length,
      slots: around.concat(own),
      variables: symbols.concat(own.map(({ name, type }, slot) => path.lasting(`${name}#${slot}`, type))),
      inner,
    };
    if (within !== undefined) inners[within.number]!.set(call!.id, site);
    return site;
  };
  const sites = [made(0, index, undefined, undefined)];
  for (const [i, { call: node, within }] of inlined.entries()) {
    const call = callOf(node);
    sites.push(made(i + 1, call.callee, call, sites[within === null ? 0 : within + 1]));
  }
  return sites;
}

/** So many sites have numbers, and their points, each by itself. */
export const mostSites = 2 ** 20;

/** A point in a site as a number. */
export function siteKey(site: Pick<Site, "number">, point: SourcePoint): number {
  return keyIn(site, pointKey(point));
}

/**
 * The same, from the key of the point in the function, which is below 2³², as nodes are below 2³¹. Most keys of points are below 2²⁰, and
 * these numbers are small, so that looking them up is fast; those of the others are from 2⁵² on.
 */
export function keyIn({ number }: Pick<Site, "number">, key: number): number {
  return key < 2 ** 20 ? number * 2 ** 20 + key : (number + 2 ** 20) * 2 ** 32 + key;
}

/** A call frame. */
type Call<Word> = Extract<Continuation<Word>, { kind: "call" }>;

/** The parts of a continuation between its call frames, the innermost first, and these frames. */
export function partsOf<Word>(k: Continuation<Word>): {
  readonly tops: readonly Continuation<Word>[];
  readonly calls: readonly Call<Word>[];
} {
  const tops = [k];
  const calls: Call<Word>[] = [];
  for (let at = k; at.kind !== "end"; at = at.next)
    if (at.kind === "call") {
      calls.push(at);
      tops.push(at.next);
    }
  return { tops, calls };
}

/** The frames of the calls in a continuation, the outermost first. */
export function framesIn<Word>(k: Continuation<Word>): readonly (readonly Word[])[] {
  return partsOf(k)
    .calls.map(({ frame }) => frame)
    .reverse();
}

/** A continuation with its operands replaced, in order of evaluation, the outermost activation first; and with these frames, in that order. */
export function mapStack<Word>(
  k: Continuation<Word>,
  change: Parameters<typeof mapOperands<Word>>[1],
  frames: readonly (readonly Word[])[],
): Continuation<Word> {
  const { tops, calls } = partsOf(k);
  let below = mapOperands(tops.at(-1)!, change);
  for (let i = calls.length - 1; i >= 0; i--) {
    const { kind, node } = calls[i]!;
    below = mapOperands(tops[i]!, change, { kind, node, frame: frames[calls.length - 1 - i]!, next: below });
  }
  return below;
}

/** All variables' words, numbered through, as frames: of each activation around the innermost one, and that of the innermost. */
export function framesOf<Word>(
  { first, within }: Site,
  words: readonly Word[],
): { readonly around: readonly (readonly Word[])[]; readonly own: readonly Word[] } {
  const around: (readonly Word[])[] = [];
  let end = first;
  for (let at = within; at !== undefined; at = at.within) {
    around.push(words.slice(at.first, end));
    end = at.first;
  }
  return { around: around.reverse(), own: within === undefined ? words : words.slice(first) };
}
