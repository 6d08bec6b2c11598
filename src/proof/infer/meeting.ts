/**
 * A pc at which both sides may be level, the source having stopped: are they, as the checker would have it of a cut point there that claims
 * nothing, and what could a cut point claim?
 */

import { noClaims } from "../certificate/claim-set.ts";
import type { Location, SourcePoint, SourceValue } from "../certificate/claims.ts";
import type { EndObligation } from "../checker/relate/obligations.ts";
import { relate } from "../checker/relate/relate.ts";
import type { MachineEnd } from "../checker/segment/machine-run.ts";
import { siteKey } from "../checker/segment/sites.ts";
import type { Shape, SourcePath } from "../checker/segment/source-run.ts";
import { restored } from "../checker/segment/state.ts";
import { ConditionsOfSites } from "./conditions.ts";
import { bareCutPoint } from "./cut-point.ts";
import type { Found } from "./found.ts";
import { keptBy } from "./kept.ts";
import { apartInMemory } from "./memory-apart.ts";
import type { Needed } from "./needed.ts";
import { pairsAt } from "./pairs.ts";
import { type Situation, standingAt } from "./places.ts";
import type { Task } from "./task.ts";
import { TermsOfSites } from "./terms-of-sites.ts";
import { termsOfText } from "./text-terms.ts";

/** An end of the source at which the machine can be level with it. */
export type Stop = Extract<SourcePath["end"], { readonly kind: "cut" | "call" }>;

/** The point that becomes a cut point there. */
export function pointOf(end: Stop): SourcePoint {
  return end.kind === "cut" ? end.point : { phase: "after", node: end.node };
}

/** What the source has left to do there; not known before a call has returned. */
export function shapeOf(end: Stop): Shape | undefined {
  return end.kind === "cut" ? end.shape : undefined;
}

/** The ends of a pair of paths, but for where the machine's ends. */
export type Standing = Pick<Situation, "path" | "subject" | "state" | "source" | "machine">;

/** Where each of the restored registers is: itself, where no other place is known. */
function savedIn(saved: Found["saved"]): readonly Location[] {
  return restored.map((register, i): Location => saved[i]?.[0] ?? { kind: "register", register });
}

/** Looks whether the two sides are level. */
export class Meeting {
  readonly #task: Task;
  readonly #needed: Needed;
  readonly #conditions: ConditionsOfSites;
  readonly #text: TermsOfSites;
  #open: EndObligation | undefined;

  constructor(task: Task, needed: Needed) {
    this.#task = task;
    this.#needed = needed;
    this.#text = new TermsOfSites(task.search.program, termsOfText, true);
    this.#conditions = new ConditionsOfSites(task.search.program, task.style.facts === "all");
  }

  /** The obligation that was open where it was looked last; none where sp is at no known distance from its value at entry. */
  get open(): EndObligation | undefined {
    return this.#open;
  }

  /** The ends of a pair of paths as a situation in which claims are looked for. */
  situation(ends: Standing, end: Stop, pc: number): Situation {
    const { site, shape } = end;
    const globals = this.#needed.globals(site, pointOf(end));
    const text = this.#task.style.facts === "all" ? this.#text.at(site) : undefined;
    return { ...ends, site, shape, globals, text, overCall: end.kind === "call", live: this.#task.live.get(pc) ?? -1 };
  }

  /** Where sp and the caller's registers are, the two sides being level; undefined where they are not. */
  standing(situation: Situation, end: Stop, pc: number): Pick<Found, "sp" | "saved"> | undefined {
    const { subject, state, source, path } = situation;
    const { frame, index } = this.#task;
    const at: MachineEnd = end.kind === "cut" ? { kind: "cut", pc } : { kind: "call", callee: end.callee };
    const machine = { ...situation.machine, end: at };
    this.#open = apartInMemory({ subject, state, source, machine, path });
    if (this.#open !== undefined) return undefined;
    const standing = standingAt(situation);
    const point = pointOf(end);
    const bare = bareCutPoint(end.site, point, pc, standing ?? { sp: frame, saved: [] });
    const saved = savedIn(standing?.saved ?? []);
    this.#open = relate({
      subject: {
        ...subject,
        savedAt: () => (index === subject.program.start ? [] : saved),
        cutsAt: new Map([[siteKey(end.site, point), [bare]]]),
        claimed: new Map([[bare, noClaims]]),
      },
      state,
      source,
      machine,
      path,
    }).open;
    return this.#open === undefined ? standing : undefined;
  }

  /** The values that are needed from there on. */
  neededAt(end: Stop): readonly SourceValue[] {
    return this.#needed.at(end.site, pointOf(end), shapeOf(end));
  }

  /**
   * What is found where the machine stands, the source having ended; undefined where the two are not level. What was found on `another` way is asked again,
   * and nothing else.
   */
  found(ends: Standing, end: Stop, pc: number, another?: Found): Found | undefined {
    const situation = this.situation(ends, end, pc);
    const standing = this.standing(situation, end, pc);
    if (standing === undefined) return undefined;
    const values = this.neededAt(end);
    if (another !== undefined) return keptBy(situation, another, standing, undefined, values, new Set())?.found;
    const { optimises, facts } = this.#task.style;
    const conditions = facts === "none" ? undefined : this.#conditions.at(end.site, pointOf(end));
    return pairsAt(situation, standing, { values, conditions, ofPath: facts === "all", optimises });
  }
}
