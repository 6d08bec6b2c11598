/** Releases: the newest by the authors' keys, and no older one, no second history, no expired one, no change of keys by one side. */

import {
  followRelease,
  newestRelease,
  openRelease,
  type PrivateKey,
  type Release,
  statementType,
  writeEnvelope,
  writeRelease,
} from "etalon/trust";
import { expect, it } from "vitest";
import { hashOf } from "../../src/proof/certificate/hash.ts";
import { keyOf } from "./programs.ts";

const [alice, bob, carol] = [await keyOf(0), await keyOf(1), await keyOf(2)];
const digest = (letter: string): string => letter.repeat(64);
const day = "2026-05-01";
const expires = "2026-12-31";
const shown = new Map<string, Uint8Array>();
const fetched = (name: string) => Promise.resolve(shown.get(name));

async function made(release: Partial<Release>, ...signers: readonly PrivateKey[]): Promise<string> {
  const payload = writeRelease({ name: "a", source: digest("1"), expires, ...release });
  const { sha256 } = hashOf(payload);
  shown.set(sha256, new TextEncoder().encode(await writeEnvelope(statementType, payload, signers)));
  return sha256;
}

const both = { keys: [alice.publicKey, bob.publicKey], threshold: 2 };
const follow = async (head: string, last?: string, today = day) => {
  const known = last === undefined ? both : { ...both, last };
  const end = await followRelease(head, fetched, { name: "a", known, today });
  return end.kind === "newest" ? end.head.release.source[0] : end.kind;
};

it("are followed back to the one that was accepted last, each by enough keys", async () => {
  const first = await made({}, alice, bob);
  const second = await made({ previous: first, source: digest("2") }, alice, bob);
  const third = await made({ previous: second, source: digest("3") }, alice, bob);
  expect(await follow(third)).toBe("3");
  expect(await follow(third, first)).toBe("3");
  expect(await follow(third, third)).toBe("3");
  expect(await follow(first, second)).toBe("rollback");
  expect(await follow(third, first, "2027-01-01")).toBe("expired");
  expect(await follow(third, third, "2027-01-01")).toBe("expired");
  const alone = await made({ previous: second, source: digest("4") }, alice, alice);
  expect(await follow(alone, second)).toBe("unsigned");
  // What comes before has to be signed as well.
  expect(await follow(await made({ previous: alone }, alice, bob), second)).toBe("unsigned");
  expect(await follow(await made({ previous: digest("9") }, alice, bob))).toBe("broken");
  expect(await follow(await made({ name: "b" }, alice, bob))).toBe("broken");
  shown.set(digest("7"), shown.get(first)!);
  expect(await follow(digest("7"))).toBe("broken");
});

it("change keys by the old ones and the new ones together", async () => {
  const first = await made({ source: digest("a") }, alice, bob);
  const keys = { keys: [carol.publicKey], threshold: 1 };
  const change = await made({ previous: first, keys, source: digest("b") }, alice, bob, carol);
  const after = await made({ previous: change, source: digest("c") }, carol);
  expect(await follow(after, first)).toBe("c");
  const end = await followRelease(after, fetched, { name: "a", known: { ...both, last: first }, today: day });
  expect(end).toMatchObject({
    kind: "newest",
    lock: { threshold: 1, last: after, keys: [{ id: carol.publicKey.id }] },
  });
  expect(await follow(await made({ previous: change, source: digest("d") }, alice, bob), first)).toBe("unsigned");
  expect(await follow(await made({ previous: first, keys, source: digest("e") }, alice, bob), first)).toBe("unsigned");
  expect(await follow(await made({ previous: first, keys, source: digest("f") }, carol), first)).toBe("unsigned");
});

it("have one history: of two servers the longer one, or a fork", async () => {
  const first = await made({ source: digest("5") }, alice, bob);
  const left = await made({ previous: first, source: digest("6") }, alice, bob);
  const right = await made({ previous: first, source: digest("7") }, alice, bob);
  const newest = async (...heads: readonly string[]) => {
    const shown = heads.map((head) => ({ head, fetched }));
    const known = { ...both, last: first };
    return (await newestRelease(shown, { name: "a", known, today: day })).settled.kind;
  };
  expect(await newest(left, first)).toBe("newest");
  expect(await newest(digest("0"), left)).toBe("newest");
  expect(await newest(left, right)).toBe("fork");
  expect(await newest()).toBe("broken");
  // A server that shows the release before does not hide one that was the newest once.
  const short = await made({ previous: left, source: digest("8"), expires: "2026-04-30" }, alice, bob);
  expect(await newest(short, left)).toBe("expired");
  expect(await newest(short, right)).toBe("fork");
  const again = await made({ previous: short, source: digest("9") }, alice, bob);
  expect(await newest(short, left, again)).toBe("newest");
  const foreign = await made({ previous: left, source: digest("8"), expires: "2026-04-29" }, alice);
  expect(await newest(foreign, left)).toBe("newest");
});

it("name keys that a lock can have", async () => {
  const opened = async (threshold: number, ...keys: readonly PrivateKey[]) => {
    const named = { keys: keys.map(({ publicKey }) => publicKey), threshold };
    const payload = writeRelease({ name: "a", source: digest("1"), expires, keys: named });
    const read = openRelease(new TextEncoder().encode(await writeEnvelope(statementType, payload, [alice])));
    return read.ok ? "opened" : read.error;
  };
  expect(await opened(2, alice, bob)).toBe("opened");
  expect(await opened(2, alice)).toBe("predicate.keys.threshold: is more than there are keys");
  expect(await opened(1, alice, alice)).toBe("predicate.keys.keys: has a key twice");
});

it("are refused when they are anything else", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  const line = new TextDecoder().decode(shown.values().next().value);
  expect(openRelease(bytes(line)).ok).toBe(true);
  for (const text of ["", "{}", "[".repeat(10_000), line.replace("payloadType", "payload"), " ".repeat(20_000)])
    expect(openRelease(bytes(text)).ok).toBe(false);
  const payload = new TextDecoder().decode(writeRelease({ name: "a", source: digest("1"), expires }));
  const changed = async (from: string, to: string): Promise<boolean> => {
    const text = await writeEnvelope(statementType, bytes(payload.replace(from, to)), [alice]);
    return openRelease(bytes(text)).ok;
  };
  const wrong = [
    [expires, "2026-02-30"],
    [expires, "tomorrow"],
    [digest("1"), "../a"],
    ['"a"', '"../a"'],
    ["release/v1", "release/v2"],
  ] as const;
  return Promise.all(wrong.map(async ([from, to]) => expect([to, await changed(from, to)]).toStrictEqual([to, false])));
});
