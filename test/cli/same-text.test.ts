/** A certificate refused because only line ends or a byte-order mark of the source differ: the message says so. */

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { differenceInForm } from "../../src/cli/view/same-text.ts";
import { etalon, folder } from "./command.ts";
import { programs } from "./programs.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const unix = programs.hello.replace("fn", "// Grüße\nfn");
const windows = unix.replaceAll("\n", "\r\n");

describe("what differs in form", () => {
  const mark = "\ufeff";
  for (const [here, there, said] of [
    [windows, unix, "line ends (there LF, here CRLF)"],
    [unix, windows, "line ends (there CRLF, here LF)"],
    [mark + unix, unix, "a byte-order mark (only here)"],
    [unix, mark + unix, "a byte-order mark (only there)"],
    [mark + windows, unix, "line ends (there LF, here CRLF) and a byte-order mark (only here)"],
    [unix, mark + windows, "line ends (there CRLF, here LF) and a byte-order mark (only there)"],
    [unix, unix, undefined],
    [unix, `${unix} `, undefined],
  ] as const) {
    it(`${JSON.stringify(here.slice(0, 12))} and ${JSON.stringify(there.slice(0, 12))}: ${said ?? "nothing"}`, () => {
      expect(differenceInForm(bytes(here), hash(there))).toBe(said);
    });
  }
});

describe("a refused certificate", async () => {
  const file = folder();
  const source = file("program.ell", unix);
  await etalon(["compile", source]);
  file("program.ell", windows);

  it("says so in check", async () => {
    const { exit, out } = await etalon(["check", source, "--image", file("program.elf"), "--runs", "2", "--no-qemu"]);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      "has other bytes; the text is the same but for line ends (there LF, here CRLF).",
    );
    expect(exit).toBe(1);
  });

  it("says so in certify", async () => {
    const { exit, out } = await etalon(["certify", source]);
    expect(out.replaceAll(/\s+/g, " ")).toContain("the same but for line ends (there LF, here CRLF).");
    expect(exit).toBe(1);
  });
});
