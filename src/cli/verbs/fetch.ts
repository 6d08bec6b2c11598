/**
 * `etalon fetch NAME`: an image of the source that the name stands for, from servers that are not trusted. The digest of the source
 * is in the lock file; all else is checked here, by this checker, before a file gets its name.
 */

import { join } from "node:path";
import { defaultBudgets, timesBudgets } from "../../certify/index.ts";
import {
  assumptions,
  type Followed,
  type Locked,
  type NotNewest,
  type ReleaseLock,
  usualPolicy,
} from "../../trust/judging.ts";
import {
  type Candidate,
  type Fetched,
  fetchImage,
  findNewest,
  isExpired,
  many,
  mostHeld,
  Room,
  type ServerReport,
  type Tried,
  Turns,
  today,
  type Wanted,
  wishesAtOnce,
} from "../../trust/node/index.ts";
import { usageError } from "../command-error.ts";
import { exitCodes, worstExit } from "../exit-codes.ts";
import { keepBlame } from "../host/blame.ts";
import { checkerAtHand } from "../host/checker.ts";
import { jobsOption, withCheckers } from "../host/checkers.ts";
import { foundDocument, keepHeads, printRefused } from "../host/releases.ts";
import { cacheIn, printServers, serverOptions, serversDocument, serversIn } from "../host/servers.ts";
import { checkedName, loadLock, loadPolicy, lockedUnder, lockOption, usualLock } from "../host/trust-files.ts";
import { writeWholeWithin } from "../host/whole-file.ts";
import type { Verb } from "../verb.ts";
import { budgetOf, budgetOption } from "../view/budget.ts";
import { sha256 } from "../view/facts.ts";
import { printable } from "../view/printable.ts";
import type { Output } from "../view/terminal.ts";

/** `etalon fetch`. */
export const fetchVerb: Verb = {
  name: "fetch",
  summary: "get a binary of a locked source, and check it",
  operands: ["NAME", "[NAME…]"],
  options: [
    ...serverOptions,
    lockOption,
    {
      name: "policy",
      value: "FILE",
      help: "what has to be shown, and said by whom; that it is certified unless given",
    },
    { name: "output", short: "o", value: "DIRECTORY", help: "where NAME.elf goes; here unless given" },
    { name: "keep-source", help: "put the source there, too, in the folder NAME.source" },
    { name: "offline", excludes: ["from"], help: "take it from the cache, and ask nobody" },
    jobsOption,
    budgetOption,
  ],
  details: [
    "Writes NAME.elf, NAME.cert.json and NAME.elf.intoto.jsonl when an image is certified for the locked source (or what the\n" +
      "policy asks for is so). A server can withhold; it can deceive about nothing, and so it needs no key and no TLS.",
    "Where the lock follows releases, it asks for them, too: an older release than the one that was accepted, another history, and\n" +
      "one that has expired are refused. The lock file stays as it is: `etalon lock update` changes it.",
    "A false statement by a key of the policy is kept in the folder blame (`etalon check --blame`).",
    "Exits 0 when each NAME is there; 1 when an image was refused, 4 when it was starved or undecided, 5 when no server\n" +
      "gave one: that is evidence neither of an attack nor of none. 70 when a defect of the checker was in the way.",
  ],
  examples: ["etalon fetch mine --from http://127.0.0.1:8080", "etalon fetch mine --offline --output bin"],
  async run({ terminal, json, arguments: given }) {
    const names = given.operands.map(checkedName);
    const servers = serversIn(given);
    if (servers.length === 0 && !given.flag("offline"))
      throw usageError("`etalon fetch` needs --from URL, or --offline", "`etalon publish` is such a server");
    const lockPath = given.text("lock") ?? usualLock;
    const lock = loadLock(lockPath);
    const locked = names.map((name) => [name, lockedUnder(name, lockPath, lock)] as const);
    const policyPath = given.text("policy");
    const common = {
      servers,
      policy: policyPath === undefined ? usualPolicy : loadPolicy(policyPath),
      cache: cacheIn(given),
      checker: checkerAtHand().digest,
      assumptions: assumptions("always").map(({ id }) => id),
      budgets: timesBudgets(defaultBudgets, budgetOf(given)),
      turns: new Turns(),
      room: new Room(mostHeld),
      onProgress: (text: string) => terminal.progress(text),
    };
    const folder = given.text("output") ?? ".";
    // The names are asked for at once, and what is taken is written while others are checked; what became of them is told in their order.
    const wishes = new Turns(wishesAtOnce);
    const asked = await withCheckers(given, names.length >= many, (ask) => {
      const taken = async ([name, { source, stackBytes, heapBytes, release }]: (typeof locked)[number]) => {
        const found = release && (await newestOf(name, source, release, common));
        if (found?.refused !== undefined) return { name, source, found, refused: found.refused };
        const least = { stackBytes, heapBytes };
        const fetched = await fetchImage({ ...common, source, least, ask });
        if (fetched.taken !== undefined) await keep(folder, name, fetched.taken, given.flag("keep-source"));
        const blamed = fetched.tried.flatMap(({ evidence }) =>
          evidence === undefined ? [] : keepBlame(folder, evidence),
        );
        return { name, source, found, blamed, fetched: toldOf(fetched) };
      };
      return Promise.allSettled(locked.map((one) => wishes.once(one[0], () => taken(one))));
    });
    const results: { readonly exit: number; readonly document: object }[] = [];
    for (const settled of asked) {
      if (settled.status === "rejected") continue;
      const one = settled.value;
      const { name, source, found } = one;
      terminal.progress("");
      if (one.refused !== undefined) {
        const blame = await keepHeads(folder, name, one.refused);
        if (!json) printRefused(name, one.refused, one.found.servers, blame, terminal.out);
        results.push({ exit: exitCodes.differs, document: refusedDocument(name, source, one.found, blame) });
        continue;
      }
      const { fetched, blamed } = one;
      if (!json) print(name, fetched, found, blamed, terminal.out);
      results.push({ exit: exitOf(fetched), document: documentOf(name, source, fetched, found, blamed) });
    }
    // Such as a full disk, or a defect of ours: said when the others have what they asked for.
    for (const settled of asked) if (settled.status === "rejected") throw settled.reason;
    return {
      exit: worstExit(results.map(({ exit }) => exit)),
      document: { names: results.map(({ document }) => document) },
    };
  },
};

