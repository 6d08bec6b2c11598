/**
 * What the verbs share that ask for releases: what is said of one that is not taken, and the evidence of a fork, which is kept: both
 * heads, signed by the authors' keys.
 */

import { join } from "node:path";
import { type Followed, type NotNewest, type ReleaseLock, writeHistory } from "../../trust/judging.ts";
import type { ServerReport } from "../../trust/node/index.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Output } from "../view/terminal.ts";
import { printServers } from "./servers.ts";
import { writeWholeWithin } from "./whole-file.ts";

/** Print why no release of a name was taken, what went wrong with which server, and where the evidence is. */
export function printRefused(
  name: string,
  found: NotNewest | undefined,
  servers: readonly ServerReport[],
  blame: readonly string[],
  out: Output,
): void {
  out.line(`${name}  ${out.paint("bad", wordsOf(found))}`);
  printServers(servers, out);
  for (const file of blame) out.line(`  both heads are in ${file}: show them to the authors`);
}

/** In words, why no release was taken. */
function wordsOf(found: NotNewest | undefined): string {
  if (found === undefined || found.kind === "broken")
    return `UNAVAILABLE: nobody gives a whole history of releases${found === undefined ? "" : `: ${found.message}`}`;
  return `REFUSED (${found.kind}): ${found.message}`;
}

/** The exit code for what was found. */
export function exitOf(found: Followed | undefined): number {
  if (found?.kind === "newest") return exitCodes.ok;
  return found === undefined || found.kind === "broken" ? exitCodes.unavailable : exitCodes.differs;
}

/** Keep what shows a fork, for others to see; the result is the path of the file. */
export async function keepHeads(folder: string, name: string, found: Followed | undefined): Promise<readonly string[]> {
  if (found?.kind !== "fork") return [];
  const path = join(folder, "blame", `${name}-fork.release.jsonl`);
  await writeWholeWithin(path, writeHistory(found.heads));
  return [path];
}

/** The field `release` of a document, for whose releases are followed. */
export function followedDocument(release: ReleaseLock | undefined): object | null {
  if (release === undefined) return null;
  const { keys, threshold, last, expires } = release;
  return { keys: keys.map(({ id }) => id), threshold, last: last ?? null, expires: expires ?? null };
}

/** What was found, as a document has it. */
export function foundDocument(found: Followed | undefined): object {
  return found?.kind === "newest"
    ? { outcome: "newest", message: null, newest: found.head.digest, expires: found.head.release.expires }
    : { outcome: found?.kind ?? "unavailable", message: found?.message ?? null, newest: null, expires: null };
}
