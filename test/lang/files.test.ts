/**
 * Programs of several files: order, visibility, circles, and each way in which an import can be wrong.
 */

import { environmentOf, renderDiagnostics, written } from "etalon";
import { parseModule, parseProgram, printModule, runSteps } from "etalon/lang";
import { describe, expect, it } from "vitest";

type Files = Readonly<Record<string, string>>;

function read(files: Files, entry = "main.ell"): ReturnType<typeof parseProgram> {
  const load = (path: string) => {
    const text = files[path];
    return text === undefined
      ? { ok: false as const, error: { message: "does not exist" } }
      : { ok: true as const, value: text };
  };
  return parseProgram(files[entry]!, load, entry);
}

/** What a program writes, or its mistakes: file, line and column, code and message of each. */
function outcome(files: Files, entry = "main.ell"): string {
  const program = read(files, entry);
  if (program.ok)
    return String.fromCharCode(...written(runSteps(program.value, environmentOf(new Uint8Array())).events));
  const source = { name: entry, text: files[entry]!, imported: new Map(Object.entries(files)) };
  return renderDiagnostics(source, program.error)
    .split("\n")
    .filter((line) => /^[^ ].*:\d+:\d+: /.test(line))
    .join("\n");
}

describe("programs of several files", () => {
  it("give their globals first values depth first, in order of mention, the main file last", () => {
    const program = read({
      "main.ell": 'import "./b.ell"; import "./a.ell"; let m = 1; fn main(): int { return m + a() + b(); }',
      "a.ell": 'import "./c.ell"; let x = 1; pub fn a(): int { return x + c(); }',
      "b.ell": 'import "./c.ell"; let x = 2; pub fn b(): int { return x + c(); }',
      "c.ell": "let x = 3; pub fn c(): int { return x; }",
    });
    expect(program.ok && program.value.globals.map(({ name }) => name)).toEqual(["c.ell:x", "b.ell:x", "a.ell:x", "m"]);
  });

  it("keep private names of two files apart", () => {
    const files = {
      "main.ell":
        'import "./a.ell"; let x = 65; fn f(): int { return x; } fn main(): int { write(f()); write(g()); return 0; }',
      "a.ell": "let x = 66; fn f(): int { return x; } pub fn g(): int { return f(); }",
    };
    expect(outcome(files)).toBe("AB");
  });

  it("do not pass imports on", () => {
    const files = {
      "main.ell": 'import "./a.ell"; fn main(): int { return b(); }',
      "a.ell": 'import "./b.ell"; pub fn a(): int { return b(); }',
      "b.ell": "pub fn b(): int { return 1; }",
    };
    expect(outcome(files)).toBe("main.ell:1:43: error: there is no function called `b` [unknown-name]");
  });

  it("refuse two imported names that are the same, and show both", () => {
    const files = {
      "main.ell": 'import "./a.ell";\nimport "./b.ell";\nfn main(): int { return 0; }',
      "a.ell": "pub fn f(): int { return 1; }",
      "b.ell": "\n  pub const f = 2;",
    };
    expect(outcome(files)).toBe(
      "main.ell:2:8: error: two imported files declare `f` [duplicate-name]\n" +
        "a.ell:1:5: note: one is declared here\nb.ell:2:7: note: the other is declared here",
    );
    expect(outcome({ ...files, "main.ell": `${files["main.ell"]} fn f() { }` })).toBe("");
  });

  it("let the program's own name hide an imported one", () => {
    const files = {
      "main.ell": 'import "./a.ell"; fn f(): int { return 77; } fn main(): int { write(f()); write(g()); return 0; }',
      "a.ell": "pub fn f(): int { return 78; } pub fn g(): int { return f(); }",
    };
    expect(outcome(files)).toBe("MN");
  });

  it("may import one another, and call one another", () => {
    const files = {
      "main.ell":
        'import "./a.ell"; pub fn odd(n: int): bool { return n != 0 && even(n - 1); } fn main(): int { if odd(7) { write(33); } return 0; }',
      "a.ell": 'import "./main.ell"; pub fn even(n: int): bool { return n == 0 || odd(n - 1); }',
    };
    expect(outcome(files)).toBe("!");
  });

  it("refuse first values that need a constant of a later file", () => {
    const files = {
      "main.ell": 'import "./a.ell"; pub const N = M + 1; fn main(): int { write(N + L()); return 0; }',
      "a.ell": 'import "./main.ell"; pub const M = 60; pub fn L(): int { return N - M; }',
    };
    expect(outcome(files)).toBe(">");
    const circle = {
      ...files,
      "a.ell": 'import "./main.ell"; pub const M = 60; let n = N; pub fn L(): int { return n; }',
    };
    expect(outcome(circle)).toBe(
      "a.ell:1:48: error: the constant `N` is of a file that comes later, because the files import one another [circular-import]\n" +
        "main.ell:1:23: note: it is declared here",
    );
  });

  it("have no part that nothing reaches, and check it all the same", () => {
    const files = {
      "main.ell": 'import "./a.ell"; fn main(): int { return f(); } fn unused() { }',
      "a.ell":
        "let used = 1; let unused = 2; pub fn f(): int { return used + g(); } fn g(): int { return 0; } fn h() { unused = 1; }",
    };
    const program = read(files);
    expect(program.ok && program.value.functions.map(({ name }) => name)).toEqual([
      "a.ell:f",
      "a.ell:g",
      "main",
      "unused",
      "_start",
    ]);
    expect(program.ok && program.value.globals.map(({ name }) => name)).toEqual(["a.ell:used"]);
    expect(outcome({ ...files, "a.ell": `${files["a.ell"]} fn k() { used = true; }` })).toMatch(/^a.ell:1:\d+: error/);
  });

  it("keep a global whose first value traps, whoever reads it", () => {
    const program = read({
      "main.ell": 'import "./a.ell"; fn main(): int { return 0; }',
      "a.ell": "let a = new int[](-1); let b = new int[](1);",
    });
    expect(program.ok && runSteps(program.value, environmentOf(new Uint8Array())).outcome).toEqual({
      kind: "trapped",
      trap: "length",
    });
    expect(program.ok && program.value.globals).toHaveLength(1);
  });

  it("need a loader", () => {
    const program = parseProgram('import "./a.ell"; fn main(): int { return 0; }');
    expect(program.ok ? [] : program.error.map(({ code, message }) => [code, message])).toEqual([
      ["missing-import", "`a.ell` cannot be had: no files can be imported here"],
    ]);
  });

  it("have at most 1024 files", () => {
    const files: Record<string, string> = { "main.ell": 'import "./f1.ell"; fn main(): int { return 0; }' };
    for (let i = 1; i <= 1100; i++) files[`f${i}.ell`] = `import "./f${i + 1}.ell";`;
    expect(outcome(files)).toBe("f1023.ell:1:8: error: a program has at most 1024 files [bad-import]");
  });

  it("show mistakes in the order of the files, each with its own", () => {
    const files = {
      "main.ell": 'import "./a.ell"; fn main(): int { return true; }',
      "a.ell": "\n\n\n\n\n pub fn f(): int { return true; }",
    };
    expect(outcome(files)).toBe(
      "a.ell:6:27: error: this function's result is an int, and this is a bool [type-mismatch]\n" +
        "main.ell:1:43: error: this function's result is an int, and this is a bool [type-mismatch]",
    );
    expect(outcome({ ...files, "a.ell": "fn f( {}" })).toMatch(/^a.ell:1:7: error: .* \[syntax\]$/);
  });

  it("say of a private name where it is", () => {
    const files = {
      "main.ell": 'import "./a.ell"; fn main(): int { return f(); }',
      "a.ell": "fn f(): int { return 1; }",
    };
    expect(outcome(files)).toBe(
      "main.ell:1:43: error: there is no function called `f` [unknown-name]\na.ell:1:1: note: it is declared here",
    );
  });
});

