(** Behaviours: what an observer sees of a run, of an Ell program or of a machine. It is what
    src/core/behaviour.ts says, under the same names. *)

From Coq Require Import ZArith.
Open Scope Z_scope.

(** One exchange with the environment: a byte read, or -1 at the end of the input; or a byte written. *)
Inductive event := Reading (byte : Z) | Writing (byte : Z).

(** Why an Ell program stops itself. *)
Inductive trap := trap_divide | trap_bounds | trap_length | trap_assert.

(** What a machine can run out of, and an Ell program cannot. *)
Inductive resource := resource_stack | resource_heap.
