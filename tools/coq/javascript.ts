/**
 * Prints what Coq extracted as JavaScript that a person can read: a function for each function, a `switch` for each match.
 *
 * `bool` is JavaScript's, and so are the numbers of `Z`, `positive`, `N` and `nat` (numbers.ts). Any other value is an object: `is` names its
 * constructor, `a`, `b`, … are the constructor's arguments. A function that has a name takes all its arguments at once, one that is a value
 * takes them one at a time. A function that ends by calling itself is a loop, also where it puts a
 * constructor around the result, or adds one to it, so long lists need no deep stack.
 */

import type { Case, Declaration, Expression, Extraction, Term } from "./extraction.ts";
import { namesOf, termsOf } from "./extraction.ts";
import {
  arithmetic,
  constructorOf,
  literalOf,
  numbers,
  operationOf,
  partOf,
  simplestFirst,
  testOf,
} from "./numbers.ts";
import { type Lambda, oneAtATime, type Shape, shapeOf } from "./shapes.ts";

const reserved = new Set(
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

/** A name of Coq's as one of JavaScript's. */
export function nameOf(name: string): string {
  const plain = name.replaceAll("'", "$");
  return reserved.has(plain) ? `${plain}_` : plain;
}

/** The field for a constructor's argument. */
export function fieldOf(index: number): string {
  return "abcdefghijklmnopqrstuvwxyz"[index]!;
}

/** A function in whose body we are: a call of it in the last place is a jump to its beginning. */
interface Loop {
  readonly name: string;
  /** Is it in another function? */
  readonly inner: boolean;
  readonly parameters: readonly string[];
  readonly shape: Shape;
  /** What it does with the result of a call of itself, besides returning it. */
  around: Around | undefined;
  jumps: boolean;
}

/** Constructors are put around it, with it in this field; or one is added. */
type Around = { readonly field: string } | "one more";

type Fix = Extract<Expression, { what: "expr:fix" }>;
type Name = Extract<Expression, { what: "expr:rel" | "expr:global" }>;

/** What becomes of the value of an expression: it is returned, or put into a variable. */
type Goal =
  | { readonly what: "return"; readonly loop: Loop | undefined }
  | { readonly what: "put"; readonly name: string };

/** The value is returned, and no call jumps. */
const plainly: Goal = { what: "return", loop: undefined };

/** The module with everything that was extracted, of which it exports some. */
export function javascriptOf(extraction: Extraction, exported: readonly string[]): string {
  const printer = new Printer(extraction, new Set(exported));
  const body = extraction.declarations
    .map((declaration) => printer.declaration(declaration))
    .filter((text) => text !== "");
  return [
    "// Extracted from coq/*.v by `npm run coq`. Do not edit.",
    "",
    numbers,
    "",
    arithmetic,
    "",
    printer.constants(),
    "",
    ...body.map(indented),
    `export { ${["arithmetic", ...exported.map(nameOf)].join(", ")} };`,
    "",
  ].join("\n");
}

/** Lines set in by how many braces are open. */
function indented(text: string): string {
  let depth = 0;
  const lines = text.split("\n").map((line) => {
    const closing = /^[)}\]]/u.test(line) ? 1 : 0;
    const set = "  ".repeat(Math.max(0, depth - closing)) + line;
    for (const sign of line) depth += "{[(".includes(sign) ? 1 : "}])".includes(sign) ? -1 : 0;
    return set;
  });
  return `${lines.join("\n")}\n`;
}

class Printer {
  /** How each function is called. */
  readonly #shapes = new Map<string, Shape>();
  /** The same of names within a function: of functions there, and of parameters. */
  readonly #inner = new Map<string, Shape>();
  /** The constants that stand at the beginning: their names, by what they are. */
  readonly #constants = new Map<string, string>();
  #temporaries = 0;

  constructor(extraction: Extraction, exported: ReadonlySet<string>) {
    for (const { name, value } of termsOf(extraction)) {
      const own = value.what === "expr:lambda" ? value.argnames.length : 0;
      const shape = own === 0 ? this.#missing(value) : shapeOf(value as Lambda, this.#shapes);
      this.#shapes.set(name, exported.has(name) ? oneAtATime(shape.length) : shape);
    }
  }

