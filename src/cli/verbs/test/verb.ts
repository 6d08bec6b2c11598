/**
 * `etalon test`: a campaign against our own compiler. Generated programs, compiled, and run on both sides.
 */

import { availableParallelism } from "node:os";
import { blockSize, type CampaignRecord, type CampaignSettings, mergeRecords } from "../../../testing/index.ts";
import { type Arguments, quietOption } from "../../arguments.ts";
import { CommandError, usageError } from "../../command-error.ts";
import { onInterrupt } from "../../host/interrupt.ts";
import { optimisationOptions, optimisationsGiven } from "../../host/optimisation-options.ts";
import type { Context, Ended, Verb } from "../../verb.ts";
import type { Terminal } from "../../view/terminal.ts";
import { hintsOption } from "../check/infer-options.ts";
import { setHostFor } from "./campaign/host-settings.ts";
import type { Order } from "./campaign/messages.ts";
import { startPool } from "./campaign/pool.ts";
import { loadRecord, openRecord } from "./campaign/record-file.ts";
import { defaultCorpus, runCorpus } from "./corpus.ts";
import { type CampaignReport, campaignDocument, campaignExit, printCampaign } from "./print.ts";

/** `etalon test`. */
export const testVerb: Verb = {
  name: "test",
  summary: "test the compiler on generated programs",
  operands: ["[FILE.jsonl…]"],
  options: [
    { name: "runs", value: "N", help: "how many programs; 10000 unless given, or no limit with --time" },
    { name: "seed", value: "S", help: "which programs; 1 unless given" },
    { name: "size", value: "NODES", help: "median number of nodes of a program; 25 unless given" },
    { name: "swarm", help: "leave out about half of Ell's features, others in each program" },
    { name: "files", help: "spread each program over two or three files" },
    { name: "certify", help: "check the certificate of every program, too" },
    {
      name: "compiler",
      value: "COMMAND",
      excludes: ["files", "certify", "level", "passes", "workers", "shard", "out", "merge", "corpus"],
      help: "test another compiler, which writes an executable or assembler text",
    },
    {
      name: "junit",
      value: "FILE",
      needs: ["compiler"],
      help: "with --compiler: write the results as JUnit XML, too",
    },
    { name: "infer", needs: ["compiler"], help: "with --compiler: find a certificate for each program's binary, too" },
    hintsOption,
    ...optimisationOptions,
    { name: "workers", value: "W", help: "threads; one for each processor unless given" },
    { name: "shard", value: "I/N", help: "only the I-th of N parts of the work, such as 1/4" },
    { name: "time", value: "SECONDS", help: "stop after so many seconds" },
    { name: "out", value: "FILE.jsonl", help: "record the results there; go on where the file ends" },
    {
      name: "merge",
      excludes: [
        "seed",
        "size",
        "swarm",
        "files",
        "certify",
        "level",
        "passes",
        "workers",
        "shard",
        "time",
        "out",
        "corpus",
      ],
      help: "run nothing: report the records of several shards as one",
    },
    { name: "corpus", value: "FOLDER", help: `programs to test first; ${defaultCorpus} unless given` },
    quietOption,
  ],
  details: [
    "Each program is generated, compiled, and run on both sides with a generated input; in some, memory is scarce.\n" +
      "Case I of seed S is the same on every machine, with any number of workers and shards. What fails is made\n" +
      "small, explained, and named by a token for `etalon replay`.",
    "--compiler COMMAND is run by the shell, with each program's file in the place of {} or at the end, or\n" +
      "its tree, as `etalon parse --json` has it, as a file in the place of {program}. It stops at the first program that\n" +
      "the compiler gets wrong; 200 programs unless --runs says otherwise. A COMMAND that cannot be started, or fails on\n" +
      "the smallest programs, is not tested: exit code 3.",
    "With --out nothing found is lost, however the run ends; the same command goes on with what is missing.\n" +
      "Exits 0 when nothing differs, 1 when something does, 4 when it was interrupted, or a rate is beyond its\n" +
      "limit: too many programs were refused, silent, trapped or unfinished.",
  ],
  examples: [
    "etalon test --runs 100000 --seed 7 --out seed7.jsonl",
    "etalon test --time 3600 --shard 2/4 --out two.jsonl",
    "etalon test --merge one.jsonl two.jsonl",
    "etalon test --compiler 'node my-compiler.ts {}' --runs 1000",
  ],
  async run(context) {
    const { arguments: given } = context;
    if (given.flag("merge")) return merged(context);
    if (given.operands.length > 0) throw usageError("`etalon test` takes files only with --merge");
    const command = given.text("compiler");
    if (command !== undefined) return (await import("./external.ts")).testExternal(context, command);
    return ended(context, await campaign(context.terminal, given));
  },
};

function ended({ terminal, details, json }: Context, report: CampaignReport): Ended {
  terminal.progress("");
  if (!json) printCampaign(report, terminal.out, details);
  return { exit: campaignExit(report), document: campaignDocument(report) };
}

