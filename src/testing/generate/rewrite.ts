/**
 * Rewriting syntax: one walk for expressions, one for statements, and the substitutions that edits use.
 */

import { impossible } from "../../core/impossible.ts";
import type {
  Module,
  SyntaxBlock,
  SyntaxCall,
  SyntaxDeclaration,
  SyntaxExpression,
  SyntaxIf,
  SyntaxStatement,
} from "../../lang/syntax/tree.ts";
import { partsOf, withParts } from "../../lang/syntax/walk.ts";
import * as make from "./make.ts";

/** Gives the replacement of an expression whose parts are already rewritten; undefined leaves it as it is. */
export type Change = (e: SyntaxExpression) => SyntaxExpression | undefined;

/** Rewrite an expression from its leaves up. */
export function rewriteExpression(e: SyntaxExpression, change: Change): SyntaxExpression {
  const inner = withParts(
    e,
    partsOf(e).map((part) => rewriteExpression(part, change)),
  );
  return change(inner) ?? inner;
}

/** How statements are rewritten. */
export interface Rewriting {
  readonly change: Change;
  /** Gives the statements that replace `call;`, whose arguments are already rewritten; undefined leaves it as it is. */
  readonly call?: (call: SyntaxCall) => readonly SyntaxStatement[] | undefined;
  /** Gives the statement that replaces a `return`, whose value is already rewritten. */
  readonly return?: (value: SyntaxExpression | undefined) => SyntaxStatement;
  /** A declaration of this name ends the rewriting: in the rest of its scope, the name means another variable. */
  readonly variable?: string;
  /** Are assignments to `variable` removed? */
  readonly drop?: boolean;
}

/** Rewrite statements in order. */
export function rewriteStatements(statements: readonly SyntaxStatement[], r: Rewriting): SyntaxStatement[] {
  const result: SyntaxStatement[] = [];
  for (let i = 0; i < statements.length; i++) {
    const s = statements[i]!;
    rewriteStatement(s, r, result);
    if ((s.kind === "let" || s.kind === "const") && s.name === r.variable) {
      result.push(...statements.slice(i + 1));
      break;
    }
  }
  return result;
}

const blockOf = (b: SyntaxBlock, r: Rewriting): SyntaxBlock => ({
  ...b,
  statements: rewriteStatements(b.statements, r),
});

function ifOf(s: SyntaxIf, r: Rewriting): SyntaxIf {
  const condition = rewriteExpression(s.condition, r.change);
  const otherwise = s.else === undefined ? undefined : s.else.kind === "if" ? ifOf(s.else, r) : blockOf(s.else, r);
  return { ...s, condition, then: blockOf(s.then, r), else: otherwise };
}

function rewriteStatement(s: SyntaxStatement, r: Rewriting, result: SyntaxStatement[]): void {
  const of = (e: SyntaxExpression): SyntaxExpression => rewriteExpression(e, r.change);
  switch (s.kind) {
    case "let":
    case "const":
      result.push({ ...s, value: of(s.value) });
      return;
    case "assign": {
      const { place } = s;
      if (place.kind === "index") {
        result.push({ ...s, place: { ...place, array: of(place.array), index: of(place.index) }, value: of(s.value) });
        return;
      }
      if (r.drop !== true || r.variable !== place.name) result.push({ ...s, value: of(s.value) });
      return;
    }
    case "if":
      result.push(ifOf(s, r));
      return;
    case "while":
      result.push({ ...s, condition: of(s.condition), body: blockOf(s.body, r) });
      return;
    case "for":
      result.push({
        ...s,
        low: of(s.low),
        high: of(s.high),
        step: s.step && of(s.step),
        body: s.name === r.variable ? s.body : blockOf(s.body, r),
      });
      return;
    case "break":
    case "continue":
      result.push(s);
      return;
    case "return": {
      const value = s.value && of(s.value);
      result.push(r.return?.(value) ?? { ...s, value });
      return;
    }
    case "assert":
      result.push({ ...s, condition: of(s.condition) });
      return;
    case "call": {
      const call = { ...s.call, arguments: s.call.arguments.map(of) };
      const instead = r.call?.(call);
      if (instead === undefined) result.push({ ...s, call });
      else result.push(...instead);
      return;
    }
    case "block":
      result.push(blockOf(s, r));
      return;
    default:
      impossible(s);
  }
}

/** The statement with the statements of each of its bodies changed; of a statement without a body, the statement itself. */
export function withBodies(
  s: SyntaxStatement,
  change: (inner: readonly SyntaxStatement[]) => readonly SyntaxStatement[],
): SyntaxStatement {
  switch (s.kind) {
    case "if":
      return ifWithBodies(s, change);
    case "while":
    case "for":
      return { ...s, body: make.block(change(s.body.statements)) };
    case "block":
      return make.block(change(s.statements));
    case "let":
    case "const":
    case "assign":
    case "break":
    case "continue":
    case "return":
    case "assert":
    case "call":
      return s;
    default:
      return impossible(s);
  }
}

/** An `if` with the statements of each of its arms changed. */
export function ifWithBodies(
  s: SyntaxIf,
  change: (inner: readonly SyntaxStatement[]) => readonly SyntaxStatement[],
): SyntaxIf {
  const then = make.block(change(s.then.statements));
  if (s.else === undefined) return { ...s, then };
  const otherwise = s.else.kind === "if" ? ifWithBodies(s.else, change) : make.block(change(s.else.statements));
  return { ...s, then, else: otherwise };
}

/** Rewrite every function of a module; declarations that become undefined are left out. */
export function rewriteModule(module: Module, change: (d: SyntaxDeclaration) => SyntaxDeclaration | undefined): Module {
  const declarations: SyntaxDeclaration[] = [];
  for (const d of module.declarations) {
    const changed = change(d);
    if (changed !== undefined) declarations.push(changed);
  }
  return { declarations };
}

/** Replace a variable by `value` in its scope, and remove the assignments to it. */
export function substitute(
  statements: readonly SyntaxStatement[],
  variable: string,
  value: SyntaxExpression,
): SyntaxStatement[] {
  const change: Change = (e) => (e.kind === "name" && e.name === variable ? value : undefined);
  return rewriteStatements(statements, { change, variable, drop: true });
}
