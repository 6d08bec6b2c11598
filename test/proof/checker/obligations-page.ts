/**
 * The table of obligations in docs/certificates.md, as the tests read it: number, statement, attack, how it closes, forgeries.
 */

import { readFileSync } from "node:fs";

/** A row of the table. */
export interface ObligationRow {
  readonly number: number;
  readonly statement: string;
  readonly attack: string;
  readonly by: string;
  /** The forgeries that this obligation refuses, by the names of their tests. */
  readonly forgeries: readonly string[];
  /** The earlier obligation that it follows from, by number, when no forgery can leave it open first. */
  readonly follows: number | undefined;
}

const followed = /^follows from (\d+)$/;

const page = readFileSync(new URL("../../../docs/certificates.md", import.meta.url), "utf8");

/** All rows, in the order of the page. */
export const rows: readonly ObligationRow[] = page
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter((cells) => cells.length === 7 && /^\d+$/.test(cells[1]!))
  .map(([, number, statement, attack, by, forgeries]) => ({
    number: Number(number),
    statement: statement!,
    attack: attack!,
    by: by!,
    forgeries: followed.test(forgeries!) ? [] : forgeries!.split(" · "),
    follows: followed.test(forgeries!) ? Number(followed.exec(forgeries!)![1]) : undefined,
  }));

/** What the checker says of an obligation that did not close, as a pattern. */
export function patternOf(statement: string): RegExp {
  return new RegExp(`^${statement.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/‹[a-z]+›/g, ".+")}$`);
}

/** The row whose obligation refuses a forgery, when the page names it. */
export function rowOf(forgery: string): ObligationRow | undefined {
  return rows.find(({ forgeries }) => forgeries.includes(forgery));
}
