/**
 * The points of a function at which the source may stop while claims are looked for: before every loop, where its ways join, and
 * after what makes an array, since a segment makes one at most. Loops must be cut; the others are tried, since a machine that joins
 * there can be cut there, and otherwise the paths of a function would be too many.
 */

import { impossible } from "../../core/impossible.ts";
import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Expression, FunctionDefinition, Node, Statement } from "../../lang/program/program.ts";
import { pointKey } from "../checker/segment/points.ts";

/** What kind of machine code belongs to a point: the head of a loop, a place where ways join, or any place after an array is made. */
export type CandidateKind = "loop" | "join" | "made";

/** Where the source may stop. */
export interface Candidates {
  readonly points: ReadonlyMap<number, CandidateKind>;
  /** For each loop, by its point: the point of its body, at which it is cut if it cannot be cut before its condition. */
  readonly bodies: ReadonlyMap<number, number>;
  /** Do several ways lead to the end of the function, so that they join behind a call of it? */
  readonly joinsAtEnd: boolean;
}

/** The candidates of a function. With `decisions` `&&` and `||` are candidates, too, that only decide where control goes. */
export function candidatesOf({ body }: FunctionDefinition, decisions: boolean): Candidates {
  const nodes = nodesUnder(body);
  const hasChoices = nodes.some(isChoice);
  const points = new Map<number, CandidateKind>();
  const bodies = new Map<number, number>();
  const keyOf = (statement: Statement): number => pointKey({ phase: "before", node: statement.id });
  const before = (statement: Statement, kind: CandidateKind): void => {
    points.set(keyOf(statement), kind);
  };
  /** Go through a statement; do ways join after it? */
  const place = (statement: Statement, joined: boolean): boolean => {
    if (statement.kind === "while") {
      before(statement, comesBack(statement) ? "loop" : "join");
      bodies.set(keyOf(statement), keyOf(statement.body));
      const joinsInside = place(statement.body, false);
      if (statement.update !== undefined) {
        if (joinsInside || endOf(statement.body).continues) before(statement.update, "join");
        place(statement.update, false);
      }
      return hasSeveralExits(statement);
    }
    if (joined) before(statement, "join");
    switch (statement.kind) {
      case "block":
        return statement.statements.reduce((join, one) => place(one, join), joined);
      case "if": {
        const then = place(statement.then, false);
        const other = statement.else !== undefined && place(statement.else, false);
        const [thenEnds, otherEnds] = [
          endOf(statement.then).ends,
          statement.else === undefined || endOf(statement.else).ends,
        ];
        if (thenEnds && otherEnds) return true;
        return decides(statement.condition) || (thenEnds ? then : otherEnds && other);
      }
      case "break":
      case "continue":
      case "return":
      case "exit":
        return false;
      case "assign":
      case "assign_global":
      case "assign_element":
      case "assert":
      case "write":
      case "discard":
        return onlyReads(statement) || (hasChoices && nodesUnder(statement).some(isChoice));
    }
  };
  const joins = place(body, false);
  const returns = nodes.filter(({ kind }) => kind === "return").length;
  const joinsAtEnd = endOf(body).ends ? joins || returns > 0 : returns > 1;
  points.delete(keyOf(body));
  const decided = decisions || !hasChoices ? new Set<number>() : decidedIn(nodes);
  for (const node of nodes) {
    if (isChoice(node) && !decided.has(node.id)) points.set(pointKey({ phase: "after", node: node.id }), "join");
    if (node.kind === "transfer") points.set(pointKey({ phase: "after", node: node.id }), "join");
    if (node.kind === "new" || node.kind === "text") points.set(pointKey({ phase: "after", node: node.id }), "made");
  }
  for (const node of readsThatJoin(nodes)) points.set(pointKey({ phase: "after", node }), "join");
  return { points, bodies, joinsAtEnd };
}

/**
 * The reads after which ways join: a byte, or that there is none, is two ways, and of several such there would be very many. Where a statement does nothing
 * but to set a variable to what is read, they join behind it; in a condition they do not.
 */
