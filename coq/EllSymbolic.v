(** Symbolic execution of the source: a step of Ell with terms for words, and steps up to a cut point.

    Where the facts do not decide a condition, or a byte may come or not, the path splits, and the rest has to be
    shown on both. What is to be shown there is a continuation, [rest]; the answer is a list of problems, which is
    empty where everything was shown. References and lengths of arrays have to be numbers. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Behaviour Environment EllProgram EllRules EllStep EllRun Runs
  Worlds EllRelated EllCommutes TermWorlds Exchanges Problems KnownArrays Following.
From Etalon Require Terms TermTable.
Import ListNotations.
Open Scope Z_scope.

(** What is known in the middle of a segment: the terms so far, facts, the values of globals, arrays, the reference of
    the next array, and the exchanges since the segment began. *)
Record source_state := {
  source_terms : terms;
  source_facts : list literal;
  source_globals : list (Z * term);
  source_arrays : list known_array;
  source_next : Z;
  source_exchanges : list exchange
}.

Definition with_source_terms (st : source_state) (T : terms) : source_state :=
  {| source_terms := T; source_facts := source_facts st; source_globals := source_globals st;
     source_arrays := source_arrays st; source_next := source_next st; source_exchanges := source_exchanges st |}.

Definition with_source_fact (st : source_state) (l : literal) : source_state :=
  {| source_terms := source_terms st; source_facts := l :: source_facts st; source_globals := source_globals st;
     source_arrays := source_arrays st; source_next := source_next st; source_exchanges := source_exchanges st |}.

Definition with_source_exchange (st : source_state) (x : exchange) : source_state :=
  {| source_terms := source_terms st; source_facts := source_facts st; source_globals := source_globals st;
     source_arrays := source_arrays st; source_next := source_next st; source_exchanges := source_exchanges st ++ [x] |}.

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
     source_arrays := source_arrays st; source_next := source_next st; source_exchanges := source_exchanges st |}.

Definition with_source_array (st : source_state) (a : known_array) : source_state :=
  {| source_terms := source_terms st; source_facts := source_facts st; source_globals := source_globals st;
     source_arrays := replace_array (source_arrays st) a; source_next := source_next st; source_exchanges := source_exchanges st |}.

Definition with_source_next (st : source_state) (next : Z) : source_state :=
  {| source_terms := source_terms st; source_facts := source_facts st; source_globals := source_globals st;
     source_arrays := source_arrays st; source_next := next; source_exchanges := source_exchanges st |}.

(** What a path comes to. *)
Definition source_end : Type := configuration term + final term.

Section Source.
(** What is found on a path; of it only whether it is nothing matters for the proof. *)
Context {A : Type} (refuse : problem -> A).

(** The array that a term is a reference of. *)
Definition known_at (st : source_state) (r : term) : option known_array :=
  match number_of (source_terms st) r with Some z => find_array (source_arrays st) z | None => None end.

(** A new array of zeros, and the state in which the next one lies behind it. *)
Definition new_array (st : source_state) (e : element) (length : Z) : option (source_state * known_array) :=
  let next := source_next st in
  let (T, h) := zero_heap (source_terms st) e next in
  let a := {| array_reference := next; array_element := e; array_length := length; array_heap := h |} in
  if shaped a then Some (with_source_next (with_source_terms st T) (next + room e length), a) else None.

(** The array of bytes in which a block is known to lie. *)
Definition known_block (st : source_state) (r i n : term) : option known_array :=
  match known_at st r with
  | Some a =>
      if Terms.same_element (array_element a) element_byte && (array_length a <? half) &&
         block_within (source_terms st) (source_facts st) (array_length a) i n
      then Some a else None
  | None => None
  end.

Definition with_source_facts (st : source_state) (T : terms) (facts : list literal) : source_state :=
  {| source_terms := T; source_facts := facts; source_globals := source_globals st;
     source_arrays := source_arrays st; source_next := source_next st; source_exchanges := source_exchanges st |}.

