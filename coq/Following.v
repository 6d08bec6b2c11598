(** Paths that are followed one step after the other, with a list of those that still go on: so a path may be long, where nothing
    but this list is kept.

    What a step comes to is a list: where a path goes on, and what is found where one ends. That all paths are good may be said
    path by path, by recursion; here it is shown that the list comes to the same. *)

From Coq Require Import Bool List Lia.
Import ListNotations.

Section Following.
Context {S A : Type} (too_long : A) (step : S -> list (S + list A)).

Definition going_on (l : list (S + list A)) : list S :=
  flat_map (fun x => match x with inl s => [s] | inr _ => [] end) l.

Definition at_ends (l : list (S + list A)) : list A :=
  flat_map (fun x => match x with inl _ => [] | inr found => found end) l.

(** What is found on all paths, after so many steps of them together at most; [found] is what was found before, the last first. *)
Fixpoint followed (steps : nat) (pending : list S) (found : list A) : list A :=
  match pending with
  | [] => rev found
  | s :: pending =>
      match steps with
      | O => rev (too_long :: found)
      | Datatypes.S steps => let next := step s in followed steps (going_on next ++ pending) (rev_append (at_ends next) found)
      end
  end.

(** What may be found: that too many steps are taken may not. *)
Context (fine : A -> Prop) (not_too_long : ~ fine too_long).

(** That all is good from a state on, path by path, in paths of so many steps. *)
Context (good : nat -> S -> Prop) (good_longer : forall n s, good n s -> good (Datatypes.S n) s).
Context (good_step : forall n s, Forall (fun x => match x with inl s => good n s | inr found => Forall fine found end) (step s) -> good (Datatypes.S n) s).

Lemma good_more n m s : n <= m -> good n s -> good m s.
Proof. intros L. induction L; auto. Qed.

Lemma good_bound (l : list S) : Forall (fun s => exists n, good n s) l -> exists n, Forall (good n) l.
Proof.
  induction 1 as [|s l (n & G) _ (m & F)]; [exists 0; constructor|]. exists (n + m). constructor.
  - apply (good_more n); [lia|exact G].
  - eapply Forall_impl; [|exact F]. intros x. apply good_more. lia.
Qed.

Theorem followed_good steps : forall pending found, Forall fine (followed steps pending found) ->
  Forall fine found /\ Forall (fun s => exists n, good n s) pending.
Proof.
  assert (R : forall l, Forall fine (rev l) -> Forall fine l) by (intros l; rewrite !Forall_forall; intros F a I; apply F; now apply -> in_rev).
  induction steps as [|steps IH]; intros [|s pending] found Q; cbn [followed] in Q.
  - split; [now apply R|constructor].
  - apply R in Q. inversion Q. contradiction.
  - split; [now apply R|constructor].
  - apply IH in Q as [F Q]. rewrite rev_append_rev in F. apply Forall_app in F as [F G0]. apply R in F.
    apply Forall_app in Q as [N P]. split; [exact G0|]. constructor; [|exact P].
    destruct (good_bound _ N) as (n & G). exists (Datatypes.S n). apply good_step. clear - F G.
    unfold at_ends, going_on in *. induction (step s) as [|[x|found] l IH]; cbn [flat_map] in *; constructor.
    + now inversion G.
    + apply IH; [exact F|now inversion G].
    + now apply Forall_app in F.
    + apply IH; [apply Forall_app in F; apply F|exact G].
Qed.
End Following.
