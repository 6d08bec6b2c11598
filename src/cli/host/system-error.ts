/**
 * The operating system's errors as sentences: they come as codes.
 */

import { CommandError } from "../command-error.ts";

/** The system's name for an error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of the path is a file, not a folder",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  ENOSPC: "no space left on the device",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is larger than the system allows",
  EROFS: "the file system is read-only",
  ETXTBSY: "it is being executed",
  EIO: "input/output error",
  ENXIO: "there is no such device",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
};

/** Why the system refused, as the end of a sentence. */
export function systemReason(error: unknown): string {
  const code = codeOf(error);
  return (code === undefined ? undefined : reasons[code]) ?? `the system says ${code ?? String(error)}`;
}

/**
 * A refusal of the system that no verb expected, such as a full disk under the folder for temporary files: no defect of
 * ours, so a file error. Undefined for every other error.
 */
export function systemRefusal(error: unknown): CommandError | undefined {
  if (codeOf(error) === undefined || !(error instanceof Error) || !("syscall" in error)) return undefined;
  const on = "path" in error && typeof error.path === "string" ? ` of ${error.path}` : "";
  const reason = codeOf(error) === "ENOENT" ? "there is no such file" : systemReason(error);
  return new CommandError("file", `the system call ${String(error.syscall)}${on} failed: ${reason}`);
}
