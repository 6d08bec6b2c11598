(** Elements: what an array is made of, in programs (EllProgram.v) and in terms (Terms.v). *)

Inductive element := element_int | element_bool | element_byte.
