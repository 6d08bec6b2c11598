/**
 * A server of a store, for reading alone: bytes by their digest, what is offered for a source, and releases. Nothing is
 * uploaded to it, and no path of a file comes from what a client sends: only hexadecimal digits that were matched.
 *
 * Whoever asks slowly or too much is cut off: there is a time for the head of a request, for all of it and for the answer, a number
 * of connections, and a size of everything.
 */

import { constants, createReadStream, lstatSync, openSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { largestBundle, readBundle } from "../bundle-text.ts";
import { largestHeads, largestListing, writeHeads, writeListing } from "../listing.ts";
import { digestForm, nameForm } from "../lock.ts";
import { largestRelease } from "../release.ts";
import { blobOf } from "./hash.ts";
import { following, writeOffered } from "./offered.ts";
import { headsOf, type KeptRelease, type Store } from "./store.ts";
import { largestTogether, mostTogether } from "./together.ts";

/** Where everything is. */
const servedUnder = "/etalon/v1";

/** What a server allows its clients. */
export interface ServerLimits {
  /** Milliseconds for the head of a request, for all of it, and until the next one on the same connection. */
  readonly head: number;
  readonly request: number;
  readonly idle: number;
  /** Milliseconds for an answer, and besides one second for so many bytes of it. */
  readonly answer: number;
  readonly bytesPerSecond: number;
  readonly connections: number;
  /** Requests on one connection that are not answered yet. */
  readonly pipelined: number;
}

/** The usual limits. */
const serverLimits: ServerLimits = {
  head: 10_000,
  request: 30_000,
  idle: 30_000,
  answer: 30_000,
  bytesPerSecond: 16 * 1024,
  connections: 512,
  pipelined: 16,
};

/** A server that runs. */
export interface Serving {
  /** What clients call it: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  /** How many requests were answered. */
  readonly answered: () => number;
  /** Take no more; finish what was begun within so many milliseconds. */
  readonly close: (patience?: number) => Promise<void>;
}

/** How it is served: where, and with which limits. */
export interface ServeOptions {
  readonly host?: string;
  /** 0, which is the usual, lets the system choose. */
  readonly port?: number;
  readonly limits?: Partial<ServerLimits>;
}

/** What is small enough is kept in memory, so many bytes in all. */
const mostKept = 64 * 2 ** 20;

/** So many may wait until they are connected. Where there is no room, the system of a client tries again only after a second. */
const waiting = 4096;

/** Names whose releases are kept in memory. */
const mostNames = 1000;

/** Serve a store. */
export async function serve(store: Store, options: ServeOptions = {}): Promise<Serving> {
  const { host = "127.0.0.1", port = 0 } = options;
  const limits = { ...serverLimits, ...options.limits };
  const answers = new Answers(store, limits);
  /** Connections on which nothing is asked at the moment, the oldest first. */
  const idle = new Set<Socket>();
  /** How many answers are on their way on a connection. */
  const begun = new WeakMap<Socket, number>();
  let answered = 0;
  const server: Server = createServer(
    {
      headersTimeout: limits.head,
      requestTimeout: limits.request,
      keepAliveTimeout: limits.idle,
      connectionsCheckingInterval: Math.min(250, limits.head),
      maxHeaderSize: 8192,
    },
    (request, response) => {
      const { socket } = request;
      // Who asks again and again and reads nothing is cut off: each answer that waits needs memory.
      const waits = (begun.get(socket) ?? 0) + 1;
      if (socket.destroyed || waits > limits.pipelined) return void socket.destroy();
      begun.set(socket, waits);
      answered++;
      idle.delete(socket);
      response.once("close", () => {
        const left = (begun.get(socket) ?? 1) - 1;
        begun.set(socket, left);
        if (!socket.destroyed && left === 0) idle.add(socket);
      });
      guard(response, limits, answers.answer(request, response));
    },
  );
  let open = 0;
  server.on("connection", (socket) => {
    open++;
    idle.add(socket);
    socket.once("close", () => {
      open--;
      idle.delete(socket);
    });
    // Who has waited longest without asking makes room: those who connect and ask nothing keep nobody else out.
    if (open > limits.connections) for (const oldest of idle) return void oldest.destroy();
  });
  // A client that wants to send something is not told to go on.
  server.on("checkContinue", (_: IncomingMessage, response: ServerResponse) => refuse(response, 413));
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen({ port, host, backlog: waiting }, done);
  });
  const { port: bound, family } = server.address() as AddressInfo;
  const name = family === "IPv6" ? `[${host}]` : host;
  return {
    url: `http://${name}:${bound}`,
    port: bound,
    answered: () => answered,
    close: (patience = 10_000) =>
      new Promise((done) => {
        const timer = setTimeout(() => server.closeAllConnections(), patience);
        server.close(() => {
          clearTimeout(timer);
          done();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Cut an answer off that its reader does not take. */
function guard(response: ServerResponse, { answer, bytesPerSecond }: ServerLimits, bytes: number): void {
  if (response.writableFinished) return;
  const timer = setTimeout(() => response.destroy(), answer + (1000 * bytes) / bytesPerSecond);
  timer.unref();
  response.once("close", () => clearTimeout(timer));
}

function refuse(response: ServerResponse, status: number, headers: Record<string, string> = {}): number {
  response.writeHead(status, { ...headers, "content-length": 0, connection: "close" }).end();
  return 0;
}

/** Something to send. */
interface Content {
  readonly bytes: number;
  readonly type: string;
  readonly etag: string;
  readonly caching: string;
  /** What is in memory: its parts, which follow each other. */
  readonly parts?: readonly Uint8Array[];
  readonly path?: string;
}

class Answers {
  readonly #store: Store;
  /** The bytes that were asked for last, the newest at the end. */
  readonly #kept = new Map<string, Uint8Array>();
  #size = 0;
  readonly #releases = new Map<string, Releases>();

  readonly #limits: ServerLimits;

  constructor(store: Store, limits: ServerLimits) {
    this.#store = store;
    this.#limits = limits;
  }

  /** Answer a request; the result is how many bytes are on the way. */
  answer(request: IncomingMessage, response: ServerResponse): number {
    const { method = "", url = "", headers } = request;
    if (method !== "GET" && method !== "HEAD") return refuse(response, 405, { allow: "GET, HEAD" });
    if (headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) !== 0)
      return refuse(response, 413);
    if (url.length > 512) return refuse(response, 414);
    const content = this.#find(url);
    if (content === undefined) {
      response.writeHead(404, { "content-length": 0 }).end();
      return 0;
    }
    return send(content, request, response);
  }

  /** Which version is spoken here, and what is too large for it or comes too fast. */
  #about(): object {
    const { connections, pipelined, bytesPerSecond } = this.#limits;
    return {
      versions: ["etalon/v1"],
      limits: {
        ...{ largestBundle, largestListing, largestHeads, largestRelease, mostTogether, largestTogether },
        ...{ connections, pipelined, bytesPerSecond },
      },
    };
  }

  #find(url: string): Content | undefined {
    if (!url.startsWith(`${servedUnder}/`)) return undefined;
    const [kind, name, digest, ...more] = url.slice(servedUnder.length + 1).split("/");
    if (kind === "" && name === undefined) return text(this.#about());
    if (name === undefined || more.length > 0) return undefined;
    const isDigest = digestForm.test(name);
    if (kind === "blob" && isDigest && digest === undefined) return this.#blob(name);
    if (kind === "blobs" && digest === undefined) return this.#blobs(name.split(","));
    if (kind === "source" && isDigest && digest === undefined) {
      const offers = this.#store.offers(name);
      return offers.length === 0 ? undefined : described(writeListing(offers));
    }
    if (kind === "offered" && isDigest && digest === undefined) return this.#offered(name);
    if (kind === "release") return this.#release(name, digest);
    return undefined;
  }

  #blob(digest: string): Content | undefined {
    const about = aboutBytes(digest);
    const kept = this.#kept.get(digest);
    if (kept !== undefined) {
      this.#kept.delete(digest);
      this.#kept.set(digest, kept);
      return { ...about, bytes: kept.length, parts: [kept] };
    }
    const path = this.#store.pathOf(digest);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isFile() !== true) return undefined;
    // What is large is not hashed here: whoever asked hashes it.
    if (found.size > largestTogether) return { ...about, bytes: found.size, path };
    const bytes = this.#store.get(digest);
    if (bytes === undefined) return undefined;
    this.#kept.set(digest, bytes);
    this.#size += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#size <= mostKept) break;
      this.#kept.delete(oldest);
      this.#size -= length;
    }
    return { ...about, bytes: bytes.length, parts: [bytes] };
  }

  /** Several small ones, one after the other. */
  #blobs(digests: readonly string[]): Content | undefined {
    if (digests.length > mostTogether || !digests.every((one) => digestForm.test(one))) return undefined;
    const parts = this.#partsOf(digests);
    return parts && { ...aboutBytes(digestOf(digests.join())), bytes: sizeOf(parts), parts };
  }

  /** Small bytes by their digests, when all are there. */
  #partsOf(digests: readonly string[]): readonly Uint8Array[] | undefined {
    const parts: Uint8Array[] = [];
    for (const one of digests) {
      const found = this.#blob(one)?.parts;
      if (found === undefined) return undefined;
      parts.push(...found);
    }
    return parts;
  }

  /** What is offered for a source, with its bundle and small bytes that are needed next. */
  #offered(source: string): Content | undefined {
    const offers = this.#store.offers(source);
    const [bundleText] = (offers.length > 0 && this.#partsOf([source])) || [];
    if (bundleText === undefined) return undefined;
    const bundle = readBundle(bundleText);
    if (!bundle.ok) return undefined;
    const blobs = this.#partsOf(following(bundle.value, offers).map(({ sha256 }) => sha256)) ?? [];
    const listing = writeListing(offers);
    const parts = writeOffered(bundleText, listing, blobs);
    const about = aboutHint("application/octet-stream", `${source} ${listing} ${blobs.length}`);
    return { ...about, bytes: sizeOf(parts), parts };
  }

  /** The heads of a name's releases; or the envelope of one release. */
  #release(name: string, digest: string | undefined): Content | undefined {
    if (!nameForm.test(name)) return undefined;
    const { releases, heads } = this.#releasesOf(name);
    const envelope = digest === undefined ? undefined : releases.get(digest)?.envelope;
    if (digest !== undefined) return envelope === undefined ? undefined : this.#blob(envelope);
    return heads.length === 0 ? undefined : described(writeHeads(heads));
  }

  /** A history is read anew when its folder has changed. */
  #releasesOf(name: string): Releases {
    const changed = this.#store.changed(name);
    const before = this.#releases.get(name);
    if (before?.changed === changed) return before;
    const releases = this.#store.releases(name);
    const read = { changed, releases, heads: headsOf(releases) };
    if (this.#releases.size >= mostNames) this.#releases.clear();
    if (releases.size > 0) this.#releases.set(name, read);
    return read;
  }
}

