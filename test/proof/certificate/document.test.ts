/**
 * Certificates as documents: they survive their JSON, the schema is published as it is, and what is not a certificate
 * is refused with a place and a reason.
 */

import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issueCertificate } from "../../../src/compiler/certificate/issue.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check/check.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import type { CutPoint } from "../../../src/proof/certificate/claims.ts";
import {
  type Certificate,
  ownCertificate,
  parseJson,
  readCertificate,
  writeCertificate,
} from "../../../src/proof/certificate/document.ts";
import { certify } from "../../../src/proof/checker/certify.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function issued(text: string) {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compiled = compile(program.value);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const image = writeElf(compiled.value.image);
  return { source: encode(text), image, certificate: issueCertificate(compiled.value, encode(text), image) };
}

const text = "fn main(): int { let a = new int[](3); for i in 0..3 { a[i] = read(); } return a[0] / a[1]; }";

describe("the document", () => {
  test("it survives its JSON", () => {
    const { certificate } = issued(text);
    expect(readCertificate(writeCertificate(certificate))).toEqual({ ok: true, value: certificate });
  });

  test.each<readonly [string, RegExp]>([
    ["", /no JSON/],
    ["[]", /^expected an object/],
    ["{}", /^format: is missing/],
    ...["null", "true", "1", '"version"'].map((json) => [json, /^expected an object/] as const),
    ['{"format":"etalon-certificate","version":"1"}', /^version: expected 4$/],
    ['{"format":"etalon-certificate","version":"5"}', /^version: expected 4$/],
    ['{"format":"etalon-certificate","version":1}', /format 1, an older one.*`etalon upgrade`/],
    ['{"format":"etalon-certificate","version":2}', /format 2, an older one.*`etalon upgrade`/],
    ['{"format":"etalon-certificate","version":3}', /format 3, an older one.*`etalon upgrade`/],
    ['{"format":"etalon-certificate","version":5}', /format 5, a newer one/],
  ])("%s is no certificate", (json, reason) => {
    expect(readCertificate(json)).toEqual({ ok: false, error: expect.stringMatching(reason) as unknown });
  });

  test("all that can be claimed survives it, and is read in memory", () => {
    const { certificate } = issued(text);
    const leaves = [
      { kind: "local", slot: 0 },
      { kind: "pending", index: 1 },
      { kind: "result" },
      { kind: "constant", value: -3 },
      { kind: "global", index: 2 },
      { kind: "entry_sp" },
      { kind: "register", register: 9 },
      { kind: "slot", offset: 4 },
    ] as const;
    const [local, pending, result, constant, , , register, slot] = leaves;
    const facts = leaves.map((condition, i) => ({ condition, holds: i % 2 === 0 }));
    const cut: CutPoint = {
      phase: "after",
      node: 3,
      pc: 8,
      base: null,
      dropped: [local, pending, result],
      values: [
        { value: local, location: constant },
        { value: pending, location: register },
        { value: result, location: slot },
      ],
      computed: [{ value: local, term: { kind: "element", array: pending, index: result } }],
      released: [register, slot],
      held: [{ location: slot, term: { kind: "length", array: local } }],
      retracted: facts,
      facts: [{ condition: { kind: "apply", operation: "sltu", left: local, right: constant }, holds: true }],
      inlined: 1,
      sp: 8,
      saved: [{ register: 1, location: slot }],
    };
    const inlined = [
      { call: 3, within: null },
      { call: 5, within: 0 },
    ];
    const made: Certificate = {
      ...certificate,
      layout: { ...certificate.layout, base: 4096 },
      functions: [{ entry: 4, frame: 8, saved: [{ register: 1, location: register }], facts, inlined, cuts: [cut] }],
    };
    expect(ownCertificate(made)).toStrictEqual({ ok: true, value: made });
    expect(readCertificate(writeCertificate(made))).toStrictEqual({ ok: true, value: made });
  });

  test("digests and paths are so long, and of such signs", () => {
    const { certificate } = issued(text);
    const { source, image } = certificate;
    const digest = "0".repeat(64);
    const file = source.files[0]!;
    const flaws = (change: object): string => {
      const read = ownCertificate({ ...certificate, ...change });
      return read.ok ? "" : read.error.split(":")[0]!;
    };
    for (const sha256 of ["", `${digest}0`, `x${digest}`, `${digest}x`, digest.slice(1), `${digest.slice(1)}A`])
      expect([
        flaws({ image: { ...image, sha256 } }),
        flaws({ source: { ...source, sha256 } }),
        flaws({ source: { ...source, files: [{ ...file, sha256 }] } }),
      ]).toStrictEqual(["image.sha256", "source.sha256", "source.files.0.sha256"]);
    const paths = (path: string): readonly string[] => [
      flaws({ source: { ...source, entry: path } }),
      flaws({ source: { ...source, files: [{ ...file, path }] } }),
    ];
    for (const path of ["a", "a".repeat(255), "ä/𝛼 b"]) expect(paths(path)).toStrictEqual(["", ""]);
    for (const path of ["", "a".repeat(256), "\na", "a\n", "a\u0000b"])
      expect(paths(path)).toStrictEqual(["source.entry", "source.files.0.path"]);
  });

  test("only so much of a text is read", () => {
    expect([parseJson("[1]", 3), parseJson("[1]", 2)]).toStrictEqual([
      { ok: true, value: [1] },
      { ok: false, error: "it is larger than 2 bytes" },
    ]);
    expect(readCertificate(" ".repeat(2 ** 26 + 1))).toStrictEqual({
      ok: false,
      error: "it is larger than 67108864 bytes",
    });
  });

  test("a number out of range is refused with its path", () => {
    const { certificate } = issued(text);
    const json = writeCertificate(certificate).replace(/"frame":\d+/, '"frame":-4');
    expect(readCertificate(json)).toEqual({
      ok: false,
      error: expect.stringMatching(/^functions\.0\.frame: /) as unknown,
    });
  });

  test("any text is a certificate or a reason, never an exception", () => {
    const whole = writeCertificate(issued(text).certificate);
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length), fc.string(), (a, b, middle) => {
        const answer = readCertificate(whole.slice(0, a) + middle + whole.slice(b));
        expect(typeof answer.ok).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });
});

