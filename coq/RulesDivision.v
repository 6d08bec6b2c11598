(** The rules of division that look at no more than the operands (src/proof/checker/terms/divisions.ts), each by the law that it is named
    after. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned Terms TermTable TermSums PathFacts Rules RulesBits RulesEquality.
From Etalon Require Import LawsSums LawsDivision.
Import ListNotations.
Open Scope Z_scope.

(** A power of two is a word, and so is one less. *)
Lemma power_words k : 0 <= k < 32 -> 0 < 2 ^ k /\ 2 ^ k < modulus.
Proof. intros. split; [apply pow_pos; lia|]. rewrite modulus_pow. apply Z.pow_lt_mono_r; lia. Qed.

(** ** Quotients *)

Definition div_negative_rule : rule := by_constant (fun T a n =>
  if half <? n then Some (Make Sub (Number 0) (Make Div (Old a) (Number (- n)))) else None).
Lemma div_negative_good : good Div div_negative_rule.
Proof.
  by_rule. destruct (Z.ltb_spec half n); [|discriminate]. intros [= <-]. split; [repeat split; exact A|]. intros.
  cbn [plan_value]. change (wrap 0) with 0. assert (E : wrap (- n) = modulus - n).
  { replace (- n) with (modulus - n + (-1) * modulus) by ring. rewrite wrap_mod_multiple. apply wrap_id.
    unfold word, half, modulus in *. lia. }
  rewrite E, <- div_negative by (unfold word, half, modulus in *; lia). f_equal.
  unfold operate, result. replace (0 - (modulus - n)) with (n + (-1) * modulus) by ring.
  rewrite wrap_mod_multiple. now apply wrap_id.
Qed.

Definition divu_power_rule : rule := by_constant (fun T a n =>
  match exponent 31 n with Some k => Some (Make Srl (Old a) (Number k)) | None => None end).
Lemma divu_power_good : good Divu divu_power_rule.
Proof.
  by_rule. destruct (exponent 31 n) as [k|] eqn:E; [|discriminate]. apply exponent_ok in E as [-> K]. intros [= <-].
  split; [split; [exact A|exact I]|]. intros. cbn [plan_value].
  rewrite (wrap_id k) by (unfold word, modulus; lia). now rewrite divu_power by lia.
Qed.

Definition divu_bound_rule : rule := by_constant (fun T a n => if limit_of T a <? n then Some (Number 0) else None).
Lemma divu_bound_good : good Divu divu_bound_rule.
Proof.
  by_rule. destruct (Z.ltb_spec (limit_of T a) n); [|discriminate]. intros [= <-]. split; [exact I|]. intros.
  pose proof (limit_ok T a v place S). cbn [plan_value]. now rewrite (divu_bound _ (limit_of T a)) by lia.
Qed.

Definition divu_srl_rule : rule := by_constant (fun T a n =>
  match applied Srl T a with
  | Some (x, k) =>
    if (k <? 32) && negb (n =? 0) && (2 ^ k * n <? modulus) then Some (Make Divu (Old x) (Number (2 ^ k * n))) else None
  | None => None
  end).
Lemma divu_srl_good : good Divu divu_srl_rule.
Proof.
  by_rule. destruct (applied Srl T a) as [[x k]|] eqn:E; [|discriminate]. destruct (applied_ok Srl T a x k S E) as (X & K & V).
  destruct (Z.ltb_spec k 32); [|discriminate]. destruct (negb (n =? 0)); [|discriminate].
  destruct (Z.ltb_spec (2 ^ k * n) modulus); [|discriminate].
  intros [= <-]. split; [split; [exact X|exact I]|]. intros. cbn [plan_value]. unfold word in *.
  pose proof (pow_pos k ltac:(lia)). rewrite V, divu_srl by (lia || apply value_word).
  rewrite (wrap_id (2 ^ k * n)) by (unfold word; split; [apply Z.mul_nonneg_nonneg|]; lia). reflexivity.
Qed.

(** ** Remainders *)

(** rem_quotient and remu_quotient: what is left of the dividend. *)
Definition quotient_rule (quotient : operation) : rule := by_constant (fun T a n =>
  Some (Make Sub (Old a) (Make Mul (Make quotient (Old a) (Number n)) (Number n)))).
Lemma quotient_good o quotient :
  (forall a n, operate o a n = sub a (mul n (operate quotient a n))) -> good o (quotient_rule quotient).
Proof.
  intros L. by_rule. intros [= <-]. split; [repeat split; exact A|]. intros. cbn [plan_value].
  now rewrite L, (wrap_id n W), mul_commute.
Qed.

Definition remu_power_rule : rule := by_constant (fun T a n =>
  match exponent 31 n with Some k => Some (Make And (Old a) (Number (n - 1))) | None => None end).
Lemma remu_power_good : good Remu remu_power_rule.
Proof.
  by_rule. destruct (exponent 31 n) as [k|] eqn:E; [|discriminate]. apply exponent_ok in E as [-> K]. intros [= <-].
  split; [split; [exact A|exact I]|]. intros. cbn [plan_value]. pose proof (power_words k ltac:(lia)).
  rewrite (wrap_id (2 ^ k - 1)) by (unfold word; lia). now rewrite remu_power by lia.
Qed.

(** ** High words *)

Definition mulh_negative_rule : rule := by_constant (fun T a n =>
  if (limit_of T a <? half) && (half <=? n) then Some (Make Sub (Make Mulhu (Old a) (Number n)) (Old a)) else None).
Lemma mulh_negative_good : good Mulh mulh_negative_rule.
Proof.
  by_rule. destruct (Z.ltb_spec (limit_of T a) half); [|discriminate]. destruct (Z.leb_spec half n); [|discriminate].
  intros [= <-]. split; [repeat split; exact A|]. intros. pose proof (limit_ok T a v place S). cbn [plan_value].
  rewrite (wrap_id n W). now rewrite mulh_negative by lia.
Qed.
