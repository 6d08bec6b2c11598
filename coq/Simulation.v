(** Segments make a simulation: if from every related pair of states both sides take some steps, at least one
    each, to a related pair, or to the same end, or the machine gives up where the resource is spent, then
    the machine conforms to the program, in every way that Conforms.v says.

    One direction of reasoning gives both directions of the theorem, since both sides are deterministic. *)

From Coq Require Import List Lia PeanoNat Wf_nat.
From Etalon Require Import Behaviour Runs Conforms.
Import ListNotations.

(** Runs of one system, put together. *)

Section Runs.
Context {S F : Type} (step : system S F).

Lemma run_after_step a b s :
  run step (a + b) s =
  match run step a s with
  | (t, GoesOn s') => let (t', r) := run step b s' in (t ++ t', r)
  | (t, r) => (t, r)
  end.
Proof.
  revert s. induction a as [|a IH]; intros s; cbn [run plus].
  - now destruct (run step b s).
  - destruct (step s) as [t [s'|f|]]; try reflexivity.
    rewrite IH. destruct (run step a s') as [t' [s''|f|]]; try reflexivity.
    destruct (run step b s''). now rewrite app_assoc.
Qed.

Lemma run_goes_on a b s t s' :
  run step a s = (t, GoesOn s') ->
  run step (a + b) s = let (t', r) := run step b s' in (t ++ t', r).
Proof. intros H. now rewrite run_after_step, H. Qed.

(** A run of fewer steps that goes on has shown a beginning of the events; one that does not is all of the run. *)
Lemma run_fewer a b s t r t' r' :
  run step a s = (t, r) -> run step b s = (t', r') -> a <= b ->
  match r with GoesOn _ => prefix t t' | _ => t' = t /\ r' = r end.
Proof.
  intros A B L. replace b with (a + (b - a)) in B by lia. rewrite run_after_step, A in B.
  destruct r as [s'|f|]; [|now inversion B..].
  destruct (run step (b - a) s') as [u q]. inversion B. now exists u.
Qed.

Lemma events_run n s t r : run step n s = (t, r) -> events step n s = t.
Proof. unfold events. now intros ->. Qed.

Lemma prefix_trans (a b c : list event) : prefix a b -> prefix b c -> prefix a c.
Proof. intros [x ->] [y ->]. exists (x ++ y). now rewrite app_assoc. Qed.

Lemma prefix_app (t a b : list event) : prefix a b -> prefix (t ++ a) (t ++ b).
Proof. intros [x ->]. exists x. now rewrite app_assoc. Qed.
End Runs.

Section Simulation.
Context {S F M G : Type} (source : system S F) (machine : system M G).
Context (same : F -> G -> Prop) (gives_up : G -> Prop) (spent : G -> S -> Prop).
Context (R : S -> M -> Prop).

(** What happens from a related pair of states. *)
Inductive segment (s : S) (m : M) : Prop :=
  | to_related j k t s' m' :
      0 < j -> 0 < k ->
      run source j s = (t, GoesOn s') -> run machine k m = (t, GoesOn m') ->
      R s' m' -> segment s m
  | to_end j k t f g :
      run source j s = (t, Ends f) -> run machine k m = (t, Ends g) ->
      same f g -> ~ gives_up g -> segment s m
  | to_exhaustion j k t g i t' s' :
      prefix t (events source j s) -> run machine k m = (t, Ends g) -> gives_up g ->
      run source i s = (t', GoesOn s') -> spent g s' -> segment s m.

Context (segments : forall s m, R s m -> segment s m).

(** What a run of the machine shows, the program's shows, too. *)
Definition machine_shown (s : S) (t : list event) (r : result M G) : Prop :=
  match r with
  | GoesOn _ => exists n, prefix t (events source n s)
  | Ends g =>
      (~ gives_up g /\ exists n f, run source n s = (t, Ends f) /\ same f g) \/
      (gives_up g /\ (exists n, prefix t (events source n s)) /\
       exists n t' s', run source n s = (t', GoesOn s') /\ spent g s')
  | Stuck => False
  end.

Lemma machine_shown_later s s' j t t' r :
  run source j s = (t, GoesOn s') -> machine_shown s' t' r -> machine_shown s (t ++ t') r.
Proof.
  intros A.
  assert (P : (exists n, prefix t' (events source n s')) -> exists n, prefix (t ++ t') (events source n s)).
  { intros [n Q]. exists (j + n). unfold events. rewrite (run_goes_on _ _ _ _ _ _ A).
    unfold events in Q. destruct (run source n s'). now apply prefix_app. }
  destruct r as [m'|g|]; cbn [machine_shown]; [exact P| |tauto].
  intros [[N [n [f [B C]]]]|[N [Q [n [u [s'' [B C]]]]]]]; [left|right]; (split; [assumption|]).
  - exists (j + n), f. rewrite (run_goes_on _ _ _ _ _ _ A), B. auto.
  - split; [auto|]. exists (j + n), (t ++ u), s''. rewrite (run_goes_on _ _ _ _ _ _ A), B. auto.
Qed.

Lemma machine_run_shown n : forall s m t r,
  R s m -> run machine n m = (t, r) -> machine_shown s t r.
Proof.
  induction n as [n IH] using lt_wf_ind. intros s m t r H A.
  destruct (segments s m H) as [j k u s' m' J K B C D | j k u f g B C D N | j k u g i u' s' P C D B E].
  - destruct (Nat.lt_ge_cases n k) as [L|L].
    + pose proof (run_fewer _ _ _ _ _ _ _ _ A C (Nat.lt_le_incl _ _ L)) as P.
      destruct r as [m''|g|]; [|now destruct P..]. exists j. now rewrite (events_run _ _ _ _ _ B).
    + replace n with (k + (n - k)) in A by lia. rewrite (run_goes_on _ _ _ _ _ _ C) in A.
      destruct (run machine (n - k) m') as [t' r'] eqn:Q. inversion A; subst.
      apply (machine_shown_later _ _ _ _ _ _ B). apply (IH (n - k)) with (m := m'); [lia|assumption..].
  - assert (X : machine_shown s u (Ends g)) by (left; eauto).
    destruct (Nat.lt_ge_cases n k) as [L|L].
    + pose proof (run_fewer _ _ _ _ _ _ _ _ A C (Nat.lt_le_incl _ _ L)) as P.
      destruct r as [m''|g'|]; [|now destruct P as [-> [= <-]]|now destruct P].
      exists j. now rewrite (events_run _ _ _ _ _ B).
    + now destruct (run_fewer _ _ _ _ _ _ _ _ C A L) as [-> ->].
  - assert (X : machine_shown s u (Ends g)) by (right; repeat split; eauto 6).
    destruct (Nat.lt_ge_cases n k) as [L|L].
    + pose proof (run_fewer _ _ _ _ _ _ _ _ A C (Nat.lt_le_incl _ _ L)) as Q.
      destruct r as [m''|g'|]; [|now destruct Q as [-> [= <-]]|now destruct Q].
      exists j. eapply prefix_trans; eauto.
    + now destruct (run_fewer _ _ _ _ _ _ _ _ C A L) as [-> ->].
Qed.

(** What a run of the program shows, the machine's shows, too, unless it gives up. *)
Definition source_shown (m : M) (t : list event) (r : result S F) : Prop :=
  exhausts machine gives_up m \/
  match r with
  | GoesOn _ => exists n, prefix t (events machine n m)
  | Ends f => exists n g, run machine n m = (t, Ends g) /\ same f g
  | Stuck => False
  end.

Lemma source_shown_later m m' k t t' r :
  run machine k m = (t, GoesOn m') -> source_shown m' t' r -> source_shown m (t ++ t') r.
Proof.
  intros A [[n [u [g [B N]]]]|B]; [left|right].
  - exists (k + n), (t ++ u), g. rewrite (run_goes_on _ _ _ _ _ _ A), B. auto.
  - destruct r as [s'|f|]; [| |assumption].
    + destruct B as [n P]. exists (k + n). unfold events. rewrite (run_goes_on _ _ _ _ _ _ A).
      unfold events in P. destruct (run machine n m'). now apply prefix_app.
    + destruct B as [n [g [B C]]]. exists (k + n), g. rewrite (run_goes_on _ _ _ _ _ _ A), B. auto.
Qed.

Lemma source_run_shown n : forall s m t r,
  R s m -> run source n s = (t, r) -> source_shown m t r.
Proof.
  induction n as [n IH] using lt_wf_ind. intros s m t r H A.
  destruct (segments s m H) as [j k u s' m' J K B C D | j k u f g B C D N | j k u g i u' s' P C D B E].
  - destruct (Nat.lt_ge_cases n j) as [L|L].
    + right. pose proof (run_fewer _ _ _ _ _ _ _ _ A B (Nat.lt_le_incl _ _ L)) as P.
      destruct r as [s''|f|]; [|now destruct P..]. exists k. now rewrite (events_run _ _ _ _ _ C).
    + replace n with (j + (n - j)) in A by lia. rewrite (run_goes_on _ _ _ _ _ _ B) in A.
      destruct (run source (n - j) s') as [t' r'] eqn:Q. inversion A; subst.
      apply (source_shown_later _ _ _ _ _ _ C). apply (IH (n - j)) with (s := s'); [lia|assumption..].
  - right. destruct (Nat.lt_ge_cases n j) as [L|L].
    + pose proof (run_fewer _ _ _ _ _ _ _ _ A B (Nat.lt_le_incl _ _ L)) as P.
      destruct r as [s''|f'|]; [|destruct P as [-> [= <-]]; eauto|now destruct P].
      exists k. now rewrite (events_run _ _ _ _ _ C).
    + destruct (run_fewer _ _ _ _ _ _ _ _ B A L) as [-> ->]. eauto.
  - left. exists k, u, g. auto.
Qed.

Theorem segments_conform s m : R s m -> conforms source machine same gives_up spent s m.
Proof.
  intros H. split.
  - intros n t g A N. destruct (machine_run_shown _ _ _ _ _ H A) as [[_ B]|[B _]]; [assumption|contradiction].
  - intros n t f A. exact (source_run_shown _ _ _ _ _ H A).
  - intros n t g A N. destruct (machine_run_shown _ _ _ _ _ H A) as [[B _]|[_ B]]; [contradiction|assumption].
  - intros n t m' A. exact (machine_run_shown _ _ _ _ _ H A).
  - intros n t s' A. exact (source_run_shown _ _ _ _ _ H A).
  - intros n t A. exact (machine_run_shown _ _ _ _ _ H A).
  - intros n t A. now destruct (source_run_shown _ _ _ _ _ H A).
Qed.
End Simulation.

(** It conforms as well when more states count as ones in which the resource is spent. *)
Lemma conforms_more {S F M G : Type} (source : system S F) (machine : system M G) (same : F -> G -> Prop) (gives_up : G -> Prop)
  (spent spent' : G -> S -> Prop) s m : (forall g s, spent g s -> spent' g s) ->
  conforms source machine same gives_up spent s m -> conforms source machine same gives_up spent' s m.
Proof.
  intros H C. destruct C as [A B D P Q R T]. constructor; auto. intros n t g N U.
  destruct (D n t g N U) as [X (n' & t' & s' & Y & Z)]. split; [exact X|]. exists n', t', s'. split; [exact Y|]. now apply H.
Qed.
