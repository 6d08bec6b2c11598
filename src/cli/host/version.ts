/**
 * The version of the package, from its manifest: for `etalon --version`, and for every document and report of a defect.
 */

import { readFileSync } from "node:fs";

/** The version of the package. */
export function versionText(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8"));
  return (manifest as { version: string }).version;
}
