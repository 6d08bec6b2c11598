/** Downloads from hostile servers: each ends, with the right word for the server, and nothing but the right bytes is had. */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { at } from "../../../src/trust/node/download.ts";
import { downloadBlob } from "../../../src/trust/node/index.ts";
import { head, hostile, whole } from "./hostile.ts";

const patience = { connect: 2000, head: 300, bytes: 1000, window: 250, all: 3000 };
const bytes = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7) & 255);
const blob = { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };

async function got(answer: (socket: Socket, request: string) => void, base?: (url: URL) => URL) {
  const url = await hostile((_, socket, request) => answer(socket, request));
  return await downloadBlob(base?.(url) ?? url, blob, patience);
}

const drip = (socket: Socket, text: string, every: number): void => {
  const timer = setInterval(() => socket.write(text), every);
  socket.once("close", () => clearInterval(timer));
};

const attacks: readonly (readonly [string, "wrong" | "slow" | "absent", (socket: Socket) => void])[] = [
  ["other bytes of the same size", "wrong", (socket) => whole(socket, bytes.toReversed())],
  ["fewer bytes than announced in the listing", "wrong", (socket) => whole(socket, bytes.subarray(1))],
  ["a length that is too large", "wrong", (socket) => void socket.write(head(2 ** 40))],
  ["two lengths", "wrong", (socket) => socket.end(`${head(1, "content-length: 4000")}x`)],
  [
    "data without an end",
    "wrong",
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      drip(socket, "x".repeat(5000), 5);
    },
  ],
  [
    "data without an end, in chunks",
    "wrong",
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
      drip(socket, `3e8\r\n${"x".repeat(1000)}\r\n`, 5);
    },
  ],
  [
    "what is packed and would be larger",
    "wrong",
    (socket) => {
      const packed = gzipSync(Buffer.alloc(1_000_000));
      socket.write(head(packed.length, "content-encoding: gzip"));
      socket.end(packed);
    },
  ],
  ["another address", "wrong", (socket) => socket.end("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\n\r\n")],
  ["what is no HTTP", "wrong", (socket) => socket.end("SSH-2.0-OpenSSH\r\n\r\n")],
  ["a head without an end", "wrong", (socket) => void socket.write(`HTTP/1.1 200 OK\r\na: ${"b".repeat(70_000)}`)],
  ["a part that nobody asked for", "wrong", (socket) => socket.end("HTTP/1.1 206 Partial Content\r\n\r\n")],
  ["a mistake of its own", "absent", (socket) => socket.end("HTTP/1.1 503 No\r\ncontent-length: 0\r\n\r\n")],
  ["that it has nothing", "absent", (socket) => socket.end("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n")],
  ["nothing, and closes", "absent", (socket) => void socket.destroy()],
  ["the first half, always", "absent", (socket) => socket.end(`${head(4000)}half`)],
  ["nothing", "slow", () => undefined],
  ["that it goes on, for ever", "slow", (socket) => drip(socket, "HTTP/1.1 103 Early Hints\r\n\r\n", 20)],
  [
    "a byte now and then",
    "slow",
    (socket) => {
      socket.write(head(4000));
      drip(socket, "x", 40);
    },
  ],
];

