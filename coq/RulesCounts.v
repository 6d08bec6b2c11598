(** What a shift makes of a count that is not known (src/proof/checker/terms/bits.ts): it looks at five low bits of it, which are those of a
    shorter sum. By count_mask, count_multiple and count_sum. And a sum of multiples of a power of two that is shifted to the right, by srl_scaled. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits Terms TermTable TermSums PathFacts Rules RulesBits RulesEquality RulesSigns.
From Etalon Require Import LawsShifts.
Import ListNotations.
Open Scope Z_scope.

(** * Multiples of a power of two *)

Definition divides (k : Z) (s : linear) : bool := forallb (fun z => z mod 2 ^ k =? 0) (fst s :: map snd (snd s)).

(** The greatest k up to a number for which 2^k divides a sum. *)
Fixpoint twos (most : nat) (s : linear) : Z :=
  match most with
  | O => 0
  | S less => if divides (Z.of_nat most) s then Z.of_nat most else twos less s
  end.

Lemma twos_ok most s : 0 <= twos most s <= Z.of_nat most /\ divides (twos most s) s = true.
Proof.
  induction most as [|most IH]; [|change (twos (S most) s) with (if divides (Z.of_nat (S most)) s then Z.of_nat (S most) else twos most s)].
  - split; [cbn; lia|]. unfold divides. apply forallb_forall. intros z _. cbn [twos]. change (2 ^ 0) with 1. now rewrite Z.mod_1_r.
  - destruct (divides (Z.of_nat (S most)) s) eqn:D; [split; [lia|exact D]|]. destruct IH as [B D']. split; [lia|exact D'].
Qed.

(** The multiple of 2^k, divided by it: of two such words the one nearer to 0. *)
Definition part_of (k f : Z) : Z := wrap (signed f / 2 ^ k).

Definition divided (k : Z) (s : linear) : linear := (part_of k (fst s), map (fun part => (fst part, part_of k (snd part))) (snd s)).

Lemma part_of_ok k f : 0 <= k <= 32 -> f mod 2 ^ k = 0 -> wrap (2 ^ k * part_of k f) = wrap f.
Proof.
  intros K D. pose proof (pow_pos k ltac:(lia)) as P. unfold part_of. rewrite wrap_mul_r.
  assert (M : signed f mod 2 ^ k = 0).
  { unfold signed. destruct (f <? half); [exact D|]. apply Z.mod_divide in D as [q ->]; [|lia].
    apply Z.mod_divide; [lia|]. exists (q - 2 ^ (32 - k)). rewrite Z.mul_sub_distr_r, <- Z.pow_add_r by lia.
    rewrite modulus_pow. do 2 f_equal. lia. }
  rewrite <- (proj2 (Z.div_exact (signed f) (2 ^ k) ltac:(lia)) M).
  unfold signed. destruct (f <? half); [reflexivity|]. rewrite <- wrap_sub_r. f_equal. change (wrap modulus) with 0. ring.
Qed.

Lemma divided_known T k s : linear_known T s -> linear_known T (divided k s).
Proof. unfold linear_known, divided. cbn [snd]. now rewrite map_map. Qed.

Lemma divided_ok v T k s place : 0 <= k <= 32 -> divides k s = true ->
  wrap (2 ^ k * linear_value v T (divided k s) place) = wrap (linear_value v T s place).
Proof.
  intros K D. destruct s as [c parts]. unfold divides in D. cbn [fst snd forallb] in D. apply andb_prop in D as [C D].
  apply Z.eqb_eq in C. unfold linear_value, divided. cbn [fst snd]. rewrite Z.mul_add_distr_l.
  apply wrap_sum; [now apply part_of_ok|]. induction parts as [|[t f] parts IH]; [cbn; now rewrite Z.mul_0_r|].
  cbn [map forallb snd] in D. apply andb_prop in D as [F D]. apply Z.eqb_eq in F.
  cbn [map parts_of total fst snd]. fold (parts_of (means v T) parts).
  fold (parts_of (means v T) (map (fun part => (fst part, part_of k (snd part))) parts)).
  rewrite Z.mul_add_distr_l, Z.mul_assoc. apply wrap_sum; [|now apply IH]. apply wrap_product. now apply part_of_ok.
Qed.

(** * Counts *)

(** A term without a mask that leaves the low bits as they are: all of them, or those of a multiple of 2^k that can be 1. *)
Definition unmasked (T : table) (t : term) : term :=
  match applied And T t with
  | Some (x, m) => if Z.lor m (2 ^ twos 5 (as_sum T x) - 1) mod 32 =? 31 then x else t
  | None => t
  end.

Lemma unmasked_ok T t : sound T -> known T t ->
  known T (unmasked T t) /\ forall v place, value v T (unmasked T t) place mod 32 = value v T t place mod 32.
Proof.
  intros S K. unfold unmasked. destruct (applied And T t) as [[x m]|] eqn:E; [|auto].
  destruct (applied_ok And T t x m S E) as (X & M & V). destruct (Z.eqb_spec (Z.lor m (2 ^ twos 5 (as_sum T x) - 1) mod 32) 31) as [N|]; [|auto].
  split; [exact X|]. intros. rewrite V. unfold operate, result. rewrite wrap_id by (apply land_word; [apply value_word|exact M]).
  destruct (twos_ok 5 (as_sum T x)) as [B D]. set (k := twos 5 (as_sum T x)) in *. change (Z.of_nat 5) with 5 in B.
  symmetry. apply (masked_multiple _ m k); [exact B| |exact N].
  rewrite <- (proj2 (as_sum_ok T x S X) v place), <- divided_ok with (k := k) by (lia || assumption).
  rewrite wrap_mod_pow by lia. rewrite Z.mul_comm. apply Z.mod_mul. pose proof (pow_pos k). lia.
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

(** * Sums shifted to the right *)

(** As many low bits as are left when others are shifted out. *)
Definition low_bits_left (n : Z) : Z := 2 ^ (32 - n) - 1.

Definition srl_scaled_rule : rule := by_constant (fun T a n =>
  let s := as_sum T a in
  let k := twos (Z.to_nat n) s in
  if (n <? 32) && (0 <? k)
  then Some (Make And (Make Srl (Linear (divided k s)) (Number (n - k))) (Number (low_bits_left n)))
  else None).
Lemma srl_scaled_good : good Srl srl_scaled_rule.
Proof.
  by_rule. cbv zeta. destruct (Z.ltb_spec n 32); [|discriminate].
  destruct (Z.ltb_spec 0 (twos (Z.to_nat n) (as_sum T a))); [|discriminate]. intros [= <-].
  destruct (twos_ok (Z.to_nat n) (as_sum T a)) as [B D]. set (k := twos _ _) in *. unfold word in W.
  assert (k <= n) by lia. destruct (as_sum_ok T a S A) as [KA VA].
  split; [split; [split; [now apply divided_known|exact I]|exact I]|]. intros. cbn [plan_value].
  pose proof (pow_word (32 - n) ltac:(lia)).
  rewrite (wrap_id (n - k)), (wrap_id (low_bits_left n)) by (unfold word, low_bits_left, modulus in *; lia).
  unfold low_bits_left. rewrite <- srl_scaled_value, divided_ok by (lia || assumption). now rewrite VA.
Qed.
