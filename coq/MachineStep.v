(** The semantics of RV32IM: one step for each rule of docs/machine.md, under its name.

    As Ell's, it is written once, over words [W] of any kind, and is a tree of questions (EllStep.v says why):
    what it asks of words, memory and the environment, and at the leaves the rule that fired and what came of
    it. MachineRun.v answers with 32-bit words and bytes.

    The comment of a case shows what changes: x[r] is register r, M[a, n] are the n bytes from a on, all right
    sides are taken before, and where nothing is said of pc, pc := pc + 4. *)

From Coq Require Import ZArith List.
From Etalon Require Import Asking Words Lists Behaviour MachineRules Instruction Memory.
Import ListNotations.
Open Scope Z_scope.

Section Words.
Context {W : Type}.

(** Why a machine faults. *)
Inductive reason := MemoryRefused (f : fault) | NoSuchCall | NoStopCode (code : W).

(** How a machine stops. The pc stays at the instruction that stopped it. *)
Inductive machine_final :=
  | MachineHalted (code : W)
  | MachineTrapped (t : trap)
  | MachineExhausted (r : resource)
  | MachineFaulted (why : reason).

(** A step as a tree. *)
Inductive machine_effect :=
  | Goes (r : machine_rule) (pc : W) (x : list W)
  | Stops (r : machine_rule) (f : machine_final)
  (** No rule applies: there are not 32 registers. *)
  | NoRegister
  (** Words: a constant, an operation, and which way a condition goes. *)
  | MConst (z : Z) (k : W -> machine_effect)
  | MOperate (o : operation) (a b : W) (k : W -> machine_effect)
  | MDecide (condition : W) (k : bool -> machine_effect)
  (** The instruction at pc, or why there is none. *)
  | Fetch (pc : W) (k : instruction + fault -> machine_effect)
  (** Memory: why an access is refused, and the access, which is asked for only where it is not. *)
  | Permits (a : access) (n : nat) (address : W) (k : option fault -> machine_effect)
  | LoadBytes (n : nat) (address : W) (k : W -> machine_effect)
  | StoreBytes (n : nat) (address value : W) (k : machine_effect)
  | PermitsBlock (a : access) (count address : W) (k : option fault -> machine_effect)
  (** The environment: bytes into memory or out of it. The answer is how many came, 0 at the end of the input,
      or were taken. *)
  | MReadBlock (address count : W) (k : W -> machine_effect)
  | MWriteBlock (address count : W) (k : W -> machine_effect)
  (** What the call returns: after a read that gave no byte, any word that is at most 0 as a signed number;
      after a write, how many bytes were taken, or, when it is all of them, any such word. *)
  | EndedResult (k : W -> machine_effect)
  | WrittenResult (taken count : W) (k : W -> machine_effect).
End Words.
Arguments reason : clear implicits.
Arguments machine_final : clear implicits.
Arguments machine_effect : clear implicits.

(** The numbers of the system calls, those of Linux. *)
Definition call_read : Z := 63.
Definition call_write : Z := 64.
Definition call_exit : Z := 93.

(** The registers that a call uses. *)
Definition a0 : nat := 10.
Definition a1 : nat := 11.
Definition a2 : nat := 12.
Definition a7 : nat := 17.

Section Step.
Context {W : Type}.

(** The word of a register. *)
Definition register (x : list W) (r : nat) (k : W -> machine_effect W) : machine_effect W :=
  match nth_error x r with Some w => k w | None => NoRegister end.

(** The registers with another word in one of them; a write to x0 is lost. *)
Definition with_register (x : list W) (rd : nat) (w : W) : list W :=
  match rd with O => x | S _ => replace rd w x end.

Definition faults (r : machine_rule) (f : fault) : machine_effect W :=
  Stops r (MachineFaulted (MemoryRefused f)).

(** pc + 4. *)
Definition next (pc : W) (k : W -> machine_effect W) : machine_effect W :=
  let* four := MConst 4 in MOperate Add pc four k.

