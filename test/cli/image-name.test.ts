/** The same program and options give the same bytes, wherever the file lies and however its path is spelled. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { etalon, folder, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const home = dirname(file("home/login.ell", programs.divide));

/** The digest of what is compiled from a path, in a working directory. */
async function digest(path: string, cwd: string): Promise<string> {
  const output = file("out.elf");
  const shown = await etalon(["compile", path, "-o", output], { cwd });
  expect([shown.exit, shown.error]).toStrictEqual([0, ""]);
  const bytes = readFileSync(output);
  for (const secret of [home, "home", "etalon-test"]) expect(bytes.includes(secret), path).toBe(false);
  return createHash("sha256").update(bytes).digest("hex");
}

it("one digest for one base name and text", async () => {
  const other = dirname(file("a/deep er/folder/login.ell", programs.divide));
  mkdirSync(file("links"));
  symlinkSync(file("home/login.ell"), file("links/login.ell"));
  copyFileSync(file("home/login.ell"), file("login.ell"));
  chmodSync(file("login.ell"), 0o400);
  const digests = [
    await digest("login.ell", home),
    await digest("./login.ell", home),
    await digest(`${home}/login.ell`, root),
    await digest(relative(root, `${home}/login.ell`), root),
    await digest("../home//./login.ell", home),
    await digest("login.ell", other),
    await digest("links/login.ell", file(".")),
    await digest(file("login.ell"), "/"),
  ];
  expect(new Set(digests).size).toBe(1);
  expect(await digest(file("home/other.ell", programs.divide), root)).not.toBe(digests[0]);
});

/** A program of two files in a folder of its own, compiled there under a mask of permissions: the digests of what was written. */
function digestsIn(place: string, mask: string, output: string): readonly string[] {
  const home = dirname(
    file(`${place}/main.ell`, 'import "./part/half.ell";\nfn main(): int { return half(read()); }\n'),
  );
  file(`${place}/part/half.ell`, "pub fn half(n: int): int {\n  return n / 2;\n}\n");
  const command = [join(root, "bin/etalon.js"), "compile", `${home}/main.ell`, "-o", `${home}/${output}.elf`];
  const made = spawnSync("sh", ["-c", `umask ${mask}; exec "$@"`, "sh", process.execPath, ...command]);
  expect([made.status, made.stderr.toString()]).toStrictEqual([0, ""]);
  return [".elf", ".cert.json"].map((ending) => {
    const bytes = readFileSync(`${home}/${output}${ending}`);
    expect(bytes.includes(place)).toBe(false);
    return createHash("sha256").update(bytes).digest("hex");
  });
}

it.skipIf(process.platform === "win32")(
  "one image and one certificate of several files, in every folder, by every name of the output, under every mask",
  () => {
    const made = [
      digestsIn("first", "022", "main"),
      digestsIn("second/deep er", "077", "other"),
      digestsIn("troisième", "000", "a"),
      digestsIn("fourth", "027", "half"),
      digestsIn("x/main.ell.d", "002", "main.ell"),
    ];
    for (const digests of made) expect(digests).toStrictEqual(made[0]);
  },
);

it("the name is still of use where a place is shown", async () => {
  const elf = file("login.elf");
  await etalon(["compile", `${home}/login.ell`, "-o", elf]);
  expect((await etalon(["exec", elf])).error).toMatch(/from login\.ell:3:10, in main/);
  expect((await etalon(["disassemble", elf])).out).toContain("; login.ell:3");
});
