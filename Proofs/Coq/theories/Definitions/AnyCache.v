(* AnyCache.v -- what a transformer of any depth, any width and any weights keeps of the text that it has read.
   Definitions only.

   Claim that speaks of it: R2.9 (what anyone needs). *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

Section Layers.
Variables (R : realFieldType) (ex : R -> R) (I : finType).
Implicit Types (X Y : nat -> vec R I) (h : head R I).

(* The head has the same keys and values at the positions 0 .. m - 1. *)
Definition same_kv h (m : nat) X Y : Prop := forall q, (q < m)%N ->
  mulv (W_K h) (X q) =1 mulv (W_K h) (Y q) /\ mulv (W_V h) (X q) =1 mulv (W_V h) (Y q).

(* So has each head of each layer, the features of a layer being what the layer before it gives. *)
Fixpoint same_cache (lys : seq (layer R I)) (m : nat) X Y : Prop :=
  if lys is ly :: lys' then
    (forall h, List.In h (heads ly) -> same_kv h m X Y) /\
    same_cache lys' m (after_layer ex ly X) (after_layer ex ly Y)
  else True.
End Layers.

(* Two texts of one length that leave the same keys and values, of all heads of all layers at all positions. *)
Definition alike (R : realFieldType) (ex : R -> R) (D : nat) (T : transformer R D) (w w' : seq (sym D)) : Prop :=
  size w = size w' /\ same_cache ex (layers T) (size w) (embed T w) (embed T w').
Arguments alike {R} ex {D} T w w'.
