/**
 * The relation between two concrete configurations at a cut point, evaluated, conjunct by conjunct. It is that of
 * src/proof/checker/theorem.md.
 *
 * Arrays lie on the machine's heap in the order in which the source made them, so the address of each is known. A walk
 * compares the arrays that are claimed or global; the whole relation has all of them.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Program } from "../../../lang/program/program.ts";
import type { ConcreteStore } from "../../../lang/semantics/concrete-store.ts";
import { type Configuration, mapOperands } from "../../../lang/semantics/configuration.ts";
import type { Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { argumentPlace, calleeSavedRegisters } from "../../../machine/isa/convention.ts";
import { hex } from "../../../machine/isa/image.ts";
import { registerName, registerNumbers } from "../../../machine/isa/register.ts";
import type { Machine } from "../../../machine/semantics/machine.ts";
import type { Claim, Claims, CutPoint, Location, SourceValue } from "../../certificate/claims.ts";
import { describeLocation } from "../../checker/relate/describe.ts";
import { indexNodes, type NodeIndex } from "../../checker/startup.ts";
import { HeapLayout, widthOf } from "./heap-layout.ts";

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
 * What holds at a cut point besides the claimed values, one by one: a global, all arrays, the heap pointer, sp and the room
 * for the frame, a register that the caller gets back.
 */
export interface Conjunct extends RelatedValue {
  readonly kind: "global" | "arrays" | "heap" | "frame" | "saved";
}

/** A function being run: the values that it must restore. */
interface Activation {
  readonly sp: number;
  readonly saved: ReadonlyMap<number, number>;
}

const restored = [registerNumbers.ra, ...calleeSavedRegisters];

/** What was found at a cut point. */
export interface Related {
  readonly values: readonly RelatedValue[];
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
  /** Where the slots of the running function are: sp, when its whole frame is made; at its entry sp. */
  #slots = 0;

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

  /** Note the values that the function entered now must restore. */
  enter(): void {
    const { registers } = this.#machine;
    this.#activations.push({
      sp: registers[registerNumbers.sp]!,
      saved: new Map(restored.map((register) => [register, registers[register]!])),
    });
  }

  /**
   * The relation at a cut point of function `index`, which so many callers wait for, given its claims; at its entry, where
   * none are given.
   */
  at(
    index: number,
    callers: number,
    cut: Pick<CutPoint, "sp" | "saved">,
    claims: readonly Claim[] | undefined,
    c: Configuration<number>,
    store: ConcreteStore,
    options: RelationOptions,
  ): Related {
    const entry = claims === undefined;
    this.#activations.length = Math.min(this.#activations.length, callers + (entry ? 0 : 1));
    if (entry) this.enter();
    const { frame } = this.#claims.functions[index]!;
    const base = index === this.#program.start ? this.#claims.layout.stackTop : this.#activations.at(-1)!.sp;
    this.#slots = entry ? base : base - frame;
    const at: Place = { index, c, store, elements: options.elements };
    const values = entry
      ? this.#arguments(at)
      : claims.map(({ value, location }) => this.#claimed(at, value, location));
    const rest = this.#invariant(at, entry ? undefined : cut, options.whole);
    const wrong = values.find(({ related }) => !related) ?? rest.find(({ related }) => !related);
    const broken = wrong && brokenWords(wrong);
    return { values, invariant: options.whole ? rest.map(textOf) : [], broken };
  }

  #arguments(at: Place): RelatedValue[] {
    const { slots, parameters } = this.#program.functions[at.index]!;
    return slots
      .slice(0, parameters)
      .map(({ name, type }, i) => this.#compare(at, name, type, at.c.frame[i], argumentPlace(i)));
  }

  #claimed(at: Place, value: SourceValue, location: Location): RelatedValue {
    const { index, c } = at;
    switch (value.kind) {
      case "local": {
        const { name, type } = this.#program.functions[index]!.slots[value.slot] ?? { name: "?", type: "int" as Type };
        return this.#compare(at, name, type, c.frame[value.slot], location);
      }
      case "pending": {
        const operands: { readonly word: number; readonly type: Type }[] = [];
        mapOperands(c.continuation, (word, type) => {
          operands.push({ word, type });
          return word;
        });
        const operand = operands[value.index];
        return this.#compare(at, `operand ${value.index}`, operand?.type ?? "int", operand?.word, location);
      }
      case "result": {
        const { control } = c;
        const [word, type] =
          control.at === "value" ? [control.value, this.#nodes.typeOf(control.from)] : [undefined, "int" as const];
        return this.#compare(at, "value", type === "nothing" ? "int" : type, word, location);
      }
      default:
        return impossible(value);
    }
  }

  #compare(at: Place, name: string, type: Type, source: number | undefined, location: Location): RelatedValue {
    const machine = this.#contents(location);
    const array = elementOf(type);
    const related =
      source !== undefined &&
      machine !== undefined &&
      (array === undefined ? source === machine : this.#isArray(at, source, machine));
    return textOf({ name, location: describeLocation(location), source, machine, shown: shownAs(type), related });
  }

  /** All that holds besides the claims, in words only where it is wanted. */
  #invariant(at: Place, cut: Pick<CutPoint, "sp" | "saved"> | undefined, whole: boolean): Compared[] {
    const found = this.#globals(at);
    if (whole) found.push(this.#arrays(at));
    found.push(this.#heapPointer(at));
    if (cut !== undefined) found.push(...this.#frame(at.index, cut));
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

  #frame(index: number, cut: Pick<CutPoint, "sp" | "saved">): Compared[] {
    const activation = this.#activations.at(-1);
    if (activation === undefined || index === this.#program.start) return [];
    const { frame, saved: usual } = this.#claims.functions[index]!;
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
      const machine = this.#contents(location);
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
  #contents(location: Location): number | undefined {
    const { registers } = this.#machine;
    switch (location.kind) {
      case "register":
        return registers[location.register];
      case "slot":
        return this.#load((this.#slots + location.offset) | 0, 4);
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
  readonly c: Configuration<number>;
  readonly store: ConcreteStore;
  /** The most elements of an array that are compared. */
  readonly elements: number;
}

/** How a word is written: as a number, in hexadecimal, or as a reference on one side and an address on the other. */
type Shown = "word" | "address" | "array";

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

function textOf<T extends Words>({
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
function brokenWords(wrong: RelatedValue | Compared): string {
  const { name, source, machine, location } = "shown" in wrong ? textOf(wrong) : wrong;
  if ("kind" in wrong)
    switch (wrong.kind) {
      case "global":
        return `global ${name} is ${source} in the source and ${machine} in memory`;
      case "arrays":
        return `${name} has other contents at ${location}`;
      case "saved":
        return `the ${name} is lost: it was ${source}, and ${location} has ${machine}`;
      case "frame":
      case "heap":
        break;
      default:
        impossible(wrong.kind);
    }
  return `${name} is ${source} in the source and ${machine} in ${location}`;
}
