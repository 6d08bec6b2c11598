(** The bits of words. A natural number is a word exactly when no bit from the 32nd on is set; so the bitwise
    operations, and shifts to the right, give words without being wrapped. *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts.
Open Scope Z_scope.

Lemma modulus_pow : modulus = 2 ^ 32.
Proof. reflexivity. Qed.

Lemma pow_pos k : 0 <= k -> 0 < 2 ^ k.
Proof. apply Z.pow_pos_nonneg; lia. Qed.

(** Powers of two up to 2^32. *)
Lemma pow_word k : 0 <= k <= 32 -> 0 < 2 ^ k <= modulus.
Proof. intros. split; [now apply pow_pos|]. rewrite modulus_pow. apply Z.pow_le_mono_r; lia. Qed.

(** Wrapping changes no remainder by a power of two. *)
Lemma wrap_mod_pow z k : 0 <= k <= 32 -> wrap z mod 2 ^ k = z mod 2 ^ k.
Proof.
  intros K. pose proof (pow_pos k ltac:(lia)). unfold wrap. symmetry.
  apply Znumtheory.Zmod_div_mod; [lia|reflexivity|]. exists (2 ^ (32 - k)).
  rewrite <- Z.pow_add_r by lia. rewrite modulus_pow. f_equal. lia.
Qed.

Lemma bits_from_32 w i : word w -> 32 <= i -> Z.testbit w i = false.
Proof.
  intros [A B] I. destruct (Z.eq_dec w 0) as [->|]; [apply Z.bits_0|].
  apply Z.bits_above_log2; auto. apply Z.log2_lt_pow2; [lia|].
  apply Z.lt_le_trans with (2 ^ 32); [exact B|]. apply Z.pow_le_mono_r; lia.
Qed.

Lemma word_of_bits z : 0 <= z -> (forall i, 32 <= i -> Z.testbit z i = false) -> word z.
Proof.
  intros N H. split; auto. destruct (Z.eq_dec z 0) as [->|]; [reflexivity|].
  rewrite modulus_pow. apply Z.log2_lt_pow2; [lia|].
  destruct (Z.lt_ge_cases (Z.log2 z) 32) as [|G]; auto.
  specialize (H _ G). rewrite Z.bit_log2 in H by lia. discriminate.
Qed.

Lemma land_word a b : word a -> word b -> word (Z.land a b).
Proof.
  intros A B. apply word_of_bits; [apply Z.land_nonneg; left; apply A|].
  intros. now rewrite Z.land_spec, (bits_from_32 a) by auto.
Qed.

Lemma lor_word a b : word a -> word b -> word (Z.lor a b).
Proof.
  intros A B. apply word_of_bits; [apply Z.lor_nonneg; split; [apply A|apply B]|].
  intros. now rewrite Z.lor_spec, (bits_from_32 a), (bits_from_32 b) by auto.
Qed.

Lemma lxor_word a b : word a -> word b -> word (Z.lxor a b).
Proof.
  intros A B. apply word_of_bits; [apply Z.lxor_nonneg; split; intros; [apply B|apply A]|].
  intros. now rewrite Z.lxor_spec, (bits_from_32 a), (bits_from_32 b) by auto.
Qed.

Lemma shiftr_word a n : word a -> 0 <= n -> word (Z.shiftr a n).
Proof.
  intros A N. apply word_of_bits; [apply Z.shiftr_nonneg, A|].
  intros. rewrite Z.shiftr_spec by lia. apply bits_from_32; auto; lia.
Qed.

(** The bits of the word -1 are all ones, and of 2^k - 1 the first k. *)
Lemma ones_32 : wrap (-1) = Z.ones 32.
Proof. reflexivity. Qed.

Lemma ones_pow k : 2 ^ k - 1 = Z.ones k.
Proof. now rewrite Z.sub_1_r, <- Z.ones_equiv. Qed.

Lemma land_mask a k : 0 <= k -> Z.land a (2 ^ k - 1) = a mod 2 ^ k.
Proof. intros. now rewrite ones_pow, Z.land_ones. Qed.

(** The bits of -2^k as a word are those from k to 31. *)
Lemma high_mask k : 0 <= k <= 32 -> wrap (- 2 ^ k) = Z.shiftl (Z.ones (32 - k)) k.
Proof.
  intros K. rewrite Z.shiftl_mul_pow2, <- ones_pow by lia.
  rewrite Z.mul_sub_distr_r, Z.mul_1_l, <- Z.pow_add_r by lia.
  replace (32 - k + k) with 32 by lia. rewrite <- modulus_pow.
  replace (- 2 ^ k) with (modulus - 2 ^ k + (-1) * modulus) by ring.
  pose proof (pow_word k K). unfold wrap. rewrite Z.mod_add by discriminate.
  apply Z.mod_small. lia.
Qed.

(** An [and] takes bits away. *)
Lemma land_at_most a b : 0 <= a -> Z.land a b <= a.
Proof.
  intros A.
  assert (E : Z.land a (Z.lnot b) = a - Z.land a b).
  { rewrite <- Z.ldiff_land, (Z.sub_nocarry_ldiff a (Z.land a b)).
    - apply Z.bits_inj'. intros. rewrite !Z.ldiff_spec, Z.land_spec.
      now destruct (Z.testbit a n), (Z.testbit b n).
    - apply Z.bits_inj'. intros. rewrite Z.ldiff_spec, Z.land_spec, Z.bits_0.
      now destruct (Z.testbit a n), (Z.testbit b n). }
  assert (0 <= Z.land a (Z.lnot b)) by (apply Z.land_nonneg; auto). lia.
Qed.

(** An operand of an [xor] goes to the other side of an equation. *)
Lemma lxor_move a m n : Z.lxor a m = n <-> a = Z.lxor n m.
Proof.
  split; [intros <-|intros ->]; now rewrite Z.lxor_assoc, Z.lxor_nilpotent, Z.lxor_0_r.
Qed.

(** The k of 2^k, where it is no more than that. *)
Definition exponent (most n : Z) : option Z :=
  let k := Z.log2 n in if (n =? 2 ^ k) && (k <=? most) then Some k else None.

Lemma exponent_ok most n k : exponent most n = Some k -> n = 2 ^ k /\ 0 <= k <= most.
Proof.
  unfold exponent. destruct (Z.eqb_spec n (2 ^ Z.log2 n)) as [E|]; [|discriminate].
  destruct (Z.leb_spec (Z.log2 n) most); [|discriminate]. intros [= <-]. pose proof (Z.log2_nonneg n). auto.
Qed.
