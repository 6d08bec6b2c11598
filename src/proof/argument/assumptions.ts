/**
 * What no argument of ours can remove: the list of assumptions, for people and for machines.
 *
 * Tests and certificates are about bytes, a machine model and a language definition. That these are the bytes that run,
 * the machine they run on and the language the author had in mind is outside every such argument (Thompson 1984;
 * CompCert's and CakeML's lists of what is trusted). `demonstrate` shows, by running it, what breaks without each one.
 */

/** The names of the assumptions. */
export type AssumptionId =
  | "hardware"
  | "loading"
  | "kernel"
  | "system-calls"
  | "file"
  | "hash"
  | "checker"
  | "keys"
  | "clock"
  | "intent";

/** When an assumption is made: of every verdict; where signatures count; where releases are followed. */
export type Need = "always" | "signatures" | "releases";

/** One assumption. */
export interface Assumption {
  readonly id: AssumptionId;
  readonly needs: Need;
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
  /** Which of `etalon attack` break it, by name. */
  readonly attacks: readonly string[];
}

/**
 * The assumptions, in order from the hardware up to the author; or those that are made in one case.
 *
 * @example
 * ```ts
 * import { assumptions } from "etalon/proof";
 * assumptions().length; // => 10
 * assumptions("always").map(({ id }) => id); // => ["hardware", "loading", "kernel", "system-calls", "file", "hash", "checker", "intent"]
 * ```
 */
export function assumptions(needs?: Need): readonly Assumption[] {
  return needs === undefined ? list : list.filter((one) => one.needs === needs);
}

const list: readonly Assumption[] = [
  {
    id: "hardware",
    needs: "always",
    statement: "The hardware executes each RV32IM instruction as our machine semantics says.",
    reason: "The argument is about a model of the processor; no computation on the model can see the silicon.",
    without:
      "A correct image gives wrong results on the processor that deviates, and nothing in the image is to blame.",
    support: "A second opinion: `etalon check` runs the file on qemu-riscv32 too, which was written by other people.",
    demonstration:
      "runs one image on the model, and on the same model with `sra` shifting in zeros instead of the sign",
    attacks: ["faulty-cpu"],
  },
  {
    id: "loading",
    needs: "always",
    statement: "Firmware, loader and kernel put into memory exactly the bytes of the file.",
    reason:
      "The argument begins with the bytes of a file; what copies them into memory is another program, not examined.",
    without: "A single changed bit can make a different program, which was never compared with anything.",
    support: "Measured or verified boot, and file systems that keep checksums.",
    demonstration:
      "flips single bits of the loaded text until the program still ends normally but writes something else; and runs a file that stores behind its last segment, loaded by bytes and by pages",
    attacks: ["loader"],
  },
  {
    id: "kernel",
    needs: "always",
    statement: "Nothing else changes the memory or the registers of the program while it runs.",
    reason:
      "The kernel interrupts a process and gives it back; other processes, debuggers and devices have their ways into memory.",
    without: "A value changes between two instructions. The program ends normally, and its output is wrong.",
    support: "Kernels that were verified (seL4), memory protection, and a second run on another machine.",
    demonstration:
      "interrupts one run once and gives it back with s0 to s11 set to zero, at the first place where that is not noticed",
    attacks: [],
  },
  {
    id: "system-calls",
    needs: "always",
    statement: "The system's read, write and exit do what our environment says.",
    reason: "The kernel is on the other side of `ecall`; the model only states what is expected of it.",
    without:
      "Output that the program wrote does not arrive, input arrives that nobody sent, or a signal or debugger ends or changes the run. A certified image does the same whatever a failing stream answers, but a byte that was lost is lost.",
    support: "The same images run under qemu-riscv32 on a real kernel, with the same output.",
    demonstration: "runs one image with a system whose `write` reports success and loses every third byte",
    attacks: ["lying-kernel"],
  },
  {
    id: "file",
    needs: "always",
    statement: "The file that is run is the file that was checked.",
    reason: "A verdict is about bytes; a path may lead to other bytes a moment later.",
    without: "A verdict on a good file is carried over to a bad one (time of check, time of use).",
    support: "The report names the SHA-256 of the bytes checked: compare it where the file is run, or sign it.",
    demonstration: "checks a file in a folder, swaps it for another program's, and runs what the path now leads to",
    attacks: ["swap-after-check"],
  },
  {
    id: "hash",
    needs: "always",
    statement: "Nobody has two files with the same SHA-256.",
    reason:
      "Sources, images and certificates are named by their digests; that no second file has one is believed, not proved.",
    without: "Another file passes for the one that was decided on, under its own name.",
    support: "No collision of SHA-256 is known (2026); digests by a second function beside it.",
    demonstration:
      "names files by the first 16 bits of their digests, finds another program with the same name, and runs what the name leads to",
    attacks: [],
  },
  {
    id: "checker",
    needs: "always",
    statement: "This checker, and the engine and computer that it runs on, are right.",
    reason: "Whatever checks the checker would have to be trusted in its place.",
    without: "Two sides that go wrong in the same way agree with each other, and the error is invisible from inside.",
    support: "Two semantics of Ell written apart, qemu as an outside witness, and a small checker that can be read.",
    demonstration:
      "runs both sides on an engine whose product of large words loses its low bits: they agree, and are wrong",
    attacks: ["checker-yes", "checker-sly"],
  },
  {
    id: "keys",
    needs: "signatures",
    statement: "The holder of a key alone has it, and nobody else signs with it.",
    reason: "A signature shows that a key was used, and not by whom.",
    without:
      "A thief says what they like, in the holder's name. What is certified does not depend on it; what is taken on somebody's word does.",
    support: "Keys in hardware; several holders; and certificates, with which a stolen build key is worthless.",
    demonstration:
      "signs another program's file with the same key: under signatures alone it is taken, and its certificate is refused",
    attacks: ["stolen-key", "build-slave", "fork"],
  },
  {
    id: "clock",
    needs: "releases",
    statement: "The clock by which a release expires is not behind.",
    reason: "That a release has expired is seen by comparing its date with a clock, which somebody sets.",
    without: "An old release passes for the newest. What it names is certified, and right for the old source.",
    support: "Several clocks (NTS, a GPS receiver), and asking several servers.",
    demonstration:
      "asks for the newest release on the day after it expired, and then with a clock that is a year behind",
    attacks: ["clock-back"],
  },
  {
    id: "intent",
    needs: "always",
    statement: "The Ell semantics of the program means what its author meant.",
    reason:
      "Conformance carries the source's meaning to the machine, mistakes included; the wish itself is not written down.",
    without: "The binary does exactly what the source says, and that is not what was wanted.",
    support: "Examples with expected output beside the program, which `etalon check` runs; tests; reading.",
    demonstration: "averages two large numbers: `int` wraps, the image conforms, and the answer is not the average",
    attacks: ["bad-source"],
  },
];
