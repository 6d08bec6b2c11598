/**
 * The inputs that came with a program: beside `NAME.ell`, the folder `NAME` with CASE.in, CASE.out and CASE.code
 * (examples/README.md says what is in them).
 */

import { basename, dirname, extname, join } from "node:path";
import type { Outcome, Trap } from "../../index.ts";
import type { ExampleRun } from "../../proof/index.ts";
import { CommandError } from "../command-error.ts";
import { namesIn, readBytes } from "./files.ts";

const traps: readonly Trap[] = ["divide", "bounds", "length", "assert"];

/** The examples of the program in a file, in the order of their names. */
export function examplesOf(path: string): ExampleRun[] {
  if (path === "-" || extname(path) !== ".ell") return [];
  const folder = join(dirname(path), basename(path, ".ell"));
  const names = new Set(namesIn(folder));
  const cases = [...names].filter((name) => name.endsWith(".in")).map((name) => name.slice(0, -3));
  return cases.map((name) => {
    const output = names.has(`${name}.out`) ? readBytes(join(folder, `${name}.out`)) : undefined;
    const code = names.has(`${name}.code`) ? endIn(join(folder, `${name}.code`)) : undefined;
    const end = code ?? { kind: "halted", code: 0 };
    return { name, input: readBytes(join(folder, `${name}.in`)), output, end };
  });
}

function endIn(path: string): NonNullable<ExampleRun["end"]> {
  const text = new TextDecoder().decode(readBytes(path)).trim();
  const trap = traps.find((name) => name === text);
  if (trap !== undefined) return { kind: "trapped", trap } satisfies Outcome;
  if (/^-?\d{1,10}$/.test(text)) return { kind: "halted", code: Number(text) };
  throw new CommandError(
    "file",
    `${path} holds ${JSON.stringify(text.slice(0, 40))}; expected an exit code or one of ${traps.join(", ")}`,
  );
}
