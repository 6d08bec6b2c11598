/** Servers that mean harm, on loopback: each answers with what a test tells it, byte for byte. */

import { createServer, type Server, type Socket } from "node:net";
import { afterAll } from "vitest";

const open: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];
afterAll(() => {
  for (const { server, sockets } of open) {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
});

/** A server that does this with each request: its path, and the connection. */
export async function hostile(answer: (path: string, socket: Socket, request: string) => void): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
    let request = "";
    socket.on("data", (chunk: Buffer) => {
      request += chunk.toString("latin1");
      if (!request.includes("\r\n\r\n")) return;
      answer(request.split(" ")[1] ?? "", socket, request);
      request = "";
    });
  });
  open.push({ server, sockets });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return new URL(`http://127.0.0.1:${address.port}`);
}

/** The head of a good answer. */
export function head(bytes: number, ...more: readonly string[]): string {
  return ["HTTP/1.1 200 OK", `content-length: ${bytes}`, "connection: close", ...more, "", ""].join("\r\n");
}

/** A whole answer. */
export function whole(socket: Socket, bytes: Uint8Array): void {
  socket.write(head(bytes.length));
  socket.end(bytes);
}
