(** The laws of order (docs/laws.md). *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts WordSolve WordSigned.
Open Scope Z_scope.

(** Two truth values are the same when their comparisons are. *)
Local Ltac compared :=
  rewrite ?slt_truth, ?sltu_truth, ?equal_truth_value, ?not_truth; apply truth_equal;
  rewrite ?negb_true_iff, ?Z.ltb_lt, ?Z.ltb_ge, ?Z.eqb_eq, ?Z.eqb_neq.

Theorem slt_same a : slt a a = 0.
Proof. now rewrite slt_truth, Z.ltb_irrefl. Qed.

Theorem slt_most a : word a -> slt (half - 1) a = 0.
Proof.
  intros A. rewrite slt_truth. pose proof (signed_range a A).
  change (signed (half - 1)) with (half - 1). destruct (Z.ltb_spec (half - 1) (signed a)); [lia|reflexivity].
Qed.

Theorem slt_left a n : word a -> word n -> n <> half - 1 -> slt n a = sub 1 (slt a (add n 1)).
Proof.
  intros A N D. pose proof (signed_range n N).
  assert (signed n <> half - 1).
  { intros E. apply D, signed_word; auto. split; reflexivity || discriminate. }
  assert (E : signed (add n 1) = signed n + 1).
  { apply (number_add Signed n 1 N). cbn [number least greatest]. lia. }
  compared. rewrite E. lia.
Qed.

Theorem slt_least a : word a -> slt a (wrap (- half)) = 0.
Proof.
  intros A. rewrite slt_truth. pose proof (signed_range a A).
  change (signed (wrap (- half))) with (- half). destruct (Z.ltb_spec (signed a) (- half)); [lia|reflexivity].
Qed.

Theorem slt_not a n : word a -> word n -> n <> wrap (- half) -> slt (sub (wrap (-1)) a) n = sub 1 (slt a (sub 0 n)).
Proof.
  intros A N D. pose proof (signed_range a A). pose proof (signed_range n N).
  assert (signed n <> - half).
  { intros E. apply D, signed_word; auto. split; reflexivity || discriminate. }
  compared. rewrite !sub_signed. change (signed (wrap (-1))) with (-1). change (signed 0) with 0.
  rewrite !signed_wrap by lia. lia.
Qed.

Theorem slt_positive a b : 0 <= a < half -> 0 <= b < half -> slt a b = sltu a b.
Proof. intros. compared. now rewrite !signed_small. Qed.

Theorem slt_negative a n : 0 <= a < half -> signed n <= 0 -> slt a n = 0.
Proof.
  intros. rewrite slt_truth, signed_small by assumption.
  destruct (Z.ltb_spec a (signed n)); [lia|reflexivity].
Qed.

Theorem sltu_same a : sltu a a = 0.
Proof. now rewrite sltu_truth, Z.ltb_irrefl. Qed.

Theorem sltu_most a : word a -> sltu (wrap (-1)) a = 0.
Proof.
  unfold word. intros. rewrite sltu_truth. change (wrap (-1)) with (modulus - 1).
  destruct (Z.ltb_spec (modulus - 1) a); [lia|reflexivity].
Qed.

Theorem sltu_left a n : word a -> word n -> n <> wrap (-1) -> sltu n a = sub 1 (sltu a (add n 1)).
Proof.
  unfold word. change (wrap (-1)) with (modulus - 1). intros. compared.
  change (add n 1) with (wrap (n + 1)). rewrite wrap_id by (unfold word; lia). lia.
Qed.

Theorem sltu_zero a : word a -> sltu a 0 = 0.
Proof. unfold word. intros. rewrite sltu_truth. destruct (Z.ltb_spec a 0); [lia|reflexivity]. Qed.

Theorem sltu_one a : word a -> sltu a 1 = equal a 0.
Proof. unfold word. intros. compared. lia. Qed.

Theorem sltu_bound a A n : a <= A -> A < n -> sltu a n = 1.
Proof. intros. rewrite sltu_truth. destruct (Z.ltb_spec a n); [reflexivity|lia]. Qed.

Theorem sltu_last a b B : b <= B -> B < 2 ^ 30 -> sltu (sub (mul (2 ^ 30) a) 1) b = 0.
Proof.
  intros. rewrite sltu_truth. destruct (Z.ltb_spec (sub (mul (2 ^ 30) a) 1) b) as [L|]; [|reflexivity].
  exfalso. revert L. unfold operate, result. unwrap. unfold wrap, modulus.
  change (2 ^ 30) with 1073741824 in *. Z.div_mod_to_equations. lia.
Qed.
