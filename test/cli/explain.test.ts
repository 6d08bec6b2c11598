/** `etalon explain`: each code, the list of them, and a word that is none. */

import { explanations } from "etalon/lang";
import { expect, it } from "vitest";
import { document, etalon } from "./command.ts";

it("explains a code, as it stands in a message or without its brackets", async () => {
  const shown = await etalon(["explain", "missing-return"]);
  expect(shown.exit).toBe(0);
  expect(shown.out).toMatch(/^missing-return: the end of a function .*\n\n[\s\S]*Rule F2 [\s\S]*Wrong:\n\n {2}fn sign/);
  expect((await etalon(["explain", "[missing-return]"])).out).toBe(shown.out);
});

it("describes what a text cannot show", async () => {
  expect((await etalon(["explain", "invalid-utf8"])).out).toMatch(/Wrong:\n\n {2}\(.*Latin-1/);
});

it("lists all codes", async () => {
  const { json } = await document(["explain"]);
  expect((json["codes"] as { code: string }[]).map(({ code }) => code)).toStrictEqual(Object.keys(explanations));
  expect((await etalon(["explain"])).out.trimEnd().split("\n")).toHaveLength(Object.keys(explanations).length);
});

it("suggests what was meant", async () => {
  const shown = await etalon(["explain", "missing-retrun"]);
  expect(shown.exit).toBe(2);
  expect(shown.error).toContain("did you mean `etalon explain missing-return`?");
  expect((await etalon(["explain", "__proto__"])).exit).toBe(2);
});