function readsThatJoin(nodes: readonly Node[]): readonly number[] {
  const found: number[] = [];
  let last: { readonly read: number; readonly isPart: boolean } | undefined;
  let isPart = false;
  for (const node of nodes) {
    if (!("type" in node)) {
      if (last?.isPart === true) found.push(last.read);
      last = undefined;
      isPart = joinsAfterParts(node);
    }
    if (node.kind !== "read") continue;
    if (last !== undefined) found.push(last.read);
    last = { read: node.id, isPart };
  }
  if (last?.isPart === true) found.push(last.read);
  return found;
}

/** Does a statement do more with what it reads last, before the next one is executed? */
function joinsAfterParts(statement: Statement): boolean {
  switch (statement.kind) {
    case "assign":
    case "discard":
      return !onlyReads(statement);
    case "assign_global":
    case "assign_element":
    case "assert":
    case "write":
      return true;
    case "block":
    case "if":
    case "while":
    case "break":
    case "continue":
    case "return":
    case "exit":
      return false;
    default:
      return impossible(statement);
  }
}

/** Does a statement do nothing but read, and set a variable to that? */
function onlyReads(statement: Statement): boolean {
  const value =
    statement.kind === "assign" ? statement.value : statement.kind === "discard" ? statement.expression : undefined;
  return value?.kind === "read";
}

/** Does control go several ways where a condition decides, so that they join? */
function decides(condition: Expression): boolean {
  return nodesUnder(condition).some(isChoice);
}

/** Is it an `&&` or an `||`? */
export function isChoice(node: Node): node is Extract<Node, { readonly kind: "and" | "or" }> {
  return node.kind === "and" || node.kind === "or";
}

/** May a loop be left in several places, so that ways join behind it? A `break` counts, whatever loop it leaves. */
function hasSeveralExits({ condition, body }: Extract<Statement, { readonly kind: "while" }>): boolean {
  return decides(condition) || nodesUnder(body).some(({ kind }) => kind === "break");
}

/** Does control come back to a loop from its body? A machine has no loop for one that it leaves in the first round. */
function comesBack({ body }: Extract<Statement, { readonly kind: "while" }>): boolean {
  const { ends, continues } = endOf(body);
  return ends || continues;
}

/** Does control come to the end of a statement, as far as its form tells, and does a `continue` in it go on with a loop around it? */
function endOf(statement: Statement): { readonly ends: boolean; readonly continues: boolean } {
  switch (statement.kind) {
    case "block": {
      let continues = false;
      for (const one of statement.statements) {
        const inner = endOf(one);
        continues ||= inner.continues;
        if (!inner.ends) return { ends: false, continues };
      }
      return { ends: true, continues };
    }
    case "if": {
      const then = endOf(statement.then);
      const other = statement.else === undefined ? { ends: true, continues: false } : endOf(statement.else);
      return { ends: then.ends || other.ends, continues: then.continues || other.continues };
    }
    case "continue":
      return { ends: false, continues: true };
    case "break":
    case "return":
    case "exit":
      return { ends: false, continues: false };
    case "while":
    case "assign":
    case "assign_global":
    case "assign_element":
    case "assert":
    case "write":
    case "discard":
      return { ends: true, continues: false };
    default:
      return impossible(statement);
  }
}

/** The `&&` and `||` that only decide where control goes: their values are usually in no register. */
function decidedIn(nodes: readonly Node[]): ReadonlySet<number> {
  const decided = new Set<number>();
  const decide = (expression: Expression): void => {
    if (expression.kind === "unary") decide(expression.operand);
    if (!isChoice(expression)) return;
    decided.add(expression.id);
    decide(expression.left);
    decide(expression.right);
  };
  for (const node of nodes) {
    if (node.kind === "if" || node.kind === "while" || node.kind === "assert") decide(node.condition);
    if (isChoice(node)) decide(node.left);
  }
  return decided;
}
