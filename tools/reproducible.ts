/**
 * One commit, one package: packs the last commit twice, from two clones that differ in every way that clones can, and
 * compares the bytes.
 *
 * They differ in folder (one with a space in its name), umask, time zone, locale, home folder, the times of their files, and
 * in whether anything was built there before. Both use the packages that `npm ci` installed here. On a difference the
 * first files that are not the same are named.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const root = join(import.meta.dirname, "..");

interface Circumstances {
  readonly name: string;
  readonly umask: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The time that all files are given. */
  readonly time: Date | undefined;
  readonly builtBefore: boolean;
}

const circumstances: readonly Circumstances[] = [
  { name: "plain", umask: 0o022, environment: { TZ: "UTC", LC_ALL: "C" }, time: undefined, builtBefore: false },
  {
    name: "another place/with spaces in it",
    umask: 0o077,
    environment: { TZ: "Asia/Kathmandu", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", USER: "somebody" },
    time: new Date("2001-02-03T04:05:06Z"),
    builtBefore: true,
  },
];

/** The packed package of a fresh clone. */
function packed({ name, umask, environment, time, builtBefore }: Circumstances, folder: string): Buffer {
  const before = process.umask(umask);
  try {
    const clone = join(folder, name);
    const home = join(folder, `home of ${name.replace("/", " ")}`);
    mkdirSync(home);
    const surroundings: NodeJS.ProcessEnv = { ...process.env, ...environment, HOME: home };
    delete surroundings["NODE_OPTIONS"];
    const run = (command: string, ...words: string[]): string =>
      execFileSync(command, words, {
        cwd: clone,
        env: surroundings,
        encoding: "utf8",
        shell: process.platform === "win32",
        stdio: ["ignore", "pipe", "inherit"],
      });
    execFileSync("git", ["clone", "--quiet", root, clone], { stdio: ["ignore", "ignore", "inherit"] });
    symlinkSync(realpathSync(join(root, "node_modules")), join(clone, "node_modules"), "junction");
    if (builtBefore) {
      run("npm", "run", "--silent", "build");
      writeFileSync(join(clone, "dist/left-over.js"), "// of an earlier build\n");
    }
    if (time !== undefined) {
      for (const entry of run("git", "ls-files", "-z").split("\0"))
        if (entry !== "") utimesSync(join(clone, entry), time, time);
    }
    run("npm", "pack", "--silent");
    const tarball = readdirSync(clone).find((entry) => entry.endsWith(".tgz"));
    return readFileSync(join(clone, tarball!));
  } finally {
    process.umask(before);
  }
}

/** Each file of a tar archive, as what is compared of it: its mode and its bytes. */
function filesOf(tarball: Buffer): Map<string, string> {
  const archive = gunzipSync(tarball);
  const found = new Map<string, string>();
  const text = (at: number, length: number): string =>
    archive.toString("latin1", at, at + length).replace(/\0.*$/s, "");
  for (let at = 0; text(at, 100) !== ""; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const bytes = archive.subarray(at + 512, at + 512 + size);
    found.set(`${text(at + 345, 155)}/${text(at, 100)}`, `mode ${text(at + 100, 8)}, sha256 ${hash(bytes)}`);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

if (spawnSync("git", ["rev-parse", "--verify", "--quiet", "HEAD"], { cwd: root }).status !== 0) {
  console.log("Not compared: this folder is no git repository, or git is not installed.");
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), "etalon-reproducible-"));
try {
  const [one, other] = circumstances.map((each) => packed(each, folder));
  if (one!.equals(other!)) {
    console.log(`The package of this commit: ${one!.length} bytes, sha256 ${hash(one!)}, from both clones.`);
  } else {
    console.error("Two clones of one commit give different packages.");
    const [files, others] = [filesOf(one!), filesOf(other!)];
    const names = [...new Set([...files.keys(), ...others.keys()])];
    const unequal = names.filter((name) => files.get(name) !== others.get(name));
    for (const name of unequal.slice(0, 5))
      console.error(`  ${name}: ${files.get(name) ?? "missing"}; ${others.get(name) ?? "missing"}`);
    console.error(`${unequal.length} of ${names.length} files are not the same.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
