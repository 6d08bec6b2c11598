(** The laws of facts: what follows from comparisons that are known (docs/laws.md). Those that are said of both
    orders are said of [number o a], the number of a word in the order o. *)

From Coq Require Import ZArith Lia.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned LawsBounds.
Open Scope Z_scope.

Theorem order_unsigned a b : word a -> word b -> 0 <= signed a -> signed a < signed b -> a < b.
Proof.
  intros A B P L. pose proof (signed_nonnegative a A P).
  pose proof (signed_nonnegative b B ltac:(lia)). now rewrite !signed_small in L by assumption.
Qed.

Theorem order_signed a b : word a -> word b -> a < b -> 0 <= signed b -> 0 <= signed a /\ signed a < signed b.
Proof.
  intros A B L P. pose proof (signed_nonnegative b B P). unfold word in *. rewrite !signed_small; lia.
Qed.

Theorem order_chain o a b c : number o a < number o b -> number o b <= number o c -> number o a < number o c.
Proof. lia. Qed.

Theorem order_shift o a b n : word a -> word b -> word n ->
  number o a < number o b -> number o b <= number o (sub (greatest o) n) ->
  number o (add a n) < number o (add b n).
Proof.
  intros A B N. destruct o; cbn [number greatest].
  - pose proof (signed_range a A). pose proof (signed_range b B). pose proof (signed_range n N).
    rewrite sub_signed, !add_signed. change (signed (half - 1)) with (half - 1).
    rewrite !signed_wrap_near by (unfold half, modulus in *; lia).
    unfold half, modulus in *. split_conditions; compare; lia.
  - unfold operate, result, word in *. rewrite (wrap_id (modulus - 1 - n)) by (unfold word; lia).
    intros. rewrite !wrap_id by (unfold word; lia). lia.
Qed.

Theorem order_next o a b : word a -> word b -> number o a < number o b -> number o (add a 1) <= number o b.
Proof.
  intros A B L. pose proof (number_range o a A). pose proof (number_range o b B).
  change 1 with (wrap 1). rewrite number_add by (assumption || lia). lia.
Qed.

Lemma sub_one a : sub a 1 = add a (wrap (-1)).
Proof. rings. Qed.

Theorem order_last o a b : word a -> word b ->
  number o a <= number o b -> number o a <> least o -> number o (sub a 1) < number o b.
Proof.
  intros A B L N. pose proof (number_range o a A). rewrite sub_one, number_add by (assumption || lia). lia.
Qed.

Theorem order_apart o a b : word a -> word b -> number o a <= number o b -> a <> b -> number o a < number o b.
Proof. intros A B L N. assert (number o a <> number o b) by (contradict N; now apply number_injective in N). lia. Qed.

Theorem order_srl a b c : word a -> a < c -> srl a b < c.
Proof. intros A L. pose proof (bound_srl a b a A ltac:(lia)). lia. Qed.

Theorem equal_between o a b : word a -> word b -> number o a <= number o b -> number o b <= number o a -> a = b.
Proof. intros. apply (number_injective o); auto. lia. Qed.

Theorem equal_apart o a b : number o a < number o b -> equal a b = 0.
Proof.
  intros L. rewrite equal_truth_value. destruct (Z.eqb_spec a b) as [->|]; [lia|reflexivity].
Qed.

(** Multiples that do not wrap. *)
Lemma mul_pow_small a k : 0 <= k <= 32 -> word a -> a < 2 ^ (32 - k) -> mul (2 ^ k) a = 2 ^ k * a /\ 2 ^ k * a < modulus.
Proof.
  intros K A L. assert (2 ^ k * a < modulus).
  { rewrite modulus_pow. replace 32 with (k + (32 - k)) by lia. rewrite Z.pow_add_r by lia.
    apply Z.mul_lt_mono_pos_l; [apply pow_pos; lia|assumption]. }
  split; [|assumption]. unfold operate, result. apply wrap_id. unfold word in *.
  split; [apply Z.mul_nonneg_nonneg; [pose proof (pow_pos k)|]; lia|assumption].
Qed.

Theorem equal_scale a b k : 0 <= k <= 32 -> word a -> word b ->
  a < b -> b < 2 ^ (32 - k) -> equal (mul (2 ^ k) a) (mul (2 ^ k) b) = 0.
Proof.
  intros K A B L M. apply (equal_apart Unsigned). cbn.
  destruct (mul_pow_small a k K A ltac:(lia)) as [-> _], (mul_pow_small b k K B M) as [-> _].
  apply Z.mul_lt_mono_pos_l; [apply pow_pos; lia|assumption].
Qed.

Theorem range_move a c l m : sub a (sub l c) <= m -> sub (add a c) l <= m.
Proof. intros H. replace (sub (add a c) l) with (sub a (sub l c)) by rings. exact H. Qed.

Theorem range_signed a n : word a -> word n -> signed a < signed n -> add a half < add n half.
Proof.
  intros A N L. assert (M : forall w, word w -> add w half = signed w + half).
  { intros w W. rewrite add_signed. change (signed half) with (- half). pose proof (signed_range w W).
    rewrite <- (wrap_id (signed w + half)) by (unfold word, half, modulus in *; lia).
    apply wrap_congruent with (-1). unfold half, modulus. lia. }
  rewrite !M by assumption. lia.
Qed.

Theorem range_add a b l m A B : sub a l <= A -> sub b m <= B -> A + B < modulus ->
  sub (add a b) (add l m) <= A + B.
Proof.
  intros HA HB M. replace (sub (add a b) (add l m)) with (add (sub a l) (sub b m)) by rings.
  apply bound_add; auto; split; auto; apply operate_word.
Qed.

Theorem range_scale a f l A : 0 <= f -> sub a l <= A -> f * A < modulus -> mul f (sub a l) <= f * A.
Proof. intros F H M. apply bound_scale; auto. split; [apply operate_word|assumption]. Qed.

Theorem range_negate a l A : word A -> sub a l <= A -> sub (add l A) a <= A.
Proof.
  intros W H. replace (sub (add l A) a) with (wrap (A - sub a l)) by rings.
  pose proof (operate_word Sub a l). unfold word in *. rewrite wrap_id; unfold word; lia.
Qed.

Theorem range_srl a l n : word a -> word l -> l <= a -> srl l n <= srl a n.
Proof. intros. now apply bound_shift. Qed.

Theorem equal_less o a b c : number o (add a b) < number o (add a c) -> equal (add a b) (add a c) = 0.
Proof. apply equal_apart. Qed.

Theorem range_shift a b A : word a -> a <= A -> srl a b <= A.
Proof. apply bound_srl. Qed.

Theorem range_and a b A : word a -> word b -> a <= A -> and a b <= A.
Proof. intros WA WB H. pose proof (bound_and a b A b WA WB H ltac:(lia)). lia. Qed.
