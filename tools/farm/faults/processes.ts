/** Processes of a farm, as whoever wants to kill them sees them: those that were started, and their children. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../jobs/version.ts";

/** A process of `npm run farm`, without npm. */
export interface FarmProcess {
  readonly child: ChildProcess;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** What it said, so far. */
  readonly said: () => string;
}

/** Start one, of the checkout in a folder. So many are started that their code is kept, compiled, in the folder `cache`. */
export function startFarm(words: readonly string[], cache: string, folder = checkout): FarmProcess {
  const child = spawn(
    process.execPath,
    [
      "--conditions=etalon-source",
      "--disable-warning=ExperimentalWarning",
      join(folder, "tools/farm/main.ts"),
      ...words,
    ],
    {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: cache },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => {
      said += data.toString("utf8");
    });
  const ended = once(child, "close").then(([code, signal]: (number | string | null)[]) => code ?? signal ?? "?");
  return { child, ended, said: () => said };
}

/** Is it still running? */
export function runs({ child }: FarmProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => parentOf(other) === pid);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : Number(parent);
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
