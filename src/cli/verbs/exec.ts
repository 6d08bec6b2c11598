/**
 * `etalon exec A.elf`: run an executable on the formal machine, on standard input and output.
 */

import { environmentOf, impossible, type Outcome, written } from "../../index.ts";
import { ellSystemCalls, hex, loadMachine, type Machine, step } from "../../machine/index.ts";
import { usageError } from "../command-error.ts";
import { loadImage } from "../load.ts";
import { describeOrigin, type Origin, originsOf } from "../origin.ts";
import { bytesDocument, exitOf, trapSentence } from "../program-end.ts";
import { streamedEnvironment, wholeInput } from "../streams.ts";
import type { Output } from "../terminal.ts";
import type { Verb } from "../verb.ts";

/** The stack that a program made by another compiler expects from the kernel, as Linux gives it. */
const kernelStack = 8 * 2 ** 20;

/** `etalon exec`. */
export const execVerb: Verb = {
  name: "exec",
  summary: "run a RISC-V executable on the formal machine",
  operands: ["A.elf"],
  rest: true,
  options: [{ name: "limit", value: "INSTRUCTIONS", help: "stop after so many, with exit code 4" }],
  details: [
    "Reads standard input, writes standard output, and exits with the program's own code modulo 256. A trap or a spent\n" +
      "resource is reported on standard error and exits 133, a fault 139: the same as under `qemu-riscv32`.",
  ],
  examples: ["etalon compile examples/sieve.ell -o sieve.elf && echo 100 | etalon exec sieve.elf"],
  run({ terminal, json, arguments: given }) {
    const path = given.operands[0]!;
    if (given.rest.length > 0) {
      throw usageError("the formal machine gives a program no arguments yet", "leave out `--` and what follows it");
    }
    const { image } = loadImage(path);
    const limit = given.integer("limit", Number.POSITIVE_INFINITY, { min: 1, max: Number.MAX_SAFE_INTEGER });
    const find = originsOf(image);
    if (json) {
      const environment = environmentOf(wholeInput(terminal));
      const machine = loadMachine(image, ellSystemCalls(environment), { stack: kernelStack });
      const { outcome, steps } = execute(machine, limit);
      const pc = machine.pc >>> 0;
      const where = outcome.kind === "halted" ? undefined : find(pc);
      const document = { outcome, steps, pc, where, output: bytesDocument(written(environment.events)) };
      return { exit: exitOf(outcome), document };
    }
    const environment = streamedEnvironment(terminal);
    const machine = loadMachine(image, ellSystemCalls(environment), { stack: kernelStack });
    const { outcome, steps } = execute(machine, limit);
    environment.flush();
    explain(outcome, { path, pc: machine.pc >>> 0, origin: find(machine.pc >>> 0), steps }, terminal.error);
    return { exit: exitOf(outcome), document: {} };
  },
};

function execute(machine: Machine<number>, limit: number): { outcome: Outcome; steps: number } {
  let steps = 0;
  while (steps < limit) {
    const { outcome } = step(machine);
    steps++;
    if (outcome !== undefined) return { outcome, steps };
  }
  return { outcome: { kind: "running" }, steps };
}

interface Where {
  readonly path: string;
  readonly pc: number;
  readonly origin: Origin | undefined;
  readonly steps: number;
}

function explain(outcome: Outcome, { path, pc, origin, steps }: Where, error: Output): void {
  const what = sentence(outcome, steps);
  if (what === undefined) return;
  const place = origin === undefined ? "" : `\n  from ${describeOrigin(origin)}`;
  error.line(`${error.paint("bad", `${path}: ${outcome.kind}:`)} ${what} (pc ${hex(pc)})${place}`);
}

function sentence(outcome: Outcome, steps: number): string | undefined {
  switch (outcome.kind) {
    case "halted":
      return undefined;
    case "trapped":
      return `${trapSentence(outcome.trap)} [${outcome.trap}]`;
    case "exhausted":
      return outcome.resource === "stack"
        ? "no room is left on the stack; compile with a larger --stack"
        : "no room is left for arrays; compile with a larger --heap";
    case "faulted":
      return outcome.reason;
    case "running":
      return `after ${steps} instructions; stopped watching`;
    default:
      return impossible(outcome);
  }
}
