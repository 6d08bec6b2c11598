/**
 * What the reader says of a file with one word changed is on record in elf.txt: for each word of the headers and tables, the
 * words at its edges. How many files got which answer can be read; a hash holds which.
 */

import { createHash } from "node:crypto";
import { type Image, readElf, writeElf } from "etalon/machine";
import { describe, it } from "vitest";

const readExecute = { read: true, write: false, execute: true };
const readWrite = { read: true, write: true, execute: false };

const image: Image = {
  entry: 0x10004,
  segments: [
    { address: 0x10000, bytes: new Uint8Array(12).fill(0x13), size: 12, permissions: readExecute },
    { address: 0x12000, bytes: Uint8Array.of(1, 2), size: 0x1000, permissions: readWrite },
    { address: 0x20000, bytes: new Uint8Array(), size: 0x800, permissions: readWrite },
  ],
  symbols: [
    { name: "_start", address: 0x10000, size: 4 },
    { name: "main", address: 0x10004, size: 8 },
  ],
  notes: [{ name: ".etalon.origins", bytes: Uint8Array.of(7, 8, 9) }],
};

/** The file with each of its words changed, one at a time. Its padding, which says nothing, is left out. */
function* changes(file: Uint8Array): Iterable<readonly [at: number, size: 2 | 4, file: Uint8Array]> {
  const view = new DataView(file.buffer);
  for (let at = 0; at + 4 <= file.length; at += 2) {
    const word = view.getUint32(at, true);
    if (word === 0 && at > 0x100 && view.getUint32(Math.max(at - 4, 0), true) === 0) continue;
    for (const size of [2, 4] as const) {
      const own = size === 2 ? word & 0xffff : word;
      const edges = [0, 1, 2, 3, 4, 7, own + 1, own - 1, own ^ 0x80, own + 0x1000, file.length - 1, file.length, -1];
      for (const edge of edges) {
        const changed = file.slice();
        const target = new DataView(changed.buffer);
        if (size === 2) target.setUint16(at, edge & 0xffff, true);
        else target.setUint32(at, edge >>> 0, true);
        yield [at, size, changed];
      }
    }
  }
}

describe("on record", () => {
  it("is what is said of files with a word changed", async ({ expect }) => {
    const counts = new Map<string, number>();
    const digest = createHash("sha256");
    for (const [at, size, file] of changes(writeElf(image))) {
      const read = readElf(file);
      const messages = read.ok ? ["an image"] : read.error.map(({ message }) => message);
      const kind = [...new Set(messages.map((message) => message.replaceAll(/0x[0-9a-f]+|\d+/g, "#")))].join("; ");
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      digest.update(`${at} ${size} ${read.ok ? JSON.stringify(read.value) : JSON.stringify(read.error)}\n`);
    }
    const lines = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([kind, count]) => `${count} × ${kind}`);
    await expect(`${lines.join("\n")}\n${digest.digest("hex")}\n`).toMatchFileSnapshot("elf.txt");
  });
});
