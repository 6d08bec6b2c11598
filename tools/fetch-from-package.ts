/**
 * Tries the package's `publish` and `fetch` on loopback: a small image, one whose certificate is so large that a process of its own checks it, and the
 * small one under so many names that a thread does. Where the package lacks what these need, those images are undecided.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readLock, writeLock } from "../src/trust/index.ts";
import { largestSmall, many } from "../src/trust/node/checkers.ts";

/** Runs the command in `folder`, where the package is installed; says what was tried, and throws where it goes wrong. */
export async function fetchFromPackage(
  folder: string,
  node: string,
  environment: NodeJS.ProcessEnv,
  run: (...words: string[]) => string,
): Promise<string> {
  const command = "node_modules/etalon/bin/etalon.js";
  mkdirSync(join(folder, "offered"));
  for (const [name, text] of [
    ["small", "fn main(): int { return 0; }\n"],
    ["large", manyLoops(1500)],
  ] as const) {
    const file = join("offered", `${name}.ell`);
    writeFileSync(join(folder, file), text);
    run(command, "compile", file);
    run(command, "lock", "add", name, "--source", file);
  }
  const { size } = statSync(join(folder, "offered/large.cert.json"));
  if (size <= largestSmall) throw new Error(`a certificate of ${size} bytes needs no process of its own`);
  const lock = readLock(readFileSync(join(folder, "etalon.lock")));
  if (!lock.ok) throw new Error(lock.error);
  const names = Array.from({ length: many }, (_, i) => `small-${i}`);
  const same = names.map((name) => [name, lock.value.get("small")!] as const);
  writeFileSync(join(folder, "many.lock"), writeLock(new Map(same)));
  const server = spawn(node, [command, "publish", "offered", "--store", "store"], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const words = ["--from", await addressOf(server), "--cache", "cache", "--output", "fetched"];
    run(command, "fetch", ...names, "--lock", "many.lock", ...words);
    return run(command, "fetch", "small", "large", ...words);
  } finally {
    server.kill();
  }
}

/** A long program: so many functions, each with a loop. */
function manyLoops(count: number): string {
  const all = Array.from({ length: count }, (_, i) => i);
  const functions = all.map((i) => `fn f${i}(n: int): int { while n < ${i} { n = n + read(); } return n; }`);
  const calls = all.map((i) => `n = f${i}(n);`);
  return `${functions.join("\n")}\nfn main(): int { let n = 0; ${calls.join(" ")} return n; }\n`;
}

/** Where a server says that it is. */
function addressOf(server: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((done, failed) => {
    server.once("exit", (code) => failed(new Error(`etalon publish ended with ${code}: ${said}`)));
    server.stdout!.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /serving at (\S+)/.exec(said)?.[1];
      if (found !== undefined) done(found);
    });
  });
}
