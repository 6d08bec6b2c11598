(** Symbolic execution of the source: a step of Ell with terms for words, and steps up to a cut point.

    Where the facts do not decide a condition, or a byte may come or not, the path splits, and the rest has to be
    shown on both. What is to be shown there is a continuation, [rest]; the answer is a list of problems, which is
    empty where everything was shown. Arrays are not yet handled: a program that has them is refused. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Behaviour Environment EllProgram EllRules EllStep EllRun Runs
  Worlds EllRelated EllCommutes TermWorlds Exchanges Problems.
From Etalon Require Terms.
Import ListNotations.
Open Scope Z_scope.

(** What is known in the middle of a segment: the terms so far, facts, the values of globals, and the exchanges
    since the segment began. *)
Record source_state := {
  source_terms : terms;
  source_facts : list literal;
  source_globals : list (Z * term);
  source_exchanges : list exchange
}.

Definition with_source_terms (st : source_state) (T : terms) : source_state :=
  {| source_terms := T; source_facts := source_facts st; source_globals := source_globals st;
     source_exchanges := source_exchanges st |}.

Definition with_source_fact (st : source_state) (l : literal) : source_state :=
  {| source_terms := source_terms st; source_facts := l :: source_facts st; source_globals := source_globals st;
     source_exchanges := source_exchanges st |}.

Definition with_source_exchange (st : source_state) (x : exchange) : source_state :=
  {| source_terms := source_terms st; source_facts := source_facts st; source_globals := source_globals st;
     source_exchanges := source_exchanges st ++ [x] |}.

Definition global_of (globals : list (Z * term)) (g : Z) : option term :=
  option_map snd (find (fun claim => fst claim =? g) globals).

Lemma global_of_in globals g t : global_of globals g = Some t -> In (g, t) globals.
Proof.
  unfold global_of. destruct (find _ _) as [[h u]|] eqn:F; [|discriminate]. intros [= <-].
  apply find_some in F as [I H]. apply Z.eqb_eq in H. cbn [fst] in H. now subst h.
Qed.

Definition with_source_global (st : source_state) (g : Z) (t : term) : source_state :=
  {| source_terms := source_terms st; source_facts := source_facts st;
     source_globals := (g, t) :: filter (fun claim => negb (fst claim =? g)) (source_globals st);
     source_exchanges := source_exchanges st |}.

(** What a path comes to. *)
Definition source_end : Type := configuration term + final term.

Section Source.
(** What is found on a path; of it only whether it is nothing matters for the proof. *)
Context {A : Type} (refuse : problem -> A).

Fixpoint source_effect (e : effect term) (st : source_state) (rest : source_end -> source_state -> list A) : list A :=
  match e with
  | Become _ c => rest (inl c) st
  | Finish _ f => rest (inr f) st
  | Wrong => [refuse SourceIsStuck]
  | Const z k => let (T, t) := constant (source_terms st) z in source_effect (k t) (with_source_terms st T) rest
  | Operate o a b k =>
      let (T, t) := operation_of (source_terms st) o a b in source_effect (k t) (with_source_terms st T) rest
  | Decide c k =>
      match decision (source_terms st) (source_facts st) c with
      | Some answer => source_effect (k answer) st rest
      | None => source_effect (k true) (with_source_fact st (noted (source_terms st) c true)) rest ++
                source_effect (k false) (with_source_fact st (noted (source_terms st) c false)) rest
      end
  | GetGlobal g k =>
      match global_of (source_globals st) g with
      | Some t => source_effect (k t) st rest
      | None => [refuse (GlobalNotClaimed g)]
      end
  | SetGlobal g t k => source_effect k (with_source_global st g t) rest
  | ReadByte k =>
      match symbol (source_terms st) Terms.sort_byte with
      | Some (T, t) =>
          source_effect (k t) (with_source_exchange (with_source_terms st T) (ByteCame t)) rest ++
          (let (T, t) := constant (source_terms st) (-1) in
           source_effect (k t) (with_source_exchange (with_source_terms st T) NoByteCame) rest)
      | None => [refuse NoSymbol]
      end
  | WriteByte t k => source_effect k (with_source_exchange st (ByteSent t)) rest
  | Allocate _ _ _ | AllocateText _ _ _ | AskLength _ _ | Load _ _ _ _ | Store _ _ _ _ _
  | ReadBlock _ _ _ _ | WriteBlock _ _ _ _ => [refuse SourceUsesArrays]
  end.

Context (p : program) (stops : configuration term -> bool).

(** At most so many steps, and one, up to a configuration that [stops], or the end of the program. *)
Fixpoint source_run (steps : nat) (c : configuration term) (st : source_state)
    (rest : source_end -> source_state -> list A) : list A :=
  source_effect (ell_step p c) st (fun out st =>
    match out with
    | inl c =>
        if stops c then rest out st
        else match steps with O => [refuse SourcePathTooLong] | S steps => source_run steps c st rest end
    | inr _ => rest out st
    end).

(** * What it says is so *)

Context {E : Type} (env : environment E) (below : continuation Z) (first : E).

(** What is known is true of a store and an environment, after these events since the segment began. *)
Record source_known (w : term_world) (st : source_state) (s : store) (e : E) (happened : list event) : Prop := {
  source_table : world_terms w = source_terms st;
  source_satisfied : facts_hold w (source_facts st);
  source_global : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) (source_globals st);
  source_exchanged : exchanged env w (source_exchanges st) first happened e
}.

