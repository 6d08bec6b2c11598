/**
 * What a command loads that asks the checker about the files of others, and what its checking process and thread load: the checker, and
 * nothing that compiles, generates or runs programs. Seen by a hook in the process itself.
 */

import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkerSources } from "../../src/cli/host/checker-sources.ts";
import { loadedBy, root } from "../../tools/trusted/loaded.ts";
import { etalonProcess, folder } from "../cli/command.ts";

const file = folder();
const source = file("small.ell", "fn main(): int {\n  write(read() + 1);\n  return 0;\n}\n");
const place = dirname(source);
const at = (name: string): string => join(place, name);
const lock = ["--lock", at("etalon.lock")];

const { modules: checker } = checkerSources(new URL(`file://${root}/`));
const ours = (modules: readonly string[]): readonly string[] => modules.filter((path) => path.startsWith("src/"));

/** What nobody needs who only decides about files. */
const foreign =
  /^src\/(compiler|testing|engine|linux|calibrate|rules|infer|second|proof\/(index|infer|evidence|argument\/(argument|demonstrate))|trust\/(index|demonstrate|challenge|attack))/;

beforeAll(() => {
  const made = [
    ["compile", source],
    ["keys", at("k.pem")],
    ["lock", "add", "small", "--source", source, ...lock],
    ["publish", place, "--no-serve", "--store", at("cache")],
  ];
  for (const words of made) expect(etalonProcess(words).exit).toBe(0);
});

/** Each with the most modules of ours that it loads besides the checker. */
const commands: readonly (readonly [string, number, readonly string[]])[] = [
  ["fetch", 80, ["fetch", "small", "--offline", ...lock, "--cache", at("cache"), "-o", at("out")]],
  ["attest", 150, ["attest", source, "--key", at("k.pem")]],
  ["publish", 150, ["publish", place, "--no-serve", "--store", at("store")]],
  ["lock", 150, ["lock", "show", ...lock]],
  [
    "release",
    150,
    ["release", "small", "--source", source, "--expires", "2099-12-31", "--key", at("k.pem"), "-o", at("r")],
  ],
];

describe("the smaller door", () => {
  it.each(commands)("lets `etalon %s` start without what compiles or runs", (_, most, words) => {
    const seen = loadedBy(["bin/etalon.js", ...words]);
    expect(seen.error).toBe("");
    expect(seen.exit).toBe(0);
    expect(seen.modules.filter((path) => foreign.test(path))).toStrictEqual([]);
    const besides = ours(seen.modules).filter((path) => !checker.includes(path));
    expect(besides.length).toBeLessThanOrEqual(most);
  });

  it.each(["process", "thread"])("lets the %s that checks load the checker and who asks it, and no more", (kind) => {
    const seen = loadedBy([`src/trust/node/check-${kind}.ts`]);
    expect(seen.error).toBe("");
    const besides = ours(seen.modules).filter((path) => !checker.includes(path) && !path.startsWith("src/host/"));
    expect(besides).toStrictEqual(["src/trust/ask.ts", "src/trust/attest.ts", `src/trust/node/check-${kind}.ts`]);
  });

  it("is seen by the hook: a challenge runs programs", () => {
    const { modules } = loadedBy(["bin/etalon.js", "challenge", source, "--image", at("small.elf")]);
    expect(modules).toContain("src/proof/evidence/hold.ts");
  });
});
