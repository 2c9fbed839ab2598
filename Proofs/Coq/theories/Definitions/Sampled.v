(* Sampled.v -- a finite memory that draws its outputs at random.  Definitions only.

   Claims that speak of it: T2.7 (it holds for sampled outputs as well). *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope ring_scope.

Section Sampled.
Variables (D : nat) (R : realFieldType).

(* As a gssm, but in a state q the symbol c is written with probability chance q c. *)
Record sampler := Sampler {
  sstate : finType;
  sstart : sstate;
  supdate : sstate -> sym D -> sstate;
  chance : sstate -> sym D -> R }.

Definition is_sampler (m : sampler) : Prop := forall q : sstate m,
  (forall c, 0 <= chance q c) /\ \sum_c chance q c = 1.

Definition sampler_run (m : sampler) (w : seq (sym D)) : sstate m :=
  foldl (@supdate m) (sstart m) w.

(* The probability that the outputs from state q on begin with y; each output is fed
   back. *)
Fixpoint says (m : sampler) (q : sstate m) (y : seq (sym D)) : R :=
  if y is c :: y' then chance q c * says (supdate q c) y' else 1.

(* The probability that a uniform string of length L is not copied. *)
Definition sampled_err (m : sampler) (L : nat) : R :=
  \sum_(x : L.-tuple 'I_D) uniform D R L x * (1 - says (sampler_run m (prompt x)) (toks x)).
End Sampled.
