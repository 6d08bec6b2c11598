/**
 * From one WebAssembly function to another: calls and tail calls, of a function that is known, or by the table of functions.
 *
 * Every function takes fuel, depth and pc, and returns fuel and pc.
 */

import { type Code, local } from "./code.ts";
import { opcode } from "./opcodes.ts";

/** The part of the text that the table of functions covers. */
export interface FunctionTable {
  /** The first address, and how many words from there. */
  readonly tableStart: number;
  readonly tableWords: number;
}

/** The return address of a call into x[rd]. */
export function emitLink(code: Code, rd: number, next: number): void {
  if (rd === 0) return;
  code.constant(next);
  code.setRegister(rd);
}

/** Call a function of the module, to begin at `pc`. */
export function callFunction(code: Code, called: number, pc: number): void {
  code.get(local.fuel);
  code.get(local.depth);
  code.constant(1);
  code.op(opcode.i32Sub);
  code.constant(pc);
  code.op(opcode.call);
  code.out.unsigned(called);
}

/** Go on in a function of the module, at `pc`. */
export function tailCallFunction(code: Code, called: number, pc: number): void {
  code.get(local.fuel);
  code.get(local.depth);
  code.constant(pc);
  code.op(opcode.returnCall);
  code.out.unsigned(called);
}

/** A call, or tail call, of the function at the address in `word`; where there is none, return with it as pc. */
export function callThroughTable(code: Code, table: FunctionTable, kind: "call" | "tail call"): void {
  code.get(local.word);
  code.constant(table.tableStart);
  code.op(opcode.i32Sub);
  code.constant(2);
  code.op(opcode.i32Rotr);
  code.tee(local.other);
  code.constant(table.tableWords);
  code.op(opcode.i32GeU);
  code.open(opcode.if);
  code.get(local.fuel);
  code.get(local.word);
  code.op(opcode.return);
  code.close();
  code.get(local.fuel);
  code.get(local.depth);
  if (kind === "call") {
    code.constant(1);
    code.op(opcode.i32Sub);
  }
  code.get(local.word);
  code.get(local.other);
  code.op(kind === "call" ? opcode.callIndirect : opcode.returnCallIndirect);
  code.out.unsigned(0);
  code.out.unsigned(0);
}
