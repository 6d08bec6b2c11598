/**
 * What is published: the manifest promises only what a user's machine needs, and the lock file names no host.
 */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkerSources } from "../../src/cli/host/checker-sources.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(read("package.json")) as Manifest;

describe("the manifest", () => {
  it("brings no Node of its own to a user, and runs nothing on installation", () => {
    const brought = Object.keys({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    });
    expect(brought.filter((name) => /^node(-|$)/.test(name))).toStrictEqual([]);
    for (const script of ["preinstall", "install", "postinstall"]) expect(manifest.scripts).not.toHaveProperty(script);
  });

  it("has the same shape at every door", () => {
    for (const [door, target] of Object.entries(manifest.exports)) {
      if (door === "./package.json") continue;
      const path = door === "." ? "index" : `${door.slice(2)}/index`;
      expect(target).toStrictEqual({
        "etalon-source": `./src/${path}.ts`,
        types: `./dist/${path}.d.ts`,
        default: `./dist/${path}.js`,
      });
    }
  });

  it("has a name and a page for every door, and docs/library.md tells of it", () => {
    const { entryPoints } = JSON.parse(read("typedoc.json")) as { entryPoints: string[] };
    for (const door of Object.keys(manifest.exports)) {
      if (door === "./package.json") continue;
      const name = `etalon${door.slice(1)}`;
      const file = door === "." ? "src/index.ts" : `src/${door.slice(2)}/index.ts`;
      expect(/^\/\*\*.*?\*\//s.exec(read(file))?.[0], file).toMatch(new RegExp(`^ \\* @module ${name}$`, "m"));
      expect(entryPoints).toContain(file);
      expect(read("docs/library.md")).toContain(`| \`${name}\` |`);
    }
  });

  it("names what the checker imports by exact versions, those that its digest is over", () => {
    const { packages } = checkerSources(new URL("../../", import.meta.url));
    const lock = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { version: string; dependencies?: Record<string, string> }>;
    };
    const dependents = packages.map((name) => lock.packages[`node_modules/${name}`]!.dependencies ?? {});
    const wanted = [manifest.dependencies ?? {}, ...dependents];
    for (const name of packages) {
      const asked = wanted.flatMap((dependencies) => dependencies[name] ?? []);
      expect(new Set(asked), name).toStrictEqual(new Set([lock.packages[`node_modules/${name}`]!.version]));
    }
  });

  it("has the version that the pages tell a reader to install", () => {
    expect(read("README.md").match(/etalon-[\d.]+\.tgz/g)).toContain(`etalon-${manifest.version}.tgz`);
    expect(new Set(read("README.md").match(/etalon-[\d.]+\.tgz/g)).size).toBe(1);
    expect(read("docs/command.md")).toContain(`{ "etalon": "${manifest.version}",`);
  });

  it("has a changelog entry for its version", () => {
    expect(read("CHANGELOG.md")).toContain(`## [${manifest.version}]`);
  });
});

describe("the lock file", () => {
  it("names no download host", () => {
    expect(read("package-lock.json")).not.toMatch(/"resolved": "\w+:/);
  });
});
