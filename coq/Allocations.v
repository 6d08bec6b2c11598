(** An array is the last that a step of Ell asks for: then it goes on to a configuration. So a state in which an array was
    just made is one that a run comes to. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words EllProgram EllRules EllStep.
Import ListNotations.
Open Scope Z_scope.

Section Last.
Context {W : Type}.

Definition goes_on (t : effect W) : Prop := match t with Become _ _ => True | _ => False end.

(** After each array that is made, it goes on. *)
Fixpoint arrays_last (t : effect W) : Prop :=
  match t with
  | Become _ _ | Finish _ _ | Wrong => True
  | Const _ k | Operate _ _ _ k | AskLength _ k | Load _ _ _ k | GetGlobal _ k | ReadByte k | ReadBlock _ _ _ k | WriteBlock _ _ _ k =>
      forall answer, arrays_last (k answer)
  | Decide _ k => forall answer, arrays_last (k answer)
  | Store _ _ _ _ k | SetGlobal _ _ k | WriteByte _ k => arrays_last k
  | Allocate _ _ k | AllocateText _ _ k => forall answer, goes_on (k answer)
  end.

Context (p : program).

Ltac answers :=
  repeat (try unfold enter; try unfold transfer; try unfold apply_unary; try unfold apply_binary; try unfold is_zero;
    try unfold block; try unfold again; try unfold value; try unfold evaluate; try unfold execute; try unfold go; cbn [arrays_last goes_on]; intros;
    match goal with
    | |- True => exact I
    | |- context [match ?x with _ => _ end] => destruct x
    end).

Lemma steps_make_arrays_last (c : configuration W) : arrays_last (ell_step p c).
Proof.
  destruct c as [c f k]. unfold ell_step. cbn [control_of frame_of continuation_of].
  destruct c as [e|w id|s| | | |w].
  - destruct e; cbn [evaluate_expression]; answers.
  - destruct k as [|h k]; [exact I|]. destruct h; cbn [consume]; answers.
  - destruct s; cbn [execute_statement]; answers.
  - destruct k as [|h k]; [exact I|]. destruct h; cbn [resume]; answers.
  - destruct k as [|h k]; [exact I|]. destruct h; cbn [unwind_break]; answers.
  - destruct k as [|h k]; [exact I|]. destruct h; cbn [unwind_continue]; answers.
  - destruct k as [|h k]; [exact I|]. destruct h; cbn [unwind_return]; answers.
Qed.
End Last.
