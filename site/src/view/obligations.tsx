/**
 * The obligations of a certificate: by the cut point at which their paths begin, then by path, each with its two terms and how
 * it closed. What is not open is not asked for, and of many paths some at a time.
 */

import { useSignal } from "@preact/signals";
import type { ClosedBy } from "etalon/certify";
import { isNarrow } from "../state/panes.ts";
import { ofWorker } from "../state/session.ts";
import type { ObligationGroup, ShownPath } from "../worker/analysis.ts";
import { Letter } from "./letter.tsx";

/** Paths that are asked for at a time. */
const atOnce = 10;

/** How obligations close. */
const closings: Readonly<Record<ClosedBy, string>> = {
  term: "both sides are one term",
  effects: "the same events, term for term",
  end: "both sides end in the same way",
  heap: "the same writes to arrays, term for term",
  path: "decided by what is known on the path",
  sort: "the term is known to be an array",
  place: "by the kind of register or slot",
};

/** Why one does not. */
const openings: Readonly<Record<ClosedBy, string>> = {
  term: "The two sides are different terms, or nothing is known of one of them.",
  effects: "The events are not the same.",
  end: "The two sides do not end in the same way.",
  heap: "The writes to arrays are not the same.",
  path: "What is known on this path does not decide it.",
  sort: "The term is not known to be an array of this kind.",
  place: "It is in a register or slot of the wrong kind.",
};

/** Why an obligation did not close, in words. */
export function openingWords(by: ClosedBy): string {
  return openings[by];
}

/** How many closed in which way. */
function closingWords({ obligations }: ShownPath): string {
  const counts = new Map<ClosedBy, number>();
  for (const { by, count } of obligations) counts.set(by, (counts.get(by) ?? 0) + count);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([by, count]) => `${count}: ${closings[by]}`)
    .join(". ");
}

function Path({ path }: { readonly path: ShownPath }) {
  const open = useSignal(false);
  return (
    <details onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {path.end}
        <span class="n">{path.count}</span>
      </summary>
      {open.value ? (
        <div class="in">
          <table>
            <thead>
              <tr>
                <th scope="col">closed obligation</th>
                <th scope="col">Ell</th>
                <th scope="col">machine</th>
              </tr>
            </thead>
            <tbody>
              {path.obligations.map(({ what, by, source, machine, count }, index) => (
                <tr key={index} title={closings[by]}>
                  <td>
                    {what}
                    {count === 1 ? "" : `, and ${count - 1} like it`}
                  </td>
                  <td class="m">{source}</td>
                  <td class="m">{machine}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="sm">{closingWords(path)}.</p>
        </div>
      ) : null}
    </details>
  );
}

function Group({ group }: { readonly group: ObligationGroup }) {
  const paths = useSignal<readonly ShownPath[]>([]);
  const more = async (): Promise<void> => {
    paths.value = [
      ...paths.value,
      ...(await ofWorker((bench) => bench.paths(group.pc, paths.value.length, atOnce), [])),
    ];
  };
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open && paths.value.length === 0) void more();
      }}
    >
      <summary>
        {group.letter === undefined ? null : <Letter letter={group.letter} />} {group.from}
        <span class="n">
          {group.paths} path{group.paths === 1 ? "" : "s"}, {group.obligations}
        </span>
      </summary>
      <div class="paths">
        {paths.value.map((path, index) => (
          <Path key={index} path={path} />
        ))}
        {paths.value.length > 0 && paths.value.length < group.paths ? (
          <p class="sec">
            <button type="button" class="btn" onClick={() => void more()}>
              {Math.min(atOnce, group.paths - paths.value.length)} more paths of {group.paths}
            </button>
          </p>
        ) : null}
      </div>
    </details>
  );
}

/** All cut points, some at a time. */
export function ObligationList({ groups }: { readonly groups: readonly ObligationGroup[] }) {
  const shown = useSignal(isNarrow() ? 8 : 40);
  return (
    <div class="ob">
      {groups.slice(0, shown.value).map((group) => (
        <Group key={group.pc} group={group} />
      ))}
      {shown.value < groups.length ? (
        <p class="sec">
          <button type="button" class="btn" onClick={() => (shown.value += 40)}>
            {Math.min(40, groups.length - shown.value)} more cut points of {groups.length}
          </button>
        </p>
      ) : null}
    </div>
  );
}
