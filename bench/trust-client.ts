/**
 * The clients of `npm run bench -- trust`, in a process of their own: one for each processor, as the clients of a server are processes, too. What
 * one asks a blob with is as little as HTTP allows, so that the server is measured and not Node's client.
 */

import { connect } from "node:net";
import { join } from "node:path";
import { beginLongChecks } from "../src/host/index.ts";
import { readPolicy } from "../src/trust/index.ts";
import { Checkers, fetchImage, Store, Turns, wishesAtOnce } from "../src/trust/node/index.ts";

/** What the clients of this process do together; `connections` at once. */
export type Task =
  | { readonly kind: "blobs"; readonly paths: readonly string[]; readonly milliseconds: number }
  | {
      readonly kind: "fetches";
      /** The sources, which a client fetches in each round. */
      readonly sources: readonly string[];
      /** One after the other, as `etalon fetch` does with one name; or as it does with many. */
      readonly order: "one by one" | "at once";
      /** How many rounds the clients of this process make in all. */
      readonly rounds: number;
      /** As in a policy's file. */
      readonly policy: string;
    };

/** An order to the process. */
export type Order = Task & { readonly port: number; readonly connections: number };

/** What it took: milliseconds of each, and of the processor. */
export interface Taken {
  readonly times: readonly number[];
  readonly processor: number;
}

/** A client of this process may have to wait for all the others: nobody is given up. */
const patience = { connect: 120_000, head: 120_000, bytes: 0, window: 120_000, all: 1_200_000 };
/** All clients of this process share a bound of downloads, below that of the server's connections. */
const turns = new Turns(64);
// As the command does.
beginLongChecks();
const checkers = new Checkers({ jobs: 1, beside: true });
const [folder = ""] = process.argv.slice(2);
let caches = 0;

process.on("message", (order: Order) => void obey(order).then((taken) => process.send?.(taken)));
process.on("disconnect", () => process.exit());

async function obey(order: Order): Promise<Taken> {
  const before = process.cpuUsage();
  const times = order.kind === "blobs" ? await blobs(order) : await fetches(order);
  const { user, system } = process.cpuUsage(before);
  return { times, processor: (user + system) / 1000 };
}

async function blobs({ port, connections, paths, milliseconds }: Order & { kind: "blobs" }): Promise<number[]> {
  const end = performance.now() + milliseconds;
  const all = Array.from({ length: connections }, (_, i) => blobsOver(port, paths, i, end));
  return (await Promise.all(all)).flat();
}

/** Blobs over one connection, one after the other, until the time is over. */
function blobsOver(port: number, paths: readonly string[], first: number, end: number): Promise<number[]> {
  return new Promise((done, failed) => {
    const socket = connect(port, "127.0.0.1");
    const times: number[] = [];
    let at = first;
    let begun = 0;
    let head = "";
    let left = 0;
    const ask = (): void => {
      begun = performance.now();
      if (begun >= end) {
        socket.destroy();
        done(times);
      } else socket.write(`GET ${paths[at++ % paths.length]} HTTP/1.1\r\nhost: a\r\n\r\n`);
    };
    socket.once("connect", ask);
    socket.once("error", failed);
    socket.on("data", (bytes: Buffer) => {
      if (left > 0) left -= bytes.length;
      else {
        head += bytes.toString("latin1");
        const body = head.indexOf("\r\n\r\n") + 4;
        if (body < 4) return;
        if (!head.startsWith("HTTP/1.1 200 ")) return failed(new Error(head));
        left = Number(/^content-length: (\d+)\r$/im.exec(head)?.[1]) - (head.length - body);
        head = "";
      }
      if (left > 0) return;
      times.push(performance.now() - begun);
      ask();
    });
  });
}

/**
 * Programs as clients take them: listing, source, certificate, image, and our own checker. Each client takes all of them into a cache that is empty at
 * first, and then begins anew with another.
 */
async function fetches(given: Order & { kind: "fetches" }): Promise<number[]> {
  const { port, connections, sources, order, rounds, policy } = given;
  const read = readPolicy(new TextEncoder().encode(policy));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const times: number[] = [];
  let round = 0;
  const all = Array.from({ length: connections }, async () => {
    while (round++ < rounds) {
      const cache = Store.open(join(folder, `${process.pid}-${caches++}`), "cache");
      const isMany = order === "at once";
      const wishes = new Turns(isMany ? wishesAtOnce : 1);
      const fetched = async (source: string): Promise<void> => {
        const begun = performance.now();
        const { outcome } = await fetchImage({
          ...{ source, policy: read.value, cache, servers: [new URL(`http://127.0.0.1:${port}`)], assumptions: [] },
          ...{ least: { stackBytes: 65_536, heapBytes: 65_536 }, checker: "0".repeat(64), patience, turns },
          ...(isMany ? { ask: checkers.ask } : {}),
        });
        if (outcome !== "met") throw new Error(outcome);
        times.push(performance.now() - begun);
      };
      await Promise.all(sources.map((source) => wishes.once(source, () => fetched(source))));
    }
  });
  await Promise.all(all);
  return times;
}
