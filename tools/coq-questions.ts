/**
 * `npm run coq:questions -- [PROGRAM …] [--every N] [--shown N] [--record]`: checks the examples at each level, and asks every so manyth
 * question of Coq's search, too, and every so manyth operation of its normal form. It prints how many of them Coq decides as the checker does, by
 * kind, and some of the others; with `--record` it writes the sums to docs/coq.md. It fails where Coq says the opposite.
 */

import { parseArgs } from "node:util";
import { checkClaims } from "../src/proof/checker/check.ts";
import { everyExample, subjectOf } from "./campaigns/subject.ts";
import { record } from "./coq/page.ts";
import { type Answer, type See, watch } from "./coq/questions.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: "string", default: "5" },
    shown: { type: "string", default: "3" },
    record: { type: "boolean", default: false },
  },
});
const names = positionals.length > 0 ? positionals : everyExample();

const answers: readonly Answer[] = ["same", "neither", "missing", "more", "opposite"];

/** Answers by kind, and what was asked where Coq knows less or the opposite. */
class Sums {
  readonly kinds = new Map<string, Map<Answer, number>>();
  readonly shown = new Map<string, string[]>();

  see(where: string): See {
    return (answer, kind, asked) => {
      const sums = this.kinds.get(kind) ?? new Map<Answer, number>();
      this.kinds.set(kind, sums.set(answer, (sums.get(answer) ?? 0) + 1));
      if (answer !== "missing" && answer !== "opposite") return;
      const key = `${kind}, ${answer}`;
      const shown = this.shown.get(key) ?? [];
      this.shown.set(key, shown);
      if (shown.length < Number(values.shown)) shown.push(`${where}: ${asked()}`);
    };
  }

  of(answer: Answer): number {
    return [...this.kinds.values()].reduce((sum, counts) => sum + (counts.get(answer) ?? 0), 0);
  }

  /** The sums as rows of a table, the commonest kind first. */
  rows(title: string): string[] {
    const all = new Map(answers.map((answer) => [answer, this.of(answer)]));
    const size = (counts: ReadonlyMap<Answer, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
    const kinds = [...this.kinds].sort(([, a], [, b]) => size(b) - size(a));
    return [[`**${title}**`, all] as const, ...kinds].map(([name, counts]) => {
      const cells = answers.map((answer) => (counts.get(answer) ?? 0).toLocaleString("en"));
      return `| ${name} | ${cells.join(" | ")} |`;
    });
  }
}

const operations = new Sums();
const questions = new Sums();
for (const name of names)
  for (const level of [0, 2] as const) {
    const { program, image, claims } = subjectOf(name, 0, level);
    const where = `${name} -O${level}`;
    watch(Number(values.every), operations.see(where), questions.see(where), () => {
      checkClaims(program, image, claims);
    });
  }

const table = [
  `| every ${values.every}th, of ${names.length} examples at -O0 and -O2 | same | neither knows | only TypeScript | only Coq | opposite |`,
  "|---|---|---|---|---|---|",
  ...operations.rows("terms made"),
  ...questions.rows("conditions that are no fact themselves"),
].join("\n");
console.log(table);
for (const sums of [operations, questions])
  for (const [key, shown] of sums.shown) for (const line of shown) console.log(`${key}: ${line}`);
if (questions.of("opposite") > 0) process.exitCode = 1;
if (values.record) record("questions", "npm run coq:questions -- --record", table);
