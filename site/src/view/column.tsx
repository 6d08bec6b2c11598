/**
 * The column at the right: the argument, or what else is chosen in its header.
 */

import { column, columns } from "../state/column.ts";
import { checked } from "../state/session.ts";
import { Argument } from "./argument.tsx";
import { Choice } from "./choice.tsx";
import { OnDemand } from "./on-demand.tsx";

const rulePane = () => import("../rules/pane.tsx").then(({ RulePane }) => RulePane);

const campaign = () => import("./campaign.tsx").then(({ Campaign }) => Campaign);

/** What is chosen. */
function ColumnPane() {
  switch (column.value) {
    case "Certificate":
      return <Argument />;
    case "Rule":
      return <OnDemand load={rulePane} />;
    case "Tests":
      return <OnDemand load={campaign} />;
  }
}

/** All of it. */
export function Column() {
  const refused = checked.value?.verdict === "refused";
  return (
    <aside class={`arg ${refused ? "unproved" : ""}`} id="certificate" aria-label="The argument">
      <div class="ph">
        <Choice label="Column" names={columns} chosen={column} />
      </div>
      <ColumnPane />
    </aside>
  );
}
