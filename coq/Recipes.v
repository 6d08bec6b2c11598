(** Recipes: how the terms of a cut point are made, from symbols and numbers on. A recipe is followed twice: in a table of
    the cut point's own, where its symbols are unknown; and on arrival, in the table of the path that arrives, with
    the words that the symbols stand for there. Then both have the same words, one by one. *)

From Coq Require Import ZArith Lia Bool List FMapPositive.
From Etalon Require Import Words SameNumbers WordFacts Elements TermWorlds KnownArrays.
From Etalon Require Terms TermTable TermWords TermSelects.
Import ListNotations.
Open Scope Z_scope.

(** One term. [left], [right], [reference] and [offset] are places in the list of terms so far. An element is one of the contents at
    the start, so many bytes behind the first. *)
Inductive ingredient :=
  | Unknown (name : positive) (s : Terms.sort)
  | Number (z : Z)
  | Computed (o : operation) (left right : nat)
  | Element (e : element) (reference offset : nat).

Definition recipe : Type := list ingredient.

Definition same_ingredient (a b : ingredient) : {a = b} + {a <> b}.
Proof.
  decide equality; first [apply same_integer | apply same_positive | apply PeanoNat.Nat.eq_dec | apply TermTable.same_sort
    | apply TermTable.same_operation | apply TermTable.same_element_dec].
Defined.

(** The term of an ingredient, with those that are made already, by their places. *)
Definition ingredient_made (symbol_of : terms -> positive -> Terms.sort -> option (terms * term))
    (element_of : terms -> element -> term -> term -> option (terms * term)) (i : ingredient) (T : terms)
    (made_at : nat -> option term) : option (terms * term) :=
  match i with
  | Unknown name s => symbol_of T name s
  | Number z => Some (constant T z)
  | Computed o a b =>
      match made_at a, made_at b with
      | Some x, Some y => Some (operation_of T o x y)
      | _, _ => None
      end
  | Element e a b =>
      match made_at a, made_at b with
      | Some x, Some y => element_of T e x y
      | _, _ => None
      end
  end.

(** All terms of a recipe, after those that there are; [None] where a place is none. *)
Fixpoint follow (symbol_of : terms -> positive -> Terms.sort -> option (terms * term))
    (element_of : terms -> element -> term -> term -> option (terms * term)) (r : recipe) (T : terms)
    (so_far : list term) : option (terms * list term) :=
  match r with
  | [] => Some (T, so_far)
  | i :: r =>
      match ingredient_made symbol_of element_of i T (nth_error so_far) with
      | Some (U, t) => follow symbol_of element_of r U (so_far ++ [t])
      | None => None
      end
  end.

(** What is at a place of a list that is there the last first, [count] of them. *)
Definition nth_back {A} (l : list A) (count place : nat) : option A :=
  match (count - place)%nat with O => None | S n => nth_error l n end.

(** The same from nothing on, with what is made so far the last first, and counted: so no list is copied for each ingredient. *)
Fixpoint follow_back (symbol_of : terms -> positive -> Terms.sort -> option (terms * term))
    (element_of : terms -> element -> term -> term -> option (terms * term)) (r : recipe) (T : terms)
    (made : list term) (count : nat) : option (terms * list term) :=
  match r with
  | [] => Some (T, rev_append made [])
  | i :: r =>
      match ingredient_made symbol_of element_of i T (nth_back made count) with
      | Some (U, t) => follow_back symbol_of element_of r U (t :: made) (S count)
      | None => None
      end
  end.

Definition follow_all symbol_of element_of (r : recipe) (T : terms) : option (terms * list term) := follow_back symbol_of element_of r T [] 0.

