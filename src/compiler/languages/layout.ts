/** Assembly with addresses, as a language of the compiler. It has no semantics of its own: the image that is made of it has. */

import { printAssembly } from "../assembly/print.ts";
import { layoutError } from "../assembly/well-formed.ts";
import type { Layout } from "../passes/assembly-to-image/relax.ts";
import type { InMemory, Language } from "../stage.ts";

/** Assembly of which every item has its address. */
export const layout: Language<"layout", InMemory<Layout>> = {
  name: "layout",
  title: "assembly with addresses",
  print: ({ program: { assembly, functions } }) =>
    printAssembly(assembly, (f, item) => functions[f]!.address + functions[f]!.offsets[item]!),
  wellFormed: layoutError,
};
