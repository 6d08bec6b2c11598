// Extracted from coq/*.v by `npm run coq`. Do not edit.

export type Unit =
  | { readonly is: "Tt" };
export type Nat = number | bigint;
export type Option<A> =
  | { readonly is: "Some"; readonly a: A }
  | { readonly is: "None" };
export type Sum<A, B> =
  | { readonly is: "Inl"; readonly a: A }
  | { readonly is: "Inr"; readonly a: B };
export type Prod<A, B> =
  | { readonly is: "Pair"; readonly a: A; readonly b: B };
export type List<A> =
  | { readonly is: "Nil" }
  | { readonly is: "Cons"; readonly a: A; readonly b: List<A> };
export type Comparison =
  | { readonly is: "Eq" }
  | { readonly is: "Lt" }
  | { readonly is: "Gt" };
export type Sumbool =
  | { readonly is: "Left" }
  | { readonly is: "Right" };
export type Positive = number | bigint;
export type N = number | bigint;
export type Z = number | bigint;
export type Mask =
  | { readonly is: "IsNul" }
  | { readonly is: "IsPos"; readonly a: Positive }
  | { readonly is: "IsNeg" };
export type Operation =
  | { readonly is: "Add" }
  | { readonly is: "Sub" }
  | { readonly is: "Mul" }
  | { readonly is: "Mulh" }
  | { readonly is: "Mulhsu" }
  | { readonly is: "Mulhu" }
  | { readonly is: "Div" }
  | { readonly is: "Divu" }
  | { readonly is: "Rem" }
  | { readonly is: "Remu" }
  | { readonly is: "And" }
  | { readonly is: "Or" }
  | { readonly is: "Xor" }
  | { readonly is: "Sll" }
  | { readonly is: "Srl" }
  | { readonly is: "Sra" }
  | { readonly is: "Slt" }
  | { readonly is: "Sltu" }
  | { readonly is: "Equal" };
export type Event =
  | { readonly is: "Reading"; readonly a: Z }
  | { readonly is: "Writing"; readonly a: Z };
export type Trap =
  | { readonly is: "Trap_divide" }
  | { readonly is: "Trap_bounds" }
  | { readonly is: "Trap_length" }
  | { readonly is: "Trap_assert" };
export type Resource =
  | { readonly is: "Resource_stack" }
  | { readonly is: "Resource_heap" };
export type Environment<E> =
  | { readonly is: "Build_environment"; readonly a: ((x: E) => ((x: Z) => Prod<List<Z>, E>)); readonly b: ((x: E) => ((x: List<Z>) => Prod<Z, E>)); readonly c: ((x: E) => Z); readonly d: ((x: E) => Option<Z>) };
export type Given =
  | { readonly is: "Build_given"; readonly a: List<Z>; readonly b: Z };
export type Key = Positive;
export type Tree<A> =
  | { readonly is: "Leaf" }
  | { readonly is: "Node"; readonly a: Tree<A>; readonly b: Option<A>; readonly c: Tree<A> };
export type T<A> = Tree<A>;
export type Table<A> = T<A>;
export type Element =
  | { readonly is: "Element_int" }
  | { readonly is: "Element_bool" }
  | { readonly is: "Element_byte" };
export type Node = Z;
export type Type =
  | { readonly is: "Type_int" }
  | { readonly is: "Type_bool" }
  | { readonly is: "Type_array"; readonly a: Element };
export type UnaryOperator =
  | { readonly is: "Negate" }
  | { readonly is: "Complement" }
  | { readonly is: "Not" };
export type BinaryOperator =
  | { readonly is: "Times" }
  | { readonly is: "Over" }
  | { readonly is: "Modulo" }
  | { readonly is: "Plus" }
  | { readonly is: "Minus" }
  | { readonly is: "ShiftLeft" }
  | { readonly is: "ShiftRight" }
  | { readonly is: "ShiftRightLogical" }
  | { readonly is: "BitAnd" }
  | { readonly is: "BitXor" }
  | { readonly is: "BitOr" }
  | { readonly is: "IsEqual" }
  | { readonly is: "IsNot" }
  | { readonly is: "IsLess" }
  | { readonly is: "IsAtMost" }
  | { readonly is: "IsGreater" }
  | { readonly is: "IsAtLeast" };
export type LogicOperator =
  | { readonly is: "AndAlso" }
  | { readonly is: "OrElse" };
export type Direction =
  | { readonly is: "Inward" }
  | { readonly is: "Outward" };
export type Expression =
  | { readonly is: "Constant"; readonly a: Node; readonly b: Z }
  | { readonly is: "Text"; readonly a: Node; readonly b: Element; readonly c: List<Z> }
  | { readonly is: "Local"; readonly a: Node; readonly b: Nat }
  | { readonly is: "Global"; readonly a: Node; readonly b: Z }
  | { readonly is: "Unary"; readonly a: Node; readonly b: UnaryOperator; readonly c: Expression }
  | { readonly is: "Binary"; readonly a: Node; readonly b: BinaryOperator; readonly c: Expression; readonly d: Expression }
  | { readonly is: "Logic"; readonly a: Node; readonly b: LogicOperator; readonly c: Expression; readonly d: Expression }
  | { readonly is: "Index"; readonly a: Node; readonly b: Element; readonly c: Expression; readonly d: Expression }
  | { readonly is: "Length"; readonly a: Node; readonly b: Expression }
  | { readonly is: "New"; readonly a: Node; readonly b: Element; readonly c: Expression }
  | { readonly is: "Read"; readonly a: Node }
  | { readonly is: "Transfer"; readonly a: Node; readonly b: Direction; readonly c: Expression; readonly d: Expression; readonly e: Expression }
  | { readonly is: "Call"; readonly a: Node; readonly b: Nat; readonly c: List<Expression> };
