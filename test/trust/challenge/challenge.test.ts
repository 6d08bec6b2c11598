/** Challenges: who is right, whoever agrees with whom; where the first difference is; and an input that shows it. */

import { passes } from "etalon/compiler";
import { type Challenged, challenge } from "etalon/trust";
import { describe, expect, it } from "vitest";
import { login, madeBy, trojanPasses } from "../../../src/trust/attack/trojan.ts";

const source = new TextEncoder().encode(login);
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
type Made = Pick<Challenged, "image" | "certificate">;
const by = (from: string, { image, certificate }: Made): Challenged => ({ image, certificate, from: [from] });
const good = madeBy(login);
const roomy = madeBy(login, passes, { heapBytes: 2 ** 27 });
const trojan = madeBy(login, trojanPasses);

describe("a challenge", () => {
  it("says of everybody's same image that it is right, or wrong, with an input", () => {
    expect(challenge(source, [by("alice", good), by("bob", good)])).toMatchObject({
      ...{ outcome: "same-certified", images: [{ from: ["alice", "bob"], state: "right", tried: 0 }], differences: [] },
    });
    const wrong = challenge(source, [by("alice", trojan), by("bob", trojan)]);
    expect(wrong).toMatchObject({ outcome: "same-wrong", images: [{ state: "wrong", from: ["alice", "bob"] }] });
    expect(text(wrong.images[0]?.shown?.input)).toBe("kt");
    const said = challenge(source, [
      { ...by("a", trojan), saidBy: ["alice"] },
      { ...by("b", trojan), saidBy: ["bob", "alice"] },
    ]);
    expect(said).toMatchObject({ outcome: "same-wrong", images: [{ from: ["a", "b"], saidBy: ["alice", "bob"] }] });
  });

  it("says of different images that all are right", () => {
    const both = challenge(source, [by("alice", good), by("carol", roomy)]);
    expect([both.outcome, both.differences.map(({ class: kind }) => kind)]).toStrictEqual([
      ...["different-certified", ["resources"]],
    ]);
    const loop =
      "fn main(): int { let a = new int[](9); let i = 0; while i < 9 { a[i] = i * 8; i = i + 1; } return a[3]; }";
    const images = ([0, 2] as const).map((level) => by(`level ${level}`, madeBy(loop, passes, { level })));
    const levels = challenge(new TextEncoder().encode(loop), images);
    expect(levels.outcome).toBe("different-certified");
    // After the entry of main already.
    expect(levels.differences[0]).toMatchObject({ class: "registers", function: 0 });
  });

  it("names the place in the source where a trojan begins", () => {
    const found = challenge(source, [by("mallory", trojan), by("alice", good)]);
    expect(found.outcome).toBe("different-some-wrong");
    expect(found.images.map(({ state }) => state)).toStrictEqual(["right", "wrong"]);
    const [difference] = found.differences;
    const span = found.program?.origins[difference!.node!];
    expect(login.slice(span!.start, span!.end)).toBe("return false;");
    expect(difference).toMatchObject({
      a: 0,
      b: 1,
      class: "instructions",
      right: { text: expect.stringContaining("xori") as string },
    });
  });

  it("finds the trojan without any certificate, by the constants of its code", () => {
    const bare = { ...trojan, certificate: undefined };
    const found = challenge(source, [by("mallory", bare)]);
    expect([found.outcome, text(found.images[0]?.shown?.input)]).toStrictEqual(["same-wrong", "kt"]);
    expect(challenge(source, [by("mallory", bare), by("alice", good)]).differences).toMatchObject([{ class: "bytes" }]);
  });

  it("does not call wrong what is only refused", () => {
    const swapped = { image: good.image, certificate: roomy.certificate };
    const found = challenge(source, [by("alice", swapped)], { runs: 20 });
    expect(found).toMatchObject({
      ...{ outcome: "same-unshown", images: [{ state: "unshown", answer: { verdict: "refused" } }] },
    });
    expect(found.images[0]!.tried).toBeGreaterThan(20);
    // One good certificate is enough, whoever has a bad one.
    expect(challenge(source, [by("alice", swapped), by("bob", good)]).outcome).toBe("same-certified");
    expect(challenge(source, [by("alice", swapped), by("bob", roomy)], { runs: 20 }).outcome).toBe("different-unshown");
  });

  it("takes anything for an image, and for a source", () => {
    const bytes = new TextEncoder().encode("no image");
    const junk = { image: bytes, certificate: bytes };
    expect(challenge(source, [by("alice", junk), by("bob", good)]).outcome).toBe("different-unshown");
    expect(challenge(bytes, [by("bob", good)]).outcome).toBe("same-unshown");
    expect(challenge(source, []).outcome).toBe("none");
  });
});
