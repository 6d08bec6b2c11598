(** Ranges: sets of words as unions of intervals of their unsigned numbers (src/proof/checker/paths/ranges.ts).
    Each function is followed by what is true of it: no word that can be is left out. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordSigned.
Import ListNotations.
Open Scope Z_scope.

(** Intervals, from the first number to the second, both included. *)
Definition ranges : Type := list (Z * Z).

Definition inside (r : ranges) (w : Z) : Prop := exists least most, In (least, most) r /\ least <= w <= most.

Definition every : ranges := [(0, modulus - 1)].

Lemma every_word w : word w -> inside every w.
Proof. unfold word. exists 0, (modulus - 1). split; [now left|lia]. Qed.

(** The words of the integers from [least] to [most]. *)
Definition integers (least most : Z) : ranges :=
  if most <? least then []
  else if modulus - 1 <=? most - least then every
  else
    let first := wrap least in
    let last := wrap most in
    if first <=? last then [(first, last)] else [(0, last); (first, modulus - 1)].

Lemma integers_ok least most z : least <= z <= most -> inside (integers least most) (wrap z).
Proof.
  intros Z. unfold integers. destruct (Z.ltb_spec most least); [lia|].
  destruct (Z.leb_spec (modulus - 1) (most - least)); [apply every_word, wrap_word|].
  destruct (Z.leb_spec (wrap least) (wrap most)) as [L|L].
  - exists (wrap least), (wrap most). split; [now left|]. unfold wrap, modulus in *. Z.div_mod_to_equations. lia.
  - destruct (Z.le_gt_cases (wrap z) (wrap most)).
    + exists 0, (wrap most). split; [now left|]. pose proof (wrap_word z). unfold word in *. lia.
    + exists (wrap least), (modulus - 1). split; [right; now left|].
      unfold wrap, modulus in *. Z.div_mod_to_equations. lia.
Qed.

Lemma integers_word least most w : word w -> least <= w <= most -> inside (integers least most) w.
Proof. intros W H. rewrite <- (wrap_id w W). now apply integers_ok. Qed.

(** The words whose number in an order is from [least] to [most]. *)
Definition between (o : order) (first last : Z) : ranges := integers (Z.max first (least o)) (Z.min last (greatest o)).

Lemma between_ok o first last w : word w -> first <= number o w <= last -> inside (between o first last) w.
Proof.
  intros W H. rewrite <- (wrap_number o w W). apply integers_ok. pose proof (number_range o w W). lia.
Qed.

(** So many intervals are kept. *)
Definition most_intervals : nat := 8.

(** What two intervals have in common. *)
Definition common (a b : Z * Z) : ranges :=
  let first := Z.max (fst a) (fst b) in
  let last := Z.min (snd a) (snd b) in
  if first <=? last then [(first, last)] else [].

(** The words in both sets; the first set, where that would be too many intervals. *)
Definition both (a b : ranges) : ranges :=
  let found := flat_map (fun x => flat_map (common x) b) a in
  if Nat.leb (length found) most_intervals then found else a.

Lemma both_ok a b w : inside a w -> inside b w -> inside (both a b) w.
Proof.
  intros A B. unfold both. destruct (Nat.leb _ _); [|exact A].
  destruct A as (l & m & IA & A), B as (n & o & IB & B). exists (Z.max l n), (Z.min m o). split; [|lia].
  apply in_flat_map. exists (l, m). split; [exact IA|]. apply in_flat_map. exists (n, o). split; [exact IB|].
  unfold common. cbn [fst snd]. destruct (Z.leb_spec (Z.max l n) (Z.min m o)); [now left|lia].
Qed.

(** The words that are not in the set, from a number on. *)
Fixpoint others_from (next : Z) (a : ranges) : ranges :=
  match a with
  | [] => [(next, modulus - 1)]
  | (least, most) :: rest => (next, least - 1) :: others_from (most + 1) rest
  end.

Definition others (a : ranges) : ranges := filter (fun i => fst i <=? snd i) (others_from 0 a).

Lemma others_ok a w : word w -> ~ inside a w -> inside (others a) w.
Proof.
  intros W N. unfold word in W. assert (G : forall next, next <= w -> inside (others_from next a) w).
  { induction a as [|[l m] a IH]; intros next L; cbn [others_from].
    - exists next, (modulus - 1). split; [now left|lia].
    - destruct (Z.lt_ge_cases w l) as [B|B]; [exists next, (l - 1); split; [now left|lia]|].
      assert (m < w).
      { destruct (Z.lt_ge_cases m w); [assumption|]. exfalso. apply N. exists l, m. split; [now left|lia]. }
      destruct (IH) with (next := m + 1) as (x & y & I & H'); [|lia|exists x, y; split; [now right|exact H']].
      intros (x & y & I & H'). apply N. exists x, y. split; [now right|exact H']. }
  destruct (G 0 ltac:(lia)) as (x & y & I & H). exists x, y. split; [|exact H].
  apply filter_In. split; [exact I|]. apply Z.leb_le. cbn [fst snd]. lia.
