// Extracted from coq/*.v by `npm run coq`. Do not edit.

const $None = { is: "None" };
const $Eq = { is: "Eq" };
const $Gt = { is: "Gt" };
const $Lt = { is: "Lt" };
const $XH = { is: "XH" };
const Positive_2 = { is: "XO", a: $XH };
const Positive_3 = { is: "XI", a: $XH };
const $N0 = { is: "N0" };
const $IsPos8 = { is: "IsPos", a: $XH };
const $IsNeg = { is: "IsNeg" };
const $IsNul = { is: "IsNul" };
const N_1 = { is: "Npos", a: $XH };
const $O = { is: "O" };
const Nat_1 = { is: "S", a: $O };
const $Pair14 = { is: "Pair", a: $N0, b: N_1 };
const $Pair15 = { is: "Pair", a: N_1, b: $N0 };
const $Z0 = { is: "Z0" };
const Z_1 = { is: "Zpos", a: $XH };
const Z_minus_1 = { is: "Zneg", a: $XH };
const Z_2 = { is: "Zpos", a: Positive_2 };
const $Pair20 = { is: "Pair", a: $Z0, b: Z_1 };
const $Pair21 = { is: "Pair", a: Z_1, b: $Z0 };
const $Pair22 = { is: "Pair", a: $Z0, b: $Z0 };
const $Nil = { is: "Nil" };
const Positive_4 = { is: "XO", a: Positive_2 };
const Positive_8 = { is: "XO", a: Positive_4 };
const Positive_16 = { is: "XO", a: Positive_8 };
const Positive_32 = { is: "XO", a: Positive_16 };
const Positive_64 = { is: "XO", a: Positive_32 };
const Positive_128 = { is: "XO", a: Positive_64 };
const Positive_256 = { is: "XO", a: Positive_128 };
const Positive_512 = { is: "XO", a: Positive_256 };
const Positive_1024 = { is: "XO", a: Positive_512 };
const Positive_2048 = { is: "XO", a: Positive_1024 };
const Positive_4096 = { is: "XO", a: Positive_2048 };
const Positive_8192 = { is: "XO", a: Positive_4096 };
const Positive_16384 = { is: "XO", a: Positive_8192 };
const Positive_32768 = { is: "XO", a: Positive_16384 };
const Positive_65536 = { is: "XO", a: Positive_32768 };
const Positive_131072 = { is: "XO", a: Positive_65536 };
const Positive_262144 = { is: "XO", a: Positive_131072 };
const Positive_524288 = { is: "XO", a: Positive_262144 };
const Positive_1048576 = { is: "XO", a: Positive_524288 };
const Positive_2097152 = { is: "XO", a: Positive_1048576 };
const Positive_4194304 = { is: "XO", a: Positive_2097152 };
const Positive_8388608 = { is: "XO", a: Positive_4194304 };
const Positive_16777216 = { is: "XO", a: Positive_8388608 };
const Positive_33554432 = { is: "XO", a: Positive_16777216 };
const Positive_67108864 = { is: "XO", a: Positive_33554432 };
const Positive_134217728 = { is: "XO", a: Positive_67108864 };
const Positive_268435456 = { is: "XO", a: Positive_134217728 };
const Positive_536870912 = { is: "XO", a: Positive_268435456 };
const Positive_1073741824 = { is: "XO", a: Positive_536870912 };
const Positive_2147483648 = { is: "XO", a: Positive_1073741824 };
const Positive_4294967296 = { is: "XO", a: Positive_2147483648 };
const Z_4294967296 = { is: "Zpos", a: Positive_4294967296 };
const Z_2147483648 = { is: "Zpos", a: Positive_2147483648 };
const Z_32 = { is: "Zpos", a: Positive_32 };
const $Add = { is: "Add" };
const $Sub = { is: "Sub" };
const $Mul = { is: "Mul" };
const $Mulh = { is: "Mulh" };
const $Mulhsu = { is: "Mulhsu" };
const $Mulhu = { is: "Mulhu" };
const $Div = { is: "Div" };
const $Divu = { is: "Divu" };
const $Rem = { is: "Rem" };
const $Remu = { is: "Remu" };
const $And = { is: "And" };
const $Or = { is: "Or" };
const $Xor = { is: "Xor" };
const $Sll = { is: "Sll" };
const $Srl = { is: "Srl" };
const $Sra = { is: "Sra" };
const $Slt = { is: "Slt" };
const $Sltu = { is: "Sltu" };
const $Equal = { is: "Equal" };
const $Cons77 = { is: "Cons", a: $Equal, b: $Nil };
const $Cons78 = { is: "Cons", a: $Sltu, b: $Cons77 };
const $Cons79 = { is: "Cons", a: $Slt, b: $Cons78 };
const $Cons80 = { is: "Cons", a: $Sra, b: $Cons79 };
const $Cons81 = { is: "Cons", a: $Srl, b: $Cons80 };
const $Cons82 = { is: "Cons", a: $Sll, b: $Cons81 };
const $Cons83 = { is: "Cons", a: $Xor, b: $Cons82 };
const $Cons84 = { is: "Cons", a: $Or, b: $Cons83 };
const $Cons85 = { is: "Cons", a: $And, b: $Cons84 };
const $Cons86 = { is: "Cons", a: $Remu, b: $Cons85 };
const $Cons87 = { is: "Cons", a: $Rem, b: $Cons86 };
const $Cons88 = { is: "Cons", a: $Divu, b: $Cons87 };
const $Cons89 = { is: "Cons", a: $Div, b: $Cons88 };
const $Cons90 = { is: "Cons", a: $Mulhu, b: $Cons89 };
const $Cons91 = { is: "Cons", a: $Mulhsu, b: $Cons90 };
const $Cons92 = { is: "Cons", a: $Mulh, b: $Cons91 };
const $Cons93 = { is: "Cons", a: $Mul, b: $Cons92 };
const $Cons94 = { is: "Cons", a: $Sub, b: $Cons93 };
const $Cons95 = { is: "Cons", a: $Add, b: $Cons94 };
const Z_256 = { is: "Zpos", a: Positive_256 };
const $Reading97 = { is: "Reading", a: Z_minus_1 };
const $Cons98 = { is: "Cons", a: $Reading97, b: $Nil };
const $Leaf = { is: "Leaf" };
const $Rule_call_enter = { is: "Rule_call_enter" };
const $Wrong = { is: "Wrong" };
const $Rule_constant = { is: "Rule_constant" };
const $Rule_text = { is: "Rule_text" };
const $Rule_local = { is: "Rule_local" };
const $Rule_global = { is: "Rule_global" };
const $Rule_unary = { is: "Rule_unary" };
const $Rule_binary = { is: "Rule_binary" };
const $Rule_logic = { is: "Rule_logic" };
const $Rule_index = { is: "Rule_index" };
const $Rule_length = { is: "Rule_length" };
const $Rule_new = { is: "Rule_new" };
const $Rule_read = { is: "Rule_read" };
const $Rule_transfer = { is: "Rule_transfer" };
const $Rule_call = { is: "Rule_call" };
const $Rule_block_end = { is: "Rule_block_end" };
const $Done = { is: "Done" };
const $Rule_assign = { is: "Rule_assign" };
const $Rule_assign_global = { is: "Rule_assign_global" };
const $Rule_element = { is: "Rule_element" };
const $Rule_if = { is: "Rule_if" };
const $Rule_while = { is: "Rule_while" };
const $Rule_break = { is: "Rule_break" };
const $Breaking = { is: "Breaking" };
const $Rule_continue = { is: "Rule_continue" };
const $Continuing = { is: "Continuing" };
const $Rule_return = { is: "Rule_return" };
const $Rule_return_nothing = { is: "Rule_return_nothing" };
const $Rule_assert = { is: "Rule_assert" };
const $Rule_write = { is: "Rule_write" };
const $Rule_exit = { is: "Rule_exit" };
const $Rule_discard = { is: "Rule_discard" };
const $Rule_block = { is: "Rule_block" };
const $Rule_transfer_trap = { is: "Rule_transfer_trap" };
const $Trap_bounds = { is: "Trap_bounds" };
const $Rule_transfer_nothing = { is: "Rule_transfer_nothing" };
const $Rule_read_bytes_end = { is: "Rule_read_bytes_end" };
const $Rule_read_bytes = { is: "Rule_read_bytes" };
const $Rule_write_bytes = { is: "Rule_write_bytes" };
const $Rule_unary_apply = { is: "Rule_unary_apply" };
const $Rule_binary_right = { is: "Rule_binary_right" };
const $Rule_binary_apply = { is: "Rule_binary_apply" };
const $Rule_divide_trap = { is: "Rule_divide_trap" };
const $Trap_divide = { is: "Trap_divide" };
const $Rule_logic_right = { is: "Rule_logic_right" };
const $Rule_logic_short = { is: "Rule_logic_short" };
const $Rule_logic_value = { is: "Rule_logic_value" };
const $Rule_index_index = { is: "Rule_index_index" };
const $Rule_index_load = { is: "Rule_index_load" };
const $Rule_index_trap = { is: "Rule_index_trap" };
const $Rule_length_apply = { is: "Rule_length_apply" };
const $Rule_new_trap = { is: "Rule_new_trap" };
const $Trap_length = { is: "Trap_length" };
const $Rule_new_apply = { is: "Rule_new_apply" };
const $Rule_transfer_from = { is: "Rule_transfer_from" };
const $Rule_transfer_count = { is: "Rule_transfer_count" };
const $Rule_call_argument = { is: "Rule_call_argument" };
const $Rule_assign_apply = { is: "Rule_assign_apply" };
const $Rule_assign_global_apply = { is: "Rule_assign_global_apply" };
const $Rule_element_index = { is: "Rule_element_index" };
const $Rule_element_value = { is: "Rule_element_value" };
const $Rule_element_store = { is: "Rule_element_store" };
const Positive_7 = { is: "XI", a: Positive_3 };
const Positive_15 = { is: "XI", a: Positive_7 };
const Positive_31 = { is: "XI", a: Positive_15 };
const Positive_63 = { is: "XI", a: Positive_31 };
const Positive_127 = { is: "XI", a: Positive_63 };
const Positive_255 = { is: "XI", a: Positive_127 };
const Z_255 = { is: "Zpos", a: Positive_255 };
const $Rule_element_trap = { is: "Rule_element_trap" };
const $Rule_if_true = { is: "Rule_if_true" };
const $Rule_if_false = { is: "Rule_if_false" };
const $Rule_if_skip = { is: "Rule_if_skip" };
const $Rule_while_true = { is: "Rule_while_true" };
const $Rule_while_false = { is: "Rule_while_false" };
const $Rule_return_apply = { is: "Rule_return_apply" };
const $Rule_assert_true = { is: "Rule_assert_true" };
const $Rule_assert_trap = { is: "Rule_assert_trap" };
const $Trap_assert = { is: "Trap_assert" };
const $Rule_write_apply = { is: "Rule_write_apply" };
const $Rule_exit_apply = { is: "Rule_exit_apply" };
const $Rule_discard_apply = { is: "Rule_discard_apply" };
const $Rule_call_done = { is: "Rule_call_done" };
const $Rule_loop_next = { is: "Rule_loop_next" };
const $Rule_loop_update = { is: "Rule_loop_update" };
const $Rule_update_next = { is: "Rule_update_next" };
const $Rule_block_next = { is: "Rule_block_next" };
const $Rule_break_loop = { is: "Rule_break_loop" };
const $Rule_break_unwind = { is: "Rule_break_unwind" };
const $Rule_continue_loop = { is: "Rule_continue_loop" };
const $Rule_continue_update = { is: "Rule_continue_update" };
const $Rule_continue_unwind = { is: "Rule_continue_unwind" };
const $Rule_call_value = { is: "Rule_call_value" };
const $Rule_return_unwind = { is: "Rule_return_unwind" };
const Z_4 = { is: "Zpos", a: Positive_4 };
const Z_3 = { is: "Zpos", a: Positive_3 };
const $EllWrong = { is: "EllWrong" };
const $Pair197 = { is: "Pair", a: $Nil, b: $EllWrong };
const $Rule_add = { is: "Rule_add" };
const $Rule_sub = { is: "Rule_sub" };
const $Rule_sll = { is: "Rule_sll" };
const $Rule_slt = { is: "Rule_slt" };
const $Rule_sltu = { is: "Rule_sltu" };
const $Rule_xor = { is: "Rule_xor" };
const $Rule_srl = { is: "Rule_srl" };
const $Rule_sra = { is: "Rule_sra" };
const $Rule_or = { is: "Rule_or" };
const $Rule_and = { is: "Rule_and" };
const $Rule_mul = { is: "Rule_mul" };
const $Rule_mulh = { is: "Rule_mulh" };
const $Rule_mulhsu = { is: "Rule_mulhsu" };
const $Rule_mulhu = { is: "Rule_mulhu" };
const $Rule_div = { is: "Rule_div" };
const $Rule_divu = { is: "Rule_divu" };
const $Rule_rem = { is: "Rule_rem" };
const $Rule_remu = { is: "Rule_remu" };
const $Rule_addi = { is: "Rule_addi" };
const $Rule_slti = { is: "Rule_slti" };
const $Rule_sltiu = { is: "Rule_sltiu" };
const $Rule_xori = { is: "Rule_xori" };
const $Rule_ori = { is: "Rule_ori" };
const $Rule_andi = { is: "Rule_andi" };
const $Rule_slli = { is: "Rule_slli" };
const $Rule_srli = { is: "Rule_srli" };
const $Rule_srai = { is: "Rule_srai" };
const Nat_2 = { is: "S", a: Nat_1 };
const Nat_3 = { is: "S", a: Nat_2 };
const Nat_4 = { is: "S", a: Nat_3 };
const Positive_6 = { is: "XO", a: Positive_3 };
const Positive_12 = { is: "XO", a: Positive_6 };
const Positive_24 = { is: "XO", a: Positive_12 };
const Z_24 = { is: "Zpos", a: Positive_24 };
const Z_16 = { is: "Zpos", a: Positive_16 };
const $Rule_lb = { is: "Rule_lb" };
const $Rule_lh = { is: "Rule_lh" };
const $Rule_lw = { is: "Rule_lw" };
const $Rule_lbu = { is: "Rule_lbu" };
const $Rule_lhu = { is: "Rule_lhu" };
const $Rule_sb = { is: "Rule_sb" };
const $Rule_sh = { is: "Rule_sh" };
const $Rule_sw = { is: "Rule_sw" };
const $Rule_beq = { is: "Rule_beq" };
const $Rule_bne = { is: "Rule_bne" };
const $Rule_blt = { is: "Rule_blt" };
const $Rule_bge = { is: "Rule_bge" };
const $Rule_bltu = { is: "Rule_bltu" };
const $Rule_bgeu = { is: "Rule_bgeu" };
const Positive_5 = { is: "XI", a: Positive_2 };
const Z_5 = { is: "Zpos", a: Positive_5 };
const Z_12 = { is: "Zpos", a: Positive_12 };
const Positive_10 = { is: "XO", a: Positive_5 };
const Positive_20 = { is: "XO", a: Positive_10 };
const Z_20 = { is: "Zpos", a: Positive_20 };
const Positive_25 = { is: "XI", a: Positive_12 };
const Z_25 = { is: "Zpos", a: Positive_25 };
const Z_7 = { is: "Zpos", a: Positive_7 };
const Positive_13 = { is: "XI", a: Positive_6 };
const Z_13 = { is: "Zpos", a: Positive_13 };
const Z_31 = { is: "Zpos", a: Positive_31 };
const Positive_11 = { is: "XI", a: Positive_5 };
const Z_11 = { is: "Zpos", a: Positive_11 };
const Z_6 = { is: "Zpos", a: Positive_6 };
const Z_8 = { is: "Zpos", a: Positive_8 };
const Positive_21 = { is: "XI", a: Positive_10 };
const Z_21 = { is: "Zpos", a: Positive_21 };
const Z_10 = { is: "Zpos", a: Positive_10 };
const Z_15 = { is: "Zpos", a: Positive_15 };
const $FENCE = { is: "FENCE" };
const $Some268 = { is: "Some", a: $FENCE };
const $EBREAK = { is: "EBREAK" };
const $Some270 = { is: "Some", a: $EBREAK };
const $ECALL = { is: "ECALL" };
const $Some272 = { is: "Some", a: $ECALL };
const $ADD = { is: "ADD" };
const $AND = { is: "AND" };
const $SRL = { is: "SRL" };
const $SLTU = { is: "SLTU" };
const $OR = { is: "OR" };
const $XOR = { is: "XOR" };
const $SLT = { is: "SLT" };
const $SLL = { is: "SLL" };
const $SUB = { is: "SUB" };
const $SRA = { is: "SRA" };
const $MUL = { is: "MUL" };
const $REMU = { is: "REMU" };
const $DIVU = { is: "DIVU" };
const $MULHU = { is: "MULHU" };
const $REM = { is: "REM" };
const $DIV = { is: "DIV" };
const $MULHSU = { is: "MULHSU" };
const $MULH = { is: "MULH" };
const $BEQ = { is: "BEQ" };
const $BGEU = { is: "BGEU" };
const $BGE = { is: "BGE" };
const $BLTU = { is: "BLTU" };
const $BLT = { is: "BLT" };
const $BNE = { is: "BNE" };
const $SB = { is: "SB" };
const $SW = { is: "SW" };
const $SH = { is: "SH" };
const $ADDI = { is: "ADDI" };
const $ANDI = { is: "ANDI" };
const $SRLI = { is: "SRLI" };
const $SRAI = { is: "SRAI" };
const $SLTIU = { is: "SLTIU" };
const $ORI = { is: "ORI" };
const $XORI = { is: "XORI" };
const $SLTI = { is: "SLTI" };
const $SLLI = { is: "SLLI" };
const $LB = { is: "LB" };
const $LHU = { is: "LHU" };
const $LBU = { is: "LBU" };
const $LW = { is: "LW" };
const $LH = { is: "LH" };
const $WrapsAround = { is: "WrapsAround" };
const $Some315 = { is: "Some", a: $WrapsAround };
const Z_63 = { is: "Zpos", a: Positive_63 };
const Z_64 = { is: "Zpos", a: Positive_64 };
const Positive_23 = { is: "XI", a: Positive_11 };
const Positive_46 = { is: "XO", a: Positive_23 };
const Positive_93 = { is: "XI", a: Positive_46 };
const Z_93 = { is: "Zpos", a: Positive_93 };
const Nat_5 = { is: "S", a: Nat_4 };
const Nat_6 = { is: "S", a: Nat_5 };
const Nat_7 = { is: "S", a: Nat_6 };
const Nat_8 = { is: "S", a: Nat_7 };
const Nat_9 = { is: "S", a: Nat_8 };
const Nat_10 = { is: "S", a: Nat_9 };
const Nat_11 = { is: "S", a: Nat_10 };
const Nat_12 = { is: "S", a: Nat_11 };
const Nat_13 = { is: "S", a: Nat_12 };
const Nat_14 = { is: "S", a: Nat_13 };
const Nat_15 = { is: "S", a: Nat_14 };
const Nat_16 = { is: "S", a: Nat_15 };
const Nat_17 = { is: "S", a: Nat_16 };
const $NoRegister = { is: "NoRegister" };
const $Rule_ecall_stop = { is: "Rule_ecall_stop" };
const $Rule_ecall = { is: "Rule_ecall" };
const $NoSuchCall = { is: "NoSuchCall" };
const $MachineFaulted339 = { is: "MachineFaulted", a: $NoSuchCall };
const $Stops340 = { is: "Stops", a: $Rule_ecall_stop, b: $MachineFaulted339 };
const $Access_read = { is: "Access_read" };
const $Access_write = { is: "Access_write" };
const $Rule_ebreak_fault = { is: "Rule_ebreak_fault" };
const $Rule_ebreak_trap = { is: "Rule_ebreak_trap" };
const $Pair345 = { is: "Pair", a: Z_1, b: $Rule_ebreak_trap };
const $MachineTrapped346 = { is: "MachineTrapped", a: $Trap_divide };
const $Pair347 = { is: "Pair", a: $Pair345, b: $MachineTrapped346 };
const $Pair348 = { is: "Pair", a: Z_2, b: $Rule_ebreak_trap };
const $MachineTrapped349 = { is: "MachineTrapped", a: $Trap_bounds };
const $Pair350 = { is: "Pair", a: $Pair348, b: $MachineTrapped349 };
const $Pair351 = { is: "Pair", a: Z_3, b: $Rule_ebreak_trap };
const $MachineTrapped352 = { is: "MachineTrapped", a: $Trap_length };
const $Pair353 = { is: "Pair", a: $Pair351, b: $MachineTrapped352 };
const $Pair354 = { is: "Pair", a: Z_4, b: $Rule_ebreak_trap };
const $MachineTrapped355 = { is: "MachineTrapped", a: $Trap_assert };
const $Pair356 = { is: "Pair", a: $Pair354, b: $MachineTrapped355 };
const $Rule_ebreak_exhausted = { is: "Rule_ebreak_exhausted" };
const $Pair358 = { is: "Pair", a: Z_16, b: $Rule_ebreak_exhausted };
const $Resource_stack = { is: "Resource_stack" };
const $MachineExhausted360 = { is: "MachineExhausted", a: $Resource_stack };
const $Pair361 = { is: "Pair", a: $Pair358, b: $MachineExhausted360 };
const Positive_17 = { is: "XI", a: Positive_8 };
const Z_17 = { is: "Zpos", a: Positive_17 };
const $Pair364 = { is: "Pair", a: Z_17, b: $Rule_ebreak_exhausted };
const $Resource_heap = { is: "Resource_heap" };
const $MachineExhausted366 = { is: "MachineExhausted", a: $Resource_heap };
const $Pair367 = { is: "Pair", a: $Pair364, b: $MachineExhausted366 };
const $Cons368 = { is: "Cons", a: $Pair367, b: $Nil };
const $Cons369 = { is: "Cons", a: $Pair361, b: $Cons368 };
const $Cons370 = { is: "Cons", a: $Pair356, b: $Cons369 };
const $Cons371 = { is: "Cons", a: $Pair353, b: $Cons370 };
const $Cons372 = { is: "Cons", a: $Pair350, b: $Cons371 };
const $Cons373 = { is: "Cons", a: $Pair347, b: $Cons372 };
const $Rule_lui = { is: "Rule_lui" };
const $Rule_auipc = { is: "Rule_auipc" };
const $Rule_jal = { is: "Rule_jal" };
const Z_minus_2 = { is: "Zneg", a: Positive_2 };
const $Rule_jalr = { is: "Rule_jalr" };
const $Rule_load_fault = { is: "Rule_load_fault" };
const $Rule_store_fault = { is: "Rule_store_fault" };
const $Rule_fence = { is: "Rule_fence" };
const $Rule_fetch_fault = { is: "Rule_fetch_fault" };
const $PcMisaligned = { is: "PcMisaligned" };
const $Inr384 = { is: "Inr", a: $PcMisaligned };
const $Access_execute = { is: "Access_execute" };
const $MachineWrong = { is: "MachineWrong" };
const $Pair387 = { is: "Pair", a: $Nil, b: $MachineWrong };
const Z_4096 = { is: "Zpos", a: Positive_4096 };
const Z_1073741824 = { is: "Zpos", a: Positive_1073741824 };
const Positive_9 = { is: "XI", a: Positive_4 };
const Positive_18 = { is: "XO", a: Positive_9 };
const Positive_36 = { is: "XO", a: Positive_18 };
const Z_36 = { is: "Zpos", a: Positive_36 };
const Positive_22 = { is: "XO", a: Positive_11 };
const Positive_44 = { is: "XO", a: Positive_22 };
const Z_44 = { is: "Zpos", a: Positive_44 };
const Positive_26 = { is: "XO", a: Positive_13 };
const Positive_52 = { is: "XO", a: Positive_26 };
const Z_52 = { is: "Zpos", a: Positive_52 };
const Z_127 = { is: "Zpos", a: Positive_127 };
const Positive_34 = { is: "XO", a: Positive_17 };
const Positive_69 = { is: "XI", a: Positive_34 };
const Z_69 = { is: "Zpos", a: Positive_69 };
const Positive_19 = { is: "XI", a: Positive_9 };
const Positive_38 = { is: "XO", a: Positive_19 };
const Positive_76 = { is: "XO", a: Positive_38 };
const Z_76 = { is: "Zpos", a: Positive_76 };
const Positive_35 = { is: "XI", a: Positive_17 };
const Positive_70 = { is: "XO", a: Positive_35 };
const Z_70 = { is: "Zpos", a: Positive_70 };
const Z_18 = { is: "Zpos", a: Positive_18 };
const Positive_30 = { is: "XO", a: Positive_15 };
const Positive_60 = { is: "XO", a: Positive_30 };
const Positive_121 = { is: "XI", a: Positive_60 };
const Positive_243 = { is: "XI", a: Positive_121 };
const Z_243 = { is: "Zpos", a: Positive_243 };
const Positive_40 = { is: "XO", a: Positive_20 };
const Z_40 = { is: "Zpos", a: Positive_40 };
const Positive_42 = { is: "XO", a: Positive_21 };
const Z_42 = { is: "Zpos", a: Positive_42 };
const Positive_14 = { is: "XO", a: Positive_7 };
const Positive_28 = { is: "XO", a: Positive_14 };
const Z_28 = { is: "Zpos", a: Positive_28 };

