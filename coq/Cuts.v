(** Cut points: pairs of states of both sides that share symbols, and arriving at them.

    A pair of states of the source and the machine is at a cut point when the symbols have values with which
    everything that the cut point says is so. A path that arrives shows that: each symbol stands for a word of the
    path, and then every word of the cut point is the word that is there. Where the claims come from, no proof asks.

    A cut point may be in a function whose callers are not known: then it speaks of the words that the function has to
    keep for them, sp at the entry among these, and of cells of the stack by their distance from there. *)

From Coq Require Import ZArith Lia Bool List FMapPositive.
From Etalon Require Import Words SameNumbers WordFacts Lists Table EllProgram EllStep EllRun Worlds EllRelated TermWorlds Configurations
  Recipes KnownArrays EllSymbolic MachineCells MachineArrays MachineStack Exchanges Problems SharedArrays.
From Etalon Require Terms TermTable TermSelects LawsTerms Memory.
Import ListNotations.
Open Scope Z_scope.

(** One activation of a function, as far as its callers need not be known: how many bytes its frame has, where it is entered,
    and the reference of the next array then, or -1 where that is no number. Where no caller is unknown, all of it is 0. *)
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

(** The terms that a recipe makes in a table of its own, and which of them are symbols and constants there. *)
Definition is_leaf (n : Terms.node) : bool := match n with Terms.Symbol _ _ | Terms.Constant _ => true | _ => false end.

Definition with_leaf (T : terms) (leaves : PositiveMap.t Terms.node) (t : term) : PositiveMap.t Terms.node :=
  match TermTable.made_of T t with
  | Some n => if is_leaf n then PositiveMap.add t n leaves else leaves
  | None => leaves
  end.