/** What the servers say of a name's releases, where they are followed. */
interface AskedNewest {
  /** Why nothing is fetched: the releases that are shown are older ones, others, or over. */
  readonly refused: NotNewest | undefined;
  /** The newest release; undefined when nobody shows one, and the one in the lock is not over. */
  readonly newest: Extract<Followed, { readonly kind: "newest" }> | undefined;
  readonly servers: readonly ServerReport[];
  /** Is the locked source the newest? */
  readonly isLocked: boolean;
}

async function newestOf(
  name: string,
  source: string,
  known: ReleaseLock,
  common: Pick<Wanted, "servers" | "cache" | "onProgress">,
): Promise<AskedNewest> {
  const day = today();
  const { settled, servers } = await findNewest({ ...common, name, known, begin: source, today: day });
  if (settled?.kind === "newest")
    return { refused: undefined, newest: settled, servers, isLocked: settled.head.release.source === source };
  // Nobody shows a whole history: what was accepted is the newest until its day, and no longer.
  if (settled === undefined || settled.kind === "broken") {
    const message = `it was the newest until ${known.expires}, and nobody shows a newer one`;
    const refused = isExpired(known, day) ? { kind: "expired" as const, message, heads: [] } : undefined;
    return { refused, newest: undefined, servers, isLocked: true };
  }
  return { refused: settled, newest: undefined, servers, isLocked: false };
}

function refusedDocument(
  name: string,
  source: string,
  { refused, servers }: AskedNewest,
  blame: readonly string[],
): object {
  return {
    ...{ name, source, outcome: "refused", image: null, by: null, holders: [], from: null, tried: [] },
    ...{ release: foundDocument(refused), servers: serversDocument(servers), blame },
  };
}

/** What is told of a wish: no bytes are kept for that, for there may be many wishes. */
interface Told extends Pick<Fetched, "outcome" | "servers"> {
  readonly taken: Omit<Tried, "evidence"> | undefined;
  readonly tried: readonly Omit<Tried, "evidence">[];
}

function toldOf({ outcome, taken, tried, servers }: Fetched): Told {
  const { server, admission, image } = taken ?? {};
  return {
    ...{ outcome, servers, tried: tried.map(({ evidence: _, ...one }) => one) },
    taken: admission === undefined || image === undefined ? undefined : { server, admission, sha256: sha256(image) },
  };
}