  /** The arguments that a call of a function leaves out; none of anything else. */
  #missing(e: Expression): Shape {
    if (e.what === "expr:lambda" && e.argnames.length === 0) return this.#missing(e.body);
    if (e.what === "expr:global") return this.#shapes.get(e.name) ?? [];
    if (e.what !== "expr:apply" || e.func.what !== "expr:global") return [];
    return (this.#shapes.get(e.func.name) ?? []).slice(e.args.length);
  }

  constants(): string {
    return [...this.#constants].map(([value, name]) => `const ${name} = ${value};`).join("\n");
  }

  declaration(declaration: Declaration): string {
    switch (declaration.what) {
      case "decl:ind":
      case "decl:type":
        return "";
      case "decl:term":
        return this.#term(declaration);
      case "decl:fixgroup":
        return declaration.fixlist.map((term) => this.#term(term)).join("\n");
    }
  }

  #term({ name, value }: Pick<Term, "name" | "value">): string {
    if (value.what === "expr:lambda" && value.argnames.length === 0) return this.#term({ name, value: value.body });
    const missing = this.#missing(value).map((_, i): Expression => ({ what: "expr:rel", name: `x${i}` }));
    if (missing.length > 0) {
      const [func, args] = value.what === "expr:apply" ? [value.func, value.args] : [value, []];
      const body: Expression = { what: "expr:apply", func, args: [...args, ...missing] };
      return this.#term({ name, value: { what: "expr:lambda", argnames: missing.map((_, i) => `x${i}`), body } });
    }
    if (value.what === "expr:lambda") return this.#function(name, value, this.#shapes.get(name)!, false);
    return this.#named(nameOf(name), value);
  }

  #function(name: string, { argnames, body: inside }: Lambda, shape: Shape, inner: boolean): string {
    const parameters = parametersOf(argnames);
    const loop: Loop = { name, inner, parameters, shape, around: undefined, jumps: false };
    loop.around = aroundCalls(loop, inside);
    const calls = shape.map((atOnce) => (atOnce > 1 ? oneAtATime(atOnce) : []));
    // Of a function for which JavaScript's arithmetic stands, the definition is one step, and no loop.
    const goal: Goal = !inner && operationOf(name) !== undefined ? plainly : { what: "return", loop };
    const body = this.#within(argnames, calls, () => this.#statement(inside, goal));
    if (!loop.jumps) return `function ${nameOf(name)}(${parameters.join(", ")}) {\n${body}\n}`;
    const begin = parameters.map((parameter) => `const ${parameter} = $${parameter};`).join("\n");
    const result = beforeRounds(loop.around);
    const outer = parameters.map((parameter) => `$${parameter}`).join(", ");
    return `function ${nameOf(name)}(${outer}) {\n${result}for (;;) {\n${begin}\n${body}\n}\n}`;
  }

  /** What is printed where these names stand for functions that are called so, or for anything. */
  #within(names: readonly string[], shapes: readonly Shape[], print: () => string): string {
    const before = names.map((name) => this.#inner.get(name) ?? []);
    for (const [i, name] of names.entries()) this.#inner.set(name, shapes[i] ?? []);
    const text = print();
    for (const [i, name] of names.entries()) this.#inner.set(name, before[i]!);
    return text;
  }

