(** Words to instructions, by the tables "RV32I" and "RV32M" of the manual's instruction set listings. A word
    that is no RV32IM instruction decodes to [None]; [fence.i], which is of Zifencei, is none. *)

From Coq Require Import ZArith.
From Etalon Require Import Instruction.
Open Scope Z_scope.

(** [width] bits of a word, from bit [low] upwards. *)
Definition bits (w low width : Z) : Z := Z.land (Z.shiftr w low) (Z.ones width).

(** A number of [width] bits, whose highest bit is its sign. *)
Definition sign_extended (width z : Z) : Z := if z <? 2 ^ (width - 1) then z else z - 2 ^ width.

Definition register_at (w low : Z) : nat := Z.to_nat (bits w low 5).

(** The immediates, by format; the manual's figure "immediate variants". *)
Definition immediate_i (w : Z) : Z := sign_extended 12 (bits w 20 12).
Definition immediate_s (w : Z) : Z := sign_extended 12 (bits w 25 7 * 2 ^ 5 + bits w 7 5).
Definition immediate_b (w : Z) : Z :=
  sign_extended 13 (bits w 31 1 * 2 ^ 12 + bits w 7 1 * 2 ^ 11 + bits w 25 6 * 2 ^ 5 + bits w 8 4 * 2).
Definition immediate_u (w : Z) : Z := sign_extended 32 (bits w 12 20 * 2 ^ 12).
Definition immediate_j (w : Z) : Z :=
  sign_extended 21 (bits w 31 1 * 2 ^ 20 + bits w 12 8 * 2 ^ 12 + bits w 20 1 * 2 ^ 11 + bits w 21 10 * 2).

(** The instruction that a word encodes. *)
Definition decode (w : Z) : option instruction :=
  let rd := register_at w 7 in
  let rs1 := register_at w 15 in
  let rs2 := register_at w 20 in
  let funct3 := bits w 12 3 in
  let funct7 := bits w 25 7 in
  let branch m := Some (Branch m rs1 rs2 (immediate_b w)) in
  let load m := Some (Load m rd rs1 (immediate_i w)) in
  let store m := Some (Store m rs2 rs1 (immediate_s w)) in
  let immediate m := Some (Immediate m rd rs1 (immediate_i w)) in
  let shift m := Some (Shift m rd rs1 (bits w 20 5)) in
  let register m := Some (Register m rd rs1 rs2) in
  match bits w 0 7 with
  | 0x37 => Some (LUI rd (immediate_u w))
  | 0x17 => Some (AUIPC rd (immediate_u w))
  | 0x6f => Some (JAL rd (immediate_j w))
  | 0x67 => match funct3 with 0 => Some (JALR rd rs1 (immediate_i w)) | _ => None end
  | 0x63 =>
      match funct3 with
      | 0 => branch BEQ | 1 => branch BNE | 4 => branch BLT | 5 => branch BGE | 6 => branch BLTU | 7 => branch BGEU
      | _ => None
      end
  | 0x03 =>
      match funct3 with
      | 0 => load LB | 1 => load LH | 2 => load LW | 4 => load LBU | 5 => load LHU
      | _ => None
      end
  | 0x23 => match funct3 with 0 => store SB | 1 => store SH | 2 => store SW | _ => None end
  | 0x13 =>
      match funct3 with
      | 0 => immediate ADDI | 2 => immediate SLTI | 3 => immediate SLTIU
      | 4 => immediate XORI | 6 => immediate ORI | 7 => immediate ANDI
      | 1 => match funct7 with 0 => shift SLLI | _ => None end
      | 5 => match funct7 with 0 => shift SRLI | 0x20 => shift SRAI | _ => None end
      | _ => None
      end
  | 0x33 =>
      match funct7 with
      | 0 =>
          match funct3 with
          | 0 => register ADD | 1 => register SLL | 2 => register SLT | 3 => register SLTU
          | 4 => register XOR | 5 => register SRL | 6 => register OR | 7 => register AND
          | _ => None
          end
      | 0x20 => match funct3 with 0 => register SUB | 5 => register SRA | _ => None end
      | 1 =>
          match funct3 with
          | 0 => register MUL | 1 => register MULH | 2 => register MULHSU | 3 => register MULHU
          | 4 => register DIV | 5 => register DIVU | 6 => register REM | 7 => register REMU
          | _ => None
          end
      | _ => None
      end
  | 0x0f => match funct3 with 0 => Some FENCE | _ => None end
  | 0x73 => match w with 0x00000073 => Some ECALL | 0x00100073 => Some EBREAK | _ => None end
  | _ => None
  end.
