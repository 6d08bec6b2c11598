/** ELF files by hand, for what the writer never writes: any program headers over any bytes. */

/** A PT_LOAD program header. */
export interface Load {
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly size: number;
  /** 4 read, 2 write, 1 execute. */
  readonly flags: number;
}

/** A file: headers first, then `parts`, each at its offset; zeros between them, and as far as the headers say. */
export function elfFile(
  entry: number,
  loads: readonly Load[],
  parts: Readonly<Record<number, Uint8Array>>,
  { flags = 0 }: { readonly flags?: number } = {},
): Uint8Array {
  const ends = Object.entries(parts).map(([at, bytes]) => Number(at) + bytes.length);
  const said = loads.map(({ offset, fileSize }) => offset + fileSize);
  const file = new Uint8Array(Math.max(52 + 32 * loads.length, ...said, ...ends));
  const view = new DataView(file.buffer);
  file.set([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1]);
  const halves = { 16: 2, 18: 243, 40: 52, 42: 32, 44: loads.length };
  const words = { 20: 1, 24: entry, 28: 52, 36: flags };
  for (const [at, value] of Object.entries(halves)) view.setUint16(Number(at), value, true);
  for (const [at, value] of Object.entries(words)) view.setUint32(Number(at), value, true);
  for (const [i, load] of loads.entries()) {
    const header = [1, load.offset, load.address, load.address, load.fileSize, load.size, load.flags, 0x1000];
    for (const [j, word] of header.entries()) view.setUint32(52 + 32 * i + 4 * j, word, true);
  }
  for (const [at, bytes] of Object.entries(parts)) file.set(bytes, Number(at));
  return file;
}