function $call(f, ...args) {
  if (args.length < f.length) {
    const partial = (...more) => $call(f, ...args, ...more);
    return Object.defineProperty(partial, "length", { value: f.length - args.length });
  }
  const result = f(...args.slice(0, f.length));
  return args.length === f.length ? result : $call(result, ...args.slice(f.length));
}

function negb(b) {
  if (b) {
    return false;
  }
  return true;
}

function option_map(f, o) {
  switch (o.is) {
    case "Some": {
      const { a: a } = o;
      return { is: "Some", a: (f.length === 1 ? f(a) : $call(f, a)) };
    }
    case "None": {
      return $None;
    }
  }
}

function fst(p) {
  const { a: x } = p;
  return x;
}

function snd(p) {
  const { b: y } = p;
  return y;
}

function app($l, $m) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const l = $l;
    const m = $m;
    switch (l.is) {
      case "Nil": {
        $last.b = m;
        return $result.b;
      }
      case "Cons": {
        const { a: a, b: l1 } = l;
        const $cell = { is: "Cons", a: a, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $l = l1;
        continue;
      }
    }
  }
}

function compOpp(r) {
  switch (r.is) {
    case "Eq": {
      return $Eq;
    }
    case "Lt": {
      return $Gt;
    }
    case "Gt": {
      return $Lt;
    }
  }
}

function add($n0, $m) {
  const $result = { a: undefined };
  let $last = $result;
  for (;;) {
    const n0 = $n0;
    const m = $m;
    switch (n0.is) {
      case "O": {
        $last.a = m;
        return $result.a;
      }
      case "S": {
        const { a: p } = n0;
        const $cell = { is: "S", a: undefined };
        $last.a = $cell;
        $last = $cell;
        $n0 = p;
        continue;
      }
    }
  }
}

function eqb(b1, b2) {
  if (b1) {
    return b2;
  }
  if (b2) {
    return false;
  }
  return true;
}

function succ($x) {
  const $result = { a: undefined };
  let $last = $result;
  for (;;) {
    const x = $x;
    switch (x.is) {
      case "XI": {
        const { a: p } = x;
        const $cell = { is: "XO", a: undefined };
        $last.a = $cell;
        $last = $cell;
        $x = p;
        continue;
      }
      case "XO": {
        const { a: p } = x;
        $last.a = { is: "XI", a: p };
        return $result.a;
      }
      case "XH": {
        $last.a = Positive_2;
        return $result.a;
      }
    }
  }
}

function add0($x, $y) {
  const $result = { a: undefined };
  let $last = $result;
  for (;;) {
    const x = $x;
    const y = $y;
    switch (x.is) {
      case "XI": {
        const { a: p } = x;
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            $last.a = { is: "XO", a: add_carry(p, q) };
            return $result.a;
          }
          case "XO": {
            const { a: q } = y;
            const $cell = { is: "XI", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $x = p;
            $y = q;
            continue;
          }
          case "XH": {
            $last.a = { is: "XO", a: succ(p) };
            return $result.a;
          }
        }
      }
      case "XO": {
        const { a: p } = x;
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            const $cell = { is: "XI", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $x = p;
            $y = q;
            continue;
          }
          case "XO": {
            const { a: q } = y;
            const $cell = { is: "XO", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $x = p;
            $y = q;
            continue;
          }
          case "XH": {
            $last.a = { is: "XI", a: p };
            return $result.a;
          }
        }
      }
      case "XH": {
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            $last.a = { is: "XO", a: succ(q) };
            return $result.a;
          }
          case "XO": {
            const { a: q } = y;
            $last.a = { is: "XI", a: q };
            return $result.a;
          }
          case "XH": {
            $last.a = Positive_2;
            return $result.a;
          }
        }
      }
    }
  }
}
function add_carry($x, $y) {
  const $result = { a: undefined };
  let $last = $result;
  for (;;) {
    const x = $x;
    const y = $y;
    switch (x.is) {
      case "XI": {
        const { a: p } = x;
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            const $cell = { is: "XI", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $x = p;
            $y = q;
            continue;
          }
          case "XO": {
            const { a: q } = y;
            const $cell = { is: "XO", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $x = p;
            $y = q;
            continue;
          }
          case "XH": {
            $last.a = { is: "XI", a: succ(p) };
            return $result.a;
          }
        }
      }
      case "XO": {
        const { a: p } = x;
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            const $cell = { is: "XO", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $x = p;
            $y = q;
            continue;
          }
          case "XO": {
            const { a: q } = y;
            $last.a = { is: "XI", a: add0(p, q) };
            return $result.a;
          }
          case "XH": {
            $last.a = { is: "XO", a: succ(p) };
            return $result.a;
          }
        }
      }
      case "XH": {
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            $last.a = { is: "XI", a: succ(q) };
            return $result.a;
          }
          case "XO": {
            const { a: q } = y;
            $last.a = { is: "XO", a: succ(q) };
            return $result.a;
          }
          case "XH": {
            $last.a = Positive_3;
            return $result.a;
          }
        }
      }
    }
  }
}

function pred_double($x) {
  const $result = { a: undefined };
  let $last = $result;
  for (;;) {
    const x = $x;
    switch (x.is) {
      case "XI": {
        const { a: p } = x;
        $last.a = { is: "XI", a: { is: "XO", a: p } };
        return $result.a;
      }
      case "XO": {
        const { a: p } = x;
        const $cell = { is: "XI", a: undefined };
        $last.a = $cell;
        $last = $cell;
        $x = p;
        continue;
      }
      case "XH": {
        $last.a = $XH;
        return $result.a;
      }
    }
  }
}

function pred_N(x) {
  switch (x.is) {
    case "XI": {
      const { a: p } = x;
      return { is: "Npos", a: { is: "XO", a: p } };
    }
    case "XO": {
      const { a: p } = x;
      return { is: "Npos", a: pred_double(p) };
    }
    case "XH": {
      return $N0;
    }
  }
}

function succ_double_mask(x) {
  switch (x.is) {
    case "IsNul": {
      return $IsPos8;
    }
    case "IsPos": {
      const { a: p } = x;
      return { is: "IsPos", a: { is: "XI", a: p } };
    }
    case "IsNeg": {
      return $IsNeg;
    }
  }
}

function double_mask(x) {
  switch (x.is) {
    case "IsPos": {
      const { a: p } = x;
      return { is: "IsPos", a: { is: "XO", a: p } };
    }
    default: {
      const x0 = x;
      return x0;
    }
  }
}

function double_pred_mask(x) {
  switch (x.is) {
    case "XI": {
      const { a: p } = x;
      return { is: "IsPos", a: { is: "XO", a: { is: "XO", a: p } } };
    }
    case "XO": {
      const { a: p } = x;
      return { is: "IsPos", a: { is: "XO", a: pred_double(p) } };
    }
    case "XH": {
      return $IsNul;
    }
  }
}

function sub_mask(x, y) {
  switch (x.is) {
    case "XI": {
      const { a: p } = x;
      switch (y.is) {
        case "XI": {
          const { a: q } = y;
          return double_mask(sub_mask(p, q));
        }
        case "XO": {
          const { a: q } = y;
          return succ_double_mask(sub_mask(p, q));
        }
        case "XH": {
          return { is: "IsPos", a: { is: "XO", a: p } };
        }
      }
    }
    case "XO": {
      const { a: p } = x;
      switch (y.is) {
        case "XI": {
          const { a: q } = y;
          return succ_double_mask(sub_mask_carry(p, q));
        }
        case "XO": {
          const { a: q } = y;
          return double_mask(sub_mask(p, q));
        }
        case "XH": {
          return { is: "IsPos", a: pred_double(p) };
        }
      }
    }
    case "XH": {
      switch (y.is) {
        case "XH": {
          return $IsNul;
        }
        default: {
          return $IsNeg;
        }
      }
    }
  }
}
function sub_mask_carry(x, y) {
  switch (x.is) {
    case "XI": {
      const { a: p } = x;
      switch (y.is) {
        case "XI": {
          const { a: q } = y;
          return succ_double_mask(sub_mask_carry(p, q));
        }
        case "XO": {
          const { a: q } = y;
          return double_mask(sub_mask(p, q));
        }
        case "XH": {
          return { is: "IsPos", a: pred_double(p) };
        }
      }
    }
    case "XO": {
      const { a: p } = x;
      switch (y.is) {
        case "XI": {
          const { a: q } = y;
          return double_mask(sub_mask_carry(p, q));
        }
        case "XO": {
          const { a: q } = y;
          return succ_double_mask(sub_mask_carry(p, q));
        }
        case "XH": {
          return double_pred_mask(p);
        }
      }
    }
    case "XH": {
      return $IsNeg;
    }
  }
}

function mul($x, $y) {
  const $result = { a: undefined };
  let $last = $result;
  for (;;) {
    const x = $x;
    const y = $y;
    switch (x.is) {
      case "XI": {
        const { a: p } = x;
        $last.a = add0(y, { is: "XO", a: mul(p, y) });
        return $result.a;
      }
      case "XO": {
        const { a: p } = x;
        const $cell = { is: "XO", a: undefined };
        $last.a = $cell;
        $last = $cell;
        $x = p;
        continue;
      }
      case "XH": {
        $last.a = y;
        return $result.a;
      }
    }
  }
}

function iter($f, $x, $n0) {
  for (;;) {
    const f = $f;
    const x = $x;
    const n0 = $n0;
    switch (n0.is) {
      case "XI": {
        const { a: n$ } = n0;
        return (f.length === 1 ? f(iter(f, iter(f, x, n$), n$)) : $call(f, iter(f, iter(f, x, n$), n$)));
      }
      case "XO": {
        const { a: n$ } = n0;
        $x = iter(f, x, n$);
        $n0 = n$;
        continue;
      }
      case "XH": {
        return (f.length === 1 ? f(x) : $call(f, x));
      }
    }
  }
}

function div2(p) {
  switch (p.is) {
    case "XI": {
      const { a: p0 } = p;
      return p0;
    }
    case "XO": {
      const { a: p0 } = p;
      return p0;
    }
    case "XH": {
      return $XH;
    }
  }
}

function div2_up(p) {
  switch (p.is) {
    case "XI": {
      const { a: p0 } = p;
      return succ(p0);
    }
    case "XO": {
      const { a: p0 } = p;
      return p0;
    }
    case "XH": {
      return $XH;
    }
  }
}

function compare_cont($r, $x, $y) {
  for (;;) {
    const r = $r;
    const x = $x;
    const y = $y;
    switch (x.is) {
      case "XI": {
        const { a: p } = x;
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            $x = p;
            $y = q;
            continue;
          }
          case "XO": {
            const { a: q } = y;
            $r = $Gt;
            $x = p;
            $y = q;
            continue;
          }
          case "XH": {
            return $Gt;
          }
        }
      }
      case "XO": {
        const { a: p } = x;
        switch (y.is) {
          case "XI": {
            const { a: q } = y;
            $r = $Lt;
            $x = p;
            $y = q;
            continue;
          }
          case "XO": {
            const { a: q } = y;
            $x = p;
            $y = q;
            continue;
          }
          case "XH": {
            return $Gt;
          }
        }
      }
      case "XH": {
        switch (y.is) {
          case "XH": {
            return r;
          }
          default: {
            return $Lt;
          }
        }
      }
    }
  }
}

function compare(x0, x1) {
  return compare_cont($Eq, x0, x1);
}

function eqb0($p, $q) {
  for (;;) {
    const p = $p;
    const q = $q;
    switch (p.is) {
      case "XI": {
        const { a: p0 } = p;
        switch (q.is) {
          case "XI": {
            const { a: q0 } = q;
            $p = p0;
            $q = q0;
            continue;
          }
          default: {
            return false;
          }
        }
      }
      case "XO": {
        const { a: p0 } = p;
        switch (q.is) {
          case "XO": {
            const { a: q0 } = q;
            $p = p0;
            $q = q0;
            continue;
          }
          default: {
            return false;
          }
        }
      }
      case "XH": {
        switch (q.is) {
          case "XH": {
            return true;
          }
          default: {
            return false;
          }
        }
      }
    }
  }
}

function nsucc_double(x) {
  switch (x.is) {
    case "N0": {
      return N_1;
    }
    case "Npos": {
      const { a: p } = x;
      return { is: "Npos", a: { is: "XI", a: p } };
    }
  }
}

function ndouble(n0) {
  switch (n0.is) {
    case "N0": {
      return $N0;
    }
    case "Npos": {
      const { a: p } = n0;
      return { is: "Npos", a: { is: "XO", a: p } };
    }
  }
}

