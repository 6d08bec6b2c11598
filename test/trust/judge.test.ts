/**
 * The judge: each fault at its place in the order, the files in hand before every word, and no mutated envelope that is
 * accepted with another meaning.
 */

import {
  type Case,
  conformanceType,
  type Json,
  judge,
  type Outcome,
  type PrivateKey,
  type Statement,
  statementForm,
  statementType,
  writeCanonical,
  writeEnvelope,
  writeStatement,
} from "etalon/trust";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checker, filesOf, keyOf } from "./programs.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const key = await keyOf(0);
const stranger = await keyOf(1);
const files = filesOf("fn main(): int { write(read() + 1); return 0; }");
const others = filesOf("fn main(): int { write(read() + 2); return 0; }");
const { statement } = files;
const said = statement.predicate;

async function signed(of: Statement, by: PrivateKey = key): Promise<Uint8Array> {
  return bytes(await writeEnvelope(statementType, writeStatement(of), [by]));
}

/** An envelope around any value, canonical, by a trusted key. */
async function signedJson(value: object): Promise<Uint8Array> {
  return bytes(await writeEnvelope(statementType, bytes(writeCanonical(value as Json)), [key]));
}

function caseOf(envelopes: readonly Uint8Array[], parts: Partial<Case> = {}): Case {
  return { ...files, keys: [key.publicKey], envelopes, checker, ...parts };
}

async function outcome(envelope: Uint8Array, parts: Partial<Case> = {}): Promise<Outcome> {
  const { judged } = await judge(caseOf([envelope], parts));
  return judged[0]!.outcome;
}

const fails = (fault: string, message: RegExp = /./) => ({
  ...{ kind: "fails", fault, message: expect.stringMatching(message) as string },
});

describe("the judge", () => {
  const good = signed(statement);

  it("finds again what is said", async () => {
    const { answer, judged } = await judge(caseOf([await good]));
    expect(answer.verdict).toBe("certified");
    expect(judged).toStrictEqual([{ outcome: { kind: "holds" }, signers: [key.publicKey], statement }]);
  });

  it("needs no statement for its own answer", async () => {
    expect((await judge(caseOf([]))).answer.verdict).toBe("certified");
    expect((await judge(caseOf([], { certificate: undefined }))).answer).toStrictEqual({ verdict: "none" });
  });

  it("names the first thing that is wrong, in this order", async () => {
    const of = (change: Partial<Statement["predicate"]>, of = statement): Promise<Uint8Array> =>
      signed({ ...of, predicate: { ...of.predicate, ...change } });
    const form = {
      _type: statementForm,
      predicateType: conformanceType,
      subject: [statement.subject],
      predicate: said,
    };
    const payload = writeStatement(statement);
    const loose = bytes(JSON.stringify(form, undefined, 1));
    const digest = { sha256: "0".repeat(64) };
    const steps: readonly (readonly [Uint8Array, object, Partial<Case>?])[] = [
      [bytes("{"), fails("malformed", /not JSON/)],
      [await signed(statement, stranger), fails("untrusted")],
      [bytes(await writeEnvelope("text/plain", payload, [key])), fails("payload-type", /"text\/plain"/)],
      [bytes(await writeEnvelope(statementType, loose, [key])), fails("not-canonical")],
      [await signedJson({ ...form, _type: "https://in-toto.io/Statement/v0.1" }), fails("schema", /^_type/)],
      [await signedJson({ ...form, subject: [] }), fails("schema", /^subject: expected one/)],
      [await signedJson({ ...form, subject: [statement.subject, statement.subject] }), fails("schema", /^subject/)],
      [await signedJson({ ...form, predicate: { ...said, claim: "works" } }), fails("schema", /^predicate\.claim/)],
      [await signed(others.statement), fails("other-image")],
      [await of({ source: { entry: "main.ell", digest } }), fails("other-source")],
      [await of({ source: { ...said.source, entry: "other.ell" } }), fails("other-source")],
      [await good, fails("no-certificate"), { certificate: undefined }],
      [await good, fails("other-certificate"), { certificate: others.certificate }],
    ];
    for (const [envelope, wanted, parts] of steps) expect(await outcome(envelope, parts)).toMatchObject(wanted);
    const other = { ...form, predicateType: "https://slsa.dev/provenance/v1", predicate: { any: "thing" } };
    expect(await outcome(await signedJson(other))).toMatchObject({ kind: "ignored" });
    const more = {
      ...form,
      later: 1,
      predicate: { ...said, later: [] },
      subject: [{ ...statement.subject, uri: "x" }],
    };
    expect(await outcome(await signedJson(more))).toStrictEqual({ kind: "holds" });
  });

  it("says who said something false, and whether of this very checker", async () => {
    // The certificate's bytes are those that are named; it is the certificate of another image.
    const { certificate } = others.statement.predicate;
    const lie = { ...statement, predicate: { ...said, certificate: certificate! } };
    const parts = { certificate: others.certificate };
    expect(await outcome(await signed(lie), parts)).toMatchObject(
      fails("false-statement", /refused: .*another source/),
    );
    expect(await outcome(await signed(lie), { ...parts, checker: "d".repeat(64) })).toMatchObject(
      fails("contradicted"),
    );
    const claims: readonly Partial<Statement["predicate"]>[] = [
      { resources: { stackBytes: said.resources!.stackBytes, heapBytes: 2 ** 31 } },
      { semantics: { ...said.semantics, ell: 9 } },
      { certificate: { ...said.certificate!, bytes: 1 } },
      { certificate: { ...said.certificate!, format: "etalon-certificate/9" } },
    ];
    for (const claim of claims) {
      const envelope = await signed({ ...statement, predicate: { ...said, ...claim } });
      expect(await outcome(envelope)).toMatchObject(fails("false-statement"));
    }
  });

  it("does not call false what it could not decide", async () => {
    const starved = filesOf("fn main(): int { return 7; }", { heapBytes: 0 });
    const about = caseOf([await signed(starved.statement)], starved);
    expect((await judge(about)).judged[0]?.outcome).toMatchObject(fails("undecided", /bytes of heap/));
    expect((await judge(about, { least: { stackBytes: 0, heapBytes: 0 } })).judged[0]?.outcome.kind).toBe("holds");
  });

  it("takes `built` and `tested` for words, and asks its own checker all the same", async () => {
    const { checker: _c, certificate: _d, resources: _r, ...rest } = said;
    const built: Statement = { ...statement, predicate: { ...rest, evidence: "built" } };
    const { answer, judged } = await judge(caseOf([await signed(built)], { certificate: others.certificate }));
    expect([answer.verdict, judged[0]?.outcome]).toStrictEqual(["refused", { kind: "said" }]);
    expect(await outcome(await signed(built), { certificate: undefined })).toStrictEqual({ kind: "said" });
    const tests = { runs: 100, seed: 1, engines: ["machine"] };
    const tested: Statement = { ...statement, predicate: { ...rest, evidence: "tested", tests } };
    expect(await outcome(await signed(tested))).toStrictEqual({ kind: "said" });
    const untold: Statement = { ...statement, predicate: { ...rest, evidence: "tested" } };
    expect(await outcome(await signed(untold))).toMatchObject(fails("schema", /^predicate\.tests: is missing/));
    const uncertified: Statement = { ...statement, predicate: { ...rest, evidence: "certified" } };
    expect(await outcome(await signed(uncertified))).toMatchObject(fails("schema", /^predicate\.certificate/));
  });

  it("a stolen key gets no wrong image accepted", async () => {
    // Everything that the thief can write: the image of another source, with any certificate, under the true source.
    for (const certificate of [files.certificate, others.certificate]) {
      const lie = { ...others.statement, predicate: { ...others.statement.predicate, source: said.source } };
      const parts = { image: others.image, certificate };
      const { answer, judged } = await judge(caseOf([await signed(lie)], parts));
      expect(answer.verdict).toBe("refused");
      expect(judged[0]?.outcome.kind).toBe("fails");
    }
  });
});

