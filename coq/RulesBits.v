(** The rules of bitwise operations and shifts (src/proof/checker/terms/bits.ts), each by the law that it is named after. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned Terms TermTable TermSums PathFacts Rules.
From Etalon Require Import LawsSums LawsBitwise LawsShifts LawsDivision.
Import ListNotations.
Open Scope Z_scope.

(** A term is a truth value when its bound is 1 at most. *)
Definition is_truth (T : table) (t : term) : bool := limit_of T t <=? 1.

Lemma is_truth_ok T t v place : sound T -> is_truth T t = true -> 0 <= value v T t place <= 1.
Proof. intros S E. apply Z.leb_le in E. pose proof (limit_ok T t v place S). lia. Qed.

(** ** Rules for operations that choose where an operand does *)

(** The only part of a sum, and how often it is there. *)
Definition single (s : linear) : option (Z * term * Z) :=
  match s with (c, [(x, f)]) => Some (wrap c, x, wrap f) | _ => None end.

Lemma single_ok T s c x f : linear_known T s -> single s = Some (c, x, f) ->
  known T x /\ word c /\ forall v place, wrap (linear_value v T s place) = add c (mul f (value v T x place)).
Proof.
  destruct s as [d [|[y g] [|]]]; try discriminate. intros K [= <- <- <-]. inversion K; subst.
  split; [assumption|split; [apply wrap_word|]]. intros.
  unfold linear_value. cbn [fst snd parts_of map total]. unfold operate, result. unwrap. f_equal. unfold value. ring.
Qed.

(** (m + n·x) op k, where x is a truth value: a sum. *)
Definition choice (o : operation) (T : table) (s : option (Z * term * Z)) (k : Z) : option plan :=
  match s with
  | Some (m, x, n) =>
    if is_truth T x && negb ((m =? 0) && (n =? 1))
    then Some (Linear (plus (operate o m k, []) (times (operate o (add m n) k - operate o m k) (0, [(x, 1)]))))
    else None
  | None => None
  end.

Lemma choice_ok o T s k p : sound T -> choice o T s k = Some p ->
  (forall m x n, s = Some (m, x, n) -> known T x /\ word m) ->
  plan_known T p /\ exists m x n, s = Some (m, x, n) /\
  forall v place, plan_value v T p place = operate o (add m (mul n (value v T x place))) k.
Proof.
  intros S E K. unfold choice in E. destruct s as [[[m x] f]|]; [|discriminate]. destruct (K m x f eq_refl) as [KX M].
  destruct (is_truth T x) eqn:B; [|discriminate]. destruct (negb _); [|discriminate]. injection E as <-. split.
  - apply plus_known; [constructor|]. apply times_known. repeat constructor. exact KX.
  - exists m, x, f. split; [reflexivity|]. intros. cbn [plan_value]. rewrite truth_choice by (auto; now apply is_truth_ok).
    rewrite plus_value, <- wrap_add_r, times_value. unfold linear_value. cbn [fst snd parts_of map total].
    generalize (operate o m k), (operate o (add m f) k). intros y z. unfold operate, result, value. unwrap. f_equal. ring.
Qed.

Definition truth_choice_rule (o : operation) : rule := by_constant (fun T a k => choice o T (single (as_sum T a)) k).

Lemma truth_choice_good o : good o (truth_choice_rule o).
Proof.
  by_rule. intros E. apply (choice_ok o T _ n p S) in E as (K & m & x & f & F & V).
  - split; [exact K|]. intros. destruct (as_sum_ok T a S A) as [KA VA]. rewrite V, <- VA.
    now rewrite (proj2 (proj2 (single_ok T _ m x f KA F))).
  - intros m x f F. destruct (single_ok T _ m x f (proj1 (as_sum_ok T a S A)) F) as (X & M & _). now split.
Qed.

(** ** Rules of several operations *)

(** A constant that changes nothing: and_ones, div_one and the laws ..._zero. *)
Definition neutral_rule (k : Z) : rule := by_constant (fun T a n => if n =? k then Some (Old a) else None).
Lemma neutral_good o k : (forall a, word a -> operate o a k = a) -> good o (neutral_rule k).
Proof.
  intros L. by_rule. destruct (Z.eqb_spec n k) as [->|]; [|discriminate]. intros [= <-]. split; [exact A|]. intros.
  cbn [plan_value]. now rewrite L by apply value_word.
Qed.

(** A constant with which it is 0: and_zero, slt_least and sltu_zero. *)
Definition absorbing_rule (k : Z) : rule := by_constant (fun T a n => if n =? k then Some (Number 0) else None).
Lemma absorbing_good o k : (forall a, word a -> operate o a k = 0) -> good o (absorbing_rule k).
Proof.
  intros L. by_rule. destruct (Z.eqb_spec n k) as [->|]; [|discriminate]. intros [= <-]. split; [exact I|]. intros.
  cbn [plan_value]. now rewrite L by apply value_word.
Qed.

(** and_same, or_same *)
Definition same_rule : rule := fun T a b => if Pos.eqb a b then Some (Old a) else None.
Lemma same_good o : (forall a, word a -> operate o a a = a) -> good o same_rule.
Proof.
  intros L T a b p S A B. unfold same_rule. destruct (Pos.eqb_spec a b) as [->|]; [|discriminate]. intros [= <-].
  split; [exact A|]. intros. cbn [plan_value]. now rewrite L by apply value_word.
Qed.

(** xor_same, slt_same, sltu_same *)
Definition vanish_rule : rule := fun T a b => if Pos.eqb a b then Some (Number 0) else None.
Lemma vanish_good o : (forall a, operate o a a = 0) -> good o vanish_rule.
Proof.
  intros L T a b p S A B. unfold vanish_rule. destruct (Pos.eqb_spec a b) as [->|]; [|discriminate]. intros [= <-].
  split; [exact I|]. intros. cbn [plan_value]. now rewrite L.
Qed.

(** A term that an operation makes of another and a constant. *)
Definition applied (o : operation) (T : table) (t : term) : option (term * Z) :=
  match apply_of T t with
  | Some (p, x, y) => if same_operation p o then match constant_of T y with Some m => Some (x, m) | None => None end else None
  | None => None
  end.

Lemma applied_ok o T t x m : sound T -> applied o T t = Some (x, m) ->
  known T x /\ word m /\ forall v place, value v T t place = operate o (value v T x place) m.
Proof.
  intros S. unfold applied. destruct (apply_of T t) as [[[p a] b]|] eqn:E; [|discriminate].
  destruct (same_operation p o) as [->|]; [|discriminate]. destruct (constant_of T b) as [n|] eqn:C; [|discriminate].
  intros [= <- <-]. destruct (apply_of_ok T t o a b S E) as (A & B & V).
  split; [exact A|split; [exact (constant_word T b n C)|]].
  intros. rewrite V. now destruct (constant_ok T b n v place S C) as [-> _].
Qed.

(** and_and, xor_xor: two constants become one. *)
Definition twice_rule (o : operation) : rule := by_constant (fun T a n =>
  match applied o T a with Some (x, m) => Some (Make o (Old x) (Number (operate o m n))) | None => None end).
Lemma twice_good o :
  (forall a m n, word a -> word m -> word n -> operate o (operate o a m) n = operate o a (operate o m n)) ->
  good o (twice_rule o).
Proof.
  intros L. by_rule. destruct (applied o T a) as [[x m]|] eqn:E; [|discriminate]. destruct (applied_ok o T a x m S E) as (K & M & V).
  intros [= <-]. split; [split; [exact K|exact I]|]. intros. cbn [plan_value].
  rewrite V, L, (wrap_id (operate o m n)) by (assumption || apply value_word || apply operate_word). reflexivity.
Qed.

(** ** and *)

Definition and_bound_rule : rule := by_constant (fun T a n =>
  let k := Z.log2 (n + 1) in if (n =? 2 ^ k - 1) && (limit_of T a <=? n) then Some (Old a) else None).
Lemma and_bound_good : good And and_bound_rule.
Proof.
  by_rule. cbv zeta. destruct (Z.eqb_spec n (2 ^ Z.log2 (n + 1) - 1)) as [E|]; [|discriminate].
  destruct (Z.leb_spec (limit_of T a) n) as [L|]; [|discriminate]. intros [= <-]. split; [exact A|]. intros.
  pose proof (limit_ok T a v place S). unfold word in W. set (k := Z.log2 (n + 1)) in *.
  assert (0 <= k <= 32).
  { split; [apply Z.log2_nonneg|]. change 32 with (Z.log2 (2 ^ 32)). apply Z.log2_le_mono. rewrite <- modulus_pow. lia. }
  cbn [plan_value]. rewrite E. rewrite and_bound; [reflexivity|assumption|]. lia.
Qed.

Definition and_high_rule : rule := by_constant (fun T a n =>
  let k := Z.log2 (modulus - n) in
  if (half <=? n) && (n =? wrap (- 2 ^ k)) then Some (Make Mul (Make Srl (Old a) (Number k)) (Number (2 ^ k))) else None).
Lemma and_high_good : good And and_high_rule.
Proof.
  by_rule. cbv zeta. destruct (Z.leb_spec half n) as [H|]; [|discriminate]. set (k := Z.log2 (modulus - n)).
  destruct (Z.eqb_spec n (wrap (- 2 ^ k))) as [E|]; [|discriminate]. intros [= <-]. split; [repeat split; exact A|]. intros.
  unfold word in W. assert (K : 0 <= k < 32).
  { split; [apply Z.log2_nonneg|]. apply Z.log2_lt_pow2; [lia|]. rewrite <- modulus_pow. unfold half, modulus in *. lia. }
  cbn [plan_value]. rewrite E, and_high by (assumption || apply value_word). pose proof (pow_word k ltac:(lia)).
  assert (2 ^ k < modulus) by (rewrite modulus_pow; apply Z.pow_lt_mono_r; lia).
  rewrite (wrap_id k), (wrap_id (2 ^ k)) by (unfold word, modulus in *; lia). reflexivity.
Qed.

(** ** or *)

Definition or_ones_rule : rule := by_constant (fun T a n => if n =? wrap (-1) then Some (Number (-1)) else None).
Lemma or_ones_good : good Or or_ones_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n (wrap (-1))) as [->|]; [|discriminate]. intros [= <-]. split; [exact I|]. intros.
  cbn [plan_value]. now rewrite or_ones by apply value_word.
