(* StatementSoftmax.v -- Theorem 2.3 for the usual softmax, whose weights are
   proportional to the real exponential of the scores.

   Propositions only.  Every name used here is defined in CopyTask.v,
   Transformer.v or Construction.v; realType and expR are of MathComp analysis.
   `construction n code beta` has the factor beta in W_Q and nowhere else. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import reals sequences exp.
From Verbatim Require Import CopyTask Transformer Construction.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

(* claim: T2.3 *)
(* The softmax of base e with W_Q times ln 2, which is the softmax of base 2: the
   weights that `construct weights --softmax e` writes, before they are rounded. *)
Definition T2_3_softmax_ln2 : Prop := forall (R : realType) (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x ->
  copies_and_ends
    (decode (@expR R) (construction n (@binary D) (ln 2%:R * (scale (longest n D))%:R))) x.

(* claim: T2.3 *)
(* The softmax of base e with the integer weights as they are. *)
Definition T2_3_softmax : Prop := forall (R : realType) (n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x ->
  copies_and_ends
    (decode (@expR R) (construction n (@binary D) (scale (longest n D))%:R)) x.

(* claim: T2.3 *)
(* Any scale beta with e^(2 beta) > 8 (2 L + 1) will do for strings of L tokens. *)
Definition T2_3_softmax_scale : Prop :=
  forall (R : realType) (n D : nat) (beta : R) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x ->
  (8 * (2 * size x + 1))%N%:R < expR (beta * 2%:R) ->
  copies_and_ends (decode (@expR R) (construction n (@binary D) beta)) x.

(* claim: T2.3 *)
(* The error is at most the probability of a repeated n-gram, for every source. *)
Definition T2_3_softmax_error : Prop :=
  forall (R : realType) (F : realFieldType) (n D L : nat) (P : L.-tuple 'I_D -> F),
  (0 < n)%N -> is_dist P ->
  err P (decode (@expR R) (construction n (@binary D) (scale (longest n D))%:R)) <= p_ngram P n.

(* claim: T2.3 *)
(* Instance: 0 0 1 1 0 is copied by the model for n = 2 and D = 2. *)
Definition T2_3_softmax_instance : Prop := forall R : realType,
  let x : seq 'I_2 := [:: ord0; ord0; ord_max; ord_max; ord0] in
  distinct_ngrams 2 x /\
  copies_and_ends (decode (@expR R) (construction 2 (@binary 2) (scale (longest 2 2))%:R)) x.
