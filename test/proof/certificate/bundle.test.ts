/**
 * Bundles: one digest for one program, and no digest for two. What decides the program is the bundle alone, so each trick by
 * which two readers could see different files under one name must change the digest or be refused.
 */

import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { issueCertificate } from "../../../src/compiler/certificate/issue.ts";
import { compile } from "../../../src/compiler/pipeline.ts";
import { parseProgram } from "../../../src/lang/check/check.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import { bundleDigest, bundleOf, bundleText } from "../../../src/proof/certificate/bundle.ts";
import type { Certificate } from "../../../src/proof/certificate/document.ts";
import { hashOf } from "../../../src/proof/certificate/hash.ts";
import { certify, certifyOwn } from "../../../src/proof/checker/certify.ts";
import { readSource } from "../../../src/proof/checker/source.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

type Files = Readonly<Record<string, string>>;

/** The files as `certify` takes them. */
function sourceOf(files: Files, entry = "main.ell") {
  return { entry, files: Object.entries(files).map(([path, text]) => [path, encode(text)] as const) };
}

function certified(files: Files, entry = "main.ell") {
  const program = parseProgram(
    files[entry]!,
    (path) => (path in files ? { ok: true, value: files[path]! } : { ok: false, error: { message: "does not exist" } }),
    entry,
  );
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compiled = compile(program.value);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const image = writeElf(compiled.value.image);
  return { image, certificate: issueCertificate(compiled.value, sourceOf(files, entry), image) };
}

const files: Files = {
  "main.ell": 'import "./x/a.ell"; import "std/b"; fn main(): int { write(a()); return b(); }',
  "x/a.ell": "fn f(): int { return 65; } pub fn a(): int { return f(); }",
  "std/b": "fn f(): int { return 7; } pub fn b(): int { return f(); }",
};

describe("a bundle", () => {
  test("is canonical JSON, sorted, and its digest that of the text", () => {
    const bundle = bundleOf(sourceOf({ "b.ell": "", "a.ell": "x", "B.ell": "" }, "b.ell"));
    const hash = (text: string) => createHash("sha256").update(text).digest("hex");
    const file = (path: string, text: string) => `{"bytes":${text.length},"path":"${path}","sha256":"${hash(text)}"}`;
    const text = `{"entry":"b.ell","files":[${file("B.ell", "")},${file("a.ell", "x")},${file("b.ell", "")}],"format":"etalon-bundle","version":1}`;
    expect(bundleText(bundle)).toBe(text);
    expect(bundleDigest(bundle)).toBe(hash(text));
  });

  test("does not depend on the order in which files are given, and depends on all else", () => {
    const path = fc.stringMatching(/^[a-z]{1,3}(\/[a-z]{1,2})?\.ell$/);
    fc.assert(
      fc.property(
        fc.dictionary(path, fc.string({ maxLength: 3 }), { minKeys: 1 }),
        fc.nat(),
        fc.string(),
        (given, at, other) => {
          const { entry, files: list } = sourceOf(given, Object.keys(given)[0]);
          const digest = bundleDigest(bundleOf({ entry, files: list }));
          expect(bundleDigest(bundleOf({ entry, files: list.toReversed() }))).toBe(digest);
          const [changed, text] = Object.entries(given)[at % list.length]!;
          fc.pre(other !== text);
          expect(bundleDigest(bundleOf(sourceOf({ ...given, [changed]: other }, entry)))).not.toBe(digest);
          const { [changed]: _, ...fewer } = given;
          expect(bundleDigest(bundleOf(sourceOf(fewer, entry)))).not.toBe(digest);
          expect(bundleDigest(bundleOf(sourceOf({ ...fewer, [`${changed}.ell`]: text }, entry)))).not.toBe(digest);
          expect(bundleDigest(bundleOf(sourceOf(given, `${entry}x`)))).not.toBe(digest);
        },
      ),
    );
  });
});

