(** A search for cut points. Little is proved of it, and little needs to be: what it finds is checked (SegmentChecker.v). Where it has followed a
    cut point, and nothing has changed since where that goes, it is not followed again.

    It follows both sides from where they begin. Where they arrive at a place for the first time, it says of the words
    there which of them are numbers, which are the same, and what is so of the hints (CutHints.v). Where they arrive again, with words of
    which that is not so, it says less, and follows them from there once more. Each time there is less to say, so it comes to an
    end. *)

From Coq Require Import ZArith Bool List FMapPositive.
From Etalon Require Import Words Lists Table EllProgram EllStep EllRun MachineStep TermWorlds Exchanges Problems Configurations Recipes
  KnownArrays EllSymbolic MachineCells MachineStack MachineSymbolic SharedArrays Cuts Callers Rejoining SegmentChecker CutHints DecodedText.
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

(** A word at a place, there so far (where there was a cut point) and on arrival: how far from the stack's base it is, or the number that
    it is, if it is one; how large it can be; and the terms, by which it is told from others. *)
Record seen := { seen_distance : option Z; seen_number : option Z; seen_limit : Z; seen_before : term; seen_now : term }.

Definition agreed (a b : option Z) : option Z :=
  match a, b with Some m, Some n => if m =? n then Some n else None | _, _ => None end.

Definition same_seen (a b : seen) : bool :=
  match seen_distance a, seen_distance b, seen_number a, seen_number b with
  | Some m, Some n, _, _ | None, None, Some m, Some n => m =? n
  | None, None, None, None => Pos.eqb (seen_before a) (seen_before b) && Pos.eqb (seen_now a) (seen_now b)
  | _, _, _, _ => false
  end.

Definition is_unknown (s : seen) : bool := match seen_distance s, seen_number s with None, None => true | _, _ => false end.

Definition sort_of_limit (n : Z) : Terms.sort :=
  if n <? 2 then Terms.sort_bool else if n <? 256 then Terms.sort_byte else if n <? half then Terms.sort_count else Terms.sort_int.

(** * How what is said is made *)

(** A small number that two of these have in common where they are the same. *)
Definition seen_key (s : seen) : Z :=
  match seen_distance s, seen_number s with
  | Some d, _ => d
  | None, Some z => z
  | None, None => Zpos (seen_now s)
  end mod 251.

(** A recipe so far, with the place in it of what was seen, in lists by its key, and of each word that is numbered. *)
Record layout := { laid_recipe : growing; laid_seen : table (list (seen * nat)); laid_places : table (option nat) }.

Definition seen_place (l : layout) (s : seen) : option nat :=
  option_map snd (find (fun other => same_seen s (fst other)) (get [] (laid_seen l) (seen_key s))).

Definition placed (l : layout) (n : Z) (place : nat) : layout :=
  {| laid_recipe := laid_recipe l; laid_seen := laid_seen l; laid_places := set (laid_places l) n (Some place) |}.

(** With one word more: the same as another, so far from the base, which is at the first place, a number, computed as is said of it,
    or unknown. *)
Definition laid (made : growing -> option (growing * nat)) (l : layout) (n : Z) (s : seen) : layout :=
  match seen_place l s with
  | Some place => placed l n place
  | None =>
      let r := laid_recipe l in
      let (r, place) :=
        match seen_distance s, seen_number s with
        | Some 0, _ => (r, O)
        | Some d, _ => (with_more r [Number d; Computed Add 0 (grown_to r)], S (grown_to r))
        | None, Some z => (with_more r [Number z], grown_to r)
        | None, None =>
            match made r with
            | Some made => made
            | None => (with_more r [Unknown (Pos.of_succ_nat (grown_to r)) (sort_of_limit (seen_limit s))], grown_to r)
            end
        end in
      let key := seen_key s in
      {| laid_recipe := r; laid_seen := set (laid_seen l) key ((s, place) :: get [] (laid_seen l) key); laid_places := set (laid_places l) n (Some place) |}
  end.

(** With these words more, each when it can be made of those that there are; where none can, one is unknown. *)
Fixpoint lay_ready (rounds : nat) (is_ready : layout -> positive * seen -> bool) (lay : layout -> positive * seen -> layout)
    (words : list (positive * seen)) (l : layout) : layout :=
  match rounds, partition (is_ready l) words with
  | S rounds, ([], word :: rest) => lay_ready rounds is_ready lay rest (lay l word)
  | S rounds, (ready, (_ :: _) as rest) => lay_ready rounds is_ready lay rest (fold_left lay ready l)
  | _, _ => fold_left lay words l
  end.

(** Numbers for the elements of a list, from one on. *)
Fixpoint numbers_from {A} (n : positive) (l : list A) : list positive :=
  match l with [] => [] | _ :: l => n :: numbers_from (Pos.succ n) l end.

(** * Cut points *)

