/**
 * Mistakes on purpose in the sources of coq/: a condition is left out, a test is weakened, operands are swapped. Each must break a
 * proof, or else be seen by a comparison with the TypeScript. One of which neither is true says why it does no harm.
 */

/** A mistake: in this file, `from`, which is there once, becomes `to`. */
export interface Mutant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Why it does no harm, where nothing sees it. */
  readonly harmless?: string;
}

/** The text of the file with the mistake made in it; undefined where the line is gone, or not there just once. */
export function madeIn(text: string, { from, to }: Mutant): string | undefined {
  return text.split(from).length === 2 ? text.replace(from, () => to) : undefined;
}

/** The mistakes in one file. */
function inFile(file: string, ...pairs: readonly (readonly [from: string, to: string, harmless?: string])[]): Mutant[] {
  return pairs.map(([from, to, harmless]) =>
    harmless === undefined ? { file, from, to } : { file, from, to, harmless },
  );
}

export const mutants: readonly Mutant[] = [
  ...inFile(
    "Conforms",
    ["exists n t g, run machine n m = (t, Ends g) /\\ gives_up g.", "exists n t g, run machine n m = (t, Ends g)."],
    ["exists n' t' s', run source n' s = (t', GoesOn s') /\\ spent g s';", "True;"],
    [
      "exists n' f, run source n' s = (t, Ends f) /\\ same f g;",
      "exists n' f, run source n' s = (t, Ends f) /\\ same f g /\\ n' <= n;",
    ],
  ),
  ...inFile(
    "Simulation",
    ["      0 < j -> 0 < k ->\n", "      0 < j ->\n"],
    ["      same f g -> ~ gives_up g -> segment s m", "      ~ gives_up g -> segment s m"],
    [
      "run source i s = (t', GoesOn s') -> spent g s' -> segment s m.",
      "run source i s = (t', GoesOn s') -> segment s m.",
    ],
  ),
  ...inFile(
    "Terms",
    ["same_element e d && (r =? reference) && (i =? index)", "same_element e d && (r =? reference)"],
    ["(0 <=? place) && (place <? word_of (of n))", "(place <? word_of (of n))"],
    [
      "| Length e r => of_word (fun place => length_of v (at_place (of r) place) mod lengths e)",
      "| Length e r => of_word (fun place => wrap (length_of v (at_place (of r) place)))",
    ],
  ),
  ...inFile(
    "TermTable",
    ["if (0 <=? factor) && (factor <? half) then", "if true then"],
    [
      "| Store h e _ _ x => within_of T h && (limit_of T x <=? bound_of_element e)",
      "| Store h e _ _ x => within_of T h",
    ],
    [
      "| Select h e _ _ => if within_of T h then bound_of_element e else modulus - 1",
      "| Select h e _ _ => bound_of_element e",
    ],
    [
      "| Divu => match constant_of T b with\n            | Some n => if n =? 0 then modulus - 1 else limit_of T a / n",
      "| Divu => match constant_of T b with\n            | Some n => limit_of T a / n",
    ],
    [
      "| Or | Xor => Z.min (ones (Z.lor (limit_of T a) (limit_of T b))) (modulus - 1)",
      "| Or | Xor => Z.lor (limit_of T a) (limit_of T b)",
    ],
    ["| Some m => if same_node m n then Some t else seek T n rest", "| Some m => Some t"],
    ["(c =? 1) && (factor =? modulus - 1) && (limit_of T t <=? 1)", "(c =? 1) && (factor =? modulus - 1)"],
  ),
  ...inFile(
    "TermSums",
    ["| Eq => if wrap (f + g) =? 0 then merge a' b' else (x, wrap (f + g)) :: merge a' b'", "| Eq => merge a' b'"],
    ["if (c =? 0) && (factor =? 1) then (T, t)", "if factor =? 1 then (T, t)"],
    ["if cancel (-1) p q then Some (wrap (c - d))", "if cancel 1 p q then Some (wrap (c - d))"],
    ["(fst a =? fst b) && if list_eq_dec", "if list_eq_dec"],
  ),
  ...inFile(
    "Rules",
    [
      "| None, None => if Pos.ltb b a then",
      "| None, None => if Pos.ltb a b then",
      "which operand stands left is a choice: terms are other terms then, of the same value",
    ],
    ["Some (Number (operate o m n))", "Some (Number (operate o n m))"],
    [
      "Some (Linear (plus (as_sum T a) (times (-1) (as_sum T b))))",
      "Some (Linear (plus (as_sum T b) (times (-1) (as_sum T a))))",
    ],
  ),
  ...inFile(
    "RulesBits",
    ["(n =? 2 ^ k - 1) && (limit_of T a <=? n)", "(limit_of T a <=? n)"],
    ["if (half <=? n) && (n =? wrap (- 2 ^ k)) then", "if half <=? n then"],
    ["if (n <? 32) && (limit_of T a <? 2 ^ n)", "if limit_of T a <? 2 ^ n"],
    ["if (m <? 32) && (n <? 32) && (m + n <? 32) then", "if (m <? 32) && (n <? 32) then"],
    ["if limit_of T a <? half then Some (Make Srl (Old a) (Old b)) else None", "Some (Make Srl (Old a) (Old b))"],
    [
      "if is_truth T a && is_truth T b then Some (Make Sub (Number 1) (Make Equal (Old a) (Old b))) else None",
      "if is_truth T a then Some (Make Sub (Number 1) (Make Equal (Old a) (Old b))) else None",
    ],
    ["if is_truth T x && negb ((m =? 0) && (n =? 1))", "if negb ((m =? 0) && (n =? 1))"],
  ),
  ...inFile(
    "RulesOrder",
    ["if n =? most then None else Some (negated (Make o", "if false then None else Some (negated (Make o"],
    [
      "if (limit_of T a <? half) && (limit_of T b <? half) then Some (Make unsigned",
      "if limit_of T a <? half then Some (Make unsigned",
    ],
    ["if limit_of T a <? n then Some (Number 1) else None", "if limit_of T a <=? n then Some (Number 1) else None"],
    ["(limit_of T b <? 2 ^ 30) && is_last T a", "is_last T a"],
  ),
  ...inFile(
    "RulesEquality",
    ["if f =? 1 then Some (t, wrap (- c)) else", "if f =? 1 then Some (t, wrap c) else"],
    ["if is_truth T t && (n =? 0) then Some (negated (Old t))", "if n =? 0 then Some (negated (Old t))"],
    ["Some (Make Equal (Old x) (Number (xor m n)))", "Some (Make Equal (Old x) (Number n))"],
    ["if (c =? 0) && ((f =? 1)", "if ((f =? 1)"],
  ),
  ...inFile(
    "RulesDivision",
    ["(k <? 32) && negb (n =? 0) && (2 ^ k * n <? modulus)", "(k <? 32) && negb (n =? 0)"],
    ["if limit_of T a <? n then Some (Number 0) else None", "if limit_of T a <=? n then Some (Number 0) else None"],
  ),
  ...inFile(
    "RulesSigns",
    ["if (1 <? n) && (n <? half) && is_sign", "if (n <? half) && is_sign"],
    ["if (0 <? n) && (n <? half) then same_sign depth T x else a", "same_sign depth T x"],
  ),
  ...inFile(
    "Quotients",
    ["&& right_at m p n A && right_at m p n (A - (A + 1) mod n)", "&& right_at m p n A"],
    [
      "if (n <? half) && (2 ^ p <? m * n) && (m * half <=? 2 ^ p * (half / n + 1)) then",
      "if (n <? half) && (m * half <=? 2 ^ p * (half / n + 1)) then",
    ],
    ["if (n <? half) && (2 ^ p <? m * n) && (m * half", "if (2 ^ p <? m * n) && (m * half"],
  ),
  ...inFile(
    "Ranges",
    ["if first <=? last then [(first, last)] else [(0, last); (first, modulus - 1)].", "[(first, last)]."],
    ["(next, least - 1) :: others_from (most + 1) rest", "(next, least - 2) :: others_from (most + 1) rest"],
    ["| Some (l, m) => Some (Z.min first l, Z.max last m)", "| Some (l, m) => Some (first, m)"],
    [
      "Definition most_intervals : nat := 8.",
      "Definition most_intervals : nat := 1.",
      "fewer intervals are kept, so less is found; what is found is true",
    ],
  ),
  ...inFile(
    "PathFacts",
    ["In_order Signed (Some b, 0) (Some a, 0) 0)", "In_order Signed (Some b, 0) (Some a, 0) 1)"],
    ["Some (if snd l then Same x y else Apart x y)", "Some (Same x y)"],
    ["Some (if snd l then Apart word zero else Same word zero)", "Some (Apart word zero)"],
    ["if l =? m then others known_other else every", "others known_other"],
    ["Some (if b - a <=? d - c then (a, b) else (c, d))", "Some (a, d)"],
    ["else (p + g * m, q + g * l)", "else (p + g * l, q + g * m)"],
    ["if is_lower then between o (least o) (m - gap)", "if is_lower then between o (least o) (m - gap - 1)"],
  ),
  ...inFile(
    "PathChains",
    [
      "if fits here now d && (same_order now o || natural goal) then Some d else None",
      "if same_order now o || natural goal then Some d else None",
    ],
    [
      "if fits here now d && (same_order now o || natural goal) then Some d else None",
      "if fits now at_ d then Some d else None",
    ],
    ["(if natural_in here then [Signed; Unsigned] else [first])", "[Signed; Unsigned]"],
    ["In_order p lower upper gap => if same_order p o then", "In_order p lower upper gap => if true then"],
    ["| Some 0 => if apart from to then Some 1 else Some 0", "| Some 0 => Some 1"],
    [
      "(g =? modulus - f) && (signed c mod f =? 0) && fits_times f a && fits_times f b",
      "(g =? modulus - f) && (signed c mod f =? 0) && fits_times f a",
    ],
    ["if m <? p then Some true", "if m <=? p then Some true"],
    [
      "Definition longest_chain : nat := 3.",
      "Definition longest_chain : nat := 2.",
      "shorter chains are looked for, so less is found; what is found is true",
    ],
  ),
  ...inFile(
    "TermSelects",
    ["if wrap n =? 0 then share T (Select h e r i) else", ""],
    ["same_element d e && Pos.eqb s r", "same_element d e"],
    ["| Some 1 => share T (Store", "| Some 2 => share T (Store"],
  ),
  ...inFile(
    "PathKnown",
    ["then Some (Open (a, false))", "then Some (Open (a, true))"],
    ["if snd l && (match o with", "if (match o with"],
    ["| Some answer => negb (Bool.eqb answer (snd l))", "| Some answer => Bool.eqb answer (snd l)"],
    ["option_map (fun answer => Bool.eqb answer h)", "option_map (fun answer => answer)"],
  ),
  ...inFile(
    "PathSettle",
    ["if is_natural T x && (negb both || is_natural T y) then", "if is_natural T x then"],
    [
      "let (T, found) := if is_truth T t then known_on T facts t else (T, None) in\n    match found, depth",
      "let (T, found) := known_on T facts t in\n    match found, depth",
    ],
    ["| Sra => Some (Srl, false)", "| Sra => Some (Srl, false)\n  | Mulhsu => Some (Mulhu, false)"],
  ),
  ...inFile(
    "KnownArrays",
    [
      "match decision T facts c with Some answer => answer | None => false end.",
      "match decision T facts c with Some answer => answer | None => true end.",
    ],
    ["same_terms T facts i i' && same_terms T facts x x'", "same_terms T facts i i'"],
    [
      "denied T facts beyond && denied T facts more && denied T facts none.",
      "denied T facts beyond && denied T facts none.",
    ],
    ["if Pos.eqb (array_reference b) (array_reference a) then a else b", "a"],
  ),
  ...inFile(
    "EllSymbolic",
    ["let (T, three) := constant T 3 in", "let (T, three) := constant T 0 in"],
    ["if short (source_terms st) (source_facts st) length then", "if true then"],
    [
      "goes (with_source_fact st (noted T room true)) words ++ spent (with_source_fact st (noted T room false))",
      "goes (with_source_fact st (noted T room true)) words",
    ],
    [
      "          if within_bounds (source_terms st) (source_facts st) i (array_length a) then\n            let (T, o) := offset_of (source_terms st) (array_element a) i in\n            let (T, t)",
      "          if true then\n            let (T, o) := offset_of (source_terms st) (array_element a) i in\n            let (T, t)",
    ],
    [
      "source_effect k (with_source_terms (with_source_array st a) T) rest",
      "source_effect k (with_source_terms st T) rest",
    ],
  ),
  ...inFile(
    "MachineArrays",
    ["Pos.eqb o offset && within_bounds T facts i (array_length a).", "Pos.eqb o offset."],
    ["Pos.eqb o offset && within_bounds T facts i (array_length a).", "within_bounds T facts i (array_length a)."],
    ["&& (d <? n) && (4 + d + 4 <=? EllRun.room element_byte n)", "&& (d <? n)"],
    ["if Nat.eqb width 4 && Pos.eqb address (array_reference a) then", "if Pos.eqb address (array_reference a) then"],
    ["permitted (region_permissions r) access || (region_end", "true || (region_end"],
  ),
  ...inFile(
    "DecodedText",
    ["set code pc (Some (fetch m pc))", "set code pc (Some (fetch m (pc + 4)))"],
    ["Some fetched => fetched | None => fetch m pc end", "Some fetched => fetched | None => inr PcMisaligned end"],
  ),
  ...inFile(
    "MachineSymbolic",
    ["if storable z n && off_heap z last && off_stack z last then", "if storable z n && off_stack z last then"],
    ["if storable z n && off_heap z last && off_stack z last then", "if storable z n && off_heap z last then"],
    ["(known_facts st) k offset n && off_heap first last then", "(known_facts st) k offset n then"],
    [
      "area_permits (regions first_memory) a low high && off_stack low high.",
      "area_permits (regions first_memory) a low high.",
    ],
    [
      "Some (with_array (with_cells (with_terms st T) (filter (cell_clear low high) (known_cells st))) a)",
      "Some (with_array (with_terms st T) a)",
    ],
    ["n count && sends st a from address count", "n count"],
    [
      "      | BlockCame n came byte :: more =>\n          if same_terms (known_terms st) (known_facts st) n count then",
      "      | BlockCame n came byte :: more =>\n          if true then",
    ],
  ),
  ...inFile(
    "Cuts",
    ["Terms.same_element (array_element own) (array_element claim) && Pos.eqb", "Pos.eqb"],
    ["                 && distinct (map array_reference there)\n", ""],
    ["            [(cut_next c, arriving_next a)])", "            [])"],
    [
      "forallb (fun words => Pos.ltb (snd words) (TermTable.next (arriving_terms a))) pairs\n                 && same_skeleton",
      "same_skeleton",
    ],
    ["words_made (terms_made cut_recipe) = cut_words;", "words_made (terms_made []) = cut_words;"],
  ),
  ...inFile(
    "SharedArrays",
    ["\n      same_contents most_writes T facts (array_heap own) (array_heap other)", " true"],
    ["same_terms T facts (array_head other) (array_length own) && ", ""],
    [" && TermTable.within_of T (array_heap own) &&", " &&"],
    ["Terms.same_element (array_element own) (array_element other) && ", ""],
    [" && Pos.eqb (array_length own) (array_length other) &&", " &&"],
  ),
  ...inFile(
    "SegmentChecker",
    [
      "if negb (store_shared (known_terms known) (known_facts known) (source_arrays st) (known_arrays known))",
      "if false",
    ],
    ["if store_shared (source_terms st) (source_facts st) (source_arrays st) (arriving_arrays a) then", "if true then"],
    ["if existsb (fun c => Pos.eqb (array_reference c) (array_reference a)) claims then", "if false then"],
    ["inr (MachineExhausted resource_heap), _, SourceSpent => []", "inr (MachineExhausted resource_heap), _, _ => []"],
    ["(0 <=? heap_bytes (the_budget it)) && (heap_end <? modulus) &&", "(0 <=? heap_bytes (the_budget it)) &&"],
    [
      "((z =? 0) || match frame_fits (arriving_terms a) (arriving_facts a) k with Some fits => fits | None => false end)",
      "true",
    ],
    [
      "(fun variant v => is_place (return_address a) (outer_at a) variant (wait_at v) && same_activation (wait_for v) act)",
      "(fun variant v => is_place (return_address a) (outer_at a) variant (wait_at v))",
    ],
    ["| [], SourceAt c =>", "| _, SourceAt c =>"],
    ["arrive d inner ++ arrive (wait_at v) (outer_at a) else", "arrive d inner else"],
    ["| None => filter (fun c => cell_end c <=? stack_top) (arriving_cells a)", "| None => arriving_cells a"],
    ["let offset := cell_address c - level in", "let offset := cell_address c in"],
    ["if same_terms T (arriving_facts a) pc target then arrive x a", "if true then arrive x a"],
    ["(cut_pc d =? pc) && (cut_variant d =? variant) &&", "(cut_variant d =? variant) &&"],
    ["((address s + size (initial_bytes s) <=? from) || (to <=? address s)).", "true."],
    ["      if cut_pc t =? z then\n", "      if true then\n"],
    [
      "if is_left (arriving_configuration a) || is_called (arriving_configuration a) then false\n        else match arrive t a",
      "if is_left (arriving_configuration a) then false\n        else match arrive t a",
    ],
    ["else match arrive t a with [] => true | _ => false end", "else true"],
    ["(fun '(d, targets) => (if same_cut c d then true else false) &&", "(fun '(d, targets) =>"],
    [
      "(if same_cut c d then true else false) && forallb (is_planned pl) targets)",
      "(if same_cut c d then true else false))",
    ],
    [
      "existsb (fun d => if same_cut c d then true else false) (get [] (plan_points pl)",
      "existsb (fun d => true) (get [] (plan_points pl)",
    ],
  ),
  ...inFile(
    "RulesCounts",
    [
      "forallb (fun z => z mod 2 ^ k =? 0) (fst s :: map snd (snd s))",
      "forallb (fun z => z mod 2 ^ k =? 0) (map snd (snd s))",
    ],
    [
      "Definition part_of (k f : Z) : Z := wrap (signed f / 2 ^ k).",
      "Definition part_of (k f : Z) : Z := wrap (signed f / 2 ^ k + 1).",
    ],
    ["- 1) mod 32 =? 31 then x else t", "- 1) mod 32 =? 15 then x else t"],
    ["let g := f mod 32 in if g <? 16 then g else g - 32.", "let g := f mod 32 in if g <? 16 then g else g - 16."],
    ["plus (fst s mod 32, []) (short_parts T (snd s)).", "plus (fst s mod 16, []) (short_parts T (snd s))."],
    [
      "Definition low_bits_left (n : Z) : Z := 2 ^ (32 - n) - 1.",
      "Definition low_bits_left (n : Z) : Z := 2 ^ (31 - n) - 1.",
    ],
    ["Make Srl (Linear (divided k s)) (Number (n - k))", "Make Srl (Linear (divided k s)) (Number n)"],
  ),
  ...inFile(
    "RulesQuotients",
    ["divisor_of m (32 + k) (limit_of T x)", "divisor_of m (31 + k) (limit_of T x)"],
    ["if same_linear (as_sum T y) (without (as_sum T x) 1 h) then Some (x, m) else None", "Some (x, m)"],
    ["divisor_of (modulus + m) (33 + k)", "divisor_of (modulus + m) (32 + k)"],
    ["if (half <=? m) && same_linear (as_sum T a) (plus (0, [(h, 1)]) (as_sum T x))", "if half <=? m"],
    ["if 2 ^ k * n <? half then Some (x, 2 ^ k * n) else None", "Some (x, 2 ^ k * n)"],
    ["if (n =? 0) && negb (Pos.eqb x a) then Some (Make Slt", "if negb (Pos.eqb x a) then Some (Make Slt"],
  ),
  ...inFile(
    "Recipes",
    ["Pos.eqb n name && (values =? Terms.values_of_sort s)", "Pos.eqb n name"],
    ["if TermTable.limit_of T t <? Terms.values_of_sort s then Some (T, t) else None", "Some (T, t)"],
    ["PositiveMap.find name given with\n  | Some t => if", "PositiveMap.find 1%positive given with\n  | Some t => if"],
    ["| Some x, Some y => Some (operation_of T o x y)", "| Some x, Some y => Some (operation_of T o x x)"],
  ),
  ...inFile(
    "TermWorlds",
    ["| PathKnown.Open (s, h) => (s, Bool.eqb h answer)", "| PathKnown.Open (s, h) => (s, answer)"],
    [
      "match decision U facts c with Some answer => answer | None => false end.",
      "match decision U facts c with Some answer => answer | None => true end.",
    ],
    [
      "if new_name T name then Some (TermTable.share T (Terms.Symbol name s)) else None.",
      "Some (TermTable.share T (Terms.Symbol name s)).",
    ],
  ),
  ...inFile(
    "TermWords",
    ["| Div => [neutral_rule 1;", "| Div => [neutral_rule 0;"],
    ["divu_power_rule; divu_bound_rule; divu_srl_rule]", "quotient_rule Div; divu_bound_rule; divu_srl_rule]"],
    ["most_rule (half - 1);", "most_rule (half - 2);"],
  ),
  ...inFile(
    "MachineCells",
    [
      "negb (writable (region_permissions r) && executable (region_permissions r))",
      "negb (writable (region_permissions r) && readable (region_permissions r))",
    ],
    ["(cell_address c =? address) && (Nat.eqb (cell_width c) width).", "(cell_address c =? address)."],
    [
      "(cell_end a <=? cell_address b) || (cell_end b <=? cell_address a).",
      "(cell_end a <=? cell_address b) || (cell_address b <=? cell_address a).",
    ],
    ["c :: filter (apart c) cells.", "c :: cells."],
    ["| 2%nat => masked 65535", "| 2%nat => masked 255"],
  ),
  ...inFile(
    "Configurations",
    [
      "control_words (control_of c) ++ frame_of c ++ flat_map waiting_words (continuation_of c).",
      "control_words (control_of c) ++ frame_of c.",
    ],
    ["  continuation_of := map waiting_skeleton (continuation_of c) |}.", "  continuation_of := [] |}."],
    ["| Execute s => Execute s\n  | Done => Done", "| Execute _ => Done\n  | Done => Done"],
  ),
  ...inFile(
    "EllConforms",
    ["| Halt code, MachineHalted code' => code = code'", "| Halt code, MachineHalted code' => code <> code'"],
    ["| Trap t _, MachineTrapped t' => t = t'", "| Trap t _, MachineTrapped t' => t <> t'"],
    [
      "length registers = 31%nat ->\n  exists s, ell_begin p first_reference e = Some s /\\\n    conforms (ell_system env p) (machine_system env) same_end gives_up (fun _ _ => False)",
      "length registers = 30%nat ->\n  exists s, ell_begin p first_reference e = Some s /\\\n    conforms (ell_system env p) (machine_system env) same_end gives_up (fun _ _ => False)",
    ],
    ["g = MachineExhausted resource_stack /\\", "g = MachineExhausted resource_heap /\\"],
    ["(stack_bytes b < start_frame b +", "(stack_bytes b < "],
    ["(first_reference + heap_bytes b < next_reference", "(heap_bytes b < next_reference"],
    ["| CallFrame id _ :: k => (frame_of_call b id + frames_of b k)%Z", "| CallFrame id _ :: k => frames_of b k"],
  ),
  ...inFile(
    "Runs",
    ["let (t', r) := run step n s in (t ++ t', r)", "let (t', r) := run step n s in (t' ++ t, r)"],
    ["    | (t, EllWrong) => (t, Stuck)", "    | (t, EllWrong) => (t, GoesOn s)"],
    ["    | (t, MachineFinal _ f) => (t, Ends f)", "    | (t, MachineFinal _ f) => ([], Ends f)"],
  ),
  ...inFile(
    "MachineStack",
    ["(stack_room k <=? stack_low k) && (stack_low k", "(stack_low k"],
    ["area_permits rs access_write (stack_low k) (stack_high k).", "true."],
    ["(- stack_room k <=? offset) && (offset", "(offset"],
    ["(offset + Z.of_nat width <=? 0) &&\n  match frame_fits", "(offset <=? 0) &&\n  match frame_fits"],
    ["  match frame_fits T facts k with Some fits => fits | None => false end.", "  true."],
  ),
  ...inFile(
    "Callers",
    ["[2; 8; 9; 18; 19;", "[8; 9; 18; 19;"],
    ["(1%nat :: given_back).", "given_back."],
    ["(high - wait_level v <=? start_frame budget + frames_of budget k) &&", ""],
    ["(- wait_level v <=? frame_size (cut_activation (wait_at v))) &&", ""],
  ),
  ...inFile(
    "Rejoining",
    ["if existsb (Nat.eqb r) given_back then match", "if false then match"],
    ["if list_eq_dec Pos.eq_dec registers (firstn (length given_back) kept) then true else false", "true"],
    ["if operate And pc (wrap (-2)) =? pc then Some (Some pc) else None", "Some (Some pc)"],
    ["match cut_kept (wait_at v) with ra :: _ => Pos.eqb t ra | [] => false end then", "true then"],
    ["ra :: _ => Pos.eqb t ra | [] =>", "ra :: _ => true | [] =>"],
    ["gives_back x && Nat.eqb", "Nat.eqb"],
    ["Some m, Some n => negb (m =? n) | _, _ => false end.", "Some m, Some n => negb (m =? n) | _, _ => true end."],
    ["forallb (fun a => told_apart T a b) held", "true"],
    ["existsb (told_same T b) free ||", "existsb (fun _ => true) free ||"],
    ["existsb (Pos.eqb (array_reference b)) young ||", "existsb (fun _ => true) young ||"],
  ),
  ...inFile(
    "EllStep",
    ["let* beyond := Operate Sltu length i in", "let* beyond := Operate Slt length i in"],
    ["let* more := Operate Sltu left n in", "let* more := Operate Sltu n left in"],
    ["let* less := Operate Sltu w length in", "let* less := Operate Slt w length in"],
    ["let* less := Operate Sltu index length in", "let* less := Operate Sltu length index in"],
    ["let* less := Operate Slt w zero in", "let* less := Operate Slt zero w in"],
    ["if by_zero then Finish rule_divide_trap (Trap trap_divide id) else apply", "apply"],
    ["| AndAlso, false => let* v := Const 0 in", "| AndAlso, false => let* v := Const 1 in"],
    ["store low\n", "store w\n"],
    ["let apply := let* v := apply_binary o w1 w in", "let apply := let* v := apply_binary o w w1 in"],
    ["if nothing then value rule_transfer_nothing zero id k else", ""],
    [
      "if at_end then value rule_read_bytes_end zero id k",
      "if at_end then value rule_read_bytes_end came id k",
      "at the end of the input the number of bytes that came is 0",
    ],
    [
      "| Arguments id callee values [] => enter id callee (values ++ [w]) k",
      "| Arguments id callee values [] => enter id callee (w :: values) k",
    ],
  ),
  ...inFile(
    "EllRun",
    [
      "4 + 4 * match e with element_byte => (length + 3) / 4",
      "4 + 4 * match e with element_byte => length / 4",
      "how far apart references are is a choice, as long as no two are equal: a program cannot see them; the checker would show less",
    ],
    [
      "| Store _ r i w k =>\n      match get None (arrays s) r with\n      | Some a => answer (set_array s r (with_element a i w)) e k",
      "| Store _ r i w k =>\n      match get None (arrays s) r with\n      | Some a => answer s e k",
    ],
    ["(with_elements a 0 (map wrap values))", "(with_elements a 1 (map wrap values))"],
  ),
  ...inFile(
    "MachineStep",
    ["match rd with O => x | S _ => replace rd w x end", "replace rd w x"],
    ["let* four := MConst 4 in", "let* four := MConst 8 in"],
    ["let* even := MConst (-2) in", "let* even := MConst (-1) in"],
    [
      "let* refused := Permits access_write (store_width m) address in",
      "let* refused := Permits access_read (store_width m) address in",
    ],
    ["if Bool.eqb condition (branch_sense m)", "if condition"],
    ["let* high := MOperate Sll loaded by_ in", "let high := loaded in"],
    ["if nothing then otherwise else", ""],
    [
      "block_call number descriptor buffer count call_read 0 access_write",
      "block_call number descriptor buffer count call_read 0 access_read",
    ],
    ["(2, rule_ebreak_trap, MachineTrapped trap_bounds)", "(2, rule_ebreak_trap, MachineTrapped trap_length)"],
    [
      "let* link := next pc in Goes r target (with_register x rd link)",
      "let* link := next pc in Goes r target (with_register x rd target)",
    ],
  ),
  ...inFile(
    "MachineRun",
    ["if negb (pc mod 4 =? 0) then inr PcMisaligned", "if negb (pc mod 2 =? 0) then inr PcMisaligned"],
    ["match refused 4 (regions m) access_execute pc with", "match refused 1 (regions m) access_execute pc with"],
  ),
  ...inFile(
    "Memory",
    ["(region_start r <=? a) && (a <? region_end r)", "(region_start r <=? a) && (a <=? region_end r)"],
    ["| S n => byte_at bytes a + 256 * load n bytes (a + 1)", "| S n => 256 * byte_at bytes a + load n bytes (a + 1)"],
    [
      "store n (set bytes (wrap a) (w mod 256)) (a + 1) (w / 256)",
      "store n (set bytes (wrap a) (w mod 256)) (a + 1) w",
    ],
  ),
  ...inFile(
    "Decode",
    ["match funct7 with 0 => shift SLLI | _ => None end", "shift SLLI"],
    ["| 6 => branch BLTU | 7 => branch BGEU", "| 7 => branch BLTU | 6 => branch BGEU"],
    ["0x00000073 => Some ECALL", "0x00000073 => Some EBREAK"],
  ),
  ...inFile(
    "Words",
    ["| Sra => Z.shiftr (signed a) (b mod 32)", "| Sra => Z.shiftr a (b mod 32)"],
    ["| Rem => if b =? 0 then a else", "| Rem => if b =? 0 then 0 else"],
    ["| Mulhsu => (signed a * b) / modulus", "| Mulhsu => (a * signed b) / modulus"],
  ),
  ...inFile(
    "Elf",
    [
      "52 <=? file_size f;",
      "51 <=? file_size f;",
      "in 51 bytes there is no place for a program header that loads something, beside what the file's own must have",
    ],
    ["half_word f 18 =? 243;", "half_word f 18 =? 243 + 256;"],
    ["clear flags 0; clear flags 1;", "clear flags 1;"],
    ["(header_type h =? 2) || (header_type h =? 3).", "(header_type h =? 3)."],
    ["    offset h + size_in_file h <=? file_size f;\n", ""],
    ["((virtual_address h - offset h) mod page_size =? 0);", "((virtual_address h - offset h) mod 16 =? 0);"],
    ["    (size_in_memory h <=? size_in_file h) || Z.testbit (flags h) 1;", "    true;"],
    ["    negb (size_in_memory h =? 0) || (virtual_address h mod page_size =? 0)].", "    true]."],
    ["    ascending loaded;\n", ""],
    [
      "readable := Z.testbit (flags h) 2; writable := Z.testbit (flags h) 1;",
      "readable := Z.testbit (flags h) 1; writable := Z.testbit (flags h) 2;",
    ],
    ["let last := virtual_address h + size_in_memory h - 1 in", "let last := virtual_address h + size_in_memory h in"],
    ["existsb within l && (entry mod 4 =? 0).", "existsb within l."],
  ),
  ...inFile(
    "Environment",
    ["match bytes with [] => [Reading (-1)] | _ => map Reading bytes end", "map Reading bytes"],
    ["match bytes with [] => wrap (-1) | byte :: _ => byte end", "match bytes with [] => 0 | byte :: _ => byte end"],
    ["let taken := Z.max 1 (Z.min taken (size bytes)) in", "let taken := Z.max 1 taken in"],
    ["if 0 <? signed (wrap answer) then 0 else wrap answer.", "wrap answer."],
    ["if taken =? count then none answer else taken", "none answer"],
  ),
  ...inFile(
    "Instruction",
    ["SRLI => Srl | SRAI => Sra end.", "SRLI => Sra | SRAI => Srl end."],
    ["LB | LBU => 1 | LH | LHU => 2 | LW => 4 end.", "LB | LBU => 1 | LH | LHU => 4 | LW => 4 end."],
    ["LB => 24 | LH => 16 |", "LB => 24 | LH => 24 |"],
    ["| BNE | BGE | BGEU => false end.", "| BNE | BGE => false | BGEU => true end."],
  ),
  ...inFile(
    "Lists",
    [
      "| x :: rest => if n <=? 0 then [] else x :: first (n - 1) rest",
      "| x :: rest => if n <? 0 then [] else x :: first (n - 1) rest",
    ],
    [
      "| _ :: rest => if n <=? 0 then l else rest_after (n - 1) rest",
      "| _ :: rest => if n <=? 1 then l else rest_after (n - 1) rest",
    ],
    ["| _ :: rest, O => a :: rest", "| _ :: rest, O => a :: l"],
  ),
  ...inFile(
    "Table",
    [
      "match z with Z0 => xH | Zpos p => xO p | Zneg p => xI p end.",
      "match z with Z0 => xH | Zpos p => xO p | Zneg p => xO p end.",
    ],
    ["PositiveMap.add (key z) a t.", "PositiveMap.add (key (z + 1)) a t."],
  ),
];
