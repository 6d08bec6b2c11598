/**
 * `exec --require certified`: the bytes that were read are checked, and these same bytes are run. So nobody can put another
 * file in their place between the check and the run.
 */

import { certify } from "../../../certify/index.ts";
import type { Arguments } from "../../arguments.ts";
import { usageError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import { loadCertificate } from "../../host/certificate-file.ts";
import { refusalReason, sourceFor } from "../../host/certified-source.ts";
import { certificateBeside } from "../../host/files.ts";
import { loadProgram } from "../../host/load.ts";
import { loadImage } from "../../host/load-image.ts";
import type { Ended } from "../../verb.ts";
import { printable } from "../../view/printable.ts";
import type { Terminal } from "../../view/terminal.ts";

/** How `exec --require` ends when the bytes of a binary are not what is required of them; undefined when they are. */
export function notAsRequired(
  path: string,
  bytes: Uint8Array,
  given: Arguments,
  terminal: Terminal,
): Ended | undefined {
  const required = given.text("require");
  if (required !== "certified")
    throw usageError(`--require ${JSON.stringify(required)} is nothing that can be required`, "--require certified");
  loadImage(path, bytes);
  const loaded = loadProgram(given.text("source")!);
  const certificate = loadCertificate(given.text("certificate") ?? certificateBeside(path));
  const source = sourceFor(loaded.nameInImage, loaded.bytesOf, certificate.source);
  const answer = certify(source, bytes, certificate);
  if (answer.verdict === "certified") return undefined;
  if (answer.verdict === "invalid") throw new Error(`the ${answer.part} was read before and is invalid now`);
  const { verdict } = answer;
  const reason = refusalReason(answer.reason, source, certificate.source);
  terminal.error.line(`etalon: ${printable(path)} is not run: it is ${verdict}: ${printable(reason)}`);
  return {
    exit: verdict === "refused" ? exitCodes.differs : exitCodes.undecided,
    document: { required, verdict, reason },
  };
}
