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

  it("says how to see it again, and that shows it", async () => {
    await etalon(["compile", file("wrong.ell", wrong), "-o", image]);
    const { exit, out } = await etalon(["check", path, "--image", image, "--runs", "9"]);
    expect(exit).toBe(1);
    const [, ...lines] = /^ {2}again {5}(.*)\n {12}(.*)$/m.exec(out) ?? [];
    expect(lines).toHaveLength(2);
    const written: (number | undefined)[] = [];
    for (const line of lines) {
      const [, traced, how] = /^printf '' \| etalon trace (\S+) --arrival (single|shares:-?\d+)$/.exec(line) ?? [];
      written.push((await etalon(["trace", traced!, "--arrival", how!])).out.match(/write 0x/g)?.length);
    }
    expect(written[0]).toBe(5);
    expect(written[1]).toBeLessThan(5);
  });

  it("is right where all that there is moves together", async () => {
    for (const held of [path, image]) {
      const traced = async (how: string): Promise<string> => (await etalon(["trace", held, "--arrival", how])).out;
      const [whole, single, shares] = [await traced("whole"), await traced("single"), await traced("shares:7")];
      expect(whole).toBe((await etalon(["trace", held])).out);
      expect(single).not.toBe(whole);
      expect(shares).not.toBe(single);
    }
  });

  it("is walked in lockstep, too", async () => {
    const walk = (...how: string[]) => etalon(["trace", path, "--lockstep", ...how]);
    const [plain, single] = [await walk(), await walk("--arrival", "single")];
    expect([plain.exit, single.exit]).toEqual([0, 0]);
    expect(single.out.match(/writes/g)).toHaveLength(5);
    expect(single.out.split("\n").length).toBeGreaterThan(plain.out.split("\n").length);
  });

  it.each(["", "all", "shares", "shares:x", "shares:7.5", "single:1"])(
    "is asked for in three ways, and not %j",
    async (how) => {
      const { exit, error } = await etalon(["trace", path, "--arrival", how]);
      expect(exit).toBe(2);
      expect(error).toMatch(/--arrival/);
    },
  );
});
