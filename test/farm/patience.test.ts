/** A database that is away is asked again; a mistake is not made twice. */

import { expect, test } from "vitest";
import { Patience } from "../../tools/farm/queue/patience.ts";

class Coded extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`code ${code}`);
    this.code = code;
  }
}

test.each(["ECONNREFUSED", "57P03", "57P01", "53100", "08006"])("%s is waited for, and told once", async (code) => {
  const notes: string[] = [];
  const patience = new Patience(60, (line) => notes.push(line));
  let asked = 0;
  const answer = await patience.answer(() => {
    asked++;
    return asked < 3 ? Promise.reject(new Coded(code)) : Promise.resolve("here");
  });
  expect(answer).toBe("here");
  expect(notes).toEqual([
    `the database does not answer, and is asked again for 60 s: code ${code}`,
    "the database is back",
  ]);
});

test.each(["42601", "23505", "28P01", "3D000"])("%s is not", async (code) => {
  let asked = 0;
  const ask = (): Promise<never> => {
    asked++;
    return Promise.reject(new Coded(code));
  };
  await expect(new Patience(60, () => {}).answer(ask)).rejects.toThrow(code);
  expect(asked).toBe(1);
});

test("patience ends, with exit code 5", async () => {
  const over = new Patience(0, () => {}).answer(() => Promise.reject(new Coded("ECONNREFUSED")));
  await expect(over).rejects.toMatchObject({
    exit: 5,
    message: expect.stringContaining("the database has been away") as string,
  });
});
