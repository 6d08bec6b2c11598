/**
 * The certificate checker: does this image conform to this program, for every input?
 *
 * From each cut point both semantics run on terms, the source along each of its paths and the machine under the facts of
 * that path, to the next cut point; there the obligations of relate.ts must hold. The theorem and its relation are in
 * theorem.md, the attack that each check stops in docs/certificates.md. Nothing here runs a line of the compiler.
 */

import type { Program } from "../../lang/program/program.ts";
import { end as noMore, sameShape } from "../../lang/semantics/configuration.ts";
import { hex, type Image } from "../../machine/isa/image.ts";
import { type ClaimSet, claimSetsOf } from "../certificate/claim-set.ts";
import type { Claims, CutPoint } from "../certificate/claims.ts";
import { claimsFault } from "./claims-fault.ts";
import { imageFault, textOf } from "./image.ts";
import { Path } from "./paths/path.ts";
import { inWords } from "./relate/describe.ts";
import type { EndObligation } from "./relate/obligations.ts";
import { relate } from "./relate/relate.ts";
import { cutState } from "./segment/cut-state.ts";
import { entryState } from "./segment/entry-state.ts";
import { type Entries, namedEnding } from "./segment/machine-run.ts";
import { type Point, pointKey, pointsOf } from "./segment/points.ts";
import { runSegment, type SegmentSetting } from "./segment/segment-run.ts";
import { keyIn, type Site, siteKey, sitesOf } from "./segment/sites.ts";
import { type FunctionUnderCheck, siteAt, subjectOf } from "./segment/state.ts";
import { indexNodes, type NodeIndex, startFault } from "./startup.ts";
import { OverBudget, Work } from "./terms/work.ts";
import {
  type Budgets,
  type CheckOptions,
  defaultBudgets,
  type Obligation,
  type Statistics,
  type Verdict,
} from "./verdict.ts";

/** A verdict but for the statistics. */
type Without<T> = T extends unknown ? Omit<T, "statistics"> : never;

/** Why the check of a function ended early. */
type Stop = Without<Exclude<Verdict, { verdict: "certified" }>>;

/** What is common to all functions. */
interface Context {
  readonly program: Program;
  readonly claims: Claims;
  readonly nodes: NodeIndex;
  readonly fetch: ReturnType<typeof textOf>;
  readonly entries: Entries;
  readonly budgets: Budgets;
  /** The words of the segment under way; one object for all segments, so that what is done with is soon collected. */
  readonly path: Path;
  /** Every obligation closed so far, where a list is kept. */
  readonly list: Obligation[] | undefined;
  /** Does the list have both sides? */
  readonly terms: boolean;
  readonly counts: {
    functions: number;
    cuts: number;
    paths: number;
    obligations: number;
    sourceSteps: number;
    machineSteps: number;
  };
}

/** Check the claims about an image of a program. Total: whatever the claims, it ends with a verdict. */
export function checkClaims(program: Program, image: Image, claims: Claims, options: CheckOptions = {}): Verdict {
  const { budgets = defaultBudgets, list: listing = false, terms = false } = options;
  const list: Obligation[] | undefined = listing ? [] : undefined;
  const nodes = indexNodes(program);
  const path = new Path(new Work(workFor(program, nodes, budgets)));
  const counts = { functions: 0, cuts: 0, paths: 0, obligations: 0, sourceSteps: 0, machineSteps: 0 };
  const entries = new Map(claims.functions.map(({ entry }, index) => [entry, index]));
  const fetch = textOf(image);
  const context: Context = { program, claims, nodes, fetch, entries, budgets, path, list, terms, counts };
  const fault =
    startFault(program) ??
    imageFault(image, claims.layout, program.globals.length) ??
    claimsFault(program, image, claims, nodes);
  const stop: Stop | undefined =
    fault === undefined ? checkFunctions(context) : { verdict: "refused", reason: fault, obligation: undefined };
  const statistics: Statistics = { ...counts, bySyntax: counts.obligations };
  return stop === undefined ? { verdict: "certified", statistics, obligations: list ?? [] } : { ...stop, statistics };
}

/** The work that a check of a program may take. */
export function workFor(program: Program, nodes: NodeIndex, budgets: Budgets): number {
  const size = program.functions.reduce((sum, _, index) => sum + sizeOf(program, nodes, index), 0);
  return budgets.work + budgets.workOfNode * size + budgets.workOfByte * nodes.textBytes;
}

/** The size of a function, on which budgets depend: its nodes and variables. */
export function sizeOf(program: Program, { counts }: NodeIndex, index: number): number {
  return counts[index]! + program.functions[index]!.slots.length;
}

/** Check every function, unless it is over budget before. */
function checkFunctions(context: Context): Stop | undefined {
  for (const [index, { name }] of context.program.functions.entries()) {
    try {
      const stop = checkFunction(context, index);
      if (stop !== undefined) return stop;
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      return { verdict: "undecided", reason: `${name}: ${error.message}`, overBudget: true };
    }
    context.counts.functions++;
  }
  return undefined;
}

