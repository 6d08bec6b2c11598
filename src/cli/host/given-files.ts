/**
 * The files that a user lets a program find: `--file NAME[=PATH]`, `--dir GUEST[=HOST]`, and `--cwd GUEST`, where it begins.
 *
 * Names are paths of the program's own file system, from its working directory on; `..` goes up, and never above its
 * root. A folder is taken as it is: empty folders are there, and a symbolic link is the file or folder that it leads
 * to, as long as that lies in the given folder. Everything is read before the program starts, and nothing is written.
 */

import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { FileSystem } from "../../linux/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { printable } from "../view/printable.ts";
import { attempt, readBytes } from "./files.ts";

/** The options. */
export const fileOptions: readonly OptionSpec[] = [
  { name: "file", value: "NAME[=PATH]", repeatable: true, help: "a file that the program finds; may be repeated" },
  {
    name: "dir",
    value: "GUEST[=HOST]",
    repeatable: true,
    help: "a folder that the program finds, with all files and folders in it; may be repeated",
  },
  { name: "cwd", value: "GUEST", help: "the folder in which the program begins; / unless given" },
];

/** The most bytes of a folder that are taken, all files together, and the most names. */
const mostBytes = 256 * 2 ** 20;
const mostNames = 2 ** 16;

/** What the program finds, and where it begins (a path from the root). */
export interface GivenFiles {
  readonly files: FileSystem;
  readonly workingDirectory: string;
}

/** The file system that the options ask for. */
export function givenFiles(given: Arguments): GivenFiles {
  const files = new FileSystem();
  const workingDirectory = guestPath("cwd", given.text("cwd") ?? "/", "/");
  for (const word of given.texts("dir")) {
    const { name, place } = apart(word);
    addFolder(files, guestPath("dir", name, workingDirectory), place);
  }
  const names = new Set<string>();
  for (const word of given.texts("file")) {
    const { name, place } = apart(word);
    const path = guestPath("file", name, workingDirectory);
    if (names.has(path)) throw usageError(`--file gives ${name} twice`);
    names.add(path);
    const problem = files.write(path, readBytes(place));
    if (problem !== undefined) throw usageError(`--file ${JSON.stringify(name)}: ${problem}`);
  }
  if (files.directoryAt(workingDirectory) === undefined) {
    const hint = "--dir GUEST=HOST gives the program a folder";
    throw usageError(`--cwd ${given.text("cwd")}: the program finds no such folder`, hint);
  }
  return { files, workingDirectory };
}

/** `NAME=PLACE`, or one word for both. */
function apart(word: string): { readonly name: string; readonly place: string } {
  const at = word.indexOf("=");
  return at < 0 ? { name: word, place: word } : { name: word.slice(0, at), place: word.slice(at + 1) };
}

/** A path from the root, without `.` and `..`. */
function guestPath(option: string, name: string, from: string): string {
  const names: string[] = [];
  for (const part of (name.startsWith("/") ? name : `${from}/${name}`).split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") names.push(part);
    else if (names.pop() === undefined) {
      const hint = `the program sees nothing above its root; choose a name inside it: --${option} NAME=${name}`;
      throw usageError(`--${option} ${JSON.stringify(name)} leads above the root of the program's files`, hint);
    }
  }
  return `/${names.join("/")}`;
}

/** Put a folder of the host into the file system. */
function addFolder(files: FileSystem, guest: string, host: string): void {
  const top = attempt("read", host, () => {
    if (!statSync(host).isDirectory()) {
      throw new CommandError("file", `${host} is not a folder`, { hint: "--file NAME=PATH gives the program a file" });
    }
    return realpathSync(host);
  });
  let bytes = 0;
  let names = 0;
  const put = (path: string, problem: string | undefined): void => {
    if (problem !== undefined) throw usageError(`--dir ${printable(guest)}: ${printable(path)}: ${problem}`);
  };
  /** `above` are the real paths of the folders on the way. */
  const visit = (path: string, place: string, above: readonly string[]): void => {
    put(path, files.addDirectory(path));
    for (const name of attempt("read", place, () => readdirSync(place).sort())) {
      const inner = join(place, name);
      if (++names > mostNames)
        throw new CommandError(
          "file",
          `${host} has more than ${mostNames} files and folders in it, which is the most that is taken`,
        );
      const real = attempt("read", inner, () => resolved(inner, top, [...above, place]));
      const found = attempt("read", inner, () => statSync(real));
      const innerPath = `${path === "/" ? "" : path}/${name}`;
      if (found.isDirectory()) visit(innerPath, real, [...above, place]);
      else if (found.isFile()) {
        bytes += found.size;
        if (bytes > mostBytes)
          throw new CommandError("file", `${host} has more than ${mostBytes} bytes, which is the most that is taken`);
        put(innerPath, files.write(innerPath, readBytes(real), found.mode & 0o777));
      } else throw new CommandError("file", `${inner} is neither a file nor a folder`);
    }
  };
  visit(guest, top, []);
}

/** What a path in a given folder leads to, which must be in that folder, and no folder that the path is in. */
function resolved(path: string, top: string, above: readonly string[]): string {
  if (!lstatSync(path).isSymbolicLink()) return path;
  const refuse = (why: string): never => {
    throw new CommandError("file", `${path} is a symbolic link ${why}`, {
      hint: "a program finds what lies in the folder given with --dir, and nothing else",
    });
  };
  let real: string;
  try {
    real = realpathSync(path);
  } catch {
    return refuse("that leads nowhere");
  }
  if (real !== top && !real.startsWith(top.endsWith(sep) ? top : top + sep))
    return refuse("that leads out of the folder");
  return above.includes(real) ? refuse("to a folder that it lies in") : real;
}
