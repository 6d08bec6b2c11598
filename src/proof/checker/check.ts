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
import type {
  Claim,
  Claims,
  CutPoint,
  Fact,
  FunctionCertificate,
  HeldTerm,
  Location,
  SourceTerm,
  SourceValue,
} from "../certificate/claims.ts";
import { isTerm } from "../certificate/source-term.ts";
import { imageFault, textOf } from "./image.ts";
import { Path } from "./paths/path.ts";
import { inWords } from "./relate/describe.ts";
import { relate } from "./relate/relate.ts";
import { cutState, meaningless, meaninglessEntry } from "./segment/cut-state.ts";
import { entryState } from "./segment/entry-state.ts";
import { namedEnding, type Owners } from "./segment/machine-run.ts";
import { pointKey, pointsOf } from "./segment/points.ts";
import { runSegment } from "./segment/segment-run.ts";
import { type FunctionUnderCheck, subjectOf } from "./segment/state.ts";
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
  readonly owners: Owners;
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
  const size = program.functions.reduce((sum, _, index) => sum + sizeOf(program, nodes, index), 0);
  const most = budgets.work + budgets.workOfNode * size + budgets.workOfByte * nodes.textBytes;
  const path = new Path(new Work(most));
  const counts = { functions: 0, cuts: 0, paths: 0, obligations: 0, sourceSteps: 0, machineSteps: 0 };
  const owners = new Map<number, number>();
  const context: Context = { program, claims, nodes, fetch: textOf(image), owners, budgets, path, list, terms, counts };
  const fault =
    startFault(program) ??
    imageFault(image, claims.layout, program.globals.length) ??
    claimsFault(program, image, claims, nodes, owners);
  const stop: Stop | undefined =
    fault === undefined ? checkFunctions(context) : { verdict: "refused", reason: fault, obligation: undefined };
  const statistics: Statistics = { ...counts, bySyntax: counts.obligations };
  return stop === undefined ? { verdict: "certified", statistics, obligations: list ?? [] } : { ...stop, statistics };
}

/** The size of a function, on which budgets depend: its nodes and variables. */
function sizeOf(program: Program, { counts }: NodeIndex, index: number): number {
  return counts[index]! + program.functions[index]!.slots.length;
}

/** What is wrong with the claims before any path is run; `owners` gets every pc that they speak of. */
function claimsFault(
  program: Program,
  image: Image,
  claims: Claims,
  nodes: NodeIndex,
  owners: Map<number, number>,
): string | undefined {
  if (claims.functions.length !== program.functions.length)
    return `the certificate speaks of ${claims.functions.length} functions, the source has ${program.functions.length}`;
  if (claims.functions[program.start]!.entry !== image.entry)
    return `the image begins at ${hex(image.entry)}, not at its start-up function`;
  for (const [index, certificate] of claims.functions.entries()) {
    const { name, slots } = program.functions[index]!;
    const fault =
      functionFault(certificate, index, nodes.counts[index]!, slots.length, program.globals.length, owners) ??
      wrapFault(certificate, claims);
    if (fault !== undefined) return `function ${name}: ${fault}`;
  }
  return undefined;
}

/** sp − frame must not wrap below 0, nor stackLimit + frame beyond 2³²: the stack check is in unsigned words. */
function wrapFault({ frame }: FunctionCertificate, { layout: { stackLimit } }: Claims): string | undefined {
  const wraps = frame > stackLimit || stackLimit + frame >= 2 ** 32;
  return wraps ? `its frame of ${frame} bytes is too large for a stack at ${hex(stackLimit)}` : undefined;
}