(** w + imm: addresses of loads, stores and jumps. *)
Definition plus (w : W) (imm : Z) (k : W -> machine_effect W) : machine_effect W :=
  let* offset := MConst imm in MOperate Add w offset k.

(** Is a word this number? *)
Definition is (w : W) (z : Z) (k : bool -> machine_effect W) : machine_effect W :=
  let* c := MConst z in
  let* same := MOperate Equal w c in
  MDecide same k.

(** A call that moves a block: [number] is this call's, [descriptor] this file's and [count] not 0. Each byte of
    the block must permit the access; then [move] it. Where the registers ask for anything else, [otherwise]. *)
Definition block_call (number descriptor buffer count : W) (call file : Z) (a : access)
    (move otherwise : machine_effect W) : machine_effect W :=
  let* asked := is number call in
  if negb asked then otherwise else
  let* named := is descriptor file in
  if negb named then otherwise else
  let* nothing := is count 0 in
  if nothing then otherwise else
  let* refused := PermitsBlock a count buffer in
  match refused with
  | Some f => faults rule_ecall_stop f
  | None => move
  end.

Section Instruction.
Context (pc : W) (x : list W).

(** The rules that only compute: x[rd] := w. *)
Definition write (r : machine_rule) (rd : nat) (w : W) : machine_effect W :=
  let* pc := next pc in Goes r pc (with_register x rd w).

(** The rules that jump: x[rd] := pc + 4; pc := target. *)
Definition jump (r : machine_rule) (rd : nat) (target : W) : machine_effect W :=
  let* link := next pc in Goes r target (with_register x rd link).

(** E1 … E4: the calls that Ell has, and no other. A call that a condition rules out falls through to the next. *)
Definition call : machine_effect W :=
  let* number := register x a7 in
  let* descriptor := register x a0 in
  let* buffer := register x a1 in
  let* count := register x a2 in
  (* x[10] := the result of the call *)
  let returns result := let* pc := next pc in Goes rule_ecall pc (with_register x a0 result) in
  (* E4 no_such_call: anything else: faulted *)
  let no_such_call := Stops rule_ecall_stop (MachineFaulted NoSuchCall) in
  (* E3 exit: a7 = 93: halted(a0) *)
  let exit :=
    let* asked := is number call_exit in
    if asked then Stops rule_ecall_stop (MachineHalted descriptor) else no_such_call in
  (* E2 write: a7 = 64, a0 = 1, n = a2 > 0, M[a1, n] readable: write M[a1, k], 1 <= k <= n, and k; or write
     M[a1, n], and any r <=s 0 *)
  let write :=
    block_call number descriptor buffer count call_write 1 access_read
      (let* taken := MWriteBlock buffer count in
       let* result := WrittenResult taken count in
       returns result)
      exit in
  (* E1 read: a7 = 63, a0 = 0, n = a2 > 0, M[a1, n] writable: 1 <= k <= n bytes come, M[a1, k] := them, and k;
     or none, and any r <=s 0 *)
  block_call number descriptor buffer count call_read 0 access_write
    (let* came := MReadBlock buffer count in
     let* at_end := is came 0 in
     if at_end then let* result := EndedResult in returns result else returns came)
    write.

(** The first of some codes that a0 is. *)
Fixpoint stop_with (codes : list (Z * machine_rule * machine_final W)) (code : W) : machine_effect W :=
  match codes with
  | [] => Stops rule_ebreak_fault (MachineFaulted (NoStopCode code))
  | (z, r, f) :: codes => let* same := is code z in if same then Stops r f else stop_with codes code
  end.

Definition stop_codes : list (Z * machine_rule * machine_final W) :=
  [(1, rule_ebreak_trap, MachineTrapped trap_divide);
   (2, rule_ebreak_trap, MachineTrapped trap_bounds);
   (3, rule_ebreak_trap, MachineTrapped trap_length);
   (4, rule_ebreak_trap, MachineTrapped trap_assert);
   (16, rule_ebreak_exhausted, MachineExhausted resource_stack);
   (17, rule_ebreak_exhausted, MachineExhausted resource_heap)].

