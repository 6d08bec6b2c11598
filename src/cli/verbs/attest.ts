/**
 * `etalon attest FILE`: asks the checker, and signs what it found: that this image conforms to this source. What is refused,
 * undecided or starved is not signed.
 */

import { basename } from "node:path";
import { defaultBudgets, timesBudgets } from "../../certify/index.ts";
import {
  type Attestation,
  assumptions,
  attest,
  readStatement,
  statementType,
  writeEnvelope,
  writeStatement,
} from "../../trust/judging.ts";
import { quietOption } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { certificateIn, certifiedOptions, certifiedPaths, unreadableCertificate } from "../host/certificate-file.ts";
import { refusalReason, sourceFor } from "../host/certified-source.ts";
import { checkerAtHand } from "../host/checker.ts";
import { exists, isStream, readBytes, refuseToReplace, writeBytes } from "../host/files.ts";
import { loadPrivateKey } from "../host/key-file.ts";
import { loadProgram } from "../host/load.ts";
import { loadImage } from "../host/load-image.ts";
import { refuseBesideDocument } from "../host/output-path.ts";
import { writeWhole } from "../host/whole-file.ts";
import type { Verb } from "../verb.ts";
import { budgetOf, budgetOption } from "../view/budget.ts";
import { printable } from "../view/printable.ts";

/** `etalon attest`. */
export const attestVerb: Verb = {
  name: "attest",
  summary: "check a binary's certificate, and sign that it conforms",
  operands: ["FILE"],
  options: [
    { name: "key", value: "KEY.pem", help: "the private key to sign with (`etalon keys` makes one); needed" },
    ...certifiedOptions,
    {
      name: "output",
      short: "o",
      value: "OUT.jsonl",
      help: "the file to add a line to; A.elf.intoto.jsonl unless given",
    },
    { name: "builder", value: "URI", help: "who you say to be; it decides nothing" },
    budgetOption,
    quietOption,
  ],
  details: [
    "Writes one line: an in-toto statement in a DSSE envelope (docs/conformance.md). The same files, key and options give the\n" +
      "same line, and one that is there already is not added again.",
    "`etalon check FILE --image A.elf --attestation A.elf.intoto.jsonl --key KEY.pem.pub` checks it, and all that it says.",
    "Exits 0 when it is signed; 1 when the certificate is refused, and 4 when it is undecided or the image starved: then\n" +
      "nothing is signed.",
  ],
  examples: ["etalon attest mine.ell --key builder.pem"],
  async run({ terminal, details, json, arguments: given }) {
    const keyPath = given.text("key");
    if (keyPath === undefined)
      throw usageError("`etalon attest` needs --key KEY.pem", "`etalon keys KEY.pem` makes one");
    const { file, image: imagePath, certificate: certificatePath } = certifiedPaths("attest", given);
    const output = given.text("output") ?? `${imagePath}.intoto.jsonl`;
    refuseBesideDocument(output, json);
    for (const input of [file, imagePath, certificatePath, keyPath]) refuseToReplace(input, output, "--output");
    const key = await loadPrivateKey(keyPath);
    const loaded = loadProgram(file);
    const { bytes: image } = loadImage(imagePath);
    const certificate = readBytes(certificatePath);
    const { source: certified } = certificateIn(certificatePath, certificate);
    const source = sourceFor(loaded.nameInImage, loaded.bytesOf, certified);
    const builder = given.text("builder");
    const attested = {
      ...{ name: basename(imagePath), source, image, certificate, checker: checkerAtHand() },
      ...{ assumptions: assumptions("always").map(({ id }) => id), ...(builder === undefined ? {} : { builder }) },
    };
    const found = attest(attested, { budgets: timesBudgets(defaultBudgets, budgetOf(given)) });
    if (found.verdict !== "certified") {
      if (found.verdict === "invalid") throw invalid(found, certificatePath);
      const reason = refusalReason(found.reason, source, certified);
      if (!json) terminal.out.line(`nothing is signed: the certificate is ${found.verdict}: ${printable(reason)}`);
      const exit = found.verdict === "refused" ? exitCodes.differs : exitCodes.undecided;
      return { exit, document: { verdict: found.verdict, reason } };
    }
    const payload = writeStatement(found.statement);
    const readable = readStatement(payload);
    if (!readable.ok) throw usageError(`nobody could read such a statement: ${readable.error.message}`);
    const line = await writeEnvelope(statementType, payload, [key]);
    const added = output === "-" || (await addLine(output, line));
    if (output === "-") terminal.out.line(line);
    else if (!json) {
      terminal.out.line(`${output}: ${added ? "says" : "said already"} that ${imagePath} is certified for every input`);
      details.line(`signed by ${key.publicKey.id}`);
    }
    const { statement } = found;
    return {
      exit: exitCodes.ok,
      document: { verdict: "certified", output, added, keyid: key.publicKey.id, statement },
    };
  },
};

function invalid(found: Extract<Attestation, { readonly verdict: "invalid" }>, certificatePath: string): Error {
  if (found.part === "certificate") return unreadableCertificate(certificatePath, found.error);
  return new Error(`the ${found.part} was read before and is invalid now`);
}

/** Add a line to a file, unless it has it already. The file is there whole at every moment: with the line or without it. */
async function addLine(path: string, line: string): Promise<boolean> {
  const stream = isStream(path);
  const before = exists(path) && !stream ? readBytes(path) : new Uint8Array();
  const added = Buffer.from(`${line}\n`);
  if (stream) {
    writeBytes(path, added);
    return true;
  }
  const ended = before.length === 0 || before.at(-1) === 10;
  const bytes = Buffer.concat([before, ...(ended ? [] : [Buffer.from("\n")])]);
  if (bytes.includes(Buffer.concat([Buffer.from("\n"), added])) || bytes.subarray(0, added.length).equals(added))
    return false;
  await writeWhole(path, Buffer.concat([bytes, added]));
  return true;
}
