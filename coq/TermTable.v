(** The table of terms: one number for all terms that are made of the same parts (src/proof/checker/terms/table.ts).

    Every term has a bound, found when it is made: how large its word can be. The theorem [share_ok] says that a term
    is added without changing what those before it mean. That an equal term is found is not believed in: a hash finds
    candidates, and they are compared. *)

From Coq Require Import ZArith Lia Bool List FMapPositive.
From Etalon Require Import Words SameNumbers WordFacts WordSolve WordBits WordSigned Terms LawsTerms LawsBounds LawsDivision.
Import ListNotations.
Open Scope Z_scope.

(** * The table *)

(** How a term is made; how large its word can be; for contents of arrays, is every element what its kind allows? *)
Record entry := { made : node; limit : Z; within : bool }.

Record table := {
  next : term;
  (** All terms, the newest first: this says what they mean. *)
  log : list (term * node);
  entries : PositiveMap.t entry;
  (** Terms by hash. *)
  index : PositiveMap.t (list term)
}.

Fixpoint denote (v : valuation) (log : list (term * node)) (t : term) : meaning :=
  match log with
  | [] => of_word (fun _ => 0)
  | (s, n) :: rest => if Pos.eqb t s then mean v (denote v rest) n else denote v rest t
  end.

(** What a term of a table means, under a valuation; and its word. *)
Definition means (v : valuation) (T : table) (t : term) : meaning := denote v (log T) t.
Definition value (v : valuation) (T : table) (t : term) (place : Z) : Z := at_place (means v T t) place.

Definition made_of (T : table) (t : term) : option node := option_map made (PositiveMap.find t (entries T)).

Definition limit_of (T : table) (t : term) : Z :=
  match PositiveMap.find t (entries T) with Some e => limit e | None => modulus - 1 end.

Definition within_of (T : table) (t : term) : bool :=
  match PositiveMap.find t (entries T) with Some e => within e | None => false end.

(** The terms that a term is made of. *)
Definition operands (n : node) : list term :=
  match n with
  | Constant _ | Symbol _ _ | Initial => []
  | Sum _ parts => map fst parts
  | Apply _ a b => [a; b]
  | Length _ r => [r]
  | Select h _ r i => [h; r; i]
  | Store h _ r i x => [h; r; i; x]
  | Fill h r i n x => [h; r; i; n; x]
  | Allocate h _ r => [h; r]
  | Text h _ r _ => [h; r]
  end.

(** A term of the table, not one that is still to come. *)
Definition known (T : table) (t : term) : Prop := (t < next T)%positive.

Record sound (T : table) : Prop := {
  entries_known : forall t e, PositiveMap.find t (entries T) = Some e -> known T t;
  entries_made : forall t e, PositiveMap.find t (entries T) = Some e ->
    Forall (known T) (operands (made e)) /\ forall v, means v T t = mean v (means v T) (made e);
  entries_limit : forall t e, PositiveMap.find t (entries T) = Some e ->
    forall v place, value v T t place <= limit e;
  entries_within : forall t e, PositiveMap.find t (entries T) = Some e -> within e = true ->
    forall v, bounded (means v T t)
}.

Lemma made_of_ok T t n : sound T -> made_of T t = Some n ->
  Forall (known T) (operands n) /\ forall v, means v T t = mean v (means v T) n.
Proof.
  intros S. unfold made_of. destruct (PositiveMap.find t (entries T)) as [e|] eqn:F; [|discriminate]. intros [= <-].
  exact (entries_made T S t e F).
Qed.

Lemma made_of_known T t n : sound T -> made_of T t = Some n -> known T t.
Proof.
  intros S. unfold made_of. destruct (PositiveMap.find t (entries T)) as [e|] eqn:F; [|discriminate]. intros _. exact (entries_known T S t e F).
Qed.

