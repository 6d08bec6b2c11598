(** Ways to prove what is said of words, for the laws: [rings] for sums and products, where wrapping may be
    left to the end; [word_cases] and [truth_cases] for comparisons, by cases and linear arithmetic. *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts.
Open Scope Z_scope.

(** The operations under their names in src/core/word.ts. *)
Notation add := (operate Add).
Notation sub := (operate Sub).
Notation mul := (operate Mul).
Notation mulh := (operate Mulh).
Notation mulhsu := (operate Mulhsu).
Notation mulhu := (operate Mulhu).
Notation div := (operate Div).
Notation divu := (operate Divu).
Notation rem := (operate Rem).
Notation remu := (operate Remu).
Notation and := (operate And).
Notation or := (operate Or).
Notation xor := (operate Xor).
Notation sll := (operate Sll).
Notation srl := (operate Srl).
Notation sra := (operate Sra).
Notation slt := (operate Slt).
Notation sltu := (operate Sltu).
Notation equal := (operate Equal).

(** Wrapping inside sums and products is left out, from the inside outwards. *)
Ltac plain x := lazymatch x with context [wrap _] => fail | _ => idtac end.

Ltac unwrap :=
  repeat match goal with
  | |- context [wrap (wrap ?x)] => rewrite (wrap_wrap x)
  | |- context [wrap (wrap ?x + ?y)] => plain x; rewrite (wrap_add_l x y)
  | |- context [wrap (?x + wrap ?y)] => plain y; rewrite (wrap_add_r x y)
  | |- context [wrap (wrap ?x - ?y)] => plain x; rewrite (wrap_sub_l x y)
  | |- context [wrap (?x - wrap ?y)] => plain y; rewrite (wrap_sub_r x y)
  | |- context [wrap (wrap ?x * ?y)] => plain x; rewrite (wrap_mul_l x y)
  | |- context [wrap (?x * wrap ?y)] => plain y; rewrite (wrap_mul_r x y)
  end.

(** Both sides are one polynomial, wrapped. *)
Ltac rings := intros; unfold operate, result; unwrap; f_equal; ring.

(** All that is said of words, in the words of integers. *)
Ltac integers := unfold operate, result, holds, signed, word, truth, wrap, half, modulus in *.

(** By cases on every comparison; what is left is linear, with quotients and remainders. *)
Ltac split_conditions :=
  repeat match goal with
  | |- context [if ?b then _ else _] =>
    lazymatch b with context [if _ then _ else _] => fail | _ => destruct b eqn:? end
  | H : context [if ?b then _ else _] |- _ =>
    lazymatch b with context [if _ then _ else _] => fail | _ => destruct b eqn:? end
  end.

Ltac compare := rewrite ?Z.ltb_lt, ?Z.ltb_ge, ?Z.leb_le, ?Z.leb_gt, ?Z.eqb_eq, ?Z.eqb_neq in *.

(** All cases of comparisons; where the conclusion is false, the hypotheses contradict each other. *)
Ltac truth_cases :=
  intros; integers; split_conditions; try reflexivity; try congruence; exfalso; compare;
  Z.div_mod_to_equations; lia.

Ltac word_cases :=
  intros; integers; split_conditions; compare; try reflexivity; Z.div_mod_to_equations; lia.
