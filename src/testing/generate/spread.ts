/**
 * A generated program spread over two or three files, so that names, imports and first values of several files are tested: it
 * must do what the program in one file does.
 *
 * Where a declaration goes depends on its name and the seed alone, so the rest stays where it is when a shrinker takes one away.
 * What only its own file uses is private, and private names of all files are made the same: q0, q1 and so on. A constant that
 * several files use lies in the file that comes first; functions and globals of the others may use one another.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { impossible } from "../../core/impossible.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { checkModule, parseProgram } from "../../lang/check/check.ts";
import type { Program } from "../../lang/program/program.ts";
import { printModule } from "../../lang/syntax/print.ts";
import type { Module, SyntaxDeclaration, SyntaxFunction } from "../../lang/syntax/tree.ts";
import { visitModule } from "../../lang/syntax/walk.ts";

/** The main file of a spread program. */
const entry = "main.ell";
const parts = "parts/a.ell";
const data = "data.ell";

/** Words and literals of printed text; literals come first, so that no name is found in one. */
const words = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[A-Za-z_][A-Za-z0-9_]*/g;

/** A declaration as text, the file it is in, and the names of others that may occur in it. */
interface Placed {
  readonly declaration: SyntaxDeclaration;
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly uses: ReadonlySet<string>;
}

/**
 * The texts of a program's files by path; the main file is `main.ell`.
 *
 * @example
 * ```ts
 * import { parseModule } from "etalon/lang";
 * import { spreadOver } from "etalon/testing";
 * const module = parseModule("const n = 2; fn f(): int { return n; } fn main(): int { return f(); }");
 * module.ok && [...spreadOver(module.value, 5).keys()].sort(); // => ["data.ell", "main.ell", "parts/a.ell"]
 * ```
 */
export function spreadOver(module: Module, seed: number): ReadonlyMap<string, string> {
  const three = (mixed("files", seed) & 1) === 0;
  const placed = placedIn(module, three, seed);
  const paths = three ? [entry, parts, data] : [entry, parts];
  const homes = new Map(placed.map(({ name, path }) => [name, path]));
  const shared = new Set<string>();
  for (const { path, uses } of placed)
    for (const name of uses) if (homes.has(name) && homes.get(name) !== path) shared.add(name);
  const prefix = freshPrefix(placed);
  const locals = localsOf(module);

  const files = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const path of paths) {
    const own = placed.filter((d) => d.path === path);
    const hidden = own.filter(({ name }) => !shared.has(name) && !locals.has(name) && name !== "main");
    const renamed = new Map(hidden.map(({ name }, i) => [name, `${prefix}${i}`]));
    let count = hidden.length;
    const check = `assert ${prefix}file == ${paths.indexOf(path)};`;
    const used = new Set(own.flatMap(({ uses }) => [...uses].map((name) => homes.get(name))));
    const imports = paths.filter((other) => other !== path && used.has(other));
    const declarations = own.map(({ declaration, name, text }) => {
      const written = text.replaceAll(words, (word) => renamed.get(word) ?? word);
      if (!shared.has(name)) return written;
      if (declaration.kind !== "function") return `pub ${written}`;
      // Its body is private, under a name that other files have, too.
      const inner = `${prefix}${count++}`;
      return `${written.replace(`fn ${name}`, `fn ${inner}`)}\n${passingOn(declaration, inner, check)}`;
    });
    // Each file has a global of this name; what passes on a call looks at the one of its own file.
    declarations.unshift(`let ${prefix}file = ${paths.indexOf(path)};\n`);
    counts.set(path, count);
    files.set(path, [...imports.map((other) => importOf(path, other)), ...declarations].join("\n"));
  }
  // A public name that the main file's own one hides.
  const last = paths.at(-1)!;
  const decoy = counts.get(last)!;
  if (decoy < counts.get(entry)!)
    files.set(last, `${files.get(last)!}\npub fn ${prefix}${decoy}(): int {\n  return ${decoy};\n}\n`);
  return files;
}

/**
 * A module as a program: in one file, or spread over several by a seed.
 *
 * @example
 * ```ts
 * import { parseModule } from "etalon/lang";
 * import { spreadProgram } from "etalon/testing";
 * const module = parseModule("let g = 1; fn f(): int { return g; } fn main(): int { return f(); }");
 * const program = module.ok ? spreadProgram(module.value, 3) : module;
 * program.ok && program.value.functions.map(({ name }) => name); // => ["parts/a.ell:q0", "parts/a.ell:f", "main", "_start"]
 * ```
 */