Lemma globals_later a b s l : term_later a b ->
  Forall (fun claim => term_means a (snd claim) (get 0 (global_values s) (fst claim))) l ->
  Forall (fun claim => term_means b (snd claim) (get 0 (global_values s) (fst claim))) l.
Proof. intros L. apply Forall_impl. intros claim. now apply term_means_later. Qed.

(** In a later world, with more terms. *)
Lemma source_known_later w u st s e happened : source_known w st s e happened -> term_later w u ->
  source_known u (with_source_terms st (world_terms u)) s e happened.
Proof.
  intros [KT KF KG KX] L. constructor; cbn.
  - reflexivity.
  - eapply facts_hold_later; eassumption.
  - eapply globals_later; eassumption.
  - eapply exchanged_later; eassumption.
Qed.

Lemma source_known_fact w st s e happened t z answer : source_known w st s e happened -> term_means w t z ->
  holds z = answer -> source_known w (with_source_fact st (noted (source_terms st) t answer)) s e happened.
Proof. intros [KT KF KG KX] M H. constructor; cbn; auto. rewrite <- KT. eapply noted_holds; eassumption. Qed.

Lemma source_known_exchange w st s e happened x events e' : source_known w st s e happened ->
  exchanged env w [x] e events e' -> source_known w (with_source_exchange st x) s e' (happened ++ events).
Proof. intros [KT KF KG KX] X. constructor; cbn; auto. eapply exchanged_app; eassumption. Qed.

Lemma global_means w st s e happened g t : source_known w st s e happened ->
  global_of (source_globals st) g = Some t -> term_means w t (get 0 (global_values s) g).
Proof. intros [_ _ KG _] F. rewrite Forall_forall in KG. exact (KG _ (global_of_in _ _ _ F)). Qed.

(** A step or a run from here comes to something for which the rest was shown. [events] are those from here on. *)
Definition source_comes (rest : source_end -> source_state -> list A) (w : term_world) (happened : list event)
    (events : list event) (r : result (ell_state E) (final Z)) : Prop :=
  exists u out st s e, term_later w u /\ rest out st = [] /\ source_known u st s e (happened ++ events) /\
    match out with
    | inl c => exists d, r = GoesOn {| configuration_of := d; store_of := s; environment_of := e |} /\
        configuration_means term_worlds below u c d
    | inr f => exists g, r = Ends g /\ final_means term_worlds u f g
    end.

Lemma source_comes_later rest w u happened events r : term_later w u ->
  source_comes rest u happened events r -> source_comes rest w happened events r.
