/**
 * Base64, strictly: a text is accepted only when its bytes, encoded again, give the same text. So two texts never stand for
 * the same bytes, save that both alphabets of RFC 4648 are taken.
 */

/** Bytes as base64, in the usual alphabet, padded. */
export function toBase64(bytes: Uint8Array): string {
  let binary = "";
  // Not by a spread, which takes seven times as long.
  for (let i = 0; i < bytes.length; i += 4096)
    binary += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + 4096)) as string;
  return btoa(binary);
}

/** The bytes of a text in base64, in one alphabet or the other; undefined when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  const url = /[-_]/.test(text);
  const usual = url ? text.replaceAll("-", "+").replaceAll("_", "/") : text;
  if ((url && /[+/]/.test(text)) || !/^[A-Za-z0-9+/]*={0,2}$/.test(usual)) return undefined;
  let binary: string;
  try {
    binary = atob(usual);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return toBase64(bytes) === usual ? bytes : undefined;
}
