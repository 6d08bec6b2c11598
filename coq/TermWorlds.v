(** Words of a prover: terms of a table, with facts that are known of them. A world is a table and a valuation; a
    later one has more terms, and perhaps more symbols, but what a term meant it still means.

    Here are the questions about words that both languages ask, answered with terms: constants, operations,
    decisions; and symbols for what nobody knows. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts Worlds.
From Etalon Require Terms TermTable TermWords PathFacts PathKnown.
Import ListNotations.
Open Scope Z_scope.

Definition term : Type := Terms.term.
Definition terms : Type := TermTable.table.
Definition literal : Type := PathFacts.literal.

Record term_world := {
  world_terms : terms;
  world_values : Terms.valuation;
  world_sound : TermTable.sound world_terms
}.

Definition term_means (w : term_world) (t : term) (z : Z) : Prop :=
  TermTable.known (world_terms w) t /\ TermTable.value (world_values w) (world_terms w) t 0 = z.

Definition term_later (a b : term_world) : Prop :=
  (TermTable.next (world_terms a) <= TermTable.next (world_terms b))%positive /\
  forall t, TermTable.known (world_terms a) t ->
    TermTable.means (world_values b) (world_terms b) t = TermTable.means (world_values a) (world_terms a) t.

Lemma term_later_refl w : term_later w w.
Proof. split; [apply Pos.le_refl|auto]. Qed.

Lemma term_later_trans a b c : term_later a b -> term_later b c -> term_later a c.
Proof.
  intros [A B] [C D]. split; [eapply Pos.le_trans; eassumption|]. intros t K. rewrite D, B; auto.
  unfold TermTable.known in *. lia.
Qed.

Lemma term_means_later a b t z : term_later a b -> term_means a t z -> term_means b t z.
Proof.
  intros [A B] [K V]. split; [unfold TermTable.known in *; lia|].
  unfold TermTable.value in *. now rewrite B.
Qed.

(** The worlds of terms. *)
Definition term_worlds : worlds term Z := {|
  world := term_world; later := term_later; means := term_means;
  later_refl := term_later_refl; later_trans := term_later_trans; means_later := term_means_later |}.

Lemma means_word w t z : term_means w t z -> word z.
Proof. intros [_ <-]. apply TermTable.value_word. Qed.

Lemma means_same w t z z' : term_means w t z -> term_means w t z' -> z = z'.
Proof. intros [_ A] [_ B]. congruence. Qed.

(** A table that grew, under the same valuation, is a later world. *)
Lemma grown_later w made : TermTable.grown (world_terms w) made ->
  exists u, world_terms u = fst made /\ world_values u = world_values w /\ term_later w u /\
    TermTable.known (fst made) (snd made).
Proof.
  intros (S & [N E] & K).
  exists {| world_terms := fst made; world_values := world_values w; world_sound := S |}.
  split; [reflexivity|]. split; [reflexivity|]. split; [|exact K].
  split; [exact N|]. intros t KT. apply E. exact KT.
Qed.

(** * Constants and operations *)

Definition constant (T : terms) (z : Z) : terms * term := TermTable.share T (Terms.Constant (wrap z)).

Lemma constant_means w z : exists u, world_terms u = fst (constant (world_terms w) z) /\ term_later w u /\
  term_means u (snd (constant (world_terms w) z)) (wrap z).
Proof.
  destruct (TermTable.share_ok (world_terms w) (Terms.Constant (wrap z)) (world_sound w) ltac:(constructor)) as [G V].
  fold (constant (world_terms w) z) in G, V. destruct (grown_later w _ G) as (u & A & B & L & K).
  exists u. split; [exact A|]. split; [exact L|]. split; [now rewrite A|]. unfold TermTable.value. rewrite A, B, V.
  cbn [Terms.mean Terms.of_word Terms.at_place]. apply wrap_wrap.
Qed.

Definition operation_of (T : terms) (o : operation) (a b : term) : terms * term := TermWords.operation_on T o a b.

Lemma operation_means w o a b x y : term_means w a x -> term_means w b y ->
  exists u, world_terms u = fst (operation_of (world_terms w) o a b) /\ term_later w u /\
    term_means u (snd (operation_of (world_terms w) o a b)) (operate o x y).
Proof.
  intros [KA VA] [KB VB].
  destruct (TermWords.operation_on_ok (world_terms w) o a b (world_sound w) KA KB) as [G V].
  fold (operation_of (world_terms w) o a b) in G, V. destruct (grown_later w _ G) as (u & A & B & L & K).
  exists u. split; [exact A|]. split; [exact L|]. split; [now rewrite A|].
  rewrite A, B, V. now rewrite VA, VB.
Qed.

(** The number that a term is, whatever the unknowns are. *)
Definition number_of (T : terms) (t : term) : option Z := TermTable.constant_of T t.

Lemma number_means w t z n : number_of (world_terms w) t = Some n -> term_means w t z -> z = n.
Proof.
  intros C [_ V]. destruct (TermTable.constant_ok _ t n (world_values w) 0 (world_sound w) C) as [E _]. congruence.
Qed.

(** * Facts *)

(** Each fact is about a term of the table, and true. *)
Definition facts_hold (w : term_world) (facts : list literal) : Prop :=
  Forall (fun l => exists z, term_means w (fst l) z /\ holds z = snd l) facts.

Lemma facts_hold_later a b facts : term_later a b -> facts_hold a facts -> facts_hold b facts.
Proof.
  intros L. apply Forall_impl. intros l (z & M & H). exists z. split; [eapply term_means_later; eassumption|exact H].
Qed.

(** A condition and its literal say the same. *)
Lemma condition_means w t z : term_means w t z ->
  let c := PathKnown.condition_of (world_terms w) t in
  PathKnown.condition_known (world_terms w) c /\ PathKnown.condition_value (world_values w) (world_terms w) c = holds z.
Proof. intros [K <-]. destruct (PathKnown.condition_of_ok _ t (world_sound w) K) as [KC VC]. split; [exact KC|apply VC]. Qed.

(** The fact that a condition is true or not: of an opposite, it is one of the truth value itself (literal_not in docs/laws.md). *)
Definition noted (T : terms) (t : term) (answer : bool) : literal :=
  match PathKnown.condition_of T t with
  | PathKnown.Open (s, h) => (s, Bool.eqb h answer)
  | PathKnown.Settled _ => (t, answer)
  end.

Lemma noted_holds w facts t z answer : facts_hold w facts -> term_means w t z -> holds z = answer ->
  facts_hold w (noted (world_terms w) t answer :: facts).
Proof.
  intros F M H. constructor; [|exact F]. unfold noted. destruct (condition_means w t z M) as [K V].
  destruct (PathKnown.condition_of (world_terms w) t) as [b|[s h]]; [now exists z|].
  eexists. split; [split; [exact K|reflexivity]|]. cbn [PathKnown.condition_value fst snd] in *.
  rewrite <- H, <- V. now destruct (holds (TermTable.value _ _ s 0)), h.
Qed.

(** Facts as they are noted, so that they are found. *)
Definition all_noted (T : terms) (facts : list literal) : list literal := map (fun l => noted T (fst l) (snd l)) facts.

Lemma all_noted_hold w facts : facts_hold w facts -> facts_hold w (all_noted (world_terms w) facts).
Proof.
  intros F. induction F as [|l facts (z & M & H) F IH]; cbn [all_noted map]; [constructor|].
  exact (noted_holds w _ (fst l) z (snd l) IH M H).
Qed.

(** The answer of a condition, where it is known. *)
Definition decision (T : terms) (facts : list literal) (t : term) : option bool :=
  PathKnown.answered T facts (PathKnown.condition_of T t).

Lemma decision_means w facts t z answer : facts_hold w facts -> term_means w t z ->
  decision (world_terms w) facts t = Some answer -> holds z = answer.
Proof.
  intros F M D. destruct (condition_means w t z M) as [K <-]. apply (PathKnown.answered_ok _ facts); auto.
  - apply world_sound.
  - eapply Forall_impl; [|exact F]. now intros l (y & [A _] & _).
  - eapply Forall_impl; [|exact F]. intros l (y & [_ A] & B). rewrite <- A in B. exact B.
Qed.

(** Is it known that two terms mean the same? *)
Definition same_terms (T : terms) (facts : list literal) (a b : term) : bool :=
  if Pos.eqb a b then true
  else
    let (U, c) := operation_of T Equal a b in
    match decision U facts c with Some answer => answer | None => false end.

Lemma same_terms_mean w facts a b x y : facts_hold w facts -> term_means w a x -> term_means w b y ->
  same_terms (world_terms w) facts a b = true -> x = y.
Proof.
  intros F A B. unfold same_terms. destruct (Pos.eqb_spec a b) as [->|N].
  - intros _. now apply (means_same w b).
  - destruct (operation_means w Equal a b x y A B) as (u & E & L & M).
    destruct (operation_of (world_terms w) Equal a b) as [U c]. cbn [fst snd] in E, M. subst U.
    destruct (decision (world_terms u) facts c) as [[]|] eqn:D; try discriminate. intros _.
    pose proof (decision_means u facts c _ _ (facts_hold_later _ _ _ L F) M D) as H.
    unfold operate, result, truth in H. destruct (Z.eqb_spec x y); [assumption|discriminate].
Qed.

(** * Symbols *)

(** The valuation that gives a symbol these words, one for each place. *)
Definition with_symbol (v : Terms.valuation) (name : positive) (z : Z -> Z) : Terms.valuation := {|
  Terms.symbol_value := fun other place => if Pos.eqb other name then z place else Terms.symbol_value v other place;
  Terms.length_of := Terms.length_of v;
  Terms.first_contents := Terms.first_contents v |}.

(** No term of the table has a symbol of this name in it. *)
Definition new_name (T : terms) (name : positive) : bool :=
  forallb (fun made => match snd made with Terms.Symbol other _ => negb (Pos.eqb other name) | _ => true end)
    (TermTable.log T).

Lemma mean_with_symbol v name z of n : match n with Terms.Symbol other _ => other <> name | _ => True end ->
  Terms.mean (with_symbol v name z) of n = Terms.mean v of n.
Proof.
  destruct n; intros N; try reflexivity. cbn [Terms.mean]. unfold with_symbol; cbn [Terms.symbol_value].
  destruct (Pos.eqb_spec name0 name); [contradiction|reflexivity].
Qed.

Lemma denote_with_symbol v name z l t :
  forallb (fun made => match snd made with Terms.Symbol other _ => negb (Pos.eqb other name) | _ => true end) l = true ->
  TermTable.denote (with_symbol v name z) l t = TermTable.denote v l t.
Proof.
  revert t. induction l as [|[s n] l IH]; intros t; cbn [forallb TermTable.denote snd]; [reflexivity|].
  intros H. apply andb_prop in H as [N H]. destruct (Pos.eqb t s); [|now apply IH].
  rewrite mean_with_symbol.
  - apply TermTable.mean_same. intros r _. now apply IH.
  - destruct n; auto. apply negb_true_iff, Pos.eqb_neq in N. exact N.
Qed.

(** A symbol that no term has yet; [None] never happens, but that need not be proved. *)
Definition symbol (T : terms) (s : Terms.sort) : option (terms * term) :=
  let name := TermTable.next T in
  if new_name T name then Some (TermTable.share T (Terms.Symbol name s)) else None.

Lemma symbol_at_places w s z U t : symbol (world_terms w) s = Some (U, t) -> (forall place, 0 <= z place < Terms.values_of_sort s) ->
  exists u, world_terms u = U /\ term_later w u /\ TermTable.known (world_terms u) t /\
    forall place, TermTable.value (world_values u) (world_terms u) t place = z place.
Proof.
  unfold symbol. set (name := TermTable.next (world_terms w)).
  destruct (new_name (world_terms w) name) eqn:N; [|discriminate].
  destruct (TermTable.share_ok (world_terms w) (Terms.Symbol name s) (world_sound w) ltac:(constructor)) as [(S & [NX E] & K) V].
  destruct (TermTable.share (world_terms w) (Terms.Symbol name s)) as [U' t']. cbn [fst snd] in *. intros [= <- <-] Z.
  exists {| world_terms := U'; world_values := with_symbol (world_values w) name z; world_sound := S |}.
  split; [reflexivity|]. split; [split; [exact NX|]|split; [exact K|]]; cbn [world_terms world_values].
  - intros r KR. rewrite E by exact KR. unfold TermTable.means. now apply denote_with_symbol.
  - intros place. unfold TermTable.value. rewrite V. cbn [Terms.mean Terms.of_word Terms.at_place Terms.symbol_value with_symbol].
    rewrite Pos.eqb_refl. now apply Z.mod_small.
Qed.

Lemma symbol_means w s z U t : symbol (world_terms w) s = Some (U, t) -> 0 <= z < Terms.values_of_sort s ->
  exists u, world_terms u = U /\ term_later w u /\ term_means u t z.
Proof.
  intros S Z. destruct (symbol_at_places w s (fun _ => z) U t S (fun _ => Z)) as (u & U' & L & K & V). exists u. repeat split; auto; apply L.
Qed.

(** * Going on with an answer, in proofs *)

(** This term, which means the word that is asked for in this later world, is the answer. *)
Tactic Notation "answer_is" constr(u) constr(t) constr(L) constr(V) "as" ident(G) :=
  match goal with H : answers _ _ _ _ |- _ => specialize (H u t _ L V); cbv beta in H; rename H into G end.

(** It goes on in this world, where no word is asked for. *)
Tactic Notation "goes_on_in" constr(w) constr(L) "as" ident(G) :=
  match goal with H : forall w', later _ w w' -> _ |- _ => specialize (H _ L); rename H into G end.
