/** std/map against JavaScript's Map, on random operations. */

import { describe, expect, it } from "vitest";
import { runStandard } from "./run.ts";

/** Numbers for the tests. */
function generator(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 9) % below;
  };
}

const kinds = ["set", "get", "remove", "has"] as const;

/** Interprets `0 k v` (set), `1 k 0` (get), `2 k 0` (remove), `3 k 0` (has), then prints all entries. */
const ints = `import "std/io"; import "std/map";
  fn main(): int {
    let m = map_new(read_int());
    let n = read_int();
    for i in 0..n {
      let kind = read_int(); let k = read_int(); let v = read_int();
      if kind == 0 { map_set(m, k, v); }
      if kind == 1 { print_int(map_get(m, k, -7)); put(' '); }
      if kind == 2 { if map_remove(m, k) { put('y'); } else { put('n'); } }
      if kind == 3 { if map_has(m, k) { put('Y'); } else { put('N'); } }
    }
    put('\\n'); print_int(map_count(m)); put('\\n');
    let at = map_next(m, 0);
    while at != 0 { print_int(map_key(m, at)); put('='); print_int(map_value(m, at)); put(' '); at = map_next(m, at); }
    flush();
    return 0;
  }`;

const texts = `import "std/io"; import "std/map";
  fn main(): int {
    let m = text_map_new(read_int(), read_int());
    let n = read_int();
    get();
    let line = new byte[](100);
    for i in 0..n {
      let kind = get() - '0';
      let length = read_line(line);
      if kind == 0 { text_map_set_part(m, line, 0, length, i); }
      if kind == 1 { print_int(text_map_get_part(m, line, 0, length, -7)); put(' '); }
    }
    put('\\n'); print_int(text_map_count(m)); put('\\n');
    let at = text_map_next(m, 0);
    while at != 0 { print(text_map_key(m, at)); put('='); print_int(text_map_value(m, at)); put(';'); at = text_map_next(m, at); }
    flush();
    return 0;
  }`;

describe("std/map", () => {
  it("holds ints as a Map does, with keys that meet", () => {
    for (let seed = 0; seed < 40; seed++) {
      const below = generator(seed);
      const room = 1 + below(seed < 20 ? 8 : 200);
      // Few keys, neighbours, and multiples of a large power of two.
      const key = [() => below(room + 3), () => below(2 * room) - room, () => below(room + 3) << 20][seed % 3]!;
      const map = new Map<number, number>();
      let expected = "";
      const operations: string[] = [];
      for (let i = 0; i < 600; i++) {
        const kind = below(4);
        const k = key();
        const v = below(1000) - 500;
        if (kind === 0 && map.size === room && !map.has(k)) continue;
        operations.push(`${kind} ${k} ${v}`);
        switch (kinds[kind]!) {
          case "set":
            map.set(k, v);
            break;
          case "get":
            expected += `${map.get(k) ?? -7} `;
            break;
          case "remove":
            expected += map.delete(k) ? "y" : "n";
            break;
          case "has":
            expected += map.has(k) ? "Y" : "N";
            break;
        }
      }
      const [seen, count, entries] = runStandard(
        ints,
        `${room} ${operations.length} ${operations.join("\n")}\n`,
      ).output.split("\n");
      expect(seen).toBe(expected);
      expect(count).toBe(String(map.size));
      expect(entries!.trim().split(" ").filter(Boolean).sort()).toEqual([...map].map(([k, v]) => `${k}=${v}`).sort());
    }
  });

  it("holds texts as a Map does", () => {
    for (let seed = 0; seed < 30; seed++) {
      const below = generator(seed + 1000);
      const words = Array.from({ length: 1 + below(60) }, () =>
        Array.from({ length: below(6) }, () => "ab\xff "[below(4)]).join(""),
      );
      const map = new Map<string, number>();
      let expected = "";
      const operations: string[] = [];
      for (let i = 0; i < 400; i++) {
        const kind = below(2);
        const word = words[below(words.length)]!;
        operations.push(`${kind}${word}`);
        if (kind === 0) map.set(word, i);
        else expected += `${map.get(word) ?? -7} `;
      }
      // Exactly as much room as is needed.
      const bytes = [...map.keys()].join("").length;
      const input = `${map.size} ${bytes} ${operations.length}\n${operations.join("\n")}\n`;
      const [seen, count, entries] = runStandard(texts, input).output.split("\n");
      expect(seen).toBe(expected);
      expect(count).toBe(String(map.size));
      expect(entries!.split(";").filter(Boolean).sort()).toEqual([...map].map(([k, v]) => `${k}=${v}`).sort());
    }
  });

  it("traps when there is no room, and for what cannot be", () => {
    const outcome = (body: string) => runStandard(`import "std/map"; fn main(): int { ${body} return 0; }`).outcome;
    const trapped = { kind: "trapped", trap: "assert" };
    expect(outcome("let m = map_new(0); map_set(m, 1, 1);")).toStrictEqual(trapped);
    expect(
      outcome("let m = map_new(2); map_set(m, 1, 1); map_set(m, 2, 1); map_set(m, 1, 5); map_set(m, 3, 1);"),
    ).toStrictEqual(trapped);
    expect(
      outcome(
        'let m = text_map_new(9, 3); text_map_set(m, "ab", 1); text_map_set(m, "c", 1); text_map_set(m, "d", 1);',
      ),
    ).toStrictEqual(trapped);
    expect(outcome('let m = text_map_new(1, 9); text_map_set(m, "", 1); text_map_set(m, "c", 1);')).toStrictEqual(
      trapped,
    );
    expect(outcome('text_map_set_part(text_map_new(1, 9), "abc", 2, 4, 1);')).toStrictEqual(trapped);
    expect(outcome('text_map_set_part(text_map_new(1, 9), "abc", 2, 1, 1);')).toStrictEqual(trapped);
    expect(outcome("let m = map_new(-1);")).toStrictEqual(trapped);
    expect(outcome("let m = text_map_new(1, -1);")).toStrictEqual(trapped);
    expect(
      outcome("let m = map_new(2); map_set(m, 1, 1); map_set(m, 2, 1); assert map_remove(m, 1); map_set(m, 3, 1);"),
    ).toStrictEqual({ kind: "halted", code: 0 });
  });

  it("takes the memory that it says", () => {
    const length = (make: string) =>
      Number(
        runStandard(`import "std/io"; import "std/map"; fn main(): int { print_int(len(${make})); flush(); return 0; }`)
          .output,
      );
    for (const n of [0, 1, 2, 3, 4, 6, 7, 12, 13, 100, 1000, 12288, 12289]) {
      expect(length(`map_new(${n})`)).toBeLessThanOrEqual(8 * n + 15);
      for (const bytes of [0, 1, 7, 1000])
        expect(length(`text_map_new(${n}, ${bytes})`)).toBeLessThanOrEqual(8 * n + Math.floor(bytes / 4) + 18);
    }
  });
});
