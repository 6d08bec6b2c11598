/**
 * `npm run bench -- trust`: a server of binaries and its clients under load: one process each, on this machine. Unlike the other figures, waiting
 * is a part of these, so they need a machine that does nothing else; the processor time of each side is told beside them, which does not.
 */

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProgram, sourceOf } from "../src/cli/host/load.ts";
import { compile, issueCertificate } from "../src/compiler/index.ts";
import { writeElf } from "../src/machine/index.ts";
import { bundleDigest, bundleOf, bundleText, writeCertificate } from "../src/proof/index.ts";
import {
  attest,
  makeKey,
  type Policy,
  statementType,
  usualPolicy,
  writeEnvelope,
  writeStatement,
} from "../src/trust/index.ts";
import { fetchImage, Store, Turns } from "../src/trust/node/index.ts";
import { percentile } from "../tools/faults/fault.ts";
import { answerOf, asked, served } from "../tools/faults/loris.ts";

/** A client of this process may have to wait for the sixty-three others: nobody is given up. */
const patience = { connect: 120_000, head: 120_000, bytes: 0, window: 120_000, all: 1_200_000 };
/** All clients of this process share a bound, below that of the server's connections. */
const turns = new Turns(64);
const quick = process.argv.includes("--quick");
const folder = mkdtempSync(join(tmpdir(), "etalon-bench-"));
const examples = join(import.meta.dirname, "../examples");
const key = await makeKey();
const store = Store.open(join(folder, "store"));
const digests: string[] = [];
for (const name of readdirSync(examples).filter((file) => file.endsWith(".ell"))) digests.push(await published(name));
const { child, port } = await served(join(folder, "store"));
try {
  await blobs();
  for (const clients of [1, 64]) await fetches(clients, usualPolicy, "certified");
  const signed: Policy = {
    evidence: ["certified"],
    signed: { threshold: 1, holders: new Map([["a", [key.publicKey]]]) },
  };
  await fetches(64, signed, "certified, and a signature");
} finally {
  child.kill();
  rmSync(folder, { recursive: true });
}

/** Compile, certify and sign an example, and put it into the store. */
async function published(name: string): Promise<string> {
  const loaded = loadProgram(join(examples, name));
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

/** Blobs by their digests, over connections that are kept. */
async function blobs(): Promise<void> {
  const paths = digests.flatMap((digest) => store.offers(digest).map(({ image }) => `/etalon/v1/blob/${image.sha256}`));
  const times: number[] = [];
  const used = await spent();
  const begun = performance.now();
  const end = begun + (quick ? 1000 : 10_000);
  const clients = Array.from({ length: 64 }, async (_, i) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let k = i; performance.now() < end; k++) times.push(await asked(port, paths[k % paths.length]!, agent));
    agent.destroy();
  });
  await Promise.all(clients);
  const all = performance.now() - begun;
  print("images by digest, 64 connections that are kept", times, all, used, await spent());
}

/** Programs as a client takes them: listing, source, certificate, image, and our own checker; each with an empty cache. */
async function fetches(clients: number, policy: Policy, what: string): Promise<void> {
  const times: number[] = [];
  const used = await spent();
  const begun = performance.now();
  const rounds = quick ? 1 : 3;
  const wishes = Array.from({ length: rounds }, () => digests).flat();
  let next = 0;
  const all = Array.from({ length: clients }, async (_, i) => {
    for (let k = next++; k < wishes.length; k = next++) {
      const cache = Store.open(
        join(folder, `cache-${policy.signed === undefined ? "a" : "b"}-${clients}-${i}-${k}`),
        "cache",
      );
      const start = performance.now();
      const got = await fetchImage({
        ...{ source: wishes[k]!, policy, cache, servers: [new URL(`http://127.0.0.1:${port}`)], assumptions: [] },
        ...{ least: { stackBytes: 65_536, heapBytes: 65_536 }, checker: "0".repeat(64), patience, turns },
      });
      if (got.outcome !== "met") throw new Error(got.outcome);
      times.push(performance.now() - start);
    }
  });
  await Promise.all(all);
  const taken = performance.now() - begun;
  print(`programs fetched and checked (${what}), ${clients} at once`, times, taken, used, await spent());
}

/** Processor time, in milliseconds, of clients and server. */
interface Spent {
  readonly clients: number;
  readonly server: number;
}

async function spent(): Promise<Spent> {
  const inAll = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;
  const { processor } = await answerOf<{ processor: NodeJS.CpuUsage }>(child, "how much?");
  return { clients: inAll(process.cpuUsage()), server: inAll(processor) };
}

function print(what: string, times: readonly number[], all: number, before: Spent, after: Spent): void {
  const each = (side: keyof Spent): string => ((after[side] - before[side]) / times.length).toFixed(2);
  console.log(
    [
      `${what}: ${times.length} in ${(all / 1000).toFixed(1)} s, ${((1000 * times.length) / all).toFixed(0)}/s`,
      `median ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`,
      `processor time of each: client ${each("clients")} ms, server ${each("server")} ms`,
    ].join("; "),
  );
}
