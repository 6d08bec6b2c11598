/**
 * What is used of the host's WebAssembly, typed here since Node's and the browser's type libraries differ. A host may
 * have none, or refuse to compile (a content security policy): then the interpreter does the work.
 */

/** A linear memory. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** A table of functions. */
export interface WasmTable {
  set(index: number, value: unknown): void;
}

interface Host {
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => WasmMemory;
  readonly Table: new (limits: { readonly element: "anyfunc"; readonly initial: number }, value?: unknown) => WasmTable;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

/** The host's WebAssembly, if it has one. */
export const host: Host | undefined = (globalThis as { readonly WebAssembly?: Host }).WebAssembly;
