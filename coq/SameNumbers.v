(** Are two numbers the same? Asked of them as a whole, by the functions for which JavaScript's arithmetic stands where this is
    extracted, and not digit by digit. *)

From Coq Require Import ZArith.
Open Scope Z_scope.

Definition same_integer (a b : Z) : {a = b} + {a <> b}.
Proof. destruct (a =? b) eqn:E; [left; now apply Z.eqb_eq|right; now apply Z.eqb_neq]. Defined.

Definition same_positive (a b : positive) : {a = b} + {a <> b}.
Proof. destruct (Pos.eqb a b) eqn:E; [left; now apply Pos.eqb_eq|right; now apply Pos.eqb_neq]. Defined.
