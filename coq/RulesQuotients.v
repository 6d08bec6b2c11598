(** The rules by which shifts and high words of products become quotients by a constant (src/proof/checker/terms/divisions.ts), each by the
    law that it is named after. The divisor is computed from what is multiplied, and no choice of it is believed. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned Quotients Terms TermTable TermSums PathFacts Rules RulesBits.
From Etalon Require Import RulesOrder RulesEquality RulesDivision RulesSigns LawsSums LawsShifts LawsDivision.
Import ListNotations.
Open Scope Z_scope.

(** ** Unsigned *)

(** divu_mulhu, where nothing is shifted *)
Definition mulhu_rule : rule := by_constant (fun T a m =>
  match divisor_of m 32 (limit_of T a) with Some n => Some (Make Divu (Old a) (Number n)) | None => None end).
Lemma mulhu_good : good Mulhu mulhu_rule.
Proof.
  by_rule. rename n into m. destruct (divisor_of m 32 _) as [n|] eqn:D; [|discriminate]. intros [= <-]. split; [split; [exact A|exact I]|]. intros.
  pose proof (limit_ok T a v place S) as [L0 L]. apply divisor_of_belongs in D as [D R]; [|lia|lia].
  pose proof (divu_mulhu _ _ 0 m n (value_word v T a place) L ltac:(lia) W D) as E. rewrite srl_zero in E by apply operate_word.
  cbn [plan_value]. rewrite (wrap_id n) by (unfold word; lia). now rewrite E.
Qed.

Definition divu_mulhu_rule : rule := by_constant (fun T a k =>
  match applied Mulhu T a with
  | Some (x, m) =>
    if k <? 32
    then match divisor_of m (32 + k) (limit_of T x) with Some n => Some (Make Divu (Old x) (Number n)) | None => None end
    else None
  | None => None
  end).
Lemma divu_mulhu_good : good Srl divu_mulhu_rule.
Proof.
  by_rule. destruct (applied Mulhu T a) as [[x m]|] eqn:E; [|discriminate]. destruct (applied_ok Mulhu T a x m S E) as (X & M & V).
  destruct (Z.ltb_spec n 32); [|discriminate]. destruct (divisor_of m _ _) as [d|] eqn:D; [|discriminate].
  intros [= <-]. split; [split; [exact X|exact I]|]. intros. pose proof (limit_ok T x v place S) as [L0 L]. unfold word in W.
  apply divisor_of_belongs in D as [D R]; [|lia|lia]. cbn [plan_value]. rewrite (wrap_id d) by (unfold word; lia).
  rewrite V. symmetry. apply divu_mulhu with (limit_of T x); auto using value_word; lia.
Qed.

Definition srl_divu_rule : rule := by_constant (fun T a k =>
  match applied Divu T a with
  | Some (x, n) =>
    if (k <? 32) && negb (n =? 0) && (2 ^ k * n <? modulus) then Some (Make Divu (Old x) (Number (2 ^ k * n))) else None
  | None => None
  end).
Lemma srl_divu_good : good Srl srl_divu_rule.
Proof.
  by_rule. destruct (applied Divu T a) as [[x m]|] eqn:E; [|discriminate]. destruct (applied_ok Divu T a x m S E) as (X & M & V).
  destruct (Z.ltb_spec n 32); [|discriminate]. destruct (Z.eqb_spec m 0); [discriminate|].
  destruct (Z.ltb_spec (2 ^ n * m) modulus); [|discriminate].
  intros [= <-]. split; [split; [exact X|exact I]|]. intros. cbn [plan_value]. unfold word in *. pose proof (pow_pos n ltac:(lia)).
  rewrite V, srl_divu by (lia || apply value_word).
  rewrite (wrap_id (2 ^ n * m)) by (unfold word; split; [apply Z.mul_nonneg_nonneg|]; lia). reflexivity.
Qed.

(** The x and m of ((x - h) >>> 1) + h, where h is mulhu(x, m). *)
Definition average_of (T : table) (a : term) : option (term * Z) :=
  first_part (fun h _ =>
    match applied Mulhu T h, without (as_sum T a) 1 h with
    | Some (x, m), (0, [(q, 1)]) =>
      match applied Srl T q with
      | Some (y, 1) => if same_linear (as_sum T y) (without (as_sum T x) 1 h) then Some (x, m) else None
      | _ => None
      end
    | _, _ => None
    end) (snd (as_sum T a)).

Lemma mul_one a : word a -> mul 1 a = a.
Proof. intros. unfold operate, result. rewrite Z.mul_1_l. now apply wrap_id. Qed.

Lemma average_of_ok T a x m : sound T -> known T a -> average_of T a = Some (x, m) ->
  known T x /\ word m /\
  forall v place, let X := value v T x place in value v T a place = add (srl (sub X (mulhu X m)) 1) (mulhu X m).
Proof.
  intros S A E. apply first_part_ok in E as (h & f & _ & E).
  destruct (applied Mulhu T h) as [[y n]|] eqn:H; [|discriminate]. destruct (applied_ok Mulhu T h y n S H) as (Y & N & V).
  destruct (without (as_sum T a) 1 h) as [[| |] [|[q [|[| |]|]] [|]]] eqn:R; try discriminate.
  destruct (applied Srl T q) as [[z [|[| |]|]]|] eqn:Q; try discriminate. destruct (applied_ok Srl T q z 1 S Q) as (Z & _ & VQ).
  destruct (same_linear _ _) eqn:L; [|discriminate]. injection E as -> ->. apply same_linear_ok in L.
  split; [exact Y|split; [exact N|]]. intros v place. cbv zeta.
  assert (EZ : value v T z place = sub (value v T x place) (mulhu (value v T x place) m)).
  { rewrite <- (sum_of v T z place S Z), L, without_value, sum_of, mul_one by (assumption || apply value_word). now rewrite V. }
  assert (EQ : value v T q place = sub (value v T a place) (value v T h place)).
  { rewrite <- (one_of v T q place), <- R, without_value, sum_of, mul_one by (assumption || apply value_word). reflexivity. }
  rewrite <- EZ, <- VQ, <- V, EQ. rewrite <- (wrap_id (value v T a place)) at 1 by apply value_word. rings.
Qed.

Definition divu_average_rule : rule := by_constant (fun T a k =>
  match average_of T a with
  | Some (x, m) =>
    if k <? 32
    then match divisor_of (modulus + m) (33 + k) (limit_of T x) with
         | Some n => Some (Make Divu (Old x) (Number n))
         | None => None
         end
    else None
  | None => None
  end).
Lemma divu_average_good : good Srl divu_average_rule.
Proof.
  by_rule. destruct (average_of T a) as [[x m]|] eqn:E; [|discriminate]. destruct (average_of_ok T a x m S A E) as (X & M & V).
  destruct (Z.ltb_spec n 32); [|discriminate]. destruct (divisor_of _ _ _) as [d|] eqn:D; [|discriminate].
  intros [= <-]. split; [split; [exact X|exact I]|]. intros. pose proof (limit_ok T x v place S) as [L0 L]. unfold word in W.
  apply divisor_of_belongs in D as [D R]; [|lia|lia]. cbn [plan_value]. rewrite (wrap_id d) by (unfold word; lia).
  rewrite V. symmetry. apply divu_average with (limit_of T x); auto using value_word; lia.
Qed.

(** ** Signed *)

(** x / n - (x < 0) *)
Definition floor (x : term) (n : Z) : plan := Make Sub (Make Div (Old x) (Number n)) (Make Slt (Old x) (Number 0)).

Lemma floor_value v T x n place : word n ->
  plan_value v T (floor x n) place = sub (div (value v T x place) n) (slt (value v T x place) 0).
Proof. intros N. cbn [floor plan_value]. now rewrite (wrap_id n N). Qed.

(** div_mulh, where nothing is shifted *)
Definition mulh_rule : rule := by_constant (fun T a m =>
  if (0 <? m) && (m <? half)
  then match signed_divisor_of m 32 with Some n => Some (floor a n) | None => None end
  else None).
Lemma mulh_good : good Mulh mulh_rule.
Proof.
  by_rule. destruct (Z.ltb_spec 0 n); [|discriminate]. destruct (Z.ltb_spec n half); [|discriminate]. cbn [andb].
  destruct (signed_divisor_of n 32) as [d|] eqn:D; [|discriminate].
  intros [= <-]. split; [repeat split; exact A|]. intros. apply signed_divisor_of_belongs in D as [D R]; [|lia].
  rewrite floor_value by (unfold word, half, modulus in *; lia).
  pose proof (div_mulh _ 0 n d (value_word v T a place) ltac:(lia) ltac:(lia) ltac:(lia) D) as E.
  rewrite <- E. apply sra_zero, operate_word.
Qed.

(** A rule for a word that is shifted right with its sign. *)
Definition by_count (r : table -> term -> Z -> option (term * Z)) : rule := by_constant (fun T a k =>
  if k <? 32 then match r T a k with Some (x, n) => Some (floor x n) | None => None end else None).

Lemma by_count_good r :
  (forall T a k x n, sound T -> known T a -> 0 <= k < 32 -> r T a k = Some (x, n) ->
    known T x /\ word n /\ forall v place,
    sra (value v T a place) k = sub (div (value v T x place) n) (slt (value v T x place) 0)) ->
  good Sra (by_count r).
Proof.
  intros G. by_rule. destruct (Z.ltb_spec n 32); [|discriminate]. destruct (r T a n) as [[x d]|] eqn:E; [|discriminate].
  unfold word in W. destruct (G T a n x d S A ltac:(lia) E) as (X & N & V). intros [= <-]. split; [repeat split; exact X|].
  intros. now rewrite floor_value, V.
Qed.

Definition div_mulh_rule : rule := by_count (fun T a k =>
  match applied Mulh T a with
  | Some (x, m) =>
    if (0 <? m) && (m <? half) then option_map (fun n => (x, n)) (signed_divisor_of m (32 + k)) else None
  | None => None
  end).
Lemma div_mulh_good : good Sra div_mulh_rule.
Proof.
  apply by_count_good. intros T a k x n S A K. destruct (applied Mulh T a) as [[y m]|] eqn:E; [|discriminate].
  destruct (applied_ok Mulh T a y m S E) as (Y & M & V).
  destruct (Z.ltb_spec 0 m); [|discriminate]. destruct (Z.ltb_spec m half); [|discriminate]. cbn [andb].
  destruct (signed_divisor_of m _) as [d|] eqn:D; [|discriminate]. cbn [option_map]. intros [= <- <-].
  apply signed_divisor_of_belongs in D as [D R]; [|lia].
  split; [exact Y|split; [unfold word, half, modulus in *; lia|]]. intros. rewrite V.
  apply div_mulh; auto using value_word; lia.
Qed.

Definition div_mulhadd_rule : rule := by_count (fun T a k =>
  first_part (fun h _ =>
    match applied Mulh T h with
    | Some (x, m) =>
      if (half <=? m) && same_linear (as_sum T a) (plus (0, [(h, 1)]) (as_sum T x))
      then option_map (fun n => (x, n)) (signed_divisor_of m (32 + k)) else None
    | None => None
    end) (snd (as_sum T a))).
Lemma div_mulhadd_good : good Sra div_mulhadd_rule.
Proof.
  apply by_count_good. intros T a k x n S A K F. apply first_part_ok in F as (h & f & _ & F).
  destruct (applied Mulh T h) as [[y m]|] eqn:E; [|discriminate]. destruct (applied_ok Mulh T h y m S E) as (Y & M & V).
  destruct (Z.leb_spec half m); [|discriminate]. destruct (same_linear _ _) eqn:L; [|discriminate].
  apply same_linear_ok in L. cbn [andb] in F. destruct (signed_divisor_of m _) as [d|] eqn:D; [|discriminate]. injection F as <- <-.
  apply signed_divisor_of_belongs in D as [D R]; [|lia].
  split; [exact Y|split; [unfold word, half, modulus in *; lia|]]. intros.
  rewrite <- (sum_of v T a place S A), L, plus_sum_value, one_of, sum_of, V by assumption. unfold word in M.
  apply div_mulhadd; auto using value_word; lia.
Qed.

(** So many divisions one after the other are seen to be of one sign. *)
Definition deepest_sign : nat := 4.

Definition sra_div_rule : rule := by_count (fun T a k =>
  match floored_by (same_sign deepest_sign T) T a with
  | Some (x, n) => if 2 ^ k * n <? half then Some (x, 2 ^ k * n) else None
  | None => None
  end).
Lemma sra_div_good : good Sra sra_div_rule.
Proof.
  apply by_count_good. intros T a k x n S A K. destruct (floored_by _ T a) as [[y m]|] eqn:E; [|discriminate].
  apply floored_by_ok in E as (Y & M & V); auto using same_sign_ok. destruct (Z.ltb_spec (2 ^ k * m) half); [|discriminate].
  intros [= <- <-]. pose proof (pow_pos k ltac:(lia)).
  split; [exact Y|split; [unfold word, half, modulus in *; split; [apply Z.mul_nonneg_nonneg|]; lia|]]. intros. rewrite V.
  apply sra_div; auto using value_word; lia.
Qed.

(** ** By powers of two *)

Definition sra_bias_rule : rule := by_constant (fun T a k =>
  if (1 <=? k) && (k <=? 30)
  then match biased_of T (as_sum T a) k with Some x => Some (Make Div x (Number (2 ^ k))) | None => None end
  else None).
Lemma sra_bias_good : good Sra sra_bias_rule.
Proof.
  by_rule. destruct (Z.leb_spec 1 n); [|discriminate]. destruct (Z.leb_spec n 30); [|discriminate]. cbn [andb].
  destruct (biased_of T (as_sum T a) n) as [x|] eqn:E; [|discriminate]. destruct (biased_of_ok T _ n x S E) as [X V].
  intros [= <-]. split; [split; [exact X|exact I]|]. intros. destruct (V v place) as [WX EX].
  cbn [plan_value]. pose proof (power_words n ltac:(lia)). rewrite (wrap_id (2 ^ n)) by (unfold word; lia).
  rewrite <- (sum_of v T a place S A), EX, sra_bias by (assumption || lia). reflexivity.
Qed.

(** 2^k·(x / 2^k) *)
Definition multiple (x : plan) (k : Z) : plan := Make Mul (Make Div x (Number (2 ^ k))) (Number (2 ^ k)).

Lemma multiple_value v T x k place : 0 <= k <= 30 ->
  plan_value v T (multiple x k) place = mul (2 ^ k) (div (plan_value v T x place) (2 ^ k)).
Proof.
  intros K. cbn [multiple plan_value]. pose proof (power_words k ltac:(lia)).
  rewrite (wrap_id (2 ^ k)) by (unfold word; lia). apply mul_commute.
Qed.

Definition and_bias_rule : rule := by_constant (fun T a n =>
  match exponent 30 (modulus - n) with
  | Some k =>
    if 1 <=? k then match biased_of T (as_sum T a) k with Some x => Some (multiple x k) | None => None end else None
  | None => None
  end).
Lemma and_bias_good : good And and_bias_rule.
Proof.
  by_rule. destruct (exponent 30 _) as [k|] eqn:P; [|discriminate]. apply exponent_ok in P as [P K].
  destruct (1 <=? k); [|discriminate]. destruct (biased_of T (as_sum T a) k) as [x|] eqn:E; [|discriminate].
  destruct (biased_of_ok T _ k x S E) as [X V]. intros [= <-]. split; [repeat split; exact X|]. intros.
  destruct (V v place) as [WX EX]. rewrite multiple_value, <- and_bias by assumption.
  rewrite <- EX, sum_of by assumption. f_equal. replace (- 2 ^ k) with (n + (-1) * modulus) by lia.
  rewrite wrap_mod_multiple. now apply wrap_id.
Qed.

Definition and_rest_rule : rule := by_constant (fun T a n =>
  match exponent 30 (n + 1) with
  | Some k =>
    if 1 <=? k then match biased_of T (as_sum T a) k with Some x => Some (Make Sub (Old a) (multiple x k)) | None => None end
    else None
  | None => None
  end).
Lemma and_rest_good : good And and_rest_rule.
Proof.
  by_rule. destruct (exponent 30 _) as [k|] eqn:P; [|discriminate]. apply exponent_ok in P as [P K].
  destruct (1 <=? k); [|discriminate]. destruct (biased_of T (as_sum T a) k) as [x|] eqn:E; [|discriminate].
  destruct (biased_of_ok T _ k x S E) as [X V]. intros [= <-]. split; [repeat split; assumption|]. intros.
  destruct (V v place) as [WX EX]. cbn [plan_value]. rewrite multiple_value by assumption.
  replace n with (2 ^ k - 1) by lia. rewrite <- (sum_of v T a place S A), EX, and_rest by assumption. reflexivity.
Qed.

(** slt_mulh and slt_quotient: the sign is that of the word that was divided. *)
Definition slt_sign_rule : rule := by_constant (fun T a n =>
  let x := same_sign deepest_sign T a in
  if (n =? 0) && negb (Pos.eqb x a) then Some (Make Slt (Old x) (Number 0)) else None).
Lemma slt_sign_good : good Slt slt_sign_rule.
Proof.
  by_rule. cbv zeta. destruct (Z.eqb_spec n 0) as [->|]; [|discriminate]. destruct (negb _); [|discriminate].
  destruct (same_sign_ok deepest_sign T a S A) as [X V]. intros [= <-]. split; [split; [exact X|exact I]|]. intros.
  cbn [plan_value]. now rewrite V.
Qed.

(** The k of the bias that a sign with a factor is: 2^k - 1, or as much less for what is 1 - (x < 0). *)
Definition bias_count (f : Z) : option Z :=
  match exponent 30 (f + 1) with Some k => Some k | None => exponent 30 (modulus - f + 1) end.

Lemma bias_count_ok f k : bias_count f = Some k -> 0 <= k <= 30.
Proof.
  unfold bias_count. destruct (exponent 30 (f + 1)) as [j|] eqn:E.
  - intros [= <-]. now apply exponent_ok in E as [_ K].
  - intros F. now apply exponent_ok in F as [_ K].
Qed.

(** slt_bias: the sign is that of the quotient. *)
Definition slt_bias_rule : rule := by_constant (fun T a n =>
  if n =? 0
  then first_part (fun _ f =>
    match bias_count f with
    | Some k =>
      if 1 <=? k
      then match biased_of T (as_sum T a) k with
           | Some x => Some (Make Slt (Make Div x (Number (2 ^ k))) (Number 0))
           | None => None
           end
      else None
    | None => None
    end) (snd (as_sum T a))
  else None).
Lemma slt_bias_good : good Slt slt_bias_rule.
Proof.
  by_rule. destruct (Z.eqb_spec n 0) as [->|]; [|discriminate]. intros E. apply first_part_ok in E as (t & f & _ & E).
  destruct (bias_count f) as [k|] eqn:B; [|discriminate]. apply bias_count_ok in B as K.
  destruct (1 <=? k); [|discriminate]. destruct (biased_of T (as_sum T a) k) as [x|] eqn:F; [|discriminate].
  destruct (biased_of_ok T _ k x S F) as [X V]. injection E as <-. split; [repeat split; exact X|]. intros.
  destruct (V v place) as [WX EX]. cbn [plan_value]. pose proof (power_words k ltac:(lia)). rewrite (wrap_id (2 ^ k)) by (unfold word; lia).
  rewrite <- (sum_of v T a place S A), EX, slt_bias by assumption. reflexivity.
Qed.
