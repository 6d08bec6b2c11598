(** The laws that say what terms mean: constants, and what the values of unknowns can be (docs/laws.md). *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Terms.
Open Scope Z_scope.

Theorem fold_constants v of m n o :
  word_of (mean v of (Constant (operate o (wrap m) (wrap n)))) =
  operate o (word_of (mean v of (Constant m))) (word_of (mean v of (Constant n))).
Proof. apply wrap_id, operate_word. Qed.

(** The largest value of a symbol. *)
Definition bound_of_sort (s : sort) : Z :=
  match s with
  | sort_bool => 1
  | sort_byte => 255
  | sort_count => 2 ^ 31 - 1
  | sort_int | sort_array _ => modulus - 1
  end.

Theorem bound_symbol v of x s place : at_place (mean v of (Symbol x s)) place <= bound_of_sort s.
Proof.
  cbn [mean of_word at_place]. assert (0 < values_of_sort s) by (destruct s; reflexivity).
  pose proof (Z.mod_pos_bound (symbol_value v x place) (values_of_sort s)).
  assert (bound_of_sort s = values_of_sort s - 1) by (destruct s; reflexivity). lia.
Qed.

Theorem bound_length v of e r place :
  at_place (mean v of (Length e r)) place <= match e with element_byte => 2 ^ 31 - 1 | _ => 2 ^ 30 - 1 end.
Proof.
  cbn [mean of_word at_place]. assert (0 < lengths e) by (destruct e; reflexivity).
  pose proof (Z.mod_pos_bound (length_of v (at_place (of r) place)) (lengths e)).
  assert (lengths e = match e with element_byte => 2 ^ 31 - 1 | _ => 2 ^ 30 - 1 end + 1) by (destruct e; reflexivity).
  lia.
Qed.

(** The largest value of an element. *)
Definition bound_of_element (e : element) : Z :=
  match e with element_bool => 1 | element_byte => 255 | element_int => modulus - 1 end.

(** All elements are what their kind allows. *)
Definition bounded (m : meaning) : Prop :=
  forall e reference index, 0 <= contents m e reference index <= bound_of_element e.

Theorem bound_select v of h e r i place : bounded (of h) ->
  at_place (mean v of (Select h e r i)) place <= bound_of_element e.
Proof. intros B. apply B. Qed.

(** ** Which heaps are bounded *)

Lemma values_bound e z : 0 <= z mod values_of_element e <= bound_of_element e.
Proof.
  assert (0 < values_of_element e) by (destruct e; reflexivity).
  pose proof (Z.mod_pos_bound z (values_of_element e)).
  assert (bound_of_element e = values_of_element e - 1) by (destruct e; reflexivity). lia.
Qed.

Lemma zero_bound e : 0 <= 0 <= bound_of_element e.
Proof. destruct e; split; discriminate. Qed.

Lemma same_element_true a b : same_element a b = true -> a = b.
Proof. destruct a, b; discriminate || reflexivity. Qed.

Lemma bounded_initial v of : bounded (mean v of Initial).
Proof. intros e r i. apply values_bound. Qed.

Lemma bounded_store v of h e r i x : bounded (of h) -> 0 <= word_of (of x) <= bound_of_element e ->
  bounded (mean v of (Store h e r i x)).
Proof.
  intros B X d reference index. cbn [mean of_heap contents]. unfold here.
  destruct (same_element e d) eqn:E; [apply same_element_true in E as ->|apply B].
  destruct (_ && _); [exact X|apply B].
Qed.

Lemma bounded_fill v of h r i n x : bounded (of h) -> (forall place, 0 <= at_place (of x) place <= 255) ->
  bounded (mean v of (Fill h r i n x)).
Proof.
  intros B X d reference index. cbn [mean of_heap contents].
  destruct (same_element element_byte d) eqn:E; [apply same_element_true in E as <-|apply B].
  destruct (_ && _); [apply X|apply B].
Qed.

Lemma bounded_allocate v of h e r : bounded (of h) -> bounded (mean v of (Allocate h e r)).
Proof. intros B d reference index. cbn [mean of_heap contents]. destruct (_ && _); [apply zero_bound|apply B]. Qed.

Lemma bounded_text v of h e r values : bounded (of h) -> bounded (mean v of (Text h e r values)).
Proof.
  intros B d reference index. cbn [mean of_heap contents].
  destruct (same_element e d) eqn:E; [apply same_element_true in E as ->|apply B].
  destruct (_ && _); [apply values_bound|apply B].
Qed.