function exitOf({ outcome }: Told): number {
  switch (outcome) {
    case "met":
      return exitCodes.ok;
    case "refused":
      return exitCodes.differs;
    case "starved":
    case "undecided":
      return exitCodes.undecided;
    case "unavailable":
      return exitCodes.unavailable;
    case "defect":
      return exitCodes.internal;
  }
}

/** Give an image that was taken its name: the certificate first, so that no image is ever there without it. */
async function keep(
  folder: string,
  name: string,
  { files, image, certificate, envelopes }: Candidate,
  source: boolean,
): Promise<void> {
  const base = join(folder, name);
  if (source)
    for (const [path, bytes] of files.files) await writeWholeWithin(join(`${base}.source`, ...path.split("/")), bytes);
  if (certificate !== undefined) await writeWholeWithin(`${base}.cert.json`, certificate);
  if (envelopes.length > 0) {
    const lines = Buffer.concat(envelopes.flatMap((line) => [line, Buffer.from("\n")]));
    await writeWholeWithin(`${base}.elf.intoto.jsonl`, lines);
  }
  await writeWholeWithin(`${base}.elf`, image);
}

function print(
  name: string,
  { outcome, taken, tried, servers }: Told,
  found: AskedNewest | undefined,
  blamed: readonly string[],
  out: Output,
): void {
  if (taken !== undefined) {
    const from = taken.server === undefined ? "the cache" : taken.server.host;
    const holders = taken.admission.kind === "met" ? taken.admission.holders : [];
    const how =
      taken.admission.kind === "met" && taken.admission.by === "signed"
        ? out.paint("doubt", "not certified: the word of holders of keys, and nothing here shows it")
        : out.paint("good", "certified for every input");
    const said = holders.length === 0 ? "" : `; said by ${holders.join(", ")}`;
    out.line(`${name}  ${taken.sha256}  from ${from}: ${how}${said}`);
  } else out.line(`${name}  ${out.paint("bad", wordsOf[outcome])}`);
  for (const { server, sha256: image, admission } of tried) {
    if (admission.kind === "met") continue;
    const isDefect = admission.kind === "defect";
    const lines = (isDefect ? admission.message.split("\n") : [admission.message]).map(printable);
    const what = isDefect ? "led to a defect of etalon" : `is ${admission.kind}`;
    out.line(`  ${image.slice(0, 12)} from ${server?.host ?? "the cache"} ${what}: ${lines.join("\n    ")}`);
  }
  printServers(servers, out);
  if (found?.newest !== undefined && !found.isLocked)
    out.line(`  ${out.paint("doubt", "another source is the newest")}: \`etalon lock update ${name}\` takes it`);
  if (found !== undefined && found.newest === undefined)
    out.line("  nobody shows its releases; the one in the lock file counts until its day");
  for (const place of blamed) out.line(`  a statement by a key of the policy is false; the evidence is in ${place}`);
}

const wordsOf: Readonly<Record<Fetched["outcome"], string>> = {
  met: "taken",
  refused: "REFUSED: no image of this source was taken",
  starved: "STARVED: what there is has less stack or heap than the lock asks for",
  undecided: "UNDECIDED: nothing shows that what there is conforms",
  unavailable: "UNAVAILABLE: nobody gave an image of this source",
  defect: "NOT DECIDED, by a defect of etalon itself; please report it",
};

function documentOf(
  name: string,
  source: Locked["source"],
  fetched: Told,
  found: AskedNewest | undefined,
  blamed: readonly string[],
): object {
  const { outcome, taken, tried, servers } = fetched;
  return {
    ...{ name, source, outcome },
    image: taken?.sha256 ?? null,
    by: taken?.admission.kind === "met" ? taken.admission.by : null,
    holders: taken?.admission.kind === "met" ? taken.admission.holders : [],
    from: taken?.server?.href ?? null,
    tried: tried.map(({ server, sha256: image, admission }) => ({
      ...{ from: server?.href ?? null, image, outcome: admission.kind },
      message: admission.kind === "met" ? null : admission.message,
    })),
    release: found === undefined ? null : foundDocument(found.newest),
    servers: serversDocument(servers),
    blame: blamed,
  };
}
