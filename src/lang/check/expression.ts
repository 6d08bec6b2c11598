/**
 * Checking expressions: resolves names, finds types, makes the core expression (docs/ell.md, static rules E1–E13).
 *
 * A function here returns `refused` when there is a mistake inside the expression, which is then already reported. The
 * expressions around it report nothing because of that mistake.
 */

import { impossible } from "../../core/impossible.ts";
import type { CallExpression, Expression } from "../program/program.ts";
import { foreignCallHint } from "../syntax/foreign.ts";
import { resultOf } from "../syntax/operators.ts";
import type { Element, Span, SyntaxCall, SyntaxExpression, Type } from "../syntax/tree.ts";
import { elementOf, isArray } from "../syntax/types.ts";
import { type Context, describeType, type Refused, refused } from "./context.ts";
import { literalOf } from "./literal.ts";
import { quote } from "./report.ts";
import { type BlockCall, type DeclaredFunction, isBlockCall, isBuiltIn } from "./scope.ts";

/** What type an expression must have, and how the message begins when it has another. */
export interface Wanted {
  readonly type: Type;
  readonly because: string;
  /** The hint when a text is given here. */
  readonly forText?: string | undefined;
}

type Of<Kind extends SyntaxExpression["kind"]> = Extract<SyntaxExpression, { readonly kind: Kind }>;

/** An expression that must have a given type. */
export function expressionOf(c: Context, e: SyntaxExpression, wanted: Wanted): Expression | Refused {
  const checked = expression(c, e);
  if (checked === refused || checked.type === wanted.type) return checked;
  const hint = (checked.type === "byte[]" ? wanted.forText : undefined) ?? conversionHint(checked.type, wanted.type);
  return c.mismatch(e.span, checked.type, wanted.type, wanted.because, hint);
}

/** An expression that has a value. */
export function expression(c: Context, e: SyntaxExpression): Expression | Refused {
  switch (e.kind) {
    case "integer": // E1
    case "character":
      return { kind: "constant", id: c.number(e.span), type: "int", value: e.value };
    case "boolean":
      return { kind: "constant", id: c.number(e.span), type: "bool", value: e.value ? 1 : 0 };
    case "string": // E2
    case "array": {
      // E13
      const id = c.number(e.span);
      const literal = literalOf(c, e);
      return literal && { kind: "text", id, ...literal };
    }
    case "name":
      return name(c, e);
    case "unary":
      return unary(c, e);
    case "binary":
      return binary(c, e);
    case "index":
      return index(c, e);
    case "call":
      return valueOfCall(c, e);
    case "new":
      return make(c, e);
    default:
      return impossible(e);
  }
}

// E3: a name is the innermost local of that name, else the constant or global.
function name(c: Context, e: Of<"name">): Expression | Refused {
  const found = c.find(e.name);
  if (found?.kind === "function" || isBuiltIn(e.name) || (found === undefined && isBlockCall(e.name)))
    return c.error("wrong-kind", e.span, `${quote(e.name)} is a function, and functions are not values`, {
      hint: `to call it, write \`${e.name}(…)\``,
    });
  if (found === undefined) {
    const known = c.suggestion(e.name, false);
    const foreign = foreignCallHint(e.name);
    return c.error(
      "unknown-name",
      e.span,
      `nothing is called ${quote(e.name)} here`,
      known.hint === undefined && foreign !== undefined ? { hint: foreign } : known,
    );
  }
  if (found.type === "unknown") return refused;
  const id = c.number(e.span);
  switch (found.kind) {
    case "constant":
      return { kind: "constant", id, type: found.type, value: found.value };
    case "global":
      return { kind: "global", id, type: found.type, index: found.index };
    case "local":
      return { kind: "local", id, type: found.type, slot: found.slot };
    default:
      return impossible(found);
  }
}

// E4: `-` and `~` take and give an int, `!` a bool.
function unary(c: Context, e: Of<"unary">): Expression | Refused {
  const id = c.number(e.span);
  const type = e.operator === "!" ? "bool" : "int";
  const operand = expressionOf(c, e.operand, { type, because: `\`${e.operator}\` takes ${describeType(type)}` });
  return operand && { kind: "unary", id, type, operator: e.operator, operand };
}

