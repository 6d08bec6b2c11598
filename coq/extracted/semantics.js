// Extracted from coq/*.v by `npm run coq`. Do not edit.

const $exact = (n) => (-9007199254740992n < n && n < 9007199254740992n ? Number(n) : n);
function $add(a, b) {
const n = typeof a === "number" && typeof b === "number" ? a + b : NaN;
return Number.isSafeInteger(n) ? n : $exact(BigInt(a) + BigInt(b));
}
function $sub(a, b) {
const n = typeof a === "number" && typeof b === "number" ? a - b : NaN;
return Number.isSafeInteger(n) ? n : $exact(BigInt(a) - BigInt(b));
}
function $mul(a, b) {
const n = typeof a === "number" && typeof b === "number" ? a * b : NaN;
return Number.isSafeInteger(n) ? n + 0 : $exact(BigInt(a) * BigInt(b));
}
/** Rounded down, as Coq's; by 0 it gives 0. */
function $div(a, b) {
if (b === 0) return 0;
const rest = $mod(a, b);
const n = typeof a === "number" && typeof b === "number" ? a - rest : NaN;
return Number.isSafeInteger(n) ? n / b + 0 : $exact((BigInt(a) - BigInt(rest)) / BigInt(b));
}
/** With the sign of the divisor, as Coq's; by 0 nothing is taken off. */
function $mod(a, b) {
if (b === 0) return a;
if (typeof a === "number" && typeof b === "number") {
if (a >= 0 && a < b) return a;
const rest = a % b;
return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
}
const rest = BigInt(a) % BigInt(b);
return $exact(rest !== 0n && rest < 0n !== b < 0 ? rest + BigInt(b) : rest);
}
const $equal = (a, b) => a === b;
const $less = (a, b) => a < b;
const $at_most = (a, b) => a <= b;
const $max = (a, b) => (a < b ? b : a);
const $min = (a, b) => (a < b ? a : b);
const $power = (a, n) => (n < 0 ? 0 : a === 2 && n < 53 ? 2 ** n : $exact(BigInt(a) ** BigInt(n)));
const $is_word = (a) => typeof a === "number" && a >>> 0 === a;
const $and = (a, b) => ($is_word(a) && $is_word(b) ? (a & b) >>> 0 : $exact(BigInt(a) & BigInt(b)));
const $or = (a, b) => ($is_word(a) && $is_word(b) ? (a | b) >>> 0 : $exact(BigInt(a) | BigInt(b)));
const $xor = (a, b) => ($is_word(a) && $is_word(b) ? (a ^ b) >>> 0 : $exact(BigInt(a) ^ BigInt(b)));
const $left = (a, n) => (n >= 0 && n < 32 ? $mul(a, 2 ** n) : $exact(BigInt(a) << BigInt(n)));
const $right = (a, n) => (typeof a === "number" && n >= 0 && n < 32 ? Math.floor(a / 2 ** n) : $exact(BigInt(a) >> BigInt(n)));
const $next = (a) => $add(a, 1);
const $before = (a) => (typeof a === "number" ? a - 1 : $exact(a - 1n));
const $same = (a) => a;
const $minus = (a) => -a;
const $twice = (a) => $mul(2, a);
const $twice_and_one = (a) => $add($mul(2, a), 1);
const $half = (a) => (typeof a === "number" ? (a < 2147483648 ? a >> 1 : Math.floor(a / 2)) : $exact(a >> 1n));
const $even = (a) => ((typeof a === "number" ? a & 1 : a & 1n) == 0);

const arithmetic = { Z_add: $add, Z_sub: $sub, Z_mul: $mul, Z_div: $div, Z_modulo: $mod, Z_eqb: $equal, Z_ltb: $less, Z_leb: $at_most, Z_max: $max, Z_min: $min, Z_pow: $power, Z_land: $and, Z_lor: $or, Z_lxor: $xor, Z_shiftl: $left, Z_shiftr: $right, Pos_add: $add, Pos_mul: $mul, Pos_succ: $next, Pos_eqb: $equal, Pos_ltb: $less, Pos_of_succ_nat: $next };

const $None = { is: "None" };
const $Eq = { is: "Eq" };
const $Gt = { is: "Gt" };
const $Lt = { is: "Lt" };
const $Left = { is: "Left" };
const $Right = { is: "Right" };
const $IsPos6 = { is: "IsPos", a: 1 };
const $IsNeg = { is: "IsNeg" };
const $IsNul = { is: "IsNul" };
const $Pair9 = { is: "Pair", a: 0, b: 1 };
const $Pair10 = { is: "Pair", a: 1, b: 0 };
const $Pair11 = { is: "Pair", a: 0, b: 0 };
const $Nil = { is: "Nil" };
const $Pair13 = { is: "Pair", a: $Nil, b: $Nil };
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
const $Cons33 = { is: "Cons", a: $Equal, b: $Nil };
const $Cons34 = { is: "Cons", a: $Sltu, b: $Cons33 };
const $Cons35 = { is: "Cons", a: $Slt, b: $Cons34 };
const $Cons36 = { is: "Cons", a: $Sra, b: $Cons35 };
const $Cons37 = { is: "Cons", a: $Srl, b: $Cons36 };
const $Cons38 = { is: "Cons", a: $Sll, b: $Cons37 };
const $Cons39 = { is: "Cons", a: $Xor, b: $Cons38 };
const $Cons40 = { is: "Cons", a: $Or, b: $Cons39 };
const $Cons41 = { is: "Cons", a: $And, b: $Cons40 };
const $Cons42 = { is: "Cons", a: $Remu, b: $Cons41 };
const $Cons43 = { is: "Cons", a: $Rem, b: $Cons42 };
const $Cons44 = { is: "Cons", a: $Divu, b: $Cons43 };
const $Cons45 = { is: "Cons", a: $Div, b: $Cons44 };
const $Cons46 = { is: "Cons", a: $Mulhu, b: $Cons45 };
const $Cons47 = { is: "Cons", a: $Mulhsu, b: $Cons46 };
const $Cons48 = { is: "Cons", a: $Mulh, b: $Cons47 };
const $Cons49 = { is: "Cons", a: $Mul, b: $Cons48 };
const $Cons50 = { is: "Cons", a: $Sub, b: $Cons49 };
const $Cons51 = { is: "Cons", a: $Add, b: $Cons50 };
const $Reading52 = { is: "Reading", a: -1 };
const $Cons53 = { is: "Cons", a: $Reading52, b: $Nil };
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
const $EllWrong = { is: "EllWrong" };
const $Pair143 = { is: "Pair", a: $Nil, b: $EllWrong };
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
const $LB = { is: "LB" };
const $LH = { is: "LH" };
const $LW = { is: "LW" };
const $LBU = { is: "LBU" };
const $LHU = { is: "LHU" };
const $ADDI = { is: "ADDI" };
const $SLLI = { is: "SLLI" };
const $SLTI = { is: "SLTI" };
const $XORI = { is: "XORI" };
const $ORI = { is: "ORI" };
const $SLTIU = { is: "SLTIU" };
const $SRLI = { is: "SRLI" };
const $SRAI = { is: "SRAI" };
const $ANDI = { is: "ANDI" };
const $SB = { is: "SB" };
const $SH = { is: "SH" };
const $SW = { is: "SW" };
const $BEQ = { is: "BEQ" };
const $BNE = { is: "BNE" };
const $BLT = { is: "BLT" };
const $BLTU = { is: "BLTU" };
const $BGE = { is: "BGE" };
const $BGEU = { is: "BGEU" };
const $ADD = { is: "ADD" };
const $SLL = { is: "SLL" };
const $SLT = { is: "SLT" };
const $XOR = { is: "XOR" };
const $OR = { is: "OR" };
const $SLTU = { is: "SLTU" };
const $SRL = { is: "SRL" };
const $AND = { is: "AND" };
const $MUL = { is: "MUL" };
const $MULH = { is: "MULH" };
const $MULHSU = { is: "MULHSU" };
const $DIV = { is: "DIV" };
const $REM = { is: "REM" };
const $MULHU = { is: "MULHU" };
const $DIVU = { is: "DIVU" };
const $REMU = { is: "REMU" };
const $SUB = { is: "SUB" };
const $SRA = { is: "SRA" };
const $ECALL = { is: "ECALL" };
const $Some227 = { is: "Some", a: $ECALL };
const $EBREAK = { is: "EBREAK" };
const $Some229 = { is: "Some", a: $EBREAK };
const $FENCE = { is: "FENCE" };
const $Some231 = { is: "Some", a: $FENCE };
const $WrapsAround = { is: "WrapsAround" };
const $Some233 = { is: "Some", a: $WrapsAround };
const $NoRegister = { is: "NoRegister" };
const $Rule_ecall_stop = { is: "Rule_ecall_stop" };
const $Rule_ecall = { is: "Rule_ecall" };
const $NoSuchCall = { is: "NoSuchCall" };
const $MachineFaulted238 = { is: "MachineFaulted", a: $NoSuchCall };
const $Stops239 = { is: "Stops", a: $Rule_ecall_stop, b: $MachineFaulted238 };
const $Access_read = { is: "Access_read" };
const $Access_write = { is: "Access_write" };
const $Rule_ebreak_fault = { is: "Rule_ebreak_fault" };
const $Rule_ebreak_trap = { is: "Rule_ebreak_trap" };
const $Pair244 = { is: "Pair", a: 1, b: $Rule_ebreak_trap };
const $MachineTrapped245 = { is: "MachineTrapped", a: $Trap_divide };
const $Pair246 = { is: "Pair", a: $Pair244, b: $MachineTrapped245 };
const $Pair247 = { is: "Pair", a: 2, b: $Rule_ebreak_trap };
const $MachineTrapped248 = { is: "MachineTrapped", a: $Trap_bounds };
const $Pair249 = { is: "Pair", a: $Pair247, b: $MachineTrapped248 };
const $Pair250 = { is: "Pair", a: 3, b: $Rule_ebreak_trap };
const $MachineTrapped251 = { is: "MachineTrapped", a: $Trap_length };
const $Pair252 = { is: "Pair", a: $Pair250, b: $MachineTrapped251 };
const $Pair253 = { is: "Pair", a: 4, b: $Rule_ebreak_trap };
const $MachineTrapped254 = { is: "MachineTrapped", a: $Trap_assert };
const $Pair255 = { is: "Pair", a: $Pair253, b: $MachineTrapped254 };
const $Rule_ebreak_exhausted = { is: "Rule_ebreak_exhausted" };
const $Pair257 = { is: "Pair", a: 16, b: $Rule_ebreak_exhausted };
const $Resource_stack = { is: "Resource_stack" };
const $MachineExhausted259 = { is: "MachineExhausted", a: $Resource_stack };
const $Pair260 = { is: "Pair", a: $Pair257, b: $MachineExhausted259 };
const $Pair261 = { is: "Pair", a: 17, b: $Rule_ebreak_exhausted };
const $Resource_heap = { is: "Resource_heap" };
const $MachineExhausted263 = { is: "MachineExhausted", a: $Resource_heap };
const $Pair264 = { is: "Pair", a: $Pair261, b: $MachineExhausted263 };
const $Cons265 = { is: "Cons", a: $Pair264, b: $Nil };
const $Cons266 = { is: "Cons", a: $Pair260, b: $Cons265 };
const $Cons267 = { is: "Cons", a: $Pair255, b: $Cons266 };
const $Cons268 = { is: "Cons", a: $Pair252, b: $Cons267 };
const $Cons269 = { is: "Cons", a: $Pair249, b: $Cons268 };
const $Cons270 = { is: "Cons", a: $Pair246, b: $Cons269 };
const $Rule_lui = { is: "Rule_lui" };
const $Rule_auipc = { is: "Rule_auipc" };
const $Rule_jal = { is: "Rule_jal" };
const $Rule_jalr = { is: "Rule_jalr" };
const $Rule_load_fault = { is: "Rule_load_fault" };
const $Rule_store_fault = { is: "Rule_store_fault" };
const $Rule_fence = { is: "Rule_fence" };
const $Rule_fetch_fault = { is: "Rule_fetch_fault" };
const $PcMisaligned = { is: "PcMisaligned" };
const $Inr280 = { is: "Inr", a: $PcMisaligned };
const $Access_execute = { is: "Access_execute" };
const $MachineWrong = { is: "MachineWrong" };
const $Pair283 = { is: "Pair", a: $Nil, b: $MachineWrong };
const $Some284 = { is: "Some", a: 0 };
const $Pair285 = { is: "Pair", a: $None, b: 0 };
const $Signed = { is: "Signed" };
const $Unsigned = { is: "Unsigned" };
const $Some288 = { is: "Some", a: $Pair11 };
const $Cons289 = { is: "Cons", a: $Unsigned, b: $Nil };
const $Cons290 = { is: "Cons", a: $Signed, b: $Cons289 };
const $Some291 = { is: "Some", a: 1 };
const $Some292 = { is: "Some", a: true };
const $Some293 = { is: "Some", a: false };
const $Number294 = { is: "Number", a: 0 };
const $Some295 = { is: "Some", a: $Number294 };
const $Number296 = { is: "Number", a: -1 };
const $Some297 = { is: "Some", a: $Number296 };
const $Number298 = { is: "Number", a: 1 };
const $Some299 = { is: "Some", a: $Number298 };
const $Pair300 = { is: "Pair", a: 0, b: $Nil };
const $Cons301 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => add_rule($$0, $$1, $$2)), b: $Nil };
const $Cons302 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => sub_rule($$0, $$1, $$2)), b: $Nil };
const $Cons303 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => mul_rule($$0, $$1, $$2)), b: $Nil };
const $Cons304 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => commute_rule($Mul, $$0, $$1, $$2)), b: $Cons303 };
const $Cons305 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => mulh_rule($$0, $$1, $$2)), b: $Nil };
const $Cons306 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => mulh_negative_rule($$0, $$1, $$2)), b: $Cons305 };
const $Cons307 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => positive_rule($Mulhu, $$0, $$1, $$2)), b: $Cons306 };
const $Cons308 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Mulh, $$0, $$1, $$2)), b: $Cons307 };
const $Cons309 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => commute_rule($Mulh, $$0, $$1, $$2)), b: $Cons308 };
const $Cons310 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Mulhsu, $$0, $$1, $$2)), b: $Nil };
const $Cons311 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => mulhu_rule($$0, $$1, $$2)), b: $Nil };
const $Cons312 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Mulhu, $$0, $$1, $$2)), b: $Cons311 };
const $Cons313 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => commute_rule($Mulhu, $$0, $$1, $$2)), b: $Cons312 };
const $Cons314 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => div_negative_rule($$0, $$1, $$2)), b: $Nil };
const $Cons315 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => positive_rule($Divu, $$0, $$1, $$2)), b: $Cons314 };
const $Cons316 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Div, $$0, $$1, $$2)), b: $Cons315 };
const $Cons317 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => divu_srl_rule($$0, $$1, $$2)), b: $Nil };
const $Cons318 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => divu_bound_rule($$0, $$1, $$2)), b: $Cons317 };
const $Cons319 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => divu_power_rule($$0, $$1, $$2)), b: $Cons318 };
const $Cons320 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Divu, $$0, $$1, $$2)), b: $Cons319 };
const $Cons321 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => same_rule($$0, $$1, $$2)), b: $Nil };
const $Cons322 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => and_high_rule($$0, $$1, $$2)), b: $Cons321 };
const $Cons323 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => or_one_rule($$0, $$1, $$2)), b: $Cons321 };
const $Cons324 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => or_ones_rule($$0, $$1, $$2)), b: $Cons323 };
const $Cons325 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => and_xor_rule($$0, $$1, $$2)), b: $Nil };
const $Cons326 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => xor_truths_rule($$0, $$1, $$2)), b: $Cons325 };
const $Cons327 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => xor_cancel_rule($$0, $$1, $$2)), b: $Cons326 };
const $Cons328 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => count_sum_rule($Sll, $$0, $$1, $$2)), b: $Nil };
const $Cons329 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => nothing_rule($$0, $$1, $$2)), b: $Cons328 };
const $Cons330 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => sll_constant_rule($$0, $$1, $$2)), b: $Cons329 };
const $Cons331 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => count_sum_rule($Srl, $$0, $$1, $$2)), b: $Nil };
const $Cons332 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => nothing_rule($$0, $$1, $$2)), b: $Cons331 };
const $Cons333 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => srl_scaled_rule($$0, $$1, $$2)), b: $Cons332 };
const $Cons334 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => srl_srl_rule($$0, $$1, $$2)), b: $Cons333 };
const $Cons335 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => srl_bound_rule($$0, $$1, $$2)), b: $Cons334 };
const $Cons336 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => srl_sign_rule($$0, $$1, $$2)), b: $Cons335 };
const $Cons337 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => count_sum_rule($Sra, $$0, $$1, $$2)), b: $Nil };
const $Cons338 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => nothing_rule($$0, $$1, $$2)), b: $Cons337 };
const $Cons339 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => slt_negative_rule($$0, $$1, $$2)), b: $Nil };
const $Cons340 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => positive_rule($Sltu, $$0, $$1, $$2)), b: $Cons339 };
const $Cons341 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => slt_not_rule($$0, $$1, $$2)), b: $Cons340 };
const $Cons342 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => sltu_last_rule($$0, $$1, $$2)), b: $Nil };
const $Cons343 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => sltu_bound_rule($$0, $$1, $$2)), b: $Cons342 };
const $Cons344 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => sltu_one_rule($$0, $$1, $$2)), b: $Cons343 };
const $Cons345 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_sum_rule($$0, $$1, $$2)), b: $Nil };
const $Cons346 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_rem_rule($$0, $$1, $$2)), b: $Cons345 };
const $Cons347 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_and_rule($$0, $$1, $$2)), b: $Cons346 };
const $Cons348 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_bound_rule($$0, $$1, $$2)), b: $Cons347 };
const $Cons349 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_mask_rule($$0, $$1, $$2)), b: $Cons348 };
const $Cons350 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_xor_rule($$0, $$1, $$2)), b: $Cons349 };
const $Cons351 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_truth_rule($$0, $$1, $$2)), b: $Cons350 };
const $Cons352 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_choice_rule($$0, $$1, $$2)), b: $Cons351 };
const $Cons353 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_constant_rule($$0, $$1, $$2)), b: $Cons352 };
const $Cons354 = { is: "Cons", a: (($$0) => ($$1) => ($$2) => equal_change_rule($$0, $$1, $$2)), b: $Cons353 };
const $Constant0355 = { is: "Constant0", a: 0 };
const $Pair356 = { is: "Pair", a: $Mulhu, b: true };
const $Some357 = { is: "Some", a: $Pair356 };
const $Pair358 = { is: "Pair", a: $Divu, b: true };
const $Some359 = { is: "Some", a: $Pair358 };
const $Pair360 = { is: "Pair", a: $Remu, b: true };
const $Some361 = { is: "Some", a: $Pair360 };
const $Pair362 = { is: "Pair", a: $Srl, b: false };
const $Some363 = { is: "Some", a: $Pair362 };
const $Pair364 = { is: "Pair", a: $Sltu, b: true };
const $Some365 = { is: "Some", a: $Pair364 };
const $Initial = { is: "Initial" };
const $Tt = { is: "Tt" };
const $Returning368 = { is: "Returning", a: $Tt };
const $Sort_int = { is: "Sort_int" };
const $Sort_bool = { is: "Sort_bool" };
const $Sort_byte = { is: "Sort_byte" };
const $LengthNotKnown = { is: "LengthNotKnown" };
const $Element_byte = { is: "Element_byte" };
const $Sort_count = { is: "Sort_count" };
const $SourceSpent = { is: "SourceSpent" };
const $HeapTooLarge = { is: "HeapTooLarge" };
const $SourceIsStuck = { is: "SourceIsStuck" };
const $ArrayNotKnown = { is: "ArrayNotKnown" };
const $IndexNotInBounds = { is: "IndexNotInBounds" };
const $NoByteCame = { is: "NoByteCame" };
const $NoSymbol = { is: "NoSymbol" };
const $BlockNotKnown = { is: "BlockNotKnown" };
const $SourcePathTooLong = { is: "SourcePathTooLong" };
const $AtLength = { is: "AtLength" };
const $Some385 = { is: "Some", a: $AtLength };
const $AtElement = { is: "AtElement" };
const $Some387 = { is: "Some", a: $AtElement };
const $Some388 = { is: "Some", a: $None };
const $AddressNotKnown = { is: "AddressNotKnown" };
const $MachineIsStuck = { is: "MachineIsStuck" };
const $PcNotKnown = { is: "PcNotKnown" };
const $ExchangeDiffers = { is: "ExchangeDiffers" };
const $MachinePathTooLong = { is: "MachinePathTooLong" };
const $Build_activation394 = { is: "Build_activation", a: 0, b: 0, c: 0 };
const $Some395 = { is: "Some", a: $Nil };
const $CutIsMalformed = { is: "CutIsMalformed" };
const $Cons397 = { is: "Cons", a: $CutIsMalformed, b: $Nil };
const $Cons398 = { is: "Cons", a: 27, b: $Nil };
const $Cons399 = { is: "Cons", a: 26, b: $Cons398 };
const $Cons400 = { is: "Cons", a: 25, b: $Cons399 };
const $Cons401 = { is: "Cons", a: 24, b: $Cons400 };
const $Cons402 = { is: "Cons", a: 23, b: $Cons401 };
const $Cons403 = { is: "Cons", a: 22, b: $Cons402 };
const $Cons404 = { is: "Cons", a: 21, b: $Cons403 };
const $Cons405 = { is: "Cons", a: 20, b: $Cons404 };
const $Cons406 = { is: "Cons", a: 19, b: $Cons405 };
const $Cons407 = { is: "Cons", a: 18, b: $Cons406 };
const $Cons408 = { is: "Cons", a: 9, b: $Cons407 };
const $Cons409 = { is: "Cons", a: 8, b: $Cons408 };
const $Cons410 = { is: "Cons", a: 2, b: $Cons409 };
const $Cons411 = { is: "Cons", a: $PcNotKnown, b: $Nil };
const $StoresDiffer = { is: "StoresDiffer" };
const $ExchangesLeft = { is: "ExchangesLeft" };
const $Inl414 = { is: "Inl", a: $StoresDiffer };
const $Cons415 = { is: "Cons", a: $Inl414, b: $Nil };
const $EndsDiffer = { is: "EndsDiffer" };
const $Inl417 = { is: "Inl", a: $EndsDiffer };
const $Cons418 = { is: "Cons", a: $Inl417, b: $Nil };
const $Inl419 = { is: "Inl", a: $ExchangesLeft };
const $Cons420 = { is: "Cons", a: $Inl419, b: $Nil };
const $Number0421 = { is: "Number0", a: 0 };
const $Before422 = { is: "Before", a: 0 };
const $Build_growing423 = { is: "Build_growing", a: $Nil, b: 0 };
const $Number0424 = { is: "Number0", a: 4 };
const $Unknown425 = { is: "Unknown", a: 1, b: $Sort_int };
const $Cons426 = { is: "Cons", a: $Unknown425, b: $Nil };
const $SearchTooLong = { is: "SearchTooLong" };
const $Cons428 = { is: "Cons", a: $SearchTooLong, b: $Nil };

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
      return { is: "Some", a: f(a) };
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

function length($l) {
  let $more = 0;
  for (;;) {
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return $add($more, 0);
      }
      case "Cons": {
        const { b: l$ } = l;
        $more = $next($more);
        $l = l$;
        continue;
      }
    }
  }
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
  let $more = 0;
  for (;;) {
    const n0 = $n0;
    const m = $m;
    if (n0 === 0) {
      return $add($more, m);
    }
    const p = $before(n0);
    $more = $next($more);
    $n0 = p;
    continue;
  }
}

function sub($n0, $m) {
  for (;;) {
    const n0 = $n0;
    const m = $m;
    if (n0 === 0) {
      return n0;
    }
    const k = $before(n0);
    if (m === 0) {
      return n0;
    }
    const l = $before(m);
    $n0 = k;
    $m = l;
    continue;
  }
}

function bool_dec(b1, b2) {
  if (b1) {
    if (b2) {
      return $Left;
    }
    return $Right;
  }
  if (b2) {
    return $Right;
  }
  return $Left;
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

function add0($n0, $m) {
  let $more = 0;
  for (;;) {
    const n0 = $n0;
    const m = $m;
    if (n0 === 0) {
      return $add($more, m);
    }
    const p = $before(n0);
    $more = $next($more);
    $n0 = p;
    continue;
  }
}

function mul(n0, m) {
  if (n0 === 0) {
    return 0;
  }
  const p = $before(n0);
  return add0(m, mul(p, m));
}

function eqb0($n0, $m) {
  for (;;) {
    const n0 = $n0;
    const m = $m;
    if (n0 === 0) {
      if (m === 0) {
        return true;
      }
      return false;
    }
    const n$ = $before(n0);
    if (m === 0) {
      return false;
    }
    const m$ = $before(m);
    $n0 = n$;
    $m = m$;
    continue;
  }
}

function leb($n0, $m) {
  for (;;) {
    const n0 = $n0;
    const m = $m;
    if (n0 === 0) {
      return true;
    }
    const n$ = $before(n0);
    if (m === 0) {
      return false;
    }
    const m$ = $before(m);
    $n0 = n$;
    $m = m$;
    continue;
  }
}

function ltb(n0, m) {
  return leb($next(n0), m);
}

function pow(n0, m) {
  if (m === 0) {
    return 1;
  }
  const m0 = $before(m);
  return mul(n0, pow(n0, m0));
}

function eq_dec($n0, $m) {
  for (;;) {
    const n0 = $n0;
    const m = $m;
    if (n0 === 0) {
      if (m === 0) {
        return $Left;
      }
      return $Right;
    }
    const n1 = $before(n0);
    if (m === 0) {
      return $Right;
    }
    const n2 = $before(m);
    $n0 = n1;
    $m = n2;
    continue;
  }
}

function Pos_succ(x) {
  if (x === 1) {
    return 2;
  }
  if ($even(x)) {
    const p = $half(x);
    return $twice_and_one(p);
  }
  const p = $half(x);
  return $twice($next(p));
}

function Pos_add(x, y) {
  if (x === 1) {
    if (y === 1) {
      return 2;
    }
    if ($even(y)) {
      const q = $half(y);
      return $twice_and_one(q);
    }
    const q = $half(y);
    return $twice($next(q));
  }
  if ($even(x)) {
    const p = $half(x);
    if (y === 1) {
      return $twice_and_one(p);
    }
    if ($even(y)) {
      const q = $half(y);
      return $twice($add(p, q));
    }
    const q = $half(y);
    return $twice_and_one($add(p, q));
  }
  const p = $half(x);
  if (y === 1) {
    return $twice($next(p));
  }
  if ($even(y)) {
    const q = $half(y);
    return $twice_and_one($add(p, q));
  }
  const q = $half(y);
  return $twice(add_carry(p, q));
}
function add_carry(x, y) {
  if (x === 1) {
    if (y === 1) {
      return 3;
    }
    if ($even(y)) {
      const q = $half(y);
      return $twice($next(q));
    }
    const q = $half(y);
    return $twice_and_one($next(q));
  }
  if ($even(x)) {
    const p = $half(x);
    if (y === 1) {
      return $twice($next(p));
    }
    if ($even(y)) {
      const q = $half(y);
      return $twice_and_one($add(p, q));
    }
    const q = $half(y);
    return $twice(add_carry(p, q));
  }
  const p = $half(x);
  if (y === 1) {
    return $twice_and_one($next(p));
  }
  if ($even(y)) {
    const q = $half(y);
    return $twice(add_carry(p, q));
  }
  const q = $half(y);
  return $twice_and_one(add_carry(p, q));
}

function pred_double(x) {
  if (x === 1) {
    return 1;
  }
  if ($even(x)) {
    const p = $half(x);
    return $twice_and_one(pred_double(p));
  }
  const p = $half(x);
  return $twice_and_one($twice(p));
}

function pred_N(x) {
  if (x === 1) {
    return 0;
  }
  if ($even(x)) {
    const p = $half(x);
    return $same(pred_double(p));
  }
  const p = $half(x);
  return $same($twice(p));
}

function succ_double_mask(x) {
  switch (x.is) {
    case "IsNul": {
      return $IsPos6;
    }
    case "IsPos": {
      const { a: p } = x;
      return { is: "IsPos", a: $twice_and_one(p) };
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
      return { is: "IsPos", a: $twice(p) };
    }
    default: {
      const x0 = x;
      return x0;
    }
  }
}

function double_pred_mask(x) {
  if (x === 1) {
    return $IsNul;
  }
  if ($even(x)) {
    const p = $half(x);
    return { is: "IsPos", a: $twice(pred_double(p)) };
  }
  const p = $half(x);
  return { is: "IsPos", a: $twice($twice(p)) };
}

function sub_mask(x, y) {
  if (x === 1) {
    if (y === 1) {
      return $IsNul;
    }
    return $IsNeg;
  }
  if ($even(x)) {
    const p = $half(x);
    if (y === 1) {
      return { is: "IsPos", a: pred_double(p) };
    }
    if ($even(y)) {
      const q = $half(y);
      return double_mask(sub_mask(p, q));
    }
    const q = $half(y);
    return succ_double_mask(sub_mask_carry(p, q));
  }
  const p = $half(x);
  if (y === 1) {
    return { is: "IsPos", a: $twice(p) };
  }
  if ($even(y)) {
    const q = $half(y);
    return succ_double_mask(sub_mask(p, q));
  }
  const q = $half(y);
  return double_mask(sub_mask(p, q));
}
function sub_mask_carry(x, y) {
  if (x === 1) {
    return $IsNeg;
  }
  if ($even(x)) {
    const p = $half(x);
    if (y === 1) {
      return double_pred_mask(p);
    }
    if ($even(y)) {
      const q = $half(y);
      return succ_double_mask(sub_mask_carry(p, q));
    }
    const q = $half(y);
    return double_mask(sub_mask_carry(p, q));
  }
  const p = $half(x);
  if (y === 1) {
    return { is: "IsPos", a: pred_double(p) };
  }
  if ($even(y)) {
    const q = $half(y);
    return double_mask(sub_mask(p, q));
  }
  const q = $half(y);
  return succ_double_mask(sub_mask_carry(p, q));
}

function Pos_mul(x, y) {
  if (x === 1) {
    return y;
  }
  if ($even(x)) {
    const p = $half(x);
    return $twice($mul(p, y));
  }
  const p = $half(x);
  return $add(y, $twice($mul(p, y)));
}

function iter($f, $x, $n0) {
  for (;;) {
    const f = $f;
    const x = $x;
    const n0 = $n0;
    if (n0 === 1) {
      return f(x);
    }
    if ($even(n0)) {
      const n$ = $half(n0);
      $x = iter(f, x, n$);
      $n0 = n$;
      continue;
    }
    const n$ = $half(n0);
    return f(iter(f, iter(f, x, n$), n$));
  }
}

function div2(p) {
  if (p === 1) {
    return 1;
  }
  if ($even(p)) {
    const p0 = $half(p);
    return p0;
  }
  const p0 = $half(p);
  return p0;
}

function div2_up(p) {
  if (p === 1) {
    return 1;
  }
  if ($even(p)) {
    const p0 = $half(p);
    return p0;
  }
  const p0 = $half(p);
  return $next(p0);
}

function size(p) {
  if (p === 1) {
    return 1;
  }
  if ($even(p)) {
    const p0 = $half(p);
    return $next(size(p0));
  }
  const p0 = $half(p);
  return $next(size(p0));
}

function compare_cont($r, $x, $y) {
  for (;;) {
    const r = $r;
    const x = $x;
    const y = $y;
    if (x === 1) {
      if (y === 1) {
        return r;
      }
      return $Lt;
    }
    if ($even(x)) {
      const p = $half(x);
      if (y === 1) {
        return $Gt;
      }
      if ($even(y)) {
        const q = $half(y);
        $x = p;
        $y = q;
        continue;
      }
      const q = $half(y);
      $r = $Lt;
      $x = p;
      $y = q;
      continue;
    }
    const p = $half(x);
    if (y === 1) {
      return $Gt;
    }
    if ($even(y)) {
      const q = $half(y);
      $r = $Gt;
      $x = p;
      $y = q;
      continue;
    }
    const q = $half(y);
    $x = p;
    $y = q;
    continue;
  }
}

function compare(x0, x1) {
  return compare_cont($Eq, x0, x1);
}

function Pos_eqb(p, q) {
  if (p === 1) {
    if (q === 1) {
      return true;
    }
    return false;
  }
  if ($even(p)) {
    const p0 = $half(p);
    if ($even(q)) {
      const q0 = $half(q);
      return $equal(p0, q0);
    }
    return false;
  }
  const p0 = $half(p);
  if (q !== 1 && !$even(q)) {
    const q0 = $half(q);
    return $equal(p0, q0);
  }
  return false;
}

function Pos_ltb(x, y) {
  const $0 = compare(x, y);
  switch ($0.is) {
    case "Lt": {
      return true;
    }
    default: {
      return false;
    }
  }
}

function nsucc_double(x) {
  if (x === 0) {
    return 1;
  }
  const p = x;
  return $same($twice_and_one(p));
}

function ndouble(n0) {
  if (n0 === 0) {
    return 0;
  }
  const p = n0;
  return $same($twice(p));
}

function lor(p, q) {
  if (p === 1) {
    if ($even(q)) {
      const q0 = $half(q);
      return $twice_and_one(q0);
    }
    return q;
  }
  if ($even(p)) {
    const p0 = $half(p);
    if (q === 1) {
      return $twice_and_one(p0);
    }
    if ($even(q)) {
      const q0 = $half(q);
      return $twice(lor(p0, q0));
    }
    const q0 = $half(q);
    return $twice_and_one(lor(p0, q0));
  }
  const p0 = $half(p);
  if (q === 1) {
    return p;
  }
  if ($even(q)) {
    const q0 = $half(q);
    return $twice_and_one(lor(p0, q0));
  }
  const q0 = $half(q);
  return $twice_and_one(lor(p0, q0));
}

function land(p, q) {
  if (p === 1) {
    if ($even(q)) {
      return 0;
    }
    return 1;
  }
  if ($even(p)) {
    const p0 = $half(p);
    if (q === 1) {
      return 0;
    }
    if ($even(q)) {
      const q0 = $half(q);
      return ndouble(land(p0, q0));
    }
    const q0 = $half(q);
    return ndouble(land(p0, q0));
  }
  const p0 = $half(p);
  if (q === 1) {
    return 1;
  }
  if ($even(q)) {
    const q0 = $half(q);
    return ndouble(land(p0, q0));
  }
  const q0 = $half(q);
  return nsucc_double(land(p0, q0));
}

function ldiff(p, q) {
  if (p === 1) {
    if ($even(q)) {
      return 1;
    }
    return 0;
  }
  if ($even(p)) {
    const p0 = $half(p);
    if (q === 1) {
      return $same(p);
    }
    if ($even(q)) {
      const q0 = $half(q);
      return ndouble(ldiff(p0, q0));
    }
    const q0 = $half(q);
    return ndouble(ldiff(p0, q0));
  }
  const p0 = $half(p);
  if (q === 1) {
    return $same($twice(p0));
  }
  if ($even(q)) {
    const q0 = $half(q);
    return nsucc_double(ldiff(p0, q0));
  }
  const q0 = $half(q);
  return ndouble(ldiff(p0, q0));
}

function lxor(p, q) {
  if (p === 1) {
    if (q === 1) {
      return 0;
    }
    if ($even(q)) {
      const q0 = $half(q);
      return $same($twice_and_one(q0));
    }
    const q0 = $half(q);
    return $same($twice(q0));
  }
  if ($even(p)) {
    const p0 = $half(p);
    if (q === 1) {
      return $same($twice_and_one(p0));
    }
    if ($even(q)) {
      const q0 = $half(q);
      return ndouble(lxor(p0, q0));
    }
    const q0 = $half(q);
    return nsucc_double(lxor(p0, q0));
  }
  const p0 = $half(p);
  if (q === 1) {
    return $same($twice(p0));
  }
  if ($even(q)) {
    const q0 = $half(q);
    return nsucc_double(lxor(p0, q0));
  }
  const q0 = $half(q);
  return ndouble(lxor(p0, q0));
}

function testbit($p, $n0) {
  for (;;) {
    const p = $p;
    const n0 = $n0;
    if (p === 1) {
      if (n0 === 0) {
        return true;
      }
      return false;
    }
    if ($even(p)) {
      const p0 = $half(p);
      if (n0 === 0) {
        return false;
      }
      const n1 = n0;
      $p = p0;
      $n0 = pred_N(n1);
      continue;
    }
    const p0 = $half(p);
    if (n0 === 0) {
      return true;
    }
    const n1 = n0;
    $p = p0;
    $n0 = pred_N(n1);
    continue;
  }
}

function iter_op($op, $p, $a) {
  for (;;) {
    const op = $op;
    const p = $p;
    const a = $a;
    if (p === 1) {
      return a;
    }
    if ($even(p)) {
      const p0 = $half(p);
      $p = p0;
      $a = op(a, a);
      continue;
    }
    const p0 = $half(p);
    return op(a, iter_op(op, p0, op(a, a)));
  }
}

function to_nat(x) {
  return iter_op(add, x, 1);
}

function of_nat(n0) {
  if (n0 === 0) {
    return 1;
  }
  const x = $before(n0);
  if (x === 0) {
    return 1;
  }
  return $next(of_nat(x));
}

function Pos_of_succ_nat(n0) {
  if (n0 === 0) {
    return 1;
  }
  const x = $before(n0);
  return $next($next(x));
}

function eq_dec0($p, $x0) {
  for (;;) {
    const p = $p;
    const x0 = $x0;
    if (p === 1) {
      if (x0 === 1) {
        return $Left;
      }
      return $Right;
    }
    if ($even(p)) {
      const p0 = $half(p);
      if ($even(x0)) {
        const p1 = $half(x0);
        $p = p0;
        $x0 = p1;
        continue;
      }
      return $Right;
    }
    const p0 = $half(p);
    if (x0 !== 1 && !$even(x0)) {
      const p1 = $half(x0);
      $p = p0;
      $x0 = p1;
      continue;
    }
    return $Right;
  }
}

function succ_double(x) {
  if (x === 0) {
    return 1;
  }
  const p = x;
  return $same($twice_and_one(p));
}

function double(n0) {
  if (n0 === 0) {
    return 0;
  }
  const p = n0;
  return $same($twice(p));
}

function succ_pos(n0) {
  if (n0 === 0) {
    return 1;
  }
  const p = n0;
  return $next(p);
}

function sub0(n0, m) {
  if (n0 === 0) {
    return 0;
  }
  const n$ = n0;
  if (m === 0) {
    return n0;
  }
  const m$ = m;
  const $1 = sub_mask(n$, m$);
  switch ($1.is) {
    case "IsPos": {
      const { a: p } = $1;
      return $same(p);
    }
    default: {
      return 0;
    }
  }
}

function compare0(n0, m) {
  if (n0 === 0) {
    if (m === 0) {
      return $Eq;
    }
    return $Lt;
  }
  const n$ = n0;
  if (m === 0) {
    return $Gt;
  }
  const m$ = m;
  return compare(n$, m$);
}

function leb0(x, y) {
  const $2 = compare0(x, y);
  switch ($2.is) {
    case "Gt": {
      return false;
    }
    default: {
      return true;
    }
  }
}

function pos_div_eucl(a, b) {
  if (a === 1) {
    if (b === 0) {
      return $Pair9;
    }
    const p = b;
    if (p === 1) {
      return $Pair10;
    }
    return $Pair9;
  }
  if ($even(a)) {
    const a$ = $half(a);
    const $3 = pos_div_eucl(a$, b);
    const { a: q, b: r } = $3;
    const r$ = double(r);
    if (leb0(b, r$)) {
      return { is: "Pair", a: succ_double(q), b: sub0(r$, b) };
    }
    return { is: "Pair", a: double(q), b: r$ };
  }
  const a$ = $half(a);
  const $4 = pos_div_eucl(a$, b);
  const { a: q, b: r } = $4;
  const r$ = succ_double(r);
  if (leb0(b, r$)) {
    return { is: "Pair", a: succ_double(q), b: sub0(r$, b) };
  }
  return { is: "Pair", a: double(q), b: r$ };
}

function lor0(n0, m) {
  if (n0 === 0) {
    return m;
  }
  const p = n0;
  if (m === 0) {
    return n0;
  }
  const q = m;
  return $same(lor(p, q));
}

function land0(n0, m) {
  if (n0 === 0) {
    return 0;
  }
  const p = n0;
  if (m === 0) {
    return 0;
  }
  const q = m;
  return land(p, q);
}

function ldiff0(n0, m) {
  if (n0 === 0) {
    return 0;
  }
  const p = n0;
  if (m === 0) {
    return n0;
  }
  const q = m;
  return ldiff(p, q);
}

function lxor0(n0, m) {
  if (n0 === 0) {
    return m;
  }
  const p = n0;
  if (m === 0) {
    return n0;
  }
  const q = m;
  return lxor(p, q);
}

function testbit0(a, n0) {
  if (a === 0) {
    return false;
  }
  const p = a;
  return testbit(p, n0);
}

function double0(x) {
  if (x === 0) {
    return 0;
  }
  if (x > 0) {
    const p = x;
    return $same($twice(p));
  }
  const p = -x;
  return $minus($twice(p));
}

function succ_double0(x) {
  if (x === 0) {
    return 1;
  }
  if (x > 0) {
    const p = x;
    return $same($twice_and_one(p));
  }
  const p = -x;
  return $minus(pred_double(p));
}

function pred_double0(x) {
  if (x === 0) {
    return -1;
  }
  if (x > 0) {
    const p = x;
    return $same(pred_double(p));
  }
  const p = -x;
  return $minus($twice_and_one(p));
}

function pos_sub(x, y) {
  if (x === 1) {
    if (y === 1) {
      return 0;
    }
    if ($even(y)) {
      const q = $half(y);
      return $minus(pred_double(q));
    }
    const q = $half(y);
    return $minus($twice(q));
  }
  if ($even(x)) {
    const p = $half(x);
    if (y === 1) {
      return $same(pred_double(p));
    }
    if ($even(y)) {
      const q = $half(y);
      return double0(pos_sub(p, q));
    }
    const q = $half(y);
    return pred_double0(pos_sub(p, q));
  }
  const p = $half(x);
  if (y === 1) {
    return $same($twice(p));
  }
  if ($even(y)) {
    const q = $half(y);
    return succ_double0(pos_sub(p, q));
  }
  const q = $half(y);
  return double0(pos_sub(p, q));
}

function Z_add(x, y) {
  if (x === 0) {
    return y;
  }
  if (x > 0) {
    const x$ = x;
    if (y === 0) {
      return x;
    }
    if (y > 0) {
      const y$ = y;
      return $same($add(x$, y$));
    }
    const y$ = -y;
    return pos_sub(x$, y$);
  }
  const x$ = -x;
  if (y === 0) {
    return x;
  }
  if (y > 0) {
    const y$ = y;
    return pos_sub(y$, x$);
  }
  const y$ = -y;
  return $minus($add(x$, y$));
}

function opp(x) {
  if (x === 0) {
    return 0;
  }
  if (x > 0) {
    const x0 = x;
    return $minus(x0);
  }
  const x0 = -x;
  return $same(x0);
}

function pred(x) {
  return $add(x, -1);
}

function Z_sub(m, n0) {
  return $add(m, opp(n0));
}

function Z_mul(x, y) {
  if (x === 0) {
    return 0;
  }
  if (x > 0) {
    const x$ = x;
    if (y === 0) {
      return 0;
    }
    if (y > 0) {
      const y$ = y;
      return $same($mul(x$, y$));
    }
    const y$ = -y;
    return $minus($mul(x$, y$));
  }
  const x$ = -x;
  if (y === 0) {
    return 0;
  }
  if (y > 0) {
    const y$ = y;
    return $minus($mul(x$, y$));
  }
  const y$ = -y;
  return $same($mul(x$, y$));
}

function pow_pos(z0) {
  return (($$1) => ($$0) => iter($$1, 1, $$0))((($$0) => $mul(z0, $$0)));
}

function Z_pow(x, y) {
  if (y === 0) {
    return 1;
  }
  if (y > 0) {
    const p = y;
    return pow_pos(x)(p);
  }
  return 0;
}

function compare1(x, y) {
  if (x === 0) {
    if (y === 0) {
      return $Eq;
    }
    if (y > 0) {
      return $Lt;
    }
    return $Gt;
  }
  if (x > 0) {
    const x$ = x;
    if (y > 0) {
      const y$ = y;
      return compare(x$, y$);
    }
    return $Gt;
  }
  const x$ = -x;
  if (y < 0) {
    const y$ = -y;
    return compOpp(compare(x$, y$));
  }
  return $Lt;
}

function Z_leb(x, y) {
  const $5 = compare1(x, y);
  switch ($5.is) {
    case "Gt": {
      return false;
    }
    default: {
      return true;
    }
  }
}

function Z_ltb(x, y) {
  const $6 = compare1(x, y);
  switch ($6.is) {
    case "Lt": {
      return true;
    }
    default: {
      return false;
    }
  }
}

function Z_eqb(x, y) {
  if (x === 0) {
    if (y === 0) {
      return true;
    }
    return false;
  }
  if (x > 0) {
    const p = x;
    if (y > 0) {
      const q = y;
      return $equal(p, q);
    }
    return false;
  }
  const p = -x;
  if (y < 0) {
    const q = -y;
    return $equal(p, q);
  }
  return false;
}

function Z_max(n0, m) {
  const $7 = compare1(n0, m);
  switch ($7.is) {
    case "Lt": {
      return m;
    }
    default: {
      return n0;
    }
  }
}

function Z_min(n0, m) {
  const $8 = compare1(n0, m);
  switch ($8.is) {
    case "Gt": {
      return m;
    }
    default: {
      return n0;
    }
  }
}

function to_nat0(z0) {
  if (z0 > 0) {
    const p = z0;
    return to_nat(p);
  }
  return 0;
}

function of_nat0(n0) {
  if (n0 === 0) {
    return 0;
  }
  const n1 = $before(n0);
  return $same($next(n1));
}

function of_N(n0) {
  if (n0 === 0) {
    return 0;
  }
  const p = n0;
  return $same(p);
}

function iter0(n0, f, x) {
  if (n0 > 0) {
    const p = n0;
    return iter(f, x, p);
  }
  return x;
}

function pos_div_eucl0(a, b) {
  if (a === 1) {
    if ($at_most(2, b)) {
      return $Pair9;
    }
    return $Pair10;
  }
  if ($even(a)) {
    const a$ = $half(a);
    const $9 = pos_div_eucl0(a$, b);
    const { a: q, b: r } = $9;
    const r$ = $mul(2, r);
    if ($less(r$, b)) {
      return { is: "Pair", a: $mul(2, q), b: r$ };
    }
    return { is: "Pair", a: $add($mul(2, q), 1), b: $sub(r$, b) };
  }
  const a$ = $half(a);
  const $10 = pos_div_eucl0(a$, b);
  const { a: q, b: r } = $10;
  const r$ = $add($mul(2, r), 1);
  if ($less(r$, b)) {
    return { is: "Pair", a: $mul(2, q), b: r$ };
  }
  return { is: "Pair", a: $add($mul(2, q), 1), b: $sub(r$, b) };
}

function div_eucl(a, b) {
  if (a === 0) {
    return $Pair11;
  }
  if (a > 0) {
    const a$ = a;
    if (b === 0) {
      return { is: "Pair", a: 0, b: a };
    }
    if (b > 0) {
      return pos_div_eucl0(a$, b);
    }
    const b$ = -b;
    const $11 = pos_div_eucl0(a$, $same(b$));
    const { a: q, b: r } = $11;
    if (r === 0) {
      return { is: "Pair", a: opp(q), b: 0 };
    }
    return { is: "Pair", a: opp($add(q, 1)), b: $add(b, r) };
  }
  const a$ = -a;
  if (b === 0) {
    return { is: "Pair", a: 0, b: a };
  }
  if (b > 0) {
    const $12 = pos_div_eucl0(a$, b);
    const { a: q, b: r } = $12;
    if (r === 0) {
      return { is: "Pair", a: opp(q), b: 0 };
    }
    return { is: "Pair", a: opp($add(q, 1)), b: $sub(b, r) };
  }
  const b$ = -b;
  const $13 = pos_div_eucl0(a$, $same(b$));
  const { a: q, b: r } = $13;
  return { is: "Pair", a: q, b: opp(r) };
}

function Z_div(a, b) {
  const $14 = div_eucl(a, b);
  const { a: q } = $14;
  return q;
}

function Z_modulo(a, b) {
  const $15 = div_eucl(a, b);
  const { b: r } = $15;
  return r;
}

function quotrem(a, b) {
  if (a === 0) {
    return $Pair11;
  }
  if (a > 0) {
    const a3 = a;
    if (b === 0) {
      return { is: "Pair", a: 0, b: a };
    }
    if (b > 0) {
      const b0 = b;
      const $16 = pos_div_eucl(a3, $same(b0));
      const { a: q, b: r } = $16;
      return { is: "Pair", a: of_N(q), b: of_N(r) };
    }
    const b0 = -b;
    const $17 = pos_div_eucl(a3, $same(b0));
    const { a: q, b: r } = $17;
    return { is: "Pair", a: opp(of_N(q)), b: of_N(r) };
  }
  const a3 = -a;
  if (b === 0) {
    return { is: "Pair", a: 0, b: a };
  }
  if (b > 0) {
    const b0 = b;
    const $18 = pos_div_eucl(a3, $same(b0));
    const { a: q, b: r } = $18;
    return { is: "Pair", a: opp(of_N(q)), b: opp(of_N(r)) };
  }
  const b0 = -b;
  const $19 = pos_div_eucl(a3, $same(b0));
  const { a: q, b: r } = $19;
  return { is: "Pair", a: of_N(q), b: opp(of_N(r)) };
}

function quot(a, b) {
  return fst(quotrem(a, b));
}

function rem(a, b) {
  return snd(quotrem(a, b));
}

function odd(z0) {
  if (z0 === 0) {
    return false;
  }
  if (z0 > 0) {
    const p = z0;
    if ($even(p)) {
      return false;
    }
    return true;
  }
  const p = -z0;
  if ($even(p)) {
    return false;
  }
  return true;
}

function div0(z0) {
  if (z0 === 0) {
    return 0;
  }
  if (z0 > 0) {
    const p = z0;
    if (p === 1) {
      return 0;
    }
    return $same(div2(p));
  }
  const p = -z0;
  return $minus(div2_up(p));
}

function log2(z0) {
  if (z0 > 0) {
    const p0 = z0;
    if (p0 === 1) {
      return 0;
    }
    if ($even(p0)) {
      const p = $half(p0);
      return $same(size(p));
    }
    const p = $half(p0);
    return $same(size(p));
  }
  return 0;
}

function testbit1(a, n0) {
  if (n0 === 0) {
    return odd(a);
  }
  if (n0 > 0) {
    const p = n0;
    if (a === 0) {
      return false;
    }
    if (a > 0) {
      const a3 = a;
      return testbit(a3, $same(p));
    }
    const a3 = -a;
    return negb(testbit0(pred_N(a3), $same(p)));
  }
  return false;
}

function Z_shiftl(a, n0) {
  if (n0 === 0) {
    return a;
  }
  if (n0 > 0) {
    const p = n0;
    return iter((($$0) => $mul(2, $$0)), a, p);
  }
  const p = -n0;
  return iter(div0, a, p);
}

function Z_shiftr(a, n0) {
  return $left(a, opp(n0));
}

function Z_lor(a, b) {
  if (a === 0) {
    return b;
  }
  if (a > 0) {
    const a3 = a;
    if (b === 0) {
      return a;
    }
    if (b > 0) {
      const b0 = b;
      return $same(lor(a3, b0));
    }
    const b0 = -b;
    return $minus(succ_pos(ldiff0(pred_N(b0), $same(a3))));
  }
  const a3 = -a;
  if (b === 0) {
    return a;
  }
  if (b > 0) {
    const b0 = b;
    return $minus(succ_pos(ldiff0(pred_N(a3), $same(b0))));
  }
  const b0 = -b;
  return $minus(succ_pos(land0(pred_N(a3), pred_N(b0))));
}

function Z_land(a, b) {
  if (a === 0) {
    return 0;
  }
  if (a > 0) {
    const a3 = a;
    if (b === 0) {
      return 0;
    }
    if (b > 0) {
      const b0 = b;
      return of_N(land(a3, b0));
    }
    const b0 = -b;
    return of_N(ldiff0($same(a3), pred_N(b0)));
  }
  const a3 = -a;
  if (b === 0) {
    return 0;
  }
  if (b > 0) {
    const b0 = b;
    return of_N(ldiff0($same(b0), pred_N(a3)));
  }
  const b0 = -b;
  return $minus(succ_pos(lor0(pred_N(a3), pred_N(b0))));
}

function Z_lxor(a, b) {
  if (a === 0) {
    return b;
  }
  if (a > 0) {
    const a3 = a;
    if (b === 0) {
      return a;
    }
    if (b > 0) {
      const b0 = b;
      return of_N(lxor(a3, b0));
    }
    const b0 = -b;
    return $minus(succ_pos(lxor0($same(a3), pred_N(b0))));
  }
  const a3 = -a;
  if (b === 0) {
    return a;
  }
  if (b > 0) {
    const b0 = b;
    return $minus(succ_pos(lxor0(pred_N(a3), $same(b0))));
  }
  const b0 = -b;
  return of_N(lxor0(pred_N(a3), pred_N(b0)));
}

function ones(n0) {
  return pred($left(1, n0));
}

function nth($n0, $l, $default_) {
  for (;;) {
    const n0 = $n0;
    const l = $l;
    const default_ = $default_;
    if (n0 === 0) {
      switch (l.is) {
        case "Nil": {
          return default_;
        }
        case "Cons": {
          const { a: x } = l;
          return x;
        }
      }
    }
    const m = $before(n0);
    switch (l.is) {
      case "Nil": {
        return default_;
      }
      case "Cons": {
        const { b: t0 } = l;
        $n0 = m;
        $l = t0;
        continue;
      }
    }
  }
}

function nth_error($l, $n0) {
  for (;;) {
    const l = $l;
    const n0 = $n0;
    if (n0 === 0) {
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
    const n1 = $before(n0);
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

function last($l, $d) {
  for (;;) {
    const l = $l;
    const d = $d;
    switch (l.is) {
      case "Nil": {
        return d;
      }
      case "Cons": {
        const { a: a, b: l0 } = l;
        switch (l0.is) {
          case "Nil": {
            return a;
          }
          case "Cons": {
            $l = l0;
            continue;
          }
        }
      }
    }
  }
}

function rev(l) {
  switch (l.is) {
    case "Nil": {
      return $Nil;
    }
    case "Cons": {
      const { a: x, b: l$ } = l;
      return app(rev(l$), { is: "Cons", a: x, b: $Nil });
    }
  }
}

function rev_append($l, $l$) {
  for (;;) {
    const l = $l;
    const l$ = $l$;
    switch (l.is) {
      case "Nil": {
        return l$;
      }
      case "Cons": {
        const { a: a, b: l0 } = l;
        $l = l0;
        $l$ = { is: "Cons", a: a, b: l$ };
        continue;
      }
    }
  }
}

function list_eq_dec($eq_dec1, $l, $l$) {
  for (;;) {
    const eq_dec1 = $eq_dec1;
    const l = $l;
    const l$ = $l$;
    switch (l.is) {
      case "Nil": {
        switch (l$.is) {
          case "Nil": {
            return $Left;
          }
          case "Cons": {
            return $Right;
          }
        }
      }
      case "Cons": {
        const { a: y, b: l0 } = l;
        switch (l$.is) {
          case "Nil": {
            return $Right;
          }
          case "Cons": {
            const { a: a, b: l1 } = l$;
            const $20 = eq_dec1(y, a);
            switch ($20.is) {
              case "Left": {
                $l = l0;
                $l$ = l1;
                continue;
              }
              case "Right": {
                return $Right;
              }
            }
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
        const $cell = { is: "Cons", a: f(a), b: undefined };
        $last.b = $cell;
        $last = $cell;
        $l = t0;
        continue;
      }
    }
  }
}

function flat_map(f, l) {
  switch (l.is) {
    case "Nil": {
      return $Nil;
    }
    case "Cons": {
      const { a: x, b: t0 } = l;
      return app(f(x), flat_map(f, t0));
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
        $a3 = f(a3, b);
        continue;
      }
    }
  }
}

function fold_right(f, a3, l) {
  switch (l.is) {
    case "Nil": {
      return a3;
    }
    case "Cons": {
      const { a: b, b: t0 } = l;
      return f(b, fold_right(f, a3, t0));
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
        if (f(a)) {
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
        if (f(a)) {
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
        if (f(x)) {
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
        if (f(x)) {
          return { is: "Some", a: x };
        }
        $l = tl;
        continue;
      }
    }
  }
}

function partition(f, l) {
  switch (l.is) {
    case "Nil": {
      return $Pair13;
    }
    case "Cons": {
      const { a: x, b: tl } = l;
      const $21 = partition(f, tl);
      const { a: g, b: d } = $21;
      if (f(x)) {
        return { is: "Pair", a: { is: "Cons", a: x, b: g }, b: d };
      }
      return { is: "Pair", a: g, b: { is: "Cons", a: x, b: d } };
    }
  }
}

function combine($l, $l$) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const l = $l;
    const l$ = $l$;
    switch (l.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: x, b: tl } = l;
        switch (l$.is) {
          case "Nil": {
            $last.b = $Nil;
            return $result.b;
          }
          case "Cons": {
            const { a: y, b: tl$ } = l$;
            const $cell = { is: "Cons", a: { is: "Pair", a: x, b: y }, b: undefined };
            $last.b = $cell;
            $last = $cell;
            $l = tl;
            $l$ = tl$;
            continue;
          }
        }
      }
    }
  }
}

function firstn($n0, $l) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const n0 = $n0;
    const l = $l;
    if (n0 === 0) {
      $last.b = $Nil;
      return $result.b;
    }
    const n1 = $before(n0);
    switch (l.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: a, b: l0 } = l;
        const $cell = { is: "Cons", a: a, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $n0 = n1;
        $l = l0;
        continue;
      }
    }
  }
}

function skipn($n0, $l) {
  for (;;) {
    const n0 = $n0;
    const l = $l;
    if (n0 === 0) {
      return l;
    }
    const n1 = $before(n0);
    switch (l.is) {
      case "Nil": {
        return $Nil;
      }
      case "Cons": {
        const { b: l0 } = l;
        $n0 = n1;
        $l = l0;
        continue;
      }
    }
  }
}

function seq($start0, $len) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const start0 = $start0;
    const len = $len;
    if (len === 0) {
      $last.b = $Nil;
      return $result.b;
    }
    const len0 = $before(len);
    const $cell = { is: "Cons", a: start0, b: undefined };
    $last.b = $cell;
    $last = $cell;
    $start0 = $next(start0);
    $len = len0;
    continue;
  }
}

const modulus = 4294967296;

const half = 2147483648;

function wrap(z0) {
  return $mod(z0, modulus);
}

function signed(w) {
  if ($less(w, half)) {
    return w;
  }
  return $sub(w, modulus);
}

function truth(b) {
  if (b) {
    return 1;
  }
  return 0;
}

function result(o, a, b) {
  switch (o.is) {
    case "Add": {
      return $add(a, b);
    }
    case "Sub": {
      return $sub(a, b);
    }
    case "Mul": {
      return $mul(a, b);
    }
    case "Mulh": {
      return $div($mul(signed(a), signed(b)), modulus);
    }
    case "Mulhsu": {
      return $div($mul(signed(a), b), modulus);
    }
    case "Mulhu": {
      return $div($mul(a, b), modulus);
    }
    case "Div": {
      if ($equal(b, 0)) {
        return -1;
      }
      return quot(signed(a), signed(b));
    }
    case "Divu": {
      if ($equal(b, 0)) {
        return -1;
      }
      return $div(a, b);
    }
    case "Rem": {
      if ($equal(b, 0)) {
        return a;
      }
      return rem(signed(a), signed(b));
    }
    case "Remu": {
      if ($equal(b, 0)) {
        return a;
      }
      return $mod(a, b);
    }
    case "And": {
      return $and(a, b);
    }
    case "Or": {
      return $or(a, b);
    }
    case "Xor": {
      return $xor(a, b);
    }
    case "Sll": {
      return $left(a, $mod(b, 32));
    }
    case "Srl": {
      return $right(a, $mod(b, 32));
    }
    case "Sra": {
      return $right(signed(a), $mod(b, 32));
    }
    case "Slt": {
      return truth($less(signed(a), signed(b)));
    }
    case "Sltu": {
      return truth($less(a, b));
    }
    case "Equal": {
      return truth($equal(a, b));
    }
  }
}

function operate(o, a, b) {
  return wrap(result(o, a, b));
}

function holds(w) {
  return negb($equal(w, 0));
}

const operations = $Cons51;

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
        $n0 = $add(n0, 1);
        $l = rest;
        continue;
      }
    }
  }
}

function size0(l) {
  return size_from(0, l);
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
        if ($at_most(n0, 0)) {
          $last.b = $Nil;
          return $result.b;
        }
        const $cell = { is: "Cons", a: x, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $n0 = $sub(n0, 1);
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
        if ($at_most(n0, 0)) {
          return l;
        }
        $n0 = $sub(n0, 1);
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
        if (n0 === 0) {
          $last.b = { is: "Cons", a: a, b: rest };
          return $result.b;
        }
        const n1 = $before(n0);
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

function gather(element0, from, count) {
  return snd(iter0(count, (pat) => {
        const { a: place, b: after } = pat;
        return { is: "Pair", a: $sub(place, 1), b: { is: "Cons", a: element0(place), b: after } };
      }, { is: "Pair", a: $sub($add(from, count), 1), b: $Nil }));
}

function read_block(environment0, e, count) {
  let $22;
  {
    const { a: come } = environment0;
    $22 = come(e)(count);
  }
  const { a: bytes, b: e$ } = $22;
  const bytes0 = map((byte0) => $mod(byte0, 256), first(count, bytes));
  let $23;
  {
    switch (bytes0.is) {
      case "Nil": {
        $23 = $Cons53;
        break;
      }
      case "Cons": {
        $23 = map((x) => ({ is: "Reading", a: x }), bytes0);
        break;
      }
    }
  }
  return { is: "Pair", a: { is: "Pair", a: bytes0, b: $23 }, b: e$ };
}

function read_byte(environment0, e) {
  const $24 = read_block(environment0, e, 1);
  const { a: p, b: e$ } = $24;
  const { a: bytes, b: events } = p;
  let $25;
  {
    switch (bytes.is) {
      case "Nil": {
        $25 = wrap(-1);
        break;
      }
      case "Cons": {
        const { a: byte0 } = bytes;
        $25 = byte0;
        break;
      }
    }
  }
  return { is: "Pair", a: { is: "Pair", a: $25, b: events }, b: e$ };
}

function write_block(environment0, e, bytes) {
  let $26;
  {
    const { b: take } = environment0;
    $26 = take(e)(bytes);
  }
  const { a: taken, b: e$ } = $26;
  const taken0 = $max(1, $min(taken, size0(bytes)));
  return { is: "Pair", a: { is: "Pair", a: taken0, b: map((x) => ({ is: "Writing", a: x }), first(taken0, bytes)) }, b: e$ };
}

function none(answer0) {
  if ($less(0, signed(wrap(answer0)))) {
    return 0;
  }
  return wrap(answer0);
}

function ended_result(environment0, e) {
  let $27;
  {
    const { c: ended } = environment0;
    $27 = ended(e);
  }
  return none($27);
}

function written_result(environment0, e, taken, count) {
  let $28;
  {
    const { d: lost } = environment0;
    $28 = lost(e);
  }
  switch ($28.is) {
    case "Some": {
      const { a: answer0 } = $28;
      if ($equal(taken, count)) {
        return none(answer0);
      }
      return taken;
    }
    case "None": {
      return taken;
    }
  }
}

function input_environment(share0) {
  return { is: "Build_environment", a: (e) => (count) => {
      const most = $min(count, size0(e.a));
      const k = ($equal(most, 0) ? 0 : share0(e.b)(most));
      return { is: "Pair", a: first(k, e.a), b: { is: "Build_given", a: rest_after(k, e.a), b: $add(e.b, $max(1, k)) } };
    }, b: (e) => (bytes) => {
      const k = share0(e.b)(size0(bytes));
      return { is: "Pair", a: k, b: { is: "Build_given", a: e.a, b: $add(e.b, k) } };
    }, c: (_0) => 0, d: (_0) => $None };
}

function append(i, j) {
  if (i === 1) {
    return j;
  }
  if ($even(i)) {
    const ii = $half(i);
    return $twice(append(ii, j));
  }
  const ii = $half(i);
  return $twice_and_one(append(ii, j));
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
        if (i === 1) {
          return o;
        }
        if ($even(i)) {
          const ii = $half(i);
          $i = ii;
          $m = l;
          continue;
        }
        const ii = $half(i);
        $i = ii;
        $m = r;
        continue;
      }
    }
  }
}

function add1(i, v, m) {
  switch (m.is) {
    case "Leaf": {
      if (i === 1) {
        return { is: "Node", a: $Leaf, b: { is: "Some", a: v }, c: $Leaf };
      }
      if ($even(i)) {
        const ii = $half(i);
        return { is: "Node", a: add1(ii, v, $Leaf), b: $None, c: $Leaf };
      }
      const ii = $half(i);
      return { is: "Node", a: $Leaf, b: $None, c: add1(ii, v, $Leaf) };
    }
    case "Node": {
      const { a: l, b: o, c: r } = m;
      if (i === 1) {
        return { is: "Node", a: l, b: { is: "Some", a: v }, c: r };
      }
      if ($even(i)) {
        const ii = $half(i);
        return { is: "Node", a: add1(ii, v, l), b: o, c: r };
      }
      const ii = $half(i);
      return { is: "Node", a: l, b: o, c: add1(ii, v, r) };
    }
  }
}

function xelements(m, i) {
  switch (m.is) {
    case "Leaf": {
      return $Nil;
    }
    case "Node": {
      const { a: l, b: o, c: r } = m;
      switch (o.is) {
        case "Some": {
          const { a: x } = o;
          return app(xelements(l, append(i, 2)), { is: "Cons", a: { is: "Pair", a: i, b: x }, b: xelements(r, append(i, 3)) });
        }
        case "None": {
          return app(xelements(l, append(i, 2)), xelements(r, append(i, 3)));
        }
      }
    }
  }
}

function elements(m) {
  return xelements(m, 1);
}

function xmapi(f, m, i) {
  switch (m.is) {
    case "Leaf": {
      return $Leaf;
    }
    case "Node": {
      const { a: l, b: o, c: r } = m;
      return { is: "Node", a: xmapi(f, l, append(i, 2)), b: option_map(f(i), o), c: xmapi(f, r, append(i, 3)) };
    }
  }
}

function mapi(f, m) {
  return xmapi(f, m, 1);
}

function map0(f, m) {
  return mapi((_0) => f, m);
}

const empty0 = empty;

function key0(z0) {
  if (z0 === 0) {
    return 1;
  }
  if (z0 > 0) {
    const p = z0;
    return $twice(p);
  }
  const p = -z0;
  return $twice_and_one(p);
}

function get(default_, t0, z0) {
  const $29 = find0(key0(z0), t0);
  switch ($29.is) {
    case "Some": {
      const { a: a } = $29;
      return a;
    }
    case "None": {
      return default_;
    }
  }
}

function set(t0, z0, a) {
  return add1(key0(z0), a, t0);
}

function entries(t0) {
  return map(snd, elements(t0));
}

function is_zero(w, k) {
  return { is: "Const", a: 0, b: (zero) => ({ is: "Operate", a: $Equal, b: w, c: zero, d: k }) };
}

function apply_unary(o, w, k) {
  switch (o.is) {
    case "Negate": {
      return { is: "Const", a: 0, b: (zero) => ({ is: "Operate", a: $Sub, b: zero, c: w, d: k }) };
    }
    case "Complement": {
      return { is: "Const", a: -1, b: (ones1) => ({ is: "Operate", a: $Xor, b: w, c: ones1, d: k }) };
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
      return { is: "Operate", a: $Slt, b: a, c: b, d: (less0) => is_zero(less0, k) };
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
  const $30 = nth_error(p.b, callee);
  switch ($30.is) {
    case "Some": {
      const { a: d } = $30;
      return { is: "Const", a: 0, b: (zero) => ({ is: "Become", a: $Rule_call_enter, b: { is: "Build_configuration", a: { is: "Execute", a: d.d }, b: entered(zero, d.c, values), c: { is: "Cons", a: { is: "CallFrame", a: id, b: f }, b: k } } }) };
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
      const $31 = nth_error(f, x);
      switch ($31.is) {
        case "Some": {
          const { a: w } = $31;
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
      const { a: id, b: e0, c: length0 } = e;
      return evaluate(f, $Rule_new, length0, { is: "Cons", a: { is: "NewFrame", a: id, b: e0 }, b: k });
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
          return { is: "Const", a: 0, b: (zero) => go(f, $Rule_return_nothing, { is: "Returning", a: zero }, k) };
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
  return { is: "Const", a: 0, b: (zero) => ({ is: "AskLength", a: r, b: (length0) => ({ is: "Operate", a: $Sltu, b: length0, c: i, d: (beyond) => ({ is: "Decide", a: beyond, b: (from_beyond) => (from_beyond ? out : { is: "Operate", a: $Sub, b: length0, c: i, d: (left) => ({ is: "Operate", a: $Sltu, b: left, c: n0, d: (more) => ({ is: "Decide", a: more, b: (too_many) => (too_many ? out : { is: "Operate", a: $Equal, b: n0, c: zero, d: (none0) => ({ is: "Decide", a: none0, b: (nothing) => {
                                      if (nothing) {
                                        return value(f, $Rule_transfer_nothing, zero, id, k);
                                      }
                                      switch (d.is) {
                                        case "Inward": {
                                          return { is: "ReadBlock", a: r, b: i, c: n0, d: (came) => ({ is: "Operate", a: $Equal, b: came, c: zero, d: (none1) => ({ is: "Decide", a: none1, b: (at_end) => (at_end ? value(f, $Rule_read_bytes_end, zero, id, k) : value(f, $Rule_read_bytes, came, id, k)) }) }) };
                                        }
                                        case "Outward": {
                                          return { is: "WriteBlock", a: r, b: i, c: n0, d: (taken) => value(f, $Rule_write_bytes, taken, id, k) };
                                        }
                                      }
                                    } }) }) }) }) }) }) }) }) };
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
        return { is: "Const", a: 0, b: (zero) => ({ is: "Operate", a: $Equal, b: w, c: zero, d: (none0) => ({ is: "Decide", a: none0, b: (by_zero) => (by_zero ? { is: "Finish", a: $Rule_divide_trap, b: { is: "Trap", a: $Trap_divide, b: id } } : apply) }) }) };
      }
      return apply;
    }
    case "LogicLeft": {
      const { a: id, b: o, c: e2 } = top;
      return { is: "Decide", a: w, b: (decided0) => {
          switch (o.is) {
            case "AndAlso": {
              if (decided0) {
                return evaluate(f, $Rule_logic_right, e2, { is: "Cons", a: { is: "LogicRight", a: id }, b: k });
              }
              return { is: "Const", a: 0, b: (v) => value(f, $Rule_logic_short, v, id, k) };
            }
            case "OrElse": {
              if (decided0) {
                return { is: "Const", a: 1, b: (v) => value(f, $Rule_logic_short, v, id, k) };
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
      return { is: "AskLength", a: array0, b: (length0) => ({ is: "Operate", a: $Sltu, b: w, c: length0, d: (less0) => ({ is: "Decide", a: less0, b: (within) => (within ? { is: "Load", a: e, b: array0, c: w, d: (v) => value(f, $Rule_index_load, v, id, k) } : { is: "Finish", a: $Rule_index_trap, b: { is: "Trap", a: $Trap_bounds, b: id } }) }) }) };
    }
    case "LengthFrame": {
      const { a: id } = top;
      return { is: "AskLength", a: w, b: (length0) => value(f, $Rule_length_apply, length0, id, k) };
    }
    case "NewFrame": {
      const { a: id, b: e } = top;
      return { is: "Const", a: 0, b: (zero) => ({ is: "Operate", a: $Slt, b: w, c: zero, d: (less0) => ({ is: "Decide", a: less0, b: (negative) => (negative ? { is: "Finish", a: $Rule_new_trap, b: { is: "Trap", a: $Trap_length, b: id } } : { is: "Allocate", a: e, b: w, c: (r) => value(f, $Rule_new_apply, r, id, k) }) }) }) };
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
      return { is: "AskLength", a: array0, b: (length0) => ({ is: "Operate", a: $Sltu, b: index, c: length0, d: (less0) => ({ is: "Decide", a: less0, b: (within) => {
                  if (within) {
                    const store1 = (v) => ({ is: "Store", a: e, b: array0, c: index, d: v, e: go(f, $Rule_element_store, $Done, k) });
                    switch (e.is) {
                      case "Element_byte": {
                        return { is: "Const", a: 255, b: (mask0) => ({ is: "Operate", a: $And, b: w, c: mask0, d: store1 }) };
                      }
                      default: {
                        return store1(w);
                      }
                    }
                  }
                  return { is: "Finish", a: $Rule_element_trap, b: { is: "Trap", a: $Trap_bounds, b: id } };
                } }) }) };
    }
    case "IfFrame": {
      const { b: yes, c: no } = top;
      return { is: "Decide", a: w, b: (condition0) => {
          if (condition0) {
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
      return { is: "Decide", a: w, b: (condition0) => (condition0 ? execute(f, $Rule_while_true, s, { is: "Cons", a: { is: "LoopFrame", a: id, b: e, c: s, d: update }, b: k }) : go(f, $Rule_while_false, $Done, k)) };
    }
    case "ReturnFrame": {
      return go(f, $Rule_return_apply, { is: "Returning", a: w }, k);
    }
    case "AssertFrame": {
      const { a: id } = top;
      return { is: "Decide", a: w, b: (condition0) => (condition0 ? go(f, $Rule_assert_true, $Done, k) : { is: "Finish", a: $Rule_assert_trap, b: { is: "Trap", a: $Trap_assert, b: id } }) };
    }
    case "WriteFrame": {
      return { is: "Const", a: 255, b: (mask0) => ({ is: "Operate", a: $And, b: w, c: mask0, d: (byte0) => ({ is: "WriteByte", a: byte0, b: go(f, $Rule_write_apply, $Done, k) }) }) };
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
      return { is: "Const", a: 0, b: (zero) => ({ is: "Become", a: $Rule_call_done, b: { is: "Build_configuration", a: { is: "Value", a: zero, b: id }, b: caller, c: k } }) };
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
  const $32 = c.a;
  switch ($32.is) {
    case "Evaluate": {
      const { a: e } = $32;
      return evaluate_expression(p, f, e, c.c);
    }
    case "Value": {
      const { a: w } = $32;
      const $33 = c.c;
      switch ($33.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $33;
          return consume(p, f, w, top, k);
        }
      }
    }
    case "Execute": {
      const { a: s } = $32;
      return execute_statement(f, s, c.c);
    }
    case "Done": {
      const $34 = c.c;
      switch ($34.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $34;
          return resume(f, top, k);
        }
      }
    }
    case "Breaking": {
      const $35 = c.c;
      switch ($35.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $35;
          return unwind_break(f, top, k);
        }
      }
    }
    case "Continuing": {
      const $36 = c.c;
      switch ($36.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $36;
          return unwind_continue(f, top, k);
        }
      }
    }
    case "Returning": {
      const { a: w } = $32;
      const $37 = c.c;
      switch ($37.is) {
        case "Nil": {
          return $Wrong;
        }
        case "Cons": {
          const { a: top, b: k } = $37;
          return unwind_return(f, w, top, k);
        }
      }
    }
  }
}

function ell_initial(p, zero) {
  const $38 = nth_error(p.b, p.c);
  switch ($38.is) {
    case "Some": {
      const { a: d } = $38;
      return { is: "Some", a: { is: "Build_configuration", a: { is: "Execute", a: d.d }, b: entered(zero, d.c, $Nil), c: $Nil } };
    }
    case "None": {
      return $None;
    }
  }
}

function empty_store(first_reference0) {
  return { is: "Build_store", a: first_reference0, b: empty0, c: empty0 };
}

function room(e, length0) {
  let $39;
  {
    switch (e.is) {
      case "Element_byte": {
        $39 = $div($add(length0, 3), 4);
        break;
      }
      default: {
        $39 = length0;
        break;
      }
    }
  }
  return $add(4, $mul(4, $39));
}

function element_at(a, index) {
  return get(0, a.b, index);
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
        $index = $add(index, 1);
        $values = values0;
        continue;
      }
    }
  }
}

function allocate(s, e, a) {
  return { is: "Pair", a: s.a, b: { is: "Build_store", a: $add(s.a, room(e, a.a)), b: set(s.b, s.a, { is: "Some", a: a }), c: s.c } };
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
        return $Pair143;
      }
      case "Const": {
        const { a: z0, b: k } = t0;
        $t0 = k(wrap(z0));
        continue;
      }
      case "Operate": {
        const { a: o, b: a, c: b, d: k } = t0;
        $t0 = k(operate(o, a, b));
        continue;
      }
      case "Decide": {
        const { a: w, b: k } = t0;
        $t0 = k(holds(w));
        continue;
      }
      case "Allocate": {
        const { a: el, b: n0, c: k } = t0;
        const $40 = allocate(s, el, { is: "Build_array", a: n0, b: empty0 });
        const { a: r, b: s0 } = $40;
        $s = s0;
        $t0 = k(r);
        continue;
      }
      case "AllocateText": {
        const { a: el, b: values, c: k } = t0;
        const a = { is: "Build_array", a: size0(values), b: empty0 };
        const $41 = allocate(s, el, with_elements(a, 0, map(wrap, values)));
        const { a: r, b: s0 } = $41;
        $s = s0;
        $t0 = k(r);
        continue;
      }
      case "AskLength": {
        const { a: r, b: k } = t0;
        const $42 = get($None, s.b, r);
        switch ($42.is) {
          case "Some": {
            const { a: a } = $42;
            $t0 = k(a.a);
            continue;
          }
          case "None": {
            return $Pair143;
          }
        }
      }
      case "Load": {
        const { b: r, c: i, d: k } = t0;
        const $43 = get($None, s.b, r);
        switch ($43.is) {
          case "Some": {
            const { a: a } = $43;
            $t0 = k(element_at(a, i));
            continue;
          }
          case "None": {
            return $Pair143;
          }
        }
      }
      case "Store": {
        const { b: r, c: i, d: w, e: k } = t0;
        const $44 = get($None, s.b, r);
        switch ($44.is) {
          case "Some": {
            const { a: a } = $44;
            $s = set_array(s, r, with_element(a, i, w));
            $t0 = k;
            continue;
          }
          case "None": {
            return $Pair143;
          }
        }
      }
      case "GetGlobal": {
        const { a: g, b: k } = t0;
        $t0 = k(get(0, s.c, g));
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
        const $45 = read_byte(env, e);
        const { a: p, b: e0 } = $45;
        const { a: byte0, b: events } = p;
        const $46 = answer(env, s, e0, k(byte0));
        const { a: after, b: r } = $46;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "WriteByte": {
        const { a: byte0, b: k } = t0;
        const $47 = write_block(env, e, { is: "Cons", a: byte0, b: $Nil });
        const { a: p, b: e0 } = $47;
        const { b: events } = p;
        const $48 = answer(env, s, e0, k);
        const { a: after, b: r } = $48;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "ReadBlock": {
        const { a: r, b: i, c: n0, d: k } = t0;
        const $49 = get($None, s.b, r);
        switch ($49.is) {
          case "Some": {
            const { a: a } = $49;
            const $50 = read_block(env, e, n0);
            const { a: p, b: e0 } = $50;
            const { a: bytes, b: events } = p;
            const s0 = set_array(s, r, with_elements(a, i, bytes));
            const $51 = answer(env, s0, e0, k(size0(bytes)));
            const { a: after, b: r0 } = $51;
            return { is: "Pair", a: app(events, after), b: r0 };
          }
          case "None": {
            return $Pair143;
          }
        }
      }
      case "WriteBlock": {
        const { a: r, b: i, c: n0, d: k } = t0;
        const $52 = get($None, s.b, r);
        switch ($52.is) {
          case "Some": {
            const { a: a } = $52;
            const $53 = write_block(env, e, gather((($$0) => element_at(a, $$0)), i, n0));
            const { a: p, b: e0 } = $53;
            const { a: taken, b: events } = p;
            const $54 = answer(env, s, e0, k(taken));
            const { a: after, b: r0 } = $54;
            return { is: "Pair", a: app(events, after), b: r0 };
          }
          case "None": {
            return $Pair143;
          }
        }
      }
    }
  }
}

function ell_run_step(env, p, s) {
  return answer(env, s.b, s.c, ell_step(p, s.a));
}

function ell_begin(p, first_reference0, e) {
  const $55 = ell_initial(p, 0);
  switch ($55.is) {
    case "Some": {
      const { a: c } = $55;
      return { is: "Some", a: { is: "Build_ell_state", a: c, b: empty_store(first_reference0), c: e } };
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
      return 1;
    }
    case "LW": {
      return 4;
    }
    case "LBU": {
      return 1;
    }
    default: {
      return 2;
    }
  }
}

function load_sign(m) {
  switch (m.is) {
    case "LB": {
      return 24;
    }
    case "LH": {
      return 16;
    }
    default: {
      return 0;
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
      return 1;
    }
    case "SH": {
      return 2;
    }
    case "SW": {
      return 4;
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

function bits(w, low, width0) {
  return $and($right(w, low), ones(width0));
}

function sign_extended(width0, z0) {
  if ($less(z0, $power(2, $sub(width0, 1)))) {
    return z0;
  }
  return $sub(z0, $power(2, width0));
}

function register_at(w, low) {
  return to_nat0(bits(w, low, 5));
}

function immediate_i(w) {
  return sign_extended(12, bits(w, 20, 12));
}

function immediate_s(w) {
  return sign_extended(12, $add($mul(bits(w, 25, 7), $power(2, 5)), bits(w, 7, 5)));
}

function immediate_b(w) {
  return sign_extended(13, $add($add($add($mul(bits(w, 31, 1), $power(2, 12)), $mul(bits(w, 7, 1), $power(2, 11))), $mul(bits(w, 25, 6), $power(2, 5))), $mul(bits(w, 8, 4), 2)));
}

function immediate_u(w) {
  return sign_extended(32, $mul(bits(w, 12, 20), $power(2, 12)));
}

function immediate_j(w) {
  return sign_extended(21, $add($add($add($mul(bits(w, 31, 1), $power(2, 20)), $mul(bits(w, 12, 8), $power(2, 12))), $mul(bits(w, 20, 1), $power(2, 11))), $mul(bits(w, 21, 10), 2)));
}

function decode(w) {
  const rd = register_at(w, 7);
  const rs1 = register_at(w, 15);
  const rs2 = register_at(w, 20);
  const funct3 = bits(w, 12, 3);
  const funct7 = bits(w, 25, 7);
  const branch = (m) => ({ is: "Some", a: { is: "Branch", a: m, b: rs1, c: rs2, d: immediate_b(w) } });
  const load0 = (m) => ({ is: "Some", a: { is: "Load0", a: m, b: rd, c: rs1, d: immediate_i(w) } });
  const store1 = (m) => ({ is: "Some", a: { is: "Store0", a: m, b: rs2, c: rs1, d: immediate_s(w) } });
  const immediate = (m) => ({ is: "Some", a: { is: "Immediate", a: m, b: rd, c: rs1, d: immediate_i(w) } });
  const shift = (m) => ({ is: "Some", a: { is: "Shift", a: m, b: rd, c: rs1, d: bits(w, 20, 5) } });
  const register0 = (m) => ({ is: "Some", a: { is: "Register", a: m, b: rd, c: rs1, d: rs2 } });
  const $56 = bits(w, 0, 7);
  if ($56 > 0) {
    const p = $56;
    if (p !== 1 && !$even(p)) {
      const p0 = $half(p);
      if (p0 === 1) {
        if (funct3 === 0) {
          return load0($LB);
        }
        if (funct3 > 0) {
          const p1 = funct3;
          if (p1 === 1) {
            return load0($LH);
          }
          if ($even(p1)) {
            const p2 = $half(p1);
            if (p2 === 1) {
              return load0($LW);
            }
            if ($even(p2)) {
              const p3 = $half(p2);
              if (p3 === 1) {
                return load0($LBU);
              }
              return $None;
            }
            return $None;
          }
          const p2 = $half(p1);
          if ($even(p2)) {
            const p3 = $half(p2);
            if (p3 === 1) {
              return load0($LHU);
            }
            return $None;
          }
          return $None;
        }
        return $None;
      }
      if ($even(p0)) {
        return $None;
      }
      const p1 = $half(p0);
      if (p1 === 1) {
        return $None;
      }
      if ($even(p1)) {
        const p2 = $half(p1);
        if ($even(p2)) {
          const p3 = $half(p2);
          if (p3 === 1) {
            if (funct3 === 0) {
              return immediate($ADDI);
            }
            if (funct3 > 0) {
              const p4 = funct3;
              if (p4 === 1) {
                if (funct7 === 0) {
                  return shift($SLLI);
                }
                return $None;
              }
              if ($even(p4)) {
                const p5 = $half(p4);
                if (p5 === 1) {
                  return immediate($SLTI);
                }
                if ($even(p5)) {
                  const p6 = $half(p5);
                  if (p6 === 1) {
                    return immediate($XORI);
                  }
                  return $None;
                }
                const p6 = $half(p5);
                if (p6 === 1) {
                  return immediate($ORI);
                }
                return $None;
              }
              const p5 = $half(p4);
              if (p5 === 1) {
                return immediate($SLTIU);
              }
              if ($even(p5)) {
                const p6 = $half(p5);
                if (p6 === 1) {
                  if (funct7 === 0) {
                    return shift($SRLI);
                  }
                  if (funct7 > 0) {
                    const p7 = funct7;
                    if ($even(p7)) {
                      const p8 = $half(p7);
                      if ($even(p8)) {
                        const p9 = $half(p8);
                        if ($even(p9)) {
                          const p10 = $half(p9);
                          if ($even(p10)) {
                            const p11 = $half(p10);
                            if ($even(p11)) {
                              const p12 = $half(p11);
                              if (p12 === 1) {
                                return shift($SRAI);
                              }
                              return $None;
                            }
                            return $None;
                          }
                          return $None;
                        }
                        return $None;
                      }
                      return $None;
                    }
                    return $None;
                  }
                  return $None;
                }
                return $None;
              }
              const p6 = $half(p5);
              if (p6 === 1) {
                return immediate($ANDI);
              }
              return $None;
            }
            return $None;
          }
          if ($even(p3)) {
            const p4 = $half(p3);
            if (p4 === 1) {
              if (funct3 === 0) {
                return store1($SB);
              }
              if (funct3 > 0) {
                const p5 = funct3;
                if (p5 === 1) {
                  return store1($SH);
                }
                if ($even(p5)) {
                  const p6 = $half(p5);
                  if (p6 === 1) {
                    return store1($SW);
                  }
                  return $None;
                }
                return $None;
              }
              return $None;
            }
            if ($even(p4)) {
              return $None;
            }
            const p5 = $half(p4);
            if (p5 === 1) {
              if (funct3 === 0) {
                return branch($BEQ);
              }
              if (funct3 > 0) {
                const p6 = funct3;
                if (p6 === 1) {
                  return branch($BNE);
                }
                if ($even(p6)) {
                  const p7 = $half(p6);
                  if (p7 === 1) {
                    return $None;
                  }
                  if ($even(p7)) {
                    const p8 = $half(p7);
                    if (p8 === 1) {
                      return branch($BLT);
                    }
                    return $None;
                  }
                  const p8 = $half(p7);
                  if (p8 === 1) {
                    return branch($BLTU);
                  }
                  return $None;
                }
                const p7 = $half(p6);
                if (p7 === 1) {
                  return $None;
                }
                if ($even(p7)) {
                  const p8 = $half(p7);
                  if (p8 === 1) {
                    return branch($BGE);
                  }
                  return $None;
                }
                const p8 = $half(p7);
                if (p8 === 1) {
                  return branch($BGEU);
                }
                return $None;
              }
              return $None;
            }
            return $None;
          }
          const p4 = $half(p3);
          if (p4 === 1) {
            if (funct7 === 0) {
              if (funct3 === 0) {
                return register0($ADD);
              }
              if (funct3 > 0) {
                const p5 = funct3;
                if (p5 === 1) {
                  return register0($SLL);
                }
                if ($even(p5)) {
                  const p6 = $half(p5);
                  if (p6 === 1) {
                    return register0($SLT);
                  }
                  if ($even(p6)) {
                    const p7 = $half(p6);
                    if (p7 === 1) {
                      return register0($XOR);
                    }
                    return $None;
                  }
                  const p7 = $half(p6);
                  if (p7 === 1) {
                    return register0($OR);
                  }
                  return $None;
                }
                const p6 = $half(p5);
                if (p6 === 1) {
                  return register0($SLTU);
                }
                if ($even(p6)) {
                  const p7 = $half(p6);
                  if (p7 === 1) {
                    return register0($SRL);
                  }
                  return $None;
                }
                const p7 = $half(p6);
                if (p7 === 1) {
                  return register0($AND);
                }
                return $None;
              }
              return $None;
            }
            if (funct7 > 0) {
              const p5 = funct7;
              if (p5 === 1) {
                if (funct3 === 0) {
                  return register0($MUL);
                }
                if (funct3 > 0) {
                  const p6 = funct3;
                  if (p6 === 1) {
                    return register0($MULH);
                  }
                  if ($even(p6)) {
                    const p7 = $half(p6);
                    if (p7 === 1) {
                      return register0($MULHSU);
                    }
                    if ($even(p7)) {
                      const p8 = $half(p7);
                      if (p8 === 1) {
                        return register0($DIV);
                      }
                      return $None;
                    }
                    const p8 = $half(p7);
                    if (p8 === 1) {
                      return register0($REM);
                    }
                    return $None;
                  }
                  const p7 = $half(p6);
                  if (p7 === 1) {
                    return register0($MULHU);
                  }
                  if ($even(p7)) {
                    const p8 = $half(p7);
                    if (p8 === 1) {
                      return register0($DIVU);
                    }
                    return $None;
                  }
                  const p8 = $half(p7);
                  if (p8 === 1) {
                    return register0($REMU);
                  }
                  return $None;
                }
                return $None;
              }
              if ($even(p5)) {
                const p6 = $half(p5);
                if ($even(p6)) {
                  const p7 = $half(p6);
                  if ($even(p7)) {
                    const p8 = $half(p7);
                    if ($even(p8)) {
                      const p9 = $half(p8);
                      if ($even(p9)) {
                        const p10 = $half(p9);
                        if (p10 === 1) {
                          if (funct3 === 0) {
                            return register0($SUB);
                          }
                          if (funct3 > 0) {
                            const p11 = funct3;
                            if (p11 !== 1 && !$even(p11)) {
                              const p12 = $half(p11);
                              if ($even(p12)) {
                                const p13 = $half(p12);
                                if (p13 === 1) {
                                  return register0($SRA);
                                }
                                return $None;
                              }
                              return $None;
                            }
                            return $None;
                          }
                          return $None;
                        }
                        return $None;
                      }
                      return $None;
                    }
                    return $None;
                  }
                  return $None;
                }
                return $None;
              }
              return $None;
            }
            return $None;
          }
          if ($even(p4)) {
            return $None;
          }
          const p5 = $half(p4);
          if (p5 === 1) {
            if (w > 0) {
              const p6 = w;
              if (p6 !== 1 && !$even(p6)) {
                const p7 = $half(p6);
                if (p7 !== 1 && !$even(p7)) {
                  const p8 = $half(p7);
                  if ($even(p8)) {
                    const p9 = $half(p8);
                    if ($even(p9)) {
                      const p10 = $half(p9);
                      if (p10 !== 1 && !$even(p10)) {
                        const p11 = $half(p10);
                        if (p11 !== 1 && !$even(p11)) {
                          const p12 = $half(p11);
                          if (p12 === 1) {
                            return $Some227;
                          }
                          if ($even(p12)) {
                            return $None;
                          }
                          const p13 = $half(p12);
                          if ($even(p13)) {
                            const p14 = $half(p13);
                            if ($even(p14)) {
                              const p15 = $half(p14);
                              if ($even(p15)) {
                                const p16 = $half(p15);
                                if ($even(p16)) {
                                  const p17 = $half(p16);
                                  if ($even(p17)) {
                                    const p18 = $half(p17);
                                    if ($even(p18)) {
                                      const p19 = $half(p18);
                                      if ($even(p19)) {
                                        const p20 = $half(p19);
                                        if ($even(p20)) {
                                          const p21 = $half(p20);
                                          if ($even(p21)) {
                                            const p22 = $half(p21);
                                            if ($even(p22)) {
                                              const p23 = $half(p22);
                                              if ($even(p23)) {
                                                const p24 = $half(p23);
                                                if ($even(p24)) {
                                                  const p25 = $half(p24);
                                                  if ($even(p25)) {
                                                    const p26 = $half(p25);
                                                    if (p26 === 1) {
                                                      return $Some229;
                                                    }
                                                    return $None;
                                                  }
                                                  return $None;
                                                }
                                                return $None;
                                              }
                                              return $None;
                                            }
                                            return $None;
                                          }
                                          return $None;
                                        }
                                        return $None;
                                      }
                                      return $None;
                                    }
                                    return $None;
                                  }
                                  return $None;
                                }
                                return $None;
                              }
                              return $None;
                            }
                            return $None;
                          }
                          return $None;
                        }
                        return $None;
                      }
                      return $None;
                    }
                    return $None;
                  }
                  return $None;
                }
                return $None;
              }
              return $None;
            }
            return $None;
          }
          return $None;
        }
        return $None;
      }
      const p2 = $half(p1);
      if (p2 === 1) {
        if (funct3 === 0) {
          return $Some231;
        }
        return $None;
      }
      if ($even(p2)) {
        const p3 = $half(p2);
        if (p3 === 1) {
          return { is: "Some", a: { is: "AUIPC", a: rd, b: immediate_u(w) } };
        }
        if ($even(p3)) {
          const p4 = $half(p3);
          if (p4 !== 1 && !$even(p4)) {
            const p5 = $half(p4);
            if (p5 === 1) {
              if (funct3 === 0) {
                return { is: "Some", a: { is: "JALR", a: rd, b: rs1, c: immediate_i(w) } };
              }
              return $None;
            }
            return $None;
          }
          return $None;
        }
        const p4 = $half(p3);
        if (p4 === 1) {
          return { is: "Some", a: { is: "LUI", a: rd, b: immediate_u(w) } };
        }
        return $None;
      }
      const p3 = $half(p2);
      if ($even(p3)) {
        const p4 = $half(p3);
        if (p4 !== 1 && !$even(p4)) {
          const p5 = $half(p4);
          if (p5 === 1) {
            return { is: "Some", a: { is: "JAL", a: rd, b: immediate_j(w) } };
          }
          return $None;
        }
        return $None;
      }
      return $None;
    }
    return $None;
  }
  return $None;
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
  if ($at_most(r.a, a)) {
    return $less(a, r.b);
  }
  return false;
}

function refused_byte(rs, access0, a) {
  const $57 = find((($$0) => contains(a, $$0)), rs);
  switch ($57.is) {
    case "Some": {
      const { a: r } = $57;
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
    if (n0 === 0) {
      return $None;
    }
    const n1 = $before(n0);
    const $58 = refused_byte(rs, access0, wrap(a));
    switch ($58.is) {
      case "Some": {
        const { a: why } = $58;
        return { is: "Some", a: why };
      }
      case "None": {
        $n0 = n1;
        $a = $add(wrap(a), 1);
        continue;
      }
    }
  }
}

function first_refused($rs, $access0, $a, $last0) {
  for (;;) {
    const rs = $rs;
    const access0 = $access0;
    const a = $a;
    const last0 = $last0;
    if ($at_most(last0, a)) {
      return $None;
    }
    switch (rs.is) {
      case "Nil": {
        return { is: "Some", a: a };
      }
      case "Cons": {
        const { a: r, b: rs0 } = rs;
        if ($at_most(r.b, a)) {
          $rs = rs0;
          continue;
        }
        if ((contains(a, r) && permitted(r.c, access0))) {
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
  const $59 = first_refused(rs, access0, a, $add(a, count));
  switch ($59.is) {
    case "Some": {
      const { a: at_ } = $59;
      if ($less(at_, modulus)) {
        return refused_byte(rs, access0, at_);
      }
      const $60 = refused_byte(rs, access0, wrap(at_));
      switch ($60.is) {
        case "Some": {
          const { a: why } = $60;
          return { is: "Some", a: why };
        }
        case "None": {
          return $Some233;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function byte_at(bytes, a) {
  return get(0, bytes, wrap(a));
}

function load(n0, bytes, a) {
  if (n0 === 0) {
    return 0;
  }
  const n1 = $before(n0);
  return $add(byte_at(bytes, a), $mul(256, load(n1, bytes, $add(a, 1))));
}

function store0($n0, $bytes, $a, $w) {
  for (;;) {
    const n0 = $n0;
    const bytes = $bytes;
    const a = $a;
    const w = $w;
    if (n0 === 0) {
      return bytes;
    }
    const n1 = $before(n0);
    $n0 = n1;
    $bytes = set(bytes, wrap(a), $mod(w, 256));
    $a = $add(a, 1);
    $w = $div(w, 256);
    continue;
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
        $a = $add(a, 1);
        $values = values0;
        continue;
      }
    }
  }
}

function region_of(s) {
  return { is: "Build_region", a: s.a, b: $add(s.a, s.c), c: s.d };
}

function memory_of(segments) {
  return { is: "Build_memory", a: map(region_of, segments), b: fold_left((bytes, s) => put(bytes, s.a, s.b), segments, empty0) };
}

const call_read = 63;

const call_write = 64;

const call_exit = 93;

const a0 = 10;

const a1 = 11;

const a2 = 12;

const a7 = 17;

function register(x, r, k) {
  const $61 = nth_error(x, r);
  switch ($61.is) {
    case "Some": {
      const { a: w } = $61;
      return k(w);
    }
    case "None": {
      return $NoRegister;
    }
  }
}

function with_register(x, rd, w) {
  if (rd === 0) {
    return x;
  }
  return replace(rd, w, x);
}

function faults(r, f) {
  return { is: "Stops", a: r, b: { is: "MachineFaulted", a: { is: "MemoryRefused", a: f } } };
}

function next(pc, k) {
  return { is: "MConst", a: 4, b: (four) => ({ is: "MOperate", a: $Add, b: pc, c: four, d: k }) };
}

function plus(w, imm, k) {
  return { is: "MConst", a: imm, b: (offset) => ({ is: "MOperate", a: $Add, b: w, c: offset, d: k }) };
}

function is(w, z0, k) {
  return { is: "MConst", a: z0, b: (c) => ({ is: "MOperate", a: $Equal, b: w, c: c, d: (same) => ({ is: "MDecide", a: same, b: k }) }) };
}

function block_call(number, descriptor, buffer, count, call0, file0, a, move, otherwise) {
  return is(number, call0, (asked) => (negb(asked) ? otherwise : is(descriptor, file0, (named) => (negb(named) ? otherwise : is(count, 0, (nothing) => (nothing ? otherwise : { is: "PermitsBlock", a: a, b: count, c: buffer, d: (refused0) => {
                  switch (refused0.is) {
                    case "Some": {
                      const { a: f } = refused0;
                      return faults($Rule_ecall_stop, f);
                    }
                    case "None": {
                      return move;
                    }
                  }
                } }))))));
}

function write(pc, x, r, rd, w) {
  return next(pc, (pc0) => ({ is: "Goes", a: r, b: pc0, c: with_register(x, rd, w) }));
}

function jump(pc, x, r, rd, target0) {
  return next(pc, (link) => ({ is: "Goes", a: r, b: target0, c: with_register(x, rd, link) }));
}

function call(pc, x) {
  return register(x, a7, (number) => register(x, a0, (descriptor) => register(x, a1, (buffer) => register(x, a2, (count) => {
            const returns = (result0) => next(pc, (pc0) => ({ is: "Goes", a: $Rule_ecall, b: pc0, c: with_register(x, a0, result0) }));
            const no_such_call = $Stops239;
            const exit = is(number, call_exit, (asked) => (asked ? { is: "Stops", a: $Rule_ecall_stop, b: { is: "MachineHalted", a: descriptor } } : no_such_call));
            const write0 = block_call(number, descriptor, buffer, count, call_write, 1, $Access_read, { is: "MWriteBlock", a: buffer, b: count, c: (taken) => ({ is: "WrittenResult", a: taken, b: count, c: returns }) }, exit);
            return block_call(number, descriptor, buffer, count, call_read, 0, $Access_write, { is: "MReadBlock", a: buffer, b: count, c: (came) => is(came, 0, (at_end) => (at_end ? { is: "EndedResult", a: returns } : returns(came))) }, write0);
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
      return is(code, z0, (same) => (same ? { is: "Stops", a: r, b: f } : stop_with(codes0, code)));
    }
  }
}

const stop_codes = $Cons270;

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
      return plus(pc, imm, (target0) => jump(pc, x, $Rule_jal, rd, target0));
    }
    case "JALR": {
      const { a: rd, b: rs1, c: imm } = i;
      return register(x, rs1, (base) => plus(base, imm, (sum1) => ({ is: "MConst", a: -2, b: (even) => ({ is: "MOperate", a: $And, b: sum1, c: even, d: (target0) => jump(pc, x, $Rule_jalr, rd, target0) }) })));
    }
    case "Branch": {
      const { a: m, b: rs1, c: rs2, d: imm } = i;
      return register(x, rs1, (a) => register(x, rs2, (b) => ({ is: "MOperate", a: branch_operation(m), b: a, c: b, d: (c) => ({ is: "MDecide", a: c, b: (condition0) => (eqb(condition0, branch_sense(m)) ? plus(pc, imm, (target0) => ({ is: "Goes", a: branch_rule(m), b: target0, c: x })) : next(pc, (pc0) => ({ is: "Goes", a: branch_rule(m), b: pc0, c: x }))) }) })));
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
                    return { is: "LoadBytes", a: load_width(m), b: address, c: (loaded0) => ($equal(load_sign(m), 0) ? write(pc, x, load_rule(m), rd, loaded0) : { is: "MConst", a: load_sign(m), b: (by_) => ({ is: "MOperate", a: $Sll, b: loaded0, c: by_, d: (high) => ({ is: "MOperate", a: $Sra, b: high, c: by_, d: (w) => write(pc, x, load_rule(m), rd, w) }) }) }) };
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
                    return register(x, rs2, (stored0) => ({ is: "StoreBytes", a: store_width(m), b: address, c: stored0, d: next(pc, (pc0) => ({ is: "Goes", a: store_rule(m), b: pc0, c: x })) }));
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
  if (negb($equal($mod(pc, 4), 0))) {
    return $Inr280;
  }
  const $62 = refused(4, m.a, $Access_execute, pc);
  switch ($62.is) {
    case "Some": {
      const { a: why } = $62;
      return { is: "Inr", a: { is: "NotFetched", a: why } };
    }
    case "None": {
      const w = load(4, m.b, pc);
      const $63 = decode(w);
      switch ($63.is) {
        case "Some": {
          const { a: i } = $63;
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
        return $Pair283;
      }
      case "MConst": {
        const { a: z0, b: k } = t0;
        $t0 = k(wrap(z0));
        continue;
      }
      case "MOperate": {
        const { a: o, b: a, c: b, d: k } = t0;
        $t0 = k(operate(o, a, b));
        continue;
      }
      case "MDecide": {
        const { a: w, b: k } = t0;
        $t0 = k(holds(w));
        continue;
      }
      case "Fetch": {
        const { a: pc, b: k } = t0;
        $t0 = k(fetch(m, pc));
        continue;
      }
      case "Permits": {
        const { a: access0, b: n0, c: a, d: k } = t0;
        $t0 = k(option_map((x) => ({ is: "AccessRefused", a: access0, b: of_nat0(n0), c: a, d: x }), refused(n0, m.a, access0, a)));
        continue;
      }
      case "LoadBytes": {
        const { a: n0, b: a, c: k } = t0;
        $t0 = k(load(n0, m.b, a));
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
        $t0 = k(option_map((x) => ({ is: "AccessRefused", a: access0, b: n0, c: a, d: x }), refused_block(m.a, access0, a, n0)));
        continue;
      }
      case "MReadBlock": {
        const { a: a, b: n0, c: k } = t0;
        const $64 = read_block(env, e, n0);
        const { a: p, b: e0 } = $64;
        const { a: bytes, b: events } = p;
        const m0 = { is: "Build_memory", a: m.a, b: put(m.b, a, bytes) };
        const $65 = machine_answer(env, m0, e0, k(size0(bytes)));
        const { a: after, b: r } = $65;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "MWriteBlock": {
        const { a: a, b: n0, c: k } = t0;
        const $66 = write_block(env, e, gather((($$1) => ($$0) => byte_at($$1, $$0))(m.b), a, n0));
        const { a: p, b: e0 } = $66;
        const { a: taken, b: events } = p;
        const $67 = machine_answer(env, m, e0, k(taken));
        const { a: after, b: r } = $67;
        return { is: "Pair", a: app(events, after), b: r };
      }
      case "EndedResult": {
        const { a: k } = t0;
        $t0 = k(ended_result(env, e));
        continue;
      }
      case "WrittenResult": {
        const { a: taken, b: count, c: k } = t0;
        $t0 = k(written_result(env, e, taken, count));
        continue;
      }
    }
  }
}

function machine_run_step(env, s) {
  return machine_answer(env, s.c, s.d, machine_step(s.a, s.b));
}

function machine_begin(entry0, segments, x1_to_x31, e) {
  return { is: "Build_machine_state", a: entry0, b: { is: "Cons", a: 0, b: map(wrap, x1_to_x31) }, c: memory_of(segments), d: e };
}

function file_of(bytes) {
  return { is: "Build_file", a: put(empty0, 0, bytes), b: size0(bytes) };
}

function byte(f, offset) {
  return load(1, f.a, offset);
}

function half_word(f, offset) {
  return load(2, f.a, offset);
}

function whole_word(f, offset) {
  return load(4, f.a, offset);
}

const page_size = 4096;

const memory_limit = 1073741824;

function all(x0) {
  return forallb((b) => b, x0);
}

function clear(w, n0) {
  return negb(testbit1(w, n0));
}

function header_accepted(f) {
  const flags = whole_word(f, 36);
  const count = half_word(f, 44);
  return all({ is: "Cons", a: $at_most(52, f.b), b: { is: "Cons", a: $equal(byte(f, 0), 127), b: { is: "Cons", a: $equal(byte(f, 1), 69), b: { is: "Cons", a: $equal(byte(f, 2), 76), b: { is: "Cons", a: $equal(byte(f, 3), 70), b: { is: "Cons", a: $equal(byte(f, 4), 1), b: { is: "Cons", a: $equal(byte(f, 5), 1), b: { is: "Cons", a: $equal(byte(f, 6), 1), b: { is: "Cons", a: $equal(whole_word(f, 20), 1), b: { is: "Cons", a: ($equal(byte(f, 7), 0) || $equal(byte(f, 7), 3)), b: { is: "Cons", a: $equal(half_word(f, 16), 2), b: { is: "Cons", a: $equal(half_word(f, 18), 243), b: { is: "Cons", a: clear(flags, 0), b: { is: "Cons", a: clear(flags, 1), b: { is: "Cons", a: clear(flags, 2), b: { is: "Cons", a: clear(flags, 3), b: { is: "Cons", a: $equal(half_word(f, 40), 52), b: { is: "Cons", a: negb($equal(count, 0)), b: { is: "Cons", a: $equal(half_word(f, 42), 32), b: { is: "Cons", a: $at_most($add(whole_word(f, 28), $mul(count, 32)), f.b), b: $Nil } } } } } } } } } } } } } } } } } } } });
}

function program_header_at(f, i) {
  const at_ = $add(whole_word(f, 28), $mul(i, 32));
  return { is: "Build_program_header", a: whole_word(f, at_), b: whole_word(f, $add(at_, 4)), c: whole_word(f, $add(at_, 8)), d: whole_word(f, $add(at_, 16)), e: whole_word(f, $add(at_, 20)), f: whole_word(f, $add(at_, 24)) };
}

function loads(h) {
  return $equal(h.a, 1);
}

function needs_linker(h) {
  if ($equal(h.a, 2)) {
    return true;
  }
  return $equal(h.a, 3);
}

function loadable(f, h) {
  return all({ is: "Cons", a: $at_most(h.d, h.e), b: { is: "Cons", a: $at_most($add(h.b, h.d), f.b), b: { is: "Cons", a: $at_most($add(h.c, h.e), modulus), b: { is: "Cons", a: ($equal(h.d, 0) || $equal($mod($sub(h.c, h.b), page_size), 0)), b: { is: "Cons", a: ($at_most(h.e, h.d) || testbit1(h.f, 1)), b: { is: "Cons", a: (negb($equal(h.e, 0)) || $equal($mod(h.c, page_size), 0)), b: $Nil } } } } } });
}

function segment_at(f, h) {
  return { is: "Build_segment", a: h.c, b: gather((($$0) => byte(f, $$0)), h.b, h.d), c: h.e, d: { is: "Build_permissions", a: testbit1(h.f, 2), b: testbit1(h.f, 1), c: testbit1(h.f, 0) } };
}

function sum0(l) {
  return fold_left($add, l, 0);
}

function ascending($l) {
  for (;;) {
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return true;
      }
      case "Cons": {
        const { a: h, b: rest } = l;
        switch (rest.is) {
          case "Nil": {
            return true;
          }
          case "Cons": {
            const { a: other0 } = rest;
            if ($at_most(h.c, other0.c)) {
              $l = rest;
              continue;
            }
            return false;
          }
        }
      }
    }
  }
}

function apart($l) {
  for (;;) {
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return true;
      }
      case "Cons": {
        const { a: h, b: rest } = l;
        switch (rest.is) {
          case "Nil": {
            return true;
          }
          case "Cons": {
            const { a: other0 } = rest;
            const last0 = $sub($add(h.c, h.e), 1);
            if ($less($div(last0, page_size), $div(other0.c, page_size))) {
              $l = rest;
              continue;
            }
            return false;
          }
        }
      }
    }
  }
}

function entry_accepted(entry0, l) {
  const within = (h) => ((testbit1(h.f, 0) && $at_most(h.c, entry0)) && $at_most($add(entry0, 4), $add(h.c, h.e)));
  if (existsb(within, l)) {
    return $equal($mod(entry0, 4), 0);
  }
  return false;
}

function read_elf(bytes) {
  const f = file_of(bytes);
  if (negb(header_accepted(f))) {
    return $None;
  }
  const headers = gather((($$0) => program_header_at(f, $$0)), 0, half_word(f, 44));
  const loaded0 = filter(loads, headers);
  const placed0 = filter((h) => negb($equal(h.e, 0)), loaded0);
  const entry0 = whole_word(f, 24);
  const accepted = all({ is: "Cons", a: negb(existsb(needs_linker, headers)), b: { is: "Cons", a: forallb((($$0) => loadable(f, $$0)), loaded0), b: { is: "Cons", a: $at_most(sum0(map((p) => p.e, loaded0)), memory_limit), b: { is: "Cons", a: $at_most(sum0(map((p) => p.d, loaded0)), f.b), b: { is: "Cons", a: ascending(loaded0), b: { is: "Cons", a: apart(placed0), b: { is: "Cons", a: entry_accepted(entry0, placed0), b: $Nil } } } } } } });
  if (accepted) {
    return { is: "Some", a: { is: "Build_image", a: entry0, b: map((($$0) => segment_at(f, $$0)), placed0) } };
  }
  return $None;
}

function same_integer(a, b) {
  const b0 = $equal(a, b);
  if (b0) {
    return $Left;
  }
  return $Right;
}

function same_positive(a, b) {
  const b0 = $equal(a, b);
  if (b0) {
    return $Left;
  }
  return $Right;
}

function exponent(most, n0) {
  const k = log2(n0);
  if (($equal(n0, $power(2, k)) && $at_most(k, most))) {
    return { is: "Some", a: k };
  }
  return $None;
}

function least(o) {
  switch (o.is) {
    case "Signed": {
      return opp(half);
    }
    case "Unsigned": {
      return 0;
    }
  }
}

function greatest(o) {
  switch (o.is) {
    case "Signed": {
      return $sub(half, 1);
    }
    case "Unsigned": {
      return $sub(modulus, 1);
    }
  }
}

function same_element(a, b) {
  switch (a.is) {
    case "Element_int": {
      switch (b.is) {
        case "Element_int": {
          return true;
        }
        default: {
          return false;
        }
      }
    }
    case "Element_bool": {
      switch (b.is) {
        case "Element_bool": {
          return true;
        }
        default: {
          return false;
        }
      }
    }
    case "Element_byte": {
      switch (b.is) {
        case "Element_byte": {
          return true;
        }
        default: {
          return false;
        }
      }
    }
  }
}

function values_of_sort(s) {
  switch (s.is) {
    case "Sort_bool": {
      return 2;
    }
    case "Sort_byte": {
      return $power(2, 8);
    }
    case "Sort_count": {
      return half;
    }
    default: {
      return modulus;
    }
  }
}

function lengths(e) {
  switch (e.is) {
    case "Element_byte": {
      return half;
    }
    default: {
      return $power(2, 30);
    }
  }
}

function width(e) {
  switch (e.is) {
    case "Element_byte": {
      return 1;
    }
    default: {
      return 4;
    }
  }
}

function bound_of_sort(s) {
  switch (s.is) {
    case "Sort_bool": {
      return 1;
    }
    case "Sort_byte": {
      return 255;
    }
    case "Sort_count": {
      return $sub($power(2, 31), 1);
    }
    default: {
      return $sub(modulus, 1);
    }
  }
}

function bound_of_element(e) {
  switch (e.is) {
    case "Element_int": {
      return $sub(modulus, 1);
    }
    case "Element_bool": {
      return 1;
    }
    case "Element_byte": {
      return 255;
    }
  }
}

function ones0(z0) {
  if ($equal(z0, 0)) {
    return 0;
  }
  return $sub($power(2, $add(log2(z0), 1)), 1);
}

function right_at(m, p, n0, x) {
  if ($less(x, 0)) {
    return true;
  }
  return $equal($div($mul(m, x), $power(2, p)), $div(x, n0));
}

function divisor_of(m, p, a) {
  const n0 = $div($sub($add($power(2, p), m), 1), m);
  if ((((($less(0, m) && $at_most(2, n0)) && $less(n0, modulus)) && right_at(m, p, n0, a)) && right_at(m, p, n0, $sub(a, $mod($add(a, 1), n0))))) {
    return { is: "Some", a: n0 };
  }
  return $None;
}

function signed_divisor_of(m, p) {
  const $68 = divisor_of(m, p, $sub(half, 1));
  switch ($68.is) {
    case "Some": {
      const { a: n0 } = $68;
      if ((($less(n0, half) && $less($power(2, p), $mul(m, n0))) && $at_most($mul(m, half), $mul($power(2, p), $add($div(half, n0), 1))))) {
        return { is: "Some", a: n0 };
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function made_of(t0, t1) {
  return option_map((e) => e.a, find0(t1, t0.c));
}

function limit_of(t0, t1) {
  const $69 = find0(t1, t0.c);
  switch ($69.is) {
    case "Some": {
      const { a: e } = $69;
      const { b: limit } = e;
      return limit;
    }
    case "None": {
      return $sub(modulus, 1);
    }
  }
}

function within_of(t0, t1) {
  const $70 = find0(t1, t0.c);
  switch ($70.is) {
    case "Some": {
      const { a: e } = $70;
      const { c: within } = e;
      return within;
    }
    case "None": {
      return false;
    }
  }
}

function total_limit(t0, parts) {
  switch (parts.is) {
    case "Nil": {
      return $Some284;
    }
    case "Cons": {
      const { a: p, b: rest } = parts;
      const { a: t1, b: factor } = p;
      const $71 = total_limit(t0, rest);
      switch ($71.is) {
        case "Some": {
          const { a: most } = $71;
          if (($at_most(0, factor) && $less(factor, half))) {
            return { is: "Some", a: $add($mul(factor, limit_of(t0, t1)), most) };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function sum_limit(t0, c, parts) {
  let $72;
  {
    const $73 = total_limit(t0, parts);
    switch ($73.is) {
      case "Some": {
        const { a: most } = $73;
        $72 = $min($add(wrap(c), most), $sub(modulus, 1));
        break;
      }
      case "None": {
        $72 = $sub(modulus, 1);
        break;
      }
    }
  }
  const most = $72;
  switch (parts.is) {
    case "Nil": {
      return most;
    }
    case "Cons": {
      const { a: p, b: l } = parts;
      const { a: t1, b: factor } = p;
      switch (l.is) {
        case "Nil": {
          if ((($equal(c, 1) && $equal(factor, $sub(modulus, 1))) && $at_most(limit_of(t0, t1), 1))) {
            return 1;
          }
          return most;
        }
        case "Cons": {
          return most;
        }
      }
    }
  }
}

function constant_of(t0, t1) {
  const $74 = made_of(t0, t1);
  switch ($74.is) {
    case "Some": {
      const { a: n0 } = $74;
      switch (n0.is) {
        case "Constant0": {
          const { a: z0 } = n0;
          return { is: "Some", a: wrap(z0) };
        }
        default: {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function apply_limit(t0, o, a, b) {
  switch (o.is) {
    case "Mulhu": {
      return $div($mul(limit_of(t0, a), limit_of(t0, b)), modulus);
    }
    case "Divu": {
      const $75 = constant_of(t0, b);
      switch ($75.is) {
        case "Some": {
          const { a: n0 } = $75;
          if ($equal(n0, 0)) {
            return $sub(modulus, 1);
          }
          return $div(limit_of(t0, a), n0);
        }
        case "None": {
          return $sub(modulus, 1);
        }
      }
    }
    case "And": {
      return $min(limit_of(t0, a), limit_of(t0, b));
    }
    case "Or": {
      return $min(ones0($or(limit_of(t0, a), limit_of(t0, b))), $sub(modulus, 1));
    }
    case "Xor": {
      return $min(ones0($or(limit_of(t0, a), limit_of(t0, b))), $sub(modulus, 1));
    }
    case "Srl": {
      const $76 = constant_of(t0, b);
      switch ($76.is) {
        case "Some": {
          const { a: n0 } = $76;
          return $div(limit_of(t0, a), $power(2, $mod(n0, 32)));
        }
        case "None": {
          return limit_of(t0, a);
        }
      }
    }
    case "Slt": {
      return 1;
    }
    case "Sltu": {
      return 1;
    }
    case "Equal": {
      return 1;
    }
    default: {
      return $sub(modulus, 1);
    }
  }
}

function node_limit(t0, n0) {
  switch (n0.is) {
    case "Constant0": {
      const { a: z0 } = n0;
      return wrap(z0);
    }
    case "Symbol": {
      const { b: s } = n0;
      return bound_of_sort(s);
    }
    case "Sum": {
      const { a: c, b: parts } = n0;
      return sum_limit(t0, c, parts);
    }
    case "Apply": {
      const { a: o, b: a, c: b } = n0;
      return apply_limit(t0, o, a, b);
    }
    case "Length0": {
      const { a: e } = n0;
      return $sub(lengths(e), 1);
    }
    case "Select": {
      const { a: h, b: e } = n0;
      if (within_of(t0, h)) {
        return bound_of_element(e);
      }
      return $sub(modulus, 1);
    }
    default: {
      return 0;
    }
  }
}

function node_within(t0, n0) {
  switch (n0.is) {
    case "Initial": {
      return true;
    }
    case "Store1": {
      const { a: h, b: e, e: x } = n0;
      if (within_of(t0, h)) {
        return $at_most(limit_of(t0, x), bound_of_element(e));
      }
      return false;
    }
    case "Fill": {
      const { a: h, e: x } = n0;
      if (within_of(t0, h)) {
        return $at_most(limit_of(t0, x), 255);
      }
      return false;
    }
    case "Allocate0": {
      const { a: h } = n0;
      return within_of(t0, h);
    }
    case "Text0": {
      const { a: h } = n0;
      return within_of(t0, h);
    }
    default: {
      return false;
    }
  }
}

function same_sort(a, b) {
  switch (a.is) {
    case "Sort_int": {
      switch (b.is) {
        case "Sort_int": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sort_bool": {
      switch (b.is) {
        case "Sort_bool": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sort_byte": {
      switch (b.is) {
        case "Sort_byte": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sort_count": {
      switch (b.is) {
        case "Sort_count": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sort_array": {
      const { a: e } = a;
      switch (b.is) {
        case "Sort_array": {
          const { a: e0 } = b;
          switch (e.is) {
            case "Element_int": {
              switch (e0.is) {
                case "Element_int": {
                  return $Left;
                }
                default: {
                  return $Right;
                }
              }
            }
            case "Element_bool": {
              switch (e0.is) {
                case "Element_bool": {
                  return $Left;
                }
                default: {
                  return $Right;
                }
              }
            }
            case "Element_byte": {
              switch (e0.is) {
                case "Element_byte": {
                  return $Left;
                }
                default: {
                  return $Right;
                }
              }
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function same_operation(a, b) {
  switch (a.is) {
    case "Add": {
      switch (b.is) {
        case "Add": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sub": {
      switch (b.is) {
        case "Sub": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Mul": {
      switch (b.is) {
        case "Mul": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Mulh": {
      switch (b.is) {
        case "Mulh": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Mulhsu": {
      switch (b.is) {
        case "Mulhsu": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Mulhu": {
      switch (b.is) {
        case "Mulhu": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Div": {
      switch (b.is) {
        case "Div": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Divu": {
      switch (b.is) {
        case "Divu": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Rem": {
      switch (b.is) {
        case "Rem": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Remu": {
      switch (b.is) {
        case "Remu": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "And": {
      switch (b.is) {
        case "And": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Or": {
      switch (b.is) {
        case "Or": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Xor": {
      switch (b.is) {
        case "Xor": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sll": {
      switch (b.is) {
        case "Sll": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Srl": {
      switch (b.is) {
        case "Srl": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sra": {
      switch (b.is) {
        case "Sra": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Slt": {
      switch (b.is) {
        case "Slt": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sltu": {
      switch (b.is) {
        case "Sltu": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Equal": {
      switch (b.is) {
        case "Equal": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function same_part(a, b) {
  const { a: a3, b: b0 } = a;
  const { a: a4, b: b1 } = b;
  const $77 = same_positive(a3, a4);
  switch ($77.is) {
    case "Left": {
      return same_integer(b0, b1);
    }
    case "Right": {
      return $Right;
    }
  }
}

function same_element_dec(a, b) {
  switch (a.is) {
    case "Element_int": {
      switch (b.is) {
        case "Element_int": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Element_bool": {
      switch (b.is) {
        case "Element_bool": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Element_byte": {
      switch (b.is) {
        case "Element_byte": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function same_node(a, b) {
  switch (a.is) {
    case "Constant0": {
      const { a: z0 } = a;
      switch (b.is) {
        case "Constant0": {
          const { a: z1 } = b;
          return same_integer(z0, z1);
        }
        default: {
          return $Right;
        }
      }
    }
    case "Symbol": {
      const { a: name, b: s } = a;
      switch (b.is) {
        case "Symbol": {
          const { a: name0, b: s0 } = b;
          const $78 = same_positive(name, name0);
          switch ($78.is) {
            case "Left": {
              return same_sort(s, s0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Sum": {
      const { a: constant0, b: parts } = a;
      switch (b.is) {
        case "Sum": {
          const { a: constant1, b: parts0 } = b;
          const $79 = same_integer(constant0, constant1);
          switch ($79.is) {
            case "Left": {
              return list_eq_dec(same_part, parts, parts0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Apply": {
      const { a: o, b: left, c: right } = a;
      switch (b.is) {
        case "Apply": {
          const { a: o0, b: left0, c: right0 } = b;
          const $80 = same_operation(o, o0);
          switch ($80.is) {
            case "Left": {
              const $81 = same_positive(left, left0);
              switch ($81.is) {
                case "Left": {
                  return same_positive(right, right0);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Length0": {
      const { a: e, b: reference } = a;
      switch (b.is) {
        case "Length0": {
          const { a: e0, b: reference0 } = b;
          const $82 = same_element_dec(e, e0);
          switch ($82.is) {
            case "Left": {
              return same_positive(reference, reference0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Select": {
      const { a: heap, b: e, c: reference, d: index } = a;
      switch (b.is) {
        case "Select": {
          const { a: heap0, b: e0, c: reference0, d: index0 } = b;
          const $83 = same_positive(heap, heap0);
          switch ($83.is) {
            case "Left": {
              const $84 = same_element_dec(e, e0);
              switch ($84.is) {
                case "Left": {
                  const $85 = same_positive(reference, reference0);
                  switch ($85.is) {
                    case "Left": {
                      return same_positive(index, index0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Initial": {
      switch (b.is) {
        case "Initial": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Store1": {
      const { a: before, b: e, c: reference, d: index, e: value0 } = a;
      switch (b.is) {
        case "Store1": {
          const { a: before0, b: e0, c: reference0, d: index0, e: value1 } = b;
          const $86 = same_positive(before, before0);
          switch ($86.is) {
            case "Left": {
              const $87 = same_element_dec(e, e0);
              switch ($87.is) {
                case "Left": {
                  const $88 = same_positive(reference, reference0);
                  switch ($88.is) {
                    case "Left": {
                      const $89 = same_positive(index, index0);
                      switch ($89.is) {
                        case "Left": {
                          return same_positive(value0, value1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Fill": {
      const { a: before, b: reference, c: index, d: count, e: byte0 } = a;
      switch (b.is) {
        case "Fill": {
          const { a: before0, b: reference0, c: index0, d: count0, e: byte1 } = b;
          const $90 = same_positive(before, before0);
          switch ($90.is) {
            case "Left": {
              const $91 = same_positive(reference, reference0);
              switch ($91.is) {
                case "Left": {
                  const $92 = same_positive(index, index0);
                  switch ($92.is) {
                    case "Left": {
                      const $93 = same_positive(count, count0);
                      switch ($93.is) {
                        case "Left": {
                          return same_positive(byte0, byte1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Allocate0": {
      const { a: before, b: e, c: reference } = a;
      switch (b.is) {
        case "Allocate0": {
          const { a: before0, b: e0, c: reference0 } = b;
          const $94 = same_positive(before, before0);
          switch ($94.is) {
            case "Left": {
              const $95 = same_element_dec(e, e0);
              switch ($95.is) {
                case "Left": {
                  return same_positive(reference, reference0);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Text0": {
      const { a: before, b: e, c: reference, d: values } = a;
      switch (b.is) {
        case "Text0": {
          const { a: before0, b: e0, c: reference0, d: values0 } = b;
          const $96 = same_positive(before, before0);
          switch ($96.is) {
            case "Left": {
              const $97 = same_element_dec(e, e0);
              switch ($97.is) {
                case "Left": {
                  const $98 = same_positive(reference, reference0);
                  switch ($98.is) {
                    case "Left": {
                      return list_eq_dec(same_integer, values, values0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function small(hash0) {
  const $99 = $mod($same(hash0), 251);
  if ($99 > 0) {
    const p = $99;
    return p;
  }
  return 1;
}

function mix(hash0, part) {
  return small($add($mul(hash0, 3), part));
}

function hash_of_number(z0) {
  if (z0 === 0) {
    return 1;
  }
  if (z0 > 0) {
    const p = z0;
    return small($twice(p));
  }
  const p = -z0;
  return small($twice_and_one(p));
}

function hash(n0) {
  switch (n0.is) {
    case "Constant0": {
      const { a: z0 } = n0;
      return hash_of_number(z0);
    }
    case "Symbol": {
      const { a: name } = n0;
      return small(name);
    }
    case "Sum": {
      const { a: c, b: parts } = n0;
      return fold_left((h, part) => mix(mix(h, fst(part)), hash_of_number(snd(part))), parts, hash_of_number(c));
    }
    case "Apply": {
      const { b: a, c: b } = n0;
      return mix(a, b);
    }
    case "Length0": {
      const { b: r } = n0;
      return small(r);
    }
    case "Select": {
      const { a: h, c: r, d: i } = n0;
      return mix(mix(h, r), i);
    }
    case "Initial": {
      return 1;
    }
    case "Store1": {
      const { a: h, c: r, d: i, e: x } = n0;
      return mix(mix(mix(h, r), i), x);
    }
    case "Fill": {
      const { a: h, b: r, c: i, d: n1, e: x } = n0;
      return mix(mix(mix(mix(h, r), i), n1), x);
    }
    case "Allocate0": {
      const { a: h, c: r } = n0;
      return mix(h, r);
    }
    case "Text0": {
      const { a: h, c: r } = n0;
      return mix(h, r);
    }
  }
}

function bucket(t0, h) {
  const $100 = find0(h, t0.d);
  switch ($100.is) {
    case "Some": {
      const { a: l } = $100;
      return l;
    }
    case "None": {
      return $Nil;
    }
  }
}

function seek($t0, $n0, $candidates) {
  for (;;) {
    const t0 = $t0;
    const n0 = $n0;
    const candidates = $candidates;
    switch (candidates.is) {
      case "Nil": {
        return $None;
      }
      case "Cons": {
        const { a: t1, b: rest } = candidates;
        const $101 = made_of(t0, t1);
        switch ($101.is) {
          case "Some": {
            const { a: m } = $101;
            const $102 = same_node(m, n0);
            switch ($102.is) {
              case "Left": {
                return { is: "Some", a: t1 };
              }
              case "Right": {
                $candidates = rest;
                continue;
              }
            }
          }
          case "None": {
            $candidates = rest;
            continue;
          }
        }
      }
    }
  }
}

function share(t0, n0) {
  const h = hash(n0);
  const candidates = bucket(t0, h);
  const $103 = seek(t0, n0, candidates);
  switch ($103.is) {
    case "Some": {
      const { a: t1 } = $103;
      return { is: "Pair", a: t0, b: t1 };
    }
    case "None": {
      const t1 = t0.a;
      return { is: "Pair", a: { is: "Build_table", a: $next(t1), b: { is: "Cons", a: { is: "Pair", a: t1, b: n0 }, b: t0.b }, c: add1(t1, { is: "Build_entry", a: n0, b: node_limit(t0, n0), c: node_within(t0, n0) }, t0.c), d: add1(h, { is: "Cons", a: t1, b: candidates }, t0.d) }, b: t1 };
    }
  }
}

const start = { is: "Build_table", a: 1, b: $Nil, c: empty, d: empty };

function as_sum(t0, t1) {
  const $104 = made_of(t0, t1);
  switch ($104.is) {
    case "Some": {
      const { a: n0 } = $104;
      switch (n0.is) {
        case "Constant0": {
          const { a: z0 } = n0;
          return { is: "Pair", a: wrap(z0), b: $Nil };
        }
        case "Sum": {
          const { a: c, b: parts } = n0;
          return { is: "Pair", a: c, b: parts };
        }
        default: {
          return { is: "Pair", a: 0, b: { is: "Cons", a: { is: "Pair", a: t1, b: 1 }, b: $Nil } };
        }
      }
    }
    case "None": {
      return { is: "Pair", a: 0, b: { is: "Cons", a: { is: "Pair", a: t1, b: 1 }, b: $Nil } };
    }
  }
}

function merge(a) {
  function inner($b) {
    const $result = { b: undefined };
    let $last = $result;
    for (;;) {
      const b = $b;
      switch (a.is) {
        case "Nil": {
          $last.b = b;
          return $result.b;
        }
        case "Cons": {
          const { a: p, b: a$ } = a;
          const { a: x, b: f } = p;
          switch (b.is) {
            case "Nil": {
              $last.b = a;
              return $result.b;
            }
            case "Cons": {
              const { a: p0, b: b$ } = b;
              const { a: y, b: g } = p0;
              const $105 = compare(x, y);
              switch ($105.is) {
                case "Eq": {
                  if ($equal(wrap($add(f, g)), 0)) {
                    $last.b = merge(a$)(b$);
                    return $result.b;
                  }
                  $last.b = { is: "Cons", a: { is: "Pair", a: x, b: wrap($add(f, g)) }, b: merge(a$)(b$) };
                  return $result.b;
                }
                case "Lt": {
                  $last.b = { is: "Cons", a: { is: "Pair", a: x, b: f }, b: merge(a$)(b) };
                  return $result.b;
                }
                case "Gt": {
                  const $cell = { is: "Cons", a: { is: "Pair", a: y, b: g }, b: undefined };
                  $last.b = $cell;
                  $last = $cell;
                  $b = b$;
                  continue;
                }
              }
            }
          }
        }
      }
    }
  }
  return inner;
}

function scale_parts($factor, $a) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const factor = $factor;
    const a = $a;
    switch (a.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: p, b: rest } = a;
        const { a: x, b: f } = p;
        if ($equal(wrap($mul(factor, f)), 0)) {
          $a = rest;
          continue;
        }
        const $cell = { is: "Cons", a: { is: "Pair", a: x, b: wrap($mul(factor, f)) }, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $a = rest;
        continue;
      }
    }
  }
}

function plus0(a, b) {
  return { is: "Pair", a: wrap($add(fst(a), fst(b))), b: merge(snd(a))(snd(b)) };
}

function times(factor, a) {
  return { is: "Pair", a: wrap($mul(factor, fst(a))), b: scale_parts(factor, snd(a)) };
}

function cancel($times0, $a, $b) {
  for (;;) {
    const times0 = $times0;
    const a = $a;
    const b = $b;
    switch (a.is) {
      case "Nil": {
        switch (b.is) {
          case "Nil": {
            return true;
          }
          case "Cons": {
            return false;
          }
        }
      }
      case "Cons": {
        const { a: p, b: a3 } = a;
        const { a: x, b: f } = p;
        switch (b.is) {
          case "Nil": {
            return false;
          }
          case "Cons": {
            const { a: p0, b: b0 } = b;
            const { a: y, b: g } = p0;
            if ($equal(x, y)) {
              if ($equal(wrap($add(f, $mul(times0, g))), 0)) {
                $a = a3;
                $b = b0;
                continue;
              }
              return false;
            }
            return false;
          }
        }
      }
    }
  }
}

function make_sum(t0, s) {
  const { a: c, b: parts } = s;
  switch (parts.is) {
    case "Nil": {
      return share(t0, { is: "Constant0", a: c });
    }
    case "Cons": {
      const { a: p, b: l } = parts;
      const { a: t1, b: factor } = p;
      switch (l.is) {
        case "Nil": {
          if (($equal(c, 0) && $equal(factor, 1))) {
            return { is: "Pair", a: t0, b: t1 };
          }
          return share(t0, { is: "Sum", a: c, b: { is: "Cons", a: { is: "Pair", a: t1, b: factor }, b: $Nil } });
        }
        case "Cons": {
          return share(t0, { is: "Sum", a: c, b: parts });
        }
      }
    }
  }
}

function same_linear(a, b) {
  if ($equal(fst(a), fst(b))) {
    const $106 = list_eq_dec(same_part, snd(a), snd(b));
    switch ($106.is) {
      case "Left": {
        return true;
      }
      case "Right": {
        return false;
      }
    }
  }
  return false;
}

function distance(t0, a, b) {
  const $107 = as_sum(t0, a);
  const { a: c, b: p } = $107;
  const $108 = as_sum(t0, b);
  const { a: d, b: q } = $108;
  if (cancel(-1, p, q)) {
    return { is: "Some", a: wrap($sub(c, d)) };
  }
  return $None;
}

const every = { is: "Cons", a: { is: "Pair", a: 0, b: $sub(modulus, 1) }, b: $Nil };

function integers(least0, most) {
  if ($less(most, least0)) {
    return $Nil;
  }
  if ($at_most($sub(modulus, 1), $sub(most, least0))) {
    return every;
  }
  const first0 = wrap(least0);
  const last0 = wrap(most);
  if ($at_most(first0, last0)) {
    return { is: "Cons", a: { is: "Pair", a: first0, b: last0 }, b: $Nil };
  }
  return { is: "Cons", a: { is: "Pair", a: 0, b: last0 }, b: { is: "Cons", a: { is: "Pair", a: first0, b: $sub(modulus, 1) }, b: $Nil } };
}

function between(o, first0, last0) {
  return integers($max(first0, least(o)), $min(last0, greatest(o)));
}

const most_intervals = 8;

function common(a, b) {
  const first0 = $max(fst(a), fst(b));
  const last0 = $min(snd(a), snd(b));
  if ($at_most(first0, last0)) {
    return { is: "Cons", a: { is: "Pair", a: first0, b: last0 }, b: $Nil };
  }
  return $Nil;
}

function both(a, b) {
  const found0 = flat_map((x) => flat_map((($$0) => common(x, $$0)), b), a);
  if (leb(length(found0), most_intervals)) {
    return found0;
  }
  return a;
}

function others_from($next0, $a) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const next0 = $next0;
    const a = $a;
    switch (a.is) {
      case "Nil": {
        $last.b = { is: "Cons", a: { is: "Pair", a: next0, b: $sub(modulus, 1) }, b: $Nil };
        return $result.b;
      }
      case "Cons": {
        const { a: p, b: rest } = a;
        const { a: least0, b: most } = p;
        const $cell = { is: "Cons", a: { is: "Pair", a: next0, b: $sub(least0, 1) }, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $next0 = $add(most, 1);
        $a = rest;
        continue;
      }
    }
  }
}

function others(a) {
  return filter((i) => $at_most(fst(i), snd(i)), others_from(0, a));
}

function moved(a, n0) {
  return flat_map((i) => integers($add(fst(i), n0), $add(snd(i), n0)), a);
}

function differences(n0, a) {
  return flat_map((i) => integers($sub(n0, snd(i)), $sub(n0, fst(i))), a);
}

function numbers(o, i) {
  switch (o.is) {
    case "Signed": {
      if ($less(snd(i), half)) {
        return i;
      }
      if ($at_most(half, fst(i))) {
        return { is: "Pair", a: $sub(fst(i), modulus), b: $sub(snd(i), modulus) };
      }
      return { is: "Pair", a: opp(half), b: $sub(half, 1) };
    }
    case "Unsigned": {
      return i;
    }
  }
}

function extremes(o, a) {
  switch (a.is) {
    case "Nil": {
      return $None;
    }
    case "Cons": {
      const { a: i, b: rest } = a;
      const $109 = numbers(o, i);
      const { a: first0, b: last0 } = $109;
      const $110 = extremes(o, rest);
      switch ($110.is) {
        case "Some": {
          const { a: p } = $110;
          const { a: l, b: m } = p;
          return { is: "Some", a: { is: "Pair", a: $min(first0, l), b: $max(last0, m) } };
        }
        case "None": {
          return { is: "Some", a: { is: "Pair", a: first0, b: last0 } };
        }
      }
    }
  }
}

function apply_of(t0, t1) {
  const $111 = made_of(t0, t1);
  switch ($111.is) {
    case "Some": {
      const { a: n0 } = $111;
      switch (n0.is) {
        case "Apply": {
          const { a: o, b: a, c: b } = n0;
          return { is: "Some", a: { is: "Pair", a: { is: "Pair", a: o, b: a }, b: b } };
        }
        default: {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function side_sum(t0, s) {
  const $112 = fst(s);
  switch ($112.is) {
    case "Some": {
      const { a: t1 } = $112;
      return plus0(as_sum(t0, t1), { is: "Pair", a: snd(s), b: $Nil });
    }
    case "None": {
      return { is: "Pair", a: snd(s), b: $Nil };
    }
  }
}

function side_difference(t0, a, b) {
  return plus0(side_sum(t0, a), times(-1, side_sum(t0, b)));
}

function sides_of(c) {
  switch (c.is) {
    case "In_order": {
      const { b: a, c: b } = c;
      return { is: "Pair", a: a, b: b };
    }
    case "Same": {
      const { a: a, b: b } = c;
      return { is: "Pair", a: a, b: b };
    }
    case "Apart": {
      const { a: a, b: b } = c;
      return { is: "Pair", a: a, b: b };
    }
  }
}

function equal_sides(t0, a, b) {
  const $113 = constant_of(t0, b);
  switch ($113.is) {
    case "Some": {
      const { a: z0 } = $113;
      const $114 = made_of(t0, a);
      switch ($114.is) {
        case "Some": {
          const { a: n0 } = $114;
          switch (n0.is) {
            case "Sum": {
              const { a: c, b: parts } = n0;
              switch (parts.is) {
                case "Nil": {
                  return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, b: { is: "Pair", a: $None, b: z0 } };
                }
                case "Cons": {
                  const { a: p, b: l } = parts;
                  const { a: x, b: f } = p;
                  switch (l.is) {
                    case "Nil": {
                      return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, b: { is: "Pair", a: $None, b: z0 } };
                    }
                    case "Cons": {
                      const { a: p0, b: l0 } = l;
                      const { a: y, b: g } = p0;
                      switch (l0.is) {
                        case "Nil": {
                          if (($equal(f, 1) && $equal(g, $sub(modulus, 1)))) {
                            return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: x }, b: $sub(c, z0) }, b: { is: "Pair", a: { is: "Some", a: y }, b: 0 } };
                          }
                          return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, b: { is: "Pair", a: $None, b: z0 } };
                        }
                        case "Cons": {
                          return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, b: { is: "Pair", a: $None, b: z0 } };
                        }
                      }
                    }
                  }
                }
              }
            }
            default: {
              return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, b: { is: "Pair", a: $None, b: z0 } };
            }
          }
        }
        case "None": {
          return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, b: { is: "Pair", a: $None, b: z0 } };
        }
      }
    }
    case "None": {
      return { is: "Pair", a: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, b: { is: "Pair", a: { is: "Some", a: b }, b: 0 } };
    }
  }
}

function word_of_fact(t0, l) {
  const word = { is: "Pair", a: { is: "Some", a: fst(l) }, b: 0 };
  const zero = $Pair285;
  const $115 = made_of(t0, fst(l));
  switch ($115.is) {
    case "Some": {
      return { is: "Some", a: (snd(l) ? { is: "Apart", a: word, b: zero } : { is: "Same", a: word, b: zero }) };
    }
    case "None": {
      return $None;
    }
  }
}

function comparison_of(t0, l) {
  const $116 = apply_of(t0, fst(l));
  switch ($116.is) {
    case "Some": {
      const { a: p } = $116;
      const { a: p0, b: b } = p;
      const { a: o, b: a } = p0;
      switch (o.is) {
        case "Slt": {
          return { is: "Some", a: (snd(l) ? { is: "In_order", a: $Signed, b: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, c: { is: "Pair", a: { is: "Some", a: b }, b: 0 }, d: 1 } : { is: "In_order", a: $Signed, b: { is: "Pair", a: { is: "Some", a: b }, b: 0 }, c: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, d: 0 }) };
        }
        case "Sltu": {
          return { is: "Some", a: (snd(l) ? { is: "In_order", a: $Unsigned, b: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, c: { is: "Pair", a: { is: "Some", a: b }, b: 0 }, d: 1 } : { is: "In_order", a: $Unsigned, b: { is: "Pair", a: { is: "Some", a: b }, b: 0 }, c: { is: "Pair", a: { is: "Some", a: a }, b: 0 }, d: 0 }) };
        }
        case "Equal": {
          const $117 = equal_sides(t0, a, b);
          const { a: x, b: y } = $117;
          return { is: "Some", a: (snd(l) ? { is: "Same", a: x, b: y } : { is: "Apart", a: x, b: y }) };
        }
        default: {
          return word_of_fact(t0, l);
        }
      }
    }
    case "None": {
      return word_of_fact(t0, l);
    }
  }
}

function comparisons(t0, facts) {
  return flat_map((l) => {
      const $118 = comparison_of(t0, l);
      switch ($118.is) {
        case "Some": {
          const { a: c } = $118;
          return { is: "Cons", a: c, b: $Nil };
        }
        case "None": {
          return $Nil;
        }
      }
    }, facts);
}

function distance_between(t0, a, b) {
  const $119 = fst(a);
  switch ($119.is) {
    case "Some": {
      const { a: x } = $119;
      const $120 = fst(b);
      switch ($120.is) {
        case "Some": {
          const { a: y } = $120;
          const $121 = distance(t0, y, x);
          switch ($121.is) {
            case "Some": {
              const { a: d } = $121;
              return { is: "Some", a: signed(wrap($sub($add(d, snd(b)), snd(a)))) };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      const $122 = fst(b);
      switch ($122.is) {
        case "Some": {
          return $None;
        }
        case "None": {
          return { is: "Some", a: signed(wrap($sub(snd(b), snd(a)))) };
        }
      }
    }
  }
}

function sum_between(t0, a, b) {
  const $123 = side_sum(t0, a);
  const { a: c, b: p } = $123;
  const $124 = side_sum(t0, b);
  const { a: d, b: q } = $124;
  if (cancel(1, p, q)) {
    return { is: "Some", a: wrap($add(c, d)) };
  }
  return $None;
}

function allowed(c, is_lower, other0) {
  switch (c.is) {
    case "In_order": {
      const { a: o, d: gap0 } = c;
      const $125 = extremes(o, other0);
      switch ($125.is) {
        case "Some": {
          const { a: p } = $125;
          const { a: l, b: m } = p;
          if (is_lower) {
            return between(o, least(o), $sub(m, gap0));
          }
          return between(o, $add(l, gap0), greatest(o));
        }
        case "None": {
          return $Nil;
        }
      }
    }
    case "Same": {
      return other0;
    }
    case "Apart": {
      switch (other0.is) {
        case "Nil": {
          return every;
        }
        case "Cons": {
          const { a: p, b: l0 } = other0;
          const { a: l, b: m } = p;
          switch (l0.is) {
            case "Nil": {
              if ($equal(l, m)) {
                return others(other0);
              }
              return every;
            }
            case "Cons": {
              return every;
            }
          }
        }
      }
    }
  }
}

function own(c, is_lower) {
  if (is_lower) {
    return fst(sides_of(c));
  }
  return snd(sides_of(c));
}

function other(c, is_lower) {
  return own(c, negb(is_lower));
}

function narrow(r) {
  const $126 = extremes($Signed, r);
  switch ($126.is) {
    case "Some": {
      const { a: p } = $126;
      const { a: a, b: b } = p;
      const $127 = extremes($Unsigned, r);
      switch ($127.is) {
        case "Some": {
          const { a: p0 } = $127;
          const { a: c, b: d } = p0;
          return { is: "Some", a: ($at_most($sub(b, a), $sub(d, c)) ? { is: "Pair", a: a, b: b } : { is: "Pair", a: c, b: d }) };
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function part_range(below, t0, t1) {
  return both(below(t1), integers(0, limit_of(t0, t1)));
}

function total_interval(below, t0, parts) {
  switch (parts.is) {
    case "Nil": {
      return $Some288;
    }
    case "Cons": {
      const { a: p, b: rest } = parts;
      const { a: t1, b: f } = p;
      const $128 = narrow(part_range(below, t0, t1));
      switch ($128.is) {
        case "Some": {
          const { a: p0 } = $128;
          const { a: l, b: m } = p0;
          const $129 = total_interval(below, t0, rest);
          switch ($129.is) {
            case "Some": {
              const { a: p1 } = $129;
              const { a: p2, b: q } = p1;
              const g = signed(f);
              return { is: "Some", a: ($at_most(0, g) ? { is: "Pair", a: $add(p2, $mul(g, l)), b: $add(q, $mul(g, m)) } : { is: "Pair", a: $add(p2, $mul(g, m)), b: $add(q, $mul(g, l)) }) };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

const most_parts = 4;

function built_range(below, t0, t1) {
  const $130 = made_of(t0, t1);
  switch ($130.is) {
    case "Some": {
      const { a: n0 } = $130;
      switch (n0.is) {
        case "Sum": {
          const { a: c, b: parts } = n0;
          switch (parts.is) {
            case "Nil": {
              if (leb(length(parts), most_parts)) {
                const $131 = total_interval(below, t0, parts);
                switch ($131.is) {
                  case "Some": {
                    const { a: p } = $131;
                    const { a: l, b: m } = p;
                    return integers($add(c, l), $add(c, m));
                  }
                  case "None": {
                    return $Nil;
                  }
                }
              }
              return every;
            }
            case "Cons": {
              const { a: p, b: l } = parts;
              const { a: x, b: f } = p;
              switch (l.is) {
                case "Nil": {
                  if ($equal(f, 1)) {
                    return moved(part_range(below, t0, x), c);
                  }
                  const $132 = total_interval(below, t0, { is: "Cons", a: { is: "Pair", a: x, b: f }, b: $Nil });
                  switch ($132.is) {
                    case "Some": {
                      const { a: p0 } = $132;
                      const { a: l0, b: m } = p0;
                      return integers($add(c, l0), $add(c, m));
                    }
                    case "None": {
                      return $Nil;
                    }
                  }
                }
                case "Cons": {
                  if (leb(length(parts), most_parts)) {
                    const $133 = total_interval(below, t0, parts);
                    switch ($133.is) {
                      case "Some": {
                        const { a: p0 } = $133;
                        const { a: l0, b: m } = p0;
                        return integers($add(c, l0), $add(c, m));
                      }
                      case "None": {
                        return $Nil;
                      }
                    }
                  }
                  return every;
                }
              }
            }
          }
        }
        case "Apply": {
          const { a: o, b: a, c: b } = n0;
          switch (o.is) {
            case "And": {
              const $134 = extremes($Unsigned, part_range(below, t0, a));
              switch ($134.is) {
                case "Some": {
                  const { a: p } = $134;
                  const { b: l } = p;
                  const $135 = extremes($Unsigned, part_range(below, t0, b));
                  switch ($135.is) {
                    case "Some": {
                      const { a: p0 } = $135;
                      const { b: m } = p0;
                      return integers(0, $min(l, m));
                    }
                    case "None": {
                      return $Nil;
                    }
                  }
                }
                case "None": {
                  return $Nil;
                }
              }
            }
            case "Srl": {
              const $136 = extremes($Unsigned, part_range(below, t0, a));
              switch ($136.is) {
                case "Some": {
                  const { a: p } = $136;
                  const { a: l, b: m } = p;
                  const $137 = constant_of(t0, b);
                  switch ($137.is) {
                    case "Some": {
                      const { a: n1 } = $137;
                      return integers($div(l, $power(2, $mod(n1, 32))), $div(m, $power(2, $mod(n1, 32))));
                    }
                    case "None": {
                      return integers(0, m);
                    }
                  }
                }
                case "None": {
                  return $Nil;
                }
              }
            }
            default: {
              return every;
            }
          }
        }
        default: {
          return every;
        }
      }
    }
    case "None": {
      return every;
    }
  }
}

function limited(t0, range_of0, t1, c, found0, is_lower) {
  const $138 = distance_between(t0, own(c, is_lower), { is: "Pair", a: { is: "Some", a: t1 }, b: 0 });
  switch ($138.is) {
    case "Some": {
      const { a: d } = $138;
      return both(found0, moved(allowed(c, is_lower, range_of0(other(c, is_lower))), d));
    }
    case "None": {
      const $139 = sum_between(t0, own(c, is_lower), { is: "Pair", a: { is: "Some", a: t1 }, b: 0 });
      switch ($139.is) {
        case "Some": {
          const { a: n0 } = $139;
          return both(found0, differences(n0, allowed(c, is_lower, range_of0(other(c, is_lower)))));
        }
        case "None": {
          return found0;
        }
      }
    }
  }
}

function side_range(t0, below, s) {
  const $140 = fst(s);
  switch ($140.is) {
    case "Some": {
      const { a: t1 } = $140;
      const $141 = constant_of(t0, t1);
      switch ($141.is) {
        case "Some": {
          const { a: z0 } = $141;
          return integers($add(z0, snd(s)), $add(z0, snd(s)));
        }
        case "None": {
          return moved(below(t1), snd(s));
        }
      }
    }
    case "None": {
      return integers(snd(s), snd(s));
    }
  }
}

function may_meet(t0, parts, s) {
  const $142 = fst(s);
  switch ($142.is) {
    case "Some": {
      const { a: t1 } = $142;
      switch (parts.is) {
        case "Nil": {
          return true;
        }
        case "Cons": {
          const { a: p } = parts;
          const { a: a } = p;
          const $143 = made_of(t0, t1);
          switch ($143.is) {
            case "Some": {
              const { a: n0 } = $143;
              switch (n0.is) {
                case "Constant0": {
                  return false;
                }
                case "Sum": {
                  const { b: parts0 } = n0;
                  switch (parts0.is) {
                    case "Nil": {
                      return false;
                    }
                    case "Cons": {
                      const { a: p0 } = parts0;
                      const { a: b } = p0;
                      return $equal(a, b);
                    }
                  }
                }
                default: {
                  return $equal(a, t1);
                }
              }
            }
            case "None": {
              return $equal(a, t1);
            }
          }
        }
      }
    }
    case "None": {
      return false;
    }
  }
}

function limited_by(t0, below, t1, parts, found0, c) {
  if ((may_meet(t0, parts, fst(sides_of(c))) || may_meet(t0, parts, snd(sides_of(c))))) {
    return limited(t0, (($$0) => side_range(t0, below, $$0)), t1, c, limited(t0, (($$0) => side_range(t0, below, $$0)), t1, c, found0, true), false);
  }
  return found0;
}

function range(t0, facts, depth, t1) {
  let $144;
  {
    if (depth === 0) {
      $144 = (_0) => every;
    } else {
      const d = $before(depth);
      $144 = (($$0) => range(t0, facts, d, $$0));
    }
  }
  const below = $144;
  return fold_left((($$5) => ($$0, $$1) => limited_by(t0, below, t1, $$5, $$0, $$1))(snd(as_sum(t0, t1))), facts, both(built_range(below, t0, t1), integers(0, limit_of(t0, t1))));
}

const longest_chain = 3;

const deepest_range = 2;

function range_of(t0, facts, s) {
  return side_range(t0, (($$0) => range(t0, facts, deepest_range, $$0)), s);
}

function natural_in(r) {
  const $145 = extremes($Unsigned, r);
  switch ($145.is) {
    case "Some": {
      const { a: p } = $145;
      const { b: m } = p;
      return $less(m, half);
    }
    case "None": {
      return true;
    }
  }
}

function natural(t0, facts, s) {
  return natural_in(range_of(t0, facts, s));
}

function fits(r, o, n0) {
  if ($equal(n0, 0)) {
    return true;
  }
  const $146 = extremes(o, r);
  switch ($146.is) {
    case "Some": {
      const { a: p } = $146;
      const { a: l, b: m } = p;
      if ($at_most(least(o), $add(l, n0))) {
        return $at_most($add(m, n0), greatest(o));
      }
      return false;
    }
    case "None": {
      return true;
    }
  }
}

function same_order(a, b) {
  switch (a.is) {
    case "Signed": {
      switch (b.is) {
        case "Signed": {
          return true;
        }
        case "Unsigned": {
          return false;
        }
      }
    }
    case "Unsigned": {
      switch (b.is) {
        case "Signed": {
          return false;
        }
        case "Unsigned": {
          return true;
        }
      }
    }
  }
}

function best($found0) {
  for (;;) {
    const found0 = $found0;
    switch (found0.is) {
      case "Nil": {
        return $None;
      }
      case "Cons": {
        const { a: o, b: rest } = found0;
        switch (o.is) {
          case "Some": {
            const { a: k } = o;
            const $147 = best(rest);
            switch ($147.is) {
              case "Some": {
                const { a: m } = $147;
                return { is: "Some", a: $max(k, m) };
              }
              case "None": {
                return { is: "Some", a: k };
              }
            }
          }
          case "None": {
            $found0 = rest;
            continue;
          }
        }
      }
    }
  }
}

function steps(o, c) {
  switch (c.is) {
    case "In_order": {
      const { a: p, b: lower, c: upper, d: gap0 } = c;
      if (same_order(p, o)) {
        return { is: "Cons", a: { is: "Pair", a: { is: "Pair", a: lower, b: upper }, b: gap0 }, b: $Nil };
      }
      return $Nil;
    }
    case "Same": {
      const { a: a, b: b } = c;
      return { is: "Cons", a: { is: "Pair", a: { is: "Pair", a: a, b: b }, b: 0 }, b: { is: "Cons", a: { is: "Pair", a: { is: "Pair", a: b, b: a }, b: 0 }, b: $Nil } };
    }
    case "Apart": {
      return $Nil;
    }
  }
}

function shifted(t0, o, at_) {
  switch (o.is) {
    case "Signed": {
      return $Nil;
    }
    case "Unsigned": {
      const { a: o0, b: z0 } = at_;
      switch (o0.is) {
        case "Some": {
          const { a: t1 } = o0;
          if (z0 === 0) {
            const $148 = apply_of(t0, t1);
            switch ($148.is) {
              case "Some": {
                const { a: p } = $148;
                const { a: p0 } = p;
                const { a: o1, b: a } = p0;
                switch (o1.is) {
                  case "Srl": {
                    return { is: "Cons", a: { is: "Pair", a: { is: "Pair", a: at_, b: { is: "Pair", a: { is: "Some", a: a }, b: 0 } }, b: 0 }, b: $Nil };
                  }
                  default: {
                    return $Nil;
                  }
                }
              }
              case "None": {
                return $Nil;
              }
            }
          }
          return $Nil;
        }
        case "None": {
          return $Nil;
        }
      }
    }
  }
}

function onwards(t0, facts, room0, o, goal, first0, at_) {
  const here = range_of(t0, facts, at_);
  return best(flat_map((now) => {
        let $149;
        {
          const $150 = distance_between(t0, at_, goal);
          switch ($150.is) {
            case "Some": {
              const { a: d } = $150;
              if ((fits(here, now, d) && (same_order(now, o) || natural(t0, facts, goal)))) {
                $149 = { is: "Some", a: d };
              } else {
                $149 = $None;
              }
              break;
            }
            case "None": {
              $149 = $None;
              break;
            }
          }
        }
        let $151;
        {
          if (room0 === 0) {
            $151 = $Nil;
          } else {
            const room1 = $before(room0);
            $151 = map((step) => {
                const { a: y, b: gap0 } = step;
                const { a: lower, b: upper } = y;
                const $152 = distance_between(t0, at_, lower);
                switch ($152.is) {
                  case "Some": {
                    const { a: d } = $152;
                    if (fits(here, now, d)) {
                      return option_map((k) => $add($add(d, gap0), k), onwards(t0, facts, room1, o, goal, now, upper));
                    }
                    return $None;
                  }
                  case "None": {
                    return $None;
                  }
                }
              }, app(flat_map((($$0) => steps(now, $$0)), facts), shifted(t0, now, at_)));
          }
        }
        return { is: "Cons", a: $149, b: $151 };
      }, (natural_in(here) ? $Cons290 : { is: "Cons", a: first0, b: $Nil })));
}

function apart0(t0, facts, a, b) {
  const d = side_difference(t0, a, b);
  return existsb((c) => {
      switch (c.is) {
        case "Apart": {
          const { a: x, b: y } = c;
          const e = side_difference(t0, x, y);
          if (same_linear(d, e)) {
            return true;
          }
          return same_linear(d, times(-1, e));
        }
        default: {
          return false;
        }
      }
    }, facts);
}

function gap(t0, facts, o, from, to) {
  const $153 = best({ is: "Cons", a: onwards(t0, facts, longest_chain, o, to, o, from), b: { is: "Cons", a: (natural(t0, facts, to) ? onwards(t0, facts, longest_chain, o, to, $Unsigned, from) : $None), b: $Nil } });
  switch ($153.is) {
    case "Some": {
      const { a: z0 } = $153;
      if (z0 === 0) {
        if (apart0(t0, facts, from, to)) {
          return $Some291;
        }
        return $Some284;
      }
      const x = z0;
      return { is: "Some", a: x };
    }
    case "None": {
      return $None;
    }
  }
}

function at_least(n0, found0) {
  switch (found0.is) {
    case "Some": {
      const { a: k } = found0;
      return $at_most(n0, k);
    }
    case "None": {
      return false;
    }
  }
}

function is_less_in(t0, facts, of_a, of_b, o, a, b) {
  const $154 = extremes(o, of_a);
  switch ($154.is) {
    case "Some": {
      const { a: p0 } = $154;
      const { a: l, b: m } = p0;
      const $155 = extremes(o, of_b);
      switch ($155.is) {
        case "Some": {
          const { a: p1 } = $155;
          const { a: p, b: q } = p1;
          if ($less(m, p)) {
            return $Some292;
          }
          if ($at_most(q, l)) {
            return $Some293;
          }
          if (at_least(1, gap(t0, facts, o, a, b))) {
            return $Some292;
          }
          if (at_least(0, gap(t0, facts, o, b, a))) {
            return $Some293;
          }
          return $None;
        }
        case "None": {
          return $Some292;
        }
      }
    }
    case "None": {
      return $Some292;
    }
  }
}

function is_less(t0, facts, o, a, b) {
  return is_less_in(t0, facts, range_of(t0, facts, a), range_of(t0, facts, b), o, a, b);
}

function is_equal(t0, facts, a, b) {
  const less0 = (found0) => {
    switch (found0.is) {
      case "Some": {
        const { a: y } = found0;
        return y;
      }
      case "None": {
        return false;
      }
    }
  };
  const more = (found0) => {
    switch (found0.is) {
      case "Some": {
        const { a: y } = found0;
        if (y) {
          return false;
        }
        return true;
      }
      case "None": {
        return false;
      }
    }
  };
  const of_a = range_of(t0, facts, a);
  const of_b = range_of(t0, facts, b);
  const signed0 = is_less_in(t0, facts, of_a, of_b, $Signed, a, b);
  if (less0(signed0)) {
    return $Some293;
  }
  const signed$ = is_less_in(t0, facts, of_b, of_a, $Signed, b, a);
  if (less0(signed$)) {
    return $Some293;
  }
  const unsigned = is_less_in(t0, facts, of_a, of_b, $Unsigned, a, b);
  if (less0(unsigned)) {
    return $Some293;
  }
  const unsigned$ = is_less_in(t0, facts, of_b, of_a, $Unsigned, b, a);
  if ((less0(unsigned$) || apart0(t0, facts, a, b))) {
    return $Some293;
  }
  if (((more(signed0) && more(signed$)) || (more(unsigned) && more(unsigned$)))) {
    return $Some292;
  }
  return $None;
}

function is_zero0(t0, facts, s) {
  const $156 = extremes($Unsigned, range_of(t0, facts, s));
  switch ($156.is) {
    case "Some": {
      const { a: p } = $156;
      const { a: l, b: m } = p;
      if ($at_most(1, l)) {
        return $Some293;
      }
      if ($at_most(m, 0)) {
        return $Some292;
      }
      return $None;
    }
    case "None": {
      return $Some292;
    }
  }
}

function fits_times(t0, facts, n0, s) {
  const $157 = extremes($Unsigned, range_of(t0, facts, s));
  switch ($157.is) {
    case "Some": {
      const { a: p } = $157;
      const { b: m } = p;
      return $less($mul(n0, m), modulus);
    }
    case "None": {
      return true;
    }
  }
}

function scaled_sides(t0, facts, t1) {
  const $158 = made_of(t0, t1);
  switch ($158.is) {
    case "Some": {
      const { a: n0 } = $158;
      switch (n0.is) {
        case "Sum": {
          const { a: c, b: parts } = n0;
          switch (parts.is) {
            case "Nil": {
              return $None;
            }
            case "Cons": {
              const { a: p, b: l } = parts;
              const { a: x, b: f } = p;
              switch (l.is) {
                case "Nil": {
                  return $None;
                }
                case "Cons": {
                  const { a: p0, b: l0 } = l;
                  const { a: y, b: g } = p0;
                  switch (l0.is) {
                    case "Nil": {
                      const $159 = exponent(31, f);
                      switch ($159.is) {
                        case "Some": {
                          const a = { is: "Pair", a: { is: "Some", a: x }, b: $div(signed(c), f) };
                          const b = { is: "Pair", a: { is: "Some", a: y }, b: 0 };
                          if (((($equal(g, $sub(modulus, f)) && $equal($mod(signed(c), f), 0)) && fits_times(t0, facts, f, a)) && fits_times(t0, facts, f, b))) {
                            return { is: "Some", a: { is: "Pair", a: a, b: b } };
                          }
                          return $None;
                        }
                        case "None": {
                          return $None;
                        }
                      }
                    }
                    case "Cons": {
                      return $None;
                    }
                  }
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
    case "None": {
      return $None;
    }
  }
}

function is_same(t0, facts, a, b) {
  let $160;
  {
    const $161 = constant_of(t0, b);
    switch ($161.is) {
      case "Some": {
        const { a: n0 } = $161;
        $160 = $equal(n0, 0);
        break;
      }
      case "None": {
        $160 = false;
        break;
      }
    }
  }
  const zero = $160;
  const $162 = equal_sides(t0, a, b);
  const { a: x, b: y } = $162;
  const $163 = (zero ? is_zero0(t0, facts, { is: "Pair", a: { is: "Some", a: a }, b: 0 }) : $None);
  switch ($163.is) {
    case "Some": {
      const { a: answer0 } = $163;
      return { is: "Some", a: answer0 };
    }
    case "None": {
      const $164 = (zero ? scaled_sides(t0, facts, a) : $None);
      switch ($164.is) {
        case "Some": {
          const { a: p } = $164;
          const { a: x0, b: y0 } = p;
          return is_equal(t0, facts, x0, y0);
        }
        case "None": {
          return is_equal(t0, facts, x, y);
        }
      }
    }
  }
}

function follows(t0, facts, t1) {
  const $165 = extremes($Unsigned, range_of(t0, facts, { is: "Pair", a: { is: "Some", a: t1 }, b: 0 }));
  switch ($165.is) {
    case "Some": {
      const { a: p } = $165;
      const { a: l, b: m } = p;
      if ($at_most(1, l)) {
        return $Some292;
      }
      if ($at_most(m, 0)) {
        return $Some293;
      }
      const $166 = apply_of(t0, t1);
      switch ($166.is) {
        case "Some": {
          const { a: p0 } = $166;
          const { a: p1, b: b } = p0;
          const { a: o, b: a } = p1;
          switch (o.is) {
            case "Slt": {
              return is_less(t0, facts, $Signed, { is: "Pair", a: { is: "Some", a: a }, b: 0 }, { is: "Pair", a: { is: "Some", a: b }, b: 0 });
            }
            case "Sltu": {
              return is_less(t0, facts, $Unsigned, { is: "Pair", a: { is: "Some", a: a }, b: 0 }, { is: "Pair", a: { is: "Some", a: b }, b: 0 });
            }
            case "Equal": {
              return is_same(t0, facts, a, b);
            }
            default: {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $Some292;
    }
  }
}

const most_facts = 32;

function derive(t0, facts, t1) {
  if ($less(most_facts, size0(facts))) {
    return $None;
  }
  return follows(t0, comparisons(t0, facts), t1);
}

function decided(t0, facts, t1) {
  const $167 = find((l) => $equal(fst(l), t1), facts);
  switch ($167.is) {
    case "Some": {
      const { a: p } = $167;
      const { b: answer0 } = p;
      return { is: "Some", a: answer0 };
    }
    case "None": {
      return derive(t0, facts, t1);
    }
  }
}

function first_plan($rules0, $t0, $a, $b) {
  for (;;) {
    const rules0 = $rules0;
    const t0 = $t0;
    const a = $a;
    const b = $b;
    switch (rules0.is) {
      case "Nil": {
        return $None;
      }
      case "Cons": {
        const { a: r, b: rest } = rules0;
        const $168 = r(t0)(a)(b);
        switch ($168.is) {
          case "Some": {
            const { a: p } = $168;
            return { is: "Some", a: p };
          }
          case "None": {
            $rules0 = rest;
            continue;
          }
        }
      }
    }
  }
}

function build(make0, t0, p) {
  switch (p.is) {
    case "Old": {
      const { a: t1 } = p;
      return { is: "Pair", a: t0, b: t1 };
    }
    case "Number": {
      const { a: z0 } = p;
      return share(t0, { is: "Constant0", a: wrap(z0) });
    }
    case "Linear": {
      const { a: s } = p;
      return make_sum(t0, s);
    }
    case "Make": {
      const { a: o, b: a, c: b } = p;
      const $169 = build(make0, t0, a);
      const { a: u, b: x } = $169;
      const $170 = build(make0, u, b);
      const { a: v, b: y } = $170;
      return make0(v, o, x, y);
    }
  }
}

function make(rules0, steps0, t0, o, a, b) {
  if (steps0 === 0) {
    return share(t0, { is: "Apply", a: o, b: a, c: b });
  }
  const steps1 = $before(steps0);
  const $171 = first_plan(rules0(o), t0, a, b);
  switch ($171.is) {
    case "Some": {
      const { a: p } = $171;
      return build((($$0, $$1, $$2, $$3) => make(rules0, steps1, $$0, $$1, $$2, $$3)), t0, p);
    }
    case "None": {
      return share(t0, { is: "Apply", a: o, b: a, c: b });
    }
  }
}

function fold_rule(o, t0, a, b) {
  const $172 = constant_of(t0, a);
  switch ($172.is) {
    case "Some": {
      const { a: m } = $172;
      const $173 = constant_of(t0, b);
      switch ($173.is) {
        case "Some": {
          const { a: n0 } = $173;
          return { is: "Some", a: { is: "Number", a: operate(o, m, n0) } };
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function commute_rule(o, t0, a, b) {
  const $174 = constant_of(t0, a);
  switch ($174.is) {
    case "Some": {
      const $175 = constant_of(t0, b);
      switch ($175.is) {
        case "Some": {
          return $None;
        }
        case "None": {
          return { is: "Some", a: { is: "Make", a: o, b: { is: "Old", a: b }, c: { is: "Old", a: a } } };
        }
      }
    }
    case "None": {
      const $176 = constant_of(t0, b);
      switch ($176.is) {
        case "Some": {
          return $None;
        }
        case "None": {
          if ($less(b, a)) {
            return { is: "Some", a: { is: "Make", a: o, b: { is: "Old", a: b }, c: { is: "Old", a: a } } };
          }
          return $None;
        }
      }
    }
  }
}

function by_constant(r, t0, a, b) {
  const $177 = constant_of(t0, b);
  switch ($177.is) {
    case "Some": {
      const { a: n0 } = $177;
      return r(t0, a, n0);
    }
    case "None": {
      return $None;
    }
  }
}

function add_rule(t0, a, b) {
  return { is: "Some", a: { is: "Linear", a: plus0(as_sum(t0, a), as_sum(t0, b)) } };
}

function sub_rule(t0, a, b) {
  return { is: "Some", a: { is: "Linear", a: plus0(as_sum(t0, a), times(-1, as_sum(t0, b))) } };
}

function mul_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => ({ is: "Some", a: { is: "Linear", a: times(n0, as_sum(t0, a)) } }), x0, x1, x2);
}

function is_truth(t0, t1) {
  return $at_most(limit_of(t0, t1), 1);
}

function single(s) {
  const { a: c, b: l } = s;
  switch (l.is) {
    case "Nil": {
      return $None;
    }
    case "Cons": {
      const { a: p, b: l0 } = l;
      const { a: x, b: f } = p;
      switch (l0.is) {
        case "Nil": {
          return { is: "Some", a: { is: "Pair", a: { is: "Pair", a: wrap(c), b: x }, b: wrap(f) } };
        }
        case "Cons": {
          return $None;
        }
      }
    }
  }
}

function choice(o, t0, s, k) {
  switch (s.is) {
    case "Some": {
      const { a: p } = s;
      const { a: p0, b: n0 } = p;
      const { a: m, b: x } = p0;
      if ((is_truth(t0, x) && negb(($equal(m, 0) && $equal(n0, 1))))) {
        return { is: "Some", a: { is: "Linear", a: plus0({ is: "Pair", a: operate(o, m, k), b: $Nil }, times($sub(operate(o, operate($Add, m, n0), k), operate(o, m, k)), { is: "Pair", a: 0, b: { is: "Cons", a: { is: "Pair", a: x, b: 1 }, b: $Nil } })) } };
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function truth_choice_rule(o) {
  return (($$3) => ($$0) => ($$1) => ($$2) => by_constant($$3, $$0, $$1, $$2))((t0, a, k) => choice(o, t0, single(as_sum(t0, a)), k));
}

function neutral_rule(k) {
  return (($$3) => ($$0) => ($$1) => ($$2) => by_constant($$3, $$0, $$1, $$2))((_0, a, n0) => ($equal(n0, k) ? { is: "Some", a: { is: "Old", a: a } } : $None));
}

function absorbing_rule(k) {
  return (($$3) => ($$0) => ($$1) => ($$2) => by_constant($$3, $$0, $$1, $$2))((_0, _1, n0) => ($equal(n0, k) ? $Some295 : $None));
}

function same_rule(_0, a, b) {
  if ($equal(a, b)) {
    return { is: "Some", a: { is: "Old", a: a } };
  }
  return $None;
}

function vanish_rule(_0, a, b) {
  if ($equal(a, b)) {
    return $Some295;
  }
  return $None;
}

function applied(o, t0, t1) {
  const $178 = apply_of(t0, t1);
  switch ($178.is) {
    case "Some": {
      const { a: p0 } = $178;
      const { a: p1, b: y } = p0;
      const { a: p, b: x } = p1;
      const $179 = same_operation(p, o);
      switch ($179.is) {
        case "Left": {
          const $180 = constant_of(t0, y);
          switch ($180.is) {
            case "Some": {
              const { a: m } = $180;
              return { is: "Some", a: { is: "Pair", a: x, b: m } };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "Right": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function twice_rule(o) {
  return (($$3) => ($$0) => ($$1) => ($$2) => by_constant($$3, $$0, $$1, $$2))((t0, a, n0) => {
      const $181 = applied(o, t0, a);
      switch ($181.is) {
        case "Some": {
          const { a: p } = $181;
          const { a: x, b: m } = p;
          return { is: "Some", a: { is: "Make", a: o, b: { is: "Old", a: x }, c: { is: "Number", a: operate(o, m, n0) } } };
        }
        case "None": {
          return $None;
        }
      }
    });
}

function and_bound_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const k = log2($add(n0, 1));
      if (($equal(n0, $sub($power(2, k), 1)) && $at_most(limit_of(t0, a), n0))) {
        return { is: "Some", a: { is: "Old", a: a } };
      }
      return $None;
    }, x0, x1, x2);
}

function and_high_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => {
      const k = log2($sub(modulus, n0));
      if (($at_most(half, n0) && $equal(n0, wrap(opp($power(2, k)))))) {
        return { is: "Some", a: { is: "Make", a: $Mul, b: { is: "Make", a: $Srl, b: { is: "Old", a: a }, c: { is: "Number", a: k } }, c: { is: "Number", a: $power(2, k) } } };
      }
      return $None;
    }, x0, x1, x2);
}

function or_ones_rule(x0, x1, x2) {
  return by_constant((_0, _1, n0) => ($equal(n0, wrap(-1)) ? $Some297 : $None), x0, x1, x2);
}

function or_one_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => (($equal(n0, 1) && is_truth(t0, a)) ? $Some299 : $None), x0, x1, x2);
}

function less(c, a) {
  return { is: "Make", a: $Sub, b: { is: "Number", a: c }, c: { is: "Old", a: a } };
}

function xor_ones_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => ($equal(n0, wrap(-1)) ? { is: "Some", a: less(-1, a) } : $None), x0, x1, x2);
}

function xor_truth_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => (($equal(n0, 1) && is_truth(t0, a)) ? { is: "Some", a: less(1, a) } : $None), x0, x1, x2);
}

function other_part(t0, t1, x) {
  const $182 = apply_of(t0, t1);
  switch ($182.is) {
    case "Some": {
      const { a: p } = $182;
      const { a: p0, b: r } = p;
      const { a: o, b: l } = p0;
      switch (o.is) {
        case "Xor": {
          if ($equal(l, x)) {
            return { is: "Some", a: r };
          }
          if ($equal(r, x)) {
            return { is: "Some", a: l };
          }
          return $None;
        }
        default: {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function xor_cancel_rule(t0, a, b) {
  const $183 = other_part(t0, a, b);
  switch ($183.is) {
    case "Some": {
      const { a: x } = $183;
      return { is: "Some", a: { is: "Old", a: x } };
    }
    case "None": {
      const $184 = other_part(t0, b, a);
      switch ($184.is) {
        case "Some": {
          const { a: x } = $184;
          return { is: "Some", a: { is: "Old", a: x } };
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function shared_of(x, y, z0, w) {
  if ($equal(z0, x)) {
    return { is: "Some", a: { is: "Pair", a: x, b: { is: "Pair", a: y, b: w } } };
  }
  if ($equal(w, x)) {
    return { is: "Some", a: { is: "Pair", a: x, b: { is: "Pair", a: y, b: z0 } } };
  }
  if ($equal(z0, y)) {
    return { is: "Some", a: { is: "Pair", a: y, b: { is: "Pair", a: x, b: w } } };
  }
  if ($equal(w, y)) {
    return { is: "Some", a: { is: "Pair", a: y, b: { is: "Pair", a: x, b: z0 } } };
  }
  return $None;
}

function and_xor_rule(t0, a, b) {
  const $185 = apply_of(t0, a);
  switch ($185.is) {
    case "Some": {
      const { a: p } = $185;
      const { a: p0, b: y } = p;
      const { a: o, b: x } = p0;
      switch (o.is) {
        case "And": {
          const $186 = apply_of(t0, b);
          switch ($186.is) {
            case "Some": {
              const { a: p1 } = $186;
              const { a: p2, b: w } = p1;
              const { a: o0, b: z0 } = p2;
              switch (o0.is) {
                case "And": {
                  const $187 = shared_of(x, y, z0, w);
                  switch ($187.is) {
                    case "Some": {
                      const { a: p3 } = $187;
                      const { a: s, b: p4 } = p3;
                      const { a: p5, b: q } = p4;
                      return { is: "Some", a: { is: "Make", a: $And, b: { is: "Old", a: s }, c: { is: "Make", a: $Xor, b: { is: "Old", a: p5 }, c: { is: "Old", a: q } } } };
                    }
                    case "None": {
                      return $None;
                    }
                  }
                }
                default: {
                  return $None;
                }
              }
            }
            case "None": {
              return $None;
            }
          }
        }
        default: {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function xor_truths_rule(t0, a, b) {
  if ((is_truth(t0, a) && is_truth(t0, b))) {
    return { is: "Some", a: { is: "Make", a: $Sub, b: $Number298, c: { is: "Make", a: $Equal, b: { is: "Old", a: a }, c: { is: "Old", a: b } } } };
  }
  return $None;
}

function sll_constant_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => ({ is: "Some", a: { is: "Linear", a: times($power(2, $mod(n0, 32)), as_sum(t0, a)) } }), x0, x1, x2);
}

function nothing_rule(t0, a, _2) {
  const $188 = constant_of(t0, a);
  switch ($188.is) {
    case "Some": {
      const { a: z0 } = $188;
      if (z0 === 0) {
        return $Some295;
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function count_rule(o) {
  return (($$3) => ($$0) => ($$1) => ($$2) => by_constant($$3, $$0, $$1, $$2))((_0, a, n0) => ($less(n0, 32) ? $None : { is: "Some", a: { is: "Make", a: o, b: { is: "Old", a: a }, c: { is: "Number", a: $mod(n0, 32) } } }));
}

function srl_sign_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => ($equal(n0, 31) ? { is: "Some", a: { is: "Make", a: $Slt, b: { is: "Old", a: a }, c: $Number294 } } : $None), x0, x1, x2);
}

function srl_bound_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => (($less(n0, 32) && $less(limit_of(t0, a), $power(2, n0))) ? $Some295 : $None), x0, x1, x2);
}

function srl_srl_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const $189 = applied($Srl, t0, a);
      switch ($189.is) {
        case "Some": {
          const { a: p } = $189;
          const { a: x, b: m } = p;
          if ((($less(m, 32) && $less(n0, 32)) && $less($add(m, n0), 32))) {
            return { is: "Some", a: { is: "Make", a: $Srl, b: { is: "Old", a: x }, c: { is: "Number", a: $add(m, n0) } } };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function sra_positive_rule(t0, a, b) {
  if ($less(limit_of(t0, a), half)) {
    return { is: "Some", a: { is: "Make", a: $Srl, b: { is: "Old", a: a }, c: { is: "Old", a: b } } };
  }
  return $None;
}

function sra_sign_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => ($equal(n0, 31) ? { is: "Some", a: { is: "Make", a: $Sub, b: $Number294, c: { is: "Make", a: $Slt, b: { is: "Old", a: a }, c: $Number294 } } } : $None), x0, x1, x2);
}

function negated(p) {
  return { is: "Make", a: $Sub, b: $Number298, c: p };
}

function from_constant(r, t0, a, b) {
  const $190 = constant_of(t0, a);
  switch ($190.is) {
    case "Some": {
      const { a: n0 } = $190;
      return r(t0, n0, b);
    }
    case "None": {
      return $None;
    }
  }
}

function most_rule(k) {
  return (($$3) => ($$0) => ($$1) => ($$2) => from_constant($$3, $$0, $$1, $$2))((_0, n0, _2) => ($equal(n0, k) ? $Some295 : $None));
}

function left_rule(o, most) {
  return (($$3) => ($$0) => ($$1) => ($$2) => from_constant($$3, $$0, $$1, $$2))((_0, n0, b) => ($equal(n0, most) ? $None : { is: "Some", a: negated({ is: "Make", a: o, b: { is: "Old", a: b }, c: { is: "Number", a: $add(n0, 1) } }) }));
}

function positive_rule(unsigned, t0, a, b) {
  if (($less(limit_of(t0, a), half) && $less(limit_of(t0, b), half))) {
    return { is: "Some", a: { is: "Make", a: unsigned, b: { is: "Old", a: a }, c: { is: "Old", a: b } } };
  }
  return $None;
}

function is_negative($c, $parts) {
  for (;;) {
    const c = $c;
    const parts = $parts;
    switch (parts.is) {
      case "Nil": {
        return $less(half, c);
      }
      case "Cons": {
        const { a: p, b: rest } = parts;
        const { b: f } = p;
        if ($equal(f, half)) {
          $parts = rest;
          continue;
        }
        return $less(half, f);
      }
    }
  }
}

function slt_not_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const $191 = as_sum(t0, a);
      const { a: c, b: parts } = $191;
      if (((negb($equal(n0, wrap(opp(half)))) && negb(eqb0(length(parts), 0))) && is_negative(c, parts))) {
        return { is: "Some", a: negated({ is: "Make", a: $Slt, b: less(-1, a), c: { is: "Number", a: opp(n0) } }) };
      }
      return $None;
    }, x0, x1, x2);
}

function slt_negative_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => (($less(limit_of(t0, a), half) && $at_most(half, n0)) ? $Some295 : $None), x0, x1, x2);
}

function sltu_one_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => ($equal(n0, 1) ? { is: "Some", a: { is: "Make", a: $Equal, b: { is: "Old", a: a }, c: $Number294 } } : $None), x0, x1, x2);
}

function sltu_bound_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => ($less(limit_of(t0, a), n0) ? $Some299 : $None), x0, x1, x2);
}

function is_last(t0, a) {
  const $192 = times(4, as_sum(t0, a));
  const { a: c, b: l } = $192;
  switch (l.is) {
    case "Nil": {
      return $equal(c, wrap(-4));
    }
    case "Cons": {
      return false;
    }
  }
}

function sltu_last_rule(t0, a, b) {
  if (($less(limit_of(t0, b), $power(2, 30)) && is_last(t0, a))) {
    return $Some295;
  }
  return $None;
}

function equal_change_rule(t0, a, b) {
  const $193 = other_part(t0, b, a);
  switch ($193.is) {
    case "Some": {
      const { a: y } = $193;
      return { is: "Some", a: { is: "Make", a: $Equal, b: { is: "Old", a: y }, c: $Number294 } };
    }
    case "None": {
      const $194 = other_part(t0, a, b);
      switch ($194.is) {
        case "Some": {
          const { a: y } = $194;
          return { is: "Some", a: { is: "Make", a: $Equal, b: { is: "Old", a: y }, c: $Number294 } };
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function difference(t0, a, b) {
  return plus0(as_sum(t0, a), times(-1, as_sum(t0, b)));
}

function equal_constant_rule(t0, a, b) {
  const $195 = difference(t0, a, b);
  const { a: c, b: l } = $195;
  switch (l.is) {
    case "Nil": {
      return { is: "Some", a: { is: "Number", a: truth($equal(c, 0)) } };
    }
    case "Cons": {
      return $None;
    }
  }
}

function equal_choice_rule(t0, a, b) {
  return choice($Equal, t0, single(difference(t0, a, b)), 0);
}

function single_equal(t0, a, b) {
  const $196 = difference(t0, a, b);
  const { a: c, b: l } = $196;
  switch (l.is) {
    case "Nil": {
      return $None;
    }
    case "Cons": {
      const { a: p, b: l0 } = l;
      const { a: t1, b: f } = p;
      switch (l0.is) {
        case "Nil": {
          if ($equal(f, 1)) {
            return { is: "Some", a: { is: "Pair", a: t1, b: wrap(opp(c)) } };
          }
          if ($equal(f, wrap(-1))) {
            return { is: "Some", a: { is: "Pair", a: t1, b: wrap(c) } };
          }
          return $None;
        }
        case "Cons": {
          return $None;
        }
      }
    }
  }
}

function by_single(r, t0, a, b) {
  const $197 = single_equal(t0, a, b);
  switch ($197.is) {
    case "Some": {
      const { a: p } = $197;
      const { a: t1, b: n0 } = p;
      return r(t0, t1, n0);
    }
    case "None": {
      return $None;
    }
  }
}

function equal_truth_rule(x0, x1, x2) {
  return by_single((t0, t1, n0) => ((is_truth(t0, t1) && $equal(n0, 0)) ? { is: "Some", a: negated({ is: "Old", a: t1 }) } : $None), x0, x1, x2);
}

function equal_xor_rule(x0, x1, x2) {
  return by_single((t0, t1, n0) => {
      const $198 = apply_of(t0, t1);
      switch ($198.is) {
        case "Some": {
          const { a: p } = $198;
          const { a: p0, b: y } = p;
          const { a: o, b: x } = p0;
          switch (o.is) {
            case "Xor": {
              if ($equal(n0, 0)) {
                return { is: "Some", a: { is: "Make", a: $Equal, b: { is: "Old", a: x }, c: { is: "Old", a: y } } };
              }
              return $None;
            }
            default: {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function equal_mask_rule(x0, x1, x2) {
  return by_single((t0, t1, n0) => {
      const $199 = applied($Xor, t0, t1);
      switch ($199.is) {
        case "Some": {
          const { a: p } = $199;
          const { a: x, b: m } = p;
          return { is: "Some", a: { is: "Make", a: $Equal, b: { is: "Old", a: x }, c: { is: "Number", a: operate($Xor, m, n0) } } };
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function equal_bound_rule(x0, x1, x2) {
  return by_single((t0, t1, n0) => ($less(limit_of(t0, t1), n0) ? $Some295 : $None), x0, x1, x2);
}

function equal_and_rule(t0, a, b) {
  const $200 = difference(t0, a, b);
  const { a: c, b: l } = $200;
  switch (l.is) {
    case "Nil": {
      return $None;
    }
    case "Cons": {
      const { a: p, b: l0 } = l;
      const { a: t1, b: f } = p;
      switch (l0.is) {
        case "Nil": {
          return $None;
        }
        case "Cons": {
          const { a: p0, b: l1 } = l0;
          const { a: s, b: g } = p0;
          switch (l1.is) {
            case "Nil": {
              if (($equal(c, 0) && (($equal(f, 1) && $equal(g, wrap(-1))) || ($equal(f, wrap(-1)) && $equal(g, 1))))) {
                const $201 = and_xor_rule(t0, t1, s);
                switch ($201.is) {
                  case "Some": {
                    const { a: p1 } = $201;
                    return { is: "Some", a: { is: "Make", a: $Equal, b: p1, c: $Number294 } };
                  }
                  case "None": {
                    return $None;
                  }
                }
              }
              return $None;
            }
            case "Cons": {
              return $None;
            }
          }
        }
      }
    }
  }
}

function without(s, n0, t0) {
  return plus0(s, times(opp(n0), { is: "Pair", a: 0, b: { is: "Cons", a: { is: "Pair", a: t0, b: 1 }, b: $Nil } }));
}

function first_part($find1, $parts) {
  for (;;) {
    const find1 = $find1;
    const parts = $parts;
    switch (parts.is) {
      case "Nil": {
        return $None;
      }
      case "Cons": {
        const { a: p, b: rest } = parts;
        const { a: t0, b: f } = p;
        const $202 = find1(t0, f);
        switch ($202.is) {
          case "Some": {
            const { a: a } = $202;
            return { is: "Some", a: a };
          }
          case "None": {
            $parts = rest;
            continue;
          }
        }
      }
    }
  }
}

function remainder_of(t0, d) {
  return first_part((t1, _1) => {
      const $203 = applied($Div, t0, t1);
      switch ($203.is) {
        case "Some": {
          const { a: p } = $203;
          const { a: x, b: n0 } = p;
          const rest = without(as_sum(t0, x), n0, t1);
          const $204 = exponent(30, n0);
          switch ($204.is) {
            case "Some": {
              const { a: k } = $204;
              if ((same_linear(rest, d) || same_linear(rest, times(-1, d)))) {
                return { is: "Some", a: { is: "Pair", a: x, b: k } };
              }
              return $None;
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }, snd(d));
}

function equal_rem_rule(t0, a, b) {
  const $205 = remainder_of(t0, difference(t0, a, b));
  switch ($205.is) {
    case "Some": {
      const { a: p } = $205;
      const { a: x, b: k } = p;
      return { is: "Some", a: { is: "Make", a: $Equal, b: { is: "Make", a: $And, b: { is: "Old", a: x }, c: { is: "Number", a: $sub($power(2, k), 1) } }, c: $Number294 } };
    }
    case "None": {
      return $None;
    }
  }
}

function equal_sum_rule(t0, a, b) {
  const d = difference(t0, a, b);
  const opposite0 = is_negative(fst(d), snd(d));
  let $206;
  {
    if (negb(opposite0)) {
      const $207 = constant_of(t0, b);
      switch ($207.is) {
        case "Some": {
          const { a: n0 } = $207;
          $206 = $equal(n0, 0);
          break;
        }
        case "None": {
          $206 = false;
          break;
        }
      }
    } else {
      $206 = false;
    }
  }
  if ($206) {
    return $None;
  }
  return { is: "Some", a: { is: "Make", a: $Equal, b: { is: "Linear", a: (opposite0 ? times(-1, d) : d) }, c: $Number294 } };
}

function complement_sum(t0, z0) {
  return plus0({ is: "Pair", a: wrap(-1), b: $Nil }, times(-1, as_sum(t0, z0)));
}

function sign_operand(t0, t1) {
  const $208 = applied($Slt, t0, t1);
  switch ($208.is) {
    case "Some": {
      const { a: p } = $208;
      const { a: y, b: z0 } = p;
      if (z0 === 0) {
        return { is: "Some", a: y };
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function is_sign(t0, s, z0) {
  const { a: c, b: l } = s;
  switch (l.is) {
    case "Nil": {
      return false;
    }
    case "Cons": {
      const { a: p, b: l0 } = l;
      const { a: t1, b: f } = p;
      switch (l0.is) {
        case "Nil": {
          const $209 = sign_operand(t0, t1);
          switch ($209.is) {
            case "Some": {
              const { a: y } = $209;
              if ((($equal(c, 0) && $equal(f, 1)) && $equal(y, z0))) {
                return true;
              }
              if (($equal(c, 1) && $equal(f, wrap(-1)))) {
                return same_linear(as_sum(t0, y), complement_sum(t0, z0));
              }
              return false;
            }
            case "None": {
              return false;
            }
          }
        }
        case "Cons": {
          return false;
        }
      }
    }
  }
}

function floored_by(sign, t0, a) {
  return first_part((t1, _1) => {
      const $210 = applied($Div, t0, t1);
      switch ($210.is) {
        case "Some": {
          const { a: p } = $210;
          const { a: x, b: n0 } = p;
          if ((($less(1, n0) && $less(n0, half)) && is_sign(t0, times(-1, without(as_sum(t0, a), 1, t1)), sign(x)))) {
            return { is: "Some", a: { is: "Pair", a: x, b: n0 } };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, snd(as_sum(t0, a)));
}

function same_sign($depth, $t0, $a) {
  for (;;) {
    const depth = $depth;
    const t0 = $t0;
    const a = $a;
    if (depth === 0) {
      return a;
    }
    const depth0 = $before(depth);
    const $211 = applied($Mulh, t0, a);
    switch ($211.is) {
      case "Some": {
        const { a: p } = $211;
        const { a: x, b: n0 } = p;
        if (($less(0, n0) && $less(n0, half))) {
          $depth = depth0;
          $a = x;
          continue;
        }
        return a;
      }
      case "None": {
        const $212 = floored_by((($$0) => same_sign(depth0, t0, $$0)), t0, a);
        switch ($212.is) {
          case "Some": {
            const { a: p } = $212;
            const { a: x } = p;
            $depth = depth0;
            $a = x;
            continue;
          }
          case "None": {
            return a;
          }
        }
      }
    }
  }
}

function biased_of(t0, s, k) {
  return first_part((t1, _1) => {
      const $213 = sign_operand(t0, t1);
      switch ($213.is) {
        case "Some": {
          const { a: y } = $213;
          if (same_linear(s, plus0(as_sum(t0, y), times($sub($power(2, k), 1), { is: "Pair", a: 0, b: { is: "Cons", a: { is: "Pair", a: t1, b: 1 }, b: $Nil } })))) {
            return { is: "Some", a: { is: "Old", a: y } };
          }
          if (same_linear(s, plus0(complement_sum(t0, y), times($sub($power(2, k), 1), { is: "Pair", a: 1, b: { is: "Cons", a: { is: "Pair", a: t1, b: wrap(-1) }, b: $Nil } })))) {
            return { is: "Some", a: less(-1, y) };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, snd(s));
}

function divides0(k, s) {
  return forallb((z0) => $equal($mod(z0, $power(2, k)), 0), { is: "Cons", a: fst(s), b: map(snd, snd(s)) });
}

function twos($most, $s) {
  for (;;) {
    const most = $most;
    const s = $s;
    if (most === 0) {
      return 0;
    }
    const less0 = $before(most);
    if (divides0(of_nat0(most), s)) {
      return of_nat0(most);
    }
    $most = less0;
    continue;
  }
}

function part_of(k, f) {
  return wrap($div(signed(f), $power(2, k)));
}

function divided(k, s) {
  return { is: "Pair", a: part_of(k, fst(s)), b: map((part) => ({ is: "Pair", a: fst(part), b: part_of(k, snd(part)) }), snd(s)) };
}

function unmasked(t0, t1) {
  const $214 = applied($And, t0, t1);
  switch ($214.is) {
    case "Some": {
      const { a: p } = $214;
      const { a: x, b: m } = p;
      if ($equal($mod($or(m, $sub($power(2, twos(5, as_sum(t0, x))), 1)), 32), 31)) {
        return x;
      }
      return t1;
    }
    case "None": {
      return t1;
    }
  }
}

function low_factor(f) {
  const g = $mod(f, 32);
  if ($less(g, 16)) {
    return g;
  }
  return $sub(g, 32);
}

function short_parts(t0, parts) {
  switch (parts.is) {
    case "Nil": {
      return $Pair300;
    }
    case "Cons": {
      const { a: p, b: rest } = parts;
      const { a: t1, b: f } = p;
      return plus0(times(low_factor(f), as_sum(t0, unmasked(t0, t1))), short_parts(t0, rest));
    }
  }
}

function short_count(t0, s) {
  return plus0({ is: "Pair", a: $mod(fst(s), 32), b: $Nil }, short_parts(t0, snd(s)));
}

function count_sum_rule(o, t0, a, b) {
  const short0 = short_count(t0, as_sum(t0, b));
  if (same_linear(short0, as_sum(t0, b))) {
    return $None;
  }
  return { is: "Some", a: { is: "Make", a: o, b: { is: "Old", a: a }, c: { is: "Linear", a: short0 } } };
}

function low_bits_left(n0) {
  return $sub($power(2, $sub(32, n0)), 1);
}

function srl_scaled_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const s = as_sum(t0, a);
      const k = twos(to_nat0(n0), s);
      if (($less(n0, 32) && $less(0, k))) {
        return { is: "Some", a: { is: "Make", a: $And, b: { is: "Make", a: $Srl, b: { is: "Linear", a: divided(k, s) }, c: { is: "Number", a: $sub(n0, k) } }, c: { is: "Number", a: low_bits_left(n0) } } };
      }
      return $None;
    }, x0, x1, x2);
}

function div_negative_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => ($less(half, n0) ? { is: "Some", a: { is: "Make", a: $Sub, b: $Number294, c: { is: "Make", a: $Div, b: { is: "Old", a: a }, c: { is: "Number", a: opp(n0) } } } } : $None), x0, x1, x2);
}

function divu_power_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => {
      const $215 = exponent(31, n0);
      switch ($215.is) {
        case "Some": {
          const { a: k } = $215;
          return { is: "Some", a: { is: "Make", a: $Srl, b: { is: "Old", a: a }, c: { is: "Number", a: k } } };
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function divu_bound_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => ($less(limit_of(t0, a), n0) ? $Some295 : $None), x0, x1, x2);
}

function divu_srl_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const $216 = applied($Srl, t0, a);
      switch ($216.is) {
        case "Some": {
          const { a: p } = $216;
          const { a: x, b: k } = p;
          if ((($less(k, 32) && negb($equal(n0, 0))) && $less($mul($power(2, k), n0), modulus))) {
            return { is: "Some", a: { is: "Make", a: $Divu, b: { is: "Old", a: x }, c: { is: "Number", a: $mul($power(2, k), n0) } } };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function quotient_rule(quotient) {
  return (($$3) => ($$0) => ($$1) => ($$2) => by_constant($$3, $$0, $$1, $$2))((_0, a, n0) => ({ is: "Some", a: { is: "Make", a: $Sub, b: { is: "Old", a: a }, c: { is: "Make", a: $Mul, b: { is: "Make", a: quotient, b: { is: "Old", a: a }, c: { is: "Number", a: n0 } }, c: { is: "Number", a: n0 } } } }));
}

function remu_power_rule(x0, x1, x2) {
  return by_constant((_0, a, n0) => {
      const $217 = exponent(31, n0);
      switch ($217.is) {
        case "Some": {
          return { is: "Some", a: { is: "Make", a: $And, b: { is: "Old", a: a }, c: { is: "Number", a: $sub(n0, 1) } } };
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function mulh_negative_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => (($less(limit_of(t0, a), half) && $at_most(half, n0)) ? { is: "Some", a: { is: "Make", a: $Sub, b: { is: "Make", a: $Mulhu, b: { is: "Old", a: a }, c: { is: "Number", a: n0 } }, c: { is: "Old", a: a } } } : $None), x0, x1, x2);
}

function mulhu_rule(x0, x1, x2) {
  return by_constant((t0, a, m) => {
      const $218 = divisor_of(m, 32, limit_of(t0, a));
      switch ($218.is) {
        case "Some": {
          const { a: n0 } = $218;
          return { is: "Some", a: { is: "Make", a: $Divu, b: { is: "Old", a: a }, c: { is: "Number", a: n0 } } };
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function divu_mulhu_rule(x0, x1, x2) {
  return by_constant((t0, a, k) => {
      const $219 = applied($Mulhu, t0, a);
      switch ($219.is) {
        case "Some": {
          const { a: p } = $219;
          const { a: x, b: m } = p;
          if ($less(k, 32)) {
            const $220 = divisor_of(m, $add(32, k), limit_of(t0, x));
            switch ($220.is) {
              case "Some": {
                const { a: n0 } = $220;
                return { is: "Some", a: { is: "Make", a: $Divu, b: { is: "Old", a: x }, c: { is: "Number", a: n0 } } };
              }
              case "None": {
                return $None;
              }
            }
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function srl_divu_rule(x0, x1, x2) {
  return by_constant((t0, a, k) => {
      const $221 = applied($Divu, t0, a);
      switch ($221.is) {
        case "Some": {
          const { a: p } = $221;
          const { a: x, b: n0 } = p;
          if ((($less(k, 32) && negb($equal(n0, 0))) && $less($mul($power(2, k), n0), modulus))) {
            return { is: "Some", a: { is: "Make", a: $Divu, b: { is: "Old", a: x }, c: { is: "Number", a: $mul($power(2, k), n0) } } };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function average_of(t0, a) {
  return first_part((h, _1) => {
      const $222 = applied($Mulhu, t0, h);
      switch ($222.is) {
        case "Some": {
          const { a: p } = $222;
          const { a: x, b: m } = p;
          const $223 = without(as_sum(t0, a), 1, h);
          const { a: z0, b: l } = $223;
          if (z0 === 0) {
            switch (l.is) {
              case "Nil": {
                return $None;
              }
              case "Cons": {
                const { a: p0, b: l0 } = l;
                const { a: q, b: z1 } = p0;
                if (z1 > 0) {
                  const p1 = z1;
                  if (p1 === 1) {
                    switch (l0.is) {
                      case "Nil": {
                        const $224 = applied($Srl, t0, q);
                        switch ($224.is) {
                          case "Some": {
                            const { a: p2 } = $224;
                            const { a: y, b: z2 } = p2;
                            if (z2 > 0) {
                              const p3 = z2;
                              if (p3 === 1) {
                                if (same_linear(as_sum(t0, y), without(as_sum(t0, x), 1, h))) {
                                  return { is: "Some", a: { is: "Pair", a: x, b: m } };
                                }
                                return $None;
                              }
                              return $None;
                            }
                            return $None;
                          }
                          case "None": {
                            return $None;
                          }
                        }
                      }
                      case "Cons": {
                        return $None;
                      }
                    }
                  }
                  return $None;
                }
                return $None;
              }
            }
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, snd(as_sum(t0, a)));
}

function divu_average_rule(x0, x1, x2) {
  return by_constant((t0, a, k) => {
      const $225 = average_of(t0, a);
      switch ($225.is) {
        case "Some": {
          const { a: p } = $225;
          const { a: x, b: m } = p;
          if ($less(k, 32)) {
            const $226 = divisor_of($add(modulus, m), $add(33, k), limit_of(t0, x));
            switch ($226.is) {
              case "Some": {
                const { a: n0 } = $226;
                return { is: "Some", a: { is: "Make", a: $Divu, b: { is: "Old", a: x }, c: { is: "Number", a: n0 } } };
              }
              case "None": {
                return $None;
              }
            }
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function floor(x, n0) {
  return { is: "Make", a: $Sub, b: { is: "Make", a: $Div, b: { is: "Old", a: x }, c: { is: "Number", a: n0 } }, c: { is: "Make", a: $Slt, b: { is: "Old", a: x }, c: $Number294 } };
}

function mulh_rule(x0, x1, x2) {
  return by_constant((_0, a, m) => {
      if (($less(0, m) && $less(m, half))) {
        const $227 = signed_divisor_of(m, 32);
        switch ($227.is) {
          case "Some": {
            const { a: n0 } = $227;
            return { is: "Some", a: floor(a, n0) };
          }
          case "None": {
            return $None;
          }
        }
      }
      return $None;
    }, x0, x1, x2);
}

function by_count(r) {
  return (($$3) => ($$0) => ($$1) => ($$2) => by_constant($$3, $$0, $$1, $$2))((t0, a, k) => {
      if ($less(k, 32)) {
        const $228 = r(t0, a, k);
        switch ($228.is) {
          case "Some": {
            const { a: p } = $228;
            const { a: x, b: n0 } = p;
            return { is: "Some", a: floor(x, n0) };
          }
          case "None": {
            return $None;
          }
        }
      }
      return $None;
    });
}

const div_mulh_rule = by_count((t0, a, k) => {
    const $229 = applied($Mulh, t0, a);
    switch ($229.is) {
      case "Some": {
        const { a: p } = $229;
        const { a: x, b: m } = p;
        if (($less(0, m) && $less(m, half))) {
          return option_map((n0) => ({ is: "Pair", a: x, b: n0 }), signed_divisor_of(m, $add(32, k)));
        }
        return $None;
      }
      case "None": {
        return $None;
      }
    }
  });

const div_mulhadd_rule = by_count((t0, a, k) => first_part((h, _1) => {
      const $230 = applied($Mulh, t0, h);
      switch ($230.is) {
        case "Some": {
          const { a: p } = $230;
          const { a: x, b: m } = p;
          if (($at_most(half, m) && same_linear(as_sum(t0, a), plus0({ is: "Pair", a: 0, b: { is: "Cons", a: { is: "Pair", a: h, b: 1 }, b: $Nil } }, as_sum(t0, x))))) {
            return option_map((n0) => ({ is: "Pair", a: x, b: n0 }), signed_divisor_of(m, $add(32, k)));
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, snd(as_sum(t0, a))));

const deepest_sign = 4;

const sra_div_rule = by_count((t0, a, k) => {
    const $231 = floored_by((($$0) => same_sign(deepest_sign, t0, $$0)), t0, a);
    switch ($231.is) {
      case "Some": {
        const { a: p } = $231;
        const { a: x, b: n0 } = p;
        if ($less($mul($power(2, k), n0), half)) {
          return { is: "Some", a: { is: "Pair", a: x, b: $mul($power(2, k), n0) } };
        }
        return $None;
      }
      case "None": {
        return $None;
      }
    }
  });

function sra_bias_rule(x0, x1, x2) {
  return by_constant((t0, a, k) => {
      if (($at_most(1, k) && $at_most(k, 30))) {
        const $232 = biased_of(t0, as_sum(t0, a), k);
        switch ($232.is) {
          case "Some": {
            const { a: x } = $232;
            return { is: "Some", a: { is: "Make", a: $Div, b: x, c: { is: "Number", a: $power(2, k) } } };
          }
          case "None": {
            return $None;
          }
        }
      }
      return $None;
    }, x0, x1, x2);
}

function multiple(x, k) {
  return { is: "Make", a: $Mul, b: { is: "Make", a: $Div, b: x, c: { is: "Number", a: $power(2, k) } }, c: { is: "Number", a: $power(2, k) } };
}

function and_bias_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const $233 = exponent(30, $sub(modulus, n0));
      switch ($233.is) {
        case "Some": {
          const { a: k } = $233;
          if ($at_most(1, k)) {
            const $234 = biased_of(t0, as_sum(t0, a), k);
            switch ($234.is) {
              case "Some": {
                const { a: x } = $234;
                return { is: "Some", a: multiple(x, k) };
              }
              case "None": {
                return $None;
              }
            }
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function and_rest_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const $235 = exponent(30, $add(n0, 1));
      switch ($235.is) {
        case "Some": {
          const { a: k } = $235;
          if ($at_most(1, k)) {
            const $236 = biased_of(t0, as_sum(t0, a), k);
            switch ($236.is) {
              case "Some": {
                const { a: x } = $236;
                return { is: "Some", a: { is: "Make", a: $Sub, b: { is: "Old", a: a }, c: multiple(x, k) } };
              }
              case "None": {
                return $None;
              }
            }
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }, x0, x1, x2);
}

function slt_sign_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => {
      const x = same_sign(deepest_sign, t0, a);
      if (($equal(n0, 0) && negb($equal(x, a)))) {
        return { is: "Some", a: { is: "Make", a: $Slt, b: { is: "Old", a: x }, c: $Number294 } };
      }
      return $None;
    }, x0, x1, x2);
}

function bias_count(f) {
  const $237 = exponent(30, $add(f, 1));
  switch ($237.is) {
    case "Some": {
      const { a: k } = $237;
      return { is: "Some", a: k };
    }
    case "None": {
      return exponent(30, $add($sub(modulus, f), 1));
    }
  }
}

function slt_bias_rule(x0, x1, x2) {
  return by_constant((t0, a, n0) => ($equal(n0, 0) ? first_part((_0, f) => {
          const $238 = bias_count(f);
          switch ($238.is) {
            case "Some": {
              const { a: k } = $238;
              if ($at_most(1, k)) {
                const $239 = biased_of(t0, as_sum(t0, a), k);
                switch ($239.is) {
                  case "Some": {
                    const { a: x } = $239;
                    return { is: "Some", a: { is: "Make", a: $Slt, b: { is: "Make", a: $Div, b: x, c: { is: "Number", a: $power(2, k) } }, c: $Number294 } };
                  }
                  case "None": {
                    return $None;
                  }
                }
              }
              return $None;
            }
            case "None": {
              return $None;
            }
          }
        }, snd(as_sum(t0, a))) : $None), x0, x1, x2);
}

function rules(o) {
  switch (o.is) {
    case "Add": {
      return $Cons301;
    }
    case "Sub": {
      return $Cons302;
    }
    case "Mul": {
      return $Cons304;
    }
    case "Mulh": {
      return $Cons309;
    }
    case "Mulhsu": {
      return $Cons310;
    }
    case "Mulhu": {
      return $Cons313;
    }
    case "Div": {
      return { is: "Cons", a: neutral_rule(1), b: $Cons316 };
    }
    case "Divu": {
      return $Cons320;
    }
    case "Rem": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Rem, $$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => positive_rule($Remu, $$0, $$1, $$2)), b: { is: "Cons", a: quotient_rule($Div), b: $Nil } } };
    }
    case "Remu": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Remu, $$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => remu_power_rule($$0, $$1, $$2)), b: { is: "Cons", a: quotient_rule($Divu), b: $Nil } } };
    }
    case "And": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => and_bias_rule($$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => and_rest_rule($$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($And, $$0, $$1, $$2)), b: { is: "Cons", a: truth_choice_rule($And), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => commute_rule($And, $$0, $$1, $$2)), b: { is: "Cons", a: absorbing_rule(0), b: { is: "Cons", a: neutral_rule(wrap(-1)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => and_bound_rule($$0, $$1, $$2)), b: { is: "Cons", a: twice_rule($And), b: $Cons322 } } } } } } } } };
    }
    case "Or": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Or, $$0, $$1, $$2)), b: { is: "Cons", a: truth_choice_rule($Or), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => commute_rule($Or, $$0, $$1, $$2)), b: { is: "Cons", a: neutral_rule(0), b: $Cons324 } } } };
    }
    case "Xor": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Xor, $$0, $$1, $$2)), b: { is: "Cons", a: truth_choice_rule($Xor), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => commute_rule($Xor, $$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => vanish_rule($$0, $$1, $$2)), b: { is: "Cons", a: neutral_rule(0), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => xor_ones_rule($$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => xor_truth_rule($$0, $$1, $$2)), b: { is: "Cons", a: twice_rule($Xor), b: $Cons327 } } } } } } } };
    }
    case "Sll": {
      return $Cons330;
    }
    case "Srl": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Srl, $$0, $$1, $$2)), b: { is: "Cons", a: count_rule($Srl), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => divu_mulhu_rule($$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => srl_divu_rule($$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => divu_average_rule($$0, $$1, $$2)), b: { is: "Cons", a: truth_choice_rule($Srl), b: { is: "Cons", a: neutral_rule(0), b: $Cons336 } } } } } } };
    }
    case "Sra": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Sra, $$0, $$1, $$2)), b: { is: "Cons", a: count_rule($Sra), b: { is: "Cons", a: truth_choice_rule($Sra), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => sra_positive_rule($$0, $$1, $$2)), b: { is: "Cons", a: div_mulh_rule, b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => sra_bias_rule($$0, $$1, $$2)), b: { is: "Cons", a: sra_div_rule, b: { is: "Cons", a: div_mulhadd_rule, b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => sra_sign_rule($$0, $$1, $$2)), b: { is: "Cons", a: neutral_rule(0), b: $Cons338 } } } } } } } } } };
    }
    case "Slt": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => slt_sign_rule($$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => slt_bias_rule($$0, $$1, $$2)), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Slt, $$0, $$1, $$2)), b: { is: "Cons", a: truth_choice_rule($Slt), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => vanish_rule($$0, $$1, $$2)), b: { is: "Cons", a: most_rule($sub(half, 1)), b: { is: "Cons", a: left_rule($Slt, $sub(half, 1)), b: { is: "Cons", a: absorbing_rule(wrap(opp(half))), b: $Cons341 } } } } } } } };
    }
    case "Sltu": {
      return { is: "Cons", a: (($$0) => ($$1) => ($$2) => fold_rule($Sltu, $$0, $$1, $$2)), b: { is: "Cons", a: truth_choice_rule($Sltu), b: { is: "Cons", a: (($$0) => ($$1) => ($$2) => vanish_rule($$0, $$1, $$2)), b: { is: "Cons", a: most_rule(wrap(-1)), b: { is: "Cons", a: left_rule($Sltu, wrap(-1)), b: { is: "Cons", a: absorbing_rule(0), b: $Cons344 } } } } } };
    }
    case "Equal": {
      return $Cons354;
    }
  }
}

const most_steps = 64;

function operation_on(t0, o, a, b) {
  return make(rules, most_steps, t0, o, a, b);
}

const most_writes = pow(2, 12);

function select_behind($writes, $t0, $h, $e, $r, $i) {
  for (;;) {
    const writes = $writes;
    const t0 = $t0;
    const h = $h;
    const e = $e;
    const r = $r;
    const i = $i;
    if (writes === 0) {
      return share(t0, { is: "Select", a: h, b: e, c: r, d: i });
    }
    const writes0 = $before(writes);
    const $240 = made_of(t0, h);
    switch ($240.is) {
      case "Some": {
        const { a: n0 } = $240;
        switch (n0.is) {
          case "Store1": {
            const { a: before, b: d, c: s, d: j, e: x } = n0;
            if ((same_element(d, e) && $equal(s, r))) {
              if ($equal(j, i)) {
                return { is: "Pair", a: t0, b: x };
              }
              const $241 = distance(t0, j, i);
              switch ($241.is) {
                case "Some": {
                  const { a: n1 } = $241;
                  if ($equal(wrap(n1), 0)) {
                    return share(t0, { is: "Select", a: h, b: e, c: r, d: i });
                  }
                  $writes = writes0;
                  $h = before;
                  continue;
                }
                case "None": {
                  return share(t0, { is: "Select", a: h, b: e, c: r, d: i });
                }
              }
            }
            return share(t0, { is: "Select", a: h, b: e, c: r, d: i });
          }
          default: {
            return share(t0, { is: "Select", a: h, b: e, c: r, d: i });
          }
        }
      }
      case "None": {
        return share(t0, { is: "Select", a: h, b: e, c: r, d: i });
      }
    }
  }
}

function select_on(t0, h, e, r, i) {
  return select_behind(most_writes, t0, h, e, r, i);
}

function opposite(c) {
  switch (c.is) {
    case "Settled": {
      const { a: b } = c;
      return { is: "Settled", a: negb(b) };
    }
    case "Open": {
      const { a: l } = c;
      return { is: "Open", a: { is: "Pair", a: fst(l), b: negb(snd(l)) } };
    }
  }
}

function literal_of(t0, t1) {
  const $242 = constant_of(t0, t1);
  switch ($242.is) {
    case "Some": {
      const { a: z0 } = $242;
      return { is: "Some", a: { is: "Settled", a: holds(z0) } };
    }
    case "None": {
      const $243 = as_sum(t0, t1);
      const { a: c, b: l } = $243;
      switch (l.is) {
        case "Nil": {
          return $None;
        }
        case "Cons": {
          const { a: p, b: l0 } = l;
          const { a: a, b: f } = p;
          switch (l0.is) {
            case "Nil": {
              if ((($equal(c, 1) && $equal(f, wrap(-1))) && is_truth(t0, a))) {
                return { is: "Some", a: { is: "Open", a: { is: "Pair", a: a, b: false } } };
              }
              if ((($equal(c, 0) && $equal(f, 1)) && is_truth(t0, t1))) {
                return { is: "Some", a: { is: "Open", a: { is: "Pair", a: t1, b: true } } };
              }
              return $None;
            }
            case "Cons": {
              return $None;
            }
          }
        }
      }
    }
  }
}

function condition_of(t0, t1) {
  const $244 = literal_of(t0, t1);
  switch ($244.is) {
    case "Some": {
      const { a: c } = $244;
      return c;
    }
    case "None": {
      return { is: "Open", a: { is: "Pair", a: t1, b: true } };
    }
  }
}

function literal_on(t0, t1) {
  const $245 = literal_of(t0, t1);
  switch ($245.is) {
    case "Some": {
      const { a: c } = $245;
      return { is: "Pair", a: t0, b: c };
    }
    case "None": {
      const $246 = share(t0, $Constant0355);
      const { a: t2, b: zero } = $246;
      const $247 = operation_on(t2, $Equal, t1, zero);
      const { a: t3, b: same } = $247;
      return { is: "Pair", a: t3, b: opposite(condition_of(t3, same)) };
    }
  }
}

function answered(t0, facts, c) {
  switch (c.is) {
    case "Settled": {
      const { a: b } = c;
      return { is: "Some", a: b };
    }
    case "Open": {
      const { a: l } = c;
      const { a: s, b: h } = l;
      return option_map((answer0) => eqb(answer0, h), decided(t0, facts, s));
    }
  }
}

function known_on(t0, facts, t1) {
  const $248 = literal_on(t0, t1);
  const { a: t2, b: c } = $248;
  return { is: "Pair", a: t2, b: answered(t2, facts, c) };
}

function contradict(t0, facts) {
  return existsb((l) => {
      const $249 = derive(t0, filter((m) => negb($equal(fst(m), fst(l))), facts), fst(l));
      switch ($249.is) {
        case "Some": {
          const { a: answer0 } = $249;
          return negb(eqb(answer0, snd(l)));
        }
        case "None": {
          return false;
        }
      }
    }, facts);
}

const most_settled = 64;

const deepest_settled = 4;

function unsigned_of(o) {
  switch (o.is) {
    case "Mulh": {
      return $Some357;
    }
    case "Div": {
      return $Some359;
    }
    case "Rem": {
      return $Some361;
    }
    case "Sra": {
      return $Some363;
    }
    case "Slt": {
      return $Some365;
    }
    default: {
      return $None;
    }
  }
}

function is_natural(facts, t0, t1) {
  return natural(t0, comparisons(t0, facts), { is: "Pair", a: { is: "Some", a: t1 }, b: 0 });
}

function anew(t0, t1, o, a, b, x, y) {
  if (($equal(a, x) && $equal(b, y))) {
    return { is: "Pair", a: t0, b: t1 };
  }
  return operation_on(t0, o, x, y);
}

function settle(facts, depth, t0, t1) {
  const $250 = constant_of(t0, t1);
  switch ($250.is) {
    case "Some": {
      return { is: "Pair", a: t0, b: t1 };
    }
    case "None": {
      const $251 = (is_truth(t0, t1) ? known_on(t0, facts, t1) : { is: "Pair", a: t0, b: $None });
      const { a: t2, b: found0 } = $251;
      switch (found0.is) {
        case "Some": {
          const { a: holds0 } = found0;
          return share(t2, { is: "Constant0", a: truth(holds0) });
        }
        case "None": {
          if (depth === 0) {
            return { is: "Pair", a: t2, b: t1 };
          }
          const depth0 = $before(depth);
          const $252 = made_of(t2, t1);
          switch ($252.is) {
            case "Some": {
              const { a: n0 } = $252;
              switch (n0.is) {
                case "Sum": {
                  const { a: c, b: parts } = n0;
                  if (leb(length(parts), most_settled)) {
                    const $253 = fold_left((made, part) => {
                        const $254 = settle(facts, depth0, fst(made), fst(part));
                        const { a: t3, b: x } = $254;
                        return { is: "Pair", a: t3, b: plus0(snd(made), times(snd(part), as_sum(t3, x))) };
                      }, parts, { is: "Pair", a: t2, b: { is: "Pair", a: c, b: $Nil } });
                    const { a: t3, b: s } = $253;
                    return make_sum(t3, s);
                  }
                  return { is: "Pair", a: t2, b: t1 };
                }
                case "Apply": {
                  const { a: o, b: a, c: b } = n0;
                  const $255 = settle(facts, depth0, t2, a);
                  const { a: t3, b: x } = $255;
                  const $256 = settle(facts, depth0, t3, b);
                  const { a: t4, b: y } = $256;
                  const $257 = unsigned_of(o);
                  switch ($257.is) {
                    case "Some": {
                      const { a: p0 } = $257;
                      const { a: p, b: both0 } = p0;
                      if ((is_natural(facts, t4, x) && (negb(both0) || is_natural(facts, t4, y)))) {
                        return operation_on(t4, p, x, y);
                      }
                      return anew(t4, t1, o, a, b, x, y);
                    }
                    case "None": {
                      return anew(t4, t1, o, a, b, x, y);
                    }
                  }
                }
                default: {
                  return { is: "Pair", a: t2, b: t1 };
                }
              }
            }
            case "None": {
              return { is: "Pair", a: t2, b: t1 };
            }
          }
        }
      }
    }
  }
}

function known_by_parts(t0, facts, t1) {
  const $258 = known_on(t0, facts, t1);
  const { a: t2, b: found0 } = $258;
  switch (found0.is) {
    case "Some": {
      return { is: "Pair", a: t2, b: found0 };
    }
    case "None": {
      const $259 = settle(facts, deepest_settled, t2, t1);
      const { a: t3, b: s } = $259;
      if ($equal(s, t1)) {
        return { is: "Pair", a: t3, b: $None };
      }
      return known_on(t3, facts, s);
    }
  }
}

function constant(t0, z0) {
  return share(t0, { is: "Constant0", a: wrap(z0) });
}

function operation_of(x0, x1, x2, x3) {
  return operation_on(x0, x1, x2, x3);
}

function number_of(x0, x1) {
  return constant_of(x0, x1);
}

function noted(t0, t1, answer0) {
  const $260 = condition_of(t0, t1);
  switch ($260.is) {
    case "Settled": {
      return { is: "Pair", a: t1, b: answer0 };
    }
    case "Open": {
      const { a: l } = $260;
      const { a: s, b: h } = l;
      return { is: "Pair", a: s, b: eqb(h, answer0) };
    }
  }
}

function all_noted(t0, facts) {
  return map((l) => noted(t0, fst(l), snd(l)), facts);
}

function decision(t0, facts, t1) {
  return answered(t0, facts, condition_of(t0, t1));
}

function same_terms(t0, facts, a, b) {
  if ($equal(a, b)) {
    return true;
  }
  const $261 = operation_of(t0, $Equal, a, b);
  const { a: u, b: c } = $261;
  const $262 = decision(u, facts, c);
  switch ($262.is) {
    case "Some": {
      const { a: answer0 } = $262;
      return answer0;
    }
    case "None": {
      return false;
    }
  }
}

function new_name(t0, name) {
  return forallb((made) => {
      const $263 = snd(made);
      switch ($263.is) {
        case "Symbol": {
          const { a: other0 } = $263;
          return negb($equal(other0, name));
        }
        default: {
          return true;
        }
      }
    }, t0.b);
}

function symbol(t0, s) {
  const name = t0.a;
  if (new_name(t0, name)) {
    return { is: "Some", a: share(t0, { is: "Symbol", a: name, b: s }) };
  }
  return $None;
}

function with_heap(h, a) {
  return { is: "Build_known_array", a: a.a, b: a.b, c: a.c, d: a.d, e: h };
}

function with_head(h, a) {
  return { is: "Build_known_array", a: a.a, b: a.b, c: a.c, d: h, e: a.e };
}

function unknown_heap(t0) {
  return share(t0, $Initial);
}

function zero_heap(t0, e, reference) {
  const $264 = unknown_heap(t0);
  const { a: t1, b: h } = $264;
  return share(t1, { is: "Allocate0", a: h, b: e, c: reference });
}

function offset_of(t0, e, index) {
  switch (e.is) {
    case "Element_byte": {
      return { is: "Pair", a: t0, b: index };
    }
    default: {
      const $265 = constant(t0, 4);
      const { a: t1, b: four } = $265;
      return operation_of(t1, $Mul, index, four);
    }
  }
}

function within_bounds(t0, facts, index, length0) {
  const $266 = operation_of(t0, $Sltu, index, length0);
  const { a: t1, b: c } = $266;
  const $267 = decision(t1, facts, c);
  switch ($267.is) {
    case "Some": {
      const { a: answer0 } = $267;
      return answer0;
    }
    case "None": {
      return false;
    }
  }
}

function element_read(t0, a, offset) {
  return select_on(t0, a.e, a.b, a.a, offset);
}

function element_written(t0, a, offset, value0) {
  const $268 = share(t0, { is: "Store1", a: a.e, b: a.b, c: a.a, d: offset, e: value0 });
  const { a: t1, b: h } = $268;
  return { is: "Pair", a: t1, b: with_heap(h, a) };
}

function numbers_written($t0, $a, $index, $values) {
  for (;;) {
    const t0 = $t0;
    const a = $a;
    const index = $index;
    const values = $values;
    switch (values.is) {
      case "Nil": {
        return { is: "Pair", a: t0, b: a };
      }
      case "Cons": {
        const { a: z0, b: values0 } = values;
        const $269 = constant(t0, $mul(width(a.b), index));
        const { a: t1, b: o } = $269;
        const $270 = constant(t1, z0);
        const { a: t2, b: x } = $270;
        const $271 = element_written(t2, a, o, x);
        const { a: t3, b: a3 } = $271;
        $t0 = t3;
        $a = a3;
        $index = $add(index, 1);
        $values = values0;
        continue;
      }
    }
  }
}

function denied(t0, facts, c) {
  const $272 = decision(t0, facts, c);
  switch ($272.is) {
    case "Some": {
      const { a: answer0 } = $272;
      return negb(answer0);
    }
    case "None": {
      return false;
    }
  }
}

function block_within(t0, facts, n0, from, count) {
  const $273 = operation_of(t0, $Sltu, n0, from);
  const { a: t1, b: beyond } = $273;
  const $274 = operation_of(t1, $Sub, n0, from);
  const { a: t2, b: left } = $274;
  const $275 = operation_of(t2, $Sltu, left, count);
  const { a: t3, b: more } = $275;
  const $276 = constant(t3, 0);
  const { a: t4, b: zero } = $276;
  const $277 = operation_of(t4, $Equal, count, zero);
  const { a: t5, b: none0 } = $277;
  if ((denied(t5, facts, beyond) && denied(t5, facts, more))) {
    return denied(t5, facts, none0);
  }
  return false;
}

function block_filled(t0, a, from, came, byte0) {
  const $278 = share(t0, { is: "Fill", a: a.e, b: a.a, c: from, d: came, e: byte0 });
  const { a: t1, b: h } = $278;
  return { is: "Pair", a: t1, b: with_heap(h, a) };
}

const most_writes0 = most_writes;

function same_contents($writes, $t0, $facts, $a, $b) {
  for (;;) {
    const writes = $writes;
    const t0 = $t0;
    const facts = $facts;
    const a = $a;
    const b = $b;
    if ($equal(a, b)) {
      return true;
    }
    if (writes === 0) {
      return false;
    }
    const writes0 = $before(writes);
    const $279 = made_of(t0, a);
    switch ($279.is) {
      case "Some": {
        const { a: n0 } = $279;
        switch (n0.is) {
          case "Store1": {
            const { a: h, b: e, c: r, d: i, e: x } = n0;
            const $280 = made_of(t0, b);
            switch ($280.is) {
              case "Some": {
                const { a: n1 } = $280;
                switch (n1.is) {
                  case "Store1": {
                    const { a: h$, b: e$, c: r$, d: i$, e: x$ } = n1;
                    if ((((same_element(e, e$) && $equal(r, r$)) && same_terms(t0, facts, i, i$)) && same_terms(t0, facts, x, x$))) {
                      $writes = writes0;
                      $a = h;
                      $b = h$;
                      continue;
                    }
                    return false;
                  }
                  default: {
                    return false;
                  }
                }
              }
              case "None": {
                return false;
              }
            }
          }
          default: {
            return false;
          }
        }
      }
      case "None": {
        return false;
      }
    }
  }
}

function find_array(arrays, reference) {
  return find((a) => $equal(a.a, reference), arrays);
}

function replaced(a, arrays) {
  return map((b) => ($equal(b.a, a.a) ? a : b), arrays);
}

function control_words(c) {
  switch (c.is) {
    case "Value": {
      const { a: w } = c;
      return { is: "Cons", a: w, b: $Nil };
    }
    case "Returning": {
      const { a: w } = c;
      return { is: "Cons", a: w, b: $Nil };
    }
    default: {
      return $Nil;
    }
  }
}

function control_skeleton(c) {
  switch (c.is) {
    case "Evaluate": {
      const { a: e } = c;
      return { is: "Evaluate", a: e };
    }
    case "Value": {
      const { b: id } = c;
      return { is: "Value", a: $Tt, b: id };
    }
    case "Execute": {
      const { a: s } = c;
      return { is: "Execute", a: s };
    }
    case "Done": {
      return $Done;
    }
    case "Breaking": {
      return $Breaking;
    }
    case "Continuing": {
      return $Continuing;
    }
    case "Returning": {
      return $Returning368;
    }
  }
}

function waiting_words(f) {
  switch (f.is) {
    case "BinaryRight": {
      const { c: a } = f;
      return { is: "Cons", a: a, b: $Nil };
    }
    case "IndexIndex": {
      const { c: a } = f;
      return { is: "Cons", a: a, b: $Nil };
    }
    case "TransferFrom": {
      const { c: a } = f;
      return { is: "Cons", a: a, b: $Nil };
    }
    case "TransferCount": {
      const { c: a, d: b } = f;
      return { is: "Cons", a: a, b: { is: "Cons", a: b, b: $Nil } };
    }
    case "Arguments": {
      const { c: l } = f;
      return l;
    }
    case "CallFrame": {
      const { b: l } = f;
      return l;
    }
    case "ElementIndex": {
      const { c: a } = f;
      return { is: "Cons", a: a, b: $Nil };
    }
    case "ElementValue": {
      const { c: a, d: b } = f;
      return { is: "Cons", a: a, b: { is: "Cons", a: b, b: $Nil } };
    }
    default: {
      return $Nil;
    }
  }
}

function units(l) {
  return map((_0) => $Tt, l);
}

function waiting_skeleton(f) {
  switch (f.is) {
    case "UnaryFrame": {
      const { a: id, b: o } = f;
      return { is: "UnaryFrame", a: id, b: o };
    }
    case "BinaryLeft": {
      const { a: id, b: o, c: e } = f;
      return { is: "BinaryLeft", a: id, b: o, c: e };
    }
    case "BinaryRight": {
      const { a: id, b: o } = f;
      return { is: "BinaryRight", a: id, b: o, c: $Tt };
    }
    case "LogicLeft": {
      const { a: id, b: o, c: e } = f;
      return { is: "LogicLeft", a: id, b: o, c: e };
    }
    case "LogicRight": {
      const { a: id } = f;
      return { is: "LogicRight", a: id };
    }
    case "IndexArray": {
      const { a: id, b: el, c: e } = f;
      return { is: "IndexArray", a: id, b: el, c: e };
    }
    case "IndexIndex": {
      const { a: id, b: el } = f;
      return { is: "IndexIndex", a: id, b: el, c: $Tt };
    }
    case "LengthFrame": {
      const { a: id } = f;
      return { is: "LengthFrame", a: id };
    }
    case "NewFrame": {
      const { a: id, b: el } = f;
      return { is: "NewFrame", a: id, b: el };
    }
    case "TransferArray": {
      const { a: id, b: d, c: e, d: e$ } = f;
      return { is: "TransferArray", a: id, b: d, c: e, d: e$ };
    }
    case "TransferFrom": {
      const { a: id, b: d, d: e } = f;
      return { is: "TransferFrom", a: id, b: d, c: $Tt, d: e };
    }
    case "TransferCount": {
      const { a: id, b: d } = f;
      return { is: "TransferCount", a: id, b: d, c: $Tt, d: $Tt };
    }
    case "Arguments": {
      const { a: id, b: f0, c: l, d: after } = f;
      return { is: "Arguments", a: id, b: f0, c: units(l), d: after };
    }
    case "CallFrame": {
      const { a: id, b: l } = f;
      return { is: "CallFrame", a: id, b: units(l) };
    }
    case "AssignFrame": {
      const { a: id, b: x } = f;
      return { is: "AssignFrame", a: id, b: x };
    }
    case "AssignGlobalFrame": {
      const { a: id, b: g } = f;
      return { is: "AssignGlobalFrame", a: id, b: g };
    }
    case "ElementArray": {
      const { a: id, b: el, c: e, d: e$ } = f;
      return { is: "ElementArray", a: id, b: el, c: e, d: e$ };
    }
    case "ElementIndex": {
      const { a: id, b: el, d: e } = f;
      return { is: "ElementIndex", a: id, b: el, c: $Tt, d: e };
    }
    case "ElementValue": {
      const { a: id, b: el } = f;
      return { is: "ElementValue", a: id, b: el, c: $Tt, d: $Tt };
    }
    case "IfFrame": {
      const { a: id, b: s, c: s$ } = f;
      return { is: "IfFrame", a: id, b: s, c: s$ };
    }
    case "WhileFrame": {
      const { a: id, b: e, c: s, d: u } = f;
      return { is: "WhileFrame", a: id, b: e, c: s, d: u };
    }
    case "LoopFrame": {
      const { a: id, b: e, c: s, d: u } = f;
      return { is: "LoopFrame", a: id, b: e, c: s, d: u };
    }
    case "UpdateFrame": {
      const { a: id, b: e, c: s, d: u } = f;
      return { is: "UpdateFrame", a: id, b: e, c: s, d: u };
    }
    case "ReturnFrame": {
      const { a: id } = f;
      return { is: "ReturnFrame", a: id };
    }
    case "AssertFrame": {
      const { a: id } = f;
      return { is: "AssertFrame", a: id };
    }
    case "WriteFrame": {
      const { a: id } = f;
      return { is: "WriteFrame", a: id };
    }
    case "ExitFrame": {
      const { a: id } = f;
      return { is: "ExitFrame", a: id };
    }
    case "DiscardFrame": {
      const { a: id } = f;
      return { is: "DiscardFrame", a: id };
    }
    case "BlockFrame": {
      const { a: id, b: l } = f;
      return { is: "BlockFrame", a: id, b: l };
    }
  }
}

function configuration_words(c) {
  return app(control_words(c.a), app(c.b, flat_map(waiting_words, c.c)));
}

function configuration_skeleton(c) {
  return { is: "Build_configuration", a: control_skeleton(c.a), b: units(c.b), c: map(waiting_skeleton, c.c) };
}

function same_expression($a, $b) {
  for (;;) {
    const a = $a;
    const b = $b;
    switch (a.is) {
      case "Constant": {
        const { a: id, b: value0 } = a;
        switch (b.is) {
          case "Constant": {
            const { a: id0, b: value1 } = b;
            const $281 = same_integer(id, id0);
            switch ($281.is) {
              case "Left": {
                return same_integer(value0, value1);
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Text": {
        const { a: id, b: e, c: values } = a;
        switch (b.is) {
          case "Text": {
            const { a: id0, b: e0, c: values0 } = b;
            const $282 = same_integer(id, id0);
            switch ($282.is) {
              case "Left": {
                switch (e.is) {
                  case "Element_int": {
                    switch (e0.is) {
                      case "Element_int": {
                        return list_eq_dec(same_integer, values, values0);
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Element_bool": {
                    switch (e0.is) {
                      case "Element_bool": {
                        return list_eq_dec(same_integer, values, values0);
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Element_byte": {
                    switch (e0.is) {
                      case "Element_byte": {
                        return list_eq_dec(same_integer, values, values0);
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Local": {
        const { a: id, b: slot } = a;
        switch (b.is) {
          case "Local": {
            const { a: id0, b: slot0 } = b;
            const $283 = same_integer(id, id0);
            switch ($283.is) {
              case "Left": {
                return eq_dec(slot, slot0);
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Global": {
        const { a: id, b: index } = a;
        switch (b.is) {
          case "Global": {
            const { a: id0, b: index0 } = b;
            const $284 = same_integer(id, id0);
            switch ($284.is) {
              case "Left": {
                return same_integer(index, index0);
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Unary": {
        const { a: id, b: o, c: operand } = a;
        switch (b.is) {
          case "Unary": {
            const { a: id0, b: o0, c: operand0 } = b;
            const $285 = same_integer(id, id0);
            switch ($285.is) {
              case "Left": {
                switch (o.is) {
                  case "Negate": {
                    switch (o0.is) {
                      case "Negate": {
                        $a = operand;
                        $b = operand0;
                        continue;
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Complement": {
                    switch (o0.is) {
                      case "Complement": {
                        $a = operand;
                        $b = operand0;
                        continue;
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Not": {
                    switch (o0.is) {
                      case "Not": {
                        $a = operand;
                        $b = operand0;
                        continue;
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Binary": {
        const { a: id, b: o, c: left, d: right } = a;
        switch (b.is) {
          case "Binary": {
            const { a: id0, b: o0, c: left0, d: right0 } = b;
            const $286 = same_integer(id, id0);
            switch ($286.is) {
              case "Left": {
                switch (o.is) {
                  case "Times": {
                    switch (o0.is) {
                      case "Times": {
                        const $287 = same_expression(left, left0);
                        switch ($287.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Over": {
                    switch (o0.is) {
                      case "Over": {
                        const $288 = same_expression(left, left0);
                        switch ($288.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Modulo": {
                    switch (o0.is) {
                      case "Modulo": {
                        const $289 = same_expression(left, left0);
                        switch ($289.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Plus": {
                    switch (o0.is) {
                      case "Plus": {
                        const $290 = same_expression(left, left0);
                        switch ($290.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Minus": {
                    switch (o0.is) {
                      case "Minus": {
                        const $291 = same_expression(left, left0);
                        switch ($291.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "ShiftLeft": {
                    switch (o0.is) {
                      case "ShiftLeft": {
                        const $292 = same_expression(left, left0);
                        switch ($292.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "ShiftRight": {
                    switch (o0.is) {
                      case "ShiftRight": {
                        const $293 = same_expression(left, left0);
                        switch ($293.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "ShiftRightLogical": {
                    switch (o0.is) {
                      case "ShiftRightLogical": {
                        const $294 = same_expression(left, left0);
                        switch ($294.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "BitAnd": {
                    switch (o0.is) {
                      case "BitAnd": {
                        const $295 = same_expression(left, left0);
                        switch ($295.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "BitXor": {
                    switch (o0.is) {
                      case "BitXor": {
                        const $296 = same_expression(left, left0);
                        switch ($296.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "BitOr": {
                    switch (o0.is) {
                      case "BitOr": {
                        const $297 = same_expression(left, left0);
                        switch ($297.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "IsEqual": {
                    switch (o0.is) {
                      case "IsEqual": {
                        const $298 = same_expression(left, left0);
                        switch ($298.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "IsNot": {
                    switch (o0.is) {
                      case "IsNot": {
                        const $299 = same_expression(left, left0);
                        switch ($299.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "IsLess": {
                    switch (o0.is) {
                      case "IsLess": {
                        const $300 = same_expression(left, left0);
                        switch ($300.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "IsAtMost": {
                    switch (o0.is) {
                      case "IsAtMost": {
                        const $301 = same_expression(left, left0);
                        switch ($301.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "IsGreater": {
                    switch (o0.is) {
                      case "IsGreater": {
                        const $302 = same_expression(left, left0);
                        switch ($302.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "IsAtLeast": {
                    switch (o0.is) {
                      case "IsAtLeast": {
                        const $303 = same_expression(left, left0);
                        switch ($303.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Logic": {
        const { a: id, b: o, c: left, d: right } = a;
        switch (b.is) {
          case "Logic": {
            const { a: id0, b: o0, c: left0, d: right0 } = b;
            const $304 = same_integer(id, id0);
            switch ($304.is) {
              case "Left": {
                switch (o.is) {
                  case "AndAlso": {
                    switch (o0.is) {
                      case "AndAlso": {
                        const $305 = same_expression(left, left0);
                        switch ($305.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      case "OrElse": {
                        return $Right;
                      }
                    }
                  }
                  case "OrElse": {
                    switch (o0.is) {
                      case "AndAlso": {
                        return $Right;
                      }
                      case "OrElse": {
                        const $306 = same_expression(left, left0);
                        switch ($306.is) {
                          case "Left": {
                            $a = right;
                            $b = right0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                    }
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Index": {
        const { a: id, b: e, c: array0, d: index } = a;
        switch (b.is) {
          case "Index": {
            const { a: id0, b: e0, c: array1, d: index0 } = b;
            const $307 = same_integer(id, id0);
            switch ($307.is) {
              case "Left": {
                switch (e.is) {
                  case "Element_int": {
                    switch (e0.is) {
                      case "Element_int": {
                        const $308 = same_expression(array0, array1);
                        switch ($308.is) {
                          case "Left": {
                            $a = index;
                            $b = index0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Element_bool": {
                    switch (e0.is) {
                      case "Element_bool": {
                        const $309 = same_expression(array0, array1);
                        switch ($309.is) {
                          case "Left": {
                            $a = index;
                            $b = index0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Element_byte": {
                    switch (e0.is) {
                      case "Element_byte": {
                        const $310 = same_expression(array0, array1);
                        switch ($310.is) {
                          case "Left": {
                            $a = index;
                            $b = index0;
                            continue;
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Length": {
        const { a: id, b: array0 } = a;
        switch (b.is) {
          case "Length": {
            const { a: id0, b: array1 } = b;
            const $311 = same_integer(id, id0);
            switch ($311.is) {
              case "Left": {
                $a = array0;
                $b = array1;
                continue;
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "New": {
        const { a: id, b: e, c: length0 } = a;
        switch (b.is) {
          case "New": {
            const { a: id0, b: e0, c: length1 } = b;
            const $312 = same_integer(id, id0);
            switch ($312.is) {
              case "Left": {
                switch (e.is) {
                  case "Element_int": {
                    switch (e0.is) {
                      case "Element_int": {
                        $a = length0;
                        $b = length1;
                        continue;
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Element_bool": {
                    switch (e0.is) {
                      case "Element_bool": {
                        $a = length0;
                        $b = length1;
                        continue;
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                  case "Element_byte": {
                    switch (e0.is) {
                      case "Element_byte": {
                        $a = length0;
                        $b = length1;
                        continue;
                      }
                      default: {
                        return $Right;
                      }
                    }
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Read": {
        const { a: id } = a;
        switch (b.is) {
          case "Read": {
            const { a: id0 } = b;
            return same_integer(id, id0);
          }
          default: {
            return $Right;
          }
        }
      }
      case "Transfer": {
        const { a: id, b: d, c: array0, d: from, e: count } = a;
        switch (b.is) {
          case "Transfer": {
            const { a: id0, b: d0, c: array1, d: from0, e: count0 } = b;
            const $313 = same_integer(id, id0);
            switch ($313.is) {
              case "Left": {
                switch (d.is) {
                  case "Inward": {
                    switch (d0.is) {
                      case "Inward": {
                        const $314 = same_expression(array0, array1);
                        switch ($314.is) {
                          case "Left": {
                            const $315 = same_expression(from, from0);
                            switch ($315.is) {
                              case "Left": {
                                $a = count;
                                $b = count0;
                                continue;
                              }
                              case "Right": {
                                return $Right;
                              }
                            }
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                      case "Outward": {
                        return $Right;
                      }
                    }
                  }
                  case "Outward": {
                    switch (d0.is) {
                      case "Inward": {
                        return $Right;
                      }
                      case "Outward": {
                        const $316 = same_expression(array0, array1);
                        switch ($316.is) {
                          case "Left": {
                            const $317 = same_expression(from, from0);
                            switch ($317.is) {
                              case "Left": {
                                $a = count;
                                $b = count0;
                                continue;
                              }
                              case "Right": {
                                return $Right;
                              }
                            }
                          }
                          case "Right": {
                            return $Right;
                          }
                        }
                      }
                    }
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
      case "Call": {
        const { a: id, b: callee, c: arguments_ } = a;
        switch (b.is) {
          case "Call": {
            const { a: id0, b: callee0, c: arguments0 } = b;
            const $318 = same_integer(id, id0);
            switch ($318.is) {
              case "Left": {
                const $319 = eq_dec(callee, callee0);
                switch ($319.is) {
                  case "Left": {
                    return list_eq_dec(same_expression, arguments_, arguments0);
                  }
                  case "Right": {
                    return $Right;
                  }
                }
              }
              case "Right": {
                return $Right;
              }
            }
          }
          default: {
            return $Right;
          }
        }
      }
    }
  }
}

function same_option(same, a, b) {
  switch (a.is) {
    case "Some": {
      const { a: a3 } = a;
      switch (b.is) {
        case "Some": {
          const { a: a4 } = b;
          return same(a3, a4);
        }
        case "None": {
          return $Right;
        }
      }
    }
    case "None": {
      switch (b.is) {
        case "Some": {
          return $Right;
        }
        case "None": {
          return $Left;
        }
      }
    }
  }
}

function same_statement(a, b) {
  switch (a.is) {
    case "Assign": {
      const { a: id, b: slot, c: value0 } = a;
      switch (b.is) {
        case "Assign": {
          const { a: id0, b: slot0, c: value1 } = b;
          const $320 = same_integer(id, id0);
          switch ($320.is) {
            case "Left": {
              const $321 = eq_dec(slot, slot0);
              switch ($321.is) {
                case "Left": {
                  return same_expression(value0, value1);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "AssignGlobal": {
      const { a: id, b: index, c: value0 } = a;
      switch (b.is) {
        case "AssignGlobal": {
          const { a: id0, b: index0, c: value1 } = b;
          const $322 = same_integer(id, id0);
          switch ($322.is) {
            case "Left": {
              const $323 = same_integer(index, index0);
              switch ($323.is) {
                case "Left": {
                  return same_expression(value0, value1);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "AssignElement": {
      const { a: id, b: e, c: array0, d: index, e: value0 } = a;
      switch (b.is) {
        case "AssignElement": {
          const { a: id0, b: e0, c: array1, d: index0, e: value1 } = b;
          const $324 = same_integer(id, id0);
          switch ($324.is) {
            case "Left": {
              switch (e.is) {
                case "Element_int": {
                  switch (e0.is) {
                    case "Element_int": {
                      const $325 = same_expression(array0, array1);
                      switch ($325.is) {
                        case "Left": {
                          const $326 = same_expression(index, index0);
                          switch ($326.is) {
                            case "Left": {
                              return same_expression(value0, value1);
                            }
                            case "Right": {
                              return $Right;
                            }
                          }
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_bool": {
                  switch (e0.is) {
                    case "Element_bool": {
                      const $327 = same_expression(array0, array1);
                      switch ($327.is) {
                        case "Left": {
                          const $328 = same_expression(index, index0);
                          switch ($328.is) {
                            case "Left": {
                              return same_expression(value0, value1);
                            }
                            case "Right": {
                              return $Right;
                            }
                          }
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_byte": {
                  switch (e0.is) {
                    case "Element_byte": {
                      const $329 = same_expression(array0, array1);
                      switch ($329.is) {
                        case "Left": {
                          const $330 = same_expression(index, index0);
                          switch ($330.is) {
                            case "Left": {
                              return same_expression(value0, value1);
                            }
                            case "Right": {
                              return $Right;
                            }
                          }
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "If": {
      const { a: id, b: condition0, c: yes, d: no } = a;
      switch (b.is) {
        case "If": {
          const { a: id0, b: condition1, c: yes0, d: no0 } = b;
          const $331 = same_integer(id, id0);
          switch ($331.is) {
            case "Left": {
              const $332 = same_expression(condition0, condition1);
              switch ($332.is) {
                case "Left": {
                  const $333 = same_statement(yes, yes0);
                  switch ($333.is) {
                    case "Left": {
                      return same_option(same_statement, no, no0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "While": {
      const { a: id, b: condition0, c: body, d: update } = a;
      switch (b.is) {
        case "While": {
          const { a: id0, b: condition1, c: body0, d: update0 } = b;
          const $334 = same_integer(id, id0);
          switch ($334.is) {
            case "Left": {
              const $335 = same_expression(condition0, condition1);
              switch ($335.is) {
                case "Left": {
                  const $336 = same_statement(body, body0);
                  switch ($336.is) {
                    case "Left": {
                      return same_option(same_statement, update, update0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Break": {
      const { a: id } = a;
      switch (b.is) {
        case "Break": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "Continue": {
      const { a: id } = a;
      switch (b.is) {
        case "Continue": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "Return": {
      const { a: id, b: value0 } = a;
      switch (b.is) {
        case "Return": {
          const { a: id0, b: value1 } = b;
          const $337 = same_integer(id, id0);
          switch ($337.is) {
            case "Left": {
              return same_option(same_expression, value0, value1);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Assert": {
      const { a: id, b: condition0 } = a;
      switch (b.is) {
        case "Assert": {
          const { a: id0, b: condition1 } = b;
          const $338 = same_integer(id, id0);
          switch ($338.is) {
            case "Left": {
              return same_expression(condition0, condition1);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Write": {
      const { a: id, b: value0 } = a;
      switch (b.is) {
        case "Write": {
          const { a: id0, b: value1 } = b;
          const $339 = same_integer(id, id0);
          switch ($339.is) {
            case "Left": {
              return same_expression(value0, value1);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Exit": {
      const { a: id, b: value0 } = a;
      switch (b.is) {
        case "Exit": {
          const { a: id0, b: value1 } = b;
          const $340 = same_integer(id, id0);
          switch ($340.is) {
            case "Left": {
              return same_expression(value0, value1);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Discard": {
      const { a: id, b: e } = a;
      switch (b.is) {
        case "Discard": {
          const { a: id0, b: e0 } = b;
          const $341 = same_integer(id, id0);
          switch ($341.is) {
            case "Left": {
              return same_expression(e, e0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Block": {
      const { a: id, b: statements } = a;
      switch (b.is) {
        case "Block": {
          const { a: id0, b: statements0 } = b;
          const $342 = same_integer(id, id0);
          switch ($342.is) {
            case "Left": {
              return list_eq_dec(same_statement, statements, statements0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function same_unit(_0, _1) {
  return $Left;
}

function same_waiting(same_word, a, b) {
  switch (a.is) {
    case "UnaryFrame": {
      const { a: id, b: o } = a;
      switch (b.is) {
        case "UnaryFrame": {
          const { a: id0, b: o0 } = b;
          const $343 = same_integer(id, id0);
          switch ($343.is) {
            case "Left": {
              switch (o.is) {
                case "Negate": {
                  switch (o0.is) {
                    case "Negate": {
                      return $Left;
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Complement": {
                  switch (o0.is) {
                    case "Complement": {
                      return $Left;
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Not": {
                  switch (o0.is) {
                    case "Not": {
                      return $Left;
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "BinaryLeft": {
      const { a: id, b: o, c: right } = a;
      switch (b.is) {
        case "BinaryLeft": {
          const { a: id0, b: o0, c: right0 } = b;
          const $344 = same_integer(id, id0);
          switch ($344.is) {
            case "Left": {
              switch (o.is) {
                case "Times": {
                  switch (o0.is) {
                    case "Times": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Over": {
                  switch (o0.is) {
                    case "Over": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Modulo": {
                  switch (o0.is) {
                    case "Modulo": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Plus": {
                  switch (o0.is) {
                    case "Plus": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Minus": {
                  switch (o0.is) {
                    case "Minus": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "ShiftLeft": {
                  switch (o0.is) {
                    case "ShiftLeft": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "ShiftRight": {
                  switch (o0.is) {
                    case "ShiftRight": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "ShiftRightLogical": {
                  switch (o0.is) {
                    case "ShiftRightLogical": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "BitAnd": {
                  switch (o0.is) {
                    case "BitAnd": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "BitXor": {
                  switch (o0.is) {
                    case "BitXor": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "BitOr": {
                  switch (o0.is) {
                    case "BitOr": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsEqual": {
                  switch (o0.is) {
                    case "IsEqual": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsNot": {
                  switch (o0.is) {
                    case "IsNot": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsLess": {
                  switch (o0.is) {
                    case "IsLess": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsAtMost": {
                  switch (o0.is) {
                    case "IsAtMost": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsGreater": {
                  switch (o0.is) {
                    case "IsGreater": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsAtLeast": {
                  switch (o0.is) {
                    case "IsAtLeast": {
                      return same_expression(right, right0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "BinaryRight": {
      const { a: id, b: o, c: left } = a;
      switch (b.is) {
        case "BinaryRight": {
          const { a: id0, b: o0, c: left0 } = b;
          const $345 = same_integer(id, id0);
          switch ($345.is) {
            case "Left": {
              switch (o.is) {
                case "Times": {
                  switch (o0.is) {
                    case "Times": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Over": {
                  switch (o0.is) {
                    case "Over": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Modulo": {
                  switch (o0.is) {
                    case "Modulo": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Plus": {
                  switch (o0.is) {
                    case "Plus": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Minus": {
                  switch (o0.is) {
                    case "Minus": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "ShiftLeft": {
                  switch (o0.is) {
                    case "ShiftLeft": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "ShiftRight": {
                  switch (o0.is) {
                    case "ShiftRight": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "ShiftRightLogical": {
                  switch (o0.is) {
                    case "ShiftRightLogical": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "BitAnd": {
                  switch (o0.is) {
                    case "BitAnd": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "BitXor": {
                  switch (o0.is) {
                    case "BitXor": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "BitOr": {
                  switch (o0.is) {
                    case "BitOr": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsEqual": {
                  switch (o0.is) {
                    case "IsEqual": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsNot": {
                  switch (o0.is) {
                    case "IsNot": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsLess": {
                  switch (o0.is) {
                    case "IsLess": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsAtMost": {
                  switch (o0.is) {
                    case "IsAtMost": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsGreater": {
                  switch (o0.is) {
                    case "IsGreater": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "IsAtLeast": {
                  switch (o0.is) {
                    case "IsAtLeast": {
                      return same_word(left, left0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "LogicLeft": {
      const { a: id, b: o, c: right } = a;
      switch (b.is) {
        case "LogicLeft": {
          const { a: id0, b: o0, c: right0 } = b;
          const $346 = same_integer(id, id0);
          switch ($346.is) {
            case "Left": {
              switch (o.is) {
                case "AndAlso": {
                  switch (o0.is) {
                    case "AndAlso": {
                      return same_expression(right, right0);
                    }
                    case "OrElse": {
                      return $Right;
                    }
                  }
                }
                case "OrElse": {
                  switch (o0.is) {
                    case "AndAlso": {
                      return $Right;
                    }
                    case "OrElse": {
                      return same_expression(right, right0);
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "LogicRight": {
      const { a: id } = a;
      switch (b.is) {
        case "LogicRight": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "IndexArray": {
      const { a: id, b: e, c: index } = a;
      switch (b.is) {
        case "IndexArray": {
          const { a: id0, b: e0, c: index0 } = b;
          const $347 = same_integer(id, id0);
          switch ($347.is) {
            case "Left": {
              switch (e.is) {
                case "Element_int": {
                  switch (e0.is) {
                    case "Element_int": {
                      return same_expression(index, index0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_bool": {
                  switch (e0.is) {
                    case "Element_bool": {
                      return same_expression(index, index0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_byte": {
                  switch (e0.is) {
                    case "Element_byte": {
                      return same_expression(index, index0);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "IndexIndex": {
      const { a: id, b: e, c: array0 } = a;
      switch (b.is) {
        case "IndexIndex": {
          const { a: id0, b: e0, c: array1 } = b;
          const $348 = same_integer(id, id0);
          switch ($348.is) {
            case "Left": {
              switch (e.is) {
                case "Element_int": {
                  switch (e0.is) {
                    case "Element_int": {
                      return same_word(array0, array1);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_bool": {
                  switch (e0.is) {
                    case "Element_bool": {
                      return same_word(array0, array1);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_byte": {
                  switch (e0.is) {
                    case "Element_byte": {
                      return same_word(array0, array1);
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "LengthFrame": {
      const { a: id } = a;
      switch (b.is) {
        case "LengthFrame": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "NewFrame": {
      const { a: id, b: e } = a;
      switch (b.is) {
        case "NewFrame": {
          const { a: id0, b: e0 } = b;
          const $349 = same_integer(id, id0);
          switch ($349.is) {
            case "Left": {
              switch (e.is) {
                case "Element_int": {
                  switch (e0.is) {
                    case "Element_int": {
                      return $Left;
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_bool": {
                  switch (e0.is) {
                    case "Element_bool": {
                      return $Left;
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_byte": {
                  switch (e0.is) {
                    case "Element_byte": {
                      return $Left;
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "TransferArray": {
      const { a: id, b: d, c: from, d: count } = a;
      switch (b.is) {
        case "TransferArray": {
          const { a: id0, b: d0, c: from0, d: count0 } = b;
          const $350 = same_integer(id, id0);
          switch ($350.is) {
            case "Left": {
              switch (d.is) {
                case "Inward": {
                  switch (d0.is) {
                    case "Inward": {
                      const $351 = same_expression(from, from0);
                      switch ($351.is) {
                        case "Left": {
                          return same_expression(count, count0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    case "Outward": {
                      return $Right;
                    }
                  }
                }
                case "Outward": {
                  switch (d0.is) {
                    case "Inward": {
                      return $Right;
                    }
                    case "Outward": {
                      const $352 = same_expression(from, from0);
                      switch ($352.is) {
                        case "Left": {
                          return same_expression(count, count0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "TransferFrom": {
      const { a: id, b: d, c: array0, d: count } = a;
      switch (b.is) {
        case "TransferFrom": {
          const { a: id0, b: d0, c: array1, d: count0 } = b;
          const $353 = same_integer(id, id0);
          switch ($353.is) {
            case "Left": {
              switch (d.is) {
                case "Inward": {
                  switch (d0.is) {
                    case "Inward": {
                      const $354 = same_word(array0, array1);
                      switch ($354.is) {
                        case "Left": {
                          return same_expression(count, count0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    case "Outward": {
                      return $Right;
                    }
                  }
                }
                case "Outward": {
                  switch (d0.is) {
                    case "Inward": {
                      return $Right;
                    }
                    case "Outward": {
                      const $355 = same_word(array0, array1);
                      switch ($355.is) {
                        case "Left": {
                          return same_expression(count, count0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "TransferCount": {
      const { a: id, b: d, c: array0, d: from } = a;
      switch (b.is) {
        case "TransferCount": {
          const { a: id0, b: d0, c: array1, d: from0 } = b;
          const $356 = same_integer(id, id0);
          switch ($356.is) {
            case "Left": {
              switch (d.is) {
                case "Inward": {
                  switch (d0.is) {
                    case "Inward": {
                      const $357 = same_word(array0, array1);
                      switch ($357.is) {
                        case "Left": {
                          return same_word(from, from0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    case "Outward": {
                      return $Right;
                    }
                  }
                }
                case "Outward": {
                  switch (d0.is) {
                    case "Inward": {
                      return $Right;
                    }
                    case "Outward": {
                      const $358 = same_word(array0, array1);
                      switch ($358.is) {
                        case "Left": {
                          return same_word(from, from0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Arguments": {
      const { a: id, b: callee, c: values, d: after } = a;
      switch (b.is) {
        case "Arguments": {
          const { a: id0, b: callee0, c: values0, d: after0 } = b;
          const $359 = same_integer(id, id0);
          switch ($359.is) {
            case "Left": {
              const $360 = eq_dec(callee, callee0);
              switch ($360.is) {
                case "Left": {
                  const $361 = list_eq_dec(same_word, values, values0);
                  switch ($361.is) {
                    case "Left": {
                      return list_eq_dec(same_expression, after, after0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "CallFrame": {
      const { a: id, b: frame } = a;
      switch (b.is) {
        case "CallFrame": {
          const { a: id0, b: frame0 } = b;
          const $362 = same_integer(id, id0);
          switch ($362.is) {
            case "Left": {
              return list_eq_dec(same_word, frame, frame0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "AssignFrame": {
      const { a: id, b: slot } = a;
      switch (b.is) {
        case "AssignFrame": {
          const { a: id0, b: slot0 } = b;
          const $363 = same_integer(id, id0);
          switch ($363.is) {
            case "Left": {
              return eq_dec(slot, slot0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "AssignGlobalFrame": {
      const { a: id, b: index } = a;
      switch (b.is) {
        case "AssignGlobalFrame": {
          const { a: id0, b: index0 } = b;
          const $364 = same_integer(id, id0);
          switch ($364.is) {
            case "Left": {
              return same_integer(index, index0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "ElementArray": {
      const { a: id, b: e, c: index, d: value0 } = a;
      switch (b.is) {
        case "ElementArray": {
          const { a: id0, b: e0, c: index0, d: value1 } = b;
          const $365 = same_integer(id, id0);
          switch ($365.is) {
            case "Left": {
              switch (e.is) {
                case "Element_int": {
                  switch (e0.is) {
                    case "Element_int": {
                      const $366 = same_expression(index, index0);
                      switch ($366.is) {
                        case "Left": {
                          return same_expression(value0, value1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_bool": {
                  switch (e0.is) {
                    case "Element_bool": {
                      const $367 = same_expression(index, index0);
                      switch ($367.is) {
                        case "Left": {
                          return same_expression(value0, value1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_byte": {
                  switch (e0.is) {
                    case "Element_byte": {
                      const $368 = same_expression(index, index0);
                      switch ($368.is) {
                        case "Left": {
                          return same_expression(value0, value1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "ElementIndex": {
      const { a: id, b: e, c: array0, d: value0 } = a;
      switch (b.is) {
        case "ElementIndex": {
          const { a: id0, b: e0, c: array1, d: value1 } = b;
          const $369 = same_integer(id, id0);
          switch ($369.is) {
            case "Left": {
              switch (e.is) {
                case "Element_int": {
                  switch (e0.is) {
                    case "Element_int": {
                      const $370 = same_word(array0, array1);
                      switch ($370.is) {
                        case "Left": {
                          return same_expression(value0, value1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_bool": {
                  switch (e0.is) {
                    case "Element_bool": {
                      const $371 = same_word(array0, array1);
                      switch ($371.is) {
                        case "Left": {
                          return same_expression(value0, value1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_byte": {
                  switch (e0.is) {
                    case "Element_byte": {
                      const $372 = same_word(array0, array1);
                      switch ($372.is) {
                        case "Left": {
                          return same_expression(value0, value1);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "ElementValue": {
      const { a: id, b: e, c: array0, d: index } = a;
      switch (b.is) {
        case "ElementValue": {
          const { a: id0, b: e0, c: array1, d: index0 } = b;
          const $373 = same_integer(id, id0);
          switch ($373.is) {
            case "Left": {
              switch (e.is) {
                case "Element_int": {
                  switch (e0.is) {
                    case "Element_int": {
                      const $374 = same_word(array0, array1);
                      switch ($374.is) {
                        case "Left": {
                          return same_word(index, index0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_bool": {
                  switch (e0.is) {
                    case "Element_bool": {
                      const $375 = same_word(array0, array1);
                      switch ($375.is) {
                        case "Left": {
                          return same_word(index, index0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
                case "Element_byte": {
                  switch (e0.is) {
                    case "Element_byte": {
                      const $376 = same_word(array0, array1);
                      switch ($376.is) {
                        case "Left": {
                          return same_word(index, index0);
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    default: {
                      return $Right;
                    }
                  }
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "IfFrame": {
      const { a: id, b: yes, c: no } = a;
      switch (b.is) {
        case "IfFrame": {
          const { a: id0, b: yes0, c: no0 } = b;
          const $377 = same_integer(id, id0);
          switch ($377.is) {
            case "Left": {
              const $378 = same_statement(yes, yes0);
              switch ($378.is) {
                case "Left": {
                  return same_option(same_statement, no, no0);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "WhileFrame": {
      const { a: id, b: condition0, c: loop, d: update } = a;
      switch (b.is) {
        case "WhileFrame": {
          const { a: id0, b: condition1, c: loop0, d: update0 } = b;
          const $379 = same_integer(id, id0);
          switch ($379.is) {
            case "Left": {
              const $380 = same_expression(condition0, condition1);
              switch ($380.is) {
                case "Left": {
                  const $381 = same_statement(loop, loop0);
                  switch ($381.is) {
                    case "Left": {
                      return same_option(same_statement, update, update0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "LoopFrame": {
      const { a: id, b: condition0, c: loop, d: update } = a;
      switch (b.is) {
        case "LoopFrame": {
          const { a: id0, b: condition1, c: loop0, d: update0 } = b;
          const $382 = same_integer(id, id0);
          switch ($382.is) {
            case "Left": {
              const $383 = same_expression(condition0, condition1);
              switch ($383.is) {
                case "Left": {
                  const $384 = same_statement(loop, loop0);
                  switch ($384.is) {
                    case "Left": {
                      return same_option(same_statement, update, update0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "UpdateFrame": {
      const { a: id, b: condition0, c: loop, d: update } = a;
      switch (b.is) {
        case "UpdateFrame": {
          const { a: id0, b: condition1, c: loop0, d: update0 } = b;
          const $385 = same_integer(id, id0);
          switch ($385.is) {
            case "Left": {
              const $386 = same_expression(condition0, condition1);
              switch ($386.is) {
                case "Left": {
                  const $387 = same_statement(loop, loop0);
                  switch ($387.is) {
                    case "Left": {
                      return same_option(same_statement, update, update0);
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "ReturnFrame": {
      const { a: id } = a;
      switch (b.is) {
        case "ReturnFrame": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "AssertFrame": {
      const { a: id } = a;
      switch (b.is) {
        case "AssertFrame": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "WriteFrame": {
      const { a: id } = a;
      switch (b.is) {
        case "WriteFrame": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "ExitFrame": {
      const { a: id } = a;
      switch (b.is) {
        case "ExitFrame": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "DiscardFrame": {
      const { a: id } = a;
      switch (b.is) {
        case "DiscardFrame": {
          const { a: id0 } = b;
          return same_integer(id, id0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "BlockFrame": {
      const { a: id, b: after } = a;
      switch (b.is) {
        case "BlockFrame": {
          const { a: id0, b: after0 } = b;
          const $388 = same_integer(id, id0);
          switch ($388.is) {
            case "Left": {
              return list_eq_dec(same_statement, after, after0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function same_control(same_word, a, b) {
  switch (a.is) {
    case "Evaluate": {
      const { a: e } = a;
      switch (b.is) {
        case "Evaluate": {
          const { a: e0 } = b;
          return same_expression(e, e0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "Value": {
      const { a: w, b: from } = a;
      switch (b.is) {
        case "Value": {
          const { a: w0, b: from0 } = b;
          const $389 = same_word(w, w0);
          switch ($389.is) {
            case "Left": {
              return same_integer(from, from0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Execute": {
      const { a: s } = a;
      switch (b.is) {
        case "Execute": {
          const { a: s0 } = b;
          return same_statement(s, s0);
        }
        default: {
          return $Right;
        }
      }
    }
    case "Done": {
      switch (b.is) {
        case "Done": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Breaking": {
      switch (b.is) {
        case "Breaking": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Continuing": {
      switch (b.is) {
        case "Continuing": {
          return $Left;
        }
        default: {
          return $Right;
        }
      }
    }
    case "Returning": {
      const { a: w } = a;
      switch (b.is) {
        case "Returning": {
          const { a: w0 } = b;
          return same_word(w, w0);
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function same_configuration(same_word, a, b) {
  const { a: control_of, b: frame_of, c: continuation_of } = a;
  const { a: control_of0, b: frame_of0, c: continuation_of0 } = b;
  const $390 = same_control(same_word, control_of, control_of0);
  switch ($390.is) {
    case "Left": {
      const $391 = list_eq_dec(same_word, frame_of, frame_of0);
      switch ($391.is) {
        case "Left": {
          return list_eq_dec((($$0, $$1) => same_waiting(same_word, $$0, $$1)), continuation_of, continuation_of0);
        }
        case "Right": {
          return $Right;
        }
      }
    }
    case "Right": {
      return $Right;
    }
  }
}

function same_skeleton(c, d) {
  const $392 = same_configuration(same_unit, configuration_skeleton(c), configuration_skeleton(d));
  switch ($392.is) {
    case "Left": {
      return true;
    }
    case "Right": {
      return false;
    }
  }
}

function same_ingredient(a, b) {
  switch (a.is) {
    case "Unknown": {
      const { a: name, b: s } = a;
      switch (b.is) {
        case "Unknown": {
          const { a: name0, b: s0 } = b;
          const $393 = same_positive(name, name0);
          switch ($393.is) {
            case "Left": {
              return same_sort(s, s0);
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Number0": {
      const { a: z0 } = a;
      switch (b.is) {
        case "Number0": {
          const { a: z1 } = b;
          return same_integer(z0, z1);
        }
        default: {
          return $Right;
        }
      }
    }
    case "Computed": {
      const { a: o, b: left, c: right } = a;
      switch (b.is) {
        case "Computed": {
          const { a: o0, b: left0, c: right0 } = b;
          const $394 = same_operation(o, o0);
          switch ($394.is) {
            case "Left": {
              const $395 = eq_dec(left, left0);
              switch ($395.is) {
                case "Left": {
                  return eq_dec(right, right0);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
    case "Element": {
      const { a: e, b: reference, c: offset } = a;
      switch (b.is) {
        case "Element": {
          const { a: e0, b: reference0, c: offset0 } = b;
          const $396 = same_element_dec(e, e0);
          switch ($396.is) {
            case "Left": {
              const $397 = eq_dec(reference, reference0);
              switch ($397.is) {
                case "Left": {
                  return eq_dec(offset, offset0);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        default: {
          return $Right;
        }
      }
    }
  }
}

function ingredient_made(symbol_of, element_of, i, t0, made_at) {
  switch (i.is) {
    case "Unknown": {
      const { a: name, b: s } = i;
      return symbol_of(t0, name, s);
    }
    case "Number0": {
      const { a: z0 } = i;
      return { is: "Some", a: constant(t0, z0) };
    }
    case "Computed": {
      const { a: o, b: a, c: b } = i;
      const $398 = made_at(a);
      switch ($398.is) {
        case "Some": {
          const { a: x } = $398;
          const $399 = made_at(b);
          switch ($399.is) {
            case "Some": {
              const { a: y } = $399;
              return { is: "Some", a: operation_of(t0, o, x, y) };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "Element": {
      const { a: e, b: a, c: b } = i;
      const $400 = made_at(a);
      switch ($400.is) {
        case "Some": {
          const { a: x } = $400;
          const $401 = made_at(b);
          switch ($401.is) {
            case "Some": {
              const { a: y } = $401;
              return element_of(t0, e, x, y);
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function follow($symbol_of, $element_of, $r, $t0, $so_far) {
  for (;;) {
    const symbol_of = $symbol_of;
    const element_of = $element_of;
    const r = $r;
    const t0 = $t0;
    const so_far = $so_far;
    switch (r.is) {
      case "Nil": {
        return { is: "Some", a: { is: "Pair", a: t0, b: so_far } };
      }
      case "Cons": {
        const { a: i, b: r0 } = r;
        const $402 = ingredient_made(symbol_of, element_of, i, t0, (($$0) => nth_error(so_far, $$0)));
        switch ($402.is) {
          case "Some": {
            const { a: p } = $402;
            const { a: u, b: t1 } = p;
            $r = r0;
            $t0 = u;
            $so_far = app(so_far, { is: "Cons", a: t1, b: $Nil });
            continue;
          }
          case "None": {
            return $None;
          }
        }
      }
    }
  }
}

function nth_back(l, count, place) {
  const $403 = sub(count, place);
  if ($403 === 0) {
    return $None;
  }
  const n0 = $before($403);
  return nth_error(l, n0);
}

function follow_back($symbol_of, $element_of, $r, $t0, $made, $count) {
  for (;;) {
    const symbol_of = $symbol_of;
    const element_of = $element_of;
    const r = $r;
    const t0 = $t0;
    const made = $made;
    const count = $count;
    switch (r.is) {
      case "Nil": {
        return { is: "Some", a: { is: "Pair", a: t0, b: rev_append(made, $Nil) } };
      }
      case "Cons": {
        const { a: i, b: r0 } = r;
        const $404 = ingredient_made(symbol_of, element_of, i, t0, (($$0) => nth_back(made, count, $$0)));
        switch ($404.is) {
          case "Some": {
            const { a: p } = $404;
            const { a: u, b: t1 } = p;
            $r = r0;
            $t0 = u;
            $made = { is: "Cons", a: t1, b: made };
            $count = $next(count);
            continue;
          }
          case "None": {
            return $None;
          }
        }
      }
    }
  }
}

function follow_all(symbol_of, element_of, r, t0) {
  return follow_back(symbol_of, element_of, r, t0, $Nil, 0);
}

function own_symbol(t0, name, s) {
  return { is: "Some", a: share(t0, { is: "Symbol", a: name, b: s }) };
}

function own_element(t0, e, reference, offset) {
  const $405 = unknown_heap(t0);
  const { a: t1, b: h } = $405;
  return { is: "Some", a: select_on(t1, h, e, reference, offset) };
}

function stands_for(given0, t0, name, s) {
  const $406 = find0(name, given0);
  switch ($406.is) {
    case "Some": {
      const { a: t1 } = $406;
      if ($less(limit_of(t0, t1), values_of_sort(s))) {
        return { is: "Some", a: { is: "Pair", a: t0, b: t1 } };
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function sort_of_element(e) {
  switch (e.is) {
    case "Element_int": {
      return $Sort_int;
    }
    case "Element_bool": {
      return $Sort_bool;
    }
    case "Element_byte": {
      return $Sort_byte;
    }
  }
}

function new_element(t0, e, _2, _3) {
  return symbol(t0, sort_of_element(e));
}

function anew_but(given0, t0, name, s) {
  const $407 = find((pat) => {
      const { a: y } = pat;
      const { a: n0, b: values } = y;
      if ($equal(n0, name)) {
        return $equal(values, values_of_sort(s));
      }
      return false;
    }, given0);
  switch ($407.is) {
    case "Some": {
      const { a: p } = $407;
      const { b: t1 } = p;
      return { is: "Some", a: { is: "Pair", a: t0, b: t1 } };
    }
    case "None": {
      return symbol(t0, s);
    }
  }
}

function going_on(l) {
  return flat_map((x) => {
      switch (x.is) {
        case "Inl": {
          const { a: s } = x;
          return { is: "Cons", a: s, b: $Nil };
        }
        case "Inr": {
          return $Nil;
        }
      }
    }, l);
}

function at_ends(l) {
  return flat_map((x) => {
      switch (x.is) {
        case "Inl": {
          return $Nil;
        }
        case "Inr": {
          const { a: found0 } = x;
          return found0;
        }
      }
    }, l);
}

function followed($too_long, $step, $steps0, $pending, $found0) {
  for (;;) {
    const too_long = $too_long;
    const step = $step;
    const steps0 = $steps0;
    const pending = $pending;
    const found0 = $found0;
    switch (pending.is) {
      case "Nil": {
        return rev(found0);
      }
      case "Cons": {
        const { a: s, b: pending0 } = pending;
        if (steps0 === 0) {
          return rev({ is: "Cons", a: too_long, b: found0 });
        }
        const steps1 = $before(steps0);
        const next0 = step(s);
        $steps0 = steps1;
        $pending = app(going_on(next0), pending0);
        $found0 = rev_append(at_ends(next0), found0);
        continue;
      }
    }
  }
}

function with_source_terms(st, t0) {
  return { is: "Build_source_state", a: t0, b: st.b, c: st.c, d: st.d, e: st.e, f: st.f };
}

function with_source_fact(st, l) {
  return { is: "Build_source_state", a: st.a, b: { is: "Cons", a: l, b: st.b }, c: st.c, d: st.d, e: st.e, f: st.f };
}

function with_source_exchange(st, x) {
  return { is: "Build_source_state", a: st.a, b: st.b, c: st.c, d: st.d, e: st.e, f: app(st.f, { is: "Cons", a: x, b: $Nil }) };
}

function global_of(globals, g) {
  return option_map(snd, find((claim) => $equal(fst(claim), g), globals));
}

function with_source_global(st, g, t0) {
  return { is: "Build_source_state", a: st.a, b: st.b, c: { is: "Cons", a: { is: "Pair", a: g, b: t0 }, b: filter((claim) => negb($equal(fst(claim), g)), st.c) }, d: st.d, e: st.e, f: st.f };
}

function with_source_array(st, a) {
  return { is: "Build_source_state", a: st.a, b: st.b, c: st.c, d: replaced(a, st.d), e: st.e, f: st.f };
}

function with_source_new(st, a, next0) {
  return { is: "Build_source_state", a: st.a, b: st.b, c: st.c, d: { is: "Cons", a: a, b: st.d }, e: next0, f: st.f };
}

function known_at(st, r) {
  return find_array(st.d, r);
}

function words_of(t0, e, length0) {
  switch (e.is) {
    case "Element_byte": {
      const $408 = constant(t0, 3);
      const { a: t1, b: three } = $408;
      const $409 = operation_of(t1, $Add, length0, three);
      const { a: t2, b: sum1 } = $409;
      const $410 = constant(t2, 2);
      const { a: t3, b: two } = $410;
      return operation_of(t3, $Srl, sum1, two);
    }
    default: {
      return { is: "Pair", a: t0, b: length0 };
    }
  }
}

function has_room(high, t0, next0, words) {
  const $411 = constant(t0, high);
  const { a: t1, b: last0 } = $411;
  const $412 = operation_of(t1, $Sub, last0, next0);
  const { a: t2, b: left } = $412;
  const $413 = constant(t2, 2);
  const { a: t3, b: two } = $413;
  const $414 = operation_of(t3, $Srl, left, two);
  const { a: t4, b: quarter } = $414;
  return operation_of(t4, $Sltu, words, quarter);
}

function short(t0, facts, n0) {
  const $415 = constant(t0, 0);
  const { a: t1, b: zero } = $415;
  const $416 = operation_of(t1, $Slt, n0, zero);
  const { a: t2, b: negative } = $416;
  return denied(t2, facts, negative);
}

function with_room(refuse, high, st, e, length0, goes, spent0) {
  if (short(st.a, st.b, length0)) {
    const $417 = words_of(st.a, e, length0);
    const { a: t0, b: words } = $417;
    const $418 = has_room(high, t0, st.e, words);
    const { a: t1, b: room0 } = $418;
    const st0 = with_source_terms(st, t1);
    const $419 = decision(t1, st0.b, room0);
    switch ($419.is) {
      case "Some": {
        const { a: b } = $419;
        if (b) {
          return goes(st0, words);
        }
        return spent0(st0);
      }
      case "None": {
        return app(goes(with_source_fact(st0, noted(t1, room0, true)), words), spent0(with_source_fact(st0, noted(t1, room0, false))));
      }
    }
  }
  return { is: "Cons", a: refuse($LengthNotKnown), b: $Nil };
}

function new_array(t0, e, length0, reference, words) {
  const $420 = zero_heap(t0, e, reference);
  const { a: t1, b: h } = $420;
  const $421 = constant(t1, 4);
  const { a: t2, b: four } = $421;
  const $422 = operation_of(t2, $Mul, words, four);
  const { a: t3, b: bytes } = $422;
  const $423 = operation_of(t3, $Add, bytes, four);
  const { a: t4, b: room0 } = $423;
  const $424 = operation_of(t4, $Add, reference, room0);
  const { a: t5, b: next0 } = $424;
  return { is: "Pair", a: { is: "Pair", a: t5, b: { is: "Build_known_array", a: reference, b: e, c: length0, d: length0, e: h } }, b: next0 };
}

function known_block(st, r, i, n0) {
  const $425 = known_at(st, r);
  switch ($425.is) {
    case "Some": {
      const { a: a } = $425;
      if (((same_element(a.b, $Element_byte) && short(st.a, st.b, a.c)) && block_within(st.a, st.b, a.c, i, n0))) {
        return { is: "Some", a: a };
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function with_source_facts(st, t0, facts) {
  return { is: "Build_source_state", a: t0, b: facts, c: st.c, d: st.d, e: st.e, f: st.f };
}

function moved0(t0, facts, count) {
  const $426 = symbol(t0, $Sort_count);
  switch ($426.is) {
    case "Some": {
      const { a: p } = $426;
      const { a: t1, b: t2 } = p;
      const $427 = constant(t1, 0);
      const { a: t3, b: zero } = $427;
      const $428 = operation_of(t3, $Equal, t2, zero);
      const { a: t4, b: none0 } = $428;
      const $429 = operation_of(t4, $Sltu, count, t2);
      const { a: t5, b: more } = $429;
      return { is: "Some", a: { is: "Pair", a: { is: "Pair", a: t5, b: { is: "Cons", a: noted(t5, more, false), b: { is: "Cons", a: noted(t5, none0, false), b: facts } } }, b: t2 } };
    }
    case "None": {
      return $None;
    }
  }
}

function spent(refuse, may_spend, rest, st) {
  if (may_spend) {
    return rest($SourceSpent, st);
  }
  return { is: "Cons", a: refuse($HeapTooLarge), b: $Nil };
}

function source_effect($refuse, $high, $may_spend, $e, $st, $rest) {
  for (;;) {
    const refuse = $refuse;
    const high = $high;
    const may_spend = $may_spend;
    const e = $e;
    const st = $st;
    const rest = $rest;
    switch (e.is) {
      case "Become": {
        const { b: c } = e;
        return rest({ is: "SourceAt", a: c }, st);
      }
      case "Finish": {
        const { b: f } = e;
        return rest({ is: "SourceEnds", a: f }, st);
      }
      case "Wrong": {
        return { is: "Cons", a: refuse($SourceIsStuck), b: $Nil };
      }
      case "Const": {
        const { a: z0, b: k } = e;
        const $430 = constant(st.a, z0);
        const { a: t0, b: t1 } = $430;
        $e = k(t1);
        $st = with_source_terms(st, t0);
        continue;
      }
      case "Operate": {
        const { a: o, b: a, c: b, d: k } = e;
        const $431 = operation_of(st.a, o, a, b);
        const { a: t0, b: t1 } = $431;
        $e = k(t1);
        $st = with_source_terms(st, t0);
        continue;
      }
      case "Decide": {
        const { a: c, b: k } = e;
        const $432 = decision(st.a, st.b, c);
        switch ($432.is) {
          case "Some": {
            const { a: answer0 } = $432;
            $e = k(answer0);
            continue;
          }
          case "None": {
            return app(source_effect(refuse, high, may_spend, k(true), with_source_fact(st, noted(st.a, c, true)), rest), source_effect(refuse, high, may_spend, k(false), with_source_fact(st, noted(st.a, c, false)), rest));
          }
        }
      }
      case "Allocate": {
        const { a: e0, b: n0, c: k } = e;
        return with_room(refuse, high, st, e0, n0, (st0, words) => {
            const $433 = new_array(st0.a, e0, n0, st0.e, words);
            const { a: p, b: next0 } = $433;
            const { a: t0, b: a } = p;
            return source_effect(refuse, high, may_spend, k(a.a), with_source_new(with_source_terms(st0, t0), a, next0), rest);
          }, (($$0) => spent(refuse, may_spend, rest, $$0)));
      }
      case "AllocateText": {
        const { a: e0, b: values, c: k } = e;
        const $434 = constant(st.a, size0(values));
        const { a: t0, b: n0 } = $434;
        if ($less(size0(values), half)) {
          return with_room(refuse, high, with_source_terms(st, t0), e0, n0, (st0, words) => {
              const $435 = new_array(st0.a, e0, n0, st0.e, words);
              const { a: p, b: next0 } = $435;
              const { a: t1, b: a } = p;
              const $436 = numbers_written(t1, a, 0, map(wrap, values));
              const { a: t2, b: a3 } = $436;
              return source_effect(refuse, high, may_spend, k(a3.a), with_source_new(with_source_terms(st0, t2), a3, next0), rest);
            }, (($$0) => spent(refuse, may_spend, rest, $$0)));
        }
        return { is: "Cons", a: refuse($HeapTooLarge), b: $Nil };
      }
      case "AskLength": {
        const { a: r, b: k } = e;
        const $437 = known_at(st, r);
        switch ($437.is) {
          case "Some": {
            const { a: a } = $437;
            $e = k(a.c);
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse($ArrayNotKnown), b: $Nil };
          }
        }
      }
      case "Load": {
        const { b: r, c: i, d: k } = e;
        const $438 = known_at(st, r);
        switch ($438.is) {
          case "Some": {
            const { a: a } = $438;
            if (within_bounds(st.a, st.b, i, a.c)) {
              const $439 = offset_of(st.a, a.b, i);
              const { a: t0, b: o } = $439;
              const $440 = element_read(t0, a, o);
              const { a: t1, b: t2 } = $440;
              $e = k(t2);
              $st = with_source_terms(st, t1);
              continue;
            }
            return { is: "Cons", a: refuse($IndexNotInBounds), b: $Nil };
          }
          case "None": {
            return { is: "Cons", a: refuse($ArrayNotKnown), b: $Nil };
          }
        }
      }
      case "Store": {
        const { b: r, c: i, d: x, e: k } = e;
        const $441 = known_at(st, r);
        switch ($441.is) {
          case "Some": {
            const { a: a } = $441;
            if (within_bounds(st.a, st.b, i, a.c)) {
              const $442 = offset_of(st.a, a.b, i);
              const { a: t0, b: o } = $442;
              const $443 = element_written(t0, a, o, x);
              const { a: t1, b: a3 } = $443;
              $e = k;
              $st = with_source_terms(with_source_array(st, a3), t1);
              continue;
            }
            return { is: "Cons", a: refuse($IndexNotInBounds), b: $Nil };
          }
          case "None": {
            return { is: "Cons", a: refuse($ArrayNotKnown), b: $Nil };
          }
        }
      }
      case "GetGlobal": {
        const { a: g, b: k } = e;
        const $444 = global_of(st.c, g);
        switch ($444.is) {
          case "Some": {
            const { a: t0 } = $444;
            $e = k(t0);
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse({ is: "GlobalNotClaimed", a: g }), b: $Nil };
          }
        }
      }
      case "SetGlobal": {
        const { a: g, b: t0, c: k } = e;
        $e = k;
        $st = with_source_global(st, g, t0);
        continue;
      }
      case "ReadByte": {
        const { a: k } = e;
        const $445 = symbol(st.a, $Sort_byte);
        switch ($445.is) {
          case "Some": {
            const { a: p } = $445;
            const { a: t0, b: t1 } = p;
            let $446;
            {
              const $447 = constant(st.a, -1);
              const { a: t2, b: t3 } = $447;
              $446 = source_effect(refuse, high, may_spend, k(t3), with_source_exchange(with_source_terms(st, t2), $NoByteCame), rest);
            }
            return app(source_effect(refuse, high, may_spend, k(t1), with_source_exchange(with_source_terms(st, t0), { is: "ByteCame", a: t1 }), rest), $446);
          }
          case "None": {
            return { is: "Cons", a: refuse($NoSymbol), b: $Nil };
          }
        }
      }
      case "WriteByte": {
        const { a: t0, b: k } = e;
        $e = k;
        $st = with_source_exchange(st, { is: "ByteSent", a: t0 });
        continue;
      }
      case "ReadBlock": {
        const { a: r, b: i, c: n0, d: k } = e;
        const $448 = known_block(st, r, i, n0);
        switch ($448.is) {
          case "Some": {
            const { a: a } = $448;
            const $449 = moved0(st.a, st.b, n0);
            switch ($449.is) {
              case "Some": {
                const { a: p } = $449;
                const { a: p0, b: came } = p;
                const { a: t0, b: facts } = p0;
                const $450 = symbol(t0, $Sort_byte);
                switch ($450.is) {
                  case "Some": {
                    const { a: p1 } = $450;
                    const { a: t1, b: byte0 } = p1;
                    const $451 = block_filled(t1, a, i, came, byte0);
                    const { a: t2, b: b } = $451;
                    let $452;
                    {
                      const $453 = constant(st.a, 0);
                      const { a: t3, b: zero } = $453;
                      $452 = source_effect(refuse, high, may_spend, k(zero), with_source_exchange(with_source_array(with_source_terms(st, t3), a), { is: "BlockEnded", a: n0 }), rest);
                    }
                    return app(source_effect(refuse, high, may_spend, k(came), with_source_exchange(with_source_array(with_source_facts(st, t2, facts), b), { is: "BlockCame", a: n0, b: came, c: byte0 }), rest), $452);
                  }
                  case "None": {
                    return { is: "Cons", a: refuse($NoSymbol), b: $Nil };
                  }
                }
              }
              case "None": {
                return { is: "Cons", a: refuse($NoSymbol), b: $Nil };
              }
            }
          }
          case "None": {
            return { is: "Cons", a: refuse($BlockNotKnown), b: $Nil };
          }
        }
      }
      case "WriteBlock": {
        const { a: r, b: i, c: n0, d: k } = e;
        const $454 = known_block(st, r, i, n0);
        switch ($454.is) {
          case "Some": {
            const { a: a } = $454;
            const $455 = moved0(st.a, st.b, n0);
            switch ($455.is) {
              case "Some": {
                const { a: p } = $455;
                const { a: p0, b: taken } = p;
                const { a: t0, b: facts } = p0;
                $e = k(taken);
                $st = with_source_exchange(with_source_facts(st, t0, facts), { is: "BlockSent", a: a, b: i, c: n0, d: taken });
                continue;
              }
              case "None": {
                return { is: "Cons", a: refuse($NoSymbol), b: $Nil };
              }
            }
          }
          case "None": {
            return { is: "Cons", a: refuse($BlockNotKnown), b: $Nil };
          }
        }
      }
    }
  }
}

function source_next_states(refuse, high, may_spend, p, stops0, rest, at_) {
  return source_effect((why) => ({ is: "Inr", a: { is: "Cons", a: refuse(why), b: $Nil } }), high, may_spend, ell_step(p, fst(at_)), snd(at_), (out, st) => {
      switch (out.is) {
        case "SourceAt": {
          const { a: c } = out;
          if (stops0(c)) {
            return { is: "Cons", a: { is: "Inr", a: rest(out, st) }, b: $Nil };
          }
          return { is: "Cons", a: { is: "Inl", a: { is: "Pair", a: c, b: st } }, b: $Nil };
        }
        default: {
          return { is: "Cons", a: { is: "Inr", a: rest(out, st) }, b: $Nil };
        }
      }
    });
}

function source_run(refuse, high, may_spend, p, stops0, rest, steps0, c, st) {
  return followed(refuse($SourcePathTooLong), (($$0) => source_next_states(refuse, high, may_spend, p, stops0, rest, $$0)), steps0, { is: "Cons", a: { is: "Pair", a: c, b: st }, b: $Nil }, $Nil);
}

function text_protected(rs) {
  return forallb((r) => negb((r.c.b && r.c.c)), rs);
}

function cell_end(c) {
  return $add(c.a, of_nat0(c.b));
}

function is_cell(address, width0, c) {
  if ($equal(c.a, address)) {
    return eqb0(c.b, width0);
  }
  return false;
}

function cell_at(cells, address, width0) {
  return option_map((c) => c.c, find((($$0) => is_cell(address, width0, $$0)), cells));
}

function lowest(t0, width0, t1) {
  const masked = (mask0) => {
    const $456 = constant(t0, mask0);
    const { a: u, b: m } = $456;
    return { is: "Some", a: operation_of(u, $And, t1, m) };
  };
  if (width0 === 0) {
    return $None;
  }
  const n0 = $before(width0);
  if (n0 === 0) {
    return masked(255);
  }
  const n1 = $before(n0);
  if (n1 === 0) {
    return masked(65535);
  }
  const n2 = $before(n1);
  if (n2 === 0) {
    return $None;
  }
  const n3 = $before(n2);
  if (n3 === 0) {
    return { is: "Some", a: { is: "Pair", a: t0, b: t1 } };
  }
  return $None;
}

function bytes_of(e) {
  switch (e.is) {
    case "Element_byte": {
      return 1;
    }
    default: {
      return 4;
    }
  }
}

function divided0(d, s) {
  return { is: "Pair", a: wrap($div(signed(wrap(fst(s))), d)), b: map((part) => ({ is: "Pair", a: fst(part), b: wrap($div(signed(snd(part)), d)) }), snd(s)) };
}

function index_guess(t0, a, offset) {
  return make_sum(t0, divided0(width(a.b), as_sum(t0, offset)));
}

function offset_from(t0, a, address) {
  const $457 = constant(t0, 4);
  const { a: t1, b: four } = $457;
  const $458 = operation_of(t1, $Add, a.a, four);
  const { a: t2, b: first0 } = $458;
  return operation_of(t2, $Sub, address, first0);
}

function is_element(t0, facts, offset, width0, a) {
  if (eqb0(width0, bytes_of(a.b))) {
    const $459 = index_guess(t0, a, offset);
    const { a: t1, b: i } = $459;
    const $460 = offset_of(t1, a.b, i);
    const { a: t2, b: o } = $460;
    if ($equal(o, offset)) {
      return within_bounds(t2, facts, i, a.c);
    }
    return false;
  }
  return false;
}

function word_of_bytes(t0, offset, width0, a) {
  const $461 = number_of(t0, offset);
  switch ($461.is) {
    case "Some": {
      const { a: d } = $461;
      const $462 = number_of(t0, a.c);
      switch ($462.is) {
        case "Some": {
          const { a: n0 } = $462;
          if ((((same_element(a.b, $Element_byte) && eqb0(width0, 4)) && $less(d, n0)) && $at_most($add($add(4, d), 4), room($Element_byte, n0)))) {
            return { is: "Some", a: d };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function spot_of(t0, facts, address, width0, a) {
  if ((eqb0(width0, 4) && $equal(address, a.a))) {
    return $Some385;
  }
  const $463 = offset_from(t0, a, address);
  const { a: t1, b: offset } = $463;
  if (is_element(t1, facts, offset, width0, a)) {
    return $Some387;
  }
  return option_map((x) => ({ is: "AtBytes", a: x }), word_of_bytes(t1, offset, width0, a));
}

function spot_in($t0, $facts, $address, $width0, $l) {
  for (;;) {
    const t0 = $t0;
    const facts = $facts;
    const address = $address;
    const width0 = $width0;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return $None;
      }
      case "Cons": {
        const { a: a, b: l0 } = l;
        const $464 = spot_of(t0, facts, address, width0, a);
        switch ($464.is) {
          case "Some": {
            const { a: sp } = $464;
            return { is: "Some", a: { is: "Pair", a: a, b: sp } };
          }
          case "None": {
            $l = l0;
            continue;
          }
        }
      }
    }
  }
}

function likely(t0, address, a) {
  const $465 = number_of(t0, a.a);
  switch ($465.is) {
    case "Some": {
      const { a: r } = $465;
      const $466 = number_of(t0, a.c);
      switch ($466.is) {
        case "Some": {
          const { a: n0 } = $466;
          if ($at_most(r, fst(address))) {
            return $less(fst(address), $add(r, room(a.b, n0)));
          }
          return false;
        }
        case "None": {
          return $at_most(r, fst(address));
        }
      }
    }
    case "None": {
      const $467 = snd(as_sum(t0, a.a));
      switch ($467.is) {
        case "Nil": {
          return true;
        }
        case "Cons": {
          const { a: p } = $467;
          const { a: t1 } = p;
          return existsb((part) => $equal(fst(part), t1), snd(address));
        }
      }
    }
  }
}

function spot_among(t0, facts, address, width0, l) {
  const is0 = (($$2) => ($$0) => likely(t0, $$2, $$0))(as_sum(t0, address));
  const $468 = spot_in(t0, facts, address, width0, filter(is0, l));
  switch ($468.is) {
    case "Some": {
      const { a: found0 } = $468;
      return { is: "Some", a: found0 };
    }
    case "None": {
      return spot_in(t0, facts, address, width0, filter((a) => {
            if (negb(is0(a))) {
              const $469 = number_of(t0, a.a);
              switch ($469.is) {
                case "Some": {
                  return true;
                }
                case "None": {
                  return false;
                }
              }
            }
            return false;
          }, l));
    }
  }
}

function cell_clear(from, to, c) {
  if ($at_most(cell_end(c), from)) {
    return true;
  }
  return $at_most(to, c.a);
}

function area_permits(rs, access0, from, to) {
  if (existsb((r) => ($at_most(r.a, from) && $at_most(to, r.b)), rs)) {
    return forallb((r) => ((permitted(r.c, access0) || $at_most(r.b, from)) || $at_most(to, r.a)), rs);
  }
  return false;
}

function bytes_of_word(x) {
  return { is: "Cons", a: $mod(x, 256), b: { is: "Cons", a: $mod($div(x, 256), 256), b: { is: "Cons", a: $mod($div($div(x, 256), 256), 256), b: { is: "Cons", a: $mod($div($div($div(x, 256), 256), 256), 256), b: $Nil } } } };
}

function stack_fits(rs, k) {
  if ((((($at_most(0, k.b) && $at_most(k.b, k.c)) && $at_most(k.c, k.d)) && $at_most(k.d, modulus)) && area_permits(rs, $Access_read, k.c, k.d))) {
    return area_permits(rs, $Access_write, k.c, k.d);
  }
  return false;
}

function stack_offset(t0, k, address) {
  const $470 = operation_of(t0, $Sub, address, k.a);
  const { a: u, b: d } = $470;
  return option_map(signed, number_of(u, d));
}

function crowded(t0, k) {
  const $471 = constant(t0, k.b);
  const { a: t1, b: room0 } = $471;
  const $472 = operation_of(t1, $Sub, k.a, room0);
  const { a: t2, b: last0 } = $472;
  const $473 = constant(t2, k.c);
  const { a: t3, b: low } = $473;
  return operation_of(t3, $Sltu, last0, low);
}

function frame_fits(t0, facts, k) {
  const $474 = crowded(t0, k);
  const { a: t1, b: c } = $474;
  return option_map(negb, decision(t1, facts, c));
}

function in_frame(t0, facts, k, offset, width0) {
  if (($at_most(opp(k.b), offset) && $at_most($add(offset, of_nat0(width0)), 0))) {
    const $475 = frame_fits(t0, facts, k);
    switch ($475.is) {
      case "Some": {
        const { a: fits0 } = $475;
        return fits0;
      }
      case "None": {
        return false;
      }
    }
  }
  return false;
}

const most_decoded = $power(2, 18);

function with_instruction(m, code, pc) {
  return set(code, pc, { is: "Some", a: fetch(m, pc) });
}

function with_region(m, code, r) {
  if (r.c.c) {
    return fold_left((($$0, $$1) => with_instruction(m, $$0, $$1)), gather((n0) => $add(r.a, $mul(4, n0)), 0, $min(most_decoded, $div($sub(r.b, r.a), 4))), code);
  }
  return code;
}

function text_of(m) {
  return fold_left((($$0, $$1) => with_region(m, $$0, $$1)), m.a, empty0);
}

function fetched_from(m, code, pc) {
  const $476 = get($None, code, pc);
  switch ($476.is) {
    case "Some": {
      const { a: fetched } = $476;
      return fetched;
    }
    case "None": {
      return fetch(m, pc);
    }
  }
}

function decoded(m) {
  const code = text_of(m);
  return { is: "Build_decoded_memory", a: m, b: (($$0) => fetched_from(m, code, $$0)) };
}

function with_terms(st, t0) {
  return { is: "Build_machine_known_state", a: t0, b: st.b, c: st.c, d: st.d, e: st.e, f: st.f };
}

function with_fact(st, l) {
  return { is: "Build_machine_known_state", a: st.a, b: { is: "Cons", a: l, b: st.b }, c: st.c, d: st.d, e: st.e, f: st.f };
}

function with_left(st, l) {
  return { is: "Build_machine_known_state", a: st.a, b: st.b, c: st.c, d: st.d, e: st.e, f: l };
}

function with_cells(st, cells) {
  return { is: "Build_machine_known_state", a: st.a, b: st.b, c: cells, d: st.d, e: st.e, f: st.f };
}

function with_array(st, a) {
  return { is: "Build_machine_known_state", a: st.a, b: st.b, c: st.c, d: replaced(a, st.d), e: st.e, f: st.f };
}

function with_frame(st, frame) {
  return { is: "Build_machine_known_state", a: st.a, b: st.b, c: st.c, d: st.d, e: frame, f: st.f };
}

function storable(first_memory, address, width0) {
  if ($at_most($add(address, of_nat0(width0)), modulus)) {
    const $477 = refused(width0, first_memory.a.a, $Access_write, address);
    switch ($477.is) {
      case "Some": {
        return false;
      }
      case "None": {
        return true;
      }
    }
  }
  return false;
}

function off_stack(stack, first0, last0) {
  switch (stack.is) {
    case "Some": {
      const { a: k } = stack;
      if ($at_most(last0, k.c)) {
        return true;
      }
      return $at_most(k.d, first0);
    }
    case "None": {
      return true;
    }
  }
}

function off_heap(low, high, first0, last0) {
  if ($at_most(last0, low)) {
    return true;
  }
  return $at_most(high, first0);
}

function on_stack(stack, st, address) {
  switch (stack.is) {
    case "Some": {
      const { a: k } = stack;
      return option_map((x) => ({ is: "Pair", a: k, b: x }), stack_offset(st.a, k, address));
    }
    case "None": {
      return $None;
    }
  }
}

function stored_in_frame(low, high, st, k, offset, n0, value0) {
  const first0 = k.c;
  const last0 = k.d;
  if ((in_frame(st.a, st.b, k, offset, n0) && off_heap(low, high, first0, last0))) {
    const $478 = lowest(st.a, n0, value0);
    switch ($478.is) {
      case "Some": {
        const { a: p } = $478;
        const { a: t0, b: t1 } = p;
        return { is: "Some", a: with_frame(with_cells(with_terms(st, t0), filter((($$0) => cell_clear(first0, last0, $$0)), st.c)), { is: "Cons", a: { is: "Build_cell", a: offset, b: n0, c: t1 }, b: filter((($$2) => ($$0) => cell_clear(offset, $$2, $$0))($add(offset, of_nat0(n0))), st.e) }) };
      }
      case "None": {
        return $None;
      }
    }
  }
  return $None;
}

function stored_cell(first_memory, stack, low, high, st, z0, n0, t0) {
  const last0 = $add(z0, of_nat0(n0));
  if (((storable(first_memory, z0, n0) && off_heap(low, high, z0, last0)) && off_stack(stack, z0, last0))) {
    return { is: "Some", a: with_cells(st, { is: "Cons", a: { is: "Build_cell", a: z0, b: n0, c: t0 }, b: filter((($$0) => cell_clear(z0, last0, $$0)), st.c) }) };
  }
  return $None;
}

function heap_permits(first_memory, stack, low, high, a) {
  if (area_permits(first_memory.a.a, a, low, high)) {
    return off_stack(stack, low, high);
  }
  return false;
}

function stored_in_heap(first_memory, stack, low, high, st, t0, a) {
  if (heap_permits(first_memory, stack, low, high, $Access_write)) {
    return { is: "Some", a: with_array(with_cells(with_terms(st, t0), filter((($$0) => cell_clear(low, high, $$0)), st.c)), a) };
  }
  return $None;
}

function spot_at(st, n0, address) {
  return spot_among(st.a, st.b, address, n0, st.d);
}

function stored_at_spot(first_memory, stack, low, high, st, n0, address, value0, a, sp) {
  switch (sp.is) {
    case "AtLength": {
      return stored_in_heap(first_memory, stack, low, high, st, st.a, with_head(value0, a));
    }
    case "AtElement": {
      const $479 = lowest(st.a, n0, value0);
      switch ($479.is) {
        case "Some": {
          const { a: p } = $479;
          const { a: t0, b: x } = p;
          const $480 = offset_from(t0, a, address);
          const { a: t1, b: o } = $480;
          const $481 = element_written(t1, a, o, x);
          const { a: t2, b: b } = $481;
          return stored_in_heap(first_memory, stack, low, high, st, t2, b);
        }
        case "None": {
          return $None;
        }
      }
    }
    case "AtBytes": {
      const { a: d } = sp;
      const $482 = number_of(st.a, value0);
      switch ($482.is) {
        case "Some": {
          const { a: x } = $482;
          const $483 = number_of(st.a, a.c);
          switch ($483.is) {
            case "Some": {
              const { a: length0 } = $483;
              const $484 = numbers_written(st.a, a, d, first($sub(length0, d), bytes_of_word(x)));
              const { a: t0, b: b } = $484;
              return stored_in_heap(first_memory, stack, low, high, st, t0, b);
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function stored_elsewhere(first_memory, stack, low, high, st, n0, address, value0) {
  const $485 = spot_at(st, n0, address);
  switch ($485.is) {
    case "Some": {
      const { a: p } = $485;
      const { a: a, b: sp } = p;
      return stored_at_spot(first_memory, stack, low, high, st, n0, address, value0, a, sp);
    }
    case "None": {
      const $486 = number_of(st.a, address);
      switch ($486.is) {
        case "Some": {
          const { a: z0 } = $486;
          const $487 = lowest(st.a, n0, value0);
          switch ($487.is) {
            case "Some": {
              const { a: p } = $487;
              const { a: t0, b: t1 } = p;
              return stored_cell(first_memory, stack, low, high, with_terms(st, t0), z0, n0, t1);
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function stored(first_memory, stack, low, high, st, n0, address, value0) {
  const $488 = on_stack(stack, st, address);
  switch ($488.is) {
    case "Some": {
      const { a: p } = $488;
      const { a: k, b: offset } = p;
      return stored_in_frame(low, high, st, k, offset, n0, value0);
    }
    case "None": {
      return stored_elsewhere(first_memory, stack, low, high, st, n0, address, value0);
    }
  }
}

function is_block(st, address, count, a) {
  if (same_element(a.b, $Element_byte)) {
    const $489 = offset_from(st.a, a, address);
    const { a: t0, b: o } = $489;
    return block_within(t0, st.b, a.c, o, count);
  }
  return false;
}

function block_at(st, address, count) {
  return find((($$0) => is_block(st, address, count, $$0)), st.d);
}

function block_permission(first_memory, low, high, st, a, count, address) {
  const $490 = number_of(st.a, count);
  switch ($490.is) {
    case "Some": {
      const { a: n0 } = $490;
      const $491 = number_of(st.a, address);
      switch ($491.is) {
        case "Some": {
          const { a: z0 } = $491;
          return { is: "Some", a: option_map((x) => ({ is: "AccessRefused", a: a, b: n0, c: z0, d: x }), refused_block(first_memory.a.a, a, z0, n0)) };
        }
        case "None": {
          const $492 = block_at(st, address, count);
          switch ($492.is) {
            case "Some": {
              const $493 = first_refused(first_memory.a.a, a, low, high);
              switch ($493.is) {
                case "Some": {
                  return $None;
                }
                case "None": {
                  return $Some388;
                }
              }
            }
            case "None": {
              return $None;
            }
          }
        }
      }
    }
    case "None": {
      const $494 = block_at(st, address, count);
      switch ($494.is) {
        case "Some": {
          const $495 = first_refused(first_memory.a.a, a, low, high);
          switch ($495.is) {
            case "Some": {
              return $None;
            }
            case "None": {
              return $Some388;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function stored_block(first_memory, stack, low, high, st, address, count, came, byte0) {
  const $496 = block_at(st, address, count);
  switch ($496.is) {
    case "Some": {
      const { a: a } = $496;
      const $497 = offset_from(st.a, a, address);
      const { a: t0, b: o } = $497;
      const $498 = block_filled(t0, a, o, came, byte0);
      const { a: t1, b: b } = $498;
      return stored_in_heap(first_memory, stack, low, high, st, t1, b);
    }
    case "None": {
      return $None;
    }
  }
}

function sends(st, own0, from, address, count) {
  const $499 = block_at(st, address, count);
  switch ($499.is) {
    case "Some": {
      const { a: a } = $499;
      if ((($equal(own0.a, a.a) && same_element(own0.b, $Element_byte)) && same_contents(most_writes0, st.a, st.b, own0.e, a.e))) {
        const $500 = offset_from(st.a, a, address);
        const { a: t0, b: o } = $500;
        return same_terms(t0, st.b, from, o);
      }
      return false;
    }
    case "None": {
      return false;
    }
  }
}

function loaded_elsewhere(st, n0, address) {
  let $501;
  {
    const $502 = number_of(st.a, address);
    switch ($502.is) {
      case "Some": {
        const { a: z0 } = $502;
        $501 = cell_at(st.c, z0, n0);
        break;
      }
      case "None": {
        $501 = $None;
        break;
      }
    }
  }
  switch ($501.is) {
    case "Some": {
      const { a: t0 } = $501;
      return { is: "Some", a: { is: "Pair", a: st.a, b: t0 } };
    }
    case "None": {
      const $503 = spot_at(st, n0, address);
      switch ($503.is) {
        case "Some": {
          const { a: p } = $503;
          const { a: a, b: s } = p;
          switch (s.is) {
            case "AtLength": {
              return { is: "Some", a: { is: "Pair", a: st.a, b: a.d } };
            }
            case "AtElement": {
              const $504 = offset_from(st.a, a, address);
              const { a: t0, b: o } = $504;
              return { is: "Some", a: element_read(t0, a, o) };
            }
            case "AtBytes": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function loaded(stack, st, n0, address) {
  const $505 = on_stack(stack, st, address);
  switch ($505.is) {
    case "Some": {
      const { a: p } = $505;
      const { b: offset } = p;
      return option_map((x) => ({ is: "Pair", a: st.a, b: x }), cell_at(st.e, offset, n0));
    }
    case "None": {
      return loaded_elsewhere(st, n0, address);
    }
  }
}

function unknown_at(st, address, why) {
  const $506 = number_of(st.a, address);
  switch ($506.is) {
    case "Some": {
      const { a: z0 } = $506;
      return why(z0);
    }
    case "None": {
      return $AddressNotKnown;
    }
  }
}

function aligned(n0, place) {
  return $equal($mod(place, of_nat0(n0)), 0);
}

function spot_aligned(sp) {
  switch (sp.is) {
    case "AtBytes": {
      const { a: d } = sp;
      return aligned(4, d);
    }
    default: {
      return true;
    }
  }
}

function permission_elsewhere(first_memory, low, high, st, a, n0, address) {
  const $507 = number_of(st.a, address);
  switch ($507.is) {
    case "Some": {
      const { a: z0 } = $507;
      if (aligned(n0, z0)) {
        return { is: "Some", a: option_map((x) => ({ is: "AccessRefused", a: a, b: of_nat0(n0), c: z0, d: x }), refused(n0, first_memory.a.a, a, z0)) };
      }
      return $None;
    }
    case "None": {
      const $508 = spot_at(st, n0, address);
      switch ($508.is) {
        case "Some": {
          const { a: p } = $508;
          const { b: sp } = p;
          if ((spot_aligned(sp) && area_permits(first_memory.a.a, a, low, high))) {
            return $Some388;
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function permission(first_memory, stack, low, high, st, a, n0, address) {
  const $509 = on_stack(stack, st, address);
  switch ($509.is) {
    case "Some": {
      const { a: p } = $509;
      const { a: k, b: offset } = p;
      let $510;
      {
        if (aligned(n0, offset)) {
          const $511 = cell_at(st.e, offset, n0);
          switch ($511.is) {
            case "Some": {
              $510 = true;
              break;
            }
            case "None": {
              $510 = in_frame(st.a, st.b, k, offset, n0);
              break;
            }
          }
        } else {
          $510 = false;
        }
      }
      if (($510 && area_permits(first_memory.a.a, a, k.c, k.d))) {
        return $Some388;
      }
      return $None;
    }
    case "None": {
      return permission_elsewhere(first_memory, low, high, st, a, n0, address);
    }
  }
}

function machine_effect_on($refuse, $first_memory, $stack, $low, $high, $e, $st, $rest) {
  for (;;) {
    const refuse = $refuse;
    const first_memory = $first_memory;
    const stack = $stack;
    const low = $low;
    const high = $high;
    const e = $e;
    const st = $st;
    const rest = $rest;
    switch (e.is) {
      case "Goes": {
        const { b: pc, c: x } = e;
        return rest({ is: "Inl", a: { is: "Pair", a: pc, b: x } }, st);
      }
      case "Stops": {
        const { b: f } = e;
        return rest({ is: "Inr", a: f }, st);
      }
      case "NoRegister": {
        return { is: "Cons", a: refuse($MachineIsStuck), b: $Nil };
      }
      case "MConst": {
        const { a: z0, b: k } = e;
        const $512 = constant(st.a, z0);
        const { a: t0, b: t1 } = $512;
        $e = k(t1);
        $st = with_terms(st, t0);
        continue;
      }
      case "MOperate": {
        const { a: o, b: a, c: b, d: k } = e;
        const $513 = operation_of(st.a, o, a, b);
        const { a: t0, b: t1 } = $513;
        $e = k(t1);
        $st = with_terms(st, t0);
        continue;
      }
      case "MDecide": {
        const { a: c, b: k } = e;
        const $514 = decision(st.a, st.b, c);
        switch ($514.is) {
          case "Some": {
            const { a: answer0 } = $514;
            $e = k(answer0);
            continue;
          }
          case "None": {
            return app(machine_effect_on(refuse, first_memory, stack, low, high, k(true), with_fact(st, noted(st.a, c, true)), rest), machine_effect_on(refuse, first_memory, stack, low, high, k(false), with_fact(st, noted(st.a, c, false)), rest));
          }
        }
      }
      case "Fetch": {
        const { a: pc, b: k } = e;
        const $515 = number_of(st.a, pc);
        switch ($515.is) {
          case "Some": {
            const { a: z0 } = $515;
            let $516;
            {
              const { b: fetched } = first_memory;
              $516 = fetched(z0);
            }
            $e = k($516);
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse($PcNotKnown), b: $Nil };
          }
        }
      }
      case "Permits": {
        const { a: a, b: n0, c: address, d: k } = e;
        const $517 = permission(first_memory, stack, low, high, st, a, n0, address);
        switch ($517.is) {
          case "Some": {
            const { a: why } = $517;
            $e = k(why);
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse($AddressNotKnown), b: $Nil };
          }
        }
      }
      case "LoadBytes": {
        const { a: n0, b: address, c: k } = e;
        const $518 = loaded(stack, st, n0, address);
        switch ($518.is) {
          case "Some": {
            const { a: p } = $518;
            const { a: t0, b: t1 } = p;
            $e = k(t1);
            $st = with_terms(st, t0);
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse(unknown_at(st, address, (x) => ({ is: "CellNotKnown", a: x }))), b: $Nil };
          }
        }
      }
      case "StoreBytes": {
        const { a: n0, b: address, c: value0, d: k } = e;
        const $519 = stored(first_memory, stack, low, high, st, n0, address, value0);
        switch ($519.is) {
          case "Some": {
            const { a: st0 } = $519;
            $e = k;
            $st = st0;
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse(unknown_at(st, address, (x) => ({ is: "CellNotWritable", a: x }))), b: $Nil };
          }
        }
      }
      case "PermitsBlock": {
        const { a: a, b: count, c: address, d: k } = e;
        const $520 = block_permission(first_memory, low, high, st, a, count, address);
        switch ($520.is) {
          case "Some": {
            const { a: why } = $520;
            $e = k(why);
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse($AddressNotKnown), b: $Nil };
          }
        }
      }
      case "MReadBlock": {
        const { a: address, b: count, c: k } = e;
        const $521 = st.f;
        switch ($521.is) {
          case "Nil": {
            return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
          }
          case "Cons": {
            const { a: e0, b: more } = $521;
            switch (e0.is) {
              case "ByteCame": {
                const { a: t0 } = e0;
                const $522 = number_of(st.a, count);
                switch ($522.is) {
                  case "Some": {
                    const { a: z0 } = $522;
                    if (z0 > 0) {
                      const p = z0;
                      if (p === 1) {
                        const $523 = number_of(st.a, address);
                        switch ($523.is) {
                          case "Some": {
                            const { a: z1 } = $523;
                            const $524 = constant(st.a, 1);
                            const { a: t1, b: one } = $524;
                            const $525 = stored_cell(first_memory, stack, low, high, with_left(with_terms(st, t1), more), z1, 1, t0);
                            switch ($525.is) {
                              case "Some": {
                                const { a: st0 } = $525;
                                $e = k(one);
                                $st = st0;
                                continue;
                              }
                              case "None": {
                                return { is: "Cons", a: refuse({ is: "CellNotWritable", a: z1 }), b: $Nil };
                              }
                            }
                          }
                          case "None": {
                            return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                          }
                        }
                      }
                      return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                    }
                    return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                  }
                  case "None": {
                    return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                  }
                }
              }
              case "NoByteCame": {
                const $526 = number_of(st.a, count);
                switch ($526.is) {
                  case "Some": {
                    const { a: z0 } = $526;
                    if (z0 > 0) {
                      const p = z0;
                      if (p === 1) {
                        const $527 = constant(st.a, 0);
                        const { a: t0, b: none0 } = $527;
                        $e = k(none0);
                        $st = with_left(with_terms(st, t0), more);
                        continue;
                      }
                      return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                    }
                    return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                  }
                  case "None": {
                    return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                  }
                }
              }
              case "BlockCame": {
                const { a: n0, b: came, c: byte0 } = e0;
                if (same_terms(st.a, st.b, n0, count)) {
                  const $528 = stored_block(first_memory, stack, low, high, st, address, count, came, byte0);
                  switch ($528.is) {
                    case "Some": {
                      const { a: st0 } = $528;
                      $e = k(came);
                      $st = with_left(st0, more);
                      continue;
                    }
                    case "None": {
                      return { is: "Cons", a: refuse(unknown_at(st, address, (x) => ({ is: "CellNotWritable", a: x }))), b: $Nil };
                    }
                  }
                }
                return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
              }
              case "BlockEnded": {
                const { a: n0 } = e0;
                if (same_terms(st.a, st.b, n0, count)) {
                  const $529 = constant(st.a, 0);
                  const { a: t0, b: none0 } = $529;
                  $e = k(none0);
                  $st = with_left(with_terms(st, t0), more);
                  continue;
                }
                return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
              }
              default: {
                return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
              }
            }
          }
        }
      }
      case "MWriteBlock": {
        const { a: address, b: count, c: k } = e;
        const $530 = st.f;
        switch ($530.is) {
          case "Nil": {
            return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
          }
          case "Cons": {
            const { a: e0, b: more } = $530;
            switch (e0.is) {
              case "ByteSent": {
                const { a: t0 } = e0;
                const $531 = number_of(st.a, count);
                switch ($531.is) {
                  case "Some": {
                    const { a: z0 } = $531;
                    if (z0 > 0) {
                      const p = z0;
                      if (p === 1) {
                        const $532 = number_of(st.a, address);
                        switch ($532.is) {
                          case "Some": {
                            const { a: z1 } = $532;
                            const $533 = cell_at(st.c, z1, 1);
                            switch ($533.is) {
                              case "Some": {
                                const { a: u } = $533;
                                if (same_terms(st.a, st.b, t0, u)) {
                                  const $534 = constant(st.a, 1);
                                  const { a: t1, b: one } = $534;
                                  $e = k(one);
                                  $st = with_left(with_terms(st, t1), more);
                                  continue;
                                }
                                return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                              }
                              case "None": {
                                return { is: "Cons", a: refuse({ is: "CellNotKnown", a: z1 }), b: $Nil };
                              }
                            }
                          }
                          case "None": {
                            return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                          }
                        }
                      }
                      return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                    }
                    return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                  }
                  case "None": {
                    return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
                  }
                }
              }
              case "BlockSent": {
                const { a: a, b: from, c: n0, d: taken } = e0;
                if ((same_terms(st.a, st.b, n0, count) && sends(st, a, from, address, count))) {
                  $e = k(taken);
                  $st = with_left(st, more);
                  continue;
                }
                return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
              }
              default: {
                return { is: "Cons", a: refuse($ExchangeDiffers), b: $Nil };
              }
            }
          }
        }
      }
      case "EndedResult": {
        const { a: k } = e;
        const $535 = symbol(st.a, $Sort_int);
        switch ($535.is) {
          case "Some": {
            const { a: p } = $535;
            const { a: t0, b: t1 } = p;
            const $536 = constant(t0, 0);
            const { a: t2, b: zero } = $536;
            const $537 = operation_of(t2, $Slt, zero, t1);
            const { a: t3, b: positive0 } = $537;
            $e = k(t1);
            $st = with_fact(with_terms(st, t3), noted(t3, positive0, false));
            continue;
          }
          case "None": {
            return { is: "Cons", a: refuse($NoSymbol), b: $Nil };
          }
        }
      }
      case "WrittenResult": {
        const { a: taken, b: count, c: k } = e;
        const $538 = symbol(st.a, $Sort_int);
        switch ($538.is) {
          case "Some": {
            const { a: p } = $538;
            const { a: t0, b: t1 } = p;
            const $539 = number_of(st.a, taken);
            switch ($539.is) {
              case "Some": {
                const { a: z0 } = $539;
                if (z0 > 0) {
                  const p0 = z0;
                  if (p0 === 1) {
                    $e = k(t1);
                    $st = with_terms(st, t0);
                    continue;
                  }
                  const $540 = constant(t0, 0);
                  const { a: t2, b: zero } = $540;
                  const $541 = operation_of(t2, $Slt, zero, t1);
                  const { a: t3, b: positive0 } = $541;
                  const $542 = operation_of(t3, $Equal, taken, count);
                  const { a: t4, b: all0 } = $542;
                  return app(machine_effect_on(refuse, first_memory, stack, low, high, k(taken), st, rest), machine_effect_on(refuse, first_memory, stack, low, high, k(t1), with_fact(with_fact(with_terms(st, t4), noted(t4, all0, true)), noted(t4, positive0, false)), rest));
                }
                const $543 = constant(t0, 0);
                const { a: t2, b: zero } = $543;
                const $544 = operation_of(t2, $Slt, zero, t1);
                const { a: t3, b: positive0 } = $544;
                const $545 = operation_of(t3, $Equal, taken, count);
                const { a: t4, b: all0 } = $545;
                return app(machine_effect_on(refuse, first_memory, stack, low, high, k(taken), st, rest), machine_effect_on(refuse, first_memory, stack, low, high, k(t1), with_fact(with_fact(with_terms(st, t4), noted(t4, all0, true)), noted(t4, positive0, false)), rest));
              }
              case "None": {
                const $546 = constant(t0, 0);
                const { a: t2, b: zero } = $546;
                const $547 = operation_of(t2, $Slt, zero, t1);
                const { a: t3, b: positive0 } = $547;
                const $548 = operation_of(t3, $Equal, taken, count);
                const { a: t4, b: all0 } = $548;
                return app(machine_effect_on(refuse, first_memory, stack, low, high, k(taken), st, rest), machine_effect_on(refuse, first_memory, stack, low, high, k(t1), with_fact(with_fact(with_terms(st, t4), noted(t4, all0, true)), noted(t4, positive0, false)), rest));
              }
            }
          }
          case "None": {
            return { is: "Cons", a: refuse($NoSymbol), b: $Nil };
          }
        }
      }
    }
  }
}

function stops_here(stops0, st, pc) {
  const $549 = number_of(st.a, pc);
  switch ($549.is) {
    case "Some": {
      const { a: z0 } = $549;
      return stops0(z0);
    }
    case "None": {
      return true;
    }
  }
}

function machine_next_states(refuse, first_memory, stack, low, high, stops0, rest, at_) {
  const { a: p, b: st } = at_;
  const { a: pc, b: x } = p;
  return machine_effect_on((why) => ({ is: "Inr", a: { is: "Cons", a: refuse(why), b: $Nil } }), first_memory, stack, low, high, machine_step(pc, x), st, (out, st0) => {
      switch (out.is) {
        case "Inl": {
          const { a: p0 } = out;
          const { a: pc0, b: x0 } = p0;
          if (stops_here(stops0, st0, pc0)) {
            return { is: "Cons", a: { is: "Inr", a: rest(out, st0) }, b: $Nil };
          }
          return { is: "Cons", a: { is: "Inl", a: { is: "Pair", a: { is: "Pair", a: pc0, b: x0 }, b: st0 } }, b: $Nil };
        }
        case "Inr": {
          return { is: "Cons", a: { is: "Inr", a: rest(out, st0) }, b: $Nil };
        }
      }
    });
}

function machine_run_on(refuse, first_memory, stack, low, high, stops0, rest, steps0, pc, x, st) {
  return followed(refuse($MachinePathTooLong), (($$0) => machine_next_states(refuse, first_memory, stack, low, high, stops0, rest, $$0)), steps0, { is: "Cons", a: { is: "Pair", a: { is: "Pair", a: pc, b: x }, b: st }, b: $Nil }, $Nil);
}

function array_shared(t0, facts, others0, own0) {
  const $550 = find_array(others0, own0.a);
  switch ($550.is) {
    case "Some": {
      const { a: other0 } = $550;
      if ((((same_element(own0.b, other0.b) && $equal(own0.c, other0.c)) && same_terms(t0, facts, other0.d, own0.c)) && within_of(t0, own0.e))) {
        return same_contents(most_writes0, t0, facts, own0.e, other0.e);
      }
      return false;
    }
    case "None": {
      return false;
    }
  }
}

function store_shared(t0, facts, own0, others0) {
  return forallb((($$0) => array_shared(t0, facts, others0, $$0)), own0);
}

function same_activation(a, b) {
  if (($equal(a.a, b.a) && $equal(a.b, b.b))) {
    return $equal(a.c, b.c);
  }
  return false;
}

const outermost = $Build_activation394;

function base_of(kept) {
  return nth_error(kept, 1);
}

function is_leaf(n0) {
  switch (n0.is) {
    case "Constant0": {
      return true;
    }
    case "Symbol": {
      return true;
    }
    default: {
      return false;
    }
  }
}

function with_leaf(t0, leaves, t1) {
  const $551 = made_of(t0, t1);
  switch ($551.is) {
    case "Some": {
      const { a: n0 } = $551;
      if (is_leaf(n0)) {
        return add1(t1, n0, leaves);
      }
      return leaves;
    }
    case "None": {
      return leaves;
    }
  }
}

function words_made(made) {
  return option_map((pat) => {
      const { a: t0, b: own0 } = pat;
      return { is: "Pair", a: own0, b: fold_left((($$0, $$1) => with_leaf(t0, $$0, $$1)), own0, empty) };
    }, made);
}

function terms_made(r) {
  return follow_all(own_symbol, own_element, r, start);
}

function same_activations(a, b) {
  const { a: frame_size, b: entered_at, c: entered_next } = a;
  const { a: frame_size0, b: entered_at0, c: entered_next0 } = b;
  const $552 = same_integer(frame_size, frame_size0);
  switch ($552.is) {
    case "Left": {
      const $553 = same_integer(entered_at, entered_at0);
      switch ($553.is) {
        case "Left": {
          return same_integer(entered_next, entered_next0);
        }
        case "Right": {
          return $Right;
        }
      }
    }
    case "Right": {
      return $Right;
    }
  }
}

function same_cell(a, b) {
  const { a: cell_address, b: cell_width, c: cell_word } = a;
  const { a: cell_address0, b: cell_width0, c: cell_word0 } = b;
  const $554 = same_integer(cell_address, cell_address0);
  switch ($554.is) {
    case "Left": {
      const $555 = eq_dec(cell_width, cell_width0);
      switch ($555.is) {
        case "Left": {
          return same_positive(cell_word, cell_word0);
        }
        case "Right": {
          return $Right;
        }
      }
    }
    case "Right": {
      return $Right;
    }
  }
}

function same_known_array(a, b) {
  const { a: array_reference, b: array_element, c: array_length, d: array_head, e: array_heap } = a;
  const { a: array_reference0, b: array_element0, c: array_length0, d: array_head0, e: array_heap0 } = b;
  const $556 = same_positive(array_reference, array_reference0);
  switch ($556.is) {
    case "Left": {
      const $557 = same_element_dec(array_element, array_element0);
      switch ($557.is) {
        case "Left": {
          const $558 = same_positive(array_length, array_length0);
          switch ($558.is) {
            case "Left": {
              const $559 = same_positive(array_head, array_head0);
              switch ($559.is) {
                case "Left": {
                  return same_positive(array_heap, array_heap0);
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        case "Right": {
          return $Right;
        }
      }
    }
    case "Right": {
      return $Right;
    }
  }
}

function same_claim(a, b) {
  const { a: a3, b: b0 } = a;
  const { a: a4, b: b1 } = b;
  const $560 = same_integer(a3, a4);
  switch ($560.is) {
    case "Left": {
      return same_positive(b0, b1);
    }
    case "Right": {
      return $Right;
    }
  }
}

function same_literal(a, b) {
  const { a: a3, b: b0 } = a;
  const { a: a4, b: b1 } = b;
  const $561 = same_positive(a3, a4);
  switch ($561.is) {
    case "Left": {
      return bool_dec(b0, b1);
    }
    case "Right": {
      return $Right;
    }
  }
}

function same_cut(a, b) {
  const { a: cut_recipe, c: cut_configuration, d: cut_globals, e: cut_next, f: cut_pc, g: cut_registers, h: cut_cells, i: cut_variant, j: cut_arrays, k: cut_young, l: cut_facts, m: cut_activation, n: cut_kept, o: cut_frame } = a;
  const { a: cut_recipe0, c: cut_configuration0, d: cut_globals0, e: cut_next0, f: cut_pc0, g: cut_registers0, h: cut_cells0, i: cut_variant0, j: cut_arrays0, k: cut_young0, l: cut_facts0, m: cut_activation0, n: cut_kept0, o: cut_frame0 } = b;
  const s = same_integer(cut_pc, cut_pc0);
  switch (s.is) {
    case "Left": {
      const s0 = same_integer(cut_variant, cut_variant0);
      switch (s0.is) {
        case "Left": {
          const s1 = same_positive(cut_next, cut_next0);
          switch (s1.is) {
            case "Left": {
              const s2 = same_activations(cut_activation, cut_activation0);
              switch (s2.is) {
                case "Left": {
                  const s3 = list_eq_dec(same_ingredient, cut_recipe, cut_recipe0);
                  switch (s3.is) {
                    case "Left": {
                      const s4 = list_eq_dec(same_positive, cut_registers, cut_registers0);
                      switch (s4.is) {
                        case "Left": {
                          const s5 = list_eq_dec(same_cell, cut_cells, cut_cells0);
                          switch (s5.is) {
                            case "Left": {
                              const s6 = list_eq_dec(same_claim, cut_globals, cut_globals0);
                              switch (s6.is) {
                                case "Left": {
                                  const s7 = list_eq_dec(same_known_array, cut_arrays, cut_arrays0);
                                  switch (s7.is) {
                                    case "Left": {
                                      const s8 = list_eq_dec(same_positive, cut_young, cut_young0);
                                      switch (s8.is) {
                                        case "Left": {
                                          const s9 = list_eq_dec(same_literal, cut_facts, cut_facts0);
                                          switch (s9.is) {
                                            case "Left": {
                                              const s10 = list_eq_dec(same_positive, cut_kept, cut_kept0);
                                              switch (s10.is) {
                                                case "Left": {
                                                  const s11 = list_eq_dec(same_cell, cut_frame, cut_frame0);
                                                  switch (s11.is) {
                                                    case "Left": {
                                                      return same_configuration(same_positive, cut_configuration, cut_configuration0);
                                                    }
                                                    case "Right": {
                                                      return $Right;
                                                    }
                                                  }
                                                }
                                                case "Right": {
                                                  return $Right;
                                                }
                                              }
                                            }
                                            case "Right": {
                                              return $Right;
                                            }
                                          }
                                        }
                                        case "Right": {
                                          return $Right;
                                        }
                                      }
                                    }
                                    case "Right": {
                                      return $Right;
                                    }
                                  }
                                }
                                case "Right": {
                                  return $Right;
                                }
                              }
                            }
                            case "Right": {
                              return $Right;
                            }
                          }
                        }
                        case "Right": {
                          return $Right;
                        }
                      }
                    }
                    case "Right": {
                      return $Right;
                    }
                  }
                }
                case "Right": {
                  return $Right;
                }
              }
            }
            case "Right": {
              return $Right;
            }
          }
        }
        case "Right": {
          return $Right;
        }
      }
    }
    case "Right": {
      return $Right;
    }
  }
}

function own_terms(c) {
  return terms_made(c.a);
}

function all_found(f, l) {
  switch (l.is) {
    case "Nil": {
      return $Some395;
    }
    case "Cons": {
      const { a: a, b: l0 } = l;
      const $562 = f(a);
      switch ($562.is) {
        case "Some": {
          const { a: b } = $562;
          const $563 = all_found(f, l0);
          switch ($563.is) {
            case "Some": {
              const { a: bs } = $563;
              return { is: "Some", a: { is: "Cons", a: b, b: bs } };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function word_pairs(c, a) {
  const $564 = all_found((claim) => option_map((x) => ({ is: "Pair", a: snd(claim), b: x }), global_of(a.d, fst(claim))), c.d);
  switch ($564.is) {
    case "Some": {
      const { a: globals } = $564;
      const $565 = all_found((cl) => option_map((x) => ({ is: "Pair", a: cl.c, b: x }), cell_at(a.i, cl.a, cl.b)), c.h);
      switch ($565.is) {
        case "Some": {
          const { a: cells } = $565;
          const $566 = all_found((cl) => option_map((x) => ({ is: "Pair", a: cl.c, b: x }), cell_at(a.l, cl.a, cl.b)), c.o);
          switch ($566.is) {
            case "Some": {
              const { a: frame } = $566;
              return { is: "Some", a: app(combine(configuration_words(c.c), configuration_words(a.c)), app(combine(c.g, a.h), app(combine(c.n, a.k), app(globals, app(cells, app(frame, { is: "Cons", a: { is: "Pair", a: c.e, b: a.g }, b: $Nil })))))) };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function array_there(leaves, pairs, a, claim) {
  const $567 = find0(claim.a, leaves);
  switch ($567.is) {
    case "Some": {
      const { a: n0 } = $567;
      switch (n0.is) {
        case "Constant0": {
          const { a: z0 } = n0;
          const z1 = wrap(z0);
          return find((x) => {
              const $568 = number_of(a.a, x.a);
              switch ($568.is) {
                case "Some": {
                  const { a: y } = $568;
                  return $equal(y, z1);
                }
                case "None": {
                  return false;
                }
              }
            }, a.e);
        }
        default: {
          const $569 = find((words) => $equal(fst(words), claim.a), pairs);
          switch ($569.is) {
            case "Some": {
              const { a: p } = $569;
              const { b: t0 } = p;
              return find_array(a.e, t0);
            }
            case "None": {
              return $None;
            }
          }
        }
      }
    }
    case "None": {
      const $570 = find((words) => $equal(fst(words), claim.a), pairs);
      switch ($570.is) {
        case "Some": {
          const { a: p } = $570;
          const { b: t0 } = p;
          return find_array(a.e, t0);
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function array_pairs(claim, there) {
  return { is: "Cons", a: { is: "Pair", a: claim.a, b: there.a }, b: { is: "Cons", a: { is: "Pair", a: claim.c, b: there.c }, b: $Nil } };
}

function standing_for(leaves, pairs) {
  switch (pairs.is) {
    case "Nil": {
      return empty;
    }
    case "Cons": {
      const { a: p, b: pairs0 } = pairs;
      const { a: t0, b: u } = p;
      const given0 = standing_for(leaves, pairs0);
      const $571 = find0(t0, leaves);
      switch ($571.is) {
        case "Some": {
          const { a: n0 } = $571;
          switch (n0.is) {
            case "Symbol": {
              const { a: name } = n0;
              return add1(name, u, given0);
            }
            default: {
              return given0;
            }
          }
        }
        case "None": {
          return given0;
        }
      }
    }
  }
}

function other_of(both0, t0) {
  return find0(t0, both0);
}

function paired(l, l$) {
  switch (l.is) {
    case "Nil": {
      return empty;
    }
    case "Cons": {
      const { a: t0, b: l0 } = l;
      switch (l$.is) {
        case "Nil": {
          return empty;
        }
        case "Cons": {
          const { a: u, b: l$0 } = l$;
          return add1(t0, u, paired(l0, l$0));
        }
      }
    }
  }
}

function word_shown(both0, t0, facts, words) {
  const $572 = other_of(both0, fst(words));
  switch ($572.is) {
    case "Some": {
      const { a: other0 } = $572;
      return same_terms(t0, facts, other0, snd(words));
    }
    case "None": {
      return false;
    }
  }
}

function fact_shown(both0, t0, facts, fact) {
  const $573 = other_of(both0, fst(fact));
  switch ($573.is) {
    case "Some": {
      const { a: other0 } = $573;
      const $574 = decision(t0, facts, other0);
      switch ($574.is) {
        case "Some": {
          const { a: answer0 } = $574;
          return eqb(answer0, snd(fact));
        }
        case "None": {
          return false;
        }
      }
    }
    case "None": {
      return false;
    }
  }
}

function array_shown(claim, own0) {
  if (same_element(own0.b, claim.b)) {
    return $equal(claim.d, claim.c);
  }
  return false;
}

function distinct($l) {
  for (;;) {
    const l = $l;
    switch (l.is) {
      case "Nil": {
        return true;
      }
      case "Cons": {
        const { a: t0, b: l0 } = l;
        if (negb(existsb((($$0) => $equal(t0, $$0)), l0))) {
          $l = l0;
          continue;
        }
        return false;
      }
    }
  }
}

function element_there(l, t0, e, reference, offset) {
  const $575 = find_array(l, reference);
  switch ($575.is) {
    case "Some": {
      const { a: a } = $575;
      if (within_of(t0, a.e)) {
        return { is: "Some", a: select_on(t0, a.e, e, reference, offset) };
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function arrive(c, a) {
  const $576 = c.b;
  switch ($576.is) {
    case "Some": {
      const { a: p } = $576;
      const { a: own0, b: leaves } = p;
      const $577 = word_pairs(c, a);
      switch ($577.is) {
        case "Some": {
          const { a: words } = $577;
          const $578 = all_found((($$0) => array_there(leaves, words, a, $$0)), c.j);
          switch ($578.is) {
            case "Some": {
              const { a: there } = $578;
              const pairs = app(words, flat_map((pat) => {
                    const { a: claim, b: x } = pat;
                    return array_pairs(claim, x);
                  }, combine(c.j, there)));
              const given0 = standing_for(leaves, pairs);
              const $579 = follow_all((($$0, $$1, $$2) => stands_for(given0, $$0, $$1, $$2)), (($$4) => ($$0, $$1, $$2, $$3) => element_there($$4, $$0, $$1, $$2, $$3))(a.e), c.a, a.a);
              switch ($579.is) {
                case "Some": {
                  const { a: p0 } = $579;
                  const { a: u, b: other0 } = p0;
                  const both0 = paired(own0, other0);
                  if ((((((((forallb((words0) => $less(snd(words0), a.a.a), pairs) && same_skeleton(c.c, a.c)) && eqb0(length(c.g), length(a.h))) && eqb0(length(c.n), length(a.k))) && same_activation(c.m, a.j)) && distinct(map((k) => k.a, there))) && $at_most(0, c.f)) && forallb((cl) => ($at_most(0, cl.a) && $at_most(cell_end(cl), modulus)), c.h))) {
                    return app(flat_map((pat) => {
                          const { a: words0, b: place } = pat;
                          if (word_shown(both0, u, a.b, words0)) {
                            return $Nil;
                          }
                          return { is: "Cons", a: { is: "ClaimNotShown", a: c.f, b: of_nat0(place) }, b: $Nil };
                        }, combine(pairs, seq(0, length(pairs)))), app(flat_map((t0) => (existsb((u0) => word_shown(both0, u, a.b, { is: "Pair", a: t0, b: u0 }), a.f) ? $Nil : { is: "Cons", a: { is: "ArrayNotShown", a: c.f }, b: $Nil }), c.k), app(flat_map((fact) => (fact_shown(both0, u, a.b, fact) ? $Nil : { is: "Cons", a: { is: "FactNotShown", a: c.f }, b: $Nil }), c.l), flat_map((pat) => {
                              const { a: claim, b: x } = pat;
                              if (array_shown(claim, x)) {
                                return $Nil;
                              }
                              return { is: "Cons", a: { is: "ArrayNotShown", a: c.f }, b: $Nil };
                            }, combine(c.j, there)))));
                  }
                  return $Cons397;
                }
                case "None": {
                  return $Cons397;
                }
              }
            }
            case "None": {
              return { is: "Cons", a: { is: "ArrayNotShown", a: c.f }, b: $Nil };
            }
          }
        }
        case "None": {
          return $Cons397;
        }
      }
    }
    case "None": {
      return $Cons397;
    }
  }
}

function frame_of_call(b, id) {
  const $580 = find((entry0) => $equal(fst(entry0), id), b.c);
  switch ($580.is) {
    case "Some": {
      const { a: p } = $580;
      const { b: n0 } = p;
      return n0;
    }
    case "None": {
      return 0;
    }
  }
}

function frames_of($b, $k) {
  for (;;) {
    const b = $b;
    const k = $k;
    switch (k.is) {
      case "Nil": {
        return 0;
      }
      case "Cons": {
        const { a: w, b: k0 } = k;
        switch (w.is) {
          case "CallFrame": {
            const { a: id } = w;
            return $add(frame_of_call(b, id), frames_of(b, k0));
          }
          default: {
            $k = k0;
            continue;
          }
        }
      }
    }
  }
}

const given_back = $Cons410;

function kept_of(registers) {
  return all_found((($$0) => nth_error(registers, $$0)), { is: "Cons", a: 1, b: given_back });
}

const kept_count = $next(length(given_back));

function entry_words(count, globals, next0) {
  return option_map((l) => app(l, { is: "Cons", a: next0, b: $Nil }), all_found((($$0) => global_of(globals, $$0)), map(of_nat0, seq(0, count))));
}

function translated_waiting(other0, f) {
  switch (f.is) {
    case "BinaryRight": {
      const { a: id, b: o, c: a } = f;
      return option_map((x) => ({ is: "BinaryRight", a: id, b: o, c: x }), other0(a));
    }
    case "IndexIndex": {
      const { a: id, b: el, c: a } = f;
      return option_map((x) => ({ is: "IndexIndex", a: id, b: el, c: x }), other0(a));
    }
    case "TransferFrom": {
      const { a: id, b: d, c: a, d: e } = f;
      return option_map((a3) => ({ is: "TransferFrom", a: id, b: d, c: a3, d: e }), other0(a));
    }
    case "TransferCount": {
      const { a: id, b: d, c: a, d: b } = f;
      const $581 = other0(a);
      switch ($581.is) {
        case "Some": {
          const { a: a3 } = $581;
          const $582 = other0(b);
          switch ($582.is) {
            case "Some": {
              const { a: b0 } = $582;
              return { is: "Some", a: { is: "TransferCount", a: id, b: d, c: a3, d: b0 } };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "Arguments": {
      const { a: id, b: f0, c: l, d: after } = f;
      return option_map((l0) => ({ is: "Arguments", a: id, b: f0, c: l0, d: after }), all_found(other0, l));
    }
    case "CallFrame": {
      const { a: id, b: l } = f;
      return option_map((x) => ({ is: "CallFrame", a: id, b: x }), all_found(other0, l));
    }
    case "ElementIndex": {
      const { a: id, b: el, c: a, d: e } = f;
      return option_map((a3) => ({ is: "ElementIndex", a: id, b: el, c: a3, d: e }), other0(a));
    }
    case "ElementValue": {
      const { a: id, b: el, c: a, d: b } = f;
      const $583 = other0(a);
      switch ($583.is) {
        case "Some": {
          const { a: a3 } = $583;
          const $584 = other0(b);
          switch ($584.is) {
            case "Some": {
              const { a: b0 } = $584;
              return { is: "Some", a: { is: "ElementValue", a: id, b: el, c: a3, d: b0 } };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    default: {
      return { is: "Some", a: f };
    }
  }
}

function translated_cell(other0, c) {
  return option_map((t0) => ({ is: "Build_cell", a: c.a, b: c.b, c: t0 }), other0(c.c));
}

function private_cells(high, v) {
  const $585 = v.a.n;
  switch ($585.is) {
    case "Nil": {
      return filter((c) => ($at_most(v.c, c.a) && $at_most(cell_end(c), high)), v.a.h);
    }
    case "Cons": {
      return $Nil;
    }
  }
}

function private_frame(v) {
  return filter((c) => $at_most(v.c, c.a), v.a.o);
}

function wait_fits(low, high, budget, v) {
  const $586 = v.a.c.c;
  switch ($586.is) {
    case "Nil": {
      return false;
    }
    case "Cons": {
      const { a: w, b: k } = $586;
      switch (w.is) {
        case "CallFrame": {
          const { a: id } = w;
          if ($equal(frame_of_call(budget, id), v.b.a)) {
            const $587 = v.a.n;
            switch ($587.is) {
              case "Nil": {
                if (($at_most($sub(high, v.c), $add(budget.b, frames_of(budget, k))) && $at_most(low, v.c))) {
                  return $at_most(v.c, high);
                }
                return false;
              }
              case "Cons": {
                if (($at_most(opp(v.c), v.a.m.a) && $equal(frames_of(budget, k), 0))) {
                  return $at_most(0, opp(v.c));
                }
                return false;
              }
            }
          }
          return false;
        }
        default: {
          return false;
        }
      }
    }
  }
}

function register_back(other0, caller, own0, r) {
  if (existsb((($$0) => eqb0(r, $$0)), given_back)) {
    const $588 = nth_error(caller, r);
    switch ($588.is) {
      case "Some": {
        const { a: t0 } = $588;
        return other0(t0);
      }
      case "None": {
        return $None;
      }
    }
  }
  return nth_error(own0, r);
}

function gives_back(x) {
  const $589 = x.n;
  switch ($589.is) {
    case "Nil": {
      return false;
    }
    case "Cons": {
      const { b: kept } = $589;
      const $590 = all_found((($$1) => ($$0) => nth_error($$1, $$0))(x.g), given_back);
      switch ($590.is) {
        case "Some": {
          const { a: registers } = $590;
          const $591 = list_eq_dec(eq_dec0, registers, firstn(length(given_back), kept));
          switch ($591.is) {
            case "Left": {
              return true;
            }
            case "Right": {
              return false;
            }
          }
        }
        case "None": {
          return false;
        }
      }
    }
  }
}

function back_at(own0, v) {
  const $592 = nth_error(v.a.g, 1);
  switch ($592.is) {
    case "Some": {
      const { a: t0 } = $592;
      let $593;
      {
        if (v.d) {
          const $594 = v.a.n;
          switch ($594.is) {
            case "Nil": {
              $593 = false;
              break;
            }
            case "Cons": {
              const { a: ra } = $594;
              $593 = $equal(t0, ra);
              break;
            }
          }
        } else {
          $593 = false;
        }
      }
      if ($593) {
        return $Some388;
      }
      const $595 = number_of(own0, t0);
      switch ($595.is) {
        case "Some": {
          const { a: pc } = $595;
          if ($equal(operate($And, pc, wrap(-2)), pc)) {
            return { is: "Some", a: { is: "Some", a: pc } };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function translated_array(other0, h, a) {
  const $596 = other0(a.a);
  switch ($596.is) {
    case "Some": {
      const { a: r } = $596;
      const $597 = other0(a.c);
      switch ($597.is) {
        case "Some": {
          const { a: n0 } = $597;
          return { is: "Some", a: { is: "Build_known_array", a: r, b: a.b, c: n0, d: n0, e: h } };
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function is_held(g, a) {
  return existsb((($$1) => ($$0) => $equal($$1, $$0))(a.a), flat_map(waiting_words, g.c.c));
}

function arrays_held(g) {
  return filter((($$0) => is_held(g, $$0)), g.j);
}

function arrays_free(g) {
  return filter((a) => negb(is_held(g, a)), g.j);
}

function told_same(t0, a, b) {
  if ($equal(a.a, b.a)) {
    return true;
  }
  const $598 = number_of(t0, a.a);
  switch ($598.is) {
    case "Some": {
      const { a: m } = $598;
      const $599 = number_of(t0, b.a);
      switch ($599.is) {
        case "Some": {
          const { a: n0 } = $599;
          return $equal(m, n0);
        }
        case "None": {
          return false;
        }
      }
    }
    case "None": {
      return false;
    }
  }
}

function told_apart(t0, a, b) {
  if (negb(same_element(a.b, b.b))) {
    return true;
  }
  const $600 = number_of(t0, a.a);
  switch ($600.is) {
    case "Some": {
      const { a: m } = $600;
      const $601 = number_of(t0, b.a);
      switch ($601.is) {
        case "Some": {
          const { a: n0 } = $601;
          return negb($equal(m, n0));
        }
        case "None": {
          return false;
        }
      }
    }
    case "None": {
      return false;
    }
  }
}

function arrays_back(t0, held, free, own0, young) {
  return app(held, filter((b) => ((existsb((($$1) => ($$0) => $equal($$1, $$0))(b.a), young) || existsb((($$0) => told_same(t0, b, $$0)), free)) || forallb((a) => told_apart(t0, a, b), held)), own0));
}

function entry_given(count, own0, g, x) {
  const $602 = entry_words(count, g.d, g.e);
  switch ($602.is) {
    case "Some": {
      const { a: l } = $602;
      return flat_map((pat) => {
          const { a: t0, b: u } = pat;
          const $603 = made_of(own0, t0);
          switch ($603.is) {
            case "Some": {
              const { a: n0 } = $603;
              switch (n0.is) {
                case "Symbol": {
                  const { a: name, b: s } = n0;
                  return { is: "Cons", a: { is: "Pair", a: { is: "Pair", a: name, b: values_of_sort(s) }, b: u }, b: $Nil };
                }
                default: {
                  return $Nil;
                }
              }
            }
            case "None": {
              return $Nil;
            }
          }
        }, combine(l, skipn(kept_count, x.n)));
    }
    case "None": {
      return $Nil;
    }
  }
}

function rejoined(count, high, v, x) {
  const g = v.a;
  const $604 = own_terms(x);
  switch ($604.is) {
    case "Some": {
      const { a: p } = $604;
      const { a: t0 } = p;
      const $605 = own_terms(g);
      switch ($605.is) {
        case "Some": {
          const { a: p0 } = $605;
          const { a: own0, b: caller } = p0;
          const $606 = unknown_heap(t0);
          const { a: t1, b: h } = $606;
          const $607 = follow_all((($$3) => ($$0, $$1, $$2) => anew_but($$3, $$0, $$1, $$2))(entry_given(count, own0, g, x)), new_element, g.a, t1);
          switch ($607.is) {
            case "Some": {
              const { a: p1 } = $607;
              const { a: t2, b: made } = p1;
              const other0 = (($$1) => ($$0) => other_of($$1, $$0))(paired(caller, made));
              const $608 = all_found((($$0) => translated_waiting(other0, $$0)), g.c.c);
              switch ($608.is) {
                case "Some": {
                  const { a: k } = $608;
                  const $609 = all_found((($$2, $$3) => ($$0) => register_back(other0, $$2, $$3, $$0))(g.g, x.g), seq(0, 32));
                  switch ($609.is) {
                    case "Some": {
                      const { a: registers } = $609;
                      const $610 = all_found((($$0) => translated_cell(other0, $$0)), private_cells(high, v));
                      switch ($610.is) {
                        case "Some": {
                          const { a: cells } = $610;
                          const $611 = all_found((($$0) => translated_cell(other0, $$0)), private_frame(v));
                          switch ($611.is) {
                            case "Some": {
                              const { a: frame } = $611;
                              const $612 = all_found(other0, g.n);
                              switch ($612.is) {
                                case "Some": {
                                  const { a: kept } = $612;
                                  const $613 = all_found((($$0) => translated_array(other0, h, $$0)), arrays_held(g));
                                  switch ($613.is) {
                                    case "Some": {
                                      const { a: held } = $613;
                                      const $614 = all_found((($$0) => translated_array(other0, h, $$0)), arrays_free(g));
                                      switch ($614.is) {
                                        case "Some": {
                                          const { a: free } = $614;
                                          const $615 = all_found(other0, g.k);
                                          switch ($615.is) {
                                            case "Some": {
                                              const { a: young } = $615;
                                              const $616 = back_at(own0, v);
                                              switch ($616.is) {
                                                case "Some": {
                                                  const { a: pc } = $616;
                                                  const $617 = x.c.c;
                                                  switch ($617.is) {
                                                    case "Nil": {
                                                      if ((gives_back(x) && eqb0(length(x.g), 32))) {
                                                        return { is: "Some", a: { is: "Pair", a: pc, b: { is: "Build_arriving", a: t2, b: app(x.l, flat_map((l) => {
                                                                    const $618 = other0(fst(l));
                                                                    switch ($618.is) {
                                                                      case "Some": {
                                                                        const { a: t3 } = $618;
                                                                        return { is: "Cons", a: { is: "Pair", a: t3, b: snd(l) }, b: $Nil };
                                                                      }
                                                                      case "None": {
                                                                        return $Nil;
                                                                      }
                                                                    }
                                                                  }, g.l)), c: { is: "Build_configuration", a: x.c.a, b: x.c.b, c: k }, d: x.d, e: arrays_back(t2, held, free, map((($$0) => with_heap(h, $$0)), x.j), x.k), f: app(young, x.k), g: x.e, h: registers, i: app(cells, x.h), j: g.m, k: kept, l: frame } } };
                                                      }
                                                      return $None;
                                                    }
                                                    case "Cons": {
                                                      return $None;
                                                    }
                                                  }
                                                }
                                                case "None": {
                                                  return $None;
                                                }
                                              }
                                            }
                                            case "None": {
                                              return $None;
                                            }
                                          }
                                        }
                                        case "None": {
                                          return $None;
                                        }
                                      }
                                    }
                                    case "None": {
                                      return $None;
                                    }
                                  }
                                }
                                case "None": {
                                  return $None;
                                }
                              }
                            }
                            case "None": {
                              return $None;
                            }
                          }
                        }
                        case "None": {
                          return $None;
                        }
                      }
                    }
                    case "None": {
                      return $None;
                    }
                  }
                }
                case "None": {
                  return $None;
                }
              }
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function statement_id(s) {
  switch (s.is) {
    case "Assign": {
      const { a: id } = s;
      return id;
    }
    case "AssignGlobal": {
      const { a: id } = s;
      return id;
    }
    case "AssignElement": {
      const { a: id } = s;
      return id;
    }
    case "If": {
      const { a: id } = s;
      return id;
    }
    case "While": {
      const { a: id } = s;
      return id;
    }
    case "Break": {
      const { a: id } = s;
      return id;
    }
    case "Continue": {
      const { a: id } = s;
      return id;
    }
    case "Return": {
      const { a: id } = s;
      return id;
    }
    case "Assert": {
      const { a: id } = s;
      return id;
    }
    case "Write": {
      const { a: id } = s;
      return id;
    }
    case "Exit": {
      const { a: id } = s;
      return id;
    }
    case "Discard": {
      const { a: id } = s;
      return id;
    }
    case "Block": {
      const { a: id } = s;
      return id;
    }
  }
}

function at_point(c, p) {
  const $619 = c.a;
  switch ($619.is) {
    case "Value": {
      const { b: from } = $619;
      switch (p.is) {
        case "Before": {
          return false;
        }
        case "After": {
          const { a: id } = p;
          return $equal(id, from);
        }
      }
    }
    case "Execute": {
      const { a: s } = $619;
      switch (p.is) {
        case "Before": {
          const { a: id } = p;
          return $equal(id, statement_id(s));
        }
        case "After": {
          return false;
        }
      }
    }
    default: {
      return false;
    }
  }
}

function begins($l, $m) {
  for (;;) {
    const l = $l;
    const m = $m;
    switch (l.is) {
      case "Nil": {
        return true;
      }
      case "Cons": {
        const { a: x, b: l0 } = l;
        switch (m.is) {
          case "Nil": {
            return false;
          }
          case "Cons": {
            const { a: y, b: m0 } = m;
            if ($equal(x, y)) {
              $l = l0;
              $m = m0;
              continue;
            }
            return false;
          }
        }
      }
    }
  }
}

function inlined_at(it, c) {
  const calls = flat_map((f) => {
      switch (f.is) {
        case "UnaryFrame": {
          return $Nil;
        }
        case "BinaryLeft": {
          return $Nil;
        }
        case "BinaryRight": {
          return $Nil;
        }
        case "LogicLeft": {
          return $Nil;
        }
        case "LogicRight": {
          return $Nil;
        }
        case "IndexArray": {
          return $Nil;
        }
        case "IndexIndex": {
          return $Nil;
        }
        case "LengthFrame": {
          return $Nil;
        }
        case "NewFrame": {
          return $Nil;
        }
        case "TransferArray": {
          return $Nil;
        }
        case "TransferFrom": {
          return $Nil;
        }
        case "TransferCount": {
          return $Nil;
        }
        case "Arguments": {
          return $Nil;
        }
        case "CallFrame": {
          const { a: id } = f;
          return { is: "Cons", a: id, b: $Nil };
        }
        default: {
          return $Nil;
        }
      }
    }, c.c);
  return fold_left((most, l) => ((ltb(length(most), length(l)) && begins(l, calls)) ? l : most), it.b, $Nil);
}

function is_point(it, c) {
  const $620 = filter((p) => at_point(c, fst(p)), it.a);
  switch ($620.is) {
    case "Nil": {
      return false;
    }
    case "Cons": {
      const { a: p, b: l } = $620;
      const inlined = inlined_at(it, c);
      return existsb((p0) => (begins(snd(p0), inlined) && begins(inlined, snd(p0))), { is: "Cons", a: p, b: l });
    }
  }
}

function cuts_in(places) {
  return flat_map((l) => l, entries(places));
}

const unknown_registers = map((n0) => ({ is: "Unknown", a: of_nat(n0), b: $Sort_int }), seq(1, 31));

function memory_in(it) {
  return memory_of(it.b.b);
}

function is_pc(it, z0) {
  return existsb((($$0) => $equal(z0, $$0)), it.d);
}

function is_called(it, c) {
  const $621 = c.a;
  switch ($621.is) {
    case "Execute": {
      const $622 = c.c;
      switch ($622.is) {
        case "Nil": {
          return false;
        }
        case "Cons": {
          const { a: w } = $622;
          switch (w.is) {
            case "CallFrame": {
              const { a: id } = w;
              return existsb((($$0) => $equal(id, $$0)), it.g);
            }
            default: {
              return false;
            }
          }
        }
      }
    }
    default: {
      return false;
    }
  }
}

function is_left(c) {
  const $623 = c.a;
  switch ($623.is) {
    case "Done": {
      const $624 = c.c;
      switch ($624.is) {
        case "Nil": {
          return true;
        }
        case "Cons": {
          return false;
        }
      }
    }
    case "Returning": {
      const $625 = c.c;
      switch ($625.is) {
        case "Nil": {
          return true;
        }
        case "Cons": {
          return false;
        }
      }
    }
    default: {
      return false;
    }
  }
}

function is_back(it, c) {
  const $626 = c.a;
  switch ($626.is) {
    case "Value": {
      const { b: id } = $626;
      return existsb((($$0) => $equal(id, $$0)), it.g);
    }
    default: {
      return false;
    }
  }
}

function stops_at(it, c) {
  if ((is_called(it, c) || is_left(c))) {
    return true;
  }
  if (is_point(it.c, c)) {
    return negb(is_back(it, c));
  }
  return false;
}

function stack_top(it) {
  return $add(it.h, it.i.a);
}

function first_reference(it) {
  return fold_right((a, most) => $max($add(a, 4), most), 0, it.e);
}

function heap_end(it) {
  return $add(first_reference(it), it.i.d);
}

function stack_of(it, act, kept) {
  return option_map((t0) => ({ is: "Build_known_stack", a: t0, b: act.a, c: it.h, d: stack_top(it) }), base_of(kept));
}

function stack_at(it, c) {
  return stack_of(it, c.m, c.n);
}

function stack_usable(it, first_memory, c) {
  const $627 = stack_at(it, c);
  switch ($627.is) {
    case "Some": {
      const { a: k } = $627;
      return stack_fits(first_memory.a.a, k);
    }
    case "None": {
      return true;
    }
  }
}

function machine_arrays(t0, h, claims, l) {
  switch (l.is) {
    case "Nil": {
      return { is: "Pair", a: t0, b: $Nil };
    }
    case "Cons": {
      const { a: a, b: l0 } = l;
      if (existsb((c) => $equal(c.a, a.a), claims)) {
        const $628 = machine_arrays(t0, h, claims, l0);
        const { a: t1, b: l1 } = $628;
        return { is: "Pair", a: t1, b: { is: "Cons", a: with_heap(h, a), b: l1 } };
      }
      const $629 = constant(t0, 0);
      const { a: t1, b: zero } = $629;
      const $630 = zero_heap(t1, a.b, a.a);
      const { a: t2, b: g } = $630;
      const $631 = machine_arrays(t2, h, claims, l0);
      const { a: t3, b: l1 } = $631;
      return { is: "Pair", a: t3, b: { is: "Cons", a: with_head(zero, with_heap(g, a)), b: l1 } };
    }
  }
}

function segment_paths(it, first_memory, refuse, c, rest) {
  const $632 = own_terms(c);
  switch ($632.is) {
    case "Some": {
      const { a: p } = $632;
      const { a: t0 } = p;
      if (stack_usable(it, first_memory, c)) {
        const $633 = unknown_heap(t0);
        const { a: t1, b: h } = $633;
        const all0 = map((($$0) => with_heap(h, $$0)), c.j);
        return source_run(refuse, heap_end(it), it.j, it.a, (($$0) => stops_at(it, $$0)), (out, st) => {
            const $634 = machine_arrays(st.a, h, all0, st.d);
            const { a: t2, b: arrays } = $634;
            const $635 = constant(t2, c.f);
            const { a: t3, b: pc } = $635;
            return machine_run_on(refuse, first_memory, stack_at(it, c), first_reference(it), heap_end(it), (($$0) => is_pc(it, $$0)), (machine_out, known) => rest(out, st, machine_out, known), it.f, pc, c.g, { is: "Build_machine_known_state", a: t3, b: st.b, c: c.h, d: arrays, e: c.o, f: st.f });
          }, it.f, c.c, { is: "Build_source_state", a: t1, b: all_noted(t1, c.l), c: c.d, d: all0, e: c.e, f: $Nil });
      }
      return { is: "Cons", a: refuse($CutIsMalformed), b: $Nil };
    }
    case "None": {
      return { is: "Cons", a: refuse($CutIsMalformed), b: $Nil };
    }
  }
}

function young_after(from, l) {
  const $636 = from.n;
  switch ($636.is) {
    case "Nil": {
      return $Nil;
    }
    case "Cons": {
      return app(map((k) => k.a, filter((a) => negb(existsb((c) => $equal(c.a, a.a), from.j)), l)), from.k);
    }
  }
}

function arriving_at(from, c, st, x, known) {
  return { is: "Build_arriving", a: known.a, b: known.b, c: c, d: st.c, e: st.d, f: young_after(from, st.d), g: st.e, h: x, i: known.c, j: from.m, k: from.n, l: known.e };
}

function part_at(a, c, act, kept, young, frame) {
  return { is: "Build_arriving", a: a.a, b: a.b, c: c, d: a.d, e: a.e, f: young, g: a.g, h: a.h, i: a.i, j: act, k: kept, l: frame };
}

function inner_of(c) {
  return { is: "Build_configuration", a: c.a, b: c.b, c: $Nil };
}

function argument_bytes(it) {
  return fold_right((f, most) => $max($mul(4, $sub(of_nat0(f.a), 8)), most), 0, it.a.b);
}

function argument_at(it, level0, c) {
  const offset = $sub(c.a, level0);
  if (($at_most(0, offset) && $at_most($add(offset, of_nat0(c.b)), argument_bytes(it)))) {
    return { is: "Cons", a: { is: "Build_cell", a: offset, b: c.b, c: c.c }, b: $Nil };
  }
  return $Nil;
}

function arguments_at(it, level0, a) {
  let $637;
  {
    const $638 = base_of(a.k);
    switch ($638.is) {
      case "Some": {
        const { l: arriving_frame } = a;
        $637 = arriving_frame;
        break;
      }
      case "None": {
        $637 = filter((c) => $at_most(cell_end(c), stack_top(it)), a.i);
        break;
      }
    }
  }
  return flat_map((($$0) => argument_at(it, level0, $$0)), $637);
}

function inner_at(it, act, kept, level0, a) {
  return part_at(a, inner_of(a.c), act, kept, $Nil, arguments_at(it, level0, a));
}

function outer_of(c) {
  return { is: "Build_configuration", a: $Done, b: $Nil, c: c.c };
}

function outer_at(a) {
  return part_at(a, outer_of(a.c), a.j, a.k, a.f, a.l);
}

function globals_count(it) {
  return length(it.a.a);
}

function entry_kept(it, a) {
  const $639 = kept_of(a.h);
  switch ($639.is) {
    case "Some": {
      const { a: kept } = $639;
      const $640 = entry_words(globals_count(it), a.d, a.g);
      switch ($640.is) {
        case "Some": {
          const { a: entry0 } = $640;
          return { is: "Some", a: app(kept, entry0) };
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function variant_of(a) {
  const $641 = number_of(a.a, a.g);
  switch ($641.is) {
    case "Some": {
      const { a: z0 } = $641;
      return z0;
    }
    case "None": {
      return -1;
    }
  }
}

function same_calls($k, $l) {
  for (;;) {
    const k = $k;
    const l = $l;
    switch (k.is) {
      case "Nil": {
        switch (l.is) {
          case "Nil": {
            return true;
          }
          case "Cons": {
            return false;
          }
        }
      }
      case "Cons": {
        const { a: w, b: k0 } = k;
        switch (w.is) {
          case "CallFrame": {
            const { a: a } = w;
            switch (l.is) {
              case "Nil": {
                return false;
              }
              case "Cons": {
                const { a: w0, b: l0 } = l;
                switch (w0.is) {
                  case "CallFrame": {
                    const { a: b } = w0;
                    if ($equal(a, b)) {
                      $k = k0;
                      $l = l0;
                      continue;
                    }
                    return false;
                  }
                  default: {
                    $k = k0;
                    $l = l0;
                    continue;
                  }
                }
              }
            }
          }
          default: {
            switch (l.is) {
              case "Nil": {
                return false;
              }
              case "Cons": {
                const { b: l0 } = l;
                $k = k0;
                $l = l0;
                continue;
              }
            }
          }
        }
      }
    }
  }
}

function is_place(pc, a, variant, d) {
  if (((($equal(d.f, pc) && $equal(d.i, variant)) && same_activation(d.m, a.j)) && same_calls(d.c.c, a.c.c))) {
    return same_skeleton(d.c, a.c);
  }
  return false;
}

function place_number(pc, c) {
  return fold_left((n0, f) => {
      switch (f.is) {
        case "CallFrame": {
          const { a: id } = f;
          return $mod($add($mul(31, n0), id), 16381);
        }
        default: {
          return n0;
        }
      }
    }, c.c, $mod(pc, 16381));
}

function find_variant(is0, variant, l) {
  const $642 = find(is0(variant), l);
  switch ($642.is) {
    case "Some": {
      const { a: d } = $642;
      return { is: "Some", a: d };
    }
    case "None": {
      return find(is0(-1), l);
    }
  }
}

function find_place(pc, a, places) {
  return find_variant((($$0) => ($$1) => is_place(pc, a, $$0, $$1)), variant_of(a), get($Nil, places, place_number(pc, a.c)));
}

function activation_at(it, pc, variant, a) {
  const $643 = a.c.c;
  switch ($643.is) {
    case "Nil": {
      return $None;
    }
    case "Cons": {
      const { a: w } = $643;
      switch (w.is) {
        case "CallFrame": {
          const { a: id } = w;
          return { is: "Some", a: { is: "Build_activation", a: frame_of_call(it.i, id), b: pc, c: variant } };
        }
        default: {
          return $None;
        }
      }
    }
  }
}

function return_address(a) {
  const own0 = a.j.b;
  const $644 = kept_of(a.h);
  switch ($644.is) {
    case "Some": {
      const { a: kept } = $644;
      switch (kept.is) {
        case "Nil": {
          return own0;
        }
        case "Cons": {
          const { a: ra } = kept;
          const $645 = list_eq_dec(eq_dec0, kept, firstn(kept_count, a.k));
          switch ($645.is) {
            case "Left": {
              return own0;
            }
            case "Right": {
              const $646 = number_of(a.a, ra);
              switch ($646.is) {
                case "Some": {
                  const { a: z0 } = $646;
                  return z0;
                }
                case "None": {
                  return own0;
                }
              }
            }
          }
        }
      }
    }
    case "None": {
      return own0;
    }
  }
}

function level_shown(it, stack, v, a) {
  if ((wait_fits(it.h, stack_top(it), it.i, v) && $equal($mod(v.c, 4), 0))) {
    const $647 = nth_error(a.h, 2);
    switch ($647.is) {
      case "Some": {
        const { a: sp } = $647;
        switch (stack.is) {
          case "Some": {
            const { a: k } = stack;
            const $648 = stack_offset(a.a, k, sp);
            switch ($648.is) {
              case "Some": {
                const { a: z0 } = $648;
                if ($equal(z0, v.c)) {
                  if ($equal(z0, 0)) {
                    return true;
                  }
                  const $649 = frame_fits(a.a, a.b, k);
                  switch ($649.is) {
                    case "Some": {
                      const { a: fits0 } = $649;
                      return fits0;
                    }
                    case "None": {
                      return false;
                    }
                  }
                }
                return false;
              }
              case "None": {
                return false;
              }
            }
          }
          case "None": {
            const $650 = number_of(a.a, sp);
            switch ($650.is) {
              case "Some": {
                const { a: z0 } = $650;
                return $equal(z0, v.c);
              }
              case "None": {
                return false;
              }
            }
          }
        }
      }
      case "None": {
        return false;
      }
    }
  }
  return false;
}

function call_problems_in(it, act, pl, c, pc, a) {
  switch (act.is) {
    case "Some": {
      const { a: act0 } = act;
      const $651 = entry_kept(it, a);
      switch ($651.is) {
        case "Some": {
          const { a: kept } = $651;
          const $652 = find_variant((variant) => (v) => (is_place(return_address(a), outer_at(a), variant, v.a) && same_activation(v.b, act0)), variant_of(a), pl.c);
          switch ($652.is) {
            case "Some": {
              const { a: v } = $652;
              const inner = inner_at(it, act0, kept, v.c, a);
              const $653 = find_place(pc, inner, pl.a);
              switch ($653.is) {
                case "Some": {
                  const { a: d } = $653;
                  if (level_shown(it, stack_at(it, c), v, a)) {
                    return app(arrive(d, inner), arrive(v.a, outer_at(a)));
                  }
                  return { is: "Cons", a: { is: "ClaimNotShown", a: pc, b: -1 }, b: $Nil };
                }
                case "None": {
                  return { is: "Cons", a: { is: "NoCutHere", a: pc }, b: $Nil };
                }
              }
            }
            case "None": {
              return { is: "Cons", a: { is: "NoCutHere", a: pc }, b: $Nil };
            }
          }
        }
        case "None": {
          return { is: "Cons", a: { is: "NoCutHere", a: pc }, b: $Nil };
        }
      }
    }
    case "None": {
      return { is: "Cons", a: { is: "NoCutHere", a: pc }, b: $Nil };
    }
  }
}

function call_problems(it, pl, c, pc, a) {
  const entered0 = (variant) => activation_at(it, pc, variant, a);
  const $654 = entered0(variant_of(a));
  switch ($654.is) {
    case "Some": {
      const { a: act } = $654;
      const known = existsb((d) => same_activation(d.m, act), get($Nil, pl.a, place_number(pc, inner_of(a.c))));
      return call_problems_in(it, entered0((known ? variant_of(a) : -1)), pl, c, pc, a);
    }
    case "None": {
      return { is: "Cons", a: { is: "NoCutHere", a: pc }, b: $Nil };
    }
  }
}

function return_problems(pl, c, pc, a) {
  const $655 = find_place(c.m.b, a, pl.b);
  switch ($655.is) {
    case "Some": {
      const { a: x } = $655;
      const $656 = c.n;
      switch ($656.is) {
        case "Nil": {
          return { is: "Cons", a: { is: "NoCutHere", a: c.m.b }, b: $Nil };
        }
        case "Cons": {
          const { a: ra } = $656;
          const $657 = constant(a.a, -2);
          const { a: t0, b: mask0 } = $657;
          const $658 = operation_of(t0, $And, ra, mask0);
          const { a: t1, b: target0 } = $658;
          if (same_terms(t1, a.b, pc, target0)) {
            return arrive(x, a);
          }
          return $Cons411;
        }
      }
    }
    case "None": {
      return { is: "Cons", a: { is: "NoCutHere", a: c.m.b }, b: $Nil };
    }
  }
}

function after_source(a, c, st) {
  return { is: "Build_arriving", a: st.a, b: st.b, c: c, d: st.c, e: st.d, f: a.f, g: st.e, h: a.h, i: a.i, j: a.j, k: a.k, l: a.l };
}

function passed_paths(it, refuse, a, rest) {
  return source_run(refuse, heap_end(it), it.j, it.a, (($$0) => stops_at(it, $$0)), (out, st) => {
      const $659 = st.f;
      switch ($659.is) {
        case "Nil": {
          switch (out.is) {
            case "SourceAt": {
              const { a: c } = out;
              if (store_shared(st.a, st.b, st.d, a.e)) {
                return rest(after_source(a, c, st));
              }
              return { is: "Cons", a: refuse($StoresDiffer), b: $Nil };
            }
            default: {
              return { is: "Cons", a: refuse($ExchangesLeft), b: $Nil };
            }
          }
        }
        case "Cons": {
          return { is: "Cons", a: refuse($ExchangesLeft), b: $Nil };
        }
      }
    }, it.f, a.c, { is: "Build_source_state", a: a.a, b: all_noted(a.a, a.b), c: a.d, d: a.e, e: a.g, f: $Nil });
}

function back_problems(pl, pc, a) {
  switch (pc.is) {
    case "Some": {
      const { a: pc0 } = pc;
      const places = pl.a;
      const $660 = find_place(pc0, a, places);
      switch ($660.is) {
        case "Some": {
          const { a: d } = $660;
          return arrive(d, a);
        }
        case "None": {
          return { is: "Cons", a: { is: "NoCutHere", a: pc0 }, b: $Nil };
        }
      }
    }
    case "None": {
      const pc0 = a.j.b;
      const places = pl.b;
      const $661 = find_place(pc0, a, places);
      switch ($661.is) {
        case "Some": {
          const { a: d } = $661;
          return arrive(d, a);
        }
        case "None": {
          return { is: "Cons", a: { is: "NoCutHere", a: pc0 }, b: $Nil };
        }
      }
    }
  }
}

function rejoin_problems(it, pl, v, x) {
  if (same_activation(x.m, v.b)) {
    const $662 = rejoined(globals_count(it), stack_top(it), v, x);
    switch ($662.is) {
      case "Some": {
        const { a: p } = $662;
        const { a: pc, b: a } = p;
        if (v.d) {
          return passed_paths(it, (problem0) => problem0, a, (($$0) => back_problems(pl, pc, $$0)));
        }
        return back_problems(pl, pc, a);
      }
      case "None": {
        return $Cons397;
      }
    }
  }
  return $Nil;
}

function meets(it, pc, a, t0) {
  const $663 = number_of(a.a, pc);
  switch ($663.is) {
    case "Some": {
      const { a: z0 } = $663;
      if ($equal(t0.f, z0)) {
        if ((is_left(a.c) || is_called(it, a.c))) {
          return false;
        }
        const $664 = arrive(t0, a);
        switch ($664.is) {
          case "Nil": {
            return true;
          }
          case "Cons": {
            return false;
          }
        }
      }
      return false;
    }
    case "None": {
      return false;
    }
  }
}

function arrival_problems(it, pl, targets, c, pc, a) {
  if (existsb((($$0) => meets(it, pc, a, $$0)), targets)) {
    return $Nil;
  }
  if (is_left(a.c)) {
    return return_problems(pl, c, pc, a);
  }
  const $665 = number_of(a.a, pc);
  switch ($665.is) {
    case "Some": {
      const { a: z0 } = $665;
      if (is_called(it, a.c)) {
        return call_problems(it, pl, c, z0, a);
      }
      const $666 = find_place(z0, a, pl.a);
      switch ($666.is) {
        case "Some": {
          const { a: d } = $666;
          return arrive(d, a);
        }
        case "None": {
          return { is: "Cons", a: { is: "NoCutHere", a: z0 }, b: $Nil };
        }
      }
    }
    case "None": {
      return $Cons411;
    }
  }
}

function report_problems(it, pl, targets, c, r) {
  switch (r.is) {
    case "Inl": {
      const { a: why } = r;
      return { is: "Cons", a: why, b: $Nil };
    }
    case "Inr": {
      const { a: p } = r;
      const { a: pc, b: a } = p;
      return arrival_problems(it, pl, targets, c, pc, a);
    }
  }
}

function reports_of_ends(c, out, st, machine_out, known) {
  const $667 = known.f;
  switch ($667.is) {
    case "Nil": {
      switch (out.is) {
        case "SourceAt": {
          const { a: d } = out;
          switch (machine_out.is) {
            case "Inl": {
              const { a: p } = machine_out;
              const { a: pc, b: x } = p;
              if (negb(store_shared(known.a, known.b, st.d, known.d))) {
                return $Cons415;
              }
              return { is: "Cons", a: { is: "Inr", a: { is: "Pair", a: pc, b: arriving_at(c, d, st, x, known) } }, b: $Nil };
            }
            case "Inr": {
              return $Cons418;
            }
          }
        }
        case "SourceEnds": {
          const { a: f } = out;
          switch (f.is) {
            case "Halt": {
              const { a: a } = f;
              switch (machine_out.is) {
                case "Inl": {
                  return $Cons418;
                }
                case "Inr": {
                  const { a: m } = machine_out;
                  switch (m.is) {
                    case "MachineHalted": {
                      const { a: b } = m;
                      if (same_terms(known.a, known.b, a, b)) {
                        return $Nil;
                      }
                      return $Cons418;
                    }
                    default: {
                      return $Cons418;
                    }
                  }
                }
              }
            }
            case "Trap": {
              const { a: t0 } = f;
              switch (machine_out.is) {
                case "Inl": {
                  return $Cons418;
                }
                case "Inr": {
                  const { a: m } = machine_out;
                  switch (m.is) {
                    case "MachineTrapped": {
                      const { a: t$ } = m;
                      switch (t0.is) {
                        case "Trap_divide": {
                          switch (t$.is) {
                            case "Trap_divide": {
                              return $Nil;
                            }
                            default: {
                              return $Cons418;
                            }
                          }
                        }
                        case "Trap_bounds": {
                          switch (t$.is) {
                            case "Trap_bounds": {
                              return $Nil;
                            }
                            default: {
                              return $Cons418;
                            }
                          }
                        }
                        case "Trap_length": {
                          switch (t$.is) {
                            case "Trap_length": {
                              return $Nil;
                            }
                            default: {
                              return $Cons418;
                            }
                          }
                        }
                        case "Trap_assert": {
                          switch (t$.is) {
                            case "Trap_assert": {
                              return $Nil;
                            }
                            default: {
                              return $Cons418;
                            }
                          }
                        }
                      }
                    }
                    default: {
                      return $Cons418;
                    }
                  }
                }
              }
            }
          }
        }
        case "SourceSpent": {
          return $Cons418;
        }
      }
    }
    case "Cons": {
      return $Cons420;
    }
  }
}

function reports(it, c, out, st, machine_out, known) {
  switch (machine_out.is) {
    case "Inl": {
      return reports_of_ends(c, out, st, machine_out, known);
    }
    case "Inr": {
      const { a: m } = machine_out;
      switch (m.is) {
        case "MachineExhausted": {
          const { a: r } = m;
          switch (r.is) {
            case "Resource_stack": {
              const $668 = stack_at(it, c);
              switch ($668.is) {
                case "Some": {
                  const { a: k } = $668;
                  const $669 = frame_fits(known.a, known.b, k);
                  switch ($669.is) {
                    case "Some": {
                      const { a: b } = $669;
                      if (b) {
                        return $Cons418;
                      }
                      return $Nil;
                    }
                    case "None": {
                      return $Cons418;
                    }
                  }
                }
                case "None": {
                  return reports_of_ends(c, out, st, machine_out, known);
                }
              }
            }
            case "Resource_heap": {
              switch (out.is) {
                case "SourceSpent": {
                  return $Nil;
                }
                default: {
                  return reports_of_ends(c, out, st, machine_out, known);
                }
              }
            }
          }
        }
        default: {
          return reports_of_ends(c, out, st, machine_out, known);
        }
      }
    }
  }
}

function segment_reports(it, first_memory, c) {
  return segment_paths(it, first_memory, (x) => ({ is: "Inl", a: x }), c, (($$0, $$1, $$2, $$3) => reports(it, c, $$0, $$1, $$2, $$3)));
}

function check_segment(it, first_memory, pl, targets, c) {
  return flat_map((($$0) => report_problems(it, pl, targets, c, $$0)), segment_reports(it, first_memory, c));
}

function is_planned(pl, c) {
  return existsb((d) => {
      const $670 = same_cut(c, d);
      switch ($670.is) {
        case "Left": {
          return true;
        }
        case "Right": {
          return false;
        }
      }
    }, get($Nil, pl.a, place_number(c.f, c.c)));
}

function check_anew(it, first_memory, pl, known, c) {
  if (existsb((pat) => {
        const { a: d, b: targets } = pat;
        const $671 = same_cut(c, d);
        switch ($671.is) {
          case "Left": {
            return forallb((($$0) => is_planned(pl, $$0)), targets);
          }
          case "Right": {
            return false;
          }
        }
      }, get($Nil, known, place_number(c.f, c.c)))) {
    return $Nil;
  }
  return check_segment(it, first_memory, pl, $Nil, c);
}

function plan_fits(it, pl) {
  if ((((($at_most(0, it.i.d) && $less(heap_end(it), modulus)) && $at_most(0, it.h)) && $at_most(stack_top(it), modulus)) && forallb((entry0) => $at_most(0, snd(entry0)), it.i.c))) {
    const $672 = pl.c;
    switch ($672.is) {
      case "Nil": {
        return true;
      }
      case "Cons": {
        const $673 = it.g;
        switch ($673.is) {
          case "Nil": {
            return false;
          }
          case "Cons": {
            return true;
          }
        }
      }
    }
  }
  return false;
}

function zero_before(from, to, s) {
  if (($at_most(0, s.a) && $at_most($add(s.a, size0(s.b)), modulus))) {
    if ($at_most($add(s.a, size0(s.b)), from)) {
      return true;
    }
    return $at_most(to, s.a);
  }
  return false;
}

function first_recipe(it, first_memory) {
  return { is: "Cons", a: $Number0421, b: app(unknown_registers, map((x) => ({ is: "Number0", a: x }), app(map((($$2) => ($$0) => load(4, $$2, $$0))(first_memory.a.b), it.e), { is: "Cons", a: first_reference(it), b: $Nil }))) };
}

function first_cut(it, first_memory) {
  const $674 = follow(own_symbol, own_element, first_recipe(it, first_memory), start, $Nil);
  switch ($674.is) {
    case "Some": {
      const { a: p } = $674;
      const { b: made } = p;
      switch (made.is) {
        case "Nil": {
          return $None;
        }
        case "Cons": {
          const { a: zero } = made;
          const $675 = ell_initial(it.a, zero);
          switch ($675.is) {
            case "Some": {
              const { a: c } = $675;
              return { is: "Some", a: { is: "Build_cut", a: first_recipe(it, first_memory), b: words_made(terms_made(first_recipe(it, first_memory))), c: c, d: map((n0) => ({ is: "Pair", a: of_nat0(n0), b: zero }), seq(0, length(it.a.a))), e: last(made, zero), f: it.b.a, g: firstn(32, made), h: map((pat) => {
                      const { a: a, b: t0 } = pat;
                      return { is: "Build_cell", a: a, b: 4, c: t0 };
                    }, combine(it.e, skipn(32, made))), i: 0, j: $Nil, k: $Nil, l: $Nil, m: outermost, n: $Nil, o: $Nil } };
            }
            case "None": {
              return $None;
            }
          }
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function problems_from(it, first_memory, pl, known) {
  const $676 = first_cut(it, first_memory);
  switch ($676.is) {
    case "Some": {
      const { a: first0 } = $676;
      if (((((((plan_fits(it, pl) && text_protected(first_memory.a.a)) && $at_most(0, first0.f)) && $less(first0.f, modulus)) && forallb((($$1, $$2) => ($$0) => zero_before($$1, $$2, $$0))(first_reference(it), heap_end(it)), it.b.b)) && $equal($mod(first_reference(it), 4), 0)) && forallb((a) => (($at_most(0, a) && $at_most($add(a, 4), modulus)) && $equal(wrap(load(4, first_memory.a.b, a)), load(4, first_memory.a.b, a))), it.e))) {
        return app(flat_map((($$0) => check_anew(it, first_memory, pl, known, $$0)), { is: "Cons", a: first0, b: cuts_in(pl.a) }), flat_map((v) => flat_map((($$0) => rejoin_problems(it, pl, v, $$0)), cuts_in(pl.b)), pl.c));
      }
      return $Cons397;
    }
    case "None": {
      return $Cons397;
    }
  }
}

function is_called_from(c, p) {
  const $677 = c.a;
  switch ($677.is) {
    case "Value": {
      return false;
    }
    case "Returning": {
      const $678 = c.c;
      switch ($678.is) {
        case "Nil": {
          return false;
        }
        case "Cons": {
          const { a: w0 } = $678;
          switch (w0.is) {
            case "CallFrame": {
              const { a: id } = w0;
              switch (p.is) {
                case "Before": {
                  return false;
                }
                case "After": {
                  const { a: from } = p;
                  return $equal(id, from);
                }
              }
            }
            default: {
              return false;
            }
          }
        }
      }
    }
    default: {
      const $679 = c.c;
      switch ($679.is) {
        case "Nil": {
          return false;
        }
        case "Cons": {
          const { a: w } = $679;
          switch (w.is) {
            case "CallFrame": {
              const { a: id } = w;
              switch (p.is) {
                case "Before": {
                  return false;
                }
                case "After": {
                  const { a: from } = p;
                  return $equal(id, from);
                }
              }
            }
            default: {
              return false;
            }
          }
        }
      }
    }
  }
}

function said_of(c, p) {
  const $680 = c.c;
  switch ($680.is) {
    case "Nil": {
      return c;
    }
    case "Cons": {
      const { a: w, b: k } = $680;
      switch (w.is) {
        case "CallFrame": {
          const { b: frame } = w;
          if (is_called_from(c, p)) {
            return { is: "Build_configuration", a: c.a, b: frame, c: k };
          }
          return c;
        }
        default: {
          return c;
        }
      }
    }
  }
}

function inside($inlined, $frame, $pending, $k) {
  for (;;) {
    const inlined = $inlined;
    const frame = $frame;
    const pending = $pending;
    const k = $k;
    switch (k.is) {
      case "Nil": {
        return { is: "Pair", a: frame, b: pending };
      }
      case "Cons": {
        const { a: f, b: k0 } = k;
        switch (f.is) {
          case "CallFrame": {
            const { b: outer } = f;
            if (inlined === 0) {
              return { is: "Pair", a: frame, b: pending };
            }
            const inlined0 = $before(inlined);
            const $681 = inside(inlined0, outer, $Nil, k0);
            const { a: locals, b: before } = $681;
            return { is: "Pair", a: app(locals, frame), b: app(before, pending) };
          }
          default: {
            $pending = app(waiting_words(f), pending);
            $k = k0;
            continue;
          }
        }
      }
    }
  }
}

function all_inside(frame, k) {
  return inside($next(length(k)), frame, $Nil, k);
}

function shifted0(locals, pending, s) {
  switch (s.is) {
    case "SaidLocal": {
      const { a: slot } = s;
      return { is: "SaidLocal", a: add(locals, slot) };
    }
    case "SaidPending": {
      const { a: index } = s;
      return { is: "SaidPending", a: add(pending, index) };
    }
    case "SaidLength": {
      const { a: a } = s;
      return { is: "SaidLength", a: shifted0(locals, pending, a) };
    }
    case "SaidElement": {
      const { a: a, b: i } = s;
      return { is: "SaidElement", a: shifted0(locals, pending, a), b: shifted0(locals, pending, i) };
    }
    case "SaidOperation": {
      const { a: o, b: a, c: b } = s;
      return { is: "SaidOperation", a: o, b: shifted0(locals, pending, a), c: shifted0(locals, pending, b) };
    }
    default: {
      return s;
    }
  }
}

function widened(frame, k, h) {
  const $682 = all_inside(frame, k);
  const { a: locals, b: pending } = $682;
  const $683 = inside(h.c, frame, $Nil, k);
  const { a: own_locals, b: own_pending } = $683;
  const wide = (($$1, $$2) => ($$0) => shifted0($$1, $$2, $$0))(sub(length(locals), length(own_locals)), sub(length(pending), length(own_pending)));
  return { is: "Build_hint", a: h.a, b: h.b, c: length(k), d: map((pat) => {
        const { a: s, b: other0 } = pat;
        return { is: "Pair", a: wide(s), b: wide(other0) };
      }, h.d), e: map((pat) => {
        const { a: s, b: answer0 } = pat;
        return { is: "Pair", a: wide(s), b: answer0 };
      }, h.e), f: map((pat) => {
        const { a: s, b: truth0 } = pat;
        return { is: "Pair", a: wide(s), b: truth0 };
      }, h.f), g: map((pat) => {
        const { a: s, b: other0 } = pat;
        return { is: "Pair", a: wide(s), b: wide(other0) };
      }, h.g) };
}

function no_hint(pc) {
  return { is: "Build_hint", a: $Before422, b: pc, c: 0, d: $Nil, e: $Nil, f: $Nil, g: $Nil };
}

function hint_at(hints, pc, c) {
  const $684 = find((h) => ($equal(h.b, pc) && (at_point(c, h.a) || is_called_from(c, h.a))), hints);
  switch ($684.is) {
    case "Some": {
      const { a: h } = $684;
      const c0 = said_of(c, h.a);
      return widened(c0.b, c0.c, h);
    }
    case "None": {
      return no_hint(pc);
    }
  }
}

function hints_of_callers($hints, $k) {
  for (;;) {
    const hints = $hints;
    const k = $k;
    switch (k.is) {
      case "Nil": {
        return $Nil;
      }
      case "Cons": {
        const { a: w, b: k0 } = k;
        switch (w.is) {
          case "CallFrame": {
            const { a: id, b: frame } = w;
            return app(map((($$0) => widened(frame, k0, $$0)), filter((h) => {
                    const $685 = h.a;
                    switch ($685.is) {
                      case "Before": {
                        return false;
                      }
                      case "After": {
                        const { a: from } = $685;
                        return $equal(from, id);
                      }
                    }
                  }, hints)), hints_of_callers(hints, k0));
          }
          default: {
            $k = k0;
            continue;
          }
        }
      }
    }
  }
}

function word_said(sp, there, s) {
  const c = there.a;
  switch (s.is) {
    case "SaidLocal": {
      const { a: slot } = s;
      return nth_error(fst(all_inside(c.b, c.c)), slot);
    }
    case "SaidPending": {
      const { a: index } = s;
      return nth_error(snd(all_inside(c.b, c.c)), index);
    }
    case "SaidResult": {
      const $686 = c.a;
      switch ($686.is) {
        case "Value": {
          const { a: w } = $686;
          return { is: "Some", a: w };
        }
        case "Returning": {
          const { a: w } = $686;
          return { is: "Some", a: w };
        }
        default: {
          return $None;
        }
      }
    }
    case "SaidGlobal": {
      const { a: index } = s;
      return global_of(there.b, index);
    }
    case "SaidRegister": {
      const { a: number } = s;
      return nth_error(there.c, number);
    }
    case "SaidSlot": {
      const { a: offset } = s;
      switch (sp.is) {
        case "Some": {
          const { a: l } = sp;
          switch (l.is) {
            case "AtNumber": {
              const { a: z0 } = l;
              return cell_at(there.d, $add(z0, offset), 4);
            }
            case "AtDistance": {
              const { a: z0 } = l;
              return cell_at(there.e, $add(z0, offset), 4);
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "SaidCell": {
      const { a: address } = s;
      return cell_at(there.d, address, 4);
    }
    default: {
      return $None;
    }
  }
}

function level_of(it, a) {
  const $687 = nth_error(a.h, 2);
  switch ($687.is) {
    case "Some": {
      const { a: sp } = $687;
      const $688 = stack_of(it, a.j, a.k);
      switch ($688.is) {
        case "Some": {
          const { a: k } = $688;
          return option_map((x) => ({ is: "AtDistance", a: x }), stack_offset(a.a, k, sp));
        }
        case "None": {
          return option_map((x) => ({ is: "AtNumber", a: x }), number_of(a.a, sp));
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function term_said(word, arrays, s, t0) {
  switch (s.is) {
    case "SaidNumber": {
      const { a: z0 } = s;
      return { is: "Some", a: constant(t0, z0) };
    }
    case "SaidLength": {
      const { a: a } = s;
      const $689 = term_said(word, arrays, a, t0);
      switch ($689.is) {
        case "Some": {
          const { a: p } = $689;
          const { a: t1, b: t2 } = p;
          return option_map((x) => ({ is: "Pair", a: t1, b: x.c }), find_array(arrays, t2));
        }
        case "None": {
          return $None;
        }
      }
    }
    case "SaidElement": {
      const { a: a, b: i } = s;
      const $690 = term_said(word, arrays, a, t0);
      switch ($690.is) {
        case "Some": {
          const { a: p } = $690;
          const { a: t1, b: t2 } = p;
          const $691 = term_said(word, arrays, i, t1);
          switch ($691.is) {
            case "Some": {
              const { a: p0 } = $691;
              const { a: t3, b: i0 } = p0;
              const $692 = find_array(arrays, t2);
              switch ($692.is) {
                case "Some": {
                  const { a: x } = $692;
                  const $693 = offset_of(t3, x.b, i0);
                  const { a: t4, b: o } = $693;
                  return { is: "Some", a: element_read(t4, x, o) };
                }
                case "None": {
                  return $None;
                }
              }
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "SaidOperation": {
      const { a: o, b: a, c: b } = s;
      const $694 = term_said(word, arrays, a, t0);
      switch ($694.is) {
        case "Some": {
          const { a: p } = $694;
          const { a: t1, b: x } = p;
          const $695 = term_said(word, arrays, b, t1);
          switch ($695.is) {
            case "Some": {
              const { a: p0 } = $695;
              const { a: t2, b: y } = p0;
              return { is: "Some", a: operation_of(t2, o, x, y) };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    default: {
      return option_map((x) => ({ is: "Pair", a: t0, b: x }), word(s));
    }
  }
}

const nothing_yet = $Build_growing423;

function with_more(r, l) {
  return { is: "Build_growing", a: rev_append(l, r.a), b: add(length(l), r.b) };
}

function recipe_said(place, array_at, s, r) {
  switch (s.is) {
    case "SaidNumber": {
      const { a: z0 } = s;
      return { is: "Some", a: { is: "Pair", a: with_more(r, { is: "Cons", a: { is: "Number0", a: z0 }, b: $Nil }), b: r.b } };
    }
    case "SaidLength": {
      const { a: a } = s;
      const $696 = recipe_said(place, array_at, a, r);
      switch ($696.is) {
        case "Some": {
          const { a: p } = $696;
          const { a: r0, b: n0 } = p;
          return option_map((of) => ({ is: "Pair", a: r0, b: snd(of) }), array_at(n0));
        }
        case "None": {
          return $None;
        }
      }
    }
    case "SaidElement": {
      const { a: a, b: i } = s;
      const $697 = recipe_said(place, array_at, a, r);
      switch ($697.is) {
        case "Some": {
          const { a: p } = $697;
          const { a: r0, b: n0 } = p;
          const $698 = recipe_said(place, array_at, i, r0);
          switch ($698.is) {
            case "Some": {
              const { a: p0 } = $698;
              const { a: r1, b: i0 } = p0;
              const $699 = array_at(n0);
              switch ($699.is) {
                case "Some": {
                  const { a: p1 } = $699;
                  const { a: e } = p1;
                  switch (e.is) {
                    case "Element_byte": {
                      return { is: "Some", a: { is: "Pair", a: with_more(r1, { is: "Cons", a: { is: "Element", a: $Element_byte, b: n0, c: i0 }, b: $Nil }), b: r1.b } };
                    }
                    default: {
                      return { is: "Some", a: { is: "Pair", a: with_more(r1, { is: "Cons", a: $Number0424, b: { is: "Cons", a: { is: "Computed", a: $Mul, b: i0, c: r1.b }, b: { is: "Cons", a: { is: "Element", a: e, b: n0, c: $next(r1.b) }, b: $Nil } } }), b: $next($next(r1.b)) } };
                    }
                  }
                }
                case "None": {
                  return $None;
                }
              }
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    case "SaidOperation": {
      const { a: o, b: a, c: b } = s;
      const $700 = recipe_said(place, array_at, a, r);
      switch ($700.is) {
        case "Some": {
          const { a: p } = $700;
          const { a: r0, b: n0 } = p;
          const $701 = recipe_said(place, array_at, b, r0);
          switch ($701.is) {
            case "Some": {
              const { a: p0 } = $701;
              const { a: r1, b: m } = p0;
              return { is: "Some", a: { is: "Pair", a: with_more(r1, { is: "Cons", a: { is: "Computed", a: o, b: n0, c: m }, b: $Nil }), b: r1.b } };
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
    default: {
      return option_map((x) => ({ is: "Pair", a: r, b: x }), place(s));
    }
  }
}

function scene_of(a) {
  return { is: "Build_scene", a: a.c, b: a.d, c: a.h, d: a.i, e: a.l };
}

function shown_of(it, h, a) {
  const t0 = a.a;
  const word = (($$1, $$2) => ($$0) => word_said($$1, $$2, $$0))(level_of(it, a), scene_of(a));
  return { is: "Build_hint", a: h.a, b: h.b, c: h.c, d: filter((pat) => {
        const { a: s, b: other0 } = pat;
        const $702 = word(s);
        switch ($702.is) {
          case "Some": {
            const { a: t1 } = $702;
            const $703 = term_said(word, a.e, other0, t0);
            switch ($703.is) {
              case "Some": {
                const { a: p } = $703;
                const { a: t2, b: u } = p;
                return same_terms(t2, a.b, t1, u);
              }
              case "None": {
                return false;
              }
            }
          }
          case "None": {
            return false;
          }
        }
      }, h.d), e: filter((pat) => {
        const { a: s, b: answer0 } = pat;
        const $704 = term_said(word, a.e, s, t0);
        switch ($704.is) {
          case "Some": {
            const { a: p } = $704;
            const { a: t1, b: t2 } = p;
            const $705 = decision(t1, a.b, t2);
            switch ($705.is) {
              case "Some": {
                const { a: is0 } = $705;
                return eqb(is0, answer0);
              }
              case "None": {
                return false;
              }
            }
          }
          case "None": {
            return false;
          }
        }
      }, h.e), f: h.f, g: h.g };
}

function places_of(sp, there, t0) {
  const registers = combine(seq(0, length(there.c)), there.c);
  const slots = (z0, l) => flat_map((c) => (((eqb0(c.b, 4) && $at_most(z0, c.a)) && $equal(c.c, t0)) ? { is: "Cons", a: { is: "SaidSlot", a: $sub(c.a, z0) }, b: $Nil } : $Nil), l);
  let $706;
  {
    switch (sp.is) {
      case "Some": {
        const { a: l } = sp;
        switch (l.is) {
          case "AtNumber": {
            const { a: z0 } = l;
            $706 = slots(z0, there.d);
            break;
          }
          case "AtDistance": {
            const { a: z0 } = l;
            $706 = slots(z0, there.e);
            break;
          }
        }
        break;
      }
      case "None": {
        $706 = $Nil;
        break;
      }
    }
  }
  return app(flat_map((pat) => {
        const { a: n0, b: u } = pat;
        if ($equal(u, t0)) {
          return { is: "Cons", a: { is: "SaidRegister", a: n0 }, b: $Nil };
        }
        return $Nil;
      }, registers), $706);
}

function said_inside(it, h, a) {
  const sp = level_of(it, a);
  return flat_map((pat) => {
      const { a: s, b: other0 } = pat;
      switch (s.is) {
        case "SaidRegister": {
          switch (other0.is) {
            case "SaidElement": {
              const $707 = term_said((($$2) => ($$0) => word_said(sp, $$2, $$0))(scene_of(a)), a.e, other0, a.a);
              switch ($707.is) {
                case "Some": {
                  const { a: p } = $707;
                  const { b: t0 } = p;
                  return map((place) => ({ is: "Pair", a: place, b: other0 }), places_of(sp, scene_of(a), t0));
                }
                case "None": {
                  return $Nil;
                }
              }
            }
            case "SaidOperation": {
              const $708 = term_said((($$2) => ($$0) => word_said(sp, $$2, $$0))(scene_of(a)), a.e, other0, a.a);
              switch ($708.is) {
                case "Some": {
                  const { a: p } = $708;
                  const { b: t0 } = p;
                  return map((place) => ({ is: "Pair", a: place, b: other0 }), places_of(sp, scene_of(a), t0));
                }
                case "None": {
                  return $Nil;
                }
              }
            }
            default: {
              return $Nil;
            }
          }
        }
        case "SaidSlot": {
          switch (other0.is) {
            case "SaidElement": {
              const $709 = term_said((($$2) => ($$0) => word_said(sp, $$2, $$0))(scene_of(a)), a.e, other0, a.a);
              switch ($709.is) {
                case "Some": {
                  const { a: p } = $709;
                  const { b: t0 } = p;
                  return map((place) => ({ is: "Pair", a: place, b: other0 }), places_of(sp, scene_of(a), t0));
                }
                case "None": {
                  return $Nil;
                }
              }
            }
            case "SaidOperation": {
              const $710 = term_said((($$2) => ($$0) => word_said(sp, $$2, $$0))(scene_of(a)), a.e, other0, a.a);
              switch ($710.is) {
                case "Some": {
                  const { a: p } = $710;
                  const { b: t0 } = p;
                  return map((place) => ({ is: "Pair", a: place, b: other0 }), places_of(sp, scene_of(a), t0));
                }
                case "None": {
                  return $Nil;
                }
              }
            }
            default: {
              return $Nil;
            }
          }
        }
        default: {
          return { is: "Cons", a: { is: "Pair", a: s, b: other0 }, b: $Nil };
        }
      }
    }, h.d);
}

function first_hint(it, hints, pc, a) {
  const c = a.c;
  const h = hint_at(hints, pc, c);
  const callers = hints_of_callers(hints, said_of(c, h.a).c);
  if (at_point(c, h.a)) {
    const any = h.f;
    const places = h.g;
    let $711;
    {
      const $712 = find((h0) => $equal(h0.b, -1), hints);
      switch ($712.is) {
        case "Some": {
          const { a: h0 } = $712;
          $711 = h0;
          break;
        }
        case "None": {
          $711 = no_hint(pc);
          break;
        }
      }
    }
    const everywhere = $711;
    return shown_of(it, { is: "Build_hint", a: h.a, b: h.b, c: h.c, d: app(h.d, flat_map((outer) => said_inside(it, outer, a), callers)), e: app(h.e, flat_map((h0) => h0.e, callers)), f: app(any, everywhere.f), g: app(places, everywhere.g) }, a);
  }
  const any = $Nil;
  const places = $Nil;
  let $713;
  {
    const $714 = find((h0) => $equal(h0.b, -1), hints);
    switch ($714.is) {
      case "Some": {
        const { a: h0 } = $714;
        $713 = h0;
        break;
      }
      case "None": {
        $713 = no_hint(pc);
        break;
      }
    }
  }
  const everywhere = $713;
  return shown_of(it, { is: "Build_hint", a: h.a, b: h.b, c: h.c, d: app(h.d, flat_map((outer) => said_inside(it, outer, a), callers)), e: app(h.e, flat_map((h0) => h0.e, callers)), f: app(any, everywhere.f), g: app(places, everywhere.g) }, a);
}

function refill_control(c, words) {
  switch (c.is) {
    case "Value": {
      const { b: id } = c;
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: c, b: words };
        }
        case "Cons": {
          const { a: w, b: words0 } = words;
          return { is: "Pair", a: { is: "Value", a: w, b: id }, b: words0 };
        }
      }
    }
    case "Returning": {
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: c, b: words };
        }
        case "Cons": {
          const { a: w, b: words0 } = words;
          return { is: "Pair", a: { is: "Returning", a: w }, b: words0 };
        }
      }
    }
    default: {
      return { is: "Pair", a: c, b: words };
    }
  }
}

function refill_waiting(f, words) {
  switch (f.is) {
    case "BinaryRight": {
      const { a: id, b: o } = f;
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: f, b: words };
        }
        case "Cons": {
          const { a: w, b: words0 } = words;
          return { is: "Pair", a: { is: "BinaryRight", a: id, b: o, c: w }, b: words0 };
        }
      }
    }
    case "IndexIndex": {
      const { a: id, b: el } = f;
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: f, b: words };
        }
        case "Cons": {
          const { a: w, b: words0 } = words;
          return { is: "Pair", a: { is: "IndexIndex", a: id, b: el, c: w }, b: words0 };
        }
      }
    }
    case "TransferFrom": {
      const { a: id, b: d, d: e } = f;
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: f, b: words };
        }
        case "Cons": {
          const { a: w, b: words0 } = words;
          return { is: "Pair", a: { is: "TransferFrom", a: id, b: d, c: w, d: e }, b: words0 };
        }
      }
    }
    case "TransferCount": {
      const { a: id, b: d } = f;
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: f, b: words };
        }
        case "Cons": {
          const { a: w, b: l } = words;
          switch (l.is) {
            case "Nil": {
              return { is: "Pair", a: f, b: words };
            }
            case "Cons": {
              const { a: w$, b: words0 } = l;
              return { is: "Pair", a: { is: "TransferCount", a: id, b: d, c: w, d: w$ }, b: words0 };
            }
          }
        }
      }
    }
    case "Arguments": {
      const { a: id, b: f0, c: l, d: after } = f;
      return { is: "Pair", a: { is: "Arguments", a: id, b: f0, c: firstn(length(l), words), d: after }, b: skipn(length(l), words) };
    }
    case "CallFrame": {
      const { a: id, b: l } = f;
      return { is: "Pair", a: { is: "CallFrame", a: id, b: firstn(length(l), words) }, b: skipn(length(l), words) };
    }
    case "ElementIndex": {
      const { a: id, b: el, d: e } = f;
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: f, b: words };
        }
        case "Cons": {
          const { a: w, b: words0 } = words;
          return { is: "Pair", a: { is: "ElementIndex", a: id, b: el, c: w, d: e }, b: words0 };
        }
      }
    }
    case "ElementValue": {
      const { a: id, b: el } = f;
      switch (words.is) {
        case "Nil": {
          return { is: "Pair", a: f, b: words };
        }
        case "Cons": {
          const { a: w, b: l } = words;
          switch (l.is) {
            case "Nil": {
              return { is: "Pair", a: f, b: words };
            }
            case "Cons": {
              const { a: w$, b: words0 } = l;
              return { is: "Pair", a: { is: "ElementValue", a: id, b: el, c: w, d: w$ }, b: words0 };
            }
          }
        }
      }
    }
    default: {
      return { is: "Pair", a: f, b: words };
    }
  }
}

function refill_waitings($l, $words) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const l = $l;
    const words = $words;
    switch (l.is) {
      case "Nil": {
        $last.b = $Nil;
        return $result.b;
      }
      case "Cons": {
        const { a: f, b: l0 } = l;
        const $715 = refill_waiting(f, words);
        const { a: f0, b: words0 } = $715;
        const $cell = { is: "Cons", a: f0, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $l = l0;
        $words = words0;
        continue;
      }
    }
  }
}

function refill(c, words) {
  const $716 = refill_control(c.a, words);
  const { a: control0, b: words0 } = $716;
  const n0 = length(c.b);
  return { is: "Build_configuration", a: control0, b: firstn(n0, words0), c: refill_waitings(c.c, skipn(n0, words0)) };
}

function agreed(a, b) {
  switch (a.is) {
    case "Some": {
      const { a: m } = a;
      switch (b.is) {
        case "Some": {
          const { a: n0 } = b;
          if ($equal(m, n0)) {
            return { is: "Some", a: n0 };
          }
          return $None;
        }
        case "None": {
          return $None;
        }
      }
    }
    case "None": {
      return $None;
    }
  }
}

function same_seen(a, b) {
  const $717 = a.a;
  switch ($717.is) {
    case "Some": {
      const { a: m } = $717;
      const $718 = b.a;
      switch ($718.is) {
        case "Some": {
          const { a: n0 } = $718;
          return $equal(m, n0);
        }
        case "None": {
          return false;
        }
      }
    }
    case "None": {
      const $719 = b.a;
      switch ($719.is) {
        case "Some": {
          return false;
        }
        case "None": {
          const $720 = a.b;
          switch ($720.is) {
            case "Some": {
              const { a: m } = $720;
              const $721 = b.b;
              switch ($721.is) {
                case "Some": {
                  const { a: n0 } = $721;
                  return $equal(m, n0);
                }
                case "None": {
                  return false;
                }
              }
            }
            case "None": {
              const $722 = b.b;
              switch ($722.is) {
                case "Some": {
                  return false;
                }
                case "None": {
                  if ($equal(a.d, b.d)) {
                    return $equal(a.e, b.e);
                  }
                  return false;
                }
              }
            }
          }
        }
      }
    }
  }
}

function is_unknown(s) {
  const $723 = s.a;
  switch ($723.is) {
    case "Some": {
      return false;
    }
    case "None": {
      const $724 = s.b;
      switch ($724.is) {
        case "Some": {
          return false;
        }
        case "None": {
          return true;
        }
      }
    }
  }
}

function sort_of_limit(n0) {
  if ($less(n0, 2)) {
    return $Sort_bool;
  }
  if ($less(n0, 256)) {
    return $Sort_byte;
  }
  if ($less(n0, half)) {
    return $Sort_count;
  }
  return $Sort_int;
}

function seen_key(s) {
  let $725;
  {
    const $726 = s.a;
    switch ($726.is) {
      case "Some": {
        const { a: d } = $726;
        $725 = d;
        break;
      }
      case "None": {
        const $727 = s.b;
        switch ($727.is) {
          case "Some": {
            const { a: z0 } = $727;
            $725 = z0;
            break;
          }
          case "None": {
            $725 = $same(s.e);
            break;
          }
        }
        break;
      }
    }
  }
  return $mod($725, 251);
}

function seen_place(l, s) {
  return option_map(snd, find((other0) => same_seen(s, fst(other0)), get($Nil, l.b, seen_key(s))));
}

function placed(l, n0, place) {
  return { is: "Build_layout", a: l.a, b: l.b, c: set(l.c, n0, { is: "Some", a: place }) };
}

function laid(made, l, n0, s) {
  const $728 = seen_place(l, s);
  switch ($728.is) {
    case "Some": {
      const { a: place } = $728;
      return placed(l, n0, place);
    }
    case "None": {
      const r = l.a;
      let $729;
      {
        const $730 = s.a;
        switch ($730.is) {
          case "Some": {
            const { a: d } = $730;
            if (d === 0) {
              $729 = { is: "Pair", a: r, b: 0 };
            } else {
              $729 = { is: "Pair", a: with_more(r, { is: "Cons", a: { is: "Number0", a: d }, b: { is: "Cons", a: { is: "Computed", a: $Add, b: 0, c: r.b }, b: $Nil } }), b: $next(r.b) };
            }
            break;
          }
          case "None": {
            const $731 = s.b;
            switch ($731.is) {
              case "Some": {
                const { a: z0 } = $731;
                $729 = { is: "Pair", a: with_more(r, { is: "Cons", a: { is: "Number0", a: z0 }, b: $Nil }), b: r.b };
                break;
              }
              case "None": {
                const $732 = made(r);
                switch ($732.is) {
                  case "Some": {
                    const { a: made0 } = $732;
                    $729 = made0;
                    break;
                  }
                  case "None": {
                    $729 = { is: "Pair", a: with_more(r, { is: "Cons", a: { is: "Unknown", a: $next(r.b), b: sort_of_limit(s.c) }, b: $Nil }), b: r.b };
                    break;
                  }
                }
                break;
              }
            }
            break;
          }
        }
      }
      const { a: r0, b: place } = $729;
      const key1 = seen_key(s);
      return { is: "Build_layout", a: r0, b: set(l.b, key1, { is: "Cons", a: { is: "Pair", a: s, b: place }, b: get($Nil, l.b, key1) }), c: set(l.c, n0, { is: "Some", a: place }) };
    }
  }
}

function lay_ready($rounds, $is_ready, $lay, $words, $l) {
  for (;;) {
    const rounds = $rounds;
    const is_ready = $is_ready;
    const lay = $lay;
    const words = $words;
    const l = $l;
    if (rounds === 0) {
      return fold_left(lay, words, l);
    }
    const rounds0 = $before(rounds);
    const $733 = partition(is_ready(l), words);
    const { a: ready, b: rest } = $733;
    switch (ready.is) {
      case "Nil": {
        switch (rest.is) {
          case "Nil": {
            return fold_left(lay, words, l);
          }
          case "Cons": {
            const { a: word, b: rest0 } = rest;
            $rounds = rounds0;
            $words = rest0;
            $l = lay(l, word);
            continue;
          }
        }
      }
      case "Cons": {
        switch (rest.is) {
          case "Nil": {
            return fold_left(lay, words, l);
          }
          case "Cons": {
            $rounds = rounds0;
            $words = rest;
            $l = fold_left(lay, ready, l);
            continue;
          }
        }
      }
    }
  }
}

function numbers_from($n0, $l) {
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
        const { b: l0 } = l;
        const $cell = { is: "Cons", a: n0, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $n0 = $next(n0);
        $l = l0;
        continue;
      }
    }
  }
}

function distance_from(it, base, t0, t1) {
  switch (base.is) {
    case "Some": {
      const { a: b } = base;
      let $734;
      {
        const $735 = number_of(t0, t1);
        switch ($735.is) {
          case "Some": {
            const { a: z0 } = $735;
            if ($at_most(it.h, z0)) {
              $734 = $at_most(z0, stack_top(it));
            } else {
              $734 = false;
            }
            break;
          }
          case "None": {
            $734 = true;
            break;
          }
        }
      }
      if ($734) {
        const $736 = operation_of(t0, $Sub, t1, b);
        const { a: u, b: d } = $736;
        return number_of(u, d);
      }
      return $None;
    }
    case "None": {
      return $None;
    }
  }
}

function see(it, own0, t0, own_base, base, t1, u) {
  return { is: "Build_seen", a: agreed(distance_from(it, own_base, own0, t1), distance_from(it, base, t0, u)), b: agreed(number_of(own0, t1), number_of(t0, u)), c: $max(limit_of(own0, t1), limit_of(t0, u)), d: t1, e: u };
}

function stack_in(it, a) {
  return stack_of(it, a.j, a.k);
}

function is_below(t0, facts, t1, n0) {
  const $737 = constant(t0, n0);
  const { a: t2, b: most } = $737;
  return within_bounds(t2, facts, t1, most);
}

function fits_in(t0, facts, k) {
  switch (k.is) {
    case "Some": {
      const { a: k0 } = k;
      const $738 = frame_fits(t0, facts, k0);
      switch ($738.is) {
        case "Some": {
          const { a: fits0 } = $738;
          return fits0;
        }
        case "None": {
          return false;
        }
      }
    }
    case "None": {
      return false;
    }
  }
}

function arrays_seen(before, own0, a, words) {
  const by_number = flat_map((x) => {
      const $739 = number_of(own0, x.a);
      switch ($739.is) {
        case "Some": {
          const { a: z0 } = $739;
          const $740 = find((y) => {
              const $741 = number_of(a.a, y.a);
              switch ($741.is) {
                case "Some": {
                  const { a: z$ } = $741;
                  return $equal(z0, z$);
                }
                case "None": {
                  return false;
                }
              }
            }, a.e);
          switch ($740.is) {
            case "Some": {
              const { a: y } = $740;
              return { is: "Cons", a: { is: "Pair", a: x, b: y }, b: $Nil };
            }
            case "None": {
              return $Nil;
            }
          }
        }
        case "None": {
          return $Nil;
        }
      }
    }, before.j);
  const by_word = flat_map((s) => {
      const $742 = find_array(before.j, s.d);
      switch ($742.is) {
        case "Some": {
          const { a: x } = $742;
          const $743 = find_array(a.e, s.e);
          switch ($743.is) {
            case "Some": {
              const { a: y } = $743;
              return { is: "Cons", a: { is: "Pair", a: x, b: y }, b: $Nil };
            }
            case "None": {
              return $Nil;
            }
          }
        }
        case "None": {
          return $Nil;
        }
      }
    }, words);
  return rev(fold_left((taken, pat) => {
        const { a: x, b: y } = pat;
        if ((same_element(x.b, y.b) && negb(existsb((pat0) => {
                  const { a: x$, b: y$ } = pat0;
                  if ($equal(x.a, x$.a)) {
                    return true;
                  }
                  return $equal(y.a, y$.a);
                }, taken)))) {
          return { is: "Cons", a: { is: "Pair", a: x, b: y }, b: taken };
        }
        return taken;
      }, app(by_word, by_number), $Nil));
}

function is_needed(it, sp, c) {
  switch (sp.is) {
    case "Some": {
      const { a: l } = sp;
      switch (l.is) {
        case "AtNumber": {
          const { a: z0 } = l;
          if ($less(c.a, heap_end(it))) {
            return true;
          }
          return $at_most(z0, c.a);
        }
        case "AtDistance": {
          return true;
        }
      }
    }
    case "None": {
      return true;
    }
  }
}

function is_needed_of_frame(sp, c) {
  switch (sp.is) {
    case "Some": {
      const { a: l } = sp;
      switch (l.is) {
        case "AtNumber": {
          return true;
        }
        case "AtDistance": {
          const { a: z0 } = l;
          return $at_most(z0, c.a);
        }
      }
    }
    case "None": {
      return true;
    }
  }
}

function anything(n0, limit) {
  return { is: "Build_seen", a: $None, b: $None, c: limit, d: n0, e: $next(n0) };
}

function generalised(position, h, arrays, all0) {
  const seen_at = fold_left((found0, pat) => {
      const { a: n0, b: s } = pat;
      return set(found0, $same(n0), { is: "Some", a: s });
    }, all0, empty0);
  const entry0 = (found0, s) => {
    const $744 = position(s);
    switch ($744.is) {
      case "Some": {
        const { a: n0 } = $744;
        return get($None, found0, $same(n0));
      }
      case "None": {
        return $None;
      }
    }
  };
  const changed = (found0, s, to) => {
    const $745 = position(s);
    switch ($745.is) {
      case "Some": {
        const { a: n0 } = $745;
        const $746 = get($None, seen_at, $same(n0));
        switch ($746.is) {
          case "Some": {
            const { a: was } = $746;
            const $747 = to(n0)(was);
            switch ($747.is) {
              case "Some": {
                const { a: now } = $747;
                return set(found0, $same(n0), { is: "Some", a: now });
              }
              case "None": {
                return found0;
              }
            }
          }
          case "None": {
            return found0;
          }
        }
      }
      case "None": {
        return found0;
      }
    }
  };
  const any = fold_left((found0, pat) => {
      const { a: s, b: truth0 } = pat;
      return changed(found0, s, (n0) => (was) => {
          const $748 = find_array(arrays, was.e);
          switch ($748.is) {
            case "Some": {
              return $None;
            }
            case "None": {
              return { is: "Some", a: anything(n0, (truth0 ? 1 : $sub(modulus, 1))) };
            }
          }
        });
    }, h.f, empty0);
  const same_now = (found0, s, other0) => changed(found0, s, (_0) => (was) => {
      const $749 = entry0(seen_at, other0);
      switch ($749.is) {
        case "Some": {
          const { a: be } = $749;
          const $750 = entry0(found0, other0);
          switch ($750.is) {
            case "Some": {
              const { a: now } = $750;
              if (same_seen(was, be)) {
                return { is: "Some", a: now };
              }
              return $None;
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    });
  const placed0 = (found0, pat) => {
    const { a: place, b: s } = pat;
    return same_now(same_now(found0, place, s), s, place);
  };
  const any0 = fold_left(placed0, app(h.g, h.g), any);
  const any1 = fold_left((found0, pat) => {
      const { a: s, b: other0 } = pat;
      switch (other0.is) {
        case "SaidElement": {
          return changed(found0, s, (n0) => (_1) => ({ is: "Some", a: anything(n0, $sub(modulus, 1)) }));
        }
        case "SaidOperation": {
          return changed(found0, s, (n0) => (_1) => ({ is: "Some", a: anything(n0, $sub(modulus, 1)) }));
        }
        default: {
          return placed0(found0, { is: "Pair", a: s, b: other0 });
        }
      }
    }, h.d, any0);
  return map((pat) => {
      const { a: n0, b: s } = pat;
      const $751 = get($None, any1, $same(n0));
      switch ($751.is) {
        case "Some": {
          const { a: now } = $751;
          return now;
        }
        case "None": {
          return s;
        }
      }
    }, all0);
}

function joined(it, general, before, own0, h, a) {
  const t0 = a.a;
  const see0 = (($$5, $$6) => ($$0) => ($$1) => see(it, own0, t0, $$5, $$6, $$0, $$1))(base_of(before.n), base_of(a.k));
  const both0 = (l, m) => map((pat) => {
      const { a: t1, b: u } = pat;
      return see0(t1)(u);
    }, combine(l, m));
  const both_cells = (l, m) => flat_map((c) => {
      const $752 = cell_at(m, c.a, c.b);
      switch ($752.is) {
        case "Some": {
          const { a: u } = $752;
          return { is: "Cons", a: { is: "Pair", a: c, b: see0(c.c)(u) }, b: $Nil };
        }
        case "None": {
          return $Nil;
        }
      }
    }, l);
  const words = both0(configuration_words(before.c), configuration_words(a.c));
  const registers = both0(before.g, a.h);
  const globals = flat_map((pat) => {
      const { a: g, b: t1 } = pat;
      const $753 = global_of(a.d, g);
      switch ($753.is) {
        case "Some": {
          const { a: u } = $753;
          return { is: "Cons", a: { is: "Pair", a: g, b: see0(t1)(u) }, b: $Nil };
        }
        case "None": {
          return $Nil;
        }
      }
    }, before.d);
  const cells = both_cells(filter((($$2) => ($$0) => is_needed(it, $$2, $$0))(level_of(it, a)), before.h), a.i);
  const kept = both0(before.n, a.k);
  const frame = both_cells(filter((($$1) => ($$0) => is_needed_of_frame($$1, $$0))(level_of(it, a)), before.o), a.l);
  const arrays = arrays_seen(before, own0, a, app(words, map(snd, globals)));
  const references = map((pat) => {
      const { a: x, b: y } = pat;
      return see0(x.a)(y.a);
    }, arrays);
  const lengths0 = map((pat) => {
      const { a: x, b: y } = pat;
      return see0(x.c)(y.c);
    }, arrays);
  const all0 = app(words, app(registers, app(map(snd, globals), app(map(snd, cells), app(kept, app(map(snd, frame), app({ is: "Cons", a: see0(before.e)(a.g), b: $Nil }, app(references, lengths0))))))));
  const with_cells0 = (cells0, l) => map((pat) => {
      const { a: y, b: t1 } = pat;
      const { a: c } = y;
      return { is: "Build_cell", a: c.a, b: c.b, c: t1 };
    }, combine(cells0, l));
  const after_globals = add(add(length(words), length(registers)), length(globals));
  const with_words = (l) => ({ is: "Build_scene", a: refill(a.c, l), b: combine(map(fst, globals), skipn(add(length(words), length(registers)), l)), c: firstn(length(registers), skipn(length(words), l)), d: with_cells0(cells, skipn(after_globals, l)), e: with_cells0(frame, skipn(add(add(after_globals, length(cells)), length(kept)), l)) });
  const numbers0 = numbers_from(1, all0);
  const number_said = (($$1, $$2) => ($$0) => word_said($$1, $$2, $$0))(level_of(it, a), with_words(numbers0));
  const all1 = (general ? generalised(number_said, h, a.e, combine(numbers0, all0)) : all0);
  const is_said = fold_right((pat, said0) => {
      const { a: s, b: other0 } = pat;
      const $754 = number_said(s);
      switch ($754.is) {
        case "Some": {
          const { a: n0 } = $754;
          switch (other0.is) {
            case "SaidElement": {
              return set(said0, $same(n0), { is: "Some", a: other0 });
            }
            case "SaidOperation": {
              return set(said0, $same(n0), { is: "Some", a: other0 });
            }
            default: {
              return said0;
            }
          }
        }
        case "None": {
          return said0;
        }
      }
    }, empty0, h.d);
  const before_arrays = add(add(add(add(after_globals, length(cells)), length(kept)), length(frame)), 1);
  const behind_next = skipn(before_arrays, numbers0);
  const of_arrays = combine(arrays, combine(firstn(length(arrays), behind_next), skipn(length(arrays), behind_next)));
  const place_in = (l, n0) => get($None, l.c, $same(n0));
  const array_at = (l, place) => {
    const $755 = find((pat) => {
        const { b: y0 } = pat;
        const { a: r } = y0;
        const $756 = place_in(l, r);
        switch ($756.is) {
          case "Some": {
            const { a: p } = $756;
            return eqb0(p, place);
          }
          case "None": {
            return false;
          }
        }
      }, of_arrays);
    switch ($755.is) {
      case "Some": {
        const { a: p } = $755;
        const { a: p0, b: p1 } = p;
        const { a: x } = p0;
        const { b: n0 } = p1;
        return option_map((x0) => ({ is: "Pair", a: x.b, b: x0 }), place_in(l, n0));
      }
      case "None": {
        return $None;
      }
    }
  };
  const made_of0 = (l) => (($$2, $$3) => ($$0) => ($$1) => recipe_said($$2, $$3, $$0, $$1))((s) => {
      const $757 = number_said(s);
      switch ($757.is) {
        case "Some": {
          const { a: n0 } = $757;
          return place_in(l, n0);
        }
        case "None": {
          return $None;
        }
      }
    }, (($$0) => array_at(l, $$0)));
  const lay = (l, pat) => {
    const { a: n0, b: s } = pat;
    return laid((r) => {
        const $758 = get($None, is_said, $same(n0));
        switch ($758.is) {
          case "Some": {
            const { a: other0 } = $758;
            return made_of0(l)(other0)(r);
          }
          case "None": {
            return $None;
          }
        }
      }, l, $same(n0), s);
  };
  const said_to_be = (n0) => get($None, is_said, $same(n0));
  const $759 = partition((pat) => {
      const { a: n0 } = pat;
      const $760 = said_to_be(n0);
      switch ($760.is) {
        case "Some": {
          return true;
        }
        case "None": {
          return false;
        }
      }
    }, combine(numbers0, all1));
  const { a: computed, b: others0 } = $759;
  const $761 = partition((pat) => {
      const { b: s } = pat;
      if (is_unknown(s)) {
        return existsb((pat0) => {
            const { b: other0 } = pat0;
            return same_seen(s, other0);
          }, computed);
      }
      return false;
    }, others0);
  const { a: same, b: first0 } = $761;
  const is_ready = (l, pat) => {
    const { a: n0, b: s } = pat;
    if (negb(is_unknown(s))) {
      return true;
    }
    const $762 = seen_place(l, s);
    switch ($762.is) {
      case "Some": {
        return true;
      }
      case "None": {
        const $763 = said_to_be(n0);
        switch ($763.is) {
          case "Some": {
            const { a: other0 } = $763;
            const $764 = made_of0(l)(other0)(l.a);
            switch ($764.is) {
              case "Some": {
                return true;
              }
              case "None": {
                return false;
              }
            }
          }
          case "None": {
            return false;
          }
        }
      }
    }
  };
  let $765;
  {
    const $766 = stack_in(it, a);
    switch ($766.is) {
      case "Some": {
        $765 = with_more(nothing_yet, $Cons426);
        break;
      }
      case "None": {
        $765 = nothing_yet;
        break;
      }
    }
  }
  const l = lay_ready(add(length(computed), length(same)), (($$0) => ($$1) => is_ready($$0, $$1)), lay, app(same, computed), fold_left(lay, first0, { is: "Build_layout", a: $765, b: empty0, c: empty0 }));
  const $767 = fold_left((pat, pat0) => {
      const { a: r, b: facts } = pat;
      const { a: y0, b: y1 } = pat0;
      const { a: x, b: y } = y0;
      const { b: n0 } = y1;
      const most = lengths(x.b);
      const $768 = place_in(l, n0);
      switch ($768.is) {
        case "Some": {
          const { a: place } = $768;
          if ((is_below(own0, before.l, x.c, most) && is_below(t0, a.b, y.c, most))) {
            return { is: "Pair", a: with_more(r, { is: "Cons", a: { is: "Number0", a: most }, b: { is: "Cons", a: { is: "Computed", a: $Sltu, b: place, c: r.b }, b: $Nil } }), b: { is: "Cons", a: { is: "Pair", a: $next(r.b), b: true }, b: facts } };
          }
          return { is: "Pair", a: r, b: facts };
        }
        case "None": {
          return { is: "Pair", a: r, b: facts };
        }
      }
    }, of_arrays, fold_left((pat, pat0) => {
        const { a: r, b: facts } = pat;
        const { a: s, b: answer0 } = pat0;
        const $769 = made_of0(l)(s)(r);
        switch ($769.is) {
          case "Some": {
            const { a: p } = $769;
            const { a: r0, b: place } = p;
            return { is: "Pair", a: r0, b: { is: "Cons", a: { is: "Pair", a: place, b: answer0 }, b: facts } };
          }
          case "None": {
            return { is: "Pair", a: r, b: facts };
          }
        }
      }, h.e, { is: "Pair", a: l.a, b: $Nil }));
  const { a: r, b: facts } = $767;
  const n0 = r.b;
  if ((fits_in(own0, before.l, stack_at(it, before)) && fits_in(t0, a.b, stack_in(it, a)))) {
    const r0 = with_more(r, { is: "Cons", a: { is: "Number0", a: a.j.a }, b: { is: "Cons", a: { is: "Computed", a: $Sub, b: 0, c: n0 }, b: { is: "Cons", a: { is: "Number0", a: it.h }, b: { is: "Cons", a: { is: "Computed", a: $Sltu, b: add(n0, 1), c: add(n0, 2) }, b: $Nil } } } });
    const facts0 = { is: "Cons", a: { is: "Pair", a: add(n0, 3), b: false }, b: facts };
    const r1 = rev(r0.a);
    const run = terms_made(r1);
    let $770;
    {
      switch (run.is) {
        case "Some": {
          const { a: made } = run;
          $770 = made;
          break;
        }
        case "None": {
          $770 = { is: "Pair", a: start, b: $Nil };
          break;
        }
      }
    }
    const { a: u, b: made } = $770;
    const term_at = (place) => nth(place, made, 1);
    const term_of = (n1) => {
      const $771 = place_in(l, n1);
      switch ($771.is) {
        case "Some": {
          const { a: place } = $771;
          return term_at(place);
        }
        case "None": {
          return 1;
        }
      }
    };
    const terms0 = map(term_of, numbers0);
    const there = with_words(terms0);
    return { is: "Build_cut", a: r1, b: words_made(run), c: there.a, d: there.b, e: nth(add(add(add(after_globals, length(cells)), length(kept)), length(frame)), terms0, 1), f: before.f, g: there.c, h: there.d, i: before.i, j: map((pat) => {
          const { a: y, b: y0 } = pat;
          const { a: x } = y;
          const { a: r2, b: n1 } = y0;
          return { is: "Build_known_array", a: term_of(r2), b: x.b, c: term_of(n1), d: term_of(n1), e: 1 };
        }, of_arrays), k: flat_map((pat) => {
          const { a: y0, b: y1 } = pat;
          const { a: x, b: y } = y0;
          const { a: r2 } = y1;
          if ((existsb((($$1) => ($$0) => $equal($$1, $$0))(x.a), before.k) && existsb((($$1) => ($$0) => $equal($$1, $$0))(y.a), a.f))) {
            return { is: "Cons", a: term_of(r2), b: $Nil };
          }
          return $Nil;
        }, of_arrays), l: flat_map((pat) => {
          const { a: place, b: answer0 } = pat;
          const $772 = number_of(u, term_at(place));
          switch ($772.is) {
            case "Some": {
              return $Nil;
            }
            case "None": {
              return { is: "Cons", a: { is: "Pair", a: term_at(place), b: answer0 }, b: $Nil };
            }
          }
        }, facts0), m: a.j, n: firstn(length(kept), skipn(add(after_globals, length(cells)), terms0)), o: there.e };
  }
  const r0 = rev(r.a);
  const run = terms_made(r0);
  let $773;
  {
    switch (run.is) {
      case "Some": {
        const { a: made } = run;
        $773 = made;
        break;
      }
      case "None": {
        $773 = { is: "Pair", a: start, b: $Nil };
        break;
      }
    }
  }
  const { a: u, b: made } = $773;
  const term_at = (place) => nth(place, made, 1);
  const term_of = (n1) => {
    const $774 = place_in(l, n1);
    switch ($774.is) {
      case "Some": {
        const { a: place } = $774;
        return term_at(place);
      }
      case "None": {
        return 1;
      }
    }
  };
  const terms0 = map(term_of, numbers0);
  const there = with_words(terms0);
  return { is: "Build_cut", a: r0, b: words_made(run), c: there.a, d: there.b, e: nth(add(add(add(after_globals, length(cells)), length(kept)), length(frame)), terms0, 1), f: before.f, g: there.c, h: there.d, i: before.i, j: map((pat) => {
        const { a: y, b: y0 } = pat;
        const { a: x } = y;
        const { a: r1, b: n1 } = y0;
        return { is: "Build_known_array", a: term_of(r1), b: x.b, c: term_of(n1), d: term_of(n1), e: 1 };
      }, of_arrays), k: flat_map((pat) => {
        const { a: y0, b: y1 } = pat;
        const { a: x, b: y } = y0;
        const { a: r1 } = y1;
        if ((existsb((($$1) => ($$0) => $equal($$1, $$0))(x.a), before.k) && existsb((($$1) => ($$0) => $equal($$1, $$0))(y.a), a.f))) {
          return { is: "Cons", a: term_of(r1), b: $Nil };
        }
        return $Nil;
      }, of_arrays), l: flat_map((pat) => {
        const { a: place, b: answer0 } = pat;
        const $775 = number_of(u, term_at(place));
        switch ($775.is) {
          case "Some": {
            return $Nil;
          }
          case "None": {
            return { is: "Cons", a: { is: "Pair", a: term_at(place), b: answer0 }, b: $Nil };
          }
        }
      }, facts), m: a.j, n: firstn(length(kept), skipn(add(after_globals, length(cells)), terms0)), o: there.e };
}

function first_arrival(it, wide, pc, variant, h, a) {
  return joined(it, wide, { is: "Build_cut", a: $Nil, b: words_made(terms_made($Nil)), c: a.c, d: a.d, e: a.g, f: pc, g: a.h, h: a.i, i: variant, j: a.e, k: a.f, l: a.b, m: a.j, n: a.k, o: a.l }, a.a, h, a);
}

function arrivals(l) {
  return map((r) => {
      switch (r.is) {
        case "Inl": {
          const { a: why } = r;
          return { is: "Inl", a: why };
        }
        case "Inr": {
          const { a: y } = r;
          const { a: pc, b: a } = y;
          return { is: "Inr", a: { is: "Pair", a: number_of(a.a, pc), b: a } };
        }
      }
    }, l);
}

function problems_in(l) {
  return flat_map((x) => {
      switch (x.is) {
        case "Inl": {
          const { a: why } = x;
          return { is: "Cons", a: why, b: $Nil };
        }
        case "Inr": {
          return $Nil;
        }
      }
    }, l);
}

function joined_with(it, c, h, a) {
  let $776;
  {
    const $777 = own_terms(c);
    switch ($777.is) {
      case "Some": {
        const { a: p } = $777;
        const { a: t0 } = p;
        $776 = t0;
        break;
      }
      case "None": {
        $776 = start;
        break;
      }
    }
  }
  return joined(it, false, c, $776, h, a);
}

function closed(f) {
  return { is: "Build_found", a: f.a, b: f.b, c: false };
}

const most_variants = 1;

function variant_in(pc, a, all0) {
  if ((existsb((($$3) => ($$0) => is_place(pc, a, $$3, $$0))(variant_of(a)), all0) || ltb(length(filter((d) => is_place(pc, a, d.i, d), all0)), most_variants))) {
    return variant_of(a);
  }
  return -1;
}

function noted_in($it, $hints, $wide, $variant, $pc, $a, $all0) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const it = $it;
    const hints = $hints;
    const wide = $wide;
    const variant = $variant;
    const pc = $pc;
    const a = $a;
    const all0 = $all0;
    switch (all0.is) {
      case "Nil": {
        const h = first_hint(it, hints, pc, a);
        $last.b = { is: "Cons", a: { is: "Build_found", a: first_arrival(it, wide, pc, variant, h, a), b: h, c: true }, b: $Nil };
        return $result.b;
      }
      case "Cons": {
        const { a: one, b: rest } = all0;
        const c = one.a;
        if (is_place(pc, a, variant, c)) {
          const $778 = arrive(c, a);
          switch ($778.is) {
            case "Nil": {
              $last.b = all0;
              return $result.b;
            }
            case "Cons": {
              const h = shown_of(it, one.b, a);
              $last.b = { is: "Cons", a: { is: "Build_found", a: joined_with(it, c, h, a), b: h, c: true }, b: rest };
              return $result.b;
            }
          }
        }
        const $cell = { is: "Cons", a: one, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $all0 = rest;
        continue;
      }
    }
  }
}

function noted0(it, hints, wide, pc, a, all0) {
  const n0 = place_number(pc, a.c);
  const there = get($Nil, all0, n0);
  return set(all0, n0, noted_in(it, hints, wide, variant_in(pc, a, map((f) => f.a, there)), pc, a, there));
}

function goes_on_at(hints, pc, a) {
  return existsb((h) => ($equal(h.b, pc) && is_called_from(a.c, h.a)), hints);
}

function noted_wait_in($it, $hints, $wide, $variant, $pc, $act, $at_sp, $a, $all0) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const it = $it;
    const hints = $hints;
    const wide = $wide;
    const variant = $variant;
    const pc = $pc;
    const act = $act;
    const at_sp = $at_sp;
    const a = $a;
    const all0 = $all0;
    switch (all0.is) {
      case "Nil": {
        const h = first_hint(it, hints, pc, a);
        $last.b = { is: "Cons", a: { is: "Build_found_wait", a: { is: "Build_wait", a: first_arrival(it, wide, pc, variant, h, a), b: act, c: at_sp, d: negb(goes_on_at(hints, pc, a)) }, b: h, c: true }, b: $Nil };
        return $result.b;
      }
      case "Cons": {
        const { a: one, b: rest } = all0;
        const v = one.a;
        if ((is_place(pc, a, variant, v.a) && same_activation(v.b, act))) {
          const $779 = arrive(v.a, a);
          switch ($779.is) {
            case "Nil": {
              $last.b = all0;
              return $result.b;
            }
            case "Cons": {
              const h = shown_of(it, one.b, a);
              $last.b = { is: "Cons", a: { is: "Build_found_wait", a: { is: "Build_wait", a: joined_with(it, v.a, h, a), b: act, c: at_sp, d: v.d }, b: h, c: true }, b: rest };
              return $result.b;
            }
          }
        }
        const $cell = { is: "Cons", a: one, b: undefined };
        $last.b = $cell;
        $last = $cell;
        $all0 = rest;
        continue;
      }
    }
  }
}

function noted_wait(it, hints, wide, pc, act, at_sp, a, all0) {
  return noted_wait_in(it, hints, wide, variant_in(pc, a, map((one) => one.a.a, all0)), pc, act, at_sp, a, all0);
}

function with_exit(it, hints, wide, f, pc, a) {
  return { is: "Build_finding", a: f.a, b: noted0(it, hints, wide, pc, a, f.b), c: f.c, d: f.d, e: f.e, f: f.f };
}

function ordered($when_found, $place, $l) {
  const $result = { b: undefined };
  let $last = $result;
  for (;;) {
    const when_found = $when_found;
    const place = $place;
    const l = $l;
    switch (l.is) {
      case "Nil": {
        $last.b = { is: "Cons", a: { is: "Pair", a: when_found, b: place }, b: $Nil };
        return $result.b;
      }
      case "Cons": {
        const { a: p, b: rest } = l;
        const { a: n0, b: other0 } = p;
        if ($at_most(n0, when_found)) {
          if ($equal(other0, place)) {
            $last.b = l;
            return $result.b;
          }
          const $cell = { is: "Cons", a: { is: "Pair", a: n0, b: other0 }, b: undefined };
          $last.b = $cell;
          $last = $cell;
          $l = rest;
          continue;
        }
        $last.b = { is: "Cons", a: { is: "Pair", a: when_found, b: place }, b: l };
        return $result.b;
      }
    }
  }
}

function with_point(it, hints, wide, f, pc, a) {
  const $780 = get($None, f.d, pc);
  switch ($780.is) {
    case "Some": {
      const { a: n0 } = $780;
      const count = f.e;
      const place = place_number(pc, a.c);
      const points = noted0(it, hints, wide, pc, a, f.a);
      return { is: "Build_finding", a: points, b: f.b, c: f.c, d: set(f.d, pc, { is: "Some", a: n0 }), e: count, f: (existsb((f0) => f0.c, get($Nil, points, place)) ? ordered(n0, place, f.f) : f.f) };
    }
    case "None": {
      const when_found = f.e;
      const count = $add(f.e, 1);
      const place = place_number(pc, a.c);
      const points = noted0(it, hints, wide, pc, a, f.a);
      return { is: "Build_finding", a: points, b: f.b, c: f.c, d: set(f.d, pc, { is: "Some", a: when_found }), e: count, f: (existsb((f0) => f0.c, get($Nil, points, place)) ? ordered(when_found, place, f.f) : f.f) };
    }
  }
}

function with_wait(it, hints, wide, f, pc, act, at_sp, a) {
  return { is: "Build_finding", a: f.a, b: f.b, c: noted_wait(it, hints, wide, pc, act, at_sp, a, f.c), d: f.d, e: f.e, f: f.f };
}

function entered_variant(pc, a, all0) {
  const entries0 = filter((d) => ($equal(d.f, pc) && $equal(d.m.b, pc)), all0);
  if ((existsb((d) => $equal(d.m.c, variant_of(a)), entries0) || ltb(length(entries0), most_variants))) {
    return variant_of(a);
  }
  return -1;
}

function arrived(it, hints, wide, f, pat) {
  const { a: pc, b: a } = pat;
  if (is_left(a.c)) {
    return with_exit(it, hints, wide, f, a.j.b, a);
  }
  switch (pc.is) {
    case "Some": {
      const { a: pc0 } = pc;
      if (is_called(it, a.c)) {
        const $781 = activation_at(it, pc0, entered_variant(pc0, a, map((f0) => f0.a, get($Nil, f.a, place_number(pc0, inner_of(a.c))))), a);
        switch ($781.is) {
          case "Some": {
            const { a: act } = $781;
            const $782 = entry_kept(it, a);
            switch ($782.is) {
              case "Some": {
                const { a: kept } = $782;
                const $783 = level_of(it, a);
                switch ($783.is) {
                  case "Some": {
                    const { a: l } = $783;
                    switch (l.is) {
                      case "AtNumber": {
                        const { a: z0 } = l;
                        return with_wait(it, hints, wide, with_point(it, hints, wide, f, pc0, inner_at(it, act, kept, z0, a)), return_address(a), act, z0, outer_at(a));
                      }
                      case "AtDistance": {
                        const { a: z0 } = l;
                        return with_wait(it, hints, wide, with_point(it, hints, wide, f, pc0, inner_at(it, act, kept, z0, a)), return_address(a), act, z0, outer_at(a));
                      }
                    }
                  }
                  case "None": {
                    return f;
                  }
                }
              }
              case "None": {
                return f;
              }
            }
          }
          case "None": {
            return f;
          }
        }
      }
      return with_point(it, hints, wide, f, pc0, a);
    }
    case "None": {
      return f;
    }
  }
}

function gone_on(it, f) {
  return flat_map((one) => flat_map((x) => {
        const v = one.a;
        if (((one.c || x.c) && same_activation(x.a.m, v.b))) {
          const $784 = rejoined(globals_count(it), stack_top(it), v, x.a);
          switch ($784.is) {
            case "Some": {
              const { a: p } = $784;
              const { a: pc, b: a } = p;
              if (v.d) {
                return passed_paths(it, (x0) => ({ is: "Inl", a: x0 }), a, (a3) => ({ is: "Cons", a: { is: "Inr", a: { is: "Pair", a: pc, b: a3 } }, b: $Nil }));
              }
              return { is: "Cons", a: { is: "Inr", a: { is: "Pair", a: pc, b: a } }, b: $Nil };
            }
            case "None": {
              return $Nil;
            }
          }
        }
        return $Nil;
      }, flat_map((l) => l, entries(f.b))), f.c);
}

function rejoin($it, $hints, $wide, $rounds, $f) {
  for (;;) {
    const it = $it;
    const hints = $hints;
    const wide = $wide;
    const rounds = $rounds;
    const f = $f;
    if (rounds === 0) {
      return f;
    }
    const rounds0 = $before(rounds);
    if ((existsb((($$1) => ($$0) => existsb($$1, $$0))((f0) => f0.c), entries(f.b)) || existsb((f0) => f0.c, f.c))) {
      $rounds = rounds0;
      $f = fold_left((f0, x) => {
          switch (x.is) {
            case "Inl": {
              return f0;
            }
            case "Inr": {
              const { a: y } = x;
              const { a: y0, b: a } = y;
              switch (y0.is) {
                case "Some": {
                  const { a: pc } = y0;
                  return with_point(it, hints, wide, f0, pc, a);
                }
                case "None": {
                  return with_exit(it, hints, wide, f0, a.j.b, a);
                }
              }
            }
          }
        }, gone_on(it, f), { is: "Build_finding", a: f.a, b: map0((($$0) => map(closed, $$0)), f.b), c: map((one) => ({ is: "Build_found_wait", a: one.a, b: one.b, c: false }), f.c), d: f.d, e: f.e, f: f.f });
      continue;
    }
    return f;
  }
}

function followed0(it, hints, wide, rounds, l, f) {
  return rejoin(it, hints, wide, rounds, fold_left((f0, x) => {
        switch (x.is) {
          case "Inl": {
            return f0;
          }
          case "Inr": {
            const { a: a } = x;
            return arrived(it, hints, wide, f0, a);
          }
        }
      }, l, f));
}

function first_open(all0) {
  switch (all0.is) {
    case "Nil": {
      return $None;
    }
    case "Cons": {
      const { a: one, b: rest } = all0;
      if (one.c) {
        return { is: "Some", a: { is: "Pair", a: one.a, b: { is: "Cons", a: closed(one), b: rest } } };
      }
      return option_map((pat) => {
          const { a: c, b: rest0 } = pat;
          return { is: "Pair", a: c, b: { is: "Cons", a: one, b: rest0 } };
        }, first_open(rest));
    }
  }
}

function next_open($open_at, $points) {
  for (;;) {
    const open_at = $open_at;
    const points = $points;
    switch (open_at.is) {
      case "Nil": {
        return $None;
      }
      case "Cons": {
        const { a: p, b: rest } = open_at;
        const { b: place } = p;
        const $785 = first_open(get($Nil, points, place));
        switch ($785.is) {
          case "Some": {
            const { a: p0 } = $785;
            const { a: c, b: there } = p0;
            return { is: "Some", a: { is: "Pair", a: { is: "Pair", a: c, b: set(points, place, there) }, b: open_at } };
          }
          case "None": {
            $open_at = rest;
            continue;
          }
        }
      }
    }
  }
}

function work_of(c, l) {
  return $mul(of_nat0(length(c.a)), $add(1, of_nat0(length(l))));
}

function target(it, f, r) {
  switch (r.is) {
    case "Inl": {
      return $None;
    }
    case "Inr": {
      const { a: p } = r;
      const { a: pc, b: a } = p;
      const $786 = number_of(a.a, pc);
      switch ($786.is) {
        case "Some": {
          const { a: z0 } = $786;
          const $787 = find_variant((variant) => (one) => is_place(z0, a, variant, one.a), variant_of(a), get($Nil, f.a, place_number(z0, a.c)));
          switch ($787.is) {
            case "Some": {
              const { a: one } = $787;
              if (meets(it, pc, a, one.a)) {
                return { is: "Some", a: one.a };
              }
              return $None;
            }
            case "None": {
              return $None;
            }
          }
        }
        case "None": {
          return $None;
        }
      }
    }
  }
}

function with_known(it, f, c, l, known) {
  const $788 = all_found((($$0) => target(it, f, $$0)), l);
  switch ($788.is) {
    case "Some": {
      const { a: targets } = $788;
      const n0 = place_number(c.f, c.c);
      return set(known, n0, { is: "Cons", a: { is: "Pair", a: c, b: targets }, b: get($Nil, known, n0) });
    }
    case "None": {
      return known;
    }
  }
}

function searched($it, $hints, $first_memory, $wide, $rounds, $work, $c, $f, $known) {
  for (;;) {
    const it = $it;
    const hints = $hints;
    const first_memory = $first_memory;
    const wide = $wide;
    const rounds = $rounds;
    const work = $work;
    const c = $c;
    const f = $f;
    const known = $known;
    const l = segment_reports(it, first_memory, c);
    const arrived0 = arrivals(l);
    const $789 = problems_in(arrived0);
    switch ($789.is) {
      case "Nil": {
        const f0 = followed0(it, hints, wide, rounds, arrived0, f);
        const known0 = with_known(it, f0, c, l, known);
        const $790 = next_open(f0.f, f0.a);
        switch ($790.is) {
          case "Some": {
            const { a: p } = $790;
            const { a: p0, b: open_at } = p;
            const { a: c$, b: points } = p0;
            if (rounds === 0) {
              return { is: "Pair", a: { is: "Pair", a: $Cons428, b: f0 }, b: known0 };
            }
            const rounds0 = $before(rounds);
            if ($at_most(0, work)) {
              $rounds = rounds0;
              $work = $sub(work, work_of(c, l));
              $c = c$;
              $f = { is: "Build_finding", a: points, b: f0.b, c: f0.c, d: f0.d, e: f0.e, f: open_at };
              $known = known0;
              continue;
            }
            return { is: "Pair", a: { is: "Pair", a: $Cons428, b: f0 }, b: known0 };
          }
          case "None": {
            return { is: "Pair", a: { is: "Pair", a: $Nil, b: f0 }, b: known0 };
          }
        }
      }
      case "Cons": {
        const { a: p, b: l0 } = $789;
        return { is: "Pair", a: { is: "Pair", a: { is: "Cons", a: p, b: l0 }, b: f }, b: known };
      }
    }
  }
}

function search(it, hints, first_memory, wide, rounds, work) {
  const none0 = { is: "Build_finding", a: empty0, b: empty0, c: $Nil, d: empty0, e: 0, f: $Nil };
  let $791;
  {
    const $792 = first_cut(it, first_memory);
    switch ($792.is) {
      case "Some": {
        const { a: first0 } = $792;
        $791 = searched(it, hints, first_memory, wide, rounds, work, first0, none0, empty0);
        break;
      }
      case "None": {
        $791 = { is: "Pair", a: { is: "Pair", a: $Nil, b: none0 }, b: empty0 };
        break;
      }
    }
  }
  const { a: p, b: known } = $791;
  const { a: problems, b: f } = p;
  const cuts = (($$1) => ($$0) => map0($$1, $$0))((($$1) => ($$0) => map($$1, $$0))((f0) => f0.a));
  return { is: "Pair", a: { is: "Pair", a: problems, b: { is: "Build_plan", a: cuts(f.a), b: cuts(f.b), c: map((f0) => f0.a, f.c) } }, b: known };
}

function examine_with(it, hints, first_memory, wide, rounds, work) {
  const $793 = search(it, hints, first_memory, wide, rounds, work);
  const { a: p, b: known } = $793;
  const { a: problems, b: found0 } = p;
  switch (problems.is) {
    case "Nil": {
      return problems_from(it, first_memory, found0, known);
    }
    case "Cons": {
      return problems;
    }
  }
}

function examine(it, hints, rounds, work) {
  const first_memory = decoded(memory_in(it));
  const $794 = examine_with(it, hints, first_memory, true, rounds, work);
  switch ($794.is) {
    case "Nil": {
      return $Nil;
    }
    case "Cons": {
      const { a: p } = $794;
      switch (p.is) {
        case "SearchTooLong": {
          return $Cons428;
        }
        default: {
          return examine_with(it, hints, first_memory, false, rounds, work);
        }
      }
    }
  }
}

export { arithmetic, Pos_add, Pos_eqb, Pos_ltb, Pos_mul, Pos_of_succ_nat, Pos_succ, Z_add, Z_div, Z_eqb, Z_land, Z_leb, Z_lor, Z_ltb, Z_lxor, Z_max, Z_min, Z_modulo, Z_mul, Z_pow, Z_shiftl, Z_shiftr, Z_sub, contradict, decode, ell_begin, ell_run_step, examine, input_environment, known_by_parts, limit_of, machine_begin, machine_run_step, made_of, operate, operation_on, operations, read_elf, select_on, share, start };
