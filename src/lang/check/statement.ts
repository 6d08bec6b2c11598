/**
 * Checking statements: keeps scopes, makes the core statement, elaborates `for` (docs/ell.md, static rules S1–S12;
 * assignments are in assignment.ts).
 */

import { impossible } from "../../core/impossible.ts";
import type { BlockStatement, Expression, NodeId, Statement } from "../program/program.ts";
import type { Span, SyntaxBlock, SyntaxExpression, SyntaxIf, SyntaxStatement } from "../syntax/tree.ts";
import { assign, compound } from "./assignment.ts";
import { constantOf } from "./constants.ts";
import { type Context, describeType, type Refused, refused } from "./context.ts";
import { call, countArguments, expression, expressionOf } from "./expression.ts";
import { quote } from "./report.ts";
import type { Known } from "./scope.ts";
import { stepOf, update } from "./step.ts";

type Of<Kind extends SyntaxStatement["kind"]> = Extract<SyntaxStatement, { readonly kind: Kind }>;

/** What a declaration of a constant is in a program. */
const nothing = undefined;

/** The core form of a statement; `refused` when a mistake in it was reported. */
function statement(c: Context, s: SyntaxStatement): Statement | Refused | typeof nothing {
  switch (s.kind) {
    case "let":
      return declare(c, s);
    case "const":
      return constant(c, s);
    case "assign":
      return s.operator === undefined ? assign(c, s) : compound(c, s, s.operator);
    case "if":
      return branch(c, s);
    case "while":
      return loop(c, s);
    case "for":
      return count(c, s);
    case "break":
    case "continue": // S6
      if (c.loops === 0)
        return c.error("outside-loop", s.span, `\`${s.kind}\` is outside any loop`, {
          expected: "a `while` or `for` around it",
        });
      return { kind: s.kind, id: c.number(s.span) };
    case "return":
      return finish(c, s);
    case "assert": {
      // S8
      const id = c.number(s.span);
      const condition = expressionOf(c, s.condition, { type: "bool", because: "`assert` takes a bool" });
      return condition && { kind: "assert", id, condition, text: s.text };
    }
    case "call":
      return effect(c, s);
    case "block":
      return block(c, s);
    default:
      return impossible(s);
  }
}

// S1: a block is a scope.
export function block(c: Context, s: SyntaxBlock): BlockStatement | Refused {
  const id = c.number(s.span);
  c.locals.enter();
  const before = c.report.count;
  const statements: Statement[] = [];
  for (const each of s.statements) {
    const checked = statement(c, each);
    if (checked !== refused && checked !== nothing) statements.push(checked);
  }
  c.locals.leave();
  return c.report.count === before ? { kind: "block", id, statements } : refused;
}

// S2: `let` makes a new variable, from here to the end of the block; its value does not see it.
function declare(c: Context, s: Of<"let">): Statement | Refused {
  const id = c.number(s.span);
  const value =
    s.type === undefined
      ? expression(c, s.value)
      : expressionOf(c, s.value, { type: s.type, because: `${quote(s.name)} is declared ${describeType(s.type)}` });
  const type: Known = s.type ?? (value?.type === "nothing" ? "unknown" : (value?.type ?? "unknown"));
  const local = newLocal(c, s.name, type, s.span, true);
  return value && local !== refused ? { kind: "assign", id, slot: local, value } : refused;
}

// S10: a constant is known from here to the end of the block; its value does not see it.
function constant(c: Context, s: Of<"const">): Refused | typeof nothing {
  const value = constantOf(c, s.value);
  if (!mayDeclare(c, s.name, s.span)) return refused;
  c.locals.declareConstant(s.name, value?.type ?? "unknown", value?.value ?? 0);
  return value === refused ? refused : nothing;
}

/** May the innermost block declare this name? If not, that was reported. */
function mayDeclare(c: Context, name: string, span: Span): boolean {
  if (c.reserved(name, span)) return false;
  if (!c.locals.has(name)) return true;
  c.error("duplicate-name", span, `${quote(name)} is already declared in this block`, {
    hint: `to change it, write \`${name} = …;\` without \`let\``,
  });
  return false;
}

/** Declare a local. Returns its slot, or `refused` when the name may not be declared. */
export function newLocal(c: Context, name: string, type: Known, span: Span, assignable: boolean): number | Refused {
  if (!mayDeclare(c, name, span)) return refused;
  return c.locals.declare(name, type, assignable).slot;
}

