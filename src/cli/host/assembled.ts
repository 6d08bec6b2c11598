/**
 * From an assembler text to an image, for the command: its mistakes are a `CommandError` with each of them.
 */

import { type AssembleOptions, assemble, type Image } from "../../machine/index.ts";
import { CommandError } from "../command-error.ts";
import { readBytes } from "./files.ts";
import { textIn } from "./load.ts";

/** The image of the text in a file. */
export function assembleFile(path: string, options: AssembleOptions = {}): Image {
  const { source, text } = textIn(path, readBytes(path), "an assembler text");
  const { name } = source;
  if (!text.ok)
    throw new CommandError("program", `${name} is not a text`, { diagnostics: { source, list: text.error } });
  const image = assemble(text.value, options);
  if (image.ok) return image.value;
  const { length } = image.error;
  const message = `${name} cannot be assembled (${length === 1 ? "1 error" : `${length} errors`})`;
  const hint = name.endsWith(".ell") ? `to compile it: etalon compile ${name}` : undefined;
  throw new CommandError("program", message, { diagnostics: { source, list: image.error }, hint });
}
