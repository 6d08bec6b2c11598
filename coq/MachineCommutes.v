(** A step of the machine over terms means the step over the words that the terms mean, as EllCommutes.v shows of
    Ell. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words Lists Behaviour MachineRules Instruction Memory MachineStep Worlds MachineRelated.
Import ListNotations.

Section Commutes.
Context {W V : Type} (k : worlds W V).

(** What is so in every later world is so after one. *)
Ltac steps L :=
  match goal with
  | H : forall now, later k _ now -> machine_means k now _ _ |- _ =>
      let N := fresh in pose proof (fun now L' => H now (later_trans k _ _ now L L')) as N; clear H
  end.
Ltac go_over L := go_over_with steps L.
Ltac answer := answer_with steps.

Lemma all_mean_with_register w l l' rd x y :
  all_mean k w l l' -> means k w x y -> all_mean k w (with_register l rd x) (with_register l' rd y).
Proof. destruct rd; [auto|]. apply all_mean_replace. Qed.

Lemma register_means w x x' r f g :
  all_mean k w x x' ->
  (forall a b, means k w a b -> machine_means k w (f a) (g b)) ->
  machine_means k w (register x r f) (register x' r g).
Proof.
  intros X G. pose proof (all_mean_nth k _ _ _ r X) as N. unfold register.
  destruct (nth_error x r), (nth_error x' r); try contradiction; [auto|constructor].
Qed.

Lemma is_means w x y z f g :
  means k w x y ->
  (forall now, later k w now -> forall answer, machine_means k now (f answer) (g answer)) ->
  machine_means k w (is x z f) (is y z g).
Proof.
  intros X G. unfold is. constructor. intros first a b L A.
  constructor; [eapply means_later; eassumption|assumption|]. intros second c d L1 C.
  constructor; [assumption|]. intros third L2 answer.
  apply G. eapply later_trans; [eassumption|]. eapply later_trans; eassumption.
Qed.

Create HintDb meaning.
Hint Constructors machine_final_means : meaning.
Hint Resolve all_mean_with_register : meaning.

(** Answers all questions up to the leaves. *)
Ltac go_on :=
  repeat
    lazymatch goal with
    | H : forall now, later k ?w now -> machine_means k now ?e ?e' |- machine_means _ _ ?e ?e' =>
        apply H, later_refl
    | |- machine_means _ _ NoRegister _ => apply means_no_register
    | |- machine_means _ _ (if ?b then _ else _) _ => destruct b
    | |- machine_means _ _ (match ?x with _ => _ end) _ => destruct x
    | |- machine_means _ _ (Goes _ _ _) _ => constructor; solve [eauto with meaning]
    | |- machine_means _ _ (Stops _ _) _ => constructor; solve [eauto with meaning]
    | |- machine_means _ _ (register _ _ _) _ => apply register_means; [assumption|intros ? ? ?]
    | |- machine_means _ _ (write _ _ _ _ _) _ => unfold write
    | |- machine_means _ _ (jump _ _ _ _ _) _ => unfold jump
    | |- machine_means _ _ (next _ _) _ => unfold next
    | |- machine_means _ _ (plus _ _ _) _ => unfold plus
    | |- machine_means _ _ (is _ _ _) _ => apply is_means; [assumption|answer]
    | |- machine_means _ _ (faults _ _) _ => unfold faults
    | |- machine_means _ _ _ _ => econstructor; try eassumption; answer
    | |- forall answer : bool, _ => intros []
    | |- forall refused : option _, _ => intros []
    end.

(** A call that falls through comes to [otherwise] in several ways: it is looked at once, in any later world. *)
Lemma block_call_means w number number' descriptor descriptor' buffer buffer' count count' call file a
    move move' otherwise otherwise' :
  means k w number number' -> means k w descriptor descriptor' -> means k w buffer buffer' -> means k w count count' ->
  (forall now, later k w now -> machine_means k now move move') ->
  (forall now, later k w now -> machine_means k now otherwise otherwise') ->
  machine_means k w
    (block_call number descriptor buffer count call file a move otherwise)
    (block_call number' descriptor' buffer' count' call file a move' otherwise').
Proof. intros. unfold block_call. go_on. Qed.

Lemma call_means w pc pc' x x' :
  means k w pc pc' -> all_mean k w x x' -> machine_means k w (call pc x) (call pc' x').
Proof.
  intros P X. unfold call.
  apply register_means; [assumption|intros number number' N].
  apply register_means; [assumption|intros descriptor descriptor' D].
  apply register_means; [assumption|intros buffer buffer' B].
  apply register_means; [assumption|intros count count' C].
  cbv zeta.
  apply block_call_means; try assumption; intros now L; go_over L; [go_on|].
  apply block_call_means; try assumption; intros now' L'; go_over L'; go_on.
Qed.

Lemma execute_means w pc pc' x x' i :
  means k w pc pc' -> all_mean k w x x' -> machine_means k w (execute pc x i) (execute pc' x' i).
Proof.
  intros P X. destruct i; cbn [execute]; try solve [now apply call_means]; unfold stop_codes; cbn [stop_with]; go_on.
Qed.

Theorem machine_step_means w pc pc' x x' :
  means k w pc pc' -> all_mean k w x x' -> machine_means k w (machine_step pc x) (machine_step pc' x').
Proof.
  intros P X. unfold machine_step. constructor; [assumption|]. intros w' L [i|f]; go_over L.
  - now apply execute_means.
  - go_on.
Qed.
End Commutes.
