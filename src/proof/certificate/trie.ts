/**
 * Maps from natural numbers that never change: a new one shares with the old all that is the same, so that the claims of
 * thousands of cut points take no more memory than their differences, and two of them are compared only where they do
 * not share.
 *
 * A map is a tree of nodes with 8 children each; the digits of a number, to the base 8, are the way to its value.
 */

type Node = readonly unknown[];

/** A map: the root of a tree of so many levels; without a root, nothing is in it. */
export interface Trie<T> {
  readonly levels: number;
  readonly root: Node | undefined;
  /** Never present: it gives the values their type. */
  readonly values?: T;
}

const digit = 3;
const children = 1 << digit;
/** Numbers are below 2³¹, which takes so many digits. */
const mostLevels = 11;

/** The digit of a number at a level. */
function digitOf(key: number, level: number): number {
  return (key >>> (digit * level)) & (children - 1);
}

/** Does a number have at most so many digits? */
function fits(key: number, levels: number): boolean {
  return levels >= mostLevels || key >>> (digit * levels) === 0;
}

const noChildren: Node = new Array<unknown>(children).fill(undefined);

/** Nothing. */
export const emptyTrie: Trie<never> = { levels: 1, root: undefined };

/** The value of a number. */
export function at<T>({ levels, root }: Trie<T>, key: number): T | undefined {
  if (!fits(key, levels)) return undefined;
  let node = root;
  for (let level = levels - 1; level > 0 && node !== undefined; level--)
    node = node[digitOf(key, level)] as Node | undefined;
  return node?.[digitOf(key, 0)] as T | undefined;
}

/** The map in which a number has another value, or none. */
export function put<T>({ levels, root }: Trie<T>, key: number, value: T | undefined): Trie<T> {
  let [height, top] = [levels, root];
  for (; !fits(key, height); height++) top = top && noChildren.with(0, top);
  return { levels: height, root: putNode(top, height - 1, key, value) };
}

function putNode(node: Node | undefined, level: number, key: number, value: unknown): Node | undefined {
  const index = digitOf(key, level);
  const child = level === 0 ? value : putNode(node?.[index] as Node | undefined, level - 1, key, value);
  const changed = (node ?? noChildren).slice();
  changed[index] = child;
  return child === undefined && changed.every((other) => other === undefined) ? undefined : changed;
}

/** What is told of work before it is done. */
export interface Spending {
  spend(units: number): void;
}

/** Visit what `b` has below `end` and `a` has not or has otherwise, in ascending order. Each node that is looked at is work. */
export function eachChanged<T>(
  a: Trie<T>,
  b: Trie<T>,
  work: Spending,
  visit: (key: number, value: T) => void,
  end = Number.POSITIVE_INFINITY,
): void {
  if (b.root === undefined) return;
  const levels = Math.max(a.levels, b.levels);
  visitChanged(raised(a, levels), raised(b, levels)!, levels - 1, 0, end, work, visit);
}

/** The same of two nodes of a level, whose first number is `first`. */
function visitChanged(
  x: Node | undefined,
  y: Node,
  level: number,
  first: number,
  end: number,
  work: Spending,
  visit: (key: number, value: never) => void,
): void {
  work.spend(1);
  for (let i = 0; i < children; i++) {
    const key = first + (i << (digit * level));
    if (key >= end) return;
    const now = y[i];
    const old = x?.[i];
    if (now === undefined || now === old) continue;
    if (level === 0) visit(key, now as never);
    else visitChanged(old as Node | undefined, now as Node, level - 1, key, end, work, visit);
  }
}

function raised<T>({ levels, root }: Trie<T>, to: number): Node | undefined {
  let node = root;
  for (let level = levels; level < to && node !== undefined; level++) node = [node];
  return node;
}
