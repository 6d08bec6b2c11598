/**
 * A faulty processor as a command that starts at once: the shell asks the process of the test, which runs the file as
 * `etalon exec --fault` does. Calibration starts its command some hundred times, and Node would take most of that time.
 */

import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { faults } from "etalon/calibrate";
import { readElf } from "etalon/machine";
import { runFaulty } from "../../src/calibrate/faults/fault.ts";
import { referenceBudget, statusOf } from "../../src/calibrate/observation.ts";

/** Sends the name of the file; takes the exit code, in a line, and then what the program writes. */
const client =
  'exec 3<>"/dev/tcp/127.0.0.1/$0" && printf "%s\\n" "$1" >&3 && read -r status <&3 && cat <&3 && exit "$status"';

/** The words of the command, and its end. */
export async function faultyProcessor(name: string): Promise<{ readonly words: string[]; readonly close: () => void }> {
  const fault = faults.find((known) => known.name === name)!;
  const answer = (file: string): Buffer => {
    const image = readElf(readFileSync(file));
    if (!image.ok) throw new Error(image.error[0]!.message);
    const { outcome, output } = runFaulty(image.value, fault, referenceBudget);
    return Buffer.concat([Buffer.from(`${statusOf(outcome) ?? 124}\n`), output]);
  };
  const server = createServer((socket) => {
    let asked = "";
    // Whom calibration ended reads no answer.
    socket.on("error", () => undefined);
    socket.setEncoding("utf8").on("data", (part: string) => {
      asked += part;
      if (asked.endsWith("\n")) socket.end(answer(asked.slice(0, -1)));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { words: ["bash", "-c", client, `${port}`], close: () => server.close() };
}
