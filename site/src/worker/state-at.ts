/**
 * What either side holds where both stand: frames with their variables, globals; registers; and the machine's memory as
 * objects, frames of the stack and arrays of the heap. Words that are pointers, or that the certificate claims to be in a
 * place, say where they lead. Of what is large only a part is given, and how much more there is.
 */

import type { Configuration, Program } from "etalon/lang";
import type { Image } from "etalon/machine";
import { abiNames, registerNumbers } from "etalon/machine";
import type { Claims, LockstepWalk, Square } from "etalon/proof";
import type { ShownBox, ShownState, ShownWord } from "./analysis.ts";
import type { Access } from "./watch.ts";

/** What is walked. */
export interface Walked {
  readonly program: Program;
  readonly image: Image;
  readonly claims: Claims;
}

/** How much is shown. */
const shown = {
  frames: 3,
  variables: 8,
  globals: 6,
  arrays: 4,
  head: 5,
  tail: 2,
  slots: 5,
  outside: 2,
  words: 256,
} as const;

/** What a register holds before anything wrote it (LockstepWalk): then it is not shown. */
const unknownOf = (register: number): number => 0x1234_5670 + register;

/** The letters of cut points, by their pc. */
type Letters = ReadonlyMap<number, string>;

/** A return address: most are cut points. The first of a run nobody knows. */
function returnText(word: number, letters: Letters): string {
  if (word === unknownOf(registerNumbers.ra)) return "unknown";
  const letter = letters.get(word >>> 0);
  return letter === undefined ? hexOf(word) : `to ${letter}`;
}

const hexOf = (address: number): string => (address >>> 0).toString(16);

/** Reading the machine's memory where that is allowed. */
function wordAt({ machine: { memory } }: LockstepWalk, address: number, width: 1 | 4 = 4): number | undefined {
  return memory.permits(address | 0, width, "read") === undefined ? memory.load(address | 0, width) : undefined;
}

/** A function's frame in the machine's stack. */
interface StackFrame {
  readonly index: number;
  readonly low: number;
  readonly size: number;
}

/** Both sides at a cut point or at the end. */
export function stateAt(
  walked: Walked,
  walk: LockstepWalk,
  square: Square,
  accesses: readonly Access[],
  letters: Letters,
): ShownState {
  const frames = sourceFrames(walked, walk, square);
  const globals = globalBox(walked, walk);
  const references = [...frames, ...globals].flatMap(({ words }) => words.flatMap(({ array }) => array ?? []));
  const arrays = arrayBoxes(walk, references);
  const stack = stackFrames(walked, walk, square);
  const addresses = new Map(arrays.map(({ id, address }) => [address, id]));
  const outside = outsideBoxes(walked, walk, accesses);
  return {
    frames: [...frames, ...globals],
    hiddenFrames: Math.max(0, walk.calls.length - frames.length),
    registers: registersOf(walk, addresses, stack, letters),
    memory: [
      ...stack.map((frame, i) => stackBox(walked, walk, frame, square, i === 0, letters)),
      ...outside,
      ...arrays.map(({ box }) => box),
    ],
    arrays: walk.store.arrays,
    heapPointer: heapPointerText(walk),
  };
}

/** At the start of a run nobody knows it. */
function heapPointerText({ machine: { registers } }: LockstepWalk): string {
  const word = registers[registerNumbers.gp]!;
  return word === unknownOf(registerNumbers.gp) ? "unknown" : hexOf(word);
}

/** A reference; before there are so many arrays, of a variable that was not assigned yet. */
function referenceText(word: number, { store }: LockstepWalk): string {
  return word < store.arrays ? `#${word}` : "none yet";
}

