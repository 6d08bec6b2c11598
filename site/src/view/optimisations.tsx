/**
 * The optimiser at the level that is chosen: which optimisations it makes, each of which can be left out, and what that would
 * cost each function. Loaded when it is looked at.
 */

import { gains } from "../state/passes.ts";
import { choosePass, compiled, compiler, level } from "../state/session.ts";
import type { ShownGain } from "../worker/analysis.ts";

/** More rows than these say little. */
const mostGains = 60;

const signed = (count: number): string => (count > 0 ? `+${count}` : `${count}`.replace("-", "−"));

function Gains({ all }: { readonly all: readonly ShownGain[] }) {
  if (all.length === 0) return <p class="empty">Without any one of them the code would be of the same size.</p>;
  return (
    <table>
      <caption>
        What the code would have more, were one left out
        {all.length > mostGains ? `: the first ${mostGains} of ${all.length}` : ""}
      </caption>
      <thead>
        <tr>
          <th scope="col">optimisation</th>
          <th scope="col">function</th>
          <th scope="col" class="num">
            instructions
          </th>
          <th
            scope="col"
            class="num"
            title="instructions, each ten times as often for each loop that it is in: an estimate"
          >
            work
          </th>
        </tr>
      </thead>
      <tbody>
        {all.slice(0, mostGains).map(({ optimisation, function: name, instructions, work }) => (
          <tr key={`${optimisation} ${name}`}>
            <td class="m">{optimisation}</td>
            <td class="m">{name}</td>
            <td class="m num">{signed(instructions)}</td>
            <td class="m num">{signed(work)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The list, and the gains. */
export function Optimisations() {
  const all = compiled.value?.optimisations.filter((one) => one.level <= level.value || one.made) ?? [];
  const found = gains.value;
  return (
    <details class="optimisations" open>
      <summary>
        optimisations at -O{level.value}
        <span class="n">
          {all.filter(({ made }) => made).length} of {all.length}
        </span>
      </summary>
      <ul>
        {all.map(({ name, does, made }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={made}
                onChange={(event) => choosePass(name, event.currentTarget.checked)}
              />{" "}
              <b class="m">{name}</b> {does}
            </label>
          </li>
        ))}
      </ul>
      {compiler.value === undefined ? (
        found === undefined ? (
          <p class="empty">Compiling once more without each…</p>
        ) : (
          <Gains all={found} />
        )
      ) : null}
    </details>
  );
}
