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

  /** The same, with the path from one level further out. A name that somebody chose may have millions of letters. */
  within(key: string | number): Flaw {
    return new Flaw(this.what, [
      typeof key === "string" && key.length > 80 ? `${key.slice(0, 80)}…` : key,
      ...this.path,
    ]);
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

/** The keys of a type that may be missing. */
type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];

/** A reader for each key that must be there. */
type Required<T> = { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Reader<T[K]> };

/** A reader for each key that may be missing. */
type Optional<T> = { readonly [K in OptionalKeys<T>]-?: Reader<Exclude<T[K], undefined>> };

/** An object with exactly these keys; those of the second list may be missing. */
export function record<T extends object>(
  required: Required<T>,
  ...[optional]: [OptionalKeys<T>] extends [never] ? [] : [Optional<T>]
): Reader<T> {
  return fields({ ...required, ...optional }, required) as Reader<T>;
}

/** An object with no keys but those that have readers, and all that are required. */
function fields(readers: Readonly<Record<string, Reader<unknown>>>, required: object): Reader<Record<string, unknown>> {
  const known = Object.entries(readers).map(([key, reader]) => ({
    key,
    reader,
    isRequired: Object.hasOwn(required, key),
  }));
  // What is made is a copy of this at first, so that a host need not find out its layout for each.
  const blank: Record<string, unknown> = Object.fromEntries(Object.keys(required).map((key) => [key, undefined]));
  return (value) => {
    if (!isObject(value)) return new Flaw("expected an object");
    const made = { ...blank };
    let count = 0;
    for (const { key, reader, isRequired } of known) {
      const given = Object.hasOwn(value, key);
      if (!given && !isRequired) continue;
      const one = given ? reader(value[key]) : new Flaw("is missing");
      if (one instanceof Flaw) return one.within(key);
      made[key] = one;
      count++;
    }
    // These two, because Reflect.ownKeys took a half of the time.
    const [names, symbols] = [Object.getOwnPropertyNames(value), Object.getOwnPropertySymbols(value)];
    // All that it has was read.
    if (names.length + symbols.length === count) return made;
    const unknown = [...names, ...symbols].find((key) => !Object.hasOwn(readers, key));
    return new Flaw("is not expected here").within(String(unknown));
  };
}

/** How one kind of tagged value is made of its field: its name and what may be in it; `true` for a kind without one. */
type Form<V> = [Exclude<keyof V, "kind">] extends [never]
  ? true
  : { [F in Exclude<keyof V, "kind">]: readonly [F, Reader<V[F]>] }[Exclude<keyof V, "kind">];

/** Tagged values, in memory and in a document. */
export interface Tagged<T> {
  /** Reads `{ kind: "slot", offset: 8 }`: exactly the fields of its kind. */
  readonly inMemory: Reader<T>;
  /** Reads the same from a document, which has no tags: `{ "slot": 8 }`; of a kind without a field, `{ "result": true }`. */
  readonly inDocument: Reader<T>;
  /** What a document has of a value. */
  readonly write: (value: T) => object;
}

/** The tagged values of a type that has one field at most for each kind. */
export function tagged<T extends { readonly kind: string }>(
  forms: {
    readonly [K in T["kind"]]: Form<Extract<T, { readonly kind: K }>>;
  },
): Tagged<T> {
  const kinds = Object.entries(forms as Readonly<Record<string, true | readonly [string, Reader<unknown>]>>).map(
    ([kind, form]) => {
      const [field, reader] = form === true ? [undefined, oneOf(true)] : form;
      return {
        kind,
        field,
        whole: record<object>({ kind: oneOf(kind), ...(field !== undefined && { [field]: reader }) }),
        reader,
        blank: { kind, ...(field !== undefined && { [field]: undefined }) },
      };
    },
  );
  const names = kinds.map(({ kind }) => kind);
  const ofKind = new Map<unknown, (typeof kinds)[number]>(kinds.map((one) => [one.kind, one]));
  return {
    inMemory: (value) => {
      if (!isObject(value)) return new Flaw("expected an object");
      if (!Object.hasOwn(value, "kind")) return new Flaw("is missing").within("kind");
      const found = ofKind.get(value["kind"]);
      return found === undefined
        ? new Flaw(`expected ${names.join(" or ")}`).within("kind")
        : (found.whole(value) as T | Flaw);
    },
    inDocument: (value) => {
      const key = onlyKey(value);
      const found = ofKind.get(key);
      if (found === undefined) return new Flaw(`expected an object with ${names.join(" or ")} alone`);
      const { kind, field, reader, blank } = found;
      const one = reader((value as Record<string, unknown>)[kind]);
      if (one instanceof Flaw) return one.within(kind);
      const made: Record<string, unknown> = { ...blank };
      if (field !== undefined) made[field] = one;
      return made as unknown as T;
    },
    write: (value) => {
      const field = ofKind.get(value.kind)?.field;
      return { [value.kind]: field === undefined ? true : value[field as keyof T] };
    },
  };
}

/** The only key of an object in a document; undefined when it has none, or more. */
export function onlyKey(value: unknown): string | undefined {
  const keys = isObject(value) ? Object.keys(value) : [];
  return keys.length === 1 ? keys[0] : undefined;
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
