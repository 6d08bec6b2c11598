/**
 * Recorded results as tables: what killed each mutant of the compiler, and what the calibration finds of each faulty
 * processor. A click or Enter on the head of a column sorts by it, another one the other way.
 */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { column as shownColumn } from "../state/column.ts";
import { openTable } from "../state/open-table.ts";
import { breakCompiler } from "../state/session.ts";
import type { FaultTable, MutantTable } from "../tables/table.ts";

interface Column<Row> {
  readonly title: string;
  /** What is sorted by: numbers as numbers, texts as texts. */
  readonly value: (row: Row) => string | number;
  readonly cell?: (row: Row) => ComponentChildren;
}

function Sortable<Row extends { readonly name: string }>(props: {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}) {
  const { label, rows, columns } = props;
  const by = useSignal<{ readonly index: number; readonly down: boolean } | undefined>(undefined);
  const chosen = by.value;
  const sorted = chosen === undefined ? rows : sortedBy(rows, columns[chosen.index]!.value, chosen.down);
  return (
    <table class="sortable" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ title }, index) => {
            const down = chosen?.index === index ? chosen.down : undefined;
            return (
              <th
                key={title}
                scope="col"
                {...(down === undefined ? {} : { "aria-sort": down ? "descending" : "ascending" })}
              >
                <button type="button" onClick={() => (by.value = { index, down: down === false })}>
                  {title}
                  <span aria-hidden="true">{down === undefined ? "" : down ? " ▼" : " ▲"}</span>
                </button>
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={row.name}>
            {columns.map(({ title, value, cell }) => (
              <td key={title} class={typeof value(row) === "number" ? "m num" : ""}>
                {cell === undefined ? value(row) : cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function sortedBy<Row>(rows: readonly Row[], value: (row: Row) => string | number, down: boolean): readonly Row[] {
  const order = (a: Row, b: Row): number => {
    const [x, y] = [value(a), value(b)];
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "en");
  };
  return rows.toSorted((a, b) => (down ? order(b, a) : order(a, b)));
}

type MutantRow = MutantTable["rows"][number];

/** Does a property fail? Sorted, those that do come last. */
function failing(
  title: string,
  name: "flow" | "ssa" | "optimised" | "allocated" | "machine" | "certificate",
): Column<MutantRow> {
  return {
    title,
    value: (row) => (row[name] ? 1 : 0),
    cell: (row) => (
      <>
        <span aria-hidden="true">{row[name] ? "✗" : "·"}</span>
        <span class="vh">{row[name] ? "fails" : "holds"}</span>
      </>
    ),
  };
}

function open(name: string): void {
  openTable.value = undefined;
  shownColumn.value = "Certificate";
  void breakCompiler(name);
}

const mutantColumns: readonly Column<MutantRow>[] = [
  {
    title: "mutant",
    value: ({ name }) => name,
    cell: ({ name }) => (
      <button type="button" class="link" title="Open its witness" onClick={() => open(name)}>
        {name}
      </button>
    ),
  },
  { title: "class", value: (row) => row.class },
  { title: "pass", value: ({ pass }) => pass },
  failing("flow", "flow"),
  failing("ssa", "ssa"),
  failing("optimised", "optimised"),
  failing("allocated", "allocated"),
  failing("machine", "machine"),
  failing("certificate", "certificate"),
  { title: "programs until then", value: ({ tests }) => tests },
  { title: "nodes, made small", value: ({ nodes }) => nodes },
];

type FaultRow = FaultTable["rows"][number];

const faultColumns: readonly Column<FaultRow>[] = [
  { title: "processor", value: ({ name }) => name },
  { title: "what it does", value: ({ sentence }) => sentence },
  { title: "wrong", value: ({ scope }) => scope },
  { title: "rules", value: ({ rules }) => rules.join(", ") },
  { title: "programs that found it", value: ({ found }) => found },
  { title: "that did not end", value: ({ hung }) => hung },
  { title: "classes of operands", value: ({ classes }) => classes.length, cell: ({ classes }) => classes.join(", ") },
];

function Mutants() {
  const table = useSignal<MutantTable | undefined>(undefined);
  useEffect(() => void import("../tables/mutants.json").then((found) => (table.value = found.default)), []);
  const found = table.value;
  if (found === undefined) return <p>Loading…</p>;
  return (
    <>
      <p>
        {found.rows.length} bugs, each put into our compiler alone, and the first program of a stream of generated ones
        that shows it. ✗: that property fails there. The name opens the bug with its smallest known program.
      </p>
      <Sortable label="The mutants’ kill matrix" rows={found.rows} columns={mutantColumns} />
    </>
  );
}

function Faults() {
  const table = useSignal<FaultTable | undefined>(undefined);
  useEffect(() => void import("../tables/faults.json").then((found) => (table.value = found.default)), []);
  const found = table.value;
  if (found === undefined) return <p>Loading…</p>;
  return (
    <>
      <p>
        {found.rows.length} processors, each with one fault, and which of the calibration’s {found.programs} programs,
        with {found.experiments.toLocaleString("en")} experiments, find it.
      </p>
      <Sortable label="The calibration matrix" rows={found.rows} columns={faultColumns} />
    </>
  );
}

/** The open table, over the page. */
export function Tables() {
  const box = useRef<HTMLDialogElement>(null);
  const name = openTable.value;
  useEffect(() => {
    if (name !== undefined) box.current?.showModal();
    else box.current?.close();
  }, [name]);
  return (
    <dialog
      ref={box}
      class="over"
      aria-label={name === "faults" ? "The calibration matrix" : "The mutants’ kill matrix"}
      onClose={() => (openTable.value = undefined)}
    >
      {name === undefined ? null : (
        <>
          <div class="ph">
            <h2>{name === "mutants" ? "The mutants’ kill matrix" : "The calibration matrix"}</h2>
            <span class="grow" />
            <button type="button" class="btn" onClick={() => (openTable.value = undefined)}>
              Close
            </button>
          </div>
          <div class="body">{name === "mutants" ? <Mutants /> : <Faults />}</div>
        </>
      )}
    </dialog>
  );
}
