(** A term on a path (src/proof/checker/paths/settle.ts): each truth value in it that the path decides is its constant, and an operation on words
    that the path knows not to be negative is the unsigned one. So code without branches is compared with source that has them. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordSigned Terms LawsOrder LawsShifts LawsDivision TermTable TermSums Ranges.
From Etalon Require Import PathFacts PathChains Rules RulesBits TermWords PathKnown.
Import ListNotations.
Open Scope Z_scope.

(** A sum of more parts is left as it is. *)
Definition most_settled : nat := 64.

(** So deep is a term looked into. *)
Definition deepest_settled : nat := 4.

(** The unsigned operation that is the same on words that are not negative; must the right one be so, too? *)
Definition unsigned_of (o : operation) : option (operation * bool) :=
  match o with
  | Slt => Some (Sltu, true)
  | Sra => Some (Srl, false)
  | Div => Some (Divu, true)
  | Rem => Some (Remu, true)
  | Mulh => Some (Mulhu, true)
  | _ => None
  end.

Lemma unsigned_of_ok o p both a b : unsigned_of o = Some (p, both) ->
  0 <= a < half -> (both = true -> 0 <= b < half) -> operate o a b = operate p a b.
Proof.
  destruct o; try discriminate; intros [= <- <-] A B;
    auto using mulh_positive, div_positive, rem_positive, sra_positive, slt_positive.
Qed.

Section Settle.
Context (facts : list literal).

Definition is_natural (T : table) (t : term) : bool := natural T (comparisons T facts) (Some t, 0).

Lemma is_natural_ok T t v : sound T -> satisfied v T facts -> known T t -> is_natural T t = true -> 0 <= value v T t 0 < half.
Proof.
  intros S F K N. pose proof (natural_ok T _ v S (comparisons_ok T facts v S F) (Some t, 0) K N Signed Unsigned) as E.
  cbn [number] in E. rewrite side_of in E. pose proof (value_word v T t 0) as W. unfold word in W. split; [lia|].
  unfold signed in E. destruct (Z.ltb_spec (value v T t 0) half); [assumption|]. unfold modulus in *. lia.
Qed.

(** The term made anew of its parts, where one of them is another. *)
Definition anew (T : table) (t : term) (o : operation) (a b x y : term) : table * term :=
  if Pos.eqb a x && Pos.eqb b y then (T, t) else operation_on T o x y.

Fixpoint settle (depth : nat) (T : table) (t : term) : table * term :=
  match constant_of T t with
  | Some _ => (T, t)
  | None =>
    let (T, found) := if is_truth T t then known_on T facts t else (T, None) in
    match found, depth with
    | Some holds, _ => share T (Constant (truth holds))
    | None, O => (T, t)
    | None, S depth =>
      match made_of T t with
      | Some (Sum c parts) =>
        if Nat.leb (length parts) most_settled then
          let (T, s) := fold_left (fun made part =>
              let (T, x) := settle depth (fst made) (fst part) in
              (T, plus (snd made) (times (snd part) (as_sum T x)))) parts (T, (c, [])) in
          make_sum T s
        else (T, t)
      | Some (Apply o a b) =>
        let (T, x) := settle depth T a in
        let (T, y) := settle depth T b in
        match unsigned_of o with
        | Some (p, both) =>
          if is_natural T x && (negb both || is_natural T y) then operation_on T p x y else anew T t o a b x y
        | None => anew T t o a b x y
        end
      | _ => (T, t)
      end
    end
  end.

(** A grown table and a term of it that has the value of a term wherever the facts are true. *)
Definition settles (T : table) (t : term) (made : table * term) : Prop :=
  grown T made /\ forall v, satisfied v T facts -> value v (fst made) (snd made) 0 = value v T t 0.

Lemma literals_extends T U : extends T U -> literals_known T facts -> literals_known U facts.
Proof. intros E. apply Forall_impl. intros l. now apply known_extends. Qed.

Lemma settles_itself T t : sound T -> known T t -> settles T t (T, t).
Proof. intros S K. split; [split; [exact S|split; [apply extends_refl|exact K]]|reflexivity]. Qed.

(** What is made of a later table settles the term of the earlier one. *)
Lemma settles_later T U t made : extends T U -> literals_known T facts -> known T t -> settles U t made -> settles T t made.
Proof.
  intros E KF K [(S & X & KM) V]. split; [split; [exact S|split; [eapply extends_trans; eassumption|exact KM]]|].
  intros v F. rewrite V by now apply (satisfied_extends T U). now apply value_extends.
Qed.

Lemma settles_operation T t o x y : sound T -> known T x -> known T y ->
  (forall v, satisfied v T facts -> operate o (value v T x 0) (value v T y 0) = value v T t 0) ->
  settles T t (operation_on T o x y).
Proof.
  intros S X Y V. destruct (operation_on_ok T o x y S X Y) as [G W]. split; [exact G|]. intros v F. now rewrite W, V.
Qed.

Theorem settle_ok depth : forall T t, sound T -> literals_known T facts -> known T t -> settles T t (settle depth T t).
Proof.
  induction depth as [|depth IH]; intros T t S KF K; cbn [settle];
    (destruct (constant_of T t); [now apply settles_itself|]);
    (assert (L : let (U, found) := if is_truth T t then known_on T facts t else (T, None) in
      sound U /\ extends T U /\ forall v, satisfied v T facts -> forall b, found = Some b -> value v U t 0 = truth b)
      by (destruct (is_truth T t) eqn:B;
          [|split; [exact S|split; [apply extends_refl|discriminate]]];
          pose proof (known_on_ok T facts t S KF K) as O; destruct (known_on T facts t) as [U found];
          destruct O as (SU & EU & V); split; [exact SU|split; [exact EU|]]; intros v F b Q;
          rewrite (value_extends T U) by assumption; rewrite <- (V v b F Q);
          pose proof (is_truth_ok T t v 0 S B);
          assert (value v T t 0 = 0 \/ value v T t 0 = 1) as [-> | ->] by lia; reflexivity));
    destruct (if is_truth T t then known_on T facts t else (T, None)) as [U found]; destruct L as (SU & EU & VU);
    pose proof (known_extends T U t EU K) as KU; pose proof (literals_extends T U EU KF) as KFU.
  all: destruct found as [b|];
    [destruct (share_ok U (Constant (truth b)) SU ltac:(constructor)) as [(SW & EW & KW) VW];
     split; [split; [exact SW|split; [eapply extends_trans; eassumption|exact KW]]|];
     intros v F; unfold value at 1; rewrite VW; cbn [mean of_word at_place]; rewrite wrap_truth;
     rewrite <- (VU v F b eq_refl); now apply value_extends|].
  1: now apply (settles_later T U), settles_itself.
  apply (settles_later T U); auto. clear T S KF K EU VU. rename U into T, SU into S, KFU into KF, KU into K.
  pose proof (settles_itself T t S K) as SAME.
  destruct (made_of T t) as [n|] eqn:E; [|exact SAME].
  destruct (made_of_ok T t n S E) as [O M]. destruct n as [| |c parts|o a b| | | | | | |]; try exact SAME.
  - destruct (Nat.leb _ _); [|exact SAME].
    assert (G : forall parts T s, sound T -> literals_known T facts -> linear_known T s -> Forall (known T) (map fst parts) ->
      let (U, r) := fold_left (fun made part =>
              let (T, x) := settle depth (fst made) (fst part) in
              (T, plus (snd made) (times (snd part) (as_sum T x)))) parts (T, s) in
      sound U /\ extends T U /\ linear_known U r /\
      forall v, satisfied v T facts -> sum_value v U r 0 = wrap (linear_value v T s 0 + total (parts_of (means v T) parts) 0)).
    { clear - IH. induction parts as [|[x f] parts IHP]; intros T s S KF KS KP; cbn [fold_left].
      - split; [exact S|split; [apply extends_refl|split; [exact KS|]]]. intros. cbn [parts_of map total]. now rewrite Z.add_0_r.
      - inversion KP as [|? ? KX KR]; subst. cbn [fst snd]. destruct (IH T x S KF KX) as [(SU & EU & KU) VU].
        destruct (settle depth T x) as [U y]. cbn [fst snd] in *. destruct (as_sum_ok U y SU KU) as [KY _].
        assert (KSU : linear_known U s) by (eapply Forall_impl; [|exact KS]; intros w; now apply known_extends).
        specialize (IHP U (plus s (times f (as_sum U y))) SU (literals_extends T U EU KF)
          (plus_known U _ _ KSU (times_known U f _ KY))
          ltac:(eapply Forall_impl; [|exact KR]; intros w; now apply known_extends)).
        destruct (fold_left _ parts _) as [V r]. destruct IHP as (SV & EV & KV & VV).
        split; [exact SV|split; [eapply extends_trans; eassumption|split; [exact KV|]]]. intros v F.
        rewrite VV by now apply (satisfied_extends T U). clear VV.
        assert (TOTAL : total (parts_of (means v U) parts) 0 = total (parts_of (means v T) parts) 0).
        { pose proof (linear_extends T U (0, parts) v 0 EU KR) as Q. exact Q. }
        rewrite TOTAL. cbn [parts_of map total fst snd]. fold (parts_of (means v T) parts). fold (value v T x 0).
        rewrite <- wrap_add_l. fold (sum_value v U (plus s (times f (as_sum U y))) 0).
        rewrite plus_sum_value, times_sum_value, (sum_of v U y 0 SU KU), (VU v F). unfold sum_value.
        rewrite (linear_extends T U s v 0 EU KS). unfold operate, result. unwrap. f_equal. ring. }
    specialize (G parts T (c, []) S KF ltac:(constructor) O). destruct (fold_left _ parts _) as [U r].
    destruct G as (SU & EU & KR & VU). destruct (make_sum_ok U r SU KR) as [(SW & EW & KW) VW].
    split; [split; [exact SW|split; [eapply extends_trans; eassumption|exact KW]]|].
    intros v F. rewrite VW. fold (sum_value v U r 0). rewrite (VU v F). unfold value. rewrite M.
    unfold linear_value. cbn [fst snd parts_of map total mean of_word at_place]. now rewrite Z.add_0_r.
  - inversion O as [|? ? A O']; subst. inversion O' as [|? ? B _]; subst.
    destruct (IH T a S KF A) as [(SU & EU & KX) VX]. destruct (settle depth T a) as [U x]. cbn [fst snd] in *.
    destruct (IH U b SU (literals_extends T U EU KF) (known_extends T U b EU B)) as [(SW & EW & KY) VY].
    destruct (settle depth U b) as [W y]. cbn [fst snd] in *.
    assert (EX : extends T W) by (eapply extends_trans; eassumption).
    apply (settles_later T W); auto. pose proof (known_extends U W x EW KX) as KXW.
    assert (VAL : forall v, satisfied v W facts -> value v W t 0 = operate o (value v W x 0) (value v W y 0)).
    { intros v F. assert (FT : satisfied v T facts).
      { unfold satisfied in *. rewrite Forall_forall in *. intros l I. specialize (F l I). unfold true_of in *.
        rewrite (value_extends T W) in F; [exact F|exact EX|now apply (proj1 (Forall_forall _ _) KF)]. }
      rewrite (value_extends T W t v 0 EX K). unfold value at 1. rewrite M. cbn [mean of_word at_place].
      fold (value v T a 0). fold (value v T b 0).
      rewrite (VY v) by now apply (satisfied_extends T U). rewrite (value_extends U W x), (VX v FT) by assumption.
      now rewrite (value_extends T U b) by assumption. }
    assert (ANEW : settles W t (anew W t o a b x y)).
    { unfold anew. destruct (_ && _); [apply settles_itself; [exact SW|now apply (known_extends T W)]|].
      apply settles_operation; auto. intros v F. symmetry. now apply VAL. }
    destruct (unsigned_of o) as [[p both]|] eqn:P; [|exact ANEW].
    destruct (is_natural W x) eqn:NX; [|exact ANEW]. cbn [andb].
    destruct (negb both || is_natural W y) eqn:NY; [|exact ANEW].
    apply settles_operation; auto. intros v F. rewrite (VAL v F). symmetry. apply (unsigned_of_ok o p both); auto.
    + now apply is_natural_ok.
    + intros ->. cbn [negb orb] in NY. now apply is_natural_ok.
Qed.

End Settle.

(** * The same words *)

(** So many conditions are decided both ways, one after the other, to show that two words are the same. *)
Definition most_cases : nat := 2.

(** A condition that a word is, or that it is made of. *)
Fixpoint condition_in (T : table) (depth : nat) (t : term) : option term :=
  match made_of T t with
  | Some (Apply _ a b) =>
    if is_truth T t then Some t
    else
      match depth with
      | O => None
      | S depth => match condition_in T depth a with Some c => Some c | None => condition_in T depth b end
      end
  | Some (Sum _ parts) =>
    match depth with
    | O => None
    | S depth =>
      fold_left (fun found part => match found with Some _ => found | None => condition_in T depth (fst part) end)
        (firstn most_settled parts) None
    end
  | _ => None
  end.

Lemma condition_in_ok T depth : sound T -> forall t c, known T t -> condition_in T depth t = Some c -> known T c.
Proof.
  intros S. induction depth as [|depth IH]; intros t c K; cbn [condition_in];
    (destruct (made_of T t) as [n|] eqn:E; [|discriminate]); destruct (made_of_ok T t n S E) as [O _];
    (destruct n as [| |d parts|o a b| | | | | | |]; try discriminate).
  - destruct (is_truth T t); [now intros [= <-]|discriminate].
  - assert (G : forall (parts : list (term * Z)) found, Forall (known T) (map fst parts) -> (forall x, found = Some x -> known T x) ->
      fold_left (fun found part => match found with Some _ => found | None => condition_in T depth (fst part) end) parts found = Some c ->
      known T c).
    { clear - IH. induction parts as [|[x f] parts IHP]; cbn [fold_left map fst]; intros found KP KF Q; [now apply KF|].
      inversion KP; subst. eapply IHP; [eassumption| |exact Q]. intros y. destruct found; [apply KF|now apply IH]. }
    apply G; [|discriminate]. rewrite Forall_forall in *. intros x I. apply O.
    apply in_map_iff in I as (p & <- & I). apply (in_map fst). rewrite <- (firstn_skipn most_settled parts).
    now apply in_or_app; left.
  - destruct (is_truth T t); [now intros [= <-]|]. inversion O as [|? ? A O']; subst. inversion O' as [|? ? B _]; subst.
    destruct (condition_in T depth a) as [x|] eqn:X; [intros [= <-]; now apply (IH a)|now apply IH].
Qed.

(** Does an answer to whether two words are the same say so rightly? *)
Definition right_of (T : table) (P : valuation -> Prop) (a b : term) (answer : table * bool) : Prop :=
  sound (fst answer) /\ extends T (fst answer) /\
  (snd answer = true -> forall v, P v -> value v T a 0 = value v T b 0).

Definition asks_right (ask : table -> list literal -> term -> term -> table * bool) : Prop :=
  forall T facts a b, sound T -> literals_known T facts -> known T a -> known T b ->
  right_of T (fun v => satisfied v T facts) a b (ask T facts a b).

(** Ask it of both as they are on the path. *)
Definition ask_settled (ask : table -> list literal -> term -> term -> table * bool) (T : table) (facts : list literal) (a b : term) :=
  let (T, x) := settle facts deepest_settled T a in
  let (T, y) := settle facts deepest_settled T b in
  ask T facts x y.

Lemma ask_settled_ok ask : asks_right ask -> asks_right (ask_settled ask).
Proof.
  intros R T facts a b S KF A B. unfold ask_settled.
  destruct (settle_ok facts deepest_settled T a S KF A) as [(SU & EU & KX) VX].
  destruct (settle facts deepest_settled T a) as [U x]. cbn [fst snd] in *.
  destruct (settle_ok facts deepest_settled U b SU (literals_extends facts T U EU KF) (known_extends T U b EU B)) as [(SW & EW & KY) VY].
  destruct (settle facts deepest_settled U b) as [W y]. cbn [fst snd] in *.
  pose proof (extends_trans T U W EU EW) as EX.
  destruct (R W facts x y SW (literals_extends facts T W EX KF) (known_extends U W x EW KX) KY) as (SN & EN & H).
  split; [exact SN|split; [eapply extends_trans; eassumption|]]. intros Q v F.
  rewrite <- (VX v F), <- (value_extends T U b v 0 EU B), <- (VY v) by now apply (satisfied_extends T U).
  rewrite <- (value_extends U W x v 0 EW KX). apply H; [exact Q|]. now apply (satisfied_extends T W).
Qed.

(** Ask it where a literal is true, too. *)
Definition ask_where (ask : table -> list literal -> term -> term -> table * bool) (l : literal) (T : table) (facts : list literal) (a b : term) :=
  let (T, more) := with_fact T facts l in ask_settled ask T more a b.

Lemma ask_where_ok ask l T facts a b : asks_right ask -> sound T -> literals_known T facts -> known T (fst l) -> known T a -> known T b ->
  right_of T (fun v => satisfied v T facts /\ true_of v T l) a b (ask_where ask l T facts a b).
Proof.
  intros R S KF KL A B. unfold ask_where. destruct (with_fact_ok T facts l S KF KL) as (SU & EU & KM & L).
  destruct (with_fact T facts l) as [U more]. cbn [fst snd] in *.
  destruct (ask_settled_ok ask R U more a b SU KM (known_extends T U a EU A) (known_extends T U b EU B)) as (SW & EW & H).
  split; [exact SW|split; [eapply extends_trans; eassumption|]]. intros Q v [F LV].
  rewrite <- (value_extends T U a v 0 EU A), <- (value_extends T U b v 0 EU B). apply H; auto.
Qed.

(** Are two words on the path the same? Where that is open, each way to decide a condition that they are made of is looked at by itself. *)
Fixpoint same_by_cases (cases : nat) (T : table) (facts : list literal) (x y : term) : table * bool :=
  if Pos.eqb x y then (T, true)
  else
    let (T, same) := operation_on T Equal x y in
    let (T, found) := known_on T facts same in
    match found, cases with
    | Some answer, _ => (T, answer)
    | None, O => (T, false)
    | None, S cases =>
      let condition := match condition_in T deepest_settled x with Some c => Some c | None => condition_in T deepest_settled y end in
      match option_map (condition_of T) condition with
      | Some (Open (a, _)) =>
        let (T, one) := ask_where (same_by_cases cases) (a, true) T facts x y in
        if one then ask_where (same_by_cases cases) (a, false) T facts x y else (T, false)
      | _ => (T, false)
      end
    end.

Lemma same_by_cases_ok cases : asks_right (same_by_cases cases).
Proof.
  induction cases as [|cases IH]; intros T facts x y S KF A B; cbn [same_by_cases];
    (destruct (Pos.eqb_spec x y) as [->|]; [split; [exact S|split; [apply extends_refl|reflexivity]]|]);
    destruct (operation_on_ok T Equal x y S A B) as [(SU & EU & KE) VE];
    destruct (operation_on T Equal x y) as [U same]; cbn [fst snd] in *;
    pose proof (known_on_ok U facts same SU (literals_extends facts T U EU KF) KE) as O;
    destruct (known_on U facts same) as [W found]; destruct O as (SW & EW & H);
    pose proof (extends_trans T U W EU EW) as EX.
  all: assert (SAME : found = Some true -> forall v, satisfied v T facts -> value v T x 0 = value v T y 0)
    by (intros E v F; specialize (H v true ltac:(apply (satisfied_extends T U); auto) E);
        rewrite VE, equal_truth_value, holds_truth in H; now apply Z.eqb_eq).
  all: destruct found as [b|]; [split; [exact SW|split; [exact EX|]]; cbn [fst snd]; intros ->; now apply SAME|].
  - split; [exact SW|split; [exact EX|discriminate]].
  - assert (NONE : right_of T (fun v => satisfied v T facts) x y (W, false)) by (split; [exact SW|split; [exact EX|discriminate]]).
    pose proof (literals_extends facts T W EX KF) as KFW.
    pose proof (known_extends T W x EX A) as AW. pose proof (known_extends T W y EX B) as BW.
    set (condition := match condition_in W deepest_settled x with Some c => Some c | None => _ end).
    assert (KC : forall c, condition = Some c -> known W c).
    { intros c. unfold condition. destruct (condition_in W deepest_settled x) as [d|] eqn:D.
      - intros [= <-]. now apply (condition_in_ok W deepest_settled SW x).
      - now apply condition_in_ok. }
    destruct condition as [c|]; cbn [option_map]; [|exact NONE].
    destruct (condition_of_ok W c SW (KC c eq_refl)) as [K _]. destruct (condition_of W c) as [|[a h]]; [exact NONE|]. cbn in K.
    destruct (ask_where_ok _ (a, true) W facts x y IH SW KFW K AW BW) as (SN & EN & ONE).
    destruct (ask_where _ (a, true) W facts x y) as [N one]. cbn [fst snd] in *.
    destruct one; [|split; [exact SN|split; [eapply extends_trans; eassumption|discriminate]]].
    pose proof (extends_trans T W N EX EN) as EN'.
    destruct (ask_where_ok _ (a, false) N facts x y IH SN (literals_extends facts T N EN' KF) (known_extends W N a EN K)
      (known_extends T N x EN' A) (known_extends T N y EN' B)) as (SM & EM & TWO).
    destruct (ask_where _ (a, false) N facts x y) as [M two]. cbn [fst snd] in *.
    split; [exact SM|split; [eapply extends_trans; eassumption|]]. cbn [fst snd]. intros Q v F.
    destruct (holds (value v W a 0)) eqn:V.
    + rewrite <- (value_extends T W x v 0 EX A), <- (value_extends T W y v 0 EX B).
      apply ONE; [reflexivity|]. split; [now apply (satisfied_extends T W)|exact V].
    + rewrite <- (value_extends T N x v 0 EN' A), <- (value_extends T N y v 0 EN' B).
      apply TWO; [exact Q|]. split; [now apply (satisfied_extends T N)|].
      unfold true_of. cbn [fst snd]. now rewrite (value_extends W N).
Qed.

(** Are two words the same on this path? *)
Definition same_on (T : table) (facts : list literal) (a b : term) : table * bool :=
  if Pos.eqb a b then (T, true) else ask_settled (same_by_cases most_cases) T facts a b.

Theorem same_on_ok T facts a b : sound T -> literals_known T facts -> known T a -> known T b ->
  let (U, answer) := same_on T facts a b in
  sound U /\ extends T U /\ (answer = true -> forall v, satisfied v T facts -> value v T a 0 = value v T b 0).
Proof.
  intros S KF A B. unfold same_on. destruct (Pos.eqb_spec a b) as [->|]; [auto using extends_refl|].
  pose proof (ask_settled_ok _ (same_by_cases_ok most_cases) T facts a b S KF A B) as R.
  now destruct (ask_settled _ T facts a b) as [U answer].
Qed.

(** What is known of a condition, also by what is known of those that it is made of. *)
Definition known_by_parts (T : table) (facts : list literal) (t : term) : table * option bool :=
  let (T, found) := known_on T facts t in
  match found with
  | Some _ => (T, found)
  | None =>
    let (T, s) := settle facts deepest_settled T t in
    if Pos.eqb s t then (T, None) else known_on T facts s
  end.

Theorem known_by_parts_ok T facts t : sound T -> literals_known T facts -> known T t ->
  let (U, found) := known_by_parts T facts t in
  sound U /\ extends T U /\
  forall v answer, satisfied v T facts -> found = Some answer -> holds (value v T t 0) = answer.
Proof.
  intros S KF K. unfold known_by_parts. pose proof (known_on_ok T facts t S KF K) as O.
  destruct (known_on T facts t) as [U found]. destruct found as [b|]; [exact O|]. destruct O as (SU & EU & _).
  pose proof (literals_extends facts T U EU KF) as KFU.
  destruct (settle_ok facts deepest_settled U t SU KFU (known_extends T U t EU K)) as [(SW & EW & KS) VS].
  destruct (settle facts deepest_settled U t) as [W s]. cbn [fst snd] in *.
  pose proof (extends_trans T U W EU EW) as EX.
  destruct (Pos.eqb s t); [split; [exact SW|split; [exact EX|discriminate]]|].
  pose proof (known_on_ok W facts s SW (literals_extends facts U W EW KFU) KS) as O.
  destruct (known_on W facts s) as [N found]. destruct O as (SN & EN & H).
  split; [exact SN|split; [eapply extends_trans; eassumption|]]. intros v answer F E.
  rewrite <- (H v answer) by (auto; now apply (satisfied_extends T W)).
  rewrite (VS v) by now apply (satisfied_extends T U). now rewrite (value_extends T U).
Qed.
