(** Word operations on terms, by the rules there are (src/proof/checker/terms/terms.ts); and examples, which Coq computes, that
    rules and the search among facts find what they are there for. Rules of order and of division are still to
    come: such operations are kept as they are. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordSolve Terms TermTable TermSums LawsSums LawsBitwise LawsShifts PathChains Rules RulesBits.
Import ListNotations.
Open Scope Z_scope.

(** The rules of an operation, in the order in which they are tried. *)
Definition rules (o : operation) : list rule :=
  match o with
  | Add => [add_rule]
  | Sub => [sub_rule]
  | Mul => [commute_rule Mul; mul_rule]
  | Mulh | Mulhu => [fold_rule o; commute_rule o]
  | And => [fold_rule And; truth_choice_rule And; commute_rule And; and_zero_rule; and_ones_rule; and_bound_rule;
            twice_rule And; and_high_rule; same_rule]
  | Or => [fold_rule Or; truth_choice_rule Or; commute_rule Or; zero_rule; or_one_rule; same_rule]
  | Xor => [fold_rule Xor; truth_choice_rule Xor; commute_rule Xor; xor_same_rule; zero_rule; xor_ones_rule;
            xor_truth_rule; twice_rule Xor; xor_cancel_rule; xor_truths_rule]
  | Sll => [sll_constant_rule; nothing_rule; count_mask_rule Sll]
  | Srl => [fold_rule Srl; truth_choice_rule Srl; count_rule Srl; zero_rule; srl_sign_rule; srl_bound_rule; srl_srl_rule;
            nothing_rule; count_mask_rule Srl]
  | Sra => [fold_rule Sra; truth_choice_rule Sra; sra_positive_rule; count_rule Sra; sra_sign_rule; zero_rule;
            nothing_rule; count_mask_rule Sra]
  | Slt | Sltu => [fold_rule o; truth_choice_rule o]
  | _ => [fold_rule o]
  end.

Lemma rules_good o : Forall (good o) (rules o).
Proof.
  assert (L : shift Sll) by now left. assert (R : shift Srl) by now right; left. assert (A : shift Sra) by now right; right.
  destruct o; cbn [rules]; repeat (apply Forall_nil || apply Forall_cons);
    auto using fold_good, truth_choice_good, add_good, sub_good, mul_good, zero_good, same_good, twice_good,
      and_zero_good, and_ones_good, and_bound_good, and_high_good, or_one_good, xor_same_good, xor_ones_good, xor_truth_good,
      xor_cancel_good, xor_truths_good, sll_constant_good, nothing_good, count_good, count_mask_good, srl_sign_good,
      srl_bound_good, srl_srl_good, sra_positive_good, sra_sign_good, and_same, or_same, or_zero, xor_zero, srl_zero, sra_zero,
      and_and, xor_xor.
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