describe("mutated envelopes", () => {
  /** A change of some bytes: other ones, fewer, more, or a part moved. */
  const change = fc.tuple(
    fc.nat(),
    fc.nat(),
    fc.constantFrom("flip", "drop", "add", "copy", "cut", "swap"),
    fc.nat(255),
  );
  function mutated(line: Uint8Array, [a, b, how, value]: readonly [number, number, string, number]): Uint8Array {
    if (line.length === 0) return line;
    const [i, j] = [a % line.length, b % line.length].sort((x, y) => x - y) as [number, number];
    const part = (from: number, to?: number): readonly number[] => [...line.subarray(from, to)];
    switch (how) {
      case "flip":
        return line.with(i, value);
      case "drop":
        return Uint8Array.of(...part(0, i), ...part(i + 1));
      case "add":
        return Uint8Array.of(...part(0, i), value, ...part(i));
      case "copy":
        return Uint8Array.of(...part(0, j), ...part(i, j), ...part(j));
      case "cut":
        return line.slice(0, i);
      default:
        return line.with(i, line[j]!).with(j, line[i]!);
    }
  }

  it("10,000 by bytes: accepted only with the very same payload", async () => {
    const line = await signed(statement);
    const envelopes = fc.sample(fc.array(change, { minLength: 1, maxLength: 3 }), { numRuns: 10_000 });
    const lines = envelopes.map((changes) => changes.reduce(mutated, line));
    const { judged } = await judge(caseOf(lines));
    expect(judged).toHaveLength(10_000);
    const accepted = judged.filter(({ outcome }) => outcome.kind !== "fails");
    for (const one of accepted) expect(one.statement).toStrictEqual(statement);
    // The mutations reach both: what is not read, and what is read and not signed.
    const faults = new Set(judged.map(({ outcome }) => (outcome.kind === "fails" ? outcome.fault : outcome.kind)));
    expect([...faults]).toEqual(expect.arrayContaining(["malformed", "untrusted", "holds"]));
  });

  it("1,000 payloads signed by a trusted key: accepted only with the same facts", async () => {
    const payload = writeStatement(statement);
    const changes = fc.sample(fc.array(change, { minLength: 1, maxLength: 2 }), { numRuns: 1_000 });
    const lines = await Promise.all(
      changes.map(async (one) => bytes(await writeEnvelope(statementType, one.reduce(mutated, payload), [key]))),
    );
    const { judged } = await judge(caseOf(lines));
    for (const { outcome: found, statement: read } of judged)
      if (found.kind === "holds") {
        // What nobody can check may be otherwise: names, and what the signer assumes.
        const { name: _n, ...subject } = read!.subject;
        const { checker: _c, assumptions: _a, builder: _b, ...facts } = read!.predicate;
        const { checker: _d, assumptions: _e, ...wanted } = said;
        expect([subject, facts]).toStrictEqual([{ digest: statement.subject.digest }, wanted]);
      }
    expect(judged.some(({ outcome: found }) => found.kind === "fails" && found.fault === "schema")).toBe(true);
  });
});
