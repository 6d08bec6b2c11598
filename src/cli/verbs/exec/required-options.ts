/**
 * The options of `exec` that ask for the checker, for a process of the system, or for a faulty processor. They stand apart from what they ask for
 * (required.ts, on-qemu.ts, faulty-exec.ts), which is imported when it is asked for: to start a program needs none of it.
 */

import type { OptionSpec } from "../../arguments.ts";

/** `--require`, and what it is about. */
export const requireOptions: readonly OptionSpec[] = [
  {
    name: "require",
    value: "certified",
    needs: ["source"],
    help: "run the binary only when it is certified for --source",
  },
  { name: "source", value: "A.ell", needs: ["require"], help: "the program that the binary has to conform to" },
  {
    name: "certificate",
    value: "C.json",
    needs: ["require", "source"],
    help: "its certificate; beside the binary unless given",
  },
];

/** The only value of `--on`. */
export const qemu = "qemu-riscv32";

/** `--on`, which excludes what is about the formal machine. */
export const onOption: OptionSpec = {
  name: "on",
  value: qemu,
  needs: ["require", "source"],
  excludes: [...["engine", "file", "dir", "cwd", "output", "env", "strace", "stats", "limit", "isa", "fault"], "json"],
  help: "run it as a process, by qemu-riscv32, instead of on the formal machine",
};

/** `--fault`. */
export const faultOption: OptionSpec = {
  name: "fault",
  value: "NAME",
  excludes: ["engine"],
  help: "on a processor with this fault (`etalon calibrate --faults` lists them)",
};
