(** The names of the machine's rules, in the order of docs/machine.md: the first is M1. A test compares them
    with [rules] of src/machine/semantics/step.ts. *)

Inductive machine_rule :=
  (* Fetching *)
  | rule_fetch_fault
  (* Upper immediates and jumps *)
  | rule_lui | rule_auipc | rule_jal | rule_jalr
  (* Branches *)
  | rule_beq | rule_bne | rule_blt | rule_bge | rule_bltu | rule_bgeu
  (* Loads and stores *)
  | rule_lb | rule_lh | rule_lw | rule_lbu | rule_lhu | rule_load_fault
  | rule_sb | rule_sh | rule_sw | rule_store_fault
  (* Register and immediate *)
  | rule_addi | rule_slti | rule_sltiu | rule_xori | rule_ori | rule_andi | rule_slli | rule_srli | rule_srai
  (* Register and register *)
  | rule_add | rule_sub | rule_sll | rule_slt | rule_sltu | rule_xor | rule_srl | rule_sra | rule_or | rule_and
  (* Order and environment *)
  | rule_fence
  | rule_ecall | rule_ecall_stop
  | rule_ebreak_trap | rule_ebreak_exhausted | rule_ebreak_fault
  (* Multiplication and division *)
  | rule_mul | rule_mulh | rule_mulhsu | rule_mulhu | rule_div | rule_divu | rule_rem | rule_remu.
