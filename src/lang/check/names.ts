/**
 * The names outside functions, of each file of a program: its own, and those that it imports.
 *
 * A file sees all names that it declares, and the public ones of the files that it imports itself. Its own hide the imported ones.
 * An imported name is looked up in the file that declares it, each time: files may import one another in a circle.
 */

import type { Span, SyntaxDeclaration } from "../syntax/tree.ts";
import type { Declared } from "./scope.ts";

/** The names of one file. */
export class FileNames {
  /** The file's path, for the spans of everything in it; undefined for the main file. */
  readonly path: string | undefined;
  /** What the file's own names mean, as far as the checker has come. */
  readonly own = new Map<string, Declared>();
  /** The first declaration of each name, above or below. */
  readonly declared = new Map<string, SyntaxDeclaration>();
  /** The file that declares each imported name; none that the file declares itself. */
  readonly imported = new Map<string, FileNames>();
  /** The files that it imports, in order of mention. */
  readonly imports: FileNames[] = [];

  constructor(path: string | undefined) {
    this.path = path;
  }

  /** What `name` means outside functions, if it is known yet. */
  find(name: string): Declared | undefined {
    return this.declared.has(name) ? this.own.get(name) : this.imported.get(name)?.own.get(name);
  }

  /** The declaration of `name`, and the file it is in. */
  declarationOf(name: string): { readonly declaration: SyntaxDeclaration; readonly file: FileNames } | undefined {
    const file = this.declared.has(name) ? this : this.imported.get(name);
    const declaration = file?.declared.get(name);
    return file === undefined || declaration === undefined ? undefined : { declaration, file };
  }

  /** All names that are visible and known. */
  *known(): Generator<readonly [string, Declared]> {
    yield* this.own;
    for (const [name, file] of this.imported) {
      const found = file.own.get(name);
      if (found !== undefined) yield [name, found];
    }
  }
}

/** A span of a file, so that it says which file that is. */
export function spanIn({ path }: FileNames, span: Span): Span {
  return path === undefined ? span : { ...span, file: path };
}

/** Where messages about a declaration point. */
export function nameSpan(d: SyntaxDeclaration): Span {
  return d.kind === "function" ? d.head : d.span;
}
