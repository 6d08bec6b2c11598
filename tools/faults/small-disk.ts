/**
 * A small disk of memory, which can be filled and freed: what is written to it meets a full disk, and nobody else does. It needs the right to mount.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** The size of what a file takes, in bytes. */
const block = 4096;

/** A disk that is mounted. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** One of so many blocks of 4 KiB, in a folder that is made for it; undefined where nothing can be mounted. */
  static mount(folder: string, blocks: number): SmallDisk | undefined {
    mkdirSync(folder, { recursive: true });
    const options = `size=${(blocks * block) / 1024}k`;
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;
    return mounted ? new SmallDisk(folder) : undefined;
  }

  get #filler(): string {
    return join(this.folder, "filler");
  }

  /** Write a file of so many blocks; unless given, of as many as there is room for. */
  fill(blocks?: number): void {
    const count = blocks === undefined ? [] : [`count=${blocks}`];
    spawnSync("dd", ["if=/dev/zero", `of=${this.#filler}`, `bs=${block}`, ...count]);
  }

  /** Remove that file. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  unmount(): void {
    spawnSync("umount", [this.folder]);
  }
}
