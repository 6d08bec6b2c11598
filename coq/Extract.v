(** What is extracted: both semantics and the ELF reader, as JSON, from which tools/coq/javascript.ts prints
    JavaScript. *)

From Coq Require Import Extraction.
From Etalon Require Import Words Environment EllRun Decode MachineRun Elf.

Extraction Language JSON.
Extraction "etalon.json"
  operate operations input_environment ell_begin ell_run_step decode read_elf machine_begin machine_run_step.
