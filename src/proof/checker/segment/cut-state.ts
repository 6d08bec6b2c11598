/**
 * The two configurations at a cut point, from one shared assignment of fresh symbols.
 *
 * A word that the certificate claims to be in a location is the same symbol on both sides, or the term that it says. All else is
 * unknown, to each side by itself. What is assumed here was shown at every arrival (relate/relate.ts).
 */

import { impossible } from "../../../core/impossible.ts";
import { end } from "../../../lang/semantics/configuration.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { registerNumbers } from "../../../machine/isa/register.ts";
import {
  type ClaimSet,
  claimOf,
  noClaims,
  placeNumber,
  slotNumber,
  type Whereabouts,
} from "../../certificate/claim-set.ts";
import {
  type CutPoint,
  type EntryOffset,
  fromEntry,
  fromFrame,
  type Place,
  type SourceTerm,
} from "../../certificate/claims.ts";
import { at, eachChanged, emptyTrie } from "../../certificate/trie.ts";
import type { MemoryState } from "../memory/machine-memory.ts";
import { SourceStore } from "../memory/source-store.ts";
import type { Path } from "../paths/path.ts";
import { callersRegister } from "../terms/common-symbols.ts";
import type { Term } from "../terms/term.ts";
import { Notes } from "./effect.ts";
import { arraysOf, Meaning, type Names } from "./meaning.ts";
import type { Point } from "./points.ts";
import { framesOf, mapStack, type Site } from "./sites.ts";
import { pendingOf, type Shape } from "./source-run.ts";
import {
  assumeAll,
  type FunctionUnderCheck,
  frameOf,
  globalsAt,
  restored,
  type State,
  siteAt,
  unknownRegisters,
} from "./state.ts";

/** What the terms of a cut point's claims are made of that has no meaning there, in words; undefined when all of it has. */
export function meaningless(path: Path, subject: FunctionUnderCheck, cut: CutPoint, point: Point): string | undefined {
  const claims = subject.claimed.get(cut)!;
  const terms = termsOf(path, claims);
  if (terms.length === 0) return undefined;
  const look = (): void => path.work.spend(1);
  const clashes: number[] = [];
  eachChanged(emptyTrie, claims.held, look, (place) => {
    if (at(claims.byPlace, place) !== undefined) clashes.push(place);
  });
  if (claims.held.root !== undefined)
    eachChanged(emptyTrie, claims.operands, look, (_, whereabouts) => {
      const place = placeNumber(whereabouts);
      if (place !== undefined && at(claims.held, place) !== undefined) clashes.push(place);
    });
  if (clashes.length > 0) return "a place holds a term, and is claimed to have a value";
  const { program, nodeType, leaves } = subject;
  const names = {
    program,
    nodeType,
    leaves,
    slots: siteAt(subject, cut).slots,
    entrySp: frameOf(path, subject).base,
    contents: () => path.constant(0),
  };
  return meaninglessTerms(path, names, claims, terms, point);
}

/** The same of the facts of the entry; nobody shows what start-up states. */
export function meaninglessEntry(path: Path, subject: FunctionUnderCheck): string | undefined {
  const { certificate, index, program } = subject;
  const terms = (certificate.facts ?? []).map(({ condition }) => condition);
  if (terms.length > 0 && index === program.start) return "nobody calls start-up, and shows its facts";
  const { body, slots } = program.functions[index]!;
  const point: Point = { control: { at: "execute", statement: body }, continuation: end };
  return meaninglessTerms(path, { ...subject, slots }, noClaims, terms, point);
}

