/** Keys in files: reading them, and making a pair that replaces nothing. */

import { rmSync, writeFileSync } from "node:fs";
import {
  makeKey,
  type PrivateKey,
  type PublicKey,
  readPrivateKey,
  readPublicKey,
  writePrivateKey,
  writePublicKey,
} from "../../trust/judging.ts";
import { CommandError } from "../command-error.ts";
import { attempt, exists, readBytes } from "./files.ts";

const decoded = (path: string): string => new TextDecoder().decode(readBytes(path));

/** The public key in a file. */
export function loadPublicKey(path: string): PublicKey {
  const key = readPublicKey(decoded(path));
  if (!key.ok) throw unusable(path, "public", key.error);
  return key.value;
}

/** The private key in a file. */
export async function loadPrivateKey(path: string): Promise<PrivateKey> {
  const key = await readPrivateKey(decoded(path));
  if (!key.ok) throw unusable(path, "private", key.error);
  return key.value;
}

function unusable(path: string, half: "public" | "private", why: string): CommandError {
  return new CommandError("key", `${path} is no ${half} key that can be used: ${why}`, {
    hint: "`etalon keys FILE` makes a pair: FILE, to sign with, and FILE.pub, to check with",
  });
}

/** Make a pair of keys. The private one may be read by its owner alone. */
export async function makeKeyFiles(path: string, publicPath: string): Promise<PublicKey> {
  for (const file of [path, publicPath])
    if (exists(file)) throw new CommandError("file", `${file} exists already, and no key is ever replaced`);
  const key = await makeKey();
  writeNew(path, writePrivateKey(key), 0o600);
  try {
    writeNew(publicPath, writePublicKey(key.publicKey), 0o666);
  } catch (error) {
    rmSync(path);
    throw error;
  }
  return key.publicKey;
}

function writeNew(path: string, text: string, mode: number): void {
  attempt("write", path, () => writeFileSync(path, text, { flag: "wx", mode }));
}
