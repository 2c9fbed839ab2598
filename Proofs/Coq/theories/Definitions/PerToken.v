(* PerToken.v -- predictions that see the true tokens before them, and how many of them are wrong.  Definitions only.

   Claim that speaks of it: T2.7 (predictions one by one). *)
From mathcomp Require Import all_ssreflect.
From Verbatim Require Import CopyTask.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section PerToken.
Variable D : nat.

(* The wrong predictions of x, where f predicts from the tokens already seen. *)
Fixpoint misses (f : seq 'I_D -> sym D) (x seen : seq 'I_D) : nat :=
  if x is a :: x' then (f seen != Tok a) + misses f x' (rcons seen a) else 0.

(* The tokens of x that a model predicts wrongly after Bos x Copy x_1 ... x_t, for t = 0 ... |x| - 1. *)
Definition forced_misses (next : model D) (x : seq 'I_D) : nat :=
  misses (fun seen => next (prompt x ++ toks seen)) x [::].

(* Strings of L tokens that differ from a given one in k places at most: sum over i <= k of C(L, i) (D - 1)^i. *)
Definition ball (L k : nat) : nat := \sum_(i < k.+1) 'C(L, i) * D.-1 ^ i.
End PerToken.
