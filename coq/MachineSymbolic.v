(** Symbolic execution of the machine: a step with terms for words, and steps up to a pc at which a cut point may be.

    The path of the source is known by then, with its exchanges; the machine has to make the same, in the same
    order, and gets the same answers. pc has to be a number, and so have addresses, but those in known arrays (MachineArrays.v),
    and those in the stack of a function whose callers are not known (MachineStack.v). *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Lists Table Behaviour Environment MachineRules Instruction Memory MachineStep
  MachineRun Runs Worlds MachineRelated MachineCommutes TermWorlds Exchanges Problems KnownArrays MachineCells MachineArrays MachineStack Following
  DecodedText.
From Etalon Require Terms TermTable LawsTerms.
Import ListNotations.
Open Scope Z_scope.

(** What is known in the middle of a segment: the terms so far, facts, cells of memory outside of the heap, arrays, and the
    exchanges that the source makes in this segment, and the machine not yet. *)
Record machine_known_state := {
  known_terms : terms;
  known_facts : list literal;
  known_cells : list cell;
  known_arrays : list known_array;
  (** Cells of the stack, at so many bytes from its base. *)
  known_frame : list cell;
  exchanges_left : list exchange
}.

Definition with_terms (st : machine_known_state) (T : terms) : machine_known_state :=
  {| known_terms := T; known_facts := known_facts st; known_cells := known_cells st; known_arrays := known_arrays st;
     known_frame := known_frame st; exchanges_left := exchanges_left st |}.

Definition with_fact (st : machine_known_state) (l : literal) : machine_known_state :=
  {| known_terms := known_terms st; known_facts := l :: known_facts st; known_cells := known_cells st;
     known_arrays := known_arrays st; known_frame := known_frame st; exchanges_left := exchanges_left st |}.

Definition with_left (st : machine_known_state) (l : list exchange) : machine_known_state :=
  {| known_terms := known_terms st; known_facts := known_facts st; known_cells := known_cells st; known_arrays := known_arrays st;
     known_frame := known_frame st; exchanges_left := l |}.

Definition with_cells (st : machine_known_state) (cells : list cell) : machine_known_state :=
  {| known_terms := known_terms st; known_facts := known_facts st; known_cells := cells; known_arrays := known_arrays st;
     known_frame := known_frame st; exchanges_left := exchanges_left st |}.

Definition with_array (st : machine_known_state) (a : known_array) : machine_known_state :=
  {| known_terms := known_terms st; known_facts := known_facts st; known_cells := known_cells st; known_arrays := replaced a (known_arrays st);
     known_frame := known_frame st; exchanges_left := exchanges_left st |}.

Definition with_frame (st : machine_known_state) (frame : list cell) : machine_known_state :=
  {| known_terms := known_terms st; known_facts := known_facts st; known_cells := known_cells st; known_arrays := known_arrays st;
     known_frame := frame; exchanges_left := exchanges_left st |}.

(** What a path comes to: pc and registers, or an end. *)
Definition machine_path_end : Type := (term * list term) + machine_final term.

Section Machine.
(** What is found on a path; of it only whether it is nothing matters for the proof. *)
Context {A : Type} (refuse : problem -> A).
(** The memory with which the machine begins, and the stack, in a function whose callers are not known. *)
Context (first_memory : decoded_memory) (stack : option known_stack).
(** Where the heap begins and ends. *)
Context (low high : Z).

(** May so many bytes be stored here, all of them below 2^32? *)
Definition storable (address : Z) (width : nat) : bool :=
  (address + Z.of_nat width <=? modulus) &&
  match refused width (regions first_memory) access_write address with None => true | Some _ => false end.

(** An area is not in the stack. *)
Definition off_stack (first last : Z) : bool :=
  match stack with Some k => (last <=? stack_low k) || (stack_high k <=? first) | None => true end.

(** It is not in the heap. *)
Definition off_heap (first last : Z) : bool := (last <=? low) || (high <=? first).

(** How far from the stack's base an address is known to be. *)
Definition on_stack (st : machine_known_state) (address : term) : option (known_stack * Z) :=
  match stack with Some k => option_map (pair k) (stack_offset (known_terms st) k address) | None => None end.

(** It is stored in the frame. What is known at numbers in the stack's area is forgotten. *)
Definition stored_in_frame (st : machine_known_state) (k : known_stack) (offset : Z) (n : nat) (value : term) : option machine_known_state :=
  let (first, last) := (stack_low k, stack_high k) in
  if in_frame (known_terms st) (known_facts st) k offset n && off_heap first last then
    match lowest (known_terms st) n value with
    | Some (T, t) =>
        Some (with_frame (with_cells (with_terms st T) (filter (cell_clear first last) (known_cells st)))
          ({| cell_address := offset; cell_width := n; cell_word := t |} ::
           filter (cell_clear offset (offset + Z.of_nat n)) (known_frame st)))
    | None => None
    end
  else None.

(** A word, or a part of it, is stored at a number, where neither heap nor stack is. *)
Definition stored_cell (st : machine_known_state) (z : Z) (n : nat) (t : term) : option machine_known_state :=
  let last := z + Z.of_nat n in
  if storable z n && off_heap z last && off_stack z last then
    Some (with_cells st ({| cell_address := z; cell_width := n; cell_word := t |} :: filter (cell_clear z last) (known_cells st)))
  else None.

(** Is the heap an area of its own, with this permission? *)
Definition heap_permits (a : access) : bool := area_permits (regions first_memory) a low high && off_stack low high.

(** It is stored in an array, which is this one then. What is known at numbers in the heap's area is forgotten. *)
Definition stored_in_heap (st : machine_known_state) (T : terms) (a : known_array) : option machine_known_state :=
  if heap_permits access_write then
    Some (with_array (with_cells (with_terms st T) (filter (cell_clear low high) (known_cells st))) a)
  else None.

(** Where in an array an access is. *)
Definition spot_at (st : machine_known_state) (n : nat) (address : term) : option (known_array * spot) :=
  spot_among (known_terms st) (known_facts st) address n (known_arrays st).

(** A word, or a part of it, is stored there. *)
Definition stored_at_spot (st : machine_known_state) (n : nat) (address value : term) (a : known_array) (sp : spot) : option machine_known_state :=
  match sp with
  | AtLength => stored_in_heap st (known_terms st) (with_head value a)
  | AtElement =>
      match lowest (known_terms st) n value with
      | Some (T, x) =>
          let (T, o) := offset_from T a address in
          let (T, b) := element_written T a o x in
          stored_in_heap st T b
      | None => None
      end
  | AtBytes d =>
      match number_of (known_terms st) value, number_of (known_terms st) (array_length a) with
      | Some x, Some length =>
          let (T, b) := numbers_written (known_terms st) a d (first (length - d) (bytes_of_word x)) in stored_in_heap st T b
      | _, _ => None
      end
  end.

Definition stored_elsewhere (st : machine_known_state) (n : nat) (address value : term) : option machine_known_state :=
  match spot_at st n address with
  | Some (a, sp) => stored_at_spot st n address value a sp
  | None =>
      match number_of (known_terms st) address with
      | Some z =>
          match lowest (known_terms st) n value with
          | Some (T, t) => stored_cell (with_terms st T) z n t
          | None => None
          end
      | None => None
      end
  end.

Definition stored (st : machine_known_state) (n : nat) (address value : term) : option machine_known_state :=
  match on_stack st address with
  | Some (k, offset) => stored_in_frame st k offset n value
  | None => stored_elsewhere st n address value
  end.

(** The array of bytes in which a block is known to lie. *)
Definition is_block (st : machine_known_state) (address count : term) (a : known_array) : bool :=
  Terms.same_element (array_element a) element_byte &&
  let (T, o) := offset_from (known_terms st) a address in block_within T (known_facts st) (array_length a) o count.

Definition block_at (st : machine_known_state) (address count : term) : option known_array :=
  find (is_block st address count) (known_arrays st).

(** Why memory refuses a block, where that is known. *)
Definition block_permission (st : machine_known_state) (a : access) (count address : term) : option (option fault) :=
  match number_of (known_terms st) count, number_of (known_terms st) address with
  | Some n, Some z => Some (option_map (AccessRefused a n z) (refused_block (regions first_memory) a z n))
  | _, _ =>
      match block_at st address count with
      | Some _ => match first_refused (regions first_memory) a low high with None => Some None | Some _ => None end
      | None => None
      end
  end.

(** The bytes of a block are put into an array. *)
Definition stored_block (st : machine_known_state) (address count came byte : term) : option machine_known_state :=
  match block_at st address count with
  | Some a =>
      let (T, o) := offset_from (known_terms st) a address in
      let (T, b) := block_filled T a o came byte in
      stored_in_heap st T b
  | None => None
  end.

(** Are the bytes at an address those of an array of the source, from an index on? *)
Definition sends (st : machine_known_state) (own : known_array) (from address count : term) : bool :=
  match block_at st address count with
  | Some a =>
      Pos.eqb (array_reference own) (array_reference a) && Terms.same_element (array_element own) element_byte &&
      same_contents most_writes (known_terms st) (known_facts st) (array_heap own) (array_heap a) &&
      let (T, o) := offset_from (known_terms st) a address in same_terms T (known_facts st) from o
  | None => false
  end.

(** What is loaded: a cell, or what is at a spot of an array. *)
Definition loaded_elsewhere (st : machine_known_state) (n : nat) (address : term) : option (terms * term) :=
  match match number_of (known_terms st) address with Some z => cell_at (known_cells st) z n | None => None end with
  | Some t => Some (known_terms st, t)
  | None =>
      match spot_at st n address with
      | Some (a, AtLength) => Some (known_terms st, array_head a)
      | Some (a, AtElement) => let (T, o) := offset_from (known_terms st) a address in Some (element_read T a o)
      | Some (_, AtBytes _) | None => None
      end
  end.

Definition loaded (st : machine_known_state) (n : nat) (address : term) : option (terms * term) :=
  match on_stack st address with
  | Some (_, offset) => option_map (pair (known_terms st)) (cell_at (known_frame st) offset n)
  | None => loaded_elsewhere st n address
  end.

(** Why an address is nothing that is known, for people. *)
Definition unknown_at (st : machine_known_state) (address : term) (why : Z -> problem) : problem :=
  match number_of (known_terms st) address with Some z => why z | None => AddressNotKnown end.

(** Is a place of so many bytes a multiple of them? On the formal machine it need not be, but people's machines may end a process that asks for
    it: an address that is none is not followed, though nothing is proved of it. *)
Definition aligned (n : nat) (place : Z) : bool := place mod Z.of_nat n =? 0.

(** Arrays begin at multiples of 4. *)
Definition spot_aligned (sp : spot) : bool := match sp with AtBytes d => aligned 4 d | AtLength | AtElement => true end.

(** Why memory refuses an access, where that is known. *)
Definition permission_elsewhere (st : machine_known_state) (a : access) (n : nat) (address : term) : option (option fault) :=
  match number_of (known_terms st) address with
  | Some z => if aligned n z then Some (option_map (AccessRefused a (Z.of_nat n) z) (refused n (regions first_memory) a z)) else None
  | None =>
      match spot_at st n address with
      | Some (_, sp) => if spot_aligned sp && area_permits (regions first_memory) a low high then Some None else None
      | None => None
      end
  end.

(** Is a cell of the stack known here, or is it in the frame? Only what is below the base can be written. *)
Definition permission (st : machine_known_state) (a : access) (n : nat) (address : term) : option (option fault) :=
  match on_stack st address with
  | Some (k, offset) =>
      if aligned n offset &&
         match cell_at (known_frame st) offset n with Some _ => true | None => in_frame (known_terms st) (known_facts st) k offset n end &&
         area_permits (regions first_memory) a (stack_low k) (stack_high k)
      then Some None else None
  | None => permission_elsewhere st a n address
  end.

Fixpoint machine_effect_on (e : machine_effect term) (st : machine_known_state)
    (rest : machine_path_end -> machine_known_state -> list A) : list A :=
  match e with
  | Goes _ pc x => rest (inl (pc, x)) st
  | Stops _ f => rest (inr f) st
  | NoRegister => [refuse MachineIsStuck]
  | MConst z k => let (T, t) := constant (known_terms st) z in machine_effect_on (k t) (with_terms st T) rest
  | MOperate o a b k =>
      let (T, t) := operation_of (known_terms st) o a b in machine_effect_on (k t) (with_terms st T) rest
  | MDecide c k =>
      match decision (known_terms st) (known_facts st) c with
      | Some answer => machine_effect_on (k answer) st rest
      | None => machine_effect_on (k true) (with_fact st (noted (known_terms st) c true)) rest ++
                machine_effect_on (k false) (with_fact st (noted (known_terms st) c false)) rest
      end
  | Fetch pc k =>
      match number_of (known_terms st) pc with
      | Some z => machine_effect_on (k (fetched first_memory z)) st rest
      | None => [refuse PcNotKnown]
      end
  | Permits a n address k =>
      match permission st a n address with
      | Some why => machine_effect_on (k why) st rest
      | None => [refuse AddressNotKnown]
      end
  | LoadBytes n address k =>
      match loaded st n address with
      | Some (T, t) => machine_effect_on (k t) (with_terms st T) rest
      | None => [refuse (unknown_at st address CellNotKnown)]
      end
  | StoreBytes n address value k =>
      match stored st n address value with
      | Some st => machine_effect_on k st rest
      | None => [refuse (unknown_at st address CellNotWritable)]
      end
  | PermitsBlock a count address k =>
      match block_permission st a count address with
      | Some why => machine_effect_on (k why) st rest
      | None => [refuse AddressNotKnown]
      end
  | MReadBlock address count k =>
      match exchanges_left st with
      | ByteCame t :: more =>
          match number_of (known_terms st) count, number_of (known_terms st) address with
          | Some 1, Some z =>
              let (T, one) := constant (known_terms st) 1 in
              match stored_cell (with_left (with_terms st T) more) z 1 t with
              | Some st => machine_effect_on (k one) st rest
              | None => [refuse (CellNotWritable z)]
              end
          | _, _ => [refuse ExchangeDiffers]
          end
      | NoByteCame :: more =>
          match number_of (known_terms st) count with
          | Some 1 =>
              let (T, none) := constant (known_terms st) 0 in
              machine_effect_on (k none) (with_left (with_terms st T) more) rest
          | _ => [refuse ExchangeDiffers]
          end
      | BlockCame n came byte :: more =>
          if same_terms (known_terms st) (known_facts st) n count then
            match stored_block st address count came byte with
            | Some st => machine_effect_on (k came) (with_left st more) rest
            | None => [refuse (unknown_at st address CellNotWritable)]
            end
          else [refuse ExchangeDiffers]
      | BlockEnded n :: more =>
          if same_terms (known_terms st) (known_facts st) n count then
            let (T, none) := constant (known_terms st) 0 in
            machine_effect_on (k none) (with_left (with_terms st T) more) rest
          else [refuse ExchangeDiffers]
      | _ => [refuse ExchangeDiffers]
      end
  | MWriteBlock address count k =>
      match exchanges_left st with
      | ByteSent t :: more =>
          match number_of (known_terms st) count, number_of (known_terms st) address with
          | Some 1, Some z =>
              match cell_at (known_cells st) z 1 with
              | Some u =>
                  if same_terms (known_terms st) (known_facts st) t u then
                    let (T, one) := constant (known_terms st) 1 in
                    machine_effect_on (k one) (with_left (with_terms st T) more) rest
                  else [refuse ExchangeDiffers]
              | None => [refuse (CellNotKnown z)]
              end
          | _, _ => [refuse ExchangeDiffers]
          end
      | BlockSent a from n taken :: more =>
          if same_terms (known_terms st) (known_facts st) n count && sends st a from address count
          then machine_effect_on (k taken) (with_left st more) rest
          else [refuse ExchangeDiffers]
      | _ => [refuse ExchangeDiffers]
      end
  | EndedResult k =>
      match symbol (known_terms st) Terms.sort_int with
      | Some (T, t) =>
          let (T, zero) := constant T 0 in
          let (T, positive) := operation_of T Slt zero t in
          machine_effect_on (k t) (with_fact (with_terms st T) (noted T positive false)) rest
      | None => [refuse NoSymbol]
      end
  | WrittenResult taken count k =>
      match symbol (known_terms st) Terms.sort_int with
      | Some (T, t) =>
          match number_of (known_terms st) taken with
          | Some 1 => machine_effect_on (k t) (with_terms st T) rest
          | _ =>
              let (T, zero) := constant T 0 in
              let (T, positive) := operation_of T Slt zero t in
              let (T, all) := operation_of T Equal taken count in
              machine_effect_on (k taken) st rest ++
              machine_effect_on (k t) (with_fact (with_fact (with_terms st T) (noted T all true)) (noted T positive false)) rest
          end
      | None => [refuse NoSymbol]
      end
  end.

Context (stops : Z -> bool).

(** At most so many steps, and one, up to a pc that [stops], or the end of the machine. *)
Fixpoint machine_paths (steps : nat) (pc : term) (x : list term) (st : machine_known_state)
    (rest : machine_path_end -> machine_known_state -> list A) : list A :=
  machine_effect_on (machine_step pc x) st (fun out st =>
    match out with
    | inl (pc, x) =>
        if match number_of (known_terms st) pc with Some z => stops z | None => true end then rest out st
        else match steps with O => [refuse MachinePathTooLong] | S steps => machine_paths steps pc x st rest end
    | inr _ => rest out st
    end).

(** * What it says is so *)

Context {E : Type} (env : environment E) (last : E).
Context (protected : text_protected (regions first_memory) = true).
(** The word of the stack's base, and memory when the segment began. *)
Context (base : Z) (began : table Z).
(** The areas of arrays that are not known. *)
Context (areas : list (Z * Z)).
(** Where the next array will be. *)
Context (next : Z) (heap_there : 0 <= low /\ low <= next <= high /\ high <= modulus).
Context (stack_there : match stack with Some k => stack_fits (regions first_memory) k = true | None => True end).

Definition frame_true (w : term_world) (frame : list cell) (bytes : table Z) : Prop :=
  match stack with Some k => stack_true k base began w frame bytes | None => True end.

(** What is known is true of memory and an environment; [left] are the events of the exchanges that are left. *)
Record machine_known (w : term_world) (st : machine_known_state) (m : memory) (e : E) (left : list event) : Prop := {
  machine_table : world_terms w = known_terms st;
  machine_satisfied : facts_hold w (known_facts st);
  machine_cells : cells_true w (contents m) (known_cells st);
  machine_heap : heap_true low next high began areas w (contents m) (known_arrays st);
  machine_frame : frame_true w (known_frame st) (contents m);
  machine_left : exchanged env w (exchanges_left st) e left last;
  machine_regions : regions m = regions first_memory;
  machine_text : same_text (regions first_memory) (contents first_memory) (contents m)
}.

Lemma stack_bounds k : stack = Some k -> 0 <= stack_room k <= stack_low k /\ stack_low k <= stack_high k <= modulus /\
  area_permits (regions first_memory) access_write (stack_low k) (stack_high k) = true.
Proof.
  intros SK. rewrite SK in stack_there. unfold stack_fits in stack_there. apply andb_prop in stack_there as [H W].
  apply andb_prop in H as [H _]. apply andb_prop in H as [H H4]. apply andb_prop in H as [H H3]. apply andb_prop in H as [H1 H2].
  apply Z.leb_le in H1, H2, H3, H4. repeat split; assumption.
Qed.

Lemma frame_true_later a b frame bytes : term_later a b -> frame_true a frame bytes -> frame_true b frame bytes.
Proof. intros L. unfold frame_true. destruct stack; [now apply stack_true_later|auto]. Qed.

Lemma frame_true_elsewhere w frame bytes changed from to : frame_true w frame bytes ->
  (forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at changed p = byte_at bytes p) -> off_stack from to = true ->
  frame_true w frame changed.
Proof.
  pose proof stack_bounds as SB. unfold frame_true, off_stack. destruct stack as [k|]; [|auto]. intros H D O. destruct (SB k eq_refl) as (B & C & _).
  apply (stack_true_elsewhere k base began w bytes changed ltac:(lia) frame from to H D O).
Qed.

Lemma fetch_known w st m e left z : machine_known w st m e left -> fetch m z = fetched first_memory z.
Proof.
  intros K. rewrite fetched_ok. unfold fetch. rewrite (machine_regions _ _ _ _ _ K). destruct (negb _); [reflexivity|].
  destruct (refused 4 (regions first_memory) access_execute z) eqn:R; [reflexivity|].
  now rewrite (same_text_load (regions first_memory) (contents first_memory) (contents m) 4 z R (machine_text _ _ _ _ _ K)).
Qed.

(** In a later world, with more terms. *)
Lemma machine_known_later w u st m e left : machine_known w st m e left -> term_later w u ->
  machine_known u (with_terms st (world_terms u)) m e left.
Proof.
  intros [KT KF KC KH KM KL KR KX] L. constructor; cbn; auto.
  - eapply facts_hold_later; eassumption.
  - eapply cells_true_later; eassumption.
  - eapply heap_true_later; eassumption.
  - eapply frame_true_later; eassumption.
  - eapply exchanged_later; eassumption.
Qed.

Lemma machine_known_fact w st m e left t z answer : machine_known w st m e left -> term_means w t z ->
  holds z = answer -> machine_known w (with_fact st (noted (known_terms st) t answer)) m e left.
Proof. intros [KT KF KC KH KM KL KR KX] M H. constructor; cbn; auto. rewrite <- KT. eapply noted_holds; eassumption. Qed.

Lemma machine_known_rest w st m e left l e' more : machine_known w st m e left -> exchanged env w l e' more last ->
  machine_known w (with_left st l) m e' more.
Proof. intros [KT KF KC KH KM KL KR KX] X. now constructor. Qed.

Lemma storable_ok z n : storable z n = true ->
  z + Z.of_nat n <= modulus /\ refused n (regions first_memory) access_write z = None.
Proof.
  unfold storable. intros H. apply andb_prop in H as [H R]. apply Z.leb_le in H.
  destruct (refused n _ access_write z); [discriminate|]. now split.
Qed.

Lemma number_word w t z n : number_of (world_terms w) t = Some n -> term_means w t z -> z = n /\ word n.
Proof. intros N M. pose proof (number_means w t z n N M). subst. split; [reflexivity|]. now apply (means_word w t). Qed.

(** Memory changes in an area outside of the heap and the stack. *)
Lemma machine_known_changed w st m e left changed from to cells : machine_known w st m e left -> 0 <= from /\ to <= modulus ->
  (forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at changed p = byte_at (contents m) p) ->
  (forall p, from <= p < to -> refused_byte (regions first_memory) access_write p = None) ->
  cells_true w changed cells -> off_heap from to = true -> off_stack from to = true ->
  machine_known w (with_cells st cells) {| regions := regions m; contents := changed |} e left.
Proof.
  intros [KT KF KC KH KM KL KR KX] I D R C H O. constructor; cbn; auto.
  - unfold off_heap in H. apply orb_prop in H. rewrite !Z.leb_le in H. apply (heap_elsewhere low next high ltac:(lia) began areas w (contents m) _ _ from to D H KH).
  - now apply (frame_true_elsewhere w _ (contents m) changed from to).
  - now apply (same_text_after (contents m) changed from to D).
Qed.

(** An array changes, in an area inside it. *)
Lemma machine_known_array w st m e left changed from to a b st' : machine_known w st m e left -> In a (known_arrays st) -> same_place a b ->
  reference_in w a <= from -> to <= behind w a ->
  (forall p, 0 <= p < modulus -> p < from \/ to <= p -> byte_at changed p = byte_at (contents m) p) ->
  machine_array_true w changed b -> stored_in_heap st (world_terms w) b = Some st' ->
  machine_known w st' {| regions := regions m; contents := changed |} e left.
Proof.
  intros [KT KF KC KH KM KL KR KX] I S F T D B Q. unfold stored_in_heap in Q. destruct (heap_permits access_write) eqn:HP; [|discriminate].
  injection Q as <-. unfold heap_permits in HP. apply andb_prop in HP as [P O].
  pose proof KH as (LD & _ & _). destruct (laid_in _ _ _ _ _ LD I) as (_ & _ & IN). unfold inside in IN.
  assert (DH : forall p, 0 <= p < modulus -> p < low \/ high <= p -> byte_at changed p = byte_at (contents m) p) by (intros; apply D; lia).
  assert (BO : 0 <= low /\ high <= modulus) by lia.
  constructor; cbn [known_terms known_facts known_cells known_arrays known_frame exchanges_left with_terms with_cells with_array
    regions contents]; auto.
  - now apply (cells_clear w (contents m) changed low high DH).
  - apply (heap_changed low next high heap_there began areas w (contents m) changed _ a b from to KH I S F T D B).
  - now apply (frame_true_elsewhere w _ (contents m) changed low high).
  - apply (same_text_after (contents m) changed low high DH); auto. intros p PP. exact (area_permits_byte _ _ _ _ p P PP).
Qed.

(** Where a store of so many bytes is permitted, each of them is. *)
Lemma permitted_each z n : 0 <= z -> z + Z.of_nat n <= modulus -> refused n (regions first_memory) access_write z = None ->
  forall p, z <= p < z + Z.of_nat n -> refused_byte (regions first_memory) access_write p = None.
Proof.
  intros Z0 Z1 R p P. replace p with (wrap (z + (p - z))); [apply (refused_each n _ _ z _ R); lia|].
  replace (z + (p - z)) with p by ring. apply wrap_id. unfold word. lia.
Qed.

Lemma stored_cell_ok w st m e left z n t x st' : machine_known w st m e left -> word z -> term_means w t (x mod 256 ^ Z.of_nat n) ->
  stored_cell st z n t = Some st' ->
  machine_known w st' {| regions := regions m; contents := store n (contents m) z x |} e left.
Proof.
  intros K W M. unfold stored_cell. destruct (_ && _) eqn:G; [|discriminate]. intros [= <-]. apply andb_prop in G as [G OS].
  apply andb_prop in G as [SO OH]. apply storable_ok in SO as [H R]. unfold word in W.
  assert (D := store_elsewhere n (contents m) z x z (z + Z.of_nat n) ltac:(lia) ltac:(lia)).
  apply (machine_known_changed w st m e left _ z (z + Z.of_nat n)); auto; [lia|apply permitted_each; [lia|lia|exact R]|].
  constructor; [|apply (cells_clear w (contents m) _ _ _ D), (machine_cells _ _ _ _ _ K)]. unfold cell_true, cell_end. cbn [cell_address cell_width cell_word].
  split; [lia|]. rewrite load_store_same by lia. exact M.
Qed.

(** What is known of an array. *)
Lemma known_array_ok w st m e left a : machine_known w st m e left -> In a (known_arrays st) ->
  machine_array_true w (contents m) a /\ inside w low high a.
Proof.
  intros K I. destruct (machine_heap _ _ _ _ _ K) as (LD & F & _). rewrite Forall_forall in F. split; [now apply F|].
  destruct (laid_in _ _ _ _ _ LD I) as (_ & _ & IN). unfold inside in *. lia.
Qed.

(** What is found at an address. *)
Lemma spot_at_ok w st m e left n address z a sp : machine_known w st m e left -> term_means w address z ->
  spot_at st n address = Some (a, sp) ->
  In a (known_arrays st) /\ machine_array_true w (contents m) a /\ inside w low high a /\ is_spot w a z n sp.
Proof.
  intros K M F. apply spot_among_found in F as [I F]. destruct (known_array_ok _ _ _ _ _ _ K I) as [AT IN]. split; [exact I|].
  split; [exact AT|]. split; [exact IN|]. rewrite <- (machine_table _ _ _ _ _ K) in F.
  apply (spot_of_ok w _ address z n a sp low high (machine_satisfied _ _ _ _ _ K) M (proj1 AT)); auto; lia.
Qed.

Lemma permission_elsewhere_ok w st m e left a n address z why : machine_known w st m e left -> term_means w address z ->
  permission_elsewhere st a n address = Some why -> why = option_map (AccessRefused a (Z.of_nat n) z) (refused n (regions m) a z).
Proof.
  intros K M. unfold permission_elsewhere. rewrite (machine_regions _ _ _ _ _ K).
  destruct (number_of (known_terms st) address) as [y|] eqn:N.
  - rewrite <- (machine_table _ _ _ _ _ K) in N. rewrite (number_means w address z y N M). destruct (aligned n y); [|discriminate]. now intros [= <-].
  - destruct (spot_at st n address) as [[x sp]|] eqn:F; [|discriminate].
    destruct (spot_at_ok _ _ _ _ _ _ _ _ _ _ K M F) as (_ & _ & IN & SP). destruct (spot_inside _ _ _ _ _ SP) as [A1 A2]. unfold inside in IN.
    destruct (_ && _) eqn:P; [|discriminate]. apply andb_prop in P as [_ P]. intros [= <-].
    rewrite (area_permits_refused _ _ _ _ _ _ P); [reflexivity|lia..].
Qed.

(** An address in the stack. *)
Lemma on_stack_ok w st m e left address z k offset : machine_known w st m e left -> term_means w address z ->
  on_stack st address = Some (k, offset) -> stack = Some k /\ z = wrap (base + offset) /\
    stack_true k base began w (known_frame st) (contents m).
Proof.
  intros K M. unfold on_stack. pose proof (machine_frame _ _ _ _ _ K) as F. unfold frame_true in F.
  destruct stack as [j|] eqn:SK; [|discriminate]. destruct (stack_offset _ j address) as [n|] eqn:SO; [|discriminate].
  intros [= <- <-]. split; [reflexivity|]. split; [|exact F]. rewrite <- (machine_table _ _ _ _ _ K) in SO.
  apply (stack_offset_ok w j address z base n M (proj1 F) SO).
Qed.

Lemma permission_ok w st m e left a n address z why : machine_known w st m e left -> term_means w address z ->
  permission st a n address = Some why -> why = option_map (AccessRefused a (Z.of_nat n) z) (refused n (regions m) a z).
Proof.
  intros K M. unfold permission. destruct (on_stack st address) as [[k offset]|] eqn:OS; [|now apply (permission_elsewhere_ok w st m e left)].
  destruct (on_stack_ok _ _ _ _ _ _ _ _ _ K M OS) as (SK & -> & B & R & F & _). pose proof (stack_bounds k SK) as (RO & HI & _).
  destruct (_ && _) eqn:G; [|discriminate]. intros [= <-]. apply andb_prop in G as [G P]. apply andb_prop in G as [_ G].
  assert (IN : stack_low k <= base + offset /\ base + offset + Z.of_nat n <= stack_high k).
  { destruct (cell_at (known_frame st) offset n) as [t|] eqn:C.
    - destruct (stack_cell_means _ _ _ _ _ _ _ _ _ F C) as (X & Y & _). now split.
    - rewrite <- (machine_table _ _ _ _ _ K) in G.
      destruct (in_frame_ok w _ k base offset n (machine_satisfied _ _ _ _ _ K) B RO (proj1 R) G). lia. }
  rewrite (machine_regions _ _ _ _ _ K).
  destruct n as [|n]; [reflexivity|]. rewrite Nat2Z.inj_succ in IN.
  rewrite (area_permits_refused _ _ _ _ _ _ P); [reflexivity|..]; rewrite ?Nat2Z.inj_succ, ?wrap_id by (unfold word; lia); lia.
Qed.

(** How far an element is from the first. *)
Lemma offset_of_place w a i : inside w low high a -> 0 <= i < length_in w a ->
  wrap (place_of w a i - first_place w a) = Terms.width (array_element a) * i.
Proof.
  intros IN I. destruct (inside_words w low high a i ltac:(lia) ltac:(lia) IN I) as (_ & W & _). unfold place_of.
  replace (_ - _) with (Terms.width (array_element a) * i) by ring. now apply wrap_id.
Qed.

Lemma loaded_elsewhere_ok w st m e left n address z T t : machine_known w st m e left -> term_means w address z ->
  loaded_elsewhere st n address = Some (T, t) ->
  exists u, world_terms u = T /\ term_later w u /\ term_means u t (load n (contents m) z).
Proof.
  intros K M. unfold loaded_elsewhere. destruct (match number_of (known_terms st) address with Some _ => _ | None => _ end) as [c|] eqn:C.
  - intros [= <- <-]. exists w. split; [apply (machine_table _ _ _ _ _ K)|]. split; [apply term_later_refl|].
    destruct (number_of (known_terms st) address) as [y|] eqn:N; [|discriminate].
    rewrite <- (machine_table _ _ _ _ _ K) in N. rewrite (number_means w address z y N M).
    exact (cell_at_means _ _ _ _ _ _ (machine_cells _ _ _ _ _ K) C).
  - destruct (spot_at st n address) as [[x sp]|] eqn:F; [|discriminate].
    destruct (spot_at_ok _ _ _ _ _ _ _ _ _ _ K M F) as (_ & ((KR & KN & HK) & HD & HC) & IN & SP). destruct sp as [| |d]; [| |discriminate].
    + destruct SP as [-> ->]. intros [= <- <-]. exists w. split; [apply (machine_table _ _ _ _ _ K)|]. split; [apply term_later_refl|exact HD].
    + destruct SP as (-> & i & I & ->). rewrite <- (machine_table _ _ _ _ _ K).
      destruct (offset_from_means w x address _ KR M) as (u & U & L & V).
      destruct (offset_from (world_terms w) x address) as [T' o]. cbn [fst snd] in U, V. subst T'.
      rewrite (offset_of_place _ _ _ IN I) in V.
      destruct (element_read_means u x o i (known_later _ _ _ L KR) (heap_known_later _ _ _ L HK) V) as (u1 & U1 & L1 & V1). intros Q. injection Q as Q.
      rewrite Q in U1, V1. cbn [fst snd] in U1, V1. exists u1. split; [exact U1|]. split; [eapply term_later_trans; eassumption|].
      rewrite (contents_later w u x i L KR HK), <- HC in V1 by exact I. exact V1.
Qed.

Lemma loaded_ok w st m e left n address z T t : machine_known w st m e left -> term_means w address z ->
  loaded st n address = Some (T, t) ->
  exists u, world_terms u = T /\ term_later w u /\ term_means u t (load n (contents m) z).
Proof.
  intros K M. unfold loaded. destruct (on_stack st address) as [[k offset]|] eqn:OS; [|now apply (loaded_elsewhere_ok w st m e left)].
  destruct (on_stack_ok _ _ _ _ _ _ _ _ _ K M OS) as (SK & -> & B & R & F & _). pose proof (stack_bounds k SK) as (RO & HI & _).
  destruct (cell_at (known_frame st) offset n) as [t'|] eqn:C; [|discriminate]. intros [= <- <-].
  destruct (stack_cell_means _ _ _ _ _ _ _ _ _ F C) as (X & Y & V).
  exists w. split; [apply (machine_table _ _ _ _ _ K)|]. split; [apply term_later_refl|].
  destruct n as [|n]; [exact V|]. rewrite Nat2Z.inj_succ in Y. rewrite wrap_id by (unfold word; lia). exact V.
Qed.

Lemma stored_elsewhere_ok w st m e left n address z value x st' : machine_known w st m e left -> term_means w address z ->
  term_means w value x -> stored_elsewhere st n address value = Some st' ->
  exists u, term_later w u /\ machine_known u st' {| regions := regions m; contents := store n (contents m) z x |} e left.
Proof.
  intros K M X. unfold stored_elsewhere. destruct (spot_at st n address) as [[a sp]|] eqn:F.
  - destruct (spot_at_ok _ _ _ _ _ _ _ _ _ _ K M F) as (IA & AT & IN & SP). pose proof AT as ((KR & KN & HK) & _ & _).
    destruct (spot_inside _ _ _ _ _ SP) as [S1 S2]. pose proof IN as [I1 I2].
    assert (DD := store_elsewhere n (contents m) z x z (z + Z.of_nat n) ltac:(lia) ltac:(lia)).
    destruct sp as [| |d]; cbn [stored_at_spot].
    + destruct SP as [-> ->]. intros Q. exists w. split; [apply term_later_refl|]. rewrite <- (machine_table _ _ _ _ _ K) in Q.
      refine (machine_known_array w st m e left _ _ _ a _ st' K IA _ S1 S2 DD _ Q); [repeat split|].
      apply (head_stored w _ a value x low high); auto; [lia|lia|]. change (256 ^ Z.of_nat 4) with modulus. rewrite Z.mod_small; [exact X|].
      apply (means_word w value). exact X.
    + destruct SP as (-> & i & I & ->).
      destruct (lowest _ _ value) as [[T t]|] eqn:LO; [|discriminate]. rewrite <- (machine_table _ _ _ _ _ K) in LO.
      destruct (lowest_means w value x _ T t X LO) as (u & <- & L & V).
      destruct (offset_from_means u a address _ (known_later _ _ _ L KR) (term_means_later _ _ _ _ L M)) as (u1 & U1 & L1 & V1).
      destruct (offset_from (world_terms u) a address) as [T o]. cbn [fst snd] in U1, V1. subst T.
      destruct (places_later w u a L (proj1 AT)) as (RE & _ & _ & _).
      assert (FE : first_place u a = first_place w a) by (unfold first_place; now rewrite RE). rewrite FE in V1.
      rewrite (offset_of_place _ _ _ IN I) in V1. assert (LW : term_later w u1) by (eapply term_later_trans; eassumption).
      pose proof (element_written_means u1 a o i t _ (known_later _ _ _ LW KR) (heap_known_later _ _ _ LW HK) V1
        (term_means_later _ _ _ _ L1 V)) as H.
      destruct (element_written (world_terms u1) a o t) as [T b]. destruct H as (u2 & h & -> & <- & L2 & K2 & C2). intros Q.
      assert (LL : term_later w u2) by (eapply term_later_trans; eassumption). exists u2. split; [exact LL|].
      pose proof (machine_known_later _ _ _ _ _ _ K LL) as K'. pose proof (machine_array_later _ _ _ _ LL AT) as AT'.
      destruct (places_later w u2 a LL (proj1 AT)) as (RE2 & LE2 & PE2 & BE2).
      assert (IN2 : inside u2 low high a) by (unfold inside; now rewrite RE2, BE2).
      refine (machine_known_array u2 (with_terms st (world_terms u2)) m e left _ _ _ a _ st' K' IA _ _ _ DD _ Q); [repeat split|rewrite RE2; exact S1|rewrite BE2; exact S2|].
      rewrite <- PE2. rewrite <- LE2 in I.
      apply (element_stored u2 (contents m) a h i x (x mod 256 ^ Z.of_nat (bytes_of (array_element a))) low high); auto; [lia|lia|].
      intros j. rewrite C2. destruct (j =? i); [reflexivity|].
      rewrite (contents_later w u1 a j LW KR HK). symmetry. now apply contents_later.
    + destruct SP as (-> & EL & D & -> & BD).
      destruct (number_of (known_terms st) value) as [v|] eqn:NV; [|discriminate].
      destruct (number_of (known_terms st) (array_length a)) as [len|] eqn:NL; [|discriminate].
      rewrite <- (machine_table _ _ _ _ _ K) in NV, NL. destruct (number_word w value x v NV X) as [-> WV].
      pose proof (number_means w _ _ len NL (word_in_means w _ KN)) as LE. fold (length_in w a) in LE. subst len. rewrite <- (machine_table _ _ _ _ _ K).
      pose proof (numbers_written_means (first (length_in w a - d) (bytes_of_word v)) w a d KR HK ltac:(lia)) as NW.
      destruct (numbers_written (world_terms w) a d _) as [T b]. destruct NW as (u & h & -> & <- & L & KU & C).
      { pose proof (first_length (bytes_of_word v) (length_in w a - d)). rewrite EL. cbn [Terms.width].
        pose proof (word_in_word w (array_length a)) as WL. fold (length_in w a) in WL. unfold word in WL. lia. }
      { apply first_all. unfold bytes_of_word. repeat constructor;
          match goal with |- context [?p mod 256] => pose proof (Z.mod_pos_bound p 256 ltac:(lia)) end; unfold modulus; lia. }
      intros Q. exists u. split; [exact L|]. pose proof (machine_known_later _ _ _ _ _ _ K L) as K'.
      pose proof (machine_array_later _ _ _ _ L AT) as AT'. destruct (places_later w u a L (proj1 AT)) as (RE & LE & PE & BE).
      assert (INU : inside u low high a) by (unfold inside; now rewrite RE, BE).
      refine (machine_known_array u (with_terms st (world_terms u)) m e left _ _ _ a _ st' K' IA _ _ _ DD _ Q); [repeat split|rewrite RE; exact S1|rewrite BE; exact S2|].
      rewrite <- PE. rewrite <- PE, <- BE in BD. rewrite <- LE in D, C.
      apply (text_stored u (contents m) a h d v low high); auto; [lia|lia|].
      intros j. rewrite C. apply overwritten_same. intros k. symmetry. now apply contents_later.
  - destruct (number_of (known_terms st) address) as [y|] eqn:N; [|discriminate].
    rewrite <- (machine_table _ _ _ _ _ K) in N. destruct (number_word w address z y N M) as [-> W].
    destruct (lowest _ _ value) as [[T t]|] eqn:LO; [|discriminate]. rewrite <- (machine_table _ _ _ _ _ K) in LO.
    destruct (lowest_means w value x _ T t X LO) as (u & <- & L & V). intros Q. exists u. split; [exact L|].
    exact (stored_cell_ok _ _ _ _ _ _ _ _ _ _ (machine_known_later _ _ _ _ _ _ K L) W V Q).
Qed.

Lemma stored_ok w st m e left n address z value x st' : machine_known w st m e left -> term_means w address z ->
  term_means w value x -> stored st n address value = Some st' ->
  exists u, term_later w u /\ machine_known u st' {| regions := regions m; contents := store n (contents m) z x |} e left.
Proof.
  intros K M X. unfold stored. destruct (on_stack st address) as [[k offset]|] eqn:OS; [|now apply stored_elsewhere_ok].
  destruct (on_stack_ok _ _ _ _ _ _ _ _ _ K M OS) as (SK & -> & F). pose proof (stack_bounds k SK) as (RO & HI & AP).
  unfold stored_in_frame. destruct (_ && _) eqn:G; [|discriminate]. apply andb_prop in G as [IN CL].
  destruct (lowest _ n value) as [[T t]|] eqn:LO; [|discriminate]. rewrite <- (machine_table _ _ _ _ _ K) in LO, IN.
  destruct (lowest_means w value x n T t X LO) as (u & <- & L & V). intros [= <-]. exists u. split; [exact L|].
  destruct (in_frame_ok w _ k base offset n (machine_satisfied _ _ _ _ _ K) (proj1 F) RO (proj1 (proj1 (proj2 F))) IN) as [P1 P2].
  assert (WB : base + offset = wrap (base + offset) \/ n = O).
  { destruct n as [|n]; [now right|left]. rewrite Nat2Z.inj_succ in P2. pose proof (proj1 (proj2 F)). rewrite wrap_id by (unfold word; lia). reflexivity. }
  assert (SAME : store n (contents m) (wrap (base + offset)) x = store n (contents m) (base + offset) x).
  { destruct WB as [<-| ->]; reflexivity. }
  rewrite SAME. pose proof (machine_known_later _ _ _ _ _ _ K L) as [KT KF KC KH KM KL KR KX]. cbn in KT, KF, KC, KH, KM, KL, KR, KX.
  pose proof (proj1 (proj2 F)) as BB.
  assert (D := store_elsewhere n (contents m) (base + offset) x (stack_low k) (stack_high k) ltac:(lia) ltac:(lia)).
  assert (BO : 0 <= stack_low k /\ stack_high k <= modulus) by lia.
  unfold off_heap in CL. apply orb_prop in CL. rewrite !Z.leb_le in CL.
  constructor; cbn [known_terms known_facts known_cells known_arrays known_frame exchanges_left with_frame with_cells
    with_terms regions contents]; auto.
  - now apply (cells_clear u (contents m) _ _ _ D).
  - apply (heap_elsewhere low next high ltac:(lia) began areas u (contents m) _ _ (stack_low k) (stack_high k) D CL KH).
  - unfold frame_true. rewrite SK. eapply (stack_true_stored k base began u (contents m)); [exact BO|eapply stack_true_later; [exact L|exact F]|reflexivity|exact P1|exact P2|exact V].
  - apply (same_text_after (contents m) _ (stack_low k) (stack_high k) D); auto. intros p PP. exact (area_permits_byte _ _ _ _ p AP PP).
Qed.

(** What is known of a block at an address. *)
Lemma block_at_ok w st m e left address z count n a : machine_known w st m e left -> term_means w address z -> term_means w count n ->
  block_at st address count = Some a ->
  In a (known_arrays st) /\ machine_array_true w (contents m) a /\ inside w low high a /\ array_element a = element_byte /\
    exists i, 0 <= i /\ 1 <= n /\ i + n <= length_in w a /\ z = place_of w a i.
Proof.
  intros K M N F. apply find_some in F as [I IE]. destruct (known_array_ok _ _ _ _ _ _ K I) as [AT IN].
  split; [exact I|]. split; [exact AT|]. split; [exact IN|]. unfold is_block in IE. apply andb_prop in IE as [EL BW].
  apply LawsTerms.same_element_true in EL. split; [exact EL|]. rewrite <- (machine_table _ _ _ _ _ K) in BW. pose proof AT as ((KR & KN & _) & _).
  destruct (offset_from_means w a address z KR M) as (u & U & L & V).
  destruct (offset_from (world_terms w) a address) as [T o]. cbn [fst snd] in U, V. subst T. pose proof (means_word w address z M) as WZ.
  destruct (block_within_ok u _ _ _ _ _ _ n (facts_hold_later _ _ _ L (machine_satisfied _ _ _ _ _ K)) V (term_means_later _ _ _ _ L N)
    (term_means_later _ _ _ _ L (word_in_means w _ KN)) BW) as (B1 & B2 & B3). fold (length_in w a) in B3.
  set (i := wrap (z - first_place w a)) in *. exists i. split; [exact B1|]. split; [exact B2|]. split; [exact B3|].
  destruct (inside_words w low high a i ltac:(lia) ltac:(lia) IN ltac:(lia)) as (_ & _ & W4 & W5).
  assert (P : place_of w a i = first_place w a + i) by (unfold place_of; rewrite EL; cbn [Terms.width]; ring).
  rewrite P in *. apply from_first; [exact WZ|exact W4|]. symmetry. apply wrap_wrap.
Qed.

(** A block in an array lies in the heap. *)
Lemma block_inside w a i n : inside w low high a -> array_element a = element_byte -> 0 <= i -> i + n <= length_in w a ->
  low <= place_of w a i /\ place_of w a i + n <= high.
Proof.
  intros [I1 I2] EB B1 B3. pose proof (behind_elements w a) as BE. unfold place_of, first_place in *. rewrite EB in *. cbn [Terms.width] in *. lia.
Qed.

Lemma block_permission_ok w st m e left a address z count n why : machine_known w st m e left -> term_means w address z ->
  term_means w count n -> block_permission st a count address = Some why ->
  why = option_map (AccessRefused a n z) (refused_block (regions m) a z n).
Proof.
  intros K M N. unfold block_permission. rewrite (machine_regions _ _ _ _ _ K).
  assert (INSIDE : match block_at st address count with
      | Some _ => match first_refused (regions first_memory) a low high with None => Some None | Some _ => None end
      | None => None
      end = Some why -> why = option_map (AccessRefused a n z) (refused_block (regions first_memory) a z n)).
  { destruct (block_at st address count) as [x|] eqn:F; [|discriminate].
    destruct (block_at_ok _ _ _ _ _ _ _ _ _ _ K M N F) as (_ & AT & IN & EB & i & B1 & B2 & B3 & ->).
    destruct (first_refused _ a low high) eqn:FR; [discriminate|]. intros [= <-]. unfold refused_block.
    destruct (block_inside _ _ _ _ IN EB B1 B3) as [A1 A2].
    rewrite (first_refused_inside _ _ _ _ (place_of w x i) (place_of w x i + n) FR); [reflexivity|lia|lia]. }
  destruct (number_of (known_terms st) count) as [c|] eqn:NC; [|exact INSIDE].
  destruct (number_of (known_terms st) address) as [y|] eqn:NA; [|exact INSIDE].
  rewrite <- (machine_table _ _ _ _ _ K) in NC, NA. rewrite (number_means w count n c NC N), (number_means w address z y NA M).
  now intros [= <-].
Qed.

Lemma stored_block_ok w st m e left address z count n came byte bytes st' : machine_known w st m e left -> term_means w address z ->
  term_means w count n -> Z.of_nat (length bytes) <= n -> term_means w came (size bytes) -> TermTable.known (world_terms w) byte ->
  (forall place, TermTable.value (world_values w) (world_terms w) byte place = nth (Z.to_nat place) bytes 0) ->
  stored_block st address count came byte = Some st' ->
  exists u, term_later w u /\ machine_known u st' {| regions := regions m; contents := put (contents m) z bytes |} e left.
Proof.
  intros K M N LN CM KB VB. unfold stored_block. destruct (block_at st address count) as [a|] eqn:F; [|discriminate].
  destruct (block_at_ok _ _ _ _ _ _ _ _ _ _ K M N F) as (IA & AT & IN & EB & i & B1 & B2 & B3 & ->). pose proof AT as ((KR & KN & HK) & _ & HC).
  rewrite <- (machine_table _ _ _ _ _ K).
  destruct (offset_from_means w a address _ KR M) as (u & U & L & V).
  destruct (offset_from (world_terms w) a address) as [T o]. cbn [fst snd] in U, V. subst T.
  rewrite (offset_of_place _ _ _ IN) in V by lia. rewrite EB in V. cbn [Terms.width] in V. rewrite Z.mul_1_l in V.
  assert (KB' : TermTable.known (world_terms u) byte) by (destruct L as [NX _]; unfold TermTable.known in *; lia).
  assert (VB' : forall place, TermTable.value (world_values u) (world_terms u) byte place = nth (Z.to_nat place) bytes 0).
  { intros place. rewrite <- VB. unfold TermTable.value. destruct L as [_ ->]; [reflexivity|exact KB]. }
  pose proof (block_filled_means u a o i came (size bytes) byte _ (known_later _ _ _ L KR) EB (heap_known_later _ _ _ L HK) V (term_means_later _ _ _ _ L CM) KB' VB') as H.
  destruct (block_filled (world_terms u) a o came byte) as [T b]. destruct H as (u1 & h & -> & <- & L1 & K1 & C1). intros Q.
  assert (LL : term_later w u1) by (eapply term_later_trans; eassumption). exists u1. split; [exact LL|].
  pose proof (machine_known_later _ _ _ _ _ _ K LL) as K'. pose proof (machine_array_later _ _ _ _ LL AT) as (AK' & HD' & HC').
  destruct (places_later w u1 a LL (proj1 AT)) as (RE & LE & PE & BE).
  destruct (block_inside _ _ _ _ IN EB B1 B3) as [A1 A2]. pose proof IN as [I1 I2]. pose proof (behind_elements w a) as EN.
  assert (PL : forall j, place_of w a j = reference_in w a + 4 + j) by (intros j; unfold place_of, first_place; rewrite EB; cbn [Terms.width]; ring).
  rewrite !PL in *.
  assert (DD := put_elsewhere bytes (contents m) (reference_in w a + 4 + i) (reference_in w a + 4 + i) (reference_in w a + 4 + i + Z.of_nat (length bytes)) ltac:(lia) ltac:(lia)).
  refine (machine_known_array u1 (with_terms st (world_terms u1)) m e left _ _ _ a _ st' K' IA _ _ _ DD _ Q); [repeat split|rewrite RE; lia|rewrite BE; lia|].
  split; [repeat split; try apply AK'; exact K1|]. split.
  { change (reference_in u1 (with_heap h a)) with (reference_in u1 a). cbn [with_heap array_head]. rewrite RE in *.
    erewrite load_elsewhere; [exact HD'|exact DD|lia|change (Z.of_nat 4) with 4; lia|change (Z.of_nat 4) with 4; lia]. }
  change (length_in u1 (with_heap h a)) with (length_in u1 a). intros j J. cbn [with_heap array_element]. rewrite C1.
  change (place_of u1 (with_heap h a) j) with (place_of u1 a j). pose proof (HC' j J) as HJ. rewrite PE, PL in *. rewrite LE in J. rewrite EB in *.
  change (bytes_of element_byte) with 1%nat in *. cbn [load] in *. rewrite Z.mul_0_r, Z.add_0_r in *.
  rewrite size_length. rewrite (contents_later u u1 a j L1 (known_later _ _ _ L KR) (heap_known_later _ _ _ L HK)) in HJ. rewrite <- HJ.
  destruct (Z.leb_spec i j), (Z.ltb_spec j (i + Z.of_nat (length bytes))); cbn [andb].
  - rewrite put_at by lia. f_equal. f_equal. lia.
  - apply DD; lia.
  - apply DD; lia.
  - apply DD; lia.
Qed.

Lemma sends_ok w st m e left own from i address z count n : machine_known w st m e left -> array_known w own -> term_means w from i ->
  term_means w address z -> term_means w count n -> sends st own from address count = true ->
  gather (byte_at (contents m)) z n = gather (contents_of w own) i n.
Proof.
  intros K (_ & _ & HO) MI M N. unfold sends. destruct (block_at st address count) as [a|] eqn:F; [|discriminate].
  destruct (block_at_ok _ _ _ _ _ _ _ _ _ _ K M N F) as (_ & AT & IN & EB & j & B1 & B2 & B3 & ->). pose proof AT as ((KR & _ & HK) & _ & HC).
  intros H. apply andb_prop in H as [H OF]. apply andb_prop in H as [H SC]. apply andb_prop in H as [RE EL]. apply Pos.eqb_eq in RE.
  apply LawsTerms.same_element_true in EL.
  rewrite <- (machine_table _ _ _ _ _ K) in SC, OF. pose proof (machine_satisfied _ _ _ _ _ K) as KF.
  destruct (offset_from_means w a address _ KR M) as (u & U & L & V).
  destruct (offset_from (world_terms w) a address) as [T o]. cbn [fst snd] in U, V. subst T.
  rewrite (offset_of_place _ _ _ IN) in V by lia. rewrite EB in V. cbn [Terms.width] in V. rewrite Z.mul_1_l in V.
  pose proof (same_terms_mean u _ from o i j (facts_hold_later _ _ _ L KF) (term_means_later _ _ _ _ L MI) V OF) as ->.
  apply gather_same; [lia|]. intros k B.
  assert (CO : contents_of w own (j + k) = contents_of w a (j + k)).
  { unfold contents_of, reference_in. rewrite EL, EB, RE. now apply (same_contents_ok w _ KF _ _ _ HO HK SC). }
  rewrite CO, <- HC by lia. rewrite EB. change (bytes_of element_byte) with 1%nat. cbn [load]. rewrite Z.mul_0_r, Z.add_0_r.
  f_equal. unfold place_of. rewrite EB. cbn [Terms.width]. ring.
Qed.

(** A step or a run from here comes to something for which the rest was shown. *)
Definition machine_comes (rest : machine_path_end -> machine_known_state -> list A) (w : term_world) (left : list event)
    (events : list event) (r : result (machine_state E) (machine_final Z)) : Prop :=
  exists u out st m e after, term_later w u /\ rest out st = [] /\ left = events ++ after /\ machine_known u st m e after /\
    match out with
    | inl (p, x) => exists p' x', term_means u p p' /\ all_mean term_worlds u x x' /\
        r = GoesOn {| pc := p'; x := x'; memory_of_state := m; machine_environment := e |}
    | inr f => exists g, r = Ends g /\ machine_final_means term_worlds u f g
    end.

Lemma machine_comes_later rest w u left events r : term_later w u ->
  machine_comes rest u left events r -> machine_comes rest w left events r.
Proof.
  intros L (v & out & st & m & e & after & L' & H). exists v, out, st, m, e, after. split; [|exact H].
  eapply term_later_trans; eassumption.
Qed.

Lemma machine_comes_events rest w before left events r :
  machine_comes rest w left events r -> machine_comes rest w (before ++ left) (before ++ events) r.
Proof.
  intros (v & out & st & m & e & after & L & Q & -> & H). exists v, out, st, m, e, after.
  split; [exact L|]. split; [exact Q|]. split; [apply app_assoc|exact H].
Qed.

Definition machine_plain (r : machine_result E) : result (machine_state E) (machine_final Z) :=
  match r with MachineNext _ s => GoesOn s | MachineFinal _ f => Ends f | MachineWrong => Stuck end.

(** A term that is a number means that number. *)
Tactic Notation "known_number" constr(st) constr(t) "as" ident(n) :=
  let N := fresh "N" in
  destruct (number_of (known_terms st) t) as [n|] eqn:N; [|discriminate];
  match goal with
  | K : machine_known ?w st _ _ _, M : means _ ?w t ?z |- _ =>
      rewrite <- (machine_table _ _ _ _ _ K) in N;
      let Q := fresh "Q" in let W := fresh "W" in
      destruct (number_word w t z n N M) as [Q W]; clear N M; subst z
  end.

Theorem machine_effect_ok t : forall w st t' m e left rest,
  machine_means term_worlds w t t' -> machine_known w st m e left -> machine_effect_on t st rest = [] ->
  let (events, r) := machine_answer env m e t' in machine_comes rest w left events (machine_plain r).
Proof.
  induction t as [r p x|r f| |z k IH|o a b k IH|c k IH|p k IH|a n p k IH|n p k IH|n p x k IH|a n p k IH
    |p n k IH|p n k IH|k IH|taken n k IH];
    intros w st t' m e left rest M K Q; cbn [machine_effect_on] in Q; try discriminate; inversion M; subst; cbn [machine_answer].
  - exists w, (inl (p, x)), st, m, e, left. split; [apply term_later_refl|]. split; [exact Q|]. split; [reflexivity|].
    split; [exact K|]. eexists _, _. split; [eassumption|]. split; [eassumption|reflexivity].
  - exists w, (inr f), st, m, e, left. split; [apply term_later_refl|]. split; [exact Q|]. split; [reflexivity|].
    split; [exact K|]. eexists. split; [reflexivity|assumption].
  - (* a constant *)
    destruct (constant_means w z) as (u & U & L & V). rewrite (machine_table _ _ _ _ _ K) in *.
    destruct (constant (known_terms st) z) as [T t]. cbn [fst snd] in U, V. subst T.
    answer_is u t L V as G.
    specialize (IH _ _ _ _ m e left rest G (machine_known_later _ _ _ _ _ _ K L) Q).
    destruct (machine_answer env m e _). eapply machine_comes_later; eassumption.
  - (* an operation *)
    match goal with HA : means _ w a ?x, HB : means _ w b ?y |- _ =>
      destruct (operation_means w o a b x y HA HB) as (u & U & L & V) end.
    rewrite (machine_table _ _ _ _ _ K) in *.
    destruct (operation_of (known_terms st) o a b) as [T t]. cbn [fst snd] in U, V. subst T.
    answer_is u t L V as G.
    specialize (IH _ _ _ _ m e left rest G (machine_known_later _ _ _ _ _ _ K L) Q).
    destruct (machine_answer env m e _). eapply machine_comes_later; eassumption.
  - (* a decision *)
    match goal with C : means _ w c ?x |- _ => rename C into C'; set (y := x) in * end.
    goes_on_in w (term_later_refl w) as G.
    destruct (decision (known_terms st) (known_facts st) c) as [answer|] eqn:D.
    + rewrite <- (machine_table _ _ _ _ _ K) in D.
      rewrite (decision_means _ _ _ _ _ (machine_satisfied _ _ _ _ _ K) C' D).
      exact (IH answer _ _ _ m e left rest (G answer) K Q).
    + apply app_eq_nil in Q as [Q1 Q2]. destruct (holds y) eqn:H.
      * exact (IH true _ _ _ m e left rest (G true) (machine_known_fact _ _ _ _ _ _ _ _ K C' H) Q1).
      * exact (IH false _ _ _ m e left rest (G false) (machine_known_fact _ _ _ _ _ _ _ _ K C' H) Q2).
  - (* fetching *)
    known_number st p as z.
    goes_on_in w (term_later_refl w) as G.
    rewrite (fetch_known _ _ _ _ _ z K). exact (IH _ _ _ _ m e left rest (G _) K Q).
  - (* permission *)
    destruct (permission st a n p) as [why|] eqn:P; [|discriminate].
    match goal with C : means _ w p ?z |- _ => pose proof (permission_ok _ _ _ _ _ _ _ _ _ _ K C P) as <- end.
    goes_on_in w (term_later_refl w) as G. exact (IH _ _ _ _ m e left rest (G _) K Q).
  - (* a load *)
    destruct (loaded st n p) as [[T t]|] eqn:LD; [|discriminate].
    match goal with C : means _ w p ?z |- _ => destruct (loaded_ok _ _ _ _ _ _ _ _ _ _ K C LD) as (u & <- & L & V) end.
    answer_is u t L V as G.
    specialize (IH t _ _ _ m e left rest G (machine_known_later _ _ _ _ _ _ K L) Q).
    destruct (machine_answer env m e _). eapply machine_comes_later; eassumption.
  - (* a store *)
    destruct (stored st n p x) as [st'|] eqn:SD; [|discriminate].
    match goal with C : means _ w p ?z, D : means _ w x ?y |- _ =>
      destruct (stored_ok _ _ _ _ _ _ _ _ _ _ _ K C D SD) as (u & L & K') end.
    goes_on_in w L as G.
    refine (_ (IH _ _ _ _ e left rest G K' Q)).
    intros C. destruct (machine_answer env _ e _). eapply machine_comes_later; eassumption.
  - (* permission for a block *)
    destruct (block_permission st a n p) as [why|] eqn:P; [|discriminate].
    match goal with C : means _ w p ?z, D : means _ w n ?y |- _ => pose proof (block_permission_ok _ _ _ _ _ _ _ _ _ _ _ K C D P) as <- end.
    goes_on_in w (term_later_refl w) as G. exact (IH _ _ _ _ m e left rest (G _) K Q).
  - (* a byte, or a block, is read *)
    match goal with C : means _ w n ?z |- _ => rename z into count; rename C into MN end.
    match goal with C : means _ w p ?z |- _ => rename z into place; rename C into MP end.
    pose proof (machine_left _ _ _ _ _ K) as X.
    destruct (exchanges_left st) as [|[t| |t|c came byte|c|x f c taken] l] eqn:XL; try discriminate.
    + (* a byte comes *)
      inversion X as [|t0 byte l0 e0 e' events e''0 R B X'| | | | |]; subst.
      destruct (number_of (known_terms st) n) as [one|] eqn:NN; [|discriminate]. destruct one as [|[| |]|]; try discriminate.
      destruct (number_of (known_terms st) p) as [z|] eqn:NP; [|discriminate].
      rewrite <- (machine_table _ _ _ _ _ K) in NN, NP.
      destruct (number_word w n count 1 NN MN) as [-> _]. destruct (number_word w p place z NP MP) as [-> WP].
      rewrite R. rewrite <- (machine_table _ _ _ _ _ K) in Q. constant_step w 1 u L V.
      answer_is u t0 L V as G.
      assert (BB : 0 <= byte < 256).
      { destruct (read_one env e) as [(b & e1 & RR & BB)|(e1 & RR)]; rewrite RR in R; inversion R; subst; assumption. }
      assert (K' : machine_known u (with_left (with_terms st (world_terms u)) l) m e' events)
        by (eapply machine_known_rest; [eapply machine_known_later; eassumption|eapply exchanged_later; eassumption]).
      assert (V' : term_means u t (byte mod 256 ^ Z.of_nat 1)).
      { change (256 ^ Z.of_nat 1) with 256. rewrite Z.mod_small by assumption. eapply term_means_later; eassumption. }
      destruct (stored_cell _ _ _ _) as [st'|] eqn:SC; [|discriminate].
      refine (_ (IH t0 _ _ _ _ _ _ rest G (stored_cell_ok _ _ _ _ _ _ _ _ _ _ K' WP V' SC) Q)).
      change (put (contents m) z [byte]) with (set (contents m) (wrap z) byte).
      change (store 1 (contents m) z byte) with (set (contents m) (wrap z) (byte mod 256)).
      rewrite (Z.mod_small byte 256) by assumption. change (size [byte]) with (wrap 1). intros C.
      destruct (machine_answer env _ e' _) as [after r]. change (Reading byte :: events) with ([Reading byte] ++ events).
      apply machine_comes_events. eapply machine_comes_later; eassumption.
    + (* the end of the input *)
      inversion X as [| |l0 e0 e' events e''0 R X'| | | |]; subst.
      destruct (number_of (known_terms st) n) as [one|] eqn:NN; [|discriminate]. destruct one as [|[| |]|]; try discriminate.
      rewrite <- (machine_table _ _ _ _ _ K) in NN. destruct (number_word w n count 1 NN MN) as [-> _].
      rewrite R. rewrite <- (machine_table _ _ _ _ _ K) in Q. constant_step w 0 u L V.
      answer_is u t L V as G.
      assert (K' : machine_known u (with_left (with_terms st (world_terms u)) l) m e' events)
        by (eapply machine_known_rest; [eapply machine_known_later; eassumption|eapply exchanged_later; eassumption]).
      refine (_ (IH t _ _ _ _ _ _ rest G K' Q)).
      change (put (contents m) place []) with (contents m). change (size (A := Z) []) with (wrap 0).
      replace {| regions := regions m; contents := contents m |} with m by now destruct m. intros C.
      destruct (machine_answer env m e' _) as [after r]. change (Reading (-1) :: events) with ([Reading (-1)] ++ events).
      apply machine_comes_events. eapply machine_comes_later; eassumption.
    + (* a block comes *)
      inversion X as [| | | |c0 n0 came0 byte0 bytes l0 e0 e' events e''0 R MC MCA KBY VBY X'| |]; subst.
      destruct (same_terms (known_terms st) (known_facts st) c n) eqn:SA; [|discriminate].
      rewrite <- (machine_table _ _ _ _ _ K) in SA.
      pose proof (same_terms_mean w _ c n _ _ (machine_satisfied _ _ _ _ _ K) MC MN SA) as ->. rewrite R.
      destruct (stored_block st p n came byte) as [st'|] eqn:SB; [|discriminate].
      pose proof (read_at_most _ _ _ _ _ _ (proj1 (means_word w n count MN)) R) as LN.
      destruct (stored_block_ok _ _ _ _ _ _ _ _ _ _ _ _ _ K MP MN LN MCA KBY VBY SB) as (u & L & K1).
      answer_is u came L (term_means_later _ _ _ _ L MCA) as G.
      assert (K2 : machine_known u (with_left st' l) {| regions := regions m; contents := put (contents m) place bytes |} e' events)
        by (eapply machine_known_rest; [exact K1|eapply exchanged_later; eassumption]).
      refine (_ (IH came _ _ _ _ _ _ rest G K2 Q)). intros C.
      destruct (machine_answer env _ e' _) as [after r]. apply machine_comes_events. eapply machine_comes_later; eassumption.
    + (* the end of the input, where a block was asked for *)
      inversion X as [| | | | |c0 n0 l0 e0 e' events e''0 R MC X'|]; subst.
      destruct (same_terms (known_terms st) (known_facts st) c n) eqn:SA; [|discriminate].
      rewrite <- (machine_table _ _ _ _ _ K) in SA.
      pose proof (same_terms_mean w _ c n _ _ (machine_satisfied _ _ _ _ _ K) MC MN SA) as ->. rewrite R.
      rewrite <- (machine_table _ _ _ _ _ K) in Q. constant_step w 0 u L V.
      answer_is u t L V as G.
      assert (K' : machine_known u (with_left (with_terms st (world_terms u)) l) m e' events)
        by (eapply machine_known_rest; [eapply machine_known_later; eassumption|eapply exchanged_later; eassumption]).
      refine (_ (IH t _ _ _ _ _ _ rest G K' Q)).
      change (put (contents m) place []) with (contents m). change (size (A := Z) []) with (wrap 0).
      replace {| regions := regions m; contents := contents m |} with m by now destruct m. intros C.
      destruct (machine_answer env m e' _) as [after r]. change (Reading (-1) :: events) with ([Reading (-1)] ++ events).
      apply machine_comes_events. eapply machine_comes_later; eassumption.
  - (* a byte, or a block, is written *)
    match goal with C : means _ w n ?z |- _ => rename z into count; rename C into MN end.
    match goal with C : means _ w p ?z |- _ => rename z into place; rename C into MP end.
    pose proof (machine_left _ _ _ _ _ K) as X.
    destruct (exchanges_left st) as [|[t| |t|c came byte|c|x f c taken] l] eqn:XL; try discriminate.
    + inversion X as [| | |t0 byte l0 e0 e' events e''0 R B X'| | |]; subst.
      destruct (number_of (known_terms st) n) as [one|] eqn:NN; [|discriminate]. destruct one as [|[| |]|]; try discriminate.
      destruct (number_of (known_terms st) p) as [z|] eqn:NP; [|discriminate].
      rewrite <- (machine_table _ _ _ _ _ K) in NN, NP.
      destruct (number_word w n count 1 NN MN) as [-> _]. destruct (number_word w p place z NP MP) as [-> WP].
      destruct (cell_at (known_cells st) z 1) as [t'|] eqn:CE; [|discriminate].
      destruct (same_terms (known_terms st) (known_facts st) t t') eqn:SA; [|discriminate].
      pose proof (cell_at_means _ _ _ _ _ _ (machine_cells _ _ _ _ _ K) CE) as CM.
      rewrite <- (machine_table _ _ _ _ _ K) in SA.
      pose proof (same_terms_mean w _ t t' _ _ (machine_satisfied _ _ _ _ _ K) B CM SA) as BE.
      assert (GA : gather (byte_at (contents m)) z 1 = [byte]).
      { unfold gather. cbn [Z.iter Pos.iter snd]. replace (z + 1 - 1) with z by ring. f_equal. subst byte. cbn [load]. ring. }
      rewrite GA, R. rewrite <- (machine_table _ _ _ _ _ K) in Q. constant_step w 1 u L V.
      answer_is u t0 L V as G.
      assert (K' : machine_known u (with_left (with_terms st (world_terms u)) l) m e' events)
        by (eapply machine_known_rest; [eapply machine_known_later; eassumption|eapply exchanged_later; eassumption]).
      refine (_ (IH t0 _ _ _ _ _ _ rest G K' Q)). change (wrap 1) with 1. intros C.
      destruct (machine_answer env m e' _) as [after r]. change (Writing byte :: events) with ([Writing byte] ++ events).
      apply machine_comes_events. eapply machine_comes_later; eassumption.
    + inversion X as [| | | | | |x0 f0 c0 taken0 i n0 k0 sent l0 e0 e' events e''0 R HK NN MF MC MT X']; subst.
      destruct (same_terms (known_terms st) (known_facts st) c n && sends st x f p n) eqn:SA; [|discriminate].
      apply andb_prop in SA as [SA SE]. rewrite <- (machine_table _ _ _ _ _ K) in SA.
      pose proof (same_terms_mean w _ c n _ _ (machine_satisfied _ _ _ _ _ K) MC MN SA) as ->.
      rewrite (sends_ok _ _ _ _ _ _ _ _ _ _ _ _ K HK MF MP MN SE), R.
      answer_is w taken (term_later_refl w) MT as G.
      assert (K' : machine_known w (with_left st l) m e' events) by (eapply machine_known_rest; [exact K|exact X']).
      refine (_ (IH taken _ _ _ _ _ _ rest G K' Q)). intros C.
      destruct (machine_answer env m e' _) as [after r]. now apply machine_comes_events.
  - (* the result of a read at the end *)
    destruct (symbol (known_terms st) Terms.sort_int) as [[T t]|] eqn:SY; [|discriminate].
    rewrite <- (machine_table _ _ _ _ _ K) in SY.
    assert (R : word (ended_result env e) /\ operate Slt (wrap 0) (ended_result env e) = 0).
    { unfold ended_result, none. set (z := wrap (ended env e)). pose proof (wrap_word (ended env e)) as WZ. fold z in WZ.
      destruct (Z.ltb_spec 0 (signed z)) as [P|P]; [split; [split; reflexivity || discriminate|reflexivity]|].
      split; [exact WZ|]. unfold operate, Words.result. change (signed (wrap 0)) with 0.
      destruct (Z.ltb_spec 0 (signed z)); [lia|reflexivity]. }
    destruct R as [RW RS].
    destruct (symbol_means w _ _ T t SY RW) as (u & U & L & V). subst T.
    destruct (constant_means u 0) as (u1 & U1 & L1 & V1).
    destruct (constant (world_terms u) 0) as [T zero]. cbn [fst snd] in U1, V1. subst T.
    pose proof (term_means_later _ _ _ _ L1 V) as V'.
    destruct (operation_means u1 Slt zero t _ _ V1 V') as (u2 & U2 & L2 & V2).
    destruct (operation_of (world_terms u1) Slt zero t) as [T positive]. cbn [fst snd] in U2, V2. subst T.
    assert (L3 : term_later w u2) by (eapply term_later_trans; [exact L|]; eapply term_later_trans; eassumption).
    answer_is u2 t L3 (term_means_later _ _ _ _ L2 V') as G.
    rewrite RS in V2.
    specialize (IH t _ _ _ m e left rest G (machine_known_fact _ _ _ _ _ _ _ false (machine_known_later _ _ _ _ _ _ K L3) V2 eq_refl) Q).
    destruct (machine_answer env m e _) as [after r]. eapply machine_comes_later; eassumption.
  - (* the result of a write *)
    destruct (symbol (known_terms st) Terms.sort_int) as [[T t]|] eqn:SY; [|discriminate].
    rewrite <- (machine_table _ _ _ _ _ K) in SY.
    match goal with C : means _ w taken ?z |- _ => rename z into y; rename C into MT end.
    match goal with C : means _ w n ?z |- _ => rename z into y'; rename C into MN end.
    assert (RW : word (written_result env e y y')).
    { pose proof (means_word w taken y MT) as WT. unfold written_result, none. destruct (lost env e); [|exact WT]. destruct (_ =? _); [|exact WT].
      destruct (0 <? _); [split; reflexivity || discriminate|apply wrap_word]. }
    destruct (symbol_means w _ _ T t SY RW) as (u & <- & L & V).
    assert (ONE : machine_effect_on (k t) (with_terms st (world_terms u)) rest = [] ->
        let (events, r) := machine_answer env m e (g (written_result env e y y')) in machine_comes rest w left events (machine_plain r)).
    { intros Q1. answer_is u t L V as G.
      specialize (IH t _ _ _ m e left rest G (machine_known_later _ _ _ _ _ _ K L) Q1).
      destruct (machine_answer env m e _) as [after r]. eapply machine_comes_later; eassumption. }
    assert (TWO : (let (T, zero) := constant (world_terms u) 0 in
              let (T, positive) := operation_of T Slt zero t in
              let (T, all) := operation_of T Equal taken n in
              machine_effect_on (k taken) st rest ++
              machine_effect_on (k t) (with_fact (with_fact (with_terms st T) (noted T all true)) (noted T positive false)) rest) = [] ->
        let (events, r) := machine_answer env m e (g (written_result env e y y')) in machine_comes rest w left events (machine_plain r)).
    { intros Q1. constant_step u 0 u1 L1 V1. apply (term_means_later _ _ _ _ L1) in V.
      operation_step u1 Slt t0 t V1 V u2 L2 V2. apply (term_means_later _ _ _ _ L2) in V.
      assert (LW : term_later w u2) by (eapply term_later_trans; [exact L|]; eapply term_later_trans; eassumption).
      pose proof (term_means_later _ _ _ _ LW MT) as MT'. pose proof (term_means_later _ _ _ _ LW MN) as MN'.
      operation_step u2 Equal taken n MT' MN' u3 L3 V3. apply (term_means_later _ _ _ _ L3) in V, V2. apply app_eq_nil in Q1 as [Q1 Q2].
      assert (D : written_result env e y y' = y \/ (y = y' /\ operate Slt 0 (written_result env e y y') = 0)).
      { unfold written_result. destruct (lost env e) as [z|]; [|now left]. destruct (Z.eqb_spec y y') as [->|]; [|now left]. right.
        split; [reflexivity|]. unfold none. destruct (Z.ltb_spec 0 (signed (wrap z))) as [PP|PP]; [reflexivity|].
        unfold operate, Words.result. change (signed 0) with 0. destruct (Z.ltb_spec 0 (signed (wrap z))); [lia|reflexivity]. }
      destruct D as [D|[-> D]].
      - rewrite D. answer_is w taken (term_later_refl w) MT as G. exact (IH taken _ _ _ m e left rest G K Q1).
      - assert (L4 : term_later w u3) by (eapply term_later_trans; eassumption).
        answer_is u3 t L4 V as G. change (wrap 0) with 0 in V2. rewrite D in V2.
        assert (V4 : term_means u3 t2 1) by (replace 1 with (operate Equal y' y'); [exact V3|unfold operate, Words.result; now rewrite Z.eqb_refl]).
        pose proof (machine_known_fact _ _ _ _ _ _ _ true (machine_known_later _ _ _ _ _ _ K L4) V4 eq_refl) as K1.
        pose proof (machine_known_fact _ _ _ _ _ _ _ false K1 V2 eq_refl) as K2.
        specialize (IH t _ _ _ m e left rest G K2 Q2).
        destruct (machine_answer env m e _) as [after r]. eapply machine_comes_later; eassumption. }
    destruct (number_of (known_terms st) taken) as [[|[| |]|]|]; first [exact (ONE Q) | exact (TWO Q)].
Qed.

Theorem machine_paths_ok steps : forall w p x p' x' st m e left rest,
  term_means w p p' -> all_mean term_worlds w x x' -> machine_known w st m e left -> machine_paths steps p x st rest = [] ->
  exists n events r, (0 < n)%nat /\
    run (machine_system env) n {| pc := p'; MachineRun.x := x'; memory_of_state := m; machine_environment := e |} = (events, r) /\
    machine_comes rest w left events r.
Proof.
  induction steps as [|steps IH]; intros w p x p' x' st m e left rest P X K Q; cbn [machine_paths] in Q;
    pose proof (machine_effect_ok _ _ _ _ _ _ _ _ (machine_step_means term_worlds w p p' x x' P X) K Q) as H;
    destruct (machine_answer env m e (machine_step p' x')) as [events r] eqn:AN;
    destruct H as (u & out & st' & m' & e' & after & L & R & EV & K' & O);
    assert (STEP : machine_system env {| pc := p'; MachineRun.x := x'; memory_of_state := m; machine_environment := e |} =
        (events, machine_plain r))
      by (unfold machine_system, machine_run_step; cbn [memory_of_state machine_environment pc MachineRun.x]; rewrite AN; now destruct r).
  all: destruct out as [[q y]|f]; cbv beta iota in R;
    try match type of R with (if ?c then _ else _) = _ => destruct c end.
  all: try (exists 1%nat, events, (machine_plain r); split; [lia|]; split;
      [cbn [run]; rewrite STEP; destruct (machine_plain r); rewrite ?app_nil_r; reflexivity|];
      exists u; eexists; exists st', m', e', after; split; [exact L|]; split; [exact R|]; split; [exact EV|]; split; [exact K'|exact O]).
  - discriminate.
  - destruct O as (q' & y' & P' & X' & O). destruct (IH _ _ _ _ _ _ _ _ _ _ P' X' K' R) as (n & events' & r' & N & RUN & C).
    exists (S n), (events ++ events'), r'. split; [lia|]. split.
    + cbn [run]. rewrite STEP, O, RUN. reflexivity.
    + subst left. apply machine_comes_events. eapply machine_comes_later; eassumption.
Qed.
End Machine.

(** * One step after the other *)

(** What is good for the steps of one kind is nothing for those of another. *)
Lemma machine_effect_transfer {A B} (refuse : problem -> A) (refuse' : problem -> B) (fine : B -> Prop) first_memory stack low high rest rest' :
  (forall why, ~ fine (refuse' why)) -> (forall out st, Forall fine (rest' out st) -> rest out st = []) ->
  forall e st, Forall fine (machine_effect_on refuse' first_memory stack low high e st rest') -> machine_effect_on refuse first_memory stack low high e st rest = [].
Proof.
  intros R T.
  assert (NO : forall why, Forall fine [refuse' why] -> forall l : list A, l = []) by (intros why F; inversion F; subst; now destruct (R why)).
  induction e as [| | |? ? IH|? ? ? ? IH|? ? IH|? ? IH|? ? ? ? IH|? ? ? IH|? ? ? ? IH|? ? ? ? IH|? ? ? IH|? ? ? IH|? IH|? ? ? IH];
    intros st; cbn [machine_effect_on]; intros F; auto.
  all: repeat (match goal with
    | F : Forall _ (match ?x with _ => _ end) |- _ => destruct x
    | F : Forall _ (_ ++ _) |- _ => let G := fresh in apply Forall_app in F as [G F]; apply IH in G; rewrite G; cbn [app]
    end); eauto.
Qed.

Section Run.
Context {A : Type} (refuse : problem -> A) (first_memory : decoded_memory) (stack : option known_stack) (low high : Z) (stops : Z -> bool).
Context (rest : machine_path_end -> machine_known_state -> list A).

Definition stops_here (st : machine_known_state) (pc : term) : bool :=
  match number_of (known_terms st) pc with Some z => stops z | None => true end.

(** What a step comes to: a path that goes on, or what is found where one ends. *)
Definition machine_next_states (at_ : term * list term * machine_known_state) : list ((term * list term * machine_known_state) + list A) :=
  let '(pc, x, st) := at_ in
  machine_effect_on (fun why => inr [refuse why]) first_memory stack low high (machine_step pc x) st (fun out st =>
    match out with
    | inl (pc, x) => if stops_here st pc then [inr (rest out st)] else [inl (pc, x, st)]
    | inr _ => [inr (rest out st)]
    end).

(** At most so many steps of all paths together, up to where they may stop, or the end. *)
Definition machine_run_on (steps : nat) (pc : term) (x : list term) (st : machine_known_state) : list A :=
  followed (refuse MachinePathTooLong) machine_next_states steps [(pc, x, st)] [].

(** As of the source. *)
Lemma machine_run_paths {B} (refuse' : problem -> B) (asked : A -> list B) steps pc x st : (forall why, asked (refuse why) <> []) ->
  Forall (fun a => asked a = []) (machine_run_on steps pc x st) ->
  exists n, machine_paths refuse' first_memory stack low high stops n pc x st (fun out st => flat_map asked (rest out st)) = [].
Proof.
  set (rest' := fun out st => flat_map asked (rest out st)).
  assert (T : forall out st, Forall (fun a => asked a = []) (rest out st) -> rest' out st = [])
    by (intros out u; unfold rest'; induction 1 as [|a l F _ IH]; cbn [flat_map]; [reflexivity|now rewrite F, IH]).
  clearbody rest'. intros R Q.
  apply (followed_good _ _ (fun a => asked a = []) (R _) (fun n '(pc, x, st) => machine_paths refuse' first_memory stack low high stops n pc x st rest' = [])) in Q as [_ Q].
  - now inversion Q.
  - clear. intros n [[pc x] st]. revert pc x st. induction n as [|n IH]; intros pc x st Q.
    all: cbn [machine_paths] in Q |- *; refine (machine_effect_transfer refuse' refuse' (fun _ => False) _ _ _ _ _ _ ltac:(auto) _ _ _ _);
      [|rewrite Q; constructor].
    all: intros [[q y]|f] u F; cbn in F |- *; try (fold (stops_here u q) in F |- *; destruct (stops_here u q));
      try (apply IH); try (inversion F; subst; contradiction || reflexivity || congruence).
    all: match goal with F : Forall _ ?l |- ?l = [] => destruct l; [reflexivity|inversion F; contradiction] end.
  - clear - R T. intros n [[pc x] st] F. cbn [machine_paths]. unfold machine_next_states in F.
    refine (machine_effect_transfer _ _ _ _ _ _ _ _ _ _ _ _ _ F).
    + intros why E. inversion E. exact (R why ltac:(assumption)).
    + intros [[q y]|f] u G; [fold (stops_here u q); destruct (stops_here u q)|]; inversion G; subst; auto.
Qed.
End Run.
