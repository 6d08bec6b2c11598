/**
 * The two configurations where a segment begins, and what of a function is the same in all of them; here at the entry, and in
 * cut-state.ts at the other cut points. What holds besides is the relation of theorem.md.
 *
 * A variable has one symbol for the whole function, and what the machine has of it is looked up when it is needed: so a cut
 * point costs what is done from it, however many variables there are.
 */

import type { Program } from "../../../lang/program/program.ts";
import { end } from "../../../lang/semantics/configuration.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { argumentPlace, calleeSavedRegisters, stackArgumentBytes } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { type ClaimSet, noClaims } from "../../certificate/claim-set.ts";
import type {
  Claims,
  CutPoint,
  DataLayout,
  EntryOffset,
  FunctionCertificate,
  Location,
} from "../../certificate/claims.ts";
import type { InitialGlobals } from "../memory/globals.ts";
import type { FrameShape, MemoryState } from "../memory/machine-memory.ts";
import type { Path } from "../paths/path.ts";
import { callersRegister, unknownRegister } from "../terms/common-symbols.ts";
import type { Sort, Term } from "../terms/term.ts";
import type { Point } from "./points.ts";
import type { Shape } from "./source-run.ts";

/** Both sides at a cut point. */
export interface State {
  readonly shape: Shape;
  readonly pc: number;
  readonly registers: readonly Term[];
  readonly memory: MemoryState;
  readonly frame: FrameShape;
  /** What was claimed at the cut point; nothing at an entry. */
  readonly claims: ClaimSet;
  /** The pending operands. */
  readonly pending: readonly Term[];
  /** The words that terms of claims speak of as arrays, and that are arrays therefore. */
  readonly named: ReadonlySet<Term>;
}

/** A function under check. */
export interface FunctionUnderCheck {
  readonly program: Program;
  readonly claims: Claims;
  readonly layout: DataLayout;
  readonly index: number;
  readonly certificate: FunctionCertificate;
  /** Where the caller's values of the restored registers are at a cut point; nothing is saved in start-up. */
  readonly saved: readonly Location[];
  /** The type of an expression, by its number. */
  readonly nodeType: (node: number) => Type | "nothing";
  /** All that each cut point claims. */
  readonly claimed: ReadonlyMap<CutPoint, ClaimSet>;
  /** The listed cut points by their source points: all there are at each. */
  readonly cutsAt: ReadonlyMap<number, readonly CutPoint[]>;
  /** What is left to do at each of these source points. */
  readonly points: ReadonlyMap<number, Point>;
  /** The symbol of each local variable, where it is not known to be something else. */
  readonly variables: readonly Term[];
  /** The local variable of such a symbol. */
  readonly slotOf: ReadonlyMap<Term, number>;
  /** The symbol of an operand by name and sort. */
  readonly operand: (name: string, sort: Sort) => Term;
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
    cutsAt,
    points,
  }: Pick<FunctionUnderCheck, "program" | "claims" | "index" | "nodeType" | "claimed" | "cutsAt" | "points">,
): FunctionUnderCheck {
  const certificate = claims.functions[index]!;
  const { slots } = program.functions[index]!;
  path.work.spend(slots.length);
  const variables = slots.map(({ name, type }, slot) => path.lasting(`${name}#${slot}`, type));
  const operands = new Map<string, Term>();
  const operand = (name: string, sort: Sort): Term => {
    const key = `${sort} ${name}`;
    const known = operands.get(key) ?? path.lasting(name, sort);
    operands.set(key, known);
    return known;
  };
  const places = new Map(certificate.saved.toReversed().map(({ register, location }) => [register, location]));
  const saved =
    index === program.start
      ? []
      : restored.map((register): Location => places.get(register) ?? { kind: "register", register });
  return {
    program,
    claims,
    layout: claims.layout,
    index,
    certificate,
    saved,
    nodeType,
    claimed,
    cutsAt,
    points,
    variables,
    slotOf: new Map(variables.map((symbol, slot) => [symbol, slot])),
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
 * Globals at a cut point. An array global holds a reference once start-up has assigned it: everywhere but in start-up,
 * and there for those before the statement that is under way.
 */
export function globalsAt(path: Path, subject: FunctionUnderCheck, shape: Point): InitialGlobals {
  const { program } = subject;
  const count = program.globals.length;
  const assigned = assignedAt(subject, shape);
  const sort = (type: Type, i: number): Type => (elementOf(type) !== undefined && i >= assigned ? "int" : type);
  return { count, assigned, at: (i) => path.symbol(`global ${i}`, sort(program.globals[i]!.type, i)) };
}

/** How many globals are assigned at a point: in start-up as many as statements of its block are done, else all. */
export function assignedAt({ program, index }: FunctionUnderCheck, shape: Point): number {
  if (index !== program.start) return program.globals.length;
  let done = 0;
  for (let k = shape.continuation; k.kind !== "end" && k.kind !== "call"; k = k.next)
    if (k.next.kind === "end" && k.kind === "block") done = k.index - 1;
  return done;
}

/** Both sides at the entry of a function. */
export function entryState(path: Path, subject: FunctionUnderCheck): State {
  const { program, layout, index, certificate } = subject;
  const definition = program.functions[index]!;
  const starting = index === program.start;
  const frame = frameOf(path, subject);
  const top = starting ? path.constant(layout.heapStart) : path.unknown("heap pointer", "int");
  const registers = unknownRegisters(path);
  const cells = new Map<EntryOffset, Term>();
  const slots = definition.slots.map(({ name, type }, slot) => {
    if (slot >= definition.parameters) return path.constant(0);
    const word = path.unknown(`${name}#${slot}`, type);
    const place = argumentPlace(slot);
    if (place.kind === "register") registers[place.register] = word;
    else cells.set(place.offset, word);
    return word;
  });
  if (!starting) {
    for (const register of restored) registers[register] = callersRegister[register]!;
    registers[registerNumbers.sp] = frame.base;
    registers[registerNumbers.gp] = top;
    if (layout.base !== undefined) registers[registerNumbers.tp] = path.constant(layout.base);
  }
  const shape: Shape = { control: { at: "execute", statement: definition.body }, frame: slots, continuation: end };
  // All memory begins as zero, so start-up finds 0 in every global on either side.
  const zero = path.constant(0);
  const globals: InitialGlobals = starting
    ? { count: program.globals.length, assigned: 0, at: () => zero }
    : globalsAt(path, subject, shape);
  path.assume(path.sltu(frame.base, path.constant(layout.stackLimit)), false);
  const memory: MemoryState = {
    heap: path.initialHeap,
    globals,
    top,
    cells: (offset) => cells.get(offset),
  };
  return { shape, pc: certificate.entry, registers, memory, frame, claims: noClaims, pending: [], named: new Set() };
}

export function unknownRegisters(path: Path): Term[] {
  const registers = unknownRegister.slice();
  registers[registerNumbers.zero] = path.constant(0);
  return registers;
}
