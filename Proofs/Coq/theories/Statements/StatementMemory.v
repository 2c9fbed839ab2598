(* StatementMemory.v -- what is proved about whatever copies, machine or not, as plain propositions.  Every name used
   here is defined in CopyTask.v, Gssm.v, Transformer.v, Memory.v, AnyCache.v or PerToken.v.  The comment before a
   proposition names the claim that it belongs to. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Gssm Transformer Memory AnyCache PerToken.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

(* ---------------- any memory ---------------- *)

(* claim: R2.9 *)
(* Whatever writes a string into one of |S| memories, in one pass or many, and whatever reads it back: at most |S|
   strings come back ... *)
Definition R2_9_any_codec : Prop :=
  forall (D L : nat) (S : finType) (enc : L.-tuple 'I_D -> S) (dec : S -> seq (sym D)),
  (#|[set x : L.-tuple 'I_D | dec (enc x) == toks x]| <= #|S|)%N.

(* claim: R2.9 *)
(* ... and if both draw at random, enc x q being the probability of the memory q and dec q x that of the string x read
   from it, then of any source the success is at most the sum of the |S| largest probabilities. *)
Definition R2_9_any_random_codec : Prop :=
  forall (R : realFieldType) (D L : nat) (P : L.-tuple 'I_D -> R) (S : finType)
    (enc : L.-tuple 'I_D -> S -> R) (dec : S -> L.-tuple 'I_D -> R),
  is_dist P -> (forall x, chances (enc x)) ->
  (forall q, (forall x, 0 <= dec q x) /\ \sum_x dec q x <= 1) ->
  \sum_x P x * (\sum_q enc x q * dec q x) <= largest P #|S|.

(* claim: R2.9 *)
(* Any model at all, if one of |S| memories of the string decides what it writes: of the strings of length L it copies
   at most |S| ... *)
Definition R2_9_any_memory : Prop :=
  forall (D L : nat) (next : model D) (S : finType) (mem : L.-tuple 'I_D -> S),
  remembers next mem -> (#|[set x : L.-tuple 'I_D | copies next x]| <= #|S|)%N.

(* claim: R2.9 *)
(* ... so an error of at most e takes b bits with (1 - e) D^L <= 2^b. *)
Definition R2_9_any_memory_bits : Prop :=
  forall (R : realFieldType) (D L b : nat) (next : model D) (mem : L.-tuple 'I_D -> b.-tuple bool) (e : R),
  (0 < D)%N -> remembers next mem -> err (uniform D R L) next <= e -> (1 - e) * (D ^ L)%:R <= (2 ^ b)%:R.

(* ---------------- any transformer ---------------- *)

(* claim: R2.9 *)
(* A transformer of any depth, any width, any heads and windows, any weights and any function in place of 2^s: two
   texts that leave the same keys and values have the same logits for whatever follows them. *)
Definition R2_9_any_transformer_cache : Prop :=
  forall (R : realFieldType) (ex : R -> R) (D : nat) (T : transformer R D) (w w' u : seq (sym D)) (s : sym D),
  alike ex T w w' -> (0 < size u)%N -> logit ex T (w ++ u) s = logit ex T (w' ++ u) s.

(* claim: R2.9 *)
(* So if different names stand for caches that differ after Bos x, it copies at most as many strings as there are
   names ... *)
Definition R2_9_any_transformer : Prop :=
  forall (R : realFieldType) (ex : R -> R) (D L : nat) (T : transformer R D) (S : finType)
    (name : L.-tuple 'I_D -> S),
  (forall x y : L.-tuple 'I_D, name x = name y -> alike ex T (Bos :: toks x) (Bos :: toks y)) ->
  (#|[set x : L.-tuple 'I_D | copies (decode ex T) x]| <= #|S|)%N.

(* claim: R2.9 *)
(* ... and if the cache is N numbers of p bits, an error of at most e takes (1 - e) D^L <= 2^(p N). *)
Definition R2_9_any_transformer_bits : Prop :=
  forall (R F : realFieldType) (ex : R -> R) (D L N p : nat) (T : transformer R D)
    (name : L.-tuple 'I_D -> N.-tuple (p.-tuple bool)) (e : F),
  (0 < D)%N ->
  (forall x y : L.-tuple 'I_D, name x = name y -> alike ex T (Bos :: toks x) (Bos :: toks y)) ->
  err (uniform D F L) (decode ex T) <= e -> (1 - e) * (D ^ L)%:R <= (2 ^ (p * N))%:R.

(* ---------------- machines that draw at random ---------------- *)

(* claim: T2.7 *)
(* Drawing the start, the updates and the outputs at random does not help: on any source the success is at most the
   sum of the |S| largest probabilities ... *)
Definition T2_7_random_any_source : Prop :=
  forall (R : realFieldType) (D L : nat) (m : random_machine D R) (P : L.-tuple 'I_D -> R),
  is_random_machine m -> is_dist P -> random_success m P <= largest P #|rstate m|.

(* claim: T2.7 *)
(* ... and on uniform strings at most |S| / D^L. *)
Definition T2_7_random : Prop :=
  forall (R : realFieldType) (D L : nat) (m : random_machine D R),
  (0 < D)%N -> is_random_machine m -> random_success m (uniform D R L) <= #|rstate m|%:R / (D ^ L)%:R.

(* ---------------- predictions one by one ---------------- *)

(* claim: T2.7 *)
(* Where each prediction sees the true tokens before it: k or fewer of the L predictions are wrong for at most
   |S| (sum over i <= k of C(L, i) (D - 1)^i) strings. *)
Definition T2_7_per_token : Prop := forall (D L k : nat) (m : gssm D),
  (#|[set x : L.-tuple 'I_D | forced_misses (gssm_model m) x <= k]| <= #|state m| * ball D L k)%N.

(* claim: T2.7 *)
(* For k = 0 this is the bound on what is copied: no prediction is wrong exactly if the string is copied. *)
Definition T2_7_per_token_none : Prop := forall (D : nat) (next : model D) (x : seq 'I_D),
  (forced_misses next x == 0)%N = copies next x.
