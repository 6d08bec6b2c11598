(** Rules: a law of docs/laws.md as a step that the table of terms takes. A rule looks at how the operands of an operation
    are made, and may give a plan: what to make instead. A rule is good when a plan always has the value of the
    operation. Here is how plans are carried out; that this keeps the value is proved once for all rules. *)

From Coq Require Import ZArith Lia Bool List FMapPositive.
From Etalon Require Import Words WordFacts WordSolve WordSigned Terms TermTable TermSums.
Import ListNotations.
Open Scope Z_scope.

(** What to make. *)
Inductive plan :=
  | Old (t : term)
  | Number (z : Z)
  | Linear (s : linear)
  | Make (o : operation) (a b : plan).

Fixpoint plan_value (v : valuation) (T : table) (p : plan) (place : Z) : Z :=
  match p with
  | Old t => value v T t place
  | Number z => wrap z
  | Linear s => wrap (linear_value v T s place)
  | Make o a b => operate o (plan_value v T a place) (plan_value v T b place)
  end.

(** It speaks of terms of the table alone. *)
Fixpoint plan_known (T : table) (p : plan) : Prop :=
  match p with
  | Old t => known T t
  | Number _ => True
  | Linear s => linear_known T s
  | Make _ a b => plan_known T a /\ plan_known T b
  end.

(** A rule for an operation. *)
Definition rule : Type := table -> term -> term -> option plan.

Definition good (o : operation) (r : rule) : Prop :=
  forall T a b p, sound T -> known T a -> known T b -> r T a b = Some p ->
  plan_known T p /\
  forall v place, plan_value v T p place = operate o (value v T a place) (value v T b place).

(** The first plan that a rule gives. *)
Fixpoint first_plan (rules : list rule) (T : table) (a b : term) : option plan :=
  match rules with
  | [] => None
  | r :: rest => match r T a b with Some p => Some p | None => first_plan rest T a b end
  end.

Lemma first_plan_good o rules : Forall (good o) rules -> good o (first_plan rules).
Proof.
  intros G T a b p S A B. induction G as [|r rest G _ IH]; cbn [first_plan]; [discriminate|].
  destruct (r T a b) as [q|] eqn:E; [|exact IH]. intros [= <-]. eapply G; eassumption.
Qed.

(** * Carrying out plans *)

Section Build.
(** How an operation on two terms is made. *)
Context (make : table -> operation -> term -> term -> table * term).

Fixpoint build (T : table) (p : plan) : table * term :=
  match p with
  | Old t => (T, t)
  | Number z => share T (Constant (wrap z))
  | Linear s => make_sum T s
  | Make o a b =>
    let (U, x) := build T a in
    let (V, y) := build U b in
    make V o x y
  end.

Context (make_ok : forall T o a b, sound T -> known T a -> known T b ->
  yields T (make T o a b) (fun v place => operate o (value v T a place) (value v T b place))).

Lemma plan_known_extends T U p : extends T U -> plan_known T p -> plan_known U p.
Proof.
  intros E. induction p as [t|z|s|o a IHa b IHb]; cbn [plan_known]; try tauto.
  - now apply known_extends.
  - apply Forall_impl. intros t. now apply known_extends.
Qed.

Lemma linear_extends T U s v place : extends T U -> linear_known T s -> linear_value v U s place = linear_value v T s place.
Proof.
  intros E. destruct s as [c parts]. unfold linear_known, linear_value. cbn [fst snd]. intros K. f_equal.
  induction parts as [|[t f] parts IH]; [reflexivity|]. inversion K; subst. cbn [parts_of map total fst snd].
  fold (parts_of (means v U) parts). fold (parts_of (means v T) parts). rewrite (proj2 E) by assumption. now rewrite IH.
Qed.

Lemma plan_extends T U p v place : extends T U -> plan_known T p -> plan_value v U p place = plan_value v T p place.
Proof.
  intros E. induction p as [t|z|s|o a IHa b IHb]; cbn [plan_known plan_value].
  - now apply value_extends.
  - reflexivity.
  - intros K. now rewrite (linear_extends T U).
  - intros [A B]. now rewrite IHa, IHb.
