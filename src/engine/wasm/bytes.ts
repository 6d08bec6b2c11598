/**
 * A growing run of bytes, with the numbers of WebAssembly's binary format (core, 5.2): LEB128, signed and unsigned.
 */

/** Bytes being written. */
export class Bytes {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** How many there are. */
  get length(): number {
    return this.#length;
  }

  /** All of them so far. */
  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** One byte. */
  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** Many bytes. */
  all(bytes: Uint8Array | readonly number[]): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** An unsigned number below 2³². */
  unsigned(value: number): void {
    let rest = value >>> 0;
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  /** An int32. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest >= 0x40) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** Bytes after their number. */
  counted(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.all(bytes);
  }

  /** A name: UTF-8 after its length. */
  name(text: string): void {
    this.counted(new TextEncoder().encode(text));
  }

  #grow(by: number): void {
    const grown = new Uint8Array(2 * (this.#bytes.length + by));
    grown.set(this.done());
    this.#bytes = grown;
  }
}
