/**
 * `etalon mutants`: can the properties fail? Seeded compiler bugs, and what kills each of them.
 */

import { claimsOf, compile, optimisations } from "../../compiler/index.ts";
import { parseProgram } from "../../lang/index.ts";
import { checkClaims } from "../../proof/index.ts";
import {
  type BorderMutant,
  borderMutants,
  hunt,
  type Innocent,
  innocents,
  type Kill,
  type Mutant,
  mutants,
  type PropertyName,
  properties,
  witnesses,
} from "../../testing/index.ts";
import { type Arguments, quietOption } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Verb } from "../verb.ts";
import { suggestion } from "../view/suggestion.ts";
import type { Output, Terminal } from "../view/terminal.ts";

/** `etalon mutants`. */
export const mutantsVerb: Verb = {
  name: "mutants",
  summary: "seed bugs into the compiler, and see what finds them",
  operands: [],
  options: [
    { name: "list", excludes: ["seed", "time"], help: "list the mutants and the innocent variants, and hunt none" },
    { name: "only", value: "NAME", help: "only this mutant, or only those of this class" },
    { name: "seed", value: "S", help: "the first program; 1 unless given" },
    { name: "time", value: "SECONDS", help: "stop after so many seconds; 60 unless given" },
    { ...quietOption, excludes: ["json", "list"] },
  ],
  details: [
    "Each mutant is our compiler with one pass replaced. All are tried on the same stream of generated programs until\n" +
      "a difference between the source and the image kills them. The table says which properties fail there (source\n" +
      "against flow, allocated flow and machine, and the certificate), how many programs it took, and how large the\n" +
      "case is when it is made small.",
    "Exits 0 when all are killed and no certificate of theirs is accepted, 1 when one is, 4 when some survive.",
  ],
  examples: [
    "etalon mutants --list",
    "etalon mutants --only bounds-off-by-one",
    "etalon mutants --only calls --seed 7",
  ],
  run({ terminal, details, json, arguments: given }) {
    const chosen = choose(given.text("only"));
    if (given.flag("list")) {
      if (!json) printList(chosen, terminal.out);
      return {
        exit: exitCodes.ok,
        document: {
          mutants: chosen.map(describe),
          border: borderMutants.map(describeBorder),
          innocents: innocents.map(describeInnocent),
        },
      };
    }
    const report = huntFor(chosen, given, terminal);
    const border = chosen === mutants ? borderMutants.map(judgeBorder) : [];
    if (!json) printReport(report, border, terminal.out, details);
    const unsound = report.kills.some((kill) => kill.unsound) || border.some(({ verdict }) => verdict === "certified");
    const { seed, tests, milliseconds } = report;
    return {
      exit: unsound ? exitCodes.differs : report.alive.length > 0 ? exitCodes.undecided : exitCodes.ok,
      document: {
        seed,
        tests,
        milliseconds,
        kills: report.kills.map(({ mutant, ...kill }) => ({ mutant: mutant.name, class: mutant.class, ...kill })),
        border,
        survivors: report.alive.map(({ name }) => name),
      },
    };
  },
};

function choose(only: string | undefined): readonly Mutant[] {
  if (only === undefined) return mutants;
  const chosen = mutants.filter((mutant) => mutant.name === only || mutant.class === only);
  if (chosen.length > 0) return chosen;
  const near = suggestion(
    only,
    mutants.map(({ name }) => name),
  );
  const hint = near === undefined ? "`etalon mutants --list` lists them" : `did you mean ${near}?`;
  throw usageError(`there is no mutant ${JSON.stringify(only)}, and no class`, hint);
}

function describe({ name, description, class: kind, wraps }: Mutant): object {
  return { name, class: kind, wraps, description, witness: witnesses[name] };
}

function describeBorder({ name, description, wraps, witness }: BorderMutant): object {
  return { name, wraps, description, witness };
}

/** What the checker says of a border mutant's image of its own witness; no run of the machine would show anything. */
function judgeBorder({ name, passes, witness }: BorderMutant): { readonly name: string; readonly verdict: string } {
  const program = parseProgram(witness.source);
  const compiled = program.ok ? compile(program.value, { level: 0 }, passes) : program;
  if (!program.ok || !compiled.ok) throw new Error(`the witness of ${name} is not compiled`);
  return { name, verdict: checkClaims(program.value, compiled.value.image, claimsOf(compiled.value)).verdict };
}

