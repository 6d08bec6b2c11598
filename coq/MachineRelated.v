(** When a step of the machine over words of one kind means a step over words of another, as EllRelated.v says
    it of Ell. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words Behaviour MachineRules Instruction Memory MachineStep Worlds.
Import ListNotations.

Section Related.
Context {W V : Type} (k : worlds W V).
Notation world := (world k).

Inductive machine_final_means (w : world) : machine_final W -> machine_final V -> Prop :=
  | means_halted x y : means k w x y -> machine_final_means w (MachineHalted x) (MachineHalted y)
  | means_trapped t : machine_final_means w (MachineTrapped t) (MachineTrapped t)
  | means_exhausted r : machine_final_means w (MachineExhausted r) (MachineExhausted r)
  | means_refused f :
      machine_final_means w (MachineFaulted (MemoryRefused f)) (MachineFaulted (MemoryRefused f))
  | means_no_such_call : machine_final_means w (MachineFaulted NoSuchCall) (MachineFaulted NoSuchCall)
  | means_no_stop_code x y : means k w x y ->
      machine_final_means w (MachineFaulted (NoStopCode x)) (MachineFaulted (NoStopCode y)).

(** A step means a step. Where the first is wrong, it says nothing of the second. *)
Inductive machine_means : world -> machine_effect W -> machine_effect V -> Prop :=
  | means_goes w r pc pc' x x' : means k w pc pc' -> all_mean k w x x' -> machine_means w (Goes r pc x) (Goes r pc' x')
  | means_stops w r f g : machine_final_means w f g -> machine_means w (Stops r f) (Stops r g)
  | means_no_register w e : machine_means w NoRegister e
  | means_mconst w z f g : answers k (means k) (fun w x y => machine_means w (f x) (g y)) w ->
      machine_means w (MConst z f) (MConst z g)
  | means_moperate w o a b a' b' f g : means k w a a' -> means k w b b' ->
      answers k (means k) (fun w x y => machine_means w (f x) (g y)) w ->
      machine_means w (MOperate o a b f) (MOperate o a' b' g)
  | means_mdecide w c c' f g : means k w c c' ->
      (forall w', later k w w' -> forall answer, machine_means w' (f answer) (g answer)) ->
      machine_means w (MDecide c f) (MDecide c' g)
  | means_fetch w pc pc' f g : means k w pc pc' ->
      (forall w', later k w w' -> forall fetched, machine_means w' (f fetched) (g fetched)) ->
      machine_means w (Fetch pc f) (Fetch pc' g)
  | means_permits w a n address address' f g : means k w address address' ->
      (forall w', later k w w' -> forall refused, machine_means w' (f refused) (g refused)) ->
      machine_means w (Permits a n address f) (Permits a n address' g)
  | means_load_bytes w n address address' f g : means k w address address' ->
      answers k (means k) (fun w x y => machine_means w (f x) (g y)) w ->
      machine_means w (LoadBytes n address f) (LoadBytes n address' g)
  | means_store_bytes w n address address' x x' e e' : means k w address address' -> means k w x x' ->
      (forall w', later k w w' -> machine_means w' e e') ->
      machine_means w (StoreBytes n address x e) (StoreBytes n address' x' e')
  | means_permits_block w a n n' address address' f g : means k w n n' -> means k w address address' ->
      (forall w', later k w w' -> forall refused, machine_means w' (f refused) (g refused)) ->
      machine_means w (PermitsBlock a n address f) (PermitsBlock a n' address' g)
  | means_mread_block w address address' n n' f g : means k w address address' -> means k w n n' ->
      answers k (means k) (fun w x y => machine_means w (f x) (g y)) w ->
      machine_means w (MReadBlock address n f) (MReadBlock address' n' g)
  | means_mwrite_block w address address' n n' f g : means k w address address' -> means k w n n' ->
      answers k (means k) (fun w x y => machine_means w (f x) (g y)) w ->
      machine_means w (MWriteBlock address n f) (MWriteBlock address' n' g)
  | means_ended_result w f g : answers k (means k) (fun w x y => machine_means w (f x) (g y)) w ->
      machine_means w (EndedResult f) (EndedResult g)
  | means_written_result w a a' n n' f g : means k w a a' -> means k w n n' ->
      answers k (means k) (fun w x y => machine_means w (f x) (g y)) w ->
      machine_means w (WrittenResult a n f) (WrittenResult a' n' g).
End Related.
