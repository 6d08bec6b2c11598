/**
 * The argument: three strengths of evidence that an image conforms to its source, side by side and never mixed.
 *
 *     certified   established for every input, by a checker that accepted a certificate of these bytes
 *     tested      no difference in the runs that were made, and only in those
 *     assumed     not established by anything here; see assumptions.ts
 */

import { steps } from "../../compiler/steps.ts";
import type { DataLayout } from "../certificate/claims.ts";
import type { Obligation, Statistics } from "../checker/verdict.ts";
import type { TestReport, TestVerdict } from "../evidence/evidence.ts";

/** What a certificate checker established about these bytes and this source. */
export type Certification =
  /** No certificate was checked. */
  | { readonly verdict: "none"; readonly reason: string }
  /** Accepted: how much was checked, the memory that the certificate gives the image, and each obligation if listed. */
  | {
      readonly verdict: "certified";
      readonly statistics: Statistics;
      readonly layout: DataLayout;
      readonly obligations: readonly Obligation[];
    }
  /** An obligation does not hold, or was not shown to hold; and how many inputs were then tried to find a failure. */
  | {
      readonly verdict: "refused";
      readonly reason: string;
      readonly obligation: Obligation | undefined;
      readonly statistics: Statistics;
      readonly sought?: { readonly runs: number; readonly found: boolean };
    }
  /** The checker came to no answer; when `overBudget` is true, because it was over budget. */
  | { readonly verdict: "undecided"; readonly reason: string; readonly overBudget: boolean }
  /** The image gives itself too little stack or heap, and was not checked. */
  | { readonly verdict: "starved"; readonly reason: string };

/** The conclusion of an argument. */
export type Verdict =
  /** For every input. */
  | "certified"
  /** No difference in the runs made. */
  | "tested"
  /** A counterexample was found. */
  | "differs"
  /** The certificate was refused, and no counterexample is known. */
  | "refused"
  /** The image agrees with its source, but the source does not do what its examples expect. */
  | "unexpected"
  /** The image gives itself so little stack or heap that conformance means nothing. */
  | "starved"
  /** Nothing differs, but every run that ended was exhausted: the image never does its work. */
  | "exhausted"
  /** No run was observed to its end, or the checker was over budget. */
  | "undecided";

/**
 * The conclusion from a certification and a test report. A counterexample outweighs everything, a certificate included.
 *
 * Only the machine counts for `tested`: the compiler's programs in between only help to find an error.
 */
export function verdictOf(certification: Certification, report: Omit<TestReport, "verdict">): Verdict {
  const tested = testVerdict(report);
  if (tested === "differs") return "differs";
  if (certification.verdict === "starved" || certification.verdict === "refused") return certification.verdict;
  if (tested === "unexpected" || tested === "exhausted") return tested;
  return certification.verdict === "none" ? tested : certification.verdict;
}

/** The conclusion from tests alone, also of a report to which counterexamples were added. */
export function testVerdict(report: Omit<TestReport, "verdict">): TestVerdict {
  const { counterexamples, expectations, engines } = report;
  if (counterexamples.length > 0) return "differs";
  if (expectations.some(({ verdict }) => verdict === "missed")) return "unexpected";
  if (onlyExhausted(report)) return "exhausted";
  const machine = engines.find(({ engine }) => engine === "machine");
  return machine !== undefined && machine.equal > 0 ? "tested" : "undecided";
}

/** Was every run of the machine that ended exhausted? */
export function onlyExhausted({ engines }: Pick<TestReport, "engines">): boolean {
  const machine = engines.find(({ engine }) => engine === "machine");
  return machine !== undefined && machine.exhausted > 0 && machine.equal + machine.differing === 0;
}

/** The first part of the compiler whose result differs; undefined when none does, or when they were not run. */
export function firstDifferingPass({ counterexamples, engines }: TestReport): string | undefined {
  const [first] = steps;
  if (!engines.some(({ engine }) => engine === first!.result)) return undefined;
  return steps.find(({ result }) => counterexamples.some((found) => found.engine === result))?.description;
}
