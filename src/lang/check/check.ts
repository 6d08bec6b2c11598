/**
 * The checker: from the surface tree to a Program, or to all mistakes in the tree (docs/ell.md, static rules).
 *
 * Checking and elaboration are one walk: the checker visits a construct once, and either makes its core form or reports
 * its mistake. It first collects all top-level names, then folds constants in order, then checks globals, then functions.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import type { Expression, FunctionDefinition, Global, Program, Statement } from "../program/program.ts";
import { reportTooDeep } from "../syntax/depth.ts";
import { parseModule } from "../syntax/parser.ts";
import {
  type Module,
  nowhere,
  type Span,
  type SyntaxDeclaration,
  type SyntaxFunction,
  type Type,
} from "../syntax/tree.ts";
import { type ArrayType, elementOf, isArray } from "../syntax/types.ts";
import { constantOf } from "./constants.ts";
import { Context, describeType, type Refused, refused } from "./context.ts";
import { reachesEnd } from "./endings.ts";
import { quote, reporter } from "./report.ts";
import { block, newLocal } from "./statement.ts";

/**
 * The program of a module, or the mistakes in its names, types and statements (at most twenty diagnostics).
 *
 * @example
 * ```ts
 * import { checkModule, parseModule } from "etalon/lang";
 * const parsed = parseModule("fn main(): int { return true; }");
 * const checked = parsed.ok ? checkModule(parsed.value) : parsed;
 * checked.ok ? [] : checked.error.map((d) => d.code); // => ["type-mismatch"]
 * ```
 */
export function checkModule(module: Module): Result<Program, Diagnostic[]> {
  const report = reporter(Number.MAX_SAFE_INTEGER);
  reportTooDeep(module, report);
  if (report.count > 0) return failure(report.diagnostics());
  const program = programOf(module, new Context(module, report));
  return program === refused ? failure(report.diagnostics()) : success(program);
}

/**
 * The program of a source text, parsed and checked.
 *
 * @example
 * ```ts
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { write('A'); return 0; }");
 * program.ok && program.value.functions.map((f) => f.name); // => ["main", "_start"]
 * ```
 */
export function parseProgram(text: string): Result<Program, Diagnostic[]> {
  const parsed = parseModule(text);
  return parsed.ok ? checkModule(parsed.value) : parsed;
}

/** The first value of a global. */
type Initial =
  | { readonly kind: "constant"; readonly type: "int" | "bool"; readonly value: number }
  | { readonly kind: "text"; readonly type: "byte[]"; readonly bytes: readonly number[] }
  | { readonly kind: "new"; readonly type: ArrayType; readonly length: number; readonly lengthSpan: Span };

interface CheckedGlobal extends Global {
  readonly initial: Initial;
  readonly span: Span;
  readonly valueSpan: Span;
}

type Declaration<Kind extends SyntaxDeclaration["kind"]> = Extract<SyntaxDeclaration, { readonly kind: Kind }>;

function programOf(module: Module, c: Context): Program | Refused {
  const ofKind = <Kind extends SyntaxDeclaration["kind"]>(kind: Kind) =>
    module.declarations.filter((d): d is Declaration<Kind> => d.kind === kind);
  const fresh = uniqueNames(module, c);
  const functions = ofKind("function");
  const globals = ofKind("global");

  for (const d of ofKind("const")) {
    const constant = constantOf(c, d.value);
    if (fresh.has(d))
      c.top.set(d.name, { kind: "constant", type: constant?.type ?? "unknown", value: constant?.value ?? 0 });
  }
  const checkedGlobals: CheckedGlobal[] = [];
  for (const [index, d] of globals.entries()) {
    const checked = global(c, d);
    if (checked !== refused) checkedGlobals.push(checked);
    if (fresh.has(d)) c.top.set(d.name, { kind: "global", type: d.type ?? checked?.type ?? "unknown", index });
  }
  for (const [index, d] of functions.entries())
    if (fresh.has(d))
      c.top.set(d.name, {
        kind: "function",
        index,
        name: d.name,
        parameters: d.parameters.map(({ type }) => type),
        result: d.result,
      });

  const main = functions.findIndex((d) => d.name === "main");
  checkMain(c, functions[main], module);
  const definitions = functions.map((d) => define(c, d));
  const complete = definitions.filter((d) => d !== refused);
  if (c.report.count > 0 || complete.length < definitions.length) return refused;

  const start = startUp(c, checkedGlobals, main, functions[main]!.head);
  return {
    globals: checkedGlobals.map(({ name, type }) => ({ name, type })),
    functions: [...complete, start],
    start: complete.length,
    main,
    origins: c.origins,
  };
}