describe("a certificate of several files", () => {
  const { image, certificate } = certified(files);

  test("certifies exactly these files", () => {
    expect(certify(sourceOf(files), image, certificate)).toMatchObject({
      verdict: "certified",
      statistics: { functions: 6 },
    });
    expect(certify({ entry: "main.ell", files: new Map(sourceOf(files).files) }, image, certificate).verdict).toBe(
      "certified",
    );
  });

  const refused: readonly (readonly [string, Parameters<typeof certify>[0], string])[] = [
    [
      "another text of a file",
      sourceOf({ ...files, "x/a.ell": `${files["x/a.ell"]} ` }),
      'its file "x/a.ell" has other bytes',
    ],
    [
      "another text of the library",
      sourceOf({ ...files, "std/b": `${files["std/b"]} ` }),
      'its file "std/b" has other bytes',
    ],
    [
      "another main file",
      sourceOf({ ...files, "main.ell": `${files["main.ell"]} ` }),
      'its file "main.ell" has other bytes',
    ],
    [
      "another name of the main file",
      sourceOf({ ...rest("main.ell"), "m.ell": files["main.ell"]! }, "m.ell"),
      'its main file is called "main.ell" there, and "m.ell" here',
    ],
    ["one more file", sourceOf({ ...files, "y.ell": "" }), 'the program does not import the file "y.ell"'],
    [
      "a file a second time",
      { entry: "main.ell", files: [...sourceOf(files).files, ["x/a.ell", encode("")]] },
      "a file was given twice",
    ],
    [
      "a path with a detour",
      sourceOf({ ...files, "x/../x/a.ell": files["x/a.ell"]! }),
      'the program does not import the file "x/../x/a.ell"',
    ],
    [
      "a path with another case",
      sourceOf({ ...files, "X/a.ell": "" }),
      'the program does not import the file "X/a.ell"',
    ],
    ["no main file", sourceOf(rest("main.ell")), 'there is no main file called "main.ell"'],
    ["a main file in a folder", sourceOf(files, "x/a.ell"), 'there is no main file called "x/a.ell"'],
  ];
  test.each(refused)("refuses %s", (_, source, reason) => {
    const answer = certify(source, image, certificate);
    expect(answer).toMatchObject({ verdict: "refused", reason: expect.stringContaining(reason) as unknown });
  });

  test("is invalid where a file is missing or no UTF-8, with the place of the import", () => {
    expect(certify(sourceOf(rest("x/a.ell")), image, certificate)).toMatchObject({
      verdict: "invalid",
      part: "source",
      diagnostics: [
        { code: "missing-import", message: "`x/a.ell` is not among the files", span: { start: 7, end: 18 } },
      ],
    });
    const latin = {
      entry: "main.ell",
      files: [...sourceOf(rest("x/a.ell")).files, ["x/a.ell", Uint8Array.of(0xff)] as const],
    };
    expect(certify(latin, image, certificate)).toMatchObject({
      verdict: "invalid",
      diagnostics: [
        { code: "missing-import", message: expect.stringMatching(/^`x\/a\.ell` cannot be read: ./) as string },
      ],
    });
  });

  test("refuses each lie of the certificate about its bundle, also with the right digest", () => {
    const { source } = certificate;
    const [first, ...others] = source.files;
    const twice = "its files are listed in another order, or twice";
    const lies: readonly (readonly [Certificate["source"], string])[] = [
      [{ ...source, entry: "std/b" }, 'its main file is called "std/b" there, and "main.ell" here'],
      [{ ...source, files: others }, 'it has no file "main.ell"'],
      [{ ...source, files: [...others, first!] }, twice],
      [{ ...source, files: [first!, first!, ...others] }, twice],
      [
        { ...source, files: [{ ...first!, bytes: first!.bytes + 1 }, ...others] },
        'its file "main.ell" has other bytes',
      ],
      [{ ...source, files: [{ ...first!, sha256: "0".repeat(64) }, ...others] }, 'its file "main.ell" has other bytes'],
      [{ ...source, files: [{ ...first!, path: "./main.ell" }, ...others] }, 'it has no file "main.ell"'],
      [{ ...source, files: [...source.files, { ...first!, path: "z.ell" }] }, 'it has a file "z.ell", too'],
    ];
    const refused = (lie: Certificate["source"], reason: string): void =>
      expect(certify(sourceOf(files), image, { ...certificate, source: lie })).toMatchObject({
        verdict: "refused",
        reason: `the certificate is for another source: ${reason}`,
      });
    for (const [lie, reason] of lies)
      for (const sha256 of [lie.sha256, bundleDigest(lie)]) refused({ ...lie, sha256 }, reason);
    refused({ ...source, sha256: "0".repeat(64) }, "its digest is not that of its files");
  });

  test("reads the given files once: what answers differently each time is not seen twice", () => {
    let asked = 0;
    const sly = {
      entry: "main.ell",
      get files() {
        asked++;
        return sourceOf(asked === 1 ? files : { ...files, "std/b": "pub fn b(): int { return 8; }" }).files;
      },
    };
    expect(certify(sly, image, certificate).verdict).toBe("certified");
    expect(asked).toBe(1);
  });

  test("is for a checker that knows its semantics", () => {
    const newer = { ...certificate, semantics: { ...certificate.semantics, ell: 3 } } as unknown as Certificate;
    expect(certify(sourceOf(files), image, newer)).toStrictEqual({
      verdict: "invalid",
      part: "certificate",
      error: "semantics.ell: is not 2, the only version that this checker knows",
    });
  });
});

