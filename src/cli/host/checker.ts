/**
 * Which checker this is: the package's version, the digest of what decides, and the advisories that are known to concern it.
 *
 * A built package was told its digest when it was built, in `dist/checker.json`; a clone computes it from its sources.
 */

import { existsSync, readFileSync } from "node:fs";
import { type Advisory, advisoriesOn } from "../../certify/index.ts";
import { checkerSources } from "./checker-sources.ts";
import { versionText } from "./version.ts";

/** The checker at hand. */
export interface CheckerAtHand {
  readonly version: string;
  readonly digest: string;
  /** What is known against it; empty when nothing is. */
  readonly advisories: readonly Advisory[];
}

/** The checker that this process would ask. */
export function checkerAtHand(): CheckerAtHand {
  const told = new URL("../../checker.json", import.meta.url);
  const { digest } = existsSync(told)
    ? (JSON.parse(readFileSync(told, "utf8")) as { digest: string })
    : checkerSources(new URL("../../../", import.meta.url));
  const version = versionText();
  return { version, digest, advisories: advisoriesOn({ version, digest }) };
}
