/**
 * Does Coq's normal form make the same terms as the checker's, and does its search among facts find what the checker's does? What the
 * checker asks and computes while it checks is asked of both.
 *
 * The checker is not changed for that. While something runs under `watch`, the methods of its paths that make terms and that ask what is
 * known are called through others, which look at the arguments and at the answer.
 */

import {
  known_by_parts,
  limit_of,
  made_of,
  operation_on,
  type Positive,
  type Prod,
  select_on,
  type Table0,
} from "../../coq/extracted/semantics.js";
import { Path } from "../../src/proof/checker/paths/path.ts";
import { type Heap, showTerm, type Term } from "../../src/proof/checker/terms/term.ts";
import { operations } from "../../src/second/hints.ts";
import { elements } from "../../src/second/program.ts";
import { list, numberOf, pair } from "../../src/second/values.ts";
import { CoqTable, closure } from "./terms.ts";

type Operation = keyof typeof operations;

/** What a question or an operation came to in both. */
export type Answer =
  /** Both say the same. */
  | "same"
  /** Neither knows. */
  | "neither"
  /** The checker knows more. */
  | "missing"
  /** Coq knows more. */
  | "more"
  /** One says that it is so, and the other that it is not. */
  | "opposite";

/** Sees the answers, each with what was asked, in words, and of which kind it is. Not those that are a fact themselves. */
export type See = (answer: Answer, kind: string, asked: () => string) => void;

/** What is larger than this is not asked of Coq. */
const mostTerms = 3000;

/** Runs something, and has every so manyth operation and question of the checker asked of Coq, too. */
export function watch(every: number, seeOperation: See, seeQuestion: See, run: () => void): void {
  const own = Object.getOwnPropertyDescriptors(Path.prototype);
  const ownMethod = <K extends "known" | "decide">(name: K): Path[K] => own[name].value as Path[K];
  const inherited = Object.getPrototypeOf(Path.prototype) as Record<Operation, Path[Operation]> &
    Record<"select", Path["select"]>;
  let within = false;
  let calls = 0;
  /** Does something that is not looked at itself. */
  const outside = <T>(what: () => T): T => {
    within = true;
    try {
      return what();
    } finally {
      within = false;
    }
  };
  for (const operation of Object.keys(operations) as Operation[]) {
    const method = inherited[operation];
    Path.prototype[operation] = function (a: Term, b: Term): Term {
      const result = method.call(this, a, b);
      if (!within && ++calls % every === 0)
        outside(() => {
          compareMade(operation, [a, b], result, seeOperation, (coq) =>
            operation_on(coq.table, operations[operation], coq.of(a), coq.of(b)),
          );
        });
      return result;
    };
  }
  const { select } = inherited;
  Path.prototype.select = function (...[heap, element, reference, index]: Parameters<Path["select"]>): Term {
    const result = select.call(this, heap, element, reference, index);
    if (!within && ++calls % every === 0)
      outside(() => {
        compareMade("select", [heap, reference, index], result, seeOperation, (coq) =>
          select_on(coq.table, coq.of(heap), elements[element], coq.of(reference), coq.of(index)),
        );
      });
    return result;
  };
  const known = ownMethod("known");
  const decide = ownMethod("decide");
  Path.prototype.known = function (condition: Term): boolean | undefined {
    const answer = known.call(this, condition);
    if (!within && ++calls % every === 0) outside(() => compareQuestion(this, condition, answer, seeQuestion));
    return answer;
  };
  Path.prototype.decide = function (condition: Term): boolean {
    if (!within && ++calls % every === 0)
      outside(() => compareQuestion(this, condition, known.call(this, condition), seeQuestion));
    return decide.call(this, condition);
  };
  try {
    run();
  } finally {
    for (const operation of [...Object.keys(operations), "select"]) Reflect.deleteProperty(Path.prototype, operation);
    Object.defineProperties(Path.prototype, { known: own.known, decide: own.decide });
  }
}

/** Does Coq make the same term of some, in the same table? */
function compareMade(
  what: string,
  operands: readonly (Term | Heap)[],
  result: Term,
  see: See,
  make: (coq: CoqTable) => Prod<Table0, Positive>,
): void {
  const roots = [...operands, result];
  if (closure(roots).length > mostTerms) return;
  const coq = new CoqTable(roots);
  const { a: table, b: made } = make(coq);
  const bound = numberOf(limit_of(table, made));
  const isSame = sameNumber(coq.of(result), made) && bound === result.bound;
  see(isSame ? "same" : "missing", what, () => {
    const node = made_of(table, made);
    const form = node.is === "Some" ? node.a.is : "nothing";
    const from = operands.map((t) => ("bound" in t ? showTerm(t) : t.kind)).join(", ");
    return `${what}(${from}) is ${showTerm(result)} of bound ${result.bound}, in Coq a ${form} of bound ${bound}`;
  });
}

function sameNumber(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Does Coq find what the checker finds? */
function compareQuestion(path: Path, condition: Term, answer: boolean | undefined, see: See): void {
  if (condition.kind === "constant" || isTold(path, condition)) return;
  const facts = path.facts.all.toReversed();
  const roots = [condition, ...facts.map(({ atom }) => atom)];
  if (closure(roots).length > mostTerms) return;
  const coq = new CoqTable(roots);
  const literals = list(facts, ({ atom, holds }) => pair(coq.of(atom), holds));
  const { b: found } = known_by_parts(coq.table, literals, coq.of(condition));
  const theirs = found.is === "None" ? undefined : found.a;
  see(compared(answer, theirs), condition.kind === "apply" ? condition.operation : condition.kind, () => {
    const known = facts.map(({ atom, holds }) => `${holds ? "" : "not "}${showTerm(atom)}`);
    return `${showTerm(condition)} is ${answer}, in Coq ${theirs}, by ${known.join("; ")}`;
  });
}

/** Is a condition a fact, or the opposite of one? */
function isTold({ facts }: Path, condition: Term): boolean {
  if (facts.of(condition) !== undefined) return true;
  return condition.kind === "sum" && condition.atoms.length === 1 && facts.of(condition.atoms[0]!) !== undefined;
}

function compared(ours: boolean | undefined, theirs: boolean | undefined): Answer {
  if (ours === theirs) return ours === undefined ? "neither" : "same";
  if (ours === undefined) return "more";
  return theirs === undefined ? "missing" : "opposite";
}
