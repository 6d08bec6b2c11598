/**
 * Keys: Ed25519 (RFC 8032), by the WebCrypto of Node or the browser, in the PEM files that openssl reads and writes.
 *
 * A public key is a point of a curve. For fourteen encodings, the points of small order, there are signatures of nobody that fit
 * many messages, or all. Not every WebCrypto refuses them (Node 22.0 takes them, 24.21 does not), so we do it ourselves; and so we do with
 * the point that a signature begins with, of which the holder of a key alone can make such a signature.
 */

import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { failure, type Result, success } from "../core/result.ts";
import { hashOf } from "../proof/certificate/hash.ts";
import { fromBase64, toBase64 } from "./base64.ts";

/** The public half of a key: with it, anybody can see what the holder of the other half signed. */
export interface PublicKey {
  /** Its name: the SHA-256 of its DER form (SubjectPublicKeyInfo), in hexadecimal. */
  readonly id: string;
  /** The 32 bytes of its point. */
  readonly point: Uint8Array;
}

/** The private half of a key, and the public one. */
export interface PrivateKey {
  readonly publicKey: PublicKey;
  /** The 32 bytes of its seed: whoever has them can sign. */
  readonly seed: Uint8Array;
}

/** DER for "an Ed25519 public key of 32 bytes", RFC 8410. */
const publicPrefix = hexToBytes("302a300506032b6570032100");
const privatePrefix = hexToBytes("302e020100300506032b657004220420");

/** The order of the field, in which the coordinates of points are. */
const p = 2n ** 255n - 19n;

const eighth = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;

/** The y of the eight points whose order divides 8: of orders 1, 2, 4, and of the four of order 8. */
const smallOrder: ReadonlySet<bigint> = new Set([1n, p - 1n, 0n, eighth, p - eighth]);

/**
 * A public key from the bytes of its point; or why they are refused.
 *
 * @example
 * ```ts
 * import { publicKeyOf } from "etalon/trust";
 * publicKeyOf(new Uint8Array(32)); // => { ok: false, error: "its point is of small order: such a key has signatures that fit any message" }
 * ```
 */
export function publicKeyOf(point: Uint8Array): Result<PublicKey, string> {
  if (point.length !== 32) return failure("it is not 32 bytes");
  const y = yOf(point);
  if (smallOrder.has(y % p))
    return failure("its point is of small order: such a key has signatures that fit any message");
  if (y >= p) return failure("its point is not in the only form that is allowed: y is not below 2^255 - 19");
  const own = Uint8Array.from(point);
  return success({ id: hashOf(Uint8Array.of(...publicPrefix, ...own)).sha256, point: own });
}

/** The y of an encoded point; the highest bit is the sign of its x. */
function yOf(point: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(Uint8Array.from(point).reverse())}`) & (2n ** 255n - 1n);
}

/** A public key as a PEM file. */
export function writePublicKey({ point }: PublicKey): string {
  return pem("PUBLIC KEY", Uint8Array.of(...publicPrefix, ...point));
}

/** A private key as a PEM file. */
export function writePrivateKey({ seed }: PrivateKey): string {
  return pem("PRIVATE KEY", Uint8Array.of(...privatePrefix, ...seed));
}

/** A public key in one line: the base64 of its DER form, which is also the middle line of its PEM file. */
export function publicKeyText({ point }: PublicKey): string {
  return toBase64(Uint8Array.of(...publicPrefix, ...point));
}

/** The public key that such a line is; or why it is none. */
export function readPublicKeyText(text: string): Result<PublicKey, string> {
  const point = pointIn(text.length > 200 ? undefined : fromBase64(text), publicPrefix);
  return point.ok ? publicKeyOf(point.value) : point;
}

/** The public key in a PEM file; or why it is none. */
export function readPublicKey(text: string): Result<PublicKey, string> {
  const point = keyBytes(text, "PUBLIC KEY", publicPrefix);
  return point.ok ? publicKeyOf(point.value) : point;
}

/** The private key in a PEM file; or why it is none. */
export async function readPrivateKey(text: string): Promise<Result<PrivateKey, string>> {
  const seed = keyBytes(text, "PRIVATE KEY", privatePrefix);
  return seed.ok ? success(await privateKeyOf(seed.value)) : seed;
}

/** A new key, of the randomness of the system. */
export async function makeKey(): Promise<PrivateKey> {
  return await privateKeyOf(crypto.getRandomValues(new Uint8Array(32)));
}

/** Sign a message: 64 bytes, the same for the same message, always. */
export async function sign({ seed }: PrivateKey, message: Uint8Array): Promise<Uint8Array> {
  const key = await signingKey(seed);
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key, Uint8Array.from(message)));
}

/** Is this the signature of the key's holder under this message? */
export async function verify({ point }: PublicKey, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (signature.length !== 64 || !publicKeyOf(point).ok || smallOrder.has(yOf(signature.subarray(0, 32)) % p))
    return false;
  const key = await importPoint(point);
  if (key === undefined) return false;
  return await crypto.subtle.verify("Ed25519", key, Uint8Array.from(signature), Uint8Array.from(message));
}

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Some systems refuse bytes that are no point of the curve here, others at the first signature: no difference to us. */
async function importPoint(point: Uint8Array): Promise<Key | undefined> {
  try {
    return await crypto.subtle.importKey("raw", Uint8Array.from(point), "Ed25519", false, ["verify"]);
  } catch (error) {
    if (error instanceof Error && error.name === "DataError") return undefined;
    throw error;
  }
}

function signingKey(seed: Uint8Array): Promise<Key> {
  return crypto.subtle.importKey("pkcs8", Uint8Array.of(...privatePrefix, ...seed), "Ed25519", true, ["sign"]);
}

async function privateKeyOf(seed: Uint8Array): Promise<PrivateKey> {
  const { x } = await crypto.subtle.exportKey("jwk", await signingKey(seed));
  const point = fromBase64(`${x ?? ""}=`);
  const publicKey = publicKeyOf(point ?? new Uint8Array());
  if (!publicKey.ok) throw new Error(`the system made a public key that is refused: ${publicKey.error}`);
  return { publicKey: publicKey.value, seed };
}

function pem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${toBase64(der)}\n-----END ${label}-----\n`;
}

/** The 32 bytes of a key in a PEM file of this label. */
function keyBytes(text: string, label: string, prefix: Uint8Array): Result<Uint8Array, string> {
  const found = /^\s*-----BEGIN ([A-Z ]{1,40})-----\r?\n([A-Za-z0-9+/=\r\n]{1,4000}?)\r?\n-----END \1-----\s*$/.exec(
    text,
  );
  if (found === null) return failure("it is no PEM file");
  if (found[1] !== label)
    return failure(`it has a ${found[1]!.toLowerCase()}, and a ${label.toLowerCase()} is expected`);
  return pointIn(fromBase64(found[2]!.replaceAll(/[\r\n]/g, "")), prefix);
}

/** What follows the prefix in the DER form of a key. */
function pointIn(der: Uint8Array | undefined, prefix: Uint8Array): Result<Uint8Array, string> {
  if (der === undefined) return failure("its base64 is broken");
  const fits = der.length === prefix.length + 32 && prefix.every((byte, i) => der[i] === byte);
  return fits ? success(der.subarray(prefix.length)) : failure("it has a key of another kind, not Ed25519");
}