Qed.

Theorem build_ok p : forall T, sound T -> plan_known T p -> yields T (build T p) (fun v place => plan_value v T p place).
Proof.
  induction p as [t|z|s|o a IHa b IHb]; intros T S K; cbn [build].
  - split; [split; [exact S|split; [apply extends_refl|exact K]]|reflexivity].
  - destruct (share_ok T (Constant (wrap z)) S ltac:(constructor)) as [G V]. split; [exact G|].
    intros. unfold value. rewrite V. apply wrap_wrap.
  - now apply make_sum_ok.
  - destruct K as [KA KB]. specialize (IHa T S KA). destruct (build T a) as [U x].
    destruct IHa as [(SU & EU & KX) VX]. cbn [fst snd] in *.
    specialize (IHb U SU (plan_known_extends T U b EU KB)). destruct (build U b) as [V y]. destruct IHb as [(SV & EV & KY) VY]. cbn [fst snd] in *.
    destruct (make_ok V o x y SV (known_extends U V x EV KX) KY) as [(SW & EW & KW) VW].
    split; [split; [exact SW|split; [|exact KW]]|].
    + eapply extends_trans; [exact EU|]. eapply extends_trans; [exact EV|exact EW].
    + intros v place. cbn [plan_value]. rewrite (VW v place), (value_extends U V x v place EV KX), (VX v place), (VY v place).
      now rewrite (plan_extends T U b v place EU KB).
Qed.
End Build.

(** An operation on two terms, by the rules of the operation, so many times one after the other at most. *)
Fixpoint make (rules : operation -> list rule) (steps : nat) (T : table) (o : operation) (a b : term) : table * term :=
  match steps with
  | O => share T (Apply o a b)
  | S steps =>
    match first_plan (rules o) T a b with
    | Some p => build (make rules steps) T p
    | None => share T (Apply o a b)
    end
  end.

Theorem make_ok rules : (forall o, Forall (good o) (rules o)) -> forall steps T o a b,
  sound T -> known T a -> known T b ->
  yields T (make rules steps T o a b) (fun v place => operate o (value v T a place) (value v T b place)).
Proof.
  intros G. assert (SHARE : forall T o a b, sound T -> known T a -> known T b ->
    yields T (share T (Apply o a b)) (fun v place => operate o (value v T a place) (value v T b place))).
  { intros T o a b S A B. destruct (share_ok T (Apply o a b) S ltac:(repeat constructor; assumption)) as [X V].
    split; [exact X|]. intros. unfold value. now rewrite V. }
  induction steps as [|steps IH]; intros T o a b S A B; cbn [make]; [now apply SHARE|].
  destruct (first_plan (rules o) T a b) as [p|] eqn:E; [|now apply SHARE].
  destruct (first_plan_good o (rules o) (G o) T a b p S A B E) as [K V].
  destruct (build_ok (make rules steps) IH p T S K) as [X W]. split; [exact X|]. intros. now rewrite (W v place), V.
Qed.

(** * Rules of every operation *)

(** fold_constants *)
Definition fold_rule (o : operation) : rule := fun T a b =>
  match constant_of T a, constant_of T b with
  | Some m, Some n => Some (Number (operate o m n))
  | _, _ => None
  end.

Lemma fold_good o : good o (fold_rule o).
Proof.
  intros T a b p S A B. unfold fold_rule. destruct (constant_of T a) as [m|] eqn:M; [|discriminate].
  destruct (constant_of T b) as [n|] eqn:N; [|discriminate]. intros [= <-]. split; [exact I|]. intros. cbn [plan_value].
  destruct (constant_ok T a m v place S M) as [-> _], (constant_ok T b n v place S N) as [-> _].
  apply wrap_id, operate_word.
Qed.

