/**
 * The command as a real process shows, byte for byte, what it shows inside the process of the tests: so what the other tests
 * see there is what a user sees. One run for each exit code.
 */

import { dirname } from "node:path";
import { expect, it } from "vitest";
import { etalon, etalonProcess, folder, type Options } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const path = (name: keyof typeof programs): string => file(`${name}.ell`, programs[name]);
const elf = file("divide.elf");

const runs: readonly (readonly [number, readonly string[], Options])[] = [
  [0, ["compile", path("divide"), "-o", elf], {}],
  [0, ["check", "hello.ell", "--runs", "2", "--no-qemu"], { cwd: dirname(path("hello")) }],
  [1, ["check", path("hello"), "--image", elf, "--runs", "2", "--json"], {}],
  [2, ["check", path("hello"), "--sed", "1"], {}],
  [3, ["run", path("wrong")], {}],
  [3, ["calibrate", "--quick", "--", "/bin/true"], { env: { TMPDIR: path("hello") } }],
  [4, ["run", path("silent"), "--limit", "100"], {}],
  [133, ["exec", elf], {}],
  [235, ["run", path("echo")], { input: Uint8Array.from({ length: 70_123 }, (_, i) => i * 7) }],
];

for (const [exit, words, options] of runs) {
  it(`${exit}: ${words.map((word) => word.replace(/.*\//, "")).join(" ")}`, async () => {
    const shown = await etalon(words, options);
    expect(etalonProcess(words, options)).toStrictEqual({ ...shown, bytes: Buffer.from(shown.bytes) });
    expect(shown.exit, shown.error).toBe(exit);
  });
}
