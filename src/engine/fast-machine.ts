/**
 * A machine as the fast engines have it: registers, memory and predecoded text, and the reference's step for the rest.
 *
 * The reference's own `step` executes what the engines leave to it (calls, stops, faults, accesses across segments), on
 * the same memory. So its rules and its messages are not written a second time.
 */

import { int32 } from "../core/word.ts";
import { hex, type Image } from "../machine/isa/image.ts";
import { registerNumbers } from "../machine/isa/register.ts";
import type { InitialState } from "../machine/semantics/load.ts";
import type { Machine, MachineFinal, SystemCalls } from "../machine/semantics/machine.ts";
import { step } from "../machine/semantics/step.ts";
import { FlatMemory, type Layout } from "./flat-memory.ts";
import { Interpreter } from "./interpreter.ts";
import { lostRegister, PredecodedText } from "./predecode.ts";
import { moveSites } from "./sites.ts";

/** A machine in one buffer. */
export class FastMachine {
  readonly memory: FlatMemory;
  /** x0…x31 and the register of lost results: the first words of the buffer. */
  readonly registers: Int32Array;
  readonly text = new PredecodedText();
  readonly interpreter: Interpreter;
  readonly #machine: Machine<number>;

  constructor(
    image: Image,
    { segments, sp, fenceI }: InitialState,
    layout: Layout,
    buffer: ArrayBuffer,
    environment: SystemCalls<number>,
  ) {
    this.memory = new FlatMemory(buffer, segments, layout, fenceI);
    this.registers = new Int32Array(buffer, 0, lostRegister + 1);
    this.registers[registerNumbers.sp] = sp;
    this.interpreter = new Interpreter(this.registers, this.memory, this.text);
    this.interpreter.pc = image.entry | 0;
    this.#machine = {
      words: int32,
      pc: this.interpreter.pc,
      registers: new Array<number>(32).fill(0),
      memory: this.memory,
      environment,
      describe: hex,
    };
  }

  /**
   * Go on from where another machine with the same segments is, which is not used again: what it decoded, and where its
   * accesses went, need not be found out twice.
   */
  resume({ memory, registers, interpreter, text }: FastMachine): void {
    this.memory.copy(memory);
    this.text.adopt(text, (chunk) => moveSites(chunk, memory, this.memory));
    this.registers.set(registers);
    this.interpreter.pc = interpreter.pc;
  }

  /** One step of the reference; how the machine stopped, if it did. */
  step(): MachineFinal<number> | undefined {
    const machine = this.machine();
    const { outcome } = step(machine);
    const { registers } = this;
    const changed = machine.registers;
    for (let r = 1; r < 32; r++) registers[r] = changed[r]!;
    this.interpreter.pc = machine.pc;
    return outcome;
  }

  /** The machine as the reference sees it, the same one each time: memory is shared, registers are copied. */
  machine(): Machine<number> {
    const machine = this.#machine;
    const { registers } = this;
    const copies = machine.registers;
    // Programs that read and write come here at each call: this is 32 words, and nothing is made.
    for (let r = 1; r < 32; r++) copies[r] = registers[r]!;
    machine.pc = this.interpreter.pc;
    return machine;
  }
}
