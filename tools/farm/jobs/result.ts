/**
 * Results: what a block has shown, as canonical JSON, named by its digest. Two results of one job are equal bytes or a fault somewhere:
 * in a processor, in memory, in a package, or in us.
 */

import { hashOf } from "../../../src/proof/certificate/hash.ts";
import { type Json, readCanonical, writeCanonical } from "../../../src/trust/canonical.ts";

/** What came of a block. */
export interface BlockOutcome {
  /** Cases by how they ended. */
  readonly counts: Readonly<Record<string, number>>;
  /** What must not be: counterexamples, programs that should have been certified. */
  readonly found: readonly Json[];
  /** Of `property`: the block as a record of `etalon test` has it. */
  readonly record?: Json;
}

/** A result, as it is kept. */
export interface Result {
  readonly body: string;
  readonly digest: string;
}

/** The result of a job. */
export function resultOf(job: string, outcome: BlockOutcome): Result {
  // What is undefined is not there.
  const plain = JSON.parse(JSON.stringify({ job, ...outcome })) as Json;
  const body = writeCanonical(plain);
  return { body, digest: digestOfBody(body) };
}

/** The digest of a result's text. */
function digestOfBody(body: string): string {
  return hashOf(new TextEncoder().encode(body)).sha256;
}

/** What a kept result says; undefined when it is damaged, or is not of this job. */
export function readResult(job: string, { body, digest }: Result): BlockOutcome | undefined {
  if (digestOfBody(body) !== digest) return undefined;
  const read = readCanonical(new TextEncoder().encode(body));
  if (!read.ok) return undefined;
  const value = read.value as unknown as BlockOutcome & { readonly job: string };
  return value.job === job ? value : undefined;
}
