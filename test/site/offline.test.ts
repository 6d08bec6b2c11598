/**
 * The playground as one file, opened from the disk: as `etalon view` writes it, and as the page saves itself.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentOfProcess, etalonProcess, folder, root } from "../cli/command.ts";
import { chromium, type Opened, type Served, serve } from "./browser.ts";
import { built } from "./built.ts";
import { violations } from "./violations.ts";

const file = folder();
const hostile = "fn main(): int { write(read()); return 7; } // </script><script>alert(1)</script><!-- <script> ü\r\n";

beforeAll(built);

describe("etalon view", () => {
  it("writes the page, and says where", () => {
    const program = file("two words/a.ell", "fn main(): int { return 0; }");
    const shown = etalonProcess(["view", program, "-o", file("a.html")]);
    expect(shown.error).toBe("");
    expect(shown.out).toMatch(/a\.html: \d+ bytes\n$/);
    const own = documentOfProcess(["view", program, "--input", program]).json;
    expect(own).toMatchObject({ verb: "view", exit: 0, opened: false, input: 28, warnings: [] });
    expect(readFileSync(own["output"] as string, "utf8")).toContain('"source":"fn main(): int { return 0; }"');
    expect(etalonProcess(["view", program, "-o", "-"]).out).toBe(readFileSync(file("a.html"), "utf8"));
  });

  it("holds the program as data, whatever is in it", () => {
    const page = file("hostile.html");
    etalonProcess(["view", file("hostile.ell", hostile), "-o", page]);
    const text = readFileSync(page, "utf8");
    const empty = readFileSync(`${root}/dist/playground.html`, "utf8");
    for (const piece of [/</g, /<script/gi, /<!--/g])
      expect(text.match(piece)?.length).toBe(empty.match(piece)?.length);
  });

  it("says what is wrong with its files", () => {
    const program = file("b.ell", "fn main(): int { return 0; }");
    const inputTooLong = etalonProcess(["view", program, "--input", file("long", new Uint8Array(70_000))]);
    expect([inputTooLong.exit, inputTooLong.error]).toEqual([3, expect.stringContaining("takes 65536 of input")]);
    const noImage = etalonProcess(["view", program, "--image", program]);
    expect([noImage.exit, noImage.error]).toEqual([3, expect.stringContaining("is not an executable")]);
    const image = file("b.elf");
    etalonProcess(["compile", program, "-o", image]);
    const noCertificate = etalonProcess(["view", program, "--image", image, "--certificate", program]);
    expect([noCertificate.exit, noCertificate.error]).toEqual([3, expect.stringContaining("is no certificate")]);
    expect(etalonProcess(["view", file("bad.ell", "fn")]).exit).toBe(3);
    expect(etalonProcess(["view", program, "-o", program]).exit).toBe(2);
    expect(etalonProcess(["view", program, "--certificate", program]).exit).toBe(2);
  });
});

describe.skipIf(chromium === undefined)("the playground as one file", () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  async function certified({ page }: Opened): Promise<void> {
    await page.locator(".chip", { hasText: "certified for every input" }).first().waitFor();
    await page.locator(".chip", { hasText: "tested on 100 inputs" }).first().waitFor();
  }

  it("shows what etalon view wrote: the text as it is, and asks for nothing", async () => {
    const path = file("shown.html");
    etalonProcess(["view", file("shown.ell", hostile), "--input", file("in", Uint8Array.of(0, 65)), "-o", path]);
    const opened = await site.open({ file: path });
    await certified(opened);
    const { page, strangers, complaints } = opened;
    expect(await page.locator(".cm-content").textContent()).toContain("</script><script>alert(1)</script><!--");
    expect(await page.getByLabel("Input").inputValue()).toBe("\\x00A");
    expect(await page.locator("#pane-assembly li").count()).toBeGreaterThan(10);
    await page.getByRole("switch", { name: "Break the compiler" }).click();
    await page.locator(".chip", { hasText: "refused" }).first().waitFor();
    expect([strangers, complaints]).toEqual([[], []]);
  });

  it("shows an image that came as a file, and what the checker says of it", async () => {
    const program = file("given.ell", hostile);
    const image = file("given.elf");
    etalonProcess(["compile", program, "-o", image]);
    const path = file("given.html");
    etalonProcess(["view", program, "--image", image, "-o", path]);
    const opened = await site.open({ file: path });
    await certified(opened);
    await opened.page.getByText("The image came as a file").waitFor();
    expect(await opened.page.locator("#pane-assembly li").count()).toBeGreaterThan(10);
    expect(await opened.page.locator(".pos").textContent()).toContain("square 1 of");

    // The same certificate beside another program: refused, in words, and the page alive.
    etalonProcess(["view", file("other.ell", "fn main(): int { return 8; }"), "--image", image, "-o", path]);
    const other = await site.open({ file: path });
    await other.page.locator(".chip", { hasText: "refused" }).first().waitFor();
    await other.page.getByRole("button", { name: "Compile the program instead" }).click();
    await certified(other);
    expect([opened.complaints, other.complaints, opened.strangers, other.strangers]).toEqual([[], [], [], []]);
  });

  it("shows a program of several files, as text and as an image that came as a file", async () => {
    const program = file("several/main one.ell", 'import "./part.ell"; fn main(): int { return seven(); }');
    file(
      "several/part.ell",
      'import "std/math"; import "./deep/er.ell"; pub fn seven(): int { return max(six(), 7); }',
    );
    file("several/deep/er.ell", "pub fn six(): int { return 6; }");
    const path = file("several.html");
    expect(etalonProcess(["view", program, "-o", path]).error).toBe("");
    const opened = await site.open({ file: path });
    await certified(opened);
    const { page } = opened;
    expect(await page.locator(".imported summary").allTextContents()).toEqual([
      "deep/er.ell 1 line",
      "part.ell 1 line",
    ]);
    await page.locator(".imported summary").last().click();
    expect(await violations(page)).toEqual([]);
    // A mistake in an imported file, and its repair.
    await page.getByRole("textbox", { name: "The file part.ell" }).fill("pub fn seven(): int { return sevven; }");
    await page.locator("pre.msg", { hasText: "part.ell:1:30: error: nothing is called `sevven`" }).waitFor();
    await page.getByRole("textbox", { name: "The file part.ell" }).fill("pub fn seven(): int { return 8; }");
    await page.locator(".end", { hasText: "halted with code 8" }).first().waitFor({ state: "attached" });

    const image = file("several.elf");
    etalonProcess(["compile", program, "-o", image]);
    expect(etalonProcess(["view", program, "--image", image, "-o", path]).error).toBe("");
    const given = await site.open({ file: path });
    await certified(given);
    await given.page.locator(".imported summary").first().click();
    await given.page.getByRole("textbox", { name: "The file deep/er.ell" }).fill("pub fn six(): int { return 5; }");
    await given.page.locator(".chip", { hasText: "refused" }).first().waitFor();
    await given.page.getByText('its file "deep/er.ell" has other bytes').waitFor();
    expect([opened, given].flatMap(({ complaints, strangers }) => [...complaints, ...strangers])).toEqual([]);
  });

  it("is saved by the page with its present state, and by that file again", async () => {
    const served = await site.open();
    await certified(served);
    await served.page.getByRole("button", { name: "On" }).click();
    const first = await saved(served, "first.html");
    const offline = await site.open({ file: first });
    await certified(offline);
    expect(await offline.page.locator(".pos").textContent()).toBe("square 2 of 5");
    await offline.page.locator(".cm-content").click();
    await offline.page.keyboard.press("Control+a");
    await offline.page.keyboard.insertText("fn main(): int { return 9; } // $& <!--");
    await offline.page.locator(".end", { hasText: "halted with code 9" }).first().waitFor({ state: "attached" });
    await certified(offline);
    const again = await site.open({ file: await saved(offline, "second.html") });
    await certified(again);
    expect(await again.page.locator(".cm-content").textContent()).toContain("return 9; } // $& <!--");
    expect([served, offline, again].flatMap(({ complaints, strangers }) => [...complaints, ...strangers])).toEqual([]);
  });

  async function saved({ page }: Opened, name: string): Promise<string> {
    const download = page.waitForEvent("download");
    await page.locator(".menu summary").click();
    await page.getByRole("button", { name: "Save as a file" }).click();
    const path = file(name);
    await (await download).saveAs(path);
    return path;
  }

  it("says so when its state cannot be read, and opens an example", async () => {
    const path = file("damaged.html");
    const text = etalonProcess(["view", file("c.ell", "fn main(): int { return 0; }"), "-o", "-"]).out;
    writeFileSync(path, text.replace('{"source":', '{"__proto__":{"x":1},"sauce":'));
    const opened = await site.open({ file: path });
    await opened.page.getByText("This file holds no state that can be read.").waitFor();
    await certified(opened);
    expect(opened.complaints).toEqual([]);
  });
});
