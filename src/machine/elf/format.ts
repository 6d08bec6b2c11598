/**
 * The numbers of the ELF format that both the writer and the reader use.
 *
 * Source: System V ABI, chapters 4 and 5 (ELF32); RISC-V ELF psABI, "File header". Names are the specification's.
 */

/** Sizes in bytes of the four structures of ELF32. */
export const elfSizes = { header: 52, programHeader: 32, sectionHeader: 40, symbol: 16 } as const;

/** e_type, e_machine and the other one-of-many fields of the file header. */
export const elfHeader = {
  magic: [0x7f, 0x45, 0x4c, 0x46],
  class32: 1,
  littleEndian: 1,
  version: 1,
  systemV: 0,
  gnu: 3,
  typeExecutable: 2,
  typeDynamic: 3,
  machineRiscv: 243,
  flagCompressed: 0x1,
  flagFloatMask: 0x6,
  flagEmbedded: 0x8,
} as const;

/** p_type and p_flags. */
export const elfSegment = {
  load: 1,
  dynamic: 2,
  interpreter: 3,
  execute: 1,
  write: 2,
  read: 4,
} as const;

/** sh_type, sh_flags and the special section indices. */
export const elfSection = {
  null: 0,
  programBits: 1,
  symbolTable: 2,
  stringTable: 3,
  noBits: 8,
  write: 1,
  allocated: 2,
  executable: 4,
  undefinedIndex: 0,
  absoluteIndex: 0xfff1,
} as const;

/** st_info: binding in the high nibble, type in the low one. */
export const elfSymbol = { global: 1, noType: 0, object: 1, function: 2 } as const;
