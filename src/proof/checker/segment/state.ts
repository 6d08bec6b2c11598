/**
 * The two configurations at a cut point, from one shared assignment of fresh symbols.
 *
 * A word that the certificate claims to be in a location is the same symbol on both sides. All else is unknown, to each
 * side by itself. What holds besides is the relation of theorem.md.
 *
 * A variable has one symbol for the whole function, and what the machine has of it is looked up when it is needed: so a cut
 * point costs what is done from it, however many variables there are.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Program } from "../../../lang/program/program.ts";
import { end, mapOperands } from "../../../lang/semantics/configuration.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { argumentPlace, calleeSavedRegisters, stackArgumentBytes } from "../../../machine/isa/convention.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { type ClaimSet, noClaims, placeNumber, slotNumber } from "../../certificate/claim-set.ts";
import {
  type Claims,
  type CutPoint,
  type DataLayout,
  type EntryOffset,
  type FunctionCertificate,
  fromEntry,
  fromFrame,
  type Location,
} from "../../certificate/claims.ts";
import { at, eachChanged, emptyTrie } from "../../certificate/trie.ts";
import type { InitialGlobals } from "../memory/globals.ts";
import type { FrameShape, MemoryState } from "../memory/machine-memory.ts";
import type { Path } from "../paths/path.ts";
import { callersRegister, unknownRegister } from "../terms/common-symbols.ts";
import type { Sort, Term } from "../terms/term.ts";
import type { Point, Shape } from "./source-run.ts";

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
  /** The symbol of each local variable, where it is not known to be something else. */
  readonly variables: readonly Term[];
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
  }: Pick<FunctionUnderCheck, "program" | "claims" | "index" | "nodeType" | "claimed">,
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
    variables,
    operand,
  };
}

/** The sp at entry: start-up sets it to the top of the stack; other functions get it from their caller. */
function frameOf(path: Path, { program, layout, index, certificate }: FunctionUnderCheck): FrameShape {
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
function globalsAt(path: Path, subject: FunctionUnderCheck, shape: Point): InitialGlobals {
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
  return { shape, pc: certificate.entry, registers, memory, frame, claims: noClaims, pending: [] };
}

function unknownRegisters(path: Path): Term[] {
  const registers = unknownRegister.slice();
  registers[registerNumbers.zero] = path.constant(0);
  return registers;
}

/** Both sides at another cut point, which was reached at a source point. */
export function cutState(path: Path, subject: FunctionUnderCheck, cut: CutPoint, reached: Point): State {
  const { layout, nodeType, variables } = subject;
  const claims = subject.claimed.get(cut)!;
  const frame = frameOf(path, subject);
  const top = path.unknown("heap pointer", "int");
  const registers = unknownRegisters(path);
  const cells = new Map<EntryOffset, Term>();
  const put = (location: Location, word: Term): void => {
    switch (location.kind) {
      case "register":
        registers[location.register] = word;
        break;
      case "slot":
        cells.set(fromEntry(location.offset, frame.size), word);
        break;
      case "constant":
        break;
      default:
        impossible(location);
    }
  };
  subject.saved.forEach((location, i) => {
    put(location, callersRegister[restored[i]!]!);
  });

  // Variables in one place are one word, that of the first of them.
  const variableIn = (place: number): Term | undefined => {
    const first = at(claims.byPlace, place)?.[0];
    return first === undefined ? undefined : variables[first];
  };
  for (let register = 1; register < registers.length; register++)
    registers[register] = variableIn(register) ?? registers[register]!;

  // A claimed operand is one symbol, and an array among them a reference; any other is known to the source alone.
  const held = new Map<number, Term>();
  const operand = (number: number, name: string, type: Type | "nothing"): Term => {
    path.work.spend(1);
    const location = at(claims.operands, number);
    if (location === undefined) return subject.operand(`${name} (unclaimed)`, type === "bool" ? "bool" : "int");
    if (location.kind === "constant") return path.constant(location.value);
    const place = placeNumber(location)!;
    const word = variableIn(place) ?? held.get(place) ?? subject.operand(name, type === "nothing" ? "int" : type);
    held.set(place, word);
    put(location, word);
    return word;
  };
  const pending: Term[] = [];
  const continuation = mapOperands(reached.continuation, (_, type) => {
    const number = pending.length + 1;
    const word = operand(number, `operand ${number - 1}`, type);
    pending.push(word);
    return word;
  });
  const { control: there } = reached;
  const control = there.at === "value" ? { ...there, value: operand(0, "result", nodeType(there.from)) } : there;

  registers[registerNumbers.sp] = frame.below;
  registers[registerNumbers.gp] = top;
  const shape: Shape = { control, frame: variablesAt(path, subject, claims), continuation };
  const limit = path.constant(layout.stackLimit);
  path.assume(path.sltu(frame.base, limit), false);
  path.assume(path.sltu(frame.below, limit), false);
  const memory: MemoryState = {
    heap: path.initialHeap,
    globals: globalsAt(path, subject, shape),
    top,
    cells: (offset) => cells.get(offset) ?? variableIn(slotNumber(fromFrame(offset, frame.size))),
  };
  return { shape, pc: cut.pc, registers, memory, frame, claims, pending };
}

/** The words of the local variables: their symbols, but for constants and those that share a place. */
function variablesAt(
  path: Path,
  { variables }: FunctionUnderCheck,
  { locals, byPlace, irregular }: ClaimSet,
): readonly Term[] {
  if (irregular.root === undefined) return variables;
  const look = (): void => path.work.spend(4);
  path.work.spend(variables.length / 16);
  const words = variables.slice();
  eachChanged(emptyTrie, irregular, look, (slot) => {
    const location = at(locals, slot)!;
    if (location.kind === "constant") words[slot] = path.constant(location.value);
    else words[slot] = variables[at(byPlace, placeNumber(location)!)![0]!]!;
  });
  return words;
}
