(** The return of a function to a caller that it does not know: what waits for it in the caller, and what holds in the function where it
    returns, together are a state of the caller that arrives at a cut point of its own.

    The function's cut point says what the heap, globals and most registers are then. Of the caller's words nothing is known there, so they are
    new symbols. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table EllProgram EllStep EllRun Worlds EllRelated TermWorlds Configurations
  Recipes KnownArrays EllSymbolic MachineCells MachineArrays MachineStack Exchanges Problems Cuts EllConforms Callers.
From Etalon Require Terms TermTable LawsTerms Memory.
Import ListNotations.
Open Scope Z_scope.

(** A register after the return: the caller's, where it is given back, or else the function's. *)
Definition register_back (other : term -> option term) (caller own : list term) (r : nat) : option term :=
  if existsb (Nat.eqb r) given_back then match nth_error caller r with Some t => other t | None => None end else nth_error own r.

(** The function gives back what it has to keep. *)
Definition gives_back (x : cut) : bool :=
  match cut_kept x, all_found (nth_error (cut_registers x)) given_back with
  | _ :: kept, Some registers => if list_eq_dec Pos.eq_dec registers kept then true else false
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

(** Where the caller goes on, if that is a number, and in what state. *)
Definition rejoined (high : Z) (v : wait) (x : cut) : option (option Z * arriving) :=
  let g := wait_at v in
  match own_terms x, own_terms g with
  | Some (T, _), Some (own, caller) =>
      let (T, h) := unknown_heap T in
      match follow_all anew new_element (cut_recipe g) T with
      | Some (T, made) =>
          let other := other_of (combine caller made) in
          match all_found (translated_waiting other) (continuation_of (cut_configuration g)),
                all_found (register_back other (cut_registers g) (cut_registers x)) (seq 0 32),
                all_found (translated_cell other) (private_cells high v), all_found (translated_cell other) (private_frame v),
                all_found other (cut_kept g),
                back_at own v,
                continuation_of (cut_configuration x) with
          | Some k, Some registers, Some cells, Some frame, Some kept, Some pc, [] =>
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
                  arriving_arrays := map (with_heap h) (cut_arrays x);
                  arriving_next := cut_next x;
                  arriving_registers := registers;
                  arriving_cells := cells ++ cut_cells x;
                  arriving_machine_arrays := map (with_heap h) (cut_arrays x);
                  arriving_activation := cut_activation g;
                  arriving_kept := kept;
                  arriving_frame := frame |})
              else None
          | _, _, _, _, _, _, _ => None
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

Theorem rejoined_ok low high heap_low heap_high v x pc a w u kept registers now top below d s y bytes :
  rejoined high v x = Some (pc, a) -> cut_true low high heap_low heap_high x (top ++ below) now u d s y bytes ->
  waiting_true low high v w kept registers top bytes -> kept_of registers = Some now ->
  match pc with
  | Some pc => operate And pc (wrap (-2)) = pc /\ nth_error now 0 = Some pc
  | None => exists ra, nth_error now 0 = Some ra /\ nth_error kept 0 = Some ra
  end /\ arriving_activation a = cut_activation (wait_at v) /\
  exists j, arriving_true low high heap_low heap_high a below kept j d s y bytes.
