(** What configurations are without their words, their skeletons, and the words in them: two configurations with the same
    skeleton, whose words mean the same one by one, mean the same. So a prover compares configurations. *)

From Coq Require Import ZArith Bool List.
From Etalon Require Import Words SameNumbers Behaviour EllProgram EllRules EllStep Worlds EllRelated EllCommutes.
Import ListNotations.

(** * Words and skeletons *)

Definition control_words {W} (c : control W) : list W :=
  match c with Value w _ | Returning w => [w] | Evaluate _ | Execute _ | Done | Breaking | Continuing => [] end.

Definition control_skeleton {W} (c : control W) : control unit :=
  match c with
  | Evaluate e => Evaluate e
  | Value _ id => Value tt id
  | Execute s => Execute s
  | Done => Done
  | Breaking => Breaking
  | Continuing => Continuing
  | Returning _ => Returning tt
  end.

(** The operands of a frame that waits. *)
Definition waiting_words {W} (f : waiting W) : list W :=
  match f with
  | BinaryRight _ _ a | IndexIndex _ _ a | TransferFrom _ _ a _ | ElementIndex _ _ a _ => [a]
  | TransferCount _ _ a b | ElementValue _ _ a b => [a; b]
  | Arguments _ _ l _ | CallFrame _ l => l
  | _ => []
  end.

Definition units {W} (l : list W) : list unit := map (fun _ => tt) l.

Definition waiting_skeleton {W} (f : waiting W) : waiting unit :=
  match f with
  | UnaryFrame id o => UnaryFrame id o
  | BinaryLeft id o e => BinaryLeft id o e
  | BinaryRight id o _ => BinaryRight id o tt
  | LogicLeft id o e => LogicLeft id o e
  | LogicRight id => LogicRight id
  | IndexArray id el e => IndexArray id el e
  | IndexIndex id el _ => IndexIndex id el tt
  | LengthFrame id => LengthFrame id
  | NewFrame id el => NewFrame id el
  | TransferArray id d e e' => TransferArray id d e e'
  | TransferFrom id d _ e => TransferFrom id d tt e
  | TransferCount id d _ _ => TransferCount id d tt tt
  | Arguments id f l after => Arguments id f (units l) after
  | CallFrame id l => CallFrame id (units l)
  | AssignFrame id x => AssignFrame id x
  | AssignGlobalFrame id g => AssignGlobalFrame id g
  | ElementArray id el e e' => ElementArray id el e e'
  | ElementIndex id el _ e => ElementIndex id el tt e
  | ElementValue id el _ _ => ElementValue id el tt tt
  | IfFrame id s s' => IfFrame id s s'
  | WhileFrame id e s u => WhileFrame id e s u
  | LoopFrame id e s u => LoopFrame id e s u
  | UpdateFrame id e s u => UpdateFrame id e s u
  | ReturnFrame id => ReturnFrame id
  | AssertFrame id => AssertFrame id
  | WriteFrame id => WriteFrame id
  | ExitFrame id => ExitFrame id
  | DiscardFrame id => DiscardFrame id
  | BlockFrame id l => BlockFrame id l
  end.

Definition configuration_words {W} (c : configuration W) : list W :=
  control_words (control_of c) ++ frame_of c ++ flat_map waiting_words (continuation_of c).

Definition configuration_skeleton {W} (c : configuration W) : configuration unit := {|
  control_of := control_skeleton (control_of c);
  frame_of := units (frame_of c);
  continuation_of := map waiting_skeleton (continuation_of c) |}.

(** * Comparing skeletons *)

Fixpoint same_expression (a b : expression) {struct a} : {a = b} + {a <> b}.
Proof.
  decide equality;
    first [apply same_integer | apply PeanoNat.Nat.eq_dec | apply (list_eq_dec same_integer) | apply (list_eq_dec same_expression)
      | decide equality].
Defined.

Definition same_option {A} (same : forall a b : A, {a = b} + {a <> b}) (a b : option A) : {a = b} + {a <> b}.
Proof. decide equality. Defined.

Fixpoint same_statement (a b : statement) {struct a} : {a = b} + {a <> b}.
Proof.
  decide equality;
    first [apply same_integer | apply PeanoNat.Nat.eq_dec | apply same_expression | apply (same_option same_expression)
      | apply (list_eq_dec same_statement) | apply (same_option same_statement) | decide equality].
Defined.

Definition same_unit (a b : unit) : {a = b} + {a <> b}.
Proof. decide equality. Defined.

Section Same.
Context {W : Type} (same_word : forall a b : W, {a = b} + {a <> b}).

Definition same_waiting (a b : waiting W) : {a = b} + {a <> b}.
Proof.
  decide equality;
    first [apply same_integer | apply PeanoNat.Nat.eq_dec | apply same_word | apply same_expression | apply same_statement
      | apply (list_eq_dec same_word) | apply (list_eq_dec same_expression) | apply (list_eq_dec same_statement)
      | apply (same_option same_statement) | decide equality].
Defined.

Definition same_control (a b : control W) : {a = b} + {a <> b}.
Proof. decide equality; first [apply same_integer | apply same_word | apply same_expression | apply same_statement]. Defined.

