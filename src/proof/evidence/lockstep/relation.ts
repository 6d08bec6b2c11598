/**
 * The relation between two concrete configurations at a cut point, evaluated.
 *
 * An Ell reference and an address are related once they were first claimed to be the same array; from then on each
 * must always meet the other, and the two arrays must have the same length and elements.
 */

import { impossible } from "../../../core/impossible.ts";
import type { Program } from "../../../lang/program/program.ts";
import { type Configuration, mapOperands } from "../../../lang/semantics/configuration.ts";
import type { Element, Type } from "../../../lang/syntax/tree.ts";
import { elementOf } from "../../../lang/syntax/types.ts";
import { argumentPlace, calleeSavedRegisters } from "../../../machine/isa/convention.ts";
import { hex } from "../../../machine/isa/image.ts";
import { registerName, registerNumbers } from "../../../machine/isa/register.ts";
import type { Machine } from "../../../machine/semantics/machine.ts";
import type { Claim, Claims, Location, SourceValue } from "../../certificate/claims.ts";
import { indexNodes, type NodeIndex } from "../../checker/startup.ts";

/** A claimed value on both sides. */
export interface RelatedValue {
  readonly name: string;
  readonly location: string;
  /** The value on each side: a number, or a reference and an address. */
  readonly source: string;
  readonly machine: string;
  readonly related: boolean;
}

/** A function being run: the values that it must restore. */
interface Activation {
  readonly sp: number;
  readonly saved: ReadonlyMap<number, number>;
}

const restored = [registerNumbers.ra, ...calleeSavedRegisters];

/** Evaluates the relation along one run. */
export class Relation {
  readonly #program: Program;
  readonly #claims: Claims;
  readonly #machine: Machine<number>;
  readonly #nodes: NodeIndex;
  readonly #comparedElements: number;
  readonly #addresses = new Map<number, number>();
  readonly #references = new Map<number, number>();
  readonly #activations: Activation[] = [];