(** A later table: the terms of the earlier one mean the same. *)
Definition extends (T U : table) : Prop :=
  (next T <= next U)%positive /\ forall t, known T t -> forall v, means v U t = means v T t.

Lemma extends_refl T : extends T T.
Proof. split; [apply Pos.le_refl|auto]. Qed.

Lemma extends_trans T U V : extends T U -> extends U V -> extends T V.
Proof.
  intros [A B] [C D]. split; [eapply Pos.le_trans; eassumption|]. intros t K v. rewrite D, B; auto.
  unfold known in *. lia.
Qed.

Lemma known_extends T U t : extends T U -> known T t -> known U t.
Proof. intros [A _]. unfold known. lia. Qed.

Lemma value_extends T U t v place : extends T U -> known T t -> value v U t place = value v T t place.
Proof. intros [_ E] K. unfold value. now rewrite E. Qed.

(** * Every value is a word *)

Definition words (m : meaning) : Prop :=
  (forall place, word (at_place m place)) /\ forall e r i, word (contents m e r i).

Lemma zero_word : word 0.
Proof. split; [discriminate|reflexivity]. Qed.

Lemma mod_word z n : 0 < n <= modulus -> word (z mod n).
Proof. intros. pose proof (Z.mod_pos_bound z n). unfold word. lia. Qed.

Lemma element_values e : 0 < values_of_element e <= modulus.
Proof. destruct e; split; reflexivity || discriminate. Qed.

Lemma mean_words v of n : (forall t, words (of t)) -> words (mean v of n).
Proof.
  intros W.
  assert (A : forall t place, word (at_place (of t) place)) by (intros; apply W).
  assert (C : forall t e r i, word (contents (of t) e r i)) by (intros; apply W).
  destruct n; split; intros; cbn [mean of_word of_heap at_place contents];
    auto using zero_word, wrap_word, operate_word.
  - apply mod_word. destruct s; split; reflexivity || discriminate.
  - apply mod_word. destruct e; split; reflexivity || discriminate.
  - apply mod_word, element_values.
  - destruct (here _ _ _ _ _ _); [apply A|apply C].
  - destruct (_ && _); [apply A|apply C].
  - destruct (_ && _); [apply zero_word|apply C].
  - destruct (_ && _); [apply mod_word, element_values|apply C].
Qed.

Lemma denote_words v log t : words (denote v log t).
Proof.
  revert t. induction log as [|[s n] log IH]; intros t; cbn [denote].
  - split; intros; apply zero_word.
  - destruct (Pos.eqb t s); [now apply mean_words|apply IH].
Qed.

Lemma value_word v T t place : word (value v T t place).
Proof. apply denote_words. Qed.

(** * Bounds *)

Lemma limit_ok T t v place : sound T -> 0 <= value v T t place <= limit_of T t.
Proof.
  intros S. pose proof (value_word v T t place) as W. unfold word in W. unfold limit_of.
  destruct (PositiveMap.find t (entries T)) eqn:F; [|lia]. pose proof (entries_limit T S t e F v place). lia.
Qed.

Lemma within_ok T t v : sound T -> within_of T t = true -> bounded (means v T t).
Proof.
  intros S. unfold within_of. destruct (PositiveMap.find t (entries T)) eqn:F; [|discriminate].
  intros W. eapply entries_within; eassumption.
Qed.

(** The largest word of a sum, before it is known whether it wraps: a multiple by a negative factor may. *)
Fixpoint total_limit (T : table) (parts : list (term * Z)) : option Z :=
  match parts with
  | [] => Some 0
  | (t, factor) :: rest =>
    match total_limit T rest with
    | Some most => if (0 <=? factor) && (factor <? half) then Some (factor * limit_of T t + most) else None
    | None => None
    end
  end.

