/**
 * What marks tell of values, held to runs and to a second search: each term is the word that it is said to be, and what can be told is
 * told. On random functions of one block, in which some values are shared and some are not computed any more.
 */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CutMark,
  constantOperand,
  type FlowInstruction,
  type Operand,
  type Pending,
  registerOperand,
} from "../../../src/compiler/flow/syntax.ts";
import { Explainer, type Explanation } from "../../../src/compiler/passes/ssa/explain.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import type { LocalValue, Meaning, SsaFunction, Value } from "../../../src/compiler/ssa/syntax.ts";
import { versionsOf } from "../../../src/compiler/ssa/versions.ts";
import { int32 } from "../../../src/core/word.ts";
import type { SourceTerm, SourceValue } from "../../../src/proof/certificate/claims.ts";
import { formOf } from "../optimise/form.ts";

const { f: empty } = formOf("fn main(): int { return 0; }", "main");
const origin = 0;
const globals = 2;
const parameters = 2;

/** Globals, and elements that were written, by array and index; others, and lengths, are some words that depend on these. */
interface Memory {
  readonly globals: readonly number[];
  readonly elements: ReadonlyMap<string, number>;
}

const elementIn = ({ elements }: Memory, array: number, index: number): number =>
  elements.get(`${array} ${index}`) ?? int32.add(int32.mul(array, 31), int32.mul(index, 17));
const lengthOf = (array: number): number => int32.mul(array, 7) & 0xffff;

/** What is so at a mark in a run. */
interface Moment {
  readonly mark: CutMark;
  readonly locals: readonly LocalValue[];
  readonly live: readonly Value[];
  readonly memory: Memory;
}

/** A function, and one run of it. */
interface Made {
  readonly f: SsaFunction;
  readonly words: readonly number[];
  readonly moments: readonly Moment[];
}

