/** Ctrl-C: once asks a campaign for its report, also when the signal arrives twice; a second one ends it. */

import { spawn, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { onInterrupt } from "../../src/cli/host/interrupt.ts";
import { root } from "./command.ts";

const hasScript = spawnSync("script", ["--version"]).status === 0;
const words = [
  `${root}/bin/etalon.js`,
  "test",
  "--runs",
  "100000000",
  "--workers",
  "1",
  "--corpus",
  "test/regressions",
];
/** Without types in Node the launcher hands over to a child, as on Node 20. */
const launched = ["--no-experimental-strip-types", ...words];

interface Pressed {
  readonly exit: number | null;
  readonly signal: string | null;
  readonly text: string;
}

/** A real pseudo-terminal: what is typed goes through its line discipline, which makes a signal of Ctrl-C. */
function onTerminal(arguments_: readonly string[], type: (send: (key: string) => void) => void): Promise<Pressed> {
  // A shell that waits would have the signal too, and some (dash) then end with 130 whatever their child says: it is replaced.
  const command = `exec ${[process.execPath, ...arguments_].map((word) => `'${word}'`).join(" ")}`;
  return pressed("script", ["-qec", command, "/dev/null"], (child) => type((key) => child.stdin?.write(key)));
}

function pressed(
  name: string,
  given: readonly string[],
  act: (child: ReturnType<typeof spawn>) => void,
): Promise<Pressed> {
  const env = { ...process.env, TERM: "xterm", NO_COLOR: "1" };
  delete (env as Record<string, string | undefined>)["CI"];
  const child = spawn(name, given, { cwd: root, env });
  let text = "";
  let acted = false;
  const take = (part: Buffer): void => {
    text += part.toString("utf8");
    // The bar shows when the workers are at work.
    if (!acted && text.includes("[")) {
      acted = true;
      act(child);
    }
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  return new Promise((done) => child.on("close", (exit, signal) => done({ exit, signal, text })));
}

describe.skipIf(!hasScript)("Ctrl-C on a terminal", () => {
  for (const [how, given] of [
    ["by itself", words],
    ["behind a launcher", launched],
  ] as const) {
    it(`ends a campaign ${how} with its report`, async () => {
      const { exit, text } = await onTerminal(given, (send) => send("\u0003"));
      expect(text).toMatch(/not run .*interrupted/);
      expect(text).toContain("verdict");
      expect(exit).toBe(4);
    });
  }
});

it("an interrupt that arrives twice counts once", () => {
  let asked = 0;
  const before = new Set(process.listeners("SIGINT"));
  const stop = onInterrupt(() => asked++);
  const [listener] = process.listeners("SIGINT").filter((known) => !before.has(known));
  // Were the second one another, this process would end.
  listener?.("SIGINT");
  stop();
  // Were nobody listening now, the second one would end the process before its report is out.
  listener?.("SIGINT");
  expect(asked).toBe(1);
  expect(process.listeners("SIGINT")).toContain(listener);
  for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, listener!);
});

it("without an interrupt nobody listens any more", () => {
  const before = process.listeners("SIGINT");
  onInterrupt(() => undefined)();
  expect(process.listeners("SIGINT")).toStrictEqual(before);
});
