(** That a machine with an image conforms to an Ell program: what the theorem says, in the words of Conforms.v. Nothing
    is proved here. *)

From Coq Require Import ZArith List.
From Etalon Require Import Behaviour Environment EllProgram EllStep EllRun Memory MachineStep MachineRun Runs Conforms.
Import ListNotations.

(** Do both sides end alike? A program that halts, with the same exit code; one that stops itself, for the same reason. *)
Definition same_end (f : final Z) (g : machine_final Z) : Prop :=
  match f, g with
  | Halt code, MachineHalted code' => code = code'
  | Trap t _, MachineTrapped t' => t = t'
  | _, _ => False
  end.

(** The machine gives up: it has exhausted its stack or its heap. *)
Definition gives_up (g : machine_final Z) : Prop := match g with MachineExhausted _ => True | _ => False end.

(** The machine conforms to the program in every environment, whatever the loader leaves in the registers, and never
    gives up. References of the program, which it cannot see, are counted from some address on. *)
Definition always_conforms (p : program) (entry : Z) (segments : list segment) : Prop :=
  exists first_reference : Z,
  forall E (env : environment E) (e : E) (registers : list Z), length registers = 31%nat ->
  exists s, ell_begin p first_reference e = Some s /\
    conforms (ell_system env p) (machine_system env) same_end gives_up (fun _ _ => False)
      s (machine_begin entry segments registers e).

(** What the machine has: how large its stack is, and what takes it, which is how many bytes start-up's frame has, and that of the function
    that is called, for each call in the program; and how large its heap is. *)
Record resources := { stack_bytes : Z; start_frame : Z; call_frames : list (node * Z); heap_bytes : Z }.

Definition frame_of_call (b : resources) (id : node) : Z :=
  match find (fun entry => Z.eqb (fst entry) id) (call_frames b) with Some (_, n) => n | None => 0%Z end.

(** The frames of all calls that are waited for. *)
Fixpoint frames_of {W} (b : resources) (k : continuation W) : Z :=
  match k with
  | [] => 0%Z
  | CallFrame id _ :: k => (frame_of_call b id + frames_of b k)%Z
  | _ :: k => frames_of b k
  end.

(** The stack is spent: the frames of all calls that are active in this state of the program, and start-up's, are more than it has. *)
Definition stack_spent {E} (b : resources) (g : machine_final Z) (s : ell_state E) : Prop :=
  g = MachineExhausted resource_stack /\
  (stack_bytes b < start_frame b + frames_of b (continuation_of (configuration_of s)))%Z.

(** The heap is spent: all arrays that the program has made until this state, one behind the other, take more than it has. *)
Definition heap_spent {E} (b : resources) (first_reference : Z) (g : machine_final Z) (s : ell_state E) : Prop :=
  g = MachineExhausted resource_heap /\ (first_reference + heap_bytes b < next_reference (store_of s))%Z.

(** The machine conforms, and gives up only where the program's calls need more stack than there is, or its arrays more heap. *)
Definition conforms_within (b : resources) (p : program) (entry : Z) (segments : list segment) : Prop :=
  exists first_reference : Z,
  forall E (env : environment E) (e : E) (registers : list Z), length registers = 31%nat ->
  exists s, ell_begin p first_reference e = Some s /\
    conforms (ell_system env p) (machine_system env) same_end gives_up
      (fun g s => stack_spent b g s \/ heap_spent b first_reference g s)
      s (machine_begin entry segments registers e).
