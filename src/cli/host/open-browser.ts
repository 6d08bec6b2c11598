/**
 * Opening a file in the reader's browser, by the command that each system has for it. Where there is none, or no screen, the
 * answer is no, and the caller says where the file is.
 */

import { spawnSync } from "node:child_process";

/** The command that opens a file; undefined where nobody could see it. */
function opener({ DISPLAY, WAYLAND_DISPLAY, BROWSER }: NodeJS.ProcessEnv): readonly string[] | undefined {
  if (process.platform === "darwin") return ["open"];
  if (process.platform === "win32") return ["explorer.exe"];
  const screen = [DISPLAY, WAYLAND_DISPLAY, BROWSER].some((value) => value !== undefined && value !== "");
  return screen ? ["xdg-open"] : undefined;
}

/** Open it; was that possible? */
export function openInBrowser(path: string): boolean {
  const [command, ...words] = opener(process.env) ?? [];
  if (command === undefined) return false;
  const { status } = spawnSync(command, [...words, path], { stdio: "ignore", timeout: 10_000 });
  // The explorer answers 1 whatever happens.
  return status === 0 || (process.platform === "win32" && status === 1);
}
