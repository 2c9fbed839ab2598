(* RestProofs.v -- the two bounds on what the wrong keys weigh, and that strings are
   copied when both are small.
   claims: X.scale *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction LengthFree.
From Verbatim Require Import WindowsProofs GateProofs MatchProofs AttentionWeightProofs.
From Verbatim Require Import ReadoutProofs CopyingProofs ParametersProofs ScaleProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* ---------------- the two bounds ---------------- *)
Section Bounds.
Variables (n D B beta : nat) (x : seq 'I_D) (a : 'I_D) (k : nat).
Notation L := (size x).
Notation bf := (before x a).
Notation d := (bits D).
Notation half := (2%:R^-1 : Q).
Notation late := (behind n (@binary D) x a k).
Notation wrong_k := (wrong n (@binary D) x a beta k).
Hypothesis kL : (k <= L)%N.

Fact half_ge0 : 0 <= half. Proof. by rewrite invr_ge0 ler0n. Qed.
Fact half_le1 : half <= 1. Proof. by rewrite invf_le1 ?ler1n ?ltr0n. Qed.

Lemma restE : rest beta B n x k
  = wrong_k / (if (k < n)%N then 2%:R ^+ (beta * B) else 1).
Proof.
have E := sum_wrong n (@binary D) B a beta kL.
have E' := score_right n (@binary D) B a beta kL.
rewrite /rest -[run_layers _ _ _ _]/(X1 (@binary D) ex2 _).
by rewrite E E' invfM mulrACA divff ?mul1r // gt_eqF ?unit_weight_gt0.
Qed.

(* t < n: a key of fewer tokens weighs half at most, all others as much as the right
   one but for its flag. *)
