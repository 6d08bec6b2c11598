/**
 * The files of a program as `certify` takes them, and why a certificate is for another source.
 *
 * A program of one file means the same under every name, so a file that was renamed, or that comes through a pipe, is given to the
 * checker under the name that the certificate has for it. What the checker then says of these bytes holds.
 */

import type { CertifiedSource, SourceFiles } from "../../certify/index.ts";
import { differenceInForm } from "../view/same-text.ts";

/** The files of a program under the names that the certificate has for them. */
export function sourceFor(
  entry: string,
  bytesOf: ReadonlyMap<string, Uint8Array>,
  certified: CertifiedSource,
): SourceFiles {
  const [only] = bytesOf.values();
  if (bytesOf.size !== 1 || certified.files.length !== 1 || only === undefined) return { entry, files: bytesOf };
  return { entry: certified.entry, files: [[certified.entry, only]] };
}

/** The reason of a refusal; where a file differs in line ends or a byte-order mark alone, with that. */
export function refusalReason(reason: string, { files }: SourceFiles, certified: CertifiedSource): string {
  const wanted = new Map(certified.files.map(({ path, sha256 }) => [path, sha256]));
  for (const [path, bytes] of files) {
    const form = differenceInForm(bytes, wanted.get(path) ?? "");
    if (form !== undefined) return `${reason.replace(/\.$/, "")}; the text is the same but for ${form}`;
  }
  return reason;
}
