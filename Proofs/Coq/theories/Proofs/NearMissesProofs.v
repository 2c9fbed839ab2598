(* NearMissesProofs.v -- claim T2.3 with a word changed, refuted: n-grams of n + 1 tokens
   are not enough; and instances of what is true. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction.
From Verbatim Require Import WindowsProofs GateProofs MatchProofs AttentionWeightProofs.
From Verbatim Require Import ReadoutProofs CopyingProofs ParametersProofs.
From Verbatim Require Import StatementTransformer StatementTransformerProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

(* After the first letter of  a b a c  the keys of b and of c tie. *)
Section Tie.
Let a : 'I_4 := inord 0.
Let b : 'I_4 := inord 1.
Let c : 'I_4 := inord 2.
Let x : seq 'I_4 := [:: a; b; a; c].
Let w : seq (sym 4) := prompt x ++ toks (take 1 x).
Let R := [realFieldType of rat].
Let beta : R := (scale (longest 1 4))%:R.
Let X := X1 (n := 1) (@binary 4) (ex2 : R -> R) w.
Let h : head R (slot_finType 1 (bits 4)) := match_head 1 (bits 4) beta.

Lemma tie : attention ex2 h X 6 2 = attention ex2 h X 6 4.
Proof.
have k1 : (1 <= size x)%N by [].
have k3 : (3 <= size x)%N by [].
rewrite /attention /=; congr (ex2 _ / _); rewrite /h /X /w.
have rq : run_at w false 6 1 (before x a 1) := run_query a k1.
have r2 : run_at w true 2 1 (before x a 1) := run_key_in a k1 k1.
have r4 : run_at w true 4 3 (before x a 3) := run_key_in a k1 k3.
rewrite (score_points 1 (@binary 4) beta 2 ex2_gt0 rq r2).
rewrite (score_points 1 (@binary 4) beta 2 ex2_gt0 rq r4).
congr (_ * _); apply: eq_bigr => -[k e] _; congr (_ * _).
by rewrite (ord1 k); case: e.
Qed.

Lemma read_tie (i : 'I_(bits 4)) : read 1 (@binary 4) (ex2 : R -> R) beta 2%:R w (Some i)
  = \sum_(q < 7) attention ex2 h X 6 q * piece_of R (@binary 4) (nth Bos w q) (Some i).
Proof. by []. Qed.

Lemma logits_tie : logit ex2 (copier 1 4) w (Tok b) = logit ex2 (copier 1 4) w (Tok c).
Proof.
have b4 : bits 4 = 2%N by [].
have l0 : (0 < bits 4)%N by rewrite b4.
have l1 : (1 < bits 4)%N by rewrite b4.
pose i0 : 'I_(bits 4) := Ordinal l0; pose i1 : 'I_(bits 4) := Ordinal l1.
have two (F : 'I_(bits 4) -> R) : \sum_i F i = F i0 + F i1.
  rewrite (bigD1 i0) //= (bigD1 i1) //= big1 ?addr0 // => i /andP[ne0 ne1].
  have lt2 : (i < 2)%N by exact: ltn_ord i.
  by case: i ne0 ne1 lt2 => [[|[|m]] lt].
transitivity (4%:R * \sum_i sign R (binary b i)
    * read 1 (@binary 4) (ex2 : R -> R) beta 2%:R w (Some i)); first exact: logit_tok.
transitivity (4%:R * \sum_i sign R (binary c i)
    * read 1 (@binary 4) (ex2 : R -> R) beta 2%:R w (Some i)); last first.
  by symmetry; exact: logit_tok.
rewrite !two !read_tie.
rewrite !big_ord_recl !big_ord0 /= /binary /a /b /c !inordK //=.
rewrite /bump /= !add1n tie.
have swap (t u r : rat) : t * 1 + (u + (t * -1 + r)) = t * -1 + (u + (t * 1 + r)).
  by rewrite mulr1 mulrN1 addrCA addNKr [RHS]addrCA addKr.
by rewrite swap addrC.
Qed.

Theorem t2_3_not_longer_ngrams : T2_3_not_longer_ngrams.
Proof.
split.
  rewrite /distinct_ngrams /ngrams /= /ngram /= !inE !eqseq_cons.
  by rewrite -!val_eqE /= !inordK.
apply/negP => cp.
have step := elimT (@generate_step 4 (decode ex2 (copier 1 4)) (toks x) (prompt x)) cp.
have := step 1%N Bos isT; rewrite [nth _ _ _]/= => E.
have := decode_is_certain (esym E) isT.
move=> /forallP /(_ (Tok c)) /implyP.
rewrite -/w -/b logits_tie ltxx => H; suff : false by []; apply: H.
by rewrite (inj_eq (@Tok_inj _)) -val_eqE /= !inordK.
Qed.
End Tie.

(* ---------- instances ---------- *)
Theorem t2_3_instance : T2_3_instance.
Proof.
have dx : distinct_ngrams 2 [:: ord0; ord0; ord_max; ord_max; ord0 : 'I_2] by [].
by split=> //; [rewrite copier_widthE | apply: t2_3].
Qed.

Theorem t2_3_instance_digits : T2_3_instance_digits.
Proof.
by split=> //; rewrite copier_widthE.
Qed.