/** Check one function, from its entry and from every cut point that is listed, whether some path gets there or not. */
function checkFunction(context: Context, index: number): Stop | undefined {
  const { program, claims, nodes, path } = context;
  const { name } = program.functions[index]!;
  const certificate = claims.functions[index]!;
  const sets = claimSetsOf(certificate, (units) => path.work.spend(units));
  if (typeof sets === "string")
    return { verdict: "refused", reason: `function ${name}: ${sets}`, obligation: undefined };
  const claimed = new Map<CutPoint, ClaimSet>(certificate.cuts.map((cut, i) => [cut, sets[i]!]));
  const sites = sitesOf(path, program, index, certificate.inlined ?? [], (node) => nodes.calls.get(node)!.call);
  const cutsAt = new Map<number, CutPoint[]>();
  for (const cut of certificate.cuts) {
    const key = siteKey(siteAt({ sites }, cut), cut);
    const others = cutsAt.get(key);
    if (others === undefined) cutsAt.set(key, [cut]);
    else {
      path.work.spend(others.length);
      if (others.some(({ pc }) => pc === cut.pc)) {
        const reason = `function ${name}: the cut point ${cut.phase} ${cut.node} is listed twice`;
        return { verdict: "refused", reason, obligation: undefined };
      }
      others.push(cut);
    }
  }
  const points = pointsOfSites(context, sites, certificate.cuts);
  const subject = subjectOf(path, { program, claims, index, nodeType: nodes.typeOf, claimed, sites, cutsAt, points });
  const ending = namedEnding(subject, context.entries, (node) => nodes.calls.has(node));
  const steps = context.budgets.steps + context.budgets.stepsOfNode * sizeOf(program, nodes, index);
  const setting: SegmentSetting = {
    program,
    layout: subject.layout,
    path,
    fetch: context.fetch,
    limits: { ...context.budgets, steps },
    stops: cutsAt,
    endings: () => ending,
    counts: context.counts,
  };
  const starts = [undefined, ...certificate.cuts];
  for (const from of starts) {
    const stop = checkSegment(context, subject, setting, from);
    if (stop === undefined) continue;
    // What is not shown may be claimed in terms that have no meaning, and then that is the reason.
    for (const start of starts) {
      const state = stateAt(path, subject, start);
      if (typeof state === "string") return meaningless(subject, start, state);
    }
    return stop;
  }
  return undefined;
}

/** The points of cut points, in each site above what is left to do after the call that makes it. */
function pointsOfSites(
  { program, path: { work } }: Context,
  sites: readonly Site[],
  cuts: readonly CutPoint[],
): ReadonlyMap<number, Point> {
  const wanted = sites.map(({ inner }) => new Set([...inner.keys()].map((node) => pointKey({ phase: "after", node }))));
  for (const cut of cuts) wanted[siteAt({ sites }, cut).number]!.add(pointKey(cut));
  const points = new Map<number, Point>();
  for (const site of sites) {
    const { call, within } = site;
    const around = within === undefined ? undefined : points.get(siteKey(within, { phase: "after", node: call!.id }));
    if (wanted[site.number]!.size === 0 || (within !== undefined && around === undefined)) continue;
    const after =
      around === undefined ? noMore : ({ kind: "call", node: call!, frame: [], next: around.continuation } as const);
    for (const [key, point] of pointsOf(program.functions[site.index]!, after, wanted[site.number]!, work))
      points.set(keyIn(site, key), point);
  }
  return points;
}

/** The refusal of a cut point, or of the entry, because of what is claimed there. */
function meaningless({ program, index }: FunctionUnderCheck, cut: CutPoint | undefined, fault: string): Stop {
  const where = cut === undefined ? "its entry" : `the cut point ${cut.phase} ${cut.node}`;
  const reason = `function ${program.functions[index]!.name}: ${where}: ${fault}`;
  return { verdict: "refused", reason, obligation: undefined };
}

/** Both sides at a cut point, or at the entry, with nothing else known. */
function stateAt(path: Path, subject: FunctionUnderCheck, cut: CutPoint | undefined): ReturnType<typeof cutState> {
  path.clear();
  if (cut === undefined) return entryState(path, subject);
  const point = subject.points.get(siteKey(siteAt(subject, cut), cut));
  return point === undefined ? "the function has no such point" : cutState(path, subject, cut, point);
}

/** Check all pairs of paths from one cut point, or from the entry. */
function checkSegment(
  context: Context,
  subject: FunctionUnderCheck,
  setting: SegmentSetting,
  cut: CutPoint | undefined,
): Stop | undefined {
  const { program, counts } = context;
  const { name, body } = program.functions[subject.index]!;
  const { path } = context;
  const from = cut ?? { phase: "before", node: body.id, pc: subject.certificate.entry };
  const state = stateAt(path, subject, cut);
  counts.cuts++;
  if (state === undefined) return undefined;
  if (typeof state === "string") return meaningless(subject, cut, state);
  const undecided = (what: string, overBudget: boolean): Stop => ({
    verdict: "undecided",
    reason: `${name}, from ${hex(from.pc)}: ${what}`,
    overBudget,
  });
  const stop = runSegment<Stop>(state, setting, (source, machine) => {
    const { closed, open, list } = relate({ subject, state, source, machine, path }, context.list !== undefined);
    counts.obligations += closed;
    const inFull = (one: EndObligation, sides: boolean): Obligation => ({
      function: name,
      from: { phase: from.phase, node: from.node, pc: from.pc },
      node: source.node,
      pc: machine.pc,
      ...inWords(one, sides),
    });
    for (const one of list) if (one.closed) context.list?.push(inFull(one, context.terms));
    if (open !== undefined && path.isImpossible) return undefined;
    if (open !== undefined) {
      const obligation = inFull(open, true);
      return { verdict: "refused", reason: `not shown: ${obligation.what}`, obligation };
    }
    const { end } = source;
    if (end.kind !== "cut") return undefined;
    const point = subject.points.get(siteKey(end.site, end.point));
    if (point === undefined || !sameShape(end.shape.continuation, point.continuation))
      return undecided(`the source point ${end.point.phase} ${end.point.node} has several continuations`, false);
    return undefined;
  });
  return stop !== undefined && "kind" in stop ? undecided(stop.what, stop.overBudget) : stop;
}
