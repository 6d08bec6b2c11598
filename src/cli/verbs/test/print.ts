/**
 * How a campaign is reported: what was run, at which rates, what was found, and what may be concluded.
 */

import { parseModule } from "../../../lang/index.ts";
import {
  type CampaignRecord,
  type CampaignSettings,
  type Counts,
  type Explanation,
  explainCase,
  medianNodes,
  missingCases,
  rateLimits,
  ratesOf,
  readToken,
  type Tally,
  totalOf,
  weakRates,
} from "../../../testing/index.ts";
import { exitCodes } from "../../exit-codes.ts";
import { explanationDocument, printExplanation } from "../../view/explanation.ts";
import { plural } from "../../view/facts.ts";
import { indented } from "../../view/layout.ts";
import type { Output } from "../../view/terminal.ts";
import type { CorpusResult } from "./corpus.ts";

/** The result of a campaign. */
export interface CampaignReport {
  readonly record: CampaignRecord;
  /** How many cases were wanted; none, when it was for a time. */
  readonly wanted: number | undefined;
  readonly corpus: readonly CorpusResult[];
  readonly corpusFolder: string;
  readonly interrupted: boolean;
  /** Of this process alone. */
  readonly work: { readonly cases: number; readonly seconds: number; readonly workers: number } | undefined;
}

/** What may be concluded: `differs` outweighs `weak`, which outweighs `tested`. */
type CampaignVerdict = "tested" | "differs" | "weak";

/** The conclusion of a campaign. */
function campaignVerdict({ record, corpus }: CampaignReport): CampaignVerdict {
  if (record.found.length > 0 || corpus.some(({ failure }) => failure !== undefined)) return "differs";
  const total = totalOf(record);
  return total.cases === 0 || weakRates(total).length > 0 ? "weak" : "tested";
}

/** The exit code of a campaign. */
export function campaignExit(report: CampaignReport): number {
  const verdict = campaignVerdict(report);
  if (verdict === "differs") return exitCodes.differs;
  return verdict === "tested" && !report.interrupted ? exitCodes.ok : exitCodes.undecided;
}

/** Every class of failure that was found: how often, the first, and the smallest counterexample of it, explained. */
function failureClasses({ found, settings }: CampaignRecord): {
  readonly class: string;
  readonly count: number;
  readonly first: { readonly index: number; readonly token: string };
  readonly explanation: Explanation | undefined;
}[] {
  return [...new Set(found.map((finding) => finding.class))].map((name) => {
    const all = found.filter((finding) => finding.class === name);
    const shrunk = all.flatMap((finding) => finding.shrunk ?? []).toSorted((a, b) => a.nodes - b.nodes)[0];
    const { index, token } = all[0]!;
    return {
      class: name,
      count: all.length,
      first: { index, token },
      explanation: shrunk === undefined ? undefined : explained(shrunk.token, settings),
    };
  });
}

function explained(token: string, { certify, level, passes }: CampaignSettings): Explanation | undefined {
  const target = readToken(token);
  if (!target.ok || target.value.kind !== "program") return undefined;
  const { text, input, memory, spread } = target.value;
  const module = parseModule(text);
  if (!module.ok) return undefined;
  return explainCase(
    { module: module.value, input, memory, ...(spread !== undefined && { spread }) },
    { certify, level, passes },
  );
}

