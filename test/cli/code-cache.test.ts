/**
 * Where the command keeps compiled code: in the user's own folder, never where others may plant some, and not at all for
 * `etalon certify`.
 */

import { chmodSync, chownSync, mkdirSync, readdirSync, renameSync, statSync, symlinkSync, unlinkSync } from "node:fs";
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

  it("is neither kept nor used where another user could have planted some", () => {
    const { home, env } = surroundings("planted");
    const etalon = `${home}/.cache/etalon`;
    const code = `${etalon}/code`;
    const kept = (): number => {
      expect(etalonProcess(["--version"], { env }).exit).toBe(0);
      return readdirSync(code).length;
    };
    mkdirSync(code, { recursive: true, mode: 0o700 });
    for (const [path, mode] of [
      [code, 0o770],
      [code, 0o702],
      [etalon, 0o777],
    ] as const) {
      const { mode: before } = statSync(path);
      chmodSync(path, mode);
      expect([path, mode, kept()]).toStrictEqual([path, mode, 0]);
      chmodSync(path, before);
    }
    // Only root can give a folder away.
    if (process.getuid?.() === 0)
      for (const path of [etalon, code]) {
        chownSync(path, 65_534, 65_534);
        expect([path, kept()]).toStrictEqual([path, 0]);
        chownSync(path, 0, 0);
      }
    renameSync(code, `${home}/elsewhere`);
    symlinkSync(`${home}/elsewhere`, code);
    expect(kept()).toBe(0);
    unlinkSync(code);
    renameSync(`${home}/elsewhere`, code);
    // And where nobody could, it is used.
    expect(kept()).toBeGreaterThan(0);
  });

  it("is not needed", () => {
    const { env } = surroundings("homeless");
    for (const HOME of ["", "/dev/null", `${env.HOME}/of/nobody`])
      expect(etalonProcess(["--version"], { env: { ...env, HOME } }).exit).toBe(0);
    expect(readdirSync(env.HOME)).toStrictEqual([]);
  });
});