(** bound_not, or else bound_add and bound_scale for each part. *)
Definition sum_limit (T : table) (c : Z) (parts : list (term * Z)) : Z :=
  let most :=
    match total_limit T parts with Some most => Z.min (wrap c + most) (modulus - 1) | None => modulus - 1 end in
  match parts with
  | [(t, factor)] => if (c =? 1) && (factor =? modulus - 1) && (limit_of T t <=? 1) then 1 else most
  | _ => most
  end.

(** The constant that a term is. *)
Definition constant_of (T : table) (t : term) : option Z :=
  match made_of T t with Some (Constant z) => Some (wrap z) | _ => None end.

(** How large the word of an operation can be: the bounds of docs/laws.md. *)
Definition apply_limit (T : table) (o : operation) (a b : term) : Z :=
  match o with
  | And => Z.min (limit_of T a) (limit_of T b)
  | Or | Xor => Z.min (ones (Z.lor (limit_of T a) (limit_of T b))) (modulus - 1)
  | Srl => match constant_of T b with Some n => limit_of T a / 2 ^ (n mod 32) | None => limit_of T a end
  | Slt | Sltu | Equal => 1
  | Divu => match constant_of T b with
            | Some n => if n =? 0 then modulus - 1 else limit_of T a / n
            | None => modulus - 1
            end
  | Mulhu => limit_of T a * limit_of T b / modulus
  | _ => modulus - 1
  end.

Definition node_limit (T : table) (n : node) : Z :=
  match n with
  | Constant z => wrap z
  | Symbol _ s => bound_of_sort s
  | Sum c parts => sum_limit T c parts
  | Apply o a b => apply_limit T o a b
  | Length e _ => lengths e - 1
  | Select h e _ _ => if within_of T h then bound_of_element e else modulus - 1
  | _ => 0
  end.

Definition node_within (T : table) (n : node) : bool :=
  match n with
  | Initial => true
  | Store h e _ _ x => within_of T h && (limit_of T x <=? bound_of_element e)
  | Fill h _ _ _ x => within_of T h && (limit_of T x <=? 255)
  | Allocate h _ _ => within_of T h
  | Text h _ _ _ => within_of T h
  | _ => false
  end.

Lemma at_most_largest m place : words m -> at_place m place <= modulus - 1.
Proof. intros [W _]. specialize (W place). unfold word in W. lia. Qed.

Lemma total_limit_ok T parts v place most : sound T -> total_limit T parts = Some most ->
  0 <= total (parts_of (means v T) parts) place <= most.
Proof.
  intros S. revert most. induction parts as [|[t factor] parts IH]; cbn [total_limit parts_of map total fst snd]; intros most.
  - intros [= <-]. lia.
  - destruct (total_limit T parts) as [rest|]; [|discriminate]. specialize (IH rest eq_refl).
    destruct (Z.leb_spec 0 factor); [|discriminate]. destruct (factor <? half); [|discriminate].
    intros [= <-]. pose proof (limit_ok T t v place S) as [L M]. unfold value in *.
    fold (parts_of (means v T) parts).
    assert (0 <= factor * at_place (means v T t) place) by (apply Z.mul_nonneg_nonneg; lia).
    assert (factor * at_place (means v T t) place <= factor * limit_of T t) by (apply Z.mul_le_mono_nonneg_l; lia).
    lia.
Qed.

Lemma wrap_at_most z most : 0 <= z <= most -> wrap z <= Z.min most (modulus - 1).
Proof.
  intros. pose proof (wrap_word z). unfold word in *. assert (wrap z <= z); [|lia].
  unfold wrap. apply Z.mod_le; [lia|reflexivity].
Qed.

Lemma sum_limit_ok T c parts v place : sound T ->
  at_place (mean v (means v T) (Sum c parts)) place <= sum_limit T c parts.
