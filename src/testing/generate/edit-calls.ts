/**
 * Edits that remove a function and keep what its calls did: the body replaces the only call, or a `read()`, the smallest
 * expression with an effect, replaces each call. The body is put before the statement that called the function, so the
 * order of evaluation may change. The predicate decides whether the failure is still there.
 */

import type { Module, SyntaxExpression, SyntaxFunction, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { evaluatedIn, visitExpression, visitStatements } from "../../lang/syntax/walk.ts";
import * as make from "./make.ts";
import { rewriteModule, rewriteStatements, withBodies } from "./rewrite.ts";

type Statements = readonly SyntaxStatement[];

/** The smallest value of this function's type that has an effect; undefined when there is none. */
export function effectInstead(f: SyntaxFunction): SyntaxExpression | undefined {
  if (f.result === "int") return make.call("read");
  if (f.result === "bool") return make.binary("<", make.call("read"), make.integer(0));
  return undefined;
}

/** The module without `f`, with its body in place of its call; only when there is one call and no name is declared twice. */
export function withBodyInlined(module: Module, f: SyntaxFunction): Module | undefined {
  const body = plainBody(f);
  if (body === undefined || callsIn(module, f.name) !== 1 || sharesNames(module, f)) return undefined;
  return rewriteModule(module, (d) => {
    if (d === f) return undefined;
    return d.kind === "function" ? { ...d, body: make.block(inlineInto(d.body.statements, f, body)) } : d;
  });
}

/** The statements of a function, and the value that it returns after them. */
interface PlainBody {
  readonly statements: Statements;
  readonly value: SyntaxExpression | undefined;
}

/** The body of a function that returns only at its end. */
function plainBody(f: SyntaxFunction): PlainBody | undefined {
  const { statements } = f.body;
  const last = statements.at(-1);
  const ends = last?.kind === "return";
  let returns = 0;
  visitStatements(statements, {
    statement: (s) => {
      if (s.kind === "return") returns++;
    },
  });
  if (returns !== (ends ? 1 : 0) || (f.result !== undefined && !ends)) return undefined;
  return { statements: ends ? statements.slice(0, -1) : statements, value: ends ? last.value : undefined };
}

function inlineInto(statements: Statements, f: SyntaxFunction, body: PlainBody): SyntaxStatement[] {
  return statements.flatMap((s) => {
    const call = callHere(s, f.name);
    if (call === undefined) return [withBodies(s, (inner) => inlineInto(inner, f, body))];
    const lets = f.parameters.map((p, i) => make.letVariable(p.name, call.arguments[i]!, p.type));
    const rest = rewriteStatements([s], {
      change: (e) => (e.kind === "call" && e.name === f.name ? body.value : undefined),
      call: (statement) => (statement.name === f.name ? [] : undefined),
    });
    return [...lets, ...body.statements, ...rest];
  });
}

/** A call of this function in the statement, but not inside one of its blocks. */
function callHere(s: SyntaxStatement, name: string): Extract<SyntaxExpression, { kind: "call" }> | undefined {
  let found: Extract<SyntaxExpression, { kind: "call" }> | undefined;
  for (const value of evaluatedIn(s))
    visitExpression(value, {
      expression: (e) => {
        if (e.kind === "call" && e.name === name) found = e;
      },
    });
  return found;
}

function callsIn(module: Module, name: string): number {
  let count = 0;
  const expression = (e: SyntaxExpression): void => {
    if (e.kind === "call" && e.name === name) count++;
  };
  for (const d of module.declarations) if (d.kind === "function") visitStatements(d.body.statements, { expression });
  return count;
}

/** Is a name that `f` declares also declared anywhere else? */
function sharesNames(module: Module, f: SyntaxFunction): boolean {
  const own = namesDeclaredBy(f);
  if (new Set(own).size < own.length) return true;
  const names = new Set(own);
  return module.declarations.some(
    (d) => d !== f && (names.has(d.name) || (d.kind === "function" && namesDeclaredBy(d).some((n) => names.has(n)))),
  );
}

function namesDeclaredBy(f: SyntaxFunction): string[] {
  const names = f.parameters.map((p) => p.name);
  visitStatements(f.body.statements, {
    statement: (s) => {
      if (s.kind === "let" || s.kind === "const" || s.kind === "for") names.push(s.name);
    },
  });
  return names;
}
