/**
 * Readers of data from outside: each looks at a value once and makes a copy of what it knows, or says what is wrong and
 * where. Small, because it is trusted with the checker.
 *
 * A reader takes nothing from a prototype, nothing it does not know, and no hole in a list; what is read is new plain data,
 * so nothing that its maker does later can change it.
 */

import { failure, type Result, success } from "../../core/result.ts";

/** What is wrong, and the path to it. */
export class Flaw {
  readonly what: string;
  readonly path: readonly (string | number)[];

  constructor(what: string, path: readonly (string | number)[] = []) {
    this.what = what;
    this.path = path;
  }

  /** The same, with the path from one level further out. */
  within(key: string | number): Flaw {
    return new Flaw(this.what, [key, ...this.path]);
  }
}

/** Reads one kind of value. */
export type Reader<T> = (value: unknown) => T | Flaw;

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number): Reader<number> {
  return (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
      ? value + 0
      : new Flaw(`expected a whole number from ${least} to ${most}`);
}

/** One of these values. */
export function oneOf<const T extends string | number | boolean>(...values: readonly T[]): Reader<T> {
  return (value) => values.find((one) => one === value) ?? new Flaw(`expected ${values.map(String).join(" or ")}`);
}

/** A text of a form. */
export function text(form: RegExp): Reader<string> {
  return (value) => (typeof value === "string" && form.test(value) ? value : new Flaw(`expected ${form.source}`));
}

/** What `reader` reads, or null. */
export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value) => (value === null ? null : reader(value));
}

/** A list, not longer than `most`. */
export function list<T>(reader: Reader<T>, most: number): Reader<T[]> {
  return (value) => {
    if (!Array.isArray(value)) return new Flaw("expected a list");
    const { length } = value;
    if (length > most) return new Flaw(`expected a list of at most ${most}`);
    const made: T[] = [];
    for (let i = 0; i < length; i++) {
      const one = Object.hasOwn(value, i) ? reader(value[i]) : new Flaw("is missing");
      if (one instanceof Flaw) return one.within(i);
      made.push(one);
    }
    return made;
  };
}

/** An object with exactly these keys. */
export function record<T extends object>(readers: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> {
  const known = Object.entries<Reader<unknown>>(readers);
  return (value) => {
    if (!isObject(value)) return new Flaw("expected an object");
    const made: Record<string, unknown> = {};
    for (const [key, reader] of known) {
      const one = Object.hasOwn(value, key) ? reader(value[key]) : new Flaw("is missing");
      if (one instanceof Flaw) return one.within(key);
      made[key] = one;
    }
    const unknown = Reflect.ownKeys(value).find((key) => !Object.hasOwn(readers, key));
    return unknown === undefined ? (made as T) : new Flaw("is not expected here").within(String(unknown));
  };
}

/** An object with exactly one key, one of these. */
export function choice<T>(...choices: readonly (readonly [string, Reader<T>])[]): Reader<T> {
  const names = choices.map(([name]) => name);
  return (value) => {
    const found = isObject(value) ? choices.find(([name]) => Object.hasOwn(value, name)) : undefined;
    return found?.[1](value) ?? new Flaw(`expected an object with ${names.join(" or ")}`);
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Read a value; a failure has the path to what is wrong. */
export function readWith<T>(reader: Reader<T>, value: unknown): Result<T, string> {
  const made = reader(value);
  if (!(made instanceof Flaw)) return success(made);
  return failure(made.path.length === 0 ? made.what : `${made.path.join(".")}: ${made.what}`);
}
