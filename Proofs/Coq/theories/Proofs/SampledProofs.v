(* SampledProofs.v -- drawing the outputs at random does not help.
   claims: T2.7 (sampled outputs)

   From one state the probabilities of all strings of length L add up to at most 1.
   So over all states they add up to at most |S|, and the strings copied, each counted
   with the probability that it is, are among them. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Verbatim Require Import CopyTask CopyTaskProofs Sampled.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Sampled.
Variables (D : nat) (R : realFieldType) (m : sampler D R).
Hypothesis okm : is_sampler m.

Lemma says_ge0 (q : sstate m) y : 0 <= says q y.
Proof.
elim: y q => [|c y IH] q /=; first exact: ler01.
by rewrite mulr_ge0 //; apply: (okm q).1.
Qed.

(* The content tokens are some of the symbols. *)
Lemma chance_toks (q : sstate m) : \sum_(a : 'I_D) chance q (Tok a) <= 1.
Proof.
have <- := (okm q).2.
rewrite [X in _ <= X](bigID (mem [set Tok a | a in 'I_D])) /=.
rewrite big_imset /=; last by move=> a b _ _; apply: Tok_inj.
rewrite (eq_bigl predT) // ler_addl; apply: sumr_ge0 => c _; exact: (okm q).1.
Qed.

Lemma says_sum L (q : sstate m) : \sum_(x : L.-tuple 'I_D) says q (toks x) <= 1.
Proof.
elim: L q => [|L IH] q.
  rewrite (bigD1 [tuple]) //= big1 ?addr0 // => x /eqP[].
  exact: tuple0.
pose h (p : 'I_D * L.-tuple 'I_D) := [tuple of p.1 :: p.2].
have hB : bijective h.
  exists (fun x => (thead x, [tuple of behead x])) => [[a x]|x].
    by congr pair; apply: val_inj.
  by rewrite [RHS]tuple_eta; apply: val_inj.
rewrite (reindex h) /=; last exact: onW_bij.
rewrite -(pair_bigA _ (fun a (x : L.-tuple 'I_D) =>
   chance q (Tok a) * says (supdate q (Tok a)) (toks x))) /=.
apply: le_trans (chance_toks q); apply: ler_sum => a _.
by rewrite -mulr_sumr ler_pimulr // (okm q).1.
Qed.

Theorem sampled_err_ge L : (0 < D)%N ->
  1 - #|sstate m|%:R / (D ^ L)%:R <= sampled_err m L.
Proof.
move=> D0; rewrite /sampled_err.
have -> : \sum_x uniform D R L x * (1 - says (sampler_run m (prompt x)) (toks x))
        = 1 - (\sum_(x : L.-tuple 'I_D) says (sampler_run m (prompt x)) (toks x)) / (D ^ L)%:R.
  rewrite -[X in _ = X - _](uniform_dist R L D0).2 mulr_suml -sumrB; apply: eq_bigr => x _.
  by rewrite mulrBr mulr1 [in RHS]mulrC.
rewrite ler_sub // ler_wpmul2r ?invr_ge0 ?ler0n //.
have one (q : sstate m) := says_sum L q.
apply: le_trans (_ : \sum_(x : L.-tuple 'I_D) \sum_(q : sstate m) says q (toks x) <= _).
  apply: ler_sum => x _; rewrite (bigD1 (sampler_run m (prompt x))) //= ler_addl.
  by apply: sumr_ge0 => q _; apply: says_ge0.
rewrite exchange_big /=; apply: le_trans (ler_sum _ (fun q _ => one q)) _.
by rewrite sumr_const.
Qed.
End Sampled.
