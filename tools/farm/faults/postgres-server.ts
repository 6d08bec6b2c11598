/**
 * A PostgreSQL of one's own, in a folder: started, ended in the roughest way, and started again on the same data. It listens on a socket in
 * that folder alone.
 *
 * PostgreSQL refuses to run as root. Whoever is root runs it as the user `postgres`, which Debian's package makes.
 */

import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const needed = ["initdb", "postgres", "pg_isready"];

/** How long a server may take to begin, in milliseconds. */
const beginning = 120_000;

/** Where the programs of PostgreSQL are; undefined when it is not installed. Debian has them outside of the PATH. */
export function postgresPrograms(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(delimiter),
    ...versions.map((version) => join(debian, version, "bin")),
  ];
  return folders.find((folder) => needed.every((program) => existsSync(join(folder, program))));
}

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** Who runs it. */
function user(): User {
  if (process.getuid?.() !== 0) return {};
  const id = (what: string): number => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

/** The server. */
export class PostgresServer {
  readonly #programs: string;
  readonly #folder: string;
  readonly #user: User;
  #process: ChildProcess | undefined;

  private constructor(programs: string, folder: string, user: User) {
    this.#programs = programs;
    this.#folder = folder;
    this.#user = user;
  }

  /** A new one, running, in a folder that is there and empty. */
  static async create(programs: string, folder: string): Promise<PostgresServer> {
    const server = new PostgresServer(programs, folder, user());
    const { uid, gid } = server.#user;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
    const made = spawnSync(
      join(programs, "initdb"),
      ["-D", join(folder, "data"), "-U", "farm", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
      { ...server.#user, cwd: folder, encoding: "utf8" },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}${made.error?.message ?? ""}`);
    await server.start();
    return server;
  }

  /** How to reach it. */
  get url(): string {
    return `postgres://farm@/postgres?host=${encodeURIComponent(this.#folder)}`;
  }

  /** Start it, and wait until it answers. */
  async start(): Promise<void> {
    this.#process = spawn(
      join(this.#programs, "postgres"),
      ["-D", join(this.#folder, "data"), "-k", this.#folder, "-c", "listen_addresses="],
      { ...this.#user, cwd: this.#folder, stdio: "ignore" },
    );
    const until = performance.now() + beginning;
    for (;;) {
      if (this.#process.exitCode !== null) throw new Error(`PostgreSQL ended with code ${this.#process.exitCode}`);
      const asked = spawnSync(join(this.#programs, "pg_isready"), ["-q", "-h", this.#folder], { cwd: this.#folder });
      if (asked.status === 0) return;
      if (asked.error !== undefined || performance.now() > until)
        throw new Error(`PostgreSQL does not answer: ${asked.error?.message ?? "it takes too long"}`);
      await wait(100);
    }
  }

  /** Start it again where it has ended by itself, as it does when it cannot write its log. Had it? */
  async revive(): Promise<boolean> {
    const running = this.#process;
    if (running !== undefined && running.exitCode === null && running.signalCode === null) return false;
    await this.start();
    return true;
  }

  /** End it as a power cut would: nothing is written, every connection breaks. */
  async breakDown(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, "exit");
    running.kill("SIGQUIT");
    await gone;
  }
}
