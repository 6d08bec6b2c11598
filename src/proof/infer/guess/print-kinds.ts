/** What a print says above its 32 bits: whether it is that of any word, of a byte, or of a condition. What is less is a word that is known. */

export const above = 2 ** 32;
export const ofByte = 2 * above;
export const ofCondition = 3 * above;

/** The most that a word is because of its kind, where it is never negative. */
export function boundOfKind(word: number): number | undefined {
  if (word >= ofCondition) return 1;
  return word >= ofByte ? 255 : undefined;
}
