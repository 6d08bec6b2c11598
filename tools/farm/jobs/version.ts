/**
 * The version of a checkout: one digest of everything that a block's result may depend on: sources, examples, campaigns, the farm
 * itself, and which packages are installed. What a build or a run leaves beside an example does not count.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../../../src/cli/host/system-error.ts";
import { hashOf } from "../../../src/proof/certificate/hash.ts";

/** The folder of this checkout. */
export const checkout = join(import.meta.dirname, "../../..");

const parts = [
  "examples",
  "package-lock.json",
  "package.json",
  "src",
  "std",
  "test/proof/checker",
  "tools/campaigns",
  "tools/farm",
];

const left = /(^|\/)(\..*|node_modules)$|\.elf$|\.cert\.json$/;

/** The version of the checkout in a folder. */
export function versionOf(folder = checkout): string {
  const lines = parts
    .flatMap((part) => files(folder, part))
    .map((path) => {
      const { sha256 } = hashOf(readFileSync(join(folder, path)));
      return `${path} ${sha256}\n`;
    });
  return hashOf(new TextEncoder().encode(lines.sort().join(""))).sha256;
}

function files(folder: string, path: string): string[] {
  if (left.test(path)) return [];
  try {
    return readdirSync(join(folder, path)).flatMap((name) => files(folder, `${path}/${name}`));
  } catch (error) {
    if (codeOf(error) === "ENOTDIR") return [path];
    throw error;
  }
}
