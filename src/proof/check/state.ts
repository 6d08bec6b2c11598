/**
 * The two configurations at a cut point, from one shared assignment of fresh symbols.
 *
 * A word that the certificate claims to be in a location is the same symbol on both sides. All else is unknown, to each
 * side by itself. What holds besides is the invariant of docs/certificates.md, "What holds at a cut point".
 */

import { end, mapOperands } from "../../lang/configuration.ts";
import type { Program } from "../../lang/program.ts";
import type { Type } from "../../lang/syntax.ts";
import { calleeSavedRegisters, registerNumbers } from "../../machine/register.ts";
import type {
  Claims,
  CutPoint,
  DataLayout,
  FunctionCertificate,
  Location,
  SourceValue,
} from "../certificate/certificate.ts";
import { callersRegister, unknownRegister } from "../term/common-symbols.ts";
import type { Path } from "../term/path.ts";
import type { Term } from "../term/term.ts";
import { elementOf } from "./arrays.ts";
import type { InitialGlobals } from "./globals.ts";
import type { FrameShape, MemoryState } from "./machine-memory.ts";
import type { Shape } from "./source-run.ts";

/** Both sides at a cut point. */
export interface State {
  readonly shape: Shape;
  readonly pc: number;
  readonly registers: readonly Term[];
  readonly memory: MemoryState;
  readonly frame: FrameShape;
}

/** A function under check. */
export interface Subject {
  readonly program: Program;
  readonly claims: Claims;
  readonly layout: DataLayout;
  readonly index: number;
  readonly certificate: FunctionCertificate;
  /** Where the caller's values of the restored registers are at a cut point; nothing is saved in start-up. */
  readonly saved: readonly Location[];
  /** The type of an expression, by its number. */
  readonly nodeType: (node: number) => Type | "nothing";
}

/** One function of a program, as its certificate has it. */
export function subjectOf(program: Program, claims: Claims, index: number, nodeType: Subject["nodeType"]): Subject {
  const certificate = claims.functions[index]!;
  const places = new Map(certificate.saved.toReversed().map(({ register, location }) => [register, location]));
  const saved = index === program.start ? [] : restored.map((register) => places.get(register) ?? { register });
  return { program, claims, layout: claims.layout, index, certificate, saved, nodeType };
}

/** The sp at entry: start-up sets it to the top of the stack; other functions get it from their caller. */
function frameOf(path: Path, { program, layout, index, certificate }: Subject): FrameShape {
  const parameters = program.functions[index]!.parameters;
  const base = index === program.start ? path.constant(layout.stackTop) : path.unknown("sp", "int");
  const size = certificate.frame;
  return { base, size, below: path.sub(base, path.constant(size)), incoming: 4 * Math.max(0, parameters - 8) };
}

/** The registers whose values the caller wants back, ra first. */
export const restored: readonly number[] = [registerNumbers.ra, ...calleeSavedRegisters];

/**
 * Globals at a cut point. An array global holds a reference once start-up has assigned it: everywhere but in start-up,
 * and there for those before the statement that is under way.
 */
function globalsAt(path: Path, subject: Subject, shape: Shape): InitialGlobals {
  const { program } = subject;
  const count = program.globals.length;
  const assigned = assignedAt(subject, shape);
  const sort = (type: Type, i: number): Type => (elementOf(type) !== undefined && i >= assigned ? "int" : type);
  return { count, assigned, at: (i) => path.symbol(`global ${i}`, sort(program.globals[i]!.type, i)) };
}

/** How many globals are assigned at a point: in start-up as many as statements of its block are done, else all. */
export function assignedAt({ program, index }: Subject, shape: Shape): number {
  if (index !== program.start) return program.globals.length;
  let done = 0;
  for (let k = shape.continuation; k.kind !== "end" && k.kind !== "call"; k = k.next)
    if (k.next.kind === "end" && k.kind === "block") done = k.index - 1;
  return done;
}

