/** RV32IM images as a language of the compiler: the one in which it ends. */

import { disassemble } from "../../machine/isa/disassemble.ts";
import { runMachine } from "../../machine/semantics/run.ts";
import { imageError } from "../assembly/well-formed.ts";
import type { Linked } from "../passes/assembly-to-image/link.ts";
import type { RunnableLanguage } from "../stage.ts";

/** Images, with what is known about their text. Memory is the image's own, and no host memory is counted. */
export const machine: RunnableLanguage<"machine", Linked> = {
  name: "machine",
  title: "RV32IM semantics",
  print({ image }) {
    const lines: string[] = [];
    for (const { address, bytes, permissions } of image.segments) {
      if (!permissions.execute) continue;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      for (let at = 0; at < bytes.length; at += 4)
        lines.push(`${(address + at).toString(16).padStart(8)}  ${disassemble(view.getUint32(at, true))}\n`);
    }
    return lines.join("");
  },
  wellFormed: imageError,
  run({ image }, input, { clock, arrival }) {
    const { events, outcome, retired } = runMachine(image, { input, arrival, budget: clock });
    return { events, outcome, steps: retired };
  },
};
