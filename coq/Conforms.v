(** That a machine conforms to a program: the statement, of any two systems. It is the theorem of
    docs/certificates.md point by point, for one state of each.

    Nothing is proved here. Simulation.v shows that it follows from segments. *)

From Coq Require Import List.
From Etalon Require Import Behaviour Runs.

Definition prefix {A} (l whole : list A) : Prop := exists rest, whole = l ++ rest.

Section Conforms.
Context {S F M G : Type} (source : system S F) (machine : system M G).

(** Do two ends mean the same? Is an end of the machine one by which it gives up, a resource being spent? Has
    the program, in this state, truly spent what the machine says? *)
Context (same : F -> G -> Prop) (gives_up : G -> Prop) (spent : G -> S -> Prop).

(** The machine gives up in a run from here. *)
Definition exhausts (m : M) : Prop :=
  exists n t g, run machine n m = (t, Ends g) /\ gives_up g.

Record conforms (s : S) (m : M) : Prop := {
  (** 1. Where the machine ends without giving up, the program ends alike, with the same events. *)
  machine_ends : forall n t g, run machine n m = (t, Ends g) -> ~ gives_up g ->
    exists n' f, run source n' s = (t, Ends f) /\ same f g;
  (** 2. Where the program ends, the machine ends alike, with the same events, or gives up. *)
  source_ends : forall n t f, run source n s = (t, Ends f) ->
    exhausts m \/ exists n' g, run machine n' m = (t, Ends g) /\ same f g;
  (** 3. Where the machine gives up, its events are a prefix of the program's, and the program comes to a state
      in which the resource is spent. *)
  machine_gives_up : forall n t g, run machine n m = (t, Ends g) -> gives_up g ->
    (exists n', prefix t (events source n' s)) /\
    exists n' t' s', run source n' s = (t', GoesOn s') /\ spent g s';
  (** 4. As long as a side goes on, the other comes to the same events, unless the machine gives up. *)
  machine_goes_on : forall n t m', run machine n m = (t, GoesOn m') ->
    exists n', prefix t (events source n' s);
  source_goes_on : forall n t s', run source n s = (t, GoesOn s') ->
    exhausts m \/ exists n', prefix t (events machine n' m);
  (** 5. Neither side is ever stuck. (A fault is an end like others, to which no end of a program is the same.) *)
  machine_never_stuck : forall n t, run machine n m <> (t, Stuck);
  source_never_stuck : forall n t, run source n s = (t, Stuck) -> exhausts m;
}.
End Conforms.