/** A number of either side of a limit, or none at all. */
const number = fc.oneof(
  fc.nat(70),
  fc.constantFrom(-(2 ** 31) - 1, -(2 ** 31), -1, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32, 2 ** 32 + 1, 0.5, 1e300),
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  number,
  fc.constantFrom<unknown>(null, true, false, "", "before", "after", [], {}, [0], { result: true }, { result: 1 }),
  fc
    .tuple(fc.constantFrom("local", "pending", "register", "slot", "constant", "global"), number)
    .map(([k, n]) => ({ [k]: n })),
  fc.constantFrom<unknown>(
    { length: { local: 0 } },
    { length: { slot: 0 } },
    { element: [{ global: 0 }, { constant: 1 }] },
    { element: [{ global: 0 }] },
    { add: [{ pending: 0 }, { result: true }] },
    { add: [{ local: 0 }, { local: 0 }], sub: [{ local: 0 }, { local: 0 }] },
    { power: [{ local: 0 }, { local: 0 }] },
    [{ local: 0 }, { local: 1 }],
  ),
);
const keys = [
  "base",
  "dropped",
  "values",
  "value",
  "location",
  "phase",
  "node",
  "pc",
  "slot",
  "local",
  "x",
  "__proto__",
  "held",
  "computed",
  "released",
  "facts",
  "retracted",
  "term",
  "condition",
  "holds",
  "inlined",
  "within",
  "sp",
  "saved",
  "length",
  "add",
  "array",
];

/** A document with something changed somewhere: the numbers say where. */
function changed(
  document: unknown,
  way: readonly number[],
  [kind, key, value]: readonly [number, string, unknown],
): unknown {
  if (typeof document !== "object" || document === null || way.length === 0) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(document)
    ? [...(document as unknown[])]
    : { ...document };
  const names = Object.keys(copy);
  const [first, ...rest] = way;
  if (rest.length === 0 || names.length === 0) {
    if (Array.isArray(copy)) return kind === 0 ? copy.slice(1) : [...copy, value];
    if (kind === 0 && names.length > 0) return Object.fromEntries(Object.entries(copy).slice(1));
    return Object.defineProperty(copy, key, { value, enumerable: true, writable: true, configurable: true });
  }
  const name = names[first! % names.length]!;
  const at = copy as Record<string, unknown>;
  at[name] = changed(at[name], rest, [kind, key, value]);
  return copy;
}

/** A document of which every cut point claims terms and facts, too: some that no compiler would. */
function withTerms(document: Certificate): unknown {
  const term = { sltu: [{ element: [{ global: 0 }, { pending: 1 }] }, { length: { local: 2 } }] };
  const said = {
    computed: [{ value: { local: 1 }, term: { constant: -3 } }],
    released: [{ register: 9 }],
    held: [
      { location: { slot: 4 }, term },
      { location: { register: 9 }, term: { result: true } },
    ],
    retracted: [{ condition: { global: 1 }, holds: true }],
    facts: [{ condition: term, holds: false }],
    inlined: 0,
    sp: 8,
    saved: [{ register: 1, location: { slot: 4 } }],
  };
  const functions = document.functions.map((f) => ({
    ...f,
    facts: said.facts,
    inlined: [
      { call: 3, within: null },
      { call: 5, within: 0 },
    ],
    cuts: f.cuts.map((cut) => ({ ...cut, ...said })),
  }));
  return { ...document, functions, layout: { ...document.layout, base: 4096 } };
}

