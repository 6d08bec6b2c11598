(** Arrays in the machine's memory: which address is that of an element, what is read there, and what a store keeps.

    An address is that of an element where it is shown that it is [first + width · index], for an index that is less than the
    length. The index is found by dividing the address, as a sum; that it is the right one is checked. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Memory TermWorlds KnownArrays MachineCells.
From Etalon Require Terms TermTable TermSums.
Import ListNotations.
Open Scope Z_scope.

Definition bytes_of (e : element) : nat := match e with element_byte => 1 | element_int | element_bool => 4 end.

Lemma bytes_width e : Z.of_nat (bytes_of e) = Terms.width e.
Proof. now destruct e. Qed.

(** An array is in memory as it is known. *)
Definition machine_array_true (w : term_world) (bytes : table Z) (a : known_array) : Prop :=
  shaped a = true /\ heap_known w a /\
  forall i, 0 <= i < array_length a -> load (bytes_of (array_element a)) bytes (place_of a i) = contents_of w a i.

Lemma machine_array_later a b bytes x : term_later a b -> machine_array_true a bytes x -> machine_array_true b bytes x.
Proof.
  intros L (S & K & C). split; [exact S|]. split; [eapply heap_known_later; eassumption|]. intros i I. rewrite C by exact I.
  symmetry. now apply contents_later.
Qed.

Lemma machine_arrays_later a b bytes l : term_later a b -> Forall (machine_array_true a bytes) l -> Forall (machine_array_true b bytes) l.
Proof. intros L. apply Forall_impl. intros x. now apply machine_array_later. Qed.

(** * Finding an element *)

(** A sum divided, as if no word wrapped around. *)
Definition divided (d : Z) (s : TermSums.linear) : TermSums.linear :=
  (wrap (signed (wrap (fst s)) / d), map (fun part => (fst part, wrap (signed (snd part) / d))) (snd s)).

(** What the index would be. *)
Definition index_guess (T : terms) (a : known_array) (address : term) : terms * term :=
  let s := TermSums.as_sum T address in
  TermSums.make_sum T (divided (Terms.width (array_element a)) (fst s - first_place a, snd s)).

Definition is_element (T : terms) (facts : list literal) (address : term) (width : nat) (a : known_array) : bool :=
  Nat.eqb width (bytes_of (array_element a)) &&
  match number_of T address with
  | Some z =>
      let n := Terms.width (array_element a) in
      (first_place a <=? z) && ((z - first_place a) mod n =? 0) && ((z - first_place a) / n <? array_length a)
  | None =>
      let (T, i) := index_guess T a address in
      within_bounds T facts i (array_length a) &&
      let (T, o) := offset_of T (array_element a) i in
      let (T, first) := constant T (first_place a) in
      let (T, place) := operation_of T Add first o in
      same_terms T facts place address
  end.

Lemma is_element_ok w facts address z n a : facts_hold w facts -> term_means w address z -> shaped a = true ->
  is_element (world_terms w) facts address n a = true ->
  n = bytes_of (array_element a) /\ exists i, 0 <= i < array_length a /\ z = place_of a i.
Proof.
  intros F M S. unfold is_element. intros H. apply andb_prop in H as [W H]. apply PeanoNat.Nat.eqb_eq in W. split; [exact W|].
  destruct (number_of (world_terms w) address) as [x|] eqn:N.
  - rewrite (number_means w address z x N M). apply andb_prop in H as [H C]. apply andb_prop in H as [A B].
    apply Z.leb_le in A. apply Z.eqb_eq in B. apply Z.ltb_lt in C. exists ((x - first_place a) / Terms.width (array_element a)).
    assert (P : 0 < Terms.width (array_element a)) by (destruct (width_cases (array_element a)); lia).
    split; [split; [apply Z.div_pos; lia|exact C]|]. unfold place_of. rewrite <- Z_div_exact_full_2; [ring|lia|exact B].
  - unfold index_guess in H. set (s := TermSums.as_sum (world_terms w) address) in *.
    destruct (TermSums.make_sum_ok (world_terms w) (divided (Terms.width (array_element a)) (fst s - first_place a, snd s))
      (world_sound w)) as [G _].
    { unfold TermSums.linear_known, divided. cbn [snd]. rewrite map_map. cbn [fst].
      apply (TermSums.as_sum_ok (world_terms w) address (world_sound w) (proj1 M)). }
    destruct (grown_later w _ G) as (u & U & _ & L & K).
    destruct (TermSums.make_sum _ _) as [T i]. cbn [fst snd] in *. subst T.
    apply andb_prop in H as [WB H]. set (j := TermTable.value (world_values u) (world_terms u) i 0).
    assert (MI : term_means u i j) by now split.
    pose proof (within_bounds_ok u facts i j _ (facts_hold_later _ _ _ L F) MI (shaped_length_word a S) WB) as B.
    exists j. split; [exact B|].
    destruct (offset_means u (array_element a) i j MI) as (u1 & U1 & L1 & V1).
    destruct (offset_of (world_terms u) (array_element a) i) as [T o]. cbn [fst snd] in *. subst T.
    destruct (constant_means u1 (first_place a)) as (u2 & U2 & L2 & V2).
    destruct (constant (world_terms u1) (first_place a)) as [T p]. cbn [fst snd] in *. subst T.
    destruct (operation_means u2 Add p o _ _ V2 (term_means_later _ _ _ _ L2 V1)) as (u3 & U3 & L3 & V3).
    destruct (operation_of (world_terms u2) Add p o) as [T q]. cbn [fst snd] in *. subst T.
    assert (LL : term_later w u3)
      by (eapply term_later_trans; [exact L|]; eapply term_later_trans; [exact L1|]; eapply term_later_trans; eassumption).
    pose proof (same_terms_mean u3 facts q address _ _ (facts_hold_later _ _ _ LL F) V3 (term_means_later _ _ _ _ LL M) H) as E.
    destruct (shaped_words a j S B) as (_ & W2 & W3 & W4 & _). rewrite (wrap_id _ W2), (wrap_id _ W3) in E. rewrite <- E.
    apply wrap_id. exact W4.
Qed.

(** How far behind the first element an address is. *)
Definition offset_from (T : terms) (a : known_array) (address : term) : terms * term :=
  let (T, first) := constant T (first_place a) in operation_of T Sub address first.

Lemma offset_from_means w a address i : shaped a = true -> 0 <= i < array_length a -> term_means w address (place_of a i) ->
  exists u, world_terms u = fst (offset_from (world_terms w) a address) /\ term_later w u /\
    term_means u (snd (offset_from (world_terms w) a address)) (Terms.width (array_element a) * i).
Proof.
  intros S B M. unfold offset_from. destruct (shaped_words a i S B) as (_ & W2 & W3 & _ & _).
  destruct (constant_means w (first_place a)) as (u & U & L & V). rewrite (wrap_id _ W2) in V.
  destruct (constant (world_terms w) (first_place a)) as [T p]. cbn [fst snd] in *. subst T.
  destruct (operation_means u Sub address p _ _ (term_means_later _ _ _ _ L M) V) as (u1 & U1 & L1 & V1).
  exists u1. split; [exact U1|]. split; [eapply term_later_trans; eassumption|].
  replace (operate Sub (place_of a i) (first_place a)) with (Terms.width (array_element a) * i) in V1; [exact V1|].
  unfold operate, result, place_of. replace (_ - _) with (Terms.width (array_element a) * i) by ring. symmetry. now apply wrap_id.
Qed.

(** * What a store into an area keeps *)

(** An array has no element in an area, nor a cell a byte. *)
Definition clear_of (from to : Z) (a : known_array) : bool := (to <=? first_place a) || (array_end a <=? from).
Definition cell_clear (from to : Z) (c : cell) : bool := (cell_end c <=? from) || (to <=? cell_address c).

(** Memory that is 0, and how far it is after a store. *)
Definition zeros (bytes : table Z) (from to : Z) : Prop :=
  0 <= from /\ to <= modulus /\ forall a, from <= a < to -> byte_at bytes a = 0.

Definition zeros_left (from to first last : Z) : Z := if (last <=? from) || (to <=? first) then to else Z.max from first.

Lemma place_inside a i : 0 <= i < array_length a ->
  first_place a <= place_of a i /\ place_of a i + Z.of_nat (bytes_of (array_element a)) <= array_end a.
Proof. intros I. rewrite bytes_width. unfold array_end, place_of. destruct (width_cases (array_element a)) as [E|E]; rewrite E; lia. Qed.

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

Lemma array_clear a : machine_array_true w bytes a -> clear_of from to a = true -> machine_array_true w changed a.
Proof.
  intros (S & K & C) H. split; [exact S|]. split; [exact K|]. intros i I. rewrite <- C by exact I.
  destruct (place_inside a i I) as [A B]. pose proof (shaped_ok a S) as (P & _ & Q). unfold clear_of in H. apply orb_prop in H.
  rewrite !Z.leb_le in H. unfold first_place in *. apply load_elsewhere; lia.
Qed.

Lemma arrays_clear l : Forall (machine_array_true w bytes) l -> forallb (clear_of from to) l = true ->
  Forall (machine_array_true w changed) l.
Proof. intros H F. rewrite Forall_forall in *. rewrite forallb_forall in F. intros a I. apply array_clear; auto. Qed.

Lemma cells_clear cells : cells_true w bytes cells -> cells_true w changed (filter (cell_clear from to) cells).
Proof.
  unfold cells_true. intros C. rewrite Forall_forall in *. intros d I. apply filter_In in I as [I A].
  destruct (C d I) as [[DL DH] DM]. split; [now split|]. unfold cell_end, cell_clear in *. apply orb_prop in A. rewrite !Z.leb_le in A.
  rewrite load_elsewhere; [exact DM|..]; unfold cell_end in *; lia.
Qed.

Lemma zeros_after first last : zeros bytes first last -> zeros changed first (zeros_left first last from to).
Proof.
  intros (A & B & C). unfold zeros_left. destruct (_ || _) eqn:H.
  - apply orb_prop in H. rewrite !Z.leb_le in H. split; [exact A|]. split; [exact B|]. intros p P. rewrite elsewhere by lia. now apply C.
  - apply orb_false_iff in H as [H1 H2]. apply Z.leb_gt in H1, H2. split; [exact A|]. split; [lia|]. intros p P.
    rewrite elsewhere by lia. apply C. lia.
Qed.

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

(** * Storing an element *)

Lemma element_stored w u bytes a h i x z : machine_array_true w bytes a -> 0 <= i < array_length a -> term_later w u ->
  heap_known u (with_heap h a) ->
  (forall j, contents_of u (with_heap h a) j = if j =? i then z else contents_of w a j) ->
  z = x mod 256 ^ Z.of_nat (bytes_of (array_element a)) ->
  machine_array_true u (store (bytes_of (array_element a)) bytes (place_of a i) x) (with_heap h a).
Proof.
  intros (S & K & C) B L KH E Z. split; [exact S|]. split; [exact KH|]. cbn [with_heap array_length array_element]. intros j J.
  change (place_of (with_heap h a) j) with (place_of a j). rewrite E.
  pose proof (shaped_ok a S) as (P & _ & Q). destruct (place_inside a i B) as [A1 A2], (place_inside a j J) as [B1 B2].
  unfold first_place in *. destruct (Z.eqb_spec j i) as [->|N].
  - rewrite load_store_same by lia. now symmetry.
  - rewrite load_store_other; [now apply C|lia|lia|lia|lia|]. rewrite bytes_width in *. unfold place_of.
    destruct (width_cases (array_element a)) as [W|W]; rewrite W; lia.
Qed.

(** The bytes of a word, the lowest first. *)
Definition bytes_of_word (x : Z) : list Z := [x mod 256; x / 256 mod 256; x / 256 / 256 mod 256; x / 256 / 256 / 256 mod 256].

(** A word is stored where there is an array of bytes; its last bytes may lie behind the array. *)
Lemma text_stored w u bytes a h d x : machine_array_true w bytes a -> array_element a = element_byte -> 0 <= d < array_length a ->
  place_of a d + 4 <= modulus -> heap_known u (with_heap h a) ->
  (forall j, contents_of u (with_heap h a) j = overwritten (contents_of w a) d (first (array_length a - d) (bytes_of_word x)) j) ->
  machine_array_true u (store 4 bytes (place_of a d) x) (with_heap h a).
Proof.
  intros (S & K & C) EL D M KH E. split; [exact S|]. split; [exact KH|]. cbn [with_heap array_length array_element]. intros j J.
  change (place_of (with_heap h a) j) with (place_of a j). rewrite E. pose proof (C j J) as CJ.
  pose proof (shaped_ok a S) as (P & _ & Q). destruct (place_inside a j J) as [B1 B2], (place_inside a d D) as [A1 A2].
  rewrite EL in *. change (bytes_of element_byte) with 1%nat in *. unfold place_of in *. rewrite EL in *. cbn [Terms.width] in *.
  unfold first_place, array_end, place_of, first_place in *. rewrite EL in *. cbn [Terms.width] in *.
  cbn [load] in *. unfold byte_at in *.
  assert (W : forall k, 0 <= k < 4 -> wrap (array_reference a + 4 + 1 * d + k) = array_reference a + 4 + 1 * d + k)
    by (intros; apply wrap_id; unfold word; lia).
  assert (WJ : wrap (array_reference a + 4 + 1 * j) = array_reference a + 4 + 1 * j) by (apply wrap_id; unfold word; lia).
  rewrite WJ in *. cbn [store].
  pose proof (W 0 ltac:(lia)) as W0. rewrite Z.add_0_r in W0. rewrite W0.
  replace (array_reference a + 4 + 1 * d + 1 + 1 + 1) with (array_reference a + 4 + 1 * d + 3) by ring.
  replace (array_reference a + 4 + 1 * d + 1 + 1) with (array_reference a + 4 + 1 * d + 2) by ring.
  rewrite !W by lia.
  assert (G : forall t k b, get 0 (set t (array_reference a + 4 + 1 * d + k) b) (array_reference a + 4 + 1 * j) =
      if j =? d + k then b else get 0 t (array_reference a + 4 + 1 * j)).
  { intros t k b. destruct (Z.eqb_spec j (d + k)) as [->|N].
    - replace (array_reference a + 4 + 1 * (d + k)) with (array_reference a + 4 + 1 * d + k) by ring. apply get_set_same.
    - apply get_set_other. lia. }
  rewrite !G. replace (array_reference a + 4 + 1 * d) with (array_reference a + 4 + 1 * d + 0) by ring. rewrite G, Z.add_0_r.
  rewrite Z.mul_0_r, Z.add_0_r in *. rewrite CJ.
  assert (R : array_length a - d = 1 \/ array_length a - d = 2 \/ array_length a - d = 3 \/ 4 <= array_length a - d) by lia.
  unfold bytes_of_word, first.
  repeat match goal with |- context [?p <=? 0] => destruct (Z.leb_spec p 0) end; cbn [overwritten]; try lia;
    replace (d + 1 + 1 + 1) with (d + 3) by ring; replace (d + 1 + 1) with (d + 2) by ring;
    destruct (Z.eqb_spec j (d + 3)), (Z.eqb_spec j (d + 2)), (Z.eqb_spec j (d + 1)), (Z.eqb_spec j d); try lia; try reflexivity.
Qed.
