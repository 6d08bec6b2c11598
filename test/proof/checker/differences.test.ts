/**
 * Forgeries of what a certificate of differences leaves unsaid: bases, what is dropped, and claims that a cut point inherits
 * although the source or the machine changed something on the way. All are made from the present compiler's output.
 */

import { describe, expect, test } from "vitest";
import type { Claims } from "../../../src/proof/certificate/claims.ts";
import { checkClaims } from "../../../src/proof/checker/check.ts";
import { answer, ByHand, inRegister, local } from "./by-hand.ts";
import { Forgery, type Mutable } from "./forge.ts";

type Draft = Mutable<Claims>;
type Cuts = Draft["functions"][number]["cuts"];

const nop = { mnemonic: "addi", rd: 0, rs1: 0, imm: 0 } as const;

/** More variables than registers, over calls, branches and a loop; every one of them is written out. */
const count = 20;
const each = (part: (i: number) => string, many = count): string =>
  Array.from({ length: many }, (_, i) => part(i)).join(" ");
const crowd = `fn g(n: int): int { return n + 1; }
fn main(): int {
  ${each((i) => `let v${i} = g(read());`)}
  let k = 0;
  while k < 3 {
    k = k + 1;
    if v1 > k { let x = v2 + k; write(x); v3 = v3 + x; write(v3); v4 = g(v4); } else { v5 = v6 + g(v7); }
    ${each((i) => `v${i} = v${i} + k;`)}
  }
  ${each((i) => `write(v${i});`)}
  return v0 + g(v1) * (v2 + g(v3));
}`;

/** The verdict on claims changed as they are said. */
function said(text: string, forge: (cuts: Cuts, f: Forgery) => void, name = "main"): string {
  const f = new Forgery(text);
  const claims = structuredClone(f.differences) as Draft;
  const before = structuredClone(claims);
  forge(claims.functions[f.index(name)]!.cuts, f);
  expect(claims).not.toStrictEqual(before);
  return checkClaims(f.program, f.image, claims).verdict;
}

test("the honest certificate is accepted", () => {
  const f = new Forgery(crowd);
  expect(f.check().verdict).toBe("certified");
});

describe("a base", () => {
  test.each<readonly [string, (i: number, length: number) => number | null]>([
    ["that is the cut point itself", (i) => i],
    ["that comes later", (i, length) => length - 1 - (i === length - 1 ? 1 : 0)],
    ["that is not there", (_, length) => length],
    ["that is negative", () => -1],
    ["that is between two", () => 0.5],
    ["that is no number", () => "0" as unknown as number],
    ["that is NaN", () => Number.NaN],
  ])("%s", (_, base) => {
    for (const i of [0, 1, 5])
      expect(
        said(crowd, (cuts) => {
          cuts[i]!.base = base(i, cuts.length);
        }),
      ).toBe("refused");
  });

  test("a circle of bases", () => {
    expect(
      said(crowd, (cuts) => {
        cuts[2]!.base = 3;
        cuts[3]!.base = 2;
      }),
    ).toBe("refused");
  });

  test("of another moment, which claims what is not so here", () => {
    const { length } = new Forgery(crowd).differences.functions[new Forgery(crowd).index("main")]!.cuts;
    let refused = 0;
    for (let i = 3; i < length; i += 2) {
      const verdict = said(crowd, (cuts) => {
        cuts[i]!.base = i - 3;
      });
      // Where the two moments claim the same, nothing is wrong: the image is honest.
      if (verdict === "refused") refused++;
    }
    expect(refused).toBeGreaterThan(10);
  });
});

describe("what is dropped", () => {
  test("although nobody claims it", () => {
    expect(said(crowd, (cuts) => void cuts[2]!.dropped.push({ kind: "pending", index: 7 }))).toBe("refused");
    expect(said(crowd, (cuts) => void cuts[2]!.dropped.push({ kind: "local", slot: 10_000 }))).toBe("refused");
  });

  test("twice", () => {
    expect(
      said(crowd, (cuts) => {
        const { dropped } = cuts.find((cut) => cut.dropped.length > 0)!;
        dropped.push(structuredClone(dropped[0]!));
      }),
    ).toBe("refused");
  });

  test("nowhere, so that a value is still claimed when its place is another's", () => {
    // x and y are in one register, one after the other; without the drop, x is claimed to be where y is.
    const text = `fn main(): int { let n = read(); let x = n * 3; write(x); write(x + 1); write(x + 2); write(n);
      let y = n * 5; write(y); write(y + 1); write(y + 2); write(n); write(y); write(n); return n; }`;
    expect(
      said(text, (cuts) => {
        for (const cut of cuts) cut.dropped = [];
      }),
    ).toBe("refused");
  });
});

