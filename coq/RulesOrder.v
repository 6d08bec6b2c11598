(** The rules of order (src/proof/checker/terms/comparisons.ts), each by the law that it is named after. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordSigned Terms TermTable TermSums PathFacts Rules RulesBits LawsOrder.
Import ListNotations.
Open Scope Z_scope.

(** 1 - a condition. *)
Definition negated (p : plan) : plan := Make Sub (Number 1) p.

(** A rule for a left operand that is a constant. *)
Definition from_constant (r : table -> Z -> term -> option plan) : rule := fun T a b =>
  match constant_of T a with Some n => r T n b | None => None end.

Lemma from_constant_good o r :
  (forall T n b p, sound T -> known T b -> word n -> r T n b = Some p ->
    plan_known T p /\ forall v place, plan_value v T p place = operate o n (value v T b place)) ->
  good o (from_constant r).
Proof.
  intros G T a b p S A B. unfold from_constant. destruct (constant_of T a) as [n|] eqn:N; [|discriminate].
  intros E. destruct (G T n b p S B (constant_word T a n N) E) as [K V]. split; [exact K|]. intros. rewrite V.
  now destruct (constant_ok T a n v place S N) as [-> _].
Qed.

Ltac from_rule := apply from_constant_good; intros T n b p S B W.

(** A left constant with which it is 0: slt_most and sltu_most. *)
Definition most_rule (k : Z) : rule := from_constant (fun T n b => if n =? k then Some (Number 0) else None).
Lemma most_good o k : (forall b, word b -> operate o k b = 0) -> good o (most_rule k).
Proof.
  intros L. from_rule. destruct (Z.eqb_spec n k) as [->|]; [|discriminate]. intros [= <-]. split; [exact I|]. intros.
  cbn [plan_value]. now rewrite L by apply value_word.
Qed.

(** Any other left constant: slt_left and sltu_left. *)
Definition left_rule (o : operation) (most : Z) : rule := from_constant (fun T n b =>
  if n =? most then None else Some (negated (Make o (Old b) (Number (n + 1))))).
Lemma left_good o most :
  (forall b n, word b -> word n -> n <> most -> operate o n b = sub 1 (operate o b (add n 1))) -> good o (left_rule o most).
Proof.
  intros L. from_rule. destruct (Z.eqb_spec n most) as [|D]; [discriminate|]. intros [= <-].
  split; [repeat split; exact B|]. intros. cbn [negated plan_value]. change (wrap 1) with 1.
  change (wrap (n + 1)) with (add n 1). now rewrite (L (value v T b place)) by (assumption || apply value_word).
Qed.

(** Both operands are never negative: slt_positive, div_positive, rem_positive and mulh_positive. *)
Definition positive_rule (unsigned : operation) : rule := fun T a b =>
  if (limit_of T a <? half) && (limit_of T b <? half) then Some (Make unsigned (Old a) (Old b)) else None.
Lemma positive_good o unsigned :
  (forall a b, 0 <= a < half -> 0 <= b < half -> operate o a b = operate unsigned a b) -> good o (positive_rule unsigned).
Proof.
  intros L T a b p S A B. unfold positive_rule.
  destruct (Z.ltb_spec (limit_of T a) half); [|discriminate]. destruct (Z.ltb_spec (limit_of T b) half); [|discriminate].
  intros [= <-]. split; [split; assumption|]. intros. pose proof (limit_ok T a v place S). pose proof (limit_ok T b v place S).
  cbn [plan_value]. now rewrite L by lia.
Qed.

(** ** Signed *)

(** Of a sum and its opposite, that one stands whose first factor, or else whose constant, is the larger, as signed
    numbers; -2^31 is its own opposite. Is a sum the other one? *)
Fixpoint is_negative (c : Z) (parts : list (term * Z)) : bool :=
  match parts with
  | [] => half <? c
  | (_, f) :: rest => if f =? half then is_negative c rest else half <? f
  end.

Lemma complement_twice a : word a -> sub (wrap (-1)) (sub (wrap (-1)) a) = a.
Proof.
  intros W. rewrite <- (wrap_id a W) at 2. unfold operate, result. unwrap. f_equal. ring.
Qed.

Definition slt_not_rule : rule := by_constant (fun T a n =>
  let (c, parts) := as_sum T a in
  if negb (n =? wrap (- half)) && negb (Nat.eqb (length parts) 0) && is_negative c parts
  then Some (negated (Make Slt (less (-1) a) (Number (- n)))) else None).
Lemma slt_not_good : good Slt slt_not_rule.
Proof.
  by_rule. destruct (as_sum T a) as [c parts]. destruct (Z.eqb_spec n (wrap (- half))) as [|D]; [discriminate|].
  destruct (_ && is_negative c parts); [|discriminate].
  intros [= <-]. split; [repeat split; exact A|]. intros. cbn [negated less plan_value].
  change (wrap 1) with 1. change (wrap (- n)) with (sub 0 n).
  rewrite <- slt_not by (assumption || apply operate_word). now rewrite complement_twice by apply value_word.
Qed.

Definition slt_negative_rule : rule := by_constant (fun T a n =>
  if (limit_of T a <? half) && (half <=? n) then Some (Number 0) else None).
Lemma slt_negative_good : good Slt slt_negative_rule.
Proof.
  by_rule. destruct (Z.ltb_spec (limit_of T a) half); [|discriminate]. destruct (Z.leb_spec half n); [|discriminate].
  intros [= <-]. split; [exact I|]. intros. pose proof (limit_ok T a v place S). cbn [plan_value].
  rewrite slt_negative; [reflexivity|lia|]. rewrite signed_large by assumption. unfold word in W. lia.
Qed.

(** ** Unsigned *)

Definition sltu_one_rule : rule := by_constant (fun T a n => if n =? 1 then Some (Make Equal (Old a) (Number 0)) else None).
Lemma sltu_one_good : good Sltu sltu_one_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n 1) as [->|]; [|discriminate]. intros [= <-]. split; [split; [exact A|exact I]|]. intros.
  cbn [plan_value]. now rewrite sltu_one by apply value_word.
