(** A search for cut points. Nothing is proved of it, and nothing needs to be: what it finds is checked (SegmentChecker.v).

    It follows both sides from where they begin. Where they arrive at a place for the first time, it says of the words
    there which of them are numbers and which are the same. Where they arrive again, with words of which that is not
    so, it says less, and follows them from there once more. Each time there is less to say, so it comes to an end. *)

From Coq Require Import ZArith Bool List.
From Etalon Require Import Words Lists EllProgram EllStep EllRun MachineStep TermWorlds Exchanges Problems Configurations Recipes
  KnownArrays EllSymbolic MachineCells MachineSymbolic Cuts Callers SegmentChecker.
From Etalon Require Terms TermTable Elf Memory EllConforms.
Import ListNotations.
Open Scope Z_scope.

(** * A configuration with other words *)

Definition refill_control (c : control term) (words : list term) : control term * list term :=
  match c, words with
  | Value _ id, w :: words => (Value w id, words)
  | Returning _, w :: words => (Returning w, words)
  | c, words => (c, words)
  end.

Definition refill_waiting (f : waiting term) (words : list term) : waiting term * list term :=
  match f, words with
  | BinaryRight id o _, w :: words => (BinaryRight id o w, words)
  | IndexIndex id el _, w :: words => (IndexIndex id el w, words)
  | TransferFrom id d _ e, w :: words => (TransferFrom id d w e, words)
  | TransferCount id d _ _, w :: w' :: words => (TransferCount id d w w', words)
  | Arguments id f l after, words => (Arguments id f (firstn (length l) words) after, skipn (length l) words)
  | CallFrame id l, words => (CallFrame id (firstn (length l) words), skipn (length l) words)
  | ElementIndex id el _ e, w :: words => (ElementIndex id el w e, words)
  | ElementValue id el _ _, w :: w' :: words => (ElementValue id el w w', words)
  | f, words => (f, words)
  end.

Fixpoint refill_waitings (l : continuation term) (words : list term) : continuation term :=
  match l with
  | [] => []
  | f :: l => let (f, words) := refill_waiting f words in f :: refill_waitings l words
  end.

(** The configuration with these words, in the order of [configuration_words]. *)
Definition refill (c : configuration term) (words : list term) : configuration term :=
  let (control, words) := refill_control (control_of c) words in
  let n := length (frame_of c) in
  {| control_of := control; frame_of := firstn n words; continuation_of := refill_waitings (continuation_of c) (skipn n words) |}.

(** * What is said of a place *)

(** A word at a place, there so far (where there was a cut point) and on arrival: the number that it is, if it is one; how large
    it can be; and the terms, by which it is told from others. *)
Record seen := { seen_number : option Z; seen_limit : Z; seen_before : term; seen_now : term }.

Definition see (own T : terms) (t u : term) : seen := {|
  seen_number :=
    match number_of own t, number_of T u with
    | Some m, Some n => if m =? n then Some n else None
    | _, _ => None
    end;
  seen_limit := Z.max (TermTable.limit_of own t) (TermTable.limit_of T u);
  seen_before := t;
  seen_now := u |}.

Definition same_seen (a b : seen) : bool :=
  match seen_number a, seen_number b with
  | Some m, Some n => m =? n
  | None, None => Pos.eqb (seen_before a) (seen_before b) && Pos.eqb (seen_now a) (seen_now b)
  | _, _ => false
  end.

Definition sort_of_limit (n : Z) : Terms.sort :=
  if n <? 2 then Terms.sort_bool else if n <? 256 then Terms.sort_byte else if n <? half then Terms.sort_count else Terms.sort_int.

(** All that are different, each once. *)
Fixpoint different (l : list seen) (so_far : list seen) : list seen :=
  match l with
  | [] => rev so_far
  | s :: l => if existsb (same_seen s) so_far then different l so_far else different l (s :: so_far)
  end.

