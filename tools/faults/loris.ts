/** A thousand clients that send the head of a request byte by byte, beside fifty that ask in earnest. */

import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../src/trust/node/index.ts";
import { counted, type Fault, type FaultOptions, type Found, percentile } from "./fault.ts";

/** See the header. */
export const lorisFault: Fault = { name: "loris", run };

async function* run({ quick }: FaultOptions): AsyncIterable<Found> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-loris-"));
  const { sha256 } = Store.open(folder).put(new Uint8Array(20_000).fill(1));
  const { child, port } = await served(folder);
  try {
    const slow = Array.from({ length: quick ? 100 : 1000 }, () => slowly(port));
    const clients = Array.from({ length: 50 }, async (_, i) => {
      // Half of them keep their connection, half of them make one for each request.
      const agent = new Agent({ keepAlive: i % 2 === 0, maxSockets: 1 });
      const times: number[] = [];
      for (const end = performance.now() + (quick ? 2000 : 10_000); performance.now() < end; ) {
        times.push(await asked(port, `/etalon/v1/blob/${sha256}`, agent));
        await new Promise((done) => setTimeout(done, 50));
      }
      agent.destroy();
      return times;
    });
    const times = (await Promise.all(clients)).flat();
    const failed = times.filter(Number.isNaN).length;
    const gone = Math.max(...(await Promise.all(slow)));
    const rss = (await answerOf<{ rss: number }>(child, "memory")).rss / 1e6;
    const p99 = percentile(times.filter(Number.isFinite), 0.99);
    const came = `${counted(times.length)} good requests, ${failed} failed, p99 ${p99.toFixed(0)} ms; the last slow one was gone after ${(gone / 1000).toFixed(1)} s; the server has ${rss.toFixed(0)} MB`;
    yield {
      what: `${counted(slow.length)} slow clients beside 50 good ones`,
      came,
      good: failed === 0 && p99 <= 200 && gone <= 11_500 && rss <= 200,
    };
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

/** A server in a process of its own. */
export async function served(folder: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const child = fork(join(import.meta.dirname, "server.ts"), [folder], { execArgv: ["--conditions=etalon-source"] });
  const { port } = await answerOf<{ port: number }>(child);
  return { child, port };
}

/** What a server in a process of its own says next; after a question, its answer. */
export function answerOf<T>(child: ChildProcess, question?: string | object): Promise<T> {
  const answer = new Promise<T>((done) => child.once("message", (message) => done(message as T)));
  if (question !== undefined) child.send(question);
  return answer;
}

/** How long a client that sends a byte now and then is suffered, in milliseconds. */
function slowly(port: number): Promise<number> {
  const begun = performance.now();
  return new Promise((done) => {
    const socket: Socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    // Who reads nothing learns only from its next bytes but one that the server has closed.
    socket.resume();
    socket.write("GET /etalon/v1/ HTTP/1.1\r\nx: ");
    const timer = setInterval(() => socket.write("a"), 1000);
    socket.once("close", () => {
      clearInterval(timer);
      done(performance.now() - begun);
    });
  });
}

/** How long a request takes, in milliseconds; NaN when it fails. */
function asked(port: number, path: string, agent: Agent): Promise<number> {
  const begun = performance.now();
  return new Promise((done) => {
    const request = get({ port, host: "127.0.0.1", path, agent }, (response) => {
      response.resume();
      response.once("close", () => done(response.complete ? performance.now() - begun : Number.NaN));
    });
    request.once("error", () => done(Number.NaN));
  });
}
