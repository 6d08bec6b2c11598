/** The page of the attacks, docs/attacks.md, from what was played: nothing on it is written by hand. */

import { handedOver } from "../../attack/handed.ts";
import type { Played } from "./scenario.ts";

const head = `# Attacks

Who can do what to somebody who takes binaries from others, what still holds, and what stops it. Each attack is played by
\`etalon attack NAME\` (all of them by \`etalon attack all\`): on this machine, in a folder that is removed, first the same without the attack. Where nothing
stops it, the play shows that it succeeds. This page is made of what was played, and a test plays it again.

The program asks for a password of two letters, which is \`ok\`. The trojan lets \`kt\` in, too. A policy of signatures alone is one that asks for no
certificate ([policy](substitutes.md#policy)).

| attack | the attacker can | still holds | breaks | stopped by |
|---|---|---|---|---|
`;

/** The page. */
export function attacksPage(played: readonly Played[]): string {
  const rows = played.map(({ scenario: { id, who, can, holds, breaks, stoppedBy } }) => {
    const assumption = breaks === undefined ? "–" : `[\`${breaks}\`](assumptions.md)`;
    return `| [\`${id}\`](#${id}) | ${who}: ${can} | ${holds} | ${assumption} | ${stoppedBy ?? "**nothing** here"} |`;
  });
  const parts = played.map(({ scenario, steps }) => {
    const lines = steps.map(({ what, came }) => `| ${cell(what)} | ${cell(came)} |`);
    const opened = `[What is handed over](playground.md "open: attack ${scenario.id}"), in the playground.\n`;
    const link = Object.hasOwn(handedOver, scenario.id) ? `\n${opened}` : "";
    return `## ${scenario.id}\n\n| done | came out |\n|---|---|\n${lines.join("\n")}\n${link}`;
  });
  return `${head}${rows.join("\n")}\n\n${parts.join("\n")}`;
}

function cell(text: string): string {
  // Digests and addresses of this run are no part of the page.
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
