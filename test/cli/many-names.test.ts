/** Many names at once: what is fetched is the same whoever checks, and a check that goes wrong is that of one name. */

import { readFileSync, writeFileSync } from "node:fs";
import { type Lock, readLock, writeLock } from "etalon/trust";
import { afterAll, expect, it, vi } from "vitest";
import type * as certifying from "../../src/proof/checker/certify.ts";
import { many } from "../../src/trust/node/checkers.ts";
import { programs } from "./programs.ts";
import { publish } from "./published.ts";

/** A checker that throws at the sources that say so. */
vi.mock("../../src/proof/checker/certify.ts", async (original) => {
  const real = await original<typeof certifying>();
  const certifyOwn: typeof real.certifyOwn = (source, ...rest) => {
    const files = source instanceof Uint8Array ? [] : [...source.files];
    if (files.some(([, bytes]) => new TextDecoder().decode(bytes).includes("// cunning")))
      throw new RangeError("Map maximum size exceeded\n  FORGED");
    return real.certifyOwn(source, ...rest);
  };
  return { ...real, certifyOwn };
});

// Test files share their modules: the command is loaded anew, with that checker, and nobody else gets it.
vi.resetModules();
afterAll(() => vi.resetModules());
const { document, etalon, folder } = await import("./command.ts");

const file = folder();
const cunning = "// cunning\nfn main(): int { return 1; }\n";
const sources = [
  ["double", programs.double],
  ["cunning", cunning],
] as const;

it("fetches many names as it fetches few, and one at which the checker throws hinders no other", async () => {
  for (const [name, text] of sources) {
    const path = file(`offered/${name}.ell`, text);
    expect((await etalon(["compile", path])).exit).toBe(0);
    expect((await etalon(["lock", "add", name, "--source", path, "--lock", file("etalon.lock")])).exit).toBe(0);
  }
  const read = readLock(readFileSync(file("etalon.lock")));
  const lock: Lock = read.ok ? read.value : new Map();
  const names = Array.from({ length: many }, (_, i) => `double-${i}`);
  writeFileSync(
    file("many.lock"),
    writeLock(new Map([...lock, ...names.map((name) => [name, lock.get("double")!] as const)])),
  );
  const { url, stop } = await publish(file("offered"));
  const fetch = async (place: string, given: readonly string[]) => {
    const words = [
      "--lock",
      file("many.lock"),
      "--from",
      url,
      "--cache",
      file(`${place}/cache`),
      "--output",
      file(place),
    ];
    return (await document(["fetch", ...given, ...words])).json;
  };
  const [all, few] = [await fetch("all", names), await fetch("few", names.slice(1))];
  expect([all["exit"], few["exit"]]).toStrictEqual([0, 0]);
  expect(taken(all).slice(1)).toStrictEqual(taken(few));
  for (const name of names.slice(1))
    for (const kind of ["elf", "cert.json"])
      expect(readFileSync(file(`all/${name}.${kind}`))).toStrictEqual(readFileSync(file(`few/${name}.${kind}`)));

  const mixed = await fetch("mixed", ["cunning", "double"]);
  expect(mixed).toMatchObject({
    ...{ exit: 70, names: [{ outcome: "defect", image: null, tried: [{ outcome: "defect" }] }, { outcome: "met" }] },
  });
  const words = ["--lock", file("many.lock"), "--from", url, "--cache", file("words/cache"), "--output", file("words")];
  const { exit, out } = await etalon(["fetch", "cunning", "double", ...words]);
  expect(exit).toBe(70);
  expect(out).toMatch(
    /^cunning {2}NOT DECIDED, by a defect of etalon itself; please report it\n {2}[0-9a-f]{12} from 127\.0\.0\.1:\d+ led to a defect of etalon: RangeError: Map maximum size exceeded\n( {4,}.*\n)+double {2}[0-9a-f]{64} {2}from .*: certified for every input\n$/,
  );
  expect(await stop()).toBe(0);
});

/** What was taken under which name; from whom is chance, as the names have the same source. */
function taken(fetched: Readonly<Record<string, unknown>>): readonly object[] {
  const names = fetched["names"] as readonly Readonly<Record<string, unknown>>[];
  return names.map(({ name, outcome, image, by }) => ({ name, outcome, image, by }));
}
