(** Sums: a constant and multiples of terms, those in ascending order (src/proof/checker/terms/sums.ts). *)

From Coq Require Import ZArith Lia Bool List.
From Etalon Require Import Words WordFacts WordSolve WordSigned Terms TermTable.
Import ListNotations.
Open Scope Z_scope.

(** A constant, and so many times each term. *)
Definition linear : Type := Z * list (term * Z).

(** Its value, before it is wrapped. *)
Definition linear_value (v : valuation) (T : table) (s : linear) (place : Z) : Z :=
  fst s + total (parts_of (means v T) (snd s)) place.

Definition linear_known (T : table) (s : linear) : Prop := Forall (known T) (map fst (snd s)).

(** A term as a sum. *)
Definition as_sum (T : table) (t : term) : linear :=
  match made_of T t with
  | Some (Constant z) => (wrap z, [])
  | Some (Sum c parts) => (c, parts)
  | _ => (0, [(t, 1)])
  end.

Lemma as_sum_ok T t : sound T -> known T t ->
  linear_known T (as_sum T t) /\ forall v place, wrap (linear_value v T (as_sum T t) place) = value v T t place.
Proof.
  intros S K. assert (D : linear_known T (0, [(t, 1)]) /\
    forall v place, wrap (linear_value v T (0, [(t, 1)]) place) = value v T t place).
  { split; [repeat constructor; assumption|]. intros. unfold linear_value. cbn [parts_of map total fst snd].
    replace (0 + (1 * at_place (means v T t) place + 0)) with (value v T t place) by (unfold value; ring).
    apply wrap_id, value_word. }
  unfold as_sum. destruct (made_of T t) as [n|] eqn:F; [|exact D].
  destruct (made_of_ok T t n S F) as [O M]. destruct n; try exact D.
  - split; [constructor|]. intros. unfold value. rewrite M. unfold linear_value. cbn [mean of_word at_place parts_of map total fst snd].
    now rewrite Z.add_0_r, wrap_wrap.
  - split; [exact O|]. intros. unfold value. rewrite M. reflexivity.
Qed.

(** The multiples of two sums together; where a factor becomes 0 the term is gone. *)
Fixpoint merge (a : list (term * Z)) : list (term * Z) -> list (term * Z) :=
  fix inner (b : list (term * Z)) :=
    match a, b with
    | [], _ => b
    | _, [] => a
    | (x, f) :: a', (y, g) :: b' =>
      match Pos.compare x y with
      | Lt => (x, f) :: merge a' b
      | Gt => (y, g) :: inner b'
      | Eq => if wrap (f + g) =? 0 then merge a' b' else (x, wrap (f + g)) :: merge a' b'
      end
    end.

Fixpoint scale_parts (factor : Z) (a : list (term * Z)) : list (term * Z) :=
  match a with
  | [] => []
  | (x, f) :: rest =>
    if wrap (factor * f) =? 0 then scale_parts factor rest else (x, wrap (factor * f)) :: scale_parts factor rest
  end.

Definition plus (a b : linear) : linear := (wrap (fst a + fst b), merge (snd a) (snd b)).
Definition times (factor : Z) (a : linear) : linear := (wrap (factor * fst a), scale_parts factor (snd a)).

(** Is a sum without its constant, with so many times another, nothing? *)
Fixpoint cancel (times : Z) (a b : list (term * Z)) : bool :=
  match a, b with
  | [], [] => true
  | (x, f) :: a, (y, g) :: b => if Pos.eqb x y then if wrap (f + times * g) =? 0 then cancel times a b else false else false
  | _, _ => false
  end.

(** Words that are added are wrapped, sooner or later. *)
Lemma wrap_sum a b c d : wrap a = wrap b -> wrap c = wrap d -> wrap (a + c) = wrap (b + d).
Proof. intros H I. now rewrite <- wrap_add_l, H, wrap_add_l, <- wrap_add_r, I, wrap_add_r. Qed.

