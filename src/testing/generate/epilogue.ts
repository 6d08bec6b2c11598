/**
 * Generating the end of `main`: it writes out what was computed, so that a wrong value anywhere can become visible.
 */

import type { SyntaxExpression, Type } from "../../lang/syntax/tree.ts";
import type { Generation } from "./generation.ts";
import * as make from "./make.ts";

/** write(e); */
export function writeValue(g: Generation, value: SyntaxExpression): void {
  g.spend(1);
  g.push(make.callStatement(make.call("write", value)));
}

/** Write out the variables that are still in scope, in about `n` nodes, then `return` a value. */
export function epilogue(g: Generation, n: number): void {
  const end = g.made + n;
  const seen = g.visible((v) => v.range === undefined);
  // Each variable once, in a random order, until the nodes are spent; but always at least one thing.
  for (let i = seen.length - 1; i > 0; i--) {
    const j = g.chance.below(i + 1);
    [seen[i], seen[j]] = [seen[j]!, seen[i]!];
  }
  const returned = seen.find((v) => v.type === "int");
  let certain = false;
  for (const v of seen) {
    if (end - g.made < 5) break;
    if (v === returned && seen.length > 1 && g.chance.percent(60)) continue;
    writeVariable(g, v.name, v.type, v.least, end - g.made);
    certain ||= v.type === "int" || v.type === "bool" || (v.least > 0 && v.type !== "bool[]");
  }
  if (!certain) writeValue(g, g.writers.expression(g, "int", Math.max(1, end - g.made - 3)));
  g.spend(2);
  if (returned === undefined || returned.hidden > 0) g.push(make.returnValue(make.integer(0)));
  else g.push(make.returnValue(make.name(returned.name)));
}

function writeVariable(g: Generation, name: string, type: Type, least: number, n: number): void {
  const v = make.name(name);
  switch (type) {
    case "int": {
      g.spend(1);
      if (n < 5 || !g.features.shifts || g.chance.percent(60)) return writeValue(g, v);
      g.spend(2);
      return writeValue(
        g,
        make.binary(g.chance.percent(50) ? ">>" : ">>>", v, make.integer(g.chance.pick([8, 16, 24]))),
      );
    }
    case "bool": {
      g.spend(6);
      const says = (value: number) => [make.callStatement(make.call("write", make.integer(value)))];
      g.push(make.ifThen(v, says(1), make.block(says(0))));
      return;
    }
    case "int[]":
    case "byte[]": {
      if (n >= 9 && least < 20 && g.features.for) {
        const i = g.fresh("ijk");
        g.spend(9);
        const element = make.index(v, make.name(i));
        g.push(
          make.forLoop(i, make.integer(0), make.call("len", v), [make.callStatement(make.call("write", element))]),
        );
        return;
      }
      if (least === 0) {
        g.spend(2);
        return writeValue(g, make.call("len", v));
      }
      g.spend(3);
      return writeValue(g, make.index(v, make.integer(g.chance.percent(50) ? 0 : g.chance.below(least))));
    }
    case "bool[]": {
      if (least === 0) {
        g.spend(2);
        return writeValue(g, make.call("len", v));
      }
      g.spend(6);
      const element = make.index(v, make.integer(g.chance.below(least)));
      g.push(make.ifThen(element, [make.callStatement(make.call("write", make.integer(1)))]));
      return;
    }
  }
}
