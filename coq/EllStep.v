(** The small-step semantics of Ell: one step for each rule of docs/ell-semantics.md, under its name.

    A step is written once, over words [W] of any kind. It computes nothing itself. It is a tree: what it asks
    for (a word operation, a decision, the store, the environment), what it does with each answer, and at the
    leaves the rule that fired and what came of it. EllRun.v answers with 32-bit words, and so executes; a
    prover answers with terms.

    The comment of each case shows what changes in the configuration (C, F, K, S), control, frame,
    continuation and store, in the notation of docs/ell-semantics.md. *)

From Coq Require Import ZArith List.
From Etalon Require Import Asking Words Lists Behaviour EllProgram EllRules.
Import ListNotations.
Open Scope Z_scope.

Section Words.
Context {W : Type}.

(** What happens next. *)
Inductive control :=
  | Evaluate (e : expression)
  (** The expression [from] has this value; the continuation consumes it. *)
  | Value (w : W) (from : node)
  | Execute (s : statement)
  | Done
  | Breaking
  | Continuing
  | Returning (w : W).

(** One frame of the continuation: a node that waits for a value or a statement, with the operands that are
    known. *)
Inductive waiting :=
  | UnaryFrame (id : node) (o : unary_operator)
  | BinaryLeft (id : node) (o : binary_operator) (right : expression)
  | BinaryRight (id : node) (o : binary_operator) (left : W)
  | LogicLeft (id : node) (o : logic_operator) (right : expression)
  | LogicRight (id : node)
  | IndexArray (id : node) (e : element) (index : expression)
  | IndexIndex (id : node) (e : element) (array : W)
  | LengthFrame (id : node)
  | NewFrame (id : node) (e : element)
  | TransferArray (id : node) (d : direction) (from count : expression)
  | TransferFrom (id : node) (d : direction) (array : W) (count : expression)
  | TransferCount (id : node) (d : direction) (array from : W)
  (** [values] are the arguments already known, in order; [after] are those after the awaited one. *)
  | Arguments (id : node) (callee : nat) (values : list W) (after : list expression)
  (** A callee is running; [frame] is the caller's. *)
  | CallFrame (id : node) (frame : list W)
  | AssignFrame (id : node) (slot : nat)
  | AssignGlobalFrame (id : node) (index : Z)
  | ElementArray (id : node) (e : element) (index value : expression)
  | ElementIndex (id : node) (e : element) (array : W) (value : expression)
  | ElementValue (id : node) (e : element) (array index : W)
  | IfFrame (id : node) (yes : statement) (no : option statement)
  (** The condition of a loop is being evaluated, its body or its update is running. *)
  | WhileFrame (id : node) (condition : expression) (loop : statement) (update : option statement)
  | LoopFrame (id : node) (condition : expression) (loop : statement) (update : option statement)
  | UpdateFrame (id : node) (condition : expression) (loop : statement) (update : option statement)
  | ReturnFrame (id : node)
  | AssertFrame (id : node)
  | WriteFrame (id : node)
  | ExitFrame (id : node)
  | DiscardFrame (id : node)
  (** Statements still to be executed. *)
  | BlockFrame (id : node) (after : list statement).

(** The rest of the computation, innermost first. *)
Definition continuation := list waiting.

(** A configuration, without the store, which the tree asks. *)
Record configuration := {
  control_of : control;
  frame_of : list W;
  continuation_of : continuation;
}.

(** How a program ends. *)
Inductive final := Halt (code : W) | Trap (t : trap) (at_ : node).

(** A step as a tree. Where it asks, a function says how it goes on with the answer. *)
Inductive effect :=
  | Become (r : ell_rule) (c : configuration)
  | Finish (r : ell_rule) (f : final)
  (** No rule applies. No checked program comes here. *)
  | Wrong
  (** Words: a constant, an operation, and which way a condition goes. *)
  | Const (z : Z) (k : W -> effect)
  | Operate (o : operation) (a b : W) (k : W -> effect)
  | Decide (condition : W) (k : bool -> effect)
  (** The store: a new array of zeros or of these values, its length and elements, and globals. *)
  | Allocate (e : element) (length : W) (k : W -> effect)
  | AllocateText (e : element) (values : list Z) (k : W -> effect)
  | AskLength (array : W) (k : W -> effect)
  | Load (e : element) (array index : W) (k : W -> effect)
  | Store (e : element) (array index value : W) (k : effect)
  | GetGlobal (index : Z) (k : W -> effect)
  | SetGlobal (index : Z) (value : W) (k : effect)
  (** The environment: a byte, or a block of an array from [from] on. The answer for a block is how many bytes
      came (0 at the end of the input), which are then in the array, or were taken. *)
  | ReadByte (k : W -> effect)
  | WriteByte (byte : W) (k : effect)
  | ReadBlock (array from count : W) (k : W -> effect)
  | WriteBlock (array from count : W) (k : W -> effect).
End Words.
Arguments control : clear implicits.
Arguments waiting : clear implicits.
Arguments continuation : clear implicits.
Arguments configuration : clear implicits.
Arguments final : clear implicits.
Arguments effect : clear implicits.

Section Step.
Context {W : Type} (p : program).

Definition is_zero (w : W) (k : W -> effect W) : effect W :=
  let* zero := Const 0 in Operate Equal w zero k.

(** The prefix operators on words. *)
Definition apply_unary (o : unary_operator) (w : W) (k : W -> effect W) : effect W :=
  match o with
  | Negate => let* zero := Const 0 in Operate Sub zero w k
  | Complement => let* ones := Const (-1) in Operate Xor w ones k
  | Not => is_zero w k
  end.

(** The strict infix operators on words; [/] and [%] by a divisor that is not 0. *)
Definition apply_binary (o : binary_operator) (a b : W) (k : W -> effect W) : effect W :=
  match o with
  | Times => Operate Mul a b k
  | Over => Operate Div a b k
  | Modulo => Operate Rem a b k
  | Plus => Operate Add a b k
  | Minus => Operate Sub a b k
  | ShiftLeft => Operate Sll a b k
  | ShiftRight => Operate Sra a b k
  | ShiftRightLogical => Operate Srl a b k
  | BitAnd => Operate And a b k
  | BitXor => Operate Xor a b k
  | BitOr => Operate Or a b k
  | IsEqual => Operate Equal a b k
  | IsNot => let* equal := Operate Equal a b in is_zero equal k
  | IsLess => Operate Slt a b k
  | IsAtMost => let* greater := Operate Slt b a in is_zero greater k
  | IsGreater => Operate Slt b a k
  | IsAtLeast => let* less := Operate Slt a b in is_zero less k
  end.

Definition divides (o : binary_operator) : bool :=
  match o with Over | Modulo => true | _ => false end.

(** The frame of a function that is entered: the arguments first, every other slot 0. *)
Fixpoint entered (zero : W) (slots : list type) (values : list W) : list W :=
  match slots, values with
  | [], _ => []
  | _ :: slots, [] => zero :: entered zero slots []
  | _ :: slots, w :: values => w :: entered zero slots values
  end.

Section Configuration.
Context (f : list W).

(** The next configuration, with the same frame. *)
Definition go (r : ell_rule) (c : control W) (k : continuation W) : effect W :=
  Become r {| control_of := c; frame_of := f; continuation_of := k |}.

Definition value (r : ell_rule) (w : W) (id : node) (k : continuation W) := go r (Value w id) k.
Definition evaluate (r : ell_rule) (e : expression) (k : continuation W) := go r (Evaluate e) k.
Definition execute (r : ell_rule) (s : statement) (k : continuation W) := go r (Execute s) k.

(** Enter a function; the continuation keeps the caller's frame. *)
Definition enter (id : node) (callee : nat) (values : list W) (k : continuation W) : effect W :=
  match nth_error (functions p) callee with
  | None => Wrong
  | Some d =>
      let* zero := Const 0 in
      Become rule_call_enter {|
        control_of := Execute (body d);
        frame_of := entered zero (slots d) values;
        continuation_of := CallFrame id f :: k |}
  end.

Definition evaluate_expression (e : expression) (k : continuation W) : effect W :=
  match e with
  (* <n, K> -> <value n, K> *)
  | Constant id n => let* w := Const n in value rule_constant w id k
  (* <"b…", K, S> -> <value r, K, S + r := b…>   r fresh; likewise [c, …] *)
  | Text id e values => let* r := AllocateText e values in value rule_text r id k
  (* <x, F> -> <value F(x), F> *)
  | Local id x => match nth_error f x with Some w => value rule_local w id k | None => Wrong end
  (* <g, S> -> <value S(g), S> *)
  | Global id g => let* w := GetGlobal g in value rule_global w id k
  (* <-e, K> -> <e, -[] . K> *)
  | Unary id o e => evaluate rule_unary e (UnaryFrame id o :: k)
  (* <e1 + e2, K> -> <e1, [] + e2 . K> *)
  | Binary id o e1 e2 => evaluate rule_binary e1 (BinaryLeft id o e2 :: k)
  (* <e1 && e2, K> -> <e1, [] && e2 . K> *)
  | Logic id o e1 e2 => evaluate rule_logic e1 (LogicLeft id o e2 :: k)
  (* <e1[e2], K> -> <e1, [][e2] . K> *)
  | Index id e array index => evaluate rule_index array (IndexArray id e index :: k)
  (* <len(e), K> -> <e, len([]) . K> *)
  | Length id array => evaluate rule_length array (LengthFrame id :: k)
  (* <new T(e), K> -> <e, new T([]) . K> *)
  | New id e length => evaluate rule_new length (NewFrame id e :: k)
  (* <read(), K> -> <value b, K>   event read b   when -1 <= b <= 255 *)
  | Read id => let* byte := ReadByte in value rule_read byte id k
  (* <read_bytes(e1, e2, e3), K> -> <e1, read_bytes([], e2, e3) . K>; likewise write_bytes *)
  | Transfer id d array from count => evaluate rule_transfer array (TransferArray id d from count :: k)
  (* <f(), F, K> -> <body f, 0…, f() in F . K> *)
  | Call id callee [] => enter id callee [] k
  (* <f(e1, …), K> -> <e1, f([], …) . K> *)
  | Call id callee (e :: after) => evaluate rule_call e (Arguments id callee [] after :: k)
  end.

(** Go on with the statements of a block. *)
Definition block (r : ell_rule) (id : node) (statements : list statement) (k : continuation W) : effect W :=
  match statements with
  (* <{}, K> -> <done, K>;  <done, {} . K> -> <done, K> *)
  | [] => go rule_block_end Done k
  (* <{s1 … sn}, K> -> <s1, {s2 … sn} . K>;  <done, {si … sn} . K> -> <si, {si+1 … sn} . K> *)
  | s :: after => execute r s (BlockFrame id after :: k)
  end.

Definition execute_statement (s : statement) (k : continuation W) : effect W :=
  match s with
  (* <x = e, K> -> <e, x = [] . K> *)
  | Assign id x e => evaluate rule_assign e (AssignFrame id x :: k)
  (* <g = e, K> -> <e, g = [] . K> *)
  | AssignGlobal id g e => evaluate rule_assign_global e (AssignGlobalFrame id g :: k)
  (* <e1[e2] = e3, K> -> <e1, [][e2] = e3 . K> *)
  | AssignElement id e array index w => evaluate rule_element array (ElementArray id e index w :: k)
  (* <if e s1 else s2, K> -> <e, if [] s1 else s2 . K> *)
  | If id e yes no => evaluate rule_if e (IfFrame id yes no :: k)
  (* <while e s, K> -> <e, while [] s . K> *)
  | While id e s update => evaluate rule_while e (WhileFrame id e s update :: k)
  (* <break, K> -> <breaking, K> *)
  | Break _ => go rule_break Breaking k
  (* <continue, K> -> <continuing, K> *)
  | Continue _ => go rule_continue Continuing k
  (* <return e, K> -> <e, return [] . K> *)
  | Return id (Some e) => evaluate rule_return e (ReturnFrame id :: k)
  (* <return, K> -> <returning 0, K> *)
  | Return _ None => let* zero := Const 0 in go rule_return_nothing (Returning zero) k
  (* <assert e, K> -> <e, assert [] . K> *)
  | Assert id e => evaluate rule_assert e (AssertFrame id :: k)
  (* <write(e), K> -> <e, write([]) . K> *)
  | Write id e => evaluate rule_write e (WriteFrame id :: k)
  (* <exit(e), K> -> <e, exit([]) . K> *)
  | Exit id e => evaluate rule_exit e (ExitFrame id :: k)
  (* <e;, K> -> <e, []; . K> *)
  | Discard id e => evaluate rule_discard e (DiscardFrame id :: k)
  | Block id statements => block rule_block id statements k
  end.

(** A block of input or output, of [n] bytes from element [i] of [r] on, when all three operands are known.
    The bounds are checked as integers: when i is at most the length, what is left of the array does not wrap,
    and a negative n is beyond it. *)
Definition transfer (id : node) (d : direction) (r i n : W) (k : continuation W) : effect W :=
  (* <value n, read_bytes(r, i, []) . K, S> -> trap bounds
     unless 0 <= i, 0 <= n and i + n <= length S(r), as integers; likewise write_bytes *)
  let out := Finish rule_transfer_trap (Trap trap_bounds id) in
  let* zero := Const 0 in
  let* length := AskLength r in
  let* beyond := Operate Sltu length i in
  let* from_beyond := Decide beyond in
  if from_beyond then out else
  let* left := Operate Sub length i in
  let* more := Operate Sltu left n in
  let* too_many := Decide more in
  if too_many then out else
  let* none := Operate Equal n zero in
  let* nothing := Decide none in
  (* <value 0, read_bytes(r, i, []) . K, S> -> <value 0, K, S>   when 0 <= i <= length S(r); likewise *)
  if nothing then value rule_transfer_nothing zero id k else
  match d with
  (* <value n, write_bytes(r, i, []) . K, S> -> <value m, K, S>   event write S(r)i, …, write S(r)i+m-1
     when 0 <= i, i + n <= length S(r) and 1 <= m <= n *)
  | Outward => let* taken := WriteBlock r i n in value rule_write_bytes taken id k
  | Inward =>
      let* came := ReadBlock r i n in
      let* none := Operate Equal came zero in
      let* at_end := Decide none in
      (* <value n, read_bytes(r, i, []) . K, S> -> <value 0, K, S>   event read -1
         when 0 <= i, i + n <= length S(r) and 1 <= n *)
      if at_end then value rule_read_bytes_end zero id k
      (* <value n, read_bytes(r, i, []) . K, S> -> <value m, K, S[r, i := b1 … bm]>   event read b1, …, read bm
         when 0 <= i, i + n <= length S(r) and 1 <= m <= n *)
      else value rule_read_bytes came id k
  end.

(** A value meets the frame on top of the continuation. *)
Definition consume (w : W) (top : waiting W) (k : continuation W) : effect W :=
  match top with
  (* <value w, -[] . K> -> <value -w, K> *)
  | UnaryFrame id o => let* v := apply_unary o w in value rule_unary_apply v id k
  (* <value w1, [] + e2 . K> -> <e2, w1 + [] . K> *)
  | BinaryLeft id o e2 => evaluate rule_binary_right e2 (BinaryRight id o w :: k)
  | BinaryRight id o w1 =>
      (* <value w2, w1 + [] . K> -> <value w1 + w2, K>   unless it is / or % and w2 = 0 *)
      let apply := let* v := apply_binary o w1 w in value rule_binary_apply v id k in
      if divides o then
        let* zero := Const 0 in
        let* none := Operate Equal w zero in
        let* by_zero := Decide none in
        (* <value 0, w1 / [] . K> -> trap divide; likewise % *)
        if by_zero then Finish rule_divide_trap (Trap trap_divide id) else apply
      else apply
  | LogicLeft id o e2 =>
      let* decided := Decide w in
      match o, decided with
      (* <value 0, [] && e2 . K> -> <value 0, K>;  <value 1, [] || e2 . K> -> <value 1, K> *)
      | AndAlso, false => let* v := Const 0 in value rule_logic_short v id k
      | OrElse, true => let* v := Const 1 in value rule_logic_short v id k
      (* <value 1, [] && e2 . K> -> <e2, &&[] . K>;  <value 0, [] || e2 . K> -> <e2, ||[] . K> *)
      | AndAlso, true | OrElse, false => evaluate rule_logic_right e2 (LogicRight id :: k)
      end
  (* <value w, &&[] . K> -> <value w, K>; likewise || *)
  | LogicRight id => value rule_logic_value w id k
  (* <value w1, [][e2] . K> -> <e2, w1[[]] . K> *)
  | IndexArray id e index => evaluate rule_index_index index (IndexIndex id e w :: k)
  | IndexIndex id e array =>
      let* length := AskLength array in
      let* less := Operate Sltu w length in
      let* within := Decide less in
      (* <value i, r[[]] . K, S> -> <value S(r)i, K, S>   when i <u length S(r) *)
      if within then let* v := Load e array w in value rule_index_load v id k
      (* <value i, r[[]] . K, S> -> trap bounds   unless i <u length S(r) *)
      else Finish rule_index_trap (Trap trap_bounds id)
  (* <value r, len([]) . K, S> -> <value length S(r), K, S> *)
  | LengthFrame id => let* length := AskLength w in value rule_length_apply length id k
  | NewFrame id e =>
      let* zero := Const 0 in
      let* less := Operate Slt w zero in
      let* negative := Decide less in
      (* <value n, new T([]) . K> -> trap length   when n < 0 *)
      if negative then Finish rule_new_trap (Trap trap_length id)
      (* <value n, new T([]) . K, S> -> <value r, K, S + r := 0…>   when n >= 0, r fresh *)
      else let* r := Allocate e w in value rule_new_apply r id k
  (* <value r, read_bytes([], e2, e3) . K> -> <e2, read_bytes(r, [], e3) . K>; likewise write_bytes *)
  | TransferArray id d from count => evaluate rule_transfer_from from (TransferFrom id d w count :: k)
  (* <value i, read_bytes(r, [], e3) . K> -> <e3, read_bytes(r, i, []) . K>; likewise write_bytes *)
  | TransferFrom id d array count => evaluate rule_transfer_count count (TransferCount id d array w :: k)
  | TransferCount id d array from => transfer id d array from w k
  (* <value w, F, f(w1, …, []) . K> -> <body f, (w1, …, w, 0…), f() in F . K> *)
  | Arguments id callee values [] => enter id callee (values ++ [w]) k
  (* <value w, f(w1, …, [], e, …) . K> -> <e, f(w1, …, w, [], …) . K> *)
  | Arguments id callee values (e :: after) =>
      evaluate rule_call_argument e (Arguments id callee (values ++ [w]) after :: k)
  (* <value w, F, x = [] . K> -> <done, F[x := w], K> *)
  | AssignFrame _ x =>
      Become rule_assign_apply {| control_of := Done; frame_of := replace x w f; continuation_of := k |}
  (* <value w, g = [] . K, S> -> <done, K, S[g := w]> *)
  | AssignGlobalFrame _ g => SetGlobal g w (go rule_assign_global_apply Done k)
  (* <value r, [][e2] = e3 . K> -> <e2, r[[]] = e3 . K> *)
  | ElementArray id e index v => evaluate rule_element_index index (ElementIndex id e w v :: k)
  (* <value i, r[[]] = e3 . K> -> <e3, r[i] = [] . K> *)
  | ElementIndex id e array v => evaluate rule_element_value v (ElementValue id e array w :: k)
  | ElementValue id e array index =>
      let* length := AskLength array in
      let* less := Operate Sltu index length in
      let* within := Decide less in
      (* <value w, r[i] = [] . K, S> -> <done, K, S[r, i := w]>   when i <u length S(r); a byte[] keeps the
         low 8 bits *)
      if within then
        let store v := Store e array index v (go rule_element_store Done k) in
        match e with
        | element_byte =>
            let* mask := Const 255 in
            let* low := Operate And w mask in
            store low
        | element_int | element_bool => store w
        end
      (* <value w, r[i] = [] . K, S> -> trap bounds   unless i <u length S(r) *)
      else Finish rule_element_trap (Trap trap_bounds id)
  | IfFrame _ yes no =>
      let* condition := Decide w in
      match condition, no with
      (* <value 1, if [] s1 else s2 . K> -> <s1, K> *)
      | true, _ => execute rule_if_true yes k
      (* <value 0, if [] s1 else s2 . K> -> <s2, K> *)
      | false, Some no => execute rule_if_false no k
      (* <value 0, if [] s1 . K> -> <done, K> *)
      | false, None => go rule_if_skip Done k
      end
  | WhileFrame id e s update =>
      let* condition := Decide w in
      (* <value 1, while [] s . K> -> <s, loop l . K>   where l = while e s *)
      if condition then execute rule_while_true s (LoopFrame id e s update :: k)
      (* <value 0, while [] s . K> -> <done, K> *)
      else go rule_while_false Done k
  (* <value w, return [] . K> -> <returning w, K> *)
  | ReturnFrame _ => go rule_return_apply (Returning w) k
  | AssertFrame id =>
      let* condition := Decide w in
      (* <value 1, assert [] . K> -> <done, K> *)
      if condition then go rule_assert_true Done k
      (* <value 0, assert [] . K> -> trap assert *)
      else Finish rule_assert_trap (Trap trap_assert id)
  (* <value w, write([]) . K> -> <done, K>   event write (w mod 256) *)
  | WriteFrame _ =>
      let* mask := Const 255 in
      let* byte := Operate And w mask in
      WriteByte byte (go rule_write_apply Done k)
  (* <value w, exit([]) . K> -> halt w *)
  | ExitFrame _ => Finish rule_exit_apply (Halt w)
  (* <value w, []; . K> -> <done, K> *)
  | DiscardFrame _ => go rule_discard_apply Done k
  | CallFrame _ _ | LoopFrame _ _ _ _ | UpdateFrame _ _ _ _ | BlockFrame _ _ => Wrong
  end.

(** The next round of a loop: first its update, if it has one. *)
Definition again (plain updating : ell_rule) id e s update (k : continuation W) : effect W :=
  match update with
  (* <done, loop l . K> -> <l, K>   when l has no update *)
  | None => execute plain (While id e s update) k
  (* <done, loop l . K> -> <u, update l . K>   when l has the update u *)
  | Some u => execute updating u (UpdateFrame id e s update :: k)
  end.

(** A finished statement meets the frame on top of the continuation. *)
Definition resume (top : waiting W) (k : continuation W) : effect W :=
  match top with
  | BlockFrame id after => block rule_block_next id after k
  | LoopFrame id e s update => again rule_loop_next rule_loop_update id e s update k
  (* <done, update l . K> -> <l, K> *)
  | UpdateFrame id e s update => execute rule_update_next (While id e s update) k
  (* <done, F', f() in F . K> -> <value 0, F, K> *)
  | CallFrame id caller =>
      let* zero := Const 0 in
      Become rule_call_done {| control_of := Value zero id; frame_of := caller; continuation_of := k |}
  | _ => Wrong
  end.

Definition unwind_break (top : waiting W) (k : continuation W) : effect W :=
  match top with
  (* <breaking, {…} . K> -> <breaking, K> *)
  | BlockFrame _ _ => go rule_break_unwind Breaking k
  (* <breaking, loop l . K> -> <done, K> *)
  | LoopFrame _ _ _ _ => go rule_break_loop Done k
  | _ => Wrong
  end.

Definition unwind_continue (top : waiting W) (k : continuation W) : effect W :=
  match top with
  (* <continuing, {…} . K> -> <continuing, K> *)
  | BlockFrame _ _ => go rule_continue_unwind Continuing k
  (* <continuing, loop l . K> -> <l, K> or <u, update l . K>, as after a round *)
  | LoopFrame id e s update => again rule_continue_loop rule_continue_update id e s update k
  | _ => Wrong
  end.

Definition unwind_return (w : W) (top : waiting W) (k : continuation W) : effect W :=
  match top with
  (* <returning w, {…} . K> -> <returning w, K>;  <returning w, loop l . K> -> <returning w, K> *)
  | BlockFrame _ _ | LoopFrame _ _ _ _ => go rule_return_unwind (Returning w) k
  (* <returning w, F', f() in F . K> -> <value w, F, K> *)
  | CallFrame id caller =>
      Become rule_call_value {| control_of := Value w id; frame_of := caller; continuation_of := k |}
  | _ => Wrong
  end.
End Configuration.

(** One step. *)
Definition ell_step (c : configuration W) : effect W :=
  let f := frame_of c in
  match control_of c, continuation_of c with
  | Evaluate e, k => evaluate_expression f e k
  | Execute s, k => execute_statement f s k
  | Value w _, top :: k => consume f w top k
  | Done, top :: k => resume f top k
  | Breaking, top :: k => unwind_break f top k
  | Continuing, top :: k => unwind_continue f top k
  | Returning w, top :: k => unwind_return f w top k
  | _, [] => Wrong
  end.

(** The configuration in which a program starts, before the first step: start-up, as if a call of it that
    nothing waits for had just been entered. *)
Definition ell_initial (zero : W) : option (configuration W) :=
  match nth_error (functions p) (start p) with
  | None => None
  | Some d => Some {|
      control_of := Execute (body d);
      frame_of := entered zero (slots d) [];
      continuation_of := [] |}
  end.
End Step.
