/**
 * A bundle's text from somebody else: which files a source has, before any of them is there. Its digest was decided on; its paths
 * may still be meant to do harm, so only those are taken that lie below the main file's folder on every system.
 */

import { failure, type Result, success } from "../core/result.ts";
import type { Bundle, BundleFile } from "../proof/certificate/bundle.ts";
import { Flaw, list, oneOf, type Reader, readWith, record, text, whole } from "../proof/certificate/reader.ts";
import { readCanonical } from "./canonical.ts";
import { digestForm } from "./lock.ts";

/** The largest bundle's text, in bytes. */
export const largestBundle = 2 ** 18;

/** The largest file of a source from somebody else, in bytes. */
const largestSourceFile = 2 ** 20;

/** The most files of such a source, and bytes of all of them. */
const mostFiles = 256;
const mostBytes = 16 * 2 ** 20;

const path: Reader<string> = (value) => {
  const read = text(/^[^\p{Cc}\\:]{1,255}$/u)(value);
  if (read instanceof Flaw) return read;
  return read.split("/").some((step) => step === "" || step === "." || step === "..")
    ? new Flaw("is no path below a folder")
    : read;
};

const file = record<BundleFile>({
  bytes: whole(0, largestSourceFile),
  path,
  sha256: text(digestForm),
});

interface Written extends Bundle {
  readonly format: "etalon-bundle";
  readonly version: 1;
}

const written = record<Written>({
  entry: path,
  files: list(file, mostFiles),
  format: oneOf("etalon-bundle"),
  version: oneOf(1),
});

/** The bundle that a text is; or what is wrong with it. */
export function readBundle(bytes: Uint8Array): Result<Bundle, string> {
  if (bytes.length > largestBundle) return failure(`it has more than ${largestBundle} bytes`);
  const json = readCanonical(bytes);
  if (!json.ok) return json;
  const read = readWith(written, json.value);
  if (!read.ok) return read;
  const { entry, files } = read.value;
  const unsorted = files.find(({ path: one }, i) => i > 0 && files[i - 1]!.path >= one);
  if (unsorted !== undefined) return failure("files: they are not in order, or one is there twice");
  if (!files.some(({ path: one }) => one === entry)) return failure("entry: it is none of the files");
  if (files.reduce((sum, { bytes: one }) => sum + one, 0) > mostBytes)
    return failure(`files: they have more than ${mostBytes} bytes`);
  return success({ entry, files });
}
