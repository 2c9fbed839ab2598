(* ConflictProofs.v -- how many strings have a conflict.
   claims: X.failure-set (err <= C(L-n, 2) D^-n (1 - 1/D)) *)
From mathcomp Require Import all_ssreflect all_algebra zify.
From Verbatim Require Import CopyTask CopyTaskProofs Ngram NgramProofs FailureSetProofs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.Theory.

Section Count.
Variable D : nat.
Implicit Types (L n i j : nat).

(* The n-grams at i and j are equal, the tokens that follow them are not. *)
Definition clash L n i j : {set L.-tuple 'I_D} :=
  [set x : L.-tuple 'I_D | (ngram n i x == ngram n j x) && (successor (i + n) x != successor (j + n) x)].

(* Fix i < j. Told the string without the n + 1 tokens from j on, and told which of the
   D - 1 tokens other than x_(i+n) stands at j + n, one knows the string. *)
Lemma card_clash L n i j : i < j -> j + n < L -> #|clash L n i j| <= D ^ (L - n.+1) * D.-1.
Proof.
move=> ij jn; have L0 : 0 < L by exact: leq_ltn_trans (leq0n _) jn.
case: (posnP D) => [DE|D0].
  rewrite eq_card0 // => x; exfalso.
  by have := leq_ltn_trans (leq0n _) (ltn_ord (tnth x (Ordinal L0))); rewrite DE.
pose c := Ordinal D0.
pose cut (x : L.-tuple 'I_D) : seq 'I_D := take j x ++ drop (j + n.+1) x.
have szc x : size (cut x) == L - n.+1.
  by rewrite size_cat size_drop size_takel size_tuple; apply/eqP; lia.
pose other (x : L.-tuple 'I_D) := unlift (nth c x (i + n)) (nth c x (j + n)).
pose f x : (L - n.+1).-tuple 'I_D * option 'I_D.-1 := (Tuple (szc x), other x).
have inj : {in clash L n i j &, injective f}.
  move=> x y; rewrite !inE => /andP[/eqP Ex Nx] /andP[/eqP Ey Ny] [/eqP Ec Eo].
  move: Ec; rewrite eqseq_cat; last by rewrite !size_takel // size_tuple; lia.
  case/andP=> /eqP Et /eqP Ed; apply: val_inj.
  apply: (@eq_from_nth _ c); first by rewrite /= !size_tuple.
  move=> p; elim/ltn_ind: p => p IH; rewrite /= size_tuple => pL.
  case: (ltnP p j) => [pj|jp]; first by rewrite -(nth_take c pj x) -(nth_take c pj y) Et.
  case: (leqP (j + n.+1) p) => [jnp|pjn].
    by rewrite -(subnKC jnp) -(nth_drop _ _ x) -(nth_drop _ _ y) Ed.
  case: (ltnP (p - j) n) => [pn|np].
    have := congr1 (fun s => nth c s (p - j)) Ex; rewrite !nth_ngram // subnKC // => <-.
    have := congr1 (fun s => nth c s (p - j)) Ey; rewrite !nth_ngram // subnKC // => <-.
    by apply: IH; rewrite /= ?size_tuple; lia.
  have {pjn np jp} pE : p = j + n by lia.
  have Ei : nth c x (i + n) = nth c y (i + n) by apply: IH; rewrite /= ?size_tuple; lia.
  have S (z : L.-tuple 'I_D) q : q < L -> successor q z = Tok (nth c z q).
    by move=> qL; rewrite /successor (nth_map c) ?size_tuple.
  have iL : i + n < L by apply: ltn_trans jn; rewrite ltn_add2r.
  rewrite !S // in Nx Ny; rewrite pE.
  have {}Nx : nth c x (i + n) != nth c x (j + n) by apply: contra Nx => /eqP->.
  have {}Ny : nth c y (i + n) != nth c y (j + n) by apply: contra Ny => /eqP->.
  move: Eo Ny; rewrite /other -Ei.
  case: unliftP Nx => [k ->|-> /eqP//] _.
  by case: unliftP => [h -> [->]|].
have some x : x \in clash L n i j -> f x \in setX setT [set~ None].
  rewrite !inE /= /other => /andP[_ N].
  have iL : i + n < L by apply: ltn_trans jn; rewrite ltn_add2r.
  case: unliftP => // E; move: N.
  by rewrite /successor !(nth_map c) ?size_tuple // E eqxx.
rewrite -(card_in_imset inj).
apply: (@leq_trans #|setX [set: (L - n.+1).-tuple 'I_D] [set~ (None : option 'I_D.-1)]|).
  by apply/subset_leq_card/subsetP => _ /imsetP[x xA ->]; apply: some.
by rewrite cardsX cardsT cardsC1 card_tuple card_option !card_ord.
Qed.

Theorem card_conflict L n :
  #|[set x : L.-tuple 'I_D | conflict n x]| <= 'C(L - n, 2) * (D ^ (L - n.+1) * D.-1).
Proof.
apply: (card_pairs_le (F := fun i j => clash L n i j)) => [x|i j ij jN]; last first.
  by apply: card_clash => //; lia.
rewrite inE => /conflictP[i [j [ij jx E S]]].
have ni := context_eq_inside ij (ltnW jx) E.
rewrite size_tuple in jx; exists (i - n), (j - n); split; try lia.
rewrite inE !subnK ?(leq_trans ni (ltnW ij)) //; apply/andP; split; last exact/eqP.
apply/eqP/(@toks_inj D); rewrite -!context_ngram // size_tuple; apply/andP; split=> //.
- exact: leq_trans ni (ltnW ij).
- exact: ltnW.
- exact: ltnW (ltn_trans ij jx).
Qed.

Theorem lookup_err_uniform (R : realFieldType) L n : 0 < D ->
  (err (uniform D R L) (lookup n) <= 'C(L - n, 2)%:R / (D ^ n)%:R * (1 - D%:R^-1))%R.
Proof.
move=> D0; rewrite lookup_err prob_uniform.
have P0 k : (0 < (D ^ k)%:R :> R)%R by rewrite ltr0n expn_gt0 D0.
have DR : (D%:R != 0 :> R)%R by rewrite pnatr_eq0 -lt0n.
have -> : (1 - D%:R^-1 = D.-1%:R / D%:R :> R)%R.
  by rewrite -subn1 natrB // mulrBl mul1r divff.
rewrite mulf_div -natrM -natrM -expnSr ler_pdivr_mulr // mulrAC ler_pdivl_mulr //.
rewrite -!natrM ler_nat.
case: (ltnP n L) => nL; last first.
  rewrite eq_card0 ?mul0n // => x; rewrite !inE; apply/negbTE/negP => /conflictP[i [j [ij]]].
  rewrite size_tuple => jL /(context_eq_inside ij); rewrite size_tuple => /(_ (ltnW jL)); lia.
have -> : D ^ L = D ^ (L - n.+1) * D ^ n.+1 by rewrite -expnD subnK.
rewrite mulnA leq_mul2r; apply/orP; right.
by rewrite -mulnA [D.-1 * _]mulnC card_conflict.
Qed.
End Count.
