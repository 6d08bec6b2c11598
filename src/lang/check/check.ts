/**
 * The checker: from the surface tree to a Program, or to all mistakes in the tree (docs/ell.md, static rules).
 *
 * Checking and elaboration are one walk: the checker visits a construct once, and either makes its core form or reports
 * its mistake. It first collects all top-level names, then folds constants in order, then checks globals, then functions.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { filesOf, type Loader, type ProgramFile } from "../files/closure.ts";
import { nodesUnder } from "../program/nodes.ts";
import type { Expression, FunctionDefinition, Program, Statement } from "../program/program.ts";
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
import { constantInt, constantOf } from "./constants.ts";
import { Context, describeType, type Refused, refused } from "./context.ts";
import { reachesEnd } from "./endings.ts";
import { linkFiles, type Unit } from "./link.ts";
import { type Literal, literalOf } from "./literal.ts";
import type { FileNames } from "./names.ts";
import { quote, type Reporter, reporter, shownOf } from "./report.ts";
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
  // No parser may have made it.
  const depth = reporter(Number.MAX_SAFE_INTEGER);
  reportTooDeep(module, depth);
  if (depth.count > 0) return failure(depth.diagnostics());
  const files = filesOf({ text: "", module }, parseModule, undefined);
  return files.ok ? checkFiles(files.value) : failure(shownOf(files.error));
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
export function parseProgram(text: string, load?: Loader, entry?: string): Result<Program, Diagnostic[]> {
  const parsed = parseModule(text);
  if (!parsed.ok) return parsed;
  const files = filesOf({ text, module: parsed.value }, parseModule, load, entry);
  return files.ok ? checkFiles(files.value) : failure(shownOf(files.error));
}

/**
 * The program of files that were parsed, in their order, the main file last; or the mistakes in them (at most twenty diagnostics).
 *
 * What nothing in the main file reaches, directly or not, is checked like all the rest, and then left out of the program.
 */
export function checkFiles(files: readonly ProgramFile[]): Result<Program, Diagnostic[]> {
  const orders = new Map(files.map(({ path }, order) => [path, order]));
  const report = reporter(Number.MAX_SAFE_INTEGER, (file) => (file === undefined ? files.length : orders.get(file)!));
  const checked = programOf(files, report, undefined);
  if (checked === refused) return failure(report.diagnostics());
  const kept = files.length === 1 ? undefined : reachedIn(checked);
  const program = kept === undefined ? checked : programOf(files, report, kept);
  if (program === refused) throw new Error("what was checked was refused when parts of it were left out");
  return success(program.program);
}

/** The first value of a global. */
type Initial =
  | { readonly kind: "constant"; readonly type: "int" | "bool"; readonly value: number }
  | ({ readonly kind: "text" } & Literal)
  | { readonly kind: "new"; readonly type: ArrayType; readonly length: number; readonly lengthSpan: Span };

interface CheckedGlobal {
  readonly names: FileNames;
  readonly declaration: Declaration<"global">;
  readonly type: Type;
  readonly initial: Initial;
}

interface PlacedFunction {
  readonly unit: Unit;
  readonly declaration: SyntaxFunction;
}

/** A program with the declaration of each of its globals and functions, in the program's order. */
interface CheckedProgram {
  readonly program: Program;
  readonly globals: readonly CheckedGlobal[];
  readonly functions: readonly PlacedFunction[];
}

type Declaration<Kind extends SyntaxDeclaration["kind"]> = Extract<SyntaxDeclaration, { readonly kind: Kind }>;

/** The program of all files, or of what is `kept` of the imported ones. */
function programOf(
  files: readonly ProgramFile[],
  report: Reporter,
  kept: ReadonlySet<SyntaxDeclaration> | undefined,
): CheckedProgram | Refused {
  const units = linkFiles(files, report);
  const main = units.at(-1)!;
  const c = new Context(main.names, report);
  const of = <Kind extends SyntaxDeclaration["kind"]>({ module }: Unit, kind: Kind) =>
    module.declarations.filter((d): d is Declaration<Kind> => d.kind === kind && (kept?.has(d) ?? true));
  const globals: CheckedGlobal[] = [];
  const functions: PlacedFunction[] = [];

  for (const unit of units) {
    const { names, fresh } = unit;
    c.names = names;
    for (const d of unit.module.declarations) {
      if (d.kind !== "const") continue;
      const constant = constantOf(c, d.value);
      if (fresh.has(d))
        names.own.set(d.name, { kind: "constant", type: constant?.type ?? "unknown", value: constant?.value ?? 0 });
    }
    for (const d of of(unit, "global")) {
      const checked = global(c, d);
      const type = d.type ?? checked?.type ?? "unknown";
      if (fresh.has(d)) names.own.set(d.name, { kind: "global", type, index: globals.length });
      if (checked !== refused) globals.push(checked);
    }
  }
  for (const unit of units)
    for (const declaration of of(unit, "function")) {
      const { name, parameters, result } = declaration;
      const types = parameters.map(({ type }) => type);
      const index = functions.length;
      if (unit.fresh.has(declaration))
        unit.names.own.set(name, { kind: "function", index, name, parameters: types, result });
      functions.push({ unit, declaration });
    }

  c.names = main.names;
  const at = functions.findIndex(({ unit, declaration }) => unit === main && declaration.name === "main");
  checkMain(c, functions[at]?.declaration, main.module);
  const definitions = functions.map((f) => define(c, f));
  const complete = definitions.filter((d) => d !== refused);
  if (c.report.count > 0 || complete.length < definitions.length) return refused;

  c.names = main.names;
  const start = startUp(c, globals, at, functions[at]!.declaration.head);
  const program = {
    globals: globals.map(({ names, declaration, type }) => ({ name: fullName(names, declaration.name), type })),
    functions: [...complete, start],
    start: complete.length,
    main: at,
    origins: c.origins,
  };
  return { program, globals, functions };
}

