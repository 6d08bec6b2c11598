/**
 * What no argument of ours can remove: the list of assumptions, for people and for machines.
 *
 * Tests and certificates are about bytes, a machine model and a language definition. That these are the bytes that run,
 * the machine they run on and the language the author had in mind is outside every such argument (Thompson 1984;
 * CompCert's and CakeML's lists of what is trusted). `demonstrate` shows, by running it, what breaks without each one.
 */

/** The names of the assumptions. */
export type AssumptionId = "hardware" | "loading" | "system-calls" | "file" | "checker" | "intent";

/** One assumption. */
export interface Assumption {
  readonly id: AssumptionId;
  /** What is assumed. */
  readonly statement: string;
  /** Why this argument cannot establish it. */
  readonly reason: string;
  /** What happens when it is false. */
  readonly without: string;
  /** What would support it, from outside the argument. */
  readonly support: string;
  /** What its demonstration does. */
  readonly demonstration: string;
}

/**
 * The assumptions, in order from the hardware up to the author.
 *
 * @example
 * ```ts
 * import { assumptions } from "etalon/proof";
 * assumptions().map(({ id }) => id); // => ["hardware", "loading", "system-calls", "file", "checker", "intent"]
 * ```
 */
export function assumptions(): readonly Assumption[] {
  return list;
}

const list: readonly Assumption[] = [
  {
    id: "hardware",
    statement: "The hardware executes each RV32IM instruction as our machine semantics says.",
    reason: "The argument is about a model of the processor; no computation on the model can see the silicon.",
    without:
      "A correct image gives wrong results on the processor that deviates, and nothing in the image is to blame.",
    support: "A second opinion: `etalon check` runs the file on qemu-riscv32 too, which was written by other people.",
    demonstration:
      "runs one image on the model, and on the same model with `sra` shifting in zeros instead of the sign",
  },
  {
    id: "loading",
    statement: "Firmware, loader and kernel put into memory exactly the bytes of the file.",
    reason:
      "The argument begins with the bytes of a file; what copies them into memory is another program, not examined.",
    without: "A single changed bit can make a different program, which was never compared with anything.",
    support: "Measured or verified boot, and file systems that keep checksums.",
    demonstration:
      "flips single bits of the loaded text until the program still ends normally but writes something else",
  },
  {
    id: "system-calls",
    statement: "The system's read, write and exit do what our environment says, and nothing else touches the process.",
    reason: "The kernel is on the other side of `ecall`; the model only states what is expected of it.",
    without:
      "Output that the program wrote does not arrive, input arrives that nobody sent, or a signal or debugger ends or changes the run. A certified image does the same whatever a failing stream answers, but a byte that was lost is lost.",
    support: "The same images run under qemu-riscv32 on a real kernel, with the same output.",
    demonstration: "runs one image with a system whose `write` reports success and loses every third byte",
  },
  {
    id: "file",
    statement: "The file that is run is the file that was checked.",
    reason: "A verdict is about bytes; a path may lead to other bytes a moment later.",
    without: "A verdict on a good file is carried over to a bad one (time of check, time of use).",
    support: "The report names the SHA-256 of the bytes checked: compare it where the file is run, or sign it.",
    demonstration: "checks a file in a folder, swaps it for another program's, and runs what the path now leads to",
  },
  {
    id: "checker",
    statement: "This checker, and the engine and computer that it runs on, are right.",
    reason: "Whatever checks the checker would have to be trusted in its place.",
    without: "Two sides that go wrong in the same way agree with each other, and the error is invisible from inside.",
    support: "Two semantics of Ell written apart, qemu as an outside witness, and a small checker that can be read.",
    demonstration:
      "runs both sides on an engine whose product of large words loses its low bits: they agree, and are wrong",
  },
  {
    id: "intent",
    statement: "The Ell semantics of the program means what its author meant.",
    reason:
      "Conformance carries the source's meaning to the machine, mistakes included; the wish itself is not written down.",
    without: "The binary does exactly what the source says, and that is not what was wanted.",
    support: "Examples with expected output beside the program, which `etalon check` runs; tests; reading.",
    demonstration: "averages two large numbers: `int` wraps, the image conforms, and the answer is not the average",
  },
];
