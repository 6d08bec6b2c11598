/** The messages about the mistakes of mistakes.ts are kept word for word in mistakes.txt; `vitest -u` rewrites it. */

import { renderDiagnostic, renderDiagnostics } from "etalon";
import { describe, expect, it } from "vitest";
import { diagnose } from "./diagnose.ts";
import { mistakes } from "./mistakes.ts";

describe("mistakes", () => {
  it("are told in these words", async ({ expect }) => {
    const told = mistakes.map(([title, text]) => {
      const diagnostics = diagnose(text);
      expect(diagnostics).not.toEqual([]);
      return `# ${title}\n\n${renderDiagnostics({ name: "a.ell", text }, diagnostics)}\n`;
    });
    await expect(told.join("\n")).toMatchFileSnapshot("mistakes.txt");
  });

  it("can be coloured", () => {
    const source = { name: "a.ell", text: "x" };
    const [diagnostic] = diagnose(source.text);
    const plain = renderDiagnostic(source, diagnostic!);
    const coloured = renderDiagnostic(source, diagnostic!, { color: true });
    expect(coloured).not.toBe(plain);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
    expect(coloured.replace(/\x1b\[[0-9;]*m/g, "")).toBe(plain);
  });
});
