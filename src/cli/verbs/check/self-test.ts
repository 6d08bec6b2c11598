/** `check --self-test`: does the checker refuse what is wrong? It is asked about forgeries; what is asked is in src/trust/attack/forgeries.ts. */

import { usageError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import { checkerAtHand } from "../../host/checker.ts";
import type { Context, Ended } from "../../verb.ts";

/** See the header. */
export async function selfTested({ terminal, json, details, arguments: given }: Context): Promise<Ended> {
  if (given.operands.length > 0) throw usageError("--self-test has no effect with FILE: it has programs of its own");
  const { selfTest } = await import("../../../trust/node/attack/index.ts");
  const { accepts, refusesTrojan, forgeries, believed } = selfTest();
  const { version, digest } = checkerAtHand();
  const good = accepts && refusesTrojan && believed.length === 0;
  if (!json) {
    details.line(`checker     etalon ${version}, digest ${digest}`);
    details.line(`good image  ${accepts ? "certified" : "REFUSED"}`);
    details.line(`forgeries   ${forgeries - believed.length} of ${forgeries} refused`);
    for (const { pc, input } of believed)
      details.line(
        `  BELIEVED  with the instruction at 0x${pc.toString(16)} changed; wrong for ${JSON.stringify(input)}`,
      );
    details.line(`trojan      ${refusesTrojan ? "refused" : "BELIEVED"}`);
    const verdict = good
      ? "the checker refuses what is wrong, as far as it was asked"
      : "THE CHECKER IS NOT TO BE BELIEVED";
    terminal.out.line(`VERDICT     ${terminal.out.paint(good ? "good" : "bad", verdict)}`);
  }
  const document = { checker: { version, digest }, accepts, refusesTrojan, forgeries };
  const selfTestDocument = { ...document, believed: believed.map(({ pc, input }) => ({ pc, input })) };
  return {
    exit: good ? exitCodes.ok : exitCodes.differs,
    document: { verdict: good ? "tested" : "refused", selfTest: selfTestDocument },
  };
}
