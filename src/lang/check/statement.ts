/**
 * Checking statements: keeps scopes, makes the core statement, elaborates `for` (docs/ell.md, static rules S1–S9).
 */

import { impossible } from "../../core/impossible.ts";
import type { BlockStatement, Expression, NodeId, Statement } from "../program/program.ts";
import type { Span, SyntaxBlock, SyntaxExpression, SyntaxIf, SyntaxStatement, Type } from "../syntax/tree.ts";
import { type Context, describeType, type Refused, refused } from "./context.ts";
import { call, countArguments, element, expression, expressionOf } from "./expression.ts";
import { quote } from "./report.ts";
import type { Known } from "./scope.ts";

type Of<Kind extends SyntaxStatement["kind"]> = Extract<SyntaxStatement, { readonly kind: Kind }>;

/** The core form of a statement; `refused` when a mistake in it was reported. */
function statement(c: Context, s: SyntaxStatement): Statement | Refused {
  switch (s.kind) {
    case "let":
      return declare(c, s);
    case "assign":
      return assign(c, s);
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
      return condition && { kind: "assert", id, condition };
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
    if (checked !== refused) statements.push(checked);
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

/** Declare a local. Returns its slot, or `refused` when the name may not be declared. */
export function newLocal(c: Context, name: string, type: Known, span: Span, assignable: boolean): number | Refused {
  if (c.reserved(name, span)) return refused;
  if (c.locals.has(name))
    return c.error("duplicate-name", span, `${quote(name)} is already declared in this block`, {
      hint: `to change it, write \`${name} = …;\` without \`let\``,
    });
  return c.locals.declare(name, type, assignable).slot;
}

// S3: the value of an assignment has the type of its place.
function assign(c: Context, s: Of<"assign">): Statement | Refused {
  const id = c.number(s.span);
  const { place } = s;
  if (place.kind === "index") {
    const target = element(c, place);
    const type: Type | Refused = target && (target.element === "bool" ? "bool" : "int");
    const value =
      type === refused
        ? expression(c, s.value)
        : expressionOf(c, s.value, { type, because: `this element is ${describeType(type)}` });
    return target && value && { kind: "assign_element", id, ...target, value };
  }
  const found = c.find(place.name);
  if (
    found === undefined ||
    found.kind === "function" ||
    found.kind === "constant" ||
    (found.kind === "local" && !found.assignable)
  ) {
    expression(c, s.value);
    if (found === undefined) {
      const near = c.suggestion(place.name, false);
      // One message is enough: from here on the name is a variable of unknown type.
      if (near.hint === undefined) c.locals.declare(place.name, "unknown", true);
      return c.error(
        "unknown-name",
        place.span,
        `nothing is called ${quote(place.name)} here`,
        near.hint === undefined ? { hint: `a new variable is declared with \`let ${place.name} = …;\`` } : near,
      );
    }
    const what =
      found.kind === "function" ? "a function" : found.kind === "constant" ? "a constant" : "the variable of a `for`";
    return c.error(
      "not-assignable",
      place.span,
      `${quote(place.name)} is ${what} and cannot be assigned`,
      found.kind === "local" ? { hint: "use a `while` with a variable of its own" } : {},
    );
  }
  const { type } = found;
  const value =
    type === "unknown"
      ? expression(c, s.value)
      : expressionOf(c, s.value, { type, because: `${quote(place.name)} is ${describeType(type)}` });
  if (value === refused || type === "unknown") return refused;
  return found.kind === "local"
    ? { kind: "assign", id, slot: found.slot, value }
    : { kind: "assign_global", id, index: found.index, value };
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
function count(c: Context, s: Of<"for">): Statement | Refused {
  const head: Span = { start: s.span.start, end: s.high.span.end };
  const id = c.number(s.span);
  const lowId = c.number(s.low.span);
  const low = expressionOf(c, s.low, { type: "int", because: "a range begins with an int" });
  const highId = c.number(s.high.span);
  const high = expressionOf(c, s.high, { type: "int", because: "a range ends with an int" });
  c.locals.enter();
  const slot = newLocal(c, s.name, "int", head, false);
  const limit = c.locals.hide(`${s.name}..end`, "int");
  const variable = (): Expression => ({ kind: "local", id: c.number(head), type: "int", slot: slot ?? 0 });
  const whileId = c.number(s.span);
  const conditionId = c.number(head);
  const condition: Expression = {
    kind: "binary",
    id: conditionId,
    type: "bool",
    operator: "<",
    left: variable(),
    right: { kind: "local", id: c.number(head), type: "int", slot: limit },
  };
  const body = loopBody(c, s.body);
  const updateId = c.number(head);
  const sumId = c.number(head);
  const sum: Expression = {
    kind: "binary",
    id: sumId,
    type: "int",
    operator: "+",
    left: variable(),
    right: { kind: "constant", id: c.number(head), type: "int", value: 1 },
  };
  c.locals.leave();
  if (low === refused || high === refused || slot === refused || body === refused) return refused;
  return {
    kind: "block",
    id,
    statements: [
      { kind: "assign", id: lowId, slot, value: low },
      { kind: "assign", id: highId, slot: limit, value: high },
      { kind: "while", id: whileId, condition, body, update: { kind: "assign", id: updateId, slot, value: sum } },
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