(** How many bytes of a block move: one at least, and so many at most. *)
Definition moved (T : terms) (facts : list literal) (count : term) : option (terms * list literal * term) :=
  match symbol T Terms.sort_count with
  | Some (T, t) =>
      let (T, zero) := constant T 0 in
      let (T, none) := operation_of T Equal t zero in
      let (T, more) := operation_of T Sltu count t in
      Some (T, noted T more false :: noted T none false :: facts, t)
  | None => None
  end.

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
  | Allocate e n k =>
      match number_of (source_terms st) n with
      | Some length =>
          match new_array st e length with
          | Some (st, a) =>
              let (T, r) := constant (source_terms st) (array_reference a) in
              source_effect (k r) (with_source_terms (with_source_array st a) T) rest
          | None => [refuse HeapTooLarge]
          end
      | None => [refuse LengthNotKnown]
      end
  | AllocateText e values k =>
      match new_array st e (size values) with
      | Some (st, a) =>
          let (T, a) := numbers_written (source_terms st) a 0 (map wrap values) in
          let (T, r) := constant T (array_reference a) in
          source_effect (k r) (with_source_terms (with_source_array st a) T) rest
      | None => [refuse HeapTooLarge]
      end
  | AskLength r k =>
      match known_at st r with
      | Some a => let (T, n) := constant (source_terms st) (array_length a) in source_effect (k n) (with_source_terms st T) rest
      | None => [refuse ArrayNotKnown]
      end
  | Load _ r i k =>
      match known_at st r with
      | Some a =>
          if within_bounds (source_terms st) (source_facts st) i (array_length a) then
            let (T, o) := offset_of (source_terms st) (array_element a) i in
            let (T, t) := element_read T a o in
            source_effect (k t) (with_source_terms st T) rest
          else [refuse IndexNotInBounds]
      | None => [refuse ArrayNotKnown]
      end
  | Store _ r i x k =>
      match known_at st r with
      | Some a =>
          if within_bounds (source_terms st) (source_facts st) i (array_length a) then
            let (T, o) := offset_of (source_terms st) (array_element a) i in
            let (T, a) := element_written T a o x in
            source_effect k (with_source_terms (with_source_array st a) T) rest
          else [refuse IndexNotInBounds]
      | None => [refuse ArrayNotKnown]
      end
  | ReadBlock r i n k =>
      match known_block st r i n with
      | Some a =>
          match moved (source_terms st) (source_facts st) n with
          | Some (T, facts, came) =>
              match symbol T Terms.sort_byte with
              | Some (T, byte) =>
                  let (T, b) := block_filled T a i came byte in
                  source_effect (k came)
                    (with_source_exchange (with_source_array (with_source_facts st T facts) b) (BlockCame n came byte)) rest ++
                  (let (T, zero) := constant (source_terms st) 0 in
                   source_effect (k zero) (with_source_exchange (with_source_array (with_source_terms st T) a) (BlockEnded n)) rest)
              | None => [refuse NoSymbol]
              end
          | None => [refuse NoSymbol]
          end
      | None => [refuse BlockNotKnown]
      end
  | WriteBlock r i n k =>
      match known_block st r i n with
      | Some a =>
          match moved (source_terms st) (source_facts st) n with
          | Some (T, facts, taken) =>
              source_effect (k taken) (with_source_exchange (with_source_facts st T facts) (BlockSent a i n taken)) rest
          | None => [refuse NoSymbol]
          end
      | None => [refuse BlockNotKnown]
      end
  end.

Context (p : program) (stops : configuration term -> bool).

(** At most so many steps, and one, up to a configuration that [stops], or the end of the program: path by path, as the proof has it. *)
Fixpoint source_paths (steps : nat) (c : configuration term) (st : source_state)
    (rest : source_end -> source_state -> list A) : list A :=
  source_effect (ell_step p c) st (fun out st =>
    match out with
    | inl c =>
        if stops c then rest out st
        else match steps with O => [refuse SourcePathTooLong] | S steps => source_paths steps c st rest end
    | inr _ => rest out st
    end).

(** * What it says is so *)

Context {E : Type} (env : environment E) (below : continuation Z) (first : E).

(** An array of the source is as it is known. *)
Definition source_array_true (w : term_world) (all : table (option array)) (a : known_array) : Prop :=
  shaped a = true /\ heap_known w a /\
  exists b, get None all (array_reference a) = Some b /\ length_of b = array_length a /\
    forall i, 0 <= i < array_length a -> element_at b i = contents_of w a i.

Lemma source_array_later a b all x : term_later a b -> source_array_true a all x -> source_array_true b all x.
Proof.
  intros L (S & K & y & G & N & C). split; [exact S|]. split; [eapply heap_known_later; eassumption|].
  exists y. split; [exact G|]. split; [exact N|]. intros i I. rewrite C by exact I. symmetry. now apply contents_later.
Qed.

Lemma source_arrays_later a b all l : term_later a b -> Forall (source_array_true a all) l -> Forall (source_array_true b all) l.
Proof. intros L. apply Forall_impl. intros x. now apply source_array_later. Qed.

(** What is known is true of a store and an environment, after these events since the segment began. *)
Record source_known (w : term_world) (st : source_state) (s : store) (e : E) (happened : list event) : Prop := {
  source_table : world_terms w = source_terms st;
  source_satisfied : facts_hold w (source_facts st);
  source_global : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) (source_globals st);
  source_array : Forall (source_array_true w (arrays s)) (source_arrays st);
  source_behind : next_reference s = source_next st;
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
  intros [KT KF KG KA KN KX] L. constructor; cbn.
  - reflexivity.
  - eapply facts_hold_later; eassumption.
  - eapply globals_later; eassumption.
  - eapply source_arrays_later; eassumption.
  - exact KN.
  - eapply exchanged_later; eassumption.
