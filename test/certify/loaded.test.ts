/**
 * The trusted process: what `etalon/certify` and `etalon certify` really load, seen by a hook in the process itself. And the
 * checker's digest, which is over exactly that.
 */

import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advisories } from "../../src/certify/advisories.ts";
import { checkerSources } from "../../src/cli/host/checker-sources.ts";
import { doorModules } from "../../tools/trusted/count.ts";
import { type Loaded, loadedBy, root } from "../../tools/trusted/loaded.ts";
import { etalonProcess, folder } from "../cli/command.ts";

const file = folder();
const source = file("small.ell", "fn main(): int {\n  write(read() + 1);\n  return 0;\n}\n");
const other = file("other.ell", "fn main(): int {\n  write(read() + 2);\n  return 0;\n}\n");
const image = source.replace(".ell", ".elf");

const sources = checkerSources(pathToFileURL(`${root}/`));
const ours = (modules: readonly string[]): readonly string[] => modules.filter((path) => path.startsWith("src/"));
const packageOf = (path: string): string => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? path;

beforeAll(() => {
  for (const program of [source, other]) expect(etalonProcess(["compile", program]).exit).toBe(0);
});

describe("the door etalon/certify", () => {
  const modules = doorModules();

  it("loads exactly the modules that the digest is over", () => {
    expect(ours(modules)).toStrictEqual(sources.modules);
    expect(sources.modules.length).toBeGreaterThan(50);
  });

  it("loads nothing from packages that the digest is not over", () => {
    const loaded = new Set(modules.filter((path) => !path.startsWith("src/")).map(packageOf));
    expect([...loaded].filter((name) => !sources.packages.includes(name))).toStrictEqual([]);
    expect(loaded).toContain("chevrotain");
    for (const name of loaded) expect(name).toMatch(/^(@?chevrotain(\/.*)?|@noble\/hashes)$/);
  });

  it("loads nothing that compiles, generates, tests or runs", () => {
    const foreign =
      /^src\/(cli|compiler|engine|linux|calibrate|testing|machine\/(semantics\/(run|trace|load)|isa\/encode|elf\/write)|lang\/(semantics\/(evaluate|run)|syntax\/print)|proof\/(evidence|argument|index|certificate\/(upgrade|whole)))/;
    expect(modules.filter((path) => foreign.test(path))).toStrictEqual([]);
  });
});

describe("the process of etalon certify", () => {
  const processes: readonly (readonly [string, number, readonly string[]])[] = [
    ["certified", 0, ["certify", source]],
    ["refused", 1, ["certify", other, "--image", image]],
  ];

  it.each(processes)("loads the checker and little else when it is %s", (_, exit, words) => {
    const seen = loadedBy(["bin/etalon.js", ...words]);
    expect(seen.error).toBe("");
    expect(seen.exit).toBe(exit);
    for (const module of sources.modules) expect(seen.modules).toContain(module);
    const besides = ours(seen.modules).filter((path) => !sources.modules.includes(path));
    expect(
      besides.filter(
        (path) =>
          !/^src\/(index|core\/[a-z-]+|cli\/((?:host\/|view\/)?[a-z-]+|verbs\/certify\/(?:verb|question)))\.ts$/.test(
            path,
          ),
      ),
    ).toStrictEqual([]);
    expect(besides.length).toBeLessThanOrEqual(32);
  });

  it("is seen by the hook: check loads the compiler too", () => {
    const seen: Loaded = loadedBy(["bin/etalon.js", "check", source, "--runs", "1", "--no-qemu"]);
    expect(seen.modules).toContain("src/compiler/pipeline.ts");
    expect(seen.modules).toContain("src/proof/evidence/hold.ts");
  });
});

