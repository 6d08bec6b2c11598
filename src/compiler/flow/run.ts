/**
 * The semantics of Flow, as an interpreter: registers of each activation in one growing array, calls on a stack of our
 * own, arrays and globals in Ell's concrete store. An array as a word is an address (addresses.ts).
 *
 * The same interpreter runs a program before and after register allocation. After it, registers are the machine's, and
 * `clobbers` says which of them an instruction leaves in an unknown state: they are overwritten with a pattern, so that
 * an allocation that relies on one gives wrong results here.
 */

import type { Behaviour, Outcome } from "../../core/behaviour.ts";
import type { RecordingEnvironment } from "../../core/environment.ts";
import { impossible } from "../../core/impossible.ts";
import { int32 } from "../../core/word.ts";
import type { NodeId } from "../../lang/program/program.ts";
import { ConcreteStore } from "../../lang/semantics/concrete-store.ts";
import { holds } from "../passes/lang-to-flow/builder.ts";
import { Addresses } from "./addresses.ts";
import type { Block, Flow, FlowFunction, Operand, Register } from "./syntax.ts";

/** Registers that an instruction leaves in an unknown state. */
export interface Clobbers {
  readonly call: readonly Register[];
  /** Of `read`, `write` and blocks. */
  readonly environment: readonly Register[];
}

/** How long to observe, and on which registers. */
export interface FlowBudget {
  /** Instructions and terminators; by default without limit. */
  readonly clock?: number;
  /** Host bytes for the store and the stack each; by default 1 GiB. */
  readonly memory?: number;
  /** For allocated flow. By default nothing is clobbered. */
  readonly clobbers?: Clobbers;
}

/** A behaviour, the steps it took, and where it trapped. */
export interface FlowRun extends Behaviour {
  readonly steps: number;
  /** The node at which it trapped. */
  readonly node: NodeId | undefined;
}

/** A caller waiting for its callee. */
interface Activation {
  readonly f: FlowFunction;
  /** Where its registers begin. */
  readonly base: number;
  readonly block: Block;
  /** The instruction after the call. */
  readonly next: number;
  readonly rd: Register | undefined;
}

const defaultMemory = 2 ** 30;
const noClobbers: Clobbers = { call: [], environment: [] };
/** What a clobbered register holds: a word that a test program hardly computes. */
const rubbish = 0x5bad_c0de;

/**
 * The behaviour of a flow program, straight from `langToFlow`.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { passes, runFlow } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { return read() / 2; }");
 * if (!program.ok) throw new Error("refused");
 * const flow = passes.langToFlow(program.value);
 * if (!flow.ok) throw new Error(flow.error.message);
 * runFlow(flow.value, environmentOf(Uint8Array.of(84))).outcome; // => { kind: "halted", code: 42 }
 * runFlow(flow.value, environmentOf(Uint8Array.of(84)), { clock: 2 }).outcome; // => { kind: "running" }
 * ```
 */
