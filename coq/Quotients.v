(** Division by a constant as multiplication: for which divisor is m·x / 2^p, rounded down, the quotient of every
    x up to a bound? (docs/laws.md, "Division by a constant"; src/proof/checker/terms/quotient.ts.)

    [/] rounds down, and [Z.quot] cuts off towards 0. *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts.
Open Scope Z_scope.

(** m and p belong to n up to A. *)
Definition belongs (m p n A : Z) : Prop :=
  0 < n /\ forall x, 0 <= x <= A -> m * x / 2 ^ p = x / n.

(** The quotient rounded down, as machines have it from a quotient that is cut off: x / n - (x < 0). *)
Definition floored (x n : Z) : Z := Z.quot x n - truth (x <? 0).

(** m and p belong to n, for signed numbers. *)
Definition belongs_signed (m p n : Z) : Prop :=
  0 < n /\ forall x, - half <= x < half -> m * x / 2 ^ p = floored x n.

(** * What the checker computes *)

(** Does the quotient come out right at x? There is nothing to ask below 0. *)
Definition right_at (m p n x : Z) : bool := (x <? 0) || (m * x / 2 ^ p =? x / n).

(** The divisor that m and p belong to up to A. *)
Definition divisor_of (m p A : Z) : option Z :=
  let n := (2 ^ p + m - 1) / m in
  if (0 <? m) && (2 <=? n) && (n <? modulus) && right_at m p n A && right_at m p n (A - (A + 1) mod n)
  then Some n else None.

(** The divisor that m and p belong to as signed numbers. *)
Definition signed_divisor_of (m p : Z) : option Z :=
  match divisor_of m p (half - 1) with
  | Some n => if (n <? half) && (2 ^ p <? m * n) && (m * half <=? 2 ^ p * (half / n + 1)) then Some n else None
  | None => None
  end.

(** * Natural numbers *)

(** m·n is at least 2^p, so the left side is never too small. It is right where m·x < 2^p·(x / n + 1). *)
Lemma right_below m P n x : 0 < P -> 0 < n -> P <= m * n -> 0 <= x ->
  m * x / P = x / n <-> m * x < P * (x / n + 1).
Proof.
  intros HP N E X.
  assert (Q : x = n * (x / n) + x mod n) by (apply Z.div_mod; lia).
  assert (R : 0 <= x mod n < n) by (apply Z.mod_pos_bound; lia).
  assert (0 <= x / n) by (apply Z.div_pos; lia).
  assert (M : 0 < m) by nia.
  assert (L : P * (x / n) <= m * x).
  { apply Z.le_trans with (m * n * (x / n)); [apply Z.mul_le_mono_nonneg_r; lia|].
    rewrite <- Z.mul_assoc. apply Z.mul_le_mono_nonneg_l; lia. }
  split; intros H0.
  - rewrite <- H0. pose proof (Z.mul_succ_div_gt (m * x) P HP). lia.
  - symmetry. apply Z.div_unique with (m * x - P * (x / n)); lia.
Qed.

(** It is enough to look at A, and at the last number up to A that is one less than a multiple of n. *)
Lemma right_everywhere m P n A : 0 < P -> 0 < n -> P <= m * n -> 0 <= A ->
  m * A / P = A / n ->
  (let last := A - (A + 1) mod n in last < 0 \/ m * last / P = last / n) ->
  forall x, 0 <= x <= A -> m * x / P = x / n.
Proof.
  intros HP N E HA RA RL x X. cbn zeta in RL. apply right_below; try lia.
  apply right_below in RA; try lia.
  assert (0 < m) by nia.
  assert (QX : x = n * (x / n) + x mod n) by (apply Z.div_mod; lia).
  assert (RX : 0 <= x mod n < n) by (apply Z.mod_pos_bound; lia).
  assert (0 <= x / n) by (apply Z.div_pos; lia).
  assert (LE : x / n <= A / n) by (apply Z.div_le_mono; lia).
  destruct (Z.eq_dec (x / n) (A / n)) as [Same|Less].
  - rewrite Same. apply Z.le_lt_trans with (m * A); [|exact RA]. apply Z.mul_le_mono_nonneg_l; lia.
  - (* x is in a block of n numbers that is whole *)
    assert (QA : A + 1 = n * ((A + 1) / n) + (A + 1) mod n) by (apply Z.div_mod; lia).
    assert (QB : A = n * (A / n) + A mod n) by (apply Z.div_mod; lia).
    assert (RB : 0 <= A mod n < n) by (apply Z.mod_pos_bound; lia).
    set (t := (A + 1) / n) in *.
    assert (T : A / n <= t) by (apply Z.div_le_mono; lia).
    replace (A - (A + 1) mod n) with (n * (t - 1) + (n - 1)) in RL by lia.
    assert (T1 : 1 <= t) by lia.
    assert (0 <= n * (t - 1)) by (apply Z.mul_nonneg_nonneg; lia).
    destruct RL as [RL|RL]; [lia|]. apply right_below in RL; try lia.
    replace ((n * (t - 1) + (n - 1)) / n) with (t - 1) in RL by (apply Z.div_unique with (n - 1); lia).
    (* with s blocks up to x and t up to the last: s (m n - 2^p) < m follows from t (m n - 2^p) < m *)
    set (s := x / n + 1). assert (S : 1 <= s <= t) by lia.
    assert (t * (m * n - P) < m) by nia.
    assert (s * (m * n - P) <= t * (m * n - P)) by (apply Z.mul_le_mono_nonneg_r; lia).
    apply Z.le_lt_trans with (m * (n * s - 1)); [apply Z.mul_le_mono_nonneg_l; unfold s; lia|]. nia.
Qed.

Theorem divisor_of_belongs m p A n : 0 <= p -> 0 <= A -> divisor_of m p A = Some n -> belongs m p n A /\ 2 <= n < modulus.
Proof.
  unfold divisor_of. intros HP HA. set (P := 2 ^ p).
  assert (0 < P) by (apply Z.pow_pos_nonneg; lia).
  destruct (Z.ltb_spec 0 m) as [M|]; [|discriminate]. cbn [andb].
  set (c := (P + m - 1) / m).
  destruct (Z.leb_spec 2 c), (Z.ltb_spec c modulus); try discriminate. cbn [andb].
  destruct (right_at m p c A) eqn:RA; [|discriminate]. cbn [andb].
  destruct (right_at m p c (A - (A + 1) mod c)) eqn:RL; [|discriminate]. intros [= <-].
  split; [|lia]. split; [lia|]. unfold right_at in RA, RL. fold P in RA, RL.
  apply orb_true_iff in RA as [RA|RA]; [apply Z.ltb_lt in RA; lia|]. apply Z.eqb_eq in RA.
  apply right_everywhere; auto; try lia.
  - pose proof (Z.mul_succ_div_gt (P + m - 1) m M) as G. fold c in G. lia.
  - cbn zeta. apply orb_true_iff in RL as [RL|RL]; [left; now apply Z.ltb_lt|right; now apply Z.eqb_eq].
Qed.

(** * Signed numbers *)

(** Rounding down below 0. *)
Lemma negative_quotient q d : 0 < d -> 0 <= q -> (- q - 1) / d = - (q / d) - 1.
Proof.
  intros D Q. assert (E : q = d * (q / d) + q mod d) by (apply Z.div_mod; lia).
  assert (R : 0 <= q mod d < d) by (apply Z.mod_pos_bound; lia).
  symmetry. apply Z.div_unique with (d - 1 - q mod d); lia.
Qed.

Lemma quot_negative y n : 0 < n -> 0 <= y -> Z.quot (- y) n = - (y / n).
Proof. intros. rewrite Z.quot_opp_l, Z.quot_div_nonneg by lia. reflexivity. Qed.

(** The floored quotient is that of a number which is one less where it is negative. *)
Lemma floored_value x n : 0 < n -> floored x n = (x - truth (x <? 0)) / n.
Proof.
  intros N. unfold floored. destruct (Z.ltb_spec x 0); cbn [truth].
  - replace x with (- - x) by ring. rewrite quot_negative, negative_quotient by lia. reflexivity.
  - rewrite !Z.sub_0_r. now apply Z.quot_div_nonneg.
Qed.

Lemma floored_floored x n k : 0 < n -> 0 < k -> floored x n / k = floored x (k * n).
Proof.
  intros. rewrite !floored_value, Z.div_div by (try apply Z.mul_pos_pos; lia). now rewrite (Z.mul_comm n).
Qed.

Lemma floored_sign x n : 0 < n -> floored x n < 0 <-> x < 0.
Proof.
  intros. rewrite floored_value by lia. destruct (Z.ltb_spec x 0); cbn [truth]; split; intros; try lia.
  - apply Z.div_lt_upper_bound; lia.
  - assert (0 <= (x - 0) / n) by (apply Z.div_pos; lia). lia.
Qed.

(** A divisor that is more than 1 leaves room for the one less. *)
Lemma floored_range x n : 1 < n -> - half <= x < half -> - half <= floored x n < half.
Proof.
  intros N X. rewrite floored_value by lia. pose proof (truth_word (x <? 0)) as T.
  assert (truth (x <? 0) <= 1) by (destruct (x <? 0); cbn; lia). unfold word in T.
  split; [apply Z.div_le_lower_bound|apply Z.div_lt_upper_bound]; unfold half in *; lia.
Qed.

Theorem signed_divisor_of_belongs m p n : 0 <= p -> signed_divisor_of m p = Some n ->
  belongs_signed m p n /\ 2 <= n < half.
Proof.
  unfold signed_divisor_of. intros HP. destruct (divisor_of m p (half - 1)) as [d|] eqn:D; [|discriminate].
  apply divisor_of_belongs in D as [[N B] R]; try (unfold half in *; lia).
  destruct (Z.ltb_spec d half), (Z.ltb_spec (2 ^ p) (m * d)), (Z.leb_spec (m * half) (2 ^ p * (half / d + 1)));
    try discriminate. cbn [andb]. intros [= <-]. split; [|lia]. split; [assumption|].
  assert (P : 0 < 2 ^ p) by (apply Z.pow_pos_nonneg; lia). set (e := 2 ^ p) in *.
  intros x X. rewrite floored_value by assumption. destruct (Z.ltb_spec x 0); cbn [truth].
  2:{ rewrite Z.sub_0_r. apply B. lia. }
  set (y := - x). replace x with (- y) by (unfold y; lia). rewrite negative_quotient by (unfold y; lia).
  assert (Y : 1 <= y <= half) by (unfold y; lia).
  assert (QY : y = d * (y / d) + y mod d) by (apply Z.div_mod; lia).
  assert (RY : 0 <= y mod d < d) by (apply Z.mod_pos_bound; lia).
  assert (0 <= y / d) by (apply Z.div_pos; lia).
  assert (M : 0 < m) by nia.
  assert (Upper : m * y <= e * (y / d + 1)).
  { destruct (Z.eq_dec y half) as [->|]; [assumption|].
    assert (E : m * y / e = y / d) by (apply B; lia).
    rewrite <- E. pose proof (Z.mul_succ_div_gt (m * y) e P). lia. }
  assert (Lower : e * (y / d) < m * y).
  { destruct (Z.eq_dec (y / d) 0) as [->|]; [rewrite Z.mul_0_r; apply Z.mul_pos_pos; lia|].
    apply Z.lt_le_trans with (m * d * (y / d)); [apply Z.mul_lt_mono_pos_r; lia|].
    rewrite <- Z.mul_assoc. apply Z.mul_le_mono_nonneg_l; lia. }
  symmetry. apply Z.div_unique with (e * (y / d + 1) - m * y); lia.
Qed.