Proof.
  intros S.
  assert (G : at_place (mean v (means v T) (Sum c parts)) place <=
    match total_limit T parts with Some most => Z.min (wrap c + most) (modulus - 1) | None => modulus - 1 end).
  { destruct (total_limit T parts) eqn:E.
    - pose proof (total_limit_ok T parts v place z S E). cbn [mean of_word at_place].
      rewrite <- wrap_add_l. apply wrap_at_most. pose proof (wrap_word c). unfold word in *. lia.
    - apply at_most_largest, mean_words. intros. apply denote_words. }
  unfold sum_limit. destruct parts as [|[t factor] [|]]; try exact G.
  destruct (_ && _) eqn:E; [|exact G]. apply andb_prop in E as [E L]. apply andb_prop in E as [C F].
  apply Z.eqb_eq in C, F. apply Z.leb_le in L. subst c factor. cbn [mean of_word at_place parts_of map total fst snd].
  pose proof (limit_ok T t v place S) as [A B]. unfold value in *.
  assert (at_place (means v T t) place = 0 \/ at_place (means v T t) place = 1) as [-> | ->] by lia; reflexivity || discriminate.
Qed.

Lemma constant_word T t n : constant_of T t = Some n -> word n.
Proof. unfold constant_of. destruct (made_of T t) as [[]|]; try discriminate. intros [= <-]. apply wrap_word. Qed.

Lemma constant_ok T t n v place : sound T -> constant_of T t = Some n -> value v T t place = n /\ word n.
Proof.
  intros S C. split; [|now apply (constant_word T t)]. revert C.
  unfold constant_of. destruct (made_of T t) as [m|] eqn:F; [|discriminate].
  destruct (made_of_ok T t m S F) as [_ M]. destruct m; try discriminate.
  intros [= <-]. unfold value. now rewrite M.
Qed.

Lemma apply_limit_ok T o a b v place : sound T ->
  operate o (value v T a place) (value v T b place) <= apply_limit T o a b.
Proof.
  intros S. pose proof (limit_ok T a v place S) as [A0 A]. pose proof (limit_ok T b v place S) as [B0 B].
  pose proof (value_word v T a place) as WA. pose proof (value_word v T b place) as WB.
  pose proof (operate_word o (value v T a place) (value v T b place)) as W.
  unfold word in W. destruct o; cbn [apply_limit]; try lia.
  - (* mulhu *) rewrite mulhu_value by assumption. apply Z.div_le_mono; [reflexivity|].
    apply Z.mul_le_mono_nonneg; lia.
  - (* divu *) destruct (constant_of T b) as [n|] eqn:C; [|lia].
    destruct (constant_ok T b n v place S C) as [E N]. rewrite E in *. unfold word in N.
    destruct (Z.eqb_spec n 0); [lia|]. rewrite divu_value by (assumption || lia).
    apply Z.div_le_mono; lia.
  - now apply bound_and.
  - pose proof (bound_or _ _ _ _ WA WB A B). lia.
  - pose proof (bound_xor _ _ _ _ WA WB A B). lia.
  - destruct (constant_of T b) as [n|] eqn:C; [|now apply bound_srl].
    destruct (constant_ok T b n v place S C) as [E N]. rewrite E, srl_value by assumption.
    apply Z.div_le_mono; [|assumption]. apply pow_pos, Z.mod_pos_bound. reflexivity.
  - apply bound_slt.
  - apply bound_sltu.
  - apply bound_equal.
Qed.

Lemma node_limit_ok T n v place : sound T -> at_place (mean v (means v T) n) place <= node_limit T n.
Proof.
  intros S. destruct n; cbn [node_limit]; try (cbn [mean of_word of_heap at_place]; lia).
  - apply bound_symbol.
  - now apply sum_limit_ok.
  - now apply apply_limit_ok.
  - pose proof (bound_length v (means v T) e reference place). destruct e; cbn [lengths]; unfold half; lia.
  - destruct (within_of T heap) eqn:W.
    + now apply bound_select, within_ok.
    + apply at_most_largest, mean_words. intros. apply denote_words.
Qed.

