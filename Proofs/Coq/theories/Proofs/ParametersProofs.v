(* ParametersProofs.v -- the parameters that follow from n and D: the code of tokens, the
   scale, the sizes, and the exponential of base 2. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction AttentionWeightProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------- 2^s over the rational numbers ---------- *)
Lemma floor_rat_ge (z : int) q : (z <= floor_rat q) = (z%:~R <= q).
Proof.
rewrite /floor_rat lez_divRL ?denq_gt0 // -[in RHS](divq_num_den q).
by rewrite ler_pdivl_mulr ?ltr0z ?denq_gt0 // -intrM ler_int.
Qed.
Lemma floor_rat_int (z : int) : floor_rat z%:~R = z.
Proof. by rewrite /floor_rat numq_int denq_int divz1. Qed.

Lemma ex2_int (z : int) : ex2 z%:~R = 2%:R ^ z.
Proof. by rewrite /ex2 floor_rat_int. Qed.
Lemma ex2_gt0 q : 0 < ex2 q.
Proof. exact: exprz_gt0. Qed.

Lemma sharp_ex2 b m : (8 * m < 4 ^ b)%N -> sharp ex2 b%:R m.
Proof.
move=> mb s t st; rewrite /ex2.
have fl : floor_rat (b%:R * s) + (2 * b)%N%:Z <= floor_rat (b%:R * t).
  rewrite floor_rat_ge intrD; apply: (@le_trans _ _ (b%:R * (s + 2%:R))).
    rewrite mulrDr; apply: ler_add; first by rewrite -floor_rat_ge.
    by rewrite -pmulrn natrM [2%:R * _]mulrC.
  by rewrite ler_wpmul2l ?ler0n.
apply: (@lt_le_trans _ _ (2%:R ^ (2 * b)%N%:Z * 2%:R ^ floor_rat (b%:R * s))).
  by rewrite ltr_pmul2r ?exprz_gt0 // -exprnP -natrX ltr_nat expnM.
by rewrite -expfzDr ?pnatr_eq0 // addrC ler_weexpz2l // ler1n.
Qed.

(* ---------- the scale ---------- *)
Lemma scaleP l : (8 * (2 * l + 1) < 4 ^ scale l)%N.
Proof. exact: trunc_log_ltn. Qed.

(* It is the least one. *)
Lemma scale_least l b : (8 * (2 * l + 1) < 4 ^ b)%N -> (scale l <= b)%N.
Proof.
move=> lb; have := @trunc_logP 4 (8 * (2 * l + 1)) isT.
have m0 : (0 < 8 * (2 * l + 1))%N by rewrite muln_gt0 addn1.
by move=> /(_ m0) le; have := leq_ltn_trans le lb; rewrite ltn_exp2l.
Qed.

Lemma scale_sharp l m : (m <= 2 * l + 1)%N -> sharp ex2 (scale l)%:R m.
Proof. by move=> ml; apply: sharp_ex2; apply: leq_ltn_trans (scaleP l); rewrite leq_mul2l. Qed.

(* ---------- the code ---------- *)
Lemma bits_gt1 D : (1 < bits D)%N. Proof. exact: leq_maxl. Qed.
Lemma bitsP D : (D <= 2 ^ bits D)%N.
Proof. by apply: leq_trans (@up_logP 2 D isT) _; rewrite leq_exp2l ?leq_maxr. Qed.

Lemma eq_binary m a b : (a < 2 ^ m)%N -> (b < 2 ^ m)%N ->
  (forall i, (i < m)%N -> odd (a %/ 2 ^ i)%N = odd (b %/ 2 ^ i)%N) -> a = b.
Proof.
elim: m a b => [|m IH] a b am bm E; first by move: am bm; rewrite !ltnS !leqn0 => /eqP-> /eqP->.
have h : (a %/ 2 = b %/ 2)%N.
  apply: IH => [||i im]; rewrite ?ltn_divLR // -?expnSr //.
  by rewrite -!divnMA -expnS; apply: E.
have := E 0%N isT; rewrite !divn1 => o.
by rewrite (divn_eq a 2) (divn_eq b 2) h !modn2 o.
Qed.

Lemma binary_inj D (u v : 'I_D) : binary u =1 binary v -> u = v.
Proof.
move=> E; apply/val_inj/(@eq_binary (bits D)) => [||i ib].
- exact: leq_trans (ltn_ord u) (bitsP D).
- exact: leq_trans (ltn_ord v) (bitsP D).
exact: E (Ordinal ib).
Qed.

(* ---------- sizes ---------- *)
Lemma card_slot n d :
  #|{: slot n d}| = ((d + 2) + (n + 1) * (d + 1) + 2 * n * (d + 1) + (d + 1))%N.
Proof.
have K : cancel (@slot_decode n d) (@slot_code n d).
  by case=> [[[[a|[]]|[g a]]|[[o k] a]]|a].
rewrite (bij_eq_card (Bijective (@slot_codeK n d) K)).
rewrite !card_sum !card_prod card_unit card_bool card_option !card_ord.
by lia.
Qed.

Section Sizes.
Variables (l n D : nat).
Lemma copier_depth : depth (copier_for l n D) = 2%N. Proof. by []. Qed.
Lemma copier_heads : head_counts (copier_for l n D) = [:: n.+1; 1%N].
Proof. by rewrite /head_counts /= size_map size_enum_ord. Qed.
Lemma copier_widthE : width (copier_for l n D) = copier_width n D.
Proof. exact: card_slot. Qed.
Lemma copier_hidden :
  hidden_counts (copier_for l n D) = [:: (2 * n * (2 * bits D + 2))%N; 0%N].
Proof.
rewrite /hidden_counts /= !card_prod card_sum card_prod card_bool card_void !card_ord.
by congr [:: _; _]; lia.
Qed.
End Sizes.
