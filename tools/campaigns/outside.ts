/**
 * Edits of an ELF file's headers, and of its text by bits: a file that the reader and the checker accept is run under
 * qemu-riscv32 too, on whole and on failing streams, and must do there what the honest file does. This asks about the
 * border of the model, where the other campaigns ask about the model. `npm run campaign -- outside COUNT SEED`; with a last word
 * `second`, the second checker is asked, with its own reader
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readElf } from "../../src/machine/elf/read.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { beyondModel } from "../../src/second/border.ts";
import { examined, imageIn, searchOf } from "../../src/second/examine.ts";
import { Chance } from "../../src/testing/generate/random.ts";
import { type CampaignSubject, subjectOf } from "./subject.ts";

const examples = ["cat", "hello", "gcd", "queens"];
/** How a shell starts it; `<input` is the example's own. */
const streams = ["<input", "</", "<input >/dev/full", "<&- >&-"];
/** Words that headers have, or that loaders look for. */
const words = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 0x20, 0x34, 0x1000, 0x10000, 0x10000000, 0x7fffffff, 0x80000000, 0xfffff000, 0xffffffff,
  0x6474e550, 0x6474e551, 0x6474e552, 0x6474e553, 0x70000003, 0x60000000,
];
const headerBytes = 52;
const programHeader = 32;

/** A file with one to three edits. */
function edited(honest: Uint8Array, chance: Chance): Uint8Array {
  const bytes = honest.slice();
  const view = new DataView(bytes.buffer);
  for (let edits = 1 + chance.below(3); edits > 0; edits--) {
    const count = view.getUint16(44, true);
    const headersEnd = Math.min(headerBytes + programHeader * count, 0x1000 - programHeader);
    switch (chance.below(5)) {
      case 0:
        bytes[chance.below(headersEnd)] = chance.below(256);
        break;
      case 1:
        view.setUint32(4 * chance.below(headersEnd >> 2), chance.pick(words), true);
        break;
      case 2: {
        // One more program header: of any type, or a copy of another with a word changed.
        view.setUint16(44, count + 1, true);
        const from = headerBytes + programHeader * chance.below(2);
        bytes.copyWithin(headersEnd, from, from + programHeader);
        view.setUint32(headersEnd, chance.pick(words), true);
        view.setUint32(headersEnd + 4 * chance.below(8), chance.pick(words), true);
        break;
      }
      case 3: {
        // Two program headers in the other order.
        const first = bytes.slice(headerBytes, headerBytes + programHeader);
        bytes.copyWithin(headerBytes, headerBytes + programHeader, headerBytes + 2 * programHeader);
        bytes.set(first, headerBytes + programHeader);
        break;
      }
      default: {
        const at = 0x1000 + chance.below(Math.max(4, view.getUint32(headerBytes + 16, true)));
        bytes[at % bytes.length]! ^= 1 << chance.below(8);
      }
    }
  }
  return bytes;
}

/** What a process showed: its end and its output; `no start` when QEMU or the kernel would not load the file. */
function underQemu(folder: string, bytes: Uint8Array, stream: string): string {
  writeFileSync(join(folder, "a.elf"), bytes, { mode: 0o755 });
  const { status, signal, stdout, stderr } = spawnSync("sh", ["-c", `ulimit -t 5; exec qemu-riscv32 a.elf ${stream}`], {
    cwd: folder,
    timeout: 10_000,
  });
  if (stdout.length === 0 && /^(qemu-riscv32|sh|a\.elf): /.test(stderr.toString())) return "no start";
  return `${status} ${signal} ${stdout.toString("hex")} ${stderr.length}`;
}

/** What is said of a file: it is no executable, or a verdict. */
type Ask = (subject: CampaignSubject, bytes: Uint8Array) => string;

const first: Ask = ({ program, claims }, bytes) => {
  const file = readElf(bytes);
  if (!file.ok) return noExecutable;
  const { verdict } = checkClaims(program, file.value, claims);
  return verdict === "certified" ? verdict : `${verdict} by the checker`;
};

/** Where a run shows a difference it refuses, and what it cannot show it leaves undecided. */
const second: Ask = ({ program, claims }, bytes) => {
  const image = imageIn(bytes);
  if (image === undefined) return noExecutable;
  if (beyondModel(image) !== undefined) return "beyond the model";
  const { problems } = examined(program, image, searchOf(program, claims, 1));
  return problems.length === 0 ? "certified" : "not certified by the checker";
};

const noExecutable = "refused by the ELF reader";

function attack(
  subject: CampaignSubject,
  count: number,
  chance: Chance,
  { folder, ask }: { readonly folder: string; readonly ask: Ask },
): Record<string, number> {
  const counts: Record<string, number> = {};
  const tally = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  writeFileSync(join(folder, "input"), subject.inputs[0]!);
  const right = streams.map((stream) => underQemu(folder, subject.elf, stream));
  for (let i = 0; i < count; i++) {
    const bytes = edited(subject.elf, chance);
    const said = ask(subject, bytes);
    if (said !== "certified") {
      tally(said);
      continue;
    }
    const seen = streams.map((stream) => underQemu(folder, bytes, stream));
    if (seen.every((one, k) => one === right[k])) tally("certified, and the same under QEMU");
    else if (seen.every((one) => one === "no start")) tally("certified, and does not start under QEMU");
    else {
      tally("CERTIFIED AND DIFFERENT UNDER QEMU");
      const file64 = Buffer.from(bytes.subarray(0, 256)).toString("base64");
      console.log(JSON.stringify({ example: subject.name, number: i, seen, right, file64 }));
    }
  }
  return counts;
}

/** Run the campaign; the last lines are the counts. */
export function outside(count: number, seed: number, isSecond: boolean): void {
  const folder = mkdtempSync(join(tmpdir(), "etalon-outside-"));
  const chance = new Chance(seed);
  const ask = isSecond ? second : first;
  try {
    for (const name of examples)
      console.log(JSON.stringify({ example: name, ...attack(subjectOf(name, 1), count, chance, { folder, ask }) }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