Lemma wrap_product a b c : wrap a = wrap b -> wrap (a * c) = wrap (b * c).
Proof. intros H. now rewrite <- wrap_mul_l, H, wrap_mul_l. Qed.

Section Values.
Context (v : valuation) (T : table) (place : Z).

Let sum (parts : list (term * Z)) : Z := total (parts_of (means v T) parts) place.

Lemma sum_cons x f rest : sum ((x, f) :: rest) = f * value v T x place + sum rest.
Proof. reflexivity. Qed.

Lemma merge_value a : forall b, wrap (sum (merge a b)) = wrap (sum a + sum b).
Proof.
  induction a as [|[x f] a IH]; intros b.
  - destruct b; reflexivity.
  - induction b as [|[y g] b IHb]; [cbn [merge]; now rewrite Z.add_0_r|].
    cbn [merge]. fold (merge ((x, f) :: a)). destruct (Pos.compare_spec x y) as [->| |].
    + assert (E : wrap (sum ((y, f) :: a) + sum ((y, g) :: b)) = wrap ((f + g) * value v T y place + (sum a + sum b))).
      { rewrite !sum_cons. f_equal. ring. }
      rewrite E. destruct (Z.eqb_spec (wrap (f + g)) 0) as [Z|].
      * rewrite IH. change (sum a + sum b) with (0 * value v T y place + (sum a + sum b)).
        apply wrap_sum; [|reflexivity]. apply wrap_product. now rewrite Z.
      * rewrite sum_cons. apply wrap_sum; [apply wrap_product, wrap_wrap|apply IH].
    + rewrite !sum_cons, <- Z.add_assoc. apply wrap_sum; [reflexivity|]. rewrite IH. now rewrite sum_cons.
    + rewrite (sum_cons y g). replace (sum ((x, f) :: a) + sum ((y, g) :: b)) with
        (g * value v T y place + (sum ((x, f) :: a) + sum b)) by (rewrite (sum_cons y); ring).
      apply wrap_sum; [reflexivity|exact IHb].
Qed.

Lemma scale_value factor a : wrap (sum (scale_parts factor a)) = wrap (factor * sum a).
Proof.
  induction a as [|[x f] a IH]; [cbn; now rewrite Z.mul_0_r|]. cbn [scale_parts].
  replace (factor * sum ((x, f) :: a)) with (factor * f * value v T x place + factor * sum a) by (rewrite sum_cons; ring).
  destruct (Z.eqb_spec (wrap (factor * f)) 0) as [Z|].
  - rewrite IH. change (factor * sum a) with (0 * value v T x place + factor * sum a) at 1.
    apply wrap_sum; [|reflexivity]. apply wrap_product. now rewrite Z.
  - rewrite sum_cons. apply wrap_sum; [apply wrap_product, wrap_wrap|exact IH].
Qed.

Lemma cancel_value times a : forall b, cancel times a b = true -> wrap (sum a + times * sum b) = 0.
Proof.
  induction a as [|[x f] a IH]; intros [|[y g] b]; cbn [cancel]; try discriminate; [intros _; cbn; now rewrite Z.mul_0_r|].
  destruct (Pos.eqb_spec x y) as [->|]; [|discriminate]. destruct (Z.eqb_spec (wrap (f + times * g)) 0) as [E|]; [|discriminate]. intros C.
  rewrite !sum_cons. replace (f * value v T y place + sum a + times * (g * value v T y place + sum b)) with
    ((f + times * g) * value v T y place + (sum a + times * sum b)) by ring.
  change 0 with (wrap (0 * value v T y place + 0)). apply wrap_sum; [apply wrap_product; now rewrite E|now rewrite IH].
Qed.

Lemma plus_value a b :
  wrap (linear_value v T (plus a b) place) = wrap (linear_value v T a place + linear_value v T b place).
Proof.
  unfold linear_value, plus. cbn [fst snd].
  replace (fst a + total (parts_of (means v T) (snd a)) place + (fst b + total (parts_of (means v T) (snd b)) place))
    with (fst a + fst b + (sum (snd a) + sum (snd b))) by (unfold sum; ring).
  apply wrap_sum; [apply wrap_wrap|apply merge_value].
