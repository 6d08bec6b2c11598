/** Words of the frame that are read no more are told from those that are, also where control goes back. */

import { expect, test } from "vitest";
import { assemble } from "../../../../src/machine/assembler/assemble.ts";
import { textOf } from "../../../../src/proof/checker/image.ts";
import { FrameReads } from "../../../../src/proof/infer/guess/frame-reads.ts";

test("a word of the frame is read as long as a load lies behind, or in a loop around", () => {
  const image = assemble(`
    .globl _start
    _start: lw t0, 0(sp)
    round:  lw t0, 4(sp)
            addi t1, t1, -1
            blt zero, t1, round
            lw t0, 8(sp)
            sw t0, 12(sp)
            ebreak
  `);
  if (!image.ok) throw new Error(image.error[0]!.message);
  const { entry } = image.value;
  const pcs = [0, 4, 8, 12, 16, 20, 24].map((offset) => entry + offset);
  const reads = new FrameReads(textOf(image.value), pcs);
  const read = (pc: number): readonly number[] => [0, 4, 8, 12].filter(reads.from(pc));
  expect(pcs.map(read)).toEqual([[0, 4, 8], [4, 8], [4, 8], [4, 8], [8], [], []]);
  // What lies too far from sp for a load may be read in another way.
  expect(reads.from(entry + 24)(4096)).toBe(true);
});
