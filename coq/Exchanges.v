(** Exchanges with the environment as a prover knows them: a byte that came, the end of the input, a byte that was
    sent. The source makes them first; the machine has to make the same, one after the other.

    Both sides begin a segment with the same environment. So while their exchanges are the same, they get the
    same answers. *)

From Coq Require Import ZArith Lia List.
From Etalon Require Import Words WordFacts Lists Behaviour Environment TermWorlds.
Import ListNotations.
Open Scope Z_scope.

Inductive exchange :=
  | ByteCame (byte : term)
  | NoByteCame
  | ByteSent (byte : term).

Section Exchanged.
Context {E : Type} (env : environment E).

(** These exchanges lead from an environment, with these events, to another. *)
Inductive exchanged (w : term_world) : list exchange -> E -> list event -> E -> Prop :=
  | exchanged_nothing e : exchanged w [] e [] e
  | exchanged_came t byte l e e' events e'' :
      read_block env e 1 = ([byte], [Reading byte], e') -> term_means w t byte ->
      exchanged w l e' events e'' -> exchanged w (ByteCame t :: l) e (Reading byte :: events) e''
  | exchanged_end l e e' events e'' :
      read_block env e 1 = ([], [Reading (-1)], e') ->
      exchanged w l e' events e'' -> exchanged w (NoByteCame :: l) e (Reading (-1) :: events) e''
  | exchanged_sent t byte l e e' events e'' :
      write_block env e [byte] = (1, [Writing byte], e') -> term_means w t byte ->
      exchanged w l e' events e'' -> exchanged w (ByteSent t :: l) e (Writing byte :: events) e''.

Lemma exchanged_later a b l e events e' : term_later a b -> exchanged a l e events e' -> exchanged b l e events e'.
Proof. intros L H. induction H; econstructor; eauto using term_means_later. Qed.

Lemma exchanged_app w a b e events e' events' e'' :
  exchanged w a e events e' -> exchanged w b e' events' e'' -> exchanged w (a ++ b) e (events ++ events') e''.
Proof. intros H B. induction H; cbn [app]; [exact B|econstructor; eauto..]. Qed.

(** One byte is read: it comes, or there is none. *)
Lemma read_one e :
  (exists byte e', read_block env e 1 = ([byte], [Reading byte], e') /\ 0 <= byte < 256) \/
  (exists e', read_block env e 1 = ([], [Reading (-1)], e')).
Proof.
  unfold read_block. destruct (come env e 1) as [bytes e']. destruct bytes as [|byte bytes]; cbn [first map].
  - right. now exists e'.
  - left. exists (byte mod 256), e'. split; [|apply Z.mod_pos_bound; lia].
    change (1 <=? 0) with false. cbv iota. assert (N : first (1 - 1) bytes = []) by now destruct bytes. now rewrite N.
Qed.

(** One byte is written: it is taken. *)
Lemma write_one e byte : exists e', write_block env e [byte] = (1, [Writing byte], e').
Proof.
  unfold write_block. destruct (take env e [byte]) as [taken e']. exists e'.
  change (size [byte]) with 1. replace (Z.max 1 (Z.min taken 1)) with 1 by lia. reflexivity.
Qed.
End Exchanged.