Qed.

Definition or_one_rule : rule := by_constant (fun T a n => if (n =? 1) && is_truth T a then Some (Number 1) else None).
Lemma or_one_good : good Or or_one_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n 1) as [->|]; [|discriminate]. destruct (is_truth T a) eqn:E; [|discriminate].
  intros [= <-]. split; [exact I|]. intros. cbn [plan_value]. now rewrite or_one by now apply is_truth_ok.
Qed.

(** ** xor *)

(** A constant less a term. *)
Definition less (c : Z) (a : term) : plan := Make Sub (Number c) (Old a).

Definition xor_ones_rule : rule := by_constant (fun T a n => if n =? wrap (-1) then Some (less (-1) a) else None).
Lemma xor_ones_good : good Xor xor_ones_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n (wrap (-1))) as [->|]; [|discriminate]. intros [= <-]. split; [split; [exact I|exact A]|]. intros.
  cbn [less plan_value]. now rewrite xor_ones by apply value_word.
Qed.

Definition xor_truth_rule : rule := by_constant (fun T a n => if (n =? 1) && is_truth T a then Some (less 1 a) else None).
Lemma xor_truth_good : good Xor xor_truth_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n 1) as [->|]; [|discriminate]. destruct (is_truth T a) eqn:E; [|discriminate].
  intros [= <-]. split; [split; [exact I|exact A]|]. intros. cbn [less plan_value]. change (wrap 1) with 1.
  now rewrite xor_truth by now apply is_truth_ok.