describe("an import", () => {
  const wrong: readonly (readonly [string, string])[] = [
    ["a.ell", "a path of an import begins with `./`, `../` or `std/` [bad-import]"],
    ["", "this import names no file [bad-import]"],
    ["/a.ell", "this is a path from the root of a disk [bad-import]"],
    ["../a.ell", "this leads out of the folder of the main file [bad-import]"],
    ["./x/../a.ell", "this path makes a detour [bad-import]"],
    ["././a.ell", "this path makes a detour [bad-import]"],
    [".//a.ell", "this path makes a detour [bad-import]"],
    ["./..", "this path makes a detour [bad-import]"],
    ["./x\\\\a.ell", "a path of an import has no `\\` [bad-import]"],
    ["./a", "an imported file ends in `.ell` [bad-import]"],
    ["./é.ell", "this is no name of an imported file [bad-import]"],
    ["./.a.ell", "this is no name of an imported file [bad-import]"],
    ["./x./a.ell", "this is no name of an imported file [bad-import]"],
    ["./main.ell", "a file does not import itself [bad-import]"],
    ["std/Math", "this is no name of a standard module [bad-import]"],
    ["std/../a.ell", "this is no name of a standard module [bad-import]"],
    ["std/none", "`std/none` does not exist [missing-import]"],
    ["./none.ell", "`none.ell` does not exist [missing-import]"],
    [`./${"x".repeat(260)}.ell`, "the path from the main file's folder is longer than 255 bytes [bad-import]"],
  ];
  for (const [path, message] of wrong)
    it(`is refused where it stands: ${JSON.stringify(path.slice(0, 20))}`, () => {
      const files = { "main.ell": `\n  import "${path}"; fn main(): int { return 0; }`, "a.ell": "" };
      expect(outcome(files)).toBe(`main.ell:2:10: error: ${message}`);
    });

  it("of one file under two names is refused", () => {
    const files = {
      "main.ell": 'import "./a.ell"; import "./x/b.ell"; fn main(): int { return 0; }',
      "a.ell": "",
      "x/b.ell": "",
    };
    expect(outcome(files)).toBe("");
    expect(outcome({ ...files, "x/b.ell": 'import "../a.ell";' })).toBe("");
    expect(outcome({ ...files, "x/b.ell": 'import "../A.ell";' })).toMatch(
      /^x\/b.ell:1:8: error: .* differ in upper and lower case only/,
    );
    expect(outcome({ ...files, "x/b.ell": 'import "../x/b.ell";' })).toMatch(
      /^x\/b.ell:1:8: error: a file does not import itself/,
    );
    expect(outcome({ ...files, "x/b.ell": 'import "../../a.ell";' })).toMatch(/^x\/b.ell:1:8: error: this leads out/);
    expect(outcome({ ...files, "a.ell": 'import "./x/b.ell"; import "./x/b.ell";' })).toMatch(
      /^a.ell:1:28: error: .* imported above already/,
    );
  });

  it("in a module of the library names such modules only", () => {
    const files = {
      "main.ell": 'import "std/a"; fn main(): int { return 0; }',
      "std/a": 'import "std/b";',
      "std/b": 'import "./c.ell";',
    };
    expect(outcome(files)).toBe("std/b:1:8: error: a standard module imports standard modules only [bad-import]");
  });

  it("stands above all declarations", () => {
    expect(outcome({ "main.ell": 'fn main(): int { return 0; }\nimport "./a.ell";' })).toMatch(
      /^main.ell:2:8: error: this import stands after a declaration/,
    );
    expect(outcome({ "main.ell": 'fn main(): int { import "./a.ell"; return 0; }' })).toMatch(/^main.ell:1:18: error/);
  });
});

describe("`import` and `pub`", () => {
  it("are names wherever the grammar expects no such word", () => {
    const text =
      "const import = 65; let pub = 1; fn f(import: int): int { let pub = import + 1; return pub; }\n" +
      "fn main(): int { write(import); write(f(import)); pub = 2; write('0' + pub); return 0; }";
    expect(outcome({ "main.ell": text })).toBe("AB2");
  });

  it("are printed and read again", () => {
    const text =
      'import "std/io";\nimport "./a.ell";\n\npub const a = 1;\npub let b = 2;\n\npub fn f() {}\n\nfn main(): int {\n  return 0;\n}\n';
    const module = parseModule(text);
    expect(module.ok && printModule(module.value)).toBe(text);
  });
});
