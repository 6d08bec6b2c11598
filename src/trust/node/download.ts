/**
 * Downloading from somebody who may mean harm: so many bytes and no more, at so many a second at least, in so much time; no
 * redirects, no encodings that grow. What breaks off is asked for again from there, twice. Time in which this process does something else,
 * as when it checks another image, is not counted against a server: its bytes may be here, and nobody has looked.
 *
 * It is `node:http`, not `fetch`: that unpacks what a server says to be packed, whatever was asked for.
 */

import { type IncomingMessage, Agent as PlainAgent, request as plainRequest, type RequestOptions } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import type { Blob } from "../listing.ts";
import { blobOf } from "./hash.ts";
import { wishesAtOnce } from "./turns.ts";

/** How long is waited. */
export interface Patience {
  /** Milliseconds for the connection, and for the head of the answer. */
  readonly connect: number;
  readonly head: number;
  /** At least so many bytes in each window of so many milliseconds. */
  readonly bytes: number;
  readonly window: number;
  /** Milliseconds in all. */
  readonly all: number;
}

/** The usual patience. */
export const usualPatience: Patience = { connect: 5000, head: 10_000, bytes: 40 * 1024, window: 10_000, all: 300_000 };

/** How a server failed: it does not have it, or is not there; it takes too long; or it sends something else. */
export interface Failure {
  readonly how: "absent" | "slow" | "wrong";
  readonly message: string;
}

/** What came. */
export type Downloaded = { readonly ok: true; readonly bytes: Uint8Array } | ({ readonly ok: false } & Failure);

/**
 * Connections are kept for what is asked of the same server next. What it sends there unasked can only spoil its own next answer, and that
 * is judged by its digest.
 */
const kept = { keepAlive: true, maxFreeSockets: wishesAtOnce };
const plainAgent = new PlainAgent(kept);
const secureAgent = new SecureAgent(kept);

/** How often a broken transfer is taken up again. */
const resumes = 2;

/** The bytes with a digest and size, from below a server's address. */
export function downloadBlob(
  base: URL,
  { sha256, bytes }: Blob,
  patience: Patience = usualPatience,
): Promise<Downloaded> {
  return downloadDigest(base, sha256, { most: bytes, exact: true }, patience);
}

/** The bytes with a digest, within limits. */
export async function downloadDigest(
  base: URL,
  sha256: string,
  limits: Limits,
  patience: Patience = usualPatience,
): Promise<Downloaded> {
  const got = await download(at(base, `blob/${sha256}`), limits, patience);
  if (!got.ok) return got;
  return blobOf(got.bytes).sha256 === sha256 ? got : failed("wrong", "it sends bytes of another digest");
}

/** The address of something that a server has. */
export function at(base: URL, path: string): URL {
  const url = new URL(base);
  // Not by the base's path as text: one that begins with two slashes would name another server.
  url.pathname = `${base.pathname.replace(/\/$/, "")}/etalon/v1/${path}`;
  return url;
}

interface Limits {
  /** The most bytes; with `exact`, neither more nor fewer. */
  readonly most: number;
  readonly exact: boolean;
}

/** Some bytes from an address. */
export async function download(url: URL, limits: Limits, patience: Patience = usualPatience): Promise<Downloaded> {
  const begun = Date.now();
  const have: Received = { bytes: new Uint8Array(), size: 0, etag: undefined };
  for (let attempt = 0; ; attempt++) {
    const left = patience.all - (Date.now() - begun);
    if (left <= 0) return failed("slow", `not done after ${patience.all / 1000} s`);
    const before = have.size;
    const end = await transfer(url, have, limits, patience, left);
    if (end === "whole") return { ok: true, bytes: have.bytes.subarray(0, have.size) };
    if (end !== "cut") return end;
    if (attempt >= resumes) return failed("absent", "it breaks off again and again");
    if (have.size === before && attempt > 0) return failed("absent", "it breaks off, and sends nothing more");
  }
}

/**
 * What came yet. It is copied to where it belongs: kept as it came, bytes that come one by one would need hundreds for each. There is room for
 * as many bytes as the server announces; for the most that may come when it does not.
 */
interface Received {
  bytes: Uint8Array;
  size: number;
  etag: string | undefined;
}

type End = "whole" | "cut" | Extract<Downloaded, { readonly ok: false }>;

function failed(how: Failure["how"], message: string): Extract<Downloaded, { readonly ok: false }> {
  return { ok: false, how, message };
}

