(** The laws of bounds: how large a word can be as an unsigned number, from how large its parts can be
    (docs/laws.md). A and B bound a and b. *)

From Coq Require Import ZArith Lia.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned.
Open Scope Z_scope.

(** The smallest 2^k - 1 that is at least a number. *)
Definition ones (z : Z) : Z := if z =? 0 then 0 else 2 ^ (Z.log2 z + 1) - 1.

Lemma at_most_ones x y : 0 <= x -> 0 <= y -> (y = 0 -> x = 0) -> Z.log2 x <= Z.log2 y -> x <= ones y.
Proof.
  intros X Y Z L. unfold ones. destruct (Z.eqb_spec y 0); [rewrite Z by assumption; lia|].
  destruct (Z.eq_dec x 0) as [->|].
  - pose proof (Z.log2_nonneg y). pose proof (pow_pos (Z.log2 y + 1)). lia.
  - assert (x < 2 ^ (Z.log2 y + 1)); [|lia]. apply Z.log2_lt_pow2; lia.
Qed.

(** It is one of them, and the next smaller one is less. *)
Lemma ones_smallest z : 0 < z -> exists k, 0 <= k /\ ones z = 2 ^ (k + 1) - 1 /\ 2 ^ k <= z <= ones z.
Proof.
  intros Z. exists (Z.log2 z). unfold ones. destruct (Z.eqb_spec z 0); [lia|].
  pose proof (Z.log2_spec z Z). split; [apply Z.log2_nonneg|]. rewrite <- Z.add_1_r in *. split; [reflexivity|lia].
Qed.

Theorem bound_not a : 0 <= a <= 1 -> sub 1 a <= 1.
Proof. intros. assert (a = 0 \/ a = 1) as [-> | ->] by lia; discriminate. Qed.

Theorem bound_add a b A B : 0 <= a <= A -> 0 <= b <= B -> A + B < modulus -> add a b <= A + B.
Proof. intros. unfold operate, result. rewrite wrap_id; [lia|]. unfold word. lia. Qed.

Theorem bound_scale f a A : 0 <= f -> 0 <= a <= A -> f * A < modulus -> mul f a <= f * A.
Proof.
  intros F H M. assert (f * a <= f * A) by (apply Z.mul_le_mono_nonneg_l; lia).
  assert (0 <= f * a) by (apply Z.mul_nonneg_nonneg; lia).
  unfold operate, result. rewrite wrap_id; [lia|]. unfold word. lia.
Qed.

Theorem bound_and a b A B : word a -> word b -> a <= A -> b <= B -> and a b <= Z.min A B.
Proof.
  intros WA WB HA HB. unfold operate, result. rewrite wrap_id by now apply land_word.
  pose proof (land_at_most a b (proj1 WA)). pose proof (land_at_most b a (proj1 WB)) as L.
  rewrite Z.land_comm in L. lia.
Qed.

Lemma lor_nothing A B : 0 <= A -> 0 <= B -> Z.lor A B = 0 -> A = 0 /\ B = 0.
Proof. intros. now apply Z.lor_eq_0_iff. Qed.

Theorem bound_or a b A B : word a -> word b -> a <= A -> b <= B -> or a b <= ones (Z.lor A B).
Proof.
  intros WA WB HA HB. unfold operate, result. rewrite wrap_id by now apply lor_word.
  unfold word in *. apply at_most_ones; try (apply Z.lor_nonneg; lia).
  - intros E. apply lor_nothing in E as [-> ->]; try lia.
    assert (a = 0) as -> by lia. assert (b = 0) as -> by lia. reflexivity.
  - rewrite !Z.log2_lor by lia. pose proof (Z.log2_le_mono _ _ HA). pose proof (Z.log2_le_mono _ _ HB). lia.
Qed.

Theorem bound_xor a b A B : word a -> word b -> a <= A -> b <= B -> xor a b <= ones (Z.lor A B).
Proof.
  intros WA WB HA HB. unfold operate, result. rewrite wrap_id by now apply lxor_word.
  unfold word in *. apply at_most_ones.
  - apply Z.lxor_nonneg. lia.
  - apply Z.lor_nonneg. lia.
  - intros E. apply lor_nothing in E as [-> ->]; try lia.
    assert (a = 0) as -> by lia. assert (b = 0) as -> by lia. reflexivity.
  - rewrite Z.log2_lor by lia. pose proof (Z.log2_lxor a b ltac:(lia) ltac:(lia)).
    pose proof (Z.log2_le_mono _ _ HA). pose proof (Z.log2_le_mono _ _ HB). lia.
Qed.

(** A shift to the right of a word is a quotient. *)
Lemma srl_value a n : word a -> srl a n = a / 2 ^ (n mod 32).
Proof.
  intros A. pose proof (Z.mod_pos_bound n 32 eq_refl). unfold operate, result.
  rewrite wrap_id by (apply shiftr_word; auto; lia). apply Z.shiftr_div_pow2. lia.
Qed.

Theorem bound_shift a A n : word a -> word A -> a <= A -> srl a n <= srl A n.
Proof.
  intros. rewrite !srl_value by assumption. apply Z.div_le_mono; [|assumption].
  apply pow_pos, Z.mod_pos_bound. reflexivity.
Qed.

Theorem bound_srl a b A : word a -> a <= A -> srl a b <= A.
Proof.
  intros W H. rewrite srl_value by assumption. apply Z.le_trans with a; [|assumption].
  apply Z.div_le_upper_bound; pose proof (pow_pos (b mod 32) (proj1 (Z.mod_pos_bound b 32 eq_refl))); [lia|].
  unfold word in W. rewrite <- (Z.mul_1_l a) at 1. apply Z.mul_le_mono_nonneg_r; lia.
Qed.

Theorem bound_slt a b : slt a b <= 1.
Proof. rewrite slt_truth. apply truth_range. Qed.

Theorem bound_sltu a b : sltu a b <= 1.
Proof. rewrite sltu_truth. apply truth_range. Qed.

Theorem bound_equal a b : equal a b <= 1.
Proof. rewrite equal_truth_value. apply truth_range. Qed.
