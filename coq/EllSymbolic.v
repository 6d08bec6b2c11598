(** Symbolic execution of the source: a step of Ell with terms for words, and steps up to a cut point.

    Where the facts do not decide a condition, or a byte may come or not, the path splits, and the rest has to be
    shown on both. What is to be shown there is a continuation, [rest]; the answer is a list of problems, which is
    empty where everything was shown. Where a new array may not fit into the heap, the path splits, too: then it ends
    there, and what is left to show is that the machine gives up. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Behaviour Environment EllProgram EllRules EllStep EllRun Runs
  Worlds EllRelated EllCommutes TermWorlds Exchanges Problems KnownArrays Following Allocations.
From Etalon Require Terms TermTable LawsTerms.
Import ListNotations.
Open Scope Z_scope.

(** What is known in the middle of a segment: the terms so far, facts, the values of globals, arrays, the reference of
    the next array, and the exchanges since the segment began. *)
Record source_state := {
  source_terms : terms;
  source_facts : list literal;
  source_globals : list (Z * term);
  source_arrays : list known_array;
  source_next : term;
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
     source_arrays := replaced a (source_arrays st); source_next := source_next st; source_exchanges := source_exchanges st |}.

(** With a new array, and the reference of the next one. *)
Definition with_source_new (st : source_state) (a : known_array) (next : term) : source_state :=
  {| source_terms := source_terms st; source_facts := source_facts st; source_globals := source_globals st;
     source_arrays := a :: source_arrays st; source_next := next; source_exchanges := source_exchanges st |}.

(** What a path comes to: a configuration, the end of the program, or a new array for which there is no room. *)
Inductive source_end := SourceAt (c : configuration term) | SourceEnds (f : final term) | SourceSpent.

Section Source.
(** What is found on a path; of it only whether it is nothing matters for the proof. *)
Context {A : Type} (refuse : problem -> A).

(** Where the heap ends; and may it be spent? *)
Context (high : Z) (may_spend : bool).

(** The array that a term is a reference of. *)
Definition known_at (st : source_state) (r : term) : option known_array := find_array (source_arrays st) r.

(** How many words the elements of an array take. *)
Definition words_of (T : terms) (e : element) (length : term) : terms * term :=
  match e with
  | element_byte =>
      let (T, three) := constant T 3 in
      let (T, sum) := operation_of T Add length three in
      let (T, two) := constant T 2 in
      operation_of T Srl sum two
  | element_int | element_bool => (T, length)
  end.

(** Is there room for so many words, and one for the length, from the next reference on? *)
Definition has_room (T : terms) (next words : term) : terms * term :=
  let (T, last) := constant T high in
  let (T, left) := operation_of T Sub last next in
  let (T, two) := constant T 2 in
  let (T, quarter) := operation_of T Srl left two in
  operation_of T Sltu words quarter.

(** Is a word known to be less than 2^31? *)
Definition short (T : terms) (facts : list literal) (n : term) : bool :=
  let (T, zero) := constant T 0 in
  let (T, negative) := operation_of T Slt n zero in denied T facts negative.

(** It goes on where there is room, with so many words, or does not. *)
Definition with_room (st : source_state) (e : element) (length : term) (goes : source_state -> term -> list A)
    (spent : source_state -> list A) : list A :=
  if short (source_terms st) (source_facts st) length then
    let (T, words) := words_of (source_terms st) e length in
    let (T, room) := has_room T (source_next st) words in
    let st := with_source_terms st T in
    match decision T (source_facts st) room with
    | Some true => goes st words
    | Some false => spent st
    | None => goes (with_source_fact st (noted T room true)) words ++ spent (with_source_fact st (noted T room false))
    end
  else [refuse LengthNotKnown].

(** A new array of zeros, and the reference of the next one, behind it. *)
Definition new_array (T : terms) (e : element) (length reference words : term) : terms * known_array * term :=
  let (T, h) := zero_heap T e reference in
  let (T, four) := constant T 4 in
  let (T, bytes) := operation_of T Mul words four in
  let (T, room) := operation_of T Add bytes four in
  let (T, next) := operation_of T Add reference room in
  (T, {| array_reference := reference; array_element := e; array_length := length; array_head := length; array_heap := h |}, next).

(** The array of bytes in which a block is known to lie. *)
Definition known_block (st : source_state) (r i n : term) : option known_array :=
  match known_at st r with
  | Some a =>
      if Terms.same_element (array_element a) element_byte && short (source_terms st) (source_facts st) (array_length a) &&
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

(** What is left to show where there is no room. *)
Definition spent (rest : source_end -> source_state -> list A) (st : source_state) : list A :=
  if may_spend then rest SourceSpent st else [refuse HeapTooLarge].

Fixpoint source_effect (e : effect term) (st : source_state) (rest : source_end -> source_state -> list A) : list A :=
  match e with
  | Become _ c => rest (SourceAt c) st
  | Finish _ f => rest (SourceEnds f) st
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
      with_room st e n
        (fun st words =>
          let '(T, a, next) := new_array (source_terms st) e n (source_next st) words in
          source_effect (k (array_reference a)) (with_source_new (with_source_terms st T) a next) rest)
        (spent rest)
  | AllocateText e values k =>
      let (T, n) := constant (source_terms st) (size values) in
      if size values <? half then
        with_room (with_source_terms st T) e n
          (fun st words =>
            let '(T, a, next) := new_array (source_terms st) e n (source_next st) words in
            let (T, a) := numbers_written T a 0 (map wrap values) in
            source_effect (k (array_reference a)) (with_source_new (with_source_terms st T) a next) rest)
          (spent rest)
      else [refuse HeapTooLarge]
  | AskLength r k =>
      match known_at st r with
      | Some a => source_effect (k (array_length a)) st rest
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
    | SourceAt c =>
        if stops c then rest out st
        else match steps with O => [refuse SourcePathTooLong] | S steps => source_paths steps c st rest end
    | SourceEnds _ | SourceSpent => rest out st
    end).

(** * What it says is so *)

Context {E : Type} (env : environment E) (below : continuation Z) (first : E).
(** Where the heap begins; the arrays that there were when the segment began, and the reference of the next one then. *)
Context (low : Z) (bounds : 0 <= low /\ high < modulus) (claims : list known_array) (started : Z).
(** All arrays of the store then, and the areas of those that are not known: nothing of these changes. *)
Context (arrays_before : table (option array)) (areas : list (Z * Z)).

(** An array of the source is as it is known. *)
Definition source_array_true (w : term_world) (all : table (option array)) (a : known_array) : Prop :=
  array_known w a /\
  exists b, get None all (reference_in w a) = Some b /\ length_of b = length_in w a /\
    forall i, 0 <= i < length_in w a -> element_at b i = contents_of w a i.

Lemma source_array_later a b all x : term_later a b -> source_array_true a all x -> source_array_true b all x.
Proof.
  intros L (K & y & G & N & C). destruct (places_later a b x L K) as (R & M & _ & _). split; [eapply array_known_later; eassumption|].
  exists y. rewrite R, M. split; [exact G|]. split; [exact N|]. intros i I. rewrite C by exact I. symmetry. now apply contents_later; try apply K.
Qed.

Lemma source_arrays_later a b all l : term_later a b -> Forall (source_array_true a all) l -> Forall (source_array_true b all) l.
Proof. intros L. apply Forall_impl. intros x. now apply source_array_later. Qed.

(** An array was there when the segment began, or was made since. *)
Definition old_or_new (w : term_world) (a : known_array) : Prop :=
  (exists c, In c claims /\ a = with_heap (array_heap a) c) \/ started <= reference_in w a.