  /** Statements that do with the value of an expression what is the goal; or go on, inside a loop, with the next round. */
  #statement(e: Expression, goal: Goal): string {
    const loop = goal.what === "return" ? goal.loop : undefined;
    if (e.what === "expr:let") return this.#let(e.name, e.nameval, () => this.#statement(e.body, goal));
    if (e.what === "expr:case") return this.#match(e.expr, e.cases, goal);
    if (e.what === "expr:fix") return this.#fix(e, (value) => this.#done(value, goal));
    if (e.what === "expr:lambda" && e.argnames.length === 0) return this.#statement(e.body, goal);
    if (loop !== undefined && calls(e, loop)) return this.#jump(e.args, loop);
    const before: string[] = [];
    const last = e.what === "expr:constructor" && aroundOf(e) !== undefined ? e.args.at(-1) : undefined;
    if (loop?.around !== undefined && e.what === "expr:constructor" && last !== undefined && calls(last, loop)) {
      if (loop.around === "one more") return ["$more = $next($more);", this.#jump(last.args, loop)].join("\n");
      const { field } = loop.around;
      const fields = e.args.slice(0, -1).map((arg, i) => `, ${fieldOf(i)}: ${this.#value(arg, before)}`);
      const cell = `const $cell = { is: "${e.name}"${fields.join("")}, ${field}: undefined };`;
      const put = [`$last.${field} = $cell;`, "$last = $cell;"];
      return [...before, cell, ...put, this.#jump(last.args, loop)].join("\n");
    }
    const value = this.#value(e, before);
    return [...before, this.#done(value, goal)].join("\n");
  }

  #done(value: string, goal: Goal): string {
    if (goal.what === "put") return `${goal.name} = ${value};`;
    const around = goal.loop?.around;
    if (around === undefined) return `return ${value};`;
    if (around === "one more") return `return $add($more, ${value});`;
    return `$last.${around.field} = ${value};\nreturn $result.${around.field};`;
  }

  #let(name: string, value: Expression, print: () => string): string {
    if (value.what !== "expr:lambda") {
      // Within the value the name may stand for something else.
      const before: string[] = [];
      const text = `const ${nameOf(name)} = ${this.#value(value, before)};`;
      return [...before, text, this.#within([name], [], print)].join("\n");
    }
    const { argnames, body } = value;
    if (argnames.length === 0) return this.#let(name, body, print);
    const text = `const ${nameOf(name)} = (${parametersOf(argnames).join(", ")}) => ${this.#lambda(argnames, body)};`;
    return `${text}\n${this.#within([name], [oneAtATime(argnames.length)], print)}`;
  }

  /** A function within a function, which may call itself, and what is done with it. */
  #fix({ funcs: [{ name, body }] }: Fix, done: (value: string) => string): string {
    if (body.what !== "expr:lambda") throw new Error(`${name} is no function`);
    const shape = shapeOf(body, this.#shapes);
    return this.#within([name], [shape], () => {
      const text = this.#function(name, body, shape, true);
      return `${text}\n${done(this.#value({ what: "expr:rel", name }, []))}`;
    });
  }

  /** A variable with the value of an expression. */
  #named(name: string, value: Expression): string {
    if (needsBlock(value)) return `let ${name};\n{\n${this.#statement(value, { what: "put", name })}\n}`;
    const before: string[] = [];
    const last = `const ${name} = ${this.#value(value, before)};`;
    return [...before, last].join("\n");
  }

  #jump(args: readonly Expression[], loop: Loop): string {
    loop.jumps = true;
    const before: string[] = [];
    const changed = loop.parameters
      .map((parameter, i) => ({ parameter, value: this.#argument(args[i]!, loop.shape[i]!, before) }))
      .filter(({ parameter, value }) => parameter !== value);
    return [...before, ...changed.map(({ parameter, value }) => `$${parameter} = ${value};`), "continue;"].join("\n");
  }

  #match(scrutinee: Expression, all: readonly Case[], goal: Goal): string {
    const cases = simplestFirst(all);
    const before: string[] = [];
    const yes = bodyFor(cases, "True");
    if (yes !== undefined) {
      const condition = this.#value(scrutinee, before);
      const [taken, not] = [yes, bodyFor(cases, "False")!].map((e) => this.#statement(e, goal));
      return [...before, either(condition, taken!, not!, goal)].join("\n");
    }
    const atom = scrutinee.what === "expr:rel";
    const value = atom ? nameOf(scrutinee.name) : this.#temporary();
    if (!atom) before.push(this.#named(value, scrutinee));
    const bodies = cases.map(({ pat, body }) => this.#taken(pat, value, body, goal));
    if (cases.length === 1) return [...before, bodies[0]].join("\n");
    const tests = cases.map(({ pat }) => (pat.what === "pat:constructor" ? testOf(pat.name, value) : undefined));
    if (tests.some((test) => test !== undefined)) {
      const text = bodies.reduceRight((rest, body, i) => either(tests[i]!, body, rest, goal));
      return [...before, text].join("\n");
    }
    const branches = cases.map(({ pat }, i) => {
      const label = pat.what === "pat:constructor" ? `case "${pat.name}"` : "default";
      return `${label}: {\n${bodies[i]}\n${goal.what === "put" ? "break;\n" : ""}}`;
    });
    return [...before, `switch (${value}.is) {\n${branches.join("\n")}\n}`].join("\n");
  }

  #taken(pat: Case["pat"], value: string, body: Expression, goal: Goal): string {
    return bound(pat, value) + this.#within(namesOf(pat), [], () => this.#statement(body, goal));
  }

  #temporary(): string {
    return `$${this.#temporaries++}`;
  }

  /** An expression of JavaScript. The statements that it needs come before it, whether it is needed or not: nothing has an effect, and all comes to an end. */
  #value(e: Expression, before: string[]): string {
    switch (e.what) {
      case "expr:rel":
      case "expr:global":
        return this.#apply(e, [], 1, before);
      case "expr:constructor":
        return this.#construct(e.name, e.args, before);
      case "expr:lambda":
        if (e.argnames.length === 0) return this.#value(e.body, before);
        return oneByOne(parametersOf(e.argnames), this.#lambda(e.argnames, e.body));
      case "expr:apply": {
        if (isName(e.func)) return this.#apply(e.func, e.args, 1, before);
        const values = e.args.map((arg) => `(${this.#value(arg, before)})`);
        return `(${this.#value(e.func, before)})${values.join("")}`;
      }
      case "expr:case":
        if (!needsBlock(e)) return this.#choice(e.expr, e.cases, before);
        break;
      case "expr:let":
      case "expr:fix":
        break;
      default:
        throw new Error(`extraction has a form that is not known: ${(e as { what: string }).what}`);
    }
    const name = this.#temporary();
    before.push(this.#named(name, e));
    return name;
  }

  /** A match in one line: of a truth value, or one that takes an argument of the only constructor. */
  #choice(scrutinee: Expression, cases: readonly Case[], before: string[]): string {
    const value = this.#value(scrutinee, before);
    const yes = bodyFor(cases, "True");
    if (yes === undefined) return `${value}.${fieldOf(argumentTaken(cases)!)}`;
    const [taken, not] = [yes, bodyFor(cases, "False")!].map((e) => this.#value(e, before));
    if (not === "false") return `(${value} && ${taken})`;
    return taken === "true" ? `(${value} || ${not})` : `(${value} ? ${taken} : ${not})`;
  }

  /** What is behind the arrow of a function. */
  #lambda(names: readonly string[], body: Expression): string {
    return this.#within(names, [], () => {
      const before: string[] = [];
      if (needsBlock(body)) return `{\n${this.#statement(body, plainly)}\n}`;
      const text = this.#value(body, before);
      if (before.length > 0) return `{\n${[...before, `return ${text};`].join("\n")}\n}`;
      return text.startsWith("{") ? `(${text})` : text;
    });
  }

  #construct(name: string, args: readonly Expression[], before: string[]): string {
    if (name === "True") return "true";
    if (name === "False") return "false";
    const number = literalOf({ what: "expr:constructor", name, args });
    if (number !== undefined) return number;
    const made = constructorOf(name);
    const values = args.map((arg) => this.#value(arg, before));
    if (made !== undefined) return `${made}(${values.join(", ")})`;
    const fields = values.map((value, i) => `, ${fieldOf(i)}: ${value}`);
    const value = `{ is: "${name}"${fields.join("")} }`;
    if (!args.every((arg) => this.#isConstant(arg))) return value;
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const constant = args.length === 0 ? `$${name}` : `$${name}${this.#constants.size}`;
    this.#constants.set(value, constant);
    return constant;
  }

  /** Is it the same wherever it stands, a constructor of such or a function? */
  #isConstant(e: Expression): boolean {
    const isFunction = this.#missing(e).length > 0;
    if (e.what === "expr:global") return isFunction;
    const args = e.what === "expr:constructor" || (e.what === "expr:apply" && isFunction) ? e.args : undefined;
    return args?.every((arg) => this.#isConstant(arg)) ?? false;
  }

  /** A function that is given to another, which calls it with so many arguments at once; or anything else. */
  #argument(e: Expression, atOnce: number, before: string[]): string {
    if (atOnce === 1) return this.#value(e, before);
    if (e.what === "expr:lambda" && e.argnames.length === 0) return this.#argument(e.body, atOnce, before);
    if (e.what === "expr:lambda" && e.argnames.length >= atOnce)
      return atOnceThenOneByOne(parametersOf(e.argnames), atOnce, this.#lambda(e.argnames, e.body));
    if (isName(e)) return this.#apply(e, [], atOnce, before);
    if (e.what === "expr:apply" && isName(e.func)) return this.#apply(e.func, e.args, atOnce, before);
    return takenAtOnce(this.#value(e, before), atOnce);
  }

  /**
   * A call: of a function that has a name with all its arguments at once, and of what is a value, or of what it gives, one by one. Where arguments are
   * missing it is a function, which takes so many of them at once.
   */
  #apply(func: Name, args: readonly Expression[], atOnce: number, before: string[]): string {
    const global = func.what === "expr:global";
    const name = (global ? operationOf(func.name) : undefined) ?? nameOf(func.name);
    const shape = (global ? this.#shapes : this.#inner).get(func.name) ?? [];
    const values = args.map((arg, i) => this.#argument(arg, shape[i] ?? 1, before));
    const missing = shape.slice(values.length);
    if (missing.length === 0) {
      const rest = values.slice(shape.length).map((value) => `(${value})`);
      const call = (shape.length === 0 ? name : `${name}(${values.slice(0, shape.length).join(", ")})`) + rest.join("");
      return atOnce === 1 ? call : takenAtOnce(call, atOnce);
    }
    if (values.length === 0 && missing.length === atOnce && missing.every((n) => n === 1)) return name;
    const taken = missing.map((_, i) => `$$${i}`);
    const given = values.map((value, i) => (isSimple(value) ? value : `$$${missing.length + i}`));
    const all = [
      ...given,
      ...taken.map((parameter, i) => (missing[i] === 1 ? parameter : takenAtOnce(parameter, missing[i]!))),
    ];
    const more = Array.from({ length: Math.max(0, atOnce - missing.length) }, (_, i) => `$$${shape.length + i}`);
    const call = `${name}(${all.join(", ")})${more.map((parameter) => `(${parameter})`).join("")}`;
    const made = atOnceThenOneByOne([...taken, ...more], atOnce, call);
    const kept = values.filter((value) => !isSimple(value));
    if (kept.length === 0) return `(${made})`;
    return `((${given.filter((_, i) => !isSimple(values[i]!)).join(", ")}) => ${made})(${kept.join(", ")})`;
  }
}

function parametersOf(names: readonly string[]): string[] {
  return names.map((name, i) => (name === "_" ? `_${i}` : nameOf(name)));
}

/** A function that takes its arguments one at a time. */
function oneByOne(parameters: readonly string[], body: string): string {
  return atOnceThenOneByOne(parameters, 1, body);
}

/** A function that takes so many arguments at once, and then more one at a time. */
function atOnceThenOneByOne(parameters: readonly string[], atOnce: number, body: string): string {
  const more = parameters.slice(atOnce).map((parameter) => `(${parameter}) => `);
  return `(${parameters.slice(0, atOnce).join(", ")}) => ${more.join("")}${body}`;
}

/** A function that takes at once what another takes one by one. */
function takenAtOnce(value: string, atOnce: number): string {
  const parameters = Array.from({ length: atOnce }, (_, i) => `$$a${i}`);
  const text = (called: string): string =>
    `((${parameters.join(", ")}) => ${called}${parameters.map((parameter) => `(${parameter})`).join("")})`;
  return isSimple(value) ? text(value) : `(($$f) => ${text("$$f")})(${value})`;
}

/** Is a text a name or a number, which may stand anywhere? */
function isSimple(text: string): boolean {
  return /^[\w$]+$/u.test(text);
}

function isName(e: Expression): e is Name {
  return e.what === "expr:rel" || e.what === "expr:global";
}

/** Statements for a truth value. Where they return there is no other way behind them. */
function either(condition: string, yes: string, no: string, goal: Goal): string {
  return `if (${condition}) {\n${yes}\n}${goal.what === "put" ? ` else {\n${no}\n}` : `\n${no}`}`;
}

/** Is this a call of the function, with all its arguments? */
function calls(e: Expression, { name, inner, parameters }: Loop): e is Extract<Expression, { what: "expr:apply" }> {
  return (
    e.what === "expr:apply" &&
    e.func.what === (inner ? "expr:rel" : "expr:global") &&
    e.func.name === name &&
    e.args.length === parameters.length
  );
}

/** What a constructor does with its last argument; undefined for a digit that is put to a number. */
function aroundOf({ name, args }: Extract<Expression, { what: "expr:constructor" }>): Around | undefined {
  if (name === "S") return "one more";
  return constructorOf(name) === undefined ? { field: fieldOf(args.length - 1) } : undefined;
}

/** What stands before the rounds of a loop. */
function beforeRounds(around: Around | undefined): string {
  if (around === undefined) return "";
  if (around === "one more") return "let $more = 0;\n";
  return `const $result = { ${around.field}: undefined };\nlet $last = $result;\n`;
}

/**
 * What a function's constructors around calls of itself all do with these; undefined when there are none, or when they differ, or where the
 * function makes a tree: that is not deep.
 */
function aroundCalls(loop: Loop, body: Expression): Around | undefined {
  const found = new Map<string, Around | undefined>();
  const visit = (e: Expression): void => {
    if (e.what === "expr:let" || (e.what === "expr:lambda" && e.argnames.length === 0)) visit(e.body);
    if (e.what === "expr:case") for (const { body } of e.cases) visit(body);
    const around = e.what === "expr:constructor" ? aroundOf(e) : undefined;
    if (e.what === "expr:constructor" && around !== undefined && e.args.length > 0 && calls(e.args.at(-1)!, loop))
      found.set(typeof around === "string" ? around : around.field, around);
    if (e.what === "expr:constructor" && e.args.slice(0, -1).some((arg) => calls(arg, loop)))
      found.set("a tree", undefined);
  };
  visit(body);
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function bodyFor(cases: readonly Case[], wanted: "True" | "False"): Expression | undefined {
  const isBool = cases.some(
    ({ pat }) => pat.what === "pat:constructor" && (pat.name === "True" || pat.name === "False"),
  );
  if (!isBool) return undefined;
  return cases.find(({ pat }) => pat.what !== "pat:constructor" || pat.name === wanted)?.body;
}

/** The names that a pattern gives are what is in the value. */
function bound(pat: Case["pat"], value: string): string {
  switch (pat.what) {
    case "pat:wild":
      return "";
    case "pat:rel":
      return `const ${nameOf(pat.name)} = ${value};\n`;
    case "pat:constructor": {
      const part = partOf(pat.name, value);
      const [argument = "_"] = pat.argnames;
      if (part !== undefined) return argument === "_" ? "" : `const ${nameOf(argument)} = ${part};\n`;
      const fields = pat.argnames
        .map((name, i) => (name === "_" ? "" : `${fieldOf(i)}: ${nameOf(name)}`))
        .filter((field) => field !== "");
      return fields.length === 0 ? "" : `const { ${fields.join(", ")} } = ${value};\n`;
    }
  }
}

/** Does an expression need statements, or one of which it is not known whether it is needed? */
function needsBlock(e: Expression): boolean {
  if (e.what === "expr:let" || e.what === "expr:fix") return true;
  if (e.what === "expr:lambda") return e.argnames.length === 0 && needsBlock(e.body);
  if (e.what !== "expr:case") return false;
  if (argumentTaken(e.cases) !== undefined) return false;
  return bodyFor(e.cases, "True") === undefined || !e.cases.every(({ body }) => isInline(body));
}

/** Is an expression one of JavaScript, with no statements before it? */
function isInline(e: Expression): boolean {
  switch (e.what) {
    case "expr:constructor":
      return e.args.every(isInline);
    case "expr:apply":
      return isInline(e.func) && e.args.every(isInline);
    case "expr:case":
      return !needsBlock(e) && isInline(e.expr);
    default:
      return !needsBlock(e);
  }
}

/** Which argument of its only constructor a match takes; undefined when it does anything else. */
function argumentTaken(cases: readonly Case[]): number | undefined {
  const [{ pat, body }] = cases as [Case];
  if (cases.length > 1 || pat.what !== "pat:constructor" || body.what !== "expr:rel") return undefined;
  const index = pat.argnames.indexOf(body.name);
  return index < 0 ? undefined : index;
}
