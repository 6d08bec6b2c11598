/**
 * Linking: which names each file of a program sees, before anything is known of what they mean (docs/ell.md, N1–N4).
 */

import type { ProgramFile } from "../files/closure.ts";
import type { Module, Span, SyntaxDeclaration } from "../syntax/tree.ts";
import { FileNames, nameSpan, spanIn } from "./names.ts";
import { quote, type Reporter } from "./report.ts";
import { isBuiltIn } from "./scope.ts";

/** A file with its names. */
export interface Unit {
  readonly module: Module;
  readonly names: FileNames;
  /** The declarations whose names are good: the first of its name, and not built in. */
  readonly fresh: ReadonlySet<SyntaxDeclaration>;
}

/** The files of a program with their names, in their order; the main file is the last. */
export function linkFiles(files: readonly ProgramFile[], report: Reporter): readonly Unit[] {
  const main = files.at(-1);
  const units = files.map((file) => declare(file.module, file === main ? undefined : file.path, report));
  const byPath = new Map(files.map(({ path }, index) => [path, units[index]!]));
  for (const [index, { imports }] of files.entries())
    for (const [i, path] of imports.entries()) importAll(units[index]!, i, byPath.get(path)!, report);
  return units;
}

// N1, N2: in one file no name is declared twice, and no built-in is declared.
function declare(module: Module, path: string | undefined, report: Reporter): Unit {
  const names = new FileNames(path);
  const fresh = new Set<SyntaxDeclaration>();
  for (const d of module.declarations) {
    const span = spanIn(names, nameSpan(d));
    const other = names.declared.get(d.name);
    if (other !== undefined) {
      const related = [{ message: "it is declared here first", span: spanIn(names, nameSpan(other)) }];
      report.error("duplicate-name", span, `${quote(d.name)} is declared twice`, { related });
    } else if (!refuseReserved(d.name, span, report)) {
      names.declared.set(d.name, d);
      fresh.add(d);
    }
  }
  return { module, names, fresh };
}

// N3, N4: a file sees the public names of the files that it imports, where it does not declare the name itself; no two of them
// are the same.
function importAll({ module, names }: Unit, index: number, from: Unit, report: Reporter): void {
  const span = spanIn(names, module.imports![index]!.span);
  names.imports.push(from.names);
  for (const d of from.fresh) {
    if (d.public !== true || names.declared.has(d.name)) continue;
    const other = names.imported.get(d.name);
    if (other === undefined) names.imported.set(d.name, from.names);
    else
      report.error("duplicate-name", span, `two imported files declare ${quote(d.name)}`, {
        hint: `leave one of the imports out, or declare a ${quote(d.name)} in this file, which hides both`,
        related: [
          { message: "one is declared here", span: spanIn(other, nameSpan(other.declared.get(d.name)!)) },
          { message: "the other is declared here", span: spanIn(from.names, nameSpan(d)) },
        ],
      });
  }
}

/** Refuse a name that no declaration may use. Returns true when it was refused. */
export function refuseReserved(name: string, span: Span, report: Reporter): boolean {
  if (!isBuiltIn(name) && name !== "_start") return false;
  const what = name === "_start" ? "the name of the start-up code" : "built in";
  report.error("reserved-name", span, `${quote(name)} is ${what} and cannot be declared`, {
    hint: "choose another name",
  });
  return true;
}
