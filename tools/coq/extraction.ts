/**
 * What Coq's extraction to JSON writes: declarations of types and of functions, in an order in which each comes after those it
 * uses. Only the forms that occur are here; the printer refuses any other, an axiom among them.
 */

/** A type: a function, a named type, or a variable by its name or its number. */
export type Type =
  | { readonly what: "type:arrow"; readonly left: Type; readonly right: Type }
  | { readonly what: "type:glob"; readonly name: string; readonly args: readonly Type[] }
  | { readonly what: "type:var"; readonly name: string }
  | { readonly what: "type:varidx"; readonly name: number };

/** What a case is for: a constructor, whose arguments get names (`_` for none); or everything else, with a name or without. */
export type Pattern =
  | { readonly what: "pat:constructor"; readonly name: string; readonly argnames: readonly string[] }
  | { readonly what: "pat:rel"; readonly name: string }
  | { readonly what: "pat:wild" };

/** One case of a match. */
export interface Case {
  readonly pat: Pattern;
  readonly body: Expression;
}

/** An expression. A lambda without arguments is its body. */
export type Expression =
  | { readonly what: "expr:rel"; readonly name: string }
  | { readonly what: "expr:global"; readonly name: string }
  | { readonly what: "expr:constructor"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly what: "expr:lambda"; readonly argnames: readonly string[]; readonly body: Expression }
  | { readonly what: "expr:apply"; readonly func: Expression; readonly args: readonly Expression[] }
  | { readonly what: "expr:let"; readonly name: string; readonly nameval: Expression; readonly body: Expression }
  /** A function within a function, which may call itself. */
  | { readonly what: "expr:fix"; readonly funcs: readonly [{ readonly name: string; readonly body: Expression }] }
  | { readonly what: "expr:case"; readonly expr: Expression; readonly cases: readonly Case[] };

/** A constructor and the types of its arguments. */
export interface Constructor {
  readonly name: string;
  readonly argtypes: readonly Type[];
}

/** A function or a constant. */
export interface Term {
  readonly name: string;
  readonly type: Type;
  readonly value: Expression;
}

/** A declaration. */
export type Declaration =
  | {
      readonly what: "decl:ind";
      readonly name: string;
      readonly argnames: readonly string[];
      readonly constructors: readonly Constructor[];
    }
  | { readonly what: "decl:type"; readonly name: string; readonly argnames: readonly string[]; readonly value: Type }
  | ({ readonly what: "decl:term" } & Term)
  | { readonly what: "decl:fixgroup"; readonly fixlist: readonly Term[] };

/** All of it. */
export interface Extraction {
  readonly declarations: readonly Declaration[];
}

/** Its functions and constants. */
export function termsOf({ declarations }: Extraction): Term[] {
  return declarations.flatMap((d) => (d.what === "decl:term" ? [d] : d.what === "decl:fixgroup" ? d.fixlist : []));
}

/** The names that a pattern gives. */
export function namesOf(pat: Pattern): readonly string[] {
  return pat.what === "pat:constructor" ? pat.argnames : pat.what === "pat:rel" ? [pat.name] : [];
}
