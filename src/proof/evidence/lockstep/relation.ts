/**
 * The relation between two concrete configurations at a cut point, evaluated, conjunct by conjunct. It is that of
 * src/proof/checker/theorem.md.
 *
 * Arrays lie on the machine's heap in the order in which the source made them, so the address of each is known. A walk
 * compares the arrays that are claimed or global; the whole relation has all of them.
 */

import { impossible } from "../../../core/impossible.ts";
import { widthOf } from "../../../lang/program/array-size.ts";
import type { Program, Slot } from "../../../lang/program/program.ts";
import type { ConcreteStore } from "../../../lang/semantics/concrete-store.ts";
import { type Configuration, mapOperands } from "../../../lang/semantics/configuration.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { argumentPlace, calleeSavedRegisters } from "../../../machine/isa/convention.ts";
import { hex } from "../../../machine/isa/image.ts";
import { registerName, registerNumbers } from "../../../machine/isa/register.ts";
import type { Machine } from "../../../machine/semantics/machine.ts";
import type { Claims, CutPoint, Location, SourceTerm, SourceValue } from "../../certificate/claims.ts";
import { describeLocation, describeTerm } from "../../checker/relate/describe.ts";
import { indexNodes, type NodeIndex } from "../../checker/startup.ts";
import { inlinedAround, type SourceActivation, slotsIn } from "./activations.ts";
import type { CutClaims } from "./cut-index.ts";
import { HeapLayout } from "./heap-layout.ts";
import { leafOf, type TermSetting, type TypedWord, termValue } from "./term-value.ts";

/** A value on both sides. */
export interface RelatedValue {
  readonly name: string;
  readonly location: string;
  /** The value on each side: a number, or a reference and an address. */
  readonly source: string;
  readonly machine: string;
  readonly related: boolean;
}

/**
 * What a cut point claims, evaluated. `claim`: a source value is in a location. `held`: a location has the word of a term, which is the
 * name. `computed`: a source value, that may be nowhere, is the word of a term, which is the location. `fact`: a condition, the name,
 * is true or false on the source's side, and must be as the machine's side says.
 */
export interface RelatedClaim extends RelatedValue {
  readonly kind: "claim" | "held" | "computed" | "fact";
}

/**
 * What holds at a cut point besides what is claimed, one by one: a global, all arrays, the heap pointer, the base of globals, sp and the
 * room for the frame, a register that the caller gets back.
 */
export interface Conjunct extends RelatedValue {
  readonly kind: "global" | "arrays" | "heap" | "base" | "frame" | "saved";
}

/** A function being run: the values that it must restore. */
interface Activation {
  readonly sp: number;
  readonly saved: ReadonlyMap<number, number>;
}

const restored = [registerNumbers.ra, ...calleeSavedRegisters];

/** What was found at a cut point. */
export interface Related {
  readonly values: readonly RelatedClaim[];
  /** All else; empty unless the whole relation was asked for. */
  readonly invariant: readonly Conjunct[];
  readonly broken: string | undefined;
}

/** How much of the relation to look at. */
export interface RelationOptions {
  /** The most elements of one array that are compared at one cut point, half of them at each end. */
  readonly elements: number;
  /** Give all conjuncts, and compare all arrays, the newest first, until so many elements are compared. */
  readonly whole: boolean;
}

/** Evaluates the relation along one run. */
export class Relation {
  readonly #program: Program;
  readonly #claims: Claims;
  readonly #machine: Machine<number>;
  readonly #nodes: NodeIndex;
  readonly #heap: HeapLayout;
  readonly #activations: Activation[];

  private constructor(
    program: Program,
    claims: Claims,
    machine: Machine<number>,
    nodes: NodeIndex,
    heap: HeapLayout,
    activations: readonly Activation[],
  ) {
    this.#program = program;
    this.#claims = claims;
    this.#machine = machine;
    this.#nodes = nodes;
    this.#heap = heap;
    this.#activations = [...activations];
  }

