/** What an import finds on a disk, and what is refused where the import stands; positions name the right file everywhere. */

import { spawnSync } from "node:child_process";
import { linkSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { programFiles } from "../../src/cli/host/program-files.ts";
import { document, etalon, etalonProcess, folder } from "./command.ts";

const file = folder();
let folders = 0;

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const name = `f${folders++}`;
  for (const [path, text] of Object.entries(files)) file(`${name}/${path}`, text);
  return dirname(file(`${name}/main.ell`));
}

/** Why a path is not loaded; its text when it is. */
function loaded(root: string, path: string): string {
  const found = programFiles(join(root, "main.ell"), new Uint8Array()).load(path);
  return found.ok ? found.value : [found.error.message, found.error.hint].filter(Boolean).join("; ");
}

describe("an import on a disk", () => {
  it("finds a file below the main file's folder, and the standard library", () => {
    const root = folderWith({ "a.ell": "const a = 1;", "x/y/b.ell": "\ufeffconst b = 1;" });
    expect(loaded(root, "a.ell")).toBe("const a = 1;");
    expect(loaded(root, "x/y/b.ell")).toBe("const b = 1;");
    expect(loaded(root, "std/math")).toContain("pub fn abs");
  });

  it("finds nothing where there is no file", () => {
    const root = folderWith({ "a.ell": "", "X/b.ell": "" });
    expect(loaded(root, "b.ell")).toBe("does not exist");
    expect(loaded(root, "A.ell")).toBe('does not exist; there is "a.ell": upper and lower case count');
    expect(loaded(root, "x/b.ell")).toBe('does not exist; there is "X": upper and lower case count');
    expect(loaded(root, "a.ell/b.ell")).toBe("does not exist");
    expect(loaded(root, "std/none")).toMatch(/^is no module of the standard library; it has .*std\/math/);
    mkdirSync(join(root, "d.ell"));
    expect(loaded(root, "d.ell")).toBe("is a folder");
  });

  it("follows no symbolic link, neither of a file nor of a folder", () => {
    const root = folderWith({ "a.ell": "", "x/b.ell": "" });
    symlinkSync("a.ell", join(root, "link.ell"));
    symlinkSync("x", join(root, "y"));
    symlinkSync("nowhere.ell", join(root, "dangling.ell"));
    const hint = "put the file itself there: a program has no links";
    expect(loaded(root, "link.ell")).toBe(`is a symbolic link; ${hint}`);
    expect(loaded(root, "dangling.ell")).toBe(`is a symbolic link; ${hint}`);
    expect(loaded(root, "y/b.ell")).toBe(`lies behind the symbolic link "y"; ${hint}`);
  });

  it("takes no bytes that are not UTF-8, no huge file, and nothing that is no file", () => {
    const root = folderWith({ "huge.ell": "" });
    writeFileSync(join(root, "latin.ell"), Uint8Array.of(0x2f, 0x2f, 0xe9));
    truncateSync(join(root, "huge.ell"), 2 ** 24 + 1);
    expect(loaded(root, "latin.ell")).toMatch(/^cannot be read: byte 0xe9 at offset 2 of the file is not UTF-8;/);
    expect(loaded(root, "huge.ell")).toBe("is larger than 16 MiB");
    if (spawnSync("sh", ["-c", 'mkfifo "$0"', join(root, "pipe.ell")]).status === 0)
      expect(loaded(root, "pipe.ell")).toBe("is no file that keeps its bytes, but a pipe or a device");
  });

  it("takes two names of one file for two files, which is what their bytes are", async () => {
    const root = folderWith({ "a.ell": "let x = 1; pub fn next(): int { x = x + 1; return x; }" });
    linkSync(join(root, "a.ell"), join(root, "b.ell"));
    writeFileSync(
      join(root, "main.ell"),
      'import "./a.ell"; import "./b.ell"; fn next() {} fn main(): int { return 0; }',
    );
    expect((await etalon(["run", join(root, "main.ell")])).exit).toBe(0);
  });

  it("is not there for a program from standard input, but the library is", () => {
    const text = (path: string) => `import "${path}"; fn main(): int { return abs(-7); }`;
    expect(etalonProcess(["run", "-"], { input: text("std/math") }).exit).toBe(7);
    const { exit, error } = etalonProcess(["compile", "-", "-o", "/dev/null"], { input: text("./a.ell") });
    expect(exit).toBe(3);
    expect(error).toContain("<stdin>:1:8: error: `a.ell` cannot be found: the main file came through a stream");
  });
});

