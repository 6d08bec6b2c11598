/**
 * The attacks that the checker stops, as things that can be opened: each is a forgery of the tests, an image and a certificate
 * that a hostile author might give, with the source they are said to be of. The tables of docs/certificates.md lead to them.
 */

import { compile, issueCertificate } from "../../src/compiler/index.ts";
import { writeElf } from "../../src/machine/index.ts";
import { writeCertificate } from "../../src/proof/index.ts";
import { Forgery } from "../../test/proof/checker/forge.ts";
import { obligationForgeries } from "../../test/proof/checker/obligation-forgeries.ts";
import { victim, victimForgeries } from "../../test/proof/checker/victim-forgeries.ts";
import type { Shared } from "../src/state/link.ts";
import { escaped } from "./highlight.ts";

interface Attack {
  readonly text: string;
  readonly forge: (forgery: Forgery) => void;
}

const attacks = new Map<string, Attack>([
  ...victimForgeries.map(([name, forge]) => [name, { text: victim, forge }] as const),
  ...obligationForgeries.map(({ name, text, forge }) => [name, { text, forge }] as const),
]);

/** What each check of the first table is shown by; the others need a file that no reader of files would give. */
const shownBy: Readonly<Record<string, string>> = {
  "one entry, one cut point, one pc each": "a duplicate cut point",
  "the image's entry is start-up's entry": "another entry point",
  "frame bounded by the function's size": "giving up with an absurd frame",
  "at least one step on each side": "a stutter for ever: the loop head jumps to itself",
  "a path between cut points is bounded": "a missing loop head",
  "pc is a known constant, a multiple of 4, in executable text": "code that jumps into the middle of an instruction",
  "element access under i <ᵤ length": "no bounds check",
  "frame accesses in [−frame, 0) after the stack check": "a frame slot that aliases the caller's",
  "claims at entry come from the calling convention alone": "an invariant that supports itself and is false at entry",
  "system calls other than read(0, a, n), write(1, a, n), n > 0, and exit fault": "a system call that makes no event",
};

function stateOf({ text, forge }: Attack): Shared {
  const forgery = new Forgery(text);
  const honest = compile(forgery.program);
  if (!honest.ok) throw new Error(honest.error.message);
  forge(forgery);
  const image = writeElf(forgery.image);
  const issued = issueCertificate(honest.value, new TextEncoder().encode(text), image);
  const certificate = new TextEncoder().encode(writeCertificate({ ...issued, ...forgery.differences }));
  return { source: text, input: "", compiler: undefined, square: 0, given: { image, certificate } };
}

/** Links to what a cell names: nothing, where it names no attack. `open` gives the address of a state. */
export function attacksIn(
  head: string,
  first: string,
  text: string,
  open: (state: Shared) => string,
): string | undefined {
  const link = (name: string, words: string): string | undefined => {
    const attack = attacks.get(name);
    return (
      attack &&
      `<a href="${open(stateOf(attack))}" aria-label="${escaped(words === name ? name : `${words}: ${name}`)}">${escaped(words)}</a>`
    );
  };
  if (head === "forgeries")
    return text
      .split(" · ")
      .map((name) => link(name, name) ?? escaped(name))
      .join(" · ");
  if (head !== "attack" || shownBy[first] === undefined) return undefined;
  const found = link(shownBy[first], "see it");
  if (found === undefined) throw new Error(`no forgery is called “${shownBy[first]}”`);
  return `${escaped(text)}: ${found}`;
}
