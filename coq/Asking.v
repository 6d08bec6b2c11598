(** [let* x := ask in rest]: ask a question, and go on with the answer as [x].

    The steps of both languages are trees of questions. [ask] is one of their constructors, or a function that
    ends in one, without its last argument, which says how to go on. *)

Notation "'let*' x ':=' ask 'in' rest" := (ask (fun x => rest))
  (at level 200, x name, ask at level 100, rest at level 200, format "'let*'  x  ':='  ask  'in' '//' rest").
