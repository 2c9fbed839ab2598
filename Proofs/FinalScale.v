(* FinalScale.v -- proofs of StatementScale.v, in its order. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask Transformer Construction LengthFree RestProofs.
From Verbatim Require Import StatementScale.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Theorem x_scale_interior : X_scale_interior.
Proof. by move=> beta B n D x k n0 L0 dx /andP[nk kL]; apply: rest_interior_bound. Qed.

Theorem x_scale_start : X_scale_start.
Proof. by move=> beta B n D x k b0 L0 kn kL; apply: rest_start_bound. Qed.

Theorem x_scale_copied : X_scale_copied.
Proof. by move=> beta B l n D x n0 inner outer Ll dx; apply: scaled_copies Ll dx. Qed.

Theorem x_scale_same : X_scale_same.
Proof. by []. Qed.