Section Subject.
Context (it : subject) (hints : list hint) (first_memory : decoded_memory).
(** Is it left to the hints what a place needs? *)
Context (wide : bool).

(** A number that is an address in the stack is one by its distance from the base. *)
Definition distance_from (base : option term) (T : terms) (t : term) : option Z :=
  match base with
  | Some b =>
      if match number_of T t with Some z => (the_stack it <=? z) && (z <=? stack_top it) | None => true end
      then let (U, d) := operation_of T Sub t b in number_of U d
      else None
  | None => None
  end.

Definition see (own T : terms) (own_base base : option term) (t u : term) : seen := {|
  seen_distance := agreed (distance_from own_base own t) (distance_from base T u);
  seen_number := agreed (number_of own t) (number_of T u);
  seen_limit := Z.max (TermTable.limit_of own t) (TermTable.limit_of T u);
  seen_before := t;
  seen_now := u |}.

(** The stack as an arrival knows it. *)
Definition stack_in (a : arriving) : option known_stack := stack_of it (arriving_activation a) (arriving_kept a).

(** Is a word known to be below a number? *)
Definition is_below (T : terms) (facts : list literal) (t : term) (n : Z) : bool :=
  let (T, most) := constant T n in within_bounds T facts t most.

(** Is it known that the frame fits? *)
Definition fits_in (T : terms) (facts : list literal) (k : option known_stack) : bool :=
  match k with Some k => match frame_fits T facts k with Some fits => fits | None => false end | None => false end.

(** Arrays that a cut point can speak of, there so far and on arrival: those that a word refers to, which may be others than
    before, and those that are at the same number. None is taken twice. *)
