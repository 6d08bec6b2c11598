(** Arrays as a prover knows them: each at an address that is a number, with a length that is one, and a term for the contents.

    A reference of the source is the address of an array in the machine's memory: its length, and behind it its elements.
    So one term is enough for both. An index may be any term. Of a write, a term of the new contents says where and what;
    each array has its own, so that writes to others do not matter. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve Lists TermWorlds.
From Etalon Require Export Elements.
From Etalon Require Terms LawsTerms TermTable TermSums TermSelects.
Import ListNotations.
Open Scope Z_scope.

Record known_array := {
  array_reference : Z;
  array_element : element;
  array_length : Z;
  array_heap : term
}.

Definition with_heap (h : term) (a : known_array) : known_array :=
  {| array_reference := array_reference a; array_element := array_element a; array_length := array_length a; array_heap := h |}.

(** The address of its first element, of any, and of what is behind the last. *)
Definition first_place (a : known_array) : Z := array_reference a + 4.
Definition place_of (a : known_array) (index : Z) : Z := first_place a + Terms.width (array_element a) * index.
Definition array_end (a : known_array) : Z := place_of a (array_length a).

(** All of it lies below 2^32. *)
Definition shaped (a : known_array) : bool :=
  (0 <=? array_reference a) && (0 <=? array_length a) && (array_end a <=? modulus).

Lemma shaped_ok a : shaped a = true -> 0 <= array_reference a /\ 0 <= array_length a /\ array_end a <= modulus.
Proof.
  unfold shaped. intros H. apply andb_prop in H as [H C]. apply andb_prop in H as [A B].
  apply Z.leb_le in A, B, C. now split.
Qed.

Lemma width_cases e : Terms.width e = 1 \/ Terms.width e = 4.
Proof. destruct e; auto. Qed.

Lemma shaped_words a i : shaped a = true -> 0 <= i < array_length a ->
  word (array_reference a) /\ word (first_place a) /\ word (Terms.width (array_element a) * i) /\ word (place_of a i) /\ word i.
Proof.
  intros S I. apply shaped_ok in S as (A & B & C). unfold array_end, place_of, first_place, word in *.
  destruct (width_cases (array_element a)) as [E|E]; rewrite E in *; lia.
Qed.

Lemma shaped_word a : shaped a = true -> word (array_reference a).
Proof.
  intros S. apply shaped_ok in S as (A & B & C). unfold array_end, place_of, first_place, word in *.
  destruct (width_cases (array_element a)) as [E|E]; rewrite E in *; lia.
Qed.

Lemma shaped_length_word a : shaped a = true -> word (array_length a).
Proof.
  intros S. apply shaped_ok in S as (A & B & C). unfold array_end, place_of, first_place, word in *.
  destruct (width_cases (array_element a)) as [E|E]; rewrite E in *; lia.
Qed.

(** * What the contents of a term are *)

Definition contents_of (w : term_world) (a : known_array) (index : Z) : Z :=
  Terms.contents (TermTable.means (world_values w) (world_terms w) (array_heap a))
    (array_element a) (array_reference a) (Terms.width (array_element a) * index).

Definition heap_known (w : term_world) (a : known_array) : Prop := TermTable.known (world_terms w) (array_heap a).

Lemma heap_known_later a b x : term_later a b -> heap_known a x -> heap_known b x.
Proof. intros [N _] K. unfold heap_known, TermTable.known in *. lia. Qed.

Lemma contents_later a b x i : term_later a b -> heap_known a x -> contents_of b x i = contents_of a x i.
Proof. intros [_ E] K. unfold contents_of. now rewrite E. Qed.

(** Contents at the start of a segment, which nobody knows; and those of a new array. *)
Definition unknown_heap (T : terms) : terms * term := TermTable.share T Terms.Initial.

Definition zero_heap (T : terms) (e : element) (reference : Z) : terms * term :=
  let (T, h) := unknown_heap T in
  let (T, r) := constant T reference in
  TermTable.share T (Terms.Allocate h e r).

Lemma unknown_heap_means w : exists u, world_terms u = fst (unknown_heap (world_terms w)) /\ world_values u = world_values w /\
  term_later w u /\ TermTable.known (world_terms u) (snd (unknown_heap (world_terms w))) /\
  TermTable.means (world_values u) (world_terms u) (snd (unknown_heap (world_terms w))) =
    Terms.mean (world_values w) (TermTable.means (world_values w) (world_terms w)) Terms.Initial.
Proof.
  destruct (TermTable.share_ok (world_terms w) Terms.Initial (world_sound w) ltac:(constructor)) as [G V].
  fold (unknown_heap (world_terms w)) in G, V. destruct (grown_later w _ G) as (u & A & B & L & K).
  exists u. split; [exact A|]. split; [exact B|]. split; [exact L|]. rewrite A, B. split; [exact K|apply V].
Qed.

Lemma zero_heap_means w e n length : word n -> let (T, h) := zero_heap (world_terms w) e n in
  let a := {| array_reference := n; array_element := e; array_length := length; array_heap := h |} in
  exists u, world_terms u = T /\ term_later w u /\ heap_known u a /\ forall i, contents_of u a i = 0.
Proof.
  intros N. unfold zero_heap. destruct (unknown_heap_means w) as (u & A & B & L & K & _).
  destruct (unknown_heap (world_terms w)) as [T h]. cbn [fst snd] in *. subst T.
  destruct (constant_means u n) as (u1 & A1 & L1 & C1). destruct (constant (world_terms u) n) as [T r].
  cbn [fst snd] in *. subst T. rewrite wrap_id in C1 by exact N.
  assert (K1 : TermTable.known (world_terms u1) h) by (destruct L1; unfold TermTable.known in *; lia).
  destruct (TermTable.share_ok (world_terms u1) (Terms.Allocate h e r) (world_sound u1)) as [G V].
  { constructor; [exact K1|]. constructor; [apply C1|constructor]. }
  destruct (grown_later u1 _ G) as (u2 & A2 & B2 & L2 & K2).
  destruct (TermTable.share (world_terms u1) (Terms.Allocate h e r)) as [T g]. cbn [fst snd] in *. subst T.
  exists u2. split; [reflexivity|]. split; [eapply term_later_trans; [exact L|]; eapply term_later_trans; eassumption|].
  split; [exact K2|]. intros i. unfold contents_of. cbn [array_heap array_element array_reference].
  rewrite B2, V. cbn [Terms.mean Terms.of_heap Terms.contents]. unfold Terms.word_of.
  destruct C1 as [_ C1]. unfold TermTable.value in C1. rewrite C1, Z.eqb_refl.
  now destruct e.
Qed.

(** * Where an element is, in bytes behind the first *)

Definition offset_of (T : terms) (e : element) (index : term) : terms * term :=
  match e with
  | element_byte => (T, index)
  | element_int | element_bool => let (T, four) := constant T 4 in operation_of T Mul index four
  end.

Lemma offset_means w e i z : term_means w i z ->
  exists u, world_terms u = fst (offset_of (world_terms w) e i) /\ term_later w u /\
    term_means u (snd (offset_of (world_terms w) e i)) (wrap (Terms.width e * z)).
Proof.
  intros M. assert (FOUR : exists u, world_terms u =
      fst (let (T, four) := constant (world_terms w) 4 in operation_of T Mul i four) /\ term_later w u /\
      term_means u (snd (let (T, four) := constant (world_terms w) 4 in operation_of T Mul i four)) (wrap (4 * z))).
  { destruct (constant_means w 4) as (u & U & L & V). destruct (constant (world_terms w) 4) as [T four]. cbn [fst snd] in *. subst T.
    destruct (operation_means u Mul i four _ _ (term_means_later _ _ _ _ L M) V) as (u' & U' & L' & V').
    exists u'. split; [exact U'|]. split; [eapply term_later_trans; eassumption|].
    replace (wrap (4 * z)) with (operate Mul z (wrap 4)); [exact V'|]. unfold operate, result. change (wrap 4) with 4.
    f_equal. ring. }
  destruct e; cbn [offset_of Terms.width]; try exact FOUR.
  exists w. split; [reflexivity|]. split; [apply term_later_refl|]. rewrite Z.mul_1_l.
  rewrite wrap_id; [exact M|]. now apply (means_word w i).
Qed.

(** Is an index known to be less than a length? *)
Definition within_bounds (T : terms) (facts : list literal) (index : term) (length : Z) : bool :=
  let (T, n) := constant T length in
  let (T, c) := operation_of T Sltu index n in
  match decision T facts c with Some answer => answer | None => false end.

Lemma within_bounds_ok w facts i z n : facts_hold w facts -> term_means w i z -> word n ->
  within_bounds (world_terms w) facts i n = true -> 0 <= z < n.
Proof.
  intros F M N. unfold within_bounds. destruct (constant_means w n) as (u & U & L & V).
  destruct (constant (world_terms w) n) as [T t]. cbn [fst snd] in *. subst T. rewrite wrap_id in V by exact N.
  destruct (operation_means u Sltu i t _ _ (term_means_later _ _ _ _ L M) V) as (u' & U' & L' & V').
  destruct (operation_of (world_terms u) Sltu i t) as [T c]. cbn [fst snd] in *. subst T.
  destruct (decision (world_terms u') facts c) as [[]|] eqn:D; try discriminate. intros _.
  pose proof (decision_means u' facts c _ _
    (facts_hold_later _ _ _ L' (facts_hold_later _ _ _ L F)) V' D) as H.
  pose proof (means_word w i z M) as W. unfold word in W.
  unfold operate, result, truth in H. destruct (Z.ltb_spec z n); [lia|discriminate].
Qed.

(** * Reading and writing *)

(** The element at an offset. *)
Definition element_read (T : terms) (a : known_array) (offset : term) : terms * term :=
  let (T, r) := constant T (array_reference a) in TermSelects.select_on T (array_heap a) (array_element a) r offset.

Lemma element_read_means w a o i : shaped a = true -> heap_known w a -> 0 <= i < array_length a ->
  term_means w o (Terms.width (array_element a) * i) ->
  exists u, world_terms u = fst (element_read (world_terms w) a o) /\ term_later w u /\
    term_means u (snd (element_read (world_terms w) a o)) (contents_of w a i).
Proof.
  intros S K I M. destruct (shaped_words a i S I) as (WR & _). unfold element_read.
  destruct (constant_means w (array_reference a)) as (u & U & L & V).
  destruct (constant (world_terms w) (array_reference a)) as [T r]. cbn [fst snd] in *. subst T. rewrite wrap_id in V by exact WR.
  pose proof (term_means_later _ _ _ _ L M) as M'.
  destruct (TermSelects.select_on_ok (world_terms u) (array_heap a) (array_element a) r o (world_sound u)
    (heap_known_later _ _ _ L K) (proj1 V) (proj1 M')) as [G E].
  destruct (grown_later u _ G) as (u' & A & B & L' & K'). exists u'. split; [exact A|].
  split; [eapply term_later_trans; eassumption|]. split; [now rewrite A|]. rewrite A, B, E.
  destruct V as [_ V], M' as [_ M']. rewrite V, M'. fold (contents_of u a i). now apply contents_later.
Qed.

(** The array with another element at an offset. *)
Definition element_written (T : terms) (a : known_array) (offset value : term) : terms * known_array :=
  let (T, r) := constant T (array_reference a) in
  let (T, h) := TermTable.share T (Terms.Store (array_heap a) (array_element a) r offset value) in
  (T, with_heap h a).

Lemma element_written_means w a o i x z : shaped a = true -> heap_known w a -> 0 <= i < array_length a ->
  term_means w o (Terms.width (array_element a) * i) -> term_means w x z ->
  let (T, b) := element_written (world_terms w) a o x in
  exists u h, b = with_heap h a /\ world_terms u = T /\ term_later w u /\ heap_known u b /\
    forall j, contents_of u b j = if j =? i then z else contents_of w a j.
Proof.
  intros S K I M X. destruct (shaped_words a i S I) as (WR & _). unfold element_written.
  destruct (constant_means w (array_reference a)) as (u & U & L & V).
  destruct (constant (world_terms w) (array_reference a)) as [T r]. cbn [fst snd] in *. subst T. rewrite wrap_id in V by exact WR.
  pose proof (term_means_later _ _ _ _ L M) as M'. pose proof (term_means_later _ _ _ _ L X) as X'.
  destruct (TermTable.share_ok (world_terms u) (Terms.Store (array_heap a) (array_element a) r o x) (world_sound u)) as [G E].
  { repeat (apply Forall_cons || apply Forall_nil); try apply V; try apply M'; try apply X'. exact (heap_known_later _ _ _ L K). }
  destruct (grown_later u _ G) as (u' & A & B & L' & K').
  destruct (TermTable.share (world_terms u) _) as [T h]. cbn [fst snd] in *. subst T.
  exists u', h. split; [reflexivity|]. split; [reflexivity|]. split; [eapply term_later_trans; eassumption|].
  split; [exact K'|]. intros j. rewrite <- (contents_later _ _ a j L K). unfold contents_of.
  cbn [with_heap array_heap array_element array_reference]. rewrite B, E. cbn [Terms.mean Terms.of_heap Terms.contents]. unfold Terms.here, Terms.word_of.
  destruct V as [_ V], M' as [_ M'], X' as [_ X']. unfold TermTable.value in V, M', X'. rewrite V, M', X', Z.eqb_refl.
  replace (Terms.same_element (array_element a) (array_element a)) with true by now destruct (array_element a).
  cbn [andb]. destruct (width_cases (array_element a)) as [Q|Q]; rewrite Q;
    destruct (Z.eqb_spec j i) as [->|]; try (now rewrite Z.eqb_refl);
    match goal with |- context [?p =? ?q] => destruct (Z.eqb_spec p q); [lia|reflexivity] end.
Qed.

(** Elements that are numbers, one after the other. *)
Fixpoint numbers_written (T : terms) (a : known_array) (index : Z) (values : list Z) : terms * known_array :=
  match values with
  | [] => (T, a)
  | z :: values =>
      let (T, o) := constant T (Terms.width (array_element a) * index) in
      let (T, x) := constant T z in
      let (T, a) := element_written T a o x in
      numbers_written T a (index + 1) values
  end.

(** What that makes of elements. *)
Fixpoint overwritten (f : Z -> Z) (index : Z) (values : list Z) : Z -> Z :=
  match values with
  | [] => f
  | z :: values => overwritten (fun j => if j =? index then z else f j) (index + 1) values
  end.

Lemma size_length {A} (l : list A) : size l = Z.of_nat (length l).
Proof.
  unfold size. assert (H : forall n, size_from n l = n + Z.of_nat (length l)); [|apply H].
  induction l as [|a l IH]; intros n; cbn [size_from length]; [now rewrite Z.add_0_r|]. rewrite IH, Nat2Z.inj_succ. ring.
Qed.

Lemma first_length {A} (l : list A) : forall n, 0 <= n -> Z.of_nat (length (first n l)) <= n.
Proof.
  induction l as [|a l IH]; intros n N; cbn [first length]; [exact N|]. destruct (Z.leb_spec n 0); [exact N|].
  cbn [length]. rewrite Nat2Z.inj_succ. specialize (IH (n - 1) ltac:(lia)). lia.
Qed.

Lemma first_all {A} (P : A -> Prop) l : Forall P l -> forall n, Forall P (first n l).
Proof. induction 1; intros n; cbn [first]; [constructor|]. destruct (n <=? 0); constructor; auto. Qed.

Lemma overwritten_same f g index values : forall j, (forall i, f i = g i) -> overwritten f index values j = overwritten g index values j.
Proof.
  revert f g index. induction values as [|z values IH]; intros f g index j H; [apply H|]. cbn [overwritten]. apply IH.
  intros i. now rewrite H.
Qed.

Lemma numbers_written_means values : forall w a index, shaped a = true -> heap_known w a -> 0 <= index ->
  index + Z.of_nat (length values) <= array_length a -> Forall word values ->
  let (T, b) := numbers_written (world_terms w) a index values in
  exists u h, b = with_heap h a /\ world_terms u = T /\ term_later w u /\ heap_known u b /\
    forall j, contents_of u b j = overwritten (contents_of w a) index values j.
Proof.
  induction values as [|z values IH]; intros w a index S K I B WV; cbn [numbers_written overwritten].
  - exists w, (array_heap a). split; [now destruct a|]. split; [reflexivity|]. split; [apply term_later_refl|]. now split.
  - cbn [length] in B. rewrite Nat2Z.inj_succ in B. inversion WV as [|? ? WZ WV']; subst.
    destruct (shaped_words a index S ltac:(lia)) as (_ & _ & WO & _).
    destruct (constant_means w (Terms.width (array_element a) * index)) as (u & U & L & V).
    destruct (constant (world_terms w) _) as [T o]. cbn [fst snd] in *. subst T. rewrite wrap_id in V by exact WO.
    destruct (constant_means u z) as (u1 & U1 & L1 & V1).
    destruct (constant (world_terms u) z) as [T x]. cbn [fst snd] in *. subst T. rewrite wrap_id in V1 by exact WZ.
    assert (LW : term_later w u1) by (eapply term_later_trans; eassumption).
    pose proof (element_written_means u1 a o index x z S (heap_known_later _ _ _ LW K) ltac:(lia)
      (term_means_later _ _ _ _ L1 V) V1) as H.
    destruct (element_written (world_terms u1) a o x) as [T b]. destruct H as (u2 & h & -> & <- & L2 & K2 & C2).
    specialize (IH u2 (with_heap h a) (index + 1) S K2 ltac:(lia) ltac:(cbn [array_length with_heap]; lia) WV').
    destruct (numbers_written (world_terms u2) (with_heap h a) (index + 1) values) as [T b].
    destruct IH as (u3 & h' & -> & <- & L3 & K3 & C3).
    exists u3, h'. split; [reflexivity|]. split; [reflexivity|].
    split; [eapply term_later_trans; [exact LW|]; eapply term_later_trans; eassumption|]. split; [exact K3|].
    intros j. rewrite C3. apply overwritten_same. intros i. rewrite C2. now rewrite (contents_later w u1).
Qed.

(** What that makes of each. *)
Lemma overwritten_nth values : forall f index j, overwritten f index values j =
  if (index <=? j) && (j <? index + Z.of_nat (length values)) then nth (Z.to_nat (j - index)) values 0 else f j.
Proof.
  induction values as [|z values IH]; intros f index j; cbn [overwritten length].
  - rewrite Z.add_0_r. destruct (Z.leb_spec index j), (Z.ltb_spec j index); try reflexivity; lia.
  - rewrite IH, Nat2Z.inj_succ. destruct (Z.eqb_spec j index) as [->|N].
    + rewrite Z.sub_diag. replace (index + 1 <=? index) with false by (symmetry; apply Z.leb_gt; lia).
      rewrite Z.leb_refl. replace (index <? index + Z.succ (Z.of_nat (length values))) with true by (symmetry; apply Z.ltb_lt; lia). reflexivity.
    + replace (index + 1 + Z.of_nat (length values)) with (index + Z.succ (Z.of_nat (length values))) by lia.
      destruct (Z.leb_spec (index + 1) j), (Z.leb_spec index j); try lia; [|reflexivity].
      destruct (_ <? _); [|reflexivity]. cbn [andb]. replace (Z.to_nat (j - index)) with (S (Z.to_nat (j - (index + 1)))) by lia. reflexivity.
Qed.

(** * Blocks of bytes *)

Definition denied (T : terms) (facts : list literal) (c : term) : bool :=
  match decision T facts c with Some answer => negb answer | None => false end.

(** Is it known of a block that it is not empty, and lies within a length? *)
Definition block_within (T : terms) (facts : list literal) (length : Z) (from count : term) : bool :=
  let (T, n) := constant T length in
  let (T, beyond) := operation_of T Sltu n from in
  let (T, left) := operation_of T Sub n from in
  let (T, more) := operation_of T Sltu left count in
  let (T, zero) := constant T 0 in
  let (T, none) := operation_of T Equal count zero in
  denied T facts beyond && denied T facts more && denied T facts none.

Lemma denied_ok w facts c z : facts_hold w facts -> term_means w c z -> denied (world_terms w) facts c = true -> holds z = false.
Proof.
  intros F M. unfold denied. destruct (decision (world_terms w) facts c) as [[]|] eqn:D; try discriminate. intros _.
  exact (decision_means w facts c z false F M D).
Qed.

(** Steps to a constant, or to an operation, in the later world. *)
Ltac constant_step w z u L V :=
  let U := fresh "U" in let T := fresh "T" in let t := fresh "t" in
  destruct (constant_means w z) as (u & U & L & V); destruct (constant (world_terms w) z) as [T t]; cbn [fst snd] in U, V; subst T.
Ltac operation_step w o a b MA MB u L V :=
  let U := fresh "U" in let T := fresh "T" in let t := fresh "t" in
  destruct (operation_means w o a b _ _ MA MB) as (u & U & L & V); destruct (operation_of (world_terms w) o a b) as [T t];
  cbn [fst snd] in U, V; subst T.

Lemma block_within_ok w facts length from count i n : facts_hold w facts -> term_means w from i -> term_means w count n ->
  word length -> block_within (world_terms w) facts length from count = true -> 0 <= i /\ 1 <= n /\ i + n <= length.
Proof.
  intros F MI MN WL. unfold block_within. pose proof (means_word w from i MI) as WI. pose proof (means_word w count n MN) as WN.
  constant_step w length u0 L0 V0. rewrite wrap_id in V0 by exact WL. apply (term_means_later _ _ _ _ L0) in MI, MN.
  operation_step u0 Sltu t from V0 MI u1 L1 V1. apply (term_means_later _ _ _ _ L1) in MI, MN, V0.
  operation_step u1 Sub t from V0 MI u2 L2 V2. apply (term_means_later _ _ _ _ L2) in MI, MN, V0, V1.
  operation_step u2 Sltu t1 count V2 MN u3 L3 V3. apply (term_means_later _ _ _ _ L3) in MI, MN, V0, V1.
  constant_step u3 0 u4 L4 V4. apply (term_means_later _ _ _ _ L4) in MI, MN, V0, V1, V3.
  operation_step u4 Equal count t3 MN V4 u5 L5 V5. apply (term_means_later _ _ _ _ L5) in V1, V3.
  intros H. apply andb_prop in H as [H H3]. apply andb_prop in H as [H1 H2].
  assert (F5 : facts_hold u5 facts) by (repeat (eapply facts_hold_later; [eassumption|]); exact F).
  pose proof (denied_ok _ _ _ _ F5 V1 H1) as D1. pose proof (denied_ok _ _ _ _ F5 V3 H2) as D2. pose proof (denied_ok _ _ _ _ F5 V5 H3) as D3.
  unfold word in *. unfold operate, result, truth in D1, D3. change (wrap 0) with 0 in D3.
  destruct (Z.ltb_spec length i) as [|A]; [discriminate|]. destruct (Z.eqb_spec n 0); [discriminate|].
  unfold operate, result, truth in D2. rewrite (wrap_id (length - i)) in D2 by (unfold word; lia).
  destruct (Z.ltb_spec (length - i) n); [discriminate|]. lia.
Qed.

(** The array after so many bytes came, from an offset on; [byte] is the one at any place among them. *)
Definition block_filled (T : terms) (a : known_array) (from came byte : term) : terms * known_array :=
  let (T, r) := constant T (array_reference a) in
  let (T, h) := TermTable.share T (Terms.Fill (array_heap a) r from came byte) in
  (T, with_heap h a).

Lemma block_filled_means w a o i c n b f : shaped a = true -> array_element a = element_byte -> heap_known w a ->
  term_means w o i -> term_means w c n -> TermTable.known (world_terms w) b ->
  (forall place, TermTable.value (world_values w) (world_terms w) b place = f place) ->
  let (T, x) := block_filled (world_terms w) a o c b in
  exists u h, x = with_heap h a /\ world_terms u = T /\ term_later w u /\ heap_known u x /\
    forall j, contents_of u x j = if (i <=? j) && (j <? i + n) then f (j - i) else contents_of w a j.
Proof.
  intros S EL K MO MC KB VB. pose proof (shaped_word a S) as WR. unfold block_filled.
  constant_step w (array_reference a) u L V. rewrite wrap_id in V by exact WR. rename t into r.
  pose proof (term_means_later _ _ _ _ L MO) as MO'. pose proof (term_means_later _ _ _ _ L MC) as MC'.
  assert (KB' : TermTable.known (world_terms u) b) by (destruct L as [N _]; unfold TermTable.known in *; lia).
  destruct (TermTable.share_ok (world_terms u) (Terms.Fill (array_heap a) r o c b) (world_sound u)) as [G E].
  { repeat (apply Forall_cons || apply Forall_nil); try apply V; try apply MO'; try apply MC'; try exact KB'. exact (heap_known_later _ _ _ L K). }
  destruct (grown_later u _ G) as (u' & A & B & L' & K').
  destruct (TermTable.share (world_terms u) _) as [T h]. cbn [fst snd] in *. subst T.
  exists u', h. split; [reflexivity|]. split; [reflexivity|]. split; [eapply term_later_trans; eassumption|].
  split; [exact K'|]. intros j. rewrite <- (contents_later _ _ a j L K). unfold contents_of.
  cbn [with_heap array_heap array_element array_reference]. rewrite EL, B, E. cbn [Terms.mean Terms.of_heap Terms.contents Terms.width Terms.same_element].
  unfold Terms.word_of. destruct V as [_ V], MO' as [_ MO'], MC' as [_ MC']. unfold TermTable.value in V, MO', MC'. rewrite V, MO', MC', Z.eqb_refl.
  assert (VB' : forall p, Terms.at_place (TermTable.means (world_values u) (world_terms u) b) p = f p).
  { intros p. rewrite <- VB. unfold TermTable.value. destruct L as [_ LE]. now rewrite LE. }
  rewrite VB'. cbn [andb]. rewrite Z.mul_1_l.
  destruct (Z.leb_spec 0 (j - i)), (Z.leb_spec i j); try lia; [|reflexivity]. cbn [andb].
  destruct (Z.ltb_spec (j - i) n), (Z.ltb_spec j (i + n)); try lia; reflexivity.
Qed.

(** Elements one after the other, as a list. *)
Lemma iterated {A} (f : A -> A) n x : Z.iter (Z.of_nat n) f x = Nat.iter n f x.
Proof. destruct n; [reflexivity|]. cbn [Z.of_nat Z.iter]. rewrite Pos2Nat.inj_iter, SuccNat2Pos.id_succ. reflexivity. Qed.

Lemma gather_spec {A} (f : Z -> A) count from : gather f from (Z.of_nat count) = map (fun k => f (from + Z.of_nat k)) (seq 0 count).
Proof.
  unfold gather. rewrite iterated.
  assert (H : forall n, (n <= count)%nat ->
    Nat.iter n (fun '(place, after) => (place - 1, f place :: after)) (from + Z.of_nat count - 1, []) =
    (from + Z.of_nat count - 1 - Z.of_nat n, map (fun k => f (from + Z.of_nat k)) (seq (count - n) n))).
  { induction n as [|n IH]; intros N.
    - cbn [Nat.iter nat_rect seq map]. f_equal. change (Z.of_nat 0) with 0. ring.
    - change (Nat.iter (S n) ?g ?x) with (g (Nat.iter n g x)). rewrite IH by lia. rewrite Nat2Z.inj_succ.
      f_equal; [lia|]. replace (count - n)%nat with (S (count - S n)) by lia. cbn [seq map]. f_equal. f_equal. lia. }
  rewrite (H count (le_n _)), PeanoNat.Nat.sub_diag. reflexivity.
Qed.

Lemma gather_same {A} (f g : Z -> A) i j n : 0 <= n -> (forall k, 0 <= k < n -> f (i + k) = g (j + k)) -> gather f i n = gather g j n.
Proof.
  intros N H. rewrite <- (Z2Nat.id n N), !gather_spec. apply map_ext_in. intros k I. apply in_seq in I. apply H. lia.
Qed.

Lemma gather_size {A} (f : Z -> A) i n : 0 <= n -> size (gather f i n) = n.
Proof. intros N. rewrite size_length. rewrite <- (Z2Nat.id n N) at 1. rewrite gather_spec, map_length, seq_length. now apply Z2Nat.id. Qed.

(** * Comparing *)

(** So many writes are compared. *)
Definition most_writes : nat := TermSelects.most_writes.

(** Is it known that two terms have the same contents? They have where the same was written, in the same order. *)
Fixpoint same_contents (writes : nat) (T : terms) (facts : list literal) (a b : term) : bool :=
  if Pos.eqb a b then true
  else
    match writes, TermTable.made_of T a, TermTable.made_of T b with
    | S writes, Some (Terms.Store h e r i x), Some (Terms.Store h' e' r' i' x') =>
        Terms.same_element e e' && Pos.eqb r r' && same_terms T facts i i' && same_terms T facts x x' &&
        same_contents writes T facts h h'
    | _, _, _ => false
    end.

Lemma same_contents_ok w facts : facts_hold w facts -> forall writes a b, TermTable.known (world_terms w) a ->
  TermTable.known (world_terms w) b -> same_contents writes (world_terms w) facts a b = true -> forall e r i,
  Terms.contents (TermTable.means (world_values w) (world_terms w) a) e r i =
  Terms.contents (TermTable.means (world_values w) (world_terms w) b) e r i.
Proof.
  intros F. induction writes as [|writes IH]; intros a b KA KB H e r i; cbn [same_contents] in H;
    destruct (Pos.eqb_spec a b) as [->|_]; try reflexivity; try discriminate.
  destruct (TermTable.made_of (world_terms w) a) as [m|] eqn:MA; [|discriminate]. destruct m; try discriminate.
  destruct (TermTable.made_of (world_terms w) b) as [m|] eqn:MB; [|discriminate]. destruct m; try discriminate.
  apply andb_prop in H as [H H5]. apply andb_prop in H as [H H4]. apply andb_prop in H as [H H3]. apply andb_prop in H as [H1 H2].
  apply LawsTerms.same_element_true in H1. apply Pos.eqb_eq in H2. subst.
  destruct (TermTable.made_of_ok _ _ _ (world_sound w) MA) as [OA EA], (TermTable.made_of_ok _ _ _ (world_sound w) MB) as [OB EB].
  rewrite EA, EB. cbn [TermTable.operands] in OA, OB.
  repeat match goal with H : Forall _ (_ :: _) |- _ => inversion H; subst; clear H end.
  assert (SAME : forall s t, TermTable.known (world_terms w) s -> TermTable.known (world_terms w) t ->
      same_terms (world_terms w) facts s t = true ->
      Terms.word_of (TermTable.means (world_values w) (world_terms w) s) = Terms.word_of (TermTable.means (world_values w) (world_terms w) t)).
  { intros s t KS KT Q. apply (same_terms_mean w facts s t _ _ F); [now split|now split|exact Q]. }
  cbn [Terms.mean Terms.of_heap Terms.contents].
  repeat match goal with Q : same_terms _ _ ?s ?t = true |- _ => rewrite (SAME s t) by assumption; clear Q end.
  match goal with Q : same_contents _ _ _ ?s ?t = true |- _ => rewrite (IH s t) by assumption end. reflexivity.
Qed.

(** * Arrays by their references *)

Definition find_array (arrays : list known_array) (reference : Z) : option known_array :=
  find (fun a => array_reference a =? reference) arrays.

Lemma find_array_in arrays r a : find_array arrays r = Some a -> In a arrays /\ array_reference a = r.
Proof. intros F. apply find_some in F as [I E]. apply Z.eqb_eq in E. now split. Qed.

(** The arrays, with this one instead of those at its place. *)
Definition replace_array (arrays : list known_array) (a : known_array) : list known_array :=
  a :: filter (fun b => negb (array_reference b =? array_reference a)) arrays.

Lemma replace_array_ok (P Q : known_array -> Prop) arrays a : Forall P arrays -> Q a ->
  (forall b, P b -> array_reference b <> array_reference a -> Q b) -> Forall Q (replace_array arrays a).
Proof.
  intros H A B. constructor; [exact A|]. rewrite Forall_forall in *. intros b I. apply filter_In in I as [I N].
  apply negb_true_iff, Z.eqb_neq in N. auto.
Qed.
