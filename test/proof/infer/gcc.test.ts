/**
 * Certificates for gcc's code: images of kernels that gcc made once (bench/gcc-inference/pinned.ts) are certified by inference, from program and bytes alone.
 * A few of them, at each level; docs/benchmarks.md has all. After a change of a kernel's source: npm run bench -- gcc-inference --images.
 */

import { certifyWithout } from "etalon/infer";
import { describe, expect, test } from "vitest";
import { type GccLevel, pinnedImage } from "../../../bench/gcc-inference/pinned.ts";
import { firstKernels, kernelProgram } from "../../../bench/quality/kernels.ts";

const certified: readonly (readonly [name: string, level: GccLevel])[] = [
  ["quicksort", "O0"],
  ["base64-encode", "Og"],
  ["calculator", "Og"],
  ["collatz", "Og"],
  ["crc32", "Og"],
  ["gzip", "Og"],
  ["life", "Og"],
  ["listhash", "Og"],
  ["queens", "Og"],
  ["quicksort", "Og"],
  ["sha256", "Og"],
  ["sieve", "Og"],
  ["base64-encode", "O1"],
  ["calculator", "O1"],
  ["collatz", "O1"],
  ["crc32", "O1"],
  ["kmp", "O1"],
  ["life", "O1"],
  ["listhash", "O1"],
  ["matmul", "O1"],
  ["merge-sort", "O1"],
  ["queens", "O1"],
  ["quicksort", "O1"],
  ["rpn", "O1"],
  ["base64-encode", "O1i"],
  ["calculator", "O1i"],
  ["collatz", "O1i"],
  ["crc32", "O1i"],
  ["gzip", "O1i"],
  ["kmp", "O1i"],
  ["listhash", "O1i"],
  ["matmul", "O1i"],
  ["sha256", "O1i"],
];

describe("what gcc made is certified by inference", () => {
  test.each(certified)("%s at -%s", (name, level) => {
    const kernel = firstKernels.find((one) => one.name === name)!;
    expect(certifyWithout(kernelProgram(kernel), pinnedImage(kernel, level)).verdict.verdict).toBe("certified");
  });
});
