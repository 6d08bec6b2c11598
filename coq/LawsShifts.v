(** The laws of right shifts, and of what a shift makes of its count (docs/laws.md). *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts WordSolve WordBits.
Open Scope Z_scope.

(** The operations that shift. *)
Definition shift (o : operation) : Prop := o = Sll \/ o = Srl \/ o = Sra.

(** All that a shift sees of its count are the five low bits. *)
Lemma count_matters o a b c : shift o -> b mod 32 = c mod 32 -> operate o a b = operate o a c.
Proof. intros [-> | [-> | ->]] E; unfold operate, result; now rewrite E. Qed.

(** n mod 32 is n & 31. *)
Lemma and_31 n : and n 31 = n mod 32.
Proof.
  unfold operate, result. change 31 with (2 ^ 5 - 1). rewrite land_mask by lia. change (2 ^ 5) with 32.
  apply wrap_id. pose proof (Z.mod_pos_bound n 32 eq_refl). unfold word, modulus. lia.
Qed.

Theorem srl_count a n : srl a n = srl a (n mod 32).
Proof. apply count_matters; [now right; left|]. now rewrite Z.mod_mod. Qed.

Theorem srl_zero a : word a -> srl a 0 = a.
Proof. intros. unfold operate, result. cbn [Z.modulo]. now apply wrap_id. Qed.

Theorem srl_nothing a : srl 0 a = 0.
Proof. unfold operate, result. now rewrite Z.shiftr_0_l. Qed.

Theorem sll_nothing a : sll 0 a = 0.
Proof. unfold operate, result. now rewrite Z.shiftl_0_l. Qed.

Theorem srl_bound a n : 0 <= n < 32 -> 0 <= a < 2 ^ n -> srl a n = 0.
Proof.
  intros N A. unfold operate, result.
  rewrite (Z.mod_small n 32), Z.shiftr_div_pow2, Z.div_small by lia. reflexivity.
Qed.

Theorem srl_srl a m n : word a -> 0 <= m < 32 -> 0 <= n < 32 -> m + n < 32 -> srl (srl a m) n = srl a (m + n).
Proof.
  intros. unfold operate, result. rewrite !(Z.mod_small _ 32) by lia.
  rewrite (wrap_id (Z.shiftr a m)) by (apply shiftr_word; auto; lia). now rewrite Z.shiftr_shiftr by lia.
Qed.

Theorem sra_positive a b : 0 <= a < half -> sra a b = srl a b.
Proof. intros. unfold operate, result, signed. destruct (Z.ltb_spec a half); [reflexivity|lia]. Qed.

Theorem sra_count a n : sra a n = sra a (n mod 32).
Proof. apply count_matters; [now right; right|]. now rewrite Z.mod_mod. Qed.

Theorem sra_zero a : word a -> sra a 0 = a.
Proof. intros. unfold operate, result. cbn [Z.modulo]. now apply wrap_signed. Qed.

Theorem srl_sign a : word a -> srl a 31 = slt a 0.
Proof.
  unfold operate, result. change (31 mod 32) with 31. rewrite Z.shiftr_div_pow2 by lia.
  change (2 ^ 31) with 2147483648. word_cases.
Qed.

Theorem sra_sign a : word a -> sra a 31 = sub 0 (slt a 0).
Proof.
  unfold operate, result. change (31 mod 32) with 31. rewrite Z.shiftr_div_pow2 by lia.
  change (2 ^ 31) with 2147483648. word_cases.
Qed.

Theorem count_mask o a b n : shift o -> word b -> word n -> n mod 32 = 31 -> operate o a (and b n) = operate o a b.
Proof.
  intros S B N E. apply count_matters; auto. unfold operate, result. rewrite wrap_id by now apply land_word.
  change 32 with (2 ^ 5) in *. rewrite <- !Z.land_ones in * by lia.
  now rewrite <- Z.land_assoc, E.
Qed.

Theorem count_sum o a b m n : shift o ->
  operate o a (add m (mul n b)) = operate o a (add (m mod 32) (mul (n mod 32) b)).
Proof.
  intros S. apply count_matters; auto. unfold operate, result. unwrap.
  assert (W : forall z, wrap z mod 32 = z mod 32) by (intros; apply (wrap_mod_pow _ 5); lia).
  rewrite !W, Zplus_mod_idemp_l, (Zplus_mod m), (Zplus_mod m (n mod 32 * b)), Zmult_mod_idemp_l. reflexivity.
Qed.
