(** Ell on 32-bit words: the store, and what a step does when its questions are answered.

    The store is unbounded: running out is never an Ell behaviour. A reference is the address that an
    allocator would give which never frees, without a bound either, so it need not be a word. Programs cannot
    see references; that one is named so makes it possible to say of the source that a heap is spent. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words Lists Table Behaviour Environment EllProgram EllRules EllStep.
Import ListNotations.
Open Scope Z_scope.

(** An array: its length, and its elements by index; those that were never stored are 0. *)
Record array := { length_of : Z; elements : table Z }.

Record store := {
  (** The next reference. *)
  next_reference : Z;
  arrays : table (option array);
  global_values : table Z;
}.

Definition empty_store (first_reference : Z) : store :=
  {| next_reference := first_reference; arrays := empty; global_values := empty |}.

(** The room an array takes: a length word, then the elements in whole words. *)
Definition room (e : element) (length : Z) : Z :=
  4 + 4 * match e with element_byte => (length + 3) / 4 | element_int | element_bool => length end.

Definition element_at (a : array) (index : Z) : Z := get 0 (elements a) index.

Definition set_array (s : store) (r : Z) (a : array) : store :=
  {| next_reference := next_reference s;
     arrays := set (arrays s) r (Some a);
     global_values := global_values s |}.

Definition with_element (a : array) (index w : Z) : array :=
  {| length_of := length_of a; elements := set (elements a) index w |}.

(** The array with these elements from [index] on. *)
Fixpoint with_elements (a : array) (index : Z) (values : list Z) : array :=
  match values with
  | [] => a
  | w :: values => with_elements (with_element a index w) (index + 1) values
  end.

(** A new array, and its reference. *)
Definition allocate (s : store) (e : element) (a : array) : Z * store :=
  (next_reference s,
   {| next_reference := next_reference s + room e (length_of a);
      arrays := set (arrays s) (next_reference s) (Some a);
      global_values := global_values s |}).

(** A state of a run. *)
Record ell_state (E : Type) := {
  configuration_of : configuration Z;
  store_of : store;
  environment_of : E;
}.
Arguments configuration_of {E}. Arguments store_of {E}. Arguments environment_of {E}.

(** What a step came to. *)
Inductive ell_result (E : Type) :=
  | EllNext (r : ell_rule) (s : ell_state E)
  | EllFinal (r : ell_rule) (f : final Z)
  | EllWrong.
Arguments EllNext {E}. Arguments EllFinal {E}. Arguments EllWrong {E}.

Section Run.
Context {E : Type} (env : environment E).

(** The answers to a step's questions, from a store and an environment; the events come first. *)
Fixpoint answer (s : store) (e : E) (t : effect Z) : list event * ell_result E :=
  match t with
  | Become r c => ([], EllNext r {| configuration_of := c; store_of := s; environment_of := e |})
  | Finish r f => ([], EllFinal r f)
  | Wrong => ([], EllWrong)
  | Const z k => answer s e (k (wrap z))
  | Operate o a b k => answer s e (k (operate o a b))
  | Decide w k => answer s e (k (holds w))
  | Allocate el n k =>
      let (r, s) := allocate s el {| length_of := n; elements := empty |} in
      answer s e (k r)
  | AllocateText el values k =>
      let a := {| length_of := size values; elements := empty |} in
      let (r, s) := allocate s el (with_elements a 0 (map wrap values)) in
      answer s e (k r)
  | AskLength r k =>
      match get None (arrays s) r with Some a => answer s e (k (length_of a)) | None => ([], EllWrong) end
  | Load _ r i k =>
      match get None (arrays s) r with Some a => answer s e (k (element_at a i)) | None => ([], EllWrong) end
  | Store _ r i w k =>
      match get None (arrays s) r with
      | Some a => answer (set_array s r (with_element a i w)) e k
      | None => ([], EllWrong)
      end
  | GetGlobal g k => answer s e (k (get 0 (global_values s) g))
  | SetGlobal g w k =>
      let s := {| next_reference := next_reference s;
                  arrays := arrays s;
                  global_values := set (global_values s) g w |} in
      answer s e k
  | ReadByte k =>
      let '(byte, events, e) := read_byte env e in
      let (after, r) := answer s e (k byte) in (events ++ after, r)
  | WriteByte byte k =>
      let '(_, events, e) := write_block env e [byte] in
      let (after, r) := answer s e k in (events ++ after, r)
  | ReadBlock r i n k =>
      match get None (arrays s) r with
      | Some a =>
          let '(bytes, events, e) := read_block env e n in
          let s := set_array s r (with_elements a i bytes) in
          let (after, r) := answer s e (k (size bytes)) in (events ++ after, r)
      | None => ([], EllWrong)
      end
  | WriteBlock r i n k =>
      match get None (arrays s) r with
      | Some a =>
          let '(taken, events, e) := write_block env e (gather (element_at a) i n) in
          let (after, r) := answer s e (k taken) in (events ++ after, r)
      | None => ([], EllWrong)
      end
  end.

(** One step of a run. *)
Definition ell_run_step (p : program) (s : ell_state E) : list event * ell_result E :=
  answer (store_of s) (environment_of s) (ell_step p (configuration_of s)).

(** The state in which a run begins. *)
Definition ell_begin (p : program) (first_reference : Z) (e : E) : option (ell_state E) :=
  match ell_initial p 0 with
  | None => None
  | Some c => Some {|
      configuration_of := c; store_of := empty_store first_reference; environment_of := e |}
  end.
End Run.
