/**
 * From a pc to a line of the source, by the line table that other compilers put into their files (`-g`: DWARF 2 to 5, the
 * section .debug_line). For people only, like the note of our own compiler (origin.ts).
 *
 * The table is a program for a small machine, which makes rows of ascending addresses; a pc belongs to the last row at or
 * before it. DWARF 5, section 6.2, says all of this.
 */

import type { Image } from "../../../machine/index.ts";

/** A line of a source, as a file claims it. */
export interface DebugLine {
  readonly file: string;
  readonly line: number;
  /** 0 when the table does not say. */
  readonly column: number;
}

/** The line that the instruction at a pc came from; none where the image has no table, or one that cannot be read. */
export function debugLineAt(image: Image, pc: number): DebugLine | undefined {
  const section = (name: string): Uint8Array =>
    image.notes?.find((note) => note.name === name)?.bytes ?? new Uint8Array();
  const table = new Reader(section(".debug_line"));
  const texts: Texts = { line: section(".debug_line_str"), other: section(".debug_str") };
  try {
    while (table.left > 4) {
      const length = table.number(4);
      // 64-bit DWARF, which no 32-bit compiler writes.
      if (length === 0xffffffff) return undefined;
      const found = lineInUnit(table.part(length), texts, pc);
      if (found !== undefined) return found;
    }
  } catch (error) {
    // The table is cut short, or its lengths are wrong.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

interface Texts {
  readonly line: Uint8Array;
  readonly other: Uint8Array;
}

/** Bytes read one after the other. Reading past their end is a RangeError. */
class Reader {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#view.byteLength - this.#at;
  }

  /** An unsigned number of so many bytes; of eight, the low four. */
  number(size: number): number {
    const at = this.#at;
    this.#at += size;
    if (this.left < 0) throw new RangeError("past the end");
    if (size === 1) return this.#view.getUint8(at);
    return size === 2 ? this.#view.getUint16(at, true) : this.#view.getUint32(at, true);
  }

  signedByte(): number {
    return (this.number(1) << 24) >> 24;
  }

  /** LEB128. Only its low 32 bits are kept. */
  unsigned(): number {
    return this.#leb().value >>> 0;
  }

  signed(): number {
    const { value, bits, sign } = this.#leb();
    return bits < 32 && sign ? value | (-1 << bits) : value;
  }

  #leb(): { readonly value: number; readonly bits: number; readonly sign: boolean } {
    let value = 0;
    for (let bits = 0; ; ) {
      const byte = this.number(1);
      if (bits < 32) value |= (byte & 0x7f) << bits;
      bits += 7;
      if (byte < 0x80) return { value, bits, sign: (byte & 0x40) !== 0 };
    }
  }

  /** The bytes before the next zero byte. */
  text(): string {
    const bytes: number[] = [];
    for (let byte = this.number(1); byte !== 0; byte = this.number(1)) if (bytes.length < 4096) bytes.push(byte);
    return new TextDecoder().decode(Uint8Array.from(bytes));
  }

  skip(count: number): void {
    this.#at += count;
    if (this.left < 0) throw new RangeError("past the end");
  }

  /** The next bytes, as a reader of their own. */
  part(length: number): Reader {
    const begin = this.#view.byteOffset + this.#at;
    this.skip(length);
    return new Reader(new Uint8Array(this.#view.buffer, begin, length));
  }
}

/** The head of a unit: what its program means by its opcodes, and its files by number. */
interface Head {
  readonly step: number;
  readonly lineBase: number;
  readonly lineRange: number;
  readonly operands: readonly number[];
  readonly files: readonly string[];
}

function lineInUnit(unit: Reader, texts: Texts, pc: number): DebugLine | undefined {
  const version = unit.number(2);
  if (version < 2 || version > 5) return undefined;
  if (version === 5) unit.skip(2);
  const head = readHead(unit.part(unit.number(4)), version, texts);
  return head === undefined ? undefined : runProgram(unit, head, pc);
}

function readHead(reader: Reader, version: number, texts: Texts): Head | undefined {
  const step = reader.number(1);
  reader.skip(version >= 4 ? 2 : 1);
  const lineBase = reader.signedByte();
  const lineRange = reader.number(1);
  const operands = [0];
  for (let opcodes = reader.number(1); operands.length < opcodes; ) operands.push(reader.number(1));
  const files = version === 5 ? newFiles(reader, texts) : oldFiles(reader);
  return files === undefined || lineRange === 0 ? undefined : { step, lineBase, lineRange, operands, files };
}

/** Before DWARF 5: folders, then files from number 1 on, each with three numbers of no interest here. */
function oldFiles(reader: Reader): string[] {
  while (reader.text() !== "");
  const files = [""];
  for (let name = reader.text(); name !== ""; name = reader.text()) {
    files.push(name);
    for (let i = 0; i < 3; i++) reader.unsigned();
  }
  return files;
}

/** DWARF 5: folders, then files from number 0 on, each list after a description of what its entries have. */
function newFiles(reader: Reader, texts: Texts): string[] | undefined {
  return readEntries(reader, texts) && readEntries(reader, texts);
}

const pathContent = 1;

function readEntries(reader: Reader, texts: Texts): string[] | undefined {
  const formats = Array.from({ length: reader.number(1) }, () => [reader.unsigned(), reader.unsigned()] as const);
  const names: string[] = [];
  const count = reader.unsigned();
  if (formats.length === 0 && count > 0) return undefined;
  for (let i = 0; i < count; i++) {
    for (const [content, form] of formats) {
      const value = readForm(reader, form, texts);
      if (value === undefined) return undefined;
      if (content === pathContent) names.push(value);
    }
  }
  return names;
}

/** A value in one of the forms that line tables use; a text where it is one. */
function readForm(reader: Reader, form: number, texts: Texts): string | undefined {
  switch (form) {
    case 0x08:
      return reader.text();
    case 0x1f:
      return textAt(texts.line, reader.number(4));
    case 0x0e:
      return textAt(texts.other, reader.number(4));
    case 0x0f:
      reader.unsigned();
      return "";
    case 0x09:
      reader.skip(reader.unsigned());
      return "";
    default: {
      const size = fixedSizes.get(form);
      if (size === undefined) return undefined;
      reader.skip(size);
      return "";
    }
  }
}

const fixedSizes: ReadonlyMap<number, number> = new Map([
  [0x0b, 1],
  [0x05, 2],
  [0x06, 4],
  [0x07, 8],
  [0x1e, 16],
]);

function textAt(section: Uint8Array, offset: number): string {
  if (offset > section.length) throw new RangeError("past the end");
  return new Reader(section.subarray(offset)).text();
}

interface Row {
  readonly address: number;
  readonly file: number;
  readonly line: number;
  readonly column: number;
}

const first: Row = { address: 0, file: 1, line: 1, column: 0 };

function runProgram(
  program: Reader,
  { step, lineBase, lineRange, operands, files }: Head,
  pc: number,
): DebugLine | undefined {
  let now = first;
  let before: Row | undefined;
  /** A row is made: does the pc belong to the one before it? */
  const row = (): boolean => {
    if (before !== undefined && before.address <= pc && pc < now.address) return true;
    before = now;
    return false;
  };
  const advance = (count: number): void => {
    now = { ...now, address: (now.address + count * step) >>> 0 };
  };
  const answer = (): DebugLine | undefined =>
    before && { file: files[before.file] ?? "?", line: before.line, column: before.column };

  while (program.left > 0) {
    const opcode = program.number(1);
    if (opcode >= operands.length) {
      const special = opcode - operands.length;
      advance(Math.floor(special / lineRange));
      now = { ...now, line: now.line + lineBase + (special % lineRange) };
      if (row()) return answer();
      continue;
    }
    switch (opcode) {
      case 0: {
        const extended = program.part(program.unsigned());
        const kind = extended.number(1);
        if (kind === 1) {
          if (row()) return answer();
          now = first;
          before = undefined;
        } else if (kind === 2) now = { ...now, address: extended.number(4) };
        break;
      }
      case 1:
        if (row()) return answer();
        break;
      case 2:
        advance(program.unsigned());
        break;
      case 3:
        now = { ...now, line: now.line + program.signed() };
        break;
      case 4:
        now = { ...now, file: program.unsigned() };
        break;
      case 5:
        now = { ...now, column: program.unsigned() };
        break;
      case 8:
        advance(Math.floor((255 - operands.length) / lineRange));
        break;
      case 9:
        now = { ...now, address: (now.address + program.number(2)) >>> 0 };
        break;
      default:
        for (let i = 0; i < operands[opcode]!; i++) program.unsigned();
    }
  }
  return undefined;
}
