/** The regression corpus: every program in test/regressions behaves on the machine as in Ell, and is certified. */

import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseProgram } from "etalon/lang";
import { judgeProgram } from "etalon/testing";
import { describe, expect, it } from "vitest";

const folder = resolve(import.meta.dirname, "../../regressions");

describe("regressions", () => {
  it.each(globSync("*.ell", { cwd: folder }).sort())("%s", (name) => {
    const program = parseProgram(readFileSync(join(folder, name), "utf8"));
    if (!program.ok) throw new Error(program.error[0]?.message);
    const inputPath = join(folder, name.replace(/\.ell$/, ".in"));
    const input = existsSync(inputPath) ? new Uint8Array(readFileSync(inputPath)) : new Uint8Array();
    const { verdict, certificate, failure } = judgeProgram(program.value, { input, memory: {} }, { certify: true });
    expect([verdict, certificate, failure]).toStrictEqual(["correct", "certified", undefined]);
  });
});