describe("a download", () => {
  // At once, since most of them wait until a time is over.
  it.concurrent.each(attacks)("from a server that sends %s", async (_, how, answer) => {
    expect(await got(answer)).toMatchObject({ ok: false, how });
  });

  it("from nobody", async () => {
    expect(
      await got(
        () => undefined,
        () => new URL("http://127.0.0.1:1"),
      ),
    ).toMatchObject({ ok: false, how: "absent" });
  });

  it("is taken up again where it broke off, at any byte, and only twice", async () => {
    const places = Array.from({ length: 50 }, (_, i) => 1 + i * 79);
    for (const place of places) {
      let asked = 0;
      const url = await hostile((_, socket, request) => {
        asked++;
        const from = Number(/range: bytes=(\d+)-/i.exec(request)?.[1] ?? 0);
        if (from === 0) socket.end(Buffer.concat([Buffer.from(head(bytes.length)), bytes.subarray(0, place)]));
        else {
          const rest = bytes.subarray(from);
          socket.write(
            `HTTP/1.1 206 Partial Content\r\ncontent-range: bytes ${from}-3999/4000\r\ncontent-length: ${rest.length}\r\n\r\n`,
          );
          socket.end(rest);
        }
      });
      expect(await downloadBlob(url, blob, patience)).toStrictEqual({ ok: true, bytes });
      expect(asked).toBe(2);
    }
  });

  it("keeps its connection for the next one, and asks again when the server has closed it", async () => {
    const requests: number[] = [];
    const connections: Socket[] = [];
    const url = await hostile((_, socket) => {
      if (!connections.includes(socket)) connections.push(socket);
      const number = requests.push(connections.indexOf(socket));
      // The third request comes over a connection that is closed at this moment.
      if (number === 3) return void socket.destroy();
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n\r\n`);
      socket.write(bytes);
    });
    for (let i = 0; i < 3; i++) expect(await downloadBlob(url, blob, patience)).toStrictEqual({ ok: true, bytes });
    expect(requests).toEqual([0, 0, 0, 1]);
  });

  it("needs no more memory when the bytes come one by one", async () => {
    const many = 2 ** 19;
    const url = await hostile((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
      socket.end(`${"1\r\nx\r\n".repeat(many)}0\r\n\r\n`);
    });
    const door = new URL("../../../src/trust/node/download.ts", import.meta.url).href;
    const sha256 = createHash("sha256").update("x".repeat(many)).digest("hex");
    const program = `import { downloadBlob } from ${JSON.stringify(door)};
      const got = await downloadBlob(new URL("${url.href}"), { sha256: "${sha256}", bytes: ${many} });
      process.stdout.write(String(got.ok));`;
    const child = spawn(process.execPath, ["--max-old-space-size=48", "--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let out = "";
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    const code = await new Promise((done) => child.once("close", done));
    expect([code, out]).toStrictEqual([0, "true"]);
  });

  it("does not mix two answers: the rest of another file is found out", async () => {
    const url = await hostile((_, socket, request) => {
      const from = Number(/range: bytes=(\d+)-/i.exec(request)?.[1] ?? 0);
      if (from === 0) socket.end(Buffer.concat([Buffer.from(head(4000)), bytes.subarray(0, 2000)]));
      else socket.end(`HTTP/1.1 206 Partial Content\r\ncontent-range: bytes 2000-3999/4000\r\n\r\n${"x".repeat(2000)}`);
    });
    expect(await downloadBlob(url, blob, patience)).toMatchObject({
      how: "wrong",
      message: expect.stringContaining("another digest") as string,
    });
  });

  it("does not blame a server for the time in which this process did something else, such as a long check", async () => {
    const short = { connect: 200, head: 200, bytes: 1000, window: 200, all: 600 };
    const occupied = (milliseconds: number): void => {
      for (const end = performance.now() + milliseconds; performance.now() < end; );
    };
    const url = await hostile((_, socket) => {
      occupied(900);
      socket.write(head(4000));
      setTimeout(() => {
        occupied(900);
        socket.end(bytes);
      }, 20);
    });
    expect(await downloadBlob(url, blob, short)).toStrictEqual({ ok: true, bytes });
  });
});

it("asks the server that was named, whatever the path of its address looks like", () => {
  const asked = (base: string): string => at(new URL(base), "source/a").href;
  expect(asked("http://a.example")).toBe("http://a.example/etalon/v1/source/a");
  expect(asked("http://a.example/under/")).toBe("http://a.example/under/etalon/v1/source/a");
  for (const path of ["//b.example/", "//b.example:1/x", "/\\b.example", "/..//b.example"])
    expect(new URL(asked(`http://a.example${path}`)).host).toBe("a.example");
});
