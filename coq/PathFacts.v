(** What the facts of a path say of words, and the range of a term where they are true
    (src/proof/checker/paths/derive.ts). The theorem [range_ok] says that the word of the term is in the range, by every
    valuation under which the facts are true. PathChains.v goes on from here. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned Terms LawsBounds LawsFacts TermTable TermSums Ranges.
Import ListNotations.
Open Scope Z_scope.

(** * Facts *)

(** A term that is a condition, and whether it holds. *)
Definition literal : Type := term * bool.

Definition true_of (v : valuation) (T : table) (l : literal) : Prop := holds (value v T (fst l) 0) = snd l.

(** The facts are true. *)
Definition satisfied (v : valuation) (T : table) (facts : list literal) : Prop := Forall (true_of v T) facts.

Definition literals_known (T : table) (facts : list literal) : Prop := Forall (fun l => known T (fst l)) facts.

(** The operation that a term is, and its operands. *)
Definition apply_of (T : table) (t : term) : option (operation * term * term) :=
  match made_of T t with Some (Apply o a b) => Some (o, a, b) | _ => None end.

Lemma apply_of_ok T t o a b : sound T -> apply_of T t = Some (o, a, b) ->
  known T a /\ known T b /\ forall v place, value v T t place = operate o (value v T a place) (value v T b place).
Proof.
  intros S. unfold apply_of. destruct (made_of T t) as [n|] eqn:F; [|discriminate].
  destruct (made_of_ok T t n S F) as [O M]. destruct n; try discriminate.
  intros [= <- <- <-]. inversion O as [|? ? A O']; subst. inversion O' as [|? ? B]; subst.
  repeat split; auto. intros. unfold value. now rewrite M.
Qed.

(** A term and a constant that is added to it; the constant alone, where there is no term. *)
Definition side : Type := option term * Z.

Definition side_value (v : valuation) (T : table) (s : side) : Z :=
  wrap (match fst s with Some t => value v T t 0 | None => 0 end + snd s).

Definition side_known (T : table) (s : side) : Prop := match fst s with Some t => known T t | None => True end.

Lemma side_word v T s : word (side_value v T s).
Proof. apply wrap_word. Qed.

Lemma side_of v T t : side_value v T (Some t, 0) = value v T t 0.
Proof. unfold side_value. cbn [fst snd]. rewrite Z.add_0_r. apply wrap_id, value_word. Qed.

(** A side as a sum. *)
Definition side_sum (T : table) (s : side) : linear :=
  match fst s with Some t => plus (as_sum T t) (snd s, []) | None => (snd s, []) end.

Lemma side_sum_ok T s v : sound T -> side_known T s -> sum_value v T (side_sum T s) 0 = side_value v T s.
Proof.
  intros S K. destruct s as [[t|] c]; unfold side_sum, side_value; cbn [fst snd side_known] in *.
  - rewrite plus_sum_value, sum_of, number_of by assumption. unfold operate, result. now unwrap.
  - now rewrite number_of, Z.add_0_l.
Qed.

(** The difference of two. *)
Definition side_difference (T : table) (a b : side) : linear := plus (side_sum T a) (times (-1) (side_sum T b)).

Lemma side_difference_ok T a b v : sound T -> side_known T a -> side_known T b ->
  sum_value v T (side_difference T a b) 0 = sub (side_value v T a) (side_value v T b).
Proof.
  intros S A B. unfold side_difference. rewrite plus_sum_value, times_sum_value, !side_sum_ok by assumption. rings.
Qed.

(** What a fact says of two words. *)
Inductive comparison :=
  (** The number of the lower in the order, plus the gap, is at most that of the upper. *)
  | In_order (o : order) (lower upper : side) (gap : Z)
  | Same (a b : side)
  | Apart (a b : side).

Definition comparison_true (v : valuation) (T : table) (c : comparison) : Prop :=
  match c with
  | In_order o lower upper gap => number o (side_value v T lower) + gap <= number o (side_value v T upper)
  | Same a b => side_value v T a = side_value v T b
  | Apart a b => side_value v T a <> side_value v T b
  end.

(** The sides of a comparison. *)
Definition sides_of (c : comparison) : side * side :=
  match c with In_order _ a b _ | Same a b | Apart a b => (a, b) end.

(** The two words that are equal when a term is a constant: those of a difference, or the term and the constant. *)
Definition equal_sides (T : table) (a b : term) : side * side :=
  match constant_of T b with
  | None => ((Some a, 0), (Some b, 0))
  | Some z =>
    match made_of T a with
    | Some (Sum c [(x, f); (y, g)]) =>
      if (f =? 1) && (g =? modulus - 1) then ((Some x, c - z), (Some y, 0)) else ((Some a, 0), (None, z))
    | _ => ((Some a, 0), (None, z))
    end
  end.

(** What a fact says that is no comparison: its word is 0, or it is not (literal_word). *)
Definition word_of_fact (T : table) (l : literal) : option comparison :=
  let (word, zero) := ((Some (fst l), 0), (None, 0)) in
  match made_of T (fst l) with Some _ => Some (if snd l then Apart word zero else Same word zero) | None => None end.

Definition comparison_of (T : table) (l : literal) : option comparison :=
  match apply_of T (fst l) with
  | Some (Slt, a, b) =>
    Some (if snd l then In_order Signed (Some a, 0) (Some b, 0) 1 else In_order Signed (Some b, 0) (Some a, 0) 0)
  | Some (Sltu, a, b) =>
    Some (if snd l then In_order Unsigned (Some a, 0) (Some b, 0) 1 else In_order Unsigned (Some b, 0) (Some a, 0) 0)
  | Some (Equal, a, b) =>
    let (x, y) := equal_sides T a b in Some (if snd l then Same x y else Apart x y)
  | _ => word_of_fact T l
  end.

Lemma equal_sides_ok T a b x y : sound T -> known T a -> known T b -> equal_sides T a b = (x, y) ->
  side_known T x /\ side_known T y /\
  forall v, value v T a 0 = value v T b 0 <-> side_value v T x = side_value v T y.
Proof.
  intros S A B. unfold equal_sides. destruct (constant_of T b) as [z|] eqn:C.
  2:{ intros [= <- <-]. repeat split; auto; now rewrite !side_of in *. }
  assert (V : forall v, value v T b 0 = z /\ word z) by (intros; now apply constant_ok).
  assert (D : ((Some a, 0), (None, z)) = (x, y) -> side_known T x /\ side_known T y /\
    forall v, value v T a 0 = value v T b 0 <-> side_value v T x = side_value v T y).
  { intros [= <- <-]. repeat split; auto; destruct (V v) as [-> W]; rewrite side_of;
    unfold side_value; cbn [fst snd]; now rewrite Z.add_0_l, wrap_id. }
  destruct (made_of T a) as [n|] eqn:F; [|exact D].
  destruct (made_of_ok T a n S F) as [O M]. destruct n as [| |c parts| | | | | | | |]; try exact D.
  destruct parts as [|[p f] [|[q g] [|]]]; try exact D.
  destruct (Z.eqb_spec f 1) as [->|]; [|exact D]. destruct (Z.eqb_spec g (modulus - 1)) as [->|]; [|exact D].
  cbn [andb]. intros [= <- <-]. inversion O as [|? ? P O']; subst. inversion O' as [|? ? Q]; subst.
  split; [exact P|split; [exact Q|]]. intros v. destruct (V v) as [-> W]. rewrite side_of.
  unfold value at 1. rewrite M. cbn [mean of_word at_place parts_of map total fst snd].
  unfold side_value. cbn [fst snd]. pose proof (value_word v T q 0) as WQ. unfold value in *.
  set (i := at_place (means v T p) 0) in *. set (j := at_place (means v T q) 0) in *.
  replace (wrap (c + (1 * i + ((modulus - 1) * j + 0)))) with (wrap (c + i - j))
    by (symmetry; apply wrap_congruent with j; ring).
  split; intros E.
  - replace (i + (c - z)) with (c + i - j + (j - z)) by ring. rewrite <- wrap_add_l, E.
    replace (z + (j - z)) with j by ring. now apply wrap_id.
  - rewrite <- E, wrap_sub_r. replace (c + i - (i + (c - z))) with z by ring. now apply wrap_id.
Qed.

Lemma word_of_fact_ok T l c : sound T -> word_of_fact T l = Some c ->
  side_known T (fst (sides_of c)) /\ side_known T (snd (sides_of c)) /\
  forall v, true_of v T l -> comparison_true v T c.
Proof.
  intros S. unfold word_of_fact. destruct l as [t h]. cbn [fst snd]. destruct (made_of T t) as [n|] eqn:M; [|discriminate].
  pose proof (made_of_known T t n S M) as K. intros [= <-].
  destruct h; (split; [exact K|split; [exact I|]]); intros v H; unfold true_of, holds in H; cbn [comparison_true fst snd] in *;
    rewrite side_of; change (side_value v T (None, 0)) with 0; destruct (Z.eqb_spec (value v T t 0) 0); congruence || discriminate.
Qed.

Lemma comparison_of_ok T l c : sound T -> comparison_of T l = Some c ->
  side_known T (fst (sides_of c)) /\ side_known T (snd (sides_of c)) /\
  forall v, true_of v T l -> comparison_true v T c.
Proof.
  intros S. unfold comparison_of. pose proof (word_of_fact_ok T l c S) as WORD. destruct l as [t h]. cbn [fst snd] in *.
  destruct (apply_of T t) as [[[o a] b]|] eqn:E; [|exact WORD].
  destruct (apply_of_ok T t o a b S E) as (A & B & V).
  assert (H : forall v, true_of v T (t, h) -> holds (operate o (value v T a 0) (value v T b 0)) = h).
  { intros v H. unfold true_of in H. cbn [fst snd] in H. now rewrite V in H. }
  destruct o; try exact WORD.
  - intros [= <-]. destruct h; cbn [sides_of fst snd]; (split; [assumption|split; [assumption|]]); intros v T1; apply H in T1;
      rewrite slt_truth, holds_truth in T1; cbn [comparison_true number]; rewrite !side_of.
    + apply Z.ltb_lt in T1. lia.
    + apply Z.ltb_ge in T1. lia.
  - intros [= <-]. destruct h; cbn [sides_of fst snd]; (split; [assumption|split; [assumption|]]); intros v T1; apply H in T1;
      rewrite sltu_truth, holds_truth in T1; cbn [comparison_true number]; rewrite !side_of.
    + apply Z.ltb_lt in T1. lia.
    + apply Z.ltb_ge in T1. lia.
  - destruct (equal_sides T a b) as [x y] eqn:Q. destruct (equal_sides_ok T a b x y S A B Q) as (X & Y & W).
    intros [= <-]. destruct h; cbn [sides_of fst snd]; (split; [assumption|split; [assumption|]]); intros v T1; apply H in T1;
      rewrite equal_truth_value, holds_truth in T1; cbn [comparison_true]; rewrite <- W.
    + now apply Z.eqb_eq.
    + now apply Z.eqb_neq.
Qed.

(** What some facts say, each of its two words. *)
Definition comparisons (T : table) (facts : list literal) : list comparison :=
  flat_map (fun l => match comparison_of T l with Some c => [c] | None => [] end) facts.

(** What is said is of terms that are known, and true. *)
Definition compared (v : valuation) (T : table) (said : list comparison) : Prop :=
  Forall (fun c => side_known T (fst (sides_of c)) /\ side_known T (snd (sides_of c)) /\ comparison_true v T c) said.

Lemma comparisons_ok T facts v : sound T -> satisfied v T facts -> compared v T (comparisons T facts).
Proof.
  intros S F. apply Forall_forall. intros c I. apply in_flat_map in I as (l & IL & I).
  destruct (comparison_of T l) as [d|] eqn:C; [|destruct I]. destruct I as [<-|[]].
  destruct (comparison_of_ok T l d S C) as (A & B & H). repeat split; [exact A|exact B|].
  apply H. exact (proj1 (Forall_forall _ _) F l IL).
Qed.

(** * Ranges *)

(** b - a as a signed number, when it is a constant. *)
Definition distance_between (T : table) (a b : side) : option Z :=
  match fst a, fst b with
  | Some x, Some y =>
    match distance T y x with Some d => Some (signed (wrap (d + snd b - snd a))) | None => None end
  | None, None => Some (signed (wrap (snd b - snd a)))
  | _, _ => None
  end.

(** a + b, when it is a constant: where a sum is compared, slt_not may have put its opposite in its place. *)
Definition sum_between (T : table) (a b : side) : option Z :=
  let (c, p) := side_sum T a in
  let (d, q) := side_sum T b in
  if cancel 1 p q then Some (wrap (c + d)) else None.

Lemma sum_between_ok T a b c v : sound T -> side_known T a -> side_known T b -> sum_between T a b = Some c ->
  side_value v T b = wrap (c - side_value v T a).
Proof.
  intros S A B. unfold sum_between. rewrite <- !(side_sum_ok T _ v S) by assumption. destruct (side_sum T a) as [d p], (side_sum T b) as [e q].
  destruct (cancel 1 p q) eqn:E; [|discriminate]. intros [= <-]. apply (cancel_value v T 0) in E. unfold sum_value, linear_value. cbn [fst snd].
  set (x := total (parts_of _ p) 0) in *. set (y := total (parts_of _ q) 0) in *. rewrite wrap_sub_l, wrap_sub_r.
  replace (d + e - (d + x)) with (e + y - (x + 1 * y)) by ring. rewrite <- wrap_sub_r, E. f_equal. ring.
Qed.

Lemma distance_between_ok T a b d v : sound T -> side_known T a -> side_known T b -> distance_between T a b = Some d ->
  side_value v T b = wrap (side_value v T a + d).
Proof.
  intros S A B. assert (G : forall w z, wrap (w + signed (wrap z)) = wrap (w + z)).
  { intros w z. now rewrite <- wrap_add_r, wrap_signed, wrap_add_r by apply wrap_word. }
  unfold distance_between, side_value, side_known in *. destruct (fst a) as [x|], (fst b) as [y|]; try discriminate.
  - destruct (distance T y x) as [e|] eqn:D; [|discriminate]. intros [= <-].
    rewrite (distance_ok T y x e S B A D v 0), !wrap_add_l, G. f_equal. ring.
  - intros [= <-]. rewrite wrap_add_l, G. f_equal. ring.
Qed.

(** The words that one side of a comparison can be, when the other is one of a set. *)
Definition allowed (c : comparison) (is_lower : bool) (other : ranges) : ranges :=
  match c with
  | Same _ _ => other
  | Apart _ _ => match other with [(l, m)] => if l =? m then others other else every | _ => every end
  | In_order o _ _ gap =>
    match extremes o other with
    | None => []
    | Some (l, m) => if is_lower then between o (least o) (m - gap) else between o (l + gap) (greatest o)
    end
  end.

(** The side that is looked at, and the other one. *)
Definition own (c : comparison) (is_lower : bool) : side :=
  if is_lower then fst (sides_of c) else snd (sides_of c).
Definition other (c : comparison) (is_lower : bool) : side := own c (negb is_lower).

Lemma allowed_ok v T c is_lower known_other : comparison_true v T c ->
  inside known_other (side_value v T (other c is_lower)) ->
  inside (allowed c is_lower known_other) (side_value v T (own c is_lower)).
Proof.
  intros H. unfold other, own.
  destruct c as [o a b gap|a b|a b]; cbn [comparison_true sides_of allowed fst snd negb] in *.
  - destruct is_lower; cbn [negb]; intros I.
    + destruct (extremes_ok o known_other _ (side_word v T b) I) as (l & m & -> & R).
      apply between_ok; [apply side_word|]. pose proof (number_range o _ (side_word v T a)). lia.
    + destruct (extremes_ok o known_other _ (side_word v T a) I) as (l & m & -> & R).
      apply between_ok; [apply side_word|]. pose proof (number_range o _ (side_word v T b)). lia.
  - destruct is_lower; cbn [negb]; intros I; [now rewrite H|now rewrite <- H].
  - assert (G : forall x y, side_value v T x <> side_value v T y -> inside known_other (side_value v T y) ->
      inside match known_other with [(l, m)] => if l =? m then others known_other else every | _ => every end (side_value v T x)).
    { intros x y N I. destruct known_other as [|[l m] [|]]; try (apply every_word, side_word).
      destruct (Z.eqb_spec l m) as [->|]; [|apply every_word, side_word].
      apply others_ok; [apply side_word|]. intros (p & q & [[= <- <-]|[]] & P).
      destruct I as (p & q & [[= <- <-]|[]] & Q). apply N. lia. }
    destruct is_lower; cbn [negb]; intros I; eapply G; eauto.
Qed.

(** The integers that a word can be, in the order in which they are fewer. *)
Definition narrow (r : ranges) : option (Z * Z) :=
  match extremes Signed r, extremes Unsigned r with
  | Some (a, b), Some (c, d) => Some (if b - a <=? d - c then (a, b) else (c, d))
  | _, _ => None
  end.

Lemma narrow_ok r w : word w -> inside r w -> exists l m z, narrow r = Some (l, m) /\ l <= z <= m /\ wrap z = w.
Proof.
  intros W I. unfold narrow.
  destruct (extremes_ok Signed r w W I) as (a & b & -> & P), (extremes_ok Unsigned r w W I) as (c & d & -> & Q).
  destruct (b - a <=? d - c); eexists; eexists; [exists (number Signed w)|exists (number Unsigned w)];
    (split; [reflexivity|split; [assumption|now apply wrap_number]]).
Qed.

Section Ranges.
(** The ranges of terms that are looked at less deep. *)
Context (below : term -> ranges) (T : table).

Definition part_range (t : term) : ranges := both (below t) (integers 0 (limit_of T t)).

(** The interval of a sum whose parts are in intervals: range_add, range_scale and range_negate. *)
Fixpoint total_interval (parts : list (term * Z)) : option (Z * Z) :=
  match parts with
  | [] => Some (0, 0)
  | (t, f) :: rest =>
    match narrow (part_range t), total_interval rest with
    | Some (l, m), Some (p, q) =>
      let g := signed f in
      Some (if 0 <=? g then (p + g * l, q + g * m) else (p + g * m, q + g * l))
    | _, _ => None
    end
  end.

(** A sum of more parts is not taken apart. *)
Definition most_parts : nat := 4.

(** The words that a term can be because of what it is made of. *)
Definition built_range (t : term) : ranges :=
  match made_of T t with
  | Some (Sum c [(x, f)]) =>
    if f =? 1 then moved (part_range x) c
    else match total_interval [(x, f)] with Some (l, m) => integers (c + l) (c + m) | None => [] end
  | Some (Sum c parts) =>
    if Nat.leb (length parts) most_parts
    then match total_interval parts with Some (l, m) => integers (c + l) (c + m) | None => [] end
    else every
  | Some (Apply Srl a b) =>
    match extremes Unsigned (part_range a), constant_of T b with
    | None, _ => []
    | Some (l, m), Some n => integers (l / 2 ^ (n mod 32)) (m / 2 ^ (n mod 32))
    | Some (_, m), None => integers 0 m
    end
  | Some (Apply And a b) =>
    match extremes Unsigned (part_range a), extremes Unsigned (part_range b) with
    | Some (_, l), Some (_, m) => integers 0 (Z.min l m)
    | _, _ => []
    end
  | _ => every
  end.

Context (v : valuation) (S : sound T) (B : forall t, known T t -> inside (below t) (value v T t 0)).

Lemma part_range_ok t : known T t -> inside (part_range t) (value v T t 0).
Proof.
  intros K. apply both_ok; [now apply B|]. pose proof (limit_ok T t v 0 S).
  apply integers_word; [apply value_word|assumption].
Qed.

Lemma total_interval_ok parts : Forall (known T) (map fst parts) ->
  exists l m z, total_interval parts = Some (l, m) /\ l <= z <= m /\ wrap z = wrap (total (parts_of (means v T) parts) 0).
Proof.
  induction parts as [|[t f] parts IH]; intros K.
  - exists 0, 0, 0. split; [reflexivity|split; [lia|reflexivity]].
  - inversion K as [|? ? KT KP]; subst. destruct (IH KP) as (p & q & z & E & R & W). cbn [total_interval]. rewrite E.
    destruct (narrow_ok _ _ (value_word v T t 0) (part_range_ok t KT)) as (l & m & y & -> & Y & V).
    assert (C : wrap (signed f * y + z) = wrap (total (parts_of (means v T) ((t, f) :: parts)) 0)).
    { cbn [parts_of map total fst snd]. apply wrap_sum; [|exact W]. fold (value v T t 0). rewrite <- V, wrap_mul_r.
      destruct (signed_congruent f) as [k ->]. apply wrap_congruent with (k * y). ring. }
    destruct (Z.leb_spec 0 (signed f)); eexists; eexists; exists (signed f * y + z); (split; [reflexivity|split; [|exact C]]).
    + assert (signed f * l <= signed f * y <= signed f * m) by (split; apply Z.mul_le_mono_nonneg_l; lia). lia.
    + assert (signed f * m <= signed f * y <= signed f * l) by (split; apply Z.mul_le_mono_nonpos_l; lia). lia.
Qed.

Lemma built_range_ok t : known T t -> inside (built_range t) (value v T t 0).
Proof.
  intros K. assert (E : inside every (value v T t 0)) by apply every_word, value_word.
  unfold built_range. destruct (made_of T t) as [n|] eqn:F; [|exact E].
  destruct (made_of_ok T t n S F) as [O M]. destruct n as [| |c parts|o a b| | | | | | |]; try exact E.
  - assert (VAL : value v T t 0 = wrap (c + total (parts_of (means v T) parts) 0)).
    { unfold value. now rewrite M. }
    assert (G : inside match total_interval parts with Some (l, m) => integers (c + l) (c + m) | None => [] end (value v T t 0)).
    { destruct (total_interval_ok parts O) as (l & m & z & -> & R & W). rewrite VAL.
      rewrite <- wrap_add_r, <- W, wrap_add_r. apply integers_ok. lia. }
    destruct parts as [|[x f] [|]]; [exact G| |destruct (Nat.leb _ _); [exact G|exact E]].
    destruct (Z.eqb_spec f 1) as [->|]; [|exact G]. rewrite VAL. cbn [parts_of map total fst snd].
    inversion O; subst.
    replace (c + (1 * at_place (means v T x) 0 + 0)) with (value v T x 0 + c) by (unfold value; ring).
    apply moved_ok. now apply part_range_ok.
  - inversion O as [|? ? KA O']; subst. inversion O' as [|? ? KB]; subst.
    assert (VAL : value v T t 0 = operate o (value v T a 0) (value v T b 0)) by (unfold value; now rewrite M).
    pose proof (value_word v T a 0) as WA. pose proof (value_word v T b 0) as WB.
    pose proof (value_word v T t 0) as W.
    destruct o; try exact E.
    + destruct (extremes_ok Unsigned _ _ WA (part_range_ok a KA)) as (l & m & -> & R).
      destruct (extremes_ok Unsigned _ _ WB (part_range_ok b KB)) as (l' & m' & -> & R'). cbn [number] in R, R'.
      apply integers_word; [exact W|]. split; [apply W|]. rewrite VAL. apply bound_and; tauto.
    + destruct (extremes_ok Unsigned _ _ WA (part_range_ok a KA)) as (l & m & -> & R). cbn [number] in R.
      destruct (constant_of T b) as [n|] eqn:C.
      * apply integers_word; [exact W|]. rewrite VAL. destruct (constant_ok T b n v 0 S C) as [-> _].
        rewrite srl_value by assumption. assert (0 < 2 ^ (n mod 32)) by (apply pow_pos, Z.mod_pos_bound; reflexivity).
        split; apply Z.div_le_mono; lia.
      * apply integers_word; [exact W|]. split; [apply W|]. rewrite VAL. apply bound_srl; tauto.
Qed.

End Ranges.

(** Of the words that a term can be, those that a comparison allows in which it, or its opposite, is the one side or the
    other. *)
Definition limited (T : table) (range_of : side -> ranges) (t : term) (c : comparison) (found : ranges) (is_lower : bool) : ranges :=
  match distance_between T (own c is_lower) (Some t, 0) with
  | Some d => both found (moved (allowed c is_lower (range_of (other c is_lower))) d)
  | None =>
    match sum_between T (own c is_lower) (Some t, 0) with
    | Some n => both found (differences n (allowed c is_lower (range_of (other c is_lower))))
    | None => found
    end
  end.

(** The words that a side can be, where those of its term are known. *)
Definition side_range (T : table) (below : term -> ranges) (s : side) : ranges :=
  match fst s with
  | None => integers (snd s) (snd s)
  | Some t => match constant_of T t with
              | Some z => integers (z + snd s) (z + snd s)
              | None => moved (below t) (snd s)
              end
  end.

(** Can a side differ from a sum by a constant, or from its opposite? Then both begin with the same word. *)
Definition may_meet (T : table) (parts : list (term * Z)) (s : side) : bool :=
  match fst s, parts with
  | Some t, (a, _) :: _ =>
      match made_of T t with
      | Some (Sum _ ((b, _) :: _)) => Pos.eqb a b
      | Some (Sum _ [] | Constant _) => false
      | _ => Pos.eqb a t
      end
  | Some _, [] => true
  | None, _ => false
  end.

(** Of the words that a term can be, those that a fact allows. Most facts say nothing of it, so that is asked first. *)
Definition limited_by (T : table) (below : term -> ranges) (t : term) (parts : list (term * Z)) (found : ranges) (c : comparison) : ranges :=
  if may_meet T parts (fst (sides_of c)) || may_meet T parts (snd (sides_of c))
  then limited T (side_range T below) t c (limited T (side_range T below) t c found true) false
  else found.

(** The words that a term can be, where what the facts say is true. *)
Fixpoint range (T : table) (facts : list comparison) (depth : nat) (t : term) : ranges :=
  let below := match depth with O => fun _ => every | S d => range T facts d end in
  fold_left (limited_by T below t (snd (as_sum T t))) facts (both (built_range below T t) (integers 0 (limit_of T t))).

Lemma side_range_ok T below v s : sound T -> side_known T s ->
  (forall t, known T t -> inside (below t) (value v T t 0)) -> inside (side_range T below s) (side_value v T s).
Proof.
  intros S K B. unfold side_range, side_value, side_known in *. destruct (fst s) as [t|].
  - destruct (constant_of T t) as [z|] eqn:C.
    + destruct (constant_ok T t z v 0 S C) as [-> _]. apply integers_ok. lia.
    + apply moved_ok. now apply B.
  - apply integers_ok. lia.
Qed.

Lemma limited_ok T range_of v t c found is_lower : sound T -> known T t ->
  side_known T (fst (sides_of c)) -> side_known T (snd (sides_of c)) -> comparison_true v T c ->
  (forall s, side_known T s -> inside (range_of s) (side_value v T s)) ->
  inside found (value v T t 0) -> inside (limited T range_of t c found is_lower) (value v T t 0).
Proof.
  intros S K KL KU H R I. unfold limited.
  assert (KO : forall lower, side_known T (own c lower)) by (intros []; assumption).
  assert (G : inside (allowed c is_lower (range_of (other c is_lower))) (side_value v T (own c is_lower)))
    by (apply allowed_ok; [exact H|apply R, KO]).
  destruct (distance_between T (own c is_lower) (Some t, 0)) as [d|] eqn:D.
  - apply both_ok; [exact I|]. rewrite <- side_of.
    rewrite (distance_between_ok T (own c is_lower) (Some t, 0) d v S (KO _) K D). now apply moved_ok.
  - destruct (sum_between T (own c is_lower) (Some t, 0)) as [n|] eqn:N; [|exact I].
    apply both_ok; [exact I|]. rewrite <- side_of.
    rewrite (sum_between_ok T (own c is_lower) (Some t, 0) n v S (KO _) K N). now apply differences_ok.
Qed.

Lemma limited_by_all_ok T below v t parts facts found : sound T -> known T t ->
  (forall s, known T s -> inside (below s) (value v T s 0)) -> compared v T facts ->
  inside found (value v T t 0) -> inside (fold_left (limited_by T below t parts) facts found) (value v T t 0).
Proof.
  intros S K B F. revert found. induction F as [|c facts (KL & KU & H) F IH]; intros found I; cbn [fold_left]; [exact I|].
  apply IH. unfold limited_by. destruct (_ || _); [|exact I].
  repeat apply limited_ok; auto; intros s KS; now apply side_range_ok.
Qed.

Theorem range_ok T facts depth v t : sound T -> compared v T facts -> known T t ->
  inside (range T facts depth t) (value v T t 0).
Proof.
  intros S F. revert t. induction depth as [|depth IH]; intros t K; cbn [range].
  all: match goal with |- inside (fold_left (limited_by _ ?below _ _) _ _) _ =>
    assert (B : forall s, known T s -> inside (below s) (value v T s 0))
      by (intros; first [now apply IH|apply every_word, value_word])
  end.
  all: apply limited_by_all_ok; auto; apply both_ok; [now apply built_range_ok|].
  all: apply integers_word; [apply value_word|now apply limit_ok].
Qed.
