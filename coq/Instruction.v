(** The instructions of RV32IM, by format: names, fields and order are those of the RISC-V unprivileged
    manual, chapters "RV32I Base Integer Instruction Set" and "M Extension", and of
    src/machine/isa/instruction.ts.

    [rd], [rs1], [rs2] are register numbers 0 … 31. [imm] is the immediate as the rules use it: a signed number
    of bytes or units, for [LUI] and [AUIPC] already shifted into the upper 20 bits. [shamt] is a shift amount
    0 … 31. *)

From Coq Require Import ZArith.
From Etalon Require Import Words MachineRules.
Open Scope Z_scope.

(** Register to register: [add rd, rs1, rs2]. *)
Inductive register_mnemonic :=
  | ADD | SUB | SLL | SLT | SLTU | XOR | SRL | SRA | OR | AND
  | MUL | MULH | MULHSU | MULHU | DIV | DIVU | REM | REMU.

(** Register and immediate: [addi rd, rs1, imm]. *)
Inductive immediate_mnemonic := ADDI | SLTI | SLTIU | XORI | ORI | ANDI.

(** Register and shift amount: [slli rd, rs1, shamt]. *)
Inductive shift_mnemonic := SLLI | SRLI | SRAI.

Inductive load_mnemonic := LB | LH | LW | LBU | LHU.
Inductive store_mnemonic := SB | SH | SW.
Inductive branch_mnemonic := BEQ | BNE | BLT | BGE | BLTU | BGEU.

Inductive instruction :=
  | LUI (rd : nat) (imm : Z)
  | AUIPC (rd : nat) (imm : Z)
  | JAL (rd : nat) (imm : Z)
  | JALR (rd rs1 : nat) (imm : Z)
  | Branch (m : branch_mnemonic) (rs1 rs2 : nat) (imm : Z)
  | Load (m : load_mnemonic) (rd rs1 : nat) (imm : Z)
  | Store (m : store_mnemonic) (rs2 rs1 : nat) (imm : Z)
  | Immediate (m : immediate_mnemonic) (rd rs1 : nat) (imm : Z)
  | Shift (m : shift_mnemonic) (rd rs1 : nat) (shamt : Z)
  | Register (m : register_mnemonic) (rd rs1 rs2 : nat)
  (** Its fields order accesses for other threads; the rule looks at none of them. *)
  | FENCE
  | ECALL
  | EBREAK.

(** What each mnemonic computes, and the name of its rule. *)

Definition register_operation (m : register_mnemonic) : operation :=
  match m with
  | ADD => Add | SUB => Sub | SLL => Sll | SLT => Slt | SLTU => Sltu | XOR => Xor | SRL => Srl | SRA => Sra
  | OR => Or | AND => And
  | MUL => Mul | MULH => Mulh | MULHSU => Mulhsu | MULHU => Mulhu
  | DIV => Div | DIVU => Divu | REM => Rem | REMU => Remu
  end.

Definition register_rule (m : register_mnemonic) : machine_rule :=
  match m with
  | ADD => rule_add | SUB => rule_sub | SLL => rule_sll | SLT => rule_slt | SLTU => rule_sltu
  | XOR => rule_xor | SRL => rule_srl | SRA => rule_sra | OR => rule_or | AND => rule_and
  | MUL => rule_mul | MULH => rule_mulh | MULHSU => rule_mulhsu | MULHU => rule_mulhu
  | DIV => rule_div | DIVU => rule_divu | REM => rule_rem | REMU => rule_remu
  end.

Definition immediate_operation (m : immediate_mnemonic) : operation :=
  match m with ADDI => Add | SLTI => Slt | SLTIU => Sltu | XORI => Xor | ORI => Or | ANDI => And end.

Definition immediate_rule (m : immediate_mnemonic) : machine_rule :=
  match m with
  | ADDI => rule_addi | SLTI => rule_slti | SLTIU => rule_sltiu
  | XORI => rule_xori | ORI => rule_ori | ANDI => rule_andi
  end.

Definition shift_operation (m : shift_mnemonic) : operation :=
  match m with SLLI => Sll | SRLI => Srl | SRAI => Sra end.

Definition shift_rule (m : shift_mnemonic) : machine_rule :=
  match m with SLLI => rule_slli | SRLI => rule_srli | SRAI => rule_srai end.

(** How many bytes a load moves. *)
Definition load_width (m : load_mnemonic) : nat := match m with LB | LBU => 1 | LH | LHU => 2 | LW => 4 end.

(** How far the sign of what was loaded is from bit 31, where it is to be extended; 0 where not. *)
Definition load_sign (m : load_mnemonic) : Z := match m with LB => 24 | LH => 16 | LW | LBU | LHU => 0 end.

Definition load_rule (m : load_mnemonic) : machine_rule :=
  match m with LB => rule_lb | LH => rule_lh | LW => rule_lw | LBU => rule_lbu | LHU => rule_lhu end.

(** How many bytes a store moves. *)
Definition store_width (m : store_mnemonic) : nat := match m with SB => 1 | SH => 2 | SW => 4 end.

Definition store_rule (m : store_mnemonic) : machine_rule :=
  match m with SB => rule_sb | SH => rule_sh | SW => rule_sw end.

(** The comparison of a branch, and whether it is taken when that is true. *)
Definition branch_operation (m : branch_mnemonic) : operation :=
  match m with BEQ | BNE => Equal | BLT | BGE => Slt | BLTU | BGEU => Sltu end.

Definition branch_sense (m : branch_mnemonic) : bool :=
  match m with BEQ | BLT | BLTU => true | BNE | BGE | BGEU => false end.

Definition branch_rule (m : branch_mnemonic) : machine_rule :=
  match m with
  | BEQ => rule_beq | BNE => rule_bne | BLT => rule_blt | BGE => rule_bge | BLTU => rule_bltu | BGEU => rule_bgeu
  end.
