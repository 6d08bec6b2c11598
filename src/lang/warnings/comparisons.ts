/**
 * Comparisons that always have the same result: of a value with itself, with a value that it can never have, or together
 * with other comparisons of a condition, as in `c != 'a' || c != 'b'`.
 *
 * A comparison of constants that have names gives no warning: it depends on how the program was configured.
 */

import { printExpression } from "../syntax/print.ts";
import type { InfixOperator, Module, SyntaxExpression, SyntaxStatement } from "../syntax/tree.ts";
import { expressionsOf, partsOf, statementsOf } from "../syntax/walk.ts";
import { compareRanges, type Range, rangeOf, within } from "./ranges.ts";
import type { Names } from "./variables.ts";
import type { Warn } from "./warn.ts";

type Binary = Extract<SyntaxExpression, { readonly kind: "binary" }>;

/** What each comparison becomes when its sides change places. */
const mirrored: ReadonlyMap<InfixOperator, InfixOperator> = new Map([
  ["==", "=="],
  ["!=", "!="],
  ["<", ">"],
  ["<=", ">="],
  [">", "<"],
  [">=", "<="],
]);

/** What each comparison becomes when it is negated. */
const denied: ReadonlyMap<InfixOperator, InfixOperator> = new Map([
  ["==", "!="],
  ["!=", "=="],
  ["<", ">="],
  ["<=", ">"],
  [">", "<="],
  [">=", "<"],
]);

/** Warn of comparisons that always have the same result. */
export function warnOfComparisons(module: Module, names: Names, warn: Warn): void {
  const look = (e: SyntaxExpression, inside: InfixOperator | undefined): void => {
    if (e.kind === "binary" && denied.has(e.operator)) single(e, names, warn);
    const logical = e.kind === "binary" && (e.operator === "&&" || e.operator === "||") ? e.operator : undefined;
    if (logical !== undefined && logical !== inside) together(e as Binary, names, warn);
    for (const part of partsOf(e)) look(part, logical);
  };
  for (const d of module.declarations) if (d.kind === "function") expressionsIn(d.body, (e) => look(e, undefined));
}

function single(e: Binary, names: Names, warn: Warn): void {
  const { operator, left, right } = e;
  const tell = (result: boolean, hint: string) =>
    warn.at(e.span, "constant-comparison", `this comparison is always ${String(result)}`, { hint });
  const type = names.typeOf(left) ?? names.typeOf(right);
  const [l, r] = [kindOf(left, names), kindOf(right, names)];
  if (
    l === "variable" &&
    r === "variable" &&
    left.kind === right.kind &&
    printExpression(left) === printExpression(right)
  ) {
    tell(operator === "==" || operator === "<=" || operator === ">=", "both sides are the same value");
    return;
  }
  const isFixed = (kind: Kind): boolean => kind === "literal" || kind === "named";
  if (type === "bool" || (isFixed(l) && isFixed(r) && (l === "named" || r === "named"))) return;
  const result = compareRanges(operator, rangeOf(left, names), rangeOf(right, names));
  if (result === undefined) return;
  const varying = isFixed(l) ? right : left;
  tell(result, l === "literal" && r === "literal" ? `write \`${String(result)}\`` : reasonOf(varying, names));
}

/** What a side is made of: only literals; also named constants; also variables; or anything, with calls. */
type Kind = "literal" | "named" | "variable" | "other";

function kindOf(e: SyntaxExpression, names: Names): Kind {
  if (e.kind === "name") return names.used.has(e) ? "variable" : "named";
  if (e.kind === "new" || e.kind === "string" || e.kind === "array" || (e.kind === "call" && e.name !== "len"))
    return "other";
  const parts = partsOf(e).map((part) => kindOf(part, names));
  for (const kind of ["other", "variable", "named"] as const) if (parts.includes(kind)) return kind;
  return e.kind === "call" ? "other" : "literal";
}

function reasonOf(e: SyntaxExpression, names: Names): string {
  const { low, high } = rangeOf(e, names);
  if (e.kind === "index" && names.typeOf(e.array) === "byte[]") return "an element of a `byte[]` is from 0 to 255";
  if (e.kind === "call" && e.name === "read") return "`read()` gives a byte, from 0 to 255, or -1 at the end";
  if (e.kind === "call" && e.name === "len") return "a length is never negative";
  return `the value is from ${low} to ${high}`;
}

/** Warn when the comparisons of a `&&` cannot all hold, and when always at least one comparison of a `||` holds. */
function together(e: Binary, names: Names, warn: Warn): void {
  const every = e.operator === "&&";
  const left = new Map<string, Range>();
  for (const part of operandsOf(e, e.operator)) {
    const asked = askedOf(part, names);
    if (asked === undefined) {
      if (!isQuiet(part)) left.clear();
      continue;
    }
    const { subject, value } = asked;
    const operator = every ? asked.operator : denied.get(asked.operator)!;
    const key = printExpression(subject);
    const before = left.get(key);
    const after = within(before ?? rangeOf(subject, names), operator, value);
    left.set(key, after);
    if (before === undefined || before.low > before.high || after.low <= after.high) continue;
    warn.at(
      part.span,
      "constant-comparison",
      `with the comparisons before it, this makes the condition always ${String(!every)}`,
      {
        hint: every
          ? `no value of \`${key}\` meets both: perhaps \`||\` is meant`
          : `each value of \`${key}\` meets one of them: perhaps \`&&\` is meant`,
      },
    );
  }
}

/** A comparison of an expression without effect with a constant. */
function askedOf(
  e: SyntaxExpression,
  names: Names,
): { readonly subject: SyntaxExpression; readonly operator: InfixOperator; readonly value: number } | undefined {
  if (e.kind !== "binary" || !denied.has(e.operator) || names.typeOf(e.left) === "bool") return undefined;
  for (const [subject, other, operator] of [
    [e.left, e.right, e.operator],
    [e.right, e.left, mirrored.get(e.operator)!],
  ] as const) {
    const { low, high } = rangeOf(other, names);
    if (kindOf(subject, names) === "variable" && kindOf(other, names) !== "variable" && low === high && isQuiet(e))
      return { subject, operator, value: low };
  }
  return undefined;
}

/** Does it contain no call that could change a variable or read a byte? */
function isQuiet(e: SyntaxExpression): boolean {
  return (e.kind !== "call" || e.name === "len") && partsOf(e).every(isQuiet);
}

/** The operands of a chain of one operator, in order. */
function operandsOf(e: SyntaxExpression, operator: InfixOperator): SyntaxExpression[] {
  const found: SyntaxExpression[] = [];
  const pending = [e];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "binary" && next.operator === operator) pending.push(next.right, next.left);
    else found.push(next);
  }
  return found;
}

/** Visit the outermost expressions in a statement. */
function expressionsIn(s: SyntaxStatement, visit: (e: SyntaxExpression) => void): void {
  for (const e of expressionsOf(s)) visit(e);
  for (const inner of statementsOf(s)) expressionsIn(inner, visit);
}