describe("the published schema and the reader", () => {
  const schema = JSON.parse(readFileSync("docs/certificate.schema.json", "utf8")) as object;
  const validate = new Ajv().compile(schema);

  test("accept what the compiler issues", () => {
    const json = writeCertificate(issued(text).certificate);
    expect(validate(JSON.parse(json))).toBe(true);
    expect(readCertificate(json).ok).toBe(true);
  });

  test("agree on documents that are nearly certificates", () => {
    const issuedOne = JSON.parse(writeCertificate(issued(text).certificate)) as Certificate;
    const honest = withTerms(issuedOne);
    expect(validate(honest)).toBe(true);
    expect(readCertificate(JSON.stringify(honest)).ok).toBe(true);
    const counts = { accepted: 0, refused: 0 };
    const edit = fc.tuple(
      fc.array(fc.nat(100), { minLength: 1, maxLength: 9 }),
      fc.tuple(fc.nat(1), fc.constantFrom(...keys), anything),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 2 }), (edits) => {
        let document = honest;
        for (const [way, change] of edits) document = changed(document, way, change);
        const { ok } = readCertificate(JSON.stringify(document));
        expect(ok).toBe(validate(JSON.parse(JSON.stringify(document))));
        counts[ok ? "accepted" : "refused"]++;
      }),
      { numRuns: 4000 },
    );
    expect(counts.accepted).toBeGreaterThan(50);
    expect(counts.refused).toBeGreaterThan(1000);
  });

  test("agree on the limits of every number and list", () => {
    const certificate = JSON.parse(writeCertificate(issued(text).certificate)) as Certificate;
    const [f] = certificate.functions;
    const [cut] = f!.cuts;
    const withCut = (change: object): unknown => ({
      ...certificate,
      functions: [{ ...f!, cuts: [{ ...cut!, ...change }] }],
    });
    const many = (count: number): unknown[] => new Array<unknown>(count).fill({ local: 0 });
    const documents: readonly (readonly [unknown, boolean])[] = [
      [withCut({ base: null }), true],
      [withCut({ base: 2 ** 31 }), true],
      [withCut({ base: -1 }), false],
      [withCut({ base: undefined }), false],
      [withCut({ dropped: many(65_536) }), true],
      [withCut({ dropped: many(65_537) }), false],
      [withCut({ values: [{ value: { local: 0, pending: 0 }, location: { slot: 0 } }] }), false],
      [withCut({ values: [{ value: { local: 0 }, location: { register: 0 } }] }), false],
      [withCut({ values: [{ value: { local: 0 }, location: { register: 31 } }] }), true],
      [withCut({ values: [{ value: { local: 0 }, location: { constant: -(2 ** 31) } }] }), true],
      [withCut({ held: [{ location: { constant: 0 }, term: { constant: 0 } }] }), false],
      [withCut({ released: [{ register: 31 }, { slot: 2 ** 31 }] }), true],
      [withCut({ held: many(65_537) }), false],
      [withCut({ facts: [{ condition: { add: [{ local: 0 }, { local: 0 }, { local: 0 }] }, holds: true }] }), false],
      [withCut({ facts: [{ condition: { constant: 2 ** 31 }, holds: true }] }), false],
      [withCut({ facts: [{ condition: { local: 2 ** 31 }, holds: true }] }), true],
      [{ ...certificate, layout: { ...certificate.layout, base: 2 ** 32 } }, true],
      [{ ...certificate, layout: { ...certificate.layout, base: -4 } }, false],
      [{ ...certificate, functions: [{ ...f!, inlined: [{ call: 2 ** 31, within: null }] }] }, true],
      [{ ...certificate, functions: [{ ...f!, inlined: [{ call: 1 }] }] }, false],
      [withCut({ inlined: 2 ** 31 }), true],
      [withCut({ inlined: null }), false],
      [withCut({ sp: 2 ** 31 }), true],
      [withCut({ sp: -4 }), false],
      [withCut({ saved: many(33) }), false],
      [{ ...certificate, functions: [{ ...f!, facts: [] }] }, true],
      [{ ...certificate, functions: [{ ...f!, facts: {} }] }, false],
      [withCut({ pc: 2 ** 32 }), true],
      [withCut({ pc: 2 ** 32 + 1 }), false],
      [{ ...certificate, functions: [{ ...f!, saved: many(33) }] }, false],
    ];
    for (const [document, right] of documents) {
      const json = JSON.stringify(document);
      expect(readCertificate(json).ok, json.slice(-200)).toBe(right);
      expect(validate(JSON.parse(json)), json.slice(-200)).toBe(right);
    }
  });
});

