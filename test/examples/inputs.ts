/**
 * Random inputs for each example: mostly well formed, full of edge cases, and some that must be refused.
 */

import { Buffer } from "node:buffer";
import { constants, gzipSync } from "node:zlib";
import fc from "fast-check";

type Inputs = fc.Arbitrary<Uint8Array>;

function latin1(text: fc.Arbitrary<string>): Inputs {
  return text.map((t) => Uint8Array.from(Buffer.from(t, "latin1")));
}

/** Any bytes, few values or many, short and a little longer. */
const bytes: Inputs = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.uint8Array({ maxLength: 300, max: 3 }),
  fc.uint8Array({ minLength: 50, maxLength: 140 }),
);

/** Text of few letters, with many line ends and spaces. */
const text: fc.Arbitrary<string> = fc.string({ unit: fc.constantFrom(..."ab \t\n\n\r\v.Z"), maxLength: 120 });

function joined(words: fc.Arbitrary<string>, separator: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.tuple(words, separator), { maxLength }).map((pairs) => pairs.flat().join(""));
}

const space = fc.constantFrom(" ", "\n", "  ", "\t", " \r\n");

// ---- Numbers

const naturals = fc.oneof(
  fc.nat({ max: 20 }),
  fc.nat({ max: 100_000 }),
  fc.nat({ max: 0x7fff_ffff }),
  fc.constantFrom(0x7fff_ffff, 0x8000_0000, 65_536, 46_341),
);

const gcdPairs = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(naturals, naturals) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat({ max: 2000 }), fc.nat({ max: 900 }), fc.nat({ max: 900 }))
      .map(([g, a, b]) => [g * a, g * b]),
  },
);

/** Numbers of many digits, of few, and around powers of the limb 10⁴. */
const bigIntegers = fc.oneof(
  fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
  fc.bigInt({ min: -20n, max: 20n }),
  fc.tuple(fc.nat({ max: 12 }), fc.bigInt({ min: -2n, max: 2n })).map(([k, d]) => 10n ** BigInt(4 * k) + d),
  fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 })).map(([j, k]) => 10n ** BigInt(4 * j) - 10n ** BigInt(4 * k)),
  fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })).map(([j, k]) => 5n * 10n ** BigInt(4 * j + 3) + BigInt(k)),
);

/** One operation on two numbers, its result written. */
const rpnSteps = fc.oneof(
  fc
    .tuple(bigIntegers, bigIntegers, fc.constantFrom("+", "-", "*", "/", "%", "r", "d * r", "r d"))
    .map(([x, y, f]) => `${x} ${y} ${f} p`),
  fc.tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.nat({ max: 30 })).map(([x, y]) => `${x} ${y} ^ p`),
  fc.constantFrom("p", "d p", "+ p", "* p", "r p", "% p", "0 0 ^ p", "1 -1 ^", "007 p -0 p", "2 x", "3p"),
);

/** An expression as text, with the value that its tree has, or undefined when a zero divisor is met. */
interface Expression {
  readonly text: string;
  readonly value: number | undefined;
}

/** Expressions by their trees, each node in brackets of its own, or a number. */
export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ e: Expression }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 0xffff_ffff })).map((n) => ({ text: `${n}`, value: n | 0 })),
    tie("e").map(({ text: t, value }) => ({ text: `-(${t})`, value: value === undefined ? undefined : -value | 0 })),
    fc.tuple(tie("e"), fc.constantFrom("+", "-", "*", "/", "%"), tie("e")).map(([left, operator, right]) => ({
      text: `(${left.text}) ${operator} (${right.text})`,
      value: combined(left.value, operator, right.value),
    })),
  ),
})).e;

function combined(left: number | undefined, operator: string, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  const a = BigInt(left);
  const b = BigInt(right);
  if (operator === "+") return Number(BigInt.asIntN(32, a + b));
  if (operator === "-") return Number(BigInt.asIntN(32, a - b));
  if (operator === "*") return Number(BigInt.asIntN(32, a * b));
  if (b === 0n) return undefined;
  return Number(BigInt.asIntN(32, operator === "/" ? a / b : a % b));
}

