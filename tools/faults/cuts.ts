/** A transfer that breaks off after each number of bytes, and a hundred clients at once that want one file that nobody asked for yet. */

import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadBlob, Store, serve } from "../../src/trust/node/index.ts";
import { counted, type Fault, type FaultOptions, type Found } from "./fault.ts";

/** See the header. */
export const cutsFault: Fault = { name: "cuts", run };

const size = 20_000;
const content = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255);

async function* run({ quick }: FaultOptions): AsyncIterable<Found> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-cuts-"));
  try {
    const store = Store.open(folder);
    const blob = store.put(content);
    yield await cutEverywhere(blob, quick ? 500 : 1);
    yield await coldBlob(store, blob, quick ? 20 : 100);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function cutEverywhere(blob: { sha256: string; bytes: number }, by: number): Promise<Found> {
  let cut = 0;
  let isCut = false;
  const server = createServer((request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const part = from > 0 ? { "content-range": `bytes ${from}-${size - 1}/${size}` } : {};
    response.writeHead(from > 0 ? 206 : 200, { "content-length": size - from, etag: '"a"', ...part });
    const again = isCut;
    isCut = true;
    if (again) response.end(content.subarray(from));
    else response.write(content.subarray(0, cut), () => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  let [tried, equal] = [0, 0];
  for (; cut < size; cut += by) {
    tried++;
    isCut = false;
    const got = await downloadBlob(url, blob);
    if (got.ok && Buffer.compare(got.bytes, content) === 0) equal++;
  }
  server.closeAllConnections();
  server.close();
  const came = `${counted(tried)} cuts, ${counted(equal)} times the same bytes in the end`;
  return {
    what: `a transfer of ${counted(size)} bytes that breaks off, after each number of them`,
    came,
    good: equal === tried,
  };
}

async function coldBlob(store: Store, blob: { sha256: string; bytes: number }, clients: number): Promise<Found> {
  let reads = 0;
  const get = store.get.bind(store);
  store.get = (digest) => {
    reads++;
    return get(digest);
  };
  const serving = await serve(store);
  const all = Array.from({ length: clients }, () => downloadBlob(new URL(serving.url), blob));
  const good = (await Promise.all(all)).filter((one) => one.ok).length;
  await serving.close(0);
  const came = `${good} have it; the disk was read ${reads} time${reads === 1 ? "" : "s"}`;
  return {
    what: `${clients} clients at once, one file that was not asked for before`,
    came,
    good: good === clients && reads === 1,
  };
}