function functionFault(
  { entry, frame, saved, cuts, facts: known = [] }: FunctionCertificate,
  index: number,
  nodes: number,
  variables: number,
  globals: number,
  owners: Map<number, number>,
): string | undefined {
  /** Is it no pc, or one of another function, or an entry? */
  const badPc = (pc: number): boolean => {
    if (!Number.isInteger(pc) || pc < 0 || pc >= 2 ** 32 || pc % 4 !== 0) return true;
    const owner = owners.get(pc);
    owners.set(pc, owner ?? index);
    return pc === entry ? owner !== undefined : owner !== undefined && owner !== index;
  };
  const isWhole = (number: number, least: number, most: number): boolean =>
    Number.isInteger(number) && number >= least && number <= most;
  // These are the checker's own reading: of a claim it looks at `kind` and at the field of that kind, everywhere.
  const badLocation = (location: Location): boolean => {
    switch (location.kind) {
      case "register":
        return !isWhole(location.register, 1, 31);
      case "slot":
        return !isWhole(location.offset, 0, frame - 1) || location.offset % 4 !== 0;
      case "constant":
        return !Number.isInteger(location.value);
      default:
        return isNoKind(location);
    }
  };
  const badPlace = (location: Location): boolean => location.kind === "constant" || badLocation(location);
  const badValue = (value: SourceValue): boolean => {
    switch (value.kind) {
      case "local":
        return !isWhole(value.slot, 0, variables - 1);
      case "pending":
        return !isWhole(value.index, 0, 2 ** 30 - 1);
      case "result":
        return false;
      default:
        return isNoKind(value);
    }
  };
  const badClaim = ({ value, location }: Claim): boolean => badValue(value) || badLocation(location);
  const badLeaf = (leaf: SourceTerm): boolean => {
    switch (leaf.kind) {
      case "constant":
        return !Number.isInteger(leaf.value);
      case "global":
        return !isWhole(leaf.index, 0, globals - 1);
      case "local":
      case "pending":
      case "result":
        return badValue(leaf);
      case "length":
      case "element":
      case "apply":
        return true;
      default:
        return isNoKind(leaf);
    }
  };
  const badTerm = (term: SourceTerm): boolean => !isTerm(term, (leaf) => !badLeaf(leaf));
  const badHeld = ({ location, term }: HeldTerm): boolean => badPlace(location) || badTerm(term);
  const badFact = ({ condition, holds }: Fact): boolean => typeof holds !== "boolean" || badTerm(condition);
  if (badPc(entry)) return `its entry ${hex(entry)} is no pc, or another's`;
  // A frame far larger than the function could be a way to give up at once.
  const largest = 128 + 16 * nodes;
  if (!Number.isInteger(frame) || frame < 0 || frame % 4 !== 0 || frame > largest)
    return `its frame of ${frame} bytes is not one of 0 to ${largest}`;
  const points = new Set<string>();
  const badSaved = (places: FunctionCertificate["saved"]): boolean =>
    places.some(({ location }) => badLocation(location));
  if (badSaved(saved)) return "a saved register is in no place";
  if (known.some(badFact)) return "it states a fact that there is not";
  for (const cut of cuts) {
    const { phase, node, pc, dropped, values } = cut;
    const key = `${phase} ${node} ${pc}`;
    if (points.has(key)) return `the cut point ${phase} ${node} is listed twice`;
    points.add(key);
    if (badPc(pc)) return `the cut point ${phase} ${node} is at ${hex(pc)}, which is no pc, or another's`;
    const { computed = [], released = [], held = [], retracted = [], facts = [], sp = frame } = cut;
    if (!isWhole(sp, 0, frame) || sp % 4 !== 0)
      return `the cut point ${phase} ${node} has an sp that is not in the frame`;
    if (cut.saved !== undefined && badSaved(cut.saved))
      return `the cut point ${phase} ${node} has a saved register in no place`;
    if (computed.some(({ value, term }) => badValue(value) || badTerm(term)) || held.some(badHeld))
      return `the cut point ${phase} ${node} has a term, or a value or place of one, that there is not`;
    if (released.some(badPlace) || retracted.some(badFact) || facts.some(badFact))
      return `the cut point ${phase} ${node} has a fact or a place that there is not`;
    if (dropped.some(badValue) || values.some(badClaim))
      return `the cut point ${phase} ${node} has no value, or one in no place`;
  }
  return undefined;
}

