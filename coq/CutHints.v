(** Hints: what a certificate says of a cut point, besides where it is. Words are the same as terms over other words, conditions
    hold, and where the words of the source are in the machine: what is nowhere is not needed. Nobody believes it. A search keeps of it
    what is so on every arrival that it has seen, and says it in the cut point, which is checked as every other (Cuts.v). So nothing is
    proved here. *)

From Coq Require Import ZArith Bool List.
From Etalon Require Import Words EllStep TermWorlds Configurations Recipes KnownArrays EllSymbolic MachineCells MachineStack Cuts SegmentChecker.
From Etalon Require Terms TermTable.
Import ListNotations.
Open Scope Z_scope.

(** A word that a hint speaks of: one of the source or the machine, or one that is computed from others. *)
Inductive said :=
  (** A variable of the function and the calls that are inlined in it, and an operand that waits there: outermost first. *)
  | SaidLocal (slot : nat) | SaidPending (index : nat)
  (** The value that an expression has just had. *)
  | SaidResult
  | SaidGlobal (index : Z)
  (** So many bytes above sp; and at an address. *)
  | SaidRegister (number : nat) | SaidSlot (offset : Z) | SaidCell (address : Z)
  | SaidNumber (z : Z) | SaidLength (array : said) | SaidElement (array index : said) | SaidOperation (o : operation) (a b : said).

Record hint := {
  hint_point : point;
  hint_pc : Z;
  (** So many calls around the point are inlined. *)
  hint_inlined : nat;
  (** A word that is not computed, and what it is the same as. *)
  hint_same : list (said * said);
  hint_facts : list (said * bool);
  (** Words that may be any, when paths arrive again; of each, whether it is a truth value. And places, each with one of these words. *)
  hint_any : list (said * bool);
  hint_places : list (said * said)
}.