export type Statement =
  | { readonly is: "Assign"; readonly a: Node; readonly b: Nat; readonly c: Expression }
  | { readonly is: "AssignGlobal"; readonly a: Node; readonly b: Z; readonly c: Expression }
  | { readonly is: "AssignElement"; readonly a: Node; readonly b: Element; readonly c: Expression; readonly d: Expression; readonly e: Expression }
  | { readonly is: "If"; readonly a: Node; readonly b: Expression; readonly c: Statement; readonly d: Option<Statement> }
  | { readonly is: "While"; readonly a: Node; readonly b: Expression; readonly c: Statement; readonly d: Option<Statement> }
  | { readonly is: "Break"; readonly a: Node }
  | { readonly is: "Continue"; readonly a: Node }
  | { readonly is: "Return"; readonly a: Node; readonly b: Option<Expression> }
  | { readonly is: "Assert"; readonly a: Node; readonly b: Expression }
  | { readonly is: "Write"; readonly a: Node; readonly b: Expression }
  | { readonly is: "Exit"; readonly a: Node; readonly b: Expression }
  | { readonly is: "Discard"; readonly a: Node; readonly b: Expression }
  | { readonly is: "Block"; readonly a: Node; readonly b: List<Statement> };
export type Function =
  | { readonly is: "Build_function"; readonly a: Nat; readonly b: Option<Type>; readonly c: List<Type>; readonly d: Statement };
export type Program =
  | { readonly is: "Build_program"; readonly a: List<Type>; readonly b: List<Function>; readonly c: Nat; readonly d: Nat };
export type EllRule =
  | { readonly is: "Rule_constant" }
  | { readonly is: "Rule_text" }
  | { readonly is: "Rule_local" }
  | { readonly is: "Rule_global" }
  | { readonly is: "Rule_unary" }
  | { readonly is: "Rule_unary_apply" }
  | { readonly is: "Rule_binary" }
  | { readonly is: "Rule_binary_right" }
  | { readonly is: "Rule_binary_apply" }
  | { readonly is: "Rule_divide_trap" }
  | { readonly is: "Rule_logic" }
  | { readonly is: "Rule_logic_short" }
  | { readonly is: "Rule_logic_right" }
  | { readonly is: "Rule_logic_value" }
  | { readonly is: "Rule_index" }
  | { readonly is: "Rule_index_index" }
  | { readonly is: "Rule_index_load" }
  | { readonly is: "Rule_index_trap" }
  | { readonly is: "Rule_length" }
  | { readonly is: "Rule_length_apply" }
  | { readonly is: "Rule_new" }
  | { readonly is: "Rule_new_apply" }
  | { readonly is: "Rule_new_trap" }
  | { readonly is: "Rule_read" }
  | { readonly is: "Rule_transfer" }
  | { readonly is: "Rule_transfer_from" }
  | { readonly is: "Rule_transfer_count" }
  | { readonly is: "Rule_transfer_trap" }
  | { readonly is: "Rule_transfer_nothing" }
  | { readonly is: "Rule_read_bytes" }
  | { readonly is: "Rule_read_bytes_end" }
  | { readonly is: "Rule_write_bytes" }
  | { readonly is: "Rule_call" }
  | { readonly is: "Rule_call_argument" }
  | { readonly is: "Rule_call_enter" }
  | { readonly is: "Rule_call_value" }
  | { readonly is: "Rule_call_done" }
  | { readonly is: "Rule_assign" }
  | { readonly is: "Rule_assign_apply" }
  | { readonly is: "Rule_assign_global" }
  | { readonly is: "Rule_assign_global_apply" }
  | { readonly is: "Rule_element" }
  | { readonly is: "Rule_element_index" }
  | { readonly is: "Rule_element_value" }
  | { readonly is: "Rule_element_store" }
  | { readonly is: "Rule_element_trap" }
  | { readonly is: "Rule_if" }
  | { readonly is: "Rule_if_true" }
  | { readonly is: "Rule_if_false" }
  | { readonly is: "Rule_if_skip" }
  | { readonly is: "Rule_while" }
  | { readonly is: "Rule_while_true" }
  | { readonly is: "Rule_while_false" }
  | { readonly is: "Rule_loop_next" }
  | { readonly is: "Rule_loop_update" }
  | { readonly is: "Rule_update_next" }
  | { readonly is: "Rule_break" }
  | { readonly is: "Rule_break_unwind" }
  | { readonly is: "Rule_break_loop" }
  | { readonly is: "Rule_continue" }
  | { readonly is: "Rule_continue_unwind" }
  | { readonly is: "Rule_continue_loop" }
  | { readonly is: "Rule_continue_update" }
  | { readonly is: "Rule_return" }
  | { readonly is: "Rule_return_nothing" }
  | { readonly is: "Rule_return_apply" }
  | { readonly is: "Rule_return_unwind" }
  | { readonly is: "Rule_assert" }
  | { readonly is: "Rule_assert_true" }
  | { readonly is: "Rule_assert_trap" }
  | { readonly is: "Rule_write" }
  | { readonly is: "Rule_write_apply" }
  | { readonly is: "Rule_exit" }
  | { readonly is: "Rule_exit_apply" }
  | { readonly is: "Rule_discard" }
  | { readonly is: "Rule_discard_apply" }
  | { readonly is: "Rule_block" }
  | { readonly is: "Rule_block_next" }
  | { readonly is: "Rule_block_end" };
