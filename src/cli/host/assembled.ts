/**
 * From an assembler text to an image, for the command: its mistakes are a `CommandError` with each of them.
 */

import type { Source } from "../../index.ts";
import { decodeSource } from "../../lang/index.ts";
import { type AssembleOptions, assemble, type Image } from "../../machine/index.ts";
import { CommandError } from "../command-error.ts";
import { readBytes } from "./files.ts";
import { isElf } from "./load.ts";

/** The image of the text in a file. */
export function assembleFile(path: string, options: AssembleOptions = {}): Image {
  const source = textAt(path);
  const image = assemble(source.text, options);
  if (image.ok) return image.value;
  const { length } = image.error;
  const message = `${source.name} cannot be assembled (${length === 1 ? "1 error" : `${length} errors`})`;
  const hint = source.name.endsWith(".ell") ? `to compile it: etalon compile ${source.name}` : undefined;
  throw new CommandError("program", message, { diagnostics: { source, list: image.error }, hint });
}

function textAt(path: string): Source {
  const bytes = readBytes(path);
  const name = path === "-" ? "<stdin>" : path;
  if (isElf(bytes))
    throw new CommandError("program", `${name} is an ELF file, not an assembler text`, {
      hint: `to run it: etalon exec ${path}`,
    });
  const text = decodeSource(bytes);
  if (text.ok) return { name, text: text.value };
  const source = { name, text: new TextDecoder().decode(bytes.subarray(0, 2 ** 24)) };
  throw new CommandError("program", `${name} is not a text`, { diagnostics: { source, list: text.error } });
}
