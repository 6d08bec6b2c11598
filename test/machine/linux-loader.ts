/**
 * What Linux puts into memory for an executable, as its `load_elf_binary` (fs/binfmt_elf.c) does: before 6.7, where the zeros of all segments are
 * made from the greatest ends seen so far, and since, segment by segment. Only what decides which bytes are where.
 */

/** A program header of type PT_LOAD. */
export interface Loaded {
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly size: number;
  readonly writable: boolean;
}

/** The byte at an address; undefined where nothing is mapped. */
export type Memory = (address: number) => number | undefined;

const pageSize = 0x1000;

function upwards(address: number): number {
  return Math.ceil(address / pageSize) * pageSize;
}

/** Pages, as they are mapped and written. */
class Pages {
  readonly #pages = new Map<number, Uint8Array>();
  readonly #file: Uint8Array;

  constructor(file: Uint8Array) {
    this.#file = file;
  }

  /** Pages of the file, as `elf_map` maps them; false where it cannot. */
  map({ offset, address, fileSize }: Loaded): boolean {
    const before = address % pageSize;
    const size = upwards(fileSize + before);
    if (size === 0) return true;
    const from = offset - before;
    if (from % pageSize !== 0 || from < 0) return false;
    for (let at = 0; at < size; at += pageSize) {
      const page = new Uint8Array(pageSize);
      page.set(this.#file.subarray(from + at, from + at + pageSize));
      this.#pages.set(address - before + at, page);
    }
    return true;
  }

  /** New pages of zeros between two addresses, both rounded up. */
  zeros(start: number, end: number): void {
    for (let at = upwards(start); at < upwards(end); at += pageSize) this.#pages.set(at, new Uint8Array(pageSize));
  }

  /** Zeros from an address to the end of its page, or to another address before it. */
  pad(start: number, end = Number.POSITIVE_INFINITY): void {
    const within = start % pageSize;
    if (within !== 0) this.#pages.get(start - within)?.fill(0, within, Math.min(pageSize, within + end - start));
  }

  readonly memory: Memory = (address) => this.#pages.get(address - (address % pageSize))?.[address % pageSize];
}

/** The memory that Linux before 6.7 makes; undefined where it does not start the program. */
export function loadedBefore(file: Uint8Array, segments: readonly Loaded[]): Memory | undefined {
  const pages = new Pages(file);
  let [endInFile, end] = [0, 0];
  for (const segment of segments) {
    if (end > endInFile) {
      pages.zeros(endInFile, end);
      pages.pad(endInFile, end);
    }
    if (!pages.map(segment)) return undefined;
    endInFile = Math.max(endInFile, segment.address + segment.fileSize);
    end = Math.max(end, segment.address + segment.size);
  }
  pages.zeros(endInFile, end);
  if (endInFile !== end) pages.pad(endInFile);
  return pages.memory;
}

/** The memory that Linux since 6.7 makes; undefined where it does not start the program. */
export function loadedSince(file: Uint8Array, segments: readonly Loaded[]): Memory | undefined {
  const pages = new Pages(file);
  for (const segment of segments) {
    const { address, fileSize, size } = segment;
    if (fileSize > 0 && !pages.map(segment)) return undefined;
    if (size === fileSize) continue;
    if (fileSize > 0 && segment.writable) pages.pad(address + fileSize);
    pages.zeros(fileSize > 0 ? address + fileSize : address - (address % pageSize), address + size);
  }
  return pages.memory;
}
