(** A memory with the instructions of its text, which are decoded once, and not whenever one is fetched. *)

From Coq Require Import ZArith List.
From Etalon Require Import Lists Table Instruction Memory MachineRun.
Import ListNotations.
Open Scope Z_scope.

Record decoded_memory := {
  undecoded :> memory;
  fetched : Z -> instruction + fault;
  fetched_ok : forall pc, fetched pc = fetch undecoded pc
}.

(** So many words of a region are decoded before they are asked for. *)
Definition most_decoded : Z := 2 ^ 18.

Definition with_instruction (m : memory) (code : table (option (instruction + fault))) (pc : Z) : table (option (instruction + fault)) :=
  set code pc (Some (fetch m pc)).

Definition with_region (m : memory) (code : table (option (instruction + fault))) (r : region) : table (option (instruction + fault)) :=
  if executable (region_permissions r)
  then fold_left (with_instruction m) (gather (fun n => region_start r + 4 * n) 0 (Z.min most_decoded ((region_end r - region_start r) / 4))) code
  else code.

Definition text_of (m : memory) : table (option (instruction + fault)) := fold_left (with_region m) (regions m) empty.

Definition fetched_from (m : memory) (code : table (option (instruction + fault))) (pc : Z) : instruction + fault :=
  match get None code pc with Some fetched => fetched | None => fetch m pc end.

Lemma text_of_ok m pc : fetched_from m (text_of m) pc = fetch m pc.
Proof.
  assert (W : forall l code, (forall z, fetched_from m code z = fetch m z) -> forall z, fetched_from m (fold_left (with_instruction m) l code) z = fetch m z).
  { induction l as [|at_ l IH]; intros code K; [exact K|]. apply IH. intros z. unfold fetched_from, with_instruction.
    destruct (Z.eq_dec z at_) as [->|D]; [now rewrite get_set_same|rewrite get_set_other by congruence; apply K]. }
  assert (R : forall l code, (forall z, fetched_from m code z = fetch m z) -> forall z, fetched_from m (fold_left (with_region m) l code) z = fetch m z).
  { induction l as [|r l IH]; intros code K; [exact K|]. apply IH. unfold with_region. destruct (executable _); [now apply W|exact K]. }
  apply R. intros z. unfold fetched_from. now rewrite get_empty.
Qed.

Definition decoded (m : memory) : decoded_memory :=
  let code := text_of m in {| undecoded := m; fetched := fetched_from m code; fetched_ok := text_of_ok m |}.
