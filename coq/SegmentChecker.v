(** A checker of images, and that it is right: what it accepts conforms.

    It is given a program, an image, and cut points; where these come from, no proof asks. From each cut point it follows
    the source and then the machine to the next, on every path, and shows that they arrive at a cut point, or end
    alike. Calls are followed like any other step, so the stack of callers is part of a cut point: programs that
    call themselves have no finite list of them, and are refused. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Behaviour Environment EllProgram EllRules EllStep EllRun Instruction
  Memory MachineStep MachineRun Runs Conforms Simulation Worlds EllRelated EllCommutes TermWorlds Exchanges Problems Configurations
  Recipes KnownArrays EllSymbolic MachineCells MachineArrays MachineRelated MachineSymbolic Cuts EllConforms.
From Etalon Require Terms TermTable Elf.
Import ListNotations.
Open Scope Z_scope.

(** Where a path of the source may stop: before a statement, or when the value of an expression, a call, is known. *)
Inductive point := Before (id : node) | After (id : node).

Definition statement_id (s : statement) : node :=
  match s with
  | Assign id _ _ | AssignGlobal id _ _ | AssignElement id _ _ _ _ | If id _ _ _ | While id _ _ _ | Break id | Continue id
  | Return id _ | Assert id _ | Write id _ | Exit id _ | Discard id _ | Block id _ => id
  end.

Definition is_point (points : list point) (c : configuration term) : bool :=
  match control_of c with
  | Execute s => existsb (fun p => match p with Before id => id =? statement_id s | After _ => false end) points
  | Value _ from => existsb (fun p => match p with After id => id =? from | Before _ => false end) points
  | _ => false
  end.

(** What is checked: a program, an image, where paths may stop on both sides and after how many steps they have to,
    and the words of memory that are looked at when the machine begins. *)
Record subject := {
  the_program : program;
  the_image : Elf.image;
  the_points : list point;
  the_pcs : list Z;
  the_words : list Z;
  most_steps : nat
}.

(** The unknown words of the registers. *)
Definition unknown_registers : recipe := map (fun n => Unknown (Pos.of_nat n) Terms.sort_int) (seq 1 31).

(** The memory with which the machine begins. *)
Definition memory_in (it : subject) : memory := memory_of (Elf.segments (the_image it)).

Section Checker.
(** That memory is handed on, so that it is made once, and not at each cut point. *)
Context (it : subject) (first_memory : memory).

Definition is_pc (z : Z) : bool := existsb (Z.eqb z) (the_pcs it).

(** The source's new arrays, as the machine finds them: memory that is 0, up to there. *)
Fixpoint new_zeros (T : terms) (from to : Z) (l : list known_array) : option (terms * list known_array) :=
  match l with
  | [] => Some (T, [])
  | a :: l =>
      if array_reference a <? from then new_zeros T from to l
      else
        let (T, h) := zero_heap T (array_element a) (array_reference a) in
        if shaped a && (array_end a <=? to) then
          option_map (fun '(T, l) => (T, with_heap h a :: l)) (new_zeros T from to l)
        else None
  end.

(** Both sides, from a cut point on; what is to be done where both paths end is [rest]. *)
Definition segment_paths {A} (refuse : problem -> A) (c : cut)
    (rest : source_end -> source_state -> machine_path_end -> machine_known_state -> list A) : list A :=
  match own_terms c with
  | None => [refuse CutIsMalformed]
  | Some (T, _) =>
      let (T, h) := unknown_heap T in
      let all := map (with_heap h) (cut_arrays c) in
      source_run refuse (the_program it) (is_point (the_points it)) (most_steps it) (cut_configuration c)
        {| source_terms := T; source_facts := cut_facts c; source_globals := cut_globals c; source_arrays := all;
           source_next := cut_next c; source_exchanges := [] |}
        (fun out st =>
          match new_zeros (source_terms st) (cut_next c) (cut_zeros c) (source_arrays st) with
          | Some (T, new) =>
              let (T, pc) := constant T (cut_pc c) in
              machine_run_on refuse first_memory is_pc (most_steps it) pc (cut_registers c)
                {| known_terms := T; known_facts := source_facts st; known_cells := cut_cells c; known_arrays := new ++ all;
                   zeros_from := Z.max (cut_next c) (source_next st); zeros_to := cut_zeros c;
                   exchanges_left := source_exchanges st |}
                (fun machine_out known => rest out st machine_out known)
          | None => [refuse MemoryNotZero]
          end)
  end.

(** The state that arrives, at the ends of two paths that go on. *)
Definition arriving_at (c : configuration term) (st : source_state) (x : list term) (known : machine_known_state) : arriving := {|
  arriving_terms := known_terms known;
  arriving_facts := known_facts known;
  arriving_configuration := c;
  arriving_globals := source_globals st;
  arriving_arrays := source_arrays st;
  arriving_next := source_next st;
  arriving_registers := x;
  arriving_cells := known_cells known;
  arriving_machine_arrays := known_arrays known;
  arriving_zeros_from := zeros_from known;
  arriving_zeros := zeros_to known |}.

(** Is a cut point for this place? *)
Definition is_place (pc next : Z) (c : configuration term) (d : cut) : bool :=
  (cut_pc d =? pc) && (cut_next d =? next) && same_skeleton (cut_configuration d) c.

(** What is to be shown where both paths end. *)
Definition relate (cuts : list cut) (out : source_end) (st : source_state) (machine_out : machine_path_end)
    (known : machine_known_state) : list problem :=
  match exchanges_left known with
  | _ :: _ => [ExchangesLeft]
  | [] =>
      match out, machine_out with
      | inl c, inl (pc, x) =>
          match number_of (known_terms known) pc with
          | None => [PcNotKnown]
          | Some z =>
              match find (is_place z (source_next st) c) cuts with
              | Some d => arrive d (arriving_at c st x known)
              | None => [NoCutHere z]
              end
          end
      | inr (Halt a), inr (MachineHalted b) =>
          if same_terms (known_terms known) (known_facts known) a b then [] else [EndsDiffer]
      | inr (Trap t _), inr (MachineTrapped t') =>
          match t, t' with
          | trap_divide, trap_divide | trap_bounds, trap_bounds | trap_length, trap_length | trap_assert, trap_assert => []
          | _, _ => [EndsDiffer]
          end
      | _, _ => [EndsDiffer]
      end
  end.

Definition check_segment (cuts : list cut) (c : cut) : list problem :=
  segment_paths (fun problem => problem) c (relate cuts).

(** The reference of the first array: behind the words that are looked at. *)
Definition first_reference : Z := fold_right (fun a most => Z.max (a + 4) most) 0 (the_words it).

(** From there on memory is 0, as far as its region goes, when the machine begins: no segment puts anything there. *)
Definition first_zeros : Z :=
  match find (contains first_reference) (regions first_memory) with Some r => Z.min (region_end r) modulus | None => 0 end.

Definition zero_before (from to : Z) (s : Memory.segment) : bool :=
  (0 <=? address s) && (address s + size (initial_bytes s) <=? modulus) &&
  ((address s + size (initial_bytes s) <=? from) || (to <=? address s)).

(** The cut point at which both sides begin: nothing is known of registers but x0. *)
Definition first_recipe : recipe :=
  Number 0 :: unknown_registers ++ map Number (map (load 4 (contents first_memory)) (the_words it)).

Definition first_cut : option cut :=
  match follow own_symbol first_recipe TermTable.start [] with
  | Some (_, (zero :: _) as made) =>
      match ell_initial (the_program it) zero with
      | Some c => Some {|
          cut_recipe := first_recipe;
          cut_configuration := c;
          cut_globals := map (fun n => (Z.of_nat n, zero)) (seq 0 (length (globals (the_program it))));
          cut_next := first_reference;
          cut_pc := Elf.entry (the_image it);
          cut_registers := firstn 32 made;
          cut_cells := map (fun '(a, t) => {| cell_address := a; cell_width := 4; cell_word := t |}) (combine (the_words it) (skipn 32 made));
          cut_zeros := first_zeros;
          cut_arrays := [];
          cut_facts := [] |}
      | None => None
      end
  | _ => None
  end.

(** All problems; none where the image conforms. *)
Definition problems_from (cuts : list cut) : list problem :=
  match first_cut with
  | None => [CutIsMalformed]
  | Some first =>
      if text_protected (regions first_memory) && (0 <=? cut_pc first) && (cut_pc first <? modulus)
         && forallb (zero_before first_reference first_zeros) (Elf.segments (the_image it))
         && forallb (fun a => (0 <=? a) && (a + 4 <=? modulus) && (wrap (load 4 (contents first_memory) a) =? load 4 (contents first_memory) a))
              (the_words it)
      then flat_map (check_segment cuts) (first :: cuts)
      else [CutIsMalformed]
  end.

(** * What it accepts conforms *)

Section Accepted.
Context (cuts : list cut) (first : cut).
Context (protected : text_protected (regions first_memory) = true).
Context (accepted : forall c, In c (first :: cuts) -> check_segment cuts c = []).
Context {E : Type} (env : environment E).

(** A pair of states is at a cut point. *)
Inductive at_cut (s : ell_state E) (m : machine_state E) : Prop :=
  at_cut_point c w (listed : In c (first :: cuts))
    (true_there : cut_true c w (configuration_of s) (store_of s) (x m) (contents (memory_of_state m)))
    (pc_there : pc m = cut_pc c) (pc_word : word (pc m))
    (same_regions : regions (memory_of_state m) = regions first_memory)
    (text_there : same_text (regions first_memory) (contents first_memory) (contents (memory_of_state m)))
    (same_environment : environment_of s = machine_environment m).

(** What the machine finds of new arrays. *)
Lemma new_zeros_ok from to bytes : zeros bytes from to -> forall l w T new, new_zeros (world_terms w) from to l = Some (T, new) ->
  exists u, world_terms u = T /\ term_later w u /\ Forall (machine_array_true u bytes) new.
Proof.
  intros (Z1 & Z2 & Z3). induction l as [|a l IH]; intros w T new Q; cbn [new_zeros] in Q.
  - injection Q as <- <-. exists w. split; [reflexivity|]. split; [apply term_later_refl|constructor].
  - destruct (Z.ltb_spec (array_reference a) from); [now apply IH|].
    pose proof (zero_heap_means w (array_element a) (array_reference a) (array_length a)) as H'.
    destruct (zero_heap (world_terms w) (array_element a) (array_reference a)) as [U h].
    destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [S G]. apply Z.leb_le in G.
    destruct (H' (shaped_word a S)) as (u & <- & L & KU & C). destruct (new_zeros (world_terms u) from to l) as [[V l']|] eqn:NZ; [|discriminate].
    cbn [option_map] in Q. injection Q as <- <-. destruct (IH u V l' NZ) as (v & <- & L' & F).
    exists v. split; [reflexivity|]. split; [eapply term_later_trans; eassumption|]. constructor; [|exact F].
    apply (machine_array_later u v bytes _ L'). split; [exact S|]. split; [exact KU|]. intros i I.
    change (with_heap h a) with {| array_reference := array_reference a; array_element := array_element a; array_length := array_length a; array_heap := h |}.
    rewrite C. apply load_zeros. cbn [array_element]. intros p B. apply Z3.
    change (array_reference a + 4 + Terms.width (array_element a) * i <= p < array_reference a + 4 + Terms.width (array_element a) * i +
      Z.of_nat (bytes_of (array_element a))) in B.
    destruct (place_inside a i I) as [P1 P2]. unfold place_of, first_place in P1, P2. lia.
Qed.

Lemma segment_goes s m : at_cut s m ->
  segment (ell_system env (the_program it)) (machine_system env) same_end gives_up (fun _ _ => False) at_cut s m.
Proof.
  intros [c w IN [[own OWN] SO GL AR NX ZE RE CE FA] PC WO RG TX EN].
  pose proof (accepted c IN) as Q. unfold check_segment, segment_paths in Q. rewrite OWN in Q.
  destruct s as [d st0 e], m as [p y mem e']. cbn [configuration_of store_of environment_of MachineStep.register] in *.
  cbn [MachineRun.pc MachineRun.x memory_of_state machine_environment] in *. subst e'.
  destruct (unknown_heap_means w) as (w0 & U0 & V0 & L0 & KH & MH). destruct (unknown_heap (world_terms w)) as [T0 h0].
  cbn [fst snd] in U0, KH, MH. subst T0. set (all := map (with_heap h0) (cut_arrays c)) in *.
  assert (CO : forall a i, contents_of w0 (with_heap h0 a) i = first_of w a i).
  { intros a i. unfold contents_of. cbn [with_heap array_heap array_element array_reference]. rewrite MH. reflexivity. }
  assert (SA : Forall (source_array_true w0 (arrays st0)) all).
  { apply Forall_forall. intros b I. apply in_map_iff in I as (a & <- & I). rewrite Forall_forall in AR.
    destruct (AR a I) as (S & b & G & LB & CB). split; [exact S|]. split; [exact KH|]. exists b. split; [exact G|]. split; [exact LB|].
    intros i B. rewrite CO. apply CB. exact B. }
  assert (MA : Forall (machine_array_true w0 (contents mem)) all).
  { apply Forall_forall. intros b I. apply in_map_iff in I as (a & <- & I). rewrite Forall_forall in AR.
    destruct (AR a I) as (S & b & G & LB & CB). split; [exact S|]. split; [exact KH|].
    intros i B. rewrite CO. apply CB. exact B. }
  match type of Q with source_run _ _ _ _ _ ?st _ = _ => assert (K : source_known env e w0 st st0 e []) end.
  { constructor; cbn; auto using exchanged_nothing.
    - exact (facts_hold_later _ _ _ L0 FA).
    - exact (globals_later _ _ _ _ L0 GL). }
  apply (configuration_means_later term_worlds _ _ _ _ _ L0) in SO.
  destruct (source_run_ok (fun problem => problem) _ _ env [] e _ _ _ _ _ _ _ _ _ SO K Q)
    as (j & events & r & J & RUN & w1 & out & st & st1 & e1 & L1 & Q1 & K1 & O1). clear Q K. cbn [app] in K1.
  cbv beta in Q1. rewrite <- (source_table _ _ _ _ _ _ _ K1) in Q1.
  destruct (new_zeros (world_terms w1) _ _ _) as [[T new]|] eqn:NZ; [|discriminate].
  destruct (new_zeros_ok _ _ (contents mem) ZE _ _ _ _ NZ) as (w1' & <- & L1' & NA).
  destruct (constant_means w1' (cut_pc c)) as (w2 & U2 & L2' & V2).
  destruct (constant (world_terms w1') (cut_pc c)) as [T pcT]. cbn [fst snd] in U2, V2. subst T.
  assert (L2 : term_later w1 w2) by (eapply term_later_trans; eassumption).
  rewrite (wrap_id (cut_pc c)) in V2 by (rewrite <- PC; exact WO). rewrite <- PC in V2.
  assert (L : term_later w w2) by (eapply term_later_trans; [exact L0|]; eapply term_later_trans; eassumption).
  assert (LA : term_later w0 w2) by (eapply term_later_trans; eassumption).
  match type of Q1 with machine_run_on _ _ _ _ _ _ ?known _ = _ =>
    assert (K : machine_known first_memory env e1 w2 known mem e events) end.
  { destruct K1 as [KT KF KG KA KN KX].
    constructor; cbn [known_terms known_facts known_cells known_arrays zeros_from zeros_to exchanges_left];
      [reflexivity|exact (facts_hold_later _ _ _ L2 KF)|exact (cells_true_later _ _ _ _ L CE)
      | | |exact (exchanged_later _ _ _ _ _ _ _ L2 KX)|exact RG|exact TX].
    - apply Forall_app. split; [exact (machine_arrays_later _ _ _ _ L2' NA)|exact (machine_arrays_later _ _ _ _ LA MA)].
    - destruct ZE as (Z1 & Z2 & Z3). split; [lia|]. split; [exact Z2|]. intros a B. apply Z3. lia. }
  destruct (machine_run_ok (fun problem => problem) first_memory is_pc env e1 protected _ _ _ _ _ _ _ _ _ _ _
      V2 (all_mean_later term_worlds _ _ _ _ L RE) K Q1)
    as (k & events' & r' & KK & RUN' & w3 & machine_out & known & mem' & e2 & after & L3 & Q2 & EV & K3 & O3). clear Q1 K.
  cbv beta in Q2. unfold relate in Q2.
  destruct (exchanges_left known) eqn:LEFT; [|discriminate].
  pose proof (machine_left _ _ _ _ _ _ _ _ K3) as X. rewrite LEFT in X. inversion X; subst after e2; clear X.
  rewrite app_nil_r in EV. subst events'.
  pose proof (machine_table _ _ _ _ _ _ _ _ K3) as T3. pose proof (machine_satisfied _ _ _ _ _ _ _ _ K3) as F3.
  assert (L13 : term_later w1 w3) by (eapply term_later_trans; eassumption).
  destruct out as [c'|f]; destruct machine_out as [[q z]|g]; cbv beta iota in Q2;
    try match type of Q2 with [_] = [] => discriminate Q2 end;
    try (destruct f; cbv beta iota in Q2; discriminate Q2).
  - (* both go on *)
    destruct O1 as (d' & -> & C1). destruct O3 as (q' & z' & Q' & Z' & ->).
    destruct (number_of (known_terms known) q) as [n|] eqn:N; [|discriminate].
    destruct (find _ cuts) as [dst|] eqn:FI; [|discriminate]. apply find_some in FI as [IN' E']. unfold is_place in E'. apply andb_prop in E' as [E' _].
    apply andb_prop in E' as [E' _]. apply Z.eqb_eq in E'. rewrite <- T3 in N. destruct (number_word _ _ _ _ N Q') as [-> WN].
    destruct (arrive_ok dst (arriving_at c' st z known) w3 d' st1 z' (contents mem') Q2 T3 F3) as [u CT]; cbn.
    + eapply configuration_means_later; eassumption.
    + eapply globals_later; [exact L13|]. apply (source_global _ _ _ _ _ _ _ K1).
    + eapply source_arrays_later; [exact L13|]. apply (source_array _ _ _ _ _ _ _ K1).
    + apply (source_behind _ _ _ _ _ _ _ K1).
    + exact Z'.
    + apply (machine_cells _ _ _ _ _ _ _ _ K3).
    + apply (machine_arrays _ _ _ _ _ _ _ _ K3).
    + apply (machine_zeros _ _ _ _ _ _ _ _ K3).
    + eapply (to_related _ _ _ _ _ _ _ _ j k events); [exact J|exact KK|exact RUN|exact RUN'|].
      apply (at_cut_point _ _ dst u); cbn [configuration_of store_of environment_of MachineRun.pc MachineRun.x memory_of_state machine_environment].
      * now right.
      * exact CT.
      * now symmetry.
      * exact WN.
      * apply (machine_regions _ _ _ _ _ _ _ _ K3).
      * apply (machine_text _ _ _ _ _ _ _ _ K3).
      * now symmetry.
  - (* both end *)
    destruct O1 as (f' & -> & FM). destruct O3 as (g' & -> & GM).
    assert (SE : same_end f' g' /\ ~ gives_up g').
    { destruct f as [a|t at_]; destruct g as [b|t'|r0|why]; cbv beta iota in Q2;
        try match type of Q2 with [_] = [] => discriminate Q2 end.
      - inversion FM; subst. inversion GM; subst. cbn.
        destruct (same_terms (known_terms known) (known_facts known) a b) eqn:SB; [|discriminate]. rewrite <- T3 in SB.
        split; [|tauto].
        match goal with HA : means _ w1 a ?v, HB : means _ w3 b ?v' |- _ =>
          exact (same_terms_mean w3 _ a b v v' F3 (term_means_later _ _ _ _ L13 HA) HB SB) end.
      - inversion FM; subst. inversion GM; subst. cbn. split; [|tauto]. destruct t, t'; reflexivity || discriminate Q2. }
    eapply (to_end _ _ _ _ _ _ _ _ j k events); [exact RUN|exact RUN'|apply SE|apply SE].
Qed.
End Accepted.

Lemma forall2_cons {A B} (P : A -> B -> Prop) x l y m : Forall2 P (x :: l) (y :: m) -> P x y /\ Forall2 P l m.
Proof. intros H. now inversion H. Qed.

Lemma forall2_split {A B} (P : A -> B -> Prop) l a b : Forall2 P l (a ++ b) ->
  Forall2 P (firstn (length a) l) a /\ Forall2 P (skipn (length a) l) b.
Proof.
  revert l. induction a as [|x a IH]; intros l H; [split; [constructor|exact H]|]. destruct l as [|y l]; inversion H; subst.
  destruct (IH l) as [I J]; [assumption|]. split; [constructor; assumption|exact J].
Qed.

Lemma unknown_not_computed : forallb not_computed unknown_registers = true.
Proof. reflexivity. Qed.

Lemma first_values (registers : list Z) : length registers = 31%nat ->
  map (ingredient_word {| Terms.symbol_value := fun name _ => nth (Pos.to_nat name - 1) registers 0;
                          Terms.length_of := fun _ => 0; Terms.first_contents := fun _ _ _ => 0 |}) unknown_registers =
  map wrap registers.
Proof.
  intros L. unfold unknown_registers. rewrite map_map. do 31 (destruct registers as [|? registers]; [discriminate|]).
  destruct registers; [|discriminate]. reflexivity.
Qed.

(** The world in which both sides begin: the symbols are the registers. *)
Lemma first_world (unknown : recipe) (words : list Z) v registers T zero made :
  forallb not_computed unknown = true -> map (ingredient_word v) unknown = map wrap registers ->
  follow own_symbol (Number 0 :: unknown ++ map Number words) TermTable.start [] = Some (T, zero :: made) ->
  exists w, world_terms w = T /\ term_means w zero 0 /\ Forall2 (term_means w) made (map wrap registers ++ map wrap words).
Proof.
  intros N RV FO.
  destruct (follow_own (Number 0 :: unknown ++ map Number words)
    {| world_terms := TermTable.start; world_values := v; world_sound := TermTable.start_sound |}
    [] [] T (zero :: made)) as (w & WT & W).
  { cbn [forallb not_computed]. rewrite forallb_app, N. apply forallb_forall. intros i I.
    apply in_map_iff in I as (a & <- & _). reflexivity. }
  { constructor. }
  { exact FO. }
  exists w. split; [exact WT|]. cbn [app map world_values] in W. rewrite map_app, RV in W. apply forall2_cons in W as [Z0 W1].
  split; [exact Z0|]. rewrite map_map in W1. exact W1.
Qed.

(** * Memory that is 0 when the machine begins *)

Lemma first_memory_zeros : first_memory = memory_in it -> forallb (zero_before first_reference first_zeros) (Elf.segments (the_image it)) = true ->
  zeros (contents first_memory) first_reference first_zeros.
Proof.
  intros M H. assert (P : 0 <= first_reference) by (unfold first_reference; induction (the_words it); cbn [fold_right]; lia).
  split; [exact P|]. split; [unfold first_zeros; destruct (find _ _); [lia|unfold modulus; lia]|]. intros a R.
  assert (L : a < modulus) by (unfold first_zeros in R; destruct (find _ _); lia).
  rewrite M. unfold memory_in, memory_of. cbn [contents]. revert H. generalize (Elf.segments (the_image it)). intros l.
  assert (G : forall bytes, byte_at bytes a = 0 -> forallb (zero_before first_reference first_zeros) l = true ->
    byte_at (fold_left (fun bytes s => put bytes (address s) (initial_bytes s)) l bytes) a = 0).
  { induction l as [|s l IH]; intros bytes B H; cbn [fold_left]; [exact B|]. cbn [forallb] in H. apply andb_prop in H as [H1 H2].
    apply IH; [|exact H2]. unfold zero_before in H1. rewrite size_length in H1. apply andb_prop in H1 as [H1 D]. apply andb_prop in H1 as [A1 A2].
    apply Z.leb_le in A1, A2. apply orb_prop in D. rewrite !Z.leb_le in D. rewrite (put_elsewhere (initial_bytes s) _ _ (address s) (address s + Z.of_nat (length (initial_bytes s)))); [exact B|lia|lia|lia|lia]. }
  apply G. apply get_empty.
Qed.

(** Coq is not to follow the recipe while it compares types. *)
Local Opaque follow.

Theorem accepted_conforms cuts : first_memory = memory_in it -> problems_from cuts = [] ->
  always_conforms (the_program it) (Elf.entry (the_image it)) (Elf.segments (the_image it)).
Proof.
  unfold problems_from. intros M Q. destruct first_cut as [first|] eqn:FC; [|discriminate].
  destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [G GW]. apply andb_prop in G as [G GZ]. apply andb_prop in G as [G G2].
  apply andb_prop in G as [GT G1]. apply Z.leb_le in G1. apply Z.ltb_lt in G2. apply flat_map_nothing in Q.
  rewrite Forall_forall in Q.
  exists first_reference. intros E env e registers LR.
  unfold first_cut in FC. destruct (follow own_symbol first_recipe TermTable.start []) as [[T made']|] eqn:FO; [|discriminate FC].
  destruct made' as [|zero made]; [discriminate FC|].
  unfold first_recipe in FO.
  destruct (first_world _ _ _ registers _ _ _ unknown_not_computed (first_values registers LR) FO) as (w & WT & Z0 & W1).
  fold first_recipe in FO. rewrite map_map in W1.
  destruct (ell_initial (the_program it) zero) as [c|] eqn:IC; [|discriminate FC].
  apply (f_equal (fun o => match o with Some d => d | None => first end)) in FC. cbv beta iota in FC.
  assert (CONF : exists c', ell_initial (the_program it) 0 = Some c' /\ configuration_means term_worlds [] w c c').
  { unfold ell_initial in *. destruct (nth_error _ _) as [f|]; [|discriminate]. injection IC as <-. eexists. split; [reflexivity|].
    split; [constructor|]. split; [|exists []; split; [reflexivity|constructor]]. cbn [frame_of].
    apply all_mean_entered; [exact Z0|constructor]. }
  destruct CONF as (c' & IC' & CM). eexists. unfold ell_begin. rewrite IC'. split; [reflexivity|].
  apply (segments_conform _ _ _ _ _ (at_cut cuts first)).
  - intros s m H. now apply (segment_goes cuts first).
  - apply (at_cut_point _ _ _ _ first w).
    + now left.
    + apply forall2_split in W1 as [W1 W2]. rewrite map_length, LR in W1, W2. subst first.
      constructor; unfold own_terms; cbn [cut_recipe cut_configuration cut_globals cut_pc cut_registers cut_cells
        cut_facts configuration_of store_of MachineRun.x machine_begin memory_of_state].
      * exists (zero :: made). rewrite WT. exact FO.
      * exact CM.
      * apply Forall_forall. intros claim I. apply in_map_iff in I as (n & <- & _). cbn [fst snd empty_store global_values].
        rewrite get_empty. exact Z0.
      * constructor.
      * reflexivity.
      * fold (memory_in it). rewrite <- M. apply first_memory_zeros; [exact M|exact GZ].
      * change (firstn 32 (zero :: made)) with (zero :: firstn 31 made). constructor; [exact Z0|exact W1].
      * change (skipn 32 (zero :: made)) with (skipn 31 made).
        clear -W2 GW M. fold (memory_in it). rewrite <- M. clear M. unfold cells_true.
        revert W2. generalize (skipn 31 made). induction (the_words it) as [|z l IH]; intros b W2; [constructor|].
        cbn [map] in W2. destruct b as [|t b]; [constructor|]. apply forall2_cons in W2 as [M W2].
        cbn [combine map]. cbn [forallb] in GW. apply andb_prop in GW as [GZ GW]. apply andb_prop in GZ as [GZ GL].
        apply andb_prop in GZ as [G1 G2]. apply Z.leb_le in G1, G2. apply Z.eqb_eq in GL.
        constructor; [|now apply IH]. unfold cell_true, cell_end. cbn [cell_address cell_width cell_word].
        change (Z.of_nat 4) with 4. split; [now split|]. rewrite GL in M. exact M.
      * constructor.
    + subst first. reflexivity.
    + cbn. subst first. cbn [cut_pc] in *. split; assumption.
    + rewrite M. reflexivity.
    + intros a _. rewrite M. reflexivity.
    + reflexivity.
Qed.
End Checker.
