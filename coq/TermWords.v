(** Word operations on terms, by the rules there are (src/proof/checker/terms/terms.ts); and examples, which Coq computes, that
    rules and the search among facts find what they are there for. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordSolve Terms TermTable TermSums LawsSums LawsBitwise LawsShifts LawsDivision LawsOrder PathChains.
From Etalon Require Import Rules RulesBits RulesCounts RulesOrder RulesEquality RulesDivision RulesQuotients.
Import ListNotations.
Open Scope Z_scope.

(** The rules of an operation, in the order in which they are tried. *)
Definition rules (o : operation) : list rule :=
  match o with
  | Add => [add_rule]
  | Sub => [sub_rule]
  | Mul => [commute_rule Mul; mul_rule]
  | Mulh => [commute_rule Mulh; fold_rule Mulh; positive_rule Mulhu; mulh_negative_rule; mulh_rule]
  | Mulhsu => [fold_rule Mulhsu]
  | Mulhu => [commute_rule Mulhu; fold_rule Mulhu; mulhu_rule]
  | Div => [neutral_rule 1; fold_rule Div; positive_rule Divu; div_negative_rule]
  | Divu => [fold_rule Divu; divu_power_rule; divu_bound_rule; divu_srl_rule]
  | Rem => [fold_rule Rem; positive_rule Remu; quotient_rule Div]
  | Remu => [fold_rule Remu; remu_power_rule; quotient_rule Divu]
  | And => [and_bias_rule; and_rest_rule; fold_rule And; truth_choice_rule And; commute_rule And; absorbing_rule 0;
            neutral_rule (wrap (-1)); and_bound_rule; twice_rule And; and_high_rule; same_rule]
  | Or => [fold_rule Or; truth_choice_rule Or; commute_rule Or; neutral_rule 0; or_ones_rule; or_one_rule; same_rule]
  | Xor => [fold_rule Xor; truth_choice_rule Xor; commute_rule Xor; vanish_rule; neutral_rule 0; xor_ones_rule;
            xor_truth_rule; twice_rule Xor; xor_cancel_rule; xor_truths_rule; and_xor_rule]
  | Sll => [sll_constant_rule; nothing_rule; count_sum_rule Sll]
  | Srl => [fold_rule Srl; count_rule Srl; divu_mulhu_rule; srl_divu_rule; divu_average_rule; truth_choice_rule Srl; neutral_rule 0;
            srl_sign_rule; srl_bound_rule; srl_srl_rule; srl_scaled_rule; nothing_rule; count_sum_rule Srl]
  | Sra => [fold_rule Sra; count_rule Sra; truth_choice_rule Sra; sra_positive_rule; div_mulh_rule; sra_bias_rule; sra_div_rule;
            div_mulhadd_rule; sra_sign_rule; neutral_rule 0; nothing_rule; count_sum_rule Sra]
  | Slt => [slt_sign_rule; slt_bias_rule; fold_rule Slt; truth_choice_rule Slt; vanish_rule; most_rule (half - 1); left_rule Slt (half - 1);
            absorbing_rule (wrap (- half)); slt_not_rule; positive_rule Sltu; slt_negative_rule]
  | Sltu => [fold_rule Sltu; truth_choice_rule Sltu; vanish_rule; most_rule (wrap (-1)); left_rule Sltu (wrap (-1));
             absorbing_rule 0; sltu_one_rule; sltu_bound_rule; sltu_last_rule]
  | Equal => [equal_change_rule; equal_constant_rule; equal_choice_rule; equal_truth_rule; equal_xor_rule; equal_mask_rule;
              equal_bound_rule; equal_and_rule; equal_rem_rule; equal_sum_rule]
  end.

Lemma rules_good o : Forall (good o) (rules o).
Proof.
  assert (L : shift Sll) by now left. assert (R : shift Srl) by now right; left. assert (A : shift Sra) by now right; right.
  destruct o; cbn [rules]; repeat (apply Forall_nil || apply Forall_cons);
    auto using fold_good, truth_choice_good, add_good, sub_good, mul_good, neutral_good, absorbing_good, same_good, twice_good,
      vanish_good, and_bound_good, and_high_good, or_ones_good, or_one_good, xor_ones_good, xor_truth_good, xor_cancel_good, xor_truths_good,
      and_xor_good, sll_constant_good, nothing_good, count_good, count_sum_good, srl_sign_good, srl_bound_good, srl_srl_good, srl_scaled_good,
      sra_positive_good, sra_sign_good, and_same, or_same, or_zero, xor_zero, srl_zero, sra_zero, and_zero, and_ones, div_one,
      and_and, xor_xor, xor_same, slt_same, sltu_same, slt_least, sltu_zero.
  all: auto using most_good, left_good, slt_not_good, slt_negative_good, sltu_one_good, sltu_bound_good, sltu_last_good,
    equal_change_good, equal_constant_good, equal_choice_good, equal_truth_good, equal_xor_good, equal_mask_good, equal_bound_good,
    equal_and_good, equal_rem_good, equal_sum_good, slt_most, sltu_most, slt_left, sltu_left.
  all: auto using positive_good, div_negative_good, divu_power_good, divu_bound_good, divu_srl_good, quotient_good,
    remu_power_good, mulh_negative_good, mulhu_good, divu_mulhu_good, srl_divu_good, divu_average_good, mulh_good, div_mulh_good,
    div_mulhadd_good, sra_div_good, sra_bias_good, and_bias_good, and_rest_good, slt_sign_good, slt_bias_good,
    div_positive, rem_positive, mulh_positive, slt_positive, rem_quotient, remu_quotient.
  all: apply commute_good; intros.
  all: apply mul_commute || apply mulh_commute || apply mulhu_commute || apply and_commute || apply or_commute || apply xor_commute.
Qed.

(** So many rules are followed one after the other. *)
Definition most_steps : nat := 64.

Definition operation_on (T : table) (o : operation) (a b : term) : table * term := make rules most_steps T o a b.

(** An operation on terms has the value of the operation on their values, whatever the unknowns are. *)
Theorem operation_on_ok T o a b : sound T -> known T a -> known T b ->
  yields T (operation_on T o a b) (fun v place => operate o (value v T a place) (value v T b place)).
Proof. apply make_ok, rules_good. Qed.

(** * Examples *)

(** A table with an index, a length, a byte and the numbers 0 and 1, and conditions on them. *)
Definition example : table * list term :=
  let (T, i) := share start (Symbol 1 sort_int) in
  let (T, a) := share T (Symbol 2 (sort_array element_int)) in
  let (T, n) := share T (Length element_int a) in
  let (T, b) := share T (Symbol 3 sort_byte) in
  let (T, zero) := share T (Constant 0) in
  let (T, one) := share T (Constant 1) in
  let (T, next) := operation_on T Add i one in
  let (T, negative) := operation_on T Slt i zero in
  let (T, below) := operation_on T Slt i n in
  let (T, checked) := operation_on T Sltu i n in
  let (T, last) := operation_on T Slt n next in
  (T, [i; n; b; one; next; negative; below; checked; last]).

(** An index that is not negative and less than the length is in bounds; and the next one is at most the length. *)
Example bounds_check :
  match example with
  | (T, [_; _; _; _; _; negative; below; checked; last]) =>
    (derive T [(below, true); (negative, false)] checked, derive T [(below, true)] checked,
     derive T [(below, true)] last)
  | _ => (None, None, None)
  end = (Some true, None, Some false).
Proof. vm_compute. reflexivity. Qed.

(** A word that a fact says to hold is not 0, and a condition is 1 then: literal_word. *)
Example word_facts :
  match example with
  | (T, [i; _; b; one; _; _; below; _; _]) =>
    let (T, zero) := share T (Constant 0) in
    let (T, none) := operation_on T Equal i zero in
    let (T, is_one) := operation_on T Equal below one in
    (derive T [(i, true)] none, derive T [(i, false)] none, derive T [] none, derive T [(below, true)] is_one)
  | _ => (None, None, None, None)
  end = (Some false, Some true, None, Some true).
Proof. vm_compute. reflexivity. Qed.

(** i + 1 - 1 is i, and a byte that is masked is itself: the same terms. *)
Example same_terms :
  match example with
  | (T, [i; _; b; one; next; _; _; _; _]) =>
    let (T, back) := operation_on T Sub next one in
    let (T, mask) := share T (Constant 255) in
    let (T, masked) := operation_on T And mask b in
    Pos.eqb back i && Pos.eqb masked b
  | _ => false
  end = true.
Proof. vm_compute. reflexivity. Qed.
