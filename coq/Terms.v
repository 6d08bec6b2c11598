(** Terms: 32-bit words with unknowns in them, and the contents of arrays (src/proof/checker/terms/term.ts).

    A term is made of others, and is shared: it has a number, and is made of terms with smaller numbers. A valuation
    gives the unknowns values; then every term has a meaning, and this file says which. What symbols, lengths and
    elements can be is built into their meaning: a byte is taken mod 2^8, whatever a valuation says. So bounds hold
    without assumptions, and every state of a program is still described by a valuation. *)

From Coq Require Import ZArith List Bool.
From Etalon Require Import Words.
From Etalon Require Export Elements.
Import ListNotations.
Open Scope Z_scope.

(** The number of a term. *)
Definition term := positive.

Definition same_element (a b : element) : bool :=
  match a, b with
  | element_int, element_int | element_bool, element_bool | element_byte, element_byte => true
  | _, _ => false
  end.

(** What a symbol stands for: any word, a truth value, one byte, how many bytes moved, or an array. *)
Inductive sort := sort_int | sort_bool | sort_byte | sort_count | sort_array (e : element).

(** There are so many values of a sort: they are those below. *)
Definition values_of_sort (s : sort) : Z :=
  match s with
  | sort_int | sort_array _ => modulus
  | sort_bool => 2
  | sort_byte => 2 ^ 8
  | sort_count => half
  end.

Definition values_of_element (e : element) : Z :=
  match e with
  | element_int => modulus
  | element_bool => 2
  | element_byte => 2 ^ 8
  end.

(** There are so many lengths of arrays. Each element of an array of words takes four bytes of memory. *)
Definition lengths (e : element) : Z :=
  match e with
  | element_int | element_bool => 2 ^ 30
  | element_byte => half
  end.

(** How many bytes of memory an element takes. *)
Definition width (e : element) : Z :=
  match e with
  | element_int | element_bool => 4
  | element_byte => 1
  end.

(** How a term is made. *)
Inductive node :=
  | Constant (z : Z)
  | Symbol (name : positive) (s : sort)
  (** The constant, and each term so many times. *)
  | Sum (constant : Z) (parts : list (term * Z))
  | Apply (o : operation) (left right : term)
  | Length (e : element) (reference : term)
  | Select (heap : term) (e : element) (reference index : term)
  (** The contents of all arrays at the start. *)
  | Initial
  | Store (before : term) (e : element) (reference index value : term)
  (** Bytes that arrived: so many, from an index on; [byte] is the one at any index of them. *)
  | Fill (before : term) (reference index count byte : term)
  | Allocate (before : term) (e : element) (reference : term)
  | Text (before : term) (e : element) (reference : term) (values : list Z).

(** The values of unknowns. The symbol of bytes that arrived has one for each of them, by its place among them; any
    other symbol has the same at all places. *)
Record valuation := {
  symbol_value : positive -> Z -> Z;
  length_of : Z -> Z;
  first_contents : element -> Z -> Z -> Z
}.

(** What a term means: a word, for each place among the bytes of a block; and contents of arrays, by what they are
    made of, reference, and index, which is counted in bytes. *)
Record meaning := {
  at_place : Z -> Z;
  contents : element -> Z -> Z -> Z
}.

Definition of_word (w : Z -> Z) : meaning := {| at_place := w; contents := fun _ _ _ => 0 |}.
Definition of_heap (h : element -> Z -> Z -> Z) : meaning := {| at_place := fun _ => 0; contents := h |}.

(** The word that a term means, where there are no places. *)
Definition word_of (m : meaning) : Z := at_place m 0.

(** The sum of multiples at a place, before it is wrapped. *)
Fixpoint total (parts : list (meaning * Z)) (place : Z) : Z :=
  match parts with
  | [] => 0
  | (m, factor) :: rest => factor * at_place m place + total rest place
  end.

(** What the parts of a sum mean. *)
Definition parts_of (of : term -> meaning) (parts : list (term * Z)) : list (meaning * Z) :=
  map (fun part => (of (fst part), snd part)) parts.

(** Is this the element that a write is about? *)
Definition here (e d : element) (r reference i index : Z) : bool :=
  same_element e d && (r =? reference) && (i =? index).

(** The meaning of a term that is made of others, whose meanings are [of]. *)
Definition mean (v : valuation) (of : term -> meaning) (n : node) : meaning :=
  match n with
  | Constant z => of_word (fun _ => wrap z)
  | Symbol x s => of_word (fun place => symbol_value v x place mod values_of_sort s)
  | Sum c parts => let meanings := parts_of of parts in of_word (fun place => wrap (c + total meanings place))
  | Apply o a b => of_word (fun place => operate o (at_place (of a) place) (at_place (of b) place))
  | Length e r => of_word (fun place => length_of v (at_place (of r) place) mod lengths e)
  | Select h e r i => of_word (fun place => contents (of h) e (at_place (of r) place) (at_place (of i) place))
  | Initial => of_heap (fun e r i => first_contents v e r i mod values_of_element e)
  | Store h e r i x => of_heap (fun d reference index =>
      if here e d (word_of (of r)) reference (word_of (of i)) index then word_of (of x)
      else contents (of h) d reference index)
  | Fill h r i n x => of_heap (fun d reference index =>
      let place := index - word_of (of i) in
      if same_element element_byte d && (word_of (of r) =? reference) && (0 <=? place) && (place <? word_of (of n))
      then at_place (of x) place
      else contents (of h) d reference index)
  | Allocate h e r => of_heap (fun d reference index =>
      if same_element e d && (word_of (of r) =? reference) then 0 else contents (of h) d reference index)
  | Text h e r values => of_heap (fun d reference index =>
      if same_element e d && (word_of (of r) =? reference)
      then nth (Z.to_nat (index / width e)) values 0 mod values_of_element e
      else contents (of h) d reference index)
  end.
