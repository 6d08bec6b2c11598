(** The laws of equality, and of conditions as facts (docs/laws.md). *)

From Coq Require Import ZArith Lia.
From Etalon Require Import Words WordFacts WordSolve WordBits LawsBitwise.
Open Scope Z_scope.

Lemma equal_same_truth a b c d : (a = b <-> c = d) -> equal a b = equal c d.
Proof. intros H. unfold operate, result. destruct (Z.eqb_spec a b), (Z.eqb_spec c d); tauto. Qed.

Theorem equal_sum a b : word a -> word b -> equal a b = equal (sub a b) 0.
Proof. truth_cases. Qed.

Theorem equal_truth a : 0 <= a <= 1 -> equal a 0 = sub 1 a.
Proof. intros. assert (a = 0 \/ a = 1) as [-> | ->] by lia; reflexivity. Qed.

Theorem equal_xor x y : word x -> word y -> equal (xor x y) 0 = equal x y.
Proof.
  intros. apply equal_same_truth. unfold operate, result. rewrite wrap_id by now apply lxor_word.
  now rewrite lxor_move, Z.lxor_0_l.
Qed.

Theorem equal_and a b c : word a -> word b -> word c -> equal (and a b) (and a c) = equal (and a (xor b c)) 0.
Proof. intros. now rewrite <- and_xor, equal_xor by (assumption || apply operate_word). Qed.

Theorem equal_change x y : word x -> word y -> equal x (xor x y) = equal y 0.
Proof.
  intros. apply equal_same_truth. unfold operate, result. rewrite wrap_id by now apply lxor_word.
  rewrite (Z.lxor_comm x y). split; intros E.
  - apply (f_equal (fun z => Z.lxor z x)) in E. now rewrite Z.lxor_assoc, Z.lxor_nilpotent, Z.lxor_0_r in E.
  - now rewrite E, Z.lxor_0_l.
Qed.

Theorem equal_sign s : word s -> equal s 0 = equal (sub 0 s) 0.
Proof. truth_cases. Qed.

Theorem equal_mask a m n : word a -> word m -> word n -> equal (xor a m) n = equal a (xor m n).
Proof.
  intros. apply equal_same_truth. unfold operate, result. rewrite !wrap_id by now apply lxor_word.
  now rewrite lxor_move, Z.lxor_comm.
Qed.

Theorem equal_bound a A n : a <= A -> A < n -> equal a n = 0.
Proof. truth_cases. Qed.

Theorem literal_not a : 0 <= a <= 1 -> holds (sub 1 a) = holds (equal a 0).
Proof. intros. assert (a = 0 \/ a = 1) as [-> | ->] by lia; reflexivity. Qed.

Theorem literal_word t : holds t = holds (sub 1 (equal t 0)).
Proof. unfold holds, operate, result. now destruct (Z.eqb_spec t 0). Qed.
