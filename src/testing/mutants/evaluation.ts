/**
 * Mutants of evaluation: what is evaluated, how often, and in which order.
 */

import type { Expression, Statement } from "../../lang/program/program.ts";
import type { Mutant } from "./catalogue.ts";
import { misblock } from "./flow-edits.ts";
import { assign, block, holdsExpression, integer, isPure, local, misread } from "./source-edits.ts";

const commutative: ReadonlySet<string> = new Set(["+", "*", "&", "|", "^", "==", "!="]);

/** What each comparison becomes when its operands are exchanged. */
const mirrored = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** A call with its arguments evaluated from the last to the first, into temporaries. */
function backwards(
  e: Extract<Expression, { kind: "call" }>,
  fresh: () => number,
  statement: (e: Expression) => Statement,
): Statement {
  const slots = e.arguments.map(() => fresh());
  const assignments = e.arguments.map((argument, k) => assign(slots[k]!, argument, argument.id)).reverse();
  const call = { ...e, arguments: e.arguments.map(({ id }, k) => local(slots[k]!, id)) };
  return block(e.id, ...assignments, statement(call));
}

const sameExpression = (a: Expression, b: Expression): boolean => shapeOf(a) === shapeOf(b);

/** An expression without its node numbers. */
const shapeOf = (e: Expression): string =>
  JSON.stringify(e, (key, value: unknown) => (key === "id" ? undefined : value));

