/** Releases, from the authors' keys to the image: real processes and a real server; an old history, two of them, and one that is over. */

import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import {
  readHistory,
  readLock,
  readPrivateKey,
  statementType,
  writeEnvelope,
  writeLock,
  writeRelease,
} from "etalon/trust";
import { expect, it } from "vitest";
import { document, etalon, folder } from "./command.ts";
import { programs } from "./programs.ts";
import { publish } from "./published.ts";

const file = folder();
const source = file("new/double.ell", programs.double);
const [alice, bob] = [file("alice.pem"), file("bob.pem")];
for (const key of [alice, bob]) await etalon(["keys", key]);
const history = file("new/double.release.jsonl");
const lock = ["--lock", file("etalon.lock"), "--cache", file("cache")];
const release = async (...words: readonly string[]) =>
  (await document(["release", "double", "-o", history, ...words])).json;
const text = (path: string): string => readFileSync(path, "utf8");

it("are made by one author, signed by the next, and nothing else is taken for one", async () => {
  const first = await release("--source", source, "--expires", "2099-01-31", "--key", alice);
  expect(first).toMatchObject({ exit: 0, number: 1, previous: null, signatures: 1 });
  const signed = await release("--key", bob, "--source", source);
  expect(signed).toMatchObject({ exit: 0, number: 1, release: first["release"], signatures: 2 });
  // The same words once more, by one who has signed it: the same file.
  const before = text(history);
  expect(await release("--source", source, "--expires", "2099-01-31", "--key", bob)).toMatchObject({
    exit: 0,
    number: 1,
  });
  expect(text(history)).toBe(before);
  for (const [words, exit] of [
    [["--key", alice, "--sha256", "0".repeat(64)], 3],
    [["--source", source, "--expires", "2099-02-30", "--key", alice], 2],
    [["--source", source, "--expires", "2020-01-01", "--key", alice], 2],
    [["--expires", "2099-02-01", "--key", alice], 2],
    [["--source", source, "--expires", "2099-02-01"], 2],
    [["--key", `${alice}.pub`], 3],
  ] as const)
    expect([words, (await etalon(["release", "double", "-o", history, ...words])).exit]).toStrictEqual([words, exit]);
  expect((await etalon(["release", "single", "-o", history, "--key", alice])).exit).toBe(3);
  expect((await etalon(["release", "double", "-o", file("none.jsonl"), "--key", alice])).exit).toBe(2);
  expect((await etalon(["release", "double", "-o", file("broken.jsonl", "{}\n"), "--key", alice])).exit).toBe(3);
  expect(text(history)).toBe(before);
});

