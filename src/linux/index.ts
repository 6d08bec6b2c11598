/**
 * The public door `etalon/linux`: programs that others built for Linux, with the files and calls that they ask for.
 * Explicit names.
 *
 * Begin with `runForeign`; `readForeignElf` reads files as Linux loads them, and `linuxCalls` is the system under the machine.
 *
 * @module etalon/linux
 */

export type { DirectoryNode, FileNode, FileSystemNode, PathPlace } from "./file-system.ts";
export { FileSystem } from "./file-system.ts";
export type { ForeignProgram, ProcessOptions } from "./foreign-program.ts";
export { foreignProgram } from "./foreign-program.ts";
export type { Errno } from "./linux.ts";
export { errno, linuxCallNumbers } from "./linux.ts";
export { linuxCallName } from "./linux-call-names.ts";
export type { LinuxOptions } from "./linux-calls.ts";
export { linuxCalls } from "./linux-calls.ts";
export { readForeignElf } from "./read-foreign.ts";
export type { ForeignOptions, ForeignRun } from "./run-foreign.ts";
export { runForeign } from "./run-foreign.ts";
export type { SeenCall } from "./seen-calls.ts";
export { seenCalls } from "./seen-calls.ts";