/** The frames of the source, the innermost first. */
function sourceFrames({ program }: Walked, walk: LockstepWalk, square: Square): ShownBox[] {
  const words: (readonly number[])[] = [walk.configuration.frame];
  for (
    let at: Configuration<number>["continuation"] = walk.configuration.continuation;
    at.kind !== "end" && words.length < shown.frames;
    at = at.next
  )
    if (at.kind === "call") words.push(at.frame);
  const claims = square.values.filter(({ kind }) => kind === "claim");
  const locations = new Map(claims.map(({ name, location }) => [name, location]));
  return words.flatMap((frame, depth): ShownBox[] => {
    const index = walk.calls.at(-1 - depth);
    if (index === undefined) return [];
    const { name, slots } = program.functions[index]!;
    const held = frame.flatMap((word, i): ShownWord[] => {
      const slot = slots[i];
      if (slot === undefined) return [];
      const plain = slot.type === "int" || slot.type === "bool";
      const location = depth === 0 ? locations.get(slot.name) : undefined;
      return [
        {
          id: `v${depth}.${i}`,
          name: slot.name,
          value: plain ? String(word) : referenceText(word, walk),
          ...(plain || word >= walk.store.arrays ? {} : { array: word }),
          ...(location === undefined ? {} : { same: placeId(walk, location) }),
        },
      ];
    });
    const result = depth === 0 ? deliveredOf(square, walk) : [];
    return [boxOf(`f${depth}`, "frame", name, [...held, ...result], shown.variables, depth === 0)];
  });
}

/** The value just delivered, and operands that wait, where they are claimed. */
function deliveredOf({ values }: Square, walk: LockstepWalk): ShownWord[] {
  return values
    .filter(({ kind, name }) => kind === "claim" && (name === "value" || name.startsWith("operand ")))
    .map(({ name, source, location }, i) => ({
      id: `d${i}`,
      name,
      value: source.replace("array ", ""),
      same: placeId(walk, location),
    }));
}

/** The box that a claimed location is. */
function placeId(walk: LockstepWalk, location: string): string {
  const offset = /^(\d+)\(sp\)$/.exec(location)?.[1];
  if (offset === undefined) return `r${location}`;
  return `m${hexOf(walk.machine.registers[registerNumbers.sp]! + Number(offset))}`;
}

function boxOf(
  id: string,
  kind: ShownBox["kind"],
  title: string,
  words: readonly ShownWord[],
  most: number,
  now: boolean,
): ShownBox {
  return { id, kind, title, words: words.slice(0, most), more: Math.max(0, words.length - most), now };
}

function globalBox({ program }: Walked, walk: LockstepWalk): ShownBox[] {
  if (program.globals.length === 0) return [];
  const words = program.globals.map(({ name, type }, i): ShownWord => {
    const word = walk.store.getGlobal(i);
    const plain = type === "int" || type === "bool";
    const array = plain || word >= walk.store.arrays ? {} : { array: word };
    return { id: `g${i}`, name, value: plain ? String(word) : referenceText(word, walk), ...array };
  });
  return [boxOf("globals", "globals", "globals", words, shown.globals, false)];
}

/** Registers that something has written. */
function registersOf(
  walk: LockstepWalk,
  arrays: ReadonlyMap<string, string>,
  stack: readonly StackFrame[],
  letters: Letters,
): ShownWord[] {
  const { registers } = walk.machine;
  return registers.flatMap((word, register): ShownWord[] => {
    if (register === 0 || word === (unknownOf(register) | 0)) return [];
    const name = abiNames[register]!;
    const address = hexOf(word);
    const to =
      register === registerNumbers.sp
        ? stack[0] && `s${hexOf(stack[0].low)}`
        : register === registerNumbers.gp
          ? "heap"
          : arrays.get(address);
    const pointer = ["sp", "gp"].includes(name) || to !== undefined;
    const value = name === "ra" ? returnText(word, letters) : pointer ? address : String(word);
    return [{ id: `r${name}`, name, value, ...(to === undefined ? {} : { to }) }];
  });
}

/** The frames of the machine's stack, the innermost first. At an entry the callee has none yet. */
function stackFrames({ program, claims }: Walked, walk: LockstepWalk, square: Square): StackFrame[] {
  const atEntry =
    "phase" in square.source && square.source.node === program.functions[square.function]!.body.id
      ? square.source.phase === "before"
      : false;
  let low = walk.machine.registers[registerNumbers.sp]! >>> 0;
  const frames: StackFrame[] = [];
  const calls = walk.owners.slice(-shown.frames - 1).reverse();
  for (const [i, index] of calls.entries()) {
    if (i === 0 && atEntry) continue;
    const size = claims.functions[index]!.frame;
    if (size > 0) frames.push({ index, low, size });
    low += size;
  }
  return frames.slice(0, shown.frames);
}

