/** The same program and options give the same bytes, wherever the file lies and however its path is spelled. */

import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, relative } from "node:path";
import { expect, it } from "vitest";
import { etalon, folder, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const home = dirname(file("home/login.ell", programs.divide));

/** The digest of what is compiled from a path, in a working directory. */
function digest(path: string, cwd: string): string {
  const output = file("out.elf");
  const shown = etalon(["compile", path, "-o", output], { cwd });
  expect([shown.exit, shown.error]).toStrictEqual([0, ""]);
  const bytes = readFileSync(output);
  for (const secret of [home, "home", "etalon-test"]) expect(bytes.includes(secret), path).toBe(false);
  return createHash("sha256").update(bytes).digest("hex");
}

it("one digest for one base name and text", () => {
  const other = dirname(file("a/deep er/folder/login.ell", programs.divide));
  mkdirSync(file("links"));
  symlinkSync(file("home/login.ell"), file("links/login.ell"));
  copyFileSync(file("home/login.ell"), file("login.ell"));
  chmodSync(file("login.ell"), 0o400);
  const digests = [
    digest("login.ell", home),
    digest("./login.ell", home),
    digest(`${home}/login.ell`, root),
    digest(relative(root, `${home}/login.ell`), root),
    digest("../home//./login.ell", home),
    digest("login.ell", other),
    digest("links/login.ell", file(".")),
    digest(file("login.ell"), "/"),
  ];
  expect(new Set(digests).size).toBe(1);
  expect(digest(file("home/other.ell", programs.divide), root)).not.toBe(digests[0]);
});

it("the name is still of use where a place is shown", () => {
  const elf = file("login.elf");
  etalon(["compile", `${home}/login.ell`, "-o", elf]);
  expect(etalon(["exec", elf]).error).toMatch(/from login\.ell:3:10, in main/);
  expect(etalon(["disassemble", elf]).out).toContain("; login.ell:3");
});