Lemma wrong_start : (k < n)%N -> (0 < beta)%N -> wrong_k <= (L + 1)%N%:R.
Proof.
move=> kn b0; have mk : minn k n = k by lia.
have le1 m : half ^+ m <= 1 by rewrite exprn_ile1.
have short (i : 'I_k) : half ^+ (beta * late i) <= half.
  have := @behind_short n _ _ (@binary D) x a k i; rewrite mk => /(_ (ltn_ord i)) bs.
  rewrite -[X in _ <= X]expr1 ler_wiexpn2l // muln_gt0 b0 (leq_trans _ bs) //.
  by rewrite muln_gt0 subn_gt0 ltn_ord (ltnW (bits_gt1 D)).
have few : \sum_(j < k) half ^+ (beta * late j) <= half *+ k.
  rewrite -[X in _ <= _ *+ X]card_ord -(@sumr_const _ _ (mem 'I_k)).
  by apply: ler_sum => j _; apply: short.
have all : \sum_(i < L.+1 | i != k :> nat) half ^+ (beta * late i) + half *+ k <= L%:R.
  have kL' : (k < L.+1)%N by [].
  have -> : half *+ k = \sum_(i < L.+1 | i != k :> nat) half *+ (i < k)%N.
    have {1}-> : k = minn k L.+1 by lia.
    by rewrite -sum_below -sumrMnr (bigD1 (Ordinal kL')) //= ltnn add0r.
  rewrite -big_split /=; apply: (@le_trans _ _ (\sum_(i < L.+1 | i != k :> nat) 1)).
    apply: ler_sum => i _; case: (ltnP i k) => ik; last by rewrite mulr0n addr0.
    by apply: le_trans (ler_add (short (Ordinal ik)) (lexx _)) _.
  by rewrite (eq_bigl (mem (predC1 (Ordinal kL')))) // sumr_const cardC1 card_ord.
rewrite /wrong natrD [X in _ <= X]addrC -addrA; apply: ler_add; first exact: le1.
by apply: le_trans all; rewrite ler_add2l.
Qed.

Section Interior.
Hypothesis n0 : (0 < n)%N.
Hypothesis distinct : distinct_ngrams n x.
Hypothesis nk : (n <= k)%N.
Let q : Q := half ^+ (2 * beta).
Let s : Q := half ^+ (beta * d).
Let W : Q := token_sum D q.

Let q0 : 0 <= q. Proof. by rewrite exprn_ge0. Qed.
Let q1 : q <= 1. Proof. by rewrite exprn_ile1. Qed.

(* The n tokens before index i, and what n tokens weigh. *)
Let gram (i : nat) : {ffun 'I_n -> 'I_D} := [ffun t : 'I_n => bf i t].
Let weight (g : {ffun 'I_n -> 'I_D}) : Q := \prod_(t < n) q ^+ ham (@binary D) (bf k t) (g t).

Lemma behind_long i : (n <= i)%N -> half ^+ (beta * late i) = weight (gram i).
Proof.
move=> ni; rewrite [late i](_ : _ = \sum_(t < n) 2 * ham (@binary D) (bf k t) (bf i t))%N; last first.
  apply: eq_big => t; first by rewrite (leq_trans (ltn_ord t) nk).
  by rewrite /away (leq_trans (ltn_ord t) ni).
rewrite big_distrr expr_sum; apply: eq_bigr => t _ /=.
by rewrite ffunE /q -exprM; congr (_ ^+ _); lia.
Qed.

Lemma weight_ge0 g : 0 <= weight g.
Proof. by apply: prodr_ge0 => t _; rewrite exprn_ge0. Qed.

Lemma weight_all : \sum_g weight g <= W ^+ n.
Proof.
rewrite -(bigA_distr_bigA (fun (t : 'I_n) c => q ^+ ham (@binary D) (bf k t) c)) /=.
rewrite -[in X in _ <= X](card_ord n) -prodr_const; apply: ler_prod => t _.
by rewrite sumr_ge0 => [|c _]; rewrite ?exprn_ge0 // token_sum_largest.
Qed.

Lemma weight_others : \sum_(g | g != gram k) weight g <= W ^+ n - 1.
Proof.
rewrite ler_subr_addl; apply: le_trans weight_all; rewrite [X in _ <= X](bigD1 (gram k)) //=.
rewrite ler_add2r /weight big1 // => t _; rewrite ffunE ham_self //.
Qed.

Lemma gram_inj i j : (n <= i <= L)%N -> (n <= j <= L)%N -> gram i = gram j -> i = j.
Proof.
move=> ni nj E; apply/eqP; apply: contraT => ij.
have [t] := before_neq (bits_gt1 D) n0 a distinct nj ni ij.
by move/ffunP: E => /(_ t); rewrite !ffunE => ->; rewrite eqxx.
Qed.

(* The keys of one half, prompt or copy: m of them, of which n have fewer tokens. *)
Lemma wrong_half m : (n <= m <= L.+1)%N ->
  \sum_(i < m | i != k :> nat) half ^+ (beta * late i)
  <= (W ^+ n - 1) + \sum_(j < n) s ^+ j.+1.
Proof.
move=> /andP[nm mL]; rewrite (bigID (fun i : 'I_m => (i < n)%N)) /= addrC ler_add //.
  apply: le_trans weight_others.
  rewrite (eq_bigr (fun i : 'I_m => weight (gram i))) => [|i /andP[_ ni]]; last first.
    by rewrite behind_long // leqNgt.
  apply: (@sum_inj _ _ _ _ _ (fun i : 'I_m => gram i)).
  - move=> i j /andP[_ ni] /andP[_ nj] E; apply/val_inj/gram_inj => //.
      by rewrite leqNgt ni -ltnS (leq_trans (ltn_ord i) mL).
    by rewrite leqNgt nj -ltnS (leq_trans (ltn_ord j) mL).
  - move=> i /andP[ik ni]; apply: contra ik => /eqP E; apply/eqP/gram_inj => //.
      by rewrite leqNgt ni -ltnS (leq_trans (ltn_ord i) mL).
    by rewrite nk kL.
  - exact: weight_ge0.
rewrite [X in _ <= X](reindex_inj rev_ord_inj) /=.
have -> : \sum_(j < n) s ^+ (n - j.+1).+1 = \sum_(i < m | (i < n)%N) s ^+ (n - i).
  rewrite (big_ord_widen m (fun i => s ^+ (n - i.+1).+1) nm).
  by apply: eq_bigr => i ni; rewrite subnSK.
rewrite (eq_bigl (fun i : 'I_m => (i < n)%N)) => [|i]; last first.
  by case: (ltnP i n) => ni; rewrite ?andbF // andbT; lia.
apply: ler_sum => i ni; rewrite /s -exprM ler_wiexpn2l //.
have := @behind_short n _ _ (@binary D) x a k i; rewrite (minn_idPr nk) => /(_ ni).
by rewrite -mulnA leq_mul2l [(d * _)%N]mulnC => ->; rewrite orbT.
Qed.

Lemma wrong_interior : wrong_k <= 2%:R * (W ^+ n - 1) + 2%:R * (\sum_(j < n) s ^+ j.+1) + s ^+ n.
Proof.
have prompt_half := @wrong_half L.+1; have copy_half := @wrong_half k.
rewrite nk (leq_trans nk (leqW kL)) leqnn leqW // in prompt_half copy_half.
rewrite /wrong (minn_idPr nk) -addrA [X in _ <= X]addrC; apply: ler_add.
  by rewrite /s -exprM -mulnA [(d * n)%N]mulnC.
rewrite -mulrDr mulr_natl mulr2n; apply: ler_add; first exact: prompt_half.
apply: le_trans (copy_half isT).
by rewrite le_eqVlt; apply/orP; left; apply/eqP; apply: eq_bigl => j; rewrite ltn_eqF.
Qed.
End Interior.
End Bounds.

(* ---------------- copying ---------------- *)

Lemma power_inv m : ((2 ^ m)%N%:R^-1 : Q) = 2%:R^-1 ^+ m.
Proof. by rewrite natrX exprVn. Qed.
Lemma power_inv4 m : ((4 ^ m)%N%:R^-1 : Q) = 2%:R^-1 ^+ (2 * m).
Proof. by rewrite -power_inv expnM. Qed.

Section Steps.
Variables (n D B beta : nat) (x : seq 'I_D) (k : nat).
Notation L := (size x).
Hypothesis L0 : (0 < L)%N.
Hypothesis kL : (k <= L)%N.

Lemma rest_interior_bound : (0 < n)%N -> distinct_ngrams n x -> (n <= k)%N ->
  rest beta B n x k <= rest_interior beta n D.
Proof.
move=> n0 dx nk; have [a _] := some_token L0.
rewrite (restE n B beta a kL) ltnNge nk divr1 /rest_interior power_inv4 power_inv.
exact: wrong_interior.
Qed.

Lemma rest_start_bound : (0 < beta)%N -> (k < n)%N -> rest beta B n x k <= rest_start beta B L.
Proof.
move=> b0 kn; have [a _] := some_token L0.
rewrite (restE n B beta a kL) kn /rest_start -natrX ler_wpmul2r ?invr_ge0 ?ler0n //.
exact: wrong_start.
Qed.

(* A rest below 1/8 is all that the readout asks for. *)
Lemma rest_attention (w := prompt x ++ toks (take k x)) : rest beta B n x k < 1 / 8%:R ->
  8%:R / 9%:R < attention ex2 (match_head_with n (bits D) (beta%:R : Q) B%:R)
                  (X1 (@binary D) ex2 w) (size w).-1 k.+1.
Proof.
move=> small; apply: attention_above => //; first exact: ex2_gt0.
  by rewrite last_position //; lia.
move: small; rewrite /rest ltr_pdivr_mulr ?ex2_gt0 // mulrC mulrA mulr1.
by rewrite ltr_pdivl_mulr ?ltr0n // mulrC.
Qed.
End Steps.

(* With beta = 0 all keys weigh the same. *)
Lemma scale_positive n D beta : (0 < D)%N -> rest_interior beta n D < 1 / 8%:R -> (0 < beta)%N.
Proof.
move=> D0; case: beta => // lt; exfalso; move: lt; apply/negP; rewrite -leNgt.
rewrite /rest_interior mul0n !expn0 invr1 expr1n; apply: (@le_trans _ _ 1).
  by rewrite ler_pdivr_mulr ?ltr0n // mul1r ler1n.
rewrite ler_addr addr_ge0 // mulr_ge0 ?ler0n ?sumr_ge0 // => [|j _]; last by rewrite expr1n.
rewrite subr_ge0 exprn_ege1 // /token_sum (eq_bigr (fun=> 1)) => [|b _]; last by rewrite expr1n.
by rewrite sumr_const card_ord ler1n.
Qed.

Theorem scaled_copies beta B l n D (x : seq 'I_D) : (0 < n)%N ->
  rest_interior beta n D < 1 / 8%:R -> rest_start beta B l < 1 / 8%:R ->
  (0 < size x <= l)%N -> distinct_ngrams n x ->
  copies_and_ends (decode ex2 (scaled_copier beta B n D)) x.
Proof.
move=> n0 inner outer /andP[L0 Ll] dx.
have D0 : (0 < D)%N by case: (x) L0 => // c y _; apply: leq_ltn_trans (ltn_ord c).
have b0 := scale_positive D0 inner.
apply: (weighty_copies (@binary_inj D) (bits_gt1 D) ex2_gt0 L0) => k kL.
apply: rest_attention => //; case: (ltnP k n) => [kn|nk].
  apply: le_lt_trans (rest_start_bound _ L0 kL b0 kn) _; apply: le_lt_trans outer.
  by rewrite /rest_start ler_wpmul2r ?invr_ge0 ?ler0n // ler_nat leq_add2r.
exact: le_lt_trans (rest_interior_bound _ _ L0 kL n0 dx nk) _.
Qed.
