(** What a shift makes of a count that is not known (src/proof/checker/terms/bits.ts): it looks at five low bits of it, which are those of a
    shorter sum. By count_mask and count_sum. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits Terms TermTable TermSums PathFacts Rules RulesBits RulesEquality RulesSigns.
From Etalon Require Import LawsShifts.
Import ListNotations.
Open Scope Z_scope.

(** A term without a mask that leaves the low bits as they are. *)
Definition unmasked (T : table) (t : term) : term :=
  match applied And T t with Some (x, m) => if m mod 32 =? 31 then x else t | None => t end.

Lemma unmasked_ok T t : sound T -> known T t ->
  known T (unmasked T t) /\ forall v place, value v T (unmasked T t) place mod 32 = value v T t place mod 32.
Proof.
  intros S K. unfold unmasked. destruct (applied And T t) as [[x m]|] eqn:E; [|auto].
  destruct (applied_ok And T t x m S E) as (X & M & V). destruct (Z.eqb_spec (m mod 32) 31) as [N|]; [|auto].
  split; [exact X|]. intros. rewrite V. unfold operate, result. rewrite wrap_id by (apply land_word; [apply value_word|exact M]).
  change 32 with (2 ^ 5) in *. rewrite <- !Z.land_ones in * by lia. now rewrite <- Z.land_assoc, N.
Qed.

(** The factor with the same low bits that is nearest to 0. *)
Definition low_factor (f : Z) : Z := let g := f mod 32 in if g <? 16 then g else g - 32.

Lemma low_factor_mod f : low_factor f mod 32 = f mod 32.
Proof.
  unfold low_factor. cbv zeta. destruct (f mod 32 <? 16).
  - apply Z.mod_mod. discriminate.
  - replace (f mod 32 - 32) with (f mod 32 + (-1) * 32) by ring. rewrite Z.mod_add, Z.mod_mod by discriminate. reflexivity.
Qed.

Fixpoint short_parts (T : table) (parts : list (term * Z)) : linear :=
  match parts with
  | [] => (0, [])
  | (t, f) :: rest => plus (times (low_factor f) (as_sum T (unmasked T t))) (short_parts T rest)
  end.

Definition short_count (T : table) (s : linear) : linear := plus (fst s mod 32, []) (short_parts T (snd s)).

Lemma low_bits z : wrap z mod 32 = z mod 32.
Proof. change 32 with (2 ^ 5). apply wrap_mod_pow. lia. Qed.

Lemma short_parts_ok T parts : sound T -> Forall (known T) (map fst parts) ->
  linear_known T (short_parts T parts) /\
  forall v place, sum_value v T (short_parts T parts) place mod 32 = total (parts_of (means v T) parts) place mod 32.
Proof.
  intros S. induction parts as [|[t f] parts IH]; intros K; [split; [constructor|reflexivity]|].
  inversion K as [|? ? KT KP]; subst. destruct (IH KP) as [L V]. destruct (unmasked_ok T t S KT) as [KU U].
  cbn [short_parts]. split.
  - apply plus_known; [apply times_known, as_sum_ok|]; assumption.
  - intros. rewrite plus_sum_value, times_sum_value, sum_of by assumption. unfold operate, result.
    cbn [parts_of map total fst snd]. fold (parts_of (means v T) parts). fold (value v T t place).
    rewrite low_bits, Zplus_mod, low_bits, V, Zmult_mod, low_factor_mod, U, <- Zmult_mod, <- Zplus_mod. reflexivity.
Qed.

Lemma short_count_ok T s : sound T -> linear_known T s ->
  linear_known T (short_count T s) /\
  forall v place, sum_value v T (short_count T s) place mod 32 = sum_value v T s place mod 32.
Proof.
  intros S K. destruct s as [c parts]. destruct (short_parts_ok T parts S K) as [L V]. unfold short_count. cbn [fst snd].
  split; [apply plus_known; [constructor|exact L]|]. intros. rewrite plus_sum_value. unfold operate, result.
  rewrite low_bits, Zplus_mod, V. unfold sum_value, linear_value. cbn [fst snd parts_of map total].
  rewrite !low_bits, Z.add_0_r, Z.mod_mod, <- Zplus_mod by discriminate. reflexivity.
Qed.

Definition count_sum_rule (o : operation) : rule := fun T a b =>
  let short := short_count T (as_sum T b) in
  if same_linear short (as_sum T b) then None else Some (Make o (Old a) (Linear short)).
Lemma count_sum_good o : shift o -> good o (count_sum_rule o).
Proof.
  intros H T a b p S A B. unfold count_sum_rule. cbv zeta. destruct (same_linear _ _); [discriminate|]. intros [= <-].
  destruct (short_count_ok T (as_sum T b) S (proj1 (as_sum_ok T b S B))) as [K V].
  split; [split; assumption|]. intros. cbn [plan_value]. apply count_matters; [exact H|].
  fold (sum_value v T (short_count T (as_sum T b)) place). now rewrite V, sum_of.
Qed.
