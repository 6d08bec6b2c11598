/**
 * The forgeries that the first checker's tests refuse, put to the second: of a forged image it certifies none, or one that does what its program does on every input
 * that is tried. It looks at each call as it is made, so a check that never fails there may go; and it finds out by itself what holds, so lies about the honest image do no harm.
 */

import { describe, expect, test } from "vitest";
import { writeElf } from "../../src/machine/elf/write.ts";
import { imageIn } from "../../src/second/examine.ts";
import { generateInput } from "../../src/testing/generate/arbitrary.ts";
import { difference, sameImage } from "../../tools/campaigns/subject.ts";
import { elementForgery } from "../proof/checker/element-forgery.ts";
import { Forgery, type NamedForgery } from "../proof/checker/forge.ts";
import { obligationForgeries } from "../proof/checker/obligation-forgeries.ts";
import { victim, victimForgeries } from "../proof/checker/victim-forgeries.ts";
import { testSeed } from "../seed.ts";
import { minutes, problemsWith } from "./images.ts";

const forgeries: readonly NamedForgery[] = [
  ...victimForgeries.map(([name, forge]) => ({ name, text: victim, forge })),
  ...obligationForgeries,
  {
    name: "an element that is read where another was written",
    text: elementForgery.text,
    forge: (f) => elementForgery.forge(f, 7),
  },
];

const inputs = [
  new Uint8Array(),
  ...Array.from({ length: 60 }, (_, i) => generateInput(testSeed + i, 24)),
  ...Array.from({ length: 16 }, (_, i) => Uint8Array.of(i & 3, i >> 2, 7)),
];

describe("forgeries", () => {
  const ends = { "not certified": 0, "certified, equal on every input": 0, "the honest image": 0 };

  test.each(forgeries)("$name", { timeout: minutes }, ({ text, forge }) => {
    const honest = new Forgery(text);
    const f = new Forgery(text);
    forge(f);
    if (sameImage(f.image, honest.image)) {
      ends["the honest image"]++;
      return;
    }
    if (imageIn(writeElf(f.image)) === undefined || problemsWith(f.program, f.image, f.differences).length > 0) {
      ends["not certified"]++;
      return;
    }
    ends["certified, equal on every input"]++;
    const subject = {
      name: "",
      program: f.program,
      image: honest.image,
      elf: writeElf(honest.image),
      claims: f.differences,
      inputs,
    };
    expect(difference(subject, f.image)).toBeUndefined();
  });

  test("most forged images are not certified", () => {
    expect(ends["not certified"], JSON.stringify(ends)).toBeGreaterThan(4 * ends["certified, equal on every input"]);
  });
});
