/**
 * `etalon calibrate -- COMMAND`: the formal machine as the metre against which another RISC-V machine is measured.
 */

import { availableParallelism } from "node:os";
import { type Calibration, calibrate, killMatrix, type SuiteOptions } from "../../../calibrate/index.ts";
import { impossible } from "../../../index.ts";
import { type Arguments, quietOption } from "../../arguments.ts";
import { usageError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import { openCommand } from "../../host/command-subject.ts";
import { junitOption, writeJunit } from "../../host/junit-file.ts";
import type { Context, Ended, Verb } from "../../verb.ts";
import { calibrationDocument, junitCases, type Measured, printCalibration } from "./print.ts";
import { killMatrixDocument, printKillMatrix } from "./print-faults.ts";

/** `etalon calibrate`. */
export const calibrateVerb: Verb = {
  name: "calibrate",
  summary: "measure another RISC-V machine against the formal one",
  operands: [],
  rest: true,
  options: [
    { name: "seed", value: "N", help: "the seed of what is random in the suite (1)" },
    { name: "random", value: "N", help: "how many long random programs (20; 3 when quick)" },
    { name: "quick", help: "a fifth of the programs: every class, with few experiments in each" },
    { name: "extended", help: "the machine knows more than RV32IM: leave out illegal and misaligned" },
    { name: "jobs", value: "N", help: "how many programs run at the same time (the number of processors)" },
    { name: "timeout", value: "SECONDS", help: "how long one program may take (10)" },
    { name: "reduce", value: "N", help: "how many deviations to reduce to a shortest program (3)" },
    junitOption,
    {
      name: "faults",
      excludes: ["jobs", "timeout", "reduce", "junit"],
      help: "no COMMAND: measure the suite itself, on a catalogue of faulty processors",
    },
    { ...quietOption, excludes: ["json", "faults"] },
  ],
  details: [
    "Runs small programs on the formal machine and by COMMAND, and compares exit status and output. `{}` in COMMAND stands\n" +
      "for the file of the program; without it the file comes last. The programs follow from the instruction table, the\n" +
      "semantics and the seed.",
    "Exit codes: 0 clean; 1 deviates; 3 COMMAND cannot be run, or does not run programs; 4 undecided, as programs did not\n" +
      "end in time or did not do the same twice.",
  ],
  examples: [
    "etalon calibrate -- qemu-riscv32 -cpu rv32,c=off,a=off,f=off,d=off,Zicsr=off,Zifencei=off,zba=off,zbb=off,zbc=off,zbs=off",
    "etalon calibrate -- etalon exec --fault sra-as-srl",
    "etalon calibrate --faults",
  ],
  async run(context) {
    const { arguments: given } = context;
    if (given.flag("faults")) {
      if (given.rest.length > 0) throw usageError("--faults measures the suite itself, and takes no COMMAND");
      return measureSuite(context);
    }
    if (given.rest.length === 0 || given.rest[0] === "") {
      throw usageError("`etalon calibrate` needs a COMMAND", "etalon calibrate -- qemu-riscv32");
    }
    return measureCommand(context);
  },
};

function suiteOptions(given: Arguments): SuiteOptions & { readonly seed: number } {
  const quick = given.flag("quick");
  return {
    seed: given.integer("seed", 1, { min: 0, max: 0xffffffff }),
    random: given.integer("random", quick ? 3 : 20, { min: 0, max: 10_000 }),
    quick,
    extended: given.flag("extended"),
  };
}

async function measureCommand({ terminal, details, json, arguments: given }: Context): Promise<Ended> {
  const options = suiteOptions(given);
  const timeout = 1000 * given.integer("timeout", 10, { min: 1, max: 3600 });
  const jobs = given.integer("jobs", availableParallelism(), { min: 1, max: 256 });
  const reductions = given.integer("reduce", 3, { min: 0, max: 100 });
  const junit = given.text("junit");
  const command = openCommand(given.rest, timeout);
  try {
    const result = await calibrate(command, {
      ...options,
      jobs,
      reductions,
      onProgress: (what, done, of) => terminal.progress(`${done}/${of} ${what}`),
    });
    terminal.progress("");
    const measured: Measured = { command: given.rest.join(" "), seed: options.seed, complaint: command.complaint() };
    if (!json) printCalibration(terminal.out, details, result, measured);
    if (junit !== undefined) writeJunit(junit, `etalon calibrate ${measured.command}`, junitCases(result));
    return { exit: exitOf(result), document: calibrationDocument(result, measured) };
  } finally {
    command.close();
  }
}

function exitOf({ verdict }: Calibration): number {
  switch (verdict) {
    case "clean":
      return exitCodes.ok;
    case "deviates":
      return exitCodes.differs;
    case "undecided":
      return exitCodes.undecided;
    case "unusable":
      return exitCodes.invalid;
    default:
      return impossible(verdict);
  }
}

function measureSuite({ terminal, json, arguments: given }: Context): Ended {
  const began = performance.now();
  const matrix = killMatrix(suiteOptions(given), undefined, (done, of) => terminal.progress(`${done}/${of} faults`));
  terminal.progress("");
  if (!json) printKillMatrix(terminal.out, matrix, (performance.now() - began) / 1000);
  const missed = matrix.rows.some(({ fault, found }) => fault.scope === "rule" && found === 0);
  return { exit: missed ? exitCodes.differs : exitCodes.ok, document: killMatrixDocument(matrix) };
}
