(** What a word of one kind means as a word of another, in a world that grows.

    A prover's words are the numbers of terms in a table, which grows while it works: the table is the world,
    and a term means a 32-bit word, by a valuation. What it means it means in every later world. *)

From Coq Require Import List.
From Etalon Require Import Lists.
Import ListNotations.

Record worlds (W V : Type) := {
  world : Type;
  later : world -> world -> Prop;
  means : world -> W -> V -> Prop;
  later_refl : forall w, later w w;
  later_trans : forall a b c, later a b -> later b c -> later a c;
  means_later : forall a b x y, later a b -> means a x y -> means b x y;
}.
Arguments world {W V}. Arguments later {W V}. Arguments means {W V}.
Arguments later_refl {W V}. Arguments later_trans {W V}. Arguments means_later {W V}.

(** Lists of words mean lists of words, one by one. *)
Definition all_mean {W V} (k : worlds W V) (w : world k) : list W -> list V -> Prop := Forall2 (means k w).

Lemma all_mean_later {W V} (k : worlds W V) a b l l' :
  later k a b -> all_mean k a l l' -> all_mean k b l l'.
Proof. intros L H. induction H; constructor; [eapply means_later; eassumption|assumption]. Qed.

(** How it goes on with an answer: in every later world, for answers that mean the same. *)
Definition answers {W V A B} (k : worlds W V)
  (same : world k -> A -> B -> Prop) (goes_on : world k -> A -> B -> Prop) (w : world k) : Prop :=
  forall now a b, later k w now -> same now a b -> goes_on now a b.

(** Lists of words that mean the same, place by place. *)

Section Places.
Context {W V : Type} (k : worlds W V).

Lemma all_mean_nth w l l' n :
  all_mean k w l l' ->
  match nth_error l n, nth_error l' n with
  | Some x, Some y => means k w x y
  | None, None => True
  | _, _ => False
  end.
Proof. intros H. revert n. induction H; intros [|n]; cbn; auto. apply IHForall2. Qed.

Lemma all_mean_replace w l l' n x y :
  all_mean k w l l' -> means k w x y -> all_mean k w (replace n x l) (replace n y l').
Proof. intros H. revert n. induction H; intros [|n] M; cbn; constructor; auto. now apply IHForall2. Qed.
End Places.

(** * Going over to a later world, in proofs *)

(** What was known in the world before is known in the later one: what words mean, and [more] of this kind. *)
Ltac go_over_with more L :=
  repeat
    first
      [ match goal with
        | H : means _ _ _ _ |- _ => apply (means_later _ _ _ _ _ L) in H
        | H : all_mean _ _ _ _ |- _ => apply (all_mean_later _ _ _ _ _ L) in H
        end
      | more L ];
  clear L.

(** Gives an answer to a question. *)
Ltac answer_with more :=
  match goal with
  | |- answers _ _ _ _ => intros ? ? ? L ?; go_over_with more L
  | |- forall w', later _ _ w' -> _ => intros ? L; go_over_with more L
  end.