Qed.

Lemma times_value factor a :
  wrap (linear_value v T (times factor a) place) = wrap (factor * linear_value v T a place).
Proof.
  unfold linear_value, times. cbn [fst snd]. rewrite Z.mul_add_distr_l.
  apply wrap_sum; [apply wrap_wrap|apply scale_value].
Qed.

End Values.

Lemma merge_known T a : forall b, Forall (known T) (map fst a) -> Forall (known T) (map fst b) ->
  Forall (known T) (map fst (merge a b)).
Proof.
  induction a as [|[x f] a IH]; intros b A B; [destruct b; exact B|]. inversion A; subst.
  induction b as [|[y g] b IHb]; [exact A|]. inversion B; subst. cbn [merge]. fold (merge ((x, f) :: a)).
  destruct (Pos.compare x y); [destruct (_ =? 0)| |]; cbn [map fst]; repeat (apply IH || apply IHb || constructor); auto.
Qed.

Lemma scale_known T factor a : Forall (known T) (map fst a) -> Forall (known T) (map fst (scale_parts factor a)).
Proof.
  induction a as [|[x f] a IH]; [constructor|]. intros A. inversion A; subst. cbn [scale_parts].
  destruct (_ =? 0); [auto|constructor; auto].
Qed.

Lemma plus_known T a b : linear_known T a -> linear_known T b -> linear_known T (plus a b).
Proof. apply merge_known. Qed.

Lemma times_known T factor a : linear_known T a -> linear_known T (times factor a).
Proof. apply scale_known. Qed.

(** What a grown table and a term of it mean at every place. *)
Definition yields (T : table) (made : table * term) (word : valuation -> Z -> Z) : Prop :=
  grown T made /\ forall v place, value v (fst made) (snd made) place = word v place.

(** The term that is a sum: a constant or a single term where it is one. *)
Definition make_sum (T : table) (s : linear) : table * term :=
  match s with
  | (c, []) => share T (Constant c)
  | (c, [(t, factor)]) => if (c =? 0) && (factor =? 1) then (T, t) else share T (Sum c [(t, factor)])
  | (c, parts) => share T (Sum c parts)
  end.

Lemma make_sum_ok T s : sound T -> linear_known T s ->
  yields T (make_sum T s) (fun v place => wrap (linear_value v T s place)).
Proof.
  intros S K. destruct s as [c parts].
  assert (G : yields T (share T (Sum c parts)) (fun v place => wrap (linear_value v T (c, parts) place))).
  { destruct (share_ok T (Sum c parts) S K) as [A B]. split; [exact A|]. intros. unfold value. now rewrite B. }
  destruct parts as [|[t factor] [|p parts]].
  - destruct (share_ok T (Constant c) S ltac:(constructor)) as [A B]. split; [exact A|]. intros. unfold value. rewrite B.
    unfold linear_value. cbn [mean of_word at_place fst snd parts_of map total]. now rewrite Z.add_0_r.
  - cbn [make_sum]. destruct (Z.eqb_spec c 0) as [->|]; [|exact G]. destruct (Z.eqb_spec factor 1) as [->|]; [|exact G].
    cbn [andb]. inversion K; subst. split; [split; [exact S|split; [apply extends_refl|assumption]]|].
    intros. unfold linear_value. cbn [fst snd parts_of map total].
    rewrite <- (wrap_id (value v T t place)) at 1 by apply value_word. f_equal. unfold value. ring.
  - exact G.
Qed.

(** a + factor·b *)
Definition combine (T : table) (a b : term) (factor : Z) : table * term :=
  make_sum T (plus (as_sum T a) (times factor (as_sum T b))).

Theorem combine_ok T a b factor : sound T -> known T a -> known T b ->
  yields T (combine T a b factor) (fun v place => wrap (value v T a place + factor * value v T b place)).
