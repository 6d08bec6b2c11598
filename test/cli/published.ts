/** `etalon publish` as a real process, for the tests of those who ask it. */

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll } from "vitest";
import { root } from "./command.ts";

const running: ChildProcess[] = [];
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

/** A server of a folder; its address, and its end. */
export async function publish(
  path: string,
): Promise<{ readonly url: string; readonly stop: () => Promise<number | null> }> {
  const words = [join(root, "bin/etalon.js"), "publish", path, "--store", `${path}.store`];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  running.push(child);
  let out = "";
  const url = await new Promise<string>((done) =>
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      const found = /serving at (\S+)/.exec(out)?.[1];
      if (found !== undefined) done(found);
    }),
  );
  const ended = new Promise<number | null>((done) => child.once("exit", done));
  return {
    url,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
