(** Chains of facts, and what follows from the facts of a path (src/proof/checker/paths/derive.ts). A chain goes from one
    word to another by facts one after the other, where the same word may come with another constant, or in the
    other order, as long as no number wraps or changes on the way. The theorem [derive_ok] says that what is found is
    true of every valuation under which the facts are. The search gives up, and is never wrong. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Lists Words WordFacts WordSolve WordBits WordSigned Terms LawsBounds TermTable TermSums Ranges PathFacts.
Import ListNotations.
Open Scope Z_scope.

(** So many facts are in a chain, at most; and so many words are between a word and the constant that limits it. *)
Definition longest_chain : nat := 3.
Definition deepest_range : nat := 2.

Section Search.
(** What the facts say. *)
Context (T : table) (facts : list comparison).

Definition range_of (s : side) : ranges := side_range T (range T facts deepest_range) s.

(** Has a word the same number in both orders, where it is one of these? *)
Definition natural_in (r : ranges) : bool :=
  match extremes Unsigned r with Some (_, m) => m <? half | None => true end.

Definition natural (s : side) : bool := natural_in (range_of s).

(** Is the number of a + n that of a, plus n, where a is one of these: does it not wrap? *)
Definition fits (r : ranges) (o : order) (n : Z) : bool :=
  (n =? 0) ||
  match extremes o r with Some (l, m) => (least o <=? l + n) && (m + n <=? greatest o) | None => true end.

Definition same_order (a b : order) : bool :=
  match a, b with Signed, Signed | Unsigned, Unsigned => true | _, _ => false end.

(** The largest of some numbers, those that were found. *)
Fixpoint best (found : list (option Z)) : option Z :=
  match found with
  | [] => None
  | None :: rest => best rest
  | Some k :: rest => match best rest with Some m => Some (Z.max k m) | None => Some k end
  end.

(** The steps that a fact allows in an order: from the lower to the upper, whose number is larger by the gap. *)
Definition steps (o : order) (c : comparison) : list (side * side * Z) :=
  match c with
  | In_order p lower upper gap => if same_order p o then [(lower, upper, gap)] else []
  | Same a b => [(a, b, 0); (b, a, 0)]
  | Apart _ _ => []
  end.

(** What is shifted is at least what the shift gives: order_srl. *)
Definition shifted (o : order) (at_ : side) : list (side * side * Z) :=
  match o, at_ with
  | Unsigned, (Some t, 0) =>
    match apply_of T t with Some (Srl, a, _) => [(at_, (Some a, 0), 0)] | _ => [] end
  | _, _ => []
  end.

(** How much larger the number of [goal] in the order [o] is known to be than that of a word in the order [first]. *)
Fixpoint onwards (room : nat) (o : order) (goal : side) (first : order) (at_ : side) : option Z :=
  let here := range_of at_ in
  best (flat_map (fun now =>
      match distance_between T at_ goal with
      | Some d => if fits here now d && (same_order now o || natural goal) then Some d else None
      | None => None
      end ::
      match room with
      | O => []
      | S room =>
        map (fun step =>
            let '(lower, upper, gap) := step in
            match distance_between T at_ lower with
            | Some d =>
              if fits here now d then option_map (fun k => d + gap + k) (onwards room o goal now upper) else None
            | None => None
            end)
          (flat_map (steps now) facts ++ shifted now at_)
      end)
    (if natural_in here then [Signed; Unsigned] else [first])).

(** Is it a fact that two words differ? *)
Definition apart (a b : side) : bool :=
  let d := side_difference T a b in
  existsb (fun c =>
      match c with
      | Apart x y => let e := side_difference T x y in same_linear d e || same_linear d (times (-1) e)
      | _ => false
      end)
    facts.

(** How much larger one word is known to be than another; the least number where nothing is known. *)
Definition gap (o : order) (from to : side) : option Z :=
  match best [onwards longest_chain o to o from;
              if natural to then onwards longest_chain o to Unsigned from else None] with
  | Some 0 => if apart from to then Some 1 else Some 0
  | found => found
  end.

Definition at_least (n : Z) (found : option Z) : bool := match found with Some k => n <=? k | None => false end.

(** Is one word known to be less than another in the order, or known not to be? *)
Definition is_less_in (of_a of_b : ranges) (o : order) (a b : side) : option bool :=
  match extremes o of_a, extremes o of_b with
  | Some (l, m), Some (p, q) =>
    if m <? p then Some true
    else if q <=? l then Some false
    else if at_least 1 (gap o a b) then Some true
    else if at_least 0 (gap o b a) then Some false
    else None
  | _, _ => Some true
  end.

Definition is_less (o : order) (a b : side) : option bool := is_less_in (range_of a) (range_of b) o a b.

(** Are two words known to be equal, or known to differ? By equal_between and equal_apart. *)
Definition is_equal (a b : side) : option bool :=
  let less found := match found with Some true => true | _ => false end in
  let more found := match found with Some false => true | _ => false end in
  let of_a := range_of a in
  let of_b := range_of b in
  let signed := is_less_in of_a of_b Signed a b in
  if less signed then Some false else
  let signed' := is_less_in of_b of_a Signed b a in
  if less signed' then Some false else
  let unsigned := is_less_in of_a of_b Unsigned a b in
  if less unsigned then Some false else
  let unsigned' := is_less_in of_b of_a Unsigned b a in
  if less unsigned' || apart a b then Some false
  else if more signed && more signed' || more unsigned && more unsigned' then Some true
  else None.

(** Is a word known to be 0, or known not to be, because of the words that it can be? *)
Definition is_zero (s : side) : option bool :=
  match extremes Unsigned (range_of s) with
  | Some (l, m) => if 1 <=? l then Some false else if m <=? 0 then Some true else None
  | None => Some true
  end.

(** Is so many times a word no larger than a word can be? *)
Definition fits_times (n : Z) (s : side) : bool :=
  match extremes Unsigned (range_of s) with Some (_, m) => n * m <? modulus | None => true end.

(** The two words whose multiples by 2^k differ by a term, where these do not wrap: equal_scale. *)
Definition scaled_sides (t : term) : option (side * side) :=
  match made_of T t with
  | Some (Sum c [(x, f); (y, g)]) =>
    match exponent 31 f with
    | Some k =>
      let a := (Some x, signed c / f) in
      let b := (Some y, 0) in
      if (g =? modulus - f) && (signed c mod f =? 0) && fits_times f a && fits_times f b then Some (a, b) else None
    | None => None
    end
  | _ => None
  end.

(** Are two words known to be equal, or known to differ, because of what they are, or what their difference is? *)
Definition is_same (a b : term) : option bool :=
  let zero := match constant_of T b with Some n => n =? 0 | None => false end in
  let (x, y) := equal_sides T a b in
  match (if zero then is_zero (Some a, 0) else None), (if zero then scaled_sides a else None) with
  | Some answer, _ => Some answer
  | None, Some (x, y) => is_equal x y
  | None, None => is_equal x y
  end.

(** Does a condition follow from what the facts say, or its opposite? *)
Definition follows (t : term) : option bool :=
  match extremes Unsigned (range_of (Some t, 0)) with
  | Some (l, m) =>
    if 1 <=? l then Some true
    else if m <=? 0 then Some false
    else match apply_of T t with
         | Some (Slt, a, b) => is_less Signed (Some a, 0) (Some b, 0)
         | Some (Sltu, a, b) => is_less Unsigned (Some a, 0) (Some b, 0)
         | Some (Equal, a, b) => is_same a b
         | _ => None
         end
  | None => Some true
  end.

(** * What is found is so *)

Context (v : valuation) (S : sound T) (F : compared v T facts).

Lemma range_of_ok s : side_known T s -> inside (range_of s) (side_value v T s).
Proof. intros KS. apply side_range_ok; auto. intros t KT. now apply range_ok. Qed.

Lemma extremes_of_ok o s : side_known T s ->
  exists l m, extremes o (range_of s) = Some (l, m) /\ l <= number o (side_value v T s) <= m.
Proof. intros KS. apply extremes_ok; [apply side_word|now apply range_of_ok]. Qed.

Lemma natural_ok s : side_known T s -> natural s = true ->
  forall o p, number o (side_value v T s) = number p (side_value v T s).
Proof.
  intros KS. unfold natural, natural_in. destruct (extremes_of_ok Unsigned s KS) as (l & m & -> & R). cbn [number] in R.
  intros N. apply Z.ltb_lt in N. pose proof (side_word v T s) as W. unfold word in W.
  assert (E : signed (side_value v T s) = side_value v T s) by (apply signed_small; lia).
  intros [] []; cbn [number]; congruence.
Qed.

Lemma fits_ok o s n : side_known T s -> fits (range_of s) o n = true ->
  number o (wrap (side_value v T s + n)) = number o (side_value v T s) + n.
Proof.
  intros KS. unfold fits. destruct (Z.eqb_spec n 0) as [->|]; [|cbn [orb]].
  - intros _. rewrite !Z.add_0_r, wrap_id by apply side_word. reflexivity.
  - destruct (extremes_of_ok o s KS) as (l & m & -> & R). intros E. apply andb_prop in E as [L M].
    apply Z.leb_le in L, M. pose proof (side_word v T s) as W.
    replace (wrap (side_value v T s + n)) with (add (side_value v T s) (wrap n)) by (unfold operate, result; now unwrap).
    apply number_add; [assumption|lia].
Qed.

Lemma same_order_true a b : same_order a b = true -> a = b.
Proof. destruct a, b; discriminate || reflexivity. Qed.

Lemma best_found found k : best found = Some k -> In (Some k) found.
Proof.
  revert k. induction found as [|[m|] rest IH]; intros k; cbn [best]; [discriminate| |].
  - destruct (best rest) as [n|]; intros [= <-]; [|now left].
    destruct (Z.max_spec m n) as [[_ ->]|[_ ->]]; [right; now apply IH|now left].
  - intros E. right. now apply IH.
Qed.

(** A step goes from a word to one whose number is larger by the gap. *)
Lemma steps_ok o at_ lower upper n : In (lower, upper, n) (flat_map (steps o) facts ++ shifted o at_) -> side_known T at_ ->
  side_known T lower /\ side_known T upper /\ number o (side_value v T lower) + n <= number o (side_value v T upper).
Proof.
  intros I KA. apply in_app_or in I as [I|I].
  - apply in_flat_map in I as (c & IC & I). unfold steps in I.
    destruct (proj1 (Forall_forall _ _) F c IC) as (A & B & H).
    destruct c as [p a b g|a b|a b]; cbn [sides_of fst snd comparison_true] in *.
    + destruct (same_order p o) eqn:E; [|destruct I]. apply same_order_true in E as ->.
      destruct I as [[= <- <- <-]|[]]. auto.
    + destruct I as [[= <- <- <-]|[[= <- <- <-]|[]]]; rewrite H; repeat split; auto; lia.
    + destruct I.
  - unfold shifted in I. destruct o; [destruct I|]. destruct at_ as [[t|] [| |]]; try destruct I.
    destruct (apply_of T t) as [[[[] a] b]|] eqn:E; try destruct I. injection H as <- <- <-. 2: destruct H.
    destruct (apply_of_ok T t _ a b S E) as (A & B & V). repeat split; auto. cbn [number]. rewrite !side_of, V.
    pose proof (bound_srl (value v T a 0) (value v T b 0) _ (value_word v T a 0) (Z.le_refl _)). lia.
Qed.

Lemma onwards_ok room o goal : side_known T goal -> forall first at_ k, side_known T at_ ->
  onwards room o goal first at_ = Some k ->
  number first (side_value v T at_) + k <= number o (side_value v T goal).
Proof.
  intros KG. induction room as [|room IH]; intros first at_ k KA E; cbn [onwards] in E; cbv zeta in E; fold (natural at_) in E;
    apply best_found in E; apply in_flat_map in E as (now & IN & E).
  all: assert (N : number first (side_value v T at_) = number now (side_value v T at_))
    by (destruct (natural at_) eqn:NA; [now apply natural_ok|destruct IN as [->|[]]; reflexivity]).
  all: destruct E as [E|E].
  1, 3: destruct (distance_between T at_ goal) as [d|] eqn:D; [|discriminate];
    destruct (fits (range_of at_) now d) eqn:FI; [|discriminate]; cbn [andb] in E;
    destruct (same_order now o || natural goal) eqn:NG; [|discriminate]; injection E as <-;
    assert (G : number now (side_value v T goal) = number o (side_value v T goal))
      by (apply orb_prop in NG as [NG|NG]; [apply same_order_true in NG as ->; reflexivity|now apply natural_ok]);
    rewrite <- G, N, (distance_between_ok T at_ goal d v S KA KG D), fits_ok by assumption; lia.
  - destruct E.
  - apply in_map_iff in E as ([[lower upper] n] & E & I).
    destruct (distance_between T at_ lower) as [d|] eqn:D; [|discriminate].
    destruct (fits (range_of at_) now d) eqn:FI; [|discriminate].
    destruct (onwards room o goal now upper) as [m|] eqn:O; [|discriminate]. cbn [option_map] in E. injection E as <-.
    destruct (steps_ok now at_ lower upper n I KA) as (KL & KU & H).
    apply IH in O; [|assumption]. rewrite (distance_between_ok T at_ lower d v S KA KL D), fits_ok in H by assumption. lia.
Qed.

Lemma sub_zero a b : word a -> word b -> sub a b = 0 <-> a = b.
Proof.
  intros A B. split; [|intros ->; unfold operate, result; now rewrite Z.sub_diag].
  unfold operate, result, wrap, word, modulus in *. intros E. Z.div_mod_to_equations. lia.
Qed.

Lemma apart_ok a b : side_known T a -> side_known T b -> apart a b = true -> side_value v T a <> side_value v T b.
Proof.
  intros KA KB E. apply existsb_exists in E as (c & I & E). destruct (proj1 (Forall_forall _ _) F c I) as (KX & KY & H).
  destruct c as [| |x y]; try discriminate. cbn [sides_of fst snd comparison_true] in *. contradict H.
  apply sub_zero in H; try apply side_word. apply sub_zero; try apply side_word.
  rewrite <- side_difference_ok in * by assumption.
  apply orb_prop in E as [E|E]; apply same_linear_ok in E; rewrite E in H; [exact H|].
  rewrite times_sum_value in H. set (w := sum_value v T (side_difference T x y) 0) in *.
  assert (W : word w) by apply wrap_word. revert H W. unfold operate, result, wrap, word, modulus. intros.
  Z.div_mod_to_equations. lia.
Qed.

Lemma gap_ok o a b k : side_known T a -> side_known T b -> gap o a b = Some k ->
  number o (side_value v T a) + k <= number o (side_value v T b).
Proof.
  intros KA KB. unfold gap. destruct (best _) as [m|] eqn:B; [|discriminate].
  assert (G : number o (side_value v T a) + m <= number o (side_value v T b)).
  { apply best_found in B as [B|[B|[]]]; [now apply onwards_ok in B|].
    destruct (natural b) eqn:NB; [|discriminate]. apply onwards_ok in B; auto.
    (* a signed number is no larger than the unsigned one *)
    destruct o; [|exact B].
    assert (number Signed (side_value v T a) <= number Unsigned (side_value v T a)); [|lia].
    cbn [number]. unfold signed, modulus. destruct (_ <? _); lia. }
  destruct m; try (intros [= <-]; exact G). destruct (apart a b) eqn:A; intros [= <-]; [|exact G].
  apply apart_ok in A; auto. assert (number o (side_value v T a) <> number o (side_value v T b)); [|lia].
  intros E. apply A, (number_injective o); auto using side_word.
Qed.

Lemma is_less_ok o a b answer : side_known T a -> side_known T b -> is_less o a b = Some answer ->
  (number o (side_value v T a) <? number o (side_value v T b)) = answer.
Proof.
  intros KA KB. unfold is_less, is_less_in.
  destruct (extremes_of_ok o a KA) as (l & m & -> & A), (extremes_of_ok o b KB) as (p & q & -> & B).
  destruct (Z.ltb_spec m p); [intros [= <-]; apply Z.ltb_lt; lia|].
  destruct (Z.leb_spec q l); [intros [= <-]; apply Z.ltb_ge; lia|].
  destruct (at_least 1 (gap o a b)) eqn:U.
  - intros [= <-]. unfold at_least in U. destruct (gap o a b) as [k|] eqn:G; [|discriminate].
    apply gap_ok in G; auto. apply Z.leb_le in U. apply Z.ltb_lt. lia.
  - destruct (at_least 0 (gap o b a)) eqn:D; [|discriminate]. intros [= <-]. unfold at_least in D.
    destruct (gap o b a) as [k|] eqn:G; [|discriminate]. apply gap_ok in G; auto. apply Z.leb_le in D. apply Z.ltb_ge. lia.
Qed.

Lemma is_equal_ok a b answer : side_known T a -> side_known T b -> is_equal a b = Some answer ->
  (side_value v T a =? side_value v T b) = answer.
Proof.
  intros KA KB.
  assert (LESS : forall o x y, side_known T x -> side_known T y ->
    match is_less o x y with Some true => true | _ => false end = true ->
    number o (side_value v T x) < number o (side_value v T y)).
  { intros o x y KX KY. destruct (is_less o x y) as [[]|] eqn:E; try discriminate. intros _.
    apply is_less_ok in E; auto. now apply Z.ltb_lt. }
  assert (MORE : forall o x y, side_known T x -> side_known T y ->
    match is_less o x y with Some false => true | _ => false end = true ->
    number o (side_value v T y) <= number o (side_value v T x)).
  { intros o x y KX KY. destruct (is_less o x y) as [[]|] eqn:E; try discriminate. intros _.
    apply is_less_ok in E; auto. now apply Z.ltb_ge. }
  assert (NO : forall o x y, side_known T x -> side_known T y -> (x = a /\ y = b \/ x = b /\ y = a) ->
    match is_less o x y with Some true => true | _ => false end = true -> (side_value v T a =? side_value v T b) = false).
  { intros o x y KX KY W E. apply Z.eqb_neq. intros Q. apply LESS in E; auto.
    destruct W as [[-> ->]|[-> ->]]; rewrite Q in E; lia. }
  unfold is_equal. cbv zeta. fold (is_less Signed a b) (is_less Signed b a) (is_less Unsigned a b) (is_less Unsigned b a).
  destruct (match is_less Signed a b with Some true => true | _ => false end) eqn:E; [intros Q; injection Q as <-; apply (NO Signed a b); auto|clear E].
  destruct (match is_less Signed b a with Some true => true | _ => false end) eqn:E; [intros Q; injection Q as <-; apply (NO Signed b a); auto|clear E].
  destruct (match is_less Unsigned a b with Some true => true | _ => false end) eqn:E; [intros Q; injection Q as <-; apply (NO Unsigned a b); auto|clear E].
  destruct (_ || apart a b) eqn:E.
  - intros Q. injection Q as <-. apply orb_prop in E as [E|E]; [apply (NO Unsigned b a); auto|].
    apply Z.eqb_neq. now apply apart_ok in E.
  - clear E. destruct (_ || _) eqn:E; [|discriminate]. intros [= <-]. apply Z.eqb_eq.
    apply orb_prop in E as [E|E]; apply andb_prop in E as [P Q]; apply MORE in P, Q; auto;
      eapply number_injective; eauto using side_word, Z.le_antisymm.
Qed.

Lemma is_zero_ok s answer : side_known T s -> is_zero s = Some answer -> (side_value v T s =? 0) = answer.
Proof.
  intros KS. unfold is_zero. destruct (extremes_of_ok Unsigned s KS) as (l & m & -> & R). cbn [number] in R.
  pose proof (side_word v T s) as W. unfold word in W.
  destruct (Z.leb_spec 1 l); [intros [= <-]; apply Z.eqb_neq; lia|].
  destruct (Z.leb_spec m 0); [intros [= <-]; apply Z.eqb_eq; lia|discriminate].
Qed.

Lemma fits_times_ok n s : side_known T s -> 0 <= n -> fits_times n s = true ->
  mul n (side_value v T s) = n * side_value v T s.
Proof.
  intros KS N. unfold fits_times. destruct (extremes_of_ok Unsigned s KS) as (l & m & -> & R). cbn [number] in R.
  intros E. apply Z.ltb_lt in E. pose proof (side_word v T s) as W. unfold word in W.
  unfold operate, result. apply wrap_id. unfold word.
  split; [apply Z.mul_nonneg_nonneg; lia|]. apply Z.le_lt_trans with (n * m); [apply Z.mul_le_mono_nonneg_l; lia|assumption].
Qed.

Lemma scaled_sides_ok t a b : known T t -> scaled_sides t = Some (a, b) ->
  side_known T a /\ side_known T b /\ (value v T t 0 = 0 <-> side_value v T a = side_value v T b).
Proof.
  intros KT. unfold scaled_sides. destruct (made_of T t) as [n|] eqn:E; [|discriminate].
  destruct (made_of_ok T t n S E) as [O M]. destruct n as [| |c parts| | | | | | | |]; try discriminate.
  destruct parts as [|[x f] [|[y g] [|]]]; try discriminate. inversion O as [|? ? X O']; subst. inversion O' as [|? ? Y]; subst.
  cbn [fst snd] in *. destruct (exponent 31 f) as [k|] eqn:P; [|discriminate]. apply exponent_ok in P as [-> EK].
  pose proof (Z.pow_pos_nonneg 2 k ltac:(reflexivity) ltac:(lia)) as P. cbv zeta. set (p := 2 ^ k) in *.
  destruct (Z.eqb_spec g (modulus - p)) as [->|]; [|discriminate]. destruct (Z.eqb_spec (signed c mod p) 0) as [D|]; [|discriminate].
  destruct (fits_times p (Some x, _)) eqn:FA; [|discriminate]. destruct (fits_times p (Some y, 0)) eqn:FB; [|discriminate].
  cbn [andb]. intros [= <- <-]. split; [exact X|split; [exact Y|]].
  apply fits_times_ok in FA; [|exact X|lia]. apply fits_times_ok in FB; [|exact Y|lia].
  assert (V : value v T t 0 = sub (mul p (side_value v T (Some x, signed c / p))) (mul p (side_value v T (Some y, 0)))).
  { unfold value at 1. rewrite M. cbn [mean of_word at_place parts_of map total fst snd]. unfold side_value. cbn [fst snd].
    fold (value v T x 0). fold (value v T y 0). unfold operate, result. unwrap. destruct (signed_congruent c) as [i I].
    apply wrap_congruent with (value v T y 0 - i).
    replace (p * (value v T x 0 + signed c / p)) with (p * value v T x 0 + p * (signed c / p)) by ring.
    replace (p * (signed c / p)) with (signed c) by (rewrite (Z.div_mod (signed c) p) at 1 by lia; lia). rewrite I. ring. }
  rewrite V, sub_zero, FA, FB by apply operate_word. split; [|now intros ->]. intros Q. apply Z.mul_reg_l in Q; [exact Q|lia].
Qed.

Lemma is_same_ok a b answer : known T a -> known T b -> is_same a b = Some answer ->
  (value v T a 0 =? value v T b 0) = answer.
Proof.
  intros A B. unfold is_same. destruct (equal_sides T a b) as [x y] eqn:Q.
  destruct (equal_sides_ok T a b x y S A B Q) as (X & Y & W).
  assert (D : is_equal x y = Some answer -> (value v T a 0 =? value v T b 0) = answer).
  { intros E. apply is_equal_ok in E; auto. rewrite <- E. apply eq_true_iff_eq. rewrite !Z.eqb_eq. apply W. }
  destruct (constant_of T b) as [n|] eqn:C; [|exact D]. destruct (Z.eqb_spec n 0) as [->|]; [|exact D].
  destruct (constant_ok T b 0 v 0 S C) as [V _]. rewrite V in *. destruct (is_zero (Some a, 0)) as [r|] eqn:Z.
  - intros [= <-]. apply is_zero_ok in Z; [|exact A]. now rewrite side_of in Z.
  - destruct (scaled_sides a) as [[p q]|] eqn:P; [|exact D]. destruct (scaled_sides_ok a p q A P) as (KP & KQ & H).
    intros E. apply is_equal_ok in E; auto. rewrite <- E. apply eq_true_iff_eq. rewrite !Z.eqb_eq. exact H.
Qed.

Theorem follows_ok t answer : known T t -> follows t = Some answer -> holds (value v T t 0) = answer.
Proof.
  intros KT. unfold follows. destruct (extremes_of_ok Unsigned (Some t, 0) KT) as (l & m & -> & R). cbn [number] in R. rewrite side_of in R.
  destruct (Z.leb_spec 1 l).
  { intros [= <-]. unfold holds. apply negb_true_iff, Z.eqb_neq. lia. }
  destruct (Z.leb_spec m 0).
  { intros [= <-]. unfold holds. apply negb_false_iff, Z.eqb_eq. pose proof (value_word v T t 0) as W. unfold word in W. lia. }
  destruct (apply_of T t) as [[[o a] b]|] eqn:E; [|discriminate].
  destruct (apply_of_ok T t o a b S E) as (A & B & V). rewrite V.
  destruct o; try discriminate; intros D.
  - rewrite slt_truth, holds_truth, <- (side_of v T a), <- (side_of v T b). now apply (is_less_ok Signed) in D.
  - rewrite sltu_truth, holds_truth, <- (side_of v T a), <- (side_of v T b). now apply (is_less_ok Unsigned) in D.
  - apply is_same_ok in D; auto. now rewrite equal_truth_value, holds_truth, D.
Qed.

End Search.

(** Where there are more facts than that, nothing is looked for: chains of them would take too long. Paths that long come of loops without a cut
    point, in images of another program. *)
Definition most_facts : Z := 32.

(** Does a condition follow from the facts, or its opposite? *)
Definition derive (T : table) (facts : list literal) (t : term) : option bool :=
  if most_facts <? size facts then None else follows T (comparisons T facts) t.

Theorem derive_ok T facts v : sound T -> satisfied v T facts -> forall t answer, known T t -> derive T facts t = Some answer ->
  holds (value v T t 0) = answer.
Proof.
  intros S F t answer KT. unfold derive. destruct (most_facts <? size facts); [discriminate|]. apply follows_ok; auto. now apply comparisons_ok.
Qed.

(** * What is known of a condition *)

(** The answer of a fact, or what follows from the facts. *)
Definition decided (T : table) (facts : list literal) (t : term) : option bool :=
  match find (fun l => Pos.eqb (fst l) t) facts with
  | Some (_, answer) => Some answer
  | None => derive T facts t
  end.

Theorem decided_ok T facts v t answer : sound T -> literals_known T facts -> satisfied v T facts -> known T t ->
  decided T facts t = Some answer -> holds (value v T t 0) = answer.
Proof.
  intros S K F KT. unfold decided.
  destruct (find (fun l => Pos.eqb (fst l) t) facts) as [[s h]|] eqn:E.
  - intros [= <-]. apply find_some in E as [I E]. apply Pos.eqb_eq in E. cbn [fst] in E. subst s.
    apply (proj1 (Forall_forall _ _) F (t, h) I).
  - now apply derive_ok.
Qed.

(** Facts stay true in a later table. *)
Lemma satisfied_extends T U v facts : extends T U -> literals_known T facts -> satisfied v T facts -> satisfied v U facts.
Proof.
  intros E K F. unfold satisfied in *. rewrite Forall_forall in *. intros l I. unfold true_of.
  rewrite (value_extends T U) by (auto; now apply (proj1 (Forall_forall _ _) K)). now apply F.
Qed.