export function spreadProgram(module: Module, seed: number): Result<Program, Diagnostic[]> {
  return programOfFiles(spreadOver(module, seed));
}

/** The program of a module: in one file, or spread over several where a seed is given. */
export function programOf(module: Module, spread: number | undefined): Result<Program, Diagnostic[]> {
  return spread === undefined ? checkModule(module) : spreadProgram(module, spread);
}

/** The program of texts by path, of which `main.ell` is the main file. */
export function programOfFiles(files: ReadonlyMap<string, string>): Result<Program, Diagnostic[]> {
  const load = (path: string) => {
    const text = files.get(path);
    return text === undefined ? failure({ message: "does not exist" }) : success(text);
  };
  return parseProgram(files.get(entry) ?? "", load, entry);
}

/** Each declaration with its file, in the order of the text. */
function placedIn(module: Module, three: boolean, seed: number): readonly Placed[] {
  const placed: Placed[] = [];
  // Backwards, since a constant lies where it is used.
  for (const d of module.declarations.toReversed()) {
    const text = printModule({ declarations: [d] });
    const uses = new Set([...text.matchAll(words)].map(([word]) => word));
    placed.unshift({
      declaration: d,
      name: d.name,
      path: d.kind === "const" ? "" : homeOf(d, three, seed),
      text,
      uses,
    });
  }
  for (const [i, one] of placed.toReversed().entries()) {
    if (one.path !== "") continue;
    const users = new Set(
      placed.filter(({ name, uses }) => name !== one.name && uses.has(one.name)).map((d) => d.path),
    );
    const [only] = users;
    // One that several files use lies in the file that comes before them.
    const path = users.size === 1 && only !== undefined && only !== "" ? only : three ? data : parts;
    placed[placed.length - 1 - i] = { ...one, path };
  }
  return placed;
}

/** Texts by path as one text, each after a comment with its path. */
export function textOfFiles(files: ReadonlyMap<string, string>): string {
  return [...files].map(([path, text]) => `// ${path}\n${text}`).join("\n");
}

function homeOf(d: Exclude<SyntaxDeclaration, { readonly kind: "const" }>, three: boolean, seed: number): string {
  const draw = mixed(d.name, seed);
  switch (d.kind) {
    case "global":
      return [entry, parts, three ? data : parts][draw % 3]!;
    case "function":
      return d.name === "main" || draw % 2 === 0 ? entry : parts;
    default:
      return impossible(d);
  }
}

/** A public function that does what the private one of this name does. */
function passingOn({ name, parameters, result }: SyntaxFunction, inner: string, check: string): string {
  const given = parameters.map((p) => `${p.name}: ${p.type}`).join(", ");
  const call = `${inner}(${parameters.map((p) => p.name).join(", ")});`;
  const head = `pub fn ${name}(${given})${result === undefined ? "" : `: ${result}`}`;
  return `${head} {\n  ${check}\n  ${result === undefined ? call : `return ${call}`}\n}\n`;
}

function importOf(from: string, to: string): string {
  return `import "${from.includes("/") ? "../" : "./"}${to}";`;
}

/** All names of variables in functions: a name outside that is also one of these keeps its spelling. */
function localsOf(module: Module): ReadonlySet<string> {
  const names = new Set<string>();
  for (const d of module.declarations) if (d.kind === "function") for (const { name } of d.parameters) names.add(name);
  visitModule(module, {
    statement: (s) => {
      if (s.kind === "let" || s.kind === "const" || s.kind === "for") names.add(s.name);
    },
  });
  return names;
}

/** A beginning that no word of the program has. */
function freshPrefix(placed: readonly Placed[]): string {
  let prefix = "q";
  while (placed.some(({ uses }) => [...uses].some((word) => word.startsWith(prefix)))) prefix += "q";
  return prefix;
}

/** A number from a name and a seed, in which every bit depends on both. */
function mixed(name: string, seed: number): number {
  let h = seed | 0;
  for (const letter of name) h = Math.imul(h ^ letter.charCodeAt(0), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