function rest(without: string): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path !== without));
}

test("whatever files are given: a program of them has each file under one path, and is decided by its bundle", () => {
  const specifier = fc.constantFrom(
    "./a.ell",
    "./A.ell",
    "./x/a.ell",
    "../a.ell",
    "../main.ell",
    "./x/../a.ell",
    "a.ell",
    "std/b",
    "./main.ell",
    "",
  );
  const path = fc.constantFrom(
    "a.ell",
    "A.ell",
    "x/a.ell",
    "./a.ell",
    "x/../a.ell",
    "../a.ell",
    "std/b",
    "/a.ell",
    "a.ell/",
  );
  const text = fc.array(specifier, { maxLength: 2 }).map((all) => all.map((one) => `import "${one}";`).join(" "));
  const main = text.map((imports) => `${imports} fn main(): int { return 0; }`);
  const programs = new Map<string, string>();
  let read = 0;
  fc.assert(
    fc.property(main, fc.array(fc.tuple(path, text), { maxLength: 3 }), (entry, others) => {
      const files = [["main.ell", encode(entry)] as const, ...others.map(([at, one]) => [at, encode(one)] as const)];
      const answer = readSource({ entry: "main.ell", files });
      if (!answer.ok) return;
      read++;
      const { program, bundle } = answer.value;
      const paths = bundle.files.map((file) => file.path);
      expect(new Set(paths.map((one) => one.toLowerCase())).size).toBe(paths.length);
      for (const one of paths) expect(one).toMatch(/^(std\/[a-z]+|([a-zA-Z]+\/)*[a-zA-Z]+\.ell)$/);
      const digest = bundleDigest(bundle);
      const said = JSON.stringify(program);
      expect(programs.get(digest) ?? said).toBe(said);
      programs.set(digest, said);
    }),
    { numRuns: 3000 },
  );
  expect(read).toBeGreaterThan(100);
});

test("bytes that change while they are read are read once", () => {
  const { image, certificate } = certified(files);
  class Sly extends Uint8Array {
    override slice(): never {
      throw new Error("its own method");
    }
  }
  const sly = sourceOf(files).files.map(([path, bytes]) => [path, new Sly(bytes)] as const);
  expect(certify({ entry: "main.ell", files: sly }, image, certificate).verdict).toBe("certified");
});

test("an image that changes while it is checked is hashed as it was", () => {
  const { image, certificate } = certified(files);
  const [given, changed] = [image.slice(), image.with(-1, image.at(-1)! ^ 1)];
  expect(hashOf(changed)).not.toStrictEqual(certificate.image);
  // As another thread may do it, between the first look at the bytes and the last.
  const whileRead = {
    ...certificate,
    get image() {
      given.set(changed);
      return hashOf(changed);
    },
  };
  expect(certifyOwn(sourceOf(files), given, whileRead)).toMatchObject({
    verdict: "refused",
    reason: "the certificate is for another image: its hash differs",
  });
});

test("one text in two places is two files, and means what its place says", () => {
  // The same bytes import different files from different folders.
  const text = 'import "./n.ell"; pub fn f(): int { return n; }';
  const here = {
    "main.ell": 'import "./a/t.ell"; fn main(): int { return f(); }',
    "a/t.ell": text,
    "a/n.ell": "pub const n = 1;",
  };
  const there = {
    "main.ell": 'import "./b/t.ell"; fn main(): int { return f(); }',
    "b/t.ell": text,
    "b/n.ell": "pub const n = 1;",
  };
  const { image, certificate } = certified(here);
  expect(certify(sourceOf(here), image, certificate).verdict).toBe("certified");
  expect(certify(sourceOf(there), image, certificate).verdict).toBe("refused");
});
