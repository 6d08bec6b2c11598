/**
 * Where the command keeps compiled code: in the user's own folder, never where others may plant some, and not at all for
 * `etalon certify`.
 */

import { mkdirSync, readdirSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { etalonProcess, folder } from "./command.ts";

const file = folder();

/** A home folder and one for temporary files, both empty, and the environment in which they are these. */
function surroundings(name: string) {
  const [home, temporary] = [file(`${name}/home`), file(`${name}/temporary`)];
  for (const path of [home, temporary]) mkdirSync(path, { recursive: true });
  const env = { HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: "", LOCALAPPDATA: "", NODE_COMPILE_CACHE: "" };
  return { home, temporary, env };
}

describe.skipIf(process.platform === "win32")("compiled code", () => {
  it("is in a folder of the user's own that nobody else can write", () => {
    const { home, temporary, env } = surroundings("own");
    expect(etalonProcess(["--version"], { env }).exit).toBe(0);
    expect(readdirSync(temporary)).toStrictEqual([]);
    const code = `${home}/.cache/etalon/code`;
    expect(readdirSync(code).length).toBeGreaterThan(0);
    expect(statSync(code).mode & 0o777).toBe(0o700);
  });

  it("is neither kept nor used by certify", () => {
    const { home, temporary, env } = surroundings("none");
    expect(etalonProcess(["certify", file("missing.ell")], { env }).exit).toBe(3);
    expect(readdirSync(temporary)).toStrictEqual([]);
    expect(readdirSync(home)).toStrictEqual([]);
  });

  it("is not needed", () => {
    const { env } = surroundings("homeless");
    for (const HOME of ["", "/dev/null", `${env.HOME}/of/nobody`])
      expect(etalonProcess(["--version"], { env: { ...env, HOME } }).exit).toBe(0);
    expect(readdirSync(env.HOME)).toStrictEqual([]);
  });
});
