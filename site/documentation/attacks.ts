/**
 * The attacks that the checker stops, as things that can be opened: each is a forgery of the tests, an image and a certificate
 * that a hostile author might give, with the source they are said to be of. The tables of docs/certificates.md lead to them.
 */

import { checkForgeries, forgeryCalled, type HandedOver } from "../../test/proof/checker/check-forgeries.ts";
import type { Shared } from "../src/state/shared.ts";
import { escaped } from "./highlight.ts";
import type { CellOnSite } from "./markdown.ts";

/** By what a check is called, without the marks of code. */
const byCheck = new Map(checkForgeries.map((forgery) => [forgery.check.replaceAll("`", ""), forgery]));

function stateOf({ text, others, image, certificate }: HandedOver): Shared {
  const files = others.length === 0 ? undefined : others;
  return { source: text, files, input: "", compiler: undefined, square: 0, given: { image, certificate } };
}

/** Links to what a cell names, or after it: nothing, where it names no attack. `open` gives the address of a state. */
export function attacksIn(
  head: string,
  first: string,
  text: string,
  open: (state: Shared) => string,
): CellOnSite | undefined {
  const link = (made: HandedOver, words: string, name: string): string =>
    `<a href="${open(stateOf(made))}" aria-label="${escaped(words === name ? name : `${words}: ${name}`)}">${escaped(words)}</a>`;
  if (head === "forgeries") {
    const links = text.split(" · ").map((name) => {
      const make = forgeryCalled(name);
      return make === undefined ? escaped(name) : link(make(), name, name);
    });
    return { instead: links.join(" · ") };
  }
  const forgery = head === "attack" ? byCheck.get(first) : undefined;
  return forgery && { after: `: ${link(forgery.make(), "see it", forgery.name)}` };
}
