/**
 * Prints what Coq extracted as JavaScript that a person can read: a function for each function, a `switch` for each match.
 *
 * `bool` is JavaScript's, and so are the numbers of `Z`, `positive` and `N` (numbers.ts). Any other value is an object: `is` names its
 * constructor, `a`, `b`, … are the constructor's arguments. A function that ends by calling itself is a loop, also where it puts a
 * constructor around the result, so long lists need no deep stack.
 */

import type { Case, Declaration, Expression, Extraction, Term } from "./extraction.ts";
import { termsOf } from "./extraction.ts";
import { arithmetic, constructorOf, literalOf, numbers, operationOf, partOf, tagOf } from "./numbers.ts";

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
  readonly parameters: readonly string[];
  /** The field in which its result goes on, when it puts constructors around the result of a call of itself. */
  readonly field: string | undefined;
  jumps: boolean;
}

/** The module with everything that was extracted, of which it exports some. */
export function javascriptOf(extraction: Extraction, exported: readonly string[]): string {
  const printer = new Printer(extraction);
  const body = extraction.declarations
    .map((declaration) => printer.declaration(declaration))
    .filter((text) => text !== "");
  return [
    "// Extracted from coq/*.v by `npm run coq`. Do not edit.",
    "",
    printer.constants(),
    "",
    calling,
    "",
    numbers,
    "",
    arithmetic,
    "",
    ...body.map(indented),
    `export { ${["arithmetic", ...exported.map(nameOf)].join(", ")} };`,
    "",
  ].join("\n");
}

