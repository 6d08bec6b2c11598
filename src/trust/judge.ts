/**
 * Judging what is said of an image: each envelope in a fixed order, and in the middle of it our own checker, which asks
 * nobody. So a verdict comes from the bytes in hand, and a signature says only who is to blame when a statement is false.
 *
 * The order: limits and form of the envelope; its signatures, by trusted keys alone; its type; its payload, which is parsed
 * only now, once; its predicate; then the digests of image, source and certificate; then `certify`; then what is claimed
 * besides. The first step that fails names the outcome.
 */

import { bundleDigest, bundleOf } from "../proof/certificate/bundle.ts";
import { hashOf } from "../proof/certificate/hash.ts";
import { type Semantics, semantics } from "../proof/certificate/semantics.ts";
import type { CertifyOptions } from "../proof/checker/certify.ts";
import { type Ask, type Asked, ask, type OwnAnswer, type Question } from "./ask.ts";
import { readEnvelope, signersOf, statementType } from "./envelope.ts";
import type { PublicKey } from "./keys.ts";
import { readStatement, type Statement } from "./statement.ts";

/** What is in hand, whose word counts, and what was said. */
export interface Case extends Question {
  /** The trusted keys. */
  readonly keys: readonly PublicKey[];
  /** Envelopes, each the bytes of one line of a file. */
  readonly envelopes: readonly Uint8Array[];
  /** The digest of this checker, as `etalon --version --json` prints it. */
  readonly checker: string;
}

/** Why a statement is not accepted, in the order in which it is looked for. */
export type Fault =
  /** It is no envelope. */
  | "malformed"
  /** No trusted key signed it. */
  | "untrusted"
  /** A trusted key signed something else than a statement. */
  | "payload-type"
  | "not-canonical"
  /** It is no statement, or not one with this predicate's fields. */
  | "schema"
  | "other-image"
  | "other-source"
  /** It names a certificate, and there is none in hand. */
  | "no-certificate"
  | "other-certificate"
  /** Our checker says otherwise, or its facts are others, and the signer says to have asked this very checker. */
  | "false-statement"
  /** The same, and the signer asked another version of the checker. */
  | "contradicted"
  /** Our checker comes to no verdict, or the image has too little stack or heap to be looked at. */
  | "undecided";

/** What became of one envelope. */
export type Outcome =
  /** Each fact in it was found again by our own checker. */
  | { readonly kind: "holds" }
  /** It is of these files; but what it says (`tested`, `built`) is the signer's word alone. */
  | { readonly kind: "said" }
  /** It is a statement of another predicate. */
  | { readonly kind: "ignored"; readonly message: string }
  | { readonly kind: "fails"; readonly fault: Fault; readonly message: string };

/** An envelope, judged. */
export interface Judged {
  readonly outcome: Outcome;
  /** The trusted keys that signed it. */
  readonly signers: readonly PublicKey[];
  /** What they said, where it could be read. */
  readonly statement: Statement | undefined;
}

/** The judgement. */
export interface Judgement {
  readonly answer: OwnAnswer;
  /** In the order of the envelopes. */
  readonly judged: readonly Judged[];
}

/** Judge what is said of an image. `asked` is who asks our own checker: this very process unless given. */
export async function judge(given: Case, options: CertifyOptions = {}, asked: Ask = ask): Promise<Judgement> {
  const { source, image, certificate, keys } = given;
  const opened: (Judged | Said)[] = [];
  for (const envelope of given.envelopes) opened.push(await openOne(envelope, keys));
  const { answer, says } = await asked({ source, image, certificate }, options);
  const known = opened.filter((one) => "outcome" in one);
  // Nothing is hashed where nobody whose word counts said anything.
  if (known.length === opened.length) return { answer, judged: known };
  const bundle = bundleOf(source);
  const facts: Facts = {
    image: hashOf(image).sha256,
    source: { entry: bundle.entry, sha256: bundleDigest(bundle) },
    certificate: certificate && { ...hashOf(certificate), says },
    answer,
    checker: given.checker,
  };
  const judged = opened.map((one) => ("outcome" in one ? one : { ...one, outcome: outcomeOf(one.statement, facts) }));
  return { answer, judged };
}

/** What trusted keys said, not yet held against anything. */
interface Said {
  readonly signers: readonly PublicKey[];
  readonly statement: Statement;
}