  /** The most elements of one array that are compared at one cut point, half of them at each end. */
  constructor(program: Program, claims: Claims, machine: Machine<number>, comparedElements: number) {
    this.#comparedElements = comparedElements;
    this.#program = program;
    this.#claims = claims;
    this.#machine = machine;
    this.#nodes = indexNodes(program);
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
    claims: readonly Claim[] | undefined,
    c: Configuration<number>,
  ): { readonly values: readonly RelatedValue[]; readonly broken: string | undefined } {
    const entry = claims === undefined;
    this.#activations.length = Math.min(this.#activations.length, callers + (entry ? 0 : 1));
    if (entry) this.enter();
    const values = entry
      ? this.#arguments(index, c)
      : claims.map(({ value, location }) => this.#claimed(index, c, value, location));
    const wrong = values.find(({ related }) => !related);
    const broken =
      wrong !== undefined
        ? `${wrong.name} is ${wrong.source} in the source and ${wrong.machine} in ${wrong.location}`
        : (this.#globals(c) ?? (entry ? undefined : this.#frame(index)));
    return { values, broken };
  }

  #arguments(index: number, c: Configuration<number>): RelatedValue[] {
    const { slots, parameters } = this.#program.functions[index]!;
    return slots
      .slice(0, parameters)
      .map(({ name, type }, i) => this.#compare(name, type, c, c.frame[i], argumentPlace(i)));
  }

  #claimed(index: number, c: Configuration<number>, value: SourceValue, location: Location): RelatedValue {
    switch (value.kind) {
      case "local": {
        const { name, type } = this.#program.functions[index]!.slots[value.slot] ?? { name: "?", type: "int" as Type };
        return this.#compare(name, type, c, c.frame[value.slot], location);
      }
      case "pending": {
        const operands: { readonly word: number; readonly type: Type }[] = [];
        mapOperands(c.continuation, (word, type) => {
          operands.push({ word, type });
          return word;
        });
        const operand = operands[value.index];
        return this.#compare(`operand ${value.index}`, operand?.type ?? "int", c, operand?.word, location);
      }
      case "result": {
        const { control } = c;
        const [word, type] =
          control.at === "value" ? [control.value, this.#nodes.typeOf(control.from)] : [undefined, "int" as const];
        return this.#compare("value", type === "nothing" ? "int" : type, c, word, location);
      }
      default:
        return impossible(value);
    }
  }

  /** The word in a location. */
  #contents(location: Location): number | undefined {
    const { registers, memory } = this.#machine;
    switch (location.kind) {
      case "register":
        return registers[location.register];
      case "slot": {
        const address = (registers[registerNumbers.sp]! + location.offset) | 0;
        return memory.permits(address, 4, "read") === undefined ? memory.load(address, 4) : undefined;
      }
      case "constant":
        return location.value;
      default:
        return impossible(location);
    }
  }

  #compare(
    name: string,
    type: Type,
    c: Configuration<number>,
    source: number | undefined,
    location: Location,
  ): RelatedValue {
    const machine = this.#contents(location);
    const missing = source === undefined || machine === undefined;
    const array = elementOf(type);
    const related = !missing && (array === undefined ? source === machine : this.#sameArray(c, array, source, machine));
    const show = (word: number | undefined, text: (word: number) => string): string =>
      word === undefined ? "nothing" : text(word);
    return {
      name,
      location: describeLocation(location),
      source: show(source, (word) => (array === undefined ? String(word) : `array #${word}`)),
      machine: show(machine, (word) => (array === undefined ? String(word) : hex(word))),
      related,
    };
  }

  #sameArray({ store }: Configuration<number>, element: Element, reference: number, address: number): boolean {
    const known = this.#addresses.get(reference);
    if (known !== undefined ? known !== address : this.#references.has(address)) return false;
    this.#addresses.set(reference, address);
    this.#references.set(address, reference);
    const { memory } = this.#machine;
    const width = element === "byte" ? 1 : 4;
    const read = (at: number): number | undefined =>
      memory.permits(at, width, "read") === undefined ? memory.load(at, width) : undefined;
    const length = store.length(reference);
    if (memory.permits(address, 4, "read") !== undefined || memory.load(address, 4) !== length) return false;
    const half = this.#comparedElements >>> 1;
    for (let i = 0; i < length; i++) {
      if (i === half && length > 2 * half) i = length - half;
      if (store.load(element, reference, i) !== read((address + 4 + width * i) | 0)) return false;
    }
    return true;
  }

  #globals(c: Configuration<number>): string | undefined {
    const { globals } = this.#claims.layout;
    for (const [i, { name, type }] of this.#program.globals.entries()) {
      const source = c.store.getGlobal(i);
      const machine = this.#machine.memory.load((globals + 4 * i) | 0, 4);
      const array = elementOf(type);
      // An array global is 0 on both sides until start-up assigns it.
      if (array !== undefined && machine === 0) continue;
      if (array === undefined ? source !== machine : !this.#sameArray(c, array, source, machine))
        return `global ${name} is ${source} in the source and ${machine} in memory`;
    }
    return undefined;
  }

  #frame(index: number): string | undefined {
    const activation = this.#activations.at(-1);
    if (activation === undefined || index === this.#program.start) return undefined;
    const { frame, saved } = this.#claims.functions[index]!;
    if (this.#machine.registers[registerNumbers.sp] !== ((activation.sp - frame) | 0))
      return `sp is not ${frame} below its value at entry`;
    for (const [register, word] of activation.saved) {
      const location =
        saved.find((claim) => claim.register === register)?.location ?? ({ kind: "register", register } as const);
      if (this.#contents(location) !== word) return `the caller's ${registerName(register)} is lost`;
    }
    return undefined;
  }
}

function describeLocation(location: Location): string {
  switch (location.kind) {
    case "register":
      return registerName(location.register);
    case "slot":
      return `${location.offset}(sp)`;
    case "constant":
      return "a constant";
    default:
      return impossible(location);
  }
}
