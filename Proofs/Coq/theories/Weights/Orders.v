(* Orders.v -- in which order `construct weights` writes symbols, coordinates, units and
   entries, and what a table of integers means.  Definitions only; TablesProofs.v proves
   that each of the lists has every element once. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

Section Orders.
Variables n D : nat.
Notation d := (bits D).
Notation crd := (slot_finType n d).

Definition piece_order : seq (piece d) := rcons [seq Some i | i <- enum 'I_d] None.
Definition slot_order : seq crd :=
  [seq E a | a <- piece_order] ++ [:: Start]
  ++ [seq G g a | g <- enum 'I_n.+1, a <- piece_order]
  ++ [seq C false k a | k <- enum 'I_n, a <- piece_order]
  ++ [seq C true k a | k <- enum 'I_n, a <- piece_order]
  ++ [seq O a | a <- piece_order].
Definition unit_order : seq (gate_unit n d) :=
  [seq (ok, j) | ok <- [seq (o, k) | o <- [:: false; true], k <- enum 'I_n],
     j <- flatten [seq [:: inl (true, i); inl (false, i)] | i <- enum 'I_d]
          ++ [:: inr false; inr true]].
Definition sym_order : seq (sym D) := [seq Tok v | v <- enum 'I_D] ++ [:: Bos; Copy; Eos].
Definition key_order : seq ('I_n * piece d) := [seq (k, a) | k <- enum 'I_n, a <- piece_order].
Definition head_order : seq ('I_n.+1 * piece d) :=
  [seq (t, a) | t <- enum 'I_n.+1, a <- piece_order].
End Orders.

(* The numbers of a table, and the entries of a matrix in the order of these rows and columns. *)
Section Tables.
Variable R : realFieldType.
Definition numbers (t : seq (seq int)) : seq (seq R) := [seq [seq z%:~R | z <- r] | r <- t].
Definition entries (I J : Type) (A : I -> J -> R) (rows : seq I) (columns : seq J) :=
  [seq [seq A i j | j <- columns] | i <- rows].
End Tables.
