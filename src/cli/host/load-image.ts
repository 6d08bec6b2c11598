/**
 * From a path to a readable image; or a `CommandError` that says what is wrong with the file. It stands apart from load.ts: who runs a file reads no
 * program.
 */

import type { Result } from "../../index.ts";
import { type ElfError, type Image, readElf } from "../../machine/index.ts";
import { CommandError } from "../command-error.ts";
import { readBytes } from "./files.ts";

/** The image in an ELF file; from its bytes, where they were read already. */
export function loadImage(
  path: string,
  bytes: Uint8Array = readBytes(path),
): { readonly bytes: Uint8Array; readonly image: Image } {
  return { bytes, image: imageOf(path, readElf(bytes)) };
}

/** The image that was read, or an error in words. */
export function imageOf(path: string, image: Result<Image, readonly ElfError[]>): Image {
  if (image.ok) return image.value;
  const [first] = image.error;
  const lines = image.error.map(({ offset, message }) => `${path}: byte ${offset}: ${message}`);
  const hint = path.endsWith(".ell") ? `to compile it: etalon compile ${path}` : lines.slice(1).join("\n  ");
  throw new CommandError("image", `${path} is not an executable that this machine can run: ${first?.message ?? ""}`, {
    hint: hint === "" ? undefined : hint,
  });
}

/** Does a file begin as ELF files do? */
export function isElf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}
