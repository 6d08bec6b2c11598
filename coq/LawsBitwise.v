(** The laws of bitwise operations (docs/laws.md). *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts WordSolve WordBits.
Open Scope Z_scope.

(** What bitwise operations on words give is a word: the wrapping goes. *)
Local Ltac plain :=
  unfold operate, result; rewrite ?wrap_id by auto using land_word, lor_word, lxor_word, wrap_word.

Theorem and_commute a b : and a b = and b a.
Proof. unfold operate, result. now rewrite Z.land_comm. Qed.

Theorem or_commute a b : or a b = or b a.
Proof. unfold operate, result. now rewrite Z.lor_comm. Qed.

Theorem xor_commute a b : xor a b = xor b a.
Proof. unfold operate, result. now rewrite Z.lxor_comm. Qed.

Theorem and_zero a : and a 0 = 0.
Proof. unfold operate, result. now rewrite Z.land_0_r. Qed.

Theorem and_ones a : word a -> and a (wrap (-1)) = a.
Proof.
  intros A. unfold operate, result. rewrite ones_32, Z.land_ones, <- modulus_pow by lia.
  fold (wrap a). now rewrite wrap_wrap, wrap_id.
Qed.

Theorem and_bound a k : 0 <= k <= 32 -> 0 <= a < 2 ^ k -> and a (2 ^ k - 1) = a.
Proof.
  intros K A. unfold operate, result. rewrite land_mask, Z.mod_small by lia.
  pose proof (pow_word k K). apply wrap_id. unfold word. lia.
Qed.

Theorem and_and a m n : word a -> word m -> word n -> and (and a m) n = and a (and m n).
Proof. intros. plain. now rewrite Z.land_assoc. Qed.

Theorem and_high a k : word a -> 0 <= k < 32 -> and a (wrap (- 2 ^ k)) = mul (srl a k) (2 ^ k).
Proof.
  intros A K. unfold operate, result.
  rewrite high_mask, (Z.mod_small k 32), (wrap_id (Z.shiftr a k)) by (try apply shiftr_word; auto; lia).
  rewrite <- Z.shiftl_mul_pow2 by lia. f_equal. apply Z.bits_inj'. intros i I. rewrite Z.land_spec.
  destruct (Z.lt_ge_cases i k).
  - rewrite !Z.shiftl_spec_low by lia. apply andb_false_r.
  - rewrite !Z.shiftl_spec, Z.shiftr_spec by lia. replace (i - k + k) with i by lia.
    destruct (Z.lt_ge_cases i 32).
    + rewrite Z.ones_spec_low by lia. apply andb_true_r.
    + now rewrite bits_from_32.
Qed.

Theorem and_same a : word a -> and a a = a.
Proof. intros. unfold operate, result. now rewrite Z.land_diag, wrap_id. Qed.

Theorem or_zero a : word a -> or a 0 = a.
Proof. intros. unfold operate, result. now rewrite Z.lor_0_r, wrap_id. Qed.

Theorem or_ones a : word a -> or a (wrap (-1)) = wrap (-1).
Proof.
  intros A. unfold operate, result. replace (Z.lor a (wrap (-1))) with (wrap (-1)); [apply wrap_wrap|].
  rewrite ones_32. apply Z.bits_inj'. intros i I. rewrite Z.lor_spec. destruct (Z.lt_ge_cases i 32).
  - rewrite Z.ones_spec_low by lia. symmetry. apply orb_true_r.
  - now rewrite Z.ones_spec_high, (bits_from_32 a) by (auto; lia).
Qed.

Theorem or_one a : 0 <= a <= 1 -> or a 1 = 1.
Proof. intros. assert (a = 0 \/ a = 1) as [-> | ->] by lia; reflexivity. Qed.

Theorem or_same a : word a -> or a a = a.
Proof. intros. unfold operate, result. now rewrite Z.lor_diag, wrap_id. Qed.

Theorem xor_same a : xor a a = 0.
Proof. unfold operate, result. now rewrite Z.lxor_nilpotent. Qed.

Theorem xor_zero a : word a -> xor a 0 = a.
Proof. intros. unfold operate, result. now rewrite Z.lxor_0_r, wrap_id. Qed.

Theorem xor_ones a : word a -> xor a (wrap (-1)) = sub (wrap (-1)) a.
Proof.
  intros A. unfold operate, result. f_equal. rewrite ones_32. symmetry. rewrite Z.sub_nocarry_ldiff.
  - apply Z.bits_inj'. intros i I. rewrite Z.ldiff_spec, Z.lxor_spec. destruct (Z.lt_ge_cases i 32).
    + rewrite Z.ones_spec_low by lia. now destruct Z.testbit.
    + now rewrite Z.ones_spec_high, (bits_from_32 a) by (auto; lia).
  - apply Z.bits_inj'. intros i I. rewrite Z.ldiff_spec, Z.bits_0. destruct (Z.lt_ge_cases i 32).
    + rewrite Z.ones_spec_low by lia. apply andb_false_r.
    + now rewrite (bits_from_32 a).
Qed.

Theorem xor_truth a : 0 <= a <= 1 -> xor a 1 = sub 1 a.
Proof. intros. assert (a = 0 \/ a = 1) as [-> | ->] by lia; reflexivity. Qed.

Theorem xor_xor a m n : word a -> word m -> word n -> xor (xor a m) n = xor a (xor m n).
Proof. intros. plain. now rewrite Z.lxor_assoc. Qed.

Theorem xor_cancel a b : word a -> word b -> xor (xor a b) b = a.
Proof. intros. rewrite xor_xor, xor_same by auto. now apply xor_zero. Qed.

Theorem and_xor a b c : word a -> word b -> word c -> xor (and a b) (and a c) = and a (xor b c).
Proof.
  intros. plain. apply Z.bits_inj'. intros i _. repeat rewrite ?Z.lxor_spec, ?Z.land_spec.
  now destruct (Z.testbit a i), (Z.testbit b i), (Z.testbit c i).
Qed.

Theorem xor_truths a b : 0 <= a <= 1 -> 0 <= b <= 1 -> xor a b = sub 1 (equal a b).
Proof.
  intros. assert (a = 0 \/ a = 1) as [-> | ->] by lia; assert (b = 0 \/ b = 1) as [-> | ->] by lia;
  reflexivity.
Qed.
