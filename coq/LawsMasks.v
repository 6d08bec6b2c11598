(** The laws of words from which bits are taken away (docs/laws.md), by the bits. *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts WordSolve WordBits.
Open Scope Z_scope.

(** A word without one bit. *)
Lemma but_one_bit a k : word a -> 0 <= k < 32 -> and a (wrap (-1 - 2 ^ k)) = Z.ldiff a (2 ^ k).
Proof.
  intros A K. unfold operate, result. rewrite wrap_id by now apply land_word, wrap_word.
  apply Z.bits_inj'. intros i I. rewrite Z.land_spec, Z.ldiff_spec. destruct (Z.lt_ge_cases i 32).
  - f_equal. unfold wrap. rewrite modulus_pow, Z.mod_pow2_bits_low by lia.
    replace (-1 - 2 ^ k) with (Z.lnot (2 ^ k)) by (unfold Z.lnot; lia). now apply Z.lnot_spec.
  - now rewrite (bits_from_32 a i A) by lia.
Qed.

Theorem equal_bit a n k : 0 <= k < 32 -> word a -> word n ->
  a <> n -> a <> wrap (n + 2 ^ k) -> equal (and a (wrap (-1 - 2 ^ k))) n = 0.
Proof.
  intros K A N D E. rewrite (but_one_bit a k A K).
  unfold operate, result. destruct (Z.eqb_spec (Z.ldiff a (2 ^ k)) n) as [F|]; [exfalso|reflexivity].
  destruct (Z.testbit a k) eqn:B.
  - apply E. rewrite <- F, <- Z.sub_nocarry_ldiff.
    + replace (a - 2 ^ k + 2 ^ k) with a by lia. now rewrite wrap_id.
    + apply Z.bits_inj'. intros i I. rewrite Z.ldiff_spec, Z.bits_0. destruct (Z.eq_dec i k) as [->|].
      * rewrite B. apply andb_false_r.
      * now rewrite Z.pow2_bits_false by lia.
  - apply D. rewrite <- F. symmetry. apply Z.bits_inj'. intros i I. rewrite Z.ldiff_spec. destruct (Z.eq_dec i k) as [->|].
    + now rewrite B.
    + rewrite Z.pow2_bits_false by lia. apply andb_true_r.
Qed.
