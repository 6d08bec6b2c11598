/**
 * Inputs with published outputs: test vectors from standards, and sequences from the OEIS.
 */

import { Buffer } from "node:buffer";

/** One published answer, as latin1 text. */
export interface Vector {
  readonly example: string;
  readonly input: string;
  readonly output: string;
  readonly source: string;
}

function vectors(example: string, source: string, pairs: readonly (readonly [string, string])[]): Vector[] {
  return pairs.map(([input, output]) => ({ example, input, output, source }));
}

/** The number of steps to 1, for n = 1, 2, 3, …: OEIS A006577. */
export const collatzSteps: readonly number[] = [0, 1, 7, 2, 5, 8, 16, 3, 19, 6, 14, 9, 9, 17, 17, 4, 12, 20, 20, 7];

/** The number of primes up to 10, 100, 1000, 10000: OEIS A006880. */
export const primeCounts: readonly (readonly [number, number])[] = [
  [10, 4],
  [100, 25],
  [1000, 168],
  [10_000, 1229],
];

const glider = [".#....", "..#...", "###...", "......", "......", "......"];
const gliderMoved = ["......", "..#...", "...#..", ".###..", "......", "......"];
const beacon = ["......", ".##...", ".##...", "...##.", "...##.", "......"];

function grid(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join("");
}

/** All vectors. */
export const published: readonly Vector[] = [
  ...vectors("sha256", "NIST, examples with intermediate values for FIPS 180", [
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n"],
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1\n",
    ],
    [
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1\n",
    ],
  ]),
  ...vectors("crc32", "the catalogue of CRC algorithms, CRC-32/ISO-HDLC: check", [["123456789", "cbf43926\n"]]),
  ...vectors("base64-encode", "RFC 4648, section 10", [
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foob", "Zm9vYg=="],
    ["fooba", "Zm9vYmE="],
    ["foobar", "Zm9vYmFy"],
  ]),
  ...vectors("gcd", "Euclid's algorithm on 1071 and 462", [["1071 462", "21\n"]]),
  ...vectors("brainfuck", "the classic greeting program", [
    [
      "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.",
      "Hello World!\n",
    ],
  ]),
  ...vectors("life", "the glider moves by one diagonal in four generations, the beacon has period 2", [
    [`4\n${grid(glider)}`, grid(gliderMoved)],
    [`24\n${grid(glider)}`, grid(glider)],
    [`2\n${grid(beacon)}`, grid(beacon)],
  ]),
  ...vectors("rpn", "FIPS 186, the prime of the curve P-521", [
    [
      "2 521 ^ 1 - p",
      `${[
        "6864797660130609714981900799081393217269435300143305409394463459185543183397656052122559640661454554977296311391",
        "480858037121987999716643812574028291115057151",
      ].join("")}\n`,
    ],
  ]),
];

/** The bytes of a vector's text. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}
