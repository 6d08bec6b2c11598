(** Words: the 32-bit arithmetic that both semantics compute with.

    A word is an integer z with 0 <= z < 2^32, its value as an unsigned number. So every word has one
    representation, and equality of words is equality. The operations are those of [Words] in
    src/core/word.ts, under the same names; their corner cases are those of the RISC-V unprivileged manual:
    shift counts are taken mod 32, and division never traps. *)

From Coq Require Import ZArith List.
Import ListNotations.
Open Scope Z_scope.

(** 2^32. *)
Definition modulus : Z := 4294967296.

(** 2^31, the first word that is negative as a signed number. *)
Definition half : Z := 2147483648.

(** Is this integer a word? *)
Definition word (z : Z) : Prop := 0 <= z < modulus.

(** The word of an integer, which is taken mod 2^32: [constant] in TypeScript. *)
Definition wrap (z : Z) : Z := z mod modulus.

(** The value of a word as a signed number. *)
Definition signed (w : Z) : Z := if w <? half then w else w - modulus.

(** The word of a condition: 1 when it holds, else 0. *)
Definition truth (b : bool) : Z := if b then 1 else 0.

(** The binary operations, in the order of [Words]. *)
Inductive operation :=
  | Add | Sub | Mul | Mulh | Mulhsu | Mulhu | Div | Divu | Rem | Remu
  | And | Or | Xor | Sll | Srl | Sra | Slt | Sltu | Equal.

(** The result of an operation before it is made a word. [quot] and [rem] of Coq truncate towards 0;
    [/] and [mod] round down, which for numbers from 0 up is the same. *)
Definition result (o : operation) (a b : Z) : Z :=
  match o with
  | Add => a + b
  | Sub => a - b
  | Mul => a * b
  | Mulh => (signed a * signed b) / modulus
  | Mulhsu => (signed a * b) / modulus
  | Mulhu => (a * b) / modulus
  | Div => if b =? 0 then -1 else Z.quot (signed a) (signed b)
  | Divu => if b =? 0 then -1 else a / b
  | Rem => if b =? 0 then a else Z.rem (signed a) (signed b)
  | Remu => if b =? 0 then a else a mod b
  | And => Z.land a b
  | Or => Z.lor a b
  | Xor => Z.lxor a b
  | Sll => Z.shiftl a (b mod 32)
  | Srl => Z.shiftr a (b mod 32)
  | Sra => Z.shiftr (signed a) (b mod 32)
  | Slt => truth (signed a <? signed b)
  | Sltu => truth (a <? b)
  | Equal => truth (a =? b)
  end.

(** The word that an operation computes from two words. *)
Definition operate (o : operation) (a b : Z) : Z := wrap (result o a b).

(** Is a condition true? Any word but 0 is. *)
Definition holds (w : Z) : bool := negb (w =? 0).

(** All operations, so that tests can go through them. *)
Definition operations : list operation :=
  [Add; Sub; Mul; Mulh; Mulhsu; Mulhu; Div; Divu; Rem; Remu;
   And; Or; Xor; Sll; Srl; Sra; Slt; Sltu; Equal].