(** What is said of a call's value is said of the caller already where the callee has just returned, or is only called. *)
Definition is_called_from (c : configuration term) (p : point) : bool :=
  match control_of c, continuation_of c, p with
  | Value _ _, _, _ => false
  | _, CallFrame id _ :: _, After from => id =? from
  | _, _, _ => false
  end.

(** The configuration of which it is said. *)
Definition said_of (c : configuration term) (p : point) : configuration term :=
  match continuation_of c with
  | CallFrame _ frame :: k =>
      if is_called_from c p then {| control_of := control_of c; frame_of := frame; continuation_of := k |} else c
  | _ => c
  end.

(** * Words at a place *)

(** What is at a place, on both sides. *)
Record scene := {
  scene_configuration : configuration term;
  scene_globals : list (Z * term);
  scene_registers : list term;
  scene_cells : list cell;
  (** Cells of the stack, by their distance from its base, where callers are not known. *)
  scene_stack : list cell
}.

(** The variables, and the operands that wait, of a function and of so many calls inside it. *)
Fixpoint inside (inlined : nat) (frame pending : list term) (k : continuation term) : list term * list term :=
  match k, inlined with
  | [], _ | CallFrame _ _ :: _, O => (frame, pending)
  | CallFrame _ outer :: k, S inlined => let (locals, before) := inside inlined outer [] k in (locals ++ frame, before ++ pending)
  | f :: k, _ => inside inlined frame (waiting_words f ++ pending) k
  end.

(** Those of all functions that are active, outermost first. *)
Definition all_inside (frame : list term) (k : continuation term) : list term * list term := inside (S (length k)) frame [] k.

(** So many variables and operands further on. *)
Fixpoint shifted (locals pending : nat) (s : said) : said :=
  match s with
  | SaidLocal slot => SaidLocal (locals + slot)
  | SaidPending index => SaidPending (pending + index)
  | SaidLength a => SaidLength (shifted locals pending a)
  | SaidElement a i => SaidElement (shifted locals pending a) (shifted locals pending i)
  | SaidOperation o a b => SaidOperation o (shifted locals pending a) (shifted locals pending b)
  | s => s
  end.

(** A hint about a function, as one about all that are active. *)
Definition widened (frame : list term) (k : continuation term) (h : hint) : hint :=
  let (locals, pending) := all_inside frame k in
  let (own_locals, own_pending) := inside (hint_inlined h) frame [] k in
  let wide := shifted (length locals - length own_locals) (length pending - length own_pending) in
  {| hint_point := hint_point h; hint_pc := hint_pc h; hint_inlined := length k;
     hint_same := map (fun '(s, other) => (wide s, wide other)) (hint_same h);
     hint_facts := map (fun '(s, answer) => (wide s, answer)) (hint_facts h);
     hint_any := map (fun '(s, truth) => (wide s, truth)) (hint_any h);
     hint_places := map (fun '(s, other) => (wide s, wide other)) (hint_places h) |}.

Definition no_hint (pc : Z) : hint :=
  {| hint_point := Before 0; hint_pc := pc; hint_inlined := O; hint_same := []; hint_facts := []; hint_any := []; hint_places := [] |}.

(** What is said where, if anything; and what is said of callers, of where they go on. *)
Definition hint_at (hints : list hint) (pc : Z) (c : configuration term) : hint :=
  match find (fun h => (hint_pc h =? pc) && (at_point c (hint_point h) || is_called_from c (hint_point h))) hints with
  | Some h => let c := said_of c (hint_point h) in widened (frame_of c) (continuation_of c) h
  | None => no_hint pc
  end.

Fixpoint hints_of_callers (hints : list hint) (k : continuation term) : list hint :=
  match k with
  | CallFrame id frame :: k =>
      map (widened frame k) (filter (fun h => match hint_point h with After from => from =? id | Before _ => false end) hints) ++
      hints_of_callers hints k
  | _ :: k => hints_of_callers hints k
  | [] => []
  end.

(** Where sp is: a number, or a distance from the base of the stack. *)
Inductive level := AtNumber (z : Z) | AtDistance (z : Z).

(** A word that is not computed. *)
Definition word_said (sp : option level) (there : scene) (s : said) : option term :=
  let c := scene_configuration there in
  match s with
  | SaidLocal slot => nth_error (fst (all_inside (frame_of c) (continuation_of c))) slot
  | SaidPending index => nth_error (snd (all_inside (frame_of c) (continuation_of c))) index
  | SaidResult => match control_of c with Value w _ | Returning w => Some w | _ => None end
  | SaidGlobal index => global_of (scene_globals there) index
  | SaidRegister number => nth_error (scene_registers there) number
  | SaidSlot offset =>
      match sp with
      | Some (AtNumber z) => cell_at (scene_cells there) (z + offset) 4
      | Some (AtDistance z) => cell_at (scene_stack there) (z + offset) 4
      | None => None
      end
  | SaidCell address => cell_at (scene_cells there) address 4
  | SaidNumber _ | SaidLength _ | SaidElement _ _ | SaidOperation _ _ _ => None
  end.

(** Where sp is on arrival. *)
Definition level_of (it : subject) (a : arriving) : option level :=
  match nth_error (arriving_registers a) 2, stack_of it (arriving_activation a) (arriving_kept a) with
  | Some sp, Some k => option_map AtDistance (stack_offset (arriving_terms a) k sp)
  | Some sp, None => option_map AtNumber (number_of (arriving_terms a) sp)
  | None, _ => None
  end.

(** The term of a word. *)
Fixpoint term_said (word : said -> option term) (arrays : list known_array) (s : said) (T : terms) : option (terms * term) :=
  match s with
  | SaidNumber z => Some (constant T z)
  | SaidLength a =>
      match term_said word arrays a T with
      | Some (T, t) => option_map (fun x => (T, array_length x)) (find_array arrays t)
      | None => None
      end
  | SaidElement a i =>
      match term_said word arrays a T with
      | Some (T, t) =>
          match term_said word arrays i T, find_array arrays t with
          | Some (T, i), Some x => let (T, o) := offset_of T (array_element x) i in Some (element_read T x o)
          | _, _ => None
          end
      | None => None
      end
  | SaidOperation o a b =>
      match term_said word arrays a T with
      | Some (T, x) => match term_said word arrays b T with Some (T, y) => Some (operation_of T o x y) | None => None end
      | None => None
      end
  | s => option_map (pair T) (word s)
  end.

(** A recipe that grows: the last ingredient first, and how many there are. *)
Record growing := { grown_back : recipe; grown_to : nat }.

Definition nothing_yet : growing := {| grown_back := []; grown_to := 0 |}.

Definition with_more (r : growing) (l : recipe) : growing :=
  {| grown_back := rev_append l (grown_back r); grown_to := length l + grown_to r |}.

(** How the word is made, after what is made already; and its place there. [array_at] says of an array, by the place of
    its reference, what its elements are, and the place of its length. *)
Fixpoint recipe_said (place : said -> option nat) (array_at : nat -> option (element * nat)) (s : said) (r : growing) : option (growing * nat) :=
  match s with
  | SaidNumber z => Some (with_more r [Number z], grown_to r)
  | SaidLength a =>
      match recipe_said place array_at a r with
      | Some (r, n) => option_map (fun of => (r, snd of)) (array_at n)
      | None => None
      end
  | SaidElement a i =>
      match recipe_said place array_at a r with
      | Some (r, n) =>
          match recipe_said place array_at i r, array_at n with
          | Some (r, i), Some (element_byte, _) => Some (with_more r [Element element_byte n i], grown_to r)
          | Some (r, i), Some (e, _) =>
              Some (with_more r [Number 4; Computed Mul i (grown_to r); Element e n (S (grown_to r))], S (S (grown_to r)))
          | _, _ => None
          end
      | None => None
      end
  | SaidOperation o a b =>
      match recipe_said place array_at a r with
      | Some (r, n) =>
          match recipe_said place array_at b r with Some (r, m) => Some (with_more r [Computed o n m], grown_to r) | None => None end
      | None => None
      end
  | s => option_map (pair r) (place s)
  end.

(** * What is so on arrival *)

(** What is there on arrival. *)
Definition scene_of (a : arriving) : scene :=
  {| scene_configuration := arriving_configuration a; scene_globals := arriving_globals a;
     scene_registers := arriving_registers a; scene_cells := arriving_cells a; scene_stack := arriving_frame a |}.

(** Of what is said, what the facts on arrival show. *)
Definition shown_of (it : subject) (h : hint) (a : arriving) : hint :=
  let T := arriving_terms a in
  let word := word_said (level_of it a) (scene_of a) in
  {| hint_point := hint_point h; hint_pc := hint_pc h; hint_inlined := hint_inlined h;
     hint_same := filter (fun '(s, other) =>
       match word s, term_said word (arriving_arrays a) other T with
       | Some t, Some (T, u) => same_terms T (arriving_facts a) t u
       | _, _ => false
       end) (hint_same h);
     hint_facts := filter (fun '(s, answer) =>
       match term_said word (arriving_arrays a) s T with
       | Some (T, t) => match decision T (arriving_facts a) t with Some is => Bool.eqb is answer | None => false end
       | None => false
       end) (hint_facts h);
     hint_any := hint_any h; hint_places := hint_places h |}.

(** The registers, and the words of the stack from sp on, in which a term is. *)
Definition places_of (sp : option level) (there : scene) (t : term) : list said :=
  let registers := combine (seq 0 (length (scene_registers there))) (scene_registers there) in
  let slots (z : Z) (l : list cell) :=
    flat_map (fun c => if (cell_width c =? 4)%nat && (z <=? cell_address c) && Pos.eqb (cell_word c) t then [SaidSlot (cell_address c - z)] else []) l in
  flat_map (fun '(n, u) => if Pos.eqb u t then [SaidRegister n] else []) registers ++
  match sp with
  | Some (AtNumber z) => slots z (scene_cells there)
  | Some (AtDistance z) => slots z (scene_stack there)
  | None => []
  end.

(** What is said of a caller, of the place where it goes on, is said of a callee, too: conditions, and of the words that are computed there
    each that is somewhere now, for it was perhaps saved. *)
Definition said_inside (it : subject) (h : hint) (a : arriving) : list (said * said) :=
  let sp := level_of it a in
  flat_map (fun '(s, other) =>
    match s, other with
    | (SaidRegister _ | SaidSlot _), (SaidElement _ _ | SaidOperation _ _ _) =>
        match term_said (word_said sp (scene_of a)) (arriving_arrays a) other (arriving_terms a) with
        | Some (_, t) => map (fun place => (place, other)) (places_of sp (scene_of a) t)
        | None => []
        end
    | (SaidRegister _ | SaidSlot _), _ => []
    | _, _ => [(s, other)]
    end) (hint_same h).

(** What is so on a first arrival. Where words are is said of the place itself; and of any place, in a hint at no pc. *)
Definition first_hint (it : subject) (hints : list hint) (pc : Z) (a : arriving) : hint :=
  let c := arriving_configuration a in
  let h := hint_at hints pc c in
  let callers := hints_of_callers hints (continuation_of (said_of c (hint_point h))) in
  let (any, places) := if at_point c (hint_point h) then (hint_any h, hint_places h) else ([], []) in
  let everywhere := match find (fun h => hint_pc h =? -1) hints with Some h => h | None => no_hint pc end in
  shown_of it
    {| hint_point := hint_point h; hint_pc := hint_pc h; hint_inlined := hint_inlined h;
       hint_same := hint_same h ++ flat_map (fun outer => said_inside it outer a) callers;
       hint_facts := hint_facts h ++ flat_map hint_facts callers;
       hint_any := any ++ hint_any everywhere; hint_places := places ++ hint_places everywhere |} a.
