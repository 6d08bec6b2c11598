/**
 * What the playground has beside the argument: replay tokens, property tests, tables, the page inside another page and in a
 * room, and its state as code.
 */

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { faults } from "etalon/calibrate";
import { mutants, replayToken } from "etalon/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import faultsTable from "../../site/src/tables/faults.json" with { type: "json" };
import mutantsTable from "../../site/src/tables/mutants.json" with { type: "json" };
import { faultTable, mutantTable } from "../../tools/tables.ts";
import { etalonProcess, folder, root } from "../cli/command.ts";
import { chromium, type Served, serve } from "./browser.ts";
import { violations } from "./violations.ts";
import { verdict } from "./visitor.ts";

const file = folder();

describe("the recorded tables", () => {
  it("have a row for everything in the catalogues, and the same again", () => {
    const renew = "npx node --conditions=etalon-source tools/tables.ts makes the tables anew";
    expect(
      mutantsTable.rows.map(({ name }) => name),
      renew,
    ).toEqual(mutants.map(({ name }) => name));
    expect(
      faultsTable.rows.map(({ name }) => name),
      renew,
    ).toEqual(faults.map(({ name }) => name));
    // Some of each, those that take no time.
    const quick = mutantsTable.rows.filter(({ tests }) => tests <= 3).slice(0, 4);
    expect(quick.length).toBe(4);
    const chosen = new Set(quick.map(({ name }) => name));
    expect(mutantTable(mutants.filter(({ name }) => chosen.has(name))).rows, renew).toEqual(quick);
    const { rows, ...whole } = faultsTable;
    expect(faultTable(faults.slice(0, 2)), renew).toEqual({ ...whole, rows: rows.slice(0, 2) });
  });
});

