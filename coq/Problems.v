(** Problems: why a prover cannot show what it is asked to show. A proof asks only whether there are any; they are for
    people. *)

From Coq Require Import ZArith.

Inductive problem :=
  (** The source: a step that is none, a global that is not claimed, a path without an end. *)
  | SourceIsStuck | GlobalNotClaimed (index : Z) | SourcePathTooLong
  (** An array: which one is not known, its length may be negative, an index or a block may be outside, there may be no room in the
      heap. *)
  | ArrayNotKnown | LengthNotKnown | IndexNotInBounds | BlockNotKnown | HeapTooLarge
  (** The machine: an address or pc that is not known, a word of memory that is not, a store where none is
      allowed, a path without an end. *)
  | PcNotKnown | AddressNotKnown | CellNotKnown (address : Z) | CellNotWritable (address : Z)
  | MachineIsStuck | MachinePathTooLong
  (** The machine exchanges with the environment what the source does not. *)
  | ExchangeDiffers
  (** Where both paths end: one only ends, or they end in different ways; an array is not known to be the same on both sides; no cut
      point fits. *)
  | EndsDiffer | ExchangesLeft | StoresDiffer | NoCutHere (pc : Z)
  (** A cut point: it is not made as it has to be; a word or an array is not what the cut point claims; a fact is not known. *)
  | CutIsMalformed | ClaimNotShown (pc : Z) (place : Z) | FactNotShown (pc : Z) | ArrayNotShown (pc : Z)
  (** More work than the search may do. *)
  | SearchTooLong
  (** No symbol could be made: a defect of the prover. *)
  | NoSymbol.