/** Lines with as few brackets as the grammar needs, or none that match. */
const calculatorLines = fc.oneof(
  { weight: 3, arbitrary: expressions.map((e) => e.text) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.nat({ max: 99 }),
        fc.array(
          fc.tuple(
            fc.constantFrom(..."+-*/%"),
            fc.constantFrom("", " ", "-", "--"),
            fc.integer({ min: 1, max: 3_000_000_000 }),
          ),
        ),
      )
      .map(([first, rest]) => `${first}${rest.map((part) => part.join("")).join(" ")}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(..."0123+-*/%() \t\r"), maxLength: 12 }) },
);

// ---- Formats

const pieces = fc.constantFrom(
  "abracadabra",
  "the ",
  "ab",
  "\0",
  "\xff\xfe",
  "x",
  "0123456789",
  "aaaaaaaaaaaaaaaaaaaaaaaa",
);

/** Bytes with repetitions, near and far. */
const repetitive: Inputs = latin1(joined(pieces, pieces, 60));

const gzipOptions = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE),
});

/** What Node compresses, one member or more. */
const zipped: fc.Arbitrary<Buffer> = fc
  .array(fc.tuple(fc.oneof(bytes, repetitive), gzipOptions), { minLength: 1, maxLength: 3 })
  .map((members) => Buffer.concat(members.map(([data, options]) => gzipSync(data, options))));

/** One byte changed within the first member, or the end cut off. */
const damaged: fc.Arbitrary<Buffer> = fc
  .tuple(fc.oneof(bytes, repetitive), gzipOptions, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean())
  .map(([data, options, at, value, cut]) => {
    const whole = gzipSync(data, options);
    if (cut) return whole.subarray(0, at % whole.length);
    whole[at % whole.length] = value;
    return whole;
  });

const jsonText = fc.oneof(
  { weight: 3, arbitrary: fc.json() },
  {
    weight: 1,
    arbitrary: fc.json().map((t) => JSON.stringify(JSON.parse(t), undefined, 1).replaceAll("\n", "\r\n\t")),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom(...'[]{},:"\\u0e+-. \n\u00e9\u{1F600}'))
      .map(([t, at, c]) => inserted(t, at, c)),
  },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom("0", "1", "-", "+", ".", "e", "E"), maxLength: 7 }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom("[", "]", "{", "}", ",", ":", '"a"', '""', "1", " ", "null"),
      maxLength: 12,
    }),
  },
);

function inserted(t: string, at: number, c: string): string {
  const place = at % (t.length + 1);
  return t.slice(0, place) + c + t.slice(place + (at % 2));
}

/** A JSON string of arbitrary bytes, many of which are not UTF-8. */
const jsonBytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0x41),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 6 },
  )
  .map((middle) => Uint8Array.from([0x22, ...middle, 0x22]));

/** Characters of one to four bytes, so that most of them are UTF-8. */
const jsonCharacters = fc
  .string({ unit: "binary", maxLength: 6 })
  .map((t) => Uint8Array.from(Buffer.from(JSON.stringify(t))));

const hexBytes = fc.uint8Array({ maxLength: 30 }).map((b) => Buffer.from(b).toString("hex"));
const hexPieces = fc.oneof(
  hexBytes,
  hexBytes.map((h) => h.toUpperCase()),
  fc.constantFrom("# note\n", "; more; 0g\n", " ", "\n", "\r\n", "\t", "#\n"),
);

// ---- Machines

const grids = fc
  .tuple(
    fc.nat({ max: 4 }),
    fc.integer({ min: 1, max: 7 }),
    fc.array(fc.array(fc.constantFrom(".", ".", "#"), { minLength: 7, maxLength: 7 }), { maxLength: 6 }),
    fc.boolean(),
  )
  .map(
    ([n, width, rows, ends]) =>
      `${n}\n${rows.map((row) => row.slice(0, width).join("")).join("\n")}${ends && rows.length > 0 ? "\n" : ""}`,
  );

/** Pieces whose loops end, whatever the tape holds. */
const brainfuckPieces = fc.array(
  fc.constantFrom(
    "+",
    "-",
    ">",
    "<",
    "+++",
    ">>>",
    ".",
    ",.",
    "[-]",
    "[->+<]",
    "[->++>+<<]",
    "[.-[-]]",
    ",[.,]",
    "note",
  ),
  { maxLength: 14 },
);

/** Programs that end; or with one bracket alone, so that they must be refused. */
const brainfuckPrograms = fc
  .tuple(
    brainfuckPieces,
    fc.constantFrom("", "", "", "", "[", "]"),
    brainfuckPieces,
    fc.oneof(
      fc.constant(""),
      fc.string({ unit: fc.constantFrom(..."ab!\n\xff"), maxLength: 8 }).map((input) => `!${input}`),
    ),
  )
  .map(([before, bracket, after, input]) => `>>${before.join("")}${bracket}${after.join("")}${input}`);

const kmpTexts = fc
  .tuple(
    fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 5 }),
    fc.string({ unit: fc.constantFrom("a", "a", "b", "\n"), maxLength: 80 }),
  )
  .map((parts) => parts.join("\n"));

// ---- Larger programs

const assemblerLines = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", "", "", "a: ", "b:", " loop:\t"),
        fc.constantFrom(
          "lda a",
          "sta 255",
          "add b",
          "sub 0",
          "and 007",
          "jmp a",
          "jz loop",
          "jn a",
          "ldi 'x",
          "ldi ';",
          "hlt",
          "out",
          "in",
          "neg",
          "db 1",
          "db 'A",
          "db a",
          "",
        ),
        fc.constantFrom("", "", " ", ";note", " ; more: words"),
      )
      .map((parts) => parts.join("")),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "lda",
      "hlt 1",
      "lda 256",
      "db missing",
      "x",
      "a: b:",
      "9:",
      "ldi '",
      "lda a b",
      "ldi 'ab",
      "Hlt",
      "db -1",
      "db:1",
    ),
  },
);

/** Programs with the labels that most of them use; sometimes longer than the memory. */
const assemblerPrograms = fc
  .tuple(
    fc.constantFrom(
      "",
      "a: hlt\nb: hlt\nloop: hlt\n",
      "a: db 1\n b: loop: hlt",
      "a:\nb:\nloop:\n",
      `a: b:\n${"db 1\n".repeat(250)}`,
    ),
    fc.array(assemblerLines, { maxLength: 8 }),
    fc.constantFrom("", "\n", "\r\n"),
  )
  .map(([labels, rest, end]) => labels + rest.join("\n") + end);

const dijkstraGrids = fc
  .tuple(
    fc.integer({ min: 1, max: 7 }),
    fc.array(fc.array(fc.constantFrom(..."11111299##"), { minLength: 7, maxLength: 7 }), {
      minLength: 1,
      maxLength: 6,
    }),
    fc.nat(),
    fc.nat(),
    fc.constantFrom("", "\n", "\n", "\n", "\n\n", "1"),
  )
  .map(([width, rows, start, end, last]) => {
    const cells = rows.flatMap((row) => row.slice(0, width));
    cells[start % cells.length] = "S";
    cells[end % cells.length] = "E";
    return `${rows.map((_, y) => cells.slice(y * width, (y + 1) * width).join("")).join("\n")}${last}`;
  });

const changedLines = fc.array(fc.constantFrom("a", "b", "c", "", "====x", "a b"), { maxLength: 9 });
const twoLists = fc
  .tuple(changedLines, fc.constantFrom("====", "====", "====", "====", "==="), changedLines, fc.constantFrom("", "\n"))
  .map(([before, border, after, end]) => [...before, border, ...after].join("\n") + end);

/** Definitions, and phrases of which most find what they need on the stack. */
const forthPhrases = fc.oneof(
  fc.integer().map(String),
  fc.constantFrom("0", "1", "2", "-1", "2147483647", "-2147483648", "2147483648"),
  fc.constantFrom(
    "1 2 + .",
    "7 2 / .",
    "-7 2 mod .",
    "3 0 /",
    "65 emit cr",
    "1 2 3 rot . . .",
    "4 5 over . . .",
    "6 7 swap . .",
    "8 dup * .",
    "3 4 < . 3 4 > . 4 4 = .",
    "5 invert negate .",
    "12 10 and 12 10 or 12 10 xor . . .",
    "v @ .",
    "3 v !",
    "9 @",
    "variable v",
    "variable w 5 w ! w @ .",
    "( a note )",
    ": sq dup * ; 5 sq .",
    ": f dup 1 > if dup 1 - recurse * else drop 1 then ; 10 f .",
    ": down begin dup . 1 - dup 0 = until drop ; 4 down",
    ": up 0 begin dup 5 < while dup . 1 + repeat drop ; up",
    ": early 1 if 2 . exit then 3 . ; early",
    ": sq 1 + ; 5 sq .",
    "if",
    ";",
    ": bad then ;",
    ": bad begin if until ;",
    ": open 1",
    "( open",
    "unknown",
    "- drop",
    "mod",
  ),
);

const elements = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "[a-c]", "x", "\\.", "\\*", "-", "[x-]", "\xe9");
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    elements,
    fc.tuple(elements, fc.constantFrom("*", "+", "?")).map((parts) => parts.join("")),
    fc.tuple(tie("expression"), tie("expression")).map((parts) => parts.join("")),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `(${a}|${b})`),
    fc.tuple(tie("expression"), fc.constantFrom("*", "+", "?")).map(([e, often]) => `(${e})${often}`),
  ),
}));
const patterns = fc
  .tuple(fc.constantFrom("", "", "^"), expression, fc.constantFrom("", "", "$", "|", "|ab"))
  .map((parts) => parts.join(""));
const malformed = fc.constantFrom("(a", "a)", "*a", "a**", "[a", "[b-a]", "a\\", "^*", "(*)", "()", "", "a||b");
const matchedLines = fc.array(fc.string({ unit: fc.constantFrom(..."aabbcx.-\xe9"), maxLength: 6 }), { maxLength: 8 });

/** The random inputs of each example. */
export const inputs: Readonly<Record<string, Inputs>> = {
  assembler: latin1(assemblerPrograms),
  "base64-decode": latin1(
    fc.oneof(
      bytes.map((b) => Buffer.from(b).toString("base64")),
      bytes.map((b) => Buffer.from(b).toString("base64").replaceAll(/.{7}/g, "$&\r\n ")),
      fc.string({ unit: fc.constantFrom(..."AQz9+/=", "=", "-", "\n"), maxLength: 12 }),
    ),
  ),
  "base64-encode": bytes,
  brainfuck: latin1(brainfuckPrograms),
  calculator: latin1(joined(calculatorLines, fc.constantFrom("\n", "\n", "\n\n", ""), 4)),
  cat: bytes,
  collatz: latin1(joined(fc.integer({ min: 1, max: 50_000 }).map(String), space, 3)),
  crc32: bytes,
  diff: latin1(twoLists),
  dijkstra: latin1(dijkstraGrids),
  forth: latin1(joined(forthPhrases, space, 7)),
  gcd: latin1(
    joined(
      gcdPairs.map((pair) => pair.join(" ")),
      space,
      4,
    ),
  ),
  gunzip: fc.oneof(zipped, damaged).map((b) => Uint8Array.from(b)),
  gzip: fc.oneof(bytes, repetitive),
  hello: bytes,
  hex0: latin1(
    fc.oneof(
      { weight: 5, arbitrary: joined(hexPieces, space, 8) },
      { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(..."09afAFg#;\n "), maxLength: 10 }) },
    ),
  ),
  huffman: fc.oneof(bytes, repetitive),
  json: fc.oneof(
    jsonText.map((t) => Uint8Array.from(Buffer.from(t))),
    jsonBytes,
    jsonCharacters,
  ),
  kmp: fc.oneof(latin1(kmpTexts), bytes),
  life: latin1(grids),
  md5: fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 110, maxLength: 130 })),
  "merge-sort": fc.oneof(latin1(text), bytes),
  pi: latin1(
    fc
      .tuple(space, fc.oneof(fc.nat({ max: 12 }).map(String), fc.constantFrom("-1", "x", "10001", "3 4")), space)
      .map((parts) => parts.join("")),
  ),
  queens: latin1(fc.tuple(space, fc.nat({ max: 6 }), space).map((parts) => parts.join(""))),
  regexp: latin1(
    fc
      .tuple(
        fc.oneof({ weight: 8, arbitrary: patterns }, { weight: 1, arbitrary: malformed }),
        matchedLines,
        fc.constantFrom("", "\n"),
      )
      .map(([pattern, some, end]) => [pattern, ...some].join("\n") + end),
  ),
  rpn: latin1(joined(rpnSteps, space, 6)),
  sha256: fc.oneof(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ minLength: 110, maxLength: 130 })),
  sieve: latin1(fc.tuple(space, fc.nat({ max: 400 }), space).map((parts) => parts.join(""))),
  tac: fc.oneof(latin1(text), bytes),
  wc: fc.oneof(latin1(text), bytes),
};

/** About `size` bytes of text with words, lines and repetitions, the same each time. */
function longText(size: number): Buffer {
  const words = ["metre", "étalon", "held", "against", "a", "binary", "\n", "{", "x", "\t"];
  let state = 1;
  const chosen: string[] = [];
  for (let length = 0; length < size; length += chosen.at(-1)!.length + 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    chosen.push(state % 7 === 0 ? String(state) : words[(state >>> 16) % words.length]!);
  }
  return Buffer.from(chosen.join(" "));
}

const long = longText(40_000);

/** Inputs that are too long for buffers that do not grow. */
export const longInputs: Readonly<Record<string, Uint8Array>> = {
  "base64-decode": Buffer.from(long.toString("base64")),
  "base64-encode": long,
  brainfuck: Buffer.from(`${"+>".repeat(3000)}${"<.".repeat(3000)}`),
  calculator: Buffer.from("12 * (3 - 45) / 6\n".repeat(2000)),
  cat: long,
  crc32: long,
  diff: Buffer.concat([long.subarray(0, 9000), Buffer.from("\n====\n"), long.subarray(4000, 13_000)]),
  dijkstra: Buffer.from(`S${"1".repeat(98)}\n${`${"19".repeat(49)}5\n`.repeat(60)}${"9".repeat(98)}E\n`),
  gunzip: gzipSync(long),
  gzip: long,
  hex0: Buffer.from(long.toString("hex")),
  huffman: long,
  json: Buffer.from(`${"[".repeat(1000)}${JSON.stringify(long.toString())}${"]".repeat(1000)}`),
  kmp: Buffer.concat([Buffer.from(`${"ab".repeat(200)}\n`), Buffer.from("ab".repeat(10_000))]),
  life: Buffer.from(`1\n${`${"#..#....#.#####.".repeat(5)}\n`.repeat(80)}`),
  md5: long,
  "merge-sort": long,
  pi: Buffer.from("200"),
  regexp: Buffer.concat([Buffer.from("(a|b)*i[nx]+(s|t)t?.*$\n"), long]),
  rpn: Buffer.from(`${"7".repeat(4000)} ${"3".repeat(1500)} / p ${"1 ".repeat(500)} p`),
  sha256: long,
  sieve: Buffer.from("30000"),
  tac: long,
  wc: long,
};