export function runFlow(flow: Flow, environment: RecordingEnvironment, budget: FlowBudget = {}): FlowRun {
  const { clock = Number.POSITIVE_INFINITY, memory = defaultMemory, clobbers = noClobbers } = budget;
  const store = new ConcreteStore(flow.globals);
  const addresses = new Addresses();
  const callers: Activation[] = [];
  let f = flow.functions[flow.start]!;
  let base = 0;
  let registers = new Int32Array(Math.max(256, f.registers));
  let block = f.blocks[0]!;
  let next = 0;
  let steps = 0;

  const word = (operand: Operand): number =>
    operand.kind === "constant" ? operand.value : registers[base + operand.register]!;
  const clobber = (list: readonly Register[]): void => {
    for (const register of list) if (register < f.registers) registers[base + register] = rubbish;
  };
  const makeRoom = (count: number): void => {
    if (count <= registers.length) return;
    const larger = new Int32Array(2 * count);
    larger.set(registers);
    registers = larger;
  };
  const end = (outcome: Outcome, node?: NodeId): FlowRun => ({ events: environment.events, outcome, steps, node });

  while (steps < clock && store.spent <= memory && registers.byteLength <= memory) {
    const instruction = block.instructions[next];
    steps++;
    if (instruction !== undefined) {
      next++;
      switch (instruction.op) {
        case "copy":
          registers[base + instruction.rd] = word(instruction.from);
          break;
        case "operate":
          registers[base + instruction.rd] = int32[instruction.operation](
            word(instruction.left),
            word(instruction.right),
          );
          break;
        case "length":
          registers[base + instruction.rd] = store.length(addresses.arrayAt(word(instruction.array)));
          break;
        case "load_element": {
          const { element, rd } = instruction;
          const at = addresses.elementAt(element, word(instruction.array), word(instruction.index));
          registers[base + rd] = store.load(element, at.array, at.index);
          break;
        }
        case "store_element": {
          const { element } = instruction;
          const value = word(instruction.value);
          const at = addresses.elementAt(element, word(instruction.array), word(instruction.index));
          store.store(element, at.array, at.index, element === "byte" ? value & 255 : value);
          break;
        }
        case "get_global":
          registers[base + instruction.rd] = store.getGlobal(instruction.global);
          break;
        case "set_global":
          store.setGlobal(instruction.global, word(instruction.value));
          break;
        case "allocate": {
          const length = word(instruction.length);
          store.allocate(instruction.element, length);
          registers[base + instruction.rd] = addresses.allocate(instruction.element, length);
          break;
        }
        case "allocate_text":
          store.allocateText(instruction.element, instruction.values);
          registers[base + instruction.rd] = addresses.allocate(instruction.element, instruction.values.length);
          break;
        case "call": {
          const callee = flow.functions[instruction.callee]!;
          const inner = base + f.registers;
          makeRoom(inner + callee.registers);
          for (const [i, argument] of instruction.arguments.entries()) {
            const arrival = callee.parameters[i];
            if (arrival !== undefined) registers[inner + arrival] = word(argument);
          }
          callers.push({ f, base, block, next, rd: instruction.rd });
          f = callee;
          base = inner;
          block = f.blocks[0]!;
          next = 0;
          break;
        }
        case "read": {
          const byte = environment.read();
          clobber(clobbers.environment);
          registers[base + instruction.rd] = byte;
          break;
        }
        case "write":
          environment.write(word(instruction.value) & 255);
          clobber(clobbers.environment);
          break;
        case "transfer": {
          const array = addresses.arrayAt(word(instruction.array));
          const [from, count] = [word(instruction.from), word(instruction.count)];
          let moved: number;
          if (instruction.direction === "write") moved = environment.writeBlock(count, store.bytes(array, from));
          else {
            const block = environment.readBlock(count);
            store.fill(array, from, block);
            moved = block.count;
          }
          clobber(clobbers.environment);
          registers[base + instruction.rd] = moved;
          break;
        }
        case "cut":
          break;
        default:
          return impossible(instruction);
      }
      continue;
    }
    const terminator = block.terminator;
    next = 0;
    switch (terminator.op) {
      case "jump":
        block = f.blocks[terminator.target]!;
        break;
      case "branch": {
        const taken = holds(terminator.comparison, word(terminator.left), word(terminator.right));
        block = f.blocks[taken ? terminator.then : terminator.else]!;
        break;
      }
      case "return": {
        const value = terminator.value === undefined ? 0 : word(terminator.value);
        const caller = callers.pop();
        if (caller === undefined) throw new Error("start-up returned");
        ({ f, base, block, next } = caller);
        clobber(clobbers.call);
        if (caller.rd !== undefined) registers[base + caller.rd] = value;
        break;
      }
      case "tail_call": {
        const callee = flow.functions[terminator.callee]!;
        const values = terminator.arguments.map(word);
        makeRoom(base + callee.registers);
        for (const [i, value] of values.entries()) {
          const arrival = callee.parameters[i];
          if (arrival !== undefined) registers[base + arrival] = value;
        }
        f = callee;
        block = f.blocks[0]!;
        break;
      }
      case "exit":
        return end({ kind: "halted", code: word(terminator.value) });
      case "trap":
        return end({ kind: "trapped", trap: terminator.trap }, terminator.origin);
      default:
        return impossible(terminator);
    }
  }
  return end({ kind: "running" });
}