export type Control<W> =
  | { readonly is: "Evaluate"; readonly a: Expression }
  | { readonly is: "Value"; readonly a: W; readonly b: Node }
  | { readonly is: "Execute"; readonly a: Statement }
  | { readonly is: "Done" }
  | { readonly is: "Breaking" }
  | { readonly is: "Continuing" }
  | { readonly is: "Returning"; readonly a: W };
export type Waiting<W> =
  | { readonly is: "UnaryFrame"; readonly a: Node; readonly b: UnaryOperator }
  | { readonly is: "BinaryLeft"; readonly a: Node; readonly b: BinaryOperator; readonly c: Expression }
  | { readonly is: "BinaryRight"; readonly a: Node; readonly b: BinaryOperator; readonly c: W }
  | { readonly is: "LogicLeft"; readonly a: Node; readonly b: LogicOperator; readonly c: Expression }
  | { readonly is: "LogicRight"; readonly a: Node }
  | { readonly is: "IndexArray"; readonly a: Node; readonly b: Element; readonly c: Expression }
  | { readonly is: "IndexIndex"; readonly a: Node; readonly b: Element; readonly c: W }
  | { readonly is: "LengthFrame"; readonly a: Node }
  | { readonly is: "NewFrame"; readonly a: Node; readonly b: Element }
  | { readonly is: "TransferArray"; readonly a: Node; readonly b: Direction; readonly c: Expression; readonly d: Expression }
  | { readonly is: "TransferFrom"; readonly a: Node; readonly b: Direction; readonly c: W; readonly d: Expression }
  | { readonly is: "TransferCount"; readonly a: Node; readonly b: Direction; readonly c: W; readonly d: W }
  | { readonly is: "Arguments"; readonly a: Node; readonly b: Nat; readonly c: List<W>; readonly d: List<Expression> }
  | { readonly is: "CallFrame"; readonly a: Node; readonly b: List<W> }
  | { readonly is: "AssignFrame"; readonly a: Node; readonly b: Nat }
  | { readonly is: "AssignGlobalFrame"; readonly a: Node; readonly b: Z }
  | { readonly is: "ElementArray"; readonly a: Node; readonly b: Element; readonly c: Expression; readonly d: Expression }
  | { readonly is: "ElementIndex"; readonly a: Node; readonly b: Element; readonly c: W; readonly d: Expression }
  | { readonly is: "ElementValue"; readonly a: Node; readonly b: Element; readonly c: W; readonly d: W }
  | { readonly is: "IfFrame"; readonly a: Node; readonly b: Statement; readonly c: Option<Statement> }
  | { readonly is: "WhileFrame"; readonly a: Node; readonly b: Expression; readonly c: Statement; readonly d: Option<Statement> }
  | { readonly is: "LoopFrame"; readonly a: Node; readonly b: Expression; readonly c: Statement; readonly d: Option<Statement> }
  | { readonly is: "UpdateFrame"; readonly a: Node; readonly b: Expression; readonly c: Statement; readonly d: Option<Statement> }
  | { readonly is: "ReturnFrame"; readonly a: Node }
  | { readonly is: "AssertFrame"; readonly a: Node }
  | { readonly is: "WriteFrame"; readonly a: Node }
  | { readonly is: "ExitFrame"; readonly a: Node }
  | { readonly is: "DiscardFrame"; readonly a: Node }
  | { readonly is: "BlockFrame"; readonly a: Node; readonly b: List<Statement> };
export type Continuation<W> = List<Waiting<W>>;
export type Configuration<W> =
  | { readonly is: "Build_configuration"; readonly a: Control<W>; readonly b: List<W>; readonly c: Continuation<W> };
export type Final<W> =
  | { readonly is: "Halt"; readonly a: W }
  | { readonly is: "Trap"; readonly a: Trap; readonly b: Node };
