/**
 * A policy: what has to be shown, or said by whom, before somebody takes an image. Without one, it has to be certified, and
 * nobody has to have said anything.
 *
 * `certified` is our own checker's answer. `signed` is the word of so many holders of keys, and no more than that: under it alone
 * a stolen key gets any image in.
 */

import { failure, type Result, success } from "../core/result.ts";
import { Flaw, list, oneOf, type Reader, readWith, record, text, whole } from "../proof/certificate/reader.ts";
import { type Semantics, semantics } from "../proof/certificate/semantics.ts";
import { readJson } from "./canonical.ts";
import type { Judgement } from "./judge.ts";
import type { PublicKey } from "./keys.ts";
import { keyReader } from "./lock.ts";
import { dictionary } from "./open-record.ts";

/** What may be enough. */
export type Evidence = "certified" | "signed";

/** What somebody demands. */
export interface Policy {
  /** Any of these is enough. */
  readonly evidence: readonly Evidence[];
  /** So many of these holders have to say so, whatever the evidence. A holder counts once, with however many keys. */
  readonly signed?: { readonly threshold: number; readonly holders: ReadonlyMap<string, readonly PublicKey[]> };
  /** The assumptions that are accepted; all of them without it. */
  readonly assumptions?: readonly string[];
  /** The semantics that are accepted; those of this checker without it. */
  readonly semantics?: readonly Semantics[];
}

/** The policy of somebody who gives none. */
export const usualPolicy: Policy = { evidence: ["certified"] };

const holderForm = /^[a-z0-9][a-z0-9.@-]{0,63}$/;
const version = whole(1, 2 ** 31 - 1);

const signed: Reader<NonNullable<Policy["signed"]>> = (value) => {
  const read = record<NonNullable<Policy["signed"]>>({
    threshold: whole(1, 64),
    holders: dictionary(holderForm, list(keyReader, 64), 64),
  })(value);
  if (read instanceof Flaw) return read;
  const keys = [...read.holders.values()].flat().map(({ id }) => id);
  if (new Set(keys).size < keys.length) return new Flaw("one key is there twice").within("holders");
  if (read.threshold > read.holders.size) return new Flaw("is more than there are holders").within("threshold");
  return read;
};

const policy: Reader<Policy> = (value) => {
  const read = record<Policy>(
    { evidence: list(oneOf("certified", "signed"), 2) },
    {
      signed,
      assumptions: list(text(/^[a-z][a-z-]{0,63}$/), 64),
      semantics: list(record<Semantics>({ conforms: version, ell: version, rv32im: version }), 64),
    },
  )(value);
  if (read instanceof Flaw) return read;
  if (read.evidence.length === 0) return new Flaw("names nothing that would be enough").within("evidence");
  if (read.evidence.includes("signed") && read.signed === undefined)
    return new Flaw("is missing: whose word is enough?").within("signed");
  return read;
};

/** The policy that bytes are; or what is wrong with them, and where. */
export function readPolicy(bytes: Uint8Array): Result<Policy, string> {
  if (bytes.length > 2 ** 20) return failure("it has more than 1048576 bytes");
  const json = readJson(bytes);
  if (!json.ok) return json;
  const read = readWith(policy, json.value.json);
  return read.ok ? success(read.value) : read;
}

/** All keys that count under a policy. */
export function keysOf(policy: Policy): readonly PublicKey[] {
  return policy.signed === undefined ? [] : [...policy.signed.holders.values()].flat();
}

/** Whether an image is taken, and why. */
export type Admission =
  | { readonly kind: "met"; readonly by: Evidence; readonly holders: readonly string[] }
  | { readonly kind: "refused" | "starved" | "undecided" | "defect"; readonly message: string };

/** Hold a judgement against a policy. `assumed` is what the checker's own answer assumes. */
export function admit(judgement: Judgement, policy: Policy, assumed: readonly string[]): Admission {
  const { answer } = judgement;
  const holders = holdersIn(judgement, policy);
  const threshold = policy.signed?.threshold ?? 0;
  const certified = policy.evidence.includes("certified") && answer.verdict === "certified";
  // Nobody's word gives an image more stack than it has.
  if (answer.verdict === "starved") return { kind: "starved", message: answer.reason };
  if (certified || policy.evidence.includes("signed")) {
    if (holders.length < threshold) {
      const who = holders.length === 0 ? "nobody" : `only ${holders.join(", ")}`;
      return { kind: "refused", message: `${who} says so of the ${threshold} holders that the policy asks for` };
    }
    if (!certified) return { kind: "met", by: "signed", holders };
    const known = policy.semantics ?? [semantics];
    if (!known.some((one) => sameSemantics(one, semantics)))
      return { kind: "refused", message: "the policy does not accept the semantics of this checker" };
    const other = policy.assumptions && assumed.find((id) => !policy.assumptions?.includes(id));
    if (other !== undefined) return { kind: "refused", message: `the policy does not accept the assumption ${other}` };
    return { kind: "met", by: "certified", holders };
  }
  switch (answer.verdict) {
    case "certified":
      throw new Error("a certified image is neither accepted nor refused");
    case "undecided":
    case "defect":
      return { kind: answer.verdict, message: answer.reason };
    case "refused":
      return { kind: "refused", message: answer.reason };
    case "invalid":
      return { kind: "refused", message: `its ${answer.part} is invalid${errorOf(answer)}` };
    case "none":
      return { kind: "undecided", message: "it has no certificate" };
  }
}

function errorOf(answer: Extract<Judgement["answer"], { readonly verdict: "invalid" }>): string {
  if (answer.part === "certificate") return `: ${answer.error}`;
  const message = answer.part === "source" ? answer.diagnostics[0]?.message : answer.errors[0]?.message;
  return message === undefined ? "" : `: ${message}`;
}

/** The holders who say that these bytes are of this source: that they made them so, or that they are certified. */
function holdersIn({ judged }: Judgement, { signed: asked, assumptions, semantics: accepted }: Policy): string[] {
  const found: string[] = [];
  for (const [name, keys] of asked?.holders ?? []) {
    const says = judged.some(({ outcome, signers, statement }) => {
      if (statement === undefined || !signers.some(({ id }) => keys.some((key) => key.id === id))) return false;
      const { predicate: said } = statement;
      if (outcome.kind !== "holds" && !(outcome.kind === "said" && said.evidence === "built")) return false;
      if (assumptions !== undefined && said.assumptions.some((id) => !assumptions.includes(id))) return false;
      return (accepted ?? [semantics]).some((one) => sameSemantics(one, said.semantics));
    });
    if (says) found.push(name);
  }
  return found;
}

function sameSemantics(a: Semantics, b: Semantics): boolean {
  return a.ell === b.ell && a.rv32im === b.rv32im && a.conforms === b.conforms;
}
