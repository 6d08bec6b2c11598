/** Canonical JSON: one text for one value, and no other text is read. */

import { readCanonical, writeCanonical } from "etalon/trust";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../src/trust/canonical.ts";
import type { Json } from "../../src/trust/index.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const text = fc.string({ unit: "grapheme", maxLength: 8 });
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    text,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(text, tie("value"), { maxKeys: 4 }),
  ),
})).value;

describe("canonical JSON", () => {
  it("is read back as what was written", () => {
    fc.assert(
      fc.property(value, (json) => {
        const read = readCanonical(bytes(writeCanonical(json)));
        expect(read).toStrictEqual({ ok: true, value: JSON.parse(JSON.stringify(json)) as Json });
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order in which keys were set, and sorts them by UTF-16 units", () => {
    expect(writeCanonical({ "\u{1f600}": 1, "\ufb33": 2, a: 3, "": 4 })).toBe('{"":4,"a":3,"\u{1f600}":1,"\ufb33":2}');
  });

  it("has one text for each value: every other spelling is refused", () => {
    const others = [
      ...[' {"a":1}', '{"a":1} ', '{"a": 1}', '{"a":1}\n', '{"b":1,"a":1}', '{"a":1.0}', '{"a":1e0}', '{"a":-0}'],
      ...['{"a":"\\u0062"}', '{"a":"\\/"}', '{"a":1,"a":1}', '{"a":1,"\\u0061":2}', "\ufeff{}", '{"a":0.5}'],
      ...[
        '{"a":9007199254740992}',
        '"\\ud800"',
        '{"\\udc00":1}',
        "",
        "{",
        "NaN",
        "1e400",
        '{"__proto__":1,"__proto__":1}',
      ],
    ];
    for (const other of others) expect(readCanonical(bytes(other)).ok, other).toBe(false);
    expect(readCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toStrictEqual({ ok: false, error: "it is not UTF-8" });
    expect(readCanonical(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)).ok).toBe(false);
  });

  it("is at most 32 levels deep, and does not use up the stack to say so", () => {
    const deep = (levels: number): Uint8Array => bytes("[".repeat(levels) + "]".repeat(levels));
    expect(readCanonical(deep(32)).ok).toBe(true);
    expect(readCanonical(deep(33))).toStrictEqual({ ok: false, error: "it is more than 32 levels deep" });
    expect(readCanonical(deep(500_000)).ok).toBe(false);
  });

  it("where spelling is free, a key given twice is refused all the same", () => {
    expect(readJson(bytes(' { "a" : "b\\":" , "c":[{"a":1}]}')).ok).toBe(true);
    for (const twice of ['{"a":1, "a" :2}', '{"x":{"a":1,"\\u0061":2}}', '[{"__proto__":1,"__proto__":2}]'])
      expect(readJson(bytes(twice))).toStrictEqual({ ok: false, error: "a key is given twice" });
  });
});