export type Effect<W> =
  | { readonly is: "Become"; readonly a: EllRule; readonly b: Configuration<W> }
  | { readonly is: "Finish"; readonly a: EllRule; readonly b: Final<W> }
  | { readonly is: "Wrong" }
  | { readonly is: "Const"; readonly a: Z; readonly b: ((x: W) => Effect<W>) }
  | { readonly is: "Operate"; readonly a: Operation; readonly b: W; readonly c: W; readonly d: ((x: W) => Effect<W>) }
  | { readonly is: "Decide"; readonly a: W; readonly b: ((x: boolean) => Effect<W>) }
  | { readonly is: "Allocate"; readonly a: Element; readonly b: W; readonly c: ((x: W) => Effect<W>) }
  | { readonly is: "AllocateText"; readonly a: Element; readonly b: List<Z>; readonly c: ((x: W) => Effect<W>) }
  | { readonly is: "AskLength"; readonly a: W; readonly b: ((x: W) => Effect<W>) }
  | { readonly is: "Load"; readonly a: Element; readonly b: W; readonly c: W; readonly d: ((x: W) => Effect<W>) }
  | { readonly is: "Store"; readonly a: Element; readonly b: W; readonly c: W; readonly d: W; readonly e: Effect<W> }
  | { readonly is: "GetGlobal"; readonly a: Z; readonly b: ((x: W) => Effect<W>) }
  | { readonly is: "SetGlobal"; readonly a: Z; readonly b: W; readonly c: Effect<W> }
  | { readonly is: "ReadByte"; readonly a: ((x: W) => Effect<W>) }
  | { readonly is: "WriteByte"; readonly a: W; readonly b: Effect<W> }
  | { readonly is: "ReadBlock"; readonly a: W; readonly b: W; readonly c: W; readonly d: ((x: W) => Effect<W>) }
  | { readonly is: "WriteBlock"; readonly a: W; readonly b: W; readonly c: W; readonly d: ((x: W) => Effect<W>) };
export type Array =
  | { readonly is: "Build_array"; readonly a: Z; readonly b: Table<Z> };
export type Store =
  | { readonly is: "Build_store"; readonly a: Z; readonly b: Table<Option<Array>>; readonly c: Table<Z> };
export type EllState<E> =
  | { readonly is: "Build_ell_state"; readonly a: Configuration<Z>; readonly b: Store; readonly c: E };
export type EllResult<E> =
  | { readonly is: "EllNext"; readonly a: EllRule; readonly b: EllState<E> }
  | { readonly is: "EllFinal"; readonly a: EllRule; readonly b: Final<Z> }
  | { readonly is: "EllWrong" };
export type MachineRule =
  | { readonly is: "Rule_fetch_fault" }
  | { readonly is: "Rule_lui" }
  | { readonly is: "Rule_auipc" }
  | { readonly is: "Rule_jal" }
  | { readonly is: "Rule_jalr" }
  | { readonly is: "Rule_beq" }
  | { readonly is: "Rule_bne" }
  | { readonly is: "Rule_blt" }
  | { readonly is: "Rule_bge" }
  | { readonly is: "Rule_bltu" }
  | { readonly is: "Rule_bgeu" }
  | { readonly is: "Rule_lb" }
  | { readonly is: "Rule_lh" }
  | { readonly is: "Rule_lw" }
  | { readonly is: "Rule_lbu" }
  | { readonly is: "Rule_lhu" }
  | { readonly is: "Rule_load_fault" }
  | { readonly is: "Rule_sb" }
  | { readonly is: "Rule_sh" }
  | { readonly is: "Rule_sw" }
  | { readonly is: "Rule_store_fault" }
  | { readonly is: "Rule_addi" }
  | { readonly is: "Rule_slti" }
  | { readonly is: "Rule_sltiu" }
  | { readonly is: "Rule_xori" }
  | { readonly is: "Rule_ori" }
  | { readonly is: "Rule_andi" }
  | { readonly is: "Rule_slli" }
  | { readonly is: "Rule_srli" }
  | { readonly is: "Rule_srai" }
  | { readonly is: "Rule_add" }
  | { readonly is: "Rule_sub" }
  | { readonly is: "Rule_sll" }
  | { readonly is: "Rule_slt" }
  | { readonly is: "Rule_sltu" }
  | { readonly is: "Rule_xor" }
  | { readonly is: "Rule_srl" }
  | { readonly is: "Rule_sra" }
  | { readonly is: "Rule_or" }
  | { readonly is: "Rule_and" }
  | { readonly is: "Rule_fence" }
  | { readonly is: "Rule_ecall" }
  | { readonly is: "Rule_ecall_stop" }
  | { readonly is: "Rule_ebreak_trap" }
  | { readonly is: "Rule_ebreak_exhausted" }
  | { readonly is: "Rule_ebreak_fault" }
  | { readonly is: "Rule_mul" }
  | { readonly is: "Rule_mulh" }
  | { readonly is: "Rule_mulhsu" }
  | { readonly is: "Rule_mulhu" }
  | { readonly is: "Rule_div" }
  | { readonly is: "Rule_divu" }
  | { readonly is: "Rule_rem" }
  | { readonly is: "Rule_remu" };
export type RegisterMnemonic =
  | { readonly is: "ADD" }
  | { readonly is: "SUB" }
  | { readonly is: "SLL" }
  | { readonly is: "SLT" }
  | { readonly is: "SLTU" }
  | { readonly is: "XOR" }
  | { readonly is: "SRL" }
  | { readonly is: "SRA" }
  | { readonly is: "OR" }
  | { readonly is: "AND" }
  | { readonly is: "MUL" }
  | { readonly is: "MULH" }
  | { readonly is: "MULHSU" }
  | { readonly is: "MULHU" }
  | { readonly is: "DIV" }
  | { readonly is: "DIVU" }
  | { readonly is: "REM" }
  | { readonly is: "REMU" };
export type ImmediateMnemonic =
  | { readonly is: "ADDI" }
  | { readonly is: "SLTI" }
  | { readonly is: "SLTIU" }
  | { readonly is: "XORI" }
  | { readonly is: "ORI" }
  | { readonly is: "ANDI" };
export type ShiftMnemonic =
  | { readonly is: "SLLI" }
  | { readonly is: "SRLI" }
  | { readonly is: "SRAI" };