Qed.

Lemma source_known_fact w st s e happened t z answer : source_known w st s e happened -> term_means w t z ->
  holds z = answer -> source_known w (with_source_fact st (noted (source_terms st) t answer)) s e happened.
Proof. intros [KT KF KG KA KN KX] M H. constructor; cbn; auto. rewrite <- KT. eapply noted_holds; eassumption. Qed.

Lemma source_known_exchange w st s e happened x events e' : source_known w st s e happened ->
  exchanged env w [x] e events e' -> source_known w (with_source_exchange st x) s e' (happened ++ events).
Proof. intros [KT KF KG KA KN KX] X. constructor; cbn; auto. eapply exchanged_app; eassumption. Qed.

Lemma global_means w st s e happened g t : source_known w st s e happened ->
  global_of (source_globals st) g = Some t -> term_means w t (get 0 (global_values s) g).
Proof. intros [_ _ KG _ _ _] F. rewrite Forall_forall in KG. exact (KG _ (global_of_in _ _ _ F)). Qed.

Lemma known_at_ok w st s e happened r z a : source_known w st s e happened -> term_means w r z -> known_at st r = Some a ->
  source_array_true w (arrays s) a /\ array_reference a = z.
Proof.
  intros K M. unfold known_at. destruct (number_of (source_terms st) r) as [n|] eqn:N; [|discriminate]. intros F.
  rewrite <- (source_table _ _ _ _ _ K) in N. rewrite (number_means w r z n N M).
  apply find_array_in in F as [I R]. split; [|exact R]. pose proof (source_array _ _ _ _ _ K) as KA. rewrite Forall_forall in KA. now apply KA.
Qed.

(** An array is set. *)
Lemma source_known_array w st s e happened a b : source_known w st s e happened -> shaped a = true -> heap_known w a ->
  length_of b = array_length a -> (forall i, 0 <= i < array_length a -> element_at b i = contents_of w a i) ->
  source_known w (with_source_array st a) (set_array s (array_reference a) b) e happened.
Proof.
  intros [KT KF KG KA KN KX] S K N C. constructor; cbn; auto. apply (replace_array_ok (source_array_true w (arrays s))); [exact KA| |].
  - split; [exact S|]. split; [exact K|]. exists b. rewrite get_set_same. now split.
  - intros x (SX & KX' & y & G & NY & CY) D. split; [exact SX|]. split; [exact KX'|]. exists y.
    rewrite get_set_other by congruence. now split.
Qed.

(** Room for a new array. *)
Lemma new_array_ok w st s e happened el n st' a : source_known w st s e happened -> new_array st el n = Some (st', a) ->
  exists u, term_later w u /\ shaped a = true /\ array_reference a = next_reference s /\ array_element a = el /\ array_length a = n /\
    heap_known u a /\ (forall i, contents_of u a i = 0) /\
    source_known u st' {| next_reference := next_reference s + room el n; arrays := arrays s; global_values := global_values s |} e happened.
Proof.
  intros K. unfold new_array. rewrite <- (source_table _ _ _ _ _ K), <- (source_behind _ _ _ _ _ K). intros Q.
  pose proof (zero_heap_means w el (next_reference s) n) as H. destruct (zero_heap (world_terms w) el (next_reference s)) as [T h].
  destruct (shaped _) eqn:S; [|discriminate Q]. injection Q as <- <-.
  destruct H as (u & <- & L & KU & C).
  { pose proof (shaped_ok _ S) as (P & B & D). unfold array_end, place_of, first_place in D. cbn in P, B, D.
    unfold word. destruct (width_cases el) as [W|W]; rewrite W in D; lia. }
  exists u. split; [exact L|]. split; [exact S|]. split; [reflexivity|]. split; [reflexivity|]. split; [reflexivity|]. split; [exact KU|].
  split; [exact C|]. pose proof (source_known_later _ _ _ _ _ _ K L) as [KT KF KG KA KN KX]. constructor; cbn in *; auto.
Qed.

Lemma with_elements_length values : forall b i, length_of (with_elements b i values) = length_of b.
Proof. induction values as [|z values IH]; intros b i; cbn [with_elements]; [reflexivity|]. now rewrite IH. Qed.

Lemma with_elements_at values : forall b i j, element_at (with_elements b i values) j = overwritten (element_at b) i values j.
Proof.
  induction values as [|z values IH]; intros b i j; cbn [with_elements overwritten]; [reflexivity|]. rewrite IH. apply overwritten_same.
  intros x. unfold element_at, with_element. cbn [elements]. destruct (Z.eqb_spec x i) as [->|N]; [apply get_set_same|apply get_set_other; congruence].
Qed.

