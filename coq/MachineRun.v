(** The machine on 32-bit words: what a step does when memory and an environment answer its questions. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words Lists Behaviour Environment MachineRules Instruction Decode Memory MachineStep.
Import ListNotations.
Open Scope Z_scope.

(** A state of a run. [x] is x0 … x31; x0 is 0. *)
Record machine_state (E : Type) := {
  pc : Z;
  x : list Z;
  memory_of_state : memory;
  machine_environment : E;
}.
Arguments pc {E}. Arguments x {E}. Arguments memory_of_state {E}. Arguments machine_environment {E}.

(** What a step came to. *)
Inductive machine_result (E : Type) :=
  | MachineNext (r : machine_rule) (s : machine_state E)
  | MachineFinal (r : machine_rule) (f : machine_final Z)
  | MachineWrong.
Arguments MachineNext {E}. Arguments MachineFinal {E}. Arguments MachineWrong {E}.

(** The instruction at pc, or why there is none: pc is not a multiple of 4, a byte is not executable, or the
    word is no instruction of RV32IM. *)
Definition fetch (m : memory) (pc : Z) : instruction + fault :=
  if negb (pc mod 4 =? 0) then inr PcMisaligned
  else
    match refused 4 (regions m) access_execute pc with
    | Some why => inr (NotFetched why)
    | None =>
        let w := load 4 (contents m) pc in
        match decode w with Some i => inl i | None => inr (NoInstruction w) end
    end.

Section Run.
Context {E : Type} (env : environment E).

(** The answers to a step's questions; the events come first. *)
Fixpoint machine_answer (m : memory) (e : E) (t : machine_effect Z) : list event * machine_result E :=
  match t with
  | Goes r pc x => ([], MachineNext r {| pc := pc; x := x; memory_of_state := m; machine_environment := e |})
  | Stops r f => ([], MachineFinal r f)
  | NoRegister => ([], MachineWrong)
  | MConst z k => machine_answer m e (k (wrap z))
  | MOperate o a b k => machine_answer m e (k (operate o a b))
  | MDecide w k => machine_answer m e (k (holds w))
  | Fetch pc k => machine_answer m e (k (fetch m pc))
  | Permits access n a k =>
      machine_answer m e (k (option_map (AccessRefused access (Z.of_nat n) a) (refused n (regions m) access a)))
  | LoadBytes n a k => machine_answer m e (k (load n (contents m) a))
  | StoreBytes n a w k =>
      machine_answer {| regions := regions m; contents := store n (contents m) a w |} e k
  | PermitsBlock access n a k =>
      machine_answer m e (k (option_map (AccessRefused access n a) (refused_block (regions m) access a n)))
  | MReadBlock a n k =>
      let '(bytes, events, e) := read_block env e n in
      let m := {| regions := regions m; contents := put (contents m) a bytes |} in
      let (after, r) := machine_answer m e (k (size bytes)) in (events ++ after, r)
  | MWriteBlock a n k =>
      let '(taken, events, e) := write_block env e (gather (byte_at (contents m)) a n) in
      let (after, r) := machine_answer m e (k taken) in (events ++ after, r)
  | EndedResult k => machine_answer m e (k (ended_result env e))
  | WrittenResult taken count k => machine_answer m e (k (written_result env e taken count))
  end.

(** One step of a run. *)
Definition machine_run_step (s : machine_state E) : list event * machine_result E :=
  machine_answer (memory_of_state s) (machine_environment s) (machine_step (pc s) (x s)).

(** The state in which a run begins: pc at the entry, the segments in memory, and in the registers whatever
    the loader leaves there, but 0 in x0. *)
Definition machine_begin (entry : Z) (segments : list segment) (x1_to_x31 : list Z) (e : E) : machine_state E :=
  {| pc := entry;
     x := 0 :: map wrap x1_to_x31;
     memory_of_state := memory_of segments;
     machine_environment := e |}.
End Run.