function stackBox(
  { program, claims }: Walked,
  walk: LockstepWalk,
  { index, low, size }: StackFrame,
  { values }: Square,
  now: boolean,
  letters: Letters,
): ShownBox {
  const names = new Map<number, string>();
  for (const { register, location } of claims.functions[index]!.saved)
    if (location.kind === "slot") names.set(location.offset, abiNames[register]!);
  if (now)
    for (const { kind, name, location } of values) {
      if (kind !== "claim" && kind !== "held") continue;
      const offset = /^(\d+)\(sp\)$/.exec(location)?.[1];
      if (offset !== undefined) names.set(Number(offset), name);
    }
  // Of claims that came as a file, a frame may be as large as it likes.
  const words = Array.from({ length: Math.min(size / 4, shown.words) }, (_, i): ShownWord => {
    const address = low + 4 * i;
    const word = wordAt(walk, address);
    const name = names.get(4 * i) ?? "";
    const value = word === undefined ? "" : name === "ra" ? returnText(word, letters) : String(word);
    return { id: `m${hexOf(address)}`, name, at: hexOf(address), value };
  });
  // Words of which nobody speaks are only counted, unless there are no others.
  const named = words.filter(({ name }) => name !== "");
  const told = named.length === 0 ? words : named;
  const title = `frame of ${program.functions[index]!.name}`;
  const box = boxOf(`s${hexOf(low)}`, "stack", title, told, shown.slots, now);
  return { ...box, more: size / 4 - box.words.length };
}

interface ArrayBox {
  readonly id: string;
  readonly address: string;
  readonly box: ShownBox;
}

/** Arrays: those that variables hold, then the newest. */
function arrayBoxes(walk: LockstepWalk, held: readonly number[]): ArrayBox[] {
  const { store, heap } = walk;
  const newest = Array.from({ length: Math.min(store.arrays, shown.arrays) }, (_, i) => store.arrays - 1 - i);
  const chosen = [...new Set([...held, ...newest])].slice(0, shown.arrays);
  return chosen.map((reference) => {
    const start = heap.addressOf(store, reference) >>> 0;
    const element = store.element(reference);
    const width = element === "byte" ? 1 : 4;
    const length = store.length(reference);
    const whole = length <= shown.head + shown.tail + 1;
    const words: ShownWord[] = [];
    for (let i = 0; i < length; i++) {
      if (!whole && i === shown.head) {
        words.push({ id: `e${reference}.gap`, name: "…", value: `${length - shown.head - shown.tail} more` });
        i = length - shown.tail;
      }
      const at = start + 4 + width * i;
      const [ours, theirs] = [store.load(element, reference, i), wordAt(walk, at, width)];
      const character = element === "byte" && ours > 32 && ours < 127 ? ` '${String.fromCharCode(ours)}'` : "";
      const value = ours === theirs ? `${ours}${character}` : `${ours} ≠ ${theirs ?? "nothing"}`;
      words.push({ id: `e${reference}.${i}`, name: `[${i}]`, at: hexOf(at), value, wrong: ours !== theirs });
    }
    const title = `#${reference}, ${element}[] of ${length}`;
    const id = `a${reference}`;
    const box = { ...boxOf(id, "array", title, words, words.length, false), at: hexOf(start) };
    return { id, address: hexOf(start), box };
  });
}

/** Accesses of this square that are in no object: no array, frame, global or buffer. */
function outsideBoxes({ claims: { layout } }: Walked, walk: LockstepWalk, accesses: readonly Access[]): ShownBox[] {
  const { store, heap } = walk;
  const inArray = (address: number, width: number): boolean => {
    let [low, high] = [0, store.arrays];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (heap.addressOf(store, middle) >>> 0 <= address) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return false;
    const start = heap.addressOf(store, low - 1) >>> 0;
    const bytes = store.length(low - 1) * (store.element(low - 1) === "byte" ? 1 : 4);
    return address + width <= start + 4 + 4 * Math.ceil(bytes / 4);
  };
  const stray = accesses.filter(({ address, width }) => {
    if (address >= layout.scratch && address < layout.heapStart) return false;
    if (address >= layout.stackLimit && address + width <= layout.stackTop) return false;
    return !inArray(address, width);
  });
  return stray.slice(0, shown.outside).map(({ address, value, kind, pc, base }, i) => ({
    id: `o${i}`,
    kind: "outside" as const,
    title: kind === "read" ? "read past objects" : "written past objects",
    words: [{ id: `m${hexOf(address)}`, name: "", at: hexOf(address), value: String(value | 0) }],
    more: 0,
    now: false,
    by: hexOf(pc),
    ...(base === undefined ? {} : { from: `r${base}` }),
  }));
}
