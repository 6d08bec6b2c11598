(** Runs: a number of steps of a transition system, the events in order and what came of it.

    Both languages are such systems when the names of the rules are left out. *)

From Coq Require Import ZArith List.
From Etalon Require Import Behaviour Environment EllProgram EllStep EllRun MachineStep MachineRun.
Import ListNotations.

(** What came of a step or a run: a state, an end, or nothing that has a meaning. *)
Inductive result (S F : Type) := GoesOn (s : S) | Ends (f : F) | Stuck.
Arguments GoesOn {S F}. Arguments Ends {S F}. Arguments Stuck {S F}.

(** A system: from each state, the events of a step and what came of it. *)
Definition system (S F : Type) := S -> list event * result S F.

(** At most [n] steps. *)
Fixpoint run {S F} (step : system S F) (n : nat) (s : S) : list event * result S F :=
  match n with
  | O => ([], GoesOn s)
  | S n =>
      match step s with
      | (t, GoesOn s) => let (t', r) := run step n s in (t ++ t', r)
      | (t, r) => (t, r)
      end
  end.

(** The events of a run so far. *)
Definition events {S F} (step : system S F) (n : nat) (s : S) : list event := fst (run step n s).

(** An Ell program in an environment, and a machine in one. *)

Definition ell_system {E} (env : environment E) (p : program) : system (ell_state E) (final Z) :=
  fun s =>
    match ell_run_step env p s with
    | (t, EllNext _ s) => (t, GoesOn s)
    | (t, EllFinal _ f) => (t, Ends f)
    | (t, EllWrong) => (t, Stuck)
    end.

Definition machine_system {E} (env : environment E) : system (machine_state E) (machine_final Z) :=
  fun s =>
    match machine_run_step env s with
    | (t, MachineNext _ s) => (t, GoesOn s)
    | (t, MachineFinal _ f) => (t, Ends f)
    | (t, MachineWrong) => (t, Stuck)
    end.
