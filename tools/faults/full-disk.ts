/**
 * A full disk at each write: on a small disk of memory, filled to one block more each time. What publishes says so and exits with 3, whole files
 * are there and no others, and when there is room it goes on. It needs the right to mount; without it nothing is tried.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../src/trust/node/index.ts";
import type { Fault, FaultOptions, Found } from "./fault.ts";
import { SmallDisk } from "./small-disk.ts";

/** See the header. */
export const fullDiskFault: Fault = { name: "full-disk", run };

const root = join(import.meta.dirname, "../..");
const blocks = 40;

function* run({ quick }: FaultOptions): Iterable<Found> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-full-"));
  const disk = SmallDisk.mount(join(folder, "disk"), blocks);
  if (disk === undefined) {
    rmSync(folder, { recursive: true });
    yield { what: "a full disk", came: "not tried: no disk can be mounted here", good: true };
    return;
  }
  try {
    const program = join(folder, "programs/a.ell");
    mkdirSync(join(folder, "programs"));
    writeFileSync(program, "fn main(): int { let b = read(); while b != -1 { write(b); b = read(); } return 0; }\n");
    const etalon = (...words: readonly string[]) =>
      spawnSync(process.execPath, [join(root, "bin/etalon.js"), ...words], { encoding: "utf8" });
    etalon("compile", program);
    const kept = join(disk.folder, "store");
    const publish = () => etalon("publish", join(folder, "programs"), "--no-serve", "--store", kept);
    let [full, whole, broken, tried] = [0, 0, 0, 0];
    for (let room = 0; room < blocks; room += quick ? 5 : 1) {
      tried++;
      rmSync(kept, { recursive: true, force: true });
      disk.fill(blocks - room);
      const shown = publish();
      if (shown.status === 3 && /no space left on the device/.test(shown.stderr)) full++;
      else if (shown.status === 0) whole++;
      disk.free();
      const again = publish();
      const store = Store.open(kept);
      const source = /source ([0-9a-f]{64})/.exec(again.stdout)?.[1] ?? "0".repeat(64);
      const [offer] = store.offers(source);
      if (again.status !== 0 || offer === undefined || store.get(offer.image.sha256) === undefined) broken++;
    }
    const came = `${tried} sizes of room: ${full} times exit 3 and ENOSPC, ${whole} times enough; ${broken} times it did not go on when there was room`;
    yield {
      what: "a disk that gets full while `etalon publish` writes",
      came,
      good: full + whole === tried && full > 0 && broken === 0,
    };
  } finally {
    disk.unmount();
    rmSync(folder, { recursive: true });
  }
}
