/** Which source a name is to stand for: by a program that was read, or by a digest from somebody who did (`lock`, `release`). */

import { bundleDigest, bundleOf } from "../../certify/index.ts";
import { digestForm } from "../../trust/judging.ts";
import type { Arguments } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { loadProgram, sourceOf } from "./load.ts";

/** The digest of the bundle that --source or --sha256 names; undefined when neither is given. */
export function sourceDigestIn(given: Arguments): string | undefined {
  const [file, digest] = [given.text("source"), given.text("sha256")];
  if (file !== undefined) return bundleDigest(bundleOf(sourceOf(loadProgram(file))));
  if (digest !== undefined && !digestForm.test(digest)) throw usageError("--sha256 takes 64 small hexadecimal digits");
  return digest;
}
