/**
 * Evidence against a signer: a folder with the files of which something false was said, the statements and the keys that signed
 * them. `etalon check --blame FOLDER` asks the checker again, and anybody else can.
 */

import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PublicKey, writePublicKey } from "../../trust/judging.ts";
import { type Candidate, falseStatements } from "../../trust/node/index.ts";
import { CommandError } from "../command-error.ts";
import { sha256 } from "../view/facts.ts";
import { attempt, namesIn, readBytes, writeBytes } from "./files.ts";

/** What there is against somebody. */
export interface Evidence {
  readonly entry: string;
  readonly files: Iterable<readonly [path: string, bytes: Uint8Array]>;
  readonly image: Uint8Array;
  readonly certificate: Uint8Array | undefined;
  readonly envelopes: readonly Uint8Array[];
  readonly keys: readonly PublicKey[];
}

const text = (written: string): Uint8Array => new TextEncoder().encode(written);

/** Write it. The files of the standard library are left out: an import finds those of the package. */
export function writeBlame(folder: string, evidence: Evidence): void {
  const { entry, files, image, certificate, envelopes, keys } = evidence;
  const put = (path: string, bytes: Uint8Array): void => {
    const at = join(folder, path);
    attempt("write", at, () => mkdirSync(dirname(at), { recursive: true }));
    writeBytes(at, bytes);
  };
  for (const [path, bytes] of files) if (!/^std\/[^.]*$/.test(path)) put(join("source", path), bytes);
  put("entry", text(`${entry}\n`));
  put("image.elf", image);
  if (certificate !== undefined) put("image.cert.json", certificate);
  put("image.elf.intoto.jsonl", Buffer.concat(envelopes.flatMap((line) => [line, Buffer.from("\n")])));
  for (const key of keys) put(join("keys", `${key.id}.pub`), text(writePublicKey(key)));
}

/** Keep the evidence against who said something false of an image: in `blame`, in a folder for the image. The result is its path. */
export function keepBlame(folder: string, candidate: Candidate): readonly string[] {
  const found = falseStatements(candidate);
  if (found.length === 0) return [];
  const { files, image, certificate, envelopes } = candidate;
  const place = join(folder, "blame", sha256(image).slice(0, 16));
  const keys = new Map(found.flatMap(({ signers }) => signers.map((key) => [key.id, key] as const)));
  writeBlame(place, {
    ...{ ...files, image, certificate, keys: [...keys.values()] },
    envelopes: found.map(({ index }) => envelopes[index]!),
  });
  return [place];
}

/** The words for `check` that ask the question again. */
export function wordsOfBlame(folder: string): readonly string[] {
  const entry = new TextDecoder().decode(readBytes(join(folder, "entry"))).trimEnd();
  const listed = attempt("read", folder, () => readdirSync(join(folder, "source")));
  if (!listed.includes(entry))
    throw new CommandError("file", `${folder} is no evidence: its source has no file ${JSON.stringify(entry)}`);
  const keys = namesIn(join(folder, "keys")).flatMap((name) => ["--key", join(folder, "keys", name)]);
  if (keys.length === 0) throw new CommandError("file", `${folder} is no evidence: there are no keys in it`);
  const image = join(folder, "image.elf");
  return ["--image", image, "--attestation", `${image}.intoto.jsonl`, ...keys, "--", join(folder, "source", entry)];
}