  /** At the start of a run. */
  static begin(program: Program, claims: Claims, machine: Machine<number>): Relation {
    return new Relation(program, claims, machine, indexNodes(program), new HeapLayout(claims.layout.heapStart), []);
  }

  /** An independent copy, of a run that goes on with another machine. */
  fork(machine: Machine<number>): Relation {
    return new Relation(this.#program, this.#claims, machine, this.#nodes, this.#heap.fork(), this.#activations);
  }

  /** Where arrays are in the machine's memory. */
  get heap(): HeapLayout {
    return this.#heap;
  }

  /**
   * Note the values that the function entered now must restore. The machine has so many activations below it, the answer: after the
   * caller's, or, when the call was the last thing that the caller did, after those below the caller's.
   */
  enter(caller: SourceActivation | undefined): number {
    const { registers } = this.#machine;
    const depth = caller === undefined ? 0 : caller.depth + 1;
    const before = this.#activations[depth - 1];
    const sp = registers[registerNumbers.sp]!;
    if (
      before !== undefined &&
      before.sp === sp &&
      before.saved.get(registerNumbers.ra) === registers[registerNumbers.ra]
    )
      return depth - 1;
    this.#activations.length = depth;
    this.#activations.push({ sp, saved: new Map(restored.map((register) => [register, registers[register]!])) });
    return depth;
  }

  /** The relation at a cut point in an activation, given what is claimed there; at the entry of a function nothing is given. */
  at(
    { owner: index, inlined, depth }: SourceActivation,
    cut: Pick<CutPoint, "sp" | "saved">,
    claims: CutClaims | undefined,
    c: Configuration<number>,
    store: ConcreteStore,
    options: RelationOptions,
  ): Related {
    const entry = claims === undefined;
    this.#activations.length = Math.min(this.#activations.length, depth + 1);
    const { frame, inlined: calls = [] } = this.#claims.functions[index]!;
    const base = index === this.#program.start ? this.#claims.layout.stackTop : this.#activations.at(-1)!.sp;
    const at: Place = {
      index,
      stack: stackOf(c, inlinedAround(calls, inlined).length),
      c,
      store,
      variables: slotsIn(this.#program, index, calls, inlined, this.#nodes),
      slots: entry ? base : base - frame,
      entrySp: base | 0,
      elements: options.elements,
    };
    const { facts = [] } = this.#claims.functions[index]!;
    const values = entry
      ? [...this.#arguments(at), ...this.#terms(at, { computed: [], held: [], facts })]
      : [...claims.values.map(({ value, location }) => this.#claimed(at, value, location)), ...this.#terms(at, claims)];
    const rest = this.#invariant(at, entry ? undefined : cut, options.whole);
    const wrong = values.find(({ related }) => !related) ?? rest.find(({ related }) => !related);
    const broken = wrong && brokenWords(wrong);
    return { values, invariant: options.whole ? rest.map(textOf) : [], broken };
  }

  #arguments(at: Place): RelatedClaim[] {
    const { slots, parameters } = this.#program.functions[at.index]!;
    return slots
      .slice(0, parameters)
      .map(({ name, type }, i) => this.#compare(at, name, type, at.c.frame[i], argumentPlace(i)));
  }

  #claimed(at: Place, value: SourceValue, location: Location): RelatedClaim {
    const found = this.#value(at, value);
    const type = found === undefined || found.type === "nothing" ? "int" : found.type;
    return this.#compare(at, this.#name(at, value), type, found?.word, location);
  }

  /** What a value is called. */
  #name(at: Place, value: SourceValue): string {
    return value.kind === "result" ? "value" : this.#words(at, value);
  }

  /** A term in words. */
  #words({ variables }: Place, term: SourceTerm): string {
    return describeTerm(term, { program: this.#program, slots: variables });
  }

  /** A value of the source; undefined where the configuration has none such. */
  #value({ stack, variables, c }: Place, value: SourceValue): TypedWord | undefined {
    switch (value.kind) {
      case "local": {
        const slot = variables[value.slot];
        const word = wordIn(stack, value.slot);
        return slot === undefined || word === undefined ? undefined : { word, type: slot.type };
      }
      case "pending": {
        const operands: TypedWord[] = [];
        for (const { continuation } of stack)
          mapOperands(continuation, (word, type) => {
            operands.push({ word, type });
            return word;
          });
        return operands[value.index];
      }
      case "result": {
        const { control } = c;
        return control.at === "value" ? { word: control.value, type: this.#nodes.typeOf(control.from) } : undefined;
      }
      default:
        return impossible(value);
    }
  }

  /** The terms and facts, evaluated in the source's configuration. */
  #terms(at: Place, { computed, held, facts }: Omit<CutClaims, "values">): RelatedClaim[] {
    const { store } = at;
    const setting: TermSetting = {
      store,
      heap: this.#heap,
      entrySp: at.entrySp,
      contents: (place) => this.#contents(at, place),
      value: (value) => this.#value(at, value),
      global: (number) => {
        const global = this.#program.globals[number];
        return global === undefined ? undefined : { word: store.getGlobal(number), type: global.type };
      },
    };
    const words = (term: SourceTerm): string => this.#words(at, term);
    return [
      ...computed.map(({ value, term }): RelatedClaim => {
        // The word of a value as a term is that of the machine: of an array its address.
        const [source, machine] = [termValue(value, setting), termValue(term, setting)];
        return evaluated("computed", this.#name(at, value), words(term), source, machine);
      }),
      ...held.map(({ location, term }): RelatedClaim => {
        const whole = leafOf(term, setting);
        if (whole !== undefined && elementOf(whole.type) !== undefined)
          return { ...this.#compare(at, words(term), whole.type as Type, whole.word, location), kind: "held" };
        const machine = this.#contents(at, location);
        return evaluated("held", words(term), describeLocation(location), termValue(term, setting), machine);
      }),
      ...facts.map(({ condition, holds }): RelatedClaim => {
        const word = termValue(condition, setting);
        const source = word === "unknown" || word === undefined ? word : Number(word !== 0);
        const told = evaluated("fact", words(condition), "fact", source, Number(holds));
        return { ...told, source: typeof word === "number" ? String(word !== 0) : told.source, machine: String(holds) };
      }),
    ];
  }

  #compare(at: Place, name: string, type: Type, source: number | undefined, location: Location): RelatedClaim {
    const machine = this.#contents(at, location);
    const array = elementOf(type);
    const related =
      source !== undefined &&
      machine !== undefined &&
      (array === undefined ? source === machine : this.#isArray(at, source, machine));
    const where = describeLocation(location);
    return textOf({ kind: "claim", name, location: where, source, machine, shown: shownAs(type), related });
  }

  /** All that holds besides the claims, in words only where it is wanted. */
  #invariant(at: Place, cut: Pick<CutPoint, "sp" | "saved"> | undefined, whole: boolean): Compared[] {
    const found = this.#globals(at);
    if (whole) found.push(this.#arrays(at));
    found.push(this.#heapPointer(at), ...this.#base());
    if (cut !== undefined) found.push(...this.#frame(at, cut));
    return found;
  }

  #globals(at: Place): Compared[] {
    const { globals } = this.#claims.layout;
    return this.#program.globals.map(({ name, type }, i) => {
      const source = at.store.getGlobal(i);
      const address = (globals + 4 * i) | 0;
      const machine = this.#load(address, 4);
      const array = elementOf(type);
      // An array global is 0 on both sides until start-up assigns it.
      const unassigned = array !== undefined && source === 0 && machine === 0;
      const related =
        unassigned ||
        (machine !== undefined && (array === undefined ? source === machine : this.#isArray(at, source, machine)));
      const shown = unassigned ? "word" : shownAs(type);
      return { kind: "global", name, location: { address }, source, machine, shown, related };
    });
  }

  /** All arrays, of which the newest are compared first. */
  #arrays({ store, elements }: Place): Compared {
    let left = elements;
    let wrong: number | undefined;
    for (let reference = store.arrays - 1; reference >= 0 && left > 0 && wrong === undefined; reference--) {
      left -= Math.max(1, store.length(reference));
      if (!this.#sameElements(store, reference, elements)) wrong = reference;
    }
    return {
      kind: "arrays",
      name: wrong === undefined ? "arrays" : `array #${wrong}`,
      location: wrong === undefined ? "heap" : { address: this.#heap.addressOf(store, wrong) },
      source: store.arrays,
      machine: wrong === undefined ? store.arrays : undefined,
      shown: "word",
      related: wrong === undefined,
    };
  }

  #heapPointer({ store }: Place): Compared {
    const source = this.#heap.top(store);
    const machine = this.#machine.registers[registerNumbers.gp]!;
    return {
      kind: "heap",
      name: "heap pointer",
      location: "gp",
      source,
      machine,
      shown: "address",
      related: source === machine,
    };
  }

  /** What is known of tp; where start-up begins the relation is not evaluated. */
  #base(): Compared[] {
    const { base } = this.#claims.layout;
    if (base === undefined) return [];
    const machine = this.#machine.registers[registerNumbers.tp]!;
    const source = base | 0;
    const related = source === machine;
    return [{ kind: "base", name: "base of globals", location: "tp", source, machine, shown: "address", related }];
  }

  #frame(at: Place, cut: Pick<CutPoint, "sp" | "saved">): Compared[] {
    const activation = this.#activations.at(-1);
    if (activation === undefined || at.index === this.#program.start) return [];
    const { frame, saved: usual } = this.#claims.functions[at.index]!;
    const { sp: made = frame, saved = usual } = cut;
    const { stackLimit } = this.#claims.layout;
    const below = (activation.sp - made) | 0;
    const sp = this.#machine.registers[registerNumbers.sp]!;
    const address = { kind: "frame", location: "sp", machine: sp, shown: "address" } as const;
    const found: Compared[] = [
      { ...address, name: "frame", source: below, related: sp === below },
      { ...address, name: "end of the stack", source: stackLimit | 0, related: sp >>> 0 >= stackLimit },
    ];
    for (const [register, source] of activation.saved) {
      const location =
        saved.find((claim) => claim.register === register)?.location ?? ({ kind: "register", register } as const);
      const machine = this.#contents(at, location);
      found.push({
        kind: "saved",
        name: `caller's ${registerName(register)}`,
        location: describeLocation(location),
        source,
        machine,
        shown: register === registerNumbers.ra ? "address" : "word",
        related: source === machine,
      });
    }
    return found;
  }

  /** The word in a location. */
  #contents({ slots }: Place, location: Location): number | undefined {
    const { registers } = this.#machine;
    switch (location.kind) {
      case "register":
        return registers[location.register];
      case "slot":
        return this.#load((slots + location.offset) | 0, 4);
      case "constant":
        return location.value;
      default:
        return impossible(location);
    }
  }

  /** What is in memory; undefined where nothing may be read. */
  #load(address: number, width: 1 | 4): number | undefined {
    const { memory } = this.#machine;
    return memory.permits(address, width, "read") === undefined ? memory.load(address, width) : undefined;
  }

  /** Is this address that of this array, and are its length and elements there? */
  #isArray({ store, elements }: Place, reference: number, address: number): boolean {
    // Of an image and claims that came as files, a cut point may lie before start-up has made any array.
    if (reference >= store.arrays || address !== this.#heap.addressOf(store, reference)) return false;
    return this.#sameElements(store, reference, elements);
  }

  #sameElements(store: ConcreteStore, reference: number, compared: number): boolean {
    const address = this.#heap.addressOf(store, reference);
    const element = store.element(reference);
    const width = widthOf(element);
    const length = store.length(reference);
    if (this.#load(address, 4) !== length) return false;
    const half = compared >>> 1;
    for (let i = 0; i < length; i++) {
      if (i === half && length > 2 * half) i = length - half;
      if (store.load(element, reference, i) !== this.#load((address + 4 + width * i) | 0, width)) return false;
    }
    return true;
  }
}

/** Where the relation is evaluated. */
interface Place {
  readonly index: number;
  /** The source's frames that are one for the machine, the outermost first, and the variables of all of them. */
  readonly stack: readonly SourceFrame[];
  readonly variables: readonly Slot[];
  readonly c: Configuration<number>;
  readonly store: ConcreteStore;
  /** Where the slots of the running function are: sp, when its whole frame is made; at its entry sp. */
  readonly slots: number;
  /** sp when the running function was entered. */
  readonly entrySp: number;
  /** The most elements of an array that are compared. */
  readonly elements: number;
}

/** The words of an activation of the source, and what is left to do in it. */
type SourceFrame = Pick<Configuration<number>, "frame" | "continuation">;

/** The frames of a configuration and of so many callers, the outermost first. */
function stackOf({ frame, continuation }: Configuration<number>, around: number): readonly SourceFrame[] {
  const stack: SourceFrame[] = [{ frame, continuation }];
  for (let at = continuation; stack.length <= around && at.kind !== "end"; at = at.next)
    if (at.kind === "call") stack.push({ frame: at.frame, continuation: at.next });
  return stack.reverse();
}

/** The word of a variable, numbered through. */
function wordIn(stack: readonly SourceFrame[], slot: number): number | undefined {
  let first = 0;
  for (const { frame } of stack) {
    if (slot < first + frame.length) return frame[slot - first];
    first += frame.length;
  }
  return undefined;
}

/** How a word is written: as a number, in hexadecimal, or as a reference on one side and an address on the other. */
type Shown = "word" | "address" | "array";

/** A term of the source beside what it must be. Of what is not known, such as an element out of bounds, nothing is claimed. */
function evaluated(
  kind: RelatedClaim["kind"],
  name: string,
  location: string,
  source: number | "unknown" | undefined,
  machine: number | "unknown" | undefined,
): RelatedClaim {
  const known = source !== "unknown" && machine !== "unknown";
  const related = source !== undefined && machine !== undefined && (!known || source === machine);
  const shown = (word: typeof source): string => (word === undefined ? "nothing" : String(word));
  return { kind, name, location, source: shown(source), machine: shown(machine), related };
}

function shownAs(type: Type): Shown {
  return elementOf(type) === undefined ? "word" : "array";
}

/** Something compared, not yet in words. */
interface Words {
  readonly name: string;
  readonly location: string | { readonly address: number };
  readonly source: number | undefined;
  readonly machine: number | undefined;
  readonly shown: Shown;
  readonly related: boolean;
}

type Compared = Words & Pick<Conjunct, "kind">;
type ComparedClaim = Words & Pick<RelatedClaim, "kind">;

function textOf<T extends Compared | ComparedClaim>({
  shown,
  location,
  source,
  machine,
  ...rest
}: T): Omit<T, keyof Words> & RelatedValue {
  const write = (word: number | undefined, reference: boolean): string => {
    if (word === undefined) return "nothing";
    if (shown === "word") return String(word);
    return reference && shown === "array" ? `array #${word}` : hex(word);
  };
  return {
    ...(rest as Omit<T, keyof Words> & Pick<Words, "name" | "related">),
    location: typeof location === "string" ? location : `M[${hex(location.address)}]`,
    source: write(source, true),
    machine: write(machine, false),
  };
}

/** What does not hold, in words. */
function brokenWords(wrong: RelatedClaim | Compared): string {
  const { name, source, machine, location } = "shown" in wrong ? textOf(wrong) : wrong;
  switch (wrong.kind) {
    case "fact":
      return `${name} is ${source}, and is claimed to be ${machine}`;
    case "computed":
      return `${name} is ${source}, and is claimed to be ${location}, which is ${machine}`;
    case "global":
      return `global ${name} is ${source} in the source and ${machine} in memory`;
    case "arrays":
      return `${name} has other contents at ${location}`;
    case "saved":
      return `the ${name} is lost: it was ${source}, and ${location} has ${machine}`;
    case "claim":
    case "held":
    case "frame":
    case "heap":
    case "base":
      break;
    default:
      impossible(wrong);
  }
  return `${name} is ${source} in the source and ${machine} in ${location}`;
}
