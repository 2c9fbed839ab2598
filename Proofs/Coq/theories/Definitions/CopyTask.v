(* CopyTask.v -- the copy task of "Repeat After Me" (arXiv:2402.01032).

   Definitions only; their first properties are in CopyTaskProofs.v.

   Everything is about finite objects.  There are D content tokens, the numbers
   0 .. D-1, which is the type 'I_D, and three further symbols: the start, the
   mark after which the copy is to be written, and the end. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* ------------------------------------------------------------------ *)
(* The vocabulary: D + 3 symbols.                                      *)
(* ------------------------------------------------------------------ *)

Inductive sym (D : nat) : Type := Tok of 'I_D | Bos | Copy | Eos.
Arguments Bos {D}.
Arguments Copy {D}.
Arguments Eos {D}.

(* A symbol written with types that the library knows to be finite, and back:
   this is how equality on symbols becomes decidable and sets of symbols
   become countable. *)
Section Finite.
Variable D : nat.

Definition sym_code (s : sym D) : 'I_D + option bool :=
  match s with
  | Tok a => inl a
  | Bos => inr None
  | Copy => inr (Some true)
  | Eos => inr (Some false)
  end.

Definition sym_decode (c : 'I_D + option bool) : sym D :=
  match c with
  | inl a => Tok a
  | inr None => Bos
  | inr (Some true) => Copy
  | inr (Some false) => Eos
  end.

Fact sym_codeK : cancel sym_code sym_decode. Proof. by case. Qed.

Definition sym_eqMixin := CanEqMixin sym_codeK.
Canonical sym_eqType := EqType (sym D) sym_eqMixin.
Definition sym_choiceMixin := CanChoiceMixin sym_codeK.
Canonical sym_choiceType := ChoiceType (sym D) sym_choiceMixin.
Definition sym_countMixin := CanCountMixin sym_codeK.
Canonical sym_countType := CountType (sym D) sym_countMixin.
Definition sym_finMixin := CanFinMixin sym_codeK.
Canonical sym_finType := FinType (sym D) sym_finMixin.
End Finite.

(* ------------------------------------------------------------------ *)
(* Models, generation, success.                                        *)
(* ------------------------------------------------------------------ *)
Section Task.
Variable D : nat.

(* A deterministic, greedy language model: from the symbols so far to the next. *)
Definition model := seq (sym D) -> sym D.

(* The first k outputs after the context w; every output is fed back. *)
Fixpoint generate (next : model) (k : nat) (w : seq (sym D)) : seq (sym D) :=
  if k is k'.+1 then next w :: generate next k' (rcons w (next w)) else [::].

(* A string of content tokens, as symbols. *)
Definition toks (x : seq 'I_D) : seq (sym D) := map (@Tok D) x.

(* Bos x_1 ... x_L Copy. *)
Definition prompt (x : seq 'I_D) : seq (sym D) := Bos :: toks x ++ [:: Copy].

(* The first |x| outputs after the prompt are x. *)
Definition copies (next : model) (x : seq 'I_D) : bool :=
  generate next (size x) (prompt x) == toks x.

(* The first |x| + 1 outputs after the prompt are x and then the end. *)
Definition copies_and_ends (next : model) (x : seq 'I_D) : bool :=
  generate next (size x).+1 (prompt x) == toks x ++ [:: Eos].

(* ------------------------------------------------------------------ *)
(* n-grams.                                                            *)
(* ------------------------------------------------------------------ *)

(* The n tokens at positions i, ..., i + n - 1, counted from 0.  (Fewer if the
   string ends before; `ngrams` never asks for such a window.) *)
Definition ngram (T : Type) (n i : nat) (x : seq T) : seq T := take n (drop i x).

(* All windows of n tokens, from left to right, overlapping ones included.
   A string of fewer than n tokens has none. *)
Definition ngrams (T : Type) (n : nat) (x : seq T) : seq (seq T) :=
  [seq ngram n i x | i <- iota 0 ((size x).+1 - n)].

(* No window of n tokens occurs twice. *)
Definition distinct_ngrams (T : eqType) (n : nat) (x : seq T) : bool :=
  uniq (ngrams n x).

(* ------------------------------------------------------------------ *)
(* Distributions on the strings of length L, with weights in an ordered *)
(* field R (the rational numbers will do), and the error of a model.   *)
(* ------------------------------------------------------------------ *)
Variables (R : realFieldType) (L : nat).
Implicit Types (P : L.-tuple 'I_D -> R) (E : pred (L.-tuple 'I_D)).

Definition is_dist P : Prop :=
  (forall x, 0 <= P x)%R /\ (\sum_x P x = 1)%R.

Definition prob P E : R := (\sum_(x | E x) P x)%R.

(* The probability that the copy is wrong. *)
Definition err P (next : model) : R := prob P (fun x => ~~ copies next x).

(* The probability that the copy, or the end after it, is wrong. *)
Definition err_end P (next : model) : R :=
  prob P (fun x => ~~ copies_and_ends next x).

(* The probability that some n-gram occurs twice. *)
Definition p_ngram P (n : nat) : R := prob P (fun x => ~~ distinct_ngrams n x).

(* Every string of length L has weight 1 / D^L. *)
Definition uniform : L.-tuple 'I_D -> R := fun=> ((D ^ L)%:R^-1)%R.
End Task.
Arguments uniform D R L : clear implicits.
