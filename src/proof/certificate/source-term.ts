/**
 * Terms of claims as data: read from outside within a limit on their nodes, written, and as a text by which two are compared.
 *
 * In a document a term is an object with one key: `{"local":0}`, `{"constant":4}`, `{"length":{"local":0}}`,
 * `{"element":[{"local":0},{"local":1}]}`, `{"add":[{"local":0},{"constant":4}]}`.
 */

import { impossible } from "../../core/impossible.ts";
import { type BinaryWordOperation, binaryOperations } from "../../core/word.ts";
import { type Fact, mostTermNodes, type SourceTerm } from "./claims.ts";
import { Flaw, oneOf, onlyKey, type Reader, record, type Tagged } from "./reader.ts";

const operations: ReadonlySet<unknown> = new Set(binaryOperations);

/** Is it the name of an operation? */
export function isOperation(name: unknown): name is BinaryWordOperation {
  return operations.has(name);
}

/** A term that is made of others. */
type Composed = Extract<SourceTerm, { readonly kind: "length" | "element" | "apply" }>;

/** A term that is not: a value of the source configuration, a constant, a global, the sp of the entry, a place of the machine. */
export type Leaf = Exclude<SourceTerm, Composed>;

/** What a term has directly below it. */
export function partsOf(term: SourceTerm): readonly SourceTerm[] {
  switch (term.kind) {
    case "local":
    case "pending":
    case "result":
    case "constant":
    case "global":
    case "entry_sp":
    case "register":
    case "slot":
      return [];
    case "length":
      return [term.array];
    case "element":
      return [term.array, term.index];
    case "apply":
      return [term.left, term.right];
    default:
      return impossible(term);
  }
}

/** Is it a term without parts? */
export function isLeaf(term: SourceTerm): term is Leaf {
  return partsOf(term).length === 0;
}

/** Is it an object, which may then be a term? */
function isNode(value: unknown): value is SourceTerm {
  return typeof value === "object" && value !== null;
}

/** Is it a term whose nodes are of the kinds that there are, and not too many? Who hands claims over as objects need not keep to types. */
export function isTerm(term: SourceTerm, isKnown: (leaf: SourceTerm) => boolean): boolean {
  const left: unknown[] = [term];
  for (let nodes = 0; left.length > 0; nodes++) {
    const next: unknown = left.pop();
    if (nodes === mostTermNodes || !isNode(next)) return false;
    switch (next.kind) {
      case "length":
      case "element":
        left.push(...partsOf(next));
        break;
      case "apply":
        if (!isOperation(next.operation)) return false;
        left.push(...partsOf(next));
        break;
      default:
        if (!isKnown(next)) return false;
    }
  }
  return true;
}

/** A term as a text: the same for the same terms, and for no others. */
function termText(term: SourceTerm): string {
  const name = term.kind === "apply" ? term.operation : term.kind;
  const parts = partsOf(term);
  return parts.length === 0 ? `${name} ${numberOf(term)}` : `${name}(${parts.map(termText).join(", ")})`;
}

/** The number that tells a term without parts from others of its kind. */
export function numberOf(term: SourceTerm): number {
  switch (term.kind) {
    case "local":
      return term.slot;
    case "pending":
    case "global":
      return term.index;
    case "constant":
      return term.value;
    case "register":
      return term.register;
    case "slot":
      return term.offset;
    case "result":
    case "entry_sp":
    case "length":
    case "element":
    case "apply":
      return 0;
    default:
      return impossible(term);
  }
}

/** A fact as a text: the same for the same facts, and for no others. */
export function factText({ condition, holds }: Fact): string {
  return `${holds ? "" : "not "}${termText(condition)}`;
}

/** Readers and a writer of terms, given those of terms that are not made of others. */
export function terms(leaf: Tagged<Leaf>): Tagged<SourceTerm> {
  /** So many nodes may still be read; what is read before counts. */
  let left = 0;
  const whole =
    (reader: Reader<SourceTerm>): Reader<SourceTerm> =>
    (from) => {
      left = mostTermNodes;
      return reader(from);
    };
  const operation: Reader<BinaryWordOperation> = (name) =>
    isOperation(name) ? name : new Flaw("expected the name of an operation");
  const part: Reader<SourceTerm> = (from) => inMemory(from);
  const composed: { readonly [K in Composed["kind"]]: Reader<Extract<Composed, { kind: K }>> } = {
    length: record({ kind: oneOf("length"), array: part }),
    element: record({ kind: oneOf("element"), array: part, index: part }),
    apply: record({ kind: oneOf("apply"), operation, left: part, right: part }),
  };
  const inMemory: Reader<SourceTerm> = (from) => {
    if (left-- <= 0) return tooLarge;
    const kind: unknown = isNode(from) && Object.hasOwn(from, "kind") ? from.kind : undefined;
    return kind === "length" || kind === "element" || kind === "apply" ? composed[kind](from) : leaf.inMemory(from);
  };
  const inDocument: Reader<SourceTerm> = (from) => {
    if (left-- <= 0) return tooLarge;
    const key = onlyKey(from);
    if (key === undefined) return new Flaw("expected an object with one key");
    const inner = (from as Record<string, unknown>)[key];
    if (key === "length") {
      const array = inDocument(inner);
      return array instanceof Flaw ? array.within(key) : { kind: key, array };
    }
    if (key !== "element" && !isOperation(key)) return leaf.inDocument(from);
    const two = both(inner);
    if (two instanceof Flaw) return two.within(key);
    return key === "element"
      ? { kind: key, array: two[0], index: two[1] }
      : { kind: "apply", operation: key, left: two[0], right: two[1] };
  };
  const both = pair(inDocument);
  const write = (term: SourceTerm): object => {
    if (isLeaf(term)) return leaf.write(term);
    switch (term.kind) {
      case "length":
        return { length: write(term.array) };
      case "element":
        return { element: [write(term.array), write(term.index)] };
      case "apply":
        return { [term.operation]: [write(term.left), write(term.right)] };
      default:
        return impossible(term);
    }
  };
  return {
    inMemory: whole(inMemory),
    inDocument: whole(inDocument),
    write,
  };
}

const tooLarge = new Flaw(`expected a term of at most ${mostTermNodes} nodes`);

/** A list of exactly two. */
function pair<T>(reader: Reader<T>): Reader<readonly [T, T]> {
  return (value) => {
    if (!Array.isArray(value) || value.length !== 2) return new Flaw("expected a list of two");
    const two: T[] = [];
    for (let i = 0; i < 2; i++) {
      const one = Object.hasOwn(value, i) ? reader(value[i]) : new Flaw("is missing");
      if (one instanceof Flaw) return one.within(i);
      two.push(one);
    }
    return [two[0]!, two[1]!];
  };
}
