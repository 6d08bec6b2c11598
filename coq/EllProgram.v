(** Ell programs: checked and elaborated, as src/lang/program/program.ts has them. Names are slots and
    indices, constants are folded, [for] is a [while] with an update, and every node has a number.

    What no rule looks at is left out: names, places in the text, the texts of assertions, and the types of
    nodes, which follow from those of slots, globals, results and elements. *)

From Coq Require Import ZArith List.
From Etalon Require Export Elements.
Open Scope Z_scope.

(** The number of a node. *)
Definition node := Z.

Inductive type := type_int | type_bool | type_array (e : element).

(** The prefix operators: [-], [~], [!]. *)
Inductive unary_operator := Negate | Complement | Not.

(** The strict infix operators, in the order of [BinaryOperator]: [*], [/], [%], [+], [-], [<<], [>>], [>>>],
    [&], [^], [|], [==], [!=], [<], [<=], [>], [>=]. *)
Inductive binary_operator :=
  | Times | Over | Modulo | Plus | Minus | ShiftLeft | ShiftRight | ShiftRightLogical
  | BitAnd | BitXor | BitOr | IsEqual | IsNot | IsLess | IsAtMost | IsGreater | IsAtLeast.

(** The operators that evaluate their right side only when the left does not decide: [&&], [||]. *)
Inductive logic_operator := AndAlso | OrElse.

(** The two calls for a block of bytes: [read_bytes], [write_bytes]. *)
Inductive direction := Inward | Outward.

Inductive expression :=
  | Constant (id : node) (value : Z)
  (** A text, or an array of constants: a fresh array each time. *)
  | Text (id : node) (e : element) (values : list Z)
  | Local (id : node) (slot : nat)
  | Global (id : node) (index : Z)
  | Unary (id : node) (o : unary_operator) (operand : expression)
  | Binary (id : node) (o : binary_operator) (left right : expression)
  | Logic (id : node) (o : logic_operator) (left right : expression)
  | Index (id : node) (e : element) (array index : expression)
  | Length (id : node) (array : expression)
  | New (id : node) (e : element) (length : expression)
  | Read (id : node)
  | Transfer (id : node) (d : direction) (array from count : expression)
  | Call (id : node) (callee : nat) (arguments : list expression).

Inductive statement :=
  | Assign (id : node) (slot : nat) (value : expression)
  | AssignGlobal (id : node) (index : Z) (value : expression)
  | AssignElement (id : node) (e : element) (array index value : expression)
  | If (id : node) (condition : expression) (yes : statement) (no : option statement)
  (** [update] is what a [for] does after each round, after [continue] too. *)
  | While (id : node) (condition : expression) (body : statement) (update : option statement)
  | Break (id : node)
  | Continue (id : node)
  | Return (id : node) (value : option expression)
  | Assert (id : node) (condition : expression)
  | Write (id : node) (value : expression)
  | Exit (id : node) (value : expression)
  (** An expression whose value is discarded. *)
  | Discard (id : node) (e : expression)
  | Block (id : node) (statements : list statement).

(** A function. Parameters are the first of the slots; each [let] has a slot of its own. *)
Record function := {
  parameters : nat;
  result_type : option type;
  slots : list type;
  body : statement;
}.

(** A program. [functions] at [start] assigns the globals in order, calls [main] and exits with its result. *)
Record program := {
  globals : list type;
  functions : list function;
  start : nat;
  main : nat;
}.
