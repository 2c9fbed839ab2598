(* Cache.v -- the numbers that a decoder keeps of the symbols read: keys and values.
   Definitions only.

   Claims that speak of them: R2.9. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Cache.
Variables (R : realFieldType) (I : finType).
Implicit Types (h : head R I) (X : nat -> vec R I) (ps : seq nat).

(* The keys of a head at the positions ps, number after number, and its values. *)
Definition keys_at h X ps : seq R := [seq mulv (W_K h) (X q) i | q <- ps, i <- enum (key_dim h)].
Definition values_at h X ps : seq R := [seq mulv (W_V h) (X q) i | q <- ps, i <- enum (value_dim h)].

(* All of the positions 0 .. m - 1, and the last t of them, newest first; all of them if
   they are fewer. *)
Definition all_positions (m : nat) : seq nat := iota 0 m.
Definition last_positions (t m : nat) : seq nat := [seq (m - u.+1)%N | u <- iota 0 (minn t m)].

(* Two bits for each number: is it 0, is it 1? *)
Definition written (cs : seq R) : seq bool := flatten [seq [:: c == 0; c == 1] | c <- cs].
End Cache.
