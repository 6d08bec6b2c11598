(** What a path knows of a condition, and what it learns from one (src/proof/checker/paths/path.ts): a condition as a literal, what follows
    of it, what is assumed, and whether facts contradict each other. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordSigned Terms LawsFacts LawsEquality TermTable TermSums PathFacts PathChains.
From Etalon Require Import RulesBits TermWords.
Import ListNotations.
Open Scope Z_scope.

(** * Literals *)

(** What a condition comes to: it is decided as it stands, or is a literal. *)
Inductive condition := Settled (holds : bool) | Open (l : literal).

Definition condition_value (v : valuation) (T : table) (c : condition) : bool :=
  match c with Settled b => b | Open l => Bool.eqb (holds (value v T (fst l) 0)) (snd l) end.

Definition condition_known (T : table) (c : condition) : Prop :=
  match c with Settled _ => True | Open l => known T (fst l) end.

Definition opposite (c : condition) : condition :=
  match c with Settled b => Settled (negb b) | Open l => Open (fst l, negb (snd l)) end.

Lemma opposite_ok v T c : condition_value v T (opposite c) = negb (condition_value v T c).
Proof. destruct c as [b|[t h]]; cbn [opposite condition_value fst snd]; [reflexivity|]. now destruct (holds _), h. Qed.

(** A truth value as it stands, or by literal_not. *)
Definition literal_of (T : table) (t : term) : option condition :=
  match constant_of T t with
  | Some z => Some (Settled (holds z))
  | None =>
    match as_sum T t with
    | (c, [(a, f)]) =>
      if (c =? 1) && (f =? wrap (-1)) && is_truth T a then Some (Open (a, false))
      else if (c =? 0) && (f =? 1) && is_truth T t then Some (Open (t, true)) else None
    | _ => None
    end
  end.

Lemma literal_of_ok T t c : sound T -> known T t -> literal_of T t = Some c ->
  condition_known T c /\ forall v, condition_value v T c = holds (value v T t 0).
Proof.
  intros S K. unfold literal_of. destruct (constant_of T t) as [z|] eqn:C.
  { intros [= <-]. split; [exact I|]. intros. now destruct (constant_ok T t z v 0 S C) as [-> _]. }
  pose proof (as_sum_ok T t S K) as [KS VS]. destruct (as_sum T t) as [d [|[a f] [|]]]; try discriminate.
  inversion KS as [|? ? KA _]; subst. destruct (_ && is_truth T a) eqn:E.
  - intros [= <-]. apply andb_prop in E as [E B]. apply andb_prop in E as [E F]. apply Z.eqb_eq in E, F. subst d f.
    split; [exact KA|]. intros v. cbn [condition_value fst snd].
    rewrite <- (VS v 0). fold (sum_value v T (1, [(a, wrap (-1))]) 0). rewrite not_of. destruct (Z.eq_dec (value v T a 0) 0) as [->|]; [reflexivity|].
    pose proof (is_truth_ok T a v 0 S B). assert (value v T a 0 = 1) as -> by lia. reflexivity.
  - clear E. destruct (_ && is_truth T t); [|discriminate]. intros [= <-]. split; [exact K|]. intros v.
    cbn [condition_value fst snd]. now destruct (holds _).
Qed.

(** A condition as it stands, where there is nothing better. *)
Definition condition_of (T : table) (t : term) : condition :=
  match literal_of T t with Some c => c | None => Open (t, true) end.

Lemma condition_of_ok T t : sound T -> known T t ->
  condition_known T (condition_of T t) /\ forall v, condition_value v T (condition_of T t) = holds (value v T t 0).
Proof.
  intros S K. unfold condition_of. destruct (literal_of T t) as [c|] eqn:L; [now apply literal_of_ok|].
  split; [exact K|]. intros v. cbn [condition_value fst snd]. now destruct (holds _).
Qed.

(** Any condition: literal_word where it is no truth value. *)
Definition literal_on (T : table) (t : term) : table * condition :=
  match literal_of T t with
  | Some c => (T, c)
  | None =>
    let (T, zero) := share T (Constant 0) in
    let (T, same) := operation_on T Equal t zero in
    (T, opposite (condition_of T same))
  end.

Theorem literal_on_ok T t : sound T -> known T t ->
  let (U, c) := literal_on T t in
  sound U /\ extends T U /\ condition_known U c /\ forall v, condition_value v U c = holds (value v T t 0).
Proof.
  intros S K. unfold literal_on. destruct (literal_of T t) as [c|] eqn:L.
  { destruct (literal_of_ok T t c S K L) as [KC VC]. auto using extends_refl. }
  destruct (share_ok T (Constant 0) S ltac:(constructor)) as [(SU & EU & KZ) VZ].
  destruct (share T (Constant 0)) as [U zero]. cbn [fst snd] in *.
  destruct (operation_on_ok U Equal t zero SU (known_extends T U t EU K) KZ) as [(SV & EV & KE) VE].
  destruct (operation_on U Equal t zero) as [V same]. cbn [fst snd] in *.
  assert (G : forall v, negb (holds (value v V same 0)) = holds (value v T t 0)).
  { intros v. rewrite VE, (value_extends T U) by assumption. unfold value at 2. rewrite VZ. cbn [mean of_word at_place].
    change (wrap 0) with 0. rewrite equal_truth_value, holds_truth. reflexivity. }
  split; [exact SV|split; [eapply extends_trans; eassumption|]].
  destruct (condition_of_ok V same SV KE) as [KC VC]. split.
  - now destruct (condition_of V same).
  - intros v. now rewrite opposite_ok, VC.
Qed.

(** * What is known *)

(** Does a condition hold, as far as facts tell? *)
Definition answered (T : table) (facts : list literal) (c : condition) : option bool :=
  match c with
  | Settled b => Some b
  | Open (s, h) => option_map (fun answer => Bool.eqb answer h) (decided T facts s)
  end.

Lemma answered_ok T facts v c answer : sound T -> literals_known T facts -> satisfied v T facts -> condition_known T c ->
  answered T facts c = Some answer -> condition_value v T c = answer.
Proof.
  intros S KF F KC. destruct c as [b|[s h]]; [now intros [= ->]|]. cbn [answered].
  destruct (decided T facts s) as [a|] eqn:D; [|discriminate]. intros [= <-]. cbn [condition_value fst snd]. f_equal.
  now apply (decided_ok T facts v s a).
Qed.

(** What follows of a condition. *)
Definition known_on (T : table) (facts : list literal) (t : term) : table * option bool :=
  let (T, c) := literal_on T t in (T, answered T facts c).

Theorem known_on_ok T facts t : sound T -> literals_known T facts -> known T t ->
  let (U, found) := known_on T facts t in
  sound U /\ extends T U /\
  forall v answer, satisfied v T facts -> found = Some answer -> holds (value v T t 0) = answer.
Proof.
  intros S KF K. unfold known_on. pose proof (literal_on_ok T t S K) as L. destruct (literal_on T t) as [U c].
  destruct L as (SU & EU & KC & VC). split; [exact SU|split; [exact EU|]]. intros v answer F A. rewrite <- (VC v).
  apply (answered_ok U facts); auto; [|now apply (satisfied_extends T U)].
  eapply Forall_impl; [|exact KF]. intros l. now apply known_extends.
Qed.

(** * What is learned *)

(** Has the difference of two words lost a part that both have? *)
Definition common_part (T : table) (a b : term) : bool :=
  existsb (fun x => existsb (fun y => Pos.eqb (fst x) (fst y)) (snd (as_sum T b))) (snd (as_sum T a)).

(** These facts and one more; and that two words differ of which one is less, where their difference does not tell which
    words they are: equal_less. *)
Definition with_fact (T : table) (facts : list literal) (l : literal) : table * list literal :=
  match apply_of T (fst l) with
  | Some (o, a, b) =>
    if snd l && (match o with Slt | Sltu => true | _ => false end) && common_part T a b then
      let (T, same) := operation_on T Equal a b in
      match constant_of T same with None => (T, (same, false) :: l :: facts) | Some _ => (T, l :: facts) end
    else (T, l :: facts)
  | None => (T, l :: facts)
  end.

(** A table and facts of it that are true where these facts and this literal are. *)
Definition learns (T : table) (facts : list literal) (l : literal) (made : table * list literal) : Prop :=
  sound (fst made) /\ extends T (fst made) /\ literals_known (fst made) (snd made) /\
  forall v, satisfied v T facts -> true_of v T l -> satisfied v (fst made) (snd made).

Theorem with_fact_ok T facts l : sound T -> literals_known T facts -> known T (fst l) -> learns T facts l (with_fact T facts l).
Proof.
  intros S KF KL. unfold with_fact.
  assert (PLAIN : learns T facts l (T, l :: facts)).
  { split; [exact S|split; [apply extends_refl|split; [now constructor|]]]. intros v F L. now constructor. }
  destruct (apply_of T (fst l)) as [[[o a] b]|] eqn:E; [|exact PLAIN]. destruct (apply_of_ok T (fst l) o a b S E) as (A & B & V).
  destruct (snd l && _) eqn:H; [|exact PLAIN]. destruct (common_part T a b); [|exact PLAIN]. cbn [andb].
  apply andb_prop in H as [H O]. destruct (operation_on_ok T Equal a b S A B) as [(SU & EU & KE) VE].
  destruct (operation_on T Equal a b) as [U same]. cbn [fst snd] in *.
  assert (KL' : literals_known U (l :: facts)).
  { constructor; [now apply (known_extends T)|]. eapply Forall_impl; [|exact KF]. intros m. now apply known_extends. }
  assert (F' : forall v, satisfied v T facts -> true_of v T l -> satisfied v U (l :: facts)).
  { intros v F L. apply (satisfied_extends T U); [exact EU|now constructor|now constructor]. }
  destruct (constant_of U same); (split; [exact SU|split; [exact EU|split]]); cbn [fst snd]; auto.
  - now constructor.
  - intros v F L. constructor; [|now apply F']. unfold true_of in *. cbn [fst snd]. rewrite VE. rewrite V, H in L.
    assert (exists p, number p (value v T a 0) < number p (value v T b 0)) as [p P].
    { destruct o; try discriminate.
      - rewrite slt_truth, holds_truth in L. exists Signed. now apply Z.ltb_lt.
      - rewrite sltu_truth, holds_truth in L. exists Unsigned. now apply Z.ltb_lt. }
    now rewrite (equal_apart p).
Qed.

(** * Contradiction *)

(** Does the opposite of a fact follow from the others? No words are like that. *)
Definition contradict (T : table) (facts : list literal) : bool :=
  existsb (fun l =>
      match derive T (filter (fun m => negb (Pos.eqb (fst m) (fst l))) facts) (fst l) with
      | Some answer => negb (Bool.eqb answer (snd l))
      | None => false
      end)
    facts.

Theorem contradict_ok T facts v : sound T -> literals_known T facts -> contradict T facts = true -> ~ satisfied v T facts.
Proof.
  intros S K E F. apply existsb_exists in E as (l & I & E).
  destruct (derive _ _ _) as [answer|] eqn:D; [|discriminate].
  assert (SUB : forall P : literal -> Prop, Forall P facts -> Forall P (filter (fun m => negb (Pos.eqb (fst m) (fst l))) facts)).
  { intros P H. rewrite Forall_forall in *. intros m M. apply filter_In in M as [M _]. now apply H. }
  apply (derive_ok T _ v S (SUB _ F)) in D; [|now apply (proj1 (Forall_forall _ _) K)].
  assert (A : answer = snd l) by (rewrite <- D; exact (proj1 (Forall_forall _ _) F l I)).
  rewrite A, eqb_reflx in E. discriminate.
Qed.
