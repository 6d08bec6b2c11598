/**
 * The numbers of Linux on 32-bit RISC-V that foreign programs speak: calls, errors, flags, and the vector that tells a
 * program about its process. Source: Linux, include/uapi (asm-generic/unistd.h, asm-generic/errno*.h, fcntl.h, stat.h).
 */

/** Numbers of system calls, for a7. */
export const linuxCallNumbers = {
  getcwd: 17,
  mkdirat: 34,
  unlinkat: 35,
  faccessat: 48,
  chdir: 49,
  fchdir: 50,
  fchmod: 52,
  fchmodat: 53,
  openat: 56,
  close: 57,
  llseek: 62,
  read: 63,
  write: 64,
  readv: 65,
  writev: 66,
  fstatat: 79,
  fstat: 80,
  exit: 93,
  exitGroup: 94,
  brk: 214,
  statx: 291,
  clockGettime64: 403,
  clockGetres64: 406,
  faccessat2: 439,
} as const;

/** Errors; a call returns the number negated. */
export const errno = {
  ENOENT: 2,
  EBADF: 9,
  EFAULT: 14,
  EEXIST: 17,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EMFILE: 24,
  EFBIG: 27,
  ENOSPC: 28,
  ESPIPE: 29,
  ERANGE: 34,
  ENAMETOOLONG: 36,
  ENOSYS: 38,
  ENOTEMPTY: 39,
} as const;

/** The name of an error. */
export type Errno = keyof typeof errno;

/** Flags of openat, as on all machines without their own. */
export const openFlags = {
  accessMode: 0o3,
  readOnly: 0,
  writeOnly: 1,
  create: 0o100,
  exclusive: 0o200,
  truncate: 0o1000,
  append: 0o2000,
  directory: 0o200000,
} as const;

/** Special values of directory descriptors and flags of the `…at` calls. */
export const at = { workingDirectory: -100, removeDirectory: 0x200, emptyPath: 0x1000 } as const;

/** Whence an offset counts. */
export const whence = { start: 0, current: 1, end: 2 } as const;

/** Types of files, in the high bits of a mode. */
export const fileType = { directory: 0o040000, regular: 0o100000, character: 0o020000 } as const;

/** The clocks that a process may ask for without devices: real, monotonic, of the process, raw, coarse, boot and TAI. */
export const clocks: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 11];

/** The most bytes that one read or write moves: 2³¹ less a page. */
export const longestTransfer = 0x7ffff000;

/** Tags of the auxiliary vector. */
export const auxiliary = {
  end: 0,
  programHeaders: 3,
  programHeaderSize: 4,
  programHeaderCount: 5,
  pageSize: 6,
  entry: 9,
  uid: 11,
  euid: 12,
  gid: 13,
  egid: 14,
  secure: 23,
  random: 25,
} as const;