Qed.

Definition sltu_bound_rule : rule := by_constant (fun T a n => if limit_of T a <? n then Some (Number 1) else None).
Lemma sltu_bound_good : good Sltu sltu_bound_rule.
Proof.
  by_rule. destruct (Z.ltb_spec (limit_of T a) n); [|discriminate]. intros [= <-]. split; [exact I|]. intros.
  cbn [plan_value]. rewrite (sltu_bound _ (limit_of T a)) by (assumption || now apply limit_ok). reflexivity.
Qed.

(** Is a word one less than a multiple of 2^30? *)
Definition is_last (T : table) (a : term) : bool :=
  match times 4 (as_sum T a) with (c, []) => c =? wrap (-4) | _ => false end.

Lemma is_last_ok T a v place : sound T -> known T a -> is_last T a = true ->
  exists x, value v T a place = sub (mul (2 ^ 30) x) 1.
Proof.
  intros S A. unfold is_last. destruct (times_sum T a 4 S A) as [_ V]. specialize (V v place).
  destruct (times 4 (as_sum T a)) as [c [|]]; [|discriminate]. intros E. apply Z.eqb_eq in E as ->.
  unfold linear_value in V. cbn [fst snd parts_of map total] in V. pose proof (value_word v T a place) as W.
  exists ((value v T a place + 1) / 2 ^ 30). revert V W. generalize (value v T a place). intros w.
  unfold operate, result, word. unwrap. change (wrap (wrap (-4) + 0)) with 4294967292. unfold wrap, modulus.
  change (2 ^ 30) with 1073741824. intros. Z.div_mod_to_equations. lia.
Qed.

Definition sltu_last_rule : rule := fun T a b =>
  if (limit_of T b <? 2 ^ 30) && is_last T a then Some (Number 0) else None.
Lemma sltu_last_good : good Sltu sltu_last_rule.
Proof.
  intros T a b p S A B. unfold sltu_last_rule. destruct (Z.ltb_spec (limit_of T b) (2 ^ 30)); [|discriminate].
  destruct (is_last T a) eqn:E; [|discriminate]. intros [= <-]. split; [exact I|]. intros. cbn [plan_value].
  destruct (is_last_ok T a v place S A E) as [x ->].
  rewrite (sltu_last _ _ (limit_of T b)); [reflexivity|now apply limit_ok|assumption].
Qed.
