(** The machine's stack in a function whose callers are not known: cells at so many bytes from sp as it was when the function
    was entered, its base. Below the base, as far as there is room, is the function's own frame; at the base and above
    it is the callers' memory, which the function may read and does not change.

    The stack is an area of memory between two numbers, and the base is somewhere in it. Nothing else that is known lies
    there, so a store on one side does not touch the other. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Table Memory TermWorlds KnownArrays MachineCells MachineArrays.
Import ListNotations.
Open Scope Z_scope.

(** The base, how many bytes below it the frame has, and the area. *)
Record known_stack := { stack_base : term; stack_room : Z; stack_low : Z; stack_high : Z }.

(** The area can be read and written, and no frame is larger than what is below it: sp does not wrap around. *)
Definition stack_fits (rs : list region) (k : known_stack) : bool :=
  (0 <=? stack_room k) && (stack_room k <=? stack_low k) && (stack_low k <=? stack_high k) && (stack_high k <=? modulus) &&
  area_permits rs access_read (stack_low k) (stack_high k) && area_permits rs access_write (stack_low k) (stack_high k).

(** How far above the base an address is, where that is a number. *)
Definition stack_offset (T : terms) (k : known_stack) (address : term) : option Z :=
  let (U, d) := operation_of T Sub address (stack_base k) in option_map signed (number_of U d).

(** The condition that the frame does not fit: its end is below the stack. *)
Definition crowded (T : terms) (k : known_stack) : terms * term :=
  let (T, room) := constant T (stack_room k) in
  let (T, last) := operation_of T Sub (stack_base k) room in
  let (T, low) := constant T (stack_low k) in
  operation_of T Sltu last low.

(** Is it known that the frame fits, or that it does not? *)
Definition frame_fits (T : terms) (facts : list literal) (k : known_stack) : option bool :=
  let (T, c) := crowded T k in option_map negb (decision T facts c).

(** So many bytes so far from the base lie in the frame. *)
Definition in_frame (T : terms) (facts : list literal) (k : known_stack) (offset : Z) (width : nat) : bool :=
  (- stack_room k <=? offset) && (offset + Z.of_nat width <=? 0) &&
  match frame_fits T facts k with Some fits => fits | None => false end.

(** * What it means *)

(** A cell, [cell_address] bytes from the base. *)
Definition stack_cell_true (low high base : Z) (w : term_world) (bytes : table Z) (c : cell) : Prop :=
  (low <= base + cell_address c /\ base + cell_end c <= high) /\
  term_means w (cell_word c) (load (cell_width c) bytes (base + cell_address c)).

(** The callers' memory is as it was. *)
Definition callers_kept (high base : Z) (before bytes : table Z) : Prop :=
  forall p, base <= p < high -> byte_at bytes p = byte_at before p.

Definition stack_true (k : known_stack) (base : Z) (before : table Z) (w : term_world) (frame : list cell) (bytes : table Z) : Prop :=
  term_means w (stack_base k) base /\ stack_low k <= base <= stack_high k /\
  Forall (stack_cell_true (stack_low k) (stack_high k) base w bytes) frame /\ callers_kept (stack_high k) base before bytes.

Lemma stack_cell_later low high base a b bytes c : term_later a b -> stack_cell_true low high base a bytes c ->
  stack_cell_true low high base b bytes c.
Proof. intros L [B M]. split; [exact B|]. eapply term_means_later; eassumption. Qed.

Lemma stack_true_later k base before a b frame bytes : term_later a b -> stack_true k base before a frame bytes ->
  stack_true k base before b frame bytes.
Proof.
  intros L (M & B & F & C). split; [eapply term_means_later; eassumption|]. split; [exact B|]. split; [|exact C].
  eapply Forall_impl; [|exact F]. intros c. now apply stack_cell_later.
Qed.

Lemma stack_offset_ok w k address z base n : term_means w address z -> term_means w (stack_base k) base ->
  stack_offset (world_terms w) k address = Some n -> z = wrap (base + n).
Proof.
  intros M B. unfold stack_offset. operation_step w Sub address (stack_base k) M B u L V.
  destruct (number_of (world_terms u) t) as [d|] eqn:N; [|discriminate]. intros [= <-].
  pose proof (number_means u t _ d N V) as <-. unfold operate, result, signed.
  pose proof (wrap_word (z - base)). pose proof (means_word w address z M) as WZ.
  assert (E : wrap (base + wrap (z - base)) = z).
  { rewrite wrap_add_r. replace (base + (z - base)) with z by ring. now apply wrap_id. }
  destruct (wrap (z - base) <? half); [now symmetry|]. rewrite <- E at 1. unfold wrap at 1 3.
  replace (base + (wrap (z - base) - modulus)) with (base + wrap (z - base) + (-1) * modulus) by ring.
  now rewrite Z.mod_add.
Qed.

Lemma frame_fits_ok w facts k base fits : facts_hold w facts -> term_means w (stack_base k) base ->
  0 <= stack_room k <= stack_low k -> stack_low k <= base -> frame_fits (world_terms w) facts k = Some fits ->
  fits = (stack_low k <=? base - stack_room k).
Proof.
  intros F B R L0. unfold frame_fits, crowded. pose proof (means_word w _ _ B) as WB. unfold word in WB.
  constant_step w (stack_room k) u1 L1 V1. apply (term_means_later _ _ _ _ L1) in B.
  operation_step u1 Sub (stack_base k) t B V1 u2 L2 V2.
  constant_step u2 (stack_low k) u3 L3 V3. apply (term_means_later _ _ _ _ L3) in V2.
  operation_step u3 Sltu t0 t1 V2 V3 u4 L4 V4.
  destruct (decision (world_terms u4) facts t2) as [answer|] eqn:D; [|discriminate]. intros [= <-].
  assert (F4 : facts_hold u4 facts)
    by (eapply facts_hold_later; [|exact F]; eapply term_later_trans; [exact L1|]; eapply term_later_trans; [exact L2|];
        eapply term_later_trans; eassumption).
  pose proof (decision_means u4 facts _ _ _ F4 V4 D) as <-.
  rewrite (wrap_id (stack_room k)), (wrap_id (stack_low k)) by (unfold word; lia).
  unfold operate, result. rewrite (wrap_id (base - stack_room k)) by (unfold word; lia).
  destruct (Z.ltb_spec (base - stack_room k) (stack_low k)), (Z.leb_spec (stack_low k) (base - stack_room k)); try lia; reflexivity.
Qed.

(** A place in the frame is one in the area, below the callers'. *)
Lemma in_frame_ok w facts k base offset width : facts_hold w facts -> term_means w (stack_base k) base ->
  0 <= stack_room k <= stack_low k -> stack_low k <= base -> in_frame (world_terms w) facts k offset width = true ->
  stack_low k <= base + offset /\ base + offset + Z.of_nat width <= base.
Proof.
  intros F B R L. unfold in_frame. intros H. apply andb_prop in H as [H FF]. apply andb_prop in H as [A C].
  apply Z.leb_le in A, C. destruct (frame_fits _ _ _) as [fits|] eqn:Q; [|discriminate]. subst fits.
  pose proof (frame_fits_ok w facts k base true F B R L Q) as E. symmetry in E. apply Z.leb_le in E. lia.
Qed.

Section Changed.
Context (k : known_stack) (base : Z) (before : table Z) (w : term_world) (bytes changed : table Z).
Context (bounds : 0 <= stack_low k /\ stack_high k <= modulus).

(** Memory changes elsewhere. *)
Lemma stack_true_elsewhere frame from to : stack_true k base before w frame bytes ->
  (forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at changed p = byte_at bytes p) ->
  (to <=? stack_low k) || (stack_high k <=? from) = true -> stack_true k base before w frame changed.
Proof.
  intros (M & B & F & C) D O. apply orb_prop in O. rewrite !Z.leb_le in O. split; [exact M|]. split; [exact B|]. split.
  - rewrite Forall_forall in *. intros c I. destruct (F c I) as [[LO HI] T]. split; [now split|]. unfold cell_end in HI.
    erewrite load_same; [exact T|]. intros i J. apply D; lia.
  - intros p P. rewrite <- C by exact P. apply D; lia.
Qed.

(** A word, or a part of it, is stored in the frame. *)
Lemma stack_true_stored frame offset n t x : stack_true k base before w frame bytes ->
  changed = store n bytes (base + offset) x -> stack_low k <= base + offset -> base + offset + Z.of_nat n <= base ->
  term_means w t (x mod 256 ^ Z.of_nat n) ->
  stack_true k base before w ({| cell_address := offset; cell_width := n; cell_word := t |} ::
    filter (cell_clear offset (offset + Z.of_nat n)) frame) changed.
Proof.
  intros (M & B & F & C) -> LO HI T. split; [exact M|]. split; [exact B|]. split; [constructor|].
  - unfold stack_cell_true, cell_end. cbn [cell_address cell_width cell_word]. split; [lia|]. rewrite load_store_same by lia. exact T.
  - rewrite Forall_forall in *. intros c I. apply filter_In in I as [I A]. destruct (F c I) as [[CL CH] CM]. split; [now split|].
    unfold cell_clear, cell_end in *. apply orb_prop in A. rewrite !Z.leb_le in A. rewrite load_store_other by lia. exact CM.
  - intros p P. rewrite <- C by exact P. apply store_other. intros i I. rewrite !wrap_id by (unfold word; lia). lia.
Qed.
End Changed.

(** The cell at so many bytes from the base. *)
Lemma stack_cell_means low high base w bytes frame offset width t :
  Forall (stack_cell_true low high base w bytes) frame -> cell_at frame offset width = Some t ->
  low <= base + offset /\ base + offset + Z.of_nat width <= high /\ term_means w t (load width bytes (base + offset)).
Proof.
  intros F. unfold cell_at. destruct (find _ frame) as [c|] eqn:Q; [|discriminate]. intros [= <-].
  apply find_some in Q as [I E]. apply andb_prop in E as [A B]. apply Z.eqb_eq in A. apply PeanoNat.Nat.eqb_eq in B. subst.
  rewrite Forall_forall in F. destruct (F c I) as [[LO HI] T]. unfold cell_end in HI. split; [exact LO|]. split; [lia|exact T].
Qed.