/** Mutants of this class. */
export const evaluation: readonly Mutant[] = [
  {
    name: "sum-evaluates-right-first",
    description: "The right operand of a commutative operator is evaluated before the left one.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "binary" && commutative.has(e.operator) ? { ...e, left: e.right, right: e.left } : e,
    }),
  },
  {
    name: "difference-evaluates-right-first",
    description: "a − b is computed as −b + a, so b is evaluated first.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "binary" && e.operator === "-"
          ? {
              ...e,
              operator: "+",
              left: { kind: "unary", id: e.id, type: "int", operator: "-", operand: e.right },
              right: e.left,
            }
          : e,
    }),
  },
  {
    name: "comparison-evaluates-right-first",
    description: "a < b is compiled as b > a, so b is evaluated first.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "binary" && e.operator in mirrored
          ? { ...e, operator: mirrored[e.operator as keyof typeof mirrored], left: e.right, right: e.left }
          : e,
    }),
  },
  {
    name: "arguments-right-to-left",
    description: "The arguments of a call whose value is assigned or dropped are evaluated from the last to the first.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, fresh) => {
        if (s.kind === "assign" && s.value.kind === "call")
          return backwards(s.value, fresh, (value) => ({ ...s, value }));
        if (s.kind === "return" && s.value?.kind === "call")
          return backwards(s.value, fresh, (value) => ({ ...s, value }));
        if (s.kind === "write" && s.value.kind === "call")
          return backwards(s.value, fresh, (value) => ({ ...s, value }));
        if (s.kind === "discard" && s.expression.kind === "call")
          return backwards(s.expression, fresh, (expression) => ({ ...s, expression }));
        return s;
      },
    }),
  },
  {
    name: "element-value-evaluated-first",
    description: "In a[i] = e, e is evaluated before a and i.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, fresh) => {
        if (s.kind !== "assign_element") return s;
        const value = fresh();
        return block(s.id, assign(value, s.value, s.id), { ...s, value: local(value, s.id) });
      },
    }),
  },
  {
    name: "index-evaluated-before-array",
    description: "In a[i] = e, i is evaluated before a.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, fresh) => {
        if (s.kind !== "assign_element") return s;
        const index = fresh();
        return block(s.id, assign(index, s.index, s.id), { ...s, index: local(index, s.id) });
      },
    }),
  },
  {
    name: "compound-index-evaluated-twice",
    description: "In a[i] += e, i is evaluated once for the load and once more for the store.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, _, f) => {
        const store = s.kind === "block" ? s.statements.at(-1) : undefined;
        if (s.kind !== "block" || store?.kind !== "assign_element" || store.value.kind !== "binary") return s;
        const index = s.statements.find((each) => each.kind === "assign" && f.slots[each.slot]?.name === "..index");
        const { left } = store.value;
        if (index?.kind !== "assign" || left.kind !== "index") return s;
        const value = { ...store.value, left: { ...left, index: index.value } };
        const before = s.statements.slice(0, -1).filter((each) => each !== index);
        return { ...s, statements: [...before, { ...store, index: index.value, value }] };
      },
    }),
  },
  {
    name: "compound-element-loaded-last",
    description: "In a[i] += e, e is evaluated before the element is loaded and its bounds are checked.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, fresh) => {
        if (s.kind !== "assign_element" || s.value.kind !== "binary" || s.value.left.kind !== "index") return s;
        const right = fresh();
        const value = { ...s.value, right: local(right, s.value.right.id) };
        return block(s.id, assign(right, s.value.right, s.id), { ...s, value });
      },
    }),
  },
  {
    name: "and-evaluates-both-sides",
    description: "a && b evaluates b even when a is false.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({ expression: (e) => (e.kind === "and" ? { ...e, kind: "binary", operator: "&" } : e) }),
  },
  {
    name: "or-evaluates-both-sides",
    description: "a || b evaluates b even when a is true.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({ expression: (e) => (e.kind === "or" ? { ...e, kind: "binary", operator: "|" } : e) }),
  },
  {
    name: "negated-and-stays-and",
    description: "!(a && b) is pushed inwards as !a && !b.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) => {
        if (e.kind !== "unary" || e.operator !== "!") return e;
        if (e.operand.kind !== "and" && e.operand.kind !== "or") return e;
        const { left, right } = e.operand;
        return { ...e.operand, left: { ...e, operand: left }, right: { ...e, operand: right } };
      },
    }),
  },
  {
    name: "logic-associates-with-the-right-first",
    description: "a || b && c is grouped as (a || b) && c, as if || bound more tightly.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "or" && e.right.kind === "and"
          ? { ...e.right, left: { ...e, right: e.right.left }, right: e.right.right }
          : e,
    }),
  },
  {
    name: "and-binds-like-or",
    description: "a | b & c is grouped as (a | b) & c, as if | and & had one precedence.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "binary" && e.operator === "|" && e.right.kind === "binary" && e.right.operator === "&"
          ? { ...e.right, left: { ...e, right: e.right.left }, right: e.right.right }
          : e,
    }),
  },
  {
    name: "dropped-result-drops-read",
    description: "An expression whose value nobody uses is not evaluated, although it reads.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) => (s.kind === "discard" && s.expression.kind !== "call" ? block(s.id) : s),
    }),
  },
  {
    name: "dead-assignment-drops-effects",
    description: "The assignment of a variable that is never looked at is deleted together with what its value does.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, _, f) => (s.kind === "assign" && !isRead(s.slot, f.body) ? block(s.id) : s),
    }),
  },
  {
    name: "dead-assignment-drops-trap",
    description:
      "The assignment of a variable that is never looked at is deleted when its value has no event, but a trap.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, _, f) =>
        s.kind === "assign" &&
        !isRead(s.slot, f.body) &&
        !holdsExpression(s.value, ({ kind }) => kind === "read" || kind === "transfer" || kind === "call")
          ? block(s.id)
          : s,
    }),
  },
  {
    name: "difference-of-equals-is-zero",
    description: "e − e is folded to 0, although e has effects.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "binary" && e.operator === "-" && sameExpression(e.left, e.right) ? integer(0, e.id) : e,
    }),
  },
  {
    name: "product-with-zero-is-zero",
    description: "e * 0 is folded to 0, although e has effects.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      expression: (e) =>
        e.kind === "binary" && e.operator === "*" && e.right.kind === "constant" && e.right.value === 0 ? e.right : e,
    }),
  },
  {
    name: "condition-hoisted-out-of-loop",
    description: "The limit of a comparison that heads a loop is computed once, although the loop changes it.",
    class: "evaluation",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, fresh) => {
        if (s.kind !== "while" || s.condition.kind !== "binary") return s;
        const { right } = s.condition;
        if (right.kind === "constant" || !isPure(right)) return s;
        const limit = fresh();
        const condition = { ...s.condition, right: local(limit, right.id) };
        return block(s.id, assign(limit, right, right.id), { ...s, condition });
      },
    }),
  },
  {
    name: "adjacent-writes-swapped",
    description: "Of two writes in a row, the second is done first.",
    class: "environment",
    wraps: "langToFlow",
    passes: misblock((b) => {
      const instructions = [...b.instructions];
      for (let i = 0; i + 1 < instructions.length; i++) {
        if (instructions[i]!.op !== "write" || instructions[i + 1]!.op !== "write") continue;
        [instructions[i], instructions[i + 1]] = [instructions[i + 1]!, instructions[i]!];
        i++;
      }
      return { ...b, instructions };
    }),
  },
];

/** Is the local variable read anywhere in these statements? */
function isRead(slot: number, body: Statement): boolean {
  let found = false;
  JSON.stringify(body, (_, value: unknown) => {
    const isLocal = typeof value === "object" && value !== null && "kind" in value && value.kind === "local";
    if (isLocal && "slot" in value) found ||= value.slot === slot;
    return value;
  });
  return found;
}