/** Both sides at the entry of a function. */
export function entryState(path: Path, subject: Subject): State {
  const { program, layout, index, certificate } = subject;
  const definition = program.functions[index]!;
  const starting = index === program.start;
  const frame = frameOf(path, subject);
  const top = starting ? path.constant(layout.heapStart) : path.unknown("heap pointer", "int");
  const registers = unknownRegisters(path);
  const cells = new Map<number, Term>();
  const slots = definition.slots.map(({ name, type }, slot) => {
    if (slot >= definition.parameters) return path.constant(0);
    const word = path.unknown(`${name}#${slot}`, type);
    if (slot < 8) registers[registerNumbers.a0 + slot] = word;
    else cells.set(4 * (slot - 8), word);
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
  return { shape, pc: certificate.entry, registers, memory: { heap: path.initialHeap, globals, top, cells }, frame };
}

function unknownRegisters(path: Path): Term[] {
  const registers = unknownRegister.slice();
  registers[registerNumbers.zero] = path.constant(0);
  return registers;
}

/** A source value as a number. */
function valueKey(value: SourceValue): number {
  return "local" in value ? 2 * value.local : "pending" in value ? 2 * value.pending + 1 : -1;
}

/** A place as a number; undefined for a constant. */
function placeKey(location: Location): number | undefined {
  return "register" in location ? -location.register : "slot" in location ? location.slot : undefined;
}

/** Both sides at another cut point; `reached` is the shape with which some path arrived there. */
export function cutState(path: Path, subject: Subject, cut: CutPoint, reached: Shape): State {
  const { program, layout, index, nodeType } = subject;
  const definition = program.functions[index]!;
  path.work.spend(definition.slots.length + cut.values.length);
  const frame = frameOf(path, subject);
  const top = path.unknown("heap pointer", "int");
  const registers = unknownRegisters(path);
  const cells = new Map<number, Term>();
  const put = (location: Location, word: Term): void => {
    if ("register" in location) registers[location.register] = word;
    else if ("slot" in location) cells.set(location.slot - frame.size, word);
  };
  subject.saved.forEach((location, i) => {
    put(location, callersRegister[restored[i]!]!);
  });

  // A claimed value is one symbol, and an array among them a reference; any other is known to the source alone.
  const claims = new Map<number, Location[]>();
  const held = new Map<number | undefined, Term>();
  for (const { value, location } of cut.values) {
    const locations = claims.get(valueKey(value));
    if (locations === undefined) claims.set(valueKey(value), [location]);
    else locations.push(location);
  }
  const word = (value: SourceValue, name: string, type: Type | "nothing"): Term => {
    const locations = claims.get(valueKey(value));
    if (locations === undefined) return path.unknown(`${name} (unclaimed)`, type === "bool" ? "bool" : "int");
    const constant = locations.find((location) => "constant" in location);
    // Values in one place are one word.
    const shared = locations.map((location) => held.get(placeKey(location))).find((word) => word !== undefined);
    const claimed =
      constant !== undefined
        ? path.constant(constant.constant)
        : (shared ?? path.unknown(name, type === "nothing" ? "int" : type));
    for (const location of locations) {
      put(location, claimed);
      held.set(placeKey(location), claimed);
    }
    return claimed;
  };
  const slots = definition.slots.map(({ name, type }, slot) => word({ local: slot }, `${name}#${slot}`, type));
  let operands = 0;
  const continuation = mapOperands(reached.continuation, (_, type) => {
    const pending = operands++;
    return word({ pending }, `operand ${pending}`, type);
  });
  const { control: at } = reached;
  const control = at.at === "value" ? { ...at, value: word({ result: true }, "result", nodeType(at.from)) } : at;

  registers[registerNumbers.sp] = frame.below;
  registers[registerNumbers.gp] = top;
  const shape: Shape = { control, frame: slots, continuation };
  const limit = path.constant(layout.stackLimit);
  path.assume(path.sltu(frame.base, limit), false);
  path.assume(path.sltu(frame.below, limit), false);
  const globals = globalsAt(path, subject, shape);
  return { shape, pc: cut.pc, registers, memory: { heap: path.initialHeap, globals, top, cells }, frame };
}