Fixpoint recipe_of (n : positive) (l : list seen) : recipe :=
  match l with
  | [] => []
  | s :: l =>
      match seen_number s with
      | Some z => Number z
      | None => Unknown n (sort_of_limit (seen_limit s))
      end :: recipe_of (Pos.succ n) l
  end.

Fixpoint term_of (both : list (seen * term)) (s : seen) : term :=
  match both with
  | [] => xH
  | (other, t) :: both => if same_seen s other then t else term_of both s
  end.

(** * Cut points *)

(** A cut point that says as much as is so on arrival, and was said before. *)
Definition joined (before : cut) (own : terms) (a : arriving) : cut :=
  let T := arriving_terms a in
  let words := map (fun '(t, u) => see own T t u)
    (combine (configuration_words (cut_configuration before)) (configuration_words (arriving_configuration a))) in
  let registers := map (fun '(t, u) => see own T t u) (combine (cut_registers before) (arriving_registers a)) in
  let globals := flat_map (fun '(g, t) =>
    match global_of (arriving_globals a) g with Some u => [(g, see own T t u)] | None => [] end) (cut_globals before) in
  let cells := flat_map (fun c =>
    match cell_at (arriving_cells a) (cell_address c) (cell_width c) with
    | Some u => [(c, see own T (cell_word c) u)]
    | None => []
    end) (cut_cells before) in
  let kept := map (fun '(t, u) => see own T t u) (combine (cut_kept before) (arriving_kept a)) in
  let frame := flat_map (fun c =>
    match cell_at (arriving_frame a) (cell_address c) (cell_width c) with
    | Some u => [(c, see own T (cell_word c) u)]
    | None => []
    end) (cut_frame before) in
  let all := different (words ++ registers ++ kept ++ map snd globals ++ map snd cells ++ map snd frame) [] in
  let r := recipe_of 1 all in
  let both := match follow own_symbol r TermTable.start [] with Some (_, made) => combine all made | None => [] end in
  {| cut_recipe := r;
     cut_configuration := refill (arriving_configuration a) (map (term_of both) words);
     cut_globals := map (fun '(g, s) => (g, term_of both s)) globals;
     cut_next := arriving_next a;
     cut_pc := cut_pc before;
     cut_registers := map (term_of both) registers;
     cut_cells := map (fun '(c, s) =>
       {| cell_address := cell_address c; cell_width := cell_width c; cell_word := term_of both s |}) cells;
     cut_zeros := Z.min (cut_zeros before) (arriving_zeros a);
     cut_arrays := filter (array_shown a) (cut_arrays before);
     cut_facts := [];
     cut_activation := arriving_activation a;
     cut_kept := map (term_of both) kept;
     cut_frame := map (fun '(c, s) =>
       {| cell_address := cell_address c; cell_width := cell_width c; cell_word := term_of both s |}) frame |}.

(** What is so on a first arrival. *)
Definition first_arrival (pc : Z) (a : arriving) : cut :=
  joined {| cut_recipe := []; cut_configuration := arriving_configuration a; cut_globals := arriving_globals a;
            cut_next := arriving_next a; cut_pc := pc; cut_registers := arriving_registers a; cut_cells := arriving_cells a;
            cut_zeros := arriving_zeros a; cut_arrays := arriving_arrays a; cut_facts := [];
            cut_activation := arriving_activation a; cut_kept := arriving_kept a; cut_frame := arriving_frame a |} (arriving_terms a) a.

(** What is found on paths: an arrival; problems are left to the checker. *)
Definition arrivals (it : subject) (first_memory : Memory.memory) (c : cut) : list (Z * arriving) :=
  flat_map (fun found => match found with Some arrival => [arrival] | None => [] end)
    (segment_paths it first_memory (fun _ => None) c (fun out st machine_out known =>
      match out, machine_out with
      | inl d, inl (pc, x) =>
          match number_of (known_terms known) pc with
          | Some z => [Some (z, arriving_at c d st x known)]
          | None => []
          end
      | _, _ => []
      end)).

(** A cut point, and whether it is still to be followed. *)
Fixpoint noted (pc : Z) (a : arriving) (found : list (cut * bool)) : list (cut * bool) :=
  match found with
  | [] => [(first_arrival pc a, true)]
  | (c, open) :: found =>
      if is_place pc a c then
        match arrive c a with
        | [] => (c, open) :: found
        | _ => (joined c (match own_terms c with Some (T, _) => T | None => TermTable.start end) a, true) :: found
        end
      else (c, open) :: noted pc a found
  end.

(** The first that is open, which is then closed. *)
Fixpoint next_open (found : list (cut * bool)) : option (cut * list (cut * bool)) :=
  match found with
  | [] => None
  | (c, true) :: found => Some (c, (c, false) :: found)
  | (c, false) :: found => option_map (fun '(d, found) => (d, (c, false) :: found)) (next_open found)
  end.

Fixpoint searched (it : subject) (first_memory : Memory.memory) (rounds : nat) (found : list (cut * bool)) : list (cut * bool) :=
  match rounds, next_open found with
  | S rounds, Some (c, found) =>
      searched it first_memory rounds (fold_left (fun found '(pc, a) => noted pc a found) (arrivals it first_memory c) found)
  | _, _ => found
  end.

(** Cut points of a program and an image, after so many paths at most. *)
Definition search (it : subject) (first_memory : Memory.memory) (rounds : nat) : list cut :=
  match first_cut it first_memory with
  | None => []
  | Some first =>
      map fst (searched it first_memory rounds (fold_left (fun found '(pc, a) => noted pc a found) (arrivals it first_memory first) []))
  end.

(** What cannot be shown of an image, with the cut points that are found; nothing where it conforms, by [accepted_conforms]. *)
Definition examine (it : subject) (rounds : nat) : list problem :=
  let first_memory := memory_in it in
  problems_from it first_memory {| plan_points := search it first_memory rounds; plan_exits := []; plan_waits := [] |}.

Theorem examined_conforms it rounds : examine it rounds = [] ->
  EllConforms.conforms_within (the_budget it) (the_program it) (Elf.entry (the_image it)) (Elf.segments (the_image it)).
Proof. exact (accepted_conforms it (memory_in it) _ eq_refl). Qed.

Theorem examined_always_conforms it rounds : the_abstracted it = [] -> examine it rounds = [] ->
  EllConforms.always_conforms (the_program it) (Elf.entry (the_image it)) (Elf.segments (the_image it)).
Proof. intros N. exact (accepted_always_conforms it (memory_in it) _ N eq_refl). Qed.

(** The same of a file, from its bytes on, of which no calls leave their callers behind. What cannot be read is a problem. *)
Definition file_problems (p : program) (file : list Z) (points : list point) (pcs words : list Z) (steps rounds : nat) : list problem :=
  match Elf.read_elf file with
  | Some image =>
      examine {| the_program := p; the_image := image; the_points := points; the_pcs := pcs; the_words := words; most_steps := steps;
        the_abstracted := []; the_stack := 0;
        the_budget := {| EllConforms.stack_bytes := 0; EllConforms.start_frame := 0; EllConforms.call_frames := [] |} |} rounds
  | None => [CutIsMalformed]
  end.

(** The machine that a file is conforms to the program. *)
Definition file_conforms (p : program) (file : list Z) : Prop :=
  exists image, Elf.read_elf file = Some image /\ EllConforms.always_conforms p (Elf.entry image) (Elf.segments image).

Theorem no_file_problems p file points pcs words steps rounds :
  file_problems p file points pcs words steps rounds = [] -> file_conforms p file.
Proof.
  unfold file_problems. intros H. destruct (Elf.read_elf file) as [image|] eqn:R; [|discriminate H].
  exists image. split; [exact R|]. exact (examined_always_conforms _ _ (eq_refl : the_abstracted {| the_program := p; the_image := image; the_points := points; the_pcs := pcs; the_words := words; most_steps := steps;
    the_abstracted := []; the_stack := 0; the_budget := _ |} = []) H).
Qed.
