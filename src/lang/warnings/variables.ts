/**
 * Which variable each name of a checked module means, and how often each variable is read and assigned. The warnings about
 * variables are based on this. Scopes are those of docs/ell.md, E3, S1, S2 and S5.
 */

import { impossible } from "../../core/impossible.ts";
import { isBlockCall } from "../check/scope.ts";
import type {
  Module,
  Span,
  SyntaxBlock,
  SyntaxExpression,
  SyntaxFunction,
  SyntaxParameter,
  SyntaxStatement,
  Type,
} from "../syntax/tree.ts";
import { typeOf } from "../syntax/type-of.ts";
import { partsOf } from "../syntax/walk.ts";

/** A variable of a program, and how it is used. */
export interface Variable {
  readonly name: string;
  readonly role: "parameter" | "let" | "for" | "global";
  /** The span of the declaration; the name is somewhere at its beginning. */
  readonly span: Span;
  readonly type: Type | undefined;
  /** Its first value, when one is written. */
  readonly first: SyntaxExpression | undefined;
  /** The variable of the same name that it hides. */
  readonly hides: Variable | undefined;
  /** The innermost loop whose body contains the declaration. */
  readonly loop: Loop | undefined;
  /** How often it is read, without the reads of {@link updates}. */
  reads: number;
  /** How often it is read only for its own next value, as in `x = x + 1`. */
  updates: number;
  assignments: number;
}

/** A loop, with the outer variables that are read in it. */
export interface Loop {
  readonly around: Loop | undefined;
  readonly reads: Set<Variable>;
}

/** What the names of a module mean. */
export interface Names {
  readonly variables: readonly Variable[];
  /** The variable of each name that is read or assigned; none for constants. */
  readonly used: ReadonlyMap<SyntaxExpression, Variable>;
  /** The variable that each `let` and `for` declares. */
  readonly declared: ReadonlyMap<SyntaxStatement, Variable>;
  readonly loops: ReadonlyMap<SyntaxStatement, Loop>;
  /** The value of the constant that a name means; undefined for the name of a variable. */
  readonly constantOf: (e: SyntaxName) => SyntaxExpression | undefined;
  readonly typeOf: (e: SyntaxExpression) => Type | undefined;
}

type SyntaxName = Extract<SyntaxExpression, { readonly kind: "name" }>;

/** A local constant. */
interface Constant {
  readonly role: "constant";
  readonly value: SyntaxExpression;
}

/** What the names of a checked module mean. */
export function namesOf(module: Module): Names {
  const finder = new Finder(module);
  for (const d of module.declarations) if (d.kind === "function") finder.function(d);
  return finder;
}

class Finder implements Names {
  readonly variables: Variable[] = [];
  readonly used = new Map<SyntaxExpression, Variable>();
  readonly declared = new Map<SyntaxStatement, Variable>();
  readonly loops = new Map<SyntaxStatement, Loop>();
  private readonly constants = new Map<string, SyntaxExpression>();
  private readonly localConstants = new Map<SyntaxExpression, SyntaxExpression>();
  private readonly results = new Map<string, Type | undefined>();
  private readonly visible = new Map<string, Variable | Constant>();
  /** What became visible, in order, each with what it hides. */
  private readonly shown: { readonly name: string; readonly hides: Variable | Constant | undefined }[] = [];
  private loop: Loop | undefined;
  /** The variable whose next value is being computed, when the expression does nothing else. */
  private updated: Variable | undefined;

  constructor(module: Module) {
    for (const d of module.declarations) {
      if (d.kind === "const") this.constants.set(d.name, d.value);
      else if (d.kind === "function") this.results.set(d.name, d.result);
      else {
        const variable = this.add("global", d.name, d.span, d.type ?? this.typeOf(d.value), d.value);
        // Other files may read it.
        if (d.public === true) variable.reads++;
      }
    }
  }

  function({ parameters, body }: SyntaxFunction): void {
    this.scope(() => {
      for (const { name, span, type } of parameters satisfies readonly SyntaxParameter[])
        this.add("parameter", name, span, type, undefined);
      this.block(body);
    });
  }

  private add(
    role: Variable["role"],
    name: string,
    span: Span,
    type: Type | undefined,
    first: SyntaxExpression | undefined,
  ): Variable {
    const hides = this.variable(name);
    const variable = { name, role, span, type, first, hides, loop: this.loop, reads: 0, updates: 0, assignments: 0 };
    this.variables.push(variable);
    this.show(name, variable);
    return variable;
  }

