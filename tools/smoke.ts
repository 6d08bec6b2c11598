/**
 * Tries the package as a user gets it: packed, installed in an empty folder, every door opened and the command run.
 *
 * On Linux it is tried on the oldest Node that the manifest promises (22), elsewhere on the one that runs this file.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkerSources } from "../src/cli/host/checker-sources.ts";
import { tryCommandLines } from "./command-lines.ts";
import { fetchFromPackage } from "./fetch-from-package.ts";
import { checkSourceMaps } from "./source-maps.ts";
import { tutorial, walk } from "./walk-through.ts";

/** What `etalon certify --json` prints, as far as it is looked at. */
interface Certified {
  readonly verdict: string;
  readonly checker: { readonly digest: string };
}

const npm = (folder: string, ...words: string[]): string =>
  execFileSync("npm", words, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });

const root = join(import.meta.dirname, "..");
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  exports: Record<string, unknown>;
};
const doors = Object.keys(exports)
  .filter((door) => !door.endsWith(".json"))
  .map((door) => `etalon${door.slice(1)}`);

/** On a Node that is too old the command says so in one line, before it loads anything that Node cannot read. */
function refusesOldNode(place: string): void {
  const inside = join(place, "old");
  mkdirSync(inside);
  writeFileSync(join(inside, "package.json"), "{}");
  npm(inside, "install", "--no-audit", "--no-fund", `node-linux-${process.arch}@20`);
  const old = join(inside, `node_modules/node-linux-${process.arch}/bin/node`);
  const command = "node_modules/etalon/bin/etalon.js";
  const { status, stderr } = spawnSync(old, [command, "check"], { cwd: place, encoding: "utf8" });
  const sentence = /^etalon: Node \d+ or later is needed, and this is Node 20\.[\d.]+\.\n$/;
  if (status !== 2 || !sentence.test(stderr)) throw new Error(`Node 20 exits ${status} and says ${stderr}`);
  console.log(stderr.trimEnd());
}

const folder = mkdtempSync(join(tmpdir(), "etalon-smoke-"));
try {
  const [packed] = JSON.parse(npm(root, "pack", "--json", "--pack-destination", folder)) as [
    { readonly filename: string },
  ];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "smoke", private: true, type: "module" }));
  const linux = process.platform === "linux";
  const oldest = linux ? [`node-linux-${process.arch}@22`] : [];
  npm(folder, "install", "--no-audit", "--no-fund", `./${packed.filename}`, ...oldest);
  const node = oldest.length > 0 ? join(folder, "node_modules/.bin/node") : process.execPath;
  const environment = { ...process.env };
  delete environment["NODE_OPTIONS"];
  const run = (...words: string[]): string =>
    execFileSync(node, words, { cwd: folder, encoding: "utf8", env: environment, input: "" }).trim();

  const version = run("--version");
  for (const door of doors) {
    const names = run("--input-type=module", "-e", `console.log(Object.keys(await import("${door}")).length)`);
    console.log(`Node ${version}: import "${door}": ${names} names`);
  }
  writeFileSync(join(folder, "hi.ell"), "fn main(): int { write(104); write(105); return 0; }\n");
  const said = run("node_modules/etalon/bin/etalon.js", "run", "hi.ell");
  if (said !== "hi") throw new Error(`etalon run hi.ell wrote ${JSON.stringify(said)}`);
  console.log(`Node ${version}: etalon run: as expected`);

  console.log(`${checkSourceMaps(join(folder, "node_modules/etalon"))} source maps, each with its sources`);
  if (linux) {
    const tried = tryCommandLines(folder, node, root);
    console.log(`Node ${version}: ${tried} command lines of help and README: as shown`);
    console.log(`Node ${version}: ${walk(tutorial, folder, node)} command lines of the tutorial: as shown`);
    refusesOldNode(folder);
  }

  const view = run("node_modules/etalon/bin/etalon.js", "view", "hi.ell", "-o", "hi.html");
  if (!readFileSync(join(folder, "hi.html"), "utf8").includes("write(104)")) throw new Error(`etalon view: ${view}`);
  console.log(`Node ${version}: etalon view: ${view}`);

  const fetched = await fetchFromPackage(folder, node, environment, run);
  console.log(`Node ${version}: etalon fetch --jobs 2:\n${fetched}`);

  // The trusted part of the installed package: it answers, says which checker it is, and loads no compiler.
  const command = "node_modules/etalon/bin/etalon.js";
  run(command, "compile", "hi.ell");
  environment["ETALON_LOADED"] = join(folder, "loaded");
  const recorder = pathToFileURL(join(root, "tools/trusted/record.js")).href;
  const certified = JSON.parse(run("--import", recorder, command, "certify", "hi.ell", "--json")) as Certified;
  const loaded = readFileSync(environment["ETALON_LOADED"], "utf8").split("\n");
  const { digest, modules } = checkerSources(pathToFileURL(`${root}/`));
  const rooms = loaded.flatMap((url) => /node_modules\/etalon\/dist\/(.*)\.js$/.exec(url)?.[1] ?? []);
  const own = /^(?:cli\/|core\/|index$)/; // the command's own files, and core by its door
  const besides = rooms.filter((path) => !own.test(path) && !modules.includes(`src/${path}.ts`));
  if (certified.verdict !== "certified" || rooms.length < modules.length || besides.length > 0)
    throw new Error(
      `etalon certify hi.ell: ${certified.verdict}, having loaded besides the checker ${besides.join(", ")}`,
    );
  if (certified.checker.digest !== digest) throw new Error("the package names another checker than its sources");
  console.log(`Node ${version}: etalon certify: as expected, by the checker ${digest}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
