/**
 * The high halves of products, without BigInt: by halves of 16 bits, each step below 2⁵³ (Knuth, TAOCP 4.3.1).
 */

/** High half of unsigned × unsigned. */
export function mulhu(a: number, b: number): number {
  const low = b & 0xffff;
  const high = b >>> 16;
  const cross = (a >>> 16) * low + (((a & 0xffff) * low) >>> 16);
  const middle = (a & 0xffff) * high + (cross & 0xffff);
  return ((a >>> 16) * high + (cross >>> 16) + (middle >>> 16)) | 0;
}

/** High half of signed × signed. */
export function mulh(a: number, b: number): number {
  return (mulhu(a, b) - (a < 0 ? b : 0) - (b < 0 ? a : 0)) | 0;
}

/** High half of signed × unsigned. */
export function mulhsu(a: number, b: number): number {
  return (mulhu(a, b) - (a < 0 ? b : 0)) | 0;
}
