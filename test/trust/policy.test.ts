/** What a policy admits: our own answer, or the word of holders, each counted once, and nobody's word for more stack. */

import {
  type Admission,
  admit,
  judge,
  type Policy,
  type PrivateKey,
  publicKeyText,
  readPolicy,
  type Statement,
  statementType,
  writeEnvelope,
  writeStatement,
} from "etalon/trust";
import { expect, it } from "vitest";
import { checker, type Files, filesOf, keyOf } from "./programs.ts";

const [alice, bob, stranger] = [await keyOf(0), await keyOf(1), await keyOf(2)];
const files = filesOf("fn main(): int { write(read() + 1); return 0; }");
const other = filesOf("fn main(): int { write(read() + 2); return 0; }");
const holders = { alice: [publicKeyText(alice.publicKey)], bob: [publicKeyText(bob.publicKey)] };
const policyOf = (value: object): Policy => {
  const read = readPolicy(new TextEncoder().encode(JSON.stringify(value)));
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const certified = policyOf({ evidence: ["certified"] });
const both = policyOf({ evidence: ["certified"], signed: { threshold: 2, holders } });
const either = policyOf({ evidence: ["certified", "signed"], signed: { threshold: 2, holders } });

const { certificate: _c, checker: _k, resources: _r, ...rest } = files.statement.predicate;
const built = (of: Files): Statement => ({
  subject: of.statement.subject,
  predicate: { ...rest, evidence: "built" },
});

async function admitted(
  policy: Policy,
  signers: readonly PrivateKey[],
  parts: Partial<Files> & { readonly said?: Statement; readonly none?: true; readonly least?: number } = {},
): Promise<Admission> {
  const { said = files.statement, none, least, ...given } = parts;
  const line = async (key: PrivateKey): Promise<Uint8Array> =>
    new TextEncoder().encode(await writeEnvelope(statementType, writeStatement(said), [key]));
  const inHand = { ...files, ...given };
  const keys = [alice.publicKey, bob.publicKey];
  const judgement = await judge(
    {
      ...{ ...inHand, keys, checker },
      certificate: none ? undefined : inHand.certificate,
      envelopes: await Promise.all(signers.map(line)),
    },
    least === undefined ? {} : { least: { stackBytes: least, heapBytes: 0 } },
  );
  return admit(judgement, policy, ["hardware", "checker"]);
}

it("takes what is certified, without anybody's word", async () => {
  expect(await admitted(certified, [])).toStrictEqual({ kind: "met", by: "certified", holders: [] });
  expect(await admitted(certified, [], { image: other.image })).toMatchObject({ kind: "refused" });
  expect(await admitted(certified, [], { none: true })).toMatchObject({ kind: "undecided" });
  expect(await admitted(certified, [], { least: 2 ** 30 })).toMatchObject({ kind: "starved" });
});

it("asks for holders besides, and counts each of them once", async () => {
  expect(await admitted(both, [alice, bob])).toStrictEqual({ kind: "met", by: "certified", holders: ["alice", "bob"] });
  expect(await admitted(both, [alice, alice, stranger])).toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/only alice/) as string,
  });
  expect(await admitted(both, [])).toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/nobody/) as string,
  });
});

it("takes the word of enough holders alone only where the policy says so: a stolen key is then worth an image", async () => {
  const said = built(other);
  const theirs = { said, image: other.image, none: true as const };
  expect(await admitted(either, [alice, bob], theirs)).toStrictEqual({
    ...{ kind: "met", by: "signed", holders: ["alice", "bob"] },
  });
  expect(await admitted(either, [alice], theirs)).toMatchObject({ kind: "refused" });
  expect(await admitted(both, [alice, bob], theirs)).toMatchObject({ kind: "undecided" });
  expect(await admitted(either, [alice, bob], { ...theirs, image: files.image })).toMatchObject({ kind: "refused" });
  // No word gives an image more stack than it has.
  expect(await admitted(either, [alice, bob], { least: 2 ** 30 })).toMatchObject({ kind: "starved" });
});

it("takes nobody's other assumptions or semantics", async () => {
  const fewer = policyOf({ evidence: ["certified"], assumptions: ["checker"] });
  expect(await admitted(fewer, [])).toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/assumption hardware/) as string,
  });
  const older = policyOf({ evidence: ["certified"], semantics: [{ ell: 1, rv32im: 1, conforms: 1 }] });
  expect(await admitted(older, [])).toMatchObject({
    kind: "refused",
    message: expect.stringMatching(/semantics/) as string,
  });
  const signed = { threshold: 1, holders };
  const narrow = policyOf({ evidence: ["signed"], signed, assumptions: ["hardware"] });
  expect(await admitted(narrow, [alice], { said: built(files), none: true })).toMatchObject({ kind: "refused" });
});
