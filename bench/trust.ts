/**
 * `npm run bench -- trust`: a server of binaries under load, and its clients, in as many processes as there are processors, on this machine.
 * Unlike the other figures, waiting is a part of these, so they need a machine that does nothing else; the processor time of each side is told beside
 * them, which does not. What is asked for first is not counted: meanwhile Node compiles the code of both.
 *
 *     npm run bench -- trust --quick     briefly, to see that it works
 *     npm run bench -- trust --update    renew the figures in docs/benchmarks.md
 */

import { execFileSync, fork } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadProgram, sourceOf } from "../src/cli/host/load.ts";
import { compile, issueCertificate } from "../src/compiler/index.ts";
import { writeElf } from "../src/machine/index.ts";
import { bundleDigest, bundleOf, bundleText, writeCertificate } from "../src/proof/index.ts";
import {
  attest,
  type Locked,
  makeKey,
  statementType,
  writeEnvelope,
  writeLock,
  writeStatement,
} from "../src/trust/index.ts";
import { publicKeyText } from "../src/trust/keys.ts";
import { Store } from "../src/trust/node/index.ts";
import { percentile } from "../tools/faults/fault.ts";
import { answerOf, served } from "../tools/faults/loris.ts";
import { renewFigures } from "./renew.ts";
import type { Order, Taken, Task } from "./trust-client.ts";

const head = [
  "| what | a second | the middle one after | the 99th of 100 after | processor time of the client | of the server |",
  "|---|---:|---:|---:|---:|---:|",
];
const quick = process.argv.includes("--quick");
const folder = mkdtempSync(join(tmpdir(), "etalon-bench-"));
const examples = join(import.meta.dirname, "../examples");
const launcher = join(import.meta.dirname, "../bin/etalon.js");
const key = await makeKey();
const store = Store.open(join(folder, "store"));
const names = readdirSync(examples).filter((file) => file.endsWith(".ell"));
const digests: string[] = [];
for (const name of names) digests.push(await published(join(examples, name)));
const { child, port } = await served(join(folder, "store"));
const clients = Array.from({ length: availableParallelism() }, () =>
  fork(join(import.meta.dirname, "trust-client.ts"), [join(folder, "caches")], {
    execArgv: ["--conditions=etalon-source"],
  }),
);
try {
  const images = digests.flatMap((digest) => store.offers(digest).map(({ image }) => image.sha256));
  const paths = images.map((image) => `/etalon/v1/blob/${image}`);
  const ask = (milliseconds: number): Task => ({ kind: "blobs", paths, milliseconds });
  await together(64, ask(quick ? 500 : 2000));
  const rows = [
    row("images by digest, over connections that are kept, 64 at once", await together(64, ask(quick ? 1000 : 10_000))),
  ];
  const certified = JSON.stringify({ evidence: ["certified"] });
  const holders = { a: [publicKeyText(key.publicKey)] };
  const signed = JSON.stringify({ evidence: ["certified"], signed: { threshold: 1, holders } });
  const take = (policy: string, order: "one by one" | "at once" = "one by one"): Task => ({
    ...{ kind: "fetches", sources: digests, order, rounds, policy },
  });
  const rounds = quick ? 1 : 64;
  await together(64, take(signed));
  await together(1, take(certified, "at once"));
  rows.push(
    row(
      "the examples fetched by a client whose cache is empty, all at once",
      await together(1, take(certified, "at once")),
    ),
    row("the same, each when the one before is certified", await together(1, take(certified))),
    row("the same by 64 clients, each with a cache of its own", await together(64, take(certified))),
    row("the same with a signature that the policy asks for", await together(64, take(signed))),
  );
  const lines = [...head, ...rows, "", ...(await locked(quick ? 1 : 8))];
  console.log(lines.join("\n"));
  if (process.argv.includes("--update")) renewFigures("trust", lines);
} finally {
  for (const process of [child, ...clients]) process.kill();
  rmSync(folder, { recursive: true });
}

