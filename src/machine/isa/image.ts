/**
 * Images: what is in an executable file, apart from how the file says it. The compiler makes one, the ELF writer and
 * reader carry it, the loader makes a machine of it.
 */

/** What may be done with the bytes of a segment. */
export interface Permissions {
  readonly read: boolean;
  readonly write: boolean;
  readonly execute: boolean;
}

/** A run of memory. `bytes` are its first bytes; up to `size` the rest is zero. */
export interface Segment {
  /** The address of the first byte, unsigned. */
  readonly address: number;
  readonly bytes: Uint8Array;
  /** Size in memory, in bytes; at least `bytes.length`. */
  readonly size: number;
  /** The size that it may grow to while the program runs (a heap); that of the segment unless given. No file says it. */
  readonly room?: number;
  readonly permissions: Permissions;
}

/** A name for an address, for people and tools; the machine never looks at it. */
export interface ImageSymbol {
  readonly name: string;
  /** Unsigned. */
  readonly address: number;
  /** In bytes; 0 when unknown. */
  readonly size: number;
}

/** A named section of the file that is not loaded, such as the map from pc to source line. */
export interface ImageNote {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A static executable. Segments are in ascending order of address, and no two share a page. */
export interface Image {
  /** The pc at which it begins, unsigned. */
  readonly entry: number;
  readonly segments: readonly Segment[];
  readonly symbols?: readonly ImageSymbol[];
  readonly notes?: readonly ImageNote[];
  /** Where the file's program headers are in memory, and how many; a Linux process is told. Address 0: nowhere. */
  readonly programHeaders?: { readonly address: number; readonly count: number };
}

/** The permissions as `ls` and `readelf` would write them: `r-x`, `rw-`. */
export function describePermissions(permissions: Permissions): string {
  return (permissions.read ? "r" : "-") + (permissions.write ? "w" : "-") + (permissions.execute ? "x" : "-");
}

/**
 * An address or word as text: `0x` and eight digits.
 *
 * @example
 * ```ts
 * import { hex } from "etalon/machine";
 * hex(-1); // => "0xffffffff"
 * ```
 */
export function hex(word: number): string {
  return `0x${(word >>> 0).toString(16).padStart(8, "0")}`;
}