/** Calls with fewer or more arguments than the function has parameters. */
const calling = `function $call(f, ...args) {
  if (args.length === f.length) return f(...args);
  if (args.length < f.length) {
    const partial = (...more) => $call(f, ...args, ...more);
    return Object.defineProperty(partial, "length", { value: f.length - args.length });
  }
  return $call(f(...args.slice(0, f.length)), ...args.slice(f.length));
}`;

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
  /** How many parameters each function has; 0 for a constant. */
  readonly #parameters = new Map<string, number>();
  /** The constants that stand at the beginning: their names, by what they are. */
  readonly #constants = new Map<string, string>();
  #temporaries = 0;

  constructor(extraction: Extraction) {
    for (const { name, value } of termsOf(extraction)) {
      const own = value.what === "expr:lambda" ? value.argnames.length : 0;
      this.#parameters.set(name, own === 0 ? this.#missing(value) : own);
    }
  }

  /** How many arguments a call of a function leaves out; 0 for anything else. */
  #missing(e: Expression): number {
    if (e.what === "expr:lambda" && e.argnames.length === 0) return this.#missing(e.body);
    if (e.what === "expr:global") return this.#parameters.get(e.name) ?? 0;
    if (e.what !== "expr:apply" || e.func.what !== "expr:global") return 0;
    return Math.max(0, (this.#parameters.get(e.func.name) ?? 0) - e.args.length);
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
    const missing = Array.from(
      { length: this.#missing(value) },
      (_, i): Expression => ({ what: "expr:rel", name: `x${i}` }),
    );
    if (missing.length > 0) {
      const [func, args] = value.what === "expr:apply" ? [value.func, value.args] : [value, []];
      const body: Expression = { what: "expr:apply", func, args: [...args, ...missing] };
      return this.#term({ name, value: { what: "expr:lambda", argnames: missing.map((_, i) => `x${i}`), body } });
    }
    if (value.what !== "expr:lambda") return `const ${nameOf(name)} = ${this.#expression(value)};`;
    const parameters = parametersOf(value.argnames);
    const loop: Loop = { name, parameters, field: fieldAround(name, parameters.length, value.body), jumps: false };
    const body = this.#statement(value.body, loop);
    if (!loop.jumps) return `function ${nameOf(name)}(${parameters.join(", ")}) {\n${body}\n}`;
    const begin = parameters.map((parameter) => `const ${parameter} = $${parameter};`).join("\n");
    const result =
      loop.field === undefined ? "" : `const $result = { ${loop.field}: undefined };\nlet $last = $result;\n`;
    const outer = parameters.map((parameter) => `$${parameter}`).join(", ");
    return `function ${nameOf(name)}(${outer}) {\n${result}for (;;) {\n${begin}\n${body}\n}\n}`;
  }

  /** Statements that return the value of an expression; or go on, inside a loop, with the next round. */
  #statement(e: Expression, loop: Loop | undefined): string {
    switch (e.what) {
      case "expr:let":
        return `const ${nameOf(e.name)} = ${this.#expression(e.nameval)};\n${this.#statement(e.body, loop)}`;
      case "expr:case":
        return this.#match(e.expr, e.cases, loop);
      case "expr:lambda":
        return e.argnames.length === 0 ? this.#statement(e.body, loop) : this.#return(this.#expression(e), loop);
      case "expr:apply":
        if (loop !== undefined && calls(e, loop.name, loop.parameters.length)) return this.#jump(e.args, loop);
        return this.#return(this.#expression(e), loop);
      case "expr:constructor": {
        const last = e.args.at(-1);
        if (
          loop?.field === undefined ||
          constructorOf(e.name) !== undefined ||
          last === undefined ||
          !calls(last, loop.name, loop.parameters.length)
        )
          return this.#return(this.#expression(e), loop);
        const before = e.args.slice(0, -1).map((arg, i) => `, ${fieldOf(i)}: ${this.#expression(arg)}`);
        const cell = `const $cell = { is: "${e.name}"${before.join("")}, ${loop.field}: undefined };`;
        return `${cell}\n$last.${loop.field} = $cell;\n$last = $cell;\n${this.#jump(last.args, loop)}`;
      }
      default:
        return this.#return(this.#expression(e), loop);
    }
  }

  #return(value: string, loop: Loop | undefined): string {
    if (loop?.field === undefined) return `return ${value};`;
    return `$last.${loop.field} = ${value};\nreturn $result.${loop.field};`;
  }

  #jump(args: readonly Expression[], loop: Loop): string {
    loop.jumps = true;
    const changed = loop.parameters
      .map((parameter, i) => ({ parameter, value: this.#expression(args[i]!) }))
      .filter(({ parameter, value }) => parameter !== value);
    return `${changed.map(({ parameter, value }) => `$${parameter} = ${value};`).join("\n")}\ncontinue;`;
  }

  #match(scrutinee: Expression, cases: readonly Case[], loop: Loop | undefined): string {
    const yes = bodyFor(cases, "True");
    if (yes !== undefined) {
      const no = bodyFor(cases, "False")!;
      const condition = this.#expression(scrutinee);
      return `if (${condition}) {\n${this.#statement(yes, loop)}\n}\n${this.#statement(no, loop)}`;
    }
    const atom = scrutinee.what === "expr:rel";
    const value = atom ? nameOf(scrutinee.name) : `$${this.#temporaries++}`;
    const first = atom ? "" : `const ${value} = ${this.#expression(scrutinee)};\n`;
    const taken = ({ pat, body }: Case): string => bound(pat, value) + this.#statement(body, loop);
    if (cases.length === 1) return first + taken(cases[0]!);
    const tag = tagOf(cases, value) ?? `${value}.is`;
    const branches = cases.map((one) => {
      const label = one.pat.what === "pat:constructor" ? `case "${one.pat.name}"` : "default";
      return `${label}: {\n${taken(one)}\n}`;
    });
    return `${first}switch (${tag}) {\n${branches.join("\n")}\n}`;
  }

  #expression(e: Expression): string {
    switch (e.what) {
      case "expr:rel":
        return nameOf(e.name);
      case "expr:global":
        return operationOf(e.name) ?? nameOf(e.name);
      case "expr:constructor":
        return this.#construct(e.name, e.args);
      case "expr:lambda":
        if (e.argnames.length === 0) return this.#expression(e.body);
        return `(${parametersOf(e.argnames).join(", ")}) => ${this.#lambda(e.body)}`;
      case "expr:apply":
        return this.#call(e.func, e.args);
      case "expr:case": {
        const only = e.cases[0]!;
        const yes = bodyFor(e.cases, "True");
        if (yes !== undefined && isShort(e))
          return `(${this.#expression(e.expr)} ? ${this.#expression(yes)} : ${this.#expression(bodyFor(e.cases, "False")!)})`;
        if (e.cases.length === 1 && only.pat.what === "pat:constructor" && only.body.what === "expr:rel") {
          const index = only.pat.argnames.indexOf(only.body.name);
          if (index >= 0) return `${this.#expression(e.expr)}.${fieldOf(index)}`;
        }
        return `(() => {\n${this.#statement(e, undefined)}\n})()`;
      }
      case "expr:let":
        return `(() => {\n${this.#statement(e, undefined)}\n})()`;
      case "expr:fix": {
        const [{ name, body }] = e.funcs;
        return `(() => {\n${this.#term({ name, value: body })}\nreturn ${nameOf(name)};\n})()`;
      }
      default:
        throw new Error(`extraction has a form that is not known: ${(e as { what: string }).what}`);
    }
  }

  #lambda(body: Expression): string {
    if (body.what === "expr:case" || body.what === "expr:let") return `{\n${this.#statement(body, undefined)}\n}`;
    const text = this.#expression(body);
    return text.startsWith("{") ? `(${text})` : text;
  }

  #construct(name: string, args: readonly Expression[]): string {
    if (name === "True") return "true";
    if (name === "False") return "false";
    const number = literalOf({ what: "expr:constructor", name, args });
    if (number !== undefined) return number;
    const made = constructorOf(name);
    if (made !== undefined) return `${made}(${args.map((arg) => this.#expression(arg)).join(", ")})`;
    const fields = args.map((arg, i) => `, ${fieldOf(i)}: ${this.#expression(arg)}`);
    const value = `{ is: "${name}"${fields.join("")} }`;
    if (!args.every(isConstant)) return value;
    const known = this.#constants.get(value);
    if (known !== undefined) return known;
    const constant = args.length === 0 ? `$${name}` : `$${name}${this.#constants.size}`;
    this.#constants.set(value, constant);
    return constant;
  }

  #call(func: Expression, args: readonly Expression[]): string {
    const values = args.map((arg) => this.#expression(arg)).join(", ");
    const name = this.#expression(func);
    if (func.what === "expr:global") {
      const parameters = this.#parameters.get(func.name) ?? 0;
      if (parameters === args.length) return `${name}(${values})`;
      if (parameters > args.length) {
        const given = args.map((_, i) => `$${i}`).join(", ");
        const more = Array.from({ length: parameters - args.length }, (_, i) => `$${args.length + i}`).join(", ");
        return `((${given}) => (${more}) => ${name}(${given}, ${more}))(${values})`;
      }
      if (parameters === 0) return `$call(${name}, ${values})`;
      // What it gives is a function again.
      const [own, rest] = [args.slice(0, parameters), args.slice(parameters)].map((some) =>
        some.map((arg) => this.#expression(arg)).join(", "),
      );
      return `$call(${name}(${own}), ${rest})`;
    }
    if (func.what !== "expr:rel") return `$call(${name}, ${values})`;
    return `(${name}.length === ${args.length} ? ${name}(${values}) : $call(${name}, ${values}))`;
  }
}

