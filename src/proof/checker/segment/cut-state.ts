/**
 * The two configurations at a cut point, from one shared assignment of fresh symbols.
 *
 * A word that the certificate claims to be in a location is the same symbol on both sides, or the term that it says. All else is
 * unknown, to each side by itself. What is assumed here was shown at every arrival (relate/relate.ts).
 */

import type { Type } from "../../../lang/syntax/tree.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import { type ClaimSet, claimOf, placeNumber, slotNumber } from "../../certificate/claim-set.ts";
import {
  type CutPoint,
  type EntryOffset,
  fromEntry,
  fromFrame,
  type Place,
  type SourceTerm,
  type SourceValue,
} from "../../certificate/claims.ts";
import type { Leaf } from "../../certificate/source-term.ts";
import { at, eachChanged, emptyTrie } from "../../certificate/trie.ts";
import type { MemoryState } from "../memory/machine-memory.ts";
import { SourceStore } from "../memory/source-store.ts";
import type { Path } from "../paths/path.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import type { Term } from "../terms/term.ts";
import { Notes } from "./effect.ts";
import { type EachLeaf, Meaning, type Names } from "./meaning.ts";
import type { Point } from "./points.ts";
import { framesOf, mapStack, type Site } from "./sites.ts";
import type { Shape } from "./source-run.ts";
import {
  assumeAll,
  assumeRoom,
  type FunctionUnderCheck,
  frameOf,
  globalsAt,
  restored,
  type State,
  siteAt,
  unknownRegisters,
} from "./state.ts";

function isValue(leaf: Leaf): leaf is SourceValue {
  return leaf.kind === "local" || leaf.kind === "pending" || leaf.kind === "result";
}

/** The registers of which the invariant says what they hold. */
const ruled: ReadonlySet<number> = new Set([registerNumbers.sp, registerNumbers.gp, registerNumbers.tp]);

/** The words of the values at a cut point: symbols, constants, and what is computed from them. */
class Values {
  readonly #path: Path;
  readonly #subject: FunctionUnderCheck;
  readonly #site: Site;
  readonly #claims: ClaimSet;
  readonly #point: Point;
  /** The operands in places, by place. */
  readonly operands = new Map<number, Term>();
  /** The pending operands of the shape made last. */
  pending: Term[] = [];

  constructor(path: Path, subject: FunctionUnderCheck, cut: CutPoint, point: Point) {
    this.#path = path;
    this.#subject = subject;
    this.#site = siteAt(subject, cut);
    this.#claims = subject.claimed.get(cut)!;
    this.#point = point;
  }

