(** When a configuration of Ell over words of one kind means one over words of another, and when a step over
    the first means a step over the second: the same questions about words that mean the same, and for answers
    that mean the same, the same again. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words Behaviour EllProgram EllRules EllStep Worlds.
Import ListNotations.

Section Related.
Context {W V : Type} (k : worlds W V).
Notation world := (world k).

Inductive control_means (w : world) : control W -> control V -> Prop :=
  | means_evaluate e : control_means w (Evaluate e) (Evaluate e)
  | means_value x y id : means k w x y -> control_means w (Value x id) (Value y id)
  | means_execute s : control_means w (Execute s) (Execute s)
  | means_done : control_means w Done Done
  | means_breaking : control_means w Breaking Breaking
  | means_continuing : control_means w Continuing Continuing
  | means_returning x y : means k w x y -> control_means w (Returning x) (Returning y).

(** Frames of the continuation: the same node, and operands that mean the same. *)
Inductive frame_means (w : world) : waiting W -> waiting V -> Prop :=
  | means_unary id o : frame_means w (UnaryFrame id o) (UnaryFrame id o)
  | means_binary_left id o e : frame_means w (BinaryLeft id o e) (BinaryLeft id o e)
  | means_binary_right id o x y : means k w x y -> frame_means w (BinaryRight id o x) (BinaryRight id o y)
  | means_logic_left id o e : frame_means w (LogicLeft id o e) (LogicLeft id o e)
  | means_logic_right id : frame_means w (LogicRight id) (LogicRight id)
  | means_index_array id el e : frame_means w (IndexArray id el e) (IndexArray id el e)
  | means_index_index id el x y : means k w x y -> frame_means w (IndexIndex id el x) (IndexIndex id el y)
  | means_length id : frame_means w (LengthFrame id) (LengthFrame id)
  | means_new id el : frame_means w (NewFrame id el) (NewFrame id el)
  | means_transfer_array id d e e' : frame_means w (TransferArray id d e e') (TransferArray id d e e')
  | means_transfer_from id d x y e : means k w x y -> frame_means w (TransferFrom id d x e) (TransferFrom id d y e)
  | means_transfer_count id d x y x' y' : means k w x y -> means k w x' y' ->
      frame_means w (TransferCount id d x x') (TransferCount id d y y')
  | means_arguments id f l l' after : all_mean k w l l' ->
      frame_means w (Arguments id f l after) (Arguments id f l' after)
  | means_call id l l' : all_mean k w l l' -> frame_means w (CallFrame id l) (CallFrame id l')
  | means_assign id x : frame_means w (AssignFrame id x) (AssignFrame id x)
  | means_assign_global id g : frame_means w (AssignGlobalFrame id g) (AssignGlobalFrame id g)
  | means_element_array id el e e' : frame_means w (ElementArray id el e e') (ElementArray id el e e')
  | means_element_index id el x y e : means k w x y -> frame_means w (ElementIndex id el x e) (ElementIndex id el y e)
  | means_element_value id el x y x' y' : means k w x y -> means k w x' y' ->
      frame_means w (ElementValue id el x x') (ElementValue id el y y')
  | means_if id s s' : frame_means w (IfFrame id s s') (IfFrame id s s')
  | means_while id e s u : frame_means w (WhileFrame id e s u) (WhileFrame id e s u)
  | means_loop id e s u : frame_means w (LoopFrame id e s u) (LoopFrame id e s u)
  | means_update id e s u : frame_means w (UpdateFrame id e s u) (UpdateFrame id e s u)
  | means_return id : frame_means w (ReturnFrame id) (ReturnFrame id)
  | means_assert id : frame_means w (AssertFrame id) (AssertFrame id)
  | means_write id : frame_means w (WriteFrame id) (WriteFrame id)
  | means_exit id : frame_means w (ExitFrame id) (ExitFrame id)
  | means_discard id : frame_means w (DiscardFrame id) (DiscardFrame id)
  | means_block id l : frame_means w (BlockFrame id l) (BlockFrame id l).

(** A continuation means one that goes on, below, with frames that the first does not know: the callers. *)
Definition continuation_means (below : continuation V) (w : world) (l : continuation W) (l' : continuation V) : Prop :=
  exists top, l' = top ++ below /\ Forall2 (frame_means w) l top.

Definition configuration_means (below : continuation V) (w : world) (c : configuration W) (d : configuration V) : Prop :=
  control_means w (control_of c) (control_of d) /\
  all_mean k w (frame_of c) (frame_of d) /\
  continuation_means below w (continuation_of c) (continuation_of d).

Inductive final_means (w : world) : final W -> final V -> Prop :=
  | means_halt x y : means k w x y -> final_means w (Halt x) (Halt y)
  | means_trap t id : final_means w (Trap t id) (Trap t id).

(** A step means a step. Where the first is wrong, it says nothing of the second. *)
Inductive step_means (below : continuation V) : world -> effect W -> effect V -> Prop :=
  | means_become w r c d : configuration_means below w c d -> step_means below w (Become r c) (Become r d)
  | means_finish w r f g : final_means w f g -> step_means below w (Finish r f) (Finish r g)
  | means_wrong w e : step_means below w Wrong e
  | means_const w z f g : answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (Const z f) (Const z g)
  | means_operate w o a b a' b' f g : means k w a a' -> means k w b b' ->
      answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (Operate o a b f) (Operate o a' b' g)
  | means_decide w c c' f g : means k w c c' ->
      (forall w', later k w w' -> forall answer, step_means below w' (f answer) (g answer)) ->
      step_means below w (Decide c f) (Decide c' g)
  | means_allocate w el n n' f g : means k w n n' ->
      answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (Allocate el n f) (Allocate el n' g)
  | means_allocate_text w el l f g : answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (AllocateText el l f) (AllocateText el l g)
  | means_ask_length w r r' f g : means k w r r' ->
      answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (AskLength r f) (AskLength r' g)
  | means_load w el r r' i i' f g : means k w r r' -> means k w i i' ->
      answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (Load el r i f) (Load el r' i' g)
  | means_store w el r r' i i' x x' e e' : means k w r r' -> means k w i i' -> means k w x x' ->
      (forall w', later k w w' -> step_means below w' e e') ->
      step_means below w (Store el r i x e) (Store el r' i' x' e')
  | means_get_global w n f g : answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (GetGlobal n f) (GetGlobal n g)
  | means_set_global w n x x' e e' : means k w x x' ->
      (forall w', later k w w' -> step_means below w' e e') ->
      step_means below w (SetGlobal n x e) (SetGlobal n x' e')
  | means_read_byte w f g : answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (ReadByte f) (ReadByte g)
  | means_write_byte w x x' e e' : means k w x x' ->
      (forall w', later k w w' -> step_means below w' e e') ->
      step_means below w (WriteByte x e) (WriteByte x' e')
  | means_read_block w r r' i i' n n' f g : means k w r r' -> means k w i i' -> means k w n n' ->
      answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (ReadBlock r i n f) (ReadBlock r' i' n' g)
  | means_write_block w r r' i i' n n' f g : means k w r r' -> means k w i i' -> means k w n n' ->
      answers k (means k) (fun w x y => step_means below w (f x) (g y)) w ->
      step_means below w (WriteBlock r i n f) (WriteBlock r' i' n' g).
End Related.
