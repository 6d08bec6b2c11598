(** That a machine with an image conforms to an Ell program: what the theorem says, in the words of Conforms.v. Nothing
    is proved here. *)

From Coq Require Import ZArith List.
From Etalon Require Import Behaviour Environment EllProgram EllStep EllRun Memory MachineStep MachineRun Runs Conforms.

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