function binary(c: Context, e: Of<"binary">): Expression | Refused {
  const id = c.number(e.span);
  const { operator } = e;
  switch (operator) {
    case "&&": // E5: bools to a bool
    case "||": {
      const because = `\`${operator}\` takes bools`;
      const left = expressionOf(c, e.left, { type: "bool", because });
      const right = expressionOf(c, e.right, { type: "bool", because });
      return left && right && { kind: operator === "&&" ? "and" : "or", id, type: "bool", left, right };
    }
    case "==": // E6: two ints or two bools, to a bool
    case "!=":
      return equality(c, e, operator, id);
    default: {
      // E7: ints to an int, or to a bool for an ordering
      const because = `\`${operator}\` takes ints`;
      const forText = operator === "+" ? "arrays are not joined by `+`: write one after the other" : undefined;
      const left = expressionOf(c, e.left, { type: "int", because, forText });
      const right = expressionOf(c, e.right, { type: "int", because, forText });
      return left && right && { kind: "binary", id, type: resultOf(operator), operator, left, right };
    }
  }
}

function equality(c: Context, e: Of<"binary">, operator: "==" | "!=", id: number): Expression | Refused {
  const left = expression(c, e.left);
  const right = expression(c, e.right);
  if (left === refused || right === refused) return refused;
  for (const [side, at] of [
    [left, e.left],
    [right, e.right],
  ] as const)
    if (side.type !== "int" && side.type !== "bool")
      return c.error(
        "not-comparable",
        at.span,
        `\`${operator}\` compares ints or bools, and this is ${describeType(side.type)}`,
        { hint: "compare arrays element by element, in a loop" },
      );
  if (left.type !== right.type)
    return c.mismatch(
      e.right.span,
      right.type,
      left.type,
      `the left side of \`${operator}\` is ${describeType(left.type)}`,
      conversionHint(right.type, left.type as Type),
    );
  return { kind: "binary", id, type: "bool", operator, left, right };
}

// E8: `a[i]` is a bool for a bool[], else an int.
function index(c: Context, e: Of<"index">): Expression | Refused {
  const id = c.number(e.span);
  const place = element(c, e);
  return place && { kind: "index", id, type: place.element === "bool" ? "bool" : "int", ...place };
}

/** The array and index of an element that is read or assigned. */
export function element(
  c: Context,
  e: Of<"index">,
): { readonly element: Element; readonly array: Expression; readonly index: Expression } | Refused {
  const array = arrayOf(c, e.array, "only an array has elements");
  const index = expressionOf(c, e.index, { type: "int", because: "an index is an int" });
  const element = array && (elementOf(array.type) ?? refused);
  return element && index && { element, array, index };
}

/** An expression that is an array; `because` begins the message when it is not. */
export function arrayOf(c: Context, e: SyntaxExpression, because: string): Expression | Refused {
  const checked = expression(c, e);
  if (checked === refused || isArray(checked.type)) return checked;
  return c.error("not-an-array", e.span, `${because}, and this is ${describeType(checked.type)}`, {
    expected: "int[], bool[] or byte[]",
  });
}

// E9: `new t[](n)` takes an int and gives a t[].
function make(c: Context, e: Of<"new">): Expression | Refused {
  const id = c.number(e.span);
  const array = isArray(e.type);
  if (!array)
    c.error("not-an-array", e.span, `\`new\` makes arrays, and ${quote(e.type)} is not one`, {
      expected: `\`new ${e.type}[](length)\``,
    });
  const length = expressionOf(c, e.length, { type: "int", because: "the length of an array is an int" });
  return array && length !== refused ? { kind: "new", id, type: e.type, element: elementOf(e.type), length } : refused;
}

// E10: a call with a value: a function with a result, or a built-in one.
function valueOfCall(c: Context, e: SyntaxCall): Expression | Refused {
  if (e.name === "write" || e.name === "exit")
    return c.error("no-value", e.span, `\`${e.name}\` has no value`, {
      hint: `call it as a statement of its own: \`${e.name}(…);\``,
    });
  const checked = call(c, e);
  if (checked?.type !== "nothing") return checked;
  return c.error("no-value", e.span, `${quote(e.name)} has no result, so its call has no value`, {
    hint: "declare a result after its parameters, as in `fn f(): int`",
  });
}