interface Facts {
  readonly image: string;
  readonly source: { readonly entry: string; readonly sha256: string };
  readonly certificate: { readonly sha256: string; readonly bytes: number; readonly says: Asked["says"] } | undefined;
  readonly answer: OwnAnswer;
  readonly checker: string;
}

/** What an envelope says, by whom; or what became of it where that is nothing. */
async function openOne(bytes: Uint8Array, keys: readonly PublicKey[]): Promise<Judged | Said> {
  const envelope = readEnvelope(bytes);
  if (!envelope.ok) return failed("malformed", envelope.error);
  const signers = await signersOf(envelope.value, keys);
  if (signers.length === 0) return failed("untrusted", "no signature in it is by a trusted key");
  const { payloadType, payload } = envelope.value;
  if (payloadType !== statementType)
    return failed("payload-type", `its payload is ${JSON.stringify(payloadType)}, not ${statementType}`, signers);
  const read = readStatement(payload);
  if (!read.ok) return failed(read.error.code, read.error.message, signers);
  if (read.value.kind === "other") {
    const message = `its predicate is ${JSON.stringify(read.value.predicateType)}`;
    return { outcome: { kind: "ignored", message }, signers, statement: undefined };
  }
  return { signers, statement: read.value.statement };
}

function failed(fault: Fault, message: string, signers: readonly PublicKey[] = []): Judged {
  return { outcome: fails(fault, message), signers, statement: undefined };
}

function fails(fault: Fault, message: string): Outcome {
  return { kind: "fails", fault, message };
}

/** Hold a statement of a trusted signer against the facts. */
function outcomeOf({ subject, predicate: said }: Statement, facts: Facts): Outcome {
  const { certificate, answer } = facts;
  if (subject.digest.sha256 !== facts.image) return fails("other-image", "it is about another image");
  if (said.source.digest.sha256 !== facts.source.sha256 || said.source.entry !== facts.source.entry)
    return fails("other-source", "it is about another source");
  if (said.certificate !== undefined) {
    if (certificate === undefined) return fails("no-certificate", "it names a certificate, and there is none here");
    if (said.certificate.digest.sha256 !== certificate.sha256)
      return fails("other-certificate", "it names another certificate");
  }
  if (said.evidence !== "certified") return { kind: "said" };
  // From here on, what is said can be found again; where it is not, the signer said something false.
  if (answer.verdict === "undecided" || answer.verdict === "starved" || answer.verdict === "defect")
    return fails("undecided", answer.reason);
  const wrong = contradiction(said, facts);
  if (wrong === undefined) return { kind: "holds" };
  return said.checker?.digest.sha256 === facts.checker
    ? fails("false-statement", `${wrong}, by the very checker that the signer names`)
    : fails("contradicted", `${wrong}; the signer names another checker`);
}

/** What our own checker finds otherwise. */
function contradiction(said: Statement["predicate"], { answer, certificate }: Facts): string | undefined {
  if (answer.verdict !== "certified") return `it says \`certified\`, and the certificate is ${rejected(answer)}`;
  const says = certificate?.says;
  if (says === undefined) throw new Error("a certificate that was not read is certified");
  const { stackBytes, heapBytes } = says.resources;
  const { resources, certificate: named } = said;
  if (resources?.stackBytes !== stackBytes || resources.heapBytes !== heapBytes)
    return `it says ${resources?.stackBytes} bytes of stack and ${resources?.heapBytes} of heap, and the image has ${stackBytes} and ${heapBytes}`;
  for (const name of Object.keys(semantics) as (keyof Semantics)[])
    if (said.semantics[name] !== semantics[name])
      return `it speaks of ${name} ${said.semantics[name]}, and this is ${name} ${semantics[name]}`;
  if (named?.bytes !== certificate?.bytes) return "the certificate has another size than it says";
  if (named?.format !== says.format) return "the certificate is of another format than it says";
  return undefined;
}

function rejected(answer: Exclude<OwnAnswer, { readonly verdict: "certified" }>): string {
  switch (answer.verdict) {
    case "refused":
      return `refused: ${answer.reason}`;
    case "invalid":
      return `not looked at: the ${answer.part} is invalid`;
    case "undecided":
    case "starved":
    case "defect":
      return `not decided: ${answer.reason}`;
    case "none":
      return "not here";
  }
}
