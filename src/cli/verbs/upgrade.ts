/**
 * `etalon upgrade CERTIFICATE.json`: an older certificate in the newest format, the only one that the checker reads. Nothing
 * of this is trusted: what comes out is checked like any other certificate.
 */

import { basename } from "node:path";
import { certificateVersion, upgradeCertificate, writeCertificate } from "../../proof/index.ts";
import { CommandError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { isStream, readBytes, writeBytes } from "../host/files.ts";
import { refuseBesideDocument } from "../host/output-path.ts";
import type { Verb } from "../verb.ts";

/** `etalon upgrade`. */
export const upgradeVerb: Verb = {
  name: "upgrade",
  summary: "rewrite an older certificate in the newest format",
  operands: ["CERTIFICATE.json"],
  options: [
    { name: "output", short: "o", value: "OUT", help: "where to write it; over the certificate itself unless given" },
    {
      name: "entry",
      value: "NAME",
      help: "the source's name, which older formats do not say; the certificate's, unless given",
    },
  ],
  details: [
    "`check` and `certify` read the newest format only, which keeps what has to be trusted small. The claims stay what they\n" +
      "are, and nothing is trusted in this: a certificate that was wrong is refused afterwards too.",
    "A certificate that is in the newest format already is written as it is.",
  ],
  examples: ["etalon upgrade old.cert.json -o new.cert.json"],
  run({ terminal, json, arguments: given }) {
    const path = given.operands[0]!;
    const output = given.text("output") ?? (isStream(path) ? "-" : path);
    refuseBesideDocument(output, json);
    const bytes = readBytes(path);
    const upgraded = upgradeCertificate(new TextDecoder().decode(bytes), given.text("entry") ?? entryOf(path));
    if (!upgraded.ok) throw new CommandError("certificate", `${path} is no certificate: ${upgraded.error}`);
    const { from, certificate } = upgraded.value;
    const written = new TextEncoder().encode(writeCertificate(certificate));
    if (output !== "-") writeBytes(output, written);
    else terminal.out.bytes(written);
    if (output !== "-" && !json)
      (isStream(output) ? terminal.error : terminal.out).line(
        `${output}: format ${certificateVersion}, ${written.length} bytes (before: format ${from}, ${bytes.length} bytes)`,
      );
    const facts = { output, from, version: certificateVersion, bytes: written.length };
    return { exit: exitCodes.ok, document: facts };
  },
};

/** What the source of a certificate is probably called. A program of one file is certified under any name. */
function entryOf(path: string): string {
  return isStream(path) ? "main.ell" : `${basename(path).replace(/(?:\.cert)?\.json$/, "")}.ell`;
}
