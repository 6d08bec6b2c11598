/** Keys: RFC 8032's vectors, openssl as a witness from outside, and every key of small order. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  makeKey,
  publicKeyOf,
  readPrivateKey,
  readPublicKey,
  sign,
  verify,
  writePrivateKey,
  writePublicKey,
} from "etalon/trust";
import { afterAll, describe, expect, it, vi } from "vitest";
import { hex, keyOf, pemOf, vectors } from "./programs.ts";

const p = 2n ** 255n - 19n;
const d = mod(-121665n * inverse(121666n));

function mod(n: bigint): bigint {
  return ((n % p) + p) % p;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let [b, e] = [mod(base), exponent]; e > 0n; [b, e] = [(b * b) % p, e >> 1n])
    if (e & 1n) result = (result * b) % p;
  return result;
}

function inverse(n: bigint): bigint {
  return power(n, p - 2n);
}

/** The x of the points with this y that lie on the curve −x² + y² = 1 + d·x²·y². */
function xOf(y: bigint): readonly bigint[] {
  const square = mod((y * y - 1n) * inverse(d * y * y + 1n));
  let root = power(square, (p + 3n) / 8n);
  if (mod(root * root) !== square) root = mod(root * power(2n, (p - 1n) / 4n));
  return mod(root * root) === square ? [...new Set([root, mod(-root)])] : [];
}

type Point = readonly [x: bigint, y: bigint];

function add([x1, y1]: Point, [x2, y2]: Point): Point {
  const t = mod(d * x1 * x2 * y1 * y2);
  return [mod((x1 * y2 + x2 * y1) * inverse(1n + t)), mod((y1 * y2 + x1 * x2) * inverse(1n - t))];
}

function times(n: bigint, point: Point): Point {
  let sum: Point = [0n, 1n];
  for (let [doubled, left] = [point, n]; left > 0n; [doubled, left] = [add(doubled, doubled), left >> 1n])
    if (left & 1n) sum = add(sum, doubled);
  return sum;
}

function encoded(y: bigint, sign: bigint): Uint8Array {
  return hex((y | (sign << 255n)).toString(16).padStart(64, "0")).reverse();
}

/** All encodings whose point has an order that divides 8: found from the curve, not from a list. */
function smallOrderEncodings(): readonly Uint8Array[] {
  // ℓ times any point has an order that divides 8; some point gives one of order 8, whose multiples are all of them.
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const generators = [2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n].flatMap((y) => xOf(y).map((x) => times(order, [x, y])));
  const generator = generators.find((point) => times(4n, point)[0] !== 0n || times(4n, point)[1] !== 1n)!;
  const ys = new Set([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n].map((n) => times(n, generator)[1]));
  const found: Uint8Array[] = [];
  // An encoding has 255 bits of y, which may be p too large where it is below 19, and a bit for the sign of x.
  for (const y of ys)
    for (const form of y < 19n ? [y, y + p] : [y]) for (const bit of [0n, 1n]) found.push(encoded(form, bit));
  return found;
}

/** The base point: its y is 4/5, and its x is even. */
const base: Point = (() => {
  const y = mod(4n * inverse(5n));
  return [xOf(y).find((x) => x % 2n === 0n)!, y];
})();

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "etalon-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const openssl = (...words: readonly string[]) => spawnSync("openssl", words, { cwd: folder });

describe("Ed25519", () => {
  it.each(vectors)("signs as RFC 8032 says: $seed", async ({ seed, point, message, signature }) => {
    const key = await readPrivateKey(pemOf(hex(seed)));
    if (!key.ok) throw new Error(key.error);
    expect(key.value.publicKey.point).toStrictEqual(hex(point));
    expect(await sign(key.value, hex(message))).toStrictEqual(hex(signature));
    expect(await verify(key.value.publicKey, hex(message), hex(signature))).toBe(true);
    expect(await verify(key.value.publicKey, hex(`${message}00`), hex(signature))).toBe(false);
    for (let bit = 0; bit < 512; bit += 37) {
      const other = hex(signature);
      other[bit >> 3]! ^= 1 << (bit & 7);
      expect(await verify(key.value.publicKey, hex(message), other)).toBe(false);
    }
    expect(await verify(key.value.publicKey, hex(message), hex(signature).subarray(1))).toBe(false);
  });

  it("does not take a signature whose S is as large as the order, though it fits the equation", async () => {
    const { point, message, signature } = vectors[1];
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const s = BigInt(`0x${Buffer.from(hex(signature).subarray(32).reverse()).toString("hex")}`);
    const other = Uint8Array.from([...hex(signature).subarray(0, 32), ...encoded(s + order, 0n)]);
    const key = publicKeyOf(hex(point));
    if (!key.ok) throw new Error(key.error);
    expect(await verify(key.value, hex(message), other)).toBe(false);
  });

  it("makes keys that are all different, and that files carry", async () => {
    const [one, two] = [await makeKey(), await makeKey()];
    expect(one.publicKey.id).not.toBe(two.publicKey.id);
    expect(await readPrivateKey(writePrivateKey(one))).toStrictEqual({ ok: true, value: one });
    expect(readPublicKey(writePublicKey(one.publicKey).replaceAll("\n", "\r\n"))).toStrictEqual({
      ok: true,
      value: one.publicKey,
    });
  });
});