(** An array that is not known is as it was, and apart from all that are. *)
Definition as_before (w : term_world) (all : table (option array)) (l : list known_array) (area : Z * Z) : Prop :=
  fst area < snd area <= started /\ get None all (fst area) = get None arrays_before (fst area) /\ Forall (lies_apart w area) l.

(** What is known is true of a store and an environment, after these events since the segment began. *)
Record source_known (w : term_world) (st : source_state) (s : store) (e : E) (happened : list event) : Prop := {
  source_table : world_terms w = source_terms st;
  source_satisfied : facts_hold w (source_facts st);
  source_global : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) (source_globals st);
  source_array : Forall (source_array_true w (arrays s)) (source_arrays st);
  source_laid : laid w low (next_reference s) (source_arrays st);
  source_age : Forall (old_or_new w) (source_arrays st);
  source_behind : term_means w (source_next st) (next_reference s);
  source_within : low <= next_reference s <= high /\ started <= next_reference s;
  source_exchanged : exchanged env w (source_exchanges st) first happened e;
  source_there : all_there claims (source_arrays st);
  source_others : Forall (as_before w (arrays s) (source_arrays st)) areas
}.

Lemma ages_later a b low' high' l : term_later a b -> laid a low' high' l -> Forall (old_or_new a) l -> Forall (old_or_new b) l.
Proof.
  intros L D H. rewrite Forall_forall in *. intros x I. destruct (H x I) as [O|N]; [now left|right].
  destruct (laid_in _ _ _ _ _ D I) as (K & _). unfold reference_in in *. now rewrite (word_in_later a b _ L K).
Qed.

Lemma globals_later a b s l : term_later a b ->
  Forall (fun claim => term_means a (snd claim) (get 0 (global_values s) (fst claim))) l ->
  Forall (fun claim => term_means b (snd claim) (get 0 (global_values s) (fst claim))) l.
Proof. intros L. apply Forall_impl. intros claim. now apply term_means_later. Qed.

(** In a later world, with more terms. *)
Lemma source_known_later w u st s e happened : source_known w st s e happened -> term_later w u ->
  source_known u (with_source_terms st (world_terms u)) s e happened.
Proof.
  intros [KT KF KG KA KL KO KN KW KX KE KB] L. constructor; cbn.
  - reflexivity.
  - eapply facts_hold_later; eassumption.
  - eapply globals_later; eassumption.
  - eapply source_arrays_later; eassumption.
  - eapply laid_later; eassumption.
  - eapply ages_later; eassumption.
  - eapply term_means_later; eassumption.
  - exact KW.
  - eapply exchanged_later; eassumption.
  - exact KE.
  - eapply Forall_impl; [|exact KB]. intros area (B & G & F). split; [exact B|]. split; [exact G|]. eapply lies_apart_later; eassumption.
Qed.

Lemma source_known_fact w st s e happened t z answer : source_known w st s e happened -> term_means w t z ->
  holds z = answer -> source_known w (with_source_fact st (noted (source_terms st) t answer)) s e happened.
Proof. intros [KT KF KG KA KL KO KN KW KX KE KB] M H. constructor; cbn; auto. rewrite <- KT. eapply noted_holds; eassumption. Qed.

Lemma source_known_exchange w st s e happened x events e' : source_known w st s e happened ->
  exchanged env w [x] e events e' -> source_known w (with_source_exchange st x) s e' (happened ++ events).
Proof. intros [KT KF KG KA KL KO KN KW KX KE KB] X. constructor; cbn; auto. eapply exchanged_app; eassumption. Qed.

Lemma global_means w st s e happened g t : source_known w st s e happened ->
  global_of (source_globals st) g = Some t -> term_means w t (get 0 (global_values s) g).
Proof. intros [_ _ KG _ _ _ _ _ _ _ _] F. rewrite Forall_forall in KG. exact (KG _ (global_of_in _ _ _ F)). Qed.

Lemma known_at_ok w st s e happened r z a : source_known w st s e happened -> term_means w r z -> known_at st r = Some a ->
  source_array_true w (arrays s) a /\ reference_in w a = z /\ In a (source_arrays st).
Proof.
  intros K M F. apply find_array_in in F as [I R]. pose proof (source_array _ _ _ _ _ K) as KA. rewrite Forall_forall in KA.
  split; [now apply KA|]. split; [|exact I]. unfold reference_in. rewrite R. now apply means_word_in.
Qed.

(** An array is set. *)
Lemma source_known_array w st s e happened a h b : source_known w st s e happened -> In a (source_arrays st) ->
  heap_known w (with_heap h a) -> length_of b = length_in w a ->
  (forall i, 0 <= i < length_in w a -> element_at b i = contents_of w (with_heap h a) i) ->
  source_known w (with_source_array st (with_heap h a)) (set_array s (reference_in w a) b) e happened.