Definition words_made (made : option (terms * list term)) : option (list term * PositiveMap.t Terms.node) :=
  option_map (fun '(T, own) => (own, fold_left (with_leaf T) own (PositiveMap.empty Terms.node))) made.

Definition terms_made (r : recipe) : option (terms * list term) := follow_all own_symbol own_element r TermTable.start.

Record cut := {
  cut_recipe : recipe;
  (** What the recipe makes: every arrival asks for it, so it is made once, with the cut point. *)
  cut_words : option (list term * PositiveMap.t Terms.node);
  cut_words_made : words_made (terms_made cut_recipe) = cut_words;
  (** The source: its configuration, globals, and the reference of the next array. *)
  cut_configuration : configuration term;
  cut_globals : list (Z * term);
  cut_next : term;
  (** The machine: pc, registers, and cells of memory; from the reference of the next array on the heap is 0. *)
  cut_pc : Z;
  cut_registers : list term;
  cut_cells : list cell;
  (** By this number cut points of the same place are told from each other. *)
  cut_variant : Z;
  (** Both: arrays, which have the same elements there; which these are is not said. *)
  cut_arrays : list known_array;
  (** References of those that were made since the function was entered. *)
  cut_young : list term;
  (** What else is known. *)
  cut_facts : list literal;
  (** Where the callers are not known: whose cut point it is, the words that it keeps for them, and cells of the stack. *)
  cut_activation : activation;
  cut_kept : list term;
  cut_frame : list cell
}.

(** Are two cut points the same? *)
Definition same_activations (a b : activation) : {a = b} + {a <> b}.
Proof. decide equality; apply same_integer. Defined.

Definition same_cell (a b : cell) : {a = b} + {a <> b}.
Proof. decide equality; first [apply same_positive | apply same_integer | apply PeanoNat.Nat.eq_dec]. Defined.

Definition same_known_array (a b : known_array) : {a = b} + {a <> b}.
Proof. decide equality; first [apply same_positive | apply TermTable.same_element_dec]. Defined.

Definition same_claim (a b : Z * term) : {a = b} + {a <> b}.
Proof. decide equality; first [apply same_positive | apply same_integer]. Defined.

Definition same_literal (a b : literal) : {a = b} + {a <> b}.
Proof. decide equality; first [apply same_positive | apply bool_dec]. Defined.

(** What the recipes make is the same where these are. No proof of equality is looked at before all is decided, so that Coq can compute it. *)
Definition same_cut (a b : cut) : {a = b} + {a <> b}.
Proof.
  destruct a as [r words made c g n pc l cells v arrays young facts act kept frame],
    b as [r' words' made' c' g' n' pc' l' cells' v' arrays' young' facts' act' kept' frame'].
  destruct (same_integer pc pc') as [E1|N]; [|right; intros [=]; contradiction].
  destruct (same_integer v v') as [E2|N]; [|right; intros [=]; contradiction].
  destruct (same_positive n n') as [E3|N]; [|right; intros [=]; contradiction].
  destruct (same_activations act act') as [E4|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_ingredient r r') as [E5|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_positive l l') as [E6|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_cell cells cells') as [E7|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_claim g g') as [E8|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_known_array arrays arrays') as [E9|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_positive young young') as [E10|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_literal facts facts') as [E11|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_positive kept kept') as [E12|N]; [|right; intros [=]; contradiction].
  destruct (list_eq_dec same_cell frame frame') as [E13|N]; [|right; intros [=]; contradiction].
  destruct (same_configuration same_positive c c') as [E14|N]; [|right; intros [=]; contradiction].
  left. destruct made, made'. subst. reflexivity.
Defined.

(** The terms of a cut point, in a table of its own. *)
Definition own_terms (c : cut) : option (terms * list term) := terms_made (cut_recipe c).

Lemma cut_words_own c own leaves : cut_words c = Some (own, leaves) -> exists T, own_terms c = Some (T, own).
Proof.
  rewrite <- (cut_words_made c). unfold own_terms, words_made. destruct (terms_made _) as [[T l]|]; [|discriminate].
  intros [= <- _]. now exists T.
Qed.

(** Cells of the stack, where there is a base. *)
Definition frame_cells_true (low high : Z) (w : term_world) (kept : list Z) (bytes : table Z) (frame : list cell) : Prop :=
  match base_of kept with Some base => Forall (stack_cell_true low high base w bytes) frame | None => True end.

Lemma same_place_heap h l : Forall2 same_place l (map (with_heap h) l).
Proof. induction l; constructor; [repeat split|assumption]. Qed.

(** Arrays of the store, with the first contents, are what is known of them with an unknown term for these. *)
Lemma unknown_arrays w all bytes low high l claims : laid w low high claims -> Forall (shared all bytes) l ->
  Forall (first_there (Terms.first_contents (world_values w)) all) l ->
  Forall (fun a => array_head a = array_length a /\ In (place_in w a) l) claims ->
  exists u, world_terms u = fst (unknown_heap (world_terms w)) /\ term_later w u /\
    laid u low high (map (with_heap (snd (unknown_heap (world_terms w)))) claims) /\
    Forall (source_array_true u all) (map (with_heap (snd (unknown_heap (world_terms w)))) claims) /\
    Forall (machine_array_true u bytes) (map (with_heap (snd (unknown_heap (world_terms w)))) claims).
Proof.
  intros LD SH FI AR. destruct (shared_known w all bytes l SH FI) as (u & U & L & EACH). exists u. split; [exact U|]. split; [exact L|].
  split; [exact (laid_places _ _ _ _ _ (laid_later _ _ _ _ _ L LD) (same_place_heap _ claims))|].
  split; apply Forall_forall; intros b I; apply in_map_iff in I as (a & <- & I); rewrite Forall_forall in AR; destruct (AR a I) as [HD IN];
    destruct (laid_in _ _ _ _ _ LD I) as (KR & KN & _);
    (destruct (EACH u (with_heap (snd (unknown_heap (world_terms w))) a) (term_later_refl u) eq_refl HD) as [SA MA];
      [exact (known_later _ _ _ L KR)|exact (known_later _ _ _ L KN)| |assumption]);
    unfold place_in, reference_in, length_in in *; cbn [with_heap array_reference array_element array_length];
    rewrite (word_in_later w u _ L KR), (word_in_later w u _ L KN); exact IN.
Qed.

(** What was made since a function was entered lies from the reference on that was the next one then: the last of the words that it keeps.
    Where callers are not unknown, there is none, and nothing is said. *)
Definition entered_from (kept : list Z) : Z := last kept 0.

Definition young_true (w : term_world) (kept : list Z) (young : list term) : Prop :=
  Forall (fun t => exists z, term_means w t z /\ entered_from kept <= z) young.

Lemma young_later a b kept young : term_later a b -> young_true a kept young -> young_true b kept young.
Proof. intros L. apply Forall_impl. intros t (z & M & H). exists z. split; [exact (term_means_later _ _ _ _ L M)|exact H]. Qed.

Section Stack.
(** The stack's area, and the heap's. *)
Context (low high heap_low heap_high : Z).

(** What a cut point says of a pair of states is so, in a world, where these are the arrays of the whole store. Of what is below the
    configuration, the continuation of callers that are not known, it says nothing. *)
Record cut_true (c : cut) (below : continuation Z) (kept : list Z) (all : list place) (w : term_world) (d : configuration Z) (s : store) (registers : list Z) (bytes : table Z) : Prop := {
  cut_own : exists l, own_terms c = Some (world_terms w, l);
  cut_source : configuration_means term_worlds below w (cut_configuration c) d;
  cut_global : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) (cut_globals c);
  cut_array : Forall (fun a => array_head a = array_length a /\ In (place_in w a) all) (cut_arrays c);
  cut_whole : whole heap_low (next_reference s) (arrays s) bytes all;
  cut_first : Forall (first_there (Terms.first_contents (world_values w)) (arrays s)) all;
  cut_behind : term_means w (cut_next c) (next_reference s);
  cut_within : heap_low <= next_reference s <= heap_high;
  cut_laid : laid w heap_low (next_reference s) (cut_arrays c);
  cut_zero : zeros bytes (next_reference s) heap_high;
  cut_register : all_mean term_worlds w (cut_registers c) registers;
  cut_cell : cells_true w bytes (cut_cells c);
  cut_fact : facts_hold w (cut_facts c);
  cut_keeps : all_mean term_worlds w (cut_kept c) kept;
  cut_stack : frame_cells_true low high w kept bytes (cut_frame c);
  cut_entered : entered_from kept <= next_reference s;
  cut_since : young_true w kept (cut_young c)
}.

(** * Arriving *)

(** A state of a path that arrives. Its arrays are the same on both sides. *)
Record arriving := {
  arriving_terms : terms;
  arriving_facts : list literal;
  arriving_configuration : configuration term;
  arriving_globals : list (Z * term);
  arriving_arrays : list known_array;
  arriving_young : list term;
  arriving_next : term;
  arriving_registers : list term;
  arriving_cells : list cell;
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
            combine (cut_registers c) (arriving_registers a) ++ combine (cut_kept c) (arriving_kept a) ++ globals ++ cells ++ frame ++
            [(cut_next c, arriving_next a)])
  | _, _, _ => None
  end.

(** The array that is there for one of the cut point: where its reference is a word of the cut point, the one whose reference the word
    there is; else it has to be a number. *)
Definition array_there (leaves : PositiveMap.t Terms.node) (pairs : list (term * term)) (a : arriving) (claim : known_array) : option known_array :=
  match PositiveMap.find (array_reference claim) leaves with
  | Some (Terms.Constant z) =>
      let z := wrap z in
      find (fun x => match number_of (arriving_terms a) (array_reference x) with Some y => y =? z | None => false end) (arriving_arrays a)
  | _ =>
      match find (fun words => Pos.eqb (fst words) (array_reference claim)) pairs with
      | Some (_, t) => find_array (arriving_arrays a) t
      | None => None
      end
  end.

(** The words of an array, each with the one that is there. *)
Definition array_pairs (claim there : known_array) : list (term * term) :=
  [(array_reference claim, array_reference there); (array_length claim, array_length there)].

(** What each symbol stands for: the word that is where the symbol is first. *)
Fixpoint standing_for (leaves : PositiveMap.t Terms.node) (pairs : list (term * term)) : PositiveMap.t term :=
  match pairs with
  | [] => PositiveMap.empty term
  | (t, u) :: pairs =>
      let given := standing_for leaves pairs in
      match PositiveMap.find t leaves with Some (Terms.Symbol name _) => PositiveMap.add name u given | _ => given end
  end.

(** The word that a cut point's own stands for. *)
Definition other_of (both : PositiveMap.t term) (t : term) : option term := PositiveMap.find t both.

(** For that, a table of words of one list, each with that in the other. *)
Fixpoint paired (l l' : list term) : PositiveMap.t term :=
  match l, l' with
  | t :: l, u :: l' => PositiveMap.add t u (paired l l')
  | _, _ => PositiveMap.empty term
  end.

Definition word_shown (both : PositiveMap.t term) (T : terms) (facts : list literal) (words : term * term) : bool :=
  match other_of both (fst words) with Some other => same_terms T facts other (snd words) | None => false end.

Definition fact_shown (both : PositiveMap.t term) (T : terms) (facts : list literal) (fact : literal) : bool :=
  match other_of both (fst fact) with
  | Some other => match decision T facts other with Some answer => Bool.eqb answer (snd fact) | None => false end
  | None => false
  end.

(** An array of the cut point is one of those that are there. *)
Definition array_shown (claim own : known_array) : bool :=
  Terms.same_element (array_element own) (array_element claim) && Pos.eqb (array_head claim) (array_length claim).

(** No term is twice in a list. *)
Fixpoint distinct (l : list term) : bool :=
  match l with [] => true | t :: l => negb (existsb (Pos.eqb t) l) && distinct l end.

(** What an element of an array stands for: the one that the array has that is there. *)
Definition element_there (l : list known_array) (T : terms) (e : element) (reference offset : term) : option (terms * term) :=
  match find_array l reference with
  | Some a => if TermTable.within_of T (array_heap a) then Some (TermSelects.select_on T (array_heap a) e reference offset) else None
  | None => None
  end.

Definition arrive (c : cut) (a : arriving) : list problem :=
  match cut_words c, word_pairs c a with
  | Some (own, leaves), Some words =>
      match all_found (array_there leaves words a) (cut_arrays c) with
      | Some there =>
          let pairs := words ++ flat_map (fun '(claim, x) => array_pairs claim x) (combine (cut_arrays c) there) in
          let given := standing_for leaves pairs in
          match follow_all (stands_for given) (element_there (arriving_arrays a)) (cut_recipe c) (arriving_terms a) with
          | Some (U, other) =>
              let both := paired own other in
              if forallb (fun words => Pos.ltb (snd words) (TermTable.next (arriving_terms a))) pairs
                 && same_skeleton (cut_configuration c) (arriving_configuration a)
                 && Nat.eqb (length (cut_registers c)) (length (arriving_registers a))
                 && Nat.eqb (length (cut_kept c)) (length (arriving_kept a)) && same_activation (cut_activation c) (arriving_activation a)
                 && distinct (map array_reference there)
                 && (0 <=? cut_pc c) && forallb (fun cl => (0 <=? cell_address cl) && (cell_end cl <=? modulus)) (cut_cells c)
              then
                flat_map (fun '(words, place) =>
                    if word_shown both U (arriving_facts a) words then [] else [ClaimNotShown (cut_pc c) (Z.of_nat place)])
                  (combine pairs (seq 0 (length pairs))) ++
                flat_map (fun t => if existsb (fun u => word_shown both U (arriving_facts a) (t, u)) (arriving_young a) then [] else [ArrayNotShown (cut_pc c)])
                  (cut_young c) ++
                flat_map (fun fact => if fact_shown both U (arriving_facts a) fact then [] else [FactNotShown (cut_pc c)]) (cut_facts c) ++
                flat_map (fun '(claim, x) => if array_shown claim x then [] else [ArrayNotShown (cut_pc c)]) (combine (cut_arrays c) there)
              else [CutIsMalformed]
          | None => [CutIsMalformed]
          end
      | None => [ArrayNotShown (cut_pc c)]
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

Lemma other_of_ok own other l l' t u : Forall2 (same_word own other) l l' -> other_of (paired l l') t = Some u ->
  same_word own other t u.
Proof.
  intros H. unfold other_of. induction H as [|a b l l' S H IH]; cbn [paired]; [rewrite PositiveMap.gempty; discriminate|].
  destruct (Pos.eq_dec t a) as [->|D]; [rewrite PositiveMap.gss; now intros [= <-]|rewrite PositiveMap.gso by exact D; exact IH].
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

(** Contents of the arrays that arrive, and of all others. *)
Definition arriving_contents (w : term_world) (l : list known_array) (all : table (option array)) (e : element) (reference index : Z) : Z :=
  match find (fun a => reference_in w a =? reference) l with
  | Some a => Terms.contents (TermTable.means (world_values w) (world_terms w) (array_heap a)) e reference index
  | None => match get None all reference with Some b => element_at b (index / Terms.width e) | None => 0 end
  end.

(** They are those of the store. *)
Lemma arriving_first w n l all whole_store bytes : laid w heap_low n l -> Forall (source_array_true w all) l ->
  whole heap_low n all bytes whole_store -> Forall (fun a => In (place_in w a) whole_store) l ->
  Forall (first_there (arriving_contents w l all) all) whole_store.
Proof.
  intros LD SA WH IN. apply Forall_forall. intros p P b i G B. unfold arriving_contents. destruct (find _ l) as [a|] eqn:F.
  - apply find_some in F as [I E]. apply Z.eqb_eq in E. rewrite Forall_forall in SA, IN.
    assert (Q : place_in w a = p) by exact (whole_same _ _ _ _ _ _ _ WH (IN a I) P E). subst p.
    cbn [place_in place_reference place_element place_length] in *. destruct (SA a I) as (_ & b' & G' & _ & C). rewrite G in G'. injection G' as <-.
    rewrite (C i B). reflexivity.
  - rewrite G. f_equal. rewrite Z.mul_comm. apply Z.div_mul. destruct (width_cases (place_element p)) as [W|W]; rewrite W; discriminate.
Qed.

Lemma element_there_means w l n all other e r i z x T t : laid w heap_low n l -> Forall (array_known w) l -> term_later w other ->
  term_means other r z -> term_means other i x -> element_there l (world_terms other) e r i = Some (T, t) ->
  exists u, world_terms u = T /\ term_later other u /\ term_means u t (arriving_contents w l all e z x mod Terms.values_of_element e).
Proof.
  intros LD AK L R I. unfold element_there. destruct (find_array l r) as [a|] eqn:FA; [|discriminate].
  destruct (TermTable.within_of _ _) eqn:WI; [|discriminate]. apply find_array_in in FA as [IN E]. subst r.
  rewrite Forall_forall in AK. destruct (AK a IN) as (KR & _ & KH).
  pose proof (known_later _ _ _ L KH) as KH'.
  destruct (TermSelects.select_on_ok (world_terms other) (array_heap a) e (array_reference a) i (world_sound other) KH' (proj1 R) (proj1 I)) as [G V].
  destruct (grown_later other _ G) as (u & U & UV & LU & K). destruct (TermSelects.select_on _ _ _ _ _) as [S s]. cbn [fst snd] in *. subst S.
  intros [= <- <-]. exists u. split; [reflexivity|]. split; [exact LU|]. split; [exact K|]. rewrite UV, V.
  pose proof (TermTable.within_ok (world_terms other) (array_heap a) (world_values other) (world_sound other) WI e z x) as B.
  destruct R as [_ RV], I as [_ IV]. rewrite RV, IV.
  assert (Z : reference_in w a = z) by (unfold reference_in; rewrite <- (word_in_later w other _ L KR); exact RV).
  assert (FF : find (fun x => reference_in w x =? z) l = Some a).
  { destruct (find _ l) as [y|] eqn:Q.
    - apply find_some in Q as [IY EY]. apply Z.eqb_eq in EY. f_equal. apply (laid_same _ _ _ _ _ _ LD IY IN). congruence.
    - pose proof (find_none _ _ Q a IN) as X. cbv beta in X. rewrite Z, Z.eqb_refl in X. discriminate. }
  unfold arriving_contents. rewrite FF. destruct L as [_ LE]. rewrite <- (LE _ KH). symmetry. apply Z.mod_small.
  destruct e; cbn [LawsTerms.bound_of_element Terms.values_of_element] in *; lia.
Qed.

(** The same array, in the words of another world. *)
Record stands_there (w v : term_world) (claim own : known_array) : Prop := {
  there_known : TermTable.known (world_terms v) (array_reference claim) /\ TermTable.known (world_terms v) (array_length claim);
  there_element : array_element own = array_element claim;
  there_reference : reference_in v claim = reference_in w own;
  there_length : length_in v claim = length_in w own
}.

Lemma distinct_in t l : distinct (t :: l) = true -> ~ In t l.
Proof.
  cbn [distinct]. intros H I. apply andb_prop in H as [H _]. apply negb_true_iff in H.
  assert (E : existsb (Pos.eqb t) l = true) by (apply existsb_exists; exists t; split; [exact I|apply Pos.eqb_refl]). congruence.
Qed.

(** Arrays of a cut point lie one beside the other where those do that are there. *)
Lemma laid_there w v n claims there all : laid w heap_low n all -> distinct (map array_reference there) = true ->
  Forall (fun x => In x all) there -> Forall2 (stands_there w v) claims there -> laid v heap_low n claims.
Proof.
  intros L D I S. constructor.
  - clear D I. induction S as [|c x l m H S IH]; constructor; auto. apply H.
  - clear D. induction S as [|c x l m H S IH]; constructor; inversion I; subst; auto. destruct H as [_ E R N].
    match goal with I1 : In x all |- _ => destruct (laid_in _ _ _ _ _ L I1) as (_ & _ & IN) end.
    unfold inside, behind in *. now rewrite R, N, <- E.
  - induction S as [|c x l m H S IH]; constructor; inversion I; subst.
    + pose proof (distinct_in _ _ D) as NI. clear IH D. apply Forall_forall. intros d ID.
      assert (X : exists y, In y m /\ stands_there w v d y).
      { clear -S ID. induction S as [|c' x' l' m' H S IH]; [contradiction|]. destruct ID as [<-|ID]; [exists x'; split; [now left|exact H]|].
        destruct (IH ID) as (y & IY & HY). exists y. split; [now right|exact HY]. }
      destruct X as (y & IY & HY). destruct H as [_ E1 R1 N1], HY as [_ E2 R2 N2].
      match goal with F : Forall _ m |- _ => rewrite Forall_forall in F; pose proof (F y IY) as I2 end.
      match goal with I1 : In x all |- _ => destruct (laid_two _ _ _ _ _ _ L I1 I2) as [EQ|B] end.
      * destruct NI. apply in_map_iff. exists y. split; [now rewrite EQ|exact IY].
      * unfold beside, behind in *. now rewrite R1, R2, N1, N2, <- E1, <- E2.
    + apply IH; [|assumption]. cbn [map distinct] in D. apply andb_prop in D as [_ D]. exact D.
Qed.

Lemma array_there_in leaves pairs a claim x : array_there leaves pairs a claim = Some x -> In x (arriving_arrays a).
Proof.
  unfold array_there. destruct (PositiveMap.find _ leaves) as [[]|]; cbv zeta; try (intros Q; now apply find_some in Q);
    (match goal with |- match ?f with _ => _ end = _ -> _ => destruct f as [[t u]|] end; [|discriminate]; intros Q; now apply find_array_in in Q).
Qed.

Lemma standing_for_in leaves pairs name t : PositiveMap.find name (standing_for leaves pairs) = Some t -> exists own, In (own, t) pairs.
Proof.
  induction pairs as [|[own u] pairs IH]; cbn [standing_for]; [rewrite PositiveMap.gempty; discriminate|].
  assert (G : PositiveMap.find name (standing_for leaves pairs) = Some t -> exists x, In (x, t) ((own, u) :: pairs)).
  { intros F. destruct (IH F) as (x & I). exists x. now right. }
  destruct (PositiveMap.find own leaves) as [[]|]; cbv zeta; try exact G. intros F.
  match type of F with PositiveMap.find _ (PositiveMap.add ?n _ _) = _ => destruct (Pos.eq_dec name n) as [->|D] end.
  - rewrite PositiveMap.gss in F. injection F as <-. exists own. now left.
  - rewrite PositiveMap.gso in F by exact D. exact (G F).
Qed.

(** What is known of a state that arrives is so. *)
Record arriving_true (a : arriving) (below : continuation Z) (kept : list Z) (all : list place) (w : term_world) (d : configuration Z) (s : store)
    (registers : list Z) (bytes : table Z) : Prop := {
  arriving_table : world_terms w = arriving_terms a;
  arriving_satisfied : facts_hold w (arriving_facts a);
  arriving_source : configuration_means term_worlds below w (arriving_configuration a) d;
  arriving_global : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) (arriving_globals a);
  arriving_array : Forall (source_array_true w (arrays s)) (arriving_arrays a);
  arriving_among : Forall (fun x => In (place_in w x) all) (arriving_arrays a);
  arriving_whole : whole heap_low (next_reference s) (arrays s) bytes all;
  arriving_behind : term_means w (arriving_next a) (next_reference s);
  arriving_within : heap_low <= next_reference s <= heap_high;
  arriving_laid : laid w heap_low (next_reference s) (arriving_arrays a);
  arriving_register : all_mean term_worlds w (arriving_registers a) registers;
  arriving_cell : cells_true w bytes (arriving_cells a);
  arriving_zero : zeros bytes (next_reference s) heap_high;
  arriving_keeps : all_mean term_worlds w (arriving_kept a) kept;
  arriving_stack : frame_cells_true low high w kept bytes (arriving_frame a);
  arriving_entered : entered_from kept <= next_reference s;
  arriving_since : young_true w kept (arriving_young a)
}.

Theorem arrive_ok c a below kept all w d s registers bytes : arrive c a = [] -> arriving_true a below kept all w d s registers bytes ->
  cut_activation c = arriving_activation a /\ exists u, cut_true c below kept all u d s registers bytes.
Proof.
  unfold arrive. intros Q [WT F SO GL SA AM WH NE WIN LD RE CE ZE KE FR ENT YO].
  destruct (cut_words c) as [[own leaves]|] eqn:CW; [|discriminate]. destruct (cut_words_own c own leaves CW) as [T OWN]. destruct (word_pairs c a) as [words|] eqn:PA; [|discriminate].
  destruct (all_found (array_there leaves words a) (cut_arrays c)) as [there|] eqn:AT; [|discriminate]. cbv zeta in Q.
  set (pairs := words ++ _) in *.
  destruct (follow_all (stands_for _) _ _ _) as [[U other]|] eqn:FO; [|discriminate]. rewrite follow_all_follow in FO.
  destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [G GC]. apply andb_prop in G as [G GP].
  apply andb_prop in G as [G GD]. apply andb_prop in G as [G GA]. apply same_activation_true in GA. apply andb_prop in G as [G GKL]. apply Nat.eqb_eq in GKL.
  apply andb_prop in G as [G GR]. apply andb_prop in G as [GK GS]. split; [exact GA|].
  apply app_eq_nil in Q as [QW Q]. apply app_eq_nil in Q as [QY Q]. apply app_eq_nil in Q as [QF QA]. apply flat_map_nothing in QW, QY, QF, QA.
  set (given := standing_for leaves pairs) in *.
  assert (KNOWN : forall name t, PositiveMap.find name given = Some t -> TermTable.known (world_terms w) t).
  { rewrite WT. intros name t F1. destruct (standing_for_in _ _ _ _ F1) as [x I]. rewrite forallb_forall in GK. specialize (GK _ I).
    apply Pos.ltb_lt in GK. exact GK. }
  unfold own_terms, terms_made in OWN. rewrite follow_all_follow in OWN. rewrite <- WT in FO.
  assert (AK : Forall (array_known w) (arriving_arrays a)) by (eapply Forall_impl; [|exact SA]; now intros x [K _]).
  destruct (follow_ok w given (arriving_contents w (arriving_arrays a) (arrays s)) KNOWN (element_there (arriving_arrays a))
    (fun other e r i z x T t => element_there_means w (arriving_arrays a) _ (arrays s) other e r i z x T t LD AK) (cut_recipe c)
    {| world_terms := TermTable.start; world_values := standing w given (arriving_contents w (arriving_arrays a) (arrays s)); world_sound := TermTable.start_sound |}
    w [] [] T own U other eq_refl (term_later_refl w) ltac:(constructor) OWN FO) as (u & v & UT & VT & UV & L & S).
  assert (FV : facts_hold v (arriving_facts a)) by (eapply facts_hold_later; eassumption).
  assert (SHOWN : Forall (fun words => forall z, term_means w (snd words) z -> term_means u (fst words) z) pairs).
  { apply forall_numbered with (n := O). eapply Forall_impl; [|exact QW]. intros [[t x] place] E z M. cbn [fst snd] in *.
    destruct (word_shown _ _ _ _) eqn:WS; [|discriminate]. unfold word_shown in WS. cbn [fst snd] in WS.
    destruct (other_of (paired own other) t) as [t'|] eqn:OT; [|discriminate].
    destruct (other_of_ok _ _ _ _ _ _ S OT) as (z' & Z1 & Z2). rewrite <- VT in WS.
    pose proof (same_terms_mean v _ _ _ _ _ FV Z2 (term_means_later _ _ _ _ L M) WS). now subst. }
  unfold pairs in SHOWN. apply Forall_app in SHOWN as [SHOWN SAR].
  (* the arrays *)
  assert (IN : Forall (fun x => In x (arriving_arrays a)) there).
  { apply all_found_ok in AT. clear -AT. induction AT as [|claim x l m E AT IH]; constructor; [|exact IH]. exact (array_there_in _ _ _ _ _ E). }
  assert (ARR : Forall2 (fun claim x => stands_there w u claim x /\ array_head claim = array_length claim) (cut_arrays c) there).
  { assert (LEN : length (cut_arrays c) = length there).
    { apply all_found_ok in AT. clear -AT. induction AT; cbn; congruence. }
    clear AT GD QW. clearbody given. clearbody pairs. revert there LEN IN SAR QA. generalize (cut_arrays c) as claims.
    induction claims as [|claim claims IH]; intros [|x there] LEN IN SAR QA; try discriminate; constructor.
    - cbn [combine flat_map] in SAR, QA. apply Forall_app in SAR as [SAR _]. inversion QA as [|? ? Q1 _]; subst. inversion IN as [|? ? I1 _]; subst.
      unfold array_pairs in SAR. inversion SAR as [|? ? S1 SAR1]; subst. inversion SAR1 as [|? ? S2 _]; subst. cbn [fst snd] in S1, S2.
      rewrite Forall_forall in SA. pose proof (SA x I1) as ((KR & KN & KH) & _).
      pose proof (S1 _ (word_in_means w _ KR)) as R1. pose proof (S2 _ (word_in_means w _ KN)) as R2.
      destruct (array_shown claim x) eqn:AS; [|discriminate]. unfold array_shown in AS. apply andb_prop in AS as [EL HD].
      apply LawsTerms.same_element_true in EL. apply Pos.eqb_eq in HD. split; [|exact HD].
      constructor; [split; [apply R1|apply R2]|exact EL|exact (means_word_in _ _ _ R1)|exact (means_word_in _ _ _ R2)].
    - cbn [combine flat_map length] in *. inversion LEN. inversion IN; subst. inversion QA; subst. apply Forall_app in SAR as [_ SAR]. now apply IH. }
  unfold word_pairs in PA.
  destruct (all_found _ (cut_globals c)) as [gs|] eqn:GG; [|discriminate].
  destruct (all_found _ (cut_cells c)) as [cs|] eqn:GE; [|discriminate].
  destruct (all_found _ (cut_frame c)) as [fs|] eqn:GFR; [|discriminate]. injection PA as <-.
  apply Forall_app in SHOWN as [SC SHOWN]. apply Forall_app in SHOWN as [SR SHOWN].
  apply Forall_app in SHOWN as [SKE SHOWN]. apply Forall_app in SHOWN as [SG SHOWN]. apply Forall_app in SHOWN as [SE SHOWN].
  apply Forall_app in SHOWN as [SFR SNX].
  apply Nat.eqb_eq in GR. unfold same_skeleton in GS.
  destruct (same_configuration _ _ _) as [SK|]; [|discriminate].
  assert (LW : length (configuration_words (cut_configuration c)) = length (configuration_words (arriving_configuration a))).
  { clear -SK. destruct (cut_configuration c) as [c1 f1 k1], (arriving_configuration a) as [c2 f2 k2].
    unfold configuration_skeleton, configuration_words in *. cbn [control_of frame_of continuation_of] in *. injection SK as A B C.
    rewrite !app_length. rewrite (control_words_length _ _ A), (units_length _ _ B). do 2 f_equal.
    revert k2 C. induction k1 as [|x k1 IH]; intros [|y k2] C; try discriminate; [reflexivity|]. cbn [map flat_map] in *.
    injection C as C1 C2. rewrite !app_length. now rewrite (waiting_words_length _ _ C1), (IH k2 C2). }
  exists u. constructor.
  - exists own. unfold own_terms, terms_made. now rewrite UT, follow_all_follow.
  - eapply (configuration_transport term_worlds u w); [exact SK| |exact SO].
    apply (forall_combine (fun words => forall z, term_means w (snd words) z -> term_means u (fst words) z)); assumption.
  - apply all_found_ok in GG. clear -GG SG GL. induction GG as [|claim b l bs E GG IH]; constructor; inversion SG; subst; auto.
    destruct (global_of _ _) as [x|] eqn:FI; [|discriminate]. cbn in E. injection E as <-. cbn [fst snd] in *.
    match goal with H : forall z, _ -> _ |- _ => apply H end. rewrite Forall_forall in GL. exact (GL _ (global_of_in _ _ _ FI)).
  - clear -ARR IN AM. rewrite Forall_forall in AM. induction ARR as [|claim x l m [H HD] _ IH]; constructor; inversion IN; subst; [|auto].
    split; [exact HD|]. destruct H as [_ E R N]. unfold place_in. rewrite R, N, <- E. now apply AM.
  - exact WH.
  - rewrite UV. exact (arriving_first w _ _ _ _ _ LD SA WH AM).
  - inversion SNX as [|? ? H _]; subst. exact (H _ NE).
  - exact WIN.
  - apply (laid_there w u _ (cut_arrays c) there (arriving_arrays a) LD GD).
    + exact IN.
    + clear -ARR. induction ARR as [|claim x l m [H _] _ IH]; constructor; assumption.
  - exact ZE.
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
  - exact ENT.
  - unfold young_true in *. rewrite Forall_forall in QY, YO. apply Forall_forall. intros t I. specialize (QY t I). cbv beta in QY.
    destruct (existsb _ (arriving_young a)) eqn:EX; [|discriminate]. apply existsb_exists in EX as (x & IX & WS). destruct (YO x IX) as (z & M & H).
    exists z. split; [|exact H]. unfold word_shown in WS. cbn [fst snd] in WS. destruct (other_of (paired own other) t) as [t'|] eqn:OT; [|discriminate].
    destruct (other_of_ok _ _ _ _ _ _ S OT) as (z' & Z1 & Z2). rewrite <- VT in WS.
    pose proof (same_terms_mean v _ _ _ _ _ FV Z2 (term_means_later _ _ _ _ L M) WS). now subst.
Qed.
End Stack.