function lor($p, $q) {
  const $result = { a: undefined };
  let $last = $result;
  for (;;) {
    const p = $p;
    const q = $q;
    switch (p.is) {
      case "XI": {
        const { a: p0 } = p;
        switch (q.is) {
          case "XI": {
            const { a: q0 } = q;
            const $cell = { is: "XI", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $p = p0;
            $q = q0;
            continue;
          }
          case "XO": {
            const { a: q0 } = q;
            const $cell = { is: "XI", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $p = p0;
            $q = q0;
            continue;
          }
          case "XH": {
            $last.a = p;
            return $result.a;
          }
        }
      }
      case "XO": {
        const { a: p0 } = p;
        switch (q.is) {
          case "XI": {
            const { a: q0 } = q;
            const $cell = { is: "XI", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $p = p0;
            $q = q0;
            continue;
          }
          case "XO": {
            const { a: q0 } = q;
            const $cell = { is: "XO", a: undefined };
            $last.a = $cell;
            $last = $cell;
            $p = p0;
            $q = q0;
            continue;
          }
          case "XH": {
            $last.a = { is: "XI", a: p0 };
            return $result.a;
          }
        }
      }
      case "XH": {
        switch (q.is) {
          case "XO": {
            const { a: q0 } = q;
            $last.a = { is: "XI", a: q0 };
            return $result.a;
          }
          default: {
            $last.a = q;
            return $result.a;
          }
        }
      }
    }
  }
}

function land(p, q) {
  switch (p.is) {
    case "XI": {
      const { a: p0 } = p;
      switch (q.is) {
        case "XI": {
          const { a: q0 } = q;
          return nsucc_double(land(p0, q0));
        }
        case "XO": {
          const { a: q0 } = q;
          return ndouble(land(p0, q0));
        }
        case "XH": {
          return N_1;
        }
      }
    }
    case "XO": {
      const { a: p0 } = p;
      switch (q.is) {
        case "XI": {
          const { a: q0 } = q;
          return ndouble(land(p0, q0));
        }
        case "XO": {
          const { a: q0 } = q;
          return ndouble(land(p0, q0));
        }
        case "XH": {
          return $N0;
        }
      }
    }
    case "XH": {
      switch (q.is) {
        case "XO": {
          return $N0;
        }
        default: {
          return N_1;
        }
      }
    }
  }
}

function ldiff(p, q) {
  switch (p.is) {
    case "XI": {
      const { a: p0 } = p;
      switch (q.is) {
        case "XI": {
          const { a: q0 } = q;
          return ndouble(ldiff(p0, q0));
        }
        case "XO": {
          const { a: q0 } = q;
          return nsucc_double(ldiff(p0, q0));
        }
        case "XH": {
          return { is: "Npos", a: { is: "XO", a: p0 } };
        }
      }
    }
    case "XO": {
      const { a: p0 } = p;
      switch (q.is) {
        case "XI": {
          const { a: q0 } = q;
          return ndouble(ldiff(p0, q0));
        }
        case "XO": {
          const { a: q0 } = q;
          return ndouble(ldiff(p0, q0));
        }
        case "XH": {
          return { is: "Npos", a: p };
        }
      }
    }
    case "XH": {
      switch (q.is) {
        case "XO": {
          return N_1;
        }
        default: {
          return $N0;
        }
      }
    }
  }
}

function lxor(p, q) {
  switch (p.is) {
    case "XI": {
      const { a: p0 } = p;
      switch (q.is) {
        case "XI": {
          const { a: q0 } = q;
          return ndouble(lxor(p0, q0));
        }
        case "XO": {
          const { a: q0 } = q;
          return nsucc_double(lxor(p0, q0));
        }
        case "XH": {
          return { is: "Npos", a: { is: "XO", a: p0 } };
        }
      }
    }
    case "XO": {
      const { a: p0 } = p;
      switch (q.is) {
        case "XI": {
          const { a: q0 } = q;
          return nsucc_double(lxor(p0, q0));
        }
        case "XO": {
          const { a: q0 } = q;
          return ndouble(lxor(p0, q0));
        }
        case "XH": {
          return { is: "Npos", a: { is: "XI", a: p0 } };
        }
      }
    }
    case "XH": {
      switch (q.is) {
        case "XI": {
          const { a: q0 } = q;
          return { is: "Npos", a: { is: "XO", a: q0 } };
        }
        case "XO": {
          const { a: q0 } = q;
          return { is: "Npos", a: { is: "XI", a: q0 } };
        }
        case "XH": {
          return $N0;
        }
      }
    }
  }
}

function testbit($p, $n0) {
  for (;;) {
    const p = $p;
    const n0 = $n0;
    switch (p.is) {
      case "XI": {
        const { a: p0 } = p;
        switch (n0.is) {
          case "N0": {
            return true;
          }
          case "Npos": {
            const { a: n1 } = n0;
            $p = p0;
            $n0 = pred_N(n1);
            continue;
          }
        }
      }
      case "XO": {
        const { a: p0 } = p;
        switch (n0.is) {
          case "N0": {
            return false;
          }
          case "Npos": {
            const { a: n1 } = n0;
            $p = p0;
            $n0 = pred_N(n1);
            continue;
          }
        }
      }
      case "XH": {
        switch (n0.is) {
          case "N0": {
            return true;
          }
          case "Npos": {
            return false;
          }
        }
      }
    }
  }
}

function iter_op($op, $p, $a) {
  for (;;) {
    const op = $op;
    const p = $p;
    const a = $a;
    switch (p.is) {
      case "XI": {
        const { a: p0 } = p;
        return (op.length === 2 ? op(a, iter_op(op, p0, (op.length === 2 ? op(a, a) : $call(op, a, a)))) : $call(op, a, iter_op(op, p0, (op.length === 2 ? op(a, a) : $call(op, a, a)))));
      }
      case "XO": {
        const { a: p0 } = p;
        $p = p0;
        $a = (op.length === 2 ? op(a, a) : $call(op, a, a));
        continue;
      }
      case "XH": {
        return a;
      }
    }
  }
}

function to_nat(x) {
  return iter_op(add, x, Nat_1);
}

function of_succ_nat(n0) {
  switch (n0.is) {
    case "O": {
      return $XH;
    }
    case "S": {
      const { a: x } = n0;
      return succ(of_succ_nat(x));
    }
  }
}

function succ_double(x) {
  switch (x.is) {
    case "N0": {
      return N_1;
    }
    case "Npos": {
      const { a: p } = x;
      return { is: "Npos", a: { is: "XI", a: p } };
    }
  }
}

function double(n0) {
  switch (n0.is) {
    case "N0": {
      return $N0;
    }
    case "Npos": {
      const { a: p } = n0;
      return { is: "Npos", a: { is: "XO", a: p } };
    }
  }
}

function succ_pos(n0) {
  switch (n0.is) {
    case "N0": {
      return $XH;
    }
    case "Npos": {
      const { a: p } = n0;
      return succ(p);
    }
  }
}

function sub(n0, m) {
  switch (n0.is) {
    case "N0": {
      return $N0;
    }
    case "Npos": {
      const { a: n$ } = n0;
      switch (m.is) {
        case "N0": {
          return n0;
        }
        case "Npos": {
          const { a: m$ } = m;
          const $0 = sub_mask(n$, m$);
          switch ($0.is) {
            case "IsPos": {
              const { a: p } = $0;
              return { is: "Npos", a: p };
            }
            default: {
              return $N0;
            }
          }
        }
      }
    }
  }
}

function compare0(n0, m) {
  switch (n0.is) {
    case "N0": {
      switch (m.is) {
        case "N0": {
          return $Eq;
        }
        case "Npos": {
          return $Lt;
        }
      }
    }
    case "Npos": {
      const { a: n$ } = n0;
      switch (m.is) {
        case "N0": {
          return $Gt;
        }
        case "Npos": {
          const { a: m$ } = m;
          return compare(n$, m$);
        }
      }
    }
  }
}

function leb(x, y) {
  const $1 = compare0(x, y);
  switch ($1.is) {
    case "Gt": {
      return false;
    }
    default: {
      return true;
    }
  }
}

function pos_div_eucl(a, b) {
  switch (a.is) {
    case "XI": {
      const { a: a$ } = a;
      const $2 = pos_div_eucl(a$, b);
      const { a: q, b: r } = $2;
      const r$ = succ_double(r);
      if (leb(b, r$)) {
        return { is: "Pair", a: succ_double(q), b: sub(r$, b) };
      }
      return { is: "Pair", a: double(q), b: r$ };
    }
    case "XO": {
      const { a: a$ } = a;
      const $3 = pos_div_eucl(a$, b);
      const { a: q, b: r } = $3;
      const r$ = double(r);
      if (leb(b, r$)) {
        return { is: "Pair", a: succ_double(q), b: sub(r$, b) };
      }
      return { is: "Pair", a: double(q), b: r$ };
    }
    case "XH": {
      switch (b.is) {
        case "N0": {
          return $Pair14;
        }
        case "Npos": {
          const { a: p } = b;
          switch (p.is) {
            case "XH": {
              return $Pair15;
            }
            default: {
              return $Pair14;
            }
          }
        }
      }
    }
  }
}

function lor0(n0, m) {
  switch (n0.is) {
    case "N0": {
      return m;
    }
    case "Npos": {
      const { a: p } = n0;
      switch (m.is) {
        case "N0": {
          return n0;
        }
        case "Npos": {
          const { a: q } = m;
          return { is: "Npos", a: lor(p, q) };
        }
      }
    }
  }
}

function land0(n0, m) {
  switch (n0.is) {
    case "N0": {
      return $N0;
    }
    case "Npos": {
      const { a: p } = n0;
      switch (m.is) {
        case "N0": {
          return $N0;
        }
        case "Npos": {
          const { a: q } = m;
          return land(p, q);
        }
      }
    }
  }
}

function ldiff0(n0, m) {
  switch (n0.is) {
    case "N0": {
      return $N0;
    }
    case "Npos": {
      const { a: p } = n0;
      switch (m.is) {
        case "N0": {
          return n0;
        }
        case "Npos": {
          const { a: q } = m;
          return ldiff(p, q);
        }
      }
    }
  }
}

function lxor0(n0, m) {
  switch (n0.is) {
    case "N0": {
      return m;
    }
    case "Npos": {
      const { a: p } = n0;
      switch (m.is) {
        case "N0": {
          return n0;
        }
        case "Npos": {
          const { a: q } = m;
          return lxor(p, q);
        }
      }
    }
  }
}

function testbit0(a, n0) {
  switch (a.is) {
    case "N0": {
      return false;
    }
    case "Npos": {
      const { a: p } = a;
      return testbit(p, n0);
    }
  }
}

function double0(x) {
  switch (x.is) {
    case "Z0": {
      return $Z0;
    }
    case "Zpos": {
      const { a: p } = x;
      return { is: "Zpos", a: { is: "XO", a: p } };
    }
    case "Zneg": {
      const { a: p } = x;
      return { is: "Zneg", a: { is: "XO", a: p } };
    }
  }
}

function succ_double0(x) {
  switch (x.is) {
    case "Z0": {
      return Z_1;
    }
    case "Zpos": {
      const { a: p } = x;
      return { is: "Zpos", a: { is: "XI", a: p } };
    }
    case "Zneg": {
      const { a: p } = x;
      return { is: "Zneg", a: pred_double(p) };
    }
  }
}

function pred_double0(x) {
  switch (x.is) {
    case "Z0": {
      return Z_minus_1;
    }
    case "Zpos": {
      const { a: p } = x;
      return { is: "Zpos", a: pred_double(p) };
    }
    case "Zneg": {
      const { a: p } = x;
      return { is: "Zneg", a: { is: "XI", a: p } };
    }
  }
}

function pos_sub(x, y) {
  switch (x.is) {
    case "XI": {
      const { a: p } = x;
      switch (y.is) {
        case "XI": {
          const { a: q } = y;
          return double0(pos_sub(p, q));
        }
        case "XO": {
          const { a: q } = y;
          return succ_double0(pos_sub(p, q));
        }
        case "XH": {
          return { is: "Zpos", a: { is: "XO", a: p } };
        }
      }
    }
    case "XO": {
      const { a: p } = x;
      switch (y.is) {
        case "XI": {
          const { a: q } = y;
          return pred_double0(pos_sub(p, q));
        }
        case "XO": {
          const { a: q } = y;
          return double0(pos_sub(p, q));
        }
        case "XH": {
          return { is: "Zpos", a: pred_double(p) };
        }
      }
    }
    case "XH": {
      switch (y.is) {
        case "XI": {
          const { a: q } = y;
          return { is: "Zneg", a: { is: "XO", a: q } };
        }
        case "XO": {
          const { a: q } = y;
          return { is: "Zneg", a: pred_double(q) };
        }
        case "XH": {
          return $Z0;
        }
      }
    }
  }
}

function add1(x, y) {
  switch (x.is) {
    case "Z0": {
      return y;
    }
    case "Zpos": {
      const { a: x$ } = x;
      switch (y.is) {
        case "Z0": {
          return x;
        }
        case "Zpos": {
          const { a: y$ } = y;
          return { is: "Zpos", a: add0(x$, y$) };
        }
        case "Zneg": {
          const { a: y$ } = y;
          return pos_sub(x$, y$);
        }
      }
    }
    case "Zneg": {
      const { a: x$ } = x;
      switch (y.is) {
        case "Z0": {
          return x;
        }
        case "Zpos": {
          const { a: y$ } = y;
          return pos_sub(y$, x$);
        }
        case "Zneg": {
          const { a: y$ } = y;
          return { is: "Zneg", a: add0(x$, y$) };
        }
      }
    }
  }
}

function opp(x) {
  switch (x.is) {
    case "Z0": {
      return $Z0;
    }
    case "Zpos": {
      const { a: x0 } = x;
      return { is: "Zneg", a: x0 };
    }
    case "Zneg": {
      const { a: x0 } = x;
      return { is: "Zpos", a: x0 };
    }
  }
}

function pred(x) {
  return add1(x, Z_minus_1);
}

function sub0(m, n0) {
  return add1(m, opp(n0));
}

function mul0(x, y) {
  switch (x.is) {
    case "Z0": {
      return $Z0;
    }
    case "Zpos": {
      const { a: x$ } = x;
      switch (y.is) {
        case "Z0": {
          return $Z0;
        }
        case "Zpos": {
          const { a: y$ } = y;
          return { is: "Zpos", a: mul(x$, y$) };
        }
        case "Zneg": {
          const { a: y$ } = y;
          return { is: "Zneg", a: mul(x$, y$) };
        }
      }
    }
    case "Zneg": {
      const { a: x$ } = x;
      switch (y.is) {
        case "Z0": {
          return $Z0;
        }
        case "Zpos": {
          const { a: y$ } = y;
          return { is: "Zneg", a: mul(x$, y$) };
        }
        case "Zneg": {
          const { a: y$ } = y;
          return { is: "Zpos", a: mul(x$, y$) };
        }
      }
    }
  }
}

function pow_pos(z0) {
  return $call(iter, $call(mul0, z0), Z_1);
}

function pow(x, y) {
  switch (y.is) {
    case "Z0": {
      return Z_1;
    }
    case "Zpos": {
      const { a: p } = y;
      return $call(pow_pos, x, p);
    }
    case "Zneg": {
      return $Z0;
    }
  }
}

function compare1(x, y) {
  switch (x.is) {
    case "Z0": {
      switch (y.is) {
        case "Z0": {
          return $Eq;
        }
        case "Zpos": {
          return $Lt;
        }
        case "Zneg": {
          return $Gt;
        }
      }
    }
    case "Zpos": {
      const { a: x$ } = x;
      switch (y.is) {
        case "Zpos": {
          const { a: y$ } = y;
          return compare(x$, y$);
        }
        default: {
          return $Gt;
        }
      }
    }
    case "Zneg": {
      const { a: x$ } = x;
      switch (y.is) {
        case "Zneg": {
          const { a: y$ } = y;
          return compOpp(compare(x$, y$));
        }
        default: {
          return $Lt;
        }
      }
    }
  }
}

function leb0(x, y) {
  const $4 = compare1(x, y);
  switch ($4.is) {
    case "Gt": {
      return false;
    }
    default: {
      return true;
    }
  }
}

function ltb(x, y) {
  const $5 = compare1(x, y);
  switch ($5.is) {
    case "Lt": {
      return true;
    }
    default: {
      return false;
    }
  }
}

function eqb1(x, y) {
  switch (x.is) {
    case "Z0": {
      switch (y.is) {
        case "Z0": {
          return true;
        }
        default: {
          return false;
        }
      }
    }
    case "Zpos": {
      const { a: p } = x;
      switch (y.is) {
        case "Zpos": {
          const { a: q } = y;
          return eqb0(p, q);
        }
        default: {
          return false;
        }
      }
    }
    case "Zneg": {
      const { a: p } = x;
      switch (y.is) {
        case "Zneg": {
          const { a: q } = y;
          return eqb0(p, q);
        }
        default: {
          return false;
        }
      }
    }
  }
}

function max(n0, m) {
  const $6 = compare1(n0, m);
  switch ($6.is) {
    case "Lt": {
      return m;
    }
    default: {
      return n0;
    }
  }
}

function min(n0, m) {
  const $7 = compare1(n0, m);
  switch ($7.is) {
    case "Gt": {
      return m;
    }
    default: {
      return n0;
    }
  }
}

function to_nat0(z0) {
  switch (z0.is) {
    case "Zpos": {
      const { a: p } = z0;
      return to_nat(p);
    }
    default: {
      return $O;
    }
  }
}

function of_nat(n0) {
  switch (n0.is) {
    case "O": {
      return $Z0;
    }
    case "S": {
      const { a: n1 } = n0;
      return { is: "Zpos", a: of_succ_nat(n1) };
    }
  }
}

function of_N(n0) {
  switch (n0.is) {
    case "N0": {
      return $Z0;
    }
    case "Npos": {
      const { a: p } = n0;
      return { is: "Zpos", a: p };
    }
  }
}

function iter0(n0, f, x) {
  switch (n0.is) {
    case "Zpos": {
      const { a: p } = n0;
      return iter(f, x, p);
    }
    default: {
      return x;
    }
  }
}

function pos_div_eucl0(a, b) {
  switch (a.is) {
    case "XI": {
      const { a: a$ } = a;
      const $8 = pos_div_eucl0(a$, b);
      const { a: q, b: r } = $8;
      const r$ = add1(mul0(Z_2, r), Z_1);
      if (ltb(r$, b)) {
        return { is: "Pair", a: mul0(Z_2, q), b: r$ };
      }
      return { is: "Pair", a: add1(mul0(Z_2, q), Z_1), b: sub0(r$, b) };
    }
    case "XO": {
      const { a: a$ } = a;
      const $9 = pos_div_eucl0(a$, b);
      const { a: q, b: r } = $9;
      const r$ = mul0(Z_2, r);
      if (ltb(r$, b)) {
        return { is: "Pair", a: mul0(Z_2, q), b: r$ };
      }
      return { is: "Pair", a: add1(mul0(Z_2, q), Z_1), b: sub0(r$, b) };
    }
    case "XH": {
      if (leb0(Z_2, b)) {
        return $Pair20;
      }
      return $Pair21;
    }
  }
}

function div_eucl(a, b) {
  switch (a.is) {
    case "Z0": {
      return $Pair22;
    }
    case "Zpos": {
      const { a: a$ } = a;
      switch (b.is) {
        case "Z0": {
          return { is: "Pair", a: $Z0, b: a };
        }
        case "Zpos": {
          return pos_div_eucl0(a$, b);
        }
        case "Zneg": {
          const { a: b$ } = b;
          const $10 = pos_div_eucl0(a$, { is: "Zpos", a: b$ });
          const { a: q, b: r } = $10;
          switch (r.is) {
            case "Z0": {
              return { is: "Pair", a: opp(q), b: $Z0 };
            }
            default: {
              return { is: "Pair", a: opp(add1(q, Z_1)), b: add1(b, r) };
            }
          }
        }
      }
    }
    case "Zneg": {
      const { a: a$ } = a;
      switch (b.is) {
        case "Z0": {
          return { is: "Pair", a: $Z0, b: a };
        }
        case "Zpos": {
          const $11 = pos_div_eucl0(a$, b);
          const { a: q, b: r } = $11;
          switch (r.is) {
            case "Z0": {
              return { is: "Pair", a: opp(q), b: $Z0 };
            }
            default: {
              return { is: "Pair", a: opp(add1(q, Z_1)), b: sub0(b, r) };
            }
          }
        }
        case "Zneg": {
          const { a: b$ } = b;
          const $12 = pos_div_eucl0(a$, { is: "Zpos", a: b$ });
          const { a: q, b: r } = $12;
          return { is: "Pair", a: q, b: opp(r) };
        }
      }
    }
  }
}

function div(a, b) {
  const $13 = div_eucl(a, b);
  const { a: q } = $13;
  return q;
}

function modulo(a, b) {
  const $14 = div_eucl(a, b);
  const { b: r } = $14;
  return r;
}

function quotrem(a, b) {
  switch (a.is) {
    case "Z0": {
      return $Pair22;
    }
    case "Zpos": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return { is: "Pair", a: $Z0, b: a };
        }
        case "Zpos": {
          const { a: b0 } = b;
          const $15 = pos_div_eucl(a3, { is: "Npos", a: b0 });
          const { a: q, b: r } = $15;
          return { is: "Pair", a: of_N(q), b: of_N(r) };
        }
        case "Zneg": {
          const { a: b0 } = b;
          const $16 = pos_div_eucl(a3, { is: "Npos", a: b0 });
          const { a: q, b: r } = $16;
          return { is: "Pair", a: opp(of_N(q)), b: of_N(r) };
        }
      }
    }
    case "Zneg": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return { is: "Pair", a: $Z0, b: a };
        }
        case "Zpos": {
          const { a: b0 } = b;
          const $17 = pos_div_eucl(a3, { is: "Npos", a: b0 });
          const { a: q, b: r } = $17;
          return { is: "Pair", a: opp(of_N(q)), b: opp(of_N(r)) };
        }
        case "Zneg": {
          const { a: b0 } = b;
          const $18 = pos_div_eucl(a3, { is: "Npos", a: b0 });
          const { a: q, b: r } = $18;
          return { is: "Pair", a: of_N(q), b: opp(of_N(r)) };
        }
      }
    }
  }
}

function quot(a, b) {
  return fst(quotrem(a, b));
}

function rem(a, b) {
  return snd(quotrem(a, b));
}

function odd(z0) {
  switch (z0.is) {
    case "Z0": {
      return false;
    }
    case "Zpos": {
      const { a: p } = z0;
      switch (p.is) {
        case "XO": {
          return false;
        }
        default: {
          return true;
        }
      }
    }
    case "Zneg": {
      const { a: p } = z0;
      switch (p.is) {
        case "XO": {
          return false;
        }
        default: {
          return true;
        }
      }
    }
  }
}

function div0(z0) {
  switch (z0.is) {
    case "Z0": {
      return $Z0;
    }
    case "Zpos": {
      const { a: p } = z0;
      switch (p.is) {
        case "XH": {
          return $Z0;
        }
        default: {
          return { is: "Zpos", a: div2(p) };
        }
      }
    }
    case "Zneg": {
      const { a: p } = z0;
      return { is: "Zneg", a: div2_up(p) };
    }
  }
}