Proof.
  intros S A B. destruct (as_sum_ok T a S A) as [KA VA], (as_sum_ok T b S B) as [KB VB].
  destruct (make_sum_ok T (plus (as_sum T a) (times factor (as_sum T b))) S) as [G V].
  { apply plus_known; [|apply times_known]; assumption. }
  split; [exact G|]. intros. unfold combine. rewrite (V v place), plus_value. apply wrap_sum.
  - rewrite VA. symmetry. apply wrap_id, value_word.
  - rewrite times_value. rewrite Z.mul_comm, (Z.mul_comm factor). apply wrap_product.
    rewrite VB. symmetry. apply wrap_id, value_word.
Qed.

(** The value of a sum at a place, a word. *)
Definition sum_value (v : valuation) (T : table) (s : linear) (place : Z) : Z := wrap (linear_value v T s place).

Lemma sum_of v T t place : sound T -> known T t -> sum_value v T (as_sum T t) place = value v T t place.
Proof. intros S K. apply (as_sum_ok T t S K). Qed.

Lemma one_of v T t place : sum_value v T (0, [(t, 1)]) place = value v T t place.
Proof.
  unfold sum_value, linear_value. cbn [fst snd parts_of map total]. fold (value v T t place).
  rewrite <- (wrap_id (value v T t place)) at 2 by apply value_word. f_equal. ring.
Qed.

Lemma number_of v T c place : sum_value v T (c, []) place = wrap c.
Proof. unfold sum_value, linear_value. cbn [fst snd parts_of map total]. now rewrite Z.add_0_r. Qed.

Lemma not_of v T t place : sum_value v T (1, [(t, wrap (-1))]) place = sub 1 (value v T t place).
Proof.
  unfold sum_value, linear_value. cbn [fst snd parts_of map total]. fold (value v T t place). change (wrap (-1)) with (modulus - 1).
  apply wrap_congruent with (value v T t place). cbn [result]. ring.
Qed.

Lemma times_sum_value v T n s place : sum_value v T (times n s) place = mul n (sum_value v T s place).
Proof. unfold sum_value. rewrite times_value. unfold operate, result. now unwrap. Qed.

Lemma plus_sum_value v T s t place : sum_value v T (plus s t) place = add (sum_value v T s place) (sum_value v T t place).
Proof. unfold sum_value. rewrite plus_value. unfold operate, result. now unwrap. Qed.

(** Are two sums written alike? *)
Definition same_linear (a b : linear) : bool :=
  (fst a =? fst b) && if list_eq_dec same_part (snd a) (snd b) then true else false.

Lemma same_linear_ok a b : same_linear a b = true -> a = b.
Proof.
  destruct a as [c p], b as [d q]. unfold same_linear. cbn [fst snd]. destruct (Z.eqb_spec c d) as [->|]; [|discriminate].
  destruct (list_eq_dec same_part p q) as [->|]; [reflexivity|discriminate].
Qed.

(** a - b when it is one constant, whatever the unknowns are. *)
Definition distance (T : table) (a b : term) : option Z :=
  let (c, p) := as_sum T a in
  let (d, q) := as_sum T b in
  if cancel (-1) p q then Some (wrap (c - d)) else None.

Theorem distance_ok T a b d : sound T -> known T a -> known T b -> distance T a b = Some d ->
  forall v place, value v T a place = wrap (value v T b place + d).
Proof.
  intros S A B D v place. destruct (as_sum_ok T a S A) as [_ VA], (as_sum_ok T b S B) as [_ VB]. unfold distance in D.
  destruct (as_sum T a) as [c p], (as_sum T b) as [e q]. destruct (cancel (-1) p q) eqn:E; [|discriminate]. injection D as <-.
  apply (cancel_value v T place) in E. rewrite <- (VA v place), <- (VB v place). unfold linear_value. cbn [fst snd]. rewrite wrap_add_l, wrap_add_r.
  set (x := total (parts_of _ p) place) in *. set (y := total (parts_of _ q) place) in *. replace (c + x) with (c + y + (x + (-1) * y)) by ring. replace (e + y + (c - e)) with (c + y + 0) by ring.
  apply wrap_sum; [reflexivity|]. now rewrite E.
Qed.
