/**
 * The assumptions in words, each with what goes wrong without it. They are loaded when somebody wants to read them.
 */

import { assumptions } from "etalon/proof";

/** What is assumed of each image. */
export function Assumed() {
  return (
    <dl>
      {assumptions("always").map(({ id, statement, without }) => (
        <div key={id}>
          <dt>{id}</dt>
          <dd>
            {statement} <span class="mut">Without it: {without}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
