(** The return of a function to a caller that it does not know: what waits for it in the caller, and what holds in the function where it
    returns, together are a state of the caller that arrives at a cut point of its own.

    The function's cut point says what globals and most registers are then. Of the caller's words nothing is known there, so they are
    new symbols. The caller's arrays are still there, whether the function knows them or not; what is in them nobody knows. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table EllProgram EllStep EllRun Worlds EllRelated TermWorlds Configurations
  Recipes KnownArrays EllSymbolic MachineCells MachineArrays MachineStack Exchanges Problems SharedArrays Cuts EllConforms Callers.
From Etalon Require Terms TermTable LawsTerms Memory.
Import ListNotations.
Open Scope Z_scope.

(** A register after the return: the caller's, where it is given back, or else the function's. *)
Definition register_back (other : term -> option term) (caller own : list term) (r : nat) : option term :=
  if existsb (Nat.eqb r) given_back then match nth_error caller r with Some t => other t | None => None end else nth_error own r.

(** The function gives back what it has to keep. *)
Definition gives_back (x : cut) : bool :=
  match cut_kept x, all_found (nth_error (cut_registers x)) given_back with
  | _ :: kept, Some registers => if list_eq_dec Pos.eq_dec registers (firstn (length given_back) kept) then true else false
  | _, _ => false
  end.

(** Where the machine returns to: a number, or, in the place of the caller, where that itself returns, if ra is the word that it has to keep. *)
Definition back_at (own : terms) (v : wait) : option (option Z) :=
  match nth_error (cut_registers (wait_at v)) 1 with
  | Some t =>
      if wait_passes v && match cut_kept (wait_at v) with ra :: _ => Pos.eqb t ra | [] => false end then Some None
      else
        match number_of own t with
        | Some pc => if operate And pc (wrap (-2)) =? pc then Some (Some pc) else None
        | None => None
        end
  | None => None
  end.

(** An array of the caller, with these contents. *)
Definition translated_array (other : term -> option term) (h : term) (a : known_array) : option known_array :=
  match other (array_reference a), other (array_length a) with
  | Some r, Some n => Some {| array_reference := r; array_element := array_element a; array_length := n; array_head := n; array_heap := h |}
  | _, _ => None
  end.

(** The arrays that variables and operands of the caller refer to. Those of globals, the function knows where it returns. *)
Definition is_held (g : cut) (a : known_array) : bool :=
  existsb (Pos.eqb (array_reference a)) (flat_map waiting_words (continuation_of (cut_configuration g))).

Definition arrays_held (g : cut) : list known_array := filter (is_held g) (cut_arrays g).
Definition arrays_free (g : cut) : list known_array := filter (fun a => negb (is_held g a)) (cut_arrays g).

(** Are two arrays known to be the same, by the terms or the numbers that their references are? *)
Definition told_same (T : terms) (a b : known_array) : bool :=
  Pos.eqb (array_reference a) (array_reference b) ||
  match number_of T (array_reference a), number_of T (array_reference b) with Some m, Some n => m =? n | _, _ => false end.

(** Are two arrays known to be different ones, by what they are made of, or by the numbers that their references are? *)
Definition told_apart (T : terms) (a b : known_array) : bool :=
  negb (Terms.same_element (array_element a) (array_element b)) ||
  match number_of T (array_reference a), number_of T (array_reference b) with Some m, Some n => negb (m =? n) | _, _ => false end.

(** The arrays that the caller's variables refer to, and of the function those that are others: all that the caller knew besides are, and new ones. *)
Definition arrays_back (T : terms) (held free own : list known_array) (young : list term) : list known_array :=
  held ++ filter (fun b => existsb (Pos.eqb (array_reference b)) young || existsb (told_same T b) free || forallb (fun a => told_apart T a b) held) own.

(** What stands for symbols of a caller where it goes on: those that its globals were are known to the function from its entry. *)
Definition entry_given (count : nat) (own : terms) (g x : cut) : list (positive * Z * term) :=
  match entry_words count (cut_globals g) (cut_next g) with
  | Some l =>
      flat_map (fun '(t, u) => match TermTable.made_of own t with Some (Terms.Symbol name s) => [(name, Terms.values_of_sort s, u)] | _ => [] end)
        (combine l (skipn kept_count (cut_kept x)))
  | None => []
  end.

(** Where the caller goes on, if that is a number, and in what state. *)
Definition rejoined (count : nat) (high : Z) (v : wait) (x : cut) : option (option Z * arriving) :=
  let g := wait_at v in
  match own_terms x, own_terms g with
  | Some (T, _), Some (own, caller) =>
      let (T, h) := unknown_heap T in
      match follow_all (anew_but (entry_given count own g x)) new_element (cut_recipe g) T with
      | Some (T, made) =>
          let other := other_of (paired caller made) in
          match all_found (translated_waiting other) (continuation_of (cut_configuration g)),
                all_found (register_back other (cut_registers g) (cut_registers x)) (seq 0 32),
                all_found (translated_cell other) (private_cells high v), all_found (translated_cell other) (private_frame v),
                all_found other (cut_kept g),
                all_found (translated_array other h) (arrays_held g),
                all_found (translated_array other h) (arrays_free g),
                all_found other (cut_young g),
                back_at own v,
                continuation_of (cut_configuration x) with
          | Some k, Some registers, Some cells, Some frame, Some kept, Some held, Some free, Some young, Some pc, [] =>
              if gives_back x && Nat.eqb (length (cut_registers x)) 32 then
                Some (pc, {|
                  arriving_terms := T;
                  arriving_facts := cut_facts x ++
                    flat_map (fun l => match other (fst l) with Some t => [(t, snd l)] | None => [] end) (cut_facts g);
                  arriving_configuration := {|
                    control_of := control_of (cut_configuration x);
                    frame_of := frame_of (cut_configuration x);
                    continuation_of := k |};
                  arriving_globals := cut_globals x;
                  arriving_arrays := arrays_back T held free (map (with_heap h) (cut_arrays x)) (cut_young x);
                  arriving_young := young ++ cut_young x;
                  arriving_next := cut_next x;
                  arriving_registers := registers;
                  arriving_cells := cells ++ cut_cells x;
                  arriving_activation := cut_activation g;
                  arriving_kept := kept;
                  arriving_frame := frame |})
              else None
          | _, _, _, _, _, _, _, _, _, _ => None
          end
      | None => None
      end
  | _, _ => None
  end.

(** The registers that are given back have the same words. *)
Lemma found_same {A B} (f g : A -> option B) l : forall a, all_found f l = Some a -> all_found g l = Some a ->
  forall i, In i l -> f i = g i.
Proof.
  induction l as [|x l IH]; intros a F G i I; [contradiction|]. cbn in F, G.
  destruct (f x) eqn:FX; [|discriminate]. destruct (all_found f l) eqn:FL; [|discriminate]. injection F as <-.
  destruct (g x) eqn:GX; [|discriminate]. destruct (all_found g l) eqn:GL; [|discriminate]. injection G as -> ->.
  destruct I as [<-|I]; [congruence|]. now apply (IH l0).
Qed.

Lemma registers_found w l y places : all_mean term_worlds w l y -> forall found, all_found (nth_error l) places = Some found ->
  exists z, all_found (nth_error y) places = Some z /\ all_mean term_worlds w found z.
Proof.
  intros M. induction places as [|i places IH]; intros found F; cbn in F.
  - injection F as <-. exists []. split; [reflexivity|constructor].
  - destruct (nth_error l i) as [t|] eqn:N; [|discriminate]. destruct (all_found _ places) as [ts|]; [|discriminate]. injection F as <-.
    destruct (IH ts eq_refl) as (z & Z1 & Z2). pose proof (all_mean_nth term_worlds w l y i M) as MN. rewrite N in MN.
    cbn. destruct (nth_error y i) as [b|]; [|contradiction]. rewrite Z1. exists (b :: z). split; [reflexivity|now constructor].
Qed.

Lemma all_means_same w l : forall y z, all_mean term_worlds w l y -> all_mean term_worlds w l z -> y = z.
Proof.
  induction l as [|t l IH]; intros y z A B; inversion A; inversion B; subst; [reflexivity|]. f_equal; [|now apply IH].
  eapply means_same; eassumption.
Qed.

Lemma numbered {A} (y : list A) : Forall2 (fun i z => nth_error y i = Some z) (seq 0 (length y)) y.
Proof.
  assert (G : forall rest before : list A, Forall2 (fun i z => nth_error (before ++ rest) i = Some z) (seq (length before) (length rest)) rest).
  { induction rest as [|z rest IH]; intros before; [constructor|]. cbn [length seq]. constructor.
    - rewrite nth_error_app2 by lia. now rewrite PeanoNat.Nat.sub_diag.
    - specialize (IH (before ++ [z])). rewrite <- app_assoc, app_length, PeanoNat.Nat.add_1_r in IH. exact IH. }
  exact (G y []).
Qed.

(** What the caller has back lies one beside the other. *)
Lemma pairs_app {A} (R : A -> A -> Prop) l m : ForallOrdPairs R l -> ForallOrdPairs R m -> (forall a b, In a l -> In b m -> R a b) -> ForallOrdPairs R (l ++ m).
Proof.
  intros L M B. induction L as [|a l F L IH]; [exact M|]. cbn [app]. constructor.
  - apply Forall_app. split; [exact F|]. apply Forall_forall. intros b I. apply B; [now left|exact I].
  - apply IH. intros c b I J. apply B; [now right|exact J].
Qed.

Lemma pairs_filter {A} (R : A -> A -> Prop) f l : ForallOrdPairs R l -> ForallOrdPairs R (filter f l).
Proof.
  intros L. induction L as [|a l F L IH]; [constructor|]. cbn [filter]. destruct (f a); [|exact IH]. constructor; [|exact IH].
  rewrite Forall_forall in *. intros b I. apply filter_In in I as [I _]. now apply F.
Qed.

Lemma laid_filter w low high f l : laid w low high l -> laid w low high (filter f l).
Proof.
  intros [K I B]. constructor; [| |exact (pairs_filter _ f l B)]; rewrite Forall_forall in *; intros a A; apply filter_In in A as [A _]; auto.
Qed.

Lemma laid_pairs w low high l : laid w low high l -> ForallOrdPairs (fun a b => place_in w a <> place_in w b) l.
Proof.
  intros [_ _ B]. induction B as [|a l F B IH]; constructor; [|exact IH]. eapply Forall_impl; [|exact F].
  intros b D E. apply (beside_same _ _ _ D). exact (f_equal place_reference E).
Qed.

Lemma told_apart_ok w a b : told_apart (world_terms w) a b = true -> TermTable.known (world_terms w) (array_reference a) ->
  TermTable.known (world_terms w) (array_reference b) -> place_in w a <> place_in w b.
Proof.
  unfold told_apart. intros H KA KB E. apply orb_prop in H as [H|H].
  - pose proof (f_equal place_element E) as EE. cbn in EE. rewrite EE in H. now destruct (array_element b).
  - destruct (number_of (world_terms w) (array_reference a)) as [m|] eqn:NA; [|discriminate].
    destruct (number_of (world_terms w) (array_reference b)) as [n|] eqn:NB; [|discriminate]. apply negb_true_iff, Z.eqb_neq in H.
    pose proof (f_equal place_reference E) as ER. cbn in ER. unfold reference_in in ER.
    pose proof (number_means w _ _ _ NA (word_in_means w _ KA)). pose proof (number_means w _ _ _ NB (word_in_means w _ KB)). congruence.
Qed.

Lemma told_same_ok w a b : told_same (world_terms w) a b = true -> TermTable.known (world_terms w) (array_reference a) ->
  TermTable.known (world_terms w) (array_reference b) -> reference_in w a = reference_in w b.
Proof.
  unfold told_same, reference_in. intros H KA KB. apply orb_prop in H as [H|H]; [apply Pos.eqb_eq in H; now rewrite H|].
  destruct (number_of (world_terms w) (array_reference a)) as [m|] eqn:NA; [|discriminate].
  destruct (number_of (world_terms w) (array_reference b)) as [n|] eqn:NB; [|discriminate]. apply Z.eqb_eq in H.
  pose proof (number_means w _ _ _ NA (word_in_means w _ KA)). pose proof (number_means w _ _ _ NB (word_in_means w _ KB)). congruence.
Qed.

Lemma forall2_in {A B} (P : A -> B -> Prop) l m : Forall2 P l m -> forall b, In b m -> exists a, In a l /\ P a b.
Proof.
  intros F. induction F as [|a b l m E F IH]; intros c I; [contradiction|]. destruct I as [<-|I]; [exists a; split; [now left|exact E]|].
  destruct (IH c I) as (d & J & Q). exists d. split; [now right|exact Q].
Qed.

(** The caller's arrays, in the world of both. *)
Lemma translated_arrays_there other w j h l l' : (forall t t' z, other t = Some t' -> term_means w t z -> term_means j t' z) ->
  Forall (fun a => TermTable.known (world_terms w) (array_reference a) /\ TermTable.known (world_terms w) (array_length a)) l ->
  all_found (translated_array other h) l = Some l' ->
  Forall2 (fun a a' => place_in j a' = place_in w a /\ array_heap a' = h /\ array_head a' = array_length a' /\
    TermTable.known (world_terms j) (array_reference a') /\ TermTable.known (world_terms j) (array_length a')) l l'.
Proof.
  intros HERE K Q. apply all_found_ok in Q. induction Q as [|a a' l l' E Q IH]; constructor; inversion K as [|? ? [KR KN] K']; subst; [|auto].
  unfold translated_array in E. destruct (other (array_reference a)) as [r|] eqn:OR; [|discriminate]. destruct (other (array_length a)) as [n|] eqn:ON; [|discriminate].
  injection E as <-. pose proof (HERE _ _ _ OR (word_in_means w _ KR)) as R. pose proof (HERE _ _ _ ON (word_in_means w _ KN)) as N.
  split; [|split; [reflexivity|split; [reflexivity|split; [apply R|apply N]]]].
  unfold place_in, reference_in, length_in. cbn [array_reference array_element array_length].
  now rewrite (means_word_in _ _ _ R), (means_word_in _ _ _ N).
Qed.

Lemma pairs_mapped {A B} (P : A -> B -> Prop) (R : A -> A -> Prop) (S : B -> B -> Prop) l m :
  (forall a a' b b', P a b -> P a' b' -> R a a' -> S b b') -> Forall2 P l m -> ForallOrdPairs R l -> ForallOrdPairs S m.
Proof.
  intros H F. induction F as [|a b l m E F IH]; intros O; inversion O as [|? ? O1 O2]; subst; constructor; [|auto].
  clear -H E F O1. induction F as [|a' b' l m E' F IH]; constructor; inversion O1; subst; [|auto]. eapply H; [exact E|exact E'|assumption].
Qed.

(** What stands for a symbol means what the caller has there. *)
Lemma entry_given_means w u count g x entry now name values t : (forall l, entry_words count (cut_globals g) (cut_next g) = Some l -> all_mean term_worlds w l entry) ->
  all_mean term_worlds u (cut_kept x) (now ++ entry) -> length now = kept_count -> In (name, values, t) (entry_given count (world_terms w) g x) ->
  term_means u t (Terms.symbol_value (world_values w) name 0 mod values).
Proof.
  intros EN KE LN. unfold entry_given. destruct (entry_words count (cut_globals g) (cut_next g)) as [l|]; [|contradiction]. specialize (EN l eq_refl).
  apply forall2_split in KE as [_ KE]. rewrite LN in KE. revert KE. generalize (skipn kept_count (cut_kept x)) as words. revert l EN.
  induction entry as [|z entry IH]; intros l EN words KE I; inversion EN as [|t0 z0 l0 e0 M0 EN']; subst; [contradiction|].
  inversion KE as [|t1 z1 l1 e1 M1 KE']; subst. cbn [combine flat_map] in I. apply in_app_iff in I as [I|I]; [|exact (IH _ EN' _ KE' I)].
  destruct (TermTable.made_of (world_terms w) t0) as [n|] eqn:MO; [|contradiction]. destruct n; try contradiction. destruct I as [E|[]].
  injection E as -> <- ->. destruct (TermTable.made_of_ok _ _ _ (world_sound w) MO) as [_ V]. destruct M0 as [_ M0].
  unfold TermTable.value in M0. rewrite V in M0. cbn [Terms.mean Terms.of_word Terms.at_place] in M0. now rewrite M0.
Qed.

Theorem rejoined_ok count low high heap_low heap_high all v x pc a w u kept registers now entry top below d s y bytes :
  rejoined count high v x = Some (pc, a) -> cut_true low high heap_low heap_high x (top ++ below) (now ++ entry) all u d s y bytes ->
  waiting_true low high count all v w kept registers top bytes entry -> kept_of registers = Some now ->
  match pc with
  | Some pc => operate And pc (wrap (-2)) = pc /\ nth_error (now ++ entry) 0 = Some pc
  | None => exists ra, nth_error (now ++ entry) 0 = Some ra /\ nth_error kept 0 = Some ra
  end /\ arriving_activation a = cut_activation (wait_at v) /\
  exists j, arriving_true low high heap_low heap_high a below kept all j d s y bytes /\ Forall (machine_array_true j bytes) (arriving_arrays a).
Proof.
  unfold rejoined. intros Q CT WT KO. destruct CT as [[lx OX] SO GL AR WH FI NX WI LD ZE RE CE FA KE ST ENT YX].
  destruct WT as [[lg OG] WF WR WA WK WC WS EN WAR (words & wl & wh & EQW & WL & REACH) YV]. rewrite OX, OG in Q.
  destruct (shared_known u _ _ _ (whole_shared _ _ _ _ _ WH) FI) as (u0 & U0 & L0 & EACH). destruct (unknown_heap (world_terms u)) as [T h]. cbn [fst snd] in *. subst T.
  destruct (follow_all (anew_but _) _ _ _) as [[T made]|] eqn:FO; [|discriminate]. rewrite follow_all_follow in FO. cbv zeta in Q.
  set (other := other_of (paired lg made)) in *.
  destruct (all_found (translated_waiting other) _) as [k|] eqn:QK; [|discriminate].
  destruct (all_found (register_back other _ _) _) as [rs|] eqn:QR; [|discriminate].
  destruct (all_found (translated_cell other) (private_cells high v)) as [cells|] eqn:QC; [|discriminate].
  destruct (all_found (translated_cell other) (private_frame v)) as [frame|] eqn:QF; [|discriminate].
  destruct (all_found other (cut_kept _)) as [kept'|] eqn:QP; [|discriminate].
  destruct (all_found (translated_array other h) (arrays_held _)) as [mine|] eqn:QA; [|discriminate].
  destruct (all_found (translated_array other h) (arrays_free _)) as [free|] eqn:QB; [|discriminate].
  destruct (all_found other (cut_young _)) as [young|] eqn:QY; [|discriminate].
  destruct (back_at (world_terms w) v) as [back|] eqn:BK; [|discriminate].
  destruct (continuation_of (cut_configuration x)) eqn:CX; [|discriminate].
  destruct (_ && _) eqn:G; [|discriminate]. injection Q as -> <-. apply andb_prop in G as [GB LR]. apply PeanoNat.Nat.eqb_eq in LR.
  (* where it returns to *)
  unfold back_at in BK. destruct (nth_error (cut_registers (wait_at v)) 1) as [ra|] eqn:RA; [|discriminate].
  pose proof (all_mean_nth term_worlds w _ _ 1 WR) as R1. rewrite RA in R1.
  destruct (nth_error registers 1) as [to|] eqn:NZ; [|contradiction].
  pose proof KO as KO'. unfold kept_of in KO'. cbn [all_found] in KO'. rewrite NZ in KO'.
  destruct (all_found (nth_error registers) given_back) as [kb|] eqn:KB; [|discriminate]. injection KO' as <-.
  split.
  { destruct (_ && _) eqn:PA in BK.
    2:{ destruct (number_of (world_terms w) ra) as [n|] eqn:NR; [|discriminate].
      destruct (_ =? n) eqn:EV; [|discriminate]. injection BK as <-. apply Z.eqb_eq in EV. split; [exact EV|].
      cbn. f_equal. exact (number_means w ra to n NR R1). }
    - injection BK as <-. apply andb_prop in PA as [_ PA]. destruct (cut_kept (wait_at v)) as [|t lk]; [discriminate|].
      apply Pos.eqb_eq in PA. subst t.
      inversion WK as [|t0 z0 l0 k0 M0 _]; subst. exists to. split; [reflexivity|]. cbn. f_equal. exact (means_same w ra z0 to M0 R1). }
  split; [reflexivity|].
  (* the world of both *)
  unfold own_terms, terms_made in OG. rewrite follow_all_follow in OG.
  destruct (follow_anew (entry_given count (world_terms w) (wait_at v) x) (world_values w) (cut_recipe (wait_at v))
    {| world_terms := TermTable.start; world_values := world_values w; world_sound := TermTable.start_sound |}
    u0 (world_terms w) lg T made eq_refl) as (wg & j & E1 & E2 & E3 & L1 & SW); [|exact OG|exact FO|].
  { intros name n t I. apply (term_means_later _ _ _ _ L0). exact (entry_given_means w u count _ x entry _ name n t EN KE (kept_length _ _ KO) I). }
  cbn [world_values] in E3.
  assert (HERE : forall t t' z, other t = Some t' -> term_means w t z -> term_means j t' z).
  { intros t t' z O M. destruct (other_of_ok _ _ _ _ _ _ SW O) as (z' & Z1 & Z2).
    assert (M' : term_means wg t z) by (unfold term_means in *; now rewrite E1, E3).
    now rewrite (means_same wg t z z' M' Z1). }
  assert (L : term_later u j) by (eapply term_later_trans; eassumption).
  (* what is new *)
  assert (SINCE : entered_from ((to :: kb) ++ entry) = wh) by (unfold entered_from; rewrite EQW, app_assoc; apply last_last).
  (* the arrays *)
  assert (HELD : Forall (fun a => In (place_in w a) all) (arrays_held (wait_at v)) /\ laid w wl wh (arrays_held (wait_at v))).
  { unfold arrays_held. split; [|exact (laid_filter _ _ _ _ _ WL)]. rewrite Forall_forall in *. intros a I. apply filter_In in I as [I _]. now apply WAR. }
  assert (FREE : forall c, In c free -> In (place_in j c) all /\ TermTable.known (world_terms j) (array_reference c) /\
      forall a, In a mine -> place_in j a <> place_in j c).
  { pose proof (translated_arrays_there other w j h _ _ HERE (laid_known _ _ _ _ (proj2 HELD)) QA) as MINE.
    pose proof (translated_arrays_there other w j h _ _ HERE (laid_known _ _ _ _ (laid_filter _ _ _ _ _ WL)) QB) as FREE.
    intros c IC. destruct (forall2_in _ _ _ FREE c IC) as (c0 & IC0 & PC & _ & _ & KC & _). apply filter_In in IC0 as [IC0 NH]. apply negb_true_iff in NH.
    rewrite Forall_forall in WAR. split; [rewrite PC; now apply WAR|]. split; [exact KC|]. intros a IA EQ.
    destruct (forall2_in _ _ _ MINE a IA) as (a0 & IA0 & PA & _). apply filter_In in IA0 as [IA0 H0]. rewrite PA, PC in EQ.
    destruct (laid_two _ _ _ _ _ _ WL IA0 IC0) as [->|B]; [congruence|]. exact (beside_same _ _ _ B (f_equal place_reference EQ)). }
  clear WAR WL. destruct HELD as [WAR WL].
  pose proof (translated_arrays_there other w j h _ _ HERE (laid_known _ _ _ _ WL) QA) as MINE.
  assert (OWN : Forall (fun b => (place_in j b = place_in u b /\ In (place_in j b) all) /\ array_heap b = h /\ array_head b = array_length b /\
      TermTable.known (world_terms j) (array_reference b) /\ TermTable.known (world_terms j) (array_length b)) (map (with_heap h) (cut_arrays x))).
  { apply Forall_forall. intros b I. apply in_map_iff in I as (b0 & <- & I). rewrite Forall_forall in AR. destruct (AR b0 I) as [HD IN].
    destruct (laid_in _ _ _ _ _ LD I) as (KR & KN & _).
    assert (P : place_in j (with_heap h b0) = place_in u b0)
      by (unfold place_in, reference_in, length_in; cbn [with_heap array_reference array_element array_length];
          now rewrite (word_in_later u j _ L KR), (word_in_later u j _ L KN)).
    split; [split; [exact P|now rewrite P]|]. split; [reflexivity|]. split; [exact HD|]. split; [exact (known_later _ _ _ L KR)|exact (known_later _ _ _ L KN)]. }
  set (back_arrays := arrays_back T mine free (map (with_heap h) (cut_arrays x)) (cut_young x)).
  assert (THERE : Forall (fun b => In (place_in j b) all /\ array_heap b = h /\ array_head b = array_length b /\
      TermTable.known (world_terms j) (array_reference b) /\ TermTable.known (world_terms j) (array_length b)) back_arrays).
  { apply Forall_app. split.
    - clear -MINE WAR. induction MINE as [|c b l m (P & H) MINE IH]; constructor; inversion WAR; subst; [|auto]. rewrite P. now split.
    - apply Forall_forall. intros b I. apply filter_In in I as [I _]. rewrite Forall_forall in OWN. destruct (OWN b I) as [[_ IN] H]. now split. }
  assert (LB : laid j heap_low (next_reference s) back_arrays).
  { apply (laid_places_of j _ _ _ _ _ back_arrays WH).
    - eapply Forall_impl; [|exact THERE]. intros b H. apply H.
    - eapply Forall_impl; [|exact THERE]. intros b H. apply H.
    - unfold back_arrays, arrays_back. apply pairs_app.
      + refine (pairs_mapped _ _ _ _ _ _ MINE (laid_pairs _ _ _ _ WL)). intros c c' b b' (P & _) (P' & _) N. now rewrite P, P'.
      + apply pairs_filter. pose proof (laid_pairs _ _ _ _ (laid_later _ _ _ _ _ L LD)) as PP.
        refine (pairs_mapped (fun c b => b = with_heap h c) _ _ _ _ _ _ PP); [|clear; induction (cut_arrays x); constructor; auto].
        intros c c' b b' -> -> N. exact N.
      + intros b c I J. apply filter_In in J as [J AP]. apply orb_prop in AP as [AP|AP]; [apply orb_prop in AP as [AP|AP]|].
        { apply existsb_exists in AP as (t & IT & ET). apply Pos.eqb_eq in ET. unfold young_true in YX. rewrite Forall_forall in YX, OWN.
          destruct (YX t IT) as (z & MT & HT). rewrite SINCE in HT. subst t. apply (term_means_later _ _ _ _ L), means_word_in in MT.
          destruct (forall2_in _ _ _ MINE b I) as (a0 & IA0 & PA & _). destruct (laid_in _ _ _ _ _ WL IA0) as (_ & _ & _ & BH).
          pose proof (behind_reference w a0) as BR. rewrite PA. intros EQ. pose proof (f_equal place_reference EQ) as ER. cbn in ER. unfold reference_in at 2 in ER. lia. }
        { apply existsb_exists in AP as (f & IF & SF). rewrite <- E2 in SF. destruct (FREE f IF) as (INF & KF & DF). rewrite Forall_forall in OWN.
          destruct (OWN c J) as [[_ INC] (_ & _ & KC & _)]. pose proof (told_same_ok j c f SF KC KF) as R.
          rewrite (whole_same _ _ _ _ _ _ _ WH INC INF R). now apply DF. }
        rewrite forallb_forall in AP. specialize (AP b I). rewrite <- E2 in AP.
        apply (told_apart_ok j b c AP).
        * unfold back_arrays in THERE. apply Forall_app in THERE as [THERE _]. rewrite Forall_forall in THERE. apply (THERE b I).
        * rewrite Forall_forall in OWN. apply (OWN c J). }
  assert (BOTH : Forall (fun b => source_array_true j (arrays s) b /\ machine_array_true j bytes b) back_arrays).
  { eapply Forall_impl; [|exact THERE]. intros b (IN & HB & HD & KR & KN). now apply EACH. }
  exists j. split; [|eapply Forall_impl; [|exact BOTH]; intros b [_ H]; exact H]. constructor; cbn [arriving_terms arriving_facts arriving_configuration arriving_globals arriving_arrays arriving_next
    arriving_registers arriving_cells arriving_kept arriving_frame arriving_young].
  - exact E2.
  - apply Forall_app. split; [exact (facts_hold_later _ _ _ L FA)|]. apply Forall_forall. intros l I.
    apply in_flat_map in I as (l0 & I0 & I). destruct (other (fst l0)) as [t|] eqn:O; [|contradiction]. destruct I as [<-|[]].
    unfold facts_hold in WA. rewrite Forall_forall in WA. destruct (WA l0 I0) as (z & M & H). exists z. split; [|exact H].
    cbn [fst]. eapply HERE; eassumption.
  - apply (configuration_means_later term_worlds _ _ _ _ _ L) in SO. destruct SO as (SC & SF & top0 & ST1 & ST2). rewrite CX in ST2. inversion ST2; subst.
    split; [exact SC|]. split; [exact SF|]. exists top. split; [exact ST1|]. cbn [continuation_of].
    exact (translated_waitings_mean other w j HERE _ _ _ QK WF).
  - exact (globals_later _ _ _ _ L GL).
  - eapply Forall_impl; [|exact BOTH]. intros b [H _]. exact H.
  - eapply Forall_impl; [|exact THERE]. intros b H. apply H.
  - exact WH.
  - exact (term_means_later _ _ _ _ L NX).
  - exact WI.
  - exact LB.
  - (* registers *)
    pose proof (forall2_length _ _ _ RE) as LY. unfold all_mean. rewrite LR in LY.
    pose proof (numbered y) as NY. rewrite <- LY in NY. apply all_found_ok in QR.
    unfold gives_back in GB. destruct (cut_kept x) as [|t0 kx] eqn:KX; [discriminate|].
    destruct (all_found (nth_error (cut_registers x)) given_back) as [bx|] eqn:BX; [|discriminate].
    destruct (list_eq_dec _ _ _) as [->|]; [|discriminate].
    destruct (registers_found u _ y given_back RE _ BX) as (yb & YB & MB). inversion KE; subst.
    match goal with H : Forall2 _ kx (kb ++ _) |- _ => destruct (forall2_split _ _ _ _ H) as [KF _] end.
    pose proof (kept_length _ _ KO) as KL. injection KL as KL. rewrite KL in KF. pose proof (all_means_same u _ yb kb MB KF) as ->.
    pose proof (found_same _ _ _ _ YB KB) as SAME.
    refine (forall2_meet _ _ _ (seq 0 32) _ _ _ QR NY). intros i t z RB YI. unfold register_back in RB.
    destruct (existsb (Nat.eqb i) given_back) eqn:IN.
    + apply existsb_exists in IN as (i' & IN & EI). apply PeanoNat.Nat.eqb_eq in EI. subst i'.
      destruct (nth_error (cut_registers (wait_at v)) i) as [t1|] eqn:NG; [|discriminate].
      pose proof (all_mean_nth term_worlds w _ _ i WR) as MW. rewrite NG, <- (SAME i IN), YI in MW. eapply HERE; eassumption.
    + pose proof (all_mean_nth term_worlds u _ _ i RE) as MU. rewrite RB, YI in MU. exact (term_means_later _ _ _ _ L MU).
  - apply Forall_app. split; [exact (translated_cells_true other w j HERE _ _ _ QC WC)|exact (cells_true_later _ _ _ _ L CE)].
  - exact ZE.
  - exact (all_found_mean other w j HERE _ _ _ QP WK).
  - unfold frame_cells_true in *. destruct (base_of kept) as [base|]; [|exact I].
    exact (translated_frame_true other w j HERE low high base _ _ _ QF WS).
  - rewrite SINCE in ENT. lia.
  - apply Forall_app. split.
    + refine (all_found_forall other _ _ _ _ _ QY YV). intros t t' O (z & M & H). exists z. split; [exact (HERE _ _ _ O M)|exact H].
    + eapply Forall_impl; [|exact (young_later _ _ _ _ L YX)]. intros t (z & M & H). rewrite SINCE in H. exists z. split; [exact M|lia].
Qed.