Proof.
  intros L (v & out & st & s & e & L' & H). exists v, out, st, s, e. split; [|exact H].
  eapply term_later_trans; eassumption.
Qed.

Lemma source_comes_events rest w happened before events r :
  source_comes rest w (happened ++ before) events r -> source_comes rest w happened (before ++ events) r.
Proof. intros (v & out & st & s & e & H). exists v, out, st, s, e. now rewrite app_assoc. Qed.

Definition plain (r : ell_result E) : result (ell_state E) (final Z) :=
  match r with EllNext _ s => GoesOn s | EllFinal _ f => Ends f | EllWrong => Stuck end.

Theorem source_effect_ok t : forall w st t' s e happened rest,
  step_means term_worlds below w t t' -> source_known w st s e happened -> source_effect t st rest = [] ->
  let (events, r) := answer env s e t' in source_comes rest w happened events (plain r).
Proof.
  induction t as [r c|r f| |z k IH|o a b k IH|c k IH|el n k IH|el l k IH|a k IH|el a i k IH|el a i x k IH
    |g k IH|g x k IH|k IH|x k IH|a i n k IH|a i n k IH];
    intros w st t' s e happened rest M K Q; cbn [source_effect] in Q; try discriminate; inversion M; subst; cbn [answer].
  - exists w, (inl c), st, s, e. split; [apply term_later_refl|]. rewrite app_nil_r.
    split; [exact Q|]. split; [exact K|]. eexists. split; [reflexivity|assumption].
  - exists w, (inr f), st, s, e. split; [apply term_later_refl|]. rewrite app_nil_r.
    split; [exact Q|]. split; [exact K|]. eexists. split; [reflexivity|assumption].
  - (* a constant *)
    destruct (constant_means w z) as (u & U & L & V). rewrite (source_table _ _ _ _ _ K) in *.
    destruct (constant (source_terms st) z) as [T t]. cbn [fst snd] in U, V. subst T.
    answer_is u t L V as G.
    specialize (IH _ _ _ _ s e happened rest G (source_known_later _ _ _ _ _ _ K L) Q).
    destruct (answer env s e _). eapply source_comes_later; eassumption.
  - (* an operation *)
    match goal with HA : means _ w a ?x, HB : means _ w b ?y |- _ =>
      destruct (operation_means w o a b x y HA HB) as (u & U & L & V) end.
    rewrite (source_table _ _ _ _ _ K) in *.
    destruct (operation_of (source_terms st) o a b) as [T t]. cbn [fst snd] in U, V. subst T.
    answer_is u t L V as G.
    specialize (IH _ _ _ _ s e happened rest G (source_known_later _ _ _ _ _ _ K L) Q).
    destruct (answer env s e _). eapply source_comes_later; eassumption.
  - (* a decision *)
    match goal with C : means _ w c ?x |- _ => rename C into C'; set (y := x) in * end.
    goes_on_in w (term_later_refl w) as G.
    destruct (decision (source_terms st) (source_facts st) c) as [answer|] eqn:D.
    + rewrite <- (source_table _ _ _ _ _ K) in D.
      rewrite (decision_means _ _ _ _ _ (source_satisfied _ _ _ _ _ K) C' D).
      exact (IH answer _ _ _ s e happened rest (G answer) K Q).
    + apply app_eq_nil in Q as [Q1 Q2]. destruct (holds y) eqn:H.
      * exact (IH true _ _ _ s e happened rest (G true) (source_known_fact _ _ _ _ _ _ _ _ K C' H) Q1).
      * exact (IH false _ _ _ s e happened rest (G false) (source_known_fact _ _ _ _ _ _ _ _ K C' H) Q2).
  - (* a global *)
    destruct (global_of (source_globals st) g) as [t|] eqn:D; [|discriminate].
    pose proof (global_means _ _ _ _ _ _ _ K D) as V.
    answer_is w t (term_later_refl w) V as G.
    exact (IH t _ _ _ s e happened rest G K Q).
  - (* an assignment of a global *)
    goes_on_in w (term_later_refl w) as G.
    refine (IH _ _ _ _ e happened rest G _ Q). destruct K as [A1 A2 A3 A4]. constructor; cbn; auto.
    constructor; cbn [fst snd].
    + now rewrite get_set_same.
    + rewrite Forall_forall in *. intros [h u] I. apply filter_In in I as [I N]. specialize (A3 _ I). cbn [fst snd] in *.
      apply negb_true_iff, Z.eqb_neq in N. rewrite get_set_other; [exact A3|congruence].
  - (* a byte is read *)
    destruct (symbol (source_terms st) Terms.sort_byte) as [[T t]|] eqn:SY; [|discriminate].
    apply app_eq_nil in Q as [Q1 Q2]. unfold read_byte. destruct (read_one env e) as [(byte & e' & R & B)|(e' & R)].
    + rewrite R. rewrite <- (source_table _ _ _ _ _ K) in SY.
      destruct (symbol_means w _ byte T t SY B) as (u & U & L & V). subst T.
      answer_is u t L V as G.
      assert (X : exchanged env u [ByteCame t] e [Reading byte] e') by (econstructor; eauto; constructor).
      pose proof (source_known_exchange _ _ _ _ _ _ _ _ (source_known_later _ _ _ _ _ _ K L) X) as K'.
      specialize (IH t _ _ _ _ _ _ rest G K' Q1).
      destruct (answer env s e' _) as [events r]. cbn [app]. change (Reading byte :: events) with ([Reading byte] ++ events).
      apply source_comes_events. eapply source_comes_later; eassumption.
    + rewrite R. destruct (constant_means w (-1)) as (u & U & L & V). rewrite (source_table _ _ _ _ _ K) in U, V.
      destruct (constant (source_terms st) (-1)) as [T' t']. cbn [fst snd] in U, V. subst T'.
      answer_is u t' L V as G.
      assert (X : exchanged env u [NoByteCame] e [Reading (-1)] e') by (econstructor; eauto; constructor).
      pose proof (source_known_exchange _ _ _ _ _ _ _ _ (source_known_later _ _ _ _ _ _ K L) X) as K'.
      specialize (IH t' _ _ _ _ _ _ rest G K' Q2).
      destruct (answer env s e' _) as [events r]. cbn [app].
      change (Reading (-1) :: events) with ([Reading (-1)] ++ events).
      apply source_comes_events. eapply source_comes_later; eassumption.
  - (* a byte is written *)
    goes_on_in w (term_later_refl w) as G.
    match goal with C : means _ w x ?y |- _ => rename C into C'; set (byte := y) in * end.
    destruct (write_one env e byte) as [after W]. rewrite W.
    assert (X : exchanged env w [ByteSent x] e [Writing byte] after) by (econstructor; eauto; constructor).
    specialize (IH _ _ _ _ _ _ rest G (source_known_exchange _ _ _ _ _ _ _ _ K X) Q).
    destruct (answer env s after _) as [events r]. cbn [app].
    change (Writing byte :: events) with ([Writing byte] ++ events). now apply source_comes_events.
Qed.

Theorem source_run_ok steps : forall w c d st s e happened rest,
  configuration_means term_worlds below w c d -> source_known w st s e happened -> source_run steps c st rest = [] ->
  exists n events r, (0 < n)%nat /\
    run (ell_system env p) n {| configuration_of := d; store_of := s; environment_of := e |} = (events, r) /\
    source_comes rest w happened events r.
Proof.
  induction steps as [|steps IH]; intros w c d st s e happened rest M K Q; cbn [source_run] in Q;
    pose proof (source_effect_ok _ _ _ _ _ _ _ _ (ell_step_means term_worlds p below w c d M) K Q) as H;
    destruct (answer env s e (ell_step p d)) as [events r] eqn:AN;
    destruct H as (u & out & st' & s' & e' & L & R & K' & O);
    assert (STEP : ell_system env p {| configuration_of := d; store_of := s; environment_of := e |} = (events, plain r))
      by (unfold ell_system, ell_run_step; cbn [store_of environment_of configuration_of]; rewrite AN; now destruct r).
  all: destruct out as [c'|f]; cbv beta iota in R; try match type of R with context [stops ?c] => destruct (stops c) end.
  all: try (exists 1%nat, events, (plain r); split; [lia|]; split;
      [cbn [run]; rewrite STEP; destruct (plain r); rewrite ?app_nil_r; reflexivity|]; exists u; eexists; exists st', s', e';
      split; [exact L|]; split; [exact R|]; split; [exact K'|exact O]).
  - discriminate.
  - destruct O as (d' & O & M'). destruct (IH _ _ _ _ _ _ _ _ M' K' R) as (n & events' & r' & N & RUN & C).
    exists (S n), (events ++ events'), r'. split; [lia|]. split.
    + cbn [run]. rewrite STEP, O, RUN. reflexivity.
    + apply source_comes_events. eapply source_comes_later; eassumption.
Qed.
End Source.
