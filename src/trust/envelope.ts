/**
 * Envelopes: a payload with signatures over its bytes, and over the name of its type (DSSE 1.0.2, secure-systems-lab). What is
 * signed is an encoding of both, PAE, so a signature of one type never passes for one of another.
 *
 * A field that we do not know is left out, as DSSE asks. `keyid` decides nothing: a signature is tried with every trusted key.
 */

import { failure, type Result, success } from "../core/result.ts";
import { list, readWith, text } from "../proof/certificate/reader.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { type Json, readJson, writeCanonical } from "./canonical.ts";
import { type PrivateKey, type PublicKey, sign, verify } from "./keys.ts";
import { open } from "./open-record.ts";

/** The largest envelope that is read, in bytes. */
const largest = 2 ** 20;
const mostSignatures = 16;

/** The type of in-toto statements. */
export const statementType = "application/vnd.in-toto+json";

/** A payload with its signatures. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly Uint8Array[];
}

/** What is signed: DSSE's pre-authentication encoding of a type and a payload. */
export function preAuthentication(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = new TextEncoder().encode(payloadType);
  const head = new TextEncoder().encode(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const bytes = new Uint8Array(head.length + payload.length);
  bytes.set(head);
  bytes.set(payload, head.length);
  return bytes;
}

/** The line of an envelope around a payload, signed by these keys. The same payload and keys give the same line. */
export async function writeEnvelope(
  payloadType: string,
  payload: Uint8Array,
  keys: readonly PrivateKey[],
): Promise<string> {
  const signed = preAuthentication(payloadType, payload);
  const signatures = await Promise.all(
    keys.map(async (key) => ({ keyid: key.publicKey.id, sig: toBase64(await sign(key, signed)) })),
  );
  return writeCanonical({ payload: toBase64(payload), payloadType, signatures });
}

/** The line of an envelope with one signature more; the same line when the key has signed it. What is there stays as it is. */
export async function addSignature(line: Uint8Array, key: PrivateKey): Promise<Result<string, string>> {
  const envelope = readEnvelope(line);
  if (!envelope.ok) return envelope;
  const text = new TextDecoder().decode(line);
  const { payloadType, payload, signatures } = envelope.value;
  const sig = await sign(key, preAuthentication(payloadType, payload));
  if (signatures.some((one) => toBase64(one) === toBase64(sig))) return success(text);
  if (signatures.length === mostSignatures) return failure(`it has ${mostSignatures} signatures, and may have no more`);
  const written = JSON.parse(text) as { readonly [key: string]: Json; readonly signatures: readonly Json[] };
  const added = { keyid: key.publicKey.id, sig: toBase64(sig) };
  return success(writeCanonical({ ...written, signatures: [...written.signatures, added] }));
}

interface Written {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly sig: string }[];
}

const anyText = text(/^/);
const signature = open<{ readonly sig: string }>({ sig: anyText });
const written = open<Written>({
  payload: anyText,
  payloadType: anyText,
  signatures: list(signature, mostSignatures),
});

/** The envelope that the bytes of a line are; or why they are none. */
export function readEnvelope(line: Uint8Array): Result<Envelope, string> {
  if (line.length > largest) return failure(`it has more than ${largest} bytes`);
  const read = readJson(line);
  if (!read.ok) return read;
  const envelope = readWith(written, read.value.json);
  if (!envelope.ok) return envelope;
  const { payloadType } = envelope.value;
  const payload = fromBase64(envelope.value.payload);
  if (payload === undefined) return failure("payload: it is not base64");
  const signatures: Uint8Array[] = [];
  for (const [i, { sig }] of envelope.value.signatures.entries()) {
    const bytes = fromBase64(sig);
    if (bytes === undefined) return failure(`signatures.${i}.sig: it is not base64`);
    signatures.push(bytes);
  }
  return success({ payloadType, payload, signatures });
}

/** Those of the keys that signed the envelope: each counts once, however many signatures fit it. */
export async function signersOf(
  { payloadType, payload, signatures }: Envelope,
  keys: readonly PublicKey[],
): Promise<readonly PublicKey[]> {
  const signed = preAuthentication(payloadType, payload);
  const found: PublicKey[] = [];
  for (const key of keys) {
    if (found.some(({ id }) => id === key.id)) continue;
    for (const one of signatures)
      if (await verify(key, signed, one)) {
        found.push(key);
        break;
      }
  }
  return found;
}
