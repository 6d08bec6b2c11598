/**
 * A shrinker for syntax trees of any language, made from what a tree is as data: objects with fields are nodes, arrays are
 * lists. It puts a part of a node, or a leaf, for the node; takes elements out of lists; and lowers numbers.
 *
 * It knows sorts but no types: what it makes has the shape of a program, and may have no meaning. `valid` says what has.
 */

import { differingPart } from "./same-data.ts";

/** What is known of a language's trees. */
export interface TreeShape {
  /**
   * The sort of a part of a tree, such as `command`: a part stands only for one of the same sort. Undefined for what is no
   * node, such as a name. Unless given, all objects but arrays are of one sort. An array that has a sort is a node, such as
   * `["+", 1, 2]`, and not a list to take elements out of.
   */
  readonly sortOf?: (part: unknown) => string | undefined;
  /** Nodes that may stand for any other of their sort, the simplest first. */
  readonly leaves?: readonly unknown[];
  /** Numbers to try for a number, the simplest first; 0, 1 and −1 unless given. */
  readonly numbers?: readonly number[];
}

/**
 * A shrinker for `shrinkBy`: the trees that are one edit smaller, those with the largest cuts first.
 *
 * @example
 * ```ts
 * import { smallerTrees } from "etalon/testing";
 * type Tree = { op: "+"; left: Tree; right: Tree } | { op: "n"; value: number };
 * const smaller = smallerTrees<Tree>({ leaves: [{ op: "n", value: 0 }] });
 * [...smaller({ op: "+", left: { op: "n", value: 7 }, right: { op: "n", value: 0 } })]; // => [
 * //   { op: "n", value: 0 },
 * //   { op: "n", value: 7 },
 * //   { op: "+", left: { op: "n", value: 0 }, right: { op: "n", value: 0 } },
 * //   { op: "+", left: { op: "n", value: 1 }, right: { op: "n", value: 0 } },
 * //   { op: "+", left: { op: "n", value: -1 }, right: { op: "n", value: 0 } },
 * //   { op: "+", left: { op: "n", value: 3 }, right: { op: "n", value: 0 } },
 * //   { op: "+", left: { op: "n", value: 6 }, right: { op: "n", value: 0 } },
 * // ]
 * ```
 */
export function smallerTrees<Tree>({
  sortOf = (part) => (isRecord(part) ? "node" : undefined),
  leaves = [],
  numbers = [0, 1, -1],
}: TreeShape = {}): (tree: Tree) => Generator<Tree> {
  const shape = { sortOf, leaves, numbers };
  return (tree) => smaller(tree, shape, new Set()) as Generator<Tree>;
}

/** `within` holds what the part is in: a tree that is a part of itself has no smaller ones. */
function* smaller(part: unknown, shape: Required<TreeShape>, within: Set<unknown>): Generator {
  if (within.has(part)) return;
  const sort = shape.sortOf(part);
  const leaves = sort === undefined ? [] : leavesFor(part, sort, shape);
  const isNew = (other: unknown): boolean => leaves.every((leaf) => differingPart(leaf, other) !== undefined);
  yield* leaves;
  if (sort !== undefined)
    for (const child of partsOf(part, sort, shape, new Set(within))) if (isNew(child)) yield child;
  if (typeof part === "number") yield* lower(part, shape.numbers);
  else if (typeof part === "bigint") yield* lowerBig(part);
  else if (part === true) yield false;
  if (typeof part !== "object" || part === null) return;
  within.add(part);
  if (Array.isArray(part)) {
    const list: readonly unknown[] = part;
    if (sort === undefined) yield* shorter(list);
    for (const [i, element] of list.entries())
      for (const other of smaller(element, shape, within)) yield list.with(i, other);
  } else if (isRecord(part)) {
    for (const [name, field] of Object.entries(part))
      for (const other of smaller(field, shape, within)) {
        const changed = withField(part, name, other);
        if (isNew(changed)) yield changed;
      }
  }
  within.delete(part);
}

function leavesFor(part: unknown, sort: string, { leaves, sortOf }: Required<TreeShape>): unknown[] {
  const found: unknown[] = [];
  for (const leaf of leaves) {
    if (sortOf(leaf) !== sort || !isAsLarge(part, leaf)) continue;
    // What comes after it is no simpler.
    if (differingPart(leaf, part) === undefined) break;
    found.push(leaf);
  }
  return found;
}

/** The nearest parts of the same sort, from the left. */
function* partsOf(part: unknown, sort: string, shape: Required<TreeShape>, within: Set<unknown>): Generator {
  within.add(part);
  for (const child of childrenOf(part)) {
    if (within.has(child)) continue;
    if (shape.sortOf(child) === sort) yield child;
    else yield* partsOf(child, sort, shape, within);
  }
  within.delete(part);
}

/** A list with fewer elements: half of it, a quarter, …, one. */
function* shorter(list: readonly unknown[]): Generator<unknown[]> {
  for (let size = list.length; size >= 1; size = size === 1 ? 0 : (size + 1) >> 1)
    for (let start = 0; start < list.length; start += size)
      yield [...list.slice(0, start), ...list.slice(start + size)];
}

function* lower(value: number, numbers: readonly number[]): Generator<number> {
  const place = numbers.findIndex((number) => Object.is(number, value));
  yield* place < 0 ? numbers : numbers.slice(0, place);
  if (place >= 0 || !Number.isFinite(value)) return;
  const known = (number: number): boolean => numbers.some((other) => Object.is(other, number));
  for (const nearer of new Set([Math.trunc(value / 2), Math.trunc(value), Math.trunc(value) - Math.sign(value)]))
    if (Math.abs(nearer) < Math.abs(value) && !known(nearer) && nearer !== 0) yield nearer;
}

function* lowerBig(value: bigint): Generator<bigint> {
  if (value === 0n) return;
  yield 0n;
  const one = value < 0n ? -1n : 1n;
  if (value === one) return;
  yield one;
  for (const nearer of new Set([value / 2n, value - one])) if (nearer !== one) yield nearer;
}

/** Has a part as many nodes and lists as a leaf has? It is not looked at further than that. */
function isAsLarge(part: unknown, leaf: unknown): boolean {
  return countUpTo(part, countUpTo(leaf, Number.POSITIVE_INFINITY)) >= countUpTo(leaf, Number.POSITIVE_INFINITY);
}

function countUpTo(part: unknown, most: number): number {
  if (typeof part !== "object" || part === null || most <= 0) return 0;
  let count = 1;
  for (const child of childrenOf(part)) {
    if (count >= most) break;
    count += countUpTo(child, most - count);
  }
  return count;
}

function childrenOf(part: unknown): readonly unknown[] {
  if (Array.isArray(part)) return part;
  return isRecord(part) ? Object.values(part) : [];
}

/** An object whose fields are all there is to it. */
function isRecord(part: unknown): part is Readonly<Record<string, unknown>> {
  if (typeof part !== "object" || part === null || Array.isArray(part) || ArrayBuffer.isView(part)) return false;
  return !(part instanceof Map || part instanceof Set || part instanceof Date || part instanceof RegExp);
}

/** The same object, of the same class, with another field. */
function withField(record: Readonly<Record<string, unknown>>, name: string, value: unknown): object {
  const copy = Object.create(Object.getPrototypeOf(record) as object | null) as object;
  return Object.assign(copy, record, { [name]: value });
}
