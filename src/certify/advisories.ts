/**
 * Soundness advisories as data: which checkers have said `certified` of something that does not hold where people run it,
 * and what to do. `etalon check` and `etalon certify` ask here whether the checker at hand is known to be affected.
 *
 * SECURITY.md lists the same, and a test holds the two equal. An advisory is never removed or made narrower.
 */

/** A checker: the version of the package, and the digest of its modules (docs/release.md), where it is known. */
export interface Checker {
  readonly version: string;
  readonly digest?: string | undefined;
}

/**
 * What kind of mistake it is: `false-verdict` (certified, and it does not hold on our own machine), `model-border` (it
 * holds on the formal machine, and qemu-riscv32 or Linux does something else), `empty-verdict` (it holds, and says
 * less than its reader takes it to say), or `foreign-code` (something else than the checker may answer in its name).
 */
export type AdvisoryKind = "false-verdict" | "model-border" | "empty-verdict" | "foreign-code";

/** One advisory. */
export interface Advisory {
  /** Its stable name, by year and number. */
  readonly id: string;
  readonly kind: AdvisoryKind;
  /** One line. */
  readonly title: string;
  /** Affected are the versions before this one, and the checkers with one of these digests. */
  readonly affected: { readonly before: string; readonly digests: readonly string[] };
  /** What an affected checker lets through. */
  readonly consequence: string;
  /** What whoever relied on it should do. */
  readonly action: string;
}

/** The last checker that had all these mistakes, of a commit between 0.1.0 and 0.2.0. */
const early: readonly string[] = ["0d2d8ab63894fa04fd9f99b83fb5dc42902abcd6827ffcd91579b75ea52ab4c5"];

const again =
  "Check the image again with version 0.2.0 or later: `etalon upgrade A.cert.json`, then `etalon certify FILE --image A.elf`.";

