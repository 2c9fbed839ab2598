(* StatementScaleProofs.v -- proofs of StatementScale.v, in its order. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction LengthFree Ngram DeBruijnProofs.
From Verbatim Require Import GreedyProofs RestProofs EnoughProofs LeastScaleProofs AttainedProofs.
From Verbatim Require Import StatementScale.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.

Theorem x_scale_interior : X_scale_interior.
Proof. by move=> beta B n D x k n0 L0 dx /andP[nk kL]; apply: rest_interior_bound. Qed.

Theorem x_scale_start : X_scale_start.
Proof. by move=> beta B n D x k b0 L0 kn kL; apply: rest_start_bound. Qed.

Theorem x_scale_copied : X_scale_copied.
Proof. by move=> beta B l n D x n0 inner outer Ll dx; apply: scaled_copies Ll dx. Qed.

Theorem x_scale_enough : X_scale_enough.
Proof. by move=> beta n D n0 enough; apply: enough_scale. Qed.

Theorem x_scale_length_free : X_scale_length_free.
Proof.
move=> B l n D x beta n0 Bl Ll dx; apply: (x_scale_copied n0 _ _ Ll dx).
  by apply: x_scale_enough => //; apply: up_logP.
rewrite /rest_start ltr_pdivr_mulr ?ltr0n ?expn_gt0 // mulrAC mul1r ltr_pdivl_mulr ?ltr0n //.
by rewrite -natrM ltr_nat mulnC.
Qed.

Theorem x_scale_attained : X_scale_attained.
Proof.
move=> [//|m] D _ D0; have [x [db first last]] := greedy m (Ordinal D0); exists x; split=> // beta B.
apply: (@interior_attained m.+1 D B beta x (Ordinal D0)) => //; first exact: de_bruijn_distinct.
exact: de_bruijn_size.
Qed.

Theorem x_scale_least : X_scale_least.
Proof.
move=> n D n0 D0; have [x [db att]] := x_scale_attained n0 D0; exists x; split.
- exact: de_bruijn_size.
- exact: de_bruijn_distinct.
by move=> beta B; rewrite att.
Qed.

Theorem x_scale_start_attained : X_scale_start_attained.
Proof. by move=> beta B n D x; apply: rest_start_attained. Qed.

Theorem x_scale_least_bonus : X_scale_least_bonus.
Proof.
move=> beta B n D x n0 L0 le; rewrite rest_start_attained // /rest_start.
rewrite ler_pdivr_mulr ?ltr0n // mulrAC ler_pdivl_mulr ?ltr0n ?expn_gt0 // mul1r.
by rewrite -natrM ler_nat [((_ + 1) * 8)%N]mulnC.
Qed.

Theorem x_scale_needed : X_scale_needed.
Proof. by move=> beta n D; apply: interior_needs. Qed.

Theorem x_scale_same : X_scale_same.
Proof. by []. Qed.
