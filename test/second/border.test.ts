/** The border of the model, for the second checker: it certifies no image that does something else where people run it. */

import { certifySecond, type SecondAnswer } from "etalon/second";
import { describe, expect, test } from "vitest";
import { registerNumbers } from "../../src/machine/isa/register.ts";
import { certificateOf } from "../../src/proof/certificate/certificate-of.ts";
import { beforeHostCall, borderAttacks, jump, type MadeForgery, made } from "../proof/checker/border-attacks.ts";
import { borderRows } from "../proof/checker/border-rows.ts";
import { Forgery } from "../proof/checker/forge.ts";

function answerTo({ forgery, file }: MadeForgery): SecondAnswer {
  const source = new TextEncoder().encode(forgery.text);
  return certifySecond(source, file, certificateOf(forgery.differences, source, file));
}

test.each(borderAttacks)("does not certify $name", ({ make }) => {
  expect(answerTo(make()).verdict).toMatch(/^(refused|undecided)$/u);
});

test.each([
  ["of a function that calls itself", "fn f(n: int): int { if n < 1 { return 0; } return f(n - 1) + 1; }"],
  ["of one that does not", "fn f(n: int): int { write(n); return n; }"],
])("certifies no frame %s whose words are at odd places: a process may ask to be ended there", (_, text) => {
  const f = new Forgery(`${text} fn main(): int { return f(read() & 3); }`);
  expect(answerTo(made(f)).verdict).toBe("certified");
  const inFrame = f.find((i) => (i.mnemonic === "sw" || i.mnemonic === "lw") && i.rs1 === registerNumbers.sp);
  for (const pc of inFrame) {
    const access = f.at(pc);
    if (access !== undefined && "imm" in access) f.put(pc, { ...access, imm: access.imm + 2 });
  }
  expect(answerTo(made(f))).toMatchObject({ verdict: "undecided", notTaken: "cut points" });
});

test.each(borderRows)("$row: $name is what it does not certify an image for", ({ make, byReaders }) => {
  expect(answerTo(make(false)).verdict).toBe("certified");
  expect(answerTo(make(true)).verdict).toMatch(byReaders ? /^invalid$/u : /^(refused|undecided)$/u);
});

describe("a word of a semihosting call", () => {
  test.each([0, 1, 2, 3])("is refused at any byte, here %i after a multiple of 4", (shift) => {
    const f = new Forgery("fn main(): int { return 7; }");
    const text = f.append(jump(0), jump(0));
    expect(answerTo(made(f)).verdict).toBe("certified");
    const { bytes, address } = f.segments[0]!;
    new DataView(bytes.buffer).setUint32(text - address + shift, beforeHostCall, true);
    expect(answerTo(made(f))).toMatchObject({
      verdict: "refused",
      reason: `the text has 0x01f01013 at 0x${(text + shift).toString(16).padStart(8, "0")}: a call of the host`,
    });
  });

  test("is none in data", () => {
    const f = new Forgery("fn main(): int { return 7; }");
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setUint32(0, beforeHostCall, true);
    const permissions = { read: true, write: false, execute: false };
    f.segments.splice(1, 0, { address: 0x2_0000, size: 8, bytes, permissions });
    expect(answerTo(made(f)).verdict).toBe("certified");
  });
});
