/** What must be the same whichever engine runs: everything a run shows. */

import { type RunImageOptions, runImage } from "etalon/engine";
import { linuxCalls } from "etalon/linux";
import { type Image, type MachineRun, runMachine } from "etalon/machine";
import { expect } from "vitest";

/** A run as plain data, the bytes of the image's segments with it. */
function shown(image: Image, run: MachineRun): object {
  const { events, outcome, retired, pc, machine } = run;
  const bytes = image.segments.map(({ address, size }) => {
    let text = "";
    for (let i = 0; i < Math.min(size, 0x2000); i += 4) {
      text += String.fromCharCode(...[0, 1, 2, 3].map((j) => machine.memory.load((address + i + j) | 0, 1)));
    }
    return text;
  });
  return { events, outcome, retired, pc, machinePc: machine.pc, registers: [...machine.registers], bytes };
}

/** Hold an engine to the reference on one image, which may make other calls than those of Ell. */
export function expectSame(image: Image, given: RunImageOptions): MachineRun {
  const options = { system: linuxCalls, ...given };
  const reference = runMachine(image, options);
  const run = runImage(image, options);
  expect(shown(image, run)).toEqual(shown(image, reference));
  return reference;
}
