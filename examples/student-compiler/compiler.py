"""A compiler from Ell to RISC-V assembly, in Python: another one than compiler.ts, for those who write theirs in another language.

It reads the tree of a checked program, so that it needs no parser:

    etalon parse --json gcd.ell > gcd.json
    python3 compiler.py gcd.json > gcd.s

Every value is made in a0. What waits for its operation is pushed, and s0 stands at the frame's top: variable k is at s0 - 12 - 4k,
the caller's s0 at s0 - 8, and ra at s0 - 4. So sp may move, and nobody has to count where a variable is.
"""

import json
import sys

WORDS = {"divide": 1, "bounds": 2, "length": 3, "assert": 4, "stack": 16, "heap": 17}
MACHINE = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "rem", "&": "and", "|": "or", "^": "xor", "<<": "sll", ">>": "sra", ">>>": "srl"}
COMPARED = {
    "==": ["xor a0, t0, a0", "seqz a0, a0"],
    "!=": ["xor a0, t0, a0", "snez a0, a0"],
    "<": ["slt a0, t0, a0"],
    ">": ["slt a0, a0, t0"],
    "<=": ["slt a0, a0, t0", "xori a0, a0, 1"],
    ">=": ["slt a0, t0, a0", "xori a0, a0, 1"],
}
ARGUMENT_REGISTERS = 8


