(* StatementScale.v -- what is proved about the score scale that does not depend on the
   length, as plain propositions.  Every name used here is defined in CopyTask.v,
   Ngram.v, Transformer.v, Construction.v or LengthFree.v.  The comment before a proposition names
   the claim that it belongs to. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Ngram Transformer Construction LengthFree.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

(* claim: X.scale *)
(* Any scale and any boundary bonus.  After k >= n tokens of the copy of a string with
   distinct n-grams the wrong keys together weigh at most
   2 (W^n - 1) + 2 (s + ... + s^n) + s^n times as much as the right one ... *)
Definition X_scale_interior : Prop := forall (beta B n D : nat) (x : seq 'I_D) (k : nat),
  (0 < n)%N -> (0 < size x)%N -> distinct_ngrams n x -> (n <= k <= size x)%N ->
  rest beta B n x k <= rest_interior beta n D.

(* claim: X.scale *)
(* ... and after k < n tokens at most 2^(-beta B) (L + 1) times as much, for every string. *)
Definition X_scale_start : Prop := forall (beta B n D : nat) (x : seq 'I_D) (k : nat),
  (0 < beta)%N -> (0 < size x)%N -> (k < n)%N -> (k <= size x)%N ->
  rest beta B n x k <= rest_start beta B (size x).

(* claim: X.scale *)
(* So where both are below 1/8, every string of 1 to l tokens with distinct n-grams is
   copied and ended.  The first inequality does not speak of the length. *)
Definition X_scale_copied : Prop := forall (beta B l n D : nat) (x : seq 'I_D),
  (0 < n)%N -> rest_interior beta n D < 1 / 8%:R -> rest_start beta B l < 1 / 8%:R ->
  (0 < size x <= l)%N -> distinct_ngrams n x ->
  copies_and_ends (decode ex2 (scaled_copier beta B n D)) x.

(* claim: X.scale *)
(* It holds as soon as 4^beta >= 32 n d, with d bits for a token ... *)
Definition X_scale_enough : Prop := forall beta n D : nat,
  (0 < n)%N -> (32 * n * bits D <= 4 ^ beta)%N -> rest_interior beta n D < 1 / 8%:R.

(* claim: X.scale *)
(* ... so for beta = ceil(log_4 (32 n d)), whatever the length. With it, and a bonus B that
   suits the length, 8 (l + 1) < 2^(beta B), every string of 1 to l tokens with distinct
   n-grams is copied and ended. *)
Definition X_scale_length_free : Prop := forall (B l n D : nat) (x : seq 'I_D),
  let beta := up_log 4 (32 * n * bits D) in
  (0 < n)%N -> (8 * (l + 1) < 2 ^ (beta * B))%N ->
  (0 < size x <= l)%N -> distinct_ngrams n x ->
  copies_and_ends (decode ex2 (scaled_copier beta B n D)) x.

(* claim: X.scale *)
(* The first bound is attained, for every scale and bonus by the same de Bruijn string, at its end ... *)
Definition X_scale_attained : Prop := forall n D : nat, (0 < n)%N -> (0 < D)%N ->
  exists x : seq 'I_D, de_bruijn n x /\
    forall beta B : nat, rest beta B n x (size x) = rest_interior beta n D.

(* claim: X.scale *)
(* ... so a scale for which it is 1/8 or more leaves r >= 1/8 there, whatever the bonus. *)
Definition X_scale_least : Prop := forall n D : nat, (0 < n)%N -> (0 < D)%N ->
  exists x : seq 'I_D, [/\ size x = (D ^ n + n - 1)%N, distinct_ngrams n x
    & forall beta B : nat, 1 / 8%:R <= rest_interior beta n D -> 1 / 8%:R <= rest beta B n x (size x)].

(* claim: X.scale *)
(* The second bound is attained, before the first token is written, on every string ... *)
Definition X_scale_start_attained : Prop := forall (beta B n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> rest beta B n x 0 = rest_start beta B (size x).

(* claim: X.scale *)
(* ... so a smaller bonus leaves r >= 1/8 there: with 2^(beta B) <= 8 (L + 1) this is so on every string of L tokens. *)
Definition X_scale_least_bonus : Prop := forall (beta B n D : nat) (x : seq 'I_D),
  (0 < n)%N -> (0 < size x)%N -> (2 ^ (beta * B) <= 8 * (size x + 1))%N -> 1 / 8%:R <= rest beta B n x 0.

(* claim: X.scale *)
(* From below: for three tokens or more the first bound is below 1/8 only if 4^beta > 16 n d. *)
Definition X_scale_needed : Prop := forall beta n D : nat,
  (2 < D)%N -> rest_interior beta n D < 1 / 8%:R -> (16 * n * bits D < 4 ^ beta)%N.

(* claim: X.scale *)
(* With the scale and the bonus of `copier n D` this is the construction of T2.3. *)
Definition X_scale_same : Prop := forall n D : nat,
  scaled_copier (scale (longest n D)) 2 n D = copier n D.
