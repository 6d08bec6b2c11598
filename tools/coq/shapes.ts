/**
 * How functions are called that are given to others. In Coq a function takes its arguments one at a time; but most functions that take another, such as
 * `fold_left`, always call it with so many arguments, and then it is printed as one that takes these at once.
 */

import { type Expression, namesOf } from "./extraction.ts";

/** How a function is called: for each parameter that is a function, how many arguments it is given at once; 1 for any other. */
export type Shape = readonly number[];

export type Lambda = Extract<Expression, { what: "expr:lambda" }>;

/** How a function with so many parameters is called, where none of them is a function that takes several arguments at once. */
export function oneAtATime(parameters: number): Shape {
  return Array.from({ length: parameters }, () => 1);
}

/** How a function is called: each parameter that it calls takes as many arguments at once as it is always given. */
export function shapeOf({ argnames, body }: Lambda, known: ReadonlyMap<string, Shape>): Shape {
  return argnames.map((name, i) => {
    const least = argnames.lastIndexOf(name) === i ? leastGiven(body, name, known) : Infinity;
    return least === Infinity ? 1 : least;
  });
}

/** How many arguments a name is given wherever it is called, at least; infinitely many where it is not. */
function leastGiven(e: Expression, name: string, known: ReadonlyMap<string, Shape>): number {
  const least = (...all: readonly Expression[]): number => Math.min(...all.map((x) => leastGiven(x, name, known)));
  switch (e.what) {
    case "expr:rel":
    case "expr:global":
      return Infinity;
    case "expr:constructor":
      return least(...e.args);
    case "expr:lambda":
      return e.argnames.includes(name) ? Infinity : least(e.body);
    case "expr:let":
      return e.name === name ? least(e.nameval) : least(e.nameval, e.body);
    case "expr:fix": {
      const [{ name: own, body }] = e.funcs;
      return own === name ? Infinity : least(body);
    }
    case "expr:case": {
      const seen = e.cases.filter(({ pat }) => !namesOf(pat).includes(name));
      return least(e.expr, ...seen.map(({ body }) => body));
    }
    case "expr:apply": {
      const { func, args } = e;
      const isIt = (x: Expression): boolean => x.what === "expr:rel" && x.name === name;
      const shape = func.what === "expr:global" ? known.get(func.name) : undefined;
      const passed = args.map((arg, i) => (isIt(arg) ? (shape?.[i] ?? Infinity) : Infinity));
      return Math.min(isIt(func) ? args.length : least(func), ...passed, least(...args));
    }
  }
}
