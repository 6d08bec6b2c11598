/** docs/command.md and the help say the same: verbs, options, exit codes. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exitCodes } from "../../src/cli/exit-codes.ts";
import { verbs } from "../../src/cli/verbs.ts";
import { root } from "./command.ts";
import { verbsWithSchema } from "./schema.ts";

const all = await Promise.all(verbs.map(({ load }) => load()));
const page = readFileSync(`${root}/docs/command.md`, "utf8");

describe("docs/command.md", () => {
  for (const { name, operands, options, examples } of all) {
    it(`has ${name} in its table, with its operands`, () => {
      expect(page).toMatch(new RegExp(`^\\| \`${[name, ...operands].join(" ").replaceAll(/[.[\]]/g, "\\$&")}`, "m"));
    });

    it(`${name}: its document has a schema`, () => {
      if (name !== "lsp") expect(verbsWithSchema).toContain(name);
    });

    it(`${name}: help is complete, and short enough for a line`, () => {
      for (const { help } of options) expect(help.length).toBeLessThan(90);
      for (const example of examples) expect(example).toContain(`etalon ${name}`);
    });
  }

  it("has every exit code", () => {
    const codes = [...page.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
    const ownCodes = Object.values(exitCodes).filter(
      (code) => code !== exitCodes.stopped && code !== exitCodes.faulted,
    );
    expect(codes).toStrictEqual(ownCodes);
    expect(page).toContain(`${exitCodes.stopped} for a trap`);
    expect(page).toContain(`${exitCodes.faulted} for a fault`);
  });
});
