(* Gssm.v -- generalized state space models: a finite memory that reads one
   symbol at a time.  Definitions only.

   Claims that speak of them: T2.7, C2.8, R2.9, X.tight, X.twice, X.witness, X.de-bruijn,
   X.prefix-suffix, X.state-tracking. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Gssm.
Variable D : nat.

(* A finite set of states, a first state, and two arbitrary functions: how a
   symbol changes the state, and what is written in a state.  The number of
   states is #|state m|; a memory of b bits is a machine with at most 2^b. *)
Record gssm := Gssm {
  state : finType;
  start : state;
  update : state -> sym D -> state;
  output : state -> sym D }.

(* The state after reading w. *)
Definition gssm_run (m : gssm) (w : seq (sym D)) : state m :=
  foldl (@update m) (start m) w.

(* The machine as a language model: read everything so far, then write. *)
Definition gssm_model (m : gssm) : model D := fun w => output (gssm_run m w).

(* How many strings of length L the machine copies. *)
Definition copied (m : gssm) (L : nat) : nat :=
  #|[set x : L.-tuple 'I_D | copies (gssm_model m) x]|.

(* The prompt given twice before the copy begins: Bos x Copy Bos x Copy. *)
Definition prompt_twice (x : seq 'I_D) : seq (sym D) := prompt x ++ prompt x.

Definition copies_after_two (next : model D) (x : seq 'I_D) : bool :=
  generate next (size x) (prompt_twice x) == toks x.

Definition copied_after_two (m : gssm) (L : nat) : nat :=
  #|[set x : L.-tuple 'I_D | copies_after_two (gssm_model m) x]|.

(* The string given twice, and then the mark: Bos x x Copy. *)
Definition prompt_doubled (x : seq 'I_D) : seq (sym D) := Bos :: toks x ++ toks x ++ [:: Copy].

(* How many strings of length L the machine copies if x is presented as `present x`. *)
Definition copied_from (present : seq 'I_D -> seq (sym D)) (m : gssm) (L : nat) : nat :=
  #|[set x : L.-tuple 'I_D | generate (gssm_model m) L (present x) == toks x]|.

Variable R : realFieldType.

Definition err_after_two (L : nat) (P : L.-tuple 'I_D -> R) (next : model D) : R :=
  prob P (fun x => ~~ copies_after_two next x).

(* The sum of the k largest values of P: sort them downwards, add the first k. *)
Definition largest (T : finType) (P : T -> R) (k : nat) : R :=
  (\sum_(p <- take k (sort (fun a b => b <= a) [seq P x | x <- enum T])) p)%R.

(* The uniform distribution on a set of strings. *)
Definition uniform_on (L : nat) (A : {set L.-tuple 'I_D}) : L.-tuple 'I_D -> R :=
  fun x => if x \in A then (#|A|%:R^-1)%R else 0%R.
End Gssm.
Arguments uniform_on {D} R {L} A.
