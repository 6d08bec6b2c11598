/**
 * One process at a time in a farm's folder: PGlite itself lets a second process open its files, and both then spoil them.
 *
 * The lock is a file with the holder's name: process id, when that process began, and which start of the machine it belongs to. So a lock
 * whose holder was killed is known to be dead, also when its process id has been given to another.
 */

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "../../../src/cli/command-error.ts";
import { codeOf } from "../../../src/cli/host/system-error.ts";

/** The lock, held. */
export interface FolderLock {
  release(): void;
}

/** The process that holds a folder; undefined when none does. */
export function holderOf(folder: string): number | undefined {
  const text = contents(join(folder, "lock"));
  return text !== undefined && isAlive(text) ? Number(text.split(" ")[0]) : undefined;
}

/** Take the folder, or say who has it. */
export function lockFolder(folder: string): FolderLock {
  const lock = join(folder, "lock");
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, nameOf(process.pid));
  try {
    for (let tries = 0; tries < 100; tries++) {
      try {
        linkSync(own, lock);
        return { release: () => rmSync(lock, { force: true }) };
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
      const text = contents(lock);
      if (text === undefined) continue;
      if (isAlive(text)) throw heldBy(folder, text);
      removeDead(lock, text);
    }
    throw heldBy(folder, contents(lock) ?? "?");
  } finally {
    rmSync(own, { force: true });
  }
}

/** Take a dead lock away; where another process has taken it over meanwhile, that one's is put back. */
function removeDead(lock: string, dead: string): void {
  const away = `${lock}.dead.${process.pid}`;
  try {
    renameSync(lock, away);
    if (contents(away) !== dead) linkSync(away, lock);
  } catch (error) {
    if (codeOf(error) !== "ENOENT" && codeOf(error) !== "EEXIST") throw error;
  }
  rmSync(away, { force: true });
}

function heldBy(folder: string, text: string): CommandError {
  return new CommandError("network", `the farm in ${folder} is at work in process ${text.split(" ")[0]}`, {
    hint: "`npm run farm -- status` says how far it is; many processes can share a PostgreSQL: --database URL",
  });
}

function contents(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** What tells a process from every other one, before and after; where there is no /proc, its id alone. */
function nameOf(pid: number): string {
  const stat = contents(`/proc/${pid}/stat`);
  // The name of the program stands in parentheses and may contain anything; field 22 is when the process began.
  const began = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  const machine = contents("/proc/sys/kernel/random/boot_id")?.trim();
  return [pid, began ?? "?", machine ?? "?"].join(" ");
}

function isAlive(text: string): boolean {
  const pid = Number(text.split(" ")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === "ESRCH") return false;
  }
  return nameOf(pid) === text;
}
