/**
 * `etalon keys FILE`: a pair of keys, to sign what `attest` says and to see who said it. They are the PEM files of openssl.
 */

import { exitCodes } from "../exit-codes.ts";
import { makeKeyFiles } from "../host/key-file.ts";
import type { Verb } from "../verb.ts";

/** `etalon keys`. */
export const keysVerb: Verb = {
  name: "keys",
  summary: "make a pair of keys, to sign with and to check with",
  operands: ["FILE"],
  options: [],
  details: [
    "Writes FILE, the private key (Ed25519), which only you may read, and FILE.pub, the public one, which you give to others. A\n" +
      "file that exists is never replaced. `openssl genpkey -algorithm ed25519` makes such keys, too.",
    "The name of a key is the SHA-256 of its public half in DER form.",
  ],
  examples: ["etalon keys builder.pem"],
  async run({ terminal, json, arguments: given }) {
    const path = given.operands[0]!;
    const files = { private: path, public: `${path}.pub` };
    const { id } = await makeKeyFiles(files.private, files.public);
    if (!json) {
      terminal.out.line(`${files.private}: the private key; keep it to yourself`);
      terminal.out.line(`${files.public}: the public key ${id}`);
    }
    return { exit: exitCodes.ok, document: { ...files, keyid: id } };
  },
};