Proof.
  unfold rejoined. intros Q CT WT KO. destruct CT as [[lx OX] SO GL AR NX WI LD ZE RE CE FA KE ST].
  destruct WT as [[lg OG] WF WR WA WK WC WS]. rewrite OX, OG in Q.
  destruct (unknown_arrays u _ _ _ _ _ LD AR) as (u0 & U0 & L0 & LD0 & SA & MA). destruct (unknown_heap (world_terms u)) as [T h]. cbn [fst snd] in *. subst T.
  destruct (follow_all anew _ _ _) as [[T made]|] eqn:FO; [|discriminate]. rewrite follow_all_follow in FO. cbv zeta in Q.
  set (other := other_of (combine lg made)) in *.
  destruct (all_found (translated_waiting other) _) as [k|] eqn:QK; [|discriminate].
  destruct (all_found (register_back other _ _) _) as [rs|] eqn:QR; [|discriminate].
  destruct (all_found (translated_cell other) (private_cells high v)) as [cells|] eqn:QC; [|discriminate].
  destruct (all_found (translated_cell other) (private_frame v)) as [frame|] eqn:QF; [|discriminate].
  destruct (all_found other _) as [kept'|] eqn:QP; [|discriminate].
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
  unfold own_terms in OG. rewrite follow_all_follow in OG.
  destruct (follow_anew (cut_recipe (wait_at v))
    {| world_terms := TermTable.start; world_values := world_values w; world_sound := TermTable.start_sound |}
    u0 [] [] _ lg T made ltac:(constructor) OG FO) as (wg & j & E1 & E2 & E3 & L1 & SW).
  cbn [world_values] in E3.
  assert (HERE : forall t t' z, other t = Some t' -> term_means w t z -> term_means j t' z).
  { intros t t' z O M. destruct (other_of_ok _ _ _ _ _ _ SW O) as (z' & Z1 & Z2).
    assert (M' : term_means wg t z) by (unfold term_means in *; now rewrite E1, E3).
    now rewrite (means_same wg t z z' M' Z1). }
  assert (L : term_later u j) by (eapply term_later_trans; eassumption).
  exists j. constructor; cbn [arriving_terms arriving_facts arriving_configuration arriving_globals arriving_arrays arriving_next
    arriving_registers arriving_cells arriving_machine_arrays arriving_kept arriving_frame].
  - exact E2.
  - apply Forall_app. split; [exact (facts_hold_later _ _ _ L FA)|]. apply Forall_forall. intros l I.
    apply in_flat_map in I as (l0 & I0 & I). destruct (other (fst l0)) as [t|] eqn:O; [|contradiction]. destruct I as [<-|[]].
    unfold facts_hold in WA. rewrite Forall_forall in WA. destruct (WA l0 I0) as (z & M & H). exists z. split; [|exact H].
    cbn [fst]. eapply HERE; eassumption.
  - apply (configuration_means_later term_worlds _ _ _ _ _ L) in SO. destruct SO as (SC & SF & top0 & ST1 & ST2). rewrite CX in ST2. inversion ST2; subst.
    split; [exact SC|]. split; [exact SF|]. exists top. split; [exact ST1|]. cbn [continuation_of].
    exact (translated_waitings_mean other w j HERE _ _ _ QK WF).
  - exact (globals_later _ _ _ _ L GL).
  - exact (source_arrays_later _ _ _ _ L1 SA).
  - exact (term_means_later _ _ _ _ L NX).
  - exact WI.
  - exact (laid_later _ _ _ _ _ L1 LD0).
  - (* registers *)
    pose proof (forall2_length _ _ _ RE) as LY. unfold all_mean. rewrite LR in LY.
    pose proof (numbered y) as NY. rewrite <- LY in NY. apply all_found_ok in QR.
    unfold gives_back in GB. destruct (cut_kept x) as [|t0 kx] eqn:KX; [discriminate|].
    destruct (all_found (nth_error (cut_registers x)) given_back) as [bx|] eqn:BX; [|discriminate].
    destruct (list_eq_dec _ _ _) as [->|]; [|discriminate].
    destruct (registers_found u _ y given_back RE kx BX) as (yb & YB & MB). inversion KE; subst.
    match goal with H : Forall2 _ kx kb |- _ => pose proof (all_means_same u kx yb kb MB H) as -> end.
    pose proof (found_same _ _ _ _ YB KB) as SAME.
    refine (forall2_meet _ _ _ (seq 0 32) _ _ _ QR NY). intros i t z RB YI. unfold register_back in RB.
    destruct (existsb (Nat.eqb i) given_back) eqn:IN.
    + apply existsb_exists in IN as (i' & IN & EI). apply PeanoNat.Nat.eqb_eq in EI. subst i'.
      destruct (nth_error (cut_registers (wait_at v)) i) as [t1|] eqn:NG; [|discriminate].
      pose proof (all_mean_nth term_worlds w _ _ i WR) as MW. rewrite NG, <- (SAME i IN), YI in MW. eapply HERE; eassumption.
    + pose proof (all_mean_nth term_worlds u _ _ i RE) as MU. rewrite RB, YI in MU. exact (term_means_later _ _ _ _ L MU).
  - apply Forall_app. split; [exact (translated_cells_true other w j HERE _ _ _ QC WC)|exact (cells_true_later _ _ _ _ L CE)].
  - exact (machine_arrays_later _ _ _ _ L1 MA).
  - exact ZE.
  - exact (all_found_mean other w j HERE _ _ _ QP WK).
  - unfold frame_cells_true in *. destruct (base_of kept) as [base|]; [|exact I].
  exact (translated_frame_true other w j HERE low high base _ _ _ QF WS).
Qed.
