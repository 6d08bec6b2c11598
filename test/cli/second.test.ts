/** `etalon certify` with `--second`, `--both` and `--coq`: how two checkers make one verdict. */

import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { document, etalon, folder } from "./command.ts";

const minutes = 120_000;
const file = folder();
const copy = file(
  "copy.ell",
  "fn main(): int {\n  let c = read();\n  while c != -1 {\n    write(c);\n    c = read();\n  }\n  return 0;\n}\n",
);
const wrong = file("wrong.ell", readFileSync(copy, "utf8").replace("write(c)", "write(c + 1)"));
// Two variables that are sometimes the same array, and sometimes not.
const arrays = file(
  "arrays.ell",
  `fn f(a: int[], b: int[], n: int): int {
  if n <= 0 {
    return b[0];
  }
  return f(a, a, n - 1) + len(b);
}

fn main(): int {
  let m = read();
  if m < 2 {
    return 1;
  }
  return f(new int[](m), new int[](m), 3);
}
`,
);
const small = file("small.elf");
const [image, certificate] = [".elf", ".cert.json"].map((ending) => copy.replace(".ell", ending)) as [string, string];

type Document = Record<string, unknown>;
const read = (path: string): Document => JSON.parse(readFileSync(path, "utf8")) as Document;

/** The binary of `wrong`, with its own certificate made to speak of `copy`: all hashes are right. */
let forged: readonly string[];
/** The right binary, with a certificate that tells lies about registers. */
let lying: readonly string[];

beforeAll(async () => {
  for (const words of [
    ["compile", copy],
    ["compile", wrong],
    ["compile", arrays],
    ["compile", copy, "-o", small, "--stack", "16"],
  ])
    expect((await etalon(words)).exit).toBe(0);
  const own = read(wrong.replace(".ell", ".cert.json"));
  const { source } = read(certificate);
  const path = file("forged.cert.json", JSON.stringify({ ...own, source }));
  forged = [copy, "--image", wrong.replace(".ell", ".elf"), "--certificate", path];
  const honest = read(certificate) as { functions: { cuts: { values: { location: Document }[] }[] }[] };
  for (const { cuts } of honest.functions)
    for (const { values } of cuts) for (const value of values) value.location = { register: 31 };
  lying = [copy, "--certificate", file("lying.cert.json", JSON.stringify(honest))];
});

describe("etalon certify --second", { timeout: minutes }, () => {
  it("certifies, and says which checker does", async () => {
    const { exit, out, error } = await etalon(["certify", copy, "--second"]);
    expect(error).toBe("");
    expect(out).toMatch(/SECOND {6}these bytes conform to this source, for every input/);
    expect(out).toMatch(/VERDICT {5}certified for every input by the second checker/);
    expect(exit).toBe(0);
    const { json } = await document(["certify", copy, "--second"]);
    expect(json).toMatchObject({ exit: 0, verdict: "certified", checkers: { second: { verdict: "certified" } } });
    expect(json["checkers"]).not.toHaveProperty("first");
    expect(json).not.toHaveProperty("statistics");
  });

  it("says that the stack may not be enough where functions call themselves", async () => {
    const sum = file(
      "sum.ell",
      "fn sum(n: int): int { if n <= 0 { return 0; } return n + sum(n - 1); } fn main(): int { let c = read(); while c >= 0 { write(sum(c)); c = read(); } return 0; }",
    );
    expect((await etalon(["compile", sum])).exit).toBe(0);
    const { exit, out } = await etalon(["certify", sum, "--second"]);
    expect(out).toContain("and give up only where the program needs more stack or heap than there is");
    expect(out).toContain("stack or heap may not be enough for the program");
    expect(exit).toBe(0);
    const { json } = await document(["certify", sum, "--second"]);
    expect(json["checkers"]).toMatchObject({ second: { verdict: "certified", mayExhaust: true } });
  });

  it("refuses a wrong binary", async () => {
    const { exit, out } = await etalon(["certify", ...forged, "--second"]);
    expect(out).toContain("the machine reads or writes what the program does not.");
    expect(out).toMatch(/VERDICT {5}refused/);
    expect(exit).toBe(1);
  });

  it("does not decide on arrays, and says so", async () => {
    const { exit, out } = await etalon(["certify", arrays, "--second"]);
    expect(out).toContain("the program uses an array of which it is not known which one it is");
    expect(out).toMatch(/VERDICT {5}undecided/);
    expect(exit).toBe(4);
    const { json } = await document(["certify", arrays, "--second"]);
    expect(json).toMatchObject({ exit: 4, verdict: "undecided", checkers: { second: { notTaken: "arrays" } } });
  });

  it("says why the second checker does not decide, also where both are asked", async () => {
    const { out } = await etalon(["certify", arrays, "--both"]);
    expect(out).toContain("the second checker does not take such programs yet");
  });

  it("exits with 3 for files that are none", async () => {
    const { exit, error } = await etalon(["certify", copy, "--image", copy, "--certificate", certificate, "--second"]);
    expect(error).toContain("is not an executable that the checker reads");
    expect(exit).toBe(3);
    expect((await etalon(["certify", copy, "--certificate", copy, "--second"])).exit).toBe(3);
  });

  it("takes no options that have no effect", async () => {
    for (const words of [["--both"], ["--terms", "--json"]])
      expect((await etalon(["certify", copy, "--second", ...words])).exit).toBe(2);
  });
});

