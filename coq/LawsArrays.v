(** The laws of array contents (docs/laws.md): what is read from a chain of writes. *)

From Coq Require Import ZArith Lia Bool.
From Etalon Require Import Words WordFacts WordSolve Terms.
Open Scope Z_scope.

Lemma same_element_refl e : same_element e e = true.
Proof. now destruct e. Qed.

(** Reading what was just written. *)
Theorem select_store v of g h e r i x : of g = mean v of (Store h e r i x) ->
  word_of (mean v of (Select g e r i)) = word_of (of x).
Proof.
  intros G. unfold word_of at 1. cbn [mean of_word at_place]. rewrite G. cbn [mean of_heap contents].
  unfold here, word_of. now rewrite same_element_refl, !Z.eqb_refl.
Qed.

(** A word that is moved by a constant is another one. *)
Lemma moved_apart j d : word j -> word d -> d <> 0 -> add j d <> j.
Proof.
  unfold operate, result, wrap, word, modulus. intros J D N E. Z.div_mod_to_equations. lia.
Qed.

(** Reading where nothing was written: i is j + d. *)
Theorem select_skip v of g h e r i j d x : of g = mean v of (Store h e r i x) ->
  word (word_of (of j)) -> word d -> d <> 0 -> word_of (of i) = add (word_of (of j)) d ->
  word_of (mean v of (Select g e r j)) = word_of (mean v of (Select h e r j)).
Proof.
  intros G J D N E. pose proof (moved_apart _ d J D N) as A. rewrite <- E in A.
  unfold word_of at 1 2. cbn [mean of_word at_place]. rewrite G. cbn [mean of_heap contents].
  unfold here, word_of in *. destruct (Z.eqb_spec (at_place (of i) 0) (at_place (of j) 0)); [contradiction|].
  now rewrite andb_false_r.
Qed.

(** A block of one byte. *)
Theorem fill_one v of h r i n x : word_of (of n) = 1 ->
  forall e reference index,
  contents (mean v of (Fill h r i n x)) e reference index =
  contents (mean v of (Store h element_byte r i x)) e reference index.
Proof.
  intros N e reference index. cbn [mean of_heap contents]. rewrite N. unfold here.
  destruct (same_element element_byte e); [|reflexivity].
  destruct (word_of (of r) =? reference); [|reflexivity]. cbn [andb].
  destruct (Z.eqb_spec (word_of (of i)) index) as [E|E].
  - replace (index - word_of (of i)) with 0 by lia. reflexivity.
  - destruct (Z.leb_spec 0 (index - word_of (of i))), (Z.ltb_spec (index - word_of (of i)) 1); try reflexivity. lia.
Qed.
