/** A report as text, for people; `--json` has all of it. */

import { plural } from "../../../src/cli/view/facts.ts";
import type { CampaignReport } from "./report.ts";

const number = (value: number): string => value.toLocaleString("en");

/** A digest as people see it. */
export const short = (digest: string): string => digest.slice(0, 12);

/** What is shown of a long list. */
const shown = 10;

/** The lines of a report. */
export function reportLines(report: CampaignReport): readonly string[] {
  const { id, campaign, done, runs, again, elsewhere, different, damaged, setAside, counts, found, missing } = report;
  const width = Math.max(10, ...Object.keys(counts).map((name) => name.length));
  const line = (name: string, text: string): string => `  ${name.padEnd(width)}  ${text}`;
  const same = different.length > 0 ? `${number(different.length)} DIFFERENT` : "all equal";
  return [
    `campaign ${short(id)}: ${describe(campaign)}`,
    line("blocks", `${number(done)} of ${number(campaign.blocks)} done`),
    line(
      "runs",
      again === 0 && different.length === 0
        ? number(runs)
        : `${number(runs)}, ${number(again)} of them again, ${number(elsewhere)} by another process: ${same}`,
    ),
    ...Object.entries(counts).map(([name, count]) => line(name, number(count))),
    line("found", number(found.length)),
    ...found.slice(0, shown).map(({ block, what }) => `    block ${block}: ${JSON.stringify(what)}`),
    ...more(found.length),
    ...different
      .slice(0, shown)
      .flatMap(({ block, results }) => [
        `  DIFFERENT  block ${block} has ${results.length} results`,
        ...results.map(({ digest, workers }) => `    ${short(digest)} by ${workers.join("; ")}`),
      ]),
    ...more(different.length),
    ...(damaged.length === 0
      ? []
      : [`  DAMAGED    results of blocks ${damaged.slice(0, shown).join(", ")} are not what was written`]),
    ...setAside.map(({ block, deaths }) => `  SET ASIDE  block ${block}: ${deaths.join("; ")}`),
    ...(missing.length === 0
      ? []
      : [
          `  MISSING    blocks ${missing.join(", ")}${campaign.blocks - done - setAside.length > missing.length ? ", …" : ""}`,
        ]),
  ];
}

function more(count: number): readonly string[] {
  return count > shown ? [`    and ${number(count - shown)} more: --json has all of them`] : [];
}

/** What is told at once of a block that came out otherwise than before. */
export function differentLine(block: string, digest: string, others: readonly string[]): string {
  return `DIFFERENT: ${block} gave ${short(digest)} here, and ${others.map(short).join(", ")} before; both are kept`;
}

/** A campaign in words. */
export function describe({ kind, seed, blocks, cases, version, trial }: CampaignReport["campaign"]): string {
  const what = trial === "" ? kind : `${kind} ${trial}`;
  return `${what}, seed ${seed}, ${plural(blocks, "block")} of ${plural(cases, "case")}, version ${short(version)}`;
}
