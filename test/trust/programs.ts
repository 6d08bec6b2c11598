/** What the tests of src/trust have in hand: programs with images and certificates, and keys from the seeds of RFC 8032. */

import { compile, issueCertificate } from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { bundleDigest, bundleOf, resourcesOf, semantics, writeCertificate } from "etalon/proof";
import type { PrivateKey, Statement } from "etalon/trust";
import { readPrivateKey } from "etalon/trust";
import { hashOf } from "../../src/proof/certificate/hash.ts";

/** A digest of a checker. */
export const checker = "c".repeat(64);

/** Three files that belong together. */
export interface Files {
  readonly source: Uint8Array;
  readonly image: Uint8Array;
  readonly certificate: Uint8Array;
  /** A true statement about them. */
  readonly statement: Statement;
}

/** A program's files. */
export function filesOf(text: string, options: { readonly heapBytes?: number } = {}): Files {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compiled = compile(program.value, options);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const image = writeElf(compiled.value.image);
  const source = new TextEncoder().encode(text);
  const issued = issueCertificate(compiled.value, source, image);
  const certificate = new TextEncoder().encode(writeCertificate(issued));
  const { sha256, bytes } = hashOf(certificate);
  const statement: Statement = {
    subject: { name: "main.elf", digest: { sha256: hashOf(image).sha256 } },
    predicate: {
      claim: "conforms",
      evidence: "certified",
      source: { entry: "main.ell", digest: { sha256: bundleDigest(bundleOf(source)) } },
      certificate: { digest: { sha256 }, bytes, format: `etalon-certificate/${issued.version}` },
      semantics,
      checker: { name: "etalon", version: "0", digest: { sha256: checker } },
      resources: resourcesOf(issued),
      assumptions: ["hardware", "checker"],
    },
  };
  return { source, image, certificate, statement };
}

/** The seeds of the first three test vectors of RFC 8032, 7.1, and the public keys that it gives. */
export const vectors = [
  {
    seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    point: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    message: "",
    signature:
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  },
  {
    seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    point: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    message: "72",
    signature:
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  },
  {
    seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    point: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    message: "af82",
    signature:
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  },
] as const;

/** Bytes from hexadecimal. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "hex"));
}

/** A private key file with a seed, as RFC 8410 writes it. */
export function pemOf(seed: Uint8Array): string {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return `-----BEGIN PRIVATE KEY-----\n${der.toString("base64")}\n-----END PRIVATE KEY-----\n`;
}

/** The private key of the vector of this number. */
export async function keyOf(index: 0 | 1 | 2): Promise<PrivateKey> {
  const key = await readPrivateKey(pemOf(hex(vectors[index].seed)));
  if (!key.ok) throw new Error(key.error);
  return key.value;
}
