(** Tables: total maps from integers, all of whose entries are a default until they are set. Memory is a
    table of bytes, an array a table of words.

    A table is Coq's binary tree over positive numbers, so that it runs fast, and proofs use only the two
    laws below. *)

From Coq Require Import ZArith FMapPositive.
Open Scope Z_scope.

Section Table.
Context {A : Type}.

Definition table := PositiveMap.t A.
Definition empty : table := PositiveMap.empty A.

(** Each integer has a positive number of its own: 0, 1, 2, … and -1, -2, … alternate. *)
Definition key (z : Z) : positive :=
  match z with Z0 => xH | Zpos p => xO p | Zneg p => xI p end.

(** The entry of an integer; [default] where none was set. *)
Definition get (default : A) (t : table) (z : Z) : A :=
  match PositiveMap.find (key z) t with Some a => a | None => default end.

(** The table with another entry for one integer. *)
Definition set (t : table) (z : Z) (a : A) : table := PositiveMap.add (key z) a t.

Lemma key_injective a b : key a = key b -> a = b.
Proof. destruct a, b; cbn; congruence. Qed.

Lemma get_empty d z : get d empty z = d.
Proof. unfold get, empty. now rewrite PositiveMap.gempty. Qed.

Lemma get_set_same d t z a : get d (set t z a) z = a.
Proof. unfold get, set. now rewrite PositiveMap.gss. Qed.

Lemma get_set_other d t z y a : z <> y -> get d (set t z a) y = get d t y.
Proof.
  intros. unfold get, set. rewrite PositiveMap.gso; [reflexivity|].
  intros E. apply key_injective in E. congruence.
Qed.

(** All entries that were set. *)
Definition entries (t : table) : list A := List.map snd (PositiveMap.elements t).

Lemma get_entries d t z : get d t z = d \/ List.In (get d t z) (entries t).
Proof.
  unfold get, entries. destruct (PositiveMap.find (key z) t) as [a|] eqn:F; [|now left]. right.
  apply List.in_map_iff. exists (key z, a). split; [reflexivity|]. now apply PositiveMap.elements_correct.
Qed.
End Table.
Arguments table : clear implicits.