/** Every advisory, the earliest first. */
export const advisories: readonly Advisory[] = [
  {
    id: "ETALON-2026-1",
    kind: "false-verdict",
    title: "claims in which one thing was two at once were accepted",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "A program that hands claims to `checkClaims` or `certify` as objects could have a wrong image certified: a place or value was a register to one check and a constant to another. Certificates read from files were refused.",
    action: `Only claims that did not come from \`readCertificate\` are in question. ${again}`,
  },
  {
    id: "ETALON-2026-2",
    kind: "model-border",
    title: "an image may hold the words that qemu-user takes for a semihosting call",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "At the words 0x01f01013, 0x00100073, 0x40705013 the formal machine stops, and qemu-riscv32 goes on behind them: code that no check has seen runs there, with the user's files.",
    action: `Do not run a certified image of unknown origin under qemu-riscv32 before that. ${again}`,
  },
  {
    id: "ETALON-2026-3",
    kind: "model-border",
    title: "system calls with odd arguments have other results under Linux and qemu-riscv32",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "A certified image can make a call with a negative count, or with no bytes at a bad address, and branch on the result: the formal machine gives -22 or 0, Linux and qemu-riscv32 -14. What it does there was never checked.",
    action: `Images of our own compiler make no such call. ${again}`,
  },
  {
    id: "ETALON-2026-4",
    kind: "empty-verdict",
    title: "an image that gives itself no stack or heap, and so gives up at once, was said to conform",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "An image may stop when its memory is spent, and itself says how much there is. One with next to none stops at its first step on every input, was certified, and had exit code 0.",
    action: `Look at the sizes of stack and heap in the report. ${again} It says \`starved\`, exit code 4.`,
  },
  {
    id: "ETALON-2026-5",
    kind: "model-border",
    title: "an image may do something else when a read or a write fails",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "For the formal machine a read gave a byte or the end of the input, and a write never failed. A real read or write may give a negative result (a directory as input, a closed pipe, a full disk), and a certified image can branch on it to code that was never checked.",
    action: `Images of our own compiler make no difference between the two. ${again}`,
  },
  {
    id: "ETALON-2026-6",
    kind: "foreign-code",
    title: "on a machine shared with others, another user could plant code that the command ran",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "The command kept compiled code in a folder for temporary files, and whoever made that folder first could put other code there: it ran in the name of the checker, with the rights of whoever called it.",
    action: `Machines that only you use are not in question. Delete \`node-compile-cache\` in the folder for temporary files. ${again}`,
  },
  {
    id: "ETALON-2026-7",
    kind: "foreign-code",
    title: "`etalon check --image` ran an image that nobody had proved as a process of the user",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "Where qemu-riscv32 is installed, `check` started it on every image, also on one that it then refused. As a process the image could do whatever the user can: read and change files, use the network, or write over the checker itself.",
    action: `If you checked images from others with an earlier version, treat them as programs that you ran. ${again}`,
  },
  {
    id: "ETALON-2026-8",
    kind: "model-border",
    title:
      "Linux may put other bytes where an image has text or zeros: by an empty segment, or over the process's stack",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "Linux before 6.7 maps a page of the file for an empty segment that begins within a page, over text that was checked. Any Linux maps a segment over the process's stack, and then writes arguments there, where new arrays should be zero. qemu-riscv32 does neither.",
    action: `Images of our own compiler have no such segments. Do not run a certified image of unknown origin under Linux itself before that. ${again}`,
  },
  {
    id: "ETALON-2026-9",
    kind: "model-border",
    title:
      "Linux before 6.7 may leave bytes of the file where an image has zeros, by an empty segment that stands before data",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "Linux before 6.7 makes the zeros of all segments from the greatest ends that it has seen. Where an empty segment comes before data at a lower address, it leaves in the data's first pages what the file has there: globals and new arrays then do not begin as zero. Later kernels and qemu-riscv32 do not.",
    action: `Images of our own compiler have no empty segments. Do not run a certified image of unknown origin under Linux itself before that. ${again}`,
  },
  {
    id: "ETALON-2026-10",
    kind: "empty-verdict",
    title:
      "an image with a stack smaller than its frames, or a heap smaller than its program's own arrays, was said to conform",
    affected: { before: "0.2.0", digests: early },
    consequence:
      "An image that gives itself 64 KiB of stack or heap gives up at once, on every input, where its first calls or arrays take more: a function of 4,100 nodes may have such a frame, and std/io has two such buffers. It conforms, as every image that gives up does, and was called certified.",
    action: `Look at the stack and heap that the report prints. ${again}`,
  },
];

/**
 * The advisories that are known to concern a checker.
 *
 * @param checker Its version, and its digest where it is known. A version that is none counts as affected by all.
 * @example
 * ```ts
 * import { advisoriesOn } from "etalon/certify";
 * advisoriesOn({ version: "0.1.0" }).map(({ id }) => id); // => ["ETALON-2026-1", "ETALON-2026-2", "ETALON-2026-3", "ETALON-2026-4", "ETALON-2026-5", "ETALON-2026-6", "ETALON-2026-7", "ETALON-2026-8", "ETALON-2026-9", "ETALON-2026-10"]
 * advisoriesOn({ version: "0.2.0" }); // => []
 * ```
 */
export function advisoriesOn({ version, digest }: Checker): readonly Advisory[] {
  return advisories.filter(
    ({ affected }) => isBefore(version, affected.before) || (digest !== undefined && affected.digests.includes(digest)),
  );
}

/** Is a version earlier than another (https://semver.org, item 11)? A pre-release comes before its release. */
function isBefore(version: string, release: string): boolean {
  const numbers = /^(\d+)\.(\d+)\.(\d+)(-)?/.exec(version);
  if (numbers === null) return true;
  const wanted = release.split(".").map(Number);
  for (const [i, number] of wanted.entries()) {
    const given = Number(numbers[i + 1]);
    if (given !== number) return given < number;
  }
  return numbers[4] !== undefined;
}