/** What one thing in the function is, by some numbers that choose among what there is. */
const kinds = ["operate", "length", "read", "get", "load", "set", "store", "cut", "lost"] as const;
const step = fc.record({
  kind: fc.constantFrom(...kinds, "operate", "operate", "cut", "cut"),
  /** Of an operation or a length: does code compute it, or would it be that, or is it the same as another value? */
  form: fc.constantFrom("code", "code", "gone", "gone", "same"),
  isShared: fc.boolean(),
  isByte: fc.boolean(),
  chosen: fc.array(fc.nat(1000), { minLength: 8, maxLength: 8 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The function that these steps are. Values are numbered downwards, so that no order of them can be taken from their numbers. */
function made(steps: readonly Step[]): Made {
  const values = parameters + steps.length;
  const words: number[] = [];
  const shared: boolean[] = [];
  const meanings: (Meaning | undefined)[] = [];
  const instructions: FlowInstruction[] = [];
  const locals = new Map<CutMark, readonly LocalValue[]>();
  const moments: Moment[] = [];
  let memory: Memory = { globals: [5, 6], elements: new Map() };
  /** The values that there are, those that code computes, and those that are no operations. */
  const all: Value[] = [];
  const computed: Value[] = [];
  const leaves: Value[] = [];
  for (let i = 0; i < parameters; i++) {
    words[i] = 100 + i;
    for (const list of [all, computed, leaves]) list.push(i);
  }
  const word = (operand: Operand): number => (operand.kind === "constant" ? operand.value : words[operand.register]!);
  const one = (list: readonly Value[], number: number): Operand =>
    number % 7 === 0 ? constantOperand(number) : registerOperand(list[number % list.length]!);

  for (const [i, { kind, form, isShared, isByte, chosen }] of steps.entries()) {
    const [x, y, z] = chosen as [number, number, number];
    const rd = values - 1 - i;
    const element = isByte ? "byte" : "int";
    const [array, index] = [one(computed, x), one(leaves, y)];
    const define = (value: number, ...lists: Value[][]): void => {
      words[rd] = value;
      shared[rd] = isShared;
      for (const list of [all, ...lists]) list.push(rd);
    };
    switch (kind) {
      case "operate":
      case "length": {
        const [left, right] = [one(form === "code" ? computed : all, x), one(leaves, y)];
        const operation = z % 2 === 0 ? "add" : "sub";
        const is = kind === "length" ? lengthOf(word(left)) : int32[operation](word(left), word(right));
        const instruction =
          kind === "length"
            ? ({ op: "length", rd, array: left, origin } as const)
            : ({ op: "operate", operation, rd, left, right, origin } as const);
        define(form === "same" ? word(left) : is, ...(form === "code" ? [computed] : []));
        if (form === "code") instructions.push(instruction);
        else meanings[rd] = form === "same" ? left : instruction;
        break;
      }
      case "read":
        define(1000 + i, computed, leaves);
        instructions.push({ op: "read", rd, origin });
        break;
      case "lost":
        define(2000 + i);
        break;
      case "get":
        define(memory.globals[x % globals]!, computed, leaves);
        instructions.push({ op: "get_global", rd, global: x % globals, origin });
        break;
      case "load":
        define(elementIn(memory, word(array), word(index)), computed, leaves);
        instructions.push({ op: "load_element", rd, element, array, index, origin });
        break;
      case "set":
        memory = { ...memory, globals: memory.globals.with(x % globals, word(one(computed, y))) };
        instructions.push({ op: "set_global", global: x % globals, value: one(computed, y), origin });
        break;
      case "store": {
        const value = one(computed, z);
        const kept = isByte ? word(value) & 255 : word(value);
        const elements = new Map(memory.elements).set(`${word(array)} ${word(index)}`, kept);
        memory = { ...memory, elements };
        instructions.push({ op: "store_element", element, array, index, value, origin });
        break;
      }
      case "cut": {
        const pending = chosen
          .slice(0, x % 3)
          .reduce<Pending | undefined>((below, at, k) => ({ at: one(all, at), index: k, below }), undefined);
        const point = { phase: "after", node: i } as const;
        const mark: CutMark = { point, mandatory: true, pending, result: z % 3 > 0 ? one(all, z) : undefined };
        const here = chosen.slice(2, 3 + (y % 6)).map((at, k) => ({ slot: k + (k > 2 ? y % 2 : 0), at: one(all, at) }));
        const live = new Set(chosen.slice(0, z % 4).map((at) => computed[at % computed.length]!));
        instructions.push({ op: "cut", cut: mark, origin });
        locals.set(mark, here);
        moments.push({ mark, locals: here, live: [...live], memory });
        break;
      }
    }
  }
  const terminator = { op: "return", value: undefined, origin } as const;
  const blocks = [{ parameters: [], instructions, terminator }];
  const graph = graphOf(blocks);
  const own = Array.from({ length: parameters }, (_, i) => i);
  return { f: { ...empty, parameters: own, values, blocks, graph, shared, meanings, locals }, words, moments };
}

const functions = fc.array(step, { maxLength: 22, size: "max" }).map(made);

/** The source values at a mark, in the order in which they get their names. */
function boundAt({ mark, locals }: Moment): readonly { readonly value: SourceValue; readonly at: Operand }[] {
  const bound: { readonly value: SourceValue; readonly at: Operand }[] = locals.map(({ slot, at }) => ({
    value: { kind: "local", slot },
    at,
  }));
  for (let waits = mark.pending; waits !== undefined; waits = waits.below)
    bound.push({ value: { kind: "pending", index: waits.index }, at: waits.at });
  if (mark.result !== undefined) bound.push({ value: { kind: "result" }, at: mark.result });
  return bound;
}

function explained({ f }: Made, { mark, locals, live }: Moment): Explanation | Value {
  return new Explainer(f, f.shared, f.graph, () => versionsOf(f.blocks, f.graph)).explain(mark, locals, live);
}

/** The word of a term at a mark. */
function wordOf(term: SourceTerm, words: readonly number[], moment: Moment): number {
  const of = (part: SourceTerm): number => wordOf(part, words, moment);
  switch (term.kind) {
    case "constant":
      return term.value;
    case "global":
      return moment.memory.globals[term.index]!;
    case "length":
      return lengthOf(of(term.array));
    case "element":
      return elementIn(moment.memory, of(term.array), of(term.index));
    case "apply":
      return int32[term.operation as "add" | "sub"](of(term.left), of(term.right));
    case "local":
    case "pending":
    case "result": {
      const key = JSON.stringify(term);
      const { at } = boundAt(moment).find(({ value }) => JSON.stringify(value) === key)!;
      return at.kind === "constant" ? at.value : words[at.register]!;
    }
    default:
      throw new Error(`${term.kind} is no term of the source`);
  }
}

/** What an operand is the same as. */
function resolved(f: SsaFunction, operand: Operand): Operand {
  const meaning = operand.kind === "register" ? f.meanings[operand.register] : undefined;
  return meaning?.kind === undefined ? operand : resolved(f, meaning);
}

/** Which values a mark names, and which can be told there, by a search that names what something is computed from before it. */
function toldAt({ f }: Made, moment: Moment): { names: ReadonlySet<Value>; can: (operand: Operand) => boolean } {
  const versions = versionsOf(f.blocks, f.graph);
  const definitions = new Map(
    f.blocks[0]!.instructions.flatMap((one) => ("rd" in one ? [[one.rd, one] as const] : [])),
  );
  const now = versions.ofMark.get(moment.mark)!;
  const resolve = (operand: Operand): Operand => resolved(f, operand);
  const names = new Set<Value>();
  const open = new Set<Value>();
  for (const { at } of boundAt(moment)) {
    const value = resolve(at);
    if (value.kind === "register") (f.shared[value.register] === true ? open : names).add(value.register);
  }
  const settle = (value: Value): void => {
    if (open.delete(value) && !isComputed(value)) names.add(value);
  };
  const can = (operand: Operand): boolean => {
    const at = resolve(operand);
    if (at.kind === "constant") return true;
    settle(at.register);
    return names.has(at.register) || isComputed(at.register);
  };
  /** A value may be an element of which it is the index itself. */
  const within = new Set<Value>();
  const isComputed = (value: Value): boolean => {
    if (f.shared[value] !== true || within.has(value)) return false;
    within.add(value);
    const is = isTold(value);
    within.delete(value);
    return is;
  };
  const isTold = (value: Value): boolean => {
    const meaning = f.meanings[value];
    const definition = meaning?.kind === undefined ? (meaning ?? definitions.get(value)) : undefined;
    switch (definition?.op) {
      case "operate":
        return [can(definition.left), can(definition.right)].every(Boolean);
      case "length":
        return can(definition.array);
      case "get_global":
        return (
          versions.ofGlobal(definition.global, versions.ofValue[value]!) === versions.ofGlobal(definition.global, now)
        );
      case "load_element":
        return versions.ofValue[value]!.elements === now.elements && can(definition.array) && can(definition.index);
      default: {
        const write = versions.firstWriteOf[value];
        if (write === undefined) return false;
        const after = versions.afterWrite.get(write)!;
        if (write.op === "set_global")
          return versions.ofGlobal(write.global, after) === versions.ofGlobal(write.global, now);
        return after.elements === now.elements && can(write.array) && can(write.index);
      }
    }
  };
  for (const value of [...open]) settle(value);
  return { names, can };
}

describe("what marks tell", () => {
  it("is true: terms are the words of the values and source values that they are told of", () => {
    const isSo = fc.property(functions, (one) => {
      for (const moment of one.moments) {
        const found = explained(one, moment);
        if (typeof found === "number") continue;
        for (const [value, term] of found.holds) expect(wordOf(term, one.words, moment)).toBe(one.words[value]);
        for (const { value, term } of found.computed())
          expect(wordOf(term, one.words, moment)).toBe(wordOf(value, one.words, moment));
      }
    });
    fc.assert(isSo, { numRuns: 1500 });
  });

  it("is all that can be told, over what was named before", () => {
    const isSo = fc.property(functions, (one) => {
      for (const moment of one.moments) {
        const { names, can } = toldAt(one, moment);
        const found = explained(one, moment);
        const untold = moment.live.find((value) => !can(registerOperand(value)));
        if (typeof found === "number") {
          expect(found).toBe(untold);
          continue;
        }
        expect(untold).toBeUndefined();
        expect([...found.holds.keys()]).toStrictEqual(moment.live);
        for (const value of one.words.keys())
          if (value in one.words)
            expect(found.termOf(registerOperand(value)) !== undefined).toBe(can(registerOperand(value)));
        // Source values are what they are where they are named, or are computed.
        const computed = found.computed();
        for (const { value, at } of boundAt(moment)) {
          const is = resolved(one.f, at);
          const { kind } = found.termOf(at)!;
          const isNamed = kind === "local" || kind === "pending" || kind === "result";
          expect(isNamed).toBe(is.kind === "register" && names.has(is.register));
          if (!isNamed) expect(computed.filter((each) => isDeepStrictEqual(each.value, value))).toHaveLength(1);
        }
      }
    });
    fc.assert(isSo, { numRuns: 1500 });
  });
});

describe("what marks tell of source values that are one word", () => {
  const value = 0;
  const mark: CutMark = {
    point: { phase: "after", node: 0 },
    mandatory: true,
    pending: undefined,
    result: registerOperand(value),
  };
  const variable: LocalValue = { slot: 3, at: registerOperand(value) };
  const asLocal = { kind: "local", slot: 3 } as const;
  const length: FlowInstruction = { op: "length", rd: 1, array: registerOperand(value), origin };
  const element: FlowInstruction = {
    op: "load_element",
    rd: 1,
    element: "int",
    array: registerOperand(value),
    index: constantOperand(0),
    origin,
  };
  const byAddress: FlowInstruction = {
    ...element,
    array: constantOperand(0),
    named: { array: registerOperand(value), index: constantOperand(0) },
  };

  /** What is told at the mark in a function with this code after the value, which is a parameter or not. */
  const told = (others: Partial<SsaFunction>, live: readonly Value[], ...after: FlowInstruction[]): Explanation => {
    const terminator = { op: "return", value: undefined, origin } as const;
    const blocks = [
      { parameters: [], instructions: [{ op: "cut", cut: mark, origin } as const, ...after], terminator },
    ];
    const f: SsaFunction = { ...empty, parameters: [value], values: 3, blocks, graph: graphOf(blocks), ...others };
    const found = new Explainer(f, f.shared, f.graph, () => versionsOf(blocks, f.graph)).explain(
      mark,
      [variable],
      live,
    );
    if (typeof found === "number") throw new Error(`${found} cannot be told`);
    return found;
  };
  const isOne = [{ value: { kind: "result" }, term: asLocal }];
  const isArray = [
    {
      condition: {
        kind: "apply",
        operation: "slt",
        left: { kind: "length", array: asLocal },
        right: { kind: "constant", value: 0 },
      },
      holds: false,
    },
  ];

  it("is that they are, where something relies on it: a register, a later length or element, or another pass", () => {
    expect(told({}, []).computed()).toStrictEqual([]);
    expect(told({}, [value]).computed()).toStrictEqual(isOne);
    expect(told({ identified: [true] }, []).computed()).toStrictEqual(isOne);
    for (const reads of [length, element, byAddress]) expect(told({}, [], reads).computed()).toStrictEqual(isOne);
    expect(told({ meanings: [undefined, length as Meaning] }, []).computed()).toStrictEqual(isOne);
    // Of what no code defines any more, it is said where the length itself is told.
    expect(told({ parameters: [] }, [], length).computed()).toStrictEqual([]);
    expect(told({ parameters: [], shared: [undefined, true] }, [], length).computed()).toStrictEqual(isOne);
    const same: Meaning = {
      op: "operate",
      operation: "add",
      rd: value,
      left: constantOperand(1),
      right: constantOperand(2),
      origin,
    };
    expect(told({ parameters: [], meanings: [same] }, [], length).computed()).toStrictEqual(isOne);
  });

  it("is that they are an array, where nothing else is told of one that is read later", () => {
    expect(told({}, []).arrays()).toStrictEqual([]);
    for (const reads of [length, element, byAddress]) expect(told({}, [], reads).arrays()).toStrictEqual(isArray);
    expect(told({}, [value], length).arrays()).toStrictEqual([]);
    expect(told({ parameters: [] }, [], length).arrays()).toStrictEqual([]);
    expect(told({ parameters: [], shared: [undefined, true] }, [], length).arrays()).toStrictEqual(isArray);
    // What a parameter that is gone got is an array, too.
    const got = {
      parameters: [],
      shared: [undefined, true],
      brought: [undefined, undefined, [registerOperand(value)]],
    };
    expect(told(got, [], { ...length, array: registerOperand(2) }).arrays()).toStrictEqual(isArray);
    const found = told({ shared: [undefined, true] }, [], length);
    expect(found.isLength(registerOperand(1))).toBe(true);
    expect(found.isLength(registerOperand(value))).toBe(false);
    // It was asked, and not told.
    expect(found.arrays()).toStrictEqual(isArray);
    expect(found.termOf(registerOperand(1))).toStrictEqual({ kind: "length", array: asLocal });
    expect(found.arrays()).toStrictEqual([]);
  });

  it("is nothing of a shared word that cannot be told of, unless something relies on it", () => {
    expect(told({ shared: [true] }, []).computed()).toStrictEqual([]);
    expect(told({ shared: [true] }, [value]).computed()).toStrictEqual(isOne);
  });

  it("is a term of 60 parts at most", () => {
    for (const isLength of [false, true]) {
      const first: Meaning = isLength
        ? { op: "length", rd: 1, array: registerOperand(value), origin }
        : registerOperand(value);
      const meanings = Array.from({ length: 40 }, (_, i): Meaning | undefined =>
        i < 2
          ? [undefined, first][i]
          : {
              op: "operate",
              operation: "add",
              rd: i,
              left: registerOperand(i - 1),
              right: registerOperand(value),
              origin,
            },
      );
      const { termOf } = told({ meanings, shared: meanings.map((_, i) => i > 0) }, []);
      // A length has two parts, and each sum two more than the one that it is made of.
      const parts = (i: number): number => (isLength ? 2 : 1) + 2 * (i - 1);
      for (const i of meanings.keys()) if (i > 0) expect(termOf(registerOperand(i)) !== undefined).toBe(parts(i) <= 60);
    }
  });
});