// N1, N2: no name is declared twice, and no built-in is declared. Returns the declarations whose names are good.
function uniqueNames(module: Module, c: Context): ReadonlySet<SyntaxDeclaration> {
  const first = new Map<string, SyntaxDeclaration>();
  const good = new Set<SyntaxDeclaration>();
  for (const d of module.declarations) {
    const span = d.kind === "function" ? d.head : d.span;
    const other = first.get(d.name);
    if (other !== undefined) {
      const related = [
        { message: "it is declared here first", span: other.kind === "function" ? other.head : other.span },
      ];
      c.error("duplicate-name", span, `${quote(d.name)} is declared twice`, { related });
    } else if (!c.reserved(d.name, span)) {
      first.set(d.name, d);
      good.add(d);
    }
  }
  return good;
}

// G1, G2: a global's first value is a constant expression, a string, or `new` with a constant length.
function global(c: Context, d: Declaration<"global">): CheckedGlobal | Refused {
  const initial = initialOf(c, d);
  if (initial === refused) return refused;
  if (d.type !== undefined && d.type !== initial.type)
    return c.mismatch(d.value.span, initial.type, d.type, `${quote(d.name)} is declared ${describeType(d.type)}`);
  return { name: d.name, type: initial.type, initial, span: d.span, valueSpan: d.value.span };
}

function initialOf(c: Context, { value }: Declaration<"global">): Initial | Refused {
  if (value.kind === "string") return { kind: "text", type: "byte[]", bytes: value.bytes };
  if (value.kind === "index" || value.kind === "call")
    return c.error("not-constant", value.span, "a variable outside of functions begins with a constant", {
      expected: "a constant expression, a string, or `new` with a constant length",
      hint: "begin with such a value, and assign the computed one in `main`",
    });
  if (value.kind !== "new") {
    const constant = constantOf(c, value);
    return constant && { kind: "constant", ...constant };
  }
  if (!isArray(value.type))
    return c.error("not-an-array", value.span, `\`new\` makes arrays, and ${quote(value.type)} is not one`, {
      expected: `\`new ${value.type}[](length)\``,
    });
  const length = constantOf(c, value.length);
  if (length === refused) return refused;
  if (length.type !== "int")
    return c.mismatch(value.length.span, length.type, "int", "the length of an array is an int");
  return { kind: "new", type: value.type, length: length.value, lengthSpan: value.length.span };
}

// M1: there is a `main`, without parameters, of result int.
function checkMain(c: Context, main: SyntaxFunction | undefined, module: Module): void {
  const expected = "`fn main(): int { … }`";
  if (main !== undefined) {
    if (main.parameters.length > 0)
      c.error("main", main.head, "`main` takes no parameters", { expected, hint: "input is read with `read()`" });
    if (main.result !== "int")
      c.error("main", main.head, "`main` has a result of type int, the program's exit code", { expected });
    return;
  }
  const last = module.declarations.at(-1)?.span ?? nowhere;
  c.error("main", { start: last.end, end: last.end }, "the program has no `main`", { expected });
}

// F1, F2: parameters are distinct; in a function with a result, control does not reach the end of the body.
function define(c: Context, d: SyntaxFunction): FunctionDefinition | Refused {
  const before = c.report.count;
  c.beginFunction(d.result);
  c.locals.enter();
  for (const p of d.parameters) newParameter(c, p.name, p.type, p.span);
  const body = block(c, d.body);
  c.locals.leave();
  if (d.result !== undefined && reachesEnd(d.body))
    c.error("missing-return", d.head, `${quote(d.name)} can reach its end without a \`return\``, {
      expected: `a \`return\` with ${describeType(d.result)} on every path`,
      related: [
        {
          message: "the end is reached here",
          span: { start: Math.max(d.body.span.start, d.body.span.end - 1), end: d.body.span.end },
        },
      ],
    });
  if (c.report.count > before || body === refused) return refused;
  return { name: d.name, parameters: d.parameters.length, result: d.result, slots: c.locals.slots, body };
}

function newParameter(c: Context, name: string, type: Type, span: Span): void {
  if (c.locals.has(name)) c.error("duplicate-name", span, `two parameters are called ${quote(name)}`);
  else newLocal(c, name, type, span, true);
}

// M2: start-up assigns the globals in order, calls `main` and exits with its result.
function startUp(c: Context, globals: readonly CheckedGlobal[], main: number, head: Span): FunctionDefinition {
  const id = c.number(head);
  const statements: Statement[] = globals.map((g, index) => {
    const id = c.number(g.span);
    return { kind: "assign_global", id, index, value: initialExpression(c, g) };
  });
  const exit = c.number(head);
  statements.push({
    kind: "exit",
    id: exit,
    value: { kind: "call", id: c.number(head), type: "int", callee: main, arguments: [] },
  });
  return { name: "_start", parameters: 0, result: undefined, slots: [], body: { kind: "block", id, statements } };
}

function initialExpression(c: Context, { initial, valueSpan }: CheckedGlobal): Expression {
  const id = c.number(valueSpan);
  if (initial.kind !== "new") return { ...initial, id };
  const length: Expression = { kind: "constant", id: c.number(initial.lengthSpan), type: "int", value: initial.length };
  return { kind: "new", id, type: initial.type, element: elementOf(initial.type), length };
}
