(** The whole store: arrays that both sides have, whether a cut point speaks of them or not.

    Where they are, and what their elements are, a proof knows, and no checker. So a function may be called that does not know all arrays of
    its callers: what it knows nothing of it does not change. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table EllRun TermWorlds KnownArrays EllSymbolic MachineCells MachineArrays.
From Etalon Require Terms LawsTerms TermTable Memory.
Import ListNotations.
Open Scope Z_scope.

(** Where an array is, and what it is. *)
Record place := { place_reference : Z; place_element : element; place_length : Z }.

Definition place_end (p : place) : Z := place_reference p + EllRun.room (place_element p) (place_length p).

(** Its place in both memories. *)
Definition area_of (p : place) : Z * Z := (place_reference p, place_end p).

(** The place of an array that is known. *)
Definition place_in (w : term_world) (a : known_array) : place :=
  {| place_reference := reference_in w a; place_element := array_element a; place_length := length_in w a |}.

Lemma place_end_in w a : place_end (place_in w a) = behind w a.
Proof. reflexivity. Qed.

(** It is the same on both sides. *)
Definition shared (all : table (option array)) (bytes : table Z) (p : place) : Prop :=
  0 <= place_length p /\ Memory.load 4 bytes (place_reference p) = place_length p /\
  exists b, get None all (place_reference p) = Some b /\ length_of b = place_length p /\
    forall i, 0 <= i < place_length p -> 0 <= element_at b i < Terms.values_of_element (place_element p) /\
      Memory.load (bytes_of (place_element p)) bytes (place_reference p + 4 + Terms.width (place_element p) * i) = element_at b i.

Definition places_beside (p q : place) : Prop := place_end p <= place_reference q \/ place_end q <= place_reference p.

(** All these arrays are, and they lie one beside the other in an area. *)
Record whole (low high : Z) (all : table (option array)) (bytes : table Z) (l : list place) : Prop := {
  whole_inside : Forall (fun p => low <= place_reference p /\ place_end p <= high) l;
  whole_beside : ForallOrdPairs places_beside l;
  whole_shared : Forall (shared all bytes) l
}.

Lemma shared_room all bytes p : shared all bytes p -> place_reference p + 4 <= place_end p.
Proof.
  intros [N _]. pose proof (room_elements (place_element p) _ N) as R. unfold place_end.
  destruct (width_cases (place_element p)) as [E|E]; rewrite E in R; lia.
Qed.

(** Two that are not the same do not overlap. *)
Lemma whole_two low high all bytes l p q : whole low high all bytes l -> In p l -> In q l -> p = q \/ places_beside p q.
Proof.
  intros [_ B _] P Q. destruct (ForallOrdPairs_In B p q P Q) as [E|[E|E]]; [now left|now right|right]. unfold places_beside in *. tauto.
Qed.

Lemma whole_same low high all bytes l p q : whole low high all bytes l -> In p l -> In q l -> place_reference p = place_reference q -> p = q.
Proof.
  intros W P Q E. destruct (whole_two _ _ _ _ _ _ _ W P Q) as [S|S]; [exact S|]. destruct W as [_ _ S']. rewrite Forall_forall in S'.
  pose proof (shared_room _ _ _ (S' p P)). pose proof (shared_room _ _ _ (S' q Q)). unfold places_beside in S. lia.
Qed.

Lemma whole_nothing low high all bytes : whole low high all bytes [].
Proof. constructor; constructor. Qed.

(** * What is known of an array that is one of them *)

(** The contents with which a segment begins are those of the store. *)
Definition first_there (first : element -> Z -> Z -> Z) (all : table (option array)) (p : place) : Prop :=
  forall b i, get None all (place_reference p) = Some b -> 0 <= i < place_length p ->
    first (place_element p) (place_reference p) (Terms.width (place_element p) * i) = element_at b i.

(** So with a term for these contents they are as they are known. *)
Lemma shared_known w all bytes l : Forall (shared all bytes) l -> Forall (first_there (Terms.first_contents (world_values w)) all) l ->
  exists u, world_terms u = fst (unknown_heap (world_terms w)) /\ term_later w u /\
    forall j a, term_later u j -> array_heap a = snd (unknown_heap (world_terms w)) -> array_head a = array_length a ->
      TermTable.known (world_terms j) (array_reference a) -> TermTable.known (world_terms j) (array_length a) -> In (place_in j a) l ->
      source_array_true j all a /\ machine_array_true j bytes a.
Proof.
  intros SH FI. destruct (unknown_heap_means w) as (u & U & UV & L & KH & MH). destruct (unknown_heap (world_terms w)) as [T h].
  cbn [fst snd] in *. exists u. split; [exact U|]. split; [exact L|]. intros j a LJ HA HD KR KN I.
  rewrite Forall_forall in SH, FI. destruct (SH _ I) as (N & LD & b & G & LB & E). pose proof (FI _ I b) as F. cbn [place_in place_reference place_element place_length] in *.
  assert (K : array_known j a) by (split; [exact KR|split; [exact KN|]]; unfold heap_known; rewrite HA; exact (known_later _ _ _ LJ KH)).
  assert (C : forall i, 0 <= i < length_in j a -> contents_of j a i = element_at b i).
  { intros i B. unfold contents_of. rewrite HA. destruct LJ as [_ LJ]. rewrite (LJ h KH), MH. cbn [Terms.mean Terms.of_heap Terms.contents].
    destruct (E i B) as [EB _]. rewrite (F i G B). apply Z.mod_small. exact EB. }
  split; (split; [exact K|]).
  - exists b. split; [exact G|]. split; [exact LB|]. intros i B. now rewrite C.
  - split; [rewrite HD, LD; now apply word_in_means|]. intros i B. destruct (E i B) as [_ EL]. rewrite C by exact B. exact EL.
Qed.

(** Arrays lie one beside the other where their places are different ones of these. *)
Lemma laid_places_of w low high all bytes l arrays : whole low high all bytes l ->
  Forall (fun a => TermTable.known (world_terms w) (array_reference a) /\ TermTable.known (world_terms w) (array_length a)) arrays ->
  Forall (fun a => In (place_in w a) l) arrays -> ForallOrdPairs (fun a b => place_in w a <> place_in w b) arrays -> laid w low high arrays.
Proof.
  intros W K I D. constructor; [exact K| |].
  - pose proof (whole_inside _ _ _ _ _ W) as WI. rewrite Forall_forall in *. intros a A. exact (WI _ (I a A)).
  - clear K. induction D as [|a arrays D1 D IH]; constructor; inversion I; subst; [|auto].
    rewrite Forall_forall in *. intros b B. destruct (whole_two _ _ _ _ _ _ (place_in w b) W ltac:(eassumption) ltac:(auto)) as [E|E].
    + destruct (D1 b B E).
    + exact E.
Qed.

(** * What changes and what does not *)

(** Those that are not at the places of arrays that are known. *)
Definition others_of (w : term_world) (arrays : list known_array) (l : list place) : list place :=
  filter (fun p => negb (existsb (fun a => reference_in w a =? place_reference p) arrays)) l.

Lemma others_in w arrays l p : In p (others_of w arrays l) -> In p l /\ forall a, In a arrays -> reference_in w a <> place_reference p.
Proof.
  intros I. apply filter_In in I as [I N]. split; [exact I|]. intros a A E. apply negb_true_iff in N.
  assert (X : existsb (fun a => reference_in w a =? place_reference p) arrays = true) by (apply existsb_exists; exists a; split; [exact A|now apply Z.eqb_eq]).
  congruence.
Qed.

(** An array that nobody changes stays the same on both sides. *)
Lemma shared_stays all all' bytes bytes' p low high : shared all bytes p -> 0 <= low -> high <= modulus ->
  low <= place_reference p -> place_end p <= high -> get None all' (place_reference p) = get None all (place_reference p) ->
  (forall a, place_reference p <= a < place_end p -> Memory.byte_at bytes' a = Memory.byte_at bytes a) -> shared all' bytes' p.
Proof.
  intros S LO HI A B G D. pose proof (shared_room _ _ _ S) as R. destruct S as (N & LD & b & Q & LB & E). split; [exact N|].
  split; [rewrite <- LD; apply load_same; intros i I; change (Z.of_nat 4) with 4 in I; apply D; lia|].
  exists b. split; [congruence|]. split; [exact LB|]. intros i I. destruct (E i I) as [E1 E2]. split; [exact E1|]. rewrite <- E2.
  apply load_same. intros k K. rewrite bytes_width in K. apply D. pose proof (room_elements (place_element p) _ N) as RE. unfold place_end.
  destruct (width_cases (place_element p)) as [W|W]; rewrite W in *; lia.
Qed.

(** Is an array that both sides know the same on both? *)
Definition array_shared (T : terms) (facts : list literal) (others : list known_array) (own : known_array) : bool :=
  match find_array others (array_reference own) with
  | Some other =>
      Terms.same_element (array_element own) (array_element other) && Pos.eqb (array_length own) (array_length other) &&
      same_terms T facts (array_head other) (array_length own) && TermTable.within_of T (array_heap own) &&
      same_contents most_writes T facts (array_heap own) (array_heap other)
  | None => false
  end.

Lemma array_shared_ok w facts all bytes others own : facts_hold w facts -> source_array_true w all own -> Forall (machine_array_true w bytes) others ->
  array_shared (world_terms w) facts others own = true -> shared all bytes (place_in w own).
Proof.
  intros F ((KR & KN & KH) & b & G & LB & C1) MA. unfold array_shared. destruct (find_array others _) as [other|] eqn:FA; [|discriminate].
  apply find_array_in in FA as [IO RO]. rewrite Forall_forall in MA. destruct (MA other IO) as ((_ & KN2 & KH2) & HM & C2).
  intros H. apply andb_prop in H as [H SC]. apply andb_prop in H as [H WI]. apply andb_prop in H as [H HL]. apply andb_prop in H as [EL LE].
  apply LawsTerms.same_element_true in EL. apply Pos.eqb_eq in LE.
  assert (RE : reference_in w other = reference_in w own) by (unfold reference_in; now rewrite RO).
  assert (LN : length_in w other = length_in w own) by (unfold length_in; now rewrite LE).
  split; [apply length_positive|]. cbn [place_in place_reference place_element place_length].
  split; [rewrite <- RE; exact (same_terms_mean w facts _ _ _ _ F HM (word_in_means w _ KN) HL)|].
  exists b. split; [exact G|]. split; [exact LB|]. intros i I.
  assert (CO : contents_of w other i = contents_of w own i).
  { unfold contents_of. rewrite EL, RE. symmetry. now apply (same_contents_ok w facts F _ _ _ KH KH2 SC). }
  split.
  - rewrite C1 by exact I. unfold contents_of.
    pose proof (TermTable.within_ok (world_terms w) (array_heap own) (world_values w) (world_sound w) WI
      (array_element own) (reference_in w own) (Terms.width (array_element own) * i)) as B.
    destruct (array_element own); cbn [LawsTerms.bound_of_element Terms.values_of_element] in *; lia.
  - rewrite C1, <- CO, <- C2 by (rewrite ?LN; exact I). rewrite EL. unfold place_of, first_place. now rewrite RE.
Qed.

(** All that are known are the same on both sides. *)
Definition store_shared (T : terms) (facts : list literal) (own others : list known_array) : bool := forallb (array_shared T facts others) own.

(** With those that are not known, and that nobody changed, these are the whole store again. *)
Definition whole_then (w : term_world) (arrays : list known_array) (others : list place) : list place := map (place_in w) arrays ++ others.

Lemma whole_goes_on w facts all bytes own machine others low high : facts_hold w facts -> laid w low high own ->
  Forall (source_array_true w all) own -> Forall (machine_array_true w bytes) machine -> store_shared (world_terms w) facts own machine = true ->
  Forall (shared all bytes) others -> Forall (fun p => low <= place_reference p /\ place_end p <= high) others -> ForallOrdPairs places_beside others ->
  Forall (fun p => Forall (lies_apart w (area_of p)) own) others ->
  whole low high all bytes (whole_then w own others).
Proof.
  intros F LD SA MA SS SO IO BO AP. unfold whole_then. constructor.
  - apply Forall_app. split; [|exact IO]. apply Forall_forall. intros p I. apply in_map_iff in I as (a & <- & I).
    destruct (laid_in _ _ _ _ _ LD I) as (_ & _ & A & B). split; [exact A|exact B].
  - pose proof (laid_beside _ _ _ _ LD) as LB. clear LD SA SS. revert LB AP. induction own as [|a own IH]; intros LB AP; [exact BO|].
    inversion LB; subst. cbn [map app]. constructor; [|apply IH; [assumption|]].
    + apply Forall_app. split.
      * apply Forall_forall. intros p I. apply in_map_iff in I as (b & <- & I). match goal with H : Forall _ own |- _ => rewrite Forall_forall in H; exact (H b I) end.
      * rewrite Forall_forall in AP. apply Forall_forall. intros p I. specialize (AP p I). inversion AP; subst. assumption.
    + eapply Forall_impl; [|exact AP]. intros p H. now inversion H.
  - apply Forall_app. split; [|exact SO]. apply Forall_forall. intros p I. apply in_map_iff in I as (a & <- & I).
    unfold store_shared in SS. rewrite forallb_forall in SS. rewrite Forall_forall in SA. exact (array_shared_ok w facts all bytes machine a F (SA a I) MA (SS a I)).
Qed.

(** When a segment begins, the others are apart from what is known. *)
Lemma others_before w low started all bytes l claims : whole low started all bytes l -> Forall (fun a => In (place_in w a) l) claims ->
  Forall (as_before started all w all claims) (map area_of (others_of w claims l)).
Proof.
  intros W I. apply Forall_forall. intros area A. apply in_map_iff in A as (p & <- & P). apply others_in in P as [P N].
  pose proof (whole_inside _ _ _ _ _ W) as WI. pose proof (whole_shared _ _ _ _ _ W) as WS. rewrite Forall_forall in I, WI, WS.
  pose proof (shared_room _ _ _ (WS p P)). destruct (WI p P). unfold as_before, area_of. cbn [fst snd]. split; [lia|]. split; [reflexivity|].
  apply Forall_forall. intros a A. destruct (whole_two _ _ _ _ _ _ _ W (I a A) P) as [E|E].
  - destruct (N a A). exact (f_equal place_reference E).
  - unfold places_beside in E. rewrite place_end_in in E. exact E.
Qed.

(** When it ends, what is known and the others are the whole store, with all that were in it. *)
Lemma store_goes_on w0 w low started next all0 all bytes0 bytes l claims own machine facts :
  whole low started all0 bytes0 l -> laid w0 low started claims -> Forall (fun a => In (place_in w0 a) l) claims ->
  term_later w0 w -> all_there claims own -> laid w low next own -> 0 <= low -> started <= next -> next <= modulus ->
  facts_hold w facts -> Forall (source_array_true w all) own -> Forall (machine_array_true w bytes) machine ->
  store_shared (world_terms w) facts own machine = true ->
  let others := others_of w0 claims l in
  Forall (as_before started all0 w all own) (map area_of others) ->
  Forall (fun area => forall p, fst area <= p < snd area -> Memory.byte_at bytes p = Memory.byte_at bytes0 p) (map area_of others) ->
  let more := whole_then w own others in
  whole low next all bytes more /\ incl l more /\ Forall (fun a => In (place_in w a) more) own.
Proof.
  intros W LD I L TH LO L0 S N F SA MA SS others AB BY more. rewrite Forall_forall in I, AB, BY.
  pose proof (whole_inside _ _ _ _ _ W) as WI. pose proof (whole_shared _ _ _ _ _ W) as WS. rewrite Forall_forall in WI, WS.
  split; [|split].
  - apply (whole_goes_on w facts all bytes own machine others low next F LO SA MA SS).
    + apply Forall_forall. intros p P. pose proof (in_map area_of _ _ P) as A. apply others_in in P as [P _]. destruct (WI p P) as [B C].
      destruct (AB _ A) as (_ & G & _). exact (shared_stays all0 all bytes0 bytes p low next (WS p P) L0 N B ltac:(lia) G (BY _ A)).
    + apply Forall_forall. intros p P. apply others_in in P as [P _]. destruct (WI p P). lia.
    + pose proof (whole_beside _ _ _ _ _ W) as B. unfold others, others_of. clear -B. induction B as [|p l B1 B IH]; [constructor|]. cbn [filter].
      destruct (negb _); [|exact IH]. constructor; [|exact IH]. rewrite Forall_forall in *. intros q Q. apply filter_In in Q as [Q _]. now apply B1.
    + apply Forall_forall. intros p P. destruct (AB _ (in_map area_of _ _ P)) as (_ & _ & A). exact A.
  - intros p P. apply in_app_iff. destruct (existsb (fun a => reference_in w0 a =? place_reference p) claims) eqn:X.
    + left. apply existsb_exists in X as (c & IC & E). apply Z.eqb_eq in E. unfold all_there in TH. rewrite Forall_forall in TH.
      destruct (TH c IC) as (a & IA & R & EL & LE). apply in_map_iff. exists a. split; [|exact IA].
      assert (Q : place_in w0 c = p) by exact (whole_same _ _ _ _ _ _ _ W (I c IC) P E). rewrite <- Q.
      destruct (laid_in _ _ _ _ _ LD IC) as (KR & KN & _). unfold place_in, reference_in, length_in. rewrite <- R, <- EL, <- LE.
      now rewrite (word_in_later w0 w _ L KR), (word_in_later w0 w _ L KN).
    + right. apply filter_In. split; [exact P|]. now rewrite X.
  - apply Forall_forall. intros a A. apply in_app_iff. left. now apply in_map.
Qed.
