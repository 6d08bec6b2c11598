/**
 * What StrykerJS must not mutate: the ends of exhaustive switches, `default: return impossible(…)`. The types show that
 * control never gets there, so no test can, and a mutant there says nothing about the tests.
 */

import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** What is looked at of a node; StrykerJS's own type says nothing of it. */
interface Node {
  readonly type: string;
  readonly test?: Node | null;
  readonly consequent?: readonly Node[];
  readonly argument?: Node;
  readonly expression?: Node;
  readonly callee?: Node;
  readonly name?: string;
}

/** The plugin; its name is in stryker.config.json. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, "unreachable", {
    shouldIgnore: (path) => (isEnd((path as { readonly node: Node }).node) ? "nothing gets here" : undefined),
  }),
];

function isEnd({ type, test, consequent }: Node): boolean {
  if (type !== "SwitchCase" || test !== null) return false;
  const statement = consequent?.[0];
  return (statement?.argument ?? statement?.expression)?.callee?.name === "impossible";
}
