/**
 * The bundle: a program's source as that which is hashed. It has the name of the main file and, for each file, its path inside
 * the program with the hash of its bytes; nothing of the disk around it.
 *
 * The digest is that of one text, JSON in its canonical form (RFC 8785): keys and paths sorted, no white space. So equal
 * digests mean equal names, paths and bytes, unless SHA-256 is broken.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { hashOf } from "./hash.ts";

/** A file of a bundle. */
export interface BundleFile {
  readonly bytes: number;
  /** From the main file's folder, or `std/NAME`. */
  readonly path: string;
  readonly sha256: string;
}

/** A program's source, by its hashes. */
export interface Bundle {
  /** The path of the main file. */
  readonly entry: string;
  /** Sorted by path, no path twice. */
  readonly files: readonly BundleFile[];
}

/** The bytes of a program's files. */
export interface SourceFiles {
  /** What the main file is called. */
  readonly entry: string;
  /** Each file with its path: exactly the files of the program, in any order. A Map is one. */
  readonly files: Iterable<readonly [path: string, bytes: Uint8Array]>;
}

/** The source of a program: its files; or the bytes of its only file, which is then called `main.ell`. */
export type SourceBytes = Uint8Array | SourceFiles;

/** The files of a source. */
export function filesOfSource(source: SourceBytes): SourceFiles {
  return source instanceof Uint8Array ? { entry: "main.ell", files: [["main.ell", source]] } : source;
}

/** The bundle of a source. */
export function bundleOf(source: SourceBytes): Bundle {
  const { entry, files } = filesOfSource(source);
  const hashed = [...files].map(([path, bytes]) => ({ path, ...hashOf(bytes) }));
  return { entry, files: hashed.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** The canonical text of a bundle. */
export function bundleText({ entry, files }: Bundle): string {
  const sorted = files.map(({ bytes, path, sha256 }) => ({ bytes, path, sha256 }));
  return JSON.stringify({ entry, files: sorted, format: "etalon-bundle", version: 1 });
}

/** The digest of a bundle: the SHA-256 of its canonical text, in hexadecimal. */
export function bundleDigest(bundle: Bundle): string {
  return bytesToHex(sha256(new TextEncoder().encode(bundleText(bundle))));
}
