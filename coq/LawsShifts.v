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

(** z is any integer that a is modulo 2^32. *)
Lemma srl_scaled_value z k n : 0 < k <= n -> n < 32 ->
  srl (wrap (2 ^ k * z)) n = and (srl (wrap z) (n - k)) (2 ^ (32 - n) - 1).
Proof.
  intros K N. unfold operate, result. rewrite !(Z.mod_small _ 32) by lia.
  assert (W : forall y, word (wrap y)) by (intros; apply wrap_word).
  rewrite (wrap_id (Z.shiftr (wrap z) (n - k))) by (apply shiftr_word; auto; lia).
  rewrite (wrap_id (Z.shiftr (wrap (2 ^ k * z)) n)) by (apply shiftr_word; auto; lia).
  replace (2 ^ (32 - n) - 1) with (Z.ones (32 - n)) by (rewrite Z.ones_equiv; lia).
  rewrite (wrap_id (Z.land _ _)).
  2:{ apply land_word; [apply shiftr_word; auto; lia|]. rewrite Z.ones_equiv. pose proof (pow_word (32 - n) ltac:(lia)). unfold word. lia. }
  apply Z.bits_inj'. intros i I. rewrite Z.land_spec, !Z.shiftr_spec by lia.
  unfold wrap. rewrite modulus_pow.
  destruct (Z.lt_ge_cases (i + n) 32) as [L|L].
  - rewrite !Z.mod_pow2_bits_low by lia. rewrite Z.mul_comm, Z.mul_pow2_bits by lia.
    rewrite Z.ones_spec_low by lia. rewrite andb_true_r. f_equal. lia.
  - rewrite Z.mod_pow2_bits_high by lia. rewrite Z.ones_spec_high by lia. now rewrite andb_false_r.
Qed.

Theorem srl_scaled a k n : word a -> 0 < k <= n -> n < 32 ->
  srl (mul (2 ^ k) a) n = and (srl a (n - k)) (2 ^ (32 - n) - 1).
Proof.
  intros A K N. rewrite <- (wrap_id a) at 2 by assumption. rewrite <- srl_scaled_value by assumption.
  unfold operate, result. reflexivity.
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

(** A mask changes no low bit of a multiple of 2^k but for those that are 0. *)
Lemma masked_multiple x n k : 0 <= k <= 5 -> x mod 2 ^ k = 0 -> Z.lor n (2 ^ k - 1) mod 32 = 31 -> Z.land x n mod 32 = x mod 32.
Proof.
  intros K X N. change 32 with (2 ^ 5) in *. apply Z.bits_inj'. intros i I.
  assert (BIT : forall z, Z.testbit (z mod 2 ^ 5) i = (i <? 5) && Z.testbit z i).
  { intros z. destruct (Z.ltb_spec i 5); [now rewrite Z.mod_pow2_bits_low|rewrite Z.mod_pow2_bits_high by lia; reflexivity]. }
  rewrite !BIT, Z.land_spec. destruct (Z.ltb_spec i 5) as [L|]; [|reflexivity]. cbn [andb].
  destruct (Z.lt_ge_cases i k) as [B|B].
  - assert (F : Z.testbit x i = false) by (rewrite <- (Z.mod_pow2_bits_low x k i B), X; apply Z.bits_0). now rewrite F.
  - assert (T : Z.testbit n i = true).
    { assert (E : Z.testbit (Z.lor n (2 ^ k - 1) mod 2 ^ 5) i = true) by (rewrite N; change 31 with (Z.ones 5); apply Z.ones_spec_low; lia).
      rewrite BIT in E. apply andb_prop in E as [_ E]. rewrite Z.lor_spec in E.
      replace (2 ^ k - 1) with (Z.ones k) in E by (rewrite Z.ones_equiv; lia). now rewrite Z.ones_spec_high, orb_false_r in E by lia. }
    now rewrite T, andb_true_r.
Qed.

Theorem count_multiple o a b n k : shift o -> word b -> word n -> 0 <= k <= 5 -> n mod 32 = 32 - 2 ^ k ->
  operate o a (and (mul (2 ^ k) b) n) = operate o a (mul (2 ^ k) b).
Proof.
  intros S B W K E. apply count_matters; auto. unfold operate at 1, result.
  rewrite wrap_id by (apply land_word; auto; apply operate_word). apply (masked_multiple _ n k); auto.
  - unfold operate, result. rewrite wrap_mod_pow by lia. rewrite Z.mul_comm. apply Z.mod_mul. pose proof (pow_pos k). lia.
  - change 32 with (2 ^ 5) in *. rewrite <- Z.land_ones, Z.land_lor_distr_l, !Z.land_ones by lia. rewrite E.
    assert (k = 0 \/ k = 1 \/ k = 2 \/ k = 3 \/ k = 4 \/ k = 5) as H by lia.
    now destruct H as [-> | [-> | [-> | [-> | [-> | ->]]]]].
Qed.

Theorem count_sum o a b m n : shift o ->
  operate o a (add m (mul n b)) = operate o a (add (m mod 32) (mul (n mod 32) b)).
Proof.
  intros S. apply count_matters; auto. unfold operate, result. unwrap.
  assert (W : forall z, wrap z mod 32 = z mod 32) by (intros; apply (wrap_mod_pow _ 5); lia).
  rewrite !W, Zplus_mod_idemp_l, (Zplus_mod m), (Zplus_mod m (n mod 32 * b)), Zmult_mod_idemp_l. reflexivity.
Qed.
