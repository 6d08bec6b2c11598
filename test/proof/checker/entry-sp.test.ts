/**
 * Frame pointers: a place holds the sp of the entry, less a constant. What is said of it is shown at every arrival, it is written and
 * read like any other term, and nobody may rest a fact of an entry on it.
 */

import { describe, expect, test } from "vitest";
import { assemble } from "../../../src/machine/assembler/assemble.ts";
import { writeElf } from "../../../src/machine/elf/write.ts";
import type { Claims, HeldTerm, SourceTerm } from "../../../src/proof/certificate/claims.ts";
import { readCertificate, writeCertificate } from "../../../src/proof/certificate/document.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { certifyWithout, inferredCertificate } from "../../../src/proof/infer/answer.ts";
import { compilersInStyles } from "../../../tools/campaigns/student-compilers.ts";
import { programOf } from "../../lang/program-of.ts";

const text = `fn sum(n: int): int {
  let total = 0;
  while n > 0 {
    total += n;
    n -= 1;
  }
  return total;
}
fn main(): int {
  return sum(read()) + sum(3);
}
`;
const program = programOf(text);
const compile = new Map(compilersInStyles).get("a frame pointer")!;
const assembly = compile(program);

function imageOf(written: string): Parameters<typeof certifyWithout>[1] {
  const image = assemble(written);
  if (!image.ok) throw new Error(image.error[0]?.message);
  return image.value;
}

const image = imageOf(assembly);
const { claims, verdict } = certifyWithout(program, image);

/** The claims with each distance of a frame pointer changed by so much. */
function moved(by: number): Claims {
  const term = (held: SourceTerm): SourceTerm =>
    held.kind === "apply" && held.left.kind === "entry_sp" && held.right.kind === "constant"
      ? { ...held, right: { kind: "constant", value: held.right.value + by } }
      : held;
  const functions = claims.functions.map((one) => ({
    ...one,
    cuts: one.cuts.map((cut) => ({
      ...cut,
      held: (cut.held ?? []).map((held): HeldTerm => ({ ...held, term: term(held.term) })),
    })),
  }));
  return { ...claims, functions };
}

describe("a frame pointer", () => {
  test("is found, and certified", () => {
    expect(verdict.verdict).toBe("certified");
    expect(checkClaims(program, image, moved(0)).verdict).toBe("certified");
    expect(JSON.stringify(claims)).toContain("entry_sp");
  });

  test.each([-4, 4, 16])("that is said to be %i bytes away from where it is, is refused", (by) => {
    expect(checkClaims(program, image, moved(by)).verdict).toBe("refused");
  });

  test("of another frame is refused", () => {
    const wrong = assembly.replace("add s0, sp, t6", "add s0, sp, t6\n  addi s0, s0, -4");
    expect(wrong).not.toBe(assembly);
    expect(checkClaims(program, imageOf(wrong), claims).verdict).toBe("refused");
    expect(certifyWithout(program, imageOf(wrong)).verdict.verdict).not.toBe("certified");
  });

  test("is in no fact of an entry", () => {
    const condition: SourceTerm = {
      kind: "apply",
      operation: "sltu",
      left: { kind: "constant", value: 16 },
      right: { kind: "entry_sp" },
    };
    const [first, ...others] = claims.functions;
    const functions = [{ ...first!, facts: [{ condition, holds: true }] }, ...others];
    const answer = checkClaims(program, image, { ...claims, functions });
    expect(answer).toMatchObject({ verdict: "refused", reason: expect.stringContaining("not there") as string });
  });

  test("is written and read", () => {
    const source = { entry: "sum.ell", files: new Map([["sum.ell", new TextEncoder().encode(text)]]) };
    const certificate = inferredCertificate({ claims }, source, writeElf(image));
    const read = readCertificate(writeCertificate(certificate));
    expect(read.ok && read.value.functions).toStrictEqual(certificate.functions);
  });
});
