/**
 * `etalon fmt FILE…`: programs laid out the usual way, in place; with `--check`, whether they are.
 */

import type { Source } from "../../index.ts";
import { decodeSource, formatText } from "../../lang/index.ts";
import { CommandError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { isStream, readBytes, writeBytes } from "../host/files.ts";
import { isElf } from "../host/load-image.ts";
import type { Context, Verb } from "../verb.ts";
import { printable } from "../view/printable.ts";

interface Formatted {
  readonly path: string;
  readonly changed: boolean;
}

/** `etalon fmt`. */
export const formatVerb: Verb = {
  name: "fmt",
  summary: "lay out programs the usual way",
  operands: ["FILE.ell", "[FILE.ell…]"],
  options: [{ name: "check", help: "write nothing; exit with 1 when a file is laid out another way" }],
  details: [
    "Each FILE is written in place when that changes it; `-` reads standard input and writes standard output.",
    "Spaces and line breaks move, and nothing else: literals, parentheses and comments stay. A line break inside a\n" +
      "statement is kept, and so is a blank line between two statements.",
  ],
  examples: ["etalon fmt max.ell", "etalon fmt --check examples/hello.ell"],
  run(context) {
    const { operands } = context.arguments;
    // All of them are read before one is written: a mistake in the last file leaves the others as they are.
    const read = operands.map((path) => ({ path, ...formattedFile(path) }));
    const check = context.arguments.flag("check");
    if (!check) for (const file of read) write(file, context);
    const files: readonly Formatted[] = read.map(({ path, before, after }) => ({ path, changed: before !== after }));
    const changed = files.filter((file) => file.changed);
    if (!context.json && !(!check && operands.includes("-"))) report(files, changed, check, context);
    return { exit: check && changed.length > 0 ? exitCodes.differs : exitCodes.ok, document: { files } };
  },
};

/** A file as it is, and as it should be. */
function formattedFile(path: string): { readonly before: string; readonly after: string } {
  const bytes = readBytes(path);
  const name = path === "-" ? "<stdin>" : path;
  if (isElf(bytes)) throw new CommandError("program", `${name} is an ELF file, not an Ell program`);
  const text = decodeSource(bytes);
  const formatted = text.ok ? formatText(text.value) : text;
  if (text.ok && formatted.ok)
    return { before: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), after: formatted.value };
  const source: Source = { name, text: text.ok ? text.value : new TextDecoder().decode(bytes.subarray(0, 2 ** 24)) };
  const list = formatted.ok ? [] : formatted.error;
  throw new CommandError("program", `${name} cannot be read, and stays as it is`, { diagnostics: { source, list } });
}

function write(
  file: { readonly path: string; readonly before: string; readonly after: string },
  { json, terminal }: Context,
): void {
  if (isStream(file.path)) {
    if (json) throw usageError("--json has no effect with standard input: both want standard output");
    terminal.out.text(file.after);
  } else if (file.before !== file.after) writeBytes(file.path, new TextEncoder().encode(file.after));
}

function report(
  files: readonly Formatted[],
  changed: readonly Formatted[],
  check: boolean,
  { terminal }: Context,
): void {
  for (const { path } of changed)
    terminal.out.line(check ? `${printable(path)}: is laid out another way` : `${printable(path)}: written`);
  if (changed.length === 0)
    terminal.out.line(
      files.length === 1
        ? "The file is laid out as it should be."
        : `All ${files.length} files are laid out as they should be.`,
    );
  else if (check) terminal.out.line(`\`etalon fmt\` writes ${changed.length === 1 ? "it" : "them"}.`);
}
