/**
 * std/io: what is printed arrives whole and in order, however the environment takes blocks; input is told apart from its end and from
 * what is no number; and what `exit`, a trap and the end of `main` do to the buffer. Each way to break the module is noticed.
 */

import { readFileSync } from "node:fs";
import { type Arrival, environmentOf, type Outcome, success } from "etalon";
import { evaluate, type Loader, standardLoader } from "etalon/lang";
import { describe, expect, it } from "vitest";
import { latin, runStandard, standardProgram } from "./run.ts";

const arrivals: readonly Arrival[] = [
  { kind: "whole" },
  { kind: "single" },
  { kind: "shares", seed: 1 },
  { kind: "shares", seed: 2 },
];

/** A program with what it must write, for each input. */
interface Check {
  readonly name: string;
  readonly body: string;
  readonly others?: string;
  readonly cases: readonly (readonly [input: string, output: string, outcome?: Outcome])[];
}

const long = Array.from({ length: 9000 }, (_, i) => `line ${i} of ${i * 7}\n`).join("");
const trapped: Outcome = { kind: "trapped", trap: "assert" };
const halted: Outcome = { kind: "halted", code: 0 };

const checks: readonly Check[] = [
  {
    name: "copies bytes",
    body: "let b = get(); while b != end_of_input { put(b); b = get(); } flush(); if get() != -1 { put('!'); flush(); }",
    cases: [
      ["", ""],
      ["a", "a"],
      ["x".repeat(16), "x".repeat(16)],
      ["one two three four five", "one two three four five"],
      ["one ".repeat(50), "one ".repeat(50)],
      ["\0\xff\n", "\0\xff\n"],
      [long, long],
      ["x".repeat(65536), "x".repeat(65536)],
      ["x".repeat(65537), "x".repeat(65537)],
      ["xy".repeat(65536), "xy".repeat(65536)],
    ],
  },
  {
    name: "reads all",
    body: `let first = get(); let text = read_all(); print_int(len(text)); put(' '); print(text); if get() == end_of_input { put('.'); }
      print_int(len(read_all())); flush();`,
    cases: [
      ["", "0 .0"],
      ["a", "0 .0"],
      ["abc", "2 bc.0"],
      ...[4095, 4096, 4097, 8192, 8193].map((n) => ["-".repeat(n + 1), `${n} ${"-".repeat(n)}.0`] as const),
      ...[131073].map((n) => ["+".repeat(n + 1), `${n} ${"+".repeat(n)}.0`] as const),
    ],
  },
  {
    name: "looks at the next byte without taking it",
    body: "while peek() != end_of_input { put(peek()); put(get()); } put('.'); if peek() == get() { put('e'); } flush();",
    cases: [
      ["", ".e"],
      ["ab\xff", "aabb\xff\xff.e"],
    ],
  },
  {
    name: "prints texts, parts, lines and numbers into one buffer",
    body: `print("a"); put('b'); print_int(0); print_int(-2147483648); print_int(2147483647); print_line("c");
      print_part("xyz", 1, 2); print_part("xyz", 3, 3); print_int(-10); put(256 + 'd'); flush(); flush();`,
    cases: [["", "ab0-21474836482147483647c\ny-10d"]],
  },
  {
    name: "prints more than the buffer has room for",
    body: 'for i in 0..9000 { print("line "); print_int(i); print(" of "); print_int(i * 7); put(\'\\n\'); } flush();',
    cases: [["", long]],
  },
  { name: "loses at the end what was not flushed", body: 'print("one"); flush(); print("two");', cases: [["", "one"]] },
  { name: "loses at `exit` what was not flushed", body: 'print("one"); exit(0);', cases: [["", ""]] },
  { name: "loses at a trap what was not flushed", body: 'print("one"); assert false;', cases: [["", "", trapped]] },
  {
    name: "writes all when it quits",
    body: 'print("one"); quit(7); print("two"); flush();',
    cases: [["", "one", { kind: "halted", code: 7 }]],
  },
  {
    name: "reads lines",
    body: `let line = new byte[](5); let n = read_line(line);
      while n != end_of_input {
        if n == line_too_long { put('>'); n = len(line); }
        print_part(line, 0, n); put('|'); n = read_line(line);
      }
      flush();`,
    cases: [
      ["", ""],
      ["\n", "|"],
      ["a", "a|"],
      ["a\n", "a|"],
      ["\n\nab", "||ab|"],
      ["12345\n123456\n1234567890\nx\n", "12345|>12345|>12345|x|"],
      ["123456", ">12345|"],
      ["a\r\nb", "a\r|b|"],
    ],
  },
  {
    name: "reads numbers, and tells apart why there is none",
    body: `for i in 0..6 { print_int(read_int()); put(':'); print_int(read_error()); put(' '); } print_int(get()); flush();`,
    cases: [
      ["", "0:-1 0:-1 0:-1 0:-1 0:-1 0:-1 -1"],
      ["1 -2\n\t3\r\n 2147483647 -2147483648 007x", "1:0 -2:0 3:0 2147483647:0 -2147483648:0 7:0 120"],
      ["2147483648 -2147483649 99999999999999 5 -0 12\n", "0:-4 0:-4 0:-4 5:0 0:0 12:0 10"],
      ["x", "0:-3 0:-3 0:-3 0:-3 0:-3 0:-3 120"],
      ["-x", "0:-3 0:-3 0:-3 0:-3 0:-3 0:-3 120"],
      ["--5 1-2", "0:-3 -5:0 1:0 -2:0 0:-1 0:-1 -1"],
      ["-", "0:-3 0:-1 0:-1 0:-1 0:-1 0:-1 -1"],
    ],
  },
  {
    name: "reads bytes, lines and numbers from one buffer",
    body: `let line = new byte[](9); print_int(read_int()); put(get()); print_part(line, 0, read_line(line)); print_int(read_int());
      flush();`,
    cases: [["12;rest\n 5", "12;rest5"]],
  },
];