export type LoadMnemonic =
  | { readonly is: "LB" }
  | { readonly is: "LH" }
  | { readonly is: "LW" }
  | { readonly is: "LBU" }
  | { readonly is: "LHU" };
export type StoreMnemonic =
  | { readonly is: "SB" }
  | { readonly is: "SH" }
  | { readonly is: "SW" };
export type BranchMnemonic =
  | { readonly is: "BEQ" }
  | { readonly is: "BNE" }
  | { readonly is: "BLT" }
  | { readonly is: "BGE" }
  | { readonly is: "BLTU" }
  | { readonly is: "BGEU" };
export type Instruction =
  | { readonly is: "LUI"; readonly a: Nat; readonly b: Z }
  | { readonly is: "AUIPC"; readonly a: Nat; readonly b: Z }
  | { readonly is: "JAL"; readonly a: Nat; readonly b: Z }
  | { readonly is: "JALR"; readonly a: Nat; readonly b: Nat; readonly c: Z }
  | { readonly is: "Branch"; readonly a: BranchMnemonic; readonly b: Nat; readonly c: Nat; readonly d: Z }
  | { readonly is: "Load0"; readonly a: LoadMnemonic; readonly b: Nat; readonly c: Nat; readonly d: Z }
  | { readonly is: "Store0"; readonly a: StoreMnemonic; readonly b: Nat; readonly c: Nat; readonly d: Z }
  | { readonly is: "Immediate"; readonly a: ImmediateMnemonic; readonly b: Nat; readonly c: Nat; readonly d: Z }
  | { readonly is: "Shift"; readonly a: ShiftMnemonic; readonly b: Nat; readonly c: Nat; readonly d: Z }
  | { readonly is: "Register"; readonly a: RegisterMnemonic; readonly b: Nat; readonly c: Nat; readonly d: Nat }
  | { readonly is: "FENCE" }
  | { readonly is: "ECALL" }
  | { readonly is: "EBREAK" };
export type Permissions =
  | { readonly is: "Build_permissions"; readonly a: boolean; readonly b: boolean; readonly c: boolean };
export type Segment =
  | { readonly is: "Build_segment"; readonly a: Z; readonly b: List<Z>; readonly c: Z; readonly d: Permissions };
export type Region =
  | { readonly is: "Build_region"; readonly a: Z; readonly b: Z; readonly c: Permissions };
export type Memory =
  | { readonly is: "Build_memory"; readonly a: List<Region>; readonly b: Table<Z> };
export type Access =
  | { readonly is: "Access_read" }
  | { readonly is: "Access_write" }
  | { readonly is: "Access_execute" };
export type Refusal =
  | { readonly is: "NoMemory"; readonly a: Z }
  | { readonly is: "NotPermitted"; readonly a: Z; readonly b: Region }
  | { readonly is: "WrapsAround" };
export type Fault =
  | { readonly is: "PcMisaligned" }
  | { readonly is: "NotFetched"; readonly a: Refusal }
  | { readonly is: "NoInstruction"; readonly a: Z }
  | { readonly is: "AccessRefused"; readonly a: Access; readonly b: Z; readonly c: Z; readonly d: Refusal };
export type Reason<W> =
  | { readonly is: "MemoryRefused"; readonly a: Fault }
  | { readonly is: "NoSuchCall" }
  | { readonly is: "NoStopCode"; readonly a: W };
export type MachineFinal<W> =
  | { readonly is: "MachineHalted"; readonly a: W }
  | { readonly is: "MachineTrapped"; readonly a: Trap }
  | { readonly is: "MachineExhausted"; readonly a: Resource }
  | { readonly is: "MachineFaulted"; readonly a: Reason<W> };
export type MachineEffect<W> =
  | { readonly is: "Goes"; readonly a: MachineRule; readonly b: W; readonly c: List<W> }
  | { readonly is: "Stops"; readonly a: MachineRule; readonly b: MachineFinal<W> }
  | { readonly is: "NoRegister" }
  | { readonly is: "MConst"; readonly a: Z; readonly b: ((x: W) => MachineEffect<W>) }
  | { readonly is: "MOperate"; readonly a: Operation; readonly b: W; readonly c: W; readonly d: ((x: W) => MachineEffect<W>) }
  | { readonly is: "MDecide"; readonly a: W; readonly b: ((x: boolean) => MachineEffect<W>) }
  | { readonly is: "Fetch"; readonly a: W; readonly b: ((x: Sum<Instruction, Fault>) => MachineEffect<W>) }
  | { readonly is: "Permits"; readonly a: Access; readonly b: Nat; readonly c: W; readonly d: ((x: Option<Fault>) => MachineEffect<W>) }
  | { readonly is: "LoadBytes"; readonly a: Nat; readonly b: W; readonly c: ((x: W) => MachineEffect<W>) }
  | { readonly is: "StoreBytes"; readonly a: Nat; readonly b: W; readonly c: W; readonly d: MachineEffect<W> }
  | { readonly is: "PermitsBlock"; readonly a: Access; readonly b: W; readonly c: W; readonly d: ((x: Option<Fault>) => MachineEffect<W>) }
  | { readonly is: "MReadBlock"; readonly a: W; readonly b: W; readonly c: ((x: W) => MachineEffect<W>) }
  | { readonly is: "MWriteBlock"; readonly a: W; readonly b: W; readonly c: ((x: W) => MachineEffect<W>) }
  | { readonly is: "EndedResult"; readonly a: ((x: W) => MachineEffect<W>) }
  | { readonly is: "WrittenResult"; readonly a: W; readonly b: W; readonly c: ((x: W) => MachineEffect<W>) };