Lemma known_block_ok w st s e happened r i n z from count a : source_known w st s e happened -> term_means w r z ->
  term_means w i from -> term_means w n count -> known_block st r i n = Some a ->
  source_array_true w (arrays s) a /\ array_reference a = z /\ array_element a = element_byte /\ array_length a < half /\
    0 <= from /\ 1 <= count /\ from + count <= array_length a.
Proof.
  intros K M MI MN. unfold known_block. destruct (known_at st r) as [x|] eqn:F; [|discriminate].
  destruct (known_at_ok _ _ _ _ _ _ _ _ K M F) as [T <-]. destruct (_ && _) eqn:G; [|discriminate]. intros [= <-].
  apply andb_prop in G as [G B]. apply andb_prop in G as [EL H]. apply Z.ltb_lt in H. rewrite <- (source_table _ _ _ _ _ K) in B.
  destruct (block_within_ok w _ _ _ _ from count (source_satisfied _ _ _ _ _ K) MI MN (shaped_length_word x (proj1 T)) B) as (B1 & B2 & B3).
  split; [exact T|]. split; [reflexivity|]. split; [destruct (array_element x); try discriminate EL; reflexivity|]. now split.
Qed.

Lemma moved_ok w st s e happened n count m T facts t : source_known w st s e happened -> term_means w n count -> count < half ->
  1 <= m <= count -> moved (source_terms st) (source_facts st) n = Some (T, facts, t) ->
  exists u, term_later w u /\ world_terms u = T /\ term_means u t m /\ source_known u (with_source_facts st T facts) s e happened.
Proof.
  intros K M H B. unfold moved. rewrite <- (source_table _ _ _ _ _ K).
  destruct (symbol (world_terms w) Terms.sort_count) as [[U x]|] eqn:SY; [|discriminate].
  destruct (symbol_means w _ m U x SY) as (u & <- & L & V); [cbn [Terms.values_of_sort]; lia|].
  pose proof (term_means_later _ _ _ _ L M) as M1.
  constant_step u 0 u1 L1 V1. apply (term_means_later _ _ _ _ L1) in V, M1.
  operation_step u1 Equal x t0 V V1 u2 L2 V2. apply (term_means_later _ _ _ _ L2) in V, M1.
  operation_step u2 Sltu n x M1 V u3 L3 V3. apply (term_means_later _ _ _ _ L3) in V, V2. intros [= <- <- <-].
  assert (LL : term_later w u3) by (eapply term_later_trans; [exact L|]; eapply term_later_trans; [exact L1|]; eapply term_later_trans; eassumption).
  exists u3. split; [exact LL|]. split; [reflexivity|]. split; [exact V|].
  pose proof (source_known_later _ _ _ _ _ _ K LL) as [KT KF KG KA KN KX]. constructor; cbn in *; auto.
  assert (NZ : operate Equal m (wrap 0) = 0) by (unfold operate, Words.result; change (wrap 0) with 0; destruct (Z.eqb_spec m 0); [lia|reflexivity]).
  assert (NM : operate Sltu count m = 0) by (unfold operate, Words.result; destruct (Z.ltb_spec count m); [lia|reflexivity]).
  change (wrap 0) with 0 in NZ.
  apply (noted_holds u3 _ t2 (operate Sltu count m) false); [|exact V3|now rewrite NM].
  apply (noted_holds u3 _ t1 (operate Equal m 0) false); [exact KF|exact V2|now rewrite NZ].