function testbit1(a, n0) {
  switch (n0.is) {
    case "Z0": {
      return odd(a);
    }
    case "Zpos": {
      const { a: p } = n0;
      switch (a.is) {
        case "Z0": {
          return false;
        }
        case "Zpos": {
          const { a: a3 } = a;
          return testbit(a3, { is: "Npos", a: p });
        }
        case "Zneg": {
          const { a: a3 } = a;
          return negb(testbit0(pred_N(a3), { is: "Npos", a: p }));
        }
      }
    }
    case "Zneg": {
      return false;
    }
  }
}

function shiftl(a, n0) {
  switch (n0.is) {
    case "Z0": {
      return a;
    }
    case "Zpos": {
      const { a: p } = n0;
      return iter($call(mul0, Z_2), a, p);
    }
    case "Zneg": {
      const { a: p } = n0;
      return iter(div0, a, p);
    }
  }
}

function shiftr(a, n0) {
  return shiftl(a, opp(n0));
}

function lor1(a, b) {
  switch (a.is) {
    case "Z0": {
      return b;
    }
    case "Zpos": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return a;
        }
        case "Zpos": {
          const { a: b0 } = b;
          return { is: "Zpos", a: lor(a3, b0) };
        }
        case "Zneg": {
          const { a: b0 } = b;
          return { is: "Zneg", a: succ_pos(ldiff0(pred_N(b0), { is: "Npos", a: a3 })) };
        }
      }
    }
    case "Zneg": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return a;
        }
        case "Zpos": {
          const { a: b0 } = b;
          return { is: "Zneg", a: succ_pos(ldiff0(pred_N(a3), { is: "Npos", a: b0 })) };
        }
        case "Zneg": {
          const { a: b0 } = b;
          return { is: "Zneg", a: succ_pos(land0(pred_N(a3), pred_N(b0))) };
        }
      }
    }
  }
}

function land1(a, b) {
  switch (a.is) {
    case "Z0": {
      return $Z0;
    }
    case "Zpos": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return $Z0;
        }
        case "Zpos": {
          const { a: b0 } = b;
          return of_N(land(a3, b0));
        }
        case "Zneg": {
          const { a: b0 } = b;
          return of_N(ldiff0({ is: "Npos", a: a3 }, pred_N(b0)));
        }
      }
    }
    case "Zneg": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return $Z0;
        }
        case "Zpos": {
          const { a: b0 } = b;
          return of_N(ldiff0({ is: "Npos", a: b0 }, pred_N(a3)));
        }
        case "Zneg": {
          const { a: b0 } = b;
          return { is: "Zneg", a: succ_pos(lor0(pred_N(a3), pred_N(b0))) };
        }
      }
    }
  }
}

function lxor1(a, b) {
  switch (a.is) {
    case "Z0": {
      return b;
    }
    case "Zpos": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return a;
        }
        case "Zpos": {
          const { a: b0 } = b;
          return of_N(lxor(a3, b0));
        }
        case "Zneg": {
          const { a: b0 } = b;
          return { is: "Zneg", a: succ_pos(lxor0({ is: "Npos", a: a3 }, pred_N(b0))) };
        }
      }
    }
    case "Zneg": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Z0": {
          return a;
        }
        case "Zpos": {
          const { a: b0 } = b;
          return { is: "Zneg", a: succ_pos(lxor0(pred_N(a3), { is: "Npos", a: b0 })) };
        }
        case "Zneg": {
          const { a: b0 } = b;
          return of_N(lxor0(pred_N(a3), pred_N(b0)));
        }
      }
    }
  }
}

function ones(n0) {
  return pred(shiftl(Z_1, n0));
}

function nth_error($l, $n0) {
  for (;;) {
    const l = $l;
    const n0 = $n0;
    switch (n0.is) {
      case "O": {
        switch (l.is) {
          case "Nil": {
            return $None;
          }
          case "Cons": {
            const { a: x } = l;
            return { is: "Some", a: x };
          }
        }
      }
      case "S": {
        const { a: n1 } = n0;
        switch (l.is) {
          case "Nil": {
            return $None;
          }
          case "Cons": {
            const { b: l0 } = l;
            $l = l0;
            $n0 = n1;
            continue;
          }
        }
      }
    }
  }
}

function map($f, $l) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const f = $f;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: a, b: t0 } = l;
        const $cell = { is: "Cons", a: (f.length === 1 ? f(a) : $call(f, a)), b: undefined };
        $last.b = $cell;
        $last = $cell;
        $l = t0;
        continue;
      }
    }
  }
}

function fold_left($f, $l, $a3) {
  for (;;) {
    const f = $f;
    const l = $l;
    const a3 = $a3;
    switch (l.is) {
      case "Nil": {
        return a3;
      }
      case "Cons": {
        const { a: b, b: t0 } = l;
        $l = t0;
        $a3 = (f.length === 2 ? f(a3, b) : $call(f, a3, b));
        continue;
      }
    }
  }
}

function existsb($f, $l) {
  for (;;) {
    const f = $f;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return false;
      }
      case "Cons": {
        const { a: a, b: l0 } = l;
        if ((f.length === 1 ? f(a) : $call(f, a))) {
          return true;
        }
        $l = l0;
        continue;
      }
    }
  }
}

function forallb($f, $l) {
  for (;;) {
    const f = $f;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return true;
      }
      case "Cons": {
        const { a: a, b: l0 } = l;
        if ((f.length === 1 ? f(a) : $call(f, a))) {
          $l = l0;
          continue;
        }
        return false;
      }
    }
  }
}

function filter($f, $l) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const f = $f;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: x, b: l0 } = l;
        if ((f.length === 1 ? f(x) : $call(f, x))) {
          const $cell = { is: "Cons", a: x, b: undefined };
          $last.b = $cell;
          $last = $cell;
          $l = l0;
          continue;
        }
        $l = l0;
        continue;
      }
    }
  }
}

function find($f, $l) {
  for (;;) {
    const f = $f;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return $None;
      }
      case "Cons": {
        const { a: x, b: tl } = l;
        if ((f.length === 1 ? f(x) : $call(f, x))) {
          return { is: "Some", a: x };
        }
        $l = tl;
        continue;
      }
    }
  }
}

const modulus = Z_4294967296;

const half = Z_2147483648;

function wrap(z0) {
  return modulo(z0, modulus);
}

function signed(w) {
  if (ltb(w, half)) {
    return w;
  }
  return sub0(w, modulus);
}

function truth(b) {
  if (b) {
    return Z_1;
  }
  return $Z0;
}

function result(o, a, b) {
  switch (o.is) {
    case "Add": {
      return add1(a, b);
    }
    case "Sub": {
      return sub0(a, b);
    }
    case "Mul": {
      return mul0(a, b);
    }
    case "Mulh": {
      return div(mul0(signed(a), signed(b)), modulus);
    }
    case "Mulhsu": {
      return div(mul0(signed(a), b), modulus);
    }
    case "Mulhu": {
      return div(mul0(a, b), modulus);
    }
    case "Div": {
      if (eqb1(b, $Z0)) {
        return Z_minus_1;
      }
      return quot(signed(a), signed(b));
    }
    case "Divu": {
      if (eqb1(b, $Z0)) {
        return Z_minus_1;
      }
      return div(a, b);
    }
    case "Rem": {
      if (eqb1(b, $Z0)) {
        return a;
      }
      return rem(signed(a), signed(b));
    }
    case "Remu": {
      if (eqb1(b, $Z0)) {
        return a;
      }
      return modulo(a, b);
    }
    case "And": {
      return land1(a, b);
    }
    case "Or": {
      return lor1(a, b);
    }
    case "Xor": {
      return lxor1(a, b);
    }
    case "Sll": {
      return shiftl(a, modulo(b, Z_32));
    }
    case "Srl": {
      return shiftr(a, modulo(b, Z_32));
    }
    case "Sra": {
      return shiftr(signed(a), modulo(b, Z_32));
    }
    case "Slt": {
      return truth(ltb(signed(a), signed(b)));
    }
    case "Sltu": {
      return truth(ltb(a, b));
    }
    case "Equal": {
      return truth(eqb1(a, b));
    }
  }
}

function operate(o, a, b) {
  return wrap(result(o, a, b));
}

function holds(w) {
  return negb(eqb1(w, $Z0));
}

const operations = $Cons95;

function size_from($n0, $l) {
  for (;;) {
    const n0 = $n0;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return n0;
      }
      case "Cons": {
        const { b: rest } = l;
        $n0 = add1(n0, Z_1);
        $l = rest;
        continue;
      }
    }
  }
}

function size(l) {
  return size_from($Z0, l);
}

function first($n0, $l) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const n0 = $n0;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: x, b: rest } = l;
        if (leb0(n0, $Z0)) {
          $last.b = $Nil;
          return $result.b;
        }
        const $cell = { is: "Cons", a: x, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $n0 = sub0(n0, Z_1);
        $l = rest;
        continue;
      }
    }
  }
}

function rest_after($n0, $l) {
  for (;;) {
    const n0 = $n0;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return $Nil;
      }
      case "Cons": {
        const { b: rest } = l;
        if (leb0(n0, $Z0)) {
          return l;
        }
        $n0 = sub0(n0, Z_1);
        $l = rest;
        continue;
      }
    }
  }
}

function replace($n0, $a, $l) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const n0 = $n0;
    const a = $a;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: x, b: rest } = l;
        switch (n0.is) {
          case "O": {
            $last.b = { is: "Cons", a: a, b: rest };
            return $result.b;
          }
          case "S": {
            const { a: n1 } = n0;
            const $cell = { is: "Cons", a: x, b: undefined };
            $last.b = $cell;
            $last = $cell;
            $n0 = n1;
            $l = rest;
            continue;
          }
        }
      }
    }
  }
}

function gather(element0, from, count) {
  return snd(iter0(count, (pat) => {
        const { a: place, b: after } = pat;
        return { is: "Pair", a: sub0(place, Z_1), b: { is: "Cons", a: (element0.length === 1 ? element0(place) : $call(element0, place)), b: after } };
      }, { is: "Pair", a: sub0(add1(from, count), Z_1), b: $Nil }));
}

function read_block(environment0, e, count) {
  const $19 = (() => {
      const { a: come } = environment0;
      return (come.length === 2 ? come(e, count) : $call(come, e, count));
    })();
  const { a: bytes, b: e$ } = $19;
  const bytes0 = map((byte0) => modulo(byte0, Z_256), first(count, bytes));
  return { is: "Pair", a: { is: "Pair", a: bytes0, b: (() => {
          switch (bytes0.is) {
            case "Nil": {
              return $Cons98;
            }
            case "Cons": {
              return map((x) => ({ is: "Reading", a: x }), bytes0);
            }
          }
        })() }, b: e$ };
}

function read_byte(environment0, e) {
  const $20 = read_block(environment0, e, Z_1);
  const { a: p, b: e$ } = $20;
  const { a: bytes, b: events } = p;
  return { is: "Pair", a: { is: "Pair", a: (() => {
          switch (bytes.is) {
            case "Nil": {
              return wrap(Z_minus_1);
            }
            case "Cons": {
              const { a: byte0 } = bytes;
              return byte0;
            }
          }
        })(), b: events }, b: e$ };
}

function write_block(environment0, e, bytes) {
  const $21 = (() => {
      const { b: take } = environment0;
      return (take.length === 2 ? take(e, bytes) : $call(take, e, bytes));
    })();
  const { a: taken, b: e$ } = $21;
  const taken0 = max(Z_1, min(taken, size(bytes)));
  return { is: "Pair", a: { is: "Pair", a: taken0, b: map((x) => ({ is: "Writing", a: x }), first(taken0, bytes)) }, b: e$ };
}

function none(answer0) {
  if (ltb($Z0, signed(wrap(answer0)))) {
    return $Z0;
  }
  return wrap(answer0);
}

function ended_result(environment0, e) {
  return none((() => {
        const { c: ended } = environment0;
        return (ended.length === 1 ? ended(e) : $call(ended, e));
      })());
}

function written_result(environment0, e, taken, count) {
  const $22 = (() => {
      const { d: lost } = environment0;
      return (lost.length === 1 ? lost(e) : $call(lost, e));
    })();
  switch ($22.is) {
    case "Some": {
      const { a: answer0 } = $22;
      if (eqb1(taken, count)) {
        return none(answer0);
      }
      return taken;
    }
    case "None": {
      return taken;
    }
  }
}

function input_environment(share) {
  return { is: "Build_environment", a: (e, count) => {
      const most = min(count, size(e.a));
      const k = (() => {
          if (eqb1(most, $Z0)) {
            return $Z0;
          }
          return (share.length === 2 ? share(e.b, most) : $call(share, e.b, most));
        })();
      return { is: "Pair", a: first(k, e.a), b: { is: "Build_given", a: rest_after(k, e.a), b: add1(e.b, max(Z_1, k)) } };
    }, b: (e, bytes) => {
      const k = (share.length === 2 ? share(e.b, size(bytes)) : $call(share, e.b, size(bytes)));
      return { is: "Pair", a: k, b: { is: "Build_given", a: e.a, b: add1(e.b, k) } };
    }, c: (_0) => $Z0, d: (_0) => $None };
}

const empty = $Leaf;

function find0($i, $m) {
  for (;;) {
    const i = $i;
    const m = $m;
    switch (m.is) {
      case "Leaf": {
        return $None;
      }
      case "Node": {
        const { a: l, b: o, c: r } = m;
        switch (i.is) {
          case "XI": {
            const { a: ii } = i;
            $i = ii;
            $m = r;
            continue;
          }
          case "XO": {
            const { a: ii } = i;
            $i = ii;
            $m = l;
            continue;
          }
          case "XH": {
            return o;
          }
        }
      }
    }
  }
}

function add2($i, $v, $m) {
  const $result = { c: undefined };
  let $last = $result;
  for (;;) {
    const i = $i;
    const v = $v;
    const m = $m;
    switch (m.is) {
      case "Leaf": {
        switch (i.is) {
          case "XI": {
            const { a: ii } = i;
            const $cell = { is: "Node", a: $Leaf, b: $None, c: undefined };
            $last.c = $cell;
            $last = $cell;
            $i = ii;
            $m = $Leaf;
            continue;
          }
          case "XO": {
            const { a: ii } = i;
            $last.c = { is: "Node", a: add2(ii, v, $Leaf), b: $None, c: $Leaf };
            return $result.c;
          }
          case "XH": {
            $last.c = { is: "Node", a: $Leaf, b: { is: "Some", a: v }, c: $Leaf };
            return $result.c;
          }
        }
      }
      case "Node": {
        const { a: l, b: o, c: r } = m;
        switch (i.is) {
          case "XI": {
            const { a: ii } = i;
            const $cell = { is: "Node", a: l, b: o, c: undefined };
            $last.c = $cell;
            $last = $cell;
            $i = ii;
            $m = r;
            continue;
          }
          case "XO": {
            const { a: ii } = i;
            $last.c = { is: "Node", a: add2(ii, v, l), b: o, c: r };
            return $result.c;
          }
          case "XH": {
            $last.c = { is: "Node", a: l, b: { is: "Some", a: v }, c: r };
            return $result.c;
          }
        }
      }
    }
  }
}

const empty0 = empty;

function key0(z0) {
  switch (z0.is) {
    case "Z0": {
      return $XH;
    }
    case "Zpos": {
      const { a: p } = z0;
      return { is: "XO", a: p };
    }
    case "Zneg": {
      const { a: p } = z0;
      return { is: "XI", a: p };
    }
  }
}

function get(default_, t0, z0) {
  const $23 = find0(key0(z0), t0);
  switch ($23.is) {
    case "Some": {
      const { a: a } = $23;
      return a;
    }
    case "None": {
      return default_;
    }
  }
}

function set(t0, z0, a) {
  return add2(key0(z0), a, t0);
}

function is_zero(w, k) {
  return { is: "Const", a: $Z0, b: (zero) => ({ is: "Operate", a: $Equal, b: w, c: zero, d: k }) };
}

function apply_unary(o, w, k) {
  switch (o.is) {
    case "Negate": {
      return { is: "Const", a: $Z0, b: (zero) => ({ is: "Operate", a: $Sub, b: zero, c: w, d: k }) };
    }
    case "Complement": {
      return { is: "Const", a: Z_minus_1, b: (ones0) => ({ is: "Operate", a: $Xor, b: w, c: ones0, d: k }) };
    }
    case "Not": {
      return is_zero(w, k);
    }
  }
}

function apply_binary(o, a, b, k) {
  switch (o.is) {
    case "Times": {
      return { is: "Operate", a: $Mul, b: a, c: b, d: k };
    }
    case "Over": {
      return { is: "Operate", a: $Div, b: a, c: b, d: k };
    }
    case "Modulo": {
      return { is: "Operate", a: $Rem, b: a, c: b, d: k };
    }
    case "Plus": {
      return { is: "Operate", a: $Add, b: a, c: b, d: k };
    }
    case "Minus": {
      return { is: "Operate", a: $Sub, b: a, c: b, d: k };
    }
    case "ShiftLeft": {
      return { is: "Operate", a: $Sll, b: a, c: b, d: k };
    }
    case "ShiftRight": {
      return { is: "Operate", a: $Sra, b: a, c: b, d: k };
    }
    case "ShiftRightLogical": {
      return { is: "Operate", a: $Srl, b: a, c: b, d: k };
    }
    case "BitAnd": {
      return { is: "Operate", a: $And, b: a, c: b, d: k };
    }
    case "BitXor": {
      return { is: "Operate", a: $Xor, b: a, c: b, d: k };
    }
    case "BitOr": {
      return { is: "Operate", a: $Or, b: a, c: b, d: k };
    }
    case "IsEqual": {
      return { is: "Operate", a: $Equal, b: a, c: b, d: k };
    }
    case "IsNot": {
      return { is: "Operate", a: $Equal, b: a, c: b, d: (equal) => is_zero(equal, k) };
    }
    case "IsLess": {
      return { is: "Operate", a: $Slt, b: a, c: b, d: k };
    }
    case "IsAtMost": {
      return { is: "Operate", a: $Slt, b: b, c: a, d: (greater) => is_zero(greater, k) };
    }
    case "IsGreater": {
      return { is: "Operate", a: $Slt, b: b, c: a, d: k };
    }
    case "IsAtLeast": {
      return { is: "Operate", a: $Slt, b: a, c: b, d: (less) => is_zero(less, k) };
    }
  }
}

function divides(o) {
  switch (o.is) {
    case "Over": {
      return true;
    }
    case "Modulo": {
      return true;
    }
    default: {
      return false;
    }
  }
}

function entered($zero, $slots, $values) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const zero = $zero;
    const slots = $slots;
    const values = $values;
    switch (slots.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { b: slots0 } = slots;
        switch (values.is) {
          case "Nil": {
            const $cell = { is: "Cons", a: zero, b: undefined };
            $last.b = $cell;
            $last = $cell;
            $slots = slots0;
            $values = $Nil;
            continue;
          }
          case "Cons": {
            const { a: w, b: values0 } = values;
            const $cell = { is: "Cons", a: w, b: undefined };
            $last.b = $cell;
            $last = $cell;
            $slots = slots0;
            $values = values0;
            continue;
          }
        }
      }
    }
  }
}

function go(f, r, c, k) {
  return { is: "Become", a: r, b: { is: "Build_configuration", a: c, b: f, c: k } };
}

function value(f, r, w, id, k) {
  return go(f, r, { is: "Value", a: w, b: id }, k);
}

function evaluate(f, r, e, k) {
  return go(f, r, { is: "Evaluate", a: e }, k);
}

function execute(f, r, s, k) {
  return go(f, r, { is: "Execute", a: s }, k);
}

function enter(p, f, id, callee, values, k) {
  const $24 = nth_error(p.b, callee);
  switch ($24.is) {
    case "Some": {
      const { a: d } = $24;
      return { is: "Const", a: $Z0, b: (zero) => ({ is: "Become", a: $Rule_call_enter, b: { is: "Build_configuration", a: { is: "Execute", a: d.d }, b: entered(zero, d.c, values), c: { is: "Cons", a: { is: "CallFrame", a: id, b: f }, b: k } } }) };
    }
    case "None": {
      return $Wrong;
    }
  }
}