function meaninglessTerms(
  path: Path,
  { program, slots, nodeType, entrySp, contents, leaves }: Names & Pick<FunctionUnderCheck, "leaves">,
  claims: ClaimSet,
  terms: readonly SourceTerm[],
  { control, continuation }: Point,
): string | undefined {
  if (terms.length === 0) return undefined;
  const pending = pendingOf({ continuation });
  const look = (): void => path.work.spend(1);
  let withOperands: Set<number> | undefined;
  /**
   * May a term speak of the word in a place? Only where nothing else is said of it: no value is claimed there, no term is held there, and sp, gp and tp
   * are what they have to be.
   */
  const isFree = (place: Place): boolean => {
    const number = placeNumber(place)!;
    if (withOperands === undefined) {
      const taken = new Set<number>();
      withOperands = taken;
      eachChanged(emptyTrie, claims.operands, look, (_, location) => taken.add(placeNumber(location) ?? 0));
    }
    const isRuled = place.kind === "register" && ruled.has(place.register);
    const isTaken = at(claims.byPlace, number) !== undefined || at(claims.held, number) !== undefined;
    return !isRuled && !isTaken && !withOperands.has(number);
  };
  /** The type of a leaf; undefined when there is none such. */
  const typeOf = (leaf: SourceTerm): Type | "nothing" | undefined => {
    switch (leaf.kind) {
      case "local":
        return slots[leaf.slot]?.type;
      case "pending":
        return pending[leaf.index]?.type;
      case "result":
        return control.at === "value" ? nodeType(control.from) : undefined;
      case "global":
        return program.globals[leaf.index]?.type;
      case "entry_sp":
        return entrySp && "int";
      case "register":
      case "slot":
        return contents && isFree(leaf) ? "int" : undefined;
      case "constant":
      case "length":
      case "element":
      case "apply":
        return "int";
      default:
        return impossible(leaf);
    }
  };
  for (const term of terms) {
    for (const leaf of leaves(term)) {
      path.work.spend(1);
      if (typeOf(leaf) === undefined) return "a term is over a value that is not there";
      const isValue = leaf.kind === "local" || leaf.kind === "pending" || leaf.kind === "result";
      if (isValue && claimOf(claims, leaf)?.kind === "computed")
        return "a term is over a value that is computed itself";
    }
    for (const array of arraysOf(term))
      if (elementOf(typeOf(array) ?? "nothing") === undefined)
        return "a term has a length or an element of what is no array";
  }
  return undefined;
}

/** The registers of which the invariant says what they hold. */
const ruled: ReadonlySet<number> = new Set([registerNumbers.sp, registerNumbers.gp, registerNumbers.tp]);

/** All terms of a cut point's claims. */
function termsOf(path: Path, { locals, operands, computed, held, facts }: ClaimSet): readonly SourceTerm[] {
  if ((operands.root ?? computed.root ?? held.root ?? facts.root) === undefined) return [];
  const terms: SourceTerm[] = [];
  const look = (): void => path.work.spend(1);
  const take = (whereabouts: Whereabouts | undefined): void => {
    if (whereabouts?.kind === "computed") terms.push(whereabouts.term);
  };
  eachChanged(emptyTrie, computed, look, (slot) => take(at(locals, slot)));
  eachChanged(emptyTrie, operands, look, (_, whereabouts) => take(whereabouts));
  eachChanged(emptyTrie, held, look, (_, { term }) => terms.push(term));
  eachChanged(emptyTrie, facts, look, (_, { condition }) => terms.push(condition));
  return terms;
}

/** The words of the values at a cut point: symbols, constants, and what is computed from them. */
class Values {
  readonly #path: Path;
  readonly #subject: FunctionUnderCheck;
  readonly #site: Site;
  readonly #claims: ClaimSet;
  readonly #point: Point;
  /** The operands that terms speak of, by their numbers in a set of claims. */
  readonly #mentioned: ReadonlySet<number>;
  /** The operands in places, by place. */
  readonly operands = new Map<number, Term>();
  /** The pending operands of the shape made last. */
  pending: Term[] = [];

  constructor(path: Path, subject: FunctionUnderCheck, cut: CutPoint, point: Point, leaves: readonly SourceTerm[]) {
    this.#path = path;
    this.#subject = subject;
    this.#site = siteAt(subject, cut);
    this.#claims = subject.claimed.get(cut)!;
    this.#point = point;
    const mentioned = new Set<number>();
    for (const leaf of leaves)
      if (leaf.kind === "pending") mentioned.add(leaf.index + 1);
      else if (leaf.kind === "result") mentioned.add(0);
    this.#mentioned = mentioned;
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
    return { control: { ...control, value }, frame, continuation: below };
  }

