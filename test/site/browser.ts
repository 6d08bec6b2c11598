/**
 * A real browser for the tests of the playground: the site as it is built and served, in Debian's Chromium. Where there is
 * none, `chromium` is undefined, and the tests say that they were skipped.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContext, type Page, chromium as playwright } from "playwright-core";
import { preview } from "vite";
import { built } from "./built.ts";

/** Where Debian puts it; `CHROMIUM` names another. */
export const chromium: string | undefined = [process.env["CHROMIUM"], "/usr/bin/chromium"].find(
  (path) => path !== undefined && existsSync(path),
);

const flags = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/**
 * Flags that keep the browser from compiling hot functions. The code of these grows with use and is part of the heap, so
 * without them a leak cannot be told from it.
 */
export const withoutCompiledCode: readonly string[] = ["--js-flags=--no-opt --no-maglev --no-sparkplug --no-use-osr"];

/** The playground, open in a browser. */
export interface Served {
  readonly url: string;
  /** A fresh page; what it asks for outside its origin, and what it complains about, is kept. */
  readonly open: (options?: OpenOptions) => Promise<Opened>;
  readonly close: () => Promise<void>;
}

/** How the page is looked at. */
export interface OpenOptions {
  /** The page, from the root of the site; the playground unless it is given. */
  readonly path?: string;
  readonly hash?: string;
  /** Instead of the served page: a file of this machine. */
  readonly file?: string;
  readonly width?: number;
  readonly dark?: boolean;
}

/** One open page. */
export interface Opened {
  readonly page: Page;
  /** Requests that left the origin. */
  readonly strangers: readonly string[];
  /** Errors that the page reported, refusals by its policy among them. */
  readonly complaints: readonly string[];
}

/** Build the site if that is not done, serve it, and start a browser, with more flags where they are given. */
export async function serve(executablePath: string, more: readonly string[] = []): Promise<Served> {
  await built();
  const root = join(import.meta.dirname, "../../site");
  // The site is in a folder below the root of the server: it must work from any.
  const server = await preview({
    root,
    appType: "mpa",
    logLevel: "error",
    build: { outDir: "." },
    preview: { host: "127.0.0.1", port: 0 },
  });
  const url = `${server.resolvedUrls!.local[0]!}dist/`;
  const browser = await playwright.launch({ executablePath, args: [...flags, ...more] });
  const contexts: BrowserContext[] = [];
  return {
    url,
    async open({ path = "playground/index.html", hash = "", file, width = 1440, dark = false } = {}) {
      const address = file === undefined ? url + path : pathToFileURL(file).href;
      const colorScheme = dark ? "dark" : "light";
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      contexts.push(context);
      const page = await context.newPage();
      const strangers: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => {
        const own = [file === undefined ? url : address, "data:", "blob:"].some((start) =>
          request.url().startsWith(start),
        );
        if (!own) strangers.push(request.url());
      });
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(address + hash);
      return { page, strangers, complaints };
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.close();
    },
  };
}
