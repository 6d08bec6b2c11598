(** Elements of arrays, by the laws of array contents (src/proof/checker/terms/heaps.ts): what was just written, or what was there before a
    write elsewhere. A read is of one word, so what is proved is said of the first place among the bytes of a block. *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordSigned Terms LawsTerms LawsArrays TermTable TermSums.
Import ListNotations.
Open Scope Z_scope.

(** So many writes are looked behind. *)
Definition most_writes : nat := Nat.pow 2 12.

(** An element of an array, as the contents of all arrays have it: select_store and select_skip. *)
Fixpoint select_behind (writes : nat) (T : table) (h : term) (e : element) (r i : term) : table * term :=
  match writes with
  | O => share T (Select h e r i)
  | S writes =>
    match made_of T h with
    | Some (Store before d s j x) =>
      if same_element d e && Pos.eqb s r then
        if Pos.eqb j i then (T, x)
        else
          match distance T j i with
          | Some n => if wrap n =? 0 then share T (Select h e r i) else select_behind writes T before e r i
          | None => share T (Select h e r i)
          end
      else share T (Select h e r i)
    | _ => share T (Select h e r i)
    end
  end.

Definition select_on (T : table) (h : term) (e : element) (r i : term) : table * term := select_behind most_writes T h e r i.

(** What a grown table and a term of it mean where there are no places. *)
Definition gives (T : table) (made : table * term) (word : valuation -> Z) : Prop :=
  grown T made /\ forall v, value v (fst made) (snd made) 0 = word v.

Lemma select_behind_ok writes T e r i : sound T -> known T r -> known T i -> forall h, known T h ->
  gives T (select_behind writes T h e r i) (fun v => contents (means v T h) e (value v T r 0) (value v T i 0)).
Proof.
  intros S R I. induction writes as [|writes IH]; intros h H; cbn [select_behind].
  all: assert (SHARE : gives T (share T (Select h e r i)) (fun v => contents (means v T h) e (value v T r 0) (value v T i 0)))
    by (destruct (share_ok T (Select h e r i) S ltac:(repeat constructor; assumption)) as [G V];
        split; [exact G|]; intros; unfold value; now rewrite V).
  1: exact SHARE.
  destruct (made_of T h) as [n|] eqn:F; [|exact SHARE].
  destruct (made_of_ok T h n S F) as [O M]. destruct n as [| | | | | | |before d s j x| | |]; try exact SHARE.
  destruct (same_element d e) eqn:E; [|exact SHARE]. apply same_element_true in E as ->.
  destruct (Pos.eqb_spec s r) as [->|]; [|exact SHARE]. cbn [andb].
  inversion O as [|? ? KB O1]; subst. inversion O1 as [|? ? _ O2]; subst. inversion O2 as [|? ? KJ O3]; subst.
  inversion O3 as [|? ? KX _]; subst.
  destruct (Pos.eqb_spec j i) as [->|].
  - split; [split; [exact S|split; [apply extends_refl|exact KX]]|]. intros v. cbn [fst snd].
    symmetry. apply (select_store v (means v T) h before e r i x (M v)).
  - destruct (distance T j i) as [gap|] eqn:D; [|exact SHARE]. destruct (Z.eqb_spec (wrap gap) 0); [exact SHARE|].
    destruct (IH before KB) as [G V]. split; [exact G|]. intros v. rewrite V. symmetry.
    apply (select_skip v (means v T) h before e r j i (wrap gap) x (M v)); [apply value_word|apply wrap_word|assumption|].
    change (value v T j 0 = add (value v T i 0) (wrap gap)). rewrite (distance_ok T j i gap S KJ I D).
    unfold operate, result. now unwrap.
Qed.

Theorem select_on_ok T h e r i : sound T -> known T h -> known T r -> known T i ->
  gives T (select_on T h e r i) (fun v => contents (means v T h) e (value v T r 0) (value v T i 0)).
Proof. intros. now apply select_behind_ok. Qed.

(** Contents after a block was laid down: fill_one. *)
Definition fill_on (T : table) (h r i n x : term) : table * term :=
  match constant_of T n with
  | Some 1 => share T (Store h element_byte r i x)
  | _ => share T (Fill h r i n x)
  end.

Theorem fill_on_ok T h r i n x : sound T -> Forall (known T) [h; r; i; n; x] ->
  grown T (fill_on T h r i n x) /\
  forall v e reference index, contents (means v (fst (fill_on T h r i n x)) (snd (fill_on T h r i n x))) e reference index =
    contents (mean v (means v T) (Fill h r i n x)) e reference index.
Proof.
  intros S K. unfold fill_on. destruct (share_ok T (Fill h r i n x) S K) as [G V].
  assert (FILL : grown T (share T (Fill h r i n x)) /\ forall v e reference index,
    contents (means v (fst (share T (Fill h r i n x))) (snd (share T (Fill h r i n x)))) e reference index =
    contents (mean v (means v T) (Fill h r i n x)) e reference index) by (split; [exact G|]; intros; now rewrite V).
  destruct (constant_of T n) as [[|[| |]|]|] eqn:C; try exact FILL. clear FILL G V.
  inversion K as [|? ? KH K1]; subst. inversion K1 as [|? ? KR K2]; subst. inversion K2 as [|? ? KI K3]; subst.
  inversion K3 as [|? ? KN K4]; subst. inversion K4 as [|? ? KX _]; subst.
  destruct (share_ok T (Store h element_byte r i x) S ltac:(repeat constructor; assumption)) as [G V].
  split; [exact G|]. intros. rewrite V. symmetry. apply fill_one. apply (constant_ok T n 1 v 0 S C).
Qed.