/** The checks that fail with this loader, in all ways to arrive; inputs as long as the real buffer only when they are `large`. */
function failing(loader: Loader, large: boolean): string[] {
  return checks
    .filter(({ body, cases, others = "" }) => {
      const text = `import "std/io"; ${others} fn main(): int { ${body} return 0; }`;
      return cases.some(([input, output, outcome = halted]) =>
        arrivals.some((arrival) => {
          if (input.length > 10_000 && !(large && arrival.kind === "whole")) return false;
          if (output.length > 10_000 && !large) return false;
          const run = runStandard(text, input, { arrival, loader });
          return run.output !== output || JSON.stringify(run.outcome) !== JSON.stringify(outcome);
        }),
      );
    })
    .map(({ name }) => name);
}

const module = readFileSync(new URL("../../std/io.ell", import.meta.url), "utf8");

/** A loader with this text as std/io, and buffers of 16 bytes. */
function loaderOf(text: string): Loader {
  const small = text.replace("const room = 65536;", "const room = 16;");
  const standard = standardLoader();
  return (path) => (path === "std/io" ? success(small) : standard(path));
}

describe("std/io", () => {
  it("does what is said of it", () => {
    expect(failing(standardLoader(), true)).toStrictEqual([]);
    expect(failing(loaderOf(module), false)).toStrictEqual([]);
  });

  it("traps when a part is not within the text", () => {
    for (const [from, to] of [
      [-1, 1],
      [2, 4],
    ]) {
      const text = `import "std/io"; fn main(): int { print_part("abc", ${from}, ${to}); return 0; }`;
      expect(runStandard(text).outcome).toStrictEqual({ kind: "trapped", trap: "bounds" });
    }
  });

  it("shows what it asks before it waits for the answer", () => {
    const text = `import "std/io"; fn main(): int { let line = new byte[](9); print("name? "); let n = read_line(line);
      print("hello "); print_part(line, 0, n); flush(); return 0; }`;
    const run = evaluate(standardProgram(text), environmentOf(latin("you\n")));
    const events = run.ok ? run.value.events : [];
    const first = events.findIndex((event) => "read" in event);
    expect(events.slice(0, first)).toHaveLength("name? ".length);
  });
});

describe("a mistake in std/io is noticed", () => {
  const mistakes: readonly (readonly [name: string, right: string, wrong: string])[] = [
    [
      "a full buffer is not flushed",
      "  if waiting == room {\n    flush();\n  }\n",
      "  if waiting == room {\n    waiting = 0;\n  }\n",
    ],
    ["quit forgets to flush", "  flush();\n  exit(code);", "  exit(code);"],
    ["flush forgets that it has written", "  waiting = 0;\n}", "}"],
    ["flush takes a part for all", "  while done < waiting {\n    done +=", "  if done < waiting {\n    done +="],
    [
      "flush begins again after a part",
      "write_bytes(output, done, waiting - done)",
      "write_bytes(output, 0, waiting - done)",
    ],
    ["put writes past it", "output[waiting] = byte_value;\n  waiting += 1;", "output[waiting] = byte_value;"],
    ["peek takes the byte", "return input[taken];", "taken += 1;\n  return input[taken - 1];"],
    ["a new block begins where the old one did", "    taken = 0;\n", ""],
    ["get takes the end", "  if next != end_of_input {\n    taken += 1;\n  }", "  taken += 1;"],
    [
      "the end of a line stays",
      "  while next != end_of_input && next != '\\n' {",
      "  while next != end_of_input && peek() != '\\n' {",
    ],
    ["a long line is not skipped", "      fits = false;", "      return line_too_long;"],
    ["the least int has no digits", "    rest = -number;", "    rest = number;"],
    ["8 at the end of the least int", "d == 8 && !negative", "d == 8"],
    ["an error stays", "  error = 0;\n  if next == end_of_input", "  if next == end_of_input"],
  ];
  it.each(mistakes)("%s", (_, right, wrong) => {
    expect(module.split(right)).toHaveLength(2);
    const broken = module.replace(right, () => wrong);
    const loader = loaderOf(broken);
    const text = 'import "std/io"; fn main(): int { flush(); return 0; }';
    expect(() => standardProgram(text, loader)).not.toThrow();
    const noticed = failing(loader, false);
    expect(noticed).not.toStrictEqual([]);
  });
});
