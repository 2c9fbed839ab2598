(* CertificateProofs.v -- a string that Certificate.v accepts is copied by the
   construction. *)
From Coq Require Import NArith String.
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask NgramProofs Transformer Construction CopyingProofs.
From Verbatim Require Import ParametersProofs StatementTransformer StatementTransformerProofs.
From Verbatim Require Import Certificate.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Lemma insert_has t p : contains (insert t p) p.
Proof. by elim: p t => [p IH|p IH|] [|l h r] /=. Qed.
Lemma insert_keeps t p q : contains t q -> contains (insert t p) q.
Proof.
elim: p t q => [p IH|p IH|] [|l h r] [q|q|] //=; exact: IH.
Qed.

Lemma key_ngram n w v x : n <= size x -> key n w v x = key n w v (take n x).
Proof. by elim: n v x => // n IH v [|a x] //= le; apply: IH. Qed.
Lemma key_short n w v x : size x < n -> key n w v x = None.
Proof. by elim: n v x => // n IH v [|a x] //= lt; apply: IH. Qed.
Lemma key_some n w v x : n <= size x -> exists p, key n w v x = Some p.
Proof. by elim: n v x => [|n IH] v [|a x] //= le; [eexists|eexists|exact: IH]. Qed.

Lemma ngrams_cons (T : Type) n a (x : seq T) : n <= (size x).+1 ->
  ngrams n (a :: x) = take n (a :: x) :: ngrams n x.
Proof.
move=> le; rewrite /ngrams /= subSn //= /ngram drop0; congr cons.
by rewrite -[1%N in LHS](addn0 1) iotaDl -map_comp.
Qed.

Lemma distinct_fromP n w seen x : 0 < n -> distinct_from n w seen x ->
  uniq (ngrams n x) /\
  forall g p, g \in ngrams n x -> key n w 0%num g = Some p -> contains seen p = false.
Proof.
move=> n0; elim: x seen => [|a x IH] seen.
  by move=> _; rewrite /ngrams /= (_ : 1 - n = 0); [|lia].
case: (leqP n (size x).+1) => [le|gt] ok; last first.
  by rewrite /ngrams /= (_ : (size x).+2 - n = 0) //; lia.
move: ok; rewrite ngrams_cons //; have [p kp] := @key_some n w 0%num (a :: x) le.
rewrite [distinct_from _ _ _ _]/= kp; case cp: (contains seen p) => // /IH[ux out].
have kt : key n w 0%num (take n (a :: x)) = Some p by rewrite -key_ngram.
split=> [|g q].
  by rewrite cons_uniq ux andbT; apply/negP => /out/(_ kt); rewrite insert_has.
rewrite in_cons => /orP[/eqP->|gx kq]; first by rewrite kt => -[<-].
by apply/negP => /(@insert_keeps _ p); rewrite (out _ _ gx kq).
Qed.

Lemma length_belowP D l x L : length_below D l x = Some L ->
  N.to_nat L = N.to_nat l + size x /\ all (fun a => N.to_nat a < N.to_nat D) x.
Proof.
elim: x l => [|a x IH] l /=; first by case=> ->; rewrite addn0.
case: (N.ltb_spec a D) => // aD /IH[-> ->]; split; lia.
Qed.

Lemma distinct_map (S T : eqType) (h : S -> T) n (x : seq S) :
  distinct_ngrams n [seq h a | a <- x] -> distinct_ngrams n x.
Proof.
rewrite /distinct_ngrams /ngrams size_map => u; apply: (@map_uniq _ _ (map h)).
rewrite -map_comp; apply: etrans u; congr uniq; apply: eq_map => i.
by rewrite /= /ngram map_take map_drop.
Qed.

Lemma mostE : N.to_nat most = 2 ^ 62.
Proof.
have pow k : N.to_nat (2 ^ N.of_nat k)%num = 2 ^ k.
  by elim: k => // k IH; rewrite Nat2N.inj_succ N.pow_succ_r' N2Nat.inj_mul IH expnS multE.
by rewrite /most N.shiftl_1_l (pow 62).
Qed.

Theorem checkedP n D L x : 0 < n -> checked n D L x ->
  is_copied n (N.to_nat D) L x.
Proof.
move=> n0; rewrite /checked; case E: length_below => [l|] //; have [lx /allP xD] := length_belowP E.
case: N.eqb_spec => // le; case: N.eqb_spec => //= L0; case: N.ltb_spec => // cap ok.
have {}cap : N.to_nat L <= 2 ^ 62.
  by rewrite -mostE; lia.
pose y := pmap (insub : nat -> option 'I_(N.to_nat D)) [seq N.to_nat a | a <- x].
have yx : same_tokens y x.
  rewrite /same_tokens pmap_filter; last by move=> a; rewrite /= insubK.
  apply/all_filterP/allP => _ /mapP[a /xD aD ->].
  by rewrite insubT.
have sy : size y = N.to_nat L by rewrite -(size_map (@nat_of_ord _)) yx size_map -le lx.
have dy : distinct_ngrams n y.
  apply: (@distinct_map _ _ (@nat_of_ord _)); rewrite yx.
  have [u _] := distinct_fromP n0 ok.
  apply: (@distinct_map _ _ N.of_nat); rewrite -map_comp map_id_in // => a _ /=.
  exact: N2Nat.id.
have L1 : 0 < N.to_nat L by lia.
by exists y; split=> //; [apply: t2_3 | apply: t2_3_capped]; rewrite // sy ?L1.
Qed.
