/**
 * Tells a build which checker it has: writes `dist/checker.json`, with the digest of the sources it was made of and the
 * modules and packages that the digest is over. `etalon --version --json` prints the digest.
 */

import { writeFileSync } from "node:fs";
import { checkerSources } from "../src/cli/host/checker-sources.ts";

const root = new URL("../", import.meta.url);
writeFileSync(new URL("dist/checker.json", root), `${JSON.stringify(checkerSources(root), undefined, 2)}\n`);
