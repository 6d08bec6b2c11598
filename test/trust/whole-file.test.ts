/** Whole files: old or new for every reader, links and permissions kept, nothing left of a write that failed or was killed. */

import { spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { replaceWhole } from "../../src/trust/node/index.ts";

const folder = mkdtempSync(join(tmpdir(), "etalon-whole-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

it("keeps links, permissions and, when the write fails, the old file", async () => {
  const at = join(folder, "plain");
  mkdirSync(at);
  const [file, link] = [join(at, "file"), join(at, "link")];
  writeFileSync(file, "old");
  chmodSync(file, 0o640);
  symlinkSync("file", link);
  await replaceWhole(link, bytes("new"));
  expect(readFileSync(file, "utf8")).toBe("new");
  expect(readlinkSync(link)).toBe("file");
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o640);
  await expect(replaceWhole(at, bytes("x"))).rejects.toThrow();
  expect(readdirSync(at).sort()).toStrictEqual(["file", "link"]);
  expect(readdirSync(folder)).toStrictEqual(["plain"]);
});

it("is old or new, and no other, when the writer is killed at any moment", async () => {
  const file = join(folder, "killed");
  const length = 300_000;
  const [even, odd] = [Buffer.alloc(length, "0"), Buffer.alloc(length, "1")];
  writeFileSync(file, even);
  const door = new URL("../../src/trust/node/index.ts", import.meta.url).href;
  const program = `import { replaceWhole } from ${JSON.stringify(door)};
    for (let i = 1; ; i++) { process.stdout.write("."); await replaceWhole(${JSON.stringify(file)}, Buffer.alloc(${length}, String(i % 2))); }`;
  for (let round = 0; round < 5; round++) {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const ended = new Promise((done) => child.once("close", done));
    await new Promise((done) => child.stdout.once("data", done));
    await new Promise((done) => setTimeout(done, 17 * round));
    child.kill("SIGKILL");
    await ended;
    const found = readFileSync(file);
    expect(found.equals(even) || found.equals(odd)).toBe(true);
  }
});