function evaluate_expression(p, f, e, k) {
  switch (e.is) {
    case "Constant": {
      const { a: id, b: n0 } = e;
      return { is: "Const", a: n0, b: (w) => value(f, $Rule_constant, w, id, k) };
    }
    case "Text": {
      const { a: id, b: e0, c: values } = e;
      return { is: "AllocateText", a: e0, b: values, c: (r) => value(f, $Rule_text, r, id, k) };
    }
    case "Local": {
      const { a: id, b: x } = e;
      const $25 = nth_error(f, x);
      switch ($25.is) {
        case "Some": {
          const { a: w } = $25;
          return value(f, $Rule_local, w, id, k);
        }
        case "None": {
          return $Wrong;
        }
      }
    }
    case "Global": {
      const { a: id, b: g } = e;
      return { is: "GetGlobal", a: g, b: (w) => value(f, $Rule_global, w, id, k) };
    }
    case "Unary": {
      const { a: id, b: o, c: e0 } = e;
      return evaluate(f, $Rule_unary, e0, { is: "Cons", a: { is: "UnaryFrame", a: id, b: o }, b: k });
    }
    case "Binary": {
      const { a: id, b: o, c: e1, d: e2 } = e;
      return evaluate(f, $Rule_binary, e1, { is: "Cons", a: { is: "BinaryLeft", a: id, b: o, c: e2 }, b: k });
    }
    case "Logic": {
      const { a: id, b: o, c: e1, d: e2 } = e;
      return evaluate(f, $Rule_logic, e1, { is: "Cons", a: { is: "LogicLeft", a: id, b: o, c: e2 }, b: k });
    }
    case "Index": {
      const { a: id, b: e0, c: array0, d: index } = e;
      return evaluate(f, $Rule_index, array0, { is: "Cons", a: { is: "IndexArray", a: id, b: e0, c: index }, b: k });
    }
    case "Length": {
      const { a: id, b: array0 } = e;
      return evaluate(f, $Rule_length, array0, { is: "Cons", a: { is: "LengthFrame", a: id }, b: k });
    }
    case "New": {
      const { a: id, b: e0, c: length } = e;
      return evaluate(f, $Rule_new, length, { is: "Cons", a: { is: "NewFrame", a: id, b: e0 }, b: k });
    }
    case "Read": {
      const { a: id } = e;
      return { is: "ReadByte", a: (byte0) => value(f, $Rule_read, byte0, id, k) };
    }
    case "Transfer": {
      const { a: id, b: d, c: array0, d: from, e: count } = e;
      return evaluate(f, $Rule_transfer, array0, { is: "Cons", a: { is: "TransferArray", a: id, b: d, c: from, d: count }, b: k });
    }
    case "Call": {
      const { a: id, b: callee, c: arguments_ } = e;
      switch (arguments_.is) {
        case "Nil": {
          return enter(p, f, id, callee, $Nil, k);
        }
        case "Cons": {
          const { a: e0, b: after } = arguments_;
          return evaluate(f, $Rule_call, e0, { is: "Cons", a: { is: "Arguments", a: id, b: callee, c: $Nil, d: after }, b: k });
        }
      }
    }
  }
}

function block(f, r, id, statements, k) {
  switch (statements.is) {
    case "Nil": {
      return go(f, $Rule_block_end, $Done, k);
    }
    case "Cons": {
      const { a: s, b: after } = statements;
      return execute(f, r, s, { is: "Cons", a: { is: "BlockFrame", a: id, b: after }, b: k });
    }
  }
}

function execute_statement(f, s, k) {
  switch (s.is) {
    case "Assign": {
      const { a: id, b: x, c: e } = s;
      return evaluate(f, $Rule_assign, e, { is: "Cons", a: { is: "AssignFrame", a: id, b: x }, b: k });
    }
    case "AssignGlobal": {
      const { a: id, b: g, c: e } = s;
      return evaluate(f, $Rule_assign_global, e, { is: "Cons", a: { is: "AssignGlobalFrame", a: id, b: g }, b: k });
    }
    case "AssignElement": {
      const { a: id, b: e, c: array0, d: index, e: w } = s;
      return evaluate(f, $Rule_element, array0, { is: "Cons", a: { is: "ElementArray", a: id, b: e, c: index, d: w }, b: k });
    }
    case "If": {
      const { a: id, b: e, c: yes, d: no } = s;
      return evaluate(f, $Rule_if, e, { is: "Cons", a: { is: "IfFrame", a: id, b: yes, c: no }, b: k });
    }
    case "While": {
      const { a: id, b: e, c: s0, d: update } = s;
      return evaluate(f, $Rule_while, e, { is: "Cons", a: { is: "WhileFrame", a: id, b: e, c: s0, d: update }, b: k });
    }
    case "Break": {
      return go(f, $Rule_break, $Breaking, k);
    }
    case "Continue": {
      return go(f, $Rule_continue, $Continuing, k);
    }
    case "Return": {
      const { a: id, b: value0 } = s;
      switch (value0.is) {
        case "Some": {
          const { a: e } = value0;
          return evaluate(f, $Rule_return, e, { is: "Cons", a: { is: "ReturnFrame", a: id }, b: k });
        }
        case "None": {
          return { is: "Const", a: $Z0, b: (zero) => go(f, $Rule_return_nothing, { is: "Returning", a: zero }, k) };
        }
      }
    }
    case "Assert": {
      const { a: id, b: e } = s;
      return evaluate(f, $Rule_assert, e, { is: "Cons", a: { is: "AssertFrame", a: id }, b: k });
    }
    case "Write": {
      const { a: id, b: e } = s;
      return evaluate(f, $Rule_write, e, { is: "Cons", a: { is: "WriteFrame", a: id }, b: k });
    }
    case "Exit": {
      const { a: id, b: e } = s;
      return evaluate(f, $Rule_exit, e, { is: "Cons", a: { is: "ExitFrame", a: id }, b: k });
    }
    case "Discard": {
      const { a: id, b: e } = s;
      return evaluate(f, $Rule_discard, e, { is: "Cons", a: { is: "DiscardFrame", a: id }, b: k });
    }
    case "Block": {
      const { a: id, b: statements } = s;
      return block(f, $Rule_block, id, statements, k);
    }
  }
}

function transfer(f, id, d, r, i, n0, k) {
  const out = { is: "Finish", a: $Rule_transfer_trap, b: { is: "Trap", a: $Trap_bounds, b: id } };
  return { is: "Const", a: $Z0, b: (zero) => ({ is: "AskLength", a: r, b: (length) => ({ is: "Operate", a: $Sltu, b: length, c: i, d: (beyond) => ({ is: "Decide", a: beyond, b: (from_beyond) => {
                  if (from_beyond) {
                    return out;
                  }
                  return { is: "Operate", a: $Sub, b: length, c: i, d: (left) => ({ is: "Operate", a: $Sltu, b: left, c: n0, d: (more) => ({ is: "Decide", a: more, b: (too_many) => {
                              if (too_many) {
                                return out;
                              }
                              return { is: "Operate", a: $Equal, b: n0, c: zero, d: (none0) => ({ is: "Decide", a: none0, b: (nothing) => {
                                      if (nothing) {
                                        return value(f, $Rule_transfer_nothing, zero, id, k);
                                      }
                                      switch (d.is) {
                                        case "Inward": {
                                          return { is: "ReadBlock", a: r, b: i, c: n0, d: (came) => ({ is: "Operate", a: $Equal, b: came, c: zero, d: (none1) => ({ is: "Decide", a: none1, b: (at_end) => {
                                                      if (at_end) {
                                                        return value(f, $Rule_read_bytes_end, zero, id, k);
                                                      }
                                                      return value(f, $Rule_read_bytes, came, id, k);
                                                    } }) }) };
                                        }
                                        case "Outward": {
                                          return { is: "WriteBlock", a: r, b: i, c: n0, d: (taken) => value(f, $Rule_write_bytes, taken, id, k) };
                                        }
                                      }
                                    } }) };
                            } }) }) };
                } }) }) }) };
}

function consume(p, f, w, top, k) {
  switch (top.is) {
    case "UnaryFrame": {
      const { a: id, b: o } = top;
      return apply_unary(o, w, (v) => value(f, $Rule_unary_apply, v, id, k));
    }
    case "BinaryLeft": {
      const { a: id, b: o, c: e2 } = top;
      return evaluate(f, $Rule_binary_right, e2, { is: "Cons", a: { is: "BinaryRight", a: id, b: o, c: w }, b: k });
    }
    case "BinaryRight": {
      const { a: id, b: o, c: w1 } = top;
      const apply = apply_binary(o, w1, w, (v) => value(f, $Rule_binary_apply, v, id, k));
      if (divides(o)) {
        return { is: "Const", a: $Z0, b: (zero) => ({ is: "Operate", a: $Equal, b: w, c: zero, d: (none0) => ({ is: "Decide", a: none0, b: (by_zero) => {
                    if (by_zero) {
                      return { is: "Finish", a: $Rule_divide_trap, b: { is: "Trap", a: $Trap_divide, b: id } };
                    }
                    return apply;
                  } }) }) };
      }
      return apply;
    }
    case "LogicLeft": {
      const { a: id, b: o, c: e2 } = top;
      return { is: "Decide", a: w, b: (decided) => {
          switch (o.is) {
            case "AndAlso": {
              if (decided) {
                return evaluate(f, $Rule_logic_right, e2, { is: "Cons", a: { is: "LogicRight", a: id }, b: k });
              }
              return { is: "Const", a: $Z0, b: (v) => value(f, $Rule_logic_short, v, id, k) };
            }
            case "OrElse": {
              if (decided) {
                return { is: "Const", a: Z_1, b: (v) => value(f, $Rule_logic_short, v, id, k) };
              }
              return evaluate(f, $Rule_logic_right, e2, { is: "Cons", a: { is: "LogicRight", a: id }, b: k });
            }
          }
        } };
    }
    case "LogicRight": {
      const { a: id } = top;
      return value(f, $Rule_logic_value, w, id, k);
    }
    case "IndexArray": {
      const { a: id, b: e, c: index } = top;
      return evaluate(f, $Rule_index_index, index, { is: "Cons", a: { is: "IndexIndex", a: id, b: e, c: w }, b: k });
    }
    case "IndexIndex": {
      const { a: id, b: e, c: array0 } = top;
      return { is: "AskLength", a: array0, b: (length) => ({ is: "Operate", a: $Sltu, b: w, c: length, d: (less) => ({ is: "Decide", a: less, b: (within) => {
                  if (within) {
                    return { is: "Load", a: e, b: array0, c: w, d: (v) => value(f, $Rule_index_load, v, id, k) };
                  }
                  return { is: "Finish", a: $Rule_index_trap, b: { is: "Trap", a: $Trap_bounds, b: id } };
                } }) }) };
    }
    case "LengthFrame": {
      const { a: id } = top;
      return { is: "AskLength", a: w, b: (length) => value(f, $Rule_length_apply, length, id, k) };
    }
    case "NewFrame": {
      const { a: id, b: e } = top;
      return { is: "Const", a: $Z0, b: (zero) => ({ is: "Operate", a: $Slt, b: w, c: zero, d: (less) => ({ is: "Decide", a: less, b: (negative) => {
                  if (negative) {
                    return { is: "Finish", a: $Rule_new_trap, b: { is: "Trap", a: $Trap_length, b: id } };
                  }
                  return { is: "Allocate", a: e, b: w, c: (r) => value(f, $Rule_new_apply, r, id, k) };
                } }) }) };
    }
    case "TransferArray": {
      const { a: id, b: d, c: from, d: count } = top;
      return evaluate(f, $Rule_transfer_from, from, { is: "Cons", a: { is: "TransferFrom", a: id, b: d, c: w, d: count }, b: k });
    }
    case "TransferFrom": {
      const { a: id, b: d, c: array0, d: count } = top;
      return evaluate(f, $Rule_transfer_count, count, { is: "Cons", a: { is: "TransferCount", a: id, b: d, c: array0, d: w }, b: k });
    }
    case "TransferCount": {
      const { a: id, b: d, c: array0, d: from } = top;
      return transfer(f, id, d, array0, from, w, k);
    }
    case "Arguments": {
      const { a: id, b: callee, c: values, d: after0 } = top;
      switch (after0.is) {
        case "Nil": {
          return enter(p, f, id, callee, app(values, { is: "Cons", a: w, b: $Nil }), k);
        }
        case "Cons": {
          const { a: e, b: after } = after0;
          return evaluate(f, $Rule_call_argument, e, { is: "Cons", a: { is: "Arguments", a: id, b: callee, c: app(values, { is: "Cons", a: w, b: $Nil }), d: after }, b: k });
        }
      }
    }
    case "AssignFrame": {
      const { b: x } = top;
      return { is: "Become", a: $Rule_assign_apply, b: { is: "Build_configuration", a: $Done, b: replace(x, w, f), c: k } };
    }
    case "AssignGlobalFrame": {
      const { b: g } = top;
      return { is: "SetGlobal", a: g, b: w, c: go(f, $Rule_assign_global_apply, $Done, k) };
    }
    case "ElementArray": {
      const { a: id, b: e, c: index, d: v } = top;
      return evaluate(f, $Rule_element_index, index, { is: "Cons", a: { is: "ElementIndex", a: id, b: e, c: w, d: v }, b: k });
    }
    case "ElementIndex": {
      const { a: id, b: e, c: array0, d: v } = top;
      return evaluate(f, $Rule_element_value, v, { is: "Cons", a: { is: "ElementValue", a: id, b: e, c: array0, d: w }, b: k });
    }
    case "ElementValue": {
      const { a: id, b: e, c: array0, d: index } = top;
      return { is: "AskLength", a: array0, b: (length) => ({ is: "Operate", a: $Sltu, b: index, c: length, d: (less) => ({ is: "Decide", a: less, b: (within) => {
                  if (within) {
                    const store1 = (v) => ({ is: "Store", a: e, b: array0, c: index, d: v, e: go(f, $Rule_element_store, $Done, k) });
                    switch (e.is) {
                      case "Element_byte": {
                        return { is: "Const", a: Z_255, b: (mask0) => ({ is: "Operate", a: $And, b: w, c: mask0, d: store1 }) };
                      }
                      default: {
                        return (store1.length === 1 ? store1(w) : $call(store1, w));
                      }
                    }
                  }
                  return { is: "Finish", a: $Rule_element_trap, b: { is: "Trap", a: $Trap_bounds, b: id } };
                } }) }) };
    }
    case "IfFrame": {
      const { b: yes, c: no } = top;
      return { is: "Decide", a: w, b: (condition) => {
          if (condition) {
            return execute(f, $Rule_if_true, yes, k);
          }
          switch (no.is) {
            case "Some": {
              const { a: no0 } = no;
              return execute(f, $Rule_if_false, no0, k);
            }
            case "None": {
              return go(f, $Rule_if_skip, $Done, k);
            }
          }
        } };
    }
    case "WhileFrame": {
      const { a: id, b: e, c: s, d: update } = top;
      return { is: "Decide", a: w, b: (condition) => {
          if (condition) {
            return execute(f, $Rule_while_true, s, { is: "Cons", a: { is: "LoopFrame", a: id, b: e, c: s, d: update }, b: k });
          }
          return go(f, $Rule_while_false, $Done, k);
        } };
    }
    case "ReturnFrame": {
      return go(f, $Rule_return_apply, { is: "Returning", a: w }, k);
    }
    case "AssertFrame": {
      const { a: id } = top;
      return { is: "Decide", a: w, b: (condition) => {
          if (condition) {
            return go(f, $Rule_assert_true, $Done, k);
          }
          return { is: "Finish", a: $Rule_assert_trap, b: { is: "Trap", a: $Trap_assert, b: id } };
        } };
    }
    case "WriteFrame": {
      return { is: "Const", a: Z_255, b: (mask0) => ({ is: "Operate", a: $And, b: w, c: mask0, d: (byte0) => ({ is: "WriteByte", a: byte0, b: go(f, $Rule_write_apply, $Done, k) }) }) };
    }
    case "ExitFrame": {
      return { is: "Finish", a: $Rule_exit_apply, b: { is: "Halt", a: w } };
    }
    case "DiscardFrame": {
      return go(f, $Rule_discard_apply, $Done, k);
    }
    default: {
      return $Wrong;
    }
  }
}

function again(f, plain, updating, id, e, s, update, k) {
  switch (update.is) {
    case "Some": {
      const { a: u } = update;
      return execute(f, updating, u, { is: "Cons", a: { is: "UpdateFrame", a: id, b: e, c: s, d: update }, b: k });
    }
    case "None": {
      return execute(f, plain, { is: "While", a: id, b: e, c: s, d: update }, k);
    }
  }
}

function resume(f, top, k) {
  switch (top.is) {
    case "CallFrame": {
      const { a: id, b: caller } = top;
      return { is: "Const", a: $Z0, b: (zero) => ({ is: "Become", a: $Rule_call_done, b: { is: "Build_configuration", a: { is: "Value", a: zero, b: id }, b: caller, c: k } }) };
    }
    case "LoopFrame": {
      const { a: id, b: e, c: s, d: update } = top;
      return again(f, $Rule_loop_next, $Rule_loop_update, id, e, s, update, k);
    }
    case "UpdateFrame": {
      const { a: id, b: e, c: s, d: update } = top;
      return execute(f, $Rule_update_next, { is: "While", a: id, b: e, c: s, d: update }, k);
    }
    case "BlockFrame": {
      const { a: id, b: after } = top;
      return block(f, $Rule_block_next, id, after, k);
    }
    default: {
      return $Wrong;
    }
  }
}

function unwind_break(f, top, k) {
  switch (top.is) {
    case "LoopFrame": {
      return go(f, $Rule_break_loop, $Done, k);
    }
    case "BlockFrame": {
      return go(f, $Rule_break_unwind, $Breaking, k);
    }
    default: {
      return $Wrong;
    }
  }
}

function unwind_continue(f, top, k) {
  switch (top.is) {
    case "LoopFrame": {
      const { a: id, b: e, c: s, d: update } = top;
      return again(f, $Rule_continue_loop, $Rule_continue_update, id, e, s, update, k);
    }
    case "BlockFrame": {
      return go(f, $Rule_continue_unwind, $Continuing, k);
    }
    default: {
      return $Wrong;
    }
  }
}

function unwind_return(f, w, top, k) {
  switch (top.is) {
    case "CallFrame": {
      const { a: id, b: caller } = top;
      return { is: "Become", a: $Rule_call_value, b: { is: "Build_configuration", a: { is: "Value", a: w, b: id }, b: caller, c: k } };
    }
    case "LoopFrame": {
      return go(f, $Rule_return_unwind, { is: "Returning", a: w }, k);
    }
    case "BlockFrame": {
      return go(f, $Rule_return_unwind, { is: "Returning", a: w }, k);
    }
    default: {
      return $Wrong;
    }
  }
}

function ell_step(p, c) {
  const f = c.b;
  const $26 = c.a;
  switch ($26.is) {
    case "Evaluate": {
      const { a: e } = $26;
      return evaluate_expression(p, f, e, c.c);
    }
    case "Value": {
      const { a: w } = $26;
      const $27 = c.c;
      switch ($27.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $27;
          return consume(p, f, w, top, k);
        }
      }
    }
    case "Execute": {
      const { a: s } = $26;
      return execute_statement(f, s, c.c);
    }
    case "Done": {
      const $28 = c.c;
      switch ($28.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $28;
          return resume(f, top, k);
        }
      }
    }
    case "Breaking": {
      const $29 = c.c;
      switch ($29.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $29;
          return unwind_break(f, top, k);
        }
      }
    }
    case "Continuing": {
      const $30 = c.c;
      switch ($30.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $30;
          return unwind_continue(f, top, k);
        }
      }
    }
    case "Returning": {
      const { a: w } = $26;
      const $31 = c.c;
      switch ($31.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $31;
          return unwind_return(f, w, top, k);
        }
      }
    }
  }
}

function ell_initial(p, zero) {
  const $32 = nth_error(p.b, p.c);
  switch ($32.is) {
    case "Some": {
      const { a: d } = $32;
      return { is: "Some", a: { is: "Build_configuration", a: { is: "Execute", a: d.d }, b: entered(zero, d.c, $Nil), c: $Nil } };
    }
    case "None": {
      return $None;
    }
  }
}

function empty_store(first_reference) {
  return { is: "Build_store", a: first_reference, b: empty0, c: empty0 };
}

function room(e, length) {
  return add1(Z_4, mul0(Z_4, (() => {
          switch (e.is) {
            case "Element_byte": {
              return div(add1(length, Z_3), Z_4);
            }
            default: {
              return length;
            }
          }
        })()));
}

function element_at(a, index) {
  return get($Z0, a.b, index);
}

