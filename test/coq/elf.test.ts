/** The ELF reader in Coq and in TypeScript agree, on files that are good, cut off, and mutated. */

import { readFileSync } from "node:fs";
import { writeElf } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf, elfParity, filesAtBorders, smallFile } from "../../tools/coq/elf-parity.ts";
import { anyImage } from "../machine/generators.ts";

describe("the ELF reader in Coq", () => {
  it("reads what we write", () => {
    fc.assert(
      fc.property(anyImage, (image) => {
        expect(elfParity(writeElf(image))).toBe("accepted");
      }),
      { numRuns: 12 },
    );
  });

  it("reads a file that others made", () => {
    expect(elfParity(readFileSync(new URL("../engine/calls.elf", import.meta.url)))).toBe("accepted");
  });

  it("refuses a truncated file", () => {
    expect(elfParity(bytesOf(smallFile()))).toBe("accepted");
    for (let length = 0; length < 128; length++)
      expect(elfParity(bytesOf(smallFile()).subarray(0, length))).toBe("refused");
  });

  it("agrees whatever is in a field", () => {
    const answers = new Set<string>();
    for (const file of filesAtBorders()) answers.add(elfParity(file));
    expect(answers).toEqual(new Set(["accepted", "refused"]));
  });

  it("agrees on mutated files", () => {
    const mutation = fc.tuple(fc.nat(115), fc.oneof(fc.constantFrom(0, 1, 3, 0x10, 0x7f, 0x80, 0xff), fc.nat(255)));
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
        const file = smallFile();
        for (const [at, byte] of mutations) file.setUint8(at, byte);
        expect(elfParity(bytesOf(file))).not.toBe("different");
      }),
      { numRuns: 500 },
    );
  });
});
