(** File to image: a strict and total reader of static ELF32 executables for RV32IM, as
    src/machine/elf/read.ts has it, as far as memory is concerned. Sections, symbols and notes, which nothing
    loads, are not looked at; the TypeScript refuses some files more, where these are broken.

    Sources: System V ABI, chapters 4 and 5 (ELF32); RISC-V ELF psABI, "File header". *)

From Coq Require Import ZArith Bool List.
From Etalon Require Import Words Lists Table Memory.
Import ListNotations.
Open Scope Z_scope.

(** A static executable. Segments are in ascending order of address, and no two share a page. *)
Record image := { entry : Z; segments : list segment }.

(** A file: its bytes by offset, and how many there are. *)
Record file := { file_bytes : table Z; file_size : Z }.

Definition file_of (bytes : list Z) : file := {| file_bytes := put empty 0 bytes; file_size := size bytes |}.

Definition byte (f : file) (offset : Z) : Z := load 1 (file_bytes f) offset.
Definition half_word (f : file) (offset : Z) : Z := load 2 (file_bytes f) offset.
Definition whole_word (f : file) (offset : Z) : Z := load 4 (file_bytes f) offset.

(** The granularity at which Linux maps a segment, and the most memory an image may declare in all. *)
Definition page_size : Z := 0x1000.
Definition memory_limit : Z := 0x40000000.

(** Do all of these hold? *)
Definition all : list bool -> bool := forallb (fun b => b).

(** Is bit [n] of a word 0? *)
Definition clear (w n : Z) : bool := negb (Z.testbit w n).

(** The file header, of which every field must be as in a static executable for RV32IM. *)
Definition header_accepted (f : file) : bool :=
  let flags := whole_word f 36 in
  let count := half_word f 44 in
  all [
    52 <=? file_size f;
    (* "\x7fELF", 32 bits, little-endian, version 1 *)
    byte f 0 =? 0x7f; byte f 1 =? 0x45; byte f 2 =? 0x4c; byte f 3 =? 0x46;
    byte f 4 =? 1; byte f 5 =? 1; byte f 6 =? 1; whole_word f 20 =? 1;
    (* System V or GNU; an executable; RISC-V *)
    (byte f 7 =? 0) || (byte f 7 =? 3);
    half_word f 16 =? 2;
    half_word f 18 =? 243;
    (* no compressed instructions, no floating-point registers, not RV32E *)
    clear flags 0; clear flags 1; clear flags 2; clear flags 3;
    (* the sizes of the header and of a program header, and where these lie *)
    half_word f 40 =? 52;
    negb (count =? 0);
    half_word f 42 =? 32;
    whole_word f 28 + count * 32 <=? file_size f].

(** A program header's fields. *)
Record program_header := {
  header_type : Z;
  offset : Z;
  virtual_address : Z;
  size_in_file : Z;
  size_in_memory : Z;
  flags : Z;
}.

Definition program_header_at (f : file) (i : Z) : program_header :=
  let at_ := whole_word f 28 + i * 32 in
  {| header_type := whole_word f at_;
     offset := whole_word f (at_ + 4);
     virtual_address := whole_word f (at_ + 8);
     size_in_file := whole_word f (at_ + 16);
     size_in_memory := whole_word f (at_ + 20);
     flags := whole_word f (at_ + 24) |}.

(** The types of program headers that matter: PT_LOAD, PT_DYNAMIC, PT_INTERP. *)
Definition loads (h : program_header) : bool := header_type h =? 1.
Definition needs_linker (h : program_header) : bool := (header_type h =? 2) || (header_type h =? 3).

(** A header that is to be loaded must have its bytes in the file, its memory below 2^32, an offset that can
    be mapped, and zero-filled memory only where it is writable. One that is empty begins a page: Linux before 6.7 maps the page
    for it, with what the file has there. *)
Definition loadable (f : file) (h : program_header) : bool :=
  all [
    size_in_file h <=? size_in_memory h;
    offset h + size_in_file h <=? file_size f;
    virtual_address h + size_in_memory h <=? modulus;
    (size_in_file h =? 0) || ((virtual_address h - offset h) mod page_size =? 0);
    (size_in_memory h <=? size_in_file h) || Z.testbit (flags h) 1;
    negb (size_in_memory h =? 0) || (virtual_address h mod page_size =? 0)].

Definition segment_at (f : file) (h : program_header) : segment :=
  {| address := virtual_address h;
     initial_bytes := gather (byte f) (offset h) (size_in_file h);
     segment_size := size_in_memory h;
     segment_permissions :=
       {| readable := Z.testbit (flags h) 2; writable := Z.testbit (flags h) 1; executable := Z.testbit (flags h) 0 |} |}.

Definition sum (l : list Z) : Z := fold_left Z.add l 0.

(** In ascending order of address, as the format has it: with others, empty ones too, Linux before 6.7 does not make all of the zeros. *)
Fixpoint ascending (l : list program_header) : bool :=
  match l with
  | h :: (other :: _) as rest => (virtual_address h <=? virtual_address other) && ascending rest
  | _ => true
  end.

(** Each begins in a page behind the last one of the segment before it. *)
Fixpoint apart (l : list program_header) : bool :=
  match l with
  | h :: (other :: _) as rest =>
      let last := virtual_address h + size_in_memory h - 1 in
      (last / page_size <? virtual_address other / page_size) && apart rest
  | _ => true
  end.

(** Is the entry a multiple of 4 in executable memory? *)
Definition entry_accepted (entry : Z) (l : list program_header) : bool :=
  let within h :=
    Z.testbit (flags h) 0 && (virtual_address h <=? entry) && (entry + 4 <=? virtual_address h + size_in_memory h) in
  existsb within l && (entry mod 4 =? 0).

(** The image in a file, or [None] for a file that is refused. *)
Definition read_elf (bytes : list Z) : option image :=
  let f := file_of bytes in
  if negb (header_accepted f) then None else
  let headers := gather (program_header_at f) 0 (half_word f 44) in
  let loaded := filter loads headers in
  let placed := filter (fun h => negb (size_in_memory h =? 0)) loaded in
  let entry := whole_word f 24 in
  let accepted := all [
    negb (existsb needs_linker headers);
    forallb (loadable f) loaded;
    sum (map size_in_memory loaded) <=? memory_limit;
    sum (map size_in_file loaded) <=? file_size f;
    ascending loaded;
    apart placed;
    entry_accepted entry placed] in
  if accepted then Some {| entry := entry; segments := map (segment_at f) placed |} else None.