Definition arrays_seen (before : cut) (own : terms) (a : arriving) (words : list seen) : list (known_array * known_array) :=
  let by_number := flat_map (fun x =>
    match number_of own (array_reference x) with
    | Some z =>
        match find (fun y => match number_of (arriving_terms a) (array_reference y) with Some z' => z =? z' | None => false end) (arriving_arrays a) with
        | Some y => [(x, y)]
        | None => []
        end
    | None => []
    end) (cut_arrays before) in
  let by_word := flat_map (fun s =>
    match find_array (cut_arrays before) (seen_before s), find_array (arriving_arrays a) (seen_now s) with
    | Some x, Some y => [(x, y)]
    | _, _ => []
    end) words in
  rev (fold_left (fun taken '(x, y) =>
    if Terms.same_element (array_element x) (array_element y) &&
       negb (existsb (fun '(x', y') => Pos.eqb (array_reference x) (array_reference x') || Pos.eqb (array_reference y) (array_reference y')) taken)
    then (x, y) :: taken else taken) (by_word ++ by_number) []).

(** Of the stack nothing is needed below sp: functions that have returned had it. It is above the heap. *)
Definition is_needed (sp : option level) (c : cell) : bool :=
  match sp with Some (AtNumber z) => (cell_address c <? heap_end it) || (z <=? cell_address c) | _ => true end.

Definition is_needed_of_frame (sp : option level) (c : cell) : bool := match sp with Some (AtDistance z) => z <=? cell_address c | _ => true end.

(** A word of which nothing is said but its place, the [n]th: it is the same as no other. *)
Definition anything (n : positive) (limit : Z) : seen :=
  {| seen_distance := None; seen_number := None; seen_limit := limit; seen_before := n; seen_now := Pos.succ n |}.

(** The words of a place, where those that may be any on a later arrival are that already now, and places that are said to have one of
    them have the same. A reference to an array stays what it is. *)
Definition generalised (position : said -> option positive) (h : hint) (arrays : list known_array) (all : list (positive * seen)) : list seen :=
  let seen_at := fold_left (fun (found : table (option seen)) '(n, s) => set found (Zpos n) (Some s)) all empty in
  let entry (found : table (option seen)) (s : said) := match position s with Some n => get None found (Zpos n) | None => None end in
  let changed (found : table (option seen)) (s : said) (to : positive -> seen -> option seen) :=
    match position s with
    | Some n => match get None seen_at (Zpos n) with Some was => match to n was with Some now => set found (Zpos n) (Some now) | None => found end | None => found end
    | None => found
    end in
  let any := fold_left (fun (found : table (option seen)) '(s, truth) =>
    changed found s (fun n was => match find_array arrays (seen_now was) with
      | Some _ => None
      | None => Some (anything n (if truth : bool then 1 else modulus - 1))
      end)) (hint_any h) empty in
  let same_now (found : table (option seen)) (s other : said) :=
    changed found s (fun _ was => match entry seen_at other, entry found other with
      | Some be, Some now => if same_seen was be then Some now else None
      | _, _ => None
      end) in
  (* A place may have several words: what one of them is already, the others are, too. *)
  let placed (found : table (option seen)) '(place, s) := same_now (same_now found place s) s place in
  let any := fold_left placed (hint_places h ++ hint_places h) any in
  let any := fold_left (fun found '(s, other) =>
    match other with
    | SaidElement _ _ | SaidOperation _ _ _ => changed found s (fun n _ => Some (anything n (modulus - 1)))
    | _ => placed found (s, other)
    end) (hint_same h) any in
  map (fun '(n, s) => match get None any (Zpos n) with Some now => now | None => s end) all.

(** A cut point that says as much as is so on arrival, and was said before; of the hints, these. *)
Definition joined (general : bool) (before : cut) (own : terms) (h : hint) (a : arriving) : cut :=
  let T := arriving_terms a in
  let see := see own T (base_of (cut_kept before)) (base_of (arriving_kept a)) in
  let both (l m : list term) := map (fun '(t, u) => see t u) (combine l m) in
  let both_cells (l m : list cell) := flat_map (fun c =>
    match cell_at m (cell_address c) (cell_width c) with
    | Some u => [(c, see (cell_word c) u)]
    | None => []
    end) l in
  let words := both (configuration_words (cut_configuration before)) (configuration_words (arriving_configuration a)) in
  let registers := both (cut_registers before) (arriving_registers a) in
  let globals := flat_map (fun '(g, t) =>
    match global_of (arriving_globals a) g with Some u => [(g, see t u)] | None => [] end) (cut_globals before) in
  let cells := both_cells (filter (is_needed (level_of it a)) (cut_cells before)) (arriving_cells a) in
  let kept := both (cut_kept before) (arriving_kept a) in
  let frame := both_cells (filter (is_needed_of_frame (level_of it a)) (cut_frame before)) (arriving_frame a) in
  let arrays := arrays_seen before own a (words ++ map snd globals) in
  let references := map (fun '(x, y) => see (array_reference x) (array_reference y)) arrays in
  let lengths := map (fun '(x, y) => see (array_length x) (array_length y)) arrays in
  let all := words ++ registers ++ map snd globals ++ map snd cells ++ kept ++ map snd frame ++ [see (cut_next before) (arriving_next a)] ++
    references ++ lengths in
  let with_cells (cells : list (cell * seen)) (l : list term) :=
    map (fun '((c, _), t) => {| cell_address := cell_address c; cell_width := cell_width c; cell_word := t |}) (combine cells l) in
  (* The place with other words: first with their numbers, to find the words that hints speak of, and then with their terms. *)
  let after_globals := (length words + length registers + length globals)%nat in
  let with_words (l : list term) : scene :=
    {| scene_configuration := refill (arriving_configuration a) l;
       scene_registers := firstn (length registers) (skipn (length words) l);
       scene_globals := combine (map fst globals) (skipn (length words + length registers) l);
       scene_cells := with_cells cells (skipn after_globals l);
       scene_stack := with_cells frame (skipn (after_globals + length cells + length kept) l) |} in
  let numbers := numbers_from 1 all in
  let number_said := word_said (level_of it a) (with_words numbers) in
  let all := if general then generalised number_said h (arriving_arrays a) (combine numbers all) else all in
  (* What is said to be another word, or a length, needs no saying: it is seen. *)
  let is_said := fold_right (fun '(s, other) said =>
    match number_said s, other with Some n, (SaidElement _ _ | SaidOperation _ _ _) => set said (Zpos n) (Some other) | _, _ => said end) empty (hint_same h) in
  (* What is known of each array, by the place in the recipe of its reference. *)
  let before_arrays := (after_globals + length cells + length kept + length frame + 1)%nat in
  let behind_next := skipn before_arrays numbers in
  let of_arrays := combine arrays (combine (firstn (length arrays) behind_next) (skipn (length arrays) behind_next)) in
  let place_in (l : layout) (n : positive) := get None (laid_places l) (Zpos n) in
  let array_at (l : layout) (place : nat) :=
    match find (fun '(_, (r, _)) => match place_in l r with Some p => Nat.eqb p place | None => false end) of_arrays with
    | Some ((x, _), (_, n)) => option_map (pair (array_element x)) (place_in l n)
    | None => None
    end in
  let made_of (l : layout) :=
    recipe_said (fun s => match number_said s with Some n => place_in l n | None => None end) (array_at l) in
  let lay (l : layout) '(n, s) :=
    laid (fun r => match get None is_said (Zpos n) with Some other => made_of l other r | None => None end) l (Zpos n) s in
  (* What is computed comes after what it is computed from, and so do the words that are the same, lengths among these. *)
  let said_to_be n := get None is_said (Zpos n) in
  let (computed, others) := partition (fun '(n, _) => match said_to_be n with Some _ => true | None => false end) (combine numbers all) in
  let (same, first) := partition (fun '(_, s) => is_unknown s && existsb (fun '(_, other) => same_seen s other) computed) others in
  let is_ready l '(n, s) :=
    negb (is_unknown s) ||
    match seen_place l s, said_to_be n with
    | Some _, _ => true
    | None, Some other => match made_of l other (laid_recipe l) with Some _ => true | None => false end
    | None, None => false
    end in
  let l := lay_ready (length computed + length same) is_ready lay (same ++ computed) (fold_left lay first
    {| laid_recipe := match stack_in a with Some _ => with_more nothing_yet [Unknown 1 Terms.sort_int] | None => nothing_yet end; laid_seen := empty; laid_places := empty |}) in
  let (r, facts) := fold_left (fun '(r, facts) '(s, answer) =>
    match made_of l s r with Some (r, place) => (r, (place, answer) :: facts) | None => (r, facts) end) (hint_facts h) (laid_recipe l, []) in
  (* That lengths are below what memory can hold. *)
  let (r, facts) := fold_left (fun '(r, facts) '((x, y), (_, n)) =>
    let most := Terms.lengths (array_element x) in
    match place_in l n with
    | Some place =>
        if is_below own (cut_facts before) (array_length x) most && is_below T (arriving_facts a) (array_length y) most
        then (with_more r [Number most; Computed Sltu place (grown_to r)], (S (grown_to r), true) :: facts)
        else (r, facts)
    | None => (r, facts)
    end) of_arrays (r, facts) in
  (* That the frame fits: base - size is not below the stack. *)
  let n := grown_to r in
  let (r, facts) :=
    if fits_in own (cut_facts before) (stack_at it before) && fits_in T (arriving_facts a) (stack_in a)
    then (with_more r [Number (frame_size (arriving_activation a)); Computed Sub 0 n; Number (the_stack it); Computed Sltu (n + 1) (n + 2)],
          ((n + 3)%nat, false) :: facts)
    else (r, facts) in
  let r := rev (grown_back r) in
  let run := terms_made r in
  let (U, made) := match run with Some made => made | None => (TermTable.start, []) end in
  let term_at (place : nat) := nth place made xH in
  let term_of (n : positive) := match place_in l n with Some place => term_at place | None => xH end in
  let terms := map term_of numbers in
  let there := with_words terms in
  {| cut_recipe := r;
     cut_words_made := eq_refl (words_made run);
     cut_configuration := scene_configuration there;
     cut_globals := scene_globals there;
     cut_next := nth (after_globals + length cells + length kept + length frame) terms xH;
     cut_pc := cut_pc before;
     cut_registers := scene_registers there;
     cut_cells := scene_cells there;
     cut_variant := cut_variant before;
     cut_arrays := map (fun '((x, _), (r, n)) =>
       {| array_reference := term_of r; array_element := array_element x; array_length := term_of n; array_head := term_of n; array_heap := xH |}) of_arrays;
     cut_young := flat_map (fun '((x, y), (r, _)) =>
       if existsb (Pos.eqb (array_reference x)) (cut_young before) && existsb (Pos.eqb (array_reference y)) (arriving_young a) then [term_of r] else []) of_arrays;
     cut_facts := flat_map (fun '(place, answer) =>
       match number_of U (term_at place) with Some _ => [] | None => [(term_at place, answer)] end) facts;
     cut_activation := arriving_activation a;
     cut_kept := firstn (length kept) (skipn (after_globals + length cells) terms);
     cut_frame := scene_stack there |}.

(** What is so on a first arrival. *)
Definition first_arrival (pc variant : Z) (h : hint) (a : arriving) : cut :=
  joined wide {| cut_recipe := []; cut_words_made := eq_refl (words_made (terms_made [])); cut_configuration := arriving_configuration a; cut_globals := arriving_globals a;
            cut_next := arriving_next a; cut_pc := pc; cut_registers := arriving_registers a; cut_cells := arriving_cells a;
            cut_variant := variant; cut_arrays := arriving_arrays a; cut_young := arriving_young a; cut_facts := arriving_facts a;
            cut_activation := arriving_activation a; cut_kept := arriving_kept a; cut_frame := arriving_frame a |} (arriving_terms a) h a.

(** What is found on paths: an arrival, at a pc if that is known, and problems on the way. *)
Definition arrivals (l : list report) : list (problem + option Z * arriving) :=
  map (fun r => match r with inl why => inl why | inr (pc, a) => inr (number_of (arriving_terms a) pc, a) end) l.

Definition problems_in (l : list (problem + option Z * arriving)) : list problem :=
  flat_map (fun x => match x with inl why => [why] | inr _ => [] end) l.

(** With what is so on another arrival. *)
Definition joined_with (c : cut) (h : hint) (a : arriving) : cut :=
  joined false c (match own_terms c with Some (T, _) => T | None => TermTable.start end) h a.

(** A cut point, what is left of the hints there, and whether it is still to be followed. *)
Record found := { found_cut : cut; found_hint : hint; found_open : bool }.

Definition closed (f : found) : found := {| found_cut := found_cut f; found_hint := found_hint f; found_open := false |}.

(** So many cut points of a place, or activations of a function, are told from each other by the number of the next reference. After so many
    there is one where it is any: a loop that makes an array each time has another number each time. *)
Definition most_variants : nat := 1.

Definition variant_in (pc : Z) (a : arriving) (all : list cut) : Z :=
  if existsb (is_place pc a (variant_of a)) all || Nat.ltb (length (filter (fun d => is_place pc a (cut_variant d) d) all)) most_variants
  then variant_of a else -1.

Fixpoint noted_in (variant pc : Z) (a : arriving) (all : list found) : list found :=
  match all with
  | [] =>
      let h := first_hint it hints pc a in
      [{| found_cut := first_arrival pc variant h a; found_hint := h; found_open := true |}]
  | one :: rest =>
      let c := found_cut one in
      if is_place pc a variant c then
        match arrive c a with
        | [] => all
        | _ =>
            let h := shown_of it (found_hint one) a in
            {| found_cut := joined_with c h a; found_hint := h; found_open := true |} :: rest
        end
      else one :: noted_in variant pc a rest
  end.

(** They are in a table, by their places' numbers. *)
Definition noted (pc : Z) (a : arriving) (all : table (list found)) : table (list found) :=
  let n := place_number pc (arriving_configuration a) in
  let there := get [] all n in set all n (noted_in (variant_in pc a (map found_cut there)) pc a there).

(** Does a hint say that the machine goes on here when the call is over? *)
Definition goes_on_at (pc : Z) (a : arriving) : bool :=
  existsb (fun h => (hint_pc h =? pc) && is_called_from (arriving_configuration a) (hint_point h)) hints.

(** A cut point that waits, what is left of the hints there, and whether it was found anew. *)
Record found_wait := { waiting : wait; waiting_hint : hint; waiting_open : bool }.

(** One that waits for an activation, where sp is so far from the base, or is that number. Where no hint is for where the machine goes on
    when the call is over, the callee returns in the place of its caller. *)
Fixpoint noted_wait_in (variant pc : Z) (act : activation) (at_sp : Z) (a : arriving) (all : list found_wait) : list found_wait :=
  match all with
  | [] =>
      let h := first_hint it hints pc a in
      [{| waiting := {| wait_at := first_arrival pc variant h a; wait_for := act; wait_level := at_sp; wait_passes := negb (goes_on_at pc a) |};
          waiting_hint := h; waiting_open := true |}]
  | one :: rest =>
      let v := waiting one in
      if is_place pc a variant (wait_at v) && same_activation (wait_for v) act then
        match arrive (wait_at v) a with
        | [] => all
        | _ =>
            let h := shown_of it (waiting_hint one) a in
            {| waiting := {| wait_at := joined_with (wait_at v) h a; wait_for := act; wait_level := at_sp; wait_passes := wait_passes v |};
               waiting_hint := h; waiting_open := true |} :: rest
        end
      else one :: noted_wait_in variant pc act at_sp a rest
  end.

Definition noted_wait (pc : Z) (act : activation) (at_sp : Z) (a : arriving) (all : list found_wait) : list found_wait :=
  noted_wait_in (variant_in pc a (map (fun one => wait_at (waiting one)) all)) pc act at_sp a all.

(** What is found so far. *)
Record finding := {
  found_points : table (list found);
  found_exits : table (list found);
  found_waits : list found_wait;
  (** When each pc of a cut point was found first, by pc, and how many there are. *)
  found_when : table (option Z);
  found_count : Z;
  (** Where a cut point may be open: numbers of places, each with when its pc was found first, which is also their order. *)
  found_open_at : list (Z * Z)
}.

Definition with_exit (f : finding) (pc : Z) (a : arriving) : finding :=
  {| found_points := found_points f; found_exits := noted pc a (found_exits f); found_waits := found_waits f;
     found_when := found_when f; found_count := found_count f; found_open_at := found_open_at f |}.

(** With one more of these, in their order; none is there twice. *)
Fixpoint ordered (when_found place : Z) (l : list (Z * Z)) : list (Z * Z) :=
  match l with
  | [] => [(when_found, place)]
  | (n, other) :: rest =>
      if n <=? when_found then if other =? place then l else (n, other) :: ordered when_found place rest
      else (when_found, place) :: l
  end.

Definition with_point (f : finding) (pc : Z) (a : arriving) : finding :=
  let (when_found, count) := match get None (found_when f) pc with Some n => (n, found_count f) | None => (found_count f, found_count f + 1) end in
  let place := place_number pc (arriving_configuration a) in
  let points := noted pc a (found_points f) in
  {| found_points := points; found_exits := found_exits f; found_waits := found_waits f;
     found_when := set (found_when f) pc (Some when_found); found_count := count;
     found_open_at := if existsb found_open (get [] points place) then ordered when_found place (found_open_at f) else found_open_at f |}.

Definition with_wait (f : finding) (pc : Z) (act : activation) (at_sp : Z) (a : arriving) : finding :=
  {| found_points := found_points f; found_exits := found_exits f; found_waits := noted_wait pc act at_sp a (found_waits f);
     found_when := found_when f; found_count := found_count f; found_open_at := found_open_at f |}.

(** The variant of an activation that begins. *)
Definition entered_variant (pc : Z) (a : arriving) (all : list cut) : Z :=
  let entries := filter (fun d => (cut_pc d =? pc) && (entered_at (cut_activation d) =? pc)) all in
  if existsb (fun d => entered_next (cut_activation d) =? variant_of a) entries || Nat.ltb (length entries) most_variants then variant_of a else -1.

Definition arrived (f : finding) '((pc, a) : option Z * arriving) : finding :=
  if is_left (arriving_configuration a) then with_exit f (entered_at (arriving_activation a)) a
  else
    match pc with
    | None => f
    | Some pc =>
        if is_called it (arriving_configuration a) then
          match activation_at it pc (entered_variant pc a (map found_cut (get [] (found_points f) (place_number pc (inner_of (arriving_configuration a)))))) a, entry_kept it a, level_of it a with
          | Some act, Some kept, Some (AtNumber z | AtDistance z) =>
              with_wait (with_point f pc (inner_at it act kept z a)) (return_address a) act z (outer_at a)
          | _, _, _ => f
          end
        else with_point f pc a
    end.

(** The callers go on, where what waits or what returns was found anew. *)
Definition gone_on (f : finding) : list (problem + option Z * arriving) :=
  flat_map (fun one => flat_map (fun x =>
    let v := waiting one in
    if (waiting_open one || found_open x) && same_activation (cut_activation (found_cut x)) (wait_for v) then
      match rejoined (globals_count it) (stack_top it) v (found_cut x) with
      | Some (pc, a) => if wait_passes v then passed_paths it inl a (fun a => [inr (pc, a)]) else [inr (pc, a)]
      | None => []
      end
    else []) (flat_map (fun l => l) (entries (found_exits f)))) (found_waits f).

(** Where a callee returned in the place of its caller, that returns, too, to callers of its own: so once more, at most so often. *)
Fixpoint rejoin (rounds : nat) (f : finding) : finding :=
  match rounds, existsb (existsb found_open) (entries (found_exits f)) || existsb waiting_open (found_waits f) with
  | S rounds, true =>
      rejoin rounds (fold_left (fun f x =>
        match x with
        | inr (Some pc, a) => with_point f pc a
        | inr (None, a) => with_exit f (entered_at (arriving_activation a)) a
        | inl _ => f
        end) (gone_on f)
        {| found_points := found_points f;
           found_exits := PositiveMap.map (map closed) (found_exits f);
           found_waits := map (fun one => {| waiting := waiting one; waiting_hint := waiting_hint one; waiting_open := false |}) (found_waits f);
           found_when := found_when f; found_count := found_count f; found_open_at := found_open_at f |})
  | _, _ => f
  end.

(** With what is found on the paths from a cut point. *)
Definition followed (rounds : nat) (l : list (problem + option Z * arriving)) (f : finding) : finding :=
  rejoin rounds (fold_left (fun f x => match x with inr a => arrived f a | inl _ => f end) l f).

(** The first that is open, which is then closed. *)
Fixpoint first_open (all : list found) : option (cut * list found) :=
  match all with
  | [] => None
  | one :: rest =>
      if found_open one then Some (found_cut one, closed one :: rest)
      else option_map (fun '(c, rest) => (c, one :: rest)) (first_open rest)
  end.

(** The next cut point to follow, and what is found without it. *)
Fixpoint next_open (open_at : list (Z * Z)) (points : table (list found)) : option (cut * table (list found) * list (Z * Z)) :=
  match open_at with
  | [] => None
  | (_, place) :: rest =>
      match first_open (get [] points place) with
      | Some (c, there) => Some (c, set points place there, open_at)
      | None => next_open rest points
      end
  end.

(** What following a cut point costs, where so many paths arrive: each word is looked at in each arrival. *)
Definition work_of (c : cut) (l : list report) : Z := Z.of_nat (length (cut_recipe c)) * (1 + Z.of_nat (length l)).

(** The cut point at which it is found to arrive. *)
Definition target (f : finding) (r : report) : option cut :=
  match r with
  | inl _ => None
  | inr (pc, a) =>
      match number_of (arriving_terms a) pc with
      | Some z =>
          match find_variant (fun variant one => is_place z a variant (found_cut one)) (variant_of a)
            (get [] (found_points f) (place_number z (arriving_configuration a))) with
          | Some one => if meets it pc a (found_cut one) then Some (found_cut one) else None
          | None => None
          end
      | None => None
      end
  end.

(** With a cut point from which all paths arrive at others. These may change later: then that it is known is of no use. *)
Definition with_known (f : finding) (c : cut) (l : list report) (known : known_targets) : known_targets :=
  match all_found (target f) l with
  | Some targets => let n := place_number (cut_pc c) (cut_configuration c) in set known n ((c, targets) :: get [] known n)
  | None => known
  end.

(** A problem on a path stays one, since later there is less to say: then the search comes to an end at once; and where it has done so much work,
    in so many rounds. *)
Fixpoint searched (rounds : nat) (work : Z) (c : cut) (f : finding) (known : known_targets) : list problem * finding * known_targets :=
  let l := segment_reports it first_memory c in
  let arrived := arrivals l in
  match problems_in arrived with
  | [] =>
      let f := followed rounds arrived f in
      let known := with_known f c l known in
      match next_open (found_open_at f) (found_points f) with
      | Some (c', points, open_at) =>
          match rounds, 0 <=? work with
          | S rounds, true =>
              searched rounds (work - work_of c l) c'
                {| found_points := points; found_exits := found_exits f; found_waits := found_waits f;
                   found_when := found_when f; found_count := found_count f; found_open_at := open_at |} known
          | _, _ => ([SearchTooLong], f, known)
          end
      | None => ([], f, known)
      end
  | problems => (problems, f, known)
  end.

(** Cut points of a program and an image, or the problems on a path; and what is known then. *)
Definition search (rounds : nat) (work : Z) : list problem * plan * known_targets :=
  let none := {| found_points := empty; found_exits := empty; found_waits := [];
    found_when := empty; found_count := 0; found_open_at := [] |} in
  let '(problems, f, known) := match first_cut it first_memory with Some first => searched rounds work first none empty | None => ([], none, empty) end in
  let cuts := PositiveMap.map (map found_cut) in
  (problems, {| plan_points := cuts (found_points f); plan_exits := cuts (found_exits f); plan_waits := map waiting (found_waits f) |}, known).

(** What is known is so: that is all that has to be right here. *)
Lemma with_known_ok f c known : all_known it first_memory known -> all_known it first_memory (with_known f c (segment_reports it first_memory c) known).
Proof.
  intros K. unfold with_known. destruct (all_found (target f) _) as [targets|] eqn:AF; [|exact K].
  set (m := place_number (cut_pc c) (cut_configuration c)). intros n. destruct (Z.eq_dec n m) as [->|D]; [|rewrite get_set_other by congruence; apply K].
  rewrite get_set_same. constructor; [|apply K]. unfold is_known. cbn [fst snd]. apply forallb_forall. intros r I.
  assert (G : forall l ts, all_found (target f) l = Some ts -> In r l -> exists t, target f r = Some t /\ In t ts).
  { clear. induction l as [|x l IH]; intros ts AF I; [contradiction|]. cbn [all_found] in AF. destruct (target f x) as [t|] eqn:TX; [|discriminate].
    destruct (all_found (target f) l) as [rest|]; [|discriminate]. injection AF as <-. destruct I as [->|I]; [exists t; split; [exact TX|now left]|].
    destruct (IH rest eq_refl I) as (u & TU & IU). exists u. split; [exact TU|now right]. }
  destruct (G _ _ AF I) as (t & TR & IT). destruct r as [why|[pc a]]; cbn [target arrives_at] in *; [discriminate|].
  destruct (number_of _ pc); [|discriminate]. destruct (find_variant _ _ _) as [one|]; [|discriminate].
  destruct (meets it pc a (found_cut one)) eqn:M; [|discriminate]. injection TR as <-. apply existsb_exists. now exists (found_cut one).
Qed.

Lemma searched_known rounds : forall work c f known, all_known it first_memory known -> all_known it first_memory (snd (searched rounds work c f known)).
Proof.
  induction rounds as [|rounds IH]; intros work c f known K; cbn [searched];
    (destruct (problems_in _); [|exact K]); (destruct (next_open _ _) as [[[c' points] open_at]|]; [|now apply with_known_ok]);
    [now apply with_known_ok|]. destruct (0 <=? work); [|now apply with_known_ok]. apply IH. now apply with_known_ok.
Qed.

Lemma search_known rounds work : all_known it first_memory (snd (search rounds work)).
Proof.
  assert (N : all_known it first_memory empty) by (intros n; rewrite get_empty; constructor).
  unfold search. destruct (first_cut it first_memory) as [c|]; [|exact N]. set (none := {| found_points := empty |}).
  pose proof (searched_known rounds work c none empty N) as K. now destruct (searched rounds work c none empty) as [[problems f] known].
Qed.
End Subject.

(** What cannot be shown of an image with the cut points that are found; nothing where it conforms, by [accepted_conforms]. *)
Definition examine_with (it : subject) (hints : list hint) (first_memory : decoded_memory) (wide : bool) (rounds : nat) (work : Z) : list problem :=
  match search it hints first_memory wide rounds work with
  | ([], found, known) => problems_from it first_memory found known
  | (problems, _, _) => problems
  end.

(** The same, first where it is left to the hints what a place needs, and then, if that is not enough, where it is found out. *)
Definition examine (it : subject) (hints : list hint) (rounds : nat) (work : Z) : list problem :=
  let first_memory := decoded (memory_in it) in
  match examine_with it hints first_memory true rounds work with
  | [] => []
  | SearchTooLong :: _ => [SearchTooLong]
  | _ => examine_with it hints first_memory false rounds work
  end.

Lemma examined_accepted it hints rounds work : examine it hints rounds work = [] ->
  exists found known, all_known it (decoded (memory_in it)) known /\ problems_from it (decoded (memory_in it)) found known = [].
Proof.
  unfold examine. assert (G : forall wide, examine_with it hints (decoded (memory_in it)) wide rounds work = [] ->
    exists found known, all_known it (decoded (memory_in it)) known /\ problems_from it (decoded (memory_in it)) found known = []).
  { unfold examine_with. intros wide H. pose proof (search_known it hints (decoded (memory_in it)) wide rounds work) as K.
    destruct (search it hints (decoded (memory_in it)) wide rounds work) as [[problems found] known]. cbn [snd] in K.
    destruct problems as [|why problems]; [exists found, known; split; [exact K|exact H]|discriminate H]. }
  destruct (examine_with it hints (decoded (memory_in it)) true rounds work) as [|[] l] eqn:W; try exact (G false); [intros _; exact (G true W)|discriminate].
Qed.

Theorem examined_conforms it hints rounds work : examine it hints rounds work = [] ->
  EllConforms.conforms_within (the_budget it) (the_program it) (Elf.entry (the_image it)) (Elf.segments (the_image it)).
Proof. intros H. destruct (examined_accepted it hints rounds work H) as (found & known & K & F). exact (accepted_conforms it (decoded (memory_in it)) found known eq_refl K F). Qed.

Theorem examined_always_conforms it hints rounds work : the_abstracted it = [] -> the_heap_is_spent it = false -> examine it hints rounds work = [] ->
  EllConforms.always_conforms (the_program it) (Elf.entry (the_image it)) (Elf.segments (the_image it)).
Proof.
  intros N NH H. destruct (examined_accepted it hints rounds work H) as (found & known & K & F).
  exact (accepted_always_conforms it (decoded (memory_in it)) found known N NH eq_refl K F).
Qed.

(** The same of a file, from its bytes on. What cannot be read is a problem. *)
Definition file_problems (p : program) (file : list Z) (points : stops) (pcs words : list Z) (hints : list hint) (abstracted : list node) (stack : Z)
    (budget : EllConforms.resources) (heap_is_spent : bool) (steps rounds : nat) (work : Z) : list problem :=
  match Elf.read_elf file with
  | Some image =>
      examine {| the_program := p; the_image := image; the_points := points; the_pcs := pcs; the_words := words; most_steps := steps;
        the_abstracted := abstracted; the_stack := stack; the_budget := budget; the_heap_is_spent := heap_is_spent |} hints rounds work
  | None => [CutIsMalformed]
  end.

(** The machine that a file is conforms to the program, and never gives up; or it gives up only where the stack or the heap is spent. *)
Definition file_conforms (p : program) (file : list Z) : Prop :=
  exists image, Elf.read_elf file = Some image /\ EllConforms.always_conforms p (Elf.entry image) (Elf.segments image).

Definition file_conforms_within (budget : EllConforms.resources) (p : program) (file : list Z) : Prop :=
  exists image, Elf.read_elf file = Some image /\ EllConforms.conforms_within budget p (Elf.entry image) (Elf.segments image).

Theorem no_file_problems p file points pcs words hints stack budget steps rounds work :
  file_problems p file points pcs words hints [] stack budget false steps rounds work = [] -> file_conforms p file.
Proof.
  unfold file_problems. intros H. destruct (Elf.read_elf file) as [image|] eqn:R; [|discriminate H].
  exists image. split; [exact R|]. refine (examined_always_conforms _ _ _ _ _ _ H); reflexivity.
Qed.

Theorem no_file_problems_within p file points pcs words hints abstracted stack budget heap_is_spent steps rounds work :
  file_problems p file points pcs words hints abstracted stack budget heap_is_spent steps rounds work = [] -> file_conforms_within budget p file.
Proof.
  unfold file_problems. intros H. destruct (Elf.read_elf file) as [image|] eqn:R; [|discriminate H].
  exists image. split; [exact R|]. exact (examined_conforms _ _ _ _ H).
Qed.