Qed.

(** The y of x ^ y. *)
Definition other_part (T : table) (t x : term) : option term :=
  match apply_of T t with
  | Some (Xor, l, r) => if Pos.eqb l x then Some r else if Pos.eqb r x then Some l else None
  | _ => None
  end.

Lemma other_part_ok T t x y : sound T -> other_part T t x = Some y ->
  known T y /\ forall v place, value v T t place = xor (value v T y place) (value v T x place).
Proof.
  intros S. unfold other_part. destruct (apply_of T t) as [[[o l] r]|] eqn:E; [|discriminate].
  destruct (apply_of_ok T t o l r S E) as (A & B & V). destruct o; try discriminate.
  destruct (Pos.eqb_spec l x) as [->|].
  - intros [= <-]. split; [exact B|]. intros. rewrite V. apply xor_commute.
  - destruct (Pos.eqb_spec r x) as [->|]; [|discriminate]. intros [= <-]. split; [exact A|exact V].
Qed.

Definition xor_cancel_rule : rule := fun T a b =>
  match other_part T a b with
  | Some x => Some (Old x)
  | None => match other_part T b a with Some x => Some (Old x) | None => None end
  end.
Lemma xor_cancel_good : good Xor xor_cancel_rule.
Proof.
  intros T a b p S A B. unfold xor_cancel_rule. destruct (other_part T a b) as [x|] eqn:E.
  - destruct (other_part_ok T a b x S E) as [K V]. intros [= <-]. split; [exact K|]. intros. cbn [plan_value].
    now rewrite V, xor_cancel by apply value_word.
  - destruct (other_part T b a) as [x|] eqn:F; [|discriminate]. destruct (other_part_ok T b a x S F) as [K V].
    intros [= <-]. split; [exact K|]. intros. cbn [plan_value].
    now rewrite V, xor_commute, xor_cancel by apply value_word.
