/**
 * All small programs of several files: each enumerated program with something to spread, in every way in which `spreadOver` spreads it.
 */

import type { Module } from "../../lang/syntax/tree.ts";
import { type EnumerationOptions, enumerateModules } from "./enumerate.ts";
import { spreadOver, textOfFiles } from "./spread.ts";

/** More seeds than there are ways to put one function and one global into two or three files. */
const someSeeds = Array.from({ length: 64 }, (_, seed) => seed);

/** Seeds that spread a module in different ways: the first one of each. */
function seedsFor(module: Module): readonly number[] {
  const found = new Map<string, number>();
  for (const seed of someSeeds) {
    const text = textOfFiles(spreadOver(module, seed));
    if (!found.has(text)) found.set(text, seed);
  }
  return [...found.values()];
}

/**
 * The texts by path of all programs of several files whose module has at most `size` nodes, smaller ones first; the main file
 * is `main.ell`. A program with a global has five forms, one with a function four.
 *
 * @example
 * ```ts
 * import { enumerateFiles } from "etalon/testing";
 * const [first] = enumerateFiles(4);
 * [...first!.keys()].sort(); // => ["data.ell", "main.ell", "parts/a.ell"]
 * ```
 */
export function* enumerateFiles(
  size: number,
  options: EnumerationOptions = {},
): Generator<ReadonlyMap<string, string>> {
  // Where a declaration goes depends on its name alone, and on what uses it, which is `main` here.
  const seeds = new Map<string, readonly number[]>();
  for (const module of enumerateModules(size, options)) {
    if (module.declarations.length < 2) continue;
    const names = module.declarations.map(({ name }) => name).join();
    const known = seeds.get(names) ?? seedsFor(module);
    seeds.set(names, known);
    for (const seed of known) yield spreadOver(module, seed);
  }
}