function merged(context: Context): Ended {
  const paths = context.arguments.operands;
  if (paths.length === 0) throw usageError("--merge needs the files to merge", "etalon test --merge A.jsonl B.jsonl");
  const record = mergeRecords(paths.map(loadRecord));
  if (!record.ok) throw new CommandError("file", `the records cannot be merged: ${record.error}`);
  const last = Math.max(0, ...[...record.value.blocks.values()].map(({ block, cases }) => block * blockSize + cases));
  const wanted = context.arguments.integer("runs", last, runBounds);
  const common = { corpus: [], corpusFolder: "", interrupted: false, work: undefined };
  return ended(context, { record: record.value, wanted, ...common });
}

const runBounds = { min: 0, max: 2 ** 31 };

interface Plan {
  readonly settings: CampaignSettings;
  /** Undefined: as many as the time allows. */
  readonly runs: number | undefined;
  readonly workers: number;
  readonly shard: { readonly number: number; readonly of: number };
  /** In seconds. */
  readonly time: number | undefined;
}

function planOf(given: Arguments): Plan {
  const time = given.integer("time", 0, { min: 1, max: 10 ** 7 });
  const limited = given.text("runs") !== undefined || time === 0;
  return {
    settings: {
      seed: given.integer("seed", 1, { min: 0, max: 2 ** 32 - 1 }),
      size: given.integer("size", 25, { min: 1, max: 2000 }),
      swarm: given.flag("swarm"),
      certify: given.flag("certify"),
      ...optimisationsGiven(given),
      ...(given.flag("files") && { files: true as const }),
    },
    runs: limited ? given.integer("runs", 10_000, runBounds) : undefined,
    workers: given.integer("workers", availableParallelism(), { min: 1, max: 256 }),
    shard: shardOf(given.text("shard") ?? "1/1"),
    time: time === 0 ? undefined : time,
  };
}

function shardOf(text: string): Plan["shard"] {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [number, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || number < 1 || number > of) {
    throw usageError(`--shard takes a part and how many there are, such as 1/4, but got ${JSON.stringify(text)}`);
  }
  return { number, of };
}

/** The blocks of the shard that the record does not have yet. */
function* ordersOf({ runs, shard }: Plan, { blocks }: CampaignRecord): Generator<Order> {
  const limit = runs ?? runBounds.max;
  for (let block = shard.number - 1; block * blockSize < limit; block += shard.of) {
    const cases = Math.min(blockSize, limit - block * blockSize);
    if ((blocks.get(block)?.cases ?? 0) < cases) yield { block, cases };
  }
}

async function campaign(terminal: Terminal, given: Arguments): Promise<CampaignReport> {
  const plan = planOf(given);
  const { settings, runs, workers, time } = plan;
  const file = openRecord(given.text("out"), settings);
  const corpusFolder = given.text("corpus") ?? defaultCorpus;
  const corpus = runCorpus(given.text("corpus"), settings);
  const blocks = new Map(file.before.blocks);
  const found = new Map(file.before.found.map((finding) => [finding.index, finding]));
  const begin = performance.now();
  const elapsed = (): number => (performance.now() - begin) / 1000;
  let cases = 0;
  let interrupted = false;
  const resetHost = setHostFor(runs === undefined ? undefined : runs / (workers * plan.shard.of));
  const pool = startPool(ordersOf(plan, file.before), {
    settings,
    workers,
    onFinding(finding) {
      if (!found.has(finding.index)) file.finding(finding);
      found.set(finding.index, finding);
    },
    onCases(count) {
      cases += count;
      terminal.progress(progressLine(cases, runs, elapsed(), found.size));
    },
    onBlock(result) {
      file.block(result);
      blocks.set(result.block, result);
    },
  });
  const stopListening = onInterrupt(() => {
    interrupted = true;
    pool.stop();
  });
  const timer = time === undefined ? undefined : setTimeout(() => pool.stop(), 1000 * time);
  try {
    await pool.done;
  } finally {
    clearTimeout(timer);
    stopListening();
    resetHost();
    file.close();
  }
  const record = { settings, blocks, found: [...found.values()].toSorted((a, b) => a.index - b.index) };
  const work = { cases, seconds: elapsed(), workers };
  return { record, wanted: runs, corpus, corpusFolder, interrupted, work };
}

const barWidth = 24;

function progressLine(cases: number, runs: number | undefined, seconds: number, found: number): string {
  const rate = `${Math.round(cases / Math.max(0.001, seconds)).toLocaleString("en")} a second`;
  const failures = found === 0 ? "no difference" : `${found} DIFFER`;
  if (runs === undefined) return `${cases.toLocaleString("en")} cases, ${rate}, ${failures}`;
  const filled = Math.round((barWidth * Math.min(cases, runs)) / Math.max(1, runs));
  const bar = "#".repeat(filled) + ".".repeat(barWidth - filled);
  return `[${bar}] ${cases.toLocaleString("en")} of ${runs.toLocaleString("en")} cases, ${rate}, ${failures}`;
}