function set_array(s, r, a) {
  return { is: "Build_store", a: s.a, b: set(s.b, r, { is: "Some", a: a }), c: s.c };
}

function with_element(a, index, w) {
  return { is: "Build_array", a: a.a, b: set(a.b, index, w) };
}

function with_elements($a, $index, $values) {
  for (;;) {
    const a = $a;
    const index = $index;
    const values = $values;
    switch (values.is) {
      case "Nil": {
        return a;
      }
      case "Cons": {
        const { a: w, b: values0 } = values;
        $a = with_element(a, index, w);
        $index = add1(index, Z_1);
        $values = values0;
        continue;
      }
    }
  }
}

function allocate(s, e, a) {
  return { is: "Pair", a: s.a, b: { is: "Build_store", a: add1(s.a, room(e, a.a)), b: set(s.b, s.a, { is: "Some", a: a }), c: s.c } };
}

function answer($env, $s, $e, $t0) {
  for (;;) {
    const env = $env;
    const s = $s;
    const e = $e;
    const t0 = $t0;
    switch (t0.is) {
      case "Become": {
        const { a: r, b: c } = t0;
        return { is: "Pair", a: $Nil, b: { is: "EllNext", a: r, b: { is: "Build_ell_state", a: c, b: s, c: e } } };
      }
      case "Finish": {
        const { a: r, b: f } = t0;
        return { is: "Pair", a: $Nil, b: { is: "EllFinal", a: r, b: f } };
      }
      case "Wrong": {
        return $Pair197;
      }
      case "Const": {
        const { a: z0, b: k } = t0;
        $t0 = (k.length === 1 ? k(wrap(z0)) : $call(k, wrap(z0)));
        continue;
      }
      case "Operate": {
        const { a: o, b: a, c: b, d: k } = t0;
        $t0 = (k.length === 1 ? k(operate(o, a, b)) : $call(k, operate(o, a, b)));
        continue;
      }
      case "Decide": {
        const { a: w, b: k } = t0;
        $t0 = (k.length === 1 ? k(holds(w)) : $call(k, holds(w)));
        continue;
      }
      case "Allocate": {
        const { a: el, b: n0, c: k } = t0;
        const $33 = allocate(s, el, { is: "Build_array", a: n0, b: empty0 });
        const { a: r, b: s0 } = $33;
        $s = s0;
        $t0 = (k.length === 1 ? k(r) : $call(k, r));
        continue;
      }
      case "AllocateText": {
        const { a: el, b: values, c: k } = t0;
        const a = { is: "Build_array", a: size(values), b: empty0 };
        const $34 = allocate(s, el, with_elements(a, $Z0, map(wrap, values)));
        const { a: r, b: s0 } = $34;
        $s = s0;
        $t0 = (k.length === 1 ? k(r) : $call(k, r));
        continue;
      }
      case "AskLength": {
        const { a: r, b: k } = t0;
        const $35 = get($None, s.b, r);
        switch ($35.is) {
          case "Some": {
            const { a: a } = $35;
            $t0 = (k.length === 1 ? k(a.a) : $call(k, a.a));
            continue;
          }
          case "None": {
            return $Pair197;
          }
        }
      }
      case "Load": {
        const { b: r, c: i, d: k } = t0;
        const $36 = get($None, s.b, r);
        switch ($36.is) {
          case "Some": {
            const { a: a } = $36;
            $t0 = (k.length === 1 ? k(element_at(a, i)) : $call(k, element_at(a, i)));
            continue;
          }
          case "None": {
            return $Pair197;
          }
        }
      }
      case "Store": {
        const { b: r, c: i, d: w, e: k } = t0;
        const $37 = get($None, s.b, r);
        switch ($37.is) {
          case "Some": {
            const { a: a } = $37;
            $s = set_array(s, r, with_element(a, i, w));
            $t0 = k;
            continue;
          }
          case "None": {
            return $Pair197;
          }
        }
      }
      case "GetGlobal": {
        const { a: g, b: k } = t0;
        $t0 = (k.length === 1 ? k(get($Z0, s.c, g)) : $call(k, get($Z0, s.c, g)));
        continue;
      }
      case "SetGlobal": {
        const { a: g, b: w, c: k } = t0;
        const s0 = { is: "Build_store", a: s.a, b: s.b, c: set(s.c, g, w) };
        $s = s0;
        $t0 = k;
        continue;
      }
      case "ReadByte": {
        const { a: k } = t0;
        const $38 = read_byte(env, e);
        const { a: p, b: e0 } = $38;
        const { a: byte0, b: events } = p;
        const $39 = answer(env, s, e0, (k.length === 1 ? k(byte0) : $call(k, byte0)));
        const { a: after, b: r } = $39;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "WriteByte": {
        const { a: byte0, b: k } = t0;
        const $40 = write_block(env, e, { is: "Cons", a: byte0, b: $Nil });
        const { a: p, b: e0 } = $40;
        const { b: events } = p;
        const $41 = answer(env, s, e0, k);
        const { a: after, b: r } = $41;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "ReadBlock": {
        const { a: r, b: i, c: n0, d: k } = t0;
        const $42 = get($None, s.b, r);
        switch ($42.is) {
          case "Some": {
            const { a: a } = $42;
            const $43 = read_block(env, e, n0);
            const { a: p, b: e0 } = $43;
            const { a: bytes, b: events } = p;
            const s0 = set_array(s, r, with_elements(a, i, bytes));
            const $44 = answer(env, s0, e0, (k.length === 1 ? k(size(bytes)) : $call(k, size(bytes))));
            const { a: after, b: r0 } = $44;
            return { is: "Pair", a: app(events, after), b: r0 };
          }
          case "None": {
            return $Pair197;
          }
        }
      }
      case "WriteBlock": {
        const { a: r, b: i, c: n0, d: k } = t0;
        const $45 = get($None, s.b, r);
        switch ($45.is) {
          case "Some": {
            const { a: a } = $45;
            const $46 = write_block(env, e, gather($call(element_at, a), i, n0));
            const { a: p, b: e0 } = $46;
            const { a: taken, b: events } = p;
            const $47 = answer(env, s, e0, (k.length === 1 ? k(taken) : $call(k, taken)));
            const { a: after, b: r0 } = $47;
            return { is: "Pair", a: app(events, after), b: r0 };
          }
          case "None": {
            return $Pair197;
          }
        }
      }
    }
  }
}

function ell_run_step(env, p, s) {
  return answer(env, s.b, s.c, ell_step(p, s.a));
}

function ell_begin(p, first_reference, e) {
  const $48 = ell_initial(p, $Z0);
  switch ($48.is) {
    case "Some": {
      const { a: c } = $48;
      return { is: "Some", a: { is: "Build_ell_state", a: c, b: empty_store(first_reference), c: e } };
    }
    case "None": {
      return $None;
    }
  }
}

function register_operation(m) {
  switch (m.is) {
    case "ADD": {
      return $Add;
    }
    case "SUB": {
      return $Sub;
    }
    case "SLL": {
      return $Sll;
    }
    case "SLT": {
      return $Slt;
    }
    case "SLTU": {
      return $Sltu;
    }
    case "XOR": {
      return $Xor;
    }
    case "SRL": {
      return $Srl;
    }
    case "SRA": {
      return $Sra;
    }
    case "OR": {
      return $Or;
    }
    case "AND": {
      return $And;
    }
    case "MUL": {
      return $Mul;
    }
    case "MULH": {
      return $Mulh;
    }
    case "MULHSU": {
      return $Mulhsu;
    }
    case "MULHU": {
      return $Mulhu;
    }
    case "DIV": {
      return $Div;
    }
    case "DIVU": {
      return $Divu;
    }
    case "REM": {
      return $Rem;
    }
    case "REMU": {
      return $Remu;
    }
  }
}

function register_rule(m) {
  switch (m.is) {
    case "ADD": {
      return $Rule_add;
    }
    case "SUB": {
      return $Rule_sub;
    }
    case "SLL": {
      return $Rule_sll;
    }
    case "SLT": {
      return $Rule_slt;
    }
    case "SLTU": {
      return $Rule_sltu;
    }
    case "XOR": {
      return $Rule_xor;
    }
    case "SRL": {
      return $Rule_srl;
    }
    case "SRA": {
      return $Rule_sra;
    }
    case "OR": {
      return $Rule_or;
    }
    case "AND": {
      return $Rule_and;
    }
    case "MUL": {
      return $Rule_mul;
    }
    case "MULH": {
      return $Rule_mulh;
    }
    case "MULHSU": {
      return $Rule_mulhsu;
    }
    case "MULHU": {
      return $Rule_mulhu;
    }
    case "DIV": {
      return $Rule_div;
    }
    case "DIVU": {
      return $Rule_divu;
    }
    case "REM": {
      return $Rule_rem;
    }
    case "REMU": {
      return $Rule_remu;
    }
  }
}

function immediate_operation(m) {
  switch (m.is) {
    case "ADDI": {
      return $Add;
    }
    case "SLTI": {
      return $Slt;
    }
    case "SLTIU": {
      return $Sltu;
    }
    case "XORI": {
      return $Xor;
    }
    case "ORI": {
      return $Or;
    }
    case "ANDI": {
      return $And;
    }
  }
}

function immediate_rule(m) {
  switch (m.is) {
    case "ADDI": {
      return $Rule_addi;
    }
    case "SLTI": {
      return $Rule_slti;
    }
    case "SLTIU": {
      return $Rule_sltiu;
    }
    case "XORI": {
      return $Rule_xori;
    }
    case "ORI": {
      return $Rule_ori;
    }
    case "ANDI": {
      return $Rule_andi;
    }
  }
}

function shift_operation(m) {
  switch (m.is) {
    case "SLLI": {
      return $Sll;
    }
    case "SRLI": {
      return $Srl;
    }
    case "SRAI": {
      return $Sra;
    }
  }
}

function shift_rule(m) {
  switch (m.is) {
    case "SLLI": {
      return $Rule_slli;
    }
    case "SRLI": {
      return $Rule_srli;
    }
    case "SRAI": {
      return $Rule_srai;
    }
  }
}

function load_width(m) {
  switch (m.is) {
    case "LB": {
      return Nat_1;
    }
    case "LW": {
      return Nat_4;
    }
    case "LBU": {
      return Nat_1;
    }
    default: {
      return Nat_2;
    }
  }
}

function load_sign(m) {
  switch (m.is) {
    case "LB": {
      return Z_24;
    }
    case "LH": {
      return Z_16;
    }
    default: {
      return $Z0;
    }
  }
}

function load_rule(m) {
  switch (m.is) {
    case "LB": {
      return $Rule_lb;
    }
    case "LH": {
      return $Rule_lh;
    }
    case "LW": {
      return $Rule_lw;
    }
    case "LBU": {
      return $Rule_lbu;
    }
    case "LHU": {
      return $Rule_lhu;
    }
  }
}

function store_width(m) {
  switch (m.is) {
    case "SB": {
      return Nat_1;
    }
    case "SH": {
      return Nat_2;
    }
    case "SW": {
      return Nat_4;
    }
  }
}

function store_rule(m) {
  switch (m.is) {
    case "SB": {
      return $Rule_sb;
    }
    case "SH": {
      return $Rule_sh;
    }
    case "SW": {
      return $Rule_sw;
    }
  }
}

function branch_operation(m) {
  switch (m.is) {
    case "BEQ": {
      return $Equal;
    }
    case "BNE": {
      return $Equal;
    }
    case "BLT": {
      return $Slt;
    }
    case "BGE": {
      return $Slt;
    }
    default: {
      return $Sltu;
    }
  }
}

function branch_sense(m) {
  switch (m.is) {
    case "BEQ": {
      return true;
    }
    case "BLT": {
      return true;
    }
    case "BLTU": {
      return true;
    }
    default: {
      return false;
    }
  }
}

function branch_rule(m) {
  switch (m.is) {
    case "BEQ": {
      return $Rule_beq;
    }
    case "BNE": {
      return $Rule_bne;
    }
    case "BLT": {
      return $Rule_blt;
    }
    case "BGE": {
      return $Rule_bge;
    }
    case "BLTU": {
      return $Rule_bltu;
    }
    case "BGEU": {
      return $Rule_bgeu;
    }
  }
}

function bits(w, low, width) {
  return land1(shiftr(w, low), ones(width));
}

function sign_extended(width, z0) {
  if (ltb(z0, pow(Z_2, sub0(width, Z_1)))) {
    return z0;
  }
  return sub0(z0, pow(Z_2, width));
}

function register_at(w, low) {
  return to_nat0(bits(w, low, Z_5));
}

function immediate_i(w) {
  return sign_extended(Z_12, bits(w, Z_20, Z_12));
}

function immediate_s(w) {
  return sign_extended(Z_12, add1(mul0(bits(w, Z_25, Z_7), pow(Z_2, Z_5)), bits(w, Z_7, Z_5)));
}

function immediate_b(w) {
  return sign_extended(Z_13, add1(add1(add1(mul0(bits(w, Z_31, Z_1), pow(Z_2, Z_12)), mul0(bits(w, Z_7, Z_1), pow(Z_2, Z_11))), mul0(bits(w, Z_25, Z_6), pow(Z_2, Z_5))), mul0(bits(w, Z_8, Z_4), Z_2)));
}

function immediate_u(w) {
  return sign_extended(Z_32, mul0(bits(w, Z_12, Z_20), pow(Z_2, Z_12)));
}

function immediate_j(w) {
  return sign_extended(Z_21, add1(add1(add1(mul0(bits(w, Z_31, Z_1), pow(Z_2, Z_20)), mul0(bits(w, Z_12, Z_8), pow(Z_2, Z_12))), mul0(bits(w, Z_20, Z_1), pow(Z_2, Z_11))), mul0(bits(w, Z_21, Z_10), Z_2)));
}

function decode(w) {
  const rd = register_at(w, Z_7);
  const rs1 = register_at(w, Z_15);
  const rs2 = register_at(w, Z_20);
  const funct3 = bits(w, Z_12, Z_3);
  const funct7 = bits(w, Z_25, Z_7);
  const branch = (m) => ({ is: "Some", a: { is: "Branch", a: m, b: rs1, c: rs2, d: immediate_b(w) } });
  const load0 = (m) => ({ is: "Some", a: { is: "Load0", a: m, b: rd, c: rs1, d: immediate_i(w) } });
  const store1 = (m) => ({ is: "Some", a: { is: "Store0", a: m, b: rs2, c: rs1, d: immediate_s(w) } });
  const immediate = (m) => ({ is: "Some", a: { is: "Immediate", a: m, b: rd, c: rs1, d: immediate_i(w) } });
  const shift = (m) => ({ is: "Some", a: { is: "Shift", a: m, b: rd, c: rs1, d: bits(w, Z_20, Z_5) } });
  const register0 = (m) => ({ is: "Some", a: { is: "Register", a: m, b: rd, c: rs1, d: rs2 } });
  const $49 = bits(w, $Z0, Z_7);
  switch ($49.is) {
    case "Zpos": {
      const { a: p } = $49;
      switch (p.is) {
        case "XI": {
          const { a: p0 } = p;
          switch (p0.is) {
            case "XI": {
              const { a: p1 } = p0;
              switch (p1.is) {
                case "XI": {
                  const { a: p2 } = p1;
                  switch (p2.is) {
                    case "XI": {
                      const { a: p3 } = p2;
                      switch (p3.is) {
                        case "XO": {
                          const { a: p4 } = p3;
                          switch (p4.is) {
                            case "XI": {
                              const { a: p5 } = p4;
                              switch (p5.is) {
                                case "XH": {
                                  return { is: "Some", a: { is: "JAL", a: rd, b: immediate_j(w) } };
                                }
                                default: {
                                  return $None;
                                }
                              }
                            }
                            default: {
                              return $None;
                            }
                          }
                        }
                        default: {
                          return $None;
                        }
                      }
                    }
                    case "XO": {
                      const { a: p3 } = p2;
                      switch (p3.is) {
                        case "XI": {
                          const { a: p4 } = p3;
                          switch (p4.is) {
                            case "XH": {
                              return { is: "Some", a: { is: "LUI", a: rd, b: immediate_u(w) } };
                            }
                            default: {
                              return $None;
                            }
                          }
                        }
                        case "XO": {
                          const { a: p4 } = p3;
                          switch (p4.is) {
                            case "XI": {
                              const { a: p5 } = p4;
                              switch (p5.is) {
                                case "XH": {
                                  switch (funct3.is) {
                                    case "Z0": {
                                      return { is: "Some", a: { is: "JALR", a: rd, b: rs1, c: immediate_i(w) } };
                                    }
                                    default: {
                                      return $None;
                                    }
                                  }
                                }
                                default: {
                                  return $None;
                                }
                              }
                            }
                            default: {
                              return $None;
                            }
                          }
                        }
                        case "XH": {
                          return { is: "Some", a: { is: "AUIPC", a: rd, b: immediate_u(w) } };
                        }
                      }
                    }
                    case "XH": {
                      switch (funct3.is) {
                        case "Z0": {
                          return $Some268;
                        }
                        default: {
                          return $None;
                        }
                      }
                    }
                  }
                }
                case "XO": {
                  const { a: p2 } = p1;
                  switch (p2.is) {
                    case "XO": {
                      const { a: p3 } = p2;
                      switch (p3.is) {
                        case "XI": {
                          const { a: p4 } = p3;
                          switch (p4.is) {
                            case "XI": {
                              const { a: p5 } = p4;
                              switch (p5.is) {
                                case "XH": {
                                  switch (w.is) {
                                    case "Zpos": {
                                      const { a: p6 } = w;
                                      switch (p6.is) {
                                        case "XI": {
                                          const { a: p7 } = p6;
                                          switch (p7.is) {
                                            case "XI": {
                                              const { a: p8 } = p7;
                                              switch (p8.is) {
                                                case "XO": {
                                                  const { a: p9 } = p8;
                                                  switch (p9.is) {
                                                    case "XO": {
                                                      const { a: p10 } = p9;
                                                      switch (p10.is) {
                                                        case "XI": {
                                                          const { a: p11 } = p10;
                                                          switch (p11.is) {
                                                            case "XI": {
                                                              const { a: p12 } = p11;
                                                              switch (p12.is) {
                                                                case "XI": {
                                                                  const { a: p13 } = p12;
                                                                  switch (p13.is) {
                                                                    case "XO": {
                                                                      const { a: p14 } = p13;
                                                                      switch (p14.is) {
                                                                        case "XO": {
                                                                          const { a: p15 } = p14;
                                                                          switch (p15.is) {
                                                                            case "XO": {
                                                                              const { a: p16 } = p15;
                                                                              switch (p16.is) {
                                                                                case "XO": {
                                                                                  const { a: p17 } = p16;
                                                                                  switch (p17.is) {
                                                                                    case "XO": {
                                                                                      const { a: p18 } = p17;
                                                                                      switch (p18.is) {
                                                                                        case "XO": {
                                                                                          const { a: p19 } = p18;
                                                                                          switch (p19.is) {
                                                                                            case "XO": {
                                                                                              const { a: p20 } = p19;
                                                                                              switch (p20.is) {
                                                                                                case "XO": {
                                                                                                  const { a: p21 } = p20;
                                                                                                  switch (p21.is) {
                                                                                                    case "XO": {
                                                                                                      const { a: p22 } = p21;
                                                                                                      switch (p22.is) {
                                                                                                        case "XO": {
                                                                                                          const { a: p23 } = p22;
                                                                                                          switch (p23.is) {
                                                                                                            case "XO": {
                                                                                                              const { a: p24 } = p23;
                                                                                                              switch (p24.is) {
                                                                                                                case "XO": {
                                                                                                                  const { a: p25 } = p24;
                                                                                                                  switch (p25.is) {
                                                                                                                    case "XO": {
                                                                                                                      const { a: p26 } = p25;
                                                                                                                      switch (p26.is) {
                                                                                                                        case "XH": {
                                                                                                                          return $Some270;
                                                                                                                        }
                                                                                                                        default: {
                                                                                                                          return $None;
                                                                                                                        }
                                                                                                                      }
                                                                                                                    }
                                                                                                                    default: {
                                                                                                                      return $None;
                                                                                                                    }
                                                                                                                  }
                                                                                                                }
                                                                                                                default: {
                                                                                                                  return $None;
                                                                                                                }
                                                                                                              }
                                                                                                            }
                                                                                                            default: {
                                                                                                              return $None;
                                                                                                            }
                                                                                                          }
                                                                                                        }
                                                                                                        default: {
                                                                                                          return $None;
                                                                                                        }
                                                                                                      }
                                                                                                    }
                                                                                                    default: {
                                                                                                      return $None;
                                                                                                    }
                                                                                                  }
                                                                                                }
                                                                                                default: {
                                                                                                  return $None;
                                                                                                }
                                                                                              }
                                                                                            }
                                                                                            default: {
                                                                                              return $None;
                                                                                            }
                                                                                          }
                                                                                        }
                                                                                        default: {
                                                                                          return $None;
                                                                                        }
                                                                                      }
                                                                                    }
                                                                                    default: {
                                                                                      return $None;
                                                                                    }
                                                                                  }
                                                                                }
                                                                                default: {
                                                                                  return $None;
                                                                                }
                                                                              }
                                                                            }
                                                                            default: {
                                                                              return $None;
                                                                            }
                                                                          }
                                                                        }
                                                                        default: {
                                                                          return $None;
                                                                        }
                                                                      }
                                                                    }
                                                                    default: {
                                                                      return $None;
                                                                    }
                                                                  }
                                                                }
                                                                case "XO": {
                                                                  return $None;
                                                                }
                                                                case "XH": {
                                                                  return $Some272;
                                                                }
                                                              }
                                                            }
                                                            default: {
                                                              return $None;
                                                            }
                                                          }
                                                        }
                                                        default: {
                                                          return $None;
                                                        }
                                                      }
                                                    }
                                                    default: {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            default: {
                                              return $None;
                                            }
                                          }
                                        }
                                        default: {
                                          return $None;
                                        }
                                      }
                                    }
                                    default: {
                                      return $None;
                                    }
                                  }
                                }
                                default: {
                                  return $None;
                                }
                              }
                            }
                            case "XO": {
                              return $None;
                            }
                            case "XH": {
                              switch (funct7.is) {
                                case "Z0": {
                                  switch (funct3.is) {
                                    case "Z0": {
                                      return (register0.length === 1 ? register0($ADD) : $call(register0, $ADD));
                                    }
                                    case "Zpos": {
                                      const { a: p5 } = funct3;
                                      switch (p5.is) {
                                        case "XI": {
                                          const { a: p6 } = p5;
                                          switch (p6.is) {
                                            case "XI": {
                                              const { a: p7 } = p6;
                                              switch (p7.is) {
                                                case "XH": {
                                                  return (register0.length === 1 ? register0($AND) : $call(register0, $AND));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XO": {
                                              const { a: p7 } = p6;
                                              switch (p7.is) {
                                                case "XH": {
                                                  return (register0.length === 1 ? register0($SRL) : $call(register0, $SRL));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XH": {
                                              return (register0.length === 1 ? register0($SLTU) : $call(register0, $SLTU));
                                            }
                                          }
                                        }
                                        case "XO": {
                                          const { a: p6 } = p5;
                                          switch (p6.is) {
                                            case "XI": {
                                              const { a: p7 } = p6;
                                              switch (p7.is) {
                                                case "XH": {
                                                  return (register0.length === 1 ? register0($OR) : $call(register0, $OR));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XO": {
                                              const { a: p7 } = p6;
                                              switch (p7.is) {
                                                case "XH": {
                                                  return (register0.length === 1 ? register0($XOR) : $call(register0, $XOR));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XH": {
                                              return (register0.length === 1 ? register0($SLT) : $call(register0, $SLT));
                                            }
                                          }
                                        }
                                        case "XH": {
                                          return (register0.length === 1 ? register0($SLL) : $call(register0, $SLL));
                                        }
                                      }
                                    }
                                    case "Zneg": {
                                      return $None;
                                    }
                                  }
                                }
                                case "Zpos": {
                                  const { a: p5 } = funct7;
                                  switch (p5.is) {
                                    case "XI": {
                                      return $None;
                                    }
                                    case "XO": {
                                      const { a: p6 } = p5;
                                      switch (p6.is) {
                                        case "XO": {
                                          const { a: p7 } = p6;
                                          switch (p7.is) {
                                            case "XO": {
                                              const { a: p8 } = p7;
                                              switch (p8.is) {
                                                case "XO": {
                                                  const { a: p9 } = p8;
                                                  switch (p9.is) {
                                                    case "XO": {
                                                      const { a: p10 } = p9;
                                                      switch (p10.is) {
                                                        case "XH": {
                                                          switch (funct3.is) {
                                                            case "Z0": {
                                                              return (register0.length === 1 ? register0($SUB) : $call(register0, $SUB));
                                                            }
                                                            case "Zpos": {
                                                              const { a: p11 } = funct3;
                                                              switch (p11.is) {
                                                                case "XI": {
                                                                  const { a: p12 } = p11;
                                                                  switch (p12.is) {
                                                                    case "XO": {
                                                                      const { a: p13 } = p12;
                                                                      switch (p13.is) {
                                                                        case "XH": {
                                                                          return (register0.length === 1 ? register0($SRA) : $call(register0, $SRA));
                                                                        }
                                                                        default: {
                                                                          return $None;
                                                                        }
                                                                      }
                                                                    }
                                                                    default: {
                                                                      return $None;
                                                                    }
                                                                  }
                                                                }
                                                                default: {
                                                                  return $None;
                                                                }
                                                              }
                                                            }
                                                            case "Zneg": {
                                                              return $None;
                                                            }
                                                          }
                                                        }
                                                        default: {
                                                          return $None;
                                                        }
                                                      }
                                                    }
                                                    default: {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            default: {
                                              return $None;
                                            }
                                          }
                                        }
                                        default: {
                                          return $None;
                                        }
                                      }
                                    }
                                    case "XH": {
                                      switch (funct3.is) {
                                        case "Z0": {
                                          return (register0.length === 1 ? register0($MUL) : $call(register0, $MUL));
                                        }
                                        case "Zpos": {
                                          const { a: p6 } = funct3;
                                          switch (p6.is) {
                                            case "XI": {
                                              const { a: p7 } = p6;
                                              switch (p7.is) {
                                                case "XI": {
                                                  const { a: p8 } = p7;
                                                  switch (p8.is) {
                                                    case "XH": {
                                                      return (register0.length === 1 ? register0($REMU) : $call(register0, $REMU));
                                                    }
                                                    default: {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                case "XO": {
                                                  const { a: p8 } = p7;
                                                  switch (p8.is) {
                                                    case "XH": {
                                                      return (register0.length === 1 ? register0($DIVU) : $call(register0, $DIVU));
                                                    }
                                                    default: {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                case "XH": {
                                                  return (register0.length === 1 ? register0($MULHU) : $call(register0, $MULHU));
                                                }
                                              }
                                            }
                                            case "XO": {
                                              const { a: p7 } = p6;
                                              switch (p7.is) {
                                                case "XI": {
                                                  const { a: p8 } = p7;
                                                  switch (p8.is) {
                                                    case "XH": {
                                                      return (register0.length === 1 ? register0($REM) : $call(register0, $REM));
                                                    }
                                                    default: {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                case "XO": {
                                                  const { a: p8 } = p7;
                                                  switch (p8.is) {
                                                    case "XH": {
                                                      return (register0.length === 1 ? register0($DIV) : $call(register0, $DIV));
                                                    }
                                                    default: {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                case "XH": {
                                                  return (register0.length === 1 ? register0($MULHSU) : $call(register0, $MULHSU));
                                                }
                                              }
                                            }
                                            case "XH": {
                                              return (register0.length === 1 ? register0($MULH) : $call(register0, $MULH));
                                            }
                                          }
                                        }
                                        case "Zneg": {
                                          return $None;
                                        }
                                      }
                                    }
                                  }
                                }
                                case "Zneg": {
                                  return $None;
                                }
                              }
                            }
                          }
                        }
                        case "XO": {
                          const { a: p4 } = p3;
                          switch (p4.is) {
                            case "XI": {
                              const { a: p5 } = p4;
                              switch (p5.is) {
                                case "XH": {
                                  switch (funct3.is) {
                                    case "Z0": {
                                      return (branch.length === 1 ? branch($BEQ) : $call(branch, $BEQ));
                                    }
                                    case "Zpos": {
                                      const { a: p6 } = funct3;
                                      switch (p6.is) {
                                        case "XI": {
                                          const { a: p7 } = p6;
                                          switch (p7.is) {
                                            case "XI": {
                                              const { a: p8 } = p7;
                                              switch (p8.is) {
                                                case "XH": {
                                                  return (branch.length === 1 ? branch($BGEU) : $call(branch, $BGEU));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XO": {
                                              const { a: p8 } = p7;
                                              switch (p8.is) {
                                                case "XH": {
                                                  return (branch.length === 1 ? branch($BGE) : $call(branch, $BGE));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XH": {
                                              return $None;
                                            }
                                          }
                                        }
                                        case "XO": {
                                          const { a: p7 } = p6;
                                          switch (p7.is) {
                                            case "XI": {
                                              const { a: p8 } = p7;
                                              switch (p8.is) {
                                                case "XH": {
                                                  return (branch.length === 1 ? branch($BLTU) : $call(branch, $BLTU));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XO": {
                                              const { a: p8 } = p7;
                                              switch (p8.is) {
                                                case "XH": {
                                                  return (branch.length === 1 ? branch($BLT) : $call(branch, $BLT));
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "XH": {
                                              return $None;
                                            }
                                          }
                                        }
                                        case "XH": {
                                          return (branch.length === 1 ? branch($BNE) : $call(branch, $BNE));
                                        }
                                      }
                                    }
                                    case "Zneg": {
                                      return $None;
                                    }
                                  }
                                }
                                default: {
                                  return $None;
                                }
                              }
                            }
                            case "XO": {
                              return $None;
                            }
                            case "XH": {
                              switch (funct3.is) {
                                case "Z0": {
                                  return (store1.length === 1 ? store1($SB) : $call(store1, $SB));
                                }
                                case "Zpos": {
                                  const { a: p5 } = funct3;
                                  switch (p5.is) {
                                    case "XI": {
                                      return $None;
                                    }
                                    case "XO": {
                                      const { a: p6 } = p5;
                                      switch (p6.is) {
                                        case "XH": {
                                          return (store1.length === 1 ? store1($SW) : $call(store1, $SW));
                                        }
                                        default: {
                                          return $None;
                                        }
                                      }
                                    }
                                    case "XH": {
                                      return (store1.length === 1 ? store1($SH) : $call(store1, $SH));
                                    }
                                  }
                                }
                                case "Zneg": {
                                  return $None;
                                }
                              }
                            }
                          }
                        }
                        case "XH": {
                          switch (funct3.is) {
                            case "Z0": {
                              return (immediate.length === 1 ? immediate($ADDI) : $call(immediate, $ADDI));
                            }
                            case "Zpos": {
                              const { a: p4 } = funct3;
                              switch (p4.is) {
                                case "XI": {
                                  const { a: p5 } = p4;
                                  switch (p5.is) {
                                    case "XI": {
                                      const { a: p6 } = p5;
                                      switch (p6.is) {
                                        case "XH": {
                                          return (immediate.length === 1 ? immediate($ANDI) : $call(immediate, $ANDI));
                                        }
                                        default: {
                                          return $None;
                                        }
                                      }
                                    }
                                    case "XO": {
                                      const { a: p6 } = p5;
                                      switch (p6.is) {
                                        case "XH": {
                                          switch (funct7.is) {
                                            case "Z0": {
                                              return (shift.length === 1 ? shift($SRLI) : $call(shift, $SRLI));
                                            }
                                            case "Zpos": {
                                              const { a: p7 } = funct7;
                                              switch (p7.is) {
                                                case "XO": {
                                                  const { a: p8 } = p7;
                                                  switch (p8.is) {
                                                    case "XO": {
                                                      const { a: p9 } = p8;
                                                      switch (p9.is) {
                                                        case "XO": {
                                                          const { a: p10 } = p9;
                                                          switch (p10.is) {
                                                            case "XO": {
                                                              const { a: p11 } = p10;
                                                              switch (p11.is) {
                                                                case "XO": {
                                                                  const { a: p12 } = p11;
                                                                  switch (p12.is) {
                                                                    case "XH": {
                                                                      return (shift.length === 1 ? shift($SRAI) : $call(shift, $SRAI));
                                                                    }
                                                                    default: {
                                                                      return $None;
                                                                    }
                                                                  }
                                                                }
                                                                default: {
                                                                  return $None;
                                                                }
                                                              }
                                                            }
                                                            default: {
                                                              return $None;
                                                            }
                                                          }
                                                        }
                                                        default: {
                                                          return $None;
                                                        }
                                                      }
                                                    }
                                                    default: {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                default: {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "Zneg": {
                                              return $None;
                                            }
                                          }
                                        }
                                        default: {
                                          return $None;
                                        }
                                      }
                                    }
                                    case "XH": {
                                      return (immediate.length === 1 ? immediate($SLTIU) : $call(immediate, $SLTIU));
                                    }
                                  }
                                }
                                case "XO": {
                                  const { a: p5 } = p4;
                                  switch (p5.is) {
                                    case "XI": {
                                      const { a: p6 } = p5;
                                      switch (p6.is) {
                                        case "XH": {
                                          return (immediate.length === 1 ? immediate($ORI) : $call(immediate, $ORI));
                                        }
                                        default: {
                                          return $None;
                                        }
                                      }
                                    }
                                    case "XO": {
                                      const { a: p6 } = p5;
                                      switch (p6.is) {
                                        case "XH": {
                                          return (immediate.length === 1 ? immediate($XORI) : $call(immediate, $XORI));
                                        }
                                        default: {
                                          return $None;
                                        }
                                      }
                                    }
                                    case "XH": {
                                      return (immediate.length === 1 ? immediate($SLTI) : $call(immediate, $SLTI));
                                    }
                                  }
                                }
                                case "XH": {
                                  switch (funct7.is) {
                                    case "Z0": {
                                      return (shift.length === 1 ? shift($SLLI) : $call(shift, $SLLI));
                                    }
                                    default: {
                                      return $None;
                                    }
                                  }
                                }
                              }
                            }
                            case "Zneg": {
                              return $None;
                            }
                          }
                        }
                      }
                    }
                    default: {
                      return $None;
                    }
                  }
                }
                case "XH": {
                  return $None;
                }
              }
            }
            case "XO": {
              return $None;
            }
            case "XH": {
              switch (funct3.is) {
                case "Z0": {
                  return (load0.length === 1 ? load0($LB) : $call(load0, $LB));
                }
                case "Zpos": {
                  const { a: p1 } = funct3;
                  switch (p1.is) {
                    case "XI": {
                      const { a: p2 } = p1;
                      switch (p2.is) {
                        case "XO": {
                          const { a: p3 } = p2;
                          switch (p3.is) {
                            case "XH": {
                              return (load0.length === 1 ? load0($LHU) : $call(load0, $LHU));
                            }
                            default: {
                              return $None;
                            }
                          }
                        }
                        default: {
                          return $None;
                        }
                      }
                    }
                    case "XO": {
                      const { a: p2 } = p1;
                      switch (p2.is) {
                        case "XI": {
                          return $None;
                        }
                        case "XO": {
                          const { a: p3 } = p2;
                          switch (p3.is) {
                            case "XH": {
                              return (load0.length === 1 ? load0($LBU) : $call(load0, $LBU));
                            }
                            default: {
                              return $None;
                            }
                          }
                        }
                        case "XH": {
                          return (load0.length === 1 ? load0($LW) : $call(load0, $LW));
                        }
                      }
                    }
                    case "XH": {
                      return (load0.length === 1 ? load0($LH) : $call(load0, $LH));
                    }
                  }
                }
                case "Zneg": {
                  return $None;
                }
              }
            }
          }
        }
        default: {
          return $None;
        }
      }
    }
    default: {
      return $None;
    }
  }
}

function permitted(p, a) {
  switch (a.is) {
    case "Access_read": {
      const { a: readable } = p;
      return readable;
    }
    case "Access_write": {
      const { b: writable } = p;
      return writable;
    }
    case "Access_execute": {
      const { c: executable } = p;
      return executable;
    }
  }
}

function contains(a, r) {
  if (leb0(r.a, a)) {
    return ltb(a, r.b);
  }
  return false;
}

function refused_byte(rs, access0, a) {
  const $50 = find($call(contains, a), rs);
  switch ($50.is) {
    case "Some": {
      const { a: r } = $50;
      if (permitted(r.c, access0)) {
        return $None;
      }
      return { is: "Some", a: { is: "NotPermitted", a: a, b: r } };
    }
    case "None": {
      return { is: "Some", a: { is: "NoMemory", a: a } };
    }
  }
}

function refused($n0, $rs, $access0, $a) {
  for (;;) {
    const n0 = $n0;
    const rs = $rs;
    const access0 = $access0;
    const a = $a;
    switch (n0.is) {
      case "O": {
        return $None;
      }
      case "S": {
        const { a: n1 } = n0;
        const $51 = refused_byte(rs, access0, wrap(a));
        switch ($51.is) {
          case "Some": {
            const { a: why } = $51;
            return { is: "Some", a: why };
          }
          case "None": {
            $n0 = n1;
            $a = add1(wrap(a), Z_1);
            continue;
          }
        }
      }
    }
  }
}

function first_refused($rs, $access0, $a, $last) {
  for (;;) {
    const rs = $rs;
    const access0 = $access0;
    const a = $a;
    const last = $last;
    if (leb0(last, a)) {
      return $None;
    }
    switch (rs.is) {
      case "Nil": {
        return { is: "Some", a: a };
      }
      case "Cons": {
        const { a: r, b: rs0 } = rs;
        if (leb0(r.b, a)) {
          $rs = rs0;
          continue;
        }
        if ((() => {
              if (contains(a, r)) {
                return permitted(r.c, access0);
              }
              return false;
            })()) {
          $rs = rs0;
          $a = r.b;
          continue;
        }
        return { is: "Some", a: a };
      }
    }
  }
}

function refused_block(rs, access0, a, count) {
  const $52 = first_refused(rs, access0, a, add1(a, count));
  switch ($52.is) {
    case "Some": {
      const { a: at_ } = $52;
      if (ltb(at_, modulus)) {
        return refused_byte(rs, access0, at_);
      }
      const $53 = refused_byte(rs, access0, wrap(at_));
      switch ($53.is) {
        case "Some": {
          const { a: why } = $53;
          return { is: "Some", a: why };
        }
        case "None": {
          return $Some315;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function byte_at(bytes, a) {
  return get($Z0, bytes, wrap(a));
}

function load(n0, bytes, a) {
  switch (n0.is) {
    case "O": {
      return $Z0;
    }
    case "S": {
      const { a: n1 } = n0;
      return add1(byte_at(bytes, a), mul0(Z_256, load(n1, bytes, add1(a, Z_1))));
    }
  }
}

function store0($n0, $bytes, $a, $w) {
  for (;;) {
    const n0 = $n0;
    const bytes = $bytes;
    const a = $a;
    const w = $w;
    switch (n0.is) {
      case "O": {
        return bytes;
      }
      case "S": {
        const { a: n1 } = n0;
        $n0 = n1;
        $bytes = set(bytes, wrap(a), modulo(w, Z_256));
        $a = add1(a, Z_1);
        $w = div(w, Z_256);
        continue;
      }
    }
  }
}

function put($bytes, $a, $values) {
  for (;;) {
    const bytes = $bytes;
    const a = $a;
    const values = $values;
    switch (values.is) {
      case "Nil": {
        return bytes;
      }
      case "Cons": {
        const { a: byte0, b: values0 } = values;
        $bytes = set(bytes, wrap(a), byte0);
        $a = add1(a, Z_1);
        $values = values0;
        continue;
      }
    }
  }
}

function region_of(s) {
  return { is: "Build_region", a: s.a, b: add1(s.a, s.c), c: s.d };
}

function memory_of(segments) {
  return { is: "Build_memory", a: map(region_of, segments), b: fold_left((bytes, s) => put(bytes, s.a, s.b), segments, empty0) };
}

const call_read = Z_63;

const call_write = Z_64;

const call_exit = Z_93;

const a0 = Nat_10;

const a1 = Nat_11;

const a2 = Nat_12;

const a7 = Nat_17;

function register(x, r, k) {
  const $54 = nth_error(x, r);
  switch ($54.is) {
    case "Some": {
      const { a: w } = $54;
      return (k.length === 1 ? k(w) : $call(k, w));
    }
    case "None": {
      return $NoRegister;
    }
  }
}

function with_register(x, rd, w) {
  switch (rd.is) {
    case "O": {
      return x;
    }
    case "S": {
      return replace(rd, w, x);
    }
  }
}

function faults(r, f) {
  return { is: "Stops", a: r, b: { is: "MachineFaulted", a: { is: "MemoryRefused", a: f } } };
}

function next(pc, k) {
  return { is: "MConst", a: Z_4, b: (four) => ({ is: "MOperate", a: $Add, b: pc, c: four, d: k }) };
}

function plus(w, imm, k) {
  return { is: "MConst", a: imm, b: (offset) => ({ is: "MOperate", a: $Add, b: w, c: offset, d: k }) };
}

function is(w, z0, k) {
  return { is: "MConst", a: z0, b: (c) => ({ is: "MOperate", a: $Equal, b: w, c: c, d: (same) => ({ is: "MDecide", a: same, b: k }) }) };
}

function block_call(number, descriptor, buffer, count, call0, file0, a, move, otherwise) {
  return is(number, call0, (asked) => {
      if (negb(asked)) {
        return otherwise;
      }
      return is(descriptor, file0, (named) => {
          if (negb(named)) {
            return otherwise;
          }
          return is(count, $Z0, (nothing) => {
              if (nothing) {
                return otherwise;
              }
              return { is: "PermitsBlock", a: a, b: count, c: buffer, d: (refused0) => {
                  switch (refused0.is) {
                    case "Some": {
                      const { a: f } = refused0;
                      return faults($Rule_ecall_stop, f);
                    }
                    case "None": {
                      return move;
                    }
                  }
                } };
            });
        });
    });
}

function write(pc, x, r, rd, w) {
  return next(pc, (pc0) => ({ is: "Goes", a: r, b: pc0, c: with_register(x, rd, w) }));
}

function jump(pc, x, r, rd, target) {
  return next(pc, (link) => ({ is: "Goes", a: r, b: target, c: with_register(x, rd, link) }));
}

function call(pc, x) {
  return register(x, a7, (number) => register(x, a0, (descriptor) => register(x, a1, (buffer) => register(x, a2, (count) => {
            const returns = (result0) => next(pc, (pc0) => ({ is: "Goes", a: $Rule_ecall, b: pc0, c: with_register(x, a0, result0) }));
            const no_such_call = $Stops340;
            const exit = is(number, call_exit, (asked) => {
                if (asked) {
                  return { is: "Stops", a: $Rule_ecall_stop, b: { is: "MachineHalted", a: descriptor } };
                }
                return no_such_call;
              });
            const write0 = block_call(number, descriptor, buffer, count, call_write, Z_1, $Access_read, { is: "MWriteBlock", a: buffer, b: count, c: (taken) => ({ is: "WrittenResult", a: taken, b: count, c: returns }) }, exit);
            return block_call(number, descriptor, buffer, count, call_read, $Z0, $Access_write, { is: "MReadBlock", a: buffer, b: count, c: (came) => is(came, $Z0, (at_end) => {
                    if (at_end) {
                      return { is: "EndedResult", a: returns };
                    }
                    return (returns.length === 1 ? returns(came) : $call(returns, came));
                  }) }, write0);
          }))));
}

function stop_with(codes, code) {
  switch (codes.is) {
    case "Nil": {
      return { is: "Stops", a: $Rule_ebreak_fault, b: { is: "MachineFaulted", a: { is: "NoStopCode", a: code } } };
    }
    case "Cons": {
      const { a: p, b: codes0 } = codes;
      const { a: p0, b: f } = p;
      const { a: z0, b: r } = p0;
      return is(code, z0, (same) => {
          if (same) {
            return { is: "Stops", a: r, b: f };
          }
          return stop_with(codes0, code);
        });
    }
  }
}

const stop_codes = $Cons373;

function execute0(pc, x, i) {
  switch (i.is) {
    case "LUI": {
      const { a: rd, b: imm } = i;
      return { is: "MConst", a: imm, b: (w) => write(pc, x, $Rule_lui, rd, w) };
    }
    case "AUIPC": {
      const { a: rd, b: imm } = i;
      return plus(pc, imm, (w) => write(pc, x, $Rule_auipc, rd, w));
    }
    case "JAL": {
      const { a: rd, b: imm } = i;
      return plus(pc, imm, (target) => jump(pc, x, $Rule_jal, rd, target));
    }
    case "JALR": {
      const { a: rd, b: rs1, c: imm } = i;
      return register(x, rs1, (base) => plus(base, imm, (sum1) => ({ is: "MConst", a: Z_minus_2, b: (even) => ({ is: "MOperate", a: $And, b: sum1, c: even, d: (target) => jump(pc, x, $Rule_jalr, rd, target) }) })));
    }
    case "Branch": {
      const { a: m, b: rs1, c: rs2, d: imm } = i;
      return register(x, rs1, (a) => register(x, rs2, (b) => ({ is: "MOperate", a: branch_operation(m), b: a, c: b, d: (c) => ({ is: "MDecide", a: c, b: (condition) => {
                    if (eqb(condition, branch_sense(m))) {
                      return plus(pc, imm, (target) => ({ is: "Goes", a: branch_rule(m), b: target, c: x }));
                    }
                    return next(pc, (pc0) => ({ is: "Goes", a: branch_rule(m), b: pc0, c: x }));
                  } }) })));
    }
    case "Load0": {
      const { a: m, b: rd, c: rs1, d: imm } = i;
      return register(x, rs1, (base) => plus(base, imm, (address) => ({ is: "Permits", a: $Access_read, b: load_width(m), c: address, d: (refused0) => {
                switch (refused0.is) {
                  case "Some": {
                    const { a: f } = refused0;
                    return faults($Rule_load_fault, f);
                  }
                  case "None": {
                    return { is: "LoadBytes", a: load_width(m), b: address, c: (loaded) => {
                        if (eqb1(load_sign(m), $Z0)) {
                          return write(pc, x, load_rule(m), rd, loaded);
                        }
                        return { is: "MConst", a: load_sign(m), b: (by_) => ({ is: "MOperate", a: $Sll, b: loaded, c: by_, d: (high) => ({ is: "MOperate", a: $Sra, b: high, c: by_, d: (w) => write(pc, x, load_rule(m), rd, w) }) }) };
                      } };
                  }
                }
              } })));
    }
    case "Store0": {
      const { a: m, b: rs2, c: rs1, d: imm } = i;
      return register(x, rs1, (base) => plus(base, imm, (address) => ({ is: "Permits", a: $Access_write, b: store_width(m), c: address, d: (refused0) => {
                switch (refused0.is) {
                  case "Some": {
                    const { a: f } = refused0;
                    return faults($Rule_store_fault, f);
                  }
                  case "None": {
                    return register(x, rs2, (stored) => ({ is: "StoreBytes", a: store_width(m), b: address, c: stored, d: next(pc, (pc0) => ({ is: "Goes", a: store_rule(m), b: pc0, c: x })) }));
                  }
                }
              } })));
    }
    case "Immediate": {
      const { a: m, b: rd, c: rs1, d: imm } = i;
      return register(x, rs1, (a) => ({ is: "MConst", a: imm, b: (b) => ({ is: "MOperate", a: immediate_operation(m), b: a, c: b, d: (w) => write(pc, x, immediate_rule(m), rd, w) }) }));
    }
    case "Shift": {
      const { a: m, b: rd, c: rs1, d: shamt } = i;
      return register(x, rs1, (a) => ({ is: "MConst", a: shamt, b: (b) => ({ is: "MOperate", a: shift_operation(m), b: a, c: b, d: (w) => write(pc, x, shift_rule(m), rd, w) }) }));
    }
    case "Register": {
      const { a: m, b: rd, c: rs1, d: rs2 } = i;
      return register(x, rs1, (a) => register(x, rs2, (b) => ({ is: "MOperate", a: register_operation(m), b: a, c: b, d: (w) => write(pc, x, register_rule(m), rd, w) })));
    }
    case "FENCE": {
      return next(pc, (pc0) => ({ is: "Goes", a: $Rule_fence, b: pc0, c: x }));
    }
    case "ECALL": {
      return call(pc, x);
    }
    case "EBREAK": {
      return register(x, a0, (code) => stop_with(stop_codes, code));
    }
  }
}

function machine_step(pc, x) {
  return { is: "Fetch", a: pc, b: (fetched) => {
      switch (fetched.is) {
        case "Inl": {
          const { a: i } = fetched;
          return execute0(pc, x, i);
        }
        case "Inr": {
          const { a: f } = fetched;
          return faults($Rule_fetch_fault, f);
        }
      }
    } };
}

function fetch(m, pc) {
  if (negb(eqb1(modulo(pc, Z_4), $Z0))) {
    return $Inr384;
  }
  const $55 = refused(Nat_4, m.a, $Access_execute, pc);
  switch ($55.is) {
    case "Some": {
      const { a: why } = $55;
      return { is: "Inr", a: { is: "NotFetched", a: why } };
    }
    case "None": {
      const w = load(Nat_4, m.b, pc);
      const $56 = decode(w);
      switch ($56.is) {
        case "Some": {
          const { a: i } = $56;
          return { is: "Inl", a: i };
        }
        case "None": {
          return { is: "Inr", a: { is: "NoInstruction", a: w } };
        }
      }
    }
  }
}

function machine_answer($env, $m, $e, $t0) {
  for (;;) {
    const env = $env;
    const m = $m;
    const e = $e;
    const t0 = $t0;
    switch (t0.is) {
      case "Goes": {
        const { a: r, b: pc, c: x } = t0;
        return { is: "Pair", a: $Nil, b: { is: "MachineNext", a: r, b: { is: "Build_machine_state", a: pc, b: x, c: m, d: e } } };
      }
      case "Stops": {
        const { a: r, b: f } = t0;
        return { is: "Pair", a: $Nil, b: { is: "MachineFinal", a: r, b: f } };
      }
      case "NoRegister": {
        return $Pair387;
      }
      case "MConst": {
        const { a: z0, b: k } = t0;
        $t0 = (k.length === 1 ? k(wrap(z0)) : $call(k, wrap(z0)));
        continue;
      }
      case "MOperate": {
        const { a: o, b: a, c: b, d: k } = t0;
        $t0 = (k.length === 1 ? k(operate(o, a, b)) : $call(k, operate(o, a, b)));
        continue;
      }
      case "MDecide": {
        const { a: w, b: k } = t0;
        $t0 = (k.length === 1 ? k(holds(w)) : $call(k, holds(w)));
        continue;
      }
      case "Fetch": {
        const { a: pc, b: k } = t0;
        $t0 = (k.length === 1 ? k(fetch(m, pc)) : $call(k, fetch(m, pc)));
        continue;
      }
      case "Permits": {
        const { a: access0, b: n0, c: a, d: k } = t0;
        $t0 = (k.length === 1 ? k(option_map((x) => ({ is: "AccessRefused", a: access0, b: of_nat(n0), c: a, d: x }), refused(n0, m.a, access0, a))) : $call(k, option_map((x) => ({ is: "AccessRefused", a: access0, b: of_nat(n0), c: a, d: x }), refused(n0, m.a, access0, a))));
        continue;
      }
      case "LoadBytes": {
        const { a: n0, b: a, c: k } = t0;
        $t0 = (k.length === 1 ? k(load(n0, m.b, a)) : $call(k, load(n0, m.b, a)));
        continue;
      }
      case "StoreBytes": {
        const { a: n0, b: a, c: w, d: k } = t0;
        $m = { is: "Build_memory", a: m.a, b: store0(n0, m.b, a, w) };
        $t0 = k;
        continue;
      }
      case "PermitsBlock": {
        const { a: access0, b: n0, c: a, d: k } = t0;
        $t0 = (k.length === 1 ? k(option_map((x) => ({ is: "AccessRefused", a: access0, b: n0, c: a, d: x }), refused_block(m.a, access0, a, n0))) : $call(k, option_map((x) => ({ is: "AccessRefused", a: access0, b: n0, c: a, d: x }), refused_block(m.a, access0, a, n0))));
        continue;
      }
      case "MReadBlock": {
        const { a: a, b: n0, c: k } = t0;
        const $57 = read_block(env, e, n0);
        const { a: p, b: e0 } = $57;
        const { a: bytes, b: events } = p;
        const m0 = { is: "Build_memory", a: m.a, b: put(m.b, a, bytes) };
        const $58 = machine_answer(env, m0, e0, (k.length === 1 ? k(size(bytes)) : $call(k, size(bytes))));
        const { a: after, b: r } = $58;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "MWriteBlock": {
        const { a: a, b: n0, c: k } = t0;
        const $59 = write_block(env, e, gather($call(byte_at, m.b), a, n0));
        const { a: p, b: e0 } = $59;
        const { a: taken, b: events } = p;
        const $60 = machine_answer(env, m, e0, (k.length === 1 ? k(taken) : $call(k, taken)));
        const { a: after, b: r } = $60;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "EndedResult": {
        const { a: k } = t0;
        $t0 = (k.length === 1 ? k(ended_result(env, e)) : $call(k, ended_result(env, e)));
        continue;
      }
      case "WrittenResult": {
        const { a: taken, b: count, c: k } = t0;
        $t0 = (k.length === 1 ? k(written_result(env, e, taken, count)) : $call(k, written_result(env, e, taken, count)));
        continue;
      }
    }
  }
}

function machine_run_step(env, s) {
  return machine_answer(env, s.c, s.d, machine_step(s.a, s.b));
}

function machine_begin(entry, segments, x1_to_x31, e) {
  return { is: "Build_machine_state", a: entry, b: { is: "Cons", a: $Z0, b: map(wrap, x1_to_x31) }, c: memory_of(segments), d: e };
}

function file_of(bytes) {
  return { is: "Build_file", a: put(empty0, $Z0, bytes), b: size(bytes) };
}

function byte(f, offset) {
  return load(Nat_1, f.a, offset);
}

function half_word(f, offset) {
  return load(Nat_2, f.a, offset);
}

function whole_word(f, offset) {
  return load(Nat_4, f.a, offset);
}

const page_size = Z_4096;

const memory_limit = Z_1073741824;

function all(x0) {
  return forallb((b) => b, x0);
}

function clear(w, n0) {
  return negb(testbit1(w, n0));
}

function header_accepted(f) {
  const flags = whole_word(f, Z_36);
  const count = half_word(f, Z_44);
  return all({ is: "Cons", a: leb0(Z_52, f.b), b: { is: "Cons", a: eqb1(byte(f, $Z0), Z_127), b: { is: "Cons", a: eqb1(byte(f, Z_1), Z_69), b: { is: "Cons", a: eqb1(byte(f, Z_2), Z_76), b: { is: "Cons", a: eqb1(byte(f, Z_3), Z_70), b: { is: "Cons", a: eqb1(byte(f, Z_4), Z_1), b: { is: "Cons", a: eqb1(byte(f, Z_5), Z_1), b: { is: "Cons", a: eqb1(byte(f, Z_6), Z_1), b: { is: "Cons", a: eqb1(whole_word(f, Z_20), Z_1), b: { is: "Cons", a: (eqb1(byte(f, Z_7), $Z0) ? true : eqb1(byte(f, Z_7), Z_3)), b: { is: "Cons", a: eqb1(half_word(f, Z_16), Z_2), b: { is: "Cons", a: eqb1(half_word(f, Z_18), Z_243), b: { is: "Cons", a: clear(flags, $Z0), b: { is: "Cons", a: clear(flags, Z_1), b: { is: "Cons", a: clear(flags, Z_2), b: { is: "Cons", a: clear(flags, Z_3), b: { is: "Cons", a: eqb1(half_word(f, Z_40), Z_52), b: { is: "Cons", a: negb(eqb1(count, $Z0)), b: { is: "Cons", a: eqb1(half_word(f, Z_42), Z_32), b: { is: "Cons", a: leb0(add1(whole_word(f, Z_28), mul0(count, Z_32)), f.b), b: $Nil } } } } } } } } } } } } } } } } } } } });
}

function program_header_at(f, i) {
  const at_ = add1(whole_word(f, Z_28), mul0(i, Z_32));
  return { is: "Build_program_header", a: whole_word(f, at_), b: whole_word(f, add1(at_, Z_4)), c: whole_word(f, add1(at_, Z_8)), d: whole_word(f, add1(at_, Z_16)), e: whole_word(f, add1(at_, Z_20)), f: whole_word(f, add1(at_, Z_24)) };
}

function loads(h) {
  return eqb1(h.a, Z_1);
}

function needs_linker(h) {
  if (eqb1(h.a, Z_2)) {
    return true;
  }
  return eqb1(h.a, Z_3);
}

function loadable(f, h) {
  return all({ is: "Cons", a: leb0(h.d, h.e), b: { is: "Cons", a: leb0(add1(h.b, h.d), f.b), b: { is: "Cons", a: leb0(add1(h.c, h.e), modulus), b: { is: "Cons", a: (() => {
                if (eqb1(h.d, $Z0)) {
                  return true;
                }
                return eqb1(modulo(sub0(h.c, h.b), page_size), $Z0);
              })(), b: { is: "Cons", a: (() => {
                  if (leb0(h.e, h.d)) {
                    return true;
                  }
                  return testbit1(h.f, Z_1);
                })(), b: $Nil } } } } });
}

function segment_at(f, h) {
  return { is: "Build_segment", a: h.c, b: gather($call(byte, f), h.b, h.d), c: h.e, d: { is: "Build_permissions", a: testbit1(h.f, Z_2), b: testbit1(h.f, Z_1), c: testbit1(h.f, $Z0) } };
}

function sum0(l) {
  return fold_left(add1, l, $Z0);
}

function insert($h, $sorted) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const h = $h;
    const sorted = $sorted;
    switch (sorted.is) {
      case "Nil": {
        $last.b = { is: "Cons", a: h, b: $Nil };
        return $result.b;
      }
      case "Cons": {
        const { a: other, b: rest } = sorted;
        if (leb0(h.c, other.c)) {
          $last.b = { is: "Cons", a: h, b: sorted };
          return $result.b;
        }
        const $cell = { is: "Cons", a: other, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $sorted = rest;
        continue;
      }
    }
  }
}

function sort(l) {
  return fold_left((sorted, h) => insert(h, sorted), l, $Nil);
}

function apart($sorted) {
  for (;;) {
    const sorted = $sorted;
    switch (sorted.is) {
      case "Nil": {
        return true;
      }
      case "Cons": {
        const { a: h, b: rest } = sorted;
        switch (rest.is) {
          case "Nil": {
            return true;
          }
          case "Cons": {
            const { a: other } = rest;
            const last = sub0(add1(h.c, h.e), Z_1);
            if (ltb(div(last, page_size), div(other.c, page_size))) {
              $sorted = rest;
              continue;
            }
            return false;
          }
        }
      }
    }
  }
}

function entry_accepted(entry, l) {
  const within = (h) => {
    if ((() => {
          if (testbit1(h.f, $Z0)) {
            return leb0(h.c, entry);
          }
          return false;
        })()) {
      return leb0(add1(entry, Z_4), add1(h.c, h.e));
    }
    return false;
  };
  if (existsb(within, l)) {
    return eqb1(modulo(entry, Z_4), $Z0);
  }
  return false;
}

function read_elf(bytes) {
  const f = file_of(bytes);
  if (negb(header_accepted(f))) {
    return $None;
  }
  const headers = gather($call(program_header_at, f), $Z0, half_word(f, Z_44));
  const loaded = filter(loads, headers);
  const placed = sort(filter((h) => negb(eqb1(h.e, $Z0)), loaded));
  const entry = whole_word(f, Z_24);
  const accepted = all({ is: "Cons", a: negb(existsb(needs_linker, headers)), b: { is: "Cons", a: forallb($call(loadable, f), loaded), b: { is: "Cons", a: leb0(sum0(map((p) => {
                  const { e: size_in_memory } = p;
                  return size_in_memory;
                }, loaded)), memory_limit), b: { is: "Cons", a: leb0(sum0(map((p) => {
                    const { d: size_in_file } = p;
                    return size_in_file;
                  }, loaded)), f.b), b: { is: "Cons", a: apart(placed), b: { is: "Cons", a: entry_accepted(entry, placed), b: $Nil } } } } } });
  if (accepted) {
    return { is: "Some", a: { is: "Build_image", a: entry, b: map($call(segment_at, f), placed) } };
  }
  return $None;
}

export { decode, ell_begin, ell_run_step, input_environment, machine_begin, machine_run_step, operate, operations, read_elf };
