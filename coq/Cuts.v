(** Cut points: pairs of states of both sides that share symbols, and arriving at them.

    A pair of states of the source and the machine is at a cut point when the symbols have values with which
    everything that the cut point says is so. A path that arrives shows that: each symbol stands for a word of the
    path, and then every word of the cut point is the word that is there. Where the claims come from, no proof asks. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table EllProgram EllStep EllRun Worlds EllRelated TermWorlds Configurations
  Recipes EllSymbolic MachineCells Exchanges Problems.
From Etalon Require Terms TermTable.
Import ListNotations.
Open Scope Z_scope.

Record cut := {
  cut_recipe : recipe;
  (** The source: its configuration, and globals. *)
  cut_configuration : configuration term;
  cut_globals : list (Z * term);
  (** The machine: pc, registers, and cells of memory. *)
  cut_pc : Z;
  cut_registers : list term;
  cut_cells : list cell;
  (** What else is known. *)
  cut_facts : list literal
}.

(** The terms of a cut point, in a table of its own. *)
Definition own_terms (c : cut) : option (terms * list term) := follow own_symbol (cut_recipe c) TermTable.start [].

(** What a cut point says of a pair of states is so, in a world. *)
Record cut_true (c : cut) (w : term_world) (d : configuration Z) (globals : table Z) (registers : list Z) (bytes : table Z) : Prop := {
  cut_own : exists l, own_terms c = Some (world_terms w, l);
  cut_source : configuration_means term_worlds [] w (cut_configuration c) d;
  cut_global : Forall (fun claim => term_means w (snd claim) (get 0 globals (fst claim))) (cut_globals c);
  cut_register : all_mean term_worlds w (cut_registers c) registers;
  cut_cell : cells_true w bytes (cut_cells c);
  cut_fact : facts_hold w (cut_facts c)
}.

(** * Arriving *)

(** A state of a path that arrives. *)
Record arriving := {
  arriving_terms : terms;
  arriving_facts : list literal;
  arriving_configuration : configuration term;
  arriving_globals : list (Z * term);
  arriving_registers : list term;
  arriving_cells : list cell
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
      (cut_cells c)
  with
  | Some globals, Some cells =>
      Some (combine (configuration_words (cut_configuration c)) (configuration_words (arriving_configuration a)) ++
            combine (cut_registers c) (arriving_registers a) ++ globals ++ cells)
  | _, _ => None
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
             && (0 <=? cut_pc c) && forallb (fun cl => (0 <=? cell_address cl) && (cell_end cl <=? modulus)) (cut_cells c)
          then
            flat_map (fun '(words, place) =>
                if word_shown both U (arriving_facts a) words then [] else [ClaimNotShown (cut_pc c) (Z.of_nat place)])
              (combine pairs (seq 0 (length pairs))) ++
            flat_map (fun fact => if fact_shown both U (arriving_facts a) fact then [] else [FactNotShown (cut_pc c)]) (cut_facts c)
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

Theorem arrive_ok c a w d globals registers bytes : arrive c a = [] -> world_terms w = arriving_terms a ->
  facts_hold w (arriving_facts a) -> configuration_means term_worlds [] w (arriving_configuration a) d ->
  Forall (fun claim => term_means w (snd claim) (get 0 globals (fst claim))) (arriving_globals a) ->
  all_mean term_worlds w (arriving_registers a) registers -> cells_true w bytes (arriving_cells a) ->
  exists u, cut_true c u d globals registers bytes.
Proof.
  unfold arrive. intros Q WT F SO GL RE CE.
  destruct (own_terms c) as [[T own]|] eqn:OWN; [|discriminate]. destruct (word_pairs c a) as [pairs|] eqn:PA; [|discriminate].
  destruct (follow (stands_for _) _ _ _) as [[U other]|] eqn:FO; [|discriminate].
  destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [G GC]. apply andb_prop in G as [G GP].
  apply andb_prop in G as [G GR]. apply andb_prop in G as [GK GS].
  apply app_eq_nil in Q as [QW QF]. apply flat_map_nothing in QW, QF.
  set (given := standing_for T pairs) in *.
  assert (KNOWN : Forall (fun entry => TermTable.known (world_terms w) (snd entry)) given).
  { rewrite WT. apply Forall_forall. intros entry I. rewrite forallb_forall in GK. specialize (GK entry I).
    apply Pos.ltb_lt in GK. exact GK. }
  unfold own_terms in OWN. rewrite <- WT in FO.
  destruct (follow_ok w given KNOWN (cut_recipe c)
    {| world_terms := TermTable.start; world_values := standing w given; world_sound := TermTable.start_sound |}
    w [] [] T own U other eq_refl (term_later_refl w) ltac:(constructor) OWN FO) as (u & v & UT & VT & L & S).
  assert (FV : facts_hold v (arriving_facts a)) by (eapply facts_hold_later; eassumption).
  assert (SHOWN : Forall (fun words => forall z, term_means w (snd words) z -> term_means u (fst words) z) pairs).
  { apply forall_numbered with (n := O). eapply Forall_impl; [|exact QW]. intros [[t x] place] E z M. cbn [fst snd] in *.
    destruct (word_shown _ _ _ _) eqn:WS; [|discriminate]. unfold word_shown in WS. cbn [fst snd] in WS.
    destruct (other_of (combine own other) t) as [t'|] eqn:OT; [|discriminate].
    destruct (other_of_ok _ _ _ _ _ _ S OT) as (z' & Z1 & Z2). rewrite <- VT in WS.
    pose proof (same_terms_mean v _ _ _ _ _ FV Z2 (term_means_later _ _ _ _ L M) WS). now subst. }
  unfold word_pairs in PA.
  destruct (all_found _ (cut_globals c)) as [gs|] eqn:GG; [|discriminate].
  destruct (all_found _ (cut_cells c)) as [cs|] eqn:GE; [|discriminate]. injection PA as <-.
  apply Forall_app in SHOWN as [SC SHOWN]. apply Forall_app in SHOWN as [SR SHOWN]. apply Forall_app in SHOWN as [SG SE].
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
Qed.
