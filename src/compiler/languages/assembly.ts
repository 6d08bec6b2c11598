/** Assembly as a language of the compiler. It has no semantics of its own: the image that is made of it has. */

import type { Assembly } from "../assembly/assembly.ts";
import { printAssembly } from "../assembly/print.ts";
import { assemblyError } from "../assembly/well-formed.ts";
import type { InMemory, Language } from "../stage.ts";

/** Machine instructions, with jumps and calls that name where they go. */
export const assembly: Language<"assembly", InMemory<Assembly>> = {
  name: "assembly",
  title: "assembly",
  print: ({ program }) => printAssembly(program),
  wellFormed: assemblyError,
};
