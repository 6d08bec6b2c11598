/** The WebAssembly modules that are handed to the host's compiler while something is done. */

import { host } from "../../src/engine/wasm/host.ts";

/** What was done, and the modules compiled meanwhile. */
export function modulesOf<T>(work: () => T): { readonly modules: readonly Uint8Array[]; readonly result: T } {
  const modules: Uint8Array[] = [];
  const compiler = host as { Module: NonNullable<typeof host>["Module"] };
  const own = compiler.Module;
  compiler.Module = class extends own {
    constructor(bytes: Uint8Array) {
      super(bytes);
      modules.push(Uint8Array.from(bytes));
    }
  };
  try {
    return { modules, result: work() };
  } finally {
    compiler.Module = own;
  }
}

/** The lengths of the functions in a module, in bytes. */
export function functionSizes(module: Uint8Array): number[] {
  let at = 8;
  const unsigned = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = module[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < module.length) {
    const code = module[at++] === 10;
    const end = unsigned() + at;
    if (code) {
      return Array.from({ length: unsigned() }, () => {
        const size = unsigned();
        at += size;
        return size;
      });
    }
    at = end;
  }
  return [];
}
