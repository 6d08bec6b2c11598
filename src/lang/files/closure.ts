/**
 * The files of a program: the main file and all that it imports, directly or not, in the one order of the language.
 *
 * The order is depth first: before a file come the files that it imports, in order of mention; each file stands in it once,
 * and the main file is the last. Where imports make a circle, the import that closes it changes nothing about the order. What
 * a path means is decided by the loader, which the caller gives: this code knows no disk.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { type DiagnosticCode, quote } from "../check/report.ts";
import { maximumSourceLength } from "../syntax/decode.ts";
import type { Module, SyntaxImport } from "../syntax/tree.ts";
import { resolveImport } from "./paths.ts";

/** Why a loader has no text for a path. */
export interface LoadFailure {
  /** What is wrong, to be read after the name of the file: `does not exist`. */
  readonly message: string;
  readonly hint?: string;
}

/** Gives the text of an imported file, by its path from the main file's folder (`lexer.ell`, `parts/a.ell`) or `std/NAME`. */
export type Loader = (path: string) => Result<string, LoadFailure>;

/** What the main file is called where nobody named it. */
const unnamedEntry = "main.ell";

/** The most files that a program may have. */
const maximumFiles = 1024;

/** A file of a program. */
export interface ProgramFile {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
  /** The path of the file that each import means, in order of mention. */
  readonly imports: readonly string[];
}

/** Makes a tree of a text; an imported one has this path. */
export type Parse = (text: string, path: string) => Result<Module, Diagnostic[]>;

/** The files of the program with this main file, in order, the main file last; or what is wrong with imports and syntax. */
export function filesOf(
  main: { readonly text: string; readonly module: Module },
  parse: Parse,
  load: Loader | undefined,
  entry = unnamedEntry,
): Result<readonly ProgramFile[], Diagnostic[]> {
  const walk = new Walk(parse, load, entry, main.text.length);
  walk.visit(entry, main.text, main.module);
  return walk.mistakes.length === 0 ? success(walk.files) : failure(walk.mistakes);
}

/** The diagnostics of a text, said of the file at `path`. */
export function inFile(path: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map(({ related, ...diagnostic }) => ({
    ...diagnostic,
    span: { ...diagnostic.span, file: path },
    ...(related !== undefined && {
      related: related.map(({ message, span }) => ({ message, span: { ...span, file: path } })),
    }),
  }));
}

// P2: depth first, in order of mention, each file once, the main file last.
class Walk {
  readonly files: ProgramFile[] = [];
  readonly mistakes: Diagnostic[] = [];
  /** Every path that was met, by its form without upper case: two paths with one such form are one file on some systems. */
  private readonly met: Map<string, string>;
  private readonly parse: Parse;
  private readonly load: Loader | undefined;
  private readonly entry: string;
  private length: number;

  constructor(parse: Parse, load: Loader | undefined, entry: string, length: number) {
    this.parse = parse;
    this.load = load;
    this.entry = entry;
    this.length = length;
    this.met = new Map([[folded(entry), entry]]);
  }

  visit(path: string, text: string, module: Module): void {
    const imports: string[] = [];
    for (const one of module.imports ?? []) {
      const resolved = resolveImport(path, one.path);
      if (!resolved.ok) this.refuse(path, one, "bad-import", resolved.error.message, resolved.error);
      else if (resolved.value === path)
        this.refuse(path, one, "bad-import", "a file does not import itself", {
          hint: "leave this out: all names of a file are visible in it",
        });
      else if (imports.includes(resolved.value))
        this.refuse(path, one, "bad-import", `${quote(resolved.value)} is imported above already`, {
          hint: "leave this out",
        });
      else {
        imports.push(resolved.value);
        this.follow(path, one, resolved.value);
      }
    }
    this.files.push({ path, text, module, imports });
  }

  /** Load an imported file, unless it was met before. */
  private follow(from: string, one: SyntaxImport, path: string): void {
    const known = this.met.get(folded(path));
    if (known === path) return;
    if (known !== undefined) {
      this.refuse(from, one, "bad-import", `${quote(path)} and ${quote(known)} differ in upper and lower case only`, {
        hint: "on some systems that is one file: write one of the names, or choose another",
      });
      return;
    }
    if (this.met.size >= maximumFiles) {
      this.refuse(from, one, "bad-import", `a program has at most ${maximumFiles} files`);
      return;
    }
    this.met.set(folded(path), path);
    if (this.load === undefined) {
      this.refuse(from, one, "missing-import", `${quote(path)} cannot be had: no files can be imported here`);
      return;
    }
    const loaded = this.load(path);
    if (!loaded.ok) {
      const { message, hint } = loaded.error;
      this.refuse(from, one, "missing-import", `${quote(path)} ${message}`, hint === undefined ? {} : { hint });
      return;
    }
    this.length += loaded.value.length;
    if (this.length > maximumSourceLength) {
      const most = `${maximumSourceLength} (16 MiB)`;
      this.refuse(from, one, "too-large", `with ${quote(path)}, the program has a length of more than ${most}`);
      return;
    }
    const parsed = this.parse(loaded.value, path);
    if (parsed.ok) this.visit(path, loaded.value, parsed.value);
    else this.mistakes.push(...inFile(path, parsed.error));
  }

  private refuse(
    from: string,
    { span }: SyntaxImport,
    code: DiagnosticCode,
    message: string,
    { hint }: { readonly hint?: string } = {},
  ): void {
    this.mistakes.push({
      severity: "error",
      code,
      message,
      span: from === this.entry ? span : { ...span, file: from },
      ...(hint !== undefined && { hint }),
    });
  }
}

function folded(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