/** The releases of a name, as they were when its folder changed last. */
interface Releases {
  readonly changed: bigint;
  readonly releases: ReadonlyMap<string, KeptRelease>;
  readonly heads: readonly string[];
}

/** Of bytes that have a name which no others ever have. */
function aboutBytes(name: string) {
  return { type: "application/octet-stream", etag: `"${name}"`, caching: "max-age=31536000, immutable" };
}

function text(value: object): Content {
  return described(JSON.stringify(value));
}

function described(written: string): Content {
  const whole = new TextEncoder().encode(written);
  return { ...aboutHint("application/json", written), bytes: whole.length, parts: [whole] };
}

/** Of what may be another thing soon; `decides` is a text that differs when it does. */
function aboutHint(type: string, decides: string) {
  return { type, etag: `"${digestOf(decides)}"`, caching: "max-age=60" };
}

function digestOf(text: string): string {
  return blobOf(new TextEncoder().encode(text)).sha256;
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function send(content: Content, { method, headers }: IncomingMessage, response: ServerResponse): number {
  const { bytes, type, etag, caching, parts, path } = content;
  const common = {
    ...{ "content-type": type, etag, "cache-control": caching },
    ...{ "x-content-type-options": "nosniff", "accept-ranges": "bytes", "access-control-allow-origin": "*" },
  };
  if (headers["if-none-match"] === etag) {
    response.writeHead(304, common).end();
    return 0;
  }
  const asked = headers["if-range"] === undefined || headers["if-range"] === etag ? headers.range : undefined;
  const range = asked === undefined ? undefined : rangeIn(asked, bytes);
  if (range === "none") {
    response.writeHead(416, { ...common, "content-range": `bytes */${bytes}`, "content-length": 0 }).end();
    return 0;
  }
  const { from, to } = range ?? { from: 0, to: bytes };
  const length = to - from;
  const part = range === undefined ? {} : { "content-range": `bytes ${from}-${to - 1}/${bytes}` };
  response.writeHead(range === undefined ? 200 : 206, { ...common, ...part, "content-length": length });
  if (method === "HEAD" || length === 0) response.end();
  else if (parts !== undefined) {
    const [last, ...others] = within(parts, from, to).toReversed();
    for (const part of others.toReversed()) response.write(part);
    response.end(last);
  } else if (path !== undefined) {
    const descriptor = opened(path);
    if (descriptor === undefined) {
      response.destroy();
      return 0;
    }
    const stream = createReadStream("", { fd: descriptor, start: from, end: to - 1 });
    stream.once("error", () => response.destroy());
    response.once("close", () => stream.destroy());
    stream.pipe(response);
  }
  return length;
}

/** The file itself, open: it may be gone since it was looked at, or a link be there. */
function opened(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}

/** The bytes in a range, as parts. */
function within(parts: readonly Uint8Array[], from: number, to: number): readonly Uint8Array[] {
  let before = 0;
  return parts.flatMap((part) => {
    const begin = before;
    before += part.length;
    const cut = part.subarray(Math.max(0, from - begin), Math.max(0, to - begin));
    return cut.length === 0 ? [] : [cut];
  });
}

/** One range of bytes; `none` when nothing is in it; undefined when it is not understood, and then all is sent. */
function rangeIn(header: string, bytes: number): { readonly from: number; readonly to: number } | "none" | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header);
  if (found === null || (found[1] === "" && found[2] === "")) return undefined;
  if (found[1] === "") {
    const last = Math.min(Number(found[2]), bytes);
    return last === 0 ? "none" : { from: bytes - last, to: bytes };
  }
  const from = Number(found[1]);
  const to = found[2] === "" ? bytes : Math.min(Number(found[2]) + 1, bytes);
  if (found[2] !== "" && Number(found[2]) < from) return undefined;
  return from >= bytes ? "none" : { from, to };
}
