/**
 * What others say of the image (`--attestation`), judged by the files in hand and by our own checker. It never makes a verdict
 * better: it can only be found again, or fail.
 */

import { impossible } from "../../../index.ts";
import { type Case, type Fault, type Judged, judge, type Outcome } from "../../../trust/judging.ts";
import type { Arguments } from "../../arguments.ts";
import { CommandError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import { checkerAtHand } from "../../host/checker.ts";
import { readBytes } from "../../host/files.ts";
import { loadPublicKey } from "../../host/key-file.ts";
import { indented } from "../../view/layout.ts";
import type { Output, Role } from "../../view/terminal.ts";

/** One line of a file of attestations, judged. */
export interface Said {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The files of the keys that signed it. */
  readonly keys: readonly string[];
  readonly judged: Judged;
}

/** What the files of `--attestation` say, by the keys of `--key`; undefined when none is given. */
export async function saidOf(
  inHand: () => Pick<Case, "source" | "image" | "certificate">,
  given: Arguments,
  options: Parameters<typeof judge>[1],
): Promise<readonly Said[] | undefined> {
  const files = given.texts("attestation");
  if (files.length === 0) return undefined;
  const keys = given.texts("key").map((path) => ({ path, key: loadPublicKey(path) }));
  const lines = files.flatMap((file) => linesOf(readBytes(file)).map((line) => ({ file, ...line })));
  const { judged } = await judge(
    {
      ...{ ...inHand(), keys: keys.map(({ key }) => key), checker: checkerAtHand().digest },
      envelopes: lines.map(({ bytes }) => bytes),
    },
    options,
  );
  return lines.map(({ file, line }, i) => {
    const one = judged[i]!;
    const { outcome, signers } = one;
    if (outcome.kind === "fails" && outcome.fault === "malformed")
      throw new CommandError("attestation", `${file}, line ${line} is no attestation: ${outcome.message}`, {
        hint: "expected a DSSE envelope on each line, as `etalon attest` writes them",
      });
    const by = keys.filter(({ key }) => signers.some(({ id }) => id === key.id)).map(({ path }) => path);
    return { file, line, keys: [...new Set(by)], judged: one };
  });
}

/** The lines of a file that are not empty. */
function linesOf(bytes: Uint8Array): { readonly line: number; readonly bytes: Uint8Array }[] {
  const lines: { readonly line: number; readonly bytes: Uint8Array }[] = [];
  for (let [at, line] = [0, 1]; at < bytes.length; line++) {
    const found = bytes.indexOf(10, at);
    const end = found < 0 ? bytes.length : found;
    if (end > at) lines.push({ line, bytes: bytes.subarray(at, end) });
    at = end + 1;
  }
  return lines;
}

/** The exit code that this asks for: 0 when nothing fails, and something is said of this image. */
export function saidExit(said: readonly Said[] | undefined): number {
  if (said === undefined) return exitCodes.ok;
  const faults = said.flatMap(({ judged: { outcome } }) => (outcome.kind === "fails" ? [outcome.fault] : []));
  if (faults.some((fault) => fault !== "undecided")) return exitCodes.differs;
  if (faults.length > 0) return exitCodes.undecided;
  return said.some(({ judged: { outcome } }) => outcome.kind !== "ignored") ? exitCodes.ok : exitCodes.differs;
}

/** Why it asks for another exit code than 0, in a few words. */
export function saidProblem(said: readonly Said[] | undefined): string | undefined {
  if (saidExit(said) === exitCodes.ok) return undefined;
  const faults = said?.flatMap(({ judged: { outcome } }): Fault[] => (outcome.kind === "fails" ? [outcome.fault] : []));
  return faults === undefined || faults.length === 0
    ? "the attestations say nothing of this image"
    : `what is said of it is not accepted: ${[...new Set(faults)].join(", ")}`;
}

const column = 12;

/** Print it. */
export function printSaid(said: readonly Said[] | undefined, out: Output): void {
  if (said === undefined) return;
  out.line();
  if (said.length === 0) out.line(`${out.paint("strong", "SAID BY")}     nobody: there is no attestation in the files`);
  for (const { file, line, keys, judged } of said) {
    const who = keys.length === 0 ? "nobody that is trusted" : keys.join(", ");
    const text = indented("SAID BY", `${who} (${file}, line ${line})`, column, out.width);
    out.line(`${out.paint("strong", "SAID BY")}${text.slice("SAID BY".length)}`);
    const [role, words] = outcomeLine(judged.outcome, judged);
    for (const folded of indented("", words, column, out.width).split("\n"))
      out.line(`${" ".repeat(column)}${out.paint(role, folded.trimStart())}`);
  }
}

function outcomeLine(outcome: Outcome, { statement }: Judged): readonly [Role, string] {
  switch (outcome.kind) {
    case "holds":
      return ["good", "certified; our own checker finds the same"];
    case "said":
      return ["doubt", `${statement?.predicate.evidence ?? ""}; that is their word, and nothing here shows it`];
    case "ignored":
      return ["quiet", `left out: ${outcome.message}`];
    case "fails":
      return ["bad", `${outcome.fault}: ${outcome.message}`];
    default:
      return impossible(outcome);
  }
}

/** The field `attestations` of the document. */
export function saidDocument(said: readonly Said[] | undefined): Record<string, unknown> {
  if (said === undefined) return {};
  return {
    attestations: said.map(({ file, line, keys, judged: { outcome, signers, statement } }) => ({
      ...{ file, line, keys, signers: signers.map(({ id }) => id), outcome: outcome.kind },
      fault: outcome.kind === "fails" ? outcome.fault : null,
      message: "message" in outcome ? outcome.message : null,
      statement: statement ?? null,
    })),
  };
}