/** A call of a function of the program, or of a built-in one with a value; its type may be `nothing`. */
export function call(c: Context, e: SyntaxCall): Expression | Refused {
  const id = c.number(e.span);
  if (e.name === "read") return countArguments(c, e, []) ? { kind: "read", id, type: "int" } : refused;
  if (e.name === "len") {
    if (!countArguments(c, e, ["an array"])) return refused;
    const array = arrayOf(c, e.arguments[0]!, "`len` takes an array");
    return array && { kind: "length", id, type: "int", array };
  }
  const found = c.find(e.name);
  if (found === undefined && isBlockCall(e.name)) return transfer(c, e, e.name, id);
  if (found === undefined) {
    const foreign = foreignCallHint(e.name);
    for (const argument of e.arguments) expression(c, argument);
    return c.error(
      "unknown-name",
      callee(e),
      `there is no function called ${quote(e.name)}`,
      foreign === undefined ? c.suggestion(e.name, true) : { hint: foreign },
    );
  }
  if (found.kind !== "function") {
    const what = found.kind === "constant" ? "constant" : "variable";
    return c.error(
      "wrong-kind",
      callee(e),
      `${quote(e.name)} is a ${what}, and only functions are called`,
      isArrayKnown(found.type) ? { hint: `an element is \`${e.name}[i]\`` } : {},
    );
  }
  return callOf(c, e, found, id);
}

// E12: `read_bytes` and `write_bytes` take a byte[] and two ints, and give an int.
function transfer(c: Context, e: SyntaxCall, name: BlockCall, id: number): Expression | Refused {
  if (!countArguments(c, e, ["a byte[]", "from", "count"])) return refused;
  const argument = (index: number, type: Type, what: string): Expression | Refused =>
    expressionOf(c, e.arguments[index]!, { type, because: `${what} of ${quote(name)} is ${describeType(type)}` });
  const array = argument(0, "byte[]", "argument 1");
  const from = argument(1, "int", "argument 2");
  const count = argument(2, "int", "argument 3");
  const direction = name === "read_bytes" ? "read" : "write";
  return array && from && count && { kind: "transfer", id, type: "int", direction, array, from, count };
}

// E11: as many arguments as parameters, each of its parameter's type.
function callOf(c: Context, e: SyntaxCall, callee: DeclaredFunction, id: number): CallExpression | Refused {
  if (!countArguments(c, e, callee.parameters)) return refused;
  const checked = e.arguments.map((argument, i) =>
    expressionOf(c, argument, {
      type: callee.parameters[i]!,
      because: `argument ${i + 1} of ${quote(e.name)} is ${describeType(callee.parameters[i]!)}`,
    }),
  );
  const complete = checked.filter((argument) => argument !== refused);
  if (complete.length < checked.length) return refused;
  return { kind: "call", id, type: callee.result ?? "nothing", callee: callee.index, arguments: complete };
}

/** Are there as many arguments as `parameters`? If not, mistakes inside the arguments are still reported. */
export function countArguments(c: Context, e: SyntaxCall, parameters: readonly string[]): boolean {
  const [wanted, found] = [parameters.length, e.arguments.length];
  if (found === wanted) return true;
  for (const argument of e.arguments) expression(c, argument);
  const takes = wanted === 0 ? "no arguments" : wanted === 1 ? "one argument" : `${wanted} arguments`;
  c.error(
    "argument-count",
    e.span,
    `${quote(e.name)} takes ${takes}, and here ${found === 1 ? "is" : "are"} ${found === 0 ? "none" : found}`,
    {
      expected: `\`${e.name}(${parameters.join(", ")})\``,
    },
  );
  return false;
}

/** The span of a call's name. */
function callee(e: SyntaxCall): Span {
  return { start: e.span.start, end: Math.min(e.span.end, e.span.start + e.name.length) };
}

function isArrayKnown(type: string): boolean {
  return type.endsWith("[]");
}

function conversionHint(found: Type | "nothing", wanted: Type): string | undefined {
  if (wanted === "bool" && found === "int") return "an int is not a bool: compare it, as in `x != 0`";
  if (wanted === "int" && found === "byte[]")
    return "a single character is written with `'`, as in 'a'; a length is `len(a)`";
  if (wanted === "int" && isArray(found)) return "an element is `a[i]`, and the length `len(a)`";
  return undefined;
}
