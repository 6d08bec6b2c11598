/** The texts of std/*.ell, made by `npm run std`. */

// biome-ignore format: made by a program
export const standardTexts: ReadonlyMap<string, string> = new Map([
  [
    "std/math",
    [
      "// Whole numbers: sizes and bounds.\n",
      "\n",
      "// The size of x without its sign. Of -2147483648, which has no opposite, it is -2147483648.\n",
      "pub fn abs(x: int): int {\n",
      "  if x < 0 {\n",
      "    return -x;\n",
      "  }\n",
      "  return x;\n",
      "}\n",
      "\n",
      "// The smaller one.\n",
      "pub fn min(a: int, b: int): int {\n",
      "  if a < b {\n",
      "    return a;\n",
      "  }\n",
      "  return b;\n",
      "}\n",
      "\n",
      "// The larger one.\n",
      "pub fn max(a: int, b: int): int {\n",
      "  if a > b {\n",
      "    return a;\n",
      "  }\n",
      "  return b;\n",
      "}\n",
    ].join(""),
  ],
]);