Lemma node_within_ok T n v : sound T -> node_within T n = true -> bounded (mean v (means v T) n).
Proof.
  intros S. destruct n; cbn [node_within]; try discriminate; intros W.
  - apply bounded_initial.
  - apply andb_prop in W as [W L]. apply Z.leb_le in L. apply bounded_store; [now apply within_ok|].
    pose proof (limit_ok T value0 v 0 S). unfold value, word_of in *. lia.
  - apply andb_prop in W as [W L]. apply Z.leb_le in L. apply bounded_fill; [now apply within_ok|].
    intros place. pose proof (limit_ok T byte v place S). unfold value in *. lia.
  - now apply bounded_allocate, within_ok.
  - now apply bounded_text, within_ok.
Qed.

(** * Sharing *)

Definition same_sort (a b : sort) : {a = b} + {a <> b}.
Proof. decide equality. decide equality. Defined.

Definition same_operation (a b : operation) : {a = b} + {a <> b}.
Proof. decide equality. Defined.

Definition same_part (a b : term * Z) : {a = b} + {a <> b}.
Proof. decide equality; [apply same_integer|apply same_positive]. Defined.

Definition same_element_dec (a b : element) : {a = b} + {a <> b}.
Proof. decide equality. Defined.

Definition same_node (a b : node) : {a = b} + {a <> b}.
Proof.
  decide equality; auto using same_positive, same_integer, same_sort, same_operation, same_element_dec, list_eq_dec, same_part.
Defined.

(** Any hash will do. It is small, for the index is a tree of its digits. *)
Definition small (hash : positive) : positive := match Zpos hash mod 251 with Zpos p => p | _ => xH end.

Definition mix (hash part : positive) : positive := small (hash * 3 + part).

Definition hash_of_number (z : Z) : positive :=
  match z with Z0 => 1 | Zpos p => small (xO p) | Zneg p => small (xI p) end.

Definition hash (n : node) : positive :=
  match n with
  | Constant z => hash_of_number z
  | Symbol name _ => small name
  | Sum c parts => fold_left (fun h part => mix (mix h (fst part)) (hash_of_number (snd part))) parts (hash_of_number c)
  | Apply _ a b => mix a b
  | Length _ r => small r
  | Select h _ r i => mix (mix h r) i
  | Initial => 1
  | Store h _ r i x => mix (mix (mix h r) i) x
  | Fill h r i n x => mix (mix (mix (mix h r) i) n) x
  | Allocate h _ r => mix h r
  | Text h _ r _ => mix h r
  end.

Definition bucket (T : table) (h : positive) : list term :=
  match PositiveMap.find h (index T) with Some l => l | None => [] end.

(** The first of some terms that is made so. *)
Fixpoint seek (T : table) (n : node) (candidates : list term) : option term :=
  match candidates with
  | [] => None
  | t :: rest =>
    match made_of T t with
    | Some m => if same_node m n then Some t else seek T n rest
    | None => seek T n rest
    end
  end.

(** The term that is made so: one that is there, or a new one. *)
Definition share (T : table) (n : node) : table * term :=
  let h := hash n in
  let candidates := bucket T h in
  match seek T n candidates with
  | Some t => (T, t)
  | None =>
    let t := next T in
    ({| next := Pos.succ t;
        log := (t, n) :: log T;
        entries := PositiveMap.add t {| made := n; limit := node_limit T n; within := node_within T n |} (entries T);
        index := PositiveMap.add h (t :: candidates) (index T) |}, t)
  end.

Lemma seek_ok T n candidates t : seek T n candidates = Some t -> made_of T t = Some n.
Proof.
  induction candidates as [|s rest IH]; cbn; [discriminate|]. destruct (made_of T s) as [m|] eqn:M; [|exact IH].
  destruct (same_node m n) as [->|]; [|exact IH]. now intros [= <-].
Qed.

