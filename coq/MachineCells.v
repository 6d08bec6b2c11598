(** Memory as a prover knows it: cells, each an address, a number of bytes, and the term that they are. What no cell
    says is not known.

    A store forgets the cells that it overlaps. Nothing that is executed can be stored to: no region is both
    writable and executable. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Table Memory TermWorlds.
Import ListNotations.
Open Scope Z_scope.

(** * Bytes of memory *)

Lemma byte_set_same bytes a b : byte_at (set bytes (wrap a) b) a = b.
Proof. apply get_set_same. Qed.

Lemma byte_set_other bytes a c b : wrap a <> wrap c -> byte_at (set bytes (wrap a) b) c = byte_at bytes c.
Proof. intros N. now apply get_set_other. Qed.

Lemma load_same n : forall m m' a, (forall i, 0 <= i < Z.of_nat n -> byte_at m (a + i) = byte_at m' (a + i)) ->
  load n m a = load n m' a.
Proof.
  induction n as [|n IH]; intros m m' a H; cbn [load]; [reflexivity|]. rewrite Nat2Z.inj_succ in H.
  pose proof (H 0 ltac:(lia)) as B. rewrite Z.add_0_r in B. rewrite B, (IH m m'); [reflexivity|].
  intros i I. rewrite <- Z.add_assoc. apply H. lia.
Qed.

Lemma store_other n : forall m a w b, (forall i, 0 <= i < Z.of_nat n -> wrap (a + i) <> wrap b) ->
  byte_at (store n m a w) b = byte_at m b.
Proof.
  induction n as [|n IH]; intros m a w b H; cbn [store]; [reflexivity|]. rewrite Nat2Z.inj_succ in H. rewrite IH.
  - apply byte_set_other. specialize (H 0 ltac:(lia)). now rewrite Z.add_0_r in H.
  - intros i I. rewrite <- Z.add_assoc. apply H. lia.
Qed.

Lemma load_store_same n : forall m a w, 0 <= a -> a + Z.of_nat n <= modulus ->
  load n (store n m a w) a = w mod 256 ^ Z.of_nat n.
Proof.
  induction n as [|n IH]; intros m a w L H; cbn [load store]; [now rewrite Z.mod_1_r|].
  rewrite Nat2Z.inj_succ in *. rewrite IH by lia. rewrite store_other.
  - rewrite byte_set_same, Z.pow_succ_r by lia. rewrite Z.rem_mul_r by (try lia; apply Z.pow_nonzero; lia). lia.
  - intros i I. rewrite !wrap_id by (unfold word; lia). lia.
Qed.

Lemma load_store_other n k m a w b : 0 <= a -> a + Z.of_nat n <= modulus -> 0 <= b -> b + Z.of_nat k <= modulus ->
  a + Z.of_nat n <= b \/ b + Z.of_nat k <= a -> load k (store n m a w) b = load k m b.
Proof.
  intros. apply load_same. intros i I. apply store_other. intros j J. rewrite !wrap_id by (unfold word; lia). lia.
Qed.

(** * Where nothing can be stored *)

Lemma refused_each n : forall rs access a i, refused n rs access a = None -> 0 <= i < Z.of_nat n ->
  refused_byte rs access (wrap (a + i)) = None.
Proof.
  induction n as [|n IH]; intros rs access a i H I; cbn [refused] in H; [lia|]. rewrite Nat2Z.inj_succ in I.
  destruct (refused_byte rs access (wrap a)) eqn:B; [discriminate|].
  destruct (Z.eq_dec i 0) as [->|N]; [now rewrite Z.add_0_r|].
  replace (wrap (a + i)) with (wrap (wrap a + 1 + (i - 1))); [apply IH; [assumption|lia]|].
  replace (wrap a + 1 + (i - 1)) with (wrap a + i) by ring. apply wrap_add_l.
Qed.

(** No region is both writable and executable. *)
Definition text_protected (rs : list region) : bool :=
  forallb (fun r => negb (writable (region_permissions r) && executable (region_permissions r))) rs.

Lemma not_both rs a : text_protected rs = true -> refused_byte rs access_write a = None ->
  refused_byte rs access_execute a = None -> False.
Proof.
  unfold text_protected, refused_byte. intros P. destruct (find (contains a) rs) as [r|] eqn:F; [|discriminate].
  apply find_some in F as [I _]. rewrite forallb_forall in P. specialize (P r I). cbn [permitted].
  destruct (writable (region_permissions r)), (executable (region_permissions r)); try discriminate.
Qed.

(** What can be executed is as it was. *)
Definition same_text (rs : list region) (before now : table Z) : Prop :=
  forall a, refused_byte rs access_execute (wrap a) = None -> byte_at now a = byte_at before a.

Lemma same_text_store rs before now n a w : text_protected rs = true -> refused n rs access_write a = None ->
  same_text rs before now -> same_text rs before (store n now a w).
Proof.
  intros P R S b X. rewrite store_other; [now apply S|]. intros i I E.
  apply (not_both rs (wrap b) P); [|exact X]. rewrite <- E. now apply (refused_each n).
Qed.

Lemma same_text_load rs before now n a : refused n rs access_execute a = None -> same_text rs before now ->
  load n now a = load n before a.
Proof. intros R S. apply load_same. intros i I. apply S. now apply (refused_each n). Qed.

(** * Cells *)

Record cell := { cell_address : Z; cell_width : nat; cell_word : term }.

Definition cell_end (c : cell) : Z := cell_address c + Z.of_nat (cell_width c).

Definition cell_true (w : term_world) (bytes : table Z) (c : cell) : Prop :=
  (0 <= cell_address c /\ cell_end c <= modulus) /\
  term_means w (cell_word c) (load (cell_width c) bytes (cell_address c)).

Definition is_cell (address : Z) (width : nat) (c : cell) : bool :=
  (cell_address c =? address) && (Nat.eqb (cell_width c) width).

(** The term of so many bytes at an address. *)
Definition cell_at (cells : list cell) (address : Z) (width : nat) : option term :=
  option_map cell_word (find (is_cell address width) cells).

Definition apart (a b : cell) : bool := (cell_end a <=? cell_address b) || (cell_end b <=? cell_address a).

(** The cells after a store. *)
Definition with_cell (cells : list cell) (c : cell) : list cell := c :: filter (apart c) cells.

Definition cells_true (w : term_world) (bytes : table Z) (cells : list cell) : Prop := Forall (cell_true w bytes) cells.

Lemma cells_true_later a b bytes cells : term_later a b -> cells_true a bytes cells -> cells_true b bytes cells.
Proof. intros L. apply Forall_impl. intros c [R M]. split; [exact R|]. now apply (term_means_later a). Qed.

Lemma cell_at_means w bytes cells address width t : cells_true w bytes cells -> cell_at cells address width = Some t ->
  term_means w t (load width bytes address).
Proof.
  intros C. unfold cell_at. destruct (find _ cells) as [c|] eqn:F; [|discriminate]. intros [= <-].
  apply find_some in F as [I E]. apply andb_prop in E as [A B]. apply Z.eqb_eq in A. apply Nat.eqb_eq in B. subst.
  unfold cells_true in C. rewrite Forall_forall in C. apply (C c I).
Qed.

Lemma with_cell_true w bytes cells c x : cells_true w bytes cells -> 0 <= cell_address c -> cell_end c <= modulus ->
  term_means w (cell_word c) (x mod 256 ^ Z.of_nat (cell_width c)) ->
  cells_true w (store (cell_width c) bytes (cell_address c) x) (with_cell cells c).
Proof.
  intros C L H M. constructor.
  - split; [now split|]. unfold cell_end in H. now rewrite load_store_same.
  - unfold cells_true in *. rewrite Forall_forall in *. intros d I. apply filter_In in I as [I A].
    destruct (C d I) as [[DL DH] DM]. split; [now split|]. unfold cell_end, apart in *.
    rewrite load_store_other by (apply orb_prop in A as [A|A]; apply Z.leb_le in A; unfold cell_end in A; lia). exact DM.
Qed.

(** * What a store keeps of a word *)

(** The lowest bytes of a word, as a term. *)
Definition lowest (T : terms) (width : nat) (t : term) : option (terms * term) :=
  let masked mask := let (U, m) := constant T mask in Some (operation_of U And t m) in
  match width with
  | 1%nat => masked 255
  | 2%nat => masked 65535
  | 4%nat => Some (T, t)
  | _ => None
  end.

Lemma masked_means w t z n : term_means w t z -> 0 <= n <= 16 ->
  exists u, world_terms u = fst (let (U, m) := constant (world_terms w) (2 ^ n - 1) in operation_of U And t m) /\ term_later w u /\
    term_means u (snd (let (U, m) := constant (world_terms w) (2 ^ n - 1) in operation_of U And t m)) (z mod 2 ^ n).
Proof.
  intros M N. destruct (constant_means w (2 ^ n - 1)) as (u & U & L & C).
  destruct (constant (world_terms w) (2 ^ n - 1)) as [T m]. cbn [fst snd] in U, C. subst T.
  destruct (operation_means u And t m z _ (term_means_later _ _ _ _ L M) C) as (u' & U' & L' & C').
  exists u'. split; [exact U'|]. split; [eapply term_later_trans; eassumption|].
  replace (z mod 2 ^ n) with (operate And z (wrap (2 ^ n - 1))); [exact C'|].
  pose proof (Z.pow_le_mono_r 2 n 16 ltac:(lia) ltac:(lia)). pose proof (Z.pow_pos_nonneg 2 n ltac:(lia) ltac:(lia)).
  change (2 ^ 16) with 65536 in *.
  unfold operate, result. rewrite (wrap_id (2 ^ n - 1)) by (unfold word, modulus; lia).
  replace (2 ^ n - 1) with (Z.ones n) by (rewrite Z.ones_equiv; lia). rewrite Z.land_ones by lia. apply wrap_id.
  pose proof (Z.mod_pos_bound z (2 ^ n) ltac:(lia)). unfold word, modulus. lia.
Qed.

Lemma lowest_means w t z width U u : term_means w t z -> lowest (world_terms w) width t = Some (U, u) ->
  exists w', world_terms w' = U /\ term_later w w' /\ term_means w' u (z mod 256 ^ Z.of_nat width).
Proof.
  intros M. unfold lowest.
  destruct width as [|[|[|[|[|]]]]]; try discriminate.
  - destruct (masked_means w t z 8 M ltac:(lia)) as (w' & A & B & C). change (2 ^ 8 - 1) with 255 in *.
    destruct (constant (world_terms w) 255) as [T m]. intros [= E]. rewrite E in *. now exists w'.
  - destruct (masked_means w t z 16 M ltac:(lia)) as (w' & A & B & C). change (2 ^ 16 - 1) with 65535 in *.
    destruct (constant (world_terms w) 65535) as [T m]. intros [= E]. rewrite E in *. now exists w'.
  - intros [= <- <-]. exists w. split; [reflexivity|]. split; [apply term_later_refl|].
    change (256 ^ Z.of_nat 4) with modulus. rewrite Z.mod_small; [exact M|]. apply (means_word w t). exact M.
Qed.