it("lead a lock to the newest source; an older one, another one and one that is over are refused", async () => {
  await etalon(["compile", source]);
  copyFileSync(history, file("old/double.release.jsonl"));
  copyFileSync(history, file("fork/double.release.jsonl"));
  const [server, old, fork] = [await publish(file("new")), await publish(file("old")), await publish(file("fork"))];
  const keys = ["--release-key", `${alice}.pub`, "--release-key", `${bob}.pub`];
  expect((await document(["lock", "add", "double", "--source", source, ...keys, ...lock])).json).toMatchObject({
    ...{ exit: 0, release: { threshold: 2, last: null, expires: null } },
  });
  const update = async (...words: readonly string[]) => (await document(["lock", "update", ...lock, ...words])).json;
  const [good, bad, forked] = [
    ["--from", server.url],
    ["--from", old.url],
    ["--from", fork.url],
  ];
  expect(await update(...good)).toMatchObject({ exit: 0, updated: [{ outcome: "newest", expires: "2099-01-31" }] });
  // A newer source; half of the signatures are not enough.
  const first = text(lock[1]!);
  writeFileSync(source, programs.almostDouble);
  await etalon(["compile", source]);
  await release("--source", source, "--expires", "2099-06-30", "--key", alice);
  const publishNew = () => etalon(["publish", file("new"), "--store", `${file("new")}.store`, "--no-serve"]);
  expect((await publishNew()).out).toMatch(
    /double: 2 releases, [0-9a-f]{12} is the newest until 2099-06-30, with 1 signature\n/,
  );
  expect(await update(...good)).toMatchObject({ exit: 1, updated: [{ outcome: "unsigned" }] });
  expect(text(lock[1]!)).toBe(first);
  await release("--key", bob);
  await publishNew();
  // The image of the locked source is asked for, and what the newest one is, is told.
  const fetch = async (...words: readonly string[]) =>
    (await document(["fetch", "double", ...lock, "--output", file("bin"), ...words])).json;
  expect(await fetch(...good)).toMatchObject({ exit: 0, names: [{ outcome: "met", release: { outcome: "newest" } }] });
  expect((await etalon(["fetch", "double", ...lock, "-o", file("bin"), ...good])).out).toMatch(
    /another source is the newest: /,
  );
  expect(await update(...bad, ...good)).toMatchObject({
    exit: 0,
    updated: [{ outcome: "newest", expires: "2099-06-30" }],
  });
  // Rollback, for update and for fetch; a server beside it that has the newest one is enough.
  expect(await update(...bad)).toMatchObject({ exit: 1, updated: [{ outcome: "rollback" }] });
  expect(await fetch(...bad)).toMatchObject({
    exit: 1,
    names: [{ outcome: "refused", release: { outcome: "rollback" } }],
  });
  expect(await fetch(...bad, ...good)).toMatchObject({ exit: 0 });
  // A fork: somebody has both keys, and shows another history to some.
  const forge = ["release", "double", "-o", file("fork/double.release.jsonl"), "--key", alice, "--key", bob];
  await etalon([...forge, "--sha256", "7".repeat(64), "--expires", "2099-12-31"]);
  await etalon(["publish", file("fork"), "--store", `${file("fork")}.store`, "--no-serve"]);
  const before = text(lock[1]!);
  const refused = await fetch(...forked, ...good);
  expect(refused).toMatchObject({ exit: 1, names: [{ outcome: "refused", release: { outcome: "fork" } }] });
  const lines = text(file("bin/blame/double-fork.release.jsonl")).trimEnd().split("\n");
  expect(lines.map((line) => readHistory(Buffer.from(line)).ok)).toStrictEqual([false, false]);
  expect(lines).toHaveLength(2);
  expect(text(lock[1]!)).toBe(before);
  expect([await server.stop(), await old.stop(), await fork.stop()]).toStrictEqual([0, 0, 0]);
  expect(await update(...good)).toMatchObject({ exit: 5, updated: [{ outcome: "unavailable" }] });
  // Nobody answers, and the day is not over: the cache is enough. Then it is over.
  expect(await fetch("--offline")).toMatchObject({ exit: 0 });
  const locked = readLock(readFileSync(lock[1]!));
  if (!locked.ok) throw new Error(locked.error);
  const { release: known, ...entry } = locked.value.get("double")!;
  const over = { ...entry, release: { ...known!, expires: "2020-01-31" } };
  writeFileSync(lock[1]!, writeLock(new Map([["double", over]])));
  expect(await fetch("--offline")).toMatchObject({ exit: 1, names: [{ release: { outcome: "expired" } }] });
  expect(existsSync(file("bin/double.elf"))).toBe(true);
});

it("are followed from the first one by who has no source yet", async () => {
  const payload = writeRelease({ name: "over", source: "1".repeat(64), expires: "2020-01-31" });
  const key = await readPrivateKey(text(alice));
  if (!key.ok) throw new Error(key.error);
  file("some/over.release.jsonl", `${await writeEnvelope(statementType, payload, [key.value])}\n`);
  copyFileSync(history, file("some/double.release.jsonl"));
  const server = await publish(file("some"));
  const add = async (name: string, ...words: readonly string[]) =>
    (
      await document([
        "lock",
        "add",
        name,
        "--from",
        server.url,
        "--lock",
        file("b.lock"),
        "--cache",
        file("b"),
        ...words,
      ])
    ).json;
  const one = ["--release-key", `${alice}.pub`, "--release-key", `${bob}.pub`, "--threshold", "1"];
  expect(await add("double", ...one)).toMatchObject({ exit: 0, release: { threshold: 1, expires: "2099-06-30" } });
  expect(await add("over", ...one)).toMatchObject({ exit: 1, updated: [{ outcome: "expired", source: null }] });
  expect(await add("nothing", ...one)).toMatchObject({ exit: 5 });
  expect(await add("double")).toMatchObject({ exit: 2 });
  expect(await add("double", ...one, "--sha256", "0".repeat(64))).toMatchObject({ exit: 2 });
  expect(await add("double", ...one.slice(0, 2), ...one.slice(0, 2))).toMatchObject({ exit: 2 });
  const unlocked = ["lock", "update", "--from", server.url, "--lock", file("b.lock")];
  expect((await etalon([...unlocked, "over"])).exit).toBe(3);
  expect((await etalon(["lock", "update", "--lock", file("b.lock")])).exit).toBe(2);
  expect((await etalon(["lock", "show", "--from", server.url, "--lock", file("b.lock")])).exit).toBe(2);
  expect(await server.stop()).toBe(0);
});
