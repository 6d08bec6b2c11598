/** The verdict line of `check`: what it says where two things are true at once, and `--quiet`. */

import { describe, expect, it } from "vitest";
import { defaultCases, replayToken } from "../../src/testing/index.ts";
import { document, etalon, folder } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();

describe("the verdict of check", () => {
  it("says that the binary conforms and the program does not do what its example expects", async () => {
    const path = file("wish.ell", programs.hello);
    file("wish/one.in", "");
    file("wish/one.out", "hi\n");
    file("wish/two.in", "");
    file("wish/two.out", "ho\n");
    const shown = await etalon(["check", path, "--quiet", "--no-qemu", "--runs", "2"]);
    expect(shown.exit).toBe(1);
    expect(shown.out.replaceAll(/\s+/g, " ").trim()).toBe(
      "VERDICT the binary conforms (certified for every input, under the assumptions), but the program does not do what 1 of its 2 examples expect",
    );
    const { json } = await document(["check", path, "--no-qemu", "--runs", "2"]);
    expect([json["verdict"], json["exit"]]).toStrictEqual(["unexpected", 1]);
    expect(json["certified"]).toMatchObject({ verdict: "certified" });
  });

  it("says that a certified binary never does its work", async () => {
    const path = file("greedy.ell", "fn main(): int { let a = new int[](100001 + read()); return len(a); }");
    const words = ["check", path, "--heap", "64K", "--no-qemu", "--runs", "2"];
    const shown = await etalon([...words, "--quiet"]);
    expect(shown.exit).toBe(4);
    expect(shown.out.replaceAll(/\s+/g, " ")).toMatch(
      /^VERDICT it conforms, certified for every input, but .*all 2 runs/,
    );
    expect((await document(words)).json).toMatchObject({ verdict: "exhausted", certified: { verdict: "certified" } });
  });
});

describe("--quiet", () => {
  const path = file("hello.ell", programs.hello);

  it("leaves the verdict of check", async () => {
    const shown = await etalon(["check", path, "--quiet", "--no-qemu", "--runs", "2"]);
    expect([shown.exit, shown.error]).toStrictEqual([0, ""]);
    expect(shown.out).toBe("VERDICT     conforms: certified for every input, under the assumptions\n");
    expect((await etalon(["check", path, "-q", "--no-qemu", "--runs", "2"])).out).toBe(shown.out);
  });

  const lines = async (...words: string[]): Promise<string[]> =>
    (await etalon([...words, "--quiet"])).out.trimEnd().split("\n");

  it("leaves one line of every verb that comes to a verdict", async () => {
    const elf = file("hello.elf");
    expect(await lines("compile", path, "-o", elf)).toStrictEqual([""]);
    expect(await lines("certify", path)).toStrictEqual([expect.stringMatching(/^VERDICT +certified for every input/)]);
    expect(await lines("test", "--runs", "20")).toStrictEqual([expect.stringMatching(/^verdict +/)]);
    expect(await lines("mutants", "--only", "bounds-off-by-one")).toStrictEqual(["1 killed, 0 alive."]);
    expect(await lines("calibrate", "--quick", "--", "no-such-command")).toStrictEqual([
      expect.stringMatching(/^unusable: .*no such command/),
    ]);
    const token = replayToken({ kind: "generated", seed: 1, index: 1, options: defaultCases });
    expect(await lines("replay", token)).toStrictEqual([expect.stringMatching(/^verdict: /)]);
  });

  it("excludes --json", async () => {
    const shown = await etalon(["check", path, "--quiet", "--json"]);
    expect([shown.exit, shown.out]).toStrictEqual([2, expect.stringContaining('"--quiet has no effect with --json"')]);
  });
});
