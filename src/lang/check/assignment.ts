/**
 * Checking assignments, and elaborating those with an operator (docs/ell.md, static rules S3 and S11).
 */

import type { Expression, NodeId, Statement } from "../program/program.ts";
import type { AssignmentOperator, SyntaxExpression, SyntaxPlace, SyntaxStatement, Type } from "../syntax/tree.ts";
import { type ArrayType, elementOf } from "../syntax/types.ts";
import { type Context, describeType, type Refused, refused } from "./context.ts";
import { arrayOf, element, expression, expressionOf } from "./expression.ts";
import { quote } from "./report.ts";
import type { Declared, Local } from "./scope.ts";

type Assignment = Extract<SyntaxStatement, { readonly kind: "assign" }>;

// S3: the value of an assignment has the type of its place.
export function assign(c: Context, s: Assignment): Statement | Refused {
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
  const found = variable(c, place, s.value);
  if (found === refused) return refused;
  const { type } = found;
  const value =
    type === "unknown"
      ? expression(c, s.value)
      : expressionOf(c, s.value, { type, because: `${quote(place.name)} is ${describeType(type)}` });
  return value === refused || type === "unknown" ? refused : assignTo(found, id, value);
}

type Variable = Extract<Local | Declared, { readonly kind: "local" | "global" }>;

/** The assignment of a variable. */
function assignTo(found: Variable, id: NodeId, value: Expression): Statement {
  return found.kind === "local"
    ? { kind: "assign", id, slot: found.slot, value }
    : { kind: "assign_global", id, index: found.index, value };
}

/** The variable of a name that is assigned. When there is none, that is reported, and mistakes in the value are, too. */
function variable(c: Context, place: Extract<SyntaxPlace, { readonly kind: "name" }>, value: SyntaxExpression) {
  const found = c.find(place.name);
  if (
    found === undefined ||
    found.kind === "function" ||
    found.kind === "constant" ||
    (found.kind === "local" && !found.assignable)
  ) {
    expression(c, value);
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
  return found;
}

// S11: `x += e` is x = x + e; `a[i] += e` is { a′ = a; i′ = i; a′[i′] = a′[i′] + e }. All are ints.
export function compound(c: Context, s: Assignment, operator: AssignmentOperator): Statement | Refused {
  const because = `\`${operator}=\` takes ints`;
  const { place } = s;
  const id = c.number(s.span);
  const binary = (binaryId: NodeId, left: Expression, right: Expression): Expression => ({
    kind: "binary",
    id: binaryId,
    type: "int",
    operator,
    left,
    right,
  });
  if (place.kind === "name") {
    const found = variable(c, place, s.value);
    if (found === refused) return refused;
    const binaryId = c.number(s.span);
    const left = expressionOf(c, place, { type: "int", because });
    const right = expressionOf(c, s.value, { type: "int", because });
    return left && right && assignTo(found, id, binary(binaryId, left, right));
  }
  const array = once(c, place.array, "array", () => arrayOf(c, place.array, "only an array has elements"));
  const index = once(c, place.index, "index", () =>
    expressionOf(c, place.index, { type: "int", because: "an index is an int" }),
  );
  if (array === refused || index === refused) {
    expressionOf(c, s.value, { type: "int", because });
    return refused;
  }
  const storeId = c.number(s.span);
  const target = { array: array.read(), index: index.read() };
  const binaryId = c.number(s.span);
  const loadId = c.number(place.span);
  const source = { array: array.read(), index: index.read() };
  const value = expressionOf(c, s.value, { type: "int", because });
  const kind = elementOf(array.type as ArrayType);
  if (kind === "bool") return c.mismatch(place.span, "bool", "int", because);
  if (value === refused) return refused;
  const loaded: Expression = { kind: "index", id: loadId, type: "int", element: kind, ...source };
  const sum = binary(binaryId, loaded, value);
  const store: Statement = { kind: "assign_element", id: storeId, element: kind, ...target, value: sum };
  const before = [array.assignment, index.assignment].filter((each) => each !== undefined);
  return { kind: "block", id, statements: [...before, store] };
}

/** An expression whose value is used more than once: `read` makes an expression that has it, after `assignment`. */
interface Once {
  readonly type: Expression["type"];
  readonly assignment: Statement | undefined;
  readonly read: () => Expression;
}

/**
 * Evaluates an expression once. A local variable or a constant stands for itself, since no expression changes it;
 * otherwise the value is in a variable that no name reaches.
 */
function once(c: Context, e: SyntaxExpression, name: string, check: () => Expression | Refused): Once | Refused {
  const itself = e.kind === "integer" || e.kind === "character" || (e.kind === "name" && isLocal(c, e.name));
  if (itself) {
    const before = c.origins.length;
    const checked = check();
    c.origins.length = before;
    return checked && { type: checked.type, assignment: undefined, read: () => ({ ...checked, id: c.number(e.span) }) };
  }
  const id = c.number(e.span);
  const value = check();
  if (value === refused || value.type === "nothing") return refused;
  const { type } = value;
  const slot = c.locals.hide(`..${name}`, type);
  return {
    type,
    assignment: { kind: "assign", id, slot, value },
    read: () => ({ kind: "local", id: c.number(e.span), type, slot }),
  };
}

/** Does the name mean the same value throughout a statement that does not assign it? */
function isLocal(c: Context, name: string): boolean {
  const found = c.find(name);
  return found?.kind === "local" || found?.kind === "constant";
}
