/** Envelopes: what is signed, which texts are read, and who counts as a signer. */

import {
  fromBase64,
  preAuthentication,
  readEnvelope,
  signersOf,
  statementType,
  toBase64,
  writeEnvelope,
} from "etalon/trust";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOf } from "./programs.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const payload = bytes('{"a":1}');
const key = await keyOf(0);
const other = await keyOf(1);
const line = await writeEnvelope(statementType, payload, [key]);
const signature = (JSON.parse(line) as { signatures: readonly [{ sig: string }] }).signatures[0].sig;
const envelope = (parts: object): Uint8Array =>
  bytes(
    JSON.stringify({
      payload: toBase64(payload),
      payloadType: statementType,
      signatures: [{ sig: signature }],
      ...parts,
    }),
  );

describe("base64", () => {
  it("is read in both alphabets, and in one spelling", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
        const text = toBase64(data);
        expect(text).toBe(Buffer.from(data).toString("base64"));
        expect(fromBase64(text)).toStrictEqual(data);
        expect(fromBase64(text.replaceAll("+", "-").replaceAll("/", "_"))).toStrictEqual(data);
        if (text.includes("=")) expect(fromBase64(text.replaceAll("=", ""))).toBeUndefined();
      }),
    );
    for (const bad of [
      "A",
      "AB",
      "AB=",
      "AB==C",
      "AB=A",
      "AAA\n",
      " AAA",
      "+-++",
      "AC==".replace("C", "B"),
      "é",
      "====",
    ])
      expect(fromBase64(bad), bad).toBeUndefined();
  });
});

describe("envelopes", () => {
  it("sign the type and the payload, each with its length (the example of DSSE)", () => {
    const signed = preAuthentication("http://example.com/HelloWorld", bytes("hello world"));
    expect(new TextDecoder().decode(signed)).toBe("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    // The length is of the bytes in UTF-8.
    expect(new TextDecoder().decode(preAuthentication("é", bytes("ü")))).toBe("DSSEv1 2 é 2 ü");
  });

  it("are the same line for the same payload and key", async () => {
    expect(await writeEnvelope(statementType, payload, [key])).toBe(line);
    const read = readEnvelope(bytes(line));
    expect(read).toMatchObject({ ok: true, value: { payload, payloadType: statementType } });
  });

  it("may have white space, other fields and the other alphabet", () => {
    const spaced = JSON.stringify({ extra: [1], ...(JSON.parse(line) as object) }, undefined, 2);
    expect(readEnvelope(bytes(spaced)).ok).toBe(true);
    const sig = signature.replaceAll("+", "-").replaceAll("/", "_");
    expect(readEnvelope(envelope({ signatures: [{ sig }] })).ok).toBe(true);
  });

  it("are refused with the place", () => {
    const bad: readonly (readonly [Uint8Array, string])[] = [
      [bytes("{}"), "payload: is missing"],
      [bytes("[]"), "expected an object"],
      [bytes(line.replace('"payloadType"', '"payload":"","payloadType"')), "a key is given twice"],
      [envelope({ payload: "A" }), "payload: it is not base64"],
      [envelope({ payload: 1 }), "payload: expected ^"],
      [envelope({ signatures: [{ sig: "AB" }] }), "signatures.0.sig: it is not base64"],
      [envelope({ signatures: [{}] }), "signatures.0.sig: is missing"],
      [envelope({ signatures: Array(17).fill({ sig: signature }) }), "signatures: expected a list of at most 16"],
      [new Uint8Array(2 ** 20 + 1), "it has more than 1048576 bytes"],
    ];
    for (const [text, error] of bad) expect(readEnvelope(text)).toStrictEqual({ ok: false, error });
  });

  it("count a key once, whoever `keyid` names and however often it signed", async () => {
    const signers = async (text: Uint8Array) => {
      const read = readEnvelope(text);
      if (!read.ok) throw new Error(read.error);
      return (await signersOf(read.value, [key.publicKey, other.publicKey, key.publicKey])).map(({ id }) => id);
    };
    const twice = envelope({ signatures: [{ sig: signature }, { sig: signature, keyid: other.publicKey.id }] });
    expect(await signers(twice)).toStrictEqual([key.publicKey.id]);
    expect(await signers(envelope({ payloadType: `${statementType} ` }))).toStrictEqual([]);
    expect(await signers(envelope({ payload: toBase64(bytes('{"a":2}')) }))).toStrictEqual([]);
    expect(await signers(envelope({ signatures: [] }))).toStrictEqual([]);
    expect(await signers(bytes(await writeEnvelope(statementType, payload, [other, key])))).toHaveLength(2);
  });
});
