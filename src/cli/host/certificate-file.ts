/** A certificate from a file, for every verb that takes one. */

import { type Certificate, readCertificate } from "../../certify/index.ts";
import { CommandError } from "../command-error.ts";
import { readBytes } from "./files.ts";

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
