/**
 * The layout of terms: every term has the fields of all kinds, those of other kinds undefined. So a host reads a field of any term in the
 * same way, whatever its kind; with a layout for each kind, looking at the kinds of terms took about
 * a tenth of the checker's time on optimised code.
 */

import type { Term } from "./term.ts";

/** A term of a kind under construction: its own fields are still to be set. */
export type Blank<K extends Term["kind"]> = { -readonly [F in keyof OfKind<K>]: OfKind<K>[F] };

type OfKind<K extends Term["kind"]> = Extract<Term, { readonly kind: K }>;

/**
 * What every term has. It is a class, because V8 never makes what `new` makes among the old: it did so with a literal here, once constants had
 * lived on, and then terms that nobody needs any more kept others alive.
 */
class Fields implements Record<Field, unknown> {
  readonly id: number;
  readonly kind: Term["kind"];
  readonly bound: number;
  value: unknown = undefined;
  constant: unknown = undefined;
  atoms: unknown = undefined;
  factors: unknown = undefined;
  operation: unknown = undefined;
  left: unknown = undefined;
  right: unknown = undefined;
  name: unknown = undefined;
  sort: unknown = undefined;
  heap: unknown = undefined;
  element: unknown = undefined;
  reference: unknown = undefined;
  index: unknown = undefined;

  constructor(id: number, kind: Term["kind"], bound: number) {
    this.id = id;
    this.kind = kind;
    this.bound = bound;
  }
}

/** A term of a kind, with what all kinds have. */
export function blank<K extends Term["kind"]>(kind: K, id: number, bound: number): Blank<K> {
  return new Fields(id, kind, bound) as unknown as Blank<K>;
}

/** The fields of any kind. */
type Field = { [K in Term["kind"]]: keyof OfKind<K> }[Term["kind"]];

/** A symbol. */
export function symbolOf(id: number, name: string, sort: OfKind<"symbol">["sort"], bound: number): OfKind<"symbol"> {
  const term = blank("symbol", id, bound);
  term.name = name;
  term.sort = sort;
  return term;
}

/** A constant: a word as a signed number. */
export function constantOf(id: number, value: number): OfKind<"constant"> {
  const term = blank("constant", id, value >>> 0);
  term.value = value;
  return term;
}
