/**
 * The column at the right: the argument, or what else is chosen in its header.
 */

import { column, columns } from "../state/column.ts";
import { checked } from "../state/session.ts";
import { Argument } from "./argument.tsx";
import { Campaign } from "./campaign.tsx";

/** All of it. */
export function Column() {
  const refused = checked.value?.verdict === "refused";
  return (
    <aside class={`arg ${refused ? "unproved" : ""}`} id="certificate" aria-label="The argument">
      <div class="ph">
        <fieldset class="seg" aria-label="Column">
          {columns.map((name) => (
            <button key={name} type="button" aria-pressed={column.value === name} onClick={() => (column.value = name)}>
              {name}
            </button>
          ))}
        </fieldset>
      </div>
      {column.value === "Certificate" ? <Argument /> : <Campaign />}
    </aside>
  );
}
