(** A step of Ell over terms means the step over the words that the terms mean: the one place where every
    rule is looked at in a proof. Everything that is proved of steps on terms is so proved of steps on words. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words Lists Behaviour EllProgram EllRules EllStep Worlds EllRelated.
Import ListNotations.

Section Commutes.
Context {W V : Type} (k : worlds W V) (p : program) (below : continuation V).

Lemma frame_means_later a b x y : later k a b -> frame_means k a x y -> frame_means k b x y.
Proof.
  intros L H. destruct H; constructor; solve [eapply means_later; eassumption | eapply all_mean_later; eassumption].
Qed.

Lemma frames_mean_later a b l l' :
  later k a b -> Forall2 (frame_means k a) l l' -> Forall2 (frame_means k b) l l'.
Proof. intros L H. induction H; constructor; [eapply frame_means_later; eassumption|assumption]. Qed.

(** Frames go over to a later world, too. *)
Ltac frames L :=
  match goal with H : Forall2 (frame_means k _) _ _ |- _ => apply (frames_mean_later _ _ _ _ L) in H end.
Ltac answer := answer_with frames.

Lemma all_mean_entered w zero zero' slots l l' :
  means k w zero zero' -> all_mean k w l l' -> all_mean k w (entered zero slots l) (entered zero' slots l').
Proof.
  intros Z H. revert l l' H. induction slots as [|s slots IH]; intros l l' H; cbn; [constructor|].
  destruct H; constructor; auto; apply IH; [constructor|assumption].
Qed.

Lemma all_mean_app w a a' b b' :
  all_mean k w a a' -> all_mean k w b b' -> all_mean k w (a ++ b) (a' ++ b').
Proof. apply Forall2_app. Qed.

Create HintDb meaning.
Hint Constructors control_means frame_means final_means Forall2 : meaning.
Hint Resolve all_mean_replace all_mean_entered all_mean_app : meaning.

(** The next configurations mean the same when their parts do. *)
Lemma become w r c c' f f' l top :
  control_means k w c c' -> all_mean k w f f' -> Forall2 (frame_means k w) l top ->
  step_means k below w
    (Become r {| control_of := c; frame_of := f; continuation_of := l |})
    (Become r {| control_of := c'; frame_of := f'; continuation_of := top ++ below |}).
Proof. intros. constructor. split; [assumption|]. split; [assumption|]. exists top. auto. Qed.

Lemma one w x y : means k w x y -> all_mean k w [x] [y].
Proof. intros. constructor; [assumption|constructor]. Qed.
Lemma nothing w : all_mean k w [] [].
Proof. constructor. Qed.
Hint Resolve one nothing : meaning.

(** Closes a leaf. *)
Ltac leaf :=
  unfold value, evaluate, execute, go;
  match goal with
  | |- step_means _ _ _ _ (Become _ {| continuation_of := ?a :: ?b ++ below |}) =>
      change (a :: b ++ below) with ((a :: b) ++ below)
  | _ => idtac
  end;
  apply become; eauto with meaning.

(** Answers all questions up to the leaves. *)
Ltac go_on :=
  repeat
    lazymatch goal with
    | |- step_means _ _ _ Wrong _ => apply means_wrong
    | |- step_means _ _ _ (if ?b then _ else _) _ => destruct b
    | |- step_means _ _ _ (match ?x with _ => _ end) _ => destruct x
    | |- step_means _ _ _ (value _ _ _ _ _) _ => solve [leaf]
    | |- step_means _ _ _ (evaluate _ _ _ _) _ => solve [leaf]
    | |- step_means _ _ _ (execute _ _ _ _) _ => solve [leaf]
    | |- step_means _ _ _ (go _ _ _ _) _ => solve [leaf]
    | |- step_means _ _ _ (Become _ _) _ => solve [leaf]
    | |- step_means _ _ _ (Finish _ _) _ => constructor; solve [eauto with meaning]
    | |- step_means _ _ _ (is_zero _ _) _ => unfold is_zero
    | |- step_means _ _ _ (block _ _ _ ?l _) _ => destruct l; cbn [block]
    | |- step_means _ _ _ (again _ _ _ _ _ _ ?u _) _ => destruct u; cbn [again]
    | |- step_means _ _ _ (apply_unary ?o _ _) _ => destruct o; cbn [apply_unary]
    | |- step_means _ _ _ (apply_binary ?o _ _ _) _ => destruct o; cbn [apply_binary]
    | |- step_means _ _ _ (Const _ _) _ => constructor; answer
    | |- step_means _ _ _ _ _ => econstructor; try eassumption; answer
    | |- forall answer : bool, _ => intros []
    end.

Lemma enter_means w f f' id callee l l' c top :
  all_mean k w f f' -> all_mean k w l l' -> Forall2 (frame_means k w) c top ->
  step_means k below w (enter p f id callee l c) (enter p f' id callee l' (top ++ below)).
Proof.
  intros. unfold enter. destruct (nth_error (functions p) callee) as [d|]; [|apply means_wrong].
  constructor. answer. leaf.
Qed.

Theorem ell_step_means w c d :
  configuration_means k below w c d -> step_means k below w (ell_step p c) (ell_step p d).
Proof.
  destruct c as [c f l], d as [c' f' l']. intros [C [F [top [E T]]]].
  cbn [control_of frame_of continuation_of] in *. subst l'.
  unfold ell_step; cbn [control_of frame_of continuation_of].
  destruct C as [e|x y id X|s| | | |x y X].
  - (* An expression. *)
    destruct e; cbn [evaluate_expression]; try solve [go_on].
    + pose proof (all_mean_nth k _ _ _ slot F) as N.
      destruct (nth_error f slot), (nth_error f' slot); try contradiction; go_on.
    + destruct arguments; [apply enter_means; auto with meaning|go_on].
  - (* A value meets a frame. *)
    destruct T as [|h h' l top H T]; [apply means_wrong|]. cbn [app].
    destruct H; cbn [consume]; try solve [go_on].
    destruct after; [apply enter_means; auto with meaning|go_on].
  - (* A statement. *)
    destruct s; cbn [execute_statement]; go_on.
  - destruct T as [|h h' l top H T]; [apply means_wrong|]. cbn [app]. destruct H; cbn [resume]; go_on.
  - destruct T as [|h h' l top H T]; [apply means_wrong|]. cbn [app]. destruct H; cbn [unwind_break]; go_on.
  - destruct T as [|h h' l top H T]; [apply means_wrong|]. cbn [app]. destruct H; cbn [unwind_continue]; go_on.
  - destruct T as [|h h' l top H T]; [apply means_wrong|]. cbn [app]. destruct H; cbn [unwind_return]; go_on.
Qed.
End Commutes.