describe("keys of small order", () => {
  const encodings = smallOrderEncodings();

  it("are these fourteen, and all are refused", () => {
    expect(new Set(encodings.map((one) => Buffer.from(one).toString("hex"))).size).toBe(14);
    for (const one of encodings)
      expect(publicKeyOf(one)).toMatchObject({ ok: false, error: expect.stringMatching(/small order/) as string });
  });

  it("have no signatures, though by the equation alone a signature of nobody would fit", async () => {
    // R is the identity and S is 0, so that 0·B = R + k·A holds whenever k is a multiple of the order of A.
    const nobody = Uint8Array.from([...encoded(1n, 0n), ...new Uint8Array(32)]);
    for (const point of encodings)
      for (let i = 0; i < 16; i++) expect(await verify({ id: "", point }, Uint8Array.of(i), nobody)).toBe(false);
  });

  it("do not begin a signature, though the holder of a key can make such a one that fits, and some systems take it", async () => {
    const key = await keyOf(0);
    const message = Uint8Array.of(1, 2, 3);
    const little = (bytes: Uint8Array): bigint =>
      BigInt(`0x${Buffer.from(Uint8Array.from(bytes).reverse()).toString("hex")}`);
    const sha512 = (...parts: readonly Uint8Array[]) => createHash("sha512").update(Buffer.concat(parts)).digest();
    const clamped = sha512(key.seed).subarray(0, 32);
    clamped[0]! &= 248;
    clamped[31] = (clamped[31]! & 127) | 64;
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const identity = encoded(1n, 0n);
    // S·B = R + k·A with R the identity and S = k·a.
    const k = little(sha512(identity, key.publicKey.point, message));
    const s = (k * little(clamped)) % order;
    expect(times(s, base)).toStrictEqual(times(k % order, times(little(clamped) % order, base)));
    expect(await verify(key.publicKey, message, Uint8Array.from([...identity, ...encoded(s, 0n)]))).toBe(false);
    // Whatever the system says: the verdict is the same on all of them.
    const yes = vi.spyOn(crypto.subtle, "verify").mockResolvedValue(true);
    try {
      for (const point of encodings)
        expect(await verify(key.publicKey, message, Uint8Array.from([...point, ...encoded(s, 0n)]))).toBe(false);
      expect(await verify(key.publicKey, message, Uint8Array.from([...key.publicKey.point, ...encoded(s, 0n)]))).toBe(
        true,
      );
    } finally {
      yes.mockRestore();
    }
  });

  it("are refused in a file, too", () => {
    for (const one of encodings) {
      const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), one]).toString("base64");
      expect(readPublicKey(`-----BEGIN PUBLIC KEY-----\n${der}\n-----END PUBLIC KEY-----\n`).ok).toBe(false);
    }
  });

  it("and so is every y that is not below the order of the field", () => {
    for (let y = p; y < 2n ** 255n; y++)
      for (const bit of [0n, 1n]) expect(publicKeyOf(encoded(y, bit)).ok).toBe(false);
    expect(publicKeyOf(encoded(4n, 0n)).ok).toBe(true);
    expect(publicKeyOf(new Uint8Array(31)).ok).toBe(false);
  });
});

describe("files that are no key", () => {
  it("are refused with the reason", async () => {
    const key = await keyOf(0);
    const good = writePublicKey(key.publicKey);
    const bad: readonly (readonly [string, RegExp])[] = [
      ["", /no PEM/],
      ["hello", /no PEM/],
      [writePrivateKey(key), /has a private key, and a public key is expected/],
      [good.replace("MCow", "MCox"), /another kind/],
      [good.replace("=\n", "\n"), /base64/],
      [good + good, /no PEM|base64/],
      ["-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n", /another kind/],
    ];
    for (const [text, reason] of bad)
      expect(readPublicKey(text), text).toMatchObject({ ok: false, error: expect.stringMatching(reason) as string });
    expect(await readPrivateKey(good)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/has a public key/) as string,
    });
  });
});

describe.skipIf(!hasOpenssl)("openssl", () => {
  it("reads our keys, takes our signatures, and its own are taken", async () => {
    const key = await keyOf(2);
    const message = new TextEncoder().encode("what is signed");
    writeFileSync(join(folder, "key.pem"), writePrivateKey(key));
    writeFileSync(join(folder, "pub.pem"), writePublicKey(key.publicKey));
    writeFileSync(join(folder, "message"), message);
    writeFileSync(join(folder, "ours"), await sign(key, message));
    const taken = openssl(
      "pkeyutl",
      "-verify",
      "-pubin",
      "-inkey",
      "pub.pem",
      "-rawin",
      "-in",
      "message",
      "-sigfile",
      "ours",
    );
    expect(taken.stdout.toString()).toContain("Verified Successfully");
    openssl("pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "message", "-out", "theirs");
    expect(await verify(key.publicKey, message, readFileSync(join(folder, "theirs")))).toBe(true);
  });

  it("makes keys that we read", async () => {
    openssl("genpkey", "-algorithm", "ed25519", "-out", "theirs.pem");
    openssl("pkey", "-in", "theirs.pem", "-pubout", "-out", "theirs.pub.pem");
    const key = await readPrivateKey(readFileSync(join(folder, "theirs.pem"), "utf8"));
    const publicKey = readPublicKey(readFileSync(join(folder, "theirs.pub.pem"), "utf8"));
    expect(publicKey).toStrictEqual(key.ok ? { ok: true, value: key.value.publicKey } : key);
    openssl("genpkey", "-algorithm", "x25519", "-out", "other.pem");
    const other = await readPrivateKey(readFileSync(join(folder, "other.pem"), "utf8"));
    expect(other).toMatchObject({ ok: false, error: expect.stringMatching(/another kind/) as string });
  });
});