describe("the checker's digest", () => {
  const copy = mkdtempSync(join(tmpdir(), "etalon-digest-"));
  afterAll(() => rmSync(copy, { recursive: true, force: true }));
  const at = pathToFileURL(`${copy}/`);
  const put = (path: string, text: string): void => writeFileSync(join(copy, path), text);
  const take = (path: string): string => readFileSync(join(root, path), "utf8");

  beforeAll(() => {
    for (const path of [...sources.modules, "package-lock.json"]) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      copyFileSync(join(root, path), join(copy, path));
    }
  });

  it("does not depend on the folder", () => {
    expect(checkerSources(at)).toStrictEqual(sources);
    expect(sources.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("changes with any byte of any module", () => {
    const digests = sources.modules.map((path) => {
      put(path, `${take(path)}\n`);
      const { digest } = checkerSources(at);
      put(path, take(path));
      return digest;
    });
    expect(new Set([...digests, sources.digest]).size).toBe(sources.modules.length + 1);
  });

  it("changes with a package", () => {
    const lock = JSON.parse(take("package-lock.json")) as { packages: Record<string, { integrity: string }> };
    lock.packages["node_modules/@chevrotain/gast"]!.integrity = "sha512-else";
    put("package-lock.json", JSON.stringify(lock));
    expect(checkerSources(at).digest).not.toBe(sources.digest);
    put("package-lock.json", take("package-lock.json"));
  });
});

describe("the checker at hand", () => {
  const clone = mkdtempSync(join(tmpdir(), "etalon-checker-"));
  afterAll(() => rmSync(clone, { recursive: true, force: true }));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

  beforeAll(() => {
    for (const name of ["src", "bin", "package-lock.json"])
      cpSync(join(root, name), join(clone, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"), "junction");
  });

  /** The command of a checker with this version and, unless it computes its own, this digest. */
  function asked(version: string, words: readonly string[], digest?: string): Loaded {
    writeFileSync(join(clone, "package.json"), JSON.stringify({ ...manifest, version }));
    if (digest !== undefined) writeFileSync(join(clone, "src/checker.json"), JSON.stringify({ digest }));
    try {
      return loadedBy([join(clone, "bin/etalon.js"), ...words]);
    } finally {
      rmSync(join(clone, "src/checker.json"), { force: true });
    }
  }

  const check = ["check", source, "--image", image, "--runs", "1", "--no-qemu"];
  const checkerOf = (seen: Loaded): unknown => (JSON.parse(seen.out) as { checker: unknown }).checker;
  const affected = {
    version: "0.1.0",
    digest: sources.digest,
    advisories: advisories.map(({ id }) => ({ id })),
  };

  it.each([["certify", ["certify", source]] as const, ["check", check] as const])(
    "says in the text of %s that it is affected, when it is",
    (_, words) => {
      const { out, exit } = asked("0.1.0", words);
      expect(out).toContain(`ADVISORY  This checker, version 0.1.0, has ${advisories.length} known mistakes:`);
      for (const { id } of affected.advisories) expect(out).toContain(`${id}: `);
      expect(exit).toBe(0);
    },
  );

  it.each([["certify", ["certify", source, "--json"]] as const, ["check", [...check, "--json"]] as const])(
    "says it in the document of %s",
    (_, words) => expect(checkerOf(asked("0.1.0", words))).toMatchObject(affected),
  );

  it("says nothing of advisories when it is not", () => {
    const { out } = etalonProcess(["certify", source]);
    expect(out).toContain(`checker     etalon ${manifest.version}, digest ${sources.digest}`);
    expect(out).not.toMatch(/ADVISORY|ETALON-20/);
  });

  it("goes by the digest that a build was told", () => {
    const told = asked(manifest.version, ["--version", "--json"], "f".repeat(64));
    expect(JSON.parse(told.out)).toMatchObject({ checker: { version: manifest.version, digest: "f".repeat(64) } });
  });

  it("is not known to be affected, and prints its digest", () => {
    const { checker } = JSON.parse(etalonProcess(["--version", "--json"]).out) as { checker: unknown };
    expect(checker).toStrictEqual({ version: manifest.version, digest: sources.digest, advisories: [] });
  });
});
