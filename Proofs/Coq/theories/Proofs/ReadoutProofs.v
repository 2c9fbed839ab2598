(* ReadoutProofs.v -- claim T2.3.readout: which logits follow from the weight of one
   position of layer 2. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask Transformer Construction WindowsProofs GateProofs MatchProofs.
From Verbatim Require Import AttentionWeightProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Section Readout.
Variables (R : realFieldType) (n d D : nat).
Variable code : 'I_D -> 'I_d -> bool.
Variables (ex : R -> R) (beta B : R).
Hypothesis ex_gt0 : forall s, 0 < ex s.
Variable w : seq (sym D).
Notation T := (construction_with n code beta B).
Notation h := (match_head_with n d beta B).
Notation sp := (piece_of R code).
Notation crd := (slot_finType n d).
Notation X1 := (@X1 R n d D code ex w).
Notation p := (size w).-1.
Notation a := (attention ex h X1 p).

(* What layer 2 leaves in the slot O of the last position. *)
Definition read (c : piece d) : R := \sum_(q < p.+1) a q * sp (nth Bos w q) c.

Lemma run_O c : run_layers ex T 2 w p (O c) = read c.
Proof.
transitivity (X1 p (O c) + \sum_(h <- [:: h]) mulv (W_O h) (attended ex h X1 p) (O c)).
  rewrite /run_layers /= /after_layer [X in _ + X](_ : _ = 0) ?addr0 //.
  by rewrite /perceptron /mulv big1 // => -[].
rewrite (X1_O _ _ _ _) add0r big_seq1 /mulv /=.
rewrite (eq_bigr (fun c' => unit_row R c c' * attended ex h X1 p c')); last first.
  move=> c' _; rewrite /unit_row; congr (_%:R * _); congr nat_of_bool.
  by apply/eqP/eqP => [[->]|->].
rewrite sum_unit_row /attended; apply: eq_bigr => q _; congr (_ * _).
by rewrite /mulv /= sum_unit_row X1_E.
Qed.

Lemma logit_tok v :
  logit ex T w (Tok v) = 4%:R * \sum_i sign R (code v i) * read (Some i).
Proof.
rewrite /logit /dot /= mulr_sumr.
have un (c : crd) :
    @W_U R n d D code (Tok v) c = \sum_i 4%:R * sign R (code v i) * unit_row R (O (Some i) : crd) c.
  case: c => [c||g c|o k c|[i|]] /=; try by rewrite big1 // => i _; rewrite mulr0.
  rewrite (bigD1 i) //= /unit_row eqxx mulr1 big1 ?addr0 // => j ji.
  by rewrite (_ : (_ == _) = false) ?mulr0 //; apply/negbTE; apply: contra ji => /eqP[->].
rewrite (eq_bigr _ (fun c _ => congr1 (fun y => y * _) (un c))).
under eq_bigr do rewrite mulr_suml.
rewrite exchange_big /=; apply: eq_bigr => i _.
under eq_bigr do rewrite -mulrA.
by rewrite -mulr_sumr sum_unit_row run_O mulrA.
Qed.

Lemma logit_eos : logit ex T w Eos = (3 * d)%N%:R * read None.
Proof.
rewrite /logit /dot /=.
have un (c : crd) :
    @W_U R n d D code Eos c = (3 * d)%N%:R * unit_row R (O None : crd) c.
  by case: c => [c||g c|o k c|[i|]]; rewrite /unit_row /= ?mulr0 ?eqxx ?mulr1.
rewrite (eq_bigr _ (fun c _ => congr1 (fun y => y * _) (un c))).
under eq_bigr do rewrite -mulrA.
by rewrite -mulr_sumr sum_unit_row run_O.
Qed.

Lemma logit_bos : logit ex T w Bos = 0.
Proof. by rewrite /logit /dot big1 // => c _; rewrite /= mul0r. Qed.
Lemma logit_copy : logit ex T w Copy = 0.
Proof. by rewrite /logit /dot big1 // => c _; rewrite /= mul0r. Qed.

Variable t : nat.
Hypothesis tp : (t <= p)%N.
Notation pt := (a t).

Lemma read_near c : `|read c - pt * sp (nth Bos w t) c| <= 1 - pt.
Proof.
apply: (attended_near ex_gt0 (h := h) X1 _ (f := fun q => sp (nth Bos w q) c)) => //.
by move=> q; apply: piece_norm.
Qed.

(* Attending to a token v. *)
Section Token.
Variable v : 'I_D.
Hypothesis tv : nth Bos w t = Tok v.

Lemma read_bit i : 2%:R * pt - 1 <= sign R (code v i) * read (Some i).
Proof.
have := read_near (Some i); rewrite tv /= ler_norml => /andP[lo hi].
have -> : 2%:R * pt - 1 = pt - (1 - pt) by rewrite mulrDl mul1r opprB addrA.
rewrite /sign in lo hi *; case: (code v i) lo hi => lo hi.
  by rewrite mul1r; move: lo; rewrite mulr1 ler_subr_addl.
move: hi; rewrite mulrN1 opprK mulN1r => hi.
by rewrite ler_oppr opprB ler_subr_addr.
Qed.

Lemma token_logit : (4 * d)%N%:R * (2%:R * pt - 1) <= logit ex T w (Tok v).
Proof.
rewrite logit_tok natrM -mulrA ler_pmul2l ?ltr0n //.
rewrite mulr_natl -[d in _ *+ d]card_ord -sumr_const.
by apply: ler_sum => i _; apply: read_bit.
Qed.

Lemma token_eos : logit ex T w Eos <= (3 * d)%N%:R * (1 - pt).
Proof.
rewrite logit_eos ler_wpmul2l ?ler0n //.
have := read_near None; rewrite tv /= mulr0 subr0; apply: le_trans; exact: ler_norm.
Qed.

Lemma token_other u : (exists i, code u i != code v i) -> 1 <= 2%:R * pt ->
  8%:R * (2%:R * pt - 1) <= logit ex T w (Tok v) - logit ex T w (Tok u).
Proof.
case=> j uj half; rewrite !logit_tok -mulrBr -sumrB (natrM _ 4 2) -mulrA.
rewrite ler_pmul2l ?ltr0n //.
have h0 : 0 <= 2%:R * pt - 1 by rewrite subr_ge0.
have two i : code u i != code v i ->
    2%:R * (2%:R * pt - 1)
    <= sign R (code v i) * read (Some i) - sign R (code u i) * read (Some i).
  move=> ui; have -> : sign R (code u i) = - sign R (code v i).
    by case: (code u i) (code v i) ui => [] []; rewrite /sign ?opprK.
  by rewrite mulNr opprK mulrDl mul1r ler_add ?read_bit.
rewrite (bigD1 j) //= -[X in X <= _]addr0 ler_add ?two // sumr_ge0 // => i _.
case: (eqVneq (code u i) (code v i)) => [->|/two]; first by rewrite subrr.
by apply: le_trans; rewrite mulr_ge0 ?ler0n.
Qed.
End Token.

(* Attending to a boundary. *)
Section Boundary.
Hypothesis tb : boundary (nth Bos w t).

Lemma boundary_eos : (3 * d)%N%:R * pt <= logit ex T w Eos.
Proof.
rewrite logit_eos ler_wpmul2l ?ler0n //.
have f q : a q * sp (nth Bos w q) None >= 0.
  by rewrite mulr_ge0 ?(attention_ge0 ex_gt0) ?ler0n.
have tp' : (t < p.+1)%N by [].
rewrite /read (bigD1 (Ordinal tp')) //= tb mulr1 ler_addl.
by apply: sumr_ge0 => q _; apply: f.
Qed.

Lemma boundary_tok u : logit ex T w (Tok u) <= (4 * d)%N%:R * (1 - pt).
Proof.
rewrite logit_tok natrM -mulrA ler_pmul2l ?ltr0n //.
rewrite mulr_natl -[d in _ *+ d]card_ord -sumr_const; apply: ler_sum => i _.
have := read_near (Some i).
have -> : sp (nth Bos w t) (Some i) = 0 by case: (nth _ _ _) tb.
rewrite mulr0 subr0; apply: le_trans.
apply: le_trans (ler_norm _) _; rewrite normrM.
have -> : `|sign R (code u i)| = 1 by rewrite /sign; case: ifP; rewrite ?normrN normr1.
by rewrite mul1r.
Qed.
End Boundary.
End Readout.