/** The type says that there is no such claim; but who hands claims over as objects need not keep to types. */
function isNoKind(_: never): true {
  return true;
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
  const sets = claimSetsOf(certificate.cuts, (units) => path.work.spend(units));
  if (typeof sets === "string")
    return { verdict: "refused", reason: `function ${name}: ${sets}`, obligation: undefined };
  const claimed = new Map<CutPoint, ClaimSet>(certificate.cuts.map((cut, i) => [cut, sets[i]!]));
  const cutsAt = new Map<number, CutPoint[]>();
  for (const cut of certificate.cuts) {
    const key = pointKey(cut);
    const others = cutsAt.get(key);
    if (others === undefined) cutsAt.set(key, [cut]);
    else others.push(cut);
  }
  const points = pointsOf(program.functions[index]!, noMore, new Set(cutsAt.keys()), path.work);
  const subject = subjectOf(path, { program, claims, index, nodeType: nodes.typeOf, claimed, cutsAt, points });
  const entryFault = meaninglessEntry(path, subject);
  if (entryFault !== undefined)
    return { verdict: "refused", reason: `function ${name}: its entry: ${entryFault}`, obligation: undefined };
  for (const cut of certificate.cuts) {
    const point = points.get(pointKey(cut));
    const fault = point === undefined ? "the function has no such point" : meaningless(path, subject, cut, point);
    if (fault === undefined) continue;
    const reason = `function ${name}: the cut point ${cut.phase} ${cut.node}: ${fault}`;
    return { verdict: "refused", reason, obligation: undefined };
  }
  for (const from of [undefined, ...certificate.cuts]) {
    const stop = checkSegment(context, subject, from);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

/** Check all pairs of paths from one cut point, or from the entry. */
function checkSegment(context: Context, subject: FunctionUnderCheck, cut: CutPoint | undefined): Stop | undefined {
  const { program, budgets, counts } = context;
  const { name, body } = program.functions[subject.index]!;
  const { path } = context;
  path.clear();
  const from = cut ?? { phase: "before", node: body.id, pc: subject.certificate.entry };
  const state =
    cut === undefined ? entryState(path, subject) : cutState(path, subject, cut, subject.points.get(pointKey(cut))!);
  counts.cuts++;
  if (state === undefined) return undefined;
  const undecided = (what: string, overBudget: boolean): Stop => ({
    verdict: "undecided",
    reason: `${name}, from ${hex(from.pc)}: ${what}`,
    overBudget,
  });
  const steps = budgets.steps + budgets.stepsOfNode * sizeOf(program, context.nodes, subject.index);
  const ending = namedEnding(subject, context.owners);
  const setting = {
    program,
    index: subject.index,
    layout: subject.layout,
    path,
    fetch: context.fetch,
    limits: { ...budgets, steps },
    stops: subject.cutsAt,
    endings: () => ending,
    counts,
  };
  const stop = runSegment<Stop>(state, setting, (source, machine) => {
    const owed = relate({ subject, state, source, machine, path });
    counts.obligations += owed.reduce((shown, { closed }) => shown + Number(closed), 0);
    const where = {
      function: name,
      from: { phase: from.phase, node: from.node, pc: from.pc },
      node: source.node,
      pc: machine.pc,
    };
    if (context.list !== undefined)
      for (const shown of owed) if (shown.closed) context.list.push({ ...where, ...inWords(shown, context.terms) });
    const open = owed.find(({ closed }) => !closed);
    if (open !== undefined) {
      const obligation: Obligation = { ...where, ...inWords(open, true) };
      return { verdict: "refused", reason: `not shown: ${obligation.what}`, obligation };
    }
    const { end } = source;
    if (end.kind === "cut" && !sameShape(end.shape.continuation, subject.points.get(pointKey(end.point))!.continuation))
      return undecided(`the source point ${end.point.phase} ${end.point.node} has several continuations`, false);
    return undefined;
  });
  return stop !== undefined && "kind" in stop ? undecided(stop.what, stop.overBudget) : stop;
}
