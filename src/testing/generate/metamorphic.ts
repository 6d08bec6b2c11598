/**
 * Metamorphic transformations: changes of the text that must not change the behaviour (after McKeeman 1998, and
 * "equivalence modulo inputs", Le, Afshari and Su 2014). Each maps a module to one of the same meaning.
 */

import type { Module, SyntaxDeclaration, SyntaxFunction, SyntaxStatement } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";
import { anyConstant } from "./constants.ts";
import * as make from "./make.ts";
import { Chance } from "./random.ts";
import { rewriteExpression, rewriteModule, rewriteStatements, withBodies } from "./rewrite.ts";

/** A change that keeps the behaviour; the seed chooses one of many. */
export type Transformation = (module: Module, seed: number) => Module;

/** The transformations by name. */
export const transformations: {
  /** Adds statements that never run, and variables that are never read, at random positions. */
  readonly addDeadCode: Transformation;
  /** Every variable, parameter, global and function except `main` gets a new name. */
  readonly renameVariables: Transformation;
  /** The declarations of functions in another order. */
  readonly reorderFunctions: Transformation;
} = { addDeadCode, renameVariables, reorderFunctions };

/**
 * Adds statements that never run, and variables that are never read, at random positions.
 *
 * @example
 * ```ts
 * import { parseModule, printModule } from "etalon/lang";
 * import { transformations } from "etalon/testing";
 * const parsed = parseModule("fn main(): int { return 1; }");
 * if (!parsed.ok) throw new Error("refused");
 * const longer = transformations.addDeadCode(parsed.value, 1);
 * printModule(longer).length > printModule(parsed.value).length; // => true
 * ```
 */
function addDeadCode(module: Module, seed: number): Module {
  const chance = new Chance(seed);
  const names = namesOfAll(module);
  let added = 0;
  const fresh = (): string => {
    let name = `dead${added++}`;
    while (names.has(name)) name = `dead${added++}`;
    return name;
  };
  const put = (statements: readonly SyntaxStatement[], always: boolean): SyntaxStatement[] => {
    const result = statements.map((s) => inside(s));
    if (!always && chance.percent(60)) return result;
    result.splice(chance.below(result.length + 1), 0, dead(chance, fresh));
    return result;
  };
  const inside = (s: SyntaxStatement): SyntaxStatement => {
    switch (s.kind) {
      case "block":
        return make.block(put(s.statements, false));
      case "while":
      case "for":
        return { ...s, body: make.block(put(s.body.statements, false)) };
      case "if":
        return { ...s, then: make.block(put(s.then.statements, false)) };
      case "let":
      case "const":
      case "assign":
      case "break":
      case "continue":
      case "return":
      case "assert":
      case "call":
        return s;
    }
  };
  return rewriteModule(module, (d) =>
    d.kind === "function" ? { ...d, body: make.block(put(d.body.statements, true)) } : d,
  );
}

/** One statement without any effect. */
function dead(chance: Chance, fresh: () => string): SyntaxStatement {
  const constant = (): ReturnType<typeof make.integer> => make.integer(anyConstant(chance));
  switch (chance.below(4)) {
    case 0:
      return make.letVariable(fresh(), make.binary("+", constant(), constant()));
    case 1:
      return make.ifThen(make.boolean(false), [make.callStatement(make.call("write", constant()))]);
    case 2: {
      const name = fresh();
      const twice = make.assign(make.name(name), make.binary("*", make.name(name), constant()));
      return make.block([make.letVariable(name, constant()), twice]);
    }
    default:
      return make.whileLoop(make.binary("<", make.integer(1), make.integer(0)), [
        make.callStatement(make.call("exit", make.binary("/", constant(), make.integer(0)))),
      ]);
  }
}

/** All names that a module declares or uses. */
function namesOfAll(module: Module): Set<string> {
  const names = new Set<string>();
  for (const d of module.declarations) {
    names.add(d.name);
    if (d.kind === "function") for (const p of d.parameters) names.add(p.name);
  }
  visitModule(module, {
    expression: (e) => {
      if (e.kind === "name" || e.kind === "call") names.add(e.name);
    },
    statement: (s) => {
      if (s.kind === "let" || s.kind === "const" || s.kind === "for") names.add(s.name);
    },
  });
  return names;
}

const builtIn: ReadonlySet<string> = new Set(["read", "write", "exit", "len", "read_bytes", "write_bytes", "main"]);

/** Every name except the built-in ones is replaced; equal names stay equal, and different names stay different. */
function renameVariables(module: Module, seed: number): Module {
  const chance = new Chance(seed);
  const names = [...namesOfAll(module)].filter((name) => !builtIn.has(name)).sort();
  const numbers = names.map((_, i) => i);
  shuffle(numbers, chance);
  const renamed = new Map(names.map((name, i) => [name, `r${numbers[i]!}_${"abcdefgh".slice(0, chance.below(8))}`]));
  const of = (name: string): string => renamed.get(name) ?? name;
  return rewriteModule(module, (d): SyntaxDeclaration => {
    const change = (e: Parameters<Parameters<typeof rewriteExpression>[1]>[0]) =>
      e.kind === "name" || e.kind === "call" ? { ...e, name: of(e.name) } : undefined;
    if (d.kind !== "function") return { ...d, name: of(d.name), value: rewriteExpression(d.value, change) };
    const call = (c: Parameters<typeof make.callStatement>[0]) => [make.callStatement({ ...c, name: of(c.name) })];
    const body = make.block(renameBound(rewriteStatements(d.body.statements, { change, call }), of));
    return { ...d, name: of(d.name), parameters: d.parameters.map((p) => ({ ...p, name: of(p.name) })), body };
  });
}

/** New names where statements declare or assign variables. */
function renameBound(statements: readonly SyntaxStatement[], of: (name: string) => string): SyntaxStatement[] {
  return statements.map((s) => {
    const inner = withBodies(s, (body) => renameBound(body, of));
    if (inner.kind === "let" || inner.kind === "const" || inner.kind === "for")
      return { ...inner, name: of(inner.name) };
    if (inner.kind !== "assign" || inner.place.kind !== "name") return inner;
    return { ...inner, place: { ...inner.place, name: of(inner.place.name) } };
  });
}

/** Functions in another order; constants and globals keep their order. */
function reorderFunctions(module: Module, seed: number): Module {
  const chance = new Chance(seed);
  const functions = module.declarations.filter((d): d is SyntaxFunction => d.kind === "function");
  const others = module.declarations.filter((d) => d.kind !== "function");
  shuffle(functions, chance);
  const declarations: SyntaxDeclaration[] = [...others];
  for (const f of functions) declarations.splice(chance.below(declarations.length + 1), 0, f);
  return { declarations };
}

function shuffle(things: unknown[], chance: Chance): void {
  for (let i = things.length - 1; i > 0; i--) {
    const j = chance.below(i + 1);
    [things[i], things[j]] = [things[j], things[i]];
  }
}