describe("positions of a program of several files", () => {
  const root = folderWith({
    "main.ell": 'import "./x/a.ell";\nfn main(): int { f(read()); return 0; }\n',
    "x/a.ell": "pub fn f(n: int) {\n  let unread = 1;\n  assert n < 0;\n}\n",
  });
  const main = join(root, "main.ell");

  it("are those of the right file, wherever the folder is", async () => {
    const run = await etalon(["run", main], { input: "a" });
    expect(run.exit).toBe(133);
    expect(run.error).toContain("x/a.ell:2:7: warning: the variable `unread` is never read");
    expect(run.error).toContain("x/a.ell:3:3: error: trapped: the assertion is false: `n` is 97");
    const { json } = await document(["run", main], { input: "a" });
    expect(json).toMatchObject({
      where: { line: 3, column: 3, file: "x/a.ell" },
      warnings: [{ span: { file: "x/a.ell" } }],
    });
    expect((await etalon(["trace", main], { input: "a" })).out).toContain("x/a.ell:3:10");
    expect((await etalon(["disassemble", main])).out).toContain("; x/a.ell:3 |   assert n < 0;");
    expect((await etalon(["compile", main, "--deny-warnings"])).exit).toBe(3);
    // Inlined, it would be in main.
    const made = await etalon(["compile", main, "-O0", "-o", join(root, "m.elf")]);
    expect(made.exit).toBe(0);
    expect((await etalon(["exec", join(root, "m.elf")], { input: "a" })).error).toContain(
      "from x/a.ell:3:3, in x/a.ell:f",
    );
  });
});

describe("a certificate of a program of several files", async () => {
  const texts = {
    "main.ell": 'import "./x/a.ell";\nimport "std/math";\nfn main(): int { return max(f(), 3); }\n',
    "x/a.ell": "pub fn f(): int { return read(); }\n",
  };
  const compiled = folderWith(texts);
  await etalon(["compile", join(compiled, "main.ell")]);
  const beside = ["--image", join(compiled, "main.elf")];
  const certify = (root: string, name = "main.ell") => etalon(["certify", join(root, name), ...beside]);

  it("is for its bundle, wherever it lies", async () => {
    const elsewhere = folderWith(texts);
    expect((await certify(elsewhere)).exit).toBe(0);
    const { json } = await document(["certify", join(elsewhere, "main.ell"), ...beside]);
    const files = [{ path: "main.ell" }, { path: "std/math" }, { path: "x/a.ell" }];
    expect(json).toMatchObject({ verdict: "certified", source: { bundle: { entry: "main.ell", files } } });
    const checked = await etalon(["check", join(elsewhere, "main.ell"), ...beside, "--runs", "5", "--no-qemu"]);
    expect(checked.out).toMatch(/VERDICT +conforms: certified/);
  });

  it("names the file that differs", async () => {
    const { exit, out } = await certify(folderWith({ ...texts, "x/a.ell": "pub fn f(): int { return 1; }\n" }));
    expect(exit).toBe(1);
    expect(out).toContain('its file "x/a.ell" has other bytes');
    const ends = await certify(folderWith({ ...texts, "x/a.ell": texts["x/a.ell"].replace("\n", "\r\n") }));
    expect(ends.out.replaceAll(/\s+/g, " ")).toContain("the same but for line ends (there LF, here CRLF)");
  });

  it("is not for another name of the main file, but a program of one file has any name", async () => {
    const { exit, out } = await certify(
      folderWith({ "x/a.ell": texts["x/a.ell"], "other.ell": texts["main.ell"] }),
      "other.ell",
    );
    expect(exit).toBe(1);
    expect(out.replaceAll(/\s+/g, " ")).toContain('its main file is called "main.ell" there, and "other.ell" here');
    const one = "fn main(): int { return 5; }\n";
    const root = folderWith({ "one.ell": one, "two.ell": one });
    await etalon(["compile", join(root, "one.ell")]);
    expect((await etalon(["certify", join(root, "two.ell"), "--image", join(root, "one.elf")])).exit).toBe(0);
    expect(etalonProcess(["certify", "-", "--image", join(root, "one.elf")], { input: one }).exit).toBe(0);
  });

  it("is made for any name that a system allows", async () => {
    const one = "fn main(): int { return 5; }\n";
    const root = folderWith({ "a\nb.ell": one, "b\\c.ell": one, "é ü.ell": one });
    for (const name of ["a\nb.ell", "b\\c.ell", "é ü.ell"]) {
      expect((await etalon(["compile", join(root, name)])).exit).toBe(0);
      expect((await etalon(["certify", join(root, name)])).exit).toBe(0);
    }
  });

  it("that speaks of other semantics is not read", async () => {
    const root = folderWith(texts);
    const path = join(root, "newer.json");
    writeFileSync(path, readFileSync(join(compiled, "main.cert.json"), "utf8").replace('"ell":2', '"ell":3'));
    const { exit, error } = await etalon(["certify", join(root, "main.ell"), ...beside, "--certificate", path]);
    expect(exit).toBe(3);
    expect(error).toContain("semantics.ell: is not 2, the only version that this checker knows");
  });

  it("is invalid where an import finds nothing, at the import", async () => {
    const { exit, error } = await certify(folderWith({ "main.ell": texts["main.ell"] }));
    expect(exit).toBe(3);
    expect(error).toContain("main.ell:1:8: error: `x/a.ell` does not exist [missing-import]");
  });
});
