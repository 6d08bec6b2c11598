(** Words as signed numbers: what sums, differences, products and comparisons are in them; and the two orders
    of words. *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts WordSolve.
Open Scope Z_scope.

Lemma wrap_congruent a b k : a = b + k * modulus -> wrap a = wrap b.
Proof. intros ->. apply wrap_mod_multiple. Qed.

(** The signed and the unsigned number differ by 0 or by 2^32. *)
Lemma signed_congruent w : exists k, signed w = w + k * modulus.
Proof. unfold signed. destruct (w <? half); [exists 0|exists (-1)]; ring. Qed.

Lemma signed_small w : 0 <= w < half -> signed w = w.
Proof. intros. unfold signed. destruct (Z.ltb_spec w half); lia. Qed.

Lemma signed_large w : half <= w -> signed w = w - modulus.
Proof. intros. unfold signed. destruct (Z.ltb_spec w half); lia. Qed.

Lemma signed_word a b : word a -> word b -> signed a = signed b -> a = b.
Proof. intros A B E. now rewrite <- (wrap_signed a A), <- (wrap_signed b B), E. Qed.

Lemma signed_nonnegative w : word w -> 0 <= signed w -> 0 <= w < half.
Proof. unfold signed, word, half, modulus. intros. destruct (Z.ltb_spec w 2147483648); lia. Qed.

Lemma add_signed a b : add a b = wrap (signed a + signed b).
Proof.
  destruct (signed_congruent a) as [i ->], (signed_congruent b) as [j ->].
  symmetry. apply wrap_congruent with (i + j). cbn [result]. ring.
Qed.

Lemma sub_signed a b : sub a b = wrap (signed a - signed b).
Proof.
  destruct (signed_congruent a) as [i ->], (signed_congruent b) as [j ->].
  symmetry. apply wrap_congruent with (i - j). cbn [result]. ring.
Qed.

(** A signed number that left its range comes back on the other side. *)
Lemma signed_wrap_near z : - modulus - half <= z < modulus + half ->
  signed (wrap z) = if z <? - half then z + modulus else if z <? half then z else z - modulus.
Proof.
  intros N. assert (R : forall k, - half <= z + k * modulus < half -> signed (wrap z) = z + k * modulus).
  { intros k K. rewrite <- (wrap_mod_multiple z k). now apply signed_wrap. }
  destruct (Z.ltb_spec z (- half)); [rewrite (R 1); unfold half, modulus in *; lia|].
  destruct (Z.ltb_spec z half); [rewrite (R 0)|rewrite (R (-1))]; unfold half, modulus in *; lia.
Qed.

(** Comparisons are truth values. *)
Lemma wrap_truth b : wrap (truth b) = truth b.
Proof. now destruct b. Qed.

Lemma slt_truth a b : slt a b = truth (signed a <? signed b).
Proof. apply wrap_truth. Qed.

Lemma sltu_truth a b : sltu a b = truth (a <? b).
Proof. apply wrap_truth. Qed.

Lemma equal_truth_value a b : equal a b = truth (a =? b).
Proof. apply wrap_truth. Qed.

Lemma not_truth b : sub 1 (truth b) = truth (negb b).
Proof. now destruct b. Qed.

Lemma truth_range b : 0 <= truth b <= 1.
Proof. destruct b; cbn; lia. Qed.

Lemma truth_equal (b c : bool) : (b = true <-> c = true) -> truth b = truth c.
Proof. destruct b, c; cbn; intros [H I]; try reflexivity; [discriminate (H eq_refl)|discriminate (I eq_refl)]. Qed.

(** * The two orders *)

Inductive order := Signed | Unsigned.

(** The number of a word in an order. *)
Definition number (o : order) (w : Z) : Z := match o with Signed => signed w | Unsigned => w end.

Definition least (o : order) : Z := match o with Signed => - half | Unsigned => 0 end.

Definition greatest (o : order) : Z := match o with Signed => half - 1 | Unsigned => modulus - 1 end.

Lemma number_range o w : word w -> least o <= number o w <= greatest o.
Proof. intros W. destruct o; cbn [least greatest number]; [pose proof (signed_range w W)|unfold word in W]; lia. Qed.

Lemma number_injective o a b : word a -> word b -> number o a = number o b -> a = b.
Proof. destruct o; [apply signed_word|auto]. Qed.

Lemma wrap_number o w : word w -> wrap (number o w) = w.
Proof. destruct o; [apply wrap_signed|apply wrap_id]. Qed.

Lemma number_wrap o z : least o <= z <= greatest o -> number o (wrap z) = z.
Proof. destruct o; cbn [least greatest number]; intros; [apply signed_wrap; lia|apply wrap_id; unfold word; lia]. Qed.

(** A number that is moved, and stays in its range. *)
Lemma number_add o a n : word a -> least o <= number o a + n <= greatest o ->
  number o (add a (wrap n)) = number o a + n.
Proof.
  intros A N. rewrite <- (number_wrap o _ N). f_equal. rewrite <- (wrap_number o a A) at 1.
  unfold operate, result. now unwrap.
Qed.
