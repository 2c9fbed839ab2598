(* AttainedProofs.v -- the bound on the interior is attained: at the end of a de Bruijn string that begins with n - 1
   zeros and ends in n of them every inequality of RestProofs.v is an equality.
   claims: X.scale *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Ngram Transformer Construction LengthFree.
From Verbatim Require Import DeBruijnProofs GreedyProofs MatchProofs CopyingProofs ParametersProofs.
From Verbatim Require Import ScaleProofs RestProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Attained.
Variables (n D B beta : nat) (x : seq 'I_D) (z : 'I_D).
Notation L := (size x).
Notation bf := (before x z).
Notation d := (bits D).
Notation half := (2%:R^-1 : Q).
Notation late := (behind n (@binary D) x z L).
Hypotheses (n0 : (0 < n)%N) (z0 : z = 0%N :> nat) (distinct : distinct_ngrams n x).
Hypothesis longest : L = (D ^ n + n - 1)%N.
Hypothesis first_zeros : take n.-1 x = nseq n.-1 z.
Hypothesis last_zeros : drop (L - n) x = nseq n z.
Let q : Q := half ^+ (2 * beta).
Let s : Q := half ^+ (beta * d).
Let W : Q := token_sum D q.
Let F (i : nat) : Q := half ^+ (beta * late i).

Let D0 : (0 < D)%N. Proof. exact: leq_ltn_trans (ltn_ord z). Qed.
Let nL : (n <= L)%N.
Proof. by have := expn_gt0 D n; rewrite D0 longest /=; lia. Qed.

(* The query holds zeros only. *)
Lemma last_zero t : (t < n)%N -> bf L t = z.
Proof.
move=> tn; have -> : bf L t = nth z (drop (L - n) x) (n - t.+1).
  by rewrite nth_drop /before; congr (nth _ _ _); lia.
by rewrite last_zeros nth_nseq; case: ifP.
Qed.

(* So do the keys of fewer than n tokens. *)
Lemma first_zero i t : (i < n)%N -> (t < i)%N -> bf i t = z.
Proof.
move=> i_n ti; have -> : bf i t = nth z (take n.-1 x) (i - t.+1).
  by rewrite nth_take //; lia.
by rewrite first_zeros nth_nseq; case: ifP.
Qed.

Lemma short_key i : (i < n)%N -> F i = s ^+ (n - i).
Proof.
move=> i_n; rewrite /F /s -exprM -mulnA; congr (_ ^+ (_ * _)).
rewrite /behind (eq_bigl predT) => [|t]; last by rewrite (leq_trans (ltn_ord t) nL).
rewrite (eq_bigr (fun t : 'I_n => d * ~~ (t < i)%N))%N => [|t _]; last first.
  rewrite /away; case: ltnP => ti; last by rewrite muln1.
  by rewrite last_zero // first_zero // ham_self !muln0.
rewrite -big_distrr; congr (_ * _)%N.
have all_n : (\sum_(t < n) ((t < i) + ~~ (t < i)) = n)%N.
  by rewrite (eq_bigr (fun=> 1%N)) => [|t _]; [rewrite sum1_card card_ord | case: ltnP].
have E : (\sum_(t < n) ~~ (t < i) = n - i)%N by move: all_n; rewrite big_split /= sum_below; lia.
by rewrite -E; apply: eq_bigl.
Qed.

Lemma short_keys : \sum_(i < n) F i = \sum_(j < n) s ^+ j.+1.
Proof.
rewrite [RHS](reindex_inj rev_ord_inj) /=; apply: eq_bigr => i _.
by rewrite short_key // subnSK.
Qed.

(* The others are all n-grams but the query's, each once. *)
Let gram (i : nat) : {ffun 'I_n -> 'I_D} := [ffun t : 'I_n => bf i t].
Let weight (g : {ffun 'I_n -> 'I_D}) : Q := \prod_(t < n) q ^+ ham (@binary D) (bf L t) (g t).

Lemma ham_zero c : ham (@binary D) z c = ones c.
Proof. by apply: eq_bigr => i _; rewrite /binary z0 div0n /=; case: odd. Qed.

Lemma weight_total : \sum_g weight g = W ^+ n.
Proof.
rewrite -(bigA_distr_bigA (fun (t : 'I_n) c => q ^+ ham (@binary D) (bf L t) c)) /=.
rewrite -[in RHS](card_ord n) -prodr_const; apply: eq_bigr => t _.
by rewrite /W /token_sum; apply: eq_bigr => c _; rewrite last_zero // ham_zero.
Qed.

Lemma gram_bij : bijective (fun t : 'I_(D ^ n) => gram (n + t)).
Proof.
apply: inj_card_bij => [i j E|]; last by rewrite card_ffun !card_ord.
have le (t : 'I_(D ^ n)) : (n <= n + t <= L)%N by have := ltn_ord t; rewrite longest; lia.
have same : (n + i = n + j)%N by apply: gram_inj (le i) (le j) E.
by apply: val_inj; apply: addnI same.
Qed.

Lemma long_keys : \sum_(t < (D ^ n).-1) F (n + t) = W ^+ n - 1.
Proof.
have long i : (n <= i)%N -> F i = weight (gram i).
  by move=> ni; apply: behind_long.
rewrite -weight_total (reindex _ (onW_bij _ gram_bij)) /=.
have -> : \sum_(t < D ^ n) weight (gram (n + t)) = \sum_(t < D ^ n) F (n + t).
  by apply: eq_bigr => t _; rewrite long ?leq_addr.
have E : (D ^ n = (D ^ n).-1.+1)%N by rewrite prednK // expn_gt0 D0.
rewrite [in RHS]E big_ord_recr /= (_ : n + (D ^ n).-1 = L)%N; last first.
  by have := expn_gt0 D n; rewrite D0 longest /=; lia.
have -> : F L = 1 by rewrite /F behind_self muln0 expr0.
by rewrite addrK.
Qed.

Theorem interior_attained : rest beta B n x L = rest_interior beta n D.
Proof.
rewrite (restE n B beta z (leqnn _)) ltnNge nL divr1 /rest_interior power_inv4 power_inv -/q -/s -/W.
have sumF : \sum_(i < L) F i = (W ^+ n - 1) + \sum_(j < n) s ^+ j.+1.
  suff go M : M = (n + (D ^ n).-1)%N -> \sum_(i < M) F i = (W ^+ n - 1) + \sum_(j < n) s ^+ j.+1.
    by apply: go; have := expn_gt0 D n; rewrite D0 longest /=; lia.
  by move=> ->; rewrite big_split_ord /= addrC short_keys long_keys.
rewrite /wrong (minn_idPr nL) (_ : \sum_(i < L.+1 | _) _ = \sum_(i < L) F i); last first.
  rewrite big_mkcond big_ord_recr /= eqxx addr0; apply: eq_bigr => i _ /=.
  by rewrite ltn_eqF.
have -> : half ^+ (beta * (n * d)) = s ^+ n by rewrite /s -exprM -mulnA [(d * n)%N]mulnC.
rewrite -[X in _ + X]/(\sum_(j < L) F j) sumF.
by rewrite -addrA addrC -mulrDr mulr_natl mulr2n.
Qed.
End Attained.
