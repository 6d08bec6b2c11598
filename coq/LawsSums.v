(** The laws of sums and products (docs/laws.md). *)

From Coq Require Import ZArith Lia.
From Etalon Require Import Words WordFacts WordSolve.
Open Scope Z_scope.

Theorem sum_commute a b : add a b = add b a.
Proof. rings. Qed.

Theorem sum_associate a b c : add (add a b) c = add a (add b c).
Proof. rings. Qed.

Theorem sum_collect a m n : add (mul m a) (mul n a) = mul (add m n) a.
Proof. rings. Qed.

Theorem sum_vanish a : mul 0 a = 0.
Proof. reflexivity. Qed.

Theorem sum_single a : word a -> add 0 (mul 1 a) = a.
Proof. intros A. rewrite <- (wrap_id a A) at 2. rings. Qed.

Theorem sum_scale a b c f g n :
  mul n (add (add c (mul f a)) (mul g b)) = add (add (mul n c) (mul (mul n f) a)) (mul (mul n g) b).
Proof. rings. Qed.

Theorem sum_subtract a b : sub a b = add a (mul (wrap (-1)) b).
Proof. rings. Qed.

Theorem mul_constant a b f n : mul (add (mul f a) b) n = add (mul (mul n f) a) (mul n b).
Proof. rings. Qed.

Theorem sll_constant a n : sll a n = mul (2 ^ (n mod 32)) a.
Proof.
  unfold operate, result. rewrite Z.shiftl_mul_pow2 by (apply Z.mod_pos_bound; lia). f_equal. ring.
Qed.

Theorem mul_commute a b : mul a b = mul b a.
Proof. rings. Qed.

Theorem mulh_commute a b : mulh a b = mulh b a.
Proof. unfold operate, result. now rewrite Z.mul_comm. Qed.

Theorem mulhu_commute a b : mulhu a b = mulhu b a.
Proof. unfold operate, result. now rewrite Z.mul_comm. Qed.

(** The page says it of and, or, xor, srl, sra, slt, sltu and =, for which the checker uses it. *)
Theorem truth_choice o a k m n : word m -> 0 <= a <= 1 ->
  operate o (add m (mul n a)) k = add (operate o m k) (mul (sub (operate o (add m n) k) (operate o m k)) a).
Proof.
  intros M A. assert (a = 0 \/ a = 1) as [-> | ->] by lia.
  - replace (add m (mul n 0)) with m by (rewrite <- (wrap_id m M) at 1; rings).
    generalize (operate_word o m k). generalize (operate o m k), (operate o (add m n) k).
    intros p q P. rewrite <- (wrap_id p P) at 1. rings.
  - replace (add m (mul n 1)) with (add m n) by rings.
    generalize (operate_word o (add m n) k). generalize (operate o m k), (operate o (add m n) k).
    intros p q Q. rewrite <- (wrap_id q Q) at 1. rings.
Qed.
