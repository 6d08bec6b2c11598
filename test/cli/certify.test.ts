/** `etalon certify`: every way it can end, and what it says of it. */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { document, etalon, etalonProcess, folder, stackTrace } from "./command.ts";

const file = folder();
const source = file(
  "count.ell",
  "fn main(): int {\n  let n = 0;\n  while read() >= 0 {\n    n = n + 1;\n    write('0' + n % 10);\n  }\n  return 0;\n}\n",
);
const wrong = file("wrong.ell", readFileSync(source, "utf8").replace("% 10", "% 9"));
const broken = file("broken.ell", "fn main(): int { return x; }\n");
const small = file("small.elf");
const image = source.replace(".ell", ".elf");
const certificate = source.replace(".ell", ".cert.json");

beforeAll(async () => {
  for (const words of [
    ["compile", source],
    ["compile", wrong],
    ["compile", source, "-o", small, "--stack", "16"],
  ])
    expect((await etalon(words)).exit).toBe(0);
});

/** The certificate of `wrong`, made to speak of `source`: a forgery whose hashes are right. */
function forged(): string {
  const read = (path: string) => JSON.parse(readFileSync(path, "utf8")) as { source: object };
  const own = read(wrong.replace(".ell", ".cert.json"));
  const text = JSON.stringify({ ...own, source: read(certificate).source });
  return file("forged.cert.json", text);
}

describe("etalon certify", () => {
  it("finds binary and certificate beside the program", async () => {
    const { exit, out, error } = await etalon(["certify", source]);
    expect(error).toBe("");
    expect(out).toContain("CERTIFIED   these bytes conform to this source, for every input");
    expect(out).toMatch(/VERDICT {5}certified/);
    expect(exit).toBe(0);
  });

  it("says as a document what it read and what it found", async () => {
    const { json } = await document(["certify", source]);
    expect(json).toMatchObject({
      verb: "certify",
      exit: 0,
      verdict: "certified",
      source: { file: source, bundle: { entry: basename(source), files: [{ path: basename(source) }] } },
      semantics: { ell: 2, rv32im: 2, conforms: 1 },
      image: { file: image },
      certificate: { file: certificate },
      statistics: { functions: 2 },
      checker: { advisories: [] },
    });
    expect(json["obligations"]).toHaveLength((json["statistics"] as { obligations: number }).obligations);
  });

  it("refuses another program's binary, by its hash", async () => {
    const { exit, out } = await etalon(["certify", source, "--image", wrong.replace(".ell", ".elf")]);
    expect(out).toContain("the certificate is for another source");
    expect(exit).toBe(1);
  });

  it("refuses a wrong binary whose hashes are right, and says where", async () => {
    const words = ["certify", source, "--image", wrong.replace(".ell", ".elf"), "--certificate", forged()];
    const { exit, out } = await etalon(words);
    expect(out).toMatch(/function {2}main, from .* .*count\.ell:\d+:\d+ at 0x000/);
    expect(out).toMatch(/VERDICT {5}refused/);
    expect(exit).toBe(1);
    expect((await document(words)).json).toMatchObject({
      exit: 1,
      verdict: "refused",
      obligation: { function: "main" },
    });
  });

  it("calls a binary with next to no stack starved", async () => {
    const { exit, out } = await etalon(["certify", source, "--image", small]);
    expect(out).toMatch(/VERDICT {5}starved/);
    expect(exit).toBe(4);
    expect((await document(["certify", source, "--image", small])).json).toMatchObject({ exit: 4, verdict: "starved" });
  });

  it("is undecided when a certificate leaves out the loop", async () => {
    const { functions, ...head } = JSON.parse(readFileSync(certificate, "utf8")) as { functions: object[] };
    const less = functions.map((certified, i) => (i === 0 ? { ...certified, cuts: [] } : certified));
    const shorter = file("shorter.cert.json", JSON.stringify({ ...head, functions: less }));
    const { exit, out } = await etalon(["certify", source, "--certificate", shorter]);
    expect(out).toMatch(/VERDICT {5}undecided/);
    expect(exit).toBe(4);
  });

  const unusable: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    [
      "a program with a mistake",
      () => [broken, "--image", image],
      /broken\.ell:1:25: error: .*.*not a valid Ell program/s,
    ],
    ["a program that is missing", () => [file("none.ell"), "--image", image], /no such file/],
    ["a binary that is none", () => [source, "--image", source, "--certificate", certificate], /not an executable/],
    ["a binary that is missing", () => [broken], /broken\.elf: there is no such file/],
    ["a certificate that is none", () => [source, "--certificate", source], /is no certificate/],
    [
      "a certificate that is missing",
      () => [source, "--certificate", file("none.json")],
      /none\.json: there is no such file/,
    ],
    ["a folder as a certificate", () => [source, "--certificate", file(".")], /directory/],
  ];

  it.each(unusable)("exits with 3 for %s", async (_, words, message) => {
    const { exit, error, out } = await etalon(["certify", ...words()]);
    expect(error).toMatch(message);
    expect(error).not.toMatch(stackTrace);
    expect(out).toBe("");
    expect(exit).toBe(3);
  });

  it("passes no control character of a certificate or a file's name to the terminal", async () => {
    const evil = file("\u001b[2Jevil.cert.json", "\u001b[32mVERDICT     certified");
    const { exit, out, error } = await etalon(["certify", source, "--certificate", evil]);
    expect((out + error).replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(exit).toBe(3);
    const named = file("\u001b[2Jcount.ell", readFileSync(source));
    const shown = await etalon(["certify", named, "--image", image]);
    expect(shown.out).toMatch(/VERDICT {5}certified/);
    expect((shown.out + shown.error).replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  it("wants to be told the binary of a program from standard input", () => {
    expect(etalonProcess(["certify", "-"]).exit).toBe(2);
    const input = readFileSync(source);
    expect(etalonProcess(["certify", "-", "--image", image], { input }).exit).toBe(0);
  });
});
