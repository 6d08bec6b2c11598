/**
 * From a path to an image as Linux loads it, and to a process of it. It stands apart from load.ts, so that a command which runs nothing starts
 * without the room of foreign programs.
 */

import { type ForeignProgram, foreignProgram, type ProcessOptions, readForeignElf } from "../../linux/index.ts";
import { type Image, readElf } from "../../machine/index.ts";
import { CommandError } from "../command-error.ts";
import { readBytes } from "./files.ts";
import { imageOf } from "./load-image.ts";

/** The image in an ELF file, as Linux loads it when others built it, and strictly when it is of our own compiler. */
export function loadProcessImage(
  path: string,
  bytes: Uint8Array = readBytes(path),
): { readonly image: Image; readonly own: boolean } {
  const image = imageOf(path, readForeignElf(bytes));
  const own = image.notes?.some(({ name }) => name.startsWith(".etalon")) === true;
  return { image: own ? imageOf(path, readElf(bytes)) : image, own };
}

/** A process of an image. A program of our own compiler has all its memory itself: no heap. */
export function processOf(
  path: string,
  { image, own }: { readonly image: Image; readonly own: boolean },
  options: ProcessOptions = {},
): ForeignProgram {
  const program = foreignProgram(image, { name: path, ...(own ? { heap: 0 } : {}), ...options });
  if (program !== undefined) return program;
  throw new CommandError("image", `${path} leaves no room for a stack`);
}

/** The image in an ELF file to be shown: its own bytes, or, where only Linux knows what they mean, what Linux loads. */
export function loadShownImage(path: string, bytes: Uint8Array = readBytes(path)): Image {
  const image = readElf(bytes);
  return image.ok ? image.value : imageOf(path, readForeignElf(bytes));
}
