/**
 * What an `import` may name, and which file it means: names of files inside a program, decided by their text alone.
 *
 * One file has exactly one path, on every system: paths of imported files are made of a few ASCII characters and go down
 * from the main file's folder, so no two of them are one file by upper case, by Unicode or by a detour over `..`.
 */

import { failure, type Result, success } from "../../core/result.ts";

/** Why an import names no file. */
export interface PathFault {
  readonly message: string;
  readonly hint?: string;
}

/** The longest path, in bytes of UTF-8. */
const longestPath = 255;

/** A module of the standard library. */
const library = /^std\/[a-z][a-z0-9_]*$/;
/** A file below the main file's folder. No part begins with `.`, and none ends with it. */
const local = /^(?:[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?\/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.ell$/;

/** Is it the path of a module of the standard library? */
export function isLibrary(path: string): boolean {
  return library.test(path);
}

/**
 * May the main file have this name? Any name of one file: no folder, no control character, no unpaired surrogate.
 *
 * The main file is named by the user and imported by nobody, or by its exact name.
 */
export function isEntryName(name: string): boolean {
  return (
    name !== "" &&
    name !== "." &&
    name !== ".." &&
    !/[/\\\p{Cc}\p{Cs}]/u.test(name) &&
    new TextEncoder().encode(name).length <= longestPath
  );
}

// P1: what an import may name.
/**
 * The path, inside the program, of the file that `import "name"` means in the file at `from`.
 *
 * `std/NAME` is a module of the library. `./…` and `../…` begin at the folder of the file with the import; `..` stands only
 * at the beginning, so there is one way to write each step.
 */
export function resolveImport(from: string, name: string): Result<string, PathFault> {
  if (name.startsWith("std/"))
    return library.test(name)
      ? success(name)
      : failure({
          message: "this is no name of a standard module",
          hint: "a standard module has a name of small letters, digits and `_`, as in `std/io`",
        });
  const fault = faultOf(from, name);
  if (fault !== undefined) return failure(fault);
  const parts = from.split("/").slice(0, -1);
  const steps = name.split("/");
  if (steps[0] === ".") steps.shift();
  while (steps[0] === "..") {
    steps.shift();
    if (parts.pop() === undefined)
      return failure({
        message: "this leads out of the folder of the main file",
        hint: "a program lies in the folder of its main file and below it",
      });
  }
  const path = [...parts, ...steps].join("/");
  if (path.length > longestPath)
    return failure({ message: `the path from the main file's folder is longer than ${longestPath} bytes` });
  return success(path);
}

function faultOf(from: string, name: string): PathFault | undefined {
  if (isLibrary(from))
    return { message: "a standard module imports standard modules only", hint: 'write `import "std/NAME";`' };
  if (name === "") return { message: "this import names no file", hint: 'write `import "./NAME.ell";`' };
  if (name.startsWith("/"))
    return {
      message: "this is a path from the root of a disk",
      hint: "write it from this file's folder, as in `./lexer.ell`",
    };
  if (name.includes("\\"))
    return { message: "a path of an import has no `\\`", hint: "folders are divided by `/`, on every system" };
  if (!/^\.\.?\//.test(name))
    return {
      message: "a path of an import begins with `./`, `../` or `std/`",
      hint: /^[a-z][a-z0-9_]*$/.test(name)
        ? `write \`std/${name}\` for a standard module, or \`./${name}.ell\` for a file in this folder`
        : `write \`./${name}\` for a file in this folder`,
    };
  const down = name.replace(/^(?:\.\/|(?:\.\.\/)+)/, "");
  if (/(?:^|\/)\.{0,2}(?:\/|$)/.test(down))
    return {
      message: "this path makes a detour",
      hint: "write it the short way: `./` or some `../` first, and then the folders and the file",
    };
  if (!down.endsWith(".ell")) return { message: "an imported file ends in `.ell`", hint: `as in \`${name}.ell\`` };
  if (!local.test(down))
    return {
      message: "this is no name of an imported file",
      hint: "folders and files have names of A to Z, a to z, 0 to 9, `_`, `-` and `.`, which mean one file on every system",
    };
  return undefined;
}
