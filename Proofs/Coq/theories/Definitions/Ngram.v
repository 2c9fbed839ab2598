(* Ngram.v -- decoders that see only the last n outputs, and the strings on which
   they must fail.  Definitions only.

   Claims that speak of them: L2.4, X.failure-set, X.de-bruijn. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Ngram.
Variable D : nat.
Implicit Type x : seq 'I_D.

(* The n symbols before position t of x (counted from 0), where n times Bos
   stands before the string. *)
Definition context (n t : nat) x : seq (sym D) := ngram n t (nseq n Bos ++ toks x).

(* What stands at position t: a token, or at the end of the string the end. *)
Definition successor (t : nat) x : sym D := nth Eos (toks x) t.

(* Some n-gram, padded with Bos, occurs in x with two different successors, both
   of them tokens. *)
Definition conflict (n : nat) x : bool :=
  [exists i : 'I_(size x), exists j : 'I_(size x),
    (context n i x == context n j x) && (successor i x != successor j x)].

(* The same where the end of the string counts as a successor. *)
Definition conflict_end (n : nat) x : bool :=
  [exists i : 'I_(size x).+1, exists j : 'I_(size x).+1,
    (context n i x == context n j x) && (successor i x != successor j x)].

(* The last n elements of a sequence (all of it, if it is shorter). *)
Definition last_n (T : Type) (n : nat) (y : seq T) : seq T := drop (size y - n) y.

(* A model that is a function of the prompt and the last n outputs. *)
Definition ngram_decoder (n : nat) (next : model D) : Prop :=
  forall x (y z : seq (sym D)), last_n n y = last_n n z ->
    next (prompt x ++ y) = next (prompt x ++ z).

(* The plainest such decoder: find the first position of the input that has the
   same n symbols before it, and say what stands there. *)
Definition input_of (w : seq (sym D)) : seq 'I_D :=
  pmap (fun s => if s is Tok a then Some a else None) (take (index Copy w) w).

Definition outputs_of (w : seq (sym D)) : seq (sym D) := drop (index Copy w).+1 w.

Definition lookup (n : nat) : model D := fun w =>
  let x := input_of w in
  let y := nseq n Bos ++ outputs_of w in
  successor (find (fun t => context n t x == last_n n y) (iota 0 (size x).+1)) x.

(* A linear de Bruijn string of order n: every string of n tokens is one of its
   n-grams, exactly once. *)
Definition de_bruijn (n : nat) x : bool :=
  [forall w : n.-tuple 'I_D, count_mem (val w) (ngrams n x) == 1].
End Ngram.