Proof.
  intros [KT KF KG KA KL KO KN KW KX KE KB] I K N C. assert (S : same_place a (with_heap h a)) by (repeat split).
  assert (TRUE : source_array_true w (set (arrays s) (reference_in w a) (Some b)) (with_heap h a)).
  { rewrite Forall_forall in KA. destruct (KA a I) as ((R & M & _) & _). split; [now repeat split|]. exists b.
    change (reference_in w (with_heap h a)) with (reference_in w a). rewrite get_set_same. now split. }
  destruct (replaced_ok (source_array_true w (arrays s)) (source_array_true w (set (arrays s) (reference_in w a) (Some b)))
    w _ _ _ _ _ KL I S KA TRUE) as [L F].
  { intros c IC (KC & y & GY & NY & CY) D. split; [exact KC|]. exists y. rewrite get_set_other; [now split|].
    intros EQ. exact (beside_same _ _ _ D EQ). }
  destruct (replaced_ok (old_or_new w) (old_or_new w) w _ _ _ _ (with_heap h a) KL I S KO) as [_ O]; [|auto|].
  { rewrite Forall_forall in KO. destruct (KO a I) as [(c & IC & EQ)|Y]; [left|now right]. exists c. split; [exact IC|].
    rewrite EQ. reflexivity. }
  constructor; cbn; auto.
  - exact (replaced_there _ _ _ _ _ _ _ KL I S KE).
  - eapply Forall_impl; [|exact KB]. intros area (B & G & AP). split; [exact B|].
    destruct (replaced_ok (lies_apart w area) (lies_apart w area) w _ _ _ _ _ KL I S AP) as [_ AP']; [|auto|].
    + rewrite Forall_forall in AP. exact (lies_apart_place _ _ _ _ S (AP a I)).
    + split; [|exact AP']. rewrite get_set_other; [exact G|]. rewrite Forall_forall in AP. pose proof (AP a I) as D.
      pose proof (behind_reference w a). unfold lies_apart in D. lia.
Qed.

(** * Room for a new array *)

Lemma short_ok w facts n z : facts_hold w facts -> term_means w n z -> short (world_terms w) facts n = true -> 0 <= z < half.
Proof.
  intros F M. unfold short. constant_step w 0 u L V. apply (term_means_later _ _ _ _ L) in M.
  operation_step u Slt n t M V u1 L1 V1. intros D.
  pose proof (denied_ok u1 facts _ _ (facts_hold_later _ _ _ L1 (facts_hold_later _ _ _ L F)) V1 D) as H.
  pose proof (means_word u n z M) as W. unfold word in W. unfold operate, Words.result, truth, signed in H. change (wrap 0) with 0 in H.
  change (0 <? half) with true in H. cbv iota in H. destruct (Z.ltb_spec z half) as [A1|A1]; [lia|].
  destruct (Z.ltb_spec (z - modulus) 0); [discriminate|lia].
Qed.

(** So many words. *)
Definition words_in (e : element) (length : Z) : Z := match e with element_byte => (length + 3) / 4 | element_int | element_bool => length end.

Lemma words_of_means w e n z : term_means w n z -> 0 <= z < half ->
  exists u, world_terms u = fst (words_of (world_terms w) e n) /\ term_later w u /\
    term_means u (snd (words_of (world_terms w) e n)) (words_in e z) /\ 0 <= words_in e z < half.
Proof.
  intros M Z0. assert (SELF : exists u, world_terms u = world_terms w /\ term_later w u /\ term_means u n z /\ 0 <= z < half)
    by (exists w; repeat split; try apply term_later_refl; try apply M; lia).
  destruct e; cbn [words_of words_in]; try exact SELF. clear SELF.
  constant_step w 3 u L V. apply (term_means_later _ _ _ _ L) in M. operation_step u Add n t M V u1 L1 V1.
  constant_step u1 2 u2 L2 V2. apply (term_means_later _ _ _ _ L2) in V1.
  destruct (operation_means u2 Srl t0 t1 _ _ V1 V2) as (u3 & U3 & L3 & V3). exists u3. split; [exact U3|].
  split; [eapply term_later_trans; [exact L|]; eapply term_later_trans; [exact L1|]; eapply term_later_trans; eassumption|].
  assert (B : 0 <= (z + 3) / 4 < half) by (unfold half in *; Z.div_mod_to_equations; lia). split; [|exact B].
  replace ((z + 3) / 4) with (operate Srl (operate Add z (wrap 3)) (wrap 2)); [exact V3|].
  unfold operate, Words.result. change (wrap 3) with 3. change (wrap 2) with 2.
  rewrite (wrap_id (z + 3)) by (unfold word, modulus, half in *; lia).
  change (2 mod 32) with 2. rewrite Z.shiftr_div_pow2 by lia. change (2 ^ 2) with 4. apply wrap_id. unfold word, modulus, half in *. lia.
Qed.

Lemma room_words e n : EllRun.room e n = 4 + 4 * words_in e n.
Proof. now destruct e. Qed.

Lemma has_room_means w next words n k : term_means w next n -> term_means w words k -> n <= high ->
  exists u, world_terms u = fst (has_room (world_terms w) next words) /\ term_later w u /\
    exists z, term_means u (snd (has_room (world_terms w) next words)) z /\ (if holds z then n + 4 + 4 * k <= high else high < n + 4 + 4 * k).
Proof.
  intros M K H. unfold has_room. pose proof (means_word w next n M) as WN. pose proof (means_word w words k K) as WK. unfold word in WN, WK.
  constant_step w high u L V. apply (term_means_later _ _ _ _ L) in M, K. operation_step u Sub t next V M u1 L1 V1.
  apply (term_means_later _ _ _ _ L1) in K. constant_step u1 2 u2 L2 V2. apply (term_means_later _ _ _ _ L2) in V1, K.
  operation_step u2 Srl t0 t1 V1 V2 u3 L3 V3. apply (term_means_later _ _ _ _ L3) in K.
  destruct (operation_means u3 Sltu words t2 _ _ K V3) as (u4 & U4 & L4 & V4). exists u4. split; [exact U4|].
  split; [eapply term_later_trans; [exact L|]; eapply term_later_trans; [exact L1|]; eapply term_later_trans; [exact L2|]; eapply term_later_trans; eassumption|].
  eexists. split; [exact V4|]. unfold operate, Words.result. change (wrap 2) with 2. rewrite (wrap_id high) by (unfold word; lia).
  rewrite (wrap_id (high - n)) by (unfold word; lia). change (2 mod 32) with 2. rewrite Z.shiftr_div_pow2 by lia. change (2 ^ 2) with 4.
  assert (B : 0 <= (high - n) / 4 < modulus) by (Z.div_mod_to_equations; lia). rewrite (wrap_id ((high - n) / 4)) by exact B.
  destruct (Z.ltb_spec k ((high - n) / 4)) as [A1|A1]; [change (holds (wrap (truth true))) with true|change (holds (wrap (truth false))) with false]; cbv iota; Z.div_mod_to_equations; lia.
Qed.

Lemma with_room_ok w st s e happened el n z goes gone : source_known w st s e happened -> term_means w n z ->
  with_room st el n goes gone = [] ->
  0 <= z < half /\
  ((exists u st' words, term_later w u /\ source_known u st' s e happened /\ goes st' words = [] /\
      term_means u words (words_in el z) /\ next_reference s + room el z <= high) \/
   (exists u st', term_later w u /\ source_known u st' s e happened /\ gone st' = [] /\ high < next_reference s + room el z)).
Proof.
  intros K M. unfold with_room. rewrite <- (source_table _ _ _ _ _ K). destruct (short _ _ _) eqn:SH; [|discriminate].
  pose proof (short_ok w _ n z (source_satisfied _ _ _ _ _ K) M SH) as B.
  destruct (words_of_means w el n z M B) as (u & U & L & V & B').
  destruct (words_of (world_terms w) el n) as [T words]. cbn [fst snd] in *. subst T.
  destruct (has_room_means u (source_next st) words _ _ (term_means_later _ _ _ _ L (source_behind _ _ _ _ _ K)) V
    ltac:(apply (source_within _ _ _ _ _ K))) as (u1 & U1 & L1 & c & C & R).
  destruct (has_room (world_terms u) (source_next st) words) as [T room]. cbn [fst snd] in *. subst T.
  assert (LL : term_later w u1) by (eapply term_later_trans; eassumption).
  pose proof (source_known_later _ _ _ _ _ _ K LL) as K1. apply (term_means_later _ _ _ _ L1) in V.
  cbn [with_source_terms source_facts]. intros Q. split; [exact B|].
  replace (next_reference s + 4 + 4 * words_in el z) with (next_reference s + EllRun.room el z) in R by (rewrite room_words; ring).
  destruct (decision (world_terms u1) (source_facts st) room) as [answer|] eqn:D.
  - pose proof (decision_means u1 _ _ _ _ (facts_hold_later _ _ _ LL (source_satisfied _ _ _ _ _ K)) C D) as HC. rewrite HC in R.
    destruct answer; [left; exists u1, (with_source_terms st (world_terms u1)), words|right; exists u1, (with_source_terms st (world_terms u1))]; auto.
  - apply app_eq_nil in Q as [Q1 Q2]. destruct (holds c) eqn:HC.
    + left. exists u1, (with_source_fact (with_source_terms st (world_terms u1)) (noted (world_terms u1) room true)), words.
      split; [exact LL|]. split; [exact (source_known_fact _ _ _ _ _ _ _ _ K1 C HC)|]. auto.
    + right. exists u1, (with_source_fact (with_source_terms st (world_terms u1)) (noted (world_terms u1) room false)).
      split; [exact LL|]. split; [exact (source_known_fact _ _ _ _ _ _ _ _ K1 C HC)|]. auto.
Qed.

(** What is known of a new array. *)
Lemma new_array_ok w el n z r words k : term_means w n z -> TermTable.known (world_terms w) r -> term_means w words k ->
  let '(T, a, next) := new_array (world_terms w) el n r words in
  exists u, world_terms u = T /\ term_later w u /\ array_reference a = r /\ array_element a = el /\ array_length a = n /\
    array_known u a /\ reference_in u a = word_in w r /\ length_in u a = z /\ (forall i, contents_of u a i = 0) /\
    term_means u next (wrap (word_in w r + (4 + 4 * k))).
Proof.
  intros M R K. unfold new_array. pose proof (zero_heap_means w el r R) as H. destruct (zero_heap (world_terms w) el r) as [T h].
  destruct H as (u & <- & L & KH & C). pose proof (word_in_means _ _ R) as RM. apply (term_means_later _ _ _ _ L) in M, RM, K.
  constant_step u 4 u1 L1 V1. apply (term_means_later _ _ _ _ L1) in M, RM, K.
  operation_step u1 Mul words t K V1 u2 L2 V2. apply (term_means_later _ _ _ _ L2) in M, RM, V1.
  operation_step u2 Add t0 t V2 V1 u3 L3 V3. apply (term_means_later _ _ _ _ L3) in M, RM.
  operation_step u3 Add r t1 RM V3 u4 L4 V4. apply (term_means_later _ _ _ _ L4) in M, RM.
  assert (LU : term_later u u4) by (eapply term_later_trans; [exact L1|]; eapply term_later_trans; [exact L2|]; eapply term_later_trans; eassumption).
  assert (KH' : TermTable.known (world_terms u4) h) by exact (known_later _ _ _ LU KH).
  exists u4. split; [reflexivity|]. split; [eapply term_later_trans; eassumption|]. do 3 (split; [reflexivity|]).
  split; [repeat split; [apply RM|apply M|exact KH']|]. split; [exact (means_word_in _ _ _ RM)|]. split; [exact (means_word_in _ _ _ M)|]. split.
  - intros i. rewrite (contents_later u u4 _ i LU); [now apply C|exact (known_later _ _ _ L R)|exact KH].
  - match type of V4 with term_means _ _ ?v => replace (wrap (word_in w r + (4 + 4 * k))) with v; [exact V4|] end.
    unfold operate, Words.result. change (wrap 4) with 4. rewrite wrap_add_l, wrap_add_r. f_equal. ring.
Qed.

(** It is added. *)
Lemma source_known_new w st s e happened a b next n : source_known w st s e happened -> array_known w a ->
  array_reference a = source_next st -> length_in w a = n -> length_of b = n ->
  (forall i, 0 <= i < n -> element_at b i = contents_of w a i) -> next_reference s + room (array_element a) n <= high ->
  term_means w next (next_reference s + room (array_element a) n) ->
  source_known w (with_source_new st a next)
    {| next_reference := next_reference s + room (array_element a) n; arrays := set (arrays s) (next_reference s) (Some b);
       global_values := global_values s |} e happened.
Proof.
  intros [KT KF KG KA KL KO KN KW KX KE KB] K R N LB C H M.
  assert (RI : reference_in w a = next_reference s) by (unfold reference_in; rewrite R; now apply means_word_in).
  assert (BE : behind w a = next_reference s + room (array_element a) n) by (unfold behind; now rewrite RI, N).
  pose proof (behind_reference w a) as BR. constructor;
    cbn [with_source_new source_terms source_facts source_globals source_arrays source_next source_exchanges next_reference arrays global_values]; auto.
  - constructor.
    + split; [exact K|]. exists b. rewrite RI, get_set_same, N. now split.
    + rewrite Forall_forall in *. intros x I. destruct (KA x I) as (KX' & y & G & NY & CY). split; [exact KX'|]. exists y.
      destruct (laid_in _ _ _ _ _ KL I) as (_ & _ & _ & IN). pose proof (behind_reference w x). rewrite get_set_other by lia. now split.
  - rewrite <- BE. apply (laid_new w low (next_reference s)); auto; try apply K. lia.
  - constructor; [right; lia|exact KO].
  - lia.
  - eapply Forall_impl; [|exact KE]. intros c (x & I & S). exists x. split; [now right|exact S].
  - eapply Forall_impl; [|exact KB]. intros area (B & G & F). split; [exact B|]. split; [rewrite get_set_other by lia; exact G|].
    constructor; [|exact F]. right. lia.
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
  source_array_true w (arrays s) a /\ reference_in w a = z /\ In a (source_arrays st) /\ array_element a = element_byte /\ length_in w a < half /\
    0 <= from /\ 1 <= count /\ from + count <= length_in w a.
Proof.
  intros K M MI MN. unfold known_block. destruct (known_at st r) as [x|] eqn:F; [|discriminate].
  destruct (known_at_ok _ _ _ _ _ _ _ _ K M F) as (T & R & I). destruct (_ && _) eqn:G; [|discriminate]. intros [= <-].
  apply andb_prop in G as [G B]. apply andb_prop in G as [EL H]. rewrite <- (source_table _ _ _ _ _ K) in B, H.
  pose proof (word_in_means w _ (proj1 (proj2 (proj1 T)))) as LM.
  pose proof (short_ok w _ _ _ (source_satisfied _ _ _ _ _ K) LM H) as SH.
  destruct (block_within_ok w _ _ _ _ _ from count (source_satisfied _ _ _ _ _ K) MI MN LM B) as (B1 & B2 & B3).
  split; [exact T|]. split; [exact R|]. split; [exact I|]. split; [now apply LawsTerms.same_element_true|]. split; [apply SH|]. auto.
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
  pose proof (source_known_later _ _ _ _ _ _ K LL) as [KT KF KG KA KL KO KN KW KX KE KB]. constructor; cbn in *; auto.
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
    | SourceAt c => exists d, r = GoesOn {| configuration_of := d; store_of := s; environment_of := e |} /\
        configuration_means term_worlds below u c d
    | SourceEnds f => exists g, r = Ends g /\ final_means term_worlds u f g
    | SourceSpent => may_spend = true /\ exists x, r = GoesOn x /\ high < next_reference (store_of x)
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

Lemma goes_on_last (t : effect Z) : goes_on t -> arrays_last t.
Proof. destruct t; cbn; tauto. Qed.

(** An element of an array that is known has a place. *)
Lemma source_places w st s e happened a i : source_known w st s e happened -> In a (source_arrays st) -> 0 <= i < length_in w a ->
  word (Terms.width (array_element a) * i).
Proof.
  intros K I B. destruct (laid_in _ _ _ _ _ (source_laid _ _ _ _ _ K) I) as (_ & _ & IN). pose proof (source_within _ _ _ _ _ K).
  apply (inside_words w low (next_reference s) a i); auto; lia.
Qed.

(** Where there is no room, a state is next in which the next array would lie beyond the heap. *)
Lemma no_room_comes w u st s e happened el n (g : Z -> effect Z) b rest : term_later w u -> source_known u st s e happened ->
  spent rest st = [] -> high < next_reference s + room el n -> (forall answer, goes_on (g answer)) -> length_of b = n ->
  let (r, after) := allocate s el b in
  let (events, result) := answer env after e (g r) in source_comes rest w happened events (plain result).
Proof.
  intros L K Q H G LB. cbn [allocate]. specialize (G (next_reference s)). destruct (g (next_reference s)) as [r c| | | | | | | | | | | | | | | |]; try contradiction.
  cbn [answer plain]. unfold spent in Q. destruct may_spend eqn:MS; [|discriminate]. exists u, SourceSpent, st, s, e. split; [exact L|]. split; [exact Q|].
  rewrite app_nil_r. split; [exact K|]. split; [exact MS|]. eexists. split; [reflexivity|]. cbn [store_of next_reference]. now rewrite LB.
Qed.

Theorem source_effect_ok t : forall w st t' s e happened rest,
  step_means term_worlds below w t t' -> arrays_last t' -> source_known w st s e happened -> source_effect t st rest = [] ->
  let (events, r) := answer env s e t' in source_comes rest w happened events (plain r).
Proof.
  induction t as [r c|r f| |z k IH|o a b k IH|c k IH|el n k IH|el l k IH|a k IH|el a i k IH|el a i x k IH
    |g k IH|g x k IH|k IH|x k IH|a i n k IH|a i n k IH];
    intros w st t' s e happened rest M AL K Q; cbn [source_effect] in Q; try discriminate; inversion M; subst; cbn [answer arrays_last] in AL |- *.
  - exists w, (SourceAt c), st, s, e. split; [apply term_later_refl|]. rewrite app_nil_r.
    split; [exact Q|]. split; [exact K|]. eexists. split; [reflexivity|assumption].
  - exists w, (SourceEnds f), st, s, e. split; [apply term_later_refl|]. rewrite app_nil_r.
    split; [exact Q|]. split; [exact K|]. eexists. split; [reflexivity|assumption].
  - (* a constant *)
    destruct (constant_means w z) as (u & U & L & V). rewrite (source_table _ _ _ _ _ K) in *.
    destruct (constant (source_terms st) z) as [T t]. cbn [fst snd] in U, V. subst T.
    answer_is u t L V as G.
    specialize (IH _ _ _ _ s e happened rest G (AL _) (source_known_later _ _ _ _ _ _ K L) Q).
    destruct (answer env s e _). eapply source_comes_later; eassumption.
  - (* an operation *)
    match goal with HA : means _ w a ?x, HB : means _ w b ?y |- _ =>
      destruct (operation_means w o a b x y HA HB) as (u & U & L & V) end.
    rewrite (source_table _ _ _ _ _ K) in *.
    destruct (operation_of (source_terms st) o a b) as [T t]. cbn [fst snd] in U, V. subst T.
    answer_is u t L V as G.
    specialize (IH _ _ _ _ s e happened rest G (AL _) (source_known_later _ _ _ _ _ _ K L) Q).
    destruct (answer env s e _). eapply source_comes_later; eassumption.
  - (* a decision *)
    match goal with C : means _ w c ?x |- _ => rename C into C'; set (y := x) in * end.
    goes_on_in w (term_later_refl w) as G.
    destruct (decision (source_terms st) (source_facts st) c) as [answer|] eqn:D.
    + rewrite <- (source_table _ _ _ _ _ K) in D.
      rewrite (decision_means _ _ _ _ _ (source_satisfied _ _ _ _ _ K) C' D).
      exact (IH answer _ _ _ s e happened rest (G answer) (AL _) K Q).
    + apply app_eq_nil in Q as [Q1 Q2]. destruct (holds y) eqn:H.
      * exact (IH true _ _ _ s e happened rest (G true) (AL _) (source_known_fact _ _ _ _ _ _ _ _ K C' H) Q1).
      * exact (IH false _ _ _ s e happened rest (G false) (AL _) (source_known_fact _ _ _ _ _ _ _ _ K C' H) Q2).
  - (* a new array *)
    match goal with C : means _ w n ?x |- _ => rename C into M'; rename x into z end.
    destruct (with_room_ok w st s e happened el n z _ _ K M' Q) as (ZB & [(u & st1 & words & L & K1 & Q1 & V & F)|(u & st1 & L & K1 & Q1 & F)]).
    2: { exact (no_room_comes w u st1 s e happened el z g {| length_of := z; elements := empty |} rest L K1 Q1 F AL eq_refl). }
    rewrite <- (source_table _ _ _ _ _ K1) in Q1. pose proof (source_behind _ _ _ _ _ K1) as NX.
    pose proof (new_array_ok u el n z (source_next st1) words _ (term_means_later _ _ _ _ L M') (proj1 NX) V) as H.
    destruct (new_array (world_terms u) el n (source_next st1) words) as [[T a] next].
    destruct H as (u1 & <- & L1 & R & EL & NL & KA & RI & LI & C & NM). rewrite (means_word_in _ _ _ NX) in RI, NM.
    pose proof (source_within _ _ _ _ _ K1) as WI. rewrite <- (room_words el z) in NM.
    pose proof (means_word u _ _ NX) as WN. pose proof (room_elements el z ltac:(lia)) as RE.
    rewrite wrap_id in NM by (unfold word in *; destruct (width_cases el) as [Y|Y]; rewrite Y in RE; lia).
    pose proof (source_known_new u1 (with_source_terms st1 (world_terms u1)) s e happened a {| length_of := z; elements := empty |} next z
      (source_known_later _ _ _ _ _ _ K1 L1) KA R LI eq_refl (fun i _ => eq_trans (get_empty 0 i) (eq_sym (C i)))) as K2.
    rewrite EL in K2. specialize (K2 F NM).
    assert (LL : term_later w u1) by (eapply term_later_trans; eassumption).
    assert (V1 : term_means u1 (array_reference a) (next_reference s)) by (rewrite R; exact (term_means_later _ _ _ _ L1 NX)).
    answer_is u1 (array_reference a) LL V1 as G. cbn [allocate length_of].
    specialize (IH (array_reference a) _ _ _ _ e happened rest G (goes_on_last _ (AL _)) K2 Q1).
    destruct (answer env _ e _). eapply source_comes_later; eassumption.
  - (* a new array with these elements *)
    rewrite <- (source_table _ _ _ _ _ K) in Q. constant_step w (size l) u0 L0 V0. destruct (Z.ltb_spec (size l) half) as [SZ|]; [|discriminate].
    assert (SL : 0 <= size l) by (rewrite size_length; lia). rewrite wrap_id in V0 by (unfold word, modulus, half in *; lia).
    destruct (with_room_ok u0 _ s e happened el t (size l) _ _ (source_known_later _ _ _ _ _ _ K L0) V0 Q)
      as (ZB & [(u & st1 & words & L & K1 & Q1 & V & F)|(u & st1 & L & K1 & Q1 & F)]).
    2: { pose proof (with_elements_length (map wrap l) {| length_of := size l; elements := empty |} 0) as LX.
      cbn [length_of] in LX.
      exact (no_room_comes w u st1 s e happened el (size l) g _ rest (term_later_trans _ _ _ L0 L) K1 Q1 F AL LX). }
    rewrite <- (source_table _ _ _ _ _ K1) in Q1. pose proof (source_behind _ _ _ _ _ K1) as NX.
    pose proof (new_array_ok u el t (size l) (source_next st1) words _ (term_means_later _ _ _ _ L V0) (proj1 NX) V) as H.
    destruct (new_array (world_terms u) el t (source_next st1) words) as [[T a] next].
    destruct H as (u1 & <- & L1 & R & EL & NL & KA & RI & LI & C & NM). rewrite (means_word_in _ _ _ NX) in RI, NM.
    pose proof (source_within _ _ _ _ _ K1) as WI. rewrite <- (room_words el (size l)) in NM.
    pose proof (means_word u _ _ NX) as WN. pose proof (room_elements el (size l) ltac:(lia)) as RE.
    rewrite wrap_id in NM by (unfold word in *; destruct (width_cases el) as [Y|Y]; rewrite Y in RE; lia).
    pose proof (numbers_written_means (map wrap l) u1 a 0 (proj1 KA) (proj2 (proj2 KA)) ltac:(lia)) as H.
    destruct (numbers_written (world_terms u1) a 0 (map wrap l)) as [T b].
    destruct H as (u2 & h & -> & <- & L2 & KH & C2).
    { rewrite map_length, EL, Z.add_0_l, <- size_length. lia. }
    { apply Forall_forall. intros x I. apply in_map_iff in I as (y & <- & _). apply wrap_word. }
    set (x := with_elements {| length_of := size l; elements := empty |} 0 (map wrap l)) in *.
    assert (LX : length_of x = size l) by apply with_elements_length.
    assert (L02 : term_later u u2) by (eapply term_later_trans; eassumption).
    destruct (places_later u1 u2 a L2 KA) as (_ & LI2 & _ & _).
    assert (KA2 : array_known u2 (with_heap h a)) by (destruct (array_known_later _ _ _ L2 KA) as (KR & KN & _); repeat split; auto).
    assert (CX : forall i, 0 <= i < size l -> element_at x i = contents_of u2 (with_heap h a) i).
    { intros i _. rewrite C2. unfold x. rewrite with_elements_at. apply overwritten_same. intros j. rewrite C. apply get_empty. }
    pose proof (source_known_new u2 (with_source_terms st1 (world_terms u2)) s e happened (with_heap h a) x next (size l)
      (source_known_later _ _ _ _ _ _ K1 L02) KA2 R ltac:(change (length_in u2 (with_heap h a)) with (length_in u2 a); congruence) LX CX) as K2.
    cbn [array_element with_heap] in K2. rewrite EL in K2. specialize (K2 F (term_means_later _ _ _ _ L2 NM)).
    assert (LL : term_later w u2) by (eapply term_later_trans; [exact L0|]; eapply term_later_trans; eassumption).
    assert (V1 : term_means u2 (array_reference (with_heap h a)) (next_reference s))
      by (cbn [array_reference with_heap]; rewrite R; exact (term_means_later _ _ _ _ L02 NX)).
    answer_is u2 (array_reference (with_heap h a)) LL V1 as G. cbn [allocate length_of]. rewrite LX.
    specialize (IH (array_reference (with_heap h a)) _ _ _ _ e happened rest G (goes_on_last _ (AL _)) K2 Q1).
    destruct (answer env _ e _). eapply source_comes_later; eassumption.
  - (* a length *)
    destruct (known_at st a) as [x|] eqn:KN; [|discriminate].
    match goal with C : means _ w a ?z |- _ => destruct (known_at_ok _ _ _ _ _ _ _ _ K C KN) as (((_ & KL & _) & y & GE & LE & _) & <- & _) end.
    rewrite GE, LE. answer_is w (array_length x) (term_later_refl w) (word_in_means w _ KL) as G.
    exact (IH _ _ _ _ s e happened rest G (AL _) K Q).
  - (* an element is read *)
    destruct (known_at st a) as [x|] eqn:KN; [|discriminate].
    match goal with C : means _ w a ?z |- _ => destruct (known_at_ok _ _ _ _ _ _ _ _ K C KN) as ((KX & y & GE & LE & CE) & <- & IN) end.
    rewrite GE. rewrite <- (source_table _ _ _ _ _ K) in Q.
    destruct (within_bounds (world_terms w) (source_facts st) i (array_length x)) eqn:WI; [|discriminate].
    match goal with C : means _ w i ?z |- _ => rename z into index; rename C into MI end.
    pose proof (within_bounds_ok w _ i index _ _ (source_satisfied _ _ _ _ _ K) MI (word_in_means w _ (proj1 (proj2 KX))) WI) as B.
    destruct (offset_means w (array_element x) i index MI) as (u & U & L & V).
    destruct (offset_of (world_terms w) (array_element x) i) as [T o]. cbn [fst snd] in U, V. subst T.
    rewrite wrap_id in V by exact (source_places _ _ _ _ _ _ _ K IN B).
    pose proof (array_known_later _ _ _ L KX) as KX1.
    destruct (element_read_means u x o index (proj1 KX1) (proj2 (proj2 KX1)) V) as (u1 & U1 & L1 & V1).
    destruct (element_read (world_terms u) x o) as [T t]. cbn [fst snd] in U1, V1. subst T.
    rewrite (contents_later w u x index L (proj1 KX) (proj2 (proj2 KX))), <- (CE index B) in V1.
    answer_is u1 t (term_later_trans _ _ _ L L1) V1 as G.
    specialize (IH t _ _ _ s e happened rest G (AL _) (source_known_later _ _ _ _ _ _ K (term_later_trans _ _ _ L L1)) Q).
    destruct (answer env s e _). eapply source_comes_later; [|exact IH]. eapply term_later_trans; eassumption.
  - (* an element is written *)
    destruct (known_at st a) as [y|] eqn:KN; [|discriminate].
    match goal with C : means _ w a ?z |- _ => destruct (known_at_ok _ _ _ _ _ _ _ _ K C KN) as ((KY & b & GE & LE & CE) & <- & IN) end.
    rewrite GE. rewrite <- (source_table _ _ _ _ _ K) in Q.
    destruct (within_bounds (world_terms w) (source_facts st) i (array_length y)) eqn:WI; [|discriminate].
    match goal with C : means _ w i ?z |- _ => rename z into index; rename C into MI end.
    match goal with C : means _ w x ?z |- _ => rename z into value; rename C into MX end.
    pose proof (within_bounds_ok w _ i index _ _ (source_satisfied _ _ _ _ _ K) MI (word_in_means w _ (proj1 (proj2 KY))) WI) as B.
    destruct (offset_means w (array_element y) i index MI) as (u & U & L & V).
    destruct (offset_of (world_terms w) (array_element y) i) as [T o]. cbn [fst snd] in U, V. subst T.
    rewrite wrap_id in V by exact (source_places _ _ _ _ _ _ _ K IN B).
    pose proof (array_known_later _ _ _ L KY) as KY1.
    pose proof (element_written_means u y o index x value (proj1 KY1) (proj2 (proj2 KY1)) V (term_means_later _ _ _ _ L MX)) as H.
    destruct (element_written (world_terms u) y o x) as [T z]. destruct H as (u1 & h & -> & <- & L1 & K1 & C1).
    assert (LL : term_later w u1) by (eapply term_later_trans; eassumption).
    goes_on_in w LL as G. destruct (places_later w u1 y LL KY) as (RE & LN & _ & _).
    pose proof (source_known_array _ _ _ _ _ y h (with_element b index value) (source_known_later _ _ _ _ _ _ K LL) IN K1
      ltac:(cbn [length_of with_element]; congruence)) as K2.
    assert (CX : forall j, 0 <= j < length_in u1 y -> element_at (with_element b index value) j = contents_of u1 (with_heap h y) j).
    { intros j J. rewrite LN in J. rewrite C1, (contents_later w u y j L (proj1 KY) (proj2 (proj2 KY))). unfold element_at, with_element. cbn [elements].
      destruct (Z.eqb_spec j index) as [->|N]; [apply get_set_same|]. rewrite get_set_other by congruence. apply CE. exact J. }
    specialize (K2 CX). rewrite RE in K2.
    specialize (IH _ _ _ _ e happened rest G AL K2 Q).
    destruct (answer env _ e _). eapply source_comes_later; eassumption.
  - (* a global *)
    destruct (global_of (source_globals st) g) as [t|] eqn:D; [|discriminate].
    pose proof (global_means _ _ _ _ _ _ _ K D) as V.
    answer_is w t (term_later_refl w) V as G.
    exact (IH t _ _ _ s e happened rest G (AL _) K Q).
  - (* an assignment of a global *)
    goes_on_in w (term_later_refl w) as G.
    refine (IH _ _ _ _ e happened rest G AL _ Q). destruct K as [A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11]. constructor; cbn; auto.
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
      specialize (IH t _ _ _ _ _ _ rest G (AL _) K' Q1).
      destruct (answer env s e' _) as [events r]. cbn [app]. change (Reading byte :: events) with ([Reading byte] ++ events).
      apply source_comes_events. eapply source_comes_later; eassumption.
    + rewrite R. destruct (constant_means w (-1)) as (u & U & L & V). rewrite (source_table _ _ _ _ _ K) in U, V.
      destruct (constant (source_terms st) (-1)) as [T' t']. cbn [fst snd] in U, V. subst T'.
      answer_is u t' L V as G.
      assert (X : exchanged env u [NoByteCame] e [Reading (-1)] e') by (econstructor; eauto; constructor).
      pose proof (source_known_exchange _ _ _ _ _ _ _ _ (source_known_later _ _ _ _ _ _ K L) X) as K'.
      specialize (IH t' _ _ _ _ _ _ rest G (AL _) K' Q2).
      destruct (answer env s e' _) as [events r]. cbn [app].
      change (Reading (-1) :: events) with ([Reading (-1)] ++ events).
      apply source_comes_events. eapply source_comes_later; eassumption.
  - (* a byte is written *)
    goes_on_in w (term_later_refl w) as G.
    match goal with C : means _ w x ?y |- _ => rename C into C'; set (byte := y) in * end.
    destruct (write_one env e byte) as [after W]. rewrite W.
    assert (X : exchanged env w [ByteSent x] e [Writing byte] after) by (econstructor; eauto; constructor).
    specialize (IH _ _ _ _ _ _ rest G AL (source_known_exchange _ _ _ _ _ _ _ _ K X) Q).
    destruct (answer env s after _) as [events r]. cbn [app].
    change (Writing byte :: events) with ([Writing byte] ++ events). now apply source_comes_events.
  - (* a block is read *)
    destruct (known_block st a i n) as [x|] eqn:KB; [|discriminate].
    match goal with C : means _ w n ?z |- _ => rename z into count; rename C into MN end.
    match goal with C : means _ w i ?z |- _ => rename z into from; rename C into MI end.
    match goal with C : means _ w a ?z |- _ =>
      destruct (known_block_ok _ _ _ _ _ _ _ _ _ _ _ _ K C MI MN KB) as (AT & <- & IN & EL & LH & B1 & B2 & B3) end.
    pose proof AT as (KX & b & GE & LE & CE). rewrite GE. pose proof KX as (KR & _ & HK).
    destruct (moved (source_terms st) (source_facts st) n) as [[[T facts] came]|] eqn:MV; [|discriminate].
    destruct (symbol T Terms.sort_byte) as [[T' byte]|] eqn:SY; [|discriminate].
    destruct (read_some env e count ltac:(lia)) as (bytes & e1 & LN & BB & R).
    destruct bytes as [|first_byte bytes0].
    + rewrite R. destruct (block_filled T' x i came byte) as [T'' y]. apply app_eq_nil in Q as [_ Q].
      rewrite <- (source_table _ _ _ _ _ K) in Q. constant_step w 0 u L V. change (wrap 0) with (size (A := Z) []) in V.
      answer_is u t L V as G. destruct (places_later w u x L KX) as (RE & LI & _ & _).
      pose proof (source_known_array _ _ _ _ _ x (array_heap x) b (source_known_later _ _ _ _ _ _ K L) IN (heap_known_later _ _ _ L HK) ltac:(congruence)) as K1.
      rewrite RE, LI in K1. replace (with_heap (array_heap x) x) with x in K1 by now destruct x.
      specialize (K1 (fun j J => eq_trans (CE j J) (eq_sym (contents_later w u x j L KR HK)))).
      assert (X : exchanged env u [BlockEnded n] e [Reading (-1)] e1)
        by (econstructor; [exact R|eapply term_means_later; eassumption|constructor]).
      specialize (IH t _ _ _ _ _ _ rest G (AL _) (source_known_exchange _ _ _ _ _ _ _ _ K1 X) Q). cbn [with_elements].
      destruct (answer env (set_array s (reference_in w x) b) e1 _) as [events r]. apply source_comes_events. eapply source_comes_later; eassumption.
    + set (bytes := first_byte :: bytes0) in *. rewrite R.
      assert (SZ : 1 <= size bytes <= count) by (rewrite size_length; unfold bytes in *; cbn [length] in *; lia).
      destruct (moved_ok _ _ _ _ _ _ _ (size bytes) _ _ _ K MN ltac:(lia) SZ MV) as (u & L & <- & VC & K1).
      destruct (symbol_at_places u _ (fun place => nth (Z.to_nat place) bytes 0) T' byte SY) as (u1 & <- & L1 & KBY & VB).
      { intros place. change (Terms.values_of_sort Terms.sort_byte) with 256. clear -BB. revert BB. generalize (Z.to_nat place).
        induction bytes as [|y l IHl]; intros [|k] BB; cbn [nth]; try lia; inversion BB; subst; auto. }
      assert (LL : term_later w u1) by (eapply term_later_trans; eassumption).
      pose proof (block_filled_means u1 x i from came (size bytes) byte _ (known_later _ _ _ LL KR) EL (heap_known_later _ _ _ LL HK)
        (term_means_later _ _ _ _ LL MI) (term_means_later _ _ _ _ L1 VC) KBY VB) as H.
      destruct (block_filled (world_terms u1) x i came byte) as [T'' y]. destruct H as (u2 & h & -> & <- & L2 & K2 & C2).
      apply app_eq_nil in Q as [Q _]. assert (L3 : term_later u u2) by (eapply term_later_trans; eassumption).
      assert (L4 : term_later w u2) by (eapply term_later_trans; eassumption).
      answer_is u2 came L4 (term_means_later _ _ _ _ L3 VC) as G. destruct (places_later w u2 x L4 KX) as (RE & LI & _ & _).
      pose proof (source_known_array _ _ _ _ _ x h (with_elements b from bytes) (source_known_later _ _ _ _ _ _ K1 L3) IN K2
        ltac:(rewrite with_elements_length; congruence)) as K3.
      assert (CX : forall j, 0 <= j < length_in u2 x -> element_at (with_elements b from bytes) j = contents_of u2 (with_heap h x) j).
      { intros j J. rewrite LI in J. rewrite C2, with_elements_at, overwritten_nth, <- size_length, (contents_later w u1 x j LL KR HK).
        destruct (_ && _); [reflexivity|]. now apply CE. }
      specialize (K3 CX). rewrite RE in K3.
      assert (X : exchanged env u2 [BlockCame n came byte] e (map Reading bytes) e1).
      { rewrite <- (app_nil_r (map Reading bytes)). eapply exchanged_block; [exact R|eapply term_means_later; eassumption| | | |constructor].
        - eapply term_means_later; [|exact VC]. exact L3.
        - destruct L2 as [N _]. unfold TermTable.known in *. lia.
        - intros place. rewrite <- VB. unfold TermTable.value. destruct L2 as [_ ->]; [reflexivity|exact KBY]. }
      specialize (IH came _ _ _ _ _ _ rest G (AL _) (source_known_exchange _ _ _ _ _ _ _ _ K3 X) Q).
      destruct (answer env _ e1 _) as [events r]. apply source_comes_events. eapply source_comes_later; eassumption.
  - (* a block is written *)
    destruct (known_block st a i n) as [x|] eqn:KB; [|discriminate].
    match goal with C : means _ w n ?z |- _ => rename z into count; rename C into MN end.
    match goal with C : means _ w i ?z |- _ => rename z into from; rename C into MI end.
    match goal with C : means _ w a ?z |- _ =>
      destruct (known_block_ok _ _ _ _ _ _ _ _ _ _ _ _ K C MI MN KB) as (AT & <- & IN & EL & LH & B1 & B2 & B3) end.
    pose proof AT as (KX & b & GE & LE & CE). rewrite GE. pose proof KX as (KR & _ & HK).
    destruct (moved (source_terms st) (source_facts st) n) as [[[T facts] taken]|] eqn:MV; [|discriminate].
    assert (GA : gather (element_at b) from count = gather (contents_of w x) from count) by (apply gather_same; [lia|]; intros j J; apply CE; lia).
    rewrite GA. destruct (write_some env e (gather (contents_of w x) from count)) as (m & sent & e1 & W & M1);
      [rewrite gather_size; lia|]. rewrite gather_size in M1 by lia. rewrite W.
    destruct (moved_ok _ _ _ _ _ _ _ m _ _ _ K MN ltac:(lia) M1 MV) as (u & L & <- & VC & K1).
    answer_is u taken L VC as G.
    assert (X : exchanged env u [BlockSent x i n taken] e sent e1).
    { rewrite <- (app_nil_r sent). eapply (exchanged_block_sent env u x i n taken from count m);
        [|eapply array_known_later; eassumption|lia|eapply term_means_later; eassumption|eapply term_means_later; eassumption|exact VC|constructor].
      rewrite <- W. f_equal. apply gather_same; [lia|]. intros j J. now apply contents_later. }
    specialize (IH taken _ _ _ _ _ _ rest G (AL _) (source_known_exchange _ _ _ _ _ _ _ _ K1 X) Q).
    destruct (answer env s e1 _) as [events r]. apply source_comes_events. eapply source_comes_later; eassumption.
Qed.

Theorem source_paths_ok steps : forall w c d st s e happened rest,
  configuration_means term_worlds below w c d -> source_known w st s e happened -> source_paths steps c st rest = [] ->
  exists n events r, (0 < n)%nat /\
    run (ell_system env p) n {| configuration_of := d; store_of := s; environment_of := e |} = (events, r) /\
    source_comes rest w happened events r.
Proof.
  induction steps as [|steps IH]; intros w c d st s e happened rest M K Q; cbn [source_paths] in Q;
    pose proof (source_effect_ok _ _ _ _ _ _ _ _ (ell_step_means term_worlds p below w c d M) (steps_make_arrays_last p d) K Q) as H;
    destruct (answer env s e (ell_step p d)) as [events r] eqn:AN;
    destruct H as (u & out & st' & s' & e' & L & R & K' & O);
    assert (STEP : ell_system env p {| configuration_of := d; store_of := s; environment_of := e |} = (events, plain r))
      by (unfold ell_system, ell_run_step; cbn [store_of environment_of configuration_of]; rewrite AN; now destruct r).
  all: destruct out as [c'|f|]; cbv beta iota in R; try match type of R with context [stops ?c] => destruct (stops c) end.
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
Lemma source_effect_transfer {A B} (refuse : problem -> A) (refuse' : problem -> B) (fine : B -> Prop) high may_spend rest rest' :
  (forall why, ~ fine (refuse' why)) -> (forall out st, Forall fine (rest' out st) -> rest out st = []) ->
  forall e st, Forall fine (source_effect refuse' high may_spend e st rest') -> source_effect refuse high may_spend e st rest = [].
Proof.
  intros R T.
  assert (NO : forall why, Forall fine [refuse' why] -> forall l : list A, l = []) by (intros why F; inversion F; subst; now destruct (R why)).
  assert (ROOM : forall st e n goes gone goes' gone', (forall st words, Forall fine (goes' st words) -> goes st words = []) ->
      (forall st, Forall fine (gone' st) -> gone st = []) ->
      Forall fine (with_room refuse' high st e n goes' gone') -> with_room refuse high st e n goes gone = []).
  { intros st e n goes gone goes' gone' G S. unfold with_room. destruct (short _ _ n); [|intros F; eapply NO; exact F].
    destruct (words_of _ e n) as [U words]. destruct (has_room high U _ words) as [V room]. destruct (decision _ _ room) as [[]|]; auto.
    intros F. apply Forall_app in F as [F1 F2]. now rewrite G, S. }
  assert (SPENT : forall st, Forall fine (spent refuse' may_spend rest' st) -> spent refuse may_spend rest st = []).
  { intros st. unfold spent. destruct may_spend; [apply T|intros F; eapply NO; exact F]. }
  induction e as [| | |? ? IH|? ? ? ? IH|? ? IH|? ? ? IH|? ? ? IH|? ? IH|? ? ? ? IH|? ? ? ? ? IH|? ? IH|? ? ? IH|? IH|? ? IH|? ? ? ? IH|? ? ? ? IH];
    intros st; cbn [source_effect]; intros F; auto.
  all: repeat match goal with
    | F : Forall _ (match ?x with _ => _ end) |- _ => destruct x
    | F : Forall _ (with_room _ _ _ _ _ _ _) |- _ => revert F; apply ROOM; [intros ? ? F|exact SPENT]
    end; eauto.
  all: apply Forall_app in F as [F1 F2]; apply IH in F1.
  all: repeat match goal with
    | F : Forall _ (match ?x with _ => _ end) |- _ => destruct x
    end; apply IH in F2; now rewrite F1, F2.
Qed.

Section Run.
Context {A : Type} (refuse : problem -> A) (high : Z) (may_spend : bool) (p : program) (stops : configuration term -> bool).
Context (rest : source_end -> source_state -> list A).

(** What a step comes to: a path that goes on, or what is found where one ends. *)
Definition source_next_states (at_ : configuration term * source_state) : list ((configuration term * source_state) + list A) :=
  source_effect (fun why => inr [refuse why]) high may_spend (ell_step p (fst at_)) (snd at_) (fun out st =>
    match out with
    | SourceAt c => if stops c then [inr (rest out st)] else [inl (c, st)]
    | SourceEnds _ | SourceSpent => [inr (rest out st)]
    end).

(** At most so many steps of all paths together, up to configurations that [stops] knows, or the end of the program. *)
Definition source_run (steps : nat) (c : configuration term) (st : source_state) : list A :=
  followed (refuse SourcePathTooLong) source_next_states steps [(c, st)] [].

(** Where [asked] finds nothing wrong with anything that is found, there is nothing path by path. *)
Lemma source_run_paths {B} (refuse' : problem -> B) (asked : A -> list B) steps c st : (forall why, asked (refuse why) <> []) ->
  Forall (fun a => asked a = []) (source_run steps c st) ->
  exists n, source_paths refuse' high may_spend p stops n c st (fun out st => flat_map asked (rest out st)) = [].
Proof.
  set (rest' := fun out st => flat_map asked (rest out st)).
  assert (T : forall out st, Forall (fun a => asked a = []) (rest out st) -> rest' out st = [])
    by (intros out u; unfold rest'; induction 1 as [|a l F _ IH]; cbn [flat_map]; [reflexivity|now rewrite F, IH]).
  clearbody rest'. intros R Q.
  apply (followed_good _ _ (fun a => asked a = []) (R _) (fun n at_ => source_paths refuse' high may_spend p stops n (fst at_) (snd at_) rest' = [])) in Q as [_ Q].
  - now inversion Q.
  - clear. intros n [c st]. cbn [fst snd]. revert c st. induction n as [|n IH]; intros c st Q.
    all: cbn [source_paths] in Q |- *; refine (source_effect_transfer refuse' refuse' (fun _ => False) _ _ _ _ ltac:(auto) _ _ _ _);
      [|rewrite Q; constructor].
    all: intros [d|f|] u F; cbn in F |- *; try destruct (stops d); try (apply IH); try (inversion F; subst; contradiction || reflexivity || congruence).
    all: match goal with F : Forall _ ?l |- ?l = [] => destruct l; [reflexivity|inversion F; contradiction] end.
  - clear - R T. intros n [c st] F. cbn [fst snd source_paths]. unfold source_next_states in F. cbn [fst snd] in F.
    refine (source_effect_transfer _ _ _ _ _ _ _ _ _ _ _ F).
    + intros why E. inversion E. exact (R why ltac:(assumption)).
    + intros [d|f|] u G; [destruct (stops d)| |]; inversion G; subst; auto.
Qed.
End Run.
