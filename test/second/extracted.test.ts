/** What is extracted from Coq: small enough for a page, and nothing in it that a browser does not have. */

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const text = readFileSync(new URL("../../coq/extracted/semantics.js", import.meta.url), "utf8");

it("has at most 150 kB when compressed", () => {
  expect(gzipSync(text).length).toBeLessThan(150_000);
});

it("imports nothing, and asks nothing of its surroundings", () => {
  expect(text).not.toMatch(/^\s*import\b|\b(?:require|process|globalThis|Buffer|eval)\b/mu);
});