(** What a term means depends on what its operands mean, and on nothing else. *)
Lemma mean_same v of other n : (forall t, In t (operands n) -> of t = other t) -> mean v of n = mean v other n.
Proof.
  destruct n; cbn [operands mean In]; intros H; try reflexivity;
    repeat match goal with |- context [of ?t] => rewrite (H t) by auto 6 end; try reflexivity.
  assert (E : parts_of of parts = parts_of other parts); [|now rewrite E].
  unfold parts_of. apply map_ext_in. intros [t f] I. cbn [fst snd]. rewrite (H t); [reflexivity|].
  now apply (in_map fst) in I.
Qed.

(** What is made of a table: a later table, and a term of it. *)
Definition grown (T : table) (made : table * term) : Prop :=
  sound (fst made) /\ extends T (fst made) /\ known (fst made) (snd made).

Theorem share_ok T n : sound T -> Forall (known T) (operands n) ->
  grown T (share T n) /\ forall v, means v (fst (share T n)) (snd (share T n)) = mean v (means v T) n.
Proof.
  intros S O. unfold share, grown. destruct (seek T n (bucket T (hash n))) as [t|] eqn:F.
  - apply seek_ok in F. unfold made_of in F. destruct (PositiveMap.find t (entries T)) as [e|] eqn:E; [|discriminate].
    injection F as M. subst n. cbn [fst snd].
    split; [split; [exact S|split; [apply extends_refl|now apply (entries_known T S t e)]]|].
    apply (entries_made T S t e E).
  - cbn [fst snd]. set (U := {| next := _ |}).
    assert (OLD : forall t, known T t -> forall v, means v U t = means v T t).
    { intros t K v. unfold means, U; cbn [log denote]. unfold known in K.
      destruct (Pos.eqb_spec t (next T)); [lia|reflexivity]. }
    assert (NEW : forall v, means v U (next T) = mean v (means v T) n).
    { intros v. unfold means, U; cbn [log denote]. now rewrite Pos.eqb_refl. }
    assert (KU : forall t, known T t -> known U t) by (intros t; unfold known, U; cbn [next]; lia).
    assert (NU : known U (next T)) by (unfold known, U; cbn [next]; lia).
    assert (MADE : forall v, means v U (next T) = mean v (means v U) n).
    { intros v. rewrite NEW. apply mean_same. intros t I. symmetry. apply OLD.
      now apply (proj1 (Forall_forall _ _) O). }
    split; [|exact NEW]. split; [|split; [split; [unfold U; cbn [next]; lia|exact OLD]|exact NU]].
    constructor; intros t e; cbn [entries U]; destruct (Pos.eq_dec t (next T)) as [->|D];
      try (rewrite PositiveMap.gso by assumption); try (rewrite PositiveMap.gss; intros [= <-]; cbn [made limit within]).
    + exact NU.
    + intros F'. now apply KU, (entries_known T S t e).
    + split; [|exact MADE]. eapply Forall_impl; [exact KU|exact O].
    + intros F'. destruct (entries_made T S t e F') as [A B]. split; [eapply Forall_impl; [exact KU|exact A]|].
      intros v. rewrite OLD by now apply (entries_known T S t e). rewrite B. apply mean_same.
      intros s I. symmetry. apply OLD. now apply (proj1 (Forall_forall _ _) A).
    + intros v place. unfold value. rewrite NEW. now apply node_limit_ok.
    + intros F' v place. unfold value. rewrite OLD by now apply (entries_known T S t e).
      now apply (entries_limit T S t e).
    + intros W v. rewrite NEW. now apply node_within_ok.
    + intros F' W v. rewrite OLD by now apply (entries_known T S t e). now apply (entries_within T S t e).
Qed.

(** The table without terms. *)
Definition start : table :=
  {| next := 1%positive; log := []; entries := PositiveMap.empty entry; index := PositiveMap.empty (list term) |}.

Lemma start_sound : sound start.
Proof. constructor; intros t e; cbn [entries start]; rewrite PositiveMap.gempty; discriminate. Qed.