/** One request, for what is missing yet. */
function transfer(url: URL, have: Received, limits: Limits, patience: Patience, left: number): Promise<End> {
  return new Promise((resolve) => {
    const timers = new Set<NodeJS.Timeout>();
    let over = false;
    const end = (how: End): void => {
      if (over) return;
      over = true;
      for (const timer of timers) clearTimeout(timer);
      request.destroy();
      resolve(how);
    };
    const after = (time: number, message: string): NodeJS.Timeout => {
      const timer = patiently(time, () => end(failed("slow", message)));
      timers.add(timer);
      return timer;
    };
    const isSecure = url.protocol === "https:";
    const options: RequestOptions = {
      headers: {
        "accept-encoding": "identity",
        ...(have.size > 0 ? { range: `bytes=${have.size}-`, ...(have.etag ? { "if-range": have.etag } : {}) } : {}),
      },
      agent: isSecure ? secureAgent : plainAgent,
      maxHeaderSize: 16_384,
    };
    const request = (isSecure ? secureRequest : plainRequest)(url, options);
    after(left, `not done after ${patience.all / 1000} s`);
    const connecting = after(patience.connect, `no connection within ${patience.connect / 1000} s`);
    const heading = after(patience.connect + patience.head, `no answer within ${patience.head / 1000} s`);
    request.on("socket", (socket) => {
      const event = isSecure ? "secureConnect" : "connect";
      if (socket.connecting) socket.once(event, () => clearTimeout(connecting));
      else clearTimeout(connecting);
    });
    // A connection that was kept may just have been closed by the server: that is no answer to this request.
    request.on("error", (error: NodeJS.ErrnoException) => end(failureOf(error, have.size > 0 || request.reusedSocket)));
    request.on("response", (response) => {
      clearTimeout(connecting);
      clearTimeout(heading);
      take(response, have, limits, patience, end, timers);
    });
    request.end();
  });
}

/** A timer whose time begins anew when it is late: this process did something else. */
function patiently(time: number, act: () => void): NodeJS.Timeout {
  const late = 100;
  let due = performance.now() + time;
  const timer = setTimeout(() => {
    const now = performance.now();
    const isLate = now - due > late;
    due = now + time;
    if (isLate) timer.refresh();
    else act();
  }, time);
  return timer;
}

function failureOf(error: NodeJS.ErrnoException, begun: boolean): End {
  const code = error.code ?? error.message;
  if (code.startsWith("HPE_")) return failed("wrong", `what it sends is no HTTP (${code})`);
  if (begun && code === "ECONNRESET") return "cut";
  return failed("absent", `it does not answer (${code})`);
}

function take(
  response: IncomingMessage,
  have: Received,
  { most, exact }: Limits,
  patience: Patience,
  end: (how: End) => void,
  timers: Set<NodeJS.Timeout>,
): void {
  const { statusCode = 0, headers } = response;
  if (statusCode === 404 || statusCode === 410) return end(failed("absent", "it does not have it"));
  if (statusCode >= 300 && statusCode < 400 && statusCode !== 304)
    return end(failed("wrong", "it sends elsewhere, and redirects are not followed"));
  if (statusCode >= 500) return end(failed("absent", `it answers ${statusCode}`));
  if (statusCode !== 200 && !(statusCode === 206 && have.size > 0))
    return end(failed("wrong", `it answers ${statusCode}`));
  if ((headers["content-encoding"] ?? "identity") !== "identity")
    return end(failed("wrong", "it encodes what was to be sent as it is"));
  if (statusCode === 206) {
    if (!new RegExp(`^bytes ${have.size}-`).test(headers["content-range"] ?? ""))
      return end(failed("wrong", "it sends another part than was asked for"));
  } else {
    have.size = 0;
  }
  have.etag = /^"[\x21-\x7e]{1,200}"$/.test(headers.etag ?? "") ? headers.etag : undefined;
  const announced = headers["content-length"];
  const room = announced === undefined ? most : have.size + Number(announced);
  if (room > most || (exact && room !== most)) return end(failed("wrong", `it has ${room} bytes, not ${most}`));
  if (have.bytes.length < room) {
    const larger = new Uint8Array(room);
    larger.set(have.bytes.subarray(0, have.size));
    have.bytes = larger;
  }
  let seen = 0;
  let noted = 0;
  // Another window whenever one is over: a server that is too slow is left after two of them at most.
  const watch = patiently(patience.window, () => {
    if (seen - noted < patience.bytes)
      return end(failed("slow", `less than ${patience.bytes} bytes in ${patience.window / 1000} s`));
    noted = seen;
    watch.refresh();
  });
  timers.add(watch);
  response.on("data", (chunk: Buffer) => {
    seen += chunk.length;
    if (have.size + chunk.length > have.bytes.length)
      return end(failed("wrong", `it sends more than ${have.bytes.length} bytes`));
    have.bytes.set(chunk, have.size);
    have.size += chunk.length;
  });
  response.on("error", () => end("cut"));
  response.on("close", () => {
    if (!response.complete) return end("cut");
    end(exact && have.size !== most ? failed("wrong", `it sends ${have.size} bytes, not ${most}`) : "whole");
  });
}
