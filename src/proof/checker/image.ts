/**
 * What the checker takes from the image itself: its code, its permissions, and that its data begins as zero.
 *
 * The file's own segments count, not what the compiler says of them. Refusals are in words.
 */

import { decode } from "../../machine/isa/decode.ts";
import { hex, type Image, type Segment } from "../../machine/isa/image.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import { stacksOfLinux } from "../../machine/isa/layout.ts";
import type { Fault } from "../../machine/semantics/machine.ts";
import type { DataLayout } from "../certificate/claims.ts";

/** Why the image cannot be certified whatever its code does; undefined when there is no such reason. */
export function imageFault(image: Image, layout: DataLayout, globals: number): string | undefined {
  const sorted = [...image.segments].sort((a, b) => a.address - b.address);
  for (const [i, segment] of sorted.entries()) {
    const { address, size, permissions, bytes } = segment;
    if (![address, size].every((n) => Number.isInteger(n) && n >= 0)) return "a segment is nowhere in memory";
    if (permissions.write && permissions.execute)
      return `the segment at ${hex(address)} is both writable and executable`;
    if (bytes.length > size) return `the segment at ${hex(address)} has more bytes than memory`;
    // A loader need not make zeros of what a file does not give, and such a byte could be the last one of an `ebreak`.
    if (permissions.execute && bytes.length < size) return `the segment at ${hex(address)} has more memory than text`;
    if (address + size > stacksOfLinux)
      return `the segment at ${hex(address)} ends where Linux has stacks of processes`;
    const foreign = permissions.execute ? hostCall(segment) : undefined;
    if (foreign !== undefined) return foreign;
    const following = sorted[i + 1];
    if (following !== undefined && address + size > following.address)
      return `the segments at ${hex(address)} and ${hex(following.address)} overlap`;
  }
  return layoutFault(sorted, layout, globals);
}

/** `slli zero, zero, 31`, which makes a call of the `ebreak` after it (RISC-V Semihosting, version 0.4). */
const beforeHostCall = 0x01f01013;
const ebreak = 0x00100073;

/**
 * Why QEMU and some debuggers could take an `ebreak` of the text for a call of the host, and go on after it. They look at
 * the words around it; what is in a page beside a segment they see and we do not, so the word before must be in the text.
 */
function hostCall({ address, bytes }: Segment): string | undefined {
  let word = 0;
  // The word of the last four bytes; neither of the two that are looked for begins with a zero, so no word of fewer bytes is one of them.
  for (let end = 0; end < bytes.length; end++) {
    word = (word >>> 8) | (bytes[end]! << 24);
    const at = end - 3;
    if (word === beforeHostCall)
      return `the text has ${hex(word)} at ${hex(address + at)}: semihosting, a call of the host`;
    if (word === ebreak && at < 4)
      return `the text at ${hex(address)} begins with ebreak: what is before it is not known`;
  }
  return undefined;
}

/** Why the layout is not one writable, initially zero segment with its parts in order. */
function layoutFault(segments: readonly Segment[], layout: DataLayout, globals: number): string | undefined {
  const { scratch, heapStart, heapEnd, stackLimit, stackTop, base } = layout;
  if (base !== undefined && !(Number.isInteger(base) && base >= 0 && base < 2 ** 32 && base % 4 === 0))
    return "the base of globals is no multiple of 4";
  const bounds = [
    scratch,
    scratch + 4,
    layout.globals,
    layout.globals + 4 * globals,
    heapStart,
    heapEnd,
    stackLimit,
    stackTop,
  ];
  if (bounds.some((bound) => !Number.isSafeInteger(bound) || bound % 4 !== 0))
    return "the data layout has an address that is no multiple of 4";
  if (bounds.some((bound, i) => i > 0 && bound < bounds[i - 1]!))
    return "the parts of the data layout overlap or are out of order";
  const segment = segments.find(({ address, size }) => address <= scratch && scratch < address + size);
  if (segment === undefined || stackTop > segment.address + segment.size)
    return "the data layout is not within one segment";
  if (!segment.permissions.write || !segment.permissions.read) return "the data segment cannot be read and written";
  for (const byte of segment.bytes) if (byte !== 0) return "the data segment does not begin as zero";
  return undefined;
}

/** The instruction at a pc, from the bytes of an executable segment; each is decoded once. */
export function textOf(image: Image): (pc: number) => Instruction | Fault {
  const texts = image.segments
    .filter(({ permissions }) => permissions.execute && !permissions.write)
    .map((segment) => ({ segment, decoded: new Array<Instruction | Fault | undefined>(segment.bytes.length >> 2) }));
  return (word) => {
    const pc = word >>> 0;
    if (pc % 4 !== 0) return `pc ${hex(pc)} is not a multiple of 4`;
    for (const { segment, decoded } of texts) {
      if (pc < segment.address || pc + 4 > segment.address + segment.size) continue;
      const index = (pc - segment.address) >> 2;
      decoded[index] ??= instructionAt(segment, pc);
      return decoded[index];
    }
    return `there is no code at ${hex(pc)}`;
  };
}

function instructionAt({ address, bytes }: Segment, pc: number): Instruction | Fault {
  let word = 0;
  for (let i = 0; i < 4; i++) word |= bytes[pc - address + i]! << (8 * i);
  return decode(word) ?? `${hex(word)} at ${hex(pc)} is no RV32IM instruction`;
}