  /** The word of the variables in a place, which are one: that of the first of them. */
  variableIn(place: number): Term | undefined {
    const first = at(this.#claims.byPlace, place)?.[0];
    return first === undefined ? undefined : this.#site.variables[first];
  }

  /** The source's side, what is computed being so. */
  shape(computed: (term: SourceTerm) => Term): Shape {
    const { control, continuation } = this.#point;
    const { around, own: frame } = framesOf(this.#site, this.#variables(computed));
    const pending: Term[] = [];
    this.pending = pending;
    const operand = (_: Term, type: Type): Term => {
      const number = pending.length;
      pending.push(this.#operand(number + 1, type, computed));
      return pending[number]!;
    };
    const below = mapStack(continuation, operand, around);
    if (control.at !== "value") return { control, frame, continuation: below };
    const value = this.#operand(0, this.#subject.nodeType(control.from), computed);
    return { control: { at: "value", value, from: control.from }, frame, continuation: below };
  }

  /** An operand: a symbol, but for constants, those that are computed and those that share a place. What a call without a result delivers is any word. */
  #operand(number: number, type: Type | "nothing", computed: (term: SourceTerm) => Term): Term {
    this.#path.work.spend(1);
    const location = at(this.#claims.operands, number);
    if (location?.kind === "constant") return this.#path.constant(location.value);
    if (location?.kind === "computed") return computed(location.term);
    const symbol = this.#subject.operand(number, type === "nothing" ? "int" : type);
    if (location === undefined) return symbol;
    const place = placeNumber(location)!;
    const word = this.variableIn(place) ?? this.operands.get(place) ?? symbol;
    this.operands.set(place, word);
    return word;
  }

  /** The words of the local variables: their symbols, but for constants, those that are computed and those that share a place. */
  #variables(computed: (term: SourceTerm) => Term): readonly Term[] {
    const { variables } = this.#site;
    const { locals, irregular } = this.#claims;
    if (irregular.root === undefined) return variables;
    const { work } = this.#path;
    work.spend(variables.length / 16);
    const words = variables.slice();
    eachChanged(emptyTrie, irregular, work, (slot) => {
      const location = at(locals, slot)!;
      if (location.kind === "constant") words[slot] = this.#path.constant(location.value);
      else if (location.kind === "computed") words[slot] = computed(location.term);
      else words[slot] = this.variableIn(placeNumber(location)!)!;
    });
    return words;
  }
}

/**
 * Both sides at a cut point, at its source point. In words, why a term of its claims has no meaning there; undefined where what is claimed
 * holds of no configuration, so that none is ever there.
 */
export function cutState(
  path: Path,
  subject: FunctionUnderCheck,
  cut: CutPoint,
  point: Point,
): State | string | undefined {
  const { program, nodeType, layout } = subject;
  const { work } = path;
  const claims = subject.claimed.get(cut)!;
  const site = siteAt(subject, cut);
  const frame = frameOf(path, subject);
  const top = path.unknown("heap pointer", "int");
  const globals = globalsAt(path, subject, point);

  // The source: first without what is computed, of which no term has anything.
  const values = new Values(path, subject, cut, point);
  const zero = path.constant(0);
  const computed: SourceTerm[] = [];
  const partial = values.shape((term) => {
    computed.push(term);
    return zero;
  });
  // The machine: first what the caller wants back, and words of which nothing is known.
  const registers = unknownRegisters(path);
  const cells = new Map<number, Term>();
  const put = (place: number, word: Term): void => {
    if (place < registers.length) registers[place] = word;
    else cells.set(place, word);
  };
  subject.savedAt(cut).forEach((location, i) => {
    const place = placeNumber(location);
    if (place !== undefined) put(place, callersRegister[restored[i]!]!);
  });
  /** Is nothing else said of the word in a place: no value is claimed there, no term is held there, and it is not sp, gp or tp? */
  const isFree = (place: number): boolean =>
    !ruled.has(place) &&
    at(claims.byPlace, place) === undefined &&
    at(claims.held, place) === undefined &&
    !values.operands.has(place);
  const contents = (place: Place): Term | undefined => {
    const number = placeNumber(place)!;
    if (!isFree(number)) return undefined;
    if (place.kind === "register") return registers[number];
    const word = cells.get(number) ?? path.symbol(`frame ${fromEntry(place.offset, frame.size)}`, "int");
    cells.set(number, word);
    return word;
  };
  const names: Names = { program, nodeType, slots: site.slots, entrySp: frame.base, contents };
  const store = new SourceStore(path, new Notes(), path.initialHeap, globals, top);
  const meaning = new Meaning(path, names, partial, store);
  const named = new Set<Term>();
  const faults: string[] = [];
  const take: EachLeaf = (leaf, word) => {
    if (word === undefined) faults.push("a term is over a value that is not there");
    else if (isValue(leaf) && claimOf(claims, leaf)?.kind === "computed")
      faults.push("a term is over a value that is computed itself");
    else named.add(word.term);
  };
  const wordOf = (term: SourceTerm): Term => {
    const word = meaning.word(term, take);
    if (word === undefined) faults.push("a term has a length or an element of what is no array");
    return word?.term ?? zero;
  };
  const shape = computed.length > 0 ? values.shape(wordOf) : partial;

  const variable = (register: number): void => put(register, values.variableIn(register)!);
  eachChanged(emptyTrie, claims.byPlace, work, variable, registers.length);
  for (const [place, word] of values.operands) put(place, word);
  eachChanged(emptyTrie, claims.held, work, (place, { term }) => {
    if (at(claims.byPlace, place) !== undefined || values.operands.has(place))
      faults.push("a place holds a term, and is claimed to have a value");
    put(place, wordOf(term));
  });
  const { sp = frame.size } = cut;
  registers[registerNumbers.sp] = path.sub(frame.base, path.constant(sp));
  registers[registerNumbers.gp] = top;
  if (layout.base !== undefined) registers[registerNumbers.tp] = path.constant(layout.base);

  const facts: [Term, boolean][] = [];
  eachChanged(emptyTrie, claims.facts, work, (_, { condition, holds }) => facts.push([wordOf(condition), holds]));
  if (faults.length > 0) return faults[0];
  if (!assumeRoom(path, frame, layout, sp) || !assumeAll(path, facts)) return undefined;

  const cell = (offset: EntryOffset): Term | undefined => {
    const place = slotNumber(fromFrame(offset, frame.size));
    return cells.get(place) ?? values.variableIn(place);
  };
  const memory: MemoryState = { heap: path.initialHeap, globals, top, cells: cell };
  const { pending } = values;
  return { site, shape, pc: cut.pc, registers, memory, frame, claims, pending, named };
}
