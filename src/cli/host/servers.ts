/** What the verbs share that ask servers: their addresses, the cache, and what is said of each of them afterwards. */

import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { type ServerReport, Store } from "../../trust/node/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { printable } from "../view/printable.ts";
import type { Output } from "../view/terminal.ts";
import { attempt } from "./files.ts";

/** `--from URL`, and where the cache is. */
export const serverOptions: readonly OptionSpec[] = [
  { name: "from", value: "URL", repeatable: true, help: "a server; may be repeated, and they are asked in this order" },
  { name: "cache", value: "DIRECTORY", help: "the store of what was fetched; ~/.cache/etalon unless given" },
];

/** The servers that are named. */
export function serversIn(given: Arguments): readonly URL[] {
  return given.texts("from").map((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !["http:", "https:"].includes(url.protocol))
      throw usageError(`--from ${JSON.stringify(text)} is no address`, "--from http://HOST:PORT");
    if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
      throw usageError(`--from ${JSON.stringify(text)} has more than host, port and path`);
    return url;
  });
}

/** The cache: a store in the user's folder for such things. */
export function cacheIn(given: Arguments): Store {
  const base = process.env["XDG_CACHE_HOME"];
  const usual = base !== undefined && isAbsolute(base) ? base : join(homedir(), ".cache");
  const folder = given.text("cache") ?? join(usual, "etalon");
  return attempt("write", folder, () => Store.open(folder, "cache"));
}

/** Print what went wrong with which server. */
export function printServers(servers: readonly ServerReport[], out: Output): void {
  for (const { server, failure } of servers)
    if (failure !== undefined)
      out.line(`  ${server.host} is ${out.paint("doubt", failure.how)}: ${printable(failure.message)}`);
}

/** The field `servers` of a document. */
export function serversDocument(servers: readonly ServerReport[]): readonly object[] {
  return servers.map(({ server, failure }) => ({
    url: server.href,
    failure: failure?.how ?? null,
    message: failure?.message ?? null,
  }));
}
