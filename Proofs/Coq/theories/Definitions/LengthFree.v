(* LengthFree.v -- the construction with any scale and boundary bonus, and the bounds on
   what the wrong keys weigh.  Definitions only.

   Claim that speaks of them: X.scale. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

(* Scale beta, boundary bonus B. *)
Definition scaled_copier (beta B n D : nat) : transformer [realFieldType of rat] D :=
  construction_with n (@binary D) beta%:R B%:R.

(* After k tokens of the copy of x: what all keys but the right one, at k + 1, weigh in
   layer 2, if that one weighs 1. The head has no window, so all positions are visible. *)
Definition rest (beta B n D : nat) (x : seq 'I_D) (k : nat) : rat :=
  let w := prompt x ++ toks (take k x) in
  let p := (size w).-1 in
  let X := run_layers ex2 (scaled_copier beta B n D) 1 w in
  let weight q := ex2 (score (match_head_with n (bits D) beta%:R B%:R) X p q) in
  (\sum_(q < p.+1 | q != k.+1 :> nat) weight q) / weight k.+1.

(* Ones among the bits of a token. *)
Definition ones (D : nat) (b : 'I_D) : nat := \sum_(i < bits D) binary b i.

(* W: the sum of q^(ones of b) over all tokens b. *)
Definition token_sum (D : nat) (q : rat) : rat := \sum_(b < D) q ^+ ones b.

(* 2 (W^n - 1) + 2 (s + ... + s^n) + s^n  with q = 4^-beta and s = 2^(-beta d). *)
Definition rest_interior (beta n D : nat) : rat :=
  let q := (4 ^ beta)%N%:R^-1 in
  let s := (2 ^ (beta * bits D))%N%:R^-1 in
  2%:R * (token_sum D q ^+ n - 1) + 2%:R * (\sum_(j < n) s ^+ j.+1) + s ^+ n.

(* 2^(-beta B) (l + 1) *)
Definition rest_start (beta B l : nat) : rat := (l + 1)%N%:R / (2 ^ (beta * B))%N%:R.