(** The laws ..._commute: the term made first stands left, a constant right. *)
Definition commute_rule (o : operation) : rule := fun T a b =>
  match constant_of T a, constant_of T b with
  | Some _, None => Some (Make o (Old b) (Old a))
  | None, None => if Pos.ltb b a then Some (Make o (Old b) (Old a)) else None
  | _, _ => None
  end.

Lemma commute_good o : (forall x y, operate o x y = operate o y x) -> good o (commute_rule o).
Proof.
  intros C T a b p S A B. unfold commute_rule.
  assert (G : Some (Make o (Old b) (Old a)) = Some p -> plan_known T p /\
    forall v place, plan_value v T p place = operate o (value v T a place) (value v T b place)).
  { intros [= <-]. split; [split; assumption|]. intros. cbn [plan_value]. apply C. }
  destruct (constant_of T a), (constant_of T b); try discriminate; [exact G|].
  destruct (Pos.ltb b a); [exact G|discriminate].
Qed.

(** A rule for a right operand that is a constant. *)
Definition by_constant (r : table -> term -> Z -> option plan) : rule := fun T a b =>
  match constant_of T b with Some n => r T a n | None => None end.

Lemma by_constant_good o r :
  (forall T a n p, sound T -> known T a -> word n -> r T a n = Some p ->
    plan_known T p /\ forall v place, plan_value v T p place = operate o (value v T a place) n) ->
  good o (by_constant r).
Proof.
  intros G T a b p S A B. unfold by_constant. destruct (constant_of T b) as [n|] eqn:N; [|discriminate].
  intros E. destruct (G T a n p S A (constant_word T b n N) E) as [K V]. split; [exact K|]. intros. rewrite V.
  now destruct (constant_ok T b n v place S N) as [-> _].
Qed.

(** The plan's value is an operation on what is left. *)
Ltac by_rule := apply by_constant_good; intros T a n p S A W.

(** * Sums *)

(** sum_subtract and the other laws of sums *)
Definition add_rule : rule := fun T a b => Some (Linear (plus (as_sum T a) (as_sum T b))).
Definition sub_rule : rule := fun T a b => Some (Linear (plus (as_sum T a) (times (-1) (as_sum T b)))).

Lemma add_good : good Add add_rule.
Proof.
  intros T a b p S A B [= <-]. destruct (as_sum_ok T a S A) as [KA VA], (as_sum_ok T b S B) as [KB VB].
  split; [now apply plus_known|]. intros. cbn [plan_value]. rewrite plus_value. unfold operate, result.
  rewrite <- (VA v place), <- (VB v place). now unwrap.
Qed.

Lemma sub_good : good Sub sub_rule.
Proof.
  intros T a b p S A B [= <-]. destruct (as_sum_ok T a S A) as [KA VA], (as_sum_ok T b S B) as [KB VB].
  split; [apply plus_known; [|apply times_known]; assumption|]. intros. cbn [plan_value].
  rewrite plus_value, <- wrap_add_r, times_value. unfold operate, result. rewrite <- (VA v place), <- (VB v place).
  now unwrap.
Qed.

(** mul_constant *)
Definition mul_rule : rule := by_constant (fun T a n => Some (Linear (times n (as_sum T a)))).

Lemma times_sum T a n : sound T -> known T a -> linear_known T (times n (as_sum T a)) /\
  forall v place, wrap (linear_value v T (times n (as_sum T a)) place) = mul n (value v T a place).
Proof.
  intros S A. destruct (as_sum_ok T a S A) as [KA VA]. split; [now apply times_known|]. intros.
  rewrite times_value. unfold operate, result. rewrite <- (VA v place). now unwrap.
Qed.

Lemma mul_good : good Mul mul_rule.
Proof.
  apply by_constant_good. intros T a n p S A W [= <-]. destruct (times_sum T a n S A) as [K V].
  split; [exact K|]. intros. cbn [plan_value]. rewrite V. unfold operate, result. now rewrite Z.mul_comm.
Qed.