export type MachineState<E> =
  | { readonly is: "Build_machine_state"; readonly a: Z; readonly b: List<Z>; readonly c: Memory; readonly d: E };
export type MachineResult<E> =
  | { readonly is: "MachineNext"; readonly a: MachineRule; readonly b: MachineState<E> }
  | { readonly is: "MachineFinal"; readonly a: MachineRule; readonly b: MachineFinal<Z> }
  | { readonly is: "MachineWrong" };
export type Image =
  | { readonly is: "Build_image"; readonly a: Z; readonly b: List<Segment> };
export type File =
  | { readonly is: "Build_file"; readonly a: Table<Z>; readonly b: Z };
export type ProgramHeader =
  | { readonly is: "Build_program_header"; readonly a: Z; readonly b: Z; readonly c: Z; readonly d: Z; readonly e: Z; readonly f: Z };
export type Order =
  | { readonly is: "Signed" }
  | { readonly is: "Unsigned" };
export type Term = Positive;
export type Sort =
  | { readonly is: "Sort_int" }
  | { readonly is: "Sort_bool" }
  | { readonly is: "Sort_byte" }
  | { readonly is: "Sort_count" }
  | { readonly is: "Sort_array"; readonly a: Element };
export type Node0 =
  | { readonly is: "Constant0"; readonly a: Z }
  | { readonly is: "Symbol"; readonly a: Positive; readonly b: Sort }
  | { readonly is: "Sum"; readonly a: Z; readonly b: List<Prod<Term, Z>> }
  | { readonly is: "Apply"; readonly a: Operation; readonly b: Term; readonly c: Term }
  | { readonly is: "Length0"; readonly a: Element; readonly b: Term }
  | { readonly is: "Select"; readonly a: Term; readonly b: Element; readonly c: Term; readonly d: Term }
  | { readonly is: "Initial" }
  | { readonly is: "Store1"; readonly a: Term; readonly b: Element; readonly c: Term; readonly d: Term; readonly e: Term }
  | { readonly is: "Fill"; readonly a: Term; readonly b: Term; readonly c: Term; readonly d: Term; readonly e: Term }
  | { readonly is: "Allocate0"; readonly a: Term; readonly b: Element; readonly c: Term }
  | { readonly is: "Text0"; readonly a: Term; readonly b: Element; readonly c: Term; readonly d: List<Z> };
export type Entry =
  | { readonly is: "Build_entry"; readonly a: Node0; readonly b: Z; readonly c: boolean };
export type Table0 =
  | { readonly is: "Build_table"; readonly a: Term; readonly b: List<Prod<Term, Node0>>; readonly c: T<Entry>; readonly d: T<List<Term>> };
export type Linear = Prod<Z, List<Prod<Term, Z>>>;
export type Ranges = List<Prod<Z, Z>>;
export type Literal = Prod<Term, boolean>;
export type Side = Prod<Option<Term>, Z>;
export type Comparison0 =
  | { readonly is: "In_order"; readonly a: Order; readonly b: Side; readonly c: Side; readonly d: Z }
  | { readonly is: "Same"; readonly a: Side; readonly b: Side }
  | { readonly is: "Apart"; readonly a: Side; readonly b: Side };
export type Plan =
  | { readonly is: "Old"; readonly a: Term }
  | { readonly is: "Number"; readonly a: Z }
  | { readonly is: "Linear"; readonly a: Linear }
  | { readonly is: "Make"; readonly a: Operation; readonly b: Plan; readonly c: Plan };
export type Rule = ((x: Table0) => ((x: Term) => ((x: Term) => Option<Plan>)));
export type Condition =
  | { readonly is: "Settled"; readonly a: boolean }
  | { readonly is: "Open"; readonly a: Literal };
export type Term0 = Term;
export type Terms = Table0;
export type Literal0 = Literal;
export type KnownArray =
  | { readonly is: "Build_known_array"; readonly a: Term0; readonly b: Element; readonly c: Term0; readonly d: Term0; readonly e: Term0 };
export type Exchange =
  | { readonly is: "ByteCame"; readonly a: Term0 }
  | { readonly is: "NoByteCame" }
  | { readonly is: "ByteSent"; readonly a: Term0 }
  | { readonly is: "BlockCame"; readonly a: Term0; readonly b: Term0; readonly c: Term0 }
  | { readonly is: "BlockEnded"; readonly a: Term0 }
  | { readonly is: "BlockSent"; readonly a: KnownArray; readonly b: Term0; readonly c: Term0; readonly d: Term0 };
