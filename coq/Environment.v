(** The environment of a run: it gives bytes and takes bytes, as src/core/environment.ts has it.

    How many bytes of a block arrive, or are taken, is the environment's choice, a function of what has
    happened so far. So an environment is a state [E] and two functions, which may answer anything: what is
    not an answer is made one, here, so that no theorem needs a condition on environments. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words Lists Behaviour.
Import ListNotations.
Open Scope Z_scope.

Record environment (E : Type) := {
  (** Bytes for a read of at most [count]; none at the end of the input. *)
  come : E -> Z -> list Z * E;
  (** How many of the bytes offered it takes. *)
  take : E -> list Z -> Z * E;
  (** What a system call gives that read no byte. An Ell program does not see it. *)
  ended : E -> Z;
  (** What a system call gives when all that was to be written was lost, which counts as written; [None] when
      nothing was lost. An Ell program does not see it. *)
  lost : E -> option Z;
}.
Arguments come {E}. Arguments take {E}. Arguments ended {E}. Arguments lost {E}.

Section Environment.
Context {E : Type} (environment : environment E).

(** The read of a block of [count] bytes, at least one: what came, and the events. *)
Definition read_block (e : E) (count : Z) : list Z * list event * E :=
  let (bytes, e') := come environment e count in
  let bytes := map (fun byte => byte mod 256) (first count bytes) in
  (bytes, match bytes with [] => [Reading (-1)] | _ => map Reading bytes end, e').

(** The read of one byte: a word, -1 at the end of the input. *)
Definition read_byte (e : E) : Z * list event * E :=
  let '(bytes, events, e') := read_block e 1 in
  (match bytes with [] => wrap (-1) | byte :: _ => byte end, events, e').

(** The write of a block, of at least one byte: how many of them were taken, and the events. *)
Definition write_block (e : E) (bytes : list Z) : Z * list event * E :=
  let (taken, e') := take environment e bytes in
  let taken := Z.max 1 (Z.min taken (size bytes)) in
  (taken, map Writing (first taken bytes), e').

(** An answer that stands for "none": 0 or a negative number. *)
Definition none (answer : Z) : Z := if 0 <? signed (wrap answer) then 0 else wrap answer.

(** The result of a read that gave no byte: any word that is at most 0 as a signed number. *)
Definition ended_result (e : E) : Z := none (ended environment e).

(** The result of a write of [count] bytes of which [taken] were taken: that number; or, when it is all of
    them, any word that is at most 0 as a signed number. *)
Definition written_result (e : E) (taken count : Z) : Z :=
  match lost environment e with
  | Some answer => if taken =? count then none answer else taken
  | None => taken
  end.
End Environment.

(** The environment of tests: a list of bytes as input. [share happened most] is how many of [most] bytes go
    together after so many events. *)
Record given := { input : list Z; happened : Z }.

Definition input_environment (share : Z -> Z -> Z) : Environment.environment given := {|
  come e count :=
    let most := Z.min count (size (input e)) in
    let k := if most =? 0 then 0 else share (happened e) most in
    (first k (input e),
     {| input := rest_after k (input e); happened := happened e + Z.max 1 k |});
  take e bytes :=
    let k := share (happened e) (size bytes) in
    (k, {| input := input e; happened := happened e + k |});
  ended _ := 0;
  lost _ := None;
|}.
