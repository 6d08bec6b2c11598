(** Callers that a function does not know, by induction over the depth of calls.

    Where a function is called whose callers are not to be known, the cut point that is there is left behind: what it says of the
    caller's configuration, of the registers that a callee keeps, of the caller's part of the stack, and where arrays are, waits for the return.
    Nothing of it changes meanwhile, since a function stores nothing at the base of its stack and above, and no array is ever given up. The rest, the heap, globals and
    other registers, the callee's cut point at its return says. Both together, [rejoined], arrive at a cut point. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table EllProgram EllStep EllRun Worlds EllRelated TermWorlds Configurations
  Recipes KnownArrays EllSymbolic MachineCells MachineArrays MachineStack Exchanges Problems SharedArrays Cuts EllConforms.
From Etalon Require Terms TermTable LawsTerms Memory.
Import ListNotations.
Open Scope Z_scope.

(** The registers that a function gives back as they were: sp, s0 … s11. *)
Definition given_back : list nat := [2; 8; 9; 18; 19; 20; 21; 22; 23; 24; 25; 26; 27]%nat.

(** The words that a function has to keep for its callers: ra, which is where it returns to, and those. *)
Definition kept_of {W} (registers : list W) : option (list W) := all_found (nth_error registers) (1%nat :: given_back).

(** So many words these are. *)
Definition kept_count : nat := S (length given_back).

(** Besides, it knows its globals as they were when it was entered: where it returns, a caller sees which of them are still the same; and,
    last, the reference of the next array then: what lies behind is new. *)
Definition entry_words (count : nat) (globals : list (Z * term)) (next : term) : option (list term) :=
  option_map (fun l => l ++ [next]) (all_found (global_of globals) (map Z.of_nat (seq 0 count))).

Definition entry_values (count : nat) (s : store) : list Z := map (fun n => get 0 (global_values s) (Z.of_nat n)) (seq 0 count) ++ [next_reference s].

Lemma entry_words_mean w s globals next count l : Forall (fun claim => term_means w (snd claim) (get 0 (global_values s) (fst claim))) globals ->
  term_means w next (next_reference s) -> entry_words count globals next = Some l -> all_mean term_worlds w l (entry_values count s).
Proof.
  intros G N Q. unfold entry_words in Q. destruct (all_found _ _) as [found|] eqn:F; [|discriminate]. injection Q as <-. apply Forall2_app; [|now constructor].
  apply all_found_ok in F. revert found F. generalize (seq 0 count). intros ns.
  induction ns as [|n ns IH]; intros l Q; inversion Q; subst; constructor; [|now apply IH].
  rewrite Forall_forall in G. exact (G _ (global_of_in _ _ _ ltac:(eassumption))).
Qed.

(** A cut point that waits for the return of a function, with sp then, as a number or as a distance from its own base. Does the function
    return in the place of the one that called it? Then nothing waits on the machine's side, and the source does nothing but return. *)
Record wait := { wait_at : cut; wait_for : activation; wait_level : Z; wait_passes : bool }.

Lemma forall2_split {A B} (P : A -> B -> Prop) l a b : Forall2 P l (a ++ b) ->
  Forall2 P (firstn (length a) l) a /\ Forall2 P (skipn (length a) l) b.
Proof.
  revert l. induction a as [|x a IH]; intros l H; [split; [constructor|exact H]|]. destruct l as [|y l]; inversion H; subst.
  destruct (IH l) as [I J]; [assumption|]. split; [constructor; assumption|exact J].
Qed.

Lemma kept_length {W} (registers now : list W) : kept_of registers = Some now -> length now = kept_count.
Proof.
  unfold kept_of. change kept_count with (length (1%nat :: given_back)). generalize (1%nat :: given_back) as places. intros places. revert now.
  induction places as [|i places IH]; intros m Q; cbn in Q; [now injection Q as <-|].
  destruct (nth_error registers i); [|discriminate]. destruct (all_found _ places) eqn:F; [|discriminate]. injection Q as <-. cbn. f_equal. now apply IH.
Qed.

Lemma forall2_length {A B} (P : A -> B -> Prop) l m : Forall2 P l m -> length l = length m.
Proof. intros H. induction H; cbn; congruence. Qed.

(** * A frame that waits, with other words *)

Section Translated.
Context (other : term -> option term).

Definition translated_waiting (f : waiting term) : option (waiting term) :=
  match f with
  | BinaryRight id o a => option_map (BinaryRight id o) (other a)
  | IndexIndex id el a => option_map (IndexIndex id el) (other a)
  | TransferFrom id d a e => option_map (fun a => TransferFrom id d a e) (other a)
  | TransferCount id d a b => match other a, other b with Some a, Some b => Some (TransferCount id d a b) | _, _ => None end
  | Arguments id f l after => option_map (fun l => Arguments id f l after) (all_found other l)
  | CallFrame id l => option_map (CallFrame id) (all_found other l)
  | ElementIndex id el a e => option_map (fun a => ElementIndex id el a e) (other a)
  | ElementValue id el a b => match other a, other b with Some a, Some b => Some (ElementValue id el a b) | _, _ => None end
  | f => Some f
  end.

Context (w u : term_world) (means_there : forall t t' z, other t = Some t' -> term_means w t z -> term_means u t' z).

Lemma all_found_mean l l' y : all_found other l = Some l' -> all_mean term_worlds w l y -> all_mean term_worlds u l' y.
Proof. exact (all_found_forall2 other _ _ l l' y means_there). Qed.

Lemma translated_waiting_means f f' g : translated_waiting f = Some f' -> frame_means term_worlds w f g -> frame_means term_worlds u f' g.
Proof.
  intros Q M. destruct M; cbn [translated_waiting] in Q;
    repeat match type of Q with
      | context [other ?t] => let O := fresh "O" in destruct (other t) eqn:O; [|discriminate Q]
      | context [all_found other ?t] => let O := fresh "O" in destruct (all_found other t) eqn:O; [|discriminate Q]
      end; cbn [option_map] in Q; injection Q as <-; constructor;
    first [eapply means_there; eassumption | eapply all_found_mean; eassumption].
Qed.

Lemma translated_waitings_mean l l' y : all_found translated_waiting l = Some l' -> Forall2 (frame_means term_worlds w) l y ->
  Forall2 (frame_means term_worlds u) l' y.
Proof. exact (all_found_forall2 translated_waiting _ _ l l' y translated_waiting_means). Qed.

Definition translated_cell (c : cell) : option cell :=
  option_map (fun t => {| cell_address := cell_address c; cell_width := cell_width c; cell_word := t |}) (other (cell_word c)).

Lemma translated_cells_true l l' bytes : all_found translated_cell l = Some l' -> cells_true w bytes l -> cells_true u bytes l'.
Proof.
  apply all_found_forall. intros c c' Q [B M]. unfold translated_cell in Q. destruct (other (cell_word c)) as [t|] eqn:O; [|discriminate].
  injection Q as <-. split; [exact B|]. eapply means_there; eassumption.
Qed.

Lemma translated_frame_true low high base l l' bytes : all_found translated_cell l = Some l' ->
  Forall (stack_cell_true low high base w bytes) l -> Forall (stack_cell_true low high base u bytes) l'.
Proof.
  apply all_found_forall. intros c c' Q [B M]. unfold translated_cell in Q. destruct (other (cell_word c)) as [t|] eqn:O; [|discriminate].
  injection Q as <-. split; [exact B|]. eapply means_there; eassumption.
Qed.
End Translated.

Section Callers.
(** The stack's area, how it is taken, the cut points that wait, and how many globals there are. *)
Context (low high : Z) (budget : resources) (waits : list wait) (count : nat).

(** Of the cells at numbers, those that are in a caller's part of the stack. *)
Definition private_cells (v : wait) : list cell :=
  match cut_kept (wait_at v) with
  | [] => filter (fun c => (wait_level v <=? cell_address c) && (cell_end c <=? high)) (cut_cells (wait_at v))
  | _ => []
  end.

(** Of those at a distance from the base, likewise. *)
Definition private_frame (v : wait) : list cell := filter (fun c => wait_level v <=? cell_address c) (cut_frame (wait_at v)).

(** The stack that is taken below the base of a cut point, or by all callers where there is none, is at most what the budget says: it is less
    where a function gives its frame back before its last call. *)
Definition wait_fits (v : wait) : bool :=
  match continuation_of (cut_configuration (wait_at v)) with
  | CallFrame id _ :: k =>
      (frame_of_call budget id =? frame_size (wait_for v)) &&
      match cut_kept (wait_at v) with
      | [] => (high - wait_level v <=? start_frame budget + frames_of budget k) && (low <=? wait_level v) && (wait_level v <=? high)
      | _ => (- wait_level v <=? frame_size (cut_activation (wait_at v))) && (frames_of budget k =? 0) && (0 <=? - wait_level v)
      end
  | _ => false
  end.

(** Where the callee's base is. *)
Definition base_at (v : wait) (kept : list Z) : Z :=
  match base_of kept with Some base => base + wait_level v | None => wait_level v end.

(** What a cut point that waits says is so, but of the heap and of registers that are not kept. *)
Record waiting_true (all : list place) (v : wait) (w : term_world) (kept registers : list Z) (top : continuation Z) (bytes : table Z) (entry : list Z) : Prop := {
  waiting_own : exists l, own_terms (wait_at v) = Some (world_terms w, l);
  waiting_frames : Forall2 (frame_means term_worlds w) (continuation_of (cut_configuration (wait_at v))) top;
  waiting_registers : all_mean term_worlds w (cut_registers (wait_at v)) registers;
  waiting_facts : facts_hold w (cut_facts (wait_at v));
  waiting_kept : all_mean term_worlds w (cut_kept (wait_at v)) kept;
  waiting_cells : cells_true w bytes (private_cells v);
  waiting_stack : frame_cells_true low high w kept bytes (private_frame v);
  waiting_entry : forall l, entry_words count (cut_globals (wait_at v)) (cut_next (wait_at v)) = Some l -> all_mean term_worlds w l entry;
  waiting_arrays : Forall (fun a => In (place_in w a) all) (cut_arrays (wait_at v));
  waiting_laid : exists words first reached, entry = words ++ [reached] /\ laid w first reached (cut_arrays (wait_at v)) /\ entered_from kept <= reached;
  waiting_young : young_true w kept (cut_young (wait_at v))
}.

(** The callers of an activation, which want these words kept: in this continuation, and this memory, with these arrays. *)
Inductive callers (all : list place) : activation -> list Z -> continuation Z -> table Z -> Prop :=
  | nobody_waits bytes : callers all outermost [] [] bytes
  | somebody_waits v w kept registers top below bytes now entry
      (listed : In v waits) (fits : wait_fits v = true)
      (waits_there : waiting_true all v w kept registers top bytes entry)
      (gives : kept_of registers = Some now)
      (base_there : base_of (now ++ entry) = Some (base_at v kept))
      (in_area : low <= base_at v kept <= high)
      (others : callers all (cut_activation (wait_at v)) kept below bytes) :
      callers all (wait_for v) (now ++ entry) (top ++ below) bytes.

(** There may be more arrays. *)
Lemma waiting_more all more v w kept registers top bytes entry : incl all more -> waiting_true all v w kept registers top bytes entry ->
  waiting_true more v w kept registers top bytes entry.
Proof. intros MORE [O F R A K C S EN AR LD YO]. constructor; auto. eapply Forall_impl; [|exact AR]. intros a. apply MORE. Qed.

Lemma callers_more all more a kept k bytes : incl all more -> callers all a kept k bytes -> callers more a kept k bytes.
Proof. intros MORE H. induction H; [constructor|]. econstructor; eauto using waiting_more. Qed.

(** They are as they were where memory above the base is. *)
Lemma waiting_stays all v w kept registers top bytes changed entry : waiting_true all v w kept registers top bytes entry ->
  callers_kept high (base_at v kept) bytes changed -> 0 <= low <= base_at v kept -> high <= modulus -> length (cut_kept (wait_at v)) = length kept ->
  waiting_true all v w kept registers top changed entry.
Proof.
  intros [O F R A K C S EN AR LD YO] H LB HB LK. constructor; auto.
  - unfold private_cells in *. destruct (cut_kept (wait_at v)) as [|t l]; [|constructor]. destruct kept as [|]; [|discriminate].
    unfold base_at in *. cbn [base_of nth_error] in *. unfold cells_true in *. rewrite Forall_forall in *. intros c I.
    destruct (C c I) as [B M]. split; [exact B|]. apply filter_In in I as [_ I]. apply andb_prop in I as [I1 I2]. apply Z.leb_le in I1, I2.
    unfold cell_end in *. erewrite load_same; [exact M|]. intros i J. apply H. lia.
  - unfold frame_cells_true, base_at in *. destruct (base_of kept) as [base|]; [|exact I]. rewrite Forall_forall in *. intros c I.
    destruct (S c I) as [B M]. split; [exact B|]. unfold private_frame in I. apply filter_In in I as [_ I]. apply Z.leb_le in I.
    unfold cell_end in *. erewrite load_same; [exact M|]. intros i J. apply H. lia.
Qed.

Lemma callers_base all a kept k bytes base : callers all a kept k bytes -> base_of kept = Some base -> low <= base <= high.
Proof. intros H. destruct H; intros B; [discriminate|]. rewrite base_there in B. injection B as <-. exact in_area. Qed.

Lemma callers_stay all a kept k bytes : 0 <= low -> high <= modulus -> callers all a kept k bytes -> forall changed,
  match base_of kept with Some base => callers_kept high base bytes changed | None => True end -> callers all a kept k changed.
Proof.
  intros L0 H0 H. induction H; intros changed C; [constructor|]. rewrite base_there in C.
  pose proof (waiting_kept _ _ _ _ _ _ _ _ waits_there) as WK. apply forall2_length in WK.
  econstructor; eauto.
  - eapply waiting_stays; eauto; lia.
  - apply IHcallers. destruct (base_of kept) as [base|] eqn:B; [|exact I].
    intros p P. apply C. unfold base_at in *. rewrite B in *.
    unfold wait_fits in fits. destruct (continuation_of _) as [|[] k]; try discriminate. apply andb_prop in fits as [_ G].
    destruct (cut_kept (wait_at v)) as [|t l]; [destruct kept; discriminate|]. apply andb_prop in G as [_ G]. apply Z.leb_le in G. lia.
Qed.

(** They have taken no more of the stack than the program's calls need. *)
Lemma frames_mean w l top : Forall2 (frame_means term_worlds w) l top -> frames_of budget l = frames_of budget top.
Proof. intros H. induction H as [|f g l top M H IH]; [reflexivity|]. destruct M; cbn [frames_of]; congruence. Qed.

Lemma frames_app {W} (a b : continuation W) : frames_of budget (a ++ b) = frames_of budget a + frames_of budget b.
Proof. induction a as [|f a IH]; [reflexivity|]. destruct f; cbn [frames_of app]; rewrite ?IH; ring. Qed.

Lemma callers_need all a kept k bytes : callers all a kept k bytes ->
  match base_of kept with
  | Some base => high - base + frame_size a <= start_frame budget + frames_of budget k
  | None => kept = [] /\ k = []
  end.
Proof.
  intros H. induction H; [split; reflexivity|]. rewrite base_there.
  pose proof (waiting_frames _ _ _ _ _ _ _ _ waits_there) as WF. pose proof (waiting_kept _ _ _ _ _ _ _ _ waits_there) as WK. apply forall2_length in WK.
  apply frames_mean in WF. rewrite frames_app, <- WF. unfold wait_fits in fits.
  destruct (continuation_of (cut_configuration (wait_at v))) as [|f l]; [discriminate|]. destruct f; try discriminate.
  apply andb_prop in fits as [FS G]. apply Z.eqb_eq in FS. cbn [frames_of]. rewrite FS. unfold base_at.
  destruct (base_of kept) as [base|] eqn:B.
  - destruct (cut_kept (wait_at v)) as [|t l']; [destruct kept; discriminate|]. apply andb_prop in G as [G _]. apply andb_prop in G as [G1 G2].
    apply Z.leb_le in G1. apply Z.eqb_eq in G2. rewrite G2. lia.
  - destruct IHcallers as [-> ->]. destruct (cut_kept (wait_at v)); [|discriminate]. apply andb_prop in G as [G _]. apply andb_prop in G as [G _].
    apply Z.leb_le in G. cbn [frames_of]. lia.
Qed.
End Callers.
