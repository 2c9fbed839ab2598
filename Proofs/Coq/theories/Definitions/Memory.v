(* Memory.v -- what anything that copies keeps of the string, whatever it is made of.  Definitions only.

   Claims that speak of it: R2.9 (what anyone needs), T2.7 (random updates). *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

(* A memory of the string, one of the values of S, that decides all that the model writes after the prompt:
   for a transformer its cache. *)
Definition remembers (D L : nat) (next : model D) (S : finType) (mem : L.-tuple 'I_D -> S) : Prop :=
  forall (x y : L.-tuple 'I_D) (u : seq (sym D)),
  mem x = mem y -> next (prompt x ++ u) = next (prompt y ++ u).

Section Random.
Variables (D : nat) (R : realFieldType).

(* Weights on finitely many things that are probabilities. *)
Definition chances (T : finType) (p : T -> R) : Prop := (forall q, 0 <= p q) /\ \sum_q p q = 1.

(* A machine whose start, updates and outputs are all drawn at random. *)
Record random_machine := RandomMachine {
  rstate : finType;
  rstart : rstate -> R;
  rupdate : rstate -> sym D -> rstate -> R;
  rchance : rstate -> sym D -> R }.

Definition is_random_machine (m : random_machine) : Prop :=
  [/\ chances (@rstart m), forall q c, chances (rupdate (r := m) q c) & forall q, chances (rchance (r := m) q)].

(* With which probability it is in which state, if it reads c, and after reading w. *)
Definition random_step (m : random_machine) (p : rstate m -> R) (c : sym D) : rstate m -> R :=
  fun q' => \sum_q p q * rupdate q c q'.
Definition random_run (m : random_machine) (w : seq (sym D)) : rstate m -> R :=
  foldl (@random_step m) (@rstart m) w.
Arguments random_run m w _ : clear implicits.

(* The probability that the outputs from state q on begin with y; each output is fed back. *)
Fixpoint random_says (m : random_machine) (q : rstate m) (y : seq (sym D)) : R :=
  if y is c :: y' then rchance q c * \sum_q' rupdate q c q' * random_says q' y' else 1.

(* The probability that a string drawn from P is copied. *)
Definition random_success (m : random_machine) (L : nat) (P : L.-tuple 'I_D -> R) : R :=
  \sum_x P x * \sum_q random_run m (prompt x) q * random_says q (toks x).
End Random.
Arguments random_run {D R} m w _.
