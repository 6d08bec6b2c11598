/**
 * The history of a name in a file, `NAME.release.jsonl`: the envelope of a release on each line, the first one first. Authors keep it with
 * their sources, each adds a signature of their own, and a server takes it in.
 */

import { failure, type Result, success } from "../core/result.ts";
import { addSignature } from "./envelope.ts";
import type { PrivateKey } from "./keys.ts";
import { largestHistory, longest, type OpenedRelease, openRelease } from "./release.ts";

/** The releases in a file; or what is wrong with it, and where. They are in a chain; who signed them is not looked at. */
export function readHistory(bytes: Uint8Array): Result<readonly OpenedRelease[], string> {
  if (bytes.length > largestHistory) return failure(`it has more than ${largestHistory} bytes`);
  const releases: OpenedRelease[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at);
    const line = bytes.slice(at, end < 0 ? bytes.length : end);
    at += line.length + 1;
    const where = `line ${releases.length + 1}`;
    if (releases.length === longest) return failure(`it has more than ${longest} releases`);
    const opened = openRelease(line);
    if (!opened.ok) return failure(`${where} is no release: ${opened.error}`);
    const { release } = opened.value;
    const before = releases.at(-1);
    if (release.previous !== before?.digest)
      return failure(
        `${where} names ${release.previous ?? "none"} as the release before, not ${before?.digest ?? "none"}`,
      );
    if (before !== undefined && before.release.name !== release.name)
      return failure(`${where} is a release of ${release.name}, not of ${before.release.name}`);
    releases.push(opened.value);
  }
  return success(releases);
}

/** The file of a history. */
export function writeHistory(releases: readonly OpenedRelease[]): Uint8Array {
  const decoder = new TextDecoder();
  return new TextEncoder().encode(releases.map(({ line }) => `${decoder.decode(line)}\n`).join(""));
}

/** A release with the signatures of these keys, besides those that it has. */
export async function signRelease(
  line: Uint8Array,
  keys: readonly PrivateKey[],
): Promise<Result<OpenedRelease, string>> {
  let signed = line;
  for (const key of keys) {
    const added = await addSignature(signed, key);
    if (!added.ok) return added;
    signed = new TextEncoder().encode(added.value);
  }
  return openRelease(signed);
}
