/**
 * V8 makes a function in its old space that is written where it is assigned to a property, and so is a getter of an object that is no class. What such a
 * function speaks of outlives the small collections of garbage. Where one was made for each way of a machine, collections took 79 ms of a round of guesses
 * for all examples at -O0, and 11 ms since (2026-11-28, `--trace-gc`).
 */

import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const assigned = /\.#?\w+ (\?\?)?= (\([^()]*\)|\w+)(: [^=]+)? =>/;
const getter = /^ {4,}get \w+\(\)/m;

test.each(["infer", "checker"])("no function of %s is made where it is assigned to a property", (room) => {
  const cwd = new URL(`../../../src/proof/${room}/`, import.meta.url);
  const found = globSync("**/*.ts", { cwd }).filter((file) => {
    const text = readFileSync(new URL(file, cwd), "utf8");
    return assigned.test(text) || getter.test(text);
  });
  expect(found).toEqual([]);
});