Qed.

(** The words w + n for the words w of the set. *)
Definition moved (a : ranges) (n : Z) : ranges := flat_map (fun i => integers (fst i + n) (snd i + n)) a.

Lemma moved_ok a w n : inside a w -> inside (moved a n) (wrap (w + n)).
Proof.
  intros (l & m & I & H). destruct (integers_ok (l + n) (m + n) (w + n)) as (x & y & J & K); [lia|].
  exists x, y. split; [|exact K]. apply in_flat_map. exists (l, m). split; [exact I|exact J].
Qed.

(** The words n - w for the words w of the set. *)
Definition differences (n : Z) (a : ranges) : ranges := flat_map (fun i => integers (n - snd i) (n - fst i)) a.

Lemma differences_ok a w n : inside a w -> inside (differences n a) (wrap (n - w)).
Proof.
  intros (l & m & I & H). destruct (integers_ok (n - m) (n - l) (n - w)) as (x & y & J & K); [lia|].
  exists x, y. split; [|exact K]. apply in_flat_map. exists (l, m). split; [exact I|exact J].
Qed.

(** The numbers in an order of an interval of unsigned ones. *)
Definition numbers (o : order) (i : Z * Z) : Z * Z :=
  match o with
  | Unsigned => i
  | Signed =>
    if snd i <? half then i
    else if half <=? fst i then (fst i - modulus, snd i - modulus)
    else (- half, half - 1)
  end.

Lemma numbers_ok o i w : word w -> fst i <= w <= snd i -> fst (numbers o i) <= number o w <= snd (numbers o i).
Proof.
  intros W H. destruct o; cbn [numbers number]; [|exact H].
  destruct (Z.ltb_spec (snd i) half).
  - rewrite signed_small; [exact H|]. unfold word in W. lia.
  - destruct (Z.leb_spec half (fst i)); cbn [fst snd].
    + rewrite signed_large by lia. lia.
    + pose proof (signed_range w W). lia.
Qed.

(** The least and the greatest number in an order of the words of a set; None when it is empty. *)
Fixpoint extremes (o : order) (a : ranges) : option (Z * Z) :=
  match a with
  | [] => None
  | i :: rest =>
    let (first, last) := numbers o i in
    match extremes o rest with
    | Some (l, m) => Some (Z.min first l, Z.max last m)
    | None => Some (first, last)
    end
  end.

Lemma extremes_ok o a w : word w -> inside a w ->
  exists first last, extremes o a = Some (first, last) /\ first <= number o w <= last.
Proof.
  intros W. induction a as [|i a IH]; intros (l & m & I & H); [destruct I|].
  cbn [extremes]. destruct (numbers o i) as [x y] eqn:N. destruct I as [-> | I].
  - pose proof (numbers_ok o (l, m) w W H) as B. rewrite N in B. cbn [fst snd] in B.
    destruct (extremes o a) as [[p q]|]; eexists; eexists; (split; [reflexivity|lia]).
  - destruct IH as (p & q & E & B); [exists l, m; auto|]. rewrite E.
    eexists; eexists; split; [reflexivity|lia].
Qed.