describe("what is no plain data", () => {
  const { certificate } = issued(text);
  const read = (change: (certificate: Record<string, unknown>) => unknown): string => {
    const copy = structuredClone(certificate) as unknown as Record<string, unknown>;
    const answer = ownCertificate(change(copy) ?? copy);
    return answer.ok ? "" : answer.error;
  };

  test("keys of a prototype do not count", () => {
    expect(read(({ layout, ...rest }) => Object.assign(Object.create({ layout }) as object, rest))).toBe(
      "layout: is missing",
    );
  });

  test("a list with a hole", () => {
    expect(read((copy) => ({ ...copy, functions: new Array<unknown>(1) }))).toBe("functions.0: is missing");
  });

  test("a getter is asked once, and what it said stays", () => {
    let asked = 0;
    const { entry, ...rest } = certificate.functions[0]!;
    const first = Object.defineProperty({ ...rest }, "entry", { enumerable: true, get: () => entry + 4 * asked++ });
    const answer = ownCertificate({ ...certificate, functions: [first, ...certificate.functions.slice(1)] });
    expect(answer.ok && answer.value.functions[0]!.entry).toBe(entry);
    expect(answer.ok && answer.value.functions[0]!.entry).toBe(entry);
    expect(asked).toBe(1);
  });

  const withLocation = (location: object): string =>
    read((copy) => {
      const functions = copy["functions"] as { saved: { location: object }[] }[];
      functions[0]!.saved[0]!.location = location;
    });

  test("a claim in memory has its kind and the field of its kind, and nothing else", () => {
    expect(withLocation({ kind: "slot", offset: 8 })).toBe("");
    const at = "functions.0.saved.0.location";
    expect(withLocation({ kind: "slot", offset: 8, register: 1 })).toBe(`${at}.register: is not expected here`);
    expect(withLocation({ kind: "slot", register: 1 })).toBe(`${at}.offset: is missing`);
    expect(withLocation({ slot: 8 })).toBe(`${at}.kind: is missing`);
    expect(withLocation({ kind: "toString" })).toBe(`${at}.kind: expected register or slot or constant`);
    expect(withLocation(Object.create({ kind: "slot", offset: 8 }) as object)).toBe(`${at}.kind: is missing`);
    let asked = 0;
    const kind = (): string => (asked++ === 0 ? "register" : "slot");
    const fickle = Object.defineProperty({ register: 1, offset: 8 }, "kind", { enumerable: true, get: kind });
    expect(withLocation(fickle)).toBe(`${at}.kind: expected register`);
  });

  test("a document has no tags", () => {
    const json = writeCertificate(certificate).replace(
      /"location":\{"slot":(\d+)\}/,
      '"location":{"kind":"slot","offset":$1}',
    );
    expect(readCertificate(json)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/expected an object with register/) as unknown,
    });
  });

  test("a key that nobody knows, even one that is hidden", () => {
    expect(read((copy) => Object.assign(copy, { [Symbol("x")]: 1 }))).toMatch(/^Symbol\(x\): is not expected/);
    expect(read((copy) => Object.defineProperty(copy, "x", { value: 1 }))).toMatch(/^x: is not expected/);
  });
});

describe("certify", () => {
  test("bytes against bytes", () => {
    const { source, image, certificate } = issued(text);
    expect(certify(source, image, certificate)).toMatchObject({ verdict: "certified", statistics: { functions: 2 } });
  });

  test("a certificate of another source, by its hash", () => {
    const { image, certificate } = issued(text);
    expect(certify(encode(`${text} `), image, certificate)).toMatchObject({
      verdict: "refused",
      reason: expect.stringMatching(/another source/) as unknown,
    });
  });

  test("a certificate of another build, by its hash", () => {
    const { source, image, certificate } = issued(text);
    const other = image.slice();
    other[other.length - 1]! ^= 1;
    expect(certify(source, other, certificate)).toMatchObject({
      verdict: "refused",
      reason: expect.stringMatching(/another image/) as unknown,
    });
  });

  test("a source that is no program, an image that is no executable", () => {
    const { source, image, certificate } = issued(text);
    expect(certify(encode("fn main() { }"), image, certificate)).toMatchObject({ verdict: "invalid", part: "source" });
    expect(certify(encode("fn main("), image, certificate)).toMatchObject({ verdict: "invalid", part: "source" });
    expect(certify(Uint8Array.of(0xff), image, certificate)).toMatchObject({ verdict: "invalid", part: "source" });
    expect(certify(source, encode("ELF"), certificate)).toMatchObject({ verdict: "invalid", part: "image" });
  });
});
