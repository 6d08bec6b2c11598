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
import type { CutPoint, DataLayout, FunctionCertificate, Location, SourceValue } from "../certificate/certificate.ts";
import { callersRegister, unknownRegister } from "../term/common-symbols.ts";
import { assume, type Facts, noFacts } from "../term/path.ts";
import type { Term } from "../term/term.ts";
import type { Terms } from "../term/terms.ts";
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
  readonly facts: Facts;
  /** What a return goes to; none in start-up. */
  readonly returnTarget: Term | undefined;
}

/** A function under check. */
export interface Subject {
  readonly program: Program;
  readonly layout: DataLayout;
  readonly index: number;
  readonly certificate: FunctionCertificate;
  /** The type of an expression, by its number. */
  readonly nodeType: (node: number) => Type | "nothing";
}

/** The sp at entry: start-up sets it to the top of the stack; other functions get it from their caller. */
function frameOf(terms: Terms, { program, layout, index, certificate }: Subject): FrameShape {
  const parameters = program.functions[index]!.parameters;
  return {
    base: index === program.start ? terms.constant(layout.stackTop) : terms.symbol("sp", "int"),
    size: certificate.frame,
    incoming: 4 * Math.max(0, parameters - 8),
  };
}

/** The registers whose values the caller wants back, ra first. */
export const restored: readonly number[] = [registerNumbers.ra, ...calleeSavedRegisters];

/** Where the caller's value of a register is at a cut point. */
export function savedLocation(certificate: FunctionCertificate, register: number): Location {
  return certificate.saved.find((saved) => saved.register === register)?.location ?? { register };
}

/**
 * Globals at a cut point. An array global holds a reference once start-up has assigned it: everywhere but in start-up,
 * and there for those before the statement that is under way.
 */
function globalsAt(terms: Terms, { program, index }: Subject, shape: Shape): InitialGlobals {
  const count = program.globals.length;
  const assigned = assignedAt({ program, index }, shape);
  const sort = (type: Type, i: number): Type => (elementOf(type) !== undefined && i >= assigned ? "int" : type);
  return { count, assigned, at: (i) => terms.symbol(`global ${i}`, sort(program.globals[i]!.type, i)) };
}

/** How many globals are assigned at a point: all but in start-up, where it is those whose statements are done. */
export function assignedAt({ program, index }: Pick<Subject, "program" | "index">, shape: Shape): number {
  return index === program.start ? assignedBy(shape) : program.globals.length;
}

/** How many statements of the outermost block are done. */
function assignedBy(shape: Shape): number {
  let done = 0;
  for (let k = shape.continuation; k.kind !== "end" && k.kind !== "call"; k = k.next)
    if (k.next.kind === "end" && k.kind === "block") done = k.index - 1;
  return done;
}

/** Both sides at the entry of a function. */
export function entryState(terms: Terms, subject: Subject): State {
  const { program, layout, index, certificate } = subject;
  const definition = program.functions[index]!;
  const starting = index === program.start;
  const frame = frameOf(terms, subject);
  const top = starting ? terms.constant(layout.heapStart) : terms.symbol("heap pointer", "int");
  const registers = unknownRegisters(terms);
  const cells = new Map<number, Term>();
  const slots = definition.slots.map(({ name, type }, slot) => {
    if (slot >= definition.parameters) return terms.constant(0);
    const word = terms.symbol(`${name}#${slot}`, type);
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
  const zero = terms.constant(0);
  const globals: InitialGlobals = starting
    ? { count: program.globals.length, assigned: 0, at: () => zero }
    : globalsAt(terms, subject, shape);
  return {
    shape,
    pc: certificate.entry,
    registers,
    memory: { heap: terms.initialHeap, globals, top, cells },
    frame,
    facts: assume(terms, noFacts, terms.sltu(frame.base, terms.constant(layout.stackLimit)), false),
    returnTarget: starting ? undefined : returnTargetOf(terms),
  };
}

/** jalr clears the low bit of the target; return addresses are multiples of 4. */
function returnTargetOf(terms: Terms): Term {
  return terms.and(callersRegister[registerNumbers.ra]!, terms.constant(-2));
}

function unknownRegisters(terms: Terms): Term[] {
  const registers = [...unknownRegister];
  registers[registerNumbers.zero] = terms.constant(0);
  return registers;
}

/** A source value as a key. */
function valueKey(value: SourceValue): string {
  return "local" in value ? `local ${value.local}` : "pending" in value ? `pending ${value.pending}` : "result";
}

/** A place as a key. */
function placeKey(location: Location): string {
  return "register" in location ? `register ${location.register}` : "slot" in location ? `slot ${location.slot}` : "";
}

/** Both sides at another cut point; `reached` is the shape with which some path arrived there. */
export function cutState(terms: Terms, subject: Subject, cut: CutPoint, reached: Shape): State {
  const { program, layout, index, certificate, nodeType } = subject;
  const definition = program.functions[index]!;
  terms.work.spend(definition.slots.length + cut.values.length);
  const frame = frameOf(terms, subject);
  const top = terms.symbol("heap pointer", "int");
  const below = terms.sub(frame.base, terms.constant(frame.size));
  const registers = unknownRegisters(terms);
  const cells = new Map<number, Term>();
  const put = (location: Location, word: Term): void => {
    if ("register" in location) registers[location.register] = word;
    else if ("slot" in location) cells.set(location.slot - frame.size, word);
  };
  if (index !== program.start)
    for (const register of restored) put(savedLocation(certificate, register), callersRegister[register]!);

  // A claimed value is one symbol, and an array among them a reference; any other is known to the source alone.
  const claims = new Map<string, Location[]>();
  const held = new Map<string, Term>();
  for (const { value, location } of cut.values) {
    const locations = claims.get(valueKey(value));
    if (locations === undefined) claims.set(valueKey(value), [location]);
    else locations.push(location);
  }
  const word = (value: SourceValue, name: string, type: Type | "nothing"): Term => {
    const locations = claims.get(valueKey(value));
    if (locations === undefined) return terms.symbol(`${name} (unclaimed)`, type === "bool" ? "bool" : "int");
    const constant = locations.find((location) => "constant" in location);
    // Values in one place are one word.
    const shared = locations.map((location) => held.get(placeKey(location))).find((word) => word !== undefined);
    const claimed =
      constant !== undefined
        ? terms.constant(constant.constant)
        : (shared ?? terms.symbol(name, type === "nothing" ? "int" : type));
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

  registers[registerNumbers.sp] = below;
  registers[registerNumbers.gp] = top;
  const shape: Shape = { control, frame: slots, continuation };
  const limit = terms.constant(layout.stackLimit);
  return {
    shape,
    pc: cut.pc,
    registers,
    memory: { heap: terms.initialHeap, globals: globalsAt(terms, subject, shape), top, cells },
    frame,
    facts: assume(terms, assume(terms, noFacts, terms.sltu(frame.base, limit), false), terms.sltu(below, limit), false),
    returnTarget: index === program.start ? undefined : returnTargetOf(terms),
  };
}