const column = 14;
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** Print a campaign's report: the verdict to `out`, and what it rests on to `details`. */
export function printCampaign(report: CampaignReport, out: Output, details: Output): void {
  const entry = (title: string, text: string): void => details.line(indented(title, text, column, out.width));
  const { record, corpus, corpusFolder, wanted, interrupted, work } = report;
  const { seed, size, swarm, files, certify, level, passes } = record.settings;
  const optimised = `${level === undefined ? "" : `, -O${level}`}${passes === undefined ? "" : `, passes ${passes.join()}`}`;
  const total = totalOf(record);
  if (corpus.length > 0) entry("regressions", `${plural(corpus.length, "program")} of ${corpusFolder}, first of all`);
  for (const { path, failure } of corpus)
    if (failure !== undefined)
      entry("", `${out.paint("bad", "DIFFERS")}: ${path}: ${failure.class}: ${failure.detail}`);
  entry(
    "cases",
    `${plural(total.cases, "case")} of seed ${seed}, size ${size}${swarm ? ", swarm" : ""}${files === true ? ", over files" : ""}${optimised}`,
  );
  printTally(total, certify, entry);
  for (const { class: name, count, first, explanation } of failureClasses(record)) {
    details.line();
    details.line(`${plural(count, "case")}: ${name}. The first is case ${first.index}: etalon replay ${first.token}`);
    if (explanation !== undefined) printExplanation(explanation, details);
  }
  const missing = wanted === undefined ? 0 : missingCases(record, wanted);
  if (missing > 0)
    entry(
      "not run",
      `${plural(missing, "case")} of ${wanted}${interrupted ? ": interrupted" : ", left to other shards"}`,
    );
  if (work !== undefined && work.cases > 0) {
    const rate = Math.round(work.cases / work.seconds).toLocaleString("en");
    entry("time", `${work.seconds.toFixed(1)} s, ${rate} cases a second, ${plural(work.workers, "worker")}`);
  }
  for (const weak of weakRates(total)) entry("weak", weak);
  out.line(indented("verdict", verdictWords(report, out), column, out.width));
}

function printTally(total: Tally, certify: boolean, entry: (title: string, text: string) => void): void {
  entry(
    "verdicts",
    `${listed(total.verdicts)}${total.exhausted > 0 ? `; of these, ${total.exhausted} ran out of memory` : ""}`,
  );
  if (certify) entry("certificates", listed(total.certificates));
  if (total.cases === 0) return;
  const rates = ratesOf(total);
  const names = Object.keys(rateLimits) as (keyof typeof rateLimits)[];
  entry(
    "rates",
    names.map((name) => `${name} ${percent(rates[name])} (at most ${percent(rateLimits[name])})`).join(", "),
  );
  entry("programs", `median ${plural(medianNodes(total), "node")}; ${sharesOf(total.features, total.cases)}`);
}

function listed(counts: Counts): string {
  const parts = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return parts.length === 0 ? "none" : parts.map(([name, count]) => `${name} ${count.toLocaleString("en")}`).join(", ");
}

function sharesOf(counts: Counts, cases: number): string {
  const parts = Object.entries(counts).toSorted(([, a], [, b]) => b - a);
  return parts.map(([name, count]) => `${name.replaceAll("_", " ")} ${Math.round((100 * count) / cases)}%`).join(", ");
}

function verdictWords(report: CampaignReport, out: Output): string {
  const total = totalOf(report.record).cases.toLocaleString("en");
  switch (campaignVerdict(report)) {
    case "tested":
      return `${out.paint("good", "tested")}: no difference in ${total} cases, and only in those`;
    case "differs":
      return `${out.paint("bad", "differs")}: ${plural(report.record.found.length, "case")} of ${total} differ`;
    case "weak":
      return `${out.paint("doubt", "undecided")}: no difference, but a rate is beyond its limit`;
  }
}

/** The report as data. */
export function campaignDocument(report: CampaignReport): Record<string, unknown> {
  const { record, corpus, wanted, interrupted, work } = report;
  const total = totalOf(record);
  return {
    verdict: campaignVerdict(report),
    settings: record.settings,
    tally: { ...total, medianNodes: medianNodes(total) },
    rates: ratesOf(total),
    weak: weakRates(total),
    missing: wanted === undefined ? 0 : missingCases(record, wanted),
    interrupted,
    regressions: corpus,
    found: record.found,
    explained: failureClasses(record).map((one) => ({
      ...one,
      explanation: one.explanation && explanationDocument(one.explanation),
    })),
    work,
  };
}