describe.skipIf(chromium === undefined)("beside the argument", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  const text = "fn main(): int { for k in 0..0 { write(0); } return 0; }";
  const token = replayToken({ kind: "program", text, input: Uint8Array.of(7, 65), memory: { stackBytes: 4096 } });

  it("opens a replay token, pasted or in a link, with its program, input, memory and compiler", async () => {
    const pasted = await site.open();
    await verdict(pasted.page, "certified");
    await pasted.page.locator(".menu summary").click();
    await pasted.page.getByLabel("Replay token").fill(` ${token} `);
    await pasted.page.getByRole("button", { name: "Open", exact: true }).click();
    await pasted.page.getByText("4,096 bytes of stack").waitFor();
    expect(await pasted.page.locator(".cm-content").textContent()).toContain("for k in 0..0");
    expect(await pasted.page.getByLabel("Input").inputValue()).toBe("\\x07A");
    await verdict(pasted.page, "certified");

    const linked = await site.open({ hash: `#replay=${token}&compiler=for-includes-its-bound` });
    await verdict(linked.page, "refused");
    await linked.page.locator(".pos", { hasText: "broken" }).waitFor();
    expect(await linked.page.getByLabel("Which bug").inputValue()).toBe("for-includes-its-bound");

    // The same case as the command has, by its seed and number.
    const generated = replayToken({ kind: "generated", seed: 1, index: 22, options: { size: 25, swarm: false } });
    const { text: printed } = JSON.parse(etalonProcess(["replay", generated, "--json"]).out) as { text: string };
    const seeded = await site.open({ hash: `#${generated}` });
    await seeded.page
      .locator(".cm-line", { hasText: printed.split("\n")[0]! })
      .first()
      .waitFor();

    for (const bad of [token.slice(0, -3), `${token}x`, "e1g", "e9p12345"]) {
      await seeded.page.evaluate(`location.hash = "#replay=${bad}"`);
      await seeded.page.locator(".notices .m", { hasText: new RegExp(`^${bad}$`) }).waitFor();
      await seeded.page.getByText("This is no replay token.").waitFor();
      await verdict(seeded.page, "certified");
    }
    expect([...pasted.complaints, ...linked.complaints, ...seeded.complaints]).toEqual([]);
  });

  it("tests with generated programs: counts, rules, counterexamples that open, and a stop", async () => {
    const { page, complaints } = await site.open({ hash: "#replay=e1gB7lgGQDtcA" });
    await page.getByRole("button", { name: "Tests", exact: true }).click();
    const { campaign, start } = {
      campaign: page.locator(".campaign"),
      start: page.getByRole("button", { name: "Start", exact: true }),
    };
    await start.click();
    await campaign.getByText(/^Running with our own compiler at -O\d\. No counterexample so far\.$/).waitFor();
    await campaign.locator("td", { hasText: "correct" }).waitFor();
    await campaign.getByText("rules of Ell").waitFor();
    await campaign.getByRole("button", { name: "Stop" }).click();
    await campaign.getByText("Ended. No counterexample so far.").waitFor();
    const cases = campaign.locator(".nums dd").first();
    const counted = await cases.textContent();
    expect(Number(counted?.replace(",", ""))).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press("x");
    await verdict(page, "refused");
    await page.getByLabel("Which bug").selectOption("for-includes-its-bound");
    await verdict(page, "refused");
    await campaign.getByLabel("certificates too").check();
    await start.click();
    await campaign.locator("pre", { hasText: "for " }).first().waitFor();
    // On a quick machine it has found so many by now that it ended of itself.
    const over = campaign.getByText(/^Ended/);
    const stop = campaign.getByRole("button", { name: "Stop" });
    await stop.click({ timeout: 10_000 }).catch(() => over.waitFor());
    await campaign.getByRole("button", { name: "Open it" }).first().click();
    await page.locator(".cm-line", { hasText: "fn main" }).first().waitFor();
    await page.locator(".pos", { hasText: "broken" }).waitFor();
    expect(await page.getByLabel("Which bug").inputValue()).toBe("for-includes-its-bound");
    expect(complaints).toEqual([]);
  });

  it("shows tables that are sorted by keyboard, and open a mutant with its witness", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "certified");
    await page.locator(".menu summary").click();
    await page.getByRole("button", { name: "The mutants’ kill matrix" }).click();
    const rows = page.locator(".sortable tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(mutantsTable.rows.length);
    const head = page.getByRole("columnheader", { name: "programs until then" });
    await head.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    expect(await rows.first().locator("td").nth(9).textContent()).toBe("1");
    await page.keyboard.press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    const most = Math.max(...mutantsTable.rows.map(({ tests }) => tests));
    expect(await rows.first().locator("td").nth(9).textContent()).toBe(String(most));
    expect(await violations(page)).toEqual([]);
    await rows.getByRole("button", { name: "bounds-off-by-one" }).click();
    await verdict(page, "refused");
    await page.locator(".pos", { hasText: "broken" }).waitFor();
    expect(await page.locator("dialog[open]").count()).toBe(0);

    await page.locator(".menu summary").click();
    await page.getByRole("button", { name: "The calibration matrix" }).click();
    await rows.first().waitFor();
    expect(await rows.count()).toBe(faultsTable.rows.length);
    await page.getByRole("columnheader", { name: "programs that found it" }).getByRole("button").click();
    expect(await rows.first().locator("td").nth(4).textContent()).toBe("0");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("dialog[open]").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });

  it("is shown inside another page, as much of it as is asked for", async () => {
    const frame = `<iframe src="${site.url}playground/index.html?embed=assembly,lockstep,__proto__" title="Etalon" width="800" height="600"></iframe>`;
    const other = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(frame));
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    const { page, complaints } = await site.open();
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    const inside = page.frameLocator("iframe");
    await inside.locator(".chip", { hasText: "certified" }).first().waitFor();
    expect(await inside.locator(".bar").count()).toBe(0);
    const panes = inside.locator(".pane:visible");
    expect([await panes.count(), await panes.getAttribute("id")]).toEqual([1, "pane-assembly"]);
    await inside.getByRole("button", { name: "On" }).click();
    expect(await inside.locator(".pos").textContent()).toBe("square 2 of 5");
    expect(await page.frames()[1]!.evaluate("document.documentElement.scrollWidth")).toBe(800);
    expect(await inside.getByRole("link", { name: "Open in the playground" }).getAttribute("href")).toContain("#1=");
    await new Promise((done) => other.close(done));
    expect(complaints.filter((words) => !words.includes("favicon"))).toEqual([]);
  });

  it("presents: large type, a pane brought by its number, and back", async () => {
    const { page, complaints } = await site.open();
    await verdict(page, "tested");
    const fontSize = (): Promise<number> =>
      page.evaluate("Number.parseFloat(getComputedStyle(document.documentElement).fontSize)");
    expect(await fontSize()).toBe(16);
    await page.keyboard.press("p");
    expect(await fontSize()).toBe(25);
    expect(await page.locator(".pane:visible, .foot:visible, .arg:visible").count()).toBe(0);
    await page.keyboard.press("]");
    await page.keyboard.press("3");
    expect(await page.locator(".pane:visible").getAttribute("id")).toBe("pane-assembly");
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(1440);
    await page.keyboard.press("3");
    expect(await page.locator(".pane:visible").count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await fontSize()).toBe(16);
    expect(await page.locator(".pane:visible").count()).toBe(4);
    expect(await page.locator(".pos").textContent()).toBe("square 2 of 5");
    expect(complaints).toEqual([]);
  });

  it("copies what it shows as a program that uses the library, and that says the same", async () => {
    const program = "fn main(): int { write('`'); write(read()); return 0; } // $1 \\ `";
    const { page } = await site.open({
      hash: `#replay=${replayToken({ kind: "program", text: "fn main(): int { return 0; }", input: new Uint8Array(), memory: {} })}`,
    });
    await page.locator(".cm-line", { hasText: "return 0;" }).first().waitFor();
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(program);
    await page.getByLabel("Input").fill("\\xffA");
    await verdict(page, "certified");
    expect(await run(page)).toMatch(/^certified \nsquare 0 0 steps, 0 instructions: commutes\n(square .*commutes\n)+$/);
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await verdict(page, "refused");
    expect(await run(page)).toMatch(/^refused .*\n(square .*commutes\n)+square \d+ .*: the source ends/);
  });

  it("copies a program of several files, and one that uses the standard library", async () => {
    const { page } = await site.open();
    await verdict(page, "certified");
    await page.getByLabel("Example").selectOption("roman.ell");
    await verdict(page, "certified");
    await page.getByText("numerals.ell 76 lines").waitFor();
    expect(await run(page)).toMatch(/^certified \nsquare 0 0 steps/);
  });

  /** Copy the code, and run it as a user of the library would. */
  async function run(page: Awaited<ReturnType<Served["open"]>>["page"]): Promise<string> {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    // What was copied before may still be said to be: only the clipboard tells when it is what is asked for now.
    await page.evaluate("navigator.clipboard.writeText('')");
    const copied = (): Promise<string> => page.evaluate("navigator.clipboard.readText()");
    await page.locator(".menu summary").click();
    await page.getByRole("button", { name: "Copy as library code" }).click();
    await expect.poll(copied, { timeout: 30_000 }).not.toBe("");
    await page.getByText("Copied.").waitFor();
    const code = await copied();
    const path = file("shown.ts");
    // Beside the package, so that it is found by its name.
    writeFileSync(path, code);
    return execFileSync(
      process.execPath,
      ["--conditions=etalon-source", "--input-type=module-typescript", "-e", code],
      {
        cwd: root,
        encoding: "utf8",
      },
    );
  }
});
