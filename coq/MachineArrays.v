(** Arrays in the machine's memory: which address is that of an element, what is read there, and what a store keeps.

    An address is that of an element where it is shown that it is [first + width · index], for an index that is less than the
    length. The index is found by dividing how far the address is from the first element, as a sum; that it is the right one is checked.

    All arrays lie in the heap, an area of memory between two numbers: one beside the other from where it begins, and from where the next
    one will be on memory is 0. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Memory TermWorlds KnownArrays MachineCells.
From Etalon Require Terms LawsTerms TermTable TermSums EllRun.
Import ListNotations.
Open Scope Z_scope.

Definition bytes_of (e : element) : nat := match e with element_byte => 1 | element_int | element_bool => 4 end.

Lemma bytes_width e : Z.of_nat (bytes_of e) = Terms.width e.
Proof. now destruct e. Qed.

(** An array is in memory as it is known. *)
Definition machine_array_true (w : term_world) (bytes : table Z) (a : known_array) : Prop :=
  array_known w a /\ term_means w (array_head a) (load 4 bytes (reference_in w a)) /\
  forall i, 0 <= i < length_in w a -> load (bytes_of (array_element a)) bytes (place_of w a i) = contents_of w a i.

Lemma machine_array_later a b bytes x : term_later a b -> machine_array_true a bytes x -> machine_array_true b bytes x.
Proof.
  intros L (K & H & C). destruct (places_later a b x L K) as (R & N & P & _). split; [eapply array_known_later; eassumption|].
  split; [rewrite R; eapply term_means_later; eassumption|]. intros i I. rewrite N in I. rewrite P, C by exact I.
  symmetry. now apply contents_later; try apply K.
Qed.

Lemma machine_arrays_later a b bytes l : term_later a b -> Forall (machine_array_true a bytes) l -> Forall (machine_array_true b bytes) l.
Proof. intros L. apply Forall_impl. intros x. now apply machine_array_later. Qed.

(** * Finding an element *)

(** A sum divided, as if no word wrapped around. *)
Definition divided (d : Z) (s : TermSums.linear) : TermSums.linear :=
  (wrap (signed (wrap (fst s)) / d), map (fun part => (fst part, wrap (signed (snd part) / d))) (snd s)).

(** What the index would be, of an element so far from the first. *)
Definition index_guess (T : terms) (a : known_array) (offset : term) : terms * term :=
  TermSums.make_sum T (divided (Terms.width (array_element a)) (TermSums.as_sum T offset)).

(** How far behind the first element an address is. *)
Definition offset_from (T : terms) (a : known_array) (address : term) : terms * term :=
  let (T, four) := constant T 4 in
  let (T, first) := operation_of T Add (array_reference a) four in
  operation_of T Sub address first.

Lemma offset_from_means w a address z : TermTable.known (world_terms w) (array_reference a) -> term_means w address z ->
  exists u, world_terms u = fst (offset_from (world_terms w) a address) /\ term_later w u /\
    term_means u (snd (offset_from (world_terms w) a address)) (wrap (z - first_place w a)).
Proof.
  intros R M. unfold offset_from. apply word_in_means in R.
  constant_step w 4 u L V. apply (term_means_later _ _ _ _ L) in R, M.
  operation_step u Add (array_reference a) t R V u1 L1 V1. apply (term_means_later _ _ _ _ L1) in M.
  destruct (operation_means u1 Sub address t0 _ _ M V1) as (u2 & U2 & L2 & V2).
  exists u2. split; [exact U2|]. split; [eapply term_later_trans; [exact L|]; eapply term_later_trans; eassumption|].
  replace (wrap (z - first_place w a)) with (operate Sub z (operate Add (word_in w (array_reference a)) (wrap 4))); [exact V2|].
  unfold operate, result, first_place, reference_in. change (wrap 4) with 4. apply wrap_sub_r.
Qed.

(** Is so far from the first an element of so many bytes? *)
Definition is_element (T : terms) (facts : list literal) (offset : term) (width : nat) (a : known_array) : bool :=
  Nat.eqb width (bytes_of (array_element a)) &&
  let (T, i) := index_guess T a offset in
  let (T, o) := offset_of T (array_element a) i in
  Pos.eqb o offset && within_bounds T facts i (array_length a).

Lemma is_element_ok w facts offset d n a : facts_hold w facts -> term_means w offset d -> TermTable.known (world_terms w) (array_length a) ->
  is_element (world_terms w) facts offset n a = true ->
  n = bytes_of (array_element a) /\ exists i, 0 <= i < length_in w a /\ d = wrap (Terms.width (array_element a) * i).
Proof.
  intros F M S. unfold is_element. intros H. apply andb_prop in H as [W H]. apply PeanoNat.Nat.eqb_eq in W. split; [exact W|].
  unfold index_guess in H. set (s := TermSums.as_sum (world_terms w) offset) in *.
  destruct (TermSums.make_sum_ok (world_terms w) (divided (Terms.width (array_element a)) s) (world_sound w)) as [G _].
  { unfold TermSums.linear_known, divided. cbn [snd]. rewrite map_map. cbn [fst].
    apply (TermSums.as_sum_ok (world_terms w) offset (world_sound w) (proj1 M)). }
  destruct (grown_later w _ G) as (u & U & _ & L & K).
  destruct (TermSums.make_sum _ _) as [T i]. cbn [fst snd] in *. subst T.
  set (j := word_in u i). assert (MI : term_means u i j) by now split.
  destruct (offset_means u (array_element a) i j MI) as (u1 & U1 & L1 & V1).
  destruct (offset_of (world_terms u) (array_element a) i) as [T o]. cbn [fst snd] in *. subst T.
  assert (LL : term_later w u1) by (eapply term_later_trans; eassumption).
  apply andb_prop in H as [E WB]. apply Pos.eqb_eq in E. subst o.
  pose proof (within_bounds_ok u1 facts i j _ _ (facts_hold_later _ _ _ LL F) (term_means_later _ _ _ _ L1 MI)
    (term_means_later _ _ _ _ LL (word_in_means w _ S)) WB) as B.
  exists j. split; [exact B|]. exact (means_same u1 offset _ _ (term_means_later _ _ _ _ LL M) V1).
Qed.

(** Where in an array an access is: its length, an element, or some elements of an array of bytes. *)
Inductive spot := AtLength | AtElement | AtBytes (index : Z).

(** A word of an array of bytes; its last bytes may lie behind the last element. *)
Definition word_of_bytes (T : terms) (offset : term) (width : nat) (a : known_array) : option Z :=
  match number_of T offset, number_of T (array_length a) with
  | Some d, Some n =>
      if Terms.same_element (array_element a) element_byte && Nat.eqb width 4 && (d <? n) && (4 + d + 4 <=? EllRun.room element_byte n)
      then Some d else None
  | _, _ => None
  end.

Definition spot_of (T : terms) (facts : list literal) (address : term) (width : nat) (a : known_array) : option spot :=
  if Nat.eqb width 4 && Pos.eqb address (array_reference a) then Some AtLength
  else
    let (T, offset) := offset_from T a address in
    if is_element T facts offset width a then Some AtElement else option_map AtBytes (word_of_bytes T offset width a).

(** What a spot means. *)
Definition is_spot (w : term_world) (a : known_array) (z : Z) (n : nat) (sp : spot) : Prop :=
  match sp with
  | AtLength => n = 4%nat /\ z = reference_in w a
  | AtElement => n = bytes_of (array_element a) /\ exists i, 0 <= i < length_in w a /\ z = place_of w a i
  | AtBytes d => n = 4%nat /\ array_element a = element_byte /\ 0 <= d < length_in w a /\ z = place_of w a d /\ z + 4 <= behind w a
  end.

Lemma from_first w a z d : word z -> word (first_place w a + d) -> wrap (z - first_place w a) = wrap d -> z = first_place w a + d.
Proof.
  intros Z D E. rewrite <- (wrap_id z Z), <- (wrap_id _ D). replace z with (z - first_place w a + first_place w a) by ring.
  rewrite <- wrap_add_l, E, wrap_add_l. f_equal. ring.
Qed.

Lemma spot_of_ok w facts address z n a sp low high : facts_hold w facts -> term_means w address z -> array_known w a ->
  0 <= low -> high <= modulus -> inside w low high a -> spot_of (world_terms w) facts address n a = Some sp -> is_spot w a z n sp.
Proof.
  intros F M K L0 H0 IN. unfold spot_of. destruct (_ && _) eqn:HD.
  - intros [= <-]. apply andb_prop in HD as [N E]. apply PeanoNat.Nat.eqb_eq in N. apply Pos.eqb_eq in E. split; [exact N|].
    subst address. symmetry. now apply means_word_in.
  - clear HD. destruct (offset_from_means w a address z (proj1 K) M) as (u & U & L & V).
    destruct (offset_from (world_terms w) a address) as [T o]. cbn [fst snd] in *. subst T.
    destruct (places_later w u a L K) as (_ & NL & _ & _). pose proof (means_word w address z M) as WZ.
    destruct (is_element (world_terms u) facts o n a) eqn:IE.
    + intros [= <-].
      destruct (is_element_ok u facts o _ n a (facts_hold_later _ _ _ L F) V (known_later _ _ _ L (proj1 (proj2 K))) IE) as (E & i & I & D).
      rewrite NL in I. split; [exact E|]. exists i. split; [exact I|].
      destruct (inside_words w low high a i L0 H0 IN I) as (_ & _ & WP & _). now apply from_first.
    + unfold word_of_bytes. destruct (number_of (world_terms u) o) as [d|] eqn:ND; [|discriminate].
      destruct (number_of (world_terms u) (array_length a)) as [m|] eqn:NN; [|discriminate]. destruct (_ && _) eqn:G; [|discriminate].
      intros [= <-]. apply andb_prop in G as [G G4]. apply andb_prop in G as [G G3]. apply andb_prop in G as [G1 G2].
      apply Z.leb_le in G4. apply Z.ltb_lt in G3. apply PeanoNat.Nat.eqb_eq in G2. apply LawsTerms.same_element_true in G1.
      pose proof (number_means u o _ d ND V) as D. pose proof (wrap_word (z - first_place w a)) as WD. rewrite D in WD.
      pose proof (number_means u _ _ m NN (term_means_later _ _ _ _ L (word_in_means w _ (proj1 (proj2 K))))) as E.
      fold (length_in w a) in E. subst m. unfold word in WD.
      assert (I : 0 <= d < length_in w a) by lia. destruct (inside_words w low high a d L0 H0 IN I) as (_ & _ & WP & _).
      assert (P : place_of w a d = first_place w a + d) by (unfold place_of; rewrite G1; cbn [Terms.width]; ring).
      rewrite P in WP. assert (ZP : z = first_place w a + d).
      { apply from_first; [exact WZ|exact WP|]. rewrite D. symmetry. apply wrap_id. exact WD. }
      repeat split; try assumption; [lia|now rewrite P|]. unfold behind. rewrite G1. unfold first_place in ZP. lia.
Qed.

(** It lies in the array. *)
Lemma spot_inside w a z n sp : is_spot w a z n sp -> reference_in w a <= z /\ z + Z.of_nat n <= behind w a.
Proof.
  destruct sp as [| |d]; cbn [is_spot].
  - intros [-> ->]. change (Z.of_nat 4) with 4. pose proof (behind_reference w a). lia.
  - intros (-> & i & I & ->). rewrite bytes_width. destruct (place_inside w a i I) as [A B]. unfold first_place in A. lia.
  - intros (-> & EL & I & -> & B). change (Z.of_nat 4) with 4. destruct (place_inside w a d I) as [A _]. unfold first_place in A. lia.
Qed.

(** The first of these arrays in which an access is, and where there. *)
Fixpoint spot_in (T : terms) (facts : list literal) (address : term) (width : nat) (l : list known_array) : option (known_array * spot) :=
  match l with
  | [] => None
  | a :: l => match spot_of T facts address width a with Some sp => Some (a, sp) | None => spot_in T facts address width l end
  end.

Lemma spot_in_found T facts address width l a sp : spot_in T facts address width l = Some (a, sp) ->
  In a l /\ spot_of T facts address width a = Some sp.
Proof.
  induction l as [|b l IH]; cbn [spot_in]; [discriminate|]. destruct (spot_of T facts address width b) as [s|] eqn:S.
  - intros [= <- <-]. split; [now left|exact S].
  - intros Q. destruct (IH Q) as [I E]. split; [now right|exact E].
Qed.

(** Is an access likely to be in an array? Where its address is a number or a sum of what that of the array is. That saves time, and nothing
    is proved of it. *)
Definition likely (T : terms) (address : TermSums.linear) (a : known_array) : bool :=
  match number_of T (array_reference a), number_of T (array_length a) with
  | Some r, Some n => (r <=? fst address) && (fst address <? r + EllRun.room (array_element a) n)
  | Some r, None => r <=? fst address
  | None, _ =>
      match snd (TermSums.as_sum T (array_reference a)) with
      | (t, _) :: _ => existsb (fun part => Pos.eqb (fst part) t) (snd address)
      | [] => true
      end
  end.

(** Where in one of these arrays an access is: in one in which that is likely, or else in one at a number. *)
Definition spot_among (T : terms) (facts : list literal) (address : term) (width : nat) (l : list known_array) : option (known_array * spot) :=
  let is := likely T (TermSums.as_sum T address) in
  match spot_in T facts address width (filter is l) with
  | Some found => Some found
  | None =>
      spot_in T facts address width
        (filter (fun a => negb (is a) && match number_of T (array_reference a) with Some _ => true | None => false end) l)
  end.

Lemma spot_among_found T facts address width l a sp : spot_among T facts address width l = Some (a, sp) ->
  In a l /\ spot_of T facts address width a = Some sp.
Proof.
  unfold spot_among. destruct (spot_in T facts address width (filter (likely T (TermSums.as_sum T address)) l)) as [found|] eqn:Q.
  - intros [= ->]. apply spot_in_found in Q as [I E]. apply filter_In in I as [I _]. now split.
  - intros R. apply spot_in_found in R as [I E]. apply filter_In in I as [I _]. now split.
Qed.

(** * What a store into an area keeps *)

(** A cell has no byte in an area. *)
Definition cell_clear (from to : Z) (c : cell) : bool := (cell_end c <=? from) || (to <=? cell_address c).

(** Memory that is 0. *)
Definition zeros (bytes : table Z) (from to : Z) : Prop :=
  0 <= from /\ to <= modulus /\ forall a, from <= a < to -> byte_at bytes a = 0.

Lemma load_zeros n bytes : forall a, (forall p, a <= p < a + Z.of_nat n -> byte_at bytes p = 0) -> load n bytes a = 0.
Proof.
  induction n as [|n IH]; intros a H; cbn [load]; [reflexivity|]. rewrite Nat2Z.inj_succ in H. rewrite H, IH by (intros; try apply H; lia).
  reflexivity.
Qed.

Section Area.
Context (w : term_world) (bytes changed : table Z) (from to : Z).
Context (bounds : 0 <= from /\ to <= modulus).
(** Outside the area nothing changed. *)
Context (elsewhere : forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at changed p = byte_at bytes p).

Lemma load_elsewhere n a : 0 <= a -> a + Z.of_nat n <= modulus -> a + Z.of_nat n <= from \/ to <= a ->
  load n changed a = load n bytes a.
Proof. intros. apply load_same. intros i I. apply elsewhere; lia. Qed.

Lemma array_clear a low high : 0 <= low -> high <= modulus -> inside w low high a -> behind w a <= from \/ to <= reference_in w a ->
  machine_array_true w bytes a -> machine_array_true w changed a.
Proof.
  intros L H [A B] C (K & HD & E). pose proof (behind_reference w a) as P. split; [exact K|].
  split; [rewrite load_elsewhere; [exact HD|change (Z.of_nat 4) with 4; lia..]|].
  intros i I. rewrite <- E by exact I. destruct (place_inside w a i I) as [P1 P2]. rewrite <- bytes_width in P2. unfold first_place in P1.
  apply load_elsewhere; lia.
Qed.

Lemma cells_clear cells : cells_true w bytes cells -> cells_true w changed (filter (cell_clear from to) cells).
Proof.
  unfold cells_true. intros C. rewrite Forall_forall in *. intros d I. apply filter_In in I as [I A].
  destruct (C d I) as [[DL DH] DM]. split; [now split|]. unfold cell_end, cell_clear in *. apply orb_prop in A. rewrite !Z.leb_le in A.
  rewrite load_elsewhere; [exact DM|..]; unfold cell_end in *; lia.
Qed.

Lemma zeros_elsewhere first last : zeros bytes first last -> last <= from \/ to <= first -> zeros changed first last.
Proof. intros (A & B & C) D. split; [exact A|]. split; [exact B|]. intros p P. rewrite elsewhere by lia. now apply C. Qed.

Lemma same_text_after rs before : text_protected rs = true -> (forall p, from <= p < to -> refused_byte rs access_write p = None) ->
  same_text rs before bytes -> same_text rs before changed.
Proof.
  intros P R S b X. rewrite <- (S b X). pose proof (wrap_word b) as W. unfold word in W.
  change (byte_at changed b) with (get 0 changed (wrap b)). change (byte_at bytes b) with (get 0 bytes (wrap b)).
  pose proof (elsewhere (wrap b) W) as H. unfold byte_at in H. rewrite wrap_wrap in H. apply H.
  assert (D : wrap b < from \/ to <= wrap b \/ from <= wrap b < to) by lia. destruct D as [D|[D|D]]; [now left|now right|].
  exfalso. exact (not_both rs (wrap b) P (R _ D) X).
Qed.
End Area.

Lemma store_elsewhere n bytes z x from to : 0 <= from <= z -> z + Z.of_nat n <= to <= modulus ->
  forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at (store n bytes z x) p = byte_at bytes p.
Proof. intros A B p P D. apply store_other. intros i I. rewrite !wrap_id by (unfold word; lia). lia. Qed.

Lemma put_elsewhere values : forall bytes z from to, 0 <= from <= z -> z + Z.of_nat (length values) <= to <= modulus ->
  forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at (put bytes z values) p = byte_at bytes p.
Proof.
  induction values as [|b values IH]; intros bytes z from to A B p P D; cbn [put]; [reflexivity|]. cbn [length] in *. rewrite Nat2Z.inj_succ in *.
  rewrite (IH _ _ from to) by lia. apply byte_set_other. rewrite !wrap_id by (unfold word; lia). lia.
Qed.

(** The bytes of a block, where they are put. *)
Lemma put_at values : forall bytes z j, 0 <= z -> z + Z.of_nat (length values) <= modulus -> z <= j < z + Z.of_nat (length values) ->
  byte_at (put bytes z values) j = nth (Z.to_nat (j - z)) values 0.
Proof.
  induction values as [|b values IH]; intros bytes z j A B J; cbn [put length nth] in *; [lia|]. rewrite Nat2Z.inj_succ in *.
  destruct (Z.eq_dec j z) as [->|N].
  - rewrite Z.sub_diag. rewrite (put_elsewhere values _ _ (z + 1) modulus) by lia. apply byte_set_same.
  - rewrite IH by lia. replace (Z.to_nat (j - z)) with (S (Z.to_nat (j - (z + 1)))) by lia. reflexivity.
Qed.

(** * Permission for an area *)

(** Every region that has a byte of the area permits the access, and one has all of it. *)
Definition area_permits (rs : list region) (access : access) (from to : Z) : bool :=
  existsb (fun r => (region_start r <=? from) && (to <=? region_end r)) rs &&
  forallb (fun r => permitted (region_permissions r) access || (region_end r <=? from) || (to <=? region_start r)) rs.

Lemma area_permits_byte rs access from to a : area_permits rs access from to = true -> from <= a < to ->
  refused_byte rs access a = None.
Proof.
  unfold area_permits, refused_byte. intros H A. apply andb_prop in H as [E F]. rewrite forallb_forall in F.
  apply existsb_exists in E as (r & I & R). apply andb_prop in R as [R1 R2]. apply Z.leb_le in R1, R2.
  destruct (find (contains a) rs) as [q|] eqn:Q.
  - apply find_some in Q as [J C]. specialize (F q J). unfold contains in C. apply andb_prop in C as [C1 C2].
    apply Z.leb_le in C1. apply Z.ltb_lt in C2. apply orb_prop in F as [F|F]; [apply orb_prop in F as [F|F]|].
    + now rewrite F.
    + apply Z.leb_le in F. lia.
    + apply Z.leb_le in F. lia.
  - pose proof (find_none _ _ Q r I) as C. unfold contains in C.
    replace (region_start r <=? a) with true in C by (symmetry; apply Z.leb_le; lia).
    replace (a <? region_end r) with true in C by (symmetry; apply Z.ltb_lt; lia). discriminate.
Qed.

Lemma area_permits_refused rs access from to n : forall a, area_permits rs access from to = true -> 0 <= from -> to <= modulus ->
  from <= a -> a + Z.of_nat n <= to -> refused n rs access a = None.
Proof.
  induction n as [|n IH]; intros a H F T A B; cbn [refused]; [reflexivity|]. rewrite Nat2Z.inj_succ in B.
  rewrite wrap_id by (unfold word; lia). rewrite (area_permits_byte rs access from to a H) by lia. apply IH; auto; lia.
Qed.

(** Where no block is refused, none that lies inside is. *)
Lemma first_refused_inside rs access : forall from to a b, first_refused rs access from to = None -> from <= a -> b <= to ->
  first_refused rs access a b = None.
Proof.
  assert (NONE : forall rs a b, b <= a -> first_refused rs access a b = None).
  { intros [|r l] a b L; cbn [first_refused]; now destruct (Z.leb_spec b a); [|lia]. }
  induction rs as [|r rs IH]; intros from to a b H A B.
  - cbn [first_refused] in H. destruct (Z.leb_spec to from); [|discriminate]. apply NONE. lia.
  - cbn [first_refused] in *. destruct (Z.leb_spec b a) as [|L]; [reflexivity|]. destruct (Z.leb_spec to from); [lia|].
    destruct (Z.leb_spec (region_end r) from).
    + destruct (Z.leb_spec (region_end r) a); [|lia]. now apply (IH from to).
    + destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [G P]. destruct (Z.leb_spec (region_end r) a).
      * apply (IH (region_end r) to); auto.
      * rewrite P, andb_true_r. unfold contains in *. apply andb_prop in G as [G1 G2]. apply Z.leb_le in G1.
        replace (region_start r <=? a) with true by (symmetry; apply Z.leb_le; lia).
        replace (a <? region_end r) with true by (symmetry; apply Z.ltb_lt; lia). cbn [andb].
        apply (IH (region_end r) to); auto; lia.
Qed.

(** * The heap *)

Section Heap.
(** Where it begins, where the next array will be, and where it ends. *)
Context (low next high : Z) (bounds : 0 <= low /\ low <= next <= high /\ high <= modulus).
(** Memory when the segment began, and the areas of arrays that are not known. *)
Context (began : table Z) (areas : list (Z * Z)).

(** Nothing of an array that is not known changes, and it is apart from all that are. *)
Definition kept_area (w : term_world) (bytes : table Z) (l : list known_array) (area : Z * Z) : Prop :=
  low <= fst area /\ snd area <= next /\ (forall p, fst area <= p < snd area -> byte_at bytes p = byte_at began p) /\ Forall (lies_apart w area) l.

(** The arrays, and behind them memory that is 0, from where the next one will be. *)
Definition heap_true (w : term_world) (bytes : table Z) (l : list known_array) : Prop :=
  laid w low next l /\ Forall (machine_array_true w bytes) l /\ zeros bytes next high /\ Forall (kept_area w bytes l) areas.

Lemma heap_true_later a b bytes l : term_later a b -> heap_true a bytes l -> heap_true b bytes l.
Proof.
  intros L (A & B & C & R). split; [eapply laid_later; eassumption|]. split; [eapply machine_arrays_later; eassumption|]. split; [exact C|].
  eapply Forall_impl; [|exact R]. intros area (R1 & R2 & R3 & R4). repeat split; auto. eapply lies_apart_later; eassumption.
Qed.

(** Memory changes outside. *)
Lemma heap_elsewhere w bytes changed l from to :
  (forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at changed p = byte_at bytes p) -> to <= low \/ high <= from ->
  heap_true w bytes l -> heap_true w changed l.
Proof.
  intros D O (A & B & C & R). split; [exact A|]. split; [|split].
  - rewrite Forall_forall in *. intros a I. destruct (laid_in _ _ _ _ _ A I) as (_ & _ & IN).
    apply (array_clear w bytes changed from to D a low next); [lia|lia|exact IN|unfold inside in IN; lia|now apply B].
  - eapply zeros_elsewhere; [exact D|exact C|lia].
  - eapply Forall_impl; [|exact R]. intros area (R1 & R2 & R3 & R4). repeat split; auto. intros p P. rewrite D by lia. now apply R3.
Qed.

(** An array changes. *)
Lemma heap_changed w bytes changed l a b from to : heap_true w bytes l -> In a l -> same_place a b ->
  reference_in w a <= from -> to <= behind w a ->
  (forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at changed p = byte_at bytes p) ->
  machine_array_true w changed b -> heap_true w changed (replaced b l).
Proof.
  intros (A & B & C & R) I S F T D MB. destruct (laid_in _ _ _ _ _ A I) as (_ & _ & IN). unfold inside in IN.
  destruct (replaced_ok (machine_array_true w bytes) (machine_array_true w changed) w low next l a b A I S B MB) as [L F'].
  - intros c IC MC AP. destruct (laid_in _ _ _ _ _ A IC) as (_ & _ & IC'). apply (array_clear w bytes changed from to D c low next); [lia|lia|exact IC'| |exact MC].
    unfold beside in AP. lia.
  - split; [exact L|]. split; [exact F'|]. split; [eapply zeros_elsewhere; [exact D|exact C|lia]|].
    eapply Forall_impl; [|exact R]. intros area (R1 & R2 & R3 & R4). split; [exact R1|]. split; [exact R2|].
    destruct (replaced_ok (lies_apart w area) (lies_apart w area) w low next l a b A I S R4) as [_ R5]; [|auto|split; [|exact R5]];
      rewrite Forall_forall in R4; pose proof (R4 a I) as AP; [exact (lies_apart_place _ _ _ _ S AP)|].
    intros p P. rewrite D; [now apply R3|lia|]. unfold lies_apart in AP. lia.
Qed.
End Heap.

(** * Storing into an array *)

(** Its word for the length. *)
Lemma head_stored w bytes a t x low high : 0 <= low -> high <= modulus -> inside w low high a -> machine_array_true w bytes a ->
  term_means w t (x mod 256 ^ Z.of_nat 4) -> machine_array_true w (store 4 bytes (reference_in w a) x) (with_head t a).
Proof.
  intros L H [A B] (K & _ & E) M. pose proof (behind_reference w a). split; [exact K|]. split.
  - cbn [with_head array_head]. change (reference_in w (with_head t a)) with (reference_in w a).
    rewrite load_store_same; [exact M|lia|change (Z.of_nat 4) with 4; lia].
  - intros i I. change (length_in w (with_head t a)) with (length_in w a) in I. change (place_of w (with_head t a) i) with (place_of w a i).
    change (contents_of w (with_head t a) i) with (contents_of w a i). rewrite <- E by exact I. cbn [with_head array_element].
    destruct (place_inside w a i I) as [P1 P2]. rewrite <- bytes_width in P2. unfold first_place in P1.
    apply load_store_other; change (Z.of_nat 4) with 4; lia.
Qed.

(** An element. *)
Lemma element_stored w bytes a h i x z low high : 0 <= low -> high <= modulus -> inside w low high a -> machine_array_true w bytes a ->
  0 <= i < length_in w a -> heap_known w (with_heap h a) ->
  (forall j, contents_of w (with_heap h a) j = if j =? i then z else contents_of w a j) ->
  z = x mod 256 ^ Z.of_nat (bytes_of (array_element a)) ->
  machine_array_true w (store (bytes_of (array_element a)) bytes (place_of w a i) x) (with_heap h a).
Proof.
  intros LO HI [A B] (K & HD & C) I KH E Z. destruct (place_inside w a i I) as [A1 A2]. rewrite <- bytes_width in A2. unfold first_place in A1.
  pose proof (behind_reference w a) as BR.
  split; [now repeat split; try apply K|]. split.
  - change (reference_in w (with_heap h a)) with (reference_in w a). cbn [with_heap array_head].
    rewrite load_store_other; [exact HD|..]; change (Z.of_nat 4) with 4; lia.
  - cbn [with_heap array_element]. change (length_in w (with_heap h a)) with (length_in w a). intros j J.
    change (place_of w (with_heap h a) j) with (place_of w a j). rewrite E.
    destruct (place_inside w a j J) as [B1 B2]. rewrite <- bytes_width in B2. unfold first_place in B1. destruct (Z.eqb_spec j i) as [->|N].
    + rewrite load_store_same by lia. now symmetry.
    + rewrite load_store_other; [now apply C|lia|lia|lia|lia|]. rewrite bytes_width in *. unfold place_of.
      destruct (width_cases (array_element a)) as [W|W]; rewrite W; lia.
Qed.

(** The bytes of a word, the lowest first. *)
Definition bytes_of_word (x : Z) : list Z := [x mod 256; x / 256 mod 256; x / 256 / 256 mod 256; x / 256 / 256 / 256 mod 256].

(** A word is stored where there is an array of bytes; its last bytes may lie behind the array. *)
Lemma text_stored w bytes a h d x low high : 0 <= low -> high <= modulus -> inside w low high a -> machine_array_true w bytes a ->
  array_element a = element_byte -> 0 <= d < length_in w a -> place_of w a d + 4 <= behind w a -> heap_known w (with_heap h a) ->
  (forall j, contents_of w (with_heap h a) j = overwritten (contents_of w a) d (first (length_in w a - d) (bytes_of_word x)) j) ->
  machine_array_true w (store 4 bytes (place_of w a d) x) (with_heap h a).
Proof.
  intros LO HI [A B] (K & HD & C) EL D M KH E. destruct (place_inside w a d D) as [A1 A2]. unfold first_place in A1.
  split; [now repeat split; try apply K|]. split.
  { change (reference_in w (with_heap h a)) with (reference_in w a). cbn [with_heap array_head].
    rewrite load_store_other; [exact HD|..]; change (Z.of_nat 4) with 4; lia. }
  cbn [with_heap array_element]. change (length_in w (with_heap h a)) with (length_in w a). intros j J.
  change (place_of w (with_heap h a) j) with (place_of w a j). rewrite E. pose proof (C j J) as CJ.
  destruct (place_inside w a j J) as [B1 B2].
  rewrite EL in *. change (bytes_of element_byte) with 1%nat in *. unfold place_of in *. rewrite EL in *. cbn [Terms.width] in *.
  unfold first_place in *. set (r := reference_in w a) in *. set (n := length_in w a) in *.
  cbn [load] in *. unfold byte_at in *.
  assert (W : forall k, 0 <= k < 4 -> wrap (r + 4 + 1 * d + k) = r + 4 + 1 * d + k)
    by (intros; apply wrap_id; unfold word; lia).
  assert (WJ : wrap (r + 4 + 1 * j) = r + 4 + 1 * j) by (apply wrap_id; unfold word; lia).
  rewrite WJ in *. cbn [store].
  pose proof (W 0 ltac:(lia)) as W0. rewrite Z.add_0_r in W0. rewrite W0.
  replace (r + 4 + 1 * d + 1 + 1 + 1) with (r + 4 + 1 * d + 3) by ring.
  replace (r + 4 + 1 * d + 1 + 1) with (r + 4 + 1 * d + 2) by ring.
  rewrite !W by lia.
  assert (G : forall t k b, get 0 (set t (r + 4 + 1 * d + k) b) (r + 4 + 1 * j) =
      if j =? d + k then b else get 0 t (r + 4 + 1 * j)).
  { intros t k b. destruct (Z.eqb_spec j (d + k)) as [->|N].
    - replace (r + 4 + 1 * (d + k)) with (r + 4 + 1 * d + k) by ring. apply get_set_same.
    - apply get_set_other. lia. }
  rewrite !G. replace (r + 4 + 1 * d) with (r + 4 + 1 * d + 0) by ring. rewrite G, Z.add_0_r.
  rewrite Z.mul_0_r, Z.add_0_r in *. rewrite CJ.
  assert (R : n - d = 1 \/ n - d = 2 \/ n - d = 3 \/ 4 <= n - d) by lia.
  unfold bytes_of_word, first.
  repeat match goal with |- context [?p <=? 0] => destruct (Z.leb_spec p 0) end; cbn [overwritten]; try lia;
    replace (d + 1 + 1 + 1) with (d + 3) by ring; replace (d + 1 + 1) with (d + 2) by ring;
    destruct (Z.eqb_spec j (d + 3)), (Z.eqb_spec j (d + 2)), (Z.eqb_spec j (d + 1)), (Z.eqb_spec j d); try lia; try reflexivity.
Qed.
