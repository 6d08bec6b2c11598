/**
 * What a first visit to the playground loads, compressed: the page, its style, its script and the worker. The rest is
 * loaded when it is asked for. It needs no browser: the files are those that the build makes.
 */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import type { Benchmark } from "./measure.ts";

/** The files of a first visit, by the beginning of their names. */
const first = /^(index\.html|assets\/(index|worker)-.*\.(js|css))$/;

/** Bytes of each, and of all together. */
async function sizes(): Promise<readonly (readonly [name: string, bytes: number])[]> {
  const outDir = mkdtempSync(join(tmpdir(), "etalon-bench-"));
  try {
    await build({ root: join(import.meta.dirname, "../site"), logLevel: "error", build: { outDir } });
    const names = ["index.html", ...readdirSync(join(outDir, "assets")).map((name) => `assets/${name}`)];
    return names
      .filter((name) => first.test(name))
      .map((name) => [name, gzipSync(readFileSync(join(outDir, name))).length] as const);
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

/** The benchmark. It builds the site before the table is asked for. */
export async function playgroundBenchmark(): Promise<Benchmark> {
  const found = await sizes();
  const total = found.reduce((sum, [, bytes]) => sum + bytes, 0);
  return {
    room: "playground",
    *rows() {},
    *figures() {
      for (const [name, bytes] of found)
        yield `- ${name.replace(/-[\w-]{8}\./, ".")}: ${kilobytes(bytes)} kB compressed`;
      yield `- first load: ${kilobytes(total)} kB compressed`;
    },
  };
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
