(** Cut points: pairs of states of both sides that share symbols, and arriving at them.

    A pair of states of the source and the machine is at a cut point when the symbols have values with which
    everything that the cut point says is so. A path that arrives shows that: each symbol stands for a word of the
    path, and then every word of the cut point is the word that is there. Where the claims come from, no proof asks.

    A cut point may be in a function whose callers are not known: then it speaks of the words that the function has to
    keep for them, sp at the entry among these, and of cells of the stack by their distance from there. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table EllProgram EllStep EllRun Worlds EllRelated TermWorlds Configurations
  Recipes KnownArrays EllSymbolic MachineCells MachineArrays MachineStack Exchanges Problems.
From Etalon Require Terms TermTable LawsTerms Memory.
Import ListNotations.
Open Scope Z_scope.

(** One activation of a function, as far as its callers need not be known: how many bytes its frame has, where it is entered,
    and the reference of the next array then. Where no caller is unknown, all of it is 0. *)
Record activation := { frame_size : Z; entered_at : Z; entered_next : Z }.

Definition same_activation (a b : activation) : bool :=
  (frame_size a =? frame_size b) && (entered_at a =? entered_at b) && (entered_next a =? entered_next b).

Lemma same_activation_true a b : same_activation a b = true -> a = b.
Proof.
  unfold same_activation. intros H. apply andb_prop in H as [H C]. apply andb_prop in H as [A B]. apply Z.eqb_eq in A, B, C.
  destruct a, b. cbn in *. now subst.
Qed.

Definition outermost : activation := {| frame_size := 0; entered_at := 0; entered_next := 0 |}.

(** Of the words that a function keeps for its callers, the second is sp at the entry: the base of the stack. *)
Definition base_of {W} (kept : list W) : option W := nth_error kept 1.

Record cut := {
  cut_recipe : recipe;
  (** The source: its configuration, globals, and the reference of the next array. *)
  cut_configuration : configuration term;
  cut_globals : list (Z * term);
  cut_next : Z;
  (** The machine: pc, registers, and cells of memory; from the reference of the next array up to here, memory is 0. *)
  cut_pc : Z;
  cut_registers : list term;
  cut_cells : list cell;
  cut_zeros : Z;
  (** Both: arrays, which have the same elements there; which these are is not said. *)
  cut_arrays : list known_array;
  (** What else is known. *)
  cut_facts : list literal;
  (** Where the callers are not known: whose cut point it is, the words that it keeps for them, and cells of the stack. *)
  cut_activation : activation;
  cut_kept : list term;
  cut_frame : list cell
}.

(** The terms of a cut point, in a table of its own. *)
Definition own_terms (c : cut) : option (terms * list term) := follow own_symbol (cut_recipe c) TermTable.start [].

(** The contents of an array that the first contents are. *)
Definition first_of (w : term_world) (a : known_array) (index : Z) : Z :=
  Terms.first_contents (world_values w) (array_element a) (array_reference a) (Terms.width (array_element a) * index)
    mod Terms.values_of_element (array_element a).

(** An array is there on both sides, with the first contents. *)
Definition first_array (w : term_world) (all : table (option array)) (bytes : table Z) (a : known_array) : Prop :=
  shaped a = true /\
  exists b, get None all (array_reference a) = Some b /\ length_of b = array_length a /\
    forall i, 0 <= i < array_length a -> element_at b i = first_of w a i /\
      Memory.load (bytes_of (array_element a)) bytes (place_of a i) = first_of w a i.

(** Cells of the stack, where there is a base. *)
Definition frame_cells_true (low high : Z) (w : term_world) (kept : list Z) (bytes : table Z) (frame : list cell) : Prop :=
  match base_of kept with Some base => Forall (stack_cell_true low high base w bytes) frame | None => True end.

(** Where arrays have the first contents, they are what is known of them with an unknown term for these. *)
Lemma unknown_arrays w all bytes claims : Forall (first_array w all bytes) claims ->
  exists u, world_terms u = fst (unknown_heap (world_terms w)) /\ term_later w u /\
    Forall (source_array_true u all) (map (with_heap (snd (unknown_heap (world_terms w)))) claims) /\
    Forall (machine_array_true u bytes) (map (with_heap (snd (unknown_heap (world_terms w)))) claims).
Proof.
  intros AR. destruct (unknown_heap_means w) as (u & U & _ & L & KH & MH). destruct (unknown_heap (world_terms w)) as [T h].
  cbn [fst snd] in *. exists u. split; [exact U|]. split; [exact L|].
  assert (CO : forall a i, contents_of u (with_heap h a) i = first_of w a i).
  { intros a i. unfold contents_of. cbn [with_heap array_heap array_element array_reference]. rewrite MH. reflexivity. }
  split; apply Forall_forall; intros b I; apply in_map_iff in I as (a & <- & I); rewrite Forall_forall in AR;
    destruct (AR a I) as (S & b & G & LB & CB); (split; [exact S|]); (split; [unfold heap_known; now rewrite ?U in *|]).
  - exists b. split; [exact G|]. split; [exact LB|]. intros i B. rewrite CO. apply CB. exact B.
  - intros i B. rewrite CO. apply CB. exact B.
Qed.

Section Stack.
(** The stack's area. *)
Context (low high : Z).

(** What a cut point says of a pair of states is so, in a world. Of what is below the configuration, the continuation of callers that
    are not known, it says nothing. *)
Record cut_true (c : cut) (below : continuation Z) (kept : list Z) (w : term_world) (d : configuration Z) (s : store) (registers : list Z) (bytes : table Z) : Prop := {
  cut_own : exists l, own_terms c = Some (world_terms w, l);
  cut_source : configuration_means term_worlds below w (cut_configuration c) d;
  cut_global : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) (cut_globals c);
  cut_array : Forall (first_array w (arrays s) bytes) (cut_arrays c);
  cut_behind : next_reference s = cut_next c;
  cut_zero : zeros bytes (cut_next c) (cut_zeros c);
  cut_register : all_mean term_worlds w (cut_registers c) registers;
  cut_cell : cells_true w bytes (cut_cells c);
  cut_fact : facts_hold w (cut_facts c);
  cut_keeps : all_mean term_worlds w (cut_kept c) kept;
  cut_stack : frame_cells_true low high w kept bytes (cut_frame c)
}.

(** * Arriving *)

(** A state of a path that arrives. *)
Record arriving := {
  arriving_terms : terms;
  arriving_facts : list literal;
  arriving_configuration : configuration term;
  arriving_globals : list (Z * term);
  arriving_arrays : list known_array;
  arriving_next : Z;
  arriving_registers : list term;
  arriving_cells : list cell;
  arriving_machine_arrays : list known_array;
  arriving_zeros_from : Z;
  arriving_zeros : Z;
  arriving_activation : activation;
  arriving_kept : list term;
  arriving_frame : list cell
}.

(** What is found of each, or nothing where one is not found. *)
Fixpoint all_found {A B} (f : A -> option B) (l : list A) : option (list B) :=
  match l with
  | [] => Some []
  | a :: l => match f a, all_found f l with Some b, Some bs => Some (b :: bs) | _, _ => None end
  end.

(** The words of a cut point, each with the one that is there. *)
Definition word_pairs (c : cut) (a : arriving) : option (list (term * term)) :=
  match
    all_found (fun claim => option_map (pair (snd claim)) (global_of (arriving_globals a) (fst claim))) (cut_globals c),
    all_found (fun cl => option_map (pair (cell_word cl)) (cell_at (arriving_cells a) (cell_address cl) (cell_width cl)))
      (cut_cells c),
    all_found (fun cl => option_map (pair (cell_word cl)) (cell_at (arriving_frame a) (cell_address cl) (cell_width cl)))
      (cut_frame c)
  with
  | Some globals, Some cells, Some frame =>
      Some (combine (configuration_words (cut_configuration c)) (configuration_words (arriving_configuration a)) ++
            combine (cut_registers c) (arriving_registers a) ++ combine (cut_kept c) (arriving_kept a) ++ globals ++ cells ++ frame)
  | _, _, _ => None
  end.

(** What each symbol stands for: the word that is where the symbol is first. *)
Definition standing_for (own : terms) (pairs : list (term * term)) : list (positive * term) :=
  flat_map (fun '(t, u) => match TermTable.made_of own t with Some (Terms.Symbol name _) => [(name, u)] | _ => [] end) pairs.

(** The word that a cut point's own stands for. *)
Definition other_of (both : list (term * term)) (t : term) : option term :=
  option_map snd (find (fun entry => Pos.eqb (fst entry) t) both).

Definition word_shown (both : list (term * term)) (T : terms) (facts : list literal) (words : term * term) : bool :=
  match other_of both (fst words) with Some other => same_terms T facts other (snd words) | None => false end.

Definition fact_shown (both : list (term * term)) (T : terms) (facts : list literal) (fact : literal) : bool :=
  match other_of both (fst fact) with
  | Some other => match decision T facts other with Some answer => Bool.eqb answer (snd fact) | None => false end
  | None => false
  end.

(** An array of the cut point is on both sides, and has the same contents there. *)
Definition array_shown (a : arriving) (claim : known_array) : bool :=
  match find_array (arriving_arrays a) (array_reference claim), find_array (arriving_machine_arrays a) (array_reference claim) with
  | Some own, Some other =>
      Terms.same_element (array_element own) (array_element claim) && Terms.same_element (array_element other) (array_element claim)
      && (array_length own =? array_length claim) && (array_length other =? array_length claim)
      && TermTable.within_of (arriving_terms a) (array_heap own)
      && same_contents most_writes (arriving_terms a) (arriving_facts a) (array_heap own) (array_heap other)
  | _, _ => false
  end.

Definition arrive (c : cut) (a : arriving) : list problem :=
  match own_terms c, word_pairs c a with
  | Some (T, own), Some pairs =>
      let given := standing_for T pairs in
      match follow (stands_for given) (cut_recipe c) (arriving_terms a) [] with
      | Some (U, other) =>
          let both := combine own other in
          if forallb (fun entry => Pos.ltb (snd entry) (TermTable.next (arriving_terms a))) given
             && same_skeleton (cut_configuration c) (arriving_configuration a)
             && Nat.eqb (length (cut_registers c)) (length (arriving_registers a))
             && Nat.eqb (length (cut_kept c)) (length (arriving_kept a)) && same_activation (cut_activation c) (arriving_activation a)
             && (cut_next c =? arriving_next a) && (arriving_zeros_from a <=? cut_next c) && (cut_zeros c <=? arriving_zeros a)
             && (0 <=? cut_pc c) && forallb (fun cl => (0 <=? cell_address cl) && (cell_end cl <=? modulus)) (cut_cells c)
          then
            flat_map (fun '(words, place) =>
                if word_shown both U (arriving_facts a) words then [] else [ClaimNotShown (cut_pc c) (Z.of_nat place)])
              (combine pairs (seq 0 (length pairs))) ++
            flat_map (fun fact => if fact_shown both U (arriving_facts a) fact then [] else [FactNotShown (cut_pc c)]) (cut_facts c) ++
            flat_map (fun claim => if array_shown a claim then [] else [ArrayNotShown (cut_pc c) (array_reference claim)]) (cut_arrays c)
          else [CutIsMalformed]
      | None => [CutIsMalformed]
      end
  | _, _ => [CutIsMalformed]
  end.

(** * Who arrives is there *)

Lemma forall_combine {A B} (P : A * B -> Prop) (a : list A) : forall b, length a = length b ->
  Forall P (combine a b) -> Forall2 (fun x y => P (x, y)) a b.
Proof. induction a as [|x a IH]; intros [|y b] L F; try discriminate; constructor; inversion F; subst; auto. Qed.

Lemma flat_map_nothing {A B} (f : A -> list B) l : flat_map f l = [] -> Forall (fun a => f a = []) l.
Proof. induction l as [|a l IH]; cbn; [constructor|]. intros H. apply app_eq_nil in H as [A1 A2]. constructor; auto. Qed.

Lemma forall_numbered {A} (P : A -> Prop) (l : list A) : forall n, Forall (fun e => P (fst e)) (combine l (seq n (length l))) -> Forall P l.
Proof. induction l as [|a l IH]; intros n F; [constructor|]. cbn in F. inversion F; subst. constructor; [assumption|]. eapply IH. eassumption. Qed.

Lemma other_of_ok own other l l' t u : Forall2 (same_word own other) l l' -> other_of (combine l l') t = Some u ->
  same_word own other t u.
Proof.
  intros H. induction H as [|a b l l' S H IH]; cbn; [discriminate|]. unfold other_of in *. cbn [combine find fst].
  destruct (Pos.eqb_spec a t) as [->|]; [cbn; now intros [= <-]|exact IH].
Qed.

Lemma all_found_ok {A B} (f : A -> option B) l : forall found, all_found f l = Some found -> Forall2 (fun a b => f a = Some b) l found.
Proof.
  induction l as [|a l IH]; cbn; intros found E; [injection E as <-; constructor|].
  destruct (f a) eqn:F; [|discriminate]. destruct (all_found f l); [|discriminate]. injection E as <-. constructor; auto.
Qed.

Lemma forall2_meet {A B C} (P : A -> B -> Prop) (Q : A -> C -> Prop) (R : B -> C -> Prop) l : (forall a b c, P a b -> Q a c -> R b c) ->
  forall m n, Forall2 P l m -> Forall2 Q l n -> Forall2 R m n.
Proof. intros H. induction l as [|a l IH]; intros m n M N; inversion M; inversion N; subst; constructor; eauto. Qed.

(** What is so of each is so of what is found of it. *)
Lemma all_found_forall {A B} (f : A -> option B) (P : A -> Prop) (Q : B -> Prop) l found : (forall a b, f a = Some b -> P a -> Q b) ->
  all_found f l = Some found -> Forall P l -> Forall Q found.
Proof. intros H E. apply all_found_ok in E. induction E; intros F; inversion F; subst; constructor; eauto. Qed.

Lemma all_found_forall2 {A B C} (f : A -> option B) (P : A -> C -> Prop) (Q : B -> C -> Prop) l found y :
  (forall a b c, f a = Some b -> P a c -> Q b c) -> all_found f l = Some found -> Forall2 P l y -> Forall2 Q found y.
Proof. intros H E. apply all_found_ok in E. exact (forall2_meet _ _ _ l H found y E). Qed.

(** Contents of the arrays that arrive. *)
Definition arriving_contents (w : term_world) (l : list known_array) (e : element) (reference index : Z) : Z :=
  match find_array l reference with
  | Some a => Terms.contents (TermTable.means (world_values w) (world_terms w) (array_heap a)) e reference index
  | None => 0
  end.

Lemma array_shown_ok a claim w v all bytes : array_shown a claim = true -> world_terms w = arriving_terms a ->
  facts_hold w (arriving_facts a) -> Forall (source_array_true w all) (arriving_arrays a) ->
  Forall (machine_array_true w bytes) (arriving_machine_arrays a) ->
  Terms.first_contents (world_values v) = arriving_contents w (arriving_arrays a) -> first_array v all bytes claim.
Proof.
  unfold array_shown. intros H WT F SA MA FC.
  destruct (find_array (arriving_arrays a) _) as [own|] eqn:F1; [|discriminate].
  destruct (find_array (arriving_machine_arrays a) _) as [other|] eqn:F2; [|discriminate].
  apply andb_prop in H as [H SC]. apply andb_prop in H as [H WI]. apply andb_prop in H as [H L2]. apply andb_prop in H as [H L1].
  apply andb_prop in H as [E1 E2]. apply LawsTerms.same_element_true in E1, E2. apply Z.eqb_eq in L1, L2.
  pose proof F1 as FF. apply find_array_in in F1 as [I1 R1], F2 as [I2 R2]. rewrite Forall_forall in SA, MA.
  destruct (SA own I1) as (S1 & K1 & b & G & LB & C1), (MA other I2) as (S2 & K2 & C2). rewrite <- WT in WI, SC.
  assert (PL : forall i, place_of other i = place_of claim i) by (intros i; unfold place_of, first_place; now rewrite E2, R2).
  assert (FI : forall i, first_of v claim i = contents_of w own i).
  { intros i. unfold first_of. rewrite FC. unfold arriving_contents. rewrite FF.
    unfold contents_of. rewrite E1, R1.
    pose proof (TermTable.within_ok (world_terms w) (array_heap own) (world_values w) (world_sound w) WI
      (array_element claim) (array_reference claim) (Terms.width (array_element claim) * i)) as B.
    apply Z.mod_small. destruct (array_element claim); cbn [LawsTerms.bound_of_element Terms.values_of_element] in *; lia. }
  assert (CO : forall i, contents_of w other i = contents_of w own i).
  { intros i. unfold contents_of. rewrite E1, E2, R1, R2. symmetry. now apply (same_contents_ok w (arriving_facts a) F _ _ _ K1 K2 SC). }
  split.
  { unfold shaped, array_end, place_of, first_place in *. rewrite E1, L1, R1 in S1. exact S1. }
  exists b. rewrite <- R1 at 1. split; [exact G|]. split; [congruence|]. intros i I. rewrite FI. split.
  - apply C1. now rewrite L1.
  - rewrite <- CO, <- PL, <- E2. apply C2. now rewrite L2.
Qed.

(** What is known of a state that arrives is so. *)
Record arriving_true (a : arriving) (below : continuation Z) (kept : list Z) (w : term_world) (d : configuration Z) (s : store)
    (registers : list Z) (bytes : table Z) : Prop := {
  arriving_table : world_terms w = arriving_terms a;
  arriving_satisfied : facts_hold w (arriving_facts a);
  arriving_source : configuration_means term_worlds below w (arriving_configuration a) d;
  arriving_global : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) (arriving_globals a);
  arriving_array : Forall (source_array_true w (arrays s)) (arriving_arrays a);
  arriving_behind : next_reference s = arriving_next a;
  arriving_register : all_mean term_worlds w (arriving_registers a) registers;
  arriving_cell : cells_true w bytes (arriving_cells a);
  arriving_machine_array : Forall (machine_array_true w bytes) (arriving_machine_arrays a);
  arriving_zero : zeros bytes (arriving_zeros_from a) (arriving_zeros a);
  arriving_keeps : all_mean term_worlds w (arriving_kept a) kept;
  arriving_stack : frame_cells_true low high w kept bytes (arriving_frame a)
}.

Theorem arrive_ok c a below kept w d s registers bytes : arrive c a = [] -> arriving_true a below kept w d s registers bytes ->
  cut_activation c = arriving_activation a /\ exists u, cut_true c below kept u d s registers bytes.
Proof.
  unfold arrive. intros Q [WT F SO GL SA NE RE CE MA ZE KE FR].
  destruct (own_terms c) as [[T own]|] eqn:OWN; [|discriminate]. destruct (word_pairs c a) as [pairs|] eqn:PA; [|discriminate].
  destruct (follow (stands_for _) _ _ _) as [[U other]|] eqn:FO; [|discriminate].
  destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [G GC]. apply andb_prop in G as [G GP].
  apply andb_prop in G as [G GZ]. apply andb_prop in G as [G GF]. apply andb_prop in G as [G GN].
  apply Z.leb_le in GZ, GF. apply Z.eqb_eq in GN. apply andb_prop in G as [G GA]. apply same_activation_true in GA. apply andb_prop in G as [G GKL]. apply Nat.eqb_eq in GKL.
  apply andb_prop in G as [G GR]. apply andb_prop in G as [GK GS]. split; [exact GA|].
  apply app_eq_nil in Q as [QW Q]. apply app_eq_nil in Q as [QF QA]. apply flat_map_nothing in QW, QF, QA.
  set (given := standing_for T pairs) in *.
  assert (KNOWN : Forall (fun entry => TermTable.known (world_terms w) (snd entry)) given).
  { rewrite WT. apply Forall_forall. intros entry I. rewrite forallb_forall in GK. specialize (GK entry I).
    apply Pos.ltb_lt in GK. exact GK. }
  unfold own_terms in OWN. rewrite <- WT in FO.
  destruct (follow_ok w given (arriving_contents w (arriving_arrays a)) KNOWN (cut_recipe c)
    {| world_terms := TermTable.start; world_values := standing w given (arriving_contents w (arriving_arrays a)); world_sound := TermTable.start_sound |}
    w [] [] T own U other eq_refl (term_later_refl w) ltac:(constructor) OWN FO) as (u & v & UT & VT & UV & L & S).
  assert (FV : facts_hold v (arriving_facts a)) by (eapply facts_hold_later; eassumption).
  assert (SHOWN : Forall (fun words => forall z, term_means w (snd words) z -> term_means u (fst words) z) pairs).
  { apply forall_numbered with (n := O). eapply Forall_impl; [|exact QW]. intros [[t x] place] E z M. cbn [fst snd] in *.
    destruct (word_shown _ _ _ _) eqn:WS; [|discriminate]. unfold word_shown in WS. cbn [fst snd] in WS.
    destruct (other_of (combine own other) t) as [t'|] eqn:OT; [|discriminate].
    destruct (other_of_ok _ _ _ _ _ _ S OT) as (z' & Z1 & Z2). rewrite <- VT in WS.
    pose proof (same_terms_mean v _ _ _ _ _ FV Z2 (term_means_later _ _ _ _ L M) WS). now subst. }
  unfold word_pairs in PA.
  destruct (all_found _ (cut_globals c)) as [gs|] eqn:GG; [|discriminate].
  destruct (all_found _ (cut_cells c)) as [cs|] eqn:GE; [|discriminate].
  destruct (all_found _ (cut_frame c)) as [fs|] eqn:GFR; [|discriminate]. injection PA as <-.
  apply Forall_app in SHOWN as [SC SHOWN]. apply Forall_app in SHOWN as [SR SHOWN].
  apply Forall_app in SHOWN as [SKE SHOWN]. apply Forall_app in SHOWN as [SG SHOWN]. apply Forall_app in SHOWN as [SE SFR].
  apply Nat.eqb_eq in GR. unfold same_skeleton in GS.
  destruct (same_configuration _ _) as [SK|]; [|discriminate].
  assert (LW : length (configuration_words (cut_configuration c)) = length (configuration_words (arriving_configuration a))).
  { clear -SK. destruct (cut_configuration c) as [c1 f1 k1], (arriving_configuration a) as [c2 f2 k2].
    unfold configuration_skeleton, configuration_words in *. cbn [control_of frame_of continuation_of] in *. injection SK as A B C.
    rewrite !app_length. rewrite (control_words_length _ _ A), (units_length _ _ B). do 2 f_equal.
    revert k2 C. induction k1 as [|x k1 IH]; intros [|y k2] C; try discriminate; [reflexivity|]. cbn [map flat_map] in *.
    injection C as C1 C2. rewrite !app_length. now rewrite (waiting_words_length _ _ C1), (IH k2 C2). }
  exists u. constructor.
  - exists own. unfold own_terms. now rewrite UT.
  - eapply (configuration_transport term_worlds u w); [exact SK| |exact SO].
    apply (forall_combine (fun words => forall z, term_means w (snd words) z -> term_means u (fst words) z)); assumption.
  - apply all_found_ok in GG. clear -GG SG GL. induction GG as [|claim b l bs E GG IH]; constructor; inversion SG; subst; auto.
    destruct (global_of _ _) as [x|] eqn:FI; [|discriminate]. cbn in E. injection E as <-. cbn [fst snd] in *.
    match goal with H : forall z, _ -> _ |- _ => apply H end. rewrite Forall_forall in GL. exact (GL _ (global_of_in _ _ _ FI)).
  - apply Forall_forall. intros claim I. rewrite Forall_forall in QA. specialize (QA claim I). cbv beta in QA.
    destruct (array_shown a claim) eqn:AS; [|discriminate]. apply (array_shown_ok a claim w u _ _ AS WT F SA MA). now rewrite UV.
  - congruence.
  - destruct ZE as (Z1 & Z2 & Z3). split; [lia|]. split; [lia|]. intros p P. apply Z3. lia.
  - apply (word_for_word_mean term_worlds u w _ (arriving_registers a)); [|exact RE].
    apply (forall_combine (fun words => forall z, term_means w (snd words) z -> term_means u (fst words) z)); assumption.
  - apply all_found_ok in GE. rewrite forallb_forall in GC. unfold cells_true. apply Forall_forall. intros cl I. split.
    { specialize (GC cl I). apply andb_prop in GC as [A B]. apply Z.leb_le in A, B. now split. }
    clear -GE SE CE I. induction GE as [|cl' b l bs E GE IH]; [contradiction|]. inversion SE; subst.
    destruct I as [<-|I]; [|now apply IH].
    destruct (cell_at _ _ _) as [x|] eqn:FI; [|discriminate]. cbn in E. injection E as <-. cbn [fst snd] in *.
    match goal with H : forall z, _ -> _ |- _ => apply H end. now apply (cell_at_means w bytes (arriving_cells a)).
  - apply Forall_forall. intros fact I. rewrite Forall_forall in QF. specialize (QF fact I).
    destruct (fact_shown _ _ _ _) eqn:FS; [|discriminate]. unfold fact_shown in FS.
    destruct (other_of _ _) as [t'|] eqn:OT; [|discriminate]. destruct (other_of_ok _ _ _ _ _ _ S OT) as (z & Z1 & Z2).
    rewrite <- VT in FS. destruct (decision (world_terms v) _ t') as [answer|] eqn:DE; [|discriminate].
    apply eqb_prop in FS. subst answer. exists z. split; [exact Z1|]. exact (decision_means v _ _ _ _ FV Z2 DE).
  - apply (word_for_word_mean term_worlds u w _ (arriving_kept a)); [|exact KE].
    apply (forall_combine (fun words => forall z, term_means w (snd words) z -> term_means u (fst words) z)); assumption.
  - unfold frame_cells_true in *. destruct (base_of kept) as [base|]; [|exact I]. apply all_found_ok in GFR.
    clear -GFR SFR FR. revert SFR. induction GFR as [|cl b l bs E GFR IH]; intros SFR; [constructor|]. inversion SFR; subst.
    constructor; [|now apply IH]. destruct (cell_at _ _ _) as [x|] eqn:FI; [|discriminate]. cbn in E. injection E as <-. cbn [fst snd] in *.
    destruct (stack_cell_means _ _ _ _ _ _ _ _ _ FR FI) as (LO & HI & M). split; [split; [exact LO|unfold cell_end; lia]|].
    match goal with H : forall z, _ -> _ |- _ => now apply H end.
Qed.
End Stack.