test("a value that is said twice, in one place or in two", () => {
  for (const location of [undefined, { kind: "register", register: 31 }, { kind: "constant", value: 0 }] as const)
    expect(
      said(crowd, (cuts) => {
        const { values } = cuts.find((cut) => cut.values.length > 0)!;
        values.push({ ...structuredClone(values[0]!), ...(location && { location }) });
      }),
    ).toBe("refused");
});

test("a value that is claimed of another place is claimed of the first no more", () => {
  const loops = "fn f(n: int): int { while n > 9 { n = n - 1; } while n > 5 { n = n - 1; } return n; }";
  const found = (last: string): string => {
    const f = new ByHand(`${loops} fn main(): int { return f(read()); }`).write(
      "f",
      `first:
        li t2, 9
        bge t2, a0, over
        addi a0, a0, -1
        j first
      over:
        mv t1, a0
        li a0, 7
      second:
        li t2, 5
        bge t2, t1, out
        addi t1, t1, -1
        j second
      out:
        ${last}
        ret`,
    );
    for (const [i, [label, place]] of [["first", "a0"] as const, ["second", "t1"] as const].entries())
      f.cut("f", { phase: "before", node: f.nodes("f", "while")[i]!.id }, label, {
        values: [{ value: local(0), location: inRegister(place) }],
      });
    expect(f.differences.functions[f.index("f")]!.cuts[1]).toMatchObject({ base: 0, dropped: [] });
    return answer(f);
  };
  expect(found("mv a0, t1")).toBe("certified");
  expect(found("")).toBe("the result");
});

test("values that no function can have", () => {
  for (const local of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 10_000])
    expect(
      said(
        crowd,
        (cuts) =>
          void cuts[0]!.values.push({
            value: { kind: "local", slot: local },
            location: { kind: "register", register: 9 },
          }),
      ),
    ).toBe("refused");
  for (const pending of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40, 3])
    expect(
      said(
        crowd,
        (cuts) =>
          void cuts[0]!.values.push({
            value: { kind: "pending", index: pending },
            location: { kind: "register", register: 9 },
          }),
      ),
    ).toBe("refused");
});

