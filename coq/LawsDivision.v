(** The laws of division: by powers of two as shifts, by other constants as multiplications, remainders as what is
    left (docs/laws.md). *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts WordSolve WordBits WordSigned LawsBitwise LawsBounds Quotients.
Open Scope Z_scope.

(** a / n - (a < 0), for a word. *)
Lemma floor_word a n : 0 < n < half -> sub (div a n) (slt a 0) = wrap (floored (signed a) n).
Proof.
  intros N. rewrite slt_truth. change (signed 0) with 0. unfold floored. unfold operate, result.
  destruct (Z.eqb_spec n 0); [lia|]. rewrite (signed_small n), wrap_sub_l by lia. reflexivity.
Qed.

(** A high word of two numbers of which one is a word, and the other is. *)
Lemma high_word a b : word a -> word b -> word (a * b / modulus).
Proof.
  unfold word. intros A B. split; [apply Z.div_pos; [apply Z.mul_nonneg_nonneg|]; lia|].
  apply Z.div_lt_upper_bound; [reflexivity|]. apply Z.mul_lt_mono_nonneg; lia.
Qed.

Lemma mulhu_value a b : word a -> word b -> mulhu a b = a * b / modulus.
Proof. intros. unfold operate, result. apply wrap_id. now apply high_word. Qed.

(** A word times a factor that is less than 2^32 has a high part that is no larger than the word. *)
Lemma high_range x m : - half <= x < half -> 0 <= m < modulus -> - half <= x * m / modulus < half.
Proof.
  intros X M. split.
  - apply Z.div_le_lower_bound; [reflexivity|]. nia.
  - apply Z.div_lt_upper_bound; [reflexivity|]. nia.
Qed.

Lemma power_small k n : 0 <= k -> 0 < n -> 2 ^ k * n < modulus -> 0 <= k < 32.
Proof.
  intros K N M. split; [assumption|]. apply (Z.pow_lt_mono_r_iff 2); [lia|lia|]. rewrite <- modulus_pow.
  pose proof (pow_pos k K). nia.
Qed.

Lemma sra_value a k z : signed a = z -> 0 <= k < 32 -> sra a k = wrap (z / 2 ^ k).
Proof. intros <- K. unfold operate, result. now rewrite (Z.mod_small k 32), Z.shiftr_div_pow2 by lia. Qed.

Lemma srl_small a k : word a -> 0 <= k < 32 -> srl a k = a / 2 ^ k.
Proof. intros A K. now rewrite srl_value, Z.mod_small. Qed.

Lemma quotient_word a n : word a -> 0 <= n -> word (a / n).
Proof.
  unfold word. intros A N. destruct (Z.eq_dec n 0) as [->|]; [now rewrite Zdiv_0_r|].
  split; [apply Z.div_pos; lia|]. apply Z.div_lt_upper_bound; nia.
Qed.

Lemma divu_value a n : word a -> 0 < n -> divu a n = a / n.
Proof.
  intros A N. unfold operate, result. destruct (Z.eqb_spec n 0); [lia|]. apply wrap_id, quotient_word; [assumption|lia].
Qed.

Theorem div_one a : word a -> div a 1 = a.
Proof.
  intros. unfold operate, result. change (signed 1) with 1. cbn [Z.eqb Pos.eqb].
  rewrite Z.quot_1_r. now apply wrap_signed.
Qed.

Theorem div_positive a b : 0 <= a < half -> 0 <= b < half -> div a b = divu a b.
Proof.
  intros. unfold operate, result. destruct (Z.eqb_spec b 0); [reflexivity|].
  now rewrite !signed_small, Z.quot_div_nonneg by lia.
Qed.

Theorem div_negative a n : 0 < n < half -> div a (sub 0 n) = sub 0 (div a n).
Proof.
  intros N. assert (S : signed (sub 0 n) = - n).
  { rewrite sub_signed, (signed_small n) by lia. change (signed 0) with 0. apply signed_wrap. lia. }
  unfold operate at 1. cbn [result]. rewrite S.
  destruct (Z.eqb_spec (sub 0 n) 0) as [E|]; [rewrite E in S; change (signed 0) with 0 in S; lia|].
  unfold operate, result. destruct (Z.eqb_spec n 0); [lia|].
  rewrite wrap_sub_r, (signed_small n), Z.quot_opp_r by lia. reflexivity.
Qed.

Theorem divu_power a k : 0 <= k < 32 -> divu a (2 ^ k) = srl a k.
Proof.
  intros K. pose proof (pow_pos k). unfold operate, result. rewrite (Z.mod_small k 32), Z.shiftr_div_pow2 by lia.
  destruct (Z.eqb_spec (2 ^ k) 0); [lia|reflexivity].
Qed.

Theorem divu_bound a A n : 0 <= a -> a <= A -> A < n -> divu a n = 0.
Proof. intros. unfold operate, result. destruct (Z.eqb_spec n 0); [lia|]. now rewrite Z.div_small by lia. Qed.

Theorem divu_srl a k n : word a -> 0 <= k < 32 -> 0 <= n -> divu (srl a k) n = divu a (2 ^ k * n).
Proof.
  intros A K N. pose proof (pow_pos k). rewrite srl_small by assumption. unfold operate, result.
  destruct (Z.eqb_spec n 0) as [->|]; [now rewrite Z.mul_0_r|].
  destruct (Z.eqb_spec (2 ^ k * n) 0); [nia|]. now rewrite Z.div_div by lia.
Qed.

Theorem srl_divu a k n : word a -> 0 <= k -> 0 < n -> 2 ^ k * n < modulus -> srl (divu a n) k = divu a (2 ^ k * n).
Proof.
  intros A K N M. pose proof (power_small k n K N M). pose proof (pow_pos k K).
  rewrite srl_small, !divu_value by (apply operate_word || assumption || nia). now rewrite Z.div_div, Z.mul_comm by lia.
Qed.

Theorem bound_divu a A n : word a -> word A -> 0 <= n -> a <= A -> divu a n <= divu A n.
Proof.
  intros WA WB N H. destruct (Z.eq_dec n 0) as [->|]; [reflexivity|].
  rewrite !divu_value by (assumption || lia). apply Z.div_le_mono; lia.
Qed.

Theorem rem_positive a b : 0 <= a < half -> 0 <= b < half -> rem a b = remu a b.
Proof.
  intros. unfold operate, result. destruct (Z.eqb_spec b 0); [reflexivity|].
  now rewrite !signed_small, Z.rem_mod_nonneg by lia.
Qed.

Theorem rem_quotient a n : rem a n = sub a (mul n (div a n)).
Proof.
  unfold operate, result. destruct (Z.eqb_spec n 0) as [->|].
  - rewrite Z.mul_0_l. change (wrap 0) with 0. now rewrite Z.sub_0_r.
  - rewrite wrap_mul_r, wrap_sub_r. pose proof (Z.quot_rem' (signed a) (signed n)) as E.
    destruct (signed_congruent a) as [i I], (signed_congruent n) as [j J].
    apply wrap_congruent with (i - j * Z.quot (signed a) (signed n)).
    rewrite J in E at 1. rewrite I in E at 1. lia.
Qed.

Theorem remu_power a k : 0 <= k < 32 -> remu a (2 ^ k) = and a (2 ^ k - 1).
Proof.
  intros K. pose proof (pow_pos k). unfold operate, result. rewrite land_mask by lia.
  destruct (Z.eqb_spec (2 ^ k) 0); [lia|reflexivity].
Qed.

Theorem remu_quotient a n : remu a n = sub a (mul n (divu a n)).
Proof.
  unfold operate, result. destruct (Z.eqb_spec n 0) as [->|].
  - rewrite Z.mul_0_l. change (wrap 0) with 0. now rewrite Z.sub_0_r.
  - rewrite wrap_mul_r, wrap_sub_r. now rewrite Z.mod_eq.
Qed.

Theorem bound_mulhu a b A B : word a -> word b -> word A -> word B -> a <= A -> b <= B -> mulhu a b <= mulhu A B.
Proof.
  intros WA WB WC WD HA HB. rewrite !mulhu_value by assumption. apply Z.div_le_mono; [reflexivity|].
  unfold word in *. apply Z.mul_le_mono_nonneg; lia.
Qed.

Theorem mulh_positive a b : 0 <= a < half -> 0 <= b < half -> mulh a b = mulhu a b.
Proof. intros. unfold operate, result. now rewrite !signed_small. Qed.

Theorem mulh_negative a n : 0 <= a < half -> half <= n -> mulh a n = sub (mulhu a n) a.
Proof.
  intros A N. unfold operate, result. rewrite (signed_small a), (signed_large n), wrap_sub_l by assumption.
  f_equal. replace (a * (n - modulus)) with (a * n + (- a) * modulus) by ring.
  rewrite Z.div_add by discriminate. ring.
Qed.

(** The high word that is shifted on: rounding down twice is rounding down once. *)
Lemma high_shifted m x k : 0 <= k -> x * m / modulus / 2 ^ k = m * x / 2 ^ (32 + k).
Proof.
  intros K. pose proof (pow_pos k K). rewrite Z.div_div, Z.pow_add_r, <- modulus_pow by (lia || discriminate).
  now rewrite Z.mul_comm.
Qed.

Theorem divu_mulhu a A k m n : word a -> a <= A -> 0 <= k < 32 -> word m -> belongs m (32 + k) n A ->
  srl (mulhu a m) k = divu a n.
Proof.
  intros WA HA K M [N B]. rewrite srl_small, mulhu_value, high_shifted by (apply operate_word || lia || assumption).
  rewrite divu_value by assumption. apply B. unfold word in WA. lia.
Qed.

Theorem divu_average a A k m n : word a -> a <= A -> 0 <= k < 32 -> word m -> belongs (modulus + m) (33 + k) n A ->
  srl (add (srl (sub a (mulhu a m)) 1) (mulhu a m)) k = divu a n.
Proof.
  intros WA HA K M [N B]. rewrite mulhu_value by assumption. set (h := a * m / modulus).
  assert (H : word h) by now apply high_word.
  assert (HL : h <= a). { unfold h, word in *. apply Z.div_le_upper_bound; [reflexivity|]. nia. }
  unfold word in WA, H.
  replace (sub a h) with (a - h) by (symmetry; apply wrap_id; unfold word; lia).
  rewrite (srl_small (a - h) 1) by (unfold word; lia). change (2 ^ 1) with 2.
  replace (add ((a - h) / 2) h) with ((a + h) / 2).
  2:{ assert (E : (a - h) / 2 + h = (a + h) / 2).
      { rewrite <- Z.div_add by discriminate. f_equal. ring. }
      unfold operate, result. rewrite E. symmetry. apply wrap_id. unfold word.
      split; [apply Z.div_pos; lia|apply Z.div_lt_upper_bound; lia]. }
  rewrite srl_small; [|unfold word; split; [apply Z.div_pos|apply Z.div_lt_upper_bound]; lia|assumption].
  pose proof (pow_pos k ltac:(lia)). rewrite Z.div_div by lia.
  assert (E : (a + h) / (2 * 2 ^ k) = (modulus + m) * a / 2 ^ (33 + k)).
  { unfold h. rewrite <- Z.div_add_l by discriminate. rewrite Z.div_div by (lia || discriminate).
    replace (33 + k) with (32 + (1 + k)) by lia. rewrite Z.pow_add_r, <- modulus_pow by lia.
    rewrite (Z.pow_add_r 2 1) by lia. f_equal. ring. }
  rewrite E, divu_value by assumption. apply B. lia.
Qed.

Theorem div_mulh a k m n : word a -> 0 <= k < 32 -> 0 < m < half -> n < half -> belongs_signed m (32 + k) n ->
  sra (mulh a m) k = sub (div a n) (slt a 0).
Proof.
  intros A K M H [N B]. pose proof (signed_range a A) as R. rewrite floor_word by lia.
  rewrite (sra_value _ k (signed a * m / modulus)); [rewrite high_shifted, B by lia; reflexivity| |assumption].
  unfold operate, result. rewrite (signed_small m) by lia. apply signed_wrap.
  apply high_range; unfold half, modulus in *; lia.
Qed.

Theorem div_mulhadd a k m n : word a -> 0 <= k < 32 -> half <= m < modulus -> n < half ->
  belongs_signed m (32 + k) n -> sra (add (mulh a m) a) k = sub (div a n) (slt a 0).
Proof.
  intros A K M H [N B]. pose proof (signed_range a A) as R. rewrite floor_word by lia.
  rewrite (sra_value _ k (signed a * m / modulus)); [rewrite high_shifted, B by lia; reflexivity| |assumption].
  replace (add (mulh a m) a) with (wrap (signed a * m / modulus)).
  - apply signed_wrap. apply high_range; unfold half, modulus in *; lia.
  - unfold operate, result. rewrite (signed_large m), wrap_add_l by lia.
    replace (signed a * (m - modulus)) with (signed a * m + (- signed a) * modulus) by ring.
    rewrite Z.div_add by discriminate. destruct (signed_congruent a) as [i E].
    apply wrap_congruent with i. lia.
Qed.

Theorem sra_div a k n : word a -> 0 <= k -> 1 < n -> 2 ^ k * n < half ->
  sra (sub (div a n) (slt a 0)) k = sub (div a (2 ^ k * n)) (slt a 0).
Proof.
  intros A K N H. pose proof (signed_range a A). pose proof (pow_pos k K).
  assert (n < half) by nia. pose proof (power_small k n K ltac:(lia) ltac:(unfold half, modulus in *; lia)).
  rewrite !floor_word by nia. rewrite (sra_value _ k (floored (signed a) n)); [|apply signed_wrap; now apply floored_range|assumption].
  now rewrite floored_floored by lia.
Qed.

(** A number with the bias: what is rounded down is then cut off towards 0. *)
Lemma biased_quotient x k : 0 <= k -> (x + (2 ^ k - 1) * truth (x <? 0)) / 2 ^ k = Z.quot x (2 ^ k).
Proof.
  intros K. pose proof (pow_pos k K). destruct (Z.ltb_spec x 0); cbn [truth].
  - replace (x + (2 ^ k - 1) * 1) with (- (- x) - 1 + 1 * 2 ^ k) by ring.
    rewrite Z.div_add, negative_quotient by lia. replace (Z.quot x) with (Z.quot (- - x)) by (f_equal; ring).
    rewrite quot_negative by lia. ring.
  - rewrite Z.mul_0_r, Z.add_0_r, Z.quot_div_nonneg by lia. reflexivity.
Qed.

(** a + (2^k - 1)·(a < 0), the dividend with the bias. *)
Definition biased (a k : Z) : Z := add a (mul (2 ^ k - 1) (slt a 0)).

Lemma biased_value a k : word a -> 0 <= k <= 30 ->
  biased a k = wrap (signed a + (2 ^ k - 1) * truth (signed a <? 0)) /\
  - half <= signed a + (2 ^ k - 1) * truth (signed a <? 0) < half.
Proof.
  intros A K. pose proof (signed_range a A). pose proof (pow_pos k ltac:(lia)).
  assert (2 ^ k <= 2 ^ 30) by (apply Z.pow_le_mono_r; lia). change (2 ^ 30) with 1073741824 in *.
  split.
  - unfold biased. rewrite slt_truth. change (signed 0) with 0. unfold operate, result. unwrap.
    destruct (signed_congruent a) as [i E]. rewrite E at 2. symmetry. apply wrap_congruent with i. ring.
  - unfold half in *. destruct (Z.ltb_spec (signed a) 0); cbn [truth]; lia.
Qed.

Lemma power_divisor a k : 0 <= k <= 30 -> div a (2 ^ k) = wrap (Z.quot (signed a) (2 ^ k)).
Proof.
  intros K. pose proof (pow_pos k ltac:(lia)). assert (2 ^ k <= 2 ^ 30) by (apply Z.pow_le_mono_r; lia).
  change (2 ^ 30) with 1073741824 in *.
  unfold operate, result. destruct (Z.eqb_spec (2 ^ k) 0); [lia|]. rewrite (signed_small (2 ^ k)); [reflexivity|unfold half; lia].
Qed.

Theorem sra_bias a k : word a -> 0 <= k <= 30 -> sra (biased a k) k = div a (2 ^ k).
Proof.
  intros A K. destruct (biased_value a k A K) as [V R]. rewrite V.
  rewrite (sra_value _ k _ (signed_wrap _ R)), biased_quotient, power_divisor by lia. reflexivity.
Qed.

(** A mask of high bits takes the remainder away. *)
Lemma and_high_value c k : word c -> 0 <= k < 32 -> and c (wrap (- 2 ^ k)) = wrap (c - c mod 2 ^ k).
Proof.
  intros C K. pose proof (pow_pos k ltac:(lia)). rewrite and_high, srl_small by assumption.
  unfold operate, result. f_equal. rewrite Z.mod_eq by lia. ring.
Qed.

Theorem and_bias a k : word a -> 0 <= k <= 30 -> and (biased a k) (wrap (- 2 ^ k)) = mul (2 ^ k) (div a (2 ^ k)).
Proof.
  intros A K. pose proof (pow_pos k ltac:(lia)). destruct (biased_value a k A K) as [V _].
  rewrite and_high_value by (apply operate_word || lia). rewrite V at 2. rewrite wrap_mod_pow by lia.
  rewrite power_divisor, <- biased_quotient, V by lia. set (z := signed a + _).
  unfold operate, result. rewrite wrap_mul_r, wrap_sub_l. f_equal. rewrite Z.mod_eq by lia. ring.
Qed.

Theorem and_rest a k : word a -> 0 <= k <= 30 ->
  and (biased a k) (2 ^ k - 1) = sub (biased a k) (mul (2 ^ k) (div a (2 ^ k))).
Proof.
  intros A K. pose proof (pow_pos k ltac:(lia)). rewrite <- and_bias by assumption.
  rewrite and_high_value by (apply operate_word || lia). set (c := biased a k).
  unfold operate, result. rewrite land_mask, wrap_sub_r by lia. f_equal. ring.
Qed.

Theorem equal_rem a k : word a -> 0 <= k <= 30 ->
  equal (sub a (mul (2 ^ k) (div a (2 ^ k)))) 0 = equal (and a (2 ^ k - 1)) 0.
Proof.
  intros A K. pose proof (pow_pos k ltac:(lia)). assert (2 ^ k <= 2 ^ 30) by (apply Z.pow_le_mono_r; lia).
  change (2 ^ 30) with 1073741824 in *.
  rewrite <- rem_quotient, !equal_truth_value. apply truth_equal. rewrite !Z.eqb_eq.
  assert (S : signed (2 ^ k) = 2 ^ k) by (apply signed_small; unfold half; lia).
  assert (R : rem a (2 ^ k) = wrap (Z.rem (signed a) (2 ^ k))).
  { unfold operate, result. destruct (Z.eqb_spec (2 ^ k) 0); [lia|]. now rewrite S. }
  assert (M : and a (2 ^ k - 1) = signed a mod 2 ^ k).
  { unfold operate, result. rewrite land_mask by lia. rewrite <- (wrap_signed a A) at 1.
    rewrite wrap_mod_pow by lia. apply wrap_id. pose proof (Z.mod_pos_bound (signed a) (2 ^ k)).
    unfold word, modulus. lia. }
  rewrite R, M.
  assert (B : Z.abs (Z.rem (signed a) (2 ^ k)) < 2 ^ k).
  { pose proof (Z.rem_bound_abs (signed a) (2 ^ k) ltac:(lia)). lia. }
  transitivity (Z.rem (signed a) (2 ^ k) = 0).
  - split; intros E; [|now rewrite E].
    apply (f_equal signed) in E. rewrite signed_wrap in E by (unfold half; lia). exact E.
  - rewrite Z.rem_divide, Z.mod_divide by lia. reflexivity.
Qed.

Theorem slt_bias a k : word a -> 0 <= k <= 30 -> slt (biased a k) 0 = slt (div a (2 ^ k)) 0.
Proof.
  intros A K. destruct (biased_value a k A K) as [V R]. pose proof (pow_pos k ltac:(lia)).
  rewrite power_divisor, <- biased_quotient, V, !slt_truth by lia. apply truth_equal. rewrite !Z.ltb_lt.
  change (signed 0) with 0. set (z := signed a + _) in *.
  assert (Q : - half <= z / 2 ^ k < half).
  { split; [apply Z.div_le_lower_bound | apply Z.div_lt_upper_bound]; unfold half in *; nia. }
  rewrite !signed_wrap by assumption. split; intros.
  - apply Z.div_lt_upper_bound; lia.
  - destruct (Z.lt_ge_cases z 0); [assumption|]. assert (0 <= z / 2 ^ k) by (apply Z.div_pos; lia). lia.
Qed.

Theorem slt_mulh a n : word a -> 0 < n < half -> slt (mulh a n) 0 = slt a 0.
Proof.
  intros A N. pose proof (signed_range a A). rewrite !slt_truth. apply truth_equal. rewrite !Z.ltb_lt.
  change (signed 0) with 0.
  assert (E : signed (mulh a n) = signed a * n / modulus).
  { unfold operate, result. rewrite (signed_small n) by lia. apply signed_wrap.
    apply high_range; unfold half, modulus in *; lia. }
  rewrite E. split; intros.
  - destruct (Z.lt_ge_cases (signed a) 0); [assumption|].
    assert (0 <= signed a * n / modulus) by (apply Z.div_pos; [apply Z.mul_nonneg_nonneg; lia|reflexivity]). lia.
  - apply Z.div_lt_upper_bound; [reflexivity|]. nia.
Qed.

Theorem slt_quotient a n : word a -> 1 < n < half -> slt (sub (div a n) (slt a 0)) 0 = slt a 0.
Proof.
  intros A N. pose proof (signed_range a A) as R. rewrite floor_word by lia.
  rewrite !slt_truth. apply truth_equal. rewrite !Z.ltb_lt. change (signed 0) with 0.
  rewrite signed_wrap by now apply floored_range. apply floored_sign. lia.
Qed.
