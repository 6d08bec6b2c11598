(** What rules of division recognise: a sum that is the sign of a word, the quotient of a word rounded down, or a word with the bias that
    makes a shift cut off towards 0 (src/proof/checker/terms/divisions.ts). *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned Terms TermTable TermSums PathFacts Rules RulesBits.
From Etalon Require Import RulesOrder RulesEquality LawsOrder LawsDivision.
Import ListNotations.
Open Scope Z_scope.

Lemma without_value v T s n t place : sum_value v T (without s n t) place = sub (sum_value v T s place) (mul n (value v T t place)).
Proof. apply without_ok. Qed.

(** -1 - z, as a sum. *)
Definition complement_sum (T : table) (z : term) : linear := plus (wrap (-1), []) (times (-1) (as_sum T z)).

Lemma complement_sum_value v T z place : sound T -> known T z ->
  sum_value v T (complement_sum T z) place = sub (wrap (-1)) (value v T z place).
Proof.
  intros S K. unfold complement_sum. rewrite plus_sum_value, times_sum_value, sum_of by assumption.
  rewrite number_of. rings.
Qed.

Lemma sign_of_complement y : word y -> slt (sub (wrap (-1)) y) 0 = sub 1 (slt y 0).
Proof. intros. rewrite slt_not by (assumption || apply zero_word || discriminate). reflexivity. Qed.

(** ** Signs *)

(** The y of a comparison y < 0. *)
Definition sign_operand (T : table) (t : term) : option term :=
  match applied Slt T t with Some (y, 0) => Some y | _ => None end.

Lemma sign_operand_ok T t y : sound T -> sign_operand T t = Some y ->
  known T y /\ forall v place, value v T t place = slt (value v T y place) 0.
Proof.
  intros S. unfold sign_operand. destruct (applied Slt T t) as [[z [| |]]|] eqn:E; try discriminate. intros [= <-].
  now destruct (applied_ok Slt T t z 0 S E) as (K & _ & V).
Qed.

(** Is a sum what z < 0 becomes, as it stands or by slt_not? *)
Definition is_sign (T : table) (s : linear) (z : term) : bool :=
  match s with
  | (c, [(t, f)]) =>
    match sign_operand T t with
    | Some y =>
      (c =? 0) && (f =? 1) && Pos.eqb y z ||
      (c =? 1) && (f =? wrap (-1)) && same_linear (as_sum T y) (complement_sum T z)
    | None => false
    end
  | _ => false
  end.

Lemma is_sign_ok T s z v place : sound T -> known T z -> is_sign T s z = true ->
  sum_value v T s place = slt (value v T z place) 0.
Proof.
  intros S K. unfold is_sign. destruct s as [c [|[t f] [|]]]; try discriminate.
  destruct (sign_operand T t) as [y|] eqn:E; [|discriminate]. destruct (sign_operand_ok T t y S E) as [Y V].
  intros H. apply orb_prop in H as [H|H]; apply andb_prop in H as [H H3]; apply andb_prop in H as [H1 H2]; apply Z.eqb_eq in H1, H2; subst c f.
  - apply Pos.eqb_eq in H3 as ->. now rewrite one_of.
  - apply same_linear_ok in H3. assert (G : value v T y place = sub (wrap (-1)) (value v T z place)).
    { now rewrite <- (complement_sum_value v T z place S K), <- H3, sum_of. }
    assert (F : value v T z place = sub (wrap (-1)) (value v T y place)) by (now rewrite G, complement_twice by apply value_word).
    now rewrite F, sign_of_complement, <- V, not_of by apply value_word.
Qed.

(** ** Quotients rounded down *)

(** The x and n of x / n - (x < 0), where the sign may be that of a word with the same sign. *)
Definition floored_by (sign : term -> term) (T : table) (a : term) : option (term * Z) :=
  first_part (fun t _ =>
    match applied Div T t with
    | Some (x, n) =>
      if (1 <? n) && (n <? half) && is_sign T (times (-1) (without (as_sum T a) 1 t)) (sign x) then Some (x, n) else None
    | None => None
    end) (snd (as_sum T a)).

(** The word of which a word is a part, rounded down, so that both have the same sign: slt_mulh and slt_quotient. *)
Fixpoint same_sign (depth : nat) (T : table) (a : term) : term :=
  match depth with
  | O => a
  | S depth =>
    match applied Mulh T a with
    | Some (x, n) => if (0 <? n) && (n <? half) then same_sign depth T x else a
    | None => match floored_by (same_sign depth T) T a with Some (x, _) => same_sign depth T x | None => a end
    end
  end.

Lemma floored_by_ok sign T a x n : sound T -> known T a ->
  (forall x, known T x -> known T (sign x) /\ forall v place, slt (value v T (sign x) place) 0 = slt (value v T x place) 0) ->
  floored_by sign T a = Some (x, n) ->
  known T x /\ 1 < n < half /\
  forall v place, value v T a place = sub (div (value v T x place) n) (slt (value v T x place) 0).
Proof.
  intros S A G E. apply first_part_ok in E as (t & f & _ & E).
  destruct (applied Div T t) as [[y m]|] eqn:D; [|discriminate]. destruct (applied_ok Div T t y m S D) as (Y & M & V).
  destruct (Z.ltb_spec 1 m); [|discriminate]. destruct (Z.ltb_spec m half); [|discriminate].
  destruct (is_sign _ _ _) eqn:Q; [|discriminate]. injection E as -> ->. destruct (G x Y) as [KX SX].
  split; [exact Y|split; [lia|]]. intros. apply (is_sign_ok T _ _ v place S KX) in Q.
  rewrite times_sum_value, without_value, sum_of, SX in Q by assumption. rewrite <- Q, <- V.
  rewrite <- (wrap_id (value v T a place)) at 1 by apply value_word. rings.
Qed.

Lemma same_sign_ok depth T a : sound T -> known T a ->
  known T (same_sign depth T a) /\ forall v place, slt (value v T (same_sign depth T a) place) 0 = slt (value v T a place) 0.
Proof.
  intros S. revert a. induction depth as [|depth IH]; intros a A; cbn [same_sign]; [auto|].
  destruct (applied Mulh T a) as [[x n]|] eqn:E.
  - destruct (applied_ok Mulh T a x n S E) as (X & N & V). destruct (Z.ltb_spec 0 n); [|auto].
    destruct (Z.ltb_spec n half); [|auto]. cbn [andb]. destruct (IH x X) as [KX SX]. split; [exact KX|]. intros.
    now rewrite SX, V, slt_mulh by (lia || apply value_word).
  - destruct (floored_by _ T a) as [[x n]|] eqn:F; [|auto].
    apply floored_by_ok in F as (X & N & V); auto. destruct (IH x X) as [KX SX]. split; [exact KX|]. intros.
    now rewrite SX, V, slt_quotient by (assumption || apply value_word).
Qed.

(** ** The bias *)

(** The x of x + (2^k - 1)·(x < 0). *)
Definition biased_of (T : table) (s : linear) (k : Z) : option plan :=
  first_part (fun t _ =>
    match sign_operand T t with
    | Some y =>
      if same_linear s (plus (as_sum T y) (times (2 ^ k - 1) (0, [(t, 1)]))) then Some (Old y)
      else if same_linear s (plus (complement_sum T y) (times (2 ^ k - 1) (1, [(t, wrap (-1))]))) then Some (less (-1) y)
      else None
    | None => None
    end) (snd s).

Lemma biased_of_ok T s k p : sound T -> biased_of T s k = Some p ->
  plan_known T p /\ forall v place, word (plan_value v T p place) /\ sum_value v T s place = biased (plan_value v T p place) k.
Proof.
  intros S E. apply first_part_ok in E as (t & f & _ & E).
  destruct (sign_operand T t) as [y|] eqn:D; [|discriminate]. destruct (sign_operand_ok T t y S D) as [Y V].
  destruct (same_linear s _) eqn:Q.
  - injection E as <-. apply same_linear_ok in Q as ->. split; [exact Y|]. intros. cbn [plan_value].
    split; [apply value_word|]. unfold biased. now rewrite plus_sum_value, times_sum_value, sum_of, one_of, V.
  - clear Q. destruct (same_linear s _) eqn:Q; [|discriminate]. injection E as <-. apply same_linear_ok in Q as ->.
    split; [split; [exact I|exact Y]|]. intros. cbn [less plan_value]. split; [apply operate_word|]. unfold biased.
    now rewrite plus_sum_value, times_sum_value, complement_sum_value, sign_of_complement, <- V, not_of
      by (assumption || apply value_word).
Qed.