describe("etalon certify --both", { timeout: minutes }, () => {
  it.each([
    ["certified", 0, () => [copy], "certified", "certified"],
    ["refused", 1, () => forged, "refused", "refused"],
    ["contradicted", 1, () => lying, "refused", "certified"],
    ["undecided", 4, () => [arrays], "certified", "undecided"],
    ["undecided", 4, () => [copy, "--image", small], "starved", "certified"],
  ] as const)("is %s, with exit code %i", async (verdict, exit, words, first, second) => {
    const { json } = await document(["certify", ...words(), "--both"]);
    expect(json).toMatchObject({ exit, verdict, checkers: { first: { verdict: first }, second: { verdict: second } } });
    const shown = await etalon(["certify", ...words(), "--both"]);
    expect(shown.exit).toBe(exit);
    expect(shown.out).toContain("CERTIFIED   ");
    expect(shown.out).toContain("SECOND      ");
    const [last] = shown.out.trimEnd().split("\n").slice(-1);
    expect(last).toMatch(new RegExp(`^VERDICT {5}${verdict}`));
    if (first !== second) expect(last).toContain(`the first checker says ${first}, the second says ${second}`);
  });

  it("prints the verdict alone with --quiet", async () => {
    const { out } = await etalon(["certify", copy, "--both", "--quiet"]);
    expect(out).toMatch(/^VERDICT.*both checkers.*\n$/);
  });
});

describe("etalon certify --coq", { timeout: minutes }, () => {
  it("writes a theorem about a binary that the second checker certifies", async () => {
    const theorem = file("Copy.v");
    const { exit, out } = await etalon(["certify", copy, "--coq", theorem]);
    expect(exit).toBe(0);
    expect(out).toContain("Etalon");
    const text = readFileSync(theorem, "utf8");
    expect(text).toContain("Theorem conforms : file_conforms the_program the_file.");
    expect(text).toContain("(** main, variables 0 c: int *)");
    expect(text).toContain(`[${[...readFileSync(image).subarray(0, 32)].join("; ")}]`);
    const { json } = await document(["certify", copy, "--both", "--coq", theorem]);
    expect(json).toMatchObject({ exit: 0, verdict: "certified", coq: { file: theorem } });
  });

  it("writes none where there is nothing to prove", async () => {
    for (const [words, exit] of [
      [forged, 1],
      [[arrays], 4],
      [[...lying, "--both"], 1],
    ] as const) {
      const theorem = file("None.v");
      const { json } = await document(["certify", ...words, "--coq", theorem]);
      expect(json).toMatchObject({ exit, coq: null });
      expect(existsSync(theorem)).toBe(false);
    }
  });

  it("refuses a name that Coq does not take", async () => {
    const { exit, error } = await etalon(["certify", copy, "--coq", file("not-a-name.v")]);
    expect(error).toContain("--coq takes a file for Coq");
    expect(exit).toBe(2);
  });
});
