/** Lock files and policies: what is written is read again, and whatever else is said is refused with the place. */

import { publicKeyText, readLock, readPolicy, writeLock } from "etalon/trust";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOf } from "./programs.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const source = "a".repeat(64);
const entry = { source, stackBytes: 65536, heapBytes: 0 };
const [alice, bob] = [(await keyOf(0)).publicKey, (await keyOf(1)).publicKey];
const [a, b] = [publicKeyText(alice), publicKeyText(bob)];
const lockError = (value: unknown): string => {
  const read = readLock(bytes(typeof value === "string" ? value : JSON.stringify(value)));
  return read.ok ? "" : read.error;
};
const policyError = (value: unknown): string => {
  const read = readPolicy(bytes(JSON.stringify(value)));
  return read.ok ? "" : read.error;
};

describe("a lock file", () => {
  it("is read as it was written, whatever was locked", () => {
    const digest = fc.stringMatching(/^[0-9a-f]{64}$/);
    const size = fc.nat(2 ** 31);
    const release = fc.option(
      fc.record(
        { keys: fc.constantFrom([alice], [alice, bob]), threshold: fc.constant(1), last: digest },
        { requiredKeys: ["keys", "threshold"], noNullPrototype: true },
      ),
      { nil: undefined },
    );
    const made = fc.record({ source: digest, stackBytes: size, heapBytes: size, release });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,63}$/), made)), (list) => {
        const lock = new Map(list.map(([name, { release: r, ...rest }]) => [name, r ? { ...rest, release: r } : rest]));
        const text = writeLock(lock);
        expect(readLock(bytes(text))).toStrictEqual({ ok: true, value: lock });
      }),
    );
  });

  it("is refused with the place of what is wrong", () => {
    expect(lockError("[]")).toBe("expected an object");
    expect(lockError("{")).toBe("it is not JSON");
    expect(lockError(`{"a":${JSON.stringify(entry)},"a":${JSON.stringify(entry)}}`)).toBe("a key is given twice");
    for (const name of ["../a", "A", "", "a/b", "__proto__", "-a", "a".repeat(65)])
      expect(lockError(`{${JSON.stringify(name)}:${JSON.stringify(entry)}}`)).toContain("is not a name");
    expect(lockError({ a: { ...entry, source: "A".repeat(64) } })).toMatch(/^a\.source: /);
    expect(lockError({ a: { ...entry, heapBytes: -1 } })).toMatch(/^a\.heapBytes: /);
    expect(lockError({ a: { ...entry, url: "http://b.example" } })).toBe("a.url: is not expected here");
    const release = (value: object): string => lockError({ a: { ...entry, release: value } });
    expect(release({ keys: [a], threshold: 2 })).toBe("a.release.threshold: is more than there are keys");
    expect(release({ keys: [a, a], threshold: 1 })).toBe("a.release.keys: has a key twice");
    expect(release({ keys: [a.slice(0, -2)], threshold: 1 })).toContain("a.release.keys.0: is no public key");
    expect(lockError(" ".repeat(2 ** 20 + 1))).toContain("more than");
  });
});

describe("a policy", () => {
  const holders = { alice: [a], bob: [b] };
  it("names keys by their holders, and every key once", () => {
    const read = readPolicy(bytes(JSON.stringify({ evidence: ["certified"], signed: { threshold: 2, holders } })));
    expect(read.ok && read.value.signed?.holders.get("bob")).toStrictEqual([bob]);
    expect(policyError({ evidence: ["signed"], signed: { threshold: 2, holders: { alice: [a], mallory: [a] } } })).toBe(
      "signed.holders: one key is there twice",
    );
    expect(policyError({ evidence: ["signed"], signed: { threshold: 3, holders } })).toMatch(/^signed\.threshold/);
  });

  it("says what is enough", () => {
    expect(policyError({ evidence: [] })).toMatch(/^evidence: names nothing/);
    expect(policyError({ evidence: ["tested"] })).toMatch(/^evidence\.0: expected certified or signed/);
    expect(policyError({ evidence: ["signed"] })).toMatch(/^signed: is missing/);
    expect(policyError({ evidence: ["certified"], trust: true })).toBe("trust: is not expected here");
    expect(policyError({ evidence: ["certified"], semantics: [{ ell: 2 }] })).toMatch(/^semantics\.0/);
  });
});
