(** What is extracted: both semantics, the ELF reader, what there is of the checker of certificates, and the checker that is proved, as
    JSON, from which tools/coq/javascript.ts prints JavaScript. *)

From Coq Require Import Extraction.
From Etalon Require Import Words Environment EllRun Decode MachineRun Elf TermTable TermWords TermSelects PathKnown PathSettle CutSearch.

Extraction Language JSON.
Extraction "etalon.json"
  operate operations input_environment ell_begin ell_run_step decode read_elf machine_begin machine_run_step
  start share made_of limit_of operation_on select_on known_by_parts contradict examine.
