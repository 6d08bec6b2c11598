/**
 * Terms of claims as data: read from outside within a limit on their nodes, written, and as a text by which two are compared.
 *
 * In a document a term is an object with one key: `{"local":0}`, `{"constant":4}`, `{"length":{"local":0}}`,
 * `{"element":[{"local":0},{"local":1}]}`, `{"add":[{"local":0},{"constant":4}]}`.
 */

import { impossible } from "../../core/impossible.ts";
import type { BinaryWordOperation } from "../../core/word.ts";
import { type Fact, mostTermNodes, type SourceTerm } from "./claims.ts";
import { Flaw, oneOf, type Reader, record, type Tagged, under } from "./reader.ts";

const operations = {
  add: true,
  sub: true,
  mul: true,
  mulh: true,
  mulhsu: true,
  mulhu: true,
  div: true,
  divu: true,
  rem: true,
  remu: true,
  and: true,
  or: true,
  xor: true,
  sll: true,
  srl: true,
  sra: true,
  slt: true,
  sltu: true,
  equal: true,
} as const satisfies Readonly<Record<BinaryWordOperation, true>>;

/** Is it the name of an operation? */
export function isOperation(name: unknown): name is BinaryWordOperation {
  return typeof name === "string" && Object.hasOwn(operations, name);
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

/** Is it an object, which may then be a term? */
function isNode(value: unknown): value is SourceTerm {
  return typeof value === "object" && value !== null;
}

/** Is it a term whose nodes are of the kinds that there are, and not too many? Who hands claims over as objects need not keep to types. */
export function isTerm(term: SourceTerm, isLeaf: (leaf: SourceTerm) => boolean): boolean {
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
        if (!isLeaf(next)) return false;
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
  /** Reads at most so many nodes; what is read before counts. */
  const inMemory = (from: unknown, left: { nodes: number }): SourceTerm | Flaw => {
    if (left.nodes-- <= 0) return tooLarge;
    const kind =
      typeof from === "object" && from !== null && Object.hasOwn(from, "kind") ? (from as Composed).kind : "";
    const part = (inner: unknown): SourceTerm | Flaw => inMemory(inner, left);
    switch (kind) {
      case "length":
        return record<Extract<SourceTerm, { kind: "length" }>>({ kind: oneOf(kind), array: part })(from);
      case "element":
        return record<Extract<SourceTerm, { kind: "element" }>>({ kind: oneOf(kind), array: part, index: part })(from);
      case "apply": {
        const operation: Reader<BinaryWordOperation> = (name) =>
          isOperation(name) ? name : new Flaw("expected the name of an operation");
        const readers = { kind: oneOf(kind), operation, left: part, right: part };
        return record<Extract<SourceTerm, { kind: "apply" }>>(readers)(from);
      }
      default:
        return leaf.inMemory(from);
    }
  };
  const inDocument = (from: unknown, left: { nodes: number }): SourceTerm | Flaw => {
    if (left.nodes-- <= 0) return tooLarge;
    const part = (inner: unknown): SourceTerm | Flaw => inDocument(inner, left);
    const keys = typeof from === "object" && from !== null ? Object.keys(from) : [];
    const [key] = keys;
    if (keys.length !== 1 || key === undefined) return new Flaw("expected an object with one key");
    const only = <T>(reader: Reader<T>): T | Flaw => under(key, reader)(from);
    if (key === "length") {
      const array = only(part);
      return array instanceof Flaw ? array : { kind: key, array };
    }
    if (key === "element") {
      const two = only(pair(part));
      return two instanceof Flaw ? two : { kind: key, array: two[0], index: two[1] };
    }
    if (isOperation(key)) {
      const two = only(pair(part));
      return two instanceof Flaw ? two : { kind: "apply", operation: key, left: two[0], right: two[1] };
    }
    return leaf.inDocument(from);
  };
  const write = (term: SourceTerm): object => {
    switch (term.kind) {
      case "local":
      case "pending":
      case "result":
      case "constant":
      case "global":
      case "entry_sp":
      case "register":
      case "slot":
        return leaf.write(term);
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
    inMemory: (from) => inMemory(from, { nodes: mostTermNodes }),
    inDocument: (from) => inDocument(from, { nodes: mostTermNodes }),
    write,
  };
}

const tooLarge = new Flaw(`expected a term of at most ${mostTermNodes} nodes`);

/** A list of exactly two. */
function pair<T>(reader: Reader<T>): Reader<readonly [T, T]> {
  return (value) => {
    if (!Array.isArray(value) || value.length !== 2) return new Flaw("expected a list of two");
    const [left, right] = [0, 1].map((i) => (Object.hasOwn(value, i) ? reader(value[i]) : new Flaw("is missing")));
    if (left instanceof Flaw) return left.within(0);
    if (right instanceof Flaw) return right.within(1);
    return [left!, right!];
  };
}
