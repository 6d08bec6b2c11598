/**
 * One thread that compiles with a mutated compiler and gives the output to the checker of these sources, which are not
 * mutated. It says what it will do before doing it, so that the waiting thread knows where it hangs.
 */

import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import { claimsOf } from "../../src/compiler/certificate/claims-of.ts";
import type { compile as honestCompile } from "../../src/compiler/pipeline.ts";
import { impossible } from "../../src/core/impossible.ts";
import { readElf } from "../../src/machine/elf/read.ts";
import { writeElf } from "../../src/machine/elf/write.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import { type CampaignSubject, compare, generatedSubject, sameImage, subjectOf } from "./subject.ts";

/** What a thread is given when it begins. */
export interface WorkerData {
  readonly folder: string;
  readonly examples: readonly string[];
  readonly generated: { readonly count: number; readonly seed: number; readonly size: number };
  /** How many inputs an accepted output is run on. */
  readonly inputs: number;
  /** The mutant that is on while the compiler is loaded. */
  readonly active: string | undefined;
}

/** The result of one program compiled by one mutated compiler. */
export type Outcome =
  | "the same output"
  | "the compiler crashed"
  | "the compiler went on for ever"
  | "the compiler refused the program"
  | "refused by the ELF reader"
  | "refused"
  | "undecided"
  | "the checker took too long"
  | "the comparison took too long"
  /** The image is the honest one; only the certificate is another. */
  | "accepted, the image unchanged"
  | "accepted, and equivalent on every input"
  /** As the theorem allows: a larger frame or a smaller memory exhausts earlier; longer code meets the clock earlier. */
  | "accepted, and equivalent until memory or the clock is spent"
  | "ACCEPTED AND DIFFERENT";

/** What a thread says. */
export type Report =
  | { readonly kind: "ready"; readonly static: readonly string[]; readonly reached: Readonly<Record<string, number[]>> }
  | { readonly kind: "doing"; readonly what: "compile" | "check" | "compare"; readonly subject: string }
  | { readonly kind: "outcome"; readonly subject: string; readonly outcome: Outcome; readonly detail: string }
  | { readonly kind: "done" };

interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage: { readonly static: Record<string, number>; readonly perTest: Record<string, Record<string, number>> };
}

const data = workerData as WorkerData;
const report = (message: Report): void => parentPort!.postMessage(message);

const switches: Switches = { activeMutant: data.active, mutantCoverage: { static: {}, perTest: {} } };
(globalThis as unknown as { __stryker__: Switches }).__stryker__ = switches;

const subjects: readonly CampaignSubject[] = [
  ...data.examples.map((name) => subjectOf(name, data.inputs)),
  ...Array.from({ length: data.generated.count }, (_, i) =>
    generatedSubject(data.generated.seed + i, data.generated.size, data.inputs, false),
  ),
];
// The mutated compiler gets trees of its own: should it change them, the checker does not see it.
const trees = subjects.map(({ program }) => structuredClone(program));

const { compile } = (await import(`${data.folder}/src/compiler/pipeline.ts`)) as { compile: typeof honestCompile };
const atLoad = Object.keys(switches.mutantCoverage.static);

/** The honest number of times each mutant's place is passed, by subject. */
function passes(): Record<string, number>[] {
  return trees.map((tree, i) => {
    switches.currentTestId = String(i);
    compile(tree);
    switches.currentTestId = undefined;
    return switches.mutantCoverage.perTest[String(i)] ?? {};
  });
}

/** Accepted images by subject and hash, with the result of the comparison. */
const compared = new Map<string, Outcome>();

function judge(subject: CampaignSubject, i: number): readonly [Outcome, string] {
  const begin = (what: "compile" | "check" | "compare"): void => report({ kind: "doing", what, subject: subject.name });
  begin("compile");
  let made: { readonly elf: Uint8Array; readonly claims: CampaignSubject["claims"] };
  try {
    const compiled = compile(trees[i]!);
    if (!compiled.ok) return ["the compiler refused the program", compiled.error.message];
    made = { elf: writeElf(compiled.value.image), claims: claimsOf(compiled.value) };
  } catch (error) {
    const message = String(error);
    return [message.includes("Hit count limit") ? "the compiler went on for ever" : "the compiler crashed", message];
  }
  const sameElf = Buffer.compare(made.elf, subject.elf) === 0;
  if (sameElf && isDeepStrictEqual(made.claims, subject.claims)) return ["the same output", ""];
  const file = readElf(made.elf);
  if (!file.ok) return ["refused by the ELF reader", ""];
  begin("check");
  const answer = checkClaims(subject.program, file.value, made.claims);
  if (answer.verdict !== "certified") return [answer.verdict, answer.reason];
  if (sameImage(file.value, subject.image)) return ["accepted, the image unchanged", ""];
  begin("compare");
  const key = `${subject.name} ${createHash("sha256").update(made.elf).digest("hex")}`;
  const known = compared.get(key);
  if (known !== undefined) return [known, ""];
  const result = compare(subject, file.value);
  const outcome = outcomeOf(result.kind);
  compared.set(key, outcome);
  return [outcome, result.kind === "differs" ? JSON.stringify([...result.input]) : ""];
}

function outcomeOf(kind: ReturnType<typeof compare>["kind"]): Outcome {
  switch (kind) {
    case "equal":
      return "accepted, and equivalent on every input";
    case "exhausts":
      return "accepted, and equivalent until memory or the clock is spent";
    case "differs":
      return "ACCEPTED AND DIFFERENT";
    default:
      return impossible(kind);
  }
}

if (data.active === undefined) {
  const honest = passes();
  const ids = new Set(honest.flatMap((counts) => Object.keys(counts)));
  const passing = (id: string): number[] => [...honest.keys()].filter((i) => honest[i]![id] !== undefined);
  const reached = Object.fromEntries([...ids].map((id) => [id, passing(id)]));
  report({ kind: "ready", static: atLoad, reached });
  parentPort!.on("message", (mutant: string) => {
    for (const i of reached[mutant] ?? []) {
      switches.activeMutant = mutant;
      switches.hitCount = 0;
      switches.hitLimit = 10_000 + 100 * honest[i]![mutant]!;
      const [outcome, detail] = judge(subjects[i]!, i);
      switches.activeMutant = undefined;
      report({ kind: "outcome", subject: subjects[i]!.name, outcome, detail });
    }
    report({ kind: "done" });
  });
} else {
  for (const [i, subject] of subjects.entries()) {
    const [outcome, detail] = judge(subject, i);
    report({ kind: "outcome", subject: subject.name, outcome, detail });
  }
  report({ kind: "done" });
  parentPort!.close();
}
