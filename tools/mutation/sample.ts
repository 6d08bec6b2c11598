/**
 * A sample of a room's mutants: those in some blocks of lines, chosen by a seed, each block as likely as the share. It is judged in
 * pieces, and what was judged is kept in coverage/, so that a run may end after any of them. A file that has changed is judged anew.
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { MutantOutcome } from "./scores.ts";

/** Lines in a block. */
const blockLines = 12;

/** Blocks in one run of StrykerJS, which first runs all tests. */
const blocksAtOnce = 8;

/** What is kept of a block: its file's digest, and what became of its mutants. */
interface Kept {
  readonly digest: string;
  readonly outcomes: readonly MutantOutcome[];
}

export class Sample {
  readonly #path: string;
  readonly #digests = new Map<string, string>();
  readonly #blocks: readonly string[];
  readonly #kept: Map<string, Kept>;

  constructor(room: string, files: readonly string[], share: number, seed: string) {
    this.#path = `coverage/mutation-${room}-${seed}.json`;
    const known = existsSync(this.#path) ? (JSON.parse(readFileSync(this.#path, "utf8")) as [string, Kept][]) : [];
    this.#kept = new Map(known);
    const blocks: { readonly name: string; readonly order: number }[] = [];
    for (const file of files) {
      const text = readFileSync(file, "utf8");
      this.#digests.set(file, createHash("sha256").update(text).digest("hex"));
      for (let line = 1; line <= text.split("\n").length; line += blockLines) {
        const order = createHash("sha256").update(`${seed} ${file} ${line}`).digest().readUInt32LE() / 2 ** 32;
        if (order < share) blocks.push({ name: `${file}:${line}-${line + blockLines - 1}`, order });
      }
    }
    // In the order of what was drawn, so that also a part of the sample is one.
    this.#blocks = blocks.sort((a, b) => a.order - b.order).map(({ name }) => name);
  }

  get size(): number {
    return this.#blocks.length;
  }

  get judged(): number {
    return this.#blocks.filter((block) => this.#of(block) !== undefined).length;
  }

  get outcomes(): readonly MutantOutcome[] {
    return this.#blocks.flatMap((block) => this.#of(block)?.outcomes ?? []);
  }

  /** Blocks that are not judged; none when all are. */
  next(): string[] {
    return this.#blocks.filter((block) => this.#of(block) === undefined).slice(0, blocksAtOnce);
  }

  keep(piece: readonly string[], outcomes: readonly MutantOutcome[]): void {
    for (const block of piece) {
      const { file, first, last } = partsOf(block);
      const own = outcomes.filter((outcome) => outcome.file === file && outcome.row >= first && outcome.row <= last);
      this.#kept.set(block, { digest: this.#digests.get(file)!, outcomes: own });
    }
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify([...this.#kept]));
  }

  #of(block: string): Kept | undefined {
    const kept = this.#kept.get(block);
    return kept?.digest === this.#digests.get(partsOf(block).file) ? kept : undefined;
  }
}

function partsOf(block: string): { readonly file: string; readonly first: number; readonly last: number } {
  const [file, lines] = block.split(":") as [string, string];
  const [first, last] = lines.split("-").map(Number) as [number, number];
  return { file, first, last };
}
