(** Facts about words that every proof uses: what [wrap] gives is a word, and inside sums and products it
    may be left out. *)

From Coq Require Import ZArith Lia.
From Etalon Require Import Words.
Open Scope Z_scope.

Lemma wrap_word z : word (wrap z).
Proof. apply Z.mod_pos_bound; reflexivity. Qed.

Lemma operate_word o a b : word (operate o a b).
Proof. apply wrap_word. Qed.

Lemma wrap_id z : word z -> wrap z = z.
Proof. apply Z.mod_small. Qed.

Lemma wrap_wrap z : wrap (wrap z) = wrap z.
Proof. apply wrap_id, wrap_word. Qed.

Lemma wrap_add_l a b : wrap (wrap a + b) = wrap (a + b).
Proof. apply Zplus_mod_idemp_l. Qed.

Lemma wrap_add_r a b : wrap (a + wrap b) = wrap (a + b).
Proof. apply Zplus_mod_idemp_r. Qed.

Lemma wrap_sub_l a b : wrap (wrap a - b) = wrap (a - b).
Proof. apply Zminus_mod_idemp_l. Qed.

Lemma wrap_sub_r a b : wrap (a - wrap b) = wrap (a - b).
Proof. apply Zminus_mod_idemp_r. Qed.

Lemma wrap_mul_l a b : wrap (wrap a * b) = wrap (a * b).
Proof. apply Zmult_mod_idemp_l. Qed.

Lemma wrap_mul_r a b : wrap (a * wrap b) = wrap (a * b).
Proof. apply Zmult_mod_idemp_r. Qed.

Lemma wrap_mod_multiple z k : wrap (z + k * modulus) = wrap z.
Proof. unfold wrap. rewrite Z.mod_add; [reflexivity|discriminate]. Qed.

(** A signed number lies between -2^31 and 2^31 - 1, and is the word's number or less by 2^32. *)
Lemma signed_range w : word w -> - half <= signed w < half.
Proof. unfold word, signed, half, modulus. intros. destruct (Z.ltb_spec w 2147483648); lia. Qed.

Lemma wrap_signed w : word w -> wrap (signed w) = w.
Proof.
  intros H. unfold signed. destruct (w <? half).
  - now apply wrap_id.
  - replace (w - modulus) with (w + (-1) * modulus) by ring.
    rewrite wrap_mod_multiple. now apply wrap_id.
Qed.

Lemma signed_wrap z : - half <= z < half -> signed (wrap z) = z.
Proof.
  unfold signed, wrap, half, modulus. intros.
  destruct (Z.ltb_spec (z mod 4294967296) 2147483648); Z.div_mod_to_equations; lia.
Qed.

Lemma truth_word b : word (truth b).
Proof. destruct b; unfold word, modulus; cbn; lia. Qed.

Lemma holds_truth b : holds (truth b) = b.
Proof. now destruct b. Qed.