  private show(name: string, meaning: Variable | Constant): void {
    this.shown.push({ name, hides: this.visible.get(name) });
    this.visible.set(name, meaning);
  }

  /** The variable of this name, if it is one. */
  private variable(name: string): Variable | undefined {
    const meaning = this.visible.get(name);
    return meaning?.role === "constant" ? undefined : meaning;
  }

  readonly constantOf = (e: SyntaxName): SyntaxExpression | undefined =>
    this.used.has(e) ? undefined : (this.localConstants.get(e) ?? this.constants.get(e.name));

  /** Walk a scope, then forget the names that it declares. */
  private scope(walk: () => void): void {
    const begin = this.shown.length;
    walk();
    while (this.shown.length > begin) {
      const { name, hides } = this.shown.pop()!;
      if (hides === undefined) this.visible.delete(name);
      else this.visible.set(name, hides);
    }
  }

  private block(s: SyntaxBlock): void {
    this.scope(() => {
      for (const each of s.statements) this.statement(each);
    });
  }

  private statement(s: SyntaxStatement): void {
    switch (s.kind) {
      case "let":
        this.read(s.value);
        this.declared.set(s, this.add("let", s.name, s.span, s.type ?? this.typeOf(s.value), s.value));
        return;
      case "const":
        this.read(s.value);
        this.show(s.name, { role: "constant", value: s.value });
        return;
      case "assign":
        this.assign(s);
        return;
      case "if":
        this.read(s.condition);
        this.block(s.then);
        if (s.else !== undefined) this.statement(s.else);
        return;
      case "while":
        this.inLoop(s, () => {
          this.read(s.condition);
          this.block(s.body);
        });
        return;
      case "for":
        this.read(s.low);
        this.read(s.high);
        this.scope(() => {
          this.declared.set(s, this.add("for", s.name, s.span, "int", undefined));
          this.inLoop(s, () => this.block(s.body));
        });
        return;
      case "return":
        if (s.value !== undefined) this.read(s.value);
        return;
      case "assert":
        this.read(s.condition);
        return;
      case "call":
        this.read(s.call);
        return;
      case "block":
        this.block(s);
        return;
      case "break":
      case "continue":
        return;
      default:
        impossible(s);
    }
  }

  private assign({ place, operator, value }: Extract<SyntaxStatement, { readonly kind: "assign" }>): void {
    if (place.kind === "index") {
      this.read(place);
      this.read(value);
      return;
    }
    const variable = this.variable(place.name);
    if (variable === undefined) return;
    this.used.set(place, variable);
    variable.assignments++;
    this.updated = isHarmless(value) && operator !== "/" && operator !== "%" ? variable : undefined;
    if (operator !== undefined) this.read(place);
    this.read(value);
    this.updated = undefined;
  }

  private inLoop(s: SyntaxStatement, walk: () => void): void {
    const loop: Loop = { around: this.loop, reads: new Set() };
    this.loops.set(s, loop);
    this.loop = loop;
    walk();
    this.loop = loop.around;
  }

  private read(e: SyntaxExpression): void {
    switch (e.kind) {
      case "name": {
        const meaning = this.visible.get(e.name);
        if (meaning?.role === "constant") this.localConstants.set(e, meaning.value);
        const variable = this.variable(e.name);
        if (variable === undefined) return;
        this.used.set(e, variable);
        if (variable === this.updated) variable.updates++;
        else variable.reads++;
        // When a loop has it among its reads, the loops around it have it too.
        for (let loop = this.loop; loop !== undefined && loop !== variable.loop; loop = loop.around) {
          if (loop.reads.has(variable)) break;
          loop.reads.add(variable);
        }
        return;
      }
      default:
        for (const part of partsOf(e)) this.read(part);
    }
  }

  readonly typeOf = (e: SyntaxExpression): Type | undefined =>
    typeOf(e, {
      ofName: (name) => (this.used.get(name) ?? this.variable(name.name))?.type,
      ofCall: (name) =>
        name === "read" || name === "len" ? "int" : (this.results.get(name) ?? (isBlockCall(name) ? "int" : undefined)),
    });
}

/** Does computing it only give a value: no call, no trap, no new array? */
function isHarmless(e: SyntaxExpression): boolean {
  if (e.kind === "index" || e.kind === "call" || e.kind === "new" || e.kind === "string" || e.kind === "array")
    return false;
  if (e.kind === "binary" && (e.operator === "/" || e.operator === "%")) return false;
  return partsOf(e).every(isHarmless);
}