/** What a function or global is called in the program: names of different files are different. */
function fullName({ path }: FileNames, name: string): string {
  return path === undefined ? name : `${path}:${name}`;
}

// G1, G2: a global's first value is a constant expression, a string, an array of constants, or `new` with a constant length.
function global(c: Context, d: Declaration<"global">): CheckedGlobal | Refused {
  const initial = initialOf(c, d);
  if (initial === refused) return refused;
  if (d.type !== undefined && d.type !== initial.type)
    return c.mismatch(d.value.span, initial.type, d.type, `${quote(d.name)} is declared ${describeType(d.type)}`);
  return { names: c.names, declaration: d, type: initial.type, initial };
}

function initialOf(c: Context, { value }: Declaration<"global">): Initial | Refused {
  if (value.kind === "string" || value.kind === "array") {
    const literal = literalOf(c, value);
    return literal && { kind: "text", ...literal };
  }
  if (value.kind === "index" || value.kind === "call")
    return c.error("not-constant", value.span, "a variable outside of functions begins with a constant", {
      expected: "a constant expression, a string, an array of constants, or `new` with a constant length",
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
  const length = constantInt(c, value.length, "the length of an array is an int");
  return length === refused ? refused : { kind: "new", type: value.type, length, lengthSpan: value.length.span };
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
function define(c: Context, { unit, declaration: d }: PlacedFunction): FunctionDefinition | Refused {
  const before = c.report.count;
  c.names = unit.names;
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
          span: c.here({ start: Math.max(d.body.span.start, d.body.span.end - 1), end: d.body.span.end }),
        },
      ],
    });
  if (c.report.count > before || body === refused) return refused;
  const name = fullName(unit.names, d.name);
  return { name, parameters: d.parameters.length, result: d.result, slots: c.locals.slots, body };
}

function newParameter(c: Context, name: string, type: Type, span: Span): void {
  if (c.locals.has(name)) c.error("duplicate-name", span, `two parameters are called ${quote(name)}`);
  else newLocal(c, name, type, span, true);
}

// P3: of imported files, what the main file does not reach is no part of the program.
/** The declarations of imported files that something in the main file reaches, and all that a program has of the main file. */
function reachedIn({ program, globals, functions }: CheckedProgram): ReadonlySet<SyntaxDeclaration> {
  const reached = new Set<SyntaxDeclaration>();
  const work: FunctionDefinition[] = [];
  const reach = (index: number): void => {
    const { declaration } = functions[index]!;
    if (reached.has(declaration)) return;
    reached.add(declaration);
    work.push(program.functions[index]!);
  };
  for (const [index, { unit }] of functions.entries()) if (unit.names.path === undefined) reach(index);
  for (const { names, declaration, initial } of globals) {
    // A first value that traps is what the program does, whoever reads it (G1).
    const traps = initial.kind === "new" && initial.length < 0;
    if (names.path === undefined || traps) reached.add(declaration);
  }
  for (let f = work.pop(); f !== undefined; f = work.pop())
    for (const node of nodesUnder(f.body))
      if (node.kind === "call") reach(node.callee);
      else if (node.kind === "global" || node.kind === "assign_global") reached.add(globals[node.index]!.declaration);
  return reached;
}

// M2: start-up assigns the globals in order, calls `main` and exits with its result.
function startUp(c: Context, globals: readonly CheckedGlobal[], main: number, head: Span): FunctionDefinition {
  const id = c.number(head);
  const { names } = c;
  const statements: Statement[] = globals.map((g, index) => {
    c.names = g.names;
    const id = c.number(g.declaration.span);
    return { kind: "assign_global", id, index, value: initialExpression(c, g) };
  });
  c.names = names;
  const exit = c.number(head);
  statements.push({
    kind: "exit",
    id: exit,
    value: { kind: "call", id: c.number(head), type: "int", callee: main, arguments: [] },
  });
  return { name: "_start", parameters: 0, result: undefined, slots: [], body: { kind: "block", id, statements } };
}

function initialExpression(c: Context, { initial, declaration }: CheckedGlobal): Expression {
  const id = c.number(declaration.value.span);
  if (initial.kind !== "new") return { ...initial, id };
  const length: Expression = { kind: "constant", id: c.number(initial.lengthSpan), type: "int", value: initial.length };
  return { kind: "new", id, type: initial.type, element: elementOf(initial.type), length };
}