  /** An operand that is claimed or spoken of is one symbol, and an array among them a reference; any other is known to the source alone. */
  #operand(number: number, type: Type | "nothing", computed: (term: SourceTerm) => Term): Term {
    this.#path.work.spend(1);
    const { operand } = this.#subject;
    const location = at(this.#claims.operands, number);
    if (location === undefined && !this.#mentioned.has(number))
      return operand(number, false, type === "bool" ? "bool" : "int");
    if (location?.kind === "constant") return this.#path.constant(location.value);
    if (location?.kind === "computed") return computed(location.term);
    const symbol = operand(number, true, type === "nothing" ? "int" : type);
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
    const look = (): void => work.spend(1);
    eachChanged(emptyTrie, irregular, look, (slot) => {
      const location = at(locals, slot)!;
      if (location.kind === "constant") words[slot] = this.#path.constant(location.value);
      else if (location.kind === "computed") words[slot] = computed(location.term);
      else words[slot] = this.variableIn(placeNumber(location)!)!;
    });
    return words;
  }
}

/** Both sides at a cut point, at its source point; undefined where what is claimed holds of no configuration, so that none is ever there. */
export function cutState(path: Path, subject: FunctionUnderCheck, cut: CutPoint, point: Point): State | undefined {
  const { program, nodeType, layout } = subject;
  const claims = subject.claimed.get(cut)!;
  const look = (): void => path.work.spend(1);
  const frame = frameOf(path, subject);
  const top = path.unknown("heap pointer", "int");
  const globals = globalsAt(path, subject, point);

  // The source: first without what is computed, of which no term has anything.
  const terms = termsOf(path, claims);
  const leaves: SourceTerm[] = [];
  for (const term of terms) leaves.push(...subject.leaves(term));
  const values = new Values(path, subject, cut, point, leaves);
  const zero = path.constant(0);
  const computed: SourceTerm[] = [];
  const partial = values.shape((term) => {
    computed.push(term);
    return zero;
  });
  const store = new SourceStore(path, new Notes(), path.initialHeap, globals, top);
  const site = siteAt(subject, cut);
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
  for (const leaf of leaves)
    if (leaf.kind === "slot" && !cells.has(slotNumber(leaf.offset)))
      put(slotNumber(leaf.offset), path.symbol(`frame ${fromEntry(leaf.offset, frame.size)}`, "int"));
  const contents = (place: Place): Term | undefined =>
    place.kind === "register" ? registers[place.register] : cells.get(slotNumber(place.offset));
  const names: Names = { program, nodeType, slots: site.slots, entrySp: frame.base, contents };
  const meaning = new Meaning(path, names, partial, store);
  const words = new Map<SourceTerm, Term>();
  for (const term of terms) words.set(term, meaning.word(term)!.term);
  const shape = computed.length > 0 ? values.shape((term) => words.get(term)!) : partial;
  const named = new Set<Term>();
  for (const leaf of leaves) {
    const { term, type } = meaning.word(leaf)!;
    if (elementOf(type) !== undefined) named.add(term);
  }

  const variable = (register: number): void => put(register, values.variableIn(register)!);
  eachChanged(emptyTrie, claims.byPlace, look, variable, registers.length);
  for (const [place, word] of values.operands) put(place, word);
  eachChanged(emptyTrie, claims.held, look, (place, { term }) => put(place, words.get(term)!));
  const { sp = frame.size } = cut;
  registers[registerNumbers.sp] = path.sub(frame.base, path.constant(sp));
  registers[registerNumbers.gp] = top;
  if (layout.base !== undefined) registers[registerNumbers.tp] = path.constant(layout.base);

  const limit = path.constant(layout.stackLimit);
  const outside = [path.sltu(frame.base, limit), ...(sp > 0 ? [path.sltu(frame.below, limit)] : [])];
  // Of start-up's frame both are constants: where there is no room for it, no run comes here.
  if (outside.some((term) => term.kind === "constant" && term.value !== 0)) return undefined;
  for (const term of outside) path.assume(term, false);
  const facts: [Term, boolean][] = [];
  eachChanged(emptyTrie, claims.facts, look, (_, { condition, holds }) => facts.push([words.get(condition)!, holds]));
  if (!assumeAll(path, facts)) return undefined;

  const cell = (offset: EntryOffset): Term | undefined => {
    const place = slotNumber(fromFrame(offset, frame.size));
    return cells.get(place) ?? values.variableIn(place);
  };
  const memory: MemoryState = { heap: path.initialHeap, globals, top, cells: cell };
  const { pending } = values;
  return { site, shape, pc: cut.pc, registers, memory, frame, claims, pending, named };
}
