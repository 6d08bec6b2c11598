/** The Coq sources assume nothing, and use nothing that Coq itself assumes. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder, sources } from "../../tools/coq/build.ts";
import { operationNames } from "../../tools/coq/numbers.ts";
import { pages, withoutComments } from "../../tools/coq/page.ts";

/** Sentences that assume something, or leave a proof out; and parts of Coq's library and kernel that rest on axioms. */
const forbidden =
  /\b(?:Admitted|admit|give_up|Axioms?|Conjectures?|Parameters?|Hypothes[ie]s|Variables?|Unset Guard Checking|bypass_check|Primitive|Uint63|Sint63|PrimInt63|Int63|PrimFloat|PArray|native_compute|Classical\w*|FunctionalExtensionality|ProofIrrelevance|Eqdep|JMeq|Reals|Extract (?:Inlined )?(?:Constant|Inductive))\b/u;

/** Names for functions of which the printer and the tests know (tools/coq/numbers.ts): the definition is extracted all the same. */
const named = operationNames.map((name) => `Extract Constant ${name.replace("_", ".")} => "${name}".`);

it.each(sources())("%s.v", (name) => {
  const text = withoutComments(readFileSync(join(folder, `${name}.v`), "utf8"));
  const sentences = named.reduce((rest, sentence) => rest.replace(sentence, ""), text);
  expect(forbidden.exec(sentences)?.[0]).toBeUndefined();
});

it("sees what is forbidden", () => {
  for (const text of [
    "Axiom a : False.",
    'Extract Constant Z.add => "other".',
    "Proof. Admitted.",
    "From Coq Require Import Uint63.",
  ])
    expect(forbidden.test(withoutComments(text))).toBe(true);
  expect(forbidden.test(withoutComments("(* no (* Axiom *) Admitted *)"))).toBe(false);
});

it("are described by docs/coq.md, with the figures of today", () => {
  const { is, should } = pages();
  expect(is, "to renew it: npm run coq -- --update").toBe(should);
});
