/**
 * Hostile links, tokens, texts and files: each is answered by a page that says what is wrong with it, or shows it, and that
 * still works. Nothing of it is run, nothing is asked of anybody, and the page is never blank.
 */

import { deflateRawSync, deflateSync } from "node:zlib";
import { compile, issueCertificate } from "etalon/compiler";
import { parseProgram } from "etalon/lang";
import { writeElf } from "etalon/machine";
import { writeCertificate } from "etalon/proof";
import { replayToken } from "etalon/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium, type Opened, type Served, serve } from "./browser.ts";
import { verdict, write } from "./visitor.ts";

const seed = 20261126;

/** Random numbers below a bound, from the seed. */
function chance(): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) % bound;
  };
}

/** A link to a state, or to what is none. */
function linkOf(state: unknown): string {
  const text = typeof state === "string" ? state : JSON.stringify(state);
  return `#1=${deflateRawSync(text).toString("base64url")}`;
}

const markup = `</script><script>owned = 1</script><img src=x onerror="owned = 2"><svg onload="owned = 3">`;
const state = { source: "fn main(): int { return 0; }", input: "", square: 1 };

/** Links that are wrong in a way one can think of. */
const links: readonly string[] = [
  "#",
  "#1=",
  "#2=AAAA",
  `#${markup}`,
  `#replay=${markup}`,
  "#javascript:owned=1",
  "#%00%ff%ed%a0%80",
  `#1=${"A".repeat(300_000)}`,
  // A hundred million zeros, packed.
  `#1=${deflateRawSync(new Uint8Array(100_000_000)).toString("base64url")}`,
  `#1=${deflateSync(JSON.stringify(state)).toString("base64url")}`,
  ...["null", "[]", "0", '"text"', "{}", "{", '{"source":1}', "\ud800", "[".repeat(100_000)].map(linkOf),
  ...[
    { ...state, source: markup },
    { ...state, source: "\ud800 \udfff \u0000 \u202e" },
    { ...state, source: "" },
    { ...state, source: "\r\n\r\u2028\ufeff" },
    { ...state, source: `fn main(): int { return "${markup.replaceAll('"', "'")}"; }` },
    { ...state, source: `fn ${"a".repeat(200_000)}(): int { return b; }` },
    { ...state, source: `fn main(): int { return ${"(".repeat(50_000)}; }` },
    { ...state, input: markup },
    { ...state, input: "\\" },
    { ...state, input: "\\x0" },
    { ...state, input: "\ud800" },
    { ...state, input: "x".repeat(200_000) },
    { ...state, input: { base64: "!" } },
    { ...state, input: { base64: "AP8=" } },
    { ...state, input: null },
    { ...state, compiler: markup },
    { ...state, compiler: "__proto__" },
    { ...state, compiler: "constructor" },
    { ...state, compiler: {} },
    ...[-1, 1e300, 0.5, "1", null, Number.MAX_SAFE_INTEGER].map((square) => ({ ...state, square })),
    ...[{}, { stackBytes: -1 }, { stackBytes: 1e15 }, { heapBytes: "1" }, { heapBytes: 0, stackBytes: 0 }, 7, []].map(
      (memory) => ({ ...state, memory }),
    ),
    ...["", "..", "a/b.ell", markup, 7, null, "\u0000"].map((entry) => ({ ...state, entry })),
    ...[{}, 7, "x", [7], [["a.ell"]], [["a.ell", 7]], [[markup, markup]], Array(200).fill(["a.ell", ""])].map(
      (files) => ({
        ...state,
        files,
      }),
    ),
    { ...state, source: `import "./a.ell"; ${state.source}`, files: [["a.ell", markup]] },
    { ...state, source: `import "./main.ell"; ${state.source}`, files: [["main.ell", ""]] },
    ...[7, null, {}, { side: "source", index: -1 }, { side: markup, index: 0 }, { side: "machine", index: 1e15 }].map(
      (step) => ({ ...state, step }),
    ),
    ...[7, null, "", markup, "\u0000", "_start:\n".repeat(20_000), ".zero 99999999999", "(".repeat(50_000)].map(
      (assembly) => ({
        ...state,
        assembly,
      }),
    ),
    ...[-1, 3, "2", null, {}].map((level) => ({ ...state, level })),
    ...[7, {}, [7], ["-"], [markup], ["sea"], Array(200).fill("fold")].map((passes) => ({
      ...state,
      level: 1,
      passes,
    })),
    ...[{}, 7, null, { image: "", certificate: "" }, { image: "AAAA", certificate: "!" }].map((given) => ({
      ...state,
      given,
    })),
  ].map(linkOf),
  linkOf('{"__proto__":{"source":"x"},"constructor":1,"source":"fn main(): int { return 0; }","input":"","square":1}'),
];

