(** Lists counted by integers, which stay small when they are written down; natural numbers do not. *)

From Coq Require Import ZArith List.
Import ListNotations.
Open Scope Z_scope.

Section Lists.
Context {A : Type}.

Fixpoint size_from (n : Z) (l : list A) : Z :=
  match l with [] => n | _ :: rest => size_from (n + 1) rest end.

(** How many elements there are. *)
Definition size (l : list A) : Z := size_from 0 l.

(** The first [n] elements, or all when there are fewer. *)
Fixpoint first (n : Z) (l : list A) : list A :=
  match l with
  | [] => []
  | x :: rest => if n <=? 0 then [] else x :: first (n - 1) rest
  end.

(** What is left after the first [n] elements. *)
Fixpoint rest_after (n : Z) (l : list A) : list A :=
  match l with
  | [] => []
  | _ :: rest => if n <=? 0 then l else rest_after (n - 1) rest
  end.

(** The list with another element at one place; the same list when it has no such place. *)
Fixpoint replace (n : nat) (a : A) (l : list A) : list A :=
  match l, n with
  | [], _ => []
  | _ :: rest, O => a :: rest
  | x :: rest, S n => x :: replace n a rest
  end.
End Lists.

(** [element] at [from], [from] + 1, and so on: [count] of them. *)
Definition gather {A} (element : Z -> A) (from count : Z) : list A :=
  snd (Z.iter count (fun '(place, after) => (place - 1, element place :: after)) (from + count - 1, [])).
