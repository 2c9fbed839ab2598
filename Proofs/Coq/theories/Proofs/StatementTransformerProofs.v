(* StatementTransformerProofs.v -- proofs of StatementTransformer.v, in its order. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Ngram NgramProofs FailureSetProofs.
From Verbatim Require Import ConflictProofs DeBruijnProofs GreedyProofs Transformer Construction Cache.
From Verbatim Require Import CacheProofs WindowsProofs GateProofs MatchProofs AttentionWeightProofs.
From Verbatim Require Import ReadoutProofs CopyingProofs VotesProofs ParametersProofs.
From Verbatim Require Import OneLayerProofs StatementTransformer.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Lemma tokens_exist D (x : seq 'I_D) : (0 < size x)%N -> (0 < D)%N.
Proof. by case: x => // a x _; apply: leq_ltn_trans (ltn_ord a). Qed.

(* With distinct n-grams the scale of `copier n D` is sharp enough. *)
Lemma copier_sharp n D (x : seq 'I_D) : (0 < size x)%N -> distinct_ngrams n x ->
  sharp ex2 (scale (longest n D))%:R (2 * size x + 1).
Proof.
move=> L0 dx; apply: scale_sharp.
have := distinct_longest (tokens_exist L0) dx; rewrite -/(longest n D) => le.
by rewrite leq_add2r leq_mul2l.
Qed.

Theorem t2_3_sizes : T2_3_sizes.
Proof.
move=> n D; split=> //.
- by rewrite (copier_heads (longest n D)) addn1.
- exact: copier_hidden.
exact: copier_widthE.
Qed.

Theorem t2_3_width_order : T2_3_width_order.
Proof. by move=> n D n0; have := bits_gt1 D; rewrite /copier_width; nia. Qed.

Theorem t2_3_any_softmax : T2_3_any_softmax.
Proof. by move=> R n d D code ex beta x n0 d2 inj ex0 sh L0 dx; apply: construction_copies. Qed.

Theorem t2_3_scaled : T2_3_scaled.
Proof.
move=> l n D x n0 /andP[L0 Ll] dx.
apply: t2_3_any_softmax => //; [exact: bits_gt1 | exact: binary_inj | exact: ex2_gt0 |].
by apply: scale_sharp; rewrite leq_add2r leq_mul2l.
Qed.

Theorem t2_3 : T2_3.
Proof.
move=> n D x n0 L0 dx; apply: t2_3_scaled => //.
by rewrite L0 (distinct_longest (tokens_exist L0)).
Qed.

Theorem t2_3_range : T2_3_range.
Proof. by move=> n D x D0; apply: distinct_longest. Qed.

Theorem t2_3_capped : T2_3_capped.
Proof.
move=> n D x n0 /andP[L0 Lc] dx; apply: t2_3_scaled => //.
by rewrite L0 leq_min Lc (distinct_longest (tokens_exist L0) dx).
Qed.

Theorem t2_3_every_length : T2_3_every_length.
Proof.
move=> n D L n0 D0 /andP[L0 le]; have [x db] := de_bruijn_exists D0 n0.
have dx := distinct_take L (de_bruijn_distinct db).
have st : size (take L x) = L by rewrite size_takel // (de_bruijn_size D0 db).
by exists (take L x); split=> //; apply: t2_3; rewrite ?st.
Qed.

Theorem t2_3_error : T2_3_error.
Proof.
move=> R n D L P n0 dP; apply: prob_le => // x; apply: contra => dx.
case: (posnP L) => [L0|L0]; last first.
  by apply: copies_and_ends_copies; apply: t2_3 => //; rewrite size_tuple.
have := size_tuple x; rewrite {2}L0 => /size0nil xE.
by rewrite /copies xE.
Qed.

Theorem t2_3_error_end : T2_3_error_end.
Proof.
move=> R n D L P n0 L0 dP; apply: prob_le => // x; apply: contra => dx.
by apply: t2_3 => //; rewrite size_tuple.
Qed.

Theorem t2_3_scale : T2_3_scale.
Proof. by move=> l; split=> [|b]; [exact: scaleP | exact: scale_least]. Qed.

(* ---------------- lemmas ---------------- *)

Theorem t2_3_windows : T2_3_windows.
Proof. by move=> n D w p g a gp; apply: windows gp; apply: ex2_gt0. Qed.

Theorem t2_3_windows_start : T2_3_windows_start.
Proof.
move=> n D w p g a pg.
rewrite (windows_out (@binary D) ex2_gt0 w a pg : after_heads _ _ _ _ _ = _) /mean minnn.
congr (_ / _); rewrite (reindex_inj rev_ord_inj) /=; apply: eq_bigr => q _.
by rewrite subSS subKn // -ltnS.
Qed.

Theorem t2_3_gate : T2_3_gate.
Proof.
move=> n D w o p m k a D0 omp ns tk bd.
pose c j := if nth Bos w (p - (o + j)) is Tok v then v else Ordinal D0.
have tc j : (j < m)%N -> nth Bos w (p - (o + j)) = Tok (c j).
  by move=> jm; rewrite /c; have [v ->] := tk j jm.
have rn : run_at w o p m c.
  by split=> //; apply/implyP => /ns /eqP.
rewrite -[LHS]/(X1 (@binary D) ex2 w p (C o k a)).
rewrite (gate _ ex2_gt0 k a rn) /gated; case: a => [i|]; rewrite ?andbF ?andbT.
  by case: ltnP => // km; rewrite tc.
by case: ltngtP => // km; rewrite tc.
Qed.

Theorem t2_3_gate_start : T2_3_gate_start.
Proof. by move=> n D w p k a pB; apply: (gate_start _ ex2_gt0). Qed.

Section Step.
Variables (n D : nat) (x : seq 'I_D) (k : nat).
Hypothesis n0 : (0 < n)%N.
Hypothesis L0 : (0 < size x)%N.
Hypothesis dx : distinct_ngrams n x.
Hypothesis kL : (k <= size x)%N.
Let beta : rat := (scale (longest n D))%:R.

Lemma step_match :
  let w := so_far x k in let p := (size w).-1 in
  let best := (if (k < n)%N then k * bits D + 2 else n * bits D)%N in
  score (head2 n D) (stream1 n w) p k.+1 = beta * best%:R /\
  forall q, (q <= p)%N -> q != k.+1 ->
    exists2 s : int, score (head2 n D) (stream1 n w) p q = beta * s%:~R
                   & s%:~R + 2%:R <= best%:R :> rat.
Proof.
move=> w p best; have -> : p = (size x + 1 + k)%N.
  by rewrite /p size_context //; lia.
rewrite /w /so_far.
split; first exact: (match_right n (@binary D) beta ex2_gt0 L0 kL).
move=> q qp qk.
exact: (match_other (@binary_inj D) (bits_gt1 D) n0 beta ex2_gt0 dx L0 kL qp qk).
Qed.
End Step.

Theorem t2_3_match : T2_3_match.
Proof. by move=> n D x k n0 L0 dx kL; apply: step_match. Qed.

Theorem t2_3_weight : T2_3_weight.
Proof.
move=> n D x k n0 L0 dx kL.
exact: (step_weight (@binary_inj D) (bits_gt1 D) n0 ex2_gt0 dx L0 (copier_sharp L0 dx) kL).
Qed.

Lemma other_bit D (u v : 'I_D) : u != v -> exists i, binary u i != binary v i.
Proof.
move=> uv; apply/existsP; apply: contraT; rewrite negb_exists => /forallP same.
by case/eqP: uv; apply: binary_inj => j; apply/eqP; have := same j; rewrite negbK.
Qed.

Theorem t2_3_readout_token : T2_3_readout_token.
Proof.
move=> n D w t v tp tv p l half.
pose beta : rat := (scale (longest n D))%:R.
split.
- exact: (token_logit n (@binary D) beta 2%:R ex2_gt0 tp tv).
- move=> u /other_bit uv.
  exact: (token_other (beta := beta) ex2_gt0 tp tv uv half).
- exact: (token_eos n (@binary D) beta 2%:R ex2_gt0 tp tv).
by split; [exact: logit_bos | exact: logit_copy].
Qed.

Theorem t2_3_readout_end : T2_3_readout_end.
Proof.
move=> n D w t tp tb p l; pose beta : rat := (scale (longest n D))%:R.
split.
- exact: (boundary_eos n (@binary D) beta 2%:R ex2_gt0 tp tb).
- by move=> u; exact: (boundary_tok n (@binary D) beta 2%:R ex2_gt0 tp tb u).
by split; [exact: logit_bos | exact: logit_copy].
Qed.

Theorem t2_3_margins_token : T2_3_margins_token.
Proof.
move=> n D x k a n0 dx kL l v; have L0 : (0 < size x)%N by apply: leq_ltn_trans kL.
exact: (token_margins (@binary_inj D) (bits_gt1 D) ex2_gt0 L0
          (step_weight (@binary_inj D) (bits_gt1 D) n0 ex2_gt0 dx L0 (copier_sharp L0 dx)) (ltnW kL) a kL).
Qed.

Theorem t2_3_margins_end : T2_3_margins_end.
Proof.
move=> n D x n0 L0 dx l; rewrite /l /so_far take_size.
exact: (end_margins (bits_gt1 D) ex2_gt0 L0
          (step_weight (@binary_inj D) (bits_gt1 D) n0 ex2_gt0 dx L0 (copier_sharp L0 dx))).
Qed.

(* ---------------- what follows ---------------- *)

Theorem x_de_bruijn_transformer : X_de_bruijn_transformer.
Proof.
move=> n D x n0 D0 db; apply: t2_3 => //; last exact: de_bruijn_distinct db.
by rewrite (de_bruijn_size D0 db) -addnBA // addn_gt0 expn_gt0 D0.
Qed.

Theorem c2_5 : C2_5.
Proof.
move=> R n D L eps D0 n0 L0 le.
apply: le_lt_trans (t2_3_error_end n0 L0 (uniform_dist R L D0)) _.
apply: lt_le_trans (p_ngram_lt R D0 n0 L0) _.
by rewrite ler_pdivr_mulr // ltr0n expn_gt0 D0.
Qed.

Lemma width_le n D : (width (copier n D) <= 4 * (n + 1) * (bits D + 1))%N.
Proof. by have [_ _ _ -> ->] := t2_3_sizes n D; nia. Qed.

Theorem c2_5_least : C2_5_least.
Proof.
move=> R D L eps D1 L0 eps0; have D0 : (0 < D)%N by apply: ltnW.
pose enough n := (0 < n)%N && ((L ^ 2)%:R <= eps * (D ^ n)%:R).
have some : exists n, enough n.
  have := archi_boundP (ltW (divr_gt0 (ltr0Sn R (L ^ 2)) eps0)).
  set N := Num.bound _ => lt; exists N.+1; rewrite /enough /=.
  rewrite -ler_pdivr_mull // mulrC; apply: le_trans (ltW (le_lt_trans _ lt)) _.
    by rewrite ler_pmul2r ?invr_gt0 // ler_nat.
  by rewrite ler_nat; apply: leq_trans (ltnW (ltn_expl N D1)) _; rewrite leq_exp2l.
have [n /andP[n0 en] least] := ex_minnP some; exists n; split=> //.
- by move=> m m0 em; apply: least; rewrite /enough m0.
- exact: c2_5.
exact: width_le.
Qed.

Theorem c2_5_length : C2_5_length.
Proof.
move=> R D L k D1 L0 k0 n; have n0 : (0 < n)%N by rewrite leq_maxl.
split; last exact: width_le.
apply: c2_5 => //; first exact: ltnW.
rewrite mulrC ler_pdivl_mulr ?ltr0n // -natrM ler_nat mulnC.
by apply: leq_trans (up_logP _ D1) _; rewrite leq_exp2l // leq_maxr.
Qed.

(* ---------------- what is remembered ---------------- *)

Lemma cacheE n D (w : seq (sym D)) :
  cache n w = memory n (@binary D) ex2 (scale (longest n D))%:R w.
Proof. by []. Qed.

Theorem r2_9_first_layer : R2_9_first_layer.
Proof.
move=> n D t v h; split=> // [i|]; last by rewrite addn1.
by rewrite /mulv big1 // => j _; rewrite /= mul0r.
Qed.

Theorem r2_9_recent : R2_9_recent.
Proof.
move=> n D w w' u p sw wp recent; rewrite /recent -sw => E c.
exact: (first_layer_same ex2_gt0 u sw E wp).
Qed.

Theorem r2_9_enough : R2_9_enough.
Proof. by move=> n D w w' u s; rewrite !cacheE => E u0; apply: (memory_enough ex2_gt0 s E). Qed.

Theorem r2_9_entries : R2_9_entries.
Proof.
move=> n D x L; rewrite cacheE size_memory size_cat size_prompt size_toks -/L.
have -> : (L.+2 + L = 2 * L + 2)%N by lia.
by rewrite !addn1 -mulnA [(n.+1 * _)%N]mulSn mulnDr [X in (X + _)%N]addnC.
Qed.

Lemma cache_ternary n D (x u : seq 'I_D) : (0 < size x)%N ->
  all (mem [:: -1; 0; 1]) (cache n (prompt x ++ toks u)).
Proof. by rewrite cacheE; apply: memory_ternary; apply: ex2_gt0. Qed.

Theorem r2_9_ternary : R2_9_ternary.
Proof. by move=> n D x u c /(cache_ternary n u) /allP tern /tern. Qed.

Theorem r2_9_code : R2_9_code.
Proof.
move=> n D x y u v x0 y0 c c'; split; first exact: size_written.
by apply: written_inj; apply: cache_ternary.
Qed.

Theorem r2_9_bits : R2_9_bits.
Proof.
move=> n D x n0 D1 x0 L most; split; last exact: memory_bits.
rewrite size_written r2_9_entries -/L /most -!mulnA leq_mul2l /=.
have := geq_minl (n + 1) (2 * L + 2); move: (minn _ _) => k kn.
by apply: (@leq_trans ((2 * L + 2) * (n + 1) * (bits D + 1) + (n + 1) * (bits D + 1))%N); nia.
Qed.

Theorem r2_9_differ : R2_9_differ.
Proof.
move=> n D x y _ xy; rewrite !cacheE => E; case: xy.
exact: (memory_differs (@binary_inj D) E).
Qed.

(* ---------------- the strings that are not copied ---------------- *)

Theorem x_failure_set_construction_scaled : X_failure_set_construction_scaled.
Proof.
move=> l n D x n0 /andP[L0 Ll].
have sh : sharp ex2 (scale l)%:R (2 * size x + 1).
  by apply: scale_sharp; rewrite leq_add2r leq_mul2l.
split; first exact: (construction_copiesE (@binary_inj D) (bits_gt1 D) n0 ex2_gt0 sh).
exact: (construction_copies_and_endsE (@binary_inj D) (bits_gt1 D) n0 ex2_gt0 sh).
Qed.

Theorem x_failure_set_construction : X_failure_set_construction.
Proof. by move=> n D x; apply: x_failure_set_construction_scaled. Qed.

Theorem x_failure_set_construction_error : X_failure_set_construction_error.
Proof.
move=> R n D L P n0 L0; rewrite -lookup_err_end /err /err_end.
split; apply: eq_bigl => x.
  by rewrite lookup_copiesE (x_failure_set_construction n0 _).1 ?size_tuple.
by rewrite lookup_copies_and_endsE (x_failure_set_construction n0 _).2 ?size_tuple.
Qed.

Theorem x_failure_set_construction_uniform : X_failure_set_construction_uniform.
Proof.
move=> R n D L n0 D0 L0; rewrite (x_failure_set_construction_error _ n0 L0).1.
exact: lookup_err_uniform.
Qed.

Theorem x_one_layer_features : X_one_layer_features.
Proof.
move=> R ex D t T a b y rest p c one narrow L tL Lp.
by apply: (one_layer_features ex one narrow) => //; rewrite -addnA in Lp.
Qed.

Theorem x_one_layer : X_one_layer.
Proof.
move=> R ex D t T a b y one narrow long; split=> [k|ab].
  exact: (one_layer_generate ex one narrow).
exact: (one_layer_miscopies ex one narrow).
Qed.

Theorem t2_3_not_strict : T2_3_not_strict.
Proof.
move=> R n D L y dy; pose P (x : L.-tuple 'I_D) : R := (x == y)%:R.
have Pd : is_dist P.
  split=> [x|]; first by rewrite /P ler0n.
  by rewrite (bigD1 y) //= /P eqxx big1 ?addr0 // => x /negbTE->.
have p0 : p_ngram P n = 0.
  rewrite /p_ngram /prob big1 // => x rx; rewrite /P; case: eqP => // xy.
  by rewrite xy dy in rx.
exists P; split=> // next; rewrite p0 => lt0.
have : 0 <= err P next by apply: prob_ge0.
by rewrite leNgt lt0.
Qed.