// S4: conditions are bools.
function branch(c: Context, s: SyntaxIf): Statement | Refused {
  const id = c.number(s.span);
  const condition = expressionOf(c, s.condition, { type: "bool", because: "the condition of an `if` is a bool" });
  const then = block(c, s.then);
  if (s.else === undefined) return condition && then && { kind: "if", id, condition, then, else: undefined };
  const otherwise = s.else.kind === "if" ? branch(c, s.else) : block(c, s.else);
  return condition && then && otherwise && { kind: "if", id, condition, then, else: otherwise };
}

function loop(c: Context, s: Of<"while">): Statement | Refused {
  const id = c.number(s.span);
  const condition = expressionOf(c, s.condition, { type: "bool", because: "the condition of a `while` is a bool" });
  const body = loopBody(c, s.body);
  return condition && body && { kind: "while", id, condition, body, update: undefined };
}

function loopBody(c: Context, s: SyntaxBlock): BlockStatement | Refused {
  c.loops++;
  const body = block(c, s);
  c.loops--;
  return body;
}

// S5: `for i in lo..hi { … }` is { i = lo; i..end = hi; while i < i..end { … } updating i = i + 1 }, and i is not assigned.
// S12: with `by k` it is while i < i..end, or i > i..end when k < 0, and updating i = i + k, or i = i..end past the ends of int.
function count(c: Context, s: Of<"for">): Statement | Refused {
  const head: Span = { start: s.span.start, end: (s.step ?? s.high).span.end };
  const id = c.number(s.span);
  const lowId = c.number(s.low.span);
  const low = expressionOf(c, s.low, { type: "int", because: "a range begins with an int" });
  const highId = c.number(s.high.span);
  const high = expressionOf(c, s.high, { type: "int", because: "a range ends with an int" });
  const by = stepOf(c, s.step);
  c.locals.enter();
  const slot = newLocal(c, s.name, "int", head, false);
  const limit = c.locals.hide(`${s.name}..end`, "int");
  const variable = (): Expression => ({ kind: "local", id: c.number(head), type: "int", slot: slot ?? 0 });
  const end = (): Expression => ({ kind: "local", id: c.number(head), type: "int", slot: limit });
  const whileId = c.number(s.span);
  const conditionId = c.number(head);
  const condition: Expression = {
    kind: "binary",
    id: conditionId,
    type: "bool",
    operator: by !== refused && by < 0 ? ">" : "<",
    left: variable(),
    right: end(),
  };
  const body = loopBody(c, s.body);
  const next = update(c, head, slot ?? 0, by ?? 1, variable, end);
  c.locals.leave();
  if (low === refused || high === refused || by === refused || slot === refused || body === refused) return refused;
  return {
    kind: "block",
    id,
    statements: [
      { kind: "assign", id: lowId, slot, value: low },
      { kind: "assign", id: highId, slot: limit, value: high },
      { kind: "while", id: whileId, condition, body, update: next },
    ],
  };
}

// S7: `return` carries a value of the result's type, and none where there is no result.
function finish(c: Context, s: Of<"return">): Statement | Refused {
  const id = c.number(s.span);
  if (s.value === undefined) {
    if (c.result === undefined) return { kind: "return", id, value: undefined };
    return c.error(
      "return-value",
      s.span,
      `this function has a result of type ${c.result}, and this \`return\` has no value`,
      { expected: `\`return …;\` with ${describeType(c.result)}` },
    );
  }
  if (c.result === undefined) {
    expression(c, s.value);
    return c.error("return-value", s.value.span, "this function has no result, and this `return` has a value", {
      hint: "declare the result after the parameters, as in `fn f(): int`",
    });
  }
  const value = expressionOf(c, s.value, {
    type: c.result,
    because: `this function's result is ${describeType(c.result)}`,
  });
  return value && { kind: "return", id, value };
}

// S9: a call as a statement; `write` and `exit` take an int; a result is discarded.
function effect(c: Context, s: Of<"call">): Statement | Refused {
  const id = c.number(s.span);
  const { name } = s.call;
  if (name === "write" || name === "exit") return builtIn(c, s.call.arguments, s, name, id);
  const dropped = call(c, s.call);
  return dropped && { kind: "discard", id, expression: dropped };
}

const forText = {
  write: { forText: "a text is written byte by byte: `for i in 0..len(s) { write(s[i]); }`" },
  exit: {},
};

function builtIn(
  c: Context,
  given: readonly SyntaxExpression[],
  s: Of<"call">,
  name: "write" | "exit",
  id: NodeId,
): Statement | Refused {
  if (!countArguments(c, s.call, ["int"])) return refused;
  const value = expressionOf(c, given[0]!, { type: "int", because: `\`${name}\` takes an int`, ...forText[name] });
  return value && { kind: name, id, value };
}
