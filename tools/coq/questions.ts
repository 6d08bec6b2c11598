/**
 * Does Coq's normal form make the same terms as the checker's, and does its search among facts find what the checker's does? What the
 * checker asks and computes while it checks is asked of both.
 *
 * The checker is not changed for that. While something runs under `watch`, the methods of its paths that make terms and that ask what is
 * known are called through others, which look at the arguments and at the answer.
 */

import { decided, limit_of, made_of, operation_on } from "../../coq/extracted/semantics.js";
import { Path } from "../../src/proof/checker/paths/path.ts";
import { isTruthValue, showTerm, type Term } from "../../src/proof/checker/terms/term.ts";
import { CoqTable, closure, operations } from "./terms.ts";
import { list, numberOf } from "./values.ts";

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
  const inherited = Object.getPrototypeOf(Path.prototype) as Record<Operation, Path[Operation]>;
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
      if (!within && ++calls % every === 0) outside(() => compareOperation(operation, a, b, result, seeOperation));
      return result;
    };
  }
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
    for (const operation of Object.keys(operations)) Reflect.deleteProperty(Path.prototype, operation);
    Object.defineProperties(Path.prototype, { known: own.known, decide: own.decide });
  }
}

/** Does Coq make the same term of an operation, in the same table? */
function compareOperation(operation: Operation, a: Term, b: Term, result: Term, see: See): void {
  const all = closure([a, b, result]);
  if (all.length > mostTerms) return;
  const coq = new CoqTable([a, b, result]);
  const wanted = coq.of(result);
  const { a: table, b: made } = operation_on(coq.table, operations[operation], coq.of(a), coq.of(b));
  const isSame = sameNumber(wanted, made) && numberOf(limit_of(table, made)) === result.bound;
  see(isSame ? "same" : "missing", operation, () => {
    const node = made_of(table, made);
    const form = node.is === "Some" ? node.a.is : "nothing";
    return `${operation}(${showTerm(a)}, ${showTerm(b)}) is ${showTerm(result)}, in Coq a ${form} of bound ${numberOf(limit_of(table, made))}`;
  });
}

function sameNumber(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Does Coq find what the checker finds? */
function compareQuestion(path: Path, condition: Term, answer: boolean | undefined, see: See): void {
  const facts = path.facts.all.toReversed();
  if (condition.kind === "constant") return;
  const negated = condition.kind === "sum" && condition.atoms.length === 1 && condition.constant === 1;
  const atom = negated ? condition.atoms[0]! : condition;
  if (!isTruthValue(atom) || atom.kind === "sum" || path.facts.of(atom) !== undefined) return;
  const roots = [atom, ...facts.map((fact) => fact.atom)];
  if (closure(roots).length > mostTerms) return;
  const coq = new CoqTable(roots);
  const literals = list(facts, (fact) => ({ is: "Pair" as const, a: coq.of(fact.atom), b: fact.holds }));
  const found = decided(coq.table, literals, coq.of(atom));
  const theirs = found.is === "None" ? undefined : found.a !== negated;
  const kind = atom.kind === "apply" ? atom.operation : atom.kind;
  see(compared(answer, theirs), kind, () => {
    const known = facts.map((fact) => `${fact.holds ? "" : "not "}${showTerm(fact.atom)}`);
    return `${showTerm(condition)} is ${answer}, in Coq ${theirs}, by ${known.join("; ")}`;
  });
}

function compared(ours: boolean | undefined, theirs: boolean | undefined): Answer {
  if (ours === theirs) return ours === undefined ? "neither" : "same";
  if (ours === undefined) return "more";
  return theirs === undefined ? "missing" : "opposite";
}