export type Problem =
  | { readonly is: "SourceIsStuck" }
  | { readonly is: "GlobalNotClaimed"; readonly a: Z }
  | { readonly is: "SourcePathTooLong" }
  | { readonly is: "ArrayNotKnown" }
  | { readonly is: "LengthNotKnown" }
  | { readonly is: "IndexNotInBounds" }
  | { readonly is: "BlockNotKnown" }
  | { readonly is: "HeapTooLarge" }
  | { readonly is: "PcNotKnown" }
  | { readonly is: "AddressNotKnown" }
  | { readonly is: "CellNotKnown"; readonly a: Z }
  | { readonly is: "CellNotWritable"; readonly a: Z }
  | { readonly is: "MachineIsStuck" }
  | { readonly is: "MachinePathTooLong" }
  | { readonly is: "ExchangeDiffers" }
  | { readonly is: "EndsDiffer" }
  | { readonly is: "ExchangesLeft" }
  | { readonly is: "StoresDiffer" }
  | { readonly is: "NoCutHere"; readonly a: Z }
  | { readonly is: "CutIsMalformed" }
  | { readonly is: "ClaimNotShown"; readonly a: Z; readonly b: Z }
  | { readonly is: "FactNotShown"; readonly a: Z }
  | { readonly is: "ArrayNotShown"; readonly a: Z }
  | { readonly is: "SearchTooLong" }
  | { readonly is: "NoSymbol" };
export type Ingredient =
  | { readonly is: "Unknown"; readonly a: Positive; readonly b: Sort }
  | { readonly is: "Number0"; readonly a: Z }
  | { readonly is: "Computed"; readonly a: Operation; readonly b: Nat; readonly c: Nat }
  | { readonly is: "Element"; readonly a: Element; readonly b: Nat; readonly c: Nat };
export type Recipe = List<Ingredient>;
export type SourceState =
  | { readonly is: "Build_source_state"; readonly a: Terms; readonly b: List<Literal0>; readonly c: List<Prod<Z, Term0>>; readonly d: List<KnownArray>; readonly e: Term0; readonly f: List<Exchange> };
export type SourceEnd =
  | { readonly is: "SourceAt"; readonly a: Configuration<Term0> }
  | { readonly is: "SourceEnds"; readonly a: Final<Term0> }
  | { readonly is: "SourceSpent" };
export type Cell =
  | { readonly is: "Build_cell"; readonly a: Z; readonly b: Nat; readonly c: Term0 };
export type Spot =
  | { readonly is: "AtLength" }
  | { readonly is: "AtElement" }
  | { readonly is: "AtBytes"; readonly a: Z };
export type KnownStack =
  | { readonly is: "Build_known_stack"; readonly a: Term0; readonly b: Z; readonly c: Z; readonly d: Z };
export type DecodedMemory =
  | { readonly is: "Build_decoded_memory"; readonly a: Memory; readonly b: ((x: Z) => Sum<Instruction, Fault>) };
export type MachineKnownState =
  | { readonly is: "Build_machine_known_state"; readonly a: Terms; readonly b: List<Literal0>; readonly c: List<Cell>; readonly d: List<KnownArray>; readonly e: List<Cell>; readonly f: List<Exchange> };
export type MachinePathEnd = Sum<Prod<Term0, List<Term0>>, MachineFinal<Term0>>;
export type Activation =
  | { readonly is: "Build_activation"; readonly a: Z; readonly b: Z; readonly c: Z };
export type Cut =
  | { readonly is: "Build_cut"; readonly a: Recipe; readonly b: Option<Prod<List<Term0>, T<Node0>>>; readonly c: Configuration<Term0>; readonly d: List<Prod<Z, Term0>>; readonly e: Term0; readonly f: Z; readonly g: List<Term0>; readonly h: List<Cell>; readonly i: Z; readonly j: List<KnownArray>; readonly k: List<Term0>; readonly l: List<Literal0>; readonly m: Activation; readonly n: List<Term0>; readonly o: List<Cell> };
export type Arriving =
  | { readonly is: "Build_arriving"; readonly a: Terms; readonly b: List<Literal0>; readonly c: Configuration<Term0>; readonly d: List<Prod<Z, Term0>>; readonly e: List<KnownArray>; readonly f: List<Term0>; readonly g: Term0; readonly h: List<Term0>; readonly i: List<Cell>; readonly j: Activation; readonly k: List<Term0>; readonly l: List<Cell> };
export type Resources =
  | { readonly is: "Build_resources"; readonly a: Z; readonly b: Z; readonly c: List<Prod<Node, Z>>; readonly d: Z };
export type Wait =
  | { readonly is: "Build_wait"; readonly a: Cut; readonly b: Activation; readonly c: Z; readonly d: boolean };
export type Point =
  | { readonly is: "Before"; readonly a: Node }
  | { readonly is: "After"; readonly a: Node };
export type Stops =
  | { readonly is: "Build_stops"; readonly a: List<Prod<Point, List<Node>>>; readonly b: List<List<Node>> };
export type Subject =
  | { readonly is: "Build_subject"; readonly a: Program; readonly b: Image; readonly c: Stops; readonly d: List<Z>; readonly e: List<Z>; readonly f: Nat; readonly g: List<Node>; readonly h: Z; readonly i: Resources; readonly j: boolean };
export type Plan0 =
  | { readonly is: "Build_plan"; readonly a: Table<List<Cut>>; readonly b: Table<List<Cut>>; readonly c: List<Wait> };