/** A lock file with each example so many times, each time another program by its last line, as the command itself fetches it. */
async function locked(times: number): Promise<readonly string[]> {
  const lock = new Map<string, Locked>();
  for (let i = 0; i < times; i++)
    for (const file of names) {
      const name = `${basename(file, ".ell")}-${i}`;
      const path = join(folder, `${name}.ell`);
      writeFileSync(path, `${readFileSync(join(examples, file), "utf8")}\n// ${i}\n`);
      lock.set(name, { source: await published(path), stackBytes: 65_536, heapBytes: 65_536 });
    }
  const lockFile = join(folder, "etalon.lock");
  writeFileSync(lockFile, writeLock(lock));
  const taken = new Map([1, availableParallelism()].map((jobs) => [jobs, [] as number[]]));
  // In turns, so that whatever else this machine does is in the way of both.
  for (let round = 0; round < (quick ? 1 : 5); round++)
    for (const [jobs, times] of taken) {
      const place = mkdtempSync(join(folder, "fetched-"));
      const words = ["--lock", lockFile, "--from", `http://127.0.0.1:${port}`, "--jobs", String(jobs), "-o", place];
      const begun = performance.now();
      execFileSync(process.execPath, [launcher, "fetch", ...lock.keys(), ...words, "--cache", join(place, "cache")]);
      times.push(performance.now() - begun);
    }
  return [...taken].map(([jobs, times]) => {
    const middle = percentile(times, 0.5);
    const rate = (1000 * lock.size) / middle;
    return `- A lock file with ${lock.size} programs, by \`etalon fetch --jobs ${jobs}\`: ${(middle / 1000).toFixed(2)} s with its start, ${rate.toFixed(0)} a second; the middle of ${times.length}.`;
  });
}

/** Compile, certify and sign a program, and put it into the store. */
async function published(path: string): Promise<string> {
  const name = basename(path);
  const loaded = loadProgram(path);
  const compiled = compile(loaded.program);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const source = sourceOf(loaded);
  const image = writeElf(compiled.value.image);
  const certificate = new TextEncoder().encode(writeCertificate(issueCertificate(compiled.value, source, image)));
  const checker = { version: "0", digest: "0".repeat(64) };
  const made = attest({ name, source, image, certificate, checker, assumptions: ["hash"] });
  if (made.verdict !== "certified") throw new Error(`${name} is ${made.verdict}`);
  const line = new TextEncoder().encode(await writeEnvelope(statementType, writeStatement(made.statement), [key]));
  const digest = bundleDigest(bundleOf(source));
  store.put(new TextEncoder().encode(bundleText(bundleOf(source))));
  for (const [, file] of source.files) store.put(file);
  const kept = { image: store.put(image), certificate: store.put(certificate), attestations: [store.put(line)] };
  store.offer(digest, kept);
  return digest;
}

/** What a task took; processor time in milliseconds. */
interface Measured extends Taken {
  readonly server: number;
  /** Milliseconds from the first request to the last answer. */
  readonly all: number;
}

/** Have the client processes do a task, with so many clients in all. */
async function together(connections: number, task: Task): Promise<Measured> {
  const some = clients.slice(0, connections);
  const before = await server();
  const begun = performance.now();
  const taken = await Promise.all(
    some.map((client) => {
      const order: Order = { ...task, port, connections: Math.ceil(connections / some.length) };
      return answerOf<Taken>(client, order);
    }),
  );
  const all = performance.now() - begun;
  const processor = taken.reduce((sum, one) => sum + one.processor, 0);
  return { times: taken.flatMap(({ times }) => times), processor, server: (await server()) - before, all };
}

/** The server's processor time so far, in milliseconds. */
async function server(): Promise<number> {
  const { user, system } = (await answerOf<{ processor: NodeJS.CpuUsage }>(child, "how much?")).processor;
  return (user + system) / 1000;
}

/** A line of the table. */
function row(what: string, { times, processor, server, all }: Measured): string {
  const each = (time: number): string => `${(time / times.length).toFixed(2)} ms`;
  const rate = Math.round((1000 * times.length) / all).toLocaleString("en");
  const cells = [what, rate, ...[0.5, 0.99].map((share) => `${percentile(times, share).toFixed(1)} ms`)];
  return `| ${[...cells, each(processor), each(server)].join(" | ")} |`;
}
