/**
 * Taking in what is to be published: the programs of a folder, each `X.ell` with its `X.elf`, and what lies beside them. Each
 * image is certified first, by our own checker; one that is not is offered too, and called uncertified. No link is followed: all that is taken in is
 * for everybody, and somebody else may have put it there.
 */

import { join } from "node:path";
import { bundleOf, defaultBudgets, type SourceFiles, timesBudgets } from "../../certify/index.ts";
import { type Ask, bundleText, type Question, readEnvelope } from "../../trust/judging.ts";
import { type Store, Turns } from "../../trust/node/index.ts";
import { CommandError } from "../command-error.ts";
import { certificateIn } from "./certificate-file.ts";
import { sourceFor } from "./certified-source.ts";
import { attempt, exists, namesIn, readPlainBytes } from "./files.ts";
import { loadProgram, sourceOf } from "./load.ts";
import { historySuffix, loadHistory } from "./trust-files.ts";

/** What was taken in. */
export interface TakenIn {
  readonly file: string;
  readonly source: string;
  readonly image: string;
  /** `certified`, or why it is not. */
  readonly verdict: string;
  readonly attestations: number;
}

/** A history that was taken in. */
export interface HistoryTakenIn {
  readonly file: string;
  readonly name: string;
  readonly releases: number;
  readonly newest: string;
  readonly expires: string;
  /** Of the newest. */
  readonly signatures: number;
}

/** Take in the releases of a folder: each `X.release.jsonl`. Who signed them is not asked: the clients know whose word counts. */
export function takeInReleases(store: Store, folder: string): readonly HistoryTakenIn[] {
  const names = attempt("read", folder, () => namesIn(folder));
  return names
    .filter((name) => name.endsWith(historySuffix))
    .flatMap((name) => {
      const file = join(folder, name);
      const history = loadHistory(file, readPlainBytes(file));
      for (const one of history) attempt("write", store.folder, () => store.release(one));
      const newest = history.at(-1);
      if (newest === undefined) return [];
      const { digest, release, envelope } = newest;
      const { length: signatures } = envelope.signatures;
      return [
        { file, name: release.name, releases: history.length, newest: digest, expires: release.expires, signatures },
      ];
    });
}

/** The programs of a folder that have images. */
export function programsIn(folder: string): readonly string[] {
  const names = attempt("read", folder, () => namesIn(folder));
  const found = names.filter((name) => name.endsWith(".ell") && names.includes(`${name.slice(0, -4)}.elf`));
  return found.map((name) => join(folder, name));
}

/** Take in programs: `X.ell`, `X.elf`, `X.cert.json`, `X.elf.intoto.jsonl`. Our own checker is asked about so many at once. */
export async function takeIn(
  store: Store,
  programs: readonly string[],
  budget: number,
  asked: Ask,
  jobs: number,
): Promise<readonly TakenIn[]> {
  const turns = new Turns(jobs);
  const all = await Promise.allSettled(
    programs.map((file) => turns.once(file, () => takeInOne(store, file, budget, asked))),
  );
  return all.map((one) => {
    // The first in the order of the programs, whichever came to its end first.
    if (one.status === "rejected") throw one.reason;
    return one.value;
  });
}

async function takeInOne(store: Store, file: string, budget: number, asked: Ask): Promise<TakenIn> {
  const base = file.slice(0, -4);
  const image = readPlainBytes(`${base}.elf`);
  const certificatePath = `${base}.cert.json`;
  const certificate = exists(certificatePath) ? readPlainBytes(certificatePath) : undefined;
  const program = loadProgram(file, readPlainBytes(file));
  const { source, verdict } = await judged(sourceOf(program), { image, certificate }, certificatePath, budget, asked);
  const text = bundleText(bundleOf(source));
  const keep = (bytes: Uint8Array) => attempt("write", store.folder, () => store.put(bytes));
  for (const [, bytes] of source.files) keep(bytes);
  const { sha256 } = keep(new TextEncoder().encode(text));
  const attestations = envelopesIn(`${base}.elf.intoto.jsonl`).map(keep);
  const offered = {
    image: keep(image),
    ...(certificate === undefined ? {} : { certificate: keep(certificate) }),
    attestations,
  };
  // Last, when all that it leads to is there.
  attempt("write", store.folder, () => store.offer(sha256, offered));
  return { file, source: sha256, image: offered.image.sha256, verdict, attestations: attestations.length };
}

async function judged(
  source: SourceFiles,
  { image, certificate }: Omit<Question, "source">,
  path: string,
  budget: number,
  asked: Ask,
): Promise<{ readonly source: SourceFiles; readonly verdict: string }> {
  if (certificate === undefined) return { source, verdict: "without a certificate" };
  try {
    const read = certificateIn(path, certificate);
    const named = sourceFor(source.entry, new Map(source.files), read.source);
    const question = { source: named, image, certificate };
    const { answer } = await asked(question, { budgets: timesBudgets(defaultBudgets, budget) });
    if (answer.verdict === "certified") return { source: named, verdict: "certified" };
    if (answer.verdict === "defect") throw new Error(`a check failed: ${answer.reason}`);
    if ("reason" in answer) return { source, verdict: `${answer.verdict}: ${answer.reason}` };
    return { source, verdict: answer.verdict === "invalid" ? `invalid ${answer.part}` : answer.verdict };
  } catch (error) {
    if (error instanceof CommandError) return { source, verdict: error.message };
    throw error;
  }
}

/** The envelopes in a file, each a line. */
function envelopesIn(path: string): readonly Uint8Array[] {
  if (!exists(path)) return [];
  const lines = Buffer.from(readPlainBytes(path)).toString("latin1").split("\n");
  const bytes = lines.filter((line) => line !== "").map((line) => Buffer.from(line, "latin1"));
  for (const [i, line] of bytes.entries()) {
    const read = readEnvelope(line);
    if (!read.ok) throw new CommandError("attestation", `${path}, line ${i + 1} is no attestation: ${read.error}`);
  }
  return bytes;
}
