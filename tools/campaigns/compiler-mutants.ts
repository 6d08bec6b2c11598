/**
 * Mutants of the compiler's own source, made by StrykerJS: the output of each, with the certificate it issues, is given
 * to the checker. It must be refused, or accepted and then equivalent; an accepted output that behaves differently is a
 * soundness bug of the checker. `npm run campaign -- compiler-mutants COUNT SEED`
 *
 * COUNT is how many mutants to look for that change the output of some program: image, certificate or both.
 */

import { Worker } from "node:worker_threads";
import { Chance } from "../../src/testing/generate/random.ts";
import { type CompilerMutant, type Instrumented, instrument } from "./instrumented.ts";
import type { Outcome, Report, WorkerData } from "./mutant-worker.ts";
import { everyExample } from "./subject.ts";

const inputs = 200;
/** Milliseconds that one compilation, check or comparison may take. */
const patience = { compile: 20_000, check: 120_000, compare: 600_000 } as const;

const gaveOutput: ReadonlySet<Outcome> = new Set<Outcome>([
  "refused by the ELF reader",
  "refused",
  "undecided",
  "the checker took too long",
  "the comparison took too long",
  "accepted, the image unchanged",
  "accepted, and equivalent on every input",
  "accepted, and equivalent until memory or the clock is spent",
  "ACCEPTED AND DIFFERENT",
]);

const hung = {
  compile: "the compiler went on for ever",
  check: "the checker took too long",
  compare: "the comparison took too long",
} as const satisfies Record<string, Outcome>;

interface Finding {
  readonly subject: string;
  readonly outcome: Outcome;
  readonly detail: string;
}

/** A thread, which is replaced when it hangs or dies. */
class Bench {
  reached: Readonly<Record<string, number[]>> = {};
  atLoad: ReadonlySet<string> = new Set();
  #worker: Worker | undefined;
  readonly #data: Omit<WorkerData, "active">;

  constructor(data: Omit<WorkerData, "active">) {
    this.#data = data;
  }

  async start(): Promise<void> {
    const worker = this.#spawn(undefined);
    this.#worker = worker;
    const ready = await new Promise<Extract<Report, { kind: "ready" }>>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (message: Report) => {
        if (message.kind === "ready") resolve(message);
      });
    });
    forget(worker);
    this.reached = ready.reached;
    this.atLoad = new Set(ready.static);
  }

  /** The result of every program whose compilation passes the mutant. */
  async judge(mutant: CompilerMutant): Promise<Finding[]> {
    const alone = this.atLoad.has(mutant.id);
    if (!alone && this.#worker === undefined) await this.start();
    const worker = alone ? this.#spawn(mutant.id) : this.#worker!;
    const { findings, alive } = await listen(worker, () => {
      if (!alone) worker.postMessage(mutant.id);
    });
    forget(worker);
    if (alone || !alive) await worker.terminate();
    if (!alone && !alive) this.#worker = undefined;
    return findings;
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #spawn(active: string | undefined): Worker {
    const data: WorkerData = { ...this.#data, active };
    return new Worker(new URL("./mutant-worker.ts", import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    });
  }
}

/** Stop listening; the thread's own listeners stay. */
function forget(worker: Worker): void {
  worker.removeAllListeners("message");
  worker.removeAllListeners("error");
}

/** Collect what a thread finds, until it is done, dies, or hangs in something for too long. */
function listen(worker: Worker, begin: () => void): Promise<{ readonly findings: Finding[]; readonly alive: boolean }> {
  const findings: Finding[] = [];
  return new Promise((resolve) => {
    let doing: Extract<Report, { kind: "doing" }> = { kind: "doing", what: "compile", subject: "at load" };
    const give = (outcome: Outcome, detail: string): void => {
      clearTimeout(timer);
      findings.push({ subject: doing.subject, outcome, detail });
      resolve({ findings, alive: false });
    };
    const wait = (): NodeJS.Timeout => setTimeout(() => give(hung[doing.what], "out of time"), patience[doing.what]);
    let timer = wait();
    worker.on("error", (error) =>
      give(doing.what === "compile" ? "the compiler crashed" : hung[doing.what], `${error}`),
    );
    worker.on("message", (message: Report) => {
      clearTimeout(timer);
      if (message.kind === "done") return resolve({ findings, alive: true });
      if (message.kind === "doing") doing = message;
      if (message.kind === "outcome") findings.push(message);
      timer = wait();
    });
    begin();
  });
}

/** Run the campaign; the last lines are the counts. */
export async function compilerMutants(count: number, seed: number): Promise<void> {
  const copy: Instrumented = await instrument();
  const bench = new Bench({
    folder: copy.folder,
    examples: everyExample(),
    generated: { count: 12, seed, size: 60 },
    inputs,
  });
  try {
    await bench.start();
    const chance = new Chance(seed);
    const order = copy.mutants.map((mutant) => ({ mutant, at: chance.below(2 ** 31) })).sort((a, b) => a.at - b.at);
    const tally = { outputs: new Map<Outcome, number>(), mutants: new Map<string, number>(), changing: 0, tried: 0 };
    for (const { mutant } of order) {
      if (tally.changing >= count) break;
      tally.tried++;
      const passed = bench.atLoad.has(mutant.id) || bench.reached[mutant.id] !== undefined;
      const findings = passed ? await bench.judge(mutant) : [];
      for (const { outcome } of findings) tally.outputs.set(outcome, (tally.outputs.get(outcome) ?? 0) + 1);
      if (findings.some(({ outcome }) => gaveOutput.has(outcome))) tally.changing++;
      const kind = kindOf(passed, findings);
      tally.mutants.set(kind, (tally.mutants.get(kind) ?? 0) + 1);
      note(mutant, kind, findings);
    }
    const { tried, changing } = tally;
    console.log(JSON.stringify({ seed, mutants: copy.mutants.length, tried, changing }));
    console.log(JSON.stringify({ "by mutant": Object.fromEntries(tally.mutants) }));
    console.log(JSON.stringify({ "by output": Object.fromEntries(tally.outputs) }));
  } finally {
    await bench.end();
    copy.remove();
  }
}

/** The one class that a mutant counts in: the gravest of its results. */
function kindOf(passed: boolean, findings: readonly Finding[]): string {
  const found = new Set(findings.map(({ outcome }) => outcome));
  if (!passed) return "no program passes its place";
  if (found.has("ACCEPTED AND DIFFERENT")) return "ACCEPTED AND DIFFERENT";
  const outcomes: Outcome[] = [
    "the checker took too long",
    "the comparison took too long",
    "undecided",
    "accepted, and equivalent until memory or the clock is spent",
    "accepted, and equivalent on every input",
    "accepted, the image unchanged",
    "refused",
    "refused by the ELF reader",
    "the compiler went on for ever",
    "the compiler crashed",
    "the compiler refused the program",
  ];
  const first = outcomes.find((outcome) => found.has(outcome));
  if (first === undefined) return "changes no output";
  if (!first.startsWith("accepted")) return first;
  return found.has("refused") ? `${first}; other outputs refused` : first;
}

function note({ file, line, mutator, replacement }: CompilerMutant, kind: string, findings: readonly Finding[]): void {
  const telling = findings.filter(({ outcome }) => outcome.startsWith("ACCEPTED") || outcome.includes("too long"));
  const short = replacement.replaceAll(/\s+/g, " ").slice(0, 80);
  const first = findings.find(({ outcome }) => outcome !== "the same output");
  console.log(JSON.stringify({ at: `${file}:${line}`, mutator, replacement: short, kind, first, telling }));
}
