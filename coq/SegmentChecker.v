(** A checker of images, and that it is right: what it accepts conforms.

    It is given a program, an image, and cut points; where these come from, no proof asks. From each cut point it follows
    the source and then the machine to the next, on every path, and shows that they arrive at a cut point, or end
    alike.

    Most calls are followed like any other step, so the callers are part of a cut point. Of some calls, which it is told, the callers
    stay behind instead: the path arrives at a cut point of the function alone, and at one that waits for its return (Callers.v). So
    functions may call themselves. Then the stack may not be enough, and the machine may give up where it is not. It may do so, too, where
    the heap is not enough for a new array. Where the machine jumps instead of calling, the callee returns in the place of its caller: the
    machine is there at once, and the source has still to return. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Behaviour Environment EllProgram EllRules EllStep EllRun Instruction
  Memory MachineStep MachineRun Runs Conforms Simulation Worlds EllRelated EllCommutes TermWorlds Exchanges Problems Configurations
  Recipes KnownArrays EllSymbolic MachineCells MachineArrays MachineStack MachineRelated MachineSymbolic SharedArrays Cuts EllConforms
  Callers Rejoining DecodedText.
From Etalon Require Terms TermTable Elf.
Import ListNotations.
Open Scope Z_scope.

(** Where a path of the source may stop: before a statement, or when the value of an expression, a call, is known. *)
Inductive point := Before (id : node) | After (id : node).

Definition statement_id (s : statement) : node :=
  match s with
  | Assign id _ _ | AssignGlobal id _ _ | AssignElement id _ _ _ _ | If id _ _ _ | While id _ _ _ | Break id | Continue id
  | Return id _ | Assert id _ | Write id _ | Exit id _ | Discard id _ | Block id _ => id
  end.

Definition at_point (c : configuration term) (p : point) : bool :=
  match control_of c, p with
  | Execute s, Before id => id =? statement_id s
  | Value _ from, After id => id =? from
  | _, _ => false
  end.

(** Points, each with the calls around it that are inlined, innermost first; and all calls that are inlined, each with those around it. The same
    statement may be a point where its function is called, and none where that is inlined, or at another pc. *)
Record stops := { stop_points : list (point * list node); stop_inlined : list (list node) }.

Fixpoint begins (l m : list node) : bool :=
  match l, m with [], _ => true | x :: l, y :: m => (x =? y) && begins l m | _ :: _, [] => false end.

(** The calls that are inlined where both sides are: as many as there may be. *)
Definition inlined_at (it : stops) (c : configuration term) : list node :=
  let calls := flat_map (fun f => match f with CallFrame id _ => [id] | _ => [] end) (continuation_of c) in
  fold_left (fun most l => if Nat.ltb (length most) (length l) && begins l calls then l else most) (stop_inlined it) [].

Definition is_point (it : stops) (c : configuration term) : bool :=
  match filter (fun p => at_point c (fst p)) (stop_points it) with
  | [] => false
  | found => let inlined := inlined_at it c in existsb (fun p => begins (snd p) inlined && begins inlined (snd p)) found
  end.

(** What is checked: a program, an image, where paths may stop on both sides and after how many steps they have to,
    and the words of memory that are looked at when the machine begins. *)
Record subject := {
  the_program : program;
  the_image : Elf.image;
  the_points : stops;
  the_pcs : list Z;
  the_words : list Z;
  most_steps : nat;
  (** The calls that leave their callers behind; where the stack ends below; how large it is, and what takes it, and how large the heap is. *)
  the_abstracted : list node;
  the_stack : Z;
  the_budget : resources;
  (** May the heap be too small for an array? *)
  the_heap_is_spent : bool
}.

(** What is checked of it: cut points; those at which functions return whose callers are not known; and those that wait for them. *)
Record plan := { plan_points : table (list cut); plan_exits : table (list cut); plan_waits : list wait }.

(** Cut points are in a table, by their pcs. *)
Definition cuts_in (places : table (list cut)) : list cut := flat_map (fun l => l) (entries places).

(** The unknown words of the registers. *)
Definition unknown_registers : recipe := map (fun n => Unknown (Pos.of_nat n) Terms.sort_int) (seq 1 31).

(** The memory with which the machine begins. *)
Definition memory_in (it : subject) : memory := memory_of (Elf.segments (the_image it)).

Section Checker.
(** That memory is handed on, so that it is made once, and not at each cut point. *)
Context (it : subject) (first_memory : decoded_memory).

Definition is_pc (z : Z) : bool := existsb (Z.eqb z) (the_pcs it).

(** A function was just entered whose callers stay behind. *)
Definition is_called {W} (c : configuration W) : bool :=
  match control_of c, continuation_of c with
  | Execute _, CallFrame id _ :: _ => existsb (Z.eqb id) (the_abstracted it)
  | _, _ => false
  end.

(** A function returns to callers that are not known. *)
Definition is_left {W} (c : configuration W) : bool :=
  match control_of c, continuation_of c with Returning _, [] | Done, [] => true | _, _ => false end.

(** The value of a call whose callers stayed behind is just known: the caller has gone on already. *)
Definition is_back {W} (c : configuration W) : bool :=
  match control_of c with Value _ id => existsb (Z.eqb id) (the_abstracted it) | _ => false end.

Definition stops_at (c : configuration term) : bool := is_called c || is_left c || (is_point (the_points it) c && negb (is_back c)).

(** Where the stack begins. *)
Definition stack_top : Z := the_stack it + stack_bytes (the_budget it).

(** The reference of the first array: behind the words that are looked at. There the heap begins. *)
Definition first_reference : Z := fold_right (fun a most => Z.max (a + 4) most) 0 (the_words it).

(** Where it ends. *)
Definition heap_end : Z := first_reference + heap_bytes (the_budget it).

(** The stack as an activation knows it that keeps these words. *)
Definition stack_of (act : activation) (kept : list term) : option known_stack :=
  option_map (fun t => {| stack_base := t; stack_room := frame_size act; stack_low := the_stack it; stack_high := stack_top |}) (base_of kept).

Definition stack_at (c : cut) : option known_stack := stack_of (cut_activation c) (cut_kept c).

Definition stack_usable (c : cut) : bool := match stack_at c with Some k => stack_fits (regions first_memory) k | None => true end.

(** The source's arrays, as the machine finds them: those of the cut point, with the contents [h], and new ones, where memory is 0. *)
Fixpoint machine_arrays (T : terms) (h : term) (claims l : list known_array) : terms * list known_array :=
  match l with
  | [] => (T, [])
  | a :: l =>
      if existsb (fun c => Pos.eqb (array_reference c) (array_reference a)) claims then
        let (T, l) := machine_arrays T h claims l in (T, with_heap h a :: l)
      else
        let (T, zero) := constant T 0 in
        let (T, g) := zero_heap T (array_element a) (array_reference a) in
        let (T, l) := machine_arrays T h claims l in (T, with_head zero (with_heap g a) :: l)
  end.

(** Both sides, from a cut point on; what is to be done where both paths end is [rest]. *)
Definition segment_paths {A} (refuse : problem -> A) (c : cut)
    (rest : source_end -> source_state -> machine_path_end -> machine_known_state -> list A) : list A :=
  match own_terms c, stack_usable c with
  | None, _ | _, false => [refuse CutIsMalformed]
  | Some (T, _), true =>
      let (T, h) := unknown_heap T in
      let all := map (with_heap h) (cut_arrays c) in
      source_run refuse heap_end (the_heap_is_spent it) (the_program it) stops_at
        (fun out st =>
          let (T, arrays) := machine_arrays (source_terms st) h all (source_arrays st) in
          let (T, pc) := constant T (cut_pc c) in
          machine_run_on refuse first_memory (stack_at c) first_reference heap_end is_pc (fun machine_out known => rest out st machine_out known)
            (most_steps it) pc (cut_registers c)
            {| known_terms := T; known_facts := source_facts st; known_cells := cut_cells c; known_arrays := arrays;
               known_frame := cut_frame c; exchanges_left := source_exchanges st |})
        (most_steps it) (cut_configuration c)
        {| source_terms := T; source_facts := all_noted T (cut_facts c); source_globals := cut_globals c; source_arrays := all;
           source_next := cut_next c; source_exchanges := [] |}
  end.

(** References of arrays that were made since a function was entered: before a cut point, or on the path from there. Without callers that
    stay behind nobody asks. *)
Definition young_after (from : cut) (l : list known_array) : list term :=
  match cut_kept from with
  | [] => []
  | _ => map array_reference (filter (fun a => negb (existsb (fun c => Pos.eqb (array_reference c) (array_reference a)) (cut_arrays from))) l) ++ cut_young from
  end.

(** The state that arrives, at the ends of two paths that go on. *)
Definition arriving_at (from : cut) (c : configuration term) (st : source_state) (x : list term) (known : machine_known_state) : arriving := {|
  arriving_terms := known_terms known;
  arriving_facts := known_facts known;
  arriving_configuration := c;
  arriving_globals := source_globals st;
  arriving_arrays := source_arrays st;
  arriving_young := young_after from (source_arrays st);
  arriving_next := source_next st;
  arriving_registers := x;
  arriving_cells := known_cells known;
  arriving_activation := cut_activation from;
  arriving_kept := cut_kept from;
  arriving_frame := known_frame known |}.

(** The same of a part of the configuration. *)
Definition part_at (a : arriving) (c : configuration term) (act : activation) (kept young : list term) (frame : list cell) : arriving := {|
  arriving_terms := arriving_terms a;
  arriving_facts := arriving_facts a;
  arriving_configuration := c;
  arriving_globals := arriving_globals a;
  arriving_arrays := arriving_arrays a;
  arriving_young := young;
  arriving_next := arriving_next a;
  arriving_registers := arriving_registers a;
  arriving_cells := arriving_cells a;
  arriving_activation := act;
  arriving_kept := kept;
  arriving_frame := frame |}.

(** Of a function that was entered: its callers are gone, and it has to keep what it finds. *)
Definition inner_of {W} (c : configuration W) : configuration W :=
  {| control_of := control_of c; frame_of := frame_of c; continuation_of := [] |}.

(** So many bytes at sp the arguments of a call may take: all but eight. *)
Definition argument_bytes : Z :=
  fold_right (fun f most => Z.max (4 * (Z.of_nat (parameters f) - 8)) most) 0 (functions (the_program it)).

(** The arguments that it finds on the stack, where sp is so far from the caller's base, or is that number. *)
Definition argument_at (level : Z) (c : cell) : list cell :=
  let offset := cell_address c - level in
  if (0 <=? offset) && (offset + Z.of_nat (cell_width c) <=? argument_bytes)
  then [{| cell_address := offset; cell_width := cell_width c; cell_word := cell_word c |}] else [].

Definition arguments_at (level : Z) (a : arriving) : list cell :=
  flat_map (argument_at level)
    match base_of (arriving_kept a) with
    | Some _ => arriving_frame a
    | None => filter (fun c => cell_end c <=? stack_top) (arriving_cells a)
    end.

Definition inner_at (act : activation) (kept : list term) (level : Z) (a : arriving) : arriving :=
  part_at a (inner_of (arriving_configuration a)) act kept [] (arguments_at level a).

(** Of its callers, who wait. *)
Definition outer_of {W} (c : configuration W) : configuration W :=
  {| control_of := Done; frame_of := []; continuation_of := continuation_of c |}.

Definition outer_at (a : arriving) : arriving :=
  part_at a (outer_of (arriving_configuration a)) (arriving_activation a) (arriving_kept a) (arriving_young a) (arriving_frame a).

(** So many globals has the program. *)
Definition globals_count : nat := length (globals (the_program it)).

(** The words that a function has to keep that was entered, and those that it knows of the store. *)
Definition entry_kept (a : arriving) : option (list term) :=
  match kept_of (arriving_registers a), entry_words globals_count (arriving_globals a) (arriving_next a) with
  | Some kept, Some entry => Some (kept ++ entry)
  | _, _ => None
  end.

(** The reference of the next array, if it is a number: cut points of a place where it is another are told from each other. *)
Definition variant_of (a : arriving) : Z := match number_of (arriving_terms a) (arriving_next a) with Some z => z | None => -1 end.

(** The calls that wait in both are the same: where they are not, no more is compared. *)
Fixpoint same_calls (k l : continuation term) : bool :=
  match k, l with
  | [], [] => true
  | CallFrame a _ :: k, CallFrame b _ :: l => if a =? b then same_calls k l else false
  | _ :: k, _ :: l => same_calls k l
  | _, _ => false
  end.

(** Is a cut point for this place? *)
Definition is_place (pc : Z) (a : arriving) (variant : Z) (d : cut) : bool :=
  (cut_pc d =? pc) && (cut_variant d =? variant) && same_activation (cut_activation d) (arriving_activation a) &&
  same_calls (continuation_of (cut_configuration d)) (continuation_of (arriving_configuration a)) &&
  same_skeleton (cut_configuration d) (arriving_configuration a).

(** Cut points are in a table, by their pc and the calls that wait there. Two places may have the same number. *)
Definition place_number (pc : Z) (c : configuration term) : Z :=
  fold_left (fun n f => match f with CallFrame id _ => (31 * n + id) mod 16381 | _ => n end) (continuation_of c) (pc mod 16381).

(** The first that is for a variant, or else for any. *)
Definition find_variant {B} (is : Z -> B -> bool) (variant : Z) (l : list B) : option B :=
  match find (is variant) l with Some d => Some d | None => find (is (-1)) l end.

Definition find_place (pc : Z) (a : arriving) (places : table (list cut)) : option cut := 
  find_variant (is_place pc a) (variant_of a) (get [] places (place_number pc (arriving_configuration a))).

(** The activation that begins where a function is entered. *)
Definition activation_at (pc variant : Z) (a : arriving) : option activation :=
  match continuation_of (arriving_configuration a) with
  | CallFrame id _ :: _ => Some {| frame_size := frame_of_call (the_budget it) id; entered_at := pc; entered_next := variant |}
  | _ => None
  end.

(** Where a function that was entered returns to: the number in the register of return addresses. Where all words are as a caller has to keep
    them, it returns in the place of that, which is told by its entry. *)
Definition return_address (a : arriving) : Z :=
  let own := entered_at (arriving_activation a) in
  match kept_of (arriving_registers a) with
  | Some ((ra :: _) as kept) =>
      if list_eq_dec Pos.eq_dec kept (firstn kept_count (arriving_kept a)) then own
      else match number_of (arriving_terms a) ra with Some z => z | None => own end
  | _ => own
  end.

(** sp is where the cut point that waits has it, a multiple of 4, and the stack is not yet spent there. *)
Definition level_shown (stack : option known_stack) (v : wait) (a : arriving) : bool :=
  wait_fits (the_stack it) stack_top (the_budget it) v && (wait_level v mod 4 =? 0) &&
  match nth_error (arriving_registers a) 2 with
  | Some sp =>
      match stack with
      | None => match number_of (arriving_terms a) sp with Some z => z =? wait_level v | None => false end
      | Some k =>
          match stack_offset (arriving_terms a) k sp with
          | Some z =>
              (z =? wait_level v) &&
              ((z =? 0) || match frame_fits (arriving_terms a) (arriving_facts a) k with Some fits => fits | None => false end)
          | None => false
          end
      end
  | None => false
  end.

(** Arriving in a function whose callers stay behind, in an activation. *)
Definition call_problems_in (act : option activation) (pl : plan) (c : cut) (pc : Z) (a : arriving) : list problem :=
  match act, entry_kept a with
  | Some act, Some kept =>
      match find_variant (fun variant v => is_place (return_address a) (outer_at a) variant (wait_at v) && same_activation (wait_for v) act)
              (variant_of a) (plan_waits pl) with
      | Some v =>
          let inner := inner_at act kept (wait_level v) a in
          match find_place pc inner (plan_points pl) with
          | Some d => if level_shown (stack_at c) v a then arrive d inner ++ arrive (wait_at v) (outer_at a) else [ClaimNotShown pc (-1)]
          | None => [NoCutHere pc]
          end
      | None => [NoCutHere pc]
      end
  | _, _ => [NoCutHere pc]
  end.

(** In the activation of this variant, or else of any. *)
Definition call_problems (pl : plan) (c : cut) (pc : Z) (a : arriving) : list problem :=
  let entered (variant : Z) := activation_at pc variant a in
  match entered (variant_of a) with
  | Some act =>
      let known := existsb (fun d => same_activation (cut_activation d) act) 
        (get [] (plan_points pl) (place_number pc (inner_of (arriving_configuration a)))) in
      call_problems_in (entered (if known then variant_of a else -1)) pl c pc a
  | None => [NoCutHere pc]
  end.

(** Arriving where a function returns to callers that it does not know. *)
Definition return_problems (pl : plan) (c : cut) (pc : term) (a : arriving) : list problem :=
  match find_place (entered_at (cut_activation c)) a (plan_exits pl), cut_kept c with
  | Some x, ra :: _ =>
      let (T, mask) := constant (arriving_terms a) (-2) in
      let (T, target) := operation_of T And ra mask in
      if same_terms T (arriving_facts a) pc target then arrive x a else [PcNotKnown]
  | _, _ => [NoCutHere (entered_at (cut_activation c))]
  end.

(** What arrives when the source has gone on alone. *)
Definition after_source (a : arriving) (c : configuration term) (st : source_state) : arriving := {|
  arriving_terms := source_terms st;
  arriving_facts := source_facts st;
  arriving_configuration := c;
  arriving_globals := source_globals st;
  arriving_arrays := source_arrays st;
  arriving_young := arriving_young a;
  arriving_next := source_next st;
  arriving_registers := arriving_registers a;
  arriving_cells := arriving_cells a;
  arriving_activation := arriving_activation a;
  arriving_kept := arriving_kept a;
  arriving_frame := arriving_frame a |}.

(** What becomes of a caller in whose place its callee has returned: the source goes on alone, without exchanges. *)
Definition passed_paths {A} (refuse : problem -> A) (a : arriving) (rest : arriving -> list A) : list A :=
  source_run refuse heap_end (the_heap_is_spent it) (the_program it) stops_at
    (fun out st =>
      match source_exchanges st, out with
      | [], SourceAt c =>
          if store_shared (source_terms st) (source_facts st) (source_arrays st) (arriving_arrays a) then rest (after_source a c st)
          else [refuse StoresDiffer]
      | _, _ => [refuse ExchangesLeft]
      end)
    (most_steps it) (arriving_configuration a)
    {| source_terms := arriving_terms a; source_facts := all_noted (arriving_terms a) (arriving_facts a);
       source_globals := arriving_globals a; source_arrays := arriving_arrays a; source_next := arriving_next a; source_exchanges := [] |}.

(** The caller goes on at a cut point of its own: at a pc, or it returns, too. *)
Definition back_problems (pl : plan) (pc : option Z) (a : arriving) : list problem :=
  let (pc, places) :=
    match pc with Some pc => (pc, plan_points pl) | None => (entered_at (arriving_activation a), plan_exits pl) end in
  match find_place pc a places with Some d => arrive d a | None => [NoCutHere pc] end.

Definition rejoin_problems (pl : plan) (v : wait) (x : cut) : list problem :=
  if same_activation (cut_activation x) (wait_for v) then
    match rejoined globals_count stack_top v x with
    | Some (pc, a) =>
        if wait_passes v then passed_paths (fun problem => problem) a (back_problems pl pc) else back_problems pl pc a
    | None => [CutIsMalformed]
    end
  else [].

(** What is found where both paths end: a problem, or a state that arrives, and the machine's pc. *)
Definition report : Type := problem + term * arriving.

(** Does it arrive at this cut point? *)
Definition meets (pc : term) (a : arriving) (t : cut) : bool :=
  match number_of (arriving_terms a) pc with
  | Some z =>
      if cut_pc t =? z then
        if is_left (arriving_configuration a) || is_called (arriving_configuration a) then false
        else match arrive t a with [] => true | _ => false end
      else false
  | None => false
  end.

(** What is to be shown of a state that arrives: of some cut points it is known that they are of the plan. *)
Definition arrival_problems (pl : plan) (targets : list cut) (c : cut) (pc : term) (a : arriving) : list problem :=
  if existsb (meets pc a) targets then []
  else if is_left (arriving_configuration a) then return_problems pl c pc a
  else
    match number_of (arriving_terms a) pc with
    | None => [PcNotKnown]
    | Some z =>
        if is_called (arriving_configuration a) then call_problems pl c z a
        else match find_place z a (plan_points pl) with Some d => arrive d a | None => [NoCutHere z] end
    end.

Definition report_problems (pl : plan) (targets : list cut) (c : cut) (r : report) : list problem :=
  match r with inl why => [why] | inr (pc, a) => arrival_problems pl targets c pc a end.

Definition reports_of_ends (c : cut) (out : source_end) (st : source_state) (machine_out : machine_path_end)
    (known : machine_known_state) : list report :=
  match exchanges_left known with
  | _ :: _ => [inl ExchangesLeft]
  | [] =>
      match out, machine_out with
      | SourceAt d, inl (pc, x) =>
          if negb (store_shared (known_terms known) (known_facts known) (source_arrays st) (known_arrays known)) then [inl StoresDiffer]
          else [inr (pc, arriving_at c d st x known)]
      | SourceEnds (Halt a), inr (MachineHalted b) =>
          if same_terms (known_terms known) (known_facts known) a b then [] else [inl EndsDiffer]
      | SourceEnds (Trap t _), inr (MachineTrapped t') =>
          match t, t' with
          | trap_divide, trap_divide | trap_bounds, trap_bounds | trap_length, trap_length | trap_assert, trap_assert => []
          | _, _ => [inl EndsDiffer]
          end
      | _, _ => [inl EndsDiffer]
      end
  end.

(** The machine may give up where a function's frame does not fit, and where a new array does not. *)
Definition reports (c : cut) (out : source_end) (st : source_state) (machine_out : machine_path_end)
    (known : machine_known_state) : list report :=
  match machine_out, stack_at c, out with
  | inr (MachineExhausted resource_stack), Some k, _ =>
      match frame_fits (known_terms known) (known_facts known) k with Some false => [] | _ => [inl EndsDiffer] end
  | inr (MachineExhausted resource_heap), _, SourceSpent => []
  | _, _, _ => reports_of_ends c out st machine_out known
  end.

(** From a cut point on, whatever the plan is. *)
Definition segment_reports (c : cut) : list report := segment_paths inl c (reports c).

Definition check_segment (pl : plan) (targets : list cut) (c : cut) : list problem :=
  flat_map (report_problems pl targets c) (segment_reports c).

(** Of a cut point it may be known from the search that all that is found from there on arrives at some cut points: then nothing is to be shown but
    that these are of the plan. *)
Definition known_targets : Type := table (list (cut * list cut)).

Definition arrives_at (targets : list cut) (r : report) : bool :=
  match r with inl _ => false | inr (pc, a) => existsb (meets pc a) targets end.

Definition is_known (known : cut * list cut) : Prop := forallb (arrives_at (snd known)) (segment_reports (fst known)) = true.

(** Is a cut point one of the plan, and listed where it has to be? *)
Definition is_planned (pl : plan) (c : cut) : bool :=
  existsb (fun d => if same_cut c d then true else false) (get [] (plan_points pl) (place_number (cut_pc c) (cut_configuration c))).

Definition check_anew (pl : plan) (known : known_targets) (c : cut) : list problem :=
  if existsb (fun '(d, targets) => (if same_cut c d then true else false) && forallb (is_planned pl) targets)
       (get [] known (place_number (cut_pc c) (cut_configuration c)))
  then [] else check_segment pl [] c.

(** Heap and stack are below 2^32, no frame is smaller than nothing, and nobody waits where no callers stay behind. *)
Definition plan_fits (pl : plan) : bool :=
  (0 <=? heap_bytes (the_budget it)) && (heap_end <? modulus) &&
  (0 <=? the_stack it) && (stack_top <=? modulus) && forallb (fun entry => 0 <=? snd entry) (call_frames (the_budget it)) &&
  match plan_waits pl, the_abstracted it with _ :: _, [] => false | _, _ => true end.

(** No segment puts anything between these addresses. *)
Definition zero_before (from to : Z) (s : Memory.segment) : bool :=
  (0 <=? address s) && (address s + size (initial_bytes s) <=? modulus) &&
  ((address s + size (initial_bytes s) <=? from) || (to <=? address s)).

(** The cut point at which both sides begin: nothing is known of registers but x0. *)
Definition first_recipe : recipe :=
  Number 0 :: unknown_registers ++ map Number (map (load 4 (contents first_memory)) (the_words it) ++ [first_reference]).

Definition first_cut : option cut :=
  match follow own_symbol own_element first_recipe TermTable.start [] with
  | Some (_, (zero :: _) as made) =>
      match ell_initial (the_program it) zero with
      | Some c => Some {|
          cut_recipe := first_recipe;
          cut_words_made := eq_refl (words_made (terms_made first_recipe));
          cut_configuration := c;
          cut_globals := map (fun n => (Z.of_nat n, zero)) (seq 0 (length (globals (the_program it))));
          cut_next := last made zero;
          cut_pc := Elf.entry (the_image it);
          cut_registers := firstn 32 made;
          cut_cells := map (fun '(a, t) => {| cell_address := a; cell_width := 4; cell_word := t |}) (combine (the_words it) (skipn 32 made));
          cut_variant := 0;
          cut_arrays := [];
          cut_young := [];
          cut_facts := [];
          cut_activation := outermost;
          cut_kept := [];
          cut_frame := [] |}
      | None => None
      end
  | _ => None
  end.

(** All problems; none where the image conforms. *)
Definition problems_from (pl : plan) (known : known_targets) : list problem :=
  match first_cut with
  | None => [CutIsMalformed]
  | Some first =>
      if plan_fits pl && text_protected (regions first_memory) && (0 <=? cut_pc first) && (cut_pc first <? modulus)
         && forallb (zero_before first_reference heap_end) (Elf.segments (the_image it)) && (first_reference mod 4 =? 0)
         && forallb (fun a => (0 <=? a) && (a + 4 <=? modulus) && (wrap (load 4 (contents first_memory) a) =? load 4 (contents first_memory) a))
              (the_words it)
      then flat_map (check_anew pl known) (first :: cuts_in (plan_points pl)) ++
        flat_map (fun v => flat_map (rejoin_problems pl v) (cuts_in (plan_exits pl))) (plan_waits pl)
      else [CutIsMalformed]
  end.

(** * What it accepts conforms *)

Lemma nothing_wrong {A B} (asked : A -> list B) l : l = [] -> Forall (fun a => asked a = []) l.
Proof. intros ->. constructor. Qed.

Lemma nothing_wrong_back {A} (l : list A) : flat_map (fun a => [a]) l = [] -> l = [].
Proof. now destruct l. Qed.

(** All that is known is so. *)
Definition all_known (known : known_targets) : Prop := forall n, Forall is_known (get [] known n).

Lemma is_planned_ok pl c : is_planned pl c = true -> In c (cuts_in (plan_points pl)).
Proof.
  unfold is_planned. generalize (place_number (cut_pc c) (cut_configuration c)). intros n H. apply existsb_exists in H as (d & I & H).
  destruct (same_cut c d) as [->|]; [|discriminate]. apply in_flat_map.
  destruct (get_entries [] (plan_points pl) n) as [EM|EM]; [rewrite EM in I; contradiction|]. now exists (get [] (plan_points pl) n).
Qed.

Lemma checked_anew pl known c : all_known known -> check_anew pl known c = [] ->
  exists targets, incl targets (cuts_in (plan_points pl)) /\ check_segment pl targets c = [].
Proof.
  intros K Q. unfold check_anew in Q. destruct (existsb _ _) eqn:EX; [|exists []; split; [apply incl_nil_l|exact Q]].
  apply existsb_exists in EX as ([d targets] & I & H). apply andb_prop in H as [S P]. destruct (same_cut c d) as [<-|]; [|discriminate]. clear S.
  exists targets. split.
  - intros t IT. apply is_planned_ok. rewrite forallb_forall in P. exact (P t IT).
  - pose proof (K (place_number (cut_pc c) (cut_configuration c))) as KN. rewrite Forall_forall in KN. specialize (KN _ I). unfold is_known in KN.
    cbn [fst snd] in KN. clear - KN. unfold check_segment. induction (segment_reports c) as [|r l IH]; [reflexivity|]. cbn [forallb flat_map] in *.
    apply andb_prop in KN as [R L]. rewrite (IH L), app_nil_r. destruct r as [why|[pc a]]; cbn [arrives_at report_problems] in *; [discriminate|].
    unfold arrival_problems. now rewrite R.
Qed.

(** The machine may give up where callers stay behind, and the stack is spent; or where the heap may be, and is. *)
Definition may_give_up {E} (g : machine_final Z) (s : ell_state E) : Prop :=
  (the_abstracted it <> [] /\ stack_spent (the_budget it) g s) \/ (the_heap_is_spent it = true /\ heap_spent (the_budget it) first_reference g s).

Section Accepted.
Context (pl : plan) (first : cut).
Context (protected : text_protected (regions first_memory) = true).
Context (accepted : forall c, In c (first :: cuts_in (plan_points pl)) ->
  exists targets, incl targets (cuts_in (plan_points pl)) /\ check_segment pl targets c = []).
Context (rejoins : forall v x, In v (plan_waits pl) -> In x (cuts_in (plan_exits pl)) -> rejoin_problems pl v x = []).
Context (fits : plan_fits pl = true).
Context {E : Type} (env : environment E).

(** A pair of states is at a cut point, with callers that are not known. *)
Inductive at_cut (s : ell_state E) (m : machine_state E) : Prop :=
  at_cut_point c w below kept all (listed : In c (first :: cuts_in (plan_points pl)))
    (true_there : cut_true (the_stack it) stack_top first_reference heap_end c below kept all w (configuration_of s) (store_of s) (x m) (contents (memory_of_state m)))
    (callers_there : callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count all (cut_activation c) kept below
      (contents (memory_of_state m)))
    (pc_there : pc m = cut_pc c) (pc_word : word (pc m))
    (same_regions : regions (memory_of_state m) = regions first_memory)
    (text_there : same_text (regions first_memory) (contents first_memory) (contents (memory_of_state m)))
    (same_environment : environment_of s = machine_environment m).

(** What the machine finds of the source's arrays. *)
Lemma machine_arrays_ok bytes h claims began w0 n : Forall (machine_array_true w0 bytes) claims -> Forall (fun c => array_heap c = h) claims ->
  laid w0 first_reference began claims -> zeros bytes began heap_end -> n <= heap_end ->
  forall l w, term_later w0 w -> Forall (fun a => TermTable.known (world_terms w) (array_reference a) /\ TermTable.known (world_terms w) (array_length a)) l ->
  Forall (inside w first_reference n) l -> Forall (old_or_new claims began w) l ->
  let (T, m) := machine_arrays (world_terms w) h claims l in
  exists u, world_terms u = T /\ term_later w u /\ Forall2 same_place l m /\ Forall (machine_array_true u bytes) m.
Proof.
  intros MC HC LC ZE NE. induction l as [|a l IH]; intros w L K IN O; cbn [machine_arrays].
  - exists w. split; [reflexivity|]. split; [apply term_later_refl|]. split; constructor.
  - inversion K as [|? ? [KR KN] K']; subst. inversion IN as [|? ? IA IN']; subst. inversion O as [|? ? OA O']; subst.
    destruct (existsb _ claims) eqn:EX.
    + apply existsb_exists in EX as (c & IC & EC). apply Pos.eqb_eq in EC.
      specialize (IH w L K' IN' O'). destruct (machine_arrays (world_terms w) h claims l) as [T m]. destruct IH as (u & U & LU & S & F).
      exists u. split; [exact U|]. split; [exact LU|]. split; [constructor; [repeat split|exact S]|]. constructor; [|exact F].
      assert (OLD : exists d, In d claims /\ a = with_heap (array_heap a) d).
      { destruct OA as [OLD|NEW]; [exact OLD|]. exfalso. destruct (laid_in _ _ _ _ _ LC IC) as (KC & _ & IC1 & IC2).
        pose proof (behind_reference w0 c). unfold reference_in in NEW at 1. rewrite <- EC, (word_in_later w0 w _ L KC) in NEW.
        fold (reference_in w0 c) in NEW. lia. }
      destruct OLD as (d & ID & ->). rewrite Forall_forall in MC, HC. pose proof (MC d ID) as MD. pose proof (HC d ID) as HD.
      change (with_heap h (with_heap (array_heap (with_heap (array_heap a) d)) d)) with (with_heap h d).
      rewrite <- HD. replace (with_heap (array_heap d) d) with d by now destruct d.
      apply (machine_array_later w0 u); [eapply term_later_trans; eassumption|exact MD].
    + constant_step w 0 u0 L0 V0. change (wrap 0) with 0 in V0.
      pose proof (zero_heap_means u0 (array_element a) (array_reference a) (known_later _ _ _ L0 KR)) as Z.
      destruct (zero_heap (world_terms u0) (array_element a) (array_reference a)) as [T g]. destruct Z as (u1 & <- & L1 & KG & C).
      assert (L01 : term_later w u1) by (eapply term_later_trans; eassumption).
      assert (P : forall x, TermTable.known (world_terms w) (array_reference x) /\ TermTable.known (world_terms w) (array_length x) ->
        reference_in u1 x = reference_in w x /\ length_in u1 x = length_in w x).
      { intros x [KX NX]. split; now apply word_in_later. }
      specialize (IH u1 (term_later_trans _ _ _ L L01)). destruct (machine_arrays (world_terms u1) h claims l) as [T m].
      destruct IH as (u & U & LU & S & F).
      { eapply Forall_impl; [|exact K']. intros x [KX NX]. split; eapply known_later; eassumption. }
      { rewrite Forall_forall in *. intros x IX. destruct (P x (K' x IX)) as [R N]. pose proof (IN' x IX). unfold inside, behind in *. now rewrite R, N. }
      { rewrite Forall_forall in *. intros x IX. destruct (O' x IX) as [OLD|NEW]; [now left|right]. destruct (P x (K' x IX)) as [R _]. now rewrite R. }
      exists u. split; [exact U|]. split; [eapply term_later_trans; eassumption|]. split; [constructor; [repeat split|exact S]|]. constructor; [|exact F].
      apply (machine_array_later u1 u bytes _ LU).
      assert (NEW : began <= reference_in w a).
      { destruct OA as [(d & ID & EA)|NEW]; [|exact NEW]. exfalso. assert (X : existsb (fun c => Pos.eqb (array_reference c) (array_reference a)) claims = true).
        { apply existsb_exists. exists d. split; [exact ID|]. rewrite EA. apply Pos.eqb_refl. } congruence. }
      destruct (P a (conj KR KN)) as [RA NA]. destruct ZE as (Z1 & Z2 & Z3). destruct IA as [IA1 IA2]. pose proof (behind_reference w a) as BR.
      split; [split; [exact (known_later _ _ _ L01 KR)|split; [exact (known_later _ _ _ L01 KN)|exact KG]]|]. split.
      * cbn [with_head array_head]. change (reference_in u1 (with_head t (with_heap g a))) with (reference_in u1 a). rewrite RA.
        rewrite load_zeros; [exact (term_means_later _ _ _ _ L1 V0)|]. intros p B. change (Z.of_nat 4) with 4 in B. apply Z3. lia.
      * change (length_in u1 (with_head t (with_heap g a))) with (length_in u1 a). intros i I. rewrite NA in I.
        change (place_of u1 (with_head t (with_heap g a)) i) with (place_of u1 a i). rewrite C by reflexivity. cbn [with_head with_heap array_element].
        destruct (place_inside w a i I) as [P1 P2]. rewrite <- bytes_width in P2.
        assert (PU : place_of u1 a i = place_of w a i) by (unfold place_of, first_place; now rewrite RA). unfold first_place in P1.
        apply load_zeros. intros p B. apply Z3. lia.
Qed.

(** A cut point that is found is listed, and for this pc. *)
Lemma find_place_ok pc a places d : find_place pc a places = Some d -> In d (cuts_in places) /\ cut_pc d = pc.
Proof.
  unfold find_place. generalize (place_number pc (arriving_configuration a)). intros key.
  assert (G : forall variant, find (is_place pc a variant) (get [] places key) = Some d -> In d (cuts_in places) /\ cut_pc d = pc).
  { intros variant F. apply find_some in F as [I H]. split.
    - apply in_flat_map. destruct (get_entries [] places key) as [EM|EM]; [rewrite EM in I; contradiction|]. now exists (get [] places key).
    - unfold is_place in H. do 4 apply andb_prop in H as [H _]. now apply Z.eqb_eq. }
  unfold find_variant. destruct (find (is_place pc a (variant_of a)) _) as [c|] eqn:F; [|exact (G (-1))]. intros [= ->]. exact (G _ F).
Qed.

(** * Arriving *)

Lemma plan_bounds : 0 <= the_stack it /\ stack_top <= modulus /\ forallb (fun entry => 0 <=? snd entry) (call_frames (the_budget it)) = true.
Proof.
  clear -fits. unfold plan_fits in fits. apply andb_prop in fits as [H _]. apply andb_prop in H as [H C]. apply andb_prop in H as [H B].
  apply andb_prop in H as [_ A]. apply Z.leb_le in A, B. repeat split; assumption.
Qed.

Lemma heap_bounds : 0 <= first_reference <= heap_end /\ heap_end < modulus.
Proof.
  clear -fits. unfold plan_fits in fits. do 4 apply andb_prop in fits as [fits _]. apply andb_prop in fits as [A B].
  apply Z.leb_le in A. apply Z.ltb_lt in B. split; [|exact B]. unfold heap_end.
  assert (P : 0 <= first_reference) by (unfold first_reference; induction (the_words it); cbn [fold_right]; lia). lia.
Qed.

Lemma frames_positive (k : continuation Z) : 0 <= frames_of (the_budget it) k.
Proof.
  destruct plan_bounds as (_ & _ & P). rewrite forallb_forall in P.
  induction k as [|f k IH]; [apply Z.le_refl|]. destruct f; cbn [frames_of]; try exact IH.
  assert (0 <= frame_of_call (the_budget it) id); [|lia].
  unfold frame_of_call. destruct (find _ _) as [[i n]|] eqn:F; [|lia]. apply find_some in F as [I _]. specialize (P _ I). apply Z.leb_le in P. exact P.
Qed.

Lemma base_of_kept {W} (registers now : list W) : kept_of registers = Some now -> base_of now = nth_error registers 2.
Proof.
  unfold kept_of, given_back. cbn [all_found]. destruct (nth_error registers 1); [|discriminate].
  destruct (nth_error registers 2); [|discriminate]. destruct (match nth_error registers 8 with Some _ => _ | None => _ end); [|discriminate].
  intros [= <-]. reflexivity.
Qed.

(** A cut point with callers, in whose place both sides are. *)
Definition there (c : cut) (d : configuration Z) (s : EllRun.store) (registers : list Z) (bytes : table Z) : Prop :=
  exists below kept all w, cut_true (the_stack it) stack_top first_reference heap_end c below kept all w d s registers bytes /\
    callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count all (cut_activation c) kept below bytes.

(** What it finds on the stack is there, from its base on. *)
Lemma arguments_ok a kept w bytes level : all_mean term_worlds w (arriving_kept a) kept -> cells_true w bytes (arriving_cells a) ->
  frame_cells_true (the_stack it) stack_top w kept bytes (arriving_frame a) ->
  let base := match base_of kept with Some base => base + level | None => level end in
  the_stack it <= base <= stack_top ->
  Forall (stack_cell_true (the_stack it) stack_top base w bytes) (arguments_at level a).
Proof.
  intros KE CE FR base IA. unfold arguments_at. apply Forall_forall. intros c' I. apply in_flat_map in I as (c & I & J).
  unfold argument_at in J. cbv zeta in J. destruct (_ && _) eqn:G; [|contradiction]. destruct J as [<-|[]].
  apply andb_prop in G as [G _]. apply Z.leb_le in G.
  assert (AT : (the_stack it <= base + (cell_address c - level) /\ base - level + cell_end c <= stack_top) /\
    term_means w (cell_word c) (load (cell_width c) bytes (base + (cell_address c - level)))).
  { subst base. pose proof (all_mean_nth term_worlds w _ _ 1 KE) as M1. unfold frame_cells_true, base_of in *.
    destruct (nth_error (arriving_kept a) 1), (nth_error kept 1) as [b|]; try contradiction.
    - rewrite Forall_forall in FR. destruct (FR c I) as [B M].
      replace (b + level + (cell_address c - level)) with (b + cell_address c) by ring. split; [lia|exact M].
    - apply filter_In in I as [I HI]. apply Z.leb_le in HI. unfold cells_true in CE. rewrite Forall_forall in CE. destruct (CE c I) as [B M].
      replace (level + (cell_address c - level)) with (cell_address c) by ring. split; [lia|exact M]. }
  destruct AT as [B M]. split; [|exact M]. unfold cell_end in *. cbn [cell_address cell_width]. lia.
Qed.

Lemma call_in_ok o c pc a below kept all w d s registers bytes : call_problems_in o pl c pc a = [] -> stack_usable c = true ->
  arriving_true (the_stack it) stack_top first_reference heap_end a below kept all w d s registers bytes ->
  arriving_activation a = cut_activation c -> arriving_kept a = cut_kept c ->
  callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count all (cut_activation c) kept below bytes ->
  exists c', In c' (cuts_in (plan_points pl)) /\ cut_pc c' = pc /\ there c' d s registers bytes.
Proof.
  unfold call_problems_in. intros Q US TA AA AK CA. pose proof TA as [WT F SO GL SA AM WH NE WI LD RE CE ZE KE FR ENT YO].
  destruct o as [act|]; [|discriminate].
  unfold entry_kept in Q. destruct (kept_of (arriving_registers a)) as [kt|] eqn:KO; [|discriminate].
  destruct (entry_words globals_count (arriving_globals a) (arriving_next a)) as [et|] eqn:EWD; [|discriminate].
  pose proof (entry_words_mean w _ _ _ _ _ GL NE EWD) as EM.
  destruct (find_variant _ _ (plan_waits pl)) as [v|] eqn:FW; [|discriminate]. cbv zeta in Q.
  destruct (find_place pc _ (plan_points pl)) as [c'|] eqn:FP; [|discriminate].
  destruct (level_shown _ v a) eqn:LS; [|discriminate]. apply app_eq_nil in Q as [QI QO].
  apply find_place_ok in FP as [IP EP].
  assert (IEW : In v (plan_waits pl) /\ same_activation (wait_for v) act = true).
  { unfold find_variant in FW. destruct (find _ (plan_waits pl)) as [v'|] eqn:FV; [injection FW as <-; rename FV into FW|];
      apply find_some in FW as [IW EW]; apply andb_prop in EW as [_ EW]; now split. }
  destruct IEW as [IW EW]. apply same_activation_true in EW.
  destruct (registers_found w _ registers (1%nat :: given_back) RE kt KO) as (now & NO & NM).
  destruct SO as (SC & SF & top & ST1 & ST2).
  destruct (arrive_ok (the_stack it) stack_top first_reference heap_end (wait_at v) (outer_at a) below kept all w
    {| control_of := Done; frame_of := []; continuation_of := continuation_of d |} s registers bytes QO) as [AG (ug & CG)].
  { constructor; cbn [outer_at part_at arriving_terms arriving_facts arriving_configuration arriving_globals arriving_arrays arriving_next
      arriving_registers arriving_cells arriving_kept arriving_frame]; auto.
    split; [constructor|]. split; [constructor|]. exists top. split; [exact ST1|exact ST2]. }
  cbn [outer_at part_at arriving_activation] in AG.
  destruct CG as [OWN SO' GL' AR' WH' FI' NX' WI' LD' ZE' RE' CE' FA' KE' ST' ENT' YO'].
  unfold level_shown in LS. apply andb_prop in LS as [WF LS]. apply andb_prop in WF as [WF _].
  destruct (nth_error (arriving_registers a) 2) as [sp|] eqn:SP; [|discriminate].
  pose proof (all_mean_nth term_worlds w _ _ 2 RE) as M2. rewrite SP in M2.
  destruct (nth_error registers 2) as [z|] eqn:RZ; [|contradiction].
  assert (LEVEL : z = base_at v kept /\ the_stack it <= base_at v kept <= stack_top).
  { pose proof (all_mean_nth term_worlds w _ _ 1 KE) as M1. rewrite AK in M1. unfold base_at. unfold base_of at 1.
    unfold stack_usable, stack_at, stack_of in *. unfold base_of in LS, US.
    destruct (nth_error (cut_kept c) 1) as [base_term|] eqn:CB; cbn [option_map] in *.
    - destruct (nth_error kept 1) as [base|] eqn:KB; [|contradiction].
      pose proof (callers_base _ _ _ _ _ _ _ _ _ _ base CA KB) as IA.
      set (k := {| stack_base := base_term; stack_room := frame_size (cut_activation c); stack_low := the_stack it; stack_high := stack_top |}) in *.
      destruct (stack_offset (arriving_terms a) k sp) as [n|] eqn:SO; [|discriminate].
      apply andb_prop in LS as [LS FF]. apply Z.eqb_eq in LS. subst n.
      rewrite <- WT in SO, FF. pose proof (stack_offset_ok w k sp z base _ M2 M1 SO) as ->.
      unfold stack_fits in US. do 3 apply andb_prop in US as [US _]. apply andb_prop in US as [US _]. apply andb_prop in US as [U1 U2]. apply Z.leb_le in U1, U2.
      assert (LV : 0 <= - wait_level v <= frame_size (cut_activation c)).
      { unfold wait_fits in WF. destruct (continuation_of _) as [|[] ?]; try discriminate. apply andb_prop in WF as [_ WF].
        apply forall2_length in KE'. destruct (cut_kept (wait_at v)) as [|t l]; [destruct kept; discriminate|].
        apply andb_prop in WF as [WF WP]. apply andb_prop in WF as [WF _]. apply Z.leb_le in WF, WP. rewrite AG, AA in WF. split; assumption. }
      assert (LOW : the_stack it <= base + wait_level v).
      { apply orb_prop in FF as [LZ|FF]; [apply Z.eqb_eq in LZ; lia|]. destruct (frame_fits _ _ k) as [fits'|] eqn:FK; [|discriminate]. subst fits'.
        pose proof (frame_fits_ok w _ k base true F M1 ltac:(cbn; cbn in U1, U2; lia) ltac:(cbn; lia) FK) as FB.
        symmetry in FB. apply Z.leb_le in FB. cbn in FB. lia. }
      destruct plan_bounds as (P1 & P2 & _). pose proof (means_word w _ _ M1) as WB. unfold word in WB. unfold base_of. rewrite KB.
      rewrite wrap_id by (unfold word; lia). lia.
    - destruct (nth_error kept 1) as [base|] eqn:KB; [contradiction|]. unfold base_of. rewrite KB.
      destruct (number_of (arriving_terms a) sp) as [n|] eqn:NS; [|discriminate]. apply Z.eqb_eq in LS. subst n.
      rewrite <- WT in NS. split; [exact (number_means w sp z _ NS M2)|].
      unfold wait_fits in WF. destruct (continuation_of _) as [|[] ?]; try discriminate. apply andb_prop in WF as [_ WF].
      pose proof (callers_need _ _ _ _ _ _ _ _ _ _ CA) as CN. unfold base_of in CN. rewrite KB in CN. destruct CN as [-> _].
      apply forall2_length in KE'. destruct (cut_kept (wait_at v)) as [|t l]; [|discriminate].
      apply andb_prop in WF as [WF W3]. apply andb_prop in WF as [_ W2]. apply Z.leb_le in W2, W3. lia. }
  destruct LEVEL as [-> IA]. set (entry := entry_values globals_count s) in *.
  assert (BN : base_of (now ++ entry) = Some (base_at v kept)).
  { pose proof (base_of_kept registers now NO) as BN. rewrite RZ in BN. unfold base_of in *. rewrite nth_error_app1; [exact BN|].
    apply nth_error_Some. congruence. }
  destruct (arrive_ok (the_stack it) stack_top first_reference heap_end c' (inner_at act (kt ++ et) (wait_level v) a) (top ++ below) (now ++ entry) all w d s registers bytes QI) as [AC (u & CT)].
  { constructor; cbn [inner_at part_at arriving_terms arriving_facts arriving_configuration arriving_globals arriving_arrays arriving_next
      arriving_registers arriving_cells arriving_kept arriving_frame]; auto.
    - split; [exact SC|]. split; [exact SF|]. exists []. split; [exact ST1|constructor].
    - apply Forall2_app; [exact NM|exact EM].
    - unfold frame_cells_true. rewrite BN. exact (arguments_ok a kept w bytes (wait_level v) KE CE FR IA).
    - unfold entered_from, entry, entry_values. rewrite app_assoc, last_last. lia.
    - constructor. }
  cbn [inner_at part_at arriving_activation] in AC.
  exists c'. split; [exact IP|]. split; [exact EP|]. exists (top ++ below), (now ++ entry), all, u. split; [exact CT|]. rewrite AC, <- EW.
  apply (somebody_waits _ _ _ _ _ _ v ug kept registers top below bytes now entry); auto.
  - constructor; auto.
    + destruct SO' as (_ & _ & top2 & E2 & F2). cbn [continuation_of] in E2. rewrite ST1 in E2. apply app_inv_tail in E2. subst top2. exact F2.
    + unfold private_cells. destruct (cut_kept (wait_at v)); [|constructor]. unfold cells_true in *. rewrite Forall_forall in *.
      intros cl I. apply filter_In in I as [I _]. now apply CE'.
    + unfold frame_cells_true in *. destruct (base_of kept); [|exact I]. rewrite Forall_forall in *.
      intros cl I. apply filter_In in I as [I _]. now apply ST'.
    + intros l EL. exact (entry_words_mean ug _ _ _ _ _ GL' NX' EL).
    + eapply Forall_impl; [|exact AR']. intros x [_ H]. exact H.
    + exists (map (fun n => get 0 (global_values s) (Z.of_nat n)) (seq 0 globals_count)), first_reference, (next_reference s). now split.
  - rewrite AG, AA. exact CA.
Qed.

Lemma call_ok c pc a below kept all w d s registers bytes : call_problems pl c pc a = [] -> stack_usable c = true ->
  arriving_true (the_stack it) stack_top first_reference heap_end a below kept all w d s registers bytes ->
  arriving_activation a = cut_activation c -> arriving_kept a = cut_kept c ->
  callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count all (cut_activation c) kept below bytes ->
  exists c', In c' (cuts_in (plan_points pl)) /\ cut_pc c' = pc /\ there c' d s registers bytes.
Proof. unfold call_problems. destruct (activation_at pc (variant_of a) a); [apply call_in_ok|discriminate]. Qed.

(** The source comes to a cut point at this pc by itself: at once, or without events. *)
Definition comes_to (z : Z) (d : configuration Z) (s : EllRun.store) (e : E) (registers : list Z) (bytes : table Z) : Prop :=
  exists n d' s' c', run (ell_system env (the_program it)) n {| configuration_of := d; store_of := s; environment_of := e |} =
      ([], GoesOn {| configuration_of := d'; store_of := s'; environment_of := e |}) /\
    In c' (cuts_in (plan_points pl)) /\ cut_pc c' = z /\ there c' d' s' registers bytes.

Lemma comes_later z d s e registers bytes n d' s' :
  run (ell_system env (the_program it)) n {| configuration_of := d; store_of := s; environment_of := e |} =
    ([], GoesOn {| configuration_of := d'; store_of := s'; environment_of := e |}) ->
  comes_to z d' s' e registers bytes -> comes_to z d s e registers bytes.
Proof.
  intros R (m & d2 & s2 & c2 & R2 & H). exists (n + m)%nat, d2, s2, c2. split; [|exact H]. rewrite (run_goes_on _ _ _ _ _ _ R), R2. reflexivity.
Qed.

(** What the source comes to in the place of a caller, when it goes on alone. *)
Lemma passed_ok a rest below kept all w d s e registers bytes : passed_paths (fun problem => problem) a rest = [] ->
  arriving_true (the_stack it) stack_top first_reference heap_end a below kept all w d s registers bytes ->
  Forall (machine_array_true w bytes) (arriving_arrays a) ->
  exists n d' s' a' more u, run (ell_system env (the_program it)) n {| configuration_of := d; store_of := s; environment_of := e |} =
      ([], GoesOn {| configuration_of := d'; store_of := s'; environment_of := e |}) /\
    rest a' = [] /\ arriving_activation a' = arriving_activation a /\ incl all more /\
    arriving_true (the_stack it) stack_top first_reference heap_end a' below kept more u d' s' registers bytes.
Proof.
  unfold passed_paths. intros Q [WT F SO GL SA AM WH NE WI LD RE CE ZE KE FR ENT YO] MA. destruct heap_bounds as [HB1 HB2].
  set (areas := map area_of (others_of w (arriving_arrays a) all)).
  match type of Q with source_run _ _ _ _ _ _ _ _ ?st = _ =>
    assert (K : source_known heap_end env e first_reference (arriving_arrays a) (next_reference s) (arrays s) areas w st s e []) end.
  { constructor; cbn; auto using exchanged_nothing; try lia.
    - rewrite <- WT. now apply all_noted_hold.
    - apply Forall_forall. intros x I. left. exists x. split; [exact I|now destruct x].
    - apply Forall_forall. intros x I. exists x. split; [exact I|apply same_place_refl].
    - exact (others_before w _ _ _ _ _ _ WH AM). }
  apply (nothing_wrong (fun why : problem => [why])) in Q. apply (source_run_paths _ _ _ _ _ _ (fun problem => problem)) in Q as (steps & Q); [|discriminate].
  destruct (source_paths_ok (fun problem => problem) heap_end _ _ _ env below e first_reference ltac:(lia) (arriving_arrays a) (next_reference s) (arrays s) areas
      _ _ _ _ _ _ _ _ _ SO K Q)
    as (n & events & r & _ & RUN & u & out & st & s1 & e1 & L & Q1 & K1 & O). clear Q K. cbn [app] in K1. cbv beta in Q1. apply nothing_wrong_back in Q1.
  pose proof (source_exchanged _ _ _ _ _ _ _ _ _ _ _ _ _ K1) as X. destruct (source_exchanges st); [|discriminate].
  destruct out as [c'|f|]; [|discriminate..]. destruct (store_shared _ _ _ _) eqn:SS; [|discriminate]. inversion X; subst.
  destruct O as (d' & -> & C'). destruct K1 as [KT KF KG KA KL KO KN KW _ KE1 KB].
  destruct (store_goes_on w u _ _ _ _ _ bytes bytes _ _ _ _ _ WH LD AM L KE1 KL ltac:(lia) ltac:(lia) ltac:(lia) KF KA
    (machine_arrays_later _ _ _ _ L MA) ltac:(rewrite KT; exact SS) KB) as (WH1 & MORE & AM1).
  { apply Forall_forall. reflexivity. }
  exists n, d', s1, (after_source a c' st), (whole_then u (source_arrays st) (others_of w (arriving_arrays a) all)), u.
  split; [exact RUN|]. split; [exact Q1|]. split; [reflexivity|]. split; [exact MORE|].
  constructor; cbn; auto.
  - lia.
  - exact (all_mean_later term_worlds _ _ _ _ L RE).
  - exact (cells_true_later _ _ _ _ L CE).
  - destruct ZE as (Z1 & Z2 & Z3). split; [lia|]. split; [exact Z2|]. intros p P. apply Z3. lia.
  - exact (all_mean_later term_worlds _ _ _ _ L KE).
  - unfold frame_cells_true in *. destruct (base_of kept); [|exact I]. eapply Forall_impl; [|exact FR]. intros cl. now apply stack_cell_later.
  - lia.
  - exact (young_later _ _ _ _ L YO).
Qed.

(** A function that returns comes to a cut point of a caller: of its own, or, where it returns in the place of that, of the next. *)
Lemma exit_ok e all act kept below bytes : callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count all act kept below bytes ->
  forall more x u d s registers ra, incl all more -> In x (cuts_in (plan_exits pl)) -> cut_activation x = act -> nth_error kept 0 = Some ra ->
  cut_true (the_stack it) stack_top first_reference heap_end x below kept more u d s registers bytes -> comes_to (operate And ra (wrap (-2))) d s e registers bytes.
Proof.
  intros CA. induction CA as [bytes|v w kept rs top below bytes now entry IV FI WA GI BA IA OT IH]; intros more x u d s registers ra MORE IX AX RA CT; [discriminate|].
  pose proof (rejoins v x IV IX) as RJ. unfold rejoin_problems in RJ. rewrite AX in RJ.
  assert (SA : same_activation (wait_for v) (wait_for v) = true) by (unfold same_activation; now rewrite !Z.eqb_refl).
  rewrite SA in RJ. destruct (rejoined globals_count stack_top v x) as [[pc a]|] eqn:RE; [|discriminate].
  pose proof (waiting_more _ _ _ _ _ _ _ _ _ _ _ _ MORE WA) as WA'.
  destruct (rejoined_ok globals_count (the_stack it) stack_top first_reference heap_end more v x pc a w u kept rs now entry top below d s registers bytes RE CT WA' GI) as (PC & ACT & j & TJ & MJ).
  assert (BACK : forall most a' u' d' s', back_problems pl pc a' = [] -> arriving_activation a' = arriving_activation a -> incl more most ->
    arriving_true (the_stack it) stack_top first_reference heap_end a' below kept most u' d' s' registers bytes -> comes_to (operate And ra (wrap (-2))) d' s' e registers bytes).
  { intros most a' u' d' s' Q AA MM TA. unfold back_problems in Q. destruct pc as [pc|].
    - destruct PC as [EV N0]. rewrite N0 in RA. injection RA as <-.
      destruct (find_place _ a' (plan_points pl)) as [c'|] eqn:FC; [|discriminate]. apply find_place_ok in FC as [IC EC].
      destruct (arrive_ok (the_stack it) stack_top first_reference heap_end c' a' below kept most u' d' s' registers bytes Q TA) as [AC (u2 & CT')].
      exists O, d', s', c'. split; [reflexivity|]. split; [exact IC|]. split; [congruence|].
      exists below, kept, most, u2. split; [exact CT'|]. rewrite AC, AA, ACT.
      exact (callers_more _ _ _ _ _ _ _ _ _ _ _ (incl_tran MORE MM) OT).
    - destruct PC as (r & N0 & N1). rewrite N0 in RA. injection RA as ->.
      destruct (find_place _ a' (plan_exits pl)) as [x'|] eqn:FC; [|discriminate]. apply find_place_ok in FC as [IC _].
      destruct (arrive_ok (the_stack it) stack_top first_reference heap_end x' a' below kept most u' d' s' registers bytes Q TA) as [AC (u2 & CT')].
      apply (IH most x' u2 d' s' registers ra (incl_tran MORE MM) IC); [congruence|exact N1|exact CT']. }
  destruct (wait_passes v); [|exact (BACK more a j d s RJ eq_refl (incl_refl more) TJ)].
  destruct (passed_ok a _ below kept more j d s e registers bytes RJ TJ MJ) as (n & d' & s' & a' & most & u' & RUN & Q & AA & MM & TA).
  exact (comes_later _ _ _ _ _ _ n d' s' RUN (BACK most a' u' d' s' Q AA MM TA)).
Qed.

Lemma meets_ok targets pc z a below kept all w d s e registers bytes : existsb (meets pc a) targets = true -> incl targets (cuts_in (plan_points pl)) ->
  term_means w pc z -> arriving_true (the_stack it) stack_top first_reference heap_end a below kept all w d s registers bytes ->
  callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count all (arriving_activation a) kept below bytes ->
  comes_to z d s e registers bytes.
Proof.
  intros ME TS MZ TA CA. apply existsb_exists in ME as (t & IT & ME). unfold meets in ME.
  destruct (number_of (arriving_terms a) pc) as [n|] eqn:N; [|discriminate]. destruct (Z.eqb_spec (cut_pc t) n) as [PC|]; [|discriminate].
  destruct (_ || _); [discriminate|]. destruct (arrive t a) eqn:AR; [|discriminate]. pose proof TA as [WT _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _].
  rewrite <- WT in N. destruct (number_word _ _ _ _ N MZ) as [-> WN].
  destruct (arrive_ok _ _ _ _ t a below kept all w d s registers bytes AR TA) as [AC [u CT]].
  exists O, d, s, t. split; [reflexivity|]. split; [exact (TS t IT)|]. split; [exact PC|]. exists below, kept, all, u. split; [exact CT|]. rewrite AC. exact CA.
Qed.

Lemma return_ok c pc z a below kept all w d s e registers bytes : return_problems pl c pc a = [] -> term_means w pc z ->
  arriving_true (the_stack it) stack_top first_reference heap_end a below kept all w d s registers bytes ->
  arriving_activation a = cut_activation c -> arriving_kept a = cut_kept c ->
  callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count all (cut_activation c) kept below bytes ->
  comes_to z d s e registers bytes.
Proof.
  unfold return_problems. intros Q MZ TA AA AK CA. pose proof TA as [WT F SO GL SA AM WH NE WI LD RE CE ZE KE FR ENT YO].
  destruct (find_place _ a (plan_exits pl)) as [x|] eqn:FX; [|discriminate]. destruct (cut_kept c) as [|ra kt] eqn:CK; [discriminate|].
  rewrite AK in KE. inversion KE as [|ra0 r kt0 kr MR MK E1 E2]; subst.
  rewrite <- WT in Q. pose proof MZ as MZ'.
  constant_step w (-2) u1 L1 V1. pose proof (term_means_later _ _ _ _ L1 MR) as MR1.
  operation_step u1 And ra t MR1 V1 u2 L2 V2.
  assert (L : term_later w u2) by (eapply term_later_trans; eassumption).
  destruct (same_terms _ _ _ _) eqn:ST; [|discriminate].
  pose proof (same_terms_mean u2 _ pc _ z _ (facts_hold_later _ _ _ L F) (term_means_later _ _ _ _ L MZ) V2 ST) as ZE2.
  destruct (arrive_ok (the_stack it) stack_top first_reference heap_end x a below (r :: kr) all w d s registers bytes Q TA) as [AX (u & CT)].
  apply find_place_ok in FX as [IX _]. rewrite ZE2.
  exact (exit_ok e _ _ _ _ _ CA all x u d s registers r (incl_refl all) IX (eq_trans AX AA) eq_refl CT).
Qed.

(** What ends a segment: both sides go on at a cut point, or end alike, or the machine gives up where it may. *)
Lemma segment_goes s m : at_cut s m ->
  segment (ell_system env (the_program it)) (machine_system env) same_end gives_up may_give_up at_cut s m.
Proof.
  intros [c w below kept store_all IN [[own OWN] SO GL AR WH FIRST NX WI LD ZE RE CE FA KE FR ENT YO] CA PC WO RG TX EN].
  destruct (accepted c IN) as (targets & TARGETS & Q). apply flat_map_nothing in Q. unfold segment_reports, segment_paths in Q. rewrite OWN in Q.
  destruct (stack_usable c) eqn:US; [|inversion Q; discriminate].
  destruct s as [d st0 e], m as [p y mem e']. cbn [configuration_of store_of environment_of MachineStep.register] in *.
  cbn [MachineRun.pc MachineRun.x memory_of_state machine_environment] in *. subst e'.
  destruct heap_bounds as [HB1 HB2].
  destruct (unknown_arrays w _ _ _ _ _ _ LD (whole_shared _ _ _ _ _ WH) FIRST AR) as (w0 & U0 & L0 & LD0 & SA & MA). destruct (unknown_heap (world_terms w)) as [T0 h0].
  cbn [fst snd] in U0, LD0, SA, MA. subst T0. set (all := map (with_heap h0) (cut_arrays c)) in *.
  assert (AM : Forall (fun a => In (place_in w0 a) store_all) all).
  { apply Forall_forall. intros a I. apply in_map_iff in I as (b & <- & I). rewrite Forall_forall in AR. destruct (AR b I) as [_ IB].
    destruct (laid_in _ _ _ _ _ LD I) as (KR & KN & _). unfold place_in, reference_in, length_in in *. cbn [with_heap array_reference array_element array_length].
    rewrite (word_in_later w w0 _ L0 KR), (word_in_later w w0 _ L0 KN). exact IB. }
  set (areas := map area_of (others_of w0 all store_all)). pose proof (others_before w0 _ _ _ _ _ _ WH AM) as OB. fold areas in OB.
  match type of Q with Forall _ (source_run _ _ _ _ _ _ _ _ ?st) =>
    assert (K : source_known heap_end env e first_reference all (next_reference st0) (arrays st0) areas w0 st st0 e []) end.
  { constructor; cbn; auto using exchanged_nothing; try lia.
    - exact (all_noted_hold w0 _ (facts_hold_later _ _ _ L0 FA)).
    - exact (globals_later _ _ _ _ L0 GL).
    - apply Forall_forall. intros a I. left. exists a. split; [exact I|now destruct a].
    - exact (term_means_later _ _ _ _ L0 NX).
    - apply Forall_forall. intros a I. exists a. split; [exact I|apply same_place_refl]. }
  apply (configuration_means_later term_worlds _ _ _ _ _ L0) in SO. pose proof SO as (_ & _ & first_top & SK & _).
  apply (source_run_paths _ _ _ _ _ _ (fun problem => problem)) in Q as (source_steps & Q); [|discriminate].
  destruct (source_paths_ok (fun problem => problem) heap_end _ _ _ env below e first_reference ltac:(lia) all (next_reference st0) (arrays st0) areas _ _ _ _ _ _ _ _ _ SO K Q)
    as (j & events & r & J & RUN & w1 & out & st & st1 & e1 & L1 & Q1 & K1 & O1). clear Q K. cbn [app] in K1.
  cbv beta in Q1. apply flat_map_nothing in Q1. rewrite <- (source_table _ _ _ _ _ _ _ _ _ _ _ _ _ K1) in Q1.
  pose proof (source_laid _ _ _ _ _ _ _ _ _ _ _ _ _ K1) as LD1. pose proof (source_within _ _ _ _ _ _ _ _ _ _ _ _ _ K1) as WI1.
  pose proof (machine_arrays_ok (contents mem) h0 all _ w0 (next_reference st1) MA
    ltac:(apply Forall_forall; intros a I; apply in_map_iff in I as (a0 & <- & _); reflexivity) LD0 ZE ltac:(lia)
    (source_arrays st) w1 L1 (laid_known _ _ _ _ LD1) (laid_inside _ _ _ _ LD1) (source_age _ _ _ _ _ _ _ _ _ _ _ _ _ K1)) as NA.
  destruct (machine_arrays (world_terms w1) h0 all (source_arrays st)) as [T new]. destruct NA as (w1' & <- & L1' & SP & NA).
  destruct (constant_means w1' (cut_pc c)) as (w2 & U2 & L2' & V2).
  destruct (constant (world_terms w1') (cut_pc c)) as [T pcT]. cbn [fst snd] in U2, V2. subst T.
  assert (L2 : term_later w1 w2) by (eapply term_later_trans; eassumption).
  rewrite (wrap_id (cut_pc c)) in V2 by (rewrite <- PC; exact WO). rewrite <- PC in V2.
  assert (L : term_later w w2) by (eapply term_later_trans; [exact L0|]; eapply term_later_trans; eassumption).
  assert (LA : term_later w0 w2) by (eapply term_later_trans; eassumption).
  set (base := match base_of kept with Some b => b | None => 0 end).
  assert (BASE : match base_of (cut_kept c) with Some t => exists b, base_of kept = Some b /\ term_means w2 t b | None => base_of kept = None end).
  { pose proof (all_mean_nth term_worlds w2 _ _ 1 (all_mean_later term_worlds _ _ _ _ L KE)) as M1. unfold base_of.
    destruct (nth_error (cut_kept c) 1), (nth_error kept 1); try contradiction; [eexists; split; [reflexivity|exact M1]|reflexivity]. }
  assert (THERE : match stack_at c with Some k => stack_fits (regions first_memory) k = true | None => True end).
  { clear -US. unfold stack_usable in US. destruct (stack_at c); [exact US|exact I]. }
  match type of Q1 with Forall _ (machine_run_on _ _ _ _ _ _ _ _ _ _ ?known) =>
    assert (K : machine_known first_memory (stack_at c) first_reference heap_end env e1 base (contents mem) areas (next_reference st1) w2 known mem e events) end.
  { destruct K1 as [KT KF KG KA KL KO KN KW KX KE1 KB].
    constructor; cbn [known_terms known_facts known_cells known_arrays known_frame exchanges_left];
      [reflexivity|exact (facts_hold_later _ _ _ L2 KF)|exact (cells_true_later _ _ _ _ L CE)
      | | |exact (exchanged_later _ _ _ _ _ _ _ L2 KX)|exact RG|exact TX].
    - split; [exact (laid_later _ _ _ _ _ L2 (laid_places _ _ _ _ _ LD1 SP))|]. split; [exact (machine_arrays_later _ _ _ _ L2' NA)|].
      split; [destruct ZE as (Z1 & Z2 & Z3); split; [lia|]; split; [exact Z2|]; intros a B; apply Z3; lia|].
      pose proof (whole_inside _ _ _ _ _ WH) as INS. rewrite Forall_forall in *. intros area IA. destruct (KB area IA) as (B1 & _ & B2).
      apply in_map_iff in IA as (p0 & <- & IA). apply others_in in IA as [IA _]. destruct (INS p0 IA). unfold kept_area, area_of in *. cbn [fst snd] in *.
      split; [assumption|]. split; [lia|]. split; [reflexivity|].
      apply (lies_apart_later w1 w2 first_reference (next_reference st1)); [exact L2|exact (laid_places _ _ _ _ _ LD1 SP)|]. exact (lies_apart_places _ _ _ _ SP B2).
    - unfold frame_true, stack_at, stack_of. unfold frame_cells_true in FR. subst base. destruct (base_of (cut_kept c)) as [t|]; [|exact I]. cbn [option_map].
      destruct BASE as (b & BK & BM). rewrite BK in FR |- *. split; [exact BM|]. split; [exact (callers_base _ _ _ _ _ _ _ _ _ _ b CA BK)|].
      split; [|intros a _; reflexivity]. eapply Forall_impl; [|exact FR]. intros cl. now apply stack_cell_later. }
  apply (machine_run_paths _ _ _ _ _ _ _ (fun problem => problem)) in Q1 as (machine_steps & Q1); [|discriminate].
  destruct (machine_paths_ok (fun problem => problem) first_memory (stack_at c) first_reference heap_end is_pc env e1 protected base (contents mem) areas (next_reference st1) ltac:(lia) THERE _ _ _ _ _ _ _ _ _ _ _
      V2 (all_mean_later term_worlds _ _ _ _ L RE) K Q1)
    as (k & events' & r' & KK & RUN' & w3 & machine_out & known & mem' & e2 & after & L3 & Q2 & EV & K3 & O3). clear Q1 K.
  cbv beta in Q2. unfold reports in Q2.
  pose proof (machine_table _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3) as T3. pose proof (machine_satisfied _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3) as F3.
  assert (L23 : term_later w w3) by (eapply term_later_trans; eassumption).
  (* the callers are as they were *)
  assert (CA' : callers (the_stack it) stack_top (the_budget it) (plan_waits pl) globals_count store_all (cut_activation c) kept below (contents mem')).
  { destruct plan_bounds as (B1 & B2 & _). apply (callers_stay _ _ _ _ _ _ _ _ _ (contents mem) B1 B2 CA).
    pose proof (machine_frame _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3) as MF. unfold frame_true, stack_at, stack_of in MF. subst base.
    destruct (base_of (cut_kept c)) as [t|]; [|rewrite BASE; exact I]. cbn [option_map] in MF.
    destruct BASE as (b & BK & BM). rewrite BK in MF |- *. exact (proj2 (proj2 (proj2 MF))). }
  assert (GIVES_UP : forall k0, machine_out = inr (MachineExhausted resource_stack) -> stack_at c = Some k0 ->
    frame_fits (known_terms known) (known_facts known) k0 = Some false ->
    segment (ell_system env (the_program it)) (machine_system env) same_end gives_up may_give_up at_cut
      {| configuration_of := d; store_of := st0; environment_of := e |}
      {| MachineRun.pc := p; MachineRun.x := y; memory_of_state := mem; machine_environment := e |}).
  { intros k0 -> SC FF. destruct O3 as (g' & -> & GM). inversion GM; subst g'.
    apply (to_exhaustion _ _ _ _ _ _ _ _ j k events' (MachineExhausted resource_stack) 0 []
      {| configuration_of := d; store_of := st0; environment_of := e |}).
    - rewrite (events_run _ _ _ _ _ RUN). rewrite EV. now exists after.
    - exact RUN'.
    - exact I.
    - reflexivity.
    - unfold stack_at, stack_of in SC, THERE. destruct (base_of (cut_kept c)) as [t|]; [|discriminate]. cbn [option_map] in SC. injection SC as <-.
      destruct BASE as (b & BK & BM). pose proof (term_means_later _ _ _ _ L3 BM) as BM3. cbn [option_map] in THERE.
      unfold stack_fits in THERE. cbn [stack_room stack_low stack_high] in THERE. do 3 apply andb_prop in THERE as [THERE _].
      apply andb_prop in THERE as [THERE _]. apply andb_prop in THERE as [U1 U2']. apply Z.leb_le in U1, U2'.
      pose proof (callers_base _ _ _ _ _ _ _ _ _ _ b CA BK) as IA. rewrite <- T3 in FF.
      match type of FF with frame_fits _ _ ?k1 = _ => pose proof (frame_fits_ok w3 _ k1 b false F3 BM3 ltac:(cbn; lia) ltac:(cbn; lia) FF) as FB end. symmetry in FB. apply Z.leb_gt in FB. cbn in FB.
      pose proof (callers_need _ _ _ _ _ _ _ _ _ _ CA) as CN. rewrite BK in CN.
      left. split; [|split; [reflexivity|]].
      + inversion CA; subst; [discriminate BK|]. clear -fits listed. unfold plan_fits in fits. apply andb_prop in fits as [_ H].
        destruct (plan_waits pl); [contradiction|]. destruct (the_abstracted it); discriminate.
      + cbn [configuration_of]. rewrite SK, frames_app. pose proof (frames_positive first_top). unfold stack_top in *. lia. }
  assert (HEAP_GIVES_UP : machine_out = inr (MachineExhausted resource_heap) -> out = SourceSpent ->
    segment (ell_system env (the_program it)) (machine_system env) same_end gives_up may_give_up at_cut
      {| configuration_of := d; store_of := st0; environment_of := e |}
      {| MachineRun.pc := p; MachineRun.x := y; memory_of_state := mem; machine_environment := e |}).
  { intros -> ->. destruct O3 as (g' & -> & GM). inversion GM; subst g'. destruct O1 as (MS & x & -> & HX).
    apply (to_exhaustion _ _ _ _ _ _ _ _ j k events' (MachineExhausted resource_heap) j events x).
    - rewrite (events_run _ _ _ _ _ RUN). rewrite EV. now exists after.
    - exact RUN'.
    - exact I.
    - exact RUN.
    - right. split; [exact MS|]. split; [reflexivity|exact HX]. }
  assert (ENDS : flat_map (report_problems pl targets c) (reports_of_ends c out st machine_out known) = [] ->
    segment (ell_system env (the_program it)) (machine_system env) same_end gives_up may_give_up at_cut
      {| configuration_of := d; store_of := st0; environment_of := e |}
      {| MachineRun.pc := p; MachineRun.x := y; memory_of_state := mem; machine_environment := e |}).
  { clear Q2 GIVES_UP HEAP_GIVES_UP. intros Q2. unfold reports_of_ends in Q2.
  destruct (exchanges_left known) eqn:LEFT; [|discriminate].
  pose proof (machine_left _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3) as X. rewrite LEFT in X. inversion X; subst after e2; clear X.
  rewrite app_nil_r in EV. subst events'.
  assert (L13 : term_later w1 w3) by (eapply term_later_trans; eassumption).
  destruct out as [c'|f|]; destruct machine_out as [[q z]|g]; cbn [flat_map report_problems app] in Q2;
    try match type of Q2 with [_] = [] => discriminate Q2 end;
    try (destruct f; cbv beta iota in Q2; discriminate Q2).
  - (* both go on *)
    destruct O1 as (d' & -> & C1). destruct O3 as (q' & z' & Q' & Z' & ->).
    destruct (store_shared _ _ _ _) eqn:SS; cbn [negb] in Q2; [|discriminate].
    pose proof (machine_heap _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3) as (_ & MA3 & Z3 & KB3). rewrite <- T3 in SS.
    destruct (store_goes_on w0 w3 _ _ _ _ (arrays st1) (contents mem) (contents mem') _ _ (source_arrays st) _ _ WH LD0 AM (term_later_trans _ _ _ L1 L13)
      (source_there _ _ _ _ _ _ _ _ _ _ _ _ _ K1) (laid_later _ _ _ _ _ L13 LD1) ltac:(lia) ltac:(lia) ltac:(lia) F3
      (source_arrays_later _ _ _ _ L13 (source_array _ _ _ _ _ _ _ _ _ _ _ _ _ K1)) MA3 SS) as (WH1 & MORE & AM1).
    { eapply Forall_impl; [|exact (source_others _ _ _ _ _ _ _ _ _ _ _ _ _ K1)]. intros area (B & G & A). split; [exact B|]. split; [exact G|].
      exact (lies_apart_later _ _ _ _ _ _ L13 LD1 A). }
    { eapply Forall_impl; [|exact KB3]. intros area (_ & _ & B & _). exact B. }
    set (more := whole_then w3 (source_arrays st) (others_of w0 all store_all)) in *. apply (callers_more _ _ _ _ _ _ more _ _ _ _ MORE) in CA'.
    assert (TA : arriving_true (the_stack it) stack_top first_reference heap_end (arriving_at c c' st z known) below kept more w3 d' st1 z' (contents mem')).
    { constructor; cbn.
      - exact T3.
      - exact F3.
      - eapply configuration_means_later; eassumption.
      - eapply globals_later; [exact L13|]. apply (source_global _ _ _ _ _ _ _ _ _ _ _ _ _ K1).
      - eapply source_arrays_later; [exact L13|]. apply (source_array _ _ _ _ _ _ _ _ _ _ _ _ _ K1).
      - exact AM1.
      - exact WH1.
      - exact (term_means_later _ _ _ _ L13 (source_behind _ _ _ _ _ _ _ _ _ _ _ _ _ K1)).
      - lia.
      - exact (laid_later _ _ _ _ _ L13 LD1).
      - exact Z'.
      - apply (machine_cells _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3).
      - exact Z3.
      - exact (all_mean_later term_worlds _ _ _ _ L23 KE).
      - pose proof (machine_frame _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3) as MF. unfold frame_true, stack_at, stack_of in MF. unfold frame_cells_true. subst base.
        destruct (base_of (cut_kept c)) as [t|]; [|rewrite BASE; exact I]. cbn [option_map] in MF.
        destruct BASE as (b & BK & BM). rewrite BK in MF |- *. exact (proj1 (proj2 (proj2 MF))).
      - lia.
      - unfold young_after. destruct (cut_kept c) as [|first_kept more_kept]; [constructor|]. apply Forall_app. split; [|exact (young_later _ _ _ _ L23 YO)]. apply Forall_forall. intros t I.
        apply in_map_iff in I as (a & <- & I). apply filter_In in I as [I NW]. apply negb_true_iff in NW.
        destruct (laid_in _ _ _ _ _ (laid_later _ _ _ _ _ L13 LD1) I) as (KR & _). exists (reference_in w3 a). split; [now apply word_in_means|].
        pose proof (source_age _ _ _ _ _ _ _ _ _ _ _ _ _ K1) as AGE. rewrite Forall_forall in AGE.
        destruct (laid_in _ _ _ _ _ LD1 I) as (KR1 & _). unfold reference_in. rewrite (word_in_later w1 w3 _ L13 KR1). fold (reference_in w1 a).
        destruct (AGE a I) as [(c0 & IC & EA)|NEW]; [|lia]. apply in_map_iff in IC as (c1 & <- & IC).
        assert (X : existsb (fun c => Pos.eqb (array_reference c) (array_reference a)) (cut_arrays c) = true)
          by (apply existsb_exists; exists c1; split; [exact IC|]; rewrite EA; apply Pos.eqb_refl). congruence. }
    assert (NEXT : comes_to q' d' st1 e1 z' (contents mem')).
    { cbn [flat_map report_problems] in Q2. rewrite app_nil_r in Q2. unfold arrival_problems in Q2.
      destruct (existsb _ targets) eqn:ME; [exact (meets_ok targets q q' _ below kept more w3 d' st1 e1 z' (contents mem') ME TARGETS Q' TA CA')|].
      cbn [arriving_at arriving_configuration arriving_terms] in Q2. destruct (is_left c').
      - exact (return_ok c q q' _ below kept more w3 d' st1 e1 z' (contents mem') Q2 Q' TA eq_refl eq_refl CA').
      - destruct (number_of (known_terms known) q) as [n|] eqn:N; [|discriminate].
        rewrite <- T3 in N. destruct (number_word _ _ _ _ N Q') as [-> WN].
        cut (exists c2, In c2 (cuts_in (plan_points pl)) /\ cut_pc c2 = n /\ there c2 d' st1 z' (contents mem')).
        { intros (c2 & NEXT). exists O, d', st1, c2. split; [reflexivity|exact NEXT]. }
        destruct (is_called c').
        + exact (call_ok c n _ below kept more w3 d' st1 z' (contents mem') Q2 US TA eq_refl eq_refl CA').
        + destruct (find_place n _ (plan_points pl)) as [c2|] eqn:FI; [|discriminate]. apply find_place_ok in FI as [IN' E'].
          destruct (arrive_ok _ _ _ _ c2 _ below kept more w3 d' st1 z' (contents mem') Q2 TA) as [AC [u CT]].
          exists c2. split; [exact IN'|]. split; [exact E'|]. exists below, kept, more, u. split; [exact CT|]. rewrite AC. exact CA'. }
    destruct NEXT as (n & d2 & st2 & c2 & RUN2 & IN2 & PC2 & below2 & kept2 & all2 & u & CT & CA2).
    eapply (to_related _ _ _ _ _ _ _ _ (j + n)%nat k events); [lia|exact KK| |exact RUN'|].
    { rewrite (run_goes_on _ _ _ _ _ _ RUN), RUN2, app_nil_r. reflexivity. }
    apply (at_cut_point _ _ c2 u below2 kept2 all2); cbn [configuration_of store_of environment_of MachineRun.pc MachineRun.x memory_of_state machine_environment].
    + now right.
    + exact CT.
    + exact CA2.
    + now symmetry.
    + exact (means_word w3 q q' Q').
    + apply (machine_regions _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3).
    + apply (machine_text _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ K3).
    + now symmetry.
  - (* both end *)
    destruct O1 as (f' & -> & FM). destruct O3 as (g' & -> & GM).
    assert (SE : same_end f' g' /\ ~ gives_up g').
    { destruct f as [a|t at_]; destruct g as [b|t'|r0|why]; cbn [flat_map report_problems app] in Q2;
        try match type of Q2 with [_] = [] => discriminate Q2 end.
      - inversion FM; subst. inversion GM; subst. cbn.
        destruct (same_terms (known_terms known) (known_facts known) a b) eqn:SB; [|discriminate]. rewrite <- T3 in SB.
        split; [|tauto].
        match goal with HA : means _ w1 a ?v, HB : means _ w3 b ?v' |- _ =>
          exact (same_terms_mean w3 _ a b v v' F3 (term_means_later _ _ _ _ L13 HA) HB SB) end.
      - inversion FM; subst. inversion GM; subst. cbn. split; [|tauto]. destruct t, t'; reflexivity || discriminate Q2. }
    eapply (to_end _ _ _ _ _ _ _ _ j k events); [exact RUN|exact RUN'|apply SE|apply SE]. }
  destruct machine_out as [o|[code|t|[]|why]]; try exact (ENDS Q2).
  2: { assert (Q3 : flat_map (report_problems pl targets c) match out with SourceSpent => [] | _ => reports_of_ends c out st (inr (MachineExhausted resource_heap)) known end = [])
         by (destruct (stack_at c), out; exact Q2).
       destruct out; [exact (ENDS Q3)|exact (ENDS Q3)|exact (HEAP_GIVES_UP eq_refl eq_refl)]. }
  destruct (stack_at c) as [k0|] eqn:SC; [|exact (ENDS Q2)].
  destruct (frame_fits _ _ k0) as [[]|] eqn:FF; try discriminate. exact (GIVES_UP k0 eq_refl eq_refl FF).
Qed.
End Accepted.

Lemma forall2_cons {A B} (P : A -> B -> Prop) x l y m : Forall2 P (x :: l) (y :: m) -> P x y /\ Forall2 P l m.
Proof. intros H. now inversion H. Qed.

Lemma forall2_last {A B} (P : A -> B -> Prop) l a b : Forall2 P l (a ++ [b]) -> forall d, P (last l d) b.
Proof.
  revert l. induction a as [|x a IH]; intros l H d; inversion H; subst.
  - match goal with F : Forall2 _ _ [] |- _ => inversion F; subst end. assumption.
  - match goal with F : Forall2 _ ?m (a ++ [b]) |- _ => pose proof (IH m F d) as Q; destruct m as [|y m]; [inversion F; now destruct a|exact Q] end.
Qed.

Lemma unknown_not_computed : forallb not_computed unknown_registers = true.
Proof. reflexivity. Qed.

Lemma first_values (registers : list Z) : length registers = 31%nat ->
  map (ingredient_word {| Terms.symbol_value := fun name _ => nth (Pos.to_nat name - 1) registers 0;
                          Terms.length_of := fun _ => 0; Terms.first_contents := fun _ _ _ => 0 |}) unknown_registers =
  map wrap registers.
Proof.
  intros L. unfold unknown_registers. rewrite map_map. do 31 (destruct registers as [|? registers]; [discriminate|]).
  destruct registers; [|discriminate]. reflexivity.
Qed.

(** The world in which both sides begin: the symbols are the registers. *)
Lemma first_world (unknown : recipe) (words : list Z) v registers T zero made :
  forallb not_computed unknown = true -> map (ingredient_word v) unknown = map wrap registers ->
  follow own_symbol own_element (Number 0 :: unknown ++ map Number words) TermTable.start [] = Some (T, zero :: made) ->
  exists w, world_terms w = T /\ term_means w zero 0 /\ Forall2 (term_means w) made (map wrap registers ++ map wrap words).
Proof.
  intros N RV FO.
  destruct (follow_own (Number 0 :: unknown ++ map Number words)
    {| world_terms := TermTable.start; world_values := v; world_sound := TermTable.start_sound |}
    [] [] T (zero :: made)) as (w & WT & W).
  { cbn [forallb not_computed]. rewrite forallb_app, N. apply forallb_forall. intros i I.
    apply in_map_iff in I as (a & <- & _). reflexivity. }
  { constructor. }
  { exact FO. }
  exists w. split; [exact WT|]. cbn [app map world_values] in W. rewrite map_app, RV in W. apply forall2_cons in W as [Z0 W1].
  split; [exact Z0|]. rewrite map_map in W1. exact W1.
Qed.

(** * Memory that is 0 when the machine begins *)

Lemma first_memory_zeros : undecoded first_memory = memory_in it -> 0 <= first_reference -> heap_end < modulus ->
  forallb (zero_before first_reference heap_end) (Elf.segments (the_image it)) = true ->
  zeros (contents first_memory) first_reference heap_end.
Proof.
  intros M P HE H. split; [exact P|]. split; [lia|]. intros a R. rewrite M. unfold memory_in, memory_of. cbn [contents]. revert H.
  generalize (Elf.segments (the_image it)). intros l.
  assert (G : forall bytes, byte_at bytes a = 0 -> forallb (zero_before first_reference heap_end) l = true ->
    byte_at (fold_left (fun bytes s => put bytes (address s) (initial_bytes s)) l bytes) a = 0).
  { induction l as [|s l IH]; intros bytes B H; cbn [fold_left]; [exact B|]. cbn [forallb] in H. apply andb_prop in H as [H1 H2].
    apply IH; [|exact H2]. unfold zero_before in H1. rewrite size_length in H1. apply andb_prop in H1 as [H1 D]. apply andb_prop in H1 as [A1 A2].
    apply Z.leb_le in A1, A2. apply orb_prop in D. rewrite !Z.leb_le in D. rewrite (put_elsewhere (initial_bytes s) _ _ (address s) (address s + Z.of_nat (length (initial_bytes s)))); [exact B|lia|lia|lia|lia]. }
  apply G. apply get_empty.
Qed.

(** Coq is not to follow the recipe while it compares types. *)
Local Opaque follow.

Lemma accepted_gives_up pl known : undecoded first_memory = memory_in it -> all_known known -> problems_from pl known = [] ->
  forall E (env : environment E) (e : E) (registers : list Z), length registers = 31%nat ->
  exists s, ell_begin (the_program it) first_reference e = Some s /\
    conforms (ell_system env (the_program it)) (machine_system env) same_end gives_up may_give_up
      s (machine_begin (Elf.entry (the_image it)) (Elf.segments (the_image it)) registers e).
Proof.
  unfold problems_from. intros M KN Q. destruct first_cut as [first|] eqn:FC; [|discriminate].
  destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [G GW]. apply andb_prop in G as [G _]. apply andb_prop in G as [G GZ]. apply andb_prop in G as [G G2].
  apply andb_prop in G as [G G1]. apply andb_prop in G as [GP GT]. apply Z.leb_le in G1. apply Z.ltb_lt in G2.
  apply app_eq_nil in Q as [Q QR]. apply flat_map_nothing in Q, QR. rewrite Forall_forall in Q, QR.
  assert (CH : forall c, In c (first :: cuts_in (plan_points pl)) -> exists targets, incl targets (cuts_in (plan_points pl)) /\ check_segment pl targets c = [])
    by (intros c I; exact (checked_anew pl known c KN (Q c I))).
  assert (RJ : forall v x, In v (plan_waits pl) -> In x (cuts_in (plan_exits pl)) -> rejoin_problems pl v x = []).
  { intros v x IV IX. specialize (QR v IV). cbv beta in QR. apply flat_map_nothing in QR. rewrite Forall_forall in QR. exact (QR x IX). }
  intros E env e registers LR. destruct (heap_bounds pl GP) as [HB1 HB2].
  unfold first_cut in FC. destruct (follow own_symbol own_element first_recipe TermTable.start []) as [[T made']|] eqn:FO; [|discriminate FC].
  destruct made' as [|zero made]; [discriminate FC|].
  unfold first_recipe in FO.
  destruct (first_world _ _ _ registers _ _ _ unknown_not_computed (first_values registers LR) FO) as (w & WT & Z0 & W1).
  fold first_recipe in FO. rewrite map_app, map_map in W1. cbn [map] in W1.
  destruct (ell_initial (the_program it) zero) as [c|] eqn:IC; [|discriminate FC].
  apply (f_equal (fun o => match o with Some d => d | None => first end)) in FC. cbv beta iota in FC.
  assert (CONF : exists c', ell_initial (the_program it) 0 = Some c' /\ configuration_means term_worlds [] w c c').
  { unfold ell_initial in *. destruct (nth_error _ _) as [f|]; [|discriminate]. injection IC as <-. eexists. split; [reflexivity|].
    split; [constructor|]. split; [|exists []; split; [reflexivity|constructor]]. cbn [frame_of].
    apply all_mean_entered; [exact Z0|constructor]. }
  destruct CONF as (c' & IC' & CM). eexists. unfold ell_begin. rewrite IC'. split; [reflexivity|].
  apply (segments_conform _ _ _ _ _ (at_cut pl first)).
  - intros s m H. now apply (segment_goes pl first).
  - apply (at_cut_point _ _ _ _ first w [] [] []).
    + now left.
    + assert (NX : term_means w (last (zero :: made) zero) first_reference).
      { rewrite app_assoc in W1. pose proof (forall2_last _ _ _ _ W1 zero) as X. rewrite wrap_id in X by (unfold word; lia).
        destruct made; [inversion W1; now destruct (map wrap registers)|exact X]. }
      apply forall2_split in W1 as [W1 W2]. rewrite map_length, LR in W1, W2. subst first.
      constructor; unfold own_terms, terms_made; cbn [cut_recipe cut_configuration cut_globals cut_pc cut_registers cut_cells
        cut_facts cut_kept cut_frame configuration_of store_of MachineRun.x machine_begin memory_of_state].
      * exists (zero :: made). rewrite follow_all_follow, WT. exact FO.
      * exact CM.
      * apply Forall_forall. intros claim I. apply in_map_iff in I as (n & <- & _). cbn [fst snd empty_store global_values].
        rewrite get_empty. exact Z0.
      * constructor.
      * apply whole_nothing.
      * constructor.
      * exact NX.
      * cbn [empty_store next_reference]. lia.
      * apply laid_nothing.
      * fold (memory_in it). rewrite <- M. apply first_memory_zeros; [exact M|lia|lia|exact GZ].
      * change (firstn 32 (zero :: made)) with (zero :: firstn 31 made). constructor; [exact Z0|exact W1].
      * change (skipn 32 (zero :: made)) with (skipn 31 made).
        clear -W2 GW M. fold (memory_in it). rewrite <- M. clear M. unfold cells_true.
        revert W2. generalize (skipn 31 made). induction (the_words it) as [|z l IH]; intros b W2; [constructor|].
        cbn [map app] in W2. destruct b as [|t b]; [constructor|]. apply forall2_cons in W2 as [M W2].
        cbn [combine map]. cbn [forallb] in GW. apply andb_prop in GW as [GZ GW]. apply andb_prop in GZ as [GZ GL].
        apply andb_prop in GZ as [G1 G2]. apply Z.leb_le in G1, G2. apply Z.eqb_eq in GL.
        constructor; [|now apply IH]. unfold cell_true, cell_end. cbn [cell_address cell_width cell_word].
        change (Z.of_nat 4) with 4. split; [now split|]. rewrite GL in M. exact M.
      * constructor.
      * constructor.
      * exact I.
      * unfold entered_from. cbn. lia.
      * constructor.
    + subst first. constructor.
    + subst first. reflexivity.
    + cbn. subst first. cbn [cut_pc] in *. split; assumption.
    + rewrite M. reflexivity.
    + intros a _. rewrite M. reflexivity.
    + reflexivity.
Qed.

(** What is accepted conforms, and gives up only where the stack or the heap is spent. *)
Theorem accepted_conforms pl known : undecoded first_memory = memory_in it -> all_known known -> problems_from pl known = [] ->
  conforms_within (the_budget it) (the_program it) (Elf.entry (the_image it)) (Elf.segments (the_image it)).
Proof.
  intros M KN Q. exists first_reference. intros E env e registers LR.
  destruct (accepted_gives_up pl known M KN Q E env e registers LR) as (s & B & C). exists s. split; [exact B|].
  apply (conforms_more _ _ _ _ may_give_up); [|exact C]. intros g s' [[_ S]|[_ S]]; [now left|now right].
Qed.

(** Where no callers stay behind, and the heap is enough, it never gives up. *)
Theorem accepted_always_conforms pl known : the_abstracted it = [] -> the_heap_is_spent it = false -> undecoded first_memory = memory_in it -> all_known known ->
  problems_from pl known = [] ->
  always_conforms (the_program it) (Elf.entry (the_image it)) (Elf.segments (the_image it)).
Proof.
  intros N NH M KN Q. exists first_reference. intros E env e registers LR.
  destruct (accepted_gives_up pl known M KN Q E env e registers LR) as (s & B & C). exists s. split; [exact B|].
  apply (conforms_more _ _ _ _ may_give_up); [|exact C]. intros g s' [[S _]|[S _]]; [exact (S N)|congruence].
Qed.
End Checker.
