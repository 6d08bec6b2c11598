/**
 * Each check in the first table of docs/certificates.md stops the attack that is said of it: there is a forgery for every row, which
 * only that check refuses, or the row says why no file can show it.
 */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCertificate } from "../../../src/proof/certificate/document.ts";
import { certify } from "../../../src/proof/checker/certify.ts";
import { checkForgeries, type HandedOver, honestFiles } from "./check-forgeries.ts";

const page = readFileSync(new URL("../../../docs/certificates.md", import.meta.url), "utf8");
const [, section = ""] = page.split("\n## Each check, and the attack it stops\n");
const rows = section
  .split("\n## ")[0]!
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter((cells) => cells.length === 5 && !/^(?:check$|-)/.test(cells[1]!))
  .map(([, check, , attack]) => ({ check: check!, attack: attack! }));

const without = /no file shows it: .{20,}/;

/** What the checker says of files, as whoever got them would ask it. */
function answerOf({ text, others, image, certificate }: HandedOver): { verdict: string; words: string } {
  const read = readCertificate(new TextDecoder().decode(certificate));
  if (!read.ok) return { verdict: "no certificate", words: read.error };
  const source = {
    entry: "main.ell",
    files: [...others, ["main.ell", text] as const].map(([path, of]) => [path, new TextEncoder().encode(of)] as const),
  };
  const answer = certify(source, image, read.value, { least: { stackBytes: 0, heapBytes: 0 } });
  const { verdict } = answer;
  if (verdict === "certified") return { verdict, words: "" };
  if (verdict === "invalid") return { verdict, words: JSON.stringify(answer) };
  const machine = verdict === "refused" ? (answer.obligation?.machine ?? "") : "";
  return { verdict, words: `${answer.reason}; ${machine}` };
}

test("the table has its checks, and the honest files are certified", () => {
  expect(rows.length).toBeGreaterThan(30);
  expect(answerOf(honestFiles()).verdict).toBe("certified");
});

describe("a forgery", () => {
  test.each(checkForgeries)("$name: $check", ({ make, answer }) => {
    const { verdict, words } = answerOf(make());
    expect(verdict).not.toBe("certified");
    expect(words).toMatch(answer);
  });

  test.each(rows)("or a reason is there for: $check", ({ check, attack }) => {
    const shown = checkForgeries.filter((forgery) => forgery.check === check).length;
    expect({ shown, reason: without.test(attack) }).toEqual(
      shown === 0 ? { shown: 0, reason: true } : { shown: 1, reason: false },
    );
  });

  test("is of a check that the table has", () => {
    const known = new Set(rows.map(({ check }) => check));
    expect(checkForgeries.map(({ check }) => check).filter((check) => !known.has(check))).toEqual([]);
  });
});
