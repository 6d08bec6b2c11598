/**
 * The numbers of atoms: no two that may meet in a table have one, or a sum would take them for the same. Those of the registers and those that last
 * were numbered before all that a table makes, in each segment anew.
 */

import { expect, test } from "vitest";
import { Path } from "../../../../src/proof/checker/paths/path.ts";
import { callersRegister, unknownRegister } from "../../../../src/proof/checker/terms/common-symbols.ts";

test("no two atoms have the same number", () => {
  const path = new Path();
  const lasting = Array.from({ length: 100 }, (_, i) => path.lasting(`lasting ${i}`, "int"));
  for (let segment = 0; segment < 2; segment++) {
    path.clear();
    const own = Array.from({ length: 10_000 }, (_, i) => path.symbol(`own ${i}`, "int"));
    const made = own.slice(0, 100).flatMap((t) => [path.mul(t, own[500]!), path.sltu(t, own[501]!)]);
    const all = [...unknownRegister, ...callersRegister, ...lasting, ...own, ...made];
    expect(new Set([path.initialHeap.id, ...all.map(({ id }) => id)]).size).toBe(1 + all.length);
  }
});
