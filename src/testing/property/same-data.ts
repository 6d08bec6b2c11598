/**
 * Equality of plain data, part by part: values whose equality cannot be seen are different.
 *
 * −0 is not 0, an absent field is not one that is undefined, and an object is never equal to one of another class. Cycles
 * end. A value whose content cannot be seen (a function, an object with private fields only) is equal to itself alone.
 */

import { show } from "./show.ts";

/** Where two values first differ, as a path such as `.events[2]`, `""` at the top; undefined when they are equal. */
export function differingPart(a: unknown, b: unknown): string | undefined {
  return compare(a, b, "", new Map());
}

/** Pairs that are being compared, or were found equal: two cycles are equal when no part of them is seen to differ. */
type Assumed = Map<object, Set<object>>;

function compare(a: unknown, b: unknown, path: string, assumed: Assumed): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return path;
  if (prototypeOf(a) !== prototypeOf(b)) return path;
  const partners = assumed.get(a) ?? new Set();
  if (partners.has(b)) return undefined;
  assumed.set(a, partners.add(b));
  if (isList(a) && isList(b)) return compareLists(a, b, path, assumed);
  const [left, right] = [contentOf(a), contentOf(b)];
  if (left === undefined || right === undefined) return path;
  for (const [i, { place, key, value }] of left.entries()) {
    const other = right[i];
    if (other === undefined || compare(key, other.key, "", assumed) !== undefined) return path + place;
    const found = compare(value, other.value, path + place, assumed);
    if (found !== undefined) return found;
  }
  const more = right[left.length];
  return more === undefined ? undefined : path + more.place;
}

/** Objects without a prototype are as plain as others. */
function prototypeOf(value: object): unknown {
  return Object.getPrototypeOf(value) ?? Object.prototype;
}

type List = ArrayLike<unknown>;

function isList(value: object): value is object & List {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function compareLists(a: List, b: List, path: string, assumed: Assumed): string | undefined {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    // A hole is not undefined.
    if (i in a !== i in b) return `${path}[${i}]`;
    const found = compare(a[i], b[i], `${path}[${i}]`, assumed);
    if (found !== undefined) return found;
  }
  return a.length === b.length ? undefined : `${path}[${common}]`;
}

/** A part of an object that is no list. */
interface Part {
  /** Where it is, in a path. */
  readonly place: string;
  /** What the other object must have there, too. */
  readonly key: unknown;
  readonly value: unknown;
}

/** The parts of an object, in an order that does not depend on how they came in; undefined where they cannot be seen. */
function contentOf(value: object): readonly Part[] | undefined {
  if (value instanceof Map) {
    const entries = [...(value as Map<unknown, unknown>)];
    return inOrder(
      entries.map(([key, of]) => ({ place: `.get(${show(key)})`, key, value: of })),
      show,
    );
  }
  if (value instanceof Set) {
    const elements = [...(value as Set<unknown>)];
    return inOrder(
      elements.map((of) => ({ place: "", key: of, value: true })),
      show,
    );
  }
  if (value instanceof ArrayBuffer) return [{ place: "", key: "bytes", value: new Uint8Array(value) }];
  if (value instanceof DataView) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return [{ place: "", key: "bytes", value: bytes }];
  }
  const fields = inOrder(
    Reflect.ownKeys(value)
      .filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
      .map((key) => ({ place: placeOf(key), key, value: value[key as keyof typeof value] })),
  );
  if (value instanceof Error) return [{ place: ".message", key: value.name, value: value.message }, ...fields];
  if (value instanceof Date || value instanceof Number || value instanceof String || value instanceof Boolean)
    return [{ place: "", key: "value", value: value.valueOf() }, ...fields];
  if (value instanceof RegExp) return [{ place: "", key: "text", value: String(value) }, ...fields];
  return prototypeOf(value) === Object.prototype || fields.length > 0 ? fields : undefined;
}

function inOrder(parts: readonly Part[], textOf: (key: unknown) => string = String): readonly Part[] {
  if (parts.length < 2) return parts;
  const keyed = parts.map((part) => ({ part, text: textOf(part.key) }));
  return keyed.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ part }) => part);
}

function placeOf(key: string | symbol): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