Qed.

(** Of two terms that are operations on the same term: that term, and the two others. *)
Definition shared_of (x y z w : term) : option (term * (term * term)) :=
  if Pos.eqb z x then Some (x, (y, w))
  else if Pos.eqb w x then Some (x, (y, z))
  else if Pos.eqb z y then Some (y, (x, w))
  else if Pos.eqb w y then Some (y, (x, z)) else None.

Definition and_xor_rule : rule := fun T a b =>
  match apply_of T a, apply_of T b with
  | Some (And, x, y), Some (And, z, w) =>
    match shared_of x y z w with
    | Some (s, (p, q)) => Some (Make And (Old s) (Make Xor (Old p) (Old q)))
    | None => None
    end
  | _, _ => None
  end.
Lemma and_xor_good : good Xor and_xor_rule.
Proof.
  intros T a b p S A B. unfold and_xor_rule. destruct (apply_of T a) as [[[o x] y]|] eqn:E; [|discriminate].
  destruct o; try discriminate. destruct (apply_of T b) as [[[o z] w]|] eqn:F; [|discriminate].
  destruct o; try discriminate. destruct (apply_of_ok T a And x y S E) as (X & Y & VA). destruct (apply_of_ok T b And z w S F) as (Z & W & VB).
  unfold shared_of.
  destruct (Pos.eqb_spec z x) as [->|]; [|destruct (Pos.eqb_spec w x) as [->|]; [|destruct (Pos.eqb_spec z y) as [->|]; [|destruct (Pos.eqb_spec w y) as [->|]]]];
    try discriminate; intros [= <-]; (split; [repeat split; assumption|]); intros; cbn [plan_value]; rewrite VA, VB, <- and_xor by apply value_word.
  - reflexivity.
  - now rewrite (and_commute (value v T z place)).
  - now rewrite (and_commute (value v T x place)).
  - now rewrite (and_commute (value v T x place)), (and_commute (value v T z place)).
Qed.

Definition xor_truths_rule : rule := fun T a b =>
  if is_truth T a && is_truth T b then Some (Make Sub (Number 1) (Make Equal (Old a) (Old b))) else None.
Lemma xor_truths_good : good Xor xor_truths_rule.
Proof.
  intros T a b p S A B. unfold xor_truths_rule. destruct (is_truth T a) eqn:E; [|discriminate].
  destruct (is_truth T b) eqn:F; [|discriminate]. intros [= <-]. split; [repeat split; assumption|]. intros. cbn [plan_value].
  change (wrap 1) with 1. now rewrite xor_truths by now apply is_truth_ok.
Qed.

(** ** Shifts *)

Definition sll_constant_rule : rule := by_constant (fun T a n => Some (Linear (times (2 ^ (n mod 32)) (as_sum T a)))).
Lemma sll_constant_good : good Sll sll_constant_rule.
Proof.
  by_rule. intros [= <-]. destruct (times_sum T a (2 ^ (n mod 32)) S A) as [K V]. split; [exact K|]. intros. cbn [plan_value].
  now rewrite V, sll_constant.
Qed.

