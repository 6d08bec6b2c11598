/**
 * Where loads and stores go. A site is the slot of one of them; it expects the region that it accessed last. Then the
 * slot has, for an access at x[rs1] + imm,
 *
 *     code[at + 1]   imm − the region's start      t = x[rs1] + that is the offset in the region
 *     code[at + 2]   the number of offsets at which an access of that width is inside; 0 refuses all
 *     code[at + 3]   the place of the region's first byte in the buffer
 */

import type { Instruction } from "../machine/isa/instruction.ts";
import type { Width } from "../machine/semantics/machine.ts";
import type { FlatMemory } from "./flat-memory.ts";
import { type Chunk, mnemonicOf } from "./predecode.ts";

/** The last region that a site can name. */
const lastSite = 255;

const widths: Partial<Record<Instruction["mnemonic"], Width>> = {
  lb: 1,
  lbu: 1,
  sb: 1,
  lh: 2,
  lhu: 2,
  sh: 2,
  lw: 4,
  sw: 4,
};

/** Let the site expect the region of an access that it did not expect; false when no region allows the whole access. */
export function learn(memory: FlatMemory, chunk: Chunk, at: number, base: number, instruction: Instruction): boolean {
  const width = widths[instruction.mnemonic];
  if (width === undefined || !("imm" in instruction)) return false;
  const start = (base + instruction.imm) >>> 0;
  const index = memory.regionAt(start);
  const region = memory.regions[index];
  if (region === undefined || index >= lastSite || start + width > region.end) return false;
  // Where instructions may be, writing takes the slow way, which forgets what was decoded.
  if ("rs2" in instruction ? !region.write || region.execute : !region.read) return false;
  chunk.code[at + 1] = instruction.imm - region.start;
  chunk.code[at + 2] = region.end - region.start - width + 1;
  chunk.code[at + 3] = region.place;
  chunk.site[at >> 2] = index + 1;
  chunk.seen[at >> 2]! |= bitOf(index);
  return true;
}

/** Let the sites of a chunk foresee the regions of another memory of the same segments, which has no windows. */
export function moveSites({ code, site, seen }: Chunk, from: FlatMemory, to: FlatMemory): void {
  const moved = from.regions.map(({ start }) => to.regionAt(start));
  for (let word = 0; word < site.length; word++) {
    const named = site[word]!;
    // Most words have no site, and looking up what is in no array is slow.
    if (named === 0) continue;
    const old = from.regions[named - 1]!;
    const index = moved[named - 1]!;
    const region = to.regions[index];
    site[word] = region === undefined || index >= lastSite ? 0 : index + 1;
    seen[word] = seenAfter(seen[word]!, moved);
    const at = 4 * word;
    // A slot that refuses all, or is to be decoded again, learns again.
    const width = widthOf(code[at]!);
    if (width === undefined || code[at + 2] === 0) continue;
    if (region === undefined || site[word] === 0) {
      code[at + 1] = code[at + 1]! + old.start;
      code[at + 2] = 0;
      continue;
    }
    code[at + 1] = code[at + 1]! + old.start - region.start;
    code[at + 2] = region.end - region.start - width + 1;
    code[at + 3] = region.place;
  }
}

/** A set of regions, after each has moved to another index. */
function seenAfter(seen: number, moved: readonly number[]): number {
  let set = 0;
  for (let i = 0; i < moved.length; i++) if ((seen & bitOf(i)) !== 0) set |= bitOf(moved[i]!);
  return set;
}

/** The bit of a region in the set of those that were seen: one of its own for the first seven. */
function bitOf(index: number): number {
  return index < 7 ? 2 << index : 1;
}

/** The width of the access that a slot makes, by its first number. */
function widthOf(packed: number): Width | undefined {
  const mnemonic = mnemonicOf(packed);
  return mnemonic === undefined ? undefined : widths[mnemonic];
}

/** Store where instructions may be; false when that is not what the instruction does. */
export function storeInText(memory: FlatMemory, base: number, value: number, instruction: Instruction): boolean {
  const width = widths[instruction.mnemonic];
  if (width === undefined || !("rs2" in instruction && "imm" in instruction)) return false;
  const start = (base + instruction.imm) >>> 0;
  const region = memory.regions[memory.regionAt(start)];
  if (region === undefined || !region.write || !region.execute || start + width > region.end) return false;
  memory.store(start, width, value);
  return true;
}