describe("a claim that is inherited", () => {
  const pcs = (f: Forgery, name: string): readonly [number, number] => {
    const entries = f.claims.functions.map(({ entry }) => entry);
    const { entry } = f.claims.functions[f.index(name)]!;
    return [entry, Math.min(...entries.filter((other) => other > entry), Number.POSITIVE_INFINITY)];
  };

  test("when the machine does not do what the source does to the variable: no store to the frame may be missing", () => {
    const [first, next] = pcs(new Forgery(crowd), "main");
    const stores = new Forgery(crowd)
      .find((i) => i.mnemonic === "sw" && i.rs1 === 2)
      .filter((pc) => pc > first && pc < next);
    expect(stores.length).toBeGreaterThan(30);
    for (const pc of stores) {
      const f = new Forgery(crowd);
      f.put(pc, nop);
      expect(f.check().verdict, pc.toString(16)).toBe("refused");
    }
  });

  test("when the machine stores over another variable", () => {
    const [first, next] = pcs(new Forgery(crowd), "main");
    const honest = new Forgery(crowd);
    const stores = honest.find((i) => i.mnemonic === "sw" && i.rs1 === 2).filter((pc) => pc > first && pc < next);
    for (const [n, pc] of stores.entries()) {
      const f = new Forgery(crowd);
      const store = f.at(pc) as { mnemonic: "sw"; rs1: number; rs2: number; imm: number };
      const other = f.at(stores[(n + 7) % stores.length]!) as typeof store;
      if (store.imm === other.imm) continue;
      f.put(pc, { ...store, imm: other.imm });
      expect(f.check().verdict, pc.toString(16)).toBe("refused");
    }
  });

  /** Do something at a pc before the instruction there, which must mean the same elsewhere. */
  const meddle = (f: Forgery, pc: number, done: Parameters<Forgery["put"]>[1]): Forgery => {
    const code = f.append(done, f.at(pc)!, nop);
    f.put(code + 8, { mnemonic: "jal", rd: 0, imm: pc + 4 - (code + 8) });
    f.put(pc, { mnemonic: "jal", rd: 0, imm: code - pc });
    return f;
  };
  const meddled = (text: string, pc: number, done: Parameters<Forgery["put"]>[1]): Forgery =>
    meddle(new Forgery(text), pc, done);

  test("when the machine clobbers a place on the way from any cut point", () => {
    const { claims, ...f } = new Forgery(crowd);
    const { cuts } = claims.functions[f.program.functions.findIndex(({ name }) => name === "main")]!;
    let [registers, slots] = [0, 0];
    const chosen = cuts.filter(({ phase }, i) => phase === "before" && i % 3 === 0);
    for (const { pc, values } of chosen) {
      const here = new Forgery(crowd).at(pc)!;
      // What stands there must mean the same elsewhere.
      if (here.mnemonic === "jal" || here.mnemonic.startsWith("b") || here.mnemonic === "auipc") continue;
      expect(meddled(crowd, pc, nop).check().verdict).toBe("certified");
      for (const { location } of values) {
        if (location.kind === "register") {
          registers++;
          const clobber = { mnemonic: "addi", rd: location.register, rs1: 0, imm: 77 } as const;
          expect(meddled(crowd, pc, clobber).check().verdict, `x${location.register}`).toBe("refused");
        } else if (location.kind === "slot") {
          slots++;
          const clobber = { mnemonic: "sw", rs1: 2, rs2: 0, imm: location.offset } as const;
          expect(meddled(crowd, pc, clobber).check().verdict, `${location.offset}(sp)`).toBe("refused");
        }
      }
    }
    expect(registers).toBeGreaterThan(20);
    expect(slots).toBeGreaterThan(20);
  });

  test("when the machine clobbers the place of an operand that waits", () => {
    const text = `fn g(n: int): int { return n + read(); }
      fn main(): int { return ${Array.from({ length: 20 }, (_, i) => `(g(${i}) - `).join("")}1${")".repeat(20)}; }`;
    const honest = new Forgery(text);
    const cut = honest.claims.functions[honest.index("main")]!.cuts.at(-3)!;
    expect(meddled(text, cut.pc, nop).check().verdict).toBe("certified");
    let slots = 0;
    for (const { value, location } of cut.values) {
      if (value.kind !== "pending") continue;
      const clobber =
        location.kind === "slot"
          ? ({ mnemonic: "sw", rs1: 2, rs2: 0, imm: location.offset } as const)
          : ({ mnemonic: "addi", rd: location.kind === "register" ? location.register : 0, rs1: 0, imm: 77 } as const);
      if (location.kind === "slot") slots++;
      expect(meddled(text, cut.pc, clobber).check().verdict, JSON.stringify(location)).toBe("refused");
    }
    expect(slots).toBeGreaterThan(4);
  });

  test("when the source assigns the variable and the machine does nothing", () => {
    const many = 40;
    const text = `fn main(): int { let k = read(); ${each((i) => `let v${i} = k + ${i};`, many)}
      while k > 0 { k = k - 1; ${each((i) => `v${i} = k;`, many)} write(k); }
      ${each((i) => `write(v${i});`, many)} return k; }`;
    const [first, next] = pcs(new Forgery(text), "main");
    const stores = new Forgery(text)
      .find((i) => i.mnemonic === "sw" && i.rs1 === 2)
      .filter((pc) => pc > first && pc < next);
    expect(stores.length).toBeGreaterThan(10);
    for (const pc of stores) {
      const f = new Forgery(text);
      f.put(pc, nop);
      expect(f.check().verdict, pc.toString(16)).toBe("refused");
    }
  });

  test("when another operand has its number", () => {
    // At the return of each call one operand waits: first n ^ 100, then n ^ 200.
    const text = `fn g(n: int): int { return n + read(); }
      fn main(): int { let n = read(); let m = g(n); let o = g(m); let u = (n ^ 100) + g(1); n = (n ^ 200) + g(2); return n + m + o; }`;
    const honest = new Forgery(text);
    const index = honest.index("main");
    const { frame, cuts, saved } = honest.claims.functions[index]!;
    const [first, second] = cuts.flatMap(({ values }, i) =>
      values.some(({ value }) => value.kind === "pending") ? [i] : [],
    );
    expect(second).toBe(first! + 1);
    const used = [...saved, ...cuts.flatMap(({ values }) => values)].map(({ location }) => JSON.stringify(location));
    const slot = Array.from({ length: frame / 4 }, (_, i) => 4 * i).find(
      (at) => !used.includes(JSON.stringify({ kind: "slot", offset: at })),
    );
    expect(slot).toBeDefined();
    const [register, other] = [first!, second!].map((i) => {
      const waiting = cuts[i]!.values.find(({ value }) => value.kind === "pending")!;
      return (waiting.location as { register: number }).register;
    }) as [number, number];
    // The machine puts the first into a word of the frame that nothing uses, where the certificate has it; nobody needs u.
    // After the second call it takes this word, where the certificate could go on to claim the second.
    const found = (again: boolean): string => {
      const f = meddled(text, cuts[first!]!.pc - 8, { mnemonic: "sw", rs1: 2, rs2: register, imm: slot! });
      const load = { mnemonic: "lw", rd: other, rs1: 2, imm: slot! } as const;
      if (again) meddle(f, cuts[second!]!.pc, load);
      f.claims.functions[index]!.cuts[first!]!.values.find(({ value }) => value.kind === "pending")!.location = {
        kind: "slot",
        offset: slot!,
      };
      const claims = structuredClone(f.differences) as Draft;
      const next = claims.functions[index]!.cuts[second!]!;
      expect(next.base).toBe(first);
      if (again) next.values = next.values.filter(({ value }) => value.kind !== "pending");
      return f.checkOf(claims);
    };
    expect(found(false)).toBe("certified");
    expect(found(true)).toBe(`the claimed value of pending operand 0 in ${slot}(sp)`);
  });

  test("and what is claimed anew, in a word of the frame that nobody touched", () => {
    const honest = new Forgery(crowd).claims.functions[new Forgery(crowd).index("main")]!.cuts;
    const inFrame = honest.map(({ values }) => values.filter(({ location }) => location.kind === "slot"));
    const last = inFrame.findLastIndex(({ length }) => length > 2);
    const slots = inFrame[last]!;
    for (const [i, { value }] of slots.entries()) {
      const { location } = slots[(i + 1) % slots.length]!;
      expect(said(crowd, (cuts) => void cuts[last]!.values.push({ value, location }))).toBe("refused");
    }
    const nest = `fn g(n: int): int { return n + read(); }
      fn main(): int { return ${Array.from({ length: 20 }, (_, i) => `(g(${i}) - `).join("")}1${")".repeat(20)}; }`;
    const f = new Forgery(nest);
    const waiting = f.claims.functions[f.index("main")]!.cuts.map(({ values }) =>
      values.filter(({ value, location }) => value.kind === "pending" && location.kind === "slot"),
    );
    const at = waiting.findLastIndex((list) => list.length > 4);
    for (const [i, { value }] of waiting[at]!.entries()) {
      const { location } = waiting[at]![(i + 1) % waiting[at]!.length]!;
      expect(
        said(nest, (cuts) => {
          cuts[at]!.values = [
            ...cuts[at]!.values.filter((claim) => JSON.stringify(claim.value) !== JSON.stringify(value)),
            { value, location },
          ];
        }),
      ).toBe("refused");
    }
  });

  test("over a call, in a register that the callee may change", () => {
    const text = `fn g(): int { return read(); }
      fn main(): int { let v = read(); write(v); write(v + 1); write(v + 2); write(v + 3); let w = g(); write(w); return v; }`;
    const f = new Forgery(text);
    const claims = f.claims.functions[f.index("main")]!;
    for (const { values } of claims.cuts)
      for (const claim of values)
        if (claim.value.kind === "local" && claim.value.slot === 0) claim.location = { kind: "register", register: 28 };
    for (const pc of f.find(() => true)) {
      const i = f.at(pc) as { mnemonic: string; rd?: number; rs1?: number; rs2?: number };
      if (pc < claims.entry || i.mnemonic === "jal") continue;
      const moved = { ...i };
      for (const key of ["rd", "rs1", "rs2"] as const) if (moved[key] === 8 && moved.rs1 !== 2) moved[key] = 28;
      f.put(pc, moved as never);
    }
    expect(f.check().verdict).toBe("refused");
  });

  test("of an operand that waits, whose place the machine changes", () => {
    const text = `fn g(n: int): int { return n + read(); }
      fn main(): int { return ${Array.from({ length: 24 }, (_, i) => `(g(${i}) - `).join("")}1${")".repeat(24)}; }`;
    const [first, next] = pcs(new Forgery(text), "main");
    const stores = new Forgery(text)
      .find((i) => i.mnemonic === "sw" && i.rs1 === 2)
      .filter((pc) => pc > first && pc < next);
    expect(stores.length).toBeGreaterThan(15);
    for (const pc of stores) {
      const missing = new Forgery(text);
      missing.put(pc, nop);
      expect(missing.check().verdict).toBe("refused");
      const over = new Forgery(text);
      const store = over.at(pc) as { mnemonic: "sw"; rs1: number; rs2: number; imm: number };
      over.put(pc, { ...store, imm: store.imm - 4 });
      expect(over.check().verdict).toBe("refused");
    }
  });
});