/** A good link with some characters changed. */
function damaged(link: string, random: (bound: number) => number): string {
  const letters = "ABCabc019-_=%&<";
  const at = [...link];
  for (let i = 0; i <= random(3); i++) at[1 + random(at.length - 1)] = letters[random(letters.length)]!;
  return at.slice(0, random(4) === 0 ? 1 + random(at.length) : at.length).join("");
}

describe.skipIf(chromium === undefined)(`hostile texts, seed ${seed}`, () => {
  let site: Served;
  beforeAll(async () => {
    site = await serve(chromium!);
  });
  afterAll(() => site.close());

  /** Go to each link in turn; the page must be there after each. */
  async function follow(page: Page, some: readonly string[]): Promise<void> {
    const blank = await page.evaluate(async (all) => {
      const { document, location, addEventListener } = globalThis as unknown as {
        document: { body: { innerText: string }; querySelector: (of: string) => unknown };
        location: { hash: string };
        addEventListener: (name: string, listen: () => void, how: object) => void;
      };
      const lost: string[] = [];
      for (const link of all) {
        const changed = new Promise<void>((done) => addEventListener("hashchange", done, { once: true }));
        const before = location.hash;
        location.hash = link;
        if (location.hash !== before) await changed;
        await new Promise((done) => setTimeout(done, 5));
        if (document.body.innerText.length < 200 || document.querySelector(".bar") === null) lost.push(link);
      }
      return lost;
    }, some);
    expect(blank).toEqual([]);
  }

  /** Nothing was run, nobody was asked, the worker did not fail; and a program is compiled and certified. */
  async function alive({ page, complaints, strangers }: Opened): Promise<void> {
    expect(await page.evaluate("typeof owned")).toBe("undefined");
    expect(await page.locator("img:not(.cm-widgetBuffer), object, iframe, body svg[onload]").count()).toBe(0);
    expect(await page.getByText("a mistake of ours").count()).toBe(0);
    await page.evaluate("location.hash = ''");
    await page.getByLabel("Example").selectOption("max.ell");
    await verdict(page, "certified");
    expect([complaints, strangers]).toEqual([[], []]);
  }

  it("answers links that are wrong, each in its way, and hundreds of damaged ones", async () => {
    const random = chance();
    const opened = await site.open();
    await verdict(opened.page, "certified");
    await follow(opened.page, links);
    await alive(opened);
    const good = linkOf({ ...state, compiler: "bounds-off-by-one", memory: { stackBytes: 4096 } });
    await follow(
      opened.page,
      Array.from({ length: 300 }, () => damaged(good, random)),
    );
    await alive(opened);
    // Those that are something: their answer is waited for.
    for (const link of links.slice(-30)) {
      await follow(opened.page, ["#1=", link]);
      await opened.page.locator(".notices .msg, pre.msg, p.msg, .chips .chip:nth-child(2)").first().waitFor();
    }
    await alive(opened);
  });

  it("answers tokens that are damaged", async () => {
    const random = chance();
    const opened = await site.open();
    const token = replayToken({ kind: "program", text: state.source, input: Uint8Array.of(1), memory: {} });
    const generated = replayToken({
      kind: "generated",
      seed: 2 ** 40,
      index: 2 ** 45,
      options: { size: 25, swarm: true },
    });
    for (const one of [generated, ...Array.from({ length: 12 }, () => damaged(`#${token}`, random).slice(1))])
      await follow(opened.page, ["#1=", `#replay=${one}`]);
    await alive(opened);
  });

  it("answers texts that are no programs", async () => {
    const opened = await site.open();
    const { page } = opened;
    const texts = [
      "",
      "\u0000\u0001\u202e",
      markup,
      "fn main(): int { return 99999999999; }",
      `fn main(): int ${"{".repeat(20_000)}${"}".repeat(20_000)}`,
      `fn main(): int { return ${"1 + ".repeat(20_000)} x; }`,
      `fn main(): int { return ${"-".repeat(20_000)}x; }`,
    ];
    for (const text of texts) {
      await write(page, text === "" ? " " : text);
      await page.locator("pre.msg").waitFor();
      expect((await page.locator("pre.msg").textContent())?.length).toBeGreaterThan(10);
    }
    await page.getByLabel("Input").fill("\\q");
    await page.locator("p.msg", { hasText: "The input" }).waitFor();
    await page.getByLabel("Input").fill("");
    await alive(opened);
  });

  it("answers files that are damaged: an image or a certificate that came in a link", async () => {
    const random = chance();
    const text =
      "fn f(n: int): int { if n < 1 { return 0; } return n + f(n - 1); }\nfn main(): int { write(f(read())); return 0; }\n";
    const program = parseProgram(text);
    const compiled = program.ok ? compile(program.value) : program;
    if (!compiled.ok) throw new Error("not compiled");
    const image = writeElf(compiled.value.image);
    const certificate = Buffer.from(
      writeCertificate(issueCertificate(compiled.value, new TextEncoder().encode(text), image)),
    );
    const other = (bytes: Uint8Array): string => {
      const copy = Buffer.from(bytes);
      for (let i = 0; i <= random(4); i++) {
        const at = random(copy.length);
        // A digit for a digit keeps a certificate readable.
        const digit = /\d/.test(String.fromCharCode(copy[at]!));
        copy[at] = digit ? 48 + random(10) : random(8) === 0 ? random(256) : copy[at]!;
        if (bytes === image) copy[at] = random(256);
      }
      return copy.toString("base64");
    };
    const opened = await site.open();
    const kept = { image: Buffer.from(image).toString("base64"), certificate: certificate.toString("base64") };
    for (let i = 0; i < 20; i++) {
      const given = i % 2 === 0 ? { ...kept, image: other(image) } : { ...kept, certificate: other(certificate) };
      await follow(opened.page, ["#1=", linkOf({ source: text, input: "a", square: 1, given })]);
      await opened.page.locator("pre.msg, .chips .chip:nth-child(2)").first().waitFor();
      expect(await opened.page.getByText("a mistake of ours").count()).toBe(0);
    }
    await alive(opened);
  });

  it("stops what takes too long when it is told to, and goes on", async () => {
    const opened = await site.open();
    const { page } = opened;
    await verdict(page, "certified");
    const body = Array.from({ length: 40 }, (_, i) => `while n > ${i} { n = n - a[${i}]; a[n] = n; }`).join(" ");
    const slow = Array.from({ length: 200 }, (_, i) => `fn f${i}(a: int[]): int { let n = 1; ${body} return n; }`);
    await write(page, `${slow.join("\n")}\nfn main(): int { return 0; }`);
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText("Stopped.").waitFor();
    expect(await page.locator(".chip", { hasText: "certified" }).count()).toBe(0);
    await write(page, "fn main(): int { return 4; }");
    await verdict(page, "certified");
    await alive(opened);
  });
});
