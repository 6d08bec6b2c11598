/** A certificate from a file, for every verb that takes one. */

import { type Certificate, readCertificate } from "../../certify/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { besides, certificateBeside, readBytes } from "./files.ts";

/** The files that the checker is asked about. */
export interface CertifiedPaths {
  readonly file: string;
  readonly image: string;
  readonly certificate: string;
}

/** The options of the verbs that ask it about files that lie beside each other. */
export const certifiedOptions: readonly OptionSpec[] = [
  { name: "image", value: "A.elf", help: "the binary; beside FILE, in .elf, unless given" },
  { name: "certificate", value: "C.json", help: "its certificate; beside the binary, in .cert.json, unless given" },
];

/** FILE, and the two that are given or lie beside it. */
export function certifiedPaths(verb: string, given: Arguments): CertifiedPaths {
  const file = given.operands[0]!;
  if (file === "-" && given.text("image") === undefined)
    throw usageError(`\`etalon ${verb} -\` needs --image A.elf`, "a program from standard input has no file beside it");
  const image = given.text("image") ?? besides(file, ".elf");
  return { file, image, certificate: given.text("certificate") ?? certificateBeside(image) };
}

/** The certificate in a file. */
export function loadCertificate(path: string): Certificate {
  return certificateIn(path, readBytes(path));
}

/** The certificate that the bytes of a file are. */
export function certificateIn(path: string, bytes: Uint8Array): Certificate {
  const read = readCertificate(new TextDecoder().decode(bytes));
  if (!read.ok) throw unreadableCertificate(path, read.error);
  return read.value;
}

/** What is said of a file that is none. */
export function unreadableCertificate(path: string, why: string): CommandError {
  return new CommandError("certificate", `${path} is no certificate that this version reads: ${why}`);
}