export type Report = Sum<Problem, Prod<Term0, Arriving>>;
export type KnownTargets = Table<List<Prod<Cut, List<Cut>>>>;
export type Said =
  | { readonly is: "SaidLocal"; readonly a: Nat }
  | { readonly is: "SaidPending"; readonly a: Nat }
  | { readonly is: "SaidResult" }
  | { readonly is: "SaidGlobal"; readonly a: Z }
  | { readonly is: "SaidRegister"; readonly a: Nat }
  | { readonly is: "SaidSlot"; readonly a: Z }
  | { readonly is: "SaidCell"; readonly a: Z }
  | { readonly is: "SaidNumber"; readonly a: Z }
  | { readonly is: "SaidLength"; readonly a: Said }
  | { readonly is: "SaidElement"; readonly a: Said; readonly b: Said }
  | { readonly is: "SaidOperation"; readonly a: Operation; readonly b: Said; readonly c: Said };
export type Hint =
  | { readonly is: "Build_hint"; readonly a: Point; readonly b: Z; readonly c: Nat; readonly d: List<Prod<Said, Said>>; readonly e: List<Prod<Said, boolean>>; readonly f: List<Prod<Said, boolean>>; readonly g: List<Prod<Said, Said>> };
export type Scene =
  | { readonly is: "Build_scene"; readonly a: Configuration<Term0>; readonly b: List<Prod<Z, Term0>>; readonly c: List<Term0>; readonly d: List<Cell>; readonly e: List<Cell> };
export type Level =
  | { readonly is: "AtNumber"; readonly a: Z }
  | { readonly is: "AtDistance"; readonly a: Z };
export type Growing =
  | { readonly is: "Build_growing"; readonly a: Recipe; readonly b: Nat };
export type Seen =
  | { readonly is: "Build_seen"; readonly a: Option<Z>; readonly b: Option<Z>; readonly c: Z; readonly d: Term0; readonly e: Term0 };
export type Layout =
  | { readonly is: "Build_layout"; readonly a: Growing; readonly b: Table<List<Prod<Seen, Nat>>>; readonly c: Table<Option<Nat>> };
export type Found =
  | { readonly is: "Build_found"; readonly a: Cut; readonly b: Hint; readonly c: boolean };
export type FoundWait =
  | { readonly is: "Build_found_wait"; readonly a: Wait; readonly b: Hint; readonly c: boolean };
export type Finding =
  | { readonly is: "Build_finding"; readonly a: Table<List<Found>>; readonly b: Table<List<Found>>; readonly c: List<FoundWait>; readonly d: Table<Option<Z>>; readonly e: Z; readonly f: List<Prod<Z, Z>> };

export const arithmetic: Readonly<Record<string, (a: Z, b: Z) => Z | boolean>>;
export function Pos_add(x: Positive, y: Positive): Positive;
export function Pos_eqb(p: Positive, q: Positive): boolean;
export function Pos_ltb(x: Positive, y: Positive): boolean;
export function Pos_mul(x: Positive, y: Positive): Positive;
export function Pos_of_succ_nat(n0: Nat): Positive;
export function Pos_succ(x: Positive): Positive;
export function Z_add(x: Z, y: Z): Z;
export function Z_div(a: Z, b: Z): Z;
export function Z_eqb(x: Z, y: Z): boolean;
export function Z_land(a: Z, b: Z): Z;
export function Z_leb(x: Z, y: Z): boolean;
export function Z_lor(a: Z, b: Z): Z;
export function Z_ltb(x: Z, y: Z): boolean;
export function Z_lxor(a: Z, b: Z): Z;
export function Z_max(n0: Z, m: Z): Z;
export function Z_min(n0: Z, m: Z): Z;
export function Z_modulo(a: Z, b: Z): Z;
export function Z_mul(x: Z, y: Z): Z;
export function Z_pow(x: Z, y: Z): Z;
export function Z_shiftl(a: Z, n0: Z): Z;
export function Z_shiftr(a: Z, n0: Z): Z;
export function Z_sub(m: Z, n0: Z): Z;
export function contradict(t0: Table0, facts: List<Literal>): boolean;
export function decode(w: Z): Option<Instruction>;
export function ell_begin<T1>(p: Program, first_reference0: Z, e: T1): Option<EllState<T1>>;
export function ell_run_step<T1>(env: Environment<T1>, p: Program, s: EllState<T1>): Prod<List<Event>, EllResult<T1>>;
export function examine(it: Subject, hints: List<Hint>, rounds: Nat, work: Z): List<Problem>;
export function input_environment(share0: ((x: Z) => ((x: Z) => Z))): Environment<Given>;
export function known_by_parts(t0: Table0, facts: List<Literal>, t1: Term): Prod<Table0, Option<boolean>>;
export function limit_of(t0: Table0, t1: Term): Z;
export function machine_begin<T1>(entry0: Z, segments: List<Segment>, x1_to_x31: List<Z>, e: T1): MachineState<T1>;
export function machine_run_step<T1>(env: Environment<T1>, s: MachineState<T1>): Prod<List<Event>, MachineResult<T1>>;
export function made_of(t0: Table0, t1: Term): Option<Node0>;
export function operate(o: Operation, a: Z, b: Z): Z;
export function operation_on(t0: Table0, o: Operation, a: Term, b: Term): Prod<Table0, Term>;
export const operations: List<Operation>;
export function read_elf(bytes: List<Z>): Option<Image>;
export function select_on(t0: Table0, h: Term, e: Element, r: Term, i: Term): Prod<Table0, Term>;
export function share(t0: Table0, n0: Node0): Prod<Table0, Term>;
export const start: Table0;