function describeInnocent({ name, description, wraps }: Innocent): object {
  return { name, wraps, description };
}

function printList(chosen: readonly Mutant[], out: Output): void {
  let kind = "";
  for (const mutant of chosen) {
    if (mutant.class !== kind) out.line(`${kind === "" ? "" : "\n"}${out.paint("strong", mutant.class)}`);
    kind = mutant.class;
    out.line(`  ${mutant.name} (${mutant.wraps})`);
    out.line(`    ${mutant.description}`);
  }
  if (chosen.length < mutants.length) return;
  out.line(`\n${out.paint("strong", "border mutants, which no run of the formal machine shows")}`);
  for (const { name, wraps, description } of borderMutants) {
    out.line(`  ${name} (${wraps})`);
    out.line(`    ${description}`);
  }
  out.line(`\n${out.paint("strong", "innocent variants")}`);
  for (const { name, wraps, description } of innocents) {
    out.line(`  ${name} (${wraps})`);
    out.line(`    ${description}`);
  }
  out.line(
    `\n${mutants.length} mutants, ${borderMutants.length} border mutants, ${innocents.length} innocent variants.`,
  );
}

interface Report {
  readonly seed: number;
  readonly tests: number;
  readonly milliseconds: number;
  readonly kills: readonly Kill[];
  readonly alive: readonly Mutant[];
}

function huntFor(chosen: readonly Mutant[], given: Arguments, terminal: Terminal): Report {
  const seed = given.integer("seed", 1, { min: 0, max: 2 ** 31 });
  const seconds = given.integer("time", 60, { min: 1, max: 10 ** 6 });
  const begin = performance.now();
  const kills: Kill[] = [];
  let alive = chosen;
  let tests = 0;
  for (const progress of hunt(chosen, { seed })) {
    kills.push(...progress.kills);
    ({ alive, tests } = progress);
    terminal.progress(`${kills.length} of ${chosen.length} killed by ${tests} programs`);
    if (performance.now() - begin > 1000 * seconds) break;
  }
  terminal.progress("");
  return { seed, tests, milliseconds: Math.round(performance.now() - begin), kills, alive };
}

/** Properties with a shorter name at the head of a column. */
const columnTitles: Partial<Record<PropertyName, string>> = { allocated: "alloc", certificate: "cert" };

function printReport(
  { seed, tests, milliseconds, kills, alive }: Report,
  border: readonly ReturnType<typeof judgeBorder>[],
  out: Output,
  details: Output,
): void {
  const width = Math.max(6, ...kills.map(({ mutant }) => mutant.name.length));
  // Mutants are hunted without optimisations, so that no result of one differs from the program before it.
  const columns = properties
    .filter((property) => !optimisations().has(property))
    .map((property) => ({ property, title: columnTitles[property] ?? property }));
  const titles = columns.map(({ title }) => `  ${title}`).join("");
  details.line(out.paint("strong", `${"mutant".padEnd(width)}${titles}    tests  ms alone  nodes`));
  for (const { mutant, by, tests: count, time, small } of kills) {
    const mark = (fails: boolean, space: number): string => (fails ? "×" : "·").padStart(space);
    const marks = columns.map(({ property, title }) => mark(by[property], 2 + title.length)).join("");
    const figures = `${String(count).padStart(9)}${String(Math.round(time)).padStart(10)}${String(small.nodes).padStart(7)}`;
    details.line(`${mutant.name.padEnd(width)}${marks}${figures}`);
  }
  details.line();
  details.line(
    `× the property fails. Programs ${seed} to ${seed + tests - 1}, ${(milliseconds / 1000).toFixed(1)} s in all.`,
  );
  out.line(`${kills.length} killed, ${alive.length} alive${alive.length === 0 ? "." : ":"}`);
  for (const { name } of alive) out.line(`  ${out.paint("doubt", name)}`);
  for (const { name, verdict } of border) {
    const what = `border mutant ${name}, which no run shows: its certificate is ${verdict}`;
    if (verdict === "certified") out.line(out.paint("bad", `${what}: the checker is wrong`));
    else details.line(what);
  }
  for (const { mutant, unsound, seed: at } of kills)
    if (unsound)
      out.line(
        out.paint("bad", `the certificate of ${mutant.name} is accepted on program ${at}: the checker is wrong`),
      );
}
