(* StatementSoftmaxProofs.v -- proofs of StatementSoftmax.v, in its order of need.  They rest on
   the three classical axioms of MathComp analysis, and on nothing else. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From mathcomp Require Import reals sequences exp.
From Verbatim Require Import CopyTask CopyTaskProofs NgramProofs Transformer Construction.
From Verbatim Require Import AttentionWeightProofs CopyingProofs ParametersProofs.
From Verbatim Require Import StatementTransformerProofs.
From Verbatim.Reals Require Import StatementSoftmax.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Sharp.
Variable R : realType.
Implicit Types beta : R.

Lemma expR_ge0_beta beta m : (0 < m)%N -> m%:R < expR (beta * 2%:R) -> 0 <= beta.
Proof.
move=> m0 lt; rewrite leNgt; apply/negP => b0.
have le1 : expR (beta * 2%:R) < 1 by rewrite expR_lt1 pmulr_llt0 ?ltr0n.
by have := lt_trans lt le1; rewrite (ltr_nat R m 1) ltnNge m0.
Qed.

Lemma sharp_expR beta m : (0 < m)%N -> (8 * m)%N%:R < expR (beta * 2%:R) -> sharp (@expR R) beta m.
Proof.
move=> m0 lt s t st.
have b0 : 0 <= beta by apply: expR_ge0_beta lt; rewrite muln_gt0.
apply: (@lt_le_trans _ _ (expR (beta * 2%:R) * expR (beta * s))).
  by rewrite ltr_pmul2r ?expR_gt0.
by rewrite -expRD ler_expR -mulrDr ler_wpmul2l // addrC.
Qed.

(* e > 2, and ln 2 is what it should be. *)
Lemma expR_ln2 : expR (ln 2%:R) = 2%:R :> R.
Proof. by rewrite lnK // posrE ltr0n. Qed.
Lemma expR1_ge2 : 2%:R <= expR 1 :> R.
Proof. by have := @expR_ge1Dx R 1 ler01; rewrite -(natrD _ 1 1). Qed.

Lemma four b : ((4 ^ b)%N%:R : R) = 2%:R ^+ (2 * b).
Proof. by rewrite natrX (natrX _ 2 2) -exprM. Qed.

Lemma scale_ln2 l : (8 * (2 * l + 1))%N%:R < expR (ln 2%:R * (scale l)%:R * 2%:R) :> R.
Proof.
rewrite -mulrA -natrM mulrC [(scale l * 2)%N]mulnC expRMm expR_ln2 -four ltr_nat.
exact: scaleP.
Qed.
Lemma scale_e l : (8 * (2 * l + 1))%N%:R < expR ((scale l)%:R * 2%:R) :> R.
Proof.
rewrite -natrM [(scale l * 2)%N]mulnC -[_%:R in X in _ < X]mulr1 expRMm.
apply: lt_le_trans (_ : (4 ^ scale l)%N%:R <= _); first by rewrite ltr_nat scaleP.
by rewrite four ler_expn2r ?expR1_ge2 // nnegrE ?ler0n // ltW ?expR_gt0.
Qed.
End Sharp.

Theorem t2_3_softmax_scale : T2_3_softmax_scale.
Proof.
move=> R n D beta x n0 L0 dx lt.
apply: t2_3_any_softmax => //.
- exact: bits_gt1.
- exact: binary_inj.
- exact: expR_gt0.
by apply: sharp_expR => //; rewrite addn1.
Qed.

(* The string is short enough for the scale. *)
Lemma longest_le n D (x : seq 'I_D) : (0 < size x)%N -> distinct_ngrams n x ->
  (8 * (2 * size x + 1) <= 8 * (2 * longest n D + 1))%N.
Proof.
move=> L0 dx; have := distinct_longest (tokens_exist L0) dx.
by rewrite -/(longest n D) => le; rewrite leq_mul2l /= leq_add2r leq_mul2l.
Qed.

Theorem t2_3_softmax_ln2 : T2_3_softmax_ln2.
Proof.
move=> R n D x n0 L0 dx; apply: t2_3_softmax_scale => //.
by apply: le_lt_trans (scale_ln2 R (longest n D)); rewrite ler_nat longest_le.
Qed.

Theorem t2_3_softmax : T2_3_softmax.
Proof.
move=> R n D x n0 L0 dx; apply: t2_3_softmax_scale => //.
by apply: le_lt_trans (scale_e R (longest n D)); rewrite ler_nat longest_le.
Qed.

Theorem t2_3_softmax_error : T2_3_softmax_error.
Proof.
move=> R F n D L P n0 dP; apply: prob_le => // x; apply: contra => dx.
case: (posnP L) => [L0|L0]; last first.
  by apply: copies_and_ends_copies; apply: t2_3_softmax => //; rewrite size_tuple.
have := size_tuple x; rewrite {2}L0 => /size0nil xE.
by rewrite /copies xE.
Qed.

Theorem t2_3_softmax_instance : T2_3_softmax_instance.
Proof. by move=> R x; split=> //; apply: t2_3_softmax. Qed.
