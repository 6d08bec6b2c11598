/**
 * The messages for people who know other languages (newcomers.ts) are kept word for word in newcomers.txt; `vitest -u`
 * rewrites it.
 */

import { renderDiagnostics } from "etalon";
import { describe, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { newcomers } from "./newcomers.ts";

describe("newcomers", () => {
  it("are told in these words", async ({ expect }) => {
    const told = newcomers.map(([title, text]) => {
      const diagnostics = diagnose(text);
      expect(diagnostics, title).not.toEqual([]);
      return `# ${title}\n\n${renderDiagnostics({ name: "a.ell", text }, diagnostics)}\n`;
    });
    await expect(told.join("\n")).toMatchFileSnapshot("newcomers.txt");
  });
});
