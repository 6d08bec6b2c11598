(** Exchanges with the environment as a prover knows them: a byte that came, the end of the input, a byte that was
    sent, and blocks of bytes. The source makes them first; the machine has to make the same, one after the other.

    Both sides begin a segment with the same environment. So while their exchanges are the same, they get the
    same answers. *)

From Coq Require Import ZArith Lia List.
From Etalon Require Import Words WordFacts Lists Behaviour Environment TermWorlds KnownArrays.
From Etalon Require TermTable.
Import ListNotations.
Open Scope Z_scope.

Inductive exchange :=
  | ByteCame (byte : term)
  | NoByteCame
  | ByteSent (byte : term)
  (** Of so many that were asked for, so many came, the one at any place among them [byte]; or none, at the end. *)
  | BlockCame (count came byte : term)
  | BlockEnded (count : term)
  (** Of so many elements of an array, from an index on, so many were taken. *)
  | BlockSent (array : known_array) (from count taken : term).

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
      exchanged w l e' events e'' -> exchanged w (ByteSent t :: l) e (Writing byte :: events) e''
  | exchanged_block count n came byte bytes l e e' events e'' :
      read_block env e n = (bytes, map Reading bytes, e') -> term_means w count n -> term_means w came (size bytes) ->
      TermTable.known (world_terms w) byte ->
      (forall place, TermTable.value (world_values w) (world_terms w) byte place = nth (Z.to_nat place) bytes 0) ->
      exchanged w l e' events e'' -> exchanged w (BlockCame count came byte :: l) e (map Reading bytes ++ events) e''
  | exchanged_block_end count n l e e' events e'' :
      read_block env e n = ([], [Reading (-1)], e') -> term_means w count n ->
      exchanged w l e' events e'' -> exchanged w (BlockEnded count :: l) e (Reading (-1) :: events) e''
  | exchanged_block_sent a from count taken i n k sent l e e' events e'' :
      write_block env e (gather (contents_of w a) i n) = (k, sent, e') -> array_known w a -> 0 <= n ->
      term_means w from i -> term_means w count n -> term_means w taken k ->
      exchanged w l e' events e'' -> exchanged w (BlockSent a from count taken :: l) e (sent ++ events) e''.

Lemma exchanged_later a b l e events e' : term_later a b -> exchanged a l e events e' -> exchanged b l e events e'.
Proof.
  intros L H. induction H; try (econstructor; eauto using term_means_later; fail).
  - eapply exchanged_block; eauto using term_means_later.
    + destruct L as [N _]. unfold TermTable.known in *. lia.
    + intros place. match goal with V : forall p, _ = _ |- _ => rewrite <- V end. unfold TermTable.value. destruct L as [_ ->]; [reflexivity|assumption].
  - eapply exchanged_block_sent; eauto using term_means_later, array_known_later.
    match goal with K : array_known _ _ |- _ => destruct K as (R & _ & HK) end.
    erewrite gather_same; [eassumption|assumption|]. intros j J. now apply contents_later.
Qed.

Lemma exchanged_app w a b e events e' events' e'' :
  exchanged w a e events e' -> exchanged w b e' events' e'' -> exchanged w (a ++ b) e (events ++ events') e''.
Proof. intros H B. induction H; cbn [app]; rewrite <- ?app_assoc; [exact B|econstructor; eauto..]. Qed.

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

(** A block is read: some bytes come, as many as were asked for at most, or there are none. *)
Lemma read_some e n : 0 <= n -> exists bytes e', Z.of_nat (length bytes) <= n /\ Forall (fun byte => 0 <= byte < 256) bytes /\
  match bytes with
  | [] => read_block env e n = ([], [Reading (-1)], e')
  | _ => read_block env e n = (bytes, map Reading bytes, e')
  end.
Proof.
  intros N. unfold read_block. destruct (come env e n) as [l e'].
  exists (map (fun byte => byte mod 256) (first n l)), e'. rewrite map_length. split; [now apply first_length|]. split.
  - apply Forall_forall. intros byte I. apply in_map_iff in I as (z & <- & _). apply Z.mod_pos_bound. lia.
  - now destruct (map _ (first n l)).
Qed.

Lemma read_at_most e n bytes events e' : 0 <= n -> read_block env e n = (bytes, events, e') -> Z.of_nat (length bytes) <= n.
Proof.
  intros N. unfold read_block. destruct (come env e n) as [l e0]. intros [= <- _ _]. rewrite map_length. now apply first_length.
Qed.

(** A block is written: some of it is taken. *)
Lemma write_some e bytes : 1 <= size bytes -> exists k sent e', write_block env e bytes = (k, sent, e') /\ 1 <= k <= size bytes.
Proof.
  intros N. unfold write_block. destruct (take env e bytes) as [taken e']. eexists _, _, _. split; [reflexivity|]. lia.
Qed.

(** One byte is written: it is taken. *)
Lemma write_one e byte : exists e', write_block env e [byte] = (1, [Writing byte], e').
Proof.
  unfold write_block. destruct (take env e [byte]) as [taken e']. exists e'.
  change (size [byte]) with 1. replace (Z.max 1 (Z.min taken 1)) with 1 by lia. reflexivity.
Qed.
End Exchanged.