class FunctionCompiler:
    """One function: its lines, and how deep it pushes."""

    def __init__(self, program, index):
        self.program = program
        self.index = index
        self.lines = []
        self.labels = 0
        self.depth = 0
        self.deepest = 0
        self.loops = []

    def emit(self, *lines):
        self.lines += ["  " + line for line in lines]

    def label(self):
        self.labels += 1
        return f".L{self.index}_{self.labels}"

    def put(self, label):
        self.lines.append(label + ":")

    def compile(self):
        function = self.program["functions"][self.index]
        parameters = range(function["parameters"])
        for slot in parameters[:ARGUMENT_REGISTERS]:
            self.emit(f"sw a{slot}, {variable(slot)}")
        for slot in parameters[ARGUMENT_REGISTERS:]:
            self.emit(f"lw t0, {4 * (slot - ARGUMENT_REGISTERS)}(s0)", f"sw t0, {variable(slot)}")
        self.statement(function["body"])
        self.leave()
        frame = 8 + 4 * len(function["slots"])
        is_start = self.index == self.program["start"]
        start = ["_start:", "  la sp, stack_top", "  la gp, heap"] if is_start else []
        prologue = [
            f"  li t0, {frame + 4 * self.deepest}",
            "  sub t0, sp, t0",
            "  la t1, stack_limit",
            "  bltu t0, t1, stop_stack",
            "  sw ra, -4(sp)",
            "  sw s0, -8(sp)",
            "  mv s0, sp",
            f"  li t0, {frame}",
            "  sub sp, sp, t0",
        ]
        return [f"f{self.index}:  # {function['name']}", *start, *prologue, *self.lines]

    def leave(self):
        self.emit("mv sp, s0", "lw ra, -4(sp)", "lw s0, -8(sp)", "ret")

    # Values that wait.

    def push(self, register="a0"):
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)
        self.emit("addi sp, sp, -4", f"sw {register}, 0(sp)")

    def pop(self, register):
        self.emit(f"lw {register}, 0(sp)")
        self.drop(1)

    def drop(self, words):
        self.depth -= words
        self.emit(f"addi sp, sp, {4 * words}")

    # Statements. Before and after each, nothing is pushed.

    def statement(self, s):
        kind = s["kind"]
        if kind == "block":
            for one in s["statements"]:
                self.statement(one)
        elif kind == "assign":
            self.value(s["value"])
            self.emit(f"sw a0, {variable(s['slot'])}")
        elif kind == "assign_global":
            self.value(s["value"])
            self.emit(f"la t0, globals + {4 * s['index']}", "sw a0, 0(t0)")
        elif kind == "assign_element":
            for part in ("array", "index"):
                self.value(s[part])
                self.push()
            self.value(s["value"])
            self.pop("t1")
            self.pop("t0")
            self.element(s["element"])
            self.emit("sb a0, 4(t0)" if s["element"] == "byte" else "sw a0, 4(t0)")
        elif kind == "if":
            other, end = self.label(), self.label()
            self.unless(s["condition"], other)
            self.statement(s["then"])
            self.emit(f"j {end}")
            self.put(other)
            if "else" in s:
                self.statement(s["else"])
            self.put(end)
        elif kind == "while":
            head, update, end = self.label(), self.label(), self.label()
            self.put(head)
            self.unless(s["condition"], end)
            self.loops.append((update, end))
            self.statement(s["body"])
            self.loops.pop()
            self.put(update)
            if "update" in s:
                self.statement(s["update"])
            self.emit(f"j {head}")
            self.put(end)
        elif kind == "break":
            self.emit(f"j {self.loops[-1][1]}")
        elif kind == "continue":
            self.emit(f"j {self.loops[-1][0]}")
        elif kind == "return":
            if "value" in s:
                self.value(s["value"])
            self.leave()
        elif kind == "assert":
            self.unless(s["condition"], "stop_assert")
        elif kind == "write":
            self.value(s["value"])
            self.emit("la a1, scratch", "sb a0, 0(a1)", "li a0, 1", "li a2, 1", "li a7, 64", "ecall")
        elif kind == "exit":
            self.value(s["value"])
            self.emit("li a7, 93", "ecall")
        elif kind == "discard":
            self.value(s["expression"])
        else:
            raise ValueError(kind)

    def unless(self, condition, label):
        """Go to a label where a condition is false. A branch does not reach far, a jump does."""
        self.value(condition)
        holds = self.label()
        self.emit(f"bnez a0, {holds}", f"j {label}")
        self.put(holds)

    # Expressions: the value goes to a0.

    def value(self, e):
        kind = e["kind"]
        if kind == "constant":
            self.emit(f"li a0, {e['value']}")
        elif kind == "text":
            self.text(e["values"], e["element"])
        elif kind == "local":
            self.emit(f"lw a0, {variable(e['slot'])}")
        elif kind == "global":
            self.emit(f"la t0, globals + {4 * e['index']}", "lw a0, 0(t0)")
        elif kind == "unary":
            self.value(e["operand"])
            self.emit({"-": "neg a0, a0", "~": "not a0, a0", "!": "xori a0, a0, 1"}[e["operator"]])
        elif kind == "binary":
            self.value(e["left"])
            self.push()
            self.value(e["right"])
            self.pop("t0")
            self.operation(e["operator"])
        elif kind in ("and", "or"):
            right, end = self.label(), self.label()
            self.value(e["left"])
            self.emit(f"{'bnez' if kind == 'and' else 'beqz'} a0, {right}", f"j {end}")
            self.put(right)
            self.value(e["right"])
            self.put(end)
        elif kind == "index":
            self.value(e["array"])
            self.push()
            self.value(e["index"])
            self.emit("mv t1, a0")
            self.pop("t0")
            self.element(e["element"])
            self.emit("lbu a0, 4(t0)" if e["element"] == "byte" else "lw a0, 4(t0)")
        elif kind == "length":
            self.value(e["array"])
            self.emit("lw a0, 0(a0)")
        elif kind == "new":
            self.value(e["length"])
            self.emit("bltz a0, stop_length", *(["addi t1, a0, 3", "srli t1, t1, 2"] if e["element"] == "byte" else ["mv t1, a0"]))
            self.room()
            self.emit("sw a0, 0(gp)", "mv a0, gp", "slli t1, t1, 2", "add gp, gp, t1", "addi gp, gp, 4")
        elif kind == "read":
            end = self.label()
            self.emit("li a0, 0", "la a1, scratch", "li a2, 1", "li a7, 63", "ecall")
            self.emit("mv t0, a0", "li a0, -1", f"blez t0, {end}", "lbu a0, 0(a1)")
            self.put(end)
        elif kind == "transfer":
            self.transfer(e)
        elif kind == "call":
            self.call(e["callee"], e["arguments"])
        else:
            raise ValueError(kind)

    def operation(self, operator):
        """Of the left operand in t0 and the right one in a0."""
        if operator in ("/", "%"):
            self.emit("beqz a0, stop_divide")
        self.emit(*(COMPARED[operator] if operator in COMPARED else [f"{MACHINE[operator]} a0, t0, a0"]))

    def element(self, element):
        """The address of an element, less 4, in t0: of the array in t0 and the index in t1."""
        self.emit("lw t2, 0(t0)", "bgeu t1, t2, stop_bounds")
        if element != "byte":
            self.emit("slli t1, t1, 2")
        self.emit("add t0, t0, t1")

    def room(self):
        """Are there t1 words, and one more, in the heap?"""
        self.emit("la t0, heap_end", "sub t0, t0, gp", "srli t0, t0, 2", "bgeu t1, t0, stop_heap")

    def text(self, values, element):
        """An array of constants: all words are written before anything else."""
        size = 4 if element == "byte" else 1
        parts = [values[at : at + size] for at in range(0, len(values), size)]
        words = [int.from_bytes(bytes(part), "little", signed=False) for part in parts] if size == 4 else values
        self.emit(f"li t1, {len(words)}")
        self.room()
        self.emit("mv a0, gp")
        for word in [len(values), *words]:
            self.emit(f"li t1, {word}", "sw t1, 0(gp)", "addi gp, gp, 4")

    def transfer(self, e):
        for part in ("array", "from"):
            self.value(e[part])
            self.push()
        self.value(e["count"])
        self.emit("mv a2, a0")
        self.pop("t1")
        self.pop("t0")
        end = self.label()
        reads = e["direction"] == "read"
        self.emit("lw t2, 0(t0)", "bltu t2, t1, stop_bounds", "sub t2, t2, t1", "bltu t2, a2, stop_bounds")
        self.emit(f"beqz a2, {end}", "add a1, t0, t1", "addi a1, a1, 4")
        self.emit(*(["li a0, 0", "li a7, 63"] if reads else ["li a0, 1", "li a7, 64"]), "ecall")
        self.emit(f"bgtz a0, {end}", "li a0, 0" if reads else "mv a0, a2")
        self.put(end)

    def call(self, callee, arguments):
        """All arguments are pushed; the first go to registers, and the others lie at sp, the first of them lowest."""
        count = len(arguments)
        on_stack = max(0, count - ARGUMENT_REGISTERS)
        for argument in arguments:
            self.value(argument)
            self.push()
        for _ in range(on_stack):
            self.push("zero")
        for k in range(count):
            pushed = 4 * (on_stack + count - 1 - k)
            if k < ARGUMENT_REGISTERS:
                self.emit(f"lw a{k}, {pushed}(sp)")
            else:
                self.emit(f"lw t0, {pushed}(sp)", f"sw t0, {4 * (k - ARGUMENT_REGISTERS)}(sp)")
        self.emit(f"call f{callee}")
        if count > 0:
            self.drop(count + on_stack)


def variable(slot):
    return f"{-12 - 4 * slot}(s0)"


def compile_program(program):
    lines = []
    for index in range(len(program["functions"])):
        lines += FunctionCompiler(program, index).compile()
    for name, code in WORDS.items():
        lines += [f"stop_{name}:", f"  li a0, {code}", "  ebreak"]
    return lines + [
        "  .bss",
        "scratch: .zero 4",
        f"globals: .zero {4 * len(program['globals'])}",
        f"heap: .zero {64 * 2**20}",
        "  .balign 16",
        "heap_end:",
        "stack_limit:",
        f"  .zero {8 * 2**20}",
        "stack_top:",
    ]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf8") as file:
        print("\n".join(compile_program(json.load(file)["program"])))
