/**
 * Runs that depend on how blocks move: `check` finds one, and says how to look at it again.
 */

import { describe, expect, it } from "vitest";
import { etalon, folder } from "./command.ts";

const right = `fn main(): int {
  let t = "hello";
  let done = 0;
  while done < len(t) {
    done += write_bytes(t, done, len(t) - done);
  }
  return 0;
}
`;
const file = folder();
// Takes a part for all.
const wrong = right.replace("while done < len(t)", "if len(t) > 0");

describe("a counterexample in which blocks move in parts", () => {
  const path = file("right.ell", right);
  const image = file("wrong.elf");

  it("says how to see it again, and that shows it", () => {
    etalon(["compile", file("wrong.ell", wrong), "-o", image]);
    const { exit, out } = etalon(["check", path, "--image", image, "--runs", "9"]);
    expect(exit).toBe(1);
    const [, ...lines] = /^ {2}again {5}(.*)\n {12}(.*)$/m.exec(out) ?? [];
    expect(lines).toHaveLength(2);
    const written = lines.map((line) => {
      const [, traced, how] = /^printf '' \| etalon trace (\S+) --arrival (single|shares:-?\d+)$/.exec(line) ?? [];
      return etalon(["trace", traced!, "--arrival", how!]).out.match(/write 0x/g)?.length;
    });
    expect(written[0]).toBe(5);
    expect(written[1]).toBeLessThan(5);
  });

  it("is right where all that there is moves together", () => {
    for (const of of [path, image]) {
      const lines = ["whole", "single", "shares:7"].map((how) => etalon(["trace", of, "--arrival", how]).out);
      expect(lines[0]).toBe(etalon(["trace", of]).out);
      expect(lines[1]).not.toBe(lines[0]);
      expect(lines[2]).not.toBe(lines[1]);
    }
  });

  it("is walked in lockstep, too", () => {
    const walk = (...how: string[]) => etalon(["trace", path, "--lockstep", ...how]);
    const [plain, single] = [walk(), walk("--arrival", "single")];
    expect([plain.exit, single.exit]).toEqual([0, 0]);
    expect(single.out.match(/writes/g)).toHaveLength(5);
    expect(single.out.split("\n").length).toBeGreaterThan(plain.out.split("\n").length);
  });

  it.each(["", "all", "shares", "shares:x", "shares:7.5", "single:1"])(
    "is asked for in three ways, and not %j",
    (how) => {
      const { exit, error } = etalon(["trace", path, "--arrival", how]);
      expect(exit).toBe(2);
      expect(error).toMatch(/--arrival/);
    },
  );
});
