/**
 * Values that are never used: variables that are never read, assignments whose value is lost, and a `let` in a loop that was
 * meant to be an assignment.
 *
 * An assignment is unused when no path from it reads the variable before the variable is assigned again or ends: liveness,
 * computed backwards over the statements in one pass. At the end of a loop's body, every variable that is read anywhere in
 * the loop counts as read again. This may miss an unused assignment, but never reports a used one. In a function with very
 * many variables and branches, the analysis stops before it reaches the beginning.
 */

import { impossible } from "../../core/impossible.ts";
import type { Module, SyntaxBlock, SyntaxExpression, SyntaxStatement } from "../syntax/tree.ts";
import { partsOf } from "../syntax/walk.ts";
import type { Names, Variable } from "./variables.ts";
import type { Warn } from "./warn.ts";

/** Warn of variables that are never read, and of a `let` that hides the variable that was probably meant. */
export function warnOfVariables({ variables }: Names, warn: Warn): void {
  for (const variable of variables) {
    const { name, role, reads, hides } = variable;
    if (name.startsWith("_") || role === "for") continue;
    if (role === "let" && hides !== undefined && (reads === 0 || isLostUpdate(variable, hides)))
      warn.atName(variable, "lost-shadow", `this \`let\` makes a new \`${name}\`, which ends with its block`, {
        hint: `to change the outer \`${name}\`, leave \`let\` out: \`${name} = …;\``,
        related: [{ message: `the outer \`${name}\`, which stays as it is`, span: warn.nameSpan(hides) }],
      });
    else if (reads === 0) {
      const what = role === "parameter" ? "parameter" : "variable";
      const only = variable.updates > 0 ? ", except for its own next value" : "";
      warn.atName(variable, "never-read", `the ${what} \`${name}\` is never read${only}`, {
        hint: "leave it out, or begin its name with `_`",
      });
    }
  }
}

/** In a loop: is it computed from the variable that it hides, and does that one begin with a constant and never change? */
function isLostUpdate(variable: Variable, hidden: Variable): boolean {
  return (
    variable.loop !== undefined &&
    variable.loop !== hidden.loop &&
    hidden.role !== "for" &&
    hidden.assignments === 0 &&
    isPlain(hidden.first) &&
    mentions(variable.first, hidden.name)
  );
}

function mentions(e: SyntaxExpression | undefined, name: string): boolean {
  if (e === undefined) return false;
  return (e.kind === "name" && e.name === name) || partsOf(e).some((part) => mentions(part, name));
}

/** Is it a literal? Ell requires a first value, so a literal may mean that there is none yet. */
function isPlain(e: SyntaxExpression | undefined): boolean {
  if (e === undefined) return false;
  if (e.kind === "unary") return isPlain(e.operand);
  return (
    e.kind === "integer" ||
    e.kind === "character" ||
    e.kind === "boolean" ||
    (e.kind === "string" && e.bytes.length === 0)
  );
}

/** Warn of assignments whose value is never used. */
export function warnOfAssignments(module: Module, names: Names, warn: Warn): void {
  for (const d of module.declarations) if (d.kind === "function") new Backwards(names, warn).block(d.body);
}

type Live = Set<Variable>;

/** At most so many elements of sets are copied for one function. */
const maximumCopied = 4_000_000;

/** One walk from the end of a function to its beginning. */
class Backwards {
  private readonly names: Names;
  private readonly warn: Warn;
  /** The local variables whose values may still be read. */
  private live: Live = new Set();
  private atBreak: Live = new Set();
  private atContinue: Live = new Set();
  private copied = 0;

  constructor(names: Names, warn: Warn) {
    this.names = names;
    this.warn = warn;
  }

  block(s: SyntaxBlock): void {
    for (let i = s.statements.length - 1; i >= 0; i--) this.statement(s.statements[i]!);
  }

  private copy(live: Live): Live {
    this.copied += live.size;
    return new Set(live);
  }

  private statement(s: SyntaxStatement): void {
    if (this.copied > maximumCopied) return;
    switch (s.kind) {
      case "const":
        return;
      case "let": {
        const variable = this.names.declared.get(s);
        if (variable !== undefined) this.define(variable, s, !isPlain(s.value));
        this.read(s.value);
        return;
      }
      case "assign": {
        const variable = s.place.kind === "name" ? this.names.used.get(s.place) : undefined;
        if (s.place.kind === "index") this.read(s.place);
        else if (variable !== undefined && variable.role !== "global") this.define(variable, s, true);
        if (s.operator !== undefined) this.read(s.place);
        this.read(s.value);
        return;
      }
      case "if": {
        const after = this.copy(this.live);
        this.block(s.then);
        const then = this.live;
        this.live = after;
        if (s.else !== undefined) this.statement(s.else);
        this.join(then);
        this.read(s.condition);
        return;
      }
      case "while":
        this.loop(s, s.body);
        this.read(s.condition);
        return;
      case "for":
        this.loop(s, s.body);
        this.read(s.high);
        this.read(s.low);
        return;
      case "break":
        this.live = this.copy(this.atBreak);
        return;
      case "continue":
        this.live = this.copy(this.atContinue);
        return;
      case "return":
        this.live = new Set();
        if (s.value !== undefined) this.read(s.value);
        return;
      case "assert":
        this.read(s.condition);
        return;
      case "call":
        if (s.call.name === "exit") this.live = new Set();
        this.read(s.call);
        return;
      case "block":
        this.block(s);
        return;
      default:
        impossible(s);
    }
  }

  private loop(s: SyntaxStatement, body: SyntaxBlock): void {
    const { atBreak, atContinue } = this;
    const after = this.live;
    this.atBreak = after;
    this.atContinue = this.copy(after);
    for (const variable of this.names.loops.get(s)?.reads ?? []) this.atContinue.add(variable);
    this.live = this.copy(this.atContinue);
    this.block(body);
    this.join(after);
    this.atBreak = atBreak;
    this.atContinue = atContinue;
  }

  /** An assignment, on the way backwards: before it, the old value of the variable is not read. */
  private define(variable: Variable, s: SyntaxStatement, worthTelling: boolean): void {
    if (this.live.delete(variable) || !worthTelling || variable.reads === 0 || variable.name.startsWith("_")) return;
    this.warn.at(s.span, "unused-assignment", `the value that \`${variable.name}\` gets here is never used`, {
      hint: "leave it out, or use it before the variable gets another value or ends",
    });
  }

  private join(other: Live): void {
    const [small, large] = this.live.size < other.size ? [this.live, other] : [other, this.live];
    if (small !== large) for (const variable of small) large.add(variable);
    this.live = large;
  }

  private read(e: SyntaxExpression): void {
    const variable = e.kind === "name" ? this.names.used.get(e) : undefined;
    if (variable !== undefined && variable.role !== "global") this.live.add(variable);
    for (const part of partsOf(e)) this.read(part);
  }
}
