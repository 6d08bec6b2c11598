/**
 * Terms of claims as data: read from outside within a limit on their nodes, written, and as a text by which two are compared.
 *
 * In a document a term is an object with one key: `{"local":0}`, `{"constant":4}`, `{"length":{"local":0}}`,
 * `{"element":[{"local":0},{"local":1}]}`, `{"add":[{"local":0},{"constant":4}]}`.
 */

import { impossible } from "../../core/impossible.ts";
import type { BinaryWordOperation } from "../../core/word.ts";
import { mostTermNodes, type SourceTerm, type SourceValue } from "./claims.ts";
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

/** A term that is no value of the source configuration. */
type Composed = Exclude<SourceTerm, SourceValue>;

/** Readers and a writer of terms, given those of values and the numbers of constants and globals. */
export function terms(
  value: Tagged<SourceValue>,
  constant: Reader<number>,
  global: Reader<number>,
): Tagged<SourceTerm> {
  /** Reads at most so many nodes; what is read before counts. */
  const inMemory = (from: unknown, left: { nodes: number }): SourceTerm | Flaw => {
    if (left.nodes-- <= 0) return tooLarge;
    const kind =
      typeof from === "object" && from !== null && Object.hasOwn(from, "kind") ? (from as Composed).kind : "";
    const part = (inner: unknown): SourceTerm | Flaw => inMemory(inner, left);
    switch (kind) {
      case "constant":
        return record<Extract<SourceTerm, { kind: "constant" }>>({ kind: oneOf(kind), value: constant })(from);
      case "global":
        return record<Extract<SourceTerm, { kind: "global" }>>({ kind: oneOf(kind), index: global })(from);
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
        return value.inMemory(from);
    }
  };
  const inDocument = (from: unknown, left: { nodes: number }): SourceTerm | Flaw => {
    if (left.nodes-- <= 0) return tooLarge;
    const part = (inner: unknown): SourceTerm | Flaw => inDocument(inner, left);
    const keys = typeof from === "object" && from !== null ? Object.keys(from) : [];
    const [key] = keys;
    if (keys.length !== 1 || key === undefined) return new Flaw("expected an object with one key");
    const only = <T>(reader: Reader<T>): T | Flaw => under(key, reader)(from);
    if (key === "constant") {
      const made = only(constant);
      return made instanceof Flaw ? made : { kind: key, value: made };
    }
    if (key === "global") {
      const made = only(global);
      return made instanceof Flaw ? made : { kind: key, index: made };
    }
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
    return value.inDocument(from);
  };
  const write = (term: SourceTerm): object => {
    switch (term.kind) {
      case "local":
      case "pending":
      case "result":
        return value.write(term);
      case "constant":
        return { constant: term.value };
      case "global":
        return { global: term.index };
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
