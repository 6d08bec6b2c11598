/**
 * The playground as one HTML file: its style and its script inside, both allowed by their hashes alone, and the worker as
 * compressed data that the script starts from a blob. The state is JSON in an element that is never run.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { build } from "vite";

/** Build it. */
export async function offlinePage(root: string): Promise<string> {
  const output = { codeSplitting: false } as const;
  const built = await build({
    root,
    logLevel: "error",
    mode: "offline",
    worker: { format: "iife", rolldownOptions: { output } },
    build: { write: false, assetsInlineLimit: 0, cssCodeSplit: false, rolldownOptions: { output } },
  });
  if (!("output" in built)) throw new Error("the build has several results");
  const files = built.output;
  const only = (ending: RegExp): string => {
    const found = files.filter(({ fileName }) => ending.test(fileName));
    if (found.length !== 1) throw new Error(`${found.length} files of the build match ${ending.source}`);
    const [file] = found;
    return file!.type === "chunk" ? file!.code : Buffer.from(file!.source).toString("utf8");
  };
  const style = only(/\.css$/).trim();
  const script = inElement(only(/index-[^/]*\.js$/).trim());
  const worker = deflateSync(only(/worker-[^/]*\.js$/), { level: 9 }).toString("base64");
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}' 'wasm-unsafe-eval'`,
    `style-src '${hashOf(style)}' 'nonce-etalon-editor'`,
    "img-src data:",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return readFileSync(join(root, "playground/index.html"), "utf8")
    .replace(/content="default-src[^"]*"/, () => `content="${policy}"`)
    .replace(
      /<script type="module" src=[^>]*><\/script>/,
      () =>
        `<style id="look">${style}</style>\n    <script type="application/octet-stream" id="worker">${worker}</script>\n` +
        `    <script type="application/json" id="state">null</script>\n    <script type="module">${script}</script>`,
    );
}

/** Code that ends no element early. Both sequences can stand only in texts and patterns, where an escape means the same. */
function inElement(code: string): string {
  return code.replaceAll(/<(?=\/script|!--)/gi, "\\x3c");
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
