(* StatementHybridProofs.v -- proofs of StatementHybrid.v, in its order. *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Transformer Construction Hybrid.
From Verbatim Require Import StatementTransformer StatementTransformerProofs ParametersProofs.
From Verbatim Require Import HybridProofs StatementHybrid.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.

Lemma bit_in (b : bool) : b%:R \in [:: 0; 1 : rat].
Proof. by case: b; rewrite !inE eqxx ?orbT. Qed.
Lemma zero_in : 0 \in [:: 0; 1 : rat]. Proof. exact: (bit_in false). Qed.

Theorem x_hybrid_sizes : X_hybrid_sizes.
Proof.
move=> n D H r; split.
- by rewrite card_prod card_option !card_ord addn1.
- split=> [i j|i j]; first exact: bit_in.
  by rewrite /= /register_B; case: ifP => _; [apply: bit_in | apply: zero_in].
- split=> [i j|i j].
    by case: i => [a||g a|o k a|a]; try exact: zero_in; apply: bit_in.
  case: i => [a||g a|o k a|a]; try exact: zero_in.
  by rewrite /= /register_D; case: ifP => _; [apply: bit_in | apply: zero_in].
- by [].
by split.
Qed.

Theorem x_hybrid_register : X_hybrid_register.
Proof. by move=> n D w p g a; apply: register_G. Qed.

Theorem x_hybrid_stream : X_hybrid_stream.
Proof.
move=> R n d D code ex beta w p [//|k] c ex_gt0 _ cG.
exact: (hybrid_stream code beta ex_gt0 (erefl : nth Bos (Bos :: w) 0 = Bos)).
Qed.

Theorem x_hybrid_logit : X_hybrid_logit.
Proof.
move=> R n d D code ex beta w ex_gt0 H T; split=> [s|k].
  exact: (hybrid_logitE n code beta ex_gt0 (erefl : nth Bos (Bos :: w) 0 = Bos)).
apply: generate_alike => v.
exact: (hybrid_decodeE n code beta ex_gt0 (erefl : nth Bos (Bos :: v) 0 = Bos)).
Qed.

Theorem x_hybrid_scaled : X_hybrid_scaled.
Proof.
move=> l n D x n0 Ll dx.
have [_ E] := x_hybrid_logit n (@binary D) (scale l)%:R (toks x ++ [:: Copy]) ex2_gt0.
have := t2_3_scaled n0 Ll dx; rewrite /copies_and_ends => /eqP <-.
by apply/eqP; apply: E.
Qed.

Theorem x_hybrid : X_hybrid.
Proof.
move=> n D x n0 L0 dx; apply: x_hybrid_scaled => //.
by rewrite L0 (t2_3_range (tokens_exist L0)).
Qed.

Theorem x_hybrid_capped : X_hybrid_capped.
Proof.
move=> n D x n0 /andP[L0 Lc] dx; apply: x_hybrid_scaled => //.
by rewrite L0 leq_min Lc (t2_3_range (tokens_exist L0) dx).
Qed.

Theorem x_hybrid_state_half_features : X_hybrid_state_half_features.
Proof. by move=> R ex n d D code x; apply: half_takes. Qed.

Theorem x_hybrid_state_half : X_hybrid_state_half.
Proof.
move=> R ex n d D code next x reads nx dx.
have alike := half_takes ex code nx; split; first exact: distinct_behead.
  exact: (reads_alike reads alike).
apply: (reads_one reads alike).
by move/(congr1 size); rewrite size_behead; lia.
Qed.

Theorem x_hybrid_near_miss : X_hybrid_near_miss.
Proof.
move=> R ex n d D code H; have silent := half_silent ex n code; split=> // x x0.
have bos w : hybrid_decode ex H w = Bos.
  rewrite /hybrid_decode; case: pickP => // s /forallP sure.
  have := sure (if s == Bos then Copy else Bos); rewrite !silent ltxx implybF negbK.
  by case: (eqVneq s Bos) => [->|sB] //; rewrite eq_sym (negbTE sB).
by case: x x0 => // a x _; rewrite /copies generate_cons bos.
Qed.

Theorem x_hybrid_attention_half_features : X_hybrid_attention_half_features.
Proof. by move=> R ex n d D code beta x; apply: attention_half_takes. Qed.

Theorem x_hybrid_attention_half : X_hybrid_attention_half.
Proof.
move=> R ex n d D code beta next x reads.
have alike := attention_half_takes ex n code beta x; split; first exact: distinct_rev.
  exact: (reads_alike reads alike).
move=> px; apply: (reads_one_copy reads alike); first by rewrite size_rev.
by move=> E; apply: px; rewrite -E.
Qed.

(* The witness is 0^n 1, and what the half takes it for. *)
Theorem x_hybrid_neither : X_hybrid_neither.
Proof.
move=> R ex n d D code beta next n0 D1 reads.
pose a : 'I_D := Ordinal (ltnW D1); pose b : 'I_D := Ordinal D1.
have ba : b <> a by move/(congr1 val).
pose x := rcons (nseq n a) b; have sx : size x = n.+1 by rewrite size_rcons size_nseq.
have dx : distinct_ngrams n x.
  rewrite /distinct_ngrams /ngrams sx -(addn2 n) addKn /= /ngram drop0 inE andbT.
  rewrite /x -cats1 take_size_cat ?size_nseq //; apply/eqP => E.
  have : b \in nseq n a.
    rewrite E; case: (n) n0 => // m _; rewrite /= drop0 take_oversize ?mem_cat ?mem_seq1 ?eqxx ?orbT //.
    by rewrite size_cat size_nseq addn1.
  by rewrite mem_nseq => /andP[_ /eqP].
have one (y : seq 'I_D) : (0 < size y)%N -> distinct_ngrams n y ->
    ~~ (copies_and_ends next x && copies_and_ends next y) ->
    exists z : seq 'I_D, [/\ (0 < size z)%N, distinct_ngrams n z & ~~ copies_and_ends next z].
  move=> y0 dy; rewrite negb_and => /orP[]; first by exists x; rewrite sx.
  by exists y.
case: reads => reads.
  have nx : (n < size x)%N by rewrite sx.
  have [dy _] := x_hybrid_state_half reads nx dx.
  by apply: one => //; rewrite size_behead sx.
have [dy _ differ] := @x_hybrid_attention_half R ex n d D code beta next x reads.
have other : rev x <> x by rewrite /x rev_rcons; case: (n) n0 => // m _ [].
apply: (one (rev x)); [by rewrite size_rev sx | exact: dy |].
by apply: contra (differ other) => /andP[cx cr]; rewrite !copies_and_ends_copies.
Qed.

Theorem x_hybrid_decode_reads : X_hybrid_decode_reads.
Proof. by move=> R ex D H; apply: decode_reads. Qed.