(** 0 shifted in any way is 0. *)
Definition nothing_rule : rule := fun T a b => match constant_of T a with Some 0 => Some (Number 0) | _ => None end.
Lemma nothing_good o : shift o -> good o nothing_rule.
Proof.
  intros H T a b p S A B. unfold nothing_rule. destruct (constant_of T a) as [[| |]|] eqn:E; try discriminate. intros [= <-].
  split; [exact I|]. intros. destruct (constant_ok T a 0 v place S E) as [-> _]. cbn [plan_value].
  destruct H as [-> | [-> | ->]]; [now rewrite sll_nothing|now rewrite srl_nothing|].
  now rewrite sra_positive, srl_nothing by (split; reflexivity || discriminate).
Qed.

(** The laws ..._count: a count is taken mod 32. *)
Definition count_rule (o : operation) : rule := by_constant (fun T a n =>
  if n <? 32 then None else Some (Make o (Old a) (Number (n mod 32)))).
Lemma count_good o : shift o -> good o (count_rule o).
Proof.
  intros H. by_rule. destruct (n <? 32); [discriminate|]. intros [= <-]. split; [split; [exact A|exact I]|]. intros.
  cbn [plan_value]. pose proof (Z.mod_pos_bound n 32 eq_refl).
  rewrite wrap_id by (unfold word, modulus; lia). apply count_matters; [exact H|]. now rewrite Z.mod_mod.
Qed.

Definition srl_sign_rule : rule := by_constant (fun T a n => if n =? 31 then Some (Make Slt (Old a) (Number 0)) else None).
Lemma srl_sign_good : good Srl srl_sign_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n 31) as [->|]; [|discriminate]. intros [= <-]. split; [split; [exact A|exact I]|]. intros.
  cbn [plan_value]. now rewrite srl_sign by apply value_word.
Qed.

Definition srl_bound_rule : rule := by_constant (fun T a n =>
  if (n <? 32) && (limit_of T a <? 2 ^ n) then Some (Number 0) else None).
Lemma srl_bound_good : good Srl srl_bound_rule.
Proof.
  by_rule. destruct (Z.ltb_spec n 32); [|discriminate]. destruct (Z.ltb_spec (limit_of T a) (2 ^ n)); [|discriminate].
  intros [= <-]. split; [exact I|]. intros. pose proof (limit_ok T a v place S). unfold word in W. cbn [plan_value].
  now rewrite srl_bound by lia.
Qed.

Definition srl_srl_rule : rule := by_constant (fun T a n =>
  match applied Srl T a with
  | Some (x, m) => if (m <? 32) && (n <? 32) && (m + n <? 32) then Some (Make Srl (Old x) (Number (m + n))) else None
  | None => None
  end).
Lemma srl_srl_good : good Srl srl_srl_rule.
Proof.
  by_rule. destruct (applied Srl T a) as [[x m]|] eqn:E; [|discriminate]. destruct (applied_ok Srl T a x m S E) as (K & M & V).
  destruct (Z.ltb_spec m 32), (Z.ltb_spec n 32), (Z.ltb_spec (m + n) 32); try discriminate.
  intros [= <-]. split; [split; [exact K|exact I]|]. intros. cbn [plan_value]. unfold word in M, W.
  rewrite V, srl_srl by (lia || apply value_word). rewrite wrap_id; [reflexivity|]. unfold word, modulus. lia.
Qed.

Definition sra_positive_rule : rule := fun T a b => if limit_of T a <? half then Some (Make Srl (Old a) (Old b)) else None.
Lemma sra_positive_good : good Sra sra_positive_rule.
Proof.
  intros T a b p S A B. unfold sra_positive_rule. destruct (Z.ltb_spec (limit_of T a) half); [|discriminate].
  intros [= <-]. split; [split; assumption|]. intros. pose proof (limit_ok T a v place S). cbn [plan_value].
  now rewrite sra_positive by lia.
Qed.

Definition sra_sign_rule : rule := by_constant (fun T a n => if n =? 31 then Some (Make Sub (Number 0) (Make Slt (Old a) (Number 0))) else None).
Lemma sra_sign_good : good Sra sra_sign_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n 31) as [->|]; [|discriminate]. intros [= <-]. split; [repeat split; exact A|]. intros.
  cbn [plan_value]. now rewrite sra_sign by apply value_word.
Qed.
