/**
 * What `certified` says nothing of: how long a run takes. An image may take thousands of steps for one of the program's, and more of them
 * for some inputs than for others, so that it tells by its time what it never writes (docs/machine.md, "Time").
 */

import { expect, test } from "vitest";
import { registerNumbers } from "../../../src/machine/isa/register.ts";
import { runMachine } from "../../../src/machine/semantics/run.ts";
import { detour, li } from "./border-attacks.ts";
import { Forgery } from "./forge.ts";

const { zero } = registerNumbers;
/** Registers in which nothing is. */
const [t5, t6] = [30, 31];

test("an image that waits where it has read a certain byte is certified", () => {
  const f = new Forgery("fn main(): int { let c = read(); while c != -1 { write(c); c = read(); } return 0; }");
  expect(f.check().verdict).toBe("certified");
  const isSecret = "k".charCodeAt(0);
  const store = f.find((i) => i.mnemonic === "sb")[0]!;
  const stored = f.at(store);
  if (stored?.mnemonic !== "sb") throw new Error("no store of a byte");
  detour(
    f,
    store,
    li(t6, isSecret),
    { mnemonic: "bne", rs1: stored.rs2, rs2: t6, imm: 16 },
    li(t5, 2000),
    { mnemonic: "addi", rd: t5, rs1: t5, imm: -1 },
    { mnemonic: "bne", rs1: t5, rs2: zero, imm: -4 },
  );
  expect(f.check().verdict).toBe("certified");
  const stepsWith = (input: string): number => runMachine(f.image, { input: new TextEncoder().encode(input) }).retired;
  expect(stepsWith("k") - stepsWith("j")).toBe(4001);
});