Definition execute (i : instruction) : machine_effect W :=
  match i with
  (* x[rd] := imm *)
  | LUI rd imm => let* w := MConst imm in write rule_lui rd w
  (* x[rd] := pc + imm *)
  | AUIPC rd imm => let* w := plus pc imm in write rule_auipc rd w
  (* x[rd] := pc + 4; pc := pc + imm *)
  | JAL rd imm => let* target := plus pc imm in jump rule_jal rd target
  (* x[rd] := pc + 4; pc := (x[rs1] + imm) & -2 *)
  | JALR rd rs1 imm =>
      let* base := register x rs1 in
      let* sum := plus base imm in
      let* even := MConst (-2) in
      let* target := MOperate And sum even in
      jump rule_jalr rd target
  (* if x[rs1] = x[rs2] then pc := pc + imm; likewise the other comparisons *)
  | Branch m rs1 rs2 imm =>
      let* a := register x rs1 in
      let* b := register x rs2 in
      let* c := MOperate (branch_operation m) a b in
      let* condition := MDecide c in
      if Bool.eqb condition (branch_sense m)
      then let* target := plus pc imm in Goes (branch_rule m) target x
      else let* pc := next pc in Goes (branch_rule m) pc x
  (* x[rd] := M[x[rs1] + imm, n], with its sign extended or not *)
  | Load m rd rs1 imm =>
      let* base := register x rs1 in
      let* address := plus base imm in
      let* refused := Permits access_read (load_width m) address in
      match refused with
      (* a byte of M[x[rs1] + imm, n] not readable: faulted *)
      | Some f => faults rule_load_fault f
      | None =>
          let* loaded := LoadBytes (load_width m) address in
          if load_sign m =? 0 then write (load_rule m) rd loaded else
          let* by_ := MConst (load_sign m) in
          let* high := MOperate Sll loaded by_ in
          let* w := MOperate Sra high by_ in
          write (load_rule m) rd w
      end
  (* M[x[rs1] + imm, n] := x[rs2] *)
  | Store m rs2 rs1 imm =>
      let* base := register x rs1 in
      let* address := plus base imm in
      let* refused := Permits access_write (store_width m) address in
      match refused with
      (* a byte of M[x[rs1] + imm, n] not writable: faulted *)
      | Some f => faults rule_store_fault f
      | None =>
          let* stored := register x rs2 in
          StoreBytes (store_width m) address stored (let* pc := next pc in Goes (store_rule m) pc x)
      end
  (* x[rd] := x[rs1] + imm; likewise the other operations *)
  | Immediate m rd rs1 imm =>
      let* a := register x rs1 in
      let* b := MConst imm in
      let* w := MOperate (immediate_operation m) a b in
      write (immediate_rule m) rd w
  (* x[rd] := x[rs1] << shamt; likewise to the right *)
  | Shift m rd rs1 shamt =>
      let* a := register x rs1 in
      let* b := MConst shamt in
      let* w := MOperate (shift_operation m) a b in
      write (shift_rule m) rd w
  (* x[rd] := x[rs1] + x[rs2]; likewise the other operations *)
  | Register m rd rs1 rs2 =>
      let* a := register x rs1 in
      let* b := register x rs2 in
      let* w := MOperate (register_operation m) a b in
      write (register_rule m) rd w
  (* nothing: one thread sees its own accesses in order *)
  | FENCE => let* pc := next pc in Goes rule_fence pc x
  | ECALL => call
  (* x[10] is 1, 2, 3 or 4: trapped; 16 or 17: exhausted; any other: faulted *)
  | EBREAK => let* code := register x a0 in stop_with stop_codes code
  end.
End Instruction.

(** One step, from pc and the registers. *)
Definition machine_step (pc : W) (x : list W) : machine_effect W :=
  let* fetched := Fetch pc in
  match fetched with
  | inl i => execute pc x i
  (* no instruction at pc: faulted *)
  | inr f => faults rule_fetch_fault f
  end.
End Step.
