(** Arrays as a prover knows them: each with a term for its address, one for its length, and one for the contents.

    A reference of the source is the address of an array in the machine's memory: its length, and behind it its elements.
    So one term is enough for both. An index may be any term. Of a write, a term of the new contents says where and what;
    each array has its own, so that writes to others do not matter: the arrays that are known lie one beside the other, in a
    heap that grows, and whatever is new lies behind them all. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve Lists TermWorlds.
From Etalon Require Export Elements.
From Etalon Require Terms LawsTerms TermTable TermSums TermSelects EllRun.
Import ListNotations.
Open Scope Z_scope.

Record known_array := {
  array_reference : term;
  array_element : element;
  array_length : term;
  (** What is in the machine's word for the length: that is 0 until it is stored. *)
  array_head : term;
  array_heap : term
}.

Definition with_heap (h : term) (a : known_array) : known_array :=
  {| array_reference := array_reference a; array_element := array_element a; array_length := array_length a;
     array_head := array_head a; array_heap := h |}.

Definition with_head (h : term) (a : known_array) : known_array :=
  {| array_reference := array_reference a; array_element := array_element a; array_length := array_length a;
     array_head := h; array_heap := array_heap a |}.

(** * Where it is *)

Definition word_in (w : term_world) (t : term) : Z := TermTable.value (world_values w) (world_terms w) t 0.
Definition reference_in (w : term_world) (a : known_array) : Z := word_in w (array_reference a).
Definition length_in (w : term_world) (a : known_array) : Z := word_in w (array_length a).

(** The address of its first element, of any, and of what is behind its last word. *)
Definition first_place (w : term_world) (a : known_array) : Z := reference_in w a + 4.
Definition place_of (w : term_world) (a : known_array) (index : Z) : Z := first_place w a + Terms.width (array_element a) * index.
Definition behind (w : term_world) (a : known_array) : Z := reference_in w a + EllRun.room (array_element a) (length_in w a).

Lemma width_cases e : Terms.width e = 1 \/ Terms.width e = 4.
Proof. destruct e; auto. Qed.

Lemma word_in_word w t : word (word_in w t).
Proof. apply TermTable.value_word. Qed.

Lemma length_positive w a : 0 <= length_in w a.
Proof. apply (word_in_word w (array_length a)). Qed.

(** All elements lie between the word for the length and what is behind. *)
Lemma room_elements e n : 0 <= n -> 4 + Terms.width e * n <= EllRun.room e n < 4 + Terms.width e * n + 4.
Proof. intros N. unfold EllRun.room. destruct e; cbn [Terms.width]; try lia. Z.div_mod_to_equations. lia. Qed.

Lemma behind_elements w a : place_of w a (length_in w a) <= behind w a.
Proof. pose proof (room_elements (array_element a) _ (length_positive w a)). unfold behind, place_of, first_place. lia. Qed.

Lemma behind_reference w a : reference_in w a + 4 <= behind w a.
Proof.
  pose proof (room_elements (array_element a) _ (length_positive w a)). pose proof (length_positive w a). unfold behind.
  destruct (width_cases (array_element a)) as [E|E]; rewrite E in *; lia.
Qed.

Lemma place_inside w a i : 0 <= i < length_in w a ->
  first_place w a <= place_of w a i /\ place_of w a i + Terms.width (array_element a) <= behind w a.
Proof.
  intros I. pose proof (behind_elements w a) as B. unfold place_of in *. destruct (width_cases (array_element a)) as [E|E]; rewrite E in *; lia.
Qed.

(** It lies in an area. *)
Definition inside (w : term_world) (low high : Z) (a : known_array) : Prop := low <= reference_in w a /\ behind w a <= high.

Lemma inside_words w low high a i : 0 <= low -> high <= modulus -> inside w low high a -> 0 <= i < length_in w a ->
  word (first_place w a) /\ word (Terms.width (array_element a) * i) /\ word (place_of w a i) /\ word i.
Proof.
  intros L H [A B] I. pose proof (place_inside w a i I) as [C D]. unfold place_of, first_place, word in *.
  destruct (width_cases (array_element a)) as [E|E]; rewrite E in *; lia.
Qed.

(** Two do not overlap. *)
Definition beside (w : term_world) (a b : known_array) : Prop := behind w a <= reference_in w b \/ behind w b <= reference_in w a.

Lemma beside_comm w a b : beside w a b -> beside w b a.
Proof. unfold beside. tauto. Qed.

Lemma beside_same w a b : beside w a b -> reference_in w a = reference_in w b -> False.
Proof. pose proof (behind_reference w a). pose proof (behind_reference w b). unfold beside. lia. Qed.

(** Arrays lie one beside the other in an area. *)
Record laid (w : term_world) (low high : Z) (l : list known_array) : Prop := {
  laid_known : Forall (fun a => TermTable.known (world_terms w) (array_reference a) /\ TermTable.known (world_terms w) (array_length a)) l;
  laid_inside : Forall (inside w low high) l;
  laid_beside : ForallOrdPairs (beside w) l
}.

Lemma laid_in w low high l a : laid w low high l -> In a l ->
  TermTable.known (world_terms w) (array_reference a) /\ TermTable.known (world_terms w) (array_length a) /\ inside w low high a.
Proof. intros [K I _] A. rewrite Forall_forall in K, I. split; [apply (K a A)|]. split; [apply (K a A)|apply (I a A)]. Qed.

Lemma laid_two w low high l a b : laid w low high l -> In a l -> In b l -> a = b \/ beside w a b.
Proof.
  intros [_ _ P] A B. destruct (ForallOrdPairs_In P a b A B) as [E|[E|E]]; [now left|now right|right; now apply beside_comm].
Qed.

(** Where the same term is the reference, it is the same array. *)
Lemma laid_same w low high l a b : laid w low high l -> In a l -> In b l -> reference_in w a = reference_in w b -> a = b.
Proof. intros L A B E. destruct (laid_two _ _ _ _ _ _ L A B) as [S|S]; [exact S|]. destruct (beside_same _ _ _ S E). Qed.

Lemma laid_nothing w low high : laid w low high [].
Proof. constructor; constructor. Qed.

(** A new one, behind all others. *)
Lemma laid_new w low high l a : laid w low high l -> TermTable.known (world_terms w) (array_reference a) ->
  TermTable.known (world_terms w) (array_length a) -> reference_in w a = high -> low <= high -> laid w low (behind w a) (a :: l).
Proof.
  intros [K I P] KR KL R L. pose proof (behind_reference w a). constructor.
  - constructor; auto.
  - constructor; [unfold inside; lia|]. eapply Forall_impl; [|exact I]. unfold inside. intros b. lia.
  - constructor; [|exact P]. eapply Forall_impl; [|exact I]. unfold inside, beside. intros b. lia.
Qed.

(** Others that lie where these do. *)
Definition same_place (a b : known_array) : Prop :=
  array_reference a = array_reference b /\ array_element a = array_element b /\ array_length a = array_length b.

Lemma same_place_beside w a a' b b' : same_place a a' -> same_place b b' -> beside w a b -> beside w a' b'.
Proof. intros (A1 & A2 & A3) (B1 & B2 & B3). unfold beside, behind, reference_in, length_in. now rewrite A1, A2, A3, B1, B2, B3. Qed.

Lemma laid_places w low high l m : laid w low high l -> Forall2 same_place l m -> laid w low high m.
Proof.
  intros [K I P] S. constructor.
  - clear I P. induction S as [|a b l m (R & _ & N) S IH]; constructor; inversion K; subst; [now rewrite <- R, <- N|auto].
  - clear K P. induction S as [|a b l m (R & E & N) S IH]; constructor; inversion I; subst; [|auto].
    unfold inside, behind, reference_in, length_in in *. now rewrite <- R, <- E, <- N.
  - clear K I. induction S as [|a b l m R S IH]; inversion P; subst; constructor; [|auto].
    clear IH P. induction S as [|c d l m R' S IH]; constructor; inversion H1; subst.
    + eapply same_place_beside; eassumption.
    + apply IH; [assumption|]. now inversion H2.
Qed.

(** An area in which nothing of an array lies. *)
Definition lies_apart (w : term_world) (area : Z * Z) (a : known_array) : Prop := behind w a <= fst area \/ snd area <= reference_in w a.

Lemma lies_apart_place w area a b : same_place a b -> lies_apart w area a -> lies_apart w area b.
Proof. intros (R & E & N). unfold lies_apart, behind, reference_in, length_in. now rewrite R, E, N. Qed.

Lemma lies_apart_places w area l m : Forall2 same_place l m -> Forall (lies_apart w area) l -> Forall (lies_apart w area) m.
Proof. intros S. induction S; intros F; inversion F; subst; constructor; auto. eapply lies_apart_place; eassumption. Qed.

(** For each of these arrays there is one at its place. *)
Definition all_there (claims l : list known_array) : Prop := Forall (fun c => exists a, In a l /\ same_place c a) claims.

(** * What the contents of a term are *)

Definition contents_of (w : term_world) (a : known_array) (index : Z) : Z :=
  Terms.contents (TermTable.means (world_values w) (world_terms w) (array_heap a))
    (array_element a) (reference_in w a) (Terms.width (array_element a) * index).

Definition heap_known (w : term_world) (a : known_array) : Prop := TermTable.known (world_terms w) (array_heap a).

Lemma known_later a b t : term_later a b -> TermTable.known (world_terms a) t -> TermTable.known (world_terms b) t.
Proof. intros [N _] K. unfold TermTable.known in *. lia. Qed.

Lemma word_in_later a b t : term_later a b -> TermTable.known (world_terms a) t -> word_in b t = word_in a t.
Proof. intros [_ E] K. unfold word_in, TermTable.value. now rewrite E. Qed.

Lemma word_in_means w t : TermTable.known (world_terms w) t -> term_means w t (word_in w t).
Proof. intros K. now split. Qed.

Lemma means_word_in w t z : term_means w t z -> word_in w t = z.
Proof. now intros [_ V]. Qed.

Lemma heap_known_later a b x : term_later a b -> heap_known a x -> heap_known b x.
Proof. apply known_later. Qed.

Lemma contents_later a b x i : term_later a b -> TermTable.known (world_terms a) (array_reference x) -> heap_known a x ->
  contents_of b x i = contents_of a x i.
Proof. intros L R K. unfold contents_of, reference_in. rewrite (word_in_later a b _ L R). destruct L as [_ E]. now rewrite E. Qed.

Lemma same_beside a b x y : reference_in b x = reference_in a x -> length_in b x = length_in a x -> reference_in b y = reference_in a y ->
  length_in b y = length_in a y -> beside a x y -> beside b x y.
Proof. unfold beside, behind. intros -> -> -> ->. auto. Qed.

Lemma laid_later a b low high l : term_later a b -> laid a low high l -> laid b low high l.
Proof.
  intros L [K I P].
  assert (S : Forall (fun x => reference_in b x = reference_in a x /\ length_in b x = length_in a x) l).
  { eapply Forall_impl; [|exact K]. intros x [R N]. split; now apply word_in_later. }
  constructor.
  - eapply Forall_impl; [|exact K]. intros x [R N]. split; eapply known_later; eassumption.
  - rewrite Forall_forall in *. intros x X. destruct (S x X) as [R N]. unfold inside, behind. rewrite R, N. exact (I x X).
  - clear I K. induction P as [|x l F P IH]; constructor; inversion S as [|? ? [RX NX] S']; subst; [|auto]. rewrite Forall_forall in *. intros y Y.
    destruct (S' y Y) as [RY NY]. apply (same_beside a b); auto.
Qed.

Lemma lies_apart_later a b low high l area : term_later a b -> laid a low high l -> Forall (lies_apart a area) l -> Forall (lies_apart b area) l.
Proof.
  intros L [K _ _] F. rewrite Forall_forall in *. intros x I. destruct (K x I) as [R N]. specialize (F x I).
  unfold lies_apart, behind, reference_in, length_in in *. now rewrite !(word_in_later a b _ L).
Qed.

(** Its terms are there. *)
Definition array_known (w : term_world) (a : known_array) : Prop :=
  TermTable.known (world_terms w) (array_reference a) /\ TermTable.known (world_terms w) (array_length a) /\ heap_known w a.

Lemma array_known_later a b x : term_later a b -> array_known a x -> array_known b x.
Proof. intros L (R & N & H). split; [eapply known_later; eassumption|]. split; eapply known_later; eassumption. Qed.

(** Where it is stays where it is. *)
Lemma places_later a b x : term_later a b -> array_known a x ->
  reference_in b x = reference_in a x /\ length_in b x = length_in a x /\ (forall i, place_of b x i = place_of a x i) /\ behind b x = behind a x.
Proof.
  intros L (R & N & _). unfold behind, place_of, first_place, reference_in, length_in. rewrite !(word_in_later a b) by assumption. auto.
Qed.

(** Contents at the start of a segment, which nobody knows; and those of a new array. *)
Definition unknown_heap (T : terms) : terms * term := TermTable.share T Terms.Initial.

Definition zero_heap (T : terms) (e : element) (reference : term) : terms * term :=
  let (T, h) := unknown_heap T in TermTable.share T (Terms.Allocate h e reference).

Lemma unknown_heap_means w : exists u, world_terms u = fst (unknown_heap (world_terms w)) /\ world_values u = world_values w /\
  term_later w u /\ TermTable.known (world_terms u) (snd (unknown_heap (world_terms w))) /\
  TermTable.means (world_values u) (world_terms u) (snd (unknown_heap (world_terms w))) =
    Terms.mean (world_values w) (TermTable.means (world_values w) (world_terms w)) Terms.Initial.
Proof.
  destruct (TermTable.share_ok (world_terms w) Terms.Initial (world_sound w) ltac:(constructor)) as [G V].
  fold (unknown_heap (world_terms w)) in G, V. destruct (grown_later w _ G) as (u & A & B & L & K).
  exists u. split; [exact A|]. split; [exact B|]. split; [exact L|]. rewrite A, B. split; [exact K|apply V].
Qed.

Lemma zero_heap_means w e r : TermTable.known (world_terms w) r -> let (T, h) := zero_heap (world_terms w) e r in
  exists u, world_terms u = T /\ term_later w u /\ TermTable.known (world_terms u) h /\
    forall a i, array_reference a = r -> array_element a = e -> array_heap a = h -> contents_of u a i = 0.
Proof.
  intros N. unfold zero_heap. destruct (unknown_heap_means w) as (u & A & B & L & K & _).
  destruct (unknown_heap (world_terms w)) as [T h]. cbn [fst snd] in *. subst T.
  apply (known_later _ _ _ L) in N.
  destruct (TermTable.share_ok (world_terms u) (Terms.Allocate h e r) (world_sound u)) as [G V].
  { constructor; [exact K|]. constructor; [exact N|constructor]. }
  destruct (grown_later u _ G) as (u2 & A2 & B2 & L2 & K2).
  destruct (TermTable.share (world_terms u) (Terms.Allocate h e r)) as [T g]. cbn [fst snd] in *. subst T.
  exists u2. split; [reflexivity|]. split; [eapply term_later_trans; eassumption|].
  split; [exact K2|]. intros a i R E H. unfold contents_of, reference_in. rewrite R, E, H, (word_in_later u u2 _ L2 N).
  rewrite B2, V. cbn [Terms.mean Terms.of_heap Terms.contents]. unfold Terms.word_of, word_in, TermTable.value. rewrite Z.eqb_refl.
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
Definition within_bounds (T : terms) (facts : list literal) (index length : term) : bool :=
  let (T, c) := operation_of T Sltu index length in
  match decision T facts c with Some answer => answer | None => false end.

Lemma within_bounds_ok w facts i z t n : facts_hold w facts -> term_means w i z -> term_means w t n ->
  within_bounds (world_terms w) facts i t = true -> 0 <= z < n.
Proof.
  intros F M N. unfold within_bounds.
  destruct (operation_means w Sltu i t _ _ M N) as (u' & U' & L' & V').
  destruct (operation_of (world_terms w) Sltu i t) as [T c]. cbn [fst snd] in *. subst T.
  destruct (decision (world_terms u') facts c) as [[]|] eqn:D; try discriminate. intros _.
  pose proof (decision_means u' facts c _ _ (facts_hold_later _ _ _ L' F) V' D) as H.
  pose proof (means_word w i z M) as W. unfold word in W.
  unfold operate, result, truth in H. destruct (Z.ltb_spec z n); [lia|discriminate].
Qed.

(** * Reading and writing *)

(** The element at an offset. *)
Definition element_read (T : terms) (a : known_array) (offset : term) : terms * term :=
  TermSelects.select_on T (array_heap a) (array_element a) (array_reference a) offset.

Lemma element_read_means w a o i : TermTable.known (world_terms w) (array_reference a) -> heap_known w a ->
  term_means w o (Terms.width (array_element a) * i) ->
  exists u, world_terms u = fst (element_read (world_terms w) a o) /\ term_later w u /\
    term_means u (snd (element_read (world_terms w) a o)) (contents_of w a i).
Proof.
  intros S K M. unfold element_read.
  destruct (TermSelects.select_on_ok (world_terms w) (array_heap a) (array_element a) (array_reference a) o (world_sound w) K S (proj1 M)) as [G E].
  destruct (grown_later w _ G) as (u' & A & B & L' & K'). exists u'. split; [exact A|].
  split; [exact L'|]. split; [now rewrite A|]. rewrite A, B, E. destruct M as [_ M]. now rewrite M.
Qed.

(** The array with another element at an offset. *)
Definition element_written (T : terms) (a : known_array) (offset value : term) : terms * known_array :=
  let (T, h) := TermTable.share T (Terms.Store (array_heap a) (array_element a) (array_reference a) offset value) in
  (T, with_heap h a).

Lemma element_written_means w a o i x z : TermTable.known (world_terms w) (array_reference a) -> heap_known w a ->
  term_means w o (Terms.width (array_element a) * i) -> term_means w x z ->
  let (T, b) := element_written (world_terms w) a o x in
  exists u h, b = with_heap h a /\ world_terms u = T /\ term_later w u /\ heap_known u b /\
    forall j, contents_of u b j = if j =? i then z else contents_of w a j.
Proof.
  intros S K M X. unfold element_written.
  destruct (TermTable.share_ok (world_terms w) (Terms.Store (array_heap a) (array_element a) (array_reference a) o x) (world_sound w)) as [G E].
  { repeat (apply Forall_cons || apply Forall_nil); try apply M; try apply X; assumption. }
  destruct (grown_later w _ G) as (u' & A & B & L' & K').
  destruct (TermTable.share (world_terms w) _) as [T h]. cbn [fst snd] in *. subst T.
  exists u', h. split; [reflexivity|]. split; [reflexivity|]. split; [exact L'|].
  split; [exact K'|]. intros j. unfold contents_of, reference_in.
  cbn [with_heap array_heap array_element array_reference]. rewrite (word_in_later w u' _ L' S), B, E. cbn [Terms.mean Terms.of_heap Terms.contents]. unfold Terms.here, Terms.word_of, word_in, TermTable.value.
  destruct M as [_ M], X as [_ X]. unfold TermTable.value in M, X. rewrite M, X, Z.eqb_refl.
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

Lemma numbers_written_means values : forall w a index, TermTable.known (world_terms w) (array_reference a) -> heap_known w a -> 0 <= index ->
  Terms.width (array_element a) * (index + Z.of_nat (length values)) <= modulus -> Forall word values ->
  let (T, b) := numbers_written (world_terms w) a index values in
  exists u h, b = with_heap h a /\ world_terms u = T /\ term_later w u /\ heap_known u b /\
    forall j, contents_of u b j = overwritten (contents_of w a) index values j.
Proof.
  induction values as [|z values IH]; intros w a index S K I B WV; cbn [numbers_written overwritten].
  - exists w, (array_heap a). split; [now destruct a|]. split; [reflexivity|]. split; [apply term_later_refl|]. now split.
  - cbn [length] in B. rewrite Nat2Z.inj_succ in B. inversion WV as [|? ? WZ WV']; subst.
    assert (WO : word (Terms.width (array_element a) * index)) by (unfold word; destruct (width_cases (array_element a)) as [Q|Q]; rewrite Q in *; lia).
    destruct (constant_means w (Terms.width (array_element a) * index)) as (u & U & L & V).
    destruct (constant (world_terms w) _) as [T o]. cbn [fst snd] in *. subst T. rewrite wrap_id in V by exact WO.
    destruct (constant_means u z) as (u1 & U1 & L1 & V1).
    destruct (constant (world_terms u) z) as [T x]. cbn [fst snd] in *. subst T. rewrite wrap_id in V1 by exact WZ.
    assert (LW : term_later w u1) by (eapply term_later_trans; eassumption).
    pose proof (element_written_means u1 a o index x z (known_later _ _ _ LW S) (heap_known_later _ _ _ LW K)
      (term_means_later _ _ _ _ L1 V) V1) as H.
    destruct (element_written (world_terms u1) a o x) as [T b]. destruct H as (u2 & h & -> & <- & L2 & K2 & C2).
    specialize (IH u2 (with_heap h a) (index + 1) (known_later _ _ _ (term_later_trans _ _ _ LW L2) S) K2 ltac:(lia)
      ltac:(cbn [array_element with_heap]; replace (index + 1 + Z.of_nat (length values)) with (index + Z.succ (Z.of_nat (length values))) by lia; exact B) WV').
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
Definition block_within (T : terms) (facts : list literal) (n from count : term) : bool :=
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

Lemma block_within_ok w facts t length from count i n : facts_hold w facts -> term_means w from i -> term_means w count n ->
  term_means w t length -> block_within (world_terms w) facts t from count = true -> 0 <= i /\ 1 <= n /\ i + n <= length.
Proof.
  intros F MI MN V0. unfold block_within. pose proof (means_word w from i MI) as WI. pose proof (means_word w count n MN) as WN.
  pose proof (means_word w t length V0) as WL.
  operation_step w Sltu t from V0 MI u1 L1 V1. apply (term_means_later _ _ _ _ L1) in MI, MN, V0.
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
  let (T, h) := TermTable.share T (Terms.Fill (array_heap a) (array_reference a) from came byte) in
  (T, with_heap h a).

Lemma block_filled_means w a o i c n b f : TermTable.known (world_terms w) (array_reference a) -> array_element a = element_byte -> heap_known w a ->
  term_means w o i -> term_means w c n -> TermTable.known (world_terms w) b ->
  (forall place, TermTable.value (world_values w) (world_terms w) b place = f place) ->
  let (T, x) := block_filled (world_terms w) a o c b in
  exists u h, x = with_heap h a /\ world_terms u = T /\ term_later w u /\ heap_known u x /\
    forall j, contents_of u x j = if (i <=? j) && (j <? i + n) then f (j - i) else contents_of w a j.
Proof.
  intros S EL K MO MC KB VB. unfold block_filled.
  destruct (TermTable.share_ok (world_terms w) (Terms.Fill (array_heap a) (array_reference a) o c b) (world_sound w)) as [G E].
  { repeat (apply Forall_cons || apply Forall_nil); try apply MO; try apply MC; assumption. }
  destruct (grown_later w _ G) as (u' & A & B & L' & K').
  destruct (TermTable.share (world_terms w) _) as [T h]. cbn [fst snd] in *. subst T.
  exists u', h. split; [reflexivity|]. split; [reflexivity|]. split; [exact L'|].
  split; [exact K'|]. intros j. unfold contents_of, reference_in.
  cbn [with_heap array_heap array_element array_reference]. rewrite (word_in_later w u' _ L' S).
  rewrite EL, B, E. cbn [Terms.mean Terms.of_heap Terms.contents Terms.width Terms.same_element].
  unfold Terms.word_of, word_in, TermTable.value. destruct MO as [_ MO], MC as [_ MC]. unfold TermTable.value in MO, MC, VB. rewrite MO, MC, Z.eqb_refl.
  rewrite VB. cbn [andb]. rewrite Z.mul_1_l.
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

Definition find_array (arrays : list known_array) (reference : term) : option known_array :=
  find (fun a => Pos.eqb (array_reference a) reference) arrays.

Lemma find_array_in arrays r a : find_array arrays r = Some a -> In a arrays /\ array_reference a = r.
Proof. intros F. apply find_some in F as [I E]. apply Pos.eqb_eq in E. now split. Qed.

(** The arrays, with this one instead of the one at its place. *)
Definition replaced (a : known_array) (arrays : list known_array) : list known_array :=
  map (fun b => if Pos.eqb (array_reference b) (array_reference a) then a else b) arrays.

Lemma same_place_refl a : same_place a a.
Proof. repeat split. Qed.

(** It is one of them that is replaced, so the others stay as they are. *)
Lemma replaced_ok (P Q : known_array -> Prop) w low high arrays a b : laid w low high arrays -> In a arrays -> same_place a b ->
  Forall P arrays -> Q b -> (forall c, In c arrays -> P c -> beside w a c -> Q c) ->
  laid w low high (replaced b arrays) /\ Forall Q (replaced b arrays).
Proof.
  intros L A S H B C. pose proof S as (R & _). assert (EACH : forall c, In c arrays ->
      (array_reference c = array_reference b /\ c = a) \/ (array_reference c <> array_reference b /\ beside w a c)).
  { intros c I. destruct (Pos.eq_dec (array_reference c) (array_reference b)) as [E|N].
    - left. split; [exact E|]. apply (laid_same _ _ _ _ _ _ L I A). unfold reference_in. congruence.
    - right. split; [exact N|]. destruct (laid_two _ _ _ _ _ _ L A I) as [->|D]; [congruence|exact D]. }
  split.
  - apply (laid_places _ _ _ _ _ L). clear H C L A. unfold replaced. induction arrays as [|c l IH]; cbn [map]; constructor.
    + destruct (Pos.eqb_spec (array_reference c) (array_reference b)) as [E|N]; [|apply same_place_refl].
      destruct (EACH c (or_introl eq_refl)) as [[_ ->]|[N _]]; [exact S|contradiction].
    + apply IH. intros d I. apply EACH. now right.
  - unfold replaced. apply Forall_forall. intros x I. apply in_map_iff in I as (c & <- & I). rewrite Forall_forall in H.
    destruct (Pos.eqb_spec (array_reference c) (array_reference b)) as [E|N]; [exact B|].
    destruct (EACH c I) as [[E _]|[_ D]]; [contradiction|]. now apply C; auto.
Qed.

(** Each stays at its place. *)
Lemma replaced_there w low high arrays a b claims : laid w low high arrays -> In a arrays -> same_place a b ->
  all_there claims arrays -> all_there claims (replaced b arrays).
Proof.
  intros L A (R & E & N). apply Forall_impl. intros c (x & I & S). exists (if Pos.eqb (array_reference x) (array_reference b) then b else x).
  split; [apply in_map_iff; exists x; split; [reflexivity|exact I]|]. destruct (Pos.eqb_spec (array_reference x) (array_reference b)) as [Q|]; [|exact S].
  assert (x = a) by (apply (laid_same _ _ _ _ _ _ L I A); unfold reference_in; congruence). subst x.
  destruct S as (S1 & S2 & S3). repeat split; congruence.
Qed.