Lemma nth_back_rev {A} (l : list A) place : nth_back l (length l) place = nth_error (rev l) place.
Proof.
  unfold nth_back. destruct (length l - place)%nat as [|n] eqn:D; [symmetry; apply nth_error_None; rewrite rev_length; lia|].
  replace n with (length l - S place)%nat by lia. assert (L : (place < length l)%nat) by lia.
  destruct (nth_error l (length l - S place)) as [a|] eqn:E; [|apply nth_error_None in E; lia].
  rewrite (nth_error_nth' (rev l) a) by now rewrite rev_length. rewrite rev_nth by assumption. f_equal. symmetry. now apply nth_error_nth.
Qed.

Lemma ingredient_made_ext symbol_of element_of i T f g : (forall place, f place = g place) ->
  ingredient_made symbol_of element_of i T f = ingredient_made symbol_of element_of i T g.
Proof. intros E. destruct i; cbn [ingredient_made]; rewrite ?E; reflexivity. Qed.

Lemma follow_all_follow symbol_of element_of r T : follow_all symbol_of element_of r T = follow symbol_of element_of r T [].
Proof.
  unfold follow_all. change 0%nat with (length (@nil term)). change (@nil term) with (rev (@nil term)) at 3. generalize (@nil term) as made. revert T.
  induction r as [|i r IH]; intros T made; cbn [follow_back follow]; [now rewrite <- rev_alt|].
  rewrite (ingredient_made_ext symbol_of element_of i T _ _ (nth_back_rev made)).
  destruct (ingredient_made symbol_of element_of i T _) as [[U t]|]; [exact (IH U (t :: made))|reflexivity].
Qed.

(** A cut point's own symbols. *)
Definition own_symbol (T : terms) (name : positive) (s : Terms.sort) : option (terms * term) :=
  Some (TermTable.share T (Terms.Symbol name s)).

(** And its elements, of the contents that nobody knows. *)
Definition own_element (T : terms) (e : element) (reference offset : term) : option (terms * term) :=
  let (T, h) := unknown_heap T in Some (TermSelects.select_on T h e reference offset).

Lemma own_element_means w e r i z x T t : term_means w r z -> term_means w i x -> own_element (world_terms w) e r i = Some (T, t) ->
  exists u, world_terms u = T /\ world_values u = world_values w /\ term_later w u /\
    term_means u t (Terms.first_contents (world_values w) e z x mod Terms.values_of_element e).
Proof.
  intros R I. unfold own_element. destruct (unknown_heap_means w) as (u & U & UV & L & KH & MH).
  destruct (unknown_heap (world_terms w)) as [S h]. cbn [fst snd] in *. subst S.
  apply (term_means_later _ _ _ _ L) in R, I.
  destruct (TermSelects.select_on_ok (world_terms u) h e r i (world_sound u) KH (proj1 R) (proj1 I)) as [G E].
  destruct (grown_later u _ G) as (v & V & VV & L1 & K). destruct (TermSelects.select_on _ _ _ _ _) as [S s]. cbn [fst snd] in *. subst S.
  intros [= <- <-]. exists v. split; [reflexivity|]. split; [congruence|]. split; [eapply term_later_trans; eassumption|].
  split; [exact K|]. rewrite VV, E. destruct R as [_ R], I as [_ I]. rewrite R, I. now rewrite MH.
Qed.

(** What symbols stand for on arrival. A term stands only for a symbol whose values are all that it can have. *)
Definition stands_for (given : PositiveMap.t term) (T : terms) (name : positive) (s : Terms.sort) : option (terms * term) :=
  match PositiveMap.find name given with
  | Some t => if TermTable.limit_of T t <? Terms.values_of_sort s then Some (T, t) else None
  | None => None
  end.

(** * The same words *)

(** The valuation of the symbols, from the world of the arrival, with these contents of arrays. *)
Definition standing (w : term_world) (given : PositiveMap.t term) (first : element -> Z -> Z -> Z) : Terms.valuation := {|
  Terms.symbol_value := fun name _ =>
    match PositiveMap.find name given with
    | Some t => TermTable.value (world_values w) (world_terms w) t 0
    | None => 0
    end;
  Terms.length_of := Terms.length_of (world_values w);
  Terms.first_contents := first |}.

Definition same_word (own other : term_world) (a b : term) : Prop :=
  exists z, term_means own a z /\ term_means other b z.

Lemma same_words_later own other own' other' l l' : term_later own own' -> term_later other other' ->
  Forall2 (same_word own other) l l' -> Forall2 (same_word own' other') l l'.
Proof.
  intros A B H. induction H as [|x y l l' (z & X & Y) H IH]; constructor; [|exact IH].
  exists z. split; eapply term_means_later; eassumption.
Qed.

Lemma same_words_nth own other l l' n x y : Forall2 (same_word own other) l l' -> nth_error l n = Some x ->
  nth_error l' n = Some y -> same_word own other x y.
Proof.
  intros H. revert n. induction H; intros [|n] X Y; try discriminate; cbn in *; [congruence|]. now apply (IHForall2 n).
Qed.

(** A recipe is followed in another world, later than [from], where each symbol is a term that means what the recipe's own means with
    these values. *)
Section Followed.
Context (symbol_of : terms -> positive -> Terms.sort -> option (terms * term))
  (element_of : terms -> element -> term -> term -> option (terms * term)) (from : term_world) (values : Terms.valuation).
Context (symbols_mean : forall other name s T t, term_later from other -> symbol_of (world_terms other) name s = Some (T, t) ->
  exists other', world_terms other' = T /\ term_later other other' /\
    term_means other' t (Terms.symbol_value values name 0 mod Terms.values_of_sort s)).
Context (elements_mean : forall other e r i z x T t, term_later from other -> term_means other r z -> term_means other i x ->
  element_of (world_terms other) e r i = Some (T, t) -> exists other', world_terms other' = T /\ term_later other other' /\
    term_means other' t (Terms.first_contents values e z x mod Terms.values_of_element e)).

Theorem follow_same r : forall own other l l' U m V m',
  world_values own = values -> term_later from other -> Forall2 (same_word own other) l l' ->
  follow own_symbol own_element r (world_terms own) l = Some (U, m) ->
  follow symbol_of element_of r (world_terms other) l' = Some (V, m') ->
  exists own' other', world_terms own' = U /\ world_terms other' = V /\ world_values own' = world_values own /\ term_later other other' /\
    Forall2 (same_word own' other') m m'.
Proof.
  induction r as [|i r IH]; intros own other l l' U m V m' VA LA H A B; cbn [follow] in A, B; unfold ingredient_made in A, B.
  - injection A as <- <-. injection B as <- <-. exists own, other. repeat split; auto using Pos.le_refl.
  - assert (STEP : exists own1 other1 t t', follow own_symbol own_element r (world_terms own1) (l ++ [t]) = Some (U, m) /\
      follow symbol_of element_of r (world_terms other1) (l' ++ [t']) = Some (V, m') /\ world_values own1 = world_values own /\
      term_later own own1 /\ term_later other other1 /\ same_word own1 other1 t t').
    { destruct i as [name s|z|o a b|e a b].
      - cbn [own_symbol] in A. destruct (symbol_of (world_terms other) name s) as [[T' t']|] eqn:SY; [|discriminate].
        destruct (TermTable.share_ok (world_terms own) (Terms.Symbol name s) (world_sound own) ltac:(constructor)) as [G M].
        destruct (grown_later own _ G) as (own1 & O1 & O2 & OL & OK).
        destruct (TermTable.share (world_terms own) (Terms.Symbol name s)) as [T t]. cbn [fst snd] in *.
        destruct (symbols_mean other name s T' t' LA SY) as (other1 & P1 & PL & PM). subst T T'.
        exists own1, other1, t, t'. repeat (split; [assumption|]). eexists. split; [|exact PM].
        split; [exact OK|]. rewrite O2, VA. unfold TermTable.value. now rewrite M.
      - destruct (TermTable.share_ok (world_terms own) (Terms.Constant (wrap z)) (world_sound own) ltac:(constructor)) as [G M].
        destruct (grown_later own _ G) as (own1 & O1 & O2 & OL & OK). fold (constant (world_terms own) z) in *.
        destruct (constant_means other z) as (other1 & P1 & PL & PM).
        destruct (constant (world_terms own) z) as [T t]. destruct (constant (world_terms other) z) as [T' t'].
        cbn [fst snd] in *. subst T T'. exists own1, other1, t, t'. repeat (split; [assumption|]).
        exists (wrap z). split; [|exact PM]. split; [exact OK|]. rewrite O2. unfold TermTable.value. rewrite M.
        cbn [Terms.mean Terms.of_word Terms.at_place]. apply wrap_wrap.
      - destruct (nth_error l a) as [x|] eqn:XA; [|discriminate]. destruct (nth_error l b) as [y|] eqn:YA; [|discriminate].
        destruct (nth_error l' a) as [x'|] eqn:XB; [|discriminate]. destruct (nth_error l' b) as [y'|] eqn:YB; [|discriminate].
        destruct (same_words_nth _ _ _ _ _ _ _ H XA XB) as (p & PX & PX').
        destruct (same_words_nth _ _ _ _ _ _ _ H YA YB) as (q & QX & QX').
        destruct (TermWords.operation_on_ok (world_terms own) o x y (world_sound own) (proj1 PX) (proj1 QX)) as [G M].
        destruct (grown_later own _ G) as (own1 & O1 & O2 & OL & OK). fold (operation_of (world_terms own) o x y) in *.
        destruct (operation_means other o x' y' p q PX' QX') as (other1 & P1 & PL & PM).
        destruct (operation_of (world_terms own) o x y) as [T t]. destruct (operation_of (world_terms other) o x' y') as [T' t'].
        cbn [fst snd] in *. subst T T'. exists own1, other1, t, t'. repeat (split; [assumption|]).
        exists (operate o p q). split; [|exact PM]. split; [exact OK|]. rewrite O2, M.
        destruct PX as [_ PX], QX as [_ QX]. now rewrite PX, QX.
      - destruct (nth_error l a) as [x|] eqn:XA; [|discriminate]. destruct (nth_error l b) as [y|] eqn:YA; [|discriminate].
        destruct (nth_error l' a) as [x'|] eqn:XB; [|discriminate]. destruct (nth_error l' b) as [y'|] eqn:YB; [|discriminate].
        destruct (same_words_nth _ _ _ _ _ _ _ H XA XB) as (p & PX & PX').
        destruct (same_words_nth _ _ _ _ _ _ _ H YA YB) as (q & QX & QX').
        destruct (own_element (world_terms own) e x y) as [[T t]|] eqn:OE; [|discriminate].
        destruct (element_of (world_terms other) e x' y') as [[T' t']|] eqn:TE; [|discriminate].
        destruct (own_element_means own e x y p q T t PX QX OE) as (own1 & O1 & O2 & OL & OM).
        destruct (elements_mean other e x' y' p q T' t' LA PX' QX' TE) as (other1 & P1 & PL & PM). subst T T'.
        exists own1, other1, t, t'. repeat (split; [assumption|]). rewrite VA in OM. eexists. split; [exact OM|exact PM]. }
    destruct STEP as (own1 & other1 & t & t' & A1 & B1 & O2 & OL & PL & SW).
    destruct (IH own1 other1 (l ++ [t]) (l' ++ [t']) U m V m') as (o1 & o2 & E1 & E2 & EV & L2 & X); auto.
    + congruence.
    + eapply term_later_trans; eassumption.
    + apply Forall2_app; [exact (same_words_later own other own1 other1 l l' OL PL H)|]. now constructor.
    + exists o1, o2. split; [exact E1|]. split; [exact E2|]. split; [congruence|]. split; [eapply term_later_trans; eassumption|exact X].
Qed.
End Followed.

Section Arrival.
Context (arrival : term_world) (given : PositiveMap.t term) (first : element -> Z -> Z -> Z).
Context (known : forall name t, PositiveMap.find name given = Some t -> TermTable.known (world_terms arrival) t).
Context (element_of : terms -> element -> term -> term -> option (terms * term)).
Context (elements_mean : forall other e r i z x T t, term_later arrival other -> term_means other r z -> term_means other i x ->
  element_of (world_terms other) e r i = Some (T, t) -> exists other', world_terms other' = T /\ term_later other other' /\
    term_means other' t (first e z x mod Terms.values_of_element e)).

Theorem follow_ok r : forall own other l l' U m V m',
  world_values own = standing arrival given first -> term_later arrival other -> Forall2 (same_word own other) l l' ->
  follow own_symbol own_element r (world_terms own) l = Some (U, m) ->
  follow (stands_for given) element_of r (world_terms other) l' = Some (V, m') ->
  exists own' other', world_terms own' = U /\ world_terms other' = V /\ world_values own' = world_values own /\ term_later other other' /\
    Forall2 (same_word own' other') m m'.
Proof.
  apply follow_same; [|exact elements_mean]. clear -known. intros other name s T u LA B. unfold stands_for in B.
  destruct (PositiveMap.find name given) as [t|] eqn:F; [|discriminate].
  destruct (Z.ltb_spec (TermTable.limit_of (world_terms other) t) (Terms.values_of_sort s)); [|discriminate]. injection B as <- <-.
  exists other. split; [reflexivity|]. split; [apply term_later_refl|].
  specialize (known _ _ F).
  assert (M : term_means other t (TermTable.value (world_values arrival) (world_terms arrival) t 0)).
  { eapply term_means_later; [exact LA|]. now split. }
  cbn [standing Terms.symbol_value]. rewrite F, Z.mod_small; [exact M|].
  destruct M as [_ M]. rewrite <- M. pose proof (TermTable.limit_ok (world_terms other) t (world_values other) 0 (world_sound other)). lia.
Qed.
End Arrival.

(** * With symbols that are new *)

(** Each element is one. *)
Definition sort_of_element (e : element) : Terms.sort :=
  match e with element_byte => Terms.sort_byte | element_bool => Terms.sort_bool | element_int => Terms.sort_int end.

Definition new_element (T : terms) (e : element) (_ _ : term) : option (terms * term) := symbol T (sort_of_element e).

(** Some symbols stand for terms that are there, for words of so many values; all others are new ones. *)
Definition anew_but (given : list (positive * Z * term)) (T : terms) (name : positive) (s : Terms.sort) : option (terms * term) :=
  match find (fun '(n, values, _) => Pos.eqb n name && (values =? Terms.values_of_sort s)) given with
  | Some (_, t) => Some (T, t)
  | None => symbol T s
  end.

(** A recipe is followed in another world, with symbols that mean there what the recipe's own mean. *)
Theorem follow_anew given values r own other U m V m' : world_values own = values ->
  (forall name n t, In (name, n, t) given -> term_means other t (Terms.symbol_value values name 0 mod n)) ->
  follow own_symbol own_element r (world_terms own) [] = Some (U, m) ->
  follow (anew_but given) new_element r (world_terms other) [] = Some (V, m') ->
  exists own' other', world_terms own' = U /\ world_terms other' = V /\ world_values own' = world_values own /\ term_later other other' /\
    Forall2 (same_word own' other') m m'.
Proof.
  intros OV G A B. refine (follow_same (anew_but given) new_element other values _ _ r own other [] [] U m V m' OV (term_later_refl other) (Forall2_nil _) A B).
  - intros now name s T t L SY. unfold anew_but in SY. destruct (find _ given) as [[[n number] u]|] eqn:F.
    + injection SY as <- <-. apply find_some in F as [I E]. apply andb_prop in E as [E1 E2]. apply Pos.eqb_eq in E1. apply Z.eqb_eq in E2. subst n number.
      exists now. split; [reflexivity|]. split; [apply term_later_refl|]. exact (term_means_later _ _ _ _ L (G _ _ _ I)).
    + apply (symbol_means now s _ T t SY). apply Z.mod_pos_bound. destruct s; reflexivity.
  - intros now e r' i z x T t _ _ _ SY. apply (symbol_means now _ _ T t SY).
    destruct e; cbn [sort_of_element]; apply Z.mod_pos_bound; reflexivity.
Qed.

(** * Recipes of symbols and numbers *)

(** The word of an ingredient that is not computed. *)
Definition ingredient_word (v : Terms.valuation) (i : ingredient) : Z :=
  match i with
  | Unknown name s => Terms.symbol_value v name 0 mod Terms.values_of_sort s
  | Number z => wrap z
  | Computed _ _ _ | Element _ _ _ => 0
  end.

Definition not_computed (i : ingredient) : bool := match i with Computed _ _ _ | Element _ _ _ => false | _ => true end.

Lemma follow_own r : forall own l words U m, forallb not_computed r = true -> Forall2 (term_means own) l words ->
  follow own_symbol own_element r (world_terms own) l = Some (U, m) ->
  exists own', world_terms own' = U /\ Forall2 (term_means own') m (words ++ map (ingredient_word (world_values own)) r).
Proof.
  induction r as [|i r IH]; intros own l words U m N H A; cbn [follow map] in *; unfold ingredient_made in *.
  - injection A as <- <-. exists own. now rewrite app_nil_r.
  - cbn [forallb] in N. apply andb_prop in N as [NI N].
    assert (STEP : exists n T t, TermTable.share (world_terms own) n = (T, t) /\ TermTable.operands n = [] /\
      follow own_symbol own_element r T (l ++ [t]) = Some (U, m) /\
      forall v of, Terms.at_place (Terms.mean v of n) 0 = ingredient_word v i).
    { destruct i as [name s|z| |]; [| |discriminate|discriminate].
      - cbn [own_symbol] in A. destruct (TermTable.share (world_terms own) (Terms.Symbol name s)) as [T t] eqn:E.
        exists (Terms.Symbol name s), T, t. repeat split; auto.
      - unfold constant in A. destruct (TermTable.share (world_terms own) (Terms.Constant (wrap z))) as [T t] eqn:E.
        exists (Terms.Constant (wrap z)), T, t. repeat split; auto. intros. apply wrap_wrap. }
    destruct STEP as (n & T & t & E & O & F & V).
    destruct (TermTable.share_ok (world_terms own) n (world_sound own) ltac:(rewrite O; constructor)) as [G M].
    destruct (grown_later own _ G) as (own' & O1 & O2 & OL & OK). rewrite E in *. cbn [fst snd] in *. subst T.
    destruct (IH own' (l ++ [t]) (words ++ [ingredient_word (world_values own) i]) U m N) as (own'' & P & Q); auto.
    + apply Forall2_app.
      * clear -H OL. induction H; constructor; auto. eapply term_means_later; eassumption.
      * constructor; [|constructor]. split; [exact OK|]. rewrite O2. unfold TermTable.value. rewrite M. apply V.
    + exists own''. split; [exact P|]. rewrite O2, <- app_assoc in Q. exact Q.
Qed.
