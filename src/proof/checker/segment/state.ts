/**
 * What a segment begins with, and what of a function is the same in all its segments. The state at the entry is made in
 * entry-state.ts, at the other cut points in cut-state.ts. What holds besides is the relation of theorem.md.
 *
 * A variable has one symbol for the whole function, and what the machine has of it is looked up when it is needed: so a cut
 * point costs what is done from it, however many variables there are.
 */

import type { Program } from "../../../lang/program/program.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { calleeSavedRegisters, stackArgumentBytes } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import type { ClaimSet } from "../../certificate/claim-set.ts";
import type {
  Claims,
  CutPoint,
  DataLayout,
  FunctionCertificate,
  Location,
  SavedRegister,
} from "../../certificate/claims.ts";
import type { InitialGlobals } from "../memory/globals.ts";
import type { FrameShape, MemoryState } from "../memory/machine-memory.ts";
import type { Path } from "../paths/path.ts";
import { unknownRegister } from "../terms/common-symbols.ts";
import type { Sort, Term } from "../terms/term.ts";
import type { Point } from "./points.ts";
import type { Site } from "./sites.ts";
import type { Shape } from "./source-run.ts";

/** Both sides at a cut point. */
export interface State {
  readonly site: Site;
  readonly shape: Shape;
  readonly pc: number;
  readonly registers: readonly Term[];
  readonly memory: MemoryState;
  readonly frame: FrameShape;
  /** What was claimed at the cut point; nothing at an entry but facts. */
  readonly claims: ClaimSet;
  /** The pending operands. */
  readonly pending: readonly Term[];
  /** The words that terms of claims are over: the arrays among them were shown to be arrays. */
  readonly named: ReadonlySet<Term>;
}

/** A function under check. */
export interface FunctionUnderCheck {
  readonly program: Program;
  readonly claims: Claims;
  readonly layout: DataLayout;
  readonly index: number;
  readonly certificate: FunctionCertificate;
  /** Where the caller's values of the restored registers are at each cut point; nothing is saved in start-up. */
  readonly savedAt: (cut: CutPoint) => readonly Location[];
  /** The type of an expression, by its number. */
  readonly nodeType: (node: number) => Type | "nothing";
  /** All that each cut point claims. */
  readonly claimed: ReadonlyMap<CutPoint, ClaimSet>;
  /** Where its points lie: in its own activation, which is the first, or in inlined calls. */
  readonly sites: readonly Site[];
  /** The listed cut points by their sites and source points (siteKey): all there are at each. */
  readonly cutsAt: ReadonlyMap<number, readonly CutPoint[]>;
  /** What is left to do at each of these. */
  readonly points: ReadonlyMap<number, Point>;
  /** The variable, numbered through, of its symbol. */
  readonly slotOf: ReadonlyMap<Term, number>;
  /** The symbol of an operand by its number in a set of claims, and by sort. */
  readonly operand: (number: number, sort: Sort) => Term;
}

/** One function of a program, as its certificate has it. */
export function subjectOf(
  path: Path,
  {
    program,
    claims,
    index,
    nodeType,
    claimed,
    sites,
    cutsAt,
    points,
  }: Pick<FunctionUnderCheck, "program" | "claims" | "index" | "nodeType" | "claimed" | "sites" | "cutsAt" | "points">,
): FunctionUnderCheck {
  const certificate = claims.functions[index]!;
  const operands = new Map<Sort, Term[]>();
  const operand = (number: number, sort: Sort): Term => {
    const known = operands.get(sort) ?? [];
    operands.set(sort, known);
    known[number] ??= path.lasting(number === 0 ? "result" : `operand ${number - 1}`, sort);
    return known[number];
  };
  const savedIn = (listed: readonly SavedRegister[]): readonly Location[] => {
    const places = new Map(listed.toReversed().map(({ register, location }) => [register, location]));
    return restored.map((register): Location => places.get(register) ?? { kind: "register", register });
  };
  const usual = savedIn(certificate.saved);
  /** By the list that says it. */
  const own = new Map<readonly SavedRegister[], readonly Location[]>();
  const savedAt = ({ saved }: CutPoint): readonly Location[] => {
    if (index === program.start) return [];
    if (saved === undefined) return usual;
    const places = own.get(saved) ?? savedIn(saved);
    own.set(saved, places);
    return places;
  };
  const slotOf = new Map<Term, number>();
  for (const { first, variables } of sites)
    for (let slot = first; slot < variables.length; slot++) slotOf.set(variables[slot]!, slot);
  return {
    program,
    claims,
    layout: claims.layout,
    index,
    certificate,
    savedAt,
    nodeType,
    claimed,
    cutsAt,
    points,
    sites,
    slotOf,
    operand,
  };
}

/** The sp at entry: start-up sets it to the top of the stack; other functions get it from their caller. */
export function frameOf(path: Path, { program, layout, index, certificate }: FunctionUnderCheck): FrameShape {
  const parameters = program.functions[index]!.parameters;
  const base = index === program.start ? path.constant(layout.stackTop) : path.unknown("sp", "int");
  const size = certificate.frame;
  return { base, size, below: path.sub(base, path.constant(size)), incoming: stackArgumentBytes(parameters) };
}

/** The registers whose values the caller wants back, ra first. */
export const restored: readonly number[] = [registerNumbers.ra, ...calleeSavedRegisters];

/**
 * Globals at a cut point. A global is of its type once start-up has assigned it: everywhere but in start-up, and there those before the
 * statement that is under way. Of the others nothing is known.
 */
export function globalsAt(path: Path, subject: FunctionUnderCheck, shape: Point): InitialGlobals {
  const { globals } = subject.program;
  const assigned = assignedAt(subject, shape);
  const words: Term[] = [];
  const word = (i: number): Term => path.symbol(`global ${i}`, i < assigned ? globals[i]!.type : "int");
  return { count: globals.length, at: (i) => (words[i] ??= word(i)) };
}

/** How many globals are assigned at a point: in start-up as many as statements of its block are done, else all. */
function assignedAt({ program, index }: FunctionUnderCheck, shape: Point): number {
  if (index !== program.start) return program.globals.length;
  let done = 0;
  // Nothing is inlined in start-up, so its own block is the outermost.
  for (let k = shape.continuation; k.kind !== "end"; k = k.next) if (k.kind === "block") done = k.index - 1;
  return done;
}

/** Assume what holds where a segment begins; false where it is known not to hold: then no configuration is there. */
export function assumeAll(path: Path, facts: readonly (readonly [condition: Term, holds: boolean])[]): boolean {
  return facts.every(([condition, holds]) => {
    const possible = path.known(condition) !== !holds;
    path.assume(condition, holds);
    return possible;
  });
}

/**
 * Assume that sp at entry is within the stack, and where sp is below that, the frame; false where it is not: of start-up's constants, as no
 * other fact limits sp.
 */
export function assumeRoom(path: Path, { base, below }: FrameShape, { stackLimit }: DataLayout, sp: number): boolean {
  return (sp > 0 ? [base, below] : [base]).every((word) => {
    const spent = path.sltu(word, path.constant(stackLimit));
    path.assume(spent, false);
    return spent.kind !== "constant" || spent.value === 0;
  });
}

export function unknownRegisters(path: Path): Term[] {
  const registers = unknownRegister.slice();
  registers[registerNumbers.zero] = path.constant(0);
  return registers;
}

/** The site that a cut point lies in. */
export function siteAt({ sites }: Pick<FunctionUnderCheck, "sites">, { inlined }: Pick<CutPoint, "inlined">): Site {
  return sites[inlined === undefined ? 0 : inlined + 1]!;
}