function parametersOf(names: readonly string[]): string[] {
  return names.map((name, i) => (name === "_" ? `_${i}` : nameOf(name)));
}

/** Is this a call of the function, with all its arguments? */
function calls(e: Expression, name: string, parameters: number): e is Extract<Expression, { what: "expr:apply" }> {
  return (
    e.what === "expr:apply" && e.func.what === "expr:global" && e.func.name === name && e.args.length === parameters
  );
}

/** The field that a function's constructors around calls of itself all leave for these; undefined when there are none, or several. */
function fieldAround(name: string, parameters: number, body: Expression): string | undefined {
  const fields = new Set<string>();
  const visit = (e: Expression): void => {
    if (e.what === "expr:let" || (e.what === "expr:lambda" && e.argnames.length === 0)) visit(e.body);
    if (e.what === "expr:case") for (const { body } of e.cases) visit(body);
    const last = e.what === "expr:constructor" && constructorOf(e.name) === undefined ? e.args.at(-1) : undefined;
    if (e.what === "expr:constructor" && last !== undefined && calls(last, name, parameters))
      fields.add(fieldOf(e.args.length - 1));
  };
  visit(body);
  return fields.size === 1 ? [...fields][0] : undefined;
}

function bodyFor(cases: readonly Case[], wanted: "True" | "False"): Expression | undefined {
  const isBool = cases.some(
    ({ pat }) => pat.what === "pat:constructor" && (pat.name === "True" || pat.name === "False"),
  );
  if (!isBool) return undefined;
  return cases.find(({ pat }) => pat.what !== "pat:constructor" || pat.name === wanted)?.body;
}

/** The names that a pattern gives. */
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

/** Fits it into one line, without a match of more than two cases? */
function isShort(e: Expression): boolean {
  switch (e.what) {
    case "expr:rel":
    case "expr:global":
      return true;
    case "expr:constructor":
      return e.args.every(isShort);
    case "expr:apply":
      return isShort(e.func) && e.args.every(isShort);
    case "expr:case":
      return bodyFor(e.cases, "True") !== undefined && isShort(e.expr) && e.cases.every(({ body }) => isShort(body));
    default:
      return false;
  }
}

function isConstant(e: Expression): boolean {
  return e.what === "expr:constructor" && e.args.every(isConstant);
}