Qed.

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
  - (* a new array *)
    destruct (number_of (source_terms st) n) as [length|] eqn:N; [|discriminate].
    match goal with C : means _ w n ?x |- _ => rename C into M'; rename x into z end.
    rewrite <- (source_table _ _ _ _ _ K) in N. rewrite (number_means w n z length N M').
    destruct (new_array st el length) as [[st' a]|] eqn:NA; [|discriminate].
    destruct (new_array_ok _ _ _ _ _ _ _ _ _ K NA) as (u & L & S & R & EL & LE & KA & C & K').
    rewrite <- (source_table _ _ _ _ _ K') in Q. destruct (constant_means u (array_reference a)) as (u1 & U1 & L1 & V1).
    destruct (constant (world_terms u) (array_reference a)) as [T t]. cbn [fst snd] in U1, V1. subst T.
    rewrite wrap_id, R in V1 by (apply (shaped_word a S)). cbn [allocate length_of].
    answer_is u1 t (term_later_trans _ _ _ L L1) V1 as G.
    pose proof (source_known_array _ _ _ _ _ a {| length_of := length; elements := empty |} K' S KA (eq_sym LE)
      (fun i _ => eq_trans (get_empty 0 i) (eq_sym (C i)))) as K2.
    specialize (IH t _ _ _ _ e happened rest G (source_known_later _ _ _ _ _ _ K2 L1) Q). rewrite R in IH.
    unfold set_array in IH. cbn [next_reference arrays global_values] in IH.
    destruct (answer env _ e _). eapply source_comes_later; [|exact IH]. eapply term_later_trans; eassumption.
  - (* a new array with these elements *)
    destruct (new_array st el (size l)) as [[st' a]|] eqn:NA; [|discriminate].
    destruct (new_array_ok _ _ _ _ _ _ _ _ _ K NA) as (u & L & S & R & EL & LE & KA & C & K').
    rewrite <- (source_table _ _ _ _ _ K') in Q.
    pose proof (numbers_written_means (map wrap l) u a 0 S KA ltac:(lia)) as H.
    destruct (numbers_written (world_terms u) a 0 (map wrap l)) as [T b].
    destruct H as (u1 & h & -> & <- & L1 & K1 & C1).
    { rewrite map_length, LE, size_length. lia. }
    { apply Forall_forall. intros x I. apply in_map_iff in I as (y & <- & _). apply wrap_word. }
    destruct (constant_means u1 (array_reference a)) as (u2 & U2 & L2 & V2). cbn [array_reference with_heap] in Q.
    destruct (constant (world_terms u1) (array_reference a)) as [T t]. cbn [fst snd] in U2, V2. subst T.
    rewrite wrap_id, R in V2 by (apply (shaped_word a S)). cbn [allocate length_of].
    assert (LL : term_later w u2) by (eapply term_later_trans; [exact L|]; eapply term_later_trans; eassumption).
    answer_is u2 t LL V2 as G.
    set (x := with_elements {| length_of := size l; elements := empty |} 0 (map wrap l)) in *.
    assert (LX : length_of x = size l) by apply with_elements_length.
    pose proof (source_known_later _ _ _ _ _ _ K' L1) as K1'.
    pose proof (source_known_array _ _ _ _ _ (with_heap h a) x K1' S K1) as K2.
    specialize (K2 ltac:(cbn; congruence)).
    assert (CX : forall i, 0 <= i < array_length (with_heap h a) -> element_at x i = contents_of u1 (with_heap h a) i).
    { intros i _. rewrite C1. unfold x. rewrite with_elements_at. apply overwritten_same. intros j. rewrite C. apply get_empty. }
    specialize (K2 CX).
    specialize (IH t _ _ _ _ e happened rest G (source_known_later _ _ _ _ _ _ K2 L2) Q). cbn [array_reference with_heap] in IH. rewrite R in IH.
    unfold set_array in IH. cbn [next_reference arrays global_values] in IH. rewrite LX.
    destruct (answer env _ e _). eapply source_comes_later; [|exact IH]. exact LL.
  - (* a length *)
    destruct (known_at st a) as [x|] eqn:KN; [|discriminate].
    match goal with C : means _ w a ?z |- _ => destruct (known_at_ok _ _ _ _ _ _ _ _ K C KN) as ((S & _ & y & GE & LE & _) & <-) end.
    rewrite GE. rewrite <- (source_table _ _ _ _ _ K) in Q. destruct (constant_means w (array_length x)) as (u & U & L & V).
    destruct (constant (world_terms w) (array_length x)) as [T t]. cbn [fst snd] in U, V. subst T.
    rewrite wrap_id, <- LE in V by (apply (shaped_length_word x S)).
    answer_is u t L V as G.
    specialize (IH t _ _ _ s e happened rest G (source_known_later _ _ _ _ _ _ K L) Q).
    destruct (answer env s e _). eapply source_comes_later; eassumption.
  - (* an element is read *)
    destruct (known_at st a) as [x|] eqn:KN; [|discriminate].
    match goal with C : means _ w a ?z |- _ => destruct (known_at_ok _ _ _ _ _ _ _ _ K C KN) as ((S & HK & y & GE & LE & CE) & <-) end.
    rewrite GE. rewrite <- (source_table _ _ _ _ _ K) in Q.
    destruct (within_bounds (world_terms w) (source_facts st) i (array_length x)) eqn:WI; [|discriminate].
    match goal with C : means _ w i ?z |- _ => rename z into index; rename C into MI end.
    pose proof (within_bounds_ok w _ i index _ (source_satisfied _ _ _ _ _ K) MI (shaped_length_word x S) WI) as B.
    destruct (offset_means w (array_element x) i index MI) as (u & U & L & V).
    destruct (offset_of (world_terms w) (array_element x) i) as [T o]. cbn [fst snd] in U, V. subst T.
    rewrite wrap_id in V by (apply (shaped_words x index S B)).
    destruct (element_read_means u x o index S (heap_known_later _ _ _ L HK) B V) as (u1 & U1 & L1 & V1).
    destruct (element_read (world_terms u) x o) as [T t]. cbn [fst snd] in U1, V1. subst T.
    rewrite (contents_later w u x index L HK), <- (CE index B) in V1.
    answer_is u1 t (term_later_trans _ _ _ L L1) V1 as G.
    specialize (IH t _ _ _ s e happened rest G (source_known_later _ _ _ _ _ _ K (term_later_trans _ _ _ L L1)) Q).
    destruct (answer env s e _). eapply source_comes_later; [|exact IH]. eapply term_later_trans; eassumption.
  - (* an element is written *)
    destruct (known_at st a) as [y|] eqn:KN; [|discriminate].
    match goal with C : means _ w a ?z |- _ => destruct (known_at_ok _ _ _ _ _ _ _ _ K C KN) as ((S & HK & b & GE & LE & CE) & <-) end.
    rewrite GE. rewrite <- (source_table _ _ _ _ _ K) in Q.
    destruct (within_bounds (world_terms w) (source_facts st) i (array_length y)) eqn:WI; [|discriminate].
    match goal with C : means _ w i ?z |- _ => rename z into index; rename C into MI end.
    match goal with C : means _ w x ?z |- _ => rename z into value; rename C into MX end.
    pose proof (within_bounds_ok w _ i index _ (source_satisfied _ _ _ _ _ K) MI (shaped_length_word y S) WI) as B.
    destruct (offset_means w (array_element y) i index MI) as (u & U & L & V).
    destruct (offset_of (world_terms w) (array_element y) i) as [T o]. cbn [fst snd] in U, V. subst T.
    rewrite wrap_id in V by (apply (shaped_words y index S B)).
    pose proof (element_written_means u y o index x value S (heap_known_later _ _ _ L HK) B V (term_means_later _ _ _ _ L MX)) as H.
    destruct (element_written (world_terms u) y o x) as [T z]. destruct H as (u1 & h & -> & <- & L1 & K1 & C1).
    assert (LL : term_later w u1) by (eapply term_later_trans; eassumption).
    goes_on_in w LL as G.
    pose proof (source_known_array _ _ _ _ _ (with_heap h y) (with_element b index value) (source_known_later _ _ _ _ _ _ K LL) S K1 LE) as K2.
    assert (CX : forall j, 0 <= j < array_length (with_heap h y) -> element_at (with_element b index value) j = contents_of u1 (with_heap h y) j).
    { intros j J. rewrite C1, (contents_later w u y j L HK). unfold element_at, with_element. cbn [elements].
      destruct (Z.eqb_spec j index) as [->|N]; [apply get_set_same|]. rewrite get_set_other by congruence. apply CE. exact J. }
    specialize (K2 CX).
    specialize (IH _ _ _ _ e happened rest G K2 Q). cbn [array_reference with_heap] in IH.
    destruct (answer env _ e _). eapply source_comes_later; eassumption.
  - (* a global *)
    destruct (global_of (source_globals st) g) as [t|] eqn:D; [|discriminate].
    pose proof (global_means _ _ _ _ _ _ _ K D) as V.
    answer_is w t (term_later_refl w) V as G.
    exact (IH t _ _ _ s e happened rest G K Q).
  - (* an assignment of a global *)
    goes_on_in w (term_later_refl w) as G.
    refine (IH _ _ _ _ e happened rest G _ Q). destruct K as [A1 A2 A3 A4 A5 A6]. constructor; cbn; auto.
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
  - (* a block is read *)
    destruct (known_block st a i n) as [x|] eqn:KB; [|discriminate].
    match goal with C : means _ w n ?z |- _ => rename z into count; rename C into MN end.
    match goal with C : means _ w i ?z |- _ => rename z into from; rename C into MI end.
    match goal with C : means _ w a ?z |- _ =>
      destruct (known_block_ok _ _ _ _ _ _ _ _ _ _ _ _ K C MI MN KB) as (AT & <- & EL & LH & B1 & B2 & B3) end.
    pose proof AT as (S & HK & b & GE & LE & CE). rewrite GE.
    destruct (moved (source_terms st) (source_facts st) n) as [[[T facts] came]|] eqn:MV; [|discriminate].
    destruct (symbol T Terms.sort_byte) as [[T' byte]|] eqn:SY; [|discriminate].
    destruct (read_some env e count ltac:(lia)) as (bytes & e1 & LN & BB & R).
    destruct bytes as [|first_byte bytes0].
    + rewrite R. destruct (block_filled T' x i came byte) as [T'' y]. apply app_eq_nil in Q as [_ Q].
      rewrite <- (source_table _ _ _ _ _ K) in Q. constant_step w 0 u L V. change (wrap 0) with (size (A := Z) []) in V.
      answer_is u t L V as G.
      pose proof (source_known_array _ _ _ _ _ x b (source_known_later _ _ _ _ _ _ K L) S (heap_known_later _ _ _ L HK) LE) as K1.
      specialize (K1 (fun j J => eq_trans (CE j J) (eq_sym (contents_later w u x j L HK)))).
      assert (X : exchanged env u [BlockEnded n] e [Reading (-1)] e1)
        by (econstructor; [exact R|eapply term_means_later; eassumption|constructor]).
      specialize (IH t _ _ _ _ _ _ rest G (source_known_exchange _ _ _ _ _ _ _ _ K1 X) Q). cbn [with_elements].
      destruct (answer env (set_array s (array_reference x) b) e1 _) as [events r]. apply source_comes_events. eapply source_comes_later; eassumption.
    + set (bytes := first_byte :: bytes0) in *. rewrite R.
      assert (SZ : 1 <= size bytes <= count) by (rewrite size_length; unfold bytes in *; cbn [length] in *; lia).
      destruct (moved_ok _ _ _ _ _ _ _ (size bytes) _ _ _ K MN ltac:(lia) SZ MV) as (u & L & <- & VC & K1).
      destruct (symbol_at_places u _ (fun place => nth (Z.to_nat place) bytes 0) T' byte SY) as (u1 & <- & L1 & KBY & VB).
      { intros place. change (Terms.values_of_sort Terms.sort_byte) with 256. clear -BB. revert BB. generalize (Z.to_nat place).
        induction bytes as [|y l IHl]; intros [|k] BB; cbn [nth]; try lia; inversion BB; subst; auto. }
      assert (LL : term_later w u1) by (eapply term_later_trans; eassumption).
      pose proof (block_filled_means u1 x i from came (size bytes) byte _ S EL (heap_known_later _ _ _ LL HK) (term_means_later _ _ _ _ LL MI)
        (term_means_later _ _ _ _ L1 VC) KBY VB) as H.
      destruct (block_filled (world_terms u1) x i came byte) as [T'' y]. destruct H as (u2 & h & -> & <- & L2 & K2 & C2).
      apply app_eq_nil in Q as [Q _]. assert (L3 : term_later u u2) by (eapply term_later_trans; eassumption).
      assert (L4 : term_later w u2) by (eapply term_later_trans; eassumption).
      answer_is u2 came L4 (term_means_later _ _ _ _ L3 VC) as G.
      pose proof (source_known_array _ _ _ _ _ (with_heap h x) (with_elements b from bytes) (source_known_later _ _ _ _ _ _ K1 L3) S K2) as K3.
      specialize (K3 ltac:(cbn [with_heap array_length]; rewrite with_elements_length; exact LE)).
      assert (CX : forall j, 0 <= j < array_length (with_heap h x) -> element_at (with_elements b from bytes) j = contents_of u2 (with_heap h x) j).
      { intros j J. rewrite C2, with_elements_at, overwritten_nth, <- size_length, (contents_later w u1 x j LL HK).
        destruct (_ && _); [reflexivity|]. now apply CE. }
      specialize (K3 CX).
      assert (X : exchanged env u2 [BlockCame n came byte] e (map Reading bytes) e1).
      { rewrite <- (app_nil_r (map Reading bytes)). eapply exchanged_block; [exact R|eapply term_means_later; eassumption| | | |constructor].
        - eapply term_means_later; [|exact VC]. exact L3.
        - destruct L2 as [N _]. unfold TermTable.known in *. lia.
        - intros place. rewrite <- VB. unfold TermTable.value. destruct L2 as [_ ->]; [reflexivity|exact KBY]. }
      specialize (IH came _ _ _ _ _ _ rest G (source_known_exchange _ _ _ _ _ _ _ _ K3 X) Q). cbn [array_reference with_heap] in IH.
      destruct (answer env _ e1 _) as [events r]. apply source_comes_events. eapply source_comes_later; eassumption.
  - (* a block is written *)
    destruct (known_block st a i n) as [x|] eqn:KB; [|discriminate].
    match goal with C : means _ w n ?z |- _ => rename z into count; rename C into MN end.
    match goal with C : means _ w i ?z |- _ => rename z into from; rename C into MI end.
    match goal with C : means _ w a ?z |- _ =>
      destruct (known_block_ok _ _ _ _ _ _ _ _ _ _ _ _ K C MI MN KB) as (AT & <- & EL & LH & B1 & B2 & B3) end.
    pose proof AT as (S & HK & b & GE & LE & CE). rewrite GE.
    destruct (moved (source_terms st) (source_facts st) n) as [[[T facts] taken]|] eqn:MV; [|discriminate].
    assert (GA : gather (element_at b) from count = gather (contents_of w x) from count) by (apply gather_same; [lia|]; intros j J; apply CE; lia).
    rewrite GA. destruct (write_some env e (gather (contents_of w x) from count)) as (m & sent & e1 & W & M1);
      [rewrite gather_size; lia|]. rewrite gather_size in M1 by lia. rewrite W.
    destruct (moved_ok _ _ _ _ _ _ _ m _ _ _ K MN ltac:(lia) M1 MV) as (u & L & <- & VC & K1).
    answer_is u taken L VC as G.
    assert (X : exchanged env u [BlockSent x i n taken] e sent e1).
    { rewrite <- (app_nil_r sent). eapply (exchanged_block_sent env u x i n taken from count m);
        [|eapply heap_known_later; eassumption|lia|eapply term_means_later; eassumption|eapply term_means_later; eassumption|exact VC|constructor].
      rewrite <- W. f_equal. apply gather_same; [lia|]. intros j J. now apply contents_later. }
    specialize (IH taken _ _ _ _ _ _ rest G (source_known_exchange _ _ _ _ _ _ _ _ K1 X) Q).
    destruct (answer env s e1 _) as [events r]. apply source_comes_events. eapply source_comes_later; eassumption.
Qed.

Theorem source_paths_ok steps : forall w c d st s e happened rest,
  configuration_means term_worlds below w c d -> source_known w st s e happened -> source_paths steps c st rest = [] ->
  exists n events r, (0 < n)%nat /\
    run (ell_system env p) n {| configuration_of := d; store_of := s; environment_of := e |} = (events, r) /\
    source_comes rest w happened events r.
Proof.
  induction steps as [|steps IH]; intros w c d st s e happened rest M K Q; cbn [source_paths] in Q;
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

(** * One step after the other *)

(** What is good for the steps of one kind is nothing for those of another. *)
Lemma source_effect_transfer {A B} (refuse : problem -> A) (refuse' : problem -> B) (fine : B -> Prop) rest rest' :
  (forall why, ~ fine (refuse' why)) -> (forall out st, Forall fine (rest' out st) -> rest out st = []) ->
  forall e st, Forall fine (source_effect refuse' e st rest') -> source_effect refuse e st rest = [].
Proof.
  intros R T.
  assert (NO : forall why, Forall fine [refuse' why] -> forall l : list A, l = []) by (intros why F; inversion F; subst; now destruct (R why)).
  induction e as [| | |? ? IH|? ? ? ? IH|? ? IH|? ? ? IH|? ? ? IH|? ? IH|? ? ? ? IH|? ? ? ? ? IH|? ? IH|? ? ? IH|? IH|? ? IH|? ? ? ? IH|? ? ? ? IH];
    intros st; cbn [source_effect]; intros F; auto.
  all: repeat match goal with
    | F : Forall _ (match ?x with _ => _ end) |- _ => destruct x
    end; eauto.
  all: apply Forall_app in F as [F1 F2]; apply IH in F1.
  all: repeat match goal with
    | F : Forall _ (match ?x with _ => _ end) |- _ => destruct x
    end; apply IH in F2; now rewrite F1, F2.
Qed.

Section Run.
Context {A : Type} (refuse : problem -> A) (p : program) (stops : configuration term -> bool).
Context (rest : source_end -> source_state -> list A).

(** What a step comes to: a path that goes on, or what is found where one ends. *)
Definition source_next_states (at_ : configuration term * source_state) : list ((configuration term * source_state) + list A) :=
  source_effect (fun why => inr [refuse why]) (ell_step p (fst at_)) (snd at_) (fun out st =>
    match out with
    | inl c => if stops c then [inr (rest out st)] else [inl (c, st)]
    | inr _ => [inr (rest out st)]
    end).

(** At most so many steps of all paths together, up to configurations that [stops] knows, or the end of the program. *)
Definition source_run (steps : nat) (c : configuration term) (st : source_state) : list A :=
  followed (refuse SourcePathTooLong) source_next_states steps [(c, st)] [].

Lemma source_run_paths steps c st : source_run steps c st = [] -> exists n, source_paths refuse p stops n c st rest = [].
Proof.
  intros Q. apply (followed_good _ _ (fun n at_ => source_paths refuse p stops n (fst at_) (snd at_) rest = [])) in Q as [_ Q].
  - now inversion Q.
  - clear. intros n [c st]. cbn [fst snd]. revert c st. induction n as [|n IH]; intros c st Q.
    all: cbn [source_paths] in Q |- *; refine (source_effect_transfer refuse refuse (fun _ => False) _ _ ltac:(auto) _ _ _ _);
      [|rewrite Q; constructor].
    all: intros [d|f] u F; cbn in F |- *; try destruct (stops d); try (apply IH); try (inversion F; subst; contradiction || reflexivity || congruence).
    all: match goal with F : Forall _ ?l |- ?l = [] => destruct l; [reflexivity|inversion F; contradiction] end.
  - clear. intros n [c st] F. cbn [fst snd source_paths]. unfold source_next_states in F. cbn [fst snd] in F.
    refine (source_effect_transfer _ _ _ _ _ _ _ _ _ F).
    + intros why E. discriminate E.
    + intros [d|f] u G; [destruct (stops d)|]; inversion G; subst; auto.
Qed.
End Run.
