(** What is extracted: both semantics, the ELF reader, what there is of the checker of certificates, and the checker that is proved, as
    JSON, from which tools/coq/javascript.ts prints JavaScript. *)

From Coq Require Import Extraction ZArith.
From Etalon Require Import Words Environment EllRun Decode MachineRun Elf TermTable TermWords TermSelects PathKnown PathSettle CutSearch.

Extraction Language JSON.

(** Arithmetic that JavaScript's stands for (tools/coq/numbers.ts), under names of its own. *)
Extract Constant Z.add => "Z_add".
Extract Constant Z.sub => "Z_sub".
Extract Constant Z.mul => "Z_mul".
Extract Constant Z.div => "Z_div".
Extract Constant Z.modulo => "Z_modulo".
Extract Constant Z.eqb => "Z_eqb".
Extract Constant Z.ltb => "Z_ltb".
Extract Constant Z.leb => "Z_leb".
Extract Constant Z.max => "Z_max".
Extract Constant Z.min => "Z_min".
Extract Constant Z.pow => "Z_pow".
Extract Constant Z.land => "Z_land".
Extract Constant Z.lor => "Z_lor".
Extract Constant Z.lxor => "Z_lxor".
Extract Constant Z.shiftl => "Z_shiftl".
Extract Constant Z.shiftr => "Z_shiftr".
Extract Constant Pos.add => "Pos_add".
Extract Constant Pos.mul => "Pos_mul".
Extract Constant Pos.succ => "Pos_succ".
Extract Constant Pos.eqb => "Pos_eqb".
Extract Constant Pos.ltb => "Pos_ltb".
Extract Constant Pos.of_succ_nat => "Pos_of_succ_nat".

Extraction "etalon.json"
  operate operations input_environment ell_begin ell_run_step decode read_elf machine_begin machine_run_step
  start share made_of limit_of operation_on select_on known_by_parts contradict examine.
