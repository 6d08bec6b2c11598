(** The rules of equality (src/proof/checker/terms/comparisons.ts), each by the law that it is named after. Most look at the difference of
    the operands, which is a sum: it is 0 exactly when they are equal. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned Terms TermTable TermSums PathFacts Rules RulesBits RulesOrder.
From Etalon Require Import LawsBitwise LawsEquality LawsDivision.
Import ListNotations.
Open Scope Z_scope.

Lemma equal_commute a b : equal a b = equal b a.
Proof. rewrite !equal_truth_value. apply truth_equal. now rewrite !Z.eqb_eq. Qed.

Definition equal_change_rule : rule := fun T a b =>
  match other_part T b a with
  | Some y => Some (Make Equal (Old y) (Number 0))
  | None => match other_part T a b with Some y => Some (Make Equal (Old y) (Number 0)) | None => None end
  end.
Lemma equal_change_good : good Equal equal_change_rule.
Proof.
  intros T a b p S A B. unfold equal_change_rule. destruct (other_part T b a) as [y|] eqn:E.
  - destruct (other_part_ok T b a y S E) as [K V]. intros [= <-]. split; [split; [exact K|exact I]|]. intros.
    cbn [plan_value]. rewrite V, (xor_commute (value v T y place)). now rewrite equal_change by apply value_word.
  - destruct (other_part T a b) as [y|] eqn:F; [|discriminate]. destruct (other_part_ok T a b y S F) as [K V].
    intros [= <-]. split; [split; [exact K|exact I]|]. intros.
    cbn [plan_value]. rewrite V, (xor_commute (value v T y place)), (equal_commute (xor _ _)). now rewrite equal_change by apply value_word.
Qed.

(** * The difference *)

Definition difference (T : table) (a b : term) : linear := plus (as_sum T a) (times (-1) (as_sum T b)).

Lemma difference_ok T a b : sound T -> known T a -> known T b -> linear_known T (difference T a b) /\
  forall v place, wrap (linear_value v T (difference T a b) place) = sub (value v T a place) (value v T b place).
Proof. intros S A B. apply (sub_good T a b (Linear (difference T a b)) S A B eq_refl). Qed.

Lemma difference_zero T a b v place : sound T -> known T a -> known T b ->
  equal (value v T a place) (value v T b place) = equal (wrap (linear_value v T (difference T a b) place)) 0.
Proof. intros S A B. rewrite (proj2 (difference_ok T a b S A B)). apply equal_sum; apply value_word. Qed.

(** A difference that is a constant *)
Definition equal_constant_rule : rule := fun T a b =>
  match difference T a b with (c, []) => Some (Number (truth (c =? 0))) | _ => None end.
Lemma equal_constant_good : good Equal equal_constant_rule.
Proof.
  intros T a b p S A B. unfold equal_constant_rule. pose proof (difference_zero T a b) as D.
  destruct (difference T a b) as [c [|]] eqn:E; [|discriminate]. intros [= <-]. split; [exact I|]. intros.
  rewrite (D v place S A B). unfold linear_value. cbn [plan_value fst snd parts_of map total].
  unfold difference, plus in E. injection E as <- _. rewrite Z.add_0_r, wrap_wrap, equal_truth_value, wrap_truth. reflexivity.
Qed.

(** A difference that chooses between two constants *)
Definition equal_choice_rule : rule := fun T a b => choice Equal T (single (difference T a b)) 0.
Lemma equal_choice_good : good Equal equal_choice_rule.
Proof.
  intros T a b p S A B E. destruct (difference_ok T a b S A B) as [K _].
  apply (choice_ok Equal T _ 0 p S) in E as (KP & m & x & f & F & V).
  - split; [exact KP|]. intros. rewrite V, (difference_zero T a b) by assumption.
    now rewrite (proj2 (proj2 (single_ok T _ m x f K F))).
  - intros m x f F. destruct (single_ok T _ m x f K F) as (X & M & _). now split.
Qed.

(** The t and n of a = b, where it is t = n. *)
Definition single_equal (T : table) (a b : term) : option (term * Z) :=
  match difference T a b with
  | (c, [(t, f)]) =>
    if f =? 1 then Some (t, wrap (- c)) else if f =? wrap (-1) then Some (t, wrap c) else None
  | _ => None
  end.

Lemma single_equal_ok T a b t n : sound T -> known T a -> known T b -> single_equal T a b = Some (t, n) ->
  known T t /\ word n /\
  forall v place, equal (value v T a place) (value v T b place) = equal (value v T t place) n.
Proof.
  intros S A B. unfold single_equal. pose proof (difference_zero T a b) as D.
  destruct (difference_ok T a b S A B) as [K _]. destruct (difference T a b) as [c [|[s f] [|]]]; try discriminate.
  inversion K; subst. intros E.
  assert (G : known T s /\ t = s /\ word n /\ forall w, word w -> equal (wrap (c + (f * w + 0))) 0 = equal w n).
  { assert (H : forall k w, word w -> (exists j, c + (f * w + 0) = k * (w - n) + j * modulus) -> (k = 1 \/ k = -1) -> word n ->
      equal (wrap (c + (f * w + 0))) 0 = equal w n).
    { intros k w W [j ->] C N. rewrite wrap_mod_multiple. unfold word, modulus in *.
      rewrite !equal_truth_value. apply truth_equal. rewrite !Z.eqb_eq. unfold wrap, modulus.
      destruct C as [-> | ->]; Z.div_mod_to_equations; lia. }
    destruct (Z.eqb_spec f 1) as [->|]; [|destruct (Z.eqb_spec f (wrap (-1))) as [->|]; [|discriminate]];
      injection E as <- <-; (split; [assumption|split; [reflexivity|split; [apply wrap_word|]]]); intros w W.
    - apply (H 1); auto using wrap_word. exists (- (- c / modulus)). unfold wrap. rewrite Z.mod_eq by discriminate. ring.
    - apply (H (-1)); auto using wrap_word. change (wrap (-1)) with (modulus - 1). exists (w + c / modulus).
      unfold wrap. rewrite Z.mod_eq by discriminate. ring. }
  destruct G as (KS & -> & N & G). split; [exact KS|split; [exact N|]]. intros. rewrite (D v place S A B).
  unfold linear_value. cbn [fst snd parts_of map total]. apply G, value_word.
Qed.

(** A rule for one term that is compared with a constant. *)
Definition by_single (r : table -> term -> Z -> option plan) : rule := fun T a b =>
  match single_equal T a b with Some (t, n) => r T t n | None => None end.

Lemma by_single_good r :
  (forall T t n p, sound T -> known T t -> word n -> r T t n = Some p ->
    plan_known T p /\ forall v place, plan_value v T p place = equal (value v T t place) n) ->
  good Equal (by_single r).
Proof.
  intros G T a b p S A B. unfold by_single. destruct (single_equal T a b) as [[t n]|] eqn:E; [|discriminate].
  destruct (single_equal_ok T a b t n S A B E) as (K & N & V). intros R. destruct (G T t n p S K N R) as [KP VP].
  split; [exact KP|]. intros. now rewrite V.
Qed.

Ltac single_rule := apply by_single_good; intros T t n p S K N.

Definition equal_truth_rule : rule := by_single (fun T t n =>
  if is_truth T t && (n =? 0) then Some (negated (Old t)) else None).
Lemma equal_truth_good : good Equal equal_truth_rule.
Proof.
  single_rule. destruct (is_truth T t) eqn:E; [|discriminate]. destruct (Z.eqb_spec n 0) as [->|]; [|discriminate].
  intros [= <-]. split; [split; [exact I|exact K]|]. intros. cbn [negated plan_value]. change (wrap 1) with 1.
  now rewrite equal_truth by now apply is_truth_ok.
Qed.

Definition equal_xor_rule : rule := by_single (fun T t n =>
  match apply_of T t with
  | Some (Xor, x, y) => if n =? 0 then Some (Make Equal (Old x) (Old y)) else None
  | _ => None
  end).
Lemma equal_xor_good : good Equal equal_xor_rule.
Proof.
  single_rule. destruct (apply_of T t) as [[[[] x] y]|] eqn:E; try discriminate.
  destruct (apply_of_ok T t _ x y S E) as (X & Y & V). destruct (Z.eqb_spec n 0) as [->|]; [|discriminate].
  intros [= <-]. split; [split; assumption|]. intros. cbn [plan_value]. now rewrite V, equal_xor by apply value_word.
Qed.

Definition equal_mask_rule : rule := by_single (fun T t n =>
  match applied Xor T t with Some (x, m) => Some (Make Equal (Old x) (Number (xor m n))) | None => None end).
Lemma equal_mask_good : good Equal equal_mask_rule.
Proof.
  single_rule. destruct (applied Xor T t) as [[x m]|] eqn:E; [|discriminate].
  destruct (applied_ok Xor T t x m S E) as (X & M & V). intros [= <-]. split; [split; [exact X|exact I]|]. intros.
  cbn [plan_value]. rewrite V, (wrap_id (xor m n)) by apply operate_word.
  now rewrite equal_mask by (assumption || apply value_word).
Qed.

Definition equal_bound_rule : rule := by_single (fun T t n => if limit_of T t <? n then Some (Number 0) else None).
Lemma equal_bound_good : good Equal equal_bound_rule.
Proof.
  single_rule. destruct (Z.ltb_spec (limit_of T t) n); [|discriminate]. intros [= <-]. split; [exact I|]. intros.
  cbn [plan_value]. rewrite (equal_bound _ (limit_of T t)) by (assumption || now apply limit_ok). reflexivity.
Qed.

(** x - y, both of them words with the same mask *)
Definition equal_and_rule : rule := fun T a b =>
  match difference T a b with
  | (c, [(t, f); (s, g)]) =>
    if (c =? 0) && ((f =? 1) && (g =? wrap (-1)) || (f =? wrap (-1)) && (g =? 1)) then
      match and_xor_rule T t s with Some p => Some (Make Equal p (Number 0)) | None => None end
    else None
  | _ => None
  end.
Lemma equal_and_good : good Equal equal_and_rule.
Proof.
  intros T a b p S A B. unfold equal_and_rule. pose proof (difference_zero T a b) as D.
  destruct (difference_ok T a b S A B) as [K _]. destruct (difference T a b) as [c [|[t f] [|[s g] [|]]]]; try discriminate.
  destruct (Z.eqb_spec c 0) as [->|]; [|discriminate]. inversion K as [|? ? KT KS]; subst. inversion KS; subst.
  destruct ((f =? 1) && (g =? wrap (-1)) || (f =? wrap (-1)) && (g =? 1)) eqn:F; [|discriminate].
  destruct (and_xor_rule T t s) as [q|] eqn:E; [|discriminate]. intros [= <-].
  destruct (and_xor_good T t s q S KT H1 E) as [KQ V]. split; [split; [exact KQ|exact I]|]. intros.
  cbn [plan_value]. rewrite V, (D v place S A B). change (wrap 0) with 0. rewrite equal_xor by apply value_word.
  apply equal_same_truth. unfold linear_value. cbn [fst snd parts_of map total].
  fold (value v T t place) (value v T s place).
  pose proof (value_word v T t place) as WT. pose proof (value_word v T s place) as WS. unfold word in WT, WS.
  set (x := value v T t place) in *. set (y := value v T s place) in *.
  assert (Z : wrap (0 + (f * x + (g * y + 0))) = wrap (x - y) \/ wrap (0 + (f * x + (g * y + 0))) = wrap (y - x)).
  { change (wrap (-1)) with (modulus - 1) in F. apply orb_true_iff in F.
    destruct F as [F|F]; apply andb_true_iff in F as [F G]; apply Z.eqb_eq in F, G; subst f g; [left|right].
    - replace (0 + _) with (x - y + y * modulus) by ring. unfold wrap. now rewrite Z_mod_plus_full.
    - replace (0 + _) with (y - x + x * modulus) by ring. unfold wrap. now rewrite Z_mod_plus_full. }
  clearbody x y. destruct Z as [-> | ->]; unfold wrap, modulus in *; split; intros; Z.div_mod_to_equations; lia.
Qed.

(** ** Remainders by powers of two *)

(** A sum without so many times a term. *)
Definition without (s : linear) (n : Z) (t : term) : linear := plus s (times (- n) (0, [(t, 1)])).

Lemma without_ok T s n t v place : wrap (linear_value v T (without s n t) place) =
  sub (wrap (linear_value v T s place)) (mul n (value v T t place)).
Proof.
  unfold without. rewrite plus_value, <- wrap_add_r, times_value. unfold linear_value at 2.
  cbn [fst snd parts_of map total]. unfold operate, result, value. unwrap. f_equal. ring.
Qed.

(** The first part of which something is found. *)
Fixpoint first_part {A} (find : term -> Z -> option A) (parts : list (term * Z)) : option A :=
  match parts with
  | [] => None
  | (t, f) :: rest => match find t f with Some a => Some a | None => first_part find rest end
  end.

Lemma first_part_ok {A} (find : term -> Z -> option A) parts a : first_part find parts = Some a ->
  exists t f, In t (map fst parts) /\ find t f = Some a.
Proof.
  induction parts as [|[t f] parts IH]; cbn [first_part map fst]; [discriminate|].
  destruct (find t f) as [b|] eqn:E.
  - intros [= <-]. exists t, f. split; [now left|exact E].
  - intros H. destruct (IH H) as (s & g & I & F). exists s, g. split; [now right|exact F].
Qed.

(** The x and k of a difference that is x - 2^k·(x / 2^k), or the opposite of that. *)
Definition remainder_of (T : table) (d : linear) : option (term * Z) :=
  first_part (fun t _ =>
    match applied Div T t with
    | Some (x, n) =>
      let rest := without (as_sum T x) n t in
      match exponent 30 n with
      | Some k => if same_linear rest d || same_linear rest (times (-1) d) then Some (x, k) else None
      | None => None
      end
    | None => None
    end) (snd d).

Definition equal_rem_rule : rule := fun T a b =>
  match remainder_of T (difference T a b) with
  | Some (x, k) => Some (Make Equal (Make And (Old x) (Number (2 ^ k - 1))) (Number 0))
  | None => None
  end.
Lemma equal_rem_good : good Equal equal_rem_rule.
Proof.
  intros T a b p S A B. unfold equal_rem_rule. destruct (remainder_of T (difference T a b)) as [[x k]|] eqn:R; [|discriminate].
  unfold remainder_of in R. apply first_part_ok in R as (t & f & I & R).
  destruct (applied Div T t) as [[y n]|] eqn:E; [|discriminate]. destruct (applied_ok Div T t y n S E) as (X & N & V).
  destruct (exponent 30 n) as [j|] eqn:J; [|discriminate]. apply exponent_ok in J as [-> J].
  destruct (_ || _) eqn:Q; [|discriminate]. injection R as -> ->. intros [= <-].
  split; [repeat split; exact X|]. intros. cbn [plan_value].
  assert (2 ^ k <= 2 ^ 30) by (apply Z.pow_le_mono_r; lia). pose proof (Z.pow_pos_nonneg 2 k ltac:(reflexivity) ltac:(lia)).
  rewrite (wrap_id (2 ^ k - 1)) by (unfold word, modulus; lia).
  rewrite <- equal_rem by (lia || apply value_word).
  rewrite (difference_zero T a b) by assumption. set (d := difference T a b) in *.
  assert (G : wrap (linear_value v T (without (as_sum T x) (2 ^ k) t) place) =
    sub (value v T x place) (mul (2 ^ k) (div (value v T x place) (2 ^ k)))).
  { rewrite without_ok, V. now rewrite (proj2 (as_sum_ok T x S X)). }
  rewrite <- G. apply orb_prop in Q as [Q|Q]; apply same_linear_ok in Q as ->; [reflexivity|].
  rewrite times_value, (equal_sign (wrap _)) by apply wrap_word. f_equal. unfold operate, result. unwrap. f_equal. ring.
Qed.

(** ** The normal form *)

(** equal_sum and equal_sign: a sum is 0. *)
Definition equal_sum_rule : rule := fun T a b =>
  let d := difference T a b in
  let opposite := is_negative (fst d) (snd d) in
  if negb opposite && (match constant_of T b with Some n => n =? 0 | None => false end) then None
  else Some (Make Equal (Linear (if opposite then times (-1) d else d)) (Number 0)).
Lemma equal_sum_good : good Equal equal_sum_rule.
Proof.
  intros T a b p S A B. unfold equal_sum_rule. cbv zeta. destruct (_ && _); [discriminate|]. intros [= <-].
  destruct (difference_ok T a b S A B) as [K _]. split; [split; [|exact I]; destruct (is_negative _ _); [now apply times_known|exact K]|].
  intros. cbn [plan_value]. rewrite (difference_zero T a b) by assumption. change (wrap 0) with 0.
  destruct (is_negative _ _); [|reflexivity].
  rewrite times_value, (equal_sign (wrap _)) by apply wrap_word. f_equal. unfold operate, result. unwrap. f_equal. ring.
Qed.
