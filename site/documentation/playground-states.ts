/**
 * States of the playground that the documentation opens. A page names one in the title of a link,
 *
 *     [see it](playground.md "open: bug bounds-off-by-one")
 *
 * which leads to the page about the playground in the repository, and into that state on the site. The state is made here, from
 * the programs of the examples, the witnesses of the mutants, and what attackers hand over.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { borderMutants, innocents, mutants, witnesses } from "../../src/testing/index.ts";
import { handedOver } from "../../src/trust/attack/handed.ts";
import { textOf } from "../src/state/input-text.ts";
import type { Shared } from "../src/state/shared.ts";
import { root } from "./pages.ts";

const form = /^(max|example|bug|variant|attack)(?: ([\w-]+))?(?: on "([^"]*)")?(?: at square (\d+))?$/;

/** The program that the README begins with, which the playground opens with, too. */
const readme = readFileSync(join(root, "README.md"), "utf8");
const max = /```ell max\.ell\n([\s\S]*?)```/.exec(readme)![1]!;

/** The state that the words name; throws for others. */
export function stateOf(words: string): Shared {
  const [, kind, name = "", input, square = "0"] = form.exec(words) ?? [];
  const state = (source: string, given: string, compiler?: string): Shared => ({
    source,
    input: input ?? given,
    compiler,
    square: Number(square),
  });
  if (kind === "attack" && Object.hasOwn(handedOver, name)) {
    const { source, image, certificate, input: typed } = handedOver[name]!();
    return { ...state(new TextDecoder().decode(source), typed), given: { image, certificate } };
  }
  if (kind === "max") return state(max, "ab");
  if (kind === "example") return state(readFileSync(join(root, `examples/${name}.ell`), "utf8"), "");
  if (kind === "variant" && innocents.some((one) => one.name === name)) return state(max, "ab", name);
  if (kind === "bug") {
    const border = borderMutants.find((one) => one.name === name);
    if (border !== undefined) return state(border.witness.source, border.witness.input, name);
    const witness = witnesses[name];
    if (witness !== undefined && mutants.some((one) => one.name === name))
      return state(witness.source, textOf(Uint8Array.from(witness.input)), name);
  }
  throw new Error(`the playground has no state called “${words}”`);
}
