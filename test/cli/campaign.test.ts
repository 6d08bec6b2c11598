/** `etalon test` and `etalon replay` as processes: sharding, killing, resuming, merging, interrupting, tokens. */

import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { defaultCases, headerLine, replayToken } from "etalon/testing";
import { describe, expect, it } from "vitest";
import { document, etalon, folder, root } from "./command.ts";

const file = folder();
const empty = file("corpus/none.txt", "").replace(/none\.txt$/, "");
const common = ["--seed", "9", "--size", "12", "--corpus", empty];

const otherHeader = headerLine({ seed: 10, size: 12, swarm: false, certify: false });

/** The results in a record, whatever the order in which they were written. */
function results(path: string): unknown[] {
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  return lines
    .map((line) => JSON.parse(line) as { block?: number })
    .filter((line) => line.block !== undefined)
    .toSorted((a, b) => a.block! - b.block!);
}

/** Start a campaign, and send it a signal as soon as its record has a block. */
function signalled(words: readonly string[], record: string, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [`${root}/bin/etalon.js`, ...words], {
    cwd: root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  const watch = setInterval(() => {
    if (!existsSync(record) || readFileSync(record, "utf8").split("\n").length < 4) return;
    clearInterval(watch);
    child.kill(signal);
  }, 10);
  return new Promise<{ exit: number | null; ended: NodeJS.Signals | null; out: string }>((done) =>
    child.on("close", (exit, ended) => {
      clearInterval(watch);
      done({ exit, ended, out });
    }),
  );
}

describe("etalon test", () => {
  const whole = file("whole.jsonl");

  it("tests, and says at which rates", async () => {
    const { shown, json } = await document(["test", ...common, "--runs", "600", "--workers", "2", "--out", whole]);
    expect(shown.exit).toBe(0);
    expect(shown.error).toBe("");
    expect(json).toMatchObject({ verdict: "tested", tally: { cases: 600 }, found: [], weak: [], missing: 0 });
  });

  it("gives the same results in shards, one worker each, which merge", async () => {
    const shards = [1, 2].map((part) => file(`shard${part}.jsonl`));
    for (const [i, path] of shards.entries())
      await etalon(["test", ...common, "--runs", "600", "--workers", "1", "--shard", `${i + 1}/2`, "--out", path]);
    expect(
      shards.flatMap(results).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    ).toStrictEqual(results(whole).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))));
    const { shown, json } = await document(["test", "--merge", ...shards]);
    expect(shown.exit).toBe(0);
    expect(json).toMatchObject({ verdict: "tested", tally: { cases: 600 }, missing: 0 });
  });

  it("goes on after kill -9, and comes to the same results", async () => {
    const path = file("killed.jsonl");
    const words = ["test", ...common, "--runs", "600", "--workers", "1", "--out", path];
    const killed = await signalled([...words.with(words.indexOf("600"), "20000")], path, "SIGKILL");
    expect(killed.ended).toBe("SIGKILL");
    const kept = results(path).length;
    expect(kept).toBeGreaterThan(0);
    // Half a line, as a kill in the middle of a write leaves it.
    writeFileSync(path, `{"block":1,"ca`, { flag: "a" });
    const { json } = await document(words);
    expect(json).toMatchObject({ verdict: "tested", missing: 0 });
    expect(
      readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line.includes('"block":0,')),
    ).toHaveLength(1);
  });

  it("reports what it has when it is interrupted", async () => {
    const path = file("interrupted.jsonl");
    const words = ["test", ...common, "--runs", "200000", "--workers", "1", "--out", path, "--json"];
    const { exit, out } = await signalled(words, path, "SIGINT");
    expect(exit).toBe(4);
    const json = JSON.parse(out) as { interrupted: boolean; tally: { cases: number }; missing: number };
    expect(json.interrupted).toBe(true);
    expect(json.tally.cases + json.missing).toBe(200_000);
  });

  it("stops in time, and checks certificates", async () => {
    const { shown, json } = await document(["test", ...common, "--time", "1", "--certify", "--workers", "1"]);
    expect([0, 4]).toContain(shown.exit);
    const { cases, certificates } = (json as { tally: { cases: number; certificates: Record<string, number> } }).tally;
    expect(certificates["certified"] ?? 0).toBe(cases);
  });

  it("tests the corpus first, and fails when one of its programs is invalid", async () => {
    const invalid = file("invalid/bad.ell", "fn main() {").replace(/bad\.ell$/, "");
    expect((await etalon(["test", "--runs", "1", "--corpus", invalid])).exit).toBe(3);
    const good = file("good/one.ell", "fn main(): int { return read(); }").replace(/one\.ell$/, "");
    file("good/one.in", "A");
    const { json } = await document(["test", "--runs", "1", "--corpus", good]);
    expect(json["regressions"]).toHaveLength(1);
  });

  const usage: readonly (readonly [string, readonly string[], number])[] = [
    ["a shard beyond the last", ["--shard", "3/2"], 2],
    ["files without --merge", [whole], 2],
    ["nothing to merge", ["--merge"], 2],
    ["the record of another campaign", ["--out", whole, "--seed", "10"], 2],
    ["the record of another format", ["--merge", file("later.jsonl", '{"campaign":{"format":99}}\n')], 3],
    ["a record that is none", ["--merge", file("none.jsonl", "hello\n")], 3],
    ["records of two campaigns", ["--merge", whole, file("other.jsonl", `${otherHeader}\n`)], 3],
  ];
  it.each(usage)("refuses %s", async (_, words, exit) => {
    expect((await etalon(["test", ...words])).exit).toBe(exit);
  });
});

describe("etalon replay", () => {
  it("runs a generated case again", async () => {
    const token = replayToken({ kind: "generated", seed: 9, index: 3, options: defaultCases });
    const { shown, json } = await document(["replay", token]);
    expect(shown.exit).toBe(0);
    expect(json).toMatchObject({ verdict: "correct" });
    expect(json["text"]).toContain("fn main()");
  });

  it("runs a program from its token, and saves it", async () => {
    const text = "fn main(): int {\n  return read();\n}\n";
    const token = replayToken({ kind: "program", text, input: Uint8Array.of(65), memory: {} });
    const saved = file("saved.ell");
    const shown = await etalon(["replay", token, "--save", saved]);
    expect(shown.exit).toBe(0);
    expect(shown.out).toContain("halted with code 65");
    expect([readFileSync(saved, "utf8"), readFileSync(file("saved.in"), "utf8")]).toStrictEqual([text, "A"]);
  });

  it("refuses what is no token, and a program that is not valid", async () => {
    for (const bad of ["hello", "e2gAQIZANJy"])
      expect([bad, (await etalon(["replay", bad])).exit]).toStrictEqual([bad, 2]);
    const broken = replayToken({ kind: "program", text: "fn main() {", input: new Uint8Array(), memory: {} });
    expect((await etalon(["replay", broken])).exit).toBe(3);
  });
});