Definition same_configuration (a b : configuration W) : {a = b} + {a <> b}.
Proof.
  decide equality; first [apply (list_eq_dec same_waiting) | apply (list_eq_dec same_word) | apply same_control].
Defined.
End Same.

Definition same_skeleton {V W} (c : configuration V) (d : configuration W) : bool :=
  if same_configuration same_unit (configuration_skeleton c) (configuration_skeleton d) then true else false.

(** * Configurations that mean the same *)

Section Means.
Context {W V : Type} (k : worlds W V).

Lemma configuration_means_later below a b c d : later k a b ->
  configuration_means k below a c d -> configuration_means k below b c d.
Proof.
  intros L (C & F & top & E & T). split; [|split].
  - destruct C; constructor; eapply means_later; eassumption.
  - eapply all_mean_later; eassumption.
  - exists top. split; [exact E|]. eapply frames_mean_later; eassumption.
Qed.

(** Word for word, [own] means in one world whatever the other means in another. *)
Context (w : world k) (u : world k).
Definition word_for_word : list W -> list W -> Prop :=
  Forall2 (fun own other => forall z, means k u other z -> means k w own z).

Lemma word_for_word_mean own other l : word_for_word own other -> all_mean k u other l -> all_mean k w own l.
Proof.
  intros S. revert l. induction S as [|a b x y H S IH]; intros l M; inversion M; subst; constructor; auto. now apply IH.
Qed.

Lemma word_for_word_app a b c d : length a = length b -> word_for_word (a ++ c) (b ++ d) ->
  word_for_word a b /\ word_for_word c d.
Proof.
  revert b. induction a as [|x a IH]; intros [|y b] L S; try discriminate; cbn [app] in S.
  - split; [constructor|exact S].
  - inversion S; subst. injection L as L. destruct (IH b L) as [A B]; auto. split; [constructor; assumption|exact B].
Qed.

Lemma control_transport a b d : control_skeleton a = control_skeleton b -> word_for_word (control_words a) (control_words b) ->
  control_means k u b d -> control_means k w a d.
Proof.
  intros E S M. destruct M; destruct a; try discriminate; cbn in *; inversion E; subst; inversion S; subst;
    constructor; auto.
Qed.

Lemma waiting_transport a b d : waiting_skeleton a = waiting_skeleton b -> word_for_word (waiting_words a) (waiting_words b) ->
  frame_means k u b d -> frame_means k w a d.
Proof.
  intros E S M. destruct M; destruct a; try discriminate; cbn [waiting_skeleton waiting_words] in *; inversion E; subst;
    try (constructor; eapply word_for_word_mean; eassumption);
    repeat match goal with H : word_for_word (_ :: _) _ |- _ => inversion H; subst; clear H
                         | H : Forall2 _ (_ :: _) _ |- _ => inversion H; subst; clear H end;
    constructor; auto.
Qed.

Lemma units_length (a b : list W) : units a = units b -> length a = length b.
Proof. intros E. apply (f_equal (@length unit)) in E. unfold units in E. now rewrite !map_length in E. Qed.

Lemma control_words_length (a b : control W) : control_skeleton a = control_skeleton b ->
  length (control_words a) = length (control_words b).
Proof. destruct a, b; try discriminate; reflexivity. Qed.

Lemma waiting_words_length (a b : waiting W) : waiting_skeleton a = waiting_skeleton b ->
  length (waiting_words a) = length (waiting_words b).
Proof. destruct a, b; try discriminate; try reflexivity; intros E; inversion E; now apply units_length. Qed.

Lemma waitings_transport l : forall l' top, map waiting_skeleton l = map waiting_skeleton l' ->
  word_for_word (flat_map waiting_words l) (flat_map waiting_words l') ->
  Forall2 (frame_means k u) l' top -> Forall2 (frame_means k w) l top.
Proof.
  induction l as [|f l IH]; intros [|f' l'] top E S M; try discriminate.
  - inversion M. constructor.
  - cbn [map flat_map] in *. inversion M; subst. injection E as E1 E2.
    apply word_for_word_app in S as [A B]; [|now apply waiting_words_length].
    constructor; [eapply waiting_transport; eassumption|eapply IH; eassumption].
Qed.

Theorem configuration_transport below c d e : configuration_skeleton c = configuration_skeleton d ->
  word_for_word (configuration_words c) (configuration_words d) ->
  configuration_means k below u d e -> configuration_means k below w c e.
Proof.
  destruct c as [c f l], d as [c' f' l']. intros E S (C & F & top & T & M).
  unfold configuration_skeleton, configuration_words in *. cbn [control_of frame_of continuation_of] in *.
  injection E as E1 E2 E3.
  apply word_for_word_app in S as [S1 S]; [|now apply control_words_length].
  apply word_for_word_app in S as [S2 S3]; [|now apply units_length].
  split; [eapply control_transport; eassumption|]. split; [eapply word_for_word_mean; eassumption|].
  exists top. split; [exact T|eapply waitings_transport; eassumption].
Qed.
End Means.
