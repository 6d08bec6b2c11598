/**
 * The playground in a real browser: what a visitor does, with the mouse and without it, in both themes and on a phone.
 */

import { assumptions } from "etalon/proof";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";
import { sharedHash, verdict, write } from "./visitor.ts";

if (chromium === undefined) console.log("No Chromium here: the playground is not tried in a browser.");

describe.skipIf(chromium === undefined)("the playground", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  it("opens with a certified program, and asks nobody else for anything", async () => {
    const { page, strangers, complaints } = await site.open();
    await verdict(page, "certified for every input");
    await verdict(page, "tested on 100 inputs");
    expect(await page.locator("#pane-assembly li").count()).toBe(52);
    expect(await page.locator(".nums dd").first().textContent()).toBe("183");
    await page.locator(".ob summary").first().click();
    await page.locator(".paths summary", { hasText: "to 6:10 and 1000c" }).click();
    const closed = page.locator(".paths tbody");
    await closed.locator("tr", { hasText: "the resultb#1b#1" }).waitFor();
    expect(await closed.locator("tr").count()).toBe(8);
    expect(await page.locator(".paths .in").textContent()).toContain("16: both sides are one term");
    expect([strangers, complaints]).toEqual([[], []]);
  });

  it("shows a mistake where it is, keeps what was there, and goes on when it is repaired", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await write(page, "fn main(): int { return nobody; }");
    await page.locator("pre.msg", { hasText: "main.ell:1:25" }).waitFor();
    await page.locator(".mistake.error", { hasText: "nobody" }).waitFor();
    await verdict(page, "not checked");
    expect(await page.locator("#pane-assembly li").count()).toBe(52);
    await write(page, "fn main(): int { return 7; }");
    await verdict(page, "certified");
    await page.locator("pre.msg").waitFor({ state: "detached" });
  });

  it("says what is assumed to whoever asks, and nothing that is said of one case alone", async () => {
    const { page } = await site.open();
    await page.locator(".foot summary", { hasText: "What is assumed" }).click();
    await page.locator(".foot dt", { hasText: "hardware" }).waitFor();
    const named = await page.locator("#assumed details[open] dt").allTextContents();
    expect(named).toStrictEqual(assumptions("always").map(({ id }) => id));
  });

  it("has the standard library", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await write(page, 'import "std/math";\n\nfn main(): int {\n  return max(abs(-3), read());\n}\n');
    await verdict(page, "certified for every input");
    await verdict(page, "tested on 100 inputs");
    await write(page, 'import "./mine.ell";\n\nfn main(): int {\n  return 0;\n}\n');
    await page.locator("pre.msg", { hasText: "is not among the files of this page" }).waitFor();
    await page.getByRole("button", { name: "Add the file mine.ell" }).click();
    await verdict(page, "certified for every input");
    await page.locator(".imported summary", { hasText: "mine.ell" }).click();
    await page.getByRole("textbox", { name: "The file mine.ell" }).fill("pub fn one(): int { return 1; }");
    await write(page, 'import "./mine.ell";\n\nfn main(): int {\n  return one();\n}\n');
    await page.locator(".end", { hasText: "halted with code 1" }).first().waitFor({ state: "attached" });
    const again = (await site.open({ hash: await sharedHash(page) })).page;
    await verdict(again, "certified for every input");
    await again.locator(".imported summary", { hasText: "mine.ell" }).click();
    await again.getByRole("button", { name: "Remove the file mine.ell" }).click();
    await again.getByRole("button", { name: "Add the file mine.ell" }).waitFor();
  });

  it("is edited by keyboard: characters, words and lines deleted, moved and taken back", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    await write(page, "  fn mainn(): int { return 12; }");
    const press = async (...keys: string[]): Promise<string> => {
      for (const key of keys) await page.keyboard.press(key);
      return (await page.locator(".cm-line").allTextContents()).join("\n");
    };
    expect(await press("Home", ...Array<string>(7).fill("ArrowRight"), "Delete")).toBe(
      "  fn main(): int { return 12; }",
    );
    expect(await press("End", "ArrowLeft", "ArrowLeft", "ArrowLeft", "Backspace")).toBe(
      "  fn main(): int { return 1; }",
    );
    expect(await press("End", "Enter")).toBe("  fn main(): int { return 1; }\n  ");
    await page.keyboard.insertText("// 👩‍🚀é");
    expect(await press("Backspace", "Backspace")).toBe("  fn main(): int { return 1; }\n  // ");
    await page.keyboard.insertText("two words");
    expect(await press("Control+Backspace")).toBe("  fn main(): int { return 1; }\n  // two ");
    expect(await press("Alt+ArrowUp")).toBe("  // two \n  fn main(): int { return 1; }");
    expect(await press("Control+z")).toBe("  fn main(): int { return 1; }\n  // two ");
    expect(await press("Shift+Home", "Shift+ArrowUp", "Delete", "Control+a", "Backspace")).toBe("");
    await write(page, "fn main(): int { return 7; }");
    await page.locator(".end", { hasText: "halted with code 7" }).waitFor({ state: "attached" });
    expect(complaints).toEqual([]);
  });

  it("steps on and back", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    const at = page.locator(".pos");
    await page.getByRole("button", { name: "On" }).click();
    await page.getByRole("button", { name: "On" }).click();
    expect(await at.textContent()).toBe("square 3 of 5");
    expect(await page.locator(".sq h2").textContent()).toBe("Square 3 commutes");
    const relation = page.locator(".rel tbody");
    expect(await relation.textContent()).toContain("b98a1 = 98");
    await page.getByRole("button", { name: "Back" }).click();
    expect(await at.textContent()).toBe("square 2 of 5");
    await page.getByRole("button", { name: "Last square" }).click();
    await page.getByRole("button", { name: "On" }).click();
    expect(await at.textContent()).toBe("square 5 of 5");
  });

  it("breaks the compiler: the witness, its first broken square, the refusal; and repairs it", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await verdict(page, "refused");
    await verdict(page, "differs");
    expect(await page.locator(".pos").textContent()).toBe("square 3 of 3, broken");
    expect(await page.locator(".sq h2").textContent()).toBe("✗ Square 3 does not commute");
    expect(await page.locator(".arg .terms").textContent()).toContain("traps: bounds");
    expect(await page.locator("#pane-assembly li.bad").textContent()).toContain("ours: bgeu");
    await page.getByRole("button", { name: "Hint 1" }).click();
    await page.getByRole("button", { name: "Hint 2" }).click();
    expect(await page.locator(".hint").textContent()).toContain("The empty input");
    await page.getByLabel("Which bug").selectOption("write-error-ends-the-program");
    await page.locator(".cause", { hasText: "fails ends at once" }).waitFor();
    await verdict(page, "refused");
    await page.getByRole("button", { name: "Repair it" }).click();
    await verdict(page, "certified");
    expect(complaints).toEqual([]);
  });

  it("comes back by its link, and says so when a link is none", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await write(page, "fn main(): int { write(read()); write(read()); return 3; } // ü <b>");
    await page.getByLabel("Input").fill("\\x00z");
    await page.locator(".end", { hasText: "halted with code 3" }).waitFor({ state: "attached" });
    await verdict(page, "certified");
    await page.getByRole("button", { name: "Last square" }).click();
    const hash = await sharedHash(page);
    const again = (await site.open({ hash })).page;
    await verdict(again, "certified");
    expect(await again.locator(".cm-content").textContent()).toContain("// ü <b>");
    expect(await again.getByLabel("Input").inputValue()).toBe("\\x00z");
    expect(await again.locator(".pos").textContent()).toBe(await page.locator(".pos").textContent());
    for (const bad of [hash.slice(0, 40), "#1=", "#<img src=x onerror=alert(1)>", "#1=AAAA"]) {
      const other = await site.open({ hash: bad });
      await other.page.getByText("This link holds no state that can be read.").waitFor();
      await verdict(other.page, "certified");
      expect(await other.page.locator("img").count()).toBe(0);
      expect(other.complaints).toEqual([]);
    }
  });

  it("stops a run that never ends, and stays alive", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await write(page, "fn main(): int { let n = 0; while true { n = n + 1; } return n; }");
    await page.getByText("The walk stopped").waitFor();
    await verdict(page, "certified");
    await page.getByRole("slider", { name: "Timeline" }).press("End");
    expect(await page.locator(".pos").textContent()).toMatch(/square ([\d,]+) of \1$/);
  });

  it("walks a long listing by keyboard, of which it draws only a part", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    await page.getByLabel("Example").selectOption("rpn.ell");
    const size = page.locator("#pane-assembly .sm", { hasText: /^[12]\d{3} instructions$/ });
    const last = Number.parseInt((await size.textContent()) ?? "", 10) - 1;
    await verdict(page, "certified");
    await verdict(page, "tested on");
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.locator("#pane-assembly li:focus").waitFor();
    await page.keyboard.press("End");
    await page.locator(`#pane-assembly li[data-index='${last}']:focus`).waitFor();
    await page.keyboard.press("Home");
    await page.locator("#pane-assembly li[data-index='0']:focus").waitFor();
    expect(await page.locator("#pane-assembly li").count()).toBeLessThan(200);
    expect(complaints).toEqual([]);
  });

  it("lights what belongs together, by keyboard alone", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toContain("To the source");
    await page.getByLabel("Function").selectOption("max");
    await page.locator(".drawn", { hasText: "max(r0, r1)" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator(".cm-line.ha").textContent()).toBe("  return b;");
    expect(await page.locator("#pane-bytes li.ha").count()).toBe(2);
    expect(await page.locator("#pane-flow .line.ha").textContent()).toBe("return r1");
    expect(await page.locator(".said").textContent()).toBe("line 6 → 10008, 1000c, by the compiler’s word");
    await page.keyboard.press("Home");
    expect(await page.locator(".cm-line.on").first().textContent()).toContain("fn max");
    expect(await page.locator(".said").textContent()).toContain("cut point A, checked");
    await page.keyboard.press("]");
    expect(await page.locator(".pos").textContent()).toBe("square 2 of 5");
    await page.keyboard.press("x");
    await verdict(page, "refused");
  });

  it.each([
    { look: "light", dark: false, width: 1440 },
    { look: "dark", dark: true, width: 1440 },
    { look: "light, on a phone", dark: false, width: 360 },
  ])("has nothing serious against it: $look", async ({ dark, width }) => {
    const { page } = await site.open({ dark, width });
    await verdict(page, "tested");
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.dataset.theme")).toBe(dark ? "dark" : "light");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await page.getByRole("switch").click();
    await verdict(page, "differs");
    expect(await violations(page)).toEqual([]);
  });
});
