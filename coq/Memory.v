(** The machine's memory: the segments of an image, each with its permissions, and nothing else. Bytes,
    little-endian, at any alignment; an access of n bytes at a is to a, a + 1, …, a + n - 1 (mod 2^32), and
    each of these bytes must permit it. *)

From Coq Require Import ZArith Bool List.
From Etalon Require Import Words Table.
Import ListNotations.
Open Scope Z_scope.

Record permissions := { readable : bool; writable : bool; executable : bool }.

(** What an image puts into memory: bytes, then zeros up to the size. *)
Record segment := {
  address : Z;
  initial_bytes : list Z;
  segment_size : Z;
  segment_permissions : permissions;
}.

(** Addresses from [region_start] on and before [region_end]. *)
Record region := { region_start : Z; region_end : Z; region_permissions : permissions }.

(** Regions are in ascending order and do not overlap. A byte that was never set is 0. *)
Record memory := { regions : list region; contents : table Z }.

Inductive access := access_read | access_write | access_execute.

Definition permitted (p : permissions) (a : access) : bool :=
  match a with access_read => readable p | access_write => writable p | access_execute => executable p end.

(** Why one byte does not permit an access. *)
Inductive refusal :=
  | NoMemory (address : Z)
  | NotPermitted (address : Z) (r : region)
  | WrapsAround.

(** Why memory refuses. *)
Inductive fault :=
  | PcMisaligned
  | NotFetched (why : refusal)
  | NoInstruction (word : Z)
  | AccessRefused (a : access) (count address : Z) (why : refusal).

Definition contains (a : Z) (r : region) : bool := (region_start r <=? a) && (a <? region_end r).

Definition refused_byte (rs : list region) (access : access) (a : Z) : option refusal :=
  match find (contains a) rs with
  | None => Some (NoMemory a)
  | Some r => if permitted (region_permissions r) access then None else Some (NotPermitted a r)
  end.

(** The first of [n] bytes from [a] on that does not permit an access. *)
Fixpoint refused (n : nat) (rs : list region) (access : access) (a : Z) : option refusal :=
  match n with
  | O => None
  | S n =>
      match refused_byte rs access (wrap a) with
      | Some why => Some why
      | None => refused n rs access (wrap a + 1)
      end
  end.

(** The first address from [a] on, and before [last], that does not permit an access: region by region, since
    a block may be long. The regions before [a] are passed over. *)
Fixpoint first_refused (rs : list region) (access : access) (a last : Z) : option Z :=
  if last <=? a then None
  else
    match rs with
    | [] => Some a
    | r :: rs =>
        if region_end r <=? a then first_refused rs access a last
        else if contains a r && permitted (region_permissions r) access
        then first_refused rs access (region_end r) last
        else Some a
    end.

(** Why a block of [count] bytes from [a] on is refused. A block does not wrap around. *)
Definition refused_block (rs : list region) (access : access) (a count : Z) : option refusal :=
  match first_refused rs access a (a + count) with
  | None => None
  | Some at_ =>
      if at_ <? modulus then refused_byte rs access at_
      else match refused_byte rs access (wrap at_) with Some why => Some why | None => Some WrapsAround end
  end.

(** Loads and stores, which do not look at permissions. *)

Definition byte_at (bytes : table Z) (a : Z) : Z := get 0 bytes (wrap a).

(** The number that [n] bytes from [a] on make, the lowest first. *)
Fixpoint load (n : nat) (bytes : table Z) (a : Z) : Z :=
  match n with O => 0 | S n => byte_at bytes a + 256 * load n bytes (a + 1) end.

(** The [n] lowest bytes of a word put from [a] on. *)
Fixpoint store (n : nat) (bytes : table Z) (a w : Z) : table Z :=
  match n with O => bytes | S n => store n (set bytes (wrap a) (w mod 256)) (a + 1) (w / 256) end.

(** Bytes put from [a] on. *)
Fixpoint put (bytes : table Z) (a : Z) (values : list Z) : table Z :=
  match values with [] => bytes | byte :: values => put (set bytes (wrap a) byte) (a + 1) values end.

Definition region_of (s : segment) : region :=
  {| region_start := address s;
     region_end := address s + segment_size s;
     region_permissions := segment_permissions s |}.

(** The memory that segments make. *)
Definition memory_of (segments : list segment) : memory :=
  {| regions := map region_of segments;
     contents := fold_left (fun bytes s => put bytes (address s) (initial_bytes s)) segments empty |}.
