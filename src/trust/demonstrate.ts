/**
 * What breaks without the two assumptions that are about signatures, shown by running it: a stolen key, and a clock that is
 * behind. (The others are shown in src/proof/argument.)
 */

import { describeOutcome, written } from "../core/behaviour.ts";
import { parseProgram } from "../lang/check/check.ts";
import { readElf } from "../machine/elf/read.ts";
import type { DemonstratedRun, Demonstration } from "../proof/argument/demonstrate.ts";
import { bundleDigest, bundleOf } from "../proof/certificate/bundle.ts";
import { hashOf } from "../proof/certificate/hash.ts";
import { semantics } from "../proof/certificate/semantics.ts";
import { conforms, describeConformance } from "../proof/evidence/conforms.ts";
import { observeMachine } from "../proof/evidence/observe-machine.ts";
import { observeSource } from "../proof/evidence/observe-source.ts";
import { madeBy } from "./attack/trojan.ts";
import { statementType, writeEnvelope } from "./envelope.ts";
import { judge } from "./judge.ts";
import { makeKey } from "./keys.ts";
import { admit, usualPolicy } from "./policy.ts";
import { followRelease, writeRelease } from "./release.ts";
import { type Statement, writeStatement } from "./statement.ts";

/** The assumptions that are shown here. */
export type SignedAssumption = "keys" | "clock";

const writing = (digit: string): string => `fn main(): int {\n  write('${digit}');\n  write('\\n');\n  return 0;\n}\n`;
const nothing = new Uint8Array();

/**
 * Show by an executed example what breaks without one of these assumptions.
 *
 * @example
 * ```ts
 * import { demonstrateSigned } from "etalon/trust";
 * (await demonstrateSigned("keys")).breaks; // => true
 * ```
 */
export async function demonstrateSigned(id: SignedAssumption): Promise<Demonstration> {
  switch (id) {
    case "keys":
      return { id, ...(await stolenKey()) };
    case "clock":
      return { id, ...(await slowClock()) };
  }
}

type Shown = Omit<Demonstration, "id">;

async function stolenKey(): Promise<Shown> {
  const good = madeBy(writing("1"));
  const theirs = madeBy(writing("2"));
  const key = await makeKey();
  const said: Statement = {
    subject: { name: "program.elf", digest: { sha256: hashOf(theirs.image).sha256 } },
    predicate: {
      ...{ claim: "conforms", evidence: "built", semantics, assumptions: [] },
      source: { entry: "main.ell", digest: { sha256: bundleDigest(bundleOf(good.source)) } },
    },
  };
  const envelope = new TextEncoder().encode(await writeEnvelope(statementType, writeStatement(said), [key]));
  const signed = { threshold: 1, holders: new Map([["builder", [key.publicKey]]]) };
  const given = { source: good.source, image: theirs.image, keys: [key.publicKey], checker: "" };
  const word = await judge({ ...given, certificate: undefined, envelopes: [envelope] });
  const proof = await judge({ ...given, certificate: theirs.certificate, envelopes: [] });
  const taken = admit(word, { evidence: ["signed"], signed }, []);
  const refused = admit(proof, usualPolicy, []);
  const { source, right } = ran(writing("1"), good.image);
  const wrong = observeMachine(imageOf(theirs.image), nothing, budget);
  return {
    program: writing("1"),
    runs: [
      shown("the source", source),
      shown("the image that its builder made", right),
      shown("another one, signed with the builder's stolen key, and taken by a policy of signatures alone", wrong),
    ],
    check: describeConformance(conforms(right, source)),
    breaks: taken.kind === "met" && refused.kind === "refused" && conforms(wrong, source).verdict === "differs",
    conclusion:
      "Under signatures alone the key is all there is. Its certificate was refused: a stolen key makes no proof.",
  };
}

async function slowClock(): Promise<Shown> {
  const [old, fresh] = [madeBy(writing("1")), madeBy(writing("2"))];
  const key = await makeKey();
  const name = "program";
  const source = bundleDigest(bundleOf(old.source));
  const payload = writeRelease({ name, source, expires: "2026-01-31" });
  const envelope = new TextEncoder().encode(await writeEnvelope(statementType, payload, [key]));
  const { sha256 } = hashOf(payload);
  const known = { keys: [key.publicKey], threshold: 1 };
  const ask = (today: string) => followRelease(sha256, () => Promise.resolve(envelope), { name, known, today });
  const [found, missed] = [await ask("2026-02-01"), await ask("2025-02-01")];
  const { source: meant, right } = ran(writing("2"), fresh.image);
  const behind = observeMachine(imageOf(old.image), nothing, budget);
  const taken = missed.kind === "newest" && missed.head.release.source === source;
  return {
    program: writing("2"),
    runs: [
      shown("the newest source, whose release a server withholds", meant),
      shown("its image", right),
      shown("what is taken for the newest, with a clock that is a year behind", behind),
    ],
    check: describeConformance(conforms(right, meant)),
    breaks: found.kind === "expired" && taken && conforms(behind, meant).verdict === "differs",
    conclusion: "With the right date the old release had expired. A date is only as good as the clock.",
  };
}

const budget = { clock: 100_000 };

function imageOf(file: Uint8Array) {
  const image = readElf(file);
  if (!image.ok) throw new Error("a demonstration's file cannot be read");
  return image.value;
}

function ran(text: string, file: Uint8Array) {
  const program = parseProgram(text);
  if (!program.ok) throw new Error("a demonstration's program is wrong");
  return {
    source: observeSource(program.value, nothing, budget),
    right: observeMachine(imageOf(file), nothing, budget),
  };
}

function shown(what: string, behaviour: Parameters<typeof conforms>[0]): DemonstratedRun {
  const output = new TextDecoder().decode(written(behaviour.events));
  return { what, output, end: describeOutcome(behaviour.outcome) };
}
