/**
 * The variables of a function that are still needed, before each statement. A place where the machine has lost one of them is no place
 * for a cut point. A variable that is only read to make what nobody needs (`x = x + 1` where x is not read otherwise) is not
 * needed: compilers leave that out. More than are needed would do no harm but to refuse good places.
 */

import { impossible } from "../../core/impossible.ts";
import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Expression, FunctionDefinition, Node, Statement } from "../../lang/program/program.ts";
import { SlotSet } from "./slot-set.ts";

const { none } = SlotSet;

/** Where control goes from within a loop. */
interface Around {
  readonly afterBreak: SlotSet;
  readonly afterContinue: SlotSet;
}

/**
 * The live variables before each statement, by its number; and those after each expression, by its number: the variables that are live
 * after the statement in which it is, or where its condition leads to.
 */
export function liveVariables({ body }: FunctionDefinition): ReadonlyMap<number, SlotSet> {
  const live = new Map<number, SlotSet>();
  /** Of each expression, found once: a loop is gone through until nothing is added. */
  const backwards = new Map<Expression, readonly Backwards[]>();
  const reads = new Map<Expression, SlotSet>();
  const usesOf = (expression: Expression): SlotSet => {
    const uses = reads.get(expression) ?? readIn(expression);
    reads.set(expression, uses);
    return uses;
  };
  const before = (statement: Statement, after: SlotSet, around: Around): SlotSet => {
    const found = computed(statement, after, around);
    live.set(statement.id, found);
    return found;
  };
  /** What delivers a value in an expression leaves these variables live, and what the expression reads after it. */
  const over = (expression: Expression, slots: SlotSet): SlotSet => {
    const steps = backwards.get(expression) ?? backwardsIn(expression);
    backwards.set(expression, steps);
    let after = slots;
    for (const { kind, number } of steps)
      if (kind === "stop") live.set(number, after);
      else after = after.with(number);
    return slots;
  };
  const computed = (statement: Statement, after: SlotSet, around: Around): SlotSet => {
    switch (statement.kind) {
      case "assign": {
        const rest = after.without(statement.slot);
        const uses = rest === after ? effectUsesOf(statement.value) : usesOf(statement.value);
        return over(statement.value, rest).join(uses).orSame(after);
      }
      case "assign_global":
      case "write":
        return over(statement.value, after).join(usesOf(statement.value));
      case "assign_element": {
        const { array, index, value } = statement;
        const afterIndex = over(value, after).join(usesOf(value));
        const afterArray = over(index, afterIndex).join(usesOf(index));
        return over(array, afterArray).join(usesOf(array));
      }
      case "if": {
        const other = statement.else === undefined ? after : before(statement.else, after, around);
        const then = before(statement.then, after, around);
        const decides = !isIdle(statement.then, after) || !isIdle(statement.else, after);
        const both = over(statement.condition, then.join(other));
        return both.join(decides ? usesOf(statement.condition) : effectUsesOf(statement.condition));
      }
      case "while": {
        let head = after.join(usesOf(statement.condition));
        for (;;) {
          const again =
            statement.update === undefined
              ? head
              : before(statement.update, head, { afterBreak: none, afterContinue: none });
          const inside = { afterBreak: after, afterContinue: again };
          const rounds = before(statement.body, again, inside);
          over(statement.condition, after.join(rounds));
          const next = head.join(rounds);
          if (next === head) return next;
          head = next;
        }
      }
      case "break":
        return around.afterBreak;
      case "continue":
        return around.afterContinue;
      case "return":
      case "exit":
        return statement.value === undefined ? none : over(statement.value, none).join(usesOf(statement.value));
      case "assert":
        return over(statement.condition, after).join(usesOf(statement.condition));
      case "discard":
        return over(statement.expression, after).join(effectUsesOf(statement.expression));
      case "block":
        return statement.statements.reduceRight((live, one) => before(one, live, around), after);
      default:
        return impossible(statement);
    }
  };
  before(body, none, { afterBreak: none, afterContinue: none });
  return live;
}

/** Of an expression, from its end: which variable is read, or which node delivers its value after which both sides may stop. */
interface Backwards {
  readonly kind: "read" | "stop";
  readonly number: number;
}

function backwardsIn(expression: Expression): readonly Backwards[] {
  const nodes = nodesUnder(expression);
  // Of most expressions nothing is asked.
  if (!nodes.some(mayStopAfter)) return [];
  // Nodes come before their parts, and parts in the order in which they are evaluated: what comes after one of them is read after it.
  const ends = new Map<number, number[]>();
  for (const [i, node] of nodes.entries())
    if (mayStopAfter(node)) {
      const end = i + nodesUnder(node).length;
      ends.set(end, [...(ends.get(end) ?? []), node.id]);
    }
  const steps: Backwards[] = [];
  for (let i = nodes.length; i >= 0; i--) {
    const node = nodes[i];
    if (node?.kind === "local") steps.push({ kind: "read", number: node.slot });
    for (const id of ends.get(i) ?? []) steps.push({ kind: "stop", number: id });
  }
  return steps;
}

/** May both sides stop after an expression: does it call, make an array, read, move a block, or do ways join there? */
function mayStopAfter({ kind }: Node): boolean {
  return stopping.has(kind);
}

const stopping: ReadonlySet<Node["kind"]> = new Set(["call", "new", "text", "read", "transfer", "and", "or"]);

/** Does a statement do nothing that is needed? */
function isIdle(statement: Statement | undefined, after: SlotSet): boolean {
  if (statement === undefined) return true;
  switch (statement.kind) {
    case "block":
      return statement.statements.every((one) => isIdle(one, after));
    case "assign":
      return !after.has(statement.slot) && nodesUnder(statement.value).every(isPure);
    case "discard":
      return nodesUnder(statement.expression).every(isPure);
    default:
      return false;
  }
}

/** Is the evaluation of a node without effects, traps and new arrays, besides those of its parts? */
export function isPure(node: Node): boolean {
  switch (node.kind) {
    case "constant":
    case "local":
    case "global":
    case "unary":
    case "and":
    case "or":
    case "length":
      return true;
    case "binary":
      return node.operator !== "/" && node.operator !== "%";
    default:
      return false;
  }
}

/** The variables that an expression needs if nobody needs its value: those that decide on traps, events, arrays and calls. */
function effectUsesOf(expression: Expression): SlotSet {
  let slots = none;
  const pending = [expression];
  const needs = (needed: Expression): void => {
    slots = slots.join(readIn(needed));
  };
  for (let node = pending.pop(); node !== undefined; node = pending.pop())
    switch (node.kind) {
      case "constant":
      case "text":
      case "local":
      case "global":
      case "read":
        break;
      case "unary":
        pending.push(node.operand);
        break;
      case "length":
        pending.push(node.array);
        break;
      case "binary":
        pending.push(node.left);
        if (node.operator === "/" || node.operator === "%") needs(node.right);
        else pending.push(node.right);
        break;
      case "and":
      case "or":
      case "index":
      case "new":
      case "transfer":
      case "call":
        needs(node);
        break;
      default:
        impossible(node);
    }
  return slots;
}

/** The variables that an expression reads. */
function readIn(expression: Expression): SlotSet {
  if (expression.kind === "constant") return none;
  const slots = new Set<number>();
  for (const node of nodesUnder(expression)) if (node.kind === "local") slots.add(node.slot);
  return SlotSet.of(slots);
}
